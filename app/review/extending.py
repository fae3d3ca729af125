"""Moving a deadline of one evaluation, with a reason everybody concerned reads."""

from datetime import date

from app import clock
from app.audit.service import record
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.clocks import problems_of_moving
from app.domain.errors import DeniedError, InvalidError, NotFoundError
from app.domain.policy import evaluation_verbs, may_read_evaluation
from app.domain.review import EvaluationVerb
from app.domain.rules import Clock
from app.people import queries as people
from app.review import clocks, queries
from app.review.models import ClockExtension, Evaluation


@command
def extend(actor: Actor, evaluation_id: int, which: Clock | None, due_on: date | None, reason: str) -> None:
    """The superior moves a deadline that is running; the last day counts from then on (experience of extensions: D7).

    An objection that lapsed can be opened again in this way.

    Raises:
        NotFoundError: no such evaluation for this actor.
        DeniedError: somebody else than the superior asks.
        InvalidError: the deadline is not running, the day is not later, or the reason is missing.
    """
    with atomic() as session:
        row = session.get(Evaluation, evaluation_id, with_for_update=True)
        today = people.today()
        standing = queries.standing_of(row, today) if row else None
        if row is None or standing is None or not may_read_evaluation(actor, standing, row.state, to_superior=True):
            raise NotFoundError("Evaluasi tidak ditemukan.")
        if EvaluationVerb.EXTEND not in evaluation_verbs(actor, standing, row.state, row.way):
            raise DeniedError("Tenggat diperpanjang oleh atasan pejabat penilai.")
        course = clocks.course_of(evaluation_id, today)
        line = next((line for line in course.running(today) if line.clock is which), None)
        problems = problems_of_moving(line, due_on, reason, today)
        if problems or line is None or due_on is None:
            raise InvalidError(*problems)
        moved = ClockExtension(
            evaluation_id=row.id,
            clock=line.clock,
            due_on=due_on,
            reason=reason.strip()[:500],
            extended_by=actor.person_id,
            extended_at=clock.now(),
        )
        session.add(moved)
        detail = {"clock": line.clock.value, "due_on": due_on.isoformat()}
        record(session, actor, "evaluation.extend", ("evaluation", row.id), unit_id=standing.unit_id, **detail)
