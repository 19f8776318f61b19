"""The named regions of each function, how to sample them, and the bound in ulps.

A bound is the largest error that a long search found (benchmarks/search.py), and at most 0.2.

The tests take some points of each region and the worst that are known; benchmarks/accuracy.py
takes many, and climbs.
"""

import math
import random
from collections.abc import Callable
from typing import NamedTuple

import oracle
from points import around

# How a region is walked: from a coordinate to the argument, and back.
SPACINGS = {
    "even": (lambda u: u, lambda x: x),
    "log": (math.exp, math.log),
    "-log": (lambda u: -math.exp(u), lambda x: math.log(-x)),
    "1 - log": (lambda u: 1.0 - math.exp(u), lambda x: math.log(1.0 - x)),
    "2 - log": (lambda u: 2.0 - math.exp(u), lambda x: math.log(2.0 - x)),
}


class Region(NamedTuple):
    """The arguments of a function from low to high."""

    function: str
    name: str
    low: float
    high: float
    spacing: str
    bound: float

    def argument(self, coordinate):
        """The float at a coordinate, never outside the region."""
        return min(max(SPACINGS[self.spacing][0](coordinate), self.low), self.high)

    def coordinate(self, argument):
        return SPACINGS[self.spacing][1](argument)

    def coordinates(self):
        """The two ends as coordinates, in order."""
        return sorted(map(self.coordinate, (self.low, self.high)))

    def sample(self, count):
        """Random arguments, the same in every run, the floats around both ends, the worst."""
        rng = random.Random(f"{self.function} {self.name}")
        low, high = self.coordinates()
        points = [self.argument(rng.uniform(low, high)) for _ in range(count)]
        special = around(self.low) + around(self.high) + WORST.get(self.function, [])
        return points + [x for x in special if self.low <= x <= self.high]


def floats(text):
    """The floats of hexadecimal words."""
    return list(map(float.fromhex, text.split()))


# The worst arguments that were ever found.
WORST = {}

EXP_2, EXP_32, NORMAL = 0.1353352832366127, 1.2664165549094176e-14, 2.2250738585072014e-308

