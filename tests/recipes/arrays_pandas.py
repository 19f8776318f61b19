"""A column of quantiles in pandas by blocks, with NumPy: one call for the whole column.

Missing values give NaN. A bad value gives NaN and NumPy's warning "invalid value encountered in
norm_ppf"; with numpy.errstate(invalid="raise") it stops the column, with "ignore" it is silent.
The mask says which rows they were.
"""

import numpy as np
import pandas as pd

from purestats.arrays import norm_ppf

frame = pd.DataFrame({"q": [0.025, 0.5, 1.5, None]})
with np.errstate(invalid="ignore"):
    frame["z"] = norm_ppf(frame["q"])
print(frame["z"].tolist())  # [-1.9599639845400545, 0.0, nan, nan]
print(frame["q"][frame["z"].isna() & frame["q"].notna()].to_dict())  # {2: 1.5}
