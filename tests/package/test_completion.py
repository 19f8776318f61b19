"""Completion, as in a terminal or a notebook, offers no name that raises, and shows arguments."""

import importlib
import inspect
import rlcompleter
import sys

import pytest

import purestats

DOORS = {
    "purestats": [],
    "purestats.correctly_rounded": [],
    "purestats.arrays": ["numpy"],
    "purestats.compiled": ["numba"],
    "purestats.correctly_rounded.arrays": ["numpy"],
    "purestats.correctly_rounded.compiled": ["numba"],
}


def objects(door):
    """The module, norm, a frozen one, and their classes."""
    for library in DOORS[door]:
        pytest.importorskip(library)
    module = importlib.import_module(door)
    frozen = module.norm(1, 2)
    return [module, module.norm, frozen, type(module.norm), type(frozen)]


def offered(namespace, text):
    completer = rlcompleter.Completer(namespace)
    matches = []
    while match := completer.complete(text, len(matches)):
        matches.append(match)
    return matches


@pytest.mark.parametrize("door", DOORS)
def test_a_terminal_offers_what_is_there(door):
    for each in objects(door):
        matches = offered({"it": each}, "it.") + offered({"it": each}, "it._")
        assert {"it.ppf(", "it.norm("} & set(matches)
        for match in matches:
            eval(match.rstrip("()"), {"it": each})  # raises nothing


@pytest.mark.parametrize("door", DOORS)
def test_a_notebook_offers_what_is_there_and_shows_its_arguments(door):
    jedi = pytest.importorskip("jedi")
    module, norm, frozen, *_ = objects(door)
    space = {"module": module, "norm": norm, "frozen": frozen}
    for name, each in space.items():
        for completion in jedi.Interpreter(f"{name}.", [space]).complete():
            getattr(each, completion.name)
    for code in ["module.norm_ppf", "norm.ppf", "norm._ppf", "frozen.ppf", "norm.moment", "norm"]:
        (shown,) = jedi.Interpreter(f"{code}(", [space]).get_signatures()
        want = inspect.signature(eval(code, space))
        assert [each.name for each in shown.params] == list(want.parameters), code


def test_without_numpy_the_package_does_not_offer_arrays(monkeypatch):
    assert {"correctly_rounded", "truncnorm"} <= set(dir(purestats))
    monkeypatch.setitem(sys.modules, "numpy", None)
    monkeypatch.delitem(vars(purestats), "arrays", raising=False)
    assert "arrays" not in dir(purestats)
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.delitem(vars(purestats), "compiled", raising=False)
    assert "compiled" not in dir(purestats)
