# SPDX-License-Identifier: BSD-3-Clause
"""Integers that carry how far off they may be: a kernel run on these derives its own bound.

The bound is not of the error that these integers happen to have, but of the largest that its
steps allow: every integer that is rounded down may have lost nearly a unit, whatever it is.
"""

from fractions import Fraction
from math import ceil, floor

FINE = 40


class Approximate:
    """The integer i, for a number from i + low to i + high, low and high in units of 2**-FINE."""

    def __init__(self, i, low=0, high=0):
        self.i, self.low, self.high = i, low, high

    def up_to(self):
        """The largest distance from i, in units."""
        return Fraction(max(-self.low, self.high), 1 << FINE)

    def __bool__(self):  # a series goes on until nothing more can come
        return self.i != 0 or self.high > 0

    def __float__(self):
        return float(self.i)

    def __neg__(self):
        return Approximate(-self.i, -self.high, -self.low)

    def __add__(self, other):
        other = approximate(other)
        return Approximate(self.i + other.i, self.low + other.low, self.high + other.high)

    __radd__ = __add__

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        other = approximate(other)
        ends = [
            (self.i * b + other.i * a << FINE) + a * b
            for a in (self.low, self.high)
            for b in (other.low, other.high)
        ]
        return Approximate(self.i * other.i, min(ends) >> FINE, -(-max(ends) >> FINE))

    __rmul__ = __mul__

    def __lshift__(self, k):
        return self * (1 << k)

    def __rshift__(self, k):
        return self // (1 << k)

    def __floordiv__(self, other):
        other = approximate(other)
        i, j = self.i, other.i
        ends = [  # (i + a)/(j + b) - i/j, rounded down
            (a * j - i * b << FINE) // (((j << FINE) + b) * j)
            for a in (self.low, self.high)
            for b in (other.low, other.high)
        ]
        return Approximate(i // j, min(ends), max(ends) + (1 << FINE if i else 0))

    def __rfloordiv__(self, other):
        return approximate(other) // self

    def __divmod__(self, other):
        k = self.i // other.i
        return k, self - k * other


def approximate(number):
    return number if isinstance(number, Approximate) else Approximate(number)


def from_to(i, low, high):
    """i, for a number from i + low to i + high units."""
    return Approximate(i, floor(low * 2**FINE), ceil(high * 2**FINE))
