# SPDX-License-Identifier: BSD-3-Clause
# mypy: disable-error-code="overload-overlap"
# pyright: reportOverlappingOverload=false
"""Types of functions of NumPy arrays, for type checkers: no program imports this module.

A number gives a NumPy scalar, a sequence or an array an array: of float64, or of the type of an
array of shorter floats alone. out is returned. Of overloads the first that fits is meant.
"""

from collections.abc import Sequence
from typing import Any, Protocol, Union, overload

import numpy as np
from numpy.typing import NDArray
from typing_extensions import TypeVar

Number = Union[float, "np.integer[Any]", np.bool_]  # float64 is a float
Float = Union[Number, "np.floating[Any]"]
Row = Union[Sequence[Float], Sequence[Sequence[Float]], Sequence[Sequence[Sequence[Float]]]]
Array64 = NDArray[Union[np.float64, "np.integer[Any]", np.bool_]]
FloatArray = NDArray[np.floating[Any]]


class SupportsArray(Protocol):
    """A Series, a DataFrame, a column of any library that NumPy can read."""

    def __array__(self) -> NDArray[Any]: ...


Numbers = Union[Number, Array64, Row]  # give float64
Anything = Union[Float, Row, SupportsArray]  # give some type of float

F = TypeVar("F", bound="np.floating[Any]")
Out = TypeVar("Out", bound=FloatArray)
# What a number gives: float64, or an array where the distribution has arrays for parameters.
S_co = TypeVar("S_co", covariant=True, default=np.float64)


class OfX(Protocol[S_co]):
    """A function of x alone."""

    @overload
    def __call__(self, x: Number, *, out: None = None, workers: int = 1) -> S_co: ...
    @overload
    def __call__(self, x: NDArray[F], *, out: None = None, workers: int = 1) -> NDArray[F]: ...
    @overload
    def __call__(
        self, x: Numbers, *, out: None = None, workers: int = 1
    ) -> NDArray[np.float64]: ...
    @overload
    def __call__(self, x: Float, *, out: None = None, workers: int = 1) -> Any: ...
    @overload
    def __call__(self, x: Anything, *, out: None = None, workers: int = 1) -> FloatArray: ...
    @overload
    def __call__(self, x: Anything, *, out: Out, workers: int = 1) -> Out: ...


class OfQ(Protocol[S_co]):
    """A function of q alone."""

    @overload
    def __call__(self, q: Number, *, out: None = None, workers: int = 1) -> S_co: ...
    @overload
    def __call__(self, q: NDArray[F], *, out: None = None, workers: int = 1) -> NDArray[F]: ...
    @overload
    def __call__(
        self, q: Numbers, *, out: None = None, workers: int = 1
    ) -> NDArray[np.float64]: ...
    @overload
    def __call__(self, q: Float, *, out: None = None, workers: int = 1) -> Any: ...
    @overload
    def __call__(self, q: Anything, *, out: None = None, workers: int = 1) -> FloatArray: ...
    @overload
    def __call__(self, q: Anything, *, out: Out, workers: int = 1) -> Out: ...


class OfP(Protocol[S_co]):
    """A function of p alone."""

    @overload
    def __call__(self, p: Number, *, out: None = None, workers: int = 1) -> S_co: ...
    @overload
    def __call__(self, p: NDArray[F], *, out: None = None, workers: int = 1) -> NDArray[F]: ...
    @overload
    def __call__(
        self, p: Numbers, *, out: None = None, workers: int = 1
    ) -> NDArray[np.float64]: ...
    @overload
    def __call__(self, p: Float, *, out: None = None, workers: int = 1) -> Any: ...
    @overload
    def __call__(self, p: Anything, *, out: None = None, workers: int = 1) -> FloatArray: ...
    @overload
    def __call__(self, p: Anything, *, out: Out, workers: int = 1) -> Out: ...


