# SPDX-License-Identifier: BSD-3-Clause
"""The incomplete gamma and beta functions enclosed: what chi-squared and t are made of.

w is the number of working bits, a unit is 2**-w. Arguments n/d >= 0 are exact, and parameters,
over powers of two.
"""

from math import comb, isqrt

from . import (
    FAR,
    HALF,
    ONE,
    ZERO,
    Enclosure,
    add,
    divide,
    divide_up,
    exact,
    fraction,
    moved,
    multiply,
    nearest,
    negative,
    ratio,
    ratio_series,
    scaled,
    solve_rising,
    subtract,
)
from .normal import constants, exponential, log_1_minus, logarithm

CENTRE = 64  # a from which the Taylor series about the mode serves
SPAN = 18  # s*s <= SPAN * mode there: 4.2 standard deviations
STUDENT_SWITCH = 24  # z*z from which the continued fraction is quicker
KEPT = 40  # constants that are kept at a time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Law = Any  # Student or Gamma; a copy may have one
    Fraction = tuple[int, int]  # numerator and denominator; 1/0 is infinite, 0/0 a NaN
    Terms = tuple[bool, bool, Fraction, int, tuple[int, int, int, int]]

    from . import Point

_KEPT: "dict[tuple[object, ...], Any]" = {}
_TANGENTS = {1: 1}


def kept(function: "Callable[[int, int, int], Any]", w: int, n: int, d: int) -> "Any":
    """function(w, n, d), computed once while it is among the last."""
    key = function, w, n, d
    found = _KEPT.get(key)
    if found is None:
        if len(_KEPT) >= KEPT:
            _KEPT.clear()
        found = _KEPT[key] = function(w, n, d)
    return found


# The gamma function


def log_of_1_minus(q: Enclosure, w: int) -> Enclosure:
    """log(1 - q), 0 < q < 1; all that it may be where q may be 1."""
    if q[1].bit_length() + q[2] < 0:  # below 1/2
        return log_1_minus(q, w)
    rest = subtract(ONE, q, w)
    return logarithm(rest, w) if rest[0] > 0 else (-1, 0, FAR)


def log_fraction(w: int, n: int, d: int) -> Enclosure:
    """log(n/d)."""
    return logarithm(ratio(n, d, w), w)


