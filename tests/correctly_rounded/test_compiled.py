# SPDX-License-Identifier: BSD-3-Clause
"""purestats.correctly_rounded.compiled: what its neighbour for arrays returns, by machine code.

All tests of that door run here over this one; what follows them is what machine code adds.
"""

import os
import pathlib
import platform
import re
import subprocess
import sys

import pytest

numba = pytest.importorskip("numba", reason="purestats.correctly_rounded.compiled needs Numba")
np = pytest.importorskip("numpy")

from purestats.correctly_rounded import arrays, cells, compiled, tables  # noqa: E402
from tests.correctly_rounded import test_arrays  # noqa: E402
from tests.correctly_rounded.test_arrays import *  # noqa: E402, F403
from tests.correctly_rounded.test_arrays import (  # noqa: E402
    NAMES,
    SOME,
    SPECIAL,
    check,
    every_region,
    usual,
)

for name in (  # of tables, of NumPy's code for the processor, of steps on whole arrays
    "test_full_tables_of_all_doors_take_less_than_22_mb",
    "test_between_any_two_steps_of_making_cells_others_read_right",
    "test_bits_without_newer_instructions",
    "test_series_are_those_of_the_functions_of_one_number",
    "test_where_deviations_end",
    "test_where_values_end",
):
    globals().pop(name, None)


@pytest.fixture(autouse=True)
def this_door(monkeypatch):
    monkeypatch.setattr(test_arrays, "arrays", compiled)


def test_other_arithmetic_goes_to_the_functions_of_one_number(monkeypatch):
    """Without cells, the guard at import decides; the door for arrays has it."""
    tables.CELLS.empty()
    monkeypatch.setattr(arrays, "IEEE", False)
    for name in SOME:
        check(name, usual(name, 250))


def test_the_guard_sees_each_number_of_an_array():
    """Here it is tried again at each call, of 1.0: of 1.5 the same sums are others."""
    x = np.linspace(0.0, 1.0, 100)
    results, left = np.zeros(100), np.zeros(100, np.int64)
    machine = compiled._machine(arrays._AREA, compiled._default)
    assert not cells.sums_are_ieee(1.5**2)
    assert machine(results, left, 1.5, *tables.CELLS.state[:2], x, np.zeros(1), np.ones(1)) == 100
    assert (left == np.arange(100)).all()


@pytest.mark.parametrize("name", NAMES)
def test_few_are_left_to_the_functions_of_one_number(name, monkeypatch):
    """And those few are what the door for arrays is asked for, once there are cells."""
    x, asked = usual(name, 10_000), [0]
    found = arrays._undecided

    def counted(kernel, side, finer, at, *arguments):
        asked.append(arguments[0].size if at is None else at.size)
        return found(kernel, side, finer, at, *arguments)

    for place in [(), (0.3, 1.7)] if name.startswith("norm") else [()]:
        getattr(compiled, name)(x, *place)
        monkeypatch.setattr(arrays, "_undecided", counted)
        asked[:] = [0]
        getattr(compiled, name)(x, *place)
        assert max(asked) < (400 if "ilog" in name or "exp" in name else 100)  # near log(1/2)


@pytest.mark.parametrize("name", NAMES)
def test_special_values_once_there_are_cells(name):
    """The first call leaves to the door for arrays what has no cell yet; the second does not."""
    x = np.array([*every_region(name), *SPECIAL])
    if name == "norm_interval":
        x = x[~((x < 0.0) | (x > 1.0))]
    for place in [(), (0.3, 1.7), (0.0, 1.7)] if name.startswith("norm") else [()]:
        with np.errstate(all="ignore"):
            getattr(compiled, name)(x, *place)
        check(name, x, *place)


def test_nothing_is_fused():
    """A product and a sum in one rounding would be another arithmetic than the bounds are for."""
    machine = compiled._machine(arrays._QUANTILE, compiled._given_one)
    machine = numba.njit(error_model="numpy")(machine.py_func)
    machine.compile(compiled._SIGNATURE)
    (code,) = machine.inspect_asm().values()
    assert len(re.findall("f?mul[sp]?d?", code)) > 30
    assert not re.search("v?fn?m(add|sub)|fml[as]", code)
    assert "zmm" in code or "NUMBA_CPU_NAME" not in os.environ


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="it is x86-64's")
def test_nothing_is_fused_with_avx_512(tmp_path):
    """What is compiled for that, here and by purestats.compiled; it need not run here."""
    other = pathlib.Path(__file__).parents[1] / "compiled/test_arrays.py"
    tests = [f"{__file__}::test_nothing_is_fused", f"{other}::test_machine_code_fuses_nothing"]
    wide = {"NUMBA_CPU_NAME": "skylake-avx512", "NUMBA_CPU_FEATURES": "-prefer-256-bit"}
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        env={**os.environ, **wide, "NUMBA_CACHE_DIR": str(tmp_path)},
        check=True,
    )
