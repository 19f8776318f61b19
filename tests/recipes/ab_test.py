"""An A/B test: do two proportions differ, by how much, and how many visitors would show it.

A version is (successes, visitors). The test pools the two rates, as no difference between them
would allow. The interval is Newcombe's, made of the two intervals of Wilson, which need no
success: 0 of 10 is a rate between 0 and 28 %. Rates that are equal, or 0, or 1, are no special
case.
"""

from math import ceil, inf, sqrt

from purestats import norm


def z_score(a, b):
    """By how many standard errors the rate of b is above that of a; 0 if nothing varies."""
    pooled = (a[0] + b[0]) / (a[1] + b[1])
    error = sqrt(pooled * (1 - pooled) * (1 / a[1] + 1 / b[1]))
    return (b[0] / b[1] - a[0] / a[1]) / error if error else 0.0


def rate_interval(version, confidence):
    """Both ends of Wilson's interval for one rate."""
    successes, visitors = version
    z = norm.isf((1 - confidence) / 2)
    centre = successes + z * z / 2
    width = z * sqrt(successes * (visitors - successes) / visitors + z * z / 4)
    return (centre - width) / (visitors + z * z), (centre + width) / (visitors + z * z)


def difference_interval(a, b, confidence=0.95):
    """Both ends of Newcombe's interval for the rate of b less that of a."""
    rate_a, rate_b = a[0] / a[1], b[0] / b[1]
    (low_a, high_a), (low_b, high_b) = (rate_interval(each, confidence) for each in (a, b))
    low = rate_b - rate_a - sqrt((rate_b - low_b) ** 2 + (high_a - rate_a) ** 2)
    return low, rate_b - rate_a + sqrt((high_b - rate_b) ** 2 + (rate_a - low_a) ** 2)


def sample_size(rate_a, rate_b, significance=0.05, power=0.8):
    """Visitors of each version so that a two-sided test finds the difference with this power."""
    if rate_a == rate_b:
        return inf
    mean = (rate_a + rate_b) / 2
    chance = norm.isf(significance / 2) * sqrt(2 * mean * (1 - mean))
    effect = norm.isf(1 - power) * sqrt(rate_a * (1 - rate_a) + rate_b * (1 - rate_b))
    return ceil(((chance + effect) / (rate_b - rate_a)) ** 2)


if __name__ == "__main__":
    a, b = (200, 10_000), (250, 10_000)
    z = z_score(a, b)
    low, high = difference_interval(a, b)
    print(f"B is better: p = {norm.sf(z):.4f}")  # B is better: p = 0.0086
    print(f"A and B differ: p = {2 * norm.sf(abs(z)):.4f}")  # A and B differ: p = 0.0171
    print(f"by {low:.3%} to {high:.3%}")  # by 0.089% to 0.914%
    print(f"{sample_size(0.02, 0.025)} visitors each")  # 13809 visitors each
