"""Where a function of the normal distribution is most wrong: a search, a cell at a time.

A cell is a stretch of arguments so short that the true value of each is that at the centre,
by mpmath, and a correction, by a Taylor series of which double precision is enough. That
costs as much as the function itself, so millions of arguments are looked at; what is
reported of them is measured again by mpmath.

Errors in ulps are largest just below a power of two, beside the branches of an
implementation, and wherever several roundings happen to agree. So the cells lie at random,
just below the powers of two of the result and beside the ends of the region; the search goes
on from the worst of them, in the cell and in new ones near by, and tries all floats around
the worst arguments.

    python -m benchmarks.search --compiled [--function NAME ...] [--seconds S]

does it in machine code (search_compiled.py), so many seconds of processor time for each region of
tests/oracle/regions.py; without --compiled it is done here, and slower.
"""

from __future__ import annotations

import concurrent.futures
import math
import pathlib
import random
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import mpmath
from mpmath import mpf

import purestats
from tests import oracle
from tests.oracle.points import around
from tests.oracle.regions import (
    BETWEEN_REGIONS,
    REGIONS,
    SCALED_REGIONS,
    WORST,
    BetweenRegion,
    Region,
    ScaledRegion,
    standard,
)

from . import report

Function = Callable[[float], float]
Row = tuple[float, ...]  # x, loc, scale; or a, b, loc, scale
Values = Callable[[Sequence[float]], Sequence[float]]  # a function of many arguments at once
ValuesOfRows = Callable[[Sequence[Row]], Sequence[float]]

TERMS = 7
SMALL = 2.0**-10  # of the value: what a cell may differ from its centre
KEPT = 12  # cells from which the search goes on
ALL_REGIONS: list[Any] = [*REGIONS, *SCALED_REGIONS, *BETWEEN_REGIONS]


def product(a: Sequence[Any], b: Sequence[Any]) -> Any:
    """The coefficient of two power series' product that is next to be known."""
    return mpmath.fdot(a, reversed(b))


def probability_series(x: Any, density: Any) -> list[Any]:
    """Taylor coefficients of the density at x: its derivative is -x times itself."""
    series = [density]
    for n in range(TERMS):
        before = series[n - 1] if n else 0
        series.append(-(x * series[n] + before) / (n + 1))
    return series


def integrated(series: Sequence[Any]) -> list[Any]:
    """The coefficients of the integral, without the constant."""
    return [c / (n + 1) for n, c in enumerate(series)]


def log_cdf_series(x: Any) -> list[Any]:
    """Of log cdf: its derivative h = density/cdf has h' = -h (x + h)."""
    if x < -1e4:
        rest = -1 / x + 2 / x**3 - 10 / x**5
        h_series, sum_series = [rest - x], [rest]
    else:
        h = mpmath.npdf(x) / oracle.cdf(x)
        h_series, sum_series = [h], [h + x]
    for n in range(TERMS - 1):
        h_series.append(-product(h_series, sum_series) / (n + 1))
        sum_series.append(h_series[-1] + (n == 0))
    return integrated(h_series)


def hazard_series(x: Any, value: Any) -> list[Any]:
    """Of the hazard rate h: h' = h (h - x)."""
    h_series, excess_series = [value], [value - x]
    for n in range(TERMS):
        h_series.append(product(h_series, excess_series) / (n + 1))
        excess_series.append(h_series[-1] - (n == 0))
    return h_series[1:]


def erfcx_series(x: Any, value: Any) -> list[Any]:
    """Of erfcx, whose derivative is 2 x erfcx(x) - 2/sqrt(pi)."""
    coefficients = [value, 2 * x * value - 2 / mpmath.sqrt(mpmath.pi)]
    for n in range(1, TERMS):
        coefficients.append(2 * (x * coefficients[n] + coefficients[n - 1]) / (n + 1))
    return coefficients[1:]


