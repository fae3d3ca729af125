"""Logging in, staying in, and signing."""
