"""The truncated normal distribution by mpmath: true values, regions, and the worst found.

The formulas are the textbook's, relative to the density at one point. They cancel, for bounds
far out or near to each other by hundreds of digits: so each value is computed with half as
many bits more again, until two agree.
"""

import functools
import math
import random
from typing import NamedTuple

import mpmath
from mpmath import mpf

from . import ulps

INF = math.inf
AGREEMENT = mpf(2) ** -75
MOST_BITS = 40_000
NOTHING = mpf(0)  # exactly: what lies between a bound and itself


def doubled(function):
    """The function in as many bits as it takes: half as many more give the same values."""

    @functools.wraps(function)
    def until_two_agree(*arguments):
        bits, before = 250, None
        while bits < MOST_BITS:
            with mpmath.workprec(bits):
                try:
                    values = function(*map(mpf, arguments))
                except ZeroDivisionError:  # all has cancelled
                    values = None
            same = before and values and all(map(agree, before, values))
            # Another zero may be what is left of too few bits.
            if same and (all(each or each is NOTHING for each in values) or bits > 8_000):
                return values
            bits, before = bits + 70 if before is None else bits * 3 // 2, values
        raise ArithmeticError(f"no agreement for {arguments!r}")

    return until_two_agree


def agree(x, y):
    return x == y or abs(x - y) <= AGREEMENT * abs(y)


def mills(z):
    """The upper tail over the density, z >= 0."""
    if z < 1000:
        return mpmath.erfc(z / mpmath.sqrt(2)) * mpmath.sqrt(mpmath.pi / 2) * mpmath.exp(z * z / 2)
    term = total = 1 / z
    for k in range(1, 200):  # the asymptotic series
        term *= -(2 * k - 1) / z**2
        total += term
        if abs(term) < abs(total) * mpmath.eps:
            break
    return total


def between(a, b, origin):
    """The probability between a and b over the density at the origin, which is 0 or a bound."""
    if b <= 0:
        a, b = -b, -a
    if a < 0:
        halves = mpmath.erf(b / mpmath.sqrt(2)) - mpmath.erf(a / mpmath.sqrt(2))
        return halves * mpmath.sqrt(mpmath.pi / 2) * mpmath.exp(origin**2 / 2)
    width = b - a
    beyond = 0 if b == INF else mpmath.exp(-width * (a + width / 2)) * mills(b)
    return mpmath.exp(-(a - origin) * (a + origin) / 2) * (mills(a) - beyond)


def facing_up(function):
    """The function for bounds with a + b >= 0, of the others' mirror image."""

    @functools.wraps(function)
    def oriented(x, a, b, loc, scale):
        if a + b < 0:
            below, above, *rest = function(-x, -b, -a, -loc, scale)
            return above, below, *rest
        return function(x, a, b, loc, scale)

    return oriented


@doubled
@facing_up
def at(x, a, b, loc, scale):
    """Below x, above x, the density, and their logarithms."""
    z, origin = (x - loc) / scale, max(a, 0)
    total = between(a, b, origin)
    below = NOTHING if is_at(a, x, loc, scale) else between(a, z, origin) / total
    above = NOTHING if is_at(b, x, loc, scale) else between(z, b, origin) / total
    fall = (z - origin) * (z + origin) / 2
    density, log_density = mpmath.exp(-fall) / total / scale, -fall - mpmath.log(total * scale)
    # The orientation swaps the first two: the logarithms are taken of what it leaves.
    return below, above, density, log_density


def is_at(bound, x, loc, scale):
    """Whether x is at the bound, exactly."""
    offset = mpmath.fsub(x, loc, exact=True)
    return abs(bound) != INF and offset == mpmath.fmul(bound, scale, exact=True)


@functools.lru_cache(None)
def values(x, a, b, loc, scale):
    """The true values by function, x between the bounds."""
    below, above, density, log_density = at(x, a, b, loc, scale)
    return {
        "cdf": below,
        "sf": above,
        "pdf": density,
        "logpdf": log_density,
        "logcdf": log_of(below, above),
        "logsf": log_of(above, below),
    }


def log_of(p, rest):
    if p == 0:
        return -INF
    return mpmath.log(p) if p < 0.5 else mpmath.log1p(-rest)


