# SPDX-License-Identifier: BSD-3-Clause
# Copyright (c) 2026 the purestats authors; the terms stand in purestats/normal.py.
"""The chi-squared distribution: scipy.stats.chi2 without SciPy, every result the nearest float.

df, the degrees of freedom, is any finite float above 0. Arguments are rounded to floats first;
from there on they are exact, loc and scale too, and the true value of the whole expression is
rounded once, ties to even. Every interpreter and C library gives the same bits: results rest on
integers alone. What math.log and exp return is only where the search for a quantile starts.

How: the value is enclosed between two integers times a power of two (enclosures/gamma.py). If both
ends round to one float, that is the answer; if not, the value is enclosed again with twice the
bits (Ziv's strategy). A value that is still undecided with 1792 bits raises ArithmeticError; none
is ever guessed. From a df of 1e-3 to 1e12 a call takes at most some milliseconds; beyond, an
exponential takes as many more bits as df has.

Which results can lie half-way between two floats, where doubling would not end: with z for
(x - loc)/scale, logsf for df = 2, which is -z/2, and logpdf for df = 2 and a scale of 1/2, the
same. These are divisions of integers. For even df, cdf, sf and pdf are polynomials in z with
fractions for coefficients times exp(-z/2), transcendental for a fraction z > 0 (Lindemann), and
logpdf is a fraction where that polynomial is 1, which for df > 2 takes a float z/2. For other df
number theory says little; no tie is known.
"""

from math import exp, inf, isinf, log, log1p, nan, sqrt

from .distribution import Distribution, FrozenDistribution, _chosen, _variates
from .enclosed import nearest_float, never, number, parameters, placed_moment, point
from .enclosures.arithmetic import FIRST_BITS, Enclosure, deviation, nearest, settle
from .enclosures.gamma import (
    CENTRE,
    gamma_centre,
    gamma_entropy,
    gamma_logpdf,
    gamma_lower,
    gamma_pdf,
    gamma_quantile,
    gamma_upper,
    kept_constant,
    log_fraction,
    log_gamma_lower,
    log_gamma_upper,
    log_scaled_gamma,
)
from .normal import _count, _probability, _quotient, _root_of_quotient, norm_isf

TYPE_CHECKING = False
if TYPE_CHECKING:
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
    """Density of the chi-squared distribution at any real x, the nearest float (0.5 ulp).

    It is 0 below loc. df is above 0 and finite; (x - loc)/scale has the standard distribution. NaN
    gives NaN. ValueError if df or scale is out of range, TypeError if an argument is not one real
    number.

    >>> chi2_pdf(7.81, 3)
    0.022455132960121388
    """
    x, df, loc, scale = _checked("x", x, df, loc, scale, "chi2.pdf(x, df)")
    n, d = deviation(x, loc, scale)
    if df != df or d == 0 or isinf(scale):
        return nan if df != df or n == d else 0.0
    if n <= 0:
        return 0.0 if n < 0 or df > 2.0 else 0.5 / scale if df == 2.0 else inf
    return nearest_float(never, gamma_pdf, n, 2 * d, *_half(df), scale.as_integer_ratio())


