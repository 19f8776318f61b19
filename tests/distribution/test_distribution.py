"""The base of the distributions beside the normal, on one that needs no numerics."""

import copy
import inspect
import pickle
import random
import rlcompleter

import pytest

from purestats import norm, normal
from purestats.distribution import Distribution, FrozenDistribution
from purestats.normal import _number, _positive


def ramp_checked(c, loc=0.0, scale=1.0):
    return _positive("c", c), _number("loc", loc), _positive("scale", scale)


def ramp_ppf(q, c, loc=0.0, scale=1.0):
    return loc + scale * c * q


def ramp_isf(q, c, loc=0.0, scale=1.0):
    return loc + scale * c * (1 - q)


def ramp_cdf(x, c, loc=0.0, scale=1.0):
    return (x - loc) / (scale * c)


def ramp_mean(c, loc=0.0, scale=1.0):
    return loc + scale * c / 2


def ramp_var(c, loc=0.0, scale=1.0):
    return (scale * c) ** 2 / 12


def ramp_moment(order, c, loc=0.0, scale=1.0):
    return order, c, loc, scale


def ramp_stats(c, loc=0.0, scale=1.0, moments="mv"):
    values = {
        "m": lambda: ramp_mean(c, loc, scale),
        "v": lambda: ramp_var(c, loc, scale),
        "s": lambda: 0.0,
        "k": lambda: -1.2,
    }
    return normal._chosen(moments, values)


def ramp_support(c, loc=0.0, scale=1.0):
    return loc, loc + scale * c


def ramp_rvs(c, loc=0.0, scale=1.0, size=None, random_state=None):
    return normal._variates(ramp(c, loc, scale), size, random_state)


class Ramp(Distribution):
    """The uniform distribution from 0 to c."""

    __slots__ = ()
    _name, _names = "ramp", ("c", "loc", "scale")
    _checked = staticmethod(ramp_checked)
    pdf = logpdf = cdf = logcdf = sf = logsf = staticmethod(ramp_cdf)
    ppf, isf = staticmethod(ramp_ppf), staticmethod(ramp_isf)
    interval = staticmethod(lambda confidence, *parameters: (confidence, *parameters))
    mean = median = staticmethod(ramp_mean)
    var = std = entropy = staticmethod(ramp_var)
    stats, moment = staticmethod(ramp_stats), staticmethod(ramp_moment)
    support, rvs = staticmethod(ramp_support), staticmethod(ramp_rvs)


