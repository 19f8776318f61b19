# SPDX-License-Identifier: BSD-3-Clause
"""The functions of purestats.correctly_rounded over NumPy arrays: every result the nearest float.

Names, types, shapes, errors, out= and workers= are those of purestats.arrays, results those of
purestats.correctly_rounded, number by number, on every machine.  An array of float32 or float16
gets the nearest float64, rounded to its own type.

How: the cells of the fast phase as tables (tables.py), and the arithmetic of cells.py on whole
arrays.  What the first series leaves, a few numbers in ten thousand, goes to the function of one
number, and so does everything where NumPy's arithmetic, tried at import, is not IEEE's, and all of
norm_between, norm_logbetween and erfcx, at 50 to 200 microseconds a number.
"""

from __future__ import annotations

import math
from functools import wraps
from itertools import repeat

from .. import correctly_rounded as exact
from ..array_distribution import ArrayNorm, FrozenNorm, both_ends
from ..elementwise import elementwise, np
from ..normal import _ONE, _ZERO
from . import cells as _cells
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
    LOGARITHM,
    QUANTILE,
    SHIFT_7,
    SHIFT_8,
    Table,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..array_types import PlacedInterval

    _Function = Callable[..., Any]
    _Series = Any  # total, low and err, arrays
    _Ends = Any

__all__: list[str] = []
__all__ += exact.__all__

cells: Any = _cells  # its arithmetic serves arrays as it serves floats
_PART = 8192  # numbers: some thirty arrays of so many fit the second cache

IEEE = cells.IEEE and bool(np.all(cells.sums_are_ieee(np.ones(67))))


# Blocks


def _settled(one: _Function) -> Callable[[_Function], _Function]:
    """From what least and largest value round to, the function of a block.

    Where the two differ, or are NaN, one finds the value, the function of one number.
    """

    def decorate(ends: _Function) -> _Function:
        @wraps(ends)
        def block(*arguments: Any) -> Any:
            size = arguments[0].size
            results = np.empty(size)
            left = np.full(size, not IEEE)
            for begin in range(0, size, _PART) if IEEE else ():
                part = slice(begin, begin + _PART)
                found = ends(*[_at(part, each) for each in arguments])
                if found is None:
                    left[part] = True
                else:
                    results[part] = found[0]
                    np.not_equal(found[0], found[1], out=left[part])
            at = left.nonzero()[0]
            if at.size:
                rows = zip(
                    *[
                        repeat(each) if type(each) is float else each[at].tolist()
                        for each in arguments
                    ]
                )
                results[at] = [_value(one, *row) for row in rows]
            return results

        block.__doc__ = (one.__doc__ or "").partition("\n")[0]
        return block

    return decorate


def _at(part: Any, argument: Any) -> Any:
    return argument if type(argument) is float else argument[part]


def _value(one: _Function, x: float, *row: float) -> float:
    """What the function of one number says; NaN where it raises."""
    try:
        return one(x, *row) if x == x else math.nan
    except ValueError:
        return math.nan


# Series, as arrays.  An err that is NaN says that there is no bound.


def _standardized(x: Any, loc: Any, scale: Any) -> tuple[Any, Any]:
    """cells.standardized."""
    if type(loc) is float and loc == 0.0 and type(scale) is float and scale == 1.0:
        return x, 0.0
    z, z_low = cells.deviation(x, loc, scale)
    size = abs(z)
    numbers = type(scale) is type(loc) is float and scale > 0.0 and cells.placeable(loc, scale)
    if numbers and _all(size, 1e-90, 1e90):
        return z, z_low
    known = ((size > 1e-90) & (size < 1e90)) | (x == loc)
    known &= (scale > 1e-90) & (scale < 1e90) & (abs(loc) < 1e200)
    return np.where(known, z, math.nan), z_low


def _all(z: Any, low: float, high: float) -> bool:
    """Whether all are above low and below high; with a NaN they are not."""
    return bool(z.min(initial=high) > low and z.max(initial=low) < high)


def _within(z: Any, low: float, high: float) -> tuple[Any, Any]:
    """z, low instead of what is not from low up to but not high; and 0.0, or NaN for those."""
    if z.min(initial=low) >= low and z.max(initial=low) < high:
        return z, 0.0
    inside = (z >= low) & (z < high)
    return np.where(inside, z, low), np.where(inside, 0.0, math.nan)


def _above_0(table: Table, z: Any, z_low: Any) -> _Series:
    """cells.density or cells.area of |z + z_low|."""
    if type(z_low) is not float:
        z_low = np.copysign(1.0, z) * z_low
    size, doubt = _within(abs(z), 0.0, DENSITY_END)
    *cell, a = table.cells((size * DENSITY_KEYS).astype(np.int64))
    total, low, err = cells.series_7(cell, size - a, z_low)
    return total, low, err + doubt


