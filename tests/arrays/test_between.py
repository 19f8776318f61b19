"""Functions of two bounds over arrays, and erf and erfc, whose kernels are for arrays alone."""

import math
import random
import warnings

import mpmath
import pytest

np = pytest.importorskip("numpy", reason="purestats.arrays needs NumPy")

from purestats import arrays, normal  # noqa: E402
from tests import oracle  # noqa: E402
from tests.arrays.test_bits import X, has_the_bits_of_libm  # noqa: E402
from tests.oracle.points import around, log_uniform, uniform  # noqa: E402
from tests.oracle.regions import BETWEEN_REGIONS, floats  # noqa: E402

INF = math.inf
OF_BOUNDS = ["norm_between", "norm_logbetween"]
ENDS = [-INF, -1e308, -40.0, -1.0, -0.0, 0.0, 5e-324, 1.05, 2.0, 39.0, 1e154, 1.9e154, 1e300, INF]


@pytest.fixture(autouse=True)
def no_warning():
    with warnings.catch_warnings(), np.errstate(all="raise", invalid="warn"):
        warnings.simplefilter("error")
        yield


def rows():
    """a, b, loc and scale: every formula, narrow and far, and where products overflow."""
    rng = random.Random(5)
    found = [region.arguments(rng) for region in BETWEEN_REGIONS for _ in range(40)]
    found += [(a, b, 0.0, 1.0) for a in ENDS for b in ENDS if a <= b]
    places = [(loc, scale) for loc in (0.0, 1e308, -3.0) for scale in (5e-324, 1e-300, 2.0, 1e160)]
    return found + [(a, b, *place) for a, b, _, _ in found[-80:] for place in places]


def differing(got, want):
    return np.flatnonzero(~((got == want) | (np.isnan(got) & np.isnan(want))))


@pytest.mark.parametrize("name", OF_BOUNDS)
def test_the_bits_of_the_scalar_functions(name):
    """All in one call, and each region by itself; 4e-16 where NumPy's exp and log are its own."""
    table = rows()
    want = np.array([getattr(normal, name)(*row) for row in table])
    got = getattr(arrays, name)(*map(np.array, zip(*table)))
    wrong = differing(got, want)
    if has_the_bits_of_libm():
        assert not wrong.size, table[wrong[0]]
    assert got[wrong] == pytest.approx(want[wrong], rel=1e-15)
    standard = [row[:2] for row in table if row[2:] == (0.0, 1.0)]
    want = np.array([getattr(normal, name)(*row) for row in standard])
    for order in (1, -1):
        got = getattr(arrays, name)(*map(np.array, zip(*standard[::order])))
        assert got[::order] == pytest.approx(want, rel=1e-15, nan_ok=True)


@pytest.mark.parametrize("name", OF_BOUNDS)
@pytest.mark.parametrize("count", [3, 300])
def test_bounds_broadcast(name, count):
    function, one = getattr(arrays, name), getattr(normal, name)
    a, b = np.linspace(-3.0, 1.0, count), np.array([[1.5], [6.0]])
    got = function(a, b, 0.5, np.full(count, 2.0))
    assert got.shape == (2, count)
    for i in range(2):
        assert got[i].tolist() == pytest.approx([one(x, b[i, 0], 0.5, 2.0) for x in a], rel=1e-15)
    assert function(a, 1.5).tolist() == function(a, np.full(count, 1.5)).tolist()
    assert function(-4.0, a).tolist() == function(np.full(count, -4.0), a).tolist()
    out = np.empty(count)
    assert function(a, 1.5, out=out) is out
    assert out.tolist() == function(b=1.5, a=a).tolist() == function(a, 1.5, workers=2).tolist()
    frozen = arrays.norm(0.5, 2.0)
    assert getattr(frozen, name[5:])(a, 1.5).tolist() == function(a, 1.5, 0.5, 2.0).tolist()
    assert getattr(arrays.norm, name[5:])(a, 1.5, 0.5).tolist() == function(a, 1.5, 0.5).tolist()
    assert type(function(-1.0, 1.0)) is np.float64
    assert function(a.astype("f4"), np.float32(1.5)).dtype == np.float32


