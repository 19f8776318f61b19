"""The quantile of the normal distribution with the bits of SciPy, and no dependency."""

from .normal import (
    __version__,
    ndtri,
    norm,
    norm_interval,
    norm_isf,
    norm_ppf,
    norm_ppf_bisect,
)

__all__ = [
    "__version__",
    "ndtri",
    "norm",
    "norm_interval",
    "norm_isf",
    "norm_ppf",
    "norm_ppf_bisect",
]
