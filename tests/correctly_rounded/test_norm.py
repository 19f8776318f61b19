# SPDX-License-Identifier: BSD-3-Clause
"""norm, norm_interval and scipy.special's names in purestats.correctly_rounded."""

import math
import pickle
import random
import time

import mpmath
import pytest

import purestats
from purestats import correctly_rounded as cr
from purestats import enclosures as arithmetic
from purestats import normal
from purestats.enclosures.normal import log_tail
from tests.oracle.exact import exact, midpoints, same, settle, true_sf
from tests.oracle.exact_points import HUGE, INF, NAN, TINY

METHODS = {
    "pdf": 1.5,
    "logpdf": 1.5,
    "cdf": 1.5,
    "logcdf": 1.5,
    "sf": 1.5,
    "logsf": 1.5,
    "ppf": 0.3,
    "isf": 0.3,
    "interval": 0.3,
    "ilogcdf": -0.3,
    "ilogccdf": -0.3,
}


def test_all_names_but_the_bisection():
    assert set(cr.__all__) == set(normal.__all__) - {"norm_ppf_bisect"}


def test_where_two_platforms_of_scipy_disagree():
    """scipy#20596: ...886 on Linux, ...877 on macOS; the nearest float is between them."""
    q = 0.05489066895097494
    assert cr.norm(10, 4).ppf(q) == cr.norm_ppf(q, 10, 4) == 3.6032930546602873
    low, high = midpoints(3.6032930546602873)
    with mpmath.workprec(200):
        assert true_sf((10 - high) / 4) > exact(q) > true_sf((10 - low) / 4)


@pytest.mark.parametrize("method", METHODS)
def test_methods_are_the_functions(method):
    function, x = getattr(cr, f"norm_{method}"), METHODS[method]
    own = getattr(cr.norm, method)
    assert getattr(own, "__wrapped__", own) is function
    assert getattr(cr.norm(0.7, 1.3), method)(x) == function(x, 0.7, 1.3)
    assert getattr(cr.norm(scale=2), method)(x) == function(x, 0.0, 2.0)
    assert getattr(cr.norm(), method)(x) == function(x)


def test_frozen_is_one_of_its_own():
    frozen = cr.norm(100, 15)
    assert frozen == cr.norm(100.0, 15.0) != purestats.norm(100, 15)
    assert pickle.loads(pickle.dumps(frozen)) == frozen
    assert pickle.loads(pickle.dumps(cr.norm)) is cr.norm
    assert len({frozen, cr.norm(100, 15)}) == 1
    assert repr(frozen) == "norm(loc=100.0, scale=15.0)"
    with pytest.raises(AttributeError):
        frozen.loc = 1.0
    with pytest.raises(ValueError, match="scale must be greater than 0, got 0"):
        cr.norm(1, 0)


def test_moments_and_fit():
    assert cr.norm.stats(10, 4, moments="mvsk") == (10.0, 16.0, 0.0, 0.0)
    assert cr.norm(1, 2).moment(4) == 73.0
    assert cr.norm.fit([1.0, 2.0, 4.0]) == (2.3333333333333335, 1.247219128924647)


@pytest.mark.parametrize("scale", [1.0, 0.3, 1e300, TINY, 0.24197072451914337, 7.5])
def test_entropy_is_nearest(scale):
    def entropy(scale):
        value = mpmath.log(2 * mpmath.pi) / 2 + 0.5 + mpmath.log(exact(scale))
        return value, abs(value) + 2

    assert cr.norm(3, scale).entropy() == cr.norm.entropy(scale=scale) == settle(entropy, scale)


def test_entropy_limits():
    assert cr.norm.entropy(0, INF) == INF
    assert math.isnan(cr.norm.entropy(0, NAN))


def test_variates_are_quantiles():
    got = cr.norm.rvs(size=200, random_state=7)
    assert got == cr.norm.rvs(size=200, random_state=7)
    bits = [random.Random(7).getrandbits(53)]
    tail = (bits[0] | 1) * 2.0**-54
    assert got[0] == (cr.norm_ppf(tail) if bits[0] & 1 else cr.norm_isf(tail))
    for x, near in zip(got, purestats.norm.rvs(size=200, random_state=7)):
        assert abs(x - near) <= 8 * math.ulp(x)


