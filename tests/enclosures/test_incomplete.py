# SPDX-License-Identifier: BSD-3-Clause
"""The gamma function, the incomplete gamma functions and the areas of t: they hold the truth."""

import math
import random
from fractions import Fraction

import mpmath
import pytest

from purestats.enclosures import incomplete
from tests.enclosures.approximate import from_to
from tests.enclosures.test_kernels import holds
from tests.oracle.areas import true_chi2_lower, true_chi2_upper, true_t_logpdf, true_t_tail
from tests.oracle.exact import exact

SHAPES = [1e-9, 1e-3, 0.3, 0.5, 1.0, 4.5, 27.0, 30.75, 1e3, 1e9, 1e18, 1e40]


def bits_lost(enclosure, w):
    """How many of w bits its width takes."""
    low, high, _ = enclosure
    return w + math.log2(max(1, high - low)) - math.log2(max(abs(low), abs(high), 1))


@pytest.mark.parametrize("w", [64, 112, 224])
def test_gamma_and_digamma(w):
    for a in SHAPES:
        with mpmath.workprec(2 * w + 400):
            x = exact(a)
            scaled = mpmath.loggamma(x) - x * mpmath.log(x) + x
            for function, truth in (
                (incomplete.log_scaled_gamma, scaled),
                (incomplete.digamma, mpmath.psi(0, x)),
            ):
                got = function(w, *a.as_integer_ratio())
                holds(got, truth)
                assert bits_lost(got, w) < 14


def test_bernoulli_numbers():
    for k in (1, 2, 3, 7, 30, 61, 8):
        with mpmath.workprec(500):
            p, q = mpmath.bernfrac(2 * k)
        assert Fraction(*incomplete.bernoulli(k)) == Fraction(int(p), int(q))


@pytest.mark.parametrize("order", [0, 1])
def test_asymptotic_needs_its_units(order):
    """At few bits every term and the remainder show: half of the units would not do."""
    rng = random.Random(order)
    most = 0.0
    for _ in range(300):
        bn = rng.randrange(6 << 20, 60 << 20)
        w = rng.randrange(30, 36)
        low, high, _ = incomplete.asymptotic(w, bn, 1 << 20, order)
        with mpmath.workprec(120):
            b = mpmath.ldexp(bn, -20)
            log_b = mpmath.log(b)
            if order:
                truth = log_b - 1 / (2 * b) - mpmath.psi(0, b)
            else:
                half = mpmath.log(2 * mpmath.pi) / 2
                truth = mpmath.loggamma(b) - (b - 0.5) * log_b + b - half
            off = mpmath.ldexp(truth, w) - (low + 1)  # of the total, and k = high - total
        assert -1 <= off <= high - (low + 1)
        most = max(most, float(off / (high - (low + 1))))
    assert most > 0.5


def test_taylor_terms_are_off_by_at_most_their_errors():
    ratios = []
    for a, fine in ((64, 60), (66, 144), (67, 90), (1000, 144), (12345678, 80)):
        c = a - 1
        r = math.isqrt(incomplete.SPAN * c) + 1
        terms, errors = incomplete.taylor_terms(c, 1, r, fine)
        before, here = Fraction(0), Fraction(1)
        for n, (term, error) in enumerate(zip(terms, errors)):
            off = here * 2**fine - term
            assert abs(off) <= error
            ratios.append(off / error if error else 0)
            before, here = here, -Fraction(r, c) * (n * here + r * before) / (n + 1)
        # What comes after the last two is at most 8 times the larger, here by 200 more of them.
        size = max(abs(t) + e for t, e in zip(terms[-2:], errors[-2:]))
        rest = 0
        for n in range(len(terms), len(terms) + 200):
            rest += abs(here) * 2**fine
            before, here = here, -Fraction(r, c) * (n * here + r * before) / (n + 1)
        assert rest <= 8 * size
    assert max(map(abs, ratios)) > Fraction(1, 2)


