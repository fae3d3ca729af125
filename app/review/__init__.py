"""Unit achievement, ratings, signatures, receipt."""
