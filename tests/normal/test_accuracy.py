"""Every function against mpmath, region by region, in ulps."""

import platform
import re

import pytest

import purestats
from tests import oracle
from tests.oracle.regions import NORMAL, REGIONS, SCALED_REGIONS, Region


def region_id(region):
    return f"{region.function}: {region.name}"


@pytest.mark.parametrize("region", REGIONS, ids=region_id)
def test_error_in_ulps(region):
    function, true_value = getattr(purestats, region.function), oracle.TRUE[region.function]
    for argument in region.sample(50):
        got = function(argument)
        want = true_value(argument, got)
        assert abs(oracle.ulps(got, want)) <= region.bound, oracle.report(argument, got, want)


@pytest.mark.parametrize("region", SCALED_REGIONS, ids=region_id)
def test_error_with_loc_and_scale(region):
    """Of the whole expression, (x - loc)/scale included: all three are exact."""
    function = getattr(purestats, region.function)
    for arguments in region.sample(40):
        got = function(*arguments)
        assert region.error(got, arguments) <= region.bound, oracle.report(
            arguments, got, oracle.scaled(region.function, *arguments)
        )


@pytest.mark.parametrize("x", [-37.6, -37.9, -38.2, -38.4, -38.45, -38.48])
def test_subnormal_probabilities_are_within_two_of_the_smallest(x):
    for function, argument in [(purestats.norm_cdf, x), (purestats.norm_sf, -x)]:
        got = function(argument)
        assert abs(oracle.ulps(got, oracle.cdf(x))) <= 2, oracle.report(x, got, oracle.cdf(x))
    assert purestats.norm_cdf(x) > 0


def test_subnormal_density():
    for x in (37.7, 38.0, 38.3, 38.5, 38.56):
        got = purestats.norm_pdf(x)
        assert abs(oracle.ulps(got, oracle.pdf(x))) <= 1, oracle.report(x, got, oracle.pdf(x))


def test_norm_ppf_bisect_where_erfc_is_subnormal():
    for q in Region("norm_ppf_bisect", "subnormal", 5e-324, NORMAL, "log", 0).sample(100):
        assert purestats.norm_ppf_bisect(q) == pytest.approx(purestats.norm_ppf(q), rel=1e-3)


FIGURE = re.compile(r"(\d\.\d)\s+at\s+(-?0x[^\s,]+p[-+]\d+(?:,\s+-?0x[^\s,]+p[-+]\d+)*)")
NAMES = purestats.__all__
FIGURES = [
    (name, float(figure), [float.fromhex(each) for each in text.split(",")])
    for name in NAMES
    for figure, text in FIGURE.findall(getattr(purestats, name).__doc__ or "")
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
    got = getattr(purestats, name)(*arguments)
    if name in oracle.OF_BOUNDS:
        want = oracle.OF_BOUNDS[name](*arguments)
    elif len(arguments) == 3:
        want = oracle.scaled(name, *arguments)
    else:
        want = oracle.TRUE[name](arguments[0], got)
    error = abs(oracle.ulps(got, want))
    assert figure - 0.1 < error <= figure, oracle.report(arguments[0], got, want)


def test_every_figure_of_a_docstring_has_its_argument():
    texts = {name: " ".join((getattr(purestats, name).__doc__ or "").split()) for name in NAMES}
    stated = {name for name, text in texts.items() if "error found, in ulps" in text}
    assert stated == {name for name, _, _ in FIGURES}
    assert len(FIGURES) == 23
