# SPDX-License-Identifier: BSD-3-Clause
"""Search for arguments whose true value is nearest to a midpoint of two floats.

    python -m benchmarks.correct_rounding_hard [seconds [function ...]]

Writes tests/correctly_rounded/hard_cases/NAME.wc; seconds (20 if not given) is the time for each
function.

Consecutive floats from x on: over a block of L, f(x + k ulp) is a + k*b to within (L/2)**2 of half
its second difference.  a and b come from enclosures at both ends, in units of half an ulp of f,
modulo 2, and the k that bring a + k*b near 1 come from a Euclidean algorithm in a few steps for
the whole block.  Every binade of the argument gets the same number of blocks, at random places.

With loc and scale there is more freedom, and no search is needed: if z is where f(z) is a midpoint
m, then a convergent N/s of z * 2**53, s < 2**53, has N of 106 bits that two floats x - loc share.
"""

import math
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from purestats import enclosures as arithmetic
from purestats.correctly_rounded.build import guess
from purestats.enclosures import normal

ROOT = Path(__file__).resolve().parent.parent

FOLDER = ROOT / "tests" / "correctly_rounded" / "hard_cases"
KEPT = 20
SEED = 2026
BITS = 160
PLACED = 300  # of each kind tried
Args = tuple[float, ...]
Enclose = Callable[[int, float], arithmetic.Enclosure]


# Values enclosed, for arguments of one sign; f's sign does not matter here


def at_deviation(above: Callable, below: Callable) -> Enclose:  # type: ignore[type-arg]
    def enclose(w: int, x: float) -> arithmetic.Enclosure:
        n, d = x.as_integer_ratio()
        return (above if n >= 0 else below)(w, n * n, 2 * d * d)

    return enclose


def at_error_argument(above: Callable, below: Callable) -> Enclose:  # type: ignore[type-arg]
    def enclose(w: int, x: float) -> arithmetic.Enclosure:
        n, d = x.as_integer_ratio()
        return (above if n >= 0 else below)(w, n * n, d * d, 1)

    return enclose


def quantile(w: int, q: float) -> arithmetic.Enclosure:
    """|x| at q, by the smaller tail or by the distance from 1/2."""
    t = min(q, 1.0 - q)
    if t > 0.25:
        return normal.solve(w, enclosed(abs(q - 0.5)), False, guess)
    return normal.solve(w, enclosed(t), True, guess)


def enclosed(x: float) -> arithmetic.Enclosure:
    n, d = x.as_integer_ratio()
    return arithmetic.exact(n, 1 - d.bit_length())


def inverse_erf(w: int, y: float) -> arithmetic.Enclosure:
    y = abs(y)
    n, d = (y if y <= 0.5 else 1.0 - y).as_integer_ratio()
    return normal.erf_quantile(w, n, 2 * d, y > 0.5, guess)


def inverse_erfc(w: int, y: float) -> arithmetic.Enclosure:
    t = min(y, 2.0 - y)
    n, d = (t if t <= 0.5 else 1.0 - t).as_integer_ratio()
    return normal.erf_quantile(w, n, 2 * d, t <= 0.5, guess)


def log_quantile(w: int, y: float) -> arithmetic.Enclosure:
    n, d = (-y).as_integer_ratio()
    low, high, e = normal.log_quantile(w, n, d, guess)
    return (low, high, e) if low >= 0 else (-high, -low, e)


def standard_pdf(w: int, n: int, d: int) -> arithmetic.Enclosure:
    return normal.pdf(w, n, d, (1, 1))


def standard_logpdf(w: int, n: int, d: int) -> arithmetic.Enclosure:
    return normal.logpdf(w, n, d, (1, 1))


