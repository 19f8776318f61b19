"""The named regions of each function, how to sample them, and the bound in ulps.

A bound is the largest error that a long search found (benchmarks/search.py), and at most 0.2 more.

The tests take some points of each region and the worst that are known; benchmarks/accuracy.py
takes many, and climbs.
"""

import math
import platform
import random
from collections.abc import Callable
from typing import NamedTuple

from tests import oracle
from tests.oracle.points import around

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
        special = around(self.low, 12) + around(self.high, 12) + WORST.get(self.function, [])
        return points + [x for x in special if self.low <= x <= self.high]


def floats(text):
    """The floats of hexadecimal words."""
    return list(map(float.fromhex, text.split()))


# The worst arguments that were ever found.
WORST = {
    "norm_ppf": floats("""
        0x0.3093d1933c517p-1022 0x0.02903551eb9a4p-1022 0x1.6c360d7bbc8e0p-51
        0x1.46abf5dbccde6p-50 0x1.80f148cb9a2e8p-5 0x1.8f278ec5e5620p-5
        0x1.c9a239ddd651cp-4 0x1.e82b54c51256fp-4 0x1.1673e99f3d773p-3
        0x1.1711688794ca7p-3 0x1.18314620ac6dfp-3 0x1.4522e3edca94fp-3
        0x1.aadc20be9efe4p-4 0x1.16690ffd725b3p-3
        0x1.0000196b22460p-1 0x1.00000cb836ed2p-1 0x1.ba513d260434fp-1
        0x1.b9ef84361f39ap-1 0x1.ca3ff621d8fd7p-1 0x1.cba839f21ebd3p-1
        0x1.178d50133591bp-3 0x1.cbb910f44d860p-1 0x1.6c360d7b6436cp-51
        0x1.44f8c5dc4c03bp-3 0x1.16577f6a5545fp-3 0x1.47ec216078788p-50
    """),
    "norm_ppf_bisect": floats("""
        0x1.a48d20d316891p-745 0x1.3cb34947ff062p-5 0x1.ea7d152dfebf7p-2
        0x1.0000092324e0cp-1 0x1.ebebf6391062dp-1 0x1.ebf651d039063p-1
        0x1.000012e6cd7d6p-1 0x1.131efad64b7a5p-1
    """),
    "norm_cdf": floats("""
        -0x1.2c01e578213f5p+5 -0x1.01627c5b57f9bp+5 -0x1.02c2816fc808ep+5
        -0x1.ec0159207a042p+1 -0x1.ec077f33b3b88p+1 -0x1.ec3c4a0ea3986p+1
        -0x1.26a01b281ed11p+0 -0x1.26c068cd6151fp+0 -0x1.2ad79a1d290f8p+0
        -0x1.0caa1900c4da1p+0 -0x1.0cbb24e4c3564p+0 -0x1.74cadc9adf776p-12
        -0x1.887ecadb61418p-13 0x1.0d6dcfe795be0p+0 0x1.0fbb19d4c9919p+0
        0x1.145b069ebb4d7p+0
        -0x1.26a2be9261d21p+0 -0x1.ebfcd4d0d2b11p+1 -0x1.01627fdde5473p+5 -0x1.2c01e718dcd0fp+5
        -0x1.0cc243b111c91p+0
        -0x1.010a2695cb50cp+5 -0x1.26a0a3cdbf2ccp+0 -0x1.ebc70048e4180p+1
        0x1.10b4d76a9f440p+0
        -0x1.0001144497636p+4
    """),
    "norm_pdf": floats("""
        0x1.f633a1bc82040p-1 0x1.fa08ae8290429p-1 0x1.efce8b2a5926fp+4
        0x1.d676f625fb2bdp+4 0x1.2c56dba3ac420p+5 0x1.2cfa1dc8c57ccp+5 0x1.2cef99f575da4p+5
        0x1.1920e681712e1p+3 0x1.2ced92a59d444p+5
        0x1.ef02b8edddf1ep-1
    """),
    "norm_logpdf": floats("""
        0x1.9539623d2604ap-2 0x1.87910d294ab2fp-2 0x1.6b711a5ae841cp+0
        0x1.6c308df72241ep+0 -0x1.401c32cd2442dp+5 -0x1.bb16741246af3p+14
    """),
    "norm_logcdf": floats("""
        -0x1.0c81fa0aee4cfp+0 0x1.4ba83bfce5d65p-2
        -0x1.2a3f7b1143d38p+5 -0x1.281a44ddd21cep+5 -0x1.006d97538d941p+2
        -0x1.0028fb0548b8dp+2 -0x1.1927bb0021f38p+0 -0x1.0e56e1db58290p+0
        -0x1.1660ae3385834p+0 0x1.0cbebcbb1bee6p+0 0x1.0a3cb36a0519ep+0
        0x1.0a1173b4c83b9p+0 0x1.06b7443aff581p+3 0x1.06bc207ca3b05p+3
        0x1.06c45dc1b1f3ep+3 0x1.9a804d04dc08cp+0 0x1.df937416e1e4dp+0 0x1.0168d9f1a6156p+2
        0x1.016149bd2926bp+4 0x1.036f90f5ec579p+4 0x1.2c3b73e373f24p+5
        0x1.016149bd1c46ap+4 0x1.2c01def42ad56p+5 0x1.0cb99064929cep+0 -0x1.0ccccc4d1035cp+0
        -0x1.19f60e75a8705p+0
        0x1.0c9a7c74320d2p+0
        -0x1.19aeb9e6fc140p+0
    """),
    "norm_ilogcdf": floats("""
        -0x1.00999a48079d9p+18 -0x1.4bb5d69b0f9b4p+1 -0x1.d687078cc68f1p+0
        -0x1.27eba24413f81p+0 -0x1.62e4363820b6ep-1 -0x1.4d3009d53fc51p-4
        -0x1.4c5beccf4a87fp-4 -0x1.d571780182011p-1006
    """),
    "erfinv": floats("""
        0x1.20c60f2350e9dp-713 0x1.18a953e7d56e9p-2 0x1.af6d4d209b3b1p-1
        0x1.c4edf1d4781d9p-1 0x1.f30589bb58a1fp-1 0x1.20d3134c0bffep-1016
    """),
    "erfcinv": floats("""
        0x1.44ba5d1d4ed1ap-3 0x1.7e753e0cca890p-6 0x1.4742a0b4159d5p-7
        0x1.f8c38fa6a9309p-1000 0x1.d813c526ca749p+0
    """),
}
WORST["norm_hazard"] = floats("""
    -0x1.2cc7c412d49fap+5 -0x1.1dde1abd3998dp+0 -0x1.2176ffa525344p+0
    0x1.0c97b5224728dp+0 0x1.0cd102e9dbe3cp+0 0x1.794c0fa276ea1p+1
    0x1.0cb83168268e8p+0 -0x1.1ddcfcc7a451ep+0 -0x1.2c5643929073dp+5 0x1.0cd102e4f8b7cp+0
    -0x1.2ca229fa27d52p+5 -0x1.1c55dbd5c70bbp+0 0x1.0cccbc75c819fp+0 0x1.0d2234f15544cp+0
""")
WORST["erfcx"] = floats("""
    -0x1.bf578a9e0e45cp-1 -0x1.bfb12a95c5e65p-1 0x1.72f0e4803d99dp-1
    0x1.764027dce786ap-1 0x1.8d4b04dad20c4p-1
    0x1.7bc307891cbb5p-1 0x1.8a2cb90879ffap-1 -0x1.bfb722002cad4p-1 0x1.22b8ba326c5c3p+1020
    -0x1.c19cab001cb0ep-1 -0x1.69ec293c61bbcp-2 0x1.8a1ff14d6ab90p-1
""")
WORST["norm_isf"] = WORST["norm_ppf"]
WORST["norm_sf"] = [-x for x in WORST["norm_cdf"]]
WORST["norm_logsf"] = [-x for x in WORST["norm_logcdf"]]
WORST["norm_ilogccdf"] = WORST["norm_ilogcdf"]

