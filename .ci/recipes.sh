#!/bin/sh
# Run the recipes with the libraries that they are for, in a temporary environment.
# What cannot be installed is said by name, and is no failure.
set -eu
cd "$(dirname "$0")/.."

temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
"${PYTHON:-python3}" -m venv "$temporary/venv"
"$temporary/venv/bin/pip" install -q pytest
for library in duckdb numpy pandas pyspark; do
    "$temporary/venv/bin/pip" install -q "$library" ||
        echo "skipped: recipes with $library (pip could not install it)"
done
"$temporary/venv/bin/python" -m pytest -q -rs tests/test_recipes.py