ramp = Ramp()
OF_ARGUMENT = ["pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "ppf", "isf", "interval", "moment"]
PROPERTIES = ["mean", "median", "var", "std", "entropy", "support", "stats"]


def public(value):
    return {name for name in dir(value) if not name.startswith("_")}


def test_a_frozen_method_passes_the_parameters_on():
    frozen = ramp(3, 10, scale=2)
    for name in OF_ARGUMENT:
        assert getattr(frozen, name)(0.25) == getattr(ramp, name)(0.25, 3.0, 10.0, 2.0), name
    for name in PROPERTIES:
        assert getattr(frozen, name)() == getattr(ramp, name)(3.0, 10.0, 2.0), name
    assert frozen.stats("vk") == (3.0, -1.2)
    assert frozen.rvs(4, 5) == ramp.rvs(3.0, 10.0, 2.0, 4, 5) == frozen.rvs(random_state=5, size=4)


def test_names_order_and_defaults_are_those_of_live_scipy():
    theirs = pytest.importorskip("scipy.stats").t(5)
    for name in [*OF_ARGUMENT, *PROPERTIES, "rvs"]:
        want = list(inspect.signature(getattr(theirs, name)).parameters)
        assert list(inspect.signature(getattr(ramp(3), name)).parameters) == want, name
    for name in ["dist", "args", "kwds", "a", "b"]:
        assert hasattr(theirs, name)
        assert hasattr(ramp(3), name)
    assert public(ramp(3)) == {*OF_ARGUMENT, *PROPERTIES, "rvs", "dist", "args", "kwds", "a", "b"}


def test_arguments_as_they_were_given():
    frozen = ramp(3, scale=2)
    assert (frozen.args, frozen.kwds, frozen.dist) == ((3,), {"scale": 2}, ramp)
    assert frozen.dist(*frozen.args, **frozen.kwds) == frozen
    frozen.kwds["scale"] = 5
    assert frozen.kwds == {"scale": 2}
    assert (frozen.a, frozen.b, frozen.support()) == (0.0, 3.0, (0.0, 6.0))


def test_parameters_are_checked_when_it_is_made():
    with pytest.raises(ValueError, match=r"^c must be greater than 0, got -1$"):
        ramp(-1)
    with pytest.raises(TypeError, match=r"^scale must be a number, not str: give float"):
        ramp(1, scale="2")
    with pytest.raises(TypeError, match="argument"):
        ramp()
    assert ramp(True).cdf(0.5) == 0.5


def test_a_value():
    frozen = ramp(3, 10, scale=2)
    copies = [pickle.loads(pickle.dumps(frozen, k)) for k in range(pickle.HIGHEST_PROTOCOL + 1)]
    copies += [copy.copy(frozen), copy.deepcopy(frozen), eval(repr(frozen), {"ramp": ramp})]
    for each in copies:
        assert type(each) is FrozenDistribution
        assert each == frozen
        assert hash(each) == hash(frozen)
        assert each.ppf(0.3) == frozen.ppf(0.3)
    assert copies[0].args == (3, 10)
    assert copies[0].kwds == {"scale": 2}
    assert repr(frozen) == "ramp(c=3.0, loc=10.0, scale=2.0)"
    assert repr(ramp(1, scale=float("inf"))) == "ramp(c=1.0, loc=0.0, scale=float('inf'))"
    different = {ramp(3), ramp(3, 1), ramp(3, 0, 2), ramp(4), norm()}
    assert len(different) == 5
    assert ramp(3) == ramp(c=3.0, loc=-0.0) != (3.0, 0.0, 1.0)


def test_the_object_itself_is_one():
    assert repr(ramp) == "ramp"
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(ramp, protocol)) is ramp
    assert copy.copy(ramp) is copy.deepcopy(ramp) is ramp
    assert pickle.loads(pickle.dumps(ramp(3).ppf))(0.5) == 1.5
    assert str(inspect.signature(ramp)) == "(c, loc=0.0, scale=1.0)"


@pytest.mark.parametrize("name", ["args", "kwds", "a", "random_state", "pdf", "_parameters", "x"])
def test_immutable(name):
    frozen = ramp(3)
    for change in (lambda: setattr(frozen, name, 3.0), lambda: delattr(frozen, name)):
        with pytest.raises(AttributeError, match=r"^a frozen ramp cannot be changed: .*of rvs$"):
            change()
    assert frozen == ramp(3)


@pytest.mark.parametrize("text", ["ramp.", "frozen."])
def test_completion_offers_no_name_that_raises(text):
    names = {"ramp": ramp, "frozen": ramp(3)}
    completer = rlcompleter.Completer(names)
    offered = []
    while (word := completer.complete(text, len(offered))) is not None:
        offered.append(word)
        eval(word.rstrip("()"), names)
    assert len(offered) >= len(OF_ARGUMENT + PROPERTIES) + 1


def test_moments_are_computed_when_they_are_asked_for():
    def never():
        raise AssertionError

    assert normal._chosen("m", {"m": lambda: 1.0, "v": never}) == 1.0
    assert normal._chosen("sm", {"m": lambda: 1.0, "v": never, "s": lambda: 2.0}) == (1, 2)
    for moments in ["", "x", "mx", None, 5, ["m"]]:
        with pytest.raises(ValueError, match=r"^moments must be some of the letters mvsk, got "):
            ramp.stats(1, moments=moments)


def test_variates():
    draws = ramp(1).rvs(10_000, random.Random(1))
    assert 0.0 < min(draws) < 1e-3 < 1 - 1e-3 < max(draws) < 1.0
    assert abs(sum(draws) / len(draws) - 0.5) < 0.01
    assert type(ramp(1).rvs()) is float
    assert ramp(1).rvs(0) == []
    assert ramp(1).rvs(3, 7) == [ramp(1).rvs(1, rng)[0] for rng in [random.Random(7)] * 3]
    # One bit chooses the side, the others the probability: as of norm.rvs.
    sides = [x < 0 for x in norm.rvs(size=100, random_state=3)]
    assert [x < 0.5 for x in ramp(1).rvs(100, 3)] == sides
    for size, error in [(-1, ValueError), (2.5, TypeError)]:
        with pytest.raises(error, match=r"^size must "):
            ramp(1).rvs(size)
    with pytest.raises(TypeError, match=r"^random_state must be "):
        ramp(1).rvs(random_state="1")
