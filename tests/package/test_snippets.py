"""What people write against scipy.stats works once one line is changed."""

import math

import pytest

from tests.chi_squared import snippets as of_chi2
from tests.normal import snippets as of_norm
from tests.package.snippets import run, stored
from tests.student_t import snippets as of_t
from tests.truncated import snippets as of_truncnorm

TABLES = [of_norm.SNIPPETS, of_t.SNIPPETS, of_chi2.SNIPPETS, of_truncnorm.SNIPPETS]
LEAST = {"norm": 48, "t": 30, "chi2": 30, "truncnorm": 20}  # programs of single numbers
of_each = pytest.mark.parametrize("table", TABLES, ids=lambda table: table[0].distribution)


def answer(snippet):
    """SciPy's, to within its own error."""
    return pytest.approx(stored(snippet.file)[snippet.name], rel=snippet.error, abs=0)


@of_each
def test_one_line_changed(table):
    for each in table:
        if not each.needs_array:
            assert run(each, "purestats") == answer(each), each.name


@of_each
def test_stored_answers_are_those_of_live_scipy(table):
    pytest.importorskip("scipy")
    for each in table:
        assert run(each, "scipy.stats") == answer(each), each.name


@of_each
@pytest.mark.parametrize("numpy", [False, True])
def test_arrays_are_refused_in_words(table, numpy):
    """Else it would belong to the others. Some draw a list, where NumPy's methods are missing."""
    if numpy:
        pytest.importorskip("numpy")
    words = ["must be one number, not", "size must be an integer, not tuple", "'list' object has"]
    for each in table:
        if each.needs_array and ("import numpy" in each.code) == numpy:
            with pytest.raises((TypeError, AttributeError)) as error:
                pytest.fail(f"{each.name} answers {run(each, 'purestats')}")
            assert any(text in str(error.value) for text in words), each.name


@of_each
def test_a_table_is_whole(table):
    assert list(stored(table[0].file)) == [each.name for each in table]
    assert sum(not each.needs_array for each in table) >= LEAST[table[0].distribution]
    for each in table:
        assert not any(map(math.isnan, stored(each.file)[each.name]))
        assert f"import {each.distribution}" not in each.code
        assert "scipy" not in each.code
