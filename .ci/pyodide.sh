#!/bin/sh
# Fetch Pyodide from npm into a temporary folder, and Chromium where CI may install it; run the
# tests that need them, then all tests in Pyodide. What is missing is said by name, and is no
# failure.
# PYODIDE: a folder that already has the npm package. PYTHON: the interpreter with the tests.
set -eu
cd "$(dirname "$0")/.."

if ! command -v node > /dev/null; then
    echo "skipped: Pyodide (node is not installed)"
    exit 0
fi
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
if [ -z "${PYODIDE:-}" ]; then
    if ! command -v npm > /dev/null; then
        echo "skipped: Pyodide (npm is not installed, and PYODIDE names no folder)"
        exit 0
    fi
    if ! npm install --silent --no-audit --no-fund --prefix "$temporary" pyodide; then
        echo "skipped: Pyodide (npm could not install it)"
        exit 0
    fi
    PYODIDE=$temporary/node_modules/pyodide
fi
export PYODIDE

if [ -n "${CI:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null &&
    ! command -v chromium > /dev/null; then
    (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium) \
        > /dev/null 2>&1 || echo "skipped: the page (apt-get could not install Chromium)"
fi

PYTHON=${PYTHON:-python3}
"$PYTHON" -m pytest -q -rs tests/package/test_pyodide.py tests/package/test_page.py

# And the tests themselves, there.
mkdir "$temporary/tests"
cp -r purestats tests benchmarks README.md pyproject.toml .ci/pyodide_tests.py "$temporary/tests"
"$PYTHON" -m pip install -q --target "$temporary/tests/site" pytest mpmath
node .ci/pyodide.mjs "$PYODIDE" "$temporary/tests" pyodide_tests.py
