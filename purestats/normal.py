# SPDX-License-Identifier: BSD-3-Clause
#
# Origin: the purestats package, purestats/normal.py, one file to import or to copy.
#
# Copyright (c) 2026 the purestats authors
# Copyright (c) 1984, 1995, 2000 Stephen L. Moshier
#     (Cephes Math Library Release 2.8: June, 2000; the coefficients of the quantile)
#
# Redistribution and use in source and binary forms, with or without modification, are
# permitted provided that the following conditions are met:
#
# 1. Redistributions of source code must retain the above copyright notice, this list of
#    conditions and the following disclaimer.
# 2. Redistributions in binary form must reproduce the above copyright notice, this list of
#    conditions and the following disclaimer in the documentation and/or other materials
#    provided with the distribution.
# 3. Neither the name of the copyright holder nor the names of its contributors may be used
#    to endorse or promote products derived from this software without specific prior
#    written permission.
#
# THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS
# OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF
# MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE
# COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL,
# EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
# SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION)
# HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR
# TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
# SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
"""The normal distribution in float64, right in every tail.

Arguments are numbers of any kind, rounded to floats once, infinities included; q, p, confidence,
logp and y are in the range that a function states. loc is the mean, scale > 0 the standard
deviation. TypeError names what is no number, ValueError what is out of range; NaN gives NaN.

An error is in ulps of the true value of the whole expression, loc and scale included: the largest
that a search against mpmath found, at an argument that shows it (benchmarks/accuracy.py), with
glibc 2.36 on x86-64 with FMA. Elsewhere exp, log and log1p, and so results, differ in last bits.

Public functions apply loc and scale, and call kernels of the standard normal:

* The quantile is ndtri of the Cephes Math Library 2.8 (S. L. Moshier), with the bits of SciPy's
  x86-64 build wherever log has them.
* The probability of a tail is density(z) over the hazard rate z + 1/(z + 2/(z + ...)): Laplace's
  continued fraction, with coefficients fitted by benchmarks/fit.py. In the centre it is 1/2 plus z
  times a polynomial in z*z. What rounding takes from z*z and (x - loc)/scale is carried along.
* The other quantiles have a quotient of their own around the median, by benchmarks/fit.py too; in
  the tails they are those of Cephes, summed in another order, with what rounding takes from the
  square root.
* Between bounds that are close: the density at the middle times a Taylor series of the width.
"""

import math
from math import exp, expm1, frexp, inf, isqrt, ldexp, log, log1p, sqrt

# For type checkers alone: typing would take a third of the import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random
    from typing import Any, Protocol, SupportsFloat, SupportsIndex, TypeVar, Union, overload

    class _NumPyGenerator(Protocol):
        def bytes(self, length: int, /) -> Any: ...

    _Number = Union[SupportsFloat, SupportsIndex]  # Fraction, Decimal and NumPy's scalars too
    _State = Union[int, Random, _NumPyGenerator, None]
    _Function = Callable[[float], float]
    _Of = tuple[float, float, float, float]
    _Method = TypeVar("_Method")

__all__ = [
    "erf",
    "erfc",
    "erfcinv",
    "erfcx",
    "erfinv",
    "log_ndtr",
    "ndtr",
    "ndtri",
    "ndtri_exp",
    "norm",
    "norm_between",
    "norm_cdf",
    "norm_hazard",
    "norm_ilogccdf",
    "norm_ilogcdf",
    "norm_interval",
    "norm_isf",
    "norm_logbetween",
    "norm_logcdf",
    "norm_logpdf",
    "norm_logsf",
    "norm_pdf",
    "norm_ppf",
    "norm_ppf_bisect",
    "norm_sf",
]

__version__ = "0.3.0"

# The quantile is central on (exp(-2), 1 - exp(-2)], to the last float as in Cephes.
_CENTRE_BEGIN = 0.13533528323661269189
_CENTRE_END = 1.0 - _CENTRE_BEGIN

# Some stand as two floats: the nearest, or a short head, and the rest.
_LN_2, _LN_2_REST = 0.6931471805599453, 2.3190468138462996e-17
_LN_SQRT_2PI = 0.9189385332046728
_DENSITY_AT_0, _DENSITY_AT_0_ERROR = 0.3989422804014327, 6.24733783486e-17  # relative
_DENSITY_AT_0_HEAD, _DENSITY_AT_0_REST = 0.3989422768354416, 3.5659910885844774e-09
_SQRT_2 = 1.4142135623730951
_SQRT_HALF_HEAD, _SQRT_HALF_REST = 0.7071067839860916, -2.799544089368687e-09
_HALF_SQRT_PI = 0.886226925452758
_OVER_SQRT_PI = 0.5641895835477563
_SQRT_2_OVER_PI = 0.7978845608028654
# The unit, 2*unit**2, the quantile's slope at the median: of the normal, of the error functions.
_NORMAL = 1.0, 2.0, 2.5066282746310007, -1.8328579980459167e-16
_ERROR_FUNCTION = 0.7071067811865476, 1.0, 1.772453850905516, -7.666586499825799e-17
_ENTROPY = 1.4189385332046727  # log(2 pi e)/2

# Defaults of loc and scale, known by their identity.
_ZERO, _ONE = 0.0, 1.0

# Where a kernel changes its formula, and why.
_CENTRE = 1.05  # beyond, 1/2 less what is from the median cancels
_HALF_CENTRE = 0.63  # beyond, 1/2 comes off exactly
_NEAR, _MIDDLE = 2.9, 7.4  # beyond, other coefficients
_LOG_FAR = 37.0  # beyond, the tail is subnormal
_DENSITY_END, _SCALED_END = 37.5, 55.0  # beyond, it is subnormal; 0
_TAIL_END = 39.0  # beyond, the tail is 0
_HAZARD_END = 1e9  # beyond, z + 1/z is z
_ERF_END = 8.5  # beyond, erf of z over sqrt(2) is 1
_ERFCX_BEGIN = -37.66  # below, erfcx of z over sqrt(2) is inf
_NARROW = 1.5  # beyond, tails differ enough
_SHORT_REACH = 0.1  # up to here seven terms do
_LOG_LIMIT = 1.89615035e154  # z*z/2 overflows just beyond
_LOG_TAIL = -2.5  # below, y itself gives the quantile
_LOG_1_4 = -1.3862943611198906  # below, exp(y) is known better than its distance from 1/2
_LOG_3_4 = -0.2876820724517809  # beyond, the upper tail is below 1/4
_NEAR_TAIL = 0.078125  # 5/64; below, by the tail's logarithm
_FAR_QUANTILE, _TAIL_QUANTILE_END = 8.0, 64.0  # beyond, other coefficients; digits are missing
_LOG_QUANTILE_END = 1e9  # beyond, x - log(x)/x is x
_SHORT_TAIL = 1e-300  # below, a tail may be subnormal
_SMALL_SCALE, _LARGE_SCALE = 1e-150, 1e150  # between, products are normal
_ERF_LINEAR = 1e-9  # below, the next term is nothing

_MOST_MOMENTS = 100_000  # each takes a microsecond

_SPLIT = 134217729.0  # 2**27 + 1: leaves 26 bits (Veltkamp)
_TO_20_PLACES = 6442450944.0  # 1.5 * 2**32: rounds to 2**-20


