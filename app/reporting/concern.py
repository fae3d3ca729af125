"""What of reporting waits for somebody: evaluations to be reported, reports of units to be answered or completed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, literal, or_, select, true, union_all
from sqlalchemy.orm import aliased

from app.auth.models import RoleGrant
from app.db import db
from app.domain.actors import Actor, Role
from app.domain.handing_up import ReportState
from app.people.models import Posting, Unit
from app.people.queries import on_day
from app.reporting.models import UnitReport
from app.reporting.parts import MINE_TO_REPORT
from app.review.above import DAY, ME


class What(StrEnum):
    """What is asked."""

    REPORT = "report"
    ANSWER = "answer"
    COMPLETE = "complete"


@dataclass(frozen=True)
class Asked:
    """Something of one year and period: how many, and the first unit of those; evaluations have none (0)."""

    what: What
    year_id: int
    period: int
    count: int
    unit_id: int
    unit: str


_Holder, _Above = aliased(Unit), aliased(Unit)
_MY_UNITS: Any = bindparam("my_units", expanding=True)


def _holds(unit: Any, *, but: Any) -> Any:
    """Whether somebody else than the sender leads a unit or is its officer; above everything the agency's officers."""
    led = exists().where(
        Posting.unit_id == unit.id, Posting.is_head.is_(True), on_day(Posting, DAY), Posting.person_id != but
    )
    kept = exists().where(RoleGrant.unit_id == unit.id, RoleGrant.role == Role.UNIT_OFFICER, RoleGrant.person_id != but)
    return or_(unit.parent_id.is_(None), led, kept)


def _i_lead(unit: Any) -> Any:
    return exists().where(
        Posting.unit_id == unit.id, Posting.is_head.is_(True), on_day(Posting, DAY), Posting.person_id == ME
    )


def _is_above(unit: Any) -> Any:
    return and_(Unit.path.startswith(unit.path), unit.id != Unit.id)


# The level directly above answers; where nobody is there, the next one up. Above everything it is the
# agency's officers, for the PyB.
_NEAREST = (
    select(func.max(func.length(_Holder.path)))
    .where(_is_above(_Holder), _holds(_Holder, but=UnitReport.sent_by))
    .correlate(Unit, UnitReport)
    .scalar_subquery()
)
_TO_ANSWER = (
    select(UnitReport.year_id, UnitReport.period_number, Unit.id.label("unit_id"))
    .select_from(UnitReport)
    .join(Unit, Unit.id == UnitReport.unit_id)
    .join(_Above, _is_above(_Above))
    .where(
        UnitReport.state == ReportState.SENT,
        UnitReport.sent_by != ME,
        func.length(_Above.path) == _NEAREST,
        or_(
            _Above.id.in_(_MY_UNITS),
            and_(_Above.parent_id.is_not(None), _i_lead(_Above)),
            and_(_Above.parent_id.is_(None), bindparam("for_agency") == true()),
        ),
    )
)
_KEPT_ABOVE = (
    select(_Holder.id).where(Unit.path.startswith(_Holder.path), _Holder.id.in_(_MY_UNITS)).correlate(Unit).exists()
)
# Its head and its officers send it; whoever sent it from further above as long as they may.
_TO_COMPLETE = (
    select(UnitReport.year_id, UnitReport.period_number, Unit.id.label("unit_id"))
    .select_from(UnitReport)
    .join(Unit, Unit.id == UnitReport.unit_id)
    .where(
        UnitReport.state == ReportState.RETURNED,
        or_(Unit.id.in_(_MY_UNITS), _i_lead(Unit), and_(UnitReport.sent_by == ME, _KEPT_ABOVE)),
    )
)


def _counted(what: What, source: Any) -> Any:
    found = source.where(UnitReport.year_id.in_(bindparam("years", expanding=True))).subquery()
    groups = (
        select(
            found.c.year_id, found.c.period_number, func.count(found.c.unit_id).label("number"),
            func.min(found.c.unit_id).label("unit_id"),
        )
        .group_by(found.c.year_id, found.c.period_number)
        .subquery()
    )  # fmt: skip
    return select(literal(what.value), groups, Unit.name).join(Unit, Unit.id == groups.c.unit_id)


_MINE: Any = MINE_TO_REPORT.c
_ASKED: Any = union_all(
    select(literal(What.REPORT.value), _MINE.year_id, _MINE.period_number, func.count(), literal(0), literal(""))
    .where(_MINE.year_id.in_(bindparam("years", expanding=True)))
    .group_by(_MINE.year_id, _MINE.period_number),
    _counted(What.ANSWER, _TO_ANSWER),
    _counted(What.COMPLETE, _TO_COMPLETE),
)


def of(actor: Actor, year_ids: set[int], day: date) -> list[Asked]:
    """What reporting asks of somebody, by year and period; one statement."""
    values = {
        "me": actor.person_id,
        "day": day,
        "years": sorted(year_ids),
        "my_units": sorted(actor.officer_units),
        "for_agency": Role.AGENCY_OFFICER in actor.roles,
    }
    rows = db.session.execute(_ASKED, values)
    found = [Asked(What(what), *rest) for what, *rest in rows]
    return sorted(found, key=lambda one: (one.year_id, one.period, one.what))