def inverse_series(value: Any, slope: Any, curve: Callable[[Any, Any], Any]) -> list[Any]:
    """Of an inverse: w = slope(x) is its derivative, and w' = curve(x, w), two series."""
    values, slopes = [value], [slope]
    for n in range(TERMS - 1):
        slopes.append(curve(values, slopes) / (n + 1))
        values.append(slopes[n] / (n + 1))
    return integrated(slopes)


def log_quantile_series(x: Any) -> list[Any]:
    """Of the inverse of log cdf: the derivative w = cdf/density has w' = (1 + x w) w."""
    with mpmath.workprec(mpmath.mp.prec + 4 * max(0, mpmath.frexp(x)[1])):
        slope = 1 / log_cdf_series(x)[0]

        def curve(values: Sequence[Any], slopes: Sequence[Any]) -> Any:
            one_and = [product(values[: n + 1], slopes[: n + 1]) for n in range(len(slopes))]
            one_and[0] += 1
            return product(one_and, slopes)

        return inverse_series(x, slope, curve)


def erf_curve(values: Sequence[Any], slopes: Sequence[Any]) -> Any:
    """w' = 2 t w*w."""
    return 2 * quantile_curve(values, slopes)


def quantile_curve(values: Sequence[Any], slopes: Sequence[Any]) -> Any:
    """w = 1/density: w' = x w*w."""
    squares = [product(slopes[: n + 1], slopes[: n + 1]) for n in range(len(slopes))]
    return product(values, squares)


def series(name: str, x: Any, value: Any) -> list[Any]:
    """Taylor coefficients of a function around x, from the first power on."""
    if name == "norm_pdf":
        return probability_series(x, value)[1:]
    if name in ("norm_cdf", "norm_sf"):
        sign = 1 if name == "norm_cdf" else -1
        return [sign * c for c in integrated(probability_series(x, mpmath.npdf(x)))]
    if name == "norm_logpdf":
        return [-x, mpf(-0.5)]
    if name == "norm_logcdf":
        return log_cdf_series(x)
    if name == "norm_logsf":
        return [c * (-1) ** n for n, c in enumerate(log_cdf_series(-x), 1)]
    if name == "norm_hazard":
        return hazard_series(x, value)
    if name == "erfcx":
        return erfcx_series(x, value)
    if name in ("norm_ppf", "norm_ppf_bisect"):
        return inverse_series(value, 1 / mpmath.npdf(value), quantile_curve)
    if name == "norm_isf":
        return inverse_series(value, -1 / mpmath.npdf(value), quantile_curve)
    if name == "norm_ilogcdf":
        return log_quantile_series(value)
    if name == "norm_ilogccdf":
        return [-c for c in log_quantile_series(-value)]
    sign = 1 if name == "erfinv" else -1
    slope = sign * mpmath.sqrt(mpmath.pi) / 2 * mpmath.exp(value * value)
    return inverse_series(value, slope, erf_curve)


class Cell(NamedTuple):
    """Around centre: the true value is head + low there, and a series times the offset."""

    centre: float
    radius: float
    head: float
    low: float
    series: list[float]

    def argument(self, share: float, region: Region) -> float:
        """The argument at a share, -1 to 1, of the radius from the centre."""
        return min(max(self.centre + share * self.radius, region.low), region.high)

    def errors(self, values: Values, xs: Sequence[float]) -> list[float]:
        """|error| of each, in ulps."""
        if not self.radius:
            (got,) = values([self.centre])
            return [abs((got - self.head) - self.low) / math.ulp(self.head)] * len(xs)
        errors = []
        for x, got in zip(xs, values(xs)):
            d, correction = (x - self.centre) / self.radius, 0.0
            for c in self.series:
                correction = (correction + c) * d
            correction += self.low
            error = abs((got - self.head) - correction) / math.ulp(self.head + correction)
            errors.append(error if error == error else math.inf)
        return errors


