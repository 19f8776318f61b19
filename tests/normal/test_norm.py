"""norm as an object: its methods, the distributions it freezes, fitting and sampling."""

import copy
import inspect
import itertools
import math
import pathlib
import pickle
import random
import struct
import subprocess
import sys
import time
from fractions import Fraction
from unittest import mock

import mpmath
import pytest

from purestats import norm, normal
from purestats.normal import Frozen, Norm

INF, NAN = math.inf, math.nan
SMALLEST, NORMAL, LARGEST = 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308

OF_X = ["pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "hazard"]
OF_BOUNDS = ["between", "logbetween"]
OF_Q = ["ppf", "isf", "interval"]
OF_LOGP = ["ilogcdf", "ilogccdf"]
OUR_OWN = [*OF_LOGP, *OF_BOUNDS, "hazard"]  # methods that SciPy's norm has not
PROPERTIES = ["mean", "median", "std", "var", "entropy", "support"]

SIGNATURES = {
    **dict.fromkeys(OF_X, "(x, loc=0.0, scale=1.0)"),
    **dict.fromkeys(OF_BOUNDS, "(a, b, loc=0.0, scale=1.0)"),
    **dict.fromkeys(["ppf", "isf"], "(q, loc=0.0, scale=1.0)"),
    "interval": "(confidence, loc=0.0, scale=1.0)",
    **dict.fromkeys(OF_LOGP, "(logp, loc=0.0, scale=1.0)"),
    **dict.fromkeys(PROPERTIES, "(loc=0.0, scale=1.0)"),
    "stats": "(loc=0.0, scale=1.0, moments='mv')",
    "moment": "(order, loc=0.0, scale=1.0)",
    "rvs": "(loc=0.0, scale=1.0, size=None, random_state=None)",
    "fit": "(data, *, floc=None, fscale=None)",
}
FROZEN_SIGNATURES = {
    name: text.replace("loc=0.0, scale=1.0", "").replace("(, ", "(").replace(", )", ")")
    for name, text in SIGNATURES.items()
    if name != "fit"
}


def bare(signature):
    """The signature without annotations."""
    parameters = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    return inspect.Signature(parameters)


def public(value):
    return {name for name in dir(value) if not name.startswith("_")}


def hexes(result):
    """The bits of a float or of a tuple of floats."""
    return [number.hex() for number in (result if isinstance(result, tuple) else (result,))]


def outcome(function, *arguments):
    """The bits of the result, or the exception's type and text."""
    try:
        return hexes(function(*arguments))
    except (TypeError, ValueError) as error:
        return type(error), str(error)


# Names and arguments.


def test_every_method_has_scipys_arguments():
    assert public(norm) == {*SIGNATURES, "a", "b"}
    for name, text in SIGNATURES.items():
        assert str(bare(inspect.signature(getattr(norm, name)))) == text, name


def test_a_frozen_method_has_the_arguments_without_loc_and_scale():
    assert public(norm()) == {*FROZEN_SIGNATURES, "loc", "scale", "args", "kwds", "a", "b"}
    for name, text in FROZEN_SIGNATURES.items():
        assert str(bare(inspect.signature(getattr(norm(), name)))) == text, name
    for value in (norm, Frozen):
        assert str(bare(inspect.signature(value))) == "(loc=0.0, scale=1.0)"


def test_the_names_order_and_defaults_are_those_of_live_scipy():
    theirs = pytest.importorskip("scipy.stats").norm
    for name in set(SIGNATURES) - set(OUR_OWN):
        first = next(iter(inspect.signature(getattr(theirs, name)).parameters))
        parse = {"rvs": theirs._parse_args_rvs, "stats": theirs._parse_args_stats}
        rest = inspect.signature(parse.get(name, theirs._parse_args)).parameters.values()
        want = [] if first in ("args", "kwds") else [(first, inspect.Parameter.empty)]
        want += [(p.name, p.default) for p in rest] if name != "fit" else []
        ours = inspect.signature(getattr(norm, name)).parameters.values()
        assert [(p.name, p.default) for p in ours][: len(want)] == want, name
    for name in set(FROZEN_SIGNATURES) - set(OUR_OWN):
        want = list(inspect.signature(getattr(theirs(), name)).parameters)
        assert list(inspect.signature(getattr(norm(), name)).parameters) == want, name


def test_the_methods_of_norm_are_the_functions():
    # interval excepted, which helps with SciPy's "alpha"
    for name in {*OF_X, *OF_BOUNDS, *OF_Q, *OF_LOGP} - {"interval"}:
        assert getattr(norm, name) is getattr(normal, f"norm_{name}")


def test_what_each_method_of_norm_passes_on():
    """Two arguments swapped would show: loc and scale differ, and so do the names."""
    frozen = norm(3.0, 2.0)
    for name in PROPERTIES:
        want = getattr(frozen, name)()
        assert getattr(norm, name)(3.0, 2.0) == want
        assert getattr(norm, name)(scale=2.0, loc=3.0) == want
    assert norm.stats(3.0, 2.0, "mvsk") == frozen.stats("mvsk") == (3.0, 4.0, 0.0, 0.0)
    assert norm.moment(3, 3.0, 2.0) == frozen.moment(3) == 63.0
    assert norm.rvs(3.0, 2.0, 4, 5) == frozen.rvs(4, 5) == frozen.rvs(random_state=5, size=4)
    assert norm.rvs(size=4, random_state=5) == norm().rvs(4, 5)


ABSENT = [
    ("expect", r"mean\(\) \+ var\(\)\*hazard\(a\)"),
    ("nnlf", "sum -logpdf"),
    ("fit_loc_scale", "norm.fit"),
    ("freeze", r"norm\(loc, scale\)"),
    ("inv_cdf", "ppf"),
    ("icdf", "ppf"),
    ("random_state", "argument of rvs"),
]


def test_a_frozen_one_tells_how_to_make_another():
    frozen = norm(100, scale=15)
    assert (frozen.args, frozen.kwds) == ((100.0, 15.0), {})
    assert norm(*frozen.args, **frozen.kwds) == frozen


@pytest.mark.parametrize(("name", "near"), [*ABSENT, ("fit", "norm.fit")])
def test_what_is_not_there_says_what_is_near(name, near):
    for value in [norm(1, 2)] if name == "fit" else [norm, norm(1, 2)]:
        assert not hasattr(value, name)
        assert name not in dir(value)
        with pytest.raises(AttributeError, match=f"^norm has no '{name}'; .*{near}"):
            getattr(value, name)
    assert not hasattr(norm, "qqf")


# A frozen distribution gives what the function gives.


def random_floats(seed, count):
    rng = random.Random(seed)
    return [
        x
        for (x,) in struct.iter_unpack(
            "<d", rng.getrandbits(64 * count).to_bytes(8 * count, "little")
        )
    ]


EXTREME_SCALES = [SMALLEST, 3e-320, NORMAL, 1e-150, 1.0, 1.5, 1e150, 1e300, LARGEST, INF, NAN]
EXTREME_LOCS = [0.0, -0.0, SMALLEST, 1.0, -1e150, 1e300, LARGEST, -LARGEST, INF, -INF, NAN]


def places():
    """(x, loc, scale): in life, near each other, of random bits, and extreme."""
    rng = random.Random(1)
    for _ in range(1500):
        loc, scale = rng.gauss(0, 100), 10 ** rng.uniform(-3, 3)
        yield loc + scale * rng.uniform(-40, 40), loc, scale
    for x, loc, scale in zip(*(random_floats(seed, 1500) for seed in (2, 3, 4))):
        yield x, loc, abs(scale) or 1.0
    for loc, scale in itertools.product(EXTREME_LOCS, EXTREME_SCALES):
        for z in (-38.2, -1.0, 0.0, 7.5, 50.0):
            yield loc + z * scale, loc, scale
        for x in (0.0, -INF, NAN, LARGEST, SMALLEST):
            yield x, loc, scale


def test_frozen_functions_of_x_have_the_bits_of_the_functions():
    for x, loc, scale in places():
        frozen = norm(loc, scale)
        for name in OF_X:
            want = getattr(norm, name)(x, loc, scale)
            assert getattr(frozen, name)(x).hex() == want.hex(), (name, x, loc, scale)


def test_frozen_quantiles_have_the_bits_of_the_functions():
    rng = random.Random(5)
    special = [0.0, 1.0, 0.5, SMALLEST, 1 - 2**-53, 0.1353352832366127, 0.8646647167633873, NAN]
    for _, loc, scale in itertools.islice(places(), 0, None, 3):
        frozen = norm(loc, scale)
        q = rng.choice([rng.random(), math.exp(-rng.expovariate(0.01)), rng.choice(special)])
        logp = rng.choice([-rng.expovariate(1), -(10 ** rng.uniform(-300, 300)), 0.0, -INF, NAN])
        for names, argument in [(OF_Q, q), (OF_LOGP, logp)]:
            for name in names:
                want = hexes(getattr(norm, name)(argument, loc, scale))
                assert hexes(getattr(frozen, name)(argument)) == want, (name, argument, loc, scale)


@pytest.mark.parametrize("name", OF_X + OF_Q + OF_LOGP)
def test_a_frozen_method_takes_and_refuses_what_the_function_does(name):
    for argument in (
        1,
        True,
        0,
        -1,
        -5e-324,
        1.5,
        Fraction(1, 3),
        "0.5",
        None,
        [0.5],
        1j,
        10**400,
    ):
        got = outcome(getattr(norm(1.5, 2), name), argument)
        assert got == outcome(getattr(norm, name), argument, 1.5, 2), argument


def test_arguments_are_checked_and_converted_when_it_is_made():
    frozen = norm(Fraction(1, 2), scale=True)
    assert (type(frozen.loc), frozen.loc, type(frozen.scale), frozen.scale) == (
        float,
        0.5,
        float,
        1,
    )
    for scale in (0, -0.0, -1.5, -INF):
        with pytest.raises(ValueError, match=rf"^scale must be greater than 0, got {scale!r}$"):
            norm(0, scale)
    for arguments, name in [(("0",), "loc"), ((0, [1.0]), "scale"), ((None, 1), "loc")]:
        with pytest.raises(TypeError, match=rf"^{name} must be "):
            norm(*arguments)
        for method in PROPERTIES:
            with pytest.raises(TypeError, match=rf"^{name} must be "):
                getattr(norm, method)(*arguments)
    with pytest.raises(TypeError, match="argument"):
        norm(0, 1, 2)


# A value: hashable, comparable, picklable, immutable, and printed as it is made.

VALUES = [
    (0.0, 1.0),
    (-0.0, 1e-320),
    (100, 15),
    (-1.5, INF),
    (INF, 2),
    (-INF, 1e300),
    (0.1, 1 / 3),
]


@pytest.mark.parametrize(("loc", "scale"), VALUES)
def test_a_frozen_distribution_survives_copying_pickling_and_printing(loc, scale):
    frozen = norm(loc, scale)
    copies = [pickle.loads(pickle.dumps(frozen, k)) for k in range(pickle.HIGHEST_PROTOCOL + 1)]
    copies += [copy.copy(frozen), copy.deepcopy(frozen), eval(repr(frozen), {"norm": norm})]
    for each in copies:
        assert type(each) is Frozen
        assert each == frozen
        assert hash(each) == hash(frozen)
        assert (each.loc.hex(), each.scale.hex()) == (float(loc).hex(), float(scale).hex())
        assert each.sf(130.7).hex() == frozen.sf(130.7).hex()


def test_repr():
    assert repr(norm) == str(norm) == "norm"
    assert repr(norm(100, 15)) == str(norm(100, 15)) == "norm(loc=100.0, scale=15.0)"
    assert repr(norm(-0.0, INF)) == "norm(loc=-0.0, scale=float('inf'))"
    assert repr(norm(-INF, NAN)) == "norm(loc=float('-inf'), scale=float('nan'))"


def test_norm_itself_is_one_object():
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(norm, protocol)) is norm
    assert copy.copy(norm) is copy.deepcopy(norm) is norm
    assert type(norm) is Norm
    assert normal.norm is norm