def _area(z: Any, z_low: Any, whole: float = 1.0) -> _Series:
    """whole*Q(z + z_low), z of any sign: where it is negative, from whole - whole*Q(-z)."""
    if z.min() < -36.0:  # the area is 1 from -9 on
        z_low, z = np.where(z < -36.0, 0.0, z_low), np.maximum(z, -36.0)
    total, low, err = _above_0(AREA, z, z_low)
    if whole != 1.0:
        total, low, err = whole * total, whole * low, whole * err
    if z.max() >= 39.0:  # the area is below 2**-1100
        far = z >= 39.0
        total[far] = low[far] = err[far] = 0.0
    below = z < 0.0
    if not below.any():
        return total, low, err
    sign = 1.0 - 2.0 * below  # 0 - -total is total, exactly
    return cells.flipped(-sign * total, -sign * low, err, whole * below)


def _log_area(z: Any, z_low: Any) -> _Series:
    """cells.log_area; below LOG_BEGIN by the area itself."""
    far = z < LOG_BEGIN
    at = far.nonzero()[0]
    near: Any = slice(None) if 2 * at.size < z.size else (~far).nonzero()[0]
    inside, doubt = _within(z[near], LOG_BEGIN, LOG_END)
    keys = np.floor(inside * LOG_KEYS).astype(np.int64) - int(LOG_BEGIN * LOG_KEYS)
    *cell, a = LOG_AREA.cells(keys)
    total, low, err = cells.series_8(cell, inside - a, _at(near, z_low))
    found = total, low, err + doubt
    if not at.size:
        return found
    both = np.empty((3, z.size))
    both[:, near] = found
    both[:, at] = cells.log_of_1_minus(*_above_0(AREA, z[at], _at(at, z_low)))
    return both


def _quotient(series: _Series, divisor: Any) -> _Series:
    """cells.quotient."""
    if type(divisor) is float and divisor == 1.0:
        return series
    value, low, err = cells.divided(*series, divisor)
    if _all(series[0], 2.0**-960, math.inf) and _all(value, 2.0**-900, 2.0**900):
        return value, low, err
    known = (series[0] > 2.0**-960) & (value > 2.0**-900) & (value < 2.0**900)
    return value, low, np.where(known, err, math.nan)


def _quantile(t: Any, t_low: Any = 0.0) -> _Series:
    """cells.quantile of a tail t + t_low, or of an offset -(t + t_low)."""
    bits = t.view(np.int64) + HALF_7
    a = (bits & CUT_7).view(np.float64)
    *cell, unit = QUANTILE.cells((bits >> SHIFT_7) & KEYS - 1)
    d = t - a
    if abs(t).min() < 2.0**-100:
        d, t_low = d * unit, t_low * unit
    return cells.quantile_series(cell, d, t_low)


def _halved(q: Any) -> Any:
    """The t of _quantile for a probability q, 0 where it is none; every difference is exact."""
    t = np.minimum(q, 1.0 - q)
    if not t.min() >= 0.0:
        t = np.where(t >= 0.0, t, 0.0)
    return t - 0.5 * (t >= 0.25)


def _quantile_of_logarithm(y: Any) -> _Series:
    """cells.log_quantile."""
    size, doubt = _within(-y, 2.0**-53, 2.0**40)
    bits = size.view(np.int64) + HALF_8
    a = (bits & CUT_8).view(np.float64)
    cell = LOG_QUANTILE.cells(bits >> SHIFT_8)
    total, low, err = cells.quantile_series(cell, a - size, 0.0)
    err = err + doubt
    at = (abs(y + cells.LOG_2) < cells.NEAR_LOG_HALF).nonzero()[0]
    if at.size:
        total[at], low[at], err[at] = _quantile_near_0(y.take(at))
    return total, low, err


def _quantile_near_0(y: Any) -> _Series:
    """cells._log_quantile_near_0."""
    t, t_low = cells.offset_of_logarithm(y)
    sign = np.copysign(1.0, t)
    total, low, err = _quantile(-abs(t), -sign * t_low)
    return -sign * total, -sign * low, err + 2.0**-63.8 * total


def _log_density(z: Any, z_low: Any, scale: Any) -> _Series:
    """cells.log_density, negated."""
    total, low, err = cells.log_density_at(z, z_low)
    if type(scale) is not float:
        total, low, err = cells.plus_logarithm(total, low, err, *_logarithm(scale))
    elif scale != 1.0 and cells.placeable(0.0, scale):  # else z is NaN
        total, low, err = cells.plus_logarithm(total, low, err, *cells.logarithm(scale))
    return total, low, np.where(abs(z) < 1e90, err, math.nan)


