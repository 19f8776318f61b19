# SPDX-License-Identifier: BSD-3-Clause
# mypy: disable-error-code="overload-overlap"
# pyright: reportOverlappingOverload=false
"""Functions of NumPy arrays, from functions of one number."""

from __future__ import annotations

import inspect
import math
import os
import sys
import warnings
from functools import partial, wraps
from operator import ne
from typing import TYPE_CHECKING

try:
    import numpy as np
except ImportError as error:
    raise ImportError("functions of arrays need NumPy: pip install numpy") from error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any, overload

    from . import array_types as types

    _Function = Callable[..., Any]

__all__ = ["BLOCK", "PLAIN", "as_numbers", "by_calls", "elementwise", "np"]
__all__ += ["signal_invalid"]

BLOCK = 98304  # numbers: ten arrays of so many take 8 MB
_FEW = 200  # below, calls are faster
PLAIN = (float, int, bool)  # numbers of these types take on the type of an array

_SHARED = """\
    Number by number that of {}.{}; out, workers and what raises are as
    purestats.arrays says.
    """


if TYPE_CHECKING:

    @overload
    def elementwise(
        one: types.ScalarPlacedX, few: int = ...
    ) -> Callable[[_Function], types.PlacedX]: ...

    @overload
    def elementwise(
        one: types.ScalarPlacedBounds, few: int = ...
    ) -> Callable[[_Function], types.PlacedBounds]: ...

    @overload
    def elementwise(
        one: types.ScalarPlacedQ, few: int = ...
    ) -> Callable[[_Function], types.PlacedQ]: ...

    @overload
    def elementwise(
        one: types.ScalarPlacedLogP, few: int = ...
    ) -> Callable[[_Function], types.PlacedLogP]: ...

    @overload
    def elementwise(
        one: types.ScalarX, few: int = ...
    ) -> Callable[[_Function], types.OfX[np.float64]]: ...

    @overload
    def elementwise(
        one: types.ScalarP, few: int = ...
    ) -> Callable[[_Function], types.OfP[np.float64]]: ...

    @overload
    def elementwise(
        one: types.ScalarY, few: int = ...
    ) -> Callable[[_Function], types.OfY[np.float64]]: ...

    @overload
    def elementwise(
        one: _Function, few: int = ..., name: str = ..., fill: _Function | None = ...
    ) -> Callable[[_Function], Any]: ...


def elementwise(
    one: _Function, few: int = _FEW, name: str = "", fill: _Function | None = None
) -> Callable[[_Function], Any]:
    """Make a NumPy function of arrays from one of numbers and one of blocks.

    The block has its parameters; defaults at the end are left out. The first is a one-dimensional
    array of float64, others are such arrays or floats. At most few numbers go to one, where a
    ValueError is a NaN. name is what the invalid condition says, by default the block's. If given,
    fill(columns, result, threads) fills a large array, and says whether a NaN is new.
    """

    def decorate(block: _Function) -> _Function:
        code = inspect.unwrap(block).__code__
        names = code.co_varnames[: code.co_argcount]
        if names not in _SIGNATURES:
            _SIGNATURES[names] = _with_out_and_workers(inspect.signature(block))
        signature = _SIGNATURES[names]
        defaults = [each.default for each in signature.parameters.values()]
        fill_many = fill or partial(_fill_by_blocks, block)

        @wraps(block)
        def function(*args: Any, out: Any = None, workers: int = 1, **keywords: Any) -> Any:
            if keywords or not 0 < len(args) <= len(names):
                bound = signature.bind(*args, **keywords)
                bound.apply_defaults()
                args = bound.args
            while args[-1] is defaults[len(args) - 1]:
                args = args[:-1]
            columns = list(map(as_numbers, names, args))
            threads = 1 if workers == 1 else _threads(workers)
            if out is None:
                result = _new_result(columns, args)
            else:
                result = _checked_out(out, columns)
                columns = [
                    each.copy() if each is not out and np.may_share_memory(each, out) else each
                    for each in columns
                ]
            if result.size <= few:
                invalid = _fill_by_calls(one, columns, result)
            else:
                invalid = fill_many(columns, result, threads)
            if invalid:
                signal_invalid(name or block.__name__)
            return result if result.ndim or out is not None else result[()]

        function.__signature__ = signature  # type: ignore[attr-defined]
        summary = (one.__doc__ or "").partition("\n")[0]
        function.__doc__ = f"{summary}\n\n{_SHARED.format(one.__module__, one.__name__)}"
        return function

    return decorate