def test_a_bound_method_can_be_sent_to_another_process():
    assert pickle.loads(pickle.dumps(norm(1, 2).ppf))(0.9) == norm.ppf(0.9, 1, 2)
    for name in FROZEN_SIGNATURES:
        assert pickle.loads(pickle.dumps(getattr(norm, name))) == getattr(norm, name)
        assert pickle.loads(pickle.dumps(getattr(norm(1, 2), name))).__name__ == name


def test_equality_and_hash():
    assert norm(1, 2) == norm(1.0, scale=2) == norm(Fraction(1), True + True)
    assert len({norm(), norm(0, 1), norm(-0.0), norm(0.0, 1.0)}) == 1
    different = [norm(), norm(1), norm(0, 2), norm(1, 2), norm(2, 1)]
    assert len(set(different)) == len(different)
    for a, b in itertools.combinations([*different, norm, (0.0, 1.0), "norm(0, 1)"], 2):
        assert a != b
        assert not a == b  # noqa: SIM201
    assert norm() == mock.ANY  # the other side is asked too


@pytest.mark.parametrize("name", ["loc", "scale", "a", "other", "pdf", "random_state"])
def test_immutable(name):
    frozen = norm(1, 2)
    for value in (frozen, norm):
        with pytest.raises(AttributeError, match="argument of rvs" if "_" in name else None):
            setattr(value, name, 3.0)
        with pytest.raises(AttributeError):
            delattr(value, name)
    assert frozen == norm(1, 2)
    assert not hasattr(frozen, "__dict__")


