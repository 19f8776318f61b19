# SPDX-License-Identifier: BSD-3-Clause
# Copyright (c) 2026 the purestats authors; the terms stand in purestats/normal.py.
"""Integers times a power of two that enclose a value, as closely as is asked for.

arithmetic.py has the operations and the rounding to the nearest float, normal.py what the normal
distribution needs.  Nothing here knows the rest of the package: where a search is to start from
a float that is near, the caller hands in what guesses it.
"""
