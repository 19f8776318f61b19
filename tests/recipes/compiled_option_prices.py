"""The price of a call option by Monte Carlo, on every processor, beside the formula.

The paths are stratified: the k-th has its price at the (k + 1/2)/n quantile. norm_ppf and
norm_cdf are those of purestats; Numba compiles them into the loop.
"""

import math

import numba

import purestats.compiled  # noqa: F401, not needed where purestats is installed
from purestats import norm_cdf, norm_ppf


@numba.njit(parallel=True)
def simulated(spot, strike, rate, volatility, years, paths):
    drift = (rate - 0.5 * volatility**2) * years
    spread = volatility * math.sqrt(years)
    total = 0.0
    for k in numba.prange(paths):
        price = spot * math.exp(drift + norm_ppf((k + 0.5) / paths, 0.0, spread))
        total += max(price - strike, 0.0)
    return math.exp(-rate * years) * total / paths


@numba.njit
def by_formula(spot, strike, rate, volatility, years):
    spread = volatility * math.sqrt(years)
    d = (math.log(spot / strike) + (rate + 0.5 * volatility**2) * years) / spread
    return spot * norm_cdf(d) - strike * math.exp(-rate * years) * norm_cdf(d - spread)


print(round(by_formula(100.0, 110.0, 0.02, 0.25, 0.5), 4))  # 3.7417
print(round(simulated(100.0, 110.0, 0.02, 0.25, 0.5, 200_000), 3))  # 3.742
