# SPDX-License-Identifier: BSD-3-Clause
# Copyright (c) 2026 the purestats authors; the terms stand in purestats/normal.py.
"""What the cells of the fast phase hold: Taylor coefficients as floats, and a proven error.

Three words for one probability, Q(z), that of a value above z: sf, the survival function, is the
public name; area is Q as the value of a cell around z; tail is Q as the argument of a quantile,
or as a name for a side of the median.

A cell around a, of half width H, is the tuple

    head, rest, first, first_low, c2, ..., cN, err

of a series f(a + d) = head + rest + d*(first + first_low) + c2*d**2 + ... + cN*d**N.  head is
the float nearest to f(a) and rest the float nearest to what it lacks.  first has so few bits that
its product with d, or with the part of d that cells.py takes, is exact.

One cell, area_cell(1.0, 2**-8):

    head        0x1.44ed0bb7cb20bp-3     Q(1)
    rest        0x1.6d03745836000p-58    what head lacks
    first      -0x1.ef8e600000000p-3     -pdf(1), in 20 bits
    first_low   0x1.c733a3223cf1dp-25    what first lacks
    c2          0x1.ef8e58e331737p-4     pdf(1)/2
    c3          0x0.0p+0                 as a*a - 1 is 0
    c4 to c7   -0x1.4a5ee5eccba25p-6, 0x1.084beb23d61b7p-8, 0x1.084beb23d61b7p-9,
               -0x1.92bcd405d88b6p-11
    err         0x1.00f4bc2ed06a0p-68    all but 3 % of it 16u * c2*H*H; an ulp of Q(1) is 2**-55

err covers everything but what the caller adds.  With u = 2**-53 and |d| <= H, in the order in
which cells.py adds up, term by term (own rounding, then each sum and product it takes part in,
then the two of the rounding test and of a reflection 1 - f):

    term               own   products and sums of low       test, 1 - f   times u of
    what head + near
      lacks of total    0    1                                   2         2u*|f(a)|
    rest                1    2                                   2         |rest|
    d*first_low         1    5, of d + d_low 1                   2         H*|first_low|
    d_low*first         0    5                                   2         H*2**-22*|first|
    c_n * d**n          k_n  2n + 3, of d + d_low n              2         H**n*|c_n|

and besides the half widths of the enclosures of f(a) and f'(a), the remainder of the series, and
2**-1068 where floats may underflow: no head is below 2**-1000.  k_n is what a coefficient itself
is off by.  Sums of products of positive floats are rounded too, and there are
terms in u*u: 1 % is added for both.  |d| <= H holds to the last bit; where d carries a low part,
it may be 2**-30 larger in proportion, which the 1 % covers.
"""

from math import frexp, ldexp

from ..enclosures.arithmetic import (
    ONE,
    ZERO,
    Enclosure,
    divide,
    divide_up,
    exact,
    multiply,
    negative,
    scaled,
    shift_up,
    subtract,
    units_above,
    units_below,
)
from ..enclosures.normal import (
    SWITCH,
    constants,
    exp_negative,
    kummer,
    log_1_minus,
    log_quantile,
    logarithm,
    mills,
    root_2pi,
    solve,
)
from .guesses import guess

Cell = tuple[float, ...]

BITS = 96  # of the enclosures that cells are made of; 68 or more hold
DEGREE = 8  # of a quantile's series
U = 2.0**-53
FIRST_BITS_KEPT = 20  # of first, where only a part of d is multiplied with it
_OVER_ROOT_2PI: dict[int, Enclosure] = {}  # 1/sqrt(2 pi), by the number of bits

# R(z) = Q(z)/pdf(z), Mills' ratio, has no zero in the right half plane, nor within 1 of a point of
# its real axis; and |R(z)| <= R(Re z), as R is the Laplace transform of a positive function.  So
# log(R(z)/R(a)), 0 at a, is analytic for |z - a| < D, and its real part is at most
# M = log(R(a - D)/R(a)): by Borel and Caratheodory its n-th coefficient is at most 2M/D**n.  For
# D = 1, M is largest at a = 0: 1.0204.  For D = a/2 it is at most log 2, the integral of 1/z, and
# 1/z is more than hazard(z) - z.
LOG_REACH = 2.05, 1.39
# Below 0, log(1 - Q(|z|)) has coefficients at most L/D**n, with L = -log(1 - q) and q the sum of
# the absolute terms of Q's own series at the distance D.  A pair D, L for |a| from k/2 to
# (k + 1)/2:
LOG_BODY_REACH = (
    (0.875, 2.4),
    (1.0, 2.1),
    (1.125, 1.85),
    (1.25, 1.6),
    (1.375, 1.3),
    (1.5, 1.0),
    (1.625, 0.72),
    (1.625, 0.23),
)


