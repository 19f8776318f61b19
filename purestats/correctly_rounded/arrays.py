# SPDX-License-Identifier: BSD-3-Clause
# mypy: allow-untyped-calls, allow-untyped-defs
"""The functions of purestats.correctly_rounded over NumPy arrays: every result the nearest float.

Names, types, shapes, errors, out= and workers= are those of purestats.arrays, results those of
purestats.correctly_rounded, number by number, on every machine.  An array of float32 or float16
gets the nearest float64, rounded to its own type.

The arithmetic is that of cells.py, over the rows of tables.py.  What the series leaves, a few in
ten thousand, the finer series decides, and what that leaves the function of one number; so does
that where NumPy's arithmetic, tried at import, is not IEEE's, and for norm_between,
norm_logbetween and erfcx, at 50 to 200 microseconds a number.
"""

from __future__ import annotations

from itertools import repeat
from math import nan
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import correctly_rounded as exact
from ..array_distribution import ArrayNorm, FrozenNorm, interval_between
from ..elementwise import elementwise, fill_by_parts, has_new_nan, np
from . import cells as _cells
from .cells import (
    LOG_2,
    NEAR_LOG_HALF,
    ROOT_HALF,
    TO_64THS,
    deviation,
    divided,
    divided_by_value,
    ends,
    finer_series,
    flipped,
    log_density_at,
    log_density_of,
    log_of_1_minus,
    logarithm,
    offset_of_logarithm,
    over_root_2,
    placeable,
    placed_ends,
    plus_log_2,
    plus_logarithm,
    quantile_series,
    root_2_times,
    series_8,
)
from .tables import (
    AREA,
    CELLS,
    DENSITY,
    DENSITY_END,
    DENSITY_KEYS,
    HALF,
    KEYS,
    LOG_AREA,
    LOG_BEGIN,
    LOG_END,
    LOG_KEYS,
    LOG_QUANTILE,
    LOGARITHM,
    QUANTILE,
    SHIFT,
)

if TYPE_CHECKING:
    from ..arrays import *  # noqa: F403
else:
    __all__ = exact.__all__

_PART = 8192  # numbers: their arrays fit the second cache

IEEE = _cells.IEEE and bool(np.all(_cells.sums_are_ieee(np.ones(67))))  # type: ignore[arg-type]


# For one number compiled.py has these.

_np: Any = np
where, copysign, floor, some = _np.where, _np.copysign, _np.floor, _np.count_nonzero
least, most = _np.fmin, _np.fmax  # the second where the first is NaN


def _if(known, value):
    """Else NaN."""
    return value if np.all(known) else where(known, value, nan)


def _integer(x):
    return x.astype(np.int64)


def _bits(x):
    return x.view(np.int64)


def _float(bits):
    return bits.view(np.float64)


def _is_standard(loc, scale):
    return type(loc) is float and loc == 0.0 and type(scale) is float and scale == 1.0


def _series(cell, d, d_low, series):
    if len(cell) > 13:
        return finer_series((*cell[:12], cell[13:]), d, d_low)
    return series(cell[:12], d, d_low)


class Kernel(NamedTuple):
    """Three steps of a function.  Both ends are the result, if they are one; NaN has no bound."""

    argument: Any
    key: Any  # None: the cell is the logarithm of scale
    ends: Any


# Arguments: z or t, its low part, the sign of the result.  A tail t is positive, an offset from
# 1/2 negative; side is -1.0 for a mirrored function.


def _standardized(side, x, loc, scale):
    """cells.standardized."""
    if _is_standard(loc, scale):
        return x if side > 0.0 else -x, 0.0, 1.0
    z, z_low = deviation(x, loc, scale)
    size = abs(z)
    known = ((size > 1e-90) & (size < 1e90)) | (x == loc)
    z = _if(known & ((scale > 1e-90) & (scale < 1e90) & (abs(loc) < 1e200)), z)
    return (z, z_low, 1.0) if side > 0.0 else (-z, -z_low, 1.0)


def _root_2_times(side, x, loc, scale):
    return *root_2_times(x), 1.0


def _of_erf(side, x, loc, scale):
    size = abs(x)  # from 6 on erf is 1
    return *root_2_times(where(size > 6.0, 6.0, size)), copysign(1.0, x)


