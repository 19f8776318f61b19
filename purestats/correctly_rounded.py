# SPDX-License-Identifier: BSD-3-Clause
#
# purestats.correctly_rounded: one file to import or to copy.
# Origin: the purestats package, file purestats/correctly_rounded.py. Version: see __version__.
#
# Copyright (c) 2026 the purestats authors
#
# Redistribution and use in source and binary forms, with or without modification, are permitted
# provided that the following conditions are met:
#
# 1. Redistributions of source code must retain the above copyright notice, this list of
#    conditions and the following disclaimer.
# 2. Redistributions in binary form must reproduce the above copyright notice, this list of
#    conditions and the following disclaimer in the documentation and/or other materials provided
#    with the distribution.
# 3. Neither the name of the copyright holder nor the names of its contributors may be used to
#    endorse or promote products derived from this software without specific prior written
#    permission.
#
# THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR
# IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND
# FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR
# CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
# CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
# SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY
# THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR
# OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
# POSSIBILITY OF SUCH DAMAGE.
"""The normal distribution, correctly rounded: every result is the float nearest to the truth.

One file of the purestats project that needs nothing but ``math``; copy it under any name.

Arguments are exact numbers, ``loc`` and ``scale`` too; the true value of the whole expression is
rounded once to float64, ties to even, by the same rule where it overflows to an infinity or
underflows to a signed zero.  Every interpreter and C library gives the same bits: results rest on
integers and on the IEEE operations + - * / alone.  What ``math.log``, ``exp``, ``erf`` and
``sqrt`` return is only where a search starts.  NaN gives NaN, infinite arguments give limits, and
an infinite ``loc`` or ``scale`` what the formula gives in IEEE arithmetic.

How: a value is enclosed between two integers times a power of two.  If both ends round to one
float, that is the answer; if not, the enclosure is computed again with twice the bits (Ziv's
strategy).  Each step's error is derived beside it.  For quantiles a first phase evaluates the
Taylor series of a cell around the argument in plain floats, and answers only if a test with a
proven bound says that rounding cannot differ.  Cells are built when first used, 16384 at most, in
less than 10 MB.  Threads may race for one: both then compute the same.

Does doubling end?  Always, unless a true value lies exactly half-way between two floats.  Zeros,
limits, and the median are taken out first; whether another result can be such a tie, or rational
at all, number theory leaves open.  Siegel and Shidlovskii show that sqrt(pi)*erf(t) is
transcendental for algebraic t != 0, and Lindemann that exp(-t*t) is, but nobody can say this of
either over sqrt(pi), nor of a logarithm plus log(2 pi)/2; it is a theorem only for the density at
x == loc, a rational over sqrt(2 pi).  No tie is known or expected: the hardest of ten million
quantiles came within 2**-24 ulp of one, which 224 bits settle.  A value still undecided with
``_MAX_BITS`` bits would raise ArithmeticError; none is ever guessed.
"""

import math
from math import frexp, isqrt, ldexp

__all__ = [
    "erf",
    "erfc",
    "erfcinv",
    "erfinv",
    "norm_cdf",
    "norm_isf",
    "norm_logcdf",
    "norm_logpdf",
    "norm_logsf",
    "norm_pdf",
    "norm_ppf",
    "norm_sf",
]
__version__ = "0.1.0"

_FIRST_BITS = 112  # 72 or more hold after all errors: one first try in 2**19 is undecided
_MAX_BITS = 1 << 16
_MAX_CELLS = 1 << 14
_DEGREE = 8  # of a cell's series
_SWITCH = 9  # h from which Mills' ratio is quicker than the series of the centre
_U = 2.0**-53
_ROOT_HALF, _ROOT_HALF_LOW = 0.7071067811865476, -4.833646656726457e-17  # off by less than 2**-108

_Enclosure = tuple[int, int, int]  # low, high, e: a value in [low * 2**e, high * 2**e]
_Cell = tuple[float, ...]  # a, head, rest, first, first_low, c2, ..., c8, err: see _cell_series
_Cells = dict[int, _Cell]  # from e * 64 + floor(m * 128), for arguments m * 2**e
_TAIL_CELLS: _Cells = {}
_CENTRE_CELLS: _Cells = {}
_CONSTANTS: dict[int, tuple[int, int, int]] = {}
_HALF, _WHOLE, _TWO = (1, 1, -1), (1, 1, 0), (1, 1, 1)
_ZERO, _ONE = 0.0, 1.0


def norm_pdf(x: float, loc: float = 0.0, scale: float = 1.0) -> float:
    """Density of the normal distribution at any real x, correctly rounded (0.5 ulp).

    ValueError if scale is not above 0, TypeError if an argument is not one real number.

    >>> norm_pdf(1.0)
    0.24197072451914334
    """
    n, d = _standardise(x, loc, scale)
    if d == 0 or math.isinf(scale):
        return math.nan if n == d else 0.0
    return _settle(_pdf, n * n, 2 * d * d, float(scale).as_integer_ratio())


def norm_logpdf(x: float, loc: float = 0.0, scale: float = 1.0) -> float:
    """Logarithm of the density at any real x, correctly rounded (0.5 ulp).

    ValueError if scale is not above 0, TypeError if an argument is not one real number.

    >>> norm_logpdf(100.0)
    -5000.918938533205
    """
    n, d = _standardise(x, loc, scale)
    if d == 0 or math.isinf(scale):
        return math.nan if n == d else -math.inf
    return _settle(_logpdf, n * n, 2 * d * d, float(scale).as_integer_ratio())


