# SPDX-License-Identifier: BSD-3-Clause
"""The functions of purestats.normal over NumPy arrays: scipy.stats.norm without SciPy.

They behave as NumPy's own functions do. Arguments are array_like and broadcast; out= takes
an array for the result; no input is written to. What is computed is float64: integers and
bool give float64, float16 and float32 come back in their own type, rounded once. Longer
floats, which would lose digits, complex numbers, text, dates, objects and masked arrays are
a TypeError. Plain numbers give a NumPy scalar, a pandas Series gives an ndarray.

NaN gives NaN. A result that is NaN where no argument is, as for a q outside [0, 1] or a scale
that is not positive, raises NumPy's "invalid" condition: a warning, or what
np.errstate(invalid=...) makes of it. No other condition is raised.

workers spreads a large array over so many threads, with the same bits; -1 is one for each
processor. Work goes in blocks that stay in the cache: 4 MB are enough beside the result, with
several workers 30 MB for each.

The arithmetic is that of purestats.normal, and so are the errors and, element by element, the
bits, wherever NumPy's exp, log, log1p and expm1 have the bits of the C library's. NumPy's own
code for AVX-512 differs from it by an ulp here and there: the errors that purestats.normal
states may be 0.2 ulp larger then, and an array of at most 200 numbers, which the scalar functions
compute, may differ from a longer one in the last digit.

norm_ppf_bisect is not here: it is a check by erf and erfc, which NumPy does not have.
"""

from __future__ import annotations

import inspect
import math
import os
import sys
import warnings
from bisect import bisect_right
from functools import partial, wraps
from operator import ne

try:
    import numpy as np
except ImportError as error:
    raise ImportError("purestats.arrays needs NumPy: pip install numpy") from error

from . import normal as scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    _Function = Callable[..., Any]

__all__ = [name for name in scalar.__all__ if name != "norm_ppf_bisect"]

_BLOCK = 32768  # numbers: some ten arrays of so many fit the second cache
_FEW = 200  # below, calls of a scalar function take less time than NumPy's for one block
_PLAIN = (float, int, bool)  # numbers of these types take on the type of an array
_0, _1 = scalar._ZERO, scalar._ONE  # the defaults of loc and scale, known by identity


# Arrays: from what the caller gives, block by block, to what the caller gets.


_SHARED = """\
    Arguments, limits, errors and method are those of purestats.{}, number by number. Arrays
    broadcast; out takes the result, and workers is the number of threads. Outside the domain
    the result is NaN, with NumPy's invalid condition; what is not real numbers is a TypeError.
    """


def _elementwise(one: _Function, name: str = "") -> Callable[[_Function], _Function]:
    """Make a function of arrays from one of numbers and from one of blocks.

    A block is a one-dimensional array; loc and scale are floats where they are single numbers.
    """

    def decorate(block: _Function) -> _Function:
        signature = inspect.signature(block)
        names = tuple(signature.parameters)

        @wraps(block)
        def function(*args: Any, out: Any = None, workers: int = 1, **keywords: Any) -> Any:
            if keywords or not 0 < len(args) <= len(names):
                bound = signature.bind(*args, **keywords)
                bound.apply_defaults()
                args = bound.args
            if args[1:] and args[1] is _0 and args[2:] and args[2] is _1:
                args = args[:1]
            columns = list(map(_numbers, names, args))
            threads = 1 if workers == 1 else _threads(workers)
            result = _room(columns, args) if out is None else _checked(out, columns)
            if result.size <= _FEW:
                invalid = _fill_by_calls(one, columns, result)
            else:
                invalid = _fill_by_blocks(block, columns, result, threads)
            if invalid:
                _signal_invalid(name or block.__name__)
            return result if result.ndim or out is not None else result[()]

        extra = [inspect.Parameter("out", inspect.Parameter.KEYWORD_ONLY, default=None)]
        extra += [inspect.Parameter("workers", inspect.Parameter.KEYWORD_ONLY, default=1)]
        parameters = [*signature.parameters.values(), *extra]
        function.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        function.__doc__ = f"{block.__doc__}\n\n{_SHARED.format(one.__name__)}"
        return function

    return decorate