@pytest.mark.parametrize(("a", "w"), [(64, 40), (300, 112)])
def test_budget_of_the_centre(a, w):
    """At t = 1, where every coefficient counts fully. In units of 2**-fine:

    e(n) r**n by err(n): a division, and the two before       sum of err(n)/(n + 1)
    the division by n + 1, and Horner's rule, |t| <= 1        2 for each term
    t less than a unit too small: the derivative is <= 1      1
    what comes after the last                                 8 m

    with m the larger size of the last two e(n) r**n, n + 1 >= 4 SPAN: as c >= CENTRE - 1,
    r/c < 0.55, and r*r/(c (n + 1)) < 0.26, so each pair is at most 0.81 times the one before.
    """
    centre = incomplete.GammaCentre(max(w, 64), a, 1)
    fine = centre.fine
    terms, errors = incomplete.taylor_terms(a - 1, 1, centre.reach, fine)
    total = 0
    for n in range(len(terms) - 1, -1, -1):
        coefficient = from_to(terms[n], -errors[n], errors[n]) // (n + 1)
        assert coefficient.i == centre.coefficients[len(terms) - 1 - n]
        total = (total * (1 << fine) >> fine) + coefficient
    after = 8 * max(abs(t) + e for t, e in zip(terms[-2:], errors[-2:]))
    needed = total.up_to() + 1 + after
    assert needed <= centre.error < 2 * needed
    lines = sum(error // (n + 1) + 3 for n, error in enumerate(errors)) + 1
    assert centre.error == lines + after  # nothing else pays for what comes after the last


def test_pairs_of_taylor_terms_shrink():
    """Each is at most q = r/c + r*r/(c (n + 1)) times the one before: together 2q/(1 - q)."""
    for c in range(incomplete.CENTRE - 1, 4000):
        r = math.isqrt(incomplete.SPAN * c) + 1
        assert r * r > incomplete.SPAN * c
        q = r / c + r * r / (c * 4 * incomplete.SPAN)
        assert q < 0.81
        assert 2 * q / (1 - q) < 8.6


@pytest.mark.parametrize("w", [64, 112])
def test_centre(w):
    rng = random.Random(w)
    for a in (64.0, 65.5, 100.25, 777.0):
        centre = incomplete.GammaCentre(w, *a.as_integer_ratio())
        for s in (-1.0, 1.0, 0.0, 1e-9, *(rng.uniform(-1, 1) for _ in range(6))):
            x = a - 1 + s * math.sqrt(incomplete.SPAN * (a - 1)) * (1 - 1e-12)
            with mpmath.workprec(300):
                truth = true_chi2_lower(2 * exact(x), 2 * exact(a))
            got = centre.lower(*x.as_integer_ratio())
            holds(got, truth)
            assert bits_lost(got, w) < 24
            assert centre.guessed(x - (a - 1)) == pytest.approx(float(truth), rel=1e-6)


def test_fraction_of_the_upper_area_has_its_lower_bounds():
    """G(j) >= x + j once j + 1 >= a: if G(j + 1) >= x + j + 1, then

    G(j) = x - a + 2j + 1 - (j + 1)(j + 1 - a)/G(j + 1) has at most j + 1 - a taken away.
    """
    for a, far in ((0.5, 11), (7.25, 13), (63.5, 40), (70.0, 40), (1000.5, 200)):
        law, x = incomplete.Gamma(*a.as_integer_ratio()), int(a) + far
        above, is_series, times, unit, numbers = law.terms(x, 1)
        assert (above, is_series, times) == (True, False, (1, 1))
        b, db, c, dc = (Fraction(each, unit) for each in numbers)
        g = Fraction(x + 1100)
        for j in range(1099, -1, -1):
            g = b + j * db + (j + 1) * (c + j * dc) / Fraction(round(g * 2**60), 2**60)
            assert j + 1 < a or g > x + j - Fraction(1, 2**50)
            assert g > b + j * db + min(0, c + j * dc) - Fraction(1, 2**50)  # as fraction asks


def shapes(rng, count):
    for i in range(count):
        yield rng.randrange(1, 200) / 2 if i % 2 else math.exp(rng.uniform(-6.9, 7.0))


@pytest.mark.parametrize("w", [64, 112, 224])
def test_areas_of_chi2(w):
    rng = random.Random(w)
    for a in shapes(rng, 24):
        x = abs(a + rng.uniform(-9, 9) * math.sqrt(a)) if rng.random() < 0.7 else a * rng.random()
        args = incomplete.Gamma(*a.as_integer_ratio()), *x.as_integer_ratio()
        with mpmath.workprec(2 * w + 250):
            lower = true_chi2_lower(2 * exact(x), 2 * exact(a))
            holds(incomplete.area(w, *args, False), lower)
            upper = true_chi2_upper(2 * exact(x), 2 * exact(a))
            holds(incomplete.area(w, *args, True), upper)
            log_upper = mpmath.log1p(-lower) if x < a else mpmath.log(upper)
            holds(incomplete.log_area(w, *args, True), log_upper)


@pytest.mark.parametrize("w", [64, 112, 224])
def test_areas_of_t(w):
    rng = random.Random(w)
    for a in shapes(rng, 24):
        z = math.exp(rng.uniform(-5, 4))
        law = incomplete.Student(*(2 * a).as_integer_ratio())
        args = law, *z.as_integer_ratio()
        with mpmath.workprec(2 * w + 200):
            tail = true_t_tail(exact(z), 2 * exact(a))
            holds(incomplete.area(w, *args, True), tail)
            holds(incomplete.area(w, *args, False), 1 - tail)
            holds(incomplete.log_area(w, *args, True), mpmath.log(tail))
            holds(incomplete.log_area(w, *args, False), mpmath.log1p(-tail))
            holds(law.log_weight(w, *args[1:]), true_t_logpdf(exact(z), 2 * exact(a)))


def test_constants_that_are_kept_are_bounded():
    for i in range(1, 300):
        incomplete.kept(incomplete.log_scaled_gamma, 64, i, 2)
        assert len(incomplete._KEPT) <= incomplete.KEPT
