# SPDX-License-Identifier: BSD-3-Clause
# Copyright (c) 2026 the purestats authors; the terms stand in purestats/normal.py.
"""The fast phase: Taylor series in plain floats, with a bound that is proven.

The arithmetic is binary64, rounded to nearest, ties to even, after every single operation.  That
is tried when this is imported; where it does not hold (extended intermediates, another rounding),
no cell is ever built, and every result comes from the integers.

A value is found as total + low, and its error as err: the true value is in [total + low - err,
total + low + err].  Adding is monotone, so if total + fl(low - err) and total + fl(low + err) are
one float, that is the float nearest to the true value; err covers what fl loses.

The arithmetic comes first, and has no branch: it serves a float, an array of floats and the
compiler, and a caller keeps from it what its bounds are not for.  Then, for one number, what finds
or makes the cell: it answers None where there is no bound.
"""

from math import frexp, ldexp, nan

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

Series = tuple[float, float, float]  # total, low, err

# Each table is emptied when it is full; all of them full take less than 11 MB, and those of
# tables.py 13 MB.
MAX_CELLS = 3600
DENSITY_CELLS: dict[float, Cell] = {}  # from the centre a of a cell
AREA_CELLS: dict[float, Cell] = {}
LOG_AREA_CELLS: dict[float, Cell] = {}
LOGARITHM_CELLS: dict[float, Cell] = {}
_LOGARITHMS: dict[float, Series] = {}  # of the last scales: one is used for many x
LOG_QUANTILE_CELLS: dict[float, Cell] = {}
TAIL_CELLS: dict[float, Cell] = {}
CENTRE_CELLS: dict[float, Cell] = {}

# z + TO_128THS - TO_128THS is z rounded to a multiple of 1/128, for |z| < 2**43: the sum rounds to
# such a multiple, and the difference is exact.
TO_64THS = 1.5 * 2.0**46
TO_128THS = 1.5 * 2.0**45
TO_256THS = 1.5 * 2.0**44
TO_512THS = 1.5 * 2.0**43
TO_1024THS = 1.5 * 2.0**42
TO_2048THS = 1.5 * 2.0**41
TO_2_20THS = 1.5 * 2.0**32  # to a multiple of 2**-20
TO_2_21STS = 1.5 * 2.0**31  # to a multiple of 2**-21
TO_PART = 1.5 * 2.0**19  # to a multiple of 2**-33
TO_7_BITS = 2.0**46 + 1.0
TO_8_BITS = 2.0**45 + 1.0  # with g = TO_8_BITS*z, g - (g - z) is z rounded to 8 bits (Veltkamp)
TO_26_BITS = 2.0**27 + 1.0

# Two floats for one number, the second what the first lacks, but for 2**-106 of it
_LOG_ROOT_2PI, _LOG_ROOT_2PI_LOW = 0.9189385332046728, -3.8782941580672414e-17
_ROOT_2, _ROOT_2_LOW = 1.4142135623730951, -9.667293313452913e-17
_TWO_OVER_ROOT_PI, _TWO_OVER_ROOT_PI_LOW = 1.1283791670955126, 1.533545961316588e-17
_HALF_ROOT_PI, _HALF_ROOT_PI_LOW = 0.886226925452758, -3.8332932499128993e-17
_ROOT_HALF = 0.7071067811865476
_ROOT_HALF_HEAD, _ROOT_HALF_REST = 0.7071067839860916, -2.799544089368687e-09  # 26 bits, 53
_LOG_2, _LOG_2_LOW = 0.6931471805598903, 5.497923018708371e-14  # the first in 42 bits
LOG_2, _LOG_2_REST, _LOG_2_LAST = 0.6931471805599453, 2.3190468138462996e-17, 5.707708438416212e-34
NEAR_LOG_HALF = 2.0**-6  # how near to it a logarithm is not taken by a cell of its own
# log(2 pi)/2, as a multiple of 2**-41 and the rest
LOG_ROOT_2PI_HEAD, LOG_ROOT_2PI_REST = 0.9189385332047095, -3.678716505667335e-14


