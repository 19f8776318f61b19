"""purestats.arrays.truncnorm: a NumPy function in behaviour, truncated.py in values."""

import math
import pickle
import warnings

import pytest

np = pytest.importorskip("numpy", reason="purestats.arrays needs NumPy")

import purestats  # noqa: E402
from purestats import elementwise  # noqa: E402
from purestats.arrays import truncnorm  # noqa: E402
from tests.oracle import truncated as oracle  # noqa: E402
from tests.oracle import ulps  # noqa: E402
from tests.package.snippets import run  # noqa: E402
from tests.package.test_snippets import answer  # noqa: E402
from tests.truncated.snippets import SNIPPETS  # noqa: E402
from tests.truncated.test_accuracy import CROSSINGS  # noqa: E402
from tests.truncated.test_quantiles import BOUNDS, PROBABILITIES  # noqa: E402

INF, NAN = math.inf, math.nan
OF_X = ["pdf", "logpdf", "cdf", "logcdf", "sf", "logsf"]
OF_Q = ["ppf", "isf"]
OF_BOUNDS = ["mean", "var", "std", "entropy"]
LONG = 50  # numbers: more than the functions of one number are called for


@pytest.fixture(autouse=True)
def no_warning():
    """No warning escapes but where a test expects one; nor does any condition but "invalid"."""
    with warnings.catch_warnings(), np.errstate(all="raise", invalid="warn"):
        warnings.simplefilter("error")
        yield


def of_one(name, *columns):
    """The results of the function of one number, row by row."""
    rows = np.broadcast_arrays(*columns)
    results = [
        getattr(purestats.truncnorm, name)(*row)
        for row in zip(*(r.ravel().tolist() for r in rows))
    ]
    return np.array(results).reshape(rows[0].shape)


def ulps_apart(got, want, floor=0.0):
    with np.errstate(all="ignore"):
        apart = abs(got - want) / np.spacing(np.maximum(abs(want), floor))
    return np.where((got == want) | (np.isnan(got) & np.isnan(want)), 0.0, apart)


def test_errors_of_arrays_of_bounds():
    """As of the functions of one number, and an ulp; of logpdf, by its largest term."""
    regions = [(region, row) for region in oracle.REGIONS for row in oracle.sample(region, 12)]
    columns = np.array([row for _, row in regions]).T
    for name in OF_X:
        got = getattr(truncnorm, name)(*columns)
        for (region, row), each in zip(regions, got.tolist()):
            want = oracle.values(*row)[name]
            error = oracle.error_of_terms(each, want, row)
            if name != "logpdf":
                error = abs(ulps(each, want))
            assert error <= (3.2 if name == "logpdf" else region.limit(name) + 1), (name, row)


@pytest.mark.parametrize(("a", "b"), BOUNDS)
@pytest.mark.parametrize(("loc", "scale"), [(0.0, 1.0), (0.0, 1e-300), (1.5, 2.0)])
def test_values_are_those_of_one_number(a, b, loc, scale):
    qs = np.array([*PROBABILITIES, 0.0, 1.0, NAN, *np.linspace(0.001, 0.999, LONG)])
    quantiles = of_one("ppf", qs, a, b, loc, scale)
    with np.errstate(under="ignore"):
        xs = np.concatenate([quantiles, [-INF, INF], np.nextafter(quantiles[:9], -INF)])
    for bounds in ((a, b), (np.full(xs.size, float(a)), b)):
        for name in OF_X:
            got = getattr(truncnorm, name)(xs, *bounds, loc, scale)
            want = of_one(name, xs, a, b, loc, scale)
            room = 5 if name.startswith("log") else 3  # log1p may double what p is off by
            floor = 0.0
            if name == "logpdf" and bounds[0] is not a:  # its terms cancel
                floor = np.nanmax(np.where(np.isfinite(want), abs(want), 1.0))
            assert ulps_apart(got, want, floor).max() <= room, name
    room = 1.0 if a < 0 < b else 0.0
    for name in OF_Q:
        got = getattr(truncnorm, name)(qs, a, b, loc, scale)
        want = of_one(name, qs, a, b, loc, scale)
        assert ulps_apart(got, want, max(room * scale, abs(loc))).max() <= 4, name
        assert np.nanmin(got) >= a * scale + loc
        assert np.nanmax(got) <= b * scale + loc


@pytest.mark.parametrize("bounds", [(-1.0, 2.0), (-2.0, 1.0), (8.0, 9.0), (0.0, INF)])
def test_a_result_depends_on_its_own_row(bounds, monkeypatch):
    monkeypatch.setattr(elementwise, "BLOCK", 128)
    rng = np.random.default_rng(1)
    qs = rng.random(600)
    xs = truncnorm.ppf(qs, *bounds)
    xs[::97] = 1e9
    for name, column in [*((n, xs) for n in OF_X), *((n, qs) for n in OF_Q)]:
        function = getattr(truncnorm, name)
        whole = function(column, *bounds)
        assert np.array_equal(function(column[::-1], *bounds)[::-1], whole), name
        assert np.array_equal(function(column, *bounds, workers=2), whole), name
        assert np.array_equal(function(column[300:400], *bounds), whole[300:400]), name


