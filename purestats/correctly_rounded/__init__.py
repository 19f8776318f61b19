# SPDX-License-Identifier: BSD-3-Clause
# Copyright (c) 2026 the purestats authors; the terms stand in purestats/normal.py.
"""The normal distribution, correctly rounded: every result is the float nearest to the truth.

Arguments are exact numbers, ``loc`` and ``scale`` too; the true value of the whole expression is
rounded once to float64, ties to even, by the same rule where it overflows to an infinity or
underflows to a signed zero.  Every interpreter and C library gives the same bits: results rest on
integers and on the IEEE operations + - * / alone.  What ``math.log``, ``exp``, ``erf`` and
``sqrt`` return is only where a search starts.  NaN gives NaN, infinite arguments give limits, and
an infinite ``loc`` or ``scale`` what the formula gives in IEEE arithmetic.

How: a value is enclosed between two integers times a power of two.  If both ends round to one
float, that is the answer; if not, the enclosure is computed again with twice the bits (Ziv's
strategy).  Each step's error is derived beside it.  For quantiles a first phase evaluates the
Taylor series of a cell around the argument in plain floats, and answers only if a test with a
proven bound says that rounding cannot differ.  Cells are built when first used, 16384 at most, in
less than 10 MB.  Threads may race for one: both then compute the same.

Does doubling end?  Always, unless a true value lies exactly half-way between two floats.  Zeros,
limits, and the median are taken out first; whether another result can be such a tie, or rational
at all, number theory leaves open.  Siegel and Shidlovskii show that sqrt(pi)*erf(t) is
transcendental for algebraic t != 0, and Lindemann that exp(-t*t) is, but nobody can say this of
either over sqrt(pi), nor of a logarithm plus log(2 pi)/2; it is a theorem only for the density at
x == loc, a rational over sqrt(2 pi).  No tie is known or expected: the hardest of ten million
quantiles came within 2**-24 ulp of one, which 224 bits settle.  A value still undecided with
``MAX_BITS`` bits would raise ArithmeticError; none is ever guessed.
"""

import math
from math import frexp

from ..normal import _number, _positive
from . import cells
from .cells import (
    AREA_CELLS,
    CENTRE_CELLS,
    DENSITY_CELLS,
    TAIL_CELLS,
    TO_128THS,
    TO_256THS,
    TO_PART,
    Quantiles,
    decided,
    halve,
    placed,
)
from .enclosures import settle
from .functions import (
    ROOT_HALF,
    body,
    erf_quantile,
    log_body,
    log_tail,
    logpdf,
    offset,
    pdf,
    placed_quantile,
    tail,
)

__all__ = [
    "erf",
    "erfc",
    "erfcinv",
    "erfinv",
    "norm_cdf",
    "norm_isf",
    "norm_logcdf",
    "norm_logpdf",
    "norm_logsf",
    "norm_pdf",
    "norm_ppf",
    "norm_sf",
]

_ROOT_HALF_LOW = -4.833646656726457e-17  # what ROOT_HALF lacks, but for 2**-108
_ZERO, _ONE = 0.0, 1.0

# The functions of one float, the standard normal, are spelled out: for a number whose cell is
# there, _centre and _series_7 of cells.py and the rounding test stand in the function itself.


def norm_pdf(x: float, loc: float = _ZERO, scale: float = _ONE) -> float:
    """Density of the normal distribution at any real x, correctly rounded (0.5 ulp).

    ValueError if scale is not above 0, TypeError if an argument is not one real number.

    >>> norm_pdf(1.0)
    0.24197072451914334
    """
    if loc is _ZERO and scale is _ONE and type(x) is float:
        z = x if x > 0.0 else -x
        if z < 2.80078125:
            a = (z + TO_128THS) - TO_128THS
        elif z < 5.654296875:
            a = (z + TO_256THS) - TO_256THS
        else:
            a = cells.centre(z)
        cell = DENSITY_CELLS.get(a)
        if cell:
            head, rest, first, first_low, c2, c3, c4, c5, c6, c7, err = cell
            d = z - a
            part = (d + TO_PART) - TO_PART
            near = part * first
            total = head + near
            inner = c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * c7))))
            low = (near - (total - head)) + (
                rest + ((d - part) * first + d * (first_low + d * inner))
            )
            lower = total + (low - err)
            if lower == total + (low + err):
                return lower
    return _density(x, loc, scale)


