# SPDX-License-Identifier: BSD-3-Clause
"""The fast phase: Taylor series in plain floats, with a bound that is proven.

Every operation must be rounded as IEEE 754 says: where that, tried at import, does not hold, no
cell is built, and the integers decide all.

A value is total + low, the truth within err of it.  If total + fl(low - err) and total +
fl(low + err) are one float, it is the nearest to the truth, as adding is monotone; err covers what
fl loses.  Else the finer series of the cell decides nearly always.

The arithmetic has no branch: it serves floats, arrays and the compiler.  Bounds hold as docstrings
say; tests/correctly_rounded/test_bounds.py derives them.  u is 2**-53.
"""

from math import frexp, ldexp, nan

from ..normal import (
    _LN_2,
    _LN_2_REST,
    _LN_SQRT_2PI,
    _NORMAL,
    _SPLIT,
    _SQRT_2,
    _two_product,
    _two_sum,
)
from .build import (
    Cell,
    U,
    area_cell,
    density_cell,
    log_area_cell,
    log_quantile_cell,
    logarithm_cell,
    quantile_cell,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

Value = tuple[float, float, float]  # total, low, err
NO_BOUND: Value = (nan, nan, nan)

# Each table is emptied when full: all take less than 11 MB.
MAX_CELLS = 2800
DENSITY_CELLS: dict[float, Cell] = {}  # by the centre of each
AREA_CELLS: dict[float, Cell] = {}
LOG_AREA_CELLS: dict[float, Cell] = {}
LOGARITHM_CELLS: dict[float, Cell] = {}
_LOGARITHMS: dict[float, Value] = {}  # of scales
LOG_QUANTILE_CELLS: dict[float, Cell] = {}
TAIL_CELLS: dict[float, Cell] = {}
CENTRE_CELLS: dict[float, Cell] = {}

# z + TO_128THS - TO_128THS is z rounded to a multiple of 1/128, for |z| < 2**43.
TO_64THS = 1.5 * 2.0**46
TO_128THS = 1.5 * 2.0**45
TO_256THS = 1.5 * 2.0**44
TO_512THS = 1.5 * 2.0**43
TO_1024THS = 1.5 * 2.0**42
TO_2048THS = 1.5 * 2.0**41
TO_2_20THS = 1.5 * 2.0**32  # 2**-20
TO_PART = 1.5 * 2.0**19  # 2**-33
TO_7_BITS = 2.0**46 + 1.0
TO_8_BITS = 2.0**45 + 1.0  # with g = TO_8_BITS*z, g - (g - z) is z in 8 bits (Veltkamp)

# Numbers as floats whose sum they are, to 2**-106
_ROOT_2PI, _ROOT_2PI_LOW = _NORMAL[2:]
_LOG_ROOT_2PI_LOW = -3.8782941580672414e-17
_ROOT_2_LOW = -9.667293313452913e-17
ROOT_HALF, _ROOT_HALF_LACKS = 0.5 * _SQRT_2, _ROOT_2_LOW / _SQRT_2  # the second of itself
LOG_2, _LOG_2_LAST = _LN_2, 5.707708438416212e-34
_LOG_2 = 0.6931471805598903  # in 42 bits
_LOG_2_LOW = (LOG_2 - _LOG_2) + _LN_2_REST
NEAR_LOG_HALF = 2.0**-6  # nearer to it a logarithm has no cell of its own
# log(2 pi)/2, the first a multiple of 2**-41
LOG_ROOT_2PI_HEAD, LOG_ROOT_2PI_REST = 0.9189385332047095, -3.678716505667335e-14


def sums_are_ieee(one: float) -> bool:
    """Whether all is rounded once, to 53 bits, to nearest, ties to even, and no subnormal is 0.

    one is 1.0, which no compiler knows.
    """
    ulp = one * 2.0**-52
    half = 0.5 * ulp
    more = half + half * 2.0**-12  # extended intermediates make it a tie
    a, b = one + 2.0**-26, one + (2.0**-27 + 2.0**-39)
    c = one + (2.0**-26 + 2.0**-27 + 2.0**-39)  # a*b is c + more
    return (
        (one + half == one)
        & ((one + ulp) + half == one + 2.0 * ulp)
        & (one + more == one + ulp)
        & (one - more == one - half)
        & (a * b == c + ulp)
        & ((one + ulp) * (one - ulp) - one == 0.0)  # nothing is fused
        & (5.0 * one / 3.0 == 7505999378950827.0 * 2.0**-52)
        & (one * 2.0**-1074 > 0.0)
    )


def arithmetic_is_ieee(one: float) -> bool:
    """The same, and that ldexp and float round so too."""
    return (
        sums_are_ieee(one)
        and ldexp(one, -53) == U
        and ldexp(one, -1068) == 2.0**-1068
        and float((1 << 53) + 1) == 2.0**53
        and float((1 << 53) + 3) == 2.0**53 + 4.0
        and float((1 << 64) + (1 << 11) + 1) == 2.0**64 + 4096.0
    )


IEEE = arithmetic_is_ieee(1.0)
if not U * 2.0**-1021 > 0.0:
    raise ImportError(
        "this processor flushes subnormal numbers to zero, as a library built with gcc -ffast-math"
        " has it do: import purestats.correctly_rounded without it"
    )


# The rounding test


def ends(total: float, low: float, err: float) -> "tuple[float, float]":
    """What the least and the largest of the value round to."""
    return total + (low - err), total + (low + err)


def decided(total: float, low: float, err: float) -> "float | None":
    """The float nearest to all of the value, if there is one."""
    lower = total + (low - err)
    return lower if lower == total + (low + err) else None


def placed_ends(
    total: float, low: float, err: float, loc: float, scale: float
) -> "tuple[float, float]":
    """ends of loc + scale*f, both placeable, scale of any sign.

    high*scale_high is exact; the rest, below scale*(2**-25 total + |low|), and lost, at most
    u*|value|, round at most 8 times each.
    """
    size = abs(scale)
    g = _SPLIT * total
    high = g - (g - total)
    g = _SPLIT * scale
    scale_high = g - (g - scale)
    product = high * scale_high
    value, lost = _two_sum(loc, product)
    rest = lost + ((scale - scale_high) * high + scale * ((total - high) + low))
    bound = 1.01 * size * (err + 2.0**-50 * (2.0**-25 * abs(total) + abs(low)))
    bound = bound + 2.0**-103 * abs(value)
    return value + (rest - bound), value + (rest + bound)


# The series of a cell


def series_7(cell: Cell, d: float, d_low: float) -> Value:
    """The series of a cell at d + d_low, |d_low| at most two ulps of the argument.

    near is exact: part has 25 bits, first 20.  So is what head + near loses (Dekker).
    """
    head, rest, first, first_low, c2, c3, c4, c5, c6, c7, err = cell
    part = (d + TO_PART) - TO_PART
    near = part * first
    total = head + near
    d_rest = (d - part) + d_low
    d = d + d_low
    inner = c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * c7))))
    low = (near - (total - head)) + (rest + (d_rest * first + d * (first_low + d * inner)))
    return total, low, err