@pytest.mark.parametrize(("a", "b", "z"), CROSSINGS)
@pytest.mark.parametrize("shift", [0.0, -3.7])
def test_the_logarithm_of_a_density_near_1(a, b, z, shift):
    scale = float(oracle.at(z, a, b, 0.0, 1.0)[2])
    loc = shift * scale
    x = z * scale + loc
    xs = x + np.spacing(x) * np.concatenate([[0.0, 1.0, -1.0], 3.0 ** np.arange(30)])
    for x, got in zip(xs.tolist(), truncnorm.logpdf(xs, a, b, loc, scale).tolist()):
        if oracle.is_inside(x, a, b, loc, scale):
            assert abs(ulps(got, oracle.values(x, a, b, loc, scale)["logpdf"])) < 4.1, x


def test_monotone():
    for a, b in BOUNDS:
        qs = np.sort(np.concatenate([np.linspace(0, 1, 1000), 10.0 ** -np.arange(300.0)]))
        quantiles = truncnorm.ppf(qs, a, b)
        assert (quantiles[1:] >= quantiles[:-1]).all(), (a, b)
        assert (quantiles[0], quantiles[-1]) == (a, b)


def test_bounds_on_all_sides_at_once():
    a = np.array([-1.0, -2.0, 3.0, -4.0, -INF, -INF, 0.0, 2.0, NAN, 1e-300, -1e200])
    b = np.array([2.0, 1.0, 4.0, -3.0, 0.0, INF, INF, 2.0, 1.0, 1e-299, 1.0])
    loc, scale = 0.5, np.array([[1.0], [2.0], [1e-30]])
    with np.errstate(under="ignore"):
        xs = loc + scale * np.array([0.3, -0.3, 3.2, -3.2, -5.0, 1.0, 2.0, 0.0, 0.0, 4e-300, -3.0])
    keep = a < b
    for name in OF_X:
        with pytest.warns(RuntimeWarning, match=f"invalid value encountered in truncnorm_{name}"):
            got = getattr(truncnorm, name)(xs, a, b, loc, scale)
        want = of_one(name, xs[:, keep], a[keep], b[keep], loc, scale)
        assert ulps_apart(got[:, keep], want).max() <= 3, name
        assert np.isnan(got[:, ~keep]).all()


@pytest.mark.parametrize("count", [1, LONG])
@pytest.mark.parametrize("name", OF_X + OF_Q)
def test_types_shapes_and_out(name, count):
    function = getattr(truncnorm, name)
    for kind in ("f8", ">f8", "f4", "f2", "i4", "?"):
        x = np.linspace(0, 1, count).astype(kind).reshape(1, count)
        got = function(x, -1, 2)
        short = kind in ("f4", "f2")
        assert (got.shape, got.dtype) == (x.shape, x.dtype if short else np.dtype(float))
        want = function(x.astype(float), -1, 2)
        assert np.array_equal(got, want.astype(got.dtype))
        out = np.empty((3, count))
        assert function(x, np.full((3, 1), -1.0), 2, out=out) is out
        assert ulps_apart(out, np.broadcast_to(want, out.shape)).max() <= 3
    assert function(np.empty((0, 3)), -1, 2).shape == (0, 3)
    assert type(function(0.5, -1, 2)) is np.float64
    assert function([[0.5]], a=-1, b=2, loc=0, scale=1).shape == (1, 1)
    xs = np.full(count, 0.4)
    xs.flags.writeable = False
    function(xs, -1, 2, 0.1, 2)
    with pytest.raises(ValueError, match="shape"):
        function(xs, -1, 2, out=np.empty(()))
    for bad in (xs + 0j, ["0.5"] * count, np.ma.masked_array(xs)):
        with pytest.raises(TypeError, match=rf"^{'q' if name in OF_Q else 'x'} must "):
            function(bad, -1, 2)
    with pytest.raises(TypeError, match=r"^b must be real numbers"):
        function(xs, -1, "2")


@pytest.mark.parametrize("count", [1, LONG])
@pytest.mark.parametrize("name", OF_X + OF_Q)
def test_outside_the_domain(name, count):
    function, x = getattr(truncnorm, name), np.full(count, 0.5)
    cases = [(x, 2, 1), (x, 1, 1), (x, 0, 1, 0, -1.0), (x, 0, 1, 0, 0)]
    cases += [(x, np.full(count, 2.0), 1)]
    cases += [(np.full(count, q), 0, 1) for q in (-0.5, 1.5)] if name in OF_Q else []
    for case in cases:
        message = f"^invalid value encountered in truncnorm_{name}$"
        with pytest.warns(RuntimeWarning, match=message):
            assert np.isnan(function(*case)).all()
    for case in [(x * NAN, 0, 1), (x, NAN, 1), (x, 0, 1, NAN), (x, 0, 1, 0, NAN)]:
        assert np.isnan(function(*case)).all()


