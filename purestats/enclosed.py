# SPDX-License-Identifier: BSD-3-Clause
"""What t and chi2 share: their contract, arguments and moments, and where searches start.

Every result is the float nearest to the true value of the whole expression (0.5 ulp), ties to
even: arguments become floats, and are exact from there on, loc and scale too; (x - loc)/scale has
the standard distribution. x and loc are any floats, df and scale above 0, q and confidence in
[0, 1]: ValueError if not. TypeError if an argument is not one real number. NaN gives NaN.

How: the value is enclosed between two integers times a power of two (purestats/enclosures), with
twice the bits until both ends round to one float (Ziv's strategy). What is undecided with 1792
bits raises ArithmeticError; nothing is guessed. Results rest on integers alone: every interpreter
and C library gives the same bits. log and exp only say where the search for a quantile starts.

From a df of 1e-3 to 1e12 a call takes at most some milliseconds. Beyond, an exponential takes as
many more bits as df has, and a value very near to a tie or a limit as many as that takes: some
seconds at most (the end of benchmarks/distributions_speed.py has the longest calls found).
"""

from math import exp, inf, log, nan

from .distribution import Distribution
from .enclosures.arithmetic import deviation
from .normal import _number, _probability, _quotient

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Optional

    from .distribution import FrozenDistribution
    from .enclosures.kernels import Point
    from .normal import _Number

    Fraction = tuple[int, int]  # numerator and denominator; 1/0 is infinite, 0/0 a NaN


MOST_MOMENTS = 1000  # time: with loc, this one takes two seconds


# Arguments. call is what a caller writes, to be shown where he gave many numbers.


def number(name: str, value: "_Number", call: str) -> float:
    if type(value) is float:
        return value
    try:
        return _number(name, value)
    except TypeError:
        if isinstance(value, (str, bytes, bytearray)):
            advice = f"give float({name})"
            raise TypeError(f"{name} must be a number, got {value!r}: {advice}") from None
        if not hasattr(value, "__iter__") or getattr(value, "ndim", 1) != 1:
            raise
    kind = type(value).__name__
    raise TypeError(
        f"{name} must be one number, not {kind}; for many: [{call} for {name} in {name}s]"
    )


def parameters(
    call: str, df: "_Number", loc: "_Number", scale: "_Number"
) -> "tuple[float, float, float]":
    values = number("df", df, call), number("loc", loc, call), number("scale", scale, call)
    for name, given, value in (("df", df, values[0]), ("scale", scale, values[2])):
        if value <= 0.0:
            raise ValueError(f"{name} must be greater than 0, got {given!r}")
    return values


def probability(name: str, value: "_Number", call: str) -> float:
    return _probability(name, number(name, value, call))


def standardized(
    x: float, df: float, loc: float, scale: float
) -> "tuple[int, int, Fraction, Fraction]":
    """(x - loc)/scale as numerator and denominator, df and scale; 0, 0 if one is a NaN."""
    return *deviation(x if df == df else df, loc, scale), as_fraction(df), as_fraction(scale)


def as_fraction(value: float) -> "Fraction":
    return value.as_integer_ratio() if value < inf else (1, 0)


def is_nan(*values: float) -> bool:
    return any(value != value for value in values)


def limit(n: int, in_tail: bool, df: float, loc: float, scale: float) -> "Optional[float]":
    """The quantile for n/2**k, if it is an end, or loc or scale has no digits; None elsewhere."""
    if is_nan(df, loc, scale):
        return nan
    if n and -inf < loc < inf and -inf < scale < inf:
        return None
    return (inf if in_tail and n == 0 else float(n > 0)) * scale + loc


class OfDegreesOfFreedom(Distribution):
    """What t and chi2 are."""

    __slots__ = ()

    _names = "df", "loc", "scale"

    if TYPE_CHECKING:

        def __call__(
            self, df: _Number, loc: _Number = 0.0, scale: _Number = 1.0
        ) -> FrozenDistribution: ...


# Moments


def as_float(function: "Callable[[int, int], float]", n: int, d: int) -> float:
    """That of n/d, by _quotient or _root_of_quotient."""
    return function(n, d) if d else n * inf


def placed_moment(order: int, loc: float, scale: float, standard: "Iterable[Fraction]") -> float:
    """The mean of (loc + scale*Z)**order, rounded once.

    standard has for the mean of each Z**j a numerator, and by how much the denominator grows.
    """
    if not (-inf < loc < inf and scale < inf):
        return nan if order else 1.0
    if order > MOST_MOMENTS:
        raise ValueError(f"order must be at most {MOST_MOMENTS}, got {order}")
    (ln, ld), (sn, sd) = loc.as_integer_ratio(), scale.as_integer_ratio()
    ln, sn, unit = ln * sd, sn * ld, ld * sd
    total, bottom, choose = 0, unit**order, 1
    for j, (top, growth) in zip(range(order + 1), standard):
        total = total * growth + choose * ln ** (order - j) * sn**j * top
        bottom *= growth
        choose = choose * (order - j) // (j + 1)
    return _quotient(total, bottom)


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
    rises: bool,
    whole: float,
    area: "Callable[[float], tuple[float, bool, float]]",
) -> "Optional[Point]":
    """A point near the x whose area is the share, by Newton's method on both logarithms.

    Of two areas, which sum to whole, one rises with x. area(x) is one of them over power, which is
    x times the density, whether it is the one that rises, and log(power). Their logarithms are
    concave by that of x, so steps come from one side.
    """
    for _ in range(40):
        factor, is_rising, log_power = area(x)
        if is_rising == rises:
            step = (log(share) - log_power - log(factor)) * factor
        else:
            rest = whole - exp(log_power) * factor
            step = log(share / rest) * rest / exp(log_power)
        x *= exp(max(-3.0, min(3.0, step if rises else -step)))
        if -1e-8 < step < 1e-8:
            break
    return point(log(x))


def series(p: float, dp: float, q: float, dq: float) -> float:
    """As enclosures.kernels.ratio_series."""
    total = term = 1.0
    while term > 1e-17 * total:
        term *= p / q
        total += term
        p += dp
        q += dq
    return total


def fraction_of(b: float, db: float, c: float, dc: float) -> float:
    """As enclosures.kernels.fraction, near enough."""
    g = b + 50.0 * db
    for j in range(49, -1, -1):
        g = b + j * db + (j + 1) * (c + j * dc) / g
    return g
