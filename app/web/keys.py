"""Keys of single purposes, derived from the installation's one key: what one of them seals no other opens."""

import hashlib

from flask import current_app

RESUME, CODES, SECOND_STEP, TICKET = "tilik-resume", "tilik-codes", "tilik-second", "tilik-ticket"
SLIP_DRAFTS = "tilik-slips"


def derived_key(purpose: str) -> bytes:
    """The 32 bytes for a purpose."""
    secret = current_app.config["SECRET_KEY"].encode()
    return hashlib.blake2b(secret, digest_size=32, person=purpose.encode()).digest()
