"""Quantiles in Spark by blocks: a pandas function, which gets 10,000 rows at a time.

The workers need NumPy, pandas, pyarrow and purestats. NULL arrives as NaN, and NaN leaves as
NULL, so a bad value is NULL too; with errstate(invalid="raise") it fails the job.
"""

import numpy as np
import pandas as pd
from pyspark.sql import SparkSession
from pyspark.sql.functions import pandas_udf

from purestats.arrays import norm_ppf

spark = SparkSession.builder.getOrCreate()


@pandas_udf("double")
def quantile(q: pd.Series) -> pd.Series:
    with np.errstate(invalid="ignore"):
        return pd.Series(norm_ppf(q))


frame = spark.createDataFrame([(0.025,), (0.975,), (1.5,), (None,)], "q double")
rows = frame.select(quantile("q").alias("z")).collect()
print([row.z for row in rows])  # [-1.9599639845400545, 1.959963984540054, None, None]
spark.stop()
