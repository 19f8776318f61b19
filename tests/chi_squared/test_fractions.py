# SPDX-License-Identifier: BSD-3-Clause
"""Results of chi2 that are fractions: logarithms for two degrees of freedom.

With z for (x - loc)/scale these are -z/2, which is logsf for df = 2, and logpdf for df = 2 and a
scale of 1/2. For even df, cdf, sf and pdf are polynomials in z with fractions for coefficients
times exp(-z/2), transcendental for a fraction z > 0 (Lindemann), and logpdf is a fraction where
that polynomial is 1, which for df > 2 takes a float z/2. For other df number theory says little.
"""

import math
import random
from fractions import Fraction

from purestats.chi_squared import chi2_logpdf, chi2_logsf, chi2_pdf, chi2_ppf


def test_logsf_for_two_degrees_is_a_division():
    rng = random.Random(1)
    for _ in range(300):
        x, loc = rng.uniform(0.0, 9.0) * 2.0 ** rng.randrange(60), rng.uniform(-9.0, 0.0)
        scale = rng.choice((1.0, 3.0, 0.1, 1e9))
        value = -(Fraction(x) - Fraction(loc)) / Fraction(scale) / 2
        assert chi2_logsf(x, 2, loc, scale) == value.numerator / value.denominator
    assert chi2_logsf(2.0**54, 2, -2.0) == -(2.0**53)  # a tie
    assert chi2_logsf(2.0**54 + 4, 2, -2.0) == -(2.0**53) - 4


def test_logpdf_for_two_degrees_and_scale_one_half():
    assert chi2_logpdf(2.0**53, 2, -1.0, 0.5) == -(2.0**53)  # a tie
    assert chi2_logpdf(2.0**53 + 2, 2, -1.0, 0.5) == -(2.0**53) - 4
    assert chi2_logpdf(0.0, 2, 0.0, 0.5) == 0.0


def test_logpdf_whose_polynomial_is_1():
    """For df = 4 the density is z exp(-z/2)/(4 scale): log of it is -2 scale at z = 4 scale."""
    for scale in (0.3, 1.0, 7.123, 1e5):
        x = Fraction(scale) * 4 * Fraction(scale)
        if Fraction(float(x)) == x:
            assert chi2_logpdf(float(x), 4, 0.0, scale) == -2.0 * scale


def test_at_zero():
    assert chi2_pdf(0.0, 2, 0.0, 3.0) == 0.5 / 3.0
    assert chi2_logpdf(0.0, 2) == -0.6931471805599453
    assert chi2_pdf(0.0, 1) == math.inf
    assert chi2_pdf(0.0, 3) == 0.0
    assert chi2_ppf(0.0, 3, 5.0) == 5.0
