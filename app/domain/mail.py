"""Addresses of mail, as far as their shape tells."""

import re

LONGEST_ADDRESS = 254
"""Signs an address may have (RFC 5321)."""

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*@(?:{_LABEL}\.)+[A-Za-z]{{2,63}}")

NO_ADDRESS = "Alamat surel ini tidak lengkap. Tulis seperti nama@contoh.example, tanpa spasi."


def problem_of_address(text: str) -> str | None:
    """Why a text cannot be the address of one mailbox; None when it can, which is not to say that it exists."""
    if len(text) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(text):
        return NO_ADDRESS
    return None
