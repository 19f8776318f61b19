# SPDX-License-Identifier: BSD-3-Clause
# mypy: disable-error-code="overload-overlap"
# pyright: reportOverlappingOverload=false
"""Distributions over NumPy arrays: objects with a door's functions for methods.

A door for the normal makes class Norm(ArrayNorm, functions=globals()). Another distribution has
its methods, _names of its parameters, _checked, which makes as_parameter of each, and returns
FrozenArrays(self, *parameters) when called.
"""

from __future__ import annotations

import math
from functools import partial
from operator import mul
from typing import TYPE_CHECKING, Generic, TypeVar

from . import normal as scalar
from .elementwise import PLAIN, as_numbers, np, signal_invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, SupportsIndex, Union, overload

    from numpy.typing import NDArray

    from .array_types import (
        Anything,
        FloatArray,
        Number,
        OfBounds,
        OfLogP,
        OfQ,
        OfX,
        PlacedBounds,
        PlacedInterval,
        PlacedLogP,
        PlacedQ,
        PlacedX,
        S_co,
    )

    FrozenDistribution = object
    _Size = Union[SupportsIndex, tuple[SupportsIndex, ...]]
else:
    from .distribution import FrozenDistribution

    S_co = TypeVar("S_co", covariant=True)  # what a number gives: float64, or an array


# Methods of frozen distributions.


def _of_x(name: str) -> Any:
    def method(self: Any, x: Any, *, out: Any = None, workers: int = 1) -> Any:
        return getattr(self._dist, name)(x, *self._parameters, out=out, workers=workers)

    return _named(method, name)


def _of_q(name: str) -> Any:
    def method(self: Any, q: Any, *, out: Any = None, workers: int = 1) -> Any:
        return getattr(self._dist, name)(q, *self._parameters, out=out, workers=workers)

    return _named(method, name)


def _of_logp(name: str) -> Any:
    def method(self: Any, logp: Any, *, out: Any = None, workers: int = 1) -> Any:
        return getattr(self._dist, name)(logp, *self._parameters, out=out, workers=workers)

    return _named(method, name)


def _of_bounds(name: str) -> Any:
    def method(self: Any, a: Any, b: Any, *, out: Any = None, workers: int = 1) -> Any:
        return getattr(self._dist, name)(a, b, *self._parameters, out=out, workers=workers)

    return _named(method, name)


def _named(method: Any, name: str) -> Any:
    method.__name__, method.__qualname__ = name, f"FrozenArrays.{name}"
    method.__doc__ = f"Return {name} of the distribution with these parameters."
    return method


