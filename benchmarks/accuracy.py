"""Errors in ulps against mpmath, per function, region and implementation.

For each region of tests/oracle/regions.py, those with loc and scale too: the largest error found,
where, the mean error over a random sample, and the share of the sample that is correctly
rounded. The largest error is searched for, not sampled: that of purestats in machine code, where
results/search.csv has the region, the others' here: see search.py. So it is one that was found,
and not a bound. The plot has a dot for the largest error of each region, of the functions
that SciPy or NormalDist has too, where the unit is the ulp of the result.

Run as ``python -m benchmarks.accuracy`` from the root of the project.
"""

from __future__ import annotations

import functools
import importlib
import math
import pathlib
import platform
import random
from collections.abc import Callable, Iterator, Sequence
from statistics import NormalDist
from typing import Any

from tests import oracle
from tests.oracle.regions import (
    BETWEEN_REGIONS,
    REGIONS,
    SCALED_REGIONS,
    BetweenRegion,
    Region,
    ScaledRegion,
    any_size,
    far_out,
    standard,
    subnormal_tails,
)

from . import report, search

Function = Callable[..., float]

PACKAGES = ["mpmath", "scipy", "numpy", "trueskill", "pyerf"]
STATISTICS = f"statistics, Python {'.'.join(platform.python_version_tuple()[:2])}"
COLUMNS = ["function", "region", "implementation", "max ulp", "mean ulp", "rounded %", "worst at"]

# Implementation, function there, function here. A row that cannot be imported is skipped.
PEERS = [
    ("scipy", "scipy.special:ndtri", "norm_ppf"),
    ("scipy", "scipy.special:ndtr", "norm_cdf"),
    ("scipy", "scipy.special:log_ndtr", "norm_logcdf"),
    ("scipy", "scipy.special:ndtri_exp", "norm_ilogcdf"),
    ("scipy", "scipy.special:erfinv", "erfinv"),
    ("scipy", "scipy.special:erfcinv", "erfcinv"),
    ("scipy", "scipy.special:erfcx", "erfcx"),
    ("scipy", "scipy.stats:norm.pdf", "norm_pdf"),
    ("scipy", "scipy.stats:norm.logpdf", "norm_logpdf"),
    ("scipy", "scipy.stats:norm.sf", "norm_sf"),
    (STATISTICS, "statistics:NormalDist().inv_cdf", "norm_ppf"),
    (STATISTICS, "statistics:NormalDist().cdf", "norm_cdf"),
    (STATISTICS, "statistics:NormalDist().pdf", "norm_pdf"),
    ("mpmath, 53 bits", "mpmath_quantile", "norm_ppf"),
    ("mpmath, 53 bits", "mpmath_cdf", "norm_cdf"),
    ("trueskill", "trueskill.backends:ppf", "norm_ppf"),
    ("trueskill", "trueskill.backends:cdf", "norm_cdf"),
    ("trueskill", "trueskill.backends:pdf", "norm_pdf"),
    ("pyerf", "pyerf.pyerf:erfinv", "erfinv"),
]
# Those that take x, loc and scale.
SCALED_PEERS = [
    *(
        ("scipy", f"scipy.stats:norm.{name}", f"norm_{name}")
        for name in ("pdf", "logpdf", "cdf", "logcdf", "sf", "logsf")
    ),
    (STATISTICS, "statistics_cdf", "norm_cdf"),
    (STATISTICS, "statistics_pdf", "norm_pdf"),
]
# Those that take a, b, loc and scale.
BETWEEN_PEERS = [
    ("scipy", "scipy_between", "norm_between"),
    (STATISTICS, "statistics_between", "norm_between"),
]
# Takes only every so manieth point, and is not searched: one is slow, one has no worst place.
THIN = {"mpmath, 53 bits": 40, "purestats.correctly_rounded": 4}

# In the plot: who, the name in the legend, the mark.
LANES = {
    "purestats.correctly_rounded": ("purestats.correctly_rounded", "D"),
    "purestats": ("purestats", "o"),
    "scipy": ("SciPy", "s"),
    "statistics": ("NormalDist", "^"),
}
LOST = 2.0**52
EVERY_DIGIT = 8 * LOST  # where an error of LOST or more is drawn


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


