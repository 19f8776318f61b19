# SPDX-License-Identifier: BSD-3-Clause
"""purestats.correctly_rounded.arrays: what the functions of one number return, whatever happens.

The same bits everywhere: at the edges of cells, between special values, with tables that are
empty, full or too small, in any number of threads, with and without NumPy's code for newer
processors, and by the integers alone where arithmetic is not to be trusted.
"""

import hashlib
import inspect
import math
import os
import random
import subprocess
import sys
import threading
from fractions import Fraction

import pytest

np = pytest.importorskip("numpy", reason="purestats.correctly_rounded.arrays needs NumPy")

from purestats import correctly_rounded as cr  # noqa: E402
from purestats.correctly_rounded import arrays, build, cells, tables  # noqa: E402
from tests.oracle.exact_points import INF, NAN, REGIONS, placed, points  # noqa: E402

ALIASES = {
    "ndtr": "norm_cdf",
    "log_ndtr": "norm_logcdf",
    "ndtri": "norm_ppf",
    "ndtri_exp": "norm_ilogcdf",
    "norm_interval": "norm_ppf",
}
BY_CALLS = {"erfcx", "norm_between", "norm_hazard", "norm_logbetween"}
NAMES = [name for name in arrays.__all__ if name not in {"norm", *BY_CALLS}]
SPECIAL = [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.0, 1.5, INF, -INF, NAN, 5e-324, -5e-324, 37.0, -37.0]
SPECIAL += [1e-310, 39.0, -39.0, 64.0, -64.0, 6.0, -6.0, 4.0, -4.0, 1e308, -1e308, 2.0**-8]
SPECIAL += [2.0**-53, -(2.0**-53), 1.0 - 2.0**-53, 2.0**-100, 2.0**-1022, -(2.0**40), -1e-300]
SPECIAL += [-math.log(2.0), 0.25, 0.75, 2.0**-1000]


def one(function, *row):
    try:
        return function(*row)
    except ValueError:
        return (NAN, NAN) if function is cr.norm_interval else NAN


def check(name, *arguments):
    """An array function against the function of one number, bit by bit."""
    if name == "norm_interval":
        outside = (arguments[0] < 0.0) | (arguments[0] > 1.0)
        with pytest.raises(ValueError, match=r"^confidence must be in"):
            arrays.norm_interval(np.append(arguments[0], 2.0))
        arguments = np.where(outside, NAN, arguments[0]), *arguments[1:]
    with np.errstate(all="ignore"):
        got = np.array(getattr(arrays, name)(*arguments))
    columns = [each.tolist() for each in np.broadcast_arrays(*arguments)]
    want = np.array([one(getattr(cr, name), *row) for row in zip(*columns)]).T
    same = (got == want) & (np.signbit(got) == np.signbit(want)) | (np.isnan(got) & np.isnan(want))
    if not same.all():
        k = np.argwhere(~same)[0]
        row = ", ".join(each[k[-1]].hex() for each in columns)
        raise AssertionError(f"{name}({row}): {got[tuple(k)]} != {want[tuple(k)]}")


def every_region(name):
    name = ALIASES.get(name, name)
    return [x for region in REGIONS[name] for x in points(name, *region, 25, seed="arrays")]


def usual(name, count):
    rng = np.random.default_rng(len(name))
    q = rng.uniform(size=count)
    if name in ("erfinv", "erfcinv"):
        return 2.0 * q - (name == "erfinv")
    if "ilog" in name or name == "ndtri_exp":
        return np.log(q)
    if name in ("norm_ppf", "norm_isf", "norm_interval", "ndtri"):
        return q
    return np.where(q < 0.5, rng.standard_normal(count), rng.uniform(-37.0, 8.0, count))


@pytest.mark.parametrize("name", NAMES)
def test_the_results_of_the_functions_of_one_number(name):
    x = np.array([*every_region(name), *SPECIAL, *usual(name, 1200)])
    np.random.default_rng(1).shuffle(x)
    check(name, x)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("norm")])