def sums_are_ieee(one: float) -> bool:
    """Whether all is rounded once, to 53 bits, to nearest, ties to even.

    one is 1.0, and an argument so that no compiler does the sums; of an array, each for itself.
    """
    ulp = one * 2.0**-52
    half = 0.5 * ulp
    more = half + half * 2.0**-12  # extended intermediates round this to a tie first
    a, b = one + 2.0**-26, one + (2.0**-27 + 2.0**-39)  # whose product is half + half * 2**-12
    c = one + (2.0**-26 + 2.0**-27 + 2.0**-39)  # above c
    return (
        (one + half == one)
        & ((one + ulp) + half == one + 2.0 * ulp)
        & (one + more == one + ulp)
        & (one - more == one - half)
        & (a * b == c + ulp)
        & ((one + ulp) * (one - ulp) - one == 0.0)  # nothing is fused
        & (one / 3.0 == 6004799503160661.0 * 2.0**-54)
        & (one * 2.0**-1074 > 0.0)
    )


def arithmetic_is_ieee(one: float) -> bool:
    """The same, and that powers of two and integers are as exact, as far down as they are used."""
    return (
        sums_are_ieee(one)
        and ldexp(one, -53) == U
        and ldexp(one, -1068) == 2.0**-1068
        and float((1 << 53) + 1) == 2.0**53
        and float((1 << 53) + 3) == 2.0**53 + 4.0
        and float((1 << 64) + (1 << 11) + 1) == 2.0**64 + 4096.0
    )


IEEE = arithmetic_is_ieee(1.0)


# Exact sums and products


def two_sum(a: float, b: float) -> "tuple[float, float]":
    """a + b rounded, and what that loses (Knuth)."""
    total = a + b
    shadow = total - a
    return total, (a - (total - shadow)) + (b - shadow)


def two_product(a: float, b: float) -> "tuple[float, float]":
    """a * b rounded, and what that loses (Dekker), where nothing over- or underflows."""
    g = TO_26_BITS * a
    a_high = g - (g - a)
    a_low = a - a_high
    g = TO_26_BITS * b
    b_high = g - (g - b)
    b_low = b - b_high
    product = a * b
    lost = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low
    return product, lost


# The rounding test


def ends(total: float, low: float, err: float) -> "tuple[float, float]":
    """What the least and the largest of total + [low - err, low + err] round to."""
    return total + (low - err), total + (low + err)


def decided(total: float, low: float, err: float) -> "float | None":
    """The float nearest to all of total + [low - err, low + err], if there is one."""
    lower = total + (low - err)
    return lower if lower == total + (low + err) else None


def placed_ends(
    total: float, low: float, err: float, loc: float, scale: float
) -> "tuple[float, float]":
    """ends of loc + scale*f for |total| < 64, loc and scale as placeable says; scale of any sign.

    high is total in units of 2**-21, at most 27 bits; scale_high has 26: their product is exact.

        total - high + low, below 2**-22 + |low|      u, and u times scale
        scale_rest * high, below 2**-26 scale*total   u
        their sum, that with lost, twice the test     4u
        so rounding costs less than                   8u*scale*(2**-22 + |low| + 2**-26 total)
        and for lost                                  4u*|lost|, |lost| at most u*|sum|
    """
    size = abs(scale)
    high = (total + TO_2_21STS) - TO_2_21STS
    g = TO_26_BITS * scale
    scale_high = g - (g - scale)
    product = high * scale_high
    value = loc + product
    shadow = value - loc
    lost = (loc - (value - shadow)) + (product - shadow)
    rest = lost + ((scale - scale_high) * high + scale * ((total - high) + low))
    bound = 1.01 * size * (err + 2.0**-50 * (2.0**-22 + abs(low) + 2.0**-26 * abs(total)))
    bound = bound + 2.0**-103 * abs(value)
    return value + (rest - bound), value + (rest + bound)


# The series of a cell


