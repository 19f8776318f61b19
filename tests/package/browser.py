"""A page in headless Chromium, driven through the pipes of its own debugging protocol."""

import json
import shutil
import subprocess
import tempfile
import threading
import time

CHROMIUM = next(filter(shutil.which, ["chromium", "chromium-browser", "google-chrome"]), None)
FLAGS = [
    "--headless",
    "--no-sandbox",  # root must do without
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--remote-debugging-pipe",
]
# Chromium reads requests from file descriptor 3, and writes answers to 4.
SHELL = ["sh", "-c", 'exec "$@" 3<&0 4>&1 </dev/null >/dev/null', "sh"]


class Page:
    """A page in a browser of its own, which ends with the block, or after two minutes."""

    def __init__(self, address):
        self._profile = tempfile.mkdtemp()
        self._process = subprocess.Popen(
            [*SHELL, CHROMIUM, *FLAGS, f"--user-data-dir={self._profile}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        self._limit = threading.Timer(120, self._process.kill)
        self._limit.start()
        self._received = b""
        self._count = 0
        self._session = {}
        target = self._call("Target.createTarget", url=address)["targetId"]
        attached = self._call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = {"sessionId": attached["sessionId"]}

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self._process.communicate()  # Chromium ends when its requests do
        self._limit.cancel()
        shutil.rmtree(self._profile, ignore_errors=True)

    def _call(self, method, **parameters):
        self._count += 1
        request = {"id": self._count, "method": method, "params": parameters, **self._session}
        self._process.stdin.write(json.dumps(request).encode() + b"\0")
        while (message := self._message()).get("id") != self._count:
            pass  # an event, which nobody waits for
        if "error" in message:
            raise RuntimeError(f"{method}: {message['error']['message']}")
        return message["result"]

    def _message(self):
        while b"\0" not in self._received:
            received = self._process.stdout.read(1 << 16)
            if not received:
                raise EOFError("Chromium has ended")
            self._received += received
        message, self._received = self._received.split(b"\0", 1)
        return json.loads(message)

    def evaluate(self, expression):
        """The value of an expression of JavaScript in the page."""
        answer = self._call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")

    def wait_for(self, condition, seconds=60):
        """Until an expression of JavaScript is true."""
        deadline = time.monotonic() + seconds
        while not self.evaluate(condition):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{condition}; the page shows: {self.text()}")
            time.sleep(0.05)

    def text(self):
        """What a reader sees."""
        return self.evaluate("document.body.innerText")
