# SPDX-License-Identifier: BSD-3-Clause
"""Compare purestats.correctly_rounded with Arb (python-flint) and MPFR (gmpy2).

    python -m benchmarks.correct_rounding_check [count [function ...]]

Extremes of all arguments with each other, then count points of each function (200,000 if not
given): half of them standard, over the regions of the tests, and half with loc and scale.  Arb
encloses the true value in a ball, and every result is compared with the float nearest to both ends
of it.  MPFR finds the same value at 200 bits; its functions of one argument are correctly rounded,
but the formula around them is not, so it may be off where Arb needed more bits: a result that
differs is counted apart.
"""

import math
import platform
import random
import sys
import time
from collections.abc import Callable, Iterator
from itertools import chain, product

import gmpy2
from flint import arb, ctx
from gmpy2 import mpfr

from purestats import correctly_rounded as cr
from tests.oracle import exact_points

Args = tuple[float, ...]
MPFR_BITS = 200


def nearest(m: int, e: int) -> float:
    """The float nearest to m * 2**e: division of integers rounds right in every Python."""
    if m == 0 or m.bit_length() + e < -1080:
        return math.copysign(0.0, m)
    try:
        return m / (1 << -e) if e < 0 else float(m << e)
    except OverflowError:
        return math.copysign(math.inf, m)


# Arb


def arb_deviation(x: float, loc: float, scale: float) -> arb:
    return (arb(x) - arb(loc)) / arb(scale)


def arb_tail(z: arb) -> arb:
    return (z / arb(2).sqrt()).erfc() / 2


def arb_log_tail(z: arb) -> arb:
    """log Q(z); for large z by U(1/2, 1/2, h) = sqrt(pi) * exp(h) * erfc(sqrt(h)), h = z*z/2."""
    if z > 40:  # Arb's U is good to about exp(-h)
        h = z * z / 2
        return (h.hypgeom_u(arb(0.5), arb(0.5)) / arb.pi().sqrt() / 2).log() - h
    return (-arb_tail(-z)).log1p() if z < -1 else arb_tail(z).log()


def arb_pdf(z: arb, scale: float) -> arb:
    return (-z * z / 2).exp() / ((2 * arb.pi()).sqrt() * arb(scale))


def arb_log_pdf(z: arb, scale: float) -> arb:
    return -z * z / 2 - (2 * arb.pi()).log() / 2 - arb(scale).log()


def arb_quantile(q: float) -> arb:
    return -arb(2).sqrt() * (2 * arb(q)).erfcinv()


def arb_half_width(c: float) -> arb:
    return arb(2).sqrt() * arb(c).erfinv()


ARB: dict[str, Callable[..., arb]] = {
    "norm_pdf": lambda x, loc=0.0, scale=1.0: arb_pdf(arb_deviation(x, loc, scale), scale),
    "norm_logpdf": lambda x, loc=0.0, scale=1.0: arb_log_pdf(arb_deviation(x, loc, scale), scale),
    "norm_cdf": lambda x, loc=0.0, scale=1.0: arb_tail(-arb_deviation(x, loc, scale)),
    "norm_sf": lambda x, loc=0.0, scale=1.0: arb_tail(arb_deviation(x, loc, scale)),
    "norm_logcdf": lambda x, loc=0.0, scale=1.0: arb_log_tail(-arb_deviation(x, loc, scale)),
    "norm_logsf": lambda x, loc=0.0, scale=1.0: arb_log_tail(arb_deviation(x, loc, scale)),
    "norm_ppf": lambda q, loc=0.0, scale=1.0: arb(loc) + arb(scale) * arb_quantile(q),
    "norm_isf": lambda q, loc=0.0, scale=1.0: arb(loc) - arb(scale) * arb_quantile(q),
    "upper end": lambda c, loc=0.0, scale=1.0: arb(loc) + arb(scale) * arb_half_width(c),
    "lower end": lambda c, loc=0.0, scale=1.0: arb(loc) - arb(scale) * arb_half_width(c),
    "erf": lambda x: arb(x).erf(),
    "erfc": lambda x: arb(x).erfc(),
    "erfinv": lambda y: arb(y).erfinv(),
    "erfcinv": lambda y: arb(y).erfcinv(),
}


