"""Every read of plans; answers are frozen values, never rows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.sql.elements import ColumnElement

from app.cycles import queries as cycles
from app.db import db
from app.domain.actors import Actor
from app.domain.behaviour import BehaviourValue
from app.domain.errors import NotFoundError
from app.domain.planning import OVER, AnnexBlock, PlanForm, PlanOrigin, PlanState, PlanVerb
from app.domain.policy import Standing, may_read_plan, may_talk, may_write_expectations, plan_verbs
from app.domain.years import is_late
from app.people import history, special
from app.people import queries as people
from app.people.queries import PersonView
from app.people.special import SpecialView
from app.planning import parts
from app.planning.models import Plan, PlanSection
from app.planning.parts import RemarkView, ResultView, Texts


@dataclass(frozen=True)
class PlanView:
    """A whole plan as one person may see it."""

    id: int
    root_id: int
    edition: int
    form: PlanForm
    state: PlanState
    state_since: datetime
    year_id: int
    period_start: date
    period_end: date
    employee: PersonView
    assessor: PersonView | None
    standing: Standing
    version: int
    closed_because: str | None
    origin: PlanOrigin
    to_superior: bool
    ended_on: date | None
    results: tuple[ResultView, ...]
    texts: Texts
    verbs: frozenset[PlanVerb]
    may_write_expectations: bool
    may_talk: bool

    @property
    def is_open(self) -> bool:
        """Whether it is being written."""
        return self.state in {PlanState.DRAFT, PlanState.RETURNED}

    @property
    def expectations(self) -> dict[BehaviourValue, str]:
        """The leader's special expectations, in the official order."""
        return self.texts.expectations

    @property
    def annex(self) -> dict[AnnexBlock, tuple[str, ...]]:
        """The items of A.1.8 by block."""
        return self.texts.annex

    def remarks_on(self, item: str) -> list[RemarkView]:
        """Remarks on one item that are not settled yet."""
        return [remark for remark in self.texts.remarks if remark.item == item]

    def result(self, result_id: int) -> ResultView:
        """One result by id; NotFoundError when the plan has none of that id."""
        for result in self.results:
            if result.id == result_id:
                return result
        raise NotFoundError("Hasil kerja tidak ditemukan.")


def visible_plan(actor: Actor, plan_id: int, today: date) -> PlanView:
    """A plan, if the actor may see it.

    Raises:
        NotFoundError: there is no such plan for this actor.
    """
    row = db.session.execute(_PLAN, {"plan_id": plan_id}).one_or_none()
    standing = people.standing(row.employee_id, today) if row else Standing(0, None, None, ())
    if row is None or not may_read_plan(actor, standing, row.state, to_superior=row.to_superior):
        raise NotFoundError("Rencana tidak ditemukan.")
    return _view(actor, row, standing, today)


PLANS = select(
    Plan.id,
    func.coalesce(Plan.root_id, Plan.id).label("root_id"),
    Plan.edition,
    Plan.form,
    Plan.state,
    Plan.state_since,
    Plan.year_id,
    Plan.period_start,
    Plan.period_end,
    Plan.employee_id,
    Plan.assessor_id,
    Plan.version,
    Plan.closed_because,
    Plan.origin,
    Plan.to_superior,
    Plan.ended_on,
)
_PLAN = PLANS.where(Plan.id == bindparam("plan_id"))


def _view(actor: Actor, row: Any, standing: Standing, today: date) -> PlanView:
    is_open = row.state in {PlanState.DRAFT, PlanState.RETURNED}
    assessor_id = receiver_of(standing, to_superior=row.to_superior) if is_open else row.assessor_id
    parties = people.people({row.employee_id, *([assessor_id] if assessor_id else [])}, today)
    return PlanView(
        id=row.id,
        root_id=row.root_id,
        edition=row.edition,
        form=row.form,
        state=row.state,
        state_since=row.state_since,
        year_id=row.year_id,
        period_start=row.period_start,
        period_end=row.period_end,
        employee=parties[row.employee_id],
        assessor=parties.get(assessor_id) if assessor_id else None,
        standing=standing,
        version=row.version,
        closed_because=row.closed_because,
        origin=row.origin,
        to_superior=row.to_superior,
        ended_on=row.ended_on,
        results=parts.results(row.id),
        texts=parts.texts(row.id, row.root_id),
        verbs=plan_verbs(actor, standing, row.state, to_superior=row.to_superior),
        may_write_expectations=may_write_expectations(actor, standing, row.state, to_superior=row.to_superior),
        may_talk=may_talk(actor, standing, row.state, to_superior=row.to_superior),
    )


def receiver_of(standing: Standing, *, to_superior: bool) -> int | None:
    """Who agrees the plan: the assessor, or the assessor's superior when it was handed there."""
    return standing.superior_id if to_superior else standing.assessor_id


def assigner(standing: Standing, *, to_superior: bool) -> str:
    """The position of whoever agrees the plan: the one who gives its results unless another leader does."""
    receiver_id = receiver_of(standing, to_superior=to_superior)
    return people.person(receiver_id, people.today()).position if receiver_id else ""


def section_version(plan_id: int, name: str) -> int:
    """The version of 'behaviour' or 'annex' of a plan."""
    return db.session.scalars(
        select(PlanSection.version).where(PlanSection.plan_id == plan_id, PlanSection.name == name)
    ).one()


