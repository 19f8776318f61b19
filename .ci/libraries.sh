#!/bin/sh
# Run the tests with every library that some of them need, in a temporary environment, and those
# of arrays with the oldest NumPy that the oldest Python takes, and of compiled functions with the
# oldest Numba. EVERY_TEST has those of purestats.arrays run over purestats.compiled too.
# What cannot be installed is said by name, and is no failure.
set -eu
cd "$(dirname "$0")/.."

temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
"${PYTHON:-python3}" -m venv "$temporary/venv"
"$temporary/venv/bin/pip" install -q '.[test]'
for library in numpy scipy numba pandas polars pyarrow 'dask[dataframe]' duckdb pyspark mypy pyright jedi python-flint gmpy2; do
    "$temporary/venv/bin/pip" install -q "$library" ||
        echo "skipped: tests with $library (pip could not install it)"
done
EVERY_TEST=1 "$temporary/venv/bin/python" -m pytest -q -rs -p no:cacheprovider

if ! "${OLDEST_PYTHON:-false}" -m venv "$temporary/oldest" 2> /dev/null; then
    echo "skipped: the oldest NumPy (Python 3.9 is not on this machine)"
    exit 0
fi
"$temporary/oldest/bin/pip" install -q '.[test]'
if ! "$temporary/oldest/bin/pip" install -q --only-binary :all: numpy==1.19.3; then
    echo "skipped: the oldest NumPy (pip could not install it)"
    exit 0
fi
"$temporary/oldest/bin/python" -m pytest -q -p no:cacheprovider tests/arrays \
    tests/correctly_rounded/test_arrays.py

if ! "$temporary/oldest/bin/pip" install -q --only-binary :all: numba==0.60.0; then
    echo "skipped: the oldest Numba (pip could not install it)"
    exit 0
fi
"$temporary/oldest/bin/python" -m pytest -q -p no:cacheprovider tests/compiled \
    tests/correctly_rounded/test_compiled.py
