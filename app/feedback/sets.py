"""Commands on sets of questions. A version that a launched round uses never changes; a change makes the next one."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.db import atomic, command
from app.domain.actors import Actor, Role
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem, StaleError
from app.domain.feedback import RoundState
from app.domain.questions import DEFAULT_NAME, Wording, default_questions, problems_of_set
from app.feedback.models import FeedbackRound, Question, QuestionSet, RoundQuestions
from app.feedback.set_view import QuestionLine
from app.people.models import Agency

FROZEN = "Versi ini dipakai putaran yang sudah dimulai, jadi tidak berubah lagi. Buat versi baru untuk mengubahnya."
NOT_YOURS = "Pertanyaan diatur oleh petugas kepegawaian instansi."


def default_set(session: Session) -> int:
    """The newest version of the first set; made of the official guides on first need."""
    first = session.scalar(select(func.min(QuestionSet.id)).where(QuestionSet.root_id.is_(None)))
    if first is None:
        session.get(Agency, 1, with_for_update=True)  # two officers preparing at once make one set
        first = session.scalar(select(func.min(QuestionSet.id)).where(QuestionSet.root_id.is_(None)))
    if first is None:
        return _store(session, QuestionSet(name=DEFAULT_NAME, created_at=clock.now()), default_questions())
    return newest(session, first)


def newest(session: Session, root_id: int) -> int:
    """The newest version of a set."""
    line = (QuestionSet.id == root_id) | (QuestionSet.root_id == root_id)
    return session.scalars(select(QuestionSet.id).where(line).order_by(QuestionSet.number.desc()).limit(1)).one()


def _store(session: Session, version: QuestionSet, questions: Sequence[Wording]) -> int:
    session.add(version)
    session.flush()
    session.add_all(
        Question(
            set_id=version.id,
            position=place,
            kind=one.kind,
            value=one.value,
            text=one.text,
            low=one.low,
            high=one.high,
        )
        for place, one in enumerate(questions, 1)
    )
    session.flush()
    return version.id


def questions_of(session: Session, set_id: int) -> list[Question]:
    """The questions of a version in their order."""
    return list(session.scalars(select(Question).where(Question.set_id == set_id).order_by(Question.position)))


def wording_of(row: Question) -> Wording:
    """A stored question as the rules look at it."""
    return Wording(row.kind, row.text, row.value, row.low, row.high)


@command
def begin(actor: Actor) -> int:
    """The set of the official guides, made when there is none; its newest version."""
    _require_keeper(actor)
    with atomic() as session:
        return default_set(session)


@command
def new_version(actor: Actor, set_id: int) -> int:
    """The next version of a set, with the same questions and free to be changed; its id. The newest, if it is free."""
    _require_keeper(actor)
    with atomic() as session:
        row = _version(session, set_id)
        root = row.root_id or row.id
        latest = session.get_one(QuestionSet, newest(session, root), with_for_update=True)
        if not latest.is_frozen:
            return latest.id
        made = QuestionSet(
            root_id=root, number=latest.number + 1, name=latest.name, created_by=actor.person_id, created_at=clock.now()
        )
        number = _store(session, made, [wording_of(one) for one in questions_of(session, latest.id)])
        session.execute(update(RoundQuestions).where(_prepared_with(root)).values(set_id=number))
        record(session, actor, "feedback.set_version", ("question_set", number), number=made.number)
        return number


def _prepared_with(root: int) -> ColumnElement[bool]:
    """Rounds not started yet take the newest version along."""
    line = select(QuestionSet.id).where((QuestionSet.id == root) | (QuestionSet.root_id == root))
    waiting = select(FeedbackRound.id).where(FeedbackRound.state == RoundState.PREPARING)
    return and_(RoundQuestions.set_id.in_(line), RoundQuestions.round_id.in_(waiting))


@command
def copy(actor: Actor, set_id: int, name: str) -> int:
    """Another set that begins with the questions of this one; its id."""
    _require_keeper(actor)
    if not name.strip():
        raise InvalidError(Problem("name", "Tulis nama set yang baru."))
    with atomic() as session:
        row = _version(session, set_id)
        made = QuestionSet(name=name.strip(), created_by=actor.person_id, created_at=clock.now())
        number = _store(session, made, [wording_of(one) for one in questions_of(session, row.id)])
        record(session, actor, "feedback.set_copy", ("question_set", number), of=set_id)
        return number


@command
def write(actor: Actor, set_id: int, question_id: int | None, wording: Wording, seen: str = "") -> None:
    """Change a question of a version that is not frozen, or add one; ``seen`` is the mark of the words that were shown.

    Raises:
        DeniedError: the version is frozen.
        InvalidError: the question is empty, or the set would be too large for a form.
        StaleError: somebody else changed the question first.
    """
    _require_keeper(actor)
    with atomic() as session:
        row = _free(session, set_id)
        rows = questions_of(session, row.id)
        found = next((one for one in rows if one.id == question_id), None)
        if question_id is not None and found is None:
            raise NotFoundError("Pertanyaan tidak ditemukan.")
        if found is not None and mark_of(found) != seen:
            raise StaleError
        _check([wording if one is found else wording_of(one) for one in rows] + ([] if found else [wording]))
        if found is None:
            found = Question(set_id=row.id, position=max((one.position for one in rows), default=0) + 1)
            session.add(found)
        found.kind, found.value, found.text = wording.kind, wording.value, wording.text.strip()
        found.low, found.high = wording.low.strip(), wording.high.strip()
        record(session, actor, "feedback.question", ("question_set", row.id))


@command
def remove(actor: Actor, set_id: int, question_id: int) -> None:
    """Take a question out of a version that is not frozen.

    Raises:
        DeniedError: the version is frozen.
        InvalidError: nothing would be left to answer.
    """
    _require_keeper(actor)
    with atomic() as session:
        row = _free(session, set_id)
        rows = questions_of(session, row.id)
        found = next((one for one in rows if one.id == question_id), None)
        if found is None:
            raise NotFoundError("Pertanyaan tidak ditemukan.")
        _check([wording_of(one) for one in rows if one is not found])
        session.delete(found)
        record(session, actor, "feedback.question_out", ("question_set", row.id))


def mark_of(row: Question) -> str:
    """What tells the words of a stored question from others."""
    return QuestionLine(row.id, row.kind, row.value, row.text, row.low, row.high).mark


def _check(wordings: Sequence[Wording]) -> None:
    if problems := problems_of_set(wordings):
        raise InvalidError(*(Problem("text", problem.message) for problem in problems))


def _version(session: Session, set_id: int) -> QuestionSet:
    row = session.get(QuestionSet, set_id)
    if row is None:
        raise NotFoundError("Set pertanyaan tidak ditemukan.")
    return row


def _free(session: Session, set_id: int) -> QuestionSet:
    row = session.get(QuestionSet, set_id, with_for_update=True)
    if row is None:
        raise NotFoundError("Set pertanyaan tidak ditemukan.")
    if row.is_frozen:
        raise DeniedError(FROZEN)
    return row


def _require_keeper(actor: Actor) -> None:
    if Role.AGENCY_OFFICER not in actor.roles:
        raise DeniedError(NOT_YOURS)
