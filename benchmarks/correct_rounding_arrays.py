# SPDX-License-Identifier: BSD-3-Clause
"""purestats.correctly_rounded.arrays: time beside SciPy, and every result checked.

    python -m benchmarks.correct_rounding_arrays speed [standard, placed, processes]
    python -m benchmarks.correct_rounding_arrays same [count [function ...]]
    python -m benchmarks.correct_rounding_arrays arb [count [function ...]]

speed: a million numbers, warm, the two in turns, the smallest time of each; x is normal or, as
tails, uniform on [-37, 8], q uniform.  "left" is how many of the million the first series leaves
to the function of one number.  The first million is that of a fresh process.  Memory is the peak
of what NumPy and Python allocate for ten million numbers, less the result.

same compares this door, and that of Numba where there is one, with the functions of one number,
ten million of each if no count is given; arb with Arb, a million.  A tenth of them has loc and
scale, a fifth stands beside the edge of a cell, and special values are among them.
"""

from __future__ import annotations

import itertools
import math
import platform
import subprocess
import sys
import time
import tracemalloc
from functools import partial
from typing import Any

import numpy as np

from purestats import correctly_rounded as cr
from purestats.correctly_rounded import arrays as ours
from purestats.correctly_rounded import cells

from .arrays import best_in_turns, numbers
from .report import processor

MILLION = 1_000_000
LOC, SCALE = 0.3, 1.7
SEED = 20_000  # of the first hundred thousand
SPECIAL = [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.0, np.inf, -np.inf, np.nan, 5e-324, -5e-324, 1e308]
SPECIAL += [37.0, -37.0, 39.0, -39.0, 44.0, -44.0, 64.0, -64.0, 9.0, -9.0, 6.0, 0.25, 0.75]
SPECIAL += [2.0**-53, -(2.0**-53), 1.0 - 2.0**-53, 2.0**-100, 2.0**-1022, -(2.0**40), -0.69314718]

# Function, its arguments, SciPy's name in stats.norm and in special
ROWS = [
    ("norm_ppf", "q", "ppf", "ndtri"),
    ("norm_isf", "q", "isf", ""),
    *(
        (f"norm_{name}", of, name, special)
        for of in ("x", "tails")
        for name, special in (
            ("pdf", ""),
            ("logpdf", ""),
            ("cdf", "ndtr"),
            ("sf", ""),
            ("logcdf", "log_ndtr"),
            ("logsf", ""),
        )
    ),
    ("norm_ilogcdf", "log q", "", "ndtri_exp"),
    ("erf", "x", "", "erf"),
    ("erfc", "x", "", "erfc"),
    ("erfinv", "y in [-1, 1]", "", "erfinv"),
    ("erfcinv", "y in [0, 2]", "", "erfcinv"),
]

FIRST = """
import time
import numpy as np
from purestats.correctly_rounded import arrays
rng = np.random.RandomState(1)
q = rng.uniform(size=1_000_000)
x = {x}
begin, used = time.perf_counter(), time.process_time()
arrays.{function}(x)
print(time.perf_counter() - begin, time.process_time() - used)
"""


def header(words: list[str]) -> None:
    import scipy

    print(f"# {processor()}, {platform.system()}, Python {platform.python_version()},")
    print(f"# NumPy {np.__version__}, SciPy {scipy.__version__}")
    print(f"# python -m benchmarks.correct_rounding_arrays {' '.join(words)}".rstrip())


def left(function: Any, *args: Any) -> int:
    """How many numbers go to the function of one number."""
    count = itertools.count()
    one = ours._value
    ours._value = lambda *row: (next(count), one(*row))[1]
    try:
        function(*args)
    finally:
        ours._value = one
    return next(count)


