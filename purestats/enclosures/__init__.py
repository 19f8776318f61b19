# SPDX-License-Identifier: BSD-3-Clause
"""Integers times a power of two that enclose a value, as closely as is asked for.

Nothing here knows the rest of the package: callers hand in where a search starts.
"""