_SIGNATURES: dict[tuple[str, ...], inspect.Signature] = {}  # one takes 0.1 ms


def _with_out_and_workers(signature: inspect.Signature) -> inspect.Signature:
    """The signature of what is made of a block."""
    extra = {"out": None, "workers": 1}.items()
    only = inspect.Parameter.KEYWORD_ONLY
    parameters = [*signature.parameters.values()]
    parameters += [inspect.Parameter(key, only, default=value) for key, value in extra]
    return signature.replace(parameters=parameters)


# Arguments.


def as_numbers(name: str, value: Any) -> Any:
    """The argument as an array of real numbers up to float64, or a TypeError."""
    array = np.asarray(value)
    if array.dtype.kind == "O" and getattr(getattr(value, "dtype", None), "kind", "O") in "fiub":
        array = value.to_numpy(float, na_value=math.nan)  # a pandas column with missing values
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError(
            f"{name} must not be a masked array: "
            f"give {name}.filled(numpy.nan) or {name}.compressed()"
        )
    if array.dtype.kind not in "fiub" or array.dtype.itemsize > 8:
        text = f"{name} must be real numbers up to float64, not {array.dtype}"
        if array.dtype.kind == "O":
            odd = next((each for each in array.flat if type(each) not in PLAIN), None)
            text += f" with a {'None' if odd is None else type(odd).__name__} in it"
        if array.dtype.kind not in "cmM":  # of these it would keep a part, or count nanoseconds
            text += f": numpy.asarray({name}, float) converts what can be, None to nan"
        raise TypeError(text)
    return array


def _new_result(columns: Sequence[Any], values: Iterable[Any]) -> Any:
    """An empty array of the shape and type of the arguments together."""
    shape = columns[0].shape if len(columns) == 1 else np.broadcast(*columns).shape
    dtypes = [
        np.dtype(each.dtype.type if each.dtype.kind == "f" else float)  # in native order
        for each, value in zip(columns, values)
        if type(value) not in PLAIN
    ]
    dtype = np.result_type(*dtypes) if dtypes else np.dtype(float)
    like = [each for each in columns if each.shape == shape]
    return np.empty_like(like[0], dtype) if like else np.empty(shape, dtype)


def _checked_out(out: Any, columns: Sequence[Any]) -> Any:
    """out, or an error if it cannot hold the result."""
    if not isinstance(out, np.ndarray) or out.dtype.kind != "f" or out.dtype.itemsize > 8:
        kind = getattr(out, "dtype", type(out).__name__)
        raise TypeError(f"out must be an array of float64, float32 or float16, not {kind}")
    shape = np.broadcast(*columns, out).shape
    if out.shape != shape:
        raise ValueError(f"out must have the shape {shape}, not {out.shape}")
    return out


def _threads(workers: int) -> int:
    """How many threads workers is, as in SciPy."""
    if not hasattr(workers, "__index__"):
        raise TypeError(f"workers must be an integer, not {type(workers).__name__}")
    processors = os.cpu_count() or 1
    threads = workers + processors + 1 if workers < 0 else workers
    if threads < 1:
        raise ValueError(f"workers must be above 0, or from -{processors} to -1, got {workers}")
    return threads


# Results.


