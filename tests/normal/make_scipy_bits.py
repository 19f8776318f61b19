"""Write scipy_bits.txt: what SciPy answers, in hex, so that the tests need no SciPy.

Run as ``python -m tests.normal.make_scipy_bits`` where SciPy 1.17.1 is installed, on x86-64.
"""

import math
import pathlib
import random
import struct

import scipy
from scipy import special, stats

from tests.oracle.points import around

BRANCHES = [math.exp(-2), 1 - math.exp(-2), math.exp(-32), 0.5]


def random_pattern(rng):
    """A float in (0, 1) with random bits: mostly tiny numbers."""
    while True:
        (x,) = struct.unpack("<d", struct.pack("<Q", rng.getrandbits(62)))
        if 0 < x < 1:
            return x


def probabilities(rng):
    """Arguments for ndtri: everywhere, and next to every place where a branch changes."""
    points = [0.0, 1.0]
    points += [rng.random() for _ in range(500)]
    points += [math.exp(rng.uniform(-745, 0)) for _ in range(500)]
    points += [random_pattern(rng) for _ in range(300)]
    for branch in BRANCHES:
        points += around(branch)
    points += around(0.0)[51:] + around(1.0)[:50]
    return points


def near_branches():
    """Two approximations that meet differ by an ulp here and there, not at the branch itself."""
    rng = random.Random(20260102)
    points = [math.exp(-rng.uniform(29, 35)) for _ in range(300)]
    for branch in BRANCHES[:2]:
        points += [branch + rng.uniform(-0.005, 0.005) for _ in range(150)]
    return points


def main():
    """Write the file beside this script."""
    rng = random.Random(20260101)
    lines = [f"# SciPy {scipy.__version__}, x86-64: function, arguments, results"]

    def add(name, arguments, *results):
        numbers = [float(number).hex() for number in (*arguments, *results)]
        lines.append(" ".join([name, *numbers]))

    for p in probabilities(rng):
        add("ndtri", [p], special.ndtri(p))
    for _ in range(250):
        q = rng.choice([rng.random(), random_pattern(rng)])
        wide = rng.gauss(0, 1) * 10 ** rng.uniform(-300, 300)
        loc = rng.choice([0.0, rng.uniform(-10, 10), wide])
        scale = rng.choice([1.0, rng.uniform(0, 10), 10 ** rng.uniform(-307, 307)])
        add("norm_ppf", [q, loc, scale], stats.norm.ppf(q, loc, scale))
        add("norm_isf", [q, loc, scale], stats.norm.isf(q, loc, scale))
        add("norm_interval", [q, loc, scale], *stats.norm.interval(q, loc, scale))
    for p in near_branches():
        add("ndtri", [p], special.ndtri(p))
    pathlib.Path(__file__).with_name("scipy_bits.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