EXP_2, EXP_32, NORMAL = 0.1353352832366127, 1.2664165549094176e-14, 2.2250738585072014e-308
LAST_LOG = 1.89615e154  # a little farther out the logarithms are below the range of a float

# PyPy has an erf of its own in place of the C library's, and bisection the error of that.
OWN_ERF = 5 if platform.python_implementation() == "PyPy" else None

REGIONS = [
    Region("norm_ppf", "subnormal", 5e-324, NORMAL, "log", 1.85),
    Region("norm_ppf", "far tail", NORMAL, EXP_32, "log", 3.2),
    Region("norm_ppf", "near tail", EXP_32, 0.05, "log", 4.65),
    Region("norm_ppf", "near tail, edge", 0.05, EXP_2, "even", 5.4),
    Region("norm_ppf", "centre, lower edge", EXP_2, 0.1365, "even", 6.6),
    Region("norm_ppf", "centre", 0.1365, 0.855, "even", 6.45),
    Region("norm_ppf", "around 1/2", 0.5 - 2.0**-20, 0.5 + 2.0**-20, "even", 1.95),
    Region("norm_ppf", "centre, upper edge", 0.855, 0.8646647167633873, "even", 5.8),
    Region("norm_ppf", "upper tail", 0.8646647167633873, 1 - 2.0**-53, "1 - log", 4.8),
    Region("norm_isf", "tail", NORMAL, EXP_2, "log", 5.4),
    Region("norm_isf", "centre", EXP_2, 0.8646647167633873, "even", 6.5),
    Region("norm_ppf_bisect", "far tail", NORMAL, EXP_32, "log", OWN_ERF or 2.7),
    Region("norm_ppf_bisect", "near tail", EXP_32, 0.25, "log", OWN_ERF or 3.5),
    Region("norm_ppf_bisect", "centre", 0.25, 0.75, "even", OWN_ERF or 2.65),
    Region(
        "norm_ppf_bisect", "around 1/2", 0.5 - 2.0**-20, 0.5 + 2.0**-20, "even", OWN_ERF or 2.4
    ),
    Region("norm_ppf_bisect", "upper tail", 0.75, 1 - 2.0**-53, "1 - log", OWN_ERF or 3.6),
    Region("norm_cdf", "subnormal", -38.48, -37.5, "even", 3.0),
    Region("norm_cdf", "far tail", -37.5, -7.4, "even", 3.4),
    Region("norm_cdf", "tail", -7.4, -2.9, "even", 3.4),
    Region("norm_cdf", "near tail", -2.9, -1.05, "even", 3.65),
    Region("norm_cdf", "centre", -1.05, 1.05, "even", 2.4),
    Region("norm_cdf", "around 0", -1e-3, -1e-300, "-log", 0.7),
    Region("norm_cdf", "upper", 1.05, 9, "even", 1.2),
    Region("norm_sf", "far tail", 7.4, 37.5, "even", 3.4),
    Region("norm_sf", "tail", 1.05, 7.4, "even", 3.65),
    Region("norm_pdf", "centre", 0, 2, "even", 2.05),
    Region("norm_pdf", "tail", 2, 37.5, "even", 2.05),
    Region("norm_pdf", "beside subnormal", 37.5, 37.616, "even", 2.5),
    Region("norm_pdf", "subnormal", 37.616, 38.56, "even", 1.85),
    Region("norm_logpdf", "centre", 1e-300, 1, "log", 1.1),
    Region("norm_logpdf", "tail", 1, 40, "log", 1.1),
    Region("norm_logpdf", "far tail", -LAST_LOG, -40, "-log", 0.7),
    Region("norm_logcdf", "far tail", -LAST_LOG, -37, "-log", 0.7),
    Region("norm_logcdf", "tail", -37, -4, "even", 0.9),
    Region("norm_logcdf", "near tail", -4, -1.05, "even", 2.55),
    Region("norm_logcdf", "centre", -1.05, 0.63, "even", 2.5),
    Region("norm_logcdf", "near upper", 0.63, 1.05, "even", 2.7),
    Region("norm_logcdf", "upper", 1.05, 9, "even", 4.0),
    Region("norm_logcdf", "far upper", 9, 37.5, "even", 3.35),
    Region("norm_logcdf", "subnormal", 37.5, 38.48, "even", 2.95),
    Region("norm_logsf", "upper", -9, -1.05, "even", 4.0),
    Region("norm_logsf", "far tail", 37, LAST_LOG, "log", 0.7),
    Region("norm_ilogcdf", "far tail", -1.7e308, -2048, "-log", 0.95),
    Region("norm_ilogcdf", "tail", -2048, -2.5, "-log", 3.15),
    Region("norm_ilogcdf", "near tail", -2.5, -1.3863, "even", 2.3),
    Region("norm_ilogcdf", "centre", -1.3863, -0.2877, "even", 2.25),
    Region("norm_ilogcdf", "around log 1/2", -0.69315, -0.69314, "even", 1.75),
    Region("norm_ilogcdf", "near upper", -0.2877, -0.0813, "even", 3.7),
    Region("norm_ilogcdf", "upper", -0.0813, -1e-300, "-log", 3.7),
    Region("norm_ilogcdf", "subnormal", -1e-300, -5e-324, "-log", 0.8),
    Region("norm_ilogccdf", "tail", -2048, -1.4, "-log", 3.7),
    Region("erfinv", "tiny", 1e-300, 1e-9, "log", 1),
    Region("erfinv", "small", 1e-9, 0.3, "log", 1.2),
    Region("erfinv", "centre", 0.3, 0.84375, "even", 2.65),
    Region("erfinv", "near tail", 0.84375, 0.95, "even", 2.65),
    Region("erfinv", "tail", 0.95, 1 - 2.0**-53, "1 - log", 2.85),
    Region("erfinv", "subnormal", 5e-324, 1e-300, "log", 1),
    Region("erfcinv", "centre", 0.15625, 1.84375, "even", 2.8),
    Region("erfcinv", "near tail", 0.01, 0.15625, "log", 2.85),
    Region("erfcinv", "tail", 1e-300, 0.01, "log", 2.35),
    Region("erfcinv", "subnormal", 5e-324, 1e-300, "log", 1.2),
    Region("erfcinv", "lower tail", 1.84375, 2 - 2.0**-52, "2 - log", 2.8),
    Region("norm_hazard", "subnormal", -38.56, -37.5, "even", 2.55),
    Region("norm_hazard", "lower", -37.5, -1.05, "even", 3.4),
    Region("norm_hazard", "centre", -1.05, 1.05, "even", 2.2),
    Region("norm_hazard", "near upper", 1.05, 2.9, "even", 1.4),
    Region("norm_hazard", "upper", 2.9, 1e300, "log", 0.8),
    Region("erfcx", "large", -26.62, -0.743, "even", 2.9),
    Region("erfcx", "centre", -0.743, 0.743, "even", 2.8),
    Region("erfcx", "upper", 0.743, 1e300, "log", 2.95),
    Region("erfcx", "subnormal", 1e307, 1.7e308, "log", 0.7),
]

