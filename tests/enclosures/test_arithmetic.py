# SPDX-License-Identifier: BSD-3-Clause
"""Operations on enclosures, against Fractions: they hold every result, and not much more.

w is small, so that what is cut off is large and a rounding in the wrong direction shows.
"""

import itertools
import random
from fractions import Fraction
from math import copysign, inf, nextafter

import pytest

from purestats import enclosures as arithmetic
from tests.oracle.exact import same

NUMBERS = sorted({sign * n for n in (0, 1, 2, 3, 5, 7, 8, 29, 63, 64, 1023) for sign in (-1, 1)})
INTERVALS = [(low, high) for low in NUMBERS for high in NUMBERS if low <= high]


def two(e):
    return Fraction(2) ** e


def ends(a):
    low, high, e = a
    return Fraction(low) * two(e), Fraction(high) * two(e)


def intervals(rng, count, low=-inf):
    """Enclosures of every sign, of one sign, or of one number, at several scales."""
    some = [each for each in INTERVALS if each[0] >= low]
    for _ in range(count):
        yield (*rng.choice(some), rng.choice((-9, -2, -1, 0, 1, 3)))


def holds(got, results, w):
    """got holds the results in w bits, and is less than a unit wider at either end."""
    low, high = ends(got)
    unit = two(got[2])
    assert low <= min(results) < low + unit
    assert high - unit < max(results) <= high
    largest = max(abs(got[0]), abs(got[1]))
    assert largest <= 1 << w
    if (low, high) != (min(results), max(results)):  # no more was cut off than w asks for
        assert largest >= 1 << w - 1


BINARY = {
    "add": (arithmetic.add, lambda x, y: x + y, -inf),
    "subtract": (arithmetic.subtract, lambda x, y: x - y, -inf),
    "multiply": (arithmetic.multiply, lambda x, y: x * y, 0),
}


@pytest.mark.parametrize("w", [3, 5, 9])
@pytest.mark.parametrize("name", BINARY)
def test_operations_hold_every_result(name, w):
    operation, truth, least = BINARY[name]
    rng = random.Random(name)
    for a, b in zip(intervals(rng, 400), intervals(rng, 400, least)):
        results = [truth(x, y) for x in ends(a) for y in ends(b)]
        holds(operation(a, b, w), results, w)


@pytest.mark.parametrize("w", [3, 5, 9])
def test_quotients_hold_every_result(w):
    rng = random.Random(w)
    for a, b in zip(intervals(rng, 600), intervals(rng, 600, 1)):
        results = [x / y for x in ends(a) for y in ends(b)]
        got = arithmetic.divide(a, b, w)
        low, high = ends(got)
        unit = two(got[2])
        assert low <= min(results) < low + unit
        assert high - unit < max(results) <= high
        if any(results):  # w bits or one less, of the larger end, over the larger divisor
            assert max(map(abs, ends(a))) / ends(b)[1] >= unit * 2 ** (w - 1)


@pytest.mark.parametrize("w", [1, 4, 10])
def test_ratios(w):
    for n, d in itertools.product(NUMBERS, (1, 2, 3, 7, 96, 1023)):
        got = arithmetic.ratio(n, d, w)
        low, high = ends(got)
        assert low <= Fraction(n, d) <= high <= low + two(got[2])
        assert n == 0 or abs(Fraction(n, d)) >= two(got[2] + w - 1)


def test_cut():
    for (low, high), w in itertools.product(INTERVALS, (1, 3, 6, 12)):
        got = arithmetic.cut(low, high, -2, w)
        holds(got, [Fraction(low, 4), Fraction(high, 4)], w)


def test_exact_operations():
    for low, high in INTERVALS:
        a = (low, high, -3)
        assert ends(arithmetic.negative(a)) == (-Fraction(high, 8), -Fraction(low, 8))
        assert ends(arithmetic.scaled(a, 5)) == (Fraction(low) * 4, Fraction(high) * 4)
    assert arithmetic.exact(7, -2) == (7, 7, -2)
    assert [ends(getattr(arithmetic, name)) for name in ("HALF", "ONE", "TWO", "ZERO")] == [
        (Fraction(n, 2),) * 2 for n in (1, 2, 4, 0)
    ]


def test_integers_rounded_up_and_down():
    for n, k in itertools.product(range(-40, 41), range(5)):
        assert arithmetic.shift_up(n, k) == -(-n // 2**k)
        assert arithmetic.units_above(n, -k) == -(-n // 2**k)
        assert arithmetic.units_below(n, -k) == n // 2**k
        assert arithmetic.units_above(n, k) == arithmetic.units_below(n, k) == n * 2**k
        assert arithmetic.divide_up(n, k + 1) == -(-n // (k + 1))


TINY = 2.0**-1074


@pytest.mark.parametrize(
    ("a", "want"),
    [
        ((1, 1, 0), 1.0),
        ((2**53 + 1, 2**53 + 1, 0), 2.0**53),  # a tie, to even
        ((2**54 + 1, 2**54 + 3, 0), None),
        ((2**54 - 1, 2**54 + 1, 0), 2.0**54),  # over the end of a binade
        ((-3, -3, -1075), -2 * TINY),
        ((1, 1, -1075), 0.0),
        ((-1, 1, -1076), None),  # the sign of zero is open
        ((0, 1, -1076), 0.0),
        ((-1, -1, -1076), -0.0),
        ((-1, 0, -1076), -0.0),
        ((1, 2, -1075), None),
        ((1, 1, 1024), inf),
        ((-(2**54) + 1, -(2**54) + 1, 970), -inf),
        ((2**55 - 3, 2**55 - 3, 969), nextafter(inf, 0.0)),
        ((2**55 - 3, 2**55 - 2, 969), None),
    ],
)
def test_rounded(a, want):
    assert repr(arithmetic.rounded(a)) == repr(want)


def test_nearest_against_division():
    rng = random.Random(6)
    for _ in range(3000):
        bits, e = rng.choice((3, 53, 54, 55, 60, 2000)), rng.choice((-3100, -1127, -1080, -60, 0))
        middle = rng.getrandbits(bits) | 1 << bits - 1
        if bits > 54 and rng.random() < 0.5:
            middle = middle >> bits - 54 << bits - 54  # often a tie
        for m in (middle, -middle, middle + 1, middle - 1):
            want = m / (1 << -e) if m.bit_length() + e <= 1024 else copysign(inf, m >> 1990)
            assert same(arithmetic.nearest(m, e), want), (m, e)
    assert arithmetic.nearest((1 << 54) - 1, 970) == inf
    assert arithmetic.nearest((1 << 55) - 3, 969) == nextafter(inf, 0.0)


def test_precision_doubles_until_one_float_is_left():
    asked = []

    def third(bits, n):
        asked.append(bits)
        return (n << bits) - (1 << 600), (n << bits) + (1 << 600), -bits

    assert arithmetic.settle(third, 3) == 3.0
    assert asked == [112, 224, 448, 896]


def test_undecided_at_the_last_precision_is_an_error():
    asked = []

    def tie(bits):
        asked.append(bits)
        middle = (1 << 53) + 1 << bits
        return middle - 1, middle + 1, -bits

    with pytest.raises(ArithmeticError, match=r"^not decided with 1792 bits: "):
        arithmetic.settle(tie)
    assert asked == [112, 224, 448, 896, 1792]
