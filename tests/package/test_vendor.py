"""Files written by purestats.vendor: small, alone, and the same as the package in every result."""

import __future__

import ast
import builtins
import dis
import doctest
import functools
import os
import pathlib
import subprocess
import sys

import pytest

import purestats
from purestats import normal, vendor
from tests.package.test_vendoring import INTERPRETERS

NAMES = list(vendor.copyable())
SOME = ["norm_cdf", "norm_isf", "norm_pdf", "norm_ppf", "norm_sf"]
TOGETHER = {"some": SOME}
for each, module in vendor.copyable().items():  # all names of a module
    TOGETHER.setdefault(f"all_of_{module.split('.')[1]}", []).append(each)
ASKED = {**{f"only_{name}": [name] for name in NAMES}, **TOGETHER}

# Run beside the written files: each gives, when nothing else is there, what the package gives.
PROGRAM = """
import sys
folder, root = sys.argv[1:]
before = set(sys.modules)
sys.path.insert(0, folder)
names = {}
for line in sys.stdin:
    file, *asked = line.split()
    module = __import__(file)
    assert sorted(module.__all__) == asked, file
    names.update({(file, name): getattr(module, name) for name in asked})
imported = set(sys.modules) - before - {file for file, _ in names}
assert imported <= {"math", "operator", "_operator"}, imported

sys.path.insert(0, root)
import purestats

def results(function):
    code = function.__code__
    required = code.co_argcount - len(function.__defaults__ or ())
    seed = {"random_state": 1} if "random_state" in code.co_varnames else {}
    for x in (0, 1, 2, 5e-324, 1e-300, 0.001, 0.3, 0.5, 0.75, 0.999, 7.9, -0.2, -3.0, -9.0, -50.0):
        try:
            yield repr(function(x, *(0.25, 3.5)[:required - 1], **seed))
        except (TypeError, ValueError, ArithmeticError) as error:
            yield str(error)

for (file, name), got in names.items():
    want = getattr(purestats, name)
    methods = ("pdf", "logpdf", "cdf", "sf", "ppf", "isf") if not hasattr(want, "__code__") else ()
    pairs = [(getattr(got, each), getattr(want, each)) for each in methods] or [(got, want)]
    for pair in pairs:
        first, second = map(list, map(results, pair))
        assert first == second, (file, name, first, second)
        assert len(set(first)) > 2, (file, name, first)
print(len(names))

import doctest
for file in {file for file, _ in names if not file.startswith("only_")}:
    result = doctest.testmod(sys.modules[file])
    assert result.failed == 0 < result.attempted, file
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """All files, written by the command."""
    folder = tmp_path_factory.mktemp("vendored")
    for file, names in ASKED.items():
        (folder / f"{file}.py").write_text(vendor.vendored(names), encoding="utf-8")
    return folder


@pytest.mark.parametrize("python", INTERPRETERS)
def test_each_file_gives_alone_what_the_package_gives(python, folder):
    result = subprocess.run(
        [python, "-I", "-S", "-c", PROGRAM, str(folder), str(vendor.FOLDER.parent)],
        input="\n".join(" ".join([file, *sorted(names)]) for file, names in ASKED.items()),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout.split() == [str(sum(map(len, ASKED.values())))], result.stderr
    assert result.returncode == 0, result.stderr


def outside(code):
    """The names that code, or a function in it, seeks outside: by the compiler's own scopes."""
    for step in dis.get_instructions(code):
        if step.opname.startswith(("LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS")):
            yield step.argval
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            yield from outside(constant)


def bound(code):
    """The names that code binds at the top."""
    return {step.argval for step in dis.get_instructions(code) if step.opname == "STORE_NAME"}


def names(statement):
    """The names that a statement binds, and those that it reads."""
    flag = __future__.annotations.compiler_flag  # they are left out, and read below
    code = compile(ast.Module([statement], []), "", "exec", flag, dont_inherit=True)
    quoted = set()
    for node in ast.walk(statement):
        for part in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            text = getattr(part, "value", None) or part
            tree = ast.parse(text) if isinstance(text, str) else text or ast.Pass()
            quoted |= {each.id for each in ast.walk(tree) if isinstance(each, ast.Name)}
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            examples = doctest.DocTestParser().get_examples(ast.get_docstring(node) or "")
            example = compile("".join(each.source for each in examples), "", "exec")
            quoted |= set(outside(example)) - bound(example)
    special = {"__annotate__", "__annotations__", "__conditional_annotations__"}  # from 3.14 on
    return bound(code) - special, quoted.union(outside(code)) - special


