"""truncnorm as an object, its arguments, limits and errors; what loads when."""

import inspect
import math
import pathlib
import pickle
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest

import purestats
from purestats import truncated, truncnorm
from purestats.distribution import FrozenDistribution

INF, NAN = math.inf, math.nan
OF_X = ["pdf", "logpdf", "cdf", "logcdf", "sf", "logsf"]
OF_Q = ["ppf", "isf", "interval"]
PROPERTIES = ["mean", "median", "var", "std", "stats", "entropy", "support"]
OTHERS = ["moment", "rvs"]


def test_the_methods_are_the_functions():
    for name in OF_X + OF_Q + PROPERTIES + OTHERS:
        function = getattr(purestats, f"truncnorm_{name}")
        assert getattr(truncnorm, name) is getattr(truncated, f"truncnorm_{name}") is function


def test_names_order_and_defaults_are_those_of_live_scipy():
    theirs = pytest.importorskip("scipy.stats").truncnorm
    for name in OF_X + OF_Q + PROPERTIES + OTHERS:
        first = next(iter(inspect.signature(getattr(theirs, name)).parameters))
        parse = {"rvs": theirs._parse_args_rvs, "stats": theirs._parse_args_stats}
        rest = inspect.signature(parse.get(name, theirs._parse_args)).parameters.values()
        want = [] if first in ("args", "kwds") else [(first, inspect.Parameter.empty)]
        want += [(p.name, p.default) for p in rest]
        ours = inspect.signature(getattr(truncnorm, name)).parameters.values()
        assert [(p.name, p.default) for p in ours][: len(want)] == want, name


def test_frozen_methods_have_the_bits_of_the_functions():
    parameters = (-1.5, 2.0, 3.0, 2.0)
    frozen = truncnorm(*parameters)
    for name in OF_X:
        for x in (-5, 0.1, 2.5, 6.9, 8):
            assert getattr(frozen, name)(x) == getattr(truncnorm, name)(x, *parameters)
    for name in OF_Q:
        assert getattr(frozen, name)(0.3) == getattr(truncnorm, name)(0.3, *parameters)
    for name in PROPERTIES:
        assert getattr(frozen, name)() == getattr(truncnorm, name)(*parameters)
    assert frozen.stats("mvsk") == truncnorm.stats(*parameters, moments="mvsk")
    assert frozen.moment(3) == truncnorm.moment(3, *parameters)
    assert frozen.moment(0) == 1.0
    assert frozen.moment(1) == frozen.mean()


def test_a_frozen_one():
    frozen = truncnorm(-1, b=INF, loc=5)
    assert type(frozen) is FrozenDistribution
    assert (frozen.args, frozen.kwds) == ((-1,), {"b": INF, "loc": 5})
    assert (frozen.a, frozen.b, frozen.support()) == (-1.0, INF, (4.0, INF))
    assert repr(frozen) == "truncnorm(a=-1.0, b=float('inf'), loc=5.0, scale=1.0)"
    assert eval(repr(frozen)) == frozen == pickle.loads(pickle.dumps(frozen))
    assert pickle.loads(pickle.dumps(truncnorm)) is truncnorm
    assert str(inspect.signature(truncnorm)).replace("'", "").startswith("(a: _Number, b: _Number")


@pytest.mark.skipif(
    sys.version_info < (3, 10) or sys.implementation.name != "cpython",
    reason="Python says the function's own name",
)
def test_a_missing_argument():
    for arguments, missing in [((), "s: 'a' and 'b'"), ((1,), ": 'b'")]:
        with pytest.raises(TypeError, match=rf"^truncnorm\(\) missing .*argument{missing}$"):
            truncnorm(*arguments)


@pytest.mark.parametrize(("a", "b"), [(1, 1), (2, 1), (INF, INF), (-INF, -INF), (INF, 0)])
def test_bounds_out_of_order(a, b):
    message = rf"^a must be less than b, got a={float(a)!r} and b={float(b)!r}$"
    for call in (truncnorm, truncnorm.mean, truncnorm.rvs, truncnorm.support):
        with pytest.raises(ValueError, match=message):
            call(a, b)
    for name in OF_X + OF_Q:
        with pytest.raises(ValueError, match=message):
            getattr(truncnorm, name)(0.5, a, b)
    with pytest.raises(ValueError, match=message):
        truncnorm.moment(2, a, b)


@pytest.mark.parametrize("name", OF_X + OF_Q)
def test_bad_arguments(name):
    method = getattr(truncnorm, name)
    first = {"interval": "confidence"}.get(name, "q" if name in OF_Q else "x")
    for arguments, culprit in [
        (("0.5", 0, 1), first),
        ((None, 0, 1), first),
        (([0.5], 0, 1), first),
        ((0.5, "0", 1), "a"),
        ((0.5, 0, 1j), "b"),
        ((0.5, 0, 1, "0"), "loc"),
        ((0.5, 0, 1, 0, [1]), "scale"),
    ]:
        with pytest.raises(TypeError, match=rf"^{culprit} must be "):
            method(*arguments)
    for scale in (0, -1.5, -INF):
        with pytest.raises(ValueError, match=rf"^scale must be greater than 0, got {scale!r}$"):
            method(0.5, 0, 1, 0, scale)
    if name in OF_Q:
        for q in (-5e-324, 1.5, INF):
            with pytest.raises(ValueError, match=rf"^{first} must be in \[0, 1\], got "):
                method(q, 0, 1)


