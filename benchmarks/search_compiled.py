# mypy: allow-untyped-calls
"""The search of search.py in machine code: results by purestats.compiled, errors by Numba.

A patch is a cell of search.py for arguments of any number: x; x, loc, scale; a, b, loc, scale. Its
centre is mpmath's, and so are the Taylor series around it, in z for each of x or a and b. What a
row of arguments is off from the centre, in z, is known to 2**-50 of the patch's radius, as the
differences from the centre's arguments are exact; and a change is at most 2**-10 of the value. So
the error of a result comes out to 0.002 ulp, which is enough to find. What is reported is measured
by mpmath, and a search that found other errors is refused.

A search goes in rounds: patches at random, just below powers of two of the result, at the ends of
the region, and at the worst that were known; then near by the worst patches, and in smaller and
smaller parts of them, down to all floats around; of several arguments one at a time too, as the
error is nearly a sum of what each adds.
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple, Union

import mpmath
import numba
import numpy as np
from mpmath import mpf

from purestats import compiled, normal
from tests import oracle
from tests.oracle.regions import BetweenRegion, Region, ScaledRegion, standard

from .search import (
    SMALL,
    Row,
    below_power_of_two,
    below_powers_of_two,
    changed,
    integrated,
    probability_series,
    series,
)

AnyRegion = Union[Region, ScaledRegion, BetweenRegion]

FEW, MANY = 16384, 65536  # rows of a patch: to look, and to look closely
BEST = 40  # places from which a search goes on
CONFIRMED = 12  # rows of each region that mpmath measures
TRUSTED = 0.02  # ulps that the two may differ

# How a value is made of the change c of the series.
PLAIN, OVER_SCALE, LESS_LOG_SCALE, LOG = range(4)


class Patch(NamedTuple):
    """Around the row at the centre. The true value there is head + low, over the factor."""

    centre: np.ndarray
    spreads: np.ndarray  # how far each argument may be off
    zs: np.ndarray
    radii: np.ndarray  # of each z
    series: np.ndarray  # of the change in each, by shares of the radius, the first power last
    head: float
    low: float
    kind: int
    factor: float  # a power of two that takes results away from underflow
    unit: float  # of an error, or 0 where it is the ulp


@numba.njit(error_model="numpy")
def drawn(seed, count, centre, spreads, share, least, most, is_one):  # type: ignore[no-untyped-def]
    """Columns of rows around the centre, at random; of one that varies all floats, if so few."""
    columns = np.empty((centre.size, count))
    state = np.uint64(seed)
    for k in range(centre.size):
        spread = spreads[k] * share
        bits = np.float64(abs(centre[k])).view(np.int64)
        step = np.int64(bits + 1).view(np.float64) - abs(centre[k])
        all_floats = is_one and spread < 0.5 * step * count and spread > 2.0 * step
        spread = max(spread, 2.0 * step) if share < 1.0 else spread
        for i in range(count):
            if all_floats:
                x = centre[k] + (i - count // 2) * step
            else:  # splitmix64
                state += np.uint64(0x9E3779B97F4A7C15)
                mixed = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
                mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
                mixed ^= mixed >> np.uint64(31)
                x = centre[k] + spread * (np.int64(mixed) * 2.0**-63)
            if i == 0:
                x = centre[k]
            columns[k, i] = min(max(x, least), most)
    return columns


@numba.njit(error_model="numpy")
def largest(columns, got, centre, zs, radii, series, numbers, kind, least, most):  # type: ignore[no-untyped-def]
    """The largest error, and the place of its row; of rows that are in the patch."""
    head, low, factor, unit = numbers
    worst, at = -1.0, 0
    placed = centre.size > 2
    last = centre.size - 1
    raised = 2.0**300 if placed and centre[last] < 2.0**-700 else 1.0
    floor = factor * 2.0**-1074
    for i in range(got.size):
        change, sigma, inside = 0.0, 0.0, True
        for k in range(zs.size):
            off = columns[k, i] - centre[k]
            if placed:
                scale = columns[last, i] * raised
                wider = (columns[last, i] - centre[last]) * raised
                moved = columns[last - 1, i] - centre[last - 1]
                off = ((off - moved) * raised - zs[k] * wider) / scale
                sigma = wider / (centre[last] * raised)
            z = zs[k] + off
            share = off / radii[k] if off != 0.0 else 0.0
            inside = inside and abs(off) <= radii[k] and least <= z <= most
            part = 0.0
            for j in range(series.shape[1]):
                part = (part + series[k, j]) * share
            change = part - change  # of b less a
        if not inside or (zs.size == 2 and columns[0, i] >= columns[1, i]):
            continue
        if kind == PLAIN:
            correction = change
        elif kind == OVER_SCALE:
            correction = head * ((change - sigma) / (1.0 + sigma))
        elif kind == LESS_LOG_SCALE:
            correction = change - math.log1p(sigma)
        else:
            correction = factor * math.log1p(change)
        correction += low
        true = abs(head + correction)
        ulp = unit
        if unit == 0.0:
            bits = np.float64(true).view(np.int64) & np.int64(0x7FF0000000000000)
            ulp = max(np.int64(bits - (np.int64(52) << np.int64(52))).view(np.float64), floor)
        error = abs((got[i] * factor - head) - correction) / ulp
        if not error <= worst:  # NaN too
            worst, at = (error if error == error else math.inf), i
            if worst == math.inf:
                break
    return worst, at


def radius_of(coefficients: list[Any], z: Any) -> float:
    """Where each term of the relative series is at most a power of SMALL, and those after it."""
    limits = [mpmath.root(SMALL**n / abs(c), n) for n, c in enumerate(coefficients, 1) if c]
    return float(min(*limits, max(1, abs(z)) / 64))


def patch(region: AnyRegion, row: Row) -> Patch | None:
    """The patch around a row; None where the true value is no float or has no neighbours."""
    name = region.function
    loc, scale = (mpf(row[-2]), mpf(row[-1])) if len(row) > 2 else (mpf(0), mpf(1))
    zs = [(mpf(x) - loc) / scale for x in row[: 1 + isinstance(region, BetweenRegion)]]
    kind, unit = PLAIN, 0.0
    if isinstance(region, BetweenRegion):
        if not zs[0] < zs[1] or min(map(abs, zs)) > 300:
            return None
        probability = oracle.between(*row)
        relative = [
            [c / probability for c in integrated(probability_series(z, mpmath.npdf(z)))]
            for z in zs
        ]
        value = probability
        if name == "norm_logbetween":
            kind, value = LOG, oracle.logbetween(*row)
    else:
        value = oracle.TRUE[name](zs[0], getattr(normal, name)(float(zs[0])))
        if not 0 < abs(value) <= sys.float_info.max:
            return None
        relative = [[c / value for c in series(name, zs[0], value)]]
        if name == "norm_logpdf" and len(row) > 1:
            kind = LESS_LOG_SCALE
            if region.unit is oracle.of_largest_term:  # type: ignore[union-attr]
                terms = zs[0] ** 2 / 2, abs(mpmath.log(scale)), mpmath.log(2 * mpmath.pi) / 2
                unit = float(max(terms) / 2**52)
            relative = [[c * value for c in relative[0]]]
            value -= mpmath.log(scale)
        elif name in ("norm_pdf", "norm_hazard") and len(row) > 1:
            kind = OVER_SCALE
            value /= scale
    head = float(value)
    if not 0 < abs(head) < math.inf:
        return None
    # A logarithm of nearly 1 changes by more of itself than the probability.
    part = min(1, abs(value)) if kind == LOG else 1
    radii = [radius_of([c / part for c in each], z) for each, z in zip(relative, zs)]
    if isinstance(region, BetweenRegion):  # where one bound adds little, the series ends too early
        radii = [min(radius, 0.25 / max(1.0, abs(float(z)))) for radius, z in zip(radii, zs)]
    factor = 2.0**600 if abs(head) < 2.0**-400 else 1.0
    if kind == LOG and factor > 1.0:
        kind = PLAIN  # log(1 + c) is c
    size = factor * (1 if name == "norm_logbetween" else value) if kind == PLAIN else 1
    every = [
        [float(c * mpf(r) ** n * size) for n, c in enumerate(each, 1)][::-1]
        for each, r in zip(relative, radii)
    ]
    if len(row) > 2:
        reach = mpf(min(radii)) * scale / (len(row) + 1)
        spreads = [*[reach] * (len(row) - 1), min(reach / (1 + max(map(abs, zs))), scale / 2**11)]
    else:
        spreads = list(radii)
    scaled_value = value * factor
    head = float(scaled_value)
    return Patch(
        np.array(row),
        np.array([float(each) for each in spreads]),
        np.array([float(z) for z in zs]),
        np.array(radii),
        np.array(every),
        head,
        float(scaled_value - head),
        kind,
        factor,
        unit * factor,
    )


class Found(NamedTuple):
    """A row, with its error as machine code has it, and the patch."""

    error: float
    row: Row
    patch: Patch


class Search:
    """The worst rows of a region, for so many seconds."""

    def __init__(
        self, values: Callable[..., Any], region: AnyRegion, seed: int, known: list[Row]
    ) -> None:
        self.values, self.region, self.before = values, region, known
        self.rng = random.Random(f"search {region.function} {region.name} {seed}")
        self.found: list[Found] = []
        self.count = 0
        if isinstance(region, BetweenRegion):
            self.limits, self.start = (-math.inf, math.inf), getattr(normal, region.function)
        else:
            self.limits, self.start = (region.low, region.high), getattr(normal, region.function)

    def look(
        self, near: Patch | None, count: int, share: float = 1.0, which: int | None = None
    ) -> None:
        """At so many rows of a patch, or of a share of it; which: where this argument varies."""
        if near is None:
            return
        seed, spreads, limits = self.rng.getrandbits(63), near.spreads, (-math.inf, math.inf)
        if near.centre.size == 1:
            which, limits = 0, self.limits
        elif which is not None:
            least = 4.0 * math.ulp(near.centre[which])
            spreads = np.zeros(near.centre.size)
            spreads[which], share = max(share * near.spreads[which], least), 1.0
        columns = drawn(seed, count, near.centre, spreads, share, *limits, which is not None)
        with np.errstate(invalid="ignore"):  # a > b, which largest leaves out
            got = self.values(*columns)
        numbers = near.head, near.low, near.factor, near.unit
        error, at = largest(
            columns,
            got,
            near.centre,
            near.zs,
            near.radii,
            near.series,
            numbers,
            near.kind,
            *self.limits,
        )
        self.count += count
        row = tuple(columns[:, at].tolist())
        if error >= 0.0 and self.holds(row):
            self.found.append(Found(error, row, near))

    def holds(self, row: Row) -> bool:
        """Whether an interval, which a step may lead elsewhere, is in the region."""
        region = self.region
        return not isinstance(region, BetweenRegion) or region.holds(*(*row, 0.0, 1.0)[:4])

    def look_around(
        self, row: Row, count: int, share: float = 1.0, which: int | None = None
    ) -> None:
        self.look(patch(self.region, row), count, share, which)

    def best(self, count: int = BEST) -> list[Found]:
        """The worst, one of a place, the worst first."""
        self.found.sort(key=lambda each: each.error, reverse=True)
        kept: dict[Any, Found] = {}
        for each in self.found:
            places = [(round(m * 2**20), power) for m, power in map(math.frexp, each.row)]
            kept.setdefault(tuple(places), each)
        self.found = list(kept.values())[:BEST]
        return self.found[:count]

    def run(self, seconds: float) -> None:
        end = time.process_time() + seconds
        while time.process_time() < end:
            survey = time.process_time() + min(0.3 * seconds, 0.4 * (end - time.process_time()))
            while time.process_time() < survey:
                self.look_around(self.anywhere(), FEW)
            self.best()
            climb = min(end, time.process_time() + max(1.0, 0.35 * seconds))
            step = 0.05
            while time.process_time() < climb:
                for each in self.best(16):
                    self.look_around(self.near(each.row, step), FEW)
                    self.look(each.patch, MANY)
                    # Powers of two around the worst row, down to its neighbours.
                    self.look_around(each.row, MANY, 2.0 ** -self.rng.uniform(0.0, 48.0))
                    if len(each.row) > 1:
                        which = self.rng.randrange(len(each.row))
                        self.look_around(
                            each.row, MANY, 2.0 ** -self.rng.uniform(0.0, 40.0), which
                        )
                    if time.process_time() > climb:
                        break
                step = max(0.5 * step, 1e-6)

    def known(self) -> None:
        """What was the worst before, the ends, and where the result passes powers of two."""
        region = self.region
        rows: list[Any] = region.worst() if isinstance(region, BetweenRegion) else region.sample(0)
        if isinstance(region, Region):  # whose sample of none begins with the floats at its ends
            self.powers = [(x,) for x in below_powers_of_two(self.start, region, 400)]
            ends = [(region.low,), (region.high,)]
            rows = [(x,) for x in rows[102:]] + self.powers[:40] + ends
            for end in ends:
                self.look(patch(region, end), MANY, 2.0**-30)
        for row in [*rows, *self.before]:
            row = row[:2] if isinstance(region, BetweenRegion) and row[2:] == (0.0, 1.0) else row
            self.look_around(row, FEW)
            self.look_around(row, FEW, 2.0 ** -self.rng.uniform(0.0, 48.0))
        self.look_around(self.anywhere(), FEW)

    def anywhere(self) -> Row:
        region, rng = self.region, self.rng
        if isinstance(region, Region):
            if self.powers and rng.random() < 0.3:
                (x,) = rng.choice(self.powers)
                u = region.coordinate(x) + rng.gauss(0.0, 1e-4)
            else:
                u = rng.uniform(*region.coordinates())
            return (region.argument(u),)
        row = region.arguments(rng)
        if isinstance(region, BetweenRegion) and region.place is standard:
            a, b = row[:2]
            return below_power_of_two(self.start, a, b) if rng.random() < 0.3 else (a, b)
        return row

    def near(self, row: Row, step: float) -> Row:
        """A row of which the result has other roundings, or is a little off."""
        region, rng = self.region, self.rng
        if isinstance(region, Region):
            low, high = region.coordinates()
            u = region.coordinate(*row) + rng.gauss(0.0, step * (high - low))
            return (region.argument(min(max(u, low), high)),)
        if isinstance(region, ScaledRegion):
            x, loc, scale = row
            z = (0.5 * x - 0.5 * loc) / scale * 2.0
            if rng.random() < 0.7:
                return region.arguments(rng, z * (1.0 + rng.gauss(0.0, step)))
            return changed(region, row, rng)
        a, b, loc, scale = (*row, 0.0, 1.0)[:4]
        moved = rng.choice(("a", "b", "both"))
        start = a if moved == "b" else loc + (a - loc) * (1.0 + rng.gauss(0.0, step))
        end = b if moved == "a" else start + (b - a) * math.exp(rng.gauss(0.0, step))
        if region.place is standard:
            return (start, end) if self.holds((start, end)) else row
        factor = 1.0 + rng.random() if rng.random() < 0.5 else 1.0
        changed_row = start * factor, end * factor, loc * factor, scale * factor
        return changed_row if region.holds(*changed_row) else row

    def confirmed(self) -> list[tuple[float, Row]]:
        """The worst rows, each with its error by mpmath."""
        rows = []
        for each in self.best(CONFIRMED):
            row = each.row
            got = self.start(*row)
            if isinstance(self.region, Region):
                error = abs(oracle.ulps(got, oracle.TRUE[self.region.function](row[0], got)))
            else:
                error = self.region.error(got, (*row, 0.0, 1.0) if len(row) == 2 else row)
            if abs(error - each.error) > TRUSTED:
                raise ArithmeticError(f"{row}: {each.error} ulps, by mpmath {error}")
            rows.append((error, row))
        return sorted(rows, reverse=True)


@numba.njit(error_model="numpy", nogil=True)
def bisected(qs):  # type: ignore[no-untyped-def]
    """norm_ppf_bisect, which purestats.compiled has not; 0 < q < 1."""
    results = np.empty(qs.size)
    for i in range(qs.size):
        q = qs[i]
        central = 0.25 < q < 0.75
        target = 2.0 * (abs(q - 0.5) if central else min(q, 1.0 - q))
        low, high, middle = 0.0, 28.0, 14.0
        while low < middle and middle < high and q != 0.5:
            if (math.erf(middle) < target) if central else (math.erfc(middle) > target):
                low = middle
            else:
                high = middle
            middle = 0.5 * (low + high)
        size = math.sqrt(2.0) * middle if q != 0.5 else 0.0
        results[i] = size if q > 0.5 else -size
    return results


def function_of_arrays(name: str) -> Callable[..., Any]:
    return bisected if name == "norm_ppf_bisect" else getattr(compiled, name)  # type: ignore[no-any-return]


def searched(
    region: AnyRegion, seconds: float, seed: int, known: list[Row]
) -> tuple[int, float, list[tuple[float, Row]]]:
    """How many rows were looked at, how many a second, and the worst, as confirmed has them."""
    search = Search(function_of_arrays(region.function), region, seed, known)
    search.known()
    begin, before = time.process_time(), search.count  # all is compiled
    search.run(seconds)
    taken = time.process_time() - begin
    return search.count, (search.count - before) / taken, search.confirmed()
