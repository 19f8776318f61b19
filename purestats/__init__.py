"""The normal distribution in pure Python, right in every tail, with no dependency."""

from . import normal
from .normal import *  # noqa: F403
from .normal import __version__ as __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import arrays as arrays
    from . import compiled as compiled
    from . import correctly_rounded as correctly_rounded
    from .chi_squared import *  # noqa: F403
    from .student_t import *  # noqa: F403
    from .truncated import *  # noqa: F403

__all__ = ["__version__"]
__all__ += normal.__all__


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
