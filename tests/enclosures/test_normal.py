# SPDX-License-Identifier: BSD-3-Clause
"""What each kernel of the slow phase promises, at both ends of it, and its error budget.

A kernel that promises a result "for the true h from h to h + 1 units" is held to mpmath's value
at h and at h + 1, and what it takes from another kernel is set to the worst that one promises.
A budget must be at least what Approximate adds up, and must not be so large that half would do.
"""

import math
import random
from fractions import Fraction

import mpmath
import pytest

from purestats import enclosures as arithmetic
from purestats.correctly_rounded.build import guess
from purestats.enclosures import normal
from tests.enclosures.approximate import FINE, from_to
from tests.oracle.exact import exact, real, true_isf, true_pdf
from tests.oracle.exact_points import spread

WIDTHS = [24, 40, 64, 112, 224]
EXTRA = 80  # bits that mpmath computes with beyond w


def holds(enclosure, truth, name=""):
    """The enclosure holds truth, an mpf."""
    low, high, e = enclosure
    value = mpmath.ldexp(truth, -e)
    assert low <= value <= high, f"{name} {low} {mpmath.nstr(value, 30)} {high}"


def fixed_points(rng, w, low, high, count):
    """Integers that count units of 2**-w."""
    return [int(Fraction(rng.uniform(low, high)) * 2**w) for _ in range(count)]


def odd_ratios(rng, low, high, count):
    """n, d: no d a power of two, n/d even in its logarithm."""
    for _ in range(count):
        d = 3 * rng.getrandbits(rng.choice((1, 7, 60, 300))) + 3
        n = int(Fraction(math.exp(rng.uniform(math.log(low), math.log(high)))) * d) + 1
        yield n, d


@pytest.fixture
def worst_log2(monkeypatch):
    """log 2 nearly 2 units too small, as constants promises no more."""
    constants = normal.constants

    def worst(w):
        log2, low, high = constants(w)
        return log2 - 1, low, high

    monkeypatch.setattr(normal, "constants", worst)


# Kernels at both ends of what they promise

FIXED = {  # name: kernel of (h, w), truth, range of h
    "exp_fixed": (normal.exp_fixed, lambda h: mpmath.exp(-h), (0.0, 8000.0)),
    "exp_fixed, few": (normal.exp_fixed, lambda h: mpmath.exp(-h), (0.0, 0.8)),
    "kummer": (normal.kummer, lambda v: mpmath.hyp1f1(1, 1.5, v / 2), (0.0, 18.0)),
    "mills": (
        normal.mills,
        lambda h: mpmath.sqrt(mpmath.pi * h) * mpmath.exp(h) * mpmath.erfc(mpmath.sqrt(h)),
        (9.0, 400.0),
    ),
}


@pytest.mark.parametrize("w", WIDTHS)
@pytest.mark.parametrize("name", FIXED)
def test_fixed_point_kernels_hold_both_ends(name, w, worst_log2):
    kernel, truth, (low, high) = FIXED[name]
    rng = random.Random(f"{name} {w}")
    if name == "mills":
        w = max(w, arithmetic.LOSS)
    for h in [*fixed_points(rng, w, low, high, 20), int(low) << w]:
        got = kernel(h, w)
        for end in (h, h + 1):
            with mpmath.workprec(w + EXTRA):
                holds(got, truth(mpmath.ldexp(end, -w)), f"{name}({h}, {w})")