def norm_logpdf(x: float, loc: float = _ZERO, scale: float = _ONE) -> float:
    """Logarithm of the density at any real x, correctly rounded (0.5 ulp).

    ValueError if scale is not above 0, TypeError if an argument is not one real number.

    >>> norm_logpdf(100.0)
    -5000.918938533205
    """
    return _log_density(x, loc, scale)


def norm_cdf(x: float, loc: float = _ZERO, scale: float = _ONE) -> float:
    """Probability of a value below any real x, correctly rounded (0.5 ulp).

    ValueError if scale is not above 0, TypeError if an argument is not one real number.

    >>> norm_cdf(-38.0)
    2.88542835e-316
    """
    if loc is _ZERO and scale is _ONE and type(x) is float:
        z = x if x > 0.0 else -x
        if z < 2.80078125:
            a = (z + TO_128THS) - TO_128THS
        elif z < 5.654296875:
            a = (z + TO_256THS) - TO_256THS
        else:
            a = cells.centre(z)
        cell = AREA_CELLS.get(a)
        if cell:
            head, rest, first, first_low, c2, c3, c4, c5, c6, c7, err = cell
            d = z - a
            part = (d + TO_PART) - TO_PART
            near = part * first
            total = head + near
            inner = c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * c7))))
            low = (near - (total - head)) + (
                rest + ((d - part) * first + d * (first_low + d * inner))
            )
            if x > 0.0:  # 1 - Q(z)
                flipped = 1.0 - total
                low = ((1.0 - flipped) - total) - low
                total = flipped
                err += 2.0**-104
            lower = total + (low - err)
            if lower == total + (low + err):
                return lower
    return _area(x, loc, scale, -1.0)


def norm_sf(x: float, loc: float = _ZERO, scale: float = _ONE) -> float:
    """Survival function, the probability of a value above any real x, correctly rounded (0.5 ulp).

    ValueError if scale is not above 0, TypeError if an argument is not one real number.

    >>> norm_sf(10.0)
    7.619853024160525e-24
    """
    if loc is _ZERO and scale is _ONE and type(x) is float:
        z = x if x > 0.0 else -x
        if z < 2.80078125:
            a = (z + TO_128THS) - TO_128THS
        elif z < 5.654296875:
            a = (z + TO_256THS) - TO_256THS
        else:
            a = cells.centre(z)
        cell = AREA_CELLS.get(a)
        if cell:
            head, rest, first, first_low, c2, c3, c4, c5, c6, c7, err = cell
            d = z - a
            part = (d + TO_PART) - TO_PART
            near = part * first
            total = head + near
            inner = c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * c7))))
            low = (near - (total - head)) + (
                rest + ((d - part) * first + d * (first_low + d * inner))
            )
            if x < 0.0:  # 1 - Q(z)
                flipped = 1.0 - total
                low = ((1.0 - flipped) - total) - low
                total = flipped
                err += 2.0**-104
            lower = total + (low - err)
            if lower == total + (low + err):
                return lower
    return _area(x, loc, scale, 1.0)


def norm_logcdf(x: float, loc: float = _ZERO, scale: float = _ONE) -> float:
    """Logarithm of the probability of a value below any real x, correctly rounded (0.5 ulp).

    ValueError if scale is not above 0, TypeError if an argument is not one real number.

    >>> norm_logcdf(10.0)
    -7.619853024160525e-24
    """
    return _log_area(x, loc, scale, -1.0)


def norm_logsf(x: float, loc: float = _ZERO, scale: float = _ONE) -> float:
    """Logarithm of the survival function at any real x, correctly rounded (0.5 ulp).

    ValueError if scale is not above 0, TypeError if an argument is not one real number.

    >>> norm_logsf(1e10)
    -5e+19
    """
    return _log_area(x, loc, scale, 1.0)


def norm_ppf(q: float, loc: float = _ZERO, scale: float = _ONE) -> float:
    """Quantile: the x with probability q, in [0, 1], below it, correctly rounded (0.5 ulp).

    ValueError if q is outside [0, 1] or scale not above 0, TypeError if an argument is not one
    real number.

    >>> norm_ppf(0.975)
    1.9599639845400538
    """
    if type(q) is float and loc is _ZERO and scale is _ONE:  # the defaults need no check
        # halve and cell_series, spelled out: most calls end here.
        if q < 0.25:
            t, table = q, TAIL_CELLS
        elif q > 0.75:
            t, table = 1.0 - q, TAIL_CELLS
        else:
            t, table = abs(q - 0.5), CENTRE_CELLS
        if t > 0.0:
            m, e = frexp(t)
            cell = table.get((e << 6) + int(m * 128.0))
            if cell:
                a, head, rest, first, first_low, c2, c3, c4, c5, c6, c7, c8, err = cell
                d = m - a
                near = d * first
                total = head + near
                inner = c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * (c7 + d * c8)))))
                low = (near - (total - head)) + (rest + d * (first_low + d * inner))
                lower = total + (low - err)
                if lower == total + (low + err):
                    return lower if q > 0.5 else -lower
    return _quantile(_number("q", q), loc, scale, 1.0)


