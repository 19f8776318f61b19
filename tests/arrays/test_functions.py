"""purestats.arrays behaves as NumPy's functions do. Bits and errors: test_arrays_bits.py."""

import doctest
import inspect
import math
import pathlib
import pickle
import subprocess
import sys
import warnings
from fractions import Fraction

import pytest

np = pytest.importorskip("numpy", reason="purestats.arrays needs NumPy")

from purestats import arrays, elementwise, normal  # noqa: E402
from purestats.arrays import norm, norm_cdf, norm_pdf, norm_ppf  # noqa: E402
from tests.normal.snippets import SNIPPETS  # noqa: E402
from tests.package.snippets import run as run_snippet  # noqa: E402
from tests.package.test_snippets import answer  # noqa: E402

# Each function, an argument that gives a finite number, and one outside its domain.
PROBABILITIES = ["norm_ppf", "norm_isf", "ndtri"]
LOGARITHMS = ["norm_ilogcdf", "norm_ilogccdf", "ndtri_exp"]
INSIDE = {
    **dict.fromkeys(["norm_pdf", "norm_logpdf", "norm_cdf", "norm_logcdf"], -1.5),
    **dict.fromkeys(["norm_sf", "norm_logsf", "norm_hazard", "ndtr", "log_ndtr"], 2.5),
    **dict.fromkeys(["erf", "erfc", "erfcx"], 0.8),
    **dict.fromkeys([*PROBABILITIES, "erfinv", "erfcinv"], 0.3),
    **dict.fromkeys(LOGARITHMS, -3.5),
}
OUTSIDE = {
    **{name: [-0.5, 1.5, -5e-324, 1.0000000000000002] for name in PROBABILITIES},
    **{name: [0.5, 5e-324, math.inf] for name in LOGARITHMS},
    "erfinv": [-1.5, 1.0000000000000002, math.inf],
    "erfcinv": [-5e-324, 2.0000000000000004, math.inf],
}
LONG = 300  # numbers: more than the scalar functions are called for
KINDS = ["f8", ">f8", "f4", "f2", "i4", "u1", "?"]


def whole(name):
    """A function under its name, as the tables have it."""
    return getattr(arrays, name)


@pytest.fixture(autouse=True)
def no_warning():
    """No warning escapes but where a test expects one; nor does any condition but "invalid"."""
    with warnings.catch_warnings(), np.errstate(all="raise", invalid="warn"):
        warnings.simplefilter("error")
        yield


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(elementwise, "BLOCK", 128)


def test_every_function_of_normal_is_there():
    assert set(normal.__all__) - set(arrays.__all__) == {"norm_ppf_bisect"}
    others = {"norm", "norm_interval", "norm_between", "norm_logbetween"}
    assert set(INSIDE) | others == set(arrays.__all__)
    for name in INSIDE:
        ours, theirs = (inspect.signature(getattr(module, name)) for module in (arrays, normal))
        assert list(ours.parameters)[:-2] == list(theirs.parameters)


# Shapes.


@pytest.mark.parametrize("name", INSIDE)
@pytest.mark.parametrize("count", [1, LONG])
def test_what_goes_in_comes_out_in_its_shape(name, count):
    function, x = whole(name), INSIDE[name]
    want = function(x)
    assert type(want) is np.float64
    assert type(function(np.float64(x))) is type(function(np.array(x))) is np.float64
    for shape in [(count,), (count, 1), (1, count, 2), (0, count)]:
        got = function(np.full(shape, x))
        assert type(got) is np.ndarray
        assert got.shape == shape
        assert (got == got.flat[0]).all() if got.size else True
    assert function([[x], [x]]).tolist() == [[want], [want]]
    assert function((x, x)).tolist() == [want, want]


