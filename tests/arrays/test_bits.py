"""purestats.arrays, element by element: the bits of purestats.normal, or its stated errors.

NumPy has code of its own for exp and log on some processors, whose last bit may differ from the
C library's. So the bits are compared in a process where such code is switched off, and the
errors, against mpmath, in one with whatever NumPy chose.
"""

import inspect
import math
import os
import subprocess
import sys
from functools import partial

import pytest

np = pytest.importorskip("numpy", reason="purestats.arrays needs NumPy")

from purestats import arrays, normal  # noqa: E402
from tests import oracle  # noqa: E402
from tests.oracle.points import around, log_uniform, uniform  # noqa: E402
from tests.oracle.regions import EXP_2, EXP_32, REGIONS  # noqa: E402

LOG_LIMIT = 1.8e154
OF_X = [0.0, 1.05, 2.9, 7.4, 37.0, 37.5, 39.0, 55.0, LOG_LIMIT, 1.9e154, 1e308, math.inf]
OF_P = [0.0, 5e-324, 1e-300, EXP_32, EXP_2, 0.25, 0.5, 0.75, 1 - EXP_2, 1 - 2.0**-53, 1.0]
OF_LOG = [
    0.0,
    -5e-324,
    -1e-20,
    -0.08,
    -0.25,
    -1.4,
    -2.5,
    -32.0,
    -690.0,
    -2048.0,
    -5e17,
    -1e308,
    -math.inf,
]
OF_ERF = [0.0, 5e-324, 1e-300, 1e-9, 0.5, 0.84375, 1 - 2.0**-53, 1.0]
OF_ERFC = [0.0, 5e-324, 1e-300, 2 * EXP_32, 0.15625, 0.5, 1.0, 1.5, 1.84375, 2.0]


def inside(points, low, high):
    """The points, floats around them, and random ones; those in [low, high], and NaN."""
    near = [each for point in points for each in around(point, 3)]
    sizes = [each for each in map(abs, points) if 0 < each < math.inf]
    spread = log_uniform(min(*sizes, 1e-12), max(sizes))
    wide = [*near, *spread, *(-each for each in spread), *uniform(-1, 2), *uniform(-42, 42)]
    return [*(each for each in wide if low <= each <= high), math.nan]


