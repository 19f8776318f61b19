# SPDX-License-Identifier: BSD-3-Clause
# Copyright (c) 2026 the purestats authors; the terms stand in purestats/normal.py.
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
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from importlib.util import resolve_name
from itertools import chain
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
COMMAND = "python3 -m purestats.vendor"
LICENCE = "purestats.normal"  # the module whose first lines are the licence
WHOLE = "copy purestats/ whole"


class Statement(NamedTuple):
    """A statement at the top of a module, or below its ``if TYPE_CHECKING:``."""

    module: str  # of an import, the one that it names
    typing: bool  # below ``if TYPE_CHECKING:``
    lines: set[int]  # with those of the comment right above; none of an import
    reads: set[str]


Names = dict[str, list[Statement]]  # what binds each


def copyable() -> dict[str, str]:
    """The names that can be asked for, each with its module."""
    tree = ast.parse((FOLDER / "__init__.py").read_text(encoding="utf-8"))
    imports = (each for each in ast.walk(tree) if isinstance(each, ast.ImportFrom) and each.level)
    found = {alias.name: each.module for each in imports for alias in each.names}
    return {name: f"purestats.{found[name]}" for name in found if found[name] and name[0] != "_"}


def vendored(names: Iterable[str]) -> str:
    """The text of a file that defines the names; LookupError if one is not of copyable(),
    ValueError if what they need does not fit into one file.
    """
    asked, modules = sorted(set(names)), copyable()
    for name in asked:
        if name not in modules:
            near = ", ".join(get_close_matches(name, modules)) or f"none; for a module, {WHOLE}"
            raise LookupError(f"purestats has no function {name!r}; near: {near}")
    sources: dict[str, str] = {}
    known: Names = {}
    for module in (LICENCE, *(modules[name] for name in asked)):
        _add(module, sources, known)
    taken = _taken(["__version__", *asked], known)
    first = modules[asked[0]]  # its docstring is that of the file; those of others are comments
    docstrings = {module: source.split('"""')[1] for module, source in sources.items()}
    file = [sources[LICENCE].split('"""')[0] + "#\n# Written, with all that is needed, by"]
    file += [f"#     {COMMAND} {' '.join(asked)}", f'"""{docstrings[first]}"""\n']
    file += [*_imports(taken, False), "\nTYPE_CHECKING = False\nif TYPE_CHECKING:"]
    file += [*_imports(taken, True), ""]
    file += chain(*(_lines(taken, module, source, True) for module, source in sources.items()))
    file += ["\n__all__ = [", *(f'    "{name}",' for name in asked), "]\n"]
    for module, source in sources.items():
        lines = _lines(taken, module, source, False)
        if lines and module != first:
            comment = f"{module}:\n{docstrings[module]}".rstrip().split("\n")
            file += ["\n", *(f"# {line}".rstrip() for line in comment), "\n"]
        file += lines
    return re.sub("\n{4,}", "\n\n\n", "\n".join(file).rstrip() + "\n")


def _taken(asked: list[str], known: Names) -> Names:
    """The names asked for, and those that their definitions read."""
    taken: Names = {}
    for name in asked:
        if name in known and name not in taken:
            taken[name] = known[name]
            asked += (read for each in known[name] for read in each.reads)
            if len({each.module for each in known[name]}) > 1 or hasattr(builtins, name):
                raise ValueError(f"{name!r} means two things: ask for two files, or {WHOLE}")
    return taken


def _imports(taken: Names, typing: bool) -> Iterator[str]:
    """The import statements, for a type checker alone or the others."""
    members: dict[str, list[str]] = {}
    for name, found in sorted(taken.items()):
        if not found[0].lines and all(each.typing for each in found) == typing:
            members.setdefault(found[0].module, []).append(name)
    for module, names in sorted(members.items()):
        origin = f"from {module} " if module else ""
        yield "    " * typing + f"{origin}import {', '.join(names)}"


def _lines(taken: Names, module: str, source: str, typing: bool) -> list[str]:
    """The lines of a module that are taken, in the same two parts, and the empty ones."""
    found = [each for each in chain(*taken.values()) if each.module == module]
    numbers = {n for each in found if each.typing == typing for n in each.lines}
    lines = enumerate(source.splitlines() if numbers else ())
    return [line for n, line in lines if n in numbers or not (line or typing)]


def _add(module: str, sources: dict[str, str], known: Names) -> None:
    """Add the source and the names of a module, after those of the modules that it imports."""
    if module not in sources:
        source, imports, names = _read(module)
        for each in imports:
            _add(each, sources, known)
        sources[module] = source
        for name, found in names.items():
            known[name] = known.get(name, []) + found


@cache
def _read(module: str) -> tuple[str, list[str], Names]:
    """The source of a module, the modules of the package that it imports, and its names."""
    source = FOLDER.joinpath(*module.split(".")[1:]).with_suffix(".py").read_text(encoding="utf-8")
    imports: list[str] = []
    names: Names = {}
    lines = source.splitlines()
    docstring, *body = ast.parse(source).body
    nodes = [node for top in body for node in (top.body if isinstance(top, ast.If) else [top])]
    visible = set(chain(*map(_binds, nodes))) - {"TYPE_CHECKING"}
    section: list[int] = []  # the comment above, with an empty line between
    end = docstring.end_lineno or 0
    for node in nodes:
        begin = min(each.lineno for each in (node, *getattr(node, "decorator_list", ()))) - 1
        while lines[begin - 1].startswith("#"):
            begin -= 1
        section = [n for n in range(end, begin) if lines[n].startswith("#")] or section
        end = node.end_lineno or 0
        typing, numbers = node.col_offset > 0, {*section, *range(begin, end)}
        statement = Statement(module, typing, numbers, visible.intersection(_reads(node)))
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            statement = Statement(getattr(node, "module", ""), typing, set(), set())
        if isinstance(node, ast.ImportFrom) and node.level:
            if not node.module or any(alias.asname for alias in node.names):
                raise ValueError(f"{module} has {ast.unparse(node)!r}: {WHOLE}")
            package = module.rpartition(".")[0]
            imports.append(resolve_name("." * node.level + node.module, package))
            continue
        for name in _binds(node):
            names.setdefault(name, []).append(statement)
    return source, imports, names


def _binds(node: ast.stmt) -> set[str]:
    """The names that a statement binds, or changes."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {alias.name for alias in node.names}
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", node)]
    return {each.id for each in chain(*map(ast.walk, targets)) if isinstance(each, ast.Name)}


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
        same = text == vendored(command[1].split())
        again = "" if same else f"; for that: {command[0]} > {options.check}"
        print(f"{options.check} is {'not ' * (not same)}what this version writes{again}")
        return 0 if same else 1
    except (OSError, LookupError, ValueError) as error:
        parser.error(str(error))


if __name__ == "__main__":
    sys.exit(main())
