"""The lower tail: error of norm_cdf against x, beside SciPy, NormalDist and R.

From the median to the last x whose probability is above zero, 25 random points to a step
of 1/4, each against mpmath: the line is the largest error of a step. An implementation that
answers 0 where there is a probability has lost every digit; so has one whose error is 2**52
ulps or more, and both are drawn there. R is asked through Rscript, where that is installed.

Run as ``python -m benchmarks.tails`` from the root of the project.
"""

from __future__ import annotations

import functools
import pathlib
import random
import shutil
import statistics
import subprocess
from collections.abc import Callable
from typing import Any

import purestats
from tests import oracle

from . import report

Column = Callable[["list[float]"], "list[float]"]

STEP, POINTS, LAST = 0.25, 25, -38.25
LOST = 2.0**52
COLUMNS = ["implementation", "x from", "max ulp"]
# Where each name stands in the plot.
PLACES = {
    "SciPy": (-20.5, 2.5e3),
    "NormalDist": (-7.8, 1e9),
    "R": (-20.5, 8),
    "purestats": (-20.5, 0.09),
}
R_PROGRAM = """
x <- as.numeric(readLines(file("stdin")))
writeLines(sprintf("%a", pnorm(x)))
"""


def ours(xs: list[float]) -> list[float]:
    return [purestats.norm_cdf(x) for x in xs]


def normal_dist(xs: list[float]) -> list[float]:
    """The standard library's; its formula changed in CPython 3.14."""
    return list(map(statistics.NormalDist().cdf, xs))


def scipy(xs: list[float]) -> list[float]:
    from scipy import stats

    values: list[float] = stats.norm.cdf(xs).tolist()
    return values


def r(xs: list[float]) -> list[float]:
    """R's pnorm, on the same doubles: they travel in hexadecimal."""
    if not shutil.which("Rscript"):
        raise ImportError("Rscript is not installed")
    program = ["Rscript", "--vanilla", "-e", R_PROGRAM]
    text = "\n".join(x.hex() for x in xs) + "\n"
    result = subprocess.run(program, input=text, capture_output=True, text=True, check=True)
    return [float.fromhex(line) for line in result.stdout.split()]


@functools.cache
def r_version() -> str:
    command = ["Rscript", "--vanilla", "-e", "cat(as.character(getRversion()))"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


PEERS: dict[str, Column] = {"SciPy": scipy, "NormalDist": normal_dist, "R": r, "purestats": ours}


def steps(count: int) -> list[list[float]]:
    """The points, step by step, from the median down."""
    rng = random.Random(20596)
    result = []
    for k in range(round(-LAST / STEP)):
        result.append([-STEP * (k + 1 - rng.random()) for _ in range(count)])
    return result


def measure(count: int) -> list[list[Any]]:
    """The largest error of each step, for each implementation that is here."""
    grid = steps(count)
    flat = [x for points in grid for x in points]
    truth = [oracle.cdf(x) for x in flat]
    rows: list[list[Any]] = []
    for name, column in PEERS.items():
        try:
            got = column(flat)
        except ImportError as error:
            print(f"skipped: {name} ({error})")
            continue
        errors = [
            LOST if value == 0.0 else min(abs(oracle.ulps(value, want)), LOST)
            for value, want in zip(got, truth)
        ]
        for k, points in enumerate(grid):
            rows.append([name, max(points), max(errors[k * count : (k + 1) * count])])
    return rows


def main() -> None:
    args = report.argument_parser(__doc__).parse_args()
    rows = measure(4 if args.quick else POINTS)
    folder = report.results_folder(args)
    header = report.environment(["scipy", "mpmath"], args.quick)
    if shutil.which("Rscript"):
        header.append(f"R {r_version()}")
    report.write_csv(folder / "tails.csv", header, COLUMNS, rows)
    summary = [
        [name, max(row[2] for row in rows if row[0] == name)]
        for name in dict.fromkeys(row[0] for row in rows)
    ]
    report.print_table("Largest error of the lower tail, ulp", ["implementation", "max"], summary)
    plot(folder)


# The plot.


def plot(folder: pathlib.Path) -> None:
    """Error against x, a line for each implementation, its name at the line."""
    header, rows = report.read_csv(folder / "tails.csv")
    started = report.start_plot(1, 4.2)
    if started is None:
        return
    figure, (axis,) = started
    axis.axhspan(LOST / 4, LOST * 64, color=report.FAINT, alpha=0.5, linewidth=0)
    axis.text(-1, LOST * 3, "no digit is right", fontsize=10, color=report.INK)
    for name in dict.fromkeys(row["implementation"] for row in rows):
        found = [row for row in rows if row["implementation"] == name]
        xs = [float(row["x from"]) for row in found]
        ys = [max(float(row["max ulp"]), 0.3) for row in found]
        # SciPy's and R's last steps coincide: the broader line shows beside the other.
        width = {"purestats": 2.6, "SciPy": 2.2}.get(name, 1.4)
        axis.plot(xs, ys, color=report.colour(name), linewidth=width, solid_capstyle="round")
        axis.text(*PLACES[name], name, color=report.colour(name), fontweight="bold")
    axis.set_yscale("log")
    axis.set_ylim(0.03, LOST * 64)
    axis.set_yticks([1, 1e3, 1e6, 1e9, 1e12, 1e15], ["1", "1e3", "1e6", "1e9", "1e12", "1e15"])
    axis.minorticks_off()
    axis.set_xlim(0, LAST)
    axis.set_xlabel("x, in standard deviations from the mean")
    axis.set_ylabel("largest error, ulp")
    axis.grid(color=report.FAINT, linewidth=0.6)
    report.title(figure, "Probability below x: digits lost in the tail")
    note = report.setting(header, "scipy", "R") + ". 1 ulp is the gap between two floats."
    report.save_plot(figure, folder / "tails.svg", note)


if __name__ == "__main__":
    main()