REGIONS = [
    Region("norm_ppf", "subnormal", 5e-324, NORMAL, "log", 6.5),
    Region("norm_ppf", "far tail", NORMAL, EXP_32, "log", 6.5),
    Region("norm_ppf", "near tail", EXP_32, 0.05, "log", 6.5),
    Region("norm_ppf", "near tail, edge", 0.05, EXP_2, "even", 6.5),
    Region("norm_ppf", "centre, lower edge", EXP_2, 0.1365, "even", 6.5),
    Region("norm_ppf", "centre", 0.1365, 0.855, "even", 6.5),
    Region("norm_ppf", "around 1/2", 0.5 - 2.0**-20, 0.5 + 2.0**-20, "even", 6.5),
    Region("norm_ppf", "centre, upper edge", 0.855, 0.8646647167633873, "even", 6.5),
    Region("norm_ppf", "upper tail", 0.8646647167633873, 1 - 2.0**-53, "1 - log", 6.5),
    Region("norm_isf", "tail", NORMAL, EXP_2, "log", 6.5),
    Region("norm_isf", "centre", EXP_2, 0.8646647167633873, "even", 6.5),
    Region("norm_ppf_bisect", "far tail", NORMAL, EXP_32, "log", 5),
    Region("norm_ppf_bisect", "near tail", EXP_32, 0.25, "log", 5),
    Region("norm_ppf_bisect", "centre", 0.25, 0.75, "even", 5),
    Region("norm_ppf_bisect", "around 1/2", 0.5 - 2.0**-20, 0.5 + 2.0**-20, "even", 5),
    Region("norm_ppf_bisect", "upper tail", 0.75, 1 - 2.0**-53, "1 - log", 5),
    Region("norm_cdf", "subnormal", -38.48, -37.5, "even", 2.0),
    Region("norm_cdf", "far tail", -37.5, -7.4, "even", 3.1),
    Region("norm_cdf", "tail", -7.4, -2.9, "even", 3.1),
    Region("norm_cdf", "near tail", -2.9, -1.05, "even", 3.1),
    Region("norm_cdf", "centre", -1.05, 1.05, "even", 2.3),
    Region("norm_cdf", "around 0", -1e-3, -1e-300, "-log", 0.6),
    Region("norm_cdf", "upper", 1.05, 9, "even", 1.1),
    Region("norm_sf", "far tail", 7.4, 37.5, "even", 3.1),
    Region("norm_sf", "tail", 1.05, 7.4, "even", 3.1),
    Region("norm_pdf", "centre", 0, 2, "even", 2.1),
    Region("norm_pdf", "tail", 2, 37.5, "even", 2.1),
    Region("norm_pdf", "subnormal", 37.5, 38.56, "even", 1.2),
    Region("norm_logpdf", "centre", 1e-300, 1, "log", 1.1),
    Region("norm_logpdf", "tail", 1, 40, "log", 1.1),
    Region("norm_logpdf", "far tail", -1e150, -40, "-log", 0.6),
    Region("norm_logcdf", "far tail", -1e150, -37, "-log", 0.6),
    Region("norm_logcdf", "tail", -37, -4, "even", 0.8),
    Region("norm_logcdf", "near tail", -4, -1.05, "even", 2.0),
    Region("norm_logcdf", "centre", -1.05, 1.05, "even", 2.6),
    Region("norm_logcdf", "upper", 1.05, 9, "even", 3.5),
    Region("norm_logcdf", "far upper", 9, 37.5, "even", 3.0),
    Region("norm_logcdf", "subnormal", 37.5, 38.48, "even", 2.0),
    Region("norm_logsf", "upper", -9, -1.05, "even", 3.5),
    Region("norm_logsf", "far tail", 37, 1e150, "log", 0.6),
    Region("norm_ilogcdf", "far tail", -1.7e308, -2048, "-log", 1.0),
    Region("norm_ilogcdf", "tail", -2048, -2, "-log", 1.5),
    Region("norm_ilogcdf", "near tail", -2, -1.4, "even", 2.6),
    Region("norm_ilogcdf", "centre", -1.4, -0.2877, "even", 2.8),
    Region("norm_ilogcdf", "around log 1/2", -0.69315, -0.69314, "even", 2.1),
    Region("norm_ilogcdf", "near upper", -0.2877, -0.1, "even", 2.3),
    Region("norm_ilogcdf", "upper", -0.1, -1e-300, "-log", 1.5),
    Region("norm_ilogcdf", "subnormal", -1e-300, -5e-324, "-log", 1.0),
    Region("norm_ilogccdf", "tail", -2048, -1.4, "-log", 2.6),
    Region("erfinv", "tiny", 1e-300, 1e-9, "log", 1.1),
    Region("erfinv", "small", 1e-9, 0.3, "log", 1.6),
    Region("erfinv", "centre", 0.3, 0.7, "even", 2.1),
    Region("erfinv", "near tail", 0.7, 0.9, "even", 2.2),
    Region("erfinv", "tail", 0.9, 1 - 2.0**-53, "1 - log", 1.1),
    Region("erfinv", "subnormal", 5e-324, 1e-300, "log", 1.1),
    Region("erfcinv", "centre", 0.3, 1.7, "even", 2.0),
    Region("erfcinv", "near tail", 0.01, 0.3, "log", 2.0),
    Region("erfcinv", "tail", 1e-300, 0.01, "log", 1.3),
    Region("erfcinv", "subnormal", 5e-324, 1e-300, "log", 1.5),
    Region("erfcinv", "lower tail", 1.7, 2 - 2.0**-52, "2 - log", 2.0),
]


# x, loc and scale. How they are drawn, so that (x - loc)/scale is about z:
LARGEST = 1.7976931348623157e308


def spread(rng, low, high):
    """A float above 0 whose logarithm to the base 2 is anything from low to high."""
    return 2.0 ** rng.randint(low, high - 1) * rng.uniform(1, 2)


def placed(rng, z, scale, low, high):
    """With a loc of either sign, from 2**low to 2**high scales."""
    loc = rng.choice((-1, 1)) * scale * spread(rng, low, high)
    return z * scale + loc, loc, scale


def any_size(rng, z):
    return placed(rng, z, spread(rng, -900, 900), -20, 20)


def wide(rng, z):
    """Where the logarithm of the scale is not negative."""
    return placed(rng, z, spread(rng, 0, 900), -20, 20)


def narrow(rng, z):
    """Where z*z/2 is above 2, and the logarithm of the scale cancels it."""
    scale = math.exp(-0.5 * z * z * rng.uniform(0.9, 1.1)) if abs(z) > 2.0 else math.inf
    return placed(rng, z, scale, -20, 20)


def cancelling(rng, z):
    """x and loc are the same but for some last digits."""
    return placed(rng, z, spread(rng, -900, 900), 6, 44)


def overflowing(rng, z):
    """x - loc is beyond the largest float."""
    x = math.copysign(rng.uniform(0.51, 0.99) * LARGEST, z)
    loc = -math.copysign(rng.uniform(0.51, 0.99) * LARGEST, z)
    return x, loc, (0.5 * x - 0.5 * loc) / (0.5 * z) if abs(z) > 2.0 else math.inf


def huge(rng, z):
    return placed(rng, z, spread(rng, 1000, 1017), -4, 4)