def norm_isf(q: float, loc: float = _ZERO, scale: float = _ONE) -> float:
    """Inverse survival function: the x with probability q, in [0, 1], above it (0.5 ulp).

    ValueError if q is outside [0, 1] or scale not above 0, TypeError if an argument is not one
    real number.

    >>> norm_isf(1e-300)
    37.0470962993612
    """
    return _quantile(_number("q", q), loc, scale, -1.0)


def erf(x: float) -> float:
    """Error function of any real x, correctly rounded (0.5 ulp).

    TypeError if x is not one real number.

    >>> erf(0.5)
    0.5204998778130465
    """
    x = _number("x", x)
    size = abs(x)
    if size > 6.0:  # erfc(6) < 2**-55
        return math.copysign(1.0, x)
    series = cells.erf(size)
    result = decided(*series) if series else None
    if result is None:
        if x == 0.0 or x != x:
            return x
        n, d = x.as_integer_ratio()
        result = settle(offset, n * n, d * d, 1)
    return math.copysign(result, x)


def erfc(x: float) -> float:
    """Complementary error function, 1 - erf(x), of any real x, correctly rounded (0.5 ulp).

    TypeError if x is not one real number.

    >>> erfc(27.0)
    5.23705e-319
    """
    x = _number("x", x)
    if x < -6.0:
        return 2.0
    if x > 28.0:  # erfc(28) < 2**-1100
        return 0.0
    series = cells.erfc(x)
    result = decided(*series) if series else None
    if result is not None:
        return result
    if x != x:
        return x
    if x == 0.0:
        return 1.0
    n, d = x.as_integer_ratio()
    return settle(tail if n > 0 else body, n * n, d * d, 1)


def erfinv(y: float) -> float:
    """Inverse error function of y in [-1, 1], correctly rounded (0.5 ulp).

    ValueError if y is outside [-1, 1], TypeError if it is not one real number.

    >>> erfinv(0.5)
    0.4769362762044699
    """
    y = _number("y", y)
    _check(y, "y", -1.0, 1.0)
    if y == 0.0 or y != y:
        return y
    size, sign = abs(y), math.copysign(1.0, y)
    if size == 1.0:
        return sign * math.inf
    if size > 0.5:  # 1 - size is exact
        return _half_root(1.0 - size, TAIL_CELLS, sign)
    return _half_root(size, CENTRE_CELLS, sign)


def erfcinv(y: float) -> float:
    """Inverse complementary error function of y in [0, 2], correctly rounded (0.5 ulp).

    ValueError if y is outside [0, 2], TypeError if it is not one real number.

    >>> erfcinv(5e-324)
    27.21329321081295
    """
    y = _number("y", y)
    _check(y, "y", 0.0, 2.0)
    if y != y or y == 1.0:
        return y - 1.0
    if y == 0.0 or y == 2.0:
        return math.copysign(math.inf, 1.0 - y)
    if 0.5 < y < 1.5:  # 1 - y is exact
        return _half_root(abs(1.0 - y), CENTRE_CELLS, math.copysign(1.0, 1.0 - y))
    return _half_root(y, TAIL_CELLS, 1.0) if y < 1.0 else _half_root(2.0 - y, TAIL_CELLS, -1.0)


# Any arguments.  side is 1.0 for what lies above x, -1.0 for what lies below.


def _density(x: float, loc: float, scale: float) -> float:
    x, loc, scale = _number("x", x), _number("loc", loc), _positive("scale", scale)
    z, z_low = cells.standardised(x, loc, scale)
    series = cells.density(z, z_low) if z >= 0.0 else cells.density(-z, -z_low)
    if series and scale != 1.0:
        series = cells.quotient(series, scale)
    result = decided(*series) if series else None
    if result is not None:
        return result
    n, d = _exact_deviation(x, loc, scale)
    if d == 0 or math.isinf(scale):
        return math.nan if n == d else 0.0
    return settle(pdf, n * n, 2 * d * d, scale.as_integer_ratio())


