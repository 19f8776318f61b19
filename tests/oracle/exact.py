# SPDX-License-Identifier: BSD-3-Clause
"""The float nearest to the true value, by mpmath at the exact arguments.

A function of TRUE is computed: settle rounds an interval that allows for mpmath's own error, in
more bits until both ends agree on one float.  One of QUANTILES is not: its result is right if the
true quantile lies between the midpoints next to it, which the probability at those tells.

exact, fraction and real turn one kind of number into another; what is named true_ takes an mpf and
returns one, at the precision in use.
"""

import math
from fractions import Fraction
from statistics import NormalDist

import mpmath

from purestats import correctly_rounded as cr

INF = math.inf


def exact(x):
    """A float as mpf, at any precision."""
    n, d = x.as_integer_ratio()
    return mpmath.ldexp(mpmath.mpf(n), 1 - d.bit_length())


def fraction(value):
    """An mpf as Fraction, with all its bits."""
    sign, man, exp, _ = value._mpf_
    man = -int(man) if sign else int(man)
    return Fraction(man << exp) if exp >= 0 else Fraction(man, 1 << -exp)


def real(number):
    """A float or Fraction as mpf, rounded to the precision in use."""
    number = Fraction(number)
    return mpmath.mpf(number.numerator) / number.denominator


def nearest(value):
    """The float nearest to an mpf: integer division rounds right, below the normals too."""
    if value and mpmath.mag(value) < -1100:
        return math.copysign(0.0, value)
    number = fraction(value)
    try:
        return number.numerator / number.denominator
    except OverflowError:
        return math.copysign(INF, value)


def settle(function, *args):
    """The float nearest to function(*args), which returns a value and its largest term."""
    for bits in (200, 400, 1000, 3000):
        with mpmath.workprec(bits):
            value, size = function(*args)
            slack = abs(size) * mpmath.ldexp(1, 20 - bits)
            low, high = nearest(value - slack), nearest(value + slack)
        if low == high:
            return low
    raise ArithmeticError(f"not decided with {bits} bits: {args}")


def standard(x, loc, scale):
    """(x - loc)/scale, the difference without rounding, as it may cancel."""
    with mpmath.workprec(5000):
        z = exact(x) - exact(loc)
    return z / exact(scale)


def true_sf(z):
    if abs(z) > 1e3:  # rounds to 0 or 1, as would the truth, but sooner
        return mpmath.ldexp(1, -20000) if z > 0 else 1 - mpmath.ldexp(1, -20000)
    return mpmath.erfc(z / mpmath.sqrt(2)) / 2


def true_pdf(z):
    return mpmath.exp(-z * z / 2) / mpmath.sqrt(2 * mpmath.pi)