def series_8(cell: Cell, d: float, d_low: float) -> Value:
    """The same with a term more; |d| <= 1/8."""
    head, rest, first, first_low, c2, c3, c4, c5, c6, c7, c8, err = cell
    part = (d + TO_PART) - TO_PART
    near = part * first
    total = head + near
    d_rest = (d - part) + d_low
    d = d + d_low
    inner = c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * (c7 + d * c8)))))
    low = (near - (total - head)) + (rest + (d_rest * first + d * (first_low + d * inner)))
    return total, low, err


def quantile_series(cell: Cell, d: float, d_low: float) -> Value:
    """The same for cells of quantiles, whose d has 45 bits, first 8."""
    head, rest, first, first_low, c2, c3, c4, c5, c6, c7, c8, err = cell
    near = d * first
    total = head + near
    d = d + d_low
    inner = c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * (c7 + d * c8)))))
    low = (near - (total - head)) + (rest + (d_low * first + d * (first_low + d * inner)))
    return total, low, err


def finer_series(cell: Cell, d: float, d_low: float) -> Value:
    """The same with what cells keep for this: sums of two floats up to d*d."""
    head, rest, first, first_low, c2, *more, _, (first_last, c2_low, last, err) = cell
    near, near_lost = _two_product(d, first)
    linear, linear_lost = _two_product(d, first_low)
    square, square_lost = _two_product(d, d)
    bend, bend_lost = _two_product(c2, square)
    total, lost = _two_sum(head, near)
    total, more_lost = _two_sum(total, linear)
    total, last_lost = _two_sum(total, bend)
    lost = lost + (more_lost + (last_lost + (near_lost + (linear_lost + bend_lost))))
    lost = lost + (rest + (d_low * (first + (first_low + 2.0 * c2 * d)) + d * first_last))
    lost = lost + (c2 * square_lost + c2_low * square)
    d = d + d_low
    for c in reversed(more):
        last = c + d * last
    total, low = _two_sum(total, lost + d * d * d * last)
    return total, low, err


