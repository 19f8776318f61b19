# SPDX-License-Identifier: BSD-3-Clause
"""What the results may not depend on: libm, the guess, the first precision, the machine."""

import hashlib
import math
import platform
import random
import subprocess
import sys

import pytest

from purestats import correctly_rounded as cr
from tests.correctly_rounded.fresh import fresh, tables
from tests.oracle.exact import QUANTILES
from tests.oracle.exact_points import INF, NAN, REGIONS, TINY, sample


def perturbed(function, rng):
    def off(x):
        y = function(x)
        for _ in range(rng.randrange(4)):
            y = math.nextafter(y, rng.choice((-INF, INF)))
        return y

    return off


LIBM = ("log", "log1p", "exp", "expm1", "erf", "erfc", "sqrt")


@pytest.mark.parametrize("name", REGIONS)
def test_libm_may_be_off(name):
    rng = random.Random(3)
    module = fresh(**{n: perturbed(getattr(math, n), rng) for n in LIBM})
    for x in sample(name):
        assert getattr(module, name)(x) == getattr(cr, name)(x), x.hex()
    for table, cell in tables(module):
        for a, made in cell.items():  # down to the last bit
            assert getattr(cr.cells, table).get(a, made) == made


@pytest.mark.parametrize("guess", [0.0, TINY, 1.0, 5.0, 63.9])
@pytest.mark.parametrize("name", QUANTILES)
def test_guess_may_be_wild(name, guess):
    module = fresh()
    module.guess = lambda *_: guess
    for x in [*sample(name, 12), -TINY if "ilog" in name else TINY]:
        assert getattr(module, name)(x) == getattr(cr, name)(x), x.hex()


def refuse(x):
    raise ValueError("math domain error")


@pytest.mark.parametrize("answer", [NAN, INF, -1.0, 0.0, 1e-200, 1e-3, 1e308, refuse])
def test_libm_may_be_nonsense(answer):
    function = answer if answer is refuse else lambda x: answer
    module = fresh(**dict.fromkeys(LIBM, function))
    for q in (1e-300, 1e-5, 0.1, 0.3):
        assert module.norm_ppf(q) == cr.norm_ppf(q)
        assert module.norm_ilogcdf(-1.0 / q) == cr.norm_ilogcdf(-1.0 / q)
    assert module.norm_logcdf(-3.0) == cr.norm_logcdf(-3.0)
    for table, cell in tables(module):
        for a, made in cell.items():
            assert getattr(cr.cells, table)[a] == made


@pytest.mark.parametrize("bits", [90, 131, 1100])
@pytest.mark.parametrize("name", REGIONS)
def test_first_precision_is_free(name, bits):
    module = fresh()
    module.arithmetic.FIRST_BITS = bits
    module.IEEE = module.cells.IEEE = False  # no fast phase
    for x in sample(name, 5 if bits < 1000 else 2):
        assert getattr(module, name)(x) == getattr(cr, name)(x), x.hex()


def digest():
    total = hashlib.sha256()
    for name in sorted(REGIONS):
        for x in sample(name):
            total.update(getattr(cr, name)(x).hex().encode())
    return total.hexdigest()[:16]


def test_same_bits_everywhere():
    assert digest() == "1707ff1821b59823"


FLUSHING = """
import ctypes, ctypes.util
libm = ctypes.CDLL(ctypes.util.find_library("m"))
state = (ctypes.c_uint32 * 8)()
libm.fegetenv(state)
state[7] |= 0x8040  # flush to zero, denormals are zero: the control word of SSE
libm.fesetenv(state)
assert 5e-324 * float("1") == 0.0
import purestats.correctly_rounded
"""


@pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64" or sys.maxsize < 2**32,
    reason="sets the processor as glibc does on x86-64",
)
def test_flushed_subnormals_are_refused():
    run = [sys.executable, "-c", FLUSHING]
    result = subprocess.run(run, capture_output=True, text=True)
    assert "ImportError: this processor flushes subnormal numbers to zero" in result.stderr
