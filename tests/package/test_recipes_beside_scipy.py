"""t_test.py and chi_squared_test.py: the numbers of scipy.stats, and what they refuse."""

import importlib
import itertools
import math
import pathlib
import random

import pytest

RECIPES = pathlib.Path(__file__).parents[1] / "recipes"
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
ATTACKS = [[104, 10_933], [189, 10_845]]
INF, NAN = math.inf, math.nan


@pytest.fixture
def t_test(monkeypatch):
    monkeypatch.syspath_prepend(str(RECIPES))
    return importlib.import_module("t_test")


@pytest.fixture
def chi_squared_test(monkeypatch):
    monkeypatch.syspath_prepend(str(RECIPES))
    return importlib.import_module("chi_squared_test")


def close(want):
    return pytest.approx(want, rel=1e-12, abs=0)


def numbers(estimate, expected=0.0):
    """Statistic, p-value, df, and the interval."""
    statistic, p = estimate.statistic(expected), estimate.p_value(expected)
    return [statistic, p, estimate.df, *estimate.interval(0.95)]


# Means.


def test_t_tests_of_stored_data(t_test):
    """Answers of SciPy 1.17.1; rounded, those that are printed everywhere for Student's data."""
    of_first = 9, -0.5297804135262321, 2.029780413526232
    assert numbers(t_test.one_sample(FIRST)) == close(
        [1.3257101407138212, 0.21759778006844888, *of_first]
    )
    assert numbers(t_test.one_sample(FIRST), 2.0) == close(
        [-2.2095169011897022, 0.05448816744103701, *of_first]
    )
    assert numbers(t_test.paired(FIRST, SECOND)) == close(
        [4.062127683382037, 0.002832890197384273, 9, 0.7001142367230175, 2.459885763276983]
    )
    of_difference = -0.20548323071171137, 3.3654832307117104
    assert numbers(t_test.welch(FIRST, SECOND)) == close(
        [1.8608134674868526, 0.0793941401873583, 17.776473516178488, *of_difference]
    )
    known = t_test.welch(t_test.Sample(11, 12.0, 8.37), t_test.Sample(13, 15.0, 9.35))
    assert numbers(known)[:2] == close([0.8290704605470524, 0.4160056701563138])


def data_of_many_kinds():
    rng = random.Random(1)
    for size in (2, 3, 10, 57):
        for mean, deviation in [(0, 1), (100, 15), (-3, 0.2), (1e-30, 1e-29)]:
            yield [rng.gauss(mean, deviation) for _ in range(size)]
    yield [rng.randrange(10) for _ in range(20)]


def test_t_tests_beside_scipy(t_test):
    stats = pytest.importorskip("scipy.stats")
    data = list(data_of_many_kinds())
    for a in data:
        for expected in (0.0, 1.5):
            want = stats.ttest_1samp(a, expected)
            ends = want.confidence_interval(0.95)
            assert numbers(t_test.one_sample(a), expected) == close(
                [want.statistic, want.pvalue, want.df, *ends]
            )
            for side in ("greater", "less"):
                p = getattr(t_test.one_sample(a), f"p_{side}")(expected)
                assert p == close(stats.ttest_1samp(a, expected, alternative=side).pvalue)
    for a, b in itertools.islice(itertools.permutations(data, 2), 0, None, 7):
        want = stats.ttest_ind(b, a, equal_var=False)
        ends = want.confidence_interval(0.95)
        assert numbers(t_test.welch(a, b)) == close([want.statistic, want.pvalue, want.df, *ends])
        if len(a) == len(b):
            want = stats.ttest_rel(b, a)
            ends = want.confidence_interval(0.95)
            assert numbers(t_test.paired(a, b)) == close(
                [want.statistic, want.pvalue, want.df, *ends]
            )


@pytest.mark.parametrize("unit", [2.0**-500, 2.0**400])
def test_any_unit_will_do(unit, t_test):
    """Squares of variances, which would underflow and overflow, are not taken."""
    a, b = ([value * unit for value in data] for data in (FIRST, SECOND))
    for test in (t_test.paired, t_test.welch):
        want = numbers(test(FIRST, SECOND))
        assert numbers(test(a, b)) == [*want[:3], want[3] * unit, want[4] * unit]


