"""The evaluation, from the first rating to both signatures."""
