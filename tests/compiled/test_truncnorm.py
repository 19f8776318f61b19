"""purestats.compiled.truncnorm behaves as that of purestats.arrays, with the bits of purestats."""

import inspect
import math
import pickle
import subprocess
import sys
import warnings

import pytest

np = pytest.importorskip("numpy", reason="purestats.compiled needs NumPy and Numba")
pytest.importorskip("numba", reason="purestats.compiled needs Numba")

import purestats  # noqa: E402
from purestats import arrays  # noqa: E402
from purestats.compiled import truncnorm  # noqa: E402
from purestats.elementwise import by_calls  # noqa: E402
from tests.compiled.test_arrays import EVERY_TEST, over  # noqa: E402
from tests.truncated import test_arrays as suite  # noqa: E402
from tests.truncated.test_arrays import no_warning  # noqa: E402, F401

INF, NAN = math.inf, math.nan
# Each function takes some seconds to compile, and as many for arrays of bounds.
OF_X = [name for name in suite.OF_X if name != "logpdf"]
NAMES = OF_X if EVERY_TEST else ["logcdf"]
BOUNDS = [
    *[(-1.0, 2.0), (-3.0, 1.5), (-INF, INF), (0.0, INF), (-0.0, 1.0), (-1.05, 1.05)],
    *[(-40.0, 1e-9)],
    *[(2.5, INF), (-INF, -1.0), (8.0, 9.0), (-101.0, -100.0), (1e8, INF), (1e13, 1e13 + 1.0)],
    *[(1.0, 1.0 + 2.0**-40), (-2.0, math.nextafter(-2.0, 0.0)), (-1e-9, 1e-9), (0.0, 1e-20)],
    *[(-1e-170, 3.0), (1e200, INF), (-1e155, 1e151), (5e-324, 1e-320)],
]
PLACES = [(0.0, 1.0), (1.5, 2.0), (-1e300, 1e280), (1e-300, 1e-305), (0.0, 1e-200), (7.0, 1e-9)]
NOT_SHARED = {
    suite.test_a_snippet_with_one_line_changed: "names purestats.arrays",
    suite.test_examples: "has those of truncated_arrays.py",
}
if EVERY_TEST:
    for each, function in list(vars(suite).items()):
        if each.startswith("test_") and function not in NOT_SHARED:
            globals()[each] = over(suite, each, truncnorm=truncnorm)


def rows(a, b, loc, scale):
    """x in every part of what is between the bounds, at them and outside."""
    qs = [0.0, 5e-324, 1e-290, 1e-17, 1e-5, 0.3, 0.5, 0.7, 1.0 - 1e-9, 1.0 - 2.0**-53, 1.0, NAN]
    qs += [k / 64 + 1e-4 for k in range(64)]
    quantiles = np.array([purestats.truncnorm.ppf(q, a, b, loc, scale) for q in qs])
    near = [np.nextafter(quantiles[:11], end) for end in (-INF, INF)]
    return np.concatenate([quantiles, *near, [loc, -INF, INF, 1e300, -1e300, 0.0, -0.0]])


@pytest.mark.parametrize("name", NAMES)
def test_the_bits_of_the_functions_of_one_number(name):
    """On all kinds of bounds, where integers are needed too; bounds are numbers, then arrays."""
    one, function = (getattr(each, name) for each in (purestats.truncnorm, truncnorm))
    columns = []
    with np.errstate(all="ignore"):
        for bounds in BOUNDS:
            for place in PLACES:
                x = rows(*bounds, *place)
                row = np.broadcast_arrays(x, *bounds, *place)
                want = np.array(by_calls(one, *(each.tolist() for each in row)))
                columns.append([*row, want])
                same_bits(function(x, *bounds, *place), want, (name, bounds, place))
        *row, want = map(np.concatenate, zip(*columns))
        same_bits(function(*row), want, name)
        mixed = np.random.default_rng(1).permutation(want.size)
        out = np.empty(want.size)
        function(*(each[mixed] for each in row), out=out, workers=2)
        same_bits(out, want[mixed], name)


