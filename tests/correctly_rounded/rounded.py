# SPDX-License-Identifier: BSD-3-Clause
"""Floats that remember every rounding they come from: code run on these derives its own bound.

The sum of a result's parts moves by each rounding times a derivative.  A rounding that is made
good later, as in an exact sum, has the derivative 0; what is left, at half an ulp each, is the
most that the code can be off by, to first order in u, for arguments of these magnitudes.

The derivatives are found backwards: from the result to the operations that it was made of.
"""

from fractions import Fraction

U = Fraction(1, 2**53)
operations = []  # the result, its rounding's error, the places of operands and the derivatives
rounding_tests = []  # head, low and the bound of each rounding test, total + (low - err)


class Rounded:
    def __init__(self, v, made_by=None):
        self.v, self.exact, self.made_by = (
            v,
            Fraction(v),
            made_by,
        )  # a place in operations, or None

    def __float__(self):
        return self.v

    def __bool__(self):
        return bool(self.v)

    def __hash__(self):
        return hash(self.v)

    def __abs__(self):
        return -self if self.v < 0.0 else self

    def __neg__(self):
        return combine(-self.v, -as_fraction(self), (self, -1))

    def __add__(self, other):
        if isinstance(other, Lower):
            rounding_tests.append((self, other.low, other.err))
        exactly = as_fraction(self) + as_fraction(other)
        return combine(self.v + value(other), exactly, (self, 1), (other, 1))

    def __mul__(self, other):
        if isinstance(other, Bound):
            return NotImplemented
        a, b = as_fraction(self), as_fraction(other)
        return combine(self.v * value(other), a * b, (self, b), (other, a))

    def __truediv__(self, other):
        b = as_fraction(other)
        quotient = as_fraction(self) / b
        return combine(self.v / value(other), quotient, (self, 1 / b), (other, -quotient / b))

    def __sub__(self, other):
        if isinstance(other, Bound):
            return Lower(self, other)
        exactly = as_fraction(self) - as_fraction(other)
        return combine(self.v - value(other), exactly, (self, 1), (other, -1))

    def __rsub__(self, other):
        return Rounded(other) - self

    def __rtruediv__(self, other):
        return Rounded(other) / self

    __radd__, __rmul__ = __add__, __mul__

    def __eq__(self, other):
        return self.v == value(other)

    def __lt__(self, other):
        return self.v < value(other)

    def __le__(self, other):
        return self.v <= value(other)

    def __gt__(self, other):
        return self.v > value(other)

    def __ge__(self, other):
        return self.v >= value(other)


class Bound:
    """An error bound, which is not asked for its own rounding."""

    def __init__(self, v):
        self.v = v

    def __add__(self, other):
        return Bound(self.v + value(other))

    def __mul__(self, other):
        return Bound(self.v * value(other))

    def __truediv__(self, other):
        return Bound(self.v / value(other))

    __radd__, __rmul__ = __add__, __mul__


class Lower:
    """low - err."""

    def __init__(self, low, err):
        self.low, self.err, self.v = low, err, low.v - err.v


def value(x):
    return x.v if isinstance(x, (Rounded, Bound, Lower)) else x


def as_fraction(x):
    return x.exact if isinstance(x, Rounded) else Fraction(value(x))


def combine(v, exactly, *operands):
    made_of = [(place(x), derivative) for x, derivative in operands if place(x) is not None]
    result = Rounded(v, len(operations))
    operations.append((result.exact, result.exact - exactly, made_of))
    return result


def place(x):
    return getattr(x, "made_by", None)


def start():
    operations.clear()
    rounding_tests.clear()


def needed(truth, head, low, err):
    """What err must cover if truth is what head + low stands for, with the rounding test."""
    most, unrounded = bound(head, low)
    return most + abs(truth - unrounded) + U * (abs(as_fraction(low)) + as_fraction(err))


def bound(*parts):
    """The most that rounding may put their sum off, and the sum without what rounding did."""
    slopes = [0] * len(operations)
    for part in parts:
        if place(part) is not None:
            slopes[place(part)] += 1
    most, unrounded = 0, sum(map(as_fraction, parts))
    for slope, (result, error, made_of) in zip(reversed(slopes), reversed(operations)):
        if slope and error:
            most += U * abs(slope * result)
            unrounded -= slope * error
        for operand, derivative in made_of if slope else ():
            slopes[operand] += slope * derivative
    return most, unrounded
