# SPDX-License-Identifier: BSD-3-Clause
"""Student's t distribution: scipy.stats.t without SciPy, every result the nearest float.

What goes in, comes out and raises stands in purestats/enclosed.py. df, the degrees of freedom, is
any float above 0; for an infinite df it is the normal distribution.

Results that are fractions could lie half-way between two floats, where enclosing ever closer would
not end. Of an even df these are cdf and density where df + z*z is the square of a fraction: they
are computed as such up to a df of 1200. Of df = 1 it is the cdf of -1, 0 and 1, of a larger odd df
no cdf and no density (tests/student_t/test_fractions.py). Of others no tie is known.
"""

from math import comb, exp, expm1, inf, isqrt, log, log1p, nan, sqrt

from .enclosed import (
    OfDegreesOfFreedom,
    approached,
    as_fraction,
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
from .enclosures import FIRST_BITS, nearest, rounded, settle
from .enclosures.incomplete import (
    Student,
    area,
    density,
    kept,
    law_quantile,
    log_area,
    log_density,
    log_peak,
    student_entropy,
)
from .normal import _count, _quotient, _root_of_quotient, _variates, norm_isf, norm_ppf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Optional, SupportsIndex, Union

    from .enclosures import Enclosure, Point
    from .enclosures.incomplete import Fraction
    from .normal import _Number, _State

__all__ = [
    "t",
    "t_cdf",
    "t_entropy",
    "t_interval",
    "t_isf",
    "t_logcdf",
    "t_logpdf",
    "t_logsf",
    "t_mean",
    "t_median",
    "t_moment",
    "t_pdf",
    "t_ppf",
    "t_rvs",
    "t_sf",
    "t_stats",
    "t_std",
    "t_support",
    "t_var",
]

MOST_EVEN = 1200  # the df up to which fractions are looked for


def t_pdf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Density at any real x.

    >>> t_pdf(0.5, 9)
    0.3383566226827563
    """
    return _density_at(density, _even_pdf, 0.0, x, df, loc, scale)


def t_logpdf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Logarithm of the density at any real x.

    >>> t_logpdf(1e200, 9)
    -4595.130723073497
    """
    return _density_at(log_density, _log_of_1, -inf, x, df, loc, scale)


def t_cdf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Probability of a value below any real x.

    >>> t_cdf(-40, 3000)
    4.330079774718235e-281
    """
    return _area(x, df, loc, scale, -1)


def t_logcdf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Logarithm of t_cdf, also where that underflows.

    >>> t_logcdf(-40, 3000)
    -645.5608251657598
    """
    return _log_area(x, df, loc, scale, -1)


def t_sf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Survival function, the probability of a value above any real x.

    The p-value of a two-sided test is twice that of the size of its statistic:

    >>> 2 * t_sf(abs(-2.5), 9)
    0.03386182768298574
    """
    return _area(x, df, loc, scale, 1)


def t_logsf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Logarithm of t_sf, also where that underflows.

    >>> t_logsf(1e300, 9)
    -6209.137512746665
    """
    return _log_area(x, df, loc, scale, 1)


def t_ppf(q: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Quantile: the x with probability q, in [0, 1], below it.

    >>> t_ppf(0.975, 9)
    2.262157162798205
    """
    return quantile(_placed, q, False, parameters(df, loc, scale))


def t_isf(q: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The x with probability q, in [0, 1], above it.

    >>> t_isf(1e-20, 9)
    398.69226035243577
    """
    return quantile(_placed, q, True, parameters(df, loc, scale))


def t_interval(
    confidence: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> "tuple[float, float]":
    """Ends of the central interval that holds the given probability, in [0, 1].

    With the mean of n numbers for loc, its standard error for scale and df = n - 1 it is the
    confidence interval of the mean.

    >>> t_interval(0.95, 9, loc=5.2, scale=0.4)
    (4.295137134880718, 6.104862865119283)
    """
    return interval(_placed, confidence, parameters(df, loc, scale))


def t_rvs(
    df: "_Number",
    loc: "_Number" = 0.0,
    scale: "_Number" = 1.0,
    size: "Optional[SupportsIndex]" = None,
    random_state: "_State" = None,
) -> "Union[float, list[float]]":
    """A variate, or, for an integer size, a list of so many, by inversion; else as norm.rvs.

    >>> t_rvs(9, random_state=1)
    -0.5907810488414819
    """
    return _variates(t(df, loc, scale), size, random_state)


# Moments


def t_mean(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The mean, loc; NaN unless df > 1.

    >>> t_mean(9, loc=2.0)
    2.0
    """
    return mean(_standard, *parameters(df, loc, scale))


def t_median(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The median, loc.

    >>> t_median(9, loc=2.0)
    2.0
    """
    return t_ppf(0.5, df, loc, scale)


def t_var(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The variance, scale**2 df/(df - 2); infinite for 1 < df <= 2, NaN below.

    >>> t_var(9)
    1.2857142857142858
    """
    return variance(_quotient, _standard, *parameters(df, loc, scale))


def t_std(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The standard deviation, the root of t_var.

    >>> t_std(9)
    1.1338934190276817
    """
    return variance(_root_of_quotient, _standard, *parameters(df, loc, scale))


def t_stats(
    df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0, moments: str = "mv"
) -> "Any":
    """Those of mean, variance, skewness and excess kurtosis whose letters, of "mvsk", are given.

    Skewness is NaN unless df > 3, kurtosis infinite for 2 < df <= 4 and NaN below.

    >>> t_stats(9, moments="mvsk")
    (0.0, 1.2857142857142858, 0.0, 1.2)
    """
    return stats(_standard, moments, *parameters(df, loc, scale))


def t_moment(
    order: "SupportsIndex", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """The mean of X**order, about zero; order is an integer >= 0.

    From an order of df on it is infinite if order is even, and NaN if it is odd.

    >>> t_moment(4, 9)
    6.942857142857143
    """
    count = _count("order", order)
    df, loc, scale = parameters(df, loc, scale)
    if is_nan(df, loc, scale):
        return nan
    if count >= df:
        return nan if count & 1 else inf
    n, d = as_fraction(df)
    return moment(count, 2, lambda j: ((j - 1) * n, n - j * d), loc, scale)


def t_entropy(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The differential entropy, in nats.

    >>> t_entropy(9)
    1.5328936824486643
    """
    df, loc, scale = parameters(df, loc, scale)
    return entropy(student_entropy, as_fraction(df), df, loc, scale)


def t_support(
    df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> "tuple[float, float]":
    """The ends of the support: every real number.

    >>> t_support(9)
    (-inf, inf)
    """
    return (nan, nan) if is_nan(*parameters(df, loc, scale)) else (-inf, inf)


def _standard(df: float) -> "tuple[Fraction, Fraction, Fraction, Fraction]":
    n, d = as_fraction(df)
    var = (n, n - 2 * d) if df > 2.0 else (int(df > 1.0), 0)
    kurtosis = (6 * d, n - 4 * d) if df > 4.0 else (int(df > 2.0), 0)
    return (0, int(df > 1.0)), var, (0, int(df > 3.0)), kurtosis


# The object


class StudentT(OfDegreesOfFreedom):
    """What t is: the functions, as methods; t(df, loc, scale) keeps its parameters.

    >>> t(9, loc=5.2, scale=0.4).interval(0.95)
    (4.295137134880718, 6.104862865119283)
    """

    __slots__ = ()

    _name = "t"

    pdf = staticmethod(t_pdf)
    logpdf = staticmethod(t_logpdf)
    cdf = staticmethod(t_cdf)
    logcdf = staticmethod(t_logcdf)
    sf = staticmethod(t_sf)
    logsf = staticmethod(t_logsf)
    ppf = staticmethod(t_ppf)
    isf = staticmethod(t_isf)
    interval = staticmethod(t_interval)
    mean = staticmethod(t_mean)
    median = staticmethod(t_median)
    var = staticmethod(t_var)
    std = staticmethod(t_std)
    stats = staticmethod(t_stats)
    moment = staticmethod(t_moment)
    entropy = staticmethod(t_entropy)
    support = staticmethod(t_support)
    rvs = staticmethod(t_rvs)
    _checked = staticmethod(parameters)


t = StudentT()


# Any arguments. side is 1 for what lies above x, -1 for what lies below.


def _density_at(
    enclose: "Callable[..., Enclosure]",
    known: "Callable[..., Optional[Fraction]]",
    least: float,
    x: "_Number",
    df: "_Number",
    loc: "_Number",
    scale: "_Number",
) -> float:
    n, d, v, s = standardized(x, *parameters(df, loc, scale))
    if d == 0 or s[1] == 0:
        return nan if n == d else least
    return _nearest(known, enclose, Student(*v), abs(n), d, s)


def _area(x: "_Number", df: "_Number", loc: "_Number", scale: "_Number", side: int) -> float:
    n, d, v, _ = standardized(x, *parameters(df, loc, scale))
    n *= side
    if n == 0 or d == 0:
        return nan if n == d else 0.5 if n == 0 else float(n < 0)
    return _nearest(_known_area, area, Student(*v), abs(n), d, n > 0)


def _log_area(x: "_Number", df: "_Number", loc: "_Number", scale: "_Number", side: int) -> float:
    n, d, v, _ = standardized(x, *parameters(df, loc, scale))
    n *= side
    if d == 0:
        return nan if n == 0 else -inf if n > 0 else 0.0
    return settle(log_area, Student(*v), abs(n), d, n > 0)


def _placed(n: int, k: int, upper: bool, df: float, loc: float, scale: float) -> float:
    """The quantile, by the area from the median where that is less than 1/4."""
    in_tail = 4 * n < 1 << k
    sought = n if in_tail else (1 << k - 1) - n
    scale = scale if upper else -scale
    end = limit(sought, in_tail, df, loc, scale)
    if end is not None:
        return end
    law = Student(*as_fraction(df))
    guess = tried(_guess, sought / (1 << k), in_tail, df, law)
    args = law, sought, k, in_tail, guess, loc, scale
    low, high, e = law_quantile(FIRST_BITS, *args)
    result = rounded((low, high, e))
    if result is not None:
        return result
    ends = nearest(low, e), nearest(high, e)
    if -inf < ends[0] and ends[1] < inf:  # is it half-way between?
        (an, ad), (bn, bd) = ends[0].as_integer_ratio(), ends[1].as_integer_ratio()
        (ln, ld), (sn, sd) = loc.as_integer_ratio(), abs(scale).as_integer_ratio()
        top, bottom = an * bd + bn * ad, 2 * ad * bd
        z = abs(top * ld - ln * bottom) * sd, bottom * ld * sn
        found = _known_area(law, *z, True)
        if found and found[0] << k == n * found[1]:
            return _quotient(top, bottom)
    return settle(law_quantile, *args)


# Results that are fractions.


def _nearest(
    known: "Callable[..., Optional[Fraction]]", enclose: "Callable[..., Enclosure]", *args: "Any"
) -> float:
    """The float nearest to what enclose(w, *args) encloses, or known(*args) knows."""
    result = rounded(enclose(FIRST_BITS, *args))
    if result is None:
        found = known(*args)
        result = _quotient(*found) if found else settle(enclose, *args)
    return result


def _root(law: Student, n: int, d: int) -> int:
    """r with df + z*z = (r/d)**2 for an even df, or 0."""
    vn, vd = law.ratio
    if vd != 1 or vn & 1 or vn > MOST_EVEN:
        return 0
    square = vn * d * d + n * n
    r = isqrt(square)
    return r if r * r == square else 0


def _known_area(law: Student, n: int, d: int, upper: bool) -> "Optional[Fraction]":
    """1/2 less s/2 times the sum of binomial(2j, j) (c/4)**j over j < df/2.

    Here s = z/sqrt(df + z*z) and c = df/(df + z*z). For df = 1 and z = 1 it is 1/4.
    """
    m, r = law.ratio[0] // 2, _root(law, n, d)
    if not r:
        return (1 if upper else 3, 4) if law.ratio == (1, 1) and n == d else None
    c, whole = 2 * m * d * d, 4 * r * r
    total, power, choose = 0, 1, 1
    for j in range(m):
        total = total * whole + choose * power
        power *= c
        choose = choose * 2 * (2 * j + 1) // (j + 1)
    half = r * whole ** (m - 1)
    return half - n * total if upper else half + n * total, 2 * half


def _even_pdf(law: Student, n: int, d: int, scale: "Fraction") -> "Optional[Fraction]":
    """With m = df/2: m binomial(2m, m) df**m/(4**m (df + z*z)**(m + 1/2)), over scale."""
    m, r = law.ratio[0] // 2, _root(law, n, d)
    if not r:
        return None
    top = m * comb(2 * m, m) * (2 * m) ** m * d ** (2 * m + 1)
    return top * scale[1], 4**m * r ** (2 * m + 1) * scale[0]


def _log_of_1(law: Student, n: int, d: int, scale: "Fraction") -> "Optional[Fraction]":
    """0 if the density is 1; else its logarithm is no fraction, or not known to be one."""
    found = _even_pdf(law, n, d, scale)
    return (0, 1) if found and found[0] == found[1] else None


def _guess(share: float, in_tail: bool, df: float, law: Student) -> "Optional[Point]":
    """A point near the z of the share, from the power that the tail ends in, or by Wallace's
    quantile of the normal distribution u = (8 df + 1)/(8 df + 3) sqrt(df log(1 + z*z/df)).
    """
    low, _, e = kept(log_peak, FIRST_BITS, *law.ratio)
    df = min(df, 1e20)
    peak, log_df = nearest(low, e), log(df)
    if not in_tail and share < 1e-9 * min(1.0, sqrt(df)):
        return point(log(share) - peak)
    beyond = share if in_tail else 0.5 - share
    far = (peak - log(beyond) - log_df) / df + 0.5 * (1.0 + 1.0 / df) * log_df
    if far > 20.0 + 0.5 * log_df:
        return point(far)
    u = norm_isf(share) if in_tail else norm_ppf(0.5 + share)
    u *= (8.0 * df + 3.0) / (8.0 * df + 1.0)
    start = sqrt(df * expm1(u * u / df)) if u * u < 20.0 * df else exp(far)

    def float_area(z: float) -> "tuple[float, bool, float]":
        factor, above = float_factor(law.terms(*z.as_integer_ratio(), 12))
        return factor / z, above, peak - 0.5 * (df + 1.0) * log1p(z * z / df) + log(z)

    return approached(start, share, in_tail, 0.5, float_area)