FEW_BITS = 80  # which nearly always do
PRECISIONS = (128, 256, 512, 1200, 3000, 8000)
FUNCTIONS = {
    **{name: getattr(cr, name) for name in cr.__all__ if name in ARB},
    "upper end": lambda *args: cr.norm_interval(*args)[1],
    "lower end": lambda *args: cr.norm_interval(*args)[0],
    "norm_ilogcdf": cr.norm_ilogcdf,
    "norm_ilogccdf": cr.norm_ilogccdf,
}


def by_arb(name: str, args: Args, got: float) -> "tuple[bool, int]":
    """Whether got is the nearest float, and the bits that it took."""
    if name not in ARB:
        return by_arb_inverse(name, args, got)
    ctx.prec = FEW_BITS
    if abs(ARB[name](*args) - got) < 0.5 * abs(got - math.nextafter(got, 0.0)):
        return True, FEW_BITS
    for bits in PRECISIONS:
        ctx.prec = bits
        value = ARB[name](*args)
        if value.is_finite():
            ends = [nearest(*map(int, end.man_exp())) for end in (value.lower(), value.upper())]
            if ends[0] == ends[1]:
                return ends[0] == got, bits
    raise ArithmeticError(f"{name}{args}: Arb does not decide")


def by_arb_inverse(name: str, args: Args, got: float) -> "tuple[bool, int]":
    """The same for the quantiles of a logarithm: by the logarithms at the midpoints beside got."""
    y, loc, scale = args if len(args) == 3 else (*args, 0.0, 1.0)
    side = -1 if name == "norm_ilogcdf" else 1
    for bits in (FEW_BITS, *PRECISIONS):
        ctx.prec = bits
        signs = []
        for towards in (-math.inf, math.inf):
            if got == towards:  # nothing is beyond
                signs.append(-1 if got > 0 else 1)
                continue
            middle = (as_arb(got) + as_arb(math.nextafter(got, towards))) / 2
            z = (middle - arb(loc)) / arb(scale)
            off = side * (arb_log_tail(side * z) - arb(y))  # falls as z grows
            signs.append(1 if off > 0 else -1 if off < 0 else 0)
        if 0 not in signs:
            return signs == [1, -1], bits
    raise ArithmeticError(f"{name}{args}: Arb does not decide")


def as_arb(x: float) -> arb:
    """2**1024 in place of an infinity."""
    return arb(x) if math.isfinite(x) else arb(2) ** 1024 * math.copysign(1.0, x)


# MPFR


def mpfr_deviation(x: float, loc: float, scale: float) -> mpfr:
    return (mpfr(x) - mpfr(loc)) / mpfr(scale)


def mpfr_tail(z: mpfr) -> mpfr:
    return gmpy2.erfc(z / gmpy2.sqrt(mpfr(2))) / 2


def mpfr_log_tail(z: mpfr) -> mpfr:
    if z > 10000:
        square = z * z
        total = term = mpfr(1)
        for n in range(1, 12):  # the asymptotic series of Mills' ratio
            term *= -(2 * n - 1) / square
            total += term
        return -square / 2 - gmpy2.log(2 * gmpy2.const_pi() * square) / 2 + gmpy2.log(total)
    return gmpy2.log1p(-mpfr_tail(-z)) if z < -1 else gmpy2.log(mpfr_tail(z))


def mpfr_pdf(z: mpfr, scale: float) -> mpfr:
    return gmpy2.exp(-z * z / 2) / (gmpy2.sqrt(2 * gmpy2.const_pi()) * mpfr(scale))


def mpfr_log_pdf(z: mpfr, scale: float) -> mpfr:
    return -z * z / 2 - gmpy2.log(2 * gmpy2.const_pi()) / 2 - gmpy2.log(mpfr(scale))


