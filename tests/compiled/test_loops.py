"""Functions of purestats inside of functions that Numba compiles."""

import math
import pathlib
import shutil
import subprocess
import sys

import pytest

pytest.importorskip("numba", reason="purestats.compiled needs Numba")

import numba
import numpy as np

import purestats.compiled  # noqa: F401, so that Numba knows the functions
from purestats import norm_cdf, norm_interval, norm_ppf


def test_a_loop_has_the_bits():
    @numba.njit
    def total(x):
        values = np.empty((4, x.size))
        for i in range(x.size):
            values[0, i] = norm_cdf(x[i])
            values[1, i] = norm_cdf(x[i], 1, scale=2.5)
            values[2, i] = norm_ppf(q=abs(x[i]) / 10.0)
            values[3, i] = norm_ppf(abs(x[i]) / 10.0, 1.0, 2.0)
        return values

    x = np.linspace(-9.5, 9.5, 301)
    want = [
        [norm_cdf(v) for v in x.tolist()],
        [norm_cdf(v, 1, scale=2.5) for v in x.tolist()],
        [norm_ppf(abs(v) / 10.0) for v in x.tolist()],
        [norm_ppf(abs(v) / 10.0, 1.0, 2.0) for v in x.tolist()],
    ]
    assert total(x).tolist() == want


def test_outside_the_domain_is_an_error_that_says_what():
    @numba.njit
    def quantile(q, scale):
        return norm_ppf(q, 0.0, scale)

    assert quantile(0.975, 1.0) == norm_ppf(0.975)
    assert math.isnan(quantile(math.nan, 1.0))
    for arguments, said in [
        ((1.5, 1.0), ("q", "must be in [0, 1]", 1.5)),
        ((0.5, -1.0), ("scale", "must be greater than 0", -1.0)),
    ]:
        with pytest.raises(ValueError, match="must be") as error:
            quantile(*arguments)
        known = slice(2 if numba.version_info < (0, 61) else 0, 3)  # 0.60: texts of an earlier one
        assert error.value.args[known] == said[known]


def test_vectorize_and_pairs():
    @numba.vectorize(["float64(float64)"])
    def width(c):
        lower, upper = norm_interval(c)
        return upper - lower

    assert width(np.array([0.5, 0.95])).tolist() == [
        norm_interval(c)[1] - norm_interval(c)[0] for c in (0.5, 0.95)
    ]


def test_a_users_function_is_kept_on_disk(tmp_path):
    """cache=True, under njit and guvectorize: the second process compiles nothing."""
    (tmp_path / "user.py").write_text("""if True:
        import numba
        import numpy as np
        import purestats.compiled
        from purestats import norm_cdf, norm_ppf

        @numba.njit(cache=True)
        def width(q, scale):
            return norm_ppf(q, 0.0, scale) - norm_ppf(1.0 - q)

        @numba.guvectorize(["void(float64[:], float64[:])"], "(n)->(n)", cache=True)
        def below(x, result):
            for i in range(x.size):
                result[i] = norm_cdf(x[i])

        assert width(0.9, 2.0) == norm_ppf(0.9, 0.0, 2.0) - norm_ppf(1.0 - 0.9)
        assert below(np.array([-9.0, 0.3])).tolist() == [norm_cdf(-9.0), norm_cdf(0.3)]
        print(sum(width.stats.cache_hits.values()), sum(width.stats.cache_misses.values()))
    """)
    code = (
        f"import sys, runpy; sys.path[:0] = ['.']; runpy.run_path({str(tmp_path / 'user.py')!r})"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        ).stdout
        for _ in range(2)
    ]
    assert said == ["0 1\n", "1 0\n"]


def test_what_is_stored_goes_by_all_files(tmp_path, monkeypatch):
    """A change of any file of the package makes each function another."""
    from purestats import machine_code

    digest = machine_code._digest.__wrapped__
    before = digest()
    assert before == digest()
    package = tmp_path / "purestats"
    shutil.copytree(pathlib.Path(machine_code.__file__).parent, package)
    monkeypatch.setattr(machine_code, "__file__", str(package / "machine_code.py"))
    assert before == digest()
    with (package / "correctly_rounded" / "cells.py").open("a") as file:
        file.write("# another")
    assert before != digest()


def test_no_place_to_store_is_no_error(tmp_path):
    code = """if True:
        from numba.core import caching
        caching.CacheImpl._locator_classes = []
        from purestats import normal
        from purestats.machine_code import Compiler
        code = Compiler({}).stored(normal._central_quantile)
        assert code(0.25) == normal._central_quantile(0.25)
    """
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
