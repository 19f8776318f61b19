# SPDX-License-Identifier: BSD-3-Clause
"""Where a result of t or chi2 is hardest to round: found by benchmarks.distributions_hard."""

import pathlib
import re

import pytest

from tests.oracle.areas import FUNCTIONS, check

FOLDER = pathlib.Path(__file__).parent / "hard_cases"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_hard_cases(name):
    text = (FOLDER / f"{name}.wc").read_text(encoding="ascii")
    assert re.search(r"^# python -m benchmarks\.distributions_hard \d+$", text, re.M)
    lines = [line.split() for line in text.splitlines() if line[0] != "#"]
    assert len(lines) == 20
    for x, df, distance in lines:
        assert float(distance) < -10.0
        if float.fromhex(df) < 3000.0:  # beyond, the oracle takes its time
            check(name, float.fromhex(x), float.fromhex(df))
