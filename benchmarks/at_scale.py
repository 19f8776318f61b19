"""A column of numbers through norm_ppf, on engines that people already run, in two ways.

By numbers, an engine calls purestats.norm_ppf for each value; by blocks, it hands over arrays to
purestats.arrays.norm_ppf; by compiled blocks, to purestats.compiled.norm_ppf. Half of the column
is uniform on (0, 1), a quarter is log-uniform in the lower tail, a quarter lies in the upper
tail. Timed is the fastest of three computations of the whole column, from the engine's own store
to the engine's own store: a table, a Series, a list. Left out are loading the column and
starting the workers. Spark writes to its "noop" sink, which computes every row and keeps none.
"of plain" is the rate over that of ``list(map(norm_ppf, column))``, measured just before;
"scaling" is the rate with two workers over that with one. SQLite and pandas compute in one
thread; DuckDB has threads, but by numbers they take turns in Python. To a function DuckDB hands
2,048 rows; "batches" reads 100,000 at a time and makes a table of the results. multiprocessing,
and Dask by numbers, send the column to their workers and the results back each time; by blocks,
Dask's workers are threads.

The results are compared bit for bit: by numbers with the plain list, by blocks with one call
of norm_ppf for the whole array. Then a bad value, 1.5, is put into the column. The second table
says what the engine does with the error, a ValueError by numbers and by blocks what
np.errstate(invalid="raise") makes of NumPy's invalid condition; and whether the other rows are
kept. By numbers that takes a function that returns NULL instead of raising, and another one
keeps the message; by blocks the bad value is NaN.

With --compiled, blocks alone, in the engines that have both kinds of them.

With --parquet ROWS it does something else: so many rows from one Parquet file to another, by
DuckDB, in one thread and two, with the largest memory of the process.
"""

from __future__ import annotations

import argparse
import array
import functools
import importlib
import math
import multiprocessing
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from purestats import norm_ppf

from . import report

BAD_VALUE = 1.5
ALL_WAYS = NUMBERS, BLOCKS, COMPILED = "numbers", "blocks", "compiled blocks"
SPEED_COLUMNS = ["engine", "by", "workers", "rows a second", "of plain", "scaling", "same bits"]
ERROR_COLUMNS = ["engine", "by", "raised", "names the value", "rows kept", "messages kept"]
PACKAGES = ["numpy", "pandas", "duckdb", "dask", "pyspark", "pyarrow", "polars", "numba"]


class Job(NamedTuple):
    """A function to be called on every value of a column, or on arrays of them."""

    function: Callable[..., Any]
    column: Sequence[float]
    workers: int = 1
    blocks: bool = False  # the function takes and returns arrays
    text: bool = False  # the function returns text, not a float
    repeats: int = 1


Outcome = tuple[float, "list[Any]"]  # seconds, and the results in the order of the column


def quantile_or_null(q: float) -> float | None:
    """norm_ppf, but None for what is not a probability."""
    try:
        return norm_ppf(q)
    except (TypeError, ValueError):
        return None


def message_or_null(q: float) -> str | None:
    """What norm_ppf has to say against q, or None."""
    try:
        norm_ppf(q)
    except (TypeError, ValueError) as error:
        return str(error)
    return None


def quantiles(q: Any, workers: int = 1, door: str = "arrays", invalid: Any = "ignore") -> Any:
    """norm_ppf of an array; what is not a probability is NaN in silence, or raises."""
    import numpy as np

    with np.errstate(invalid=invalid):
        return importlib.import_module(f"purestats.{door}").norm_ppf(q, workers=workers)


def timed(job: Job, compute: Callable[[], Any]) -> tuple[float, Any]:
    """The fewest seconds of the computation, and its last result."""
    seconds = []
    for _ in range(job.repeats):
        begin = time.perf_counter()
        result = compute()
        seconds.append(time.perf_counter() - begin)
    return min(seconds), result


# The engines. Each stores the column, computes, and hands back what it computed.


def plain(job: Job) -> Outcome:
    """No engine: the built-in map."""
    return timed(job, lambda: list(map(job.function, job.column)))


def pool(job: Job) -> Outcome:
    """multiprocessing.Pool.map, which cuts the column into four chunks for each worker."""
    with multiprocessing.Pool(job.workers) as workers:
        workers.map(message_or_null, job.column[: job.workers])  # starts the workers
        return timed(job, lambda: workers.map(job.function, job.column))


