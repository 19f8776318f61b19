# SPDX-License-Identifier: BSD-3-Clause
"""A series, a continued fraction and the root of a function, enclosed: for all distributions.

w is the number of working bits, a unit is 2**-w. Kernels state how far off they may be, one line
for each source.
"""

from .arithmetic import (
    Enclosure,
    add,
    divide,
    divide_up,
    exact,
    multiply,
    shift_up,
    units_above,
)

LOSS = 40  # the bits that a continued fraction may lose, so that few levels do
FAR = 2300  # beyond 2**FAR and below 2**-FAR no quantile of a float differs from a limit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Point = tuple[int, int]  # m, e: the number m * 2**e


def ratio_series(p: int, dp: int, q: int, dq: int, w: int) -> Enclosure:
    """Sum of the products of the first n of p/q, (p + dp)/(q + dq), (p + 2dp)/(q + 2dq), ...

    p and dp are in units; the true ones are from them to a unit more. q >= 2 and dq are exact
    integers, dq >= 1 and, unless dp is zero, dq >= 2. The ratios fall, or are below 1/2.

    What the n-th term lacks, the sum S lacks at most k = max(S, 2) times: the terms from the n-th
    on, over the n-th, are at most S if ratios fall, and else at most 2. With N terms, in units:

        the shift and the division, below 1/q + 1 for each            3N/2 times k
        p less than (n + 1) units too small in the n-th term T,
          which lacks (n + 1) T/(q + n dq) <= T/2 for that            S/2 times k
        what k and S lack, far below 1 each, and two roundings        k and 1
        in all                                                        k (3N + S + 2)/2 + 1

    Terms after the last are zero, so they are among what is lacking.
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

    The true b, db, c, dc are from those to a unit more. b and db are not negative; dc may be: then
    G(j) >= b + j db + min(0, c + j dc), which the caller has to show. G(j + 1) from that to the
    same with its own next gives the first bounds; levels are as many as it takes to lose at most
    LOSS bits, by measure.
    """
    last = levels(b, db, c, dc, w - LOSS + 6, w)
    while True:
        low, high = fraction_from(last, b, db, c, dc, w)
        if low > 0 and high - low <= high >> w - LOSS:
            return low, high, -w
        last += last // 4 + 2
        if last > 1 << 20:
            raise ArithmeticError("the continued fraction needs more than a million levels")


def fraction_from(last: int, b: int, db: int, c: int, dc: int, w: int) -> "tuple[int, int]":
    """Bounds of G(0) in units, from those of G(last)."""
    j = last + 1
    least = b + j * db + min(0, c + j * dc)  # of G(last + 1)
    low = b + last * db + min(0, c + last * dc)
    high = b + 1 + last * (db + 1)
    top = last * (dc + 1) + c + 1
    if top > 0:
        high += divide_up((j * top) << w, max(1, least))
    below, above = b + last * db, b + 1 + last * (db + 1)
    down, up = c + last * dc, c + 1 + last * (dc + 1)
    for j in range(last, 0, -1):
        below -= db
        above -= db + 1
        down -= dc
        up -= dc + 1
        if down >= 0:
            low, high = (
                below + ((j * down) << w) // high,
                above - ((-j * up) << w) // low,
            )
        else:
            low, high = (
                below + ((j * down) << w) // low,
                above - ((-j * up) << w) // (high if up < 0 else low),
            )
        if low <= 0:
            return 0, high
    return low, high


def levels(b: int, db: int, c: int, dc: int, bits: int, w: int) -> int:
    """About the levels that leave so many bits; it decides the time, never the result.

    A level keeps the part r = 1 - (b + j db)/G(j) of a relative error, with G(j) about where it
    does not change. log(1/r) = 2 artanh((1 - r)/(1 + r)).
    """
    try:
        unit = 1 << w
        x, dx, y, dy = b / unit, db / unit, c / unit, dc / unit
        left, j = 0.6931 * bits, 0
        while left > 0.0 and j < 100000:
            here = x + j * dx
            square = here * here + 4.0 * (j + 1.0) * (y + j * dy)
            g = 0.5 * (here + max(0.0, square) ** 0.5) if square < 1e300 else here
            r = max(0.001, min(0.9999, abs(1.0 - here / g)))
            s = (1.0 - r) / (1.0 + r)
            left -= 8.0 * s * (1.0 + s * s * (0.333 + s * s * 0.2))  # of four levels
            j += 4
    except ArithmeticError:
        return 16 + bits // 2
    return max(4, j - 2)


