# SPDX-License-Identifier: BSD-3-Clause
"""Numbers between two integers times a power of two, and the float such a number rounds to.

An enclosure (low, high, e) holds a value in [low * 2**e, high * 2**e]. Operations return one of
every possible result, in about w bits, cut off downwards at low, upwards at high: in integers.
"""

from math import inf, isfinite

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

Enclosure = tuple[int, int, int]

FIRST_BITS = 112  # 67 or more hold: of first tries at most one in 2**14 is undecided
MAX_BITS = 1792  # four doublings

HALF: Enclosure = (1, 1, -1)
ONE: Enclosure = (1, 1, 0)
TWO: Enclosure = (1, 1, 1)
ZERO: Enclosure = (0, 0, 0)


def settle(enclose: "Callable[..., Enclosure]", *args: object) -> float:
    """The float nearest to the value that enclose(bits, *args) encloses ever closer."""
    bits = FIRST_BITS
    while bits <= MAX_BITS:
        result = rounded(enclose(bits, *args))
        if result is not None:
            return result
        bits *= 2
    raise ArithmeticError(f"not decided with {bits // 2} bits: no float is known to be nearest")


def rounded(a: Enclosure) -> "float | None":
    """The float that both ends, and so all between them, round to."""
    low, high, e = a
    result = nearest(low, e)
    if result != nearest(high, e):
        return None
    if result == 0.0 and low < 0 < high:
        return None  # the sign of zero is open
    return result


def nearest(m: int, e: int) -> float:
    """The float nearest to m * 2**e, ties to even, as Python divides integers."""
    try:
        return m / (1 << -e) if e < 0 else float(m << e)
    except OverflowError:
        return inf if m > 0 else -inf


def deviation(x: float, loc: float, scale: float) -> "tuple[int, int]":
    """(x - loc)/scale, as numerator and denominator; n/0 is an infinity, 0/0 a NaN."""
    if isfinite(x) and isfinite(loc) and isfinite(scale):
        xn, xd = x.as_integer_ratio()
        ln, ld = loc.as_integer_ratio()
        sn, sd = scale.as_integer_ratio()
        return (xn * ld - ln * xd) * sd, xd * ld * sn
    z = (0.5 * x - 0.5 * loc) / scale  # halves do not overflow; only 0, inf and NaN matter here
    return int(z > 0.0) - int(z < 0.0), int(z == 0.0)


# Integers, rounded up as // and >> round down.


def shift_up(n: int, k: int) -> int:
    """n / 2**k, rounded up, k >= 0."""
    return -(-n >> k)


def divide_up(n: int, d: int) -> int:
    """n / d, rounded up, d > 0."""
    return -(-n // d)


def units_below(n: int, k: int) -> int:
    """n * 2**k, rounded down, for k of either sign."""
    return n << k if k >= 0 else n >> -k


def units_above(n: int, k: int) -> int:
    """n * 2**k, rounded up, for k of either sign."""
    return n << k if k >= 0 else -(-n >> -k)


# Operations


def exact(n: int, e: int = 0) -> Enclosure:
    return n, n, e


def cut(low: int, high: int, e: int, w: int) -> Enclosure:
    """The same in about w bits."""
    drop = _bits(low, high) - w
    if drop <= 0:
        return low, high, e
    return low >> drop, shift_up(high, drop), e + drop


def _bits(low: int, high: int) -> int:
    """Those of the larger in size, low <= high."""
    return high.bit_length() if low >= 0 else max(low.bit_length(), high.bit_length())


def add(a: Enclosure, b: Enclosure, w: int) -> Enclosure:
    shift = a[2] - b[2]
    if shift < 0:
        return add(b, a, w)
    return cut((a[0] << shift) + b[0], (a[1] << shift) + b[1], b[2], w)


def subtract(a: Enclosure, b: Enclosure, w: int) -> Enclosure:
    return add(a, negative(b), w)


def negative(a: Enclosure) -> Enclosure:
    return -a[1], -a[0], a[2]


def multiply(a: Enclosure, b: Enclosure, w: int) -> Enclosure:
    """a * b for b >= 0; a may have any sign, or both."""
    low = a[0] * (b[0] if a[0] >= 0 else b[1])
    high = a[1] * (b[1] if a[1] >= 0 else b[0])
    return cut(low, high, a[2] + b[2], w)


def divide(a: Enclosure, b: Enclosure, w: int) -> Enclosure:
    """a / b for b > 0; a may have any sign, or both."""
    shift = max(0, w + b[1].bit_length() - _bits(a[0], a[1]))
    low = (a[0] << shift) // (b[1] if a[0] >= 0 else b[0])
    high = divide_up(a[1] << shift, b[0] if a[1] >= 0 else b[1])
    return low, high, a[2] - b[2] - shift


def scaled(a: Enclosure, k: int) -> Enclosure:
    """a * 2**k."""
    return a[0], a[1], a[2] + k


def ratio(n: int, d: int, w: int) -> Enclosure:
    """n / d for d > 0."""
    return divide(exact(n), exact(d), w)


def moved(a: Enclosure, loc: float, scale: float, w: int) -> Enclosure:
    """loc + scale*a."""
    n, d = abs(scale).as_integer_ratio()
    a = multiply(a, exact(n, 1 - d.bit_length()), w)
    n, d = loc.as_integer_ratio()
    return add(exact(n, 1 - d.bit_length()), negative(a) if scale < 0.0 else a, w)
