"""The indicator library: examples by job family that an office keeps itself."""