@doubled
def moments(a, b, loc, scale):
    """The mean, the central moments 2 to 4, the raw moments 2 to 6, and the entropy."""
    origin = max(a, 0) if a + b >= 0 else min(b, 0)
    total = between(a, b, origin)
    raw = [mpf(1), mpf(0)]

    def density(z):
        return 0 if abs(z) == INF else mpmath.exp(-(z - origin) * (z + origin) / 2)

    at_a, at_b = density(a) / total, density(b) / total
    raw[1] = at_a - at_b
    for k in range(2, 7):
        at_a, at_b = at_a and a * at_a, at_b and b * at_b
        raw.append((k - 1) * raw[k - 2] + at_a - at_b)
    powers = [power(raw, k, loc, scale) for k in range(7)]
    central = [power(raw, k, -scale * raw[1], scale) for k in (2, 3, 4)]
    entropy = (raw[2] - origin**2) / 2 + mpmath.log(total * scale)
    return powers[1], *central, *powers[2:], entropy


def power(raw, order, loc, scale):
    """The mean of (loc + scale*Z)**order."""
    return sum(
        math.comb(order, k) * scale**k * raw[k] * loc ** (order - k) for k in range(order + 1)
    )


def error_of_terms(got, want, arguments):
    """Of a log density, in units of 2**-52 of the largest of its terms, which cancel."""
    if not mpmath.isfinite(want):
        return abs(ulps(got, want))
    _, a, b, _, scale = map(mpf, arguments)
    origin = max(a, 0) if a + b >= 0 else min(b, 0)
    log_scale = mpmath.log(scale)
    log_total = mpmath.log(between(a, b, origin))
    largest = max(1, abs(want), abs(log_scale), abs(log_total), abs(want + log_scale + log_total))
    return float(abs(got - want) * 2**52 / largest)


def error_of_quantile(name, x, q, a, b):
    """In ulps, or in units of 2**-53 where these are more, around 0.

    By the probability over the density; by its logarithm where it falls much before the bound.
    """
    below, above, density, _ = at(x, a, b, 0.0, 1.0)
    p, bound = (below, a) if name == "ppf" else (above, b)
    if p == 0 and abs(x) > min(abs(a), abs(b)):  # from there on the density rises
        return float(mpmath.log1p(q * abs(x) / density) / abs(x)) / math.ulp(x)
    off = p * mpmath.log(p / q) if 2 * p < density * abs(mpf(x) - bound) else p - q
    return float(abs(off / density)) / max(math.ulp(x), 2.0**-53 if a < 0.0 < b else 0.0)


def is_inside(x, a, b, loc, scale):
    """Whether x is between the bounds, and no number extreme."""
    if not (abs(x) < INF and 1e-300 < scale < 1e300):
        return False
    with mpmath.workprec(600):
        return a <= (mpf(x) - mpf(loc)) / mpf(scale) <= b


# Regions: how the bounds are drawn.


def beside_0(rng):
    a = rng.uniform(-3, 3)
    return a, a + rng.uniform(0, 4)


def on_both_sides(rng):
    return -(10 ** rng.uniform(-12, 1.6)), 10 ** rng.uniform(-12, 1.6)


def half_open(rng):
    return rng.uniform(-40, 3), INF


def in_the_tail(rng):
    a = rng.uniform(0, 40)
    return a, rng.choice([INF, a + 10 ** rng.uniform(-16, 1)])


def far_out(rng):
    a = 10 ** rng.uniform(1, 12)
    return a, rng.choice([INF, a + 10 ** rng.uniform(-13, 1)])


def farther_out(rng):
    a = 10 ** rng.uniform(12, 130)
    return a, rng.choice([INF, a * (1 + 10 ** rng.uniform(-15, 1))])


def narrow(rng):
    a = rng.choice([0.0, 10 ** rng.uniform(-300, 0)])
    return a, a + 10 ** rng.uniform(-300, 0)


def at_the_end_of_the_series(rng):
    a = rng.uniform(0, 2)
    half = (math.sqrt(a * a + 18) - a) / 6
    return a, a + 2 * half * (1 + rng.uniform(-0.02, 0.02))


