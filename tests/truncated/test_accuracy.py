"""The truncated normal against mpmath, region by region, in ulps of the whole expression."""

import math
import platform
import re

import mpmath
import pytest

from purestats import truncated
from tests.oracle import report, ulps
from tests.oracle import truncated as oracle

INF = math.inf
NAMES = ["pdf", "logpdf", "cdf", "logcdf", "sf", "logsf"]


@pytest.mark.parametrize("region", oracle.REGIONS, ids=lambda region: region.name)
def test_error_in_ulps(region):
    for arguments in oracle.sample(region, 12) + region.worst():
        for name, want in oracle.values(*arguments).items():
            got = getattr(truncated, f"truncnorm_{name}")(*arguments)
            error = abs(ulps(got, want))
            assert error <= region.limit(name), f"{name} {report(arguments, got, want)}"


@pytest.mark.parametrize(
    "arguments",
    [
        (100.5, 100, 101, 0, 1),
        (-39.9, -40, -39, 0, 1),
        (8.3, 8, INF, 0, 1),
        (100, 8, INF, 0, 1),
        (1e8 + 2.0**-26, 1e8, 1e8 + 1, 0, 1),
        (1e-8, 1e8, 1e8 + 1, -1e8, 1),
        (3e-21, 0, 1e-20, 0, 1),
        (-5e-10, -1e-9, 1e-9, 0, 1),
        (2.5e-300, 2, 3, 0, 1e-300),
        (1e-309, -1, 1, 0, 1e-300),
        (3e307, 1, INF, -1e308, 1e308),
        (1e-310, 0, 3e-310, 0, 1),
        (1e-10, 0, 3e-310, 0, 1e300),
        (50, -INF, INF, 0, 1),
        (-37.9, -38, 38.1, 0, 1),
        (37.9, -37, 38, 0, 1),
    ],
)
def test_far_out_and_narrow(arguments):
    for name, want in oracle.values(*arguments).items():
        got = getattr(truncated, f"truncnorm_{name}")(*arguments)
        assert abs(ulps(got, want)) <= 6, f"{name} {report(arguments, got, want)}"


def test_all_of_the_mass_within_an_ulp_of_the_bound():
    """x is loc - a*scale to the last digit: what counts is below an ulp of z."""
    for a in (1e3, 1e6, 1e8, 1e12, 1e20, 1e100):
        for share in (1e-3, 0.5, 3.0, 40.0):
            arguments = (share / a, a, INF, -a, 1.0)
            values = oracle.values(*arguments)
            for name in NAMES:
                got = getattr(truncated, f"truncnorm_{name}")(*arguments)
                assert abs(ulps(got, values[name])) <= 6, (name, arguments)


@pytest.mark.parametrize("region", oracle.REGIONS, ids=lambda region: region.name)
def test_below_and_above_are_one(region):
    for arguments in oracle.sample(region, 150):
        below, above = truncated.truncnorm_cdf(*arguments), truncated.truncnorm_sf(*arguments)
        assert 0.0 <= below <= 1.0
        assert 0.0 <= above <= 1.0
        assert 1.0 - 2.0**-53 <= below + above <= 1.0, arguments
        assert truncated.truncnorm_logcdf(*arguments) <= 0.0
        assert truncated.truncnorm_pdf(*arguments) >= 0.0


@pytest.mark.parametrize("region", oracle.REGIONS, ids=lambda region: region.name)
def test_the_mirror_image_has_the_same_bits(region):
    for x, a, b, loc, scale in oracle.sample(region, 60):
        mirrored = -x, -b, -a, -loc, scale
        for name, other in [
            ("pdf", "pdf"),
            ("logpdf", "logpdf"),
            ("cdf", "sf"),
            ("logsf", "logcdf"),
        ]:
            one = getattr(truncated, f"truncnorm_{name}")(x, a, b, loc, scale)
            assert one == getattr(truncated, f"truncnorm_{other}")(*mirrored), (name, x, a, b)


CROSSINGS = [  # bounds, and a z inside
    (-1, 2, 0.5),
    (-2.5, 0.3, -1.0),
    (-INF, INF, 1.3),
    (0, INF, 0.7),
    (-3, INF, 4.0),
    (8, INF, 8.05),
    (100, 101, 100.01),
    (-40, -39, -39.0625),
    (1e8, 1e8 + 1, 1e8 + 2.0**-26),
    (0.3, 0.3000001, 0.30000003),
    (0, 2.0**-60, 2.0**-62),
    (-(2.0**-100), 2.0**-100, 2.0**-101),
]