LARGEST_BOUND = {
    name: max(region.bound for region in REGIONS if region.function == name)
    for name in sorted({region.function for region in REGIONS})
}


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


# Beside branches, and where the density is less than the smallest float but for the scale.
SPECIAL = [1e-8, 0.63, 1.05, 2.9, 7.4, 37.0, 37.5, 39.0, 53.0, 1e150, 1.89e154]


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
                z = rng.choice((-1, 1)) * rng.choice(SPECIAL) * (1 + rng.uniform(-1, 1) * 2.0**-40)
        for _ in range(5):
            x, loc, scale = self.draw(rng, z)
            if self.holds(x, loc, scale):
                return x, loc, scale
        return self.arguments(rng)

    coordinates = Region.coordinates
    coordinate = Region.coordinate

    def holds(self, x, loc, scale):
        # Terms of a log density cancel where the scale is small.
        widest = math.inf if self.unit is oracle.ulps else 1.0
        if not (math.isfinite(x) and 0.0 < scale < widest):
            return False
        return self.low <= (0.5 * x - 0.5 * loc) / scale * 2.0 <= self.high

    def error(self, got, arguments):
        """Of a result, in the unit of the bound."""
        return abs(self.unit(got, oracle.scaled(self.function, *arguments), *arguments))

    def sample(self, count):
        rng = random.Random(f"{self.function} {self.name}")
        points = [self.arguments(rng) for _ in range(count)]
        points += [self.arguments(rng, sign * z) for z in SPECIAL for sign in (-1, 1)]
        worst = SCALED_WORST.get((self.function, self.unit), [])
        return points + [each for each in worst if self.holds(*each)]


def triples(text):
    words = floats(text)
    return list(zip(words[::3], words[1::3], words[2::3]))


