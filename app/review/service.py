"""Beginning and rating an evaluation; and what every command on one begins and ends with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.cycles import queries as cycles
from app.db import Claim, Saved, atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, NotFoundError
from app.domain.periods import in_words
from app.domain.planning import PlanState
from app.domain.policy import Standing, may_read_evaluation, may_write_feedback
from app.domain.rating import OverallRating, Rating
from app.domain.review import EVALUATION_STEPS, EvaluationState, EvaluationVerb, Way
from app.domain.transitions import next_state
from app.domain.weighing import FAILED_STUDY
from app.people import queries as people
from app.planning.models import Plan
from app.review import employees, queries, standings
from app.review.models import Evaluation, EvaluationMark, PaperForm


@command
def begin(actor: Actor, root_id: int, period: int = 0) -> int:
    """Open the evaluation of a plan in force for a period (0: the year); the one there is when it was opened before.

    Raises:
        NotFoundError: no such plan for this assessor.
        DeniedError: the evaluation window is not open today, the period was evaluated on another plan, or the
            employee is not evaluated for it.
    """
    with atomic() as session:
        plan, standing = locked_plan(session, root_id, period)
        if not may_write_feedback(actor, standing):
            raise NotFoundError("Rencana tidak ditemukan.")
        existing = session.scalars(
            select(Evaluation.id).where(Evaluation.plan_root_id == root_id, Evaluation.period_number == period)
        ).first()
        if existing is not None:
            return existing
        require_window(plan.year_id, period)
        evaluation = new_evaluation(session, plan, standing, period)
        note(session, actor, evaluation, standing, "evaluation.begin", **_period(period))
        return evaluation.id


def locked_plan(session: Session, root_id: int, period: int) -> tuple[Plan, Standing]:
    """The plan in force of a root, locked, and who evaluates its employee for a period.

    Raises:
        NotFoundError: no plan of that root is in force.
    """
    session.get(Plan, root_id, with_for_update=True)
    plan = session.scalars(select(Plan).where(Plan.root_id == root_id, Plan.state == PlanState.SET)).first()
    if plan is None:
        raise NotFoundError("Rencana tidak ditemukan.")
    return plan, standings.evaluators(plan.employee_id, plan.year_id, period, people.today())[0]


def begin_next(
    actor: Actor, year_id: int, period: int, after: int | None = None, *, back: bool = False
) -> int | None:  # fmt: skip
    """Open the evaluation of whoever is to be rated next after somebody, or was before; None when nobody is left."""
    row = employees.next_after(actor, cycles.year(year_id), people.today(), period, after, back=back)
    if row is None or row.plan is None:
        return None
    return row.evaluation.id if row.evaluation else begin(actor, row.plan.root_id, period)


def new_evaluation(
    session: Session, plan: Plan, standing: Standing, period: int, way: Way = Way.REGULAR
) -> Evaluation:  # fmt: skip
    """An open evaluation of a plan in force, already in the database; the caller holds the plan and writes the audit.

    Raises:
        DeniedError: the period was evaluated on another plan of the same employee, or the employee is exempted.
    """
    refuse_second(session, plan.employee_id, plan.year_id, period)
    exempted = standings.exempted({plan.employee_id}, cycles.year(plan.year_id), period).get(plan.employee_id)
    if exempted is not None:
        raise DeniedError(f"Pegawai ini tidak dievaluasi untuk periode ini: {exempted.label}.")
    evaluation = Evaluation(
        plan_root_id=plan.root_id or plan.id,
        period_number=period,
        employee_id=plan.employee_id,
        assessor_id=standing.assessor_id,
        year_id=plan.year_id,
        way=way,
        state_since=clock.now(),
    )
    session.add(evaluation)
    session.flush()
    return evaluation


def refuse_second(session: Session, employee_id: int, year_id: int, period: int) -> None:
    """Refuse a second evaluation of somebody for a period, also one that was begun before the other was signed.

    Raises:
        DeniedError: the period was evaluated on another plan.
    """
    evaluated = session.scalars(
        select(Evaluation.id).where(
            Evaluation.employee_id == employee_id,
            Evaluation.year_id == year_id,
            Evaluation.period_number == period,
            Evaluation.state != EvaluationState.OPEN,
        )
    ).first()
    if evaluated is not None:
        raise DeniedError(
            "Pegawai ini sudah dievaluasi untuk periode yang sama pada rencana lain. Satu periode dievaluasi satu kali."
        )


def _period(number: int) -> dict[str, str]:
    return {"period": str(number)} if number else {}


def require_window(year_id: int, period: int, on: date | None = None) -> None:
    """Refuse what is done outside the days on which the period is evaluated; ``on``: the day it was done, or today.

    Raises:
        DeniedError: the window is not open on that day.
    """
    year = cycles.year(year_id)
    window = year.evaluation_window(period)
    if not window.span.contains(on or people.today()):
        when = f"{in_words(window.span.opens_on)} sampai {in_words(window.span.closes_on)}"
        raise DeniedError(
            f"{year.name_of(window)} tidak dibuka {'pada hari itu' if on else 'hari ini'} (jadwal: {when})."
        )


@dataclass(frozen=True)
class Declared:
    """What the assessor says about a close personal relation with the employee; None while nothing was chosen."""

    is_close: bool | None
    words: str


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
    marks: Mapping[str, Rating] | None = None,
    exception: OverallRating | None = None,
    declared: Declared | None = None,
) -> Saved:
    """Save the draft of whoever rates, or of an aide: both ratings, the reason, the note, and what helps to weigh.

    ``marks`` and ``declared`` None leave those parts as they are. While the result of a former unit is used, both
    ratings stay that result (IV.A.13.a, p.91). A draft the superior had read is to be read again
    once its ratings, reason or note change.

    Raises:
        DeniedError: a predikat outside the quadrant for somebody who is not on study leave.
        StaleError: it was saved elsewhere first.
    """
    with atomic() as session:
        evaluation, standing = locked(session, actor, evaluation_id, EvaluationVerb.RATE)
        if evaluation.claim(*claim):
            before = _weighed(evaluation)
            evaluation.reason, evaluation.note = reason, note
            if evaluation.carried_from_id is None:  # a result of the former unit is used as it is
                evaluation.results_rating, evaluation.behaviour_rating = results, behaviour
                _except(evaluation, exception)
            if marks is not None:
                evaluation.marks = [EvaluationMark(item=item, mark=mark) for item, mark in sorted(marks.items())]
            if declared is not None:
                declare_in(session, actor, evaluation, standing, declared)
            if _weighed(evaluation) != before:
                evaluation.looked_sha256 = ""
            if actor.person_id != standing.assessor_id and evaluation.way is Way.REGULAR:
                evaluation.prepared_by = actor.person_id
        return Saved(evaluation.version, clock.now())


def refuse_carried(evaluation: Evaluation) -> None:
    """Refuse other ratings while the result of the former unit is used.

    Raises:
        DeniedError: it is used (IV.A.13.a, p.91).
    """
    if evaluation.carried_from_id is not None:
        raise DeniedError("Hasil dari unit lama sedang dipakai. Batalkan dahulu di halaman penilaian pegawai ini.")


def _weighed(evaluation: Evaluation) -> tuple[object, ...]:
    return (
        evaluation.results_rating,
        evaluation.behaviour_rating,
        evaluation.exception,
        evaluation.reason,
        evaluation.note,
    )


def _except(evaluation: Evaluation, exception: OverallRating | None) -> None:
    """A study leave that failed has a predikat of its own (IV.B.3.a.3.d, p.100; b.3.d, p.103)."""
    if exception == evaluation.exception:
        return
    if exception is not None:
        year = cycles.year(evaluation.year_id)
        if exception not in FAILED_STUDY or not standings.studies(
            evaluation.employee_id, year, evaluation.period_number
        ):
            raise DeniedError("Predikat di luar kuadran hanya untuk pegawai tugas belajar yang tidak lulus.")
    evaluation.exception = exception


def declare_in(
    session: Session, actor: Actor, evaluation: Evaluation, standing: Standing, declared: Declared
) -> None:  # fmt: skip
    """Write down what the assessor declared about a close relation; the audit trail tells that, and no words.

    Raises:
        DeniedError: the actor is not the assessor.
    """
    mine = evaluation.assessor_id == actor.person_id
    if mine and (declared.is_close, declared.words) == (evaluation.is_close, evaluation.relation):
        return
    if EvaluationVerb.DECLARE not in queries.verbs_of(actor, standing, evaluation):
        raise DeniedError("Hubungan dengan pegawai dinyatakan oleh pejabat penilai sendiri.")
    changed = not mine or declared.is_close is not evaluation.is_close
    evaluation.assessor_id = actor.person_id  # whose relation it is
    evaluation.is_close = declared.is_close
    evaluation.relation = declared.words if declared.is_close else ""
    if changed:
        evaluation.looked_sha256 = ""
        words = {True: "yes", False: "no", None: ""}[declared.is_close]
        note(session, actor, evaluation, standing, "evaluation.declare", close=words)


def locked(session: Session, actor: Actor, evaluation_id: int, verb: EvaluationVerb) -> tuple[Evaluation, Standing]:
    """The evaluation, locked, if the actor may see it and do ``verb`` to it."""
    evaluation = session.get(Evaluation, evaluation_id, with_for_update=True)
    if evaluation is None:
        raise NotFoundError("Evaluasi tidak ditemukan.")
    standing = queries.standing_of(evaluation, people.today())
    if not may_read_evaluation(actor, standing, evaluation.state, to_superior=queries.reads_above(evaluation)):
        raise NotFoundError("Evaluasi tidak ditemukan.")
    next_state(EVALUATION_STEPS, evaluation.state, verb)
    if verb not in queries.verbs_of(actor, standing, evaluation):
        raise DeniedError("Langkah ini dilakukan oleh orang lain, bukan oleh akun Anda.")
    return evaluation, standing


def drop_printed(session: Session, evaluation_id: int) -> int:
    """Drop what was printed to be signed on paper and is not recorded; says how many sheets no longer count."""
    waiting = select(PaperForm).where(
        PaperForm.evaluation_id == evaluation_id, PaperForm.used_at.is_(None), PaperForm.dropped_at.is_(None)
    )
    rows = session.scalars(waiting).all()
    for row in rows:
        row.dropped_at = clock.now()
    return len(rows)


def move(
    session: Session, actor: Actor, evaluation: Evaluation, standing: Standing, verb: EvaluationVerb, **detail: str
) -> None:
    """Lead the evaluation on by ``verb``, and record it."""
    evaluation.state = next_state(EVALUATION_STEPS, evaluation.state, verb)
    evaluation.state_since = clock.now()
    evaluation.version += 1
    note(session, actor, evaluation, standing, f"evaluation.{verb.value}", **detail)


def note(
    session: Session, actor: Actor, evaluation: Evaluation, standing: Standing, action: str, **detail: str
) -> None:
    """Record an act on an evaluation in the audit trail; ``detail`` holds no words of anybody."""
    record(session, actor, action, ("evaluation", evaluation.id), unit_id=standing.unit_id, **detail)
