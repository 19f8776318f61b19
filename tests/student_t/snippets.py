"""What people write against scipy.stats.t."""

from tests.package.snippets import snippets

ONE_NUMBER = """
# critical value
result = t.ppf(0.975, 9), t.ppf(q=0.975, df=9)

# critical value, by what is left
alpha, n = 0.05, 12
result = t.ppf(1 - alpha / 2, n - 1), t.isf(alpha / 2, n - 1), abs(t.ppf(alpha, df=n - 1))

# p-value, two sided
t_stat, df = 2.31, 14
result = 2 * (1 - t.cdf(abs(t_stat), df))

# p-value, two sided, by sf
t_stat, df = -8.7, 30
result = t.sf(abs(t_stat), df) * 2

# p-value, one sided
result = t.cdf(-1.8, 7), t.sf(1.8, df=7)

# df is no integer
result = t.ppf(0.95, 17.776), t.cdf(-1.8608, df=17.776)

# interval of a mean
mean, sem, n = 5.24, 0.31, 10
result = t.interval(0.95, n - 1, loc=mean, scale=sem)

# interval by keyword
result = t.interval(confidence=0.99, df=4, loc=100, scale=2.5)

# interval by position
result = t.interval(0.9, 25, 1.5, 0.2)

# interval, by hand
from math import sqrt
from statistics import mean, stdev
data = [4.9, 5.1, 5.6, 4.7, 5.3, 5.0]
margin = t.ppf((1 + 0.95) / 2, len(data) - 1) * stdev(data) / sqrt(len(data))
result = mean(data) - margin, mean(data) + margin

# loc and scale by position
result = t.cdf(3.0, 5, 1, 2), t.pdf(3.0, 5, 1, 2), t.ppf(0.1, 5, 1, 2)

# loc and scale by keyword
result = t.sf(x=3.0, df=5, loc=1, scale=2), t.logpdf(0.0, df=3, scale=0.5)

# infinities
inf = float('inf')
result = t.cdf(-inf, 3), t.sf(-inf, 3), t.cdf(inf, 3), t.ppf(1, 3), t.ppf(0, 3)

# infinite df
inf = float('inf')
result = t.ppf(0.975, inf), t.cdf(1.0, df=inf), t.pdf(0.5, inf)

# every function
result = [
    getattr(t, name)(0.3, 4, loc=0.1, scale=1.2)
    for name in "pdf logpdf cdf logcdf sf logsf ppf isf interval".split()
]

# frozen
rv = t(9)
result = rv.ppf(0.975), rv.cdf(1.5), rv.sf(1.5), rv.pdf(0), rv.interval(0.95)

# frozen by keyword
rv = t(df=4, loc=2, scale=0.5)
result = rv.logpdf(2.5), rv.logcdf(1.0), rv.logsf(4.0), rv.isf(0.01)

# a method bound to a name
quantile = t(15).ppf
result = [quantile(p) for p in (0.9, 0.95, 0.975, 0.99, 0.995)]

# a table of critical values
result = [[t.ppf(1 - a, df) for a in (0.1, 0.05, 0.025, 0.01)] for df in (1, 2, 5, 10, 30, 120)]

# mean, median, std, var
d = t(5, loc=3, scale=0.7)
result = d.mean(), d.median(), d.std(), d.var(), t.mean(3, 1), t.var(8), t.std(3)

# stats
result = t.stats(9), t.stats(9, moments='mvsk'), t(6, 1, 2).stats('vk')

# moments that do not exist
result = t.var(1.5), t.std(2), t.stats(3.5, moments='k'), t.mean(1.01)

# moment
result = [t.moment(k, 9) for k in range(1, 5)], t(9, 1, 2).moment(3), t.moment(2, 5, 1, 2)

# entropy
result = t.entropy(3), t(9, 0, 2).entropy(), t.entropy(df=30)

# support
result = t.support(3), t(5, 2).support()

# one sample
from statistics import mean, stdev
data = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
t_stat = mean(data) / (stdev(data) / len(data) ** 0.5)
result = t_stat, 2 * t.sf(abs(t_stat), len(data) - 1)

# Welch's test
from statistics import mean, variance
a, b = [27.5, 21.0, 19.0, 23.6, 17.0, 17.9], [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8]
va, vb = variance(a) / len(a), variance(b) / len(b)
df = (va + vb) ** 2 / (va**2 / (len(a) - 1) + vb**2 / (len(b) - 1))
t_stat = (mean(a) - mean(b)) / (va + vb) ** 0.5
result = df, t_stat, t.sf(abs(t_stat), df) * 2

# p-value of a correlation
r, n = 0.62, 18
t_stat = r * ((n - 2) / (1 - r**2)) ** 0.5
result = 2 * (1 - t.cdf(abs(t_stat), n - 2))

# a slope and its interval
x, y = [1, 2, 3, 4, 5, 6], [2.1, 3.9, 6.2, 7.8, 10.1, 12.2]
n, mx, my = len(x), sum(x) / len(x), sum(y) / len(y)
sxx = sum((each - mx) ** 2 for each in x)
slope = sum((u - mx) * (v - my) for u, v in zip(x, y)) / sxx
residual = sum((v - my - slope * (u - mx)) ** 2 for u, v in zip(x, y))
se = (residual / (n - 2) / sxx) ** 0.5
result = slope, t.interval(0.95, n - 2, slope, se), 2 * t.sf(slope / se, n - 2)

# Grubbs' critical value
n, alpha = 12, 0.05
c = t.ppf(1 - alpha / (2 * n), n - 2)
result = (n - 1) / n**0.5 * (c**2 / (n - 2 + c**2)) ** 0.5

# generalised ESD
n, alpha, lambdas = 54, 0.05, []
for i in range(1, 6):
    p = 1 - alpha / (2 * (n - i + 1))
    c = t.ppf(p, n - i - 1)
    lambdas.append((n - i) * c / ((n - i - 1 + c**2) * (n - i + 1)) ** 0.5)
result = lambdas

# VaR and expected shortfall
nu, mu, sigma, alpha = 4, 0.0003, 0.011, 0.99
h = t.ppf(alpha, nu)
shortfall = sigma * t.pdf(h, nu) / (1 - alpha) * (nu + h**2) / (nu - 1) - mu
result = mu + sigma * t.ppf(1 - alpha, nu), t(nu, mu, sigma).ppf(1 - alpha), shortfall

# log-likelihood
returns = [0.012, -0.034, 0.005, 0.041, -0.011]
result = sum(t.logpdf(r, 3.5, loc=0.001, scale=0.02) for r in returns)

# t copula, one pair
nu = 4
result = t.ppf(0.03, nu), t.ppf(0.91, nu), t.pdf(t.ppf(0.03, nu), nu)

# posterior of a mean
post = t(df=2 * 3.5, loc=1.8, scale=(2.2 / (3.5 * 6)) ** 0.5)
result = post.cdf(1.5), post.sf(2.5), post.interval(0.9), post.mean(), post.std()

# Bayesian estimate by a frozen list
arms = {"a": t(8, 1.2, 0.3), "b": t(12, 1.5, 0.2)}
result = [arm.ppf(0.95) for arm in arms.values()], max(arm.mean() for arm in arms.values())

# acquisition with heavy tails
mu, sigma, best, nu = 1.3, 0.4, 1.0, 5
z = (mu - best) / sigma
gain = (mu - best) * t.cdf(z, nu) + sigma * (nu + z**2) / (nu - 1) * t.pdf(z, nu)
result = gain

# Cauchy
from math import pi, tan
result = t.ppf(0.9, 1) / tan(pi * 0.4), t.pdf(0, 1) * pi, t.cdf(1, 1)

# a log p-value
from math import log
result = -t.logsf(40, 20) / log(10), t.logcdf(-300, 50), t.logsf(0.1, 3)

# welch from summary numbers
m1, s1, n1, m2, s2, n2 = 15.0, 9.35, 13, 12.0, 8.37, 11
e1, e2 = s1**2 / n1, s2**2 / n2
df = (e1 + e2) ** 2 / (e1**2 / (n1 - 1) + e2**2 / (n2 - 1))
low, high = t.interval(0.95, df, m1 - m2, (e1 + e2) ** 0.5)
result = low, high, 2 * t.cdf(-abs(m1 - m2) / (e1 + e2) ** 0.5, df)

# one variate
x = t.rvs(5)
result = isinstance(x, float), isinstance(t(3).rvs(), float)

# variates
x = t.rvs(10, loc=50, scale=3, size=2000, random_state=1)
result = len(x), abs(sum(x) / len(x) - 50) < 0.5, all(0 < each < 100 for each in x)

# variates of a frozen one
d = t(df=5, loc=2)
a, b = d.rvs(size=10, random_state=42), d.rvs(10, 42)
result = list(a) == list(b), len(a), len(t.rvs(5, 0, 1, 7))
"""