def _numbers(name: str, value: Any) -> Any:
    """The argument as an array of real numbers that float64 can hold."""
    array = np.asarray(value)
    if array.dtype.kind == "O" and getattr(getattr(value, "dtype", None), "kind", "O") in "fiub":
        array = value.to_numpy(float, na_value=math.nan)  # a pandas column with missing values
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError(
            f"{name} must not be a masked array, for its mask would be lost: "
            f"give {name}.filled(numpy.nan) or {name}.compressed()"
        )
    if array.dtype.kind not in "fiub" or array.dtype.itemsize > 8:
        advice = ": give .to_numpy(float, na_value=nan)" if hasattr(value, "to_numpy") else ""
        raise TypeError(f"{name} must be real numbers up to float64, not {array.dtype}{advice}")
    return array


def _room(columns: list[Any], values: Iterable[Any]) -> Any:
    """An array for the result, of the shape and type of all arguments together."""
    shape = columns[0].shape if len(columns) == 1 else np.broadcast(*columns).shape
    dtypes = [
        np.dtype(each.dtype.type if each.dtype.kind == "f" else float)  # in native order
        for each, value in zip(columns, values)
        if type(value) not in _PLAIN
    ]
    dtype = np.result_type(*dtypes) if dtypes else np.dtype(float)
    like = [each for each in columns if each.shape == shape]
    return np.empty_like(like[0], dtype) if like else np.empty(shape, dtype)


def _checked(out: Any, columns: list[Any]) -> Any:
    """The caller's array; of columns, what it overlaps is copied."""
    if not isinstance(out, np.ndarray) or out.dtype.kind != "f" or out.dtype.itemsize > 8:
        kind = getattr(out, "dtype", type(out).__name__)
        raise TypeError(f"out must be an array of float64, float32 or float16, not {kind}")
    shape = np.broadcast(*columns, out).shape
    if out.shape != shape:
        raise ValueError(f"out must have the shape {shape}, not {out.shape}")
    for k, each in enumerate(columns):
        if each is not out and np.may_share_memory(each, out):
            columns[k] = each.copy()
    return out


def _threads(workers: int) -> int:
    """How many threads: from the number of processors down where negative, as in SciPy."""
    if not hasattr(workers, "__index__"):
        raise TypeError(f"workers must be an integer, not {type(workers).__name__}")
    processors = os.cpu_count() or 1
    threads = workers + processors + 1 if workers < 0 else workers
    if threads < 1:
        raise ValueError(f"workers must be above 0, or from -{processors} to -1, got {workers}")
    return threads


def _fill_by_calls(one: _Function, columns: list[Any], result: Any) -> bool:
    """Fill a small array by calls of the scalar function; whether a NaN is new."""
    rows = [_row(each, result.shape) for each in columns]
    try:
        values = list(map(one, *rows))
    except ValueError:
        values = [_or_nan(one, *row) for row in zip(*rows)]
    filled = np.array(values).reshape(result.shape)
    if result.itemsize == 8:
        result[...] = filled
    else:
        with np.errstate(all="ignore"):  # what it rounds to may be infinite, or 0
            result[...] = filled
    if not any(map(ne, values, values)):
        return False
    new = (all(x == x for x in row) for value, *row in zip(values, *rows) if value != value)
    return any(new)


def _row(column: Any, shape: tuple[int, ...]) -> Iterable[Any]:
    """The numbers of a column, broadcast to the shape, one after the other."""
    if column.ndim == 0 and shape:
        return [column.item()] * math.prod(shape)
    whole: Any = column if column.shape == shape else np.broadcast_to(column, shape)
    return whole.ravel().tolist()  # type: ignore[no-any-return]


def _or_nan(one: _Function, *row: float) -> Any:
    try:
        return one(*row)
    except ValueError:
        return math.nan


