"""Two bounds: the probability between them and its logarithm."""

import inspect
import math
import random
from decimal import Decimal
from fractions import Fraction

import pytest

from purestats import (
    norm,
    norm_between,
    norm_cdf,
    norm_logbetween,
    norm_logcdf,
    norm_pdf,
    norm_sf,
    normal,
)
from tests import oracle
from tests.oracle.regions import BETWEEN_REGIONS, beside_loc

INF, NAN = math.inf, math.nan
SMALLEST, LARGEST = 5e-324, 1.7976931348623157e308
BOTH = pytest.mark.parametrize("function", [norm_between, norm_logbetween])


@pytest.mark.parametrize("region", BETWEEN_REGIONS, ids=lambda r: f"{r.function}: {r.name}")
def test_error_in_ulps(region):
    function = getattr(normal, region.function)
    for arguments in region.sample(15):
        got = function(*arguments)
        assert region.error(got, arguments) <= region.bound, oracle.report(
            arguments, got, oracle.OF_BOUNDS[region.function](*arguments)
        )


@pytest.mark.parametrize(
    ("bounds", "between", "logbetween"),
    [
        ((-INF, INF), 1.0, 0.0),
        ((-LARGEST, LARGEST), 1.0, 0.0),
        ((-INF, 0.0), 0.5, -0.6931471805599453),
        ((-0.0, INF), 0.5, -0.6931471805599453),
        ((0.0, 0.0), 0.0, -INF),
        ((-0.0, 0.0), 0.0, -INF),
        ((3.0, 3.0), 0.0, -INF),
        ((-50.0, -50.0), 0.0, -INF),
        ((INF, INF), 0.0, -INF),
        ((-INF, -INF), 0.0, -INF),
        ((LARGEST, INF), 0.0, -INF),
        ((1e200, 2e200), 0.0, -INF),
        ((1.8e154, INF), 0.0, -1.62e308),
        ((-2.0, 2.0, 0.0, INF), 0.0, -INF),
        ((-LARGEST, LARGEST, 0.0, LARGEST), 0.6826894921370859, -0.38171514630212616),
        ((0.0, SMALLEST), 0.0, -745.3590104545859),
        ((0.0, SMALLEST, 0.0, LARGEST), 0.0, -1455.14172334797),
        ((SMALLEST, 1e-323, -1e300, 1e300), 0.0, -1436.6345383527996),
        ((0.0, SMALLEST, LARGEST, 1e-10), 0.0, -INF),
        ((40.0, 41.0), 0.0, -804.6084420137538),
        ((1e8, 1e8 + 1.0), 0.0, -5000000000000019.0),
        ((38.5, 38.6), 0.0, -745.7166153059304),
        ((-38.49, -38.4), 6.4e-323, -741.8795299020987),
        ((1e6, 1e6 + 1e-9, 1e6 - 3.0, 1.0), 4.643415525177954e-12, -26.095570915918255),
    ],
)
def test_special_values(bounds, between, logbetween):
    assert norm_between(*bounds).hex() == between.hex()
    assert norm_logbetween(*bounds).hex() == logbetween.hex()


@BOTH
@pytest.mark.parametrize(
    "bounds", [(NAN, 1.0), (0.0, NAN), (NAN, NAN), (0, 1, NAN), (0, 1, 0, NAN)]
)
def test_nan_gives_nan(function, bounds):
    assert math.isnan(function(*bounds))
    assert math.isnan(function(2.0, 2.0, NAN))
    assert math.isnan(function(INF, INF, INF))


@BOTH
def test_bounds_out_of_order(function):
    for a, b in [(2.0, 1.0), (SMALLEST, 0.0), (INF, -INF), (0.0, -INF)]:
        for parameters in ((), (1.0, 2.0)):
            with pytest.raises(ValueError, match=r"^a must not be greater than b, got ") as error:
                function(a, b, *parameters)
            assert str(error.value).endswith(f"got a={a!r} and b={b!r}")


@BOTH
def test_bad_arguments_are_named(function):
    for value in ("0", None, 1j, [0.0], object()):
        for arguments, name in [
            ((value, 1), "a"),
            ((0, value), "b"),
            ((0, 1, value), "loc"),
            ((0, 1, 0, value), "scale"),
        ]:
            with pytest.raises(TypeError, match=rf"^{name} must be (a|one) number, not"):
                function(*arguments)
    for scale in (0.0, -1, -INF):
        with pytest.raises(ValueError, match=r"^scale must be greater than 0, got"):
            function(0, 1, 0, scale)
    with pytest.raises(ValueError, match=r"^b must be in the range of float64"):
        function(0, 10**400)


