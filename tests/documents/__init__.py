"""The official forms, read back as an office would read them."""
