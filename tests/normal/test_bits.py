"""The bits of SciPy, stored (see make_scipy_bits.py) and, where it is installed, live."""

import pathlib
import platform

import pytest

import purestats
from tests.oracle.points import around, log_uniform, uniform

STORED = pathlib.Path(__file__).with_name("scipy_bits.txt")


def stored(name):
    """The arguments and results of one function, as floats."""
    rows = []
    for line in STORED.read_text().splitlines():
        function, *numbers = line.split()
        if function == name:
            rows.append([float.fromhex(number) for number in numbers])
    return rows


def hexes(numbers):
    return [number.hex() for number in numbers]


@pytest.mark.parametrize("name", ["ndtri", "norm_ppf", "norm_isf"])
def test_stored_results(name):
    rows = stored(name)
    function = getattr(purestats, name)
    assert len(rows) >= 250
    for *arguments, want in rows:
        assert function(*arguments).hex() == want.hex(), hexes(arguments)


def test_stored_intervals():
    rows = stored("norm_interval")
    assert len(rows) == 250
    for confidence, loc, scale, low, high in rows:
        got = purestats.norm_interval(confidence, loc, scale)
        assert hexes(got) == hexes([low, high]), hexes([confidence, loc, scale])


def test_norm_ppf_is_ndtri():
    for p, want in stored("ndtri"):
        assert purestats.norm_ppf(p).hex() == want.hex()


@pytest.mark.skipif(
    platform.machine() not in ("x86_64", "AMD64"), reason="SciPy's FMA builds have other bits"
)
def test_live_scipy():
    special = pytest.importorskip("scipy.special")
    points = (
        around(0.1353352832366127, 2000)
        + around(0.8646647167633873, 2000)
        + around(1.2664165549094176e-14, 2000)
        + log_uniform(5e-324, 1.0, 20_000)
        + uniform(0.0, 1.0, 20_000)
    )
    for p, want in zip(points, special.ndtri(points).tolist()):
        assert purestats.ndtri(p).hex() == want.hex(), p.hex()
