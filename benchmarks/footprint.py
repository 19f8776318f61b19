"""What it costs to have a quantile: bytes to download and to install, import time, memory.

Each peer gets a fresh virtual environment without pip, and is installed there with its
dependencies, purestats from a wheel of this tree.

downloaded: the files that pip downloads, dependencies included.
installed: what site-packages holds afterwards, the bytecode that pip compiles included.
import: wall time of ``python -I -c "import ..."`` less that of ``python -I -c pass`` in
the same environment; the median over 40 pairs run in turns, or as many as 6 s hold and at least
5, after one warm-up of each.
copies: normal.py, and what purestats.vendor writes in its place: lines, bytes, and the time that
the import statement itself takes, with bytecode and where none is there and none can be written;
beside it ``from statistics import NormalDist``, whose bytecode comes with Python.
memory: peak resident memory after the import and one quantile, less that of a bare
interpreter. On Linux it is VmHWM: ru_maxrss of a child starts from its parent's peak.

The plot draws two published limits: a Heroku slug is at most 500 MB, compressed, and an
AWS Lambda package at most 250 MB, unzipped; both hold for the whole application.
"""

from __future__ import annotations

import pathlib
import py_compile
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Any, NamedTuple

from purestats import normal
from purestats.vendor import vendored

from . import report

MEGABYTE = 1_000_000
HEROKU_SLUG = 500 * MEGABYTE
LAMBDA_UNZIPPED = 250 * MEGABYTE
SECONDS, FEWEST = 6.0, 5  # of the pairs of an import
COPIES = {
    "norm_ppf": ["norm_ppf"],
    "ppf, isf, cdf, sf, pdf": ["norm_ppf", "norm_isf", "norm_cdf", "norm_sf", "norm_pdf"],
    "normal.py": normal.__all__,
}
COPY_COLUMNS = ["copied", "lines", "bytes", "import ms", "import ms without bytecode"]
COLUMNS = ["peer", "with", "downloaded", "installed", "import ms", "memory MB"]


class Peer(NamedTuple):
    """A way to a quantile: the package to install, the import, one call."""

    name: str
    package: str  # empty for the standard library
    import_line: str
    call: str


PURESTATS = Peer("purestats", "purestats", "from purestats import norm_ppf", "norm_ppf(0.975)")
PEERS = [
    PURESTATS,
    Peer("statistics", "", "from statistics import NormalDist", "NormalDist().inv_cdf(0.975)"),
    Peer("trueskill", "trueskill", "from trueskill.backends import ppf", "ppf(0.975)"),
    Peer("pyerf", "pyerf", "from pyerf import erfinv", "erfinv(0.95)"),
    Peer("mpmath", "mpmath", "from mpmath import erfinv", "erfinv(0.95)"),
    Peer("scipy.special", "scipy", "from scipy.special import ndtri", "ndtri(0.975)"),
    Peer("scipy.stats", "scipy", "from scipy.stats import norm", "norm.ppf(0.975)"),
]
QUICK_PEERS = ["purestats", "statistics", "mpmath"]

PEAK_MEMORY = """
import sys
try:
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
except OSError:
    import resource
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
print(peak)
"""


class PipError(Exception):
    """A step of pip that did not succeed, with the last line it said."""


def pip(*arguments: str) -> None:
    """Run this interpreter's pip."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        lines = result.stderr.strip().splitlines() or ["pip failed"]
        raise PipError(lines[-1])


def download(peer: Peer, folder: pathlib.Path) -> int:
    """Bytes of the peer and its dependencies, now in the folder."""
    if peer is PURESTATS:
        pip("wheel", "--no-deps", "--wheel-dir", str(folder), ".")
    elif peer.package:
        pip("download", "--dest", str(folder), peer.package)
    return size(folder)


def install(peer: Peer, downloads: pathlib.Path, venv: pathlib.Path) -> tuple[str, int]:
    """A fresh environment with the peer: its interpreter, and the bytes it grew by."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    python = str(next(venv.glob("[bS]*/python*")))
    purelib = run(python, "import sysconfig; print(sysconfig.get_path('purelib'))")
    before = size(pathlib.Path(purelib.strip()))
    if peer.package:
        files = [str(file) for file in sorted(downloads.iterdir())]
        pip("--python", python, "install", "--no-deps", *files)
    return python, size(pathlib.Path(purelib.strip())) - before


