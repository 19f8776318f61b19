# SPDX-License-Identifier: BSD-3-Clause
"""What the bound of a cell of purestats.correctly_rounded must cover, over that bound, by Arb.

For every cell that an argument can reach, of every kind: Arb (python-flint) encloses the true
Taylor coefficients at the cell's centre and the remainder over the cell, and every rounding of
cells.py's evaluation is bounded for all d at once, from the floats that the cell stores.

One cell, added up (u = 2**-53, H the half width, D_LOW the largest d_low):

    the series      |f(a) - head - rest| + H*|f'(a) - first - first_low| + sum of H**n*|c_n - own|
    the remainder   the terms from N + 1 to N + 4, and Lagrange's bound of the rest, by Arb; for
                    the logarithms of Q, to N + 12 or more, and the bound that build.py derives
    the evaluation  see evaluation()
    the test        u*(|low| + err), as low -+ err rounds; the sum with total is monotone
    1 - f           a rounding of low more, for the area

and the same of the finer series, with the floats that it has more, by finer_evaluation().
"""

import hashlib
import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from flint import arb, arb_series, ctx

from purestats.correctly_rounded import build, cells

BITS = 240
U = 2.0**-53
UP = 1.0 + 2.0**-40  # for the float operations here, all with positive numbers
MORE = 4  # terms of the remainder before Lagrange's

Function = Callable[[arb_series], arb_series]


Centre = Callable[[float], float]
HalfWidth = Callable[[float], float]
Make = Callable[[float, float], "tuple[float, ...]"]
Cell = build.Cell
Made = Iterator["tuple[float, float, Cell]"]  # centre, half width, cell
Found = tuple[float, float, str]  # shares of err and of finer_err that are needed, and where


class Place(NamedTuple):
    """Where a cell is, and how arguments reach it."""

    name: str
    half: float
    unit: float  # what part is a multiple of
    d_low: float = 0.0  # the largest |d_low|
    d_rest: float = 0.0  # the largest |d - part + d_low|


def in_parts(name: str, half: float, d_low: float) -> Place:
    """As series_7 and series_8 take d."""
    return Place(name, half, 2.0**-33, d_low, 2.0**-34 + d_low)


def size(x: arb) -> float:
    """At least |x|."""
    return float(arb(x).abs_upper()) * UP


# True coefficients


def density(x: arb_series) -> arb_series:
    return (x * x * arb(-0.5)).exp() / (2 * arb.pi()).sqrt()


def area(x: arb_series) -> arb_series:
    return (x / arb(2).sqrt()).erfc() / 2


def log_area(x: arb_series) -> arb_series:
    return area(x).log()


def logarithm(x: arb_series) -> arb_series:
    return x.log()


def taylor(function: Function, centre: arb, count: int) -> "list[arb]":
    ctx.cap = count
    series = function(arb_series([centre, 1], prec=count))
    return [series[n] for n in range(count)]


def quantile_taylor(x: arb, in_tail: bool, e: int, count: int) -> "list[arb]":
    """Of x as a function of m, t = m * 2**e: the derivatives by t are P_n(x) / pdf(x)**n."""
    g = (2 * arb.pi()).sqrt() * (x * x / 2).exp() * arb(2) ** e
    if in_tail:
        g = -g
    result = [x]
    polynomial = [1]  # P_1, the constant first
    power = arb(1)
    for n in range(1, count):
        power *= g / n
        total = arb(0)
        for c in reversed(polynomial):
            total = total * x + c
        result.append(total * power)
        longer = [0] + [n * c for c in polynomial]
        for i, c in enumerate(polynomial[1:], 1):
            longer[i - 1] += i * c
        polynomial = longer
    return result


def true_quantile(t: arb, near: float, in_tail: bool) -> arb:
    """x by Newton's steps from near, each a step of an interval: a root is in the result.

    With x0 exact and x in X, x0 + D/pdf(y) for some y between is the root by the mean value
    theorem; pdf over all of X bounds that, and the result must be inside X to prove that x is.
    """
    x0, radius = arb(near), near * 2.0**-45
    for _ in range(6):
        ball = arb(x0, radius)
        excess = area_at(x0, in_tail) - t
        pdf = (-ball * ball / 2).exp() / (2 * arb.pi()).sqrt()
        new = x0 + (excess if in_tail else -excess) / pdf
        if not ball.contains(new):
            raise ArithmeticError(f"no root near {near}")
        x0, radius = arb(new.mid()), float(new.rad()) * 2.0 + 2.0**-1000
        if radius < near * 2.0**-150:
            return new
    raise ArithmeticError(f"no convergence near {near}")


