"""norm_ppf as a function of SQLite.

deterministic=True lets SQLite use it in an index. SQLite hides what a function raises ("user-
defined function raised exception"); sqlite3.enable_callback_tracebacks(True) prints it, and the
functions of bad_values.py keep the other rows. A NaN comes out as NULL: SQLite has none.
"""

import sqlite3

from purestats import norm_ppf

connection = sqlite3.connect(":memory:")
connection.create_function("norm_ppf", 1, norm_ppf, deterministic=True)
print(connection.execute("SELECT norm_ppf(0.975)").fetchone())  # (1.959963984540054,)
