"""Keep the good rows of a query, and what was wrong with the others.

norm_ppf raises for what is not a probability, and an engine then gives up the whole query. Two
functions in its place give NULL for a bad value, and the message about it. Here they serve
SQLite; they are registered in the same way elsewhere, in DuckDB with null_handling="special".
SQLite and Spark pass NULL as None, which is a bad value too.
"""

import sqlite3

from purestats import norm_ppf


def quantile_or_null(q):
    try:
        return norm_ppf(q)
    except (TypeError, ValueError):
        return None


def message_or_null(q):
    try:
        norm_ppf(q)
    except (TypeError, ValueError) as error:
        return str(error)


connection = sqlite3.connect(":memory:")
connection.create_function("quantile", 1, quantile_or_null, deterministic=True)
connection.create_function("message", 1, message_or_null, deterministic=True)
connection.execute("CREATE TABLE test AS SELECT 0.975 AS q UNION ALL SELECT 1.5")
good, bad = connection.execute("SELECT q, quantile(q), message(q) FROM test")
print(good)  # (0.975, 1.959963984540054, None)
print(bad)  # (1.5, None, 'q must be in [0, 1], got 1.5')
