# SPDX-License-Identifier: BSD-3-Clause
"""Student's t distribution: scipy.stats.t without SciPy, every result the nearest float.

What goes in, comes out and raises stands in purestats/enclosed.py. df, the degrees of freedom, is
any float above 0; for an infinite df it is the normal distribution.

Which results can lie half-way between two floats, where enclosing ever closer would not end:

* Odd df: cdf is 1/2 + (h + A)/pi with tan(h) = z/sqrt(df) and an algebraic A, from df = 3 on zero
  for z = 0 alone. A sum of logarithms of algebraic numbers with algebraic factors is zero or
  transcendental (Baker), so cdf is no fraction for a fraction z. For df = 1, where A is zero, it
  is one for z = -1, 0, 1 alone (Niven). The density is algebraic over pi.
* Even df: cdf and density are algebraic, and fractions exactly where df + z*z is the square of
  one, as for df = 12 and z = 2. They are computed as such where the first enclosure does not
  decide, up to a df of 1200; beyond, no tie is known.
* Other df, and logarithms for odd df: number theory says nothing; no tie is known.
"""

from math import comb, exp, expm1, inf, isqrt, log, log1p, nan, sqrt

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
from .enclosures.arithmetic import FIRST_BITS, nearest, rounded, settle
from .enclosures.incomplete import (
    kept_constant,
    log_peak,
    student_area,
    student_entropy,
    student_log_area,
    student_logpdf,
    student_pdf,
    student_quantile,
)
from .normal import _count, _quotient, _root_of_quotient, norm_isf, norm_ppf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, Optional, SupportsIndex, Union

    from .enclosed import Fraction
    from .enclosures.arithmetic import Enclosure
    from .enclosures.kernels import Point
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
    return _density_at("t.pdf(x, df)", x, df, loc, scale, 0.0, _even_pdf, student_pdf)


def t_logpdf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Logarithm of the density at any real x.

    >>> t_logpdf(1e200, 9)
    -4595.130723073497
    """
    return _density_at("t.logpdf(x, df)", x, df, loc, scale, -inf, _log_of_1, student_logpdf)


def t_cdf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Probability of a value below any real x.

    >>> t_cdf(-40, 3000)
    4.330079774718235e-281
    """
    return _area("t.cdf(x, df)", x, df, loc, scale, -1)


def t_logcdf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Logarithm of t_cdf, also where that underflows.

    >>> t_logcdf(-40, 3000)
    -645.5608251657598
    """
    return _log_area("t.logcdf(x, df)", x, df, loc, scale, -1)


def t_sf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Survival function, the probability of a value above any real x.

    The p-value of a two-sided test is twice that of the size of its statistic:

    >>> 2 * t_sf(abs(-2.5), 9)
    0.03386182768298574
    """
    return _area("t.sf(x, df)", x, df, loc, scale, 1)