def may_turn_to_superior(year_id: int, edition: int, since: date, today: date) -> bool:
    """Whether the first plan of the year may go to the assessor's superior: the last day for it is over (p.65).

    ``since`` is the day the plan could be made from: one that follows a transfer after January is not late (II.C.6).
    """
    year = next((row for row in cycles.years() if row.id == year_id), None)
    return year is not None and edition == 1 and is_late(year.planning.closes_on, since, today)


def changed_since(plan: PlanView, today: date) -> date | None:
    """The day of a transfer after which a set plan no longer fits; None for every other plan."""
    if plan.state is not PlanState.SET:
        return None
    assessor_id = plan.assessor.id if plan.assessor and not plan.to_superior else None
    return transfer_since(plan.employee, assessor_id, (plan.period_start, plan.period_end), today)


def transfer_since(
    employee: PersonView, assessor_id: int | None, period: tuple[date, date], today: date
) -> date | None:
    """The day from which a plan agreed with ``assessor_id`` no longer fits: another post or another assessor.

    None when nothing changed between the first and the last day of the plan, which are its ``period``: what changes
    later is the next year's. Without ``assessor_id`` the plan was agreed with the superior, and only the post counts.
    """
    assessor, assessed_since = history.assessed_since(employee.id, today)
    days = (
        [employee.since] if assessor_id is None or assessor in (None, assessor_id) else [employee.since, assessed_since]
    )
    return max((day for day in days if period[0] < day < period[1] and day <= today), default=None)


@dataclass(frozen=True)
class PlanRow:
    """A plan in a list."""

    id: int
    root_id: int
    edition: int
    form: PlanForm
    state: PlanState
    state_since: datetime
    employee_id: int
    year_id: int
    assessor_id: int | None
    period_start: date
    to_superior: bool


def _rows(*conditions: ColumnElement[bool]) -> list[PlanRow]:
    return [PlanRow(*row) for row in db.session.execute(_ROWS.where(*conditions)).all()]


_ROWS: Any = select(
    Plan.id,
    func.coalesce(Plan.root_id, Plan.id),
    Plan.edition,
    Plan.form,
    Plan.state,
    Plan.state_since,
    Plan.employee_id,
    Plan.year_id,
    Plan.assessor_id,
    Plan.period_start,
    Plan.to_superior,
).order_by(Plan.employee_id, Plan.period_start.desc(), Plan.edition.desc())


def plans_of(employee_id: int, year_id: int) -> list[PlanRow]:
    """All editions of a person's plans of a year, newest first."""
    return _rows(Plan.employee_id == employee_id, Plan.year_id == year_id)


def basis(rows: list[PlanRow]) -> int | None:
    """The plan the annual evaluation rests on: the last one in force, held by the present assessor (IV.A.13-14).

    Earlier ones of the year stay as evidence. None while no plan is set.
    """
    in_force = [row for row in rows if row.state is PlanState.SET]
    return max(in_force, key=lambda row: (row.period_start, row.edition)).id if in_force else None


def editions_of(root_id: int) -> list[PlanRow]:
    """All editions of one plan, the first first."""
    return list(reversed(_rows(Plan.root_id == root_id)))


def late(rows: list[PlanRow], closes_on: date, in_post_since: date, today: date) -> frozenset[int]:
    """Which of these plans are not set yet although they should be, or were set after the last day for it."""
    zone = people.the_agency().zone
    days = {
        row.id: row.state_since.astimezone(zone).date() if row.state is PlanState.SET else today
        for row in rows
        if row.edition == 1 and row.state not in OVER
    }
    return frozenset(number for number, day in days.items() if is_late(closes_on, in_post_since, day))


def current_plans(employee_ids: set[int], year_ids: set[int]) -> dict[int, dict[int, PlanRow]]:
    """The newest edition of each person's plan, by year and employee."""
    found: dict[int, dict[int, PlanRow]] = {}
    if not employee_ids:
        return found
    for row in _rows(Plan.employee_id.in_(employee_ids), Plan.year_id.in_(year_ids), Plan.state.not_in(OVER)):
        found.setdefault(row.year_id, {}).setdefault(row.employee_id, row)
    return found


def set_plans(employee_ids: set[int], year_id: int) -> dict[int, PlanRow]:
    """The edition in force of each person's plan, by employee."""
    if not employee_ids:
        return {}
    rows = _rows(Plan.employee_id.in_(employee_ids), Plan.year_id == year_id, Plan.state == PlanState.SET)
    return {row.employee_id: row for row in rows}


@dataclass(frozen=True)
class TeamRow:
    """An employee of an assessor with the newest edition of the plan, if any, and what is special today."""

    person: PersonView
    plan: PlanRow | None
    specials: tuple[SpecialView, ...] = ()


def team(actor: Actor, year_id: int, today: date) -> list[TeamRow]:
    """Everybody the actor assesses, with their plans; whoever waits for the actor stands first."""
    employees = people.assessed_by(actor.person_id, today)
    plans = current_plans({person.id for person in employees}, {year_id}).get(year_id, {})
    specials = special.on({person.id for person in employees}, today)
    rows = [TeamRow(person, plans.get(person.id), specials.get(person.id, ())) for person in employees]
    return sorted(rows, key=lambda row: not (row.plan and row.plan.state is PlanState.SUBMITTED))


def plan_ids_of(employee_id: int) -> list[int]:
    """Every edition of every plan of an employee, the oldest first."""
    return list(db.session.scalars(select(Plan.id).where(Plan.employee_id == employee_id).order_by(Plan.id)))
