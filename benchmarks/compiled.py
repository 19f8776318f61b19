"""purestats.compiled beside SciPy: time a number, few numbers, memory, the first call; its bits.

Over a million numbers, the two take turns, and each time is the smallest of many, as in
arrays.py, whose arguments these are. The first call is timed in a process of its own, after one
of another function that Numba compiled: from an empty cache, then from a full one.

    python -m benchmarks.compiled --bits 10000000 [--function NAME ...]

compares so many numbers a function with the function of one number, and writes nothing. The
programs of tests/recipes are timed by one call of what they compile, beside the same by NumPy and
scipy.stats.
"""

from __future__ import annotations

import math
import os
import pathlib
import runpy
import subprocess
import sys
import tempfile
import tracemalloc
from functools import partial
from typing import Any

import numba
import numpy as np

import purestats
from purestats import compiled, normal

from . import report
from .arrays import COLUMNS, METHODS, MILLION, best_in_turns, numbers, placed

SPECIAL = {
    "ndtri": ["q"],
    "ndtr": ["x", "tails"],
    "log_ndtr": ["x", "tails"],
    "ndtri_exp": ["log q"],
    "erfinv": ["y in [-1, 1]"],
    "erfcinv": ["y in [0, 2]"],
}
FIRST = """\
import time, numba, numpy
numba.njit(lambda x: x + 1.0)(1.0)
from purestats import compiled
x = numpy.linspace(0.01, 0.99, 1000)
begin = time.perf_counter()
compiled.{}
print(time.perf_counter() - begin)
"""


def time_rows(repeats: int) -> list[list[Any]]:
    """ns a number over a million, ours beside the peer's; us a call with ten."""
    import scipy.special
    import scipy.stats

    arguments = numbers(MILLION)
    pairs: list[tuple[Any, ...]] = [
        (name, x, getattr(compiled, name), f"special.{name}", getattr(scipy.special, name), 1.0)
        for name, names in SPECIAL.items()
        for x in names
    ]
    for name in METHODS:
        x = "q" if name in ("ppf", "isf") else "x"
        ours, peer = getattr(compiled.norm, name), getattr(scipy.stats.norm, name)
        pairs += [(name, x, ours, f"stats.norm.{name}", peer, 0.5)]
        label = f"{name}, loc and scale"
        pairs += [(label, x, placed(ours), f"stats.norm.{name}", placed(peer), 0.5)]
    rows = []
    for name, argument, ours, peer_name, peer, bound in pairs:
        x = arguments[argument]
        times = best_in_turns([lambda x=x, f=f: f(x) for f in (ours, peer)], repeats)  # type: ignore[misc]
        own, other = (each * 1e9 / MILLION for each in times)
        label = f"{name}, ns a number, {argument}"
        rows.append([label, peer_name, own, other, own / other, bound])
    ten = arguments["q"][:10]
    for name in METHODS:
        calls = [getattr(each, name) for each in (compiled.norm, scipy.stats.norm)]
        loops = [lambda f=f: [f(ten) for _ in range(100)] for f in calls]  # type: ignore[misc]
        own, other = (each * 1e6 / 100 for each in best_in_turns(loops, repeats))
        label = f"{name}, us for 10 numbers"
        rows.append([label, f"stats.norm.{name}", own, other, own / other, 0.3])
    return rows


