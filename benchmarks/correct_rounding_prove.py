# SPDX-License-Identifier: BSD-3-Clause
"""Show that no cell of purestats.correctly_rounded is further from the truth than it says.

    python -m benchmarks.correct_rounding_prove [kind ...]

For every cell that an argument can reach, of every kind: Arb (python-flint) encloses the true
Taylor coefficients at the cell's centre and the remainder over the cell, and every rounding of
cells.py's evaluation is bounded for all d at once, from the floats that the cell stores.  What all
that adds up to must be at most the cell's err; the largest ratio of the two is printed.

One cell, added up (u = 2**-53, H the half width, D_LOW the largest d_low):

    the series      |f(a) - head - rest| + H*|f'(a) - first - first_low| + sum of H**n*|c_n - own|
    the remainder   the terms from N + 1 to N + 4, and Lagrange's bound of the rest, by Arb
    the evaluation  see evaluation()
    the test        u*(|low| + err), as low -+ err rounds; the sum with total is monotone
    1 - f           two more roundings of low, where the caller takes that
"""

import math
import platform
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, Optional

import flint
from flint import arb, arb_series, ctx

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from purestats.correctly_rounded import build, cells  # noqa: E402

BITS = 240
U = 2.0**-53
UP = 1.0 + 2.0**-40  # for the float operations here, all with positive numbers
MORE = 4  # terms of the remainder before Lagrange's

Function = Callable[[arb_series], arb_series]


Centre = Callable[[float], float]
HalfWidth = Callable[[float], float]
Make = Callable[[float, float], "tuple[float, ...]"]
Cell = tuple[float, ...]
Found = tuple[float, str]


class Place(NamedTuple):
    """Where a cell is, and how arguments reach it."""

    name: str
    half: float
    d_low: float  # largest |d_low|
    short: "Optional[float]"  # part is a multiple of this; None where part is d itself


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


def series_error(cell: "tuple[float, ...]", true: "list[arb]", half: float) -> float:
    """How far the stored series is from as many true terms, |d| <= half."""
    head, rest, first, first_low, *more = cell
    total = size(true[0] - arb(head) - arb(rest))
    total += half * size(true[1] - arb(first) - arb(first_low))
    power = half
    for c, want in zip(more, true[2:]):
        power *= half
        total += power * size(want - arb(c))
    return total * UP


def remainder(true: "list[arb]", last: arb, half: float, start: int) -> float:
    """The terms from start to the end of true, and Lagrange's with the coefficient last."""
    total = sum(size(c) * half**n for n, c in enumerate(true[start:], start))
    return (total + size(last) * half ** len(true)) * UP


def evaluation(place: Place, stored: "tuple[float, ...]") -> "tuple[float, float]":
    """Roundings of the evaluation for all |d| <= H and |d_low| <= D_LOW, and the largest |low|.

    part, d - part         exact
    near = part*first      exact, checked here: few bits
    total = head + near    what it loses is exact, checked here: near is smaller than head
    d + d_low              by u of it, in every term
    the rest               u of each result, from the inside out
    """
    head, rest, first, first_low, *more = map(abs, stored)
    half, d_low, short = place.half, place.d_low, place.short
    unit = short or U  # m of a quantile is a multiple of u
    exact_product(first, half, unit)
    near = half * first
    if head and near > head:
        raise ArithmeticError(f"{place.name}: head + near loses what is no float")
    lost = U * (head + near) if head else 0.0
    d = (half + d_low) * UP
    d_off = U * d if d_low else 0.0
    value, off, slope = more[-1], 0.0, 0.0
    for c in reversed([first_low, *more[:-1]]):
        slope = value + d * slope  # of the polynomial, by d
        off = d * off + U * d * (value + off)
        value = c + d * value
        off += U * (value + off)
    slope = value + d * slope
    off = d * off + U * d * (value + off) + d_off * slope
    value *= d
    if short:
        d_rest = 0.5 * short + d_low
        rest_off = U * d_rest * first if d_low else 0.0
        rest_off += U * (d_rest * first + rest_off)
        off += rest_off
        value += d_rest * first
        off += U * (value + off)
    value += rest
    off += U * (value + off)
    value += lost
    off += U * (value + off)
    return off * UP, (value + off) * UP


def exact_product(first: float, half: float, unit: float) -> None:
    """first * part is a float for every multiple part of unit up to half."""
    if first:
        numerator = first.as_integer_ratio()[0]
        bits = (numerator & -numerator).bit_length() - 1
        significant = numerator.bit_length() - bits
        below_half = math.ceil(half / unit) - 1  # half itself is a power of two
        if significant + below_half.bit_length() > 53:
            raise ArithmeticError("the product with first is not exact")


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


def log_area_centre(z: float) -> float:
    return (z + cells.TO_128THS) - cells.TO_128THS if z < 1.0 else cells.rounded_to_8_bits(z)


def log_area_half_width(a: float) -> float:
    return 2.0**-8 if a < 1.0 else 2.0 ** (math.frexp(a)[1] - 9)


# Each kind: name, largest of (what err must cover)/err, and where


