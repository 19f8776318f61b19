# SPDX-License-Identifier: BSD-3-Clause
"""Limits, NaN, domains, types of numbers and errors of purestats.correctly_rounded."""

import math
import re
from decimal import Decimal
from fractions import Fraction

import pytest

from purestats import correctly_rounded as cr
from tests.oracle.exact import same
from tests.oracle.exact_points import HUGE, INF, NAN, REGIONS, TINY

SPECIAL = [
    ("norm_pdf", (INF,), 0.0),
    ("norm_pdf", (-INF,), 0.0),
    ("norm_pdf", (1.0, 0.0, INF), 0.0),
    ("norm_pdf", (0.0, 0.0, TINY), INF),
    ("norm_logpdf", (INF,), -INF),
    ("norm_logpdf", (1e200,), -INF),
    ("norm_logpdf", (1.0, 0.0, INF), -INF),
    ("norm_cdf", (INF,), 1.0),
    ("norm_cdf", (-INF,), 0.0),
    ("norm_cdf", (-39.0,), 0.0),
    ("norm_cdf", (1.0, INF), 0.0),
    ("norm_cdf", (1.0, 0.0, INF), 0.5),
    ("norm_cdf", (1e308, -1e308, INF), 0.5),
    ("norm_cdf", (INF, INF), NAN),
    ("norm_cdf", (0.0,), 0.5),
    ("norm_sf", (INF,), 0.0),
    ("norm_sf", (-INF,), 1.0),
    ("norm_logcdf", (INF,), 0.0),
    ("norm_logcdf", (38.6,), -0.0),
    ("norm_logcdf", (100.0,), -0.0),
    ("norm_logcdf", (-INF,), -INF),
    ("norm_logcdf", (-1e200,), -INF),
    ("norm_logsf", (INF,), -INF),
    ("norm_logsf", (-INF,), 0.0),
    ("norm_hazard", (INF,), INF),
    ("norm_hazard", (-INF,), 0.0),
    ("norm_hazard", (1.0, -INF), INF),
    ("norm_hazard", (1.0, 0.0, INF), 0.0),
    ("norm_hazard", (INF, INF), NAN),
    ("norm_ppf", (0.0,), -INF),
    ("norm_ppf", (-0.0,), -INF),
    ("norm_ppf", (1.0,), INF),
    ("norm_ppf", (0.5,), 0.0),
    ("norm_ppf", (0.0, 5.0, 2.0), -INF),
    ("norm_ppf", (0.3, INF), INF),
    ("norm_ppf", (TINY, INF, 1e308), INF),
    ("norm_ppf", (0.3, 0.0, INF), -INF),
    ("norm_ppf", (0.5, 0.0, INF), NAN),
    ("norm_ppf", (0.0, INF), NAN),
    ("norm_ppf", (0.1, 0.0, HUGE), -INF),
    ("norm_isf", (0.0,), INF),
    ("norm_isf", (1.0,), -INF),
    ("norm_isf", (0.5,), 0.0),
    ("norm_isf", (0.5, -0.0, 2.0), 0.0),
    ("norm_ilogcdf", (0.0,), INF),
    ("norm_ilogcdf", (-0.0,), INF),
    ("norm_ilogcdf", (-INF,), -INF),
    ("norm_ilogcdf", (-1.0, INF), INF),
    ("norm_ilogcdf", (-1.0, 0.0, INF), -INF),
    ("norm_ilogcdf", (-0.1, 0.0, INF), INF),
    ("norm_ilogcdf", (-0.5, 0.0, INF), INF),
    ("norm_ilogcdf", (0.0, -INF), NAN),
    ("norm_ilogccdf", (0.0,), -INF),
    ("norm_ilogccdf", (-INF,), INF),
    ("norm_ilogccdf", (-1.0, 0.0, INF), INF),
    ("erf", (0.0,), 0.0),
    ("erf", (-0.0,), -0.0),
    ("erf", (INF,), 1.0),
    ("erf", (-INF,), -1.0),
    ("erfc", (0.0,), 1.0),
    ("erfc", (-0.0,), 1.0),
    ("erfc", (INF,), 0.0),
    ("erfc", (-INF,), 2.0),
    ("erfinv", (0.0,), 0.0),
    ("erfinv", (-0.0,), -0.0),
    ("erfinv", (1.0,), INF),
    ("erfinv", (-1.0,), -INF),
    ("erfcinv", (0.0,), INF),
    ("erfcinv", (1.0,), 0.0),
    ("erfcinv", (2.0,), -INF),
]


