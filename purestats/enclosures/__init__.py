# SPDX-License-Identifier: BSD-3-Clause
"""Numbers between two integers times a power of two, and the float such a number rounds to.

An enclosure (low, high, e) holds a value in [low * 2**e, high * 2**e]. Operations return one of
every possible result, in about w bits, cut off downwards at low, upwards at high: in integers.

Nothing here knows the rest of the package: callers hand in where a search starts.
"""

from math import frexp, inf, isfinite, isqrt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Point = tuple[int, int]  # m * 2**e
    Excess = Callable[[int, int, int], tuple["Enclosure", "Enclosure"]]
    Bend = Callable[[int, int, "Enclosure"], "Enclosure"]

Enclosure = tuple[int, int, int]

FIRST_BITS = 112  # 67 or more hold: of first tries at most one in 2**14 is undecided
MAX_BITS = 1792  # four doublings
LOSS = 40  # bits that a continued fraction may lose, so that few levels do
FAR = 2300  # beyond 2**FAR, below 2**-FAR quantiles round to a limit

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


# A series, a continued fraction and the root of a function. A unit is 2**-w.


def ratio_series(p: int, dp: int, q: int, dq: int, w: int) -> Enclosure:
    """Sum of the products of the first n of p/q, (p + dp)/(q + dq), (p + 2dp)/(q + 2dq), ...

    p and dp are in units, the true ones at most a unit more; q >= 2 and dq >= 1 are exact, dq >= 2
    unless dp is zero. The ratios fall, or are below 1/2: so what the n-th term lacks, by p and by
    rounding, the sum S lacks at most max(S, 2) times.
    """
    total, n = series_sum(p, dp, q, dq, w)
    k = max(total, 2 << w)
    return total, total + shift_up(k * (3 * n + (total >> w) + 3), w + 1) + 1, -w


def series_sum(p: int, dp: int, q: int, dq: int, w: int) -> "tuple[int, int]":
    """The sum of ratio_series in units, and how many terms it has after the first."""
    total = term = 1 << w
    n = 0
    while term:
        n += 1
        term = (term * p >> w) // q
        total += term
        p += dp
        q += dq
    return total, n


def fraction(b: int, db: int, c: int, dc: int, w: int) -> Enclosure:
    """G(0) with G(j) = b + j db + (j + 1)(c + j dc)/G(j + 1), all in units, rounded down.

    The true b, db, c, dc have at most a unit more; b and db are not negative. Where dc is, the
    caller has to show that G(j) >= b + j db + min(0, c + j dc). Levels are as many as lose at most
    LOSS bits, by measure.
    """
    last = levels(b, db, c, dc, w - LOSS + 6, w)
    while True:
        low, high = fraction_from(last, b, db, c, dc, w)
        if low > 0 and high - low <= high >> w - LOSS:
            return low, high, -w
        last += last // 4 + 2
        if last > 1 << 20:
            raise ArithmeticError("a continued fraction needs over a million levels")


def fraction_from(last: int, b: int, db: int, c: int, dc: int, w: int) -> "tuple[int, int]":
    """Bounds of G(0) in units, from those of G(last)."""
    j = last + 1
    least = b + j * db + min(0, c + j * dc)  # of G(last + 1)
    below, above = b + last * db, b + 1 + last * (db + 1)
    down, up = c + last * dc, c + 1 + last * (dc + 1)
    low, high = below + min(0, down), above
    if up > 0:
        high += divide_up((j * up) << w, max(1, least))
    for j in range(last, 0, -1):
        below -= db
        above -= db + 1
        down -= dc
        up -= dc + 1
        low, high = (
            below + ((j * down) << w) // (high if down >= 0 else low),
            above - ((-j * up) << w) // (high if up < 0 else low),
        )
        if low <= 0:
            return 0, high
    return low, high


