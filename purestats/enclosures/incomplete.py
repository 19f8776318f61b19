# SPDX-License-Identifier: BSD-3-Clause
"""Incomplete gamma and beta functions, enclosed: what chi-squared and t are made of.

w is the number of working bits, a unit is 2**-w. Kernels state how far off they may be, one line
for each source.

Arguments are exact: x = xn/xd > 0, z = n/d, a = an/ad > 0, and the degrees of freedom of t,
v = vn/vd > 0, or 1/0; ad and vd are powers of two. P(a, x) is the lower and Q(a, x) the upper
regularized incomplete gamma function, and power = x**a exp(-x)/Gamma(a), which is x times the
derivative of P by x. The area above z >= 0 is half of the regularized incomplete beta function
I_y(v/2, 1/2), y = v/(v + z*z), and its offset from 1/2 half of I_{1 - y}(1/2, v/2).
"""

from math import isqrt

from .arithmetic import (
    HALF,
    ONE,
    ZERO,
    Enclosure,
    add,
    cut,
    divide,
    divide_up,
    exact,
    moved,
    multiply,
    nearest,
    negative,
    ratio,
    scaled,
    subtract,
)
from .kernels import FAR, fraction, ratio_series, solve_rising
from .normal import constants, exponential, log_1_minus, logarithm

CENTRE = 64  # a from which the Taylor series about the mode serves the centre
SPAN = 18  # it reaches as far as s*s <= SPAN * mode, 4.2 standard deviations
STUDENT_SWITCH = 24  # z*z from which the continued fraction is quicker than the series
KEPT = 64  # constants, and a quarter of that Taylor series, that are kept at a time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .kernels import Point

_KEPT: "dict[tuple[object, ...], Enclosure]" = {}
_CENTRES: "dict[tuple[int, int, int], GammaCentre]" = {}
_TANGENTS = [1]


def over(a: Enclosure, d: int, w: int) -> Enclosure:
    """a / d, exact integer d > 0."""
    return cut(*divide(a, exact(d), w), w)


# Gamma


def kept_constant(
    function: "Callable[[int, int, int], Enclosure]", w: int, an: int, ad: int
) -> Enclosure:
    """function(w, an, ad), computed once while it is among the last."""
    key = function, w, an, ad
    found = _KEPT.get(key)
    if found is None:
        if len(_KEPT) >= KEPT:
            _KEPT.clear()
        found = _KEPT[key] = function(w, an, ad)
    return found


def log_fraction(w: int, n: int, d: int) -> Enclosure:
    """log(n/d)."""
    return logarithm(ratio(n, d, w), w)


