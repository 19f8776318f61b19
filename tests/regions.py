"""The named regions of each function, how to sample them, and the bound in ulps.

The bounds of this project's own approximations are what a long search found, and 0.2.

The tests take some points of each; benchmarks/accuracy.py takes many, and climbs.
"""

import math
import random
from typing import NamedTuple

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
    function: str
    name: str
    low: float
    high: float
    spacing: str
    bound: float

    def argument(self, coordinate):
        """The float at a coordinate, never outside the region."""
        return min(max(SPACINGS[self.spacing][0](coordinate), self.low), self.high)

    def coordinates(self):
        """The two ends as coordinates, in order."""
        return sorted(map(SPACINGS[self.spacing][1], (self.low, self.high)))

    def sample(self, count):
        """Random arguments, the same in every run, the floats around both ends, the worst."""
        rng = random.Random(f"{self.function} {self.name}")
        low, high = self.coordinates()
        points = [self.argument(rng.uniform(low, high)) for _ in range(count)]
        special = around(self.low) + around(self.high) + WORST.get(self.function, [])
        return points + [x for x in special if self.low <= x <= self.high]


# The worst arguments that were ever found, by the cells of correctly_rounded: 18 million points.
WORST = {"norm_ppf": [0.1359632732125494, 0.13681273257457513]}

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
    Region("norm_logpdf", "centre", 1e-300, 1, "log", 1.1),
    Region("norm_logpdf", "tail", 1, 40, "log", 1.1),
    Region("norm_logpdf", "far tail", -1e150, -40, "-log", 0.6),
    Region("norm_logcdf", "far tail", -1e150, -37, "-log", 0.6),
    Region("norm_logcdf", "tail", -37, -4, "even", 0.8),
    Region("norm_logcdf", "near tail", -4, -1.05, "even", 2.0),
    Region("norm_logcdf", "centre", -1.05, 1.05, "even", 2.6),
    Region("norm_logcdf", "upper", 1.05, 9, "even", 3.5),
    Region("norm_logcdf", "far upper", 9, 37.5, "even", 3.0),
    Region("norm_logsf", "upper", -9, -1.05, "even", 3.5),
    Region("norm_logsf", "far tail", 37, 1e150, "log", 0.6),
    Region("norm_ilogcdf", "far tail", -1.7e308, -2048, "-log", 1.0),
    Region("norm_ilogcdf", "tail", -2048, -2, "-log", 1.5),
    Region("norm_ilogcdf", "near tail", -2, -1.4, "even", 2.6),
    Region("norm_ilogcdf", "centre", -1.4, -0.25, "even", 2.8),
    Region("norm_ilogcdf", "around log 1/2", -0.69315, -0.69314, "even", 2.1),
    Region("norm_ilogcdf", "near upper", -0.25, -0.1, "even", 2.3),
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
