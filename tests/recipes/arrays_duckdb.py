"""Quantiles in DuckDB by blocks, from one Parquet file to another, in bounded memory.

A function of Arrow gets 2048 rows at a time, which is short for NumPy; three times as fast is a
loop over duckdb.sql(query).to_arrow_reader(100_000), whose batches are longer. NULL gives NULL
without a call. A bad value gives NaN here; without errstate it warns, and with
errstate(invalid="raise") the query fails. DuckDB keeps to memory_limit, whatever the size of the
files.
"""

import shutil
import tempfile

import duckdb
import numpy as np
import pyarrow

from purestats.arrays import norm_ppf


def quantile(q):
    with np.errstate(invalid="ignore"):
        return pyarrow.array(norm_ppf(q.to_numpy()))


folder = tempfile.mkdtemp()
duckdb.execute("SET memory_limit = '500MB'")
duckdb.create_function("norm_ppf", quantile, ["DOUBLE"], "DOUBLE", type="arrow")
duckdb.execute(f"COPY (SELECT i/1000 AS q FROM range(1001) t(i)) TO '{folder}/q.parquet'")
query = f"SELECT q, norm_ppf(q) AS z FROM '{folder}/q.parquet'"
duckdb.execute(f"COPY ({query}) TO '{folder}/z.parquet'")
found = duckdb.execute(f"SELECT z FROM '{folder}/z.parquet' WHERE q = 0.975").fetchall()
print(found)  # [(1.959963984540054,)]
found = duckdb.execute("SELECT norm_ppf(q) FROM (VALUES (NULL), (1.5)) t(q)").fetchall()
print(found)  # [(None,), (nan,)]
shutil.rmtree(folder)
