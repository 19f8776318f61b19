"""A call of a frozen distribution beside the same call with loc and scale, in one run.

Both are written as people write them, ``d.cdf(x)`` and ``norm.cdf(x, loc, scale)``. The two loops
take turns and the least time of each counts; on a busy machine the ratio is the steadier figure.
"""

from __future__ import annotations

import random
import time
import timeit
from collections.abc import Callable
from typing import Any

from purestats import norm

from . import report

LOC, SCALE, ARGUMENTS = 100.3, 15.7, 256
COLUMNS = ["method", "with loc and scale, ns", "frozen, ns", "ratio"]
LOOPS = """
def function(arguments, loc, scale):
    for x in arguments:
        norm.{name}({arguments}, loc, scale)

def frozen(arguments, d):
    for x in arguments:
        d.{name}({arguments})
"""
OBJECTS = ["norm(loc, scale)", "norm(100, 15)", "d.loc", "d.mean()"]


def arguments() -> dict[str, list[float]]:
    """Arguments by method: places about loc, probabilities, and their logarithms."""
    rng = random.Random(1)
    x = [LOC + SCALE * rng.gauss(0, 1.2) for _ in range(ARGUMENTS)]
    q = [rng.random() for _ in range(ARGUMENTS)]
    logp = [-rng.expovariate(1) for _ in range(ARGUMENTS)]
    return {
        **dict.fromkeys(["pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "hazard"], x),
        **dict.fromkeys(["between", "logbetween"], x),  # and from there to 10 above
        **dict.fromkeys(["ppf", "isf", "interval"], q),
        **dict.fromkeys(["ilogcdf", "ilogccdf"], logp),
    }


def loops(name: str) -> tuple[Callable[..., None], Callable[..., None]]:
    """The two loops, with the method as an attribute in their own code."""
    variables: dict[str, Any] = {"norm": norm}
    exec(LOOPS.format(name=name, arguments="x, x + 10" if "between" in name else "x"), variables)
    return variables["function"], variables["frozen"]


def seconds(loop: Callable[..., None], *arguments: Any) -> float:
    start = time.perf_counter()
    loop(*arguments)
    return time.perf_counter() - start


def measured(turns: int) -> list[list[Any]]:
    """A row for each method."""
    cases = {name: (*loops(name), values) for name, values in arguments().items()}
    least = {name: [float("inf")] * 2 for name in cases}
    for _ in range(turns):
        for name, (function, frozen, values) in cases.items():
            times = (
                seconds(function, values, LOC, SCALE),
                seconds(frozen, values, norm(LOC, SCALE)),
            )
            least[name] = list(map(min, least[name], times))
    each = 1e9 / ARGUMENTS
    return [[name, round(a * each), round(b * each), b / a] for name, (a, b) in least.items()]


def main() -> None:
    """Measure, print and write frozen.csv."""
    args = report.argument_parser(__doc__).parse_args()
    rows = measured(60 if args.quick else 1000)
    names = {"norm": norm, "d": norm(LOC, SCALE), "loc": LOC, "scale": SCALE}
    for text in OBJECTS:
        least = min(timeit.repeat(text, globals=names, number=1000, repeat=200))
        rows.append([text, None, round(least * 1e6), None])
    report.print_table("Frozen and not", COLUMNS, rows)
    path = report.results_folder(args) / "frozen.csv"
    report.write_csv(path, report.environment(quick=args.quick), COLUMNS, rows)


if __name__ == "__main__":
    main()
