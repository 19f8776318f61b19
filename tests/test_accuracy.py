"""Every function against mpmath, region by region, in ulps."""

import pytest

import oracle
from points import around, log_uniform, uniform
from purestats import norm_isf, norm_ppf, norm_ppf_bisect

# Subnormal to exp(-32): P2/Q2; exp(-32) to exp(-2): P1/Q1; then the centre, P0/Q0.
QUANTILE_REGIONS = [
    ("subnormal", log_uniform(5e-324, 2.2250738585072014e-308)),
    ("far tail", log_uniform(2.2250738585072014e-308, 1.2664165549094176e-14)),
    ("around exp(-32)", around(1.2664165549094176e-14)),
    ("near tail", log_uniform(1.2664165549094176e-14, 0.1353352832366127)),
    ("around exp(-2)", around(0.1353352832366127)),
    ("centre, worst place", uniform(0.1353352832366127, 0.1395)),
    ("centre", uniform(0.1353352832366127, 0.8646647167633873)),
    ("around 1/2", around(0.5) + [0.5 + c for c in log_uniform(1e-16, 1e-3)]),
    ("around 1 - exp(-2)", around(0.8646647167633873)),
    ("upper tail", [1 - p for p in log_uniform(2.0**-53, 0.1353352832366127)]),
]


def each_region(regions):
    return pytest.mark.parametrize("arguments", [pytest.param(r[1], id=r[0]) for r in regions])


def check(function, true_value, arguments, bound):
    """Compare at every argument; show the worst."""
    worst, line = 0.0, ""
    for argument in arguments:
        got = function(argument)
        want = true_value(argument, got)
        error = abs(oracle.ulps(got, want))
        if not error <= worst:
            worst, line = error, oracle.report(argument, got, want)
    assert worst <= bound, line


@each_region(QUANTILE_REGIONS)
def test_norm_ppf(arguments):
    check(norm_ppf, oracle.quantile, arguments, 6.5)


@each_region(QUANTILE_REGIONS)
def test_norm_isf(arguments):
    check(norm_isf, lambda q, got: -oracle.quantile(q, -got), arguments, 6.5)


@each_region(QUANTILE_REGIONS[1:])
def test_norm_ppf_bisect(arguments):
    check(norm_ppf_bisect, oracle.quantile, arguments[::3], 5)


def test_norm_ppf_bisect_where_erfc_is_subnormal():
    for q in QUANTILE_REGIONS[0][1][::3]:
        assert norm_ppf_bisect(q) == pytest.approx(norm_ppf(q), rel=1e-3)
