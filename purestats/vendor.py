# SPDX-License-Identifier: BSD-3-Clause
# Copyright (c) 2026 the purestats authors; the terms stand in purestats/normal.py.
"""Copy what you call: one file with the named functions and what they need, nothing else.

    python3 -m purestats.vendor norm_ppf norm_sf > app/normal.py
    python3 -m purestats.vendor --check app/normal.py

The text is that of the package, with its licence, docstrings, comments and version; only the
imports and __all__ are narrowed. What stands in several modules comes out as one file. --check
says whether a copy is what this version would write, and exits with 1 if it is not.

A definition is taken when a name leads to it: one that was asked for, or one that something
taken reads, in code, in an annotation or in an example of its docstring.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import dis
import doctest
import itertools
import pathlib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.util import resolve_name
from types import CodeType
from typing import NamedTuple, Union

PACKAGE = "purestats"
FOLDER = pathlib.Path(__file__).parent
LICENCE = "purestats.normal"  # the module whose first lines are the licence
COMMAND = f"python3 -m {PACKAGE}.vendor"
WIDTH = 99  # of a line, as in the package
OWN_LINES = {"__version__", "TYPE_CHECKING"}  # above the definitions

_SPACED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_BINDING = (*_SPACED, ast.Assign, ast.AnnAssign)  # and do no more than bind
# Instructions, as dis names them, whose name is sought outside.
# Names of the compiler's own, from Python 3.14 on, for the annotations of a module.
_ANNOTATIONS = {"__annotate__", "__annotations__", "__conditional_annotations__"}
_OUTSIDE = ("LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS", "STORE_GLOBAL")

Comments = tuple[tuple[int, str], ...]  # above a statement: the paragraph and the text of each


class Imported(NamedTuple):
    """What an import binds: ``from module import name``, or ``import module`` without a name."""

    module: str
    name: str
    typing: bool  # below ``if TYPE_CHECKING:``


class Definition(NamedTuple):
    """Any other statement at the top of a module."""

    module: str
    line: int
    paragraph: int  # where the run of lines begins that no empty line parts
    comments: Comments
    text: str
    binds: frozenset[str]
    reads: frozenset[str]
    typing: bool
    spaced: bool  # a function or a class: two lines are empty above and below


Origin = Union[Imported, Definition]
Names = dict[str, list[Origin]]  # what each stands for; nothing where it is built in


class Module(NamedTuple):
    """The comments above the docstring, the docstring in its quotes, and the names."""

    header: str
    docstring: str
    names: Names


def copyable() -> list[str]:
    """Return the names that can be asked for: functions and objects of the package."""
    return [
        name
        for name, (origin, *_) in _module(PACKAGE).names.items()
        if isinstance(origin, Imported) and origin.name and not name.startswith("_")
    ]


def vendored(names: Iterable[str]) -> str:
    """Return the text of a file that defines the names, each one of copyable().

    LookupError if one is not; ValueError if what they need does not fit into one file.
    """
    asked = sorted(set(names))
    for name in asked:
        if name not in copyable():
            near = ", ".join(difflib.get_close_matches(name, copyable()))
            if _file(f"{PACKAGE}.{name}"):
                raise LookupError(f"{PACKAGE}.{name} is a module: copy {PACKAGE}/ whole")
            raise LookupError(f"{PACKAGE} has no {name!r}" + (f"; near: {near}" if near else ""))
    taken = _taken(asked)
    first = taken[asked[0]][0].module
    origin = f"#\n# Written, with all that is needed, by\n#     {COMMAND} {' '.join(asked)}"
    head = [_module(LICENCE).header, origin, _module(first).docstring]
    return "\n".join([*head, *_preamble(asked, taken), *_body(taken, first), ""])


# What is taken: from the names that were asked for to those that their definitions read.


def _taken(asked: Sequence[str]) -> Names:
    """What each name in the file stands for."""
    taken: Names = {}
    waiting = [(PACKAGE, name) for name in ("__version__", *asked)]
    seen = set()
    while waiting:
        module, name = place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        found = _origins(module, name)
        if _meaning(taken.setdefault(name, found)) != _meaning(found):
            clash = f"{name!r} of {module} is another elsewhere"
            raise ValueError(f"{clash}: ask for two files, or copy {PACKAGE}/ whole")
        if not all(origin.typing for origin in found):
            taken[name] = found
        for origin in found:
            if isinstance(origin, Definition):
                waiting += [(origin.module, each) for each in origin.binds | origin.reads]
    return taken


def _origins(module: str, name: str) -> list[Origin]:
    """What a name of a module stands for, followed through the modules of the package."""
    origins: list[Origin] = []
    for origin in _module(module).names.get(name, ()):
        if isinstance(origin, Definition) or not _is_ours(origin.module):
            origins.append(origin)
        elif origin.name == name:
            origins += _origins(origin.module, name)
        else:  # a whole module, or a name that changes on the way
            raise ValueError(f"{module} has {origin.module} as {name!r}: copy {PACKAGE}/ whole")
    return origins


def _meaning(origins: list[Origin]) -> list[object]:
    return [each.text if isinstance(each, Definition) else each[:2] for each in origins]


def _definitions(taken: Names) -> list[Definition]:
    """The definitions, in the order of the file: one that others build on stands before them."""
    found = {
        each for origins in taken.values() for each in origins if isinstance(each, Definition)
    }
    order = [each for module in sorted({one.module for one in found}) for each in _below(module)]
    return sorted(found, key=lambda each: (order.index(each.module), each.line))


def _below(module: str) -> list[str]:
    """The modules that a module of the package imports, directly or not, then itself."""
    origins = itertools.chain(*_module(module).names.values())
    imported = {each.module for each in origins if isinstance(each, Imported) and not each.typing}
    return [each for one in sorted(filter(_is_ours, imported)) for each in _below(one)] + [module]


# The file: imports and __all__ made narrower, then the definitions as they stand.


def _preamble(asked: Sequence[str], taken: Names) -> list[str]:
    """The lines from the imports to the version."""
    aliases = [each.text for each in _definitions(taken) if each.typing]
    imports = _imports(taken, True)
    typing = [*imports, *([""] if imports and aliases else []), *aliases]
    lines = ["", *_imports(taken, False)]
    if typing or "TYPE_CHECKING" in taken:
        lines += ["", "TYPE_CHECKING = False"]
    if typing:
        lines += ["if TYPE_CHECKING:", *typing]
    names = _listed("__all__ = [", [f'"{name}"' for name in asked], "]")
    version = [each.text for each in _definitions(taken) if "__version__" in each.binds]
    return [*lines, "", names, "", *version]


def _imports(taken: Names, typing: bool) -> list[str]:
    """The import statements: those for a type checker alone, or the others."""
    indent = "    " if typing else ""
    modules: list[str] = []
    members: dict[str, list[str]] = {}
    for name, origins in sorted(taken.items()):
        for origin in origins:
            if isinstance(origin, Imported) and origin.typing == typing:
                renamed = f" as {name}" if name not in (origin.name, origin.module) else ""
                if origin.name:
                    members.setdefault(origin.module, []).append(origin.name + renamed)
                else:
                    modules.append(f"{indent}import {origin.module}{renamed}")
    lists = [
        _listed(f"{indent}from {module} import ", members[module]) for module in sorted(members)
    ]
    return sorted(modules + lists, key=lambda line: "__future__" not in line)


def _listed(begin: str, items: Iterable[str], end: str = "") -> str:
    """The items on one line, or, where that is too long, each on its own in brackets."""
    line = begin + ", ".join(items) + end
    if len(line) <= WIDTH:
        return line
    indent = begin[: len(begin) - len(begin.lstrip())]
    opened, closed = (begin, end) if end else (begin + "(", ")")
    return "\n".join([opened, *(f"{indent}    {item}," for item in items), indent + closed])


def _body(taken: Names, first: str) -> Iterator[str]:
    """The definitions with their comments.

    first is the module whose docstring is that of the file; those of the others are comments.
    """
    pieces: dict[tuple[str, int, bool, str], None] = {}  # module, paragraph, spaced, text
    for each in _definitions(taken):
        if each.typing or each.binds & OWN_LINES:
            continue
        if each.module != first:
            lines = _module(each.module).docstring.strip('"').rstrip().splitlines()
            text = "\n".join(f"# {line}".rstrip() for line in (f"{each.module}:", *lines))
            pieces[each.module, 0, True, text] = None
        for paragraph, text in each.comments:
            spaced = each.spaced or paragraph != each.paragraph
            pieces[each.module, paragraph, spaced, text] = None
        pieces[each.module, each.paragraph, each.spaced, each.text] = None
    before, was_spaced = ("", 0), False
    for module, paragraph, spaced, text in pieces:
        if before != (module, paragraph):
            yield "\n" if spaced or was_spaced else ""
        yield text
        before, was_spaced = (module, paragraph), spaced


# The modules of the package, read.


@cache
def _module(name: str) -> Module:
    """What stands in a module, such as purestats.normal."""
    file = _file(name)
    if not file:
        raise LookupError(f"{PACKAGE} has no module {name!r}")
    package = name if file.stem == "__init__" else name.rpartition(".")[0]
    source = file.read_text(encoding="utf-8")
    lines, (docstring, *body) = source.splitlines(), ast.parse(source).body
    begin, end = _extent(docstring, lines)
    names: Names = {}
    for statement, paragraph, comments in _placed(body, lines, end):
        for node, typing in _opened(statement):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                for bound, imported in _imported(node, package, typing):
                    names.setdefault(bound, []).append(imported)
                continue
            text = "\n".join(lines[slice(*_extent(node, lines))])
            binds, reads = _names(node)
            reads |= names.keys() & {"annotations"}  # of __future__: for the whole file
            place = name, node.lineno, paragraph, comments
            definition = Definition(*place, text, binds, reads, typing, isinstance(node, _SPACED))
            if not (binds and isinstance(node, _BINDING)):  # it may change what stands above
                binds |= {
                    each for each in reads & names.keys() if isinstance(names[each][0], Definition)
                }
            for bound in binds:
                names.setdefault(bound, []).append(definition)
    return Module("\n".join(lines[:begin]), "\n".join(lines[begin:end]), names)


def _placed(
    body: Iterable[ast.stmt], lines: Sequence[str], end: int
) -> Iterator[tuple[ast.stmt, int, Comments]]:
    """Statements, the paragraph of each, and the comments above: of its section, and its own."""
    section: Comments = ()
    above: Comments = ()
    paragraph = 0
    for statement in body:
        begin, next_end = _extent(statement, lines)
        if not all(map(str.strip, lines[end:begin])):
            above, paragraph = (), begin
        found = _comments(lines, end, begin)
        section = tuple((at, text) for at, text, is_near in found if not is_near) or section
        above = tuple((paragraph, text) for _, text, is_near in found if is_near) or above
        end = next_end
        yield statement, paragraph, section + above


def _file(module: str) -> pathlib.Path | None:
    """Where a module of the package stands; None if there is none."""
    path = FOLDER.joinpath(*module.split(".")[1:])
    return next(
        filter(pathlib.Path.is_file, (path / "__init__.py", path.with_suffix(".py"))), None
    )


def _is_ours(module: str) -> bool:
    return module.split(".")[0] == PACKAGE


def _extent(node: ast.stmt, lines: Sequence[str]) -> tuple[int, int]:
    """The lines of a statement, as a slice: with decorators, and comments that end its block."""
    begin = min(each.lineno for each in (node, *getattr(node, "decorator_list", ())))
    end = node.end_lineno or begin
    while re.match(" +#", "".join(lines[end : end + 1])):
        end += 1
    return begin - 1, end


def _opened(node: ast.stmt) -> list[tuple[ast.stmt, bool]]:
    """The statement, or those below ``if TYPE_CHECKING:``, and whether they are these."""
    if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
        return [(each, True) for each in node.body]
    return [(node, False)]


def _comments(lines: Sequence[str], begin: int, end: int) -> list[tuple[int, str, bool]]:
    """The runs of comment in lines[begin:end]: line, text, whether it ends with the last line."""
    runs = itertools.groupby(range(begin, end), key=lambda line: bool(lines[line].strip()))
    found = [list(run) for is_comment, run in runs if is_comment]
    return [(at[0], "\n".join(lines[at[0] : at[-1] + 1]), at[-1] + 1 == end) for at in found]


def _imported(
    node: ast.Import | ast.ImportFrom, package: str, typing: bool
) -> Iterator[tuple[str, Imported]]:
    """The names that an import statement binds, and where each is from."""
    for alias in node.names:
        bound = alias.asname or alias.name.split(".")[0]
        if isinstance(node, ast.Import):
            yield bound, Imported(alias.name, "", typing)
            continue
        module = resolve_name("." * node.level + (node.module or ""), package)
        inner = f"{module}.{alias.name}"
        is_module = _is_ours(module) and _file(inner)
        yield bound, Imported(*((inner, "") if is_module else (module, alias.name)), typing)


def _names(node: ast.stmt) -> tuple[frozenset[str], frozenset[str]]:
    """The names that a statement binds, and those that it reads from outside.

    By Python's own rules of scopes: they are taken from what the compiler makes of it.
    """
    binds, reads = _compiled(ast.Module([node], []))
    for each in ast.walk(node):
        for annotation in (getattr(each, "annotation", None), getattr(each, "returns", None)):
            if annotation:
                reads |= _annotated(annotation)
        if isinstance(each, _SPACED):
            examples = doctest.DocTestParser().get_examples(ast.get_docstring(each) or "")
            bound, read = _compiled(ast.parse("".join(example.source for example in examples)))
            reads |= read - bound
    return frozenset(binds - _ANNOTATIONS), frozenset(reads - _ANNOTATIONS)


def _compiled(module: ast.Module) -> tuple[set[str], set[str]]:
    """The names that code binds at the top, and those that it reads there or as globals."""
    flag = annotations.compiler_flag  # they are left out: see _annotated
    code = compile(module, PACKAGE, "exec", flag, dont_inherit=True, optimize=0)
    binds = {step.argval for step in dis.get_instructions(code) if step.opname == "STORE_NAME"}
    return binds, set(_read(code))


def _read(code: CodeType) -> Iterator[str]:
    for step in dis.get_instructions(code):
        if step.opname.startswith(_OUTSIDE):
            yield step.argval
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _read(constant)


def _annotated(annotation: ast.AST) -> set[str]:
    """The names in an annotation, also those in quotes."""
    found = set()
    for each in ast.walk(annotation):
        if isinstance(each, ast.Name):
            found.add(each.id)
        elif isinstance(each, ast.Constant) and isinstance(each.value, str):
            found |= _annotated(ast.parse(each.value, mode="eval"))
    return found


# The command.


def main(argv: Sequence[str] | None = None) -> int:
    """Write a file to standard output, or check one; return the exit status."""
    parser = argparse.ArgumentParser(
        prog=COMMAND, description="Write one file with these functions and what they need."
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="such as norm_ppf, or norm")
    parser.add_argument(
        "--check",
        type=pathlib.Path,
        metavar="FILE",
        help="say whether a file so written is what this version would write",
    )
    options = parser.parse_args(argv)
    if bool(options.names) == bool(options.check):
        parser.error("name what is to be copied, such as norm_ppf, or give --check FILE")
    try:
        if options.check:
            return _check(options.check)
        sys.stdout.write(vendored(options.names))
    except OSError as error:
        parser.error(f"{error.strerror}: {str(error.filename)!r}")
    except (LookupError, ValueError) as error:
        parser.error(str(error))
    return 0


def _check(file: pathlib.Path) -> int:
    """Compare a file with what would be written; return 0 if it is the same, else 1."""
    text = file.read_text(encoding="utf-8")
    command = re.search(f"^# *{re.escape(COMMAND)} (.+)$", text, re.MULTILINE)
    if not command:
        raise ValueError(f"{file} has no line that says how it was written")
    if text == vendored(command.group(1).split()):
        print(f"{file} is what this version writes")
        return 0
    print(
        f"{file} is not what this version writes; for that: {command.group().strip('# ')} > {file}"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
