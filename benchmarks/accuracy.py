"""Errors in ulps against mpmath, per function, region and implementation.

For each region of tests/regions.py: the largest error found, where, the mean error over a
random sample, and the share of the sample that is correctly rounded. The largest error is
searched for, not sampled: from the worst points of the sample a climb goes on, with steps
that shrink. The plot shows the error of each quantile against the probability.

Run as ``python -m benchmarks.accuracy`` from the root of the project.
"""

from __future__ import annotations

import functools
import importlib
import math
import multiprocessing
import pathlib
import random
import sys
from collections.abc import Callable, Iterator
from typing import Any

from . import report

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "tests"))
import oracle
from purestats import correctly_rounded
from regions import REGIONS, Region

Function = Callable[[float], float]

PACKAGES = ["mpmath", "scipy", "numpy", "trueskill", "pyerf"]
COLUMNS = ["function", "region", "implementation", "max ulp", "mean ulp", "rounded %", "worst at"]

# Implementation, function there, function here. A row that cannot be imported is skipped.
PEERS = [
    ("scipy", "scipy.special:ndtri", "norm_ppf"),
    ("scipy", "scipy.special:ndtr", "norm_cdf"),
    ("scipy", "scipy.special:log_ndtr", "norm_logcdf"),
    ("scipy", "scipy.special:ndtri_exp", "norm_ilogcdf"),
    ("scipy", "scipy.special:erfinv", "erfinv"),
    ("scipy", "scipy.special:erfcinv", "erfcinv"),
    ("scipy", "scipy.stats:norm.pdf", "norm_pdf"),
    ("scipy", "scipy.stats:norm.logpdf", "norm_logpdf"),
    ("scipy", "scipy.stats:norm.sf", "norm_sf"),
    ("statistics", "statistics:NormalDist().inv_cdf", "norm_ppf"),
    ("statistics", "statistics:NormalDist().cdf", "norm_cdf"),
    ("statistics", "statistics:NormalDist().pdf", "norm_pdf"),
    ("mpmath, 53 bits", "mpmath_quantile", "norm_ppf"),
    ("mpmath, 53 bits", "mpmath_cdf", "norm_cdf"),
    ("trueskill", "trueskill.backends:ppf", "norm_ppf"),
    ("trueskill", "trueskill.backends:cdf", "norm_cdf"),
    ("trueskill", "trueskill.backends:pdf", "norm_pdf"),
    ("pyerf", "pyerf.pyerf:erfinv", "erfinv"),
]
# Takes only every so manieth point, and does not climb: one is slow, one has no worst place.
THIN = {"mpmath, 53 bits": 40, "purestats.correctly_rounded": 4}

CLIMBERS, CHILDREN = 25, 6  # of the climb: the points it goes on from, and their offspring


@functools.cache
def mpmath_at_53_bits() -> Any:
    """mpmath in the precision of a float, apart from the oracle's."""
    import mpmath

    context = mpmath.MPContext()
    context.prec = 53
    return context


def mpmath_quantile(q: float) -> float:
    """The quantile as mpmath users write it: sqrt(2) erfinv(2 q - 1)."""
    context = mpmath_at_53_bits()
    return float(context.sqrt(2) * context.erfinv(2 * context.mpf(q) - 1))


def mpmath_cdf(x: float) -> float:
    return float(mpmath_at_53_bits().ncdf(x))


@functools.cache
def resolved(target: str) -> Function | None:
    """The function that "module:path" names, or None where it cannot be imported."""
    if ":" not in target:
        function: Function = globals()[target]
        return function
    module, path = target.split(":")
    try:
        return eval(f"module.{path}", {"module": importlib.import_module(module)})  # type: ignore[no-any-return]
    except (ImportError, AttributeError):
        return None


def implementations(function: str) -> Iterator[tuple[str, Function]]:
    """The importable implementations of one of our functions, ours first."""
    rows = [
        ("purestats", f"purestats:{function}", function),
        ("purestats.correctly_rounded", f"purestats.correctly_rounded:{function}", function),
        *PEERS,
    ]
    for name, target, same in rows:
        if same == function and (found := resolved(target)) is not None:
            yield name, found


def error(function: Function, name: str, x: float) -> float:
    """Signed error of one call, in ulps; infinite where it raises or is no number."""
    try:
        got = float(function(x))
    except (ValueError, ArithmeticError):
        return math.inf
    return oracle.ulps(got, truth(name, x))


@functools.lru_cache(maxsize=50_000)  # of a region: all implementations take the same sample
def truth(name: str, x: float) -> Any:
    """The true value, sought from our own answer on."""
    ours = resolved(f"purestats:{name}")
    assert ours is not None
    return oracle.TRUE[name](x, ours(x))


def climb(
    function: Function, region: Region, points: list[tuple[float, float]], rounds: int
) -> tuple[float, float]:
    """The largest |error| found from (|error|, coordinate) pairs, and its argument."""
    rng = random.Random(1)
    low, high = region.coordinates()
    step = (high - low) / 300
    best = sorted(points, reverse=True)[:CLIMBERS]
    for _ in range(rounds):
        for _, centre in list(best):
            for _ in range(CHILDREN):
                u = min(max(rng.gauss(centre, step), low), high)
                best.append((abs(error(function, region.function, region.argument(u))), u))
        best = sorted(set(best), reverse=True)[:CLIMBERS]
        step *= 0.75
    return best[0][0], region.argument(best[0][1])


def cell_error(function: Function, q: float) -> float:
    """|error| of a quantile by the cells of correctly_rounded, which are good to 2**-60.

    A hundred times as fast as mpmath: it finds where mpmath should look.
    """
    t, in_tail, sign = correctly_rounded.cells.halve(q)
    series = correctly_rounded.cells.quantile(t, in_tail)
    if series is None:
        return 0.0
    head, low, _ = series
    try:
        return abs((sign * function(q) - head) - low) / math.ulp(head)
    except (ValueError, ArithmeticError):
        return math.inf


