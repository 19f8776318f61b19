"""What people write against scipy.stats.norm works once one line is changed."""

import math
import pathlib

import pytest

from tests.normal.snippets import IMPORT, SNIPPETS, name_of, run

STORED = pathlib.Path(__file__).with_name("scipy_snippets.txt")
ONE_NUMBER = [each for each in SNIPPETS if not each.needs_array]
WITH_ARRAYS = [each for each in SNIPPETS if each.needs_array]


def stored():
    """SciPy's answer by the name of the snippet."""
    answers = {}
    for line in STORED.read_text(encoding="utf-8").splitlines()[1:]:
        name, _, numbers = line.rpartition(": ")
        answers[name] = [float.fromhex(number) for number in numbers.split()]
    return answers


def close(want):
    """SciPy's cdf and pdf are off by z*z ulps in a tail, and what is computed of them by more."""
    return pytest.approx(want, rel=2e-13, abs=0)


@pytest.mark.parametrize("snippet", ONE_NUMBER, ids=name_of)
def test_one_line_changed(snippet):
    assert run(snippet, "purestats") == close(stored()[snippet.name])


@pytest.mark.parametrize("snippet", SNIPPETS, ids=name_of)
def test_stored_answers_are_those_of_live_scipy(snippet):
    pytest.importorskip("scipy")
    assert stored()[snippet.name] == close(run(snippet, "scipy.stats"))


@pytest.mark.parametrize("snippet", WITH_ARRAYS, ids=name_of)
def test_arrays_are_refused_in_words(snippet):
    """Else it would belong to the others. Two draw a list, where NumPy's methods are missing."""
    if "import numpy" in snippet.code:
        pytest.importorskip("numpy")
    with pytest.raises((TypeError, AttributeError)) as error:
        run(snippet, "purestats")
    words = ["must be one number, not", "size must be an integer, not tuple", "'list' object has"]
    assert any(each in str(error.value) for each in words)


def test_the_table_is_whole():
    assert list(stored()) == [each.name for each in SNIPPETS]
    assert len(ONE_NUMBER) >= 48
    answers = [each for answer in stored().values() for each in answer]
    assert not any(map(math.isnan, answers))
    assert all("import norm" not in each.code and "scipy" not in each.code for each in SNIPPETS)
    assert IMPORT == "from scipy.stats import norm"