def _logarithm(x: Any) -> _Series:
    """cells.logarithm."""
    x, doubt = _within(x, 1e-90, 1e90)
    m, e = np.frexp(x)
    m = 2.0 * m
    a = (m + cells.TO_64THS) - cells.TO_64THS
    cell = LOGARITHM.cells(((a - 1.0) * 64.0).astype(np.int64))
    total, low, err = cells.plus_log_2(*cells.series_8(cell, m - a, 0.0), e - 1.0)
    return total, low, err + doubt


# Ends


def _placed(series: _Series, sign: Any, loc: Any, scale: Any) -> _Ends:
    """The ends of loc + sign*scale*f."""
    if type(loc) is float and loc == 0.0 and type(scale) is float and scale == 1.0:
        lower, upper = cells.ends(*series)
        return sign * lower, sign * upper
    total, low, err = series
    known = (scale > 1e-90) & (scale < 1e90) & (abs(loc) < 1e90)
    if not np.all(known):
        err = np.where(known, err, math.nan)
    return cells.placed_ends(total, low, err, loc, sign * scale)


def _quantile_ends(q: Any, side: float, loc: Any, scale: Any) -> _Ends:
    """Of the quantile, or, where side is -1.0, of the inverse survival function."""
    return _placed(_quantile(_halved(q)), side * np.copysign(1.0, q - 0.5), loc, scale)


def _log_quantile_ends(logp: Any, side: float, loc: Any, scale: Any) -> _Ends:
    return _placed(_quantile_of_logarithm(logp), side, loc, scale)


def _interval_ends(confidence: Any, side: float, loc: Any, scale: Any) -> _Ends:
    c, doubt = _within(confidence, 2.0**-1000, 2.0)
    total, low, err = _quantile(np.where(c > 0.5, 0.5 * np.maximum(1.0 - c, 0.0), -0.5 * c))
    return _placed((total, low, err + doubt), side, loc, scale)


def _log_density_ends(x: Any, loc: Any, scale: Any) -> _Ends:
    standard = type(loc) is float and loc == 0.0 and type(scale) is float and scale == 1.0
    if standard and abs(x).max() < 64.0:
        lower, upper = cells.ends(*cells.log_density_of(x))
    else:
        lower, upper = cells.ends(*_log_density(*_standardized(x, loc, scale), scale))
    return -lower, -upper


def _half_root_ends(t: Any, sign: Any, doubt: Any) -> _Ends:
    """Of sign/sqrt(2) times the quantile of t."""
    total, low, err = cells.over_root_2(*_quantile(t))
    return _placed((total, low, err + doubt), np.copysign(1.0, sign), 0.0, cells.ROOT_HALF)


def _erf_ends(x: Any) -> _Ends:
    size = np.minimum(abs(x), 6.0)  # from where on it is 1
    total, low, err = _above_0(AREA, *cells.root_2_times(size))
    erf = cells.flipped(2.0 * total, 2.0 * low, 2.0 * err, 1.0)
    return _placed(erf, np.copysign(1.0, x), 0.0, 1.0)


# The functions, by their ends on a block; where these are not given, number by number.