def test_with_loc_and_scale(name):
    rng = np.random.default_rng(2)
    rows = list(placed(ALIASES.get(name, name), 201))
    x, loc, scale = map(np.array, zip(*rows))
    if name == "norm_interval":
        x = abs(x) % 1.0
    check(name, x, loc, scale)
    x = usual(name, 300)
    is_probability = ALIASES.get(name, name) in ("norm_ppf", "norm_isf") or "ilog" in name
    for loc, scale in ((0.3, 1.7), (2.0, 1.0), (0.0, 1e-100), (1e200, 1.0), (0.0, -1.0)):
        check(name, x if is_probability else x * scale + loc, loc, scale)
    loc, scale = 3.0 * rng.standard_normal(x.size), np.exp(2.0 * rng.standard_normal(x.size))
    check(name, x if is_probability else x * scale + loc, loc, scale)
    odd = rng.choice(SPECIAL, (3, 300))
    check(name, *odd)
    check(name, x, *odd[1:])
    check(name, np.round(x), np.round(loc), scale)  # often x == loc


# Edges: where a key, and so a cell, begins and ends


def edges(kind):
    """Floats on both sides of the ends of some cells, and of the centres."""
    rng, keys = random.Random(3), tables.KINDS[kind][1]
    if kind == tables.AREA:
        ends = [k / tables.DENSITY_KEYS for k in rng.sample(range(1, keys), 70)]
        ends += [*tables.LIMITS, 9.0, 37.0, 39.0, 44.0]
    elif kind == tables.LOG_AREA:
        ends = [k / tables.LOG_KEYS + tables.LOG_BEGIN for k in rng.sample(range(1, keys), 100)]
        ends += [4.0, 8.0 - 2.0**-6, 8.0, 64.0]
    else:
        ends = [math.ldexp(257 + 2 * rng.randrange(128), -rng.randrange(9, 60)) for _ in range(50)]
        ends += [
            math.ldexp(129 + 2 * rng.randrange(64), -rng.randrange(9, 1070)) for _ in range(45)
        ]
        ends += [0.25, 0.5 - 2.0**-9, 2.0**-100, 2.0**-53]
    for end in ends:
        yield from (end, math.nextafter(end, INF), math.nextafter(end, -INF))


@pytest.mark.parametrize("name", ["norm_pdf", "norm_cdf", "norm_sf"])
def test_edges_of_density_and_area(name):
    at = np.array(list(edges(tables.AREA)))
    check(name, np.concatenate([at, -at]))


@pytest.mark.parametrize("name", ["norm_logcdf", "norm_logsf"])
def test_edges_of_logarithms(name):
    at = np.array(list(edges(tables.LOG_AREA)))
    check(name, np.concatenate([at, -at]))


@pytest.mark.parametrize("name", ["norm_ppf", "norm_isf", "erfcinv"])
def test_edges_of_quantiles(name):
    at = np.array(list(edges(tables.QUANTILE)))
    check(name, np.concatenate([at, 0.5 - at, 0.5 + at, 1.0 - at]))


def test_edges_of_quantiles_of_logarithms():
    at = np.array(list(edges(tables.LOG_QUANTILE)))
    near = -math.log(2.0) + np.array([*at, *-at]) * 2.0**-5
    check("norm_ilogcdf", np.concatenate([-at, -at * 2.0**20, -at * 2.0**60, near]))
    bound = -math.log(2.0) + cells.NEAR_LOG_HALF * np.array([-1.0, 1.0]).repeat(9)
    check("norm_ilogcdf", np.repeat(bound, 12) + np.linspace(-1e-15, 1e-15, 216))


# Whatever the tables hold


@pytest.fixture
def small(monkeypatch):
    """A table that holds few cells, anew."""
    with monkeypatch.context() as patch:
        patch.setattr(tables.CELLS, "_rows", 42)
        tables.CELLS.empty()
        yield
    tables.CELLS.empty()


SOME = ["norm_pdf", "norm_cdf", "norm_logsf", "norm_ppf", "norm_ilogcdf", "erfcinv"]


@pytest.mark.parametrize("name", SOME)
def test_tables_that_are_too_small(name, small):
    """Most cells of a block do not fit; then blocks of a few, which push each other out."""
    check(name, np.array([*usual(name, 300), *every_region(name)]))
    x = usual(name, 900)
    for begin in range(0, 900, 300):
        check(name, x[begin : begin + 300])