# Roots


def solve_rising(
    w: int,
    guess: "Point | None",
    excess: "Callable[[int, int, int], tuple[Enclosure, Enclosure]]",
    bend: "Callable[[int, int, Enclosure], Enclosure | None]",
    fine: int,
) -> Enclosure:
    """The x > 0 where a rising function of x takes the value that is sought.

    excess(w, m, e) is what is sought, less the function at x0 = m * 2**e, and its derivative f.
    bend(m, e, reach) is a bound of |f'/f| within reach of x0, or None if that touches 0.

    With D = excess/f(x0), Newton's step: if s = 2|D| bend is at most 1/2, then |x - x0| <= 2|D|,
    for all y that near have f(y) >= f(x0) exp(-s) > f(x0)/2: going 2|D| the right way passes what
    is sought. By the mean value theorem x is x0 + D f(x0)/f(y) for such a y, and the quotient is
    within exp(-s) and exp(s), so within 1 - s and 1 + 2s.

    If neither the guess nor a point to so many fine bits will do, the excess is not known closely
    enough: then all that may be is returned, to be tried with more bits.
    """
    point = guess or bisect_rising(w, excess, fine)
    lost = 2 * w
    while True:
        m, e = point
        if -FAR < m.bit_length() + e <= FAR + 1:
            x = _newton(w, m, e, *excess(w, m, e), bend)
        else:
            x = _beyond(w, m.bit_length() + e, excess)
            if x is not None:
                return x
        if x is None:
            if guess is None:
                return 0, 1, FAR
            guess, point = None, bisect_rising(w, excess, fine)
            continue
        before, lost = lost, w + (x[1] - x[0]).bit_length() - x[1].bit_length()
        if lost <= 44 or lost >= before:
            return x
        point = cut_middle(x, w)  # which doubles the bits


def _newton(
    w: int,
    m: int,
    e: int,
    left: Enclosure,
    slope: Enclosure,
    bend: "Callable[[int, int, Enclosure], Enclosure | None]",
) -> "Enclosure | None":
    """x as in solve_rising, if its condition holds."""
    if slope[0] <= 0:
        return None
    d = divide(left, slope, w)
    size = max(-d[0], d[1])
    reach = (size, size, d[2] + 1)
    most = bend(m, e, reach)
    if most is None:
        return None
    spread = multiply(reach, most, 64)
    s = units_above(spread[1], spread[2] + w)
    if s > 1 << w - 1:
        return None
    x = add(exact(m, e), multiply(d, quotient_within(s, w), w), w)
    return x if x[0] > 0 else None


def _beyond(
    w: int, size: int, excess: "Callable[[int, int, int], tuple[Enclosure, Enclosure]]"
) -> "Enclosure | None":
    """What stands for a quantile above 2**FAR or below 2**-FAR, if it is there."""
    if size > 0:
        return (1, 2, FAR) if excess(w, 1, FAR)[0][0] > 0 else None
    return (0, 1, -FAR) if excess(w, 1, -FAR)[0][1] < 0 else None


def bisect_rising(
    w: int, excess: "Callable[[int, int, int], tuple[Enclosure, Enclosure]]", fine: int
) -> "Point":
    """A point near the x of solve_rising: its exponent, then so many bits."""
    low, high = -FAR - 1, FAR + 1
    while high - low > 1:
        middle = (low + high) // 2
        if excess(w, 1, middle)[0][1] > 0:
            low = middle
        else:
            high = middle
    if not -FAR <= low < FAR:
        return 1, 2 * low
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
    """An integer of w bits and an exponent near the middle of x, or zero if that is negative."""
    middle = max(0, x[0] + x[1])
    drop = max(0, middle.bit_length() - w)
    return middle >> drop, x[2] + drop - 1