def sqlite(job: Job) -> Outcome:
    """A user function of SQLite, in one UPDATE."""
    connection = sqlite3.connect(":memory:")
    connection.create_function("f", 1, job.function, deterministic=True)
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, q REAL, x)")
    connection.executemany("INSERT INTO t (id, q) VALUES (?, ?)", enumerate(job.column))
    seconds, _ = timed(job, lambda: connection.execute("UPDATE t SET x = f(q)"))
    return seconds, [x for (x,) in connection.execute("SELECT x FROM t ORDER BY id")]


def numpy_array(job: Job) -> Outcome:
    """One call for the whole array, spread over threads."""
    import numpy as np

    column = np.array(job.column)
    seconds, result = timed(job, lambda: job.function(column, workers=job.workers))
    return seconds, result.tolist()


def pandas_series(job: Job) -> Outcome:
    """Series.map; by blocks, one call for the whole Series."""
    import pandas as pd

    series = pd.Series(job.column)
    if job.blocks:
        seconds, result = timed(job, lambda: pd.Series(job.function(series)))
    else:
        seconds, result = timed(job, lambda: series.map(job.function))
    return seconds, result.tolist()


def polars_series(job: Job) -> Outcome:
    """Expr.map_elements; by blocks, Expr.map_batches."""
    import polars as pl

    frame = pl.DataFrame({"q": job.column})
    kind = pl.String if job.text else pl.Float64
    if job.blocks:
        result = pl.col("q").map_batches(job.function, return_dtype=kind)
    else:
        result = pl.col("q").map_elements(job.function, return_dtype=kind)
    seconds, computed = timed(job, lambda: frame.select(x=result))
    return seconds, computed["x"].to_list()


def duck(job: Job) -> Outcome:
    """A user function of DuckDB, by blocks one of Arrow, in one CREATE TABLE AS."""
    import duckdb
    import pandas as pd
    import pyarrow

    connect: Any = duckdb.connect
    with connect() as connection:
        connection.execute(f"SET threads = {job.workers}")
        connection.register("frame", pd.DataFrame({"q": job.column}).reset_index(names="id"))
        connection.execute("CREATE TABLE t AS SELECT * FROM frame")
        kind = "VARCHAR" if job.text else "DOUBLE"

        def function(q: float) -> Any:  # DuckDB counts parameters: norm_ppf has three
            return job.function(q)

        def arrow_function(q: Any) -> Any:
            return pyarrow.array(job.function(q.to_numpy()))

        of_arrow: dict[str, Any] = {"type": "arrow"} if job.blocks else {}
        chosen = arrow_function if job.blocks else function
        connection.create_function(
            "f", chosen, ["DOUBLE"], kind, null_handling="special", **of_arrow
        )
        query = "CREATE OR REPLACE TABLE results AS SELECT id, f(q) AS x FROM t"
        seconds, _ = timed(job, lambda: connection.execute(query))
        rows = connection.execute("SELECT x FROM results ORDER BY id").fetchall()
    return seconds, [x for (x,) in rows]


def duck_batches(job: Job) -> Outcome:
    """Record batches read from DuckDB, 100,000 rows each, and a table made of the results."""
    import duckdb
    import pandas as pd
    import pyarrow

    schema = pyarrow.schema([("id", pyarrow.int64()), ("x", pyarrow.float64())])
    connect: Any = duckdb.connect
    with connect() as connection:
        connection.execute("SET threads = 1")
        connection.register("frame", pd.DataFrame({"q": job.column}).reset_index(names="id"))
        connection.execute("CREATE TABLE t AS SELECT * FROM frame")

        def compute() -> None:
            batches = connection.sql("SELECT id, q FROM t").to_arrow_reader(100_000)
            columns = ([each["id"], job.function(each["q"].to_numpy())] for each in batches)
            done = (pyarrow.record_batch(each, schema=schema) for each in columns)
            with connection.cursor() as writer:
                writer.register("done", pyarrow.RecordBatchReader.from_batches(schema, done))
                writer.execute("CREATE OR REPLACE TABLE results AS SELECT * FROM done")

        seconds, _ = timed(job, compute)
        rows = connection.execute("SELECT x FROM results ORDER BY id").fetchall()
    return seconds, [x for (x,) in rows]


