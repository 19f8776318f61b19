# SPDX-License-Identifier: BSD-3-Clause
"""Every result of purestats.correctly_rounded is the float nearest to the truth."""

import pytest

from purestats import correctly_rounded as cr
from tests.oracle.exact import check
from tests.oracle.exact_points import HUGE, REGIONS, TINY, placed, points

CASES = [(name, *region) for name, regions in REGIONS.items() for region in regions]
IN_TEST_EXACT_NORM = {"norm", "norm_interval", "ndtr", "log_ndtr", "ndtri", "ndtri_exp"}
IN_TEST_BETWEEN = {"norm_between", "norm_logbetween", "norm_hazard", "erfcx"}


def test_every_function_has_its_regions():
    assert set(REGIONS) | IN_TEST_EXACT_NORM | IN_TEST_BETWEEN == set(cr.__all__)


@pytest.mark.parametrize(("name", "region", "low", "high"), CASES)
def test_is_nearest(name, region, low, high):
    for x in points(name, region, low, high, -(-200 // len(REGIONS[name]))):
        check(name, x)
        if name == "norm_ppf":  # now by the cell that the first call built
            assert cr.norm_ppf(x) == -cr.norm_isf(x)
            check(name, x)


@pytest.mark.parametrize("name", [n for n in REGIONS if n.startswith("norm")])
def test_loc_and_scale_are_exact(name):
    for args in placed(name, 60):
        check(name, *args)


@pytest.mark.parametrize("loc", [0.0, 3.0, -1e300, TINY])
@pytest.mark.parametrize("scale", [1.0, 0.3, TINY, HUGE])
def test_at_loc(loc, scale):
    assert cr.norm_ppf(0.5, loc, scale) == cr.norm_isf(0.5, loc, scale) == loc
    assert cr.norm_cdf(loc, loc, scale) == cr.norm_sf(loc, loc, scale) == 0.5
    assert cr.norm_logcdf(loc, loc, scale) == -float.fromhex("0x1.62e42fefa39efp-1")
    for name in ("norm_pdf", "norm_logpdf"):
        check(name, loc, loc, scale)