@pytest.mark.parametrize("count", [3, LONG])
def test_arguments_broadcast(count):
    x, loc = np.linspace(-2, 2, count), np.array([[0.5], [1.0]])
    scale = np.array([2.0, 1.0, 0.5, 3.0]).reshape(4, 1, 1)
    got = norm_cdf(x, loc, scale)
    assert got.shape == (4, 2, count)
    for i in range(4):
        for j in range(2):
            one = norm_cdf(x, float(loc[j, 0]), float(scale[i, 0, 0]))
            assert (got[i, j] == one).all()
    assert norm_ppf(0.5, np.full(count, 2.0)).tolist() == [2.0] * count
    assert norm_cdf(x[:1], np.zeros(count), 1).shape == (count,)
    with pytest.raises(ValueError, match="broadcast"):
        norm_cdf(np.zeros(count), np.zeros(count + 1))


@pytest.mark.parametrize("shape", [(6, 50), (2, 3)])
def test_any_layout(shape, small_blocks):
    """Strides, orders, alignment, bytes in the other order, read-only: the same numbers."""
    x = np.linspace(-4, 4, math.prod(shape)).reshape(shape)
    want = norm_cdf(x.copy())
    spread = np.zeros((shape[0], 2 * shape[1]))
    spread[:, ::2] = x
    frozen = x.copy()
    frozen.flags.writeable = False
    shifted = np.zeros(x.nbytes + 1, "u1")[1:].view(float).reshape(shape)
    shifted[...] = x
    layouts = [np.asfortranarray(x), spread[:, ::2], frozen, shifted, x.astype(">f8")]
    for each in [*layouts, x[::-1, ::-1][::-1, ::-1]]:
        assert (norm_cdf(each) == want).all()
    assert (norm_cdf(x[::-1]) == want[::-1]).all()
    assert (norm_cdf(x.T) == want.T).all()
    assert norm_cdf(np.asfortranarray(x)).flags.f_contiguous
    assert (norm_cdf(np.broadcast_to(x[0], shape)) == want[0]).all()


@pytest.mark.parametrize("count", [0, 1, 200, 201, 255, 256, 257, 383, 384, 385, 1000])
@pytest.mark.parametrize("workers", [1, 2, 3])
def test_no_remainder_is_lost(count, workers, small_blocks):
    """About the sizes where scalar calls end and blocks begin, whoever computes them."""
    x = np.random.RandomState(count).uniform(-9, 9, count)
    got = norm_cdf(x, 0.5, 2.0, workers=workers)
    assert got.tolist() == norm_cdf(x, 0.5, 2.0, out=np.full(count, 7.0)).tolist()
    assert np.allclose(got, [normal.norm_cdf(each, 0.5, 2.0) for each in x.tolist()], 1e-13, 0)


@pytest.mark.parametrize("workers", [0, -1000])
def test_workers_that_nobody_can_be(workers):
    for count in [3, LONG]:
        with pytest.raises(ValueError, match=f"workers must be .* got {workers}"):
            norm_cdf(np.zeros(count), workers=workers)
        with pytest.raises(TypeError, match="workers must be an integer, not float"):
            norm_cdf(np.zeros(count), workers=2.0)
    assert norm_cdf(np.zeros(LONG), workers=-1)[0] == 0.5


# Types.


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [3, LONG])
def test_types(kind, count):
    x = np.resize(np.array([0, 1, 1], kind), count)
    want = norm_cdf(x.astype(float))
    result_type = np.dtype(kind).newbyteorder("=") if kind[0] in "f>" else np.dtype(float)
    got = norm_cdf(x)
    assert got.dtype == result_type
    assert (got == want.astype(result_type)).all()
    assert norm_cdf(x, 0, 1.0).dtype == result_type
    assert norm_cdf(x, np.float32(0)).dtype == (result_type if kind != "f2" else np.float32)
    assert norm_cdf(x, np.zeros(1)).dtype == float


