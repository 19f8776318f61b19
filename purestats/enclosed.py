# SPDX-License-Identifier: BSD-3-Clause
"""What t and chi2 share: their contract, arguments and moments, and where searches start.

Every result is the float nearest to the true value of the whole expression (0.5 ulp), ties to
even: arguments become floats, and are exact from there on, loc and scale too. x and loc are any
floats, df and scale above 0, q and confidence in [0, 1]: ValueError if not. TypeError if an
argument is not one real number. NaN gives NaN.

The value is enclosed between two integers times a power of two (purestats/enclosures), with twice
the bits until both ends round to one float (Ziv's strategy); what 1792 bits leave undecided raises
ArithmeticError. Results rest on integers alone: every interpreter and C library gives the same.

From a df of 1e-3 to 1e12 a call takes at most some milliseconds, beyond some seconds (the longest
that were found are at the end of benchmarks/distributions_speed.py).
"""

from math import comb, exp, inf, log, nan

from .distribution import Distribution
from .enclosures import deviation, settle
from .normal import _chosen, _number, _positive, _probability, _quotient, _root_of_quotient

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Optional

    from .distribution import FrozenDistribution
    from .enclosures import Enclosure, Point
    from .enclosures.incomplete import Fraction, Terms
    from .normal import _Number

    Place = tuple[float, float, float]  # df, loc and scale
    Placed = Callable[[int, int, bool, float, float, float], float]
    Standard = Callable[[float], tuple[Fraction, Fraction, Fraction, Fraction]]


MOST_MOMENTS = 1000  # time: with loc, this one takes two seconds


class OfDegreesOfFreedom(Distribution):
    """What t and chi2 are."""

    __slots__ = ()

    _names = "df", "loc", "scale"

    if TYPE_CHECKING:

        def __call__(
            self, df: _Number, loc: _Number = 0.0, scale: _Number = 1.0
        ) -> FrozenDistribution: ...


# Arguments


def number(name: str, value: "_Number") -> float:
    try:
        return _number(name, value)
    except TypeError as error:
        advice = str(error).replace("take purestats.arrays, or ", "")  # which has neither
        raise TypeError(advice) from None


