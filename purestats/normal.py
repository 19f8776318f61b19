# SPDX-License-Identifier: BSD-3-Clause
#
# purestats: the normal distribution in pure Python, in one file to import or to copy.
# Origin: the purestats package, file purestats/normal.py. Version: see __version__ below.
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
"""The quantile of the normal distribution, in float64, with the bits of SciPy.

The method is ndtri of the Cephes Math Library 2.8 (S. L. Moshier): one rational
approximation in the centre and two in the tails, each below under its interval. What is
new here: the split into kernels, the handling of arguments, and norm_ppf_bisect, which
shares no coefficient with the rest. Plain Python never fuses a multiplication with an
addition, so the bits are those of SciPy's x86-64 build on every machine whose log agrees.

Errors are in ulps of the true value at the exact argument, the largest found by a search
against mpmath in each region, not a sample's.
"""

from math import erf, erfc, inf, log, sqrt

__all__ = [
    "ndtri",
    "norm",
    "norm_interval",
    "norm_isf",
    "norm_ppf",
    "norm_ppf_bisect",
]

__version__ = "0.1.0"

# The quantile is central on (exp(-2), 1 - exp(-2)], to the last float as in Cephes.
_CENTRE_BEGIN = 0.13533528323661269189
_CENTRE_END = 1.0 - _CENTRE_BEGIN


def norm_ppf(q: float, loc: float = 0.0, scale: float = 1.0) -> float:
    """Return the quantile: the x that a normal variable stays below with probability q.

    q is a probability in [0, 1]; 0 and 1 give the limits, -inf and inf. loc is the mean,
    scale > 0 the standard deviation. The result has the bits of scipy.stats.norm.ppf.

    Largest error found, standard normal: PPF_ERRORS

    ValueError if q is outside [0, 1] or scale is not positive; TypeError if an argument is
    not a number; NaN gives NaN. Method: Cephes ndtri, then x*scale + loc.

    >>> norm_ppf(0.975)
    1.959963984540054
    >>> norm_ppf(1e-300)
    -37.0470962993612
    >>> norm_ppf(0.9, loc=100, scale=15)
    119.22327348316901
    """
    # Checks and branches are spelled out here: each call saved is a tenth of the time.
    if type(q) is not float or type(loc) is not float or type(scale) is not float or not scale > 0:
        q, loc, scale = _number("q", q), _number("loc", loc), _positive("scale", scale)
    if q > _CENTRE_END:
        if q < 1.0:
            return _tail(sqrt(-2.0 * log(1.0 - q))) * scale + loc
    elif q > _CENTRE_BEGIN:
        return _central(q - 0.5) * scale + loc
    elif q > 0.0:
        return -_tail(sqrt(-2.0 * log(q))) * scale + loc
    return _limit("q", q) * scale + loc


def norm_isf(q: float, loc: float = 0.0, scale: float = 1.0) -> float:
    """Return the inverse survival function: the x exceeded with probability q.

    q in [0, 1] is the upper tail's probability, so small q keep all their digits where
    norm_ppf(1 - q) would lose them; 0 and 1 give inf and -inf. loc and scale > 0 as in
    norm_ppf. The result has the bits of scipy.stats.norm.isf, and the errors, exceptions
    and method of norm_ppf.

    >>> norm_isf(1e-20)
    9.262340089798409
    """
    q, loc, scale = _number("q", q), _number("loc", loc), _positive("scale", scale)
    return -norm_ppf(q) * scale + loc