@pytest.mark.parametrize("w", WIDTHS)
def test_artanh_sum_holds_both_ends(w):
    rng = random.Random(w)
    for square in [0, 1, (1 << w) // 7 - 1, *fixed_points(rng, w, 0.0, 1 / 7, 20)]:
        total, err = normal.artanh_sum(square, w)
        for end in (square, square + 1):
            with mpmath.workprec(2 * w + EXTRA):
                r = mpmath.sqrt(mpmath.ldexp(end, -w))
                truth = mpmath.atanh(r) / r if r else mpmath.mpf(1)
                holds((total, total + err, -w), truth)


@pytest.mark.parametrize("w", [24, 25, 40, 64, 112, 224, 448, 1792, 4096])
def test_constants(w):
    log2, low, high = normal.constants(w)
    with mpmath.workprec(w + 100):
        assert 0 < mpmath.ldexp(mpmath.log(2), w) - log2 < 2
        assert low < mpmath.ldexp(mpmath.pi, w) < high <= low + 2
        holds(normal.root_2pi(w), mpmath.sqrt(2 * mpmath.pi))


@pytest.mark.parametrize("sign", [-1, 1])
def test_constants_pay_for_all_that_the_series_may_lack(sign, monkeypatch):
    """Each series nearly as far off as it may be: a good part of a unit, at many precisions."""

    def series(n, turn, fine):
        off = 1 << (22 if n == 3 else 19)
        with mpmath.workprec(fine + 60):
            value = mpmath.atanh(mpmath.mpf(1) / n) if turn > 0 else mpmath.atan(mpmath.mpf(1) / n)
            nearest = int(mpmath.ldexp(value, fine))
        # small is taken away, so it errs to the other side
        return nearest + (-sign if n == 239 else sign) * (off - 1), off

    monkeypatch.setattr(normal, "_inverse_series", series)
    monkeypatch.setattr(normal, "_CONSTANTS", {})
    for w in range(24, 224):
        log2, low, high = normal.constants(w)
        with mpmath.workprec(w + 60):
            assert 0 < mpmath.ldexp(mpmath.log(2), w) - log2 < 2
            assert low < mpmath.ldexp(mpmath.pi, w) < high


@pytest.mark.parametrize("pi", [3.0, 3.25])
def test_what_is_made_of_pi_holds_for_both_bounds(pi, monkeypatch):
    """Bounds so far apart that nothing else covers what lies between."""
    w = 112
    log2 = normal.constants(w)[0]
    wide = log2, 3 << w, 13 << w - 2
    monkeypatch.setattr(normal, "constants", lambda w: wide)
    with mpmath.workprec(2 * w):
        h = mpmath.mpf(50)
        t = mpmath.sqrt(mpmath.pi * h) * mpmath.exp(h) * mpmath.erfc(mpmath.sqrt(h))
        holds(normal.logpdf(w, 50, 1, (1, 1)), -h - mpmath.log(2 * pi) / 2)
        root = (int(mpmath.ldexp(1, w)), int(mpmath.ldexp(1, w)), -w)
        monkeypatch.setattr(normal, "_root_h_over_pi", lambda *_: root)
        density = normal.exp_negative(50, 1, w)
        holds(normal.tail_by_mills(50, 1, density, w), mpmath.exp(-h) * t / (2 * pi))


@pytest.mark.parametrize("w", [24, 112])
@pytest.mark.parametrize("pi_low", [True, False])
def test_square_roots_hold_for_every_pi_between_the_bounds(w, pi_low, monkeypatch):
    """pi itself is near one bound, so move it to the other.

    h/pi is at least y = (n << shift) // (d * pi_high), in units of 2**(w - shift), and less than
    (y + 1) * (1 + 2**-w), so b < (root + 1) * (1 + 2**-(w + 1)). By the bits of n and d in shift,
    y < 4/3.14 * 2**(2*w), so root + 1 < 1.14 * 2**w: the factor adds less than 0.57, and
    b < root + 2.
    """
    rng = random.Random(w)
    _, low, high = normal.constants(w)
    for n, d in odd_ratios(rng, 1e-300, 8192.0, 150):
        with mpmath.workprec(2 * w + EXTRA):
            pi = mpmath.ldexp(low if pi_low else high, -w)
            holds(normal._root_h_over_pi(n, d, w), mpmath.sqrt(mpmath.mpf(n) / d / pi))
            holds(normal.root_2pi(w), mpmath.sqrt(2 * pi))


@pytest.mark.parametrize("w", [64, 65, 112, 224])
def test_log_holds_both_ends(w, worst_log2):
    """However far y is off, the value may be off, in units, by

        k log 2, each less than 2 too small; log_near_1          2|k|, 4
        only upwards: cutting f to w + 1 bits                    1
          g, by its width, as g is nearly 1                      width of g + 1
          the width of a, over a, rounded up                     width/low + 1

    Lines of 1 alone are covered by the 4, of which little more than 3 is needed, and by the width
    of g, which is that of exp_fixed.
    """
    rng = random.Random(w)
    for i in range(60):
        low = rng.getrandbits(rng.choice((1, 20, w, 2 * w))) + 1
        width = rng.choice((0, 1, low // 1000, low >> 40))
        e = rng.choice((-5, 0, 5, 3000, -3000))
        got = normal.logarithm((low, low + width, e), w)
        for end in (low, low + width):
            with mpmath.workprec(w + EXTRA):
                holds(got, mpmath.log(mpmath.ldexp(end, e)), f"log {i}")


@pytest.mark.parametrize("below", [1, 1000])
def test_log_holds_wherever_exp_is_in_its_bounds(below, monkeypatch):
    w = 112

    def exp_fixed(h, w):
        with mpmath.workprec(w + EXTRA):
            truth = int(mpmath.ldexp(mpmath.exp(-mpmath.ldexp(h, -w)), w))
        return truth - below, truth - below + 1002, -w

    monkeypatch.setattr(normal, "exp_fixed", exp_fixed)
    for n in (3, 5, 7, 12345, (1 << 60) - 1):
        with mpmath.workprec(w + EXTRA):
            holds(normal.logarithm((n, n, 0), w), mpmath.log(n))


@pytest.mark.parametrize("w", [64, 112, 224])
def test_log_near_1(w):
    """r = (g - 1)/(g + 1), twice, is 2 units off, the last shift takes 1, and the sum's error
    comes in less than 2**-22 times.
    """
    rng = random.Random(w)
    for _ in range(100):
        g = (1 << w) + (rng.getrandbits(w) - (1 << w - 1) >> 21)
        got = normal.log_near_1(g, w)
        with mpmath.workprec(2 * w):
            off = mpmath.ldexp(mpmath.log(mpmath.ldexp(g, -w)), w) - got
        assert abs(off) < 4


def test_log_starts_near():
    """y is above 0 and less than 2**-23 above log f, so that r is below 2**-23."""
    rng = random.Random(1)
    for f in [1.0, 2.0, *(1.0 + rng.random() for _ in range(1000))]:
        off = normal.float_log(f) - math.log(f)
        assert -(2.0**-24) < off < 2.0**-24


@pytest.mark.parametrize("w", [64, 112, 224])
def test_log_1_minus_holds_both_ends(w):
    rng = random.Random(w)
    for _ in range(60):
        low = rng.getrandbits(w)
        high = min(low + rng.choice((1, low // 3, low >> 20)), 1 << w)
        e = -w - 1 - rng.choice((0, 1, 30, 900))
        got = normal.log_1_minus((low, high, e), w)
        for end in (low, high):
            with mpmath.workprec(2 * w + EXTRA):
                holds(got, mpmath.log1p(-mpmath.ldexp(end, e)))


@pytest.mark.parametrize("w", [64, 112])
def test_log_1_minus_pays_for_all_that_artanh_sum_lacks(w, monkeypatch):
    def worst(square, w):
        with mpmath.workprec(2 * w):
            r = mpmath.sqrt(mpmath.ldexp(square, -w))
            return int(mpmath.ldexp(mpmath.atanh(r) / r, w)) - 999, 1000

    monkeypatch.setattr(normal, "artanh_sum", worst)
    for q in (0.5, 0.3, 0.1, 1e-5):
        n, d = q.as_integer_ratio()
        got = normal.log_1_minus((n, n, 1 - d.bit_length()), w)
        with mpmath.workprec(2 * w + EXTRA):
            holds(got, mpmath.log1p(-mpmath.mpf(q)))


# Error budgets


def budget(kernel, h, w, monkeypatch):
    """The kernel's own error bound, and what Approximate finds, in units."""
    own = kernel(h, w)
    constants = normal.constants
    with monkeypatch.context() as patch:
        patch.setattr(normal, "constants", lambda w: (from_to(constants(w)[0], 0, 2), 0, 0))
        low, high, _ = kernel(from_to(h, 0, 1), w)
    assert low.i == own[0] or low.i + high.i == own[0] + own[1]
    return own, low


@pytest.mark.parametrize("w", WIDTHS)
def test_budget_of_exp(w, monkeypatch):
    """In units of 2**-w but for the first three, which count those of 2**-(w + j):

        N terms, two roundings each, less than 1.6 to either side       N
        the terms after the last                                        less than 1
        each squaring at most doubles an error and adds 1               2**j - 1
        so after j squarings, N + 2 times 2**j fine units               N + 2
        the last shift, and h, less than a unit too small               1 each
        s too large, as log 2 is less than 2 too small, k times         2k
        in all                                                          N + 2k + 4

    Of the first line little more than N/2 is left, which covers the lines of 1 and 2 as well.
    """
    ratios = []
    for h in (0, 0.01, 0.3, 0.6931, 0.6932, 5.0, 100.0, 691.9, 5000.0, 8191.0):
        (low, high, _), found = budget(normal.exp_fixed, int(h * 2**24) << w - 24, w, monkeypatch)
        ratios.append(found.up_to() / Fraction(high - low, 2))
    assert max(ratios) <= 1
    assert max(ratios[-4:]) > Fraction(1, 2)  # k decides
    assert max(ratios[:5]) > Fraction(1, 2)  # N does


@pytest.mark.parametrize("w", WIDTHS)
def test_budget_of_artanh_sum(w):
    """For each term the sum lacks 1 unit by rounding and 0.8 by its power, which lacks at most
    2/(1 - 1/7) < 2.4, over 2n + 1 >= 3; and 1 for the terms after the last: 2N + 1 in all.
    """
    ratios = []
    for square in (0, 2.0**-20, 0.01, 0.05, 0.1, 1 / 7 - 2.0**-20):
        h = int(square * 2**24) << w - 24
        total, err = normal.artanh_sum(h, w)
        found, _ = normal.artanh_sum(from_to(h, 0, 1), w)
        assert found.i == total
        assert found.low >= 0
        ratios.append(found.up_to() / err)
    assert Fraction(1, 2) < max(ratios) <= 1


@pytest.mark.parametrize("w", [48, 136, 472])
@pytest.mark.parametrize(("n", "sign"), [(3, 1), (5, -1), (239, -1)])
def test_budget_of_inverse_series(n, sign, w):
    """A power lacks less than 1.13 units; so a term, over k >= 3, less than 1.4, the first less
    than 1; those after the last are less than 1 together.
    """
    total, err = normal._inverse_series(n, sign, w)
    found, _ = normal._inverse_series(from_to(n, 0, 0), sign, w)
    assert found.i == total
    assert found.up_to() <= err
    with mpmath.workprec(w + 60):
        truth = mpmath.atanh(mpmath.mpf(1) / n) if sign > 0 else mpmath.atan(mpmath.mpf(1) / n)
        off = mpmath.ldexp(truth, w) - total
        assert Fraction(found.low - 1, 1 << FINE) <= off <= Fraction(found.high + 1, 1 << FINE)
    if sign > 0:  # all terms err to one side
        assert found.up_to() > Fraction(err, 2)


# Kernels at floats: they hold the truth, and are not too wide

KERNELS = {  # name: kernel of (n, d, w), true value of h, and the range of h
    "exp": (normal.exp_negative, lambda h: mpmath.exp(-h), (1e-30, 2000.0)),
    "kummer": (
        lambda n, d, w: normal.kummer((2 * n << w) // d, w),
        lambda h: mpmath.hyp1f1(1, 1.5, h),
        (1e-30, 30.0),
    ),
    "mills": (
        lambda n, d, w: normal.mills((n << w) // d, w),
        lambda h: mpmath.sqrt(mpmath.pi * h) * mpmath.exp(h) * mpmath.erfc(mpmath.sqrt(h)),
        (4.0, 1e9),
    ),
    "log": (
        lambda n, d, w: normal.logarithm(arithmetic.ratio(n, d, w), w),
        mpmath.log,
        (1e-300, 1e300),
    ),
    "area": (
        lambda n, d, w: (normal.offset if n < 9 * d else normal.tail)(w, n, d),
        lambda h: mpmath.erf(mpmath.sqrt(h)) / 2 if h < 9 else mpmath.erfc(mpmath.sqrt(h)) / 2,
        (1e-30, 700.0),
    ),
    "log tail": (
        normal.log_tail,
        lambda h: mpmath.log(mpmath.erfc(mpmath.sqrt(h)) / 2),
        (1e-30, 700.0),
    ),
    "log body": (
        normal.log_body,
        lambda h: mpmath.log1p(-mpmath.erfc(mpmath.sqrt(h)) / 2),
        (1e-30, 700.0),
    ),
}


@pytest.mark.parametrize("w", [64, 112, 224])
@pytest.mark.parametrize("name", KERNELS)
def test_kernels_hold_and_are_tight(name, w):
    kernel, truth, span = KERNELS[name]
    rng = random.Random(f"{name} {w}")
    tight = 0
    for _ in range(25):
        h = spread(rng, *span)
        n, d = h.as_integer_ratio()
        args = (w, n, d) if name.startswith("log ") else (n, d, w)
        low, high, e = kernel(*args)
        with mpmath.workprec(2 * w + 150):
            true = mpmath.ldexp(truth(exact(h)), -e)
            assert low <= true <= high, f"{name} of {h.hex()}: {low} {mpmath.nstr(true)} {high}"
        tight = max(tight, max(abs(low), abs(high)).bit_length() - (high - low).bit_length())
    assert tight > w - 24


def target_of(p):
    n, d = p.as_integer_ratio()
    return n, n, 1 - d.bit_length()


@pytest.mark.parametrize("w", [64, 112, 224])
def test_quantiles_hold_and_are_tight(w):
    rng = random.Random(w)
    tight = 0
    for _ in range(16):
        q = spread(rng, 1e-300, 0.25)
        with mpmath.workprec(w + 110):
            got = normal.solve(w, target_of(q), True, guess)
            holds(got, true_isf(exact(q)), q.hex())
        tight = max(tight, got[1].bit_length() - (got[1] - got[0]).bit_length())
    assert tight > w - 24


@pytest.mark.parametrize("w", [64, 112])
def test_hazard_holds(w):
    rng = random.Random(w)
    for _ in range(40):
        n, d = rng.choice((-1, 1)) * rng.getrandbits(60), 1 << rng.randrange(54, 62)
        with mpmath.workprec(w + 200):
            z = mpmath.mpf(n) / d
            truth = mpmath.ldexp(true_pdf(z) / (mpmath.erfc(z / mpmath.sqrt(2)) / 2) / 3, 40)
            holds(normal.hazard(w, n, d, (3, 1 << 40)), truth)


# Areas, with odd denominators

AREAS = {
    "exp_negative": (normal.exp_negative, lambda h: mpmath.exp(-h), (1e-30, 2000.0)),
    "ratio log": (
        lambda n, d, w: normal.logarithm(arithmetic.ratio(n, d, w), w), mpmath.log, (1e-300, 1e300)
    ),
    "tail": (
        lambda n, d, w: normal.tail(w, n, d),
        lambda h: mpmath.erfc(mpmath.sqrt(h)) / 2,
        (1e-30, 700.0),
    ),
    "body": (
        lambda n, d, w: normal.body(w, n, d),
        lambda h: 1 - mpmath.erfc(mpmath.sqrt(h)) / 2,
        (1e-30, 700.0),
    ),
    "offset": (
        lambda n, d, w: normal.offset(w, n, d, 3),
        lambda h: 4 * mpmath.erf(mpmath.sqrt(h)),
        (1e-30, 700.0),
    ),
    "log_tail": (
        lambda n, d, w: normal.log_tail(w, n, d),
        lambda h: mpmath.log(mpmath.erfc(mpmath.sqrt(h)) / 2),
        (1e-30, 700.0),
    ),
    "log_body": (
        lambda n, d, w: normal.log_body(w, n, d),
        lambda h: mpmath.log1p(-mpmath.erfc(mpmath.sqrt(h)) / 2),
        (1e-30, 700.0),
    ),
    "pdf": (
        lambda n, d, w: normal.pdf(w, n, d, (3, 1 << 40)),
        lambda h: mpmath.ldexp(mpmath.exp(-h) / mpmath.sqrt(2 * mpmath.pi) / 3, 40),
        (1e-30, 2000.0),
    ),
    "logpdf": (
        lambda n, d, w: normal.logpdf(w, n, d, (3, 1 << 40)),
        lambda h: -h - mpmath.log(mpmath.ldexp(18 * mpmath.pi, -80)) / 2,
        (1e-30, 1e300),
    ),
}  # fmt: skip


@pytest.mark.parametrize("w", [64, 112])
@pytest.mark.parametrize("name", AREAS)
def test_areas_hold(name, w):
    kernel, truth, span = AREAS[name]
    rng = random.Random(f"{name} {w}")
    for n, d in odd_ratios(rng, *span, 40):
        h = Fraction(n, d)
        with mpmath.workprec(2 * w + 300):
            value = truth(real(h))
        holds(kernel(n, d, w), value, f"{name}({n}, {d}, {w})")


def test_exp_of_what_is_below_every_float():
    low, high, e = normal.exp_negative((8193 << 40) + 1, 1 << 40, 112)
    assert (low, high) == (0, 1)
    assert mpmath.exp(-8192) < mpmath.ldexp(1, e)
    assert normal.exp_negative(8192, 1, 112)[0] > 0


# Quantiles


@pytest.mark.parametrize("w", [24, 112])
def test_quotients_of_densities_within_a_spread(w):
    for s in [0, 1, 2, 1 << w - 1, *(1 << k for k in range(w - 1)), (1 << w) // 3]:
        got = arithmetic.quotient_within(s, w)
        with mpmath.workprec(w + EXTRA):
            for v in (-s, s):
                holds(got, mpmath.exp(mpmath.ldexp(v, -w)))
                holds(got, 1 / (1 + mpmath.ldexp(v, -w)))


@pytest.mark.parametrize("x", [1.28, 22.4])
def test_no_step_is_trusted_beyond_the_lemma(x, monkeypatch):
    """Whatever the guess, s is at most 1/2 where the quotient is bounded."""
    spreads = []
    within = arithmetic.quotient_within
    monkeypatch.setattr(
        arithmetic, "quotient_within", lambda s, w: spreads.append(s) or within(s, w)
    )
    target = target_of(0.5 * math.erfc(x / math.sqrt(2.0)))
    y, y_d = (1.0 + x).as_integer_ratio()
    for i in range(100):
        normal.solve(64, target, True, lambda *_, i=i: x + (i - 50) / (40.0 * x))
        normal.log_quantile(64, 2600 * y, y_d, lambda *_, i=i: 50.0 + i)
    assert (1 << 62) < max(spreads) <= 1 << 63


@pytest.mark.parametrize("w", [24, 112])
def test_root_of_one_half(w, monkeypatch):
    """With x exact, as the width of x would cover any other root."""
    for n in (1, 3, 12345, 1 << 20):
        monkeypatch.setattr(normal, "solve", lambda *_, n=n: (n, n, 5))
        got = normal.erf_quantile(w, 1, 4, True, guess)
        with mpmath.workprec(w + EXTRA):
            holds(got, mpmath.ldexp(n, 5) / mpmath.sqrt(2))


@pytest.mark.parametrize("in_tail", [True, False])
def test_guess_is_near(in_tail):
    rng = random.Random(1)
    for _ in range(300):
        p = rng.uniform(0.0, 0.25) if rng.random() < 0.5 else 0.25 * 10.0 ** -rng.uniform(0, 299)
        n, d = p.as_integer_ratio()
        k = d.bit_length() - 1
        low, _, e = normal.solve(112, target_of(p), in_tail, guess)
        truth = math.ldexp(low, e)
        assert guess(n, k, in_tail) == pytest.approx(truth, rel=1e-6, abs=0.0)


# How much is lost in all: what FIRST_BITS says


def test_bits_that_hold_at_first():
    rng = random.Random(1)
    w = arithmetic.FIRST_BITS
    for _ in range(200):
        p = 0.25 * 10.0 ** -rng.choice((rng.random(), rng.uniform(0, 300)))
        for in_tail in (True, False):
            low, high, _ = normal.solve(w, target_of(p), in_tail, guess)
            assert high.bit_length() - (high - low).bit_length() >= 67