def parameters(df: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> "Place":
    return _positive("df", df), _number("loc", loc), _positive("scale", scale)


def standardized(
    x: "_Number", df: float, loc: float, scale: float
) -> "tuple[int, int, Fraction, Fraction]":
    """(x - loc)/scale as numerator and denominator, df and scale; 0, 0 if one is a NaN."""
    x = number("x", x)
    return *deviation(x if df == df else df, loc, scale), as_fraction(df), as_fraction(scale)


def as_fraction(value: float) -> "Fraction":
    return value.as_integer_ratio() if value < inf else (1, 0)


def is_nan(*values: float) -> bool:
    return any(value != value for value in values)


# Quantiles. placed(n, k, upper, df, loc, scale) is that for n/2**k, at most 1/2, above or below.


def quantile(placed: "Placed", q: "_Number", upper: bool, place: "Place") -> float:
    """The x with probability q above it, or below it; by the smaller probability."""
    q = _probability("q", number("q", q))
    if q != q:
        return nan
    n, d = q.as_integer_ratio()
    return placed(min(n, d - n), d.bit_length() - 1, upper == (2 * n <= d), *place)


def interval(placed: "Placed", confidence: "_Number", place: "Place") -> "tuple[float, float]":
    q = _probability("confidence", number("confidence", confidence))
    if q != q:
        return nan, nan
    n, d = q.as_integer_ratio()
    k = d.bit_length()
    return placed(d - n, k, False, *place), placed(d - n, k, True, *place)


def limit(n: int, in_tail: bool, df: float, loc: float, scale: float) -> "Optional[float]":
    """The quantile, if it is an end, or loc or scale has no digits."""
    if is_nan(df, loc, scale):
        return nan
    if n and -inf < loc < inf and -inf < scale < inf:
        return None
    return (inf if in_tail and n == 0 else float(n > 0)) * scale + loc


# Moments. standard(df) is mean, variance, square of skewness, and excess kurtosis.


def mean(standard: "Standard", df: float, loc: float, scale: float) -> float:
    n, d = standard(df)[0]
    if d and -inf < loc < inf and scale < inf:
        (ln, ld), (sn, sd) = loc.as_integer_ratio(), scale.as_integer_ratio()
        return _quotient(ln * sd * d + sn * n * ld, ld * sd * d)
    return loc + scale * as_float(_quotient, n, d)


def variance(
    function: "Callable[[int, int], float]",
    standard: "Standard",
    df: float,
    loc: float,
    scale: float,
) -> float:
    """The variance by _quotient, its root by _root_of_quotient."""
    (n, d), (sn, sd) = standard(df)[1], as_fraction(scale)
    return nan if is_nan(loc, scale) else as_float(function, n * sn * sn, d * sd * sd)


def stats(standard: "Standard", moments: str, df: float, loc: float, scale: float) -> "Any":
    values = {
        "m": lambda: mean(standard, df, loc, scale),
        "v": lambda: variance(_quotient, standard, df, loc, scale),
        "s": lambda: as_float(_root_of_quotient, *standard(df)[2]),
        "k": lambda: as_float(_quotient, *standard(df)[3]),
    }
    return _chosen(moments, values)


def as_float(function: "Callable[[int, int], float]", n: int, d: int) -> float:
    """function(n, d), or its limit."""
    return function(n, d) if d else inf if n else nan


def moment(
    order: int, step: int, ratio: "Callable[[int], Fraction]", loc: float, scale: float
) -> float:
    """The mean of (loc + scale*Z)**order, rounded once.

    That of Z**j is ratio(j) times that of Z**(j - step), and 0 for j between.
    """
    if not (-inf < loc < inf and scale < inf):
        return nan if order else 1.0
    if order > MOST_MOMENTS:
        raise ValueError(f"order must be at most {MOST_MOMENTS}, got {order}")
    (ln, ld), (sn, sd) = loc.as_integer_ratio(), scale.as_integer_ratio()
    ln, sn = ln * sd, sn * ld
    top, total, bottom = 1, ln**order, (ld * sd) ** order
    for j in range(step, order + 1, step):
        n, d = ratio(j)
        top *= n
        bottom *= d
        total = total * d + comb(order, j) * ln ** (order - j) * sn**j * top
    return _quotient(total, bottom)


def entropy(
    enclose: "Callable[..., Enclosure]", law: "Fraction", df: float, loc: float, scale: float
) -> float:
    if is_nan(df, loc, scale):
        return nan
    return scale if scale == inf else settle(enclose, *law, scale.as_integer_ratio())


# Guesses: near a quantile, in plain floats. They decide the time it takes, never the result.


def tried(guess: "Callable[..., Optional[Point]]", *args: object) -> "Optional[Point]":
    """guess(*args), or None where the C library refuses."""
    try:
        return guess(*args)
    except (ArithmeticError, ValueError):
        return None


def point(log_x: float) -> "Optional[Point]":
    """A number near exp(log_x), as an integer and an exponent."""
    log_x = max(-3000.0, min(3000.0, log_x))
    e = int(log_x * 1.4426950408889634)
    n, d = exp(log_x - e * 0.6931471805599453).as_integer_ratio()
    return (n, e + 1 - d.bit_length()) if n > 0 else None


def approached(
    x: float,
    share: float,
    upper: bool,
    whole: float,
    area: "Callable[[float], tuple[float, bool, float]]",
) -> "Optional[Point]":
    """A point near the x whose area, above or below, is the share; both sum to whole.

    area(x) is one of them over power, x times the density, whether it is that above, and
    log(power). Newton's method on the logarithms of area and x, which is concave, comes from one
    side.
    """
    for _ in range(40):
        factor, above, log_power = area(x)
        if above == upper:
            step = (log(share) - log_power - log(factor)) * factor
        else:
            rest = whole - exp(log_power) * factor
            step = log(share / rest) * rest / exp(log_power)
        x *= exp(max(-3.0, min(3.0, -step if upper else step)))
        if abs(step) < 1e-8:
            break
    return point(log(x))


def float_factor(terms: "Terms") -> "tuple[float, bool]":
    """One of both areas over the weight, and whether it is the one above."""
    above, is_series, (n, d), unit, (p, dp, q, dq) = terms
    b, db = p / unit, dp / unit
    if is_series:
        total = term = 1.0
        while term > 1e-17 * total:
            term *= b / q
            total += term
            b += db
            q += dq
        return n / d * total, above
    c, dc = q / unit, dq / unit
    g = b + 24.0 * db
    for j in range(23, -1, -1):
        g = b + j * db + (j + 1) * (c + j * dc) / g
    return n / d / g, above