def speed(words: list[str]) -> None:
    import scipy.special
    import scipy.stats

    print("ns a number: correctly rounded, stats.norm, special; ratios; left of a million")
    of = numbers(MILLION)
    places = {"standard": (), "placed": (LOC, SCALE)}
    for place in [places[word] for word in words or places if word in places]:
        print(f"loc, scale = {place}" if place else "standard")
        for name, argument, method, special in ROWS:
            if place and not method:
                continue
            arguments = of[argument], *place
            peers = {}
            if method:
                peers["stats"] = partial(getattr(scipy.stats.norm, method), *arguments)
            if special and not place:
                peers["special"] = partial(getattr(scipy.special, special), *arguments)
            call = partial(getattr(ours, name), *arguments)
            call()
            own, *times = best_in_turns([call, *peers.values()], 5)
            row = " ".join(f"{each * 1e3:6.1f}" for each in (own, *times))
            ratios = "  ".join(f"{own / each:5.2f} x {key}" for key, each in zip(peers, times))
            print(f"  {name:13} {argument:13} {row:21} {ratios:32} {left(call):4}", flush=True)
    if not words or "processes" in words:
        processes(of["q"][:10])


def processes(few: Any) -> None:
    import scipy.stats

    own, peer = best_in_turns(
        [lambda: ours.norm_ppf(few), lambda: scipy.stats.norm.ppf(few)], 2000
    )
    print(f"10 numbers, norm_ppf: {own * 1e6:.1f} us, {own / peer:.2f} x stats")
    for function, x in (
        ("norm_ppf", "q"),
        ("norm_cdf", "rng.standard_normal(q.size)"),
        ("norm_cdf", "45.0 * q - 37.0"),
        ("norm_logcdf", "45.0 * q - 37.0"),
        ("norm_ilogcdf", "np.log(q)"),
    ):
        run = [sys.executable, "-c", FIRST.format(function=function, x=x)]
        found = [subprocess.run(run, capture_output=True, check=True).stdout for _ in range(3)]
        taken, used = (min(map(float, each)) for each in zip(*(each.split() for each in found)))
        print(f"first million, {function}({x}): {taken:.2f} s, {used:.2f} s of a processor")
    for name, argument, *place in (
        ("norm_cdf", "tails"),
        ("norm_pdf", "x", LOC, SCALE),
        ("norm_logsf", "tails"),
        ("norm_ilogcdf", "log q"),
    ):
        x = numbers(10 * MILLION)[argument]
        call = partial(getattr(ours, name), x, *place)
        call()
        tracemalloc.start()
        size = call().nbytes
        more = tracemalloc.get_traced_memory()[1] - size
        print(f"memory, {name}({argument}): {more / 1e6:.1f} MB")
        tracemalloc.stop()


def draws(name: str, count: int, seed: int) -> list[Any]:
    """Arguments over the body, the tails, all magnitudes; a tenth with loc and scale."""
    rng = np.random.RandomState(SEED + seed)
    q = rng.uniform(size=count)
    spread = 10.0 ** rng.uniform(-300.0, 0.0, count)
    kind = rng.randint(0, 5, count)
    if name in ("norm_ppf", "norm_isf", "norm_interval"):
        x = np.choose(kind % 4, [q, q, spread, 1.0 - 10.0 ** (-15.0 * q)])
    elif name == "erfinv":
        x = np.choose(kind % 4, [2.0 * q - 1.0, 2.0 * q - 1.0, spread, 1.0 - 10.0 ** (-15.0 * q)])
    elif name == "erfcinv":
        x = np.choose(kind % 4, [2.0 * q, 2.0 * q, spread, 2.0 - 10.0 ** (-15.0 * q)])
    elif "ilog" in name:
        x = np.choose(kind % 4, [np.log(q), -q, -spread, -(10.0 ** (6.0 * q))])
    else:
        x = np.choose(
            kind % 4, [rng.standard_normal(count), 77.0 * q - 38.5, 12.0 * q - 6.0, spread]
        )
    edge = np.rint(x * 4096.0) / 4096.0
    if "log" not in name and name not in ("norm_pdf", "norm_cdf", "norm_sf", "erf", "erfc"):
        m, e = np.frexp(x)
        edge = np.ldexp(np.rint(m * 512.0) / 512.0, e)
    beside = np.nextafter(edge, rng.choice([-np.inf, np.inf], count))
    x = np.where(kind == 4, np.where(rng.randint(0, 2, count), edge, beside), x)
    x[: len(SPECIAL)] = SPECIAL
    if not name.startswith("norm") or seed % 10:
        return [x]
    loc, scale = 3.0 * rng.standard_normal(count), np.exp(2.0 * rng.standard_normal(count))
    return [
        x if name in ("norm_ppf", "norm_isf") or "ilog" in name else loc + scale * x,
        loc,
        scale,
    ]