ENCLOSED: "dict[str, Enclose]" = {
    "norm_pdf": at_deviation(standard_pdf, standard_pdf),
    "norm_logpdf": at_deviation(standard_logpdf, standard_logpdf),
    "norm_cdf": at_deviation(normal.body, normal.tail),
    "norm_sf": at_deviation(normal.tail, normal.body),
    "norm_logcdf": at_deviation(normal.log_body, normal.log_tail),
    "norm_logsf": at_deviation(normal.log_tail, normal.log_body),
    "norm_ppf": quantile,
    "norm_ilogcdf": log_quantile,
    "erf": at_error_argument(normal.offset, normal.offset),
    "erfc": at_error_argument(normal.tail, normal.body),
    "erfinv": inverse_erf,
    "erfcinv": inverse_erfc,
}
# From the least to the largest argument searched, of each sign: between, results are neither
# limits nor plain multiples of the argument.
SEARCHED = {
    "norm_pdf": [(2.0**-26, 38.5)],
    "norm_logpdf": [(2.0**-27, 2.0**28)],
    "norm_cdf": [(-38.4, -(2.0**-54)), (2.0**-54, 8.25)],
    "norm_sf": [(2.0**-54, 38.4), (-8.25, -(2.0**-54))],
    "norm_logcdf": [(-(2.0**26), -(2.0**-54)), (2.0**-54, 38.4)],
    "norm_logsf": [(2.0**-54, 2.0**26), (-38.4, -(2.0**-54))],
    "norm_ilogcdf": [(-(2.0**60), -2.0), (-2.0, -(2.0**-60))],
    "norm_ppf": [(2.0**-1022, 2.0**-40), (2.0**-40, 1.0 - 2.0**-53)],
    "erf": [(2.0**-30, 5.9)],
    "erfc": [(2.0**-54, 27.2), (-5.9, -(2.0**-54))],
    "erfinv": [(2.0**-30, 1.0 - 2.0**-53)],
    "erfcinv": [(2.0**-1022, 2.0**-40), (2.0**-40, 2.0 - 2.0**-52)],
}


# Distance from a midpoint


def distance(enclosure: arithmetic.Enclosure) -> Fraction:
    """Of the middle, in ulps of it, or 1/2 where it is not known so well."""
    low, high, _ = enclosure
    size = abs(low + high)
    drop = size.bit_length() - 53
    if drop < 4 or high - low > 1 << max(0, drop - 3):
        return Fraction(1, 2)
    return abs(Fraction(size % (1 << drop), 1 << drop) - Fraction(1, 2))


def close_enclosure(enclose: Enclose, *args: float) -> arithmetic.Enclosure:
    """With as many bits as tell its distance from a midpoint to three digits."""
    w = BITS
    while True:
        found = enclose(w, *args)
        low, high, _ = found
        off = distance(found) * 2 ** (abs(low).bit_length() - 53)
        if off > 1000 * (high - low) or w > 4000:
            return found
        w *= 2


# A block of consecutive floats


