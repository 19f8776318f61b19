# SPDX-License-Identifier: BSD-3-Clause
"""What the distributions beside the normal share: their object, and what it returns when called.

A distribution is a set of functions with the names, order and defaults of scipy.stats, t_ppf(q,
df, loc, scale); an object with those for methods, t.ppf; and what that returns when it is called,
t(df, loc, scale), whose methods take the rest. A subclass of Distribution declares _name, _names,
_checked, each method of FrozenDistribution, pdf = staticmethod(t_pdf), and for type checkers
__call__.
"""

from .normal import _source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Optional, SupportsIndex, Union, overload

    from .normal import _Number, _State

    class _Functions:
        """What each distribution has. In their base, these would hide the real signatures."""

        _names: tuple[str, ...]
        interval: Callable[..., tuple[float, float]]
        support: Callable[..., tuple[float, float]]
        stats: Callable[..., Any]
        rvs: Callable[..., Union[float, list[float]]]

        def __getattr__(self, name: str) -> Callable[..., float]: ...  # all others


class FrozenDistribution:
    """What t(df) returns: the functions without the parameters, which are checked once.

    It cannot be changed; two are equal where distribution and parameters are.
    """

    __slots__ = ("_args", "_dist", "_kwds", "_parameters")

    def __init__(
        self, dist: "Distribution", args: "tuple[Any, ...]", kwds: "dict[str, Any]"
    ) -> None:
        self._keep(dist, args, dict(kwds), dist._checked(*args, **kwds))

    def _keep(self, *values: "Any") -> None:
        for name, value in zip(("_dist", "_args", "_kwds", "_parameters"), values):
            object.__setattr__(self, name, value)

    @property
    def dist(self) -> "Any":
        """The distribution, which was called."""
        return self._dist

    @property
    def args(self) -> "tuple[Any, ...]":
        """The arguments that were given by position."""
        return self._args

    @property
    def kwds(self) -> "dict[str, Any]":
        """The arguments that were given by name."""
        return dict(self._kwds)

    @property
    def a(self) -> float:
        """The lower end of the support where loc is 0 and scale 1."""
        return self._dist.support(*self._parameters[:-2])[0]

    @property
    def b(self) -> float:
        """The upper end of the support where loc is 0 and scale 1."""
        return self._dist.support(*self._parameters[:-2])[1]

    def pdf(self, x: "_Number") -> float:
        """The density at x."""
        return self._dist.pdf(x, *self._parameters)

    def logpdf(self, x: "_Number") -> float:
        """The logarithm of pdf(x)."""
        return self._dist.logpdf(x, *self._parameters)

    def cdf(self, x: "_Number") -> float:
        """The probability of a value below x."""
        return self._dist.cdf(x, *self._parameters)

    def logcdf(self, x: "_Number") -> float:
        """The logarithm of cdf(x)."""
        return self._dist.logcdf(x, *self._parameters)

    def sf(self, x: "_Number") -> float:
        """The probability of a value above x."""
        return self._dist.sf(x, *self._parameters)

    def logsf(self, x: "_Number") -> float:
        """The logarithm of sf(x)."""
        return self._dist.logsf(x, *self._parameters)

    def ppf(self, q: "_Number") -> float:
        """The x with probability q below it."""
        return self._dist.ppf(q, *self._parameters)

    def isf(self, q: "_Number") -> float:
        """The x with probability q above it."""
        return self._dist.isf(q, *self._parameters)

    def interval(self, confidence: "_Number") -> "tuple[float, float]":
        """The ends of the central interval of that probability."""
        return self._dist.interval(confidence, *self._parameters)

    def mean(self) -> float:
        """The mean."""
        return self._dist.mean(*self._parameters)

    def median(self) -> float:
        """The median."""
        return self._dist.median(*self._parameters)

    def var(self) -> float:
        """The variance."""
        return self._dist.var(*self._parameters)

    def std(self) -> float:
        """The standard deviation."""
        return self._dist.std(*self._parameters)

    def stats(self, moments: str = "mv") -> "Any":
        """Mean, variance, skewness, excess kurtosis: those whose letters, of "mvsk", are given.

        One letter gives a float, more a tuple in that order; another is a ValueError.
        """
        return self._dist.stats(*self._parameters, moments=moments)

    def moment(self, order: "SupportsIndex") -> float:
        """The mean of X**order; order is an integer >= 0."""
        return self._dist.moment(order, *self._parameters)

    def entropy(self) -> float:
        """The differential entropy, in nats."""
        return self._dist.entropy(*self._parameters)

    def support(self) -> "tuple[float, float]":
        """The ends of the support."""
        return self._dist.support(*self._parameters)

    if TYPE_CHECKING:

        @overload
        def rvs(self, size: None = None, random_state: _State = None) -> float: ...
        @overload
        def rvs(self, size: SupportsIndex, random_state: _State = None) -> list[float]: ...

    def rvs(
        self, size: "Optional[SupportsIndex]" = None, random_state: "_State" = None
    ) -> "Union[float, list[float]]":
        """A random variate, or, for an integer size, a list of so many."""
        return self._dist.rvs(*self._parameters, size=size, random_state=random_state)

    def __repr__(self) -> str:
        pairs = zip(self._dist._names, self._parameters)
        return f"{self._dist!r}({', '.join(f'{name}={_source(value)}' for name, value in pairs)})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FrozenDistribution):
            return NotImplemented
        return (self._dist, self._parameters) == (other._dist, other._parameters)

    def __hash__(self) -> int:
        return hash((self._dist, self._parameters))

    def __reduce__(self) -> "tuple[Any, ...]":
        return type(self), (self._dist, self._args, self._kwds)

    if TYPE_CHECKING:
        _dist: "_Functions"
        _args: tuple[Any, ...]
        _kwds: dict[str, Any]
        _parameters: tuple[float, ...]
    else:  # or a type checker would take every name for one of these

        def __setattr__(self, name, value=None):
            raise AttributeError(
                f"a frozen {self._dist} cannot be changed: make another, {self._dist}(...); "
                "random_state is an argument of rvs"
            )

        __delattr__ = __setattr__


class Distribution:
    """What truncnorm, t and chi2 are: the functions, as methods, and a call that freezes."""

    __slots__ = ()

    _name: str  # of the object in its module
    _names: "tuple[str, ...]"  # of the parameters, loc and scale included
    _checked: "Callable[..., tuple[float, ...]]"  # the parameters as floats, or a clear error
    _frozen = FrozenDistribution

    if not TYPE_CHECKING:  # each declares its own, with the names of its parameters

        def __init_subclass__(cls):
            if "_checked" in vars(cls):
                cls._checked.__qualname__ = cls._name  # in the error for a missing parameter

        def __call__(self, *args, **kwds):
            """The distribution with these parameters."""
            return self._frozen(self, args, kwds)

        @property
        def __signature__(self):
            from inspect import signature

            return signature(self._checked)

    def __repr__(self) -> str:
        return self._name

    def __reduce__(self) -> str:
        return self._name