def density_cell(a: float, half: float) -> Cell:
    """pdf around a >= 0: its derivative is -z*pdf, so (n + 1)c_(n+1) = -(a*c_n + c_(n-1)).

    Without signs the recurrence gives a majorant pdf(a)*t_n/H**n >= |c_n|, and by it the n-th
    coefficient is off by at most (3n - 1)u of the majorant: by one rounding for pdf(a), one of
    a*pdf(a), three for each step.
    """
    numerator, denominator = a.as_integer_ratio()
    density = _density(numerator, denominator)
    centre = exact(numerator, 1 - denominator.bit_length())
    slope = negative(multiply(density, centre, BITS))
    head, rest, width = _two_floats(density)
    # norm_pdf takes d in one part, a multiple of 2**(e - 53) for z >= 2**(e - 1).  Below 1/4,
    # where that has too many bits, the slope is small, and its product with d may round.
    bits = frexp(a - half)[1] - frexp(half)[1] + 1 if a > 0.25 else FIRST_BITS_KEPT
    first, first_low, slope_width = _short_and_low(slope, bits)
    err = width + half * slope_width + U * (8.0 * U * head + _linear(rest, first, first_low, half))
    if a <= 0.25:
        err += U * half * abs(first)
    before, c = head, -a * head
    t_before, t = 1.0, a * half
    square = half * half
    coefficients = []
    for n in range(2, 8):
        before, c = c, -(a * c + before) / n
        t_before, t = t, (a * half * t + square * t_before) / n
        coefficients.append(c)
        err += U * (6 * n + 4) * head * t
    err += head * _rest_of_majorant(8, a, half, t_before, t)
    return head, rest, first, first_low, *coefficients, _rounded_up(err)


def area_cell(a: float, half: float) -> Cell:
    """Q around a >= 0: c_n = -p_(n-1)/n, with p_n the coefficients of density_cell.

    Its remainder starts at n = 8, so at t_7, which is over 8, and later ones over more.
    """
    numerator, denominator = a.as_integer_ratio()
    density = _density(numerator, denominator)
    head, rest, width = _two_floats(_area(numerator, denominator, density))
    first, first_low, slope_width = _short_and_low(negative(density), FIRST_BITS_KEPT)
    err = width + half * slope_width + U * (8.0 * U * head + _linear(rest, first, first_low, half))
    p_before, p = 0.0, -(first + first_low)
    size = p * half
    t_before, t = 0.0, 1.0
    square = half * half
    coefficients = []
    for n in range(2, 8):
        p_before, p = p, -(a * p + p_before) / (n - 1)
        t_before, t = t, (a * half * t + square * t_before) / (n - 1)
        coefficients.append(-p / n)
        err += U * (6 * n + 4) * size * t / n
    err += size / 8.0 * _rest_of_majorant(7, a, half, t_before, t)
    return head, rest, first, first_low, *coefficients, _rounded_up(err)


def _rest_of_majorant(n: int, a: float, half: float, before: float, last: float) -> float:
    """t_n + t_(n+1) + ... from t_(n-2) and t_(n-1).

    v_i = t_i + H*t_(i-1) falls by a factor of at most a*H + H < 1/20 from term to term, so all
    terms after the second come to at most v_(n+1)/19.
    """
    t = (a * half * last + half * half * before) / n
    following = (a * half * t + half * half * last) / (n + 1)
    return t + following + (following + half * t) / 19.0