# Arguments made of others


def deviation(x: float, loc: float, scale: float) -> "tuple[float, float]":
    """(x - loc)/scale as z + z_low, to 2**-103 of it, where no part underflows."""
    total, lost = _two_sum(x, -loc)
    z = total / scale
    product, rest = _two_product(z, scale)
    return z, (((total - product) - rest) + lost) / scale


def root_2_times(x: float) -> "tuple[float, float]":
    """sqrt(2)*x as z + z_low, to 2**-104 of it."""
    z, z_low = _two_product(x, _SQRT_2)
    return z, z_low + x * _ROOT_2_LOW


def offset_of_logarithm(y: float) -> "tuple[float, float]":
    """exp(y) - 1/2 as t + t_low, to 2**-63.9 of it, for y within NEAR_LOG_HALF of log(1/2).

    It is expm1(y + log 2)/2, to the ninth power; y + LOG_2 is exact.
    """
    head, low = _two_sum(y + LOG_2, _LN_2_REST)
    low = low + _LOG_2_LAST
    square, lost = _two_product(head, head)
    total, more = _two_sum(0.5 * head, 0.25 * square)
    cubic = head * (1.0 / 10080.0 + head * (1.0 / 80640.0 + head * (1.0 / 725760.0)))
    cubic = 1.0 / 12.0 + head * (1.0 / 48.0 + head * (1.0 / 240.0 + head * (1.0 / 1440.0 + cubic)))
    return _two_sum(
        total, more + ((0.5 * low + 0.25 * lost + 0.5 * head * low) + head * square * cubic)
    )


# Values made of others


def flipped(total: float, low: float, err: float, whole: float) -> Value:
    """whole - f, whole 1 or 2, f at most 1: what is lost, u/2 of whole, rounds 3 times."""
    rest = whole - total
    return rest, ((whole - rest) - total) - low, err + 2.0**-104 * whole


def divided(total: float, low: float, err: float, divisor: float) -> Value:
    """f over a float above 1e-90, total > 2**-960, the quotient > 2**-900.

    low and the remainder, exact, round four times, with the test.
    """
    value = total / divisor
    product, rest = _two_product(value, divisor)
    low_value = (((total - product) - rest) + low) / divisor
    return value, low_value, 1.01 * (err / divisor + 4.0 * U * abs(low_value))


def divided_by_value(f: Value, g: Value) -> Value:
    """f over g > 0, parts and quotient within 2**-900 and 2**900.

    In u*u of the quotient: parts of low round by 9, in the test by 3; g_low, left out, adds 3.
    """
    total, f_low = _two_sum(f[0], f[1])
    divisor, g_low = _two_sum(g[0], g[1])
    value = total / divisor
    product, rest = _two_product(value, divisor)
    low = (((total - product) - rest) + (f_low - value * g_low)) / divisor
    return value, low, 1.01 * ((f[2] + value * g[2]) / divisor) + 2.0**-102 * value


def log_of_1_minus(total: float, low: float, err: float) -> Value:
    """log(1 - q) to q**5, q = f < 2**-14.9: off by 2**-76 q; the cell pays for low's rounding."""
    q = total + low
    square, lost = _two_product(total, total)
    head, more = _two_sum(total, 0.5 * square)
    cubic = q * q * q * (1.0 / 3.0 + q * (0.25 + q * 0.2))
    rest = more + (0.5 * lost + (low * (total + 0.5 * low) + cubic))
    return -head, -low - rest, 1.0001 * err + 2.0**-75 * total