def _of_probability(side, q, loc, scale):
    t = most(least(q, 1.0 - q), 0.0)
    return t - 0.5 * (t >= 0.25), 0.0, side * copysign(1.0, q - 0.5)


def _of_confidence(side, c, loc, scale):
    return 0.5 * where(c > 0.5, most(1.0 - c, 0.0), -most(c, 0.0)), 0.0, side


def _of_erfinv(side, y, loc, scale):
    return _of_confidence(copysign(1.0, y), abs(y), loc, scale)


def _of_erfcinv(side, y, loc, scale):
    tail = most(least(y, 2.0 - y), 0.0)
    return 0.5 * where(tail > 0.5, tail - 1.0, tail), 0.0, copysign(1.0, 1.0 - y)


def _of_logarithm(side, y, loc, scale):
    return most(-y, 0.0), 0.0, side


def _near_log_half(side, y, loc, scale):
    """cells.log_quantile."""
    t, t_low = offset_of_logarithm(y)
    sign = copysign(1.0, t)
    return _if(abs(y + LOG_2) < NEAR_LOG_HALF, -abs(t)), -sign * t_low, -sign * side


# Keys


def _grid(size):
    return _integer(least(size, DENSITY_END) * DENSITY_KEYS)


def _density_key(z):
    return DENSITY + _grid(abs(z))


def _area_key(z):
    return AREA + _grid(abs(most(z, -9.0)))


def _log_area_key(z):
    """Below LOG_BEGIN the area's."""
    far = z < LOG_BEGIN
    inside = least(most(z, LOG_BEGIN), LOG_END)
    key = _integer(floor(inside * LOG_KEYS)) + int(LOG_AREA - LOG_BEGIN * LOG_KEYS)
    return where(far, AREA + _grid(-z), key) if some(far) else key


def _quantile_key(t):
    return QUANTILE + (_bits(t) + HALF >> SHIFT & KEYS - 1)


def _log_quantile_key(t):
    return LOG_QUANTILE + (_bits(t) + HALF >> SHIFT)


# Ends


def _above_0(cell, z, z_low):
    """cells.density or cells.area of |z + z_low|, and 0."""
    size = abs(z)
    if some(z_low != 0.0):
        z_low = z_low * copysign(1.0, z)
    total, low, err = _series(cell, size - cell[12], z_low, series_8)
    far = size >= 44.0
    if some(far):
        total, low, err = where(far, 0.0, total), where(far, 0.0, low), where(far, 0.0, err)
    return total, low, err


def _area(cell, z, z_low):
    """cells.area."""
    total, low, err = _above_0(cell, z, z_low)
    below = z < 0.0
    if not some(below):
        return total, low, err
    far = z < -9.0
    if some(far):  # Q(9) < 2**-62
        total, low, err = where(far, 0.0, total), where(far, 0.0, low), where(far, 2.0**-62, err)
    whole = 1.0 * below
    sign = 2.0 * whole - 1.0  # 0 - -total is total, exactly
    return flipped(sign * total, sign * low, err, whole)


def _quantile(cell, t, t_low):
    a = _float(_bits(t) + HALF >> SHIFT << SHIFT)
    return _series(cell, (t - a) * cell[12], t_low, quantile_series)


def _placed(value, sign, loc, scale):
    """ends of loc + sign*scale*f."""
    total, low, err = value
    if _is_standard(loc, scale):
        lower, upper = ends(total, low, err)
        return sign * lower, sign * upper
    known = (scale > 1e-90) & (scale < 1e90) & (abs(loc) < 1e90)
    return placed_ends(total, low, _if(known, err), loc, sign * scale)


def _density(cell, z, z_low, loc, scale):
    head, low, err = _above_0(cell, z, z_low)
    if _is_standard(loc, scale):
        return head, low, err
    total, low, err = divided(head, low, err, scale)
    known = (head > 2.0**-960) & (total > 2.0**-900) | (head == 0.0)
    return total, low, _if(known, err)


def _density_ends(cell, z, z_low, sign, loc, scale):
    return ends(*_density(cell, z, z_low, loc, scale))


