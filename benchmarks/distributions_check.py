# SPDX-License-Identifier: BSD-3-Clause
"""Compare t and chi2 with Arb (python-flint).

    python -m benchmarks.distributions_check [count [function ...]]

count points of each function (100,000 if not given): df log-uniform from 0.01 to 1e6 and small
integers, arguments in the body and the tails, a third with loc and scale. Arb encloses the true
value in a ball, in 200 bits and more, and every result is compared with the float nearest to both
ends of it. A quantile is compared by the probability at the midpoints between it and its
neighbours.
"""

import math
import platform
import random
import sys
import time
from collections.abc import Callable, Iterator
from fractions import Fraction

import flint
from flint import arb, ctx, fmpq

import purestats

Args = tuple[float, ...]
PRECISIONS = (200, 400, 800, 1600, 3200, 6400)


def nearest(m: int, e: int) -> float:
    """The float nearest to m * 2**e: division of integers rounds right in every Python."""
    if m == 0 or m.bit_length() + e < -1080:
        return -0.0 if m < 0 else 0.0
    try:
        return m / (1 << -e) if e < 0 else float(m << e)
    except OverflowError:
        return math.copysign(math.inf, m)


def exactly(number: Fraction) -> arb:
    return arb(fmpq(number.numerator, number.denominator))


def deviation(x: Fraction, loc: float, scale: float) -> arb:
    return exactly((x - Fraction(loc)) / Fraction(scale))


# Student's t


def t_tail(z: arb, df: float) -> arb:
    """The area above z >= 0, by the offset near 0, where Arb is closer."""
    v = arb(df)
    y = v / (v + z * z)
    if z * z < v and z < 7:
        u = z * z / (v + z * z)
        return (1 - u.beta_lower(arb(0.5), v / 2, regularized=1)) / 2
    return y.beta_lower(v / 2, arb(0.5), regularized=1) / 2


def t_sf(z: arb, df: float) -> arb:
    return 1 - t_tail(-z, df) if z < 0 else t_tail(z, df)


def t_logsf(z: arb, df: float) -> arb:
    return (-t_tail(-z, df)).log1p() if z < 0 else t_tail(z, df).log()


def t_logpdf(z: arb, df: float) -> arb:
    v = arb(df)
    peak = ((v + 1) / 2).lgamma() - (v / 2).lgamma() - (v * arb.pi()).log() / 2
    return peak - (v + 1) / 2 * (z * z / v).log1p()


# Chi-squared


def chi2_upper(z: arb, df: float) -> arb:
    if z <= 0:
        return arb(1)
    return (z / 2).gamma_upper(arb(df) / 2, regularized=1)


def chi2_lower(z: arb, df: float) -> arb:
    """1 less the upper area, where that leaves digits, and else from its logarithm."""
    if z <= 0:
        return arb(0)
    upper = chi2_upper(z, df)
    return 1 - upper if upper < 0.999999 else chi2_loglower(z, df).exp()


def chi2_loglower(z: arb, df: float) -> arb:
    """log P = a log x - x - log Gamma(a + 1) + log of the sum of x**n/((a + 1) ... (a + n))."""
    a, x = arb(df) / 2, z / 2
    upper = chi2_upper(z, df)
    if upper < 0.999999:
        return (-upper).log1p()
    total = term = arb(1)
    while not term < arb(2) ** -ctx.prec:
        a += 1
        term *= x / a
        total += term
    rest = term * x / (a - x)  # what is left is less
    a = arb(df) / 2
    return a * x.log() - x - (a + 1).lgamma() + (total + rest * arb(0.5, 0.5)).log()


def chi2_logpdf(z: arb, df: float) -> arb:
    a, x = arb(df) / 2, z / 2
    return (a - 1) * x.log() - x - a.lgamma() - arb(2).log()


AREAS: dict[str, Callable[[arb, float], arb]] = {
    "t_cdf": lambda z, df: t_sf(-z, df),
    "t_sf": t_sf,
    "t_logcdf": lambda z, df: t_logsf(-z, df),
    "t_logsf": t_logsf,
    "chi2_cdf": chi2_lower,
    "chi2_sf": chi2_upper,
    "chi2_logcdf": chi2_loglower,
    "chi2_logsf": lambda z, df: chi2_upper(z, df).log(),
}
LOG_DENSITIES = {"t": t_logpdf, "chi2": chi2_logpdf}
FUNCTIONS = [
    f"{name}_{function}"
    for name in ("t", "chi2")
    for function in ("pdf", "logpdf", "cdf", "sf", "logcdf", "logsf", "ppf", "isf")
]


