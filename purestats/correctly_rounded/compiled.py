# SPDX-License-Identifier: BSD-3-Clause
"""purestats.correctly_rounded.arrays as machine code, by Numba: every result the nearest float.

Names, types, shapes, errors, out=, workers= and bits are those of that door; so are its tables.
The arithmetic of cells.py is compiled as it stands, each operation rounded by itself.  What has
no cell yet, what no cell is for and what the rounding test leaves goes to the function of arrays.

A strip of numbers is done in steps: the key of each, the row of each, then all results, several
at once; so a processor waits neither for memory nor for the end of a series.
"""

from __future__ import annotations

from functools import partial, wraps
from math import copysign, floor, nan

from .. import correctly_rounded as exact
from ..array_distribution import FrozenNorm, both_ends
from ..elementwise import BLOCK, _fill, by_threads, elementwise, np
from ..machine_code import Compiler
from ..normal import _ONE, _ZERO
from . import arrays
from .cells import (
    LOG_2,
    NEAR_LOG_HALF,
    ROOT_HALF,
    divided,
    ends,
    flipped,
    log_density_at,
    log_density_of,
    log_of_1_minus,
    logarithm,
    over_root_2,
    placeable,
    placed_ends,
    plus_logarithm,
    quantile_series,
    root_2_times,
    series_7,
    series_8,
    standardized,
    sums_are_ieee,
)
from .tables import (
    AREA,
    CUT_7,
    CUT_8,
    DENSITY,
    DENSITY_END,
    DENSITY_KEYS,
    HALF_7,
    HALF_8,
    KEYS,
    LOG_AREA,
    LOG_BEGIN,
    LOG_END,
    LOG_KEYS,
    LOG_QUANTILE,
    QUANTILE,
    SHIFT_7,
    SHIFT_8,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    from ..array_types import PlacedInterval

    _Function = Callable[..., Any]
    _F = TypeVar("_F")
    _Kernel = tuple[Any, _Function]
    _Cell = Any  # a row of a table
    _Value = tuple[float, float, float]  # total, low, err; no bound where err is NaN
    _Pair = tuple[float, float]

__all__: list[str] = []
__all__ += arrays.__all__

_argument: Any = None  # each kernel has its own of these
_key: Any = None
_ends: Any = None
_floats = 12  # of a row; or 13
_STRIP = 64  # numbers; with their cells they fit the first cache
_INSIDE = {"forceinline": True, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
_compiler = Compiler({}, **_INSIDE)  # of what all kernels share


def _filled(
    results: Any, left: Any, side: float, slots: Any, rows: Any, x: Any, loc: Any, scale: Any
) -> int:
    """Fill in the results, NaN where none is decided; the places of these go to left.

    loc and scale are both None, or arrays, each of one number or of as many as x.
    """
    count = 0
    if not sums_are_ieee(side * side):  # 1.0, which no compiler knows
        results[:] = nan
        for i in range(x.size):
            left[i] = i
        return x.size  # type: ignore[no-any-return]
    keys = np.empty(_STRIP, np.int64)
    cells = np.empty((13, _STRIP + 8))  # + 8: or all columns would use the same lines of a cache
    locs, scales = np.empty(_STRIP), np.empty(_STRIP)
    if loc is not None:
        for i in range(_STRIP):
            locs[i], scales[i] = loc[0], scale[0]
    for begin in range(0, x.size, _STRIP):
        xs, into = x[begin : begin + _STRIP], results[begin : begin + _STRIP]
        if loc is not None:
            for i in range(begin, min(begin + _STRIP, loc.size)) if loc.size > 1 else range(0):
                locs[i - begin] = loc[i]
            for i in range(begin, min(begin + _STRIP, scale.size)) if scale.size > 1 else range(0):
                scales[i - begin] = scale[i]
        for i in range(xs.size):
            if loc is None:
                keys[i] = _key(_argument(side, xs[i], 0.0, 1.0)[0])
            else:
                keys[i] = _key(_argument(side, xs[i], locs[i], scales[i])[0])
        for i in range(xs.size):
            row = np.uint64(slots[np.uint64(keys[i])])
            for j in range(_floats):
                cells[j, i] = rows[row, j]
        before = count
        for i in range(xs.size):
            if loc is None:
                pair = _argument(side, xs[i], 0.0, 1.0)
                lower, upper = _ends(_cell(cells, i), *pair, 0.0, 1.0)
            else:
                pair = _argument(side, xs[i], locs[i], scales[i])
                lower, upper = _ends(_cell(cells, i), *pair, locs[i], scales[i])
            into[i] = lower if lower == upper else nan
            count += lower != upper
        if count > before:
            for i in range(xs.size):
                if into[i] != into[i]:
                    left[before] = begin + i
                    before += 1
    return count


def _cell(cells: Any, i: int) -> _Cell:
    return (
        cells[0, i],
        cells[1, i],
        cells[2, i],
        cells[3, i],
        cells[4, i],
        cells[5, i],
        cells[6, i],
        cells[7, i],
        cells[8, i],
        cells[9, i],
        cells[10, i],
        cells[11, i],
        cells[12, i],
    )


# Arguments: z and z_low, or t and the sign of the result.  side is 1.0, or -1.0 for the mirrored
# function.  A tail t is positive, an offset from 1/2 negative, as in QUANTILE.


def _deviation(side: float, x: float, loc: float, scale: float) -> _Pair:
    z, z_low = standardized(x, loc, scale)
    return side * z, side * z_low


def _root_2(side: float, x: float, loc: float, scale: float) -> _Pair:
    return root_2_times(x)


def _of_probability(side: float, q: float, loc: float, scale: float) -> _Pair:
    t = max(min(q, 1.0 - q), 0.0)
    return t - 0.5 * (t >= 0.25), side * copysign(1.0, q - 0.5)


def _of_confidence(side: float, c: float, loc: float, scale: float) -> _Pair:
    return 0.5 * (max(1.0 - c, 0.0) if c > 0.5 else -max(c, 0.0)), side


def _of_erf(side: float, y: float, loc: float, scale: float) -> _Pair:
    return _of_confidence(copysign(1.0, y), abs(y), loc, scale)


def _of_erfc(side: float, y: float, loc: float, scale: float) -> _Pair:
    tail = max(min(y, 2.0 - y), 0.0)
    return 0.5 * (tail - 1.0 if tail > 0.5 else tail), copysign(1.0, 1.0 - y)


def _of_logarithm(side: float, y: float, loc: float, scale: float) -> _Pair:
    return -y, side


# Keys of arguments


def _grid_key(z: float) -> int:
    return int((abs(z) if abs(z) < DENSITY_END else 0.0) * DENSITY_KEYS)


def _area_key(z: float) -> int:
    return _grid_key(max(z, -9.0))


def _log_area_key(z: float) -> int:
    return int(floor((z if LOG_BEGIN <= z < LOG_END else 0.0) * LOG_KEYS) - LOG_BEGIN * LOG_KEYS)


def _quantile_key(t: float) -> int:
    return (np.float64(t).view(np.int64) + HALF_7 >> SHIFT_7) & KEYS - 1  # type: ignore[no-any-return]


def _log_quantile_key(t: float) -> int:
    return (np.float64(t).view(np.int64) + HALF_8 >> SHIFT_8) & KEYS - 1  # type: ignore[no-any-return]


def _one_row(z: float) -> int:
    return 0


# Ends


def _above_0(cell: _Cell, z: float, z_low: float) -> _Value:
    """cells.density or cells.area of |z + z_low|."""
    total, low, err = series_7(cell[:11], abs(z) - cell[11], -z_low if z < 0.0 else z_low)
    return total, low, err if abs(z) < DENSITY_END else nan


def _area(cell: _Cell, z: float, z_low: float, factor: float, whole: float) -> _Value:
    """factor*Q(z + z_low), where z is negative whole - factor*Q(-z - z_low)."""
    total, low, err = _above_0(cell, z, z_low)
    sign, minuend = (-factor, whole) if z < 0.0 else (factor, 0.0)
    if z < -9.0 or z >= 39.0:  # Q is below 2**-60, or below 2**-1100
        total, low, err = 0.0, 0.0, 2.0**-60 if z < 0.0 else 0.0
    return flipped(-sign * total, -sign * low, factor * err, minuend)  # 0 - -total is exact


def _quantile(cell: _Cell, t: float) -> _Value:
    a = np.int64(np.float64(t).view(np.int64) + HALF_7 & CUT_7).view(np.float64)
    total, low, err = quantile_series(cell[:12], t - a, -0.0)
    return total, low, err if 2.0**-100 <= abs(t) <= 0.25 else nan


def _placed(value: _Value, sign: float, loc: float, scale: float) -> _Pair:
    """Of loc + sign*scale*f."""
    total, low, err = value
    if loc == 0.0 and scale == 1.0:
        lower, upper = ends(total, low, err)
        return sign * lower, sign * upper
    known = placeable(loc, scale) and scale > 0.0
    return placed_ends(total, low, err if known else nan, loc, sign * scale)


def _density_ends(cell: _Cell, z: float, z_low: float, loc: float, scale: float) -> _Pair:
    total, low, err = _above_0(cell, z, z_low)
    if scale == 1.0:
        return ends(total, low, err)
    value, value_low, value_err = divided(total, low, err, scale)
    known = total > 2.0**-960 and 2.0**-900 < value < 2.0**900
    return ends(value, value_low, value_err if known else nan)


def _log_density_ends(cell: _Cell, z: float, z_low: float, loc: float, scale: float) -> _Pair:
    """The cell begins with log(scale)."""
    if loc == 0.0 and scale == 1.0:
        total, low, err = log_density_of(z)
        known = abs(z) < 64.0
    else:
        total, low, err = plus_logarithm(*log_density_at(z, z_low), *cell[:3])
        known = abs(z) < 1e90
    lower, upper = ends(total, low, err if known else nan)
    return -lower, -upper


def _area_ends(cell: _Cell, z: float, z_low: float, loc: float, scale: float) -> _Pair:
    return ends(*_area(cell, z, z_low, 1.0, 1.0))


def _erfc_ends(cell: _Cell, z: float, z_low: float, loc: float, scale: float) -> _Pair:
    return ends(*_area(cell, z, z_low, 2.0, 2.0))


def _erf_ends(cell: _Cell, z: float, z_low: float, loc: float, scale: float) -> _Pair:
    total, low, err = _above_0(cell, z, z_low)
    if abs(z) >= 9.0:
        total, low, err = 0.0, 0.0, 2.0**-60
    erf = flipped(2.0 * total, 2.0 * low, 2.0 * err, 1.0)
    return _placed(erf, copysign(1.0, z), 0.0, 1.0)


def _log_area_ends(cell: _Cell, z: float, z_low: float, loc: float, scale: float) -> _Pair:
    total, low, err = series_8(cell[:12], z - cell[12], z_low)
    return ends(total, low, err if LOG_BEGIN <= z < LOG_END else nan)


def _log_body_ends(cell: _Cell, z: float, z_low: float, loc: float, scale: float) -> _Pair:
    total, low, err = log_of_1_minus(*_above_0(cell, z, z_low))
    return ends(total, low, err if z < LOG_BEGIN else nan)


def _quantile_ends(cell: _Cell, t: float, sign: float, loc: float, scale: float) -> _Pair:
    return _placed(_quantile(cell, t), sign, loc, scale)


def _half_root_ends(cell: _Cell, t: float, sign: float, loc: float, scale: float) -> _Pair:
    return _placed(over_root_2(*_quantile(cell, t)), sign, 0.0, ROOT_HALF)


def _log_quantile_ends(cell: _Cell, t: float, sign: float, loc: float, scale: float) -> _Pair:
    a = np.int64(np.float64(t).view(np.int64) + HALF_8 & CUT_8).view(np.float64)
    total, low, err = quantile_series(cell[:12], a - t, -0.0)
    known = 2.0**-53 <= t < 2.0**40 and abs(LOG_2 - t) >= NEAR_LOG_HALF
    return _placed((total, low, err if known else nan), sign, loc, scale)


# Kernels


def _kernel(table: Any, argument: _Function, key: _Function, pair: _Function) -> _Kernel:
    """The machine code, and what gives slots and rows for the arguments."""
    names = {"_argument": argument, "_key": key, "_ends": pair}
    given = {name: _compiler.function(each) for name, each in names.items()}
    given["_floats"] = 13 if table is LOG_AREA else 12
    name = "_filled" + argument.__name__ + pair.__name__
    machine = Compiler(given, **_INSIDE).stored(_filled, name)
    return machine, table if callable(table) else lambda *arguments: table.state


def _log_scale(x: Any, loc: float = 0.0, scale: Any = 1.0) -> Any:
    """A table of one row, log(scale), NaN where that is not the same for all numbers."""
    rows = np.full((1, 12), nan)
    if type(scale) is float and scale > 0.0 and placeable(0.0, scale):
        rows[0, :3] = logarithm(scale)
    return np.zeros(1, np.uint16), rows


_DENSITY = _kernel(DENSITY, _deviation, _grid_key, _density_ends)
_LOG_DENSITY = _kernel(_log_scale, _deviation, _one_row, _log_density_ends)
_AREA = _kernel(AREA, _deviation, _area_key, _area_ends)
_ERFC = _kernel(AREA, _root_2, _area_key, _erfc_ends)
_ERF = _kernel(AREA, _root_2, _grid_key, _erf_ends)
_LOG_TAIL = _kernel(LOG_AREA, _deviation, _log_area_key, _log_area_ends)
_LOG_BODY = _kernel(AREA, _deviation, _grid_key, _log_body_ends)
_PPF = _kernel(QUANTILE, _of_probability, _quantile_key, _quantile_ends)
_INTERVAL = _kernel(QUANTILE, _of_confidence, _quantile_key, _quantile_ends)
_ERFINV = _kernel(QUANTILE, _of_erf, _quantile_key, _half_root_ends)
_ERFCINV = _kernel(QUANTILE, _of_erfc, _quantile_key, _half_root_ends)
_LOG_QUANTILE = _kernel(LOG_QUANTILE, _of_logarithm, _log_quantile_key, _log_quantile_ends)


# The functions


def _compiled(function: _F, *kernels: _Kernel, side: float = 1.0, one: Any = None) -> _F:
    """A function of arrays that asks kernels first, one after the other."""
    block: Any = function
    block = block.__wrapped__
    for kernel in reversed(kernels):
        block = _asking(kernel, side, block)
    block.__module__ = __name__
    name = block.__name__ if one is None else "norm_interval"

    def fill(columns: Any, result: Any, threads: int) -> bool:  # in larger blocks than NumPy's
        part = partial(_fill, block, columns, result, 8 * BLOCK)
        return by_threads(part, result.size, threads)

    return elementwise(one or getattr(exact, name), name=name, fill=fill)(block)  # type: ignore[no-any-return]


def _asking(kernel: _Kernel, side: float, then: _Function) -> _Function:
    """A block that does by the function then what the kernel leaves."""
    machine, table = kernel

    @wraps(then)
    def block(*arguments: Any) -> Any:
        x = arguments[0]
        results, left = np.empty(x.size), np.empty(x.size, np.int64)
        place: Any = None, None
        if len(arguments) > 1:
            place = [np.atleast_1d(each) for each in (*arguments, 1.0)[1:3]]
        for each in (x, *place):
            if each is not None:
                each.flags.writeable = False  # one type for all: nothing is compiled twice
        count = machine(results, left, side, *table(*arguments), x, *place)
        if count:
            at = left[:count]
            rest = [each if type(each) is float else each.take(at) for each in arguments]
            results[at] = then(*rest)
        return results

    return block


norm_pdf = _compiled(arrays.norm_pdf, _DENSITY)
norm_logpdf = _compiled(arrays.norm_logpdf, _LOG_DENSITY)
norm_cdf = _compiled(arrays.norm_cdf, _AREA, side=-1.0)
norm_logcdf = _compiled(arrays.norm_logcdf, _LOG_TAIL, _LOG_BODY, side=-1.0)
norm_sf = _compiled(arrays.norm_sf, _AREA)
norm_logsf = _compiled(arrays.norm_logsf, _LOG_TAIL, _LOG_BODY)
norm_hazard, erfcx = arrays.norm_hazard, arrays.erfcx
norm_between, norm_logbetween = arrays.norm_between, arrays.norm_logbetween
norm_ppf = _compiled(arrays.norm_ppf, _PPF)
norm_isf = _compiled(arrays.norm_isf, _PPF, side=-1.0)
norm_ilogcdf = _compiled(arrays.norm_ilogcdf, _LOG_QUANTILE, side=-1.0)
norm_ilogccdf = _compiled(arrays.norm_ilogccdf, _LOG_QUANTILE)
_lower_end = _compiled(arrays._lower_end, _INTERVAL, side=-1.0, one=arrays._lower_one)
_upper_end = _compiled(arrays._upper_end, _INTERVAL, one=arrays._upper_one)


if TYPE_CHECKING:
    norm_interval: PlacedInterval
else:

    @wraps(arrays.norm_interval)
    def norm_interval(confidence, loc=_ZERO, scale=_ONE, *, workers=1):
        return both_ends(_lower_end, _upper_end, confidence, loc, scale, workers=workers)

    norm_interval.__module__ = __name__


ndtr = _compiled(arrays.ndtr, _AREA, side=-1.0)
log_ndtr = _compiled(arrays.log_ndtr, _LOG_TAIL, _LOG_BODY, side=-1.0)
ndtri = _compiled(arrays.ndtri, _PPF)
ndtri_exp = _compiled(arrays.ndtri_exp, _LOG_QUANTILE, side=-1.0)
erf = _compiled(arrays.erf, _ERF)
erfc = _compiled(arrays.erfc, _ERFC)
erfinv = _compiled(arrays.erfinv, _ERFINV)
erfcinv = _compiled(arrays.erfcinv, _ERFCINV)


# The distribution.


Frozen = FrozenNorm  # what norm(loc, scale) returns


class Norm(arrays.Norm, functions=globals()):
    """What norm is: the functions as methods with the names that scipy.stats.norm gives them."""

    __slots__ = ()


norm = Norm()