def log_area_cell(a: float, half: float) -> Cell:
    """log Q around a >= -4.

    The hazard rate g, minus the slope, has g' = g*g - z*g: so (n + 1)g_(n+1) is the sum of all
    g_i*g_(n-i), less a*g_n + g_(n-1), in integers that count units of 2**-BITS.  If no g_i is
    above G, an error of E units, E >= 2, in g_0 becomes at most E*(2G + |a| + 2)**n in g_n, each
    step's own rounding included.
    """
    numerator, denominator = a.as_integer_ratio()
    value, hazard = _log_area_and_hazard(numerator, denominator)
    head, rest, width = _two_floats(value)
    first, first_low, slope_width = _short_and_low(negative(hazard), FIRST_BITS_KEPT)
    err = (
        width
        + half * slope_width
        + U * (8.0 * U * abs(head) + _linear(rest, first, first_low, half))
    )
    g0, g0_high = (
        units_below(hazard[0], hazard[2] + BITS),
        units_above(hazard[1], hazard[2] + BITS),
    )
    t = 2 * g0 - (numerator << BITS) // denominator
    g1 = (g0 * (t - g0)) >> BITS
    g2 = ((g1 * t >> BITS) - g0) // 2
    g3 = ((g2 * t + g1 * g1 >> BITS) - g1) // 3
    g4 = ((g3 * t + 2 * g1 * g2 >> BITS) - g2) // 4
    g5 = ((g4 * t + 2 * g1 * g3 + g2 * g2 >> BITS) - g3) // 5
    g6 = ((g5 * t + 2 * (g1 * g4 + g2 * g3) >> BITS) - g4) // 6
    g7 = ((g6 * t + 2 * (g1 * g5 + g2 * g4) + g3 * g3 >> BITS) - g5) // 7
    g = (g0, g1, g2, g3, g4, g5, g6, g7)
    coefficients = []
    power = half
    for i in range(1, 8):
        power *= half
        c = ldexp(-g[i], -BITS) / (i + 1)
        coefficients.append(c)
        err += U * (3 * (i + 1) + 7) * abs(c) * power  # k_n = 2
    growth = (2.0 * ldexp(max(map(abs, g)), -BITS) + abs(a) + 2.0) * half
    spread = 1.0
    for _ in range(7):
        spread = 1.0 + growth * spread
    err += ldexp(g0_high - g0 + 2, -BITS) * half * spread + _log_remainder(a, half)
    return head, rest, first, first_low, *coefficients, _rounded_up(err)


def _log_remainder(a: float, half: float) -> float:
    """What the terms of log Q from the ninth on come to, by the bounds of coefficients above."""
    if a < 0.0:
        reach, size = LOG_BODY_REACH[int(-2.0 * a)] if a > -4.0 else LOG_BODY_REACH[-1]
    elif a < 2.0:
        reach, size = 1.0, LOG_REACH[0]
    else:
        reach, size = 0.5 * a, LOG_REACH[1]
    shrink = half / reach
    power = shrink * shrink
    power *= power
    return size * power * power * shrink / (1.0 - shrink)


def logarithm_cell(a: float, half: float) -> Cell:
    """log around a from 1 to 2: c_n = -(-1/a)**n/n, by two roundings a step."""
    numerator, denominator = a.as_integer_ratio()
    centre = exact(numerator, 1 - denominator.bit_length())
    value = logarithm(centre, BITS) if a > 1.0 else ZERO
    head, rest, width = _two_floats(value)
    first, first_low, slope_width = _short_and_low(divide(ONE, centre, BITS), FIRST_BITS_KEPT)
    err = width + half * slope_width + U * (8.0 * U + _linear(rest, first, first_low, half))
    power, size = -1.0, 1.0
    coefficients = []
    for n in range(1, 9):
        power *= -1.0 / a
        size *= half
        if n > 1:
            coefficients.append(power / n)
            err += U * (5 * n + 6) * size
    return head, rest, first, first_low, *coefficients, _rounded_up(err + 1.02 * size * half / 9.0)


def quantile_cell(a: float, half: float, e: int, in_tail: bool) -> Cell:
    """The x > 0 of solve, for a tail or an offset of (a + d)*2**e, as a series in d.

    With g = 1/pdf, the derivatives of x by its probability are P_n(x) * g**n, where P_1 = 1 and
    P_{n+1} = P_n' + n*x*P_n, since x' = g and g' = x*g*g.  No coefficient of P_n is negative, so
    every derivative grows with x, and Lagrange's remainder is at most its value at the outer end.
    From a to there x moves by at most 2*step and g grows by a factor of at most 1 + 2*spread, by
    the lemma in solve: spread, which must not exceed 1/2, is below 1/16 in every cell.

    x and g are truncated, so off by 2u.  P_n is off by 2n - 2 for x and 2n - 2 for Horner's
    scheme, g**n / n! by 2n + 2n - 2, their product by 1: k_n is less than 8n.
    """
    numerator, denominator = a.as_integer_ratio()
    quantile, slope = _settled_quantile(numerator, denominator.bit_length() - 1 - e, in_tail)
    sign = -1.0 if in_tail else 1.0  # x falls as its tail grows
    head, rest, head_err = _split(quantile, 0)
    g, g_low, g_err = _split(slope, e)
    fraction, exponent = frexp(g)
    first = ldexp(float(round(fraction * 256.0)), exponent - 8)  # d has 45 bits
    first_low = (g - first) + g_low
    step = half * g
    spread = 2.0 * step * (head + step)
    err = head_err + half * (g_err + 2.0 * U * abs(g_low))
    err += U * (8.0 * U * head + 5.0 * abs(rest) + 9.0 * half * abs(first_low))
    coefficients = []
    c = sign * g
    remainder = outer = half * g * (1.0 + 2.0 * spread)
    width = half
    for n in range(2, DEGREE + 1):
        c *= sign * g / n
        width *= half
        remainder *= outer / n
        coefficients.append(derivative(n, head) * c)
        err += U * (11 * n + 5) * width * abs(coefficients[-1])
    err += derivative(DEGREE + 1, head + 2.0 * step) * remainder * outer / (DEGREE + 1)
    return head, rest, sign * first, sign * first_low, *coefficients, _rounded_up(err)


