"""t and chi2: what they take, what they refuse and in which words, and where they end."""

import array
import inspect
import math
import pickle
import re
from decimal import Decimal
from fractions import Fraction

import pytest

import purestats
from purestats import chi2, t
from purestats.distribution import FrozenDistribution

INF, NAN = math.inf, math.nan
LARGEST, SMALLEST = 1.7976931348623157e308, 5e-324
OF_X = ["pdf", "logpdf", "cdf", "logcdf", "sf", "logsf"]
OF_Q = ["ppf", "isf", "interval"]
PROPERTIES = ["mean", "median", "var", "std", "stats", "entropy", "support"]
DISTRIBUTIONS = [t, chi2]

both = pytest.mark.parametrize("distribution", DISTRIBUTIONS, ids=repr)
of_one = pytest.mark.parametrize("name", OF_X + OF_Q)


def first_name(name):
    return {"interval": "confidence"}.get(name, "q" if name in OF_Q else "x")


def flat(value):
    return value if isinstance(value, tuple) else (value,)


# The object.


@both
def test_the_methods_are_the_functions(distribution):
    for name in [*OF_X, *OF_Q, *PROPERTIES, "moment", "rvs"]:
        function = getattr(purestats, f"{distribution!r}_{name}")
        assert getattr(distribution, name) is function


@both
def test_names_order_and_defaults_are_those_of_live_scipy(distribution):
    theirs = getattr(pytest.importorskip("scipy.stats"), repr(distribution))
    parse = {"rvs": theirs._parse_args_rvs, "stats": theirs._parse_args_stats}
    for name in [*OF_X, *OF_Q, *PROPERTIES, "moment", "rvs"]:
        first = next(iter(inspect.signature(getattr(theirs, name)).parameters))
        rest = inspect.signature(parse.get(name, theirs._parse_args)).parameters.values()
        want = [] if first in ("args", "kwds") else [(first, inspect.Parameter.empty)]
        want += [(each.name, each.default) for each in rest]
        ours = inspect.signature(getattr(distribution, name)).parameters.values()
        assert [(each.name, each.default) for each in ours][: len(want)] == want, name


@both
def test_a_frozen_one(distribution):
    frozen = distribution(2.5, loc=1, scale=2)
    assert type(frozen) is FrozenDistribution
    assert repr(frozen) == f"{distribution!r}(df=2.5, loc=1.0, scale=2.0)"
    assert eval(repr(frozen)) == frozen == pickle.loads(pickle.dumps(frozen))
    assert pickle.loads(pickle.dumps(distribution)) is distribution
    for name in OF_X + OF_Q:
        assert getattr(frozen, name)(0.3) == getattr(distribution, name)(0.3, 2.5, 1, 2), name
    for name in PROPERTIES:
        assert getattr(frozen, name)() == getattr(distribution, name)(2.5, 1, 2), name
    assert frozen.moment(2) == distribution.moment(2, 2.5, 1, 2)
    assert frozen.rvs(3, 4) == distribution.rvs(2.5, 1, 2, 3, 4)


# What is refused.


@both
@pytest.mark.parametrize("df", [0, 0.0, -0.0, -1, -SMALLEST, -INF, Fraction(-1, 2)])
def test_df_must_be_positive(distribution, df):
    message = rf"^df must be greater than 0, got {re.escape(repr(df))}$"
    calls = [lambda name=name: getattr(distribution, name)(0.5, df) for name in OF_X + OF_Q]
    calls += [lambda name=name: getattr(distribution, name)(df) for name in PROPERTIES]
    calls += [lambda: distribution(df), lambda: distribution.rvs(df)]
    calls += [lambda: distribution.moment(2, df)]
    for call in calls:
        with pytest.raises(ValueError, match=message):
            call()


@both
@pytest.mark.parametrize("scale", [0, -1.5, -INF])
def test_scale_must_be_positive(distribution, scale):
    message = rf"^scale must be greater than 0, got {scale!r}$"
    for name in OF_X + OF_Q:
        with pytest.raises(ValueError, match=message):
            getattr(distribution, name)(0.5, 3, 0, scale)
    with pytest.raises(ValueError, match=message):
        distribution(3, scale=scale)


@both
@pytest.mark.parametrize("name", OF_Q)
def test_q_out_of_range(distribution, name):
    for q in (-SMALLEST, 1.0000000000000002, 1.5, 95, -1, INF, -INF):
        message = rf"^{first_name(name)} must be in \[0, 1\], got {float(q)!r}$"
        with pytest.raises(ValueError, match=message):
            pytest.fail(f"{q!r} gives {getattr(distribution, name)(q, 3)}")


@both
@of_one
def test_arrays_are_told_the_comprehension(distribution, name):
    method, first = getattr(distribution, name), first_name(name)
    for many in ([0.5], (0.5,), array.array("d", [0.5]), range(1, 3)):
        kind = type(many).__name__
        each = f"; for many, [f({first}) for {first} in values]"
        for arguments, which, advice in [((many, 3), first, each), ((0.5, many), "df", "")]:
            message = re.escape(f"{which} must be one number, not {kind}{advice}")
            with pytest.raises(TypeError, match=f"^{message}$"):
                method(*arguments)


def with_one_replaced(name, value):
    """The arguments of a method, one of them the value, and which."""
    for place, which in enumerate([first_name(name), "df", "loc", "scale"]):
        arguments = [0.5, 3, 0, 1]
        arguments[place] = value
        yield arguments, which