# The worst that were ever found, and some where a carry that is dropped shows most, by
# function and unit.
SCALED_WORST = {
    ("norm_cdf", oracle.ulps): triples("""
        -0x1.5a3df9ccf0e24p+396 -0x1.2769fac2e18f7p+385 0x1.49c886dc25cd6p+396
        -0x1.12641d86ea1c7p+692 -0x1.aed9d0a06d088p+679 0x1.05578022587fbp+692
        -0x1.4501c1069b145p-382 -0x1.43bd9db628b95p-387 0x1.117da024e1f9ap-382
        -0x1.cd39bfdf78120p+574 -0x1.eb30bb46e4f30p+558 0x1.899024221cb8ep+569
        0x1.6536bce880e00p-862 0x1.6905ccbfffaa2p-862 0x1.a79d97c8b9748p-869
        -0x1.5124cbd332ed3p+1023 0x1.dd9fe20a61951p+1023 0x1.a7f09f642c85ap+1022
        0x1.a3622d00ff599p+1006 0x1.0e104de5fa1a3p+1007 0x1.a37a4c61ce0c6p+1004
        -0x1.2287f83c01a60p-612 -0x1.09dd7346901b6p-618 0x1.f173ed14bc120p-613
        -0x0.b8bcce24a9b31p-1022 0x0.6779b48c4004ep-1022 0x0.f6e5017c6010ep-1022
        -0x1.44ff917ec6cccp-382 -0x1.42a4937a467b8p-387 0x1.117ac6d46caa4p-382
        -0x1.5eaa35067553bp-90 -0x1.5e666885ebc8ap-90 0x1.d3b072415a958p-106
        -0x1.126a3ffcdd21fp+692 -0x1.711bd57bb63b4p+678 0x1.055ae7dbc8dddp+692
    """),
    ("norm_sf", oracle.ulps): triples("""
        0x1.3a507beff9345p-607 0x1.dc49297841335p-627 0x1.10fd8d46e6f16p-607
        0x1.776b4e0315970p+649 0x1.653f4dddc79f2p+649 0x1.2e8d15f284998p+643
        0x1.716bd03878ee9p+1023 -0x1.37b7c95c725fbp+1023 0x1.6268f78fde827p+1022
        0x1.022bd65014113p+5 0x1.b8b7bc49129fdp-5 0x1.0136a5998e674p+0
        0x1.44ff917ec6cccp-382 0x1.42a4937a467b8p-387 0x1.117ac6d46caa4p-382
    """),
    ("norm_pdf", oracle.ulps): triples("""
        -0x1.a003915967878p-602 -0x1.a2e356c1d47dbp-602 0x1.150c5aa951f1ep-613
        -0x1.3c8ebbadfac22p-228 -0x1.3c8ebbadf1452p-228 0x1.0fa49b2270f76p-266
        -0x1.8d72a50284d77p+1008 -0x1.eed4d362fad3cp+1007 0x1.0b0adae1f8301p+1006
        -0x1.285ba1480f4ebp-1009 -0x1.aff95353ad67ep-1019 0x1.aeb13087bb85dp-1015
        0x0.000010d73432ap-1022 0x0.000000740292bp-1022 0x0.000000633381cp-1022
        0x1.a73ef34ab4c62p-992 0x0.0p+0 0x1.56e1fc2f8f359p-997
        0x1.3ec460ed80a18p-15 0x0.0p+0 0x1.0c6f7a0b5ed8dp-20
        0x1.b6d2e5c544a31p-485 0x0p+0 0x1.37061133b3a76p-490
        -0x1.8d72a50283d8ap+1008 -0x1.eed4d362fc1dap+1007 0x1.0b0adae1f8e3ep+1006
        0x1.84c6e2a954d97p-13 -0x1.24c78b520c033p-11 0x1.4cc70c845ba07p-16
        -0x1.8d73df9d2d9b2p+1008 -0x1.eed837954f4dcp+1007 0x1.0b09b1b60714dp+1006
        0x1.77467d6ab6056p-403 0x1.9b04e20339273p-416 0x1.4031307635295p-408
    """),
    ("norm_hazard", oracle.ulps): triples("""
        0x1.b79de67e628ecp-887 0x1.cda5b3535b905p-894 0x1.9f6ed291613b2p-887
        0x1.0885cc7a05408p+692 -0x1.6b697218414dcp+662 0x1.7c2fb94f4d66cp+647
        0x1.08180fa2ec01fp+383 0x1.07ffc1b66e199p+335 0x1.7ca55395dfcf9p+327
        0x1.59f9893e73b75p-1021 0x1.59f989bce7aacp-1021 0x0.34476fab273aap-1022
        0x1.2364f954c6c8cp-873 0x1.2364f9550f5d4p-873 0x1.b097941506364p-881
        0x1.3cac8dbb232bep+1023 -0x1.17466628354b6p+1023 0x1.19ca5d3056bf3p+1019
        0x1.d42e176231106p-770 -0x1.924afb2d1b136p-779 0x1.bea2525b39640p-770
        -0x1.5d6210d3354dap-1013 -0x1.5c8235e13975ep-1013 0x0.099ac41b047fap-1022
        0x1.b7be87a42203ap-887 0x1.f49df9cdcd43fp-894 0x1.9f7c69d83cfcfp-887
        -0x1.8de2ad379edf7p-339 0x1.89eb113bddcd0p-340 0x1.1b2e58d600bb5p-338
        0x1.248ead4a99119p+220 -0x1.dad514ccfffffp+199 0x1.1292333dd9702p+190
        -0x1.c58696bc8744cp-805 -0x1.44752459bf1ebp-806 0x1.1266c27ff79fcp-805
    """),
    ("norm_logcdf", oracle.ulps): triples("""
        -0x1.650e9d72836cap+901 -0x1.8b50c7d882ceap+899 0x1.6d580d968e669p+388
        -0x1.5c353dab1dfacp-769 -0x1.cf91dcea1cf91p-776 0x1.4888e181dd8a1p-769
        0x1.ff3734f547d6cp+331 0x1.026f555a4b968p+335 0x1.af65df51d762fp+334
        -0x1.0552c308fbd41p-387 -0x1.62f7eb954737cp-403 0x1.fae8aea88ae3ep-388
        0x1.d60d607d89677p+265 0x1.2b6debb4c6122p+265 0x1.450ff86cbc8e5p+264
        0x1.005d0c1435b89p-559 -0x1.133d8066b8e37p-563 0x1.04979ff4a17cep-559
        0x1.e0668d5b4a9d9p-385 -0x1.a4756d8e271f5p-403 0x1.d41f1cca2ec2ep-388
        -0x1.536ddce6694f8p+97 0x1.4693be24ac25bp+78 0x1.2359266b5520ap+92
        -0x1.52d7d8054000fp-579 -0x1.52d7d8b9daa3ep-579 0x1.5ff9713689109p-607
        0x1.889aba483781ap+1023 -0x1.387b0b76b4abcp+1023 0x1.5787c699a8247p+1021
        0x1.321d803716b22p+1006 0x1.4156daa2b28dfp+1003 0x1.03263a208f291p+1003
        0x0.00000020f76cap-1022 0x0.0000002001314p-1022 0x0.000000001dfe0p-1022
        0x1.0367a5ecd74afp+5 0x1.499f0e9877941p-2 0x1.00a529dfc5ed7p+0
        0x1.e066d4ed69138p-385 -0x1.be1052bd8e9a0p-404 0x1.d41ed3e25f2f1p-388
        0x1.ffaa8a4648f91p+331 0x1.026974a54a06dp+335 0x1.af55f66a8c1dbp+334
    """),
    ("norm_logsf", oracle.ulps): triples("""
        -0x1.ef3cd90cc9a62p-454 -0x1.945340fde17ffp-476 0x1.e293e313376f1p-457
        0x1.1e8779e7e3d2dp+746 0x1.74f7af82ba16ap+733 0x1.ebcde82570524p+740
        0x1.650e9d72836cap+901 0x1.8b50c7d882ceap+899 0x1.6d580d968e669p+388
        -0x1.e066d4ed69138p-385 0x1.be1052bd8e9a0p-404 0x1.d41ed3e25f2f1p-388
    """),
    ("norm_logpdf", oracle.ulps): triples("""
        0x1.44eec7437c399p+779 0x1.200d9c439ba44p+779 0x1.74c730d81bc6dp+777
        0x1.acacabc44f374p+779 0x1.9d9dda2d2bd03p+778 0x1.6c2108bac639ep+773
        -0x1.1af2a4ea6cff3p+1023 0x1.e0e18842de3c5p+1023 0x1.0c60c91fdbaf1p+1021
        0x1.793b79c35b2dbp-2 0x0p+0 0x1.64fb07d1077d1p+1
        0x1.650e9d72836cap+901 0x1.8b50c7d882ceap+899 0x1.6d580d968e669p+388
    """),
    ("norm_logpdf", oracle.of_largest_term): triples("""
        0x1.d45fd1c9414f7p+1 0x1.b89cf0f71b3fep+1 0x1.94818f03e7f18p-4
        -0x1.a49d05c640bb3p-750 -0x1.20de1b2ce179cp-749 0x1.8d0bdb8daa99ap-750
        -0x1.f1c2b19236565p-1022 -0x1.fc5b0ce617139p-1022 0x0.1b0bdc3728cffp-1022
    """),
}

