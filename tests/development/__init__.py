"""Tests of credit points."""