class OfY(Protocol[S_co]):
    """A function of y alone."""

    @overload
    def __call__(self, y: Number, *, out: None = None, workers: int = 1) -> S_co: ...
    @overload
    def __call__(self, y: NDArray[F], *, out: None = None, workers: int = 1) -> NDArray[F]: ...
    @overload
    def __call__(
        self, y: Numbers, *, out: None = None, workers: int = 1
    ) -> NDArray[np.float64]: ...
    @overload
    def __call__(self, y: Float, *, out: None = None, workers: int = 1) -> Any: ...
    @overload
    def __call__(self, y: Anything, *, out: None = None, workers: int = 1) -> FloatArray: ...
    @overload
    def __call__(self, y: Anything, *, out: Out, workers: int = 1) -> Out: ...


class OfLogP(Protocol[S_co]):
    """A function of logp alone."""

    @overload
    def __call__(self, logp: Number, *, out: None = None, workers: int = 1) -> S_co: ...
    @overload
    def __call__(self, logp: NDArray[F], *, out: None = None, workers: int = 1) -> NDArray[F]: ...
    @overload
    def __call__(
        self, logp: Numbers, *, out: None = None, workers: int = 1
    ) -> NDArray[np.float64]: ...
    @overload
    def __call__(self, logp: Float, *, out: None = None, workers: int = 1) -> Any: ...
    @overload
    def __call__(self, logp: Anything, *, out: None = None, workers: int = 1) -> FloatArray: ...
    @overload
    def __call__(self, logp: Anything, *, out: Out, workers: int = 1) -> Out: ...


class OfBounds(Protocol[S_co]):
    """A function of two bounds alone."""

    @overload
    def __call__(self, a: Number, b: Number, *, out: None = None, workers: int = 1) -> S_co: ...
    @overload
    def __call__(
        self, a: NDArray[F], b: Union[float, NDArray[F]], *, out: None = None, workers: int = 1
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self, a: float, b: NDArray[F], *, out: None = None, workers: int = 1
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self, a: Numbers, b: Numbers, *, out: None = None, workers: int = 1
    ) -> NDArray[np.float64]: ...
    @overload
    def __call__(self, a: Float, b: Float, *, out: None = None, workers: int = 1) -> Any: ...
    @overload
    def __call__(
        self, a: Anything, b: Anything, *, out: None = None, workers: int = 1
    ) -> FloatArray: ...
    @overload
    def __call__(self, a: Anything, b: Anything, *, out: Out, workers: int = 1) -> Out: ...


