# SPDX-License-Identifier: BSD-3-Clause
"""truncnorm over NumPy arrays: the part of purestats.arrays that is loaded when first used.

Formulas and errors are those of purestats.truncated, to an ulp more; of logpdf where it crosses 0
between arrays of bounds, 2.1 * 2**-52 of its largest term. Few numbers, and those whose products
may leave the range of floats, go to the functions of one.
"""

from __future__ import annotations

import math
from functools import partial, wraps
from typing import TYPE_CHECKING

from . import normal as scalar
from . import truncated as one
from .array_distribution import (
    FrozenArrays,
    as_confidence,
    as_parameter,
    both_ends,
    draws,
    generator,
)
from .arrays import (
    _AT_HAZARD,
    _AT_UPPER_TAIL,
    _after,
    _by_calls,
    _hazard,
    _piecewise,
    _rows,
    _standardized,
    _upper_quantile,
    _upper_tail,
)
from .distribution import Distribution
from .elementwise import elementwise, np
from .normal import _DENSITY_AT_0, _chosen, _near_quantile, _two_product, _two_sum

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, SupportsIndex

    _Function = Callable[..., Any]

_FEW = 20  # speed: the shortest block takes as long as so many numbers
_ALL = 1 << 62
_AT_REACH = (_after(scalar._SHORT_REACH), scalar._NARROW)


# A kernel gets rows whose bounds face up, and are all around the origin or none.


def _by_bounds(kernel: _Function, function: _Function, *columns: Any) -> Any:
    """kernel(*columns, is_mirrored, is_around), rows of a kind together."""
    first, a, b, loc, scale = columns
    fine = (abs(loc) < 1e140) & (scale > 1e-140) & (scale < 1e140) & (a < b)
    for column, least, most in (first, 1e-290, 0.0), (a, 1e-140, math.inf), (b, 1e-140, math.inf):
        size = abs(column)
        fine = fine & ((size > least) & (size < 1e140) | (size == 0.0) | (size == most))
    kinds = (a + b < 0.0) + 2 * ((a <= 0.0) & (b >= 0.0))
    kind = int(np.min(kinds))
    if fine.all() and kind == np.max(kinds):
        return _faced(kernel, kind, *columns)
    results = np.full(first.size, math.nan)
    for kind in range(4):
        _set(results, fine & (kinds == kind), partial(_faced, kernel, kind), *columns)
    _set(results, ~fine & (a < b), partial(_by_calls, function), *columns)
    return results


def _faced(kernel: _Function, kind: int, first: Any, a: Any, b: Any, loc: Any, scale: Any) -> Any:
    if kind % 2:
        a, b, loc = -b, -a, -loc
    return kernel(first, a, b, loc, scale, kind % 2 == 1, kind > 1)


def _set(results: Any, where: Any, function: _Function, *columns: Any) -> None:
    (at,) = where.nonzero()
    if at.size:
        values = function(*_rows(columns, at))
        for row, value in zip(np.atleast_2d(results), np.atleast_2d(values)):
            row[at] = value


def _gap(z: Any, low: Any, c: Any, x: Any, loc: Any, scale: Any) -> tuple[Any, Any]:
    """truncated._distance."""
    gap, rest = _two_sum(z, -c) if type(low) is float else one._offset(x, loc, scale, c)
    finite = abs(c) < math.inf
    return np.where(finite, gap, -c), np.where(finite, rest, 0.0)


# Probabilities over a density, from a + a_low to b + b_low.


def _hazard_rate(z: Any, low: Any) -> Any:
    if type(z) is float:
        return scalar._hazard(z, low, 1.0)
    return _piecewise(_hazard, _AT_HAZARD, z, low, 1.0)


def _mills(z: Any) -> Any:
    return 1.0 / _hazard_rate(z, 0.0)


def _over_density(a: Any, a_low: Any, b: Any, b_low: Any, width: Any, low: Any) -> Any:
    reach = scalar._reach(a, width)
    return _piecewise(_over_density_within, _AT_REACH, reach, a, a_low, b, b_low, width, low)


def _over_density_within(
    reach: Any, a: Any, a_low: Any, b: Any, b_low: Any, width: Any, low: Any, where: float
) -> Any:
    if not where < scalar._NARROW:
        hazards = _hazard_rate(a, a_low), _hazard_rate(b, b_low)
        return scalar._over_density(a, b, width, *hazards, np.exp)
    middle, middle_low = scalar._middle(a, a_low, width, low)
    fallen = np.exp(-0.5 * width * (a + 0.25 * width))
    return fallen * scalar._mean_width(middle, middle_low, width, low, where)


