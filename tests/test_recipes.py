"""Every recipe of the README, as printed: it runs, and prints what its comments say."""

import json
import os
import pathlib
import re
import runpy
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

ROOT = pathlib.Path(__file__).parent.parent
PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
RECIPES = dict(
    re.findall(
        r"^### (.+)\n(?:(?!^#).*\n)*?```(?:python|html)\n((?:.*\n)*?)```", PAGE, re.MULTILINE
    )
)
NEEDS = {"DuckDB": "duckdb", "pandas": "pandas", "Spark": "pyspark"}
PYODIDE = os.environ.get("PYODIDE", "")
PRINTING = [name for name, code in RECIPES.items() if "  # " in code]


@pytest.mark.parametrize("name", PRINTING)
def test_recipe_prints_what_it_says(name, capsys, monkeypatch, tmp_path):
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    if name == "Spark" and not shutil.which("java"):
        pytest.skip("Spark needs java")
    monkeypatch.syspath_prepend(str(ROOT / "purestats"))
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (tmp_path / "recipe.py").write_text(RECIPES[name])
    runpy.run_path(str(tmp_path / "recipe.py"))
    expected = re.findall(r"^print\(.*\)  # (.*)$", RECIPES[name], re.MULTILINE)
    assert capsys.readouterr().out.splitlines() == expected


@pytest.fixture
def service(tmp_path):
    """The address of the web service, started as the Procfile says."""
    (tmp_path / "app.py").write_text(RECIPES["A web service on Heroku, no dependency"])
    shutil.copy(ROOT / "purestats/normal.py", tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "app.py"], cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL
    )
    yield f"http://127.0.0.1:{port}/"
    process.terminate()
    process.wait()


def get(address):
    """Status and body, once the service answers."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(100):
        try:
            with opener.open(address) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except urllib.error.URLError:
            time.sleep(0.1)
    raise TimeoutError(address)


def test_web_service(service):
    assert get(f"{service}?q=0.975") == (200, "1.959963984540054")
    assert get(f"{service}?q=1.5") == (400, "q must be in [0, 1], got 1.5")
    assert get(service) == (400, "give q, a probability")


BROWSER = """
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const [folder, normalPy, script] = JSON.parse(process.argv[1]);
const { loadPyodide } = await import(pathToFileURL(folder + "/pyodide.mjs"));
globalThis.loadPyodide = loadPyodide;
globalThis.fetch = async (address) => {
  if (address !== "./normal.py") throw new Error(address);
  return { text: async () => readFileSync(normalPy, "utf8") };
};
const output = {};
globalThis.document = { getElementById: (id) => (id === "z" ? output : null) };
const AsyncFunction = (async () => {}).constructor;
await new AsyncFunction(script)();
console.log(output.value);
"""


@pytest.mark.skipif(not PYODIDE, reason="PYODIDE names no folder with the npm package")
def test_page():
    """The page's own script, under node with a stand-in for the document and for fetch."""
    page = RECIPES["In a page, with Pyodide"]
    script = re.search(r'<script type="module">\n(.*?)</script>', page, re.DOTALL).group(1)
    arguments = json.dumps([PYODIDE, str(ROOT / "purestats/normal.py"), script])
    command = ["node", "--input-type=module", "-e", BROWSER, arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.stdout == "1.959963984540054\n", result.stderr[-500:]


def test_every_recipe_is_found():
    assert len(RECIPES) == 8
