"""Delivery and receipt of a signed evaluation, and what is recorded when the employee does not sign."""

from datetime import date, datetime, time

from app import clock
from app.cycles import queries as cycles
from app.cycles.weeks import work_week_of
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.errors import InvalidError, Problem
from app.domain.periods import MIN_REASON, in_words
from app.domain.policy import Standing
from app.domain.review import EvaluationVerb
from app.domain.rules import Clock, rules_on
from app.people import queries as people
from app.review.models import Evaluation
from app.review.service import locked, move

LONGEST_REASON = 2000
_TOO_LATE = (
    "Dari hari itu masa keberatan pegawai sudah lewat sebelum penyerahannya tercatat. Serahkan lagi dokumennya kepada "
    "pegawai, lalu isi hari penyerahan itu."
)


@command
def receive(actor: Actor, evaluation_id: int) -> None:
    """The employee takes delivery; the clocks of return and objection begin (V.A.6, V.B.2)."""
    with atomic() as session:
        evaluation, standing = locked(session, actor, evaluation_id, EvaluationVerb.RECEIVE)
        evaluation.received_at = clock.now()
        move(session, actor, evaluation, standing, EvaluationVerb.RECEIVE)


@command
def hand_over(actor: Actor, evaluation_id: int, on: date | None) -> None:
    """Record that the document was handed over on paper; the clocks begin on that day, as with the button.

    Raises:
        InvalidError: the day is missing, in the future, before the signature, or so long ago that the employee's
            time to object (V.B.2, p.117) would have passed before anybody could see it here.
    """
    with atomic() as session:
        evaluation, standing = locked(session, actor, evaluation_id, EvaluationVerb.HAND_OVER)
        zone, moment = people.the_agency().zone, clock.now()
        signed_on = evaluation.signed_at.astimezone(zone).date() if evaluation.signed_at else None
        if on is None or on > people.today() or (signed_on is not None and on < signed_on):
            since = in_words(signed_on) if signed_on else "tanda tangan"
            raise InvalidError(Problem("on", f"Isi hari penyerahan: antara {since} dan hari ini."))
        if people.today() > _objection_until(evaluation, standing, on):
            raise InvalidError(Problem("on", _TOO_LATE))
        noon = datetime.combine(on, time(12), tzinfo=zone)
        evaluation.received_at = min(max(noon, evaluation.signed_at or noon), moment)
        evaluation.receipt_recorded_by = actor.person_id
        move(session, actor, evaluation, standing, EvaluationVerb.HAND_OVER, on=on.isoformat())


def _objection_until(evaluation: Evaluation, standing: Standing, on: date) -> date:
    rule = rules_on(cycles.year(evaluation.year_id).ends_on).deadlines[Clock.OBJECT]
    return cycles.due(on, rule.working_days, work_week_of(standing.unit_id or 0)).on


@command
def record_refusal(actor: Actor, evaluation_id: int, reason: str) -> None:
    """Record that the employee received the document and does not sign it; an objection stays possible in its time.

    The regulation asks for the signature and says nothing of one that is refused (V.A.6, p.114): reporting is not to
    wait for it, and the reason stands beside it for all concerned.

    Raises:
        InvalidError: the reason is missing or too long.
    """
    if not MIN_REASON <= len(reason.strip()) <= LONGEST_REASON:
        words = f"Tulis apa yang terjadi, {MIN_REASON} sampai {LONGEST_REASON} karakter. Pegawai membacanya."
        raise InvalidError(Problem("reason", words))
    with atomic() as session:
        evaluation, standing = locked(session, actor, evaluation_id, EvaluationVerb.RECORD_REFUSAL)
        evaluation.refusal, evaluation.refused_at = reason.strip(), clock.now()
        evaluation.refusal_recorded_by = actor.person_id
        move(session, actor, evaluation, standing, EvaluationVerb.RECORD_REFUSAL)
