"""Run the tests in Pyodide, by pyodide.mjs, in a folder with pytest and mpmath in site/.

It has no processes, threads or terminals, so a test that wants one is skipped.
"""

import os
import subprocess
import sys
import threading

sys.path.insert(0, "site")
import pytest


def skip(*arguments, **options):
    pytest.skip("Pyodide has no processes, threads or terminals")


subprocess.Popen = threading.Thread.start = os.openpty = skip
status = pytest.main(["-q", "-p", "no:cacheprovider", "tests"])
if status != 0:
    sys.exit(int(status))