def _fill_by_blocks(block: _Function, columns: list[Any], result: Any, threads: int) -> bool:
    """Fill a large array, each thread a part of it; whether a NaN is new."""
    if threads == 1:
        return _fill(block, columns, result, _BLOCK, (0, result.size))
    from concurrent.futures import ThreadPoolExecutor

    # Between NumPy's calls the threads wait for the interpreter lock: the fewer, the better.
    fill = partial(_fill, block, columns, result, 8 * _BLOCK)
    ends = [result.size * k // threads for k in range(threads + 1)]
    with ThreadPoolExecutor(threads) as pool:
        return any(list(pool.map(fill, zip(ends, ends[1:]))))


def _fill(
    block: _Function, columns: list[Any], result: Any, size: int, part: tuple[int, int]
) -> bool:
    """Fill a part of an array, a block of that size at a time; whether a NaN is new."""
    arguments = [each if k == 0 or each.ndim else float(each) for k, each in enumerate(columns)]
    varying = [k for k, each in enumerate(arguments) if type(each) is not float]
    nditer: Any = np.nditer
    blocks = nditer(
        [*(columns[k] for k in varying), result],
        ["external_loop", "buffered", "ranged"],
        [*[["readonly", "contig"]] * len(varying), ["writeonly", "contig"]],
        [np.float64] * (len(varying) + 1),
        casting="same_kind",
        buffersize=size,
    )
    # glibc gives freed memory back to the system, page by page, unless it has seen a larger
    # piece freed: without this, a block's arrays may cost three times their arithmetic.
    np.empty(8 * size)
    invalid = False
    with np.errstate(all="ignore"), blocks:
        blocks.iterrange = part
        for *parts, place in blocks:
            for k, values in zip(varying, parts):
                arguments[k] = values
            values = block(*arguments)
            invalid = invalid or _has_new_nan(values, arguments)
            place[...] = values
    return invalid


def _has_new_nan(values: Any, arguments: list[Any]) -> bool:
    """Whether a value is NaN where no argument is."""
    if not np.isnan(np.minimum.reduce(values, None)):
        return False
    new = np.isnan(values)
    for each in arguments:
        new = new & ~np.isnan(each)
    return bool(np.any(new))


def _signal_invalid(name: str) -> None:
    """Raise NumPy's invalid condition at the line that called this module."""
    mode = np.geterr()["invalid"]
    message = f"invalid value encountered in {name}"
    if mode == "raise":
        raise FloatingPointError(message)
    if mode == "warn":
        level, frame = 1, sys._getframe()
        while frame.f_back and frame.f_globals.get("__name__") in (__name__, scalar.__name__):
            level, frame = level + 1, frame.f_back
        warnings.warn(message, RuntimeWarning, level)
    elif mode != "ignore":
        np.log(-1.0)  # NumPy's own handler is to be called


# Intervals. The kernels of purestats.normal branch at these numbers, each the first of the
# interval above it.


def _after(number: float) -> float:
    return float(np.nextafter(number, math.inf))


_AT_UPPER_TAIL = (_after(scalar._CENTRE), scalar._NEAR, scalar._MIDDLE, scalar._TAIL_END)
_AT_LOWER_TAIL = (_after(-scalar._MIDDLE), _after(-scalar._NEAR), -scalar._CENTRE)
_AT_CDF = (_after(-scalar._TAIL_END), *_AT_LOWER_TAIL, *_AT_UPPER_TAIL)
_AT_LOG_CDF = (
    _after(-scalar._LOG_LIMIT),
    -scalar._LOG_FAR,
    *_AT_LOWER_TAIL,
    _after(scalar._HALF_CENTRE),
    *_AT_UPPER_TAIL,
)
_AT_LOG_TAIL = (
    _after(scalar._CENTRE),
    scalar._NEAR,
    scalar._MIDDLE,
    scalar._LOG_FAR,
    _after(scalar._LOG_QUANTILE_END),
)
_AT_DENSITY = (
    _after(-scalar._SCALED_END),
    _after(-scalar._DENSITY_END),
    scalar._DENSITY_END,
    scalar._SCALED_END,
)
_AT_LOG_DENSITY = (_after(-scalar._LOG_LIMIT), scalar._LOG_LIMIT)
_AT_QUANTILE = (0.0, _after(0.0), _after(scalar._CENTRE_BEGIN))
_AT_TAIL_QUANTILE = (8.0, _after(scalar._LOG_QUANTILE_END))
_AT_LOG_QUANTILE = (scalar._LOG_TAIL, scalar._LOG_3_4, 0.0, _after(0.0))
_AT_ERFINV = (scalar._ERFINV_LINEAR, _after(scalar._ERFINV_CENTRE), 1.0, _after(1.0))
_AT_ERFCINV = (0.0, _after(0.0), scalar._SHORT_TAIL, _after(scalar._ERFCINV_CENTRE), 0.5)

_pdf = partial(scalar._pdf, exp=np.exp)
_log_pdf = partial(scalar._log_pdf, log=np.log)
_cdf = partial(scalar._cdf, exp=np.exp)
_log_cdf = partial(scalar._log_cdf, exp=np.exp, log=np.log, log1p=np.log1p)
_tail_correction = partial(scalar._tail_correction, exp=np.exp)
_log_tail_correction = partial(scalar._log_tail_correction, exp=np.exp, log=np.log)


def _piecewise(kernel: _Function, cuts: tuple[float, ...], *columns: Any) -> Any:
    """kernel(*columns, where=w), for each interval of the first column by itself."""
    key = columns[0]
    low, high = float(np.minimum.reduce(key)), float(np.maximum.reduce(key))
    holds_nan = low != low
    if holds_nan:
        low, high = float(np.fmin.reduce(key)), float(np.fmax.reduce(key))
    first, last = bisect_right(cuts, low), bisect_right(cuts, high)
    if first == last and not holds_nan:
        return kernel(*columns, where=low)
    results = np.full(key.size, math.nan) if holds_nan else np.empty(key.size)
    inside, where = key >= low, low
    for cut in (*cuts[first:last], math.nan):
        above = key >= cut
        at = (inside ^ above).nonzero()[0]
        if at.size:
            results[at] = kernel(*_taken(columns, at), where=where)
        inside, where = above, cut
    return results


def _taken(columns: Iterable[Any], at: Any) -> list[Any]:
    return [each.take(at) if isinstance(each, np.ndarray) else each for each in columns]


# Standard arguments.


def _standardized(x: Any, loc: Any, scale: Any) -> tuple[Any, Any, Any]:
    """z, low and scale: x is z + low standard deviations from the mean."""
    if type(loc) is float and loc == 0.0 and type(scale) is float and scale == 1.0:
        return x, 0.0, 1.0
    scale = _positive(scale)
    z, low, _ = scalar._standardized(x, loc, scale, scalar._upper_bits(scale))
    ordinary = (scale > 1e-150) & (scale < 1e150)
    if not np.all(ordinary):
        at = np.flatnonzero(~np.broadcast_to(ordinary, z.shape))
        z[at], low[at] = _far_standardized(*_taken((x, loc, scale), at))
    return z, low, scale


def _far_standardized(x: Any, loc: Any, scale: Any) -> tuple[Any, Any]:
    """z and low where products with the scale may leave the normal range, and for NaN."""
    overflows = np.isinf(x - loc) & np.isfinite(x) & np.isfinite(loc) & (scale > 1.0)
    half = np.where(overflows, 0.5, 1.0)
    x, loc, scale = half * x, half * loc, half * scale
    z = (x - loc) / scale
    unit, exponent = np.frexp(scale)
    x, loc = np.ldexp(x, -exponent), np.ldexp(loc, -exponent)
    low = scalar._standardized(x, loc, unit, scalar._upper_bits(unit))[1]
    return z, np.where((abs(z) > 1e-8) & (abs(z) < scalar._LOG_LIMIT), low, 0.0)


def _positive(scale: Any) -> Any:
    """The scale, NaN where it is not positive."""
    if type(scale) is float:
        return scale if scale > 0.0 else math.nan
    return np.where(scale > 0.0, scale, math.nan)


# Quantiles. The estimate and its correction each have intervals of their own; finish takes both.


def _quantile(q: Any) -> Any:
    """Quantile of q: of q itself in the lower tail and the centre, mirrored in the upper tail."""
    p = np.where(q > scalar._CENTRE_END, 1.0 - q, q)
    return np.copysign(_piecewise(_quantile_size, _AT_QUANTILE, p), q - 0.5)


def _quantile_size(p: Any, where: float) -> Any:
    """Quantile of p; of a tail, negated."""
    if where > scalar._CENTRE_BEGIN:
        return scalar._central_quantile(p - 0.5)
    if where > 0.0:
        return _tail_quantile(np.log(p))
    return math.nan if where else math.inf


def _tail_quantile(y: Any) -> Any:
    """Quantile, negated, of exp(y) < exp(-2)."""
    return _piecewise(_estimate, _AT_TAIL_QUANTILE, 2.0 * np.sqrt(-0.5 * y))


def _estimate(x: Any, where: float) -> Any:
    return x if where > scalar._LOG_QUANTILE_END else scalar._tail_quantile(x, np.log, where)


def _central_step(finish: _Function, c: Any, carry: Any = 0.0) -> Any:
    """Quantile of 1/2 + c + carry."""
    return finish(*scalar._central_step(c, carry, np.exp))


def _tail_step(finish: _Function, q: Any) -> Any:
    """Quantile of 1 - q."""
    return _piecewise(partial(_upper_quantile, finish), (1e-300,), q)


def _upper_quantile(finish: _Function, q: Any, where: float) -> Any:
    if where < scalar._SHORT_TAIL:
        return _log_tail_step(finish, np.log(q))
    z = _piecewise(_upper_estimate, (scalar._CENTRE_BEGIN,), q)
    return finish(z, _piecewise(_tail_correction, _AT_UPPER_TAIL, z, q))


def _upper_estimate(q: Any, where: float) -> Any:
    if where < scalar._CENTRE_BEGIN:
        return _tail_quantile(np.log(q))
    return scalar._central_quantile(0.5 - q)


def _log_tail_step(finish: _Function, y: Any) -> Any:
    """Quantile, negated, of exp(y)."""
    z = _tail_quantile(y)
    return finish(z, _piecewise(_log_tail_correction, _AT_LOG_TAIL, z, y))


def _log_quantile(y: Any, where: float) -> Any:
    if where >= 0.0:
        return math.nan if where else math.inf
    if where < scalar._LOG_TAIL:
        return -_log_tail_step(np.add, y)
    if where < scalar._LOG_3_4:
        c = 0.5 * np.expm1(y + scalar._LN_2)
        return _central_step(np.add, c, scalar._LN_2_REST * (0.5 + c))
    return _tail_step(np.add, -np.expm1(y))


def _erfinv(y: Any, where: float) -> Any:
    if where >= 1.0:
        return math.nan if where > 1.0 else math.inf
    if where < scalar._ERFINV_LINEAR:
        return y * scalar._HALF_SQRT_PI
    if where <= scalar._ERFINV_CENTRE:
        return _central_step(scalar._over_sqrt_2, 0.5 * y)
    return _tail_step(scalar._over_sqrt_2, 0.5 - 0.5 * y)


def _erfcinv(y: Any, where: float) -> Any:
    if where >= 0.5:
        return _piecewise(_erfinv, _AT_ERFINV, 1.0 - y)
    if where > scalar._ERFCINV_CENTRE:
        return _central_step(scalar._over_sqrt_2, *scalar._half_less_half(y))
    if where <= 0.0:
        return math.nan if where else math.inf
    if where < scalar._SHORT_TAIL:
        return _log_tail_step(scalar._over_sqrt_2, np.log(y) - scalar._LN_2)
    return _tail_step(scalar._over_sqrt_2, 0.5 * y)


# The functions, as what each is on a block.


@_elementwise(scalar.norm_pdf)
def norm_pdf(x: Any, loc: Any = _0, scale: Any = _1) -> Any:
    """Return the probability density at x."""
    z, low, scale = _standardized(x, loc, scale)
    return _piecewise(_pdf, _AT_DENSITY, z, low, scale)


@_elementwise(scalar.norm_logpdf)
def norm_logpdf(x: Any, loc: Any = _0, scale: Any = _1) -> Any:
    """Return the logarithm of the probability density at x."""
    if loc is _0 and scale is _1:
        return _piecewise(scalar._log_density, _AT_LOG_DENSITY, x)
    z, low, scale = _standardized(x, loc, scale)
    return _piecewise(_log_pdf, _AT_LOG_DENSITY, z, low, scale)


@_elementwise(scalar.norm_cdf)
def norm_cdf(x: Any, loc: Any = _0, scale: Any = _1) -> Any:
    """Return the cumulative distribution function: the probability of a value below x."""
    z, low, _ = _standardized(x, loc, scale)
    return _piecewise(_cdf, _AT_CDF, z, low)


@_elementwise(scalar.norm_logcdf)
def norm_logcdf(x: Any, loc: Any = _0, scale: Any = _1) -> Any:
    """Return the logarithm of norm_cdf(x), also where norm_cdf underflows."""
    z, low, _ = _standardized(x, loc, scale)
    return _piecewise(_log_cdf, _AT_LOG_CDF, z, low)


@_elementwise(scalar.norm_sf)
def norm_sf(x: Any, loc: Any = _0, scale: Any = _1) -> Any:
    """Return the survival function: the probability of a value above x."""
    z, low, _ = _standardized(x, loc, scale)
    return _piecewise(_cdf, _AT_CDF, -z, -low)


@_elementwise(scalar.norm_logsf)
def norm_logsf(x: Any, loc: Any = _0, scale: Any = _1) -> Any:
    """Return the logarithm of norm_sf(x), also where norm_sf underflows."""
    z, low, _ = _standardized(x, loc, scale)
    return _piecewise(_log_cdf, _AT_LOG_CDF, -z, -low)


@_elementwise(scalar.norm_ppf)
def norm_ppf(q: Any, loc: Any = _0, scale: Any = _1) -> Any:
    """Return the quantile: the x that a value stays below with probability q."""
    return _quantile(q) * _positive(scale) + loc


@_elementwise(scalar.norm_isf)
def norm_isf(q: Any, loc: Any = _0, scale: Any = _1) -> Any:
    """Return the inverse survival function: the x exceeded with probability q."""
    return -_quantile(q) * _positive(scale) + loc


@_elementwise(lambda *row: scalar.norm_interval(*row)[0], "norm_interval")
def _lower_end(confidence: Any, loc: Any = _0, scale: Any = _1) -> Any:
    q = np.where(confidence >= 0.0, (1.0 - confidence) / 2.0, math.nan)
    return _quantile(q) * _positive(scale) + loc


@_elementwise(lambda *row: scalar.norm_interval(*row)[1], "norm_interval")
def _upper_end(confidence: Any, loc: Any = _0, scale: Any = _1) -> Any:
    q = np.where(confidence >= 0.0, (1.0 + confidence) / 2.0, math.nan)
    return _quantile(q) * _positive(scale) + loc


def norm_interval(
    confidence: Any, loc: Any = _0, scale: Any = _1, *, workers: int = 1
) -> tuple[Any, Any]:
    """Return the two ends of the central interval that holds the given probability."""
    with np.errstate(invalid="ignore"):  # where the lower end is NaN the upper is
        lower = _lower_end(confidence, loc, scale, workers=workers)
    return lower, _upper_end(confidence, loc, scale, workers=workers)


@_elementwise(scalar.norm_ilogcdf)
def norm_ilogcdf(logp: Any, loc: Any = _0, scale: Any = _1) -> Any:
    """Return the quantile of the probability exp(logp): the inverse of norm_logcdf."""
    return _piecewise(_log_quantile, _AT_LOG_QUANTILE, logp) * _positive(scale) + loc


@_elementwise(scalar.norm_ilogccdf)
def norm_ilogccdf(logp: Any, loc: Any = _0, scale: Any = _1) -> Any:
    """Return the x exceeded with probability exp(logp): the inverse of norm_logsf."""
    return -_piecewise(_log_quantile, _AT_LOG_QUANTILE, logp) * _positive(scale) + loc


@_elementwise(scalar.ndtr)
def ndtr(x: Any) -> Any:
    """Return norm_cdf(x), under scipy.special's name."""
    return _piecewise(_cdf, _AT_CDF, x, 0.0)


@_elementwise(scalar.log_ndtr)
def log_ndtr(x: Any) -> Any:
    """Return norm_logcdf(x), under scipy.special's name."""
    return _piecewise(_log_cdf, _AT_LOG_CDF, x, 0.0)


@_elementwise(scalar.ndtri)
def ndtri(p: Any) -> Any:
    """Return norm_ppf(p), under scipy.special's name."""
    return _quantile(p)


@_elementwise(scalar.ndtri_exp)
def ndtri_exp(y: Any) -> Any:
    """Return norm_ilogcdf(y), under scipy.special's name."""
    return _piecewise(_log_quantile, _AT_LOG_QUANTILE, y)


@_elementwise(scalar.erfinv)
def erfinv(y: Any) -> Any:
    """Return the inverse of the error function: the t with erf(t) = y."""
    return np.copysign(_piecewise(_erfinv, _AT_ERFINV, abs(y)), y)


@_elementwise(scalar.erfcinv)
def erfcinv(y: Any) -> Any:
    """Return the inverse of the complementary error function: the t with erfc(t) = y."""
    return np.copysign(_piecewise(_erfcinv, _AT_ERFCINV, np.minimum(y, 2.0 - y)), 1.0 - y)


# The distribution.


def _method(function: _Function) -> _Function:
    """The function as a method of Frozen."""

    def method(self: Frozen, *x: Any, **keywords: Any) -> Any:
        if len(x) == 1:
            return function(*x, self.loc, self.scale, **keywords)
        return function(*x, loc=self.loc, scale=self.scale, **keywords)

    own = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)
    signature = inspect.signature(function)
    kept = [each for name, each in signature.parameters.items() if name not in ("loc", "scale")]
    method.__signature__ = signature.replace(parameters=[own, *kept])  # type: ignore[attr-defined]
    method.__name__, method.__doc__ = function.__name__.removeprefix("norm_"), function.__doc__
    return method


