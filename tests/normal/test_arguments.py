"""What goes in: limits, NaN, domains, number types, and the errors for everything else."""

import array
import contextlib
import inspect
import math
from decimal import Decimal
from fractions import Fraction

import pytest

import purestats
from purestats import (
    erf,
    erfc,
    erfcinv,
    erfcx,
    erfinv,
    log_ndtr,
    ndtr,
    ndtri,
    ndtri_exp,
    norm_cdf,
    norm_hazard,
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

INF, NAN = math.inf, math.nan
QUANTILES = [norm_ppf, norm_isf, norm_ppf_bisect]
OF_X = [norm_pdf, norm_logpdf, norm_cdf, norm_logcdf, norm_sf, norm_logsf, norm_hazard]
LOG_QUANTILES = [norm_ilogcdf, norm_ilogccdf]
WITH_LOC_AND_SCALE = [*QUANTILES, norm_interval, *OF_X, *LOG_QUANTILES]
STANDARD = [ndtri, ndtr, log_ndtr, ndtri_exp, erf, erfc, erfcx, erfinv, erfcinv]
SMALLEST, LARGEST = 5e-324, 1.7976931348623157e308


def named(functions):
    return pytest.mark.parametrize("function", functions, ids=lambda f: f.__name__)


SPECIAL = [
    (norm_ppf, (0.0,), -INF),
    (norm_ppf, (-0.0,), -INF),
    (norm_ppf, (0,), -INF),
    (norm_ppf, (False,), -INF),
    (norm_ppf, (1.0,), INF),
    (norm_ppf, (1,), INF),
    (norm_ppf, (0.5,), 0.0),
    (norm_ppf, (0.5, -3.0, 2.0), -3.0),
    (norm_ppf, (0.0, 5.0, 2.0), -INF),
    (norm_ppf, (0.3, 0.0, INF), -INF),
    (norm_ppf, (0.3, INF, 1.0), INF),
    (norm_ppf, (0.0, INF, 1.0), NAN),
    (norm_ppf, (SMALLEST, INF, 1e308), NAN),  # z*scale overflows, as in SciPy
    (norm_isf, (0.0,), INF),
    (norm_isf, (1.0,), -INF),
    (norm_isf, (0.5,), 0.0),
    (norm_isf, (0.0, 5.0, 2.0), INF),
    (norm_ppf_bisect, (0.0,), -INF),
    (norm_ppf_bisect, (1,), INF),
    (norm_ppf_bisect, (0.0, 0.0, INF), -INF),
    (norm_ppf_bisect, (0.5,), 0.0),
    (norm_ppf_bisect, (0.5, 7.0, 2.0), 7.0),
    (ndtri, (0.0,), -INF),
    (ndtri, (1.0,), INF),
    (ndtri, (0.5,), 0.0),
    (norm_pdf, (INF,), 0.0),
    (norm_pdf, (-INF,), 0.0),
    (norm_pdf, (LARGEST,), 0.0),
    (norm_pdf, (-0.0,), 0.3989422804014327),
    (norm_pdf, (0.0, 0.0, SMALLEST), INF),
    (norm_logpdf, (INF,), -INF),
    (norm_logpdf, (-LARGEST,), -INF),
    (norm_logpdf, (1e150,), -4.9999999999999995e299),
    (norm_logpdf, (0,), -0.9189385332046728),
    (norm_logpdf, (-1.85e154, 0.0, 1), -1.7112499999999999e308),
    (norm_logpdf, (7.4e154, 0.0, 4.0), -1.7112499999999999e308),
    (norm_logpdf, (LARGEST, 0.0, SMALLEST), -INF),
    (norm_logpdf, (-INF, 0.0, 2.0), -INF),
    (norm_logpdf, (1.0, 0.0, INF), -INF),
    (norm_logpdf, (1e308, -1e308, INF), -INF),
    (norm_logpdf, (INF, 0.0, INF), NAN),
    (norm_pdf, (1e308, -1e308, INF), 0.0),
    (norm_hazard, (1e308, -1e308, INF), 0.0),
    (norm_cdf, (1e308, -1e308, INF), 0.5),
    (norm_logsf, (1e308, -1e308, INF), -0.6931471805599453),
    (norm_logsf, (-1e308, 1e308, INF), -0.6931471805599453),
    (norm_logsf, (-INF, 0.0, 1.0), 0.0),
    (norm_cdf, (-INF,), 0.0),
    (norm_cdf, (INF,), 1.0),
    (norm_cdf, (0.0,), 0.5),
    (norm_cdf, (-0.0,), 0.5),
    (norm_cdf, (LARGEST,), 1.0),
    (norm_cdf, (-LARGEST,), 0.0),
    (norm_cdf, (3.0, 3.0, 2.0), 0.5),
    (norm_cdf, (LARGEST, -LARGEST, LARGEST), 0.9772498680518208),
    (norm_cdf, (-LARGEST, LARGEST, 1.0), 0.0),
    (norm_cdf, (LARGEST, 0.0, SMALLEST), 1.0),
    (norm_cdf, (INF, INF, 1.0), NAN),
    (norm_sf, (-INF,), 1.0),
    (norm_sf, (INF,), 0.0),
    (norm_sf, (-0.0,), 0.5),
    (norm_logcdf, (-INF,), -INF),
    (norm_logcdf, (INF,), 0.0),
    (norm_logcdf, (0.0,), -0.6931471805599453),
    (norm_logcdf, (-1.8e154,), -1.62e308),
    (norm_logcdf, (-1.896150381621835e154,), -1.7976931348623151e308),
    (norm_logcdf, (-LARGEST,), -INF),
    (norm_logsf, (INF,), -INF),
    (norm_logsf, (-INF,), 0.0),
    (norm_logsf, (LARGEST,), -INF),
    (norm_ilogcdf, (0.0,), INF),
    (norm_ilogcdf, (-0.0,), INF),
    (norm_ilogcdf, (-INF,), -INF),
    (norm_ilogcdf, (-LARGEST,), -1.8961503816218352e154),
    (norm_ilogcdf, (-SMALLEST,), 38.467405617144344),
    (norm_ilogccdf, (0,), -INF),
    (norm_ilogccdf, (-INF,), INF),
    (norm_ilogccdf, (0, 5.0, 2.0), -INF),
    (ndtr, (-INF,), 0.0),
    (ndtr, (INF,), 1.0),
    (log_ndtr, (-INF,), -INF),
    (log_ndtr, (INF,), 0.0),
    (ndtri_exp, (-INF,), -INF),
    (ndtri_exp, (0.0,), INF),
    (erfinv, (0.0,), 0.0),
    (erfinv, (-0.0,), -0.0),
    (erfinv, (1,), INF),
    (erfinv, (-1.0,), -INF),
    (erfinv, (SMALLEST,), SMALLEST),
    (erfcinv, (0.0,), INF),
    (erfcinv, (-0.0,), INF),
    (erfcinv, (2.0,), -INF),
    (erfcinv, (1.0,), 0.0),
    (norm_hazard, (-INF,), 0.0),
    (norm_hazard, (INF,), INF),
    (norm_hazard, (LARGEST,), LARGEST),
    (norm_hazard, (-LARGEST,), 0.0),
    (norm_hazard, (0,), 0.7978845608028654),
    (norm_hazard, (LARGEST, -LARGEST, LARGEST), 1.3201449606718357e-308),
    (norm_hazard, (1.0, 0.0, SMALLEST), INF),
    (norm_hazard, (INF, INF, 1.0), NAN),
    (erf, (-INF,), -1.0),
    (erf, (-0.0,), -0.0),
    (erfc, (INF,), 0.0),
    (erfc, (-INF,), 2.0),
    (erfcx, (0.0,), 1.0),
    (erfcx, (-0.0,), 1.0),
    (erfcx, (INF,), 0.0),
    (erfcx, (LARGEST,), 3.138408733985445e-309),
    (erfcx, (-INF,), INF),
    (erfcx, (-LARGEST,), INF),
    (erfcx, (-26.62873571375149,), 1.7976931348622486e308),
    (erfcx, (-26.628735713751492,), INF),
    *((erfcx, (-26.62 - k / 1000,), INF) for k in range(9, 40)),  # exp(x*x) overflows first
]


def test_special_values():
    for function, arguments, want in SPECIAL:
        got = function(*arguments)
        assert type(got) is float
        assert got.hex() == want.hex(), (function.__name__, arguments)


def test_interval_special_values():
    assert norm_interval(1) == (-INF, INF)
    assert norm_interval(0) == (0.0, 0.0)
    assert norm_interval(0, 3, 2) == (3.0, 3.0)
    assert all(math.isnan(end) for end in norm_interval(NAN))


@named([*QUANTILES, *OF_X])
@pytest.mark.parametrize("arguments", [(NAN,), (0.5, NAN), (0.5, 0.0, NAN), (0, NAN), (1, 0, NAN)])
def test_nan_gives_nan(function, arguments):
    assert math.isnan(function(*arguments))


@named([*STANDARD, *LOG_QUANTILES])
def test_nan_alone_gives_nan(function):
    assert math.isnan(function(NAN))


@named(LOG_QUANTILES)
def test_nan_in_loc_or_scale_of_a_log_quantile(function):
    assert math.isnan(function(-1, NAN))
    assert math.isnan(function(-1, 0, NAN))


@named(WITH_LOC_AND_SCALE)
def test_no_finite_argument_overflows(function):
    """1e308 is an argument: no OverflowError, no ZeroDivisionError from any combination."""
    extremes = [0.0, SMALLEST, 1e-300, 0.25, 1.0, 1e300, LARGEST]
    for x in [*extremes, *(-x for x in extremes)]:
        for loc in (0.0, LARGEST, -LARGEST, SMALLEST):
            for scale in extremes[1:]:
                with contextlib.suppress(ValueError):  # outside the domain
                    function(x, loc, scale)


@named(QUANTILES)
@pytest.mark.parametrize("q", [-5e-324, 1.0000000000000002, 1.5, -1, 2, INF, -INF, Fraction(3, 2)])
def test_q_out_of_range(function, q):
    with pytest.raises(ValueError, match=r"^q must be in \[0, 1\], got ") as error:
        function(q)
    assert str(error.value).endswith(repr(float(q)))


def test_the_error_names_the_argument():
    with pytest.raises(ValueError, match=r"^p must be in \[0, 1\], got 1.5$"):
        ndtri(1.5)
    with pytest.raises(ValueError, match=r"^confidence must be in \[0, 1\], got 95.0$"):
        norm_interval(95)
    with pytest.raises(
        TypeError, match=r"^loc must be a number, not str: give float\(loc\) for '0'$"
    ):
        norm_ppf(0.5, "0")
    for function, name in [(norm_ilogcdf, "logp"), (norm_ilogccdf, "logp"), (ndtri_exp, "y")]:
        with pytest.raises(ValueError, match=rf"^{name} must be at most 0, got 5e-324$"):
            function(SMALLEST)
    with pytest.raises(ValueError, match=r"^y must be in \[-1, 1\], got 1.0000000000000002$"):
        erfinv(1.0000000000000002)
    with pytest.raises(ValueError, match=r"^y must be in \[-1, 1\], got -inf$"):
        erfinv(-INF)
    for y in (-5e-324, 2.0000000000000004, INF):
        with pytest.raises(ValueError, match=rf"^y must be in \[0, 2\], got {y!r}$"):
            erfcinv(y)


@named(WITH_LOC_AND_SCALE)
def test_scale_must_be_positive(function):
    for scale in (0, 0.0, -0.0, -1, -5e-324, -INF):
        for x in (0, -0.25 if function in LOG_QUANTILES else 0.25):
            with pytest.raises(
                ValueError, match=rf"^scale must be greater than 0, got {scale!r}$"
            ):
                pytest.fail(f"a scale of {scale!r} gives {function(x, 0.0, scale)}")


@named([*WITH_LOC_AND_SCALE, *STANDARD])
def test_not_a_number(function):
    for value in ("0.5", b"0.5", bytearray(b"1"), None, 0.5j, 1 + 0j, object()):
        kind = type(value).__name__
        with pytest.raises(TypeError, match=rf"must be a number, not {kind}($|: )"):
            pytest.fail(f"{value!r} gives {function(value)}")


@named([*WITH_LOC_AND_SCALE, *STANDARD])
def test_a_sequence_is_told_the_comprehension(function):
    advice = r"must be one number, not .*\[f\((\w+)\) for \1 in values\]"
    for value in ([0.5], (0.5,), array.array("d", [0.5]), range(2), (q for q in [0.5])):
        with pytest.raises(TypeError, match=advice):
            pytest.fail(f"{value!r} gives {function(value)}")


class Stub:
    """What an array library's object shows of itself."""

    def __init__(self, **attributes):
        vars(self).update(attributes)

    def __len__(self):
        return 1

    def __float__(self):
        return 0.5


class Array(Stub):
    def __iter__(self):
        return iter(())


ndarray = type("ndarray", (Array,), {})


@named([*WITH_LOC_AND_SCALE, *STANDARD])
def test_what_is_no_number_is_named_for_what_it_is(function):
    many = "for many, take purestats.arrays, or "
    for value, reason in [
        ({0.5}, f"must be one number, not set; {many}"),
        (Array(ndim=1), f"must be one number, not Array; {many}"),
        (Array(ndim=0), "must be a number, not Array"),
        (ndarray(ndim=0), r"must be a number, not ndarray: give \w+.item"),
        (Stub(), "must be a number, not Stub"),
    ]:
        with pytest.raises(TypeError, match=rf"^\w+ {reason}") as error:
            pytest.fail(f"{value!r} gives {function(value)}, not: {reason}")
        assert ("[f(" in str(error.value)) == (many in reason)


def test_a_dtype_that_would_lose_a_part_is_refused():
    class Complex:
        dtype = Stub(kind="c")

        def __float__(self):
            return 0.5

    for function in [*WITH_LOC_AND_SCALE, *STANDARD]:
        with pytest.raises(TypeError, match=r"must be a number, not Complex$"):
            function(Complex())


@pytest.mark.parametrize("x", [0, 0.25])
@pytest.mark.parametrize("value", ["1", None, [1.0], 1j, b"1", {}])
def test_loc_and_scale_are_numbers(x, value):
    """Whatever x is; and no comprehension over x would help."""
    for function in WITH_LOC_AND_SCALE:
        for name, arguments in [("loc", (value,)), ("scale", (0.0, value))]:
            with pytest.raises(TypeError, match=rf"^{name} must be") as error:
                function(x, *arguments)
            assert "[f(" not in str(error.value)


@pytest.mark.parametrize("x", [0, 0.25])
def test_loc_and_scale_of_another_type_are_converted_or_refused(x):
    for function in WITH_LOC_AND_SCALE:
        inside = -x if function in LOG_QUANTILES else x
        want = function(inside, 0.5, 2.0)
        assert function(inside, Decimal("0.5"), Decimal(2)) == want
        assert function(inside, Fraction(1, 2), 2) == want
        for arguments in [(10**400,), (0.0, 10**400)]:
            with pytest.raises(ValueError, match=r"must be in the range of float64, got a larger"):
                function(inside, *arguments)


@named([*WITH_LOC_AND_SCALE, *STANDARD])
def test_defaults_are_the_standard_normal(function):
    """To the bit: a default scale an ulp off would pass for an error of rounding."""
    defaults = [p.default for p in inspect.signature(function).parameters.values()][1:]
    assert [type(each) for each in defaults] == [float] * len(defaults)
    assert [each.hex() for each in defaults] in ([], [(0.0).hex(), (1.0).hex()])


@pytest.mark.parametrize("value", [Fraction(1, 3), Decimal("0.2"), True])
def test_other_numbers_are_converted_once(value):
    for function in [*QUANTILES, *OF_X, *set(STANDARD) - {ndtri_exp}]:
        got = function(value)
        assert type(got) is float
        assert got == function(float(value))
    assert type(norm_ppf(0.3, value, value)) is float
    assert norm_ppf(0.3, value, value) == norm_ppf(0.3, float(value), float(value))


def test_a_number_beyond_float64_is_refused():
    decimals = Decimal("1e400"), Decimal("-1e400")
    for value in (10**400, -(10**400), 10**5000, *decimals, Fraction(10**400)):
        with pytest.raises(ValueError, match=r"^loc must be in the range of float64, got"):
            norm_ppf(0.5, value)


def test_a_decimal_infinity_is_one():
    assert norm_ppf(0.3, Decimal("inf")) == INF
    assert norm_ppf(0.3, Decimal("-inf")) == -INF


@named(WITH_LOC_AND_SCALE)
@pytest.mark.parametrize("x", [0, 0.25])
def test_one_of_loc_and_scale_is_enough(function, x):
    """The other is its default: neither is taken for a call without both."""
    x = -x if function in LOG_QUANTILES else x
    for number in (1.5, 2):
        assert function(x, number) == function(x, loc=number) == function(x, number, 1)
        assert function(x, scale=number) == function(x, 0, number)


def test_keyword_arguments():
    assert norm_ppf(q=0.9, loc=100, scale=15) == norm_ppf(0.9, 100, 15)
    assert norm_isf(q=0.9, loc=100, scale=15) == norm_isf(0.9, 100, 15)
    assert norm_interval(confidence=0.9, loc=100, scale=15) == norm_interval(0.9, 100, 15)


def test_numpy_scalars():
    np = pytest.importorskip("numpy")
    for kind in (np.float16, np.float32, np.float64, np.longdouble):
        q = kind(0.3)
        for function in [*QUANTILES, *OF_X, *set(STANDARD) - {ndtri_exp}]:
            assert type(function(q)) is float
            assert function(q) == function(float(q))
        assert norm_ppf(0.3, kind(2), kind(3)) == norm_ppf(0.3, 2, 3)
    assert norm_ppf(np.int8(1)) == INF
    for value, reason in [
        (np.array([0.5]), r"one number, not ndarray; for many, .*\[f\(q\) for q in values\]$"),
        (np.array([]), "one number, not ndarray; for many"),
        (np.array(0.5), r"a number, not ndarray: give q.item\(\)$"),
        (np.ma.masked, "a number, not MaskedConstant$"),
    ]:
        with pytest.raises(TypeError, match=f"^q must be {reason}"):
            norm_ppf(value)
    with pytest.raises(TypeError, match=r"^scale must be one number, not ndarray$"):
        norm_ppf(0.5, 0.0, np.array([1.0, 2.0]))
    for value in (np.complex64(0.5), np.complex128(0.5), np.str_("0.5"), np.timedelta64(1, "s")):
        with pytest.raises(TypeError, match="must be a number, not"):
            norm_ppf(value)


def test_all_is_complete():
    assert set(purestats.__all__) - {"__version__"} == set(purestats.normal.__all__)
    for name in purestats.__all__:
        assert hasattr(purestats, name)


def test_a_signaling_nan_is_an_error_with_the_name():
    with pytest.raises(ValueError, match=r"^loc: .*signaling NaN"):
        norm_ppf(0.5, Decimal("sNaN"))