def t_logsf(x: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Logarithm of t_sf, also where that underflows.

    >>> t_logsf(1e300, 9)
    -6209.137512746665
    """
    return _log_area("t.logsf(x, df)", x, df, loc, scale, 1)


def t_ppf(q: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Quantile: the x with probability q, in [0, 1], below it.

    >>> t_ppf(0.975, 9)
    2.262157162798205
    """
    return _quantile("t.ppf(q, df)", q, df, loc, scale, 1)


def t_isf(q: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The x with probability q, in [0, 1], above it.

    >>> t_isf(1e-20, 9)
    398.69226035243577
    """
    return _quantile("t.isf(q, df)", q, df, loc, scale, -1)


def t_interval(
    confidence: "_Number", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> "tuple[float, float]":
    """Ends of the central interval that holds the given probability, in [0, 1].

    With the mean of n numbers for loc and its standard error for scale it is the confidence
    interval of the mean, df = n - 1.

    >>> t_interval(0.95, 9, loc=5.2, scale=0.4)
    (4.295137134880718, 6.104862865119283)
    """
    call = "t.interval(confidence, df)"
    q = probability("confidence", confidence, call)
    df, loc, scale = parameters(call, df, loc, scale)
    if q != q:
        return nan, nan
    n, d = q.as_integer_ratio()
    k = d.bit_length()
    share = (d - n, k, True) if 2 * n > d else (n, k, False)
    return _placed(*share, df, loc, -scale), _placed(*share, df, loc, scale)


def t_rvs(
    df: "_Number",
    loc: "_Number" = 0.0,
    scale: "_Number" = 1.0,
    size: "Optional[SupportsIndex]" = None,
    random_state: "_State" = None,
) -> "Union[float, list[float]]":
    """Random variate, or, for an integer size, a list of so many; random_state as of norm.rvs.

    They are made by inversion: not NumPy's numbers.

    >>> t_rvs(9, size=2, random_state=1)
    [-0.5907810488414819, -0.257925875710392]
    """
    place = parameters("t.rvs(df)", df, loc, scale)
    return _variates(lambda q: t_ppf(q, *place), lambda q: t_isf(q, *place), size, random_state)


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
    """The variance, scale**2 df/(df - 2); infinite for 1 < df <= 2, NaN below.

    >>> t_var(9)
    1.2857142857142858
    """
    return as_float(_quotient, *_variance("t.var(df)", df, loc, scale))


def t_std(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The standard deviation, the root of t_var.

    >>> t_std(9)
    1.1338934190276817
    """
    return as_float(_root_of_quotient, *_variance("t.std(df)", df, loc, scale))


def t_stats(
    df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0, moments: str = "mv"
) -> "Any":
    """Mean, variance, skewness and excess kurtosis: those whose letters, of "mvsk", are given.

    Skewness is NaN unless df > 3, kurtosis infinite for 2 < df <= 4 and NaN below.

    >>> t_stats(9, moments="mvsk")
    (0.0, 1.2857142857142858, 0.0, 1.2)
    """
    place = parameters("t.stats(df)", df, loc, scale)
    v, (n, d) = place[0], as_fraction(place[0])
    return _chosen(
        moments,
        {
            "m": lambda: t_mean(*place),
            "v": lambda: t_var(*place),
            "s": lambda: 0.0 if v > 3.0 else nan,
            "k": lambda: 6 * d / (n - 4 * d) if v > 4.0 else inf if v > 2.0 else nan,
        },
    )


def t_moment(
    order: "SupportsIndex", df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """The mean of X**order, about zero; order is an integer >= 0.

    From an order of df on it is infinite if order is even, and NaN if it is odd.

    >>> t_moment(4, 9)
    6.942857142857143
    """
    count = _count("order", order)
    df, loc, scale = parameters("t.moment(order, df)", df, loc, scale)
    if is_nan(df, loc, scale):
        return nan
    if count >= df:
        return nan if count & 1 else inf
    n, d = as_fraction(df)

    def standard() -> "Iterator[Fraction]":
        """df**i 1 3 ... (2i - 1)/((df - 2)(df - 4)...(df - 2i)) for 2i, 0 for odd orders."""
        top = 1
        for j in range(0, count + 1, 2):
            yield top, n - j * d if j else 1
            yield 0, 1
            top *= (j + 1) * n

    return placed_moment(count, loc, scale, standard())


def t_entropy(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """The differential entropy, in nats.

    >>> t_entropy(9)
    1.5328936824486643
    """
    df, loc, scale = parameters("t.entropy(df)", df, loc, scale)
    if is_nan(df, loc, scale) or scale == inf:
        return scale if df == df and loc == loc else nan
    return settle(student_entropy, *as_fraction(df), as_fraction(scale))


def t_support(
    df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> "tuple[float, float]":
    """The ends of the support: every real number.

    >>> t_support(9)
    (-inf, inf)
    """
    return (nan, nan) if is_nan(*parameters("t.support(df)", df, loc, scale)) else (-inf, inf)


def _variance(call: str, df: "_Number", loc: "_Number", scale: "_Number") -> "Fraction":
    df, loc, scale = parameters(call, df, loc, scale)
    if not df > 1.0 or is_nan(loc, scale):
        return 0, 0
    (n, d), (sn, sd) = as_fraction(df), as_fraction(scale)
    return (sn * sn * n, sd * sd * (n - 2 * d)) if df > 2.0 else (1, 0)


# The object


class StudentT(OfDegreesOfFreedom):
    """What t is: the functions of this module, as methods with the names of scipy.stats.t.

    t(df, loc, scale) is a distribution that keeps its parameters.

    >>> t(9, loc=5.2, scale=0.4).interval(0.95)
    (4.295137134880718, 6.104862865119283)
    >>> t.ppf([0.025, 0.975], 9)
    Traceback (most recent call last):
    TypeError: q must be one number, not list; for many: [t.ppf(q, df) for q in qs]
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

    @staticmethod
    def _checked(
        df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
    ) -> "tuple[float, float, float]":
        return parameters("t(df)", df, loc, scale)


t = StudentT()


# Any arguments. side is 1 for what lies above x, -1 for what lies below.


def _density_at(
    call: str,
    x: "_Number",
    df: "_Number",
    loc: "_Number",
    scale: "_Number",
    least: float,
    known: "Callable[..., Optional[Fraction]]",
    enclose: "Callable[..., Enclosure]",
) -> float:
    n, d, v, s = standardized(number("x", x, call), *parameters(call, df, loc, scale))
    if d == 0 or s[1] == 0:
        return nan if n == d else least
    return _nearest(known, enclose, n, d, *v, s)


def _area(
    call: str, x: "_Number", df: "_Number", loc: "_Number", scale: "_Number", side: int
) -> float:
    n, d, v, _ = standardized(number("x", x, call), *parameters(call, df, loc, scale))
    n *= side
    if n == 0 or d == 0:
        return nan if n == d else 0.5 if n == 0 else float(n < 0)
    return _nearest(_even_area, student_area, n, d, *v)


def _log_area(
    call: str, x: "_Number", df: "_Number", loc: "_Number", scale: "_Number", side: int
) -> float:
    n, d, v, _ = standardized(number("x", x, call), *parameters(call, df, loc, scale))
    if d == 0:
        return nan if n == 0 else -inf if n * side > 0 else 0.0
    return settle(student_log_area, n * side, d, *v)


def _quantile(
    call: str, q: "_Number", df: "_Number", loc: "_Number", scale: "_Number", side: int
) -> float:
    """The x with probability q below it, or above it if side is -1."""
    q = probability("q", q, call)
    df, loc, scale = parameters(call, df, loc, scale)
    if q != q:
        return nan
    n, d = q.as_integer_ratio()
    k = d.bit_length() - 1
    scale *= -side if 2 * n < d else side
    if 4 * n < d or 4 * n > 3 * d:
        return _placed(min(n, d - n), k, True, df, loc, scale)
    return _placed(abs(2 * n - d), k + 1, False, df, loc, scale)


def _placed(n: int, k: int, in_tail: bool, df: float, loc: float, scale: float) -> float:
    """loc + scale*x, x >= 0 with tail, or offset from 1/2, n/2**k; scale of either sign."""
    end = limit(n, in_tail, df, loc, scale)
    if end is not None:
        return end
    if df == 1.0 and 4 * n == 1 << k:
        return loc + scale
    v = as_fraction(df)
    guess = tried(_guess, n / (1 << k), in_tail, df, v)
    args = n, k, in_tail, *v, guess, loc, scale
    low, high, e = student_quantile(FIRST_BITS, *args)
    result = rounded((low, high, e))
    if result is None:
        ends = nearest(low, e), nearest(high, e)
        if inf not in ends and -inf not in ends:
            (an, ad), (bn, bd) = ends[0].as_integer_ratio(), ends[1].as_integer_ratio()
            top, bottom = an * bd + bn * ad, 2 * ad * bd
            (ln, ld), (sn, sd) = loc.as_integer_ratio(), abs(scale).as_integer_ratio()
            area = _even_area(abs(top * ld - ln * bottom) * sd, bottom * ld * sn, *v)
            if area and area[0] << k == (n if in_tail else (1 << k - 1) - n) * area[1]:
                return _quotient(top, bottom)
        result = settle(student_quantile, *args)
    return result


# Fractions, for even df, where df + z*z is the square of one.


def _nearest(
    known: "Callable[..., Optional[Fraction]]", enclose: "Callable[..., Enclosure]", *args: "Any"
) -> float:
    """The float nearest to what enclose(w, *args) encloses, or known(*args) knows."""
    result = rounded(enclose(FIRST_BITS, *args))
    if result is None:
        found = known(*args)
        result = _quotient(*found) if found else settle(enclose, *args)
    return result


def _root(n: int, d: int, vn: int, vd: int) -> int:
    """r with df + z*z = (r/d)**2, or 0."""
    if vd != 1 or vn & 1 or vn > MOST_EVEN:
        return 0
    square = vn * d * d + n * n
    r = isqrt(square)
    return r if r * r == square else 0


def _even_area(n: int, d: int, vn: int, vd: int) -> "Optional[Fraction]":
    """1/2 less s/2 times the sum of binomial(2j, j) (c/4)**j over j < df/2.

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
    half = r * whole ** (vn // 2 - 1)
    return half - n * total, 2 * half


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


# A guess: see enclosed.py.


def _guess(share: float, in_tail: bool, df: float, v: "Fraction") -> "Optional[Point]":
    """A point near the z of the share.

    The search starts from the normal distribution's quantile u, as Wallace's
    u = (8 df + 1)/(8 df + 3) sqrt(df log(1 + z*z/df)), or from the power that the tail ends in.
    """
    low, _, e = kept_constant(log_peak, FIRST_BITS, *v)
    peak, log_df = nearest(low, e), log(df)
    if not in_tail and share < 1e-9 * min(1.0, sqrt(df)):
        return point(log(share) - peak)
    beyond = share if in_tail else 0.5 - share
    far = (peak - log(beyond) - log_df) / df + 0.5 * (1.0 + 1.0 / df) * log_df
    if far > 20.0 + 0.5 * log_df:
        return point(far)
    u = norm_isf(share) if in_tail else norm_ppf(0.5 + share)
    if df > 1e20:
        return point(log(u))
    u *= (8.0 * df + 3.0) / (8.0 * df + 1.0)
    z = sqrt(df * expm1(u * u / df)) if u * u < 20.0 * df else exp(far)
    return approached(z, share, not in_tail, 0.5, lambda z: _float_area(z, df, peak))


def _float_area(z: float, df: float, peak: float) -> "tuple[float, bool, float]":
    """As approached wants it: the offset from 1/2, which rises, or the tail."""
    square = z * z
    r = square / df
    log_power = peak - 0.5 * (df + 1.0) * log1p(r) + log(z)
    if r < 1.0 and square < 12.0:
        u = r / (1.0 + r)
        return series(u * (df + 1.0), 2.0 * u, 3.0, 2.0), True, log_power
    g = fraction_of(1.0, 2.0 / df, 1.0 / square, 1.0 / df / square)
    return (1.0 + r) / (square * g), False, log_power
