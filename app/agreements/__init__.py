"""Performance agreements (Perjanjian Kinerja) of units: what the plans of their heads must take over."""