def _fill_by_calls(one: _Function, columns: Sequence[Any], result: Any) -> bool:
    """Fill a small array; whether a NaN is new."""
    shape = result.shape
    rows = [
        [each.item()] * result.size
        if each.ndim == 0
        else (each if each.shape == shape else np.broadcast_to(each, shape)).ravel().tolist()
        for each in columns
    ]
    values = by_calls(one, *rows)
    filled = np.array(values).reshape(shape)
    if result.itemsize == 8:
        result[...] = filled
    else:
        with np.errstate(all="ignore"):  # it may round to infinity or 0
            result[...] = filled
    if not any(map(ne, values, values)):
        return False
    new = (all(x == x for x in row) for value, *row in zip(values, *rows) if value != value)
    return any(new)


def by_calls(one: _Function, *columns: Iterable[float]) -> list[float]:
    """The function row by row: NaN where it raises a ValueError."""
    try:
        return list(map(one, *columns))
    except ValueError:
        return [_or_nan(one, *row) for row in zip(*columns)]


def _or_nan(one: _Function, *row: float) -> Any:
    try:
        return one(*row)
    except ValueError:
        return math.nan


def _fill_by_blocks(block: _Function, columns: Sequence[Any], result: Any, threads: int) -> bool:
    """Fill a large array; whether a NaN is new."""

    def fill(arguments: list[Any], place: Any) -> bool:
        values = block(*arguments)
        is_new = has_new_nan(values, arguments)  # place may be one of them
        place[...] = values
        return is_new

    # Between NumPy's calls threads wait for the interpreter lock.
    return fill_by_parts(fill, columns, result, threads, BLOCK if threads == 1 else 2 * BLOCK)


def fill_by_parts(
    fill: _Function,
    columns: Sequence[Any],
    result: Any,
    threads: int,
    size: int = 8 * BLOCK,
    flags: Sequence[str] = (),
) -> bool:
    """Fill an array in parts of that size by fill(arguments, place): whether that is ever true.

    With growinner each thread's part is one, unless type or order is another.
    """
    numbers = [each if k == 0 or each.ndim else float(each) for k, each in enumerate(columns)]
    varying = [k for k, each in enumerate(numbers) if type(each) is not float]
    nditer: Any = np.nditer

    def fill_part(part: tuple[int, int]) -> bool:
        arguments, found = [*numbers], False
        parts = nditer(
            [*(columns[k] for k in varying), result],
            ["external_loop", "buffered", "ranged", *flags],
            [*[["readonly", "aligned"]] * len(varying), ["writeonly", "aligned"]],
            [np.float64] * (len(varying) + 1),
            casting="same_kind",
            buffersize=size,
        )
        # Or glibc gives freed memory back, at up to three times the time.
        np.empty(8 * min(size, BLOCK))
        with np.errstate(all="ignore"), parts:
            parts.iterrange = part
            for *rows, place in parts:
                for k, row in zip(varying, rows):
                    arguments[k] = row
                found |= fill(arguments, place)
        return found

    if threads == 1:
        return fill_part((0, result.size))
    from concurrent.futures import ThreadPoolExecutor

    ends = [result.size * k // threads for k in range(threads + 1)]
    with ThreadPoolExecutor(threads) as pool:
        return any(list(pool.map(fill_part, zip(ends, ends[1:]))))


def has_new_nan(values: Any, arguments: Iterable[Any]) -> bool:
    """Whether a value is NaN where no argument is."""
    if not np.isnan(np.minimum.reduce(values, None)):
        return False
    new = np.isnan(values)
    for each in arguments:
        new = new & ~np.isnan(each)
    return bool(np.any(new))


def signal_invalid(name: str) -> None:
    """Raise NumPy's invalid condition, for the line that called this package."""
    mode = np.geterr()["invalid"]
    message = f"invalid value encountered in {name}"
    if mode == "raise":
        raise FloatingPointError(message)
    if mode == "warn":
        level, frame, inside = 1, sys._getframe(), f"{__package__}."
        while frame.f_back and frame.f_globals.get("__name__", "").startswith(inside):
            level, frame = level + 1, frame.f_back
        warnings.warn(message, RuntimeWarning, level)
    elif mode != "ignore":
        np.log(-1.0)  # NumPy's own handler is to be called
