"""Student's t test of means: one sample, pairs, two samples by Welch; and their intervals.

Each gives an estimate, its standard error and its degrees of freedom, and these a p-value and an
interval. Data are a list of numbers or, where only a summary of them is known, a Sample.

ValueError where there is no standard deviation to compare with: for no value, for a single one,
and for values that are all the same (of two samples, where that holds of both; of pairs, where
the changes differ by rounding alone). NaN gives NaN.
"""

from math import fsum, sqrt
from typing import NamedTuple

from purestats import t


class Sample(NamedTuple):
    """What a test needs to know of data."""

    size: int
    mean: float
    deviation: float  # of the sample: with size - 1 in the denominator


class Estimate(NamedTuple):
    """A mean, or a difference of two, and how well it is known."""

    value: float
    error: float  # the standard error
    df: float

    def statistic(self, expected=0.0):
        """By how many standard errors the value is above what is expected."""
        return (self.value - expected) / self.error

    def p_value(self, expected=0.0):
        """How probable so large a deviation is, to either side, if the true value is expected."""
        return 2 * t.sf(abs(self.statistic(expected)), self.df)

    def p_greater(self, expected=0.0):
        """The same where only a value above what is expected counts against it."""
        return t.sf(self.statistic(expected), self.df)

    def p_less(self, expected=0.0):
        """The same where only a value below counts."""
        return t.cdf(self.statistic(expected), self.df)

    def interval(self, confidence=0.95):
        """Both ends of the interval that holds the true value with this confidence."""
        return t.interval(confidence, self.df, self.value, self.error)


def sample(data):
    """The Sample of data; a Sample stays what it is."""
    size = data.size if isinstance(data, Sample) else len(data)
    if size < 2:
        raise ValueError(f"a t test needs two values at least, got {size}")
    if isinstance(data, Sample):
        return data
    distances = [value - data[0] for value in data]  # exactly 0 where all values are the same
    mean = fsum(distances) / size
    squares = fsum((distance - mean) ** 2 for distance in distances)
    return Sample(size, data[0] + mean, sqrt(squares / (size - 1)))


def one_sample(data):
    """Estimate the mean behind data."""
    size, mean, deviation = sample(data)
    return _estimate(mean, deviation**2 / size, size - 1)


def paired(before, after):
    """Estimate the mean change of values that come in pairs."""
    if len(before) != len(after):
        raise ValueError(f"{len(before)} values before and {len(after)} after are no pairs")
    change = sample([second - first for first, second in zip(before, after)])
    if change.deviation <= 2**-50 * max(map(abs, (*before, *after))):
        raise ValueError(f"a t test needs values that vary: each change is {change.mean:.15g}")
    return one_sample(change)


def welch(a, b):
    """Estimate by how much the mean behind b is above that behind a; deviations may differ."""
    a, b = sample(a), sample(b)
    of_a, of_b = a.deviation**2 / a.size, b.deviation**2 / b.size
    share = of_a / (of_a + of_b) if of_a else 0.0
    df = 1 / (share**2 / (a.size - 1) + (1 - share) ** 2 / (b.size - 1))
    return _estimate(b.mean - a.mean, of_a + of_b, df)


def _estimate(value, variance, df):
    if variance == 0:
        raise ValueError("a t test needs values that vary, and the standard deviation is 0")
    return Estimate(value, sqrt(variance), df)


if __name__ == "__main__":
    # Hours of sleep gained by two drugs: Student, Biometrika 6 (1908), 1-25.
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

    of_first = one_sample(first)
    low, high = of_first.interval(0.95)
    print(f"gained: {low:.2f} to {high:.2f} hours")  # gained: -0.53 to 2.03 hours
    print(f"any effect: p = {of_first.p_value():.4f}")  # any effect: p = 0.2176

    change = paired(first, second)
    print(f"t = {change.statistic():.4f}")  # t = 4.0621
    print(f"same people: p = {change.p_value():.6f}")  # same people: p = 0.002833

    change = welch(first, second)
    print(f"df = {change.df:.3f}")  # df = 17.776
    print(f"other people: p = {change.p_value():.5f}")  # other people: p = 0.07939

    change = welch(Sample(size=11, mean=12.0, deviation=8.37), Sample(13, 15.0, 9.35))
    low, high = change.interval(0.9)
    print(f"{change.value} more: {low:.2f} to {high:.2f}")  # 3.0 more: -3.21 to 9.21
