"""Signed documents, their files, and those who check them."""