def seeds(function: Function, region: Region, count: int) -> list[float]:
    """Coordinates of the worst of many quantiles, one from each of CLIMBERS stretches."""
    low, high = region.coordinates()
    rng = random.Random(4)
    worst = []
    for k in range(CLIMBERS):
        left, width = low + (high - low) * k / CLIMBERS, (high - low) / CLIMBERS
        stretch = [left + width * rng.random() for _ in range(count // CLIMBERS)]
        worst.append(max(stretch, key=lambda u: cell_error(function, region.argument(u))))
    return worst


def measure(job: tuple[Region, int, int]) -> list[list[Any]]:
    """The rows of one region."""
    region, count, rounds = job
    low, high = region.coordinates()
    rng = random.Random(2)
    sample = [rng.uniform(low, high) for _ in range(count)]
    edges = region.sample(0)
    rows = []
    for name, function in implementations(region.function):
        thin = THIN.get(name, 1)
        points = [
            (abs(error(function, region.function, region.argument(u))), u) for u in sample[::thin]
        ]
        worst, at = max((e, region.argument(u)) for e, u in points)
        if thin == 1:
            if region.function == "norm_ppf":
                for u in seeds(function, region, 50 * count):
                    points.append((abs(error(function, region.function, region.argument(u))), u))
            at_edges = [(abs(error(function, region.function, x)), x) for x in edges]
            worst, at = max((worst, at), climb(function, region, points, rounds), *at_edges)
        sampled = [e for e, _ in points[: count // thin]]
        mean = sum(sampled) / len(sampled)
        rounded = 100 * sum(e <= 0.5 for e in sampled) / len(sampled)
        row = [region.function, region.name, name, worst, mean, rounded, repr(at)]
        rows.append(row)
    return rows


def main() -> None:
    """Measure, print, write the CSV and the plot."""
    parser = report.argument_parser(__doc__)
    parser.add_argument("--function", help="measure this function again, keep the others")
    args = parser.parse_args()
    for name, target, _ in PEERS:
        if resolved(target) is None:
            print(f"skipped: {name}: {target} cannot be imported")
    count, rounds = (100, 3) if args.quick else (20_000, 30)
    jobs = [(r, count, rounds) for r in REGIONS if args.function in (None, r.function)]
    rows = []
    with multiprocessing.Pool() as pool:
        for some in pool.imap(measure, jobs):
            rows += some
    report.print_table("Error in ulps against mpmath", COLUMNS, rows)
    folder = report.results_folder(args)
    if args.function:
        rows = merged(folder / "accuracy.csv", args.function, rows)
    header = report.environment(PACKAGES, args.quick)
    header.append(f"points a region: {count}, rounds of the climb: {rounds}")
    report.write_csv(folder / "accuracy.csv", header, COLUMNS, rows)
    plot(folder / "accuracy.svg", 40 if args.quick else 400)


def merged(path: pathlib.Path, function: str, rows: list[list[Any]]) -> list[list[Any]]:
    """The rows of an earlier run, those of the function replaced."""
    _, old = report.read_csv(path)
    kept = [[row[column] for column in COLUMNS] for row in old if row["function"] != function]
    order = list(dict.fromkeys(region.function for region in REGIONS))
    return sorted(kept + rows, key=lambda row: order.index(row[0]))


def plot(path: pathlib.Path, bins: int) -> None:
    """Largest error of each quantile in bins of q, both tails in log scale, a panel each."""
    peers = [(n, f) for n, f in implementations("norm_ppf")]
    bisect = resolved("purestats:norm_ppf_bisect")
    assert bisect is not None
    peers.insert(2, ("purestats.norm_ppf_bisect", bisect))
    started = report.start_plot(1, 1.35 * len(peers) + 0.8, rows=len(peers), sharex=True)
    if started is None:
        return
    figure, _ = started
    rng = random.Random(3)
    for axis, (name, function) in zip(figure.axes, peers):
        xs, ys = [], []
        for k in range(bins):
            decades = [-300 + 316 * (k + rng.random()) / bins for _ in range(6)]
            errors = [(abs(error(function, "norm_ppf", tail(d))), d) for d in decades]
            worst, decade = max(errors)
            xs.append(decade)
            ys.append(min(max(worst, 0.05), 1e17))
        colour = report.OURS if name.startswith("purestats") else report.OTHERS
        axis.plot(xs, ys, ".", markersize=3, color=colour)
        axis.axhline(0.5, color=report.INK, linewidth=0.6)
        axis.set_yscale("log")
        axis.set_ylim(0.03, 3e17)
        axis.set_yticks([1, 1e5, 1e10, 1e16], ["1", "1e5", "1e10", "1e16"])
        axis.minorticks_off()
        axis.set_title(name, loc="left", fontsize=11)
        axis.grid(color=report.FAINT, linewidth=0.6)
    ticks = [-300, -200, -100, 0]
    names = ["1e-300", "1e-200", "1e-100", "1/2"]
    figure.axes[-1].set_xticks(ticks, names)
    figure.axes[-1].set_xlabel("q (logarithmic towards both ends)")
    note = "norm quantile: largest error in ulps; the line is 1/2 ulp, the least possible"
    report.save_plot(figure, path, note)


def tail(decade: float) -> float:
    """The probability 10**decade / 2 below the median, its complement above."""
    return 0.5 * 10**decade if decade <= 0 else min(1 - 0.5 * 10**-decade, 1 - 2.0**-53)


if __name__ == "__main__":
    main()
