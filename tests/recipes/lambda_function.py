"""The quantile of the normal distribution on AWS Lambda, with no dependency.

Behind a function URL or an API gateway, ?q=0.975 is answered with 200 and
{"quantile": 1.959963984540054}, anything else with 400 and {"error": "q must ..."}. That includes
q = 0 and q = 1, whose quantiles are infinite: JSON has no infinity. Two files are the whole
package, and lambda_handler is the name that Lambda looks for:

    python3 -m purestats.vendor norm_ppf > normal.py
    python3 -m compileall -q --invalidation-mode unchecked-hash normal.py lambda_function.py
    zip -r function.zip normal.py lambda_function.py __pycache__

Lambda cannot write bytecode, and would compile at every cold start; what the zip brings along it
takes, if the Python that wrote it is the runtime's (3.13, say). To see it answer here:
python3 lambda_function.py
"""

import json
import math

from normal import norm_ppf


def lambda_handler(event, context):
    try:
        text = event["queryStringParameters"]["q"]
    except (KeyError, TypeError):  # the parameters may be None, or the key absent
        return response(400, error="q must be given, as in ?q=0.975")
    try:
        return response(200, quantile=quantile(text))
    except ValueError as error:
        return response(400, error=str(error))


def response(status, **body):
    headers = {"Content-Type": "application/json"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(body)}


def quantile(text):
    """The quantile of a probability given as text; ValueError where it has no finite one."""
    try:
        q = float(text)
    except (OverflowError, TypeError, ValueError):
        raise ValueError(f"q must be a number, got {text!r:.80}") from None
    z = norm_ppf(q)
    if not math.isfinite(z):
        raise ValueError(f"q must be above 0 and below 1, got {text!r:.80} with quantile {z}")
    return z


if __name__ == "__main__":
    good = lambda_handler({"queryStringParameters": {"q": "0.975"}}, None)
    bad = lambda_handler({"queryStringParameters": {"q": "1.5"}}, None)
    print(good["statusCode"], good["body"])  # 200 {"quantile": 1.959963984540054}
    print(bad["statusCode"], bad["body"])  # 400 {"error": "q must be in [0, 1], got 1.5"}
