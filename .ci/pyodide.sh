#!/bin/sh
# Fetch Pyodide from npm into a temporary folder and run the tests that need it.
# What is missing is said by name, and is no failure. PYODIDE: a folder that already has it.
set -eu
cd "$(dirname "$0")/.."

if ! command -v node > /dev/null; then
    echo "skipped: Pyodide (node is not installed)"
    exit 0
fi
if [ -z "${PYODIDE:-}" ]; then
    if ! command -v npm > /dev/null; then
        echo "skipped: Pyodide (npm is not installed, and PYODIDE names no folder)"
        exit 0
    fi
    temporary=$(mktemp -d)
    trap 'rm -rf "$temporary"' EXIT
    if ! npm install --silent --no-audit --no-fund --prefix "$temporary" pyodide; then
        echo "skipped: Pyodide (npm could not install it)"
        exit 0
    fi
    PYODIDE=$temporary/node_modules/pyodide
fi
export PYODIDE
"${PYTHON:-python3}" -m pytest -q tests/test_pyodide.py tests/test_recipes.py::test_page