def area_at(x: arb, in_tail: bool) -> arb:
    root = arb(2).sqrt()
    return (x / root).erfc() / 2 if in_tail else (x / root).erf() / 2


# The error of a cell


def series_error(function: Function, cell: Cell, a: arb, half: float) -> "tuple[float, float]":
    """How far both stored series are from the true one, |d| <= half, with Lagrange's remainder."""
    count = len(cell) - 3 + MORE
    last = taylor(function, arb(a, half), count + 1)[-1]
    rest = lagrange(last, half, count)
    return plus(stored_error(cell, taylor(function, a, count), half), rest)


def plus(errors: "tuple[float, float]", rest: float) -> "tuple[float, float]":
    return errors[0] + rest, errors[1] + rest


def stored_error(cell: Cell, true: "list[arb]", half: float) -> "tuple[float, float]":
    """How far they are from all the true terms that are given."""
    head, rest, first, first_low, c2, *more, _, (first_last, c2_low, last, _) = cell
    short = [arb(head) + arb(rest), arb(first) + arb(first_low), arb(c2), *map(arb, more)]
    longer = [*short, arb(last)]
    longer[1] += arb(first_last)
    longer[2] += arb(c2_low)
    return off_by(short, true, half), off_by(longer, true, half)


def off_by(own: "list[arb]", true: "list[arb]", half: float) -> float:
    own = own + [arb(0)] * len(true)
    return (
        sum(size((want - c) * arb(half) ** n) for n, (c, want) in enumerate(zip(own, true))) * UP
    )


def lagrange(last: arb, half: float, n: int) -> float:
    """The terms from the n-th on, whose coefficient over all of the cell is last."""
    return size(last * arb(half) ** n)


def evaluation(place: Place, stored: Cell) -> "tuple[float, float]":
    """Roundings of the evaluation for all |d| <= H and |d_low| <= D_LOW, and the largest |low|.

    part, d - part         exact
    near = part*first      exact, checked here: few bits
    total = head + near    what it loses is exact, checked here: near is smaller than head
    d + d_low              by u of it, in every term
    the rest               u of each result, from the inside out
    """
    head, rest, first, first_low, *more = map(abs, stored[:-2])
    near = place.half * first
    if head and near > head:
        raise ArithmeticError(f"{place.name}: head + near loses what is no float")
    lost = U * (head + near) if head else 0.0
    near_off = 0.0 if near_is_exact(first, place) else U * near
    d = (place.half + place.d_low) * UP
    d_off = U * d if place.d_low else 0.0
    value, off, slope = more[-1], 0.0, 0.0
    for c in reversed([first_low, *more[:-1]]):
        slope = value + d * slope  # of the polynomial, by d
        off = d * off + U * d * (value + off)
        value = c + d * value
        off += U * (value + off)
    slope = value + d * slope
    off = d * off + U * d * (value + off) + d_off * slope
    value *= d
    d_rest = place.d_rest
    if d_rest:  # times first, and added
        rest_off = U * d_rest * first if place.d_low else 0.0
        rest_off += U * (d_rest * first + rest_off)
        off += rest_off
        value += d_rest * first
        off += U * (value + off)
    for term in (rest, lost):
        value += term
        off += U * (value + off)
    return (near_off + off) * UP, (value + off) * UP


class Most(NamedTuple):
    """The largest size of a result, and what it is off by: u of it for each operation."""

    value: float
    off: float = 0.0

    def __add__(self, other: "Most") -> "Most":  # type: ignore[override]
        value, off = self.value + other.value, self.off + other.off
        return Most(value, off + U * (value + off))

    def __mul__(self, other: "Most") -> "Most":  # type: ignore[override]
        value = self.value * other.value
        off = self.value * other.off + other.value * self.off + self.off * other.off
        return Most(value, off + U * (value + off))


