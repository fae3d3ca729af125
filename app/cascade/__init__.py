"""From a leader to the people: matrices of roles and results, assignments, the tree of the office."""
