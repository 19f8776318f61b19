# SPDX-License-Identifier: BSD-3-Clause
"""The command line: ``python3 -m purestats FUNCTION VALUE... [--loc L] [--scale S]``."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Optional, Union

from .normal import __all__, __version__, norm

Result = Union[float, tuple[float, float]]

FUNCTIONS = [name[5:] for name in __all__ if hasattr(norm, name[5:])]

EXAMPLES = """\
examples:
  purestats ppf 0.975                        the 97.5 % quantile: 1.959963984540054
  purestats ppf 0.9 --loc 100 --scale 15     of a normal with that mean and deviation
  purestats isf 1e-20 1e-300                 from the upper tail, two values
  purestats interval 0.95                    both ends of the central 95 %
  seq 0.01 0.01 0.99 | purestats ppf -       one number a line, answered as they come
"""


def main(argv: Optional[Sequence[str]] = None) -> int:
    """Answer one command line; return the exit status."""
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return 130  # as a shell reports a program that Ctrl-C ended
    except OSError as error:
        # The reader is gone or the disk is full. What Python still buffers must go
        # nowhere, or it fails a second time, with a traceback, when the program exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if not isinstance(error, BrokenPipeError):
            print(f"purestats: {error.strerror}", file=sys.stderr)
        return 1


def _run(argv: Sequence[str]) -> int:
    parser = _parser()
    if sys.stdout is None:
        print("purestats: standard output is closed", file=sys.stderr)
        return 1
    options = parser.parse_intermixed_args([_protected(argument) for argument in argv])
    method = getattr(norm, options.function)

    def function(value: float) -> Result:
        return method(value, options.loc, options.scale)  # type: ignore[no-any-return]

    try:
        norm.cdf(0.0, options.loc, options.scale)  # a bad scale is misuse, even with no input
    except ValueError as error:
        parser.error(str(error))
    status = 0
    for text in options.values:
        if text == "-":
            if sys.stdin is None:
                parser.error("standard input is closed")
            sys.stdin.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
            status |= _stream(function, sys.stdin)
        else:
            try:
                _print(function(float(text)))
            except ValueError as error:
                parser.error(str(error))
    return status


def _stream(function: Callable[[float], Result], lines: Iterable[str]) -> int:
    """Answer each line; name the bad ones on standard error. Return 1 if there were any."""
    status = 0
    for number, line in enumerate(lines, 1):
        try:
            _print(function(float(line)))
        except ValueError as error:
            reason = error if _is_number(line) else "not a number"
            print(f"purestats: line {number}: {line.strip()!r}: {reason}", file=sys.stderr)
            status = 1
    return status


def _print(result: Result) -> None:
    """Print in the shortest form that reads back as the same float, at once."""
    numbers = result if isinstance(result, tuple) else (result,)
    print(*map(repr, numbers), flush=True)


def _protected(argument: str) -> str:
    """A negative number with a space before it, so that argparse takes it for no option.

    Before Python 3.14, argparse knows -1.5 for a number, but not -1e-5 or -inf.
    """
    return " " + argument if argument.startswith("-") and _is_number(argument) else argument


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _value(text: str) -> str:
    """A number's text or the dash for standard input."""
    if text != "-" and not _is_number(text):
        raise argparse.ArgumentTypeError(f"not a number: {text!r}")
    return text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="purestats",
        description="The normal distribution, one result a line.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "function", choices=FUNCTIONS, metavar="FUNCTION", help=", ".join(FUNCTIONS)
    )
    parser.add_argument(
        "values",
        nargs="+",
        type=_value,
        metavar="VALUE",
        help="a number, or - to read one number a line from standard input",
    )
    parser.add_argument("--loc", type=float, default=0.0, metavar="L", help="the mean (default 0)")
    parser.add_argument(
        "--scale", type=float, default=1.0, metavar="S", help="the standard deviation (default 1)"
    )
    parser.add_argument("--version", action="version", version=f"purestats {__version__}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
