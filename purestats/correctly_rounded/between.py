# SPDX-License-Identifier: BSD-3-Clause
"""Between two bounds, and erfcx, correctly rounded: by enclosures alone."""

import math

from ..enclosures import (
    HALF,
    ONE,
    ZERO,
    Enclosure,
    add,
    deviation,
    divide,
    multiply,
    negative,
    ratio,
    scaled,
    settle,
    shift_up,
    subtract,
)
from ..enclosures.normal import (
    SWITCH,
    body,
    exp_negative,
    exponential,
    half_square,
    log_1_minus,
    log_tail,
    logarithm,
    logpdf,
    offset,
    pdf,
    tail,
    tail_over_density,
)
from ..normal import _number, _positive

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..normal import _Number

UNDECIDED: Enclosure = (-1, 1, 0)  # what settle takes for too few bits

Deviation = tuple[int, int]  # n/d; n/0 is an infinity


def norm_between(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Probability of a value between a and b: purestats.norm_between, correctly rounded."""
    bounds = _bounds(a, b, loc, scale)
    if isinstance(bounds, tuple):
        return settle(_between, *bounds)
    return bounds


def norm_logbetween(
    a: "_Number", b: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> float:
    """Logarithm of norm_between: purestats.norm_logbetween, correctly rounded."""
    bounds = _bounds(a, b, loc, scale)
    if isinstance(bounds, tuple):
        return settle(_log_between, *bounds)
    return bounds if bounds != bounds else -math.inf if bounds == 0.0 else 0.0


def erfcx(x: "_Number") -> float:
    """exp(x*x) erfc(x): purestats.erfcx, correctly rounded."""
    x = _number("x", x)
    if x != x or x in (math.inf, 0.0):
        return x if x != x else 1.0 if x == 0.0 else 0.0
    if x < -27.0:
        return math.inf  # exp(27*27) is above the largest float
    return settle(_erfcx, *x.as_integer_ratio())


def _bounds(
    a: "_Number", b: "_Number", loc: "_Number", scale: "_Number"
) -> "float | tuple[Deviation, Deviation]":
    """The bound nearer to 0, and the other, mirrored to be above; or 0.0, 1.0 or NaN."""
    a, b = _number("a", a), _number("b", b)
    loc, scale = _number("loc", loc), _positive("scale", scale)
    if a > b:
        raise ValueError(f"a must not be greater than b, got a={a!r} and b={b!r}")
    lower, upper = deviation(a, loc, scale), deviation(b, loc, scale)
    if (0, 0) in (lower, upper):
        return math.nan
    if a == b or (lower[1] and upper[1] and lower[0] * upper[1] == upper[0] * lower[1]):
        return 0.0
    (n, d), (m, k) = lower, upper
    if d == k == 0:
        return 1.0 if n < 0 < m else 0.0
    if d == 0 or (k and n * k + m * d < 0):
        return (-m, k), (-n, d)
    return lower, upper


def _nearest_h(a: Deviation) -> Deviation:
    """z*z/2 for the z nearest to 0 between a and b."""
    return half_square(*a) if a[0] > 0 else (0, 1)


def _width_of_narrow(w: int, a: Deviation, b: Deviation) -> "Enclosure | None":
    """b - a, and less by as much as the density falls, if by less than 2**-w.

    Else differences of probabilities lose about w bits: w doubled once more does.
    """
    (n, d), (m, k) = _nearest_h(a), half_square(*b)
    if k == 0 or (m * d - n * k) << w > k * d:
        return None
    low, high, e = ratio(b[0] * a[1] - a[0] * b[1], b[1] * a[1], w)
    return low - shift_up(high, w), high, e


def _above(w: int, z: Deviation) -> Enclosure:
    """The probability above z."""
    if z[1] == 0:
        return ZERO
    return (tail if z[0] >= 0 else body)(w, *half_square(*z))


def _between(w: int, a: Deviation, b: Deviation) -> Enclosure:
    """The probability from a to b, where b is farther from 0."""
    n, d = half_square(*a)
    if a[0] > 0 and n > d << 13:
        return 0, 1, -11800  # less than exp(-8192)
    width = _width_of_narrow(w, a, b)
    if width:
        return multiply(pdf(w, *_nearest_h(a)), width, w)
    if b[1] == 0 or a[0] * a[0] >= SWITCH * 2 * a[1] * a[1]:
        return subtract(_above(w, a), _above(w, b), w)
    near, far = offset(w, *half_square(*a)), offset(w, *half_square(*b))
    return add(far, near, w) if a[0] < 0 else subtract(far, near, w)


def _log_between(w: int, a: Deviation, b: Deviation) -> Enclosure:
    """Its logarithm: by the tails outside where the median is inside."""
    if a[0] < 0:
        outside = add(_above(w, b), _above(w, (-a[0], a[1])), w)
        if subtract(outside, HALF, w)[1] <= 0:
            if outside[0] == 0:  # q < exp(-8192), and the logarithm is above -2q
                return negative(scaled(outside, 1))
            return log_1_minus(outside, w)
    width = _width_of_narrow(w, a, b)
    if width:
        return add(logpdf(w, *_nearest_h(a)), logarithm(width, w), w)
    if a[0] * a[0] < SWITCH * 2 * a[1] * a[1]:
        p = _between(w, a, b)
        return logarithm(p, w) if p[0] > 0 else UNDECIDED
    (n, d), (m, k) = half_square(*a), half_square(*b)
    if k == 0:
        return log_tail(w, n, d)
    near, far = (logarithm(tail_over_density(w, *h), w) for h in ((n, d), (m, k)))
    fall = add(ratio(m * d - n * k, k * d, w), subtract(near, far, w), w)
    if fall[0] <= 0:
        return UNDECIDED
    rest = subtract(ONE, exponential(negative(fall), w), w)
    if rest[0] <= 0:
        return UNDECIDED
    return add(subtract(near, ratio(n, d, w), w), logarithm(rest, w), w)


def _erfcx(w: int, n: int, d: int) -> Enclosure:
    """exp(x*x) 2 Q(sqrt(2) x)."""
    h = n * n, d * d
    if n < 0:
        return scaled(divide(body(w, *h), exp_negative(*h, w), w), 1)
    return scaled(tail_over_density(w, *h), 1)
