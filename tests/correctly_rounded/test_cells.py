# SPDX-License-Identifier: BSD-3-Clause
"""The bound of a cell is not too small, and not much larger than what it must cover.

By the proof of tests/oracle/arb_cells.py, which needs python-flint, for the first cells
of each kind: a bound that is halved fails here, as does one that no longer says what it covers.
The logarithm's finer one is more than it must be, for its cells are few and never decide alone.
"""

import os
import pathlib
import re
from itertools import islice

import pytest

pytest.importorskip("flint")

from tests.oracle import arb_cells

LARGEST = {  # shares of both bounds that are needed, in the first cells
    "density": (0.9, 0.55),
    "area": (0.95, 0.55),
    "log_area": (0.85, 0.55),
    "logarithm": (0.7, 0.25),
    "tail": (0.85, 0.52),
    "centre": (0.8, 0.9),
    "log_quantile": (0.6, 0.52),
    "density_rows": (0.85, 0.5),
    "area_rows": (0.85, 0.5),
}


def test_every_kind_is_here():
    assert set(LARGEST) == set(arb_cells.KINDS)


@pytest.mark.parametrize("kind", LARGEST)
def test_bounds_are_right_and_tight(kind):
    if "rows" in kind:
        pytest.importorskip("numpy")
    arb_cells.ctx.prec = arb_cells.BITS
    count = 130 if kind == "log_quantile" else 600  # its cells take long
    needed = list(islice(arb_cells.KINDS[kind](), count))
    for k, largest in enumerate(LARGEST[kind]):
        assert largest < max(ratios[k] for ratios in needed) <= 1.0


@pytest.mark.skipif("EVERY_TEST" not in os.environ, reason="half a minute: with EVERY_TEST alone")
@pytest.mark.parametrize("kind", LARGEST)
def test_all_cells_are_those_that_were_proven(kind):
    """Every float of every cell: results/correct_rounding_prove.txt has what they came to."""
    if "rows" in kind:
        pytest.importorskip("numpy")
    proven = pathlib.Path(__file__).parents[2] / "benchmarks/results/correct_rounding_prove.txt"
    found = re.search(rf"^{kind} .*\n.*digest.*: (\w+)$", proven.read_text(), re.MULTILINE)
    assert found
    assert arb_cells.digest(kind) == found[1]