# Moments and the like.


def test_properties():
    frozen = norm(-3.5, 1.7)
    assert (frozen.mean(), frozen.median(), frozen.std()) == (-3.5, -3.5, 1.7)
    assert frozen.var() == 1.7 * 1.7
    assert frozen.support() == norm.support() == (-INF, INF)
    assert (norm.mean(), norm.median(), norm.std(), norm.var()) == (0.0, 0.0, 1.0, 1.0)
    assert norm.var(0, LARGEST) == INF
    assert norm.var(0, 1e-200) == 0.0
    assert all(type(getattr(norm(3, 2), name)()) is float for name in PROPERTIES[:-1])


@pytest.mark.parametrize(
    "scale", [SMALLEST, 1e-300, 0.1, 0.24197072451914337, 0.25, 1, 3.7, LARGEST]
)
def test_entropy(scale):
    with mpmath.workprec(100):
        log_scale = mpmath.log(scale)
        want = log_scale + mpmath.log(2 * mpmath.pi * mpmath.e) / 2
        assert abs(norm(7, scale).entropy() - want) <= 2.0**-52 * max(abs(log_scale), 1.5)
    assert norm.entropy(0, INF) == INF


def test_stats():
    frozen = norm(3, 2)
    values = {"m": 3.0, "v": 4.0, "s": 0.0, "k": 0.0}
    for count in range(1, 5):
        for letters in itertools.permutations("mvsk", count):
            want = tuple(value for letter, value in values.items() if letter in letters)
            assert frozen.stats("".join(letters)) == (want if count > 1 else want[0])
    assert frozen.stats() == (3.0, 4.0)
    assert all(type(each) is float for each in frozen.stats("mvsk"))
    for moments in ("", "x", "mvx", "MV", ["m"], 3, None):
        with pytest.raises(ValueError, match=r"^moments must be some of the letters mvsk, got "):
            frozen.stats(moments)


