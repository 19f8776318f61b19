"""A file of results with the same digest on every machine, by the nearest floats.

On Linux, macOS, Windows and in a browser, with AVX-512 or without, by NumPy's arrays or by calls,
in one thread or in many: a result that differs is a change of the program, not of the machine.
The last lines try that: the digest does not know how the numbers were made.
"""

import hashlib

import numpy as np

from purestats import correctly_rounded
from purestats.correctly_rounded import arrays

x = np.arange(-3800, 900) / 100.0
lines = [f"{each},{p.hex()}\n" for each, p in zip(x.tolist(), arrays.norm_cdf(x).tolist())]
digest = hashlib.sha256("".join(lines).encode()).hexdigest()
print(lines[0].strip(), digest[:16])  # -38.0,0x0.00000037b23b8p-1022 91787d16f6f3a3f0

in_threads = arrays.norm_cdf(x, workers=4)
by_calls = list(map(correctly_rounded.norm_cdf, x.tolist()))
stored = [float.fromhex(line.split(",")[1]) for line in lines]
print(in_threads.tolist() == by_calls == stored)  # True