def test_summary_numbers_beside_scipy(t_test):
    stats = pytest.importorskip("scipy.stats")
    for a in [(11, 12.0, 8.37), (2, 0.5, 0.01), (1000, 0.501, 0.1)]:
        for b in [(13, 15.0, 9.35), (40, 0.499, 2.0), (5, 1.0, 0.0)]:
            got = t_test.welch(t_test.Sample(*a), t_test.Sample(*b))
            (size_a, *of_a), (size_b, *of_b) = a, b
            want = stats.ttest_ind_from_stats(*of_b, size_b, *of_a, size_a, equal_var=False)
            assert [got.statistic(), got.p_value()] == close([want.statistic, want.pvalue])
    assert numbers(t_test.one_sample(t_test.sample(FIRST))) == numbers(t_test.one_sample(FIRST))


@pytest.mark.parametrize("size", [0, 1])
def test_a_mean_needs_two_values(size, t_test):
    few, enough = [5.0] * size, [1.0, 2.0]
    for call in (
        lambda: t_test.one_sample(few),
        lambda: t_test.paired(few, few),
        lambda: t_test.welch(few, enough),
        lambda: t_test.welch(enough, few),
        lambda: t_test.one_sample(t_test.Sample(size, 5.0, 1.0)),
        lambda: t_test.welch(t_test.Sample(10, 5.0, 1.0), t_test.Sample(size, 5.0, 1.0)),
    ):
        with pytest.raises(ValueError, match=f"^a t test needs two values at least, got {size}$"):
            call()


@pytest.mark.parametrize("value", [0, 5, 0.1, 1e300, -1e-300])
def test_constant_data(value, t_test):
    constant = [value] * 3
    assert t_test.sample(constant) == (3, value, 0.0)
    for call in (
        lambda: t_test.one_sample(constant),
        lambda: t_test.one_sample(t_test.Sample(3, value, 0.0)),
        lambda: t_test.welch(constant, [1.5] * 4),
    ):
        with pytest.raises(ValueError, match=r"^a t test needs values that vary, and the stan"):
            call()
    # Of two samples one may be constant.
    beside = t_test.welch(constant, [1, 2, 4])
    assert (beside.df, beside.error) == (2.0, t_test.one_sample([1, 2, 4]).error)


@pytest.mark.parametrize(("before", "change"), [([1, 2, 5], 1), ([0.1, 0.2, 0.3, 0.7], 1.1)])
def test_constant_changes(before, change, t_test):
    """Also where rounding makes them differ."""
    after = [float(f"{value + change:.10g}") for value in before]
    with pytest.raises(ValueError, match=rf"^a t test needs values .* each change is {change}$"):
        t_test.paired(before, after)
    assert t_test.paired(before, [*after[:-1], after[-1] + 1e-9]).p_value() > 0
    with pytest.raises(ValueError, match=r"^3 values before and 2 after are no pairs$"):
        t_test.paired([1, 2, 3], [1, 2])


@pytest.mark.parametrize("value", [NAN, INF])
def test_nan_gives_nan(value, t_test):
    for estimate in (
        t_test.one_sample([1.0, value, 2.0]),
        t_test.paired([1.0, 2.0, 4.0], [1.0, value, 2.0]),
        t_test.welch([1.0, 2.0, 4.0], [value, 1.0]),
    ):
        assert all(map(math.isnan, [estimate.p_value(), *estimate.interval()]))


# Counts.


def test_chi_squared_tests_of_stored_counts(chi_squared_test):
    """Answers of SciPy 1.17.1."""
    for fit, statistic, p in [
        (chi_squared_test.contingency(ATTACKS), 24.42905651522594, 7.709707547507586e-07),
        (chi_squared_test.contingency(ATTACKS, False), 25.013883967194165, 5.691896973740789e-07),
        (
            chi_squared_test.contingency([[10, 10, 20], [20, 20, 20]]),
            2.7777777777777777,
            0.24935220877729622,
        ),
        (
            chi_squared_test.goodness_of_fit([315, 108, 101, 32], [9, 3, 3, 1]),
            0.4700239808153477,
            0.925425895103616,
        ),
        (
            chi_squared_test.goodness_of_fit([16, 18, 16, 14, 12, 12], fitted=1),
            2.0,
            0.7357588823428847,
        ),
    ]:
        assert [fit.statistic, fit.p_value] == close([statistic, p])
    mismatch = chi_squared_test.sample_ratio_mismatch([821_588, 815_482])
    assert mismatch == close(1.8217928726191858e-06)


