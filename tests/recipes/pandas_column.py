"""A column of quantiles in pandas.

NaN gives NaN; a bad value stops the whole column and is named. None and pd.NA are bad values,
unless left as they are by map(norm_ppf, na_action="ignore").
"""

import pandas as pd

from purestats import norm_ppf

frame = pd.DataFrame({"q": [0.025, 0.5, 0.975]})
frame["z"] = frame["q"].map(norm_ppf)
print(frame["z"].tolist())  # [-1.9599639845400545, 0.0, 1.959963984540054]