class Frozen(scalar.Frozen):
    """A normal distribution whose loc and scale are chosen: what norm(loc, scale) returns.

    Both are single numbers or arrays that broadcast. The methods are those of norm without
    loc and scale. A scale that is not positive is replaced by NaN when the distribution is
    made, and NumPy's invalid condition is raised then.

    >>> norm([0.0, 100.0], 15.0).ppf(0.5)
    array([  0., 100.])
    """

    __slots__ = ()

    loc: Any
    scale: Any

    def __init__(self, loc: Any = 0.0, scale: Any = 1.0) -> None:
        scale = _kept("scale", scale)
        positive = _positive(scale)
        scalar._set_loc(self, _kept("loc", loc))
        scalar._set_scale(self, positive)
        if np.any(np.isnan(positive) & ~np.isnan(scale)):
            _signal_invalid("norm")

    pdf = _method(norm_pdf)
    logpdf = _method(norm_logpdf)
    cdf = _method(norm_cdf)
    logcdf = _method(norm_logcdf)
    sf = _method(norm_sf)
    logsf = _method(norm_logsf)
    ppf = _method(norm_ppf)
    isf = _method(norm_isf)
    interval = _method(norm_interval)
    ilogcdf = _method(norm_ilogcdf)
    ilogccdf = _method(norm_ilogccdf)

    def mean(self) -> Any:
        """Return the mean: loc."""
        return self._valid(lambda loc, scale: loc)

    def median(self) -> Any:
        """Return the median: loc."""
        return self.mean()

    def std(self) -> Any:
        """Return the standard deviation: scale."""
        return self._valid(lambda loc, scale: scale)

    def var(self) -> Any:
        """Return the variance, scale*scale."""
        return self._valid(lambda loc, scale: scale * scale)

    def entropy(self) -> Any:
        """Return the differential entropy, log(scale) + log(2 pi e)/2, in nats."""
        return self._valid(lambda loc, scale: np.log(scale) + scalar._ENTROPY)

    def support(self) -> tuple[Any, Any]:
        """Return the ends of the support: (-inf, inf)."""
        upper = self._valid(lambda loc, scale: math.inf)
        return -upper, upper

    def stats(self, moments: str = "mv") -> Any:
        """Return mean, variance, skewness and excess kurtosis: those whose letters are given."""
        scalar.norm.stats(moments=moments)  # or its error
        zero = self._valid(lambda loc, scale: 0.0)
        values = {"m": self.mean(), "v": self.var(), "s": zero, "k": zero}
        chosen = tuple(value for letter, value in values.items() if letter in moments)
        return chosen if len(chosen) > 1 else chosen[0]

    def moment(self, order: Any) -> Any:
        """Return the mean of X**order, about zero, correctly rounded; order is an integer."""
        one = partial(scalar._moment, scalar._count("order", order))
        return self._valid(lambda *row: np.asarray(np.frompyfunc(one, 2, 1)(*row), float))

    def _valid(self, function: _Function) -> Any:
        """function(loc, scale), NaN where scale is."""
        loc, scale = np.broadcast_arrays(self.loc, self.scale)
        with np.errstate(all="ignore"):
            return np.where(scale > 0.0, function(loc, scale), math.nan)[()]

    def rvs(self, size: Any = None, random_state: Any = None) -> Any:
        """Return random variates, the numbers that SciPy's norm.rvs returns.

        size is that of the result, and by default that of loc and scale together.
        random_state is a seed, a numpy.random.Generator or RandomState, or None for the
        generator that the functions of numpy.random share. ValueError if a scale is not
        positive.
        """
        if np.any(np.isnan(self.scale)):
            raise ValueError("scale must be greater than 0, and not NaN, for rvs")
        shape = np.broadcast(self.loc, self.scale).shape if size is None else size
        values = _generator(random_state).standard_normal(shape) * self.scale + self.loc
        if np.shape(values) != (shape if isinstance(shape, tuple) else (shape,)):
            raise ValueError(f"size {size} does not hold the shape of loc and scale")
        return values[()]

    def __repr__(self) -> str:
        return f"norm(loc={self.loc!r}, scale={self.scale!r})"

    __eq__ = object.__eq__
    __hash__ = object.__hash__


