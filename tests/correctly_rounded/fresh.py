# SPDX-License-Identifier: BSD-3-Clause
"""purestats.correctly_rounded imported anew, and the tables that its calls fill."""

import importlib
import math
import sys
import types


def fresh(**libm):
    """The package once more, with empty tables; its modules see these functions for math's."""
    own = [n for n in sys.modules if n.partition(".")[0] == "purestats"]
    kept = {n: sys.modules.pop(n) for n in own}
    true = {n: getattr(math, n) for n in libm}
    try:
        vars(math).update(libm)
        module = importlib.import_module("purestats.correctly_rounded")
        enclosures = importlib.import_module("purestats.enclosures.normal")
        module.arithmetic = importlib.import_module("purestats.enclosures")
    finally:
        vars(math).update(true)
        for n in [n for n in sys.modules if n.partition(".")[0] == "purestats"]:
            del sys.modules[n]
        sys.modules.update(kept)
    enclosures.math = module.build.math = types.SimpleNamespace(**{**vars(math), **libm})
    return module


def tables(module):
    """The names and contents of the tables of cells."""
    return [
        (n, t) for n, t in vars(module.cells).items() if n.endswith("_CELLS") and n != "MAX_CELLS"
    ]