def _total(a: Any, b: Any, is_around: bool) -> tuple[Any, Any, Any]:
    if type(a) is float and type(b) is float:
        return one._total(a, b)
    if is_around:
        to_0, from_0 = map(_from_0, (-a, b))
        return (to_0 + from_0) / _DENSITY_AT_0, to_0, from_0
    width, low = _two_sum(b, -a)
    low = np.where(width < math.inf, low, 0.0)
    return _over_density(a, 0.0, b, 0.0, width, low), 0.0, 0.0


def _from_0(z: Any) -> Any:
    if type(z) is float:
        return one._from_0(z)
    return _piecewise(partial(one._from_0, exp=np.exp), _AT_UPPER_TAIL, z)


# Densities.


def _density_fall(
    x: Any, a: Any, b: Any, loc: Any, scale: Any, is_mirrored: bool, is_around: bool
) -> tuple[Any, Any, Any]:
    """truncated._density_fall; _total times scale."""
    x = -x if is_mirrored else x
    z, low, _ = _standardized(x, loc, scale)
    if is_around:
        fall = 0.5 * z * z
        rest = scalar._rest_of_half_square(z, fall) + z * low
        below = (z - a) + low
    else:
        below, rest = _gap(z, low, a, x, loc, scale)
        fall, rest = one._ordinary_fall(below, rest, a)
    fall[(below < 0.0) | ((z - b) + low > 0.0)] = math.inf
    return fall, rest, _total(a, b, is_around)[0] * scale


def _pdf(*columns: Any) -> Any:
    fall, rest, product = _density_fall(*columns)
    half = np.exp(-0.5 * fall)
    return (half - half * rest) / product * half


def _logpdf(
    x: Any, a: Any, b: Any, loc: Any, scale: Any, is_mirrored: bool, is_around: bool
) -> Any:
    fall, rest, product = _density_fall(x, a, b, loc, scale, is_mirrored, is_around)
    results = -(fall + (rest + np.log(product)))
    small = 2.0 * abs(results) < np.maximum(1.0, fall)
    if type(a) is type(b) is type(scale) is float and small.any():
        log_mass, low = one._two_floats(one._LOG_MASS[84](a, b, scale, 84), 1 << 84)
        total, lost = _two_sum(fall, log_mass)
        results = np.where(small, -(total + (lost + (rest + low))), results)
        x = -x if is_mirrored else x
        small = abs(results) < 2.0**-20 + 2.0**-12 * fall
        _set(results, small, partial(_by_calls, one._small_log_density), x, a, b, loc, scale)
    return results


# Probabilities.


def _smaller_share(
    x: Any, a: Any, b: Any, loc: Any, scale: Any, is_mirrored: bool, is_around: bool
) -> tuple[Any, Any, Any, Any]:
    x = -x if is_mirrored else x
    z, low, _ = _standardized(x, loc, scale)
    total, to_0, from_0 = _total(a, b, is_around)
    columns = z, low, a, b, x, loc, scale, total
    if is_around:
        c = np.full(z.size, math.nan)
        _set(c, abs(z) < scalar._CENTRE, one._central, z, low)
        shares = to_0 + c, from_0 - c
        share = np.minimum(*shares)
        results = np.zeros((4, z.size))
        results[0], results[3] = shares[0] <= shares[1], share / (to_0 + from_0)
        _set(results, ~(share >= 0.7 * abs(c)), partial(_by_gaps, True), *columns)
    else:
        results = _by_gaps(False, *columns)
    return (results[0] > 0.0) != is_mirrored, results[1], results[2], results[3]


def _by_gaps(
    is_around: bool, z: Any, low: Any, a: Any, b: Any, x: Any, loc: Any, scale: Any, total: Any
) -> Any:
    below, below_low = _gap(z, low, a, x, loc, scale)
    above, above_low = _gap(-z, -low, -b, -x, -loc, scale)
    is_below, inside = below <= 0.0, (below > 0.0) & (above > 0.0)
    results = np.zeros((4, z.size))
    distance = below, below_low, a
    if is_around:
        left = inside & (z <= 0.0)
        _set(results[1:], left, _outer, -z, -low, -z, -low, 0.0, -a, below, below_low)
        is_below |= left
        distance = z, low, 0.0
    else:
        early = inside & (below * (a + 0.5 * below) < one._BELOW_MEDIAN)
        _set(results[3], early, _over_density, a, 0.0, z, low, below, below_low)
        is_below |= early & (results[3] <= 0.5 * total)
    _set(results[1:], inside & ~is_below, _outer, z, low, *distance, b, above, above_low)
    results[0], results[3] = is_below, results[3] / total
    return results


