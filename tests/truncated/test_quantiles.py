"""Quantiles and variates of the truncated normal: inside, monotone, right, as spread."""

import math
import random

import pytest
from mpmath import mpf

from purestats.truncated import truncnorm, truncnorm_cdf, truncnorm_ppf
from tests.oracle import truncated as oracle

INF = math.inf
BOUNDS = [
    (-1, 2),
    (-2, 1),
    (0, INF),
    (-INF, INF),
    (-INF, -5),
    (8, INF),
    (-40, -39),
    (100, 101),
    (1e8, 1e8 + 1),
    (0, 1e-20),
    (-1e-9, 1e-9),
    (-50, 3),
    (0.3, 0.3000001),
    (-3, 1e5),
    (1e150, INF),
]
SCALES = [(0.0, 1.0), (3.0, 2.0), (-1e5, 1e-3), (0.0, 1e-300), (1e300, 1e290)]
TAILS = [5e-324, 1e-310, 1e-300, 1e-100, 1e-20, 1e-9, 0.01, 0.25, 0.49999]
PROBABILITIES = [*TAILS, 0.5, *[1 - q for q in reversed(TAILS) if 1 - q < 1]]


@pytest.mark.parametrize(("a", "b"), BOUNDS)
@pytest.mark.parametrize(("loc", "scale"), SCALES)
def test_inside_monotone_and_exact_at_the_ends(a, b, loc, scale):
    frozen = truncnorm(a, b, loc, scale)
    ends = (a * scale + loc, b * scale + loc)
    assert frozen.support() == ends
    assert (frozen.ppf(0), frozen.ppf(1)) == ends
    assert (frozen.isf(1), frozen.isf(0)) == ends
    quantiles = [frozen.ppf(q) for q in PROBABILITIES]
    upper = [frozen.isf(q) for q in PROBABILITIES]
    for row in (quantiles, upper[::-1]):
        assert ends[0] <= row[0]
        assert row[-1] <= ends[1]
        assert row == sorted(row)


@pytest.mark.parametrize(("a", "b"), BOUNDS)
def test_monotone_on_a_fine_grid(a, b):
    qs = [k / 1_000 for k in range(1_001)] + [10 ** (-k / 3) for k in range(900)]
    row = [truncnorm_ppf(q, a, b) for q in sorted(qs)]
    assert all(x <= y for x, y in zip(row, row[1:]))


@pytest.mark.parametrize("region", oracle.REGIONS, ids=lambda region: region.name)
def test_error_of_quantiles(region):
    rng = random.Random(1)
    for q, a, b in [region.shares(rng) for _ in range(15)]:
        for name in ("ppf", "isf"):
            x = getattr(truncnorm, name)(q, a, b)
            assert a <= x <= b
            error = oracle.error_of_quantile(name, x, q, a, b)
            assert error <= region.quantile_bound, (name, q, a, b, x)


def test_the_distance_from_a_bound_that_loc_cancels_has_its_digits():
    for a in (5.0, 1e3, 1e8, 1e15):
        for q in (1e-300, 1e-10, 0.3, 0.9, 1 - 1e-10):
            x = truncnorm_ppf(q, a, INF, -a, 1)
            below, above, density, _ = oracle.at(x, a, INF, -a, 1)
            off = (below - mpf(q) if q < 0.5 else (1 - mpf(q)) - above) / density
            assert abs(off) < 8 * math.ulp(x), (a, q)


def test_intervals_and_median():
    for a, b in BOUNDS:
        frozen = truncnorm(a, b, 1.0, 2.0)
        assert frozen.median() == frozen.ppf(0.5) == frozen.interval(0)[0]
        assert frozen.interval(1) == frozen.support()
        assert frozen.interval(0.9) == (
            frozen.ppf(0.04999999999999999),
            frozen.isf(0.04999999999999999),
        )
    assert truncnorm(-2, 2).median() == 0.0
    assert math.copysign(1, truncnorm(-INF, 50).isf(0.5)) == 1


KOLMOGOROV = [
    (-1, 2, 0, 1),
    (8, INF, 0, 1),
    (-40, -39, 3, 2),
    (100, 101, 0, 1),
    (0, 1e-20, 0, 1),
    (1e8, 1e8 + 1, -1e8, 1),
]


@pytest.mark.parametrize(("a", "b", "loc", "scale"), KOLMOGOROV)
def test_kolmogorov_and_smirnov(a, b, loc, scale):
    count = 2500
    frozen = truncnorm(a, b, loc, scale)
    sample = sorted(frozen.rvs(count, random_state=20))
    low, high = frozen.support()
    assert low <= sample[0]
    assert sample[-1] <= high
    shares = [frozen.cdf(x) for x in sample]
    distance = max(max(p - k / count, (k + 1) / count - p) for k, p in enumerate(shares))
    assert distance < 1.36 / math.sqrt(count)  # exceeded once in twenty seeds
    assert distance > 0.3 / math.sqrt(count)


def test_variates():
    assert truncnorm.rvs(2, 3, size=3, random_state=1) == truncnorm(2, 3).rvs(3, 1)
    assert type(truncnorm.rvs(2, 3)) is float
    assert truncnorm.rvs(2, 3, 10, 2, 2, random.Random(5)) == truncnorm(2, 3, 10, 2).rvs(2, 5)
    for a, b in BOUNDS:
        draws = truncnorm.rvs(a, b, size=300, random_state=2)
        assert all(a <= x <= b for x in draws)
        assert not any(math.isinf(x) for x in draws)
        assert all(0 <= truncnorm_cdf(x, a, b) <= 1 for x in draws[:20])
