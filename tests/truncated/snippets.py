"""What people write against scipy.stats.truncnorm, where SciPy is right."""

from tests.package.snippets import snippets

ONE_NUMBER = """
# bounds in the unit of x
lower, upper, mu, sigma = 3.5, 6.0, 5.0, 0.7
X = truncnorm((lower - mu) / sigma, (upper - mu) / sigma, loc=mu, scale=sigma)
result = X.cdf(5.5), X.pdf(4.0), X.ppf(0.9), X.mean(), X.std()

# one function at a time
a, b = -2, 1.5
result = truncnorm.pdf(0.3, a, b), truncnorm.cdf(0.3, a, b), truncnorm.sf(0.3, a, b)

# loc and scale by position
result = truncnorm.cdf(3.0, -1, 2, 2, 1.5), truncnorm.ppf(0.25, -1, 2, 2, 1.5)

# loc and scale by keyword
result = truncnorm.sf(x=3.0, a=-1, b=2, loc=2, scale=1.5), truncnorm.pdf(2, a=-1, b=2, loc=2)

# half normal
inf = float('inf')
result = truncnorm.ppf(0.95, 0, inf), truncnorm.mean(0, inf), truncnorm.var(0, inf)

# bounded below by zero
inf = float('inf')
mu, sigma = 10.0, 4.0
d = truncnorm((0 - mu) / sigma, inf, loc=mu, scale=sigma)
result = d.mean(), d.var(), d.cdf(0), d.cdf(12.0), d.ppf(0.05)

# every function
result = [
    getattr(truncnorm, name)(0.4, -1.2, 1.7, loc=0.1, scale=1.2)
    for name in "pdf logpdf cdf logcdf sf logsf ppf isf interval".split()
]

# at and outside the bounds
d = truncnorm(-1, 1, 5, 2)
result = d.cdf(3), d.cdf(7), d.sf(8), d.pdf(2.9), d.pdf(7.1), d.ppf(0), d.ppf(1)

# support
result = truncnorm.support(-1, 2, 10, 3), truncnorm(-1, 2, 10, 3).support()

# interval
result = truncnorm.interval(0.95, -1, 3), truncnorm(-2, 2, 100, 15).interval(confidence=0.5)

# median
result = truncnorm.median(-1, 3), truncnorm(-2, 5, 1, 2).median()

# stats
d = truncnorm(-2, 2)
result = truncnorm.stats(-1, 2), truncnorm.stats(-1, 2, moments='mvsk'), d.stats('k')

# moments
result = [truncnorm.moment(k, -1, 2) for k in range(1, 5)], truncnorm(-1, 2, 3, 0.5).moment(2)

# entropy
result = truncnorm.entropy(-1, 2), truncnorm(-2, 2, 0, 3).entropy()

# expected shortfall
inf = float('inf')
mu, sigma = -0.001, 0.02
var = 0.032
result = truncnorm((var - mu) / sigma, inf, loc=mu, scale=sigma).mean()

# log-likelihood of a truncated sample
a, b, mu, sigma = 0.0, 10.0, 4.0, 3.0
data = [1.2, 3.4, 8.9, 5.5, 0.3]
low, high = (a - mu) / sigma, (b - mu) / sigma
result = sum(truncnorm.logpdf(x, low, high, loc=mu, scale=sigma) for x in data)

# uniform numbers to truncated normal ones
result = [truncnorm.ppf(u, -1.5, 0.5, loc=2, scale=0.25) for u in (0.02, 0.25, 0.5, 0.75, 0.98)]

# a Gibbs step
inf = float('inf')
mean, is_one = -0.4, True
low, high = (-mean, inf) if is_one else (-inf, -mean)
result = mean + truncnorm.ppf(0.37, low, high), truncnorm.ppf(0.37, low, high, loc=mean)

# Heckman's correction
inf = float('inf')
result = [truncnorm.mean(-index, inf) for index in (-2.0, -0.5, 0.0, 1.0, 2.5)]

# a prior and its draws' place
prior = truncnorm(a=-2, b=2, loc=0.5, scale=0.2)
result = prior.logpdf(0.45), prior.logcdf(0.3), prior.isf(0.01), prior.args, prior.kwds['scale']

# a far bound that cuts nothing
result = truncnorm.cdf(0.5, -20, 20), truncnorm.ppf(0.975, -20, 20), truncnorm.var(-20, 20)

# above eight
inf = float('inf')
result = truncnorm.ppf(0.5, 8, inf), truncnorm.sf(9, 8, inf), truncnorm(8, inf).logsf(10)

# one variate
x = truncnorm.rvs(-1, 2)
result = isinstance(x, float), -1 <= x <= 2

# variates
x = truncnorm.rvs(-2, 2, loc=50, scale=3, size=2000, random_state=1)
result = len(x), abs(sum(x) / len(x) - 50) < 0.3, all(44 <= each <= 56 for each in x)

# variates of a frozen one
d = truncnorm((0 - 1) / 2, (5 - 1) / 2, loc=1, scale=2)
first, second = d.rvs(size=10, random_state=42), d.rvs(10, 42)
result = list(first) == list(second), all(0 <= each <= 5 for each in first)
"""

WITH_ARRAYS = """
# a curve between quantiles
import numpy as np
a, b = 0.1, 2
x = np.linspace(truncnorm.ppf(0.01, a, b), truncnorm.ppf(0.99, a, b), 11)
result = truncnorm.pdf(x, a, b), truncnorm(a, b).cdf(x)

# quantiles of a list
result = truncnorm.ppf([0.025, 0.5, 0.975], -1, 2)

# many bounds
import numpy as np
result = truncnorm.cdf(0.2, np.array([-1.0, -2.0, 0.0]), [[1.0], [3.0]])

# many means
import numpy as np
mu = np.array([1.0, 2.0, 4.0])
result = truncnorm.mean((0 - mu) / 2, (5 - mu) / 2, loc=mu, scale=2)

# check of quantiles
import numpy as np
vals = truncnorm.ppf([0.001, 0.5, 0.999], 0.1, 2)
result = np.allclose([0.001, 0.5, 0.999], truncnorm.cdf(vals, 0.1, 2))

# log-likelihood of an array
import numpy as np
data = np.array([4.1, 5.3, 3.8, 4.9, 5.0])
result = truncnorm.logpdf(data, -2, 3, loc=4.5, scale=0.6).sum()

# variates in a table
import numpy as np
x = truncnorm.rvs([0, 1], [2, 3], size=(100, 2), random_state=np.random.default_rng(1))
result = x.shape, x[:, 0].max() <= 2, x[:, 1].min() >= 1

# variates by seed
result = truncnorm.rvs(-1.5, 2, loc=3, scale=0.5, size=(4, 5), random_state=7)
"""

# SciPy's own error, where its values are right.
SNIPPETS = snippets("truncnorm", __file__, ONE_NUMBER, WITH_ARRAYS, error=1e-12)
