"""Answering: one sealed ballot per form, exactly once; replacing, taking back, declining.

Nothing is kept of when, how often or how long somebody answered: no audit entry, job, version or time. Declining alone,
possible only before answering, is told in the audit trail.
"""

import hmac
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.db import atomic, command, db, fixed_bytes
from app.domain.actors import Actor
from app.domain.ballots import Answer, encode, problems_of
from app.domain.codes import normalise
from app.domain.errors import DeniedError, InvalidError, NotFoundError
from app.domain.feedback import InvitationState, RoundState
from app.domain.questions import QuestionKind
from app.feedback.box import Ballot
from app.feedback.frozen import TAMPERED, FrozenRules, digest_of_questions, invitation_mac, rules_of
from app.feedback.inviting import slip_hash
from app.feedback.keyring import KeyGoneError, Keyring
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation, Question
from app.feedback.sealing import RoundKeys, ballot_id, is_authentic, is_receipt, seal_ballot, verifier

CLOSED = "Putaran ini sudah ditutup, jadi jawaban tidak diterima lagi. Yang sudah dikirim tetap dihitung."
CANCELLED = "Formulir ini dibatalkan petugas, jadi tidak perlu diisi lagi."
DECLINED = "Anda sudah menyatakan tidak mengisi formulir ini."
KEY_GONE = (
    "Kunci putaran ini tidak ditemukan di server, jadi jawaban belum dapat disegel dan tidak dikirim. "
    "Beri tahu administrator; tulisan Anda masih ada di halaman sebelumnya."
)
SENT_BEFORE = (
    "Formulir ini sudah pernah dikirim. Untuk mengganti atau menarik jawaban, isi tanda terima yang Anda catat waktu "
    "itu. Tanpa tanda terima, jawaban pertama tetap dihitung."
)


class SentBeforeError(DeniedError):
    """The form was answered, and this is not its receipt."""


@dataclass(frozen=True)
class Rater:
    """By what right somebody hands in a form: by login, or by a printed slip; a token may become a third way."""

    person_id: int | None = None
    slip: bytes | None = field(default=None, repr=False)

    @classmethod
    def by_login(cls, person_id: int) -> "Rater":
        """Somebody logged in."""
        return cls(person_id=person_id)

    @classmethod
    def by_slip(cls, code: str) -> "Rater":
        """Whoever holds a printed slip; ``code`` as typed."""
        return cls(slip=slip_hash(normalise(code)))

    def holds(self, form: Invitation) -> bool:
        """Whether a form is this rater's."""
        if self.person_id is not None:
            return form.rater_id == self.person_id
        return self.slip is not None and is_authentic(self.slip, form.slip_hash)


@dataclass(frozen=True)
class Opened:
    """A form that may be answered now, checked against the keys of its round; rows stay inside this package."""

    form: Invitation
    round: FeedbackRound
    subject: FeedbackSubject
    questions: tuple[Question, ...]
    rules: FrozenRules
    keys: RoundKeys

    @property
    def counts(self) -> tuple[int, int]:
        """How many questions are answered on the scale, and how many in words."""
        scales = sum(question.kind is QuestionKind.SCALE for question in self.questions)
        return scales, len(self.questions) - scales


_FORM = (
    select(Invitation, FeedbackRound, FeedbackSubject)
    .join(FeedbackRound, FeedbackRound.id == Invitation.round_id)
    .join(FeedbackSubject, FeedbackSubject.id == Invitation.subject_id)
    .where(Invitation.id == bindparam("form", type_=fixed_bytes(16)))
)
_QUESTIONS = select(Question).where(Question.set_id == bindparam("set_id")).order_by(Question.position)
_CLAIM = (
    update(Invitation)
    .where(
        Invitation.id == bindparam("form", type_=fixed_bytes(16)),
        Invitation.used.is_(False),
        Invitation.state == InvitationState.INVITED,
    )
    .execution_options(synchronize_session=False)
)


def opened(rater: Rater, invitation_id: bytes, folder: Path) -> Opened:
    """A form of this rater, as it may be answered now; ``folder`` holds the keys of all rounds. Two statements.

    Raises:
        NotFoundError: there is no such form of this rater's.
        DeniedError: the round is closed, the form was cancelled or declined, or the round was tampered with.
    """
    row = db.session.execute(_FORM, {"form": invitation_id}).one_or_none()
    if row is None or not rater.holds(row[0]) or row[1].state is RoundState.PREPARING:
        raise NotFoundError("Formulir tidak ditemukan.")
    form, round_, subject = row
    if round_.state is not RoundState.OPEN:
        raise DeniedError(CLOSED)
    keys, rules = _checked(round_, folder)
    questions = tuple(db.session.scalars(_QUESTIONS, {"set_id": subject.set_id}))
    digests = {version.id: version.digest for version in rules.sets}
    if digests.get(subject.set_id or 0) != digest_of_questions(list(questions)):
        raise DeniedError(TAMPERED)
    if not is_authentic(invitation_mac(keys, round_.token, form, subject), form.mac):
        raise DeniedError(TAMPERED)
    if clock.now() >= rules.closes_at:
        raise DeniedError(CLOSED)
    if not form.used and form.state is not InvitationState.INVITED:
        raise DeniedError(CANCELLED if form.state is InvitationState.CANCELLED else DECLINED)
    return Opened(form, round_, subject, questions, rules, keys)


