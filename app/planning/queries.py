"""Every read of plans; answers are frozen values, never rows."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.db import db
from app.domain.actors import Actor
from app.domain.behaviour import BehaviourValue
from app.domain.errors import NotFoundError
from app.domain.planning import AnnexBlock, Aspect, Perspective, PlanForm, PlanState, PlanVerb, ResultKind
from app.domain.policy import Standing, may_read_plan, may_write_expectations, plan_verbs
from app.people import queries as people
from app.people.queries import PersonView
from app.planning.leaders import LeaderResult, leader_words
from app.planning.models import Indicator, Plan, WorkResult


@dataclass(frozen=True)
class IndicatorView:
    """One indicator."""

    key: str
    aspects: tuple[Aspect, ...]
    text: str
    target: str
    perspective: Perspective | None


@dataclass(frozen=True)
class ResultView:
    """One work result with its indicators."""

    id: int
    key: str
    number: int
    kind: ResultKind
    text: str
    leader_id: int | None
    leader_text: str
    leader_words: str | None
    indicators: tuple[IndicatorView, ...]
    version: int

    @property
    def item(self) -> str:
        """The name remarks and feedback use for it."""
        return f"result:{self.key}"


@dataclass(frozen=True)
class RemarkView:
    """A remark of the assessor."""

    item: str
    text: str
    written_at: datetime


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
    results: tuple[ResultView, ...]
    expectations: dict[BehaviourValue, str]
    annex: dict[AnnexBlock, tuple[str, ...]]
    remarks: tuple[RemarkView, ...]
    sections: dict[str, int]
    verbs: frozenset[PlanVerb]
    may_write_expectations: bool

    def of_kind(self, kind: ResultKind) -> list[ResultView]:
        """Results of one kind, in order."""
        return [result for result in self.results if result.kind is kind]

    def remarks_on(self, item: str) -> list[RemarkView]:
        """Remarks on one item; old ones are hidden once the plan was sent again."""
        return [remark for remark in self.remarks if remark.item == item] if self.state is PlanState.RETURNED else []

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
    plan = db.session.scalars(select(Plan).where(Plan.id == plan_id).options(*_everything())).first()
    if plan is None:
        raise NotFoundError("Rencana tidak ditemukan.")
    standing = people.standing(plan.employee_id, today)
    if not may_read_plan(actor, standing, plan.state):
        raise NotFoundError("Rencana tidak ditemukan.")
    return _view(actor, plan, standing, today)


def _everything() -> tuple[ExecutableOption, ...]:
    return (
        selectinload(Plan.results).options(
            selectinload(WorkResult.indicators),
        ),
        selectinload(Plan.sections),
        selectinload(Plan.expectations),
        selectinload(Plan.annex),
        selectinload(Plan.remarks),
    )


def _view(actor: Actor, plan: Plan, standing: Standing, today: date) -> PlanView:
    is_open = plan.state in {PlanState.DRAFT, PlanState.RETURNED}
    assessor_id = standing.assessor_id if is_open else plan.assessor_id
    parties = people.people({plan.employee_id, *([assessor_id] if assessor_id else [])}, today)
    leaders = leader_words({r.leader_result_id for r in plan.results if r.leader_result_id}, today)
    return PlanView(
        id=plan.id,
        root_id=plan.root_id or plan.id,
        edition=plan.edition,
        form=plan.form,
        state=plan.state,
        state_since=plan.state_since,
        year_id=plan.year_id,
        period_start=plan.period_start,
        period_end=plan.period_end,
        employee=parties[plan.employee_id],
        assessor=parties.get(assessor_id) if assessor_id else None,
        standing=standing,
        version=plan.version,
        results=_results(plan, leaders),
        expectations=_in_order({row.value: row.text for row in plan.expectations}),
        annex={block: tuple(row.text for row in plan.annex if row.block is block) for block in AnnexBlock},
        remarks=tuple(RemarkView(row.item, row.text, row.written_at) for row in plan.remarks),
        sections={row.name: row.version for row in plan.sections},
        verbs=plan_verbs(actor, standing, plan.state, plan.form),
        may_write_expectations=may_write_expectations(actor, standing, plan.state, plan.form),
    )


def _results(plan: Plan, leaders: dict[int, LeaderResult]) -> tuple[ResultView, ...]:
    """Utama before tambahan, numbered through, as the form prints them."""
    ordered = sorted(plan.results, key=lambda row: (row.kind is ResultKind.ADDITIONAL, row.position))
    return tuple(_result(row, number, leaders) for number, row in enumerate(ordered, 1))


def _result(row: WorkResult, number: int, leaders: dict[int, LeaderResult]) -> ResultView:
    chosen = leaders.get(row.leader_result_id) if row.leader_result_id else None
    return ResultView(
        id=row.id,
        key=row.key,
        number=number,
        kind=row.kind,
        text=row.text,
        leader_id=row.leader_result_id,
        leader_text=row.leader_text,
        leader_words=chosen.words if chosen else (row.leader_text or None),
        indicators=tuple(_indicator(indicator) for indicator in row.indicators),
        version=row.version,
    )


def _indicator(row: Indicator) -> IndicatorView:
    return IndicatorView(row.key, parse_aspects(row.aspects), row.text, row.target, row.perspective)


def _in_order(texts: dict[BehaviourValue, str]) -> dict[BehaviourValue, str]:
    return {value: texts[value] for value in BehaviourValue if value in texts}


def parse_aspects(stored: str) -> tuple[Aspect, ...]:
    """Aspects of an indicator in the official order."""
    chosen = set(stored.split(",")) if stored else set()
    return tuple(aspect for aspect in Aspect if aspect.value in chosen)


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


def _rows(*conditions: object) -> list[PlanRow]:
    rows = db.session.execute(
        select(
            Plan.id,
            func.coalesce(Plan.root_id, Plan.id),
            Plan.edition,
            Plan.form,
            Plan.state,
            Plan.state_since,
            Plan.employee_id,
            Plan.year_id,
        )
        .where(*conditions)  # type: ignore[arg-type]
        .order_by(Plan.employee_id, Plan.edition.desc())
    ).all()
    return [PlanRow(*row) for row in rows]


def plans_of(employee_id: int, year_id: int) -> list[PlanRow]:
    """All editions of a person's plans of a year, newest first."""
    return _rows(Plan.employee_id == employee_id, Plan.year_id == year_id)