SCALED_REGIONS = [
    ScaledRegion("norm_cdf", any_size, -37, 37, "even", 3.75),
    ScaledRegion("norm_cdf", any_size, -38.4, -37, "even", 3),
    ScaledRegion("norm_cdf", any_size, -1.05, 1.05, "even", 2.65),
    ScaledRegion("norm_cdf", cancelling, -37, 37, "even", 3.75),
    ScaledRegion("norm_cdf", overflowing, -37, 37, "even", 3.75),
    ScaledRegion("norm_cdf", huge, -37, 37, "even", 3.75),
    ScaledRegion("norm_cdf", small, -37, 37, "even", 3.75),
    ScaledRegion("norm_cdf", subnormal, -37, 37, "even", 3.75),
    ScaledRegion("norm_sf", any_size, -37, 37, "even", 3.75),
    ScaledRegion("norm_sf", cancelling, -37, 37, "even", 3.75),
    ScaledRegion("norm_sf", overflowing, -37, 37, "even", 3.75),
    ScaledRegion("norm_pdf", any_size, -38, 38, "even", 3.5),
    ScaledRegion("norm_pdf", cancelling, -37, 37, "even", 2.9),
    ScaledRegion("norm_pdf", huge, -37, 37, "even", 2.9),
    ScaledRegion("norm_pdf", small, -55, 55, "even", 3.6),
    ScaledRegion("norm_pdf", subnormal, -55, 55, "even", 3.6),
    ScaledRegion("norm_logcdf", any_size, -37, 37, "even", 4.0),
    ScaledRegion("norm_logcdf", any_size, -LAST_LOG, -37, "-log", 0.7),
    ScaledRegion("norm_logcdf", any_size, -1.05, 0.63, "even", 2.7),
    ScaledRegion("norm_logcdf", any_size, 0.63, 1.05, "even", 2.9),
    ScaledRegion("norm_logcdf", cancelling, -37, 37, "even", 3.8),
    ScaledRegion("norm_logcdf", overflowing, -37, 37, "even", 3.8),
    ScaledRegion("norm_logcdf", huge, -37, 37, "even", 3.8),
    ScaledRegion("norm_logcdf", subnormal, -37, 37, "even", 3.8),
    ScaledRegion("norm_logsf", any_size, -37, 37, "even", 4.0),
    ScaledRegion("norm_logsf", any_size, 37, LAST_LOG, "log", 0.7),
    ScaledRegion("norm_hazard", any_size, -37, 37, "even", 4.3),
    ScaledRegion("norm_hazard", any_size, 37, 1e150, "log", 2.4),
    ScaledRegion("norm_hazard", cancelling, -37, 37, "even", 4.3),
    ScaledRegion("norm_hazard", overflowing, -37, 37, "even", 4.3),
    ScaledRegion("norm_hazard", small, -55, 37, "even", 4.3),
    ScaledRegion("norm_hazard", subnormal, -55, 3, "even", 4.3),
    ScaledRegion("norm_logpdf", wide, -37, 37, "even", 1.5),
    ScaledRegion("norm_logpdf", wide, 37, LAST_LOG, "log", 0.9),
    ScaledRegion("norm_logpdf", overflowing, -37, 37, "even", 1.5),
    ScaledRegion("norm_logpdf", narrow, -37, 37, "even", 1, oracle.of_largest_term),
    ScaledRegion("norm_logpdf", small, -37, 37, "even", 1, oracle.of_largest_term),
    ScaledRegion("norm_logpdf", subnormal, -37, 37, "even", 1, oracle.of_largest_term),
]


# a, b, loc and scale. How an interval is drawn: the bound nearer to the median, then the other, by
# the number in whose powers the series of a narrow interval is (normal._reach).
LAST_SERIES, LAST_SHORT_SERIES = 1.5, 0.1


def reaching(a, reach):
    """The upper bound of the interval from a >= 0 that reaches so far."""
    return a + 4.0 * reach / (a + math.sqrt(a * a + 12.0 * reach))


def near_bound(rng):
    """At most 37.3, three in four in the centre or near its end, some at or beside 0."""
    return rng.choice(
        [
            rng.uniform(0.0, 37.3),
            rng.uniform(0.0, 1.05),
            rng.uniform(1.0, 1.5),
            rng.uniform(0.0, 8.0),
            rng.choice([0.0, 1.05, 2.9, 7.4]),
            math.exp(rng.uniform(-30.0, 0.0)),
        ]
    )


def short_series(rng):
    a = near_bound(rng)
    return a, reaching(a, LAST_SHORT_SERIES * math.exp(-min(600.0, abs(rng.gauss(0.0, 1.0) ** 5))))


def long_series(rng):
    a = near_bound(rng)
    return a, reaching(a, rng.uniform(LAST_SHORT_SERIES, LAST_SERIES))


def beside_the_series(rng):
    """Where two formulas meet."""
    a = near_bound(rng)
    end = rng.choice([LAST_SHORT_SERIES, LAST_SERIES])
    return a, reaching(a, end * (1.0 + rng.uniform(-1.0, 1.0) * 2.0 ** -rng.randint(5, 50)))


def tails(rng):
    a = near_bound(rng)
    return a, reaching(a, LAST_SERIES * math.exp(abs(rng.gauss(0.0, 1.0))))


def subnormal_tails(rng):
    a = rng.uniform(37.3, 38.45)
    return a, a + rng.uniform(0.0, 0.3)


def inside(rng):
    """The median is in the interval, and both bounds in the centre."""
    b = 1.05 * rng.choice([rng.random(), math.exp(-rng.uniform(0.0, 30.0))])
    return -b * rng.choice([0.0, rng.random(), math.exp(-rng.uniform(0.0, 30.0))]), b


def across(rng):
    """The median is in the interval, and one bound in a tail."""
    b = rng.choice([rng.uniform(1.05, 1.5), rng.uniform(1.05, 9.0), rng.uniform(1.05, 40.0)])
    return -min(b, rng.choice([rng.random(), rng.uniform(1.0, 9.0), rng.uniform(0, 40.0)])), b


