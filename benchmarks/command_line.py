"""Time of a million lines through ``purestats ppf -``, beside a plain Python loop.

The loop reads a line, calls norm_ppf and writes the result; it says nothing of a bad line,
and a result may wait in its buffer. Each is a program of its own that reads a file and
writes one, start-up included, without the PYTHON* variables of the environment. They run in
turns, and the least time of each is reported.
"""

from __future__ import annotations

import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

from . import report

LOOP = """
import sys
from purestats import norm_ppf
for line in sys.stdin:
    sys.stdout.write(f"{norm_ppf(float(line))!r}\\n")
"""
PROGRAMS = [
    "plain loop",
    "purestats ppf -",
    "purestats ppf - --loc 100 --scale 15",
    "purestats ppf - --line-buffered",
]
COLUMNS = ["program", "seconds", "times the loop"]


def seconds(program: str, lines: pathlib.Path, results: pathlib.Path) -> float:
    """Time of the program from the lines to their results."""
    arguments = ["-c", LOOP] if program == "plain loop" else ["-m", *program.split()]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    with lines.open("rb") as source, results.open("wb") as sink:
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments], stdin=source, stdout=sink, env=clean, check=True
        )
        return time.perf_counter() - begin


def measure(count: int, turns: int) -> list[list[str | float]]:
    """A row for each program."""
    generator = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        lines, results = pathlib.Path(folder, "lines"), pathlib.Path(folder, "results")
        lines.write_text("".join(f"{generator.random()!r}\n" for _ in range(count)))
        best = dict.fromkeys(PROGRAMS, float("inf"))
        for _ in range(turns):
            for program in PROGRAMS:
                best[program] = min(best[program], seconds(program, lines, results))
    loop = best["plain loop"]
    return [[program, least, least / loop] for program, least in best.items()]


def main() -> None:
    args = report.argument_parser(__doc__).parse_args()
    folder = report.results_folder(args)
    count = 100_000 if args.quick else 1_000_000
    rows = measure(count, 3 if args.quick else 7)
    report.print_table(f"{count:,} lines, one number each", COLUMNS, rows)
    header = [*report.environment(quick=args.quick), f"{count:,} lines"]
    report.write_csv(folder / "command_line.csv", header, COLUMNS, rows)


if __name__ == "__main__":
    main()
