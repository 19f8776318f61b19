# SPDX-License-Identifier: BSD-3-Clause
"""The error bounds of the fast phase, derived once more: by the code itself, run on Rounded.

Each function is given an exact series, with an error of 0 or what the caller is said to have paid
for.  What its own roundings then need, at these arguments, must be at most the error that it adds.
The limits of the ratios are where the bounds stand: one that is halved fails even where half of it
would do, and one that is sharpened raises them.
"""

import hashlib
import math
import random
from fractions import Fraction

import mpmath
import pytest

from purestats.correctly_rounded import build, cells
from tests.correctly_rounded.rounded import (
    Bound,
    Rounded,
    as_fraction,
    bound,
    needed,
    rounding_tests,
    start,
)
from tests.oracle.exact import check, fraction, real, true_isf, true_pdf, true_sf

U = 2.0**-53


def truth(function, x):
    """Of a Fraction, as a Fraction, to 200 bits."""
    with mpmath.workprec(240):
        return fraction(function(real(x)))


def series(rng, low_end, high_end, lows):
    """total and low, low a part of total like that of an evaluated cell."""
    total = math.exp(rng.uniform(math.log(low_end), math.log(high_end)))
    return total, total * rng.uniform(-1.0, 1.0) * 2.0 ** -rng.choice(lows)


def ratios(cases):
    found = [float(need / Fraction(err)) for need, err in cases]
    return min(found), max(found)


def by_series(function, target, low_end, high_end, paid=0.0, count=100, lows=(53, 30, 25)):
    """function(total, low, err) against target, of the exact sum of total and low."""
    rng = random.Random(function.__name__)
    for _ in range(count):
        start()
        total, low = series(rng, low_end, high_end, lows)
        err = Bound(paid * U * abs(low))
        head, rest, err = function(Rounded(total), Rounded(low), err)
        exactly = truth(target, Fraction(total) + Fraction(low))
        yield needed(exactly, head, rest, err), as_fraction(err)


def test_reflected():
    """The cell pays for two roundings of low.  Half of what is added is just enough.

    What whole - total loses is exact, at most u/2 of whole, and rounds three times: 2**-105.4.
    """

    def reflected(*series):
        return cells.flipped(*series, 1.0)

    _, most = ratios(by_series(reflected, lambda f: 1 - f, 1e-300, 0.5, paid=2.0))
    assert 0.49 < most < 0.52


def test_flipped():
    """Where low is small, what whole - total loses decides."""

    def flipped(*series):
        return cells.flipped(*series, 1.0)

    found = by_series(flipped, lambda f: 1 - f, 0.0625, 0.99, paid=2.0, lows=(53,), count=150)
    assert 0.34 < ratios(found)[1] < 0.4


def test_log_of_1_minus():
    """For q < 2**-14.9; the multiple of err is for what is added to it.

    In units of q: q**6/6 and what follows are 2**-77; the cubic part, below 2**-31, rounds eight
    times, low*(q - low/2), with |low| < 2**-12 q, three times, their sum, below 2**-26, four
    times: 2**-76.
    """
    found = by_series(
        cells.log_of_1_minus, lambda q: mpmath.log1p(-q), 2.0**-15.2, 2.0**-14.95, paid=1.0
    )
    _, most = ratios(found)
    assert 0.37 < most < 0.4


def test_quotient():
    rng = random.Random(1)

    def quotient(*series):
        return cells.quotient(series, Rounded(divisor))

    found = []
    for _ in range(300):
        divisor = math.exp(rng.uniform(-300.0, 300.0))
        found += by_series(quotient, lambda f, d=divisor: f / real(d), 1e-100, 1.0, count=1)
    assert 0.74 < ratios(found)[1] < 0.76


def test_quotient_of_values():
    rng = random.Random(1)
    found = []
    for _ in range(300):
        start()
        f, g = (series(rng, 1e-190, 1.0, (53, 13, 9)) for _ in range(2))
        parts = ((Rounded(total), Rounded(low), Bound(0.0)) for total, low in (f, g))
        head, low, err = cells.divided_by_value(*parts)
        exactly = (Fraction(f[0]) + Fraction(f[1])) / (Fraction(g[0]) + Fraction(g[1]))
        found.append((needed(exactly, head, low, err), as_fraction(err)))
    assert 0.7 < ratios(found)[1] <= 1.0
    for f_err, g_err in ((2.0**-60, 0.0), (0.0, 2.0**-60)):
        err = cells.divided_by_value((0.3, 0.0, f_err), (0.1, 0.0, g_err))[2]
        assert 1.0 < err / ((f_err + 3.0 * g_err) / 0.1) < 1.02


