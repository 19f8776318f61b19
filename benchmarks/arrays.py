"""purestats.arrays beside SciPy: time a number, memory, threads, import.

Over a million numbers, the two take turns, and each time is the smallest of many: so the
ratio belongs to one run, and what else the machine does falls on both. x is normal, or
uniform on [-37, 8], where the tails are; q is uniform, log q its logarithm, y uniform on
[-1, 1] for erfinv and on [0, 2] for erfcinv. Between two bounds: a is x, and b lies above it by a
normal size, or by 0.001; the peer is two calls of cdf, of logcdf for the logarithm, and pdf over
sf for the hazard. truncnorm is timed by benchmarks/truncated.py.

"10 numbers" is a call with so many. Memory is the peak of what NumPy and Python allocated
(tracemalloc) while ten million numbers were computed, less the result. "10^7 over 10^5" is
the ratio of times a number, for arrays of so many. "workers=2" is the time of one thread over
that of two; "np.exp in two threads" is the same ratio for NumPy's exp over halves of the array,
which says what the machine can do. Import is a fresh interpreter's, after NumPy's. The plot
shows the methods of the distribution over a million normal x, or uniform q.
"""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

import purestats.arrays
from purestats.arrays import norm

from . import report

COLUMNS = ["measured", "over", "purestats", "peer", "ratio", "bound"]
MILLION = 1_000_000
METHODS = ["ppf", "isf", "pdf", "logpdf", "cdf", "sf", "logcdf", "logsf"]  # in the plot
Call = Callable[[Any], Any]


def numbers(count: int) -> dict[str, Any]:
    """The arguments by their names in the table."""
    rng = np.random.RandomState(20596)
    q, x = rng.uniform(size=count), rng.standard_normal(count)

    def x_and(width: Any) -> tuple[Any, Any]:
        return x, x + width

    return {
        "x": x,
        "tails": rng.uniform(-37, 8, count),
        "x, wide": x_and(np.abs(rng.standard_normal(count))),
        "x, narrow": x_and(1e-3),
        "q": q,
        "log q": np.log(q),
        "y in [-1, 1]": 2 * q - 1,
        "y in [0, 2]": 2 * q,
    }


