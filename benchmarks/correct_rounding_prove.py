# SPDX-License-Identifier: BSD-3-Clause
"""Show that no cell of purestats.correctly_rounded is further from the truth than it says.

    python -m benchmarks.correct_rounding_prove [kind ...]

For every cell, what its bounds must cover is enclosed by Arb: see tests/oracle/arb_cells.py.  That
must be at most the cell's err, and its finer_err; the smallest and largest ratios are printed.
The digest is that of all floats of the cells: a test makes them again, and compares.
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
        found = list(arb_cells.KINDS[kind]())
        print(f"{kind:12} {len(found):7,} cells, {time.perf_counter() - start:.0f} s")
        print(f"  digest of the cells: {arb_cells.digest(kind)}")
        for series, shares in (
            ("fast", sorted((fast, where) for fast, _, where in found)),
            ("finer", sorted((finer, where) for _, finer, where in found)),
        ):
            wrong = sum(share > 1.0 for share, _ in shares)
            failed = failed or wrong > 0
            (least, at_least), (most, at_most) = shares[0], shares[-1]
            print(
                f"  {series:5} series: {wrong} with too small a bound; of the bound are needed"
                f" {least:.3f} ({at_least}) to {most:.3f} ({at_most})",
                flush=True,
            )
    sys.exit(failed)


if __name__ == "__main__":
    main(sys.argv[1:])
