"""Every door for arrays over a million numbers: the time of each, and the largest error.

The doors, scipy.special and scipy.stats take turns, over uniform q and normal x, and each time is
the smallest of many. The largest errors are those that accuracy.py found for the standard normal,
and 1/2 ulp where a result is correctly rounded.

Run as ``python -m benchmarks.doors`` from the root of the project. Needs NumPy, SciPy and Numba.
"""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from typing import Any

from . import report

COLUMNS = ["function", "door", "ns a number", "largest error, ulp"]
FUNCTIONS = {"ppf": "ndtri", "cdf": "ndtr"}  # of scipy.stats.norm, and of scipy.special


def doors(name: str) -> dict[str, Callable[[Any], Any]]:
    """The function in each door that takes arrays."""
    import scipy.special
    import scipy.stats

    import purestats.arrays
    import purestats.compiled
    import purestats.correctly_rounded.arrays
    import purestats.correctly_rounded.compiled

    return {
        "purestats.arrays": getattr(purestats.arrays.norm, name),
        "purestats.compiled": getattr(purestats.compiled.norm, name),
        "purestats.correctly_rounded.arrays": getattr(
            purestats.correctly_rounded.arrays.norm, name
        ),
        "purestats.correctly_rounded.compiled": getattr(
            purestats.correctly_rounded.compiled.norm, name
        ),
        "scipy.special": getattr(scipy.special, FUNCTIONS[name]),
        "scipy.stats": getattr(scipy.stats.norm, name),
    }


def largest_error(results: pathlib.Path, name: str, door: str) -> float:
    """What accuracy.csv has for the door, or for what the door has the bits of."""
    if "correctly_rounded" in door:
        return 0.5
    implementation = door.partition(".")[0]
    _, rows = report.read_csv(results / "accuracy.csv")
    return max(
        float(row["max ulp"])
        for row in rows
        if row["function"] == f"norm_{name}"
        and row["implementation"] == implementation
        and "z from" not in row["region"]
        and row["region"] != "subnormal"
    )


def measure(results: pathlib.Path, count: int, repeats: int) -> list[list[Any]]:
    from .arrays import best_in_turns, numbers

    rows: list[list[Any]] = []
    for name in FUNCTIONS:
        x = numbers(count)["q" if name == "ppf" else "x"]
        arrays = doors(name)
        calls = [lambda f=f, x=x: f(x) for f in arrays.values()]  # type: ignore[misc]
        for call in calls:  # what is compiled, and the tables
            call()
        times = best_in_turns(calls, repeats)
        for door, time in zip(arrays, times):
            rows.append([name, door, time * 1e9 / count, largest_error(results, name, door)])
    return rows


def plot(folder: pathlib.Path) -> None:
    """A dot for each door: how long a number takes, and how large the error may be."""
    header, rows = report.read_csv(folder / "doors.csv")
    started = report.start_plot(len(FUNCTIONS), 4.2, sharey=True)
    if not started:
        return
    figure, axes = started
    slowest = max(float(row["ns a number"]) for row in rows)
    for axis, name in zip(axes, FUNCTIONS):
        for row in rows:
            if row["function"] != name:
                continue
            door = row["door"]
            place = float(row["ns a number"]), float(row["largest error, ulp"])
            axis.plot(*place, "o", markersize=9, color=report.colour(door))
            label = (
                door.replace("purestats.", "")
                .replace("correctly_rounded.", "nearest, ")
                .replace("scipy.", "scipy.\n")
            )
            axis.annotate(
                label,
                place,
                (0, -30 if "scipy" in label else -17 if "nearest" in label else 9),
                textcoords="offset points",
                ha="center",
                fontsize=9,
            )
        axis.set_yscale("log")
        axis.set_ylim(0.1, 8000)
        axis.set_xlim(0, 1.2 * slowest)
        axis.set_title(report.IN_WORDS[name], loc="left", fontsize=11)
        axis.set_xlabel("a number of a million, ns")
        axis.grid(color=report.FAINT, linewidth=0.6)
        axis.set_axisbelow(True)
    axes[0].set_ylabel("largest error found, ulp")
    report.title(figure, "The nearest float, in about the time of a near one")
    fields = dict(line.split(": ", 1) for line in header if ": " in line)
    note = f"{report.setting(header, 'numpy', 'scipy', 'numba')}; {fields['processor']}"
    report.save_plot(figure, folder / "doors.svg", note)


def main() -> None:
    args = report.argument_parser(__doc__).parse_args()
    rows = measure(report.RESULTS, 50_000 if args.quick else 1_000_000, 3 if args.quick else 15)
    report.print_table("Every door", COLUMNS, rows)
    folder = report.results_folder(args)
    header = report.environment(["numpy", "scipy", "numba"], args.quick)
    report.write_csv(folder / "doors.csv", header, COLUMNS, rows)
    plot(folder)


if __name__ == "__main__":
    main()
