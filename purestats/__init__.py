"""The normal distribution in pure Python, right in every tail, with no dependency."""

from .normal import (
    __version__,
    erfcinv,
    erfinv,
    log_ndtr,
    ndtr,
    ndtri,
    ndtri_exp,
    norm,
    norm_cdf,
    norm_ilogccdf,
    norm_ilogcdf,
    norm_interval,
    norm_isf,
    norm_logcdf,
    norm_logpdf,
    norm_logsf,
    norm_pdf,
    norm_ppf,
    norm_ppf_bisect,
    norm_sf,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import arrays as arrays
    from . import correctly_rounded as correctly_rounded

__all__ = [
    "__version__",
    "erfcinv",
    "erfinv",
    "log_ndtr",
    "ndtr",
    "ndtri",
    "ndtri_exp",
    "norm",
    "norm_cdf",
    "norm_ilogccdf",
    "norm_ilogcdf",
    "norm_interval",
    "norm_isf",
    "norm_logcdf",
    "norm_logpdf",
    "norm_logsf",
    "norm_pdf",
    "norm_ppf",
    "norm_ppf_bisect",
    "norm_sf",
]


if not TYPE_CHECKING:

    def __getattr__(name):
        """Import a module of the package when it is first used: most programs use none."""
        if name not in ("arrays", "correctly_rounded"):
            raise AttributeError(f"module 'purestats' has no attribute {name!r}")
        from importlib import import_module

        return import_module(f".{name}", __name__)

    def __dir__():
        return sorted({*globals(), "arrays", "correctly_rounded"})