def _hazard_ends(cell, z, z_low, sign, loc, scale):
    """cells.hazard: the cell is that of the density."""
    area = _area(CELLS.cells(_area_key(z), len(cell) > 13), z, z_low)
    total, low, err = divided_by_value(_density(cell, z, z_low, loc, scale), area)
    return ends(total, low, _if(abs(z) < 30.0, err))


def _log_density_ends(cell, z, z_low, sign, loc, scale):
    if not _is_standard(loc, scale):
        return _far_log_density_ends(cell, z, z_low, sign, loc, scale)
    total, low, err = log_density_of(z)
    lower, upper = ends(total, low, _if(abs(z) < 64.0, err))
    return -lower, -upper


def _far_log_density_ends(cell, z, z_low, sign, loc, scale):
    total, low, err = plus_logarithm(*log_density_at(z, z_low), cell[0], cell[1], cell[2])
    lower, upper = ends(total, low, _if(abs(z) < 1e90, err))
    return -lower, -upper


def _area_ends(cell, z, z_low, sign, loc, scale):
    return ends(*_area(cell, z, z_low))


def _erfc_ends(cell, z, z_low, sign, loc, scale):
    lower, upper = ends(*_area(cell, z, z_low))
    return 2.0 * lower, 2.0 * upper


def _erf_ends(cell, z, z_low, sign, loc, scale):
    total, low, err = _series(cell, z - cell[12], z_low, series_8)
    return _placed(flipped(2.0 * total, 2.0 * low, 2.0 * err, 1.0), sign, 0.0, 1.0)


def _log_area_ends(cell, z, z_low, sign, loc, scale):
    """cells.log_area."""
    far = z < LOG_BEGIN
    if not some(far):
        return ends(*_series(cell, z - cell[12], z_low, series_8))
    side = 1.0 - 2.0 * far
    total, low, err = _series(cell, side * z - cell[12], side * z_low, series_8)
    log, log_low, log_err = log_of_1_minus(total, low, err)
    return ends(where(far, log, total), where(far, log_low, low), where(far, log_err, err))


def _quantile_ends(cell, t, t_low, sign, loc, scale):
    return _placed(_quantile(cell, t, t_low), sign, loc, scale)


def _near_log_half_ends(cell, t, t_low, sign, loc, scale):
    total, low, err = _quantile(cell, t, t_low)
    return _placed((total, low, err + 2.0**-63.8 * total), sign, loc, scale)


def _half_root_ends(cell, t, t_low, sign, loc, scale):
    return _placed(over_root_2(*_quantile(cell, t, t_low)), sign, 0.0, ROOT_HALF)


def _log_scale(scale):
    """cells.logarithm."""
    if type(scale) is float:
        return logarithm(scale) if scale != 1.0 and placeable(0.0, scale) else (0.0, 0.0, 0.0)
    known = (scale > 1e-90) & (scale < 1e90)
    m, e = _np.frexp(where(known, scale, 1.0))
    m = 2.0 * m
    a = (m + TO_64THS) - TO_64THS
    cell: Any = CELLS.cells(LOGARITHM + _integer((a - 1.0) * 64.0))
    return plus_log_2(*series_8(cell[:12], m - a, 0.0), e - 1.0)


_AREA = Kernel(_standardized, _area_key, _area_ends)
_LOG_AREA = Kernel(_standardized, _log_area_key, _log_area_ends)
_QUANTILE = Kernel(_of_probability, _quantile_key, _quantile_ends)
_LOG_QUANTILES = (
    Kernel(_of_logarithm, _log_quantile_key, _quantile_ends),
    Kernel(_near_log_half, _quantile_key, _near_log_half_ends),
)
_INTERVAL = Kernel(_of_confidence, _quantile_key, _quantile_ends)