def _kept(name: str, value: Any) -> Any:
    """A float for a plain number, else a copy of the array that nobody can write to."""
    array = _numbers(name, value)
    if type(value) in _PLAIN:
        return 1.0 * value  # another object, should it be _0 or _1
    array = np.asarray(1.0 * array)
    array.flags.writeable = False
    return array


def _generator(random_state: Any) -> Any:
    if random_state is None:
        return np.random
    if hasattr(random_state, "standard_normal"):
        return random_state
    if not hasattr(random_state, "__index__"):
        kind = type(random_state).__name__
        raise TypeError(f"random_state must be an int, a Generator or a RandomState, not {kind}")
    return np.random.RandomState(random_state)


class Norm(scalar.Norm):
    """What norm is: the functions as methods with the names that scipy.stats.norm gives them.

    >>> norm.ppf([0.025, 0.975])
    array([-1.95996398,  1.95996398])
    """

    __slots__ = ()

    _frozen = Frozen

    pdf = staticmethod(norm_pdf)
    logpdf = staticmethod(norm_logpdf)
    cdf = staticmethod(norm_cdf)
    logcdf = staticmethod(norm_logcdf)
    sf = staticmethod(norm_sf)
    logsf = staticmethod(norm_logsf)
    ppf = staticmethod(norm_ppf)
    isf = staticmethod(norm_isf)
    interval = staticmethod(norm_interval)
    ilogcdf = staticmethod(norm_ilogcdf)
    ilogccdf = staticmethod(norm_ilogccdf)

    if TYPE_CHECKING:  # inherited, they take what _frozen takes
        __call__: Callable[..., Frozen]
        mean: _Function
        median: _Function
        std: _Function
        var: _Function
        entropy: _Function
        support: _Function
        stats: _Function
        moment: _Function
        rvs: _Function

    def fit(self, data: Any, *, floc: Any = None, fscale: Any = None) -> tuple[float, float]:
        """Return the loc and scale under which all the numbers of the array are most likely."""
        array = _numbers("data", data).astype(float).ravel()
        if not np.isfinite(array).all():
            bad = array[~np.isfinite(array)][0]
            raise ValueError(f"a value of data must be finite, got {float(bad)!r}")
        return scalar._fit_of_sums(array.size, *_exact_sums(array), floc, fscale)


