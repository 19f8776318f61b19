# SPDX-License-Identifier: BSD-3-Clause
"""The functions of the normal distribution enclosed: exp, log, areas, quantiles.

Arguments are exact: h = n/d is z*z/2 for a deviation z, or t*t for the t of erf, so that both
share the kernels. w is the number of working bits, a unit is 2**-w. Kernels state how far off they
may be, one line for each source. What math.log, sqrt and guess return is only where a search
starts: it decides the time that takes, never the result.
"""

import math
from math import isqrt, ldexp

from .arithmetic import (
    FIRST_BITS,
    HALF,
    ONE,
    TWO,
    ZERO,
    Enclosure,
    add,
    divide,
    divide_up,
    exact,
    moved,
    multiply,
    negative,
    ratio,
    scaled,
    shift_up,
    subtract,
    units_above,
    units_below,
)
from .kernels import cut_middle, quotient_within

MILLS_LOSS = 32  # the bits that Mills' ratio may lose, so that few levels do
SWITCH = 9  # h from which Mills' ratio is quicker than the series of the centre

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Guess = Callable[[int, int, bool], float]  # n, k, in_tail as in solve: a float near its x

_CONSTANTS: dict[int, tuple[int, int, int]] = {}
_ROOTS_2PI: dict[int, Enclosure] = {}


# What is rounded. w comes first, as settle hands it over.


def pdf(w: int, n: int, d: int, scale: "tuple[int, int]") -> Enclosure:
    """exp(-h)/(sqrt(2 pi) * scale)."""
    density = divide(exp_negative(n, d, w), root_2pi(w), w)
    return divide(multiply(density, exact(scale[1]), w), exact(scale[0]), w)


def logpdf(w: int, n: int, d: int, scale: "tuple[int, int]") -> Enclosure:
    """-h - log(2 pi scale**2)/2."""
    _, low, high = constants(w)
    square = scale[0] * scale[0]
    e = 2 - 2 * scale[1].bit_length()  # scale[1] is a power of two
    two_pi_square = (2 * low * square, 2 * high * square, e - w)
    return negative(add(ratio(n, d, w), scaled(logarithm(two_pi_square, w), -1), w))


def tail(w: int, n: int, d: int, shift: int = 0) -> Enclosure:
    """Q(z), the probability above z = sqrt(2h), times 2**shift."""
    density = exp_negative(n, d, w)
    if n < SWITCH * d:
        return scaled(subtract(HALF, offset_by_series(n, d, density, w), w), shift)
    return scaled(tail_by_mills(n, d, density, w), shift)


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
    if n < SWITCH * d:
        return logarithm(tail(w, n, d), w)
    return subtract(log_tail_and_h(w, n, d), ratio(n, d, w), w)