# The side of each function, and its kernels, each for what is left.
KERNELS: dict[str, tuple[Any, ...]] = {
    "norm_pdf": (1.0, Kernel(_standardized, _density_key, _density_ends)),
    "norm_logpdf": (
        1.0,
        Kernel(_standardized, None, _log_density_ends),
        Kernel(_standardized, None, _far_log_density_ends),
    ),
    "norm_cdf": (-1.0, _AREA),
    "norm_sf": (1.0, _AREA),
    "norm_logcdf": (-1.0, _LOG_AREA),
    "norm_logsf": (1.0, _LOG_AREA),
    "norm_hazard": (1.0, Kernel(_standardized, _density_key, _hazard_ends)),  # NumPy's alone
    "norm_ppf": (1.0, _QUANTILE),
    "norm_isf": (-1.0, _QUANTILE),
    "norm_ilogcdf": (-1.0, *_LOG_QUANTILES),
    "norm_ilogccdf": (1.0, *_LOG_QUANTILES),
    "ndtr": (-1.0, _AREA),
    "log_ndtr": (-1.0, _LOG_AREA),
    "ndtri": (1.0, _QUANTILE),
    "ndtri_exp": (-1.0, *_LOG_QUANTILES),
    "erf": (1.0, Kernel(_of_erf, _area_key, _erf_ends)),
    "erfc": (1.0, Kernel(_root_2_times, _area_key, _erfc_ends)),
    "erfinv": (1.0, Kernel(_of_erfinv, _quantile_key, _half_root_ends)),
    "erfcinv": (1.0, Kernel(_of_erfcinv, _quantile_key, _half_root_ends)),
}


# Blocks


def add_functions(names, filler):
    """Add the functions to a module: filler(one, side, *kernels) fills their arrays."""

    def function(name, one, side=1.0, *kernels):
        part = filler(one, side, *kernels)

        def fill(columns, result, threads):
            # Of what the series leaves, arguments are read twice.
            columns = [each.copy() if each is result else each for each in columns]
            return fill_by_parts(part, columns, result, threads)

        made = elementwise(one, name=name, fill=fill)(getattr(exact, name))
        made.__module__ = names["__name__"]
        return made

    for name in set(exact.__all__) - {"norm", "norm_interval"}:
        names[name] = function(name, getattr(exact, name), *KERNELS.get(name, ()))
    lower = function("norm_interval", _lower_one, -1.0, _INTERVAL)
    upper = function("norm_interval", _upper_one, 1.0, _INTERVAL)
    names["norm_interval"] = interval_between(lower, upper)


def filler(one, side, *kernels):
    """What fills an array; it says whether a NaN is new."""

    def fill(arguments, place, tried=False):
        at: Any = None  # everywhere
        for finer in (False, True)[tried:] if IEEE else ():
            for kernel in kernels:
                if kernel.key or not finer:
                    at = _undecided(kernel, side, finer, at, place, *arguments)
                    if not at.size:
                        return False
        rest: Any = arguments if at is None else [_at(each, at) for each in arguments]
        rows = [repeat(each) if type(each) is float else each.tolist() for each in rest]
        values = np.array([_value(one, *row) for row in zip(*rows)])
        place[slice(None) if at is None else at] = values
        return has_new_nan(values, rest)

    return fill


def _at(column, at):
    return column if type(column) is float else column[at]


def _undecided(kernel, side, finer, at, place, x, loc=0.0, scale=1.0):
    """Fill in the results at these places, and return where they are not decided."""
    left = []
    for begin in range(0, (x if at is None else at).size, _PART):
        part: Any = slice(begin, begin + _PART)
        if at is not None:
            part = at[part]
        row = [_at(each, part) for each in (x, loc, scale)]
        z, z_low, sign = kernel.argument(side, *row)
        cell = CELLS.cells(kernel.key(z), finer) if kernel.key else _log_scale(row[2])
        lower, upper = kernel.ends(cell, z, z_low, sign, *row[1:])
        place[part] = lower
        differ = (lower != upper).nonzero()[0]
        left.append(begin + differ if at is None else part[differ])
    return np.concatenate(left)


def _value(one, x, *row):
    """NaN where one raises."""
    try:
        return one(x, *row) if x == x else nan
    except ValueError:
        return nan


def _lower_one(*row):
    return exact.norm_interval(*row)[0]


def _upper_one(*row):
    return exact.norm_interval(*row)[1]


Frozen = FrozenNorm  # what norm(loc, scale) returns


if not TYPE_CHECKING:
    add_functions(globals(), filler)

    class Norm(ArrayNorm, functions=globals()):
        __slots__ = ()

        def entropy(self, loc=0.0, scale=1.0):
            one = np.frompyfunc(lambda scale: exact.norm(0.0, scale).entropy(), 1, 1)
            return self._where_valid(lambda loc, scale: np.asarray(one(scale), float), loc, scale)

    norm = Norm()
