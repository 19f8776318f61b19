# SPDX-License-Identifier: BSD-3-Clause
# Copyright (c) 2026 the purestats authors; the terms stand in purestats/normal.py.
"""The normal distribution, correctly rounded: every result is the float nearest to the truth.

The functions of purestats, with their arguments, limits and errors.  Arguments become floats,
which are exact numbers, loc and scale too; the true value of the whole expression is rounded once,
ties to even, also to an infinity or a signed zero.  An infinite loc or scale is beyond all finite
numbers: norm_ppf(0.3, inf, 1e308) is inf.

Every interpreter and C library gives the same bits: results rest on integers and on the IEEE
operations + - * /, which are tried at import.  Code that afterwards has the processor round
otherwise, or flush subnormals as gcc -ffast-math does, is not noticed.

A series in floats (cells.py) decides all but a few calls in a million, of normal results, loc and
scale between 1e-90 and 1e90 in size.  The others are enclosed between integers, with twice the
bits until both ends round to one float (Ziv's strategy): 10 to 100 us, far out up to 0.1 s.  The
hardest of more than 10**9 arguments of each function is within 2**-42 ulp of a tie, with loc and
scale 2**-113; what 1792 bits leave open, after 0.03 to 1.4 s, raises ArithmeticError.

>>> norm_ppf(0.975), norm_isf(1e-300), norm_cdf(-38.0), norm_logsf(1e10)
(1.9599639845400538, 37.0470962993612, 2.88542835e-316, -5e+19)
"""

import math
from math import frexp

from .. import normal
from ..enclosures import (
    HALF,
    ONE,
    ZERO,
    Enclosure,
    add,
    deviation,
    divide,
    multiply,
    negative,
    ratio,
    scaled,
    settle,
    shift_up,
    subtract,
)
from ..enclosures.normal import (
    SWITCH,
    body,
    erf_quantile,
    exp_negative,
    exponential,
    half_square,
    hazard,
    log_1_minus,
    log_body,
    log_tail,
    logarithm,
    logpdf,
    offset,
    pdf,
    placed_log_quantile,
    placed_quantile,
    tail,
    tail_over_density,
)
from ..normal import _number, _positive, _probability, _refused
from . import cells
from .build import guess
from .cells import (
    AREA_CELLS,
    CENTRE_CELLS,
    DENSITY_CELLS,
    IEEE,
    LOG_AREA_CELLS,
    LOG_ROOT_2PI_HEAD,
    LOG_ROOT_2PI_REST,
    TAIL_CELLS,
    TO_2_20THS,
    TO_7_BITS,
    TO_8_BITS,
    TO_128THS,
    TO_256THS,
    TO_512THS,
    TO_1024THS,
    TO_2048THS,
    TO_PART,
    Value,
    decided,
    halve,
    placed,
    rounded_to_7_bits,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..normal import _Number

    _Deviation = tuple[int, int]  # n/d; n/0 is an infinity

__all__ = [
    "erf",
    "erfc",
    "erfcinv",
    "erfcx",
    "erfinv",
    "log_ndtr",
    "ndtr",
    "ndtri",
    "ndtri_exp",
    "norm",
    "norm_between",
    "norm_cdf",
    "norm_hazard",
    "norm_ilogccdf",
    "norm_ilogcdf",
    "norm_interval",
    "norm_isf",
    "norm_logbetween",
    "norm_logcdf",
    "norm_logpdf",
    "norm_logsf",
    "norm_pdf",
    "norm_ppf",
    "norm_sf",
]

_ZERO, _ONE = 0.0, 1.0

# For the standard normal, centre, series_7 and the rounding test of cells.py stand in the function
# itself: calls would take as long again.


def norm_pdf(x: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """Density at x: purestats.norm_pdf, correctly rounded."""
    if loc is _ZERO and scale is _ONE and type(x) is float:
        z = x if x > 0.0 else -x
        if z < 2.80078125:
            a = (z + TO_128THS) - TO_128THS
        elif z < 5.654296875:
            a = (z + TO_256THS) - TO_256THS
        elif z < 11.3154296875:
            a = (z + TO_512THS) - TO_512THS
        elif z < 22.62939453125:
            a = (z + TO_1024THS) - TO_1024THS
        else:
            a = (z + TO_2048THS) - TO_2048THS
        cell = DENSITY_CELLS.get(a)
        if cell:
            head, rest, first, first_low, c2, c3, c4, c5, c6, c7, err, _ = cell
            d = z - a
            near = d * first
            total = head + near
            inner = c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * c7))))
            low = (near - (total - head)) + (rest + d * (first_low + d * inner))
            lower: float = total + (low - err)
            if lower == total + (low + err):
                return lower
    return _density(x, loc, scale)


