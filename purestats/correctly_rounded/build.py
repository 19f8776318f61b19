# SPDX-License-Identifier: BSD-3-Clause
"""What the cells of the fast phase hold: Taylor coefficients as floats, and a proven error.

Q(z), the probability of a value above z, is sf as a public function, area as the value of a cell,
tail as the argument of a quantile.  A cell around a, of half width H, is

    head, rest, first, first_low, c2, ..., cN, err, (first_last, c2_low, c(N+1), finer_err)

of f(a + d) = head + rest + d*(first + first_low + first_last) + d*d*(c2 + c2_low) + ...  head is
the float nearest to f(a), and rest, like every other part, to what those before it lack.  first
has so few bits that its product with d, or with the part of d that cells.py takes, is exact.

err covers everything but what the caller adds: the half widths of the enclosures of f(a), f'(a)
and f''(a)/2, the remainder of the series, 2**-1068 where floats may underflow, as no head is below
2**-1000, and for |d| <= H, with u = 2**-53, every rounding, term by term: its own, those of the
sums and products it takes part in, of the rounding test and of a reflection 1 - f.

    term               own   products and sums of low       test, 1 - f   times u of
    what head + near
      lacks of total    0    1                                   2         2u*|f(a)|
    rest                1    2                                   2         |rest|
    d*first_low         1    5, of d + d_low 1                   2         H*|first_low|
    d_low*first         0    5                                   2         H*2**-22*|first|
    c_n * d**n          k_n  2n + 3, of d + d_low n              2         H**n*|c_n|

k_2 is 1, another k_n what the coefficient is off by.  1 % is added for terms in u*u.

finer_err is what finer_series needs: c_n * d**n has k_n and 3n - 1; up to c2 there are exact sums
of two floats, but for 14 roundings of what is below 7u*(|f(a)| + H*|first|) or d_low*|f'|, and for
d_low**2 * c2, with |d_low| at most 2**-51*(|a| + H); the test rounds what is below u*total.
"""

import math
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
from ..normal import _central_quantile, _tail_quantile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Cell = tuple["Any", ...]
Floats = tuple[float, ...]  # of an enclosure: see _floats

BITS = 104  # of the enclosures that cells are made of; 76 or more hold
U = 2.0**-53
FIRST_BITS_KEPT = 20  # of first, where only a part of d is multiplied with it
_OVER_ROOT_2PI: dict[int, Enclosure] = {}  # 1/sqrt(2 pi), by the number of bits

# R(z) = Q(z)/pdf(z), Mills' ratio, has no zero in the right half plane, nor within 1 of its real
# axis, and |R(z)| <= R(Re z), as it is the Laplace transform of a positive function.  So
# log(R(z)/R(a)) is analytic for |z - a| < D, its real part at most M = log(R(a - D)/R(a)), and by
# Borel and Caratheodory its n-th coefficient at most 2M/D**n.  For D = 1, M is largest at a = 0,
# 1.0204; for D = a/2 at most log 2, the integral of 1/z, which is more than hazard(z) - z.
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


def _cell(
    a: float,
    half: float,
    value: Floats,
    slope: Floats,
    second: Floats,
    more: "list[float]",
    known: float,
    whole: bool = False,
) -> Cell:
    """From the floats of f, f' and f''/2, c3 to c(N+1), and what these and the rest are off.

    whole says that near may round, as d is taken in one part.
    """
    head, rest, width = value
    first, first_low, first_last, slope_width = slope
    c2, c2_low, second_width = second
    square = half * half
    known = known + width + half * slope_width + square * second_width
    linear = half * abs(first)
    err = 8.0 * U * abs(head) + 5.0 * abs(rest) + 9.0 * half * abs(first_low)
    err += (2.0**-19 + whole) * linear + 12.0 * square * abs(c2)
    finer_err = 2.0**-46 * (abs(head) + linear)
    power = square
    size = 0.0
    for n, c in enumerate(more, 3):
        err += (3 * n + 2) * size  # of the term before
        power = power * half
        size = power * abs(c)
        finer_err += 3 * n * size
    d_low = 2.0**-51 * (abs(a) + half)
    off = d_low * (2.0**-49 * abs(first) + d_low * abs(c2))
    finer = first_last, c2_low, more[-1], _rounded_up(known + U * finer_err + off)
    return head, rest, first, first_low, c2, *more[:-1], _rounded_up(known + U * err + size), finer