def current_plans(employee_ids: set[int], year_id: int) -> dict[int, PlanRow]:
    """The newest edition of each person's plan, by employee."""
    if not employee_ids:
        return {}
    found: dict[int, PlanRow] = {}
    for row in _rows(Plan.employee_id.in_(employee_ids), Plan.year_id == year_id, Plan.state != PlanState.SUPERSEDED):
        found.setdefault(row.employee_id, row)
    return found


def set_plans(employee_ids: set[int], year_id: int) -> dict[int, PlanRow]:
    """The edition in force of each person's plan, by employee."""
    if not employee_ids:
        return {}
    rows = _rows(Plan.employee_id.in_(employee_ids), Plan.year_id == year_id, Plan.state == PlanState.SET)
    return {row.employee_id: row for row in rows}


@dataclass(frozen=True)
class TeamRow:
    """An employee of an assessor with the newest edition of the plan, if any."""

    person: PersonView
    plan: PlanRow | None


def team(actor: Actor, year_id: int, today: date) -> list[TeamRow]:
    """Everybody the actor assesses, with their plans; whoever waits for the actor stands first."""
    employees = people.assessed_by(actor.person_id, today)
    plans = current_plans({person.id for person in employees}, year_id)
    rows = [TeamRow(person, plans.get(person.id)) for person in employees]
    return sorted(rows, key=lambda row: not (row.plan and row.plan.state is PlanState.SUBMITTED))
