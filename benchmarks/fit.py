"""Fit the approximations in purestats/normal.py that are this project's own.

Run as ``python -m benchmarks.fit`` (mpmath, about a minute). It prints the coefficients as
they stand in the file, with the largest error of each fit relative to the function that it
serves: the hazard rate density/tail for the continued fractions, the probability between
the median and z for the polynomial, the quantile of 1/2 + c for the quotient.

The fits are least squares on Chebyshev nodes whose weights are raised, again and again,
where the error is largest (Lawson's iteration), so that they come near the minimax.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
from mpmath import mp, mpf

mp.prec = 400
NODES = 90
ROUNDS = 30

Function = Callable[[Any], Any]

# Intervals of the fits of the hazard rate, in deviations from the mean.
HAZARD = [(1.05, 2.9), (2.9, 7.4), (7.4, None)]
LEVELS = 6
CENTRAL_DEGREES = 9, 6  # coefficients of the numerator, and of the denominator beside 1
HALF = mpf(1) / 2
CENTRE = 1.1025  # z*z up to 1.05**2
DEGREE = 9
NEAR_MEDIAN = mpf(729) / 4096  # c*c up to (27/64)**2


def hazard(z: Any) -> Any:
    """Density over upper tail; by its asymptotic series where erfc would be slow."""
    if z < 200:
        return 2 * mpmath.npdf(z) / mpmath.erfc(z / mpmath.sqrt(2))
    term = total = mpf(1)
    for k in range(1, 40):
        term *= -(2 * k - 1) / (z * z)
        total += term
    return z / total


def nodes(low: float, high: float | None) -> list[Any]:
    """Chebyshev nodes on [low, high], or, where high is None, on [low, infinity)."""
    unit = [(1 - mpmath.cos(mpmath.pi * (i + 0.5) / NODES)) / 2 for i in range(NODES)]
    unit[0], unit[-1] = mpf(0), mpf(1)
    if high is None:
        return [low + 8 * t / (1 - min(t, mpf("0.99999"))) for t in unit]
    return [low + (mpf(high) - low) * t for t in unit]


def rational_fit(
    f: Function, weight: Function, points: list[Any], numerator: int, denominator: int
) -> tuple[list[Any], list[Any], Any]:
    """Coefficients p, q (lowest first, q[0] = 1) of P/Q near f, and the largest weighted error.

    numerator and denominator are the numbers of free coefficients of P and Q.
    """
    values, weights = [f(x) for x in points], [weight(x) for x in points]
    lawson, q_values = [mpf(1)] * len(points), [mpf(1)] * len(points)
    best: tuple[list[Any], list[Any], Any] = [], [], mpmath.inf
    for attempt in range(ROUNDS):
        size = numerator + denominator
        matrix, right = mpmath.zeros(size), mpmath.zeros(size, 1)
        for x, value, w, share, q_value in zip(points, values, weights, lawson, q_values):
            factor = share * (w / q_value) ** 2
            row = [x**k for k in range(numerator)]
            row += [-value * x**k for k in range(1, denominator + 1)]
            for i in range(size):
                right[i] += factor * row[i] * value
                for j in range(size):
                    matrix[i, j] += factor * row[i] * row[j]
        solution = list(mpmath.lu_solve(matrix, right))
        p, q = solution[:numerator], [mpf(1), *solution[numerator:]]
        q_values = [mpmath.polyval(q[::-1], x) for x in points]
        errors = [
            abs(w * (value - mpmath.polyval(p[::-1], x) / q_value))
            for x, value, w, q_value in zip(points, values, weights, q_values)
        ]
        if max(errors) < best[2]:
            best = p, q, max(errors)
        if attempt > 2:
            mean = sum(s * e for s, e in zip(lawson, errors)) / len(points)
            lawson = [s * e / mean for s, e in zip(lawson, errors)]
    return best


def continued_fraction(p: list[Any], q: list[Any]) -> list[list[Any]]:
    """P/Q as b0/(z + a0 + b1/(z + a1 + ...)): the list of (b, a), by division."""
    levels = []
    while p:
        levels.append([p[-1] / q[-1]])
        p, q = [c / p[-1] for c in p], [c / q[-1] for c in q]
        shift = q[-2] - (p[-2] if len(p) > 1 else 0)
        levels[-1].append(shift)
        shifted = [shift * c for c in p[:-1]]
        moved = [mpf(0), *p[:-2]] if len(p) > 1 else []
        p, q = [c - s - m for c, s, m in zip(q, shifted, moved)], p
    return levels


def main() -> None:
    """Fit each interval and print it."""
    for low, high in HAZARD:
        p, q, error = rational_fit(
            lambda z: hazard(z) - z, lambda z: 1 / hazard(z), nodes(low, high), LEVELS, LEVELS
        )
        print(f"hazard rate, {low} to {high}: error 2**{float(mpmath.log(error, 2)):.1f}")
        for b, a in continued_fraction(p, q):
            print(f"    {float(b)!r} / (z + {float(a)!r}")

    p, q, error = rational_fit(
        lambda t: hazard(t - HALF) - (t - HALF) / 2 - 3 * HALF / 2,
        lambda t: 1 / hazard(t - HALF),
        nodes(HALF - 1.05, HALF + 1.05),
        *CENTRAL_DEGREES,
    )
    print(f"hazard rate less 3/4 + z/2, -1.05 to 1.05: error 2**{float(mpmath.log(error, 2)):.1f}")
    for name, polynomial in (("numerator", p), ("denominator", q)):
        print(f"  {name}, in powers of z + 1/2")
        for c in polynomial[::-1]:
            print(f"    {float(c / q[-1])!r}")

    density = 1 / mpmath.sqrt(2 * mpmath.pi)

    def remainder(u: Any) -> Any:
        z = mpmath.sqrt(u)
        return (mpmath.erf(z / mpmath.sqrt(2)) / (2 * z) - density) / u if u else -density / 6

    p, _, error = rational_fit(remainder, lambda u: u / density, nodes(0, CENTRE), DEGREE + 1, 0)
    print(f"centre, u to {CENTRE}: error 2**{float(mpmath.log(error, 2)):.1f}")
    for c in p[::-1]:
        print(f"    {float(c)!r}")

    def over_cube(r: Any) -> Any:
        """What the quantile of 1/2 + c has more than its slope at the median, over c cubed."""
        c = mpmath.sqrt(NEAR_MEDIAN - r)
        return (mpmath.sqrt(2) * mpmath.erfinv(2 * c) / c - 1 / density) / (c * c)

    p, q, error = rational_fit(
        over_cube,
        lambda r: (NEAR_MEDIAN - r) / (1 / density + (NEAR_MEDIAN - r) * over_cube(r)),
        nodes(0, NEAR_MEDIAN * (1 - mpf(2) ** -20)),
        8,
        7,
    )
    print(f"quantile, r to {NEAR_MEDIAN}: error 2**{float(mpmath.log(error, 2)):.1f}")
    for c in [*p[::-1], *q[::-1]]:
        print(f"    {float(c / q[-1])!r}")


if __name__ == "__main__":
    main()
