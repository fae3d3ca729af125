"""Tests of matrices, roles, assignments and the tree."""