@both
@of_one
def test_text_is_shown_and_told_float(distribution, name):
    for text in ("3", "x", b"3", bytearray(b"3")):
        for arguments, which in with_one_replaced(name, text):
            kind = type(text).__name__
            advice = f"must be a number, not {kind}: give float({which}) for {text!r}"
            message = re.escape(f"{which} {advice}")
            with pytest.raises(TypeError, match=f"^{message}$"):
                pytest.fail(f"{arguments} give {getattr(distribution, name)(*arguments)}")


@both
@of_one
def test_not_a_number(distribution, name):
    for value in (None, 1j, object()):
        for arguments, which in with_one_replaced(name, value):
            with pytest.raises(TypeError, match=f"^{which} must be a number, not "):
                pytest.fail(f"{arguments} give {getattr(distribution, name)(*arguments)}")


def test_infinite_df_is_the_normal_for_t_and_refused_by_chi2():
    for name in OF_X + OF_Q:
        want = getattr(purestats.correctly_rounded, f"norm_{name}")(0.3, 0.1, 1.7)
        assert getattr(t, name)(0.3, INF, 0.1, 1.7) == want, name
        advice = re.escape("for a large df give (x - df)/sqrt(2*df) to norm")
        with pytest.raises(ValueError, match=f"^df must be finite, got inf: {advice}$"):
            getattr(chi2, name)(0.3, INF)


@both
def test_orders_of_moments(distribution):
    scale = 0.05 if distribution is t else 1e-9
    assert 0.0 < distribution.moment(1000, 1e9, 0.0, scale) < INF
    with pytest.raises(ValueError, match=r"^order must be at most 1000, got 1001$"):
        distribution.moment(1001, 1e9)
    for order, error in [(-1, ValueError), (2.5, TypeError)]:
        with pytest.raises(error, match=r"^order must "):
            distribution.moment(order, 3)


# What is taken.


@both
@of_one
def test_nan_gives_nan(distribution, name):
    for place in range(4):
        arguments = [0.5, 3.0, 0.25, 2.0]
        arguments[place] = NAN
        assert all(map(math.isnan, flat(getattr(distribution, name)(*arguments)))), place


@both
def test_nan_gives_nan_in_properties(distribution):
    for name in PROPERTIES:
        for arguments in [(NAN,), (5.0, NAN), (5.0, 0.0, NAN)]:
            result = flat(getattr(distribution, name)(*arguments))
            assert any(map(math.isnan, result)), (name, arguments)


@both
@of_one
def test_numbers_of_other_types_are_converted_once(distribution, name):
    method = getattr(distribution, name)
    want = method(0.5, 2.0, 0.25, 3.0)
    assert method(Fraction(1, 2), 2, Decimal("0.25"), 3) == want
    assert method(0.5, True) == method(0.5, 1.0)
    assert all(type(each) is float for each in flat(method(1, 2, 0, 3)))
    for arguments in [(10**400, 3), (0.5, 10**400), (0.5, 3, -(10**400)), (0.5, 3, 0, 10**400)]:
        with pytest.raises(ValueError, match=r"must be in the range of float64, got a larger"):
            method(*arguments)


@pytest.mark.parametrize("df", [SMALLEST, 0.01, 1.0, 2.5, 1e6])
def test_limits_of_t(df):
    assert [t.cdf(x, df) for x in (-INF, 0, INF)] == [0.0, 0.5, 1.0]
    assert [t.sf(x, df) for x in (-INF, 0, INF)] == [1.0, 0.5, 0.0]
    assert [t.pdf(x, df) for x in (-INF, INF)] == [0.0, 0.0]
    assert [t.logcdf(-INF, df), t.logsf(INF, df), t.logpdf(INF, df)] == [-INF] * 3
    assert [t.ppf(q, df) for q in (0, 0.5, 1)] == [-INF, 0.0, INF]
    assert [t.isf(q, df) for q in (0, 0.5, 1)] == [INF, 0.0, -INF]
    assert [t.interval(q, df) for q in (0, 1)] == [(0.0, 0.0), (-INF, INF)]


@pytest.mark.parametrize("df", [0.01, 1.0, 2.0, 2.5, 1e6])
def test_limits_of_chi2(df):
    assert [chi2.cdf(x, df) for x in (-INF, -SMALLEST, 0, INF)] == [0.0, 0.0, 0.0, 1.0]
    assert [chi2.sf(x, df) for x in (-INF, -SMALLEST, 0, INF)] == [1.0, 1.0, 1.0, 0.0]
    assert [chi2.pdf(x, df) for x in (-INF, -SMALLEST, INF)] == [0.0, 0.0, 0.0]
    assert chi2.pdf(0, df) == (INF if df < 2 else 0.5 if df == 2 else 0.0)
    assert [chi2.logcdf(0, df), chi2.logsf(INF, df), chi2.logpdf(-1, df)] == [-INF] * 3
    assert [chi2.ppf(q, df) for q in (0, 1)] == [0.0, INF]
    assert [chi2.isf(q, df) for q in (0, 1)] == [INF, 0.0]
    assert chi2.interval(1, df, 5, 2) == (5.0, INF)


@both
@of_one
def test_no_finite_argument_overflows(distribution, name):
    values = [0.0, SMALLEST, 0.25, 1.0, *([-1.0, 1e300, LARGEST] if name in OF_X else [])]
    for value in values:
        for df in (1e-3, 7.5, 1e12):
            for loc in (0.0, LARGEST, -LARGEST):
                for scale in (SMALLEST, 1.0, LARGEST):
                    result = flat(getattr(distribution, name)(value, df, loc, scale))
                    assert not any(map(math.isnan, result)), (value, df, loc, scale)
