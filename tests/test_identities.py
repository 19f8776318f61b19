"""Relations that hold between the functions, over random bit patterns and across branches."""

import random
import struct

import pytest

from points import around, uniform
from purestats import ndtri, norm_interval, norm_isf, norm_ppf, norm_ppf_bisect


def bit_patterns(count=5000):
    """Floats in (0, 1) with random bits."""
    rng = random.Random(1)
    patterns = (struct.pack("<Q", rng.getrandbits(62)) for _ in range(count))
    return [x for (x,) in map(struct.Struct("<d").unpack, patterns) if 0.0 < x < 1.0]


def test_upper_and_lower_tail_mirror_where_the_complement_is_exact():
    exact = uniform(0.5, 1.0, 5000) + around(0.8646647167633873)
    for q in exact:
        # The branch point itself is central from one side only.
        if q < 1.0 and q != 0.8646647167633873:
            assert norm_ppf(1.0 - q) == -norm_ppf(q), q.hex()


def test_isf_is_the_negated_ppf():
    for q in bit_patterns():
        assert norm_isf(q) == -norm_ppf(q)
        assert norm_isf(q, 2.5, 0.75) == -norm_ppf(q) * 0.75 + 2.5
        assert norm_ppf(q, 2.5, 0.75) == norm_ppf(q) * 0.75 + 2.5
        assert ndtri(q) == norm_ppf(q)


def test_interval_is_two_quantiles():
    for c in uniform(0.0, 1.0, 500):
        assert norm_interval(c, 3.0, 2.0) == (
            norm_ppf((1.0 - c) / 2.0, 3.0, 2.0),
            norm_ppf((1.0 + c) / 2.0, 3.0, 2.0),
        )


def test_the_port_and_the_bisection_check_each_other():
    """6.5 and 5 ulp, over two independent ways to the same number."""
    for q in uniform(0.0, 1.0, 2000):
        if 0.0 < q < 1.0:
            assert norm_ppf_bisect(q) == pytest.approx(norm_ppf(q), rel=11.5 * 2.0**-52)


BRANCHES = [1.2664165549094176e-14, 0.1353352832366127, 0.5, 0.8646647167633873]


@pytest.mark.parametrize("branch", BRANCHES)
def test_monotone_across_branches_to_within_the_stated_ulps(branch):
    x = [norm_ppf(q) for q in around(branch, 500)]
    for below, above in zip(x, x[1:]):
        assert above >= below - 13 * 2.0**-53 * abs(below)
