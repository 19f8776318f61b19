# SPDX-License-Identifier: BSD-3-Clause
"""Integers times a power of two that enclose a value, as closely as is asked for.

Nothing here knows the rest of the package: where a search is to start from a float that is near,
the caller hands in what guesses it.
"""
