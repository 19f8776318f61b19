"""What the benchmarks share: the record of the environment, the table, the CSV, the plot.

Run as ``python -m benchmarks.report`` from the root of the project, it draws every picture
again from the CSV files, and measures nothing.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import importlib.metadata
import os
import pathlib
import platform
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import purestats

RESULTS = pathlib.Path(__file__).parent / "results"

# Colours that keep their contrast on the card's own light background.
CARD, INK, FAINT = "#fbfaf7", "#24292f", "#d5d2ca"
OURS, OURS_PALE, OTHERS = "#0b6e4f", "#9cc0ae", "#8a94a3"
# The first that a name begins with; a colour means the same in every picture.
COLOURS = {
    "purestats.correctly_rounded": "#2fa58d",
    "purestats": OURS,
    "SciPy": "#b3261e",
    "scipy": "#b3261e",
    "NormalDist": "#b58105",
    "statistics": "#b58105",
    "R": "#3d6fb4",
}
PICTURES = ["tails", "doors", "arrays", "accuracy", "speed", "footprint", "at_scale"]
IN_WORDS = {
    "ppf": "quantile",
    "isf": "upper quantile",
    "pdf": "density",
    "logpdf": "log density",
    "cdf": "probability below x",
    "sf": "probability above x",
    "logcdf": "log probability below x",
    "logsf": "log probability above x",
    "between": "probability of an interval",
    "erfcx": "scaled 1 - erf",
    "ilogcdf": "quantile of log q",
    "erfinv": "inverse error function",
    "erfcinv": "inverse of 1 - erf",
}


def argument_parser(description: str | None) -> argparse.ArgumentParser:
    """A parser with the options that every benchmark has."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add_common_options(parser)
    return parser


def add_common_options(parser: argparse.ArgumentParser) -> None:
    """Add --quick and --results."""
    parser.add_argument(
        "--quick",
        action="store_true",
        help="fewer measurements, to try the script; results go to quick/ inside --results",
    )
    parser.add_argument(
        "--results", type=pathlib.Path, default=RESULTS, help="folder for the CSV and the plot"
    )


def results_folder(args: argparse.Namespace) -> pathlib.Path:
    """The folder to write to; a quick run never replaces the results of a full one."""
    folder: pathlib.Path = args.results / "quick" if args.quick else args.results
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def environment(packages: Iterable[str] = (), quick: bool = False) -> list[str]:
    """Interpreter, kind of machine and versions, one line each."""
    machine = platform.machine().replace("x86_64", "x86-64")
    lines = [
        f"run: {'quick' if quick else 'full'}",
        f"interpreter: {interpreter()}",
        f"machine: {machine}, {os.cpu_count()} cores, {platform.system()}",
        f"processor: {processor()}",
        f"purestats {purestats.__version__}",
    ]
    return lines + [f"{name} {version(name)}" for name in packages if version(name)]


def processor() -> str:
    """Its name, and the widest vectors that it has, as far as the system says."""
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    pairs = [line.split(":", 1) for line in lines if ":" in line]
    fields = {name.strip(): value.strip() for name, value in pairs}
    flags = fields.get("flags", "").split()
    widest = next((flag for flag in ("avx512f", "avx2") if flag in flags), "no AVX2")
    return f"{fields.get('model name', 'unknown')}, {widest.upper().replace('512F', '-512')}"


def interpreter() -> str:
    """The running interpreter, such as "CPython 3.11.7" or "PyPy 7.3.11 (Python 3.9.16)"."""
    implementation, python = platform.python_implementation(), platform.python_version()
    if implementation != "PyPy":
        return f"{implementation} {python}"
    import sys

    pypy = ".".join(map(str, sys.pypy_version_info[:3]))  # type: ignore[attr-defined]
    return f"PyPy {pypy} (Python {python})"


def version(package: str) -> str:
    """The installed version of a distribution, or an empty string."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print the rows under their column names, numbers to the right."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *cells)]
    print(f"\n{title}\n")
    print("  ".join(name.ljust(width) for name, width in zip(columns, widths)).rstrip())
    print("  ".join("-" * width for width in widths))
    for row, texts in zip(rows, cells):
        aligned = (
            text.ljust(width) if isinstance(value, str) else text.rjust(width)
            for value, text, width in zip(row, texts, widths)
        )
        print("  ".join(aligned).rstrip())


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def write_csv(
    path: pathlib.Path,
    header: Iterable[str],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Write the rows after the header lines, which begin with "# "."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"# {line}\n" for line in header)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_exported(value) for value in row] for row in rows)
    print(f"\nwrote {path.name}")


def _exported(value: Any) -> Any:
    return float(f"{value:.4g}") if isinstance(value, float) else value


def read_csv(path: pathlib.Path) -> tuple[list[str], list[dict[str, str]]]:
    """The header lines and the rows of a file of write_csv."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(file)
    header = [line[2:].strip() for line in lines if line.startswith("# ")]
    return header, list(csv.DictReader(line for line in lines if not line.startswith("# ")))


