"""The page of tests/recipes in a real browser, from a server on this machine.

Needs Chromium, and the folder of the npm package pyodide in the environment variable PYODIDE;
.ci/pyodide.sh provides both.
"""

import functools
import http.server
import os
import pathlib
import shutil
import threading

import pytest

from browser import CHROMIUM, Page

ROOT = pathlib.Path(__file__).parent.parent
PYODIDE = os.environ.get("PYODIDE", "")
DONE = "document.getElementById('state')?.textContent.startsWith('Loading') === false"
STATE = "document.getElementById('state').textContent"
QUANTILE = "document.getElementById('z').value"

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.skipif(not PYODIDE, reason="PYODIDE names no folder with the npm package"),
]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of a folder; the server counts what it sends."""

    def log_message(self, *arguments):
        pass

    def copyfile(self, source, outputfile):
        self.server.sent += os.fstat(source.fileno()).st_size
        super().copyfile(source, outputfile)


@pytest.fixture
def folder(tmp_path):
    """The page with all that belongs beside it."""
    site = tmp_path / "site"
    site.mkdir()
    shutil.copy(ROOT / "tests/recipes/page.html", site)
    shutil.copy(ROOT / "purestats/normal.py", site)
    (site / "pyodide").mkdir()
    for file in pathlib.Path(PYODIDE).resolve().iterdir():
        (site / "pyodide" / file.name).symlink_to(file)
    return site


@pytest.fixture
def server(folder):
    handler = functools.partial(Handler, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        running.sent = 0
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture
def visit(server, tmp_path):
    """Open the page, by default from the server, and wait until it has loaded or given up."""
    pages = []

    def visit(address=f"http://127.0.0.1:{server.server_port}/page.html"):
        pages.append(Page(address, tmp_path / "profile"))
        pages[-1].wait_for(DONE)
        return pages[-1]

    yield visit
    for page in pages:
        page.close()


def enter(page, value):
    """Type a probability: (what stands as the quantile, what stands below)."""
    page.evaluate(f"q.value = '{value}'; q.dispatchEvent(new Event('input'))")
    return page.evaluate(QUANTILE), page.evaluate(STATE)


def test_it_answers(visit, server):
    page = visit()
    assert (page.evaluate(QUANTILE), page.evaluate(STATE)) == ("1.959963984540054", "")
    assert enter(page, "1e-300") == ("-37.0470962993612", "")
    assert enter(page, "0") == ("-Infinity", "")
    assert enter(page, "1.5") == ("", "ValueError: q must be in [0, 1], got 1.5")
    assert enter(page, "") == ("", "q must be a number.")
    assert round(server.sent, -6) == 14_000_000  # which the page announces


@pytest.mark.parametrize(
    "name",
    [
        "normal.py",
        "pyodide/pyodide.mjs",
        "pyodide/pyodide.asm.mjs",
        "pyodide/pyodide.asm.wasm",
        "pyodide/pyodide-lock.json",
        "pyodide/python_stdlib.zip",
    ],
)
def test_it_names_a_file_that_is_missing(name, folder, visit):
    (folder / name).unlink()
    visit().wait_for(f"{STATE}.includes('{name} is missing')")


def test_it_says_that_it_needs_a_server(folder, visit):
    page = visit((folder / "page.html").as_uri())
    assert "Not loaded. This page needs a server" in page.text()