def _settled_quantile(n: int, k: int, in_tail: bool) -> "tuple[Enclosure, Enclosure]":
    """x and 1/pdf(x) of solve, cut to so many bits that no other guess would give others."""
    found = _one_step(n, k, in_tail)
    w = BITS
    while True:
        if found:
            x, slope = _leading_bits(found[0], 70), _leading_bits(found[1], 60)
            if x and slope:
                return x, slope
        found = solve(w, n, k, in_tail, guess)
        w *= 2


def _one_step(n: int, k: int, in_tail: bool) -> "tuple[Enclosure, Enclosure] | None":
    """The same, uncut, by one step from a guess x0 that is near, as most are; or None.

    With D and s of solve, x - x0 is between (1 - s)D and (1 + 2s)D; and v there, x*x/2 - x0*x0/2,
    differs from D*x0 by at most 2s|D|x0 + 2D*D <= s*s + 2D*D, exp(v) from 1 + v by s*s more.
    """
    m, d = guess(n, k, in_tail).as_integer_ratio()
    j = d.bit_length() - 1
    h, far = _half_square(m, d)
    if m == 0 or (far and not in_tail):
        return None
    density = _density(m, d)
    if far:
        excess = subtract(_area(m, d, density), exact(n, -k), BITS)
    else:
        low, high, e = multiply(density, kummer(h, BITS), BITS)
        sought = exact((1 << k - 1) - n, -k) if in_tail else exact(n, -k)
        excess = subtract(sought, (low * m, high * m, e - j), BITS)
    d_low, d_high, d_e = divide(excess, density, 64)
    unit = BITS - m.bit_length() + j  # from here on integers count units of 2**-unit
    near, size = m << unit - j, units_above(max(-d_low, d_high), d_e + unit)
    if size > near >> 30:
        return None
    s = shift_up(2 * size * (near + size), unit)
    slack = shift_up(2 * size * s, unit)
    x_low, x_high = units_below(d_low, d_e + unit) - slack, units_above(d_high, d_e + unit) + slack
    slack = shift_up(2 * s * s + 2 * size * size, unit)
    v_low, v_high = units_below(d_low * m, d_e - j + unit), units_above(d_high * m, d_e - j + unit)
    one = 1 << unit
    factor = one + v_low - slack, one + v_high + slack, -unit
    return (near + x_low, near + x_high, -unit), divide(factor, density, 80)


def _leading_bits(a: Enclosure, bits: int) -> "Enclosure | None":
    """The first bits of the value enclosed, a > 0, if both ends agree on them."""
    drop = a[1].bit_length() - bits
    low, high = units_below(a[0], -drop), units_below(a[1], -drop)
    return (low, low + 1, a[2] + drop) if low == high else None


def derivative(n: int, x: float) -> float:
    """P_n(x) of quantile_cell."""
    result = 0.0
    for c in DERIVATIVES[n]:
        result = result * x + c
    return result


def derivative_polynomials(count: int) -> "list[list[float]]":
    """P_1 to P_count after an empty place; their coefficients, highest first, are exact."""
    polynomials: list[list[float]] = [[], [1.0]]
    for n in range(1, count):
        p = polynomials[n]
        slope = [c * (len(p) - 1 - i) for i, c in enumerate(p)][:-1]
        product = [n * c for c in p] + [0.0]
        for i, c in enumerate(slope, 2):
            product[i] += c
        polynomials.append(product)
    return polynomials


