"""The plans of many people in one workbook, to be read: an assessor's own people, or a unit as its officer sees it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import aliased

from app.db import db
from app.domain.planning import OVER, PlanState
from app.exchange.filling_existing import OWN, PLAN_COLUMNS
from app.exchange.workbook import Column, Page
from app.people.models import AssessorAssignment, Person, Posting, Unit
from app.people.queries import on_day
from app.people.registry import UnitView
from app.planning.models import Indicator, Plan, WorkResult
from app.planning.parts import parse_aspects

MOST_PLANS = 500
_STATE = Column("Keadaan", 24)
_Assessor, _Leader = aliased(Person), aliased(WorkResult)
_PLANS = (
    select(Plan.id)
    .join(Person, Person.id == Plan.employee_id)
    .where(Plan.state.not_in(OVER))
    .order_by(Person.name, Plan.id)
    .limit(MOST_PLANS)
)
_ROWS = (
    select(
        Plan.id, Person.nip, Person.name, Plan.form, Plan.period_start, Plan.period_end, Plan.state,
        _Assessor.nip.label("assessor"), WorkResult.id.label("result_id"), WorkResult.text, WorkResult.kind,
        WorkResult.leader_text, _Leader.text.label("leader"), WorkResult.assigned_by, Indicator.aspects,
        Indicator.text.label("indicator"), Indicator.target, Indicator.perspective,
    )
    .join(Person, Person.id == Plan.employee_id)
    .outerjoin(_Assessor, _Assessor.id == Plan.assessor_id)
    .outerjoin(WorkResult, and_(WorkResult.plan_id == Plan.id, WorkResult.removed_at.is_(None)))
    .outerjoin(_Leader, _Leader.id == WorkResult.leader_result_id)
    .outerjoin(Indicator, Indicator.result_id == WorkResult.id)
    .order_by(
        Person.name, Plan.id, WorkResult.kind.desc(), WorkResult.position, WorkResult.id, Indicator.position
    )
)  # fmt: skip


def of_team(assessor_id: int, year_id: int, day: date) -> Page:
    """The newest plans of everybody somebody assesses, drafts too: the assessor reads them (II.C.1, p.64)."""
    mine = exists().where(
        AssessorAssignment.employee_id == Plan.employee_id,
        AssessorAssignment.assessor_id == assessor_id,
        on_day(AssessorAssignment, day),
    )
    return _page(Plan.year_id == year_id, mine)


def of_unit(unit: UnitView, year_id: int, day: date) -> Page:
    """The plans of a unit and all below it that were handed in: a draft belongs to employee and assessor."""
    here = exists().where(
        Posting.person_id == Plan.employee_id,
        on_day(Posting, day),
        Posting.unit_id.in_(select(Unit.id).where(Unit.path.startswith(unit.path, autoescape=True))),
    )
    return _page(Plan.year_id == year_id, Plan.state.in_((PlanState.SUBMITTED, PlanState.SET)), here)


def _page(*conditions: ColumnElement[bool]) -> Page:
    ids = db.session.scalars(_PLANS.where(*conditions)).all()
    rows = db.session.execute(_ROWS.where(Plan.id.in_(ids))).all() if ids else []
    return Page("Rencana", (*OWN.values(), _STATE, *PLAN_COLUMNS.values()), list(_lines(rows)))


def _lines(rows: Iterable[Any]) -> Iterator[tuple[str, ...]]:
    """A row for each indicator; what belongs to the person or the result stands in its first row alone."""
    plan_id = result_id = None
    for row in rows:
        person = _person(row) if row.id != plan_id else ("",) * (len(OWN) + 1)
        texts = _result(row, is_first=(row.id, row.result_id) != (plan_id, result_id))
        plan_id, result_id = row.id, row.result_id
        yield (*person, *(texts[name] for name in PLAN_COLUMNS))


def _person(row: Any) -> tuple[str, ...]:
    days = (f"{day:%d-%m-%Y}" for day in (row.period_start, row.period_end))
    return (row.nip or "", row.name, row.form.value, *days, row.assessor or "", row.state.label)


def _result(row: Any, *, is_first: bool) -> dict[str, str]:
    own = {"leader": row.leader_text or row.leader or "", "text": row.text or "", "assigned_by": row.assigned_by or ""}
    own["kind"] = row.kind.label if row.kind else ""
    return {
        **(own if is_first else dict.fromkeys(own, "")),
        "aspects": ", ".join(aspect.label for aspect in parse_aspects(row.aspects or "")),
        "indicator": row.indicator or "",
        "target": row.target or "",
        "perspective": row.perspective.label if row.perspective else "",
    }