def series_7(cell: Cell, d: float, d_low: float) -> Series:
    """The series of a cell at d + d_low, d_low small beside the last bit of d's largest.

    part is d in units of 2**-33, at most 2**-8/2**-33 of them, and first has 20 bits: so near is
    exact, and near - (total - head) is what head + near loses (Dekker), since near is smaller.
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


def series_8(cell: Cell, d: float, d_low: float) -> Series:
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


def quantile_series(cell: Cell, d: float, d_low: float) -> Series:
    """The same for a cell of quantiles, by a probability or a logarithm.

    The argument is within 2**-8, or 2**-9, of its binade from the centre: so d has at most 45
    bits, first has 8, and near is exact; it is smaller than head, as for series_7.
    """
    head, rest, first, first_low, c2, c3, c4, c5, c6, c7, c8, err = cell
    near = d * first
    total = head + near
    d = d + d_low
    inner = c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * (c7 + d * c8)))))
    low = (near - (total - head)) + (rest + (d_low * first + d * (first_low + d * inner)))
    return total, low, err


# Arguments made of others


def deviation(x: float, loc: float, scale: float) -> "tuple[float, float]":
    """(x - loc)/scale as z + z_low, but for 2**-103 of it, where no part underflows.

    The remainder of the quotient is a float, so total - product - rest is exact; it and lost are
    each at most u*|total|, their sum and its quotient round once each.
    """
    total, lost = two_sum(x, -loc)
    z = total / scale
    product, rest = two_product(z, scale)
    return z, (((total - product) - rest) + lost) / scale


def root_2_times(x: float) -> "tuple[float, float]":
    """sqrt(2)*x as z + z_low, but for 2**-104 of it."""
    z, z_low = two_product(x, _ROOT_2)
    return z, z_low + x * _ROOT_2_LOW


def offset_of_logarithm(y: float) -> "tuple[float, float]":
    """exp(y) - 1/2 as t + t_low, but for 2**-63.9 of it, for y within NEAR_LOG_HALF of log(1/2).

    It is expm1(d)/2 with d = y + log 2, and y + LOG_2 is exact.  With D = |d|/2, half of which
    every t exceeds:

        log 2 in three floats, off by 2**-160, D above 2**-57                2**-103 D
        what follows d**9/(2 * 9!)                                           2**-75 D
        the cubic part, below d*d/6 * 1.01 D < 2**-14.5 D: eight roundings,
          of d to head three, of the square, of 1/12, three more; twice
          in a sum                                                           10u * 2**-14.5 D
        low, lost, more, each below 1.1u D, where they round                 10u*u D
        in all                                                               below 2**-64 D
    """
    head, low = two_sum(y + LOG_2, _LOG_2_REST)
    low = low + _LOG_2_LAST
    square, lost = two_product(head, head)
    total, more = two_sum(0.5 * head, 0.25 * square)
    cubic = head * (1.0 / 10080.0 + head * (1.0 / 80640.0 + head * (1.0 / 725760.0)))
    cubic = 1.0 / 12.0 + head * (1.0 / 48.0 + head * (1.0 / 240.0 + head * (1.0 / 1440.0 + cubic)))
    return two_sum(
        total, more + ((0.5 * low + 0.25 * lost + 0.5 * head * low) + head * square * cubic)
    )


# Values made of others


def flipped(total: float, low: float, err: float, whole: float) -> Series:
    """whole - f, for whole 1 or 2 and f at most 1.

    What whole - total loses is exact and at most u/2 of whole; it rounds three times, which is
    3u*u/2 of whole, and less than 2**-104; half of that would be just enough.
    """
    rest = whole - total
    return rest, ((whole - rest) - total) - low, err + 2.0**-104 * whole


def divided(total: float, low: float, err: float, divisor: float) -> Series:
    """f over a float, total > 2**-960, the quotient's size within 2**-900 and 2**900.

    It takes the remainder of the first quotient along.  Two roundings of the sum of low and the
    remainder, which is below u*total; two for the test.
    """
    value = total / divisor
    product, rest = two_product(value, divisor)
    low_value = (((total - product) - rest) + low) / divisor
    return value, low_value, 1.01 * (err / divisor + 4.0 * U * abs(low_value))


def log_of_1_minus(total: float, low: float, err: float) -> Series:
    """log(1 - q) = -q - q*q/2 - q**3/3 - ... for q < 2**-14.9.

    what follows q**5/5                                  2**-77 q
    rounding q, q*q, the sum in brackets, their product  7 u*q*q/2 < 2**-66 q
    rounding -low - rest                                 u*(|low| + rest) < 2**-65.9 q
    rounding rest in the test, twice                     2u * rest < 2**-68 q
    err, over 1 - q                                      1.0001 err
    in all                                               below 1.0001 err + 2**-64 q
    """
    q = total + low
    rest = q * q * (0.5 + q * (1.0 / 3.0 + q * (0.25 + q * 0.2)))
    return -total, -low - rest, 1.0001 * err + 2.0**-64 * total


def log_density_of(z: float) -> Series:
    """z*z/2 + log(2 pi)/2 for |z| < 64.

    z*z/2 = a*a/2 + d*(a + d/2) with a a multiple of 2**-20: a*a/2 and its sum with the head of
    log(2 pi)/2 are multiples of 2**-41, and exact.  low is below 2**-15; it is off by three
    roundings, and one more in the test, in all less than 2**-66.
    """
    a = (z + TO_2_20THS) - TO_2_20THS
    d = z - a
    return 0.5 * a * a + LOG_ROOT_2PI_HEAD, d * (a + 0.5 * d) + LOG_ROOT_2PI_REST, 2.0**-65


def log_density_at(z: float, z_low: float) -> Series:
    """z*z/2 + log(2 pi)/2 at z + z_low, |z| < 1e90.

    low is below 6.4u*total, and rounds five times here, two in the test: 45 u*u*total; the square
    of z_low and what it lacks itself are below 12 u*u*total, and all is less than 2**-100 total.
    """
    square, lost = two_product(z, z)
    total, lost_sum = two_sum(0.5 * square, _LOG_ROOT_2PI)
    return total, lost_sum + (0.5 * lost + z * z_low + _LOG_ROOT_2PI_LOW), 2.0**-100 * total


def plus_logarithm(
    total: float, low: float, err: float, log_total: float, log_low: float, log_err: float
) -> Series:
    """A logarithm more.

    low rounds twice more, what is lost and the low part of the logarithm four times.
    """
    before = abs(total)
    total, lost = two_sum(total, log_total)
    low = low + (lost + log_low)
    err = err + (log_err + 2.0**-101 * before + 4.0 * U * (abs(lost) + abs(log_low)))
    return total, low, err


def plus_log_2(total: float, low: float, err: float, e: float) -> Series:
    """e log 2 more, |e| at most 1074: e*_LOG_2 is exact, in 53 bits.

    Each of three parts rounds at most four times, two more in the test.
    """
    total, lost = two_sum(e * _LOG_2, total)
    rest = e * _LOG_2_LOW
    low = low + (lost + rest)
    return total, low, err + (6.0 * U * (abs(lost) + abs(rest)) + 4.0 * U * abs(low))


def small_erf(x: float) -> Series:
    """2/sqrt(pi) * (x - x**3/3 + x**5/10 - x**7/42 + x**9/216) for x < 2**-8.

    what follows, over 1320             2**-90 x
    rounding the bracket, below x*x/2   7 u * 2**-17 x < 2**-67.1 x
    rounding its product with x, low    2 u * 2**-17 x < 2**-68.9 x
    the test                            2 u * 2**-17 x < 2**-68.9 x
    in all                              below 2**-66 x
    """
    total, lost = two_product(x, _TWO_OVER_ROOT_PI)
    y = x * x
    bracket = y * (
        y * (0.11283791670955126 - y * (0.026866170645131252 - y * 0.005223977625442188))
        - 0.37612638903183754
    )
    return total, lost + x * (_TWO_OVER_ROOT_PI_LOW + bracket), 2.0**-66 * x


def small_erfinv(y: float) -> Series:
    """sqrt(pi)/2 * (y + c3*y**3 + ... + c9*y**9) for y < 2**-8.

    what follows, 0.06 y**11             2**-84 y
    rounding the bracket, below y*y/4    7 u * 2**-18 y < 2**-68.1 y
    rounding its product with y, low     2 u * 2**-18 y < 2**-69.9 y
    the test                             2 u * 2**-18 y < 2**-69.9 y
    in all                               below 2**-67 y
    """
    total, lost = two_product(y, _HALF_ROOT_PI)
    z = y * y
    bracket = z * (
        0.2320136665346545
        + z * (0.12755617530559796 + z * (0.08655212924154754 + z * 0.06495961774538542))
    )
    return total, lost + y * (_HALF_ROOT_PI_LOW + bracket), 2.0**-67 * y


def over_root_2(total: float, low: float, err: float) -> Series:
    """f/sqrt(2) for 2**-8 < total < 64.  high has 27 bits, _ROOT_HALF_HEAD 26.

    total - high + low, below 2**-22 + |low|   u, u for the factor, u for its product
    high*_ROOT_HALF_REST, below 2**-27 high    u
    their sum, twice the test                  3u
    """
    high = (total + TO_2_21STS) - TO_2_21STS
    rest = high * _ROOT_HALF_REST + _ROOT_HALF * ((total - high) + low)
    err = 0.7072 * (1.01 * err + 2.0**-50 * (2.0**-22 + abs(low) + 2.0**-26 * total))
    return high * _ROOT_HALF_HEAD, rest, err


# Where what is above may be used


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


# The cells


def centre(z: float) -> float:
    """Of the cell of z >= 0, for density and area.

    Cells are half as wide from each limit on.  The limits are where one of the wider cells ends,
    so that no centre is used with two widths.
    """
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
    """Of the cell around a."""
    if a < 2.80078125:
        return 2.0**-8
    if a < 5.654296875:
        return 2.0**-9
    if a < 11.3154296875:
        return 2.0**-10
    if a < 22.62939453125:
        return 2.0**-11
    return 2.0**-12


def log_centre(z: float) -> float:
    """Of the cell of z for log_area."""
    return (z + TO_128THS) - TO_128THS if z < 1.0 else rounded_to_8_bits(z)


def log_half_width(a: float) -> float:
    """Of the cell around a for log_area."""
    return 2.0**-8 if a < 1.0 else ldexp(1.0, frexp(a)[1] - 9)


def rounded_to_8_bits(z: float) -> float:
    g = TO_8_BITS * z
    return g - (g - z)


def rounded_to_7_bits(z: float) -> float:
    g = TO_7_BITS * z
    return g - (g - z)


def _keep(
    table: "dict[float, Cell]", a: float, half: float, make: "Callable[[float, float], Cell]"
) -> "Cell | None":
    """Make and keep the cell around a."""
    if not IEEE:
        return None
    cell = make(a, half)
    _store(table, a, cell)
    return cell


def _store(table: "dict[float, Cell]", key: float, cell: Cell) -> None:
    if len(table) >= MAX_CELLS:
        table.clear()
    table[key] = cell


# Of one number.  The public functions spell out the lookup and the series for the standard normal:
# most calls end there.


def density(z: float, z_low: float = 0.0) -> "Series | None":
    """pdf(z + z_low), z >= 0, |z_low| at most two ulps of z."""
    if not z <= 37.0:  # NaN, or a result below 2**-990, whose parts may underflow
        return None
    a = centre(z)
    cell = DENSITY_CELLS.get(a) or _keep(DENSITY_CELLS, a, half_width(a), density_cell)
    return series_7(cell, z - a, z_low) if cell else None


def area(z: float, z_low: float = 0.0) -> "Series | None":
    """Q(z + z_low), z >= 0, |z_low| at most two ulps of z."""
    if not z <= 37.0:
        return None
    a = centre(z)
    cell = AREA_CELLS.get(a) or _keep(AREA_CELLS, a, half_width(a), area_cell)
    return series_7(cell, z - a, z_low) if cell else None


def log_area(z: float, z_low: float = 0.0) -> "Series | None":
    """log Q(z + z_low), |z_low| at most two ulps of z."""
    if z < -4.0:
        q = area(-z, -z_low)
        return log_of_1_minus(*q) if q else None
    if not z < 64.0:
        return None
    a = log_centre(z)
    cell = LOG_AREA_CELLS.get(a) or _keep(LOG_AREA_CELLS, a, log_half_width(a), log_area_cell)
    return series_8(cell, z - a, z_low) if cell else None


# Quantiles are found as x > 0 from t: the tail beyond x, if that is below 1/4, or else the offset
# of the probability from 1/2.


def halve(q: float) -> "tuple[float, bool, float]":
    """t, whether it is a tail, and the sign of the quantile.

    Every subtraction is exact (Sterbenz).
    """
    if q < 0.5:
        return (q, True, -1.0) if q < 0.25 else (0.5 - q, False, -1.0)
    return (1.0 - q, True, 1.0) if q > 0.75 else (q - 0.5, False, 1.0)


def quantile(t: float, in_tail: bool, t_low: float = 0.0) -> "Series | None":
    """The x > 0 of t + t_low, |t_low| at most an ulp of t.

    A far tail is scaled to [1/2, 1), as its powers would underflow; offsets so small do not occur.
    """
    table = TAIL_CELLS if in_tail else CENTRE_CELLS
    if t >= 2.0**-100:
        e = 0
        key = a = rounded_to_7_bits(t)
    elif t > 0.0 and in_tail:
        t, e = frexp(t)
        t_low = ldexp(t_low, -e)
        a = rounded_to_7_bits(t)
        key = a + 2.0 * e  # not a key of the others, which are positive
    else:
        return None
    cell = table.get(key)
    if not cell:
        if not IEEE:
            return None
        cell = quantile_cell(a, quantile_half_width(a), e, in_tail)
        _store(table, key, cell)
    return quantile_series(cell, t - a, t_low)


def quantile_half_width(a: float) -> float:
    """Of the cell around a, or twice as much as of that around a logarithm."""
    return ldexp(1.0, frexp(a)[1] - 8)


def log_quantile(y: float) -> "Series | None":
    """The z with log Q(z) = y, of either sign.

    Above -2**-53 the upper tail is -y - y*y/2 to 2**-107 of itself, and z minus its quantile.
    """
    if not -(2.0**40) < y < -1e-300:
        return None
    if y > -(2.0**-53):
        series = quantile(-y, True, -0.5 * y * y)
        return (-series[0], -series[1], series[2]) if series else None
    if -NEAR_LOG_HALF < y + LOG_2 < NEAR_LOG_HALF:
        return _log_quantile_near_0(y)
    a = rounded_to_8_bits(y)
    half = 0.5 * quantile_half_width(a)
    cell = LOG_QUANTILE_CELLS.get(a) or _keep(LOG_QUANTILE_CELLS, a, half, log_quantile_cell)
    return quantile_series(cell, y - a, 0.0) if cell else None


def _log_quantile_near_0(y: float) -> "Series | None":
    """By the offset t from 1/2.  x is below 0.02, and t/x * dx/dt below 1 + x*x."""
    t, t_low = offset_of_logarithm(y)
    series = quantile(abs(t), False, t_low if t > 0.0 else -t_low)
    if not series:
        return None
    total, low, err = series
    err += 2.0**-63.8 * total
    return (-total, -low, err) if t > 0.0 else (total, low, err)


def placed(total: float, low: float, err: float, loc: float, scale: float) -> "float | None":
    """loc + scale*f, as the float nearest to it, or None."""
    if not (placeable(loc, scale) and -64.0 < total < 64.0):
        return None
    lower, upper = placed_ends(total, low, err, loc, scale)
    return lower if lower == upper else None


# What is made of series


def reflected(series: "Series | None", whole: float = 1.0) -> "Series | None":
    """whole - f, for whole 1 or 2 and f at most 1."""
    return flipped(*series, whole) if series else None


def quotient(series: Series, divisor: float) -> "Series | None":
    """f over a float."""
    total = series[0]
    if not (total > 2.0**-960 and 2.0**-900 < total / divisor < 2.0**900):
        return None
    return divided(*series, divisor)


def log_density(z: float, z_low: float, scale: float) -> "Series | None":
    """-(z*z/2 + log(2 pi)/2 + log(scale))."""
    if not (IEEE and -1e90 < z < 1e90):
        return None
    series = log_density_at(z, z_low)
    if scale != 1.0:
        found = _LOGARITHMS.get(scale)
        if not found:
            if len(_LOGARITHMS) >= 1000:
                _LOGARITHMS.clear()
            found = _LOGARITHMS[scale] = logarithm(scale)
        series = plus_logarithm(*series, *found)
    total, low, err = series
    return -total, -low, err


def logarithm(x: float) -> Series:
    """log(x) for a normal x > 0: e log 2 + log(m), m in [1, 2)."""
    m, e = frexp(x)
    m *= 2.0
    e -= 1
    a = (m + TO_64THS) - TO_64THS
    cell = LOGARITHM_CELLS.get(a) or _keep(LOGARITHM_CELLS, a, 2.0**-7, logarithm_cell)
    if not cell:
        return nan, 0.0, 0.0
    series = series_8(cell, m - a, 0.0)
    return plus_log_2(*series, float(e)) if e else series


def erf(x: float) -> "Series | None":
    """erf(x), x >= 2**-8."""
    return reflected(_erfc_above_0(x))


def erfc(x: float) -> "Series | None":
    return reflected(_erfc_above_0(-x), 2.0) if x < 0.0 else _erfc_above_0(x)


def _erfc_above_0(x: float) -> "Series | None":
    """2 Q(sqrt(2) * x), x >= 0."""
    series = area(*root_2_times(x))
    if series is None:
        return None
    total, low, err = series
    return 2.0 * total, 2.0 * low, 2.0 * err