def norm_cdf(x: float, loc: float = 0.0, scale: float = 1.0) -> float:
    """Probability of a value below any real x, correctly rounded (0.5 ulp).

    ValueError if scale is not above 0, TypeError if an argument is not one real number.

    >>> norm_cdf(-38.0)
    2.88542835e-316
    """
    n, d = _standardise(x, loc, scale)
    return _probability(-n, d)


def norm_logcdf(x: float, loc: float = 0.0, scale: float = 1.0) -> float:
    """Logarithm of the probability of a value below any real x, correctly rounded (0.5 ulp).

    ValueError if scale is not above 0, TypeError if an argument is not one real number.

    >>> norm_logcdf(10.0)
    -7.619853024160525e-24
    """
    n, d = _standardise(x, loc, scale)
    return _log_probability(-n, d)


def norm_sf(x: float, loc: float = 0.0, scale: float = 1.0) -> float:
    """Survival function, the probability of a value above any real x, correctly rounded (0.5 ulp).

    ValueError if scale is not above 0, TypeError if an argument is not one real number.

    >>> norm_sf(10.0)
    7.619853024160525e-24
    """
    n, d = _standardise(x, loc, scale)
    return _probability(n, d)


def norm_logsf(x: float, loc: float = 0.0, scale: float = 1.0) -> float:
    """Logarithm of the survival function at any real x, correctly rounded (0.5 ulp).

    ValueError if scale is not above 0, TypeError if an argument is not one real number.

    >>> norm_logsf(1e10)
    -5e+19
    """
    n, d = _standardise(x, loc, scale)
    return _log_probability(n, d)


def norm_ppf(q: float, loc: float = _ZERO, scale: float = _ONE) -> float:
    """Quantile: the x with probability q, in [0, 1], below it, correctly rounded (0.5 ulp).

    ValueError if q is outside [0, 1] or scale not above 0, TypeError if an argument is not one
    real number.

    >>> norm_ppf(0.975)
    1.9599639845400538
    """
    if type(q) is float and loc is _ZERO and scale is _ONE:  # the defaults need no check
        # _halve and _cell_series, spelled out: most calls end here.
        if q < 0.25:
            t, cells = q, _TAIL_CELLS
        elif q > 0.75:
            t, cells = 1.0 - q, _TAIL_CELLS
        else:
            t, cells = abs(q - 0.5), _CENTRE_CELLS
        if t > 0.0:
            m, e = frexp(t)
            cell = cells.get((e << 6) + int(m * 128.0))
            if cell:
                a, head, rest, first, first_low, c2, c3, c4, c5, c6, c7, c8, err = cell
                d = m - a
                near = d * first
                total = head + near
                inner = c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * (c7 + d * c8)))))
                low = (near - (total - head)) + (rest + d * (first_low + d * inner))
                lower = total + (low - err)
                if lower == total + (low + err):
                    return lower if q > 0.5 else -lower
    return _quantile(_number("q", q), loc, scale, 1.0)


def norm_isf(q: float, loc: float = _ZERO, scale: float = _ONE) -> float:
    """Inverse survival function: the x with probability q, in [0, 1], above it (0.5 ulp).

    ValueError if q is outside [0, 1] or scale not above 0, TypeError if an argument is not one
    real number.

    >>> norm_isf(1e-300)
    37.0470962993612
    """
    return _quantile(_number("q", q), loc, scale, -1.0)


def erf(x: float) -> float:
    """Error function of any real x, correctly rounded (0.5 ulp).

    TypeError if x is not one real number.

    >>> erf(0.5)
    0.5204998778130465
    """
    x = _number("x", x)
    if x == 0.0 or x != x:
        return x
    if math.isinf(x):
        return math.copysign(1.0, x)
    n, d = x.as_integer_ratio()
    return math.copysign(_settle(_offset, n * n, d * d, 1), x)


def erfc(x: float) -> float:
    """Complementary error function, 1 - erf(x), of any real x, correctly rounded (0.5 ulp).

    TypeError if x is not one real number.

    >>> erfc(27.0)
    5.23705e-319
    """
    x = _number("x", x)
    if x != x:
        return x
    if math.isinf(x):
        return 1.0 - math.copysign(1.0, x)
    n, d = x.as_integer_ratio()
    return _settle(_tail if n > 0 else _body, n * n, d * d, 1)


def erfinv(y: float) -> float:
    """Inverse error function of y in [-1, 1], correctly rounded (0.5 ulp).

    ValueError if y is outside [-1, 1], TypeError if it is not one real number.

    >>> erfinv(0.5)
    0.4769362762044699
    """
    y = _number("y", y)
    _check(y, "y", -1.0, 1.0)
    if y == 0.0 or y != y:
        return y
    size, sign = abs(y), math.copysign(1.0, y)
    if size == 1.0:
        return sign * math.inf
    if size > 0.5:  # 1 - size is exact
        return _half_root(1.0 - size, _TAIL_CELLS, sign)
    return _half_root(size, _CENTRE_CELLS, sign)


