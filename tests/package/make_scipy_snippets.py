"""Write each scipy_snippets.txt: what SciPy answers to each snippet, in hex.

Run as ``python -m tests.package.make_scipy_snippets`` where SciPy 1.17.1 is installed.
"""

import scipy

from tests.package.snippets import run
from tests.package.test_snippets import TABLES


def main():
    """Write the files beside the tables."""
    for snippets in TABLES:
        lines = [f"# SciPy {scipy.__version__}: snippet: results"]
        for snippet in snippets:
            results = " ".join(number.hex() for number in run(snippet, "scipy.stats"))
            lines.append(f"{snippet.name}: {results}")
        snippets[0].file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