def same_bits(got, want, label):
    same = (got.view(np.int64) == want.view(np.int64)) | (np.isnan(got) & np.isnan(want))
    assert same.all(), (label, np.flatnonzero(~same)[:5], got[~same][:5], want[~same][:5])


@pytest.mark.parametrize("name", NAMES)
def test_bad_values_are_nan_and_speak_once(name):
    function, x = getattr(truncnorm, name), np.linspace(0.1, 0.9, 50)
    cases = [(2, 1), (1, 1), (0, 1, 0, -1.0), (np.full(50, 2.0), 1), (np.arange(50.0), 50, 0, -1)]
    for case in cases:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            assert np.isnan(function(x, *case)).all()
        assert [str(each.message) for each in said] == [
            f"invalid value encountered in truncnorm_{name}"
        ]
    assert np.isnan(function(x, NAN, 1)).all()  # without a warning
    assert np.isnan(function(x * NAN, 0, 1)).all()
    with pytest.raises(TypeError, match=r"^b must be real numbers"):
        function(x, 0, "1")


def test_one_that_needs_integers_among_others_and_in_other_types():
    x = np.linspace(0.5, 3.5, 2000)
    loc = np.where(np.arange(2000) % 500 == 7, 1e200, 1.0)
    scale = np.where(loc > 1.0, 1e199, 2.0)
    got = truncnorm.logcdf(x.astype("f4"), -11.0, 2.0, loc, scale)
    want = [
        purestats.truncnorm.logcdf(*row)
        for row in zip(
            x.astype("f4").tolist(), [-11.0] * 2000, [2.0] * 2000, loc.tolist(), scale.tolist()
        )
    ]
    assert got.tolist() == want
    got = truncnorm.logcdf(x.astype("f4"), 0.0, 1e-20, 0.0, 2e20)  # of bounds close together
    assert got.dtype == np.float32
    assert got.tolist() == [
        np.float32(purestats.truncnorm.logcdf(each, 0.0, 1e-20, 0.0, 2e20))
        for each in x.astype("f4").tolist()
    ]


def test_rvs_frozen_and_the_rest():
    for bounds in [(8, 9, 1.0, 2.0), (-1, 2)]:
        ours = truncnorm.rvs(*bounds, size=1000, random_state=7)
        theirs = arrays.truncnorm.rvs(*bounds, size=1000, random_state=7)
        assert np.array_equal(ours, theirs)
        frozen = truncnorm(*bounds)
        assert np.array_equal(frozen.rvs(1000, 7), ours)
        assert frozen.mean() == arrays.truncnorm(*bounds).mean()
        lower, _ = frozen.interval([0.5, 0.9])
        assert np.array_equal(lower, frozen.ppf((1.0 - np.array([0.5, 0.9])) / 2.0))
        again = pickle.loads(pickle.dumps(frozen))
        assert again.dist is truncnorm is frozen.dist
        assert np.array_equal(again.ppf([0.25, 0.5]), frozen.ppf([0.25, 0.5]))
    assert pickle.loads(pickle.dumps(truncnorm)) is truncnorm
    assert repr(frozen) == "truncnorm(a=-1.0, b=2.0, loc=0.0, scale=1.0)"
    assert dir(truncnorm) == dir(arrays.truncnorm)
    for name in suite.OF_X + suite.OF_Q:
        ours, theirs = (getattr(each, name) for each in (truncnorm, arrays.truncnorm))
        assert inspect.signature(ours) == inspect.signature(theirs)
        assert ours.__doc__ == theirs.__doc__
        assert (ours is theirs) == (name not in OF_X)


def test_it_is_loaded_when_first_used():
    code = "import sys, purestats.compiled; assert 'purestats.truncated' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
