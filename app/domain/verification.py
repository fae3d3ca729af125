"""Codes that lead from paper back to what was signed, and seals that notice when a signature was altered."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from enum import StrEnum

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U: nobody mistakes them for digits or reads a word (Crockford's base 32)."""
LENGTH, GROUP = 16, 4
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


class Verdict(StrEnum):
    """What a check answers; it tells nothing else about a document.

    ALTERED: the file is not the one that was issued. BROKEN: what is stored here does not fit together any more.
    PENDING: the file was made moments ago and its hash is not stored yet. UNSIGNED: a sheet was printed to be signed on
    paper, and no signature on it is recorded.
    """

    GENUINE = "genuine"
    ALTERED = "altered"
    BROKEN = "broken"
    UNKNOWN = "unknown"
    PENDING = "pending"
    UNSIGNED = "unsigned"


def new_code(random: Callable[[int], bytes]) -> str:
    """A code of 16 signs (80 bits): nobody finds one by trying. ``random`` gives so many random bytes."""
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in random(LENGTH))


def tidy(typed: str) -> str:
    """A code as typed by somebody, with dashes, spaces and letters that look like digits put right."""
    return typed.strip().upper().translate(_ALIKE)


def is_code(text: str) -> bool:
    """Whether ``text`` could be a code at all."""
    return len(text) == LENGTH and set(text) <= set(ALPHABET)


def shown(code: str) -> str:
    """A code as printed: groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


@dataclass(frozen=True)
class Bound:
    """Everything a signature binds: the hash of the content, who, as what, where, how and when."""

    sha256: str
    role: str
    person_id: int
    name: str
    nip: str | None
    position: str
    place: str
    method: str
    signed_at: datetime

    @property
    def seal(self) -> str:
        """SHA-256 of it all, as 64 hexadecimal digits; the moment counts to the microsecond, in UTC."""
        *texts, moment = astuple(self)
        written = json.dumps([*texts, moment.astimezone(UTC).isoformat()], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()
