# SPDX-License-Identifier: BSD-3-Clause
"""The normal distribution between two bounds: scipy.stats.truncnorm without SciPy.

truncnorm(a, b, loc, scale) is a normal variable X, of mean loc and standard deviation scale
before it is cut, given that (X - loc)/scale lies between a and b: bounds count standard
deviations from loc. For bounds in the unit of X, a is (lower - loc)/scale, b (upper - loc)/scale.

All is relative to the density at the origin, which is the bound nearer to loc, or loc itself if
it lies between the bounds: so nothing underflows however far out they are. And nothing cancels
however near to each other they are:

* z = (x - loc)/scale and its distances from the bounds are computed from the exact arguments, to
  two floats: far out, all of the mass may lie within an ulp of a bound.
* The probability from z >= 0 on, over the density at z, is the integral of exp(-z*t - t*t/2): a
  series about the middle of a short interval, else a difference of Mills' ratios.
* Of the probabilities below and above x the smaller is computed, the other is 1 less that.
* A quantile is that of a mixture of two tails, (1 - q) Q(a) + q Q(b), on the side where they are
  small; from a bound outside of loc on, Newton's method on these probabilities.
* Moments are closed where these do not cancel, else integrals of what is positive.
"""

from math import ceil, cos, exp, expm1, hypot, inf, log, log1p, nan, pi, sin, sqrt
from operator import mul

