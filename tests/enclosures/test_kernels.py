# SPDX-License-Identifier: BSD-3-Clause
"""What the kernels of the incomplete functions promise, at both ends, and their error budgets.

A budget must be at least what Approximate adds up, and must not be so large that half would do.
"""

import itertools
import math
import random
from fractions import Fraction
from functools import cache

import mpmath
import pytest

from purestats import enclosures as arithmetic
from purestats.enclosures import normal
from tests.enclosures.approximate import from_to

WIDTHS = [24, 40, 64, 112, 224]


def holds(enclosure, truth):
    low, high, e = enclosure
    value = mpmath.ldexp(truth, -e)
    assert low <= value <= high, f"{low} {mpmath.nstr(value, 30)} {high}"


@pytest.mark.parametrize("w", WIDTHS)
def test_exponential_holds_all_of_its_argument(w):
    rng = random.Random(w)
    ratios = []
    for _ in range(60):
        low = int(rng.uniform(-900.0, 900.0) * 2.0 ** rng.choice((0, 0, -9, -30)) * 2**20)
        high = low + rng.choice((0, 1, 1 << 9, 1 << 12))
        got = normal.exponential((low, high, -20), w)
        with mpmath.workprec(w + 80):
            ends = [mpmath.exp(mpmath.ldexp(end, -20)) for end in (low, high)]
            for end in ends:
                holds(got, end)
            if high > low and w > 30:  # what the width takes off is not twice what it must
                off = mpmath.ldexp(got[1] - got[0], got[2]) / (ends[1] - ends[0])
                ratios.append(float(off))
    assert w <= 30 or min(ratios) < 1.01


def test_exponential_of_what_is_below_all():
    low, high, e = normal.exponential((-9000, -8999, 0), 112)
    assert low == 0
    assert high.bit_length() + e < -11700


SERIES = [  # first numerator, its step, denominator and its step
    (0.0, 0.0, 3, 2),
    (1e-9, 0.0, 21, 2),
    (40.0, 0.0, 3, 2),
    (100.0, 0.0, 102, 2),
    (0.5, 1.0, 3, 2),
    (1.0, 1.0, 3, 2),  # df = 1, z*z = df
    (15.0, 0.6, 3, 2),
    (24.0, 1e-6, 3, 2),
]


@pytest.mark.parametrize("w", WIDTHS)
def test_budget_of_ratio_series(w):
    """What the n-th term lacks, the sum S lacks at most k = max(S, 2) times: the terms from the
    n-th on, over the n-th, are at most S if ratios fall, and else at most 2. With N terms:

        the shift and the division, below 1/q + 1 for each            3N/2 times k
        p less than (n + 1) units too small in the n-th term T,
          which lacks (n + 1) T/(q + n dq) <= T/2 for that            S/2 times k
        what k and S lack, far below 1 each, and two roundings        k and 1
        in all                                                        k (3N + S + 2)/2 + 1

    Terms after the last are zero, so they are among what is lacking.
    """
    ratios = []
    for first, step, q, dq in SERIES:
        p, dp = int(first * 2**20) << w - 20, int(step * 2**20) << w - 20
        low, high, _ = arithmetic.ratio_series(p, dp, q, dq, w)
        found, _ = arithmetic.series_sum(
            from_to(p, 0, 1), from_to(dp, 0, 1) if step else 0, q, dq, w
        )
        assert found.i == low
        assert found.low >= 0  # nothing makes it too large
        ratios.append(found.up_to() / (high - low))
    assert max(ratios) <= 1
    assert max(ratios) > Fraction(1, 2)


def series_truth(p, dp, q, dq, w):
    unit = mpmath.ldexp(1, -w)
    total = term = mpmath.mpf(1)
    for n in itertools.count():
        term *= (p + n * dp) * unit / (q + n * dq)
        total += term
        if term < mpmath.ldexp(total, -w - 60):
            return total


@pytest.mark.parametrize("w", WIDTHS)
def test_ratio_series_holds_both_ends(w):
    rng = random.Random(w)
    for first, step, q, dq in SERIES:
        for _ in range(2):
            p = int(first * (1 - rng.random() / 99) * 2**24) << w - 24
            dp = int(step * (1 - rng.random() / 99) * 2**24) << w - 24
            got = arithmetic.ratio_series(p, dp, q, dq, w)
            with mpmath.workprec(w + 80):
                holds(got, series_truth(p, dp, q, dq, w))
                holds(got, series_truth(p + 1, dp + 1 if dp else 0, q, dq, w))


