"""Relations that hold between the functions, over random bit patterns and across branches."""

import math
import random
import struct

import pytest

from purestats import (
    erfcinv,
    erfinv,
    log_ndtr,
    ndtr,
    ndtri,
    ndtri_exp,
    norm_cdf,
    norm_ilogccdf,
    norm_ilogcdf,
    norm_interval,
    norm_isf,
    norm_logcdf,
    norm_logpdf,
    norm_logsf,
    norm_pdf,
    norm_ppf,
    norm_ppf_bisect,
    norm_sf,
    normal,
)
from tests.oracle.points import around, uniform
from tests.oracle.regions import LARGEST_BOUND as BOUND

EPSILON = 2.0**-52  # an ulp is between half of this and this, relative to the value


def bit_patterns(count=5000):
    """Floats in (0, 1) with random bits."""
    rng = random.Random(1)
    patterns = (struct.pack("<Q", rng.getrandbits(62)) for _ in range(count))
    return [x for (x,) in map(struct.Struct("<d").unpack, patterns) if 0.0 < x < 1.0]


def test_upper_and_lower_tail_mirror_where_the_complement_is_exact():
    exact = uniform(0.5, 1.0, 5000) + around(0.8646647167633873)
    for q in exact:
        # The branch point itself is central from one side only.
        if q < 1.0 and q != 0.8646647167633873:
            assert norm_ppf(1.0 - q) == -norm_ppf(q), q.hex()


def test_isf_is_the_negated_ppf():
    for q in bit_patterns():
        assert norm_isf(q) == -norm_ppf(q)
        assert norm_isf(q, 2.5, 0.75) == -norm_ppf(q) * 0.75 + 2.5
        assert norm_ppf(q, 2.5, 0.75) == norm_ppf(q) * 0.75 + 2.5
        assert ndtri(q) == norm_ppf(q)


def test_bisection_takes_no_step_at_one_half_and_not_many_elsewhere(monkeypatch):
    """At 1/2 it would halve its way through every binade to 0."""
    steps = []
    for name in ("erf", "erfc"):
        function = getattr(math, name)
        monkeypatch.setattr(normal, name, lambda t, f=function: steps.append(t) or f(t))
    assert norm_ppf_bisect(0.5) == 0.0
    assert not steps
    for q in [*around(0.5, 3), 0.25, 0.75, 5e-324, 1 - 2.0**-53]:
        norm_ppf_bisect(q)
        assert len(steps) <= 111, q
        steps.clear()


def test_bisection_applies_loc_and_scale_last():
    for q in bit_patterns(200) + around(0.5, 5) + uniform(0.1, 0.9, 50):
        assert norm_ppf_bisect(q, 2.5, 0.75) == norm_ppf_bisect(q) * 0.75 + 2.5


def test_interval_is_two_quantiles():
    for c in uniform(0.0, 1.0, 500):
        assert norm_interval(c, 3.0, 2.0) == (
            norm_ppf((1.0 - c) / 2.0, 3.0, 2.0),
            norm_ppf((1.0 + c) / 2.0, 3.0, 2.0),
        )


def test_the_port_and_the_bisection_check_each_other():
    """Two independent ways to the same number."""
    tolerance = (BOUND["norm_ppf"] + BOUND["norm_ppf_bisect"]) * EPSILON
    for q in uniform(0.0, 1.0, 2000) + around(0.5):
        if 0.0 < q < 1.0:
            assert norm_ppf_bisect(q) == pytest.approx(norm_ppf(q), rel=tolerance, abs=0)


BRANCHES = [1.2664165549094176e-14, 0.1353352832366127, 0.5, 0.8646647167633873]


@pytest.mark.parametrize("branch", BRANCHES)
def test_monotone_across_branches_to_within_the_stated_ulps(branch):
    x = [norm_ppf(q) for q in around(branch, 500)]
    for below, above in zip(x, x[1:]):
        assert above >= below - BOUND["norm_ppf"] * EPSILON * abs(below)


def real_patterns(count=5000):
    """Finite floats with random bits, of every size and sign."""
    rng = random.Random(2)
    patterns = (struct.pack("<Q", rng.getrandbits(64)) for _ in range(count))
    return [x for (x,) in map(struct.Struct("<d").unpack, patterns) if math.isfinite(x)]


def test_mirror_images_have_the_same_bits():
    """The sign of zero is one of them."""
    for x in real_patterns() + uniform(-40.0, 40.0, 5000):
        assert norm_cdf(x).hex() == norm_sf(-x).hex(), x.hex()
        assert norm_logcdf(x).hex() == norm_logsf(-x).hex(), x.hex()
        assert norm_pdf(x).hex() == norm_pdf(-x).hex(), x.hex()
        assert norm_logpdf(x).hex() == norm_logpdf(-x).hex(), x.hex()
        assert norm_cdf(x, 2.5, 0.75) == norm_sf(5.0 - x, 2.5, 0.75) or 5.0 - (5.0 - x) != x
        assert norm_pdf(x, 0.0, 0.75).hex() == norm_pdf(-x, 0.0, 0.75).hex(), x.hex()
        if abs(x) <= 1:
            assert erfinv(-x).hex() == (-erfinv(x)).hex(), x.hex()
        if x <= 0:
            assert norm_ilogccdf(x) == -norm_ilogcdf(x), x.hex()


def test_scipy_special_names_are_the_same_functions():
    for x in real_patterns(1000):
        assert ndtr(x) == norm_cdf(x)
        assert log_ndtr(x) == norm_logcdf(x)
        assert ndtri_exp(-abs(x)) == norm_ilogcdf(-abs(x))


