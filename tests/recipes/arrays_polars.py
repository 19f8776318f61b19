"""A column of quantiles in polars by blocks, with NumPy.

Nulls give NaN, which fill_nan(None) makes null again. A bad value gives NaN and NumPy's warning,
or an error, or nothing, as numpy.errstate(invalid=...) has it.
"""

import numpy as np
import polars as pl

from purestats.arrays import norm_ppf

frame = pl.DataFrame({"q": [0.025, 0.5, 1.5, None]})
with np.errstate(invalid="ignore"):
    z = pl.col("q").map_batches(norm_ppf, return_dtype=pl.Float64).fill_nan(None)
    frame = frame.with_columns(z=z)
print(frame["z"].to_list())  # [-1.9599639845400545, 0.0, None, None]
