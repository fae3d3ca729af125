"""Work lists: who has come how far with the plan of a year, and the end of somebody's service."""