class FrozenArrays(Generic[S_co], FrozenDistribution):
    """A distribution with parameters, numbers or arrays that broadcast, checked and copied once.

    Its methods do without them. It cannot be changed, and equals itself alone.
    """

    __slots__ = ()
    __eq__, __hash__ = object.__eq__, object.__hash__

    def __init__(self, dist: Any, args: tuple[Any, ...], kwds: dict[str, Any]) -> None:
        parameters = dist._checked(*args, **kwds)
        self._keep(dist, parameters, {}, parameters)

    if TYPE_CHECKING:
        _dist: Any
        _keep: Any
        _parameters: tuple[Any, ...]
        dist: Any
        args: tuple[Any, ...]
        kwds: dict[str, Any]
        a: Any
        b: Any

        pdf: OfX[S_co]
        logpdf: OfX[S_co]
        cdf: OfX[S_co]
        logcdf: OfX[S_co]
        sf: OfX[S_co]
        logsf: OfX[S_co]
        ppf: OfQ[S_co]
        isf: OfQ[S_co]

        @overload
        def interval(self, confidence: Number, *, workers: int = 1) -> tuple[S_co, S_co]: ...
        @overload
        def interval(
            self, confidence: Anything, *, workers: int = 1
        ) -> tuple[FloatArray, FloatArray]: ...

        def interval(self, confidence: Any, *, workers: int = 1) -> Any: ...

        def mean(self) -> S_co: ...
        def median(self) -> S_co: ...
        def std(self) -> S_co: ...
        def var(self) -> S_co: ...
        def entropy(self) -> S_co: ...
        def support(self) -> tuple[S_co, S_co]: ...

        @overload
        def rvs(self, size: None = None, random_state: Any = None) -> S_co: ...
        @overload
        def rvs(self, size: _Size, random_state: Any = None) -> NDArray[np.float64]: ...

        def rvs(self, size: Any = None, random_state: Any = None) -> Any: ...
        def moment(self, order: SupportsIndex | float) -> S_co: ...
        def stats(self, moments: str = "mv") -> Any: ...

    else:
        pdf, logpdf, cdf, logcdf, sf, logsf = map(
            _of_x, ("pdf", "logpdf", "cdf", "logcdf", "sf", "logsf")
        )
        ppf, isf = map(_of_q, ("ppf", "isf"))

        @scalar._renamed("alpha", "confidence")
        def interval(self, confidence, *, workers=1):
            """Return the ends of the central interval that holds the given probability."""
            return self._dist.interval(confidence, *self._parameters, workers=workers)

        moment = scalar._renamed("n", "order")(FrozenDistribution.moment)

    def __repr__(self) -> str:
        pairs = zip(self._dist._names, self._parameters)
        return f"{self._dist!r}({', '.join(f'{name}={value!r}' for name, value in pairs)})"


class FrozenNorm(scalar._Named, FrozenArrays[S_co]):
    """What norm(loc, scale) returns: the methods of norm without these.

    A scale that is not positive becomes NaN, and raises NumPy's invalid condition.
    """

    __slots__ = ()

    @property
    def loc(self) -> Any:
        """The mean, a float or an array that is read-only."""
        return self._parameters[0]

    @property
    def scale(self) -> Any:
        """The standard deviation, a float or an array that is read-only."""
        return self._parameters[1]

    if TYPE_CHECKING:
        hazard: OfX[S_co]
        between: OfBounds[S_co]
        logbetween: OfBounds[S_co]
        ilogcdf: OfLogP[S_co]
        ilogccdf: OfLogP[S_co]
    else:
        hazard = _of_x("hazard")
        between, logbetween = map(_of_bounds, ("between", "logbetween"))
        ilogcdf, ilogccdf = map(_of_logp, ("ilogcdf", "ilogccdf"))