def test_half_roots():
    """Quantiles over sqrt(2): the cell pays for two roundings of low."""

    def half_root(*series):
        value = cells.over_root_2(*series)
        cells.placed(*value, Rounded(0.0), Rounded(cells.ROOT_HALF))
        return rounding_tests[-1]

    found = by_series(half_root, lambda f: f / mpmath.sqrt(2), 2.0**-90, 40.0, paid=2.0)
    assert 0.35 < ratios(found)[1] < 0.5


@pytest.mark.parametrize(("over", "least"), [(False, 0.2), (True, 0.5)])
def test_quantiles_near_the_median(over, least):
    """sqrt(2 pi)*t, and that over sqrt(2), which is what placed multiplies with ROOT_HALF."""
    rng = random.Random(1)
    found = []
    for _ in range(300):
        start()
        t = math.ldexp(rng.uniform(0.5, 1.0), -rng.randrange(100, 899))
        value = cells.near_median(Rounded(t))
        exactly = truth(lambda t: mpmath.sqrt(2 * mpmath.pi) * t, t)
        if over:
            value = cells.over_root_2(*value)
            exactly = truth(lambda t: mpmath.sqrt(mpmath.pi) * t / cells.ROOT_HALF, t)
        found.append((needed(exactly, *value), as_fraction(value[2])))
    assert least < ratios(found)[1] <= 1.0


def test_erf_about_0():
    """In proportion, the powers from c3 on, below 2**-17.6, with 22 roundings, are off by 2**-66,
    and those it lacks 2**-71.
    """
    rng = random.Random(1)
    found = []
    for _ in range(100):
        start()
        x = 2.0**-8 * rng.choice((1.0 - rng.random() / 64, 2.0 ** -rng.uniform(0, 380)))
        head, low, err = cells.erf(Rounded(x))
        found.append((needed(truth(mpmath.erf, x), head, low, err), as_fraction(err)))
    assert 0.2 < ratios(found)[1] < 0.6


def test_placed():
    """loc + scale*f, the error of f itself 0: also where they cancel, or end near a tie.

    total - high + low, below 2**-26 total + |low|, rounds with scale twice, scale_rest*high, below
    2**-26 scale*total, once, their sum, with lost and in the test, four times: in all less than
    8u*scale*(2**-25 total + |low|), and for lost, at most u*|value|, 4u*|lost|.
    """
    rng = random.Random(1)
    found = []
    for i in range(600):
        start()
        total, low = series(rng, *rng.choice([(2.0**-9, 64.0), (1.0, 8.0), (60.0, 64.0)]), (53, 9))
        if i % 2:  # a remainder as large as may be
            total = math.floor(total * 2.0**21) * 2.0**-21 + 2.0**-22 * (1.0 - 2.0**-20)
        total = math.copysign(total, rng.random() - 0.5)
        loc = rng.choice((1.0, 0.0, -(2.0**53) - 2.0 * i, 2.0**60 + 256.0 * i, rng.random()))
        scale = rng.choice(
            (math.ulp(loc) / (2.0 * total), rng.uniform(-1.0, 1.0), -loc / total, 2.0**40)
        )
        if 1e-90 < abs(scale) < 1e90 and abs(total) < 64.0:
            arguments = map(Rounded, (total, low))
            cells.placed(*arguments, Bound(0.0), Rounded(loc), Rounded(scale))
            head, rest, err = rounding_tests[0]
            exactly = Fraction(loc) + Fraction(scale) * (Fraction(total) + Fraction(low))
            found.append((needed(exactly, head, rest, err), as_fraction(err)))
    assert len(found) > 400
    assert 0.36 < ratios(found)[1] < 0.4


def test_errors_of_what_goes_in_are_paid_for(monkeypatch):
    total, err = 2.0**-14.95, 2.0**-60
    out = cells.log_of_1_minus(total, 0.0, err)[2]
    assert out - 2.0**-64 * total >= err / (1.0 - total)
    found = []
    for log_err in (0.0, err):
        monkeypatch.setattr(cells, "_LOGARITHMS", {2.0: (0.69, 0.0, log_err)})
        found.append(cells.log_density(1.5, 0.0, 2.0)[2])
    assert found[1] - found[0] == pytest.approx(err, rel=1e-3, abs=0.0)
    assert cells.flipped(0.3, 0.0, err, 1.0)[2] >= err
    assert cells.quotient((0.3, 0.0, err), 0.1)[2] >= 10.0 * err
    assert cells.over_root_2(0.3, 0.0, err)[2] >= err