MPFR: dict[str, Callable[..., mpfr]] = {
    "norm_pdf": lambda x, loc=0.0, scale=1.0: mpfr_pdf(mpfr_deviation(x, loc, scale), scale),
    "norm_logpdf": lambda x, loc=0.0, scale=1.0: mpfr_log_pdf(
        mpfr_deviation(x, loc, scale), scale
    ),
    "norm_cdf": lambda x, loc=0.0, scale=1.0: mpfr_tail(-mpfr_deviation(x, loc, scale)),
    "norm_sf": lambda x, loc=0.0, scale=1.0: mpfr_tail(mpfr_deviation(x, loc, scale)),
    "norm_logcdf": lambda x, loc=0.0, scale=1.0: mpfr_log_tail(-mpfr_deviation(x, loc, scale)),
    "norm_logsf": lambda x, loc=0.0, scale=1.0: mpfr_log_tail(mpfr_deviation(x, loc, scale)),
    "erf of deviation": lambda x, loc=0.0, scale=1.0: gmpy2.erf(
        mpfr_deviation(x, loc, scale) / gmpy2.sqrt(mpfr(2))
    ),
    "erf against deviation": lambda x, loc=0.0, scale=1.0: gmpy2.erf(
        -mpfr_deviation(x, loc, scale) / gmpy2.sqrt(mpfr(2))
    ),
    "erf": lambda x: gmpy2.erf(mpfr(x)),
    "erfc": lambda x: gmpy2.erfc(mpfr(x)),
}
INVERSE_OF = {
    "norm_ppf": "norm_cdf",
    "norm_isf": "norm_sf",
    "norm_ilogcdf": "norm_logcdf",
    "norm_ilogccdf": "norm_logsf",
    "upper end": "erf of deviation",
    "lower end": "erf against deviation",
    "erfinv": "erf",
    "erfcinv": "erfc",
}
RISING = ("norm_ppf", "norm_ilogcdf", "upper end", "erfinv")


def to_float(value: mpfr) -> float:
    if not gmpy2.is_finite(value):
        return float(value)
    m, e = value.as_mantissa_exp() if value else (0, 0)
    return nearest(int(m), int(e))


def by_mpfr(name: str, args: Args, got: float) -> bool:
    """Whether got is the nearest float; for an inverse, by its function at the midpoints."""
    with gmpy2.context(precision=MPFR_BITS, emin=gmpy2.get_emin_min(), emax=gmpy2.get_emax_max()):
        if name not in INVERSE_OF:
            return to_float(MPFR[name](*args)) == got
        function = MPFR[INVERSE_OF[name]]
        below = function(midpoint(got, -math.inf), *args[1:]) - mpfr(args[0])
        above = function(midpoint(got, math.inf), *args[1:]) - mpfr(args[0])
        return below <= 0 <= above if name in RISING else below >= 0 >= above


def midpoint(x: float, towards: float) -> mpfr:
    other = math.nextafter(x, towards)
    edge = math.copysign(2.0, x) * mpfr(2) ** 1023
    if math.isinf(x):
        return (mpfr(math.nextafter(x, 0.0)) + edge) / 2 if x != towards else mpfr(x)
    return (mpfr(x) + (edge if math.isinf(other) else mpfr(other))) / 2


# Points