def truncnorm_rows(repeats: int) -> list[list[Any]]:
    """ns a number over a tenth of a million between bounds, ours beside SciPy's."""
    import scipy.stats

    rows: list[list[Any]] = []
    for a, b in ((-1.0, 2.0), (0.0, math.inf), (8.0, 9.0)):
        x = compiled.truncnorm.ppf(numbers(MILLION)["q"][: MILLION // 10], a, b)
        for name in ("cdf", "pdf", "logcdf"):
            pair = [getattr(each, name) for each in (compiled.truncnorm, scipy.stats.truncnorm)]
            calls = [partial(function, x, a, b) for function in pair]
            own, other = (each * 1e9 / x.size for each in best_in_turns(calls, repeats))
            label = f"{name}, ns a number, from {a:g} to {b:g}"
            rows.append([label, f"stats.truncnorm.{name}", own, other, own / other, 0.5])
    return rows


def loop_row(repeats: int) -> list[Any]:
    """norm_cdf in a compiled loop, over math.erfc in the same."""
    norm_cdf = purestats.norm_cdf

    @numba.njit  # type: ignore[untyped-decorator]
    def ours(x: Any) -> float:
        total = 0.0
        for each in x:
            total += norm_cdf(each)
        return total

    @numba.njit  # type: ignore[untyped-decorator]
    def theirs(x: Any) -> float:
        total = 0.0
        for each in x:
            total += 0.5 * math.erfc(-each / 1.4142135623730951)
        return total

    x = numbers(MILLION)["x"]
    calls = [lambda: ours(x), lambda: theirs(x)]
    own, other = (each * 1e9 / MILLION for each in best_in_turns(calls, repeats))
    return ["norm_cdf in a loop, ns a call", "math.erfc", own, other, own / other, 1.5]


def recipe_rows(repeats: int) -> list[list[Any]]:
    """us a call of what the recipes have compiled, over the same by arrays and scipy.stats."""
    from scipy.stats import norm

    folder = pathlib.Path(__file__).parents[1] / "tests/recipes"
    prices, censored, peak = (
        runpy.run_path(str(folder / f"compiled_{name}.py"))
        for name in ("option_prices", "censored", "peak_fit")
    )
    paths = MILLION // 10
    option = (100.0, 110.0, 0.02, 0.25, 0.5)

    def simulated(spot: float, strike: float, rate: float, volatility: float, years: float) -> Any:
        drift, spread = (rate - 0.5 * volatility**2) * years, volatility * math.sqrt(years)
        price = spot * np.exp(drift + norm.ppf((np.arange(paths) + 0.5) / paths, 0.0, spread))
        return math.exp(-rate * years) * np.maximum(price - strike, 0.0).mean()

    def of_censored(parameters: Any, values: Any, limit: float) -> Any:
        loc, scale = parameters[0], math.exp(parameters[1])
        below = values < limit
        seen = norm.logpdf(values[below], loc, scale).sum()
        return -seen - (~below).sum() * norm.logsf(limit, loc, scale)

    def of_peak(parameters: Any, edges: Any, counts: Any) -> Any:
        size, background, loc, scale = parameters
        means = size * np.diff(norm.cdf(edges, loc, scale)) + background * np.diff(edges)
        return np.sum(means - counts * np.log(means))

    of_values = np.array([9.0, 1.2]), np.minimum(censored["values"], 12.0), 12.0
    of_counts = np.array([900.0, 21.0, 91.0, 1.6]), peak["edges"], peak["counts"]
    rows: list[list[Any]] = []
    calls: list[tuple[str, Any, Any, Any]] = [
        (f"option_prices, {paths} paths", prices["simulated"], simulated, option),
        ("censored, 500 values", censored["minus_log_likelihood"], of_censored, of_values),
        ("peak_fit, 40 bins", peak["minus_log_likelihood"], of_peak, of_counts),
    ]
    for name, ours, theirs, arguments in calls:
        last = (paths,) if theirs is simulated else ()
        assert math.isclose(ours(*arguments, *last), theirs(*arguments), rel_tol=1e-9)
        pair = [partial(ours, *arguments, *last), partial(theirs, *arguments)]
        own, other = (each * 1e6 for each in best_in_turns(pair, 20 * repeats))
        rows.append([f"recipe {name}, us", "scipy.stats", own, other, own / other, None])
    return rows


def other_rows(count: int, repeats: int) -> list[list[Any]]:
    """Memory beside the result, two threads over one, and the first call."""
    x, rows = numbers(count)["x"], []
    out = np.empty(count)
    compiled.norm_cdf(x)
    tracemalloc.start()
    compiled.norm_cdf(x)
    peak = (tracemalloc.get_traced_memory()[1] - out.nbytes) / 1e6
    tracemalloc.stop()
    rows.append(["cdf, MB beside the result", "", peak, None, None, 1.0])
    calls = [
        lambda workers=workers: compiled.norm_cdf(x, out=out, workers=workers)  # type: ignore[misc]
        for workers in (2, 1)
    ]
    two, one = (each * 1e9 / count for each in best_in_turns(calls, repeats))
    rows.append(["cdf, ns a number, workers=2", "workers=1", two, one, two / one, 0.6])
    for name, call in (
        ("norm_cdf", "norm_cdf(x)"),
        ("norm_ppf", "norm_ppf(x)"),
        ("truncnorm.cdf", "truncnorm.cdf(x, -1.0, 2.0)"),
    ):
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-c", FIRST.format(call)]
            environment = {**os.environ, "NUMBA_CACHE_DIR": folder}
            for state, bound in (("nothing cached", 5.0), ("cached", 0.3)):
                result = subprocess.run(
                    command, capture_output=True, text=True, check=True, env=environment
                )
                label = f"{name}, s for the first call, {state}"
                rows.append([label, "", float(result.stdout), None, None, bound])
    return rows


def compare_bits(count: int, names: list[str]) -> None:
    """Print how many results differ from the function of one number."""
    for begin in range(0, count, MILLION):
        arguments = numbers(min(count - begin, MILLION))
        shift = begin / MILLION * 1e-9  # other numbers each time
        for name in names:
            if "ilog" in name or name == "ndtri_exp":
                given = [arguments["log q"] - shift]
            elif name in ("norm_ppf", "norm_isf", "ndtri"):
                given = [arguments["q"] * (1 - shift)]
            elif "inv" in name:
                given = [arguments[f"y in {'[0, 2]' if 'c' in name else '[-1, 1]'}"] * (1 - shift)]
            elif "between" in name:
                given = [arguments["x"], arguments["x"] + arguments["q"] + shift]
            else:
                given = [np.where(arguments["q"] < 0.5, arguments["x"], arguments["tails"])]
                given[0] += shift
            got = getattr(compiled, name)(*given).tolist()
            want = map(getattr(purestats, name), *(each.tolist() for each in given))
            print(
                name, sum(a != b for a, b in zip(got, want)), "of", len(got), "differ", flush=True
            )


def main() -> None:
    parser = report.argument_parser(__doc__)
    parser.add_argument("--bits", type=int, default=0)
    every = sorted(set(normal.__all__) - {"norm", "norm_interval", "norm_ppf_bisect"})
    parser.add_argument("--function", nargs="+", choices=every, default=every, help="with --bits")
    args = parser.parse_args()
    if args.bits:
        compare_bits(args.bits, args.function)
        return
    repeats = 3 if args.quick else 15
    rows = [
        *time_rows(repeats),
        *truncnorm_rows(repeats),
        loop_row(repeats),
        *recipe_rows(repeats),
    ]
    rows += other_rows(MILLION if args.quick else 10_000_000, repeats)
    header = report.environment(["numpy", "scipy", "numba"], args.quick)
    header.append(f"load average: {os.getloadavg()[1]:.0f}")
    report.print_table("purestats.compiled", COLUMNS, rows)
    report.write_csv(report.results_folder(args) / "compiled.csv", header, COLUMNS, rows)


if __name__ == "__main__":
    main()
