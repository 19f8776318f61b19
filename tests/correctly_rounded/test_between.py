"""Between two bounds, the hazard rate and erfcx: the float nearest to mpmath's value."""

import math
import random

import mpmath
import pytest

from purestats import correctly_rounded as cr
from purestats import normal
from tests import oracle
from tests.oracle.regions import BETWEEN_REGIONS, REGIONS, SCALED_REGIONS

INF = math.inf


@pytest.mark.parametrize("region", BETWEEN_REGIONS, ids=lambda r: f"{r.function}: {r.name}")
def test_between_is_the_nearest_float(region):
    for arguments in region.sample(6):
        got = getattr(cr, region.function)(*arguments)
        want = oracle.OF_BOUNDS[region.function](*arguments)
        assert abs(oracle.ulps(got, want)) <= 0.5, oracle.report(arguments, got, want)


@pytest.mark.parametrize("name", ["norm_hazard", "erfcx"])
def test_the_others_are_the_nearest_float(name):
    for region in [each for each in REGIONS if each.function == name]:
        for x in region.sample(20)[::3]:
            got, want = getattr(cr, name)(x), oracle.TRUE[name](x)
            assert abs(oracle.ulps(got, want)) <= 0.5, oracle.report(x, got, want)
    for region in [each for each in SCALED_REGIONS if each.function == name]:
        for arguments in region.sample(20):
            got, want = getattr(cr, name)(*arguments), oracle.scaled(name, *arguments)
            assert abs(oracle.ulps(got, want)) <= 0.5, oracle.report(arguments, got, want)


@pytest.mark.parametrize("bounds", [(40.0, 41.0), (1e8, 1e8 + 1.0), (100.0, INF), (-60.0, -59.9)])
def test_logarithms_far_out(bounds):
    assert cr.norm_logbetween(*bounds) == float(oracle.logbetween(*bounds))


@pytest.mark.parametrize(
    ("z", "scale"), [(0.3, 1e303), (8.0, 1e300), (1e154, 1e150), (1e154, 1.0), (37.0, 1e-9)]
)
def test_however_narrow(z, scale):
    """Where the interval is narrow it is density times width: to more digits than a float has."""
    below, width = z * scale, 5e-324
    got = (
        cr.norm_logbetween(0.0, width, -below, scale),
        cr.norm_logbetween(-width, 0.0, below, scale),
    )
    with mpmath.workprec(2000):
        z = mpmath.mpf(below) / mpmath.mpf(scale)
        want = -z * z / 2 + mpmath.log(mpmath.mpf(width) / scale) - mpmath.log(2 * mpmath.pi) / 2
    assert got == (float(want),) * 2
    assert cr.norm_between(0.0, width, -below, scale) == float(mpmath.exp(want))


@pytest.mark.parametrize("bits", [30, 111, 113, 225, 800])
def test_narrow_or_not_is_one_result(bits):
    """About where the density falls by 2**-w from bound to bound, for each w that is tried."""
    scale = math.ldexp(1.0, 200)
    for z in (1.5, 60.0, 1e9):
        loc, b = -z * scale, math.ldexp(1.0 / z, 200 - bits)
        with mpmath.workprec(1200):
            ends = mpmath.mpf(z), (mpmath.mpf(b) - loc) / scale
            near, far = (mpmath.erfc(end / mpmath.sqrt(2)) / 2 for end in ends)
            want = mpmath.log(near - far)
        assert cr.norm_logbetween(0.0, b, loc, scale) == float(want)


def test_special_values_are_those_of_normal():
    ends = [-INF, -1e308, -40.0, -0.0, 0.0, 1.0, INF]
    for a in ends:
        for b in (each for each in ends if a <= each):
            for name in ("norm_between", "norm_logbetween"):
                assert getattr(cr, name)(a, b) == pytest.approx(getattr(normal, name)(a, b))
    for x in (-INF, -1e300, 0.0, -0.0, 1e308, INF):
        assert cr.norm_hazard(x) == pytest.approx(normal.norm_hazard(x))
        assert cr.erfcx(x) == pytest.approx(normal.erfcx(x))
    for result in (cr.erfcx(math.nan), cr.norm_hazard(math.nan), cr.norm_between(0, 1, math.nan)):
        assert math.isnan(result)
    with pytest.raises(ValueError, match=r"^a must not be greater than b, got a=1.0 and b=0.0$"):
        cr.norm_between(1, 0)


def test_methods():
    rng = random.Random(1)
    for _ in range(20):
        a, loc, scale = rng.gauss(0, 2), rng.gauss(0, 2), rng.uniform(0.1, 3)
        frozen = cr.norm(loc, scale)
        assert frozen.between(a, a + 1) == cr.norm.between(a, a + 1, loc, scale)
        assert frozen.logbetween(a, a + 1) == cr.norm_logbetween(a, a + 1, loc, scale)
        assert frozen.hazard(a) == cr.norm_hazard(a, loc, scale)
