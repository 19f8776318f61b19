# SPDX-License-Identifier: BSD-3-Clause
"""Evidence for purestats.correctly_rounded: run with one of these words.

prove [kind ...]                 Arb shows every cell within its bound (correct_rounding_prove)
check [count [function ...]]     compare with Arb and MPFR (correct_rounding_check)
hard [seconds [function ...]]    search for values near midpoints (correct_rounding_hard)
speed                            each function beside that of purestats, in one interleaved run:
                                 warm, with loc and scale, cold beside scipy.stats.norm; the first
                                 call and the import in new processes
memory                           fill all tables and measure them
slowest [seconds]                search for the slowest call over any arguments

prove, check and slowest take --quick: a part of the cells, 200 points, 0.2 s a function.
"""

import gc
import importlib
import math
import os
import platform
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from purestats import correctly_rounded as cr
from purestats import normal
from purestats.correctly_rounded import cells

QUICK = {"prove": ["area", "centre", "logarithm"], "check": ["200"], "slowest": ["0.2"]}
ROOT = Path(__file__).resolve().parent.parent

Function = Callable[..., Any]
Draw = Callable[[random.Random], float]

# Arguments in the body and in the tails, where results are neither limits nor subnormal
DEVIATION: "tuple[Draw, Draw]" = (lambda r: r.gauss(0.0, 1.0), lambda r: r.uniform(-36.0, 36.0))
PROBABILITY: "tuple[Draw, Draw]" = (
    lambda r: r.random(),
    lambda r: 10.0 ** r.uniform(-300.0, -0.1),
)
LOGARITHM: "tuple[Draw, Draw]" = (
    lambda r: -r.expovariate(1.0),
    lambda r: -(10.0 ** r.uniform(-3.0, 5.0)),
)
NEAR_1: "tuple[Draw, Draw]" = (
    lambda r: r.random(),
    lambda r: 1.0 - 10.0 ** r.uniform(-15.0, -1.0),
)
ARGUMENTS = {
    **dict.fromkeys(
        ("norm_pdf", "norm_logpdf", "norm_cdf", "norm_sf", "norm_logcdf", "norm_logsf"), DEVIATION
    ),
    **dict.fromkeys(("norm_ppf", "norm_isf"), PROBABILITY),
    "norm_interval": NEAR_1,
    **dict.fromkeys(("norm_ilogcdf", "norm_ilogccdf"), LOGARITHM),
    "erf": (lambda r: r.gauss(0.0, 1.0), lambda r: r.uniform(-6.0, 6.0)),
    "erfc": (lambda r: r.gauss(0.0, 1.0), lambda r: r.uniform(0.0, 26.0)),
    "erfinv": NEAR_1,
    "erfcinv": PROBABILITY,
}
LOC, SCALE = 0.3, 1.7


def header(words: "Sequence[str]") -> None:
    python = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"# {python}, {platform.machine()}, {platform.system()}")
    print(f"# python -m benchmarks.correct_rounding {' '.join(words)}")


def seconds_of(function: Function, xs: "list[float]") -> float:
    """Of a call, without the collector, which would walk all that SciPy brought along."""
    gc.disable()
    start = time.perf_counter()
    for x in xs:
        function(x)
    seconds = (time.perf_counter() - start) / len(xs)
    gc.enable()
    return seconds


def beside(functions: "Sequence[Function]", xs: "list[float]", repeat: int = 15) -> "list[float]":
    """Best time of a call of each, in turns, so that all meet the same machine."""
    for function in functions:
        seconds_of(function, xs)
    best = [math.inf] * len(functions)
    for _ in range(repeat):
        best = [min(old, seconds_of(f, xs)) for old, f in zip(best, functions)]
    return best


def warm() -> None:
    print("warm, ns a call: purestats (math for erf, erfc), correctly_rounded, ratio")
    print(f"{'':14} {'body':>20} {'tails':>20} {'loc and scale':>20}")
    for name, draws in ARGUMENTS.items():
        rng = random.Random(name)
        plain: Function = getattr(math if name in ("erf", "erfc") else normal, name)
        exact: Function = getattr(cr, name)
        row = []
        for draw in draws:
            row.append(beside((plain, exact), [draw(rng) for _ in range(1500)]))
        if name.startswith("norm"):
            xs = [draws[0](rng) for _ in range(1500)]
            pair = (lambda x, f=f: f(x, LOC, SCALE) for f in (plain, exact))
            row.append(beside(tuple(pair), xs))
        columns = (f"{a * 1e9:6.0f} {b * 1e9:6.0f} {b / a:6.2f}" for a, b in row)
        print(f"{name:14} {' '.join(columns)}", flush=True)


def empty() -> None:
    for name, table in vars(cells).items():
        if name.endswith("_CELLS") and isinstance(table, dict):
            table.clear()


def cold() -> None:
    try:
        from scipy.stats import norm  # type: ignore[import-untyped]
    except ImportError:
        print("cold: needs SciPy to compare with")
        return
    print("cold, us a call with empty tables: scipy.stats.norm, correctly_rounded, ratio")
    for name, draws in ARGUMENTS.items():
        scipys = getattr(norm, name[5:], None)
        if scipys is None or name == "norm_interval":
            continue
        rng, row = random.Random(name), []
        for draw, count in zip(draws, (20, 300)):  # so few that nearly each meets a new cell
            best = [math.inf, math.inf]
            for _ in range(9):
                xs = [draw(rng) for _ in range(count)]
                empty()
                for i, function in enumerate((scipys, getattr(cr, name))):
                    best[i] = min(best[i], seconds_of(function, xs))
            row.append(best)
        columns = (f"{a * 1e6:6.1f} {b * 1e6:6.1f} {b / a:6.2f}" for a, b in row)
        print(f"{name:14} {' '.join(columns)}", flush=True)


