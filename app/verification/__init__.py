"""Whether a document is genuine: for everybody, by its code or by the file itself."""
