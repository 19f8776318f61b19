"""The quantile of the normal distribution on AWS Lambda, with no dependency.

Copy purestats/normal.py beside this file; the two are the whole package, and lambda_handler is
the name that Lambda looks for. Behind a function URL or an API gateway, ?q=0.975 is answered
with 200 and {"quantile": 1.959963984540054}, anything else with 400 and {"error": "q must ..."}.
That includes q = 0 and q = 1, whose quantiles are infinite: JSON has no infinity.

To see it answer here: python3 lambda_function.py
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