class ArrayNorm(scalar._Named):
    """The normal distribution over arrays: a door's functions as methods, with SciPy's names."""

    __slots__ = ()

    _names = "loc", "scale"
    _frozen = FrozenNorm

    pdf: PlacedX
    logpdf: PlacedX
    cdf: PlacedX
    logcdf: PlacedX
    sf: PlacedX
    logsf: PlacedX
    hazard: PlacedX
    between: PlacedBounds
    logbetween: PlacedBounds
    ppf: PlacedQ
    isf: PlacedQ
    interval: PlacedInterval
    ilogcdf: PlacedLogP
    ilogccdf: PlacedLogP
    _pdf: PlacedX
    _logpdf: PlacedX
    _cdf: PlacedX
    _logcdf: PlacedX
    _sf: PlacedX
    _logsf: PlacedX
    _ppf: PlacedQ
    _isf: PlacedQ

    def __init_subclass__(cls, functions: Mapping[str, Any]) -> None:
        for name, function in functions.items():
            if name == "norm_interval":
                function = scalar._renamed("alpha", "confidence")(function)
                function.__module__, function.__qualname__ = cls.__module__, "Norm.interval"
            if name.startswith("norm_"):
                for method in (name[5:], name[4:]):
                    setattr(cls, method, staticmethod(function))

    if TYPE_CHECKING:

        @overload
        def __call__(self, loc: Number = 0.0, scale: Number = 1.0) -> FrozenNorm[np.float64]: ...
        @overload
        def __call__(
            self, loc: Anything = 0.0, scale: Anything = 1.0
        ) -> FrozenNorm[NDArray[np.float64]]: ...

        def __call__(self, loc: Any = 0.0, scale: Any = 1.0) -> Any: ...

    else:

        def __call__(self, loc=0.0, scale=1.0):
            """Return the distribution with this mean and standard deviation."""
            return self._frozen(self, (loc, scale), {})

    @staticmethod
    def _checked(loc: Any = 0.0, scale: Any = 1.0) -> tuple[Any, Any]:
        loc, scale = as_parameter("loc", loc), as_parameter("scale", scale)
        valid = scale > 0.0
        if not np.all(valid):
            if np.any(scale <= 0.0):
                signal_invalid("norm")
            scale = np.where(valid, scale, math.nan)
            scale = as_parameter("scale", scale if scale.ndim else float(scale))
        return loc, scale

    def mean(self, loc: Any = 0.0, scale: Any = 1.0) -> Any:
        """Return the mean: loc."""
        return self._where_valid(lambda loc, scale: loc, loc, scale)

    def median(self, loc: Any = 0.0, scale: Any = 1.0) -> Any:
        """Return the median: loc."""
        return self.mean(loc, scale)

    def std(self, loc: Any = 0.0, scale: Any = 1.0) -> Any:
        """Return the standard deviation: scale."""
        return self._where_valid(lambda loc, scale: scale, loc, scale)

    def var(self, loc: Any = 0.0, scale: Any = 1.0) -> Any:
        """Return the variance, scale*scale."""
        return self._where_valid(lambda loc, scale: scale * scale, loc, scale)

    def entropy(self, loc: Any = 0.0, scale: Any = 1.0) -> Any:
        """Return the differential entropy, log(scale) + log(2 pi e)/2, in nats."""
        return self._where_valid(lambda loc, scale: np.log(scale) + scalar._ENTROPY, loc, scale)

    def support(self, loc: Any = 0.0, scale: Any = 1.0) -> tuple[Any, Any]:
        """Return the ends of the support: (-inf, inf)."""
        upper = self._where_valid(lambda loc, scale: math.inf, loc, scale)
        return -upper, upper

    def stats(self, loc: Any = 0.0, scale: Any = 1.0, moments: str = "mv") -> Any:
        """Return mean, variance, skewness and excess kurtosis: those whose letters are given."""
        row = self._checked(loc, scale)
        zero = partial(self._where_valid, lambda loc, scale: 0.0, *row)
        values = {"m": partial(self.mean, *row), "v": partial(self.var, *row)}
        return scalar._chosen(moments, {**values, "s": zero, "k": zero})

    @scalar._renamed("n", "order")
    def moment(self, order: SupportsIndex | float, loc: Any = 0.0, scale: Any = 1.0) -> Any:
        """Return the mean of X**order, about zero, correctly rounded; order is an integer."""
        one = np.frompyfunc(partial(scalar._moment, scalar._order(order)), 2, 1)
        return self._where_valid(lambda *row: np.asarray(one(*row), float), loc, scale)

    def _where_valid(self, function: Callable[..., Any], loc: Any, scale: Any) -> Any:
        """function(loc, scale), NaN where the scale is not positive."""
        loc, scale = np.broadcast_arrays(*self._checked(loc, scale))
        with np.errstate(all="ignore"):
            return np.where(scale > 0.0, function(loc, scale), math.nan)[()]

    def rvs(
        self, loc: Any = 0.0, scale: Any = 1.0, size: Any = None, random_state: Any = None
    ) -> Any:
        """Return random variates, those of SciPy's norm.rvs.

        size is by default that of loc and scale together. A scale of 0 gives loc, a negative
        one or NaN is a ValueError. random_state is a seed, a numpy.random.Generator or
        RandomState, or None for numpy.random itself.
        """
        loc, scale = as_parameter("loc", loc), as_parameter("scale", scale)
        if not np.all(scale >= 0.0):
            raise ValueError(f"scale must be at least 0 for rvs, got {scale!r}")
        normal = draws(generator(random_state).standard_normal, size, loc, scale)
        return (normal * scale + loc)[()]

    def fit(self, data: Any, *, floc: Any = None, fscale: Any = None) -> tuple[float, float]:
        """Return the loc and scale under which the array is most likely."""
        array = as_numbers("data", data).astype(float).ravel()
        if not np.isfinite(array).all():
            bad = array[~np.isfinite(array)][0]
            raise ValueError(f"a value of data must be finite, got {float(bad)!r}")
        return scalar._fit_of_sums(array.size, *_exact_sums(array), floc, fscale)

    def __repr__(self) -> str:
        return "norm"

    def __reduce__(self) -> str:
        return "norm"


