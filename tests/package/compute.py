"""What functions give, in hex: a module for the tests, and a program for other interpreters."""

import importlib
import json
import platform


def compute(module, cases):
    """{name: [result, ...]} for {name: [arguments, ...]}, floats as float.hex() writes them."""
    functions = {name: getattr(importlib.import_module(module), name) for name in cases}
    return {name: [result(functions[name], text) for text in cases[name]] for name in cases}


def result(function, text):
    try:
        value = function(*map(float.fromhex, text.split()))
    except ValueError as error:
        return f"ValueError: {error}"
    return " ".join(map(float.hex, value)) if isinstance(value, tuple) else value.hex()


def main():
    """From cases.json, {module: cases}, to results.json."""
    with open("cases.json") as file:
        cases = json.load(file)
    results = {module: compute(module, cases[module]) for module in cases}
    with open("results.json", "w") as file:
        json.dump({"python": platform.python_version(), **results}, file)


if __name__ == "__main__":
    main()