class Region(NamedTuple):
    """Bounds drawn one way; the largest errors of values, of logarithms, and of quantiles."""

    bounds: object
    bound: float
    log_bound: float
    quantile_bound: float

    @property
    def name(self):
        return self.bounds.__name__.replace("_", " ")

    def limit(self, name):
        return self.log_bound if name.startswith("log") else self.bound

    def worst(self):
        """The worst arguments that were ever found."""
        return WORST.get(self.name, [])

    def arguments(self, rng):
        """x, a, b, loc and scale, x between the bounds."""
        a, b = self.bounds(rng)
        if rng.random() < 0.5:
            a, b = -b, -a
        loc, scale = rng.choice([standard, shifted, cancelling, extreme])(rng, a, b)
        row = self.placed(rng, a, b, loc, scale)
        if row and rng.random() < 0.25:
            row = with_density_1(rng, *row)
        return row or self.arguments(rng)

    def shares(self, rng):
        """A probability and bounds."""
        a, b = self.bounds(rng)
        q = rng.choice([rng.random(), 10 ** rng.uniform(-300, 0)])
        a, b = rng.choice([(a, b), (-b, -a)])
        return (q, a, b) if a < b else self.shares(rng)

    def placed(self, rng, a, b, loc, scale):
        """With an x anywhere that counts, near the bounds too; None if there is none."""
        if not a < b:
            return None
        near, far = (a, b) if abs(a) <= abs(b) else (b, a)
        reach = rng.choice([60.0, 60 / (abs(near) + 8), 1e-3, *([abs(near)] if a < 0 < b else [])])
        step = min(abs(far - near), reach) * rng.choice([rng.random(), 10 ** rng.uniform(-20, 0)])
        with mpmath.workprec(600):
            x = float(mpf(loc) + mpf(scale) * (mpf(near) + math.copysign(step, far - near)))
        return (x, a, b, loc, scale) if is_inside(x, a, b, loc, scale) else None


def standard(rng, a, b):
    return 0.0, 1.0


def shifted(rng, a, b):
    scale = 2.0 ** rng.uniform(-40, 40)
    return scale * rng.choice([rng.uniform(-10, 10), 10 ** rng.uniform(-3, 6)]), scale


def cancelling(rng, a, b):
    """loc and the nearer bound are the same but for the last digits."""
    scale = 2.0 ** rng.uniform(-40, 40)
    near = a if abs(a) <= abs(b) else b
    return -near * scale * (1 + rng.choice([0.0, 2.0 ** rng.randint(-53, -1)])), scale


def extreme(rng, a, b):
    loc, scale = shifted(rng, a, b)
    unit = 2.0 ** rng.choice([-1000, -900, -450, 450, 800])
    return loc * unit, scale * unit


def with_density_1(rng, x, a, b, loc, scale):
    """In a unit in which the density is about 1: its logarithm crosses 0."""
    near = rng.choice([0.0, rng.uniform(-0.3, 0.3), 10 ** rng.uniform(-15, 0)])
    unit = float(values(x, a, b, loc, scale)["pdf"]) * math.exp(near)
    x, loc, scale = x * unit, loc * unit, scale * unit
    return (x, a, b, loc, scale) if is_inside(x, a, b, loc, scale) else None


REGIONS = [
    Region(beside_0, 5.9, 7.2, 4),
    Region(on_both_sides, 4.7, 7, 4.2),
    Region(half_open, 4.6, 4.7, 4.1),
    Region(in_the_tail, 5.6, 7.1, 1.7),
    Region(far_out, 5.3, 6.9, 1),
    Region(farther_out, 2.2, 2.8, 0.6),
    Region(narrow, 4.3, 5.9, 3.6),
    Region(at_the_end_of_the_series, 5.3, 7.4, 3.4),
]


def sample(region, count):
    rng = random.Random(f"truncated {region.name}")
    return [region.arguments(rng) for _ in range(count)]


def rows(text):
    """Fives of floats, in hexadecimal."""
    words = list(map(float.fromhex, text.split()))
    return list(zip(*(words[k::5] for k in range(5))))


