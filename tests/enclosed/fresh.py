# SPDX-License-Identifier: BSD-3-Clause
"""t and chi2 imported anew, with nothing kept, over a libm that a test may replace."""

import importlib
import math
import sys
import types


def fresh(**libm):
    """The modules student_t and chi_squared, and the arithmetic below them."""
    own = [n for n in sys.modules if n.partition(".")[0] == "purestats"]
    kept = {n: sys.modules.pop(n) for n in own}
    true = {n: getattr(math, n) for n in libm}
    try:
        vars(math).update(libm)
        names = "student_t", "chi_squared", "enclosures.arithmetic", "enclosures.normal", "enclosed"
        modules = [importlib.import_module(f"purestats.{name}") for name in names]
        kernels = importlib.import_module("purestats.enclosures.kernels")
    finally:
        vars(math).update(true)
        for n in [n for n in sys.modules if n.partition(".")[0] == "purestats"]:
            del sys.modules[n]
        sys.modules.update(kept)
    student_t, chi_squared, arithmetic, normal, enclosed = modules
    normal.math = types.SimpleNamespace(**{**vars(math), **libm})
    functions = {
        **{name: getattr(student_t, name) for name in student_t.__all__},
        **{name: getattr(chi_squared, name) for name in chi_squared.__all__},
    }
    return types.SimpleNamespace(
        **functions,
        student_t=student_t,
        chi_squared=chi_squared,
        first_bits=[arithmetic, enclosed, kernels, student_t, chi_squared],
    )
