# SPDX-License-Identifier: BSD-3-Clause
"""Compare the three doors of purestats.correctly_rounded at both ends of every cell.

    python -m benchmarks.correct_rounding_edges [function ...]

A cell begins and ends half-way between two centres.  Of each end that arguments reach, the float
there, both its neighbours, and their mirror images go to the function of one number, to NumPy's
and to Numba's, and bits are compared.  Nothing is sampled.
"""

from __future__ import annotations

import math
import platform
import sys
import time
from collections.abc import Callable, Iterator

import numpy as np

from purestats import correctly_rounded as cr
from purestats.correctly_rounded import arrays, cells, compiled

from .report import processor

U = 2.0**-53
Floats = np.ndarray  # of float64


def ends(low: float, high: float, centre: Callable[[float], float]) -> Iterator[float]:
    """From one end of a cell to the next float beyond it."""
    half_width = cells.half_width if centre is cells.centre else cells.log_half_width
    x = low
    while x < high:
        a = centre(x)
        yield a + half_width(a)
        x = math.nextafter(a + half_width(a), math.inf)


def of_bits(bits: int, least: int, most: int) -> Floats:
    """The floats half-way between those of so many bits, from 2**(least - 1) to 2**most."""
    middles = [2 * k + 1 for k in range(1 << bits - 1, 1 << bits)]
    return np.array([math.ldexp(k, e - bits - 1) for e in range(least, most + 1) for k in middles])


def beside(at: Floats) -> Floats:
    return np.stack([np.nextafter(at, -np.inf), at, np.nextafter(at, np.inf)], axis=1).ravel()


def signed(at: Floats) -> Floats:
    return np.stack([at, -at], axis=1).ravel()


END_OF_CELLS = np.array(list(ends(0.0, 37.0, cells.centre)))
DEVIATIONS = signed(beside(END_OF_CELLS))
# Where the argument is z/sqrt(2), floats on both sides of it
ROOTS = signed(
    np.multiply.outer(END_OF_CELLS * math.sqrt(0.5), 1.0 + U * np.arange(-4, 5, 2)).ravel()
)
LOG_DEVIATIONS = signed(beside(np.array(list(ends(-4.0, 64.0, cells.log_centre)))))
TAILS = beside(of_bits(7, -1073, -2))
OFFSETS = beside(of_bits(7, -99, -2))
UPPER = 1.0 - TAILS[TAILS > U]
QUANTILES = np.concatenate([TAILS, 0.5 - OFFSETS, 0.5 + OFFSETS, UPPER])
LOGARITHMS = -beside(of_bits(7, -60, 41))
SCALES = beside(of_bits(7, -3, 9))
CASES: dict[str, Floats] = {
    "norm_logcdf": LOG_DEVIATIONS,
    "norm_logsf": LOG_DEVIATIONS,
    "norm_pdf": DEVIATIONS,
    "norm_cdf": DEVIATIONS,
    "norm_sf": DEVIATIONS,
    "norm_hazard": DEVIATIONS,
    "erf": ROOTS,
    "erfc": ROOTS,
    "norm_ppf": QUANTILES,
    "norm_isf": QUANTILES,
    "norm_interval": np.concatenate([2.0 * OFFSETS, 2.0 * UPPER - 1.0]),
    "erfinv": signed(np.concatenate([2.0 * OFFSETS, 2.0 * UPPER - 1.0])),
    "erfcinv": 2.0 * QUANTILES,
    "norm_ilogcdf": LOGARITHMS,
    "norm_ilogccdf": LOGARITHMS,
}


def differ(name: str, *arguments: Floats) -> int:
    begin = time.perf_counter()
    one = np.array(list(map(getattr(cr, name), *(each.tolist() for each in arguments))))
    found = []
    for door in (arrays, compiled):
        results = np.array(getattr(door, name)(*arguments)).T
        found.append(int((results.view(np.int64) != one.view(np.int64)).sum()))
    seconds = time.perf_counter() - begin
    print(
        f"{name:14} {one.size:10,} numbers, {found[0]} differ over arrays,"
        f" {found[1]} as machine code, {seconds:.0f} s",
        flush=True,
    )
    return sum(found)


def main(words: list[str]) -> None:
    print(
        f"# {platform.python_implementation()} {platform.python_version()},"
        f" NumPy {np.__version__}, {processor()}"
    )
    print(f"# python -m benchmarks.correct_rounding_edges {' '.join(words)}".rstrip())
    cells.MAX_CELLS = 100_000  # or those of mirror images are made anew
    wrong = sum(differ(name, CASES[name]) for name in words or CASES)
    if not words:  # log(scale) has cells too
        zero = np.zeros(SCALES.size)
        wrong += differ("norm_logpdf", SCALES * 1.7, zero, SCALES)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
