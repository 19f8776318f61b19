"""A peak over a flat background, fitted to counts in bins: the place of numba-stats' norm.

A bin expects the probability between its edges, which keeps its digits far from the peak.
"""

import math

import numba
import numpy as np
from scipy.optimize import minimize

import purestats.compiled  # noqa: F401, not needed where purestats is installed
from purestats import norm_between


@numba.njit
def expected(parameters, edges):
    peak, background, loc, scale = parameters
    means = np.empty(edges.size - 1)
    for i in range(means.size):
        inside = norm_between(edges[i], edges[i + 1], loc, abs(scale))
        means[i] = peak * inside + background * (edges[i + 1] - edges[i])
    return means


@numba.njit
def minus_log_likelihood(parameters, edges, counts):
    means = expected(parameters, edges)
    if means.min() <= 0.0:
        return math.inf
    return np.sum(means - counts * np.log(means))


edges = np.linspace(80.0, 100.0, 41)
counts = np.round(expected(np.array([1000.0, 20.0, 91.2, 1.5]), edges))
start = np.array([500.0, 10.0, 90.0, 2.0])
options = {"maxiter": 5000, "xatol": 1e-6, "fatol": 1e-9}
found = minimize(
    minus_log_likelihood, start, (edges, counts), method="Nelder-Mead", options=options
)
print([round(each, 1) for each in found.x[2:].tolist()])  # [91.2, 1.5]
