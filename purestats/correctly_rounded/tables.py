# SPDX-License-Identifier: BSD-3-Clause
"""The cells of cells.py as rows of NumPy arrays, for many numbers at once.

Every argument has an integer, its key, and slots says for a key which row its cell is in.  What
each table adds to the floats of a cell stands beside its name below.
"""

from __future__ import annotations

import math
import operator
import threading

import numpy as np

from . import cells
from .build import (
    area_cell,
    density_cell,
    log_area_cell,
    log_quantile_cell,
    logarithm_cell,
    quantile_cell,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .build import Cell

    # From a key: what makes the cell, and the first key and the one after the last of that cell
    Place = Callable[[int], "tuple[Callable[[], Cell], int, int] | None"]

# Rows that hold no cell, but NaN: of a key not met yet, of one that has no cell
NOT_MADE, NONE = 0, 1

# Keys per unit of z, where a key is z rounded down: no cell ends between two keys
DENSITY_KEYS = 4096.0
LOG_KEYS = 256.0
DENSITY_END, LOG_BEGIN, LOG_END = 37.0, -4.0, 64.0

# Keys of a float are its first bits, when it is rounded to 7 or 8 bits of its own
SHIFT_7, SHIFT_8 = 46, 45
HALF_7, HALF_8 = 1 << SHIFT_7 - 1, 1 << SHIFT_8 - 1
KEYS = 1 << 18  # sign, exponent and 6 bits, or exponent and 7
CENTRE_BIT = 1 << 17  # the sign: an offset from 1/2 is negative, a tail positive
CUT_7, CUT_8 = -1 << SHIFT_7, -1 << SHIFT_8

# head, rest, first, first_low, c2 to c8, err of a series of d, as that of -d
_OF_MINUS_D = 1.0, 1.0, -1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, 1.0


class Table:
    """Cells as rows of floats, as many at most as are kept."""

    def __init__(self, place: Place, keys: int, floats: int, most: int) -> None:
        self._place = place
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

        A row is in two lines of the cache, which is why the table has rows; columns are what
        arithmetic on arrays takes no detours for.
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
            missing, places = self._missing(keys)
            if self._used + len(places) > self._shape[0]:
                self.state = self._none(self.state[0].size)
                missing, places = self._missing(keys)
            slots, rows = self.state
            slots[missing] = NONE
            for make, first, end in places[: self._shape[0] - self._used]:
                rows[self._used] = make()
                slots[first:end] = self._used
                self._used += 1

    def _missing(self, keys: Any) -> tuple[list[int], list[tuple[Callable[[], Cell], int, int]]]:
        """Keys that have no cell, and the places of those that are not made."""
        slots = self.state[0]
        unique = np.unique(keys)
        none, places, end = [], [], 0
        for key in unique[slots[unique] == NOT_MADE].tolist():
            if key < end:
                continue
            found = self._place(key)
            if found is None:
                none.append(key)
            else:
                places.append(found)
                end = found[2]
        return none, places


def _grid(
    per_unit: float,
    begin: float,
    centre: Callable[[float], float],
    half_width: Callable[[float], float],
    make: Callable[[float, float], Cell],
) -> Place:
    """Cells of z, with the centre for a last float."""

    def place(key: int) -> tuple[Callable[[], Cell], int, int]:
        a = centre((key + 0.5) / per_unit + begin)
        half = half_width(a)
        first, end = int((a - half - begin) * per_unit), int((a + half - begin) * per_unit)
        return lambda: (*make(a, half)[:-1], a), max(first, 0), end

    return place


def _float_of(key: int, shift: int) -> float:
    return float(np.array(key << shift, np.uint64).view(np.float64))


def _quantile_place(key: int) -> tuple[Callable[[], Cell], int, int] | None:
    """Cells of a tail t, or of an offset t from 1/2, whose key is that of -t and counts d with it.

    The last float is what d is multiplied with: a far tail is scaled to [1/2, 1).
    """
    in_tail = key < CENTRE_BIT
    a = _float_of(key & CENTRE_BIT - 1, SHIFT_7)
    if not (2.0**-1022 if in_tail else 2.0**-100) <= a <= 0.25:
        return None

    def make() -> Cell:
        e = 0
        m = a
        if a < 2.0**-100:
            m, e = math.frexp(a)
        cell = quantile_cell(m, cells.quantile_half_width(m), e, in_tail)[:-1]
        if not in_tail:
            cell = tuple(map(operator.mul, cell, _OF_MINUS_D))
        return (*cell, math.ldexp(1.0, -e))

    return make, key, key + 1


def _log_quantile_place(key: int) -> tuple[Callable[[], Cell], int, int] | None:
    """Cells of -y, y a logarithm."""
    a = _float_of(key, SHIFT_8)
    half = 0.5 * cells.quantile_half_width(a)
    if not 2.0**-53 <= a <= 2.0**40 or abs(a - cells.LOG_2) < cells.NEAR_LOG_HALF - half:
        return None
    return lambda: log_quantile_cell(-a, half)[:-1], key, key + 1


def _logarithm_place(key: int) -> tuple[Callable[[], Cell], int, int]:
    """Cells of m from 1 to 2, in units of 1/64."""
    return lambda: logarithm_cell(1.0 + key / 64.0, 2.0**-7)[:-1], key, key + 1


# 13 MB when all are full
DENSITY = Table(
    _grid(DENSITY_KEYS, 0.0, cells.centre, cells.half_width, density_cell),
    keys=int(DENSITY_END * DENSITY_KEYS),
    floats=12,
    most=45_100,
)
AREA = Table(
    _grid(DENSITY_KEYS, 0.0, cells.centre, cells.half_width, area_cell),
    keys=int(DENSITY_END * DENSITY_KEYS),
    floats=12,
    most=45_100,
)
LOG_AREA = Table(
    _grid(LOG_KEYS, LOG_BEGIN, cells.log_centre, cells.log_half_width, log_area_cell),
    keys=int((LOG_END - LOG_BEGIN) * LOG_KEYS),
    floats=13,
    most=1_500,
)
LOGARITHM = Table(_logarithm_place, keys=65, floats=12, most=65)
QUANTILE = Table(_quantile_place, keys=KEYS, floats=13, most=16_384)
LOG_QUANTILE = Table(_log_quantile_place, keys=KEYS, floats=12, most=12_100)
TABLES = DENSITY, AREA, LOG_AREA, LOGARITHM, QUANTILE, LOG_QUANTILE