def as_parameter(name: str, value: Any) -> Any:
    """A float for a plain number, else a read-only copy."""
    array = as_numbers(name, value)
    if type(value) in PLAIN:
        return 1.0 * value  # not a default of the functions
    array = np.asarray(1.0 * array)
    array.flags.writeable = False
    return array


def both_ends(lower: Any, upper: Any, *arguments: Any, workers: int) -> tuple[Any, Any]:
    """Both, with one warning: they are NaN together."""
    with np.errstate(invalid="ignore"):
        below = lower(*arguments, workers=workers)
    return below, upper(*arguments, workers=workers)


def interval_between(lower: Any, upper: Any) -> PlacedInterval:
    """The norm_interval of a door, from the functions of its two ends."""

    def norm_interval(
        confidence: Any, loc: Any = scalar._ZERO, scale: Any = scalar._ONE, *, workers: int = 1
    ) -> Any:
        """Return the two ends of the central interval that holds the given probability.

        ValueError if a confidence is outside [0, 1]: who writes 95 does not mean a NaN.
        """
        as_confidence(confidence)
        return both_ends(lower, upper, confidence, loc, scale, workers=workers)

    norm_interval.__module__, norm_interval.__qualname__ = lower.__module__, "norm_interval"
    return norm_interval


def as_confidence(value: Any) -> Any:
    """The argument as an array, or a ValueError where a number is outside [0, 1]."""
    array = as_numbers("confidence", value)
    outside = (array < 0) | (array > 1)
    if np.any(outside):
        raise ValueError(f"confidence must be in [0, 1], got {array[outside].flat[0]}")
    return array


def draws(draw: Callable[[Any], Any], size: Any, *parameters: Any) -> Any:
    """What draw gives for the size, by default that of the parameters together."""
    shape = np.broadcast(*parameters).shape
    values = np.asarray(draw(shape if size is None else size))
    if np.broadcast(values, *parameters).shape != values.shape:
        raise ValueError(f"size {size} does not hold the shape of the parameters, {shape}")
    return values


def generator(random_state: Any) -> Any:
    """NumPy's generator."""
    if random_state is None:
        return np.random
    if hasattr(random_state, "standard_normal"):
        return random_state
    if not hasattr(random_state, "__index__"):
        kind = type(random_state).__name__
        raise TypeError(f"random_state must be an int, a Generator or a RandomState, not {kind}")
    return np.random.RandomState(random_state)


def _exact_sums(array: Any) -> tuple[int, int, int]:
    """The sums of x*unit and of its square, and unit, a power of two."""
    fraction, exponent = np.frexp(array)
    whole = np.ldexp(fraction, 53).astype(np.int64)
    least = min(53, int(exponent.min(initial=53)))
    total = square = 0
    for e in np.unique(exponent).tolist():
        part = whole[exponent == e].tolist()
        total += sum(part) << e - least
        square += sum(map(mul, part, part)) << 2 * (e - least)
    return total, square, 1 << 53 - least
