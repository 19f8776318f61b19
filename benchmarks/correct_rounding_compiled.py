# SPDX-License-Identifier: BSD-3-Clause
"""purestats.correctly_rounded.compiled beside SciPy, and beside the functions of one number.

    python -m benchmarks.correct_rounding_compiled [--quick]
    python -m benchmarks.correct_rounding_compiled --check 10000000

Without --check: ns a number over a million, warm; all take turns, and the ratio is that of the
smallest times. x is normal or, where it says tails, uniform on [-37, 8]; q is uniform, log q its
logarithm, y uniform where it is defined. "arrays" is the door for NumPy alone. "first million" is
what the first call in a new process takes longer than the third, its compilation apart.

With it: so many results of every function, half of them with loc and scale where it has them, are
compared with those of the functions of one number.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from purestats import correctly_rounded as exact
from purestats.correctly_rounded import arrays, compiled

from . import report
from .arrays import MILLION, best_in_turns, numbers

COLUMNS = ["measured", "over", "compiled", "arrays", "peer", "ratio", "bound"]
LOC, SCALE = 0.1, 1.7
# Of scipy.special, the names of the functions here, and their arguments
SPECIAL = {
    "ndtri": ("ppf", "q"),
    "ndtr": ("cdf", "x", "tails"),
    "erf": ("erf", "x"),
    "erfc": ("erfc", "x"),
    "erfinv": ("erfinv", "y in [-1, 1]"),
    "erfcinv": ("erfcinv", "y in [0, 2]"),
}
METHODS = ["pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "ppf", "isf", "interval"]
FUNCTIONS = {
    **{f"norm_{name}": ("x", "tails") for name in METHODS[:6]},
    **dict.fromkeys(("norm_ppf", "norm_isf", "norm_interval"), ("q", "q")),
    **dict.fromkeys(("norm_ilogcdf", "norm_ilogccdf"), ("log q", "log q")),
    **dict.fromkeys(("erf", "erfc"), ("x", "tails")),
    "erfinv": ("y in [-1, 1]", "y in [-1, 1]"),
    "erfcinv": ("y in [0, 2]", "y in [0, 2]"),
}


def comparisons() -> list[tuple[str, str, str, str, tuple[float, ...], float]]:
    """Ours, the peer's module and name, the argument, loc and scale, the largest ratio wanted."""
    rows: list[tuple[str, str, str, str, tuple[float, ...], float]] = []
    for peer, (name, *arguments) in SPECIAL.items():
        ours = peer if name == peer else f"norm_{name}"
        rows += [(ours, "special", peer, argument, (), 1.3) for argument in arguments]
    for name in METHODS:
        for argument in ("x", "tails") if name in METHODS[:6] else ("q",):
            rows.append((f"norm_{name}", "stats.norm", name, argument, (), 0.6))
        argument = "x" if name in METHODS[:6] else "q"
        rows.append((f"norm_{name}", "stats.norm", name, argument, (LOC, SCALE), 1.0))
    return rows


def function_of(module: str, name: str) -> Callable[..., Any]:
    owner = importlib.import_module("scipy." + module.removesuffix(".norm"))
    return getattr(owner.norm if "norm" in module else owner, name)  # type: ignore[no-any-return]


def time_rows(repeats: int) -> list[list[Any]]:
    arguments, rows = numbers(MILLION), []
    for name, module, peer, argument, place, bound in comparisons():
        x = arguments[argument]
        functions = getattr(compiled, name), getattr(arrays, name), function_of(module, peer)
        calls = [lambda f=f, x=x, p=place: f(x, *p) for f in functions]  # type: ignore[misc]
        for call in calls[:2]:
            call()
        first, second, third = (each * 1e9 / MILLION for each in best_in_turns(calls, repeats))
        label = f"{name}, {argument}{', loc and scale' if place else ''}"
        rows.append([label, f"{module}.{peer}", first, second, third, first / third, bound])
    return rows


def few_rows(repeats: int) -> list[list[Any]]:
    """us a call with ten numbers."""
    q, rows = np.arange(1, 11) / 11, []
    for name in ("ppf", "cdf", "pdf", "logcdf"):
        functions = [getattr(each, f"norm_{name}") for each in (compiled, arrays)]
        functions.append(function_of("stats.norm", name))
        loops = [lambda f=f: [f(q) for _ in range(100)] for f in functions]  # type: ignore[misc]
        first, second, third = (each * 1e6 / 100 for each in best_in_turns(loops, repeats))
        label = f"norm_{name}, us for ten numbers"
        rows.append([label, f"stats.norm.{name}", first, second, third, first / third, 1.0])
    return rows


PROGRAM = """
import sys, time
from benchmarks.arrays import MILLION, numbers
from purestats.correctly_rounded import compiled
name, argument = sys.argv[1:]
function, x = getattr(compiled, name), numbers(MILLION)[argument]
function(x[:300])
times = []
for _ in range(3):
    begin = time.perf_counter()
    function(x)
    times.append(time.perf_counter() - begin)
print(times[0] - times[2])
"""


def first_rows(repeats: int) -> list[list[Any]]:
    rows = []
    for name, (argument, _) in FUNCTIONS.items():
        command = [sys.executable, "-c", PROGRAM, name, argument]
        runs = [
            float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            for _ in range(repeats)
        ]
        rows.append([f"{name}, {argument}, first million, s", "", min(runs), *[None] * 3, 0.5])
    return rows


def check(count: int) -> int:
    """The number of results that differ, by function."""
    wrong = 0
    for name, arguments in FUNCTIONS.items():
        one, many = getattr(exact, name), getattr(compiled, name)
        places: list[tuple[float, ...]] = [(), (LOC, SCALE)] if name[:4] == "norm" else [()]
        found = 0
        for place in places:
            for argument in arguments:
                x = numbers(count)[argument][:: len(places) * len(arguments)]
                got = many(x, *place)
                want = np.array([one(each, *place) for each in x.tolist()]).T
                same = (got == want) & (np.signbit(got) == np.signbit(want))
                found += int(np.size(same) - np.count_nonzero(same))
        print(f"{name:14} {count:,} results: {found} differ", flush=True)
        wrong += found
    return wrong


def main() -> None:
    parser = report.argument_parser(__doc__)
    parser.add_argument("--check", type=int, default=0, metavar="COUNT")
    args = parser.parse_args()
    header = report.environment(["numpy", "numba", "scipy"], args.quick)
    if args.check:
        print(*header, sep="\n")
        sys.exit(1 if check(args.check) else 0)
    rows = time_rows(3 if args.quick else 25) + few_rows(3 if args.quick else 9)
    rows += first_rows(1 if args.quick else 3)
    report.print_table("purestats.correctly_rounded.compiled", COLUMNS, rows)
    path = report.results_folder(args) / "correct_rounding_compiled.csv"
    report.write_csv(path, header, COLUMNS, rows)


if __name__ == "__main__":
    main()
