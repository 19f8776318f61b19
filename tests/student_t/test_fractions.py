# SPDX-License-Identifier: BSD-3-Clause
"""Results of t that are fractions, where no enclosure may ever decide: for even df, and df = 1.

* Odd df: cdf is 1/2 + (h + A)/pi with tan(h) = z/sqrt(df) and an algebraic A, from df = 3 on zero
  for z = 0 alone. A sum of logarithms of algebraic numbers with algebraic factors is zero or
  transcendental (Baker), so cdf is no fraction for a fraction z. For df = 1, where A is zero, it
  is one for z = -1, 0, 1 alone (Niven). The density is algebraic over pi.
* Even df: cdf and density are algebraic, and fractions exactly where df + z*z is the square of
  one, as for df = 12 and z = 2.
* Other df, and logarithms for odd df: number theory says nothing; no tie is known.
"""

import math
from fractions import Fraction

import pytest

from purestats import student_t
from purestats.enclosures.incomplete import Student
from purestats.student_t import t_cdf, t_isf, t_logpdf, t_pdf, t_ppf, t_sf

# df, z and their cdf: df + z*z is a square, and z/sqrt(df + z*z) a binary fraction
SQUARES = [(12, 2), (48, 4), (28, 6), (60, 2), (112, 12)]


def offset(z, df):
    """cdf - 1/2 as a Fraction: s/2 sum of binomial(2j, j) ((1 - s*s)/4)**j, j < df/2."""
    s = Fraction(z) / math.isqrt(df + z * z)
    return s / 2 * sum(math.comb(2 * j, j) * ((1 - s * s) / 4) ** j for j in range(df // 2))


@pytest.mark.parametrize(("df", "z"), SQUARES)
def test_areas(df, z):
    half = Fraction(1, 2)
    assert t_cdf(z, df) == float(half + offset(z, df))
    assert t_sf(z, df) == float(half - offset(z, df))
    law = Student(df, 1)
    assert Fraction(*student_t._known_area(law, z, 1, True)) == half - offset(z, df)
    assert Fraction(*student_t._known_area(law, z, 1, False)) == half + offset(z, df)


@pytest.mark.parametrize(("n", "d", "df"), [(1, 1, 12), (2, 1, 11), (2, 1, 1201 * 2), (1, 3, 1)])
def test_others_are_not_taken_for_fractions(n, d, df):
    assert student_t._known_area(Student(df, 1), n, d, True) is None


def test_quantile_half_way_between_two_floats():
    """The quantile is 2 where df is 12: loc + scale*2 is then a tie, rounded to even."""
    q = float(Fraction(1, 2) + offset(2, 12))
    assert Fraction(q) == Fraction(1, 2) + offset(2, 12)
    assert t_ppf(q, 12) == 2.0
    for loc, scale, want in (
        (1.0, 2.0**-54, 1.0),
        (1.0 + 2.0**-52, 2.0**-54, 1.0 + 2.0**-51),
        (1.0, 3 * 2.0**-54, 1.0 + 2.0**-51),
        (-(2.0**53), 0.5, -(2.0**53) + 1),
        (2.0**53, 0.5, 2.0**53),
        (2.0**53 + 2, 0.5, 2.0**53 + 4),
    ):
        assert t_ppf(q, 12, loc, scale) == want
        assert t_isf(1 - q, 12, loc, scale) == want
        assert t_isf(q, 12, -loc, scale) == -want


def test_quartiles_of_cauchy():
    assert t_ppf(0.75, 1) == 1.0
    assert t_ppf(0.25, 1) == -1.0
    assert t_ppf(0.75, 1, 1.0, 2.0**-53) == 1.0
    assert t_isf(0.25, 1, 1.0 + 2.0**-52, 2.0**-53) == 1.0 + 2.0**-51
    assert student_t.t_interval(0.5, 1, 1.0, 2.0**-53) == (1.0 - 2.0**-53, 1.0)


def peak(df, z):
    m = df // 2
    r = math.isqrt(df + z * z)
    return Fraction(m * math.comb(2 * m, m) * df**m, 4**m * r ** (2 * m + 1))


def test_density_half_way_between_two_floats():
    """For df = 48 and z = 4 it has 83 bits: over an odd part of 29 or so of them, a tie."""
    found = 0
    odd = peak(48, 4).numerator
    for base, power in ((3, 18), (3, 17), (3, 19), (9, 9)):
        for other in (1, 5, 7, 11, 13, 25, 29, 31, 35, 37, 41, 43, 47):
            scale = base**power * other
            if scale < 2**53 and odd % scale == 0:
                value = peak(48, 4) / scale
                assert (
                    t_pdf(4.0 * scale, 48, 0.0, float(scale))
                    == value.numerator / value.denominator
                )
                found += (value.numerator).bit_length() == 54
    assert found


def test_log_density_that_is_zero():
    """Over a scale that is the density itself."""
    scale = float(peak(12, 2))
    assert Fraction(scale) == peak(12, 2)
    assert t_logpdf(2.0 * scale, 12, 0.0, scale) == 0.0