def log_tail_and_h(w: int, n: int, d: int) -> Enclosure:
    """log Q(z) + h for h >= SWITCH: -log(4 pi h / T**2)/2, T as in mills."""
    t = mills((n << w) // d, w)
    _, low, high = constants(w)
    four_pi_h = multiply(ratio(n, d, w), (4 * low, 4 * high, -w), w)
    log_square = logarithm(divide(four_pi_h, multiply(t, t, w), w), w)
    return negative(scaled(log_square, -1))


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


def placed_quantile(
    w: int, n: int, d: int, in_tail: bool, loc: float, scale: float, guess: "Guess"
) -> Enclosure:
    """loc + scale*x, x as in solve."""
    return moved(solve(w, n, d.bit_length() - 1, in_tail, guess)[0], loc, scale, w)


def erf_quantile(w: int, n: int, d: int, in_tail: bool, guess: "Guess") -> Enclosure:
    """x/sqrt(2), x as in solve."""
    x, _ = solve(w, n, d.bit_length() - 1, in_tail, guess)
    root = isqrt(1 << (2 * w - 1))
    return multiply(x, (root, root + 1, -w), w)


def placed_log_quantile(
    w: int, n: int, d: int, loc: float, scale: float, guess: "Guess"
) -> Enclosure:
    """loc + scale*z, z as in log_quantile."""
    return moved(log_quantile(w, n, d, guess), loc, scale, w)


# Quantiles


def log_quantile(w: int, n: int, d: int, guess: "Guess") -> Enclosure:
    """z, of either sign, with log Q(z) = -n/d < 0: by whichever of Q, 1 - Q, 1/2 - Q is small."""
    if 4 * n < d:
        fine = w + 8 + max(0, d.bit_length() - n.bit_length())  # what 1 - exp loses
        below = subtract(ONE, exp_negative(n, d, fine), w)
        return negative(solve_enclosed(w, below, True, guess)[0])
    if n >= 2000 * d:
        return _far_log_quantile(w, n, d)
    if 100 * n > 139 * d:
        return solve_enclosed(w, exp_negative(n, d, w), True, guess)[0]
    fine = w + 64
    while True:  # as n/d is not log 2, which is irrational, this ends
        offset = subtract(HALF, exp_negative(n, d, fine), fine)
        if offset[0] > 0:
            return solve_enclosed(w, offset, False, guess)[0]
        if offset[1] < 0:
            return negative(solve_enclosed(w, negative(offset), False, guess)[0])
        fine *= 2


def _far_log_quantile(w: int, n: int, d: int) -> Enclosure:
    """z > 60 with l(z) = -n/d, where l = log Q: by Newton's method on l.

    With D = (l(z0) + n/d)/g(z0), where the hazard rate g = -l' rises by less than 1 per unit: if
    s = 2|D|/g(z0) is at most 1/2, then |z - z0| <= 2|D|, for g stays above g(z0) - 2|D| >= g(z0)/2
    there, so that going 2|D| the right way passes the target. By the mean value theorem
    z = z0 + D*g(z0)/g(y) for such a y, and the quotient is within 1/(1 + s) and 1/(1 - s), so
    within 1 - s and 1 + 2s. From sqrt(2n/d), D is less than (log(z) + 1)/z, and s than 1/300.
    """
    m, e = _far_guess(n, d)
    z = exact(m, e)
    for _ in range(99):
        hn, hd = m * m << max(0, 2 * e - 1), 1 << max(0, 1 - 2 * e)
        hazard = divide(exact(m, e), mills((hn << w) // hd, w), w)
        excess = add(log_tail(w, hn, hd), ratio(n, d, w), w)
        step = divide(excess, hazard, w)
        s = _far_spread(step, hazard, w)
        if s > 1 << (w - 1):
            m, e = isqrt((2 * n << 2 * w) // d), -w
            continue
        z = add(exact(m, e), multiply(step, quotient_within(s, w), w), w)
        if (z[1] - z[0]).bit_length() <= z[1].bit_length() - w + 40:
            return z
        m, e = cut_middle(z, w)
    raise ArithmeticError("the quantile did not converge")


def _far_spread(step: Enclosure, hazard: Enclosure, w: int) -> int:
    """s = 2|D|/g of _far_log_quantile or more, in units of 2**-w."""
    size = max(-step[0], step[1])
    _, high, e = divide(exact(size, step[2] + 1), hazard, w)
    return units_above(high, e + w)


def _far_guess(n: int, d: int) -> "tuple[int, int]":
    """A number near the z of _far_log_quantile, as an integer and an exponent."""
    try:
        h = n / d
        z = 1.4142135623730951 * math.sqrt(h)
        for _ in range(3):
            z = 1.4142135623730951 * math.sqrt(h - 0.9189385332046728 - math.log(z))
        m, denominator = z.as_integer_ratio()
    except (ArithmeticError, ValueError):
        m, denominator = 0, 1
    if m <= 60 * denominator:  # the steps need z > 60, which a bad log or sqrt may not give
        return isqrt((2 * n << 128) // d), -64
    return m, 1 - denominator.bit_length()


def solve(w: int, n: int, k: int, in_tail: bool, guess: "Guess") -> "tuple[Enclosure, Enclosure]":
    """x > 0 with tail n/2**k, or with probability 1/2 + n/2**k, and 1/pdf(x)."""
    return solve_enclosed(w, exact(n, -k), in_tail, guess)


def solve_enclosed(
    w: int, target: Enclosure, in_tail: bool, guess: "Guess"
) -> "tuple[Enclosure, Enclosure]":
    """The same for every tail or offset in target.

    With Q the tail and q its target, let D = (Q(x0) - q)/pdf(x0), Newton's step up from x0.
    Lemma: if s = 2|D|(x0 + |D|) is at most 1/2, then |x - x0| <= 2|D|, for all y that near have
    |y*y - x0*x0|/2 <= s, so pdf(y) >= pdf(x0) * exp(-s) > pdf(x0)/2: going 2|D| the right way
    passes the target. By the mean value theorem x = x0 + D*pdf(x0)/pdf(y) for such a y, and the
    quotient is within exp(-s) and exp(s), so within 1 - s and 1 + 2s.
    """
    middle, k = target[0] + target[1], 1 - target[2]
    m, denominator = guess(middle, k, in_tail).as_integer_ratio()
    e = 1 - denominator.bit_length()
    for _ in range(99):  # each time doubles the bits, so it ends long before
        density = exp_negative(m * m, 1 << (1 - 2 * e), w)
        slope = divide(root_2pi(w), density, w)
        step = multiply(_excess(w, m, e, density, target, in_tail), slope, w)
        spread = _spread(step, m, e, w)
        if spread > 1 << (w - 1):
            m, e = _bisect(middle, k, in_tail), -10
            continue
        x = add(exact(m, e), multiply(step, quotient_within(spread, w), w), w)
        if x[0] > 0 and (x[1] - x[0]).bit_length() <= x[1].bit_length() - w + 40:
            return x, _slope_at(w, x, m, e, slope, spread)
        m, e = cut_middle(x, w)
    raise ArithmeticError("the quantile did not converge")


def _spread(step: Enclosure, m: int, e: int, w: int) -> int:
    """s = 2|D|(x0 + |D|) of solve or more, in units of 2**-w; x0 = m * 2**e."""
    size = units_above(max(-step[0], step[1]), step[2] + w)
    near = units_above(m, e + w)
    return shift_up(2 * size * (near + size), w)


def _excess(
    w: int, m: int, e: int, density: Enclosure, target: Enclosure, in_tail: bool
) -> Enclosure:
    """Q(m * 2**e) less the tail that is sought, by whichever of the two keeps its digits."""
    hn, hd = m * m, 1 << (1 - 2 * e)
    at_tail = hn >= SWITCH * hd
    sought = target if at_tail == in_tail else subtract(HALF, target, w)
    if at_tail:
        return subtract(tail_by_mills(hn, hd, density, w), sought, w)
    return subtract(sought, offset_by_series(hn, hd, density, w), w)


def _slope_at(w: int, x: Enclosure, m: int, e: int, slope: Enclosure, spread: int) -> Enclosure:
    """1/pdf(x) = exp(v)/pdf(x0) with v = (x - x0)(x + x0)/2, |v| <= s.

    exp(v) is between 1 + v and 1 + v + v*v; 0.7 v*v would do, and covers the rounding of s*s.
    """
    v = multiply(add(x, exact(-m, e), w), add(x, exact(m, e), w), w)
    factor = add(ONE, scaled(v, -1), w)
    return multiply(slope, add(factor, (0, shift_up(spread * spread, w), -w), w), w)


def _bisect(n: int, k: int, in_tail: bool) -> int:
    """An integer within 1 of 2**10 times the x of solve, in case the guess is a bad one."""
    low, high = 0, 64 << 10
    sought = exact(n, -k) if in_tail else exact((1 << k - 1) - n, -k)
    while high - low > 1:
        middle = (low + high) // 2
        found = tail(FIRST_BITS, middle * middle, 1 << 21)
        if subtract(found, sought, FIRST_BITS)[0] > 0:
            low = middle
        else:
            high = middle
    return low


def float_log(f: float) -> float:
    """log(f) within 2**-24, f in [1, 2]: log(sqrt 2) + 2 artanh(s), by + - * / alone."""
    s = (f - 1.4142135623730951) / (f + 1.4142135623730951)  # |s| < 0.172
    y = s * s
    return 0.34657359027997264 + 2.0 * s * (1.0 + y * (1 / 3 + y * (0.2 + y * (1 / 7))))


# Areas. density is exp(-h), which the caller may need for itself.


def offset_by_series(n: int, d: int, density: Enclosure, w: int) -> Enclosure:
    """1/2 - Q(z) = b * exp(-h) * K(h) for h < SWITCH, b = sqrt(h/pi), K as in kummer."""
    if n == 0:
        return ZERO
    b = _root_h_over_pi(n, d, w)
    return multiply(multiply(b, density, w), kummer((n << w) // d, w), w)


def tail_by_mills(n: int, d: int, density: Enclosure, w: int) -> Enclosure:
    """Q(z) = exp(-h) * T(h) / (2 pi b) for h > 1, b = sqrt(h/pi), T as in mills."""
    if density[0] == 0:
        return density  # Q < exp(-h)
    _, pi_low, pi_high = constants(w)
    two_pi_b = multiply(_root_h_over_pi(n, d, w), (2 * pi_low, 2 * pi_high, -w), w)
    return divide(multiply(density, mills((n << w) // d, w), w), two_pi_b, w)


def _root_h_over_pi(n: int, d: int, w: int) -> Enclosure:
    """b = sqrt(h/pi), 0 < h < 2**14.

    b*b is at least y = (n << shift) // (d * pi_high), in units of 2**(w - shift), and less than
    (y + 1) * (1 + 2**-w), so b < (root + 1) * (1 + 2**-(w + 1)). By the bits of n and d in shift,
    y < 4/3.14 * 2**(2*w), so root + 1 < 1.14 * 2**w: the factor adds less than 0.57, and
    b < root + 2.
    """
    pi_high = constants(w)[2]
    shift = 3 * w + d.bit_length() - n.bit_length()  # above 0
    shift += w - shift & 1  # w - shift even, to take the root
    root = isqrt((n << shift) // (d * pi_high))
    return root, root + 2, (w - shift) // 2


def kummer(h: int, w: int) -> Enclosure:
    """K(h) = sum of (2h)**n / (2n + 1)!!, for the true h < SWITCH from h to h + 1 units.

    What the sum lacks, in units, after N terms; nothing makes it too large:

        h too small by a unit                        K         dK/dh <= K, as 2n < 2n + 1
        rounding of each term, less than 1, and
          what later ones carry on                   K + 2N - 2
        those after the last, and K's rounding       1 each
        in all                                       2 (K + N)

    Of what the n-th term lacks, K lacks k(n) = 1 + v/(2n + 3) + v*v/((2n + 3)(2n + 5)) + ... as
    much, v = 2h. These halve while 2n + 3 <= v/2, and are below 2 from 2n + 3 >= 2v on: their sum
    is K + 2N - 2 at most.
    """
    v = 2 * h
    total = term = 1 << w
    n = 0
    while term:
        n += 1
        term = (term * v >> w) // (2 * n + 1)
        total += term
    return total, total + 2 * ((total >> w) + n), -w


def mills(h: int, w: int) -> Enclosure:
    """T(h) = z * Q(z)/pdf(z) = v/f(1) with v = z*z, for the true h from h to h + 1 units.

    Levels are as many as it takes for f(1) to lose at most MILLS_LOSS bits, by measure; more bring
    f(1) to within a few units, so this ends. As f grows with v too, half of the 2 units that v may
    have more would do for the upper end; what they are too many covers the roundings of f.
    """
    low_v, high_v = 2 * h, 2 * h + 2
    last = mills_levels(h, w)
    low, high = laplace_fraction(low_v, high_v, last, w)
    while high - low > 1 << MILLS_LOSS:
        last += last // 4 + 2 & ~1  # still odd
        low, high = laplace_fraction(low_v, high_v, last, w)
    return (low_v << w) // high, divide_up(high_v << w, low), -w


def laplace_fraction(low_v: int, high_v: int, last: int, w: int) -> "tuple[int, int]":
    """Bounds of f(1), from those of v, all in units; last is odd.

    f(k) = v + k/(1 + (k + 1)/f(k + 2)) = v + k - k(k + 1)/(f(k + 2) + k + 1), the even part of
    Laplace's continued fraction, is between v and v + k and grows with v and f(k + 2).
    """
    low, high = low_v, high_v + ((last + 2) << w)
    for k in range(last, 0, -2):
        product = k * (k + 1) << 2 * w
        shift, k_units = (k + 1) << w, k << w
        low = low_v + k_units - divide_up(product, low + shift)
        high = high_v + k_units - product // (high + shift)
    return low, high


def mills_levels(h: int, w: int) -> int:
    """The odd k at which mills starts; it decides the time that takes, never the result.

    The least for b bits grows as b*b/(16 h) where h is small, slower than b/8 where it is large.
    """
    b = w - 24
    return ((b * b // 14 << w) // h + b // 8) | 1


# Kernels in fixed point


def exp_negative(n: int, d: int, w: int) -> Enclosure:
    """exp(-n/d), n/d >= 0."""
    if n > d << 13:
        return 0, 1, -11800  # exp(-8192) < 2**-11800, below all that is asked for
    return exp_fixed((n << w) // d, w)


def exp_fixed(h: int, w: int) -> Enclosure:
    """exp(-h), for the true h from h to h + 1 units.

    Take out k log 2 and leave s < log 2. Sum the series of exp(-r), r = s / 2**j, in finer units
    of 2**-(w + j), where r is again the integer s; then square j times. How far off that may be,
    in units of 2**-w but for the first three:

        N terms, two roundings each, less than 1.6 to either side       N
        the terms after the last                                        less than 1
        each squaring at most doubles an error and adds 1               2**j - 1
        so after j squarings, N + 2 times 2**j fine units               N + 2
        the last shift, and h, less than a unit too small               1 each
        s too large, as log 2 is less than 2 too small, k times         2k
        in all                                                          N + 2k + 4

    Of the first line little more than N/2 is left, which covers the lines of 1 and 2 as well.
    """
    k, s = divmod(h, constants(w)[0])
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

    With h = k log 2 - a >= 0 it is 2**k exp(-h). h is from the h below to width units more, and
    exp(-h) falls by less than that part of itself.
    """
    low, high = units_below(a[0], a[2] + w), units_above(a[1], a[2] + w)
    log_2 = constants(w)[0]  # rounded down, less than 2 units off
    k = max(0, high // log_2 + 1)
    h = k * log_2 - high
    if h >> w > 1 << 13:
        return 0, 1, k - 11800  # exp(-8192) < 2**-11800, below all that is asked for
    bottom, top, e = exp_fixed(h, w)
    width = high - low + 2 * k
    return max(0, bottom - shift_up(bottom * width, w)), top, e + k


def logarithm(a: Enclosure, w: int) -> Enclosure:
    """log(a), a > 0, to about w places after the point.

    With a = f * 2**k, f in [1, 2), and any y near log f, log a = k log 2 + y + log g where
    g = f exp(-y), however far y is off. What the value may be off by, in units:

        k log 2, each less than 2 too small; log_near_1          2|k|, 4
        only upwards: cutting f to w + 1 bits                    1
          g, by its width, as g is nearly 1                      width of g + 1
          the width of a, over a, rounded up                     width/low + 1

    Lines of 1 alone are covered by the 4, of which little more than 3 is needed, and by the width
    of g, which is that of exp_fixed.
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

    It is 2 artanh(r) with r = (g - 1)/(g + 1), |r| < 2**-23: r, twice, is 2 units off, the last
    shift takes 1, and the sum's error comes in less than 2**-22 times.
    """
    r = ((g - (1 << w)) << w) // (g + (1 << w))
    total, _ = artanh_sum(r * r >> w, w)
    return 2 * r * total >> w


def artanh_sum(square: int, w: int) -> "tuple[int, int]":
    """total, err: artanh(r)/r = sum of r**(2n)/(2n + 1) is in [total, total + err].

    For r*r <= 1/7, the true one from square to square + 1 units. For each term the sum lacks 1
    unit by rounding and 0.8 by its power, which lacks at most 2/(1 - 1/7) < 2.4, over 2n + 1 >= 3;
    and 1 for the terms after the last: 2N + 1 in all.
    """
    total = power = 1 << w
    n = 0
    while power:
        n += 1
        power = power * square >> w
        total += power // (2 * n + 1)
    return total, 2 * n + 1


def constants(w: int) -> "tuple[int, int, int]":
    """log 2 rounded down, less than 2 units off, and bounds of pi, at most 2 units apart."""
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

    A power lacks less than 1.13 units; so a term, over k >= 3, less than 1.4, the first less than
    1; those after the last are less than 1 together.
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
