"""Tests of the work lists and of the end of service."""
