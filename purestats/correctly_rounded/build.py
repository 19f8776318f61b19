# SPDX-License-Identifier: BSD-3-Clause
"""What the cells of the fast phase hold: Taylor coefficients as floats, and a proven error.

Q(z), the probability of a value above z, is sf as a public function, area as the value of a cell,
tail as the argument of a quantile.  A cell around a, of half width H, is

    head, rest, first, first_low, c2, ..., cN, err, (first_last, c2_low, c(N+1), finer_err)

of f(a + d) = head + rest + d*(first + first_low + first_last) + d*d*(c2 + c2_low) + ...  Each part
is the float nearest to what those before it lack, but for first, which has so few bits that its
product with d, or with the part of d that cells.py takes, is exact.

err, and finer_err for finer_series, cover for |d| <= H all but what the caller adds: what the
enclosures of f(a), f'(a) and f''(a)/2 leave open, the remainder of the series, 2**-1068 for
underflow, as no head is below 2**-1000, and every rounding, of u = 2**-53, term by term, with k_n
of c_n * H**n for c_n itself.  Arb encloses every cell.
"""

import math
from math import frexp, ldexp

from ..enclosures import (
    ONE,
    ZERO,
    Enclosure,
    divide,
    exact,
    multiply,
    negative,
    scaled,
    units_above,
    units_below,
)
from ..enclosures.normal import (
    half_square,
    hazard,
    log_body,
    log_quantile,
    log_tail,
    logarithm,
    pdf,
    solve,
    tail,
)
from ..normal import _central_quantile, _tail_quantile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

Cell = tuple["Any", ...]
Floats = tuple[float, ...]  # of an enclosure: see _floats

BITS = 120  # of enclosures; 80 or more hold
U = 2.0**-53
FIRST_BITS_KEPT = 20  # of first, where only a part of d is multiplied with it

# The n-th coefficient of log Q around a is at most L/D**n: L for D = 1 from a = 0 on, and for a/2
# from 2 on; then D, L for -a from k/2 to (k + 1)/2.
LOG_REACH = 2.05, 1.39
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

    whole: d is taken in one part, so near may round.
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
    """pdf around a >= 0: as pdf' = -z*pdf, (n + 1)c_(n+1) = -(a*c_n + c_(n-1)).

    Without signs that gives a majorant of |c_n|, and k_n = 3n - 1 of it.
    """
    n, d = a.as_integer_ratio()
    density = pdf(BITS, *half_square(n, d))
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
    """Their sum, a rounding for each: sum itself has others from Python 3.12 on."""
    total: Any = 0.0
    for each in terms:
        total = total + each
    return total


def density_of_floats(
    a: float, half: float, value: Floats, slope: Floats, second: Floats, terms: int = 7
) -> Cell:
    """The cell, to d**terms, from the floats of pdf, pdf' and pdf''/2; of many, as arrays."""
    c, sizes, off = _of_density(a, half, value[0], terms + 2)
    off = off + _added(U * (3 * i - 1) * size for i, size in enumerate(sizes[3:], 3))
    return _cell(a, half, value, slope, second, c[3:], off, a <= 0.25)


def area_cell(a: float, half: float) -> Cell:
    """Q around a >= 0: c_n = -p_(n-1)/n, with p_n the coefficients of density_cell."""
    n, d = a.as_integer_ratio()
    density = pdf(BITS, *half_square(n, d))
    second = scaled(multiply(density, exact(n, 1 - d.bit_length()), BITS), -1)
    slope = _floats(negative(density), FIRST_BITS_KEPT, 53, 53)
    value = _floats(tail(BITS, *half_square(n, d)), 53, 53)
    return area_of_floats(a, half, value, slope, _floats(second, 53, 53))


def area_of_floats(
    a: float, half: float, value: Floats, slope: Floats, second: Floats, terms: int = 7
) -> Cell:
    """The cell, to d**terms, from the floats of Q, Q' and Q''/2; of many, as arrays."""
    p, sizes, off = _of_density(a, half, -(slope[0] + slope[1]), terms + 1)
    off = off / (terms + 2.0)
    coefficients = []
    for i in range(3, terms + 2):
        coefficients.append(-p[i - 1] / i)
        off = off + U * (3 * i - 1) * sizes[i - 1] / i
    return _cell(a, half, value, slope, second, coefficients, off * half)


