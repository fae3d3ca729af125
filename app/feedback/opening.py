"""Opening all ballots of a round in memory: what counts, what is invalid, what is missing. Nothing is written here."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from nacl.public import PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.ballots import Answer, decode
from app.domain.errors import DeniedError
from app.domain.feedback import InvitationState, RaterClass
from app.domain.questions import QuestionKind
from app.feedback import sealing
from app.feedback.box import Ballot
from app.feedback.frozen import TAMPERED, FrozenRules, digest_of_questions, invitation_mac
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation, Question
from app.feedback.sealing import ForgedError, RoundKeys

AT_A_TIME = 500


@dataclass(frozen=True)
class SetShape:
    """A frozen set as the count needs it: ids of scale and open questions, in the order of the answer."""

    scales: tuple[int, ...]
    texts: tuple[int, ...]


@dataclass(frozen=True)
class Form:
    """An authentic invitation: about whom, in which class, and who answers by login."""

    id: bytes
    subject_id: int
    rater_class: RaterClass
    rater_id: int | None
    is_cancelled: bool
    was_used: bool


@dataclass(frozen=True)
class Given:
    """A valid answer that was not taken back."""

    form: Form
    answer: Answer


@dataclass
class Box:
    """Everything a count found; lives in memory only. ``asked``: classes with a form about a subject, used or not."""

    given: dict[int, list[Given]] = field(default_factory=dict)
    shapes: dict[int, SetShape] = field(default_factory=dict)
    sets: dict[int, int] = field(default_factory=dict)
    asked: dict[int, set[RaterClass]] = field(default_factory=dict)
    receipts: list[str] = field(default_factory=list)
    invalid: dict[int, int] = field(default_factory=dict)
    invalid_elsewhere: int = 0
    missing: int = 0
    marks: list[bytes] = field(default_factory=list)

    @property
    def invalid_total(self) -> int:
        """Ballots that count toward nothing."""
        return sum(self.invalid.values()) + self.invalid_elsewhere

    @property
    def digest(self) -> bytes:
        """Which ballots count, in any order: two counts with one digest publish the same."""
        return hashlib.sha256(b"".join(sorted(self.marks))).digest()


def open_box(
    session: Session,
    row: FeedbackRound,
    rules: FrozenRules,
    keys: RoundKeys,
    *,
    secret_key: PrivateKey,
    tell: Callable[[int], None] = lambda _done: None,
) -> Box:
    """Open every ballot of the round; ``tell`` hears how many so far.

    A ballot counts when it opens, its code of authenticity is right, it lies where its own invitation says, and that
    invitation is one this installation made. Whatever fails is invalid. An invitation's state changes nothing: a
    cancelled rater's answer counts, and nobody who writes the tables unmakes one by declining in a rater's name.

    Raises:
        DeniedError: the questions are not those the round was launched with.
    """
    box = Box(shapes=_shapes(session, rules))
    places = _places(session, row, rules, keys, box)
    found: set[bytes] = set()
    for done, (place, body) in enumerate(_ballots(session, row.id), 1):
        form = places.get(place)
        opened = _open(keys, secret_key, body, place)
        answer = _answer(box, form, opened)
        if form is None or answer is None or opened is None:
            _note_invalid(box, form)
            continue
        found.add(form.id)
        box.marks.append(hashlib.sha256(form.id + bytes([form.is_cancelled]) + body).digest())
        box.receipts.append(opened.receipt)
        if not answer.is_withdrawn:
            box.given.setdefault(form.subject_id, []).append(Given(form, answer))
        if done % AT_A_TIME == 0:
            tell(done)
    box.missing = sum(1 for form in places.values() if form.was_used and form.id not in found)
    return box


def _note_invalid(box: Box, form: Form | None) -> None:
    if form is None:
        box.invalid_elsewhere += 1
    else:
        box.invalid[form.subject_id] = box.invalid.get(form.subject_id, 0) + 1


def _open(keys: RoundKeys, secret_key: PrivateKey, body: bytes, place: bytes) -> sealing.Opened | None:
    """A ballot that opens and lies in its own place; None otherwise."""
    try:
        opened = sealing.open_ballot(keys, secret_key, body)
    except ForgedError:
        return None
    return opened if sealing.ballot_id(keys, opened.invitation_id) == place else None


def _answer(box: Box, form: Form | None, opened: sealing.Opened | None) -> Answer | None:
    if form is None or opened is None or form.id != opened.invitation_id:
        return None
    shape = box.shapes[box.sets[form.subject_id]]
    try:
        return decode(opened.answer, len(shape.scales), len(shape.texts))
    except ValueError:
        return None


def _shapes(session: Session, rules: FrozenRules) -> dict[int, SetShape]:
    shapes = {}
    for version in rules.sets:
        questions = list(session.scalars(select(Question).where(Question.set_id == version.id)))
        if digest_of_questions(questions) != version.digest:
            raise DeniedError(TAMPERED)
        questions.sort(key=lambda question: question.position)
        shapes[version.id] = SetShape(
            tuple(q.id for q in questions if q.kind is QuestionKind.SCALE),
            tuple(q.id for q in questions if q.kind is QuestionKind.OPEN),
        )
    return shapes


def _places(session: Session, row: FeedbackRound, rules: FrozenRules, keys: RoundKeys, box: Box) -> dict[bytes, Form]:
    """Where the ballot of each authentic invitation lies; slips belong to classes of slips alone."""
    subjects = {s.id: s for s in session.scalars(select(FeedbackSubject).where(FeedbackSubject.round_id == row.id))}
    box.sets = {s.id: s.set_id or 0 for s in subjects.values() if (s.set_id or 0) in box.shapes}
    places = {}
    query = select(Invitation).where(Invitation.round_id == row.id).execution_options(yield_per=AT_A_TIME)
    for invitation in session.scalars(query):
        subject = subjects.get(invitation.subject_id)
        if subject is None or subject.id not in box.sets:
            continue
        if not _belongs(invitation, rules):
            continue
        if not sealing.is_authentic(invitation_mac(keys, row.token, invitation, subject), invitation.mac):
            continue
        cancelled = invitation.state is InvitationState.CANCELLED
        form = Form(invitation.id, subject.id, invitation.rater_class, invitation.rater_id, cancelled, invitation.used)
        box.asked.setdefault(subject.id, set()).add(invitation.rater_class)
        places[sealing.ballot_id(keys, invitation.id)] = form
    return places


def _belongs(invitation: Invitation, rules: FrozenRules) -> bool:
    """Whether a form is in a class of this round, reached in the way of that class."""
    kind = invitation.rater_class
    slips = {group.rater_class: group.is_slip for group in rules.groups}
    return (kind in slips or kind.is_named) and slips.get(kind, False) is (invitation.rater_id is None)


def _ballots(session: Session, round_id: int) -> Iterator[tuple[bytes, bytes]]:
    query = select(Ballot.id, Ballot.body).where(Ballot.round_id == round_id)
    for row in session.execute(query.execution_options(yield_per=AT_A_TIME)):
        yield row.id, row.body
