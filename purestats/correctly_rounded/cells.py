# SPDX-License-Identifier: BSD-3-Clause
# Copyright (c) 2026 the purestats authors; the terms stand in purestats/normal.py.
"""The fast phase: Taylor series in plain floats, with a bound that is proven."""

from math import frexp, ldexp

from .enclosures import FIRST_BITS, Enclosure
from .functions import solve

MAX_CELLS = 1 << 14
DEGREE = 8  # of a cell's series
U = 2.0**-53

Cell = tuple[float, ...]  # a, head, rest, first, first_low, c2, ..., c8, err: see cell_series
Cells = dict[int, Cell]  # from e * 64 + floor(m * 128), for arguments m * 2**e
TAIL_CELLS: Cells = {}
CENTRE_CELLS: Cells = {}

# Fast phase
#
# Quantiles are found as x > 0 from t: the tail beyond x, if that is below 1/4, or else the
# distance of the probability from 1/2.  With t = m * 2**e, m in [1/2, 1), a cell covers a 64th of
# the binade in m; it holds the quantile at its middle a, as head + rest, and the coefficients of
# the Taylor series in d = m - a, the first as a sum of two floats.  u is 2**-53.


def halve(q: float) -> "tuple[float, Cells, float]":
    """t, its cells, and the sign of the quantile; every subtraction is exact (Sterbenz)."""
    if q < 0.5:
        if q < 0.25:
            return q, TAIL_CELLS, -1.0
        return 0.5 - q, CENTRE_CELLS, -1.0
    if q > 0.75:
        return 1.0 - q, TAIL_CELLS, 1.0
    return q - 0.5, CENTRE_CELLS, 1.0


def cell_series(t: float, cells: Cells) -> "tuple[float, float, float] | None":
    """total, low, err: the quantile is in [total + fl(low - err), total + fl(low + err)]."""
    if not t > 0.0:
        return None
    m, e = frexp(t)
    key = (e << 6) + int(m * 128.0)
    cell = cells.get(key) or build(key, cells)
    if cell is None:
        return None
    a, head, rest, first, first_low, c2, c3, c4, c5, c6, c7, c8, err = cell
    # m is a multiple of u and |d| <= 2**-8, so d is exact, in 45 bits.  first has 8, so near is
    # exact.  build made sure that near is smaller than head, so near - (total - head) is exactly
    # what their sum loses (Dekker).
    d = m - a
    near = d * first
    total = head + near
    inner = c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * (c7 + d * c8)))))
    return total, (near - (total - head)) + (rest + d * (first_low + d * inner)), err


def build(key: int, cells: Cells) -> "Cell | None":
    """Make and keep the cell of a key; None where no bound is proven.

    With g = 1/pdf, the derivatives of x by its probability are P_n(x) * g**n, where P_1 = 1 and
    P_{n+1} = P_n' + n*x*P_n, since x' = g and g' = x*g*g.  No coefficient of P_n is negative, so
    every derivative grows with x, and Lagrange's remainder is at most its value at the outer end.
    """
    e, k = (key >> 6) - 1, (key & 63) + 64
    if e < -300 and cells is CENTRE_CELLS:
        return None  # coefficients would underflow
    half = 1.0 / 256.0  # half the width of the cell
    sign = -1.0 if cells is TAIL_CELLS else 1.0  # x falls as its tail grows
    quantile, slope = solve(FIRST_BITS, 2 * k + 1, 8 - e, cells is TAIL_CELLS)
    head, rest, head_err = split(quantile, 0)
    g, g_low, g_err = split(slope, e)
    fraction, exponent = frexp(g)
    first = ldexp(float(round(fraction * 256.0)), exponent - 8)
    first_low = (g - first) + g_low
    # From the middle to the outer end x moves by at most 2*step and g grows by a factor of at most
    # 1 + 2*spread, if spread <= 1/2: the lemma in solve.
    step = half * g
    spread = 2.0 * step * (head + step)
    if spread > 0.5 or 2.0 * step > head:
        return None
    # Rounding errors, in u: head and g are truncated, 2 each; so P_n is off by 2n - 2 for x and
    # 2n - 2 for Horner's scheme, g**n / n! by 2n + 2n - 2, their product by 1, in all less than
    # 8n.  In cell_series the n-th coefficient takes part in n products and n + 2 sums.  first_low
    # takes part in 1 product and 3 sums, and was itself rounded once: 5; rest was rounded once and
    # takes part in 2 sums: 3.  What total lacks of head + near, below 2u*head, is in 1 sum.
    reach = 2.0 * U * head + abs(rest) + half * abs(first_low)
    err = U * (2.0 * U * head + 3.0 * abs(rest) + half * (5.0 * abs(first_low) + abs(g_low)))
    err += head_err + half * g_err
    coefficients = []
    c = sign * g
    remainder = outer = half * g * (1.0 + 2.0 * spread)
    width = half
    for n in range(2, DEGREE + 1):
        c *= sign * g / n
        width *= half
        remainder *= outer / n
        coefficients.append(derivative(n, head) * c)
        size = width * abs(coefficients[-1])
        reach += size
        err += (10 * n + 2) * U * size
    err += derivative(DEGREE + 1, head + 2.0 * step) * remainder * outer / (DEGREE + 1)
    # low -+ err rounds once more; 1.01 is for the rounding errors of these lines, all of sums and
    # products of positive numbers, and for terms in u*u; 2**-1000 for underflow.
    err = 1.01 * (err + U * (reach + err)) + 2.0**-1000
    a = (2 * k + 1) * half
    cell = (a, head, rest, sign * first, sign * first_low, *coefficients, err)
    if len(cells) >= MAX_CELLS // 2:
        cells.clear()
    cells[key] = cell
    return cell


def derivative(n: int, x: float) -> float:
    """P_n(x) of build."""
    result = 0.0
    for c in DERIVATIVES[n]:
        result = result * x + c
    return result


def derivative_polynomials(count: int) -> "list[list[float]]":
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


def placed(t: float, cells: Cells, loc: float, scale: float, scale_low: float) -> "float | None":
    """loc + (scale + scale_low)*x by the fast phase, or None if it cannot tell."""
    series = cell_series(t, cells)
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
    bound = 1.01 * (err * abs(scale) + 8.0 * U * magnitude + 4.0 * U * U * abs(product))
    lower = total + (rest - bound)
    return lower if lower == total + (rest + bound) else None


def split(a: Enclosure, e: int) -> "tuple[float, float, float]":
    """The middle of a > 0 times 2**e as two floats, and half its width."""
    middle, exponent = a[0] + a[1], a[2] + e - 1
    drop = max(0, middle.bit_length() - 53)
    top = middle >> drop
    rest = middle - (top << drop)
    return ldexp(top, exponent + drop), ldexp(rest, exponent), ldexp(a[1] - a[0], exponent)


DERIVATIVES = derivative_polynomials(DEGREE + 1)
