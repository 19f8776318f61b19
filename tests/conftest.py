"""Let the tests import their shared modules under every import mode and interpreter."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