def erfcinv(y: float) -> float:
    """Inverse complementary error function of y in [0, 2], correctly rounded (0.5 ulp).

    ValueError if y is outside [0, 2], TypeError if it is not one real number.

    >>> erfcinv(5e-324)
    27.21329321081295
    """
    y = _number("y", y)
    _check(y, "y", 0.0, 2.0)
    if y != y or y == 1.0:
        return y - 1.0
    if y == 0.0 or y == 2.0:
        return math.copysign(math.inf, 1.0 - y)
    if 0.5 < y < 1.5:  # 1 - y is exact
        return _half_root(abs(1.0 - y), _CENTRE_CELLS, math.copysign(1.0, 1.0 - y))
    return _half_root(y, _TAIL_CELLS, 1.0) if y < 1.0 else _half_root(2.0 - y, _TAIL_CELLS, -1.0)


# Arguments. _number stands in normal.py too: each file can be copied alone.


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
    if number in (math.inf, -math.inf) and value != number:
        raise ValueError(f"{name} must be in the range of float64, got {value!r}")
    return number


def _check(value: float, name: str, low: float, high: float) -> None:
    if value < low or value > high:
        raise ValueError(f"{name} must be in [{low:g}, {high:g}], got {value!r}")


def _check_scale(scale: float) -> None:
    if scale <= 0.0:
        raise ValueError(f"scale must be greater than 0, got {scale!r}")


def _standardise(x: float, loc: float, scale: float) -> "tuple[int, int]":
    """(x - loc)/scale exactly, as numerator and denominator; n/0 is an infinity, 0/0 a NaN."""
    x, loc, scale = _number("x", x), _number("loc", loc), _number("scale", scale)
    _check_scale(scale)
    if x != x or loc != loc or scale != scale:
        return 0, 0
    if math.isfinite(x) and math.isfinite(loc) and math.isfinite(scale):
        xn, xd = x.as_integer_ratio()
        ln, ld = loc.as_integer_ratio()
        sn, sd = scale.as_integer_ratio()
        return (xn * ld - ln * xd) * sd, xd * ld * sn
    z = (0.5 * x - 0.5 * loc) / scale  # halves do not overflow; only 0, inf and NaN matter here
    if z != z:
        return 0, 0
    return (0, 1) if z == 0.0 else (int(math.copysign(1.0, z)), 0)


# Public edge of the kernels: h = z*z/2 is handed down, so that erf, with h = t*t, shares them.


def _probability(n: int, d: int) -> float:
    """Probability above n/d."""
    if d == 0 or n == 0:
        return math.nan if n == d else 0.0 if n > 0 else 1.0 if n < 0 else 0.5
    return _settle(_tail if n > 0 else _body, n * n, 2 * d * d, 0)


def _log_probability(n: int, d: int) -> float:
    """Logarithm of the probability above n/d."""
    if d == 0:
        return math.nan if n == 0 else -math.inf if n > 0 else 0.0
    return _settle(_log_tail if n >= 0 else _log_body, n * n, 2 * d * d)


def _quantile(q: float, loc: float, scale: float, side: float) -> float:
    """loc + side*scale*x with x the quantile of q."""
    loc, scale = _number("loc", loc), _number("scale", scale)
    _check(q, "q", 0.0, 1.0)
    _check_scale(scale)
    if q != q or loc != loc or scale != scale:
        return math.nan
    t, cells, sign = _halve(q)
    sign *= side
    if q == 0.0 or q == 1.0 or math.isinf(loc) or math.isinf(scale):
        z = math.inf if t == 0.0 and q != 0.5 else float(q != 0.5)
        return sign * z * scale + loc
    if q == 0.5:
        return loc + 0.0
    result = _placed(t, cells, loc, sign * scale, 0.0)
    if result is None:
        n, d = t.as_integer_ratio()
        result = _settle(_placed_quantile, n, d, cells is _TAIL_CELLS, loc, sign * scale)
    return result


def _half_root(t: float, cells: _Cells, sign: float) -> float:
    """sign*x/sqrt(2) with x the quantile whose tail, or distance from 1/2, is t/2."""
    result = None
    if t > 1e-290:  # else t/2 might not be exact
        result = _placed(0.5 * t, cells, 0.0, sign * _ROOT_HALF, sign * _ROOT_HALF_LOW)
    if result is None:
        n, d = t.as_integer_ratio()
        result = sign * _settle(_erf_quantile, n, 2 * d, cells is _TAIL_CELLS)
    return result


# Fast phase
#
# Quantiles are found as x > 0 from t: the tail beyond x, if that is below 1/4, or else the
# distance of the probability from 1/2.  With t = m * 2**e, m in [1/2, 1), a cell covers a 64th of
# the binade in m; it holds the quantile at its middle a, as head + rest, and the coefficients of
# the Taylor series in d = m - a, the first as a sum of two floats.  u is 2**-53.


def _halve(q: float) -> "tuple[float, _Cells, float]":
    """t, its cells, and the sign of the quantile; every subtraction is exact (Sterbenz)."""
    if q < 0.5:
        if q < 0.25:
            return q, _TAIL_CELLS, -1.0
        return 0.5 - q, _CENTRE_CELLS, -1.0
    if q > 0.75:
        return 1.0 - q, _TAIL_CELLS, 1.0
    return q - 0.5, _CENTRE_CELLS, 1.0


