"""Reporting up to the authorised official: completeness, recaps, the basis of allowances."""
