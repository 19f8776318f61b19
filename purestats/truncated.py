# SPDX-License-Identifier: BSD-3-Clause
"""The normal distribution between two bounds: scipy.stats.truncnorm without SciPy.

truncnorm(a, b, loc, scale) is a normal variable X, of mean loc and standard deviation scale
before it is cut, given that (X - loc)/scale lies between a and b: the bounds count standard
deviations from loc, and may be infinite. For bounds in the unit of X, a is (lower - loc)/scale
and b is (upper - loc)/scale.

Everything is relative to the density at one point, the bound that is nearer to loc, or loc
itself where that lies between the bounds. Then nothing underflows however far out the bounds
are, and nothing cancels however near to each other they are:

* z = (x - loc)/scale, and its distances from both bounds, are each computed from the exact x,
  loc, scale, a and b, to two floats: far out, all of the distribution may lie within an ulp
  of a.
* The probability of an interval from z >= 0 on, over the density at z, is an integral of
  exp(-z*t - t*t/2): a series about its middle where it is short, else a difference of two
  Mills' ratios of which the second is at most a third.
* Of the probabilities below and above x the smaller is computed, the other is 1 less that.
* The quantile is that of a mixture of two tails, (1 - q) Q(a) + q Q(b), on the side on which
  they are small; from a bound outside of loc on, one Newton step on these probabilities.
* Moments are integrals of what is positive, by Gauss's rule.
"""

from math import cos, exp, expm1, frexp, fsum, hypot, inf, ldexp, log, log1p, nan, pi, sqrt
from operator import mul