def _log_density(x: float, loc: float, scale: float) -> float:
    x, loc, scale = _number("x", x), _number("loc", loc), _positive("scale", scale)
    z, z_low = cells.standardised(x, loc, scale)
    series = cells.log_density(z, z_low, scale)
    result = decided(*series) if series else None
    if result is not None:
        return result
    n, d = _exact_deviation(x, loc, scale)
    if d == 0 or math.isinf(scale):
        return math.nan if n == d else -math.inf
    return settle(logpdf, n * n, 2 * d * d, scale.as_integer_ratio())


def _area(x: float, loc: float, scale: float, side: float) -> float:
    x, loc, scale = _number("x", x), _number("loc", loc), _positive("scale", scale)
    z, z_low = cells.standardised(x, loc, scale)
    result = _area_above(side * z, side * z_low)
    if result is not None:
        return result
    n, d = _exact_deviation(x, loc, scale)
    if side < 0.0:
        n = -n
    if d == 0 or n == 0:
        if n == d:
            return math.nan
        if n == 0:
            return 0.5
        return 0.0 if n > 0 else 1.0
    return settle(tail if n > 0 else body, n * n, 2 * d * d, 0)


def _area_above(z: float, z_low: float) -> "float | None":
    """The area above z + z_low, by the fast phase."""
    if z < -9.0:
        return 1.0  # Q(9) < 2**-54
    series = cells.area(z, z_low) if z >= 0.0 else cells.reflected(cells.area(-z, -z_low))
    return decided(*series) if series else None


def _log_area(x: float, loc: float, scale: float, side: float) -> float:
    x, loc, scale = _number("x", x), _number("loc", loc), _positive("scale", scale)
    z, z_low = cells.standardised(x, loc, scale)
    series = cells.log_area(side * z, side * z_low)
    result = decided(*series) if series else None
    if result is not None:
        return result
    n, d = _exact_deviation(x, loc, scale)
    if side < 0.0:
        n = -n
    if d == 0:
        if n == 0:
            return math.nan
        return -math.inf if n > 0 else 0.0
    return settle(log_tail if n >= 0 else log_body, n * n, 2 * d * d)


def _check(value: float, name: str, low: float, high: float) -> None:
    if value < low or value > high:
        raise ValueError(f"{name} must be in [{low:g}, {high:g}], got {value!r}")


def _exact_deviation(x: float, loc: float, scale: float) -> "tuple[int, int]":
    """(x - loc)/scale, as numerator and denominator; n/0 is an infinity, 0/0 a NaN."""
    if x != x or loc != loc or scale != scale:
        return 0, 0
    if math.isfinite(x) and math.isfinite(loc) and math.isfinite(scale):
        xn, xd = x.as_integer_ratio()
        ln, ld = loc.as_integer_ratio()
        sn, sd = scale.as_integer_ratio()
        return (xn * ld - ln * xd) * sd, xd * ld * sn
    z = (0.5 * x - 0.5 * loc) / scale  # halves do not overflow; only 0, inf and NaN matter here
    if z != z:
        return 0, 0
    return (0, 1) if z == 0.0 else (int(math.copysign(1.0, z)), 0)


def _quantile(q: float, loc: float, scale: float, side: float) -> float:
    """loc + side*scale*x with x the quantile of q."""
    loc, scale = _number("loc", loc), _positive("scale", scale)
    _check(q, "q", 0.0, 1.0)
    if q != q or loc != loc or scale != scale:
        return math.nan
    t, table, sign = halve(q)
    sign *= side
    if q == 0.0 or q == 1.0 or math.isinf(loc) or math.isinf(scale):
        z = math.inf if t == 0.0 and q != 0.5 else float(q != 0.5)
        return sign * z * scale + loc
    if q == 0.5:
        return loc + 0.0
    result = placed(t, table, loc, sign * scale, 0.0)
    if result is None:
        n, d = t.as_integer_ratio()
        result = settle(placed_quantile, n, d, table is TAIL_CELLS, loc, sign * scale)
    return result


def _half_root(t: float, table: Quantiles, sign: float) -> float:
    """sign*x/sqrt(2) with x the quantile whose tail, or distance from 1/2, is t/2."""
    result = None
    if t > 1e-290:  # else t/2 might not be exact
        result = placed(0.5 * t, table, 0.0, sign * ROOT_HALF, sign * _ROOT_HALF_LOW)
    if result is None:
        n, d = t.as_integer_ratio()
        result = sign * settle(erf_quantile, n, 2 * d, table is TAIL_CELLS)
    return result