WITH_ARRAYS = """
# quantiles of a list
result = t.ppf([0.025, 0.5, 0.975], 9)

# a curve
import numpy as np
x = np.linspace(-4, 4, 21)
result = t.pdf(x, 3), t.cdf(x, df=3), t(3).sf(x)

# a curve between quantiles
import numpy as np
df = 2.74
x = np.linspace(t.ppf(0.01, df), t.ppf(0.99, df), 11)
result = t.pdf(x, df), t(df).pdf(x)

# many df
import numpy as np
result = t.ppf(0.975, np.arange(1, 31)), t.isf([0.1, 0.05, 0.01], [[10], [11]])

# interval of many means
import numpy as np
means = np.array([1.0, 2.0, 4.0])
result = t.interval(0.95, 9, loc=means, scale=np.array([0.1, 0.2, 0.3]))

# p-values of many statistics
import numpy as np
t_stats = np.array([-2.2, 0.3, 4.1])
result = 2 * t.sf(np.abs(t_stats), 18)

# log-likelihood of an array
import numpy as np
data = np.array([4.1, 5.3, 3.8, 4.9, 5.0])
result = t.logpdf(data, 4, loc=4.5, scale=0.6).sum()

# variates in a table
x = t.rvs(5, size=(100, 2), random_state=1)
result = x.shape, abs(x.mean()) < 1
"""

# SciPy's own error grows with df.
SNIPPETS = snippets("t", __file__, ONE_NUMBER, WITH_ARRAYS, error=1e-13)