def levels(b: int, db: int, c: int, dc: int, bits: int, w: int) -> int:
    """About the levels that leave so many bits; it decides the time, never the result.

    G(j), about G(j + 1), keeps y/G(j)**2 of a relative error, y = (j + 1)(c + j dc), as do
    the next three.
    """
    rest, j = 1.0, 0
    try:
        b0, b1, c0, c1 = [each / (1 << w) for each in (b, db, c, dc)]
        while rest and bits > 0 and j < 100000:
            x, y = b0 + j * b1, (j + 1.0) * (c0 + j * c1)
            g = x + 2.0**-32 * isqrt(int(2.0**64 * max(0.0, x * x + 4.0 * y)))
            y *= 4.0 / (g * g)
            y *= y
            rest, e = frexp(rest * (y * y))
            bits += e
            j += 4
    except ArithmeticError:
        return 16 + bits // 2
    return j + 2


# Roots


def solve_rising(
    w: int, guess: "Point | None", excess: "Excess", bend: "Bend", fine: int
) -> Enclosure:
    """The x > 0 where a rising function takes the value that is sought.

    excess(w, m, e) is what is sought, less the function at x0 = m * 2**e, and its derivative f.
    bend(m, e, reach) bounds |f'/f| within reach of x0, by more than 2**FAR where that touches 0.
    Where no start is near enough, it is all that may be, to be tried with more bits.
    """
    x = None
    if guess and -FAR < guess[0].bit_length() + guess[1] <= FAR:
        x = _newton(w, guess, excess, bend)
    if x is None:
        if excess(w, 1, FAR)[0][0] > 0:
            return 1, 2, FAR
        if excess(w, 1, -FAR)[0][1] < 0:
            return 0, 1, -FAR
        x = _newton(w, bisect_rising(w, excess, fine), excess, bend)
    return x or (0, 1, FAR)


def _newton(w: int, point: "Point", excess: "Excess", bend: "Bend") -> "Enclosure | None":
    """The x of solve_rising from a point that is near enough.

    With D = excess/f(x0) and s = 2|D| bend at most 1/2, all y within 2|D| of x0 have
    f(y) >= f(x0) exp(-s) > f(x0)/2, so x is among them; by the mean value theorem it is
    x0 + D f(x0)/f(y) for one y, a quotient within exp(-s) and exp(s).
    """
    lost = 2 * w
    while True:
        m, e = point
        left, slope = excess(w, m, e)
        if slope[0] <= 0:
            return None
        d = divide(left, slope, w)
        size = max(-d[0], d[1])
        reach = (size, size, d[2] + 1)
        spread = multiply(reach, bend(m, e, reach), 64)
        s = units_above(spread[1], spread[2] + w)
        if s > 1 << w - 1:
            return None
        x = add(exact(m, e), multiply(d, quotient_within(s, w), w), w)
        if x[0] <= 0:
            return None
        before, lost = lost, w + (x[1] - x[0]).bit_length() - x[1].bit_length()
        if lost <= 44 or lost >= before:
            return x
        point = cut_middle(x, w)  # which doubles the bits


def bisect_rising(w: int, excess: "Excess", fine: int) -> "Point":
    """A point near the x of solve_rising: its exponent, then so many bits."""
    low, high = -FAR, FAR
    while high - low > 1:
        middle = (low + high) // 2
        if excess(w, 1, middle)[0][1] > 0:
            low = middle
        else:
            high = middle
    m, e = 1, low
    for _ in range(fine):
        m, e = 2 * m + 1, e - 1
        if excess(w + fine, m, e)[0][0] < 0:
            m -= 1
    return m, e


def quotient_within(s: int, w: int) -> Enclosure:
    """Bounds of exp(v) and 1/(1 + v) for all |v| <= s <= 1/2, s in units of 2**-w."""
    return (1 << w) - s, (1 << w) + 2 * s, -w


def cut_middle(x: Enclosure, w: int) -> "tuple[int, int]":
    """The middle of x, or zero if that is negative, in w bits."""
    middle = max(0, x[0] + x[1])
    drop = max(0, middle.bit_length() - w)
    return middle >> drop, x[2] + drop - 1