@pytest.mark.parametrize(("a", "b", "z"), CROSSINGS)
@pytest.mark.parametrize("shift", [0.0, 1.0, -3.7])
def test_the_logarithm_of_a_density_near_1(a, b, z, shift):
    """Off by hardly more than rounding to a float, where its terms cancel."""
    scale = float(oracle.at(z, a, b, 0.0, 1.0)[2])
    loc = shift * scale
    at = z * scale + loc
    for x in (at, math.nextafter(at, INF), math.nextafter(at, -INF)):
        row = x, a, b, loc, scale
        want = oracle.values(*row)["logpdf"] if oracle.is_inside(*row) else 1.0
        if abs(want) < 0.25:
            got = truncated.truncnorm_logpdf(*row)
            assert abs(ulps(got, want)) < 0.501, report(row, got, want)


# Moments.


def of_terms(name, got, want, arguments):
    """The relative error; of what cancels, that of its largest term."""
    a, b, loc, scale = map(abs, arguments)
    if name == "mean":
        return abs(got - want) / max(abs(want), loc)
    if name == "entropy":
        logs = [abs(mpmath.log(each)) for each in (scale, b - a) if 0 < each < INF]
        return abs(got - want) / max(1, abs(want), *logs)
    if name in ("skewness", "kurtosis"):
        return abs(got - want)
    order = {"moment 2": 2, "moment 3": 3, "moment 6": 6}.get(name, 1)
    return abs(got - want) / max(abs(want), mpmath.mpf(loc) ** order)


@pytest.mark.parametrize("region", oracle.REGIONS, ids=lambda region: region.name)
def test_moments(region):
    for _, *arguments in oracle.sample(region, 5) + region.worst():
        if region.bounds is oracle.farther_out and arguments[2]:
            continue  # the bounds themselves cancel
        mean, variance, third, fourth, *raw, entropy = oracle.moments(*arguments)
        deviation = mpmath.sqrt(variance)
        frozen = truncated.truncnorm(*arguments)
        skewness, kurtosis = frozen.stats("sk")
        rows = {
            "mean": (frozen.mean(), mean),
            "variance": (frozen.var(), variance),
            "deviation": (frozen.std(), deviation),
            "skewness": (skewness, third / deviation**3),
            "kurtosis": (kurtosis, fourth / variance**2 - 3),
            "moment 2": (frozen.moment(2), raw[0]),
            "moment 6": (frozen.moment(6), raw[4]),
            "entropy": (frozen.entropy(), entropy),
        }
        low, high = frozen.support()
        assert low <= frozen.mean() <= high
        assert frozen.var() >= 0.0
        for name, (got, want) in rows.items():
            if 1e-300 < abs(want) < 1e300:
                assert of_terms(name, got, want, arguments) < 1e-13, (name, arguments, got, want)


def test_the_mean_beyond_a_bound_is_the_hazard_rate():
    for a in (-40.0, -3.0, 0.0, 1.645, 8.0, 1e3, 1e8, 1e150):
        with mpmath.workprec(200):
            want = (
                mpmath.exp(-(mpmath.mpf(a) ** 2) / 2) / oracle.between(a, INF, 0)
                if a < 0
                else 1 / oracle.mills(mpmath.mpf(a))
            )
        assert truncated.truncnorm_mean(a, INF) == pytest.approx(float(want), rel=2e-15)


# The figures of docstrings.

FIGURE = re.compile(r"^ +(\w+)[-, \w]*  (\d\.\d)  (-?0x[-+0-9a-fpx., \n]+)$", re.MULTILINE)
FIGURES = [
    (name, float(figure), [float.fromhex(each) for each in text.split(",")])
    for name, figure, text in FIGURE.findall(truncated.truncnorm_pdf.__doc__)
]


@pytest.mark.skipif(
    platform.machine() not in ("x86_64", "AMD64")
    or platform.libc_ver()[0] != "glibc"
    or platform.python_implementation() != "CPython",
    reason="the figures of the docstrings are those of CPython, x86-64 and glibc",
)
@pytest.mark.parametrize(("name", "figure", "arguments"), FIGURES)
def test_the_figures_of_docstrings_are_those_of_their_arguments(name, figure, arguments):
    """Rounded up to a tenth."""
    got = getattr(truncated.truncnorm, name)(*arguments)
    if name == "isf":
        error = oracle.error_of_quantile(name, got, *arguments)
    else:
        error = abs(ulps(got, oracle.values(*arguments)[name]))
    assert figure - 0.1 < error <= figure, (arguments, got)


def test_every_figure_of_a_docstring_has_its_argument():
    assert len(FIGURES) == 5
