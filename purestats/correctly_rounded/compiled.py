# SPDX-License-Identifier: BSD-3-Clause
# mypy: allow-untyped-calls, allow-untyped-defs
"""purestats.correctly_rounded.arrays as machine code, by Numba: every result the nearest float.

Names, types, shapes, errors, out=, workers= and bits are those of that door; so are its table and
its arithmetic, compiled as it stands, each operation rounded by itself.  What has no cell yet, or
is not decided, goes to that door.

Of a strip of numbers all keys are found first, then all rows, then the results, several at once:
no processor waits for memory or for the end of a series.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

from .. import correctly_rounded as exact
from ..array_distribution import FrozenNorm
from ..elementwise import np
from ..machine_code import Compiler, types
from . import arrays
from .cells import sums_are_ieee
from .tables import CELLS

if TYPE_CHECKING:
    from ..arrays import *  # noqa: F403
else:
    __all__ = exact.__all__

_STRIP = 64  # numbers; with their cells they fit the first cache

# Each kernel has its own of these.
_argument: Any = None
_key: Any = None
_ends: Any = None
_number: Any = None
_last = 12


def _filled(results, left, side, slots, rows, x, loc, scale):
    """Fill in the results; where they are undecided goes to left.

    loc and scale are arrays of one number or of as many as x.
    """
    count = 0
    if not sums_are_ieee(side * side):  # 1.0, which no compiler knows
        for i in range(x.size):
            left[i] = i
        return x.size
    keys, differ = np.empty(_STRIP, np.int64), np.empty(_STRIP, np.bool_)
    cells = np.empty((13, _STRIP + 8))  # + 8, or all share lines of a cache
    xs, locs, scales, values = np.empty((4, _STRIP))
    for i in range(_STRIP):
        locs[i], scales[i] = loc[0], scale[0]
    for begin in range(0, x.size, _STRIP):
        size = min(x.size - begin, _STRIP)
        for i in range(size):
            xs[i] = x[begin + i]
        if loc.size > 1:
            for i in range(size):
                locs[i] = loc[begin + i]
        if scale.size > 1:
            for i in range(size):
                scales[i] = scale[begin + i]
        for i in range(size):
            at = _number(locs, i, 0.0), _number(scales, i, 1.0)
            keys[i] = _key(_argument(side, xs[i], at[0], at[1])[0])
        for i in range(size):
            keys[i] = slots[np.uint64(keys[i])]
        for i in range(size):  # both ends of rows, or each row is waited for by itself
            cells[0, i] = rows[np.uint64(keys[i]), 0]
            cells[_last, i] = rows[np.uint64(keys[i]), _last]
        for i in range(size):
            for j in range(1, _last):
                cells[j, i] = rows[np.uint64(keys[i]), j]
        found = 0
        for i in range(size):
            at = _number(locs, i, 0.0), _number(scales, i, 1.0)
            z, z_low, sign = _argument(side, xs[i], at[0], at[1])
            lower, upper = _ends(_cell(cells, i), z, z_low, sign, at[0], at[1])
            values[i] = lower
            differ[i] = lower != upper
            found += lower != upper
        for i in range(size):
            results[begin + i] = values[i]
        if found:
            for i in range(size):
                if differ[i]:
                    left[count] = begin + i
                    count += 1
    return count


def _cell(cells, i):
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


# What arrays.py has for whole arrays, for one number.


def where(known, a, b):
    return a if known else b


def least(a, b):
    return a if a < b else b


def most(a, b):
    return a if a > b else b


def _if(known, value):
    return value if known else math.nan


def some(known):
    return True


def _bits(x):
    return np.float64(x).view(np.int64)


def _float(bits):
    return np.int64(bits).view(np.float64)


def _is_standard(loc, scale):
    return loc == 0.0 and scale == 1.0


def _series(cell, d, d_low, series):
    return series(cell[:12], d, d_low)


def _same_key(z):
    return 0


_compiler = Compiler({}, inline=True)
_compiler.given = {
    each.__name__: _compiler.function(each)
    for each in (where, least, most, _if, some, _bits, _float, _is_standard, _series)
}
_compiler.given.update(copysign=math.copysign, floor=math.floor, _integer=int)


# loc or scale: both the defaults, or any


def _default(column, i, default):
    return default


def _given_one(column, i, default):
    return column[i]


_COLUMN = types.Array(types.float64, 1, "A", readonly=True)
_SIGNATURE = (
    types.float64[:],
    types.int64[::1],
    types.float64,
    types.uint16[::1],
    types.float64[:, ::1],
    *[_COLUMN] * 3,
)


@cache
def _machine(kernel, number):
    key = kernel.key or _same_key
    names = {"_argument": kernel.argument, "_key": key, "_ends": kernel.ends, "_number": number}
    given = {name: _compiler.function(each) for name, each in names.items()}
    given["_last"] = 12 if kernel.key else 2
    label = "_filled" + number.__name__ + kernel.argument.__name__ + kernel.ends.__name__
    machine = Compiler(given, inline=True).stored(_filled, label)
    machine.compile(_SIGNATURE)
    machine.disable_compile()
    return machine


def _table(kernel, scale):
    """Slots and rows; of log(scale) one row, NaN where scales are many."""
    if kernel.key:
        return CELLS.state[:2]
    row = arrays._log_scale(scale) if type(scale) is float else (math.nan,) * 3
    return np.zeros(1, np.uint16), np.array([row])


def _filler(one, side, *kernels):
    """What fills an array; that of arrays.py gets what the kernel leaves."""
    then = arrays.filler(one, side, *kernels)
    if not kernels or one is exact.norm_hazard:
        return then

    def fill(arguments, place):
        x, loc, scale = arguments + [0.0, 1.0][len(arguments) - 1 :]
        left = np.empty(x.size, np.int64)
        machine = _machine(kernels[0], _given_one if len(arguments) > 1 else _default)
        others = map(np.atleast_1d, (loc, scale))
        at = left[: machine(place, left, side, *_table(kernels[0], scale), x, *others)]
        if not at.size:
            return False
        rest = np.empty(at.size)
        tried = kernels[0].key and 9 * at.size < x.size  # else cells were missing
        is_new = then([arrays._at(each, at) for each in arguments], rest, tried)
        place[at] = rest
        return is_new

    return fill


Frozen = FrozenNorm  # what norm(loc, scale) returns


if not TYPE_CHECKING:
    arrays.add_functions(globals(), _filler)

    class Norm(arrays.Norm, functions=globals()):
        __slots__ = ()

    norm = Norm()