def value(name: str, x: float, df: float, loc: float, scale: float) -> arb:
    z = deviation(Fraction(x), loc, scale)
    distribution, function = name.split("_")
    if function.endswith("pdf"):
        density = LOG_DENSITIES[distribution](z, df) - arb(scale).log()
        return density if function == "logpdf" else density.exp()
    return AREAS[name](z, df)


def is_right(name: str, got: float, *args: float) -> bool:
    for bits in PRECISIONS:
        ctx.prec = bits
        if name.endswith(("ppf", "isf")):
            signs = [sign(name, got, towards, *args) for towards in (-math.inf, math.inf)]
            if 0 not in signs:
                return signs == [1, -1]
            continue
        true = value(name, *args)
        if true.is_finite():
            ends = [nearest(*map(int, end.man_exp())) for end in (true.lower(), true.upper())]
            if ends[0] == ends[1]:
                return ends[0] == got
    raise ArithmeticError(f"{name}{args}: Arb does not decide")


def sign(name: str, got: float, towards: float, q: float, df: float, *place: float) -> int:
    """1 if the quantile is above the midpoint next to got, -1 if below, 0 if undecided."""
    if got == towards:  # nothing is beyond
        return -1 if got > 0 else 1
    z = deviation(midpoint(got, towards), *place)
    distribution, function = name.split("_")
    if distribution == "chi2" and z <= 0:
        return 1
    low = q < 0.5 or distribution == "chi2"  # t: by the smaller area
    area = AREAS[f"{distribution}_{'cdf' if (function == 'ppf') == low else 'sf'}"](z, df)
    target = arb(q) if low else 1 - arb(q)
    above = area < target if (function == "ppf") == low else area > target
    below = area > target if (function == "ppf") == low else area < target
    return 1 if above else -1 if below else 0


def midpoint(x: float, towards: float) -> Fraction:
    edge = Fraction(2) ** 1024
    ends = [
        edge if each == math.inf else -edge if each == -math.inf else Fraction(each)
        for each in (x, math.nextafter(x, towards))
    ]
    return (ends[0] + ends[1]) / 2


# Points


def points(name: str, count: int, seed: str = "") -> Iterator[Args]:
    """Argument, df, loc and scale."""
    rng = random.Random(name + seed)
    for i in range(count):
        df = float(rng.randrange(1, 61)) if i % 2 else 10.0 ** rng.uniform(-2.0, 6.0)
        loc, scale = 0.0, 1.0
        if i % 3 == 2:
            loc, scale = rng.uniform(-9.0, 9.0), 10.0 ** rng.uniform(-3.0, 3.0)
        if name.endswith(("ppf", "isf")):
            yield probability(rng), df, loc, scale
        elif name.startswith("t_"):
            z = rng.gauss(0.0, 2.0) if rng.random() < 0.5 else 10.0 ** rng.uniform(-5.0, 3.0)
            z *= rng.choice((-1.0, 1.0))
            yield loc + scale * z, df, loc, scale
        else:
            z = df + rng.uniform(-9.0, 12.0) * math.sqrt(2.0 * df)
            if z <= 0.0 or rng.random() < 0.2:
                z = df * 10.0 ** rng.uniform(-4.0, 1.0)
            yield loc + scale * z, df, loc, scale


def probability(rng: random.Random) -> float:
    q = rng.choice((rng.random(), 10.0 ** rng.uniform(-300, 0), 1.0 - 10.0 ** rng.uniform(-16, 0)))
    return min(max(q, 1e-300), 1.0 - 2.0**-53)


def check(name: str, count: int) -> int:
    """Print one line for the function; the number of wrong results."""
    wrong, spent = 0, 0.0
    slowest: tuple[float, Args] = (0.0, ())
    start = time.perf_counter()
    function = getattr(purestats, name)
    for args in points(name, count):
        before = time.process_time()
        got = function(*args)
        taken = time.process_time() - before
        spent += taken
        slowest = max(slowest, (taken, args))
        if not is_right(name, got, *args):
            wrong += 1
            print(f"{name}({', '.join(a.hex() for a in args)}) = {got.hex()}: wrong")
    print(
        f"{name:12} {count:8,} points: {wrong} wrong, {time.perf_counter() - start:.0f} s;"
        f" {spent / count * 1e6:.0f} us a call, slowest {slowest[0] * 1e3:.1f} ms",
        flush=True,
    )
    return wrong


def main(words: "list[str]") -> None:
    count = int(words[0].replace(",", "")) if words else 100_000
    print(
        f"# {platform.python_implementation()} {platform.python_version()},"
        f" {platform.machine()}, {platform.system()},"
        f" python-flint {flint.__version__} (FLINT {flint.__FLINT_VERSION__})"
    )
    print(f"# python -m benchmarks.distributions_check {' '.join(words)}".rstrip())
    sys.exit(1 if sum(check(name, count) for name in words[1:] or FUNCTIONS) else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