def test_hazard_pays_for_what_is_left_out():
    """Below -9 what Q lacks to 1."""
    z = math.nextafter(-9.0, -math.inf)
    own = cells.hazard(z)[2] - cells.density(z)[2]
    assert 1.0 <= own / float(true_sf(-z) * true_pdf(z)) < 3.0


def test_offset_of_logarithm():
    """In parts of 2**-64 of the offset: what its roundings come to, and what the series lacks."""
    rng = random.Random(1)
    rounded = lacks = 0.0
    for i in range(30):
        start()
        size = cells.NEAR_LOG_HALF * (
            1.0 - rng.random() / 64 if i % 3 else 2.0 ** -rng.uniform(0, 48)
        )
        y = -cells.LOG_2 + rng.choice((-1.0, 1.0)) * size
        most, unrounded = bound(*cells.offset_of_logarithm(Rounded(y)))
        true = truth(lambda x: mpmath.expm1(x + mpmath.log(2)) / 2, y)
        rounded = max(rounded, float(most / abs(true)) * 2.0**64)
        lacks = max(lacks, float(abs(unrounded / true - 1)) * 2.0**64)
    assert 0.6 < rounded < 0.75
    assert lacks < 0.043


def test_log_quantile_near_one_half_pays_for_its_offset():
    """1.0004 times what offset_of_logarithm may be off by, as tried in test_fast_phase.py."""
    for y in (
        -cells.LOG_2 - 0.015,
        -cells.LOG_2 - 1e-9,
        -cells.LOG_2 + 1e-9,
        -cells.LOG_2 + 0.015,
    ):
        t, t_low = cells.offset_of_logarithm(y)
        total, low, err = cells.quantile(abs(t), False, math.copysign(1.0, t) * t_low)
        got = cells.log_quantile(y)
        assert [got[0], got[1]] == [-math.copysign(1.0, t) * each for each in (total, low)]
        assert 1.0 <= (got[2] - err) / (1.0004 * 2.0**-63.9 * total) < 1.1


def test_tails_of_logarithms_near_0(monkeypatch):
    """1 - exp(y) is given on to 2**-107 of itself, from -2**-53 on."""
    given = []
    monkeypatch.setattr(cells, "quantile", lambda *args: given.append(args) or (1.0, 0.5, 0.25))
    for y in (-math.nextafter(2.0**-53, 0.0), -1e-17, -1e-40, -1e-299):
        assert cells.log_quantile(y, True) == (-1.0, -0.5, 0.25)
        t, in_tail, t_low, finer = given.pop()
        assert in_tail
        assert finer
        exactly = truth(lambda x: -mpmath.expm1(x), y)
        assert abs(Fraction(t) + Fraction(t_low) - exactly) <= exactly / 2**107
    cells.log_quantile(-(2.0**-53))
    assert not given


def test_placed_pays_for_the_error_of_f():
    rng = random.Random(1)
    for _ in range(200):
        start()
        total, scale, err = rng.random(), rng.uniform(-9.0, 9.0), 2.0 ** rng.uniform(-60, -40)
        cells.placed(Rounded(total), Rounded(0.0), Bound(err), Rounded(0.0), Rounded(scale))
        assert err * abs(scale) <= rounding_tests[0][2].v <= 1.02 * err * abs(scale)


def test_deviation():
    """(x - loc)/scale as z + z_low, but for 2**-103 of it; z_low is at most two ulps of z.

    total - product - rest, a remainder, is exact; it and lost are each at most u*|total|, their
    sum and its quotient round once each.
    """
    rng = random.Random(1)
    most = 0
    for i in range(300):
        start()
        loc, scale = rng.uniform(-9.0, 9.0), math.exp(rng.uniform(-200.0, 200.0))
        x = loc + scale * rng.uniform(-9.0, 9.0) if i % 3 else math.nextafter(loc, 99.0)
        if x == loc:
            continue
        z, z_low = cells.standardized(*map(Rounded, (x, loc, scale)))
        if not math.isnan(z.v if isinstance(z, Rounded) else z):
            exactly = (Fraction(x) - Fraction(loc)) / Fraction(scale)
            off, unrounded = bound(z, z_low)
            assert unrounded == exactly
            assert abs(z_low.v) <= 2.0 * math.ulp(z.v)
            most = max(most, off / abs(exactly) * 2**103)
    assert 0.15 < most < 0.25


