"""The hash chain of the audit trail: each link covers its entry and the link before it."""

import hashlib

GENESIS = "0" * 64


def link(previous: str, fields: tuple[str, ...]) -> str:
    """SHA-256 over the previous link and the length-prefixed fields of an entry."""
    state = hashlib.sha256(previous.encode())
    for field in fields:
        content = field.encode()
        state.update(f"{len(content)}:".encode())
        state.update(content)
    return state.hexdigest()