def small(rng, z):
    """Where the density underflows but for the scale."""
    return placed(rng, z, spread(rng, -1021, -500), -10, 10)


def subnormal(rng, z):
    """The scale is."""
    return placed(rng, z, spread(rng, -1070, -1022), -2, 20)


BRANCHES = [1e-8, 1.05, 2.9, 7.4, 37.0, 37.5, 39.0, 1e150]


class ScaledRegion(NamedTuple):
    """Arguments x, loc and scale of a function, with (x - loc)/scale from low to high."""

    function: str
    draw: Callable
    low: float
    high: float
    spacing: str
    bound: float
    unit: Callable = oracle.ulps  # of the bound

    @property
    def name(self):
        return f"{self.draw.__name__.replace('_', ' ')}, z from {self.low:g} to {self.high:g}"

    def arguments(self, rng, z=None):
        """Random ones, a fifth of them beside a branch, or some with about this z."""
        if z is None:
            z = SPACINGS[self.spacing][0](rng.uniform(*self.coordinates()))
            if rng.random() < 0.2:
                z = (
                    rng.choice((-1, 1))
                    * rng.choice(BRANCHES)
                    * (1 + rng.uniform(-1, 1) * 2.0**-40)
                )
        for _ in range(5):
            x, loc, scale = self.draw(rng, z)
            if self.holds(x, loc, scale):
                return x, loc, scale
        return self.arguments(rng)

    coordinates = Region.coordinates
    coordinate = Region.coordinate

    def holds(self, x, loc, scale):
        if not (math.isfinite(x) and 0.0 < scale < math.inf):
            return False
        return self.low <= (0.5 * x - 0.5 * loc) / scale * 2.0 <= self.high

    def error(self, got, arguments):
        """Of a result, in the unit of the bound."""
        return abs(self.unit(got, oracle.scaled(self.function, *arguments), *arguments))

    def sample(self, count):
        rng = random.Random(f"{self.function} {self.name}")
        points = [self.arguments(rng) for _ in range(count)]
        worst = SCALED_WORST.get(self.function, [])
        return points + [each for each in worst if self.holds(*each)]


SCALED_WORST = {}

SCALED_REGIONS = [
    ScaledRegion("norm_cdf", any_size, -37, 37, "even", 3.6),
    ScaledRegion("norm_cdf", any_size, -38.4, -37, "even", 2.2),
    ScaledRegion("norm_cdf", cancelling, -37, 37, "even", 3.6),
    ScaledRegion("norm_cdf", overflowing, -37, 37, "even", 3.6),
    ScaledRegion("norm_cdf", huge, -37, 37, "even", 3.6),
    ScaledRegion("norm_cdf", small, -37, 37, "even", 3.6),
    ScaledRegion("norm_cdf", subnormal, -37, 37, "even", 3.6),
    ScaledRegion("norm_sf", any_size, -37, 37, "even", 3.6),
    ScaledRegion("norm_sf", cancelling, -37, 37, "even", 3.6),
    ScaledRegion("norm_sf", overflowing, -37, 37, "even", 3.6),
    ScaledRegion("norm_pdf", any_size, -37, 37, "even", 3),
    ScaledRegion("norm_pdf", cancelling, -37, 37, "even", 3),
    ScaledRegion("norm_pdf", huge, -37, 37, "even", 3),
    ScaledRegion("norm_pdf", small, -55, 55, "even", 3),
    ScaledRegion("norm_pdf", subnormal, -55, 55, "even", 3),
    ScaledRegion("norm_logcdf", any_size, -37, 37, "even", 3.6),
    ScaledRegion("norm_logcdf", any_size, -1e150, -37, "-log", 1),
    ScaledRegion("norm_logcdf", cancelling, -37, 37, "even", 3.6),
    ScaledRegion("norm_logcdf", overflowing, -37, 37, "even", 3.6),
    ScaledRegion("norm_logcdf", huge, -37, 37, "even", 3.6),
    ScaledRegion("norm_logcdf", subnormal, -37, 37, "even", 3.6),
    ScaledRegion("norm_logsf", any_size, -37, 37, "even", 3.6),
    ScaledRegion("norm_logsf", any_size, 37, 1e150, "log", 1),
    ScaledRegion("norm_logpdf", wide, -37, 37, "even", 2),
    ScaledRegion("norm_logpdf", wide, 37, 1e150, "log", 1.5),
    ScaledRegion("norm_logpdf", overflowing, -37, 37, "even", 2),
    ScaledRegion("norm_logpdf", narrow, -37, 37, "even", 1, oracle.of_largest_term),
    ScaledRegion("norm_logpdf", small, -37, 37, "even", 1, oracle.of_largest_term),
    ScaledRegion("norm_logpdf", subnormal, -37, 37, "even", 1, oracle.of_largest_term),
]
