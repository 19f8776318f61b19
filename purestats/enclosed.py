# SPDX-License-Identifier: BSD-3-Clause
# Copyright (c) 2026 the purestats authors; the terms stand in purestats/normal.py.
"""What t and chi2 share: their arguments, sums of fractions, and the float that is nearest."""

from math import exp, inf, nan

from .enclosures.arithmetic import FIRST_BITS, nearest, rounded, settle
from .normal import _number, _quotient

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Optional

    from .enclosures.arithmetic import Enclosure
    from .normal import _Number

    Fraction = tuple[int, int]  # numerator and denominator, above zero


# Arguments


def number(name: str, value: "_Number", call: str) -> float:
    """The argument as a float; call is what a caller writes for each of many."""
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


def positive(name: str, value: "_Number", call: str) -> float:
    """The argument as a float above zero, or NaN."""
    result = number(name, value, call)
    if result <= 0.0:
        raise ValueError(f"{name} must be greater than 0, got {value!r}")
    return result


def parameters(
    call: str, df: "_Number", loc: "_Number", scale: "_Number"
) -> "tuple[float, float, float]":
    return positive("df", df, call), number("loc", loc, call), positive("scale", scale, call)


# Fractions


def total(terms: "list[Fraction]") -> "Fraction":
    """Their sum."""
    n, d = 0, 1
    for top, bottom in terms:
        n, d = n * bottom + top * d, d * bottom
    return n, d


def placed_moment(
    order: int, loc: float, scale: float, standard: "Callable[[int], Fraction]"
) -> float:
    """The mean of (loc + scale*Z)**order, from those of Z**j, rounded once."""
    if not (-inf < loc < inf and scale < inf):
        return nan if order else 1.0
    (ln, ld), (sn, sd) = loc.as_integer_ratio(), scale.as_integer_ratio()
    terms, choose = [], 1
    for j in range(order + 1):
        n, d = standard(j)
        terms.append((choose * ln ** (order - j) * sn**j * n, ld ** (order - j) * sd**j * d))
        choose = choose * (order - j) // (j + 1)
    return _quotient(*total(terms))


# Results


def nearest_float(
    known: "Callable[..., Optional[Fraction]]", enclose: "Callable[..., Enclosure]", *args: "Any"
) -> float:
    """The float nearest to what enclose(w, *args) encloses.

    If the first enclosure does not decide, known(*args) may know the value as a fraction: it
    could lie half-way between two floats, where no enclosure ever decides.
    """
    result = rounded(enclose(FIRST_BITS, *args))
    if result is None:
        fraction = known(*args)
        result = settle(enclose, *args) if fraction is None else _quotient(*fraction)
    return result


def nearest_quantile(
    reaches: "Callable[[Fraction], bool]", enclose: "Callable[..., Enclosure]", *args: "Any"
) -> float:
    """The float nearest to a quantile, which may be known to be the midpoint of two floats.

    reaches(midpoint) says whether it is the quantile, where that can be decided by fractions.
    """
    low, high, e = enclose(FIRST_BITS, *args)
    result = rounded((low, high, e))
    if result is None:
        ends = nearest(low, e), nearest(high, e)
        if inf not in ends and -inf not in ends:
            (an, ad), (bn, bd) = ends[0].as_integer_ratio(), ends[1].as_integer_ratio()
            midpoint = an * bd + bn * ad, 2 * ad * bd
            if reaches(midpoint):
                return _quotient(*midpoint)
        result = settle(enclose, *args)
    return result


def never(*args: object) -> None:
    """Of values that are no fractions, or are not known to be."""


def point(log_x: float) -> "Optional[tuple[int, int]]":
    """A number near exp(log_x), as an integer and an exponent, or None."""
    if not -3000.0 < log_x < 3000.0:
        return (1, 4000 if log_x > 0.0 else -4000) if log_x == log_x else None
    e = int(log_x * 1.4426950408889634)
    try:
        n, d = exp(log_x - e * 0.6931471805599453).as_integer_ratio()
    except (ArithmeticError, ValueError):
        return None
    return (n, e + 1 - d.bit_length()) if n > 0 else None