@pytest.mark.parametrize("name", OF_BOUNDS)
@pytest.mark.parametrize("count", [1, 300])
def test_bounds_out_of_order_and_a_bad_scale_are_invalid(name, count):
    function = getattr(arrays, name)
    a = np.full(count, 1.0)
    for arguments in [(a, 0.5), (a, -INF), (a, 2.0, 0.0, 0.0), (a, 2.0, 0.0, -1.0), (INF, a)]:
        with pytest.warns(RuntimeWarning, match=f"invalid value encountered in {name}"):
            got = function(*arguments)
        assert np.isnan(got).all()
    for arguments in [(a, math.nan), (a, 2.0, math.nan), (a, a, math.nan), (math.nan, a)]:
        assert np.isnan(function(*arguments)).all()
    with pytest.raises(TypeError, match=r"^b must be real numbers"):
        function(a, "1")


def test_one_bad_pair_among_good_ones_and_far_ones():
    """Each place by itself: NaN beside a bound beyond every limit."""
    a = np.tile([0.0, math.nan, 50.0, 1e200, -1.0], 60)
    b = np.tile([1.0, 1.0, 50.1, 2e200, 1.0], 60)
    for name in OF_BOUNDS:
        want = [getattr(normal, name)(*row) for row in zip(a.tolist(), b.tolist())]
        assert getattr(arrays, name)(a, b).tolist() == pytest.approx(want, rel=1e-15, nan_ok=True)


# erf and erfc.

T = [*uniform(-6.0, 6.0, 150), *uniform(-0.75, 0.75, 150), *uniform(5.0, 27.3, 150)]
T += [*log_uniform(5e-324, 1.0, 100), *log_uniform(-5e-324, -1.0, 50)]
T += [x for cut in (0.7425, 2.05, 5.2326, 6.01, 26.54, 27.226) for x in around(cut, 5)]
WORST_ERF = floats("""
    0x1.c49616dee12b0p-32 0x1.bf261a651b9a6p-5 0x1.c2d82589a0230p-4 0x1.8327219fa7afcp-1
    0x1.01262e5256b34p+1
""")
WORST_ERFC = floats("""
    -0x1.805a46fea7cf2p-1 0x1.7ae0d73fa28f0p-1 0x1.52a6030878535p+0 0x1.6b55caaf330fap+1
    0x1.73f3148b456a0p+4 0x1.a8cd6b21d07d1p+4
""")


@pytest.mark.parametrize(
    ("name", "true", "worst"),
    [("erf", mpmath.erf, WORST_ERF), ("erfc", mpmath.erfc, WORST_ERFC)],
)
def test_errors_of_erf_and_erfc(name, true, worst):
    arguments = [*T, *(-x for x in T), *worst]
    for x, got in zip(arguments, getattr(arrays, name)(np.array(arguments)).tolist()):
        want = true(mpmath.mpf(x))
        bound = 2.6 if name == "erf" else 3.1
        assert abs(oracle.ulps(got, want)) <= bound, oracle.report(x, got, want)


@pytest.mark.parametrize(("name", "kernel"), [("erf", normal._erf), ("erfc", normal._erfc)])
def test_the_bits_of_the_kernels_of_erf_and_erfc(name, kernel):
    """Few numbers and many, in blocks of any mixture."""
    x = np.array([each for each in X if abs(each) < 1e300])
    if name == "erf":
        want = np.copysign([kernel(normal._SQRT_2 * abs(each)) for each in x.tolist()], x)
    else:
        want = np.array([kernel(normal._SQRT_2 * each, each) for each in x.tolist()])
    got = getattr(arrays, name)(x)
    assert got == pytest.approx(want, rel=1e-15, abs=1e-323)
    assert not (has_the_bits_of_libm() and differing(got, want).size)
    for k in range(0, x.size, 97):
        assert getattr(arrays, name)(x[k]) == got[k]


def test_limits_of_erf_and_erfc():
    x = [-INF, -1e300, -0.0, 0.0, 5e-324, 1e300, INF, math.nan]
    assert repr(arrays.erf(x).tolist()) == "[-1.0, -1.0, -0.0, 0.0, 5e-324, 1.0, 1.0, nan]"
    assert repr(arrays.erfc(x).tolist()) == "[2.0, 2.0, 1.0, 1.0, 1.0, 0.0, 0.0, nan]"
    assert repr(arrays.erfcx(x)[[0, 2, 6, 7]].tolist()) == "[inf, 1.0, 0.0, nan]"