def dask_frame(job: Job) -> Outcome:
    """Series.map on each partition of a Dask dataframe, in worker processes.

    By blocks, one call for each partition, in threads.
    """
    import dask
    import dask.dataframe
    import pandas as pd

    frames: Any = dask.dataframe
    series = frames.from_pandas(pd.Series(job.column), npartitions=4 * job.workers)
    meta = pd.Series(dtype=object if job.text else float)
    if job.blocks:
        result = series.map_partitions(
            lambda part: pd.Series(job.function(part), part.index), meta=meta
        )
        with dask.config.set(scheduler="threads", num_workers=job.workers):
            seconds, computed = timed(job, result.compute)
        return seconds, computed.tolist()
    result = series.map_partitions(lambda part: part.map(job.function), meta=meta)
    with multiprocessing.Pool(job.workers) as workers, dask.config.set(pool=workers):
        series.map_partitions(len).compute(scheduler="processes")  # starts the workers
        seconds, computed = timed(job, lambda: result.compute(scheduler="processes"))
    return seconds, computed.tolist()


def spark_frame(job: Job) -> Outcome:
    """A user function of Spark, by blocks one of pandas, on local[workers]."""
    import pandas as pd
    import pyarrow
    from pyspark.sql.functions import pandas_udf, udf

    spark = start_spark(job.workers)
    table = pyarrow.table({"id": range(len(job.column)), "q": job.column})
    stored = spark.createDataFrame(table).repartition(4 * job.workers).cache()
    if job.blocks:

        def of_series(q: Any) -> Any:
            return pd.Series(job.function(q))

        of_series.__annotations__ = {"q": pd.Series, "return": pd.Series}  # which Spark reads
        function = pandas_udf(of_series, "double")
    else:
        function = udf(job.function, "string" if job.text else "double")
    result = stored.select("id", function("q").alias("x"))
    try:
        sink = result.write.format("noop").mode("overwrite")
        sink.save()  # fills the cache, starts the workers
        seconds, _ = timed(job, sink.save)
        return seconds, result.orderBy("id").toArrow()["x"].to_pylist()
    finally:
        spark.stop()