def norm_logpdf(x: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """Logarithm of the density at x: purestats.norm_logpdf, correctly rounded."""
    if IEEE and loc is _ZERO and scale is _ONE and type(x) is float and -64.0 < x < 64.0:
        # log_density_of of cells.py, spelled out
        a = (x + TO_2_20THS) - TO_2_20THS
        d = x - a
        total = 0.5 * a * a + LOG_ROOT_2PI_HEAD
        low = d * (a + 0.5 * d) + LOG_ROOT_2PI_REST
        lower = total + (low - 2.0**-65)
        if lower == total + (low + 2.0**-65):
            return -lower
    return _log_density(x, loc, scale)


def norm_cdf(x: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """Probability of a value below x: purestats.norm_cdf, correctly rounded."""
    if loc is _ZERO and scale is _ONE and type(x) is float:
        z = x if x > 0.0 else -x
        if z < 2.80078125:
            a = (z + TO_128THS) - TO_128THS
        elif z < 5.654296875:
            a = (z + TO_256THS) - TO_256THS
        elif z < 11.3154296875:
            a = (z + TO_512THS) - TO_512THS
        elif z < 22.62939453125:
            a = (z + TO_1024THS) - TO_1024THS
        else:
            a = (z + TO_2048THS) - TO_2048THS
        cell = AREA_CELLS.get(a)
        if cell:
            head, rest, first, first_low, c2, c3, c4, c5, c6, c7, err, _ = cell
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
            lower: float = total + (low - err)
            if lower == total + (low + err):
                return lower
    return _area(x, loc, scale, -1.0)


def norm_sf(x: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """Probability of a value above x: purestats.norm_sf, correctly rounded."""
    if loc is _ZERO and scale is _ONE and type(x) is float:
        z = x if x > 0.0 else -x
        if z < 2.80078125:
            a = (z + TO_128THS) - TO_128THS
        elif z < 5.654296875:
            a = (z + TO_256THS) - TO_256THS
        elif z < 11.3154296875:
            a = (z + TO_512THS) - TO_512THS
        elif z < 22.62939453125:
            a = (z + TO_1024THS) - TO_1024THS
        else:
            a = (z + TO_2048THS) - TO_2048THS
        cell = AREA_CELLS.get(a)
        if cell:
            head, rest, first, first_low, c2, c3, c4, c5, c6, c7, err, _ = cell
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
            lower: float = total + (low - err)
            if lower == total + (low + err):
                return lower
    return _area(x, loc, scale, 1.0)


def norm_logcdf(x: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """Logarithm of norm_cdf: purestats.norm_logcdf, correctly rounded.

    From 38.6 on it is -0.0, what rounds to zero being negative; at inf it is 0.0.
    """
    if loc is _ZERO and scale is _ONE and type(x) is float:
        z = -x
        if z < 1.0:
            a = (z + TO_128THS) - TO_128THS
        else:
            g = TO_8_BITS * z
            a = g - (g - z)
        cell = LOG_AREA_CELLS.get(a)
        if cell:
            head, rest, first, first_low, c2, c3, c4, c5, c6, c7, c8, err, _ = cell
            d = z - a
            part = (d + TO_PART) - TO_PART
            near = part * first
            total = head + near
            inner = c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * (c7 + d * c8)))))
            low = (near - (total - head)) + (
                rest + ((d - part) * first + d * (first_low + d * inner))
            )
            lower: float = total + (low - err)
            if lower == total + (low + err):
                return lower
    return _log_area(x, loc, scale, -1.0)