def cell(name: str, centre: float, start: Function) -> Cell:
    """The cell around an argument; start is our own function, from which the oracle sets out."""
    value = oracle.TRUE[name](centre, start(centre))
    coefficients = series(name, mpf(centre), value)
    head = float(value)
    if not 0.0 < abs(head) < math.inf:
        return Cell(centre, 0.0, head, 0.0, [])
    limits = [
        mpmath.root(SMALL**n * abs(value / c), n) for n, c in enumerate(coefficients, 1) if c
    ]
    radius = float(min([*limits, mpf(sys.float_info.max)]))
    if radius < math.ulp(centre):
        return Cell(centre, 0.0, head, float(value - head), [])
    scaled = [float(c * mpf(radius) ** n) for n, c in enumerate(coefficients, 1)]
    return Cell(centre, radius, head, float(value - head), scaled[::-1])


def below_powers_of_two(start: Function, region: Region, count: int) -> list[float]:
    """Arguments around which the result passes a power of two.

    The function is monotone in a region, so they are found by bisection.
    """
    low, high = region.coordinates()

    def size(coordinate: float) -> float:
        return abs(start(region.argument(coordinate)))

    rises = size(high) > size(low)
    first, last = (
        math.frexp(min(end, sys.float_info.max))[1] for end in sorted((size(low), size(high)))
    )
    powers = list(range(first, last))
    random.Random(5).shuffle(powers)
    found = []
    for power in powers[:count]:
        left, right = low, high
        for _ in range(60):
            middle = 0.5 * (left + right)
            if (size(middle) < math.ldexp(1.0, power)) == rises:
                left = middle
            else:
                right = middle
        found.append(region.argument(left))
    return found


class Search:
    """The worst arguments of a region so far, each with its error and its cell."""

    def __init__(self, values: Values, start: Function, region: Region) -> None:
        self.values, self.start, self.region = values, start, region
        self.rng = random.Random(f"search {region.function} {region.name}")
        self.found: list[tuple[float, float, Cell]] = []

    def look(self, near: Cell, count: int, others: Sequence[float] = ()) -> None:
        """At so many random arguments of a cell, and others."""
        xs = [near.argument(self.rng.uniform(-1.0, 1.0), self.region) for _ in range(count)]
        xs += [x for x in others if abs(x - near.centre) <= near.radius]
        error, x = max(zip(near.errors(self.values, xs), xs))
        self.found.append((error, x, near))

    def look_around(self, x: float, count: int) -> None:
        self.look(cell(self.region.function, x, self.start), count)

    def best(self) -> list[tuple[float, float, Cell]]:
        self.found = sorted(self.found, reverse=True)[:KEPT]
        return list(self.found)


