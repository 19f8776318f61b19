"""Every example in the README and in the docstrings does what it prints."""

import doctest
import pathlib
import re

import pytest

import purestats
from purestats import correctly_rounded, normal

README = pathlib.Path(__file__).parents[2] / "README.md"


@pytest.mark.parametrize("module", [normal, correctly_rounded])
def test_docstrings(module):
    result = doctest.testmod(module)
    assert result.failed == 0
    assert result.attempted > 0


def test_every_public_function_has_an_example():
    for name in normal.__all__:
        assert ">>>" in getattr(normal, name).__doc__, name


def test_readme():
    result = doctest.testfile(str(README), module_relative=False)
    assert result.failed == 0
    assert result.attempted > 0


def test_readme_names_every_function():
    text = README.read_text(encoding="utf-8")
    for name in purestats.__all__:
        assert re.search(rf"`{name}\b", text), name


def test_readme_arrays():
    """The blocks without a prompt need NumPy: each ends in an expression, # and its value."""
    pytest.importorskip("numpy")
    blocks = re.findall(
        r"```python\n((?:(?!>>>|```).*\n)+)```", README.read_text(encoding="utf-8")
    )
    assert blocks
    for block in blocks:
        *lines, last = block.splitlines()
        names = {}
        exec("\n".join(lines), names)
        expression, value = last.split("  # ")
        assert repr(eval(expression, names)) == value


def test_readme_names_every_recipe():
    text = README.read_text(encoding="utf-8")
    for recipe in README.parent.glob("tests/recipes/*.*"):
        assert f"{recipe.name}`" in text, recipe.name
