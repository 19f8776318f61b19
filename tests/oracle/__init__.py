"""The true values, by mpmath, and the error of a float against them in ulps.

Each function of this module that is named in TRUE takes the exact float argument and a
float near the answer, from which the inverses start; the others ignore it.
"""

import math

import mpmath
from mpmath import mp, mpf

mp.prec = 160
SQRT_2 = mpmath.sqrt(2)
TINY = mpf(2) ** -40


def ulps(got, want, *arguments):
    """Error of the float got in units in the last place of want, an mpf or a float.

    The sign of zero counts: a zero of the wrong sign is infinitely wrong, and so is an
    infinity or a NaN where the other is none.
    """
    if not mpmath.isfinite(want) or not math.isfinite(got):
        same = float(want) == got or (mpmath.isnan(want) and math.isnan(got))
        return 0.0 if same else math.inf
    if want == 0:
        wrong_sign = isinstance(want, float) and math.copysign(1, got) != math.copysign(1, want)
        return math.inf if got or wrong_sign else 0.0
    exponent = max(mpmath.frexp(mpf(want))[1] - 53, -1074)
    return float(mpmath.ldexp(mpf(got) - want, -exponent))


def of_largest_term(got, want, x, loc, scale):
    """Error of a log density in units of 2**-52 of the largest of its terms, which may cancel."""
    z = (mpf(x) - mpf(loc)) / mpf(scale)
    largest = max(z * z / 2, abs(mpmath.log(mpf(scale))), mpmath.log(2 * mpmath.pi) / 2)
    return float((mpf(got) - want) * 2**52 / largest)


def report(arguments, got, want):
    """One line for a failing test, with the bits; one argument or a tuple of them."""
    if not isinstance(arguments, tuple):
        arguments = (arguments,)
    nearest = float(want)
    return (
        f"arguments {arguments!r} ({', '.join(float(x).hex() for x in arguments)}): "
        f"got {got!r} ({got.hex()}), want {nearest!r} ({nearest.hex()}), "
        f"off by {ulps(got, want):.3f} ulp"
    )


def cdf(x, start=0.0):
    return mpmath.erfc(-mpf(x) / SQRT_2) / 2


def sf(x, start=0.0):
    return mpmath.erfc(mpf(x) / SQRT_2) / 2


def pdf(x, start=0.0):
    return mpmath.exp(-(mpf(x) ** 2) / 2) / mpmath.sqrt(2 * mpmath.pi)


def logpdf(x, start=0.0):
    return -(mpf(x) ** 2) / 2 - mpmath.log(2 * mpmath.pi) / 2


def logcdf(x, start=0.0):
    x = mpf(x)
    if x > 2:
        return mpmath.log1p(-sf(x))
    if x > -1e4:
        return mpmath.log(cdf(x))
    return logpdf(x) - mpmath.log(-x) + mpmath.log(times_mills_ratio(x))


def logsf(x, start=0.0):
    return logcdf(-x)


def times_mills_ratio(x):
    """|x| times the tail over the density, by the asymptotic series: |x| >= 1e4."""
    term = total = mpf(1)
    for k in range(1, 12):
        term *= -(2 * k - 1) / x**2
        total += term
    return total


def hazard(x, start=0.0):
    x = mpf(x)
    return pdf(x) / sf(x) if x < 1e4 else x / times_mills_ratio(x)


def erfcx(x, start=0.0):
    return mpmath.sqrt(2 / mpmath.pi) / hazard(mpf(x) * SQRT_2)


def between(a, b, loc=0.0, scale=1.0):
    """The probability of the interval, in as many digits as cancel and TRUE's precision more."""
    return resolved(difference, a, b, loc, scale)


def logbetween(a, b, loc=0.0, scale=1.0):
    def log(a, b):
        if a < 0 < b:
            return mpmath.log1p(-sf(b) - sf(-a))
        if a > 1e4:  # where erfc is slow
            fall = (b - a) * (a + b) / 2
            tails = times_mills_ratio(a) / a - mpmath.exp(-fall) * times_mills_ratio(b) / b
            return logpdf(a) + mpmath.log(tails)
        return mpmath.log(difference(a, b))

    return resolved(log, a, b, loc, scale)