def test_a_full_table_is_begun_anew(small):
    for begin in (0.0, 1.0, 2.0, 0.0):
        keys = tables.AREA + (np.linspace(begin, begin + 0.2, 50) * tables.DENSITY_KEYS).astype(
            int
        )
        assert np.isfinite(tables.CELLS.cells(keys, finer=True)).all()
        assert tables.CELLS._used <= 42


def test_an_empty_table_fills_again():
    want = arrays.norm_cdf(usual("norm_cdf", 500))
    tables.CELLS.empty()
    assert (arrays.norm_cdf(usual("norm_cdf", 500)) == want).all()


@pytest.mark.parametrize("name", SOME)
def test_what_was_made_is_not_made_again(name, monkeypatch):
    """Nor is what has no cell looked for again."""
    far = {"norm_ppf": 1e-310, "erfcinv": 1e-310, "norm_ilogcdf": -(2.0**41)}.get(name, 99.0)
    x = np.append(usual(name, 3000), far)
    getattr(arrays, name)(x)
    monkeypatch.setattr(tables.CELLS, "make", None)
    getattr(arrays, name)(x)


def test_threads_share_cold_tables(small):
    work = [(name, usual(name, 250)) for name in ("norm_cdf", "norm_ppf")]
    want = [getattr(arrays, name)(x) for name, x in work]
    got = {}

    def run(i):
        got[i] = [getattr(arrays, name)(x) for name, x in work]

    threads = [threading.Thread(target=run, args=(i,)) for i in range(4)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert all((a == b).all() for i in range(4) for a, b in zip(got[i], want))


def test_between_any_two_steps_of_making_cells_others_read_right(small):
    """As threads may, which rarely do: of the table that is there, and of one that they kept."""
    parts = np.split(tables.AREA + np.arange(0, 80 * 32, 32), 4)
    want = [tables.CELLS.cells(part, finer=True) for part in parts]
    tables.CELLS.empty()
    states, right = [], []

    def step(frame, event, _):
        if frame.f_code is not tables.Table.make.__code__:
            return None
        if event == "line" and "made" in frame.f_locals:
            right.append(tables.CELLS._lock.locked())
        if not any(tables.CELLS.state is each for each in states):
            states.append(tables.CELLS.state)
        for slots, *rows in states:
            for part, cell in zip(parts, want):
                at = slots[part]
                found = np.concatenate([each[at].T[:13] for each in rows])
                right.append((found == cell)[:, at > tables.NONE].all())
        return step

    sys.settrace(step)
    try:
        for part in parts:
            tables.CELLS.cells(part)
    finally:
        sys.settrace(None)
    assert len(states) > 1
    assert all(right)


def test_full_tables_of_all_doors_take_less_than_22_mb():
    """Those of one number: test_fast_phase.py, which allows them 11 MB."""
    assert sum(each.nbytes for each in tables.CELLS.state) < 11e6


# Workers, processors, arithmetic


@pytest.mark.parametrize("name", SOME)
def test_any_number_of_workers(name):
    x = usual(name, 20_000)
    want = getattr(arrays, name)(x)
    for workers in range(2, 9):
        assert (getattr(arrays, name)(x, workers=workers) == want).all()


PROGRAM = """
import hashlib
import numpy as np
from purestats.correctly_rounded import arrays
x = np.arange(-3000, 3000) / 317.0
q = np.arange(1, 6000) / 6000.0
found = []
for place in (), (0.1, 1.7):
    for name in "norm_pdf", "norm_cdf", "norm_logsf", "norm_logpdf":
        found.append(getattr(arrays, name)(x, *place))
    found += [arrays.norm_ppf(q, *place), arrays.norm_isf(q, *place)]
found += [arrays.norm_ilogcdf(-20.0 * q), arrays.erf(x), arrays.erfc(x), arrays.erfinv(q)]
print(hashlib.sha256(b"".join(each.tobytes() for each in found)).hexdigest())
"""


def features():
    """What NumPy uses of this processor and can do without."""
    try:
        from numpy._core import _multiarray_umath as umath
    except ImportError:
        from numpy.core import _multiarray_umath as umath
    found = getattr(umath, "__cpu_features__", {})
    return [each for each in getattr(umath, "__cpu_dispatch__", []) if found.get(each)]


def test_bits_without_newer_instructions():
    """And without: NumPy ignores in silence the names that its version does not know."""
    if not features():
        pytest.skip("NumPy uses nothing here that can be switched off")
    digests = set()
    for off in ([], features()):
        environment = {**os.environ, "NPY_DISABLE_CPU_FEATURES": " ".join(off)}
        run = [sys.executable, "-c", f"{inspect.getsource(features)}\nprint(features()){PROGRAM}"]
        result = subprocess.run(run, capture_output=True, text=True, env=environment, check=True)
        left, digest = result.stdout.splitlines()
        assert (left == "[]") == bool(off)
        digests.add(digest)
    exec(PROGRAM.replace("print", "digests.add"), {"digests": digests})
    assert len({each.strip() for each in digests}) == 1


def test_other_arithmetic_goes_to_the_functions_of_one_number(monkeypatch):
    monkeypatch.setattr(arrays, "IEEE", False)
    monkeypatch.setattr(tables.CELLS, "cells", None)
    for name in SOME:
        check(name, usual(name, 250))


def test_the_guard_sees_each_number_of_an_array():
    assert arrays.IEEE
    assert cells.sums_are_ieee(np.ones(9)).tolist() == [True] * 9
    assert not cells.sums_are_ieee(np.ones(9, np.float32)).any()


@pytest.mark.parametrize("name", NAMES)
def test_few_are_left_to_the_functions_of_one_number(name, monkeypatch):
    left = []
    settle = arrays._value

    def counted(function, *row):
        left.append(row)
        return settle(function, *row)

    monkeypatch.setattr(arrays, "_value", counted)
    getattr(arrays, name)(usual(name, 10_000))
    if name.startswith("norm"):
        getattr(arrays, name)(usual(name, 10_000), 0.3, 1.7)
    assert len(left) <= 40


@pytest.mark.parametrize("name", BY_CALLS)
def test_functions_that_are_called_number_by_number(name):
    x = np.array([*usual("norm_cdf", 250), *SPECIAL])
    with np.errstate(invalid="ignore"):
        upper = x + np.resize([1.0, 0.0, -1.0, INF], x.size)
    between = [upper] if "between" in name else []
    check(name, x, *between)
    if name != "erfcx":
        check(name, x, *between, 0.3, np.resize([1.7, 1e-3, NAN, -1.0], x.size))


def test_names_and_arguments():
    assert arrays.__all__ == cr.__all__
    for name in (*NAMES, *BY_CALLS):
        ours = list(inspect.signature(getattr(arrays, name)).parameters)
        assert ours[: -1 if name == "norm_interval" else -2] == list(
            inspect.signature(getattr(cr, name)).parameters
        )


def test_arrays_that_lie_otherwise_in_memory():
    """Read where they are, and written to: with strides, read only, of another byte order."""
    x, scale = usual("norm_cdf", 900), np.exp(usual("norm_ppf", 900))
    want, placed = arrays.norm_cdf(x), arrays.norm_cdf(x, 0.3, scale)
    wide = np.full((900, 2), NAN)
    wide[:, 1] = x
    for each in (
        wide[:, 1],
        wide[::-1, 1][::-1],
        x.astype(">f8"),
        np.broadcast_to(x, (2, 900))[1],
    ):
        assert (arrays.norm_cdf(each) == want).all()
        assert (arrays.norm_cdf(each, 0.3, scale) == placed).all()
    arrays.norm_cdf(wide[:, 1], out=wide[:, 0])
    assert (wide[:, 0] == want).all()
    square = x.reshape(30, 30)
    assert (arrays.norm_cdf(square.T) == want.reshape(30, 30).T).all()
    table = arrays.norm_cdf(square[:, :1], 0.3, scale[:30])
    assert (table == [arrays.norm_cdf(each, 0.3, scale[:30]) for each in square[:, 0]]).all()


def test_out_may_be_an_argument():
    """What the series leaves is read again, when results are there."""
    x, scale = usual("norm_cdf", 20_000), np.exp(usual("norm_ppf", 20_000))
    want, placed = arrays.norm_cdf(x), arrays.norm_cdf(x, 0.3, scale)
    out = x.copy()
    assert (arrays.norm_cdf(out, out=out) == want).all()
    out = x.copy()
    assert (arrays.norm_cdf(out, 0.3, scale, out=out) == placed).all()
    assert (arrays.norm_cdf(x, 0.3, scale, out=scale) == placed).all()


def test_types_shapes_and_errors():
    """elementwise has tests of its own; here, that these functions are made by it."""
    q = np.linspace(0.01, 0.99, 600).astype(np.float32).reshape(3, 200)
    found = arrays.norm_ppf(q)
    assert found.dtype == np.float32
    assert found.shape == (3, 200)
    wide = np.array([cr.norm_ppf(each) for each in q.ravel().tolist()]).astype(np.float32)
    assert (found.ravel() == wide).all()
    out = np.empty(600)
    assert arrays.norm.cdf(out, out=out) is out
    with pytest.warns(RuntimeWarning, match="invalid value encountered in norm_ppf"):
        assert np.isnan(arrays.norm_ppf(np.full(300, 1.5))).all()
    with pytest.raises(TypeError, match="x must be real numbers"):
        arrays.norm_cdf(["a"])
    frozen = arrays.norm([10.0, 20.0], 4.0)
    assert frozen.ppf(0.05489066895097494)[0] == 3.6032930546602873
    assert frozen.entropy().tolist() == [cr.norm(10.0, 4.0).entropy()] * 2


def test_the_same_file_from_any_block():
    """A digest of results does not know how an array was cut."""
    x = usual("norm_cdf", 3000)
    digests = set()
    for size in (3000, 1000, 250, 7):
        parts = [arrays.norm_cdf(x[k : k + size]) for k in range(0, 3000, size)]
        digests.add(hashlib.sha256(b"".join(each.tobytes() for each in parts)).hexdigest())
    assert len(digests) == 1


def half_width(a):
    return 2.0**-8 * 0.5 ** sum(a >= limit for limit in tables.LIMITS)


def test_each_key_is_in_the_cell_that_is_made_for_it():
    for kind, per_unit, begin in (
        (tables.AREA, tables.DENSITY_KEYS, 0.0),
        (tables.DENSITY, tables.DENSITY_KEYS, 0.0),
        (tables.LOG_AREA, tables.LOG_KEYS, tables.LOG_BEGIN),
    ):
        made, count = tables.KINDS[kind]
        keys = np.arange(0, count, 611)
        kept = np.zeros(count + tables.SPAN, int)
        for row, first, end in made(keys):
            a = float(row[12])
            half = cells.log_half_width(a) if kind == tables.LOG_AREA else half_width(a)
            assert a % (2.0 * half) == 0.0
            assert max(a - half, begin) == first / per_unit + begin
            assert a + half == end / per_unit + begin
            kept[first:end] += 1
        assert (kept[keys] >= 1).all()
        assert kept.max() <= 2  # where cells become narrower one overlaps the wider


FINER = {  # keys and their sign of t, the cell of the functions of one number and its sign of d
    "tail": (
        "_quantile_key",
        1.0,
        lambda a, half: build.quantile_cell(a, half, 0, True),
        1.0,
    ),
    "offset": (
        "_quantile_key",
        -1.0,
        lambda a, half: build.quantile_cell(a, half, 0, False),
        -1.0,
    ),
    "logarithm": (
        "_log_quantile_key",
        1.0,
        lambda a, half: build.log_quantile_cell(-a, half),
        1.0,
    ),
}


@pytest.mark.parametrize("kind", FINER)
def test_series_are_those_of_the_functions_of_one_number(kind):
    """Both of them, bit by bit: every float of a row takes part."""
    rng = random.Random(kind)
    keys, side, cell, sign = FINER[kind]
    series = cells.quantile_series
    for _ in range(20):
        a = math.ldexp(rng.randrange(64, 128), -rng.randrange(9, 30))
        half = cells.quantile_half_width(a)
        d = half * math.floor(rng.uniform(-1.0, 1.0) * 2.0**30) / 2.0**30
        row = tables.CELLS.cells(getattr(arrays, keys)(np.array([side * a])), finer=True)
        made, ds = cell(a, half), np.array([d])
        for found, want in (
            (arrays._series(row, ds, 0.0, None), cells.finer_series(made, sign * d, 0.0)),
            (arrays._series(row[:13], ds, 0.0, series), series(made[:-1], sign * d, 0.0)),
        ):
            assert [float(np.squeeze(each)) for each in found] == list(want)


def test_where_deviations_end():
    """There cells.standardized has no bound either."""
    for x, loc, scale in (
        *((each, 0.5, 1.0) for each in (9e89, 1e90, 1.1e90)),
        *((each, 0.0, 2.0) for each in (1.9e-90, 2e-90, 2.1e-90, -2e-90, -2.1e-90, 0.0)),
        *((each, each, 1.0) for each in (9e199, 1e200, 1.1e200)),
        *((9.0, 1.5, each) for each in (9e89, 1e90, 1.1e90)),
        *((1e-90, 0.0, each) for each in (9e-91, 1e-90, 1.1e-90)),
    ):
        found = arrays._standardized(1.0, np.array([x]), loc, scale)
        assert math.isnan(found[0][0]) == math.isnan(cells.standardized(x, loc, scale)[0])


def around(x):
    return math.nextafter(x, 0.0), x, math.nextafter(x, math.copysign(INF, x))


def test_where_values_end():
    """Of quantiles, of densities, of hazards, and of what is near log(1/2)."""
    for scale in (*around(1e-90), *around(1e90)):
        value = np.array([0.3]), np.zeros(1), np.zeros(1)
        for loc in (0.5, *around(1e90), *around(-1e90)):
            has_bound = cells.placeable(loc, scale)
            assert np.isnan(arrays._placed(value, 1.0, loc, scale)[0][0]) != has_bound
    for z, scale in ((1.0, 2.0**898), (1.0, 2.0**897), (36.5, 2.0), (36.6, 2.0), (36.0, 2.0)):
        row = tables.CELLS.cells(arrays._density_key(np.array([z])))
        found = arrays._density(row, np.array([z]), 0.0, 0.0, scale)
        assert np.isnan(found[2][0]) == math.isnan(cells.density(z, 0.0, scale)[2])
    for z in (*around(30.0), *around(-30.0)):
        row = tables.CELLS.cells(arrays._density_key(np.array([z])))
        found = arrays._hazard_ends(row, np.array([z]), 0.0, 1.0, 0.0, 1.0)
        assert np.isnan(found[0][0]) != (abs(z) < 30.0)
    for offset in (*around(cells.NEAR_LOG_HALF), *around(-cells.NEAR_LOG_HALF)):
        y = offset - cells.LOG_2
        is_near = abs(y + cells.LOG_2) < cells.NEAR_LOG_HALF
        found = arrays._near_log_half(1.0, np.array([y]), 0.0, 1.0)
        assert np.isnan(found[0][0]) != is_near


@pytest.mark.parametrize("name", ["area", "density"])
def test_cells_of_spans_are_those_that_are_made_alone(name):
    """To 2**-76 of the value; the bounds are those of the cell, which has a term less, or less.

    _around: with d = a - c, pdf(a)/pdf(c) is the sum of t_n, n*t_n = -(c*d*t_(n-1) + d*d*t_(n-2)),
    and (Q(c) - Q(a))/pdf(c) that of t_n*d/(n + 1).  Without signs the first is below exp(0.6), as
    |d| <= 1/64: terms from t_25 on are below 2**-97, 200 operations off by 2**-93.  pdf(a) is
    above 0.55 pdf(c), Q(a) above half of Q(c) and of pdf(c)*d.
    """
    made, count = tables.KINDS[getattr(tables, name.upper())]
    for row, _, _ in made(np.random.default_rng(4).integers(0, count, 12)):
        head, rest, *_, err, a, _, _, _, finer_err = row.tolist()
        cell = getattr(build, f"{name}_cell")(a, half_width(a))
        off = Fraction(head) + Fraction(rest) - Fraction(cell[0]) - Fraction(cell[1])
        assert abs(off) <= head * 2.0**-76
        assert err < 1.1 * cell[-2]
        assert finer_err < 1.1 * cell[-1][-1]
