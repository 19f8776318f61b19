# SPDX-License-Identifier: BSD-3-Clause
# Copyright (c) 2026 the purestats authors; the terms stand in purestats/normal.py.
"""Student's t distribution: scipy.stats.t without SciPy, every result the nearest float.

df, the degrees of freedom, is any float above 0; for an infinite df it is the normal
distribution. Arguments are rounded to floats first; from there on they are exact, loc and scale
too, and the true value of the whole expression is rounded once, ties to even. Every interpreter
and C library gives the same bits: results rest on integers alone. What math.log and exp return
is only where the search for a quantile starts.

How: the value is enclosed between two integers times a power of two (enclosures/beta.py). If both
ends round to one float, that is the answer; if not, the value is enclosed again with twice the
bits (Ziv's strategy). A value that is still undecided with 1792 bits raises ArithmeticError; none
is ever guessed. From a df of 1e-3 to 1e12 a call takes at most some milliseconds; beyond, an
exponential takes as many more bits as df has.

Which results can lie half-way between two floats, where doubling would not end:

* Odd df. With tan(h) = z/sqrt(df), cdf is 1/2 + (h + A)/pi for an algebraic A. From df = 3 on A
  is zero for z = 0 alone, and a sum of logarithms of algebraic numbers with algebraic factors is
  zero or transcendental (Baker): cdf is no fraction for a fraction z. For df = 1 A is zero, and
  by Niven's theorem cdf is a fraction for z = -1, 0, 1 alone. The density is algebraic over pi.
* Even df. cdf and density are algebraic, and fractions exactly where df + z*z is the square of
  one, as for df = 12 and z = 2. These are computed as fractions where the first enclosure does
  not decide, for df up to 1200; beyond, no tie is known.
* Of other df, and of logarithms for odd df, number theory says nothing; no tie is known.
"""

from math import comb, exp, expm1, inf, isinf, isqrt, log, log1p, nan, sqrt

