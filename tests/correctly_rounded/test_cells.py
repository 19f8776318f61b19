# SPDX-License-Identifier: BSD-3-Clause
"""The bound of a cell is not too small, and not much larger than what it must cover.

By the proof of tests/oracle/arb_cells.py, which needs python-flint, for the first cells
of each kind: a bound that is halved fails here, as does one that no longer says what it covers.
The logarithm's is three times what it must be, for its cells are few and never decide alone.
"""

from itertools import islice

import pytest

pytest.importorskip("flint")

from tests.oracle import arb_cells

LARGEST = {  # share of the bound that is needed, in the first cells
    "density": 0.9,
    "area": 0.7,
    "log_area": 0.8,
    "logarithm": 0.3,
    "tail": 0.6,
    "centre": 0.7,
    "log_quantile": 0.6,
}


def test_every_kind_is_here():
    assert set(LARGEST) == set(arb_cells.KINDS)


@pytest.mark.parametrize("kind", LARGEST)
def test_bound_is_right_and_tight(kind):
    arb_cells.ctx.prec = arb_cells.BITS
    count = 100 if kind == "log_quantile" else 600  # its cells take long
    needed = [ratio for ratio, _ in islice(arb_cells.KINDS[kind](), count)]
    assert LARGEST[kind] < max(needed) <= 1.0