def log_scaled_gamma(w: int, an: int, ad: int) -> Enclosure:
    """-log K(a), where K(a) = a**a exp(-a)/Gamma(a), to about w places after the point.

    Stirling: -log K(b) = log(2 pi/b)/2 + m(b); for b = a + N, as Gamma(b) = Gamma(a) (a)_N,
    log K(a) = log K(b) + log((a)_N/b**N) + N - a log(b/a).
    """
    shift, bn = far_enough(w, an, ad)
    _, low, high = constants(w)
    two_pi_over_b = over((2 * low * ad, 2 * high * ad, -w), bn, w)
    total = add(scaled(logarithm(two_pi_over_b, w), -1), asymptotic(w, bn, ad, 0), w)
    if shift:
        rising = 1
        for j in range(shift):
            rising *= an + j * ad
        total = subtract(total, logarithm(ratio(rising, bn**shift, w), w), w)
        total = subtract(total, exact(shift), w)
        fine = w + (an // ad).bit_length()
        total = add(
            total, over(multiply(exact(an), logarithm(ratio(bn, an, fine), fine), w), ad, w), w
        )
    return total


def digamma(w: int, an: int, ad: int) -> Enclosure:
    """The derivative of log Gamma(a), to about w places after the point.

    For b = a + N it is log(b) - 1/(2b) - m(b), less the sum of 1/(a + j), j < N.
    """
    shift, bn = far_enough(w, an, ad)
    total = subtract(logarithm(ratio(bn, ad, w), w), ratio(ad, 2 * bn, w), w)
    total = subtract(total, asymptotic(w, bn, ad, 1), w)
    for j in range(shift):
        total = subtract(total, ratio(ad, an + j * ad, w), w)
    return total


def far_enough(w: int, an: int, ad: int) -> "tuple[int, int]":
    """N, and the numerator of b = a + N over ad: b >= w/4, where asymptotic is short."""
    shift = max(0, w // 4 - an // ad)
    return shift, an + shift * ad


def asymptotic(w: int, bn: int, bd: int, order: int) -> Enclosure:
    """m(b): sum over k >= 1 of B(2k)/(2k (2k - 1) b**(2k - 1)), for order 1 B(2k)/(2k b**(2k)).

    Terms alternate, and the sum is off by less than the first that is left out, with its sign (for
    real b > 0; DLMF 5.11(ii)). Terms are exact fractions, rounded down to units: one unit for the
    first below one, which is left out, and one for each before.
    """
    square, total, k = bn * bn, 0, 0
    top, bottom = (bd, bn) if order == 0 else (bd * bd, square)  # 1/b**(2k - 1 + order)
    while True:
        k += 1
        n, d = bernoulli(k)
        term = (n * top << w) // (d * bottom * 2 * k * (1 if order else 2 * k - 1))
        if -1 <= term <= 0:
            return total - 1, total + k, -w
        if k > w:
            raise ArithmeticError("the asymptotic series does not reach the precision")
        total += term
        top, bottom = top * bd * bd, bottom * square


def bernoulli(k: int) -> "tuple[int, int]":
    """B(2k) as a fraction: by tangent numbers T(k), (-1)**(k - 1) 2k T(k)/(4**k (4**k - 1))."""
    while len(_TANGENTS) < k:  # Brent and Harvey, all anew: twice as many
        count = 2 * len(_TANGENTS) + 8
        tangents = [1] * count
        for i in range(1, count):
            tangents[i] = i * tangents[i - 1]
        for i in range(1, count):
            for j in range(i, count):
                tangents[j] = (j - i) * tangents[j - 1] + (j - i + 2) * tangents[j]
        _TANGENTS[:] = tangents
    power = 4**k
    return (2 * k if k & 1 else -2 * k) * _TANGENTS[k - 1], power * (power - 1)


# Incomplete gamma


def log_gamma_power(w: int, xn: int, xd: int, an: int, ad: int) -> Enclosure:
    """log of x**a exp(-x)/Gamma(a), which is log K(a) - a (r - 1 - log r) with r = x/a."""
    fine = w + (an // ad).bit_length()
    excess = ratio(xn * ad - an * xd, xd * ad, fine)  # x - a
    rest = multiply(
        logarithm(ratio(xn * ad, xd * an, fine), fine), exact(an, 1 - ad.bit_length()), fine
    )
    return negative(add(subtract(excess, rest, w), kept_constant(log_scaled_gamma, w, an, ad), w))


def gamma_power(w: int, xn: int, xd: int, an: int, ad: int) -> Enclosure:
    """x**a exp(-x)/Gamma(a)."""
    return exponential(log_gamma_power(w, xn, xd, an, ad), w)


def gamma_area(w: int, xn: int, xd: int, an: int, ad: int, lower: bool) -> Enclosure:
    """P(a, x), or Q(a, x)."""
    area, is_lower = _gamma_area(w, xn, xd, an, ad)
    return area if is_lower == lower else subtract(ONE, area, w)


def gamma_log_area(w: int, xn: int, xd: int, an: int, ad: int, lower: bool) -> Enclosure:
    """The logarithm of that, with no exp that could underflow."""
    if _is_gamma_centre(xn, xd, an, ad):
        return logarithm(gamma_area(w, xn, xd, an, ad, lower), w)
    factor, is_lower = _gamma_factor(w, xn, xd, an, ad)
    log_power = log_gamma_power(w, xn, xd, an, ad)
    if is_lower == lower:
        return add(log_power, logarithm(factor, w), w)
    return log_of_1_minus(multiply(exponential(log_power, w), factor, w), w)


def log_of_1_minus(q: Enclosure, w: int) -> Enclosure:
    """log(1 - q), 0 < q < 1; all that it may be where 1 is as good a q."""
    if q[1].bit_length() + q[2] < 0:  # below 1/2
        return log_1_minus(q, w)
    rest = subtract(ONE, q, w)
    return logarithm(rest, w) if rest[0] > 0 else (-1, 0, FAR)


def _gamma_area(
    w: int, xn: int, xd: int, an: int, ad: int, power: "Enclosure | None" = None
) -> "tuple[Enclosure, bool]":
    """P and True, or Q and False: whichever is at hand."""
    if _is_gamma_centre(xn, xd, an, ad):
        return gamma_centre(w, an, ad).lower(w, xn, xd), True
    factor, is_lower = _gamma_factor(w, xn, xd, an, ad)
    return multiply(power or gamma_power(w, xn, xd, an, ad), factor, w), is_lower


def _is_gamma_centre(xn: int, xd: int, an: int, ad: int) -> bool:
    if an < CENTRE * ad:
        return False
    s, d = xn * ad - (an - ad) * xd, xd * ad
    return s * s * ad <= SPAN * (an - ad) * d * d


def _gamma_factor(w: int, xn: int, xd: int, an: int, ad: int) -> "tuple[Enclosure, bool]":
    """P/power and True, or Q/power and False.

    P a/power is the sum of x**n/((a + 1) ... (a + n)), DLMF 8.11.4, and, for x < a,
    power/P = a - x + x/(a + 1 - x + 2x/(a + 2 - x + 3x/(a + 3 - x + ...))).
    power/Q = x + 1 - a + 1 (a - 1)/(x + 3 - a + 2 (a - 2)/(x + 5 - a + ...)), DLMF 8.9.2 in its
    even part, where G(j) is at least x + j once j + 1 >= a: if G(j + 1) >= x + j + 1, then
    G(j) = x - a + 2j + 1 - (j + 1)(j + 1 - a)/G(j + 1) has j + 1 - a at most taken away.
    """
    far = (xn * ad - an * xd) // (xd * ad)  # x - a
    if an < CENTRE * ad:
        if far < 10 or far * far * ad < SPAN * an:
            total = ratio_series((xn * ad << w) // xd, 0, an + ad, ad, w)
            return divide(multiply(total, exact(ad), w), exact(an), w), True
        is_lower = False
    else:
        is_lower = far < 0
    unit, x, a = 1 << w, (xn << w) // xd, (an << w) // ad
    difference = ((xn * ad - an * xd) << w) // (xd * ad)
    if is_lower:
        return divide(ONE, fraction(-difference - 1, unit, x, 0, w), w), True
    return divide(ONE, fraction(difference + unit, 2 * unit, a - unit, -unit, w), w), False


class GammaCentre:
    """P about the mode c = a - 1, by the Taylor series of its derivative over that at c.

    That is exp(-s)(1 + s/c)**c at x = c + s, with coefficients e(0) = 1, e(1) = 0,
    c (n + 1) e(n + 1) = -n e(n) - e(n - 1). Kept are e(n) r**n/(n + 1) for an r with |s| <= r, so
    that a sum in t = s/r is the integral over r. How far off that may be, in units of 2**-fine:

        e(n) r**n by err(n): a division, and the two before       sum of err(n)/(n + 1)
        the division by n + 1, and Horner's rule, |t| <= 1        2 for each term
        t less than a unit too small: the derivative is <= 1      1
        what comes after the last, below                          8 m

    With m the larger size of the last two e(n) r**n, n + 1 >= 4 SPAN: as c >= CENTRE - 1,
    r/c < 0.55, and r*r/(c (n + 1)) < 0.26, so each pair is at most 0.81 times the one before.
    """

    __slots__ = ("at_mode", "coefficients", "density", "error", "fine", "floats", "mode", "reach")

    def __init__(self, w: int, an: int, ad: int) -> None:
        self.fine = fine = w + 32
        self.mode = cn, cd = an - ad, ad
        self.reach = r = isqrt(SPAN * cn // cd) + 1
        terms, errors = taylor_terms(cn, cd, r, fine)
        self.coefficients = [term // (n + 1) for n, term in enumerate(terms)][::-1]
        after = 8 * max(abs(term) + error for term, error in zip(terms[-2:], errors[-2:]))
        self.error = sum(error // (n + 1) + 3 for n, error in enumerate(errors)) + 1 + after
        at_mode = multiply(gamma_power(fine, cn, cd, an, ad), exact(r * cd), fine)
        self.density = over(at_mode, cn, fine)
        end = cn + r * cd
        factor, _ = _gamma_factor(fine, end, cd, an, ad)
        beyond = multiply(gamma_power(fine, end, cd, an, ad), factor, fine)
        self.at_mode = subtract(subtract(ONE, beyond, fine), self._from_mode(1 << fine), fine)

        self.floats: list[float] = []

    def guessed(self, s: float) -> float:
        """About P(a, c + s), for a guess."""
        if not self.floats:
            unit = 1 << self.fine
            self.floats = [c / unit for c in self.coefficients]
        t, total = s / self.reach, 0.0
        for coefficient in self.floats:
            total = total * t + coefficient
        return nearest(*self.at_mode[1:]) + nearest(*self.density[1:]) * total * t

    def _from_mode(self, t: int) -> Enclosure:
        """The area from the mode to r times t, in units."""
        fine, total = self.fine, 0
        for coefficient in self.coefficients:
            total = (total * t >> fine) + coefficient
        total = total * t >> fine
        area = (total - self.error, total + self.error, -fine)
        return multiply(area, self.density, fine)

    def lower(self, w: int, xn: int, xd: int) -> Enclosure:
        """P(a, x) for x as near to the mode as _is_central says."""
        cn, cd = self.mode
        t = ((xn * cd - cn * xd) << self.fine) // (xd * cd * self.reach)
        return add(self.at_mode, self._from_mode(t), w)


def taylor_terms(cn: int, cd: int, r: int, fine: int) -> "tuple[list[int], list[int]]":
    """e(n) r**n as in GammaCentre, in units, and the units each may be off by, c = cn/cd."""
    terms, errors = [1 << fine, 0], [0, 0]
    n = 1
    while n < 4 * SPAN or abs(terms[-1]) > errors[-1] or abs(terms[-2]) > errors[-2]:
        step, bottom = cd * r, cn * (n + 1)
        terms.append(-(step * (n * terms[-1] + r * terms[-2]) // bottom))
        errors.append(divide_up(step * (n * errors[-1] + r * errors[-2]), bottom) + 1)
        n += 1
    return terms, errors


def gamma_centre(w: int, an: int, ad: int) -> GammaCentre:
    """GammaCentre(w, an, ad), computed once while it is among the last."""
    found = _CENTRES.get((w, an, ad))
    if found is None:
        if len(_CENTRES) >= KEPT // 4:
            _CENTRES.clear()
        found = _CENTRES[w, an, ad] = GammaCentre(w, an, ad)
    return found


def gamma_quantile(
    w: int,
    n: int,
    k: int,
    lower: bool,
    an: int,
    ad: int,
    guess: "Point | None",
    loc: float,
    scale: float,
) -> Enclosure:
    """loc + 2*scale*x with P(a, x) = n/2**k, or Q(a, x) = n/2**k."""
    target = exact(n, -k)
    other = subtract(ONE, target, w + k)
    mode = exact(an - ad, 1 - ad.bit_length())

    def excess(w: int, m: int, e: int) -> "tuple[Enclosure, Enclosure]":
        x = (m << e, 1) if e > 0 else (m, 1 << -e)
        power = gamma_power(w, *x, an, ad)
        area, rises = _gamma_area(w, *x, an, ad, power)
        sought = target if rises == lower else other
        rest = subtract(sought, area, w) if rises else subtract(area, sought, w)
        return rest, divide(power, exact(m, e), w)

    def bend(m: int, e: int, reach: Enclosure) -> Enclosure:
        """|f'/f| = |a - 1 - y|/y."""
        least = subtract(exact(m, e), reach, 64)
        if least[0] <= 0:
            return exact(1, FAR + 1)
        from_mode = subtract(exact(m, e), mode, 64)
        size = max(-from_mode[0], from_mode[1])
        return divide(add((size, size, from_mode[2]), reach, 64), least, 64)

    fine = 40 + (an // ad).bit_length() // 2
    return moved(scaled(solve_rising(w, guess, excess, bend, fine), 1), loc, scale, w)


def gamma_entropy(w: int, an: int, ad: int, scale: "tuple[int, int]") -> Enclosure:
    """a + log Gamma(a) + (1 - a) psi(a) + log(2 scale); log Gamma(a) is a log a - a - log K."""
    fine = w + (an // ad).bit_length()
    a = exact(an, 1 - ad.bit_length())
    total = multiply(logarithm(a, fine), a, fine)
    less = digamma(fine, an, ad)
    rest = exact(an - ad, 1 - ad.bit_length())
    signed = less if rest[0] >= 0 else negative(less)
    size = abs(rest[0])
    total = subtract(total, multiply(signed, (size, size, rest[2]), fine), fine)
    total = add(total, kept_constant(log_scaled_gamma, w, an, ad), w)
    return add(total, log_fraction(w, 2 * scale[0], scale[1]), w)


def gamma_pdf(w: int, xn: int, xd: int, an: int, ad: int, scale: "tuple[int, int]") -> Enclosure:
    """power/(2 x scale)."""
    f = multiply(gamma_power(w, xn, xd, an, ad), exact(scale[1] * xd), w)
    return over(f, 2 * xn * scale[0], w)


def gamma_logpdf(
    w: int, xn: int, xd: int, an: int, ad: int, scale: "tuple[int, int]"
) -> Enclosure:
    """log(power/(2 x scale))."""
    divisor = log_fraction(w, 2 * xn * scale[0], xd * scale[1])
    return subtract(log_gamma_power(w, xn, xd, an, ad), divisor, w)


# Student's t


def log_peak(w: int, vn: int, vd: int) -> Enclosure:
    """log of the density at 0, Gamma(a + 1/2)/(Gamma(a) sqrt(2 pi a)) with a = v/2.

    With K of log_scaled_gamma: a log(1 + 1/(2a)) - 1/2 + log((a + 1/2)/(2 pi a))/2 + log K(a)
    - log K(a + 1/2); for an infinite v -log(2 pi)/2.
    """
    _, low, high = constants(w)
    square = divide(ratio(vn + vd, vn, w), (2 * low, 2 * high, -w), w)
    total = scaled(logarithm(square, w), -1)
    if vd == 0:
        return total
    fine = w + (vn // vd).bit_length()
    growth = logarithm(ratio(vn + vd, vn, fine), fine)
    growth = scaled(multiply(growth, exact(vn, 1 - vd.bit_length()), fine), -1)
    total = add(total, subtract(growth, HALF, w), w)
    total = subtract(total, log_scaled_gamma(w, vn, 2 * vd), w)
    return add(total, log_scaled_gamma(w, vn + vd, 2 * vd), w)


def student_log_density(w: int, n: int, d: int, vn: int, vd: int) -> Enclosure:
    """log of the density at z: of that at 0 times (1 + z*z/v)**(-(v + 1)/2), or exp(-z*z/2)."""
    square, under = n * n, d * d
    if vd:
        fine = w + (vn // vd + 1).bit_length()
        power = logarithm(ratio(under * vn + square * vd, under * vn, fine), fine)
        power = multiply(power, exact(vn + vd, -vd.bit_length()), w)
    else:
        power = ratio(square, 2 * under, w)
    return subtract(kept_constant(log_peak, w, vn, vd), power, w)


def student_density(w: int, n: int, d: int, vn: int, vd: int) -> Enclosure:
    """The density at z."""
    return exponential(student_log_density(w, n, d, vn, vd), w)


def student_area(w: int, n: int, d: int, vn: int, vd: int) -> Enclosure:
    """The area above z, of either sign."""
    factor, in_tail = _student_factor(w, n, d, vn, vd)
    area = multiply(factor, student_density(w, n, d, vn, vd), w)
    if in_tail and n > 0:
        return area
    return subtract(ONE if in_tail else HALF, area, w)


def student_log_area(w: int, n: int, d: int, vn: int, vd: int) -> Enclosure:
    """log of the area above z, of either sign, with no exp that could underflow."""
    if n < 0:
        return log_of_1_minus(student_area(w, -n, d, vn, vd), w)
    factor, in_tail = _student_factor(w, n, d, vn, vd)
    log_density = student_log_density(w, n, d, vn, vd)
    if in_tail:
        return add(log_density, logarithm(factor, w), w)
    area = multiply(factor, exponential(log_density, w), w)
    return logarithm(subtract(HALF, area, w), w)


def _student_factor(w: int, n: int, d: int, vn: int, vd: int) -> "tuple[Enclosure, bool]":
    """The area beyond |z| and True, or that from 0 to z and False, over the density at z.

    The latter, for z*z <= 2v, or v if v < 2, is z times the sum over k of
    u**k (v + 1)(v + 3)...(v + 2k - 1)/(3 5 ... (2k + 1)) with u = z*z/(v + z*z), DLMF 8.17.8:
    terms have the ratios u (v + 1 + 2k)/(2k + 3), which fall, or are below u <= 1/2 if v < 2.

    The former is (1 + z*z/v)/(|z| g), where 1/g is F(1/2, 1; v/2 + 1; -v/(z*z)): DLMF 8.17.8 with
    15.8.1. Gauss's continued fraction for it, DLMF 15.7.5, by an equivalence transformation, is
    g = G(0) with G(j) = 1 + 2j/v + (j + 1)(1 + j/v)/(z*z G(j + 1)); for an infinite v Laplace's.
    """
    square, under = n * n, d * d
    whole = vn * under + square * vd
    if square < STUDENT_SWITCH * under and square * vd <= vn * under * (2 if vn >= 2 * vd else 1):
        p, dp = (square * (vn + vd) << w) // whole, (2 * square * vd << w) // whole
        return multiply(ratio(n, d, w), ratio_series(p, dp, 3, 2, w), w), False
    c, dc = (under << w) // square, (under * vd << w) // (square * vn)
    g = fraction(1 << w, (2 * vd << w) // vn, c, dc, w)
    return divide(ratio(whole, vn * abs(n) * d, w), g, w), True


def student_quantile(
    w: int,
    n: int,
    k: int,
    in_tail: bool,
    vn: int,
    vd: int,
    guess: "Point | None",
    loc: float,
    scale: float,
) -> Enclosure:
    """loc + scale*x, x > 0 with tail, or with offset from 1/2, n/2**k; scale of either sign."""
    target = exact(n, -k)
    other = subtract(HALF, target, w + k)

    def excess(w: int, m: int, e: int) -> "tuple[Enclosure, Enclosure]":
        z = (m << e, 1) if e > 0 else (m, 1 << -e)
        f = student_density(w, *z, vn, vd)
        factor, tailed = _student_factor(w, *z, vn, vd)
        area = multiply(factor, f, w)
        sought = target if tailed == in_tail else other
        return subtract(area, sought, w) if tailed else subtract(sought, area, w), f

    def bend(m: int, e: int, reach: Enclosure) -> Enclosure:
        """|f'/f| = (v + 1) y/(v + y*y)."""
        near = subtract(exact(m, e), reach, 64)
        square = multiply(near, near, 64) if near[0] > 0 else ZERO
        top = multiply(add(exact(m, e), reach, 64), exact(vn + vd), 64)
        return divide(top, add(exact(vn), multiply(square, exact(vd), 64), 64), 64)

    return moved(solve_rising(w, guess, excess, bend, 40), loc, scale, w)


def student_entropy(w: int, vn: int, vd: int, scale: "tuple[int, int]") -> Enclosure:
    """(v + 1)/2 (psi((v + 1)/2) - psi(v/2)), or its limit 1/2, - log_peak + log(scale)."""
    total = HALF
    if vd:
        fine = w + (vn // vd + 1).bit_length()
        slope = subtract(digamma(fine, vn + vd, 2 * vd), digamma(fine, vn, 2 * vd), fine)
        total = multiply(slope, exact(vn + vd, -vd.bit_length()), fine)
    total = subtract(total, kept_constant(log_peak, w, vn, vd), w)
    return add(total, log_fraction(w, *scale), w)


def student_pdf(w: int, n: int, d: int, vn: int, vd: int, scale: "tuple[int, int]") -> Enclosure:
    """density(z)/scale."""
    f = multiply(student_density(w, n, d, vn, vd), exact(scale[1]), w)
    return over(f, scale[0], w)


def student_logpdf(
    w: int, n: int, d: int, vn: int, vd: int, scale: "tuple[int, int]"
) -> Enclosure:
    """log(density(z)/scale)."""
    return subtract(student_log_density(w, n, d, vn, vd), log_fraction(w, *scale), w)
