# SPDX-License-Identifier: BSD-3-Clause
"""The cells of cells.py as rows of NumPy arrays, for many numbers at once.

Every argument has an integer, its key, and slots says for a key which row its cell is in.  The
last float of a row is the centre, or what _quantiles says.
"""

from __future__ import annotations

import math
import operator
import threading

import numpy as np

from . import cells as _cells
from .build import (
    FIRST_BITS_KEPT,
    U,
    area_of_floats,
    around,
    density_of_floats,
    log_area_cell,
    log_quantile_cell,
    logarithm_cell,
    quantile_cell,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from .build import Floats

    # A row, or None, and the first of its keys and the one after the last
    Made = tuple[Any, int, int]
    Pair = Any  # two arrays of floats, and of what these lack

cells: Any = _cells  # its arithmetic serves arrays too
two_sum, two_product = cells.two_sum, cells.two_product

# Rows that hold no cell, but NaN: of a key not met yet, of one that has no cell
NOT_MADE, NONE = 0, 1

# Keys per unit of z, where a key is z rounded down: no cell ends between two keys
DENSITY_KEYS = 4096.0
LOG_KEYS = 256.0
DENSITY_END, LOG_BEGIN, LOG_END = 37.0, -4.0, 64.0
SPAN = 128  # keys, so 1/32
_SPANS: dict[int, Floats] = {}  # pdf and Q in the middle of each, 0.4 MB when all are there

# Keys of a float are its first bits, when it is rounded to 7 or 8 bits of its own
SHIFT_7, SHIFT_8 = 46, 45
HALF_7, HALF_8 = 1 << SHIFT_7 - 1, 1 << SHIFT_8 - 1
KEYS = 1 << 18  # sign, exponent and 6 bits, or exponent and 7
CENTRE_BIT = 1 << 17  # the sign: an offset from 1/2 is negative, a tail positive
CUT_7, CUT_8 = -1 << SHIFT_7, -1 << SHIFT_8

# head, rest, first, first_low, c2 to c8, err of a series of d, as that of -d
_OF_MINUS_D = 1.0, 1.0, -1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, 1.0


class Table:
    """Cells as rows of floats, as many at most as are kept, made from keys that miss them."""

    def __init__(
        self, made: Callable[[Any], Iterable[Made]], keys: int, floats: int, most: int
    ) -> None:
        self._made = made
        self._shape = most + 2, floats
        self._lock = threading.Lock()
        self.state = self._none(keys)

    def _none(self, keys: int) -> tuple[Any, Any]:
        rows = np.empty(self._shape)  # what is never written to takes no memory
        rows[:2] = math.nan
        self._used = 2
        return np.zeros(keys, np.uint16), rows

    def empty(self) -> None:
        """Forget all cells."""
        with self._lock:
            self.state = self._none(self.state[0].size)

    def cells(self, keys: Any) -> Any:
        """An array for each float of a cell: that of the cell of each key, made if need be.

        A row is in two lines of the cache; columns are quicker in arithmetic.
        """
        slots, rows = self.state
        at = slots.take(keys)
        if not at.all():
            self.make(keys)
            slots, rows = self.state
            at = slots.take(keys)
        return np.ascontiguousarray(rows.take(at, axis=0).T)

    def make(self, keys: Any) -> None:
        """Make the cells of keys that have none.

        Who reads holds slots and rows of one state.  So a row is written before its slots, and
        when the table is full another begins.  Cells beyond a full table are left unmade.
        """
        with self._lock:
            made = self._missing(keys)
            if self._used + len(made) > self._shape[0]:
                self.state = self._none(self.state[0].size)
                made = self._missing(keys)
            slots, rows = self.state
            for row, first, end in made[: self._shape[0] - self._used]:
                if row is None:
                    slots[first:end] = NONE
                else:
                    rows[self._used] = row
                    slots[first:end] = self._used
                    self._used += 1

    def _missing(self, keys: Any) -> list[Made]:
        slots, keys = self.state[0], np.unique(keys)
        made = self._made(keys[slots[keys] == NOT_MADE])
        return [each for each in made if slots[each[1]] == NOT_MADE]


def _centres(keys: Any) -> Iterator[Pair]:
    """Those of all cells of density and area in the spans of keys, and the half widths."""
    spans = np.unique(keys // SPAN)
    z = ((spans[:, None] * SPAN + np.arange(SPAN)).ravel() + 0.5) / DENSITY_KEYS
    half = 2.0**-8 * 0.5 ** np.searchsorted(cells.LIMITS, z)
    a, at = np.unique(np.rint(0.5 * z / half) * (2.0 * half), return_index=True)
    for begin in range(0, a.size, 4096):
        yield a[begin : begin + 4096], half[at[begin : begin + 4096]]


# Cells of density and area, in pairs of floats: each operation is off by less than 2**-102 of the
# sizes of its arguments, or of the quotient.


def _times(a: Pair, b: Any) -> Pair:
    high, low = two_product(a[0], b)
    return two_sum(high, low + a[1] * b)


def _plus(a: Pair, b: Pair) -> Pair:
    high, low = two_sum(a[0], b[0])
    return two_sum(high, low + (a[1] + b[1]))


def _over(a: Pair, n: int) -> Pair:
    value = a[0] / n
    product, rest = two_product(value, float(n))
    return two_sum(value, (((a[0] - product) - rest) + a[1]) / n)


def _around(a: Any) -> tuple[Pair, Pair, Any]:
    """pdf and Q at a, from enclosures at the middle c of a span, and how far off in proportion.

    With d = a - c, at most 1/64, pdf(a)/pdf(c) is the sum of t_n, n*t_n = -(c*d*t_(n-1) +
    d*d*t_(n-2)), (Q(c) - Q(a))/pdf(c) that of t_n*d/(n + 1).  Without signs the sum is below
    exp(0.6): those from t_25 on are below 2**-97, 200 operations off by 2**-93.  pdf(a) is above
    0.55 pdf(c), Q(a) above half of Q(c) and of pdf(c)*d.
    """
    n = 2.0 * np.floor(a * 32.0) + 1.0
    spans, at = np.unique(n, return_inverse=True)
    for each in map(int, spans):
        if each not in _SPANS:
            _SPANS[each] = around(each, 64)
    p, p_low, p_off, q, q_low, q_off = np.array([_SPANS[int(each)] for each in spans]).T[:, at]
    c = n / 64.0
    d = a - c
    zero = 0.0 * a
    before, t = (zero, zero), (zero + 1.0, zero)
    density, area = t, (d, zero)
    for k in range(1, 25):
        before, t = t, _over(_plus(_times(t, -c * d), _times(before, -d * d)), k)
        density = _plus(density, t)
        area = _plus(area, _over(_times(t, d), k + 1))
    density, area = (
        _plus(_times((p, p_low), each[0]), (p * each[1], zero)) for each in (density, area)
    )
    area = _plus((q, q_low), (-area[0], -area[1]))
    return density, area, 2.0 * (p_off / p + q_off / q) + 2.0**-90


def _rows(
    cell: Any, a: Any, half: Any, value: Pair, slope: Pair, bits: Any, c2: Any, off: Any
) -> Iterator[Made]:
    """c2 is off by a rounding more than its own."""
    m, e = np.frexp(slope[0])
    first = np.ldexp(np.rint(np.ldexp(m, bits)), e - bits)
    slopes = first, (slope[0] - first) + slope[1], 0.0, off * abs(slope[0])
    found = cell(a, half, (*value, off * value[0]), slopes, (c2, 0.0, U * abs(c2)))
    ends = (np.maximum(a + each, 0.0) * DENSITY_KEYS for each in (-half, half))
    return zip(np.column_stack([*found[:-1], a]), *(each.astype(int).tolist() for each in ends))


def _densities(keys: Any) -> Iterator[Made]:
    for a, half in _centres(keys):
        density, _, off = _around(a)
        bits = np.frexp(a - half)[1] - np.frexp(half)[1] + 1
        bits = np.where(a > 0.25, bits, FIRST_BITS_KEPT)
        c2 = 0.5 * (a * a - 1.0) * density[0]
        slope = _times(density, -a)
        yield from _rows(density_of_floats, a, half, density, slope, bits, c2, off)


def _areas(keys: Any) -> Iterator[Made]:
    for a, half in _centres(keys):
        density, area, off = _around(a)
        slope = -density[0], -density[1]
        c2 = 0.5 * a * density[0]
        yield from _rows(area_of_floats, a, half, area, slope, FIRST_BITS_KEPT, c2, off)


def _log_areas(keys: Any) -> Iterator[Made]:
    end = 0
    for key in keys.tolist():
        if key >= end:
            a = cells.log_centre((key + 0.5) / LOG_KEYS + LOG_BEGIN)
            half = cells.log_half_width(a)
            first = int((a - half - LOG_BEGIN) * LOG_KEYS)
            end = int((a + half - LOG_BEGIN) * LOG_KEYS)
            yield (*log_area_cell(a, half)[:-1], a), max(first, 0), end


def _float_of(key: int, shift: int) -> float:
    return float(np.array(key << shift, np.uint64).view(np.float64))


def _quantiles(keys: Any) -> Iterator[Made]:
    """Cells of a tail t, or of an offset t from 1/2, whose key is that of -t and counts d with it.

    The last float is what d is multiplied with: a far tail is scaled to [1/2, 1).
    """
    for key in keys.tolist():
        in_tail = key < CENTRE_BIT
        m, e = _float_of(key & CENTRE_BIT - 1, SHIFT_7), 0
        row: Any = None
        if (2.0**-1022 if in_tail else 2.0**-100) <= m <= 0.25:
            if m < 2.0**-100:
                m, e = math.frexp(m)
            row = quantile_cell(m, cells.quantile_half_width(m), e, in_tail)[:-1]
            if not in_tail:
                row = map(operator.mul, row, _OF_MINUS_D)
            row = *row, math.ldexp(1.0, -e)
        yield row, key, key + 1


def _log_quantiles(keys: Any) -> Iterator[Made]:
    """Cells of -y, y a logarithm."""
    for key in keys.tolist():
        a = _float_of(key, SHIFT_8)
        half = 0.5 * cells.quantile_half_width(a)
        far = abs(a - cells.LOG_2) >= cells.NEAR_LOG_HALF - half
        row = log_quantile_cell(-a, half)[:-1] if far and 2.0**-53 <= a <= 2.0**40 else None
        yield row, key, key + 1


def _logarithms(keys: Any) -> Iterator[Made]:
    """Cells of m from 1 to 2, in units of 1/64."""
    for key in keys.tolist():
        yield logarithm_cell(1.0 + key / 64.0, 2.0**-7)[:-1], key, key + 1


# 13 MB when all are full
DENSITY = Table(_densities, int(DENSITY_END * DENSITY_KEYS), floats=12, most=45_100)
AREA = Table(_areas, int(DENSITY_END * DENSITY_KEYS), floats=12, most=45_100)
LOG_AREA = Table(_log_areas, int((LOG_END - LOG_BEGIN) * LOG_KEYS), floats=13, most=1_500)
LOGARITHM = Table(_logarithms, keys=65, floats=12, most=65)
QUANTILE = Table(_quantiles, keys=KEYS, floats=13, most=16_384)
LOG_QUANTILE = Table(_log_quantiles, keys=KEYS, floats=12, most=12_100)
TABLES = DENSITY, AREA, LOG_AREA, LOGARITHM, QUANTILE, LOG_QUANTILE
