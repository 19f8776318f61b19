# SPDX-License-Identifier: BSD-3-Clause
"""The functions of purestats.normal over NumPy arrays: scipy.stats.norm without SciPy.

They behave as NumPy's own: arguments are array_like and broadcast; out= takes the result. All is
computed in float64; float16 and float32 come back in their own type, rounded once, integers and
bool as float64. Other types are a TypeError. Plain numbers give a NumPy scalar, a pandas Series
an ndarray. NaN gives NaN. A NaN where no argument is, as for a q outside [0, 1] or a scale that is
not positive, raises NumPy's "invalid" condition, the only one that is raised.

workers spreads a large array over so many threads, with the same bits; -1 is one for each
processor. Beside the result 11 MB are enough, with several workers 30 MB for each.

Errors and, number by number, bits are those of purestats.normal, where NumPy's exp, log, log1p
and expm1 have the C library's. NumPy's code for AVX-512 has not: errors may be 0.2 ulp larger
then, and up to 200 numbers, which the scalar functions compute, may differ in the last digit
from the same among more.

NumPy has no erf and erfc: the largest errors found of these are 2.5 ulp at 0x1.c49616dee12b0p-32,
1.9 from 1e-9 on, and 3.0 at 0x1.73f3148b456a0p+4, 1.2 below -0.75.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from . import normal as scalar
from .array_distribution import ArrayNorm, FrozenNorm, interval_between
from .elementwise import by_calls, elementwise, np
from .normal import _ONE, _ZERO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from .truncated_arrays import truncnorm as truncnorm

    _Function = Callable[..., Any]

__all__ = [
    "erf",
    "erfc",
    "erfcinv",
    "erfcx",
    "erfinv",
    "log_ndtr",
    "ndtr",
    "ndtri",
    "ndtri_exp",
    "norm",
    "norm_between",
    "norm_cdf",
    "norm_hazard",
    "norm_ilogccdf",
    "norm_ilogcdf",
    "norm_interval",
    "norm_isf",
    "norm_logbetween",
    "norm_logcdf",
    "norm_logpdf",
    "norm_logsf",
    "norm_pdf",
    "norm_ppf",
    "norm_sf",
]

_PART = 27000  # numbers for a kernel at once, whose arrays fit the cache
_MOST = 0.8  # of a block: an interval that holds as much is not gathered

# Where the kernels branch: the first number of the interval above.


def _after(number: float) -> float:
    return float(np.nextafter(number, math.inf))


_AT_UPPER_TAIL = (_after(scalar._CENTRE), scalar._NEAR, scalar._MIDDLE, scalar._TAIL_END)
_AT_LOWER_TAIL = (_after(-scalar._MIDDLE), _after(-scalar._NEAR), -scalar._CENTRE)
_AT_LOG_CDF = (
    _after(-scalar._LOG_LIMIT),
    -scalar._LOG_FAR,
    *_AT_LOWER_TAIL,
    _after(scalar._HALF_CENTRE),
    *_AT_UPPER_TAIL,
)
_AT_DENSITY = (
    _after(-scalar._SCALED_END),
    _after(-scalar._DENSITY_END),
    scalar._DENSITY_END,
    scalar._SCALED_END,
)
_AT_UPPER_HAZARD = (*_AT_UPPER_TAIL[:3], _after(scalar._HAZARD_END))
_AT_HAZARD = (*_AT_DENSITY[:2], -scalar._CENTRE, *_AT_UPPER_HAZARD)
_AT_ERF = (scalar._ERF_LINEAR, _AT_UPPER_TAIL[0], scalar._ERF_END)
_AT_ERFC = (_after(-scalar._ERF_END), -scalar._CENTRE, *_AT_UPPER_TAIL)
_AT_ERFCX = (scalar._ERFCX_BEGIN, *_AT_ERFC[:2], *_AT_UPPER_HAZARD)
_AT_LOG_TAILS = (_after(scalar._CENTRE), _after(scalar._LOG_LIMIT))
_AT_LOG_DENSITY = (_after(-scalar._LOG_LIMIT), scalar._LOG_LIMIT)
_AT_QUANTILE = (0.0, _after(0.0), _after(scalar._CENTRE_BEGIN))
_AT_FAR_QUANTILE = (
    scalar._FAR_QUANTILE,
    _after(scalar._TAIL_QUANTILE_END),
    _after(scalar._LOG_QUANTILE_END),
)
_AT_LOG_QUANTILE = (scalar._LOG_TAIL, scalar._LOG_1_4, scalar._LOG_3_4, 0.0, _after(0.0))
_AT_ERFINV = (scalar._SHORT_TAIL, _after(1.0 - 2.0 * scalar._NEAR_TAIL), 1.0, _after(1.0))
_AT_ERFCINV = (0.0, _after(0.0), scalar._SHORT_TAIL)

_pdf = partial(scalar._pdf, exp=np.exp)
_log_pdf = partial(scalar._log_pdf, log=np.log)
_tail_quantile = partial(scalar._tail_quantile, log=np.log)
_log_cdf = partial(scalar._log_cdf, exp=np.exp, log=np.log, log1p=np.log1p)
_hazard = partial(scalar._hazard, exp=np.exp)
_erf = partial(scalar._erf, exp=np.exp)


def _piecewise(kernel: _Function, cuts: tuple[float, ...], *columns: Any, key: Any = None) -> Any:
    """kernel(*columns, where=w) for each interval of the key, by default the first column.

    One that holds nearly all takes the whole, and the others write over it.
    """
    if key is None:
        key = columns[0]
    low, high = np.fmin.reduce(key), np.fmax.reduce(key)
    starts = [float(low), *(cut for cut in cuts if low < cut <= high)]
    above = [key >= start for start in starts]
    insides = [*map(np.not_equal, above, above[1:]), above[-1]]
    counts = list(map(np.count_nonzero, insides))
    if counts[0] == key.size <= _PART:
        return kernel(*columns, where=starts[0])
    holds_nan = sum(counts) < key.size
    results = np.full(key.size, math.nan) if holds_nan else np.empty(key.size)
    for k in sorted(range(len(starts)), key=counts.__getitem__, reverse=True):
        if counts[k] > _MOST * key.size and not holds_nan:
            parts: Any = _parts(key.size)
        else:
            at = insides[k].nonzero()[0]
            parts = (at[part] for part in _parts(at.size))
        for part in parts:
            results[part] = kernel(*_rows(columns, part), where=starts[k])
    return results


def _parts(size: int) -> list[slice]:
    """Equal slices of at most _PART numbers."""
    count = -(-size // _PART)
    return [slice(size * k // count, size * (k + 1) // count) for k in range(count)]


def _rows(columns: Iterable[Any], at: Any) -> list[Any]:
    """The columns at those places; a number stays as it is."""
    if type(at) is slice:
        return [each if type(each) is float else each[at] for each in columns]
    return [each if type(each) is float else each.take(at) for each in columns]


def _by_calls(one: _Function, *columns: Any) -> Any:
    """The function of one number, row by row."""
    rows = (each.tolist() for each in np.broadcast_arrays(*columns))
    return np.array(by_calls(one, *rows)).T


# Standard arguments.


def _standardized(x: Any, loc: Any, scale: Any) -> tuple[Any, Any, Any]:
    """z, low and scale: x is z + low standard deviations from the mean."""
    if type(loc) is float and loc == 0.0 and type(scale) is float and scale == 1.0:
        return x, 0.0, 1.0
    scale = _positive(scale)
    z, low = np.empty((2, x.size))
    for part in _parts(x.size):
        row = _rows((x, loc, scale, scalar._upper_bits(scale)), part)
        z[part], low[part], _ = scalar._standardized(*row)
    ordinary = (scale > scalar._SMALL_SCALE) & (scale < scalar._LARGE_SCALE)
    if not np.all(ordinary):
        at = np.flatnonzero(np.broadcast_to(~ordinary, z.shape))
        z[at], low[at], _ = _by_calls(scalar._standardized, *_rows((x, loc, scale), at))
    return z, low, scale


def _lower(z: Any, low: Any, where: float) -> Any:
    """The probability below z + low, for an interval of the size of z: both tails are one."""
    if where <= scalar._CENTRE:
        if type(low) is float:
            return 0.5 + scalar._from_median(z)
        return scalar._cdf(z, low, np.exp, where)
    outward = low if type(low) is float else np.copysign(1.0, z) * low
    return abs((z > 0.0) - scalar._tail(abs(z), outward, np.exp, where))


def _erfc(x: Any, where: float) -> Any:
    return scalar._erfc(scalar._SQRT_2 * x, x, np.exp, where)


def _erfcx(x: Any, where: float) -> Any:
    return scalar._erfcx(scalar._SQRT_2 * x, x, np.exp, where)


def _positive(scale: Any) -> Any:
    """The scale, NaN where it is not positive."""
    if type(scale) is float:
        return scale if scale > 0.0 else math.nan
    return np.where(scale > 0.0, scale, math.nan)


# Between two bounds; the near one is nearer to the median. The key is the reach from there;
# around the median the far bound, negated.

_AT_BOUNDS = (-scalar._CENTRE, 0.0, _after(scalar._SHORT_REACH), scalar._NARROW)


def _of_bounds(kernel: _Function, end: float, a: Any, b: Any, loc: Any, scale: Any) -> Any:
    """Of a kernel of near bound, far bound and width, each as two floats.

    From end on it is told of an infinite reach.
    """
    if type(b) is float:
        b = np.full(a.size, b)
    lower, lower_low, scale = _standardized(a, loc, scale)
    upper, upper_low, _ = _standardized(b, loc, scale)
    if type(scale) is float and scale == 1.0:
        width = b - a
        shadow = width - b
        width_low = (b - (width - shadow)) - (a + shadow)
    else:
        width, width_low, _ = _standardized(b, a, scale)
    near, far = np.maximum(lower, -upper), np.maximum(upper, -lower)
    near_low, far_low = lower_low, upper_low
    if type(lower_low) is not float:
        mirrored = near != lower
        near_low = np.where(mirrored, -upper_low, lower_low)
        far_low = np.where(mirrored, -lower_low, upper_low)
    key: Any = scalar._reach(near, width)
    key[near >= end] = math.inf
    around = np.flatnonzero(near < 0.0)
    key[around] = -far.take(around)
    values = _piecewise(
        kernel, _AT_BOUNDS, near, near_low, far, far_low, width, width_low, key=key
    )
    valid = a <= b
    if not valid.all():
        values[~valid] = math.nan
    return values


def _between(
    a: Any, a_low: Any, b: Any, b_low: Any, width: Any, width_low: Any, where: float
) -> Any:
    if where < -scalar._CENTRE:
        return 1.0 - _outside(a, a_low, b, b_low)
    if where < 0.0:
        return scalar._between_around(a, a_low, b, b_low)
    if where < scalar._NARROW:
        return scalar._narrow(a, a_low, width, width_low, where, np.exp)
    return _upper_tail(a, a_low) - _upper_tail(b, b_low)


def _log_between(
    a: Any, a_low: Any, b: Any, b_low: Any, width: Any, width_low: Any, where: float
) -> Any:
    if where < -scalar._CENTRE:
        return np.log1p(0.0 - _outside(a, a_low, b, b_low))
    if where < 0.0:
        p = scalar._between_around(a, a_low, b, b_low)
        return _piecewise(_log_inside, (0.5,), p, a, a_low, b, b_low)
    if where < scalar._NARROW:
        return scalar._log_narrow(a, a_low, width, width_low, where, np.log)
    return _piecewise(_log_tails, _AT_LOG_TAILS, a, a_low, b, b_low, width)


def _outside(a: Any, a_low: Any, b: Any, b_low: Any) -> Any:
    """The probability outside, around the median."""
    return _upper_tail(b, b_low) + _upper_tail(-a, -a_low)


def _log_inside(p: Any, *bounds: Any, where: float) -> Any:
    """log(p), from 1/2 on by the tails outside."""
    return np.log(p) if where < 0.5 else np.log1p(0.0 - _outside(*bounds))


def _log_tails(a: Any, a_low: Any, b: Any, b_low: Any, width: Any, where: float) -> Any:
    if where <= scalar._CENTRE:
        return np.log(_upper_tail(a, a_low) - _upper_tail(b, b_low))
    if where > scalar._LOG_LIMIT:
        return -0.5 * a * a
    hazards = _upper_hazard(a, a_low), _upper_hazard(b, b_low)
    factor = scalar._over_density(a, b, width, *hazards, np.exp)
    return scalar._log_times_density(a, a_low, np.log(factor))


def _upper_tail(z: Any, low: Any) -> Any:
    return _piecewise(partial(scalar._upper_tail, exp=np.exp), _AT_UPPER_TAIL, z, low)


def _upper_hazard(z: Any, low: Any) -> Any:
    return _piecewise(scalar._upper_hazard, _AT_UPPER_HAZARD, z, low)


# Quantiles; of is _NORMAL or _ERROR_FUNCTION.


def _quantile(q: Any) -> Any:
    """Quantile of q, mirrored in the upper tail."""
    p = np.minimum(q, 1.0 - q)
    if scalar._CENTRE_END in q:  # alone its mirror image is not in the centre
        p[q == scalar._CENTRE_END] = _after(scalar._CENTRE_BEGIN)
    return np.copysign(_piecewise(_quantile_size, _AT_QUANTILE, p), q - 0.5)


def _quantile_size(p: Any, where: float) -> Any:
    """Quantile of p, without its sign in the tail."""
    if where > scalar._CENTRE_BEGIN:
        return scalar._central_quantile(p - 0.5)
    if where > 0.0:
        x = np.sqrt(-2.0 * np.log(p))
        return _piecewise(_tail_quantile, _AT_FAR_QUANTILE[:1], x)
    return math.nan if where else math.inf


def _log_tail_quantile(y: Any, of: Any = scalar._NORMAL) -> Any:
    """Quantile, negated, of exp(y)."""
    kernel = partial(scalar._far_quantile, of=of, log=np.log)
    return _piecewise(kernel, _AT_FAR_QUANTILE, 2.0 * np.sqrt(-0.5 * y), y)


def _upper_quantile(q: Any, of: Any = scalar._NORMAL) -> Any:
    """Quantile of 1 - q."""
    return _piecewise(partial(_upper_quantile_within, of), (scalar._NEAR_TAIL,), q)


def _upper_quantile_within(of: Any, q: Any, where: float) -> Any:
    """_upper_quantile for an interval of q."""
    if where < scalar._NEAR_TAIL:
        return _log_tail_quantile(np.log(q), of)
    c = 0.5 - q
    return scalar._near_quantile(c, (0.5 - c) - q, of)


def _log_quantile(y: Any, where: float) -> Any:
    if where >= 0.0:
        return math.nan if where else math.inf
    if where < scalar._LOG_TAIL:
        return -_log_tail_quantile(y)
    if where < scalar._LOG_1_4:
        return -_upper_quantile(np.exp(y))
    if where < scalar._LOG_3_4:
        c = 0.5 * np.expm1(y + scalar._LN_2)
        return scalar._near_quantile(c, scalar._LN_2_REST * (0.5 + c))
    return _upper_quantile(-np.expm1(y))


def _erfinv(y: Any, where: float) -> Any:
    if where >= 1.0:
        return math.nan if where > 1.0 else math.inf
    if where < scalar._SHORT_TAIL:
        return y * scalar._HALF_SQRT_PI
    if where <= 1.0 - 2.0 * scalar._NEAR_TAIL:
        return scalar._near_quantile(0.5 * y, 0.0, scalar._ERROR_FUNCTION)
    return _upper_quantile(0.5 - 0.5 * y, scalar._ERROR_FUNCTION)


def _erfcinv(y: Any, where: float) -> Any:
    if where <= 0.0:
        return math.nan if where else math.inf
    if where < scalar._SHORT_TAIL:
        return _log_tail_quantile(np.log(y) - scalar._LN_2, scalar._ERROR_FUNCTION)
    return _upper_quantile(0.5 * y, scalar._ERROR_FUNCTION)


# The functions on a block.


@elementwise(scalar.norm_pdf)
def norm_pdf(x: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return _piecewise(_pdf, _AT_DENSITY, *_standardized(x, loc, scale))


@elementwise(scalar.norm_logpdf)
def norm_logpdf(x: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    if loc is _ZERO and scale is _ONE:
        return _piecewise(scalar._log_density, _AT_LOG_DENSITY, x)
    return _piecewise(_log_pdf, _AT_LOG_DENSITY, *_standardized(x, loc, scale))


@elementwise(scalar.norm_cdf)
def norm_cdf(x: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    z, low, _ = _standardized(x, loc, scale)
    return _piecewise(_lower, _AT_UPPER_TAIL, z, low, key=abs(z))


@elementwise(scalar.norm_logcdf)
def norm_logcdf(x: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    z, low, _ = _standardized(x, loc, scale)
    return _piecewise(_log_cdf, _AT_LOG_CDF, z, low)


@elementwise(scalar.norm_sf)
def norm_sf(x: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    z, low, _ = _standardized(x, loc, scale)
    return _piecewise(_lower, _AT_UPPER_TAIL, -z, -low, key=abs(z))


@elementwise(scalar.norm_logsf)
def norm_logsf(x: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    z, low, _ = _standardized(x, loc, scale)
    return _piecewise(_log_cdf, _AT_LOG_CDF, -z, -low)


@elementwise(scalar.norm_between)
def norm_between(a: Any, b: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return _of_bounds(_between, scalar._TAIL_END, a, b, loc, scale)


@elementwise(scalar.norm_logbetween)
def norm_logbetween(a: Any, b: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    values = _of_bounds(_log_between, _after(scalar._LOG_LIMIT), a, b, loc, scale)
    width = b - a  # it may underflow, but not its logarithm
    short = (width > 0.0) & (width < scalar._SHORT_TAIL * scale) & (values == values)
    at = np.flatnonzero(short)
    values[at] = _by_calls(scalar.norm_logbetween, *_rows((a, b, loc, scale), at))
    return values


@elementwise(scalar.norm_hazard)
def norm_hazard(x: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return _piecewise(_hazard, _AT_HAZARD, *_standardized(x, loc, scale))


@elementwise(scalar.norm_ppf)
def norm_ppf(q: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return _quantile(q) * _positive(scale) + loc


@elementwise(scalar.norm_isf)
def norm_isf(q: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return -_quantile(q) * _positive(scale) + loc


@elementwise(lambda *row: scalar.norm_interval(*row)[0], name="norm_interval")
def _lower_end(confidence: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return _quantile((1.0 - confidence) / 2.0) * _positive(scale) + loc


@elementwise(lambda *row: scalar.norm_interval(*row)[1], name="norm_interval")
def _upper_end(confidence: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return _quantile((1.0 + confidence) / 2.0) * _positive(scale) + loc


norm_interval = interval_between(_lower_end, _upper_end)


@elementwise(scalar.norm_ilogcdf)
def norm_ilogcdf(logp: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return _piecewise(_log_quantile, _AT_LOG_QUANTILE, logp) * _positive(scale) + loc


@elementwise(scalar.norm_ilogccdf)
def norm_ilogccdf(logp: Any, loc: Any = _ZERO, scale: Any = _ONE) -> Any:
    return -_piecewise(_log_quantile, _AT_LOG_QUANTILE, logp) * _positive(scale) + loc


@elementwise(scalar.ndtr)
def ndtr(x: Any) -> Any:
    return _piecewise(_lower, _AT_UPPER_TAIL, x, 0.0, key=abs(x))


@elementwise(scalar.log_ndtr)
def log_ndtr(x: Any) -> Any:
    return _piecewise(_log_cdf, _AT_LOG_CDF, x, 0.0)


@elementwise(scalar.ndtri)
def ndtri(p: Any) -> Any:
    return _quantile(p)


@elementwise(scalar.ndtri_exp)
def ndtri_exp(y: Any) -> Any:
    return _piecewise(_log_quantile, _AT_LOG_QUANTILE, y)


@elementwise(scalar.erf, few=0)
def erf(x: Any) -> Any:
    return np.copysign(_piecewise(_erf, _AT_ERF, scalar._SQRT_2 * abs(x)), x)


@elementwise(scalar.erfc, few=0)
def erfc(x: Any) -> Any:
    return _piecewise(_erfc, _AT_ERFC, x, key=scalar._SQRT_2 * x)


@elementwise(scalar.erfcx)
def erfcx(x: Any) -> Any:
    return _piecewise(_erfcx, _AT_ERFCX, x, key=scalar._SQRT_2 * x)


@elementwise(scalar.erfinv)
def erfinv(y: Any) -> Any:
    return np.copysign(_piecewise(_erfinv, _AT_ERFINV, abs(y)), y)


@elementwise(scalar.erfcinv)
def erfcinv(y: Any) -> Any:
    return np.copysign(_piecewise(_erfcinv, _AT_ERFCINV, np.minimum(y, 2.0 - y)), 1.0 - y)


# The distribution.


Frozen = FrozenNorm  # what norm(loc, scale) returns


class Norm(ArrayNorm, functions=globals()):
    """What norm is: the functions as methods, with the names of scipy.stats.norm.

    >>> norm.ppf([0.025, 0.975])
    array([-1.95996398,  1.95996398])
    """

    __slots__ = ()


norm = Norm()


if not TYPE_CHECKING:

    def __getattr__(name):
        if name != "truncnorm":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .truncated_arrays import truncnorm

        return truncnorm
