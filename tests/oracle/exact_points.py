# SPDX-License-Identifier: BSD-3-Clause
"""Where purestats.correctly_rounded is tested: regions of each function, loc and scale."""

import math
import random
import sys

from purestats import correctly_rounded as cr
from tests.oracle.exact import QUANTILES, TRUE

INF, NAN = math.inf, math.nan
TINY, HUGE = 5e-324, sys.float_info.max


def spread(rng, low, high):
    """A float between two of the same sign, even in its logarithm, or in itself across 0."""
    if low < 0 < high:
        return rng.uniform(low, high)
    if high <= 0:
        return -spread(rng, -high, -low)
    x = math.exp(rng.uniform(math.log(low or TINY), math.log(high)))
    return min(max(x * (1 + rng.random() * 2.0**-20), low), high)


def both(regions):
    """The regions, and the same below 0."""
    return [*regions, *((f"negative {name}", -high, -low) for name, low, high in regions)]


REAL = both(
    [
        ("subnormal", TINY, 2.2e-308),
        ("tiny", 2.2e-308, 1e-18),
        ("small", 1e-18, 0.1),
        ("centre", 0.1, 2.0),
        ("near tail", 2.0, 6.0),
        ("far tail", 6.0, 25.0),
        ("last results", 25.0, 40.0),
        ("beyond", 40.0, HUGE),
    ]
)
UNIT = [
    ("subnormal", TINY, 2.2e-308),
    ("far tail", 2.2e-308, 1e-10),
    ("tail", 1e-10, 0.25),
    ("centre", 0.25, 0.75),
]
REGIONS = {
    **dict.fromkeys(TRUE, REAL),
    "norm_ppf": [*UNIT, ("about 1/2", -0.01, 0.01), ("upper", 0.75, 1.0), ("near 1", 1e-16, 1e-3)],
    "erfinv": both(
        [
            ("subnormal", TINY, 2.2e-308),
            ("small", 1e-300, 0.1),
            ("centre", 0.1, 0.9),
            ("near 1", 1e-16, 0.1),
        ]
    ),
    "erfcinv": [*UNIT, ("about 1", 0.75, 1.25), ("upper", 1.25, 2.0), ("near 2", 1e-16, 1e-3)],
}
REGIONS["norm_isf"] = REGIONS["norm_ppf"]
REGIONS["norm_ilogcdf"] = REGIONS["norm_ilogccdf"] = [
    ("subnormal", -2.2e-308, -TINY),
    ("upper", -1e-17, -1e-300),
    ("upper tail", -0.3, -1e-17),
    ("centre", -1.4, -0.3),
    ("about log 1/2", -0.6931473, -0.693147),
    ("lower tail", -800.0, -1.4),
    ("far lower tail", -1e12, -800.0),
    ("beyond", -HUGE, -1e12),
]


def points(name, region, low, high, count, seed=0):
    """Of "near 1", "near 2" and "about 1/2" low and high are distances from there."""
    rng = random.Random(f"{name} {region} {seed}")
    for _ in range(count):
        x = spread(rng, low, high)
        if region == "about 1/2":
            x = 0.5 + rng.choice((-1, 1)) * spread(rng, 2.0**-54, 0.01)
        elif region.endswith("near 1"):
            x = math.copysign(1.0 - abs(x), x)
        elif region == "near 2":
            x = 2.0 - x
        yield x


def placed(name, count=150):
    """Argument, loc and scale of any magnitude; one in three of a quantile cancels."""
    rng = random.Random(name)
    quantile = name in QUANTILES
    for i in range(count):
        loc = rng.choice((-1, 1)) * spread(rng, *rng.choice([(0.01, 100), (1e-300, 1e300)]))
        scale = spread(rng, *rng.choice([(0.01, 100), (TINY, 1e-300), (1e-300, 1e300), (1, HUGE)]))
        if quantile:
            x = rng.choice((rng.random(), spread(rng, 1e-300, 0.5), 1 - spread(rng, 1e-16, 0.1)))
            if "log" in name:
                x = rng.choice((math.log(x), -x))
            if i % 3 == 0:  # the sum cancels
                loc = -getattr(cr, name)(x) * scale
                loc = loc if math.isfinite(loc) else 0.0
        else:
            x = loc + scale * rng.uniform(-9, 9) if i % 3 else rng.uniform(-1e3, 1e3)
            x = x if math.isfinite(x) else 0.0
        yield x, loc, scale


def sample(name, count=120):
    """Arguments that no libm takes part in."""
    rng = random.Random(name)
    for _ in range(count):
        x = math.ldexp(rng.getrandbits(53), -53 - rng.choice((0, 1, 2, 5, 40, 400)))
        if "ilog" in name:
            x *= -rng.choice((1.0, 2.0, 1e3, 1e6))
        if name not in QUANTILES:
            x *= rng.choice((-40.0, -6.0, -1.0, 1.0, 6.0, 40.0))
        yield x
