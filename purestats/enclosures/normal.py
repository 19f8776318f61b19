# SPDX-License-Identifier: BSD-3-Clause
"""The functions of the normal distribution enclosed: exp, log, areas, quantiles.

Arguments are exact: h = n/d is z*z/2 for a deviation z, or t*t for the t of erf. w is the number
of working bits, a unit is 2**-w. guess returns where a search starts: it decides the time alone.
"""

from math import isqrt, ldexp

from . import (
    HALF,
    ONE,
    TWO,
    ZERO,
    Enclosure,
    add,
    divide,
    divide_up,
    exact,
    fraction,
    moved,
    multiply,
    negative,
    ratio,
    ratio_series,
    scaled,
    shift_up,
    solve_rising,
    subtract,
    units_above,
    units_below,
)

SWITCH = 9  # h from which Mills' ratio is quicker than the series

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from . import Point

    # a float near the x of solve for n/2**k
    Guess = Callable[[int, float, bool], float]

_CONSTANTS: dict[int, tuple[int, int, int]] = {}
_ROOTS_2PI: dict[int, Enclosure] = {}


# What is rounded.


def pdf(w: int, n: int, d: int, scale: "tuple[int, int]" = (1, 1)) -> Enclosure:
    """exp(-h)/(sqrt(2 pi) * scale)."""
    density = divide(exp_negative(n, d, w), root_2pi(w), w)
    return divide(multiply(density, exact(scale[1]), w), exact(scale[0]), w)


def logpdf(w: int, n: int, d: int, scale: "tuple[int, int]" = (1, 1)) -> Enclosure:
    """-h - log(2 pi scale**2)/2."""
    _, low, high = constants(w)
    square = scale[0] * scale[0]
    e = 2 - 2 * scale[1].bit_length()  # scale[1] is a power of two
    two_pi_square = (2 * low * square, 2 * high * square, e - w)
    return negative(add(ratio(n, d, w), scaled(logarithm(two_pi_square, w), -1), w))


def tail(w: int, n: int, d: int, shift: int = 0) -> Enclosure:
    """Q(z), the probability above z = sqrt(2h), times 2**shift."""
    return scaled(tail_of_density(n, d, exp_negative(n, d, w), w), shift)


def body(w: int, n: int, d: int, shift: int = 0) -> Enclosure:
    """(1 - Q(z)) * 2**shift."""
    return scaled(subtract(ONE, tail(w, n, d), w), shift)


def offset(w: int, n: int, d: int, shift: int = 0) -> Enclosure:
    """(1/2 - Q(z)) * 2**shift."""
    density = exp_negative(n, d, w)
    if n < SWITCH * d:
        return scaled(offset_by_series(n, d, density, w), shift)
    return scaled(subtract(HALF, tail_by_mills(n, d, density, w), w), shift)


def log_tail(w: int, n: int, d: int) -> Enclosure:
    """log Q(z), in the tail with no exp that could underflow."""
    return subtract(logarithm(tail_over_density(w, n, d), w), ratio(n, d, w), w)


def tail_over_density(w: int, n: int, d: int) -> Enclosure:
    """Q(z)*exp(h), in the tail with no exp."""
    if n >= SWITCH * d:
        return tail_by_mills(n, d, ONE, w)
    density = exp_negative(n, d, w)
    return divide(tail_of_density(n, d, density, w), density, w)


def log_body(w: int, n: int, d: int) -> Enclosure:
    """log(1 - Q(z))."""
    return log_1_minus(tail(w, n, d), w)


def log_1_minus(q: Enclosure, w: int) -> Enclosure:
    """log(1 - q) = -2 artanh(r), r = q/(2 - q) <= 1/3, for 0 < q <= 1/2."""
    r = divide(q, subtract(TWO, q, w), w)
    shift = 2 * r[2] + w
    square = units_below(r[0] * r[0], shift)
    width = units_above(r[1] * r[1], shift) - square
    total, err = artanh_sum(square, w)
    # The sum's slope in r*r is below 0.4 for r <= 1/3: half the width of the square covers it.
    return negative(multiply(r, (2 * total, 2 * (total + err) + width, -w), w))


