# SPDX-License-Identifier: BSD-3-Clause
"""purestats.correctly_rounded.arrays: time beside SciPy, and every result checked.

    python -m benchmarks.correct_rounding_arrays speed [standard, placed, processes]
    python -m benchmarks.correct_rounding_arrays same [count [function ...]]
    python -m benchmarks.correct_rounding_arrays arb [count [function ...]]

speed: a million numbers, warm, the two in turns, the smallest time of each; x is normal or, as
tails, uniform on [-37, 8], q uniform.  "left" is how many of the million the first series leaves
to the function of one number.  The first million is that of a fresh process.  Memory is the peak
of what NumPy and Python allocate for ten million numbers, less the result.

same compares with the functions of one number, ten million of each function if no count is given;
arb with Arb, a million.  A tenth of them has loc and scale.
"""

from __future__ import annotations

import itertools
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

from .arrays import best_in_turns, numbers
from .report import processor

MILLION = 1_000_000
LOC, SCALE = 0.3, 1.7

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
    x = numbers(10 * MILLION)["tails"]
    ours.norm_cdf(x[:MILLION])
    tracemalloc.start()
    result = ours.norm_cdf(x)
    print(f"memory: {(tracemalloc.get_traced_memory()[1] - result.nbytes) / 1e6:.1f} MB")
    tracemalloc.stop()


def draws(name: str, count: int, seed: int) -> list[Any]:
    """Arguments over the body, the tails, all magnitudes; a tenth with loc and scale."""
    rng = np.random.RandomState(seed)
    q = rng.uniform(size=count)
    spread = 10.0 ** rng.uniform(-300.0, 0.0, count)
    kind = rng.randint(0, 4, count)
    if name in ("norm_ppf", "norm_isf", "norm_interval"):
        x = np.choose(kind, [q, q, spread, 1.0 - 10.0 ** (-15.0 * q)])
    elif name == "erfinv":
        x = np.choose(kind, [2.0 * q - 1.0, 2.0 * q - 1.0, spread, 1.0 - 10.0 ** (-15.0 * q)])
    elif name == "erfcinv":
        x = np.choose(kind, [2.0 * q, 2.0 * q, spread, 2.0 - 10.0 ** (-15.0 * q)])
    elif "ilog" in name:
        x = np.choose(kind, [np.log(q), -q, -spread, -(10.0 ** (6.0 * q))])
    else:
        x = np.choose(kind, [rng.standard_normal(count), 77.0 * q - 38.5, 12.0 * q - 6.0, spread])
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


def blocks(words: list[str], count: int) -> Any:
    """Function, arguments and results, a hundred thousand numbers at a time."""
    if words:
        count = int(words[0].replace("_", ""))
    for name in words[1:] or NAMES:
        size = min(count, 100_000)
        yield (
            name,
            (
                (arguments, getattr(ours, name)(*arguments))
                for arguments in (draws(name, size, seed) for seed in range(count // size))
            ),
        )


def rows(arguments: list[Any], results: Any) -> Any:
    return zip(zip(*(each.tolist() for each in arguments)), results.tolist())


def same(words: list[str]) -> int:
    wrong = 0
    for name, parts in blocks(words, 10 * MILLION):
        begin, count, differ = time.perf_counter(), 0, 0
        for arguments, results in parts:
            one = list(map(getattr(cr, name), *(each.tolist() for each in arguments)))
            count += len(one)
            differ += int((np.array(one).view(np.int64) != results.view(np.int64)).sum())
        seconds = time.perf_counter() - begin
        print(f"{name:14} {count:11,} numbers, {differ} differ, {seconds:.0f} s", flush=True)
        wrong += differ
    return wrong


def by_arb(words: list[str]) -> int:
    from .correct_rounding_check import by_arb as nearest

    wrong = 0
    for name, parts in blocks(words, MILLION):
        begin, count, off = time.perf_counter(), 0, 0
        for arguments, results in parts:
            for row, result in rows(arguments, results):
                count += 1
                off += not nearest(name, row, result)[0]
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