def statistics_cdf(x: float, loc: float, scale: float) -> float:
    return NormalDist(loc, scale).cdf(x)


def statistics_pdf(x: float, loc: float, scale: float) -> float:
    return NormalDist(loc, scale).pdf(x)


def statistics_between(a: float, b: float, loc: float, scale: float) -> float:
    distribution = NormalDist(loc, scale)
    return distribution.cdf(b) - distribution.cdf(a)


def scipy_between(a: Any, b: Any, loc: Any, scale: Any) -> Any:
    from scipy.stats import norm

    return norm.cdf(b, loc, scale) - norm.cdf(a, loc, scale)


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


def implementations(
    function: str, alone: bool, peers: Sequence[Any] = PEERS
) -> Iterator[tuple[str, Function]]:
    """The importable implementations of one of our functions, ours first; or ours alone."""
    if alone:
        yield "purestats", ours(function)
        return
    rows = [
        ("purestats", f"purestats:{function}", function),
        ("purestats.correctly_rounded", f"purestats.correctly_rounded:{function}", function),
        *peers,
    ]
    for name, target, same in rows:
        if same == function and (found := resolved(target)) is not None:
            yield name, found


def many(name: str, function: Function, rows: Sequence[tuple[float, ...]]) -> list[float]:
    """The results for many arguments; NaN where it raises. SciPy takes them all at once."""
    if name == "scipy" and rows:
        import numpy

        with numpy.errstate(all="ignore"):
            return function(*numpy.array(rows).T).tolist()  # type: ignore[attr-defined,no-any-return]
    return [guarded(function, row) for row in rows]


def guarded(function: Function, row: tuple[float, ...]) -> float:
    try:
        return float(function(*row))
    except (ValueError, ArithmeticError):
        return math.nan


def error(function: Function, name: str, x: float) -> float:
    """|error| of one call in ulps; infinite where it raises or is no number."""
    return abs(oracle.ulps(guarded(function, (x,)), truth(name, x)))


@functools.lru_cache(maxsize=50_000)  # of a region: all implementations take the same sample
def truth(name: str, x: float) -> Any:
    """The true value, sought from our own answer on."""
    return oracle.TRUE[name](x, ours(name)(x))


def ours(name: str) -> Function:
    function = resolved(f"purestats:{name}")
    assert function is not None
    return function


def row(
    region: Region | ScaledRegion | BetweenRegion, name: str, errors: list[float], worst: Any
) -> list[Any]:
    """The line of the table, from the errors of the sample and the worst: error, argument."""
    mean = sum(errors) / len(errors)
    rounded = 100 * sum(e <= 0.5 for e in errors) / len(errors)
    return [region.function, region.name, name, worst[0], mean, rounded, repr(worst[1])]


def measure(region: Region, count: int, effort: int, alone: bool) -> Iterator[list[Any]]:
    """The rows of one region."""
    low, high = region.coordinates()
    rng = random.Random(2)
    sample = [region.argument(rng.uniform(low, high)) for _ in range(count)]
    for name, function in implementations(region.function, alone):
        points = sample[:: THIN.get(name, 1)]
        errors = [error(function, region.function, x) for x in points]
        if name not in THIN:

            def values(xs: Sequence[float]) -> list[float]:
                return many(name, function, [(x,) for x in xs])  # noqa: B023

            points = points + region.sample(0)
            found = found_by_search(region)
            points += [x for (x,) in found]
            if name != "purestats" or not found:
                points += search.worst(values, ours(region.function), region, effort)
        worst = max((error(function, region.function, x), x) for x in points)
        yield row(region, name, errors, worst)