def true_moment(order, loc, scale):
    """By the recurrence of Stein's lemma."""
    before, moment = Fraction(0), Fraction(1)
    for k in range(order):
        variance = Fraction(scale) ** 2
        before, moment = moment, Fraction(loc) * moment + k * variance * before
    return moment


def nearest(exact):
    try:
        return float(exact)
    except OverflowError:
        return INF if exact > 0 else -INF


@pytest.mark.parametrize("loc", [0.0, -0.0, 1.0, -3.7, 1e-200, -1e100, SMALLEST, LARGEST])
@pytest.mark.parametrize("scale", [SMALLEST, 1e-170, 0.1, 1.0, 2.5, 3.7e20, LARGEST])
def test_moments_are_correctly_rounded(loc, scale):
    for order in [*range(9), 31]:
        got, want = norm(loc, scale).moment(order), nearest(true_moment(order, loc, scale))
        assert type(got) is float
        assert got == want, order


@pytest.mark.parametrize(
    ("loc", "scale", "want"),
    [
        (INF, 1.0, [1, INF, INF, INF, INF]),
        (-INF, 1e200, [1, -INF, INF, -INF, INF]),
        (1e300, INF, [1, 1e300, INF, INF, INF]),
        (-1.0, INF, [1, -1, INF, -INF, INF]),
        (0.0, INF, [1, 0, INF, NAN, INF]),
        (NAN, 1.0, [1, NAN, NAN, NAN, NAN]),
        (2.0, NAN, [1, 2, NAN, NAN, NAN]),
    ],
)
def test_moments_at_infinity(loc, scale, want):
    got = [norm(loc, scale).moment(order) for order in range(5)]
    assert hexes(tuple(got)) == hexes(tuple(map(float, want)))


