"""Write scipy_snippets.txt: what SciPy answers to each snippet, in hex.

Run as ``python -m tests.normal.make_scipy_snippets`` where SciPy 1.17.1 is installed.
"""

import pathlib

import scipy

from tests.normal.snippets import SNIPPETS, run


def main():
    """Write the file beside this script."""
    lines = [f"# SciPy {scipy.__version__}: snippet: results"]
    for snippet in SNIPPETS:
        results = " ".join(number.hex() for number in run(snippet, "scipy.stats"))
        lines.append(f"{snippet.name}: {results}")
    pathlib.Path(__file__).with_name("scipy_snippets.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
