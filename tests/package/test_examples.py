"""Every example in the README, the page of the index and the docstrings does what it prints."""

import doctest
import pathlib
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec

import pytest

import purestats
from purestats import chi_squared, correctly_rounded, normal, student_t, truncated

ROOT = pathlib.Path(__file__).parents[2]
README = ROOT / "README.md"
PAGE = ROOT / "pyproject.toml"  # that of the package index


@pytest.mark.parametrize("module", [normal, correctly_rounded, truncated, student_t, chi_squared])
def test_docstrings(module):
    result = doctest.testmod(module)
    assert result.failed == 0
    assert result.attempted > 0


def test_every_public_function_has_an_example():
    for module in (normal, truncated, student_t, chi_squared):
        for name in module.__all__:
            assert ">>>" in getattr(module, name).__doc__, name


BLOCKS = [
    block
    for page in (README, PAGE)
    for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
]


def needs_what_is_not_here(block):
    """A library that the block wants and this interpreter has not."""
    wanted = {"numpy": r"\.arrays\b|numpy", "numba": r"\.compiled\b|numba"}
    return [
        name for name, sign in wanted.items() if re.search(sign, block) and not find_spec(name)
    ]


def run(block, names):
    """What the block prints or says otherwise than the interpreter, in these names.

    A block has prompts, or lines that end in a comment which begins with their value.
    """
    if ">>>" in block:
        example = doctest.DocTestParser().get_doctest(block, names, "README", None, None)
        said = []
        example.globs = names  # not a copy: the next block finds what this one leaves
        doctest.DocTestRunner().run(example, out=said.append, clear_globs=False)
        return "".join(said)
    for line in block.splitlines():
        code, _, comment = line.partition("  # ")
        if not comment:
            exec(code, names)
        elif not re.match(re.escape(repr(eval(code, names))) + r"(?![\w.])", comment.strip()):
            return line
    return ""


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("\n")[0])
def test_readme_block_alone(block):
    for name in needs_what_is_not_here(block):
        pytest.skip(f"{name} is not installed")
    assert run(block, {}) == ""


def test_readme_blocks_in_sequence():
    names = {}
    ran = [run(block, names) for block in BLOCKS if not needs_what_is_not_here(block)]
    assert ran == [""] * len(ran)
    assert len(ran) >= 2


COMMANDS = re.findall(
    r"^((?:printf|python3 -m purestats|PYTHONPATH).*)$",
    "".join(re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)),
    re.MULTILINE,
)


@pytest.mark.skipif(not shutil.which("sh"), reason="there is no shell")
@pytest.mark.parametrize("line", COMMANDS)
def test_readme_command(line, tmp_path):
    """Those that install nothing print the numbers of their comment, or write their file."""
    command, _, comment = line.partition("  # ")
    places = {"python3": sys.executable, "> z.py": f"> {tmp_path / 'z.py'}"}
    command = re.sub("python3|> z[.]py", lambda found: places[found.group()], command)
    result = subprocess.run(
        command, shell=True, cwd=README.parent, capture_output=True, text=True, check=False
    )
    numbers = re.findall(r"\d+\.\d+", comment)
    assert set(numbers) <= set(result.stdout.split())
    assert numbers or "def norm_sf" in (tmp_path / "z.py").read_text(encoding="utf-8")


def test_readme_names_every_function():
    text = README.read_text(encoding="utf-8")
    for name in purestats.__all__:
        assert re.search(rf"`{name}\b", text), name


def test_readme_names_every_recipe():
    text = README.read_text(encoding="utf-8")
    for recipe in README.parent.glob("tests/recipes/*.*"):
        assert f"{recipe.name}`" in text, recipe.name