from .distribution import Distribution, FrozenDistribution, _chosen, _variates
from .normal import (
    _SHORT_TAIL,
    _SPLIT,
    _between,
    _between_over_density,
    _central_step,
    _count,
    _log_cdf,
    _log_quantile,
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
    from collections.abc import Callable, Iterable
    from typing import Any, Optional, SupportsIndex, TypeVar, Union

    from .normal import _Number, _State

    _Truncated = tuple[float, float, float, float]  # a, b, loc, scale
    _Values = TypeVar("_Values")
    _Pair = tuple[float, float]  # a float, and what it lacks of the number that is meant

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

_SQRT_2PI = 2.5066282746310002

_EVEN = 2.0**-57  # accuracy: where the density falls by less from bound to bound, it is even
_BELOW_MEDIAN = 1.2  # speed: where the density has fallen by exp(-1.2), or z is beyond 0.7, less
_ABOVE_ORIGIN = 0.7  # than half is above, and what is below need not be computed to know that
_EXP_END = 700.0  # range: exp of minus it is a normal float
_NORMAL_PRODUCT = 1e-290  # range: a product below may have lost digits
_LINEAR_TAIL = 1e-4  # accuracy: to here two terms of the tail's logarithm and a Newton step do
_QUADRATIC_TAIL = 1e3  # accuracy: from a bound beyond they do for the whole tail
_MOST_CENTRAL = 0.35  # accuracy: _central_step takes what is so far from 1/2
_LAST_FALL = 50.0  # accuracy: beyond a fall by exp(-50) nothing is left of a moment
_WIDE = 0.25  # accuracy: with a smaller variance, the closed forms of the moments cancel
_NODES = 52  # accuracy: of Gauss's rule, for a fall by exp(-50)


def truncnorm_pdf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the probability density at x: 0 outside the bounds.

    x is any number; a < b are the bounds, in standard deviations from loc, infinities
    included; loc is the mean and scale > 0 the standard deviation of the normal distribution
    that is cut. ValueError if a is not less than b or scale is not positive; TypeError if an
    argument is not a number; NaN gives NaN. Method: see the top of the file.

    Largest error found, in ulps, and the x, a, b, loc and scale that show it:

        4.1  anywhere                    -0x1.5864cf2f4e137p-999, -0x1.649228b3fe934p+1,
                                         -0x1.dec8236de9b54p+0, -0x1.7d436426d539ap-1000,
                                         0x1.48daf5b88ccb6p-1001

    >>> truncnorm_pdf(1e-20, 0, 2e-20)
    5e+19
    """
    x = x if type(x) is float else _number("x", x)
    a, b, loc, scale = _truncnorm_checked(a, b, loc, scale)
    fall, rest, total = _density_fall(x, a, b, loc, scale)
    if fall < _EXP_END:
        fallen = exp(-fall)
        return _quotient_of_two(fallen - fallen * rest, total, scale)
    half = exp(-0.5 * fall)  # the scale comes in before it underflows
    return _quotient_of_two(half - half * rest, total, scale) * half


def truncnorm_logpdf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the logarithm of the probability density at x: -inf outside the bounds.

    The arguments and what raises are those of truncnorm_pdf. The result is a sum of logarithms
    which may cancel: the largest error found is 1.8 * 2**-52 of the largest of them, or of 1
    where all are smaller.

    >>> truncnorm_logpdf(40.5, 40, inf)
    -16.435496519450886
    """
    x = x if type(x) is float else _number("x", x)
    a, b, loc, scale = _truncnorm_checked(a, b, loc, scale)
    fall, rest, total = _density_fall(x, a, b, loc, scale)
    product = total * scale
    if _NORMAL_PRODUCT < product < inf:
        return -(fall + (rest + log(product)))
    return -(fall + (rest + (log(total) + log(scale))))


def truncnorm_cdf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the probability of a value below x: 0 up to the lower bound, 1 from the upper on.

    The arguments and what raises are those of truncnorm_pdf. The smaller of truncnorm_cdf and
    truncnorm_sf is computed, and the other is 1 less that: their sum is 1 to 2**-53, never more.

    Largest error found, in ulps, and the x, a, b, loc and scale that show it:

        4.4  anywhere                    -0x1.c2ec342e1b988p-3, -0x1.ddb8aa9f034bfp+0,
                                         -0x1.4df2c58e6513bp-1, -0x1.955dc3e2f4e34p-3,
                                         0x1.5104a5e6fc7c1p-6

    >>> truncnorm_cdf(-39.9, -40, -39)
    3.651156227760618e-16
    """
    x = x if type(x) is float else _number("x", x)
    is_below, *share = _smaller_share(x, *_truncnorm_checked(a, b, loc, scale))
    return _fallen(*share) if is_below else 1.0 - _fallen(*share)


def truncnorm_logcdf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the logarithm of truncnorm_cdf, also where that underflows.

    The arguments and what raises are those of truncnorm_pdf.

    Largest error found, in ulps, and the x, a, b, loc and scale that show it:

        6.2  anywhere                    0x1.0af2b4488740ap+825, -0x1.51e07eac362fep-36,
                                         0x1.c5490129d66cap+1, 0x1.05259559252d4p+825,
                                         0x1.9a9c55c1ff216p+819

    >>> truncnorm_logcdf(-50, -inf, 0)
    -1254.13821395886
    """
    x = x if type(x) is float else _number("x", x)
    is_below, *share = _smaller_share(x, *_truncnorm_checked(a, b, loc, scale))
    return _log_fallen(*share) if is_below else log1p(0.0 - _fallen(*share))


def truncnorm_sf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the probability of a value above x: 1 up to the lower bound, 0 from the upper on.

    The arguments and what raises are those of truncnorm_pdf. It is truncnorm_cdf mirrored,
    with its error.

    >>> truncnorm_sf(9, 8, inf)
    0.00018141706453202386
    """
    x = x if type(x) is float else _number("x", x)
    is_below, *share = _smaller_share(x, *_truncnorm_checked(a, b, loc, scale))
    return 1.0 - _fallen(*share) if is_below else _fallen(*share)


def truncnorm_logsf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the logarithm of truncnorm_sf, also where that underflows.

    The arguments and what raises are those of truncnorm_pdf. It is truncnorm_logcdf mirrored,
    with its error.

    >>> truncnorm_logsf(100, 8, inf)
    -4970.51077153429
    """
    x = x if type(x) is float else _number("x", x)
    is_below, *share = _smaller_share(x, *_truncnorm_checked(a, b, loc, scale))
    return log1p(0.0 - _fallen(*share)) if is_below else _log_fallen(*share)


def truncnorm_ppf(
    q: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the quantile: the x that a value stays below with probability q.

    q is a probability in [0, 1]; 0 and 1 give the bounds, a*scale + loc and b*scale + loc, and
    no result is outside of them. The other arguments and what raises are those of
    truncnorm_pdf; ValueError also if q is outside [0, 1]. Results rise with q, but for the last
    digits of neighbouring q. The error is at most 6 ulp for loc 0 and scale 1; between bounds
    on both sides of loc it is at most 6 * 2**-53 where that is more, for there the quantile is
    that of a difference of probabilities.

    >>> truncnorm_ppf(0.5, 8, inf)
    8.084911007391543
    """
    q = _probability("q", _number("q", q))
    return _truncated_quantile(q, 1.0 - q, *_truncnorm_checked(a, b, loc, scale))


def truncnorm_isf(
    q: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the inverse survival function: the x exceeded with probability q.

    q in [0, 1] is the upper tail's probability, so small q keep all their digits where
    truncnorm_ppf(1 - q) would lose them. The rest is as for truncnorm_ppf.

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

    confidence is a probability in [0, 1]; each end cuts off half of the rest. The other
    arguments and what raises are those of truncnorm_ppf.

    >>> truncnorm_interval(0.95, 0, inf)
    (0.03133798202142661, 2.241402727604945)
    """
    confidence = _probability("confidence", _number("confidence", confidence))
    tail = (1.0 - confidence) / 2.0
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

    random_state is that of norm.rvs, and so is the method, inversion: of 53 random bits one
    chooses the side, the others a tail probability between 2**-54 and 1/2. No variate is
    outside the bounds. The numbers are not NumPy's; those of purestats.arrays are.

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


# Moments.


def truncnorm_mean(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the mean, which lies between the bounds.

    The arguments and what raises are those of truncnorm_pdf. truncnorm_mean(a, inf, loc, scale)
    is the mean beyond a bound: the expected shortfall, or conditional value at risk. For this
    and all moments the relative error is below 1e-13, however narrow or far out the bounds; of
    the larger term, where the mean or an odd power of X cancels with loc.

    >>> truncnorm_mean(1.96, inf)
    2.337834605151218
    """
    a, b, loc, scale = _truncnorm_checked(a, b, loc, scale)
    if a + b < 0.0:
        return 0.0 - truncnorm_mean(-b, -a, -loc, scale)
    if _total(a, b) == b - a:
        return _placed(0.0, 0.5 * (a + b), a, b, loc, scale)
    if a <= 0.0:
        return _placed(0.0, _cumulants(a, b)[0], a, b, loc, scale)
    distances, weights, _ = _weighted(a, b)
    return _placed(a, _average(distances, weights), a, b, loc, scale)


def truncnorm_var(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the variance, which is not negative; the error is that of truncnorm_mean.

    >>> truncnorm_var(100, 101)
    9.994004994826347e-05
    """
    a, b, loc, scale = _truncnorm_checked(a, b, loc, scale)
    variance, unit = _central_moment(a, b, 2)
    return variance * (unit * scale) * (unit * scale)


def truncnorm_std(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the standard deviation, also where the variance underflows.

    >>> truncnorm_std(100, 101)
    0.009997002048027372
    """
    a, b, loc, scale = _truncnorm_checked(a, b, loc, scale)
    variance, unit = _central_moment(a, b, 2)
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
    values: dict[str, Callable[[], float]] = {
        "m": lambda: truncnorm_mean(a, b, loc, scale),
        "v": lambda: truncnorm_var(a, b, loc, scale),
        "s": lambda: _skewness(a, b),
        "k": lambda: _kurtosis(a, b),
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
        moment = truncnorm_moment(order, -b, -a, -loc, scale)
        return -moment if order % 2 else moment
    origin = max(a, 0.0)
    spread = min(1.0, b - origin, 1.0 / origin if origin else 1.0)
    last_fall = _LAST_FALL
    for _ in range(20):  # what the density must fall by grows with the power at the far end
        reach = _reach_of_fall(last_fall, origin)
        last_fall = _LAST_FALL + order * log1p(reach / (spread + origin + abs(loc) / scale))
    if not last_fall < inf:
        return nan
    panels = 1 + int(last_fall / _LAST_FALL) + order // _NODES
    distances, weights, _ = _weighted(a, b, last_fall, panels)
    values = [_position(origin, distance, loc, scale) for distance in distances]
    exponent = frexp(max(map(abs, values)))[1]  # its power comes last: the others cannot overflow
    moment = _average([ldexp(x, -exponent) ** order for x in values], weights)
    return _scaled(moment, order * exponent)


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
    if a <= 0.0 and (variance := _cumulants(a, b)[1]) > _WIDE:
        fall = 0.5 * (variance + _cumulants(a, b)[0] ** 2)
    else:
        origin = max(a, 0.0)
        distances, weights, _ = _weighted(a, b)
        fall = _average([t * (origin + 0.5 * t) for t in distances], weights)
    return fall + (log(_total(a, b)) + log(scale))


class TruncatedNormal(Distribution):
    """What truncnorm is: the functions, as methods with the names that scipy.stats gives them.

    A program moves over by changing ``from scipy.stats import truncnorm`` to
    ``from purestats import truncnorm``. The bounds, loc and scale go to each call, or to
    truncnorm itself, which returns a distribution that keeps them. The mean beyond a bound
    (expected shortfall, conditional value at risk) has a closed form:

    >>> truncnorm(1.645, inf, loc=-0.001, scale=0.02).mean()
    0.04025677941364932
    >>> truncnorm(a=0, b=1, scale=2)
    truncnorm(a=0.0, b=1.0, loc=0.0, scale=2.0)
    """

    __slots__ = ()

    _name, _names = "truncnorm", ("a", "b", "loc", "scale")

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

    @staticmethod
    def _checked(
        a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
    ) -> "_Truncated":
        return _truncnorm_checked(a, b, loc, scale)

    if TYPE_CHECKING:

        def __call__(
            self, a: _Number, b: _Number, loc: _Number = 0.0, scale: _Number = 1.0
        ) -> FrozenDistribution: ...


truncnorm = TruncatedNormal()


# Kernels. The bounds face up, a + b >= 0: else all is mirrored first. The origin is a where that
# is positive, else 0. A fall is the logarithm by which the density falls from the origin on, a
# share a probability over that between the bounds.


def _kept(function: "Callable[[float, float], _Values]") -> "Callable[[float, float], _Values]":
    """The function of the bounds, which keeps its last result: calls in a row share theirs."""
    last: list[Any] = [(nan, nan, None)]

    def kept(a: float, b: float) -> "_Values":
        last_a, last_b, result = last[0]
        if a == last_a and b == last_b:
            return result  # type: ignore[no-any-return]
        result = function(a, b)
        last[0] = a, b, result
        return result

    return kept


@_kept
def _total(a: float, b: float) -> float:
    """The probability between the bounds over the density at the origin."""
    width, low = _difference(b, a)
    if width * b < _EVEN:
        return width
    if a >= 0.0:
        return _between_over_density(a, 0.0, b, 0.0, width, low)
    return _between(a, 0.0, b, 0.0, width, low) * _SQRT_2PI


def _fall(distance: float, low: float, origin: float) -> "_Pair":
    """The fall from the origin to distance + low above it, as a float and the rest."""
    half = 0.5 * distance
    slope = origin + half
    fall = distance * slope
    if not (_NORMAL_PRODUCT < fall < 1e290 and slope < 1e290):
        return fall, 0.0
    shadow = slope - origin
    slope_low = (origin - (slope - shadow)) + (half - shadow)
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
    z, z_low = (x, 0.0) if loc == 0.0 and scale == 1.0 else _standardized(x, loc, scale)[:2]
    distance, low = _distance(z, z_low, a, x, loc, scale)
    if distance < 0.0 or (
        z >= b - 2.0**-10 * abs(b) and _distance(z, z_low, b, x, loc, scale)[0] > 0.0
    ):
        return inf, 0.0, total
    if total == b - a:
        return 0.0 * distance, 0.0, total
    if a > 0.0:
        return *_fall(distance, low, a), total
    return *(_fall(z, z_low, 0.0) if z >= 0.0 else _fall(-z, -z_low, 0.0)), total


def _smaller_share(
    x: float, a: float, b: float, loc: float, scale: float
) -> "tuple[bool, float, float, float]":
    """Of the shares below and above x the smaller: whether it is that below, and for _fallen."""
    if a + b < 0.0:
        is_below, fall, rest, share = _smaller_share(-x, -b, -a, -loc, scale)
        return not is_below, fall, rest, share
    z, z_low = (x, 0.0) if loc == 0.0 and scale == 1.0 else _standardized(x, loc, scale)[:2]
    distance, low = _distance(z, z_low, a, x, loc, scale)
    if not distance > 0.0:
        return True, 0.0, 0.0, 0.0 if distance == distance and b == b else nan
    above, above_low = _distance(-z, -z_low, -b, -x, -loc, scale)
    if not above > 0.0:
        return False, 0.0, 0.0, 0.0 if above == above else nan
    total = _total(a, b)
    if total == b - a:
        share = _exact_offset(x, loc, scale, a, total)[0]
        if share <= 0.5:
            return True, 0.0, 0.0, share
        return False, 0.0, 0.0, _exact_offset(-x, -loc, scale, -b, total)[0]
    if a >= 0.0:
        if distance * (a + 0.5 * distance) < _BELOW_MEDIAN:
            share = _between_over_density(a, 0.0, z, z_low, distance, low) / total
            if share <= 0.5:
                return True, 0.0, 0.0, share
        fall, rest = _fall(distance, low, a)
    elif z <= 0.0:
        fall, rest = _fall(-z, -z_low, 0.0)
        share = _between_over_density(-z, -z_low, -a, 0.0, distance, low) / total
        return True, fall, rest, share
    else:
        if z < _ABOVE_ORIGIN:
            share = _between(a, 0.0, z, z_low, distance, low) * _SQRT_2PI / total
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
    if lower != lower:
        return lower
    total = _total(a, b)
    if total == b - a:
        return _placed(a, lower * total, a, b, loc, scale)
    if a < 0.0:
        return _placed(0.0, _quantile_around(lower, upper, a, b), a, b, loc, scale)
    return _placed(a, _quantile_beyond(lower, upper, a, b), a, b, loc, scale)


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
def _beyond(a: float, b: float) -> "tuple[float, float, float, float]":
    """For bounds above 0, of the tail that begins at a: its probability over the density at a,
    the share that is between the bounds, the share above b, the logarithm of the probability.
    """
    tail = _between_over_density(a, 0.0, inf, 0.0, inf, 0.0)
    above = 0.0
    if b < inf:
        tail_above = _between_over_density(b, 0.0, inf, 0.0, inf, 0.0)
        above = _fallen(*_fall(*_difference(b, a), a), tail_above / tail)
    return tail, _total(a, b) / tail, above, _log_cdf(-a)


def _quantile_beyond(lower: float, upper: float, a: float, b: float) -> float:
    """The distance of z from the bound a >= 0."""
    tail, between, above, log_tail = _beyond(a, b)
    if lower * between < 0.5:
        tail_fall = -log1p(-lower * between)
    elif upper > _SHORT_TAIL:
        tail_fall = -log(above + upper * between)
    else:
        tail_fall = -(log(upper) + log(between))
    # An estimate from the logarithm by which the tail falls, a parabola where that is short.
    if tail_fall < _LINEAR_TAIL or a > _QUADRATIC_TAIL:
        hazard = 1.0 / tail
        curve = hazard * (hazard - a) if a < _QUADRATIC_TAIL else 1.0
        distance = 2.0 * tail_fall / (hazard + sqrt(hazard * hazard + 2.0 * curve * tail_fall))
    else:
        distance = -_log_quantile("", log_tail - tail_fall) - a
    # Newton's step, on the probability below, or on the logarithm of the tail.
    z, fall = a + distance, distance * (a + 0.5 * distance)
    if lower * between < 0.5:
        found = _between_over_density(a, 0.0, z, 0.0, distance, 0.0)
        return distance + (lower * between * tail - found) * exp(fall)
    tail_at_z = _between_over_density(z, 0.0, inf, 0.0, inf, 0.0)
    return distance + (tail_fall - (fall + log(tail / tail_at_z))) * tail_at_z


def _placed(origin: float, distance: float, a: float, b: float, loc: float, scale: float) -> float:
    """The x at so many standard deviations from the origin, between the bounds."""
    x = _position(origin, distance, loc, scale)
    return min(max(x, a * scale + loc), b * scale + loc)


def _position(origin: float, distance: float, loc: float, scale: float) -> float:
    """The x at so many standard deviations from the origin: loc may cancel that."""
    if loc != 0.0 and 1e-150 < scale < 1e150 and 1e-140 < abs(origin) < 1e140 and abs(loc) < 1e290:
        product = origin * scale
        return fsum((loc, product, _product_rest(origin, scale, product), distance * scale))
    return (origin + distance) * scale + loc


# Moments, by Gauss's rule.


def _reach_of_fall(fall: float, origin: float) -> float:
    """How far from the origin the density has fallen so far."""
    return 2.0 * fall / (origin + hypot(origin, sqrt(2.0 * fall)))


def _weighted(
    a: float, b: float, last_fall: float = _LAST_FALL, panels: int = 1
) -> "tuple[list[float], list[float], float]":
    """Distances from the origin, up to that fall, with weights, and the length they cover."""
    places, rule_weights = _gauss_rule()
    origin, reach = max(a, 0.0), _reach_of_fall(last_fall, max(a, 0.0))
    start = max(a - origin, -reach)
    length = (min(b - origin, reach) - start) / panels
    distances = [start + length * (k + place) for k in range(panels) for place in places]
    falls = [distance * (origin + 0.5 * distance) for distance in distances]
    weights = [w * exp(-fall) for fall, w in zip(falls, rule_weights * panels)]
    return distances, weights, length


def _average(values: "Iterable[float]", weights: "list[float]") -> float:
    """The weighted mean."""
    total: float = sum(map(mul, values, weights))
    return total / sum(weights)


def _central_moment(a: float, b: float, order: int) -> "_Pair":
    """The mean power of the deviation from the mean in a unit of length, and the unit."""
    sign = 1.0
    if a + b < 0.0:
        a, b, sign = -b, -a, (-1.0) ** order
    if a <= 0.0:
        _, variance, third, fourth = _cumulants(a, b)
        if variance > _WIDE:
            return (variance, sign * third, fourth + 3.0 * variance * variance)[order - 2], 1.0
    _, weights, unit = _weighted(a, b)
    places, _ = _gauss_rule()
    mean = _average(places, weights)
    return sign * _average([(place - mean) ** order for place in places], weights), unit


@_kept
def _cumulants(a: float, b: float) -> "tuple[float, float, float, float]":
    """For bounds on both sides of 0: what the bounds take from the normal's 0, 1, 0, 0.

    They are sums of densities at the bounds times powers of these, of which only those of
    the mean do not cancel where the bounds are near to each other.
    """
    total = _total(a, b)
    at_a, at_b = (_fallen(*_fall(end, 0.0, 0.0), 1.0) / total for end in (-a, b))
    mean = -expm1(-0.5 * (b - a) * (a + b)) * at_a if at_a else 0.0
    first, second, third = (
        (a**k * at_a if at_a else 0.0) - (b**k * at_b if at_b else 0.0) for k in (1, 2, 3)
    )
    square = mean * mean
    less = first - square
    skew = (second - mean) - mean * (3.0 * first - 2.0 * square)
    rest = square * (4.0 + 6.0 * first - 3.0 * square) - 4.0 * mean * second
    return mean, 1.0 + less, skew, (third - 3.0 * first) + (rest - 3.0 * less * less)


def _skewness(a: float, b: float) -> float:
    variance, _ = _central_moment(a, b, 2)
    return _central_moment(a, b, 3)[0] / (variance * sqrt(variance))


def _kurtosis(a: float, b: float) -> float:
    """The excess kurtosis."""
    if a + b < 0.0:
        a, b = -b, -a
    if a <= 0.0:
        _, variance, _, fourth = _cumulants(a, b)
        if variance > _WIDE:
            return fourth / (variance * variance)
    variance, _ = _central_moment(a, b, 2)
    return _central_moment(a, b, 4)[0] / (variance * variance) - 3.0


_RULE: "list[list[float]]" = []


def _gauss_rule() -> "list[list[float]]":
    """Places and weights of Gauss's rule from 0 to 1, by Newton's method, when first used."""
    if not _RULE:
        _RULE[:] = map(list, zip(*map(_gauss_node, range(_NODES))))
    return _RULE


def _gauss_node(k: int) -> "_Pair":
    x = cos(pi * (k + 0.75) / (_NODES + 0.5))
    for _ in range(5):
        value, slope = _legendre(x)
        x -= value / slope
    _, slope = _legendre(x)
    return 0.5 - 0.5 * x, 1.0 / ((1.0 - x * x) * slope * slope)


def _legendre(x: float) -> "_Pair":
    """Legendre's polynomial of degree _NODES, by the recurrence, and its derivative."""
    before, value = 1.0, x
    for n in range(2, _NODES + 1):
        before, value = value, ((2 * n - 1) * x * value - (n - 1) * before) / n
    return value, _NODES * (before - x * value) / (1.0 - x * x)


# Arguments.


def _truncnorm_checked(
    a: "_Number", b: "_Number", loc: "_Number", scale: "_Number"
) -> "_Truncated":
    """The parameters as floats, or a clear error."""
    if (
        type(a) is float
        and type(b) is float
        and type(loc) is float
        and type(scale) is float
        and a < b
        and scale > 0.0
    ):
        return a, b, loc, scale  # _number takes time
    a, b = _number("a", a), _number("b", b)
    if a >= b:
        raise ValueError(f"a must be less than b, got a={a!r} and b={b!r}")
    return a, b, _number("loc", loc), _positive("scale", scale)


def _distance(z: float, z_low: float, c: float, x: float, loc: float, scale: float) -> "_Pair":
    """How far (x - loc)/scale is above c, as a float and the rest; z and z_low are it rounded."""
    difference = z - c
    if abs(difference) > 2.0**-10 * abs(c) and (1e-150 < scale < 1e150 or c == 0.0):
        if not -inf < difference < inf:
            return difference, 0.0
        shadow = difference - z
        low = ((z - (difference - shadow)) - (c + shadow)) + z_low
        distance = difference + low
        return distance, (difference - distance) + low
    if loc == 0.0 and scale == 1.0:
        return _difference(x, c)
    size = abs(c)
    if (
        1e-150 < scale < 1e150
        and -1e150 < x < 1e150
        and -1e150 < loc < 1e150
        and 1e-140 < size < 1e140
    ):
        product = c * scale
        rest = _product_rest(c, scale, product)
        numerator = fsum((x, -loc, -product, -rest))
        offset = numerator / scale
        back = offset * scale
        left = fsum((x, -loc, -product, -rest, -back, -_product_rest(offset, scale, back)))
        return offset, left / scale
    if not (-inf < x < inf and -inf < loc < inf and scale < inf and size < inf):
        return difference, 0.0
    return _exact_offset(x, loc, scale, c, 1.0)


def _exact_offset(x: float, loc: float, scale: float, c: float, unit: float) -> "_Pair":
    """How far (x - loc)/scale is above c, over unit, as a float and the rest, by integers."""
    (x_n, x_d), (loc_n, loc_d) = x.as_integer_ratio(), loc.as_integer_ratio()
    (scale_n, scale_d), (c_n, c_d) = scale.as_integer_ratio(), c.as_integer_ratio()
    unit_n, unit_d = unit.as_integer_ratio()
    above = (x_n * loc_d - loc_n * x_d) * scale_d * c_d - x_d * loc_d * c_n * scale_n
    n, d = above * unit_d, x_d * loc_d * c_d * scale_n * unit_n
    offset = _quotient(n, d)
    if not -inf < offset < inf:
        return offset, 0.0
    offset_n, offset_d = offset.as_integer_ratio()
    return offset, _quotient(n * offset_d - d * offset_n, d * offset_d)


def _difference(x: float, y: float) -> "_Pair":
    """x - y, as a float and the rest (Knuth)."""
    difference = x - y
    if not -inf < difference < inf:
        return difference, 0.0
    shadow = difference - x
    return difference, (x - (difference - shadow)) - (y + shadow)


def _product_rest(x: float, y: float, product: float) -> float:
    """What the product lacks of x*y (Veltkamp, Dekker): both from 1e-145 to 1e290."""
    shifted = _SPLIT * x
    x_head = shifted - (shifted - x)
    shifted = _SPLIT * y
    y_head = shifted - (shifted - y)
    x_rest, y_rest = x - x_head, y - y_head
    return ((x_head * y_head - product) + x_head * y_rest + x_rest * y_head) + x_rest * y_rest


def _quotient_of_two(n: float, d: float, e: float) -> float:
    """n/(d*e), an infinity beyond the largest float."""
    product = d * e
    if not _NORMAL_PRODUCT < product < inf:
        n, product = n / d, e
    return n / product if product else inf


def _scaled(number: float, exponent: int) -> float:
    """number times a power of two, an infinity beyond the largest float."""
    try:
        return ldexp(number, exponent)
    except OverflowError:
        return inf if number > 0.0 else -inf