# Errors name the argument.


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: norm.moment(2.5), ValueError, "order must be an integer, got 2.5"),
        (lambda: norm(0, 1).moment(NAN), ValueError, "order must be an integer, got nan"),
        (lambda: norm.moment(10**9), ValueError, "order must be at most 100000, got 1000000000"),
        (lambda: norm.moment(n=2), TypeError, "moment has no argument 'n'; it is 'order'"),
        (lambda: norm(0, 1).moment(n=2), TypeError, "moment has no argument 'n'; it is 'order'"),
        (
            lambda: norm.interval(alpha=0.9),
            TypeError,
            ".* no argument 'alpha'; it is 'confidence'",
        ),
        (lambda: norm().interval(alpha=0.9), TypeError, ".* no argument 'alpha'; it is 'confid"),
        (lambda: norm.ppf("0.975"), TypeError, r".* not str: give float\(q\) for '0.975'"),
        (lambda: norm.fit(["1"]), TypeError, r".* not str: give float\(value\) for '1'"),
        (lambda: norm.moment("2"), TypeError, "order must be an integer, not str"),
        (lambda: norm().moment(-1), ValueError, "order must not be negative, got -1"),
        (lambda: norm.moment(2, "0"), TypeError, "loc must be a number, not str"),
        (lambda: norm.rvs(size=2.0), TypeError, "size must be an integer, not float"),
        (lambda: norm().rvs((2, 3)), TypeError, "size must be an integer, not tuple"),
        (lambda: norm.rvs(size=-1), ValueError, "size must not be negative, got -1"),
        (
            lambda: norm.rvs(random_state="1"),
            TypeError,
            "random_state must be an integer, not str",
        ),
        (
            lambda: norm.rvs(random_state=1.0),
            TypeError,
            "random_state must be an integer, not float",
        ),
        (lambda: norm.rvs(random_state=-1), ValueError, "random_state must not be negative, got"),
        (lambda: norm.rvs(scale=-1), ValueError, "scale must be greater than 0, got -1"),
        (lambda: norm.fit([]), ValueError, "data must hold at least one number"),
        (lambda: norm.fit(x for x in ()), ValueError, "data must hold at least one number"),
        (lambda: norm.fit([1, NAN]), ValueError, "a value of data must be finite, got nan"),
        (lambda: norm.fit([-INF, 1]), ValueError, "a value of data must be finite, got -inf"),
        (lambda: norm.fit([1, "2"]), TypeError, "a value of data must be a number, not str"),
        (lambda: norm.fit([10**400]), ValueError, "a value of data must be in the range"),
        (lambda: norm.fit([[1, 2]]), TypeError, "a value of data must be one number, not list$"),
        (lambda: norm.fit("12"), TypeError, "data must be an iterable of numbers, not str"),
        (lambda: norm.fit(b"12"), TypeError, "data must be an iterable of numbers, not bytes"),
        (lambda: norm.fit({1: 2}), TypeError, "data must be an iterable of numbers, not dict"),
        (lambda: norm.fit(5), TypeError, "data must be an iterable of numbers, not int"),
        (lambda: norm.fit([1], floc="a"), TypeError, "floc must be a number, not str"),
        (lambda: norm.fit([1], floc=[1]), TypeError, "floc must be one number, not list$"),
        (lambda: norm.fit([1], floc=INF), ValueError, "floc must be finite, got inf"),
        (lambda: norm.fit([1], fscale=NAN), ValueError, "fscale must be finite, got nan"),
        (lambda: norm.fit([1], fscale=0), ValueError, "fscale must be greater than 0, got 0"),
        (lambda: norm.fit([1], fscale=None, floc=0, loc=1), TypeError, "'loc'"),
        (lambda: norm.fit([1], floc=1, fscale=1), ValueError, "floc and fscale are both fixed"),
    ],
)
def test_errors_name_the_argument(call, error, text):
    with pytest.raises(error, match=f"^{text}" if text[0] != "'" else text):
        call()