def log_scaled_gamma(w: int, an: int, ad: int) -> Enclosure:
    """-log K(a), where K(a) = a**a exp(-a)/Gamma(a), to about w places after the point.

    With b = a + N, Stirling's -log K(b) = log(2 pi/b)/2 + m(b), and
    log K(a) = log K(b) + log((a)_N/b**N) + N - a log(b/a).
    """
    shift, bn = far_enough(w, an, ad)
    _, low, high = constants(w)
    two_pi_over_b = divide((2 * low * ad, 2 * high * ad, -w), exact(bn), w)
    total = add(scaled(logarithm(two_pi_over_b, w), -1), asymptotic(w, bn, ad, 0), w)
    if shift:
        rising = 1
        for j in range(shift):
            rising *= an + j * ad
        total = subtract(total, log_fraction(w, rising, bn**shift), w)
        total = subtract(total, exact(shift), w)
        fine = w + (an // ad).bit_length()
        growth = multiply(exact(an), log_fraction(fine, bn, an), fine)
        total = add(total, divide(growth, exact(ad), w), w)
    return total


def digamma(w: int, an: int, ad: int) -> Enclosure:
    """The derivative of log Gamma(a), to about w places after the point.

    With b = a + N it is log(b) - 1/(2b) - m(b), less the sum of 1/(a + j), j < N.
    """
    shift, bn = far_enough(w, an, ad)
    total = subtract(log_fraction(w, bn, ad), ratio(ad, 2 * bn, w), w)
    total = subtract(total, asymptotic(w, bn, ad, 1), w)
    for j in range(shift):
        total = subtract(total, ratio(ad, an + j * ad, w), w)
    return total


def far_enough(w: int, an: int, ad: int) -> "tuple[int, int]":
    """N, and b = a + N >= w/4 times ad, where asymptotic is short."""
    shift = max(0, w // 4 - an // ad)
    return shift, an + shift * ad


def asymptotic(w: int, bn: int, bd: int, order: int) -> Enclosure:
    """m(b): sum over k >= 1 of B(2k)/(2k (2k - 1) b**(2k - 1)), for order 1 B(2k)/(2k b**(2k)).

    It is off by less than the first term left out, DLMF 5.11(ii), and a unit for each before.
    """
    total, k = 0, 0
    top, bottom = bd ** (1 + order), bn ** (1 + order)
    while True:
        k += 1
        n, d = bernoulli(k)
        term = (n * top << w) // (d * bottom * 2 * k * (1 if order else 2 * k - 1))
        if -1 <= term <= 0:
            return total - 1, total + k, -w
        total += term
        top, bottom = top * bd * bd, bottom * bn * bn


def bernoulli(k: int) -> "Fraction":
    """B(2k), by tangent numbers, of which tan' = 1 + tan**2 gives each from those before."""
    for n in range(len(_TANGENTS), k):
        _TANGENTS[n + 1] = sum(
            comb(2 * n, 2 * i - 1) * _TANGENTS[i] * _TANGENTS[n + 1 - i] for i in range(1, n + 1)
        )
    power = 4**k
    return (2 * k if k & 1 else -2 * k) * _TANGENTS[k], power * (power - 1)


# What both laws share: one area, below or above x, is a factor times the weight of x.


def area(w: int, law: "Law", n: int, d: int, upper: bool) -> Enclosure:
    """The probability above n/d, or below it."""
    return _side(w, law, *_part(w, law, n, d), upper)


def log_area(w: int, law: "Law", n: int, d: int, upper: bool) -> Enclosure:
    """The logarithm of that, with no exp that could underflow."""
    found, above = law.centre(w, n, d), False
    if found is None:
        factor, above = _factor(w, law, n, d)
        log_weight = law.log_weight(w, n, d)
        if above == upper and (upper or law.whole == ONE):
            return add(log_weight, logarithm(factor, w), w)
        found = multiply(exponential(log_weight, w), factor, w)
    return log_of_1_minus(_side(w, law, found, above, not upper), w)


def _side(w: int, law: "Law", found: Enclosure, above: bool, upper: bool) -> Enclosure:
    """The probability above x, or below it, by either area; 1 - whole is what is below 0."""
    if above != upper:
        return subtract(law.whole if upper else ONE, found, w)
    return found if upper else add(found, subtract(ONE, law.whole, w), w)


def _part(
    w: int, law: "Law", n: int, d: int, weight: "Enclosure | None" = None
) -> "tuple[Enclosure, bool]":
    """One of the two areas, and whether it is the one above."""
    centre = law.centre(w, n, d)
    if centre is not None:
        return centre, False
    factor, above = _factor(w, law, n, d)
    return multiply(weight or exponential(law.log_weight(w, n, d), w), factor, w), above


def _factor(w: int, law: "Law", n: int, d: int) -> "tuple[Enclosure, bool]":
    """One of the two areas over the weight, and whether it is the one above."""
    above, is_series, (top, bottom), unit, (p, dp, q, dq) = law.terms(n, d)
    p, dp = (p << w) // unit, (dp << w) // unit
    if is_series:
        return multiply(ratio_series(p, dp, q, dq, w), ratio(top, bottom, w), w), above
    under = fraction(p, dp, (q << w) // unit, (dq << w) // unit, w)
    return divide(ratio(top, bottom, w), under, w), above


def law_quantile(
    w: int,
    law: "Law",
    n: int,
    k: int,
    upper: bool,
    guess: "Point | None",
    loc: float,
    scale: float,
) -> Enclosure:
    """loc + scale*x, twice that scale for Gamma, where the area above x, or below, is n/2**k."""
    target = exact(n, -k)
    other = subtract(law.whole, target, w + k)

    def excess(w: int, m: int, e: int) -> "tuple[Enclosure, Enclosure]":
        x = (m << e, 1) if e > 0 else (m, 1 << -e)
        weight = exponential(law.log_weight(w, *x), w)
        found, above = _part(w, law, *x, weight)
        sought = target if above == upper else other
        rest = subtract(found, sought, w) if above else subtract(sought, found, w)
        return rest, law.density(w, weight, exact(m, e))

    x = solve_rising(w, guess, excess, law.bend, 40 + law.ratio[0].bit_length() // 2)
    return moved(scaled(x, law.doubled), loc, scale, w)


def density(w: int, law: "Law", n: int, d: int, divisor: "Fraction") -> Enclosure:
    """The weight over a divisor."""
    weight = exponential(law.log_weight(w, n, d), w)
    return divide(multiply(weight, exact(divisor[1]), w), exact(divisor[0]), w)


def log_density(w: int, law: "Law", n: int, d: int, divisor: "Fraction") -> Enclosure:
    """The logarithm of that."""
    return subtract(law.log_weight(w, n, d), log_fraction(w, *divisor), w)


# Chi-squared


class Gamma:
    """The gamma distribution of shape a = an/ad > 0, half of chi-squared.

    Its weight at x = n/d > 0 is x**a exp(-x)/Gamma(a), x times the density; its areas are P(a, x)
    and Q(a, x), the regularized incomplete gamma functions.
    """

    __slots__ = ("ratio",)
    whole, doubled = ONE, 1

    def __init__(self, an: int, ad: int) -> None:
        self.ratio = an, ad

    def log_weight(self, w: int, n: int, d: int) -> Enclosure:
        """log K(a) - a (r - 1 - log r) with r = x/a."""
        an, ad = self.ratio
        fine = w + (an // ad).bit_length()
        excess = ratio(n * ad - an * d, d * ad, fine)  # x - a
        rest = multiply(log_fraction(fine, n * ad, d * an), exact(an, 1 - ad.bit_length()), fine)
        return negative(add(subtract(excess, rest, w), kept(log_scaled_gamma, w, an, ad), w))

    def density(self, w: int, weight: Enclosure, x: Enclosure) -> Enclosure:
        return divide(weight, x, w)

    def centre(self, w: int, n: int, d: int) -> "Enclosure | None":
        """P near the mode of a large a."""
        if not self.is_central(n, d):
            return None
        centre: GammaCentre = kept(GammaCentre, w, *self.ratio)
        return centre.lower(n, d)

    def is_central(self, n: int, d: int) -> bool:
        an, ad = self.ratio
        s = n * ad - (an - ad) * d
        return an >= CENTRE * ad and s * s <= SPAN * (an - ad) * ad * d * d

    def terms(self, n: int, d: int) -> "Terms":
        """As Student.terms: P a/weight is the sum of x**n/((a + 1) ... (a + n)), DLMF 8.11.4.

        weight/P = a - x + x/(a + 1 - x + 2x/(a + 2 - x + 3x/(a + 3 - x + ...))) for x < a, and
        weight/Q = x + 1 - a + 1 (a - 1)/(x + 3 - a + 2 (a - 2)/(x + 5 - a + ...)), DLMF 8.9.2 in
        its even part, where G(j) >= x + j once j + 1 >= a: at most j + 1 - a is taken away.
        """
        an, ad = self.ratio
        x, a, unit = n * ad, an * d, ad * d
        far = (x - a) // unit
        if an < CENTRE * ad:
            if far < 10 or far * far * ad < SPAN * an:
                return False, True, (ad, an), d, (x, 0, an + ad, ad)
        elif far < 0:
            return False, False, (1, 1), unit, (a - x, unit, x, 0)
        return True, False, (1, 1), unit, (x - a + unit, 2 * unit, a - unit, -unit)

    def bend(self, m: int, e: int, reach: Enclosure) -> Enclosure:
        """As of solve_rising: |a - 1 - y|/y."""
        least = subtract(exact(m, e), reach, 64)
        if least[0] <= 0:
            return exact(1, FAR + 1)
        an, ad = self.ratio
        off = subtract(exact(m, e), exact(an - ad, 1 - ad.bit_length()), 64)
        size = max(-off[0], off[1])
        return divide(add((size, size, off[2]), reach, 64), least, 64)


class GammaCentre:
    """P about the mode c = a - 1, by the Taylor series of its derivative over that at c.

    That is exp(-s)(1 + s/c)**c at x = c + s, with coefficients e(0) = 1, e(1) = 0,
    c (n + 1) e(n + 1) = -n e(n) - e(n - 1). Kept are e(n) r**n/(n + 1), |s| <= r, of the integral
    over r in t = s/r; after the last come at most 8 times the larger of two, as each pair is at
    most 0.81 times the one before.
    """

    __slots__ = ("at_mode", "coefficients", "density", "error", "fine", "floats", "mode", "reach")

    def __init__(self, w: int, an: int, ad: int) -> None:
        self.fine = fine = w + 32
        self.mode = cn, cd = an - ad, ad
        self.reach = r = isqrt(SPAN * cn // cd) + 1
        terms, errors = taylor_terms(cn, cd, r, fine)
        self.coefficients = [term // (n + 1) for n, term in enumerate(terms)][::-1]
        self.floats = [coefficient / (1 << fine) for coefficient in self.coefficients]
        after = 8 * max(abs(term) + error for term, error in zip(terms[-2:], errors[-2:]))
        self.error = sum(error // (n + 1) + 3 for n, error in enumerate(errors)) + 1 + after
        law = Gamma(an, ad)
        self.density = density(fine, law, cn, cd, (cn, r * cd))
        end = area(fine, law, cn + r * cd, cd, False)
        self.at_mode = subtract(end, self._from_mode(1 << fine), fine)

    def guessed(self, s: float) -> float:
        """About P(a, c + s), for a guess."""
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
        return multiply((total - self.error, total + self.error, -fine), self.density, fine)

    def lower(self, n: int, d: int) -> Enclosure:
        """P(a, n/d), where is_central."""
        cn, cd = self.mode
        t = ((n * cd - cn * d) << self.fine) // (d * cd * self.reach)
        return add(self.at_mode, self._from_mode(t), self.fine)


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


def gamma_entropy(w: int, an: int, ad: int, scale: "Fraction") -> Enclosure:
    """a + log Gamma(a) + (1 - a) psi(a) + log(2 scale); log Gamma(a) is a log a - a - log K."""
    fine = w + (an // ad).bit_length()
    e = 1 - ad.bit_length()
    total = multiply(log_fraction(fine, an, ad), exact(an, e), fine)
    less = digamma(fine, an, ad)
    less = multiply(less if an >= ad else negative(less), exact(abs(an - ad), e), fine)
    total = add(subtract(total, less, fine), kept(log_scaled_gamma, w, an, ad), w)
    return add(total, log_fraction(w, 2 * scale[0], scale[1]), w)


# Student's t


class Student:
    """Student's t of v = vn/vd > 0 degrees of freedom; 1/0 is the normal distribution.

    Its weight at z = n/d >= 0 is the density; its areas, from 0 to z and above, are halves of the
    regularized incomplete beta functions I_{1 - y}(1/2, v/2) and I_y(v/2, 1/2), y = v/(v + z*z).
    """

    __slots__ = ("ratio",)
    whole, doubled = HALF, 0

    def __init__(self, vn: int, vd: int) -> None:
        self.ratio = vn, vd

    def log_weight(self, w: int, n: int, d: int) -> Enclosure:
        """That at 0, less (v + 1)/2 log(1 + z*z/v), or z*z/2."""
        (vn, vd), square, under = self.ratio, n * n, d * d
        if vd:
            fine = w + (vn // vd + 1).bit_length()
            power = log_fraction(fine, under * vn + square * vd, under * vn)
            power = multiply(power, exact(vn + vd, -vd.bit_length()), w)
        else:
            power = ratio(square, 2 * under, w)
        return subtract(kept(log_peak, w, vn, vd), power, w)

    def density(self, w: int, weight: Enclosure, z: Enclosure) -> Enclosure:
        return weight

    def centre(self, w: int, n: int, d: int) -> "Enclosure | None":
        return None

    def terms(self, n: int, d: int, switch: int = STUDENT_SWITCH) -> "Terms":
        """Whether it is the area above, and by a series; a fraction, a unit, and four numbers.

        The area over the weight is that fraction times ratio_series, or over fraction, of the
        numbers, each over the unit but for the last two of a series.

        From 0, for z*z <= 2v, or v if v < 2, it is z times the sum over k of
        u**k (v + 1)(v + 3)...(v + 2k - 1)/(3 5 ... (2k + 1)) with u = z*z/(v + z*z), DLMF 8.17.8:
        the ratios u (v + 1 + 2k)/(2k + 3) fall, or are below u <= 1/2 if v < 2.
        Above, it is (1 + z*z/v)/(z g), 1/g = F(1/2, 1; v/2 + 1; -v/(z*z)), by 15.8.1 too, and
        g = G(0) with G(j) = 1 + 2j/v + (j + 1)(1 + j/v)/(z*z G(j + 1)), 15.7.5.
        """
        (vn, vd), square, under = self.ratio, n * n, d * d
        u, v = square * vd, under * vn
        if square < switch * under and u <= v * (2 if vn >= 2 * vd else 1):
            return False, True, (n, d), u + v, (square * (vn + vd), 2 * u, 3, 2)
        return True, False, (u + v, vn * n * d), square * vn, (square * vn, 2 * u, v, under * vd)

    def bend(self, m: int, e: int, reach: Enclosure) -> Enclosure:
        """As of solve_rising: (v + 1) y/(v + y*y)."""
        vn, vd = map(exact, self.ratio)
        near = subtract(exact(m, e), reach, 64)
        square = multiply(near, near, 64) if near[0] > 0 else ZERO
        top = multiply(add(exact(m, e), reach, 64), add(vn, vd, 64), 64)
        return divide(top, add(vn, multiply(square, vd, 64), 64), 64)


def log_peak(w: int, vn: int, vd: int) -> Enclosure:
    """log of the density at 0, Gamma(a + 1/2)/(Gamma(a) sqrt(2 pi a)) with a = v/2: by log K,
    a log(1 + 1/(2a)) - 1/2 + log((a + 1/2)/(2 pi a))/2 + log K(a) - log K(a + 1/2).
    """
    _, low, high = constants(w)
    square = divide(ratio(vn + vd, vn, w), (2 * low, 2 * high, -w), w)
    total = scaled(logarithm(square, w), -1)
    if vd == 0:
        return total
    fine = w + (vn // vd).bit_length()
    growth = multiply(log_fraction(fine, vn + vd, vn), exact(vn, -vd.bit_length()), fine)
    total = add(total, subtract(growth, HALF, w), w)
    total = subtract(total, log_scaled_gamma(w, vn, 2 * vd), w)
    return add(total, log_scaled_gamma(w, vn + vd, 2 * vd), w)


def student_entropy(w: int, vn: int, vd: int, scale: "Fraction") -> Enclosure:
    """(v + 1)/2 (psi((v + 1)/2) - psi(v/2)), or its limit 1/2, - log_peak + log(scale)."""
    total = HALF
    if vd:
        fine = w + (vn // vd + 1).bit_length()
        slope = subtract(digamma(fine, vn + vd, 2 * vd), digamma(fine, vn, 2 * vd), fine)
        total = multiply(slope, exact(vn + vd, -vd.bit_length()), fine)
    total = subtract(total, kept(log_peak, w, vn, vd), w)
    return add(total, log_fraction(w, *scale), w)
