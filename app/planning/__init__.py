"""The plan (SKP) from draft to set: the feature every other one copies."""