@functools.cache
def names_of_each(text):
    return list(map(names, ast.parse(text).body))


@pytest.mark.parametrize("file", ASKED)
def test_every_name_has_its_definition_and_every_definition_is_read(file, folder):
    _, _, text = (folder / f"{file}.py").read_text(encoding="utf-8").split('"""', 2)
    found = [each for part in text.split("\n\n\n") for each in names_of_each(part)]
    known = set(vars(builtins)).union(*(binds for binds, _ in found))
    read = set().union(*(reads for _, reads in found))
    assert {name for name in read - known if not name.startswith("__")} == set()
    needless = [binds for binds, _ in found if not binds & {"__all__", "__version__", *read}]
    assert [list(binds) for binds in needless] == [
        [name] for name in ASKED[file] if name not in read
    ]


@pytest.mark.parametrize("checker", [["mypy", "--strict", "--cache-dir=cache"], ["pyright"]])
def test_types(checker, folder):
    """Of a function and of the object; .ci/run has both programs check every file."""
    pytest.importorskip(checker[0])
    command = [sys.executable, "-m", *checker, "only_norm_ppf.py", "only_norm.py"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_every_function_can_be_copied():
    modules = {"arrays", "compiled", "correctly_rounded"}
    assert {*normal.__all__, *purestats._LATER} - modules == set(NAMES)


def test_a_quantile_is_a_short_file():
    assert len(vendor.vendored(["norm_ppf"]).splitlines()) < 270


def test_all_names_of_a_file_are_that_file():
    """Line by line, in their order, but for the command, and imports that are a longer line."""
    written = vendor.vendored(normal.__all__).splitlines()
    command = written.index("# Written, with all that is needed, by")
    del written[command - 1 : command + 2]
    file = pathlib.Path(normal.__file__).read_text(encoding="utf-8").splitlines()
    lines = iter(file)
    ours = [each for each in written if each and not each.startswith("    from typing import ")]
    assert [each for each in ours if each not in lines] == []


def test_the_file_says_where_it_is_from():
    text = vendor.vendored(["norm_sf", "norm_ppf", "norm_sf"])
    assert text.startswith("# SPDX-License-Identifier: BSD-3-Clause\n")
    assert "Redistributions of source code must retain" in text
    assert "\n#     python3 -m purestats.vendor norm_ppf norm_sf\n" in text
    assert f'\n__version__ = "{purestats.__version__}"\n' in text
    assert '\n__all__ = [\n    "norm_ppf",\n    "norm_sf",\n]\n' in text


def run(*arguments):
    command = [sys.executable, "-m", "purestats.vendor", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(vendor.FOLDER.parent)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_the_command_writes_the_file():
    assert run("norm_sf", "norm_ppf").stdout == vendor.vendored(["norm_ppf", "norm_sf"])


def test_check(tmp_path, capsys):
    file = tmp_path / "mine.py"
    file.write_text(vendor.vendored(["norm_ppf"]))
    assert vendor.main(["--check", str(file)]) == 0
    assert capsys.readouterr().out == f"{file} is what this version writes\n"
    file.write_text(file.read_text().replace("0.5", "0.25"))
    assert vendor.main(["--check", str(file)]) == 1
    again = f"for that: python3 -m purestats.vendor norm_ppf > {file}\n"
    assert capsys.readouterr().out == f"{file} is not what this version writes; {again}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["norm_pfp"], "purestats has no function 'norm_pfp'; near: norm_ppf, norm_pdf"),
        (["ppf", "norm_sf"], "purestats has no function 'ppf'; near: "),
        (["qwx"], "no function 'qwx'; near: none; for a module, copy purestats/ whole"),
        (["arrays"], "for a module, copy purestats/ whole"),
        ([], "one of the arguments NAME --check is required"),
        (["norm_ppf", "--check", "a.py"], "argument --check: not allowed with argument NAME"),
        (["--check", "no/such.py"], "No such file or directory: 'no/such.py'"),
        (["--check", normal.__file__], "has no line that says how it was written"),
    ],
)
def test_errors(arguments, message, capsys):
    with pytest.raises(SystemExit) as stopped:
        vendor.main(arguments)
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


