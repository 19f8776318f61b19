"""Every program of tests/recipes runs as printed, and does what its text says.

test_page.py tests the one that is a page.
"""

import importlib.util
import json
import math
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

import purestats
from purestats.vendor import vendored

ROOT = pathlib.Path(__file__).parents[2]
RECIPES = ROOT / "tests/recipes"
# Programs that print, and the modules beyond the standard library that they need.
PRINTING = {
    "ab_test.py": [],
    "t_test.py": [],
    "chi_squared_test.py": [],
    "sqlite_function.py": [],
    "duckdb_function.py": ["duckdb", "numpy"],
    "pandas_column.py": ["pandas"],
    "spark_function.py": ["pyspark"],
    "bad_values.py": [],
    "lambda_function.py": [],
    "arrays_pandas.py": ["pandas"],
    "arrays_polars.py": ["polars", "numpy"],
    "arrays_duckdb.py": ["duckdb", "pyarrow"],
    "arrays_dask.py": ["dask", "pandas"],
    "arrays_spark.py": ["pyspark", "pandas", "pyarrow"],
    "golden_file.py": ["numpy"],
    "compiled_option_prices.py": ["numba"],
    "compiled_censored.py": ["numba", "scipy"],
    "compiled_peak_fit.py": ["numba", "scipy"],
}
SPARK = {
    "PYSPARK_PYTHON": sys.executable,
    "PYSPARK_SUBMIT_ARGS": "--conf spark.ui.enabled=false pyspark-shell",
    "SPARK_LOCAL_IP": "127.0.0.1",
}


@pytest.fixture
def folder(tmp_path):
    """All recipes, with normal.py beside them, written as some ask."""
    for file in RECIPES.iterdir():
        if file.is_file():
            shutil.copy(file, tmp_path)
    (tmp_path / "normal.py").write_text(vendored(["norm_ppf"]), encoding="utf-8")
    return tmp_path


def run(arguments, folder, **environment):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("name", PRINTING)
def test_program_prints_what_its_comments_say(name, folder):
    for module in PRINTING[name]:
        if not importlib.util.find_spec(module):
            pytest.skip(f"{module} is not installed")
    if "pyspark" in PRINTING[name] and not shutil.which("java"):
        pytest.skip("java is not installed, which Spark needs")
    finished = run([name], folder, **SPARK)
    expected = re.findall(r"^ *print\(.*\)  # (.*)$", (folder / name).read_text(), re.MULTILINE)
    assert finished.stdout.splitlines() == expected != [], finished.stderr[-2000:]


def test_every_recipe_is_tested():
    files = {file.name for file in RECIPES.iterdir() if file.is_file()}
    assert files - {"normal.py"} == {*PRINTING, "app.py", "page.html"}  # a copy does no harm


@pytest.fixture
def ab_test(monkeypatch):
    monkeypatch.syspath_prepend(str(RECIPES))
    return importlib.import_module("ab_test")


def test_ab_test_published_values(ab_test):
    """Method 10 of R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890."""
    for a, b, low, high in [
        ((48, 80), (56, 70), 0.0524, 0.3339),
        ((3, 10), (9, 10), 0.1705, 0.8090),
        ((0, 29), (5, 56), -0.0381, 0.1926),
        ((0, 10), (10, 10), 0.6075, 1.0),
    ]:
        got = ab_test.difference_interval(a, b)
        assert [round(end, 4) for end in got] == [low, high]


@pytest.mark.parametrize("successes", [0, 3, 50])
def test_ab_test_of_equal_rates(successes, ab_test):
    version = (successes, 50)
    assert ab_test.z_score(version, version) == 0
    low, high = ab_test.difference_interval(version, version)
    assert -1 < low < 0 < high < 1
    assert ab_test.sample_size(successes / 50, successes / 50) == math.inf


def test_ab_test_sample_size_has_its_power(ab_test):
    """The power of the size found, from the distribution of the difference itself."""
    a, b = 0.02, 0.025
    size = ab_test.sample_size(a, b, significance=0.01, power=0.9)
    limit = purestats.norm.isf(0.005) * math.sqrt((a + b) * (1 - (a + b) / 2) / size)
    deviation = math.sqrt((a * (1 - a) + b * (1 - b)) / size)
    assert 0.9 <= purestats.norm.sf(limit, b - a, deviation) < 0.9001


