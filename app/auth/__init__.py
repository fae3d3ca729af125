"""Accounts, sessions, login, roles."""
