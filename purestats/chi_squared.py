# SPDX-License-Identifier: BSD-3-Clause
"""The chi-squared distribution: scipy.stats.chi2 without SciPy, every result the nearest float.

What goes in, comes out and raises stands in purestats/enclosed.py. df, the degrees of freedom, is
any finite float above 0.

Which results can lie half-way between two floats, where enclosing ever closer would not end: with
z for (x - loc)/scale, -z/2, which is logsf for df = 2, and logpdf for df = 2 and a scale of 1/2:
divisions of integers. For even df, cdf, sf and pdf are polynomials in z with fractions for
coefficients times exp(-z/2), transcendental for a fraction z > 0 (Lindemann), and logpdf is a
fraction where that polynomial is 1, which for df > 2 takes a float z/2. For other df number theory
says little; no tie is known.
"""

from math import exp, inf, log, log1p, nan, sqrt

from .distribution import _chosen, _variates
from .enclosed import (
    OfDegreesOfFreedom,
    approached,
    as_float,
    as_fraction,
    fraction_of,
    is_nan,
    limit,
    number,
    parameters,
    placed_moment,
    point,
    probability,
    series,
    standardized,
    tried,
)
from .enclosures.arithmetic import FIRST_BITS, nearest, settle
from .enclosures.incomplete import (
    CENTRE,
    gamma_area,
    gamma_centre,
    gamma_entropy,
    gamma_log_area,
    gamma_logpdf,
    gamma_pdf,
    gamma_quantile,
    kept_constant,
    log_fraction,
    log_scaled_gamma,
)
from .normal import _count, _quotient, _root_of_quotient, norm_isf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Optional, SupportsIndex, Union

    from .enclosed import Fraction
    from .enclosures.kernels import Point
    from .normal import _Number, _State

__all__ = [
    "chi2",
    "chi2_cdf",
    "chi2_entropy",
    "chi2_interval",
    "chi2_isf",
    "chi2_logcdf",
    "chi2_logpdf",
    "chi2_logsf",
    "chi2_mean",
    "chi2_median",
    "chi2_moment",
    "chi2_pdf",
    "chi2_ppf",
    "chi2_rvs",
    "chi2_sf",
    "chi2_stats",
    "chi2_std",
    "chi2_support",
    "chi2_var",
]


def chi2_pdf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Density at any real x, 0 below loc.

    >>> chi2_pdf(7.81, 3)
    0.022455132960121388
    """
    n, d, a, s = _halved("chi2.pdf(x, df)", x, df, loc, scale)
    if d == 0 or s[1] == 0:
        return nan if n == d else 0.0
    if n <= 0:
        at_0 = _quotient(s[1], 2 * s[0]) if a[0] == a[1] else inf
        return 0.0 if n < 0 or a[0] > a[1] else at_0
    return settle(gamma_pdf, n, d, *a, s)


def chi2_logpdf(
    x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Logarithm of the density at any real x.

    >>> chi2_logpdf(1e6, 3)
    -499994.01118325425
    """
    n, d, a, s = _halved("chi2.logpdf(x, df)", x, df, loc, scale)
    if d == 0 or s[1] == 0:
        return nan if n == d else -inf
    if n < 0 or (n == 0 and a[0] != a[1]):
        return -inf if n < 0 or a[0] > a[1] else inf
    if a[0] == a[1] and 2 * s[0] == s[1]:
        return _quotient(-n, d)
    if n == 0:
        return settle(log_fraction, s[1], 2 * s[0])
    return settle(gamma_logpdf, n, d, *a, s)


def chi2_cdf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Probability of a value below any real x.

    >>> chi2_cdf(1e-20, 3)
    2.6596152026762177e-31
    """
    return _area("chi2.cdf(x, df)", x, df, loc, scale, True)


def chi2_logcdf(
    x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Logarithm of chi2_cdf, also where that underflows.

    >>> chi2_logcdf(1e-300, 30)
    -10399.929397565445
    """
    return _log_area("chi2.logcdf(x, df)", x, df, loc, scale, True)


def chi2_sf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Survival function, the probability of a value above any real x.

    It is the p-value of a chi-squared test.

    >>> chi2_sf(7.81, 3)
    0.050106056350005944
    """
    return _area("chi2.sf(x, df)", x, df, loc, scale, False)


def chi2_logsf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Logarithm of chi2_sf, also where that underflows.

    >>> chi2_logsf(1e6, 3)
    -499993.31803507364
    """
    return _log_area("chi2.logsf(x, df)", x, df, loc, scale, False)


