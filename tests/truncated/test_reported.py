"""Cases in which other implementations were reported to be wrong: numbers only, true by mpmath."""

import math

import pytest

from purestats import truncnorm
from tests.oracle import truncated as oracle
from tests.oracle import ulps

INF = math.inf

# x, a, b, loc, scale: infinite variates and values, NaN, values outside the bounds, a cdf above
# 1, logarithms that are 0 or infinite, densities of 0.
AT = [
    (10.5, 10, 11, 0, 1),
    (100.5, 100, 101, 0, 1),
    (1000.0005, 1000, 1001, 0, 1),
    (-10000.00002, -10001, -10000, 0, 1),
    (39.5, 39, 40, 0, 1),
    (-39.5, -40, -39, 0, 1),
    (14.0, 13, 15, 0, 1),
    (8.3, 8, INF, 0, 1),
    (7.5, -8, 8, 0, 1),
    (20.0, 10, INF, 0, 1),
    (9.0, -INF, 10, 0, 1),
    (0.05, -3.5, -2.5, 0.8, 0.25),
    (0.0, -1e5, 1e5, 0, 1e-5),
    (1.0, 0, INF, -20, 1),
    (5e-21, 0, 1e-20, 0, 1),
    (99.0, -10, 90, 10, 1),
]
# a, b, loc, scale: means outside the bounds, variances that are negative or off.
MOMENTS = [
    (100, 101, 0, 1),
    (-40, -39, 0, 1),
    (20, 21, 0, 1),
    (8, INF, 0, 1),
    (-INF, -30, 0, 1),
    (0, INF, 0, 1e-4),
    (1e8, 1e8 + 1, 0, 1),
    (-1e-9, 1e-9, 0, 1),
]


@pytest.mark.parametrize("arguments", AT)
def test_a_value(arguments):
    for name, want in oracle.values(*arguments).items():
        got = getattr(truncnorm, name)(*arguments)
        assert abs(ulps(got, want)) <= 6, name


@pytest.mark.parametrize("parameters", MOMENTS)
def test_a_moment(parameters):
    mean, variance, third, *_ = oracle.moments(*parameters)
    frozen = truncnorm(*parameters)
    assert frozen.mean() == pytest.approx(float(mean), rel=1e-15)
    assert frozen.var() == pytest.approx(float(variance), rel=1e-14)
    assert frozen.stats("s") == pytest.approx(float(third / variance**1.5), rel=1e-13, abs=1e-14)
    low, high = frozen.support()
    assert low <= frozen.mean() <= high


def test_how_many():
    assert len(AT + MOMENTS) >= 20