@pytest.mark.parametrize("count", [3, LONG])
def test_short_floats_round_once_and_in_silence(count):
    x = np.full(count, -30, "f4")
    assert (arrays.norm_sf(x) == 1).all()
    assert (norm_pdf(x) == 0).all()  # 1e-196: no float32, and no complaint
    assert (arrays.norm_logpdf(x * 1e20) == -math.inf).all()
    assert norm_cdf(np.float16(1)).dtype == np.float16


NOT_NUMBERS = [
    ["a"],
    [b"1"],
    "0.5",
    None,
    [1j],
    [object()],
    [10**400],
    {"a": 1},
    np.array(["2020-01-01"], "M8[D]"),
    np.array([1], "m8[s]"),
    np.longdouble(1),
    np.zeros(1, [("a", float)]),
]


@pytest.mark.parametrize("value", NOT_NUMBERS)
def test_what_is_not_numbers(value):
    with pytest.raises(TypeError, match=r"^q must be real numbers up to float64, not "):
        norm_ppf(value)
    with pytest.raises(TypeError, match=r"^scale must be real numbers"):
        norm_ppf(0.5, scale=value)


def test_the_error_says_what_helps():
    for value, held in [([None, 0.5], "None"), ([Fraction(1, 3)], "Fraction")]:
        text = rf"not object with a {held} in it: numpy\.asarray\(q, float\)"
        with pytest.raises(TypeError, match=text):
            norm_ppf(value)
    for value in ([1j], np.array(["2020-01-01"], "M8[D]")):  # a part, or nanoseconds, would pass
        with pytest.raises(TypeError, match=r"not (complex128|datetime64\[D\])$"):
            norm_ppf(value)


def test_a_masked_array_is_refused_with_a_way_out():
    masked = np.ma.array([0.1, 0.2], mask=[True, False])
    with pytest.raises(TypeError, match=r"q must not be a masked array.*q\.filled"):
        norm_ppf(masked)
    assert np.isnan(norm_ppf(masked.filled(math.nan))[0])


def test_pandas():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"q": [0.025, None, 0.975]}, index=[7, 8, 9])
    frame["z"] = norm_ppf(frame["q"])
    want = [-1.9599639845400545, 1.959963984540054]
    assert type(norm_ppf(frame["q"])) is np.ndarray
    assert frame["z"].dropna().tolist() == want
    assert np.isnan(norm_ppf(frame["q"].astype("Float32"))).tolist() == [False, True, False]
    assert np.isnan(norm_cdf(pd.Series([1, None], dtype="Int64"))[1])
    assert norm_cdf(pd.DataFrame({"a": [0.0], "b": [0.0]})).tolist() == [[0.5, 0.5]]
    for column in [pd.Series(["0.5"]), pd.Series(["0.5"], dtype=object)]:
        with pytest.raises(TypeError, match=r"q must .* numpy\.asarray\(q, float\)"):
            norm_ppf(column)


def test_a_column_that_gives_objects():
    """As pandas' own types do where values are missing, in versions before 3."""

    class Column:
        dtype = type("Float64", (), {"kind": "f"})

        def __array__(self, dtype=None, copy=None):
            return np.array([0.5, None])

        def to_numpy(self, dtype, na_value):
            return np.array([0.5, na_value], dtype)

    assert norm_ppf(Column()).tolist()[0] == 0
    assert np.isnan(norm_ppf(Column())[1])


def test_pandas_on_pyarrow():
    pytest.importorskip("pyarrow")
    pd = pytest.importorskip("pandas")
    z = norm_ppf(pd.Series([0.025, None, 0.975], dtype="double[pyarrow]"))
    assert z[[0, 2]].tolist() == [-1.9599639845400545, 1.959963984540054]
    assert np.isnan(z[1])


def test_polars():
    pl = pytest.importorskip("polars")
    z = norm_ppf(pl.Series([0.025, None, 0.975]))
    assert z[[0, 2]].tolist() == [-1.9599639845400545, 1.959963984540054]
    assert np.isnan(z[1])
    with pytest.raises(TypeError, match="q must be real numbers"):
        norm_ppf(pl.Series(["0.5"]))


