# SPDX-License-Identifier: BSD-3-Clause
"""t and chi2 imported anew, with nothing kept, over a libm that a test may replace."""

import importlib
import math
import sys
import types


def fresh(**libm):
    """The functions of both, their modules, and where the first precision stands."""
    own = [n for n in sys.modules if n.partition(".")[0] == "purestats"]
    kept = {n: sys.modules.pop(n) for n in own}
    true = {n: getattr(math, n) for n in libm}
    try:
        vars(math).update(libm)
        student_t = importlib.import_module("purestats.student_t")
        chi_squared = importlib.import_module("purestats.chi_squared")
        arithmetic = importlib.import_module("purestats.enclosures")
        normal = importlib.import_module("purestats.enclosures.normal")
    finally:
        vars(math).update(true)
        for n in [n for n in sys.modules if n.partition(".")[0] == "purestats"]:
            del sys.modules[n]
        sys.modules.update(kept)
    normal.math = types.SimpleNamespace(**{**vars(math), **libm})
    functions = {
        **{name: getattr(student_t, name) for name in student_t.__all__},
        **{name: getattr(chi_squared, name) for name in chi_squared.__all__},
    }
    return types.SimpleNamespace(
        **functions,
        student_t=student_t,
        chi_squared=chi_squared,
        first_bits=[arithmetic, student_t, chi_squared],
    )
