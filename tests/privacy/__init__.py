"""Tests of what is stored about a person, and of taking it along."""