def norm_logsf(x: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """Logarithm of norm_sf: purestats.norm_logsf, correctly rounded; -0.0 as in norm_logcdf."""
    if loc is _ZERO and scale is _ONE and type(x) is float:
        z = x
        if z < 1.0:
            a = (z + TO_128THS) - TO_128THS
        else:
            g = TO_8_BITS * z
            a = g - (g - z)
        cell = LOG_AREA_CELLS.get(a)
        if cell:
            head, rest, first, first_low, c2, c3, c4, c5, c6, c7, c8, err, _ = cell
            d = z - a
            part = (d + TO_PART) - TO_PART
            near = part * first
            total = head + near
            inner = c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * (c7 + d * c8)))))
            low = (near - (total - head)) + (
                rest + ((d - part) * first + d * (first_low + d * inner))
            )
            lower: float = total + (low - err)
            if lower == total + (low + err):
                return lower
    return _log_area(x, loc, scale, 1.0)


def norm_hazard(x: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """Hazard rate, pdf over sf: purestats.norm_hazard, correctly rounded."""
    x, loc, scale = _numbers("x", x, loc, scale)
    result = _nearest(cells.hazard, *cells.standardized(x, loc, scale), scale)
    if result is not None:
        return result
    n, d = deviation(x, loc, scale)
    if d == 0 or scale == math.inf:
        return math.nan if n == d == 0 else math.inf if n > 0 and scale < math.inf else 0.0
    return settle(hazard, n, d, scale.as_integer_ratio())


def norm_ppf(q: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """Quantile of the probability q: purestats.norm_ppf, correctly rounded."""
    if type(q) is float:
        # halve and quantile, spelled out
        if q < 0.25:
            t, table = q, TAIL_CELLS
        elif q > 0.75:
            t, table = 1.0 - q, TAIL_CELLS
        else:
            t, table = abs(q - 0.5), CENTRE_CELLS
        cell = None
        if t >= 2.0**-100:
            g = TO_7_BITS * t
            a = g - (g - t)
            cell = table.get(a)
        elif t > 0.0:
            t, e = frexp(t)
            a = rounded_to_7_bits(t)
            cell = table.get(a + 2.0 * e)
        if cell:
            head, rest, first, first_low, c2, c3, c4, c5, c6, c7, c8, err, _ = cell
            d = t - a
            near = d * first
            total = head + near
            inner = c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * (c7 + d * c8)))))
            low = (near - (total - head)) + (rest + d * (first_low + d * inner))
            if loc is _ZERO and scale is _ONE:
                lower: float = total + (low - err)
                if lower == total + (low + err):
                    return lower if q > 0.5 else -lower
            elif type(loc) is type(scale) is float and scale > 0.0:
                result = placed(total, low, err, loc, scale if q > 0.5 else -scale)
                if result is not None:
                    return result
    return _quantile(q, loc, scale, 1.0)