@BOTH
def test_other_numbers_are_converted_once(function):
    want = function(-0.5, 0.25, 1.5, 2.0)
    assert function(Fraction(-1, 2), Decimal("0.25"), Fraction(3, 2), 2) == want
    assert function(b=0.25, a=-0.5, scale=2, loc=1.5) == want
    assert type(function(0, 1)) is float
    assert [each.default for each in inspect.signature(function).parameters.values()][2:] == [0, 1]


def test_methods():
    for loc, scale in [(0.0, 1.0), (3.0, 2.0), (1e300, 1e200), (0.0, 1e-310)]:
        frozen = norm(loc, scale)
        for a, b in [(-1.0, 4), (3.0, 3.5), (5, 5.0), (-INF, loc), (20, 21)]:
            assert frozen.between(a, b) == norm_between(a, b, loc, scale)
            assert frozen.logbetween(a, b) == norm_logbetween(a, b, loc, scale)
    with pytest.raises(ValueError, match=r"^a must not be greater than b, got a=2.0 and b=1.0$"):
        norm(0, 1).between(2, 1)


def drawn(count=400):
    rng = random.Random(3)
    for _ in range(count):
        a = rng.choice([rng.uniform(-9, 9), rng.uniform(-1.2, 1.2), rng.uniform(-40, 40)])
        yield a, a + 10.0 ** rng.uniform(-17, 1.5)


def test_a_mirrored_interval_has_the_same_probability():
    for a, b in drawn():
        assert norm_between(-b, -a) == norm_between(a, b)
        assert norm_logbetween(-b, -a) == norm_logbetween(a, b)


def test_an_interval_without_a_bound_is_a_tail():
    for a, _ in drawn():
        assert norm_between(a, INF) == pytest.approx(norm_sf(a), rel=2e-15, abs=1e-323)
        assert norm_between(-INF, a) == pytest.approx(norm_cdf(a), rel=2e-15, abs=1e-323)
        assert norm_logbetween(-INF, a) == pytest.approx(norm_logcdf(a), rel=2e-15)


def test_parts_add_up():
    for a, c in drawn():
        b = a + (c - a) / 3
        parts = norm_between(a, b) + norm_between(b, c)
        assert parts == pytest.approx(norm_between(a, c), rel=4e-15, abs=1e-323)


def test_the_logarithm_is_that_of_the_probability():
    for a, b in drawn():
        p = norm_between(a, b)
        if 1e-300 < p < 0.5:
            assert norm_logbetween(a, b) == pytest.approx(math.log(p), rel=4e-15)


def test_a_probability_never_passes_1_nor_falls_below_0():
    for a, b in drawn(2000):
        assert 0.0 <= norm_between(a, b) <= 1.0
        assert norm_logbetween(a, b) <= 0.0


def test_no_finite_arguments_raise():
    extremes = [0.0, SMALLEST, 1e-300, 0.25, 1.5, 40.0, 1e154, 1e300, LARGEST]
    signed = sorted({*extremes, *(-each for each in extremes)})
    for a in signed:
        for b in (each for each in signed if a <= each):
            for loc in (0.0, LARGEST, -1.5, SMALLEST):
                for scale in extremes[1:]:
                    p, log_p = norm_between(a, b, loc, scale), norm_logbetween(a, b, loc, scale)
                    assert 0.0 <= p <= 1.0
                    assert log_p <= 0.0
                    assert (p == 0.0) <= (log_p < -740.0)


def test_a_narrow_interval_is_the_density_times_its_width():
    """Where a difference of probabilities has no digit left."""
    for z in (0.0, 0.5, 3.0, 20.0):
        width = 1e-20 if z == 0.0 else math.ulp(z)
        want = norm_pdf(z) * width
        assert norm_between(z, z + width) == pytest.approx(want, rel=1e-14)


def test_the_distance_of_bounds_counts_where_loc_is_large():
    """b - loc and a - loc are rounded, and to the same float in the end."""
    region = next(each for each in BETWEEN_REGIONS if each.place is beside_loc)
    rng = random.Random(1)
    for _ in range(50):
        a, b, loc, scale = region.arguments(rng)
        got = norm_between(a, b, loc, scale)
        assert region.error(got, (a, b, loc, scale)) <= region.bound