def prove_plain(name: str, function: Function, make: Make, test: float) -> Iterator[Found]:
    """density and area; low takes part in test roundings."""
    for a in centres(0.0, 37.0, cells.centre, cells.half_width):
        half = cells.half_width(a)
        cell = make(a, half)
        stored, err = cell[:-1], cell[-1]
        order = len(stored) - 2  # the first term that is not stored
        true = taylor(function, arb(a), order + MORE)
        last = taylor(function, arb(a, half), order + MORE + 1)[-1]
        known = series_error(stored, true, half) + remainder(true, last, half, order)
        place = Place(f"{name} {a}", half, math.ulp(a + half), 2.0**-33)
        yield ratio(place, stored, known, err, test), place.name


def prove_log_area() -> Iterator[Found]:
    """Terms to the 40th by Arb; the rest by the bounds that build.py derives."""
    for a in centres(-4.0, 64.0, log_area_centre, log_area_half_width):
        half = log_area_half_width(a)
        cell = build.log_area_cell(a, half)
        stored, err = cell[:-1], cell[-1]
        order = len(stored) - 2
        true = taylor(log_area, arb(a), 40)
        reach = max(1.0, a / 2) if a >= 0.0 else 0.875
        known = series_error(stored, true, half) + remainder(true, arb(0), half, order)
        known += 8.0 * (half / reach) ** 40
        place = Place(f"log_area {a}", half, math.ulp(abs(a) + half), 2.0**-33)
        yield ratio(place, stored, known, err, 1.0), place.name


def prove_logarithm() -> Iterator[Found]:
    for i in range(64, 129):
        a, half = i / 64, 2.0**-7
        cell = build.logarithm_cell(a, half)
        stored, err = cell[:-1], cell[-1]
        order = len(stored) - 2
        true = taylor(logarithm, arb(a), order + MORE)
        last = taylor(logarithm, arb(a, half), order + MORE + 1)[-1]
        known = series_error(stored, true, half) + remainder(true, last, half, order)
        place = Place(f"logarithm {a}", half, 0.0, 2.0**-33)
        yield ratio(place, stored, known, err, 1.0), place.name


def prove_quantile(in_tail: bool) -> Iterator[Found]:
    name = "quantile, tail" if in_tail else "quantile, centre"
    half = 2.0**-8
    for e in range(-1, -1074, -1):
        for k in range(64, 128 if e < -1 else 65):  # t is at most 1/4
            cell = build.quantile_cell((e << 6) + k, in_tail)
            if cell is None:
                continue
            stored, err = cell[1:-1], cell[-1]
            order = len(stored) - 2
            x = true_quantile(arb(2 * k + 1) * arb(2) ** (e - 8), cell[1], in_tail)
            true = quantile_taylor(x, in_tail, e, order + MORE)
            over = arb(x, 1.25 * half * size(true[1]))  # all quantiles of the cell
            ends = [area_at(arb(end), in_tail) for end in (over.lower(), over.upper())]
            first, last = (arb(i) * arb(2) ** (e - 7) for i in (k, k + 1))
            below, above = reversed(ends) if in_tail else ends
            if not (below < first and last < above):
                raise ArithmeticError(f"{name} {e} {k}: not all of the cell")
            last = quantile_taylor(over, in_tail, e, order + MORE + 1)[-1]
            known = series_error(stored, true, half) + remainder(true, last, half, order)
            place = Place(f"{name} {e} {k}", half, 0.0, None)
            yield ratio(place, stored, known, err, 1.0), place.name


def ratio(place: Place, stored: Cell, known: float, err: float, tests: float) -> float:
    off, low = evaluation(place, stored)
    return (known + off + U * (tests * low + err)) / err


KINDS: "dict[str, Callable[[], Iterator[Found]]]" = {
    "density": lambda: prove_plain("density", density, build.density_cell, 1.0),
    # one rounding more where a caller takes 1 - f
    "area": lambda: prove_plain("area", area, build.area_cell, 2.0),
    "log_area": prove_log_area,
    "logarithm": prove_logarithm,
    "tail": lambda: prove_quantile(True),
    "centre": lambda: prove_quantile(False),
}


def main(words: "list[str]") -> None:
    print(
        f"# {platform.python_implementation()} {platform.python_version()},"
        f" {platform.machine()}, {platform.system()},"
        f" python-flint {flint.__version__} (FLINT {flint.__FLINT_VERSION__})"
    )
    print(f"# python -m benchmarks.correct_rounding_prove {' '.join(words)}".rstrip())
    ctx.prec = BITS
    failed = False
    for kind in words or KINDS:
        start = time.perf_counter()
        found = sorted(KINDS[kind]())
        wrong = sum(ratio > 1.0 for ratio, _ in found)
        failed = failed or wrong > 0
        print(
            f"{kind:10} {len(found):7,} cells, {wrong} with too small a bound; of the bound are"
            f" needed {found[0][0]:.3f} ({found[0][1]}) to {found[-1][0]:.3f} ({found[-1][1]}),"
            f" {time.perf_counter() - start:.0f} s",
            flush=True,
        )
    sys.exit(failed)


if __name__ == "__main__":
    main(sys.argv[1:])