def _outer(
    z: Any, low: Any, distance: Any, distance_low: Any, origin: Any, end: Any, gap: Any, rest: Any
) -> Any:
    fall = one._ordinary_fall(distance, distance_low, origin)
    return *fall, _over_density(z, low, end, 0.0, gap, rest)


def _probability(is_lower: bool, *columns: Any) -> Any:
    is_below, fall, rest, share = _smaller_share(*columns)
    p = one._fallen(fall, rest, share, np.exp)
    return np.where(is_below == is_lower, p, 1.0 - p)


def _log_probability(is_lower: bool, *columns: Any) -> Any:
    is_below, fall, rest, share = _smaller_share(*columns)
    p = one._fallen(fall, rest, share, np.exp)
    return np.where(is_below == is_lower, -(fall + (rest - np.log(share))), np.log1p(0.0 - p))


# Quantiles.


def _quantile(
    is_lower: bool,
    q: Any,
    a: Any,
    b: Any,
    loc: Any,
    scale: Any,
    is_mirrored: bool,
    is_around: bool,
) -> Any:
    q = np.where((q >= 0.0) & (q <= 1.0), q, math.nan)
    lower, upper = (q, 1.0 - q) if is_lower != is_mirrored else (1.0 - q, q)
    distance = (_quantile_around if is_around else _quantile_beyond)(lower, upper, a, b)
    origin = 0.0 if is_around else a
    product, lost = _two_product(origin, scale)
    base, low = _two_sum(product, loc)
    low = low + lost
    ends = a * scale + loc, b * scale + loc
    x = np.clip(base + (low + distance * scale), *ends)
    x = np.where(lower == 0.0, ends[0], np.where(upper == 0.0, ends[1], x))
    return 0.0 - x if is_mirrored else x


def _quantile_around(lower: Any, upper: Any, a: Any, b: Any) -> Any:
    _, to_0, from_0 = _total(a, b, True)
    c = lower * from_0 - upper * to_0
    z = np.empty(c.size)
    _set(z, abs(c) <= one._MOST_CENTRAL, _near_quantile, c)
    for end, share, side in (-a, lower, -1.0), (b, upper, 1.0):
        tail = _upper_tail(np.atleast_1d(end), 0.0) + share * (to_0 + from_0)
        _set(z, side * c > one._MOST_CENTRAL, _upper_quantile, tail)
    return np.where(c < -one._MOST_CENTRAL, -z, z)


def _quantile_beyond(lower: Any, upper: Any, a: Any, b: Any) -> Any:
    tail, (total, _, _) = _mills(a), _total(a, b, False)
    beyond = np.where(b < math.inf, np.exp(-(b - a) * (a + 0.5 * (b - a))) * _mills(b), 0.0)
    p = lower * total
    is_low = p < 0.5 * tail
    tail_fall = np.where(
        is_low, -np.log1p(-p / tail), -np.log(beyond / tail + upper * (total / tail))
    )
    distance = one._parabola(tail_fall, tail, a, np.sqrt)
    for _ in range(3):
        _set(distance, is_low, _low_step, distance, p, a)
        _set(distance, ~is_low, _high_step, distance, tail_fall, tail, a)
    return distance


def _low_step(distance: Any, p: Any, a: Any) -> Any:
    z, fall = a + distance, distance * (a + 0.5 * distance)
    found = _over_density(a, 0.0, z, 0.0, distance, 0.0)
    step = (p - found) * np.exp(fall)
    return distance + step / (1.0 - 0.5 * step * z)


def _high_step(distance: Any, tail_fall: Any, tail: Any, a: Any) -> Any:
    z, fall = a + distance, distance * (a + 0.5 * distance)
    mills = _mills(z)
    step = (tail_fall - (fall + np.log(tail / mills))) * mills
    return distance + step / (1.0 + 0.5 * step * (1.0 / mills - z))


# The functions and the object.


def _by_kernel(function: _Function, kernel: _Function, *first: Any) -> Any:
    """The function over arrays, by a kernel, as a method."""

    def block(x: Any, a: Any, b: Any, loc: Any = 0.0, scale: Any = 1.0) -> Any:
        return _by_bounds(partial(kernel, *first), function, x, a, b, loc, scale)

    return staticmethod(elementwise(function, _FEW)(wraps(function)(block)))