# How it reads code, shown by a package of its own.

TOOLS = """\
# Licence.
\"""Tools.\"""

import math
from math import exp, log

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Union

    Number = Union[int, float]
    Other = Any

__version__ = "1"

# Two that
# stand together.
A, B = 1.0, 2.0
C = 3.0  # with a word

# Left out.
D = 4.0


# Functions.


def unused(x):
    return exp(x)


def near(x: "Number") -> float:
    \"""Near.

    >>> helper(near(1))
    1.5
    \"""
    return math.fsum([B * log for log in (x, C * 0)])


def helper(x):
    return x * 0.75
"""
API = """\
# Another.
\"""Api,
in two lines.\"""

from .tools import B, C, exp, near
from .rooms.room import Base

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .tools import Number

TABLE = {}
TABLE[1] = C
first, second = (value * B for value in (1, 2))


# Above it.
class User(Base):
    def method(self, x: "Number") -> "Number":
        global first
        first = x
        local: "Text" = near(x)
        return local + TABLE[1]


user = User()
"""
ROOM = """\
\"""Room.\"""
from ..tools import A
from math import log
from typing import Union


class Base:
    a = A + log(1)
    kinds = Union[int, str]
"""
WRITTEN = """\
# Licence.
#
# Written, with all that is needed, by
#     python3 -m purestats.vendor user
\"""Api,
in two lines.\"""

import math
from math import log
from typing import Union

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Union

    Number = Union[int, float]

__all__ = [
    "user",
]


# purestats.tools:
# Tools.

__version__ = "1"

# Two that
# stand together.
A, B = 1.0, 2.0
C = 3.0  # with a word


def near(x: "Number") -> float:
    \"""Near.

    >>> helper(near(1))
    1.5
    \"""
    return math.fsum([B * log for log in (x, C * 0)])


def helper(x):
    return x * 0.75


# purestats.rooms.room:
# Room.


class Base:
    a = A + log(1)
    kinds = Union[int, str]

TABLE = {}
TABLE[1] = C
first, second = (value * B for value in (1, 2))


# Above it.
class User(Base):
    def method(self, x: "Number") -> "Number":
        global first
        first = x
        local: "Text" = near(x)
        return local + TABLE[1]


user = User()
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Write a package in the place of this one: its texts by the names of its modules."""

    def write(**modules):
        for name, text in modules.items():
            file = tmp_path / f"{name.replace('__', '/')}.py"
            file.parent.mkdir(exist_ok=True)
            file.write_text(text)
        monkeypatch.setattr(vendor, "FOLDER", tmp_path)
        monkeypatch.setattr(vendor, "LICENCE", "purestats.tools")
        monkeypatch.setattr(vendor, "copyable", lambda: {"user": "purestats.api"})
        vendor._statements.cache_clear()

    yield write
    vendor._statements.cache_clear()


def test_several_modules_become_one(package):
    package(tools=TOOLS, api=API, rooms__room=ROOM)
    assert vendor.vendored(["user"]) == WRITTEN
    space = {}
    exec(WRITTEN, space)
    assert space["user"].method(1) == 5.0


@pytest.mark.parametrize(
    ("api", "message"),
    [
        ("from .tools import near\n\nA = 5\n\ndef user(): return near(A)", "'A' means two"),
        ("from .tools import near\ndef B(): pass\ndef user(): return near(B)", "'B' means two"),
        ("from .tools import near\nfrom cmath import log\ndef user(): return near(log)", "'log'"),
        ("from .tools import near\nround = 1\ndef user(): return near(round)", "'round'"),
    ],
)
def test_what_does_not_fit_into_one_file(api, message, package):
    tools = TOOLS.replace("math.fsum(", "math.fsum(log(1), round(B), ")
    package(tools=tools, api=f'"""Api."""\n{api}')
    with pytest.raises(ValueError, match=f"{message}.*copy purestats/ whole"):
        vendor.vendored(["user"])
