"""Long work: a table that is the one truth, and a worker that sweeps it."""