def _over_rows(function: partial[Any], *parameters: Any) -> Any:
    """The function row by row."""

    def each(a: float, b: float, loc: float, scale: float) -> Any:
        return function(a, b, loc, scale)

    return elementwise(each, _ALL, function.func.__name__)(each)(*parameters)


class TruncatedNormal(Distribution):
    """What truncnorm is: the functions of purestats.truncated over arrays, as methods.

    >>> truncnorm(-1.0, [1.0, 2.0]).cdf(0.5)
    array([0.78045321, 0.65088042])
    """

    __slots__ = ()

    _name, _names = "truncnorm", ("a", "b", "loc", "scale")

    pdf = _by_kernel(one.truncnorm_pdf, _pdf)
    logpdf = _by_kernel(one.truncnorm_logpdf, _logpdf)
    cdf = _by_kernel(one.truncnorm_cdf, _probability, True)
    logcdf = _by_kernel(one.truncnorm_logcdf, _log_probability, True)
    sf = _by_kernel(one.truncnorm_sf, _probability, False)
    logsf = _by_kernel(one.truncnorm_logsf, _log_probability, False)
    ppf = _by_kernel(one.truncnorm_ppf, _quantile, True)
    isf = _by_kernel(one.truncnorm_isf, _quantile, False)
    mean, median, var, std, entropy = (
        staticmethod(elementwise(each, _ALL)(each))
        for each in (
            one.truncnorm_mean,
            one.truncnorm_median,
            one.truncnorm_var,
            one.truncnorm_std,
            one.truncnorm_entropy,
        )
    )

    @staticmethod
    def _checked(a: Any, b: Any, loc: Any = 0.0, scale: Any = 1.0) -> tuple[Any, ...]:
        return tuple(map(as_parameter, ("a", "b", "loc", "scale"), (a, b, loc, scale)))

    def __call__(self, a: Any, b: Any, loc: Any = 0.0, scale: Any = 1.0) -> FrozenArrays[Any]:
        """Return the distribution with these parameters."""
        return FrozenArrays(self, (a, b, loc, scale), {})

    def interval(
        self,
        confidence: Any,
        a: Any,
        b: Any,
        loc: Any = 0.0,
        scale: Any = 1.0,
        *,
        workers: int = 1,
    ) -> tuple[Any, Any]:
        """Return the ends of the central interval that holds the given probability."""
        tail = (1.0 - as_confidence(confidence)) / 2.0
        return both_ends(self.ppf, self.isf, tail, a, b, loc, scale, workers=workers)

    def support(self, a: Any, b: Any, loc: Any = 0.0, scale: Any = 1.0) -> tuple[Any, Any]:
        """Return the ends of the support."""
        return self.ppf(0.0, a, b, loc, scale), self.ppf(1.0, a, b, loc, scale)

    @staticmethod
    def stats(a: Any, b: Any, loc: Any = 0.0, scale: Any = 1.0, moments: str = "mv") -> Any:
        """Return mean, variance, skewness and excess kurtosis: those whose letters are given."""
        each = [partial(one.truncnorm_stats, moments=letter) for letter in "mvsk"]
        values = (partial(_over_rows, function, a, b, loc, scale) for function in each)
        return _chosen(moments, dict(zip("mvsk", values)))

    @staticmethod
    def moment(order: SupportsIndex, a: Any, b: Any, loc: Any = 0.0, scale: Any = 1.0) -> Any:
        """Return the mean of X**order, about zero; order is an integer >= 0."""
        order = scalar._count("order", order)
        return _over_rows(partial(one.truncnorm_moment, order), a, b, loc, scale)

    def rvs(
        self,
        a: Any,
        b: Any,
        loc: Any = 0.0,
        scale: Any = 1.0,
        size: Any = None,
        random_state: Any = None,
    ) -> Any:
        """Return random variates, those of SciPy; arguments as of norm.rvs."""
        a, b, loc, scale = parameters = self._checked(a, b, loc, scale)
        if not np.all((a < b) & (scale > 0.0)):
            raise ValueError(f"a must be less than b and scale above 0, got {parameters!r}")
        uniform = partial(generator(random_state).uniform, 0.0, 1.0)
        return self.ppf(draws(uniform, size, *parameters), *parameters)


truncnorm = TruncatedNormal()