def test_contingency_beside_scipy(chi_squared_test):
    stats = pytest.importorskip("scipy.stats")
    rng = random.Random(2)
    for rows, columns in [(2, 2), (2, 3), (5, 4), (10, 2)]:
        for most in (3, 30, 10**6):
            table = [[rng.randint(1, most) for _ in range(columns)] for _ in range(rows)]
            for correction in (True, False):
                want = stats.chi2_contingency(table, correction=correction)
                got = chi_squared_test.contingency(table, correction)
                assert (got.statistic, got.p_value) == close((want.statistic, want.pvalue))
                assert got.df == want.dof
                for ours, theirs in zip(got.expected, want.expected_freq):
                    assert ours == close(theirs.tolist())


def test_goodness_of_fit_beside_scipy(chi_squared_test):
    stats = pytest.importorskip("scipy.stats")
    rng = random.Random(3)
    for size in (2, 3, 12):
        for most in (5, 10**3, 10**7):
            counts = [rng.randint(1, most) for _ in range(size)]
            shares = [rng.uniform(0.5, 2.0) for _ in range(size)]
            expected = [sum(counts) * share / sum(shares) for share in shares]
            for fitted in {0, size - 2}:
                got = chi_squared_test.goodness_of_fit(counts, shares, fitted)
                want = stats.chisquare(counts, expected, ddof=fitted)
                assert (got.statistic, got.p_value) == close((want.statistic, want.pvalue))
            assert chi_squared_test.sample_ratio_mismatch(counts) == close(
                stats.chisquare(counts).pvalue
            )


def test_equal_counts_fit(chi_squared_test):
    for fit in (
        chi_squared_test.contingency([[7, 7], [7, 7]]),
        chi_squared_test.contingency([[7, 7, 7], [7, 7, 7]], correction=False),
        chi_squared_test.goodness_of_fit([7, 7, 7]),
    ):
        assert (fit.statistic, fit.p_value) == (0.0, 1.0)
    assert chi_squared_test.contingency([[10, 11], [11, 10]]).p_value == 1.0  # by Yates


@pytest.mark.parametrize(
    ("function", "arguments", "message"),
    [
        ("contingency", ([],), r"needs two rows of two columns at least, got \[\]"),
        ("contingency", ([[]],), "needs two rows of two columns"),
        ("contingency", ([[5]],), "needs two rows of two columns"),
        ("contingency", ([[5, 3]],), "needs two rows of two columns"),
        ("contingency", ([[5], [3]],), "needs two rows of two columns"),
        ("contingency", ([[5, 3], [2, 4, 1]],), "rows must be of one length"),
        ("contingency", ([[0, 0], [2, 4]],), r"nothing to compare in \[0, 0\]"),
        ("contingency", ([[0, 3], [0, 4]],), r"nothing to compare in \(0, 0\)"),
        ("contingency", ([[5, -3], [2, 4]],), r"counts must be at least 0, got \[5, -3\]"),
        ("contingency", ([[5, NAN], [2, 4]],), "counts must be at least 0"),
        ("goodness_of_fit", ([],), "needs 2 categories at least, got 0"),
        ("goodness_of_fit", ([5],), "needs 2 categories at least, got 1"),
        ("goodness_of_fit", ([5, 3], None, 1), "needs 3 categories at least, got 2"),
        ("goodness_of_fit", ([0, 0],), r"nothing to compare in \[0, 0\]"),
        ("goodness_of_fit", ([5, -3],), "counts must be at least 0"),
        ("goodness_of_fit", ([5, 3], [1, 0]), r"shares must be greater than 0, got \[1, 0\]"),
        ("goodness_of_fit", ([5, 3], [1, NAN]), "shares must be greater than 0"),
        ("goodness_of_fit", ([5, 3], [1, 1, 1]), "2 counts do not go with 3 shares"),
        ("sample_ratio_mismatch", ([0, 0],), "nothing to compare"),
        ("sample_ratio_mismatch", ([100],), "needs 2 categories"),
    ],
)
def test_what_cannot_be_tested(function, arguments, message, chi_squared_test):
    with pytest.raises(ValueError, match=message):
        getattr(chi_squared_test, function)(*arguments)