def _cell_series(t: float, cells: _Cells) -> "tuple[float, float, float] | None":
    """total, low, err: the quantile is in [total + fl(low - err), total + fl(low + err)]."""
    if not t > 0.0:
        return None
    m, e = frexp(t)
    key = (e << 6) + int(m * 128.0)
    cell = cells.get(key) or _build(key, cells)
    if cell is None:
        return None
    a, head, rest, first, first_low, c2, c3, c4, c5, c6, c7, c8, err = cell
    # m is a multiple of u and |d| <= 2**-8, so d is exact, in 45 bits.  first has 8, so near is
    # exact.  _build made sure that near is smaller than head, so near - (total - head) is exactly
    # what their sum loses (Dekker).
    d = m - a
    near = d * first
    total = head + near
    inner = c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * (c7 + d * c8)))))
    return total, (near - (total - head)) + (rest + d * (first_low + d * inner)), err


def _build(key: int, cells: _Cells) -> "_Cell | None":
    """Make and keep the cell of a key; None where no bound is proven.

    With g = 1/pdf, the derivatives of x by its probability are P_n(x) * g**n, where P_1 = 1 and
    P_{n+1} = P_n' + n*x*P_n, since x' = g and g' = x*g*g.  No coefficient of P_n is negative, so
    every derivative grows with x, and Lagrange's remainder is at most its value at the outer end.
    """
    e, k = (key >> 6) - 1, (key & 63) + 64
    if e < -300 and cells is _CENTRE_CELLS:
        return None  # coefficients would underflow
    half = 1.0 / 256.0  # half the width of the cell
    sign = -1.0 if cells is _TAIL_CELLS else 1.0  # x falls as its tail grows
    quantile, slope = _solve(_FIRST_BITS, 2 * k + 1, 8 - e, cells is _TAIL_CELLS)
    head, rest, head_err = _split(quantile, 0)
    g, g_low, g_err = _split(slope, e)
    fraction, exponent = frexp(g)
    first = ldexp(float(round(fraction * 256.0)), exponent - 8)
    first_low = (g - first) + g_low
    # From the middle to the outer end x moves by at most 2*step and g grows by a factor of at most
    # 1 + 2*spread, if spread <= 1/2: the lemma in _solve.
    step = half * g
    spread = 2.0 * step * (head + step)
    if spread > 0.5 or 2.0 * step > head:
        return None
    # Rounding errors, in u: head and g are truncated, 2 each; so P_n is off by 2n - 2 for x and
    # 2n - 2 for Horner's scheme, g**n / n! by 2n + 2n - 2, their product by 1, in all less than
    # 8n.  In _cell_series the n-th coefficient takes part in n products and n + 2 sums.  first_low
    # takes part in 1 product and 3 sums, and was itself rounded once: 5; rest was rounded once and
    # takes part in 2 sums: 3.  What total lacks of head + near, below 2u*head, is in 1 sum.
    reach = 2.0 * _U * head + abs(rest) + half * abs(first_low)
    err = _U * (2.0 * _U * head + 3.0 * abs(rest) + half * (5.0 * abs(first_low) + abs(g_low)))
    err += head_err + half * g_err
    coefficients = []
    c = sign * g
    remainder = outer = half * g * (1.0 + 2.0 * spread)
    width = half
    for n in range(2, _DEGREE + 1):
        c *= sign * g / n
        width *= half
        remainder *= outer / n
        coefficients.append(_derivative(n, head) * c)
        size = width * abs(coefficients[-1])
        reach += size
        err += (10 * n + 2) * _U * size
    err += _derivative(_DEGREE + 1, head + 2.0 * step) * remainder * outer / (_DEGREE + 1)
    # low -+ err rounds once more; 1.01 is for the rounding errors of these lines, all of sums and
    # products of positive numbers, and for terms in u*u; 2**-1000 for underflow.
    err = 1.01 * (err + _U * (reach + err)) + 2.0**-1000
    a = (2 * k + 1) * half
    cell = (a, head, rest, sign * first, sign * first_low, *coefficients, err)
    if len(cells) >= _MAX_CELLS // 2:
        cells.clear()
    cells[key] = cell
    return cell


def _derivative(n: int, x: float) -> float:
    """P_n(x) of _build."""
    result = 0.0
    for c in _DERIVATIVES[n]:
        result = result * x + c
    return result


def _derivative_polynomials(count: int) -> "list[list[float]]":
    """P_1 to P_count after an empty place; their coefficients, highest first, are exact."""
    polynomials: list[list[float]] = [[], [1.0]]
    for n in range(1, count):
        p = polynomials[n]
        slope = [c * (len(p) - 1 - i) for i, c in enumerate(p)][:-1]
        product = [n * c for c in p] + [0.0]
        for i, c in enumerate(slope, 2):
            product[i] += c
        polynomials.append(product)
    return polynomials


def _placed(t: float, cells: _Cells, loc: float, scale: float, scale_low: float) -> "float | None":
    """loc + (scale + scale_low)*x by the fast phase, or None if it cannot tell."""
    series = _cell_series(t, cells)
    if series is None or not 1e-90 < abs(scale) < 1e90 or abs(loc) > 1e90 or series[0] < 1e-90:
        return None
    head, low, err = series
    # Exact product (Dekker, Veltkamp) and exact sum (Knuth); nothing over- or underflows here.
    split = 134217729.0 * head
    head_high = split - (split - head)
    head_low = head - head_high
    split = 134217729.0 * scale
    scale_high = split - (split - scale)
    scale_rest = scale - scale_high
    product = head * scale
    lost = (
        (head_high * scale_high - product) + head_high * scale_rest + head_low * scale_high
    ) + head_low * scale_rest
    total = loc + product
    shadow = total - loc
    lost_sum = (loc - (total - shadow)) + (product - shadow)
    scaled = low * scale
    extra = (head + low) * scale_low
    rest = lost_sum + (lost + (scaled + extra))
    # Each part of rest takes at most 5 roundings, the test one more: below 8u of the magnitudes.
    # What scale_low itself lacks is below u*u*|product|.
    magnitude = abs(lost_sum) + abs(lost) + abs(scaled) + abs(extra)
    bound = 1.01 * (err * abs(scale) + 8.0 * _U * magnitude + 4.0 * _U * _U * abs(product))
    lower = total + (rest - bound)
    return lower if lower == total + (rest + bound) else None