@pytest.mark.parametrize("scaled", [False, True])
def test_log_density(scaled, monkeypatch):
    """low rounds five times, two in the test: 45 u*u*total; the square of z_low and what it lacks
    itself are below 12 u*u*total, and all is less than 2**-100 total.
    """
    rng = random.Random(1)
    found = []
    for _ in range(120):
        start()
        loc, scale = rng.uniform(-9.0, 9.0), math.exp(rng.uniform(-50.0, 50.0)) if scaled else 1.0
        x = loc + scale * rng.uniform(-9.0, 9.0) * rng.choice((1.0, 100.0))
        z, z_low = cells.standardized(*map(Rounded, (x, loc, scale)))
        total, low = math.log(scale), rng.uniform(-1.0, 1.0) * U
        monkeypatch.setattr(
            cells, "_LOGARITHMS", {scale: (Rounded(total), Rounded(low), Bound(0.0))}
        )
        result = cells.log_density(z, z_low, scale)
        if result is cells.NO_BOUND:
            continue
        head, rest, err = result
        err = as_fraction(err)
        deviation = (Fraction(x) - Fraction(loc)) / Fraction(scale)
        log_scale = Fraction(total) + Fraction(low) if scaled else 0
        exactly = -truth(
            lambda h, more=log_scale: h + mpmath.log(2 * mpmath.pi) / 2 + real(more),
            deviation * deviation / 2,
        )
        found.append((needed(exactly, head, rest, err), err))
    least = 0.25 if scaled else 0.1
    assert least < ratios(found)[1] < 1.5 * least


def test_standard_log_density():
    """low, below 2**-15, rounds four times, with the test: 2**-66; total is exact.  That a is z
    rounded is made good, but for a product of two roundings, which Rounded has for 0.15 of err.
    """
    rng = random.Random(1)
    found = []
    for _ in range(60):
        start()
        k = rng.randrange(63 << 20, 64 << 20)
        z = (k + rng.choice((-0.5, 0.5)) * (1.0 - rng.random() / 64)) * 2.0**-20
        head, low, err = cells.log_density_of(Rounded(z))
        exactly = truth(lambda h: h + mpmath.log(2 * mpmath.pi) / 2, Fraction(z) ** 2 / 2)
        found.append((needed(exactly, head, low, err), err))
        assert head.exact == Fraction(k, 1 << 20) ** 2 / 2 + Fraction(cells.LOG_ROOT_2PI_HEAD)
    assert 0.6 < ratios(found)[1] < 0.7


def sums(function, cases, target):
    """Of plus_logarithm or plus_log_2: what each case needs, of its bound."""
    found = []
    for total, low, more in cases:
        start()
        arguments = Rounded(total), Rounded(low), Bound(0.0)
        head, rest, err = function(*arguments, *more)
        exactly = Fraction(total) + Fraction(low) + target(*more)
        found.append((needed(exactly, head, rest, err), as_fraction(err)))
    return ratios(found)[1]


def logarithms(sizes, count=100):
    """Values of the density's and of the scale's logarithm, low as large as either may have."""
    rng = random.Random(str(sizes))
    for _ in range(count):
        total, more = (size * rng.uniform(1.0, 2.0) for size in sizes)
        low = 6.4 * U * total * rng.choice((-1.0, 1.0))
        yield total, low, (Rounded(more), Rounded(U * more * rng.uniform(-1.0, 1.0)), Bound(0.0))


@pytest.mark.parametrize(("sizes", "least"), [((1e3, 1e-9), 0.42), ((1.0, 2.0**50), 0.72)])
def test_plus_logarithm(sizes, least):
    """Where 2**-101 of the total decides, and where 4u of the logarithm's low part."""
    found = sums(
        cells.plus_logarithm,
        logarithms(sizes),
        lambda total, low, _: as_fraction(total) + as_fraction(low),
    )
    assert least < found < 1.1 * least


