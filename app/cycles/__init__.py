"""Performance years, windows and their recorded extensions."""