DERIVATIVES = derivative_polynomials(DEGREE + 1)


def log_quantile_cell(a: float, half: float) -> Cell:
    """The z with log Q(z) = y around a, -2**40 < a < -2**-60.

    R = Q/pdf is the first of the moments M_k(z), the integral of t**k * exp(-z*t - t*t/2), and as
    dz/dy = -R and dM_k/dy = R*M_(k+1), every derivative of -z is a sum of products of moments: all
    are positive, for all y < 0.  So is the remainder of a Taylor series of -z after any number of
    terms, hence the n-th coefficient is at most (z(a) - z(a + D))/D**n, for any D < |a|.  Here D
    is 7/8 |a|, and -z(a/8) at most 4 for a < -2**-10, where the upper tail is above 2**-13.1, and
    at most 40 for all floats: a bound of what follows the last term.

    The coefficients are found for d/2**e, where |a| is between 2**(e - 1) and 2**e, as integers
    between bounds.  With r = 2**e*R, the derivative of -z, that of r is 2**e*r - z*r*r.
    """
    numerator, denominator = (-a).as_integer_ratio()
    e = frexp(a)[1]
    w = BITS + 32 + 10 * max(0, e)  # each coefficient of r loses about e bits
    z, r = _log_quantile_and_slope(w, numerator, denominator, e)
    head, rest, width = _two_floats(z)
    first, first_low, slope_width = _short_and_low(negative(scaled(r, -e)), 8)
    err = width + half * slope_width
    err += U * (8.0 * U * abs(head) + 5.0 * abs(rest) + 9.0 * half * abs(first_low))
    coefficients = []
    power = half
    for n, (low, high) in enumerate(_slope_coefficients(w, e, z, r), 2):
        power *= half
        coefficients.append(-ldexp((low + high) // n, -w - 1 - e * n))
        off = ldexp((high - low) // n + 2, -w - 1 - e * n)
        err += (off - U * (3 * n + 6) * coefficients[-1]) * power
    shrink = half / (-0.875 * a)
    size = shrink * shrink
    size *= size
    size *= size
    err += (abs(head) + (4.0 if a < -(2.0**-10) else 40.0)) * size * shrink / (1.0 - shrink)
    return head, rest, first, first_low, *coefficients, _rounded_up(err)


def _slope_coefficients(w: int, e: int, z: Enclosure, r: Enclosure) -> "list[tuple[int, int]]":
    """Bounds of r_1 to r_7, in units of 2**-w, from z_0 and r_0: see log_quantile_cell.

    (n + 1)r_(n+1) = 2**e*r_n - the sum of all z_i*s_(n-i), where s = r*r and z_i = -r_(i-1)/i.
    All r_n are positive, and so all s_n.
    """
    z_low, z_high = units_below(z[0], z[2] + w), units_above(z[1], z[2] + w)
    r_low, r_high = [units_below(r[0], r[2] + w)], [units_above(r[1], r[2] + w)]
    s_low: list[int] = []
    s_high: list[int] = []
    for n in range(7):
        s_low.append(sum(r_low[i] * r_low[n - i] for i in range(n + 1)) >> w)
        s_high.append(shift_up(sum(r_high[i] * r_high[n - i] for i in range(n + 1)), w))
        low = -z_high * (s_high[n] if z_high > 0 else s_low[n])
        high = -z_low * (s_low[n] if z_low > 0 else s_high[n])
        for i in range(1, n + 1):
            low += r_low[i - 1] * s_low[n - i] // i
            high += divide_up(r_high[i - 1] * s_high[n - i], i)
        low = (low >> w) + units_below(r_low[n], e)
        high = shift_up(high, w) + units_above(r_high[n], e)
        r_low.append(low // (n + 1))
        r_high.append(divide_up(high, n + 1))
    return list(zip(r_low, r_high))[1:]


def _log_quantile_and_slope(w: int, n: int, d: int, e: int) -> "tuple[Enclosure, Enclosure]":
    """z with log Q = -n/d, cut so that no guess would give another, and 2**e * Q/pdf there."""
    z_bits = w + 64
    while True:
        z = log_quantile(z_bits, n, d, guess)
        above = z[0] > 0
        size = _leading_bits(z if above else negative(z), w)
        if size:
            break
        z_bits *= 2
    # Q/pdf at one end; its logarithm has a slope of at most |z| + 1, so over the width of z, which
    # is at most |z| * 2**(1 - w), it changes by less than 2**(1 - w) * (|z| + 1)**2 of itself.
    m, k = size[0], -size[2]
    low, high, exponent = _mills_ratio(m, 1 << k, above, w)
    slack = (high >> w - 5 - 2 * ((m >> k) + 1).bit_length()) + 1
    return size if above else negative(size), (low - slack, high + slack, exponent + e)


def _mills_ratio(n: int, d: int, above: bool, w: int) -> Enclosure:
    """Q/pdf at n/d, or at -n/d."""
    h, in_tail = _half_square(n, d, w)
    if above and in_tail:  # where the density may be below all numbers
        return divide(mills(h, w), exact(n, 1 - d.bit_length()), w)
    density = _density(n, d, w)
    area = _area(n, d, density, w)
    return divide(area if above else subtract(ONE, area, w), density, w)


# Enclosures at the centre of a cell, n/d with d a power of two


def _density(n: int, d: int, w: int = BITS) -> Enclosure:
    found = _OVER_ROOT_2PI.get(w)
    if found is None:
        found = _OVER_ROOT_2PI[w] = divide(ONE, root_2pi(w), w)
    return multiply(exp_negative(n * n, 2 * d * d, w), found, w)


def _area(n: int, d: int, density: Enclosure, w: int = BITS) -> Enclosure:
    """Q, from pdf: 1/2 - a*pdf*K, or pdf*T/a in the tail, with a = n/2**k."""
    h, in_tail = _half_square(n, d, w)
    k = d.bit_length() - 1
    low, high, e = multiply(density, (mills if in_tail else kummer)(h, w), w)
    if in_tail:
        return (low << k + 8) // n, divide_up(high << k + 8, n), e - 8
    half = 1 << k - 1 - e
    return half - high * n, half - low * n, e - k


def _half_square(n: int, d: int, w: int = BITS) -> "tuple[int, bool]":
    """a*a/2, rounded down, and whether Mills' ratio is quicker there."""
    h = (n * n << w) // (2 * d * d)
    return h, h >= SWITCH << w


def _log_area_and_hazard(n: int, d: int) -> "tuple[Enclosure, Enclosure]":
    density = _density(n, d)
    if n < 0:
        above = _area(-n, d, density)
        return log_1_minus(above, BITS), divide(density, subtract(ONE, above, BITS), BITS)
    h, in_tail = _half_square(n, d)
    if not in_tail:
        area = _area(n, d, density)
        return logarithm(area, BITS), divide(density, area, BITS)
    # log Q = -a*a/2 - log(2 pi)/2 - log(hazard), where the density may be below all floats
    hazard = divide(exact(n, 1 - d.bit_length()), mills(h, BITS), BITS)
    _, low, high = constants(BITS)
    square = multiply(multiply(hazard, hazard, BITS), (2 * low, 2 * high, -BITS), BITS)
    rest = negative(scaled(logarithm(square, BITS), -1))
    return subtract(rest, exact(n * n, 1 - 2 * d.bit_length()), BITS), hazard


# Floats of enclosures


def _two_floats(a: Enclosure) -> "tuple[float, float, float]":
    """The middle as two floats, and half the width."""
    middle, e = a[0] + a[1], a[2] - 1
    head = ldexp(middle, e)
    rest = ldexp(middle - int(ldexp(head, -e)), e)
    return head, rest, ldexp(a[1] - a[0], e)


def _short_and_low(a: Enclosure, bits: int) -> "tuple[float, float, float]":
    """The middle as a float of few bits and another, and half the width."""
    middle, e = a[0] + a[1], a[2] - 1
    drop = max(0, middle.bit_length() - bits)
    short = middle >> drop
    return ldexp(short, e + drop), ldexp(middle - (short << drop), e), ldexp(a[1] - a[0], e)


def _linear(rest: float, first: float, first_low: float, half: float) -> float:
    """The rows of the table for rest, d*first_low and d_low*first."""
    return 5.0 * abs(rest) + half * (9.0 * abs(first_low) + 2.0**-19 * abs(first))


def _rounded_up(err: float) -> float:
    return 1.01 * err + 2.0**-1068


def _split(a: Enclosure, e: int) -> "tuple[float, float, float]":
    """The middle of a > 0 times 2**e as two floats, and half its width."""
    middle, exponent = a[0] + a[1], a[2] + e - 1
    drop = max(0, middle.bit_length() - 53)
    top = middle >> drop
    rest = middle - (top << drop)
    return ldexp(top, exponent + drop), ldexp(rest, exponent), ldexp(a[1] - a[0], exponent)
