# SPDX-License-Identifier: BSD-3-Clause
"""The fast phase of purestats.correctly_rounded: it is right, it is used, and it knows its limits.

Right: every function against the integers alone, the bound of every kind of cell against mpmath,
and the arithmetic around the cells against exact fractions.
"""

import ast
import inspect
import math
import random
import sys
import threading
from collections import Counter
from fractions import Fraction

import mpmath
import pytest

from purestats import correctly_rounded as cr
from purestats.correctly_rounded import build, cells
from tests.correctly_rounded.fresh import fresh, tables
from tests.correctly_rounded.test_bounds import log_area_terms
from tests.oracle.exact import QUANTILES, exact, same, true_isf, true_logsf, true_pdf, true_sf
from tests.oracle.exact_points import INF, REGIONS, placed, points, spread

U = 2.0**-53


@pytest.fixture(scope="module")
def slow():
    """The package with its fast phase off."""
    module = fresh()
    module.IEEE = module.cells.IEEE = False
    yield module
    assert not any(table for _, table in tables(module))


# Every function against the integers


def arguments(name):
    regions = REGIONS[name]
    for region in regions:
        yield from ((x,) for x in points(name, *region, 240 // len(regions), seed="fast"))
    if name.startswith("norm"):
        yield from placed(name, 60)
        rng = random.Random(f"{name} placed")
        for x, _, _ in placed(name, 60):  # nearer to what people ask
            loc, scale = rng.gauss(0.0, 3.0), math.exp(rng.gauss(0.0, 2.0))
            yield x if name in QUANTILES else loc + scale * rng.gauss(0.0, 3.0), loc, scale


@pytest.mark.parametrize("name", REGIONS)
def test_both_phases_agree(slow, name):
    for args in arguments(name):
        got, want = getattr(cr, name)(*args), getattr(slow, name)(*args)
        assert same(got, want), ", ".join(a.hex() for a in args)


def edges():
    """Floats at every limit between cells, and where one width ends."""
    yield from (2.80078125, 5.654296875, 11.3154296875, 22.62939453125, 37.0, 39.0, 4.0, 9.0)
    rng = random.Random(11)
    for _ in range(60):
        a = cells.centre(rng.uniform(0.0, 37.0))
        yield from (a, a + cells.half_width(a))
    yield from (2.0**k for k in range(-8, 7))


@pytest.mark.parametrize("name", ["norm_pdf", "norm_cdf", "norm_logcdf", "norm_logpdf", "erf"])
def test_both_phases_agree_beside_the_limits(slow, name):
    for edge in edges():
        for x in (edge, math.nextafter(edge, INF), math.nextafter(edge, -INF)):
            for signed in (x, -x):
                got, want = getattr(cr, name)(signed), getattr(slow, name)(signed)
                assert same(got, want), signed.hex()


@pytest.mark.parametrize("width", ["1e-290", "1e-60", "1e-17", "1e-9"])
def test_log_quantiles_near_1_and_near_one_half(slow, width):
    rng = random.Random(width)
    for _ in range(60):
        step = float(width) * rng.random()
        for y in (-step, -0.6931471805599453 + step, -0.6931471805599453 - step):
            assert cr.norm_ilogcdf(y) == slow.norm_ilogcdf(y), y.hex()


def test_log_quantiles_beside_the_limit_near_one_half(slow):
    for limit in (-cells.LOG_2 - cells.NEAR_LOG_HALF, -cells.LOG_2 + cells.NEAR_LOG_HALF):
        for i in range(-40, 41):
            y = limit + i * i * i * 2.0**-52
            assert cr.norm_ilogcdf(y) == slow.norm_ilogcdf(y), y.hex()


def test_few_log_quantiles_near_one_half_are_left_to_the_integers():
    rng = random.Random(22)
    for width in (1e-15, 1e-9, 0.001, 0.015):
        left = 0
        for _ in range(1000):
            y = -cells.LOG_2 + rng.uniform(-width, width)
            left += cells.decided(*cells.log_quantile(y)) is None
        assert left <= 10


def test_offsets_too_small_for_a_cell(slow):
    """Of an erfinv, and of an interval: down to 2**-900, where what a product loses is normal."""
    rng = random.Random(24)
    for k in range(99, 1000, 3):
        y = math.ldexp(rng.uniform(1.0, 2.0), -k)
        assert cr.erfinv(-y) == slow.erfinv(-y)
        assert cr.norm_interval(y, 0.1, 1e9) == slow.norm_interval(y, 0.1, 1e9)
        total, low, err = cells.half_root(0.5 * y, False)
        assert (cells.placed(total, low, err, 0.0, cells.ROOT_HALF) is None) == (k >= 900)


def test_offset_of_logarithm_alone():
    """In units of |d|/2: log 2 lacks 2**-103, what follows d**9/(2 * 9!) is 2**-75; the cubic
    part, below d*d/5.9 < 2**-14.5, rounds ten times, with its factors, low, lost and more, each
    below 1.1u, ten times: 2**-64.
    """
    rng = random.Random(23)
    worst = 0.0
    with mpmath.workprec(240):
        for i in range(800):
            size = cells.NEAR_LOG_HALF * (1.0 - rng.random() / 9.0 if i % 2 else 2.0 ** -(i % 48))
            y = -cells.LOG_2 + rng.choice((-1.0, 1.0)) * size
            if abs(y + cells.LOG_2) >= cells.NEAR_LOG_HALF:
                continue
            t, t_low = cells.offset_of_logarithm(y)
            true = mpmath.exp(exact(y)) - 0.5
            off = float(abs((exact(t) + exact(t_low)) / true - 1) * 2**64)
            assert abs(t_low) <= U * abs(t)
            worst = max(worst, off)
    assert 0.1 < worst < 1.0  # what is allowed is 2**-63.9


# loc and scale, found to be hard: a bound that lacks one of its terms gets some of these wrong


def near_ties():
    """(q, loc, scale) for which loc + scale*x is near a midpoint of two floats."""
    yield 0.1190347206205273, 1.000000000000084, 9.410057582874242e-17
    rng = random.Random(12)
    for i in range(700):
        q = rng.uniform(0.001, 0.999)
        x = abs(cr.norm_ppf(q)) or 1.0
        loc = rng.choice(
            (
                1.0 + rng.randrange(1 << 20) * 2.0**-52,
                -(2.0**53) - 2.0 * rng.randrange(1 << 20),
                2.0**60 + 256.0 * rng.randrange(1 << 20),
                rng.uniform(1.0, 2.0),
            )
        )
        scale = math.ulp(loc) * rng.choice((0.5, 1.5, 2.5, 1e3 + 0.5)) / x
        for _ in range(i % 3):
            scale = math.nextafter(scale, rng.choice((0.0, INF)))
        yield q, loc, scale


def test_near_ties_through_loc(slow):
    for args in near_ties():
        assert cr.norm_ppf(*args) == slow.norm_ppf(*args), args
        assert cr.norm_isf(*args) == slow.norm_isf(*args), args


def test_placing_alone():
    """With nothing but rounding to bound, against fractions."""
    rng = random.Random(13)
    decided = 0
    for _, loc, scale in near_ties():
        total = rng.choice((rng.uniform(0.01, 8.0), math.ulp(loc) / (2.0 * scale)))
        if not 0.0 < total < 64.0:
            continue
        low = rng.choice((0.0, rng.uniform(-1.0, 1.0) * 2.0**-13 * total, 2.0**-54 * total))
        scale *= rng.choice((-1.0, 1.0))
        got = cells.placed(total, low, 0.0, loc, scale)
        if got is not None:
            decided += 1
            value = Fraction(loc) + Fraction(scale) * (Fraction(total) + Fraction(low))
            assert got == value.numerator / value.denominator, (total, low, loc, scale)
    assert decided > 450


def test_placing_near_midpoints():
    """The same, with low chosen so that the value is next to a midpoint of two floats."""
    rng = random.Random(17)
    for _ in range(1500):
        loc = rng.uniform(1.0, 2.0) * rng.choice((-1.0, 1.0))
        total, scale = rng.uniform(0.01, 8.0), rng.uniform(0.5, 2.0) * 2.0 ** -rng.randrange(50)
        near = float(Fraction(loc) + Fraction(scale) * Fraction(total))
        middle = (Fraction(near) + Fraction(math.nextafter(near, INF))) / 2
        low = float((middle - Fraction(loc)) / Fraction(scale) - Fraction(total))
        if abs(low) > 2.0**-10 * total:
            continue
        got = cells.placed(total, low, 0.0, loc, scale)
        if got is not None:  # it may leave all of them
            value = Fraction(loc) + Fraction(scale) * (Fraction(total) + Fraction(low))
            assert got == value.numerator / value.denominator, (total, low, loc, scale)


@pytest.mark.parametrize(
    ("total", "loc", "scale"),
    [
        (1.0, 1e90, 1.0),
        (1.0, -1e90, 1.0),
        (1.0, 0.0, 1e90),
        (1.0, 0.0, 1e-90),
    ],
)
def test_placing_leaves_what_its_bound_is_not_for(total, loc, scale):
    assert cells.placed(1.0, 0.0, 0.0, 0.0, 2.0) == 2.0
    assert cells.placed(total, 0.0, 0.0, loc, scale) is None
    assert cells.placed(total, 0.0, 0.0, loc, -scale) is None


def test_log_of_1_minus_alone():
    rng = random.Random(19)
    with mpmath.workprec(200):
        for i in range(800):
            total = 2.0**-14.95 if i % 10 == 0 else math.exp(rng.uniform(-80.0, -10.4))
            low = rng.uniform(-1.0, 1.0) * 2.0**-14 * total
            value, rest, err = cells.log_of_1_minus(total, low, 0.0)
            true = mpmath.log1p(-(exact(total) + exact(low)))
            # the rounding of low itself is in the bound of the cell
            assert abs(exact(value) + exact(rest) - true) <= err + U * abs(exact(low))


def test_remainder_of_majorant():
    for a, half in ((0.0, 2.0**-8), (1.0, 2.0**-8), (2.8, 2.0**-8), (36.0, 2.0**-12)):
        terms = [1.0, a * half]
        for n in range(2, 60):
            terms.append((a * half * terms[-1] + half * half * terms[-2]) / n)
        for count in (8, 9):
            _, sizes, rest = build._of_density(a, half, 1.0, count)
            assert sizes == terms[:count]
            true = math.fsum(terms[count:])
            assert 0.8 * rest <= true <= 1.001 * rest


@pytest.mark.parametrize("a", [-4.0, -3.5, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 4.0, 40.0])
def test_remainder_of_log_area(a):
    """Terms from the tenth on are below the bound, and the bound is within the cell's."""
    half = 2.0**-8 if a <= 1.0 else 2.0 ** (math.frexp(a)[1] - 9)
    with mpmath.workprec(240):
        terms, _ = log_area_terms(exact(a), 16)
        true = mpmath.fsum(abs(c) * half**n for n, c in enumerate(terms) if n > 9)
        bound = build._log_remainder(a, half)
        assert true <= bound < build.log_area_cell(a, half)[-1][-1]


def test_deviation_alone():
    rng = random.Random(14)
    for _ in range(800):
        loc, scale = rng.gauss(0.0, 10.0) or 1.0, math.exp(rng.uniform(-20.0, 20.0))
        x = rng.choice((loc * (1 + rng.randrange(9) * 2.0**-50), rng.uniform(-50.0, 50.0)))
        z, z_low = cells.standardized(x, loc, scale)
        if x == loc:
            assert z == z_low == 0.0
            continue
        true = (Fraction(x) - Fraction(loc)) / Fraction(scale)
        assert abs(Fraction(z) + Fraction(z_low) - true) <= abs(true) / 2**103
        assert abs(z_low) <= 2.0 * U * abs(z)


def less(x):
    return math.nextafter(x, 0.0)


def more(x):
    return math.nextafter(x, math.copysign(INF, x))


WITHOUT_BOUND = [  # the last number that has a bound, and the first that has none
    (cells.density, 37.0, more(37.0)),
    (cells.density, -37.0, more(-37.0)),
    (cells.area, 37.0, more(37.0)),
    (cells.hazard, less(30.0), 30.0),
    (cells.hazard, less(-30.0), -30.0),
    (cells.log_area, less(64.0), 64.0),
    (cells.log_area, -37.0, more(-37.0)),
    (lambda t: cells.quantile(t, False), more(2.0**-900), 2.0**-900),
    (lambda t: cells.quantile(t, True), 5e-324, 0.0),
    (cells.log_quantile, less(-(2.0**40)), -(2.0**40)),
    (cells.log_quantile, more(-1e-300), -1e-300),
    (lambda z: cells.log_density(z, 0.0, 1.0), less(1e90), 1e90),
    (lambda z: cells.log_density(z, 0.0, 1.0), less(-1e90), -1e90),
    (lambda t: cells.quotient((t, 0.0, 0.0), 1.0), more(2.0**-900), 2.0**-900),
    (lambda t: cells.quotient((t, 0.0, 0.0), 2.0**-99), more(2.0**-960), 2.0**-960),
    (cells.erf, more(2.0**-400), 2.0**-400),
    (lambda x: cells.standardized(x, 0.5, 1.0), less(1e90), 1e90),
    (lambda x: cells.standardized(x, 0.0, 2.0), more(2e-90), 2e-90),
    (lambda x: cells.standardized(x, 0.0, 2.0), more(-2e-90), -2e-90),
    (lambda loc: cells.standardized(loc, loc, 1.0), less(1e200), 1e200),
    (lambda scale: cells.standardized(9.0, 1.5, scale), less(1e90), 1e90),
    (lambda scale: cells.standardized(1e-90, 0.0, scale), more(1e-90), 1e-90),
]


@pytest.mark.parametrize("place", range(len(WITHOUT_BOUND)))
def test_where_bounds_end(place):
    function, last, first = WITHOUT_BOUND[place]
    assert not math.isnan(function(last)[0])
    assert math.isnan(function(first)[0])


def test_far_below_0():
    """Q is 1, and its logarithm has no cells of its own."""
    z = more(-9.0)
    assert cells.area(z) == (1.0, 0.0, 0.0)
    assert cells.area(-9.0)[1] < 0.0
    z = more(-4.0)
    assert cells.log_area(z) == cells.log_of_1_minus(*cells.area(-z))


@pytest.mark.parametrize("loc", [0.0, 1.0, -1.0, 1.5])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_loc_and_scale_that_are_round(loc, scale):
    """Where one of them is 0 or 1, the other counts all the same."""
    x, total, low = 3.1, 0.3, 0.7 * 2.0**-56
    z, z_low = cells.standardized(x, loc, scale)
    true = (Fraction(x) - Fraction(loc)) / Fraction(scale)
    assert abs(Fraction(z) + Fraction(z_low) - true) <= true / 2**103
    for signed in (scale, -scale):
        value = Fraction(loc) + Fraction(signed) * (Fraction(total) + Fraction(low))
        got = cells.placed(total, low, 0.0, loc, signed)
        assert got == value.numerator / value.denominator


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_densities_of_scales_that_are_round(scale):
    z = 0.7
    for function in (cells.density, cells.hazard):
        want = function(z)[0]
        assert function(z, 0.0, scale)[0] * scale == pytest.approx(want, rel=1e-15, abs=0.0)
    want = cells.log_density(z, 0.0, 1.0)[0] - math.log(scale)
    total, low, _ = cells.log_density(z, 0.0, scale)
    assert total + low == pytest.approx(want, rel=1e-15, abs=0.0)


def test_quotient_alone():
    """Beside the error that goes in, divided, err covers the quotient's own, and is small."""
    rng = random.Random(21)
    for _ in range(800):
        total, low = 1.0 + rng.random(), rng.uniform(-1.0, 1.0) * 2.0**-13
        divisor = math.exp(rng.uniform(-20.0, 20.0))
        true = (Fraction(total) + Fraction(low)) / Fraction(divisor)
        for paid in (0.0, 2.0**-70):
            value, value_low, err = cells.quotient((total, low, paid), divisor)
            own = Fraction(err) - Fraction(paid) / Fraction(divisor)
            assert abs(Fraction(value) + Fraction(value_low) - true) <= own
            assert err <= 2.0**-60 * value


def test_sums_and_products_are_exact():
    rng = random.Random(15)
    for _ in range(1000):
        a, b = (rng.choice((-1, 1)) * math.exp(rng.uniform(-100, 100)) for _ in range(2))
        for operation, exact_value in (
            (cells._two_sum, Fraction(a) + Fraction(b)),
            (cells._two_product, Fraction(a) * Fraction(b)),
        ):
            value, lost = operation(a, b)
            assert Fraction(value) + Fraction(lost) == exact_value
            assert abs(lost) <= math.ulp(value) / 2


# The bound of each kind of cell


def log_quantile_off(y, found):
    """How far found is from the z with log Q(z) = y: by the slope there, minus the hazard rate."""
    hazard = true_pdf(found) / true_sf(found)
    return abs((true_logsf(found) - exact(y)) / hazard)


def evaluated(series, truth, *args):
    total, low, err = series(*args)
    found = exact(total) + exact(low)
    if truth is log_quantile_off:
        return truth(args[0], found), err, found
    return abs(found - truth(*map(exact, args))), err, found


KINDS = {  # series, truth, range
    "density": (cells.density, true_pdf, (0.0, 37.0)),
    "area": (cells.area, true_sf, (0.0, 37.0)),
    "hazard": (cells.hazard, lambda z: true_pdf(z) / true_sf(z), (-29.9, 29.9)),
    "log area": (cells.log_area, true_logsf, (-4.0, 63.9)),
    "log area, upper tail": (cells.log_area, true_logsf, (-36.0, -4.0)),
    "tail quantile": (lambda t: cells.quantile(t, True), true_isf, (1e-300, 0.25)),
    "offset quantile": (
        lambda t: cells.quantile(t, False),
        lambda t: true_isf(0.5 - t),
        (1e-10, 0.25),
    ),
    "log quantile": (cells.log_quantile, log_quantile_off, (-2000.0, -1e-15)),
    "logarithm": (cells.logarithm, mpmath.log, (1e-300, 1e300)),
    "log density": (
        lambda z: cells.log_density(z, 0.0, 1.0),
        lambda z: -z * z / 2 - mpmath.log(2 * mpmath.pi) / 2,
        (-60.0, 60.0),
    ),
    "erf": (cells.erf, mpmath.erf, (2.0**-8, 6.0)),
    "erfc": (cells.erfc, mpmath.erfc, (-6.0, 26.0)),
    "small erf": (cells.erf, mpmath.erf, (1e-100, 2.0**-8)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_bound_dominates_the_error(kind):
    series, truth, (low, high) = KINDS[kind]
    rng = random.Random(kind)
    worst = widest = 0.0
    with mpmath.workprec(240):
        for i in range(150):
            x = rng.uniform(low, high) if i % 2 and high > 0.3 else spread(rng, low, high)
            off, err, found = evaluated(series, truth, x)
            assert off <= err, f"{x.hex()}: off by {mpmath.nstr(off)}, bound {err}"
            worst = max(worst, float(off / err))
            widest = max(widest, float(err / abs(found)) if abs(found) > 0.1 else 0.0)
    assert worst > 0.01  # a bound that is never approached would cost speed
    assert widest < 2.0**-59  # or one call in sixty would be left to the integers


IN_TWO_PARTS = {  # series of z, z_low and finer, truth, range, ulps of z_low
    "density": (lambda z, z_low, f: cells.density(z, z_low, 1.0, f), true_pdf, (0.01, 37.0), 2),
    "area": (cells.area, true_sf, (0.01, 37.0), 2),
    "negative area": (cells.area, true_sf, (-9.0, -0.01), 2),
    "hazard": (
        lambda z, z_low, f: cells.hazard(z, z_low, 1.0, f),
        lambda z: true_pdf(z) / true_sf(z),
        (-8.0, 29.0),
        2,
    ),
    "log area": (cells.log_area, true_logsf, (-4.0, 63.9), 2),
    "log area, upper tail": (cells.log_area, true_logsf, (-36.0, -4.0), 2),
    "tail quantile": (
        lambda t, low, f: cells.quantile(t, True, low, f),
        true_isf,
        (1e-40, 0.25),
        1,
    ),
    "offset quantile": (
        lambda t, low, f: cells.quantile(t, False, low, f),
        lambda t: true_isf(0.5 - t),
        (1e-10, 0.25),
        1,
    ),
}


@pytest.mark.parametrize("finer", [False, True])
@pytest.mark.parametrize("kind", IN_TWO_PARTS)
def test_bound_dominates_the_error_in_two_parts(kind, finer):
    series, truth, (low, high), ulps = IN_TWO_PARTS[kind]
    rng = random.Random(kind)
    with mpmath.workprec(240):
        for i in range(40):
            z = spread(rng, low, high) if i % 2 else rng.uniform(low, high)
            z_low = rng.choice((-1.0, 1.0)) * ulps * math.ulp(z) * (1.0 - rng.random() / 8.0)
            total, rest, err = series(z, z_low, finer)
            true = truth(exact(z) + exact(z_low))
            assert abs(exact(total) + exact(rest) - true) <= err


@pytest.mark.parametrize("kind", IN_TWO_PARTS)
def test_finer_series_are_finer(kind):
    """And dearer, so they come second."""
    series, _, (low, high), _ = IN_TWO_PARTS[kind]
    z = 0.5 * low if high < 0.0 else min(0.5, 0.5 * high)
    assert series(z, 0.0, False)[2] > 2.0**6 * series(z, 0.0, True)[2]


def test_reach_of_logarithms():
    """The constants by which build.py bounds the remainder of log Q.

    R(z) = Q(z)/pdf(z), Mills' ratio, has no zero in the right half plane, nor within 1 of its real
    axis, and |R(z)| <= R(Re z), as it is the Laplace transform of a positive function.  So
    log(R(z)/R(a)) is analytic for |z - a| < D, its real part at most M = log(R(a - D)/R(a)), and
    by Borel and Caratheodory its n-th coefficient at most 2M/D**n.  For D = 1, M is largest at
    a = 0, 1.0204; for D = a/2 at most log 2, the integral of 1/z, more than hazard(z) - z.

    Below 0, log(1 - Q(|z|)) has coefficients at most L/D**n, with L = -log(1 - q) and q the sum of
    the absolute terms of Q's own series at the distance D.
    """
    with mpmath.workprec(100):
        mills = true_sf(mpmath.mpf(0)) / true_pdf(mpmath.mpf(0))
        at_1 = true_sf(mpmath.mpf(-1)) / true_pdf(mpmath.mpf(1))
        assert 0.99 < 2 * mpmath.log(at_1 / mills) / build.LOG_REACH[0] < 1.0
        assert 0.99 < 2 * mpmath.log(2) / build.LOG_REACH[1] < 1.0
        for k, (reach, size) in enumerate(build.LOG_BODY_REACH):
            found = []
            for i in (0, 3, 10):
                a = mpmath.mpf(k) / 2 + mpmath.mpf(i) / 20
                more = mpmath.quad(lambda s, a=a: mpmath.exp(a * s + s * s / 2), [0, reach])
                found.append(-mpmath.log(1 - true_sf(a) - true_pdf(a) * more))
            assert 0.95 * size < max(found) < size


# Which cell


CENTRES = {  # of a number, half the width of a cell, and from where to where
    "density, area": (cells.centre, cells.half_width, 2.0**-20, 37.0),
    "log area, z < 1": (cells.log_centre, cells.log_half_width, -4.0, 1.0),
    "log area": (cells.log_centre, cells.log_half_width, 1.0, 64.0),
    "quantile": (cells.rounded_to_7_bits, cells.quantile_half_width, 2.0**-100, 0.25),
    "log quantile": (
        cells.rounded_to_7_bits,
        cells.quantile_half_width,
        -(2.0**40),
        -(2.0**-53),
    ),
}


@pytest.mark.parametrize("kind", CENTRES)
def test_every_number_is_within_its_cell(kind):
    """And cells are side by side: centres are as far apart as they are wide."""
    centre, half_width, low, high = CENTRES[kind]
    rng = random.Random(kind)
    for i in range(400):
        z = rng.uniform(low, high) if i % 2 else spread(rng, low, high)
        edge = centre(z) + half_width(centre(z))
        for each in (z, edge, math.nextafter(edge, INF), math.nextafter(edge, -INF)):
            a = centre(each)
            assert (0.5 * a / half_width(a)).is_integer()
            assert abs(Fraction(each) - Fraction(a)) <= half_width(a)


@pytest.mark.parametrize("series", [cells.series_7, cells.series_8])
def test_part_of_d(series):
    """It is a multiple of 2**-33, so its product with 20 bits is exact, and within 2**-34 of d."""
    rng = random.Random(24)
    for _ in range(200):
        d = rng.uniform(-1.0, 1.0) * 2.0 ** -rng.choice((3, 8, 12))
        part, low, _ = series(
            (0.0, 0.0, 1.0) + (0.0,) * (9 if series is cells.series_8 else 8), d, 0.0
        )
        assert (part * 2.0**33).is_integer()
        assert abs(low) <= 2.0**-34
        assert part + low == d


# It is used


@pytest.mark.parametrize("name", REGIONS)
def test_few_are_left_to_the_integers(name, monkeypatch):
    calls = Counter()
    settle = cr.settle
    monkeypatch.setattr(cr, "settle", lambda *args: calls.update(["settle"]) or settle(*args))
    rng = random.Random(name)
    for _ in range(700):
        x = rng.gauss(0.0, 2.0)
        if name.endswith("inv") or name in ("norm_ppf", "norm_isf"):
            x = rng.random()
        elif "ilog" in name:
            x = -rng.expovariate(0.5)
        getattr(cr, name)(x)
        if name.startswith("norm"):
            getattr(cr, name)(x, 0.3, 1.7)
    assert calls["settle"] <= 4


def makers(module):
    return [n for n in dir(module.cells) if n.endswith("_cell")]


@pytest.mark.parametrize("name", REGIONS)
def test_second_call_builds_nothing(name):
    module = fresh()
    made = Counter()
    for maker in makers(module):
        make = getattr(module.cells, maker)
        setattr(
            module.cells,
            maker,
            lambda *a, make=make, maker=maker: made.update([maker]) or make(*a),
        )
    args = list(arguments(name))[::4]
    for a in args:
        getattr(module, name)(*a)
    once = made.copy()
    for a in args:
        getattr(module, name)(*a)
    assert made == once
    assert sum(once.values()) == sum(len(t) for n, t in tables(module))


IN_PLACE = {  # where norm_cdf and the others that spell cells.py out decide, and what they call
    "norm_pdf": ("_density", [(-37.0, 37.0)]),
    "norm_cdf": ("_area", [(-37.0, -9.0), (-9.0, 9.0)]),
    "norm_sf": ("_area", [(-9.0, 9.0), (9.0, 37.0)]),
    "norm_logcdf": ("_log_area", [(-64.0, -1.0), (-1.0, 4.0)]),
    "norm_logsf": ("_log_area", [(-4.0, 1.0), (1.0, 64.0)]),
    "norm_ppf": ("_quantile", [(1e-300, 1e-31), (1e-30, 0.25), (0.25, 0.75), (0.75, 0.9999)]),
}


@pytest.mark.parametrize("name", IN_PLACE)
def test_second_call_is_decided_in_place(name, monkeypatch):
    other, ranges = IN_PLACE[name]
    left = Counter()
    further = getattr(cr, other)
    monkeypatch.setattr(cr, other, lambda *args: left.update([again]) or further(*args))
    rng = random.Random(f"{name} in place")
    for low, high in ranges:
        left.clear()
        for i in range(100):
            args = spread(rng, low, high), *([0.5, 1.25] if name == "norm_ppf" and i % 2 else [])
            again = False
            result = getattr(cr, name)(*args)
            again = True
            assert getattr(cr, name)(*args) == result
        assert left[True] <= 8


def test_guesses_are_near():
    """Or a cell would cost several steps."""
    rng = random.Random(16)
    with mpmath.workprec(120):
        for _ in range(40):
            for in_tail in (True, False):
                t = spread(rng, 1e-300 if in_tail else 1e-9, 0.25)
                n, d = t.as_integer_ratio()
                x = true_isf(exact(t) if in_tail else 0.5 - exact(t))
                got = cr.guess(n, d.bit_length() - 1, in_tail)
                assert abs(got - x) < 1e-6 * x


def test_tables_are_bounded():
    module = fresh()
    module.cells.MAX_CELLS = 20
    for name in ("norm_pdf", "norm_cdf", "norm_logcdf", "norm_ppf", "norm_ilogcdf"):
        for args in list(arguments(name))[:240:3]:
            assert same(getattr(module, name)(*args), getattr(cr, name)(*args))
            assert all(len(table) <= 20 for _, table in tables(module))


@pytest.mark.skipif(sys.implementation.name == "pypy", reason="PyPy knows no size of an object")
def test_tables_take_less_than_11_mb():
    """By the size of one cell, its key and its place, the numbers in it being its own.

    Those of arrays take 11 MB (test_arrays.py), so all doors together 22.
    """
    total = 0
    for name, x in (
        ("DENSITY_CELLS", 1.0),
        ("AREA_CELLS", 1.0),
        ("LOG_AREA_CELLS", 1.0),
        ("TAIL_CELLS", 0.1),
        ("CENTRE_CELLS", 0.1),
        ("LOG_QUANTILE_CELLS", -1.0),
    ):
        for function in (cr.norm_pdf, cr.norm_cdf, cr.norm_logsf, cr.norm_ppf):
            function(abs(x))
        cr.norm_ppf(0.4)
        cr.norm_ilogcdf(-1.0)
        cell = next(iter(getattr(cells, name).values()))
        size = sum(map(sys.getsizeof, (cell, *cell, *cell[-1], x))) + 40
        total += cells.MAX_CELLS * size
    assert total < 11e6


def test_threads_share_cold_tables():
    module = fresh()
    module.cells.MAX_CELLS = 64
    names = ["norm_pdf", "norm_cdf", "norm_logsf", "norm_ppf", "norm_ilogcdf", "erfc"]
    work = [(n, a) for n in names for a in list(arguments(n))[:240:6]]
    want = [getattr(cr, n)(*a) for n, a in work]
    got = {}

    def run(i):
        got[i] = [getattr(module, n)(*a) for n, a in work]

    threads = [threading.Thread(target=run, args=(i,)) for i in range(8)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert all(got[i] == want for i in range(8))


# Its arithmetic


def nearest(value, bits=53, to_integer=round):
    """A fraction rounded to so many bits, ties to even, as one."""
    if not value:
        return value
    n, d = value.numerator, value.denominator
    shift = bits - abs(n).bit_length() + d.bit_length()
    for unit in (shift, shift - 1):
        scaled = value * Fraction(2) ** unit
        if abs(scaled) < 2**bits:
            break
    return Fraction(to_integer(scaled)) / Fraction(2) ** unit


def towards_0(value):
    close = nearest(value)
    if abs(close) <= abs(value):
        return close
    number = math.nextafter(close.numerator / close.denominator, 0.0)
    return Fraction(number)


def extended(value):
    return nearest(nearest(value, 64))


def short(value):
    return nearest(value, 52)


def arithmetic(rounding, fused=False, **others):
    """A float whose sums, products and quotients are rounded in another way.

    others: the rounding of add, sub, mul or truediv alone.  fused: a product that is added to, or
    subtracted from, has all its bits.
    """

    class Odd(float):
        pass

    for name in ("add", "sub", "mul", "truediv"):
        for reflected in (False, True):

            def operate(self, other, name=name, reflected=reflected):
                a, b = (Fraction(float(each)) for each in (self, other))
                if fused and name in ("add", "sub"):
                    a, b = getattr(self, "product", a), getattr(other, "product", b)
                a, b = (b, a) if reflected else (a, b)
                value = {"add": a + b, "sub": a - b, "mul": a * b}.get(name)
                result = others.get(name, rounding)(a / b if value is None else value)
                found = Odd(result.numerator / result.denominator)
                if name == "mul":
                    found.product = value
                return found

            setattr(Odd, f"__{'r' if reflected else ''}{name}__", operate)
    return Odd(1.0)


def test_arithmetic_is_tried():
    assert cells.IEEE
    assert cells.arithmetic_is_ieee(arithmetic(nearest))
    assert not cells.arithmetic_is_ieee(arithmetic(extended))
    assert not cells.arithmetic_is_ieee(arithmetic(towards_0))
    assert not cells.arithmetic_is_ieee(arithmetic(short))


HALF = Fraction(1, 2)
ODD = {  # each is noticed by one of the things that are tried, and by no other
    "ties away": arithmetic(lambda value: nearest(value, 53, lambda n: math.floor(n + HALF))),
    "ties to 0": arithmetic(lambda value: nearest(value, 53, lambda n: math.ceil(n - HALF))),
    "extended sums": arithmetic(nearest, add=extended, sub=extended),
    "differences towards 0": arithmetic(nearest, sub=towards_0),
    "extended products": arithmetic(nearest, mul=extended),
    "fused": arithmetic(nearest, fused=True),
    "short quotients": arithmetic(nearest, truediv=short),
    "quotients towards 0": arithmetic(nearest, truediv=towards_0),
    "products with reciprocals": arithmetic(
        nearest,
        truediv=lambda value: nearest(value.numerator * nearest(Fraction(1, value.denominator))),
    ),
    "no subnormals": arithmetic(
        lambda value: nearest(value) if abs(value) >= 2.0**-1022 else 0 * value
    ),
}


@pytest.mark.parametrize("kind", ODD)
def test_every_odd_arithmetic_is_noticed(kind):
    assert not cells.sums_are_ieee(ODD[kind])


def converted(n, bits):
    """An integer as float, cut to so many bits before it is rounded."""
    drop = max(0, n.bit_length() - bits)
    return float(n >> drop << drop)


CONVERSIONS = {  # the function that is odd, and how
    "ldexp without subnormals": ("ldexp", lambda x, e: math.ldexp(x, e) if e > -1023 else 0.0),
    "ldexp without negative powers": (
        "ldexp",
        lambda x, e: math.ldexp(x, abs(e) if e > -99 else e),
    ),
    "ties away": ("float", lambda n: float(2 * n + 1) / 2.0),
    "ties to 0": ("float", lambda n: float(2 * n - 1) / 2.0),
    "truncated": ("float", lambda n: converted(n, 53)),
    "extended": ("float", lambda n: converted(n, 64)),
}


@pytest.mark.parametrize("kind", CONVERSIONS)
def test_odd_conversions_are_noticed(kind, monkeypatch):
    monkeypatch.setattr(cells, *CONVERSIONS[kind], raising=False)
    assert not cells.arithmetic_is_ieee(1.0)


# What is spelled out


def statements(function):
    """The assignments of a function, without their layout, and without a low part of d."""
    found = set()
    for node in ast.walk(ast.parse(inspect.getsource(function))):
        if isinstance(node, ast.Assign):
            text = ast.unparse(node).replace("d - part", "d_rest").replace("d_low * first + ", "")
            text = text.replace("err, _", "err")
            found.add(ast.unparse(ast.parse(text)))
    return found


@pytest.mark.parametrize(
    ("function", "twin"),
    [
        (cr.norm_pdf, cells.series_7),
        (cr.norm_cdf, cells.series_7),
        (cr.norm_sf, cells.series_7),
        (cr.norm_logcdf, cells.series_8),
        (cr.norm_logsf, cells.series_8),
        (cr.norm_ppf, cells.quantile_series),
    ],
)
def test_spelled_out_as_in_cells(function, twin):
    """The same cell, sums and series; norm_pdf takes d in one part, as build.py says."""
    shared = statements(function) & statements(twin)
    names = ["head, rest, first", "total =", "inner ="]
    if function is not cr.norm_pdf:
        names += ["near =", "low ="]
    for name in names:
        assert any(name in each.strip("(") for each in shared), name


@pytest.mark.parametrize(
    ("function", "texts"),
    [
        *((f, ()) for f in (cr.norm_pdf, cr.norm_logcdf, cr.norm_logsf, cr.norm_ppf)),
        (cr.norm_cdf, ("if x > 0.0:  # 1 - Q(z)\n",)),
        (cr.norm_sf, ("if x < 0.0:  # 1 - Q(z)\n",)),
    ],
)
def test_rounding_tests_as_in_cells(function, texts):
    text = inspect.getsource(function)
    assert "lower: float = total + (low - err)" in text
    assert "if lower == total + (low + err):" in text
    for each in texts:
        flipped = text.partition(each)[2].replace("flipped", "rest").replace("1.0", "whole")
        assert "rest = whole - total\n" in flipped
        assert "low = ((whole - rest) - total) - low\n" in flipped
        assert "total = rest\n" in flipped
        assert "err += 2.0**-104\n" in flipped
    if texts:
        assert "return rest, ((whole - rest) - total) - low, err + 2.0**-104 * whole" in (
            inspect.getsource(cells.flipped)
        )


def test_log_density_as_in_cells():
    text, twin = map(inspect.getsource, (cr.norm_logpdf, cells.log_density_of))
    first, second, err = twin.partition("return ")[2].strip().split(", ")
    for each in (
        "a = (x + TO_2_20THS) - TO_2_20THS",
        "d = x - a",
        f"total = {first}",
        f"low = {second}",
        f"lower = total + (low - {err})",
        f"if lower == total + (low + {err}):",
        "-64.0 < x < 64.0",
    ):
        assert each + "\n" in text or each + ":\n" in text


def lines(function):
    return [each.strip().replace("elif", "if") for each in inspect.getsource(function).split("\n")]


def test_limits_as_in_cells():
    """centre, spelled out in three functions."""
    centre = [each.replace("return", "a =") for each in lines(cells.centre)[2:-1]]
    assert len(centre) == 9
    for function in (cr.norm_pdf, cr.norm_cdf, cr.norm_sf):
        text = [each for each in lines(function) if each != "else:"]
        begin = text.index("z = x if x > 0.0 else -x") + 1
        assert text[begin : begin + 9] == centre
    log_centre = ["if z < 1.0:", "a = (z + TO_128THS) - TO_128THS", "else:", "g = TO_8_BITS * z"]
    for function in (cr.norm_logcdf, cr.norm_logsf):
        text = lines(function)
        begin = text.index("if z < 1.0:")
        assert text[begin : begin + 5] == [*log_centre, "a = g - (g - z)"]
    twin = "return (z + TO_128THS) - TO_128THS if z < 1.0 else g - (g - z)"
    assert lines(cells.log_centre)[1:3] == [log_centre[-1], twin]
