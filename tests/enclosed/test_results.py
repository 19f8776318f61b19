# SPDX-License-Identifier: BSD-3-Clause
"""Every result of t and chi2 is the float nearest to the true value, by mpmath."""

import math

import mpmath
import pytest

import purestats
from tests.oracle.areas import FUNCTIONS, check, points
from tests.oracle.exact import exact, settle


@pytest.mark.parametrize("name", FUNCTIONS)
def test_nearest(name):
    for args in points(name, 24):
        check(name, *args)


@pytest.mark.parametrize("df", [1.0, 2.0, 3.0, 129.0, 131.0])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_nearest_beside_branches(name, df):
    for args in points(name, 6, df):
        check(name, *args)


def log_scale(scale):
    return mpmath.log(exact(scale))


def t_entropy(df, scale):
    v = exact(df)
    half = (v + 1) / 2
    rest = mpmath.log(mpmath.sqrt(v) * mpmath.beta(v / 2, 0.5)) + log_scale(scale)
    value = half * (mpmath.psi(0, half) - mpmath.psi(0, v / 2)) + rest
    return value, half + abs(rest)


def chi2_entropy(df, scale):
    a = exact(df) / 2
    rest = a + mpmath.loggamma(a) + mpmath.log(2) + log_scale(scale)
    return rest + (1 - a) * mpmath.psi(0, a), a * a + abs(rest) + 9 / a


@pytest.mark.parametrize("df", [1e-3, 0.3, 1.0, 2.0, 9.0, 33.3, 500.0, 1e6])
@pytest.mark.parametrize("scale", [1.0, 0.5, 7.3e5])
def test_entropy(df, scale):
    assert purestats.t_entropy(df, 5.0, scale) == settle(t_entropy, df, scale)
    assert purestats.chi2_entropy(df, 5.0, scale) == settle(chi2_entropy, df, scale)


def test_interval_ends_are_quantiles_rounded_once():
    for df in (0.7, 3.0, 40.0):
        low, high = purestats.t_interval(0.5, df)
        assert (low, high) == (purestats.t_ppf(0.25, df), purestats.t_ppf(0.75, df))
        low, high = purestats.chi2_interval(0.75, df)
        assert (low, high) == (purestats.chi2_ppf(0.125, df), purestats.chi2_isf(0.125, df))
        for placed in ((0.0, 1.0), (3.5, 0.01)):
            low, high = purestats.t_interval(0.96875, df, *placed)
            assert (low, high) == (
                purestats.t_ppf(0.015625, df, *placed),
                purestats.t_isf(0.015625, df, *placed),
            )


@pytest.mark.parametrize("df", [1e-3, 1e9, 1e12])
def test_far_degrees_of_freedom_agree_with_each_other(df):
    """Without an oracle: a quantile's neighbours lie on both sides of its probability."""
    for name in ("t", "chi2"):
        ppf, cdf = getattr(purestats, f"{name}_ppf"), getattr(purestats, f"{name}_cdf")
        for q in (1e-9, 0.01, 0.3, 0.5, 0.9):
            x = ppf(q, df)
            if 1e-300 < abs(x) < 1e300:
                below, above = math.nextafter(x, -math.inf), math.nextafter(x, math.inf)
                assert cdf(below, df) <= q <= cdf(above, df)


def test_large_df_tends_to_the_normal():
    from purestats import correctly_rounded

    for df in (1e60, math.inf):
        for x in (-40.0, -3.0, 0.0, 0.3, 7.0):
            for function in ("pdf", "logpdf", "cdf", "sf", "logcdf", "logsf"):
                want = getattr(correctly_rounded, f"norm_{function}")(x, 0.5, 2.0)
                assert getattr(purestats, f"t_{function}")(x, df, 0.5, 2.0) == want
        for q in (1e-300, 0.01, 0.4, 0.9):
            assert purestats.t_ppf(q, df) == correctly_rounded.norm_ppf(q)
            assert purestats.t_isf(q, df, 1.0, 3.0) == correctly_rounded.norm_isf(q, 1.0, 3.0)
        assert purestats.t_interval(0.9, df) == correctly_rounded.norm_interval(0.9)


@pytest.mark.parametrize(
    ("name", "x", "df", "want"),
    [
        ("chi2_logsf", 2.0, 1e-100, None),
        ("chi2_sf", 2.0, 1e-40, None),
        ("chi2_isf", 1e-25, 1e-20, None),
        ("chi2_ppf", 1.0 - 2.0**-53, 1e-15, None),
        ("chi2_ppf", 0.3, 1e60, 1e60),
        ("t_ppf", 0.9, 1e-15, math.inf),
        ("t_sf", 1e300, 5e-324, 0.5),
        ("t_ppf", 0.3, 1e200, -0.5244005127080408),
    ],
)
def test_far_beyond(name, x, df, want):
    """Slow, but right: the first enclosures there may hold nothing, or nearly everything."""
    got = getattr(purestats, name)(x, df)
    if want is not None:
        assert got == want
    elif name == "chi2_logsf":  # for a small df, sf is df/2 E1(x/2) and hardly more
        with mpmath.workprec(400):
            assert got == float(mpmath.log(exact(df) / 2 * mpmath.e1(1)))
    elif name == "chi2_sf":
        with mpmath.workprec(400):
            assert got == float(exact(df) / 2 * mpmath.e1(1))
    else:
        with mpmath.workprec(400):
            share = exact(x) if name == "chi2_isf" else 1 - exact(x)
            below, above = (
                exact(df) / 2 * mpmath.e1((exact(got) + end * exact(math.ulp(got)) / 2) / 2)
                for end in (-1, 1)
            )
            slack = 1 + 1e3 * exact(df)
            assert above / slack < share < below * slack