# Slow phase: enclosures
#
# An enclosure (low, high, e) holds a value in [low * 2**e, high * 2**e].  Operations take
# enclosures and return one of every possible result; // and >> round down, -(-a // b) up.


def _settle(enclose, *args) -> float:  # type: ignore[no-untyped-def] # Callable needs an import
    """The float nearest to what enclose(bits, *args) encloses ever closer."""
    bits = _FIRST_BITS
    while bits <= _MAX_BITS:
        result = _rounded(*enclose(bits, *args))
        if result is not None:
            return result
        bits *= 2
    raise ArithmeticError(f"not decided with {bits // 2} bits")


def _rounded(low: int, high: int, e: int) -> "float | None":
    """The float that both ends round to; rounding is monotone, so all between them does."""
    result = _nearest(low, e)
    if result != _nearest(high, e) or (result == 0.0 and low < 0 < high):
        return None
    return result


def _nearest(m: int, e: int) -> float:
    """The float nearest to m * 2**e, ties to even."""
    size = abs(m)
    drop = max(size.bit_length() - 53, -1074 - e)
    if drop > 0:
        # Adding half less one, or half if the last bit kept is odd, then truncating, rounds right.
        size = (size + (1 << drop - 1) - 1 + (size >> drop & 1)) >> drop
        e += drop
    try:
        value = ldexp(size, e)  # exact: at most 53 bits, or 2**53
    except OverflowError:
        value = math.inf
    return -value if m < 0 else value


def _cut(low: int, high: int, e: int, w: int) -> _Enclosure:
    """The same in about w bits."""
    drop = max(abs(low), abs(high)).bit_length() - w
    return (low, high, e) if drop <= 0 else (low >> drop, -(-high >> drop), e + drop)


def _add(a: _Enclosure, b: _Enclosure, w: int) -> _Enclosure:
    if a[2] < b[2]:
        a, b = b, a
    shift = a[2] - b[2]
    return _cut((a[0] << shift) + b[0], (a[1] << shift) + b[1], b[2], w)


def _negative(a: _Enclosure) -> _Enclosure:
    return -a[1], -a[0], a[2]


def _multiply(a: _Enclosure, b: _Enclosure, w: int) -> _Enclosure:
    """a * b for b >= 0."""
    low = a[0] * (b[0] if a[0] >= 0 else b[1])
    high = a[1] * (b[1] if a[1] >= 0 else b[0])
    return _cut(low, high, a[2] + b[2], w)


