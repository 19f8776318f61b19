# SPDX-License-Identifier: BSD-3-Clause
"""Evidence for purestats.correctly_rounded: run with one of these words.

check [count [function ...]]
                compare count points of each function (200,000 if not given) with mpmath
hard [count]    search count quantiles (10,000,000) and a tenth as many values of each other
                function for those nearest to a midpoint of two floats; print the hardest twenty
speed           time each function, warm and cold, the first call, and the import
balance         time and count the undecided for several cell widths and degrees
memory          fill both tables and measure them
"""

import heapq
import math
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from purestats import correctly_rounded as cr  # noqa: E402

FUNCTIONS = (
    "norm_pdf", "norm_logpdf", "norm_cdf", "norm_logcdf", "norm_sf", "norm_logsf",
    "norm_ppf", "norm_isf", "erf", "erfc", "erfinv", "erfcinv",
)  # fmt: skip
# Where results are neither limits nor plain multiples of the argument
SEARCHED = {
    "norm_pdf": (-37.5, 37.5),
    "norm_logpdf": (-60.0, 60.0),
    "norm_cdf": (-37.5, 8.3),
    "norm_sf": (-8.3, 37.5),
    "norm_logcdf": (-60.0, 37.5),
    "norm_logsf": (-37.5, 60.0),
    "erf": (-6.0, 6.0),
    "erfc": (-6.0, 26.5),
    "erfinv": (-1.0, 1.0),
    "erfcinv": (0.0, 2.0),
}


