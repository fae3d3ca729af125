"""Commands of the evaluation: record achievement, rate, sign, receive, countersign."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.auth.service import need_confirmation
from app.cycles import queries as cycles
from app.db import Claim, Saved, atomic, command
from app.documents import service as documents
from app.documents.content import canonical, digest
from app.documents.service import Signer
from app.domain.actors import Actor
from app.domain.distribution import Achievement
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem, StaleError
from app.domain.planning import PlanForm, PlanState
from app.domain.policy import Standing, evaluation_verbs, may_read_evaluation, may_write_feedback
from app.domain.rating import Rating
from app.domain.review import EVALUATION_STEPS, EvaluationVerb, Way
from app.domain.transitions import next_state
from app.people import queries as people
from app.people.models import Unit
from app.planning.models import Plan
from app.review import achievements, queries
from app.review.content import content_of
from app.review.models import Evaluation, UnitAchievement


@command
def record_achievement(
    actor: Actor,
    unit_id: int,
    year_id: int,
    claim: Claim,
    *,
    grade: Achievement,
    document: str,
    period: int = 0,
) -> None:
    """Record a unit's achievement with the document it stands in (IV.B.1, p.93-94).

    Raises:
        InvalidError: no document was named.
        NotFoundError: the unit is not this actor's to record.
        StaleError: somebody else recorded it first.
    """
    if not document.strip():
        raise InvalidError(Problem("document", "Tulis dokumen penetapannya, misalnya nomor laporan kinerja."))
    with atomic() as session:
        session.get(Unit, unit_id, with_for_update=True)  # two first records must not meet at the same row
        achievements.unit_to_set(actor, unit_id, year_id, people.today(), period)
        row = session.scalars(
            select(UnitAchievement)
            .where(
                UnitAchievement.unit_id == unit_id,
                UnitAchievement.year_id == year_id,
                UnitAchievement.period_number == period,
            )
            .with_for_update()
        ).first()
        if row is None:
            row = UnitAchievement(unit_id=unit_id, year_id=year_id, period_number=period, version=0, editor_seq=0)
            session.add(row)
        if not row.claim(*claim):
            return
        row.grade, row.document = grade, document.strip()
        row.set_by, row.set_at = actor.person_id, clock.now()
        record(session, actor, "achievement.record", ("unit", unit_id), unit_id=unit_id, grade=grade.value)


@command
def begin(actor: Actor, root_id: int, period: int = 0) -> int:
    """Open the evaluation of a plan in force for a period (0: the year); the one there is when it was opened before.

    Raises:
        NotFoundError: no such plan for this assessor.
        DeniedError: the evaluation window is not open today, or the form cannot be evaluated here yet.
    """
    with atomic() as session:
        session.get(Plan, root_id, with_for_update=True)
        plan = session.scalars(select(Plan).where(Plan.root_id == root_id, Plan.state == PlanState.SET)).first()
        standing = people.standing(plan.employee_id, people.today()) if plan else None
        if plan is None or standing is None or not may_write_feedback(actor, standing):
            raise NotFoundError("Rencana tidak ditemukan.")
        existing = session.scalars(
            select(Evaluation.id).where(Evaluation.plan_root_id == root_id, Evaluation.period_number == period)
        ).first()
        if existing is not None:
            return existing
        if plan.form is not PlanForm.A17:
            raise DeniedError(f"Evaluasi untuk formulir {plan.form.value} belum dapat dikerjakan di sini.")
        _require_window(plan.year_id, period)
        evaluation = Evaluation(
            plan_root_id=root_id,
            period_number=period,
            employee_id=plan.employee_id,
            assessor_id=standing.assessor_id,
            year_id=plan.year_id,
            state_since=clock.now(),
        )
        session.add(evaluation)
        session.flush()
        _audit(session, actor, evaluation, standing, "evaluation.begin")
        return evaluation.id


def _require_window(year_id: int, period: int) -> None:
    year = cycles.year(year_id)
    window = year.evaluation_window(period)
    if not window.span.contains(people.today()):
        when = f"{window.span.opens_on:%d-%m-%Y} sampai {window.span.closes_on:%d-%m-%Y}"
        raise DeniedError(f"{year.name_of(window)} tidak dibuka hari ini (jadwal: {when}).")


@command
def rate(
    actor: Actor,
    evaluation_id: int,
    claim: Claim,
    *,
    results: Rating | None,
    behaviour: Rating | None,
    reason: str,
    note: str,
) -> Saved:
    """Save the draft of the assessor, or of an aide for the assessor: both ratings, the reason, the note.

    Raises:
        StaleError: it was saved elsewhere first.
    """
    with atomic() as session:
        evaluation, standing = _locked(session, actor, evaluation_id, EvaluationVerb.RATE)
        if evaluation.claim(*claim):
            evaluation.results_rating, evaluation.behaviour_rating = results, behaviour
            evaluation.reason, evaluation.note = reason, note
            if actor.person_id != standing.assessor_id:
                evaluation.prepared_by = actor.person_id
        return Saved(evaluation.version, clock.now())


@command
def sign(actor: Actor, evaluation_id: int, seen: str) -> None:
    """Sign as assessor; the document is thereby sent to the employee (V.A.4-5, p.114).

    Raises:
        InvalidError: something is missing.
        StaleError: ratings, feedback or realisation changed since they were read.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    with atomic() as session:
        evaluation, standing = _locked(session, actor, evaluation_id, EvaluationVerb.SIGN)
        _require_window(evaluation.year_id, evaluation.period_number)
        view = queries.visible_evaluation(actor, evaluation_id, people.today())
        agency = people.the_agency()
        content = content_of(view, agency)
        if digest(canonical(content)) != seen:
            raise StaleError
        evaluation.assessor_id, evaluation.overall = actor.person_id, content.overall
        evaluation.signed_at = clock.now()
        document = documents.freeze(session, evaluation.id, content)
        me = people.person(actor.person_id, people.today()).party
        documents.sign(session, document, Signer(actor.person_id, "assessor", me, agency.place))
        _move(session, actor, evaluation, standing, EvaluationVerb.SIGN)