# The result's place.


@pytest.mark.parametrize("count", [4, LONG])
@pytest.mark.parametrize("kind", ["f8", "f4", "f2", ">f8"])
def test_out(count, kind):
    x = np.linspace(-3, 3, count)
    out = np.full(count, 7, kind)
    assert norm_cdf(x, out=out) is out
    assert (out == norm_cdf(x).astype(kind)).all()
    wide = np.zeros((2, count))
    assert (norm_cdf(x, out=wide[1]) == norm_cdf(x)).all()
    assert not wide[0].any()
    point = np.zeros(())
    assert norm_cdf(0.0, out=point) is point
    assert point == 0.5


@pytest.mark.parametrize("count", [4, LONG])
def test_the_input_is_never_written_to(count, small_blocks):
    rng = np.random.RandomState(1)
    for name in INSIDE:
        x, loc, scale = rng.uniform(0, 1, (3, count))
        x[::7], x[1::7], scale[::5] = math.nan, math.inf, 1e-200
        given = [x, loc, scale][: 3 if name.startswith("norm") else 1]
        copies = [each.copy() for each in given]
        with np.errstate(invalid="ignore"):
            whole(name)(*given)
        for each, copy in zip(given, copies):
            assert np.array_equal(each.view("u8"), copy.view("u8")), name


@pytest.mark.parametrize("count", [5, LONG])
def test_out_may_be_an_input_or_overlap_one(count, small_blocks):
    x = np.linspace(-3, 3, count + 1)
    want = norm_cdf(x)
    same = x.copy()
    norm_cdf(same, out=same)
    assert (same == want).all()
    for write, read in [(slice(1, None), slice(None, -1)), (slice(None, -1), slice(1, None))]:
        shifted = x.copy()
        norm_cdf(shifted[read], out=shifted[write])
        assert (shifted[write] == want[read]).all()
    shifted = x.copy()
    want = norm_cdf(0.5, x[:-1])
    norm_cdf(0.5, shifted[:-1], 1, out=shifted[1:])
    assert (shifted[1:] == want).all()
    want, backward = norm_cdf(x), x.copy()
    norm_cdf(backward, out=backward[::-1])
    assert (backward[::-1] == want).all()
    scales = np.where(np.arange(count) == 3, -1.0, 1.0)
    with pytest.warns(RuntimeWarning, match="invalid value encountered in norm_cdf"):
        norm_cdf(same[:-1], 0.0, scales, out=scales)


@pytest.mark.parametrize(
    ("out", "error", "message"),
    [
        (np.zeros(2, int), TypeError, "out must be an array of float64.*int64"),
        (np.zeros(2, complex), TypeError, "out must be .*complex128"),
        ([0.0, 0.0], TypeError, "out must be .*list"),
        (np.zeros(3), ValueError, "broadcast"),
        (np.zeros(1), ValueError, r"out must have the shape \(2,\), not \(1,\)"),
    ],
)
def test_out_that_will_not_do(out, error, message):
    with pytest.raises(error, match=message):
        norm_cdf(np.zeros(2), out=out)


def test_out_that_is_read_only():
    for count in [2, LONG]:
        out = np.zeros(count)
        out.flags.writeable = False
        with pytest.raises(ValueError, match=r"read-?only|not writeable"):
            norm_cdf(np.zeros(count), out=out)
        assert not out.any()


# Limits, NaN and what is invalid.


