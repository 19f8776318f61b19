"""SciPy's own tests of truncnorm, run with purestats.arrays.truncnorm in its place.

They ship in SciPy's wheel; without SciPy they are skipped. One is left out: it calls the private
truncnorm._cdf.
"""

import subprocess
import sys

import pytest

PROGRAM = """
import sys
import pytest
import scipy.stats
from purestats.arrays import truncnorm

class Counter:
    passed = 0

    def pytest_runtest_logreport(self, report):
        self.passed += report.when == "call" and report.passed

scipy.stats.truncnorm = truncnorm
counter = Counter()
status = pytest.main(sys.argv[1:], [counter])
print(f"\\nend: status {int(status)}, {counter.passed} passed")
"""

# File, which tests of it, and how many these are.
TESTS = [
    ("test_distributions.py", "TestTruncnorm", 29),
    ("test_continuous_basic.py", "test_broadcast_gh7933_regression", 1),
    ("test_continuous_basic.py", "test_gh2002_regression", 1),
    ("test_fast_gen_inversion.py", "test_non_rvs_methods_with_domain", 1),
]


def test_scipys_tests_pass():
    folder = pytest.importorskip("scipy.stats", reason="SciPy's tests are in SciPy").__path__[0]
    options = ["-q", "-p", "no:cacheprovider", "-W", "ignore", "--rootdir", folder]
    names = [f"{folder}/tests/{file}::{name}" for file, name, _ in TESTS]
    command = [sys.executable, "-c", PROGRAM, *options, *names]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    line = f"end: status 0, {sum(count for *_, count in TESTS)} passed\n"
    assert line in result.stdout, result.stdout[-3000:] + result.stderr[-3000:]
