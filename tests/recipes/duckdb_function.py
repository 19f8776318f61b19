"""norm_ppf as a function of DuckDB, which wants NumPy beside it for functions in Python.

The lambda is there because DuckDB counts parameters, and norm_ppf has three. A bad value fails
the query and is named; with exception_handling="return_null" it becomes NULL. NULL gives NULL
without a call, unless null_handling="special" asks for one. A NaN that a function returns,
DuckDB makes NULL.
"""

import duckdb

from purestats import norm_ppf

duckdb.create_function("norm_ppf", lambda q: norm_ppf(q), ["DOUBLE"], "DOUBLE")
print(duckdb.execute("SELECT norm_ppf(0.975)").fetchall())  # [(1.959963984540054,)]