def first_within(b: int, modulus: int, low: int, high: int) -> int:
    """The smallest k >= 0 with low <= k*b mod modulus <= high, for 0 <= low <= high < modulus.

    -1 if there is none.
    """
    b %= modulus
    if low == 0:
        return 0
    if b == 0:
        return -1
    if 2 * b > modulus:
        return first_within(modulus - b, modulus, modulus - high, modulus - low)
    k = -(-low // b)
    if k * b <= high:
        return k
    # j turns of the modulus: low + j*modulus <= k*b <= high + j*modulus
    j = first_within(-modulus % b, b, low % b, high % b)
    return -1 if j < 0 else -(-(low + j * modulus) // b)


def near_midpoints(a: int, b: int, modulus: int, limit: int, count: int) -> Iterator[int]:
    """All k < count with a + k*b within limit of modulus/2, modulo modulus."""
    k = 0
    while True:
        low = (modulus // 2 - limit - a - k * b) % modulus
        high = low + 2 * limit
        step = 0 if high >= modulus else first_within(b, modulus, low, high)
        if step < 0 or k + step >= count:
            return
        k += step
        yield k
        k += 1


def blocks(rng: random.Random, low: float, high: float) -> Iterator[float]:
    """Where blocks start: every binade in turn, at random inside it."""
    sign = math.copysign(1.0, high)
    low, high = sorted((abs(low), abs(high)))
    first, last = math.frexp(low)[1], math.frexp(high)[1]
    while True:
        for e in range(first, last + 1):
            x = math.ldexp(rng.uniform(0.5, 1.0), e)
            if low <= x <= high:
                yield sign * x


def search_block(enclose: Enclose, x: float, length: int, limit: float) -> Iterator[float]:
    """Arguments of the block whose values seem nearer than limit, in ulps."""
    ulp = math.ulp(x)
    last = x + math.copysign(length * ulp, x)
    if math.ulp(last) != ulp:
        return
    start, end = enclose(112, x), enclose(112, last)
    exponent = start[2] + start[0].bit_length() - 53 - 64  # 2**64 units are an ulp
    a, b = (middle(each, exponent) for each in (start, end))
    if (abs(a) >> 64).bit_length() != (abs(b) >> 64).bit_length():
        return
    modulus = 1 << 64
    slope = (b - a) // length  # off by less than a unit, so the value by less than length
    for k in near_midpoints(a % modulus, slope % modulus, modulus, int(limit * 2.0**64), length):
        yield x + math.copysign(k * ulp, x)


def middle(enclosure: arithmetic.Enclosure, e: int) -> int:
    low, high, exponent = enclosure
    return arithmetic.units_below(low + high, exponent - 1 - e)


def block_length(enclose: Enclose, x: float, limit: float) -> int:
    """As long as the curve stays within a quarter of limit of its chord."""
    length = 64
    step = math.copysign(math.ulp(x) * 2.0**20, x)
    values = [enclose(224, x + i * step) for i in range(3)]
    exponent = values[0][2] + abs(values[0][0]).bit_length() - 53 - 64
    first, second, third = (middle(each, exponent) for each in values)
    bend = abs(first - 2 * second + third) / 2.0**64 / 2.0**40  # for a step of one ulp
    while length < 1 << 16 and bend * (2 * length) ** 2 / 8.0 < limit / 4.0:
        length *= 2
    return length


class Search(NamedTuple):
    hardest: "list[tuple[Fraction, Args]]"
    searched: "dict[int, int]"  # floats in each binade, from its exponent, negated below 0


def search(name: str, seconds: float) -> Search:
    enclose = ENCLOSED[name]
    rng = random.Random(f"{SEED} {name}")
    found: dict[float, Fraction] = {}
    limit = 2.0**-16
    stop = time.perf_counter() + seconds
    searched: Counter[int] = Counter()
    lengths: dict[int, int] = {}
    walk = chain.from_iterable(zip(*(blocks(rng, *span) for span in SEARCHED[name])))
    for x in walk:
        binade = int(math.copysign(5000 + math.frexp(x)[1], x))
        if binade not in lengths:
            lengths[binade] = block_length(enclose, x, limit)
        searched[binade] += lengths[binade]
        for argument in search_block(enclose, x, lengths[binade], 1.5 * limit):
            found[argument] = distance(enclose(BITS, argument))
        if len(found) > 4 * KEPT:
            best = sorted(found.items(), key=itemgetter(1))[:KEPT]
            found, limit = dict(best), float(best[-1][1])
            lengths.clear()  # a finer limit wants shorter blocks
        if time.perf_counter() > stop:
            break
    best = sorted(found.items(), key=itemgetter(1))[:KEPT]
    return Search([(off, (x,)) for x, off in best], searched)


# With loc and scale


def convergents(x: Fraction, limit: int) -> Iterator["tuple[int, int]"]:
    """n, d with n/d nearer to x > 0 than all fractions of smaller denominator."""
    n, d, n_before, d_before = 1, 0, 0, 1
    while True:
        whole = x.numerator // x.denominator
        n, n_before = whole * n + n_before, n
        d, d_before = whole * d + d_before, d
        if d >= limit:
            return
        yield n, d
        if x == whole:
            return
        x = 1 / (x - whole)


def as_number(enclosure: arithmetic.Enclosure) -> Fraction:
    low, high, e = enclosure
    return Fraction(low + high, 2) * Fraction(2) ** e


def two_halves(n: int) -> "tuple[int, int]":
    """n = high - low, each of 53 bits, n below 2**106."""
    drop = max(0, n.bit_length() - 53)
    high = (n >> drop) + 1
    return high << drop, (high << drop) - n


def placed_quantiles(rng: random.Random) -> Iterator[Args]:
    """loc + scale*x near a midpoint m of 54 bits: (m - loc)/scale is a convergent of x."""
    for _ in range(PLACED):
        q = rng.uniform(0.0, 0.25)
        x = as_number(normal.solve(600, enclosed(q), True, guess))
        for shift in (51, 52, 53):
            for n, d in list(convergents(x * 2**shift, 1 << 53))[-2:]:
                drop = n.bit_length() - 54
                middle = n >> drop | 1
                loc = n - (middle << drop)
                if abs(loc).bit_length() <= 53:
                    yield q, float(-loc), math.ldexp(d, shift)


def placed_tails(rng: random.Random) -> Iterator[Args]:
    """Q(z) a midpoint at z: (x - loc)/scale is a convergent of z."""
    for _ in range(PLACED):
        target = rng.getrandbits(54) | 1 << 53 | 1  # of 54 bits, odd
        tail = arithmetic.exact(target, -56 - rng.randrange(60))
        z = as_number(normal.solve(600, tail, True, guess))
        for shift in (51, 52, 53):
            for n, d in list(convergents(z * 2**shift, 1 << 53))[-2:]:
                x, loc = two_halves(n)
                if n.bit_length() < 106:
                    yield float(x), float(loc), math.ldexp(d, shift)


def ratio_of_two(q: float) -> "tuple[int, int]":
    n, d = q.as_integer_ratio()
    return n, d.bit_length() - 1


def enclose_placed_quantile(w: int, q: float, loc: float, scale: float) -> arithmetic.Enclosure:
    n, d = q.as_integer_ratio()
    return normal.placed_quantile(w, n, d, True, loc, scale, guess)


def enclose_placed_tail(w: int, x: float, loc: float, scale: float) -> arithmetic.Enclosure:
    z = (Fraction(x) - Fraction(loc)) / Fraction(scale)
    h = z * z / 2
    return normal.tail(w, h.numerator, h.denominator)


def search_placed(
    found: Iterator[Args], enclose: "Callable[..., arithmetic.Enclosure]"
) -> "list[tuple[Fraction, Args]]":
    hardest = {args: distance(close_enclosure(enclose, *args)) for args in found}
    return [(off, args) for args, off in sorted(hardest.items(), key=itemgetter(1))][: KEPT // 2]


# log pdf and log Q are -z*z/2 and something small beside it: where z has 27 bits, z*z/2 may itself
# be a midpoint, and what decides comes ever later as z grows.
LARGE = [math.ldexp(2.0**27 - 1.0, k) for k in (0, 20, 60, 100, 200, 300, 484)]


def write(name: str, found: Search, words: "list[str]") -> None:
    counts = found.searched.values()
    lines = [
        f"# {name}: arguments whose true values are near a midpoint of two floats.",
        "# argument, loc and scale where they are not 0 and 1, log2 of the distance in ulps",
        f"# python -m benchmarks.correct_rounding_hard {' '.join(words)}; seed {SEED}",
    ]
    if counts:
        lines.append(
            f"# searched: {min(counts):.1e} to {max(counts):.1e} floats in each of {len(counts)}"
            f" binades, {sum(counts):.1e} in all, by blocks of consecutive floats"
        )
    for off, args in found.hardest:
        shown = " ".join(x.hex() for x in args)
        lines.append(f"{shown} {log2(off):.1f}")
    path = FOLDER / f"{name}.wc"
    path.write_text("\n".join(lines) + "\n", encoding="ascii")
    print(f"{name}: {sum(counts):.2g} floats, {lines[4 if counts else 3]}", flush=True)


def log2(off: Fraction) -> float:
    """Of what may be below all floats."""
    bits = off.numerator.bit_length() - off.denominator.bit_length()
    return bits + math.log2(off / Fraction(2) ** bits)


def large(enclose: Enclose, sign: float) -> "list[tuple[Fraction, Args]]":
    return [(distance(close_enclosure(enclose, x * sign)), (x * sign,)) for x in LARGE]


def more(name: str) -> "list[tuple[Fraction, Args]]":
    """What is found without a search."""
    rng = random.Random(f"{SEED} {name}")
    if name == "norm_isf":
        return search_placed(placed_quantiles(rng), enclose_placed_quantile)
    if name == "norm_sf":
        return search_placed(placed_tails(rng), enclose_placed_tail)
    if name in ("norm_logpdf", "norm_logsf"):
        return large(ENCLOSED[name], 1.0)
    return large(ENCLOSED[name], -1.0) if name == "norm_logcdf" else []


def main(words: "list[str]") -> None:
    seconds = float(words[0]) if words else 20.0
    FOLDER.mkdir(exist_ok=True)
    for name in words[1:] or [*ENCLOSED, "norm_isf"]:
        if name == "norm_isf":  # its standard cases are those of norm_ppf
            write(name, Search(more(name), {}), words)
        else:
            found = search(name, seconds)
            write(name, Search(found.hardest + more(name), found.searched), words)


if __name__ == "__main__":
    main(sys.argv[1:])
