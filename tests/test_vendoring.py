"""purestats/normal.py alone: copied under any name, run by an interpreter that has no more."""

import ast
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from purestats import __version__, normal
from test_bits import stored

FILE = pathlib.Path(normal.__file__)
# Other interpreters to run the copy under, separated as in PATH.
OTHERS = os.environ.get("PURESTATS_PYTHONS", "").split(os.pathsep)
INTERPRETERS = [sys.executable, *filter(None, OTHERS)]
PROGRAM = """\
import sys
sys.path.insert(0, sys.argv[1])
import my_quantiles
for line in sys.stdin:
    print(my_quantiles.ndtri(float.fromhex(line)).hex())
"""


def test_it_imports_math_only():
    modules = set()
    for node in ast.walk(ast.parse(FILE.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules.add(node.module)
    assert modules == {"math"}


@pytest.mark.parametrize("python", INTERPRETERS)
def test_the_copied_file_gives_the_same_bits(python, tmp_path):
    shutil.copy(FILE, tmp_path / "my_quantiles.py")
    rows = stored("ndtri")
    result = subprocess.run(
        [python, "-I", "-S", "-c", PROGRAM, str(tmp_path)],
        input="\n".join(p.hex() for p, _ in rows),
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.split() == [want.hex() for _, want in rows]


@pytest.mark.parametrize(
    "notice",
    [
        "SPDX-License-Identifier: BSD-3-Clause",
        "Copyright (c) 2026 the purestats authors",
        "Copyright (c) 1984, 1995, 2000 Stephen L. Moshier",
        "Cephes Math Library Release 2.8: June, 2000",
        "Redistributions of source code must retain",
        "Neither the name of the copyright holder",
        "Origin: the purestats package",
        f'__version__ = "{__version__}"',
    ],
)
def test_it_carries_its_papers(notice):
    assert notice in FILE.read_text(encoding="utf-8")


def test_importing_the_package_loads_math_only():
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); before = set(sys.modules); import purestats;"
        "print(*sorted(set(sys.modules) - before))"
    )
    result = subprocess.run(
        [sys.executable, "-I", "-c", program, str(FILE.parents[1])],
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(result.stdout.split()) - {"math"} == {"purestats", "purestats.normal"}