@elementwise(exact.norm_pdf)
@_settled(exact.norm_pdf)
def norm_pdf(x: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return cells.ends(*_quotient(_above_0(DENSITY, *_standardized(x, loc, scale)), scale))


@elementwise(exact.norm_logpdf)
@_settled(exact.norm_logpdf)
def norm_logpdf(x: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return _log_density_ends(x, loc, scale)


@elementwise(exact.norm_cdf)
@_settled(exact.norm_cdf)
def norm_cdf(x: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    z, z_low = _standardized(x, loc, scale)
    return cells.ends(*_area(-z, -z_low))


@elementwise(exact.norm_logcdf)
@_settled(exact.norm_logcdf)
def norm_logcdf(x: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    z, z_low = _standardized(x, loc, scale)
    return cells.ends(*_log_area(-z, -z_low))


@elementwise(exact.norm_sf)
@_settled(exact.norm_sf)
def norm_sf(x: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return cells.ends(*_area(*_standardized(x, loc, scale)))


@elementwise(exact.norm_logsf)
@_settled(exact.norm_logsf)
def norm_logsf(x: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return cells.ends(*_log_area(*_standardized(x, loc, scale)))


@elementwise(exact.norm_hazard)
@_settled(exact.norm_hazard)
def norm_hazard(x: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    z, z_low = _standardized(x, loc, scale)
    z, doubt = _within(z, -30.0, 30.0)
    density = _quotient(_above_0(DENSITY, z, z_low), scale)
    total, low, err = cells.divided_by_value(density, _area(z, z_low))
    return cells.ends(total, low, err + doubt)


@elementwise(exact.norm_between)
@_settled(exact.norm_between)
def norm_between(a: Any, b: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any: ...


@elementwise(exact.norm_logbetween)
@_settled(exact.norm_logbetween)
def norm_logbetween(a: Any, b: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any: ...


@elementwise(exact.norm_ppf)
@_settled(exact.norm_ppf)
def norm_ppf(q: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return _quantile_ends(q, 1.0, loc, scale)


@elementwise(exact.norm_isf)
@_settled(exact.norm_isf)
def norm_isf(q: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return _quantile_ends(q, -1.0, loc, scale)


def _lower_one(*row: float) -> float:
    return exact.norm_interval(*row)[0]


def _upper_one(*row: float) -> float:
    return exact.norm_interval(*row)[1]


@elementwise(_lower_one, name="norm_interval")
@_settled(_lower_one)
def _lower_end(confidence: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return _interval_ends(confidence, -1.0, loc, scale)


@elementwise(_upper_one, name="norm_interval")
@_settled(_upper_one)
def _upper_end(confidence: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return _interval_ends(confidence, 1.0, loc, scale)


if TYPE_CHECKING:
    norm_interval: PlacedInterval
else:

    def norm_interval(confidence, loc=_ZERO, scale=_ONE, *, workers=1):
        """Ends of the central interval: those of purestats.correctly_rounded.norm_interval."""
        return both_ends(_lower_end, _upper_end, confidence, loc, scale, workers=workers)


@elementwise(exact.norm_ilogcdf)
@_settled(exact.norm_ilogcdf)
def norm_ilogcdf(logp: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return _log_quantile_ends(logp, -1.0, loc, scale)


@elementwise(exact.norm_ilogccdf)
@_settled(exact.norm_ilogccdf)
def norm_ilogccdf(logp: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return _log_quantile_ends(logp, 1.0, loc, scale)


@elementwise(exact.ndtr)
@_settled(exact.ndtr)
def ndtr(x: Any) -> Any:
    return cells.ends(*_area(-x, 0.0))


@elementwise(exact.log_ndtr)
@_settled(exact.log_ndtr)
def log_ndtr(x: Any) -> Any:
    return cells.ends(*_log_area(-x, 0.0))


@elementwise(exact.ndtri)
@_settled(exact.ndtri)
def ndtri(p: Any) -> Any:
    return _quantile_ends(p, 1.0, _ZERO, _ONE)


@elementwise(exact.ndtri_exp)
@_settled(exact.ndtri_exp)
def ndtri_exp(y: Any) -> Any:
    return _log_quantile_ends(y, -1.0, _ZERO, _ONE)


@elementwise(exact.erf)
@_settled(exact.erf)
def erf(x: Any) -> Any:
    return _erf_ends(x)


@elementwise(exact.erfc)
@_settled(exact.erfc)
def erfc(x: Any) -> Any:
    z, z_low = cells.root_2_times(x)
    return cells.ends(*_area(z, z_low, 2.0))


@elementwise(exact.erfcx)
@_settled(exact.erfcx)
def erfcx(x: Any) -> Any: ...


@elementwise(exact.erfinv)
@_settled(exact.erfinv)
def erfinv(y: Any) -> Any:
    size, doubt = _within(abs(y), 0.0, 1.0)
    t = 0.5 * np.where(size > 0.5, 1.0 - size, -size)
    return _half_root_ends(t, y, doubt)


@elementwise(exact.erfcinv)
@_settled(exact.erfcinv)
def erfcinv(y: Any) -> Any:
    tail, doubt = _within(np.minimum(y, 2.0 - y), 0.0, 1.5)
    size = 1.0 - tail
    t = 0.5 * np.where(tail > 0.5, -size, tail)
    return _half_root_ends(t, 1.0 - y, doubt)


# The distribution.


Frozen = FrozenNorm  # what norm(loc, scale) returns


class Norm(ArrayNorm, functions=globals()):
    """What norm is: the functions as methods with the names that scipy.stats.norm gives them."""

    __slots__ = ()

    def entropy(self, loc: Any = 0.0, scale: Any = 1.0) -> Any:
        """Return the differential entropy, log(scale) + log(2 pi e)/2, in nats."""
        one = np.frompyfunc(lambda scale: exact.norm(0.0, scale).entropy(), 1, 1)
        return self._where_valid(lambda loc, scale: np.asarray(one(scale), float), loc, scale)


norm = Norm()