def norm_isf(q: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """The x exceeded with probability q: purestats.norm_isf, correctly rounded."""
    if loc is _ZERO and scale is _ONE:
        return 0.0 - norm_ppf(q)  # not -0.0 for 1/2
    return _quantile(q, loc, scale, -1.0)


def norm_interval(
    confidence: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE
) -> "tuple[float, float]":
    """Ends of the central interval: purestats.norm_interval, each end correctly rounded.

    The tail (1 - confidence)/2 is exact: no end is infinite below 1.
    """
    c = _probability("confidence", _number("confidence", confidence))
    loc, scale = _number("loc", loc), _positive("scale", scale)
    if not (0.0 < c < 1.0 and math.isfinite(loc) and math.isfinite(scale)):
        x = math.inf if c == 1.0 else 0.0 * c + (c != 0.0)
        return loc - scale * x, loc + scale * x
    t, in_tail = (1.0 - c, True) if c > 0.5 else (c, False)
    return _placed(t, 2, in_tail, loc, -scale), _placed(t, 2, in_tail, loc, scale)


def norm_ilogcdf(logp: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """Quantile of exp(logp): purestats.norm_ilogcdf, correctly rounded."""
    return _log_quantile("logp", logp, loc, scale, -1.0)


def norm_ilogccdf(logp: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """The x exceeded with probability exp(logp): purestats.norm_ilogccdf, correctly rounded."""
    return _log_quantile("logp", logp, loc, scale, 1.0)


def ndtr(x: "_Number") -> float:
    """norm_cdf(x), under scipy.special's name."""
    return norm_cdf(x)


def log_ndtr(x: "_Number") -> float:
    """norm_logcdf(x), under scipy.special's name."""
    return norm_logcdf(x)


def ndtri(p: "_Number") -> float:
    """norm_ppf(p), under scipy.special's name."""
    return norm_ppf(_probability("p", _number("p", p)))


def ndtri_exp(y: "_Number") -> float:
    """norm_ilogcdf(y), under scipy.special's name."""
    return _log_quantile("y", y, _ZERO, _ONE, -1.0)


def erf(x: "_Number") -> float:
    """Error function: purestats.erf, correctly rounded."""
    x = _number("x", x)
    size = abs(x)
    if size > 6.0:  # erfc(6) < 2**-55
        return math.copysign(1.0, x)
    result = _nearest(cells.erf, size)
    if result is None:
        if x == 0.0 or x != x:
            return x
        n, d = x.as_integer_ratio()
        result = settle(offset, n * n, d * d, 1)
    return math.copysign(result, x)


def erfc(x: "_Number") -> float:
    """Complementary error function, 1 - erf(x): purestats.erfc, correctly rounded."""
    x = _number("x", x)
    if x < -6.0:
        return 2.0
    if x > 28.0:  # erfc(28) < 2**-1100
        return 0.0
    result = _nearest(cells.erfc, x)
    if result is not None:
        return result
    if x != x:
        return x
    n, d = x.as_integer_ratio()
    return settle(tail if n > 0 else body, n * n, d * d, 1)


def erfinv(y: "_Number") -> float:
    """Inverse error function: purestats.erfinv, correctly rounded."""
    y = _number("y", y)
    size, sign = abs(y), math.copysign(1.0, y)
    if size > 1.0:
        return _refused("y", "must be in [-1, 1]", y)
    if y == 0.0 or y != y:
        return y
    if size == 1.0:
        return sign * math.inf
    return _half_root(1.0 - size, True, sign) if size > 0.5 else _half_root(size, False, sign)


def erfcinv(y: "_Number") -> float:
    """Inverse complementary error function: purestats.erfcinv, correctly rounded."""
    y = _number("y", y)
    if y < 0.0 or y > 2.0:
        return _refused("y", "must be in [0, 2]", y)
    if y != y or y == 1.0:
        return y - 1.0
    t, sign = (y, 1.0) if y < 1.0 else (2.0 - y, -1.0)  # exact
    if t == 0.0:
        return sign * math.inf
    return _half_root(1.0 - t, False, sign) if t > 0.5 else _half_root(t, True, sign)


# Any arguments; side is 1.0 for what lies above x, else -1.0.


def _numbers(
    name: str, x: "_Number", loc: "_Number", scale: "_Number"
) -> "tuple[float, float, float]":
    """The three as floats, checked."""
    if type(x) is float and type(loc) is float and type(scale) is float and scale > 0.0:
        return x, loc, scale
    return _number(name, x), _number("loc", loc), _positive("scale", scale)


def _nearest(
    find: "Callable[..., Value]", *args: "Any", loc: float = 0.0, scale: float = 1.0
) -> "float | None":
    """loc + scale*f, as the fast phase decides it, f by find(*args, finer); or None."""
    result = placed(*find(*args, False), loc, scale)
    return placed(*find(*args, True), loc, scale) if result is None else result


def _density(x: "_Number", loc: "_Number", scale: "_Number") -> float:
    x, loc, scale = _numbers("x", x, loc, scale)
    result = _nearest(cells.density, *cells.standardized(x, loc, scale), scale)
    if result is not None:
        return result
    n, d = deviation(x, loc, scale)
    if d == 0 or math.isinf(scale):
        return math.nan if n == d else 0.0
    return settle(pdf, n * n, 2 * d * d, scale.as_integer_ratio())


def _log_density(x: "_Number", loc: "_Number", scale: "_Number") -> float:
    x, loc, scale = _numbers("x", x, loc, scale)
    result = decided(*cells.log_density(*cells.standardized(x, loc, scale), scale))
    if result is not None:
        return result
    n, d = deviation(x, loc, scale)
    if d == 0 or math.isinf(scale):
        return math.nan if n == d else -math.inf
    return settle(logpdf, n * n, 2 * d * d, scale.as_integer_ratio())


def _area(x: "_Number", loc: "_Number", scale: "_Number", side: float) -> float:
    x, loc, scale = _numbers("x", x, loc, scale)
    z, z_low = cells.standardized(x, loc, scale)
    result = _nearest(cells.area, side * z, side * z_low)
    if result is not None:
        return result
    n, d = deviation(x, loc, scale)
    if side < 0.0:
        n = -n
    if d == 0:
        return float(n < 0) if n else math.nan
    return settle(tail if n > 0 else body, n * n, 2 * d * d, 0)


def _log_area(x: "_Number", loc: "_Number", scale: "_Number", side: float) -> float:
    x, loc, scale = _numbers("x", x, loc, scale)
    z, z_low = cells.standardized(x, loc, scale)
    result = _nearest(cells.log_area, side * z, side * z_low)
    if result is not None:
        return result
    n, d = deviation(x, loc, scale)
    if side < 0.0:
        n = -n
    if d == 0:
        return math.nan if n == 0 else -math.inf if n > 0 else 0.0
    return settle(log_tail if n >= 0 else log_body, n * n, 2 * d * d)


def _quantile(q: "_Number", loc: "_Number", scale: "_Number", side: float) -> float:
    """loc + side*scale*x with x the quantile of q."""
    q, loc, scale = _numbers("q", q, loc, scale)
    t, in_tail, sign = halve(q)
    sign *= side
    if t > 0.0 and math.isfinite(loc) and math.isfinite(scale):
        return _placed(t, 1, in_tail, loc, sign * scale)
    _probability("q", q)
    if q != q or loc != loc or scale != scale:
        return math.nan
    z = math.inf if q == 0.0 or q == 1.0 else float(q != 0.5)
    return sign * z * scale + loc + 0.0  # not -0.0


def _placed(t: float, parts: int, in_tail: bool, loc: float, scale: float) -> float:
    """loc + scale*x, x the quantile with the tail, or the offset from 1/2, t/parts."""
    result = _nearest(cells.quantile, t / parts, in_tail, 0.0, loc=loc, scale=scale)
    if result is None:
        n, d = t.as_integer_ratio()
        result = settle(placed_quantile, n, parts * d, in_tail, loc, scale, guess)
    return result


def _log_quantile(name: str, y: "_Number", loc: "_Number", scale: "_Number", side: float) -> float:
    """loc + side*scale*z with log Q(z) = y."""
    y, loc, scale = _numbers(name, y, loc, scale)
    result = _nearest(cells.log_quantile, y, loc=loc, scale=side * scale)
    if result is not None:
        return result
    if y > 0.0:
        return _refused(name, "must be at most 0", y)
    if y != y or loc != loc or scale != scale:
        return math.nan
    if y == 0.0 or math.isinf(y) or math.isinf(loc) or math.isinf(scale):
        above = y >= -0.6931471805599453  # of log 1/2, so z < 0
        z = math.inf if y == 0.0 or math.isinf(y) else 1.0
        return side * (-z if above else z) * scale + loc
    n, d = y.as_integer_ratio()
    return settle(placed_log_quantile, -n, d, loc, side * scale, guess)


def _half_root(t: float, in_tail: bool, sign: float) -> float:
    """sign*x/sqrt(2) with x the quantile whose tail, or offset from 1/2, is t/2."""
    result = None
    if t >= 2.0**-1021:  # else t/2 might not be exact
        result = _nearest(cells.half_root, 0.5 * t, in_tail, scale=cells.ROOT_HALF)
    if result is None:
        n, d = t.as_integer_ratio()
        result = settle(erf_quantile, n, 2 * d, in_tail, guess)
    return sign * result


# Between two bounds, and erfcx: by enclosures alone.

_UNDECIDED: Enclosure = (-1, 1, 0)  # what settle takes for too few bits


def norm_between(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Probability of a value between a and b: purestats.norm_between, correctly rounded."""
    bounds = _bounds(a, b, loc, scale)
    if isinstance(bounds, tuple):
        return settle(_enclosed_between, *bounds)
    return bounds


def norm_logbetween(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Logarithm of norm_between: purestats.norm_logbetween, correctly rounded."""
    bounds = _bounds(a, b, loc, scale)
    if isinstance(bounds, tuple):
        return settle(_enclosed_log_between, *bounds)
    return bounds if bounds != bounds else -math.inf if bounds == 0.0 else 0.0


def erfcx(x: "_Number") -> float:
    """exp(x*x) erfc(x): purestats.erfcx, correctly rounded."""
    x = _number("x", x)
    if x != x or x in (math.inf, 0.0):
        return x if x != x else 1.0 if x == 0.0 else 0.0
    if x < -27.0:
        return math.inf  # exp(27*27) is above the largest float
    return settle(_enclosed_erfcx, *x.as_integer_ratio())


def _bounds(
    a: "_Number", b: "_Number", loc: "_Number", scale: "_Number"
) -> "float | tuple[_Deviation, _Deviation]":
    """The bound nearer to 0, and the other, mirrored to be above; or 0.0, 1.0 or NaN."""
    a, loc, scale = _numbers("a", a, loc, scale)
    b = _number("b", b)
    if a > b:
        raise ValueError(f"a must not be greater than b, got a={a!r} and b={b!r}")
    lower, upper = deviation(a, loc, scale), deviation(b, loc, scale)
    if (0, 0) in (lower, upper):
        return math.nan
    if a == b or (lower[1] and upper[1] and lower[0] * upper[1] == upper[0] * lower[1]):
        return 0.0
    (n, d), (m, k) = lower, upper
    if d == k == 0:
        return 1.0 if n < 0 < m else 0.0
    if d == 0 or (k and n * k + m * d < 0):
        return (-m, k), (-n, d)
    return lower, upper


def _nearest_h(a: "_Deviation") -> "_Deviation":
    """z*z/2 for the z nearest to 0 between a and b."""
    return half_square(*a) if a[0] > 0 else (0, 1)


def _width_of_narrow(w: int, a: "_Deviation", b: "_Deviation") -> "Enclosure | None":
    """b - a, and less by as much as the density falls, if by less than 2**-w.

    Else differences of probabilities lose about w bits: w doubled once more does.
    """
    (n, d), (m, k) = _nearest_h(a), half_square(*b)
    if k == 0 or (m * d - n * k) << w > k * d:
        return None
    low, high, e = ratio(b[0] * a[1] - a[0] * b[1], b[1] * a[1], w)
    return low - shift_up(high, w), high, e


def _above(w: int, z: "_Deviation") -> Enclosure:
    """The probability above z."""
    if z[1] == 0:
        return ZERO
    return (tail if z[0] >= 0 else body)(w, *half_square(*z))


def _enclosed_between(w: int, a: "_Deviation", b: "_Deviation") -> Enclosure:
    """The probability from a to b, where b is farther from 0."""
    n, d = half_square(*a)
    if a[0] > 0 and n > d << 13:
        return 0, 1, -11800  # less than exp(-8192)
    width = _width_of_narrow(w, a, b)
    if width:
        return multiply(pdf(w, *_nearest_h(a)), width, w)
    if b[1] == 0 or a[0] * a[0] >= SWITCH * 2 * a[1] * a[1]:
        return subtract(_above(w, a), _above(w, b), w)
    near, far = offset(w, *half_square(*a)), offset(w, *half_square(*b))
    return add(far, near, w) if a[0] < 0 else subtract(far, near, w)


def _enclosed_log_between(w: int, a: "_Deviation", b: "_Deviation") -> Enclosure:
    """Its logarithm: by the tails outside where the median is inside."""
    if a[0] < 0:
        outside = add(_above(w, b), _above(w, (-a[0], a[1])), w)
        if subtract(outside, HALF, w)[1] <= 0:
            if outside[0] == 0:  # q < exp(-8192), and the logarithm is above -2q
                return negative(scaled(outside, 1))
            return log_1_minus(outside, w)
    width = _width_of_narrow(w, a, b)
    if width:
        return add(logpdf(w, *_nearest_h(a)), logarithm(width, w), w)
    if a[0] * a[0] < SWITCH * 2 * a[1] * a[1]:
        p = _enclosed_between(w, a, b)
        return logarithm(p, w) if p[0] > 0 else _UNDECIDED
    (n, d), (m, k) = half_square(*a), half_square(*b)
    if k == 0:
        return log_tail(w, n, d)
    near, far = (logarithm(tail_over_density(w, *h), w) for h in ((n, d), (m, k)))
    fall = add(ratio(m * d - n * k, k * d, w), subtract(near, far, w), w)
    if fall[0] <= 0:
        return _UNDECIDED
    rest = subtract(ONE, exponential(negative(fall), w), w)
    if rest[0] <= 0:
        return _UNDECIDED
    return add(subtract(near, ratio(n, d, w), w), logarithm(rest, w), w)


def _enclosed_erfcx(w: int, n: int, d: int) -> Enclosure:
    """exp(x*x) 2 Q(sqrt(2) x)."""
    h = n * n, d * d
    if n < 0:
        return scaled(divide(body(w, *h), exp_negative(*h, w), w), 1)
    return scaled(tail_over_density(w, *h), 1)


# The object


class Frozen(normal.Frozen):
    """What norm(loc, scale) returns, correctly rounded."""

    __slots__ = ()

    def pdf(self, x: "_Number") -> float:
        return norm_pdf(x, self._loc, self._scale)

    def logpdf(self, x: "_Number") -> float:
        return norm_logpdf(x, self._loc, self._scale)

    def cdf(self, x: "_Number") -> float:
        return norm_cdf(x, self._loc, self._scale)

    def logcdf(self, x: "_Number") -> float:
        return norm_logcdf(x, self._loc, self._scale)

    def sf(self, x: "_Number") -> float:
        return norm_sf(x, self._loc, self._scale)

    def logsf(self, x: "_Number") -> float:
        return norm_logsf(x, self._loc, self._scale)

    def between(self, a: "_Number", b: "_Number") -> float:
        return norm_between(a, b, self._loc, self._scale)

    def logbetween(self, a: "_Number", b: "_Number") -> float:
        return norm_logbetween(a, b, self._loc, self._scale)

    def hazard(self, x: "_Number") -> float:
        return norm_hazard(x, self._loc, self._scale)

    def ppf(self, q: "_Number") -> float:
        return norm_ppf(q, self._loc, self._scale)

    def isf(self, q: "_Number") -> float:
        return norm_isf(q, self._loc, self._scale)

    @normal._renamed("alpha", "confidence")
    def interval(self, confidence: "_Number") -> "tuple[float, float]":
        return norm_interval(confidence, self._loc, self._scale)

    def ilogcdf(self, logp: "_Number") -> float:
        return norm_ilogcdf(logp, self._loc, self._scale)

    def ilogccdf(self, logp: "_Number") -> float:
        return norm_ilogccdf(logp, self._loc, self._scale)

    def entropy(self) -> float:  # minus the logarithm of the density one deviation from loc
        scale = self._scale
        return -norm_logpdf(scale, 0.0, scale) if scale < math.inf else scale


class Norm(normal.Norm):
    """What norm is: purestats.norm, with these functions for its methods."""

    __slots__ = ()

    _frozen = Frozen

    locals().update(  # pdf and _pdf
        (name[start:], staticmethod(globals()[name]))
        for name in __all__
        if name.startswith("norm_")
        for start in (5, 4)
    )
    interval = staticmethod(normal._renamed("alpha", "confidence")(norm_interval))


norm = Norm()