def test_fit_of_numpy_arrays():
    np = pytest.importorskip("numpy")
    assert norm.fit(np.array([1.0, 2.0, 4.0])) == norm.fit([1, 2, 4])
    assert norm.fit(np.array([1, 2, 4], dtype=np.int16)) == norm.fit([1, 2, 4])
    with pytest.raises(TypeError, match=r"^a value of data must be one number, not ndarray$"):
        norm.fit(np.ones((2, 2)))


# Fitting: the nearest floats to exact values.


def assert_nearest_root(got, square):
    """The square is between those of the midpoints on the two sides of the float got."""
    above = Fraction(got) + Fraction(math.ulp(got)) / 2
    below = (Fraction(got) + Fraction(math.nextafter(got, -INF))) / 2
    assert max(below, 0) ** 2 <= square <= above**2, got


def exact_fit(data, floc=None):
    """The mean, or the loc that is fixed, and the mean squared deviation from it."""
    values = [Fraction(x) for x in data]
    loc = sum(values) / len(values) if floc is None else Fraction(floc)
    return loc, sum((x - loc) ** 2 for x in values) / len(values)


def samples():
    rng = random.Random(6)
    yield [1.0]
    yield [-0.0, 0.0]
    yield [1e15, 1e15 + 0.125, 1e15 + 0.25]
    yield [1e300, 1e300, math.nextafter(1e300, INF)]
    yield [SMALLEST, 3 * SMALLEST, 0.0]
    yield [1e-310, 2e-310, NORMAL]
    yield [LARGEST, -LARGEST]
    yield [LARGEST] * 5
    yield [LARGEST, 1.0, SMALLEST, -LARGEST]
    yield [0.1] * 10
    yield [1e16, 1.0, -1e16]
    for size in (2, 3, 7, 50):
        yield [rng.gauss(1e8, 1e-6) for _ in range(size)]
        yield [rng.gauss(0, 1) * 10 ** rng.uniform(-300, 300) for _ in range(size)]
        yield [float(rng.randrange(10)) for _ in range(size)]


