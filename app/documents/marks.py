"""The mark of a document in its file: with it an altered file is told from one that was never ours."""

_PREFIX = "tilik:"


def keyword(code: str) -> str:
    """The mark of the document with this verification code, among the keywords of its file."""
    return f"{_PREFIX}{code}"
