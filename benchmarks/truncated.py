# SPDX-License-Identifier: BSD-3-Clause
"""The truncated normal: worst errors searched for, speed beside SciPy.

    python -m benchmarks.truncated search 600
    python -m benchmarks.truncated speed

search looks for so many seconds in the regions of tests/oracle/truncated.py: at random, and
around the worst so far. speed times calls in turns and prints ratios of the best
times: one number, with the bounds of the call before and with others in each call; then arrays.
"""

import math
import platform
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import purestats
from tests.oracle import truncated as oracle
from tests.oracle import ulps

BOUNDS = [(-1.0, 2.0), (0.0, math.inf), (8.0, 9.0), (100.0, 101.0)]
OF_X = ["pdf", "logpdf", "cdf", "logcdf", "sf", "logsf"]
OF_Q = ["ppf", "isf"]
OF_BOUNDS = ["mean", "var", "std", "stats", "entropy", "median"]


def nudged(rng: random.Random, row: "tuple[float, ...]") -> "tuple[float, ...]":
    """The arguments, some of them a few ulps or a few per cent off."""
    kind, values = rng.choice((1e-16, 1e-12, 1e-3)), list(row)
    for k, value in enumerate(values):
        if rng.random() < 0.5 and math.isfinite(value):
            values[k] = value * (1.0 + kind * rng.uniform(-3.0, 3.0))
    if len(row) == 3:
        q, a, b = values
        return (q, a, b) if 0.0 < q < 1.0 and a < b else row
    x, a, b, loc, scale = values
    return (x, a, b, loc, scale) if a < b and oracle.is_inside(*values) else row


def errors(row: "tuple[float, ...]") -> "dict[str, float]":
    """The error of each function of x, or of q and loc 0 and scale 1."""
    if len(row) == 5:
        truth = oracle.values(*row)
        values = {name: getattr(purestats.truncnorm, name)(*row) for name in OF_X}
        return {name: abs(ulps(value, truth[name])) for name, value in values.items()}
    values = {name: getattr(purestats.truncnorm, name)(*row) for name in OF_Q}
    return {name: oracle.error_of_quantile(name, x, *row) for name, x in values.items()}


def search(seconds: float) -> None:
    """Print the largest error of each function in each region, and where it is."""
    rng = random.Random(time.time())
    print("largest errors found, in ulps; with x, a, b, loc and scale, or q, a and b")
    for region in oracle.REGIONS:
        worst: dict[str, tuple[float, tuple[float, ...]]]
        worst = dict.fromkeys(OF_X + OF_Q, (0.0, ()))
        end = time.monotonic() + seconds / len(oracle.REGIONS)
        waiting = list(region.worst())
        while time.monotonic() < end:
            known = [row for error, row in worst.values() if error]
            draw = rng.choice([region.arguments, region.shares])
            around = known and rng.random() < 0.6
            row = nudged(rng, rng.choice(known)) if around else draw(rng)
            row = waiting.pop() if waiting else row
            try:
                found = errors(row)
            except ArithmeticError:
                continue
            for name, error in found.items():
                worst[name] = max(worst[name], (error, row))
        for name, (error, row) in worst.items():
            text = ", ".join(map(float.hex, row))
            print(f"{region.name:25}{name:8}{error:6.2f}  {text}", flush=True)


def best(rounds: int, *calls: "Callable[[], Any]") -> "list[float]":
    """The best time of each call, in seconds, taken in turns."""
    times = [[math.inf] for _ in calls]
    for _ in range(rounds):
        for call, row in zip(calls, times):
            start = time.perf_counter()
            call()
            row.append(time.perf_counter() - start)
    return [min(row) for row in times]


def calls_of(
    function: "Callable[..., Any]", rows: "list[tuple[float, ...]]"
) -> "Callable[[], Any]":
    return lambda: [function(*row) for row in rows]


def speed_of_one_number(theirs: Any) -> None:
    print("\none number: microseconds, and how many times SciPy's call takes that; the same")
    print("bounds as in the call before, then other bounds in each call")
    ours = purestats.truncnorm
    for a, b in BOUNDS:
        for name in [*OF_X, *OF_Q, *OF_BOUNDS]:
            first = (a + 0.5,) if name in OF_X else (0.3,) if name in OF_Q else ()
            same = [(*first, a, b)] * 100
            other = [(*first, a - k * 2.0**-9, b) for k in range(20)]
            f, g = getattr(ours, name), getattr(theirs, name)
            times = best(7, calls_of(f, same), calls_of(f, other), calls_of(g, same[:20]))
            one, new, their = times[0] / 100, times[1] / 20, times[2] / 20
            cells = f"{one * 1e6:8.1f}{their / one:8.0f}{new * 1e6:8.1f}{their / new:8.0f}"
            print(f"({a:g}, {b:g})".ljust(14) + f"{name:8}{cells}", flush=True)


def speed_of_arrays(theirs: Any, count: int = 1 << 16) -> None:
    import numpy as np

    from purestats.arrays import truncnorm as ours

    print(f"\n{count} numbers: the time over SciPy's, with bounds that are numbers; the same with")
    print("two x outside of them; with loc and scale; with arrays of bounds")
    rng = np.random.default_rng(1)
    for a, b in BOUNDS:
        q = rng.random(count)
        x = ours.ppf(q, a, b)
        outside = x.copy()
        outside[:2] = a - 1.0, x.max() + 100.0
        columns = rng.permutation(a - np.arange(count) * 2.0**-20), np.full(count, b)
        for name in [*OF_X, *OF_Q, "rvs"]:
            f, g = getattr(ours, name), getattr(theirs, name)
            cells = ""
            rows: list[Any]  # the arguments of each call
            if name == "rvs":
                rows = [((a, b), {"size": count})]
            elif name in OF_Q:
                rows = [((q, a, b), {}), ((q, a, b, 1.0, 2.0), {}), ((q, *columns), {})]
            else:
                rows = [((x, a, b), {}), ((outside, a, b), {}), ((1 + 2 * x, a, b, 1.0, 2.0), {})]
                rows += [((x, *columns), {})]
            for row, more in rows:
                mine, other = best(5, partial(f, *row, **more), partial(g, *row, **more))
                cells += f"{mine / other:8.2f}"
            place = f"({a:g}, {b:g})".ljust(14) + f"{name:8}"
            print(place + (cells[:8] + " " * 8 + cells[8:] if name in OF_Q else cells), flush=True)


def speed() -> None:
    import numpy as np
    import scipy
    from scipy import stats

    print(f"NumPy {np.__version__}, SciPy {scipy.__version__}")
    with np.errstate(all="ignore"):
        speed_of_one_number(stats.truncnorm)
        speed_of_arrays(stats.truncnorm)


def main() -> None:
    command, *rest = sys.argv[1:] or ["speed"]
    python = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"# {python}, {platform.machine()}, {platform.system()}")
    print(f"# python -m benchmarks.truncated {' '.join([command, *rest])}")
    if command == "search":
        search(float(rest[0]))
    else:
        speed()


if __name__ == "__main__":
    main()