def chi2_ppf(q: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Quantile: the x with probability q, in [0, 1], below it.

    >>> chi2_ppf(0.95, 3)
    7.814727903251178
    """
    return _quantile("chi2.ppf(q, df)", q, df, loc, scale, True)


def chi2_isf(q: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The x with probability q, in [0, 1], above it.

    >>> chi2_isf(1e-20, 3)
    96.23912393809381
    """
    return _quantile("chi2.isf(q, df)", q, df, loc, scale, False)


def chi2_interval(
    confidence: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> "tuple[float, float]":
    """Ends of the central interval that holds the given probability, in [0, 1].

    >>> chi2_interval(0.95, 3)
    (0.215795282623898, 9.348403604496147)
    """
    call = "chi2.interval(confidence, df)"
    q = probability("confidence", confidence, call)
    place = _parameters(call, df, loc, scale)
    if q != q:
        return nan, nan
    n, d = q.as_integer_ratio()
    k = d.bit_length()
    return _placed(d - n, k, True, *place), _placed(d - n, k, False, *place)


def chi2_rvs(
    df: "_Number",
    loc: "_Number" = 0.0,
    scale: "_Number" = 1.0,
    size: "Optional[SupportsIndex]" = None,
    random_state: "_State" = None,
) -> "Union[float, list[float]]":
    """Random variate, or, for an integer size, a list of so many; random_state as of norm.rvs.

    They are made by inversion: not NumPy's numbers.

    >>> chi2_rvs(3, size=2, random_state=1)
    [1.3580448151662787, 1.8744586285589782]
    """
    place = _parameters("chi2.rvs(df)", df, loc, scale)
    return _variates(
        lambda q: chi2_ppf(q, *place), lambda q: chi2_isf(q, *place), size, random_state
    )


# Moments


def chi2_mean(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The mean, loc + scale*df.

    >>> chi2_mean(3)
    3.0
    """
    return chi2_moment(1, df, loc, scale)


def chi2_median(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The median.

    >>> chi2_median(3)
    2.365973884375338
    """
    return chi2_ppf(0.5, df, loc, scale)


def chi2_var(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The variance, 2 df scale**2.

    >>> chi2_var(3)
    6.0
    """
    return as_float(_quotient, *_variance("chi2.var(df)", df, loc, scale))


def chi2_std(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The standard deviation, the root of chi2_var.

    >>> chi2_std(3)
    2.449489742783178
    """
    return as_float(_root_of_quotient, *_variance("chi2.std(df)", df, loc, scale))


def chi2_stats(
    df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0, moments: str = "mv"
) -> "Any":
    """Mean, variance, skewness and excess kurtosis: those whose letters, of "mvsk", are given.

    >>> chi2_stats(3, moments="mvsk")
    (3.0, 6.0, 1.632993161855452, 4.0)
    """
    place = _parameters("chi2.stats(df)", df, loc, scale)
    n, d = place[0].as_integer_ratio() if place[0] == place[0] else (0, 0)
    return _chosen(
        moments,
        {
            "m": lambda: chi2_mean(*place),
            "v": lambda: chi2_var(*place),
            "s": lambda: as_float(_root_of_quotient, 8 * d, n),
            "k": lambda: as_float(_quotient, 12 * d, n),
        },
    )


def chi2_moment(
    order: "SupportsIndex", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """The mean of X**order, about zero; order is an integer >= 0.

    >>> chi2_moment(4, 3)
    945.0
    """
    count = _count("order", order)
    df, loc, scale = _parameters("chi2.moment(order, df)", df, loc, scale)
    if is_nan(df, loc, scale):
        return nan
    n, d = df.as_integer_ratio()

    def standard() -> "Iterator[Fraction]":
        """df (df + 2) ... (df + 2j - 2)."""
        top, growth = 1, 1
        for j in range(count + 1):
            yield top, growth
            top, growth = top * (n + 2 * j * d), d

    return placed_moment(count, loc, scale, standard())


def chi2_entropy(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The differential entropy, in nats.

    >>> chi2_entropy(3)
    2.0541199559354117
    """
    df, loc, scale = _parameters("chi2.entropy(df)", df, loc, scale)
    if is_nan(df, loc, scale) or scale == inf:
        return scale if df == df and loc == loc else nan
    return settle(gamma_entropy, *_half(df), scale.as_integer_ratio())


def chi2_support(
    df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> "tuple[float, float]":
    """The ends of the support: loc and infinity.

    >>> chi2_support(3)
    (0.0, inf)
    """
    place = _parameters("chi2.support(df)", df, loc, scale)
    return (nan, nan) if is_nan(*place) else (place[1], inf)


def _variance(call: str, df: "_Number", loc: "_Number", scale: "_Number") -> "Fraction":
    df, loc, scale = _parameters(call, df, loc, scale)
    if is_nan(df, loc, scale):
        return 0, 0
    (n, d), (sn, sd) = df.as_integer_ratio(), as_fraction(scale)
    return 2 * n * sn * sn, d * sd * sd


# The object


class ChiSquared(OfDegreesOfFreedom):
    """What chi2 is: the functions of this module, as methods with the names of scipy.stats.chi2.

    chi2(df, loc, scale) is a distribution that keeps its parameters.

    >>> chi2(3).sf(7.81)
    0.050106056350005944
    """

    __slots__ = ()

    _name = "chi2"

    pdf = staticmethod(chi2_pdf)
    logpdf = staticmethod(chi2_logpdf)
    cdf = staticmethod(chi2_cdf)
    logcdf = staticmethod(chi2_logcdf)
    sf = staticmethod(chi2_sf)
    logsf = staticmethod(chi2_logsf)
    ppf = staticmethod(chi2_ppf)
    isf = staticmethod(chi2_isf)
    interval = staticmethod(chi2_interval)
    mean = staticmethod(chi2_mean)
    median = staticmethod(chi2_median)
    var = staticmethod(chi2_var)
    std = staticmethod(chi2_std)
    stats = staticmethod(chi2_stats)
    moment = staticmethod(chi2_moment)
    entropy = staticmethod(chi2_entropy)
    support = staticmethod(chi2_support)
    rvs = staticmethod(chi2_rvs)

    @staticmethod
    def _checked(
        df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
    ) -> "tuple[float, float, float]":
        return _parameters("chi2(df)", df, loc, scale)


chi2 = ChiSquared()


# Any arguments


def _parameters(
    call: str, df: "_Number", loc: "_Number", scale: "_Number"
) -> "tuple[float, float, float]":
    found = parameters(call, df, loc, scale)
    if found[0] == inf:
        raise ValueError(
            f"df must be finite, got {df!r}: for a large df give (x - df)/sqrt(2*df) to norm"
        )
    return found


def _half(df: float) -> "Fraction":
    n, d = df.as_integer_ratio()
    return n, 2 * d


def _halved(
    call: str, x: "_Number", df: "_Number", loc: "_Number", scale: "_Number"
) -> "tuple[int, int, Fraction, Fraction]":
    """(x - loc)/(2 scale), df/2 and scale."""
    n, d, (an, ad), s = standardized(number("x", x, call), *_parameters(call, df, loc, scale))
    return n, 2 * d, (an, 2 * ad), s


def _area(
    call: str, x: "_Number", df: "_Number", loc: "_Number", scale: "_Number", lower: bool
) -> float:
    n, d, a, _ = _halved(call, x, df, loc, scale)
    if n <= 0 or d == 0:
        return nan if n == d else float((n > 0) == lower)
    return settle(gamma_area, n, d, *a, lower)


def _log_area(
    call: str, x: "_Number", df: "_Number", loc: "_Number", scale: "_Number", lower: bool
) -> float:
    n, d, a, _ = _halved(call, x, df, loc, scale)
    if n <= 0 or d == 0:
        return nan if n == d else 0.0 if (n > 0) == lower else -inf
    if a[0] == a[1] and not lower:
        return _quotient(-n, d)
    return settle(gamma_log_area, n, d, *a, lower)


def _quantile(
    call: str, q: "_Number", df: "_Number", loc: "_Number", scale: "_Number", lower: bool
) -> float:
    """The x with probability q below it, or above it; by the smaller probability."""
    q = probability("q", q, call)
    place = _parameters(call, df, loc, scale)
    if q != q:
        return nan
    n, d = q.as_integer_ratio()
    return _placed(min(n, d - n), d.bit_length() - 1, lower == (2 * n <= d), *place)


def _placed(n: int, k: int, lower: bool, df: float, loc: float, scale: float) -> float:
    """loc + scale*x for the x with probability n/2**k, at most 1/2, below or above it."""
    end = limit(n, not lower, df, loc, scale)
    if end is not None:
        return end
    a = _half(df)
    guess = tried(_guess, n / (1 << k), lower, df / 2.0, a)
    return settle(gamma_quantile, n, k, lower, *a, guess, loc, scale)


# A guess: see enclosed.py.


def _guess(share: float, lower: bool, a: float, ratio: "Fraction") -> "Optional[Point]":
    """A point near the x with P(a, x), or Q(a, x), equal to the share.

    The search starts from Wilson and Hilferty's approximation, or from P = x**a/Gamma(a + 1).
    """
    low, _, e = kept_constant(log_scaled_gamma, FIRST_BITS, *ratio)
    constant = nearest(low, e)
    below = share if lower else 1.0 - share
    start = log(a) - 1.0 + (constant + log(a) + log(below)) / a
    if start < log(a + 1.0) - 23.0:
        return point(start)
    x = exp(start)
    if a > 0.3:
        u = -norm_isf(share) if lower else norm_isf(share)
        root = 1.0 - 1.0 / (9.0 * a) + u / (3.0 * sqrt(a))
        x = a * root**3 if root > 0.1 else x
    elif not lower:
        x = max(x, log(a) - log(share))
    return approached(x, share, lower, 1.0, lambda x: _float_area(x, a, constant, ratio))


def _float_area(
    x: float, a: float, constant: float, ratio: "Fraction"
) -> "tuple[float, bool, float]":
    """As approached wants it: P, which rises, or Q."""
    r = (x - a) / a
    log_power = a * (log1p(r) - r) - constant
    if a >= CENTRE and (x - a) * (x - a) < 16.0 * a:
        area = gamma_centre(FIRST_BITS, *ratio).guessed(x - (a - 1.0))
        return area / exp(log_power), True, log_power
    if a < CENTRE and x < a + 10.0:
        return series(x, 0.0, a + 1.0, 1.0) / a, True, log_power
    if x < a:
        return 1.0 / fraction_of(a - x, 1.0, x, 0.0), True, log_power
    return 1.0 / fraction_of(x - a + 1.0, 2.0, a - 1.0, -1.0), False, log_power