def start_spark(workers: int) -> Any:
    """A local Spark, quiet and without a network."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(f"local[{workers}]")
    for key, value in {
        "spark.driver.memory": "4g",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "OFF",
    }.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


class Engine(NamedTuple):
    """What computes a column, and with how many workers."""

    compute: Callable[[Job], Outcome]
    workers: tuple[int, ...]
    by: tuple[str, ...] = (NUMBERS, BLOCKS)


ENGINES = {
    "multiprocessing": Engine(pool, (1, 2), (NUMBERS,)),
    "NumPy": Engine(numpy_array, (1, 2), (BLOCKS,)),
    "pandas": Engine(pandas_series, (1,)),
    "polars": Engine(polars_series, (1,)),
    "SQLite": Engine(sqlite, (1,), (NUMBERS,)),
    "DuckDB": Engine(duck, (1, 2), ALL_WAYS),
    "DuckDB, batches": Engine(duck_batches, (1,), ALL_WAYS[1:]),
    "Dask": Engine(dask_frame, (1, 2), ALL_WAYS),
    "Spark": Engine(spark_frame, (1, 2), ALL_WAYS),
}


# Measurements.


def make_column(length: int) -> list[float]:
    """Probabilities from the centre and from both tails, always the same."""
    rng = random.Random(20596)
    draw = (
        rng.random,
        rng.random,
        lambda: math.exp(-rng.uniform(2.0, 700.0)),
        lambda: 1.0 - math.exp(-rng.uniform(2.0, 36.0)),
    )
    return [max(draw[i % 4](), 5e-324) for i in range(length)]


def function_of(by: str) -> Callable[..., Any]:
    if by == NUMBERS:
        return norm_ppf
    return functools.partial(quantiles, door="compiled" if by == COMPILED else "arrays")


def plain_rate(column: list[float], repeats: int) -> float:
    seconds, _ = plain(Job(norm_ppf, column, repeats=repeats))
    return len(column) / seconds


def speed_rows(name: str, column: list[float], repeats: int, by: str) -> list[list[Any]]:
    """Rate, scaling and sameness of bits of one engine, one row for each number of workers."""
    engine, function, blocks = ENGINES[name], function_of(by), by != NUMBERS
    if blocks:
        expected = function(column).tobytes()
    else:
        expected = array.array("d", map(norm_ppf, column)).tobytes()
    rows: list[list[Any]] = []
    for count in engine.workers:
        beside = plain_rate(column, repeats)
        job = Job(function, column, count, blocks, repeats=repeats)
        seconds, results = engine.compute(job)
        rate = len(column) / seconds
        scaling = rate / rows[0][3] if rows else None
        same = array.array("d", results).tobytes() == expected
        row = [name, by, count, rate, rate / beside, scaling, "yes" if same else "NO"]
        rows.append(row)
    return rows


def error_row(name: str, column: list[float], by: str) -> list[Any]:
    """What an engine does with one bad value in the middle of a column."""
    engine, function, blocks = ENGINES[name], function_of(by), by != NUMBERS
    bad = list(column)
    bad[len(bad) // 2] = BAD_VALUE
    raising = functools.partial(function, invalid="raise") if blocks else function
    job = Job(raising, bad, engine.workers[-1], blocks)
    try:
        engine.compute(job)
        raised, text = "nothing", ""
    except Exception as error:
        raised, text = type(error).__name__, str(error)
    named = "yes" if f"got {BAD_VALUE}" in text else "NO"
    keeping = job._replace(function=function if blocks else quantile_or_null)
    kept = nulls_as_none(engine.compute(keeping)[1])
    if blocks:
        rows_kept = kept == nulls_as_none(function(bad).tolist())
        return [name, by, raised, named, "yes" if rows_kept else "NO", "-"]
    rows_kept = kept == list(map(quantile_or_null, bad))
    _, messages = engine.compute(job._replace(function=message_or_null, text=True))
    messages_kept = nulls_as_none(messages) == list(map(message_or_null, bad))
    return [
        name,
        by,
        raised,
        named,
        *("yes" if each else "NO" for each in (rows_kept, messages_kept)),
    ]


def nulls_as_none(values: list[Any]) -> list[Any]:
    """The values, with pandas' NaN for a missing value replaced by None."""
    return [None if isinstance(x, float) and math.isnan(x) else x for x in values]


def parquet_rows(rows: int, repeats: int) -> list[list[Any]]:
    """Seconds and the largest memory for a Parquet file made from another, by DuckDB."""
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for threads in (1, 2):
            command = [sys.executable, "-m", __spec__.name, "--convert", folder]
            command += [str(rows), str(threads)]
            runs = []
            for _ in range(repeats):
                run = subprocess.run(command, check=True, capture_output=True, text=True)
                runs.append([float(each) for each in run.stdout.split()])
            seconds, memory = min(runs)
            results.append([threads, rows, seconds, rows / seconds, memory])
    return results


def convert(folder: str, rows: str, threads: str) -> None:
    """Make the file if it is not there, and the other one from it; print seconds and MB."""
    import resource

    import duckdb
    import pyarrow

    source, target = (pathlib.Path(folder, name) for name in ("q.parquet", "z.parquet"))
    connect: Any = duckdb.connect
    with connect() as connection:
        connection.execute(f"SET threads = {threads}; SET memory_limit = '500MB'")
        connection.execute("SET preserve_insertion_order = false")
        if not source.exists():
            connection.execute(f"COPY (SELECT random() q FROM range({rows})) TO '{source}'")

        def function(q: Any) -> Any:
            return pyarrow.array(quantiles(q.to_numpy()))

        connection.create_function("norm_ppf", function, ["DOUBLE"], "DOUBLE", type="arrow")
        begin = time.perf_counter()
        query = f"COPY (SELECT q, norm_ppf(q) z FROM '{source}') TO '{target}'"
        connection.execute(query)
        seconds = time.perf_counter() - begin
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)


