"""The page of tests/recipes in a real browser, from a server on this machine.

Needs Chromium, and the folder of the npm package pyodide in the environment variable PYODIDE;
.ci/pyodide.sh provides both.
"""

import contextlib
import functools
import http.server
import os
import pathlib
import re
import shutil
import threading

import pytest

from tests.package.browser import CHROMIUM, Page

ROOT = pathlib.Path(__file__).parents[2]
PYODIDE = os.environ.get("PYODIDE", "")
DONE = "document.getElementById('state')?.textContent.startsWith('Loading') === false"
STATE = "document.getElementById('state').textContent"
QUANTILE = "document.getElementById('z').value"

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.skipif(not PYODIDE, reason="PYODIDE names no folder with the npm package"),
]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of a folder; the server notes the size of each that it sends."""

    def log_message(self, *arguments):
        pass

    def copyfile(self, source, outputfile):
        self.server.sent[self.path.lstrip("/")] = os.fstat(source.fileno()).st_size
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
        running.sent = {}
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@contextlib.contextmanager
def loaded(address):
    """The page at an address, when it has loaded or given up."""
    with Page(address) as page:
        page.wait_for(DONE)
        yield page


@pytest.fixture
def address(server):
    return f"http://127.0.0.1:{server.server_port}/page.html"


def enter(page, value):
    """Type a probability: (what stands as the quantile, what stands below)."""
    page.evaluate(f"q.value = '{value}'; q.dispatchEvent(new Event('input'))")
    return page.evaluate(QUANTILE), page.evaluate(STATE)


def test_it_answers(address):
    with loaded(address) as page:
        assert (page.evaluate(QUANTILE), page.evaluate(STATE)) == ("1.959963984540054", "")
        assert enter(page, "1e-300") == ("-37.0470962993612", "")
        assert enter(page, "0") == ("-Infinity", "")
        assert enter(page, "1.5") == ("", "ValueError: q must be in [0, 1], got 1.5")
        assert enter(page, "") == ("", "q must be a number.")


def test_it_announces_what_it_loads(address, folder, server):
    announced = re.search(r"Loading Python, (\d+) MB", (folder / "page.html").read_text())
    with loaded(address):
        assert abs(sum(server.sent.values()) / 1e6 - int(announced.group(1))) < 2, server.sent


def test_it_names_each_file_that_is_missing(address, folder, server):
    with loaded(address):
        needed = sorted(server.sent.keys() - {"page.html"})
    assert {"normal.py", "pyodide/pyodide.mjs"} <= set(needed)
    for name in needed:
        (folder / name).rename(folder / "away")
        with loaded(address) as page:
            page.wait_for(f"{STATE}.includes('{name} is missing')")
        (folder / "away").rename(folder / name)


def test_it_says_that_it_needs_a_server(folder):
    with loaded((folder / "page.html").as_uri()) as page:
        assert "Not loaded. This page needs a server" in page.text()