def finer_evaluation(place: Place, cell: Cell) -> "tuple[float, float]":
    """The same for finer_series.  What a sum or a product loses is exact, at most u of it.

    d_low**2 * c2 is left out there; d_low times all after c2 is in the powers of d.
    """
    head, rest, first, first_low, c2, *more, _, (first_last, c2_low, last, _) = cell
    d, d_low = Most(place.half), Most(place.d_low)
    total, lost = abs(head), Most(0.0)
    bend = abs(c2) * place.half**2
    for term in (abs(first) * place.half, abs(first_low) * place.half, bend):
        total += term
        lost = Most(U * total * UP) + (lost + Most(U * term * UP))
    slope = Most(abs(first)) + (Most(abs(first_low)) + Most(2.0 * abs(c2)) * d)
    lost = lost + (Most(abs(rest)) + (d_low * slope + d * Most(abs(first_last))))
    lost = lost + (Most(U * bend * UP) + Most(abs(c2_low)) * Most(place.half**2))
    d = d + d_low if place.d_low else d
    cubic = Most(abs(last))
    for c in reversed(more):
        cubic = Most(abs(c)) + d * cubic
    lost = lost + d * d * d * cubic
    return (lost.off + place.d_low**2 * abs(c2)) * UP, U * (total + lost.value) * UP


def near_is_exact(first: float, place: Place) -> bool:
    """Whether first * part is a float for every multiple part of unit up to half."""
    numerator = abs(first).as_integer_ratio()[0]
    zeros = (numerator & -numerator).bit_length() - 1
    bits = math.frexp(place.half)[1] - math.frexp(place.unit)[1]  # half is a power of two
    return first == 0.0 or numerator.bit_length() - zeros + bits <= 53


def ratios(
    place: Place, cell: Cell, known: "tuple[float, float]", tests: float = 1.0
) -> "tuple[float, float]":
    """What err must cover, over err; low takes part in tests roundings after the evaluation."""
    found = []
    for evaluate, err, off in (
        (evaluation, cell[-2], known[0]),
        (finer_evaluation, cell[-1][-1], known[1]),
    ):
        more, low = evaluate(place, cell)
        found.append((off + more + U * (tests * low + err)) / err)
    return found[0], found[1]


# The cells that arguments reach: from one to the next float beyond it


def centres(low: float, high: float, centre: Centre, half_width: HalfWidth) -> Iterator[float]:
    """Of the cells from low to high, and no argument between is too far from its own."""
    a = centre(low)
    while True:
        yield a
        end = a + half_width(a)
        if end >= high:
            return
        beyond = centre(math.nextafter(end, math.inf))
        if not end - half_width(beyond) <= beyond <= end + half_width(beyond):
            raise ArithmeticError(f"no cell holds {end}")
        a = beyond


# Each kind: centre, half width and cell of all that there are


def entire(make: Make) -> Made:
    for a in centres(0.0, 37.0, cells.centre, cells.half_width):
        yield a, cells.half_width(a), make(a, cells.half_width(a))


def rows(name: str) -> Made:
    """Of the arrays' table, made in spans, with a term more."""
    import numpy as np

    from purestats.correctly_rounded import tables

    made, count = tables.KINDS[getattr(tables, name)]
    seen = set()
    for begin in range(0, count, 64 * tables.SPAN):
        for row, _, _ in made(np.arange(begin, min(begin + 64 * tables.SPAN, count))):
            *cell, err, a, first_last, c2_low, last, finer_err = row.tolist()
            if a not in seen:
                seen.add(a)
                half = 2.0**-8 * 0.5 ** sum(a >= limit for limit in tables.LIMITS)
                yield a, half, (*cell, err, (first_last, c2_low, last, finer_err))


def log_area_cells() -> Made:
    for a in centres(-4.0, 64.0, cells.log_centre, cells.log_half_width):
        yield a, cells.log_half_width(a), build.log_area_cell(a, cells.log_half_width(a))


def logarithm_cells() -> Made:
    for i in range(64, 129):
        yield i / 64, 2.0**-7, build.logarithm_cell(i / 64, 2.0**-7)


