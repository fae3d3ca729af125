"""Benchmarks: ratios within one run, never asserted as time in tests."""