def test_numbers_of_other_types():
    want = truncnorm.cdf(0.5, -1.0, 2.0, 0.25, 2.0)
    assert truncnorm.cdf(Fraction(1, 2), -1, Decimal(2), Fraction(1, 4), 2) == want
    assert truncnorm(True, 2).cdf(1.5) == truncnorm(1.0, 2.0).cdf(1.5)


@pytest.mark.parametrize("place", range(4))
def test_nan_in_nan_out(place):
    parameters = [(-1.0, 2.0, 0.5, 2.0), (3.0, 4.0, 0.0, 1.0), (-INF, INF, 0.0, 1.0)]
    parameters.append((-200.0, -150.0, 0.0, 1.0))
    for row in parameters:
        row = [*row[:place], NAN, *row[place + 1 :]]
        for name in [*OF_X, "ppf", "isf"]:
            for x in (0.0, 0.3, 1.0):
                assert math.isnan(getattr(truncnorm, name)(x, *row)), (name, row)
        for name in ["mean", "median", "var", "std", "entropy"]:
            if (name, place) not in [("var", 2), ("std", 2), ("entropy", 2)]:  # without loc
                assert math.isnan(getattr(truncnorm, name)(*row)), (name, row)
        assert all(map(math.isnan, truncnorm.interval(0.9, *row)))
        assert math.isnan(truncnorm.moment(2, *row))
        assert any(map(math.isnan, truncnorm.support(*row)))


def test_nan_at_x_or_q():
    for row in [(-1, 2), (3, 4), (0, 1e-20), (-INF, INF), (3, INF)]:
        for name in [*OF_X, "ppf", "isf"]:
            assert math.isnan(getattr(truncnorm, name)(NAN, *row)), (name, row)
        assert all(map(math.isnan, truncnorm.interval(NAN, *row)))


@pytest.mark.parametrize(
    ("a", "b"), [(-1, 2), (3, 4), (-40, -39), (0, 1e-20), (1e8, 1e8 + 1), (-50, 60), (-3, -2.99)]
)
def test_outside_and_at_the_bounds(a, b):
    for scale in (1.0, 0.5, 2.0**-9, 2.0**-900):  # b*scale is exact
        frozen = truncnorm(a, b, 0, scale)
        low, high = frozen.support()
        for x in (-INF, math.nextafter(low, -INF), low):
            assert (frozen.cdf(x), frozen.sf(x)) == (0.0, 1.0)
            assert (frozen.logcdf(x), frozen.logsf(x)) == (-INF, 0.0)
        for x in (high, math.nextafter(high, INF), 1e300, INF):
            assert (frozen.cdf(x), frozen.sf(x)) == (1.0, 0.0)
            assert (frozen.logcdf(x), frozen.logsf(x)) == (0.0, -INF)
        for x in (-INF, -1e300, math.nextafter(low, -INF), math.nextafter(high, INF), INF):
            assert (frozen.pdf(x), frozen.logpdf(x)) == (0.0, -INF)
        assert frozen.pdf(a * scale) > 0.0 or (a, b) == (-50, 60)


@pytest.mark.parametrize(("loc", "scale"), [(0.0, 1.0), (3.0, 2.0), (-1e300, 1e-200)])
@pytest.mark.parametrize(("a", "b"), [(-INF, INF), (0, INF), (8, INF), (-INF, -8), (-3, INF)])
def test_at_infinity(a, b, loc, scale):
    frozen = truncnorm(a, b, loc, scale)
    for x, below in [(-INF, 0.0), (INF, 1.0)]:
        assert (frozen.pdf(x), frozen.logpdf(x)) == (0.0, -INF)
        assert (frozen.cdf(x), frozen.sf(x)) == (below, 1.0 - below)
        assert (frozen.logcdf(x), frozen.logsf(x)) == ((0.0, -INF) if below else (-INF, 0.0))


def test_without_bounds_it_is_the_normal():
    for x in (-50.0, -38.0, -3.0, 0.0, 0.1, 2.0, 9.0, 38.0):
        for name in OF_X:
            ours = getattr(truncnorm, name)(x, -INF, INF, 0.5, 2)
            assert ours == pytest.approx(getattr(purestats.norm, name)(x, 0.5, 2), rel=1e-15)
    assert truncnorm.stats(-INF, INF, 3, 2, "mvsk") == (3.0, 4.0, 0.0, 0.0)
    assert truncnorm.entropy(-INF, INF) == pytest.approx(purestats.norm.entropy(), rel=1e-15)


def test_it_loads_when_it_is_first_used():
    root = pathlib.Path(purestats.__file__).parents[1]
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import purestats;"
        "print('purestats.truncated' in sys.modules);"
        "from purestats import truncnorm, truncnorm_sf;"
        "print(truncnorm.sf is truncnorm_sf, 'truncnorm' in vars(purestats));"
        "print({'truncnorm', 'truncnorm_ppf', 'norm'} <= set(dir(purestats)))"
    )
    command = [sys.executable, "-I", "-c", program, str(root)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout == "False\nTrue True\nTrue\n"