def density_cell(a: float, half: float) -> Cell:
    """pdf around a >= 0: its derivative is -z*pdf, so (n + 1)c_(n+1) = -(a*c_n + c_(n-1)).

    Without signs the recurrence gives a majorant of |c_n|.  c_n is off by at most (3n - 1)u of it:
    by one rounding for pdf(a), one of a*pdf(a), three for each step.
    """
    n, d = a.as_integer_ratio()
    density = _density(n, d)
    slope = negative(multiply(density, exact(n, 1 - d.bit_length()), BITS))
    # twice c2 is (a*a - 1)*pdf
    low, high = sorted(((n * n - d * d) * density[0], (n * n - d * d) * density[1]))
    second = low, high, density[2] + 1 - 2 * d.bit_length()
    # norm_pdf takes d in one part, a multiple of 2**(e - 53) for z >= 2**(e - 1); below 1/4 the
    # slope is small, and its product with d may round.
    bits = frexp(a - half)[1] - frexp(half)[1] + 1 if a > 0.25 else FIRST_BITS_KEPT
    floats = _floats(density, 53, 53), _floats(slope, bits, 53, 53), _floats(second, 53, 53)
    return density_of_floats(a, half, *floats)


def _added(terms: "Any") -> "Any":
    """Their sum, a rounding for each: that of sum itself is another from Python 3.12 on."""
    total: Any = 0.0
    for each in terms:
        total = total + each
    return total


def density_of_floats(a: float, half: float, value: Floats, slope: Floats, second: Floats) -> Cell:
    """The cell from the floats of pdf, pdf' and pdf''/2; of many, as arrays."""
    c, sizes, off = _of_density(a, half, value[0], 9)
    off = off + _added(U * (3 * i - 1) * size for i, size in enumerate(sizes[3:], 3))
    return _cell(a, half, value, slope, second, c[3:], off, a <= 0.25)


def area_cell(a: float, half: float) -> Cell:
    """Q around a >= 0: c_n = -p_(n-1)/n, with p_n the coefficients of density_cell."""
    n, d = a.as_integer_ratio()
    density = _density(n, d)
    second = scaled(multiply(density, exact(n, 1 - d.bit_length()), BITS), -1)
    slope = _floats(negative(density), FIRST_BITS_KEPT, 53, 53)
    value = _floats(_area(n, d, density), 53, 53)
    return area_of_floats(a, half, value, slope, _floats(second, 53, 53))


def area_of_floats(a: float, half: float, value: Floats, slope: Floats, second: Floats) -> Cell:
    """The cell from the floats of Q, Q' and Q''/2; of many, as arrays."""
    p, sizes, off = _of_density(a, half, -(slope[0] + slope[1]), 8)
    off = off / 9.0
    coefficients = []
    for i in range(3, 9):
        coefficients.append(-p[i - 1] / i)
        off = off + U * (3 * i - 1) * sizes[i - 1] / i
    return _cell(a, half, value, slope, second, coefficients, off * half)


def around(n: int, d: int) -> Floats:
    """The floats of pdf and of Q at n/d."""
    density = _density(n, d)
    return *_floats(density, 53, 53), *_floats(_area(n, d, density), 53, 53)


def _of_density(
    a: float, half: float, head: float, count: int
) -> "tuple[list[float], list[float], float]":
    """Coefficients of pdf, their majorants times H**n, and what all that follow come to.

    v_i = t_i + H*t_(i-1) falls by a factor of at most a*H + H < 1/20 from term to term, so all
    terms after the second left out come to at most v/19 of it.
    """
    c, t = [head, -a * head], [head, a * half * head]
    for n in range(2, count + 2):
        c.append(-(a * c[-1] + c[-2]) / n)
        t.append((a * half * t[-1] + half * half * t[-2]) / n)
    return c[:count], t[:count], t[-2] + t[-1] + (t[-1] + half * t[-2]) / 19.0


