"""What people write against scipy.stats.chi2."""

from tests.package.snippets import snippets

ONE_NUMBER = """
# critical value
result = chi2.ppf(0.95, 3), chi2.ppf(q=0.95, df=3), chi2.isf(0.05, 3)

# critical value, by what is left
alpha, k = 0.01, 4
result = chi2.ppf(1 - alpha, k - 1)

# p-value
result = 1 - chi2.cdf(7.81, 3), chi2.sf(7.81, 3), chi2.sf(x=7.81, df=3)

# p-value, far out
result = chi2.sf(150, 3), chi2.sf(900.5, 40), chi2.sf(1400, 1)

# one degree of freedom
result = chi2.sf(3.841, 1), chi2.ppf(0.95, 1), chi2.pdf(0.5, 1), chi2.cdf(1e-8, 1)

# df is no integer
result = chi2.cdf(2.5, 3.7), chi2.ppf(0.2, 0.6), chi2.sf(2.05, df=1.01)

# loc and scale by position
result = chi2.cdf(7.0, 5, 1, 2), chi2.pdf(7.0, 5, 1, 2), chi2.ppf(0.1, 5, 1, 2)

# loc and scale by keyword
result = chi2.sf(x=7.0, df=5, loc=1, scale=2), chi2.logpdf(1.0, df=3, scale=0.5)

# below the support
result = chi2.cdf(-1, 3), chi2.sf(-1, 3), chi2.pdf(-0.1, 3), chi2.logpdf(-1, 3)

# ends
inf = float('inf')
result = chi2.ppf(0, 3), chi2.ppf(1, 3), chi2.cdf(inf, 3), chi2.sf(0, 3), chi2.isf(1, 2)

# density at the end
result = chi2.pdf(0, 1), chi2.pdf(0, 2), chi2.pdf(0, 3), chi2.logpdf(0, 2)

# every function
result = [
    getattr(chi2, name)(0.3, 4, loc=0.1, scale=1.2)
    for name in "pdf logpdf cdf logcdf sf logsf ppf isf interval".split()
]

# frozen
rv = chi2(4)
result = rv.ppf(0.95), rv.cdf(3.2), rv.sf(3.2), rv.pdf(1), rv.interval(0.95)

# frozen by keyword
rv = chi2(df=4, loc=2, scale=0.5)
result = rv.logpdf(2.5), rv.logcdf(2.5), rv.logsf(4.0), rv.isf(0.01)

# a method bound to a name
p_value = chi2(2).sf
result = [p_value(x) for x in (1.0, 5.99, 9.21)]

# a table of critical values
result = [[chi2.isf(a, df) for a in (0.99, 0.1, 0.05, 0.01)] for df in (1, 2, 5, 10, 30, 100)]

# mean, median, std, var
d = chi2(5, loc=3, scale=0.7)
result = d.mean(), d.median(), d.std(), d.var(), chi2.mean(3, 1), chi2.var(8), chi2.median(2)

# stats
result = chi2.stats(9), chi2.stats(9, moments='mvsk'), chi2(6, 1, 2).stats('vs')

# moment
result = [chi2.moment(k, 9) for k in range(1, 5)], chi2(9, 1, 2).moment(3), chi2.moment(2, 5)

# entropy
result = chi2.entropy(3), chi2(9, 0, 2).entropy(), chi2.entropy(df=30)

# support
result = chi2.support(3), chi2(5, 2).support()

# interval
result = chi2.interval(0.95, 10), chi2.interval(confidence=0.9, df=3, scale=2)

# goodness of fit
observed, expected = [16, 18, 16, 14, 12, 12], [16, 16, 16, 16, 16, 8]
statistic = sum((o - e) ** 2 / e for o, e in zip(observed, expected))
result = statistic, chi2.sf(statistic, len(observed) - 1)

# a contingency table
table = [[10, 10, 20], [20, 20, 20]]
rows, columns = [sum(r) for r in table], [sum(c) for c in zip(*table)]
n = sum(rows)
statistic = sum(
    (table[i][j] - r * c / n) ** 2 / (r * c / n)
    for i, r in enumerate(rows) for j, c in enumerate(columns)
)
result = statistic, 1 - chi2.cdf(statistic, (len(rows) - 1) * (len(columns) - 1))

# sample-ratio mismatch
a, b = 821588, 815482
half = (a + b) / 2
result = chi2.sf((a - half) ** 2 / half + (b - half) ** 2 / half, 1)

# McNemar
b, c = 25, 12
result = chi2.sf((abs(b - c) - 1) ** 2 / (b + c), 1)

# interval of a variance
n, variance, alpha = 20, 2.3, 0.05
low = (n - 1) * variance / chi2.ppf(1 - alpha / 2, n - 1)
result = low, (n - 1) * variance / chi2.ppf(alpha / 2, n - 1)

# test of a variance
n, s, sigma0 = 15, 1.9, 1.2
statistic = (n - 1) * s**2 / sigma0**2
result = 2 * min(chi2.cdf(statistic, n - 1), chi2.sf(statistic, n - 1))

# Fisher's method
from math import log
ps = [0.03, 0.2, 0.0004]
result = chi2.sf(-2 * sum(log(p) for p in ps), 2 * len(ps))

# likelihood ratio
full, reduced, extra = -1021.3, -1027.9, 2
result = chi2.sf(2 * (full - reduced), extra)

# profile likelihood
result = chi2.ppf(0.95, 1) / 2, chi2.ppf(0.95, df=2) / 2

# interval of a Poisson rate
k, alpha = 7, 0.05
low = chi2.ppf(alpha / 2, 2 * k) / 2
result = low, chi2.ppf(1 - alpha / 2, 2 * k + 2) / 2, chi2.ppf(0.95, 2) / 2

# mean time between failures
hours, failures, confidence = 10000, 3, 0.9
result = 2 * hours / chi2.ppf(confidence, 2 * failures + 2)

# outliers by Mahalanobis distance
distances = [1.2, 3.4, 14.1, 0.6]
cutoff = chi2.ppf(0.975, 2)
result = cutoff, [d for d in distances if d > cutoff]

# a gate of a Kalman filter
gate = chi2.ppf(0.99, df=3)
innovation, spread = [0.4, -1.1, 0.2], [0.5, 0.8, 0.3]
result = gate, sum((v / s) ** 2 for v, s in zip(innovation, spread)) < gate

# confidence ellipse
from math import sqrt
result = [2 * sqrt(chi2.ppf(p, 2) * eigenvalue) for p in (0.5, 0.95) for eigenvalue in (2.1, 0.3)]

# Ljung-Box
n, r = 100, [0.21, -0.13, 0.08]
q = n * (n + 2) * sum(each**2 / (n - k) for k, each in enumerate(r, 1))
result = q, chi2.sf(q, len(r))

# Jarque-Bera
n, skew, kurtosis = 250, 0.31, 3.8
jb = n / 6 * (skew**2 + (kurtosis - 3) ** 2 / 4)
result = jb, chi2.sf(jb, 2), chi2(2).sf(jb)

# Kruskal-Wallis
groups = [[27, 2, 4, 18], [20, 8, 14, 36], [34, 31, 3, 23]]
ranks = sorted(value for group in groups for value in group)
n = len(ranks)
sums = [sum(ranks.index(v) + 1 for v in g) ** 2 / len(g) for g in groups]
h = 12 / (n * (n + 1)) * sum(sums) - 3 * (n + 1)
result = h, chi2.sf(h, len(groups) - 1)

# Hardy-Weinberg
aa, ab, bb = 298, 489, 213
n = aa + ab + bb
p = (2 * aa + ab) / (2 * n)
expected = [n * p**2, 2 * n * p * (1 - p), n * (1 - p) ** 2]
statistic = sum((o - e) ** 2 / e for o, e in zip([aa, ab, bb], expected))
result = statistic, chi2.sf(statistic, 1)

# genomic inflation
result = 0.4721 / chi2.ppf(0.5, 1), chi2.isf(5e-8, 1), chi2.isf(1e-300, 1)

# Cochran's Q and I squared
effects, weights = [0.3, 0.5, 0.1, 0.42], [12.0, 30.0, 8.0, 21.0]
mean = sum(w * e for w, e in zip(weights, effects)) / sum(weights)
q = sum(w * (e - mean) ** 2 for w, e in zip(weights, effects))
result = q, chi2.sf(q, len(effects) - 1), max(0, (q - 3) / q)

# a log p-value
from math import log
result = chi2.logsf(1300, 3) / -log(10), chi2.logcdf(1e-5, 7), chi2.logsf(1, 2)

# reduced chi-squared of a fit
residuals, errors, parameters = [0.2, -0.5, 0.1, 0.7, -0.3], [0.3, 0.4, 0.2, 0.5, 0.3], 2
statistic = sum((r / e) ** 2 for r, e in zip(residuals, errors))
df = len(residuals) - parameters
result = statistic / df, chi2.sf(statistic, df)

# one variate
x = chi2.rvs(5)
result = isinstance(x, float), x > 0

# variates
x = chi2.rvs(10, loc=50, scale=3, size=2000, random_state=1)
result = len(x), abs(sum(x) / len(x) - 80) < 2, all(50 < each for each in x)

# variates of a frozen one
d = chi2(df=5)
a, b = d.rvs(size=10, random_state=42), d.rvs(10, 42)
result = list(a) == list(b), len(a), len(chi2.rvs(5, 0, 1, 7))
"""