def hazard(w: int, n: int, d: int, scale: "tuple[int, int]" = (1, 1)) -> Enclosure:
    """pdf/Q at n/d, over scale."""
    h = half_square(n, d)
    if n < 0:
        return divide(pdf(w, *h, scale), body(w, *h), w)
    rate = divide(exact(scale[1]), multiply(tail_over_density(w, *h), root_2pi(w), w), w)
    return divide(rate, exact(scale[0]), w)


def half_square(n: int, d: int) -> "tuple[int, int]":
    """h for the deviation n/d."""
    return n * n, 2 * d * d


def placed_quantile(
    w: int, n: int, d: int, in_tail: bool, loc: float, scale: float, guess: "Guess"
) -> Enclosure:
    """loc + scale*x, x as in solve for n/d, d a power of two."""
    return moved(solve(w, exact(n, 1 - d.bit_length()), in_tail, guess), loc, scale, w)


def erf_quantile(w: int, n: int, d: int, in_tail: bool, guess: "Guess") -> Enclosure:
    """x/sqrt(2), x as in solve for n/d, d a power of two."""
    root = isqrt(1 << (2 * w - 1))
    x = solve(w, exact(n, 1 - d.bit_length()), in_tail, guess)
    return multiply(x, (root, root + 1, -w), w)


def placed_log_quantile(
    w: int, n: int, d: int, loc: float, scale: float, guess: "Guess"
) -> Enclosure:
    """loc + scale*z, z as in log_quantile."""
    return moved(log_quantile(w, n, d, guess), loc, scale, w)


# Quantiles


def log_quantile(w: int, n: int, d: int, guess: "Guess") -> Enclosure:
    """The z with log Q(z) = -n/d < 0: by the smallest of Q, 1 - Q, 1/2 - Q."""
    if 4 * n < d:
        fine = w + 8 + max(0, d.bit_length() - n.bit_length())  # what 1 - exp loses
        below = subtract(ONE, exp_negative(n, d, fine), w)
        return negative(solve(w, below, True, guess))
    if 100 * n > 139 * d:
        return _tail_log_quantile(w, n, d, guess)
    fine = w + 64
    while True:  # as n/d is not log 2, which is irrational, this ends
        offset = subtract(HALF, exp_negative(n, d, fine), fine)
        if offset[0] > 0:
            return solve(w, offset, False, guess)
        if offset[1] < 0:
            return negative(solve(w, negative(offset), False, guess))
        fine *= 2


def _tail_log_quantile(w: int, n: int, d: int, guess: "Guess") -> Enclosure:
    """The same by -log Q: its slope g has g'/g = g - z below 1 and 1/z, for z > 0."""

    def excess(w: int, m: int, e: int) -> "tuple[Enclosure, Enclosure]":
        h = half_square(m << max(0, e), 1 << max(0, -e))
        mills = tail_over_density(w, *h)
        left = subtract(add(logarithm(mills, w), ratio(n, d, w), w), ratio(*h, w), w)
        return left, divide(ONE, multiply(mills, root_2pi(w), w), w)

    def bend(m: int, e: int, reach: Enclosure) -> Enclosure:
        z = subtract(exact(m, e), reach, 64)
        return divide(ONE, z, 64) if z[0] > 0 and z[0].bit_length() + z[2] > 1 else ONE

    point = _point(guess(1, 1.4426950408889634 * (n / d), True))  # 1/log 2
    return solve_rising(w, point, excess, bend, 16)


def solve(w: int, target: Enclosure, in_tail: bool, guess: "Guess") -> Enclosure:
    """The x > 0 with a tail, or an offset from 1/2, in target; pdf'/pdf is -x."""
    other = subtract(HALF, target, w)

    def excess(w: int, m: int, e: int) -> "tuple[Enclosure, Enclosure]":
        h = half_square(m << max(0, e), 1 << max(0, -e))
        density = exp_negative(*h, w)
        at_tail = h[0] >= SWITCH * h[1]
        area = (tail_by_mills if at_tail else offset_by_series)(*h, density, w)
        sought = target if at_tail == in_tail else other
        left = subtract(area, sought, w) if at_tail else subtract(sought, area, w)
        return left, divide(density, root_2pi(w), w)

    def bend(m: int, e: int, reach: Enclosure) -> Enclosure:
        return add(exact(m, e), reach, 64)

    point = _point(guess(target[0] + target[1], 1 - target[2], in_tail))
    return solve_rising(w, point, excess, bend, 16)