def log_density_of(z: float) -> Value:
    """z*z/2 + log(2 pi)/2 for |z| < 64.

    total, a multiple of 2**-41, is exact; low, below 2**-15, rounds four times, with the test.
    """
    a = (z + TO_2_20THS) - TO_2_20THS
    d = z - a
    return 0.5 * a * a + LOG_ROOT_2PI_HEAD, d * (a + 0.5 * d) + LOG_ROOT_2PI_REST, 2.0**-65


def log_density_at(z: float, z_low: float) -> Value:
    """z*z/2 + log(2 pi)/2 at z + z_low, |z| < 1e90.

    low, below 6.4u*total, rounds seven times, with the test; z_low lacks 12 u*u*total.
    """
    square, lost = _two_product(z, z)
    total, lost_sum = _two_sum(0.5 * square, _LN_SQRT_2PI)
    return total, lost_sum + (0.5 * lost + z * z_low + _LOG_ROOT_2PI_LOW), 2.0**-100 * total


def plus_logarithm(
    total: float, low: float, err: float, log_total: float, log_low: float, log_err: float
) -> Value:
    """More a logarithm: low, below 6.4u*total, rounds twice, lost and log_low four times."""
    err = err + (log_err + 2.0**-101 * abs(total))
    total, lost = _two_sum(total, log_total)
    err = err + 4.0 * U * (abs(lost) + abs(log_low))
    return total, low + (lost + log_low), err


def plus_log_2(total: float, low: float, err: float, e: float) -> Value:
    """More e log 2, |e| at most 1074: e*_LOG_2 is exact; each part rounds at most six times."""
    total, lost = _two_sum(e * _LOG_2, total)
    rest = e * _LOG_2_LOW
    low = low + (lost + rest)
    return total, low, err + (6.0 * U * (abs(lost) + abs(rest)) + 4.0 * U * abs(low))


def near_median(t: float) -> Value:
    """The quantile of an offset t < 2**-100: sqrt(2 pi)*t, to 2**-198 of it.

    Roundings of low, with over_root_2 and the test, are less than 9 u*u of it.
    """
    total, low = _two_product(t, _ROOT_2PI)
    return total, low + t * _ROOT_2PI_LOW, 2.0**-102 * total


def over_root_2(total: float, low: float, err: float) -> Value:
    """f over sqrt(2)*ROOT_HALF, to 2**-106 of it: the cell pays for low's rounding."""
    return total, low + total * _ROOT_HALF_LACKS, err


def placeable(loc: float, scale: float) -> bool:
    """Whether placed_ends has a bound."""
    return 1e-90 < abs(scale) < 1e90 and -1e90 < loc < 1e90


def standardized(x: float, loc: float, scale: float) -> "tuple[float, float]":
    """deviation; NaN where parts may underflow."""
    if loc == 0.0 and scale == 1.0:
        return x, 0.0
    if not (1e-90 < scale < 1e90 and abs(loc) < 1e200):
        return nan, 0.0
    z, z_low = deviation(x, loc, scale)
    return (z, z_low) if 1e-90 < abs(z) < 1e90 or x == loc else (nan, 0.0)


# Cells


LIMITS = 2.80078125, 5.654296875, 11.3154296875, 22.62939453125


def centre(z: float) -> float:
    """Of the cell of z >= 0, for density and area: from each of LIMITS on half as wide."""
    if z < 2.80078125:
        return (z + TO_128THS) - TO_128THS
    if z < 5.654296875:
        return (z + TO_256THS) - TO_256THS
    if z < 11.3154296875:
        return (z + TO_512THS) - TO_512THS
    if z < 22.62939453125:
        return (z + TO_1024THS) - TO_1024THS
    return (z + TO_2048THS) - TO_2048THS


def half_width(a: float) -> float:
    return ldexp(2.0**-8, -sum(a >= limit for limit in LIMITS))


def log_centre(z: float) -> float:
    g = TO_8_BITS * z
    return (z + TO_128THS) - TO_128THS if z < 1.0 else g - (g - z)


def log_half_width(a: float) -> float:
    return 2.0**-8 if a < 1.0 else ldexp(1.0, frexp(a)[1] - 9)


