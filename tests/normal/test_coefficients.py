"""The digits of the source: as Cephes published them, and each one watched by a test."""

import ast
import math
import pathlib
import re

import mpmath
import pytest

from purestats import normal
from tests.normal.test_bits import stored

# Cephes Math Library 2.8, ndtri.c (S. L. Moshier), in the order of our source.
PUBLISHED = """
exp(-2)     0.13533528323661269189
P0 -5.99633501014107895267e1 +9.80010754185999661536e1 -5.66762857469070293439e1
   +1.39312609387279679503e1 -1.23916583867381258016e0
Q0 +1.95448858338141759834e0 +4.67627912898881538453e0 +8.63602421390890590575e1
   -2.25462687854119370527e2 +2.00260212380060660359e2 -8.20372256168333339912e1
   +1.59056225126211695515e1 -1.18331621121330003142e0
sqrt(2 pi)  2.50662827463100050242e0
P1  4.05544892305962419923e0 +3.15251094599893866154e1 +5.71628192246421288162e1
   +4.40805073893200834700e1 +1.46849561928858024014e1 +2.18663306850790267539e0
   -1.40256079171354495875e-1 -3.50424626827848203418e-2 -8.57456785154685413611e-4
Q1 +1.57799883256466749731e1 +4.53907635128879210584e1 +4.13172038254672030440e1
   +1.50425385692907503408e1 +2.50464946208309415979e0 -1.42182922854787788574e-1
   -3.80806407691578277194e-2 -9.33259480895457427372e-4
P2  3.23774891776946035970e0 +6.91522889068984211695e0 +3.93881025292474443415e0
   +1.33303460815807542389e0 +2.01485389549179081538e-1 +1.23716634817820021358e-2
   +3.01581553508235416007e-4 +2.65806974686737550832e-6 +6.23974539184983293730e-9
Q2 +6.02427039364742014255e0 +3.67983563856160859403e0 +1.37702099489081330271e0
   +2.16236993594496635890e-1 +1.34204006088543189037e-2 +3.28014464682127739104e-4
   +2.89247864745380683936e-6 +6.79019408009981274425e-9
"""
DIGITS = r"\d\.\d{20}(?:e-?\d+)?"
SOURCE = pathlib.Path(normal.__file__).read_text(encoding="utf-8")
LITERALS = re.findall(DIGITS, SOURCE)


def test_every_published_digit_and_sign_is_there():
    signed = [re.findall(r"([+-]?) *\b(" + DIGITS + ")", text) for text in (SOURCE, PUBLISHED)]
    assert signed[0] == signed[1]
    assert len(signed[0]) == 49


@pytest.mark.parametrize("literal", LITERALS)
def test_a_change_of_the_twelfth_digit_changes_bits(literal, monkeypatch):
    """Guards the guard: the stored results see a change of 1e-11 in any one coefficient."""
    change(monkeypatch, literal, 12)
    assert any(normal.ndtri(p) != want for p, want in STORED)


STORED = stored("ndtri")
STATEMENTS = [
    "\n".join(SOURCE.splitlines()[each.lineno - 1 : each.end_lineno])
    for each in ast.parse(SOURCE).body
]


def change(monkeypatch, literal, digit):
    """Define anew what the literal stands in, with one digit changed; the first digit is 1."""
    at = next(i for i, c in enumerate(literal) if c in "123456789")
    for _ in range(digit - 1):
        at += 2 if literal[at + 1] == "." else 1
    changed = literal[:at] + str((int(literal[at]) + 1) % 10) + literal[at + 1 :]
    names = {}
    for statement in STATEMENTS:
        if literal in statement:
            exec(statement.replace(literal, changed), vars(normal), names)
    for name, value in names.items():
        monkeypatch.setattr(normal, name, value)


# This project's own coefficients: of the hazard rate, the centre, the quantiles there. The digits
# that matter are fewer in the levels and powers that count less: a change must be seen at one of
# the digits named here.
HAZARD = SOURCE[SOURCE.index("def _hazard_excess(") : SOURCE.index("def _log_cdf(")]
CENTRE = SOURCE[SOURCE.index("        # 0 <= u <= 1.1025") : SOURCE.index("+ (rest + carry)\n")]
FLOAT = r"\d\.\d+e-\d+|\d+\.\d{5,}"
CENTRAL_HAZARD = SOURCE[
    SOURCE.index("        # -1.05 <= z <= 1.05: with") : SOURCE.index("    line = ")
]
NEAR = SOURCE[SOURCE.index("def _near_quantile(") : SOURCE.index("def _log_tail_quantile(")]
OWN = [each for text in (HAZARD, CENTRE, CENTRAL_HAZARD, NEAR) for each in re.findall(FLOAT, text)]
DIGEST_POINTS = [k / 16 for k in range(1, 600)] + [k / 1024 for k in range(1, 1080)]


def digest():
    hazards = [normal.norm_hazard(k / 16) for k in range(-16, 17)]
    quantiles = [normal.erfinv(k / 128) for k in range(1, 109)]
    return [*(normal.norm_cdf(-x) for x in DIGEST_POINTS), *hazards, *quantiles]


def test_own_coefficients_are_found():
    assert len(OWN) == 3 * 12 + 10 + 15 + 16


@pytest.mark.parametrize("literal", OWN)
def test_a_change_of_an_own_digit_that_matters_is_seen(literal, monkeypatch):
    """Some digit of each coefficient, the tenth or an earlier one, moves a result by more
    than the bound of 4 ulp: then test_accuracy.py fails."""
    unchanged = digest()
    for digit in (10, 8, 6, 4, 2, 1):
        change(monkeypatch, literal, digit)
        if max(abs(a - b) / math.ulp(b) for a, b in zip(digest(), unchanged)) > 8:
            return
    pytest.fail(f"no digit of {literal} matters")


@pytest.mark.parametrize(
    ("begin", "end", "places"),
    [(-1.05, 1.05, 54.9), (1.05, 2.9, 54.5), (2.9, 7.4, 56.4), (7.4, 60.0, 57.4)],
)
def test_fits_are_as_close_as_they_say(begin, end, places):
    with mpmath.workprec(120):
        for k in range(31):
            z = begin + (end - begin) * k / 31
            hazard = 2 * mpmath.npdf(z) / mpmath.erfc(z / mpmath.sqrt(2))
            fitted = normal._upper_hazard(mpmath.mpf(z), 0.0, z)
            assert abs(fitted - hazard) < 2**-places * hazard, z
            z = 1.05 * (k + 1) / 31
            p = mpmath.erf(z / mpmath.sqrt(2)) / 2
            fitted = normal._from_median(mpmath.mpf(z))
            assert abs(fitted - p) < 2**-57.1 * z * mpmath.npdf(0), z


def test_the_fit_around_the_median_is_as_close_as_it_says():
    with mpmath.workprec(120):
        of = 1, 2, mpmath.sqrt(2 * mpmath.pi), 0
        for k in range(1, 55):
            c = mpmath.mpf(k) / 128
            z = mpmath.sqrt(2) * mpmath.erfinv(2 * c)
            assert abs(normal._near_quantile(c, 0, of) - z) < 2**-56.4 * z, c
