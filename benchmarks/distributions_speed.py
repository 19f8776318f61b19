# SPDX-License-Identifier: BSD-3-Clause
"""One call of t and chi2 beside one call of scipy.stats.

    python -m benchmarks.distributions_speed

Each line is a function over degrees of freedom: both are timed in turns in one process, and the
ratio is that of the best times. Then what a second call with the same df takes over the first, the
slowest calls for df from 1e-3 to 1e12, the longest that were found for any df, what the import
takes, and the largest error of SciPy's.
"""

import math
import os
import platform
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import scipy
from scipy import stats

import purestats
from purestats.enclosures import incomplete

ROOT = Path(__file__).parents[1]
FUNCTIONS = ("cdf", "sf", "pdf", "ppf", "isf")
DEGREES = (1.0, 2.5, 3.0, 9.0, 30.0, 100.0, 1000.0)
LONGEST = (  # of calls with any x, q and df, in a search of some minutes
    (purestats.chi2_isf, 0.9999999999999809, 2.1068920514335893e302),
    (purestats.t_pdf, 1.0, 5e-324),
    (purestats.chi2_logcdf, 4.7195181496990464e-155, 7.9885267e-317),
)


def arguments(name: str, function: str, df: float) -> "list[float]":
    """As people have them: the body, and tails down to 1e-6."""
    if function in ("ppf", "isf"):
        return [1e-6, 0.01, 0.05, 0.3, 0.5, 0.8, 0.95, 0.975, 0.999]
    scipy_ppf = getattr(stats, name).ppf
    return [float(scipy_ppf(q, df)) for q in (1e-6, 0.01, 0.2, 0.45, 0.7, 0.95, 0.999, 1 - 1e-6)]


def best(call: "Callable[[float, float], object]", values: "list[float]", df: float) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    for value in values:
        call(value, df)
    return (time.perf_counter() - start) / len(values)


def compare(name: str, function: str, df: float) -> "tuple[float, float]":
    """Seconds of a call here, and in SciPy."""
    values = arguments(name, function, df)
    ours = getattr(getattr(purestats, name), function)
    theirs = getattr(getattr(stats, name), function)
    times = [(best(ours, values, df), best(theirs, values, df)) for _ in range(25)]
    return min(t for t, _ in times), min(t for _, t in times)


def first_and_second(name: str, function: str) -> "tuple[float, float]":
    """Median seconds of a first call with a df, and of the next with another argument."""
    rng = random.Random(name)
    call = getattr(getattr(purestats, name), function)
    firsts: list[float] = []
    seconds: list[float] = []
    call(0.4, 3.3)
    for _ in range(200):
        df = math.exp(rng.uniform(0.0, 6.9))
        values = [0.3, 0.6] if function in ("ppf", "isf") else [0.7 * df, 0.9 * df]
        for value, times in zip(values, (firsts, seconds)):
            start = time.perf_counter()
            call(value, df)
            times.append(time.perf_counter() - start)
    return sorted(firsts)[100], sorted(seconds)[100]


def slowest(name: str, function: str, count: int = 1500) -> "tuple[float, float, float]":
    """Seconds and arguments of the slowest first call, df from 1e-3 to 1e12."""
    rng = random.Random(function)
    call = getattr(getattr(purestats, name), function)
    worst = (0.0, 0.0, 0.0)
    for _ in range(count):
        df = 10.0 ** rng.uniform(-3.0, 12.0)
        if function in ("ppf", "isf"):
            x = rng.choice((rng.random(), 10.0 ** rng.uniform(-320.0, 0.0)))
        elif rng.random() < 0.5:
            x = 10.0 ** rng.uniform(-300.0, 300.0)
        else:
            x = abs((df if name == "chi2" else 0.0) + rng.uniform(-40, 40) * math.sqrt(2.0 * df))
            x = x if name == "chi2" else rng.uniform(0.0, 40.0)
        incomplete._KEPT.clear()
        start = time.process_time()
        call(x, df)
        worst = max(worst, (time.process_time() - start, x, df))
    return worst


def scipy_error(name: str, function: str, count: int = 3000) -> "tuple[float, float, float]":
    """Ulps from the nearest float, which is ours, and where: these df, tails down to 1e-6."""
    rng = random.Random(function)
    ours, theirs = getattr(purestats, name), getattr(stats, name)
    worst = (0.0, 0.0, 0.0)
    for _ in range(count):
        df, q = rng.choice(DEGREES), 10.0 ** rng.uniform(-6.0, math.log10(0.5))
        q = rng.choice((q, 1.0 - q))
        x = q if function in ("ppf", "isf") else float(theirs.ppf(q, df))
        want = getattr(ours, function)(x, df)
        error = abs(float(getattr(theirs, function)(x, df)) - want) / math.ulp(want)
        worst = max(worst, (error, x, df))
    return worst


def import_seconds(statement: str) -> float:
    """Best of 15 processes, of the statement alone."""
    program = f"import time; s = time.perf_counter(); {statement}; print(time.perf_counter() - s)"
    run = [sys.executable, "-c", program]
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    outputs = [
        subprocess.run(run, cwd=ROOT, env=kept, capture_output=True, check=True, text=True).stdout
        for _ in range(15)
    ]
    return min(map(float, outputs))


def main() -> None:
    print(
        f"# {platform.python_implementation()} {platform.python_version()},"
        f" {platform.machine()}, {platform.system()}, SciPy {scipy.__version__}"
    )
    print("# python -m benchmarks.distributions_speed")
    print("\nmicroseconds of a call, and over scipy.stats")
    print(f"{'':10}" + "".join(f"{f'df {df:g}':>14}" for df in DEGREES))
    for name in ("t", "chi2"):
        for function in FUNCTIONS:
            pairs = [compare(name, function, df) for df in DEGREES]
            cells = "".join(f"{ours * 1e6:8.0f}{ours / theirs:6.2f}" for ours, theirs in pairs)
            print(f"{name + '.' + function:10}{cells}", flush=True)
    print("\nmicroseconds of a first call with a df, of a second, and their ratio")
    for name in ("t", "chi2"):
        for function in FUNCTIONS:
            first, second = first_and_second(name, function)
            cells = f"{first * 1e6:8.0f}{second * 1e6:8.0f}{second / first:6.2f}"
            print(f"{name + '.' + function:10}{cells}", flush=True)
    print("\nmilliseconds of the slowest call with nothing kept, df from 1e-3 to 1e12; x or q, df")
    for name in ("t", "chi2"):
        for function in (*FUNCTIONS, "logcdf", "logsf", "logpdf"):
            seconds, x, df = slowest(name, function)
            print(f"{name + '.' + function:10}{seconds * 1e3:8.2f}  {x!r}, {df!r}", flush=True)
    print("\nseconds of the longest calls found for any df; x or q, df")
    for longest, x, df in LONGEST:
        incomplete._KEPT.clear()
        start = time.process_time()
        longest(x, df)
        seconds = time.process_time() - start
        print(f"{longest.__name__:12}{seconds:6.2f}  {x!r}, {df!r}", flush=True)
    print("\nthe largest error of scipy.stats, in ulp; x or q, df")
    for name in ("t", "chi2"):
        for function in FUNCTIONS:
            error, x, df = scipy_error(name, function)
            print(f"{name + '.' + function:10}{error:8,.0f}  {x!r}, {df!r}", flush=True)
    plain, used = import_seconds("import purestats"), import_seconds("from purestats import t")
    print(f"\nimport: {plain * 1e3:.1f} ms, with t {used * 1e3:.1f} ms")


if __name__ == "__main__":
    main()
