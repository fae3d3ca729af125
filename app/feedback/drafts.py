"""Unsent answers: sealed to one size for the browser to hold. Nothing of them is stored here.

Also the marks of sentences already sent from this session, by which the form notices the same sentence for two people;
they, too, lie sealed and at one size in the browser alone.
"""

import base64
import binascii
import hmac
import re

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from app.domain.ballots import Answer, decode, encode
from app.feedback.sealing import ForgedError, open_draft, seal_draft

SHORTEST_SENTENCE = 12
"""Shorter ones ("Sudah baik.") are everybody's."""

_FORM_BYTES, _MARK_BYTES, _MOST_MARKS = 4, 6, 48
_MARKS_SIZE = (_FORM_BYTES + _MARK_BYTES) * _MOST_MARKS


def seal(key: bytes, form_id: bytes, answer: Answer) -> str:
    """An unsent answer as text of one length, whatever it says.

    Raises:
        ValueError: the answer is too long for a ballot.
    """
    return base64.b64encode(seal_draft(key, form_id, encode(answer))).decode()


def unseal(key: bytes, form_id: bytes, text: str, counts: tuple[int, int]) -> Answer | None:
    """The answer in a draft; None when it is damaged, of another session, form or set of questions."""
    try:
        return decode(open_draft(key, form_id, base64.b64decode(text, validate=True)), *counts)
    except (ForgedError, ValueError, binascii.Error):
        return None


def with_marks(key: bytes, form_id: bytes, texts: tuple[str, ...], before: str) -> str:
    """The marks of this session with those of an answer just sent added; the oldest make room."""
    mine = form_id[:_FORM_BYTES]
    kept = [mark for mark in _marks(key, before) if not mark.startswith(mine)]
    marks = (kept + [mine + mark for mark in _marks_of(key, texts)])[-_MOST_MARKS:]
    content = b"".join(marks).ljust(_MARKS_SIZE, b"\0")
    return base64.b64encode(bytes(SecretBox(key).encrypt(content))).decode()


def said_before(key: bytes, form_id: bytes, texts: tuple[str, ...], before: str) -> bool:
    """Whether a sentence of these texts was sent from this session about somebody else."""
    others = {mark[_FORM_BYTES:] for mark in _marks(key, before) if not mark.startswith(form_id[:_FORM_BYTES])}
    return bool(others & set(_marks_of(key, texts)))


def _marks(key: bytes, sealed: str) -> list[bytes]:
    try:
        content = bytes(SecretBox(key).decrypt(base64.b64decode(sealed, validate=True)))
    except (CryptoError, ValueError, binascii.Error):
        return []
    size = _FORM_BYTES + _MARK_BYTES
    pieces = [content[start : start + size] for start in range(0, len(content), size)]
    return [piece for piece in pieces if any(piece)]


def _marks_of(key: bytes, texts: tuple[str, ...]) -> list[bytes]:
    sentences = (" ".join(re.findall(r"\w+", part.lower())) for text in texts for part in re.split(r"[.!?\n]", text))
    told = {sentence for sentence in sentences if len(sentence) >= SHORTEST_SENTENCE}
    return [hmac.digest(key, sentence.encode(), "sha256")[:_MARK_BYTES] for sentence in sorted(told)]
