"""Under WebAssembly: which bits are those of this machine, and how good the others are.

The C library there is musl, whose log, exp, erf and erfc are not those of glibc. correctly_rounded
must not notice. The quantiles of SciPy's bits use log alone: theirs may differ where the true
logarithm lies so near to half-way between two floats that two good libraries part, twice in a
million. For the rest the documented bound holds, and no claim of bits.

Needs node, and the folder of the npm package pyodide in the environment variable PYODIDE;
.ci/pyodide.sh provides both. The wheel is built if pip can build it here.
"""

import itertools
import json
import math
import os
import pathlib
import random
import shutil
import subprocess
import sys
import zipfile

import mpmath
import pytest

import purestats
from purestats import correctly_rounded
from tests import oracle
from tests.oracle.regions import REGIONS
from tests.package.compute import compute

ROOT = pathlib.Path(__file__).parents[2]
PYODIDE = os.environ.get("PYODIDE", "")
COUNT = 20_000  # points a function

QUANTILES = ["ndtri", "norm_isf", "norm_ppf"]
# Where glibc and musl were seen to part, by a search over eight million.
PARTING = [
    float.fromhex(text)
    for text in ("0x1.ea13cd7162e20p-4", "0x1.771d157e18bc0p-5", "0x1.3b524c7b8e970p-4")
]
CORRECTLY_ROUNDED = {
    "norm_pdf": "real",
    "norm_logpdf": "real",
    "norm_cdf": "real",
    "norm_logcdf": "real",
    "norm_sf": "real",
    "norm_logsf": "real",
    "norm_ppf": "probability",
    "norm_isf": "probability",
    "erf": "real",
    "erfc": "real",
    "erfcx": "real",
    "norm_hazard": "real",
    "norm_between": "bounds",
    "norm_logbetween": "bounds",
    "erfinv": "of erf",
    "erfcinv": "of erfc",
    "norm_ilogcdf": "log probability",
    "norm_ilogccdf": "log probability",
}
# Of purestats too: t and chi2, whose results rest on integers alone.
NEAREST = [
    f"{name}_{f}"
    for name in ("t", "chi2")
    for f in ("pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "ppf", "isf", "interval")
]
BOUNDED = sorted({region.function for region in REGIONS} - set(QUANTILES))
# Limits, and what some functions refuse: for each function of the package.
SPECIAL = [0.0, -0.0, 1.0, -1.0, 1e300, math.inf, -math.inf, math.nan]
PAIRS = list(itertools.product(SPECIAL, repeat=2))
OF_TWO = ("norm_between", "norm_logbetween")
FUNCTIONS = [name for name in purestats.__all__ if name not in ("norm", "__version__")]


def sample(function, kind):
    """SPECIAL, and COUNT arguments at random, half of them near an end or at any magnitude."""
    rng = random.Random(function)
    small = [math.exp(-rng.uniform(0.7, 740.0)) for _ in range(COUNT // 2)]
    signed = [rng.choice((-1.0, 1.0)) * x for x in small]
    unit = [rng.random() for _ in small]
    reals = signed + [rng.uniform(-40.0, 40.0) for _ in small]
    kinds = {
        "probability": small + unit,
        "real": reals,
        "bounds": [tuple(sorted(pair)) for pair in zip(reals, reversed(reals))],
        "of erf": signed + [1.0 - 2.0 * y for y in unit],
        "of erfc": small + [2.0 * y for y in unit],
        "log probability": [-x for x in small] + [math.log(x) for x in small],
    }
    return (PAIRS if kind == "bounds" else SPECIAL) + kinds[kind]


def sample_of_distribution(name):
    """(value or probability, df): in the body, and far out; SPECIAL, with some df."""
    rng = random.Random(name)
    rows = [(each, df) for each in SPECIAL for df in (1.0, 2.5, math.nan, -1.0)]
    for _ in range(200):
        df = float(rng.choice((rng.randint(1, 40), 10 ** rng.uniform(-2, 6))))
        if name.endswith(("ppf", "isf", "interval")):
            value = rng.choice((rng.random(), 10 ** rng.uniform(-300, 0)))
        else:
            body = 0.0 if name.startswith("t_") else df
            value = rng.choice((body + rng.gauss(0, 3) * max(body, 1) ** 0.5, df * 10**2.5))
        rows.append((value, df))
    return rows


def region_points(function):
    """(argument, bound) for COUNT arguments at least, all of the function's regions."""
    regions = [region for region in REGIONS if region.function == function]
    count = -(-COUNT // len(regions))
    return [(x, region.bound) for region in regions for x in region.sample(count)]


def hexes(arguments):
    """Each a number, or a tuple of them."""
    rows = (each if isinstance(each, tuple) else (each,) for each in arguments)
    return [" ".join(float(number).hex() for number in row) for row in rows]


@pytest.fixture(scope="module")
def cases():
    if not PYODIDE:
        pytest.skip("PYODIDE names no folder with the npm package")
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    quantiles = {name: hexes(PARTING + sample(name, "probability")) for name in QUANTILES}
    bounded = {name: hexes(x for x, _ in region_points(name)) for name in BOUNDED}
    return {
        "normal": {**quantiles, **bounded},
        "purestats": {
            **{name: hexes(PAIRS if name in OF_TWO else SPECIAL) for name in FUNCTIONS},
            **{name: hexes(sample_of_distribution(name)) for name in NEAREST},
        },
        "purestats.correctly_rounded": {
            name: hexes(sample(name, kind)) for name, kind in CORRECTLY_ROUNDED.items()
        },
    }


@pytest.fixture(scope="module")
def computed(cases, tmp_path_factory):
    """What Pyodide computes for the cases: {module: {function: results}}."""
    folder = tmp_path_factory.mktemp("pyodide")
    shutil.copy(ROOT / "purestats/normal.py", folder)
    shutil.copy(ROOT / "tests/package/compute.py", folder)
    here = cases if unpack_wheel(folder) else {"normal": cases["normal"]}
    (folder / "cases.json").write_text(json.dumps(here))
    command = ["node", ROOT / ".ci/pyodide.mjs", PYODIDE, folder, "compute.py"]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr[-2000:]
    return json.loads((folder / "results.json").read_text())


def unpack_wheel(folder):
    """Build the wheel and lay it out in the folder, as an installer does; false if it fails."""
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT]
    if subprocess.run(build, check=False).returncode != 0:
        return False
    with zipfile.ZipFile(next(folder.glob("purestats-*.whl"))) as wheel:
        wheel.extractall(folder)
    return True


def of_wheel(computed, module):
    if module not in computed:
        pytest.skip("the wheel could not be built here")
    return computed[module]


def differences(name, texts, got, module):
    """(argument, got, want) in hex where the bits differ from those of the module here."""
    want = compute(module, {name: texts})[name]
    assert len(texts) == len(got) == len(want), name
    return [row for row in zip(texts, got, want) if row[1] != row[2]]


def listed(rows):
    return "\n".join(f"({text}): got {got}, want {want}" for text, got, want in rows[:10])


def nearly_half_way(value):
    """Whether log of a float is so near to half-way between two that libraries may part."""
    return abs(abs(oracle.ulps(math.log(value), mpmath.log(value))) - 0.5) < 0.02


def logarithms_part(q):
    """Whether they may for one of the two that the tail of the quantile takes."""
    p = min(q, 1.0 - q)
    if not p > 0.0:
        return False
    return nearly_half_way(p) or nearly_half_way(math.sqrt(-2.0 * math.log(p)))


@pytest.mark.parametrize("name", QUANTILES)
def test_quantiles_differ_only_where_logarithms_do(name, cases, computed, report):
    texts = cases["normal"][name]
    found = differences(name, texts, computed["normal"][name], "purestats.normal")
    report(f"{name}: {len(found)} of {len(texts)} differ in bits, where log is near a tie")
    unexplained = [row for row in found if not logarithms_part(float.fromhex(row[0]))]
    assert not unexplained, listed(unexplained)


@pytest.mark.parametrize("name", CORRECTLY_ROUNDED)
def test_correctly_rounded_has_the_bits_of_this_machine(name, cases, computed):
    module = "purestats.correctly_rounded"
    texts, got = cases[module][name], of_wheel(computed, module)[name]
    found = differences(name, texts, got, module)
    assert not found, f"{len(found)} of {len(texts)} differ in bits\n{listed(found)}"


@pytest.mark.parametrize("name", BOUNDED)
def test_others_keep_their_bound(name, cases, computed, report):
    """The oracle judges every result of other bits than here, and every hundredth."""
    texts, results = cases["normal"][name], computed["normal"][name]
    found = differences(name, texts, results, "purestats.normal")
    differing = {text for text, _, _ in found}
    worst = 0.0
    for index, (argument, bound) in enumerate(region_points(name)):
        if index % 100 and texts[index] not in differing:
            continue
        got = float.fromhex(results[index])
        want = oracle.TRUE[name](argument, got)
        error = abs(oracle.ulps(got, want))
        assert error <= bound, oracle.report(argument, got, want)
        if texts[index] in differing:
            worst = max(worst, error)
    errors = f", their errors at most {worst:.2f} ulp" if found else ""
    report(f"{name}: {len(found)} of {len(texts)} differ in bits{errors}")


def test_the_wheel_has_every_function(cases, computed):
    """With the bits of this machine at SPECIAL; erf and erfc are those of the C library."""
    results = of_wheel(computed, "purestats")
    here = {name: cases["purestats"][name] for name in FUNCTIONS if name not in ("erf", "erfc")}
    assert {name: results[name] for name in here} == compute("purestats", here)
    assert len(results["erf"]) == len(results["erfc"]) == len(SPECIAL)


@pytest.mark.parametrize("name", NEAREST)
def test_t_and_chi2_have_the_bits_of_this_machine(name, cases, computed):
    texts, got = cases["purestats"][name], of_wheel(computed, "purestats")[name]
    found = differences(name, texts, got, "purestats")
    assert not found, f"{len(found)} of {len(texts)} differ in bits\n{listed(found)}"


def test_every_function_is_listed():
    made_of_others = {"ndtr", "log_ndtr", "ndtri_exp", "norm_interval"}
    assert set(FUNCTIONS) == {*QUANTILES, *BOUNDED, *made_of_others, "erf", "erfc", *OF_TWO}
    others = {*made_of_others, "ndtri", "norm"}
    assert set(correctly_rounded.__all__) == {*CORRECTLY_ROUNDED, *others}


@pytest.fixture
def report(computed, capsys):
    """Print a line that pytest shows though the test passes."""

    def line(text):
        with capsys.disabled():
            print(f"\nPyodide, Python {computed['python']}: {text}", end=" ")

    return line
