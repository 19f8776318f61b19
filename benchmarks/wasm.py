"""Other platforms: what Pyodide (CPython on WebAssembly, the C library musl) computes otherwise.

Quantiles of norm_ppf, half uniform and half of every size: how many differ in bits from this
interpreter's, and by how much. And the lower tail of statistics.NormalDist there, whose Python
is newer than most, against mpmath.

Run as ``PYODIDE=FOLDER python -m benchmarks.wasm`` from the root of the project, FOLDER being
that of the npm package pyodide; node runs it.
"""

from __future__ import annotations

import array
import math
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
from typing import Any

import purestats
from tests import oracle

from . import report

ROOT = pathlib.Path(__file__).parents[1]
COLUMNS = ["measured", "of", "result"]
SEED = 20596

THERE = """
import array, platform, statistics, sys
import normal

def write(name, values):
    with open(name, "wb") as file:
        array.array("d", values).tofile(file)

def read(name):
    values = array.array("d")
    with open(name, "rb") as file:
        values.frombytes(file.read())
    return values

write("quantiles", map(normal.norm_ppf, read("q")))
write("probabilities", map(statistics.NormalDist().cdf, read("x")))
with open("version", "w") as file:
    file.write(platform.python_version())
"""


def probabilities(count: int) -> array.array[float]:
    """Half of them uniform, the others 2**-k of uniform ones: no logarithm makes them."""
    rng = random.Random(SEED)
    uniform = [rng.random() or 0.5 for _ in range(count // 2)]
    return array.array("d", uniform + [math.ldexp(q, -rng.randrange(1000)) for q in uniform])


def tail(count: int) -> array.array[float]:
    rng = random.Random(SEED)
    return array.array("d", [-37.5 * rng.random() for _ in range(count)])


def run_there(pyodide: str, arguments: dict[str, array.array[float]]) -> tuple[str, list[Any]]:
    """The version of Python there, and the results."""
    with tempfile.TemporaryDirectory() as folder:
        here = pathlib.Path(folder)
        shutil.copy(ROOT / "purestats/normal.py", here)
        (here / "there.py").write_text(THERE)
        for name, values in arguments.items():
            (here / name).write_bytes(values.tobytes())
        command = ["node", str(ROOT / ".ci/pyodide.mjs"), pyodide, folder, "there.py"]
        subprocess.run(command, check=True)
        results = []
        for name in ("quantiles", "probabilities"):
            values = array.array("d")
            values.frombytes((here / name).read_bytes())
            results.append(values)
        return (here / "version").read_text(), results


def main() -> None:
    args = report.argument_parser(__doc__).parse_args()
    pyodide = os.environ.get("PYODIDE")
    if not pyodide or not shutil.which("node"):
        sys.exit("skipped: PYODIDE must name the folder of the npm package, and node be installed")
    count = 100_000 if args.quick else 8_000_000
    q, x = probabilities(count), tail(count // 200)
    version, (quantiles, cdf) = run_there(pyodide, {"q": q, "x": x})
    ours = map(purestats.norm_ppf, q)
    apart = [abs(a - b) / math.ulp(b) for a, b in zip(quantiles, ours) if a != b]
    errors = [abs(oracle.ulps(got, oracle.cdf(each))) for got, each in zip(cdf, x)]
    rows: list[list[Any]] = [
        ["norm_ppf: other bits", len(q), len(apart)],
        ["norm_ppf: most ulp apart", len(q), max(apart, default=0.0)],
        ["NormalDist().cdf: largest error, ulp", len(x), max(errors)],
    ]
    folder = report.results_folder(args)
    title = f"CPython {version} in Pyodide beside {report.interpreter()}"
    report.print_table(title, COLUMNS, rows)
    header = [*report.environment(["mpmath"], args.quick), f"Pyodide: CPython {version}"]
    report.write_csv(folder / "wasm.csv", header, COLUMNS, rows)


if __name__ == "__main__":
    main()