def far_out(rng):
    """Where the probability underflows."""
    a = 2.0 ** rng.uniform(5.3, 500.0) if rng.random() < 0.5 else rng.uniform(38.0, 60.0)
    return a, a + rng.choice([1e-3, 1.0, 100.0]) * rng.random() / a + rng.choice(
        [0.0, rng.random()]
    )


# Which intervals a draw may make, by the bounds, that farther from the median last, and the reach,
# whose rounding does not matter.
IN = {
    short_series: lambda a, b, reach: 0.0 <= a <= 37.3 and reach <= LAST_SHORT_SERIES,
    long_series: lambda a, b, reach: (
        0.0 <= a <= 37.3 and LAST_SHORT_SERIES <= reach <= LAST_SERIES * (1.0 - 2.0**-40)
    ),
    beside_the_series: lambda a, b, reach: (
        0.0 <= a <= 37.3
        and min(abs(reach / end - 1.0) for end in (LAST_SHORT_SERIES, LAST_SERIES)) <= 2.0**-5
    ),
    tails: lambda a, b, reach: 0.0 <= a <= 37.3 and reach >= LAST_SERIES,
    subnormal_tails: lambda a, b, reach: 37.3 <= a <= 38.45,
    inside: lambda a, b, reach: a < 0.0 <= b <= 1.05,
    across: lambda a, b, reach: a < 0.0 and b >= 1.05,
    far_out: lambda a, b, reach: a >= 38.0,
}


def standard(rng, a, b):
    return a, b, 0.0, 1.0


def scaled(rng, a, b, low=-20, high=20):
    """With any scale, and a loc from 2**low to 2**high scales."""
    scale = spread(rng, -900, 900)
    loc = rng.choice((-1, 1)) * scale * spread(rng, low, high)
    start = a * scale + loc
    return start, max(start + (b - a) * scale, math.nextafter(start, math.inf)), loc, scale


def beside_loc(rng, a, b):
    """Both bounds have most digits of loc, and often of each other."""
    return scaled(rng, a, b, 6, 44)


class BetweenRegion(NamedTuple):
    """Arguments a, b, loc and scale of a function of an interval."""

    function: str
    draw: Callable
    place: Callable
    bound: float

    @property
    def name(self):
        return f"{self.draw.__name__}, {self.place.__name__}".replace("_", " ")

    def arguments(self, rng):
        """Random ones, on either side of the median."""
        a, b = self.draw(rng)
        a, b = (a, b) if rng.random() < 0.5 else (-b, -a)
        arguments = self.place(rng, a, b)
        return arguments if self.holds(*arguments) else self.arguments(rng)

    def holds(self, a, b, loc, scale):
        if not (a < b and math.isfinite(b - a) and NORMAL < scale < math.inf):
            return False
        half = (0.5 * b - 0.5 * a) / scale
        a, b = sorted(((0.5 * x - 0.5 * loc) / scale * 2.0 for x in (a, b)), key=abs)
        a, b = (-a, -b) if b < 0.0 else (a, b)
        is_standard = (loc, scale) == (0.0, 1.0)
        reach = half * (a + 3.0 * half)
        return is_standard == (self.place is standard) and IN[self.draw](a, b, reach)

    def error(self, got, arguments):
        return abs(oracle.ulps(got, oracle.OF_BOUNDS[self.function](*arguments)))

    def worst(self):
        """The worst arguments that are known, of all that were drawn in this way."""
        return [each for each in BETWEEN_WORST[self.function] if self.holds(*each)]

    def sample(self, count):
        rng = random.Random(f"{self.function} {self.name}")
        return [self.arguments(rng) for _ in range(count)] + self.worst()


def quadruples(text):
    words = floats(text)
    return list(zip(*(words[k::4] for k in range(4))))


