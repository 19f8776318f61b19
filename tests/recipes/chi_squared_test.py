"""The chi-squared test of counts: a contingency table, goodness of fit, sample-ratio mismatch.

Counts are of events, each counted once; shares, percents or means are no counts. The p-value is
that of a limit: it holds where each expected count is 5 or more, about.

ValueError where nothing could differ: for an empty table, a single row or column, a single
category; and for a row, a column or a table without any count. Counts that are all the same are
no special case: they fit a table without association, and equal shares, exactly.
"""

from math import fsum
from typing import NamedTuple

from purestats import chi2


class Fit(NamedTuple):
    """How far counts are from what is expected of them."""

    statistic: float
    df: int
    expected: list  # as the counts are arranged

    @property
    def p_value(self):
        """How probable so large a distance is if what is expected is true."""
        return chi2.sf(self.statistic, self.df)


def goodness_of_fit(counts, shares=None, fitted=0):
    """Whether counts of categories are in the proportion of shares, by default of equal ones.

    Shares are positive numbers of any sum: probabilities, percents, expected counts. Of these,
    fitted parameters were estimated from the counts themselves.
    """
    shares = [1] * len(counts) if shares is None else shares
    if len(counts) != len(shares):
        raise ValueError(f"{len(counts)} counts do not go with {len(shares)} shares")
    if len(counts) < 2 + fitted:
        raise ValueError(f"needs {2 + fitted} categories at least, got {len(counts)}")
    if not all(share > 0 for share in shares):
        raise ValueError(f"shares must be greater than 0, got {shares}")
    total, whole = _total(counts), fsum(shares)
    expected = [total * share / whole for share in shares]
    return Fit(_distance(counts, expected), len(counts) - 1 - fitted, expected)


def sample_ratio_mismatch(visitors, split=None):
    """The p-value of visitors under the planned split, by default an even one.

    Below 0.001, say, something but chance sends the visitors, and no result of the experiment is
    to be trusted.
    """
    return goodness_of_fit(visitors, split).p_value


def contingency(table, correction=True):
    """Whether the rows of a table of counts have columns in one proportion.

    correction is that of Yates, for two rows of two columns alone: every count is taken to be 1/2
    nearer to what is expected of it, or equal.
    """
    columns = list(zip(*table))
    if len(columns) < 2 or len(table) < 2:
        raise ValueError(f"needs two rows of two columns at least, got {table}")
    if any(len(row) != len(columns) for row in table):
        raise ValueError(f"rows must be of one length, got {table}")
    in_rows, in_columns = list(map(_total, table)), list(map(_total, columns))
    whole = sum(in_rows)
    expected = [[row * column / whole for column in in_columns] for row in in_rows]
    df = (len(table) - 1) * (len(columns) - 1)
    nearer = 0.5 if correction and df == 1 else 0.0
    counts = [count for row in table for count in row]
    return Fit(_distance(counts, [each for row in expected for each in row], nearer), df, expected)


def _total(counts):
    """The sum of counts, which must not be 0."""
    if not all(count >= 0 for count in counts):
        raise ValueError(f"counts must be at least 0, got {counts}")
    if not any(counts):
        raise ValueError(f"there is nothing to compare in {counts}: leave it out")
    return sum(counts)


def _distance(counts, expected, nearer=0.0):
    """Pearson's statistic."""
    return fsum(
        max(abs(count - each) - nearer, 0.0) ** 2 / each for count, each in zip(counts, expected)
    )


if __name__ == "__main__":
    # Heart attacks under aspirin: New England Journal of Medicine 318 (1988), 262-264.
    attacks = contingency([[104, 10_933], [189, 10_845]])
    print(f"no effect: p = {attacks.p_value:.1e}")  # no effect: p = 7.7e-07

    # Mendel's peas: Verhandlungen des naturforschenden Vereines in Bruenn 4 (1866), 3-47.
    peas = goodness_of_fit([315, 108, 101, 32], shares=[9, 3, 3, 1])
    print(f"chi2 = {peas.statistic:.3f}, df = {peas.df}")  # chi2 = 0.470, df = 3
    print(f"9 : 3 : 3 : 1: p = {peas.p_value:.4f}")  # 9 : 3 : 3 : 1: p = 0.9254

    p = sample_ratio_mismatch([821_588, 815_482])
    print(f"half and half: p = {p:.1e}")  # half and half: p = 1.8e-06
    p = sample_ratio_mismatch([90_313, 9_687], split=[90, 10])
    print(f"nine of ten: p = {p:.1e}")  # nine of ten: p = 9.7e-04