def start_plot(
    columns: int, height: float, rows: int = 1, **options: Any
) -> tuple[Any, Any] | None:
    """A figure and its axes on a light card, or None, said by name, without matplotlib.

    The card is opaque, so the same picture reads on a light and on a dark page; at 800
    pixels of width a point of text is 1.2 pixels.
    """
    try:
        import matplotlib
    except ImportError:
        print("skipped: the plot (matplotlib is not installed)")
        return None
    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    style: Any = {
        "figure.facecolor": CARD,
        "axes.facecolor": CARD,
        "text.color": INK,
        "axes.labelcolor": INK,
        "axes.edgecolor": FAINT,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "font.size": 11,
        "svg.hashsalt": "purestats",
    }
    plt.rcParams.update(style)
    figure, axes = plt.subplots(rows, columns, figsize=(9.2, height), squeeze=False, **options)
    return figure, axes[0]


def title(figure: Any, text: str) -> None:
    """What one sees, in bold at the upper left."""
    figure.suptitle(text, x=0.012, ha="left", fontsize=13, fontweight="bold")


def colour(name: str) -> str:
    """The colour of an implementation."""
    return next((hue for start, hue in COLOURS.items() if name.startswith(start)), OTHERS)


def bars(
    axis: Any,
    labels: Sequence[str],
    values: Sequence[float | None],
    texts: Sequence[str],
    limits: tuple[float, float],
) -> None:
    """Horizontal bars in log scale, the first at the top, each in the colour of its label.

    A value of None has no bar, but its text.
    """
    begin = limits[0]
    for position, (label, value, text) in enumerate(zip(labels, values, texts)):
        length = (value or begin) - begin
        axis.barh(position, length, left=begin, color=colour(label), height=0.7)
        card = {"facecolor": CARD, "edgecolor": "none", "pad": 1}
        place = (value or begin, position)
        axis.annotate(text, place, (5, 0), textcoords="offset points", va="center", bbox=card)
    axis.set_yticks(range(len(labels)), labels)
    axis.set_ylim(len(labels) - 0.4, -0.6)
    axis.set_xscale("log")
    axis.set_xlim(limits)
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="x", color=FAINT, linewidth=0.6)
    axis.set_axisbelow(True)


def paired_bars(
    axis: Any, labels: Sequence[str], sides: Mapping[str, tuple[str, Sequence[float | None]]]
) -> None:
    """Horizontal bars from 0, two under a label, or one in its middle.

    A side has its name in the legend, its colour, and a value or None for each label.
    """
    both = [None not in pair for pair in zip(*(values for _, values in sides.values()))]
    for shift, (name, (hue, values)) in zip((-0.2, 0.2), sides.items()):
        places = {k: k + shift * both[k] for k, value in enumerate(values) if value is not None}
        lengths = [values[k] for k in places]
        drawn = axis.barh(list(places.values()), lengths, height=0.38, color=hue, label=name)
        axis.bar_label(drawn, fmt="%.1f", padding=4, fontsize=9)
    axis.set_yticks(range(len(labels)), labels)
    axis.set_ylim(len(labels) - 0.5, -0.5)
    axis.tick_params(axis="y", length=0)
    axis.margins(x=0.08)
    axis.grid(axis="x", color=FAINT, linewidth=0.6)
    axis.set_axisbelow(True)
    legend(axis)


def legend(axis: Any) -> None:
    """What the colours mean, in one row between the title and the axes."""
    columns = len(axis.get_legend_handles_labels()[0])
    place: Any = {
        "loc": "lower left",
        "bbox_to_anchor": (0, 0.99),
        "borderaxespad": 0.2,
        "handletextpad": 0.5,
    }
    axis.legend(ncols=columns, frameon=False, fontsize=10, **place)


def time_text(nanoseconds: float) -> str:
    """A time in the unit that suits it."""
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= 0.9995 * size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.3g} ns"


def time_ticks(axis: Any, unit: float, ticks: Sequence[float]) -> None:
    """Label a time axis at the given nanoseconds; its values count units of so many."""
    axis.set_xticks([tick / unit for tick in ticks], [time_text(tick) for tick in ticks])
    axis.minorticks_off()


def setting(header: Sequence[str], *packages: str) -> str:
    """Interpreter, machine and versions, as the header of a CSV has them, in one line."""
    fields = dict(line.split(": ", 1) for line in header if ": " in line)
    versions = [line for line in header if line.split(" ")[0] in ("purestats", *packages)]
    text = f"{fields['interpreter']}, {fields['machine']}; {', '.join(versions)}"
    return text.replace("scipy", "SciPy").replace("numpy", "NumPy")


def save_plot(figure: Any, path: pathlib.Path, note: str) -> None:
    """Save the figure with the note that says what was measured and where."""
    inch = 1 / figure.get_figheight()
    figure.tight_layout(rect=(0, 0.22 * inch, 1, 1))
    figure.text(0.012, 0.09 * inch, note, fontsize=9, color="#57606a")
    figure.savefig(path, metadata={"Date": None})
    print(f"wrote {path.name}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw the pictures again from the CSV files.")
    parser.add_argument("pictures", nargs="*", help=f"of {', '.join(PICTURES)}; all by default")
    parser.add_argument("--results", type=pathlib.Path, default=RESULTS, help="their folder")
    args = parser.parse_args()
    for name in args.pictures or PICTURES:
        importlib.import_module(f"benchmarks.{name}").plot(args.results)


if __name__ == "__main__":
    main()