def chi2_logpdf(
    x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Logarithm of the density at any real x, the nearest float (0.5 ulp).

    Arguments and errors are those of chi2_pdf.

    >>> chi2_logpdf(1e6, 3)
    -499994.01118325425
    """
    x, df, loc, scale = _checked("x", x, df, loc, scale, "chi2.logpdf(x, df)")
    n, d = deviation(x, loc, scale)
    if df != df or d == 0 or isinf(scale):
        return nan if df != df or n == d else -inf
    if n < 0 or (n == 0 and df > 2.0):
        return -inf
    if df == 2.0 and scale == 0.5:
        return _quotient(-n, 2 * d)
    if n == 0:
        return settle(_log_density_at_0, scale.as_integer_ratio()) if df == 2.0 else inf
    return nearest_float(never, gamma_logpdf, n, 2 * d, *_half(df), scale.as_integer_ratio())


def chi2_cdf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Probability of a value below any real x, the nearest float (0.5 ulp).

    Arguments and errors are those of chi2_pdf.

    >>> chi2_cdf(1e-20, 3)
    2.6596152026762177e-31
    """
    x, df, loc, scale = _checked("x", x, df, loc, scale, "chi2.cdf(x, df)")
    n, d = deviation(x, loc, scale)
    if df != df or d == 0:
        return nan if df != df or n == 0 else float(n > 0)
    return nearest_float(never, gamma_lower, n, 2 * d, *_half(df)) if n > 0 else 0.0


def chi2_logcdf(
    x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Logarithm of chi2_cdf, the nearest float (0.5 ulp), also where chi2_cdf underflows.

    Arguments and errors are those of chi2_pdf.

    >>> chi2_logcdf(1e-300, 30)
    -10399.929397565445
    """
    x, df, loc, scale = _checked("x", x, df, loc, scale, "chi2.logcdf(x, df)")
    n, d = deviation(x, loc, scale)
    if df != df or d == 0:
        return nan if df != df or n == 0 else 0.0 if n > 0 else -inf
    return nearest_float(never, log_gamma_lower, n, 2 * d, *_half(df)) if n > 0 else -inf


def chi2_sf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Survival function, the probability of a value above any real x, the nearest float (0.5 ulp).

    It is the p-value of a chi-squared test. Arguments and errors are those of chi2_pdf.

    >>> chi2_sf(7.81, 3)
    0.050106056350005944
    """
    x, df, loc, scale = _checked("x", x, df, loc, scale, "chi2.sf(x, df)")
    n, d = deviation(x, loc, scale)
    if df != df or d == 0:
        return nan if df != df or n == 0 else float(n < 0)
    return nearest_float(never, gamma_upper, n, 2 * d, *_half(df)) if n > 0 else 1.0


def chi2_logsf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Logarithm of chi2_sf, the nearest float (0.5 ulp), also where chi2_sf underflows.

    Arguments and errors are those of chi2_pdf.

    >>> chi2_logsf(1e6, 3)
    -499993.31803507364
    """
    x, df, loc, scale = _checked("x", x, df, loc, scale, "chi2.logsf(x, df)")
    n, d = deviation(x, loc, scale)
    if df != df or d == 0:
        return nan if df != df or n == 0 else -inf if n > 0 else 0.0
    if n <= 0:
        return 0.0
    if df == 2.0:
        return _quotient(-n, 2 * d)
    return nearest_float(never, log_gamma_upper, n, 2 * d, *_half(df))


def chi2_ppf(q: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Quantile: the x with probability q, in [0, 1], below it, the nearest float (0.5 ulp).

    df is above 0 and finite. ValueError if q is outside [0, 1], or df or scale out of range,
    TypeError if an argument is not one real number.

    >>> chi2_ppf(0.95, 3)
    7.814727903251178
    """
    q, df, loc, scale = _checked("q", q, df, loc, scale, "chi2.ppf(q, df)")
    return nan if _probability("q", q) != q else _quantile(q, True, df, loc, scale)


def chi2_isf(q: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The x with probability q, in [0, 1], above it, the nearest float (0.5 ulp).

    Arguments and errors are those of chi2_ppf.

    >>> chi2_isf(1e-20, 3)
    96.23912393809381
    """
    q, df, loc, scale = _checked("q", q, df, loc, scale, "chi2.isf(q, df)")
    return nan if _probability("q", q) != q else _quantile(q, False, df, loc, scale)


def chi2_interval(
    confidence: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> "tuple[float, float]":
    """Ends of the central interval that holds the given probability, each the nearest float.

    ValueError if confidence is outside [0, 1], or df or scale out of range, TypeError if an
    argument is not one real number.

    >>> chi2_interval(0.95, 3)
    (0.215795282623898, 9.348403604496147)
    """
    call = "chi2.interval(confidence, df)"
    confidence, df, loc, scale = _checked("confidence", confidence, df, loc, scale, call)
    if _probability("confidence", confidence) != confidence:
        return nan, nan
    n, d = confidence.as_integer_ratio()
    k = d.bit_length()
    return _placed(d - n, k, True, df, loc, scale), _placed(d - n, k, False, df, loc, scale)


def chi2_rvs(
    df: "_Number",
    loc: "_Number" = 0.0,
    scale: "_Number" = 1.0,
    size: "Optional[SupportsIndex]" = None,
    random_state: "_State" = None,
) -> "Union[float, list[float]]":
    """Return a random variate, or, for an integer size, a list of so many.

    random_state is that of norm.rvs, and so is the method, inversion: of 53 random bits one
    chooses the side, the others a tail probability between 2**-54 and 1/2. The numbers are not
    NumPy's.

    >>> chi2_rvs(3, size=2, random_state=1)
    [1.3580448151662787, 1.8744586285589782]
    """
    placing = _parameters("chi2.rvs(df)", df, loc, scale)
    return _variates(
        lambda q: chi2_ppf(q, *placing), lambda q: chi2_isf(q, *placing), size, random_state
    )


# Moments


def chi2_mean(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The mean, loc + scale*df, the nearest float.

    >>> chi2_mean(3)
    3.0
    """
    return chi2_moment(1, df, loc, scale)


def chi2_median(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The median, the nearest float.

    >>> chi2_median(3)
    2.365973884375338
    """
    return chi2_ppf(0.5, df, loc, scale)


def chi2_var(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The variance, 2 df scale**2, the nearest float.

    >>> chi2_var(3)
    6.0
    """
    n, d = _variance("chi2.var(df)", df, loc, scale)
    return _quotient(n, d) if d else inf if n else nan


def chi2_std(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The standard deviation, the nearest float.

    >>> chi2_std(3)
    2.449489742783178
    """
    n, d = _variance("chi2.std(df)", df, loc, scale)
    return _root_of_quotient(n, d) if d else inf if n else nan


def chi2_stats(
    df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0, moments: str = "mv"
) -> "Any":
    """Mean, variance, skewness and excess kurtosis: those whose letters, of "mvsk", are given.

    One letter gives a float, more a tuple in that order, as in SciPy. ValueError for another
    letter.

    >>> chi2_stats(3, moments="mvsk")
    (3.0, 6.0, 1.632993161855452, 4.0)
    """
    df, loc, scale = _parameters("chi2.stats(df)", df, loc, scale)
    n, d = df.as_integer_ratio() if df == df else (0, 0)
    return _chosen(
        moments,
        {
            "m": lambda: chi2_mean(df, loc, scale),
            "v": lambda: chi2_var(df, loc, scale),
            "s": lambda: _root_of_quotient(8 * d, n) if n else nan,
            "k": lambda: _quotient(12 * d, n) if n else nan,
        },
    )


def chi2_moment(
    order: "SupportsIndex", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """The mean of X**order, about zero, the nearest float; order is an integer >= 0.

    >>> chi2_moment(4, 3)
    945.0
    """
    count = _count("order", order)
    df, loc, scale = _parameters("chi2.moment(order, df)", df, loc, scale)
    if df != df or loc != loc or scale != scale:
        return nan
    n, d = df.as_integer_ratio()

    def standard(j: int) -> "Fraction":
        """df (df + 2) ... (df + 2j - 2)."""
        top = 1
        for i in range(j):
            top *= n + 2 * i * d
        return top, d**j

    return placed_moment(count, loc, scale, standard)


def chi2_entropy(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The differential entropy, in nats, the nearest float.

    >>> chi2_entropy(3)
    2.0541199559354117
    """
    df, loc, scale = _parameters("chi2.entropy(df)", df, loc, scale)
    if df != df or loc != loc or scale != scale:
        return nan
    return settle(gamma_entropy, *_half(df), scale.as_integer_ratio()) if scale < inf else inf


def chi2_support(
    df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> "tuple[float, float]":
    """The ends of the support: loc and infinity.

    >>> chi2_support(3)
    (0.0, inf)
    """
    df, loc, scale = _parameters("chi2.support(df)", df, loc, scale)
    return (loc, inf) if df == df and loc == loc and scale == scale else (nan, nan)


def _variance(call: str, df: "_Number", loc: "_Number", scale: "_Number") -> "Fraction":
    """Numerator and denominator; 1/0 is infinite, 0/0 a NaN."""
    df, loc, scale = _parameters(call, df, loc, scale)
    if df != df or loc != loc or scale != scale:
        return 0, 0
    if scale == inf:
        return 1, 0
    (n, d), (sn, sd) = df.as_integer_ratio(), scale.as_integer_ratio()
    return 2 * n * sn * sn, d * sd * sd


# The object


class ChiSquared(Distribution):
    """What chi2 is: the functions, as methods with the names that scipy.stats gives them.

    A program moves over by changing ``from scipy.stats import chi2`` to
    ``from purestats import chi2``. df, loc and scale go to each call, or to chi2 itself, which
    returns a distribution that keeps them.

    >>> chi2(3).sf(7.81)
    0.050106056350005944
    >>> chi2.ppf([0.9, 0.95], 3)
    Traceback (most recent call last):
    TypeError: q must be one number, not list; for many: [chi2.ppf(q, df) for q in qs]
    """

    __slots__ = ()

    _name, _names = "chi2", ("df", "loc", "scale")

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

    if TYPE_CHECKING:

        def __call__(
            self, df: _Number, loc: _Number = 0.0, scale: _Number = 1.0
        ) -> FrozenDistribution: ...


chi2 = ChiSquared()


# Any arguments


def _parameters(
    call: str, df: "_Number", loc: "_Number", scale: "_Number"
) -> "tuple[float, float, float]":
    found = parameters(call, df, loc, scale)
    if found[0] == inf:
        raise ValueError(f"df must be finite, got {df!r}")
    return found


def _checked(
    name: str, value: "_Number", df: "_Number", loc: "_Number", scale: "_Number", call: str
) -> "tuple[float, float, float, float]":
    return (number(name, value, call), *_parameters(call, df, loc, scale))


def _half(df: float) -> "Fraction":
    n, d = df.as_integer_ratio()
    return n, 2 * d


def _quantile(q: float, is_lower: bool, df: float, loc: float, scale: float) -> float:
    """The x with probability q below it, or above it; by the smaller probability."""
    n, d = q.as_integer_ratio()
    if 2 * n > d:
        n, is_lower = d - n, not is_lower
    return _placed(n, d.bit_length() - 1, is_lower, df, loc, scale)


def _placed(n: int, k: int, is_lower: bool, df: float, loc: float, scale: float) -> float:
    """loc + scale*x for the x with probability n/2**k, at most 1/2, below or above it."""
    if df != df or loc != loc or scale != scale:
        return nan
    if n == 0 or isinf(loc) or isinf(scale):
        z = float(n > 0) if is_lower or n > 0 else inf
        return z * scale + loc
    a = _half(df)
    guess = _guess(n / (1 << k), is_lower, df / 2.0, *a)
    return settle(gamma_quantile, n, k, is_lower, *a, guess, loc, scale)


def _log_density_at_0(w: int, scale: "Fraction") -> Enclosure:
    """log(1/(2 scale)), for df = 2."""
    return log_fraction(w, scale[1], 2 * scale[0])


# Guesses: near a quantile, in plain floats. They decide the time it takes, never the result.


def _guess(share: float, is_lower: bool, a: float, an: int, ad: int) -> "Optional[Point]":
    """A point near the x with P(a, x), or Q(a, x), equal to the share, or None.

    Newton's method on the logarithm of the share by that of x: both shares are concave there, so
    it comes from one side. It starts from Wilson and Hilferty's approximation, or from the power
    that P begins with, P = x**a/Gamma(a + 1).
    """
    try:
        low, _, e = kept_constant(log_scaled_gamma, FIRST_BITS, an, ad)
        constant = nearest(low, e)
        below = share if is_lower else 1.0 - share
        start = log(a) - 1.0 + (constant + log(a) + log(below)) / a
        if start < log(a + 1.0) - 23.0:
            return point(start)
        x = exp(start)
        if a > 0.3:
            u = -norm_isf(share) if is_lower else norm_isf(share)
            root = 1.0 - 1.0 / (9.0 * a) + u / (3.0 * sqrt(a))
            x = a * root**3 if root > 0.1 else x
        elif not is_lower:
            x = max(x, log(a) - log(share))
        for _ in range(40):
            factor, below, log_power = _float_area(x, a, constant, an, ad)
            if below == is_lower:
                step = (log(share) - log_power - log(factor)) * factor
            else:
                area = 1.0 - exp(log_power) * factor
                step = log(share / area) * area / exp(log_power)
            x *= exp(max(-3.0, min(3.0, step if is_lower else -step)))
            if -1e-8 < step < 1e-8:
                break
        return point(log(x)) if 0.0 < x < inf else None
    except (ArithmeticError, ValueError):
        return None


def _float_area(
    x: float, a: float, constant: float, an: int, ad: int
) -> "tuple[float, bool, float]":
    """P over power and True, or Q over power and False; and log(power), power = x f(x)."""
    r = (x - a) / a
    log_power = a * (log1p(r) - r) - constant
    if a >= CENTRE and (x - a) * (x - a) < 16.0 * a:
        area = gamma_centre(FIRST_BITS, an, ad).guessed(x - (a - 1.0))
        return area / exp(log_power), True, log_power
    if a < CENTRE and x < a + 10.0:
        total = term = 1.0 / a
        k = a
        while term > 1e-17 * total:
            k += 1.0
            term *= x / k
            total += term
        return total, True, log_power
    g, is_lower = x, x < a
    for j in range(60, 0, -1):
        g = a - x + j - 1 + j * x / g if is_lower else x - a + 2 * j - 1 + j * (a - j) / g
    return 1.0 / g, is_lower, log_power