def log_area_cell(a: float, half: float) -> Cell:
    """log Q around a >= -4.

    The hazard rate g, minus the slope, has g' = g*g - z*g: so (n + 1)g_(n+1) is the sum of all
    g_i*g_(n-i), less a*g_n + g_(n-1), in integers that count units of 2**-BITS.  An error of g_0
    makes e_n in g_n, where (n + 1)e_(n+1) is at most the sum of all 2|g_i|*e_(n-i), and |a|*e_n,
    e_(n-1), and 2 units for each n + 1 of rounding.  sizes and errors are times H**n.
    """
    n, d = a.as_integer_ratio()
    value, hazard = _log_area_and_hazard(n, d)
    low, high = units_below(hazard[0], hazard[2] + BITS), units_above(hazard[1], hazard[2] + BITS)
    g, sizes, errors = [0, low], [0.0, ldexp(low, -BITS)], [0.0, ldexp(high - low + 2, -BITS)]
    a_units = (n << BITS) // d
    power = 1.0
    for i in range(1, 9):
        total = sum(g[k] * g[i + 1 - k] for k in range(1, i + 1)) - a_units * g[i]
        g.append(((total >> BITS) - g[i - 1]) // i)
        power *= half
        sizes.append(abs(ldexp(g[-1], -BITS)) * power)
        off = 2.0 * half * _added(sizes[k] * errors[i + 1 - k] for k in range(1, i + 1))
        off += half * (abs(a) * errors[i] + half * errors[i - 1])
        errors.append(off / i + ldexp(2.0, -BITS))
    coefficients = [ldexp(-c, -BITS) / i for i, c in enumerate(g[3:], 3)]
    off = half * (_added(errors) + 2.0 * U * _added(sizes[3:]))  # k_n = 2
    off = off + _log_remainder(a, half)
    slope = _floats(negative(hazard), FIRST_BITS_KEPT, 53, 53)
    second = _floats((-g[2], -g[2], -BITS - 1), 53, 53)
    return _cell(a, half, _floats(value, 53, 53), slope, second, coefficients, off)


def _log_remainder(a: float, half: float) -> float:
    """What the terms of log Q from the tenth on come to, by the bounds of coefficients above."""
    if a < 0.0:
        reach, size = LOG_BODY_REACH[int(-2.0 * a)] if a > -4.0 else LOG_BODY_REACH[-1]
    elif a < 2.0:
        reach, size = 1.0, LOG_REACH[0]
    else:
        reach, size = 0.5 * a, LOG_REACH[1]
    shrink = half / reach
    return size * shrink**10 / (1.0 - shrink)


def logarithm_cell(a: float, half: float) -> Cell:
    """log around a from 1 to 2: c_n = -(-1/a)**n/n, by two roundings a step."""
    n, d = a.as_integer_ratio()
    centre = exact(n, 1 - d.bit_length())
    slope = divide(ONE, centre, BITS)
    second = negative(scaled(multiply(slope, slope, BITS), -1))
    value = logarithm(centre, BITS) if a > 1.0 else ZERO
    power, size = -1.0 / a / a, half * half
    off = 0.0
    coefficients = []
    for i in range(3, 10):
        power *= -1.0 / a
        size *= half
        coefficients.append(power / i)
        off += U * (2 * i + 1) * size
    off += 1.02 * size * half / 10.0
    floats = _floats(slope, FIRST_BITS_KEPT, 53, 53), _floats(second, 53, 53)
    return _cell(a, half, _floats(value, 53, 53), *floats, coefficients, off)


def quantile_cell(a: float, half: float, e: int, in_tail: bool) -> Cell:
    """The x > 0 of solve, for a tail or an offset of (a + d)*2**e, as a series in d.

    With g = 1/pdf, the derivatives of x are P_n(x) * g**n, P_1 = 1, P_(n+1) = P_n' + n*x*P_n,
    since x' = g and g' = x*g*g.  All coefficients of P_n are positive, so Lagrange's remainder is
    at most its value at the outer end, where x is at most 2*step more and g at most 1 + 2*spread
    times as large, by the lemma in solve: spread = 2*step*(x + step) is below 1/16.

    x and g are off by less than 2u, P_n by 2n - 2 for x and as many for Horner's scheme, g**n / n!
    by 4n - 2, their product by 1: k_n is less than 8n.
    """
    n, d = a.as_integer_ratio()
    quantile, slope = _settled_quantile(n, d.bit_length() - 1 - e, in_tail)
    slope = scaled(slope, e)
    second = scaled(multiply(multiply(slope, slope, BITS), quantile, BITS), -1)
    x, g = ldexp(quantile[0], quantile[2]), ldexp(slope[0], slope[2])
    sign = -1.0 if in_tail else 1.0  # x falls as its tail grows
    step = half * g
    outer = step * (1.0 + 4.0 * step * (x + step))
    c, size, remainder = 0.5 * g * g, 0.5 * step * step, 0.5 * outer * outer
    coefficients = []
    off = 0.0
    for i in range(3, 10):
        c *= sign * g / i
        size *= step / i
        remainder *= outer / i
        p = derivative(i, x)
        coefficients.append(p * c)
        off += U * 8 * i * p * size
    off += derivative(10, x + 2.0 * step) * remainder * outer / 10.0
    floats = _floats(negative(slope) if in_tail else slope, 8, 53, 53), _floats(second, 53, 53)
    return _cell(a, half, _floats(quantile, 53, 53), *floats, coefficients, off)  # d has 45 bits


def _settled_quantile(n: int, k: int, in_tail: bool) -> "tuple[Enclosure, Enclosure]":
    """x and 1/pdf(x) of solve, cut to so many bits that no other guess would give others."""
    w = BITS
    while True:
        x, slope = solve(w, n, k, in_tail, guess)
        found = _leading_bits(x, 77), _leading_bits(slope, 72)
        if found[0] and found[1]:
            return found[0], found[1]
        w *= 2


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


DERIVATIVES = derivative_polynomials(10)


def log_quantile_cell(a: float, half: float) -> Cell:
    """The z with log Q(z) = y around a, -2**40 < a < -2**-60.

    R = Q/pdf is the first of the moments M_k(z), the integrals of t**k * exp(-z*t - t*t/2), and as
    dz/dy = -R and dM_k/dy = R*M_(k+1), every derivative of -z is a sum of products of moments, and
    positive.  So the n-th coefficient is at most (z(a) - z(a + D))/D**n for any D < |a|, here
    7/8 |a|; -z(a/8) is at most 4 for a < -2**-10, at most 40 for all floats.

    The coefficients are found for d/2**e, |a| between 2**(e - 1) and 2**e, as integers between
    bounds.  With r = 2**e*R, the derivative of -z, that of r is 2**e*r - z*r*r.
    """
    n, d = (-a).as_integer_ratio()
    e = frexp(a)[1]
    w = BITS + 32 + 10 * max(0, e)  # each coefficient of r loses about e bits
    z, r = _log_quantile_and_slope(w, n, d, e)
    bounds = _slope_coefficients(w, e, z, r)
    second = -bounds[0][1], -bounds[0][0], -w - 1 - 2 * e
    coefficients = []
    off, power = 0.0, half * half
    for i, (low, high) in enumerate(bounds[1:], 3):
        power *= half
        coefficients.append(-ldexp((low + high) // i, -w - 1 - e * i))
        off += (ldexp((high - low) // i + 2, -w - 1 - e * i) - U * coefficients[-1]) * power
    shrink = half / (-0.875 * a)
    size = abs(ldexp(z[0], z[2])) + (4.0 if a < -(2.0**-10) else 40.0)
    off += size * shrink**10 / (1.0 - shrink)
    floats = _floats(negative(scaled(r, -e)), 8, 53, 53), _floats(second, 53, 53)
    return _cell(a, half, _floats(z, 53, 53), *floats, coefficients, off)


def _slope_coefficients(w: int, e: int, z: Enclosure, r: Enclosure) -> "list[tuple[int, int]]":
    """Bounds of r_1 to r_8, in units of 2**-w, from z_0 and r_0: see log_quantile_cell.

    (n + 1)r_(n+1) = 2**e*r_n - the sum of all z_i*s_(n-i), where s = r*r and z_i = -r_(i-1)/i.
    All r_n are positive, and so all s_n.
    """
    z_low, z_high = units_below(z[0], z[2] + w), units_above(z[1], z[2] + w)
    r_low, r_high = [units_below(r[0], r[2] + w)], [units_above(r[1], r[2] + w)]
    s_low: list[int] = []
    s_high: list[int] = []
    for n in range(8):
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
    # Q/pdf at one end; as the slope of its logarithm is at most |z| + 1, over the width of z it
    # changes by less than 2**(1 - w) * (|z| + 1)**2 of itself.
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


def guess(n: int, k: int, in_tail: bool) -> float:
    """A float near the x of solve, for a target n/2**k: where the search for it starts."""
    try:
        minus_log = k * 0.6931471805599453 - math.log(n)
        if not in_tail:
            x = _central_quantile(n / (1 << k))
        elif minus_log < 2.0:
            x = _central_quantile(0.5 - n / (1 << k))
        else:
            x = _tail_quantile(math.sqrt(2.0 * minus_log))
    except (ArithmeticError, ValueError):
        return 1.0
    return x if 0.0 <= x < 64.0 else 1.0  # a NaN too


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


def _floats(a: Enclosure, *bits: int) -> Floats:
    """Floats of so many bits, each nearest to what the middle has more, and half the width."""
    middle, e = a[0] + a[1], a[2] - 1
    found = []
    for count in bits:
        drop = max(0, middle.bit_length() - count)
        part = middle + (1 << drop >> 1) >> drop << drop
        found.append(ldexp(part, e))
        middle -= part
    return (*found, ldexp(a[1] - a[0], e))


def _rounded_up(err: float) -> float:
    return 1.01 * err + 2.0**-1068