X = inside([*OF_X, *(-each for each in OF_X)], -math.inf, math.inf)
P = inside(OF_P, 0, 1)
LOGP = inside(OF_LOG, -math.inf, 0)
ERF = inside([*OF_ERF, *(-each for each in OF_ERF)], -1, 1)
ARGUMENTS = {
    **{f"norm_{name}": X for name in ["pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "hazard"]},
    **dict.fromkeys(["norm_ppf", "norm_isf", "norm_interval", "ndtri"], P),
    **dict.fromkeys(["norm_ilogcdf", "norm_ilogccdf", "ndtri_exp"], LOGP),
    **{"ndtr": X, "log_ndtr": X, "erfcx": X, "erfinv": ERF, "erfcinv": inside(OF_ERFC, 0, 2)},
}
PLACES = [(0.5, 3.0), (-1e5, 1e-3), (1e-290, 3e-300), (-1e300, 1e308), (0.0, 5e-324), (1.0, 1e160)]
PLACES += [(1e-309, 3.3e-310)]  # where products underflow


def own_code():
    """NumPy's own code for this processor that can be switched off: AVX-512.

    It goes by names of AVX512, and from NumPy 2.4 on X86_V4: each version ignores the names of
    the other in silence, so what it says it has is what is switched off.
    """
    try:
        from numpy._core import _multiarray_umath as umath
    except ImportError:
        from numpy.core import _multiarray_umath as umath
    features = getattr(umath, "__cpu_features__", {})
    found = [each for each in getattr(umath, "__cpu_dispatch__", []) if features.get(each)]
    return [each for each in found if each.startswith("AVX512") or each == "X86_V4"]


def has_the_bits_of_libm():
    """Whether NumPy's functions, on some thousand numbers, are those of the C library."""
    x = np.array(uniform(-700, -1e-3, 5000))
    for name, these in [("exp", x), ("expm1", x / 700), ("log", -x / 700), ("log1p", x / 701)]:
        if getattr(np, name)(these).tolist() != [getattr(math, name)(v) for v in these.tolist()]:
            return False
    return True


def differing(got, want):
    """The places where two arrays differ in bits, the sign of a zero included; NaN is NaN."""
    got, want = np.atleast_1d(got), np.atleast_1d(want)
    same = (got.view("i8") == want.view("i8")) | (np.isnan(got) & np.isnan(want))
    return np.flatnonzero(~same.all(axis=tuple(range(same.ndim - 1)) if same.ndim > 1 else ()))


def compare(name):
    """Every way through a function: mixed blocks, blocks in one interval, loc and scale."""
    function, one = getattr(arrays, name), getattr(normal, name)
    arguments = ARGUMENTS[name]
    x = np.array(arguments)
    check(name, x, np.array(function(x)), [one(each) for each in arguments])
    ordered = np.sort(x)
    for begin in range(0, len(x), 60):
        some = np.repeat(ordered[begin : begin + 60], 4)
        check(name, some, np.array(function(some)), [one(each) for each in some.tolist()])
    if name.startswith("norm"):
        first = next(iter(inspect.signature(one).parameters))
        check(name, x, np.array(function(**{first: x})), [one(each) for each in arguments])
        frozen = [getattr(each.norm(), name[5:]) for each in (arrays, normal)]
        check(name, x, np.array(frozen[0](x)), [frozen[1](each) for each in arguments])
        far = np.linspace(-1.7e308, 1.7e308, 301)  # x - loc overflows
        if arguments is X:
            rows = [one(each, -1.7e308, 9e307) for each in far.tolist()]
            check(name, far, np.array(function(far, -1.7e308, 9e307)), rows)
        for loc, scale in PLACES:
            y = (x * scale + loc if arguments is X else x)[::3]
            rows = [one(each, loc, scale) for each in y.tolist()]
            check(name, y, np.array(function(y, loc, scale)), rows)
            check(name, y, np.array(function(y, np.full(y.shape, loc), [scale])), rows)


def check(name, x, got, rows):
    wrong = differing(got, np.array(rows).T)
    if wrong.size:
        k = wrong[0]
        where = f"{name}({float(x[k]).hex()}): {got[..., k]} != {rows[k]}"
        raise AssertionError(f"{where}, and {wrong.size - 1} more of {x.size}")


@pytest.mark.parametrize("name", ARGUMENTS)
def test_the_bits_of_the_scalar_functions(name):
    if not has_the_bits_of_libm():
        pytest.skip("NumPy's exp and log have bits of their own: test_bits_without_own_code")
    with np.errstate(all="ignore"):
        compare(name)


def test_bits_without_own_code():
    """The test above once more, where NumPy's own code was at work."""
    if has_the_bits_of_libm():
        pytest.skip("NumPy's exp and log are the C library's")
    if not own_code():
        pytest.skip("NumPy's own code cannot be switched off here")
    environment = {**os.environ, "NPY_DISABLE_CPU_FEATURES": " ".join(own_code())}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__]
    result = subprocess.run(
        [*command, "-k", "test_the_bits_of_the_scalar"],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert f"{len(ARGUMENTS)} passed" in result.stdout, result.stdout[-2000:] + result.stderr


KERNELS = [
    (lambda z: arrays._lower(z, 0.0, z), (), (0.0, *arrays._AT_UPPER_TAIL, math.inf)),
    (normal._log_cdf, (0.0,), (-math.inf, *arrays._AT_LOG_CDF, math.inf)),
    (normal._hazard, (0.0, 1.0), (-math.inf, *arrays._AT_HAZARD, math.inf)),
    (normal._upper_hazard, (0.0,), (-1.05, *arrays._AT_UPPER_HAZARD, math.inf)),
    (normal._erf, (), (0.0, *arrays._AT_ERF, math.inf)),
    (normal._erfc, (1.0,), (-math.inf, *arrays._AT_ERFC, math.inf)),
    (normal._erfcx, (1.0,), (-math.inf, *arrays._AT_ERFCX, math.inf)),
    (normal._pdf, (0.0, 1.0), (-math.inf, *arrays._AT_DENSITY, math.inf)),
    (normal._log_density, (), (-math.inf, *arrays._AT_LOG_DENSITY, math.inf)),
    (normal._log_pdf, (0.0, 1.0), (-math.inf, *arrays._AT_LOG_DENSITY, math.inf)),
    (normal._tail_quantile, (), (2.0, arrays._AT_FAR_QUANTILE[0], 1e9)),
    (normal._far_quantile, (-2.0,), (2.0, *arrays._AT_FAR_QUANTILE, math.inf)),
    (arrays._quantile_size, None, (-math.inf, *arrays._AT_QUANTILE, 1.0)),
    (arrays._log_quantile, None, (-math.inf, *arrays._AT_LOG_QUANTILE, math.inf)),
    (arrays._erfinv, None, (-math.inf, *arrays._AT_ERFINV, math.inf)),
    (arrays._erfcinv, None, (-math.inf, *arrays._AT_ERFCINV, math.inf)),
    (partial(arrays._upper_quantile_within, normal._NORMAL), None, (0.0, normal._NEAR_TAIL, 0.5)),
]


@pytest.mark.parametrize(("kernel", "rest", "cuts"), KERNELS)
def test_a_kernel_branches_at_the_cuts_and_nowhere_else(kernel, rest, cuts):
    """Formulas agree where they meet, so bits cannot tell a cut from its neighbours."""
    ends = [*(float(np.nextafter(cut, -math.inf)) for cut in cuts[1:-1]), cuts[-1]]
    paths = []
    with np.errstate(all="ignore"):
        for begin, end in zip(cuts, ends):
            middle = begin + 0.5 * (end - begin)
            path = path_of(kernel, rest, begin)
            assert path == path_of(kernel, rest, end)
            assert path == path_of(kernel, rest, middle) or math.isnan(middle)
            paths.append(path)
    assert all(before != after for before, after in zip(paths, paths[1:]))


def path_of(kernel, rest, number):
    """The instructions that run for a number: of normal.py, or of a kernel of arrays.py."""
    path, own = [], getattr(kernel, "func", kernel).__code__

    def trace(frame, event, _):
        code = frame.f_code
        if code is not own and (rest is None or code.co_filename != normal.__file__):
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            path.append((code.co_name, frame.f_lasti))
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        kernel(number, *rest) if rest is not None else kernel(np.array([number]), where=number)
    finally:
        sys.settrace(before)
    return path


@pytest.mark.parametrize("region", REGIONS, ids=lambda each: f"{each.function}: {each.name}")
def test_error_in_ulps(region):
    """The bounds of the scalar functions hold, or 0.2 ulp more with exp and log of NumPy's own.

    Where the bits are those of the scalar function, its own test has the error.
    """
    if region.function not in ARGUMENTS:
        pytest.skip("not a function of arrays")
    arguments = region.sample(300)
    scalar = getattr(normal, region.function)
    for argument, value in zip(arguments, whole(region.function, arguments)):
        if value != scalar(argument):
            want = oracle.TRUE[region.function](argument, value)
            error = abs(oracle.ulps(value, want))
            assert not has_the_bits_of_libm()
            assert error <= region.bound + 0.2, oracle.report(argument, value, want)


def whole(name, arguments):
    return getattr(arrays, name)(np.array(arguments)).tolist()


def test_quantiles_have_the_bits_of_scipy():
    """All but where NumPy's log is not the C library's: a few in ten thousand, before 2.0 4 %."""
    special = pytest.importorskip("scipy.special")
    with np.errstate(under="ignore"):
        p = np.concatenate([np.linspace(0, 1, 100_001), np.exp(-np.linspace(0, 745, 10_001))])
    different = (arrays.ndtri(p) != special.ndtri(p)).sum()
    assert different <= (0 if has_the_bits_of_libm() else p.size // 20)