def quantile_cells(in_tail: bool) -> "Iterator[tuple[float, float, Cell, int]]":
    """And e: tails below 2**-100 are scaled to [1/2, 1]; no offset that small gets a cell."""
    places = [(0.25, 0)]  # for t = 1/4 itself
    for e in range(-2, -1074 if in_tail else -100, -1):  # t from 2**(e - 1) to 2**e
        for k in range(64, 129):
            places.append((k / 128.0, e) if e <= -100 else (math.ldexp(k, e - 7), 0))
    for a, e in places:
        half = cells.quantile_half_width(a)
        yield a, half, build.quantile_cell(a, half, e, in_tail), e


def log_quantile_cells() -> Made:
    """Where all of a cell is near log(1/2) it is not used, and head may be 0."""
    for e in range(40, -53, -1):  # y from -2**e to -2**(e - 1)
        for k in range(64, 129):
            a = math.ldexp(-k, e - 7)
            half = cells.quantile_half_width(a)
            if abs(a + cells.LOG_2) >= cells.NEAR_LOG_HALF - half:
                yield a, half, build.log_quantile_cell(a, half)


CELLS: "dict[str, Callable[[], Iterator[Any]]]" = {
    "density": lambda: entire(build.density_cell),
    "area": lambda: entire(build.area_cell),
    "log_area": log_area_cells,
    "logarithm": logarithm_cells,
    "tail": lambda: quantile_cells(True),
    "centre": lambda: quantile_cells(False),
    "log_quantile": log_quantile_cells,
    "density_rows": lambda: rows("DENSITY"),
    "area_rows": lambda: rows("AREA"),
}


def digest(kind: str) -> str:
    """Of all cells: those that were proven have this one."""
    total = hashlib.sha256()
    for a, half, (*cell, finer), *_ in CELLS[kind]():
        total.update(" ".join(x.hex() for x in (a, half, *cell, *finer)).encode())
    return total.hexdigest()[:16]


# What err must cover over err, and where, for every cell


def prove_density() -> Iterator[Found]:
    """With d in parts, and whole as norm_pdf takes it."""
    for place, cell, known in of_series("density", density):
        smallest = max(0.0, float(place.name) - place.half)
        whole = Place(place.name, place.half, math.ulp(smallest))
        needed, finer = ratios(place, cell, known)
        yield max(needed, ratios(whole, cell, known)[0]), finer, place.name


def prove_area() -> Iterator[Found]:
    """With one rounding of low more, where a caller takes 1 - f."""
    for place, cell, known in of_series("area", area):
        yield (*ratios(place, cell, known, 2.0), place.name)


def prove_rows(kind: str, function: Function, tests: float) -> Iterator[Found]:
    for place, cell, known in of_series(kind, function):
        yield (*ratios(place, cell, known, tests), place.name)


def of_series(
    kind: str, function: Function
) -> "Iterator[tuple[Place, Cell, tuple[float, float]]]":
    for a, half, cell in CELLS[kind]():
        known = series_error(function, cell, arb(a), half)
        yield in_parts(repr(a), half, 2.0 * math.ulp(a + half)), cell, known


def prove_log_area() -> Iterator[Found]:
    """Terms to the 40th by Arb; the rest by the bounds that build.py derives."""
    for a, half, cell in log_area_cells():
        reach = max(1.0, a / 2) if a >= 0.0 else 0.875
        known = stored_error(cell, taylor(log_area, arb(a), 40), half)
        known = plus(known, 8.0 * (half / reach) ** 40)
        place = in_parts(repr(a), half, 2.0 * math.ulp(abs(a) + half))
        yield (*ratios(place, cell, known), place.name)


def prove_logarithm() -> Iterator[Found]:
    for a, half, cell in logarithm_cells():
        known = series_error(logarithm, cell, arb(a), half)
        yield (*ratios(in_parts(repr(a), half, 0.0), cell, known), repr(a))


