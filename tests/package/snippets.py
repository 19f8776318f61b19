"""Programs that people write against a distribution of scipy.stats, of which one line changes.

Each begins, once run, with the import of its distribution, and leaves its answer in ``result``.
Where an array goes in or comes out, needs_array says so; the other programs take and give single
numbers, or lists that they make themselves. Random numbers are no answer to compare, so a program
that draws some answers with what must hold of them.
"""

import pathlib
import re
from functools import cache
from typing import NamedTuple


class Snippet(NamedTuple):
    distribution: str
    name: str
    code: str
    needs_array: bool
    file: pathlib.Path  # what SciPy answers, in hex, a line a snippet
    error: float  # of these answers, relative

    def __str__(self):
        return f"{self.distribution}: {self.name}"


def snippets(distribution, module, one_number, with_arrays, error):
    """Those of a module's two texts; SciPy's answers are in a file beside the module."""
    file = pathlib.Path(module).with_name("scipy_snippets.txt")
    return [
        Snippet(distribution, name, code.strip() + "\n", needs_array, file, error)
        for text, needs_array in ((one_number, False), (with_arrays, True))
        # Each begins with its name, on a line of its own after a #.
        for name, code in re.findall(r"^# (.+)\n((?:(?!# ).*\n)+)", text, re.MULTILINE)
    ]


@cache
def stored(file):
    """SciPy's answers, by the name of the snippet."""
    answers = {}
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        name, _, numbers = line.rpartition(": ")
        answers[name] = [float.fromhex(number) for number in numbers.split()]
    return answers


def run(snippet, module):
    """The answer of a snippet with the distribution of a module, as a flat list of floats."""
    line = f"from {module} import {snippet.distribution}"
    variables = {}
    exec(compile(f"{line}\n{snippet.code}", snippet.name, "exec"), variables)
    return flat(variables["result"])


def flat(value):
    """Numbers, tuples, lists and arrays of any depth as one list of floats."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [number for each in value for number in flat(each)]
    return [float(value)]
