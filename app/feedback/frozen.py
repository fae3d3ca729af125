"""The frozen rules of a round: everything that decides what is published, as one text under a code of authenticity.

From launch on every process reads them from here and never from the columns: who writes the tables cannot lower a
threshold, move the closing time or put another key in their place without stopping the round.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from cattrs.preconf.json import make_converter

from app.domain.ballots import frame
from app.domain.errors import DeniedError
from app.domain.feedback import RaterClass
from app.feedback import sealing
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation, Question
from app.feedback.sealing import RoundKeys

TAMPERED = (
    "Putaran ini dihentikan: aturan atau kuncinya di basis data tidak sama dengan saat dimulai. "
    "Jawaban Anda tidak dikirim. Beri tahu pengawas dan administrator."
)


@dataclass(frozen=True)
class FrozenGroup:
    """A class of raters, in the order of partition; slips never join others."""

    rater_class: RaterClass
    is_slip: bool


@dataclass(frozen=True)
class FrozenSet:
    """A version of a question set: its id, and SHA-256 of its questions."""

    id: int
    digest: str


@dataclass(frozen=True)
class FrozenRules:
    """What was fixed at launch."""

    token: str
    closes_at: datetime
    score_threshold: int
    comment_threshold: int
    groups: tuple[FrozenGroup, ...]
    sets: tuple[FrozenSet, ...]
    custodians: tuple[str, ...]
    public_key: str
    is_exercise: bool


_converter = make_converter()


def text_of(rules: FrozenRules) -> str:
    """The one text of the rules: JSON with sorted keys and no spaces."""
    return _converter.dumps(rules, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(text: str) -> bytes:
    """SHA-256 of the text of the rules; wrapped together with the round's secret key."""
    return hashlib.sha256(text.encode()).digest()


def fingerprint(text: str) -> str:
    """The digest in groups, to be compared by eye on the printed record."""
    digits = digest_of(text).hex()[:32].upper()
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def rules_of(row: FeedbackRound, keys: RoundKeys) -> FrozenRules:
    """The rules of a launched round, checked.

    Raises:
        DeniedError: text, code of authenticity, public key or the mark of an exercise are not those of the launch.
    """
    text = row.rules or ""
    if not sealing.is_authentic(sealing.mac(keys, "rules", row.token, text.encode()), row.rules_mac):
        raise DeniedError(TAMPERED)
    rules: FrozenRules = _converter.loads(text, FrozenRules)
    if row.public_key is None or bytes.fromhex(rules.public_key) != row.public_key or row.token.hex() != rules.token:
        raise DeniedError(TAMPERED)
    if rules.is_exercise is not row.is_exercise:  # else raters of an exercise would believe that nobody can read
        raise DeniedError(TAMPERED)
    return rules


def digest_of_questions(questions: list[Question]) -> str:
    """SHA-256 of a set's questions in their order: all that a rater reads or that decides how an answer is counted."""
    parts = []
    for q in sorted(questions, key=lambda question: question.position):
        words = (str(q.id), q.kind.value, q.value.value if q.value else "", q.text, q.low, q.high)
        parts.append(frame([word.encode() for word in words]))
    return hashlib.sha256(frame(parts)).hexdigest()


class Form(NamedTuple):
    """A form as its code of authenticity knows it: for a rater or for a slip, in a class."""

    id: bytes
    rater_id: int | None
    slip_hash: bytes | None
    rater_class: RaterClass


class Whom(NamedTuple):
    """Whom a form is about: the subject's row, the person, and the set of questions."""

    id: int
    person_id: int
    set_id: int | None


def form_mac(keys: RoundKeys, token: bytes, form: Form, whom: Whom) -> bytes:
    """What binds a form to its round, subject, rater or slip, class, and set of questions."""
    whose = b"slip" + (form.slip_hash or b"") if form.rater_id is None else str(form.rater_id).encode()
    about = f"{whom.id}:{whom.person_id}:{whom.set_id}".encode()
    return sealing.mac(keys, "inv", token, form.id, about, whose, form.rater_class.value.encode())


def whom(subject: FeedbackSubject) -> Whom:
    """A stored subject as the codes of authenticity know it."""
    return Whom(subject.id, subject.person_id, subject.set_id)


def invitation_mac(keys: RoundKeys, token: bytes, invitation: Invitation, subject: FeedbackSubject) -> bytes:
    """The code of authenticity a stored form must have."""
    form = Form(invitation.id, invitation.rater_id, invitation.slip_hash, invitation.rater_class)
    return form_mac(keys, token, form, whom(subject))
