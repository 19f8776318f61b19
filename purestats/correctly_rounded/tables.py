# SPDX-License-Identifier: BSD-3-Clause
# mypy: allow-untyped-calls, allow-untyped-defs
"""The cells of cells.py as rows of one NumPy array, for many numbers at once.

Every argument has an integer, its key, and slots has the row of each key.  A row is a cell up to
err, and its centre or what _quantiles says; what finer_series takes more is apart.
"""

from __future__ import annotations

import math
import operator
import threading

import numpy as np

from ..normal import _two_product, _two_sum
from . import cells as _cells
from .build import (
    FIRST_BITS_KEPT,
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
    from typing import Any

    from .build import Floats

cells: Any = _cells

NOT_MADE, NONE = 0, 1  # rows of NaN: of a key not met yet, of one that has no cell

# A key is the kind of cell and which of its kind.
KEYS = 1 << 18
DENSITY, AREA, LOG_AREA, LOGARITHM, QUANTILE, LOG_QUANTILE = range(0, 6 * KEYS, KEYS)

# Keys in a unit of z: a key is z rounded down, and no cell ends between two
DENSITY_KEYS = 2048.0
LOG_KEYS = 256.0
DENSITY_END, LOG_BEGIN, LOG_END = 37.0, -4.0, 64.0
# As in cells.py, but with a c8 cells of density and area are twice as wide.
LIMITS = 5.65234375, 11.314453125, 22.6298828125
SPAN = 64  # keys
_SPANS: dict[int, Floats] = {}  # pdf and Q in the middle of each, at most 0.4 MB

# Keys of a float are its first bits, rounded: sign, exponent and 6.
SHIFT = 46
HALF = 1 << SHIFT - 1
CENTRE_BIT = 1 << 17  # the sign: of an offset from 1/2

# What makes a series of d one of -d
_OF_MINUS_D = 1, 1, -1, -1, 1, -1, 1, -1, 1, -1, 1, 1, 1, -1, 1, -1, 1


class Table:
    """At most so many cells, made when their keys come."""

    def __init__(self, most):
        self._rows = most + 2
        self._lock = threading.Lock()
        self.empty()

    def empty(self):
        """Forget all cells."""
        rows, finer = (np.empty((self._rows, count)) for count in (16, 4))
        rows[:2] = finer[:2] = math.nan
        slots = np.zeros(6 * KEYS, np.uint16)
        for first, (_, count) in KINDS.items():
            slots[first + count : first + count + 1] = NONE
        self._used = 2
        self.state = slots, rows, finer

    def cells(self, keys, finer=False):
        """For each float of a cell an array, over keys."""
        slots, rows, more = self.state
        at = slots.take(keys)
        if not at.all():
            self.make(keys)
            slots, rows, more = self.state
            at = slots.take(keys)
        at = at.astype(np.intp)  # NumPy takes four floats at once faster than a row
        quarters, rows = 4 * at, rows.reshape(-1, 4)
        found = [each for k in range(4) for each in rows.take(quarters + k, axis=0).T]
        return [*found[:13], *more.take(at, axis=0).T] if finer else found[:13]

    def make(self, keys):
        """Make the cells of keys that have none, as many as a table takes.

        Others read meanwhile: a row comes before its slots, a full table is left to them.
        """
        with self._lock:
            made = self._missing(keys)
            if self._used + len(made) > self._rows:
                self.empty()
                made = self._missing(keys)
            slots, rows, finer = self.state
            for row, first, end in made[: self._rows - self._used]:
                if row is None:
                    slots[first:end] = NONE
                else:
                    rows[self._used, :13], finer[self._used] = row[:13], row[13:]
                    slots[first:end] = self._used
                    self._used += 1

    def _missing(self, keys):
        """Of each cell a row, or None, the first key, and the one after the last."""
        slots, keys = self.state[0], np.unique(keys)
        keys = keys[slots[keys] == NOT_MADE]
        made = []
        for first, (of_kind, count) in KINDS.items():
            inside = keys[(keys >= first) & (keys < first + KEYS)] - first
            for row, begin, end in of_kind(inside):
                begin, end = first + begin, first + min(end, count)
                if NOT_MADE in (slots[begin], slots[end - 1]):
                    made.append((row, begin, end))
        return made


def _row(cell, centre):
    """Of a cell that ends with c8."""
    return *cell[:-1], centre, *cell[-1]


def _centres(keys):
    """And half widths of all cells of density and area in the spans of keys."""
    spans = np.unique(keys // SPAN)
    z = ((spans[:, None] * SPAN + np.arange(SPAN)).ravel() + 0.5) / DENSITY_KEYS
    half = np.ldexp(2.0**-8, -np.searchsorted(LIMITS, z))
    a, at = np.unique(np.rint(0.5 * z / half) * (2.0 * half), return_index=True)
    for begin in range(0, a.size, 4096):
        yield a[begin : begin + 4096], half[at[begin : begin + 4096]]


# Pairs, floats and what they lack: an operation is off by 2**-102 of its arguments' sizes, or of
# the quotient.


def _times(a, b):
    high, low = _two_product(a[0], b)
    return _two_sum(high, low + a[1] * b)


def _plus(a, b):
    high, low = _two_sum(a[0], b[0])
    return _two_sum(high, low + (a[1] + b[1]))


def _over(a, n):
    value = a[0] / n
    product, rest = _two_product(value, float(n))
    return _two_sum(value, (((a[0] - product) - rest) + a[1]) / n)


def _around(a):
    """pdf and Q at a, and how far off in proportion.

    They are enclosed at the middle c of a span; their series there, to n = 24, are off by 2**-92
    of values above 0.55: tests/correctly_rounded/test_arrays.py derives it.
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


def _rows(cell, a, half, value, slope, second, off):
    """Of cells with these values, slopes and f''/2, each off by so much of it."""
    m, e = np.frexp(slope[0])
    first = np.ldexp(np.rint(np.ldexp(m, FIRST_BITS_KEPT)), e - FIRST_BITS_KEPT)
    slopes = first, *_two_sum(slope[0] - first, slope[1]), off * abs(slope[0])
    floats = (*value, off * value[0]), slopes, (*second, off * abs(second[0]))
    rows = np.column_stack(_row(cell(a, half, *floats, terms=8), a))
    ends = (np.maximum(a + each, 0.0) * DENSITY_KEYS for each in (-half, half))
    return zip(rows, *(each.astype(int).tolist() for each in ends))


def _densities(keys):
    for a, half in _centres(keys):
        density, _, off = _around(a)
        second = _times(density, 0.5 * (a * a - 1.0))
        yield from _rows(density_of_floats, a, half, density, _times(density, -a), second, off)


def _areas(keys):
    for a, half in _centres(keys):
        density, area, off = _around(a)
        slope = -density[0], -density[1]
        yield from _rows(area_of_floats, a, half, area, slope, _times(density, 0.5 * a), off)


def _log_areas(keys):
    end = 0
    for key in keys.tolist():
        if key >= end:
            a = cells.log_centre((key + 0.5) / LOG_KEYS + LOG_BEGIN)
            half = cells.log_half_width(a)
            first = int((a - half - LOG_BEGIN) * LOG_KEYS)
            end = int((a + half - LOG_BEGIN) * LOG_KEYS)
            yield _row(log_area_cell(a, half), a), max(first, 0), end


def _logarithms(keys):
    """Of m from 1 to 2, in 64ths."""
    for key in keys.tolist():
        yield _row(logarithm_cell(1.0 + key / 64.0, 2.0**-7), 0.0), key, key + 1


def _float_of(key):
    return float(np.array(key << SHIFT, np.uint64).view(np.float64))


def _quantiles(keys):
    """Of a tail t, or of an offset t from 1/2: as a series of -d, with the key of -t.

    In the place of the centre is what scales d, as a far tail is scaled.
    """
    for key in keys.tolist():
        in_tail = key < CENTRE_BIT
        m, e = _float_of(key & CENTRE_BIT - 1), 0
        row: Any = None
        if (2.0**-1022 if in_tail else 2.0**-100) <= m <= 0.25:
            if m < 2.0**-100:
                m, e = math.frexp(m)
            cell = quantile_cell(m, cells.quantile_half_width(m), e, in_tail)
            row = _row(cell, math.ldexp(1.0, -e))
            if not in_tail:
                row = tuple(map(operator.mul, row, _OF_MINUS_D))
        yield row, key, key + 1


def _log_quantiles(keys):
    """Of the logarithm -a: as a series of a - t."""
    for key in keys.tolist():
        a, row = _float_of(key), None
        half = cells.quantile_half_width(a)
        if 2.0**-53 <= a <= 2.0**40 and abs(a - cells.LOG_2) >= cells.NEAR_LOG_HALF - half:
            row = _row(log_quantile_cell(-a, half), -1.0)
        yield row, key, key + 1


# What makes cells of each kind, and how many keys have one; the next key stands for none.
KINDS: dict[int, Any] = {
    DENSITY: (_densities, int(DENSITY_END * DENSITY_KEYS)),
    AREA: (_areas, int(DENSITY_END * DENSITY_KEYS)),
    LOG_AREA: (_log_areas, int((LOG_END - LOG_BEGIN) * LOG_KEYS)),
    LOGARITHM: (_logarithms, 65),
    QUANTILE: (_quantiles, KEYS),
    LOG_QUANTILE: (_log_quantiles, KEYS),
}
CELLS = Table(49_000)  # 11.0 MB; DENSITY and AREA have 45,364