def _divide(a: _Enclosure, b: _Enclosure, w: int) -> _Enclosure:
    """a / b for b > 0."""
    shift = max(0, w + b[1].bit_length() - max(abs(a[0]), abs(a[1])).bit_length())
    low = (a[0] << shift) // (b[1] if a[0] >= 0 else b[0])
    high = -((-a[1] << shift) // (b[0] if a[1] >= 0 else b[1]))
    return low, high, a[2] - b[2] - shift


def _scaled(a: _Enclosure, k: int) -> _Enclosure:
    return a[0], a[1], a[2] + k


def _ratio(n: int, d: int, w: int) -> _Enclosure:
    return _divide((n, n, 0), (d, d, 0), w)


def _split(a: _Enclosure, e: int) -> "tuple[float, float, float]":
    """The middle of a > 0 times 2**e as two floats, and half its width."""
    middle, exponent = a[0] + a[1], a[2] + e - 1
    drop = max(0, middle.bit_length() - 53)
    top = middle >> drop
    rest = middle - (top << drop)
    return ldexp(top, exponent + drop), ldexp(rest, exponent), ldexp(a[1] - a[0], exponent)


# Slow phase: what is settled.  h = n/d, z*z/2 or t*t, w the working bits.


def _pdf(w: int, n: int, d: int, scale: "tuple[int, int]") -> _Enclosure:
    density = _divide(_exp_negative(n, d, w), _root_2pi(w), w)
    return _divide(_multiply(density, (scale[1], scale[1], 0), w), (scale[0], scale[0], 0), w)


def _logpdf(w: int, n: int, d: int, scale: "tuple[int, int]") -> _Enclosure:
    """-h - log(2 pi scale**2)/2."""
    low, high = _constants(w)[1:]
    square = scale[0] * scale[0]
    e = 2 - 2 * scale[1].bit_length()  # scale[1] is a power of two
    log = _log((2 * low * square, 2 * high * square, e - w), w)
    return _negative(_add(_ratio(n, d, w), _scaled(log, -1), w))


def _tail(w: int, n: int, d: int, shift: int) -> _Enclosure:
    """Q(z), the probability above z = sqrt(2h), times 2**shift."""
    in_tail, area, _ = _area(n, d, w)
    return _scaled(area if in_tail else _add(_HALF, _negative(area), w), shift)


def _body(w: int, n: int, d: int, shift: int) -> _Enclosure:
    """(1 - Q(z)) * 2**shift."""
    return _scaled(_add(_WHOLE, _negative(_tail(w, n, d, 0)), w), shift)


def _offset(w: int, n: int, d: int, shift: int) -> _Enclosure:
    """(1/2 - Q(z)) * 2**shift."""
    in_tail, area, _ = _area(n, d, w)
    return _scaled(_add(_HALF, _negative(area), w) if in_tail else area, shift)


def _log_tail(w: int, n: int, d: int) -> _Enclosure:
    """log Q(z); in the tail -h - log(4 pi h / T**2)/2, with no exp that could underflow."""
    if n < _SWITCH * d:
        return _log(_tail(w, n, d, 0), w)
    mills = _mills((n << w) // d, w)
    low, high = _constants(w)[1:]
    ratio = _multiply(_ratio(n, d, w), (4 * low, 4 * high, -w), w)
    log = _log(_divide(ratio, _multiply(mills, mills, w), w), w)
    return _negative(_add(_ratio(n, d, w), _scaled(log, -1), w))


def _log_body(w: int, n: int, d: int) -> _Enclosure:
    """log(1 - Q(z)) = -2 artanh(r), r = Q/(2 - Q) <= 1/3."""
    tail = _tail(w, n, d, 0)
    r = _divide(tail, _add(_TWO, _negative(tail), w), w)
    # r*r to w places; the sum's slope in it is below 0.64, so the width there covers it.
    shift = 2 * r[2] + w
    low, high = r[0] * r[0], r[1] * r[1]
    low, high = (low << shift, high << shift) if shift > 0 else (low >> -shift, -(-high >> -shift))
    total, err = _artanh_sum(low, w)
    return _negative(_multiply(r, (2 * total, 2 * (total + err + high - low), -w), w))


def _placed_quantile(
    w: int, n: int, d: int, in_tail: bool, loc: float, scale: float
) -> _Enclosure:
    """loc + scale*x, x as in _solve."""
    x, _ = _solve(w, n, d.bit_length() - 1, in_tail)
    sn, sd = abs(scale).as_integer_ratio()
    x = _multiply(x, (sn, sn, 1 - sd.bit_length()), w)
    if loc == 0.0:
        return x if scale > 0.0 else _negative(x)
    ln, ld = loc.as_integer_ratio()
    return _add((ln, ln, 1 - ld.bit_length()), x if scale > 0.0 else _negative(x), w)


def _erf_quantile(w: int, n: int, d: int, in_tail: bool) -> _Enclosure:
    """x/sqrt(2), x as in _solve."""
    x, _ = _solve(w, n, d.bit_length() - 1, in_tail)
    root = isqrt(1 << (2 * w - 1))
    return _multiply(x, (root, root + 1, -w), w)


def _solve(w: int, n: int, k: int, in_tail: bool) -> "tuple[_Enclosure, _Enclosure]":
    """x > 0 with tail n/2**k, or with probability 1/2 + n/2**k, and 1/pdf(x).

    With Q the tail and q its target, let D = (Q(x0) - q)/pdf(x0), Newton's step up from x0.
    Lemma: if s = 2|D|(x0 + |D|) is at most 1/2, then |x - x0| <= 2|D|.  For all y that near to
    x0, |y*y - x0*x0|/2 <= s, so pdf(y) >= pdf(x0) * exp(-s) > pdf(x0)/2: going 2|D| the right
    way passes the target.  By the mean value theorem x = x0 + D*pdf(x0)/pdf(y) for such a y, and
    the quotient is within exp(-s) and exp(s), so within 1 - s and 1 + 2s.
    """
    target = (n, n, -k)
    numerator, denominator = _guess(n, k, in_tail).as_integer_ratio()
    m, e = numerator, 1 - denominator.bit_length()
    slope = x = (0, 0, 0)
    for _ in range(99):  # each time doubles the bits, so it ends long before
        at_tail, area, density = _area(m * m, 1 << (1 - 2 * e), w)
        missing = target
        if at_tail != in_tail:
            missing = _add(_HALF, (-n, -n, -k), n.bit_length() + k)
        gap = _add(area, _negative(missing), w)
        slope = _divide(_root_2pi(w), density, w)
        step = _multiply(gap if at_tail else _negative(gap), slope, w)
        # |D|, x0 and s in units of 2**-w, rounded up
        size = max(-step[0], step[1])
        size = -(-size >> -step[2] - w) if step[2] < -w else size << step[2] + w
        near = -(-m >> -e - w) if e < -w else m << e + w
        spread = (2 * size * (near + size) >> w) + 1
        if spread > 1 << (w - 1):
            m, e = _bisect(n, k, in_tail), -10
            continue
        spreads = ((1 << w) - spread, (1 << w) + 2 * spread, -w)
        x = _add((m, m, e), _multiply(step, spreads, w), w)
        if x[0] > 0 and (x[1] - x[0]).bit_length() <= x[1].bit_length() - w + 40:
            break
        middle = max(0, x[0] + x[1])
        drop = max(0, middle.bit_length() - w)
        m, e = middle >> drop, x[2] + drop - 1
    else:
        raise ArithmeticError("the quantile did not converge")
    # 1/pdf(x) = exp(v)/pdf(x0) with v = (x - x0)(x + x0)/2, |v| <= s, and exp(v) is between 1 + v
    # and 1 + v + v*v.
    v = _multiply(_add(x, (-m, -m, e), w), _add(x, (m, m, e), w), w)
    factor = _add(_add(_WHOLE, _scaled(v, -1), w), (0, -(-spread * spread >> w), -w), w)
    return x, _multiply(slope, factor, w)


def _bisect(n: int, k: int, in_tail: bool) -> int:
    """An integer within 1 of 2**10 times the x of _solve, in case the guess is a bad one."""
    low, high = 0, 64 << 10
    while high - low > 1:
        middle = (low + high) // 2
        tail = _tail(_FIRST_BITS, middle * middle, 1 << 21, 0)
        missing = (n, n, -k) if in_tail else (((1 << k - 1) - n), ((1 << k - 1) - n), -k)
        if _add(tail, _negative(missing), _FIRST_BITS)[0] > 0:
            low = middle
        else:
            high = middle
    return low


def _guess(n: int, k: int, in_tail: bool) -> float:
    """A float near the x of _solve.  Its quality decides the time that takes, never the result."""
    try:
        tail = n / (1 << k) if in_tail else 0.5 - n / (1 << k)
        if tail > 0.02:
            offset = 0.5 - tail if in_tail else n / (1 << k)
            y = offset * offset
            x = offset * (2.50682 + y * (8.93456 * y - 11.37851))
            x /= 1.0 + y * (6.95646 * y - 5.57811)  # within 0.1 %, our own fit
            for _ in range(2):
                gap = offset - 0.5 * math.erf(_ROOT_HALF * x)
                step = gap * math.exp(0.5 * x * x) * 2.5066282746310002
                x += step * (1.0 + 0.5 * x * step)
        else:
            # Newton's method for log Q(x), to second order, with Q/pdf by Mills' ratio
            log_tail = math.log(n) - k * 0.6931471805599453
            x = math.sqrt(-2.0 * log_tail - math.log(-12.566370614359172 * log_tail))
            for _ in range(2):
                if x < 5.0:
                    q = 0.5 * math.erfc(_ROOT_HALF * x)
                    ratio = q * math.exp(0.5 * x * x) * 2.5066282746310002
                    excess = math.log(q) - log_tail
                else:
                    f = x
                    for i in range(12, 0, -1):
                        f = x + i / f
                    ratio = 1.0 / f
                    excess = math.log(ratio) - 0.5 * x * x - 0.9189385332046728 - log_tail
                step = excess * ratio
                x += step * (1.0 - 0.5 * step * (1.0 / ratio - x))
    except (ArithmeticError, ValueError):
        return 1.0
    return x if 0.0 <= x < 64.0 else 1.0


# Kernels in fixed point: integers count units of 2**-w.


def _area(n: int, d: int, w: int) -> "tuple[bool, _Enclosure, _Enclosure]":
    """Whether Q(z) or 1/2 - Q(z) is given, that, and exp(-h).

    With b = sqrt(h/pi) and K of _series, 1/2 - Q = b * exp(-h) * K(h); with Mills' ratio times z,
    T, Q = exp(-h) * T(h) / (2 pi b).
    """
    density = _exp_negative(n, d, w)
    if n == 0:
        return False, (0, 0, 0), density
    if density[0] == 0:
        return True, density, density  # Q < exp(-h)
    pi_low, pi_high = _constants(w)[1:]
    # b*b is at least y = (n << shift) // (d * pi_high), in units of 2**(w - shift), and less than
    # (y + 1) * pi_high/pi_low < (y + 1) * (1 + 2**-w), so b < (root + 1) * (1 + 2**-w).
    shift = max(0, 2 * w + d.bit_length() + w - n.bit_length())
    shift += w - shift & 1  # even, to take the root
    root = isqrt((n << shift) // (d * pi_high))
    b = (root, root + 2 + (root >> w), (w - shift) // 2)
    h = (n << w) // d
    if n < _SWITCH * d:
        return False, _multiply(_multiply(b, density, w), _series(h, w), w), density
    two_pi_b = _multiply(b, (2 * pi_low, 2 * pi_high, -w), w)
    return True, _divide(_multiply(density, _mills(h, w), w), two_pi_b, w), density


def _series(h: int, w: int) -> _Enclosure:
    """K(h) = sum of (2h)**n / (2n + 1)!!, for the true h from h to h + 1 units.

    Errors, all downwards: an h too small by a unit costs dK/dh <= K units, as 2n < 2n + 1 in
    every term; the two roundings of a term less than 2 units, which later terms carry on by less
    than the terms of K do.  Terms after the first zero are carried errors too.  After N terms the
    sum lacks at most (2N + 1) K units, which is less than 1, so K < (total >> w) + 2.
    """
    v = 2 * h
    total = term = 1 << w
    n = 0
    while term:
        n += 1
        term = (term * v >> w) // (2 * n + 1)
        total += term
    return total, total + (2 * n + 1) * ((total >> w) + 2), -w


def _mills(h: int, w: int) -> _Enclosure:
    """T(h) = z * Q(z)/pdf(z), for the true h from h to h + 1 units.

    T = v/f(1) with v = z*z and f(k) = v + k/(1 + (k + 1)/f(k + 2))
    = v + k - k(k + 1)/(f(k + 2) + k + 1), the even part of Laplace's continued fraction.  f(k) is
    between v and v + k and grows with v and f(k + 2), so bounds at any k give bounds at 1.
    """
    low_v, high_v = 2 * h, 2 * h + 2
    bits = w - 24
    # A fit: its quality decides the width, never the bounds.  _solve can spare 40 bits.
    last = ((bits * bits // 14 << w) // h + bits // (8 if w < 400 else 6)) | 1
    low, high = low_v, high_v + ((last + 2) << w)
    for k in range(last, 0, -2):
        product = k * (k + 1) << 2 * w
        shift, k_units = (k + 1) << w, k << w
        low = low_v + k_units + (-product // (low + shift))
        high = high_v + k_units - product // (high + shift)
    return (low_v << w) // high, -((-high_v << w) // low), -w


def _exp_negative(n: int, d: int, w: int) -> _Enclosure:
    """exp(-n/d), n/d >= 0."""
    if n > d << 13:
        return 0, 1, -11800  # exp(-8192) < 2**-11800, below all that is asked for
    return _exp_fixed((n << w) // d, w)


def _exp_fixed(h: int, w: int) -> _Enclosure:
    """exp(-h), for the true h from h to h + 1 units.

    Take out k log 2 and leave s, at most 2k units too large: log 2 is less than 2 too small.
    In finer units, 2**-(w + j), s is its own 2**-j part, r < 1/16.  Taylor: each term is off by
    less than 2 (two roundings, and less than an eighth of the last one's), the N terms and the
    rest by 2N + 1.  A squaring at most doubles an error and adds 2: j of them make it less than
    2**j (2N + 3), which is 2N + 3 units; one more for the shift, 2k + 2 for s.
    """
    k, s = divmod(h, _constants(w)[0])
    j = 4 + w // 64
    fine = w + j
    total = term = 1 << fine
    n = 0
    while term:
        n += 1
        term = (term * s >> fine) // n
        total += -term if n & 1 else term
    for _ in range(j):
        total = total * total >> fine
    total >>= j
    err = 2 * n + 2 * k + 8
    return total - err, total + err, -w - k


def _log(a: _Enclosure, w: int) -> _Enclosure:
    """log(a), a > 0, to about w places after the point.

    With a = f * 2**k, f in [1, 2), and any float y near log f, log a = k log 2 + y + log g,
    g = f exp(-y), and log g = 2 artanh(r), r = (g - 1)/(g + 1), however far y is off.
    """
    size = a[0].bit_length()
    f = a[0] << w + 1 - size if size <= w else a[0] >> size - w - 1
    k = size - 1 + a[2]
    y = math.log(ldexp(f >> w - 53, -53))
    if not 0.0 <= y <= 0.75:
        y = 0.35  # then g is in [0.7, 1.41], else in [0.47, 2]: |r| < 0.37
    fixed = int(ldexp(y, 53)) << w - 53
    low, high, e = _exp_fixed(fixed, w)
    g, g_high = f * low >> -e, -(-f * high >> -e)
    r = ((g - (1 << w)) << w) // (g + (1 << w))
    total, err = _artanh_sum(r * r >> w, w)
    value = k * _constants(w)[0] + fixed + (2 * r * total >> w)
    # Each of the k log 2 is off by less than 2 units; artanh: r by a unit, so by less than 3, the
    # sum by err, times 2|r| < 1; a unit for the last rounding, one for cutting f; then the widths
    # of a and of g, over a and g > 0.46.
    err = 2 * abs(k) + err + 6 + 3 * (g_high - g)
    return value - err, value + err + ((a[1] - a[0]) << w) // a[0] + 1, -w


def _artanh_sum(square: int, w: int) -> "tuple[int, int]":
    """total, err: artanh(r)/r = sum of r**(2n)/(2n + 1) is in [total, total + err].

    For r*r <= 1/7, the true one from square to square + 1 units: powers lack at most
    2/(1 - 1/7) < 2.4 units, terms 2.4/3 + 1 < 2, those after the last less than 1 together.
    """
    total = power = 1 << w
    n = 0
    while power:
        n += 1
        power = power * square >> w
        total += power // (2 * n + 1)
    return total, 2 * n + 1


def _constants(w: int) -> "tuple[int, int, int]":
    """log 2 rounded down, less than 2 units off, and bounds of pi, at most 2 units apart."""
    found = _CONSTANTS.get(w)
    if found is None:
        fine = w + 24
        log2 = 2 * _inverse_series(3, 1, fine)
        pi = 16 * _inverse_series(5, -1, fine) - 4 * _inverse_series(239, -1, fine)  # Machin
        slack = 20 * fine  # below 2**22, a quarter of a unit
        found = (log2 - slack) >> 24, (pi - slack) >> 24, -(-(pi + slack) >> 24)
        _CONSTANTS[w] = found
    return found


def _inverse_series(n: int, sign: int, w: int) -> int:
    """artanh(1/n), or arctan(1/n) if sign is -1, n >= 3, off by less than w units.

    Powers lack less than 1.13 units, terms less than 2, those after the last less than 2 together;
    there are at most w/3 + 2 terms.
    """
    power = (1 << w) // n
    total, k, turn = 0, 1, 1
    while power:
        total += turn * (power // k)
        power //= n * n
        turn *= sign
        k += 2
    return total


def _root_2pi(w: int) -> _Enclosure:
    _, low, high = _constants(w)
    return isqrt(2 * low << w), isqrt(2 * high << w) + 1, -w


_DERIVATIVES = _derivative_polynomials(_DEGREE + 1)
