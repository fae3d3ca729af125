"""Reads of work weeks: how many days a unit works, by its own decision or that of the unit it follows."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from app.db import db
from app.domain.calendar import WorkWeek
from app.domain.errors import NotFoundError
from app.people.models import Unit


@dataclass(frozen=True)
class WeekRow:
    """A unit with the days it works in a week: its own decision, or that of the unit it follows."""

    id: int
    name: str
    path: str
    own: int | None
    days: int
    version: int

    @property
    def week(self) -> WorkWeek:
        """The week that counts."""
        return WorkWeek(self.days)


_Above = aliased(Unit)
_DECIDED = (
    select(_Above.work_days)
    .where(_Above.work_days.is_not(None), Unit.path.like(func.concat(_Above.path, "%")))
    .order_by(func.length(_Above.path).desc())
    .limit(1)
    .scalar_subquery()
)
_WEEKS = select(
    Unit.id, Unit.name, Unit.path, Unit.work_days, func.coalesce(_DECIDED, WorkWeek.FIVE.value), Unit.version
).order_by(Unit.path)


def work_weeks(*conditions: ColumnElement[bool]) -> list[WeekRow]:
    """Units with their work week, in the order of the tree; five days where nobody decided."""
    return [WeekRow(*row) for row in db.session.execute(_WEEKS.where(*conditions))]


def work_week_of(unit_id: int) -> WorkWeek:
    """The days a unit works in a week; one statement.

    Raises:
        NotFoundError: there is no such unit.
    """
    found = work_weeks(Unit.id == unit_id)
    if not found:
        raise NotFoundError("Unit tidak ditemukan.")
    return found[0].week
