"""Tests of the calendar of the office."""