def around(n: int, d: int) -> Floats:
    """The floats of pdf and of Q at n/d."""
    h = half_square(n, d)
    return *_floats(pdf(BITS, *h), 53, 53), *_floats(tail(BITS, *h), 53, 53)


def _of_density(
    a: float, half: float, head: float, count: int
) -> "tuple[list[float], list[float], float]":
    """Coefficients of pdf, their majorants times H**n, and what all that follow come to.

    t_n + H*t_(n-1) falls by a factor of at most a*H + H < 1/20 from term to term.
    """
    c, t = [head, -a * head], [head, a * half * head]
    for n in range(2, count + 2):
        c.append(-(a * c[-1] + c[-2]) / n)
        t.append((a * half * t[-1] + half * half * t[-2]) / n)
    return c[:count], t[:count], t[-2] + t[-1] + (t[-1] + half * t[-2]) / 19.0


def log_area_cell(a: float, half: float) -> Cell:
    """log Q around a >= -4.

    The hazard g, minus the slope, has g' = g*g - z*g: (n + 1)g_(n+1) is the sum of all
    g_i*g_(n-i), less a*g_n + g_(n-1), in integers that count units of 2**-BITS.  errors are what
    these are off by, by the same recurrence and 2 units each; they and sizes are times H**n.
    """
    n, d = a.as_integer_ratio()
    value = (log_tail if n >= 0 else log_body)(BITS, *half_square(n, d))
    rate = hazard(BITS, n, d)
    low, high = units_below(rate[0], rate[2] + BITS), units_above(rate[1], rate[2] + BITS)
    g, sizes, errors = [0, low], [0.0, ldexp(low, -BITS)], [0.0, ldexp(high - low + 2, -BITS)]
    a_units = (n << BITS) // d
    power = 1.0
    for i in range(1, 9):
        total = sum(map(int.__mul__, g[1:], g[i:0:-1])) - a_units * g[i]
        g.append(((total >> BITS) - g[i - 1]) // i)
        power *= half
        sizes.append(abs(ldexp(g[-1], -BITS)) * power)
        off = 2.0 * half * _added(sizes[k] * errors[i + 1 - k] for k in range(1, i + 1))
        off += half * (abs(a) * errors[i] + half * errors[i - 1])
        errors.append(off / i + ldexp(2.0, -BITS))
    coefficients = [ldexp(-c, -BITS) / i for i, c in enumerate(g[3:], 3)]
    off = half * (_added(errors) + 2.0 * U * _added(sizes[3:]))  # k_n = 2
    off = off + _log_remainder(a, half)
    slope = _floats(negative(rate), FIRST_BITS_KEPT, 53, 53)
    second = _floats((-g[2], -g[2], -BITS - 1), 53, 53)
    return _cell(a, half, _floats(value, 53, 53), slope, second, coefficients, off)


def _log_remainder(a: float, half: float) -> float:
    """What the terms of log Q from the tenth on come to, by LOG_REACH."""
    if a < 0.0:
        reach, size = LOG_BODY_REACH[int(-2.0 * a)] if a > -4.0 else LOG_BODY_REACH[-1]
    elif a < 2.0:
        reach, size = 1.0, LOG_REACH[0]
    else:
        reach, size = 0.5 * a, LOG_REACH[1]
    return _from_tenth(size, half / reach)


def _from_tenth(size: float, shrink: float) -> float:
    """The sum of size*shrink**n, n from 10 on."""
    square = shrink * shrink
    power = square * square
    return size * (power * power * square) / (1.0 - shrink)


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

    As x' = g = 1/pdf and g' = x*g*g, its derivatives are P_n(x) * g**n, P_1 = 1,
    P_(n+1) = P_n' + n*x*P_n with positive coefficients: Lagrange's remainder is at most that at
    the outer end, where x is at most 2*step more and g at most 1 + 2*spread times as large,
    spread = 2*step*(x + step) < 1/16, as in solve_rising.  k_n is below 8n.
    """
    n, d = a.as_integer_ratio()
    quantile = _settled(77, solve, exact(n, e + 1 - d.bit_length()), in_tail, guess)
    m, k = quantile[0], -quantile[2]
    slope = scaled(divide(ONE, pdf(BITS, *half_square(m, 1 << k)), BITS), e)
    # At x itself, up to a unit of 2**-76 x or less above, it is larger by less than 2**-75 x*x.
    slope = multiply(slope, (1 << 75, (1 << 75) + ((m >> k) + 1) ** 2, -75), BITS)
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


def _settled(bits: int, enclose: "Callable[..., Enclosure]", *args: object) -> Enclosure:
    """The first bits of what enclose(w, *args) encloses: no other guess gives others."""
    w = bits + 48  # solve_rising is content with 4 bits less than these
    while True:
        low, high, e = enclose(w, *args)
        drop = high.bit_length() - bits
        low, high = units_below(low, -drop), units_below(high, -drop)
        if low == high:
            return low, low + 1, e + drop
        w *= 2


def derivative(n: int, x: float) -> float:
    """P_n(x) of quantile_cell."""
    result = 0.0
    for c in DERIVATIVES[n]:
        result = result * x + c
    return result


def _derivatives(count: int) -> "list[list[float]]":
    """P_1 to P_count after an empty place: coefficients, highest first, exact."""
    found: list[list[float]] = [[], [1.0]]
    for n in range(1, count):
        p = [0.0, 0.0, *found[n], 0.0]
        found.append([n * p[i + 2] + (n + 1 - i) * p[i] for i in range(n + 1)])
    return found


DERIVATIVES = _derivatives(10)


def log_quantile_cell(a: float, half: float) -> Cell:
    """The z with log Q(z) = y around a, -2**40 < a < -2**-60.

    As -z has positive derivatives, sums of products of moments, what its terms from the tenth on
    come to at D = 31/32 |a| is z(a) - z(a + D) less the others, and -z(a/32) at most 4.1 for
    a < -2**-10, else 10.

    Coefficients are those of d/2**e, |a| between 2**(e - 1) and 2**e, in units of 2**-w.  As
    r = 2**e*Q/pdf, the slope of -z, has r' = 2**e*r - z*r*r, an error grows by 2**e a term, while
    half**n falls by 2**(e - 8): w leaves less than 2**-88 of the linear term, as Arb shows.
    """
    n, d = (-a).as_integer_ratio()
    e = frexp(a)[1]
    bits = 88 + max(0, e)
    value = _settled(bits, log_quantile, n, d, guess)
    w = bits + 60 + 8 * max(0, e - 8)
    slope = divide(ONE, hazard(w, value[0], 1 << -value[2]), w)  # at the end of value
    z, r = [units_below(value[0], value[2] + w)], [units_below(slope[0], slope[2] + w + e)]
    squares: list[int] = []
    for i in range(8):
        z.append(-r[i] // (i + 1))
        squares.append(sum(map(int.__mul__, r, reversed(r))) >> w)
        total = sum(map(int.__mul__, z, reversed(squares))) >> w
        r.append((units_below(r[i], e) - total) // (i + 1))
    z.append(-r[8] // 9)
    first, second, *coefficients = (ldexp(c, -w - e * i) for i, c in enumerate(z[1:], 1))
    power = half * half
    off = 2.0**-88 * half * abs(first)
    for c in coefficients:
        power *= half
        off += U * abs(c) * power
    reach, terms = -31 / 32 * a, 0.0
    for c in reversed((first, second, *coefficients)):
        terms = (terms - c) * reach
    size = ldexp(value[0], value[2]) + (4.1 if a < -(2.0**-10) else 10.0) - terms
    off += _from_tenth(size, half / reach)
    # over the width of value, 2**(1 - bits) z, it changes by less than 2**-80 of itself
    slope = multiply(slope, ((1 << 80) - 1, (1 << 80) + 1, -80), BITS)
    floats = _floats(negative(slope), 8, 53, 53), _floats((z[2], z[2], -w - 2 * e), 53, 53)
    return _cell(a, half, _floats(value, 53, 53), *floats, coefficients, off)


def guess(n: int, k: float, in_tail: bool) -> float:
    """A float near the x of solve, for a target n/2**k."""
    try:
        minus_log = k * 0.6931471805599453 - math.log(n)
        if in_tail and minus_log >= 2.0:
            x = _tail_quantile(math.sqrt(2.0 * minus_log))
        else:
            p = math.exp(-minus_log)
            x = _central_quantile(0.5 - p if in_tail else p)
    except (ArithmeticError, ValueError):
        return 1.0
    return x if 0.0 <= x < math.inf else 1.0  # a NaN too


# Floats of enclosures


def _floats(a: Enclosure, *bits: int) -> Floats:
    """Floats of so many bits, each nearest to what those before it lack; half the width."""
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