def measure_scaled(
    region: ScaledRegion, count: int, effort: int, alone: bool
) -> Iterator[list[Any]]:
    """The rows of a region with loc and scale, its errors in the unit of the region."""
    rng = random.Random(2)
    sample = [region.arguments(rng) for _ in range(count)]
    known = [each for each in region.sample(0) if region.draw is any_size and ordinary(*each)]
    for name, function in implementations(region.function, alone, SCALED_PEERS):

        def values(rows: Sequence[search.Row]) -> list[float]:
            return many(name, function, rows)  # noqa: B023

        points = sample[:: THIN.get(name, 1)]
        errors = [region.error(*each) for each in zip(values(points), points)]
        found = list(zip(errors, points))
        if name not in THIN:
            found += [(region.error(*each), each[1]) for each in zip(values(known), known)]
            if name == "purestats" and (rows := found_by_search(region)):
                found += [(region.error(*each), each[1]) for each in zip(values(rows), rows)]
            else:
                found += search.worst_scaled(values, region, effort)
        yield row(region, name, errors, max(found))


def measure_between(
    region: BetweenRegion, count: int, effort: int, alone: bool
) -> Iterator[list[Any]]:
    """The rows of a region of intervals."""
    rng = random.Random(2)
    sample = [region.arguments(rng) for _ in range(count)]
    has_cells = region.place is standard and region.draw not in (far_out, subnormal_tails)
    for name, function in implementations(region.function, alone, BETWEEN_PEERS):

        def values(rows: Sequence[search.Row]) -> list[float]:
            return many(name, function, [(*each, 0.0, 1.0)[:4] for each in rows])  # noqa: B023

        points = sample[:: THIN.get(name, 1)]
        errors = [region.error(*each) for each in zip(values(points), points)]
        found = list(zip(errors, points))
        if name == "purestats" and (rows := found_by_search(region)):
            rows += region.worst()
            found += [(region.error(*each), each[1]) for each in zip(values(rows), rows)]
        elif name not in THIN and has_cells:
            found += search.worst_between(values, ours(region.function), region, effort)
        elif name not in THIN:
            found += search.worst_scaled(values, region, effort // 10)
        yield row(region, name, errors, max(found))


def found_by_search(region: Any) -> list[search.Row]:
    """What the search in machine code found: it looked at more than is looked at here."""
    return search.found_before(report.RESULTS / "search.csv", region)


def ordinary(x: float, loc: float, scale: float) -> bool:
    """Whether any_size may draw them."""
    return 2.0**-900 <= scale < 2.0**900 and abs(x) < 2.0**950


def main() -> None:
    """Measure, print, write the CSV and the plot."""
    parser = report.argument_parser(__doc__)
    parser.add_argument("--function", help="measure this function again, keep the others")
    parser.add_argument("--ours", action="store_true", help="purestats alone, keep the others")
    args = parser.parse_args()
    for name, target, _ in [*PEERS, *SCALED_PEERS]:
        if resolved(target) is None:
            print(f"skipped: {name}: {target} cannot be imported")
    count, effort = (60, 1) if args.quick else (4_000, 100)
    rows: list[list[Any]] = []
    for region in REGIONS:
        if args.function in (None, region.function):
            rows += measure(region, count, effort, args.ours)
    for scaled in SCALED_REGIONS:
        if args.function in (None, scaled.function):
            rows += measure_scaled(scaled, count // 2, effort // 2, args.ours)
    for between in BETWEEN_REGIONS:
        if args.function in (None, between.function):
            rows += measure_between(between, count // 4, effort, args.ours)
    report.print_table("Error in ulps against mpmath", COLUMNS, rows)
    folder = report.results_folder(args)
    header = report.environment(PACKAGES, args.quick)
    if args.function or args.ours:
        rows = merged(folder / "accuracy.csv", rows)
        header += others(folder / "accuracy.csv", header)
    header.append(f"points a region: {count}; searched: {3000 * effort}")
    report.write_csv(folder / "accuracy.csv", header, COLUMNS, rows)
    plot(folder)


def merged(path: pathlib.Path, rows: list[list[Any]]) -> list[list[Any]]:
    """The rows of an earlier run, those measured again replaced."""
    new = {tuple(row[:3]): row for row in rows}
    old = report.read_csv(path)[1] if path.exists() else []
    kept = [[row[column] for column in COLUMNS] for row in old]
    # A region that is gone goes.
    names = {(each.function, each.name) for each in search.ALL_REGIONS}
    kept = [row for row in kept if (row[0], row[1]) in names]
    order = [(each.function, each.name) for each in search.ALL_REGIONS]
    both = [new.pop(tuple(row[:3]), row) for row in kept] + list(new.values())
    return sorted(both, key=lambda row: order.index((row[0], row[1])))


def others(path: pathlib.Path, header: list[str]) -> list[str]:
    """The versions that an earlier run had of packages which this one lacks."""
    here = {line.split()[0] for line in header}
    old = report.read_csv(path)[0] if path.exists() else []
    return [line for line in old if line.split()[0] in PACKAGES and line.split()[0] not in here]


# The plot.


def plot(folder: pathlib.Path) -> None:
    """A dot for the largest error of a region: a row for a function, a lane for who computed."""
    header, rows = report.read_csv(folder / "accuracy.csv")
    errors = errors_by_lane(rows)
    peers = {function for function, name, _ in errors if name in ("scipy", "statistics")}
    functions = [name for name in dict.fromkeys(row["function"] for row in rows) if name in peers]
    started = report.start_plot(1, 6)
    if started is None:
        return
    figure, (axis,) = started
    axis.axvspan(LOST / 4, LOST * 256, color=report.FAINT, alpha=0.5, linewidth=0)
    axis.axvline(0.5, color=report.INK, linewidth=0.6)
    for lane, (name, (label, marker)) in enumerate(LANES.items()):
        colour = report.colour(name)
        axis.plot([], [], marker, color=colour, label=label)
        for position, function in enumerate(functions):
            for fill in ("full", "none"):
                xs = sorted(errors.get((function, name, fill == "none"), ()))
                ys = [position + 0.2 * (lane - 1.5)] * len(xs)
                axis.plot(xs, ys, marker, color=colour, markersize=4.5, fillstyle=fill)
    labels = [name.replace("norm_", "") for name in functions]
    axis.set_yticks(range(len(labels)), [f"{report.IN_WORDS[name]}, {name}" for name in labels])
    axis.set_yticks([k + 0.5 for k in range(len(labels))], minor=True)
    axis.set_ylim(len(labels) - 0.5, -0.5)
    axis.set_xscale("log")
    axis.set_xlim(0.2, LOST * 256)
    ticks = {0.5: "1/2", 10: "10", 1e3: "1e3", 1e6: "1e6", 1e9: "1e9", 1e12: "1e12"}
    axis.set_xticks([*ticks, EVERY_DIGIT], [*ticks.values(), "no digit is right"])
    axis.tick_params(which="minor", length=0)
    axis.tick_params(axis="y", length=0)
    axis.set_xlabel("largest error found, ulp; at most 1/2 where correctly rounded")
    axis.grid(axis="x", color=report.FAINT, linewidth=0.6)
    axis.grid(axis="y", which="minor", color=report.FAINT, linewidth=0.6)
    axis.set_axisbelow(True)
    report.legend(axis)
    report.title(figure, "The largest error found, function by function: a dot for each region")
    note = report.setting(header, "scipy", "mpmath") + ". Hollow: with loc and scale."
    report.save_plot(figure, folder / "accuracy.svg", note)


def errors_by_lane(rows: list[dict[str, str]]) -> dict[tuple[str, str, bool], set[float]]:
    """The distinct errors in ulps by function, implementation, and whether with loc and scale."""
    scaled = {(region.function, region.name): region.unit for region in SCALED_REGIONS}
    errors: dict[tuple[str, str, bool], set[float]] = {}
    for row in rows:
        unit = scaled.get((row["function"], row["region"]))
        if unit not in (None, oracle.ulps):
            continue
        name = row["implementation"].partition(",")[0]
        x = float(row["max ulp"])
        key = row["function"], name, unit is not None
        errors.setdefault(key, set()).add(float(f"{x:.2g}") if x < LOST else EVERY_DIGIT)
    return errors


if __name__ == "__main__":
    main()
