"""Long work and its worker."""