def test_limits():
    for name, args, want in SPECIAL:
        got = getattr(cr, name)(*args)
        assert same(got, want), f"{name}{args}: got {got!r}, want {want!r}"


@pytest.mark.parametrize("name", REGIONS)
def test_nan(name):
    function = getattr(cr, name)
    assert math.isnan(function(NAN))
    if name.startswith("norm"):
        x = -0.3 if "ilog" in name else 0.3
        assert math.isnan(function(x, NAN))
        assert math.isnan(function(x, 0.0, NAN))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("norm_ppf", 1.5, "q must be in [0, 1], got 1.5"),
        ("norm_ppf", -TINY, "q must be in [0, 1], got -5e-324"),
        ("norm_isf", INF, "q must be in [0, 1], got inf"),
        ("erfinv", 1.5, "y must be in [-1, 1], got 1.5"),
        ("erfcinv", -1.0, "y must be in [0, 2], got -1.0"),
        ("norm_ilogcdf", 0.5, "logp must be at most 0, got 0.5"),
        ("norm_ilogccdf", INF, "logp must be at most 0, got inf"),
        ("ndtri_exp", TINY, "y must be at most 0, got 5e-324"),
        ("ndtri", 1.5, "p must be in [0, 1], got 1.5"),
        ("norm_interval", 1.5, "confidence must be in [0, 1], got 1.5"),
    ],
)
def test_outside_the_domain(name, value, message):
    with pytest.raises(ValueError, match=rf"^{re.escape(message)}$"):
        getattr(cr, name)(value)


@pytest.mark.parametrize("name", [n for n in REGIONS if n.startswith("norm")])
def test_scale_not_above_0(name):
    x = -0.3 if "ilog" in name else 0.3
    for scale in (0.0, -1.0, -INF):
        with pytest.raises(ValueError, match=rf"^scale must be greater than 0, got {scale!r}$"):
            pytest.fail(f"a scale of {scale!r} gives {getattr(cr, name)(x, 0.0, scale)}")


@pytest.mark.parametrize("name", REGIONS)
def test_not_a_number(name):
    function = getattr(cr, name)
    argument = {"norm_ppf": "q", "norm_isf": "q", "erfinv": "y", "erfcinv": "y"}.get(name, "x")
    if "ilog" in name:
        argument = "logp"
    many = "; for many, take purestats.arrays, or "
    for value in ("0.3", b"0.3", None, 0.3j, [0.3], (0.3, 0.4), {0.3}):
        kind = type(value).__name__ + (many if isinstance(value, (list, tuple)) else "")
        with pytest.raises(TypeError, match=rf"^{argument} must be .*, not {kind}"):
            pytest.fail(f"{value!r} gives {function(value)}")
        if name.startswith("norm"):
            with pytest.raises(TypeError, match=r"^scale must be "):
                pytest.fail(f"a scale of {value!r} gives {function(0.3, 0.0, value)}")


@pytest.mark.parametrize("name", REGIONS)
def test_other_numbers_are_converted_once(name):
    function = getattr(cr, name)
    for value in (Fraction(1, 3), Decimal("0.3"), True, 0):
        if "ilog" in name:
            value = -value
        assert same(function(value), function(float(value)))
    with pytest.raises(ValueError, match="must be in the range of float64"):
        function(10**400)


def test_infinite_loc_or_scale_is_beyond_all_numbers():
    """As the package's docstring says, not what the formula gives in floats."""
    assert cr.norm_cdf(1e308, -1e308, INF) == 0.5
    assert cr.norm_sf(1e308, -1e308, INF) == 0.5
    assert cr.norm_ppf(5e-324, INF, 1e308) == INF
    assert cr.norm_isf(5e-324, -INF, 1e308) == -INF


def test_signs_of_zero_of_logarithms():
    """Of what rounds to zero, negative; of the logarithm of 1 itself, positive."""
    for x, sign in ((38.7, -1.0), (1e300, -1.0), (INF, 1.0)):
        assert cr.norm_logcdf(x) == cr.norm_logsf(-x) == 0.0
        assert math.copysign(1.0, cr.norm_logcdf(x)) == sign
        assert math.copysign(1.0, cr.norm_logsf(-x)) == sign