NAMES = (
    [row[0] for row in ROWS[:8]] + ["norm_ilogcdf", "norm_ilogccdf"] + [r[0] for r in ROWS[-4:]]
)


def doors() -> dict[str, Any]:
    found = {"arrays": ours}
    try:
        from purestats.correctly_rounded import compiled

        found["compiled"] = compiled
    except ImportError:
        print("# without Numba")
    return found


def blocks(words: list[str], count: int) -> Any:
    """Function and arguments, a hundred thousand numbers at a time."""
    cells.MAX_CELLS = 100_000  # or the functions of one number make cells most of the time
    if words:
        count = int(words[0].replace("_", ""))
    for name in words[1:] or NAMES:
        size = min(count, 100_000)
        yield name, (draws(name, size, seed) for seed in range(count // size))


def one(function: Any, *row: float) -> float:
    try:
        return function(*row)  # type: ignore[no-any-return]
    except ValueError:
        return np.nan


def same(words: list[str]) -> int:
    wrong, found = 0, doors()
    for name, parts in blocks(words, 10 * MILLION):
        begin, count, differ = time.perf_counter(), 0, dict.fromkeys(found, 0)
        for arguments in parts:
            columns = [each.tolist() for each in arguments]
            want = np.array(list(map(partial(one, getattr(cr, name)), *columns)))
            count += want.size
            for door, module in found.items():
                with np.errstate(all="ignore"):
                    got = getattr(module, name)(*arguments)
                right = (got == want) & (np.signbit(got) == np.signbit(want))
                right |= np.isnan(got) & np.isnan(want)
                differ[door] += int(np.count_nonzero(~right))
        seconds = time.perf_counter() - begin
        print(f"{name:14} {count:11,} numbers, {differ} differ, {seconds:.0f} s", flush=True)
        wrong += sum(differ.values())
    return wrong


def by_arb(words: list[str]) -> int:
    from .correct_rounding_check import by_arb as nearest

    wrong, found = 0, doors()
    for name, parts in blocks(words, MILLION):
        begin, count, off = time.perf_counter(), 0, 0
        for arguments in parts:
            columns = [each.tolist() for each in arguments]
            with np.errstate(all="ignore"):
                results = [getattr(each, name)(*arguments).tolist() for each in found.values()]
            for row, values in zip(zip(*columns), zip(*results)):
                if all(map(math.isfinite, (*row, *values))) and all(values):
                    count += 1
                    off += len(set(values)) > 1 or not nearest(name, row, values[0])[0]
        seconds = time.perf_counter() - begin
        print(f"{name:14} {count:11,} numbers, {off} not nearest, {seconds:.0f} s", flush=True)
        wrong += off
    return wrong


def main(words: list[str]) -> None:
    word, rest = (words or [""])[0], words[1:]
    if word not in ("speed", "same", "arb"):
        sys.exit(__doc__)
    header(words)
    if word == "speed":
        speed(rest)
    else:
        sys.exit((same if word == "same" else by_arb)(rest) > 0)


if __name__ == "__main__":
    main(sys.argv[1:])
