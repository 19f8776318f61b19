# SPDX-License-Identifier: BSD-3-Clause
"""The chi-squared distribution: scipy.stats.chi2 without SciPy, every result the nearest float.

What goes in, comes out and raises stands in purestats/enclosed.py. df, the degrees of freedom, is
any finite float above 0.

Results that are fractions could lie half-way between two floats, where enclosing ever closer would
not end: logsf for df = 2, and logpdf for df = 2 and a scale of 1/2, which are divisions of
integers. Of other even df there are none but floats (tests/chi_squared/test_fractions.py), of
others no tie is known.
"""

from math import exp, inf, log, log1p, nan, sqrt

from .enclosed import (
    OfDegreesOfFreedom,
    approached,
    entropy,
    float_factor,
    interval,
    is_nan,
    limit,
    mean,
    moment,
    parameters,
    point,
    quantile,
    standardized,
    stats,
    tried,
    variance,
)
from .enclosures import FIRST_BITS, nearest, settle
from .enclosures.incomplete import (
    Gamma,
    GammaCentre,
    area,
    density,
    gamma_entropy,
    kept,
    law_quantile,
    log_area,
    log_density,
    log_fraction,
    log_scaled_gamma,
)
from .normal import _count, _quotient, _root_of_quotient, _variates, norm_isf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Optional, SupportsIndex, Union

    from .enclosed import Place
    from .enclosures import Point
    from .enclosures.incomplete import Fraction
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
    n, d, law, s = _halved(x, df, loc, scale)
    if d == 0 or s[1] == 0:
        return nan if n == d else 0.0
    if n > 0:
        return settle(density, law, n, d, (2 * n * s[0], d * s[1]))
    an, ad = law.ratio
    at_0 = _quotient(s[1], 2 * s[0]) if an == ad else inf
    return 0.0 if n < 0 or an > ad else at_0