def norm_pdf(x: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """Return the probability density at x.

    Largest error found, in ulps: 2.0 at 0x1.ef56d63ef3016p-1, from 37.5 on 2.5 at
    0x1.2c56dba3ac420p+5, with loc and scale 3.5 at 0x1.b6d2e5c544a31p-485, 0x0p+0,
    0x1.37061133b3a76p-490.

    >>> norm_pdf(38.5)
    5.4e-323
    """
    if type(x) is float and loc is _ZERO and scale is _ONE:
        return _pdf(x, 0.0, 1.0)
    z, low, deviation = _standardized(x, loc, scale)
    return _pdf(z, low, deviation)


def norm_logpdf(x: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """Return the logarithm of the probability density at x.

    Largest error found, in ulps: 1.0 at 0x1.6b711a5ae841cp+0, with a scale of 1 or more 1.5 at
    0x1.793b79c35b2dbp-2, 0x0p+0, 0x1.64fb07d1077d1p+1, from z = 1.89615035e154 on 3.8 at
    0x1.a0790ab27eb90p+639, 0x1.270dc85b6bc3bp+638, 0x1.7c58d166b892ap+126. Where log(scale) < 0
    cancels the rest: 2**-52 of the largest of z*z/2, -log(scale) and log(2 pi)/2.

    >>> norm_logpdf(1e10)
    -5e+19
    """
    if type(x) is float and loc is _ZERO and scale is _ONE:
        return _log_density(x)
    z, low, deviation = _standardized(x, loc, scale)
    return _log_pdf(z, low, deviation)


def norm_cdf(x: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """Return the probability of a value below x.

    Largest error found, in ulps: 3.6 at -0x1.26a0a3cdbf2ccp+0, with loc and scale 3.7 at
    -0x1.44ff917ec6cccp-382, -0x1.42a4937a467b8p-387, 0x1.117ac6d46caa4p-382.

    >>> norm_cdf(-38.4)
    6.4e-323
    """
    if type(x) is float and loc is _ZERO and scale is _ONE:
        # _cdf spelled out: this is the call that is timed
        if x < -1.05:
            return _tail(-x)
        return 0.5 + _from_median(x) if x <= 1.05 else 1.0 - _tail(x)
    z, low, _ = _standardized(x, loc, scale)
    return _cdf(z, low)


def norm_logcdf(x: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """Return the logarithm of norm_cdf(x), also where that is 0.

    Largest error found, in ulps: 4.0 at 0x1.df937416e1e4dp+0, below 1.05 2.6 at
    0x1.0cb99064929cep+0, below -1.89615035e154 that of norm_logpdf.

    >>> norm_logcdf(-1e10)
    -5e+19
    """
    if type(x) is float and loc is _ZERO and scale is _ONE:
        return _log_cdf(x)
    z, low, _ = _standardized(x, loc, scale)
    return _log_cdf(z, low)


def norm_sf(x: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """Return the survival function: the probability of a value above x, norm_cdf mirrored.

    >>> norm_sf(38.4)
    6.4e-323
    """
    if type(x) is float and loc is _ZERO and scale is _ONE:
        if x > 1.05:  # as in norm_cdf
            return _tail(x)
        return 0.5 - _from_median(x) if x >= -1.05 else 1.0 - _tail(-x)
    z, low, _ = _standardized(x, loc, scale)
    return _cdf(-z, -low)


def norm_logsf(x: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """Return the logarithm of norm_sf(x), also where that is 0: norm_logcdf mirrored.

    >>> norm_logsf(50)
    -1254.8313611394199
    """
    if type(x) is float and loc is _ZERO and scale is _ONE:
        return _log_cdf(-x)
    z, low, _ = _standardized(x, loc, scale)
    return _log_cdf(-z, -low)


def norm_between(
    a: "_Number", b: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE
) -> float:
    """Return the probability of a value from a to b. ValueError unless a <= b.

    Largest error found, in ulps: 5.2 at -0x1.1b8cad2ccd3d5p+1, -0x1.1b4c83f13ab8cp+0, with loc
    and scale 5.2 at -0x1.28586ee54b67fp+226, -0x1.27321984564dfp+226, 0x1.85e6944d44406p+217,
    0x1.55cc506789dc9p+221.

    >>> norm_between(-1.96, 1.96)
    0.9500042097035591
    """
    return _between(*_standard_bounds(a, b, loc, scale))


def norm_logbetween(
    a: "_Number", b: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE
) -> float:
    """Return the logarithm of norm_between(a, b), also where that is 0; of a to a it is -inf.

    ValueError unless a <= b. Largest error found, in ulps: 4.8 at -0x1.0e50a1c589ca0p+0,
    0x1.a2bd96f699d02p-5, with loc and scale 4.7 at -0x1.f1d6f7e46d524p-339,
    0x1.d3973f2ad8404p-330, 0x1.8280b9bdfd96ep-342, 0x1.9f1f9c4552645p-330.

    >>> norm_logbetween(40, 41)
    -804.6084420137538
    """
    bounds = _standard_bounds(a, b, loc, scale)
    if 0.0 <= bounds[4] < _SHORT_TAIL and a != b:
        return _log_density(bounds[0]) + (log(_number("b", b) - _number("a", a)) - log(scale))
    return _log_between(*bounds)


def norm_hazard(x: "_Number", loc: "_Number" = _ZERO, scale: "_Number" = _ONE) -> float:
    """Return the hazard rate norm_pdf(x)/norm_sf(x), also where both are 0.

    norm_pdf(x)/norm_cdf(x) is norm_hazard(2*loc - x, loc, scale). Largest error found, in ulps:
    3.3 at -0x1.1c55dbd5c70bbp+0, with loc and scale 4.2 at -0x1.c58696bc8744cp-805,
    -0x1.44752459bf1ebp-806, 0x1.1266c27ff79fcp-805.

    >>> norm_hazard(100)
    100.00999800099926
    """
    if type(x) is float and loc is _ZERO and scale is _ONE:
        return _hazard(x, 0.0, 1.0)
    z, low, deviation = _standardized(x, loc, scale)
    return _hazard(z, low, deviation)


def norm_ppf(q: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Return the quantile: the x that a normal variable stays below with probability q.

    ValueError unless 0 <= q <= 1; the limits are -inf and inf. Largest error found, in ulps: 5.4
    at 0x1.aadc20be9efe4p-4 in the tails, 6.5 at 0x1.16690ffd725b3p-3 from exp(-2) to 1 - exp(-2).
    The bits are those of scipy.stats.norm.ppf, with loc and scale too: x*scale + loc rounds
    twice, may cancel, and inf - inf is NaN.

    >>> norm_ppf(0.9, loc=100, scale=15)
    119.22327348316901
    """
    # Checks are spelled out: this is the call that is timed.
    if type(q) is not float or type(loc) is not float or type(scale) is not float or not scale > 0:
        q, loc, scale = _number("q", q), _number("loc", loc), _positive("scale", scale)
    if q > _CENTRE_END:
        if q < 1.0:
            x = sqrt(-2.0 * log(1.0 - q))
            return (x - log(x) / x - _tail_rest(x)) * scale + loc
    elif q > _CENTRE_BEGIN:
        return _central_quantile(q - 0.5) * scale + loc
    elif q > 0.0:
        x = sqrt(-2.0 * log(q))
        return -(x - log(x) / x - _tail_rest(x)) * scale + loc
    return _limit(q) * scale + loc


def norm_isf(q: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Return the inverse survival function, the x exceeded with probability q: norm_ppf mirrored.

    The bits are those of scipy.stats.norm.isf.

    >>> norm_isf(1e-20)
    9.262340089798409
    """
    loc, scale = _number("loc", loc), _positive("scale", scale)
    return -norm_ppf(q) * scale + loc


def norm_interval(
    confidence: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
) -> "tuple[float, float]":
    """Return the ends of the central interval that holds the probability confidence.

    ValueError unless 0 <= confidence <= 1. They are norm_ppf of (1 - confidence)/2 and of
    (1 + confidence)/2, which rounds: the upper end is inf from 1 - 2**-53 on, as SciPy's, where
    norm_isf((1 - confidence)/2) is not.

    >>> norm_interval(0.95)
    (-1.959963984540054, 1.959963984540054)
    """
    confidence = _probability("confidence", _number("confidence", confidence))
    lower = norm_ppf((1.0 - confidence) / 2.0, loc, scale)
    return lower, norm_ppf((1.0 + confidence) / 2.0, loc, scale)


def norm_ilogcdf(logp: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Return the quantile of the probability exp(logp): the inverse of norm_logcdf.

    ValueError unless logp <= 0; the limits are -inf and inf. Largest error found, in ulps:
    3.7 at -0x1.4d3009d53fc51p-4; then x*scale + loc rounds, and may cancel.

    >>> norm_ilogcdf(-1e5)
    -447.1978936785251
    """
    logp, loc, scale = _number("logp", logp), _number("loc", loc), _positive("scale", scale)
    return _log_quantile("logp", logp) * scale + loc


def norm_ilogccdf(logp: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Return the x exceeded with probability exp(logp): norm_ilogcdf mirrored.

    >>> norm_ilogccdf(-1e5)
    447.1978936785251
    """
    logp, loc, scale = _number("logp", logp), _number("loc", loc), _positive("scale", scale)
    return -_log_quantile("logp", logp) * scale + loc


def norm_ppf_bisect(q: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
    """Return norm_ppf(q) by bisection on math.erf and math.erfc, as a check.

    Largest error found, in ulps: 3.5 at 0x1.ebf651d039063p-1, but 1e-3 of x where q is
    subnormal.

    >>> round(norm_ppf_bisect(0.975), 12)
    1.95996398454
    """
    q, loc, scale = _number("q", q), _number("loc", loc), _positive("scale", scale)
    if not 0.0 < q < 1.0:
        return _limit(q) * scale + loc
    tail = 2.0 * min(q, 1.0 - q)
    low, high = 0.0, 28.0  # erfc(28) is 0
    while low < (middle := 0.5 * (low + high)) < high:
        if math.erfc(middle) > tail if tail < 0.5 else math.erf(middle) < 1.0 - tail:
            low = middle
        else:
            high = middle
    return math.copysign(sqrt(2.0) * middle, q - 0.5) * scale + loc


def ndtr(x: "_Number") -> float:
    """Return norm_cdf(x), under scipy.special's name.

    >>> ndtr(-38.4)
    6.4e-323
    """
    return norm_cdf(x if type(x) is float else _number("x", x))


def log_ndtr(x: "_Number") -> float:
    """Return norm_logcdf(x), under scipy.special's name.

    >>> log_ndtr(-50)
    -1254.8313611394199
    """
    return _log_cdf(_number("x", x))


def ndtri(p: "_Number") -> float:
    """Return norm_ppf(p), under scipy.special's name and with its bits.

    >>> ndtri(0.5)
    0.0
    """
    return norm_ppf(_probability("p", _number("p", p)))


def ndtri_exp(y: "_Number") -> float:
    """Return norm_ilogcdf(y), under scipy.special's name.

    >>> ndtri_exp(-1e5)
    -447.1978936785251
    """
    return _log_quantile("y", _number("y", y))


def erf(x: "_Number") -> float:
    """Return the error function of x: math.erf, with the C library's bits.

    >>> erf(6.0)
    1.0
    """
    return math.erf(_number("x", x))


def erfc(x: "_Number") -> float:
    """Return 1 - erf(x), with all digits: math.erfc, with the C library's bits.

    >>> erfc(-6.0)
    2.0
    """
    return math.erfc(_number("x", x))


def erfcx(x: "_Number") -> float:
    """Return exp(x*x) erfc(x), also where erfc(x) is 0; below -26.628 it is inf.

    Largest error found, in ulps: 2.9 at 0x1.8a1ff14d6ab90p-1.

    >>> erfcx(30)
    0.01879588886141675
    """
    x = _number("x", x)
    return _erfcx(_SQRT_2 * x, x)


def erfinv(y: "_Number") -> float:
    """Return the inverse of the error function: the t with erf(t) = y.

    ValueError unless -1 <= y <= 1; the limits are -inf and inf. Largest error found, in ulps: 2.8
    at 0x1.f30589bb58a1fp-1.

    >>> erfinv(1e-20)
    8.86226925452758e-21
    """
    y = _number("y", y)
    size = abs(y)
    if size < _SHORT_TAIL:
        return y * _HALF_SQRT_PI
    if size <= 1.0 - 2.0 * _NEAR_TAIL:
        return _near_quantile(0.5 * y, 0.0, _ERROR_FUNCTION)
    if size > 1.0:
        return _refused("y", "must be in [-1, 1]", y)
    t = _upper_quantile(0.5 - 0.5 * size, _ERROR_FUNCTION) if size != 1.0 else inf
    return -t if y < 0.0 else t


def erfcinv(y: "_Number") -> float:
    """Return the inverse of the complementary error function: the t with erfc(t) = y.

    ValueError unless 0 <= y <= 2; the limits are inf and -inf. Largest error found, in ulps: 2.8
    at 0x1.7e753e0cca890p-6.

    >>> erfcinv(1e-300)
    26.209469960516124
    """
    y = _number("y", y)
    if 2.0 * _NEAR_TAIL <= y <= 2.0 - 2.0 * _NEAR_TAIL:
        c = 0.5 - 0.5 * y
        return _near_quantile(c, (0.5 - c) - 0.5 * y, _ERROR_FUNCTION)
    size = 2.0 - y if y > 1.0 else y
    if size < 0.0:
        return _refused("y", "must be in [0, 2]", y)
    if size == 0.0:
        t = inf
    elif size < _SHORT_TAIL:  # half of it may be rounded
        t = _log_tail_quantile(log(size) - _LN_2, _ERROR_FUNCTION)
    else:
        t = _log_tail_quantile(log(0.5 * size), _ERROR_FUNCTION)
    return -t if y > 1.0 else t


# Kernels: plain arithmetic on checked floats, on arrays, or for a compiler. z and low stand for
# z + low: low times the derivative joins a sum that rounds anyway. where decides every branch: the
# argument, or for an array any number of an interval, with one branch, that holds all of it.


def _density(z: float, low: float = 0.0, shift: float = 0.0, exp: "_Function" = exp) -> float:
    """The density at z + low times exp(shift): |z| < 64."""
    # What square lacks of z*z, exactly: head is a multiple of 2**-20.
    head = (z + _TO_20_PLACES) - _TO_20_PLACES
    square = z * z
    rest = 0.5 * ((head * head - square) + (z - head) * (z + head)) + z * low
    constant = _DENSITY_AT_0_HEAD + (_DENSITY_AT_0_REST - _DENSITY_AT_0_HEAD * rest)
    return exp(shift - 0.5 * square) * constant


def _rough_density(z: float, exp: "_Function" = exp) -> float:
    """The density at z, to 2**-43 of itself while z < 37."""
    return exp(-0.5 * (z * z)) * _DENSITY_AT_0


def _pdf(
    z: float, low: float, scale: float, exp: "_Function" = exp, where: "float | None" = None
) -> float:
    """The density at z + low over scale."""
    if where is None:
        where = z
    if -_DENSITY_END < where < _DENSITY_END:
        return _density(z, low, 0.0, exp) / scale
    if not -_SCALED_END < where < _SCALED_END:
        return 0.0 if where == where else where
    # Not subnormal before the scale comes in: exp(-746.125) to 2**-59, as two factors around it.
    return _density(z, low, 746.125, exp) * (0.7418310794211955 * 2.0**-538 / scale) * 2.0**-538


def _log_density(z: float, where: "float | None" = None) -> float:
    """The logarithm of the density at z."""
    if where is None:
        where = z
    if not -_LOG_LIMIT < where < _LOG_LIMIT:
        return -0.5 * z * z
    half_square = 0.5 * z * z
    return -(half_square + (_rest_of_half_square(z, half_square) + _LN_SQRT_2PI))


def _log_pdf(
    z: float, low: float, scale: float, log: "_Function" = log, where: "float | None" = None
) -> float:
    """The logarithm of the density at z + low over scale."""
    if where is None:
        where = z if scale < inf else inf
    if not -_LOG_LIMIT < where < _LOG_LIMIT:
        return -0.5 * z * z - log(scale)
    half_square = 0.5 * z * z
    shifted = _SPLIT * z  # _rest_of_half_square, spelled out
    head = shifted - (shifted - z)
    rest = (0.5 * head * head - half_square) + (0.5 * (z - head) * (z + head) + z * low)
    # The two that may cancel meet first, without loss (Knuth).
    log_scale = log(scale)
    total = half_square + log_scale
    shadow = total - half_square
    lost = (half_square - (total - shadow)) + (log_scale - shadow)
    return -(total + ((lost + rest) + _LN_SQRT_2PI))


def _cdf(z: float, low: float, exp: "_Function" = exp, where: "float | None" = None) -> float:
    """The probability of a value below z + low."""
    if where is None:
        where = z
    if where < -_CENTRE:
        return _tail(-z, -low, exp, -where)
    if where <= _CENTRE:
        return 0.5 + _from_median(z, low * (0.4 - 0.16 * z * z))  # the density, to 3 %
    return 1.0 - _tail(z, low, exp, where)


def _tail(
    size: float, low: float = 0.0, exp: "_Function" = exp, where: "float | None" = None
) -> float:
    """The probability above size + low, size > 1.05: density over hazard rate."""
    if where is None:
        where = size
    # As in _density.
    head = (size + _TO_20_PLACES) - _TO_20_PLACES
    square = size * size
    rest = (head * head - square) + (size - head) * (size + head)
    if not where < _TAIL_END:
        return 0.0 if where == where else where
    excess = _hazard_excess(size, where)
    hazard = size + excess
    carry = 0.5 * rest + (hazard * low + _DENSITY_AT_0_ERROR)
    return exp(-0.5 * square) * _DENSITY_AT_0 / (size + (excess + hazard * carry))


def _hazard_excess(z: float, where: float) -> float:
    """The hazard rate, density over tail, less z > 1.05: six levels."""
    # fmt: off
    if where < _NEAR:
        return (
            # 1.05 < z < 2.9, within 2**-54.5 of the hazard rate
            0.9998816036469464 / (z - 0.006790021699467314
            + 2.1925473475159687 / (z + 1.64381997931012
            - 17.248908956759653 / (z + 10.68579095101558
            + 48.942139806102375 / (z + 0.725369558725055
            - 2.4474275727927326 / (z - 7.401227165857268
            + 105.85924235677635 / (z + 10.7036305756956))))))
        )
    if where < _MIDDLE:
        return (
            # 2.9 <= z < 7.4, 2**-56.4
            0.9999990689248117 / (z - 7.696096677170716e-05
            + 2.0030214292154223 / (z + 0.03746777290698533
            + 2.3383576592810624 / (z - 3.7905260834615655
            + 58.7036091010063 / (z + 12.09113269333244
            + 1.5722279955328362 / (z + 21.046361327106464
            + 394.538924680879 / (z - 17.433057579343952))))))
        )
    return (
        # 7.4 <= z, 2**-57.4
        0.9999999999982118 / (z - 6.589298489286452e-10
        + 2.0000000967736256 / (z + 3.879725333609134e-06
        + 2.99980592370813 / (z - 0.002170993894117572
        + 4.051093316444395 / (z + 0.21376816357349765
        + 2.383572196997245 / (z - 9.84184729337892
        + 167.837836249336 / (z + 15.119504035797997))))))
    )
    # fmt: on


def _log_cdf(
    z: float,
    low: float = 0.0,
    exp: "_Function" = exp,
    log: "_Function" = log,
    log1p: "_Function" = log1p,
    where: "float | None" = None,
) -> float:
    """The logarithm of the probability of a value below z + low."""
    if where is None:
        where = z
    if where > _CENTRE:
        return log1p(0.0 - _tail(z, low, exp, where))  # -tail would give -0.0
    if where >= -_CENTRE:
        carry = low * (0.4 - 0.16 * z * z)  # the density, to 3 %
        if where > _HALF_CENTRE:
            return log1p(_from_median(z, carry, -0.5))
        half = _from_median(z, carry)
        p = 0.5 + half
        return log(p) + ((0.5 - p) + half) / p  # what the sum lost
    if where >= -_LOG_FAR:
        return log(_tail(-z, -low, exp, -where))
    if where > -_LOG_LIMIT:
        return _log_far_tail(-z, -low, log)
    return -0.5 * z * z


def _log_far_tail(z: float, low: float, log: "_Function" = log) -> float:
    """The logarithm of the probability of a value above z + low, z >= 37."""
    half_square = 0.5 * z * z
    hazard = z + 1.0 / (z + 2.0 / (z + 3.0 / (z + 4.0 / (z + 5.0 / z))))  # Laplace, to 2**-46
    rest = _rest_of_half_square(z, half_square) + hazard * low
    return -(half_square + (rest + (log(hazard) + _LN_SQRT_2PI)))


def _rest_of_half_square(z: float, half_square: float) -> float:
    """z*z/2 - half_square, where that is finite, to 2**-53 of itself."""
    shifted = _SPLIT * z
    head = shifted - (shifted - z)  # its square is exact
    return (0.5 * head * head - half_square) + 0.5 * (z - head) * (z + head)


def _from_median(z: float, carry: float = 0.0, origin: float = 0.0) -> float:
    """origin + the probability between the median and z + carry: |z| <= 1.05.

    z times the density at 0, exact in its head, and a smaller rest: one rounding, with origin 1/2
    below -0.63 and -1/2 above 0.63 too.
    """
    shifted = _SPLIT * z
    head = shifted - (shifted - z)
    u = z * z
    # fmt: off
    rest = (z - head) * _DENSITY_AT_0_HEAD + z * (_DENSITY_AT_0_REST + u * (
        # 0 <= u <= 1.1025, within 2**-57.1 of the density at 0
        ((((((((3.987245785954952e-12 * u
        - 1.1021278609316188e-10) * u
        + 2.2695132675831903e-09) * u
        - 4.122307067262664e-08) * u
        + 6.659672721216281e-07) * u
        - 9.444655490617143e-06) * u
        + 1.1543468744009063e-04) * u
        - 1.1873282154572717e-03) * u
        + 9.973557010034304e-03) * u
        - 6.649038006690541e-02
    ))
    # fmt: on
    return (origin + head * _DENSITY_AT_0_HEAD) + (rest + carry)


def _upper_tail(
    z: float, low: float = 0.0, exp: "_Function" = exp, where: "float | None" = None
) -> float:
    """The probability above z + low, z >= -1.05."""
    if where is None:
        where = z
    if where > _CENTRE:
        return _tail(z, low, exp, where)
    return _from_median(-z, low * (0.16 * z * z - 0.4), 0.5)  # the density, to 3 %


# Kernels: the hazard rate, and the error functions of x, with z = _SQRT_2*x.


def _hazard(
    z: float, low: float, scale: float, exp: "_Function" = exp, where: "float | None" = None
) -> float:
    """The density over the probability above, at z + low, over scale."""
    if where is None:
        where = z
    if where >= -_CENTRE:
        return _upper_hazard(z, low, where) / scale
    if where > -_DENSITY_END:
        density = _density(z, low, 0.0, exp)
        return (density + density * density / (_hazard_excess(-z, _CENTRE) - z - density)) / scale
    return _pdf(z, low, scale, exp, where)


def _upper_hazard(z: float, low: float, where: "float | None" = None) -> float:
    """The hazard rate of the standard normal at z + low, z >= -1.05."""
    if where is None:
        where = z
    if where > _CENTRE:
        if where > _HAZARD_END:
            return z
        excess = _hazard_excess(z, where)
        return z + (excess + (z + excess) * excess * low)
    t = z + 0.5
    # fmt: off
    bend = (
        # -1.05 <= z <= 1.05: with 3/4 + z/2 within 2**-54.9 of the hazard rate
        ((((((((1.8379554066022245e-04 * t
        + 0.49446231451913114) * t
        + 9.739040697061466) * t
        + 83.58523598585676) * t
        + 410.5638927639517) * t
        + 1130.2551226522794) * t
        + 1733.1452045198137) * t
        + 243.21089800898963) * t
        + 106.03720764774805)
        / ((((((t
        + 21.307148232094782) * t
        + 209.57169816652168) * t
        + 1182.5788870521533) * t
        + 4276.603434308329) * t
        + 9080.764207493632) * t
        + 11575.566128654802)
    )
    # fmt: on
    line = 0.75 + 0.5 * z
    hazard = line + bend
    return line + (bend + hazard * (hazard - z) * low)  # times the derivative


def _rest_of_sqrt_2(x: float, z: float) -> float:
    """What z lacks of x*sqrt(2), |x| < 1e290."""
    twice = 2.0 * x
    head = _upper_bits(twice)
    rest = (twice - head) * _SQRT_HALF_HEAD + twice * _SQRT_HALF_REST
    return (head * _SQRT_HALF_HEAD - z) + rest


def _rough_tail(z: float, exp: "_Function") -> float:
    """The probability above z > 1.05, within 2**-54."""
    return _rough_density(z, exp) / (z + _hazard_excess(z, _CENTRE))


def _erf(z: float, exp: "_Function" = exp, where: "float | None" = None) -> float:
    """erf(x), x >= 0: for arrays, as NumPy has none."""
    if where is None:
        where = z
    if where >= _ERF_END:
        return 1.0
    if where > _CENTRE:
        return 1.0 - 2.0 * _rough_tail(z, exp)
    if where < _ERF_LINEAR:
        return _SQRT_2_OVER_PI * z
    return 2.0 * _from_median(z)


def _erfc(z: float, x: float, exp: "_Function" = exp, where: "float | None" = None) -> float:
    """erfc(x): for arrays, as NumPy has none."""
    if where is None:
        where = z
    if where <= -_ERF_END:
        return 2.0
    if where < -_CENTRE:
        return 2.0 - 2.0 * _rough_tail(-z, exp)
    if where <= _CENTRE:
        return 2.0 * _from_median(-z, 0.0, 0.5)
    return 2.0 * _tail(z, _rest_of_sqrt_2(x, z), exp, where)


def _erfcx(z: float, x: float, exp: "_Function" = exp, where: "float | None" = None) -> float:
    """exp(x*x) erfc(x)."""
    if where is None:
        where = z
    if where > _HAZARD_END:
        return _OVER_SQRT_PI / x
    if where < _ERFCX_BEGIN:
        return inf
    if where >= -_CENTRE:
        return _SQRT_2_OVER_PI / _upper_hazard(z, _rest_of_sqrt_2(x, z), where)
    growth, factor = exp(x * x), 1.0
    if where > -_ERF_END:
        factor = 1.0 - _DENSITY_AT_0 / (growth * (_hazard_excess(-z, _CENTRE) - z))
    rest = 2.0 * factor * _rest_of_half_square(x, 0.5 * x * x)
    return growth * (2.0 * (factor + rest))


# Kernels: between a + a_low and b + b_low, mirrored so that b is farther from the median. Their
# distance, width + width_low, says more than the difference.


def _between(
    a: float,
    a_low: float,
    b: float,
    b_low: float,
    width: float,
    width_low: float,
    exp: "_Function" = exp,
) -> float:
    """The probability, a <= b."""
    if not width > 0.0:
        return width if a == a else a  # no width, or NaN
    if a + b < 0.0:
        a, a_low, b, b_low = -b, -b_low, -a, -a_low
    if a < 0.0:
        if b <= _CENTRE:
            return _between_around(a, a_low, b, b_low)
        return 1.0 - _outside(a, a_low, b, b_low, exp)
    reach = _reach(a, width)
    if reach < _NARROW and a < _TAIL_END:
        return _narrow(a, a_low, width, width_low, reach, exp)
    return _upper_tail(a, a_low, exp) - _upper_tail(b, b_low, exp)


def _log_between(
    a: float,
    a_low: float,
    b: float,
    b_low: float,
    width: float,
    width_low: float,
    exp: "_Function" = exp,
    log: "_Function" = log,
    log1p: "_Function" = log1p,
) -> float:
    """The logarithm of it."""
    if not width > 0.0:
        return -inf if width == 0.0 and a == a else a + width
    if a + b < 0.0:
        a, a_low, b, b_low = -b, -b_low, -a, -a_low
    if a < 0.0:
        if b <= _CENTRE:
            p = _between_around(a, a_low, b, b_low)
            if p < 0.5:
                return log(p)
        return log1p(0.0 - _outside(a, a_low, b, b_low, exp))
    if a > _LOG_LIMIT:
        return -0.5 * a * a
    reach = _reach(a, width)
    if reach < _NARROW:
        return _log_narrow(a, a_low, width, width_low, reach, log)
    if a <= _CENTRE:
        return log(_upper_tail(a, a_low, exp) - _upper_tail(b, b_low, exp))
    hazards = _upper_hazard(a, a_low), _upper_hazard(b, b_low)
    return _log_times_density(a, a_low, log(_over_density(a, b, width, *hazards, exp)))


def _between_over_density(
    a: float,
    a_low: float,
    b: float,
    b_low: float,
    width: float,
    width_low: float,
    exp: "_Function" = exp,
) -> float:
    """The probability over the density at a + a_low, 0 <= a < b."""
    reach = _reach(a, width)
    if reach < _NARROW:
        middle, middle_low = _middle(a, a_low, width, width_low)
        fall = 0.5 * width * (a + 0.25 * width)  # to the middle
        return exp(-fall) * _mean_width(middle, middle_low, width, width_low, reach)
    if a > _CENTRE:
        hazards = _upper_hazard(a, a_low), _upper_hazard(b, b_low)
        return _over_density(a, b, width, *hazards, exp)
    p = _upper_tail(a, a_low, exp) - _upper_tail(b, b_low, exp)
    return p / _density(a, a_low, 0.0, exp)


def _reach(a: float, width: float) -> float:
    """m*h + 2*h*h of an interval from a >= 0, for its middle m and half-width h.

    The series of _mean_width is in powers of that.
    """
    half = 0.5 * width
    return half * (a + 3.0 * half)


def _middle(a: float, a_low: float, width: float, width_low: float) -> "tuple[float, float]":
    """The middle of the interval from a + a_low on, as two floats."""
    half = 0.5 * width
    middle = a + half
    shadow = middle - a
    lost = (a - (middle - shadow)) + (half - shadow)  # Knuth
    return middle, lost + (a_low + 0.5 * width_low)


def _narrow(
    a: float, a_low: float, width: float, width_low: float, reach: float, exp: "_Function" = exp
) -> float:
    """The probability from a + a_low on, of an interval with that reach."""
    middle, middle_low = _middle(a, a_low, width, width_low)
    mean_width = _mean_width(middle, middle_low, width, width_low, reach)
    return _density(middle, middle_low, 0.0, exp) * mean_width


def _log_narrow(
    a: float, a_low: float, width: float, width_low: float, reach: float, log: "_Function" = log
) -> float:
    middle, middle_low = _middle(a, a_low, width, width_low)
    mean_width = _mean_width(middle, middle_low, width, width_low, reach)
    return _log_times_density(middle, middle_low, log(mean_width))


def _mean_width(
    middle: float, middle_low: float, width: float, width_low: float, reach: float
) -> float:
    """The probability over the density at the middle.

    It is the width times the sum of He(2 k, middle) half**(2 k)/(2 k + 1)! for k >= 0, Hermite's
    polynomials, by their recurrence.
    """
    half = 0.5 * width
    slope, curve = middle * half, half * half
    square, curve_square = slope * slope, curve * curve
    before, term = 1.0, (square - curve) / 6.0
    total = term
    for k in range(2, 12 if reach > _SHORT_REACH else 7):
        n = 2.0 * k
        after = (square - (2.0 * n - 3.0) * curve) * term
        after = after - curve_square * ((n - 3.0) / (n - 1.0)) * before
        before, term = term, after / (n * (n + 1.0))
        total = total + term
    lost = slope * (middle_low * half + 0.5 * (middle * width_low)) / 3.0
    return width + (width * (total + lost) + width_low * (1.0 + total))


def _between_around(a: float, a_low: float, b: float, b_low: float) -> float:
    """The probability, -1.05 <= a <= 0 <= b <= 1.05."""
    carry = b_low * (0.4 - 0.16 * b * b) - a_low * (0.4 - 0.16 * a * a)  # densities, to 3 %
    return _from_median(b, _from_median(-a, carry))


def _outside(a: float, a_low: float, b: float, b_low: float, exp: "_Function" = exp) -> float:
    """The probability below a + a_low or above b + b_low."""
    return _upper_tail(b, b_low, exp) + _upper_tail(-a, -a_low, exp)


def _over_density(
    a: float, b: float, width: float, hazard: float, b_hazard: float, exp: "_Function" = exp
) -> float:
    """The probability over the density at a, from the hazard rates, a > 1.05."""
    share = exp(-0.5 * width * (a + b)) * (hazard / b_hazard)  # of the tail beyond b
    return (1.0 - share) / hazard


def _log_times_density(z: float, low: float, log_factor: float) -> float:
    """The logarithm of the density at z + low times exp(log_factor)."""
    half_square = 0.5 * z * z
    rest = _rest_of_half_square(z, half_square) + z * low
    return -(half_square + (rest + (_LN_SQRT_2PI - log_factor)))


# Kernels: quantiles, those of Cephes first.


def _central_quantile(c: float) -> float:
    """Quantile of 1/2 + c: Cephes P0/Q0."""
    r = c * c
    # fmt: off
    return (c + c * (r * (
        # P0, exp(-2) < 1/2 + c < 1 - exp(-2)
        (((-5.99633501014107895267e1 * r + 9.80010754185999661536e1) * r
        - 5.66762857469070293439e1) * r + 1.39312609387279679503e1) * r
        - 1.23916583867381258016e0
    ) / (
        # Q0
        (((((((r + 1.95448858338141759834e0) * r
        + 4.67627912898881538453e0) * r + 8.63602421390890590575e1) * r
        - 2.25462687854119370527e2) * r + 2.00260212380060660359e2) * r
        - 8.20372256168333339912e1) * r + 1.59056225126211695515e1) * r
        - 1.18331621121330003142e0
    ))) * 2.50662827463100050242e0  # sqrt(2 pi)
    # fmt: on


def _tail_quantile(x: float, log: "_Function" = log, where: "float | None" = None) -> float:
    """Quantile, negated, of the probability p < exp(-2) with x = sqrt(-2 log p)."""
    return x - log(x) / x - _tail_rest(x, where)


def _tail_rest(x: float, where: "float | None" = None) -> float:
    """What x - log(x)/x has more than the quantile."""
    if where is None:
        where = x
    z = 1.0 / x
    # fmt: off
    if where < _FAR_QUANTILE:
        return z * (
            # P1, 2 <= x <= 8
            (((((((4.05544892305962419923e0 * z + 3.15251094599893866154e1) * z
            + 5.71628192246421288162e1) * z + 4.40805073893200834700e1) * z
            + 1.46849561928858024014e1) * z + 2.18663306850790267539e0) * z
            - 1.40256079171354495875e-1) * z - 3.50424626827848203418e-2) * z
            - 8.57456785154685413611e-4
        ) / (
            # Q1
            (((((((z + 1.57799883256466749731e1) * z
            + 4.53907635128879210584e1) * z + 4.13172038254672030440e1) * z
            + 1.50425385692907503408e1) * z + 2.50464946208309415979e0) * z
            - 1.42182922854787788574e-1) * z - 3.80806407691578277194e-2) * z
            - 9.33259480895457427372e-4
        )
    return z * (
        # P2, 8 <= x <= 64
        (((((((3.23774891776946035970e0 * z + 6.91522889068984211695e0) * z
        + 3.93881025292474443415e0) * z + 1.33303460815807542389e0) * z
        + 2.01485389549179081538e-1) * z + 1.23716634817820021358e-2) * z
        + 3.01581553508235416007e-4) * z + 2.65806974686737550832e-6) * z
        + 6.23974539184983293730e-9
    ) / (
        # Q2
        (((((((z + 6.02427039364742014255e0) * z
        + 3.67983563856160859403e0) * z + 1.37702099489081330271e0) * z
        + 2.16236993594496635890e-1) * z + 1.34204006088543189037e-2) * z
        + 3.28014464682127739104e-4) * z + 2.89247864745380683936e-6) * z
        + 6.79019408009981274425e-9
    )
    # fmt: on


# Quantiles to 3.7 ulp, or over sqrt(2) those of the error functions: of is _NORMAL or
# _ERROR_FUNCTION. The large term of a sum is exact or rounded once, and the rest is added last.


def _near_quantile(c: float, carry: float = 0.0, of: "_Of" = _NORMAL) -> float:
    """Quantile of 1/2 + c + carry, |c| <= 27/64."""
    unit, _, slope, slope_rest = of
    u = c * c
    r = 0.177978515625 - u
    # fmt: off
    rest = slope_rest + unit * u * (
        # 0 <= r <= 729/4096, within 2**-56.4 of the quantile
        ((((((0.028095283693966855 * r
        + 1.8455116030288936) * r + 4.430624940514195) * r
        + 3.2775840226641146) * r + 1.0345937533521736) * r
        + 0.1553513542900938) * r + 0.010930864783816482) * r
        + 2.8930570510437594e-04
    ) / (
        ((((((r
        + 3.4699784356405323) * r + 3.6479351272411384) * r
        + 1.665245048341834) * r + 0.3790841758001975) * r
        + 0.04485525234458596) * r + 0.002630741951378433) * r
        + 6.028760531024643e-05
    )
    # fmt: on
    return c * slope + (c * rest + carry * (slope + 3.0 * rest))


def _log_tail_quantile(y: float, of: "_Of" = _NORMAL) -> float:
    """Quantile, negated, of exp(y) < 1/12."""
    return _far_quantile(2.0 * sqrt(-0.5 * y), y, of)


def _far_quantile(
    x: float,
    y: float,
    of: "_Of" = _NORMAL,
    log: "_Function" = log,
    where: "float | None" = None,
) -> float:
    """The same, x = sqrt(-2 y)."""
    if where is None:
        where = x
    if where > _LOG_QUANTILE_END:
        return x
    if where > _TAIL_QUANTILE_END:
        z = _tail_quantile(x, log, where)
        return z + (_log_far_tail(z, 0.0, log) - y) / z
    unit, double, _, _ = of
    root = unit * x
    shifted = _SPLIT * root
    head = shifted - (shifted - root)  # its square is exact
    rest = (-double * y - head * head) / (root + head)
    return head + (rest - unit * (log(x) / x + _tail_rest(x, where)))


def _upper_quantile(q: float, of: "_Of" = _NORMAL) -> float:
    """Quantile of 1 - q, 0 < q <= 1/2."""
    if q < _NEAR_TAIL:
        return _log_tail_quantile(log(q), of)
    c = 0.5 - q
    return _near_quantile(c, (0.5 - c) - q, of)


def _log_quantile(name: str, y: float) -> float:
    """Quantile of exp(y); name is for the error."""
    if y < _LOG_TAIL:
        return -_log_tail_quantile(y)
    if y < _LOG_1_4:
        return -_upper_quantile(exp(y))
    if y < _LOG_3_4:
        c = 0.5 * expm1(y + _LN_2)  # exp(y) - 1/2, but for log 2's rest
        return _near_quantile(c, _LN_2_REST * (0.5 + c))
    if y > 0.0:
        return _refused(name, "must be at most 0", y)
    return _upper_quantile(-expm1(y)) if y < 0.0 else inf - y


# Arguments.


def _number(name: str, value: "_Number") -> float:
    """The argument as a float, rounded once."""
    if type(value) is float:
        return value
    # complex64 and datetime64 would lose a part.
    kind = getattr(getattr(value, "dtype", None), "kind", "f")
    if hasattr(value, "__len__") or kind not in "fiub":
        raise _no_number(name, value)
    try:
        number = float(value)
    except TypeError:
        raise _no_number(name, value) from None
    except ValueError as error:  # a Decimal's signaling NaN
        raise ValueError(f"{name}: {error}") from None
    except OverflowError:
        number = inf
    if number in (inf, -inf) and value != number:
        kind = type(value).__name__
        raise ValueError(f"{name} must be in the range of float64, got a larger {kind}")
    return number


def _no_number(name: str, value: object) -> TypeError:
    """The error for what is not one number, with the way out."""
    kind = type(value).__name__
    text = f"{name} must be a number, not {kind}"
    if isinstance(value, (str, bytes, bytearray)):
        given = name if name.isidentifier() else "value"
        text += f": give float({given}) for {value!r}"
    elif getattr(value, "ndim", 1) == 0:
        if kind == "ndarray":  # and not masked
            text += f": give {name}.item()"
    elif hasattr(value, "__iter__"):
        text = f"{name} must be one number, not {kind}"
        if name in ("x", "q", "p", "y", "logp", "confidence"):
            text += f"; for many, take purestats.arrays, or [f({name}) for {name} in values]"
    return TypeError(text)


def _standardized(
    x: "Any", loc: "Any", scale: "Any", scale_head: "Any" = None
) -> "tuple[Any, Any, Any]":
    """z, low and scale: x is z + low deviations from the mean, low to a few per cent.

    With scale_head, the upper bits of a scale that is not small or large, the others are checked
    floats or arrays; without it they are what a caller gave.
    """
    unit = scale
    if scale_head is None:  # spelled out: this is the call that is timed
        if (
            type(x) is not float
            or type(loc) is not float
            or type(scale) is not float
            or not 1e-150 < scale < 1e150
        ):
            x, loc, scale = _number("x", x), _number("loc", loc), _positive("scale", scale)
            unit = scale
            if not _SMALL_SCALE < scale < _LARGE_SCALE:
                if scale > 1.0:  # lest the difference overflow
                    x, loc, unit = 0.5 * x, 0.5 * loc, 0.5 * scale
                z = (x - loc) / unit
                if not 1e-8 < abs(z) < _LOG_LIMIT:
                    return z, 0.0, scale  # limits, NaN, and what is as good as 0
                unit, exponent = frexp(unit)
                x, loc = ldexp(x, -exponent), ldexp(loc, -exponent)
        shifted = _SPLIT * unit
        scale_head = shifted - (shifted - unit)
    difference = x - loc
    z = difference / unit
    shadow = difference - x
    lost = (x - (difference - shadow)) - (loc + shadow)  # Knuth
    shifted = _SPLIT * z
    head = shifted - (shifted - z)
    # What the quotient leaves: head*scale_head and the first difference are exact.
    left = (difference - head * scale_head) - (head * (unit - scale_head) + (z - head) * unit)
    return z, (left + lost) / unit, scale


def _standard_bounds(
    a: "_Number", b: "_Number", loc: "_Number", scale: "_Number"
) -> "tuple[float, float, float, float, float, float]":
    """a, b and b - a in deviations, each as two floats."""
    a, b = _number("a", a), _number("b", b)
    if a > b:
        a = _refused("a", "must not be greater than b", a, b)
    loc, scale = _number("loc", loc), _positive("scale", scale)
    head = _scale_head(scale)
    lower, lower_low, _ = _standardized(a, loc, scale, head)
    upper, upper_low, _ = _standardized(b, loc, scale, head)
    width, width_low, _ = _standardized(b, a, scale, head)
    if a == b:
        width = 0.0  # of infinite bounds too
    return lower, lower_low, upper, upper_low, width, width_low


def _scale_head(scale: float) -> "float | None":
    """The upper bits of the scale, or None if it is small or large."""
    return _upper_bits(scale) if _SMALL_SCALE < scale < _LARGE_SCALE else None


def _upper_bits(number: float) -> float:
    """The upper 26 bits: products of two such are exact."""
    shifted = _SPLIT * number
    return shifted - (shifted - number)


def _two_sum(x: "Any", y: "Any") -> "tuple[Any, Any]":
    """x + y rounded, and what that loses (Knuth)."""
    total = x + y
    shadow = total - x
    return total, (x - (total - shadow)) + (y - shadow)


def _two_product(x: "Any", y: "Any") -> "tuple[Any, Any]":
    """x * y rounded, and what that loses (Dekker), if nothing over- or underflows."""
    shifted = _SPLIT * x
    x_head = shifted - (shifted - x)
    x_rest = x - x_head
    shifted = _SPLIT * y
    y_head = shifted - (shifted - y)
    y_rest = y - y_head
    product = x * y
    lost = ((x_head * y_head - product) + x_head * y_rest + x_rest * y_head) + x_rest * y_rest
    return product, lost


def _positive(name: str, value: "_Number") -> float:
    """The argument as a float above 0, or NaN."""
    number = _number(name, value)
    return _refused(name, "must be greater than 0", value) if number <= 0.0 else number


def _probability(name: str, value: float) -> float:
    """The float, which must be in [0, 1] or NaN."""
    return _refused(name, "must be in [0, 1]", value) if value < 0.0 or value > 1.0 else value


def _refused(name: str, rule: str, value: "_Number", b: "_Number | None" = None) -> float:
    """The error outside the domain; compiled code has its own."""
    given = repr(value) if b is None else f"{name}={value!r} and b={b!r}"
    raise ValueError(f"{name} {rule}, got {given}")


def _limit(q: float) -> float:
    """The quantile of 0, 1 and NaN; else the error."""
    if q == 0.0:
        return -inf
    if q == 1.0:
        return inf
    return _probability("q", q)


def _count(name: str, value: "SupportsIndex") -> int:
    """The argument as an integer, at least 0."""
    if not hasattr(value, "__index__"):
        raise TypeError(f"{name} must be an integer, not {type(value).__name__}")
    count = value.__index__()
    if count < 0:
        raise ValueError(f"{name} must not be negative, got {count}")
    return count


def _order(value: "SupportsIndex | float") -> int:
    """The order of a moment: an integer >= 0, or a float that is one."""
    if isinstance(value, float):
        if not value.is_integer():
            raise ValueError(f"order must be an integer, got {value!r}")
        value = int(value)
    return _count("order", value)


def _random_bits(random_state: "Any") -> "Any":
    """The function that returns so many random bits."""
    import random

    state: Any = random if random_state is None else random_state
    if hasattr(state, "getrandbits"):
        return state.getrandbits
    if hasattr(state, "bytes"):  # of NumPy's generators
        return lambda bits: int.from_bytes(state.bytes(-(-bits // 8)), "little") >> -bits % 8
    return random.Random(_count("random_state", state)).getrandbits


def _variates(
    frozen: "Any", size: "SupportsIndex | None", random_state: "_State"
) -> "float | list[float]":
    """What rvs of a frozen distribution returns.

    Of 53 random bits one chooses the side, the others a tail from 2**-54 to 1/2.
    """
    bits = _random_bits(random_state)
    if size is None:
        return _variate(frozen, bits(53))
    return [_variate(frozen, bits(53)) for _ in range(_count("size", size))]


def _variate(frozen: "Any", draw: int) -> float:
    x: float = (frozen.ppf if draw & 1 else frozen.isf)((draw | 1) * 2.0**-54)
    return x


def _chosen(moments: str, values: "dict[str, Callable[[], float]]") -> "Any":
    """What stats returns, from functions for m, v, s and k."""
    if not isinstance(moments, str) or not moments or set(moments) - set(values):
        raise ValueError(f"moments must be some of the letters mvsk, got {moments!r}")
    chosen = [function() for letter, function in values.items() if letter in moments]
    return tuple(chosen) if len(chosen) > 1 else chosen[0]


def _source(number: float) -> str:
    """Text that evaluates to the float."""
    return repr(number) if number - number == 0.0 else f"float('{number!r}')"


# The object.


# Names that SciPy's object or NormalDist has, and what there is instead.
_ABSENT = {
    "expect": "above a it is mean() + var()*hazard(a); else add up f(x)*pdf(x)",
    "fit": "it is norm.fit(data)",
    "fit_loc_scale": "it is norm.fit(data)",
    "freeze": "it is norm(loc, scale)",
    "icdf": "it is ppf",
    "inv_cdf": "it is ppf",
    "nnlf": "sum -logpdf(x)",
    "random_state": "it is an argument of rvs",
}


class _Absent:
    """One of these, as a descriptor: a __getattr__ would slow other names."""

    def __init__(self, name: str) -> None:
        self._error = f"norm has no {name!r}; {_ABSENT[name]}"

    def __get__(self, instance: object, owner: type) -> "Any":
        raise AttributeError(self._error)

    def __set__(self, instance: object, value: object) -> None:
        raise AttributeError(self._error)


class _Listed(type):
    """A class whose dir(), which completion takes too, has none of the absent names."""

    def __dir__(cls) -> "list[str]":
        return [name for name in super().__dir__() if hasattr(cls, name)]


class _Named(metaclass=_Listed):
    """What norm and a frozen distribution share."""

    __slots__ = ()

    a, b = -inf, inf
    locals().update({name: _Absent(name) for name in _ABSENT})  # not for type checkers

    def __dir__(self) -> "list[str]":
        return [name for name in super().__dir__() if hasattr(self, name)]


def _renamed(former: str, name: str) -> "Callable[[_Method], _Method]":
    """Decorate a method: its error tells who takes an argument's former name in SciPy."""

    def decorate(function: "Any") -> "Any":
        def method(*args: "Any", **kwds: "Any") -> "Any":
            if former in kwds:
                raise TypeError(f"{method.__name__} has no argument {former!r}; it is {name!r}")
            return function(*args, **kwds)

        for attribute in ("__module__", "__name__", "__qualname__", "__doc__"):
            setattr(method, attribute, getattr(function, attribute))
        vars(method)["__wrapped__"] = function  # whose arguments help() shows
        return method

    return decorate


class Frozen(_Named):
    """What norm(loc, scale) returns: the methods of norm without these, which are attributes.

    >>> norm(100, 15).sf(130)
    0.02275013194817921
    """

    __slots__ = ("_loc", "_scale", "_scale_head")

    def __init__(self, loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> None:
        self._loc, self._scale = _number("loc", loc), _positive("scale", scale)
        self._scale_head = _scale_head(self._scale)

    @property
    def loc(self) -> float:
        """The mean."""
        return self._loc

    @property
    def scale(self) -> float:
        """The standard deviation."""
        return self._scale

    @property
    def args(self) -> "tuple[float, float]":
        """loc and scale: norm(*args, **kwds) is this one again."""
        return self._loc, self._scale

    @property
    def kwds(self) -> "dict[str, float]":
        """Empty."""
        return {}

    def pdf(self, x: "_Number") -> float:
        """Return norm_pdf(x, loc, scale)."""
        x = x if type(x) is float else _number("x", x)
        z, low, scale = _standardized(x, self._loc, self._scale, self._scale_head)
        return _pdf(z, low, scale)

    def logpdf(self, x: "_Number") -> float:
        """Return norm_logpdf(x, loc, scale)."""
        x = x if type(x) is float else _number("x", x)
        z, low, scale = _standardized(x, self._loc, self._scale, self._scale_head)
        return _log_pdf(z, low, scale)

    def cdf(self, x: "_Number") -> float:
        """Return norm_cdf(x, loc, scale)."""
        x = x if type(x) is float else _number("x", x)
        z, low, _ = _standardized(x, self._loc, self._scale, self._scale_head)
        return _cdf(z, low)

    def logcdf(self, x: "_Number") -> float:
        """Return norm_logcdf(x, loc, scale)."""
        x = x if type(x) is float else _number("x", x)
        z, low, _ = _standardized(x, self._loc, self._scale, self._scale_head)
        return _log_cdf(z, low)

    def sf(self, x: "_Number") -> float:
        """Return norm_sf(x, loc, scale)."""
        x = x if type(x) is float else _number("x", x)
        z, low, _ = _standardized(x, self._loc, self._scale, self._scale_head)
        return _cdf(-z, -low)

    def logsf(self, x: "_Number") -> float:
        """Return norm_logsf(x, loc, scale)."""
        x = x if type(x) is float else _number("x", x)
        z, low, _ = _standardized(x, self._loc, self._scale, self._scale_head)
        return _log_cdf(-z, -low)

    def between(self, a: "_Number", b: "_Number") -> float:
        """Return norm_between(a, b, loc, scale)."""
        return norm_between(a, b, self._loc, self._scale)

    def logbetween(self, a: "_Number", b: "_Number") -> float:
        """Return norm_logbetween(a, b, loc, scale)."""
        return norm_logbetween(a, b, self._loc, self._scale)

    def hazard(self, x: "_Number") -> float:
        """Return norm_hazard(x, loc, scale)."""
        x = x if type(x) is float else _number("x", x)
        z, low, scale = _standardized(x, self._loc, self._scale, self._scale_head)
        return _hazard(z, low, scale)

    def ppf(self, q: "_Number") -> float:
        """Return norm_ppf(q, loc, scale)."""
        # Spelled out, as in norm_ppf.
        if type(q) is not float:
            q = _number("q", q)
        if q > _CENTRE_END:
            if q < 1.0:
                x = sqrt(-2.0 * log(1.0 - q))
                return (x - log(x) / x - _tail_rest(x)) * self._scale + self._loc
        elif q > _CENTRE_BEGIN:
            return _central_quantile(q - 0.5) * self._scale + self._loc
        elif q > 0.0:
            x = sqrt(-2.0 * log(q))
            return -(x - log(x) / x - _tail_rest(x)) * self._scale + self._loc
        return _limit(q) * self._scale + self._loc

    def isf(self, q: "_Number") -> float:
        """Return norm_isf(q, loc, scale)."""
        return -norm_ppf(q) * self._scale + self._loc

    @_renamed("alpha", "confidence")
    def interval(self, confidence: "_Number") -> "tuple[float, float]":
        """Return norm_interval(confidence, loc, scale)."""
        return norm_interval(confidence, self._loc, self._scale)

    def ilogcdf(self, logp: "_Number") -> float:
        """Return norm_ilogcdf(logp, loc, scale)."""
        return norm_ilogcdf(logp, self._loc, self._scale)

    def ilogccdf(self, logp: "_Number") -> float:
        """Return norm_ilogccdf(logp, loc, scale)."""
        return norm_ilogccdf(logp, self._loc, self._scale)

    def mean(self) -> float:
        """Return the mean: loc."""
        return self._loc

    def median(self) -> float:
        """Return the median: loc."""
        return self._loc

    def std(self) -> float:
        """Return the standard deviation: scale."""
        return self._scale

    def var(self) -> float:
        """Return the variance, scale*scale."""
        return self._scale * self._scale

    def entropy(self) -> float:
        """Return the differential entropy, log(scale) + log(2 pi e)/2."""
        return log(self._scale) + _ENTROPY

    def support(self) -> "tuple[float, float]":
        """Return the ends of the support: (-inf, inf)."""
        return -inf, inf

    def stats(self, moments: str = "mv") -> "Any":
        """Return mean, variance, skewness, excess kurtosis: a float for one letter, or a tuple."""
        return _chosen(moments, {"m": self.mean, "v": self.var, "s": float, "k": float})

    @_renamed("n", "order")
    def moment(self, order: "SupportsIndex | float") -> float:
        """Return the mean of X**order, correctly rounded; order is an integer from 0 to 100000.

        >>> norm(1, 2).moment(4)
        73.0
        """
        return _moment(_order(order), *self.args)

    if TYPE_CHECKING:

        @overload
        def rvs(self, size: None = None, random_state: _State = None) -> float: ...
        @overload
        def rvs(self, size: SupportsIndex, random_state: _State = None) -> list[float]: ...

    def rvs(
        self, size: "SupportsIndex | None" = None, random_state: "_State" = None
    ) -> "float | list[float]":
        """Return a random variate, or, for an integer size, a list of so many; not SciPy's.

        random_state is a random.Random, a generator of NumPy's, an integer >= 0 that seeds a new
        one, or None.

        >>> norm(100, 15).rvs(random_state=1)
        91.46163518718596
        """
        return _variates(self, size, random_state)

    def __repr__(self) -> str:
        return "norm(loc={}, scale={})".format(*map(_source, self.args))

    def __eq__(self, other: object) -> bool:
        return self.args == other.args if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.args)

    def __reduce__(self) -> "tuple[type[Frozen], tuple[float, float]]":
        return type(self), self.args


class Norm(_Named):
    """What norm is: the functions as methods, with the names of scipy.stats.norm.

    loc and scale go to each call, or to norm itself, which keeps them.

    >>> norm(loc=100, scale=15).ppf(0.975) == norm.ppf(0.975, 100, 15)
    True
    """

    __slots__ = ()

    _frozen = Frozen

    # Programs call SciPy's by these names too, for speed: without loc and scale.
    _pdf = pdf = staticmethod(norm_pdf)
    _logpdf = logpdf = staticmethod(norm_logpdf)
    _cdf = cdf = staticmethod(norm_cdf)
    _logcdf = logcdf = staticmethod(norm_logcdf)
    _sf = sf = staticmethod(norm_sf)
    _logsf = logsf = staticmethod(norm_logsf)
    between = staticmethod(norm_between)
    logbetween = staticmethod(norm_logbetween)
    hazard = staticmethod(norm_hazard)
    _ppf = ppf = staticmethod(norm_ppf)
    _isf = isf = staticmethod(norm_isf)
    ilogcdf = staticmethod(norm_ilogcdf)
    ilogccdf = staticmethod(norm_ilogccdf)

    @staticmethod
    @_renamed("alpha", "confidence")
    def interval(
        confidence: "_Number", loc: "_Number" = 0.0, scale: "_Number" = 1.0
    ) -> "tuple[float, float]":
        """Return norm_interval(confidence, loc, scale)."""
        return norm_interval(confidence, loc, scale)

    def __call__(self, loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> Frozen:
        """Return the distribution with these, checked once."""
        return self._frozen(loc, scale)

    def mean(self, loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
        """Return norm(loc, scale).mean()."""
        return self(loc, scale).mean()

    def median(self, loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
        """Return norm(loc, scale).median()."""
        return self(loc, scale).median()

    def std(self, loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
        """Return norm(loc, scale).std()."""
        return self(loc, scale).std()

    def var(self, loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
        """Return norm(loc, scale).var()."""
        return self(loc, scale).var()

    def entropy(self, loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> float:
        """Return norm(loc, scale).entropy()."""
        return self(loc, scale).entropy()

    def support(self, loc: "_Number" = 0.0, scale: "_Number" = 1.0) -> "tuple[float, float]":
        """Return norm(loc, scale).support()."""
        return self(loc, scale).support()

    def stats(self, loc: "_Number" = 0.0, scale: "_Number" = 1.0, moments: str = "mv") -> "Any":
        """Return norm(loc, scale).stats(moments)."""
        return self(loc, scale).stats(moments)

    @_renamed("n", "order")
    def moment(
        self,
        order: "SupportsIndex | float",
        loc: "_Number" = 0.0,
        scale: "_Number" = 1.0,
    ) -> float:
        """Return norm(loc, scale).moment(order)."""
        return self(loc, scale).moment(order)

    if TYPE_CHECKING:

        @overload
        def rvs(
            self,
            loc: _Number = 0.0,
            scale: _Number = 1.0,
            size: None = None,
            random_state: _State = None,
        ) -> float: ...
        @overload
        def rvs(
            self,
            loc: _Number = 0.0,
            scale: _Number = 1.0,
            *,
            size: SupportsIndex,
            random_state: _State = None,
        ) -> list[float]: ...
        @overload
        def rvs(
            self, loc: _Number, scale: _Number, size: SupportsIndex, random_state: _State = None
        ) -> list[float]: ...

    def rvs(
        self,
        loc: "_Number" = 0.0,
        scale: "_Number" = 1.0,
        size: "SupportsIndex | None" = None,
        random_state: "_State" = None,
    ) -> "float | list[float]":
        """Return norm(loc, scale).rvs(size, random_state); a scale of 0 gives loc."""
        if _number("scale", scale) == 0.0:
            loc = _number("loc", loc)
            return loc if size is None else [loc] * _count("size", size)
        return self(loc, scale).rvs(size, random_state)

    def fit(
        self,
        data: "Iterable[_Number]",
        *,
        floc: "_Number | None" = None,
        fscale: "_Number | None" = None,
    ) -> "tuple[float, float]":
        """Return the loc and scale under which data, an iterable of numbers, are most likely.

        They are the mean and the root of the mean squared deviation, each correctly rounded; floc
        or fscale fixes one. ValueError where data is empty or not finite, or both are fixed.

        >>> norm.fit([1e15, 1e15 + 0.25])
        (1000000000000000.1, 0.125)
        """
        return _fit(data, floc, fscale)

    def __repr__(self) -> str:
        return "norm"

    def __reduce__(self) -> str:
        return "norm"


norm = Norm()


# Moments and the fit, in integers, rounded once.


def _moment(order: int, loc: float, scale: float) -> float:
    """The mean of X**order: m(n) = loc m(n - 1) + (n - 1) scale**2 m(n - 2), in integers."""
    if order < 2:
        return loc if order else 1.0
    if not (-inf < loc < inf and scale < inf):  # a limit, or NaN
        square = loc * loc + scale * scale
        return loc * square if order % 2 else square
    if order > _MOST_MOMENTS:
        raise ValueError(f"order must be at most {_MOST_MOMENTS}, got {order}")
    (loc_n, loc_d), (scale_n, scale_d) = loc.as_integer_ratio(), scale.as_integer_ratio()
    unit = max(loc_d, scale_d)  # a power of two
    a, b = abs(loc_n) * (unit // loc_d), (scale_n * (unit // scale_d)) ** 2
    sign = -1 if loc < 0.0 and order % 2 else 1
    bits = 256
    while True:
        before, moment, cut = 1, a, 0
        for n in range(1, order):
            before, moment = moment, a * moment + n * b * before
            excess = min(each.bit_length() for each in (before, moment) if each) - bits
            if excess > bits:
                before, moment, cut = before >> excess, moment >> excess, cut + excess
        # A cut takes less than 2**(1 - bits) of each, all terms are positive: so of the sum too.
        power = cut - order * (unit.bit_length() - 1)
        ends = moment, moment + (order * moment >> bits - 2) if cut else moment
        low, high = (_quotient(sign * end << max(power, 0), 1 << max(-power, 0)) for end in ends)
        if low == high:
            return low
        bits *= 4


def _fit(
    data: "Iterable[_Number]", floc: "_Number | None", fscale: "_Number | None"
) -> "tuple[float, float]":
    """The mean and the root of the mean squared deviation, unless fixed."""
    if not hasattr(data, "__iter__") or isinstance(data, (str, bytes, bytearray, dict)):
        raise TypeError(f"data must be an iterable of numbers, not {type(data).__name__}")
    count, total, square, unit = 0, 0, 0, 1  # sums of x*unit and of its square
    for value in data:
        n, d = _finite("a value of data", value).as_integer_ratio()
        if d > unit:
            total, square, unit = total * (d // unit), square * (d // unit) ** 2, d
        n *= unit // d
        count, total, square = count + 1, total + n, square + n * n
    return _fit_of_sums(count, total, square, unit, floc, fscale)


def _fit_of_sums(
    count: int,
    total: int,
    square: int,
    unit: int,
    floc: "_Number | None",
    fscale: "_Number | None",
) -> "tuple[float, float]":
    """The fit, from the sums of x*unit and of its square."""
    if floc is not None and fscale is not None:
        raise ValueError("floc and fscale are both fixed: nothing is left to fit")
    if not count:
        raise ValueError("data must hold at least one number")
    # loc is n/d, or total/(count*unit), and the mean squared deviation a mean of (x - loc)**2.
    n, d = total, count * unit
    if floc is not None:
        n, d = _finite("floc", floc).as_integer_ratio()
    loc = _quotient(n, d)
    if fscale is not None:
        return loc, _positive("fscale", _finite("fscale", fscale))
    deviations = d * d * square - 2 * n * d * unit * total + count * (n * unit) ** 2
    return loc, _root_of_quotient(deviations, count * (d * unit) ** 2)


def _finite(name: str, value: "_Number") -> float:
    """The argument as a float that is neither infinite nor NaN."""
    number = _number(name, value)
    if number - number != 0.0:
        raise ValueError(f"{name} must be finite, got {value!r}")
    return number


def _quotient(n: int, d: int) -> float:
    """The float nearest to n/d, an infinity beyond the largest."""
    try:
        return n / d
    except OverflowError:
        return inf if n > 0 else -inf


def _root_of_quotient(n: int, d: int) -> float:
    """The float nearest to sqrt(n/d)."""
    places = max(0, 64 + (d.bit_length() - n.bit_length()) // 2)
    n <<= 2 * places
    root = isqrt(n // d)
    # Two bits more than a float has, and one for what is left.
    return _quotient(2 * root + (root * root * d < n), 2 << places)
