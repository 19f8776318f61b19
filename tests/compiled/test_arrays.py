"""purestats.compiled behaves as purestats.arrays does, with the bits of purestats."""

import inspect
import math
import os
import pickle
import re
import subprocess
import sys
from types import FunctionType

import pytest

np = pytest.importorskip("numpy", reason="purestats.compiled needs NumPy and Numba")
pytest.importorskip("numba", reason="purestats.compiled needs Numba")

from purestats import compiled, normal  # noqa: E402
from tests.arrays import test_between as between  # noqa: E402
from tests.arrays import test_bits as bits  # noqa: E402
from tests.arrays import test_functions as suite  # noqa: E402
from tests.arrays.test_functions import no_warning, small_blocks  # noqa: E402, F401

# Each function takes some seconds to compile. With EVERY_TEST in the environment, as in .ci/run,
# all tests of purestats.arrays run over purestats.compiled; else those that have few functions.
EVERY_TEST = "EVERY_TEST" in os.environ
NOT_SHARED = {
    suite.test_examples: "has those of arrays.py",
    suite.test_without_numpy_the_import_says_so: "test_without_numba_the_import_says_so",
    between.test_the_bits_of_the_kernels_of_erf_and_erfc: "kernels of arrays.py",
    bits.test_the_bits_of_the_scalar_functions: "below, whatever code NumPy has",
    bits.test_bits_without_own_code: "none of NumPy's code is at work",
    bits.test_a_kernel_branches_at_the_cuts_and_nowhere_else: "test_the_intervals_are_worth_it",
}
NAMES = ["norm_cdf", "norm_pdf", "norm_ppf", "erfcinv"]
TESTS = [
    "test_arguments_broadcast",
    "test_any_layout",
    "test_no_remainder_is_lost",
    "test_out_may_be_an_input_or_overlap_one",
    "test_out_that_will_not_do",
    "test_one_bad_value_is_enough",
    "test_errstate_decides",
    "test_frozen",
    "test_a_bad_scale_speaks_once",
    "test_plain_numbers_fill_an_out_of_any_shape",
    "test_a_bad_value_warns_in_code_that_has_no_module",
    "test_a_frozen_method_shows_its_own_arguments",
]


def over(module, name, **changes):
    """A function of the module with other values in place of some that it names."""
    function = getattr(module, name)
    space = {**vars(module), **changes}
    for each in ("whole", "compare", "check"):  # helpers that name the values too
        if isinstance(space.get(each), FunctionType):
            space[each] = FunctionType(space[each].__code__, space, each)
    copy = FunctionType(function.__code__, space, name, function.__defaults__)
    vars(copy).update(vars(function))
    return copy


CHANGES = {
    "arrays": compiled,
    **{name: getattr(compiled, name) for name in ("norm", "norm_cdf", "norm_pdf", "norm_ppf")},
}
SHARED = [(suite, each) for each in TESTS]
if EVERY_TEST:
    NAMES = list(bits.ARGUMENTS)
    SHARED = [
        (module, name)
        for module in (suite, between, bits)
        for name, each in vars(module).items()
        if name.startswith("test_") and each not in NOT_SHARED
    ]
for module, each in SHARED:
    name = each if module is suite else f"{each}_of_{module.__name__.rpartition('_')[2]}"
    globals()[name] = over(module, each, **CHANGES)


@pytest.mark.parametrize("name", NAMES)
def test_the_bits_of_the_scalar_functions(name):
    """In every branch, at its ends, beside loc and scale, and where the paths of examples end."""
    with np.errstate(all="ignore"):
        over(bits, "compare", arrays=compiled)(name)


def test_the_intervals_are_worth_it(monkeypatch):
    """In each interval the example stands for all: its path is that of the whole interval."""
    from purestats import machine_code

    for name, cuts in compiled._CUTS.items():
        one = getattr(normal, name)
        paths = [
            path_of(one, least + share * (above - least))
            for least, above in zip(cuts, cuts[1:])
            for share in (0.3, 0.6, 0.8)
        ]
        for k in range(0, len(paths), 3):
            assert paths[k] == paths[k + 1] == paths[k + 2], (name, cuts[k // 3])
    assert machine_code._BLOCK % machine_code._LANES == 0


def path_of(function, number):
    """The lines of normal.py that run."""
    lines = []

    def trace(frame, event, _):
        if frame.f_code.co_filename != normal.__file__:
            return None
        if event == "line":
            lines.append(frame.f_lineno)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(number)
    finally:
        sys.settrace(before)
    return lines


def test_names_and_signatures():
    assert set(normal.__all__) - set(compiled.__all__) == {"norm_ppf_bisect"}
    for name in set(compiled.__all__) - {"norm"}:
        function = getattr(compiled, name)
        ours, theirs = (inspect.signature(getattr(each, name)) for each in (compiled, normal))
        assert [each for each in ours.parameters if each not in ("out", "workers")] == [
            *theirs.parameters
        ]
        assert pickle.loads(pickle.dumps(function)) is function
    assert pickle.loads(pickle.dumps(compiled.norm)) is compiled.norm
    assert compiled.norm.cdf([0.0])[0] == 0.5


def test_machine_code_fuses_nothing(monkeypatch):
    """No multiplication is joined with an addition: that would be other bits.

    The code is that for arrays, so the function of one number and its vectors are in it.
    """
    from purestats import machine_code

    made = []

    def not_from_disk(compiler, function, name=""):
        made.append(compiler.function(function))
        return made[-1]

    monkeypatch.setattr(machine_code.Compiler, "stored", not_from_disk)
    cuts, key = compiled._CUTS["norm_logcdf"], compiled._deviation
    machine_code._machine_code(compiled._FOR_ARRAYS, normal.norm_logcdf, cuts, key, None, 1, 2)
    assembly = made[0].inspect_asm(made[0].signatures[0])
    assert re.search("mulsd|fmul", assembly)
    assert re.search("mulpd|fmul", assembly)
    assert not re.search("fn?m(add|sub)|fml[as]", assembly)
    assert "zmm" in assembly or "NUMBA_CPU_NAME" not in os.environ


def test_without_numba_the_import_says_so():
    code = "import sys; sys.modules['numba'] = None; import purestats.compiled"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "ImportError: compiled functions need Numba: pip install numba" in result.stderr
    code = "import sys, purestats, purestats.arrays; assert 'numba' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_nothing_above_the_result_is_kept():
    import tracemalloc

    x = np.linspace(-5, 5, 1_000_000)
    compiled.norm_cdf(x)
    tracemalloc.start()
    compiled.norm_cdf(x)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak - x.nbytes < 2**20


def test_nan_goes_through():
    x = np.full(100, math.nan)
    assert np.isnan(compiled.norm_cdf(x)).all()


def test_there_is_no_other_name():
    with pytest.raises(AttributeError, match="no attribute 'truncnrom'"):
        compiled.truncnrom  # noqa: B018
