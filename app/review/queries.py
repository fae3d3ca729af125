"""Reads of unit achievements and evaluations."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from app.cycles import queries as cycles
from app.cycles.queries import YearView
from app.db import db
from app.documents import queries as documents
from app.documents.queries import SignedView
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.periods import periods_of
from app.domain.policy import Standing, evaluation_verbs, may_read_evaluation
from app.domain.rating import OverallRating, Rating
from app.domain.review import EvaluationState, EvaluationVerb, Way
from app.domain.rules import Rulebook, rules_on
from app.domain.special import SpecialKind
from app.domain.weighing import stays_with
from app.feedback import report
from app.feedback.report import NOTHING, Recorded
from app.people import history, special
from app.people import queries as people
from app.people.models import Unit
from app.people.queries import LedUnit, PersonView
from app.planning import queries as planning
from app.planning.queries import PlanRow, PlanView
from app.progress import queries as progress
from app.progress.queries import ProgressView
from app.review.achievements import AchievementView, counted_achievement
from app.review.models import Evaluation


@dataclass(frozen=True)
class EvaluationView:
    """An evaluation as one person may see it; ``period`` 0 is the whole year."""

    id: int
    root_id: int
    period: int
    year_id: int
    way: Way
    state: EvaluationState
    state_since: datetime
    version: int
    results_rating: Rating | None
    behaviour_rating: Rating | None
    exception: OverallRating | None
    reason: str
    note: str
    received_at: datetime | None
    employee_comment: str
    progress: ProgressView
    led_unit: LedUnit | None
    achievement: AchievementView | None
    assessor: PersonView | None
    superior: PersonView | None
    prepared_by: PersonView | None
    verbs: frozenset[EvaluationVerb]
    signed: SignedView | None
    rounds: Recorded

    @property
    def overall(self) -> OverallRating | None:
        """Read off the quadrant; None until both ratings are chosen. A failed study leave has its own (p.100)."""
        if self.exception is not None or self.results_rating is None or self.behaviour_rating is None:
            return self.exception
        return self.rules.overall_rating(self.results_rating, self.behaviour_rating)

    @property
    def rules(self) -> Rulebook:
        """The regulation the evaluated period ended under."""
        return rules_on(self.progress.plan.period_end)


def visible_evaluation(actor: Actor, evaluation_id: int, today: date) -> EvaluationView:
    """An evaluation, if the actor may see it.

    Raises:
        NotFoundError: there is none for this actor.
    """
    row = db.session.get(Evaluation, evaluation_id)
    if row is None:
        raise NotFoundError("Evaluasi tidak ditemukan.")
    standing = standing_of(row, today)
    if not may_read_evaluation(actor, standing, row.state, to_superior=row.way is not Way.REGULAR):
        raise NotFoundError("Evaluasi tidak ditemukan.")
    led = _led_by(standing.assessor_id or row.assessor_id, today)
    others = (standing.assessor_id, standing.superior_id, row.prepared_by)
    above = people.people({person for person in others if person}, today)
    is_open = row.state is EvaluationState.OPEN
    going = progress.progress(actor, row.plan_root_id, today, row.period_number)
    return EvaluationView(
        id=row.id,
        root_id=row.plan_root_id,
        period=row.period_number,
        year_id=row.year_id,
        way=row.way,
        state=row.state,
        state_since=row.state_since,
        version=row.version,
        results_rating=row.results_rating,
        behaviour_rating=row.behaviour_rating,
        exception=row.exception,
        reason=row.reason,
        note=row.note,
        received_at=row.received_at,
        employee_comment=row.employee_comment,
        progress=going,
        led_unit=led,
        achievement=counted_achievement(led.id, row.year_id, today, row.period_number) if led else None,
        assessor=above.get(standing.assessor_id or 0),
        superior=above.get(standing.superior_id or 0),
        prepared_by=above.get(row.prepared_by or 0),
        verbs=evaluation_verbs(actor, standing, row.state, row.way),
        signed=None if is_open else documents.signed("evaluation", row.id, people.the_agency().zone),
        rounds=_rounds(going.plan, standing) if is_open else NOTHING,
    )


def standing_of(row: Evaluation, today: date) -> Standing:
    """Where the employee stands, and who signed this evaluation in whatever post.

    Until it is signed, whoever evaluates the period counts as the assessor (:func:`evaluators`).
    """
    if row.state is EvaluationState.OPEN:
        return evaluators(row.employee_id, row.year_id, row.period_number, today)[0]
    signatories = frozenset({row.assessor_id, row.superior_id or row.assessor_id})
    return replace(people.standing(row.employee_id, today), signatories=signatories)


def evaluators(employee_id: int, year_id: int, period: int, today: date) -> tuple[Standing, date]:
    """Who evaluates somebody for a period, and the day on which they held that post.

    Usually today's assessor; after the assessor moved within the window of a period, the one who was there when it
    opened (IV.A.14, p.91-92), as long as that person is still in service.
    """
    now = people.standing(employee_id, today)
    if not period:
        return now, today
    window = cycles.year(year_id).evaluation_window(period).span
    if today <= window.opens_on:
        return now, today
    last = people.standing(employee_id, min(today, window.closes_on))
    then = people.standing(employee_id, window.opens_on)
    if not stays_with(then, last) or _has_left(then.assessor_id or 0, today):
        return now, today
    return then, window.opens_on


def exempted(person_ids: set[int], year: YearView, period: int) -> dict[int, SpecialKind]:
    """Who of these is not evaluated: planning does not apply on the last day of the period (II.C.8, p.65-66)."""
    found = special.on(person_ids, last_day(year, period))
    kinds = {person_id: [one.kind for one in views if one.kind.exempts] for person_id, views in found.items()}
    return {person_id: exempting[0] for person_id, exempting in kinds.items() if exempting}


def last_day(year: YearView, period: int) -> date:
    """The last day of a period; 0 is the year.

    Raises:
        NotFoundError: the year has no such period.
    """
    if not period:
        return year.ends_on
    for one in periods_of(year.rhythm, year.starts_on):
        if one.number == period:
            return one.span.closes_on
    raise NotFoundError("Periode itu tidak ada pada tahun ini.")


def _has_left(person_id: int, today: date) -> bool:
    ended_on = history.identity(person_id).ended_on
    return ended_on is not None and ended_on < today


def _rounds(plan: PlanView, standing: Standing) -> Recorded:
    """What 360-degree rounds of the plan's period tell, for all who will read the signed form (Ps.17(3))."""
    readers = frozenset({standing.assessor_id or 0, standing.superior_id or 0, *standing.aides})
    return report.recorded(standing.employee_id, plan.period_start, plan.period_end, readers)