def standard_points(name: str, count: int) -> Iterator[Args]:
    if name.endswith(" end"):
        rng = random.Random(name)
        for _ in range(count):
            yield (confidence(rng),)
        return
    regions = exact_points.REGIONS[name]
    share = -(-count // len(regions))
    for region, low, high in regions:
        for x in exact_points.points(name, region, low, high, share, seed="check"):
            yield (x,)


def placed_points(name: str, count: int) -> Iterator[Args]:
    """Half as the tests place them, at any magnitude; half as people do."""
    rng = random.Random(name)
    like = "norm_ppf" if name.endswith(" end") else name
    yield from exact_points.placed(like, count // 2)
    count -= count // 2
    for _ in range(count):
        loc, scale = rng.uniform(-100.0, 100.0), math.exp(rng.uniform(-5.0, 5.0))
        q = rng.random() if rng.random() < 0.5 else 10.0 ** rng.uniform(-20, -1)
        if name.endswith(" end"):
            yield confidence(rng), loc, scale
        elif "ilog" in name:
            yield (math.log(q) if rng.random() < 0.5 else -q), loc, scale
        elif name in INVERSE_OF:
            yield q, loc, scale
        else:
            yield loc + scale * rng.uniform(-9.0, 9.0), loc, scale


DEVIATIONS = (
    0.0, 5e-324, 2.0**-1022, 1e-300, 1e-290, 1e-160, 2.0**-60, 2.0**-54, 1e-9, 0.5, 1.0, 3.7, 37.0,
    38.5, 64.0, 1e5, 2.0**40, 1e15, 1e90, 1.0000001e90, 1e154, 1.4e154, 1e160, 1e200, 1e300,
    1.7e308,
)  # fmt: skip
PROBABILITIES = (
    5e-324, 1e-310, 2.2e-308, 1e-300, 1e-290, 2.0**-100, 2.0**-54, 1e-9, 0.1, 0.25, 0.3,
    0.4999999999999999, 0.5000000000000001, 0.75, 0.9, 1.0 - 2.0**-53,
)  # fmt: skip
LOCS = (0.0, 5e-324, 1e-300, 1e-20, 1.0, -3.5, 1e20, -1e300, 1.79e308)
SCALES = (5e-324, 1e-300, 1e-91, 1e-20, 0.3, 1.0, 2.0, 1e20, 1e91, 1e300, 1.79e308)


def extreme_points(name: str) -> Iterator[Args]:
    """Every magnitude with every other."""
    firsts: tuple[float, ...] = DEVIATIONS + tuple(-x for x in DEVIATIONS)
    if "ilog" in name:
        firsts = tuple(-x for x in DEVIATIONS if x)
    elif name in INVERSE_OF:
        firsts = PROBABILITIES
    yield from product(firsts, LOCS, SCALES) if placeable(name) else ((x,) for x in firsts)


def placeable(name: str) -> bool:
    return name.startswith("norm") or name.endswith(" end")


def confidence(rng: random.Random) -> float:
    c = rng.choice((rng.random(), 10.0 ** rng.uniform(-300, 0), 1.0 - 10.0 ** rng.uniform(-16, 0)))
    return min(max(c, 1e-300), 1.0 - 2.0**-53)


def check(name: str, count: int) -> int:
    """Print one line for the function; the number of results that either finds wrong."""
    wrong = other = total = most = 0
    start = time.perf_counter()
    points = standard_points(name, count // 2 if placeable(name) else count)
    placed = placed_points(name, count // 2) if placeable(name) else iter(())
    for args in chain(extreme_points(name), points, placed):
        if name in INVERSE_OF and abs(args[0]) in (0.0, 1.0, 2.0):
            continue  # the ends of domains are limits, which the tests list
        total += 1
        got = FUNCTIONS[name](*args)
        right, bits = by_arb(name, args, got)
        most = max(most, bits)
        wrong += not right
        agreed = by_mpfr(name, args, got)
        other += not agreed
        if not (right and agreed):
            shown = ", ".join(a.hex() for a in args)
            print(f"{name}({shown}) = {got.hex()}: Arb {right}, {bits} bits; MPFR {agreed}")
    seconds = time.perf_counter() - start
    print(
        f"{name:13} {total:8,} points: {wrong} wrong by Arb (at most {most} bits),"
        f" {other} other than by MPFR, {seconds:.0f} s",
        flush=True,
    )
    return wrong + other


def main(words: "list[str]") -> None:
    import flint

    count = int(words[0].replace(",", "")) if words else 200_000
    print(
        f"# {platform.python_implementation()} {platform.python_version()},"
        f" {platform.machine()}, {platform.system()},"
        f" python-flint {flint.__version__} (FLINT {flint.__FLINT_VERSION__}),"
        f" gmpy2 {gmpy2.version()} ({gmpy2.mpfr_version()})"
    )
    print(f"# python -m benchmarks.correct_rounding_check {' '.join(words)}".rstrip())
    sys.exit(1 if sum(check(name, count) for name in words[1:] or FUNCTIONS) else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
