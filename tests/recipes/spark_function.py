"""norm_ppf as a function of Spark SQL.

The workers need the module as well. Where nothing can be installed on them, send one file:
python3 -m purestats.vendor norm_ppf > normal.py, then spark.sparkContext.addPyFile("normal.py")
and "from normal import norm_ppf". A bad value fails the job; the functions of bad_values.py keep
the other rows.
"""

from pyspark.sql import SparkSession

from purestats import norm_ppf

spark = SparkSession.builder.getOrCreate()
spark.udf.register("norm_ppf", norm_ppf, "double")
print(spark.sql("SELECT norm_ppf(0.975D) AS z").first())  # Row(z=1.959963984540054)
spark.stop()
