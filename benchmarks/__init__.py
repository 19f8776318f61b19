"""Measurements of purestats, each run as ``python -m benchmarks.NAME`` from the project root."""