WITH_ARRAYS = """
# quantiles of a list
result = chi2.ppf([0.025, 0.5, 0.975], 9)

# a curve
import numpy as np
x = np.linspace(0.1, 14, 21)
result = chi2.pdf(x, 3), chi2.cdf(x, df=3), chi2(3).sf(x)

# a curve between quantiles
import numpy as np
df = 55
x = np.linspace(chi2.ppf(0.01, df), chi2.ppf(0.99, df), 11)
result = chi2.pdf(x, df), chi2(df).pdf(x)

# many df
import numpy as np
result = chi2.ppf(0.95, np.arange(1, 31)), chi2.isf(0.05, [1, 2, 3])

# p-values of many statistics
import numpy as np
result = chi2.sf(np.array([1.2, 3.3, 40.0]), 2)

# likelihood ratios of many models
import numpy as np
ratios, extra = np.array([3.1, 8.8, 20.4]), np.array([1, 2, 5])
result = chi2.sf(ratios, extra)

# outliers by Mahalanobis distance, an array
import numpy as np
squared = np.array([1.2, 3.4, 14.1, 0.6])
result = chi2.cdf(squared, df=3), squared > chi2.ppf(0.975, 3)

# variates in a table
x = chi2.rvs(5, size=(100, 2), random_state=1)
result = x.shape, abs(x.mean() - 5) < 2
"""

# SciPy's own error grows with df, and far out.
SNIPPETS = snippets("chi2", __file__, ONE_NUMBER, WITH_ARRAYS, error=2e-13)