def difference(a, b):
    """The probability from a to b, a + b >= 0."""
    if a > 0:
        return sf(a) - sf(b)
    return (mpmath.erf(b / SQRT_2) - mpmath.erf(a / SQRT_2)) / 2


def resolved(function, *arguments):
    """function(a, b), mirrored where b is nearer to 0; the precision grows until two agree."""
    precision, before = mp.prec, None
    while precision < 20_000:
        with mpmath.workprec(precision):
            a, b, loc, scale = map(mpf, arguments)
            a, b = (a - loc) / scale, (b - loc) / scale
            value = function(-b, -a) if a + b < 0 else function(a, b)
            if value == before or (before and abs(value / before - 1) < mpf(2) ** -100):
                return value
        precision, before = precision * 3 // 2, value
    raise ArithmeticError(f"no agreement at {arguments!r}")


def ppf(q, start):
    q = mpf(q)
    if 0.25 < q < 0.75:

        def step(x):
            return (mpmath.erf(x / SQRT_2) / 2 - (q - 0.5)) / pdf(x)

        return newton(step, start)
    return lower_tail(q, start) if q < 0.5 else -lower_tail(1 - q, -start)


def isf(q, start):
    return -ppf(q, -start)


def ilogcdf(logp, start):
    y = mpf(logp)
    if y > -0.5:
        return -lower_tail(-mpmath.expm1(y), -start)
    if y > -1e8:

        def step(x):
            p = cdf(x)
            return (mpmath.log(p) - y) * p / pdf(x)

        return newton(step, start)
    return newton(lambda x: (logcdf(x) - y) / -x, start)


def ilogccdf(logp, start):
    return -ilogcdf(logp, -start)


def erfinv(y, start):
    y = mpf(y)
    if abs(y) <= 0.9:

        def step(t):
            return (mpmath.erf(t) - y) * mpmath.sqrt(mpmath.pi) / 2 * mpmath.exp(t * t)

        return newton(step, start)
    return -erfcinv(1 + y, -start) if y < 0 else erfcinv(1 - y, start)


def erfcinv(y, start):
    y = mpf(y)
    if y > 1:
        return -erfcinv(2 - y, -start)
    if y >= 0.1:
        return erfinv(1 - y, start)
    return -lower_tail(y / 2, -mpf(start) * SQRT_2) / SQRT_2


def lower_tail(p, start):
    """The quantile of the mpf p, by Newton's method on log cdf, which is nearly quadratic."""

    def step(x):
        tail = cdf(x)
        return mpmath.log(tail / p) * tail / pdf(x)

    return newton(step, start)


def newton(step, start):
    """Iterate x - step(x) until the step is below 2**-40 of x; what it leaves is below 2**-67.

    As parts of x, the error after a step is the square of that before times x*f''/(2*f'), at most
    1.4 for each function here; where ilogcdf takes -x for the slope, it is 2**-27 of that before.
    """
    x = mpf(start) if mpmath.isfinite(start) else mpf(0)
    for _ in range(50):
        change = step(x)
        x -= change
        if abs(change) <= abs(x) * TINY:
            return x
    raise ArithmeticError(f"no convergence from {start!r}")


TRUE = {
    "norm_pdf": pdf,
    "norm_logpdf": logpdf,
    "norm_cdf": cdf,
    "norm_logcdf": logcdf,
    "norm_sf": sf,
    "norm_logsf": logsf,
    "norm_ppf": ppf,
    "norm_isf": isf,
    "norm_ppf_bisect": ppf,
    "norm_ilogcdf": ilogcdf,
    "norm_ilogccdf": ilogccdf,
    "ndtr": cdf,
    "log_ndtr": logcdf,
    "ndtri": ppf,
    "ndtri_exp": ilogcdf,
    "erfinv": erfinv,
    "erfcinv": erfcinv,
    "norm_hazard": hazard,
    "erfcx": erfcx,
}
OF_BOUNDS = {"norm_between": between, "norm_logbetween": logbetween}


def scaled(name, x, loc, scale):
    """The function of that name with loc and scale, all three exact."""
    z = (mpf(x) - mpf(loc)) / mpf(scale)
    if name in ("norm_pdf", "norm_hazard"):
        return TRUE[name](z) / mpf(scale)
    if name == "norm_logpdf":
        return logpdf(z) - mpmath.log(mpf(scale))
    return TRUE[name](z)