def norm_interval(
    confidence: float, loc: float = 0.0, scale: float = 1.0
) -> "tuple[float, float]":
    """Return the two ends of the central interval that holds the given probability.

    confidence is a probability in [0, 1]; loc and scale > 0 as in norm_ppf. The result is
    norm_ppf((1 - confidence)/2), norm_ppf((1 + confidence)/2), with the bits of
    scipy.stats.norm.interval: near confidence 1 the upper end knows its tail only to the
    rounding of (1 + confidence)/2.

    ValueError if confidence is outside [0, 1] or scale is not positive; TypeError if an
    argument is not a number; NaN gives (NaN, NaN).

    >>> norm_interval(0.95)
    (-1.959963984540054, 1.959963984540054)
    """
    confidence = _probability("confidence", _number("confidence", confidence))
    lower = norm_ppf((1.0 - confidence) / 2.0, loc, scale)
    return lower, norm_ppf((1.0 + confidence) / 2.0, loc, scale)


def norm_ppf_bisect(q: float, loc: float = 0.0, scale: float = 1.0) -> float:
    """Return the quantile by bisection on math.erf and math.erfc alone.

    An independent check of norm_ppf, and twenty lines that need no table: arguments,
    limits and exceptions are those of norm_ppf, no coefficient is shared. The time is
    that of some sixty calls of erfc.

    Largest error found, standard normal, on x86-64 glibc: BISECT_ERRORS

    >>> norm_ppf_bisect(0.975)
    1.959963984540054
    """
    q, loc, scale = _number("q", q), _number("loc", loc), _positive("scale", scale)
    if not 0.0 < q < 1.0:
        return _limit("q", q) * scale + loc
    if q == 0.5:
        return 0.0 * scale + loc  # the bracket would shrink through every binade to 0
    # |x| = sqrt(2) t, where erf(t) = 2 |q - 1/2| or erfc(t) = 2 min(q, 1 - q). Each right
    # side is exact where it is used: erf in the centre, erfc in the smaller tail.
    central = 0.25 < q < 0.75
    target = 2.0 * (abs(q - 0.5) if central else min(q, 1.0 - q))
    low, high = 0.0, 28.0  # erfc(28) is below the smallest subnormal
    while low < (middle := 0.5 * (low + high)) < high:
        if (erf(middle) < target) if central else (erfc(middle) > target):
            low = middle
        else:
            high = middle
    return (sqrt(2.0) * middle if q > 0.5 else -sqrt(2.0) * middle) * scale + loc


def ndtri(p: float) -> float:
    """Return the standard normal quantile of p in [0, 1], under scipy.special's name.

    Bits, errors, exceptions and method are those of norm_ppf(p), but that the exceptions
    name p.

    >>> ndtri(0.25)
    -0.6744897501960817
    """
    return norm_ppf(_probability("p", _number("p", p)))


class norm:  # noqa: N801 (scipy.stats' spelling)
    """The functions under the names they have as methods of scipy.stats.norm.

    A program moves over by changing ``from scipy.stats import norm`` to
    ``from purestats import norm``; loc and scale go to each call.

    >>> norm.ppf(0.975)
    1.959963984540054
    """

    ppf = staticmethod(norm_ppf)
    isf = staticmethod(norm_isf)
    interval = staticmethod(norm_interval)


# Kernels: the standard normal, float in and float out.


def _central(c: float) -> float:
    """Quantile of 1/2 + c: Cephes P0/Q0."""
    r = c * c
    # fmt: off
    return (c + c * (r * (
        # P0, fitted on exp(-2) < 1/2 + c < 1 - exp(-2)
        (((-5.99633501014107895267e1 * r
        +   9.80010754185999661536e1) * r
        -   5.66762857469070293439e1) * r
        +   1.39312609387279679503e1) * r
        -   1.23916583867381258016e0
    ) / (
        # Q0
        (((((((r
        +   1.95448858338141759834e0) * r
        +   4.67627912898881538453e0) * r
        +   8.63602421390890590575e1) * r
        -   2.25462687854119370527e2) * r
        +   2.00260212380060660359e2) * r
        -   8.20372256168333339912e1) * r
        +   1.59056225126211695515e1) * r
        -   1.18331621121330003142e0
    ))) * 2.50662827463100050242e0  # sqrt(2 pi)
    # fmt: on


