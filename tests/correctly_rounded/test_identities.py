# SPDX-License-Identifier: BSD-3-Clause
"""Relations between results of purestats.correctly_rounded, across the borders of its cells."""

import math
import random

import pytest

from purestats import correctly_rounded as cr
from purestats.enclosures.normal import SWITCH
from tests.oracle.exact_points import INF, spread

BORDERS = {
    "norm_ppf": (0.25, 0.75, 0.5, 0.125, 65 / 512, 2.0**-1022, 67 * 2.0**-700, 0.5 + 65 * 2.0**-9),
    "erfinv": (0.5, -0.5, 65 / 128, 2.0**-30, 1e-290, 2.0**-299),
    "erfcinv": (0.5, 1.5, 1.0, 65 / 128, 1e-290, 2.0**-1022),
    "norm_logpdf": (0.0, 1.0, 20.0),
    "norm_ilogcdf": (-0.25, -math.log(2), -1.39, -1.0, -2.0, -2000.0, -(2.0**-53), -1e-300),
}
BORDERS["norm_isf"] = BORDERS["norm_ppf"]
BORDERS["norm_ilogccdf"] = BORDERS["norm_ilogcdf"]
RISING = {
    "norm_cdf": 1,
    "norm_logcdf": 1,
    "norm_sf": -1,
    "norm_logsf": -1,
    "norm_ppf": 1,
    "norm_isf": -1,
    "norm_ilogcdf": 1,
    "norm_ilogccdf": -1,
    "erf": 1,
    "erfc": -1,
    "erfinv": 1,
    "erfcinv": -1,
}


@pytest.mark.parametrize("name", RISING)
def test_monotone_over_consecutive_floats(name):
    function, sign = getattr(cr, name), RISING[name]
    switch = math.sqrt(SWITCH * (1 if name.startswith("erf") else 2))
    for border in BORDERS.get(name, (switch, -switch, 0.0, 1.0, 128.0, -128.0)):
        x = border
        for _ in range(20):
            x = math.nextafter(x, -INF)
        last = -INF
        for _ in range(40):
            if x >= 0.0 or name not in ("norm_ppf", "norm_isf", "erfcinv"):
                value = sign * function(x)
                assert value >= last, f"{name} at {x.hex()}"
                last = value
            x = math.nextafter(x, INF)


def test_symmetry():
    rng = random.Random(5)
    for _ in range(300):
        x = spread(rng, 1e-12, 41.0)
        assert cr.norm_pdf(x) == cr.norm_pdf(-x)
        assert cr.norm_logpdf(x) == cr.norm_logpdf(-x)
        assert cr.norm_cdf(x) == cr.norm_sf(-x)
        assert cr.norm_cdf(-x) == cr.norm_sf(x)
        assert cr.norm_logcdf(x) == cr.norm_logsf(-x)
        assert cr.norm_logcdf(-x) == cr.norm_logsf(x)
        assert cr.erf(-x) == -cr.erf(x)
        q = rng.random()
        q = 1.0 - q if q > 0.5 else q  # a multiple of 2**-53, so 1 - q is exact
        assert cr.norm_ppf(q) == -cr.norm_ppf(1.0 - q) == -cr.norm_isf(q)
        assert cr.erfinv(-q) == -cr.erfinv(q)
        assert cr.erfcinv(2.0 * q) == -cr.erfcinv(2.0 - 2.0 * q)
