# SPDX-License-Identifier: BSD-3-Clause
"""What t and chi2 may not depend on: libm, the guess, the first precision, the machine."""

import functools
import hashlib
import math
import random

import pytest

import purestats
from tests.enclosed.fresh import fresh
from tests.oracle.areas import FUNCTIONS, QUANTILES, points

INF, NAN = math.inf, math.nan
LIBM = ("log", "log1p", "exp", "expm1", "erf", "erfc", "sqrt", "pow")


@functools.lru_cache(None)
def result(name, args):
    return getattr(purestats, name)(*args)


def same(module, name, count, step=1):
    for args in list(points(name, count))[::step]:
        assert getattr(module, name)(*args) == result(name, args), (name, args)


def perturbed(function, rng):
    def off(*args):
        y = function(*args)
        for _ in range(rng.randrange(4)):
            y = math.nextafter(y, rng.choice((-INF, INF)))
        return y

    return off


def test_libm_may_be_off():
    rng = random.Random(3)
    module = fresh(**{n: perturbed(getattr(math, n), rng) for n in LIBM})
    for name in FUNCTIONS:
        same(module, name, 20)


def refuse(*args):
    raise ValueError("math domain error")


@pytest.mark.parametrize("answer", [NAN, INF, -1.0, 0.0, 1e308, refuse])
def test_libm_may_be_nonsense(answer):
    function = answer if answer is refuse else lambda *args: answer
    module = fresh(**dict.fromkeys(LIBM, function))
    for name in FUNCTIONS:
        same(module, name, 9, 4)


@pytest.mark.parametrize("guess", [None, (1, 5000), (1, -5000), (1, 0), (3, 600), (5, -900)])
def test_guess_may_be_wild(guess):
    module = fresh()
    module.student_t._guess = module.chi_squared._guess = lambda *args: guess
    for name in QUANTILES:
        same(module, name, 8, 3)
    assert module.t_ppf(1e-300, 0.01) == -INF
    assert module.chi2_ppf(1e-300, 0.01) == 0.0


@pytest.mark.parametrize("bits", [80, 131, 700])
def test_first_precision_is_free(bits):
    module = fresh()
    for room in module.first_bits:
        room.FIRST_BITS = bits
    for name in FUNCTIONS:
        same(module, name, 12, 2 if bits < 200 else 4)


def test_nothing_kept_decides():
    module = fresh()
    for name in reversed(FUNCTIONS):
        same(module, name, 8)
    for df in range(1, 300):  # more than are kept
        module.t_cdf(0.3, df + 0.5)
    assert module.t_cdf(0.3, 1.5) == purestats.t_cdf(0.3, 1.5)


def digest():
    total = hashlib.sha256()
    for name in sorted(FUNCTIONS):
        for args in points(name, 40):
            total.update(result(name, args).hex().encode())
    return total.hexdigest()[:16]


def test_same_bits_everywhere():
    assert digest() == "7e2d59bd4a352dcc"