def _point(x: float) -> "Point":
    m, d = x.as_integer_ratio()
    return m, 1 - d.bit_length()


def float_log(f: float) -> float:
    """log(f) within 2**-24, f in [1, 2], by + - * /: log(sqrt 2) + 2 artanh(s)."""
    s = (f - 1.4142135623730951) / (f + 1.4142135623730951)  # |s| < 0.172
    y = s * s
    return 0.34657359027997264 + 2.0 * s * (1.0 + y * (1 / 3 + y * (0.2 + y * (1 / 7))))


# Areas. density is exp(-h).


def tail_of_density(n: int, d: int, density: Enclosure, w: int) -> Enclosure:
    """Q(z)."""
    if n < SWITCH * d:
        return subtract(HALF, offset_by_series(n, d, density, w), w)
    return tail_by_mills(n, d, density, w)


def offset_by_series(n: int, d: int, density: Enclosure, w: int) -> Enclosure:
    """1/2 - Q(z) = b * exp(-h) * K(h) for h < SWITCH, b = sqrt(h/pi), K as in kummer."""
    if n == 0:
        return ZERO
    b = _root_h_over_pi(n, d, w)
    return multiply(multiply(b, density, w), kummer((2 * n << w) // d, w), w)


def tail_by_mills(n: int, d: int, density: Enclosure, w: int) -> Enclosure:
    """Q(z) = exp(-h) * T(h) / (2 pi b) for h > 1, b = sqrt(h/pi), T as in mills."""
    if density[0] == 0:
        return density  # Q < exp(-h)
    _, pi_low, pi_high = constants(w)
    two_pi_b = multiply(_root_h_over_pi(n, d, w), (2 * pi_low, 2 * pi_high, -w), w)
    return divide(multiply(density, mills((n << w) // d, w), w), two_pi_b, w)


def _root_h_over_pi(n: int, d: int, w: int) -> Enclosure:
    """b = sqrt(h/pi) < 1.14 * 2**w, h > 0: below root + 1 for pi_high, so below root + 2."""
    pi_high = constants(w)[2]
    shift = 3 * w + d.bit_length() - n.bit_length()
    shift += w - shift & 1  # w - shift even, to take the root
    root = isqrt(units_below(n, shift) // (d * pi_high))
    return root, root + 2, (w - shift) // 2


def kummer(v: int, w: int) -> Enclosure:
    """K = sum of v**n / (2n + 1)!!, for the true v = z*z from v to v + 1 units."""
    return ratio_series(v, 0, 3, 2, w)


def mills(h: int, w: int) -> Enclosure:
    """T = z * Q(z)/pdf(z) = h/G(0), for the true h from h to h + 1 units.

    G(j) = h + 2j + 1/2 - (j + 1)(j + 1/2)/G(j + 1), DLMF 8.9.2 in its even part for a = 1/2, is at
    least h + j, as then at most j + 1/2 is taken away.
    """
    half = 1 << w - 1
    low, high, _ = fraction(h + half, 4 * half, -half, -2 * half, w)
    return (h << w) // high, divide_up((h + 1) << w, low), -w


# Kernels in fixed point


def exp_negative(n: int, d: int, w: int) -> Enclosure:
    """exp(-n/d), n/d >= 0."""
    return exp_fixed((n << w) // d, w)


def exp_fixed(h: int, w: int) -> Enclosure:
    """exp(-h), for the true h from h to h + 1 units.

    With h = k log 2 + s it is exp(-s/2**j), of N terms in units of 2**-(w + j), squared j times.
    By two roundings a term, one a square, and log 2 it is at most N + 2k + 4 units off.
    """
    k, s = divmod(h, constants(w)[0])
    if k > 11818:  # exp(-8192), and less
        return 0, 1, -11800  # below all that is asked for
    j = 4 + w // 64
    fine = w + j
    total = term = 1 << fine
    n = 0
    while term:
        n += 1
        term = (term * s >> fine) // n
        total += -term if n & 1 else term
    for _ in range(j):
        total = total * total >> fine
    total >>= j
    err = n + 2 * k + 4
    return total - err, total + err, -w - k


def exponential(a: Enclosure, w: int) -> Enclosure:
    """exp(a), a of any sign.

    It is 2**k exp(-h), h = k log 2 - a >= 0. Where h has width units more, exp(-h) falls by less
    than that part of itself.
    """
    low, high = units_below(a[0], a[2] + w), units_above(a[1], a[2] + w)
    log_2 = constants(w)[0]  # rounded down, less than 2 units off
    k = max(0, high // log_2 + 1)
    h = k * log_2 - high
    bottom, top, e = exp_fixed(h, w)
    width = high - low + 2 * k
    return max(0, bottom - shift_up(bottom * width, w)), top, e + k


def logarithm(a: Enclosure, w: int) -> Enclosure:
    """log(a), a > 0, to about w places after the point.

    With a = f * 2**k, f in [1, 2), and any y near log f it is k log 2 + y + log g, g = f exp(-y),
    less than 2|k| and 4 units off, and upwards by the widths of g and of a over a.
    """
    size = a[0].bit_length()
    f = units_below(a[0], w + 1 - size)
    k = size - 1 + a[2]
    y = float_log(ldexp(f >> w - 53, -53)) + 2.0**-24  # above 0
    fixed = int(ldexp(y, 53)) << w - 53
    low, high, e = exp_fixed(fixed, w)
    g, g_high = f * low >> -e, shift_up(f * high, -e)
    value = k * constants(w)[0] + fixed + log_near_1(g, w)
    err = 2 * abs(k) + 4
    width = g_high - g + ((a[1] - a[0]) << w) // a[0] + 3
    return value - err, value + err + width, -w


def log_near_1(g: int, w: int) -> int:
    """log g, less than 4 units off, for g within 2**-22 of 1, all in units.

    It is 2 artanh(r), |r| < 2**-23: 2 units by 2r, 1 by the last shift, the sum much less.
    """
    r = ((g - (1 << w)) << w) // (g + (1 << w))
    total, _ = artanh_sum(r * r >> w, w)
    return 2 * r * total >> w


def artanh_sum(square: int, w: int) -> "tuple[int, int]":
    """total, err: artanh(r)/r = sum of r**(2n)/(2n + 1) is in [total, total + err].

    For r*r <= 1/7, from square to square + 1 units: a term lacks less than 2, what follows 1.
    """
    total = power = 1 << w
    n = 0
    while power:
        n += 1
        power = power * square >> w
        total += power // (2 * n + 1)
    return total, 2 * n + 1


def constants(w: int) -> "tuple[int, int, int]":
    """log 2, less than 2 units too small, and bounds of pi, at most 2 units apart."""
    found = _CONSTANTS.get(w)
    if found is None:
        third, log2_err = _inverse_series(3, 1, w + 24)
        fifth, err = _inverse_series(5, -1, w + 24)
        small, small_err = _inverse_series(239, -1, w + 24)
        pi, pi_err = 16 * fifth - 4 * small, 16 * err + 4 * small_err  # Machin
        log2_low = (2 * third - 2 * log2_err) >> 24
        found = log2_low, (pi - pi_err) >> 24, shift_up(pi + pi_err, 24)
        _CONSTANTS[w] = found
    return found


def _inverse_series(n: int, sign: int, w: int) -> "tuple[int, int]":
    """artanh(1/n), or arctan(1/n) if sign is -1, n >= 3, and how far off it may be, in units.

    A term is less than 1.4 off, the first and what follows the last 1 each.
    """
    power = (1 << w) // n
    total, k, turn = 0, 1, 1
    while power:
        total += turn * (power // k)
        power //= n * n
        turn *= sign
        k += 2
    return total, k  # twice the number of terms, and 1


def root_2pi(w: int) -> Enclosure:
    found = _ROOTS_2PI.get(w)
    if found is None:
        _, low, high = constants(w)
        found = _ROOTS_2PI[w] = isqrt(2 * low << w), isqrt(2 * high << w) + 1, -w
    return found