@command
def receive(actor: Actor, evaluation_id: int) -> None:
    """The employee takes delivery; the clocks of return and objection begin (V.A.6, V.B.2)."""
    with atomic() as session:
        evaluation, standing = _locked(session, actor, evaluation_id, EvaluationVerb.RECEIVE)
        evaluation.received_at = clock.now()
        _move(session, actor, evaluation, standing, EvaluationVerb.RECEIVE)


@command
def countersign(actor: Actor, evaluation_id: int, seen: str, comment: str) -> None:
    """The employee signs what was received, with a comment if wanted; receiving is not agreeing (V.A.6, p.114).

    Raises:
        StaleError: ``seen`` is not the document that was signed.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    with atomic() as session:
        evaluation, standing = _locked(session, actor, evaluation_id, EvaluationVerb.COUNTERSIGN)
        document = documents.latest(session, "evaluation", evaluation.id)
        if document.sha256 != seen:
            raise StaleError
        me = people.person(actor.person_id, people.today()).party
        place = people.the_agency().place
        documents.sign(session, document, Signer(actor.person_id, "employee", me, place))
        evaluation.employee_comment = comment
        _move(session, actor, evaluation, standing, EvaluationVerb.COUNTERSIGN)


def _locked(session: Session, actor: Actor, evaluation_id: int, verb: EvaluationVerb) -> tuple[Evaluation, Standing]:
    """The evaluation, locked, if the actor may see it and do ``verb`` to it."""
    evaluation = session.get(Evaluation, evaluation_id, with_for_update=True)
    if evaluation is None:
        raise NotFoundError("Evaluasi tidak ditemukan.")
    standing = queries.standing_of(evaluation, people.today())
    to_superior = evaluation.way is not Way.REGULAR
    if not may_read_evaluation(actor, standing, evaluation.state, to_superior=to_superior):
        raise NotFoundError("Evaluasi tidak ditemukan.")
    next_state(EVALUATION_STEPS, evaluation.state, verb)
    if verb not in evaluation_verbs(actor, standing, evaluation.state, evaluation.way):
        raise DeniedError("Langkah ini dilakukan oleh orang lain, bukan oleh akun Anda.")
    return evaluation, standing


def _move(session: Session, actor: Actor, evaluation: Evaluation, standing: Standing, verb: EvaluationVerb) -> None:
    evaluation.state = next_state(EVALUATION_STEPS, evaluation.state, verb)
    evaluation.state_since = clock.now()
    evaluation.version += 1
    _audit(session, actor, evaluation, standing, f"evaluation.{verb.value}")


def _audit(session: Session, actor: Actor, evaluation: Evaluation, standing: Standing, action: str) -> None:
    record(session, actor, action, ("evaluation", evaluation.id), unit_id=standing.unit_id)