def package_version(file: pathlib.Path) -> str:
    """Name and version of a wheel or a source archive."""
    name, version = file.name.replace(".tar.gz", "").split("-")[:2]
    return f"{name} {version}"


def size(folder: pathlib.Path) -> int:
    """Bytes of all files below the folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def run(python: str, code: str) -> str:
    """The output of a program, isolated from the environment and the current folder."""
    result = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, check=True)
    return result.stdout


def import_milliseconds(python: str, import_line: str, repeats: int) -> float:
    """Median of what the import adds to the time of a program that does nothing."""
    differences: list[float] = []
    for program in ("pass", import_line):
        run_seconds(python, program)
    end = time.perf_counter() + SECONDS
    while len(differences) < repeats and (len(differences) < FEWEST or time.perf_counter() < end):
        nothing = run_seconds(python, "pass")
        differences.append(run_seconds(python, import_line) - nothing)
    return 1000 * statistics.median(differences)


def run_seconds(python: str, code: str) -> float:
    """Wall time of a program, from the start of its interpreter to the end."""
    begin = time.perf_counter()
    run(python, code)
    return time.perf_counter() - begin


def memory_megabytes(python: str, peer: Peer, repeats: int) -> float:
    """Median peak memory after one call, over that of a program that does nothing."""
    program = f"{peer.import_line}\n{peer.call}\n{PEAK_MEMORY}"
    something = statistics.median(int(run(python, program)) for _ in range(repeats))
    nothing = statistics.median(int(run(python, PEAK_MEMORY)) for _ in range(repeats))
    return float(something - nothing) / MEGABYTE


def measure(peer: Peer, repeats: int) -> list[Any]:
    """The row of one peer."""
    with tempfile.TemporaryDirectory() as folder:
        downloads = pathlib.Path(folder, "downloads")
        downloads.mkdir()
        downloaded = download(peer, downloads)
        python, installed = install(peer, downloads, pathlib.Path(folder, "venv"))
        packages = ", ".join(sorted(map(package_version, downloads.iterdir())))
        milliseconds = import_milliseconds(python, peer.import_line, repeats)
        memory = memory_megabytes(python, peer, FEWEST)
    return [peer.name, packages or "the stdlib", downloaded, installed, milliseconds, memory]


def measure_all(quick: bool) -> list[list[Any]]:
    """The rows of all peers that can be installed here; the others are named."""
    rows = []
    for peer in PEERS:
        if quick and peer.name not in QUICK_PEERS:
            print(f"skipped: {peer.name} (quick run)")
            continue
        print(f"measuring {peer.name}", flush=True)
        try:
            rows.append(measure(peer, 10 if quick else 40))
        except PipError as error:
            print(f"skipped: {peer.name} ({error})")
    return rows


def measure_copies(repeats: int) -> list[list[Any]]:
    """The rows of the files to copy, and of the standard library's module."""
    rows: list[list[Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, names in COPIES.items():
            file = pathlib.Path(folder, "copy_of_it.py")
            text = vendored(names) if name != "normal.py" else normal_text()
            file.write_text(text, encoding="utf-8")
            without = statement_milliseconds("import copy_of_it", folder, repeats)
            mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
            compiled = py_compile.compile(str(file), doraise=True, invalidation_mode=mode)
            with_bytecode = statement_milliseconds("import copy_of_it", folder, repeats)
            size = len(text.encode())
            rows.append([name, text.count("\n"), size, with_bytecode, without])
            pathlib.Path(str(compiled)).unlink()
        time = statement_milliseconds("from statistics import NormalDist", folder, repeats)
    return [*rows, ["statistics.NormalDist", None, None, time, None]]


def normal_text() -> str:
    return pathlib.Path(normal.__file__).read_text(encoding="utf-8")


def statement_milliseconds(statement: str, folder: str, repeats: int) -> float:
    """The least time of a statement in new processes, which write no bytecode."""
    program = (
        f"import sys, time; sys.path.insert(0, {folder!r}); begin = time.perf_counter()\n"
        f"{statement}\nprint(time.perf_counter() - begin)"
    )
    command = [sys.executable, "-I", "-B", "-c", program]
    runs = [subprocess.run(command, capture_output=True, check=True) for _ in range(repeats)]
    return 1000 * min(float(run.stdout) for run in runs)


def main() -> None:
    args = report.argument_parser(__doc__).parse_args()
    folder = report.results_folder(args)
    copies = measure_copies(10 if args.quick else 100)
    report.print_table("One file, copied", COPY_COLUMNS, copies)
    header = report.environment(quick=args.quick)
    report.write_csv(folder / "footprint_copies.csv", header, COPY_COLUMNS, copies)
    rows = measure_all(args.quick)
    report.print_table("Footprint of a quantile, sizes in bytes", COLUMNS, rows)
    report.write_csv(folder / "footprint.csv", header, COLUMNS, rows)
    plot(folder)


# The plot.


def plot(folder: pathlib.Path) -> None:
    """Bytes downloaded against Heroku's limit, installed against Lambda's, import time."""
    header, rows = report.read_csv(folder / "footprint.csv")
    started = report.start_plot(3, 4.0, sharey=True)
    if started is None:
        return
    figure, (download_axis, install_axis, import_axis) = started
    labels = [row["peer"] for row in rows]
    sizes = {column: [int(row[column]) for row in rows] for column in ("downloaded", "installed")}
    size_bars(download_axis, labels, sizes["downloaded"], HEROKU_SLUG, "Heroku")
    download_axis.set_xlabel("downloaded, log scale")
    size_bars(install_axis, labels, sizes["installed"], LAMBDA_UNZIPPED, "Lambda")
    install_axis.set_xlabel("installed, log scale")
    times = [max(float(row["import ms"]), 0.1) for row in rows]
    texts = [report.time_text(1e6 * value) for value in times]
    report.bars(import_axis, labels, times, texts, (0.1, 1e6))
    report.time_ticks(import_axis, 1e6, [1e6, 1e8, 1e10])
    import_axis.set_xlabel("import, log scale")
    report.title(figure, "What it costs to have a quantile: bytes and milliseconds")
    note = f"{report.setting(header)}. Dashed: the most a Heroku slug or an AWS Lambda may have."
    report.save_plot(figure, folder / "footprint.svg", note)


def size_bars(axis: Any, labels: list[str], sizes: list[int], limit: int, name: str) -> None:
    """Bars of bytes, and the limit as a dashed line."""
    texts = list(map(size_text, sizes))
    report.bars(axis, labels, [value or None for value in sizes], texts, (1e3, 1e11))
    axis.axvline(limit, color=report.INK, linestyle="--", linewidth=1, zorder=0)
    axis.annotate(name, (limit, -0.5), (3, 2), textcoords="offset points", fontsize=9)
    axis.set_xticks([1e3, 1e6, 1e9], ["1 kB", "1 MB", "1 GB"])
    axis.minorticks_off()


def size_text(value: int) -> str:
    """A size in kB or MB; 0 for what is already there."""
    if not value:
        return "0"
    return f"{value / 1e6:.3g} MB" if value >= 1e6 else f"{value / 1e3:.3g} kB"


if __name__ == "__main__":
    main()
