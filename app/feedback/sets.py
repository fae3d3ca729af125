"""Commands on sets of questions. A version that a launched round uses never changes; a change makes the next one."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.db import atomic, command
from app.domain.actors import Actor, Role
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem, StaleError
from app.domain.questions import DEFAULT_NAME, QuestionKind, Wording, default_questions, problems_of_set
from app.feedback.models import Question, QuestionSet, RoundQuestions
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