from .distribution import Distribution, FrozenDistribution, _chosen, _variates
from .normal import (
    _CENTRE,
    _DENSITY_AT_0,
    _SHORT_TAIL,
    _SPLIT,
    _between,
    _between_over_density,
    _central_step,
    _count,
    _hazard_excess,
    _log_tail_step,
    _number,
    _positive,
    _probability,
    _quotient,
    _standardized,
    _tail_step,
    _upper_tail,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Optional, SupportsIndex, TypeVar, Union

    from .normal import _Number, _State

    _OfBounds = TypeVar("_OfBounds", bound=Callable[..., Any])
    _Pair = tuple[float, float]  # a float, and what it lacks of the number that is meant
    _Four = tuple[float, float, float, float]

__all__ = [
    "truncnorm",
    "truncnorm_cdf",
    "truncnorm_entropy",
    "truncnorm_interval",
    "truncnorm_isf",
    "truncnorm_logcdf",
    "truncnorm_logpdf",
    "truncnorm_logsf",
    "truncnorm_mean",
    "truncnorm_median",
    "truncnorm_moment",
    "truncnorm_pdf",
    "truncnorm_ppf",
    "truncnorm_rvs",
    "truncnorm_sf",
    "truncnorm_stats",
    "truncnorm_std",
    "truncnorm_support",
    "truncnorm_var",
]

_EVEN = 2.0**-57  # accuracy: where the density falls by less from bound to bound, it is even
_BELOW_MEDIAN, _ABOVE_ORIGIN = 1.2, 0.7  # speed: such a fall, or z, is surely above the median
_EXP_END = 700.0  # range: exp of minus it is a normal float
_NORMAL_PRODUCT = 1e-290  # range: a product below may have lost digits
_MOST_CENTRAL = 0.35  # accuracy: _central_step takes what is so far from 1/2
_LAST_FALL, _NODES = 48.0, 48  # accuracy: nothing is left of a moment beyond; nodes that do for it
_LAPLACE = 50.0  # accuracy: from here on, his fraction is the better excess of the hazard rate
_WIDE = 0.25  # accuracy: with a smaller variance, the closed moments cancel


def truncnorm_pdf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the probability density at x: 0 outside the bounds.

    x is any number; a < b are the bounds, in standard deviations from loc, infinities
    included; loc is the mean and scale > 0 the standard deviation of the normal distribution
    that is cut. So it is for every function here. ValueError if a is not less than b or scale
    is not positive; TypeError if an argument is not a number; NaN gives NaN.

    The largest errors found, in ulps, and the x, a, b, loc and scale that show them:

        pdf          4.1  -0x1.5864cf2f4e137p-999, -0x1.649228b3fe934p+1,
                          -0x1.dec8236de9b54p+0, -0x1.7d436426d539ap-1000, 0x1.48daf5b88ccb6p-1001
        cdf, sf      4.9  -0x1.12c2d79050e6ap-24, -0x1.a98e1b66d4549p+0, 0x1.6d4388c972f3ep-18,
                          -0x1.1251d34fda82dp-41, 0x1.81998bd5569a8p-24
        logcdf, -sf  6.6  0x1.0af2b4488740bp+825, -0x1.52abd98270e50p-36, 0x1.c3ecef4d46bb9p+1,
                          0x1.05259559252d4p+825, 0x1.9a9c55c1ff214p+819

    >>> truncnorm_pdf(1e-20, 0, 2e-20)
    5e+19
    """
    a, b, loc, scale = _truncnorm_checked(a, b, loc, scale)
    fall, rest, total = _density_fall(_number("x", x), a, b, loc, scale)
    factor = 1.0
    if fall > _EXP_END:  # in two factors, with the scale between them
        fall *= 0.5
        factor = exp(-fall)
    density, product = _fallen(fall, rest, 1.0), total * scale
    if not _NORMAL_PRODUCT < product < inf:
        density, product = density / total, scale
    return density / product * factor if product else inf


def truncnorm_logpdf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the logarithm of the probability density at x: -inf outside the bounds.

    The result is a sum of logarithms which may cancel: the largest error found is 2.1 * 2**-52
    of the largest of them, or of 1 where all are smaller.

    >>> truncnorm_logpdf(40.5, 40, inf)
    -16.435496519450886
    """
    a, b, loc, scale = _truncnorm_checked(a, b, loc, scale)
    fall, rest, total = _density_fall(_number("x", x), a, b, loc, scale)
    product = total * scale
    if _NORMAL_PRODUCT < product < inf:
        return -(fall + (rest + log(product)))
    return -(fall + (rest + (log(total) + log(scale))))


def truncnorm_cdf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the probability of a value below x: 0 up to the lower bound, 1 from the upper on.

    The sum with truncnorm_sf is 1 to 2**-53, never more.

    >>> truncnorm_cdf(-39.9, -40, -39)
    3.651156227760618e-16
    """
    is_below, *share = _smaller_share(x, *_truncnorm_checked(a, b, loc, scale))
    return _fallen(*share) if is_below else 1.0 - _fallen(*share)


def truncnorm_logcdf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the logarithm of truncnorm_cdf, also where that underflows.

    >>> truncnorm_logcdf(-50, -inf, 0)
    -1254.13821395886
    """
    is_below, *share = _smaller_share(x, *_truncnorm_checked(a, b, loc, scale))
    return _log_fallen(*share) if is_below else log1p(0.0 - _fallen(*share))


def truncnorm_sf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the probability of a value above x.

    >>> truncnorm_sf(9, 8, inf)
    0.00018141706453202386
    """
    is_below, *share = _smaller_share(x, *_truncnorm_checked(a, b, loc, scale))
    return 1.0 - _fallen(*share) if is_below else _fallen(*share)


def truncnorm_logsf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the logarithm of truncnorm_sf.

    >>> truncnorm_logsf(100, 8, inf)
    -4970.51077153429
    """
    is_below, *share = _smaller_share(x, *_truncnorm_checked(a, b, loc, scale))
    return log1p(0.0 - _fallen(*share)) if is_below else _log_fallen(*share)


def truncnorm_ppf(
    q: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the quantile: the x that a value stays below with probability q.

    q in [0, 1], or ValueError; 0 and 1 give the bounds, a*scale + loc and b*scale + loc, and no
    result is outside of them. Results rise with q, but for the last digits of neighbouring q.
    The error is at most 6 ulp for loc 0 and scale 1; between bounds on both sides of loc it is
    at most 6 * 2**-53 where that is more, for there the quantile is that of a difference of
    probabilities.

    >>> truncnorm_ppf(0.5, 8, inf)
    8.084911007391543
    """
    q = _probability("q", _number("q", q))
    return _truncated_quantile(q, 1.0 - q, *_truncnorm_checked(a, b, loc, scale))


def truncnorm_isf(
    q: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the inverse survival function: the x exceeded with probability q.

    It is truncnorm_ppf mirrored: small q keep all their digits.

    >>> truncnorm_isf(1e-20, 0, inf)
    9.33604484923406
    """
    q = _probability("q", _number("q", q))
    return _truncated_quantile(1.0 - q, q, *_truncnorm_checked(a, b, loc, scale))


def truncnorm_interval(
    confidence: "_Number",
    a: "_Number",
    b: "_Number",
    loc: "_Number" = 0.0,
    scale: "_Number" = 1.0,
) -> "tuple[float, float]":
    """Return the two ends of the central interval that holds the given probability.

    >>> truncnorm_interval(0.95, 0, inf)
    (0.031337982021426604, 2.241402727604945)
    """
    tail = (1.0 - _probability("confidence", _number("confidence", confidence))) / 2.0
    return truncnorm_ppf(tail, a, b, loc, scale), truncnorm_isf(tail, a, b, loc, scale)


def truncnorm_median(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the median, truncnorm_ppf(1/2).

    >>> truncnorm_median(0, inf)
    0.6744897501960818
    """
    return truncnorm_ppf(0.5, a, b, loc, scale)


def truncnorm_support(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> "tuple[float, float]":
    """Return the bounds in the unit of x: a*scale + loc, b*scale + loc.

    >>> truncnorm_support(-2, 3, 100, 15)
    (70.0, 145.0)
    """
    a, b, loc, scale = _truncnorm_checked(a, b, loc, scale)
    return a * scale + loc, b * scale + loc


def truncnorm_rvs(
    a: "_Number",
    b: "_Number",
    loc: "_Number" = 0.0,
    scale: "_Number" = 1.0,
    size: "Optional[SupportsIndex]" = None,
    random_state: "_State" = None,
) -> "Union[float, list[float]]":
    """Return a random variate, or, for an integer size, a list of so many.

    random_state is that of norm.rvs. The numbers are not NumPy's; those of purestats.arrays are.

    >>> truncnorm_rvs(2, 3, size=3, random_state=1)
    [2.1282161439868843, 2.192663904231802, 2.8742175624566495]
    """
    bounds = _truncnorm_checked(a, b, loc, scale)
    return _variates(
        lambda q: _truncated_quantile(q, 1.0 - q, *bounds),
        lambda q: _truncated_quantile(1.0 - q, q, *bounds),
        size,
        random_state,
    )


def truncnorm_mean(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the mean, which lies between the bounds.

    truncnorm_mean(a, inf, loc, scale) is the mean beyond a bound: the expected shortfall, or
    conditional value at risk. For this and all moments the relative error is below 1e-13,
    however narrow or far out the bounds; of the larger term, where the mean or an odd power of
    X cancels with loc.

    >>> truncnorm_mean(1.96, inf)
    2.3378346051512175
    """
    a, b, loc, scale = _truncnorm_checked(a, b, loc, scale)
    if a + b < 0.0:
        return 0.0 - truncnorm_mean(-b, -a, -loc, scale)
    return _placed(_mean(a, b)[0], a, b, loc, scale)


def truncnorm_var(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the variance, which is not negative.

    >>> round(truncnorm_var(100, 101), 17)
    9.994004994826e-05
    """
    a, b, loc, scale = _truncnorm_checked(a, b, loc, scale)
    variance, _, _, unit = _central_moments(a, b)
    return variance * (unit * scale) * (unit * scale)


def truncnorm_std(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the standard deviation, also where the variance underflows.

    >>> round(truncnorm_std(100, 101), 15)
    0.009997002048027
    """
    a, b, loc, scale = _truncnorm_checked(a, b, loc, scale)
    variance, _, _, unit = _central_moments(a, b)
    return sqrt(variance) * unit * scale


def truncnorm_stats(
    a: "_Number",
    b: "_Number",
    loc: "_Number" = 0.0,
    scale: "_Number" = 1.0,
    moments: str = "mv",
) -> "Any":
    """Return mean, variance, skewness and excess kurtosis: those whose letters are given.

    >>> truncnorm_stats(0, inf, moments="mv")
    (0.7978845608028654, 0.3633802276324186)
    """
    a, b, loc, scale = _truncnorm_checked(a, b, loc, scale)
    variance, third, fourth, _ = _central_moments(a, b)
    values: dict[str, Callable[[], float]] = {
        "m": lambda: truncnorm_mean(a, b, loc, scale),
        "v": lambda: truncnorm_var(a, b, loc, scale),
        "s": lambda: third / (variance * sqrt(variance)),
        "k": lambda: fourth / (variance * variance) - 3.0,
    }
    return _chosen(moments, values)


def truncnorm_moment(
    order: "SupportsIndex",
    a: "_Number",
    b: "_Number",
    loc: "_Number" = 0.0,
    scale: "_Number" = 1.0,
) -> float:
    """Return the mean of X**order, about zero; order is an integer >= 0.

    >>> round(truncnorm_moment(2, 0, inf), 12)
    1.0
    """
    order = _count("order", order)
    a, b, loc, scale = _truncnorm_checked(a, b, loc, scale)
    if order < 2:
        return truncnorm_mean(a, b, loc, scale) if order else 1.0
    if a + b < 0.0:
        return (-1.0) ** order * truncnorm_moment(order, -b, -a, -loc, scale)
    origin = max(a, 0.0)
    spread = min(1.0, b - origin, 1.0 / origin if origin else 1.0) + origin + abs(loc) / scale
    last_fall = _LAST_FALL
    for _ in range(20):  # what the density must fall by grows with the power at the far end
        last_fall = _LAST_FALL + order * log1p(_reach_of(last_fall, origin) / spread)
    if not last_fall < inf:
        return nan
    distances, weights, _ = _weighted(a, b, last_fall)
    base, low = _base(origin, loc, scale)
    try:
        powers = [(base + (low + distance * scale)) ** order for distance in distances]
    except OverflowError:
        return inf if order % 2 == 0 or base > 0.0 else -inf
    return _average(powers, weights)


def truncnorm_entropy(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the differential entropy, in nats.

    >>> truncnorm_entropy(0, inf)
    0.7257913526447273
    """
    a, b, loc, scale = _truncnorm_checked(a, b, loc, scale)
    if a + b < 0.0:
        a, b = -b, -a
    origin, (mean, at_a, at_b) = max(a, 0.0), _mean(a, b)
    edges = _times(a - origin, at_a) - _times(b - origin, at_b)
    return 0.5 * (1.0 + origin * mean + edges) + (log(_total(a, b)) + log(scale))


def _truncnorm_checked(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> "_Four":
    """The parameters as floats, or a clear error."""
    if type(a) is float and type(b) is float and type(loc) is float and type(scale) is float:
        checked = a, b, loc, scale  # _number takes time
    else:
        checked = _number("a", a), _number("b", b), _number("loc", loc), _number("scale", scale)
    if checked[0] >= checked[1]:
        raise ValueError(f"a must be less than b, got a={checked[0]!r} and b={checked[1]!r}")
    _positive("scale", scale)
    return checked


class TruncatedNormal(Distribution):
    """What truncnorm is: the functions, as methods with the names that scipy.stats gives them.

    The bounds, loc and scale go to each call, or to truncnorm itself, which returns a
    distribution that keeps them.

    >>> truncnorm(1.645, inf, loc=-0.001, scale=0.02).mean()
    0.040256779413649316
    """

    __slots__ = ()

    _name, _names = "truncnorm", ("a", "b", "loc", "scale")
    _checked = staticmethod(_truncnorm_checked)
    pdf = staticmethod(truncnorm_pdf)
    logpdf = staticmethod(truncnorm_logpdf)
    cdf = staticmethod(truncnorm_cdf)
    logcdf = staticmethod(truncnorm_logcdf)
    sf = staticmethod(truncnorm_sf)
    logsf = staticmethod(truncnorm_logsf)
    ppf = staticmethod(truncnorm_ppf)
    isf = staticmethod(truncnorm_isf)
    interval = staticmethod(truncnorm_interval)
    mean = staticmethod(truncnorm_mean)
    median = staticmethod(truncnorm_median)
    var = staticmethod(truncnorm_var)
    std = staticmethod(truncnorm_std)
    stats = staticmethod(truncnorm_stats)
    moment = staticmethod(truncnorm_moment)
    entropy = staticmethod(truncnorm_entropy)
    support = staticmethod(truncnorm_support)
    rvs = staticmethod(truncnorm_rvs)

    if TYPE_CHECKING:

        def __call__(
            self, a: _Number, b: _Number, loc: _Number = 0.0, scale: _Number = 1.0
        ) -> FrozenDistribution: ...


truncnorm = TruncatedNormal()


# Kernels. The bounds face up, a + b >= 0: else all is mirrored first. The origin is a where that
# is positive, else 0. A fall is the logarithm by which the density falls from the origin on, a
# share a probability over that between the bounds.


def _kept(function: "_OfBounds") -> "_OfBounds":
    """The function, which keeps its last result: calls in a row with the same bounds share it."""
    last: Any = None, None

    def kept(*arguments: float) -> "Any":
        nonlocal last
        known, result = last
        if known != arguments:
            result = function(*arguments)
            last = arguments, result
        return result

    return kept  # type: ignore[return-value]


@_kept
def _total(a: float, b: float) -> float:
    """The probability between the bounds over the density at the origin."""
    width: float
    width, low = _difference(b, a)
    if width * b < _EVEN:
        return width
    if a >= 0.0:
        return _between_over_density(a, 0.0, b, 0.0, width, low)
    return _between(a, 0.0, b, 0.0, width, low) / _DENSITY_AT_0


def _mills(z: float) -> float:
    """The probability above z >= 0 over the density there: Mills' ratio."""
    return _between_over_density(z, 0.0, inf, 0.0, inf, 0.0)


def _fall(distance: float, low: float, origin: float) -> "_Pair":
    """The fall from the origin to distance + low above it, as a float and the rest."""
    fall, rest = _ordinary_fall(distance, low, origin)
    return fall, rest if _NORMAL_PRODUCT < fall < 1e290 and rest - rest == 0.0 else 0.0


def _ordinary_fall(distance: "Any", low: "Any", origin: "Any") -> "tuple[Any, Any]":
    """_fall where the product is in range."""
    slope, slope_low = _difference(origin, -0.5 * distance)
    fall = distance * slope
    rest = _product_rest(distance, slope, fall)
    return fall, rest + (distance * slope_low + low * (origin + distance))


def _fallen(fall: float, rest: float, share: float) -> float:
    """exp(-fall - rest) times a share."""
    fallen = exp(-fall) * share
    return fallen - fallen * rest


def _log_fallen(fall: float, rest: float, share: float) -> float:
    """The logarithm of that."""
    if share == 0.0:
        return -inf
    return -(fall + (rest - log(share)))


def _density_fall(
    x: float, a: float, b: float, loc: float, scale: float
) -> "tuple[float, float, float]":
    """The fall to x, infinite outside the bounds, what it lacks, and _total."""
    if a + b < 0.0:
        x, a, b, loc = -x, -b, -a, -loc
    total = _total(a, b)
    z, low, _ = _standardized(x, loc, scale)
    distance, distance_low = _distance(z, low, a, x, loc, scale)
    if distance < 0.0 or (
        z >= b - 2.0**-10 * abs(b) and _distance(z, low, b, x, loc, scale)[0] > 0.0
    ):
        return inf, 0.0, total
    if a > 0.0:
        return *_fall(distance, distance_low, a), total
    return *(_fall(z, low, 0.0) if z >= 0.0 else _fall(-z, -low, 0.0)), total


def _smaller_share(
    x: "_Number", a: float, b: float, loc: float, scale: float
) -> "tuple[bool, float, float, float]":
    """Of the shares below and above x the smaller: whether it is that below, and for _fallen."""
    x = _number("x", x)
    if a + b < 0.0:
        is_below, fall, rest, share = _smaller_share(-x, -b, -a, -loc, scale)
        return not is_below, fall, rest, share
    z, z_low, _ = _standardized(x, loc, scale)
    below, below_low = _distance(z, z_low, a, x, loc, scale)
    above, above_low = _distance(-z, -z_low, -b, -x, -loc, scale)
    if not (below > 0.0 and above > 0.0):
        return below <= 0.0, 0.0, 0.0, 0.0 if below == below and above == above else nan
    total = _total(a, b)
    if total == b - a:
        share = _exact_offset(x, loc, scale, a, total)[0]
        if share <= 0.5:
            return True, 0.0, 0.0, share
        return False, 0.0, 0.0, _exact_offset(-x, -loc, scale, -b, total)[0]
    is_below = z <= 0.0
    if is_below:  # so is a
        fall, rest = _fall(-z, -z_low, 0.0)
        share = _between_over_density(-z, -z_low, -a, 0.0, below, below_low)
        return True, fall, rest, share / total
    if a >= 0.0:
        if below * (a + 0.5 * below) < _BELOW_MEDIAN:
            share = _between_over_density(a, 0.0, z, z_low, below, below_low) / total
            if share <= 0.5:
                return True, 0.0, 0.0, share
        fall, rest = _fall(below, below_low, a)
    else:
        if z < _ABOVE_ORIGIN:
            share = _between(a, 0.0, z, z_low, below, below_low) / _DENSITY_AT_0 / total
            if share <= 0.5:
                return True, 0.0, 0.0, share
        fall, rest = _fall(z, z_low, 0.0)
    share = _between_over_density(z, z_low, b, 0.0, above, above_low) / total
    return False, fall, rest, share


# Quantiles.


def _truncated_quantile(
    lower: float, upper: float, a: float, b: float, loc: float, scale: float
) -> float:
    """The x that a share lower is below of, and upper above: the smaller of the two is exact."""
    if a + b < 0.0:
        return 0.0 - _truncated_quantile(upper, lower, -b, -a, -loc, scale)
    if lower == 0.0:
        return a * scale + loc
    if upper == 0.0:
        return b * scale + loc
    if _total(a, b) == b - a:
        distance = lower * b + upper * a if a < 0.0 else lower * (b - a)
    else:
        distance = (_quantile_around if a < 0.0 else _quantile_beyond)(lower, upper, a, b)
    return _placed(distance, a, b, loc, scale)


@_kept
def _around(a: float, b: float) -> "tuple[float, float, float, float, float]":
    """For bounds on both sides of 0: the probabilities below a, to 0, to b, above b, between."""
    below, above = _upper_tail(-a), _upper_tail(b)
    to_0, from_0 = _between(a, 0.0, 0.0, 0.0, -a, 0.0), _between(0.0, 0.0, b, 0.0, b, 0.0)
    return below, to_0, from_0, above, _between(a, 0.0, b, 0.0, b - a, 0.0)


def _quantile_around(lower: float, upper: float, a: float, b: float) -> float:
    """z, for bounds on both sides of 0."""
    below, to_0, from_0, above, between = _around(a, b)
    c = lower * from_0 - upper * to_0  # the probability between 0 and z
    if abs(c) <= _MOST_CENTRAL:
        z, correction = _central_step(c)
        return z + correction
    return -_mixed_tail(below, lower, between) if c < 0.0 else _mixed_tail(above, upper, between)


def _mixed_tail(tail: float, share: float, between: float) -> float:
    """The z whose tail is that beyond the bound and a share of what is between the bounds."""
    if share < _SHORT_TAIL and tail == 0.0:
        z, correction = _log_tail_step(log(share) + log(between))
    else:
        z, correction = _tail_step(tail + share * between)
    return z + correction


@_kept
def _beyond(a: float, b: float) -> "tuple[float, float, float]":
    """Over the density at a bound above 0: the tails beyond both bounds, what is between."""
    above = _fallen(*_fall(*_difference(b, a), a), _mills(b)) if b < inf else 0.0
    return _mills(a), above, _total(a, b)


def _quantile_beyond(lower: float, upper: float, a: float, b: float) -> float:
    """The distance of z from the bound a >= 0."""
    tail, above, total = _beyond(a, b)
    p = lower * total
    is_low = p < 0.5 * tail
    if is_low:
        tail_fall = -log1p(-p / tail)
    elif upper > _SHORT_TAIL:
        tail_fall = -log((above + upper * total) / tail)
    else:
        tail_fall = -(log(upper) + log(total / tail))
    distance: float = _parabola(tail_fall, tail, a)
    for _ in range(6):
        fall = distance * (a + 0.5 * distance)
        if is_low:
            found = _between_over_density(a, 0.0, a + distance, 0.0, distance, 0.0)
            step = (p - found) * exp(fall)
        else:
            tail_at_z = _mills(a + distance)
            step = (tail_fall - (fall + log(tail / tail_at_z))) * tail_at_z
        distance += step
        if not abs(step) > 1e-9 * distance:
            break
    return distance


def _parabola(tail_fall: "Any", tail: "Any", a: "Any", sqrt: "Any" = sqrt) -> "Any":
    """The distance in which the tail beyond a falls by exp(-tail_fall), to a quarter of it."""
    return 2.0 * tail_fall * tail / (1.0 + sqrt(1.0 + 2.0 * (1.0 - a * tail) * tail_fall))


def _placed(distance: float, a: float, b: float, loc: float, scale: float) -> float:
    """The x at so many standard deviations from the origin, between the bounds."""
    base, low = _base(max(a, 0.0), loc, scale)
    x = base + (low + distance * scale)
    return min(max(x, a * scale + loc), b * scale + loc)


def _base(origin: float, loc: float, scale: float) -> "_Pair":
    """The x at the origin, as a float and the rest: loc may cancel what is there."""
    product = origin * scale
    base, low = _difference(product, -loc)
    if base - base != 0.0 or not _is_ordinary(scale, origin):
        return base, 0.0
    return base, low + _product_rest(origin, scale, product)


# Moments.


@_kept
def _mean(a: float, b: float) -> "tuple[float, float, float]":
    """The mean's distance from the origin, the densities at the bounds over the probability."""
    origin, total = max(a, 0.0), _total(a, b)
    at_a = _fallen(*_fall(origin - a, 0.0, 0.0), 1.0) / total
    at_b = _fallen(*_fall(*_difference(b, origin), origin), 1.0) / total
    if total == b - a:
        return 0.5 * ((a - origin) + (b - origin)), at_a, at_b
    if a <= 0.0:
        return _times(-expm1(-0.5 * (b - a) * (a + b)), at_a), at_a, at_b
    excess, excess_at_b = _excess(a), _excess(b)
    share = total * at_b * (a + excess) / (b + excess_at_b)  # of the tail, beyond b
    if share < 0.5:
        mean = (excess - _times(excess_at_b + (b - a), share)) / (1.0 - share)
        return mean, at_a, at_b
    return _average(*_weighted(a, b)[:2]), at_a, at_b


def _excess(z: float) -> float:
    """The mean distance from z >= 0 in the tail beyond, which is the hazard rate less z."""
    if z > _LAPLACE:
        return 1.0 / (z + 2.0 / (z + 3.0 / (z + 4.0 / (z + 5.0 / z))))
    return _hazard_excess(z, z) if z > _CENTRE else 1.0 / _mills(z) - z


def _times(factor: float, density: float) -> float:
    """The product, 0 where the density is: at an infinite bound."""
    return factor * density if density else 0.0


@_kept
def _central_moments(a: float, b: float) -> "_Four":
    """The means of the deviation's powers 2 to 4 in a unit of length, and the unit."""
    if a + b < 0.0:
        second, third, fourth, unit = _central_moments(-b, -a)
        return second, -third, fourth, unit
    if a <= 0.0:
        mean, at_a, at_b = _mean(a, b)
        edges = [_times(a**k, at_a) - _times(b**k, at_b) for k in (1, 2, 3)]
        second = 1.0 + edges[0]
        variance = second - mean * mean
        if variance > _WIDE:
            third, fourth = 2.0 * mean + edges[1], 3.0 * second + edges[2]
            central = third - mean * (3.0 * second - 2.0 * mean * mean)
            fourth -= mean * (4.0 * third - mean * (6.0 * second - 3.0 * mean * mean))
            return variance, central, fourth, 1.0
    _, weights, unit = _weighted(a, b)
    places, _ = _rule()
    mean = _average(places, weights)
    second, third, fourth = (
        _average([(place - mean) ** k for place in places], weights) for k in (2, 3, 4)
    )
    return second, third, fourth, unit


def _reach_of(fall: float, origin: float) -> float:
    """How far from the origin the density has fallen so far."""
    return 2.0 * fall / (origin + hypot(origin, sqrt(2.0 * fall)))


def _weighted(
    a: float, b: float, last_fall: float = _LAST_FALL
) -> "tuple[list[float], list[float], float]":
    """Distances from the origin, up to that fall, with weights, and the length of a panel."""
    places, rule_weights = _rule()
    origin, reach = max(a, 0.0), _reach_of(last_fall, max(a, 0.0))
    start, panels = max(a - origin, -reach), ceil(last_fall / _LAST_FALL)
    length = (min(b - origin, reach) - start) / panels
    distances = [start + length * (k + place) for k in range(panels) for place in places]
    falls = [distance * (origin + 0.5 * distance) for distance in distances]
    return distances, [w * exp(-fall) for w, fall in zip(rule_weights * panels, falls)], length


def _average(values: "list[float]", weights: "list[float]") -> float:
    """The weighted mean."""
    total: float = sum(map(mul, values, weights))
    return total / sum(weights)


@_kept
def _rule() -> "tuple[list[float], list[float]]":
    """Places from 0 to 1 and weights of Fejer's first rule, which is Gauss's but for its ease."""
    angles = [pi * (k + 0.5) / _NODES for k in range(_NODES)]
    series = [sum(cos(2 * j * t) / (4 * j * j - 1) for j in range(1, _NODES // 2)) for t in angles]
    return [sin(0.5 * t) ** 2 for t in angles], [0.5 - each for each in series]


# Arithmetic to two floats.


def _distance(z: float, z_low: float, c: float, x: float, loc: float, scale: float) -> "_Pair":
    """How far (x - loc)/scale is above c, as a float and the rest; z and z_low are it rounded."""
    difference, low = _difference(z, c)
    if difference - difference != 0.0:
        return 0.0 if z == c else difference, 0.0
    if loc == 0.0 and scale == 1.0:
        return difference, low
    is_ordinary = _is_ordinary(scale, c)
    if is_ordinary and abs(difference) > 2.0**-10 * abs(c):
        low += z_low
        distance = difference + low
        return distance, (difference - distance) + low
    if is_ordinary and -1e150 < x < 1e150 and -1e150 < loc < 1e150:
        return _offset(x, loc, scale, c)
    return _exact_offset(x, loc, scale, c, 1.0)


def _is_ordinary(scale: float, c: float) -> bool:
    """Whether their product has no rest below the smallest float."""
    return 1e-150 < scale < 1e150 and (1e-140 < abs(c) < 1e140 or c == 0.0)


def _offset(x: "Any", loc: "Any", scale: "Any", c: "Any") -> "tuple[Any, Any]":
    """How far (x - loc)/scale is above c, as a float and the rest, of ordinary numbers."""
    product = c * scale
    shifted, low = _difference(x, loc)
    above, above_low = _difference(shifted, product)
    low = above_low + (low - _product_rest(c, scale, product))
    above, low = _difference(above, -low)
    offset = above / scale
    back = offset * scale
    return offset, (((above - back) - _product_rest(offset, scale, back)) + low) / scale


def _exact_offset(x: float, loc: float, scale: float, c: float, unit: float) -> "_Pair":
    """How far (x - loc)/scale is above c, over unit, as a float and the rest, by integers."""
    ratios = [each.as_integer_ratio() for each in (x, loc, scale, c, unit)]
    one = max(power for _, power in ratios)
    x_n, loc_n, scale_n, c_n, unit_n = (n * (one // power) for n, power in ratios)
    n, d = (x_n - loc_n) * one - c_n * scale_n, scale_n * unit_n
    offset = _quotient(n, d)
    if offset - offset != 0.0:
        return offset, 0.0
    offset_n, offset_d = offset.as_integer_ratio()
    return offset, _quotient(n * offset_d - d * offset_n, d * offset_d)


def _difference(x: "Any", y: "Any") -> "tuple[Any, Any]":
    """x - y, as a float and the rest (Knuth); the rest is NaN where that is infinite."""
    difference = x - y
    shadow = difference - x
    return difference, (x - (difference - shadow)) - (y + shadow)


def _product_rest(x: "Any", y: "Any", product: "Any") -> "Any":
    """What the product lacks of x*y (Veltkamp, Dekker): both from 1e-145 to 1e290."""
    shifted = _SPLIT * x
    x_head = shifted - (shifted - x)
    shifted = _SPLIT * y
    y_head = shifted - (shifted - y)
    x_rest, y_rest = x - x_head, y - y_head
    return ((x_head * y_head - product) + x_head * y_rest + x_rest * y_head) + x_rest * y_rest