@pytest.mark.parametrize("data", [*samples()], ids=lambda data: f"{data[0]:.2g}, {len(data)}")
def test_a_fit_is_nearest_to_the_exact_values(data):
    loc, scale = norm.fit(data)
    mean, square = exact_fit(data)
    assert type(loc) is type(scale) is float
    assert loc == float(mean)
    assert_nearest_root(scale, square)
    assert norm.fit(iter(data)) == norm.fit(tuple(data)) == (loc, scale)
    for floc in (0.0, data[0], loc, 0.3):
        same, scale = norm.fit(data, floc=floc)
        assert same == floc
        square = exact_fit(data, floc)[1]
        if scale < LARGEST:
            assert_nearest_root(scale, square)
        else:
            assert square > Fraction(LARGEST) ** 2 * (1 - Fraction(1, 2**53))
    assert norm.fit(data, fscale=2) == (loc, 2.0)


@pytest.mark.parametrize(
    ("last", "above"), [(0.0, 0), (SMALLEST, 2), (1e-200, 2), (2.0**-5, 2)], ids=repr
)
def test_a_deviation_between_two_floats_is_rounded_as_the_exact_one(last, above):
    """(2**53 + 1)**2, midway, is the mean of these four squares."""
    assert norm.fit([2.0**54, 2.0**28, 2.0, last], floc=0)[1] == 2.0**53 + above


def test_fit_of_other_numbers():
    assert norm.fit([1, True, Fraction(1, 2)]) == norm.fit([1.0, 1.0, 0.5])
    assert norm.fit(range(5)) == (2.0, math.sqrt(2))
    assert norm.fit({1, 2}) == (1.5, 0.5)
    assert norm.fit([2**53 + 1, 0]) == norm.fit([2.0**53, 0.0])  # each value is a float first
    assert norm.fit([1, 2], floc=True) == (1.0, math.sqrt(0.5))


def test_a_fit_beyond_the_largest_float_is_infinite():
    assert norm.fit([LARGEST], floc=-LARGEST) == (-LARGEST, INF)


# Sampling.


SEEDED = [
    "0x1.ef950ef433ab8p+5",
    "0x1.8cc6061f8064cp+6",
    "0x1.2e7a215371836p+6",
    "0x1.8c82742bbe113p+6",
    "0x1.1a787fdfc67cep+6",
    "0x1.7a4c9264b4490p+6",
]


def test_seeded_variates_are_the_same_everywhere():
    got = norm(100, 15).rvs(size=6, random_state=20260101)
    assert [x.hex() for x in got] == SEEDED
    assert norm(100, 15).rvs(random_state=20260101).hex() == SEEDED[0]


class Bits(random.Random):
    """Gives the same bits again and again."""

    def __init__(self, bits):
        self.bits = bits

    def getrandbits(self, count):
        assert count == 53
        return self.bits


@pytest.mark.parametrize(
    ("bits", "q", "side"),
    [
        (0, 2.0**-54, 1),
        (1, 2.0**-54, -1),
        (2, 3 * 2.0**-54, 1),
        (2**53 - 1, 0.5 - 2.0**-54, -1),
        (2**53 - 2, 0.5 - 2.0**-54, 1),
    ],
)
def test_a_variate_is_the_quantile_of_a_tail_that_is_never_zero(bits, q, side):
    got = norm.rvs(random_state=Bits(bits))
    assert got == side * norm.isf(q)
    assert abs(got) < 8.3
    assert norm(5, 2).rvs(2, Bits(bits)) == [got * 2 + 5] * 2


def test_size():
    assert norm.rvs(size=0, random_state=1) == []
    assert [type(norm.rvs()), type(norm.rvs(size=None))] == [float, float]
    assert norm.rvs(size=1, random_state=3) == [norm.rvs(random_state=3)]
    assert norm.rvs(size=True, random_state=3) == [norm.rvs(random_state=3)]


