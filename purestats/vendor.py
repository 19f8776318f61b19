# SPDX-License-Identifier: BSD-3-Clause
"""Copy what you call: one file with the named functions and what they need, nothing else.

    python3 -m purestats.vendor norm_ppf norm_sf > app/normal.py
    python3 -m purestats.vendor --check app/normal.py

The text is that of the package, with its licence, docstrings, comments and version; what stands
in several modules comes out as one file. --check exits with 1 if a copy is not what this version
would write.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import doctest
import re
import sys
from collections.abc import Iterable, Iterator, Set
from difflib import get_close_matches
from functools import cache
from importlib.util import resolve_name
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

FOLDER = Path(__file__).parent
COMMAND = "python3 -m purestats.vendor"
LICENCE = "purestats.normal"  # the module whose first lines are the licence
MODULES = (LICENCE, "purestats.student_t", "purestats.chi_squared", "purestats.truncated")
WHOLE = "copy purestats/ whole"


class Statement(NamedTuple):
    """A statement at the top of a module, or below its ``if TYPE_CHECKING:``."""

    module: str  # of an import, the one that it names
    typing: bool  # below ``if TYPE_CHECKING:``
    text: str  # with what stands between the statement before and this; none of an import
    binds: frozenset[str]
    reads: frozenset[str]


def copyable() -> dict[str, str]:
    """The names that can be asked for, each with its module."""
    found = {}
    for module in MODULES:
        listed = re.search(r"__all__ = (\[[^]]*\])", _source(module)[2])
        found.update(dict.fromkeys(ast.literal_eval(listed[1] if listed else "()"), module))
    return found


def vendored(names: Iterable[str]) -> str:
    """The text of a file that defines the names.

    LookupError if one is not of copyable(), ValueError if they do not fit into one file.
    """
    asked, modules = sorted(set(names)), copyable()
    for name in asked:
        if name not in modules:
            near = ", ".join(get_close_matches(name, modules)) or f"none; for a module, {WHOLE}"
            raise LookupError(f"purestats has no function {name!r}; near: {near}")
    found = [each for name in asked for each in _statements(modules[name])]
    taken = _taken({"__version__", *asked}, [*_statements(LICENCE), *found])
    listed = "".join(f'    "{name}",\n' for name in asked)
    first = modules[asked[0]]  # its docstring is that of the file; those of others are comments
    file = f"""{_source(LICENCE)[0]}#
# Written, with all that is needed, by
#     {COMMAND} {" ".join(asked)}
\"""{_source(first)[1]}\"""

{_imports(taken, False)}
TYPE_CHECKING = False
if TYPE_CHECKING:
{_imports(taken, True)}{"".join(each.text for each in taken if each.typing)}
__all__ = [
{listed}]
"""
    for module in dict.fromkeys(each.module for each in taken if each.text and not each.typing):
        if module != first:
            file += indent(f"\n\n{module}:\n{_source(module)[1].rstrip()}\n", "# ")
        file += "".join(each.text for each in taken if each.module == module and not each.typing)
    return file


def _taken(more: Set[str], found: Iterable[Statement]) -> list[Statement]:
    """Those that define the names, and what these read; each binds what is read of it."""
    names: Set[str] = set()
    taken: list[Statement] = []
    while more:
        names |= more
        some = [each._replace(binds=each.binds & names) for each in dict.fromkeys(found)]
        taken = [each for each in some if each.binds]
        more = frozenset().union(*(each.reads for each in taken)) - names
    for name in names:
        modules = {each.module for each in taken if name in each.binds}
        if len(modules) > 1 or hasattr(builtins, name):
            raise ValueError(f"{name!r} means two things: ask for two files, or {WHOLE}")
    return taken


def _imports(taken: list[Statement], typing: bool) -> str:
    """The import statements, for a type checker alone or the others."""
    members: dict[str, Set[str]] = {}
    for each in taken:
        if not each.text and each.typing == typing:
            members[each.module] = each.binds.union(members.get(each.module, ()))
    lines = ""
    for module, names in sorted(members.items()):
        origin = f"from {module} " if module else ""
        lines += f"{'    ' * typing}{origin}import {', '.join(sorted(names))}\n"
    return lines


def _source(module: str) -> list[str]:
    """What stands above the docstring of a module, the docstring, and all below."""
    path = FOLDER.joinpath(*module.split(".")[1:])
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file.read_text(encoding="utf-8").split('"""', 2)


@cache
def _statements(module: str) -> list[Statement]:
    """Those of a module, after those of the modules of the package that it imports."""
    source = '"""'.join(_source(module))
    lines = source.splitlines(keepends=True)
    docstring, *body = ast.parse(source).body
    nodes = [node for top in body for node in (top.body if isinstance(top, ast.If) else [top])]
    visible = frozenset().union(*map(_binds, nodes)) - {"TYPE_CHECKING"}
    found: list[Statement] = []
    end = docstring.end_lineno
    for node in nodes:
        text, end = "".join(lines[end : node.end_lineno]), node.end_lineno
        origin = module
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            origin, text = getattr(node, "module", ""), ""
        if isinstance(node, ast.ImportFrom) and node.level:
            name = f"{'.' * node.level}{node.module or ''}"
            found += _statements(resolve_name(name, module.rpartition(".")[0]))
        else:
            reads = visible.intersection(_reads(node))
            found.append(Statement(origin, node.col_offset > 0, text, _binds(node), reads))
    return found


def _binds(node: ast.stmt) -> frozenset[str]:
    """The names that a statement binds, or changes."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return frozenset([node.name])
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return frozenset(alias.name for alias in node.names)
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", node)]
    return frozenset(
        each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)
    )


def _reads(node: ast.AST) -> Iterator[str]:
    """The names in code, in annotations, and in the examples of docstrings."""
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            yield each.id
        elif isinstance(each, (ast.FunctionDef, ast.ClassDef)):
            for example in doctest.DocTestParser().get_examples(ast.get_docstring(each) or ""):
                yield from _reads(ast.parse(example.source))
        for part in ("annotation", "returns"):
            quoted = getattr(getattr(each, part, None), "value", None)
            if isinstance(quoted, str):
                yield from _reads(ast.parse(quoted))


def main(argv: list[str] | None = None) -> int:
    """Write a file to standard output, or check one; return the exit status."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=(__doc__ or "").partition("\n")[0])
    either = parser.add_mutually_exclusive_group(required=True)
    either.add_argument("names", nargs="*", default=[], metavar="NAME", help="such as norm_ppf")
    either.add_argument("--check", metavar="FILE", help="is it what this version would write?")
    options = parser.parse_args(argv)
    try:
        if options.names:
            sys.stdout.write(vendored(options.names))
            return 0
        with open(options.check, encoding="utf-8") as file:
            text = file.read()
        command = re.search(f"{re.escape(COMMAND)} (.+)", text)
        if not command:
            parser.error(f"{options.check} has no line that says how it was written")
        if text == vendored(command[1].split()):
            print(f"{options.check} is what this version writes")
            return 0
        again = f"for that: {command[0]} > {options.check}"
        print(f"{options.check} is not what this version writes; {again}")
        return 1
    except (OSError, LookupError, ValueError) as error:
        parser.error(str(error))


if __name__ == "__main__":
    sys.exit(main())
