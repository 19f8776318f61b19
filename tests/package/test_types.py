"""A user's script under mypy --strict: what works is accepted, what raises is refused.

A line that must be refused carries an ignore, which is an error itself where it is not needed.
"""

import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[2]

SCRIPT = """\
import random
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import purestats
from purestats import erfinv, ndtri, norm, norm_cdf, norm_interval, norm_isf, norm_ppf
from purestats.normal import Frozen, Norm

numbers = [
    norm_ppf(0.3), norm_ppf(1), norm_ppf(True), norm_ppf(Fraction(1, 3)), norm_ppf(Decimal("0.3")),
    norm_cdf(Fraction(1, 3), Decimal(1), 2), norm_isf(q=0.1, loc=Decimal(1), scale=Fraction(2)),
    erfinv(Fraction(1, 3)), ndtri(Decimal("0.3")),
    norm.logsf(Fraction(1), scale=Decimal(2)), norm(Fraction(1), Decimal(2)).cdf(Decimal("0.5")),
]
total: float = sum(numbers)
low, high = norm_interval(Fraction(19, 20), loc=1, scale=True)
width: float = high - low

norm_ppf("0.5")  # type: ignore[arg-type]
norm_ppf(0.5j)  # type: ignore[arg-type]
norm_ppf(None)  # type: ignore[arg-type]
norm_ppf([0.5])  # type: ignore[arg-type]
norm_ppf(0.5, "0")  # type: ignore[arg-type]
norm_ppf(0.5, scale=None)  # type: ignore[arg-type]
norm.cdf("0.5")  # type: ignore[arg-type]
norm("0")  # type: ignore[arg-type]
norm(0, 1j)  # type: ignore[arg-type]
norm(0, 1).sf(None)  # type: ignore[arg-type]
norm(0, 1).sf(0.5, 1)  # type: ignore[call-arg]
norm.fit(5)  # type: ignore[arg-type]
norm.fit(["1"])  # type: ignore[list-item]
norm.rvs(size=2.0)  # type: ignore[call-overload]
norm.rvs(random_state="1")  # type: ignore[call-overload]
norm.expect(lambda x: x)  # type: ignore[attr-defined]
norm().expect(lambda x: x)  # type: ignore[attr-defined]
norm().fit([1])  # type: ignore[attr-defined]
norm(1, 2).loc = 3  # type: ignore[misc]
purestats.norm_qqf  # type: ignore[attr-defined]


def tail(distribution: Frozen, x: float) -> float:
    return distribution.sf(x) if x > distribution.loc else distribution.cdf(x)


def median(family: Norm) -> float:
    return family.median(1, 2) + family(loc=1, scale=2).ppf(0.5)


def draw() -> float:
    return norm(1, 2).rvs()


def draws(count: int) -> list[float]:
    return norm.rvs(1, 2, count) + norm.rvs(size=count) + norm().rvs(count, random.Random(1))


def moments() -> "tuple[float, float, float]":
    mean, var = norm.stats(1, 2)
    skewness: float = norm(1, 2).stats(moments="s")
    return mean, var, skewness


z: Callable[[float], float] = norm(0, 1).ppf
Phi: Callable[[float], float] = norm.cdf
loc, scale = norm.fit(Fraction(k, 3) for k in range(5))
fitted: "tuple[float, float]" = norm.fit([1.0, 2.0], floc=1)
answers: list[float] = [
    tail(norm(loc, scale), 3), median(norm), draw(), *draws(2), *moments(), z(0.9), Phi(1),
    *norm(1, 2).interval(0.9), *norm().support(), norm().moment(2), norm.entropy(scale=2),
    norm(0, 1).std(), purestats.correctly_rounded.norm_ppf(0.3),
]
by_name: dict[Frozen, str] = {norm(100, 15): "IQ"}
"""

NUMPY_SCRIPT = """\
import numpy as np
from purestats import norm, norm_ppf

numbers: list[float] = [
    norm_ppf(np.float64(0.3)), norm_ppf(np.float32(0.3), np.int64(1), np.float16(2)),
    norm(np.float64(1), np.int8(2)).cdf(np.float32(1)), *norm.fit(np.array([1.0, 2.0])),
]
numbers += norm.rvs(size=np.int64(3))
norm_ppf(0.5, np)  # type: ignore[arg-type]
"""


@pytest.mark.parametrize(
    ("script", "needs"), [(SCRIPT, []), (NUMPY_SCRIPT, ["numpy"])], ids=["plain", "numpy"]
)
def test_a_users_script_under_mypy_strict(script, needs, tmp_path):
    for module in ["mypy", *needs]:
        pytest.importorskip(module)
    (tmp_path / "user.py").write_text(script)
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", "cache", "user.py"]
    environment = {**os.environ, "MYPYPATH": str(ROOT)}
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert result.stdout == "Success: no issues found in 1 source file\n", result.stderr