FRACTIONS = [  # b, db, c, dc as in fraction
    (1.0, 0.2, 0.05, 0.005),
    (1.0, 2e-6, 0.04, 4e-8),
    (1.0, 2000.0, 3.0, 3000.0),
    (20.0, 1.0, 80.0, 0.0),
    (30.0, 2.0, 70.0, -1.0),
    (12.0, 2.0, 0.4, -1.0),  # negative from the second level on
    (9.0, 2.0, -0.6, -1.0),
    (7.5, 2.0, 4.0, -1.0),  # ends, as for an integer a
    (0.2, 0.3, 0.01, 0.001),  # a unit of c is several of G
    (20.0, 1.0, 0.0, 0.0),
    (9.5, 2.0, -0.5, -1.0),  # the tail of the normal
]


@cache
def fraction_truth(b, db, c, dc, w):
    """In units of 2**-(w + 80); what a level rounds counts a few of them."""
    g = (b + 250 * db) << 80
    for j in range(249, -1, -1):
        g = (b + j * db << 80) + ((j + 1) * (c + j * dc) << w + 160) // g
    return g


@pytest.mark.parametrize("w", [48, 112])
@pytest.mark.parametrize("last", [None, 0, 1, 6])
def test_fraction_holds_all_ends(w, last):
    for floats in FRACTIONS:
        units = [int(x * 2**20) << w - 20 for x in floats]
        if last is None:
            got = arithmetic.fraction(*units, w)
            assert got[1] - got[0] <= got[1] >> w - arithmetic.LOSS
        else:
            got = (*arithmetic.fraction_from(last, *units, w), -w)
        for more in itertools.product((0, 1), (0, 1), (0, 1), (0, 1)):
            ends = [u + m for u, m in zip(units, more)]
            if got[0] > 0:
                truth = fraction_truth(*ends, w)
                assert got[0] << 80 < truth + (1 << 20)
                assert truth - (1 << 20) < got[1] << 80


def test_fraction_is_as_wide_as_it_must_be():
    """At its ends the units that b, db, c and dc may have more decide: a level alone."""
    w = 40
    units = [int(x * 2**20) << w - 20 for x in (30.0, 2.0, 70.0, 1.0)]
    low, high = arithmetic.fraction_from(60, *units, w)
    least = fraction_truth(*units, w)
    most = fraction_truth(units[0] + 1, units[1] + 1, *units[2:], w)
    assert high - low << 80 < 3 * (most - least) + (6 << 80)


def test_solve_finds_what_is_beyond():
    for sign, end in (((1, 1, 0), (1, 2, arithmetic.FAR)), ((-1, -1, 0), (0, 1, -arithmetic.FAR))):
        for guess in (None, (1, 9000), (1, -9000), (1, 0), (1, arithmetic.FAR)):
            found = sign, (1, 1, 0)
            got = arithmetic.solve_rising(
                112, guess, lambda *args, found=found: found, lambda *args: (1, 1, 9), 9
            )
            assert got == end


@pytest.mark.parametrize("power", [-900, -40, 0, 3, 1500])
def test_solve_brackets_and_converges(power):
    """x + x*x/2 = target, from any guess."""
    target = (3, 3, power)

    def value(w, m, e):
        x = m, m, e
        square = arithmetic.multiply(x, x, w)
        area = arithmetic.add(x, (square[0], square[1], square[2] - 1), w)
        return arithmetic.subtract(target, area, w), arithmetic.add(x, (1, 1, 0), w)

    def bend(m, e, reach):
        """1/(1 + y)"""
        least = arithmetic.subtract((m, m, e), reach, 64)
        if least[0] <= 0:
            return 1, 1, 0
        return arithmetic.divide((1, 1, 0), arithmetic.add((1, 1, 0), least, 64), 64)

    with mpmath.workprec(2000):
        truth = mpmath.sqrt(1 + 2 * mpmath.ldexp(3, power)) - 1
        for guess in (None, (1, 0), (1, power), (5, -700)):
            holds(arithmetic.solve_rising(112, guess, value, bend, 60), truth)


def test_levels_are_an_estimate_for_any_numbers():
    for unit in (10**40, 10**400):
        for parts in itertools.product((1, unit), (0, unit), (-unit, unit), (0, -unit)):
            assert 4 <= arithmetic.levels(*parts, 20, 112) < 10**5 + 9
    assert not math.isnan(arithmetic.levels(1, 1, 1, 1, 80, 112))