@pytest.mark.parametrize("name", INSIDE)
@pytest.mark.parametrize("count", [4, LONG])
def test_nan_gives_nan_in_silence(name, count):
    x = np.full(count, INSIDE[name])
    want = whole(name)(x)
    x[1] = math.nan
    got = whole(name)(x)
    assert np.isnan(got[1])
    assert (np.delete(got, 1) == np.delete(want, 1)).all()
    assert np.isnan(whole(name)(np.full(count, math.nan))).all()
    if name.startswith("norm"):
        for pair in [(math.nan, 1.0), (0.0, math.nan), (x, 1.0)]:
            assert np.isnan(whole(name)(x, *pair)[1])


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize("count", [3, LONG])
def test_outside_the_domain(name, count):
    function, good = whole(name), INSIDE[name]
    for bad in OUTSIDE[name]:
        x = np.full(count, good)
        x[1] = bad
        with pytest.warns(RuntimeWarning, match=f"^invalid value encountered in {name}$") as seen:
            got = function(x)
        assert (len(seen), seen[0].filename) == (1, __file__)
        assert np.isnan(got).tolist() == (x == bad).tolist()
        with np.errstate(invalid="raise"), pytest.raises(FloatingPointError, match=name):
            function(x)
        with np.errstate(invalid="ignore"):
            assert np.isnan(function(bad))
            assert np.isnan(function(np.full(count, bad))).all()


@pytest.mark.parametrize("name", [name for name in INSIDE if name.startswith("norm")])
@pytest.mark.parametrize("count", [3, LONG])
def test_a_scale_that_is_not_positive(name, count):
    function, x = whole(name), np.full(count, INSIDE[name])
    for bad in [0.0, -0.0, -1.0, -math.inf]:
        scale = np.ones(count)
        scale[1] = bad
        with pytest.warns(RuntimeWarning, match=name):
            got = function(x, 0.0, scale)
        assert np.isnan(got).tolist() == (scale == bad).tolist()
        with pytest.warns(RuntimeWarning, match=name):
            assert np.isnan(function(x, scale=bad)).all()


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("place", [0, 500, 999])
def test_one_bad_value_is_enough(workers, place, small_blocks):
    q = np.full(1000, 0.5)
    q[place] = 1.5
    with np.errstate(invalid="raise"), pytest.raises(FloatingPointError):
        norm_ppf(q, workers=workers)


def test_errstate_decides():
    bad = np.full(LONG, 1.5)
    calls = []
    with np.errstate(invalid="call", call=lambda *each: calls.append(each)):
        norm_ppf(bad)
    assert len(calls) == 1
    for workers in [1, 2]:
        with np.errstate(invalid="raise"), pytest.raises(FloatingPointError):
            norm_ppf(bad, workers=workers)
    with pytest.warns(RuntimeWarning, match="in norm_cdf"):  # inf - inf, as np.subtract has it
        norm_cdf(np.full(LONG, math.inf), math.inf)


@pytest.mark.parametrize("count", [8, LONG])
def test_no_other_condition_is_raised(count):
    """Not where a tail underflows or a masked-out branch divides by zero."""
    for name in INSIDE:
        ends = [-math.inf, -1e308, -50.0, -1e-3, -5e-324, -0.0]
        if name in [*PROBABILITIES, "erfinv", "erfcinv"]:
            ends = [0.0, -0.0, 5e-324, 1e-300, 0.5, 1.0]
        x = np.resize(ends, count)
        with np.errstate(all="raise"):
            whole(name)(x)
            if name.startswith("norm"):
                whole(name)(x, 0.0, 1e-300)
                whole(name)(x, 1e300, np.full(count, 1e300))