# Intervals


def interval_end_is_nearest(end, c, loc, scale):
    """By the exact tail (1 - c)/2 beyond the midpoints next to an upper end."""
    low, high = midpoints(end)
    with mpmath.workprec(2200):
        z = [None if m is None else (m - exact(loc)) / exact(scale) for m in (low, high)]
    with mpmath.workprec(300):
        tail = (1 - exact(c)) / 2
        return (z[0] is None or true_sf(z[0]) >= tail) and (z[1] is None or true_sf(z[1]) <= tail)


def test_interval_ends_are_nearest():
    rng = random.Random(20)
    for _ in range(300):
        c = rng.choice((rng.random(), 1.0 - 10.0 ** rng.uniform(-15.9, -1.0), 2.0**-40, 0.5))
        loc, scale = rng.choice(
            ((0.0, 1.0), (rng.gauss(0, 5), math.exp(rng.gauss(0, 2))), (HUGE, 1e308), (1.0, TINY))
        )
        lower, upper = cr.norm_interval(c, loc, scale)
        assert interval_end_is_nearest(upper, c, loc, scale), (c, loc, scale)
        assert interval_end_is_nearest(-lower, c, -loc, scale), (c, loc, scale)
        if loc == 0.0:
            assert lower == -upper


def test_interval_limits():
    assert cr.norm_interval(1.0) == (-INF, INF)
    assert cr.norm_interval(0.0) == (0.0, 0.0)
    assert cr.norm_interval(0.0, 3.0, 2.0) == (3.0, 3.0)
    assert cr.norm_interval(0.5, 0.0, INF) == (-INF, INF)
    assert cr.norm_interval(0.5, INF, 1.0) == (INF, INF)
    assert cr.norm_interval(math.nextafter(1.0, 0.0))[1] == 8.292361075813595
    assert normal.norm_interval(math.nextafter(1.0, 0.0))[1] == INF
    assert cr.norm_interval(TINY) == (-TINY, TINY)
    for c, loc, scale in ((NAN, 0, 1), (0.5, NAN, 1), (0.5, 0, NAN)):
        assert all(map(math.isnan, cr.norm_interval(c, loc, scale)))


# Agreement with normal.py

OF_ONE = sorted(set(cr.__all__) - {"norm", "erf", "erfc", "norm_between", "norm_logbetween"})


@pytest.mark.parametrize("name", OF_ONE)
def test_limits_and_signs_of_zero_are_those_of_normal(name):
    ours, theirs = getattr(cr, name), getattr(normal, name)
    arguments = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, INF, -INF, NAN, 40.0, -40.0, 100.0, -100.0, 1e200]
    for x in arguments:
        results = []
        for function in (ours, theirs):
            try:
                results.append(function(x))
            except ValueError as error:
                results.append(str(error))
        got, want = results
        if isinstance(want, str) or isinstance(got, str):
            assert got == want, (x, got, want)
        elif isinstance(want, tuple):
            assert got == pytest.approx(want, nan_ok=True, abs=1e-300)
        elif "log" in name and got == want == 0.0 and not math.isinf(x):
            assert math.copysign(1.0, got) == -1.0  # as the docstring says
        elif want in (0.0, INF, -INF) or want != want:
            assert same(got, want), (x, got, want)
        else:
            assert got == pytest.approx(want, rel=1e-14)


# The largest precision


def test_largest_precision_is_reached_in_seconds():
    bits = []

    def never(w):
        bits.append(w)
        log_tail(w, 25, 2)
        return 2**54 + 1 - 2, 2**54 + 1 + 2, -54

    start = time.perf_counter()
    with pytest.raises(ArithmeticError, match="not decided with 1792 bits"):
        arithmetic.settle(never)
    assert bits == [112, 224, 448, 896, 1792]
    assert time.perf_counter() - start < 20.0


def test_a_former_name_in_scipy():
    for norm in (cr.norm, cr.norm(1.0, 2.0)):
        with pytest.raises(
            TypeError, match="interval has no argument 'alpha'; it is 'confidence'"
        ):
            norm.interval(alpha=0.9)
