"""The normal distribution in pure Python, right in every tail, with no dependency."""

from .normal import (
    __version__,
    erf,
    erfc,
    erfcinv,
    erfcx,
    erfinv,
    log_ndtr,
    ndtr,
    ndtri,
    ndtri_exp,
    norm,
    norm_between,
    norm_cdf,
    norm_hazard,
    norm_ilogccdf,
    norm_ilogcdf,
    norm_interval,
    norm_isf,
    norm_logbetween,
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
    from . import compiled as compiled
    from . import correctly_rounded as correctly_rounded
    from .chi_squared import chi2 as chi2
    from .chi_squared import chi2_cdf as chi2_cdf
    from .chi_squared import chi2_entropy as chi2_entropy
    from .chi_squared import chi2_interval as chi2_interval
    from .chi_squared import chi2_isf as chi2_isf
    from .chi_squared import chi2_logcdf as chi2_logcdf
    from .chi_squared import chi2_logpdf as chi2_logpdf
    from .chi_squared import chi2_logsf as chi2_logsf
    from .chi_squared import chi2_mean as chi2_mean
    from .chi_squared import chi2_median as chi2_median
    from .chi_squared import chi2_moment as chi2_moment
    from .chi_squared import chi2_pdf as chi2_pdf
    from .chi_squared import chi2_ppf as chi2_ppf
    from .chi_squared import chi2_rvs as chi2_rvs
    from .chi_squared import chi2_sf as chi2_sf
    from .chi_squared import chi2_stats as chi2_stats
    from .chi_squared import chi2_std as chi2_std
    from .chi_squared import chi2_support as chi2_support
    from .chi_squared import chi2_var as chi2_var
    from .student_t import t as t
    from .student_t import t_cdf as t_cdf
    from .student_t import t_entropy as t_entropy
    from .student_t import t_interval as t_interval
    from .student_t import t_isf as t_isf
    from .student_t import t_logcdf as t_logcdf
    from .student_t import t_logpdf as t_logpdf
    from .student_t import t_logsf as t_logsf
    from .student_t import t_mean as t_mean
    from .student_t import t_median as t_median
    from .student_t import t_moment as t_moment
    from .student_t import t_pdf as t_pdf
    from .student_t import t_ppf as t_ppf
    from .student_t import t_rvs as t_rvs
    from .student_t import t_sf as t_sf
    from .student_t import t_stats as t_stats
    from .student_t import t_std as t_std
    from .student_t import t_support as t_support
    from .student_t import t_var as t_var
    from .truncated import truncnorm as truncnorm
    from .truncated import truncnorm_cdf as truncnorm_cdf
    from .truncated import truncnorm_entropy as truncnorm_entropy
    from .truncated import truncnorm_interval as truncnorm_interval
    from .truncated import truncnorm_isf as truncnorm_isf
    from .truncated import truncnorm_logcdf as truncnorm_logcdf
    from .truncated import truncnorm_logpdf as truncnorm_logpdf
    from .truncated import truncnorm_logsf as truncnorm_logsf
    from .truncated import truncnorm_mean as truncnorm_mean
    from .truncated import truncnorm_median as truncnorm_median
    from .truncated import truncnorm_moment as truncnorm_moment
    from .truncated import truncnorm_pdf as truncnorm_pdf
    from .truncated import truncnorm_ppf as truncnorm_ppf
    from .truncated import truncnorm_rvs as truncnorm_rvs
    from .truncated import truncnorm_sf as truncnorm_sf
    from .truncated import truncnorm_stats as truncnorm_stats
    from .truncated import truncnorm_std as truncnorm_std
    from .truncated import truncnorm_support as truncnorm_support
    from .truncated import truncnorm_var as truncnorm_var

__all__ = [
    "__version__",
    "erf",
    "erfc",
    "erfcinv",
    "erfcx",
    "erfinv",
    "log_ndtr",
    "ndtr",
    "ndtri",
    "ndtri_exp",
    "norm",
    "norm_between",
    "norm_cdf",
    "norm_hazard",
    "norm_ilogccdf",
    "norm_ilogcdf",
    "norm_interval",
    "norm_isf",
    "norm_logbetween",
    "norm_logcdf",
    "norm_logpdf",
    "norm_logsf",
    "norm_pdf",
    "norm_ppf",
    "norm_ppf_bisect",
    "norm_sf",
]


if not TYPE_CHECKING:
    # What is loaded when it is first used, for most programs use none of it: name and module.
    _DISTRIBUTIONS = {"chi2": "chi_squared", "t": "student_t", "truncnorm": "truncated"}
    # fmt: off
    _FUNCTIONS = (
        "pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "ppf", "isf", "interval", "mean",
        "median", "var", "std", "stats", "moment", "entropy", "support", "rvs",
    )
    # fmt: on
    _LATER = {
        "arrays": "arrays",
        "compiled": "compiled",
        "correctly_rounded": "correctly_rounded",
        **_DISTRIBUTIONS,
        **{f"{name}_{f}": module for name, module in _DISTRIBUTIONS.items() for f in _FUNCTIONS},
    }

    _NEEDS = {"arrays": "numpy", "compiled": "numba"}

    def __getattr__(name):
        if name not in _LATER:
            raise AttributeError(f"module 'purestats' has no attribute {name!r}")
        from importlib import import_module

        module = import_module(f".{_LATER[name]}", __name__)
        value = globals()[name] = module if name == _LATER[name] else getattr(module, name)
        return value

    def __dir__():
        from importlib.util import find_spec

        missing = {name for name, library in _NEEDS.items() if not find_spec(library)}
        return sorted({*globals(), *_LATER} - missing)