# The worst x, a, b, loc and scale that were ever found, by region.
WORST = {
    "beside 0": rows("""
        0x1.108c995324ad1p+43 -0x1.64c74236691ffp+0 0x1.616513376cb79p-1
        0x1.10871ed8b3561p+43 0x1.fbfab2bbdc40ap+29
        0x1.e310f3a5faf18p-1 -0x1.211c0c0027bbcp+0 0x1.e310f3a5fc68cp-1
        0x0.0p+0 0x1.0000000000000p+0
        -0x1.1bd0fa07e8148p+29 -0x1.a02168c4de5d1p+0 0x1.23000da46f237p+1
        0x1.fe8569eb3f7aep+28 0x1.4ba2b5b8022bdp+29
        -0x1.37fb841162a7bp+0 -0x1.3606f6dda8521p+1 -0x1.3fb8d7a9c5af4p-1
        0x0.0p+0 0x1.0000000000000p+0
        0x1.fd40179a04ff6p-1 -0x1.8e4c55f103cf8p-2 0x1.72557c33a2492p+1
        0x0.0p+0 0x1.0000000000000p+0
        -0x1.dc09e87b44dfap+0 -0x1.4f144a7c5191ap+1 -0x1.5595d025eb470p-1
        0x0.0p+0 0x1.ffffffffffffdp-1
        -0x1.37fb84115f3c4p+0 -0x1.3606f6dda21f9p+1 -0x1.3fb8d7a9c70d4p-1
        0x0.0p+0 0x1.00000000020afp+0
        -0x1.37e4f1e482500p+0 -0x1.349d7ee8e3accp+1 -0x1.401fab8f2cfc3p-1
        0x0.0p+0 0x1.fe9d64a3768ddp-1
        0x1.3a96231805cb1p-2 -0x1.169b9e67033eep+1 0x1.62ff314b9c804p-2
        0x0.0p+0 0x1.00678957973bap+0
        -0x1.37e4f1e47fe43p+0 -0x1.349d7ee8e2284p+1 -0x1.401fab8f2cfc3p-1
        0x0.0p+0 0x1.fe9d64a37bfe5p-1
        -0x1.37e4f1e47fe44p+0 -0x1.349d7ee8e2284p+1 -0x1.401fab8f2cfc3p-1
        0x0.0p+0 0x1.fe9d64a37bfe7p-1
        0x1.fd40179a010fep-1 -0x1.8e4c55f106c2bp-2 0x1.72557c33a6de5p+1
        0x0.0p+0 0x1.fffffffff9984p-1
    """),
    "on both sides": rows("""
        -0x1.430230f218b41p-7 -0x1.430230f21b201p-7 0x1.1fea9587a2e2bp+3
        0x0.0p+0 0x1.0000000000000p+0
        0x1.ba93e3d388059p-13 -0x1.8a46883d91592p+3 0x1.ba93e3d388b87p-13
        0x0.0p+0 0x1.0000000000000p+0
        -0x1.c1f1ce2c9e404p-20 -0x1.c1f2171415d9dp-20 0x1.c363d58789c7dp+3
        0x0.0p+0 0x1.0000000000000p+0
        0x1.0af2b4488740ap+825 -0x1.51e07eac362fep-36 0x1.c5490129d66cap+1
        0x1.05259559252d4p+825 0x1.9a9c55c1ff216p+819
        0x1.1bf654d49b6a1p+12 -0x1.44d6871814440p-14 0x1.0be4d036c0ca5p-8
        0x1.1bf64f55ffb57p+12 0x1.3071e277d8678p-1
        -0x1.12c2d79050e6ap-24 -0x1.a98e1b66d4549p+0 0x1.6d4388c972f3ep-18
        -0x1.1251d34fda82dp-41 0x1.81998bd5569a8p-24
        0x1.0af2b4488740bp+825 -0x1.52abd98270e50p-36 0x1.c3ecef4d46bb9p+1
        0x1.05259559252d4p+825 0x1.9a9c55c1ff214p+819
        0x1.b9fb88d5d21b7p-13 -0x1.89b58aaa9f10bp+3 0x1.ba93e3d383beep-13
        0x0.0p+0 0x1.000000000a00ep+0
        -0x1.358c27d9dad28p-21 -0x1.624a57b1402acp-7 0x1.52776865a1759p-37
        -0x1.e8295e9382a88p-31 0x1.73c892903d827p+6
        -0x1.b5b6f940e3bb8p-3 -0x1.11ed8515de2fbp+3 0x1.38ca177e136dcp-8
        0x0.0p+0 0x1.fef1e3443e9e5p-1
        -0x1.71cde7795f5b3p-9 -0x1.71cde78b1259fp-9 0x1.272127e318c44p+4
        0x0.0p+0 0x1.0000000000000p+0
        0x1.0af2b4488740dp+825 -0x1.52abd9827fbe8p-36 0x1.c3ecef4d461aep+1
        0x1.05259559252d6p+825 0x1.9a9c55c1ff214p+819
        0x1.0af2b4488740cp+825 -0x1.5355c31a48e49p-36 0x1.c2c076a49b977p+1
        0x1.0571ba285bc8fp+825 0x1.9af70cdc292b0p+819
        -0x1.379930e11e161p-21 -0x1.624a57b1402acp-7 0x1.52776865a778dp-37
        -0x1.e7a7ffd732ce8p-31 0x1.73c892903d827p+6
        0x1.0a4477faeabf3p+825 -0x1.52abd98283b37p-36 0x1.c3ecef4d461aep+1
        0x1.04a92ae07b983p+825 0x1.99c5dbe36f562p+819
    """),
    "half open": rows("""
        0x1.35c726d113b4fp+2 -inf 0x1.35da2b70a460cp+2
        0x0.0p+0 0x1.0000000000000p+0
        0x1.31f6db93434fep-3 0x1.306d45b3ffb00p-3 inf
        0x0.0p+0 0x1.0000000000000p+0
        -0x1.711fbcf525279p+5 -0x1.2206903b007f0p+2 inf
        0x1.fad339a41df3fp-6 0x1.4609c2ae2c749p+3
        0x1.35c726d11389cp+2 -inf 0x1.35d3afe50ae12p+2
        0x0.0p+0 0x1.0000000000000p+0
        -0x1.711fbcf4acb4ap+5 -0x1.2206903b007f0p+2 inf
        0x1.fad339a41df3fp-6 0x1.4609c2ae2c749p+3
        0x1.1665a7e0a2121p+5 -inf 0x1.16e67c4285123p+5
        0x0.0p+0 0x1.0000000000b61p+0
        0x1.316dce4ff0d93p-3 0x1.2f946f5132867p-3 inf
        0x0.0p+0 0x1.fce4feccbda1cp-1
        0x1.8fe1c473a3b69p-28 -0x1.aaf1d0249e91bp+3 inf
        0x1.4dab907248cd5p-27 0x1.8f9dc949d62cfp-31
        0x1.316dce4ff1422p-3 0x1.2eee25f0f1838p-3 inf
        0x0.0p+0 0x1.fcd1dceb1b7b9p-1
        0x1.316dce4feea27p-3 0x1.2eee25f0f1838p-3 inf
        0x0.0p+0 0x1.fcd1dceb215a7p-1
        0x1.316dce4ff07f0p-3 0x1.2eee25f0f1838p-3 inf
        0x0.0p+0 0x1.fcd1dceb215a7p-1
    """),
    "in the tail": rows("""
        -0x1.5c37143ae5663p+26 0x1.290b8b51de172p+3 inf
        -0x1.6e629c83a6c83p+41 0x1.3bbfcb270e5b5p+38
        -0x1.4b6346bee16aep-8 -inf -0x1.4b617ad7b3ff5p-8
        0x0.0p+0 0x1.0000000000000p+0
        0x1.731e5d984cf11p-32 0x1.c04b1f39eada1p+3 0x1.c04d6c077f9d3p+3
        -0x1.5463f81156672p+14 0x1.84c358d929d6ep+10
        0x1.8abd7a7320931p-908 0x1.622528f32a86cp+3 inf
        -0x1.4bb0cc6d305a2p-910 0x1.df5c82c0adf05p-913
        0x1.6416ac29fd847p-444 0x1.2d46ca5d780adp+4 0x1.2d46ca5d7df37p+4
        0x1.64145a52766b9p-444 0x1.f899159160fa8p-464
        -0x1.4cf9b0dca3afep-8 -inf -0x1.4b617ad7b2ba2p-8
        0x0.0p+0 0x1.fed364ef6684ep-1
        -0x1.9514f9ddc18f8p-2 -0x1.5d1abfcc9dfc3p+4 -0x1.5afecd0cc7382p+4
        0x1.1244246b9fd99p+8 0x1.94afb7c062adfp+3
        0x1.8abd7a7320933p-908 0x1.622528f32cb23p+3 inf
        -0x1.4bb0cc6d2d8bfp-910 0x1.df5c82c0b2636p-913
        -0x1.94b452d872816p-2 -0x1.5d1abfcc9dfc3p+4 -0x1.5afecd0cc7382p+4
        0x1.1244246ba30e9p+8 0x1.94afb7c060630p+3
        -0x1.94b452d872816p-2 -0x1.5d1abfcc9dfc3p+4 -0x1.5afecd0cc7382p+4
        0x1.1244246b9fd98p+8 0x1.94afb7c062ae1p+3
        -0x1.93ddcf61e1d9cp-2 -0x1.5d1abfcc9dfc3p+4 -0x1.5afecd0cc7382p+4
        0x1.1259e622df346p+8 0x1.9546187022842p+3
        -0x1.9514f9ddbfe6fp-2 -0x1.5d1abfcc9dfc3p+4 -0x1.5afecd0cc7382p+4
        0x1.1244246b9fd99p+8 0x1.94afb7c061025p+3
        -0x1.952402d9cf776p-2 -0x1.5d1abfcc9dfc3p+4 -0x1.5afecd0cc7382p+4
        0x1.1244246ba30e9p+8 0x1.94b9e42ccec0ap+3
    """),
    "far out": rows("""
        0x1.faeda999142fap+38 -0x1.a51c17a518a69p+13 -0x1.a51c17a48a500p+13
        0x1.5e3deac33e769p+39 0x1.d6a9ad1bf0648p+23
        0x1.14fdc929846e4p+4 0x1.14fdc929790a8p+4 0x1.14fdc9399718fp+4
        0x0.0p+0 0x1.0000000000000p+0
        0x1.f7353f6d5fb19p+29 0x1.0e673fb539105p+16 inf
        0x1.d60fd3ac9a4eap+29 0x1.f616fa2c2e271p+9
        0x1.62d24e4320394p+5 -0x1.b2893c6fa22f9p+9 -0x1.b23f27dc5f685p+9
        0x1.76be09f1a4b64p+5 0x1.77cdb66b409c0p-9
        0x1.20a47958714f8p+21 0x1.20a479587132ap+21 0x1.20a47958717dap+21
        0x0.0p+0 0x1.0000000000000p+0
        0x1.15837695f046ep-978 0x1.52381335bdc6fp+4 0x1.53d80fadafa8cp+4
        0x1.f1ae60bc7aa66p-993 0x1.a22bfdbd1cce2p-983
        -0x1.0cd242bf31139p-9 -0x1.70e16f9fead73p+21 -0x1.70e16f9e6d667p+21
        0x1.5814c3710a218p-27 0x1.751f0a2268ab4p-31
        -0x1.0cd242bf31139p-9 -0x1.70e16f9fe85c3p+21 -0x1.70e16f9e6d861p+21
        0x1.5814c371055dep-27 0x1.751f0a226b511p-31
        0x1.15837695f046cp-978 0x1.52381335bdc6fp+4 0x1.53d80fadafa8dp+4
        0x1.f1ae60bc7aa66p-993 0x1.a22bfdbd1cce4p-983
        0x1.15837695f046fp-978 0x1.52381335bdc6fp+4 0x1.53d80fadafa8dp+4
        0x1.f1ae60bc7aa66p-993 0x1.a22bfdbd1cce2p-983
    """),
    "farther out": rows("""
        0x1.5b689393daed0p+80 -0x1.5bb42802dd301p+110 -0x1.5bad99b97f3e9p+110
        0x1.3883f636affa5p+135 0x1.cc37f2ea17e6cp+24
        0x1.e6eeb25964734p-10 -inf -0x1.8c50bb65ae7f1p+43
        0x1.f168c43ef938ap+40 0x1.414d36e55d12bp-3
        0x1.6c970681e9efcp+13 -inf -0x1.35e56c76a50b6p+53
        0x1.727ac5c008ebep+61 0x1.320c02c4102bap+8
        0x1.e6eeb2596296dp-10 -inf -0x1.8c50bb65ae7f1p+43
        0x1.f168c43ef938ap+40 0x1.414d36e55d12bp-3
        0x1.e6eeb2596607bp-10 -inf -0x1.8c50bb65ae7f1p+43
        0x1.f168c43ef938ap+40 0x1.414d36e55d12bp-3
    """),
    "narrow": rows("""
        0x1.2a71370ab6fd3p+0 -0x0.0000000000001p-1022 0x1.b72a5fd128a46p-12
        0x1.2a713701d921bp+0 0x1.4ac20125ba40cp-15
        0x1.8efc7be7a08a4p-974 -0x1.22af93b583382p-2 -0x1.41b3ab98b974bp-556
        0x1.9904d91613314p-974 0x1.884c86bb43717p-977
        -0x1.c7e23abc54031p-94 -0x1.151091c187840p-6 -0x1.00e80ab16c587p-573
        0x1.f74d4fdeccb21p-613 0x1.f586b8d4728a1p-40
        -0x1.c4f34632380d6p-94 -0x1.14bdb42a75f98p-6 -0x1.00163a192b1e4p-573
        0x1.f549d9550bda3p-613 0x1.f542088187b49p-40
        -0x1.9a69d5cbf0216p-3 -0x1.9aa9012f2a6f6p-18 -0x0.0p+0
        0x0.0p+0 0x1.9bdcdb9676e27p+17
        0x1.8e180daeb8439p-974 -0x1.237bbf0baac08p-2 -0x1.40be6a34085a6p-556
        0x1.98b2150bc485ep-974 0x1.884c86bb4470ep-977
        -0x1.c7bf45103561ap-94 -0x1.14bdb42a75f98p-6 -0x1.fc2e14a32cf10p-574
        0x1.fa21c20aa1fe1p-613 0x1.f54208818afa6p-40
        0x1.8e180daeb8437p-974 -0x1.237bbf0baac08p-2 -0x1.40be6a3406405p-556
        0x1.97e90403ba7ebp-974 0x1.884c86bb4470ep-977
        -0x1.c4f34632380d4p-94 -0x1.14bdb42a75f98p-6 -0x1.00163a192b1e4p-573
        0x1.f549d9550bda5p-613 0x1.f542088187b49p-40
        -0x1.9a87325848c7dp-3 -0x1.9aa9012f2a6f6p-18 -0x0.0p+0
        0x0.0p+0 0x1.9aa4907e47f04p+17
    """),
    "at the end of the series": rows("""
        -0x1.5864cf2f4e137p-999 -0x1.649228b3fe934p+1 -0x1.dec8236de9b54p+0
        -0x1.7d436426d539ap-1000 0x1.48daf5b88ccb6p-1001
        0x1.c3223c6f0c363p-2 0x1.c256d72702778p-2 0x1.b9d7c0b80ba2dp+0
        0x0.0p+0 0x1.0000000000000p+0
        -0x1.c2ec342e1b988p-3 -0x1.ddb8aa9f034bfp+0 -0x1.4df2c58e6513bp-1
        -0x1.955dc3e2f4e34p-3 0x1.5104a5e6fc7c1p-6
        0x1.87a9d992ff31cp-935 -0x1.0c935a606615bp+1 -0x1.e746717cb80eap-1
        0x1.c28e5210385c5p-935 0x1.8cc68d82dffcep-938
        0x1.c55676ebe667ep-2 0x1.c256d72702778p-2 0x1.ba2bc05688721p+0
        0x0.0p+0 0x1.fec85473d5f00p-1
        -0x1.c2ec342e182ecp-3 -0x1.ddb8aa9f01e80p+0 -0x1.4df2c58e6513bp-1
        -0x1.955dc3e2f5f4ap-3 0x1.5104a5e6fe058p-6
        -0x1.c2ec342e1b984p-3 -0x1.ddb8aa9f034bfp+0 -0x1.4df2c58e6513bp-1
        -0x1.955dc3e2f4e30p-3 0x1.5104a5e6fc7c0p-6
        -0x1.c2ec342e182ecp-3 -0x1.ddb8aa9f01e80p+0 -0x1.4df2c58e6513bp-1
        -0x1.955dc3e2f5f4ap-3 0x1.5104a5e6fc7c1p-6
        -0x1.94b9bd00bd192p+0 -0x1.1936420fd9016p+1 -0x1.207e56ec1642ap+0
        0x0.0p+0 0x1.671eda74dbddfp+0
        -0x1.0b75396722e8ep-10 -0x1.23c34ac821511p+1 -0x1.369677b9a4de0p+0
        0x1.b2e791ca258b7p+1 0x1.667da2affb529p+1
    """),
}
