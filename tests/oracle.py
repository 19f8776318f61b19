"""The true values, by mpmath, and the error of a float against them in ulps."""

import math

import mpmath
from mpmath import mp, mpf

mp.prec = 160


def ulps(got, want):
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
    return float((mpf(got) - want) / mpf(2) ** exponent)


def report(argument, got, want):
    """One line for a failing test, with the bits."""
    nearest = float(want)
    return (
        f"argument {argument!r} ({float(argument).hex()}): got {got!r} ({got.hex()}), "
        f"want {nearest!r} ({nearest.hex()}), off by {ulps(got, want):.3f} ulp"
    )


def quantile(q, start):
    """The normal quantile of the float q, 0 < q < 1, from a start that is nearly right."""
    q = mpf(q)
    if 0.25 < q < 0.75:

        def step(x):
            return (mpmath.erf(x / mpmath.sqrt(2)) / 2 - (q - 0.5)) / mpmath.npdf(x)

        return newton(step, start)
    return lower_tail(q, start) if q < 0.5 else -lower_tail(1 - q, -start)


def lower_tail(p, start):
    """The quantile of the mpf p, by Newton's method on log cdf, which is nearly quadratic."""

    def step(x):
        cdf = mpmath.erfc(-x / mpmath.sqrt(2)) / 2
        return mpmath.log(cdf / p) * cdf / mpmath.npdf(x)

    return newton(step, start)


def newton(step, start):
    """Iterate x - step(x) until the step is below 2**-70 of x."""
    x = mpf(start) if math.isfinite(start) else mpf(0)
    for _ in range(50):
        change = step(x)
        x -= change
        if abs(change) <= abs(x) * mpf(2) ** -70:
            return x
    raise ArithmeticError(f"no convergence from {start!r}")
