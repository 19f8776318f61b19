# SPDX-License-Identifier: BSD-3-Clause
"""The command line: ``python3 -m purestats FUNCTION VALUE... [--loc L] [--scale S] ...``."""

from __future__ import annotations

import argparse
import contextlib
import functools
import io
import os
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from math import nan

from . import normal

OF_VALUE = ("pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "hazard")
OF_BOUNDS = ("between", "logbetween")  # of two values each
OF_PROBABILITY = ("ppf", "isf", "interval")
OF_LOGARITHM = ("ilogcdf", "ilogccdf")
METHODS = (*OF_VALUE, *OF_BOUNDS, *OF_PROBABILITY, *OF_LOGARITHM)
LIBRARY = tuple(name for name in normal.__all__ if name != "norm")
OTHERS = ("t", "chi2", "truncnorm")  # loaded when they are named
OF_EACH = ("pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "ppf", "isf", "interval")
NAMES = (*LIBRARY, *(f"{distribution}_{name}" for distribution in OTHERS for name in OF_EACH))

BLOCK = 100  # lines at a time: they fit a stream's buffer, so Ctrl-C loses none
SHOWN = 80  # characters of a bad input

EPILOG = """\
examples:
  purestats ppf 0.975                      the 97.5 % quantile: 1.959963984540054
  purestats ppf 0.9 --loc 100 --scale 15   of a normal with that mean and deviation
  purestats sf 12 -1.5                     the probability above each of two values
  purestats between -1.96 1.96             the probability from the first to the second
  purestats interval 0.95                  both ends of the central 95 %
  purestats logsf 50                       a logarithm, where sf 50 would be 0
  purestats t.interval 0.95 --df 9         of Student's t
  purestats truncnorm.sf 9 --a 8 --b inf   of a normal that is cut at 8

  seq 0.01 0.01 0.99 | purestats ppf -     one number a line, one result a line
  purestats ppf - < q.txt | paste q.txt -  beside its input: a bad line gives nan
  tail -f x.txt | purestats sf - --line-buffered

exit status: 0, or 1 if a line was bad or a stream failed, 2 if the command was wrong,
130 after Ctrl-C
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Answer one command line; return the exit status, which the help explains."""
    try:
        if sys.stdout is None:
            raise OSError("standard output is closed")
        try:
            return _run(sys.argv[1:] if argv is None else argv)
        finally:
            _flush()  # also after Ctrl-C, and the help
    except KeyboardInterrupt:
        return 130  # as a shell reports a program that Ctrl-C ended
    except BrokenPipeError:
        return 1  # the reader has what it wanted, and no need to be told
    except OSError as error:
        _complain(error.strerror or error)
        return 1


def _run(argv: Sequence[str]) -> int:
    """Check the whole command line, then answer it."""
    parser = _parser()
    given = vars(parser.parse_intermixed_args([_protected(argument) for argument in argv]))
    name, values = given.pop("function"), given.pop("values")
    at_once = given.pop("line_buffered", False)
    package = import_module(".", __package__)
    function = functools.partial(getattr(package, name), **given)
    count = 2 if name.endswith(OF_BOUNDS) else 1
    try:
        function(*[nan] * count)  # is it misuse, even with no input?
        rows = _rows(name, values, count)
        answers = [None if row is None else _line(function(*row)) for row in rows]
    except (TypeError, ValueError) as error:
        parser.error(str(error))
    if None in answers:
        if sys.stdin is None:
            raise OSError("standard input is closed")
        if isinstance(sys.stdin, io.TextIOWrapper):
            # Skip a byte order mark, and escape bytes that are no text.
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="backslashreplace")
    status = 0
    for answer in answers:
        if answer is None:
            status |= _stream(function, count, at_once)
        else:
            sys.stdout.write(answer)
    return status


def _rows(name: str, values: Sequence[float | None], count: int) -> list[tuple[float, ...] | None]:
    """The values, in as many as the function takes at a time; None for standard input."""
    rows: list[tuple[float, ...] | None] = []
    rest = iter(values)
    for value in rest:
        if value is None or count == 1:
            rows.append(value if value is None else (value,))
            continue
        second = next(rest, None)
        if second is None:
            raise ValueError(f"{name} takes values by twos: what is to follow {value!r}?")
        rows.append((value, second))
    return rows


def _stream(function: Callable[..., object], count: int, at_once: bool) -> int:
    """Answer each line, a bad one with nan and a message. Return 1 if there were any."""
    # To a terminal, Python itself writes each line at once.
    block = 1 if at_once or sys.stdin.isatty() else BLOCK
    write, flush = sys.stdout.write, sys.stdout.flush
    status = 0
    for number, line in enumerate(sys.stdin, 1):
        try:
            result = function(*_numbers(line, count))
        except ValueError as error:
            _complain(f"line {number}: {_shown(line)}: {error}")
            result = function(*[nan] * count)
            status = 1
        write(_line(result))
        if number % block == 0:
            flush()
    return status


def _numbers(line: str, count: int) -> list[float]:
    """The numbers of a line, which must be so many."""
    try:
        numbers = list(map(float, line.split()))
    except ValueError:
        numbers = []
    if len(numbers) != count:
        raise ValueError("not a number" if count == 1 else "not two numbers")
    return numbers


def _line(result: object) -> str:
    """One float or two, each in the shortest form that reads back as the same."""
    return "{!r} {!r}\n".format(*result) if isinstance(result, tuple) else f"{result!r}\n"


def _flush() -> None:
    """Write what is computed. If that fails, drop it, or Python tries again at its exit."""
    try:
        sys.stdout.flush()
    except (OSError, KeyboardInterrupt):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _complain(message: object) -> None:
    """Say it on standard error, unless that is closed or full."""
    with contextlib.suppress(AttributeError, OSError):
        sys.stderr.write(f"purestats: {message}\n")
        sys.stderr.flush()  # which PyPy does not do by itself


def _shown(text: str) -> str:
    """The text in quotes, cut and without control characters."""
    text = text.strip()
    # repr doubles the backslashes, also those of escaped bytes.
    return repr(text[:SHOWN]).replace("\\\\", "\\") + ("..." if len(text) > SHOWN else "")


def _value(text: str) -> float | None:
    """The number, or None for the dash: standard input."""
    try:
        return None if text == "-" else float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a number: {_shown(text)}") from None


def _name(text: str) -> str:
    """The name in Python: norm_ppf for ppf and norm.ppf, t_ppf for t.ppf."""
    name = text.replace(".", "_")
    name = f"norm_{name}" if name in METHODS else name
    if name in NAMES:
        return name
    from difflib import get_close_matches

    near = ", ".join(get_close_matches(text, (*METHODS, *NAMES)))
    raise argparse.ArgumentTypeError(
        f"invalid choice: {_shown(text)} ({f'near: {near}; ' if near else ''}-h names all)"
    )


def _protected(argument: str) -> str:
    """What begins as a negative number, with a space: then it is no option for argparse."""
    return f" {argument}" if re.match(r"-(\.|\d|inf|nan)", argument, re.IGNORECASE) else argument


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="purestats",
        description="The normal distribution, and some others, one result a line.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        argument_default=argparse.SUPPRESS,
    )
    parser.add_argument(
        "function",
        type=_name,
        metavar="FUNCTION",
        help=f"of a value: {', '.join(OF_VALUE)}; "
        f"of two values: {', '.join(OF_BOUNDS)}; of a probability: {', '.join(OF_PROBABILITY)}; "
        f"of its logarithm: {', '.join(OF_LOGARITHM)}; or, as in Python: {', '.join(LIBRARY)}; "
        f"or, of {', '.join(OTHERS)}, as t.pdf: {', '.join(OF_EACH)}",
    )
    parser.add_argument(
        "values",
        nargs="+",
        type=_value,
        metavar="VALUE",
        help="a number, or - to read one a line (of two values, two a line) from standard input",
    )
    for name, text in (
        ("loc", "the mean of a normal, the shift of another distribution (default 0)"),
        ("scale", "the standard deviation of a normal, the unit of another (default 1)"),
        ("df", "the degrees of freedom of t and chi2"),
        ("a", "the lower bound of truncnorm, in standard deviations from the mean"),
        ("b", "its upper bound"),
    ):
        parser.add_argument(f"--{name}", type=_value, metavar=name[0].upper(), help=text)
    parser.add_argument(
        "--line-buffered",
        action="store_true",
        help="write each result at once, as to a terminal, and not in blocks",
    )
    parser.add_argument("--version", action="version", version=f"purestats {normal.__version__}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