def _exact_sums(array: Any) -> tuple[dict[int, int], dict[int, int]]:
    """The sums of numerators, and of their squares, by the denominator, a power of two.

    A numerator has 53 bits and stands as three parts of 18: then all sums of a block are exact.
    """
    totals, squares = {1: 0}, {1: 0}
    for begin in range(0, array.size, _BLOCK):
        fraction, exponent = np.frexp(array[begin : begin + _BLOCK])
        upper, rest = np.divmod(np.ldexp(fraction, 53), 2.0**36)
        middle, lower = np.divmod(rest, 2.0**18)
        least = int(exponent.min())
        bins = exponent - least

        def sums(*weights: Any, bins: Any = bins) -> Iterable[int]:
            """Sum of weight * 2**(18 k) over a bin, the last weight having k = 0."""
            parts = [np.bincount(bins, each).tolist() for each in weights]
            for row in zip(*parts):
                yield sum(int(part) << 18 * k for k, part in enumerate(reversed(row)))

        of_squares = sums(
            upper * upper,
            2.0 * upper * middle,
            2.0 * upper * lower + middle * middle,
            2.0 * middle * lower,
            lower * lower,
        )
        for k, (total, square) in enumerate(zip(sums(upper, middle, lower), of_squares)):
            places = 53 - least - k
            shift, denominator = max(-places, 0), 1 << max(places, 0)
            totals[denominator] = totals.get(denominator, 0) + (total << shift)
            squares[denominator] = squares.get(denominator, 0) + (square << 2 * shift)
    return totals, squares


norm = Norm()
