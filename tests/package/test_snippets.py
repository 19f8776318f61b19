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
ALL = [each for table in TABLES for each in table]
ONE_NUMBER = [each for each in ALL if not each.needs_array]
WITH_ARRAYS = [each for each in ALL if each.needs_array]


def answer(snippet):
    """SciPy's, to within its own error."""
    return pytest.approx(stored(snippet.file)[snippet.name], rel=snippet.error, abs=0)


@pytest.mark.parametrize("snippet", ONE_NUMBER, ids=str)
def test_one_line_changed(snippet):
    assert run(snippet, "purestats") == answer(snippet)


@pytest.mark.parametrize("snippet", ALL, ids=str)
def test_stored_answers_are_those_of_live_scipy(snippet):
    pytest.importorskip("scipy")
    assert run(snippet, "scipy.stats") == answer(snippet)


@pytest.mark.parametrize("snippet", WITH_ARRAYS, ids=str)
def test_arrays_are_refused_in_words(snippet):
    """Else it would belong to the others. Some draw a list, where NumPy's methods are missing."""
    if "import numpy" in snippet.code:
        pytest.importorskip("numpy")
    with pytest.raises((TypeError, AttributeError)) as error:
        run(snippet, "purestats")
    words = ["must be one number, not", "size must be an integer, not tuple", "'list' object has"]
    assert any(each in str(error.value) for each in words)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table[0].distribution)
def test_a_table_is_whole(table):
    assert list(stored(table[0].file)) == [each.name for each in table]
    assert sum(not each.needs_array for each in table) >= LEAST[table[0].distribution]
    for each in table:
        assert not any(map(math.isnan, stored(each.file)[each.name]))
        assert f"import {each.distribution}" not in each.code
        assert "scipy" not in each.code