def worst(values: Values, start: Function, region: Region, effort: int) -> list[float]:
    """The worst arguments found, the worst first; some 3,000 times effort are looked at."""
    search = Search(values, start, region)
    low, high = region.coordinates()
    for _ in range(12 * effort):
        search.look_around(region.argument(search.rng.uniform(low, high)), 50)
    for x in below_powers_of_two(start, region, 4 * effort):
        search.look_around(x, 100)
    for end in (region.low, region.high):
        search.look_around(end, 20 * effort)
    step = (high - low) / 50
    for _ in range(8):
        for _, x, _ in search.best():
            for _ in range(max(1, effort // 12)):
                u = search.rng.gauss(region.coordinate(x), step)
                search.look_around(region.argument(min(max(u, low), high)), 80)
        step *= 0.4
    for _ in range(3):
        for _, x, near in search.best():
            neighbours = [y for y in around(x, 5 * effort) if region.low <= y <= region.high]
            search.look(near, 20 * effort, neighbours)
    return [x for _, x, _ in search.best()]


# With loc and scale, where mpmath measures every argument.


def changed(region: ScaledRegion | BetweenRegion, arguments: Row, rng: random.Random) -> Row:
    """Arguments near by: one a little larger or smaller, or others with nearly the same z."""
    if isinstance(region, ScaledRegion) and rng.randrange(4) == 3:
        x, loc, scale = arguments
        z = (0.5 * x - 0.5 * loc) / scale * 2.0
        return region.arguments(rng, z * (1.0 + rng.gauss(0.0, 1.0) * 2.0 ** -rng.randint(10, 50)))
    at = rng.randrange(len(arguments))
    if rng.random() < 0.5:
        near = stepped(arguments[at], rng.randint(-9, 9))
    else:
        near = arguments[at] * (1.0 + rng.gauss(0.0, 1.0) * 2.0 ** -rng.randint(10, 50))
    found = *arguments[:at], near, *arguments[at + 1 :]
    return found if region.holds(*found) else arguments


def stepped(x: float, steps: int) -> float:
    """The float so many floats above."""
    for _ in range(abs(steps)):
        x = math.nextafter(x, math.copysign(math.inf, steps))
    return x


def worst_scaled(
    values: ValuesOfRows, region: ScaledRegion | BetweenRegion, effort: int
) -> list[tuple[float, Row]]:
    """The worst arguments found, with their errors; 300 times effort are looked at."""
    rng = random.Random(f"search {region.function} {region.name}")
    candidates: list[Row] = [region.arguments(rng) for _ in range(150 * effort)]
    # Those that are the worst of the standard normal, moved.
    if isinstance(region, ScaledRegion):
        for z in WORST.get(region.function, []):
            if region.low <= z <= region.high:
                candidates += [region.arguments(rng, z) for _ in range(5 * effort)]
    else:
        rows = region._replace(place=standard).worst() * 5 * effort
        moved = [region.place(rng, a, b) for a, b, _, _ in rows]
        candidates += region.worst() + [each for each in moved if region.holds(*each)]
    best: list[tuple[float, Row]] = []
    for _ in range(max(1, effort)):
        for arguments, got in zip(candidates, values(candidates)):
            best.append((region.error(got, arguments), arguments))
        best = sorted(set(best), reverse=True)[:KEPT]
        candidates = [changed(region, each, rng) for _, each in best for _ in range(12)]
    return best


# Two bounds of the standard normal. The probability is a function of one less one of the other,
# so that a cell has a series for each.


class IntervalCell(NamedTuple):
    """Around the bounds a and b: the true value is head + low there.

    The series are of the probability below each, over the probability between them.
    """

    a: float
    b: float
    radii: tuple[float, float]
    head: float
    low: float
    probability: float  # 0.0 where the function is the logarithm
    series: tuple[list[float], list[float]]

    def bounds(self, rng: random.Random) -> Row:
        """Bounds at random; one in three keeps one of the two."""
        a, b = (
            middle + rng.uniform(-1.0, 1.0) * radius * (rng.random() > 0.16)
            for middle, radius in zip((self.a, self.b), self.radii)
        )
        return (a, b) if a < b else (self.a, self.b)

    def errors(self, values: ValuesOfRows, rows: Sequence[Row]) -> list[float]:
        """|error| of each, in ulps."""
        errors = []
        for (a, b), got in zip(rows, values(rows)):
            changes = []
            for x, middle, radius, series in zip((a, b), self[:2], self.radii, self.series):
                change = 0.0
                for c in series:
                    change = (change + c) * ((x - middle) / radius)
                changes.append(change)
            change = changes[1] - changes[0]
            correction = self.probability * change if self.probability else math.log1p(change)
            correction += self.low
            error = abs((got - self.head) - correction) / math.ulp(self.head + correction)
            errors.append(error if error == error else math.inf)
        return errors


def interval_cell(name: str, a: float, b: float) -> IntervalCell | None:
    """The cell around two bounds; None where a float cannot hold the probability."""
    probability = oracle.between(a, b)
    if probability < 1e-300:
        return None
    radii, series = [], []
    for x in map(mpf, (a, b)):
        below = integrated(probability_series(x, mpmath.npdf(x)))
        below = [c / probability for c in below]
        radius = min(mpmath.root(SMALL**n / abs(c), n) for n, c in enumerate(below, 1) if c)
        radii.append(float(radius))
        series.append([float(c * radius**n) for n, c in enumerate(below, 1)][::-1])
    is_log = name == "norm_logbetween"
    value = mpmath.log(probability) if is_log else probability
    if is_log and probability > 0.9:
        value = oracle.logbetween(a, b)
    head = float(value)
    low = float(value - head)
    size = 0.0 if is_log else float(probability)
    return IntervalCell(a, b, (radii[0], radii[1]), head, low, size, (series[0], series[1]))


def worst_between(
    values: ValuesOfRows, start: Callable[..., float], region: BetweenRegion, effort: int
) -> list[tuple[float, Row]]:
    """The worst bounds found, with their errors; some 2,000 times effort are looked at.

    start is our own function, which tells where the result passes a power of two.
    """
    rng = random.Random(f"search {region.function} {region.name}")
    found: list[tuple[float, Row, IntervalCell]] = []

    def look_around(a: float, b: float, count: int) -> None:
        near = interval_cell(region.function, a, b) if a < b else None
        if near is not None:
            rows = [near.bounds(rng) for _ in range(count)] + [(a, b)]
            found.append((*max(zip(near.errors(values, rows), rows)), near))

    def best() -> list[tuple[float, Row, IntervalCell]]:
        found.sort(key=lambda each: each[:2], reverse=True)
        del found[KEPT:]
        return list(found)

    for a, b, _, _ in [*region.worst(), *(region.arguments(rng) for _ in range(12 * effort))]:
        look_around(a, b, 50)
    for _ in range(4 * effort):
        look_around(*below_power_of_two(start, *region.arguments(rng)[:2]), 100)
    step = 0.1
    for _ in range(8):
        for _, (a, b), _ in best():
            for _ in range(max(1, effort // 12)):
                c = a * (1.0 + rng.gauss(0.0, step))
                look_around(c, c + (b - a) * math.exp(rng.gauss(0.0, step)), 80)
        step *= 0.4
    for _, row, near in best():
        rows = [near.bounds(rng) for _ in range(20 * effort)]
        rows += [(a, b) for a in around(row[0], 2 * effort) for b in around(row[1], 2) if a < b]
        found.append((*max(zip(near.errors(values, rows), rows)), near))
    rows = [(*row, 0.0, 1.0) for _, row, _ in best()]
    return [(region.error(got, row), row) for row, got in zip(rows, values(rows))]


def below_power_of_two(start: Callable[..., float], a: float, b: float) -> tuple[float, float]:
    """An interval whose value is just below a power of two, one of its bounds moved."""
    target = math.frexp(start(a, b))[1] - 1
    wide, narrow = b, a
    for _ in range(60):
        middle = 0.5 * (wide + narrow)
        value = start(a, middle)
        if not value or math.isinf(value):
            break
        if (abs(value) < math.ldexp(1.0, target)) == (value > 0.0):
            narrow = middle
        else:
            wide = middle
    return a, narrow


# The command.

COLUMNS = ["function", "region", "largest found", "bound", "arguments", "a second", "at"]


def in_python(
    region: Any, seconds: float, seed: int, known: list[Row]
) -> tuple[int, float, list[tuple[float, Row]]]:
    """How many arguments were looked at, how many a second, and the worst: error, row."""
    function: Callable[..., float] = getattr(purestats, region.function)
    count = 0

    def values(rows: Sequence[Any]) -> list[float]:
        nonlocal count
        count += len(rows)
        return [function(*(row if isinstance(row, tuple) else (row,))) for row in rows]

    begin = time.process_time()
    found: list[tuple[float, Row]] = []
    effort = 1
    while time.process_time() < begin + seconds:
        if isinstance(region, Region):
            xs = worst(values, function, region, effort)
            truth = oracle.TRUE[region.function]
            found += [(abs(oracle.ulps(y, truth(x, y))), (x,)) for x, y in zip(xs, values(xs))]
        elif isinstance(region, BetweenRegion) and region.place is standard:
            found += worst_between(values, function, region, effort)
        else:
            found += worst_scaled(values, region, effort)
        effort *= 2
    return count, count / (time.process_time() - begin), sorted(set(found), reverse=True)[:KEPT]


def row_of(region: Any, found: tuple[int, float, list[tuple[float, Row]]]) -> list[Any]:
    """The line of the table."""
    count, rate, rows = found
    error, at = rows[0] if rows else (math.nan, ())
    arguments = " ".join(x.hex() for x in at)
    return [
        region.function,
        region.name,
        f"{error:.3f}",
        region.bound,
        f"{count:.3g}",
        f"{rate:.2g}",
        arguments,
    ]


def added(path: pathlib.Path, rows: list[list[Any]], more: bool) -> list[list[Any]]:
    """The rows of an earlier run and these; with more, the counts add up and the worse stays."""
    old = report.read_csv(path)[1] if path.exists() else []
    kept = {(row["function"], row["region"]): [row[column] for column in COLUMNS] for row in old}
    for row in rows:
        key = row[0], row[1]
        if more and key in kept:
            before = kept[key]
            worse = max(row, before, key=lambda each: float(each[2]))
            total = f"{float(row[4]) + float(before[4]):.3g}"
            row = [*row[:2], worse[2], row[3], total, row[5], worse[6]]
        kept[key] = row
    order = [(each.function, each.name) for each in ALL_REGIONS]
    return [kept[key] for key in order if key in kept]


def found_before(path: pathlib.Path, region: Any) -> list[Row]:
    """The worst arguments of an earlier run that are in the region."""
    rows = report.read_csv(path)[1] if path.exists() else []
    if isinstance(region, BetweenRegion):  # which has those that were drawn in its way
        rows = [row for row in rows if row["region"] == region.name]
    same = [row["at"].split() for row in rows if row["function"] == region.function]
    known: list[Row] = [tuple(map(float.fromhex, each)) for each in same]
    if isinstance(region, Region):
        return [each for each in known if len(each) == 1 and region.low <= each[0] <= region.high]
    if isinstance(region, ScaledRegion):
        return [each for each in known if len(each) == 3 and region.holds(*each)]
    return [(*each, 0.0, 1.0)[:4] for each in known]


def main() -> None:
    """Search, print a line for each region, and write all of them."""
    parser = report.argument_parser(__doc__)
    parser.add_argument("--compiled", action="store_true", help="in machine code; wants Numba")
    parser.add_argument(
        "--function", nargs="+", help="these functions alone; the others' lines are kept"
    )
    parser.add_argument(
        "--seconds", type=float, default=10.0, help="of processor time, for each region"
    )
    parser.add_argument("--seed", type=int, default=0, help="another search")
    parser.add_argument("--more", action="store_true", help="add to what was searched before")
    parser.add_argument("--workers", type=int, default=1, help="processes")
    args = parser.parse_args()
    if args.compiled:
        from .search_compiled import searched
    else:
        searched = in_python
    regions = [each for each in ALL_REGIONS if each.function in (args.function or [each.function])]
    seconds = 0.2 if args.quick else args.seconds
    name = "search.csv" if args.compiled else "search_python.csv"
    path = report.results_folder(args) / name
    known = [found_before(path, each) if args.more else [] for each in regions]
    rows = []
    try:
        with concurrent.futures.ProcessPoolExecutor(args.workers) as workers:
            count = len(regions)
            every = [seconds] * count, [args.seed] * count, known
            for region, found in zip(regions, workers.map(searched, regions, *every)):
                rows.append(row_of(region, found))
                print(" | ".join(map(str, rows[-1])), flush=True)
    finally:  # what was found until it was stopped, too
        header = report.environment(["mpmath", "numba", "numpy"], args.quick)
        report.write_csv(path, header, COLUMNS, added(path, rows, args.more))


if __name__ == "__main__":
    main()
