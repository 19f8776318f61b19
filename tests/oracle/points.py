"""Arguments to test at: named regions, and the floats around a point."""

import math
import random


def around(x, count=50):
    """The float x with count floats below it and count above, in order."""
    below, above = [x], [x]
    for _ in range(count):
        below.append(math.nextafter(below[-1], -math.inf))
        above.append(math.nextafter(above[-1], math.inf))
    return below[:0:-1] + above


def uniform(low, high, count=300):
    """Floats spread evenly at random from low to high, the same in every run."""
    rng = random.Random(f"{low} {high}")
    return [low, high] + [rng.uniform(low, high) for _ in range(count)]


def log_uniform(low, high, count=300):
    """Floats whose logarithm is spread evenly; low and high have the same sign."""
    sign = math.copysign(1, low)
    logs = uniform(math.log(abs(low)), math.log(abs(high)), count)
    inside = [sign * math.exp(each) for each in logs]
    return [low, high] + [min(max(x, min(low, high)), max(low, high)) for x in inside]
