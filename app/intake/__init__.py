"""An office moves in: workbooks of people, units, positions and assessors, checked before anything is written."""
