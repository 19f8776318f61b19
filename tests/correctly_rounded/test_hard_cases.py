# SPDX-License-Identifier: BSD-3-Clause
"""The hard cases of hard_cases/: each line of NAME.wc is one of the function NAME.

Arguments are in hex; the last number is the binary logarithm of the distance, in ulps, of the true
value from a midpoint of two floats.  mpmath finds both again.
"""

import functools
import pathlib
import re

import mpmath
import pytest

from purestats import correctly_rounded as cr
from purestats import enclosures as arithmetic
from tests.oracle.exact import TRUE, exact, nearest, true_ilogcdf, true_isf

FILES = sorted(pathlib.Path(__file__).parent.glob("hard_cases/*.wc"))


def read(file):
    for line in file.read_text(encoding="ascii").splitlines():
        if not line.startswith("#"):
            *args, distance = line.split()
            yield tuple(map(float.fromhex, args)), float(distance)


INVERSE = {
    "norm_ppf": lambda q, loc=0.0, scale=1.0: exact(loc) - exact(scale) * true_isf(exact(q)),
    "norm_isf": lambda q, loc=0.0, scale=1.0: exact(loc) + exact(scale) * true_isf(exact(q)),
    "norm_ilogcdf": lambda y: true_ilogcdf(exact(y)),
    "erfinv": lambda y: -true_isf((1 + exact(y)) / 2) / mpmath.sqrt(2),
    "erfcinv": lambda y: true_isf(exact(y) / 2) / mpmath.sqrt(2),
}


@functools.cache
def true_value(name, args, bits):
    with mpmath.workprec(bits):
        return INVERSE[name](*args) if name in INVERSE else TRUE[name](*args)[0]


CASES = [(file.stem, *case) for file in FILES for case in read(file)]


@pytest.mark.parametrize("name", sorted({name for name, *_ in CASES}))
def test_hard_cases(name):
    for args, distance in [case for each, *case in CASES if each == name]:
        shown = f"{name}({', '.join(x.hex() for x in args)})"
        bits = 140 - round(distance)
        value = true_value(name, args, bits)
        want = nearest(value)
        for _ in range(2):  # the second time by a cell, and by the lines that spell it out
            got = getattr(cr, name)(*args)
            assert got == want, f"{shown}: got {got.hex()}, want {want.hex()}"
        with mpmath.workprec(bits):
            ulp = mpmath.ldexp(1, mpmath.mag(value) - 53)
            off = abs(abs(value - exact(want)) / ulp - 0.5)
            assert mpmath.log(off, 2) == pytest.approx(distance, abs=0.06), shown
        if name == "norm_ppf":
            assert cr.norm_isf(*args) == -got


def test_they_need_every_precision(monkeypatch):
    """The slow phase alone, for those that are nearest."""
    rounded, tries = arithmetic.rounded, []
    monkeypatch.setattr(arithmetic, "rounded", lambda a: tries.append(a) or rounded(a))
    asked = set()
    for name, args, distance in CASES:
        if distance < -60.0:
            tries.clear()
            getattr(cr, name)(*args)
            asked.add(arithmetic.FIRST_BITS << len(tries) - 1)
    assert asked == {224, 448, 896, 1792}


def test_interval_of_a_sum_that_overflows():
    """loc + scale does, and neither loc nor scale nor one of the ends."""
    ends = cr.norm_ppf(0.25, 1e308, 1e308), cr.norm_ppf(0.75, 1e308, 1e308)
    assert (
        cr.norm_interval(0.5, 1e308, 1e308)
        == ends
        == (3.2551024980391825e307, 1.6744897501960817e308)
    )


def test_a_header_says_what_was_searched():
    assert {file.stem for file in FILES} == set(cr.__all__) & {*TRUE, *INVERSE}
    for file in FILES:
        text = file.read_text(encoding="ascii")
        assert re.search(
            r"^# python -m benchmarks\.correct_rounding_hard .*; seed \d+$", text, re.M
        )
        assert file.stem == "norm_isf" or re.search(r"^# searched: .* floats in each", text, re.M)
        assert len(text) < 4000
