"""An answer as bytes of one size: what is sealed into a ballot says nothing by its length.

Length-prefixed fields, no JSON: its escapes double some texts and would refuse a long answer for what it says.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.errors import Problem

SIZE = 4096
"""Bytes of every ballot before sealing, whatever it says."""

OVERHEAD = 2 + 16 + 20 + 16 + 32
"""Length of the answer, invitation id, receipt, nonce, code of authenticity."""

MOST = SIZE - OVERHEAD
"""Bytes an answer may take."""

HEAD = 1
TEXT_HEAD = 2
UNANSWERED, CANNOT_ASSESS = 255, 0
_GIVEN, _WITHDRAWN = 1, 2
STEPS = range(1, 6)


@dataclass(frozen=True)
class Answer:
    """What somebody answered: per scale question a step 1-5, 0 (tidak dapat menilai) or None; per open one a text."""

    scores: tuple[int | None, ...]
    texts: tuple[str, ...]
    is_withdrawn: bool = False

    @classmethod
    def withdrawn(cls) -> "Answer":
        """An answer taken back; as large as any other once it is sealed."""
        return cls((), (), is_withdrawn=True)


def text_limit(scales: int, texts: int) -> int:
    """UTF-8 bytes each open answer may take, so that the longest answers together fit; at most 1,200.

    Raises:
        ValueError: the set of questions is too large for a ballot.
    """
    if texts == 0:
        if HEAD + scales > MOST:
            raise ValueError("too many questions for one ballot")
        return 0
    room = (MOST - HEAD - scales) // texts - TEXT_HEAD
    if room < SMALLEST_TEXT:
        raise ValueError("too many questions for one ballot")
    return min(room, LARGEST_TEXT)


SMALLEST_TEXT, LARGEST_TEXT = 200, 1200


NOTHING = (
    "Pilih paling sedikit satu angka 1 sampai 5. Bila Anda tidak dapat menilai apa pun, "
    "formulir ini tidak perlu dikirim."
)


def problems_of(answer: Answer, scales: int, texts: int) -> tuple[Problem, ...]:
    """Why an answer cannot be sent: nothing chosen on the scale, or a text too long in UTF-8 bytes.

    A problem's field is ``texts-N`` of the open question it belongs to, or ``scores-0``. What was left open is none.
    """
    found = [] if any(score in STEPS for score in answer.scores) else [Problem("scores-0", NOTHING)]
    limit = text_limit(scales, texts)
    for place, text in enumerate(answer.texts):
        over = len(text.encode()) - limit
        if over > 0:
            words = f"Tulisan ini terlalu panjang untuk satu amplop: singkat kira-kira {over} huruf."
            found.append(Problem(f"texts-{place}", words))
    return tuple(found)


def encode(answer: Answer) -> bytes:
    """The answer as bytes.

    Raises:
        ValueError: a step is off the scale, or a text is too long for its prefix.
    """
    if answer.is_withdrawn:
        return bytes([_WITHDRAWN])
    out = bytearray([_GIVEN])
    for score in answer.scores:
        if score is not None and score not in STEPS and score != CANNOT_ASSESS:
            raise ValueError("a score is off the scale")
        out.append(UNANSWERED if score is None else score)
    for text in answer.texts:
        data = text.encode()
        out += len(data).to_bytes(TEXT_HEAD, "big") + data
    if len(out) > MOST:
        raise ValueError("the answer is too long for a ballot")
    return bytes(out)


def decode(data: bytes, scales: int, texts: int) -> Answer:
    """Read an answer back, for a set of so many questions.

    Raises:
        ValueError: these bytes are no answer to such a set.
    """
    if data == bytes([_WITHDRAWN]):
        return Answer.withdrawn()
    if len(data) < HEAD + scales or data[0] != _GIVEN:
        raise ValueError("no answer")
    scores = [None if byte == UNANSWERED else byte for byte in data[HEAD : HEAD + scales]]
    if any(score is not None and score != CANNOT_ASSESS and score not in STEPS for score in scores):
        raise ValueError("a score is off the scale")
    found, rest = [], data[HEAD + scales :]
    for _ in range(texts):
        length = int.from_bytes(rest[:TEXT_HEAD], "big")
        piece = rest[TEXT_HEAD : TEXT_HEAD + length]
        if len(rest) < TEXT_HEAD or len(piece) != length:
            raise ValueError("a text is cut short")
        found.append(piece.decode())
        rest = rest[TEXT_HEAD + length :]
    if rest:
        raise ValueError("more than an answer")
    return Answer(tuple(scores), tuple(found))


def frame(parts: Sequence[bytes]) -> bytes:
    """Fields one after another, each with its length before it: no two lists of fields give the same bytes."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)
