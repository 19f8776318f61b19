# SPDX-License-Identifier: BSD-3-Clause
# mypy: allow-untyped-calls, allow-untyped-defs
"""The functions of purestats as machine code: over NumPy arrays, and inside of compiled loops.

Over arrays they are those of purestats.arrays, with the bits of purestats on the same machine; of
truncnorm pdf, cdf, logcdf, sf and logsf are compiled, the others those of purestats.arrays.

    from purestats.compiled import norm
    norm.cdf(x)

Under numba.njit, vectorize, guvectorize or prange those of purestats itself may be called, with
numbers. Numba finds them where the package is installed; in a copy of its files once
purestats.compiled is imported.

    from purestats import norm_cdf

    @numba.njit
    def total(x):
        return sum([norm_cdf(each, 0.0, 2.0) for each in x])

There a ValueError holds the argument's name, the rule and the number; Numba 0.60 may give name and
rule of an earlier one. norm_ppf_bisect and truncnorm stay Python's. With cache=True, empty Numba's
cache after an update of purestats, which it does not see.

A function is compiled when first called, in two to five seconds, and kept in Numba's cache on
disk: in NUMBA_CACHE_DIR, if that is set.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from . import normal as scalar
from .array_distribution import ArrayNorm, FrozenNorm, interval_between
from .machine_code import Compiler, array_function, in_loops
from .normal import _ONE, _ZERO
from .normal import norm_interval as _norm_interval

if TYPE_CHECKING:
    from .arrays import *  # noqa: F403
    from .arrays import truncnorm as truncnorm
else:
    __all__ = [name for name in scalar.__all__ if name != "norm_ppf_bisect"]

    def __getattr__(name):
        if name == "truncnorm":
            return _truncnorm()
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


# What stands for checks: arguments are floats.


def _no_type(value):
    """type(value), where float is None."""


def _same(name, value):
    return value


def _nan(name, rule, value, b=None):
    return math.nan


def _error(name, rule, value, b=None):
    raise ValueError(name, rule, value)


_CHECKED = {"type": _no_type, "float": None, "_number": _same}
_FOR_ARRAYS = Compiler({**_CHECKED, "_refused": _nan})
_FOR_LOOPS = Compiler({**_CHECKED, "_refused": _error})


# Where branches change.


def _deviation(x, loc=0.0, scale=1.0):
    return (x - loc) / scale


def _mirrored(cuts, centre=0.0):
    return tuple(2.0 * centre - each for each in reversed(cuts))


_TAIL = scalar._CENTRE, scalar._NEAR, scalar._MIDDLE
_SIDES = *_mirrored(_TAIL), *_TAIL
_X = -scalar._TAIL_END, *_SIDES, scalar._TAIL_END
_LOG_X = (-scalar._LOG_LIMIT, -scalar._LOG_FAR, *_SIDES[:3], scalar._HALF_CENTRE, *_X[4:])
_HAZARD = -scalar._DENSITY_END, *_SIDES, scalar._HAZARD_END
_ERFCX = tuple(each / scalar._SQRT_2 for each in (scalar._ERFCX_BEGIN, *_HAZARD[1:]))
# Tails change their formula at exp(-32).
_LEAST = math.exp(-32.0)
_Q = 0.0, _LEAST, scalar._CENTRE_BEGIN, scalar._CENTRE_END, 1.0 - _LEAST, 1.0
_LOG_Q = (
    -0.5 * scalar._LOG_QUANTILE_END**2,
    -0.5 * scalar._TAIL_QUANTILE_END**2,
    -32.0,
    scalar._LOG_TAIL,
    scalar._LOG_1_4,
    scalar._LOG_3_4,
    math.log1p(-scalar._NEAR_TAIL),
    math.log1p(-_LEAST),
    -5e-324,
)
_ERFINV = 1.0 - 2.0 * scalar._NEAR_TAIL, 1.0 - 2.0 * _LEAST, 1.0
_ERFCINV = scalar._SHORT_TAIL, 2.0 * _LEAST, 2.0 * scalar._NEAR_TAIL

_CUTS = {
    "norm_pdf": (-scalar._DENSITY_END, scalar._DENSITY_END),
    "norm_logpdf": (-scalar._LOG_LIMIT, scalar._LOG_LIMIT),
    "norm_cdf": _X,
    "norm_sf": _X,
    "norm_logcdf": _LOG_X,
    "norm_logsf": _mirrored(_LOG_X),
    "norm_hazard": _HAZARD,
    "norm_ppf": _Q,
    "norm_isf": _Q,
    "norm_ilogcdf": _LOG_Q,
    "norm_ilogccdf": _LOG_Q,
    "ndtr": _X,
    "log_ndtr": _LOG_X,
    "ndtri": _Q,
    "ndtri_exp": _LOG_Q,
    "erfcx": _ERFCX,
    "erfinv": (*_mirrored(_ERFINV), *_ERFINV),
    "erfcinv": (*_ERFCINV, *_mirrored(_ERFCINV, 1.0)),
}


if not TYPE_CHECKING:

    def _array_function(function, cuts=(), name=""):
        key = _deviation if function.__code__.co_varnames[0] == "x" else None
        made = array_function(_FOR_ARRAYS, function, cuts, key, name)
        made.__module__ = __name__
        return made

    for _name in __all__:
        if _name not in ("norm", "norm_interval"):
            globals()[_name] = _array_function(getattr(scalar, _name), _CUTS.get(_name, ()))

    def _lower_end(confidence, loc=_ZERO, scale=_ONE):
        return _norm_interval(confidence, loc, scale)[0]

    def _upper_end(confidence, loc=_ZERO, scale=_ONE):
        return _norm_interval(confidence, loc, scale)[1]

    _CONFIDENCES = tuple(1.0 - 2.0 * each for each in (0.5, scalar._CENTRE_BEGIN, _LEAST))
    norm_interval = interval_between(
        _array_function(_lower_end, _CONFIDENCES, "norm_interval"),
        _array_function(_upper_end, _CONFIDENCES, "norm_interval"),
    )

    Frozen = FrozenNorm  # what norm(loc, scale) returns

    class Norm(ArrayNorm, functions=globals()):
        """What norm is: the functions as methods, with the names of scipy.stats.norm."""

        __slots__ = ()

    norm = Norm()


@cache
def _truncnorm():
    from . import truncated as one
    from . import truncated_arrays

    def method(name):
        function = getattr(one, f"truncnorm_{name}")
        return staticmethod(array_function(compiler, function, kept=one._with_total))

    # Python's integers are not compiled.
    compiler = Compiler({**_FOR_ARRAYS.given, "_exact_offset": lambda *_: (math.nan, math.nan)})

    class TruncatedNormal(truncated_arrays.TruncatedNormal):
        """What truncnorm is."""

        __slots__ = ()
        pdf, cdf, logcdf, sf, logsf = map(method, ("pdf", "cdf", "logcdf", "sf", "logsf"))

    return TruncatedNormal()


@cache
def register() -> None:
    """Let Numba compile calls of the functions of purestats: its entry point calls this."""
    for name in set(scalar.__all__) - {"norm", "norm_ppf_bisect"}:
        in_loops(_FOR_LOOPS, getattr(scalar, name))


register()