def prove_quantile(in_tail: bool) -> Iterator[Found]:
    for a, half, cell, e in quantile_cells(in_tail):
        x = true_quantile(arb(a) * arb(2) ** e, cell[0], in_tail)
        count = len(cell) - 3 + MORE
        true = quantile_taylor(x, in_tail, e, count)
        over = arb(x, 1.25 * half * size(true[1]))  # all quantiles of the cell
        ends = [area_at(arb(end), in_tail) for end in (over.lower(), over.upper())]
        below, above = reversed(ends) if in_tail else ends
        if not (below < arb(a - half) * arb(2) ** e and arb(a + half) * arb(2) ** e < above):
            raise ArithmeticError(f"{a} * 2**{e}: not all of the cell")
        last = quantile_taylor(over, in_tail, e, count + 1)[-1]
        known = plus(stored_error(cell, true, half), lagrange(last, half, count))
        place = Place(
            f"{a} * 2**{e}", half, half * 2.0**-45
        )  # of t that is scaled even fewer bits
        # for log_quantile, with the low part of a tail below 2**-53, or of an offset
        d_low = 2.0**-53 * (a + half)
        with_low = place._replace(d_low=d_low, d_rest=d_low)
        needed, finer = map(max, ratios(place, cell, known), ratios(with_low, cell, known))
        yield needed, finer, place.name


def log_quantile_taylor(z: arb, r: arb, count: int) -> "list[arb]":
    """Of z as a function of y, log Q(z) = y: dz/dy = -R, R = Q/pdf, and dR/dy = R - z*R*R."""
    rs, zs = [r], [z, -r]
    for n in range(count - 2):
        squares = [sum((rs[j] * rs[i - j] for j in range(i + 1)), arb(0)) for i in range(n + 1)]
        product = sum((zs[i] * squares[n - i] for i in range(n + 1)), arb(0))
        rs.append((rs[n] - product) / (n + 1))
        zs.append(-rs[n + 1] / (n + 2))
    return zs


def true_log_quantile(y: float, near: float) -> "tuple[arb, arb]":
    """z and Q/pdf there.  Newton's step from z0 by the hazard over a ball that must hold it."""
    z0, radius = arb(near), max(abs(near), 2.0**-60) * 2.0**-45
    for _ in range(12):
        excess = arb_log_tail(z0) - arb(y)
        ball = arb(z0, radius)
        new = z0 + excess * mills_ratio(ball)
        if not ball.contains(new):
            raise ArithmeticError(f"no root near {near}")
        if new.rad() < abs(z0) * arb(2) ** -(3 * ctx.prec // 4):
            return new, mills_ratio(new)
        z0, radius = arb(new.mid()), 2 * new.rad()
    raise ArithmeticError(f"no convergence near {near}")


def mills_ratio(z: arb) -> arb:
    """Q/pdf, which falls as z grows: its values at both ends bound it."""
    return arb_mills(arb(z.lower())).union(arb_mills(arb(z.upper())))


def arb_mills(z: arb) -> arb:
    if z > 40:  # U(1/2, 1/2, z*z/2)/sqrt(2), by Arb to 2**-1100 or better from there on
        return (z * z / 2).hypgeom_u(arb(0.5), arb(0.5)) / arb(2).sqrt()
    return (z / arb(2).sqrt()).erfc() / 2 * (2 * arb.pi()).sqrt() * (z * z / 2).exp()


def arb_log_tail(z: arb) -> arb:
    if z < -1:
        return (-(-z / arb(2).sqrt()).erfc() / 2).log1p()
    return arb_mills(z).log() - z * z / 2 - (2 * arb.pi()).log() / 2


def prove_log_quantile() -> Iterator[Found]:
    """Terms to the 20th by Arb; the rest by the bound that build.py derives."""
    for a, half, cell in log_quantile_cells():
        e = math.frexp(a)[1]
        ctx.prec = BITS + 40 * max(0, e) + 2 * max(0, -e)  # e bits go with each term
        z, r = true_log_quantile(a, cell[0])
        known = stored_error(cell, log_quantile_taylor(z, r, 20), half)
        known = plus(known, (abs(cell[0]) + 40.0) * (half / (0.875 * -a)) ** 20 * 1.01)
        ctx.prec = BITS
        place = Place(repr(a), half, half * 2.0**-45)
        yield (*ratios(place, cell, known), place.name)


KINDS: "dict[str, Callable[[], Iterator[Found]]]" = {
    "density": prove_density,
    "area": prove_area,
    "log_area": prove_log_area,
    "logarithm": prove_logarithm,
    "tail": lambda: prove_quantile(True),
    "centre": lambda: prove_quantile(False),
    "log_quantile": prove_log_quantile,
    "density_rows": lambda: prove_rows("density_rows", density, 1.0),
    "area_rows": lambda: prove_rows("area_rows", area, 2.0),
}