# The worst that were ever found in each region, and one where the low part of the width shows
# most.
BETWEEN_WORST = {
    "norm_between": quadruples("""
        -0x1.28586ee54b67fp+226 -0x1.27321984564dfp+226
        0x1.85e6944d44406p+217 0x1.55cc506789dc9p+221
        -0x1.28586de3f0323p+226 -0x1.27321a7b7f05cp+226
        0x1.85e50eb816dc6p+217 0x1.55cc5179f04dbp+221
        -0x1.12696e222ede3p+5 -0x1.11bb60afd4751p+5 0x0p+0 0x1p+0
        0x1.2fe693f944130p+2 0x1.4ed7fc64dd37ap+2 0x0p+0 0x1p+0
        0x1.060c02be5d2bbp+745 0x1.1e73951d073f6p+745
        -0x1.0abc49808a21ap+728 0x1.9d3c21edbdc07p+742
        0x1.18beaf9a6cf58p+744 0x1.3447e466cca96p+744
        -0x1.83d6d589c18dbp+725 0x1.c52fe5ea63390p+741
        -0x1.1b8c85058758bp+1 -0x1.1b4c83f13ab8cp+0 0x0p+0 0x1p+0
        -0x1.28586ee54b67dp+226 -0x1.27321984564ddp+226
        0x1.85e6944d9d505p+217 0x1.55cc506789dc9p+221
        -0x1.a294c9766eac1p-269 -0x1.aa07380e53debp-270
        -0x1.c80ecd5da4492p-278 0x1.78589a4bfe888p-270
        0x1.271f2c881e3e7p+5 0x1.2b9d2f10bee10p+5 0x0p+0 0x1p+0
        -0x1.da24d482a6463p+695 -0x1.d8c1a8528d82ep+695
        -0x1.149a3b982f635p+675 0x1.ac2c307cc0645p+690
        0x1.0e70c6fb3da7fp+407 0x1.0f855a6723fd5p+407 0x1.0e70c6f87ae57p+407 0x1.11e67213820f4p+372
        -0x1.c21e6a61dc233p-1 -0x1.37c8a876b4a14p-3 0x0p+0 0x1p+0
        0x1.ecb5959bc36f3p+444 0x1.ecb5971fb868bp+444 0x1.ecb597ee50b1ep+444 0x1.359e5d9b4387cp+442
        0x1.ecb5959bc38cfp+444 0x1.ecb5971fb8807p+444 0x1.ecb597ee50853p+444 0x1.359e5d9b43aa4p+442
        0x1.16ee97578efd1p+0 0x1.1aa8661d996f3p+1 0x0p+0 0x1p+0
        0x1.e5edbfecfbb37p+644 0x1.d3b9e1a450d0ap+645 0x1.8f0b31dd39494p+641 0x1.8f83814233ed8p+644
        0x1.e5e6db59424f3p+644 0x1.d3ba2112a4811p+645 0x1.8eeced457babdp+641 0x1.8f827d4bf2024p+644
        -0x1.8c5ff835a657ap+1 -0x1.8c5f61539d377p+1 0x0p+0 0x1p+0
        0x1.0df35a8ed45b2p+0 0x1.32e7f107979b8p+0 0x0p+0 0x1p+0
        -0x1.8c5ff8352bbe6p+1 -0x1.8c5f615905d76p+1 0x0p+0 0x1p+0
        -0x1.c1d758e1fcbd4p+751 -0x1.c1d6adc7c0ecdp+751
        -0x1.a5579815cfcc4p+740 0x1.2266058f37da1p+750
        -0x1.0deec4bd2bfabp-405 -0x1.0deec4bd235dbp-405
        -0x1.0deeae1bb8987p-405 0x1.d3b7013991a86p-427
        0x1.713067634d498p+187 0x1.a3bae39e67123p+187
        -0x1.574eb2d8a0170p+168 0x1.5e1c516a10d57p+187
        -0x1.c1d758eb1e5fap+751 -0x1.c1d6adc99c73ep+751
        -0x1.a5575784c4120p+740 0x1.2266058c43a04p+750
        -0x1.2b98ddfed99e2p+5 -0x1.2af5cf431e6bbp+5 0x0p+0 0x1p+0
        0x1.26837eba55e49p-326 0x1.271d3bd2b1310p-326 0x1.9061fe246afc0p-333 0x1.f1871bc915556p-332
        0x1.26837d8e8fe41p-326 0x1.271d3a1727225p-326 0x1.90631ec238836p-333 0x1.f1871bf30cff8p-332
        -0x1.1ac326e2f66c1p+1 -0x1.175f8bd1a4471p+0 0x0p+0 0x1p+0
        -0x1.f03efbd778186p-674 -0x1.ce164efea6dc2p-675
        0x1.5798670151cddp-681 0x1.a42d06e675c31p-675
        -0x1.f03b4d68e2637p-674 -0x1.ce11a65121f5ep-675
        0x1.59ed9b127f05fp-681 0x1.a42dbf6dd13aep-675
        -0x1.0da649d2f4869p-46 -0x1.0da649d2f4212p-46 -0x1.0da649d2f427fp-46 0x1.5d20e7967a16bp-88
        -0x1.1edb7ec6fac79p+83 0x1.c7a8e0431b03cp+79 -0x1.778cefb624530p+70 0x1.0e00c5daa7612p+83
        -0x1.19b89dbd34e58p+0 0x1.bddea6fea8081p-5 0x0p+0 0x1p+0
        -0x1.28586df5aa65dp+226 -0x1.27321984564ddp+226
        0x1.85e6944d9d51fp+217 0x1.55cc506789dc9p+221
        -0x1.1b958d0e80aaep+1 -0x1.1b4c83f13ab8cp+0 0x0p+0 0x1p+0
        -0x1.a6d129eb76cefp-38 -0x1.a6d129eb69ed9p-38 -0x1.a6d129f355148p-38 0x1.a71062485d738p-73
        -0x1.3223e0578563dp+5 -0x1.30832563d4cb7p+5 0x0p+0 0x1p+0
        0x1.f2c63a32ad5d5p-589 0x1.f2c63a32ad5d6p-589 0x1.f2c63a32ad5d5p-589 0x1.9da61426e1aebp-629
        -0x1.0a9853df75d1fp+0 0x1.0a1e26610b6dfp+0 0x0p+0 0x1p+0
        -0x1.28586ee54b67dp+226 -0x1.27321984564ddp+226
        0x1.85e6944d44711p+217 0x1.55cc506789dc9p+221
        -0x1.70390e99e6000p+2 -0x1.5213dadd1c061p+2 0x0p+0 0x1p+0
        -0x1.c1d758ee4b35ap+751 -0x1.c1d6adced1550p+751
        -0x1.a557967a81b51p+740 0x1.2266058fe58b4p+750
        -0x1.f545285ed6237p+1 -0x1.f06a21600d25bp+1 0x0p+0 0x1p+0
        0x1.26837eba55e47p-326 0x1.271d3bd2b2d7fp-326 0x1.9061fe246afb5p-333 0x1.f1871bc915556p-332
        0x1.26837eba55e47p-326 0x1.271d3bd2b2d7fp-326 0x1.9061fe21b91bdp-333 0x1.f1871bc915556p-332
        0x1.2b677ee30bfecp+5 0x1.2c08ccc29ec5bp+5 0x0p+0 0x1p+0
        -0x1.f03efbe40577ep-674 -0x1.ce164efea6dc2p-675
        0x1.5798670151cddp-681 0x1.a42d06e675c31p-675
        -0x1.12696e222bedep+5 -0x1.11bb60afd4751p+5 0x0p+0 0x1p+0
        -0x1.085888023f042p-128 -0x1.04477edeb1e02p-128
        0x1.a5b606a5cd195p-150 0x1.32d1655d62903p-132
        -0x1.2b969e5475444p+5 -0x1.2af5b51a33c8bp+5 0x0p+0 0x1p+0
    """),
    "norm_logbetween": quadruples("""
        0x1.a6d99ee692327p-497 0x1.a6da79350f2bfp-497
        0x1.a6d9fc98cb874p-497 0x1.e39a678f88c2bp-515
        -0x1.df0c088018031p+0 0x1.9ad000bd4053ep+2 0x0p+0 0x1p+0
        0x1.2e1cd6e8cab50p-491 0x1.2e1d56e97bb6ap-491 0x1.2e1d4c27fc81dp-491 0x1.bd067d12e0ce5p-509
        0x1.2e1cd6e861f81p-491 0x1.2e1d56e45f368p-491 0x1.2e1d4c2c0ac5dp-491 0x1.bd08fb631838dp-509
        -0x1.00ab4c7af9817p-9 0x1.20155d93ed4bdp+0 0x0p+0 0x1p+0
        -0x1.bc4c2e988831ap+464 0x1.d7256434784e9p+474
        -0x1.992e5ecf64a12p+461 0x1.8fef2a81c5973p+474
        -0x1.bc4c2e988830bp+464 0x1.d7256434784e9p+474
        -0x1.992e5ecf6499bp+461 0x1.8fef2a81c5973p+474
        0x1.4c3877778b07bp+5 0x1.4c38798bf4efcp+5 0x0p+0 0x1p+0
        0x1.feaac55b3d2eap-788 0x1.feaacaf923375p-788 0x1.feaac884feb38p-788 0x1.39678b871ccb5p-816
        0x1.feaac556d5318p-788 0x1.feaaca8c7e881p-788 0x1.feaac884feadfp-788 0x1.39678af0b099dp-816
        -0x1.0e50a1702765cp+0 0x1.a2bd96f6705c4p-5 0x0p+0 0x1p+0
        -0x1.8b3b3eeded274p+196 0x1.c8ffbde2845f8p+193
        0x1.0fbb26a8e3633p+192 0x1.86d0200ffec01p+196
        -0x1.8b3b3ee1ead6ap+196 0x1.c8ffbeab0527fp+193
        0x1.0fbb2690bc37cp+192 0x1.86d020176a83bp+196
        -0x1.19d8d25532ef0p+0 0x1.bdcd56fd59e3cp-5 0x0p+0 0x1p+0
        0x1.5eccd9b9df92dp-326 0x1.5ed05c5de0e6fp-326 0x1.5ed05ad378322p-326 0x1.918a4de937ca9p-341
        -0x1.d49b1dc4948ddp+668 0x1.52660651a2448p+659
        -0x1.5186e599ba020p+664 0x1.969276c3a537dp+668
        0x1.9e0df371e2248p-10 0x1.6c2ff431a8db5p-2 0x0p+0 0x1p+0
        -0x1.6c1eb07f95801p-774 -0x1.2b7d26e0ee25dp-780
        -0x1.f6a31feb654e9p-787 0x1.f67fd164110dep-773
        -0x1.6c1defc64d4e2p-774 -0x1.2ecc05aba6840p-780
        -0x1.83932b3aa979cp-786 0x1.f685d87b441b6p-773
        -0x1.4347694fc1067p+5 -0x1.43246fbe66334p+5 0x0p+0 0x1p+0
        0x1.2233c671888d0p+555 0x1.223454e55cc38p+555 0x1.22340df1051d7p+555 0x1.e4d7a0ed39c7cp+531
        0x1.2233c6718891cp+555 0x1.223454e55d687p+555 0x1.22340df10547ep+555 0x1.e4d7a053824c6p+531
        -0x1.0f02e17bd329cp+0 0x1.3aab859555babp-4 0x0p+0 0x1p+0
        -0x1.f1d6f7c39ea08p-339 0x1.d3973f2ad8404p-330
        0x1.8280b9bdfd9dep-342 0x1.9f1f9c4552645p-330
        -0x1.dabe3260a472fp-339 0x1.d3a889e4e1ee2p-330
        0x1.3d79d1cfe981dp-341 0x1.9f1a26859bd46p-330
        -0x1.f1d6f7e46d524p-339 0x1.d3973f2ad8404p-330
        0x1.8280b9bdfd96ep-342 0x1.9f1f9c4552645p-330
        -0x1.0e50a1c589ca0p+0 0x1.a2bd96f699d02p-5 0x0p+0 0x1p+0
        0x1.db77fc3dbdc22p+429 0x1.deca42afc8ddap+429 0x1.defabbdcb1aa4p+429 0x1.3246f09875a93p+422
        -0x1.4d1cbd08579b3p-288 -0x1.02e6ac877f28bp-292
        0x1.fd43e0e8a7448p-302 0x1.c7d866c6c5076p-289
        -0x1.76781135d9d37p+0 -0x1.2ba04a53891fcp-4 0x0p+0 0x1p+0
        -0x1.a7315d27659afp+650 -0x1.a73159de13772p+650
        -0x1.34178c97ac61ap+650 0x1.5efe2ee80e81cp+643
        -0x1.15ef2bf1b83ebp+283 -0x1.12b5c87404c0cp+283
        -0x1.14827e4248cdfp+283 0x1.c24c3f66a7e6cp+275
        -0x1.83e419a1ac19fp-1 0x1.0cba5bb5a819fp+0 0x0p+0 0x1p+0
        -0x1.8c1d6178c1c0ap-759 -0x1.b22dd45b71670p-764
        0x1.3901ae025044bp-772 0x1.338c973027cd6p-759
        -0x1.3e16313900d55p-773 -0x1.4d66d5225334dp-778
        -0x1.64c2f8ab6ad9fp-785 0x1.b79eb1b328fedp-772
        0x1.5c107692c5abcp-243 0x1.5c107692c6797p-243 0x1.5c10775cc7b69p-243 0x1.50bef8169f85bp-273
        0x1.2ab6ed191b774p+5 0x1.2ab701bcbeb6cp+5 0x0p+0 0x1p+0
        0x1.2945da41715ddp-685 0x1.2a2a86233aa89p-685 0x1.2ae09a237d876p-685 0x1.5ac5ed7f17404p-694
        -0x1.e33780ee8ef3ap-69 -0x1.bdced11739edfp-70 0x1.72ceb755fb94cp-81 0x1.a8aabe6a639a2p-70
        0x1.0f18a56f09256p+0 0x1.2d3ab75ba4ba9p+1 0x0p+0 0x1p+0
        0x1.a6d99ee692327p-497 0x1.a6da79350f2bfp-497 0x1.a6d9fc98cb874p-497 0x1.e39a678f88c2bp-515
    """),
}

BETWEEN_BOUNDS = {  # of norm_between, with loc and scale; of norm_logbetween, the same
    short_series: (3.6, 3.55, 2.15, 2.2),
    long_series: (5.0, 5.4, 3.25, 3.3),
    beside_the_series: (5.3, 5.4, 3.2, 3.25),
    tails: (5.25, 5, 3.15, 3.5),
    inside: (1.55, 3.05, 3.45, 3.55),
    across: (3.15, 3.2, 4.85, 4.75),
    subnormal_tails: (5.0, 5.2, 0.65, 0.65),
    far_out: (1.15, 1.15, 0.65, 0.65),
}

BETWEEN_REGIONS = [
    BetweenRegion(function, draw, place, bounds[2 * at + (place is not standard)])
    for at, function in enumerate(("norm_between", "norm_logbetween"))
    for place in (standard, scaled, beside_loc)
    for draw, bounds in BETWEEN_BOUNDS.items()
]