def main() -> None:
    parser = report.argument_parser(__doc__)
    parser.add_argument(
        "--engines", nargs="+", choices=ENGINES, help="only these; keep the others"
    )
    parser.add_argument("--compiled", action="store_true", help="blocks, compiled and not, alone")
    parser.add_argument("--parquet", type=int, metavar="ROWS", help="from file to file, alone")
    parser.add_argument("--convert", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.convert:
        convert(*args.convert)
        return
    if args.parquet:
        rows = parquet_rows(args.parquet, 1 if args.parquet > 10_000_000 else 3)
        header = report.environment(PACKAGES, args.quick)
        columns = ["threads", "rows", "seconds", "rows a second", "peak MB"]
        report.print_table("Parquet to Parquet, by blocks, in DuckDB", columns, rows)
        name = f"at_scale_parquet_{args.parquet}.csv"
        report.write_csv(report.results_folder(args) / name, header, columns, rows)
        return
    engines = args.engines or list(ENGINES)
    if args.compiled:
        engines = [name for name in engines if COMPILED in ENGINES[name].by]
    if args.quick and not args.engines:
        engines.remove("Spark")
        print("skipped: Spark (quick run; it starts in more than the time of all the others)")
    column = make_column(40_000 if args.quick else 1_000_000)
    repeats = 1 if args.quick else 3
    rate = plain_rate(column, 3)
    speed: list[list[Any]] = [["plain list", "numbers", 1, rate, 1.0, None, "yes"]]
    errors = []
    for name in engines:
        for by in [by for by in ENGINES[name].by if not (args.compiled and by == NUMBERS)]:
            print(f"measuring {name} by {by}", flush=True)
            try:
                speed += speed_rows(name, column, repeats, by)
                errors.append(error_row(name, column[:10_000], by))
            except ImportError as error:
                print(f"skipped: {name} by {by} ({error})")
    write(speed, errors, len(column), args)


def write(speed: list[list[Any]], errors: list[list[Any]], length: int, args: Any) -> None:
    """Print both tables, write both files and the plot."""
    folder = report.results_folder(args)
    header = [*report.environment(PACKAGES, args.quick), f"rows: {length}"]
    stem = "at_scale_compiled" if args.compiled else "at_scale"
    speed_path, errors_path = folder / f"{stem}.csv", folder / f"{stem}_errors.csv"
    if args.engines:
        speed = merged(speed_path, SPEED_COLUMNS, speed)
        errors = merged(errors_path, ERROR_COLUMNS, errors)
    report.print_table(f"norm_ppf over {length:,} rows", SPEED_COLUMNS, speed)
    report.write_csv(speed_path, header, SPEED_COLUMNS, speed)
    title = f"One bad value, {BAD_VALUE}, among the rows"
    report.print_table(title, ERROR_COLUMNS, errors)
    report.write_csv(errors_path, header, ERROR_COLUMNS, errors)
    if not args.compiled:
        plot(folder)


def merged(path: pathlib.Path, columns: list[str], rows: list[list[Any]]) -> list[list[Any]]:
    """These rows, and those of an earlier run that are of other engines or ways."""
    old = report.read_csv(path)[1] if path.exists() else []
    new = {(row[0], row[1]) for row in rows}
    kept = [[row[column] for column in columns] for row in old]
    rows = rows + [row for row in kept if (row[0], row[1]) not in new]
    engines = ["plain list", *ENGINES]
    return sorted(rows, key=lambda row: (engines.index(row[0]), ALL_WAYS.index(row[1])))


def plot(folder: pathlib.Path) -> None:
    """Rows a second of each engine, by numbers and by blocks."""
    header, rows = report.read_csv(folder / "at_scale.csv")
    rates: dict[str, dict[str, float]] = {}
    for row in rows:
        label = row["engine"] + ", 2 workers" * (row["workers"] == "2")
        rates.setdefault(label, {})[row["by"]] = float(row["rows a second"]) / 1e6
    started = report.start_plot(1, 1.3 + 0.3 * len(rates))
    if started is None:
        return
    figure, (axis,) = started
    by_number, by_array = ([each.get(by) for each in rates.values()] for by in (NUMBERS, BLOCKS))
    sides = {
        "a call for each number": (report.OURS_PALE, by_number),
        "a call for each array": (report.OURS, by_array),
    }
    report.paired_bars(axis, list(rates), sides)
    axis.set_xlabel("million rows a second, more is faster")
    report.title(figure, "The quantiles of a column, in the engine that holds it: rows a second")
    note = report.setting(header, "numpy", "pandas", "polars", "duckdb", "dask", "pyspark")
    report.save_plot(figure, folder / "at_scale.svg", note)


if __name__ == "__main__":
    main()