@pytest.mark.parametrize("count", [3, LONG])
def test_interval(count):
    q = np.resize([0.0, 0.5, 0.95], count)
    lower, upper = arrays.norm_interval(q, [[1.0], [2.0]], 3.0)
    assert lower.shape == upper.shape == (2, count)
    assert (lower[1] == norm_ppf((1 - q) / 2, 2.0, 3.0)).all()
    assert (upper[1] == norm_ppf((1 + q) / 2, 2.0, 3.0)).all()
    for bad in [1.5, -0.5, 95]:
        with pytest.raises(ValueError, match=rf"confidence must be in \[0, 1\], got {bad}"):
            arrays.norm_interval(np.where(q == 0.5, bad, q))
        with pytest.raises(ValueError, match=rf"confidence must be in \[0, 1\], got {bad}"):
            norm(0, [1, 2]).interval(bad)
    with pytest.warns(RuntimeWarning, match="in norm_interval$") as seen:
        ends = arrays.norm_interval(q, 0, np.where(q == 0.5, -1.0, 1.0))
    assert len(seen) == 1
    assert all((np.isnan(each) == (q == 0.5)).all() for each in ends)
    assert np.isnan(arrays.norm_interval([math.nan, 0.5])[1]).tolist() == [True, False]
    for each in [norm, norm(1, 2)]:
        with pytest.raises(TypeError, match="no argument 'alpha'; it is 'confidence'"):
            each.interval(alpha=0.95)
        with pytest.raises(TypeError, match="no argument 'n'; it is 'order'"):
            each.moment(n=2)
    assert norm.interval(0.95) == normal.norm_interval(0.95)


# The distribution.


