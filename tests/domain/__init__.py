"""The rules of the regulation, tried cell by cell."""
