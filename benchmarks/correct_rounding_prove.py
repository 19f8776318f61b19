# SPDX-License-Identifier: BSD-3-Clause
"""Show that no cell of purestats.correctly_rounded is further from the truth than it says.

    python -m benchmarks.correct_rounding_prove [kind ...]

For every cell, what its bound must cover is enclosed by Arb, as tests/oracle/arb_cells.py derives.
That must be at most the cell's err; the smallest and largest ratios of the two are printed.
"""

import platform
import sys
import time

import flint
from flint import ctx

from tests.oracle import arb_cells


def main(words: "list[str]") -> None:
    print(
        f"# {platform.python_implementation()} {platform.python_version()},"
        f" {platform.machine()}, {platform.system()},"
        f" python-flint {flint.__version__} (FLINT {flint.__FLINT_VERSION__})"
    )
    print(f"# python -m benchmarks.correct_rounding_prove {' '.join(words)}".rstrip())
    ctx.prec = arb_cells.BITS
    failed = False
    for kind in words or arb_cells.KINDS:
        start = time.perf_counter()
        found = sorted(arb_cells.KINDS[kind]())
        wrong = sum(ratio > 1.0 for ratio, _ in found)
        failed = failed or wrong > 0
        print(
            f"{kind:10} {len(found):7,} cells, {wrong} with too small a bound; of the bound are"
            f" needed {found[0][0]:.3f} ({found[0][1]}) to {found[-1][0]:.3f} ({found[-1][1]}),"
            f" {time.perf_counter() - start:.0f} s",
            flush=True,
        )
    sys.exit(failed)


if __name__ == "__main__":
    main(sys.argv[1:])