# What stands for q in a request, and is no probability with a finite quantile.
BAD = ["", "text", "1.5", "-0.1", "nan", "inf", "-inf", "0", "1", "1e-400", "0.5,0.6", "9" * 999]
GOOD = ["0.975", "5e-324", "0.9999999999999999", "1e-300", " 0.5 "]


@pytest.fixture
def lambda_handler(folder, monkeypatch):
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, "normal", raising=False)
    monkeypatch.delitem(sys.modules, "lambda_function", raising=False)
    return importlib.import_module("lambda_function").lambda_handler


def test_lambda_prints_nothing_at_import(folder):
    finished = run(["-c", "import lambda_function"], folder)
    assert (finished.returncode, finished.stdout, finished.stderr) == (0, "", "")


@pytest.mark.parametrize("q", [*GOOD, 0.975])
def test_lambda_answers(q, lambda_handler):
    response = lambda_handler({"queryStringParameters": {"q": q}}, None)
    assert response["statusCode"] == 200
    assert json.loads(response["body"]) == {"quantile": purestats.norm_ppf(float(q))}


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"queryStringParameters": None},
        {"queryStringParameters": {}},
        {"queryStringParameters": {"p": "0.975"}},
        {"queryStringParameters": "q=0.975"},
        {"requestContext": {"http": {"method": "POST"}}, "body": "q=0.975"},
        None,
        [],
        "q=0.975",
        *({"queryStringParameters": {"q": q}} for q in [*BAD, None, [], {}, True, 10**400]),
    ],
    ids=lambda event: repr(event)[:50],
)
def test_lambda_refuses_by_name(event, lambda_handler):
    response = lambda_handler(event, None)
    assert response["statusCode"] == 400
    assert response["headers"] == {"Content-Type": "application/json"}
    assert re.fullmatch(r'{"error": "q must be .{,150}"}', response["body"])
    assert json.loads(response["body"]).keys() == {"error"}


@pytest.fixture
def service(folder):
    """The address of the web service, started by the line of its Procfile."""
    command = re.search(r"^ *web: python (.*)$", (folder / "app.py").read_text(), re.MULTILINE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, *command.group(1).split()],
        cwd=folder,
        env={**os.environ, "PORT": str(port)},
        stderr=subprocess.DEVNULL,
    )
    wait_for(port, process)
    yield f"http://127.0.0.1:{port}/"
    process.terminate()
    process.wait()


def wait_for(port, process):
    for _ in range(300):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, "the service has ended"
        time.sleep(0.05)
    raise TimeoutError(port)


def ask(address, data=None):
    """Status and text of the answer."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, data) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_web_service(service):
    for q in GOOD:
        answer = str(purestats.norm_ppf(float(q)))
        assert ask(f"{service}?q={q.replace(' ', '+')}") == (200, answer)
    for q in BAD:
        status, text = ask(f"{service}?q={q}")
        assert status == 400
        assert re.fullmatch("q must be .{,150}", text)
    once = "q must be given once, as in ?q=0.975, got it {} times"
    for path in ["", "?", "?p=0.975", "favicon.ico"]:
        assert ask(service + path) == (400, once.format(0))
    assert ask(f"{service}?q=0.5&q=0.6") == (400, once.format(2))
    assert ask(service, data=b"q=0.975") == (400, once.format(0))
    assert ask(f"{service}?q=%FF%00%0A") == (400, r"q must be a number, got '�\x00\n'")


@pytest.mark.parametrize("port", [None, "", "http", "0", "-1", "70000"])
def test_web_service_says_what_is_wrong_with_port(port, folder, monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    finished = run(["app.py"], folder, **({} if port is None else {"PORT": port}))
    message = f"app.py: PORT must be a port number, got {port or ''!r}; "
    assert finished.returncode == 1
    assert finished.stderr == f"{message}try: PORT=8000 python3 app.py\n"