def _led_by(assessor_id: int, today: date) -> LedUnit | None:
    """The unit the assessor leads: its achievement counts (IV.B.1.g, p.94); else the unit the assessor works in."""
    unit_id = people.person(assessor_id, today).unit_id
    return next(iter(people.led_units(today, Unit.id == unit_id)), None)


@dataclass(frozen=True)
class EvaluationRow:
    """An evaluation in a list."""

    id: int
    root_id: int
    employee_id: int
    state: EvaluationState
    state_since: datetime
    overall: OverallRating | None
    year_id: int
    way: Way


def evaluations_of(employee_ids: set[int], year_ids: set[int], period: int = 0) -> dict[int, dict[int, EvaluationRow]]:
    """Evaluations of a period (0: the year) by year and employee.

    ``overall`` is told only once signed: before, it is the assessor's draft. Of several plans the last one counts.
    """
    found: dict[int, dict[int, EvaluationRow]] = {}
    if not employee_ids:
        return found
    rows = db.session.execute(
        select(
            Evaluation.id,
            Evaluation.plan_root_id,
            Evaluation.employee_id,
            Evaluation.state,
            Evaluation.state_since,
            Evaluation.overall,
            Evaluation.year_id,
            Evaluation.way,
        )
        .where(
            Evaluation.employee_id.in_(employee_ids),
            Evaluation.year_id.in_(year_ids),
            Evaluation.period_number == period,
        )
        .order_by(Evaluation.id)
    ).all()
    for row in rows:
        found.setdefault(row.year_id, {})[row.employee_id] = EvaluationRow(*row)
    return found


def my_evaluation(actor: Actor, year_id: int, period: int = 0) -> EvaluationRow | None:
    """The actor's own evaluation of a period; 0 is the year."""
    return evaluations_of({actor.person_id}, {year_id}, period).get(year_id, {}).get(actor.person_id)


@dataclass(frozen=True)
class TeamRow:
    """An employee of an assessor on the way to a signed evaluation."""

    person: PersonView
    plan: PlanRow | None
    evaluation: EvaluationRow | None


def team(actor: Actor, year: YearView, today: date, period: int = 0) -> list[TeamRow]:
    """Everybody the actor evaluates with plan in force and evaluation; those without a plan in force come last."""
    return _team(people.to_evaluate(actor.person_id, year.starts_on, today), year, period)


def prepared_team(actor: Actor, year: YearView, today: date, period: int = 0) -> list[TeamRow]:
    """Everybody whose evaluation the actor prepares for an official without NIP."""
    return _team(people.prepared_by(actor.person_id, today), year, period)


def _team(employees: list[PersonView], year: YearView, period: int) -> list[TeamRow]:
    ids = {person.id for person in employees}
    plans = planning.set_plans(ids, year.id)
    evaluations = evaluations_of(ids, {year.id}, period).get(year.id, {})
    rows = [TeamRow(person, plans.get(person.id), evaluations.get(person.id)) for person in employees]
    return sorted(rows, key=lambda row: row.plan is None)


def signed_evaluation_ids_of(employee_id: int) -> list[int]:
    """Every evaluation of an employee that was signed, the oldest first."""
    mine = select(Evaluation.id).where(Evaluation.employee_id == employee_id, Evaluation.state != EvaluationState.OPEN)
    return list(db.session.scalars(mine.order_by(Evaluation.id)))