def _tail(x: float) -> float:
    """Quantile, negated, of the probability p < exp(-2) with x = sqrt(-2 log p)."""
    z = 1.0 / x
    # fmt: off
    if x < 8.0:
        correction = z * (
            # P1, fitted on 2 <= x <= 8: exp(-32) <= p <= exp(-2)
            (((((((4.05544892305962419923e0 * z
            +   3.15251094599893866154e1) * z
            +   5.71628192246421288162e1) * z
            +   4.40805073893200834700e1) * z
            +   1.46849561928858024014e1) * z
            +   2.18663306850790267539e0) * z
            -   1.40256079171354495875e-1) * z
            -   3.50424626827848203418e-2) * z
            -   8.57456785154685413611e-4
        ) / (
            # Q1
            (((((((z
            +   1.57799883256466749731e1) * z
            +   4.53907635128879210584e1) * z
            +   4.13172038254672030440e1) * z
            +   1.50425385692907503408e1) * z
            +   2.50464946208309415979e0) * z
            -   1.42182922854787788574e-1) * z
            -   3.80806407691578277194e-2) * z
            -   9.33259480895457427372e-4
        )
    else:
        correction = z * (
            # P2, fitted on 8 <= x <= 64: exp(-2048) <= p <= exp(-32)
            (((((((3.23774891776946035970e0 * z
            +   6.91522889068984211695e0) * z
            +   3.93881025292474443415e0) * z
            +   1.33303460815807542389e0) * z
            +   2.01485389549179081538e-1) * z
            +   1.23716634817820021358e-2) * z
            +   3.01581553508235416007e-4) * z
            +   2.65806974686737550832e-6) * z
            +   6.23974539184983293730e-9
        ) / (
            # Q2
            (((((((z
            +   6.02427039364742014255e0) * z
            +   3.67983563856160859403e0) * z
            +   1.37702099489081330271e0) * z
            +   2.16236993594496635890e-1) * z
            +   1.34204006088543189037e-2) * z
            +   3.28014464682127739104e-4) * z
            +   2.89247864745380683936e-6) * z
            +   6.79019408009981274425e-9
        )
    # fmt: on
    return x - log(x) / x - correction


# Arguments: what a caller may pass becomes one float, or a clear error.


def _number(name: str, value: float) -> float:
    """The argument as a float, rounded once; text, sequences and complex are refused."""
    if type(value) is float:
        return value
    kind = type(value).__name__
    if hasattr(value, "__len__") and not isinstance(value, (str, bytes, bytearray)):
        raise TypeError(
            f"{name} must be one number, not {kind}; "
            f"for many, call the function for each: [f({name}) for {name} in values]"
        )
    # A size-one dtype of another kind (complex64, datetime64) would convert and lose a part.
    dtype_kind = getattr(getattr(value, "dtype", None), "kind", "f")
    if isinstance(value, (str, bytes, bytearray, complex)) or dtype_kind not in "fiub":
        raise TypeError(f"{name} must be a number, not {kind}")
    try:
        number = float(value)
    except TypeError:
        raise TypeError(f"{name} must be a number, not {kind}") from None
    except OverflowError:
        raise ValueError(f"{name} must be in the range of float64, got a larger {kind}") from None
    if number in (inf, -inf) and value != number:
        raise ValueError(f"{name} must be in the range of float64, got {value!r}")
    return number


def _positive(name: str, value: float) -> float:
    """The argument as a float above zero, or NaN."""
    number = _number(name, value)
    if number <= 0.0:
        raise ValueError(f"{name} must be greater than 0, got {value!r}")
    return number


def _probability(name: str, value: float) -> float:
    """The float, which must be in [0, 1] or NaN."""
    if value < 0.0 or value > 1.0:
        raise ValueError(f"{name} must be in [0, 1], got {value!r}")
    return value


def _limit(name: str, q: float) -> float:
    """The quantile where the formulas end: at 0, at 1 and for NaN; else the error."""
    if _probability(name, q) != q:
        return q
    return inf if q else -inf
