# SPDX-License-Identifier: BSD-3-Clause
# Copyright (c) 2026 the purestats authors; the terms stand in purestats/normal.py.
"""Areas under Student's t, which are incomplete beta functions, enclosed.

Arguments are exact: z = n/d >= 0 and the degrees of freedom v = vn/vd > 0, vd a power of two.  w
is the number of working bits.  With y = v/(v + z*z), Q(z), the area above z, is half of the
regularized I_y(v/2, 1/2), and the offset 1/2 - Q(z) half of I_{1 - y}(1/2, v/2).
"""

from .arithmetic import (
    HALF,
    ONE,
    ZERO,
    Enclosure,
    add,
    divide,
    exact,
    multiply,
    ratio,
    scaled,
    subtract,
)
from .gamma import digamma, kept_constant, log_of_1_minus, log_scaled_gamma
from .kernels import exponential, fraction, moved, over, ratio_series, solve_rising
from .normal import constants, logarithm

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .kernels import Point

STUDENT_SWITCH = 24  # z*z from which the continued fraction is quicker than the series


def log_peak(w: int, vn: int, vd: int) -> Enclosure:
    """log of the density at 0, Gamma(a + 1/2)/(Gamma(a) sqrt(2 pi a)) with a = v/2.

    With K of log_scaled_gamma: a log(1 + 1/(2a)) - 1/2 + log((a + 1/2)/(2 pi a))/2 + log K(a)
    - log K(a + 1/2).
    """
    fine = w + (vn // vd).bit_length()
    _, low, high = constants(w)
    growth = logarithm(ratio(vn + vd, vn, fine), fine)
    total = subtract(scaled(multiply(exact(vn, 1 - vd.bit_length()), growth, fine), -1), HALF, w)
    square = divide(ratio(vn + vd, vn, w), (2 * low, 2 * high, -w), w)
    total = add(total, scaled(logarithm(square, w), -1), w)
    total = subtract(total, log_scaled_gamma(w, vn, 2 * vd), w)
    return add(total, log_scaled_gamma(w, vn + vd, 2 * vd), w)


def student_log_density(w: int, n: int, d: int, vn: int, vd: int) -> Enclosure:
    """log of the density at z, which is that at 0 times (1 + z*z/v)**(-(v + 1)/2)."""
    fine = w + ((vn + vd) // vd).bit_length()
    square = d * d * vn
    power = logarithm(ratio(square + n * n * vd, square, fine), fine)
    return subtract(
        kept_constant(log_peak, w, vn, vd), multiply(exact(vn + vd, -vd.bit_length()), power, w), w
    )


def student_density(w: int, n: int, d: int, vn: int, vd: int) -> Enclosure:
    """The density at z."""
    return exponential(student_log_density(w, n, d, vn, vd), w)


def student_tail(w: int, n: int, d: int, vn: int, vd: int) -> Enclosure:
    """Q(z)."""
    if n == 0:
        return HALF
    f = student_density(w, n, d, vn, vd)
    if _is_student_centre(n, d, vn, vd):
        return subtract(HALF, multiply(f, _offset_factor(w, n, d, vn, vd), w), w)
    return multiply(f, _tail_factor(w, n, d, vn, vd), w)


def student_body(w: int, n: int, d: int, vn: int, vd: int) -> Enclosure:
    """1 - Q(z)."""
    return subtract(ONE, student_tail(w, n, d, vn, vd), w)


def student_offset(w: int, n: int, d: int, vn: int, vd: int) -> Enclosure:
    """1/2 - Q(z)."""
    if n == 0:
        return ZERO
    f = student_density(w, n, d, vn, vd)
    if _is_student_centre(n, d, vn, vd):
        return multiply(f, _offset_factor(w, n, d, vn, vd), w)
    return subtract(HALF, multiply(f, _tail_factor(w, n, d, vn, vd), w), w)


def student_log_tail(w: int, n: int, d: int, vn: int, vd: int) -> Enclosure:
    """log Q(z), with no exp that could underflow."""
    if _is_student_centre(n, d, vn, vd):
        return logarithm(student_tail(w, n, d, vn, vd), w)
    return add(
        student_log_density(w, n, d, vn, vd), logarithm(_tail_factor(w, n, d, vn, vd), w), w
    )


def student_log_body(w: int, n: int, d: int, vn: int, vd: int) -> Enclosure:
    """log(1 - Q(z))."""
    return log_of_1_minus(student_tail(w, n, d, vn, vd), w)


def _is_student_centre(n: int, d: int, vn: int, vd: int) -> bool:
    """Whether the series is quicker; below v = 2 it needs z*z <= v."""
    n, d = n * n, d * d
    return n < STUDENT_SWITCH * d and n * vd <= vn * d * (2 if vn >= 2 * vd else 1)


def _offset_factor(w: int, n: int, d: int, vn: int, vd: int) -> Enclosure:
    """(1/2 - Q(z))/student_density(z) for z*z <= v.

    It is z times the sum over k of u**k (v + 1)(v + 3)...(v + 2k - 1)/(3 5 ... (2k + 1)) with
    u = 1 - y = z*z/(v + z*z), DLMF 8.17.8: terms have the ratios u (v + 1 + 2k)/(2k + 3), which
    fall, or are below u <= 1/2, if v < 2.
    """
    square = n * n
    whole = vn * d * d + square * vd
    p, dp = (square * (vn + vd) << w) // whole, (2 * square * vd << w) // whole
    return multiply(ratio_series(p, dp, 3, 2, w), ratio(n, d, w), w)


def _tail_factor(w: int, n: int, d: int, vn: int, vd: int) -> Enclosure:
    """Q(z)/student_density(z) = (1 + z*z/v)/(z g), for z > 0.

    1/g is the hypergeometric function F(1/2, 1; v/2 + 1; -v/(z*z)): DLMF 8.17.8 with 15.8.1.
    Gauss's continued fraction for it, DLMF 15.7.5, by an equivalence transformation, is
    g = G(0) with G(j) = 1 + 2j/v + (j + 1)(1 + j/v)/(z*z G(j + 1)).
    """
    square, under = n * n, d * d
    g = fraction(
        1 << w, (2 * vd << w) // vn, (under << w) // square, (under * vd << w) // (square * vn), w
    )
    return divide(ratio(vn * under + square * vd, vn * n * d, w), g, w)


def student_quantile(
    w: int,
    n: int,
    k: int,
    in_tail: bool,
    vn: int,
    vd: int,
    guess: "Point | None",
    loc: float,
    scale: float,
) -> Enclosure:
    """loc + scale*x, x > 0 with tail, or with offset from 1/2, n/2**k; scale of either sign."""
    v = ratio(vn, vd, 64)
    v_and_1 = ratio(vn + vd, vd, 64)
    target = exact(n, -k)
    other = subtract(HALF, target, w + k)

    def excess(w: int, m: int, e: int) -> "tuple[Enclosure, Enclosure]":
        z = (m << e, 1) if e > 0 else (m, 1 << -e)
        f = student_density(w, *z, vn, vd)
        if _is_student_centre(*z, vn, vd):
            sought = other if in_tail else target
            area = multiply(f, _offset_factor(w, *z, vn, vd), w)
            return subtract(sought, area, w), f
        sought = target if in_tail else other
        return subtract(multiply(f, _tail_factor(w, *z, vn, vd), w), sought, w), f

    def bend(m: int, e: int, reach: Enclosure) -> Enclosure:
        """|f'/f| = (v + 1) y/(v + y*y)."""
        near = subtract(exact(m, e), reach, 64)
        square = multiply(near, near, 64) if near[0] > 0 else ZERO
        top = multiply(add(exact(m, e), reach, 64), v_and_1, 64)
        return divide(top, add(v, square, 64), 64)

    return moved(solve_rising(w, guess, excess, bend, 40), loc, scale, w)


def student_entropy(w: int, vn: int, vd: int, scale: "tuple[int, int]") -> Enclosure:
    """(v + 1)/2 (psi((v + 1)/2) - psi(v/2)) - log_peak + log(scale)."""
    fine = w + ((vn + vd) // vd).bit_length()
    slope = subtract(digamma(fine, vn + vd, 2 * vd), digamma(fine, vn, 2 * vd), fine)
    total = multiply(exact(vn + vd, -vd.bit_length()), slope, fine)
    total = subtract(total, kept_constant(log_peak, w, vn, vd), w)
    return add(total, logarithm(ratio(*scale, w), w), w)


def student_pdf(w: int, n: int, d: int, vn: int, vd: int, scale: "tuple[int, int]") -> Enclosure:
    """density(z)/scale."""
    f = multiply(student_density(w, n, d, vn, vd), exact(scale[1]), w)
    return over(f, scale[0], w)


def student_logpdf(
    w: int, n: int, d: int, vn: int, vd: int, scale: "tuple[int, int]"
) -> Enclosure:
    """log(density(z)/scale)."""
    return subtract(student_log_density(w, n, d, vn, vd), logarithm(ratio(*scale, w), w), w)