@pytest.mark.parametrize(("part", "least"), [(0.0, 0.28), (2.0**-33, 0.49)])
def test_plus_log_2(part, least):
    """Where what it adds itself decides, 6u of it, and where low does, 4u of it."""
    rng = random.Random(1)
    cases = []
    for _ in range(150):
        total = rng.uniform(0.4, 0.7)
        low = max(part, U) * total * rng.uniform(0.9, 1.0)
        cases.append((total, low, (float(rng.choice((-1, 1)) * rng.randrange(2, 1000)),)))
    log_2 = truth(mpmath.log, 2)
    found = sums(cells.plus_log_2, cases, lambda e: Fraction(e) * log_2)
    assert least < found < 1.1 * least


# What each entry of a cell takes part in, for |d| <= H, term by term: its own rounding, those of
# the sums and products, of the rounding test and of a reflection 1 - f.
#
#     term               own   products and sums of low       test, 1 - f   times u of
#     what head + near
#       lacks of total    0    1                                   2         2u*|f(a)|
#     rest                1    2                                   2         |rest|
#     d*first_low         1    5, of d + d_low 1                   2         H*|first_low|
#     d_low*first         0    5                                   2         H*2**-22*|first|
#     c_n * d**n          k_n  2n + 3, of d + d_low n              2         H**n*|c_n|
#
# k_2 is 1, another k_n what the coefficient is off by; 1 % is added for terms in u*u.  In the
# finer series c_n * d**n has k_n and 3n - 1; up to c2 there are exact sums of two floats, but for
# 14 roundings of what is below 7u*(|f(a)| + H*|first|) or d_low*|f'|, and for d_low**2 * c2, with
# |d_low| at most 2**-51*(|a| + H); the test rounds what is below u*total.

TABLE = [  # the entry, its roundings in the evaluation, and in a sum d + d_low
    ("lost", 1, 0),
    ("rest", 2, 0),
    ("first_low", 5, 1),
    *((n, 2 * n + 3, n) for n in range(2, 9)),
]


def evaluate(terms, cell):
    d, d_low = Rounded(2.0**-8), Rounded(2.0**-8 * 2.0**-49 * 1.234)
    if terms == "part, 7":
        return cells.series_7(cell[:10] + cell[-1:], d, d_low)
    return cells.series_8(cell, d, d_low)


@pytest.mark.parametrize("terms", ["part, 7", "part, 8"])
def test_roundings_of_each_entry(terms):
    """One entry is large and all others are so small that only their sums with it round."""
    names = ["head", "rest", "first", "first_low", *range(2, 9)]
    for name, most, of_d in TABLE:
        if name == 8 and terms == "part, 7":
            continue
        start()
        cell = [Rounded(1.2345678 * 10.0 ** -(100 + 3 * i)) for i in range(11)]
        cell[2] = Rounded(2.0**-400)  # few bits
        power = name if isinstance(name, int) else int(name == "first_low")
        size = 2.0 ** (-8 * power) * 1.1
        if name == "lost":
            cell[0] = Rounded(1.1)
            cell[2] = Rounded(2.0**-40 * (1.0 + 2.0**-19))
            size = None
        else:
            cell[names.index(name)] = Rounded(1.1)
        total, low, _ = evaluate(terms, (*cell, Bound(0.0)))
        size = size or abs(low.v)
        count = float(bound(total, low)[0] / Fraction(U * size))
        last = name == (7 if terms == "part, 7" else 8)  # nothing is added to it
        assert most + of_d - 0.6 < count + last < most + of_d + 0.1, name


def test_rows_of_the_table():
    """Its own rounding, those of the evaluation, of the rounding test, and of 1 - f."""
    rows = {name: roundings + of_d + 2 for name, roundings, of_d in TABLE}

    def err(value=0, slope=0, second=0, more=(0.0,) * 7):
        floats = [
            build._floats((n, n, 0), *bits)
            for n, bits in ((value, (53, 53)), (slope, (20, 53, 53)), (second, (53, 53)))
        ]
        return build._cell(0.0, 1.0, *floats, list(more), 0.0)[-2] / (1.01 * U)

    assert err(2**53 + 1) - err(2**53) == pytest.approx(1 + rows["rest"])
    assert err(0, 2**40 + 1) - err(0, 2**40) == pytest.approx(1 + rows["first_low"])
    # d - part and d_low take part in as many as first_low, and are below 2**-22 of H in all
    assert err(0, 1) >= 2.0**-22 * (rows["first_low"] - 1)
    assert err(0, 0, 1) == pytest.approx(1 + rows[2])
    for n in range(3, 9):
        assert err(more=[float(k == n) for k in range(3, 10)]) == pytest.approx(rows[n])


