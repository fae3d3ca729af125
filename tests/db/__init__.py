"""Transactions and versions, on both databases."""