def check(count: int, names: "tuple[str, ...]") -> None:
    import test_correctly_rounded as tests

    for name in names:
        regions = tests.REGIONS[name]
        wrong = total = 0
        start = time.perf_counter()
        for region in regions:
            for x in tests.points(name, *region, -(-count // len(regions)), seed="check"):
                total += 1
                try:
                    tests.check(name, x)
                except BaseException as problem:  # pytest's own failure is not an Exception
                    if isinstance(problem, KeyboardInterrupt):
                        raise
                    wrong += 1
                    print(problem)
        seconds = time.perf_counter() - start
        print(f"{name:12} {total:8,} points, {wrong} wrong, {seconds:.0f} s", flush=True)


def random_probability(rng: random.Random) -> float:
    """Half uniform, half even in the logarithm down to 1e-300."""
    q = rng.random() if rng.random() < 0.5 else 10.0 ** rng.uniform(-300.0, -0.3)
    return q if q > 0.0 else 0.3


def midpoint_distance(total: float, low: float) -> float:
    """How far total + low is from the nearest midpoint of two floats, in ulps."""
    nearest = total + low
    ulp = math.ulp(nearest)
    return abs(abs((total - nearest) + low) / ulp - 0.5)


def exact_distance(name: str, x: float) -> float:
    """The same by the slow phase, 224 bits."""
    seen = []
    settle, placed, first = cr._rounded, cr._placed, cr._FIRST_BITS
    cr._rounded = lambda *enclosure: seen.append(enclosure) or settle(*enclosure)
    cr._placed = lambda *_: None
    cr._FIRST_BITS = 224
    try:
        getattr(cr, name)(x, 0.0, 1.0) if name.startswith("norm") else getattr(cr, name)(x)
    finally:
        cr._rounded, cr._placed, cr._FIRST_BITS = settle, placed, first
    return enclosure_distance(seen[-1])


def enclosure_distance(enclosure: "tuple[int, int, int]") -> float:
    middle = abs(enclosure[0] + enclosure[1]) // 2
    drop = middle.bit_length() - 53
    if drop < 2:
        return 0.5
    return abs((middle & ((1 << drop) - 1)) - (1 << (drop - 1))) / (1 << drop)


def keep(heap: "list[tuple[float, float]]", distance: float, x: float, size: int = 100) -> float:
    """Add to the nearest ones; the distance above which more are not wanted."""
    heapq.heappush(heap, (-distance, x))
    if len(heap) > size:
        heapq.heappop(heap)
        return -heap[0][0]
    return 0.5


def hard(count: int) -> None:
    rng = random.Random(2026)
    heap: list[tuple[float, float]] = []
    limit = 0.5
    halve, series = cr._halve, cr._cell_series
    # Few far tail cells at a time, or every call would build one: blocks of one binade each.
    block = 20_000
    for start in range(0, count, block):
        scale = 1.0 if start // block % 2 else 2.0 ** -rng.randrange(1000)
        for _ in range(block):
            q = rng.random() * scale
            found = series(*halve(q)[:2])
            if found is not None:
                distance = midpoint_distance(found[0], found[1])
                if distance < limit:
                    limit = keep(heap, distance, q)
    print_hardest("norm_ppf", [x for _, x in heap])
    print_hardest("norm_isf", [x for _, x in heap])
    rounded, placed = cr._rounded, cr._placed
    seen: list[tuple[int, int, int]] = []

    def watch(*enclosure: int) -> "float | None":
        seen.append(enclosure)
        return rounded(*enclosure)

    for name, (low, high) in SEARCHED.items():
        heap, limit = [], 0.5
        function = getattr(cr, name)
        seen.clear()
        cr._rounded = watch
        cr._placed = lambda *_: None
        for _ in range(count // 10):
            x = rng.uniform(low, high)
            if rng.random() < 0.25:
                x *= 10.0 ** rng.uniform(-8.0, 0.0)
            seen.clear()
            function(x)
            distance = enclosure_distance(seen[0]) if seen else 0.5
            if distance < limit:
                limit = keep(heap, distance, x)
        cr._rounded, cr._placed = rounded, placed
        print_hardest(name, [x for _, x in heap])


def print_hardest(name: str, xs: "list[float]") -> None:
    ranked = sorted((exact_distance(name, x), x) for x in set(xs))[:20]
    print(f'    "{name}": (')
    for distance, x in ranked:
        print(f'        ("{x.hex()}", {math.log2(distance):.1f}),')
    print("    ),", flush=True)


def per_call(function, xs, repeat: int = 7) -> float:  # type: ignore[no-untyped-def]
    """Best time of a call in microseconds."""
    best = math.inf
    for _ in range(repeat):
        start = time.perf_counter()
        for x in xs:
            function(x)
        best = min(best, time.perf_counter() - start)
    return best / len(xs) * 1e6


def speed() -> None:
    rng = random.Random(1)
    uniform = [rng.random() for _ in range(20_000)]
    first = time.perf_counter()
    cr.norm_ppf(0.3)
    print(f"first call {(time.perf_counter() - first) * 1e3:.2f} ms")
    print(f"norm_ppf, uniform q, warm {per_call(cr.norm_ppf, uniform):.2f} us")
    print(
        f"norm_ppf, loc and scale, warm "
        f"{per_call(lambda q: cr.norm_ppf(q, 1.5, 0.3), uniform):.2f} us"
    )
    times = []
    for _ in range(5):
        cr._TAIL_CELLS.clear()
        cr._CENTRE_CELLS.clear()
        times.append(per_call(cr.norm_ppf, [10.0 ** rng.uniform(-300, -1) for _ in range(500)], 1))
    print(f"norm_ppf, q down to 1e-300, cold {min(times):.1f} us")
    for name, (low, high) in SEARCHED.items():
        xs = [rng.uniform(low, high) for _ in range(2000)]
        print(f"{name} on [{low}, {high}] {per_call(getattr(cr, name), xs):.1f} us")
    try:
        from scipy.stats import norm  # type: ignore[import-untyped]
    except ImportError:
        return
    print(f"scipy.stats.norm.ppf {per_call(norm.ppf, uniform[:1000]):.1f} us")
    print(f"scipy.stats.norm.cdf {per_call(norm.cdf, uniform[:1000]):.1f} us")


def variant(bits: int, degree: int):  # type: ignore[no-untyped-def]
    """The module with 2**bits cells a binade and a series of another degree."""
    source = Path(cr.__file__).read_text(encoding="utf-8")
    cells, names = 1 << bits, [f"c{n}" for n in range(2, degree + 1)]
    horner = names[-1]
    for name in reversed(names[:-1]):
        horner = f"{name} + d * ({horner})"
    for old, new in (
        ("_DEGREE = 8", f"_DEGREE = {degree}"),
        ("(e << 6) + int(m * 128.0)", f"(e << {bits}) + int(m * {2 * cells}.0)"),
        ("(key >> 6) - 1, (key & 63) + 64", f"(key >> {bits}) - 1, (key & {cells - 1}) + {cells}"),
        ("1.0 / 256.0", f"1.0 / {4 * cells}.0"),
        ("2 * k + 1, 8 - e", f"2 * k + 1, {bits + 2} - e"),
        ("fraction * 256.0)), exponent - 8", f"fraction * {4 * cells}.0)), exponent - {bits + 2}"),
        ("c2, c3, c4, c5, c6, c7, c8, err = cell", f"{', '.join(names)}, err = cell"),
        ("c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * (c7 + d * c8)))))", horner),
    ):
        if old not in source:
            sys.exit(f"balance: the module no longer contains {old!r}")
        source = source.replace(old, new)
    module = type(sys)("variant")
    exec(compile(source, "variant", "exec"), module.__dict__)
    return module


def balance() -> None:
    rng = random.Random(7)
    uniform = [rng.random() for _ in range(20_000)]
    more = [rng.random() for _ in range(100_000)]
    far = [10.0 ** rng.uniform(-300, -1) for _ in range(1000)]
    print("cells degree   warm us  cold us  undecided  cells of 20,000 uniform q")
    for bits in (4, 5, 6, 7, 8, 9):
        for degree in (5, 6, 7, 8, 9, 10):
            module = variant(bits, degree)
            warm = per_call(module.norm_ppf, uniform)
            built = len(module._TAIL_CELLS) + len(module._CENTRE_CELLS)
            undecided = 0
            for q in more:
                head, low, err = module._cell_series(*module._halve(q)[:2])
                undecided += head + (low - err) != head + (low + err)
            if undecided > 0.02 * len(more):
                continue
            cold = per_call(module.norm_ppf, far, 1)
            share = undecided / len(more)
            row = f"{1 << bits:5} {degree:6} {warm:9.2f} {cold:8.1f} {share:9.3%} {built:8}"
            print(row, flush=True)


def memory() -> None:
    import tracemalloc

    tracemalloc.start()
    limit = cr._MAX_CELLS // 2
    for cells, top in ((cr._TAIL_CELLS, -2), (cr._CENTRE_CELLS, -2)):
        for e in range(top, top - 1074, -1):
            for k in range(64):
                if len(cells) < limit:
                    cr._cell_series(math.ldexp(64.5 + k, e - 7), cells)
    size = tracemalloc.get_traced_memory()[0]
    print(f"{len(cr._TAIL_CELLS)} + {len(cr._CENTRE_CELLS)} cells, {size / 1e6:.1f} MB")


def main(words: "list[str]") -> None:
    word = words[0] if words else ""
    number = int(words[1].replace(",", "")) if len(words) > 1 else 0
    if word == "check":
        check(number or 200_000, tuple(words[2:]) or FUNCTIONS)
    elif word == "hard":
        hard(number or 10_000_000)
    elif word in ("speed", "balance", "memory"):
        globals()[word]()
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