def test_a_tie_that_a_small_bound_gets_wrong():
    check("norm_ppf", 0.1190347206205273, 1.000000000000084, 9.410057582874242e-17)


# What the cells hold: a bound derived from their floats, true coefficients and the table.  Each
# kind has its centres, its half widths, and how often u a coefficient itself may be off, of what.


def density_terms(a, count):
    """Of pdf(a + d), and with all signs alike."""
    pdf = true_pdf(a)
    terms, sizes = [pdf, -a * pdf], [pdf, a * pdf]
    for n in range(1, count):
        terms.append(-(a * terms[n] + terms[n - 1]) / (n + 1))
        sizes.append((a * sizes[n] + sizes[n - 1]) / (n + 1))
    return terms, sizes


def area_terms(a, count):
    terms, sizes = density_terms(a, count)
    q = mpmath.erfc(a / mpmath.sqrt(2)) / 2
    return (
        [q, *(-p / (n + 1) for n, p in enumerate(terms))],
        [q, *(p / (n + 1) for n, p in enumerate(sizes))],
    )


def log_area_terms(a, count):
    q = mpmath.erfc(a / mpmath.sqrt(2)) / 2
    g = [true_pdf(a) / q]
    m = [g[0] - a]
    for n in range(count):
        g.append(sum(g[j] * m[n - j] for j in range(n + 1)) / (n + 1))
        m.append(g[-1] - (n == 0))
    terms = [mpmath.log(q), *(-g[n] / (n + 1) for n in range(count))]
    return terms, terms


def logarithm_terms(a, count):
    terms = [mpmath.log(a), *(-((-1 / a) ** n) / n for n in range(1, count))]
    return terms, [1.0] * count


def quantile_terms(tail, sign=-1):
    """By the inverse of the series of the area."""
    x = true_isf(tail)
    g = mpmath.sqrt(2 * mpmath.pi) * mpmath.exp(x * x / 2)
    terms, polynomial = [x], [1]
    for n in range(1, 16):
        terms.append(
            (sign * g) ** n / mpmath.factorial(n) * mpmath.polyval(polynomial, x, asc=True)
        )
        longer = [0] + [n * c for c in polynomial]
        for i, c in enumerate(polynomial[1:], 1):
            longer[i - 1] += i * c
        polynomial = longer
    return terms, terms


def log_quantile_terms(y):
    """By r = R, Mills' ratio Q/pdf, and r' = r - z*r*r.

    R is the first of the moments M_k(z), the integrals of t**k * exp(-z*t - t*t/2), and as
    dz/dy = -R and dM_k/dy = R*M_(k+1), every derivative of -z is a sum of products of moments, and
    positive.  So all terms at D < |a| come to z(a) - z(a + D), and those from the tenth on,
    at half, to at most what the others leave of that, times (half/D)**10.  -z(a/32) is 4.01 and
    9.16 where a is -2**-10 and -2**-60.

    The logarithm of R changes by z - hazard times what z does; z*(z - hazard) is below 90 there,
    and below 1 for z > 0.  The cell takes R within 2**-80 of itself, for z within 2**-87.
    """
    q = mpmath.exp(y)
    z = true_isf(q)
    r = [mpmath.erfc(z / mpmath.sqrt(2)) / 2 / true_pdf(z)]
    zs = [z, -r[0]]
    for n in range(14):
        squares = [sum(r[j] * r[i - j] for j in range(i + 1)) for i in range(n + 1)]
        r.append((r[n] - sum(zs[i] * squares[n - i] for i in range(n + 1))) / (n + 1))
        zs.append(-r[-1] / (n + 2))
    return zs, zs


