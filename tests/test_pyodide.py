"""The same bits under WebAssembly: from the copied file, and from the built wheel.

Needs node, and the folder of the npm package pyodide in the environment variable PYODIDE;
.ci/pyodide.sh provides both. The wheel is built if pip can build it here.
"""

import json
import math
import os
import pathlib
import random
import shutil
import subprocess
import sys

import pytest

import purestats

ROOT = pathlib.Path(__file__).parent.parent
PYODIDE = os.environ.get("PYODIDE", "")
ONE_ARGUMENT = {
    "norm_ppf": "probability",
    "norm_isf": "probability",
    "norm_ppf_bisect": "probability",
    "ndtri": "probability",
    "norm_cdf": "real",
    "norm_sf": "real",
    "norm_pdf": "real",
    "norm_logpdf": "real",
    "norm_logcdf": "real",
    "norm_logsf": "real",
    "norm_ilogcdf": "log probability",
    "norm_ilogccdf": "log probability",
    "erfinv": "of erf",
    "erfcinv": "of erfc",
}

pytestmark = [
    pytest.mark.skipif(not PYODIDE, reason="PYODIDE names no folder with the npm package"),
    pytest.mark.skipif(not shutil.which("node"), reason="node is not installed"),
]


def arguments(kind, count=100):
    """Arguments of a function: its limits, one that is refused or far out, then a sample."""
    rng = random.Random(kind)
    tail = [math.exp(-rng.uniform(0.7, 740.0)) for _ in range(count)]
    real = [rng.uniform(-40.0, 40.0) for _ in range(count)]
    return {
        "probability": [0.0, 1.0, 1.5, math.nan, 5e-324, *tail, *(1.0 - q for q in tail)],
        "real": [0.0, -0.0, math.inf, -math.inf, math.nan, *real],
        "log probability": [0.0, 0.5, -math.inf, math.nan, -1e300, *map(math.log, tail)],
        "of erf": [0.0, -0.0, 1.0, -1.0, 1.5, *tail, *(q - 1.0 for q in tail)],
        "of erfc": [0.0, 1.0, 2.0, 2.5, *tail, *(2.0 - q for q in tail)],
    }[kind]


CASES = [
    (name, [argument.hex()])
    for name, kind in ONE_ARGUMENT.items()
    if hasattr(purestats, name)
    for argument in arguments(kind)
]


@pytest.fixture(scope="module")
def computed(tmp_path_factory):
    """What .ci/pyodide.mjs prints for CASES."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT]
    subprocess.run(build, check=False)
    cases = folder / "cases.json"
    cases.write_text(json.dumps(CASES))
    command = ["node", ROOT / ".ci/pyodide.mjs", PYODIDE, ROOT / "purestats/normal.py", cases]
    result = subprocess.run(
        command + list(folder.glob("*.whl")), capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr[-2000:]
    return json.loads(result.stdout)


def here(name, texts):
    try:
        return getattr(purestats, name)(*map(float.fromhex, texts)).hex()
    except ValueError as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("source", ["vendored", "wheel"])
def test_pyodide_has_the_bits_of_this_machine(computed, source):
    if source not in computed:
        pytest.skip("the wheel could not be built here")
    differing = [
        f"{name}({', '.join(texts)}): got {got}, want {want}"
        for (name, texts), got in zip(CASES, computed[source])
        if got != (want := here(name, texts))
    ]
    assert not differing, "\n".join(differing[:20])


def test_every_case_was_computed(computed):
    assert len(computed["vendored"]) == len(CASES) > 0
