"""The commands of the house, as real processes."""