def rounded_to_7_bits(z: float) -> float:
    g = TO_7_BITS * z
    return g - (g - z)


def _made(
    table: "dict[float, Cell]", key: float, make: "Callable[..., Cell]", *args: "Any"
) -> Cell:
    cell = make(*args) if IEEE else ()
    if cell:
        if len(table) >= MAX_CELLS:
            table.clear()
        table[key] = cell
    return cell


def _evaluated(
    cell: Cell, d: float, d_low: float, finer: bool, series: "Callable[..., Value]"
) -> Value:
    if not cell:
        return NO_BOUND
    return finer_series(cell, d, d_low) if finer else series(cell[:-1], d, d_low)


# Of one number; NO_BOUND where none holds.  |z_low| is at most two ulps of z.


def density(z: float, z_low: float = 0.0, scale: float = 1.0, finer: bool = False) -> Value:
    """pdf(z + z_low)/scale."""
    if z < 0.0:
        z, z_low = -z, -z_low
    if not z <= 37.0:  # or parts may underflow
        return NO_BOUND
    a = centre(z)
    cell = DENSITY_CELLS.get(a) or _made(DENSITY_CELLS, a, density_cell, a, half_width(a))
    value = _evaluated(cell, z - a, z_low, finer, series_7)
    return quotient(value, scale) if scale != 1.0 else value


def area(z: float, z_low: float = 0.0, finer: bool = False) -> Value:
    """Q(z + z_low)."""
    if z < 0.0:
        if z < -9.0:  # Q(9) < 2**-54
            return 1.0, 0.0, 0.0
        return flipped(*area(-z, -z_low, finer), 1.0)
    if not z <= 37.0:
        return NO_BOUND
    a = centre(z)
    cell = AREA_CELLS.get(a) or _made(AREA_CELLS, a, area_cell, a, half_width(a))
    return _evaluated(cell, z - a, z_low, finer, series_7)


def hazard(z: float, z_low: float = 0.0, scale: float = 1.0, finer: bool = False) -> Value:
    """pdf/Q at z + z_low, over scale."""
    if not -30.0 < z < 30.0:  # the same
        return NO_BOUND
    above = (1.0, 0.0, 2.0**-62) if z < -9.0 else area(z, z_low, finer)
    return divided_by_value(density(z, z_low, scale, finer), above)


def log_area(z: float, z_low: float = 0.0, finer: bool = False) -> Value:
    """log Q(z + z_low)."""
    if z < -4.0:
        return log_of_1_minus(*area(-z, -z_low, finer))
    if not z < 64.0:
        return NO_BOUND
    a = log_centre(z)
    cell = LOG_AREA_CELLS.get(a) or _made(LOG_AREA_CELLS, a, log_area_cell, a, log_half_width(a))
    return _evaluated(cell, z - a, z_low, finer, series_8)


# Quantiles are x > 0, of t: the tail beyond x, up to 1/4, or the offset from 1/2.


def halve(q: float) -> "tuple[float, bool, float]":
    """t, exactly, whether a tail, and the sign of the quantile."""
    if q < 0.5:
        return (q, True, -1.0) if q < 0.25 else (0.5 - q, False, -1.0)
    return (1.0 - q, True, 1.0) if q > 0.75 else (q - 0.5, False, 1.0)


def quantile(t: float, in_tail: bool, t_low: float = 0.0, finer: bool = False) -> Value:
    """The x of t + t_low, |t_low| at most an ulp of t."""
    table = TAIL_CELLS if in_tail else CENTRE_CELLS
    if t >= 2.0**-100:
        e = 0
        key = a = rounded_to_7_bits(t)
    elif t > 0.0 and in_tail:
        t, e = frexp(t)  # its powers would underflow
        t_low = ldexp(t_low, -e)
        a = rounded_to_7_bits(t)
        key = a + 2.0 * e  # negative, as no other
    elif IEEE and t > 2.0**-900:
        return near_median(t)
    else:
        return NO_BOUND
    cell = table.get(key) or _made(
        table, key, quantile_cell, a, quantile_half_width(a), e, in_tail
    )
    return _evaluated(cell, t - a, t_low, finer, quantile_series)