def test_properties_of_each_distribution():
    a, b, loc, scale = np.array([-1.0, 8.0, 100.0])[:, None], [3.0, 101.0, INF][2], 0.5, 2.0
    for name in OF_BOUNDS:
        got = getattr(truncnorm, name)(a, b, loc, scale)
        assert np.array_equal(got, of_one(name, a, b, loc, scale)), name
        assert np.array_equal(getattr(truncnorm(a, b, loc, scale), name)(), got)
        assert type(getattr(truncnorm, name)(-1, 2)) is np.float64
    frozen = truncnorm(a, b, loc, scale)
    assert np.array_equal(frozen.median(), frozen.ppf(0.5))
    one = [purestats.truncnorm(each, b, loc, scale) for each in a.ravel().tolist()]
    for letters in ("m", "v", "s", "k", "mv", "mvsk"):
        got = np.array(frozen.stats(letters)).reshape(len(letters), 3)
        assert np.array_equal(got, np.array([d.stats(letters) for d in one]).reshape(3, -1).T)
    assert np.array_equal(frozen.moment(3).ravel(), [d.moment(3) for d in one])
    assert np.array_equal(np.array(frozen.support())[..., 0].T, [d.support() for d in one])
    lower, upper = frozen.interval(0.9)
    assert (
        ulps_apart(
            np.array((lower, upper))[..., 0].T, np.array([d.interval(0.9) for d in one])
        ).max()
        <= 1
    )
    with pytest.raises(ValueError, match="confidence must be in"):
        frozen.interval(95)
    with pytest.raises(ValueError, match="some of the letters mvsk"):
        frozen.stats("x")
    with pytest.raises(TypeError, match="order must be an integer"):
        frozen.moment(1.5)
    with pytest.warns(RuntimeWarning, match="invalid value encountered in truncnorm_mean"):
        assert np.isnan(truncnorm.mean([2.0, 3.0], 1.0)).all()


def test_frozen():
    a = np.array([-1.0, 0.0])
    frozen = truncnorm(a, 2, scale=3.0)
    a[:] = 7.0
    assert np.array_equal(frozen.cdf(0.5), truncnorm.cdf(0.5, [-1.0, 0.0], 2, 0, 3.0))
    assert np.array_equal(frozen.ppf(0.5), frozen.median())
    assert repr(truncnorm(0, 1)) == "truncnorm(a=0.0, b=1.0, loc=0.0, scale=1.0)"
    assert pickle.loads(pickle.dumps(truncnorm)) is truncnorm
    again = pickle.loads(pickle.dumps(frozen))
    assert np.array_equal(again.pdf(0.3), frozen.pdf(0.3))
    assert (truncnorm(-1, 2).a, truncnorm(-1, 2).b) == (-1.0, 2.0)


def test_rvs():
    frozen = truncnorm(8, 9, 1.0, 2.0)
    assert np.array_equal(frozen.rvs(5, 1), truncnorm.rvs(8, 9, 1.0, 2.0, 5, random_state=1))
    assert type(frozen.rvs()) is np.float64
    assert frozen.rvs((2, 3), np.random.default_rng(2)).shape == (2, 3)
    assert truncnorm.rvs([[0], [8]], [9, 10], size=(3, 2, 2), random_state=3).shape == (3, 2, 2)
    with pytest.raises(ValueError, match="shape"):
        truncnorm.rvs([0, 1], 9, size=3)
    for bad in [(2, 1), (0, 1, 0, -1), (NAN, 1)]:
        with pytest.raises(ValueError, match="a must be less than b and scale"):
            truncnorm.rvs(*bad)


@pytest.mark.parametrize(
    ("a", "b", "loc", "scale"),
    [(-1, 2, 0, 1), (-2, 1, 3, 2), (0, INF, 0, 1), (8, 9, 0, 1), (-9, -8, 5, 3), (-INF, 20, 0, 1)],
)
def test_rvs_are_those_of_scipy(a, b, loc, scale):
    """To 1e-12, but where SciPy's are off by more, which the true probability tells."""
    stats = pytest.importorskip("scipy.stats")
    ours = truncnorm.rvs(a, b, loc, scale, size=1000, random_state=7)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        theirs = stats.truncnorm.rvs(a, b, loc, scale, size=1000, random_state=7)
    differ = np.flatnonzero(abs(ours - theirs) > 1e-12 * abs(theirs))
    assert differ.size < 20
    for u, x, y in zip(
        np.random.RandomState(7).uniform(size=1000)[differ], ours[differ], theirs[differ]
    ):
        true = [oracle.at(each, a, b, loc, scale)[0] - u for each in (x.item(), y.item())]
        assert abs(true[0]) < abs(true[1]), (u, x, y)


@pytest.mark.parametrize("snippet", SNIPPETS, ids=str)
def test_a_snippet_with_one_line_changed(snippet):
    if "prior.args" not in snippet.code:  # which has all of the parameters there
        assert run(snippet, "purestats.arrays") == answer(snippet)


def test_examples():
    import doctest

    from purestats import truncated_arrays

    assert doctest.testmod(truncated_arrays, globs={**vars(truncated_arrays)}).failed == 0
