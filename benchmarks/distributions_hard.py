# SPDX-License-Identifier: BSD-3-Clause
"""Search arguments of t and chi2 whose true values are near a midpoint of two floats.

    python -m benchmarks.distributions_hard [count [folder]]

count arguments of each function (100,000 if not given), drawn as in
benchmarks.distributions_check; of those without loc and scale the hardest are written to
<function>.wc in the folder (tests/enclosed/hard_cases). Each value is enclosed to 100 bits or more
and compared with the midpoint next to it.
"""

import heapq
import math
import sys
from fractions import Fraction
from pathlib import Path

from benchmarks.distributions_check import FUNCTIONS, points
from purestats import chi_squared, student_t
from purestats import enclosures as arithmetic

FOLDER = Path(__file__).parents[1] / "tests" / "enclosed" / "hard_cases"
KEPT = 20
BITS = 160

enclosures: "list[arithmetic.Enclosure]" = []


def recording() -> None:
    """Let every result leave its enclosure, in BITS bits."""

    def record(enclose, *args):  # type: ignore[no-untyped-def]
        enclosures.append(enclose(BITS, *args))
        return arithmetic.settle(enclose, *args)

    def known_or_record(known, enclose, *args):  # type: ignore[no-untyped-def]
        return record(enclose, *args)

    for module in (student_t, chi_squared):
        vars(module).update(
            settle=record, _nearest=known_or_record, rounded=lambda enclosure: None
        )


def distance(enclosure: arithmetic.Enclosure, result: float) -> float:
    """log2 of the distance of the value from the midpoint next to it, in ulps of the result."""
    low, _, e = enclosure
    value = Fraction(low << max(0, e), 1 << max(0, -e))
    other = math.nextafter(result, math.inf if value > Fraction(result) else -math.inf)
    ends = Fraction(result), Fraction(other)
    off = abs(value - (ends[0] + ends[1]) / 2) / abs(ends[1] - ends[0])
    return math.log2(off) if off else -math.inf


def search(name: str, count: int) -> "list[tuple[float, float, float]]":
    """log2 of the distance, argument and df, the hardest first."""
    hardest: list[tuple[float, float, float]] = []
    function = getattr(student_t if name.startswith("t_") else chi_squared, name)
    for x, df, _, scale in points(name, count, "hard"):
        if scale != 1.0:
            continue
        enclosures.clear()
        result = function(x, df)
        if len(enclosures) == 1 and 0.0 < abs(result) < math.inf:
            case = -distance(enclosures[0], result), x, df
            (heapq.heappush if len(hardest) < KEPT else heapq.heappushpop)(hardest, case)
    return sorted(hardest, reverse=True)


def main(words: "list[str]") -> None:
    count = int(words[0].replace(",", "")) if words else 100_000
    folder = Path(words[1]) if len(words) > 1 else FOLDER
    folder.mkdir(exist_ok=True)
    recording()
    for name in FUNCTIONS:
        cases = search(name, count)
        lines = [
            f"# {name}: arguments whose true values are near a midpoint of two floats.",
            "# argument, df, log2 of the distance in ulps",
            f"# python -m benchmarks.distributions_hard {count}",
            *(f"{x.hex()} {df.hex()} {-bits:.1f}" for bits, x, df in cases),
        ]
        (folder / f"{name}.wc").write_text("\n".join(lines) + "\n", encoding="ascii")
        print(name, lines[3], flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