def quantile_half_width(a: float) -> float:
    return ldexp(1.0, frexp(a)[1] - 8)


def log_quantile(y: float, finer: bool = False) -> Value:
    """The z with log Q(z) = y, of either sign.

    Above -2**-53, 1 - exp(y) is -y - y*y/2 to 2**-107 of itself.  Near log(1/2) the offset from
    1/2 is taken: x, below 0.02, is off by at most 1.0004 times as much of itself.
    """
    if not -(2.0**40) < y < -1e-300:
        return NO_BOUND
    if -NEAR_LOG_HALF < y + LOG_2 < NEAR_LOG_HALF:
        t, t_low = offset_of_logarithm(y)
        total, low, err = quantile(abs(t), False, t_low if t > 0.0 else -t_low, finer)
        err += 2.0**-63.8 * total
        return (-total, -low, err) if t > 0.0 else (total, low, err)
    if y > -(2.0**-53):
        total, low, err = quantile(-y, True, -0.5 * y * y, finer)
        return -total, -low, err
    a = rounded_to_7_bits(y)
    cell = LOG_QUANTILE_CELLS.get(a) or _made(
        LOG_QUANTILE_CELLS, a, log_quantile_cell, a, quantile_half_width(a)
    )
    return _evaluated(cell, y - a, 0.0, finer, quantile_series)


def placed(total: float, low: float, err: float, loc: float, scale: float) -> "float | None":
    """The float nearest to loc + scale*f, or None."""
    if loc == 0.0 and (scale == 1.0 or scale == -1.0):
        result = decided(total, low, err)
        return result if result is None else scale * result
    if not placeable(loc, scale):
        return None
    lower, upper = placed_ends(total, low, err, loc, scale)
    return lower if lower == upper else None


def quotient(value: Value, divisor: float) -> Value:
    """f over a float."""
    total = value[0]
    if not (total > 2.0**-960 and total / divisor > 2.0**-900):
        return NO_BOUND
    return divided(*value, divisor)


def log_density(z: float, z_low: float, scale: float) -> Value:
    """-(z*z/2 + log(2 pi)/2 + log(scale))."""
    if not (IEEE and -1e90 < z < 1e90):
        return NO_BOUND
    value = log_density_at(z, z_low)
    if scale != 1.0:
        found = _LOGARITHMS.get(scale)
        if not found:
            if len(_LOGARITHMS) >= 1000:
                _LOGARITHMS.clear()
            found = _LOGARITHMS[scale] = logarithm(scale)
        value = plus_logarithm(*value, *found)
    total, low, err = value
    return -total, -low, err


def half_root(t: float, in_tail: bool, finer: bool = False) -> Value:
    """quantile over sqrt(2)."""
    return over_root_2(*quantile(t, in_tail, 0.0, finer))


def logarithm(x: float) -> Value:
    """log(x), x > 0 not subnormal."""
    m, e = frexp(x)
    m *= 2.0
    e -= 1
    a = (m + TO_64THS) - TO_64THS
    cell = LOGARITHM_CELLS.get(a) or _made(LOGARITHM_CELLS, a, logarithm_cell, a, 2.0**-7)
    value = _evaluated(cell, m - a, 0.0, True, series_8)
    return plus_log_2(*value, float(e)) if e else value


def erf(x: float, finer: bool = False) -> Value:
    """erf(x), x > 0: below 2**-8 by the finer series of Q around 0, off by 2**-65.9 x."""
    if x >= 2.0**-8:
        return flipped(*erfc(x, finer), 1.0)
    cell = AREA_CELLS.get(0.0) or _made(AREA_CELLS, 0.0, area_cell, 0.0, 2.0**-8)
    if not (cell and x > 2.0**-400):
        return NO_BOUND
    total, low, _ = finer_series((0.0, 0.0, *cell[2:]), *root_2_times(x))
    return -2.0 * total, -2.0 * low, 2.0**-65 * x


def erfc(x: float, finer: bool = False) -> Value:
    """2 Q(sqrt(2) * x)."""
    if x < 0.0:
        return flipped(*erfc(-x, finer), 2.0)
    total, low, err = area(*root_2_times(x), finer)
    return 2.0 * total, 2.0 * low, 2.0 * err
