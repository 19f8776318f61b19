# SPDX-License-Identifier: BSD-3-Clause
"""Where t and chi2 are truly, by mpmath at the exact arguments, and whether a float is nearest.

What is named true_ takes and returns an mpf, at the precision in use.
"""

import math
import random
from fractions import Fraction

import mpmath

import purestats
from tests.oracle.exact import exact, fraction, midpoints, nearest

PLACED = ((0.0, 1.0), (-3.7, 0.013), (1e8, 1.0), (0.1, 2.5e5))  # loc and scale


def true_t_tail(z, df):
    """The area above z: with u = z*z/(df + z*z), by the series in u, or the one in 1 - u."""
    if z < 0:
        return 1 - true_t_tail(-z, df)
    half = df / 2
    density = mpmath.exp(true_t_logpdf(z, df))
    if z * z < df and z * z < 12:
        u = z * z / (df + z * z)
        return mpmath.mpf(1) / 2 - z * density * mpmath.hyp2f1(half + 0.5, 1, 1.5, u)
    y = df / (df + z * z)
    return z * density / df * mpmath.hyp2f1(half + 0.5, 1, half + 1, y)


def true_t_logpdf(z, df):
    peak = mpmath.loggamma((df + 1) / 2) - mpmath.loggamma(df / 2) - mpmath.log(mpmath.pi * df) / 2
    return peak - (df + 1) / 2 * mpmath.log1p(z * z / df)


def true_chi2_lower(z, df):
    """With x = z/2 by its series, or from the upper area far out."""
    a, x = df / 2, z / 2
    return x * 2 * mpmath.exp(true_chi2_logpdf(z, df)) / a * mpmath.hyp1f1(1, a + 1, x)


def true_chi2_upper(z, df):
    return mpmath.gammainc(df / 2, z / 2, mpmath.inf, regularized=True)


def true_chi2_logpdf(z, df):
    a, x = df / 2, z / 2
    return (a - 1) * mpmath.log(x) - x - mpmath.loggamma(a) - mpmath.log(2)


def log_1_minus(q):
    return mpmath.log1p(-q)


TRUE = {  # of the deviation z and df
    "t_pdf": lambda z, df: mpmath.exp(true_t_logpdf(z, df)),
    "t_logpdf": true_t_logpdf,
    "t_cdf": lambda z, df: true_t_tail(-z, df),
    "t_sf": true_t_tail,
    "t_logcdf": lambda z, df: (
        log_1_minus(true_t_tail(z, df)) if z > 0 else mpmath.log(true_t_tail(-z, df))
    ),
    "t_logsf": lambda z, df: (
        log_1_minus(true_t_tail(-z, df)) if z < 0 else mpmath.log(true_t_tail(z, df))
    ),
    "chi2_pdf": lambda z, df: mpmath.exp(true_chi2_logpdf(z, df)),
    "chi2_logpdf": true_chi2_logpdf,
    "chi2_cdf": true_chi2_lower,
    "chi2_sf": true_chi2_upper,
    "chi2_logcdf": lambda z, df: (
        log_1_minus(true_chi2_upper(z, df)) if z > df else mpmath.log(true_chi2_lower(z, df))
    ),
    "chi2_logsf": lambda z, df: (
        log_1_minus(true_chi2_lower(z, df)) if z < df else mpmath.log(true_chi2_upper(z, df))
    ),
}
QUANTILES = ("t_ppf", "t_isf", "chi2_ppf", "chi2_isf")
FUNCTIONS = (*TRUE, *QUANTILES)


def deviation(x, loc, scale):
    z = (Fraction(x) - Fraction(loc)) / Fraction(scale)
    return mpmath.mpf(z.numerator) / z.denominator


def true_value(name, x, df, loc=0.0, scale=1.0):
    """The float nearest to it."""
    for bits in (250, 600, 1500):
        with mpmath.workprec(bits):
            value = TRUE[name](deviation(x, loc, scale), exact(df))
            if name.endswith("logpdf"):
                value -= mpmath.log(exact(scale))
            elif name.endswith("pdf"):
                value /= exact(scale)
            # The terms of a log density may cancel; other logarithms near 0 are those of 1 - q.
            slack = mpmath.ldexp(abs(value) + ("logpdf" in name), 120 - bits)
            low, high = nearest(value - slack), nearest(value + slack)
        if low == high:
            return low
    raise ArithmeticError(f"not decided: {name}({x!r}, {df!r}, {loc!r}, {scale!r})")


def is_nearest(name, got, q, df, loc=0.0, scale=1.0):
    """Whether the true quantile lies between the midpoints next to got."""
    distribution, function = name.split("_")
    with mpmath.workprec(250):
        low, high = (
            m if m is None else sign(distribution, function, fraction(m), q, df, loc, scale)
            for m in midpoints(got)
        )
    return (low is None or low > 0) and (high is None or high < 0)


def sign(distribution, function, m, q, df, loc, scale):
    """1 if the true quantile lies above m."""
    z = deviation(m, loc, scale)
    if distribution == "chi2" and z <= 0:
        return 1
    area = TRUE[f"{distribution}_{'cdf' if function == 'ppf' else 'sf'}"](z, exact(df))
    return mpmath.sign(exact(q) - area) * (1 if function == "ppf" else -1)


def check(name, *args):
    got = getattr(purestats, name)(*args)
    if name in QUANTILES:
        right, want = is_nearest(name, got, *args), "another"
    else:
        want = true_value(name, *args)
        right, want = got == want, want.hex()
    if not right:
        raise AssertionError(
            f"{name}({', '.join(a.hex() for a in args)}): got {got.hex()}, want {want}"
        )


def points(name, count, df=None):
    """Argument, df, loc and scale: df given, or from 0.01 to 2,000; in body and tails."""
    rng = random.Random(f"{name} {df}")
    for i in range(count):
        v = df or (float(rng.randrange(1, 40)) if i % 2 else math.exp(rng.uniform(-4.6, 7.6)))
        loc, scale = PLACED[i % 6] if i % 6 < len(PLACED) else (0.0, 1.0)
        if name in QUANTILES:
            tail = 10.0 ** rng.uniform(-20, 0)
            yield rng.choice((rng.random(), tail, 1 - tail**0.4)), v, loc, scale
            continue
        if name.startswith("t_"):
            z = rng.choice((rng.gauss(0.0, 2.0), 10.0 ** rng.uniform(-4, 2), rng.uniform(-9, 9)))
        else:
            z = abs(v + rng.uniform(-8.0, 8.0) * math.sqrt(2.0 * v))
        if loc + scale * z != loc:
            yield loc + scale * z, v, loc, scale
