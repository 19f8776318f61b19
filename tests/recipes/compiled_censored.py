"""Mean and deviation of measurements of which some are only known to be above a limit.

Each that was read counts by its density, each above the limit by the survival function: in
logarithms, so that no sample is too long and no guess too far.
"""

import math

import numba
import numpy as np
from scipy.optimize import minimize

import purestats.compiled  # noqa: F401, not needed where purestats is installed
from purestats import norm_logpdf, norm_logsf, norm_ppf


@numba.njit
def minus_log_likelihood(parameters, values, limit):
    loc, scale = parameters[0], math.exp(parameters[1])
    total = 0.0
    for value in values:
        if value < limit:
            total -= norm_logpdf(value, loc, scale)
        else:
            total -= norm_logsf(limit, loc, scale)
    return total


values = np.array([norm_ppf((k + 0.5) / 500, 10.0, 3.0) for k in range(500)])
limit = 12.0
start = np.array([0.0, 0.0])
found = minimize(minus_log_likelihood, start, (np.minimum(values, limit), limit), "Nelder-Mead")
print(round(found.x[0], 1), round(math.exp(found.x[1]), 1))  # 10.0 3.0