def test_frozen():
    loc, scale = np.array([[0.0], [10.0]]), np.array([1.0, 2.0, 3.0])
    frozen = norm(loc, scale)
    for name in ["pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "ppf", "isf"]:
        got = getattr(frozen, name)(0.25)
        assert (got == getattr(norm, name)(0.25, loc, scale)).all()
        assert got.shape == (2, 3)
    assert frozen.interval(confidence=0.5)[1].shape == (2, 3)
    assert frozen.ilogcdf(-1.0).shape == frozen.ilogccdf(-1.0).shape == (2, 3)
    assert norm().pdf(np.zeros(2, "f4")).dtype == np.float32
    out = np.zeros((2, 3))
    assert frozen.cdf(1.0, out=out) is out
    with pytest.raises(TypeError):
        frozen.cdf(1.0, 2.0)
    loc[...] = 99.0
    assert frozen.mean()[1, 0] == 10.0
    with pytest.raises(ValueError, match="read-only"):
        frozen.loc[...] = 1.0
    for name in ["loc", "pdf", "size"]:
        with pytest.raises(AttributeError, match="changed: make another, norm"):
            setattr(frozen, name, 1.0)
    assert frozen == frozen != norm(frozen.loc, frozen.scale)
    assert len({frozen, norm(1, 2), norm(1, 2)}) == 3
    assert norm.moment(2.0) == norm().moment(2.0) == 1.0
    assert norm._cdf(0.5) == norm.cdf(0.5)
    for name in ["ppf", "interval", "moment"]:
        assert pickle.loads(pickle.dumps(getattr(norm, name))) == getattr(norm, name)
    copy = pickle.loads(pickle.dumps(frozen))
    assert (copy.ppf(0.1) == frozen.ppf(0.1)).all()
    assert pickle.loads(pickle.dumps(norm)) is norm
    assert "norm(loc=array([[ 0.],\n       [10.]]), scale=array" in repr(frozen)
    assert repr(norm(1, 2)) == "norm(loc=1.0, scale=2.0)"


def test_a_bad_scale_speaks_once():
    with pytest.warns(RuntimeWarning, match="in norm$") as seen:
        frozen = norm(0.0, [1.0, -1.0])
    assert (len(seen), seen[0].filename) == (1, __file__)
    with pytest.warns(RuntimeWarning, match="in norm$") as seen:
        norm.mean(0.0, -1.0)
    assert seen[0].filename == __file__
    for each in [frozen.cdf(0.5), frozen.mean(), frozen.stats()[1], frozen.support()[0]]:
        assert np.isnan(each).tolist() == [False, True]
    for each in [frozen.entropy(), frozen.moment(3), frozen.std(), frozen.var()]:
        assert np.isnan(each).tolist() == [False, True]


def test_what_is_not_there_has_a_hint():
    for each in [norm, norm([1, 2])]:
        with pytest.raises(AttributeError, match=r"mean\(\) \+ var\(\)\*hazard"):
            each.expect  # noqa: B018
        with pytest.raises(AttributeError, match="argument of rvs"):
            each.random_state = 1


def test_what_scipys_frozen_tells():
    frozen = norm(100, scale=[15, 20])
    assert frozen.args == (frozen.loc, frozen.scale)
    assert frozen.kwds == {}
    assert (frozen.a, frozen.b) == (norm.a, norm.b) == (-math.inf, math.inf)
    assert frozen.dist is norm


FIT = {
    "one number": 2.5,
    "integers": [[1, 2], [3, 5]],
    "several blocks": np.random.RandomState(1).standard_normal(1000) + 1e9,
    "short floats": np.random.RandomState(1).uniform(size=9).astype("f4"),
    "all exponents": 10.0 ** np.linspace(-300, 300, 400) * np.resize([1, -1, 1], 400),
    "full mantissas": np.full(300, -np.nextafter(2.0, 0)),
    "both ends": [5e-324, 1.7e308, 1.7e308],
}


@pytest.mark.parametrize("data", FIT.values(), ids=FIT)
def test_fit_is_exact(data, small_blocks):
    flat = np.asarray(data, float).ravel().tolist()
    for fixed in [{}, {"floc": 0.5}, {"fscale": 2}]:
        assert norm.fit(data, **fixed) == normal.norm.fit(flat, **fixed)


def test_fit_refuses():
    for data in [[math.nan], [1.0, math.inf]]:
        with pytest.raises(ValueError, match="data must be finite"):
            norm.fit(data)
    with pytest.raises(ValueError, match="data must hold at least one"):
        norm.fit([])
    with pytest.raises(ValueError, match="both fixed"):
        norm.fit([1.0], floc=0, fscale=1)
    with pytest.raises(TypeError, match="data must be real numbers"):
        norm.fit(["a"])


def test_rvs():
    assert norm.rvs(random_state=1) == np.random.RandomState(1).standard_normal()
    same = [np.random.Generator(np.random.PCG64(5)) for _ in range(2)]
    got = norm.rvs([[1.0], [2.0]], 3.0, size=(2, 4), random_state=same[0])
    assert (got == same[1].standard_normal((2, 4)) * 3.0 + [[1.0], [2.0]]).all()
    for size in [3, (2, 2)]:
        with pytest.raises(ValueError, match="broadcast"):
            norm.rvs([1.0, 2.0, 4.0, 5.0], size=size)
    with pytest.raises(ValueError, match="size 1 does not hold the shape"):
        norm.rvs([1.0, 2.0], size=1)
    with pytest.raises(TypeError, match="random_state must be"):
        norm.rvs(random_state="1")
    for scale in [-1, math.nan, [1.0, -1.0]]:
        with pytest.raises(ValueError, match="scale must be at least 0 for rvs, got"):
            norm.rvs(scale=scale)  # and no warning before it
    assert norm.rvs(3, 0) == 3.0
    assert norm.rvs([1.0, 2.0], 0, size=(3, 2)).tolist() == [[1.0, 2.0]] * 3


# Beside SciPy.


def test_shapes_types_and_values_are_those_of_scipy():
    stats = pytest.importorskip("scipy.stats")
    rng = np.random.RandomState(3)
    pairs = [(), (1.5,), (rng.standard_normal((4, 1)), 2.0), (0.0, rng.uniform(1, 2, (2, 1, 3)))]
    for shape in [(), (3,), (4, 3), (2, 4, 3)]:
        for pair in pairs:
            q = rng.uniform(size=shape)
            for name in ["pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "ppf", "isf"]:
                got, want = (getattr(each, name)(q, *pair) for each in (norm, stats.norm))
                assert np.shape(got) == np.shape(want)
                assert type(got) is type(want)
                assert np.allclose(got, want, rtol=1e-13, atol=0)
                frozen = [getattr(each(*pair), name)(q) for each in (norm, stats.norm)]
                assert np.allclose(*frozen, rtol=1e-13, atol=0)
    assert norm.cdf(np.zeros((0, 3))).shape == stats.norm.cdf(np.zeros((0, 3))).shape
    for pair in [(), (2.0, 3.0), ([1.0, 2.0], 3.0), ([[1.0], [2.0]], [1.0, 2.0, 3.0])]:
        for name in ["mean", "median", "std", "var", "entropy", "support", "stats"]:
            got, want = (getattr(each, name)(*pair) for each in (norm, stats.norm))
            assert np.shape(got) == np.shape(want)
            assert np.allclose(got, want, rtol=1e-15, atol=0)
        assert np.allclose(norm.moment(4, *pair), stats.norm.moment(4, *pair), rtol=1e-13, atol=0)
        every = [np.asarray(each.stats(*pair, moments="mvsk")) for each in (norm, stats.norm)]
        assert np.array_equal(*every)


@pytest.mark.parametrize("snippet", SNIPPETS, ids=str)
def test_a_snippet_with_one_line_changed(snippet):
    """All of them, with arrays and without, give the stored answers of SciPy."""
    assert run_snippet(snippet, "purestats.arrays") == answer(snippet)


def test_rvs_are_those_of_scipy():
    stats = pytest.importorskip("scipy.stats")
    cases = [{}, {"size": 3}, {"size": ()}, {"loc": [1, 2]}, {"loc": [1, 2], "size": (3, 2)}]
    for keywords in [*cases, {"scale": 2.0, "loc": 1.0, "size": (2, 2)}, {"size": 0}]:
        states = [7, np.random.RandomState(7), np.random.Generator(np.random.PCG64(7))]
        for state, again in zip(states, pickle.loads(pickle.dumps(states))):
            got = norm.rvs(random_state=state, **keywords)
            want = stats.norm.rvs(random_state=again, **keywords)
            assert type(got) is type(want)
            assert np.array_equal(got, want)
    np.random.seed(1)
    got = norm(1.0, 2.0).rvs(size=5)
    np.random.seed(1)
    assert np.array_equal(got, stats.norm(1.0, 2.0).rvs(size=5))


# Modules.


def test_examples():
    attempted, failed = reversed(doctest.testmod(arrays))
    assert (attempted, failed) == (1, 0)


def run(program):
    root = str(pathlib.Path(arrays.__file__).parents[1])
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {root!r})\n{program}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_neither_scipy_nor_threads_are_imported_for_nothing():
    program = "import purestats.arrays; print(*sys.modules)"
    modules = set(run(program).split())
    assert "numpy" in modules
    assert not modules & {"scipy", "concurrent.futures"}


def test_without_numpy_the_import_says_so():
    program = """
sys.modules["numpy"] = None
import purestats
try:
    import purestats.arrays
except ImportError as error:
    print(error)
"""
    assert run(program) == "functions of arrays need NumPy: pip install numpy\n"


@pytest.mark.parametrize("shape", [(0,), (1,), (3,), (2, 3), (300,)])
def test_plain_numbers_fill_an_out_of_any_shape(shape):
    out = np.empty(shape)
    assert arrays.norm.cdf(1.0, out=out) is out
    assert (out == arrays.norm.cdf(1.0)).all()
    assert arrays.norm(1.0, 2.0).ppf(0.975, out=out) is out
    assert (out == arrays.norm.ppf(0.975, 1.0, 2.0)).all()


def test_a_bad_value_warns_in_code_that_has_no_module():
    with pytest.warns(RuntimeWarning, match="invalid value encountered in norm_ppf"):
        exec("norm.ppf(2.0)", {"norm": arrays.norm})


def test_a_frozen_method_shows_its_own_arguments():
    signature = inspect.signature(arrays.norm(1.0, 2.0).cdf)
    assert list(signature.parameters) == ["x", "out", "workers"]