from .distribution import Distribution, FrozenDistribution, _chosen, _variates
from .enclosed import (
    nearest_float,
    nearest_quantile,
    never,
    number,
    parameters,
    placed_moment,
    point,
)
from .enclosures.arithmetic import (
    FIRST_BITS,
    HALF,
    Enclosure,
    add,
    deviation,
    nearest,
    negative,
    settle,
)
from .enclosures.beta import (
    log_peak,
    student_body,
    student_entropy,
    student_log_body,
    student_log_tail,
    student_logpdf,
    student_pdf,
    student_quantile,
    student_tail,
)
from .enclosures.gamma import kept_constant
from .enclosures.normal import (
    body,
    log_body,
    log_tail,
    logpdf,
    pdf,
    placed_quantile,
    tail,
)
from .normal import (
    _count,
    _probability,
    _quotient,
    _root_of_quotient,
    norm_isf,
    norm_ppf,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Optional, SupportsIndex, Union

    from .enclosed import Fraction
    from .enclosures.kernels import Point
    from .normal import _Number, _State

    Share = tuple[int, int, bool]  # n, k, in_tail: a tail, or an offset from 1/2, of n/2**k

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
    """Density of Student's t distribution at any real x, the nearest float (0.5 ulp).

    df is above 0, and may be infinite; ((x - loc)/scale) has the standard distribution. NaN gives
    NaN. ValueError if df or scale is not above 0, TypeError if an argument is not one real number.

    >>> t_pdf(0.5, 9)
    0.3383566226827563
    """
    call = "t.pdf(x, df)"
    x, (df, loc, scale) = number("x", x, call), parameters(call, df, loc, scale)
    n, d = deviation(x, loc, scale)
    if df != df or d == 0 or isinf(scale):
        return nan if df != df or n == d else 0.0
    if df == inf:
        return settle(pdf, n * n, 2 * d * d, scale.as_integer_ratio())
    args = abs(n), d, *df.as_integer_ratio(), scale.as_integer_ratio()
    return nearest_float(_even_pdf, student_pdf, *args)


def t_logpdf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Logarithm of the density at any real x, the nearest float (0.5 ulp).

    Arguments and errors are those of t_pdf.

    >>> t_logpdf(1e200, 9)
    -4595.130723073497
    """
    call = "t.logpdf(x, df)"
    x, (df, loc, scale) = number("x", x, call), parameters(call, df, loc, scale)
    n, d = deviation(x, loc, scale)
    if df != df or d == 0 or isinf(scale):
        return nan if df != df or n == d else -inf
    if df == inf:
        return settle(logpdf, n * n, 2 * d * d, scale.as_integer_ratio())
    args = abs(n), d, *df.as_integer_ratio(), scale.as_integer_ratio()
    return nearest_float(_log_of_1, student_logpdf, *args)


def t_cdf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Probability of a value below any real x, the nearest float (0.5 ulp).

    Arguments and errors are those of t_pdf.

    >>> t_cdf(-40, 3000)
    4.330079774718235e-281
    """
    return _area(x, df, loc, scale, -1, "t.cdf(x, df)")


def t_logcdf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Logarithm of t_cdf, the nearest float (0.5 ulp), also where t_cdf underflows.

    Arguments and errors are those of t_pdf.

    >>> t_logcdf(-40, 3000)
    -645.5608251657598
    """
    return _log_area(x, df, loc, scale, -1, "t.logcdf(x, df)")


def t_sf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Survival function, the probability of a value above any real x, the nearest float (0.5 ulp).

    Arguments and errors are those of t_pdf. The p-value of a two-sided test is twice that of the
    size of its statistic:

    >>> 2 * t_sf(abs(-2.5), 9)
    0.03386182768298574
    """
    return _area(x, df, loc, scale, 1, "t.sf(x, df)")


def t_logsf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Logarithm of t_sf, the nearest float (0.5 ulp), also where t_sf underflows.

    Arguments and errors are those of t_pdf.

    >>> t_logsf(1e300, 9)
    -6209.137512746665
    """
    return _log_area(x, df, loc, scale, 1, "t.logsf(x, df)")


def t_ppf(q: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Quantile: the x with probability q, in [0, 1], below it, the nearest float (0.5 ulp).

    df is above 0, and may be infinite. ValueError if q is outside [0, 1], or df or scale not above
    0, TypeError if an argument is not one real number.

    >>> t_ppf(0.975, 9)
    2.262157162798205
    """
    return _quantile(q, df, loc, scale, 1, "t.ppf(q, df)")


def t_isf(q: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The x with probability q, in [0, 1], above it, the nearest float (0.5 ulp).

    Arguments and errors are those of t_ppf.

    >>> t_isf(1e-20, 9)
    398.69226035243577
    """
    return _quantile(q, df, loc, scale, -1, "t.isf(q, df)")


def t_interval(
    confidence: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> "tuple[float, float]":
    """Ends of the central interval that holds the given probability, each the nearest float.

    With the mean of n numbers for loc and its standard error for scale it is the confidence
    interval of the mean, df = n - 1. ValueError if confidence is outside [0, 1], or df or scale
    not above 0, TypeError if an argument is not one real number.

    >>> t_interval(0.95, 9, loc=5.2, scale=0.4)
    (4.295137134880718, 6.104862865119283)
    """
    call = "t.interval(confidence, df)"
    confidence = _probability("confidence", number("confidence", confidence, call))
    df, loc, scale = parameters(call, df, loc, scale)
    if confidence != confidence:
        return nan, nan
    n, d = confidence.as_integer_ratio()
    k = d.bit_length()
    share = (d - n, k, True) if 2 * n > d else (n, k, False)
    return _placed(share, df, loc, -scale), _placed(share, df, loc, scale)


def t_rvs(
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

    >>> t_rvs(9, size=2, random_state=1)
    [-0.5907810488414819, -0.257925875710392]
    """
    placing = parameters("t.rvs(df)", df, loc, scale)
    return _variates(
        lambda q: t_ppf(q, *placing), lambda q: t_isf(q, *placing), size, random_state
    )


# Moments


def t_mean(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The mean, loc; NaN unless df > 1.

    >>> t_mean(9, loc=2.0)
    2.0
    """
    df, loc, scale = parameters("t.mean(df)", df, loc, scale)
    return loc if df > 1.0 and scale < inf else nan


def t_median(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The median, loc.

    >>> t_median(9, loc=2.0)
    2.0
    """
    df, loc, scale = parameters("t.median(df)", df, loc, scale)
    return loc if df == df and scale < inf else nan


def t_var(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The variance, scale**2 df/(df - 2), the nearest float; infinite for 1 < df <= 2, NaN below.

    >>> t_var(9)
    1.2857142857142858
    """
    n, d = _variance("t.var(df)", df, loc, scale)
    return _quotient(n, d) if d else inf if n else nan


def t_std(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The standard deviation, the nearest float; infinite for 1 < df <= 2, NaN below.

    >>> t_std(9)
    1.1338934190276817
    """
    n, d = _variance("t.std(df)", df, loc, scale)
    return _root_of_quotient(n, d) if d else inf if n else nan


def t_stats(
    df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0, moments: str = "mv"
) -> "Any":
    """Mean, variance, skewness and excess kurtosis: those whose letters, of "mvsk", are given.

    One letter gives a float, more a tuple in that order, as in SciPy. Skewness is NaN unless
    df > 3, kurtosis infinite for 2 < df <= 4 and NaN below. ValueError for another letter.

    >>> t_stats(9, moments="mvsk")
    (0.0, 1.2857142857142858, 0.0, 1.2)
    """
    df, loc, scale = parameters("t.stats(df)", df, loc, scale)

    def kurtosis() -> float:
        if df > 4.0:
            n, d = df.as_integer_ratio() if df < inf else (1, 0)
            return 6 * d / (n - 4 * d)
        return inf if df > 2.0 else nan

    return _chosen(
        moments,
        {
            "m": lambda: t_mean(df, loc, scale),
            "v": lambda: t_var(df, loc, scale),
            "s": lambda: 0.0 if df > 3.0 else nan,
            "k": kurtosis,
        },
    )


def t_moment(
    order: "SupportsIndex", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """The mean of X**order, about zero, the nearest float; order is an integer >= 0.

    From an order of df on it is infinite if order is even, and NaN if it is odd.

    >>> t_moment(4, 9)
    6.942857142857143
    """
    count = _count("order", order)
    df, loc, scale = parameters("t.moment(order, df)", df, loc, scale)
    if df != df or loc != loc or scale != scale:
        return nan
    if count >= df:
        return nan if count & 1 else inf
    n, d = df.as_integer_ratio() if df < inf else (1, 0)

    def standard(j: int) -> "Fraction":
        """df**i 1 3 ... (2i - 1)/((df - 2)(df - 4)...(df - 2i)), j = 2i."""
        top = bottom = 1
        for i in range(2, j + 1, 2):
            top *= (i - 1) * n
            bottom *= n - i * d
        return (0, 1) if j & 1 else (top, bottom)

    return placed_moment(count, loc, scale, standard)


def t_entropy(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The differential entropy, in nats, the nearest float.

    >>> t_entropy(9)
    1.5328936824486643
    """
    df, loc, scale = parameters("t.entropy(df)", df, loc, scale)
    if df != df or loc != loc or scale != scale:
        return nan
    if scale == inf:
        return inf
    if df == inf:
        return settle(_normal_entropy, scale.as_integer_ratio())
    return settle(student_entropy, *df.as_integer_ratio(), scale.as_integer_ratio())


def _normal_entropy(w: int, scale: "Fraction") -> Enclosure:
    """1/2 less the logarithm of the density at the mean."""
    return add(HALF, negative(logpdf(w, 0, 1, scale)), w)


def t_support(
    df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> "tuple[float, float]":
    """The ends of the support: every real number.

    >>> t_support(9)
    (-inf, inf)
    """
    df, loc, scale = parameters("t.support(df)", df, loc, scale)
    return (-inf, inf) if df == df and loc == loc and scale == scale else (nan, nan)


def _variance(call: str, df: "_Number", loc: "_Number", scale: "_Number") -> "Fraction":
    """Numerator and denominator; 1/0 is infinite, 0/0 a NaN."""
    df, loc, scale = parameters(call, df, loc, scale)
    if not df > 1.0 or loc != loc or scale != scale:
        return 0, 0
    if df <= 2.0 or scale == inf:
        return 1, 0
    (n, d), (sn, sd) = df.as_integer_ratio() if df < inf else (1, 0), scale.as_integer_ratio()
    return sn * sn * n, sd * sd * (n - 2 * d)


# The object


class StudentT(Distribution):
    """What t is: the functions, as methods with the names that scipy.stats gives them.

    A program moves over by changing ``from scipy.stats import t`` to ``from purestats import t``.
    df, loc and scale go to each call, or to t itself, which returns a distribution that keeps
    them.

    >>> t(9, loc=5.2, scale=0.4).interval(0.95)
    (4.295137134880718, 6.104862865119283)
    >>> t.ppf([0.025, 0.975], 9)
    Traceback (most recent call last):
    TypeError: q must be one number, not list; for many: [t.ppf(q, df) for q in qs]
    """

    __slots__ = ()

    _name, _names = "t", ("df", "loc", "scale")

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

    @staticmethod
    def _checked(
        df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
    ) -> "tuple[float, float, float]":
        return parameters("t(df)", df, loc, scale)

    if TYPE_CHECKING:

        def __call__(
            self, df: _Number, loc: _Number = 0.0, scale: _Number = 1.0
        ) -> FrozenDistribution: ...


t = StudentT()


# Any arguments. side is 1 for what lies above x, -1 for what lies below.


def _area(
    x: "_Number", df: "_Number", loc: "_Number", scale: "_Number", side: int, call: str
) -> float:
    x, (df, loc, scale) = number("x", x, call), parameters(call, df, loc, scale)
    n, d = deviation(x, loc, scale)
    n *= side
    if df != df or d == 0:
        return nan if df != df or n == 0 else 0.0 if n > 0 else 1.0
    if n == 0:
        return 0.5
    if df == inf:
        return settle(tail if n > 0 else body, n * n, 2 * d * d, 0)
    args = abs(n), d, *df.as_integer_ratio()
    if n > 0:
        return nearest_float(_even_tail, student_tail, *args)
    return nearest_float(_even_body, student_body, *args)


def _log_area(
    x: "_Number", df: "_Number", loc: "_Number", scale: "_Number", side: int, call: str
) -> float:
    x, (df, loc, scale) = number("x", x, call), parameters(call, df, loc, scale)
    n, d = deviation(x, loc, scale)
    n *= side
    if df != df or d == 0:
        return nan if df != df or n == 0 else -inf if n > 0 else 0.0
    if df == inf:
        return settle(log_tail if n >= 0 else log_body, n * n, 2 * d * d)
    args = abs(n), d, *df.as_integer_ratio()
    return nearest_float(never, student_log_tail if n >= 0 else student_log_body, *args)


def _quantile(
    q: "_Number", df: "_Number", loc: "_Number", scale: "_Number", side: int, call: str
) -> float:
    """The x with probability q below it, or above it if side is -1."""
    q = _probability("q", number("q", q, call))
    df, loc, scale = parameters(call, df, loc, scale)
    if q != q:
        return nan
    n, d = q.as_integer_ratio()
    k = d.bit_length() - 1
    if 2 * n < d:
        side = -side
    if 4 * n < d:
        return _placed((n, k, True), df, loc, side * scale)
    if 4 * n > 3 * d:
        return _placed((d - n, k, True), df, loc, side * scale)
    return _placed((abs(2 * n - d), k + 1, False), df, loc, side * scale)


def _placed(share: "Share", df: float, loc: float, scale: float) -> float:
    """loc + scale*x for the x >= 0 of the share; scale of either sign."""
    n, k, in_tail = share
    if df != df or loc != loc or scale != scale:
        return nan
    if n == 0 or isinf(loc) or isinf(scale):
        z = inf if in_tail and n == 0 else float(n > 0)
        return z * scale + loc
    if df == inf:
        return settle(placed_quantile, n, 1 << k, in_tail, loc, scale, _normal_guess)
    if df == 1.0 and 4 * n == 1 << k:
        return loc + scale
    vn, vd = df.as_integer_ratio()

    def reaches(midpoint: "Fraction") -> bool:
        """Whether the area at the midpoint, as a fraction, is that of the share."""
        (ln, ld), (sn, sd) = loc.as_integer_ratio(), abs(scale).as_integer_ratio()
        top, bottom = abs(midpoint[0] * ld - ln * midpoint[1]) * sd, midpoint[1] * ld * sn
        found = _even_offset(top, bottom, vn, vd)
        if found is None:
            return False
        an, ad = found
        return 2 * an << k == (((1 << k) - 2 * n) if in_tail else 2 * n) * ad

    guess = _guess(n / (1 << k), in_tail, df)
    return nearest_quantile(reaches, student_quantile, n, k, in_tail, vn, vd, guess, loc, scale)


# Fractions, for even df, where df + z*z is the square of one.


def _root(n: int, d: int, vn: int, vd: int) -> int:
    """r with df + z*z = (r/d)**2, or 0."""
    if vd != 1 or vn & 1 or vn > MOST_EVEN:
        return 0
    square = vn * d * d + n * n
    r = isqrt(square)
    return r if r * r == square else 0


def _even_offset(n: int, d: int, vn: int, vd: int) -> "Optional[Fraction]":
    """cdf(z) - 1/2, which is s/2 times the sum of binomial(2j, j) (c/4)**j over j < df/2.

    Here s = z/sqrt(df + z*z) and c = df/(df + z*z).
    """
    r = _root(n, d, vn, vd)
    if not r:
        return None
    c, whole = vn * d * d, 4 * r * r
    total, power, choose = 0, 1, 1
    for j in range(vn // 2):
        total = total * whole + choose * power
        power *= c
        choose = choose * 2 * (2 * j + 1) // (j + 1)
    return n * total, 2 * r * whole ** (vn // 2 - 1)


def _even_tail(n: int, d: int, vn: int, vd: int) -> "Optional[Fraction]":
    found = _even_offset(n, d, vn, vd)
    return found and (found[1] - 2 * found[0], 2 * found[1])


def _even_body(n: int, d: int, vn: int, vd: int) -> "Optional[Fraction]":
    found = _even_offset(n, d, vn, vd)
    return found and (found[1] + 2 * found[0], 2 * found[1])


def _even_pdf(n: int, d: int, vn: int, vd: int, scale: "Fraction") -> "Optional[Fraction]":
    """With m = df/2: m binomial(2m, m) df**m/(4**m (df + z*z)**(m + 1/2)), over scale."""
    r = _root(n, d, vn, vd)
    if not r:
        return None
    m = vn // 2
    top = m * comb(2 * m, m) * vn**m * d ** (2 * m + 1)
    return top * scale[1], 4**m * r ** (2 * m + 1) * scale[0]


def _log_of_1(n: int, d: int, vn: int, vd: int, scale: "Fraction") -> "Optional[Fraction]":
    """0 if the density is 1; else its logarithm is no fraction, or not known to be one."""
    found = _even_pdf(n, d, vn, vd, scale)
    return (0, 1) if found and found[0] == found[1] else None


# Guesses: near a quantile, in plain floats. They decide the time it takes, never the result.


def _normal_guess(n: int, k: int, in_tail: bool) -> float:
    try:
        share = n / (1 << k)
        return norm_isf(share) if in_tail else norm_ppf(0.5 + share)
    except (ArithmeticError, ValueError):
        return 1.0


def _guess(share: float, in_tail: bool, df: float) -> "Optional[Point]":
    """A point near the z of the share, or None.

    Newton's method on the logarithm of the share by that of z: both shares are concave there, so
    it comes from one side. It starts from the normal distribution's quantile u, as Wallace's
    u = (8 df + 1)/(8 df + 3) sqrt(df log(1 + z*z/df)), or from the power that the tail ends in.
    """
    try:
        low, _, e = kept_constant(log_peak, FIRST_BITS, *df.as_integer_ratio())
        peak, log_df = nearest(low, e), log(df)
        if not in_tail and share < 1e-9 * min(1.0, sqrt(df)):
            return point(log(share) - peak)
        beyond = share if in_tail else 0.5 - share
        far = (peak - log(beyond) - log_df) / df + 0.5 * (1.0 + 1.0 / df) * log_df
        if far > 20.0 + 0.5 * log_df:
            return point(far)
        u = norm_isf(share) if in_tail else norm_ppf(0.5 + share)
        u *= (8.0 * df + 3.0) / (8.0 * df + 1.0)
        z = sqrt(df * expm1(u * u / df)) if u * u < 20.0 * df else exp(far)
        for _ in range(40):
            factor, is_tail, log_density = _float_area(z, df, peak)
            if is_tail == in_tail:
                step = (log(share) - log_density - log(factor)) * factor / z
            else:
                area = 0.5 - exp(log_density) * factor
                step = log(share / area) * area / (z * exp(log_density))
            z *= exp(max(-3.0, min(3.0, -step if in_tail else step)))
            if -1e-8 < step < 1e-8:
                break
        return point(log(z)) if 0.0 < z < inf else None
    except (ArithmeticError, ValueError):
        return None


def _float_area(z: float, df: float, peak: float) -> "tuple[float, bool, float]":
    """The tail and True, or its offset from 1/2 and False, over the density; and log(density)."""
    square = z * z
    r = square / df
    log_density = peak - 0.5 * (df + 1.0) * log1p(r)
    if r < 1.0 and square < 12.0:
        total = term = 1.0
        u, k = r / (1.0 + r), 1.0
        while term > 1e-17 * total:
            term *= u * (df + k) / (k + 2.0)
            total += term
            k += 2.0
        return z * total, False, log_density
    g = 1.0
    for j in range(40, 0, -1):
        g = 1.0 + (2 * j - 2) / df + j * (1.0 + (j - 1) / df) / (square * g)
    return (1.0 + r) / (z * g), True, log_density