# Cell, true terms and the sizes that errors are measured by, k_n, least ratio, places.  k_n of the
# density: one rounding for pdf(a), one of a*pdf(a), three for each step.  Of quantiles: x and g
# are off by less than 2u, P_n by 2n - 2 for x and as many for Horner's scheme, g**n / n! by 4n - 2
# and their product by 1.
KINDS = {
    "density": (
        build.density_cell,
        lambda a: density_terms(a, 16),
        lambda n: 3 * n - 1,
        0.78,
        [(a, 2.0**-8) for a in (0.0, 0.125, 0.25, 33 / 128, 1.0, 2.5)]
        + [(20.0, 2.0**-11), (37.0, 2.0**-12)],
    ),
    "area": (
        build.area_cell,
        lambda a: area_terms(a, 16),
        lambda n: 3 * n - 1,
        0.84,
        [(a, 2.0**-8) for a in (0.0, 0.25, 1.0, 2.5)] + [(20.0, 2.0**-11), (37.0, 2.0**-12)],
    ),
    "log_area": (
        build.log_area_cell,
        lambda a: log_area_terms(a, 16),
        lambda n: 2,
        0.89,
        [(a, 2.0**-8) for a in (-4.0, -2.0, -0.5, 0.0, 0.5)] + [(3.0, 2.0**-7), (30.0, 2.0**-4)],
    ),
    "logarithm": (
        build.logarithm_cell,
        lambda a: logarithm_terms(a, 16),
        lambda n: 2 * n + 1,
        0.89,
        [(a, 2.0**-7) for a in (1.0, 1.0 + 1 / 64, 1.5, 2.0)],
    ),
    "tail": (
        lambda a, half: build.quantile_cell(a, half, 0, True),
        quantile_terms,
        lambda n: 8 * n,
        0.74,
        [(0.25, 2.0**-9), (0.1875, 2.0**-10), (67 / 128 * 2.0**-90, 2.0**-98)],
    ),
    "offset": (
        lambda a, half: build.quantile_cell(a, half, 0, False),
        lambda a: quantile_terms(0.5 - a, 1),
        lambda n: 8 * n,
        0.77,
        [(0.25, 2.0**-9), (0.125, 2.0**-10), (67 / 128 * 2.0**-8, 2.0**-16)],
    ),
    "log_quantile": (
        build.log_quantile_cell,
        log_quantile_terms,
        lambda n: 1,
        0.84,
        [(-0.25, 2.0**-9), (-3.0, 2.0**-6), (-200.0, 1.0), (-(2.0**-10) - 2.0**-16, 2.0**-17)],
    ),
}


def second_bound(name, a, half):
    """From the stored floats, with the table's factors; and the cell's own."""
    make, true_terms, own, *_ = KINDS[name]
    *cell, err, _ = make(a, half)
    with mpmath.workprec(300):
        terms, sizes = true_terms(real(a))
        stored = [*map(real, cell), *[0] * len(terms)]
        head, rest, first, first_low, *more = stored
        width, u = real(half), real(U)
        total = (
            6 * u * u * abs(head) + own_error(terms[0], head + rest, u * rest) + 4 * u * abs(rest)
        )
        slope = own_error(terms[1], first + first_low, u * first_low) + 8 * u * abs(first_low)
        if name in IN_PARTS:
            slope += 6 * u * abs(first) * 2.0**-22
        if name == "density" and a <= 0.25:
            slope += u * abs(first)  # where the product may round
        total += width * slope
        for n in range(2, len(cell) - 2):
            most = own(n) * u * sizes[n] if n > 2 else u * abs(terms[n])
            row = own_error(terms[n], more[n - 2], most) + (3 * n + 5) * u * abs(more[n - 2])
            total += row * width**n
        total += sum(abs(terms[n]) * width**n for n in range(len(cell) - 2, len(terms)))
        return float(total / err)


IN_PARTS = ("density", "area", "log_area", "logarithm")


def own_error(true, stored, most):
    """What a float may be off by, by rounding, or what it is off by besides."""
    return max(abs(true - stored), abs(most))


@pytest.mark.parametrize("name", KINDS)
def test_second_bound(name):
    """At most the cell's, and nearly that; in narrower cells other rows of the table decide."""
    _, _, _, least, places = KINDS[name]
    for a, half in places:
        ratio = second_bound(name, a, half)
        assert least < ratio <= 1, (a, half)
        for part in (2.0**-3, 2.0**-30):
            assert second_bound(name, a, half * part) <= 1, (a, half, part)


def test_cells_are_the_same_everywhere():
    """To the last place of every coefficient, on every interpreter and platform."""
    total = hashlib.sha256()
    for name in sorted(KINDS):
        make, *_, places = KINDS[name]
        for a, half in places:
            *cell, finer = make(a, half)
            total.update(" ".join(x.hex() for x in (*cell, *finer)).encode())
    assert total.hexdigest()[:16] == "b122c663e4a6f456"