def test_random_state():
    rng = random.Random(9)
    want = norm.rvs(size=3, random_state=9)
    assert [*norm.rvs(size=2, random_state=rng), norm.rvs(random_state=rng)] == want
    random.seed(9)
    assert [norm.rvs(), *norm.rvs(size=2)] == want
    assert norm.rvs(random_state=0) != norm.rvs(random_state=1)
    assert abs(norm.rvs(random_state=random.SystemRandom())) < 8.3


def test_numpy_integers_are_integers():
    np = pytest.importorskip("numpy")
    want = norm.rvs(size=3, random_state=9)
    assert norm.rvs(size=np.int64(3), random_state=np.uint8(9)) == want
    assert norm.moment(np.int32(4)) == 3.0


def test_variates_from_numpys_generators():
    """The search of scikit-learn hands over a RandomState."""
    np = pytest.importorskip("numpy")
    for make in (np.random.default_rng, np.random.RandomState):
        got = norm(3, 2).rvs(1000, random_state=make(1))
        assert got == norm.rvs(3, 2, 1000, make(1)) != norm.rvs(3, 2, 1000, make(2))
        assert all(type(x) is float for x in got)
        assert abs(sum(got) / 1000 - 3) < 0.2
        assert len({*got}) == 1000
        assert type(norm.rvs(random_state=make(1))) is float


def test_bits_are_taken_from_the_bytes_of_a_generator():
    class Bytes:
        def bytes(self, count):
            return b"\xff" * count

    assert normal._random_bits(Bytes())(53) == 2**53 - 1
    assert normal._random_bits(Bytes())(8) == 255


def test_a_scale_of_0_gives_loc():
    assert norm.rvs(3, 0) == 3.0
    assert norm.rvs(3, scale=0.0, size=2) == [3.0, 3.0]


def test_the_methods_without_loc_and_scale():
    """Programs call them for their speed."""
    for name in ["pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "ppf", "isf"]:
        assert getattr(norm, f"_{name}")(0.3) == getattr(norm, name)(0.3)


def test_the_ends_of_the_support():
    assert (norm.a, norm.b) == (norm(1, 2).a, norm(1, 2).b) == norm.support()


def test_variates_are_normal():
    """Chi-square over 64 bins of equal probability: 63 on average, 11 its deviation."""
    count, bins = 20_000, [0] * 64
    for x in norm(3, 2).rvs(count, random_state=1):
        bins[int(64 * norm.cdf(x, 3, 2))] += 1
    expected = count / 64
    assert 30 < sum((n - expected) ** 2 / expected for n in bins) < 96


def test_random_is_imported_by_rvs_and_not_before():
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from purestats import norm\n"
        "norm(1, 2).cdf(3), norm.fit([1, 2]), norm.moment(3), norm.stats(), dir(norm)\n"
        "print('random' in sys.modules); norm.rvs(size=0); print('random' in sys.modules)"
    )
    folder = str(pathlib.Path(normal.__file__).parents[1])
    command = [sys.executable, "-I", "-S", "-c", program, folder]
    assert subprocess.run(command, capture_output=True, text=True).stdout == "False\nTrue\n"


@pytest.mark.parametrize("order", [1000, 3001, 10_000])
def test_a_moment_of_high_order_is_soon_there(order):
    begin = time.process_time()
    moment = norm(0.1, 0.01).moment(order)
    assert time.process_time() - begin < 3 or sys.platform == "emscripten"  # ten times slower
    with mpmath.workprec(200):
        terms, term = [], mpmath.mpf(0.1) ** order
        for k in range(0, order + 1, 2):
            terms.append(term)
            ratio = mpmath.mpf(0.01) ** 2 / mpmath.mpf(0.1) ** 2
            term *= ratio * (order - k) * (order - k - 1) / (k + 2)
        assert moment == float(mpmath.fsum(terms))
