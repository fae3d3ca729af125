"""The sample government: one fictitious regency, loaded into an empty database."""
