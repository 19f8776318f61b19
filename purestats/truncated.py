# SPDX-License-Identifier: BSD-3-Clause
"""The normal distribution between two bounds: scipy.stats.truncnorm without SciPy.

X is a normal variable, of mean loc and standard deviation scale > 0 before it is cut, given that
(X - loc)/scale lies between a and b: a < b, infinities included. For bounds in the unit of X, a is
(lower - loc)/scale, b (upper - loc)/scale. ValueError names an argument that is out of range,
TypeError one that is no number; NaN gives NaN.

All is relative to the density at the origin, the bound nearer to loc, or loc between bounds.
Distances from bounds are exact to two floats; probabilities are series about the middle of a short
interval, else differences of Mills' ratios, and 1 less the smaller; a quantile is that of a tail,
(1 - q) Q(a) + q Q(b).
"""

from math import ceil, cos, exp, expm1, hypot, inf, log, log1p, nan, pi, sin, sqrt
from operator import mul

from .distribution import Distribution, FrozenDistribution
from .normal import (
    _CENTRE,
    _DENSITY_AT_0,
    _SHORT_TAIL,
    _between_over_density,
    _chosen,
    _count,
    _from_median,
    _log_tail_quantile,
    _near_quantile,
    _number,
    _positive,
    _probability,
    _quotient,
    _refused,
    _rest_of_half_square,
    _standardized,
    _two_product,
    _two_sum,
    _upper_quantile,
    _upper_tail,
    _variates,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, SupportsIndex, TypeVar

    from .normal import _Number, _State

    _OfBounds = TypeVar("_OfBounds", bound=Callable[..., Any])
    _Pair = tuple[float, float]
    _Floats = tuple[float, ...]
    _Nodes = tuple[list[float], list[float], float]

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

_EVEN = 2.0**-57  # a density that falls by less is even
_BELOW_MEDIAN = 1.2  # such a fall is above the median
_NORMAL_PRODUCT = 1e-290  # below, a product may lack digits
_MOST_CENTRAL = 0.35  # of _near_quantile
_LAST_FALL, _NODES = 48.0, 48  # beyond, no moment has any; nodes


def truncnorm_pdf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the probability density at x: 0 outside the bounds.

    Largest errors found, in ulps, with x, a, b, loc and scale, or q, a and b, where the unit is at
    least 2**-53 between bounds around 0:

        pdf          4.4  -0x1.37e4f1e482500p+0, -0x1.349d7ee8e3accp+1, -0x1.401fab8f2cfc3p-1,
                          0x0p+0, 0x1.fe9d64a3768ddp-1
        logpdf       7.4  -0x1.0b75396722e8ep-10, -0x1.23c34ac821511p+1, -0x1.369677b9a4de0p+0,
                          0x1.b2e791ca258b7p+1, 0x1.667da2affb529p+1
        cdf, sf      5.8  -0x1.37e4f1e47fe43p+0, -0x1.349d7ee8e2284p+1, -0x1.401fab8f2cfc3p-1,
                          0x0p+0, 0x1.fe9d64a37bfe5p-1
        logcdf, -sf  6.9  0x1.0af2b4488740dp+825, -0x1.52abd9827fbe8p-36, 0x1.c3ecef4d461aep+1,
                          0x1.05259559252d6p+825, 0x1.9a9c55c1ff214p+819
        isf, ppf     4.4  0x1.061c2ce4a711ep-3, -0x1.6c717fd2a5845p-19, 0x1.3011478372797p+0

    >>> truncnorm_pdf(1e-20, 0, 2e-20)
    5e+19
    """
    side, a, b, loc, scale, total, _, _ = _with_total(a, b, loc, scale)
    fall, rest = _density_fall(side * _number("x", x), a, b, loc, scale)
    factor = 1.0
    if fall > 700.0:  # in two factors, with the scale between them
        fall *= 0.5
        factor = exp(-fall)
    density, product = _fallen(fall, rest, 1.0), total * scale
    if not _NORMAL_PRODUCT < product < inf:
        density, product = density / total, scale
    return density / product * factor


def truncnorm_logpdf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the logarithm of the probability density at x: -inf outside the bounds.

    >>> truncnorm_logpdf(2, 0, 1)
    -inf
    """
    side, a, b, loc, scale, total, _, _ = _with_total(a, b, loc, scale)
    x = side * _number("x", x)
    fall, rest = _density_fall(x, a, b, loc, scale)
    product = total * scale
    is_normal = _NORMAL_PRODUCT < product < inf
    log_density = -(fall + (rest + (log(product) if is_normal else log(total) + log(scale))))
    if (2.0 if 0.0 < a <= _CENTRE else 4.0) * abs(log_density) < max(1.0, fall):
        return _small_log_density(x, a, b, loc, scale)
    return log_density


def truncnorm_cdf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the probability of a value below x. With truncnorm_sf it is 1 to 2**-53, never more.

    >>> truncnorm_cdf(0, -40, 40)
    0.5
    """
    return _share(*_smaller_share(x, *_with_total(a, b, loc, scale)))


def truncnorm_logcdf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the logarithm of truncnorm_cdf, also where that underflows.

    >>> truncnorm_logcdf(0, -40, 40)
    -0.6931471805599453
    """
    return _log_share(*_smaller_share(x, *_with_total(a, b, loc, scale)))


def truncnorm_sf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the probability of a value above x.

    >>> truncnorm_sf(0, -40, 40)
    0.5
    """
    is_below, fall, rest, share = _smaller_share(x, *_with_total(a, b, loc, scale))
    return _share(not is_below, fall, rest, share)


def truncnorm_logsf(
    x: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the logarithm of truncnorm_sf, also where that underflows.

    >>> truncnorm_logsf(0, -40, 40)
    -0.6931471805599453
    """
    is_below, fall, rest, share = _smaller_share(x, *_with_total(a, b, loc, scale))
    return _log_share(not is_below, fall, rest, share)


def truncnorm_ppf(
    q: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the quantile: the x that a value stays below with probability q.

    ValueError unless 0 <= q <= 1, which give the bounds a*scale + loc, b*scale + loc. No result
    is outside of these, and results rise with q, but for last digits.

    >>> truncnorm_ppf(0.5, 8, inf)
    8.084911007391543
    """
    q = _probability("q", _number("q", q))
    return _truncated_quantile(q, 1.0 - q, *_with_tails(a, b, loc, scale))


def truncnorm_isf(
    q: "_Number", a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the inverse survival function: the x exceeded with probability q.

    >>> truncnorm_isf(0.5, 8, inf)
    8.084911007391543
    """
    q = _probability("q", _number("q", q))
    return _truncated_quantile(1.0 - q, q, *_with_tails(a, b, loc, scale))


def truncnorm_interval(
    confidence: "_Number",
    a: "_Number",
    b: "_Number",
    loc: "_Number" = 0.0,
    scale: "_Number" = 1.0,
) -> "tuple[float, float]":
    """Return the ends of the central interval that holds the probability confidence.

    ValueError unless 0 <= confidence <= 1.

    >>> truncnorm_interval(1, 0, inf)
    (0.0, inf)
    """
    tail = (1.0 - _probability("confidence", _number("confidence", confidence))) / 2.0
    return truncnorm_ppf(tail, a, b, loc, scale), truncnorm_isf(tail, a, b, loc, scale)


def truncnorm_median(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the median, truncnorm_ppf(1/2).

    >>> truncnorm_median(8, inf)
    8.084911007391543
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
    size: "SupportsIndex | None" = None,
    random_state: "_State" = None,
) -> "float | list[float]":
    """Return a random variate, or, for an integer size, a list of so many.

    random_state is that of norm.rvs. The numbers are not SciPy's; those of purestats.arrays are.

    >>> truncnorm_rvs(2, 3, random_state=1)
    2.1282161439868843
    """
    return _variates(truncnorm(a, b, loc, scale), size, random_state)


def truncnorm_mean(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the mean, which lies between the bounds.

    truncnorm_mean(a, inf, loc, scale) is the expected shortfall, or conditional value at risk. The
    relative error of all moments is below 1e-13; of the larger term, where the mean or an odd
    power of X cancels with loc.

    >>> round(truncnorm_mean(1.96, inf), 12)
    2.337834605151
    """
    a, b, loc, scale = _truncnorm_checked(a, b, loc, scale)
    if a + b < 0.0:
        return 0.0 - truncnorm_mean(-b, -a, -loc, scale)
    return _placed(_mean(a, b), a, b, loc, scale)


def truncnorm_var(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the variance, which is not negative.

    >>> round(truncnorm_var(0, inf), 12)
    0.363380227632
    """
    deviation = truncnorm_std(a, b, loc, scale)
    return deviation * deviation


def truncnorm_std(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the standard deviation, also where the variance underflows.

    >>> round(truncnorm_std(0, 1e-200) * 12**0.5 * 1e200, 12)
    1.0
    """
    _, a, b, _, scale, *_ = _with_total(a, b, loc, scale)
    return _deviations(a, b)[2] * scale


def truncnorm_stats(
    a: "_Number",
    b: "_Number",
    loc: "_Number" = 0.0,
    scale: "_Number" = 1.0,
    moments: str = "mv",
) -> "Any":
    """Return mean, variance, skewness and excess kurtosis, as norm.stats does.

    >>> truncnorm_stats(0, inf, moments="m")
    0.7978845608028654
    """
    side, low, high, *_ = _with_total(a, b, loc, scale)
    deviations, weights, _ = _deviations(low, high)
    values: dict[str, Callable[[], float]] = {
        "m": lambda: truncnorm_mean(a, b, loc, scale),
        "v": lambda: truncnorm_var(a, b, loc, scale),
        "s": lambda: side * _average([d**3 for d in deviations], weights) if low + high else 0.0,
        "k": lambda: _average([d**4 for d in deviations], weights) - 3.0,
    }
    return _chosen(moments, values)


def truncnorm_moment(
    order: "SupportsIndex",
    a: "_Number",
    b: "_Number",
    loc: "_Number" = 0.0,
    scale: "_Number" = 1.0,
) -> float:
    """Return the mean of X**order; order is an integer >= 0.

    >>> round(truncnorm_moment(2, 0, inf), 12)
    1.0
    """
    order = _count("order", order)
    a, b, loc, scale = _truncnorm_checked(a, b, loc, scale)
    if order < 2:
        return truncnorm_mean(a, b, loc, scale) if order else 1.0
    if a + b < 0.0:
        return (-1.0) ** order * truncnorm_moment(order, -b, -a, -loc, scale)
    # No power grows by exp(8) where the density counts.
    places, weights, length = _weighted(a, b, _LAST_FALL + 8.0 * order)
    base, low = _base(max(a, 0.0), loc, scale)
    try:
        powers = [(base + (low + place * length * scale)) ** order for place in places]
    except OverflowError:
        return inf if order % 2 == 0 or base > 0.0 else -inf
    return _average(powers, weights)


def truncnorm_entropy(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Return the differential entropy, in nats.

    >>> round(truncnorm_entropy(0, inf), 9)
    0.725791353
    """
    _, a, b, _, scale, total, _, _ = _with_total(a, b, loc, scale)
    return _mean_fall(a, b) + (log(total) + log(scale))


def _truncnorm_checked(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> "_Floats":
    """The parameters as floats."""
    if type(a) is not float or type(b) is not float or type(loc) is not float:
        a, b, loc = _number("a", a), _number("b", b), _number("loc", loc)
    if not a < b:
        a = b = _refused("a", "must be less than b", a, b) if a >= b else nan
    return a, b, loc, _positive("scale", scale)


class TruncatedNormal(Distribution):
    """What truncnorm is: the functions as methods, with the names of scipy.stats.truncnorm.

    The bounds, loc and scale go to each call, or to truncnorm itself, which keeps them.

    >>> truncnorm(8, inf).ppf(0.5)
    8.084911007391543
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


# Kernels. The bounds face up, a + b >= 0, or all is mirrored. A fall is that of the density's
# logarithm from the origin, a share a part of what is between the bounds.


def _kept(function: "_OfBounds") -> "_OfBounds":
    """The function, which keeps its last result."""
    last: Any = None, None

    def kept(*arguments: float) -> "Any":
        nonlocal last
        known, result = last
        if known != arguments:
            result = function(*arguments)
            last = arguments, result
        return result

    vars(kept)["__wrapped__"] = function
    return kept  # type: ignore[return-value]


def _with_total(*parameters: "_Number") -> "_Floats":
    """-1 if mirrored, or 1; the parameters as floats that face up; _total."""
    return _facing_up(*_truncnorm_checked(*parameters))


def _with_tails(a: "_Number", b: "_Number", loc: "_Number", scale: "_Number") -> "_Floats":
    """The same and _tails."""
    side, a, b, *rest = _with_total(a, b, loc, scale)
    return side, a, b, *rest, *_tails(a, b)


@_kept
def _facing_up(a: float, b: float, loc: float, scale: float) -> "_Floats":
    if a + b < 0.0:
        return -1.0, -b, -a, -loc, scale, *_total(-b, -a)
    return 1.0, a, b, loc, scale, *_total(a, b)


def _total(a: float, b: float) -> "tuple[float, float, float]":
    """What is between the bounds over the density at the origin; for a <= 0 on each side of 0."""
    width, low = _two_sum(b, -a)
    to_0, from_0 = (_from_0(-a), _from_0(b)) if a <= 0.0 else (0.0, 0.0)
    if width * b < _EVEN:
        return width, to_0, from_0
    if a <= 0.0:
        return (to_0 + from_0) / _DENSITY_AT_0, to_0, from_0
    return _between_over_density(a, 0.0, b, 0.0, width, low), 0.0, 0.0


def _from_0(z: float, exp: "Any" = exp, where: "float | None" = None) -> float:
    """The probability from 0 to z."""
    where = z if where is None else where
    return _from_median(z) if where <= _CENTRE else 0.5 - _upper_tail(z, 0.0, exp, where)


def _central(z: float, low: float) -> float:
    """The probability from 0 to z + low, |z| <= _CENTRE."""
    return _from_median(z, low * (0.4 - 0.16 * z * z))  # the density, to 3 %


def _mills(z: float) -> float:
    """Mills' ratio, z >= 0."""
    return _between_over_density(z, 0.0, inf, 0.0, inf, 0.0)


def _fall(distance: float, low: float, origin: float) -> "_Pair":
    """To two floats."""
    if origin == 0.0:
        fall = 0.5 * distance * distance
        rest = _rest_of_half_square(distance, fall) + distance * low
    else:
        fall, rest = _ordinary_fall(distance, low, origin)
    return fall, rest if _NORMAL_PRODUCT < fall < 1e290 and rest - rest == 0.0 else 0.0


def _ordinary_fall(distance: "Any", low: "Any", origin: "Any") -> "tuple[Any, Any]":
    """_fall, of ordinary numbers."""
    slope, slope_low = _two_sum(origin, 0.5 * distance)
    fall, rest = _two_product(distance, slope)
    return fall, rest + (distance * slope_low + low * (origin + distance))


def _fallen(fall: float, rest: float, share: float, exp: "Any" = exp) -> float:
    """exp(-fall - rest) times a share."""
    fallen: float = exp(-fall) * share
    return fallen - fallen * rest


def _share(is_smaller: bool, fall: float, rest: float, share: float) -> float:
    p = _fallen(fall, rest, share)
    return p if is_smaller else 1.0 - p


def _log_share(is_smaller: bool, fall: float, rest: float, share: float) -> float:
    if is_smaller:
        return -(fall + (rest - log(share))) if share else -inf
    return log1p(0.0 - _fallen(fall, rest, share))


def _density_fall(x: float, a: float, b: float, loc: float, scale: float) -> "_Pair":
    """The fall to x, infinite outside."""
    z, low, _ = _standardized(x, loc, scale) if loc or scale != 1.0 else (x, 0.0, scale)
    below, rest, above = 1.0, 0.0, -1.0
    if a > 0.0 or z <= 0.999 * a:
        below, rest = _distance(z, low, a, x, loc, scale)
    if z >= 0.999 * b:
        above, _ = _distance(z, low, b, x, loc, scale)
    if not below >= 0.0 >= above:
        return inf * above * below, 0.0  # NaN where one is: compiled
    return _fall(below, rest, a) if a > 0.0 else _fall(z, low, 0.0)


def _smaller_share(
    x: "_Number",
    side: float,
    a: float,
    b: float,
    loc: float,
    scale: float,
    total: float,
    to_0: float,
    from_0: float,
) -> "tuple[bool, float, float, float]":
    """Whether that below x is the smaller; what _fallen makes it of."""
    x = side * _number("x", x)
    z, z_low, _ = _standardized(x, loc, scale) if loc or scale != 1.0 else (x, 0.0, scale)
    if a <= 0.0 and -_CENTRE < z < _CENTRE and total != b - a:
        c = _central(z, z_low)
        is_below = to_0 + c <= from_0 - c
        share = to_0 + c if is_below else from_0 - c
        if share >= 0.7 * abs(c):  # else it cancels
            return is_below == (side > 0.0), 0.0, 0.0, share / (to_0 + from_0)
    below, below_low = _distance(z, z_low, a, x, loc, scale)
    above, above_low = _distance(-z, -z_low, -b, -x, -loc, scale)
    if not (below > 0.0 and above > 0.0):
        share = 0.0 if below == below and above == above else nan
        return (below <= 0.0) == (side > 0.0), 0.0, 0.0, share
    if total == b - a:
        share = _exact_offset(x, loc, scale, a, total)[0]
        if share <= 0.5:
            return side > 0.0, 0.0, 0.0, share
        return side < 0.0, 0.0, 0.0, _exact_offset(-x, -loc, scale, -b, total)[0]
    if z <= 0.0:  # so is a
        fall, rest = _fall(-z, -z_low, 0.0)
        share = _between_over_density(-z, -z_low, -a, 0.0, below, below_low)
        return side > 0.0, fall, rest, share / total
    if a > 0.0 and below * (a + 0.5 * below) < _BELOW_MEDIAN:
        share = _between_over_density(a, 0.0, z, z_low, below, below_low) / total
        if share <= 0.5:
            return side > 0.0, 0.0, 0.0, share
    fall, rest = _fall(below, below_low, a) if a > 0.0 else _fall(z, z_low, 0.0)
    share = _between_over_density(z, z_low, b, 0.0, above, above_low) / total
    return side < 0.0, fall, rest, share


# The logarithm of the density where its terms cancel, by integers.


def _small_log_density(
    x: float, a: float, b: float, loc: float, scale: float, bits: int = 84
) -> float:
    x_n, loc_n, scale_n, origin, one = _integers(x, loc, scale, max(a, 0.0), 1.0)
    z, origin, unit = (x_n - loc_n) * one, origin * scale_n, scale_n * one
    n = ((z - origin) * (z + origin) << bits - 1) // unit**2 + _LOG_MASS[bits](a, b, scale, bits)
    if n.bit_length() < 72 and bits < 1344:
        return _small_log_density(x, a, b, loc, scale, 4 * bits)
    return _quotient(-n, 1 << bits)


def _log_mass(a: float, b: float, scale: float, bits: int) -> int:
    """2**bits*log(_total*scale), by Taylor's series at the origin."""
    origin, work = max(a, 0.0), bits + 30
    reach = _reach_of(0.69 * bits, origin)
    end = (b, 0.0) if b - origin < reach else (origin, reach)
    start, low, high, more, unit, one = _integers(origin, max(a, -reach), *end, scale, 1.0)
    mass = 0
    for width in (high + more - start, start - low):
        slope, square = (start * width << work) // one**2, (width * width << work) // one**2
        before, term, k = 0, width << work, 1
        while before or term:
            mass += term // k
            before, term, k = term, -(slope * term + square * before >> work) // k, k + 1
    mass *= unit
    power = mass.bit_length()
    twos = power - work - 2 * one.bit_length() + 2
    return _log_quotient(mass, 1 << power, bits) + twos * _log_quotient(2, 1, bits)


_LOG_MASS = {bits: _kept(_log_mass) for bits in (84, 336, 1344)}


def _log_quotient(n: int, d: int, bits: int) -> int:
    """2**bits*log(n/d), by a series in (n - d)/(n + d)."""
    term = (2 * (n - d) << bits) // (n + d)
    square = term * term >> bits + 2
    total, k = 0, 1
    while term + 1 >> 1:
        total, term, k = total + term // k, term * square >> bits, k + 2
    return total


# Quantiles.


def _truncated_quantile(
    lower: float,
    upper: float,
    side: float,
    a: float,
    b: float,
    loc: float,
    scale: float,
    total: float,
    to_0: float,
    from_0: float,
    below: float,
    above: float,
) -> float:
    """The x with these shares below and above it."""
    if side < 0.0:
        lower, upper = upper, lower
    if lower == 0.0:
        x = a * scale + loc
    elif upper == 0.0:
        x = b * scale + loc
    else:
        if total == b - a:
            distance = lower * b + upper * a if a < 0.0 else lower * (b - a)
        elif a <= 0.0:
            distance = _quantile_around(lower, upper, to_0, from_0, below, above)
        else:
            distance = _quantile_beyond(lower, upper, a, total, below, above)
        x = _placed(distance, a, b, loc, scale)
    return x if side > 0.0 else 0.0 - x


@_kept
def _tails(a: float, b: float) -> "_Pair":
    """The probabilities beyond a and b; for a > 0 over the density at a."""
    if a <= 0.0:
        return _upper_tail(-a), _upper_tail(b)
    if b == inf:
        return _mills(a), 0.0
    width, low = _two_sum(b, -a)
    fall, rest = _fall(width, low, a)
    return _mills(a), _fallen(fall, rest, _mills(b))


def _quantile_around(
    lower: float, upper: float, to_0: float, from_0: float, below: float, above: float
) -> float:
    c = lower * from_0 - upper * to_0  # the probability between 0 and z
    if abs(c) <= _MOST_CENTRAL:
        return _near_quantile(c)
    between = to_0 + from_0
    return -_mixed_tail(below, lower, between) if c < 0.0 else _mixed_tail(above, upper, between)


def _mixed_tail(tail: float, share: float, between: float) -> float:
    """The z beyond which is a tail and a share of what is between."""
    if share < _SHORT_TAIL and tail == 0.0:
        return _log_tail_quantile(log(share) + log(between))
    return _upper_quantile(tail + share * between)


def _quantile_beyond(
    lower: float, upper: float, a: float, total: float, tail: float, above: float
) -> float:
    """z - a."""
    p = lower * total
    is_low = p < 0.5 * tail
    if is_low:
        tail_fall = -log1p(-p / tail)
    elif upper > _SHORT_TAIL:
        tail_fall = -log(above / tail + upper * (total / tail))
    else:
        tail_fall = -(log(upper) + log(total / tail))
    distance: float = _parabola(tail_fall, tail, a)
    for _ in range(3):
        z, fall = a + distance, distance * (a + 0.5 * distance)
        if is_low:
            found = _between_over_density(a, 0.0, z, 0.0, distance, 0.0)
            step = (p - found) * exp(fall)
            step /= 1.0 - 0.5 * step * z  # Halley's
        else:
            mills = _mills(z)
            step = (tail_fall - (fall + log(tail / mills))) * mills
            step /= 1.0 + 0.5 * step * (1.0 / mills - z)
        distance += step
        if not abs(step) > 1e-6 * distance:
            break
    return distance


def _parabola(tail_fall: "Any", tail: "Any", a: "Any", sqrt: "Any" = sqrt) -> "Any":
    """The distance of a tail's fall, to a quarter."""
    return 2.0 * tail_fall * tail / (1.0 + sqrt(1.0 + 2.0 * (1.0 - a * tail) * tail_fall))


def _placed(distance: float, a: float, b: float, loc: float, scale: float) -> float:
    """The x at that distance from the origin."""
    base, low = _base(0.0 if a < 0.0 else a, loc, scale)
    x, lower, upper = base + (low + distance * scale), a * scale + loc, b * scale + loc
    if x < lower:
        return lower
    return upper if x > upper else x


def _base(origin: float, loc: float, scale: float) -> "_Pair":
    """The x at the origin, to two floats."""
    product, lost = _two_product(origin, scale)
    base, low = _two_sum(product, loc)
    if base - base != 0.0 or not _is_ordinary(scale, origin):
        return base, 0.0
    return base, low + lost


# Moments.


def _mean(a: float, b: float) -> float:
    """The mean's distance from the origin."""
    if a > 0.0:
        places, weights, length = _weighted(a, b)
        return _average(places, weights) * length
    total, _, _ = _total(a, b)
    if total == b - a:
        return 0.5 * (a + b)
    if a == -inf:
        return 0.0 / total
    return -expm1(-0.5 * (b - a) * (a + b)) * exp(-0.5 * a * a) / total


@_kept
def _mean_fall(a: float, b: float) -> float:
    if a > 0.0:
        places, weights, length = _weighted(a, b)
        return _average([length * t * (a + 0.5 * length * t) for t in places], weights)
    edges = [z * exp(-0.5 * z * z) if abs(z) < inf else 0.0 for z in (a, b)]
    return 0.5 * (1.0 + (edges[0] - edges[1]) / _total(a, b)[0])


@_kept
def _deviations(a: float, b: float) -> "_Nodes":
    """Deviations over the standard deviation, their weights, and that."""
    if a <= -10.0 and b >= 10.0:  # these have the normal's moments up to the fourth
        return [-2.0, -1.0, 0.0, 1.0, 2.0], [1.0, 2.0, 6.0, 2.0, 1.0], 1.0
    places, weights, length = _weighted(a, b)
    mean = _average(places, weights)
    unit = sqrt(_average([(place - mean) ** 2 for place in places], weights))
    return [(place - mean) / unit for place in places], weights, unit * length


def _reach_of(fall: float, origin: float) -> float:
    """The distance of that fall."""
    return 2.0 * fall / (origin + hypot(origin, sqrt(2.0 * fall)))


@_kept
def _weighted(a: float, b: float, last_fall: float = _LAST_FALL) -> "_Nodes":
    """Places above the origin, up to that fall, their weights, and the unit."""
    rule_places, rule_weights = _rule()
    origin = max(a, 0.0)
    reach = _reach_of(last_fall, origin)
    start, panels = max(a - origin, -reach), ceil(last_fall / _LAST_FALL) * (2 if a < 0.0 else 1)
    length = (min(b - origin, reach) - start) / panels
    places = [start / length + k + place for k in range(panels) for place in rule_places]
    falls = [length * place * (origin + 0.5 * length * place) for place in places]
    return places, [w * exp(-fall) for w, fall in zip(rule_weights * panels, falls)], length


def _average(values: "list[float]", weights: "list[float]") -> float:
    total: float = sum(map(mul, values, weights))
    return total / sum(weights)


@_kept
def _rule() -> "tuple[list[float], list[float]]":
    """Places from 0 to 1 and weights of Fejer's first rule."""
    angles = [pi * (k + 0.5) / _NODES for k in range(_NODES)]
    series = [sum(cos(2 * j * t) / (4 * j * j - 1) for j in range(1, _NODES // 2)) for t in angles]
    return [sin(0.5 * t) ** 2 for t in angles], [0.5 - each for each in series]


# Arithmetic to two floats.


def _distance(z: float, z_low: float, c: float, x: float, loc: float, scale: float) -> "_Pair":
    """How far x is above c in deviations, as a float and the rest."""
    difference, low = _two_sum(z, -c)
    if difference - difference != 0.0 or z_low != z_low:
        return 0.0 if z == c else difference, 0.0
    if loc == 0.0 and scale == 1.0:
        return difference, low
    is_ordinary = _is_ordinary(scale, c)
    if is_ordinary and abs(difference) > 2.0**-10 * abs(c):
        low += z_low
        distance = difference + low
        return distance, (difference - distance) + low
    if is_ordinary and abs(x) + abs(loc) < 1e150:
        return _offset(x, loc, scale, c)
    return _exact_offset(x, loc, scale, c, 1.0)


def _is_ordinary(scale: float, c: float) -> bool:
    """Whether their product's rest is a float."""
    return 1e-150 < scale < 1e150 and (1e-140 < abs(c) < 1e140 or c == 0.0)


def _offset(x: "Any", loc: "Any", scale: "Any", c: "Any") -> "tuple[Any, Any]":
    """Of ordinary numbers."""
    product, rest = _two_product(c, scale)
    shifted, low = _two_sum(x, -loc)
    above, above_low = _two_sum(shifted, -product)
    low, lost = _two_sum(low, -rest)
    low, more = _two_sum(above_low, low)
    above, low = _two_sum(above, low)
    low = low + (lost + more)
    offset = above / scale
    back, rest = _two_product(offset, scale)
    return offset, (((above - back) - rest) + low) / scale


def _exact_offset(x: float, loc: float, scale: float, c: float, unit: float) -> "_Pair":
    """That over unit, by integers."""
    x_n, loc_n, scale_n, c_n, unit_n, one = _integers(x, loc, scale, c, unit, 1.0)
    return _two_floats((x_n - loc_n) * one - c_n * scale_n, scale_n * unit_n)


def _two_floats(n: int, d: int) -> "_Pair":
    """n/d, as a float and the rest."""
    quotient = _quotient(n, d)
    if quotient - quotient != 0.0:
        return quotient, 0.0
    top, bottom = quotient.as_integer_ratio()
    return quotient, _quotient(n * bottom - d * top, d * bottom)


def _integers(*floats: float) -> "list[int]":
    """The floats over a common power of two."""
    ratios = [each.as_integer_ratio() for each in floats]
    one = max(power for _, power in ratios)
    return [n * (one // power) for n, power in ratios]
