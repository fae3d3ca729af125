"""Tests of performance agreements."""