def true_isf(q):
    """By Newton's method on the logarithm of the tail."""
    if q > 0.5:
        return -true_isf(1 - q)
    if q > 1e-300:
        x = mpmath.mpf(-NormalDist().inv_cdf(float(q)))  # most of a float's digits
    else:
        x = mpmath.sqrt(-2 * mpmath.log(2 * q))
    while True:
        sf = true_sf(x)
        step = mpmath.log(sf / q) * sf / true_pdf(x)
        x += step
        if abs(step) <= mpmath.ldexp(x, -mpmath.mp.prec // 2 - 4):
            return x


def true_logsf(z):
    if z > 1e3:  # the asymptotic series of Mills' ratio
        bits = mpmath.mp.prec
        total, term, n = mpmath.mpf(1), mpmath.mpf(1), 0
        while abs(term) > mpmath.ldexp(1, -bits) and n < 50:
            n += 1
            term *= -(2 * n - 1) / (z * z)
            total += term
        return -z * z / 2 - mpmath.log(z) - mpmath.log(2 * mpmath.pi) / 2 + mpmath.log(total)
    if z > 0:
        return mpmath.log(true_sf(z))
    if z > -60:
        return mpmath.log1p(-true_sf(-z))
    return -mpmath.exp(-z * z / 2)  # too small for a float all the same


def true_ilogcdf(y):
    """By Newton's method on log cdf."""
    z = -mpmath.sqrt(-2 * y) if y < -1 else true_isf(-mpmath.expm1(y))
    while True:
        far = z < -1000
        mills_ratio = -(1 - 1 / z**2) / z if far else true_sf(-z) / true_pdf(z)
        step = (y - true_logsf(-z)) * mills_ratio
        z += step
        if abs(step) < mpmath.ldexp(abs(z), 40 - mpmath.mp.prec):
            return z


def alone(value):
    """A value, itself its largest term."""
    return value, value


def density(x, loc=0.0, scale=1.0):
    return alone(true_pdf(standard(x, loc, scale)) / exact(scale))


def log_density(x, loc=0.0, scale=1.0):
    z = standard(x, loc, scale)
    rest = mpmath.log(exact(scale)) + mpmath.log(2 * mpmath.pi) / 2
    return -z * z / 2 - rest, z * z / 2 + abs(rest) + 1


TRUE = {  # each of floats, as settle takes it
    "norm_pdf": density,
    "norm_logpdf": log_density,
    "norm_cdf": lambda x, loc=0.0, scale=1.0: alone(true_sf(-standard(x, loc, scale))),
    "norm_sf": lambda x, loc=0.0, scale=1.0: alone(true_sf(standard(x, loc, scale))),
    "norm_logcdf": lambda x, loc=0.0, scale=1.0: alone(true_logsf(-standard(x, loc, scale))),
    "norm_logsf": lambda x, loc=0.0, scale=1.0: alone(true_logsf(standard(x, loc, scale))),
    "erf": lambda x: alone(mpmath.erf(exact(x))),
    "erfc": lambda x: alone(2 * true_sf(exact(x) * mpmath.sqrt(2))),
}
QUANTILES = ("norm_ppf", "norm_isf", "erfinv", "erfcinv", "norm_ilogcdf", "norm_ilogccdf")


def is_above(name, p, m, loc=0.0, scale=1.0):
    """Whether the true value of a quantile function at p lies above the mpf m."""
    p = exact(p)
    if name.startswith("norm"):
        with mpmath.workprec(5000):
            z = m - exact(loc)
        z /= exact(scale)
        if name == "norm_ilogcdf":
            return true_logsf(-z) < p
        if name == "norm_ilogccdf":
            return true_logsf(z) > p
        if name == "norm_isf":
            return true_sf(z) > p
        return true_sf(z) > 1 - p if p > 0.5 else true_sf(-z) < p
    if name == "erfinv":
        if abs(p) < 0.5:
            return mpmath.erf(m) < p
        return mpmath.erfc(m) > 1 - p if p > 0 else mpmath.erfc(-m) < 1 + p
    m = max(min(m, exact(1e4)), exact(-1e4))  # erfc there is below all p, and above 1e308 fails
    return mpmath.erfc(m) > p if p < 1 else mpmath.erfc(-m) < 2 - p


def midpoints(r):
    """The numbers beyond which another float than r would be nearer; beyond an infinity None."""
    with mpmath.workprec(2200):
        largest = mpmath.ldexp(1, 1024) - mpmath.ldexp(1, 970)  # from here on infinity is nearer
        ends = []
        for towards in (-INF, INF):
            other = math.nextafter(r, towards)
            if r == towards:
                ends.append(None)
            elif math.isinf(r) or math.isinf(other):
                ends.append(math.copysign(1, r) * largest)
            else:
                ends.append((exact(r) + exact(other)) / 2)
        return ends


def is_nearest(name, got, p, *loc_scale):
    low, high = midpoints(got)
    with mpmath.workprec(160):
        return (low is None or is_above(name, p, low, *loc_scale)) and not (
            high is not None and is_above(name, p, high, *loc_scale)
        )


def nearest_quantile(name, got, *args):
    """The nearest float, sought from a wrong one: slow, and for a message only."""
    while not is_nearest(name, got, *args):
        low, _ = midpoints(got)
        with mpmath.workprec(1200):
            upwards = low is None or is_above(name, args[0], low, *args[1:])
            got = math.nextafter(got, INF if upwards else -INF)
    return got


def check(name, *args):
    """The function of that name gives the float nearest to the truth."""
    got = getattr(cr, name)(*args)
    if name in QUANTILES:
        if is_nearest(name, got, *args):
            return
        want = nearest_quantile(name, got, *args)
    else:
        want = settle(TRUE[name], *args)
        if got == want and math.copysign(1.0, got) == math.copysign(1.0, want):
            return
    shown = ", ".join(a.hex() for a in args)
    raise AssertionError(f"{name}({shown}): got {got.hex()}, want {want.hex()}")


def same(a, b):
    """Whether two floats are alike, in the sign of a zero too, or both NaN."""
    return (a != a and b != b) or (a == b and math.copysign(1.0, a) == math.copysign(1.0, b))
