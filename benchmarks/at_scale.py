"""A column of numbers through norm_ppf, on engines that people already run.

Half of the column is uniform on (0, 1), a quarter is log-uniform in the lower tail, a
quarter lies in the upper tail. Timed is the median of three computations of the whole
column, from the engine's own store to the engine's own store: a table, a Series, a list.
Left out are loading the column and starting the workers. Spark writes to its "noop" sink,
which computes every row and keeps none. "of plain" is the rate over that of
``list(map(norm_ppf, column))``; "scaling" is the rate with two workers over that with one.
SQLite and pandas compute in one thread; DuckDB has threads, but they take turns in Python.
multiprocessing and Dask send the column to their workers and the results back each time.

The results are compared with the plain list bit for bit. Then a bad value, 1.5, is put
into the column. The second table says what the engine does with the ValueError, and
whether the other rows are kept, and the message with them, by two functions that return
NULL instead of raising: quantile_or_null and message_or_null.
"""

from __future__ import annotations

import array
import math
import multiprocessing
import os
import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from purestats import norm_ppf

from . import report

BAD_VALUE = 1.5
SPEED_COLUMNS = ["engine", "workers", "rows a second", "of plain", "scaling", "same bits"]
ERROR_COLUMNS = ["engine", "raised", "names the value", "rows kept", "messages kept"]
PACKAGES = ["pandas", "duckdb", "dask", "pyspark", "pyarrow"]


class Job(NamedTuple):
    """A function to be called on every value of a column."""

    function: Callable[[float], Any]
    column: Sequence[float]
    workers: int = 1
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


def timed(job: Job, compute: Callable[[], Any]) -> tuple[float, Any]:
    """Median seconds of the computation, and its last result."""
    seconds = []
    for _ in range(job.repeats):
        begin = time.perf_counter()
        result = compute()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds), result


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


def pandas_series(job: Job) -> Outcome:
    """Series.map."""
    import pandas as pd

    series = pd.Series(job.column)
    seconds, result = timed(job, lambda: series.map(job.function))
    return seconds, result.tolist()


def duck(job: Job) -> Outcome:
    """A user function of DuckDB, in one CREATE TABLE AS."""
    import duckdb
    import pandas as pd

    connect: Any = duckdb.connect
    with connect() as connection:
        connection.execute(f"SET threads = {job.workers}")
        connection.register("frame", pd.DataFrame({"q": job.column}).reset_index(names="id"))
        connection.execute("CREATE TABLE t AS SELECT * FROM frame")
        kind = "VARCHAR" if job.text else "DOUBLE"

        def function(q: float) -> Any:  # DuckDB counts parameters: norm_ppf has three
            return job.function(q)

        connection.create_function("f", function, ["DOUBLE"], kind, null_handling="special")
        query = "CREATE OR REPLACE TABLE results AS SELECT id, f(q) AS x FROM t"
        seconds, _ = timed(job, lambda: connection.execute(query))
        rows = connection.execute("SELECT x FROM results ORDER BY id").fetchall()
    return seconds, [x for (x,) in rows]


def dask_frame(job: Job) -> Outcome:
    """Series.map on each partition of a Dask dataframe, in worker processes."""
    import dask
    import dask.dataframe
    import pandas as pd

    frames: Any = dask.dataframe
    series = frames.from_pandas(pd.Series(job.column), npartitions=4 * job.workers)
    meta = pd.Series(dtype=object if job.text else float)
    result = series.map_partitions(lambda part: part.map(job.function), meta=meta)
    with multiprocessing.Pool(job.workers) as workers, dask.config.set(pool=workers):
        series.map_partitions(len).compute(scheduler="processes")  # starts the workers
        seconds, computed = timed(job, lambda: result.compute(scheduler="processes"))
    return seconds, computed.tolist()


def spark_frame(job: Job) -> Outcome:
    """A user function of Spark, on local[workers]."""
    import pyarrow
    from pyspark.sql.functions import udf

    spark = start_spark(job.workers)
    table = pyarrow.table({"id": range(len(job.column)), "q": job.column})
    stored = spark.createDataFrame(table).repartition(4 * job.workers).cache()
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
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "OFF",
    }.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