def chi2_logpdf(
    x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Logarithm of the density at any real x.

    >>> chi2_logpdf(1e6, 3)
    -499994.01118325425
    """
    n, d, law, s = _halved(x, df, loc, scale)
    if d == 0 or s[1] == 0:
        return nan if n == d else -inf
    an, ad = law.ratio
    if n < 0 or (n == 0 and an != ad):
        return -inf if n < 0 or an > ad else inf
    if an == ad and 2 * s[0] == s[1]:
        return _quotient(-n, d)
    if n == 0:
        return settle(log_fraction, s[1], 2 * s[0])
    return settle(log_density, law, n, d, (2 * n * s[0], d * s[1]))


def chi2_cdf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Probability of a value below any real x.

    >>> chi2_cdf(1e-20, 3)
    2.6596152026762177e-31
    """
    return _area(x, df, loc, scale, False)


def chi2_logcdf(
    x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Logarithm of chi2_cdf, also where that underflows.

    >>> chi2_logcdf(1e-300, 30)
    -10399.929397565445
    """
    return _log_area(x, df, loc, scale, False)


def chi2_sf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Survival function, the probability of a value above any real x.

    It is the p-value of a chi-squared test.

    >>> chi2_sf(7.81, 3)
    0.050106056350005944
    """
    return _area(x, df, loc, scale, True)


def chi2_logsf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Logarithm of chi2_sf, also where that underflows.

    >>> chi2_logsf(1e6, 3)
    -499993.31803507364
    """
    return _log_area(x, df, loc, scale, True)


def chi2_ppf(q: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Quantile: the x with probability q, in [0, 1], below it.

    >>> chi2_ppf(0.95, 3)
    7.814727903251178
    """
    return quantile(_placed, q, False, _parameters(df, loc, scale))


def chi2_isf(q: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The x with probability q, in [0, 1], above it.

    >>> chi2_isf(1e-20, 3)
    96.23912393809381
    """
    return quantile(_placed, q, True, _parameters(df, loc, scale))


def chi2_interval(
    confidence: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> "tuple[float, float]":
    """Ends of the central interval that holds the given probability, in [0, 1].

    >>> chi2_interval(0.95, 3)
    (0.215795282623898, 9.348403604496147)
    """
    return interval(_placed, confidence, _parameters(df, loc, scale))


def chi2_rvs(
    df: "_Number",
    loc: "_Number" = 0.0,
    scale: "_Number" = 1.0,
    size: "Optional[SupportsIndex]" = None,
    random_state: "_State" = None,
) -> "Union[float, list[float]]":
    """A variate, or, for an integer size, a list of so many, by inversion; else as norm.rvs.

    >>> chi2_rvs(3, random_state=1)
    1.3580448151662787
    """
    return _variates(chi2(df, loc, scale), size, random_state)


# Moments


def chi2_mean(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The mean, loc + scale*df.

    >>> chi2_mean(3)
    3.0
    """
    return mean(_standard, *_parameters(df, loc, scale))


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
    return variance(_quotient, _standard, *_parameters(df, loc, scale))


def chi2_std(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The standard deviation, the root of chi2_var.

    >>> chi2_std(3)
    2.449489742783178
    """
    return variance(_root_of_quotient, _standard, *_parameters(df, loc, scale))


def chi2_stats(
    df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0, moments: str = "mv"
) -> "Any":
    """Mean, variance, skewness and excess kurtosis: those whose letters, of "mvsk", are given.

    >>> chi2_stats(3, moments="mvsk")
    (3.0, 6.0, 1.632993161855452, 4.0)
    """
    return stats(_standard, moments, *_parameters(df, loc, scale))


def chi2_moment(
    order: "SupportsIndex", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """The mean of X**order, about zero; order is an integer >= 0.

    >>> chi2_moment(4, 3)
    945.0
    """
    count = _count("order", order)
    df, loc, scale = _parameters(df, loc, scale)
    if is_nan(df, loc, scale):
        return nan
    n, d = df.as_integer_ratio()
    return moment(count, 1, lambda j: (n + (2 * j - 2) * d, d), loc, scale)


def chi2_entropy(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The differential entropy, in nats.

    >>> chi2_entropy(3)
    2.0541199559354117
    """
    df, loc, scale = _parameters(df, loc, scale)
    return entropy(gamma_entropy, _law(df).ratio, df, loc, scale)


def chi2_support(
    df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> "tuple[float, float]":
    """The ends of the support: loc and infinity.

    >>> chi2_support(3)
    (0.0, inf)
    """
    df, loc, scale = _parameters(df, loc, scale)
    return (nan, nan) if is_nan(df, loc, scale) else (loc, inf)


def _standard(df: float) -> "tuple[Fraction, Fraction, Fraction, Fraction]":
    n, d = df.as_integer_ratio() if df == df else (0, 0)
    return (n, d), (2 * n, d), (8 * d, n), (12 * d, n)


def _parameters(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> "Place":
    found = parameters(df, loc, scale)
    if found[0] == inf:
        raise ValueError(
            f"df must be finite, got {df!r}: for a large df give (x - df)/sqrt(2*df) to norm"
        )
    return found


# The object


class ChiSquared(OfDegreesOfFreedom):
    """What chi2 is: the functions, as methods; chi2(df, loc, scale) keeps its parameters.

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
    _checked = staticmethod(_parameters)


chi2 = ChiSquared()


# Any arguments


def _law(df: float) -> Gamma:
    n, d = df.as_integer_ratio() if df == df else (0, 0)
    return Gamma(n, 2 * d)


def _halved(
    x: "_Number", df: "_Number", loc: "_Number", scale: "_Number"
) -> "tuple[int, int, Gamma, Fraction]":
    """(x - loc)/(2 scale), the law of half, and scale."""
    n, d, (an, ad), s = standardized(x, *_parameters(df, loc, scale))
    return n, 2 * d, Gamma(an, 2 * ad), s


def _area(x: "_Number", df: "_Number", loc: "_Number", scale: "_Number", upper: bool) -> float:
    n, d, law, _ = _halved(x, df, loc, scale)
    if n <= 0 or d == 0:
        return nan if n == d else float((n <= 0) == upper)
    return settle(area, law, n, d, upper)


def _log_area(x: "_Number", df: "_Number", loc: "_Number", scale: "_Number", upper: bool) -> float:
    n, d, law, _ = _halved(x, df, loc, scale)
    if n <= 0 or d == 0:
        return nan if n == d else 0.0 if (n <= 0) == upper else -inf
    if upper and law.ratio[0] == law.ratio[1]:
        return _quotient(-n, d)
    return settle(log_area, law, n, d, upper)


def _placed(n: int, k: int, upper: bool, df: float, loc: float, scale: float) -> float:
    end = limit(n, upper, df, loc, scale)
    if end is not None:
        return end
    law = _law(df)
    guess = tried(_guess, n / (1 << k), upper, df / 2.0, law)
    return settle(law_quantile, law, n, k, upper, guess, loc, scale)


def _guess(share: float, upper: bool, a: float, law: Gamma) -> "Optional[Point]":
    """A point near the x of the share, from Wilson and Hilferty's or P = x**a/Gamma(a + 1)."""
    low, _, e = kept(log_scaled_gamma, FIRST_BITS, *law.ratio)
    constant = nearest(low, e)
    below = 1.0 - share if upper else share
    start = log(a) - 1.0 + (constant + log(a) + log(below)) / a
    if start < log(a + 1.0) - 23.0:
        return point(start)
    x = exp(start)
    if a > 0.3:
        u = norm_isf(share) if upper else -norm_isf(share)
        root = 1.0 - 1.0 / (9.0 * a) + u / (3.0 * sqrt(a))
        x = a * root**3 if root > 0.1 else x
    elif upper:
        x = max(x, log(a) - log(share))

    def float_area(x: float) -> "tuple[float, bool, float]":
        r = (x - a) / a
        log_power = a * (log1p(r) - r) - constant
        n, d = x.as_integer_ratio()
        if law.is_central(n, d):
            lower = kept(GammaCentre, FIRST_BITS, *law.ratio).guessed(x - (a - 1.0))
            return lower / exp(log_power), False, log_power
        return (*float_factor(law.terms(n, d)), log_power)

    return approached(x, share, upper, 1.0, float_area)