def test_erfcinv_is_erfinv_where_the_complement_is_exact():
    for y in uniform(0.5, 1.5, 2000):
        assert erfcinv(y) == erfinv(1.0 - y)


def test_ppf_of_cdf_as_far_as_the_condition_number_allows():
    """ppf turns a relative error e of cdf into q/(x pdf(x)) e of x, and adds its own."""
    for x in uniform(-37.0, -1e-3, 3000):
        q = norm_cdf(x)
        tolerance = (BOUND["norm_cdf"] * q / (abs(x) * norm_pdf(x)) + BOUND["norm_ppf"]) * EPSILON
        assert norm_ppf(q) == pytest.approx(x, rel=tolerance, abs=0), x.hex()
        assert norm_isf(q) == -norm_ppf(q)


def test_cdf_of_ppf_as_far_as_the_condition_number_allows():
    """The other way round: an error of x is x pdf(x)/q times as large in q."""
    for q in bit_patterns(3000) + uniform(1e-6, 0.5, 3000):
        if q < 1e-305:
            continue
        x = norm_ppf(q)
        if q <= 0.5 and x:
            condition = abs(x) * norm_pdf(x) / q
            tolerance = (BOUND["norm_ppf"] * condition + BOUND["norm_cdf"]) * EPSILON
            assert norm_cdf(x) == pytest.approx(q, rel=tolerance, abs=0), q.hex()


def test_log_quantile_of_log_cdf():
    """The condition number y cdf(x)/(x pdf(x)) is 0.8 at -2, and falls to 1/2."""
    tolerance = (BOUND["norm_logcdf"] + BOUND["norm_ilogcdf"]) * EPSILON
    for size in uniform(0.0, 300.0, 3000):
        x = -(10.0 ** (size / 3))
        if x > -2.0:
            continue
        y = norm_logcdf(x)
        assert norm_ilogcdf(y) == pytest.approx(x, rel=tolerance, abs=0), x.hex()


LOG_2, LOG_3_4 = 0.6931471805599453, -0.2876820724517809
MONOTONE = [
    (norm_cdf, [-37.0, -7.4, -2.9, -1.05, 0.0, 1.05, 2.9, 7.4], 1),
    (norm_sf, [-1.05, 0.0, 1.05, 2.9, 7.4, 37.0], -1),
    (norm_logcdf, [-37.0, -7.4, -2.9, -1.05, 0.0, 1.05, 2.9, 7.4], 1),
    (norm_ilogcdf, [-1e18, -5e17, -2048.0, -32.0, -2.5, -2 * LOG_2, -LOG_2, LOG_3_4, -0.08134], 1),
    (erfinv, [1e-300, 0.84375], 1),
    (erfcinv, [1e-300, 2 * BRANCHES[0], 0.15625, 0.5, 1.0, 1.5, 1.84375], -1),
]


@pytest.mark.parametrize(("function", "branches", "direction"), MONOTONE)
def test_monotone_across_branches(function, branches, direction):
    """Consecutive arguments may go back by no more than the two errors together."""
    bound = BOUND[function.__name__]
    for branch in branches:
        values = [direction * function(x) for x in around(branch, 300)]
        for below, above in zip(values, values[1:]):
            assert above >= below - 2 * bound * EPSILON * abs(below), (function, branch)


# norm_logpdf is none of them: it adds log(scale), in another order.
OF_X = [norm_pdf, norm_cdf, norm_sf, norm_logcdf, norm_logsf]


def test_the_way_without_loc_and_scale_has_the_same_bits():
    near = [
        x for size in (1.05, 2.9, 7.4, 37.0, 37.5, 38.5) for x in uniform(size - 0.1, size + 0.1)
    ]
    points = real_patterns(2000) + near + around(1.05) + uniform(-40.0, 40.0, 1000)
    for x in points + [-x for x in near]:
        for function in OF_X:
            assert function(x).hex() == function(x, 0, 1).hex(), (function, x.hex())


def test_a_power_of_two_moves_the_place_and_nothing_else():
    """x, loc and scale times 2**k leave (x - loc)/scale as it is, where none is rounded."""
    rng = random.Random(3)
    for _ in range(600):
        z = rng.choice([rng.uniform(-40, 40), rng.uniform(-1.2, 1.2), rng.uniform(-1, 1) * 1e-7])
        loc = rng.choice([0.0, rng.uniform(-50, 50)])
        scale = rng.choice([1.0, rng.uniform(0.5, 2)])
        x = loc + z * scale
        want = [function(x, loc, scale).hex() for function in OF_X[1:]]
        for k in (-950, -550, -480, 480, 550, 1017):
            if min(abs(part) for part in (x, loc or x)) < 2.0**-20:
                continue  # would leave the normal range
            moved = [math.ldexp(part, k) for part in (x, loc, scale)]
            assert [function(*moved).hex() for function in OF_X[1:]] == want, (x, loc, scale, k)


def test_the_median_is_at_loc_for_every_scale():
    for exponent in range(-1074, 1024, 7):
        scale = math.ldexp(1.0, exponent)
        for loc in (0.0, scale, -3.0 * 2.0**-1074, 1e300):
            assert norm_cdf(loc, loc, scale) == norm_sf(loc, loc, scale) == 0.5
            assert norm_logcdf(loc, loc, scale) == norm_logsf(loc, loc, scale) == math.log(0.5)
