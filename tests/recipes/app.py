"""The quantile of the normal distribution as a web service, with no dependency.

The environment variable PORT says where it listens, as on Heroku; there the Procfile has one line,
and requirements.txt is empty:

    web: python app.py

To try it:

    python3 -m purestats.vendor norm_ppf > normal.py
    PORT=8000 python3 app.py

then ask for http://127.0.0.1:8000/?q=0.975. The answer is 200 and the quantile, or 400 and what is
wrong with q. q = 0 and q = 1 are wrong here: their quantiles are infinite, and a client that reads
a number would take them for one. wsgiref answers one request at a time; any WSGI server takes the
same app.
"""

import math
import os
import sys
from urllib.parse import parse_qs
from wsgiref.simple_server import make_server

from normal import norm_ppf


def app(environ, start_response):
    try:
        parameters = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
        status, body = "200 OK", str(quantile(parameters.get("q", [])))
    except ValueError as error:
        status, body = "400 Bad Request", str(error)
    start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [body.encode()]


def quantile(texts):
    """The quantile of the one probability in a list of texts; ValueError if there is none."""
    if len(texts) != 1:
        raise ValueError(f"q must be given once, as in ?q=0.975, got it {len(texts)} times")
    text = texts[0]
    try:
        q = float(text)
    except ValueError:
        raise ValueError(f"q must be a number, got {text!r:.80}") from None
    z = norm_ppf(q)
    if not math.isfinite(z):
        raise ValueError(f"q must be above 0 and below 1, got {text!r:.80} with quantile {z}")
    return z


def port():
    text = os.environ.get("PORT", "")
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    sys.exit(f"app.py: PORT must be a port number, got {text!r}; try: PORT=8000 python3 app.py")


if __name__ == "__main__":
    make_server("", port(), app).serve_forever()  # "": at every address, as Heroku needs
