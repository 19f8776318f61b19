"""SciPy's own tests of these functions, run on purestats in place of SciPy.

They ship in SciPy's wheel; without SciPy they are skipped. purestats.arrays and purestats.compiled
stand in as they are, the latter where Numba is. For purestats itself a wrapper makes our functions
take arrays, and gives NaN where we raise ValueError and SciPy gives NaN.

One case is left out because the two differ on purpose: erfcinv(1) is -0.0 in SciPy, as its
formula happens to give; here it is 0.0, the value of erfinv(1 - 1).
"""

import subprocess
import sys

import pytest

PROGRAM = """
import importlib
import sys
import numpy as np
import pytest
import scipy.special as sc

module = importlib.import_module(sys.argv.pop(1))

def arrays(function):
    def one(x):
        try:
            return function(x)
        except ValueError:
            return np.nan
    vectorized = np.vectorize(one, otypes=[float])
    return lambda x: vectorized(x)[()]

def replacement(function):
    whole = arrays(function) if module.__name__ == "purestats" else function
    return lambda x, *out: whole(x)

class Counter:
    passed = 0

    def pytest_runtest_logreport(self, report):
        self.passed += report.when == "call" and report.passed

for name in ("ndtr", "log_ndtr", "ndtri", "ndtri_exp", "erfinv", "erfcinv"):
    setattr(sc, name, replacement(getattr(module, name)))
options, *runs = [text.split("|") for text in sys.argv[1:]]
for file, selection in runs:
    counter = Counter()
    status = pytest.main([*options, "-k", selection, file], [counter])
    print(f"\\nend of {file}: status {int(status)}, {counter.passed} passed")
"""


MIDPOINT = "TestInverseErrorFunction::test_domain_bounds[erfcinv at midpoint]"


# File, which tests of it, and how many these are.
RUNS = [
    ("test_ndtr.py", "", 8),
    ("test_ndtri_exp.py", "", 12),
    ("test_erfinv.py", "", 12),
    ("test_data.py", "erf_inv or erfc_inv", 3),
    ("test_mpmath.py", "(test_ndtr or test_log_ndtr) and not complex", 2),
]


@pytest.mark.parametrize("module", ["purestats", "purestats.arrays", "purestats.compiled"])
def test_scipys_tests_pass(module):
    folder = pytest.importorskip("scipy.special").__path__[0]
    if module == "purestats.compiled":
        pytest.importorskip("numba", reason="purestats.compiled needs Numba")
    options = ["-q", "-p", "no:cacheprovider", "--rootdir", folder]
    options += ["--deselect", f"tests/test_erfinv.py::{MIDPOINT}"]
    runs = [f"{folder}/tests/{file}|{selection}" for file, selection, _ in RUNS]
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, module, "|".join(options), *runs],
        check=False,
        capture_output=True,
        text=True,
    )
    for file, _, count in RUNS:
        line = f"end of {folder}/tests/{file}: status 0, {count} passed\n"
        assert line in result.stdout, result.stdout[-3000:] + result.stderr[-3000:]