def seconds(call: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def best_in_turns(calls: Sequence[Callable[..., Any]], repeats: int) -> list[float]:
    """The smallest time of each, in seconds, all measured in turns."""
    rounds = [[seconds(call) for call in calls] for _ in range(repeats)]
    return [min(times) for times in zip(*rounds)]


def pairs() -> list[tuple[str, str, Call, str, Call, float]]:
    """Function, argument, ours, the peer's name and function, the largest ratio wanted."""
    import scipy.special
    import scipy.stats

    theirs = scipy.stats.norm
    rows: list[tuple[str, str, Call, str, Call, float]] = [
        ("ppf", "q", norm.ppf, "special.ndtri", scipy.special.ndtri, 1.4),
        ("ppf", "q", norm.ppf, "stats.norm.ppf", theirs.ppf, 0.7),
        ("isf", "q", norm.isf, "stats.norm.isf", theirs.isf, 1.0),
    ]
    for name in ("pdf", "logpdf", "cdf", "sf", "logcdf", "logsf"):
        ours, peer = getattr(norm, name), getattr(theirs, name)
        rows += [(name, x, ours, f"stats.norm.{name}", peer, 1.0) for x in ("x", "tails")]
    special = {"ndtr": ("x", "tails"), "log_ndtr": ("x", "tails"), "ndtri_exp": ("log q",)}
    special |= {"erfinv": ("y in [-1, 1]",), "erfcinv": ("y in [0, 2]",)}
    for name, arguments in special.items():
        ours, peer = getattr(purestats.arrays, name), getattr(scipy.special, name)
        rows += [(name, x, ours, f"special.{name}", peer, 2.5) for x in arguments]
    for name in ("erf", "erfc", "erfcx"):
        ours, peer = getattr(purestats.arrays, name), getattr(scipy.special, name)
        rows += [(name, x, ours, f"special.{name}", peer, 1.5) for x in ("x", "tails")]
    for name, part in {"between": "cdf", "logbetween": "logcdf"}.items():
        ours, peer = of_pair(getattr(norm, name)), twice(getattr(theirs, part))
        label = f"stats.norm.{part}, two calls"
        rows += [(name, x, ours, label, peer, 1.0) for x in ("x, wide", "x, narrow")]
    rows += [
        (
            "hazard",
            x,
            norm.hazard,
            "stats.norm.pdf/sf",
            lambda x: theirs.pdf(x) / theirs.sf(x),
            1.0,
        )
        for x in ("x", "tails")
    ]
    for name in ("pdf", "cdf", "logcdf"):
        ours, peer = placed(getattr(norm, name)), placed(getattr(theirs, name))
        rows.append((f"{name}, loc and scale", "x", ours, f"stats.norm.{name}", peer, 1.0))
    return rows


def of_pair(function: Callable[..., Any]) -> Call:
    return lambda pair: function(*pair)


def twice(function: Callable[..., Any]) -> Call:
    return lambda pair: [function(each) for each in pair]


def placed(function: Callable[..., Any]) -> Call:
    return lambda x: function(x, 0.1, 1.7)


def time_rows(repeats: int) -> list[list[Any]]:
    """ns a number over a million, ours beside the peer's."""
    arguments = numbers(MILLION)
    rows = []
    for name, argument, ours, peer_name, peer, bound in pairs():
        x = arguments[argument]
        times = best_in_turns([lambda x=x, f=f: f(x) for f in (ours, peer)], repeats)  # type: ignore[misc]
        own, other = (each * 1e9 / MILLION for each in times)
        label = f"{name}, ns a number, {argument}"
        rows.append([label, peer_name, own, other, own / other, bound])
    return rows


def few_rows(repeats: int) -> list[list[Any]]:
    """us a call with ten numbers."""
    import scipy.stats

    q, rows = np.arange(1, 11) / 11, []
    for name in ("ppf", "cdf", "pdf", "logcdf"):
        calls = [getattr(each, name) for each in (norm, scipy.stats.norm)]
        loops = [lambda f=f: [f(q) for _ in range(200)] for f in calls]  # type: ignore[misc]
        own, other = (each * 1e6 / 200 for each in best_in_turns(loops, repeats))
        label = f"{name}, us for 10 numbers"
        rows.append([label, f"stats.norm.{name}", own, other, own / other, 0.7])
    return rows


def memory_rows(count: int) -> list[list[Any]]:
    """MB above the result."""
    x = numbers(count)["x"]
    rows = []
    for name, place, workers, bound in [
        ("ppf", (), 1, 8.0),
        ("cdf", (), 1, 8.0),
        ("logcdf", (), 1, 8.0),
        ("cdf", (0.1, 1.7), 1, 8.0),
        ("cdf", (0.1, 1.7), 2, None),
    ]:
        values = np.abs(np.sin(x)) if name == "ppf" else x
        tracemalloc.start()
        result = getattr(norm, name)(values, *place, workers=workers)
        peak = (tracemalloc.get_traced_memory()[1] - result.nbytes) / 1e6
        tracemalloc.stop()
        label = (
            f"{name}{place or ''}, {f'workers={workers}, ' * (workers > 1)}MB beside the result"
        )
        rows.append([label, "", peak, None, None, bound])
    return rows


def size_rows(repeats: int) -> list[list[Any]]:
    """ns a number, of ten million over a hundred thousand, and one thread over two."""
    long = numbers(10_000_000)
    out = np.empty(len(long["x"]))
    rows = []
    for name, argument in [("ppf", "q"), ("cdf", "x"), ("pdf", "x")]:
        function, x = getattr(norm, name), long[argument]
        short, place = x[:100_000], out[:100_000]

        def hundred(f: Any = function, x: Any = short, out: Any = place) -> None:
            for _ in range(100):
                f(x, out=out)

        calls = [lambda f=function, x=x: f(x, out=out), hundred]  # type: ignore[misc]
        calls.append(lambda f=function, x=x: f(x, out=out, workers=2))  # type: ignore[misc]
        one, many, two = (each * 100 for each in best_in_turns(calls, repeats))
        label = f"{name}, ns a number, 10^7 over 10^5"
        rows.append([label, "purestats, 10^5", one, many, one / many, 1.15])
        label = f"{name}, ns a number, workers=2 over 1"
        rows.append([label, "purestats, workers=1", two, one, two / one, 1 / 1.6])
    halves = [(each, np.empty(len(each))) for each in np.split(long["x"], 2)]
    with ThreadPoolExecutor(2) as pool:
        alone, both = best_in_turns(
            [
                lambda: [np.exp(*half) for half in halves],
                lambda: list(pool.map(lambda half: np.exp(*half), halves)),
            ],
            repeats,
        )
    label = "np.exp, ns a number, two threads over one"
    rows.append([label, "NumPy, one thread", both * 100, alone * 100, both / alone, None])
    return rows


def import_row(repeats: int) -> list[Any]:
    program = (
        "import time, numpy; begin = time.perf_counter(); import purestats.arrays;"
        "print(time.perf_counter() - begin)"
    )
    command = [sys.executable, "-c", program]
    runs = []
    with tempfile.TemporaryDirectory() as folder:  # where the first run leaves its bytecode
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for _ in range(repeats + 1):
            result = subprocess.run(
                command, capture_output=True, text=True, check=True, env=environment
            )
            runs.append(float(result.stdout))
    return ["import after NumPy's, ms", "", min(runs) * 1e3, None, None, 3.0]


def main() -> None:
    args = report.argument_parser(__doc__).parse_args()
    repeats = 3 if args.quick else 25
    rows = time_rows(repeats) + few_rows(repeats)
    rows += memory_rows(MILLION if args.quick else 10_000_000)
    if not args.quick:
        rows += size_rows(7)
    rows.append(import_row(5 if args.quick else 20))
    folder = report.results_folder(args)
    header = report.environment(["numpy", "scipy"], args.quick)
    header.append(f"NumPy's log and exp: {target()}")
    report.print_table("purestats.arrays", COLUMNS, rows)
    report.write_csv(folder / f"arrays-{target()}.csv", header, COLUMNS, rows)
    plot(folder)


def target() -> str:
    """The instructions of NumPy's log: what it took, whatever NPY_DISABLE_CPU_FEATURES says."""
    try:
        from numpy.lib.introspect import opt_func_info
    except ImportError:
        return "unknown"
    current = opt_func_info("^log$", "float64")["log"]["dd"]["current"]
    levels = {"X86_V4": "avx512", "AVX512": "avx512", "X86_V3": "avx2", "AVX2": "avx2"}
    return next((name for level, name in levels.items() if current.startswith(level)), "none")


def plot(folder: pathlib.Path) -> None:
    """The time a number of each method, ours above that of scipy.stats.norm."""
    files = [folder / f"arrays-{level}.csv" for level in ("avx2", "avx512", "none", "unknown")]
    header, rows = report.read_csv(next(filter(pathlib.Path.exists, files)))
    found = {(row["measured"], row["over"]): row for row in rows}
    arguments = {"ppf": "q", "isf": "q"}
    keys = [f"{name}, ns a number, {arguments.get(name, 'x')}" for name in METHODS]
    pairs = [found[key, f"stats.norm.{name}"] for key, name in zip(keys, METHODS)]
    started = report.start_plot(1, 4.5)
    if started is None:
        return
    figure, (axis,) = started
    columns = {"purestats.arrays.norm": "purestats", "scipy.stats.norm": "peer"}
    sides = {
        label: (report.colour(label), [float(pair[column]) for pair in pairs])
        for label, column in columns.items()
    }
    labels = [f"{report.IN_WORDS[name]}, {name}" for name in METHODS]
    report.paired_bars(axis, labels, sides)
    axis.set_xlabel("nanoseconds a number, less is faster")
    report.title(figure, "A million numbers in an array: the time for each")
    note = report.setting(header, "numpy", "scipy") + ". One thread; x normal, q uniform."
    report.save_plot(figure, folder / "arrays.svg", note)


if __name__ == "__main__":
    main()