class PlacedX(Protocol):
    """A function of x, loc and scale."""

    @overload
    def __call__(
        self,
        x: Number,
        loc: Number = ...,
        scale: Number = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> np.float64: ...
    @overload
    def __call__(
        self,
        x: NDArray[F],
        loc: float = ...,
        scale: float = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        x: Numbers,
        loc: Numbers = ...,
        scale: Numbers = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> NDArray[np.float64]: ...
    @overload
    def __call__(
        self, x: Float, loc: Float = ..., scale: Float = ..., *, out: None = None, workers: int = 1
    ) -> Any: ...
    @overload
    def __call__(
        self,
        x: Anything,
        loc: Anything = ...,
        scale: Anything = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> FloatArray: ...
    @overload
    def __call__(
        self,
        x: Anything,
        loc: Anything = ...,
        scale: Anything = ...,
        *,
        out: Out,
        workers: int = 1,
    ) -> Out: ...


class PlacedQ(Protocol):
    """A function of q, loc and scale."""

    @overload
    def __call__(
        self,
        q: Number,
        loc: Number = ...,
        scale: Number = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> np.float64: ...
    @overload
    def __call__(
        self,
        q: NDArray[F],
        loc: float = ...,
        scale: float = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        q: Numbers,
        loc: Numbers = ...,
        scale: Numbers = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> NDArray[np.float64]: ...
    @overload
    def __call__(
        self, q: Float, loc: Float = ..., scale: Float = ..., *, out: None = None, workers: int = 1
    ) -> Any: ...
    @overload
    def __call__(
        self,
        q: Anything,
        loc: Anything = ...,
        scale: Anything = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> FloatArray: ...
    @overload
    def __call__(
        self,
        q: Anything,
        loc: Anything = ...,
        scale: Anything = ...,
        *,
        out: Out,
        workers: int = 1,
    ) -> Out: ...


class PlacedLogP(Protocol):
    """A function of logp, loc and scale."""

    @overload
    def __call__(
        self,
        logp: Number,
        loc: Number = ...,
        scale: Number = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> np.float64: ...
    @overload
    def __call__(
        self,
        logp: NDArray[F],
        loc: float = ...,
        scale: float = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        logp: Numbers,
        loc: Numbers = ...,
        scale: Numbers = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> NDArray[np.float64]: ...
    @overload
    def __call__(
        self,
        logp: Float,
        loc: Float = ...,
        scale: Float = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> Any: ...
    @overload
    def __call__(
        self,
        logp: Anything,
        loc: Anything = ...,
        scale: Anything = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> FloatArray: ...
    @overload
    def __call__(
        self,
        logp: Anything,
        loc: Anything = ...,
        scale: Anything = ...,
        *,
        out: Out,
        workers: int = 1,
    ) -> Out: ...


class PlacedBounds(Protocol):
    """A function of two bounds, loc and scale."""

    @overload
    def __call__(
        self,
        a: Number,
        b: Number,
        loc: Number = ...,
        scale: Number = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> np.float64: ...
    @overload
    def __call__(
        self,
        a: NDArray[F],
        b: Union[float, NDArray[F]],
        loc: float = ...,
        scale: float = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        a: float,
        b: NDArray[F],
        loc: float = ...,
        scale: float = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        a: Numbers,
        b: Numbers,
        loc: Numbers = ...,
        scale: Numbers = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> NDArray[np.float64]: ...
    @overload
    def __call__(
        self,
        a: Float,
        b: Float,
        loc: Float = ...,
        scale: Float = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> Any: ...
    @overload
    def __call__(
        self,
        a: Anything,
        b: Anything,
        loc: Anything = ...,
        scale: Anything = ...,
        *,
        out: None = None,
        workers: int = 1,
    ) -> FloatArray: ...
    @overload
    def __call__(
        self,
        a: Anything,
        b: Anything,
        loc: Anything = ...,
        scale: Anything = ...,
        *,
        out: Out,
        workers: int = 1,
    ) -> Out: ...


class PlacedInterval(Protocol):
    """norm_interval."""

    @overload
    def __call__(
        self, confidence: Number, loc: Number = ..., scale: Number = ..., *, workers: int = 1
    ) -> tuple[np.float64, np.float64]: ...
    @overload
    def __call__(
        self, confidence: Anything, loc: Anything = ..., scale: Anything = ..., *, workers: int = 1
    ) -> tuple[FloatArray, FloatArray]: ...


# Functions of one number, from which the decorator makes these.


class ScalarPlacedX(Protocol):
    def __call__(self, x: float, loc: float = ..., scale: float = ...) -> float: ...


class ScalarPlacedBounds(Protocol):
    def __call__(self, a: float, b: float, loc: float = ..., scale: float = ...) -> float: ...


class ScalarPlacedQ(Protocol):
    def __call__(self, q: float, loc: float = ..., scale: float = ...) -> float: ...


class ScalarPlacedLogP(Protocol):
    def __call__(self, logp: float, loc: float = ..., scale: float = ...) -> float: ...


class ScalarX(Protocol):
    def __call__(self, x: float) -> float: ...


class ScalarP(Protocol):
    def __call__(self, p: float) -> float: ...


class ScalarY(Protocol):
    def __call__(self, y: float) -> float: ...
