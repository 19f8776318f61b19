"""A user's script under mypy --strict and pyright: what works is accepted, what raises is refused.

A line that must be refused carries an ignore, which is an error itself where it is not needed.
"""

import importlib.util
import json
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

ARRAYS_SCRIPT = """\
import numpy as np
from numpy.typing import NDArray
from purestats import arrays as by_numpy, compiled
from purestats.truncated_arrays import TruncatedNormal
from purestats.arrays import Frozen, erfinv, ndtri, norm, norm_cdf, norm_interval, norm_ppf

x = np.linspace(-3.0, 3.0, 7)
short = x.astype(np.float32)

numbers: list[np.float64] = [
    norm_ppf(0.975), norm_ppf(q=0.9, loc=1, scale=True), norm.logsf(np.int64(2)), erfinv(0.5),
    norm(1, 2).cdf(0.5), norm(100, 15).ppf([0.1, 0.9]).mean(), norm(1, 2).mean(), norm().rvs(),
    *norm(1, 2).interval(0.95), *norm_interval(0.9, 1), *norm().support(),
]
also: float = norm_ppf(0.975)
arrays: list[NDArray[np.float64]] = [
    norm_ppf([0.1, 0.9]), norm_ppf([[0.1], [0.9]], 1, [1, 2.0]), norm_cdf(x), ndtri(p=(0.5,)),
    norm_cdf(0.5, x, 2.0), norm_cdf(np.arange(3)), norm(1, 2).logsf(x, workers=2), erfinv(y=[0.5]),
    norm([0.0, 1.0], 2).cdf(0.5), norm([1, 2]).mean(), norm(1, 2).rvs(3), norm().rvs((2, 3)),
]
of_short: list[NDArray[np.float32]] = [
    norm_cdf(short), norm_cdf(x, out=short), norm(1, 2).cdf(x, out=short),
]
fitted: "tuple[float, float]" = norm.fit(x, floc=0)
cut: list[TruncatedNormal] = [by_numpy.truncnorm, compiled.truncnorm]


def tail(distribution: Frozen, x: float) -> float:
    return distribution.sf(x)


def tails(distribution: "Frozen[NDArray[np.float64]]", x: float) -> NDArray[np.float64]:
    return distribution.sf(x)


tail(norm(1, 2), 3)
tails(norm([1, 2]), 3)

norm_ppf("0.5")  # type: ignore
norm_ppf(None)  # type: ignore
norm_ppf([0.5j])  # type: ignore
norm_ppf(["a"])  # type: ignore
norm_ppf(0.5, y=3)  # type: ignore
norm.ppf(x, out=[1])  # type: ignore
norm.expect  # type: ignore
norm(1, 2).loc = 3  # type: ignore
tail(norm([1, 2]), 3)  # type: ignore
"""


def test_users_scripts_under_mypy_strict(tmp_path):
    pytest.importorskip("mypy")
    scripts = {"plain.py": SCRIPT}
    if importlib.util.find_spec("numpy"):
        scripts.update({"numbers.py": NUMPY_SCRIPT, "arrays.py": ARRAYS_SCRIPT})
    for name, script in scripts.items():
        (tmp_path / f"user_{name}").write_text(script)
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", "cache", "."]
    environment = {**os.environ, "MYPYPATH": str(ROOT)}
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert "Success: no issues found in" in result.stdout, result.stdout + result.stderr


def test_a_users_script_with_arrays_under_pyright(tmp_path):
    for module in ["pyright", "numpy"]:
        pytest.importorskip(module)
    (tmp_path / "user.py").write_text(ARRAYS_SCRIPT)
    settings = {"extraPaths": [str(ROOT)], "reportUnnecessaryTypeIgnoreComment": "error"}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings))
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert result.stdout == "0 errors, 0 warnings, 0 informations\n", result.stderr