def _checked(round_: FeedbackRound, folder: Path) -> tuple[RoundKeys, FrozenRules]:
    try:
        keys = Keyring(folder, round_.token).load()
    except KeyGoneError as error:
        raise DeniedError(KEY_GONE) from error
    return keys, rules_of(round_, keys)


def send(rater: Rater, invitation_id: bytes, answer: Answer, receipt: str, folder: Path) -> None:
    """Seal an answer and put it into the box; with the receipt of the answer before, it takes that one's place.

    Sending the same twice, as a second click or a lost response does, ends as sending it once.

    Raises:
        NotFoundError: there is no such form of this rater's.
        InvalidError: nothing was chosen, or a text is too long.
        ValueError: the answer is one to another set of questions.
        SentBeforeError: the form was answered and ``receipt`` is not its receipt.
        DeniedError: the round is closed, the form was cancelled or declined, or the round was tampered with.
    """
    found = opened(rater, invitation_id, folder)
    if (len(answer.scores), len(answer.texts)) != found.counts:
        raise ValueError("an answer to another set of questions")
    problems = problems_of(answer, *found.counts)
    if problems:
        raise InvalidError(*problems)
    _put(found, encode(answer), receipt, folder)


def withdraw(rater: Rater, invitation_id: bytes, receipt: str, folder: Path) -> None:
    """Take an answer back: a ballot of the same size says so, and its receipt stays on the list.

    Raises:
        NotFoundError: there is no such form of this rater's.
        SentBeforeError: ``receipt`` is not the receipt of the answer.
        DeniedError: nothing was sent, the round is closed, or it was tampered with.
    """
    found = opened(rater, invitation_id, folder)
    if not found.form.used:
        raise DeniedError("Formulir ini belum dikirim, jadi tidak ada yang perlu ditarik.")
    _put(found, encode(Answer.withdrawn()), receipt, folder)


@command
def _put(found: Opened, content: bytes, receipt: str, folder: Path) -> None:
    """Store a ballot: sealed first, then checked again and written under the round's lock."""
    if not is_receipt(receipt):
        raise SentBeforeError(SENT_BEFORE)
    round_id, form_id, public_key = found.round.id, found.form.id, bytes.fromhex(found.rules.public_key)
    place, body = ballot_id(found.keys, form_id), seal_ballot(found.keys, public_key, content, form_id, receipt)
    with atomic() as session:
        round_ = session.get_one(FeedbackRound, round_id, with_for_update={"read": True})
        if round_.state is not RoundState.OPEN:
            raise DeniedError(CLOSED)
        _, rules = _checked(round_, folder)
        if clock.now() >= rules.closes_at:
            raise DeniedError(CLOSED)
        if bytes.fromhex(rules.public_key) != public_key:
            raise DeniedError(TAMPERED)
        mark = verifier(form_id, receipt)
        first = session.execute(_CLAIM.values(used=True, verifier=mark), {"form": form_id})
        if not first.rowcount:  # type: ignore[attr-defined]
            _may_replace(session, form_id, mark)
        replaced = session.execute(update(Ballot).where(Ballot.id == place).values(body=body))
        _need_empty(is_first=bool(first.rowcount), was_there=bool(replaced.rowcount))  # type: ignore[attr-defined]
        if not replaced.rowcount:  # type: ignore[attr-defined]
            session.add(Ballot(id=place, round_id=round_id, body=body))


def _need_empty(*, is_first: bool, was_there: bool) -> None:
    """A first answer finds no ballot in its place, unless somebody cleared the mark of use in the tables."""
    if is_first and was_there:
        raise DeniedError(TAMPERED)


def _may_replace(session: Session, form_id: bytes, mark: bytes) -> None:
    used, stored, state = session.execute(
        select(Invitation.used, Invitation.verifier, Invitation.state).where(Invitation.id == form_id)
    ).one()
    if not used:
        raise DeniedError(CANCELLED if state is InvitationState.CANCELLED else DECLINED)
    if stored is None or not hmac.compare_digest(stored, mark):
        raise SentBeforeError(SENT_BEFORE)


@command
def decline(actor: Actor, invitation_id: bytes, folder: Path) -> None:
    """Say before answering that one will not answer; the officers are told, and it cannot be taken back.

    Raises:
        NotFoundError: there is no such form of the actor's.
        DeniedError: it was answered, cancelled or declined, or the round is closed.
    """
    found = opened(Rater.by_login(actor.person_id), invitation_id, folder)
    round_id, subject = found.round.id, (found.subject.id, found.subject.unit_id)
    with atomic() as session:
        round_ = session.get_one(FeedbackRound, round_id, with_for_update={"read": True})
        if round_.state is not RoundState.OPEN:
            raise DeniedError(CLOSED)
        done = session.execute(_CLAIM.values(state=InvitationState.DECLINED), {"form": invitation_id})
        if not done.rowcount:  # type: ignore[attr-defined]
            raise DeniedError("Formulir ini sudah dikirim, jadi tidak dapat ditolak lagi. Anda masih dapat menariknya.")
        record(session, actor, "feedback.decline", ("feedback_subject", subject[0]), unit_id=subject[1])
