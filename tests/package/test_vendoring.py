"""normal.py, and the folder, copied under any name and run by an interpreter that has no more."""

import ast
import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

import purestats
from purestats import __version__, correctly_rounded, normal
from tests.normal.test_bits import stored

FILE = pathlib.Path(normal.__file__)
FOLDER = FILE.parent
ROOMS = ("correctly_rounded", "enclosures")
FOR_ARRAYS = ("arrays.py", "tables.py", "compiled.py")  # of NumPy or Numba, by name
FILES = [
    FILE,
    *(
        file
        for room in ROOMS
        for file in sorted(FOLDER.glob(f"{room}/*.py"))
        if file.name not in FOR_ARRAYS
    ),
]
# Other interpreters to run the copy under, separated as in PATH.
OTHERS = os.environ.get("PURESTATS_PYTHONS", "").split(os.pathsep)
INTERPRETERS = [sys.executable, *filter(None, OTHERS)]
PROGRAM = """\
import sys
sys.path.insert(0, sys.argv[1])
import importlib
for line in sys.stdin:
    module, function, *args = line.split()
    function = getattr(importlib.import_module(module), function)
    print(function(*map(float.fromhex, args)).hex())
"""


def imported(statements):
    """The modules that import statements name, without those for a type checker alone."""
    modules = set()
    for statement in statements:
        for node in ast.walk(statement):
            if isinstance(node, ast.Import):
                modules |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                modules.add("math" if node.level else node.module)  # or the package itself
    return modules


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_it_imports_math_only(file):
    """When it is imported; a call of rvs brings in random."""
    body = ast.parse(file.read_text(encoding="utf-8")).body
    typing = [each for each in body if ast.unparse(each).startswith("if TYPE_CHECKING:")]
    later = [each for each in body if isinstance(each, (ast.FunctionDef, ast.ClassDef))]
    at_once = [each for each in body if each not in typing + later]
    assert imported(at_once) <= {"math"}
    assert imported(later) <= {"random"}


def printed(program):
    """What a program prints that is run beside the package, in an interpreter of its own."""
    return subprocess.run(
        [sys.executable, "-I", "-c", program, str(FILE.parents[1])],
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.mark.parametrize("python", INTERPRETERS)
def test_copies_give_the_same_bits(python, tmp_path):
    """Of the file, those of SciPy; of the folder, those of the package here."""
    shutil.copy(FILE, tmp_path / "my_quantiles.py")
    shutil.copytree(FOLDER, tmp_path / "mine", ignore=shutil.ignore_patterns("__pycache__"))
    rows = [("my_quantiles", "ndtri", (p,), want) for p, want in stored("ndtri")]
    for name in ("norm_ppf", "norm_cdf", "norm_logpdf"):
        function = getattr(correctly_rounded, name)
        arguments = [(p,) for p, _ in stored("ndtri")[::10]]
        rows += [("mine.correctly_rounded", name, each, function(*each)) for each in arguments]
    for name in ("t_ppf", "t_sf", "chi2_ppf", "chi2_logcdf"):
        function = getattr(purestats, name)
        arguments = [(p, df) for p, _ in stored("ndtri")[::80] for df in (0.3, 1.0, 9.0, 2500.5)]
        rows += [("mine", name, each, function(*each)) for each in arguments]
    result = subprocess.run(
        [python, "-I", "-S", "-c", PROGRAM, str(tmp_path)],
        input="\n".join(" ".join([*row[:2], *map(float.hex, row[2])]) for row in rows),
        capture_output=True,
        text=True,
        check=True,
    )
    wrong = [(row, got) for row, got in zip(rows, result.stdout.split()) if row[3].hex() != got]
    assert wrong == []
    assert len(rows) == len(result.stdout.split())


@pytest.mark.parametrize(
    "notice",
    [
        "SPDX-License-Identifier: BSD-3-Clause",
        "Copyright (c) 2026 the purestats authors",
        "Redistributions of source code must retain",
        "Neither the name of the copyright holder",
        "Origin: the purestats package",
        f'__version__ = "{__version__}"',
    ],
)
def test_it_carries_its_papers(notice):
    assert notice in " ".join(FILE.read_text(encoding="utf-8").replace("#", "").split())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_names_its_licence(file):
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# SPDX-License-Identifier: BSD-3-Clause"


def test_the_port_names_its_source():
    text = FILE.read_text(encoding="utf-8")
    assert "Copyright (c) 1984, 1995, 2000 Stephen L. Moshier" in text
    assert "Cephes Math Library Release 2.8: June, 2000" in text


def test_importing_the_package_loads_math_only():
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); before = set(sys.modules); import purestats;"
        "print(*sorted(set(sys.modules) - before))"
    )
    assert set(printed(program).split()) - {"math"} == {"purestats", "purestats.normal"}


def test_the_other_modules_are_there_when_they_are_asked_for():
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import purestats;"
        "print(purestats.correctly_rounded.norm_ppf(0.975))"
    )
    assert printed(program) == "1.9599639845400538\n"
    with pytest.raises(AttributeError, match="module 'purestats' has no attribute 'norm_qqf'"):
        purestats.norm_qqf  # noqa: B018


def test_the_folder_works_under_another_name(tmp_path):
    shutil.copytree(FILE.parent, tmp_path / "my_stats")
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import my_stats;"
        "print(my_stats.correctly_rounded.norm_ppf(0.975), 'purestats' in sys.modules)"
    )
    command = [sys.executable, "-I", "-c", program, str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout == "1.9599639845400538 False\n"


def test_dir_lists_the_modules_that_are_not_imported_yet():
    """Those that can be imported: purestats.arrays is there where NumPy is."""
    listed = set(dir(purestats))
    assert {"correctly_rounded", "norm", "t", "truncnorm"} <= listed
    assert ("arrays" in listed) == (importlib.util.find_spec("numpy") is not None)