def in_new_process(program: str) -> float:
    """The number it prints, the least of seven: the first may have to compile the package."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    run = [sys.executable, "-c", program]
    return min(
        float(subprocess.run(run, capture_output=True, cwd=ROOT, env=environment).stdout)
        for _ in range(7)
    )


TIMED = """
import time
{before}
start = time.perf_counter()
{timed}
print(time.perf_counter() - start)
"""


def processes() -> None:
    importing = "import purestats.correctly_rounded as cr"
    seconds = in_new_process(TIMED.format(before="", timed=importing))
    print(f"import {seconds * 1e3:.2f} ms")
    for name, x in (("norm_cdf", 0.7), ("norm_ppf", 0.3), ("norm_ilogcdf", -1e3)):
        seconds = in_new_process(TIMED.format(before=importing, timed=f"cr.{name}({x})"))
        print(f"first call, {name}({x}) {seconds * 1e3:.2f} ms")


def memory() -> None:
    import tracemalloc  # not in PyPy

    n = cells.MAX_CELLS
    fill: dict[str, tuple[Function, list[float]]] = {
        "DENSITY_CELLS": (cells.density, [37.0 * i / (4 * n) for i in range(4 * n)]),
        "AREA_CELLS": (cells.area, [37.0 * i / (4 * n) for i in range(4 * n)]),
        "LOG_AREA_CELLS": (cells.log_area, [68.0 * i / (4 * n) - 4.0 for i in range(4 * n)]),
        "LOGARITHM_CELLS": (cells.logarithm, [1.0 + i / 128 for i in range(128)]),
        "TAIL_CELLS": (
            lambda t: cells.quantile(t, True),
            [2.0 ** (-2.0 - i / 64) for i in range(n)],
        ),
        "CENTRE_CELLS": (
            lambda t: cells.quantile(t, False),
            [2.0 ** (-2.0 - i / 64) for i in range(98 * 64)],
        ),
        "LOG_QUANTILE_CELLS": (
            cells.log_quantile,
            [-(2.0 ** (i / 100 - 50.0)) for i in range(90 * 100)],
        ),
    }
    tracemalloc.start()
    for name, (function, xs) in fill.items():
        table, before = getattr(cells, name), tracemalloc.get_traced_memory()[0]
        for x in xs:
            if len(table) < n:
                function(x)
        size = tracemalloc.get_traced_memory()[0] - before
        print(f"{name:18} {len(table):5} cells, {size / 1e6:5.2f} MB", flush=True)
    print(f"in all {tracemalloc.get_traced_memory()[0] / 1e6:.1f} MB")


def wild(rng: random.Random) -> float:
    return rng.choice((-1.0, 1.0)) * rng.choice(
        (
            math.ldexp(rng.uniform(0.5, 1.0), rng.randrange(-1073, 1024)),
            rng.gauss(0.0, 30.0),
            5e-324,
            sys.float_info.max,
        )
    )


def any_arguments(name: str, rng: random.Random) -> "tuple[float, ...]":
    x = wild(rng)
    if name in ("norm_ppf", "norm_isf", "norm_interval"):
        x = rng.choice(
            (rng.random(), math.ldexp(rng.random(), -rng.randrange(1074)), 1 - 2.0**-53)
        )
    elif "ilog" in name:
        x = -abs(x)
    elif name == "erfinv":
        x = rng.uniform(-1.0, 1.0) * min(1.0, abs(x))
    elif name == "erfcinv":
        x = 2.0 * rng.random() * min(1.0, abs(x))
    if not name.startswith("norm"):
        return (x,)
    loc, scale = wild(rng), abs(wild(rng))
    if ARGUMENTS[name] is DEVIATION and rng.random() < 0.5:
        x = loc + scale * rng.gauss(0.0, 5.0)
    return x, loc, scale


def slowest(seconds: float) -> None:
    """The slowest of three times each, so that it is the call and not the machine."""
    print(f"slowest call found in {seconds:g} s for each function, ms")
    for name in ARGUMENTS:
        function: Function = getattr(cr, name)
        rng = random.Random(name)
        worst = 0.0
        found: tuple[float, ...] = ()
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            args = any_arguments(name, rng)
            taken = timed(function, args)
            if taken > worst:
                taken = min(taken, timed(function, args), timed(function, args))
                if taken > worst:
                    worst, found = taken, args
        print(f"{name:14} {worst * 1e3:6.3f}  {', '.join(a.hex() for a in found)}", flush=True)


def timed(function: Function, args: "tuple[float, ...]") -> float:
    start = time.perf_counter()
    function(*args)
    return time.perf_counter() - start


def main(words: "list[str]") -> None:
    word, rest = (words or [""])[0], words[1:]
    if rest == ["--quick"]:
        if word not in QUICK:
            sys.exit(f"{word} has no --quick")
        rest = QUICK[word]
    if word in ("prove", "check", "hard"):
        importlib.import_module(f"benchmarks.correct_rounding_{word}").main(rest)
        return
    if word not in ("speed", "memory", "slowest"):
        sys.exit(__doc__)
    header(words)
    if word == "speed":
        warm()
        cold()
        processes()
    elif word == "memory":
        memory()
    else:
        slowest(float(rest[0]) if rest else 5.0)


if __name__ == "__main__":
    main(sys.argv[1:])