ENGINES: dict[str, tuple[Callable[[Job], Outcome], tuple[int, ...]]] = {
    "multiprocessing": (pool, (1, 2)),
    "pandas": (pandas_series, (1,)),
    "SQLite": (sqlite, (1,)),
    "DuckDB": (duck, (1, 2)),
    "Dask": (dask_frame, (1, 2)),
    "Spark": (spark_frame, (1, 2)),
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


def speed_rows(name: str, column: list[float], repeats: int, plain_rate: float) -> list[list[Any]]:
    """Rate, scaling and sameness of bits of one engine, one row for each number of workers."""
    engine, workers = ENGINES[name]
    expected = array.array("d", map(norm_ppf, column)).tobytes()
    rows: list[list[Any]] = []
    for count in workers:
        seconds, results = engine(Job(norm_ppf, column, count, repeats=repeats))
        rate = len(column) / seconds
        scaling = rate / rows[0][2] if rows else None
        same = array.array("d", results).tobytes() == expected
        rows.append([name, count, rate, rate / plain_rate, scaling, "yes" if same else "NO"])
    return rows


def error_row(name: str, column: list[float]) -> list[Any]:
    """What an engine does with one bad value in the middle of a column."""
    engine, workers = ENGINES[name]
    bad = list(column)
    bad[len(bad) // 2] = BAD_VALUE
    try:
        engine(Job(norm_ppf, bad, workers[-1]))
        raised, text = "nothing", ""
    except Exception as error:
        raised, text = type(error).__name__, str(error)
    _, quantiles = engine(Job(quantile_or_null, bad, workers[-1]))
    _, messages = engine(Job(message_or_null, bad, workers[-1], text=True))
    rows_kept = nulls_as_none(quantiles) == list(map(quantile_or_null, bad))
    messages_kept = nulls_as_none(messages) == list(map(message_or_null, bad))
    answers = (f"got {BAD_VALUE}" in text, rows_kept, messages_kept)
    return [name, raised, *("yes" if answer else "NO" for answer in answers)]


def nulls_as_none(values: list[Any]) -> list[Any]:
    """The values, with pandas' NaN for a missing value replaced by None."""
    return [None if isinstance(x, float) and math.isnan(x) else x for x in values]


def main() -> None:
    parser = report.argument_parser(__doc__)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, help="only these")
    args = parser.parse_args()
    engines = args.engines or list(ENGINES)
    if args.quick and not args.engines:
        engines.remove("Spark")
        print("skipped: Spark (quick run; it starts in more than the time of all the others)")
    column = make_column(40_000 if args.quick else 1_000_000)
    repeats = 1 if args.quick else 3
    seconds, _ = plain(Job(norm_ppf, column, repeats=3))
    plain_rate = len(column) / seconds
    speed: list[list[Any]] = [["plain list", 1, plain_rate, 1.0, None, "yes"]]
    errors = []
    for name in engines:
        print(f"measuring {name}", flush=True)
        try:
            speed += speed_rows(name, column, repeats, plain_rate)
            errors.append(error_row(name, column[:10_000]))
        except ImportError as error:
            print(f"skipped: {name} ({error.name} is not installed)")
    write(speed, errors, len(column), args)


def write(speed: list[list[Any]], errors: list[list[Any]], length: int, args: Any) -> None:
    """Print both tables, write both files and the plot."""
    folder = report.results_folder(args)
    header = [*report.environment(PACKAGES, args.quick), f"rows: {length}"]
    report.print_table(f"norm_ppf over {length:,} rows", SPEED_COLUMNS, speed)
    report.write_csv(folder / "at_scale.csv", header, SPEED_COLUMNS, speed)
    title = f"One bad value, {BAD_VALUE}, among the rows"
    report.print_table(title, ERROR_COLUMNS, errors)
    report.write_csv(folder / "at_scale_errors.csv", header, ERROR_COLUMNS, errors)
    started = report.start_plot(1, 0.9 + 0.36 * len(speed))
    if started is None:
        return
    figure, (axis,) = started
    labels = [f"{row[0]}, {row[1]} worker{'s' * (row[1] > 1)}" for row in speed]
    rates = [row[2] / 1e6 for row in speed]
    texts = [f"{rate:.2f}" for rate in rates]
    limits = (0, max(rates) * 1.15)
    report.bars(axis, labels, rates, texts, limits, ours="plain", scale="linear")
    axis.set_xlabel("million rows a second")
    axis.set_title("norm_ppf on a column", loc="left", fontsize=13, fontweight="bold")
    report.save_plot(
        figure,
        folder / "at_scale.svg",
        f"{length:,} rows; {header[1]}; {header[2]}",
    )


if __name__ == "__main__":
    main()
