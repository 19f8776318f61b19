# SPDX-License-Identifier: BSD-3-Clause
# Copyright (c) 2026 the purestats authors; the terms stand in purestats/normal.py.
"""Where the search for a quantile starts."""

import math

from ..normal import _central_quantile, _tail_quantile


def guess(n: int, k: int, in_tail: bool) -> float:
    """A float near the x of solve, for a target n/2**k.

    Its quality decides the time that takes, never the result.
    """
    try:
        minus_log = k * 0.6931471805599453 - math.log(n)
        if not in_tail:
            x = _central_quantile(n / (1 << k))
        elif minus_log < 2.0:
            x = _central_quantile(0.5 - n / (1 << k))
        else:
            x = _tail_quantile(math.sqrt(2.0 * minus_log))
    except (ArithmeticError, ValueError):
        return 1.0
    return x if 0.0 <= x < 64.0 else 1.0  # a NaN too
