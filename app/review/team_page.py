"""What a team reached: the results of its matrix, what the leader and those who carry them wrote, the leader's note.

Words beside words: nothing is counted into a number for a person, and nobody is put before anybody else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, and_, bindparam, exists, or_, select, tuple_

from app.cascade import queries as cascade
from app.cascade.models import Matrix, MatrixMember, RoleResult
from app.cascade.queries import ColumnView
from app.db import db
from app.domain.actors import Actor
from app.domain.cascading import Approval, MatrixStanding
from app.domain.errors import NotFoundError
from app.domain.organisation import lineage_of
from app.domain.planning import PlanState
from app.domain.progress import Attainment
from app.domain.teams import may_read_shares, may_read_team, may_write_note
from app.people import queries as people
from app.people.models import AssessorAssignment, Person, Unit
from app.people.queries import PER_PAGE, on_day
from app.planning.models import Indicator, Plan, WorkResult
from app.progress.models import Realisation
from app.review.models import TeamNote

SHARES = 15
"""Shares of members on one page."""
_NOT_FOUND = "Tim tidak ditemukan."
_TODAY = bindparam("today", type_=Date)
_COUNTING = tuple(approval for approval in Approval if approval.counts)


@dataclass(frozen=True)
class TeamView:
    """A team, or a unit with a matrix, as one person may see it; ``shares`` when members' own words may be read."""

    id: int
    year_id: int
    title: str
    unit_id: int
    unit: str
    leader: str
    may_write: bool
    may_read_shares: bool


@dataclass(frozen=True)
class Line:
    """An indicator with its target and what was reached, in words."""

    indicator_key: str
    text: str
    target: str
    realisation: str = ""
    attainment: Attainment | None = None


@dataclass(frozen=True)
class ResultRow:
    """A result of the team: the column of the matrix, and what the leader's plan says of it."""

    column: ColumnView
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ShareRow:
    """Somebody's share in a result: the role, and the indicators of the work result it became."""

    person: str
    role: str
    is_planned: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class NoteView:
    """The leader's note of a period."""

    text: str = ""
    version: int = 0
    author: str = ""
    changed_at: datetime | None = None


def visible_team(actor: Actor, matrix_id: int, today: date) -> TeamView:
    """A team, if the actor may see what it reached; one statement.

    Raises:
        NotFoundError: there is no such team for this actor.
    """
    row = db.session.execute(_TEAM, {"id": matrix_id, "me": actor.person_id, "today": today}).first()
    if row is None:
        raise NotFoundError(_NOT_FOUND)
    standing = MatrixStanding(
        row.leader_id, row.leaders_assessor_id, lineage_of(row.path), bool(row.is_member), works_in_unit=False
    )
    if not may_read_team(actor, standing):
        raise NotFoundError(_NOT_FOUND)
    return TeamView(
        id=row.id,
        year_id=row.year_id,
        title=row.title,
        unit_id=row.unit_id,
        unit=row.unit,
        leader=row.leader,
        may_write=may_write_note(actor, standing),
        may_read_shares=may_read_shares(actor, standing),
    )


_MEMBER = exists(MatrixMember.id).where(
    MatrixMember.matrix_id == Matrix.id, MatrixMember.person_id == bindparam("me")
)  # fmt: skip
_LEADERS_ASSESSOR = (
    select(AssessorAssignment.assessor_id)
    .where(AssessorAssignment.employee_id == Matrix.leader_id, on_day(AssessorAssignment, _TODAY))
    .limit(1)
    .scalar_subquery()
)
_ANY_TEAM = (
    select(
        Matrix.id,
        Matrix.year_id,
        Matrix.title,
        Matrix.unit_id,
        Unit.name.label("unit"),
        Unit.path,
        Matrix.leader_id,
        Person.name.label("leader"),
        _LEADERS_ASSESSOR.label("leaders_assessor_id"),
        _MEMBER.label("is_member"),
    )
    .join(Unit, Unit.id == Matrix.unit_id)
    .join(Person, Person.id == Matrix.leader_id)
)
_TEAM = _ANY_TEAM.where(Matrix.id == bindparam("id"))


@dataclass(frozen=True)
class TeamRow:
    """A team in a list."""

    id: int
    title: str
    unit: str
    leader: str


def my_teams(actor: Actor, year_id: int, today: date, page: int) -> tuple[list[TeamRow], bool]:
    """A page of the teams the actor leads, works in, or whose leader the actor assesses; and whether there are more."""
    values = {"me": actor.person_id, "today": today, "year_id": year_id}
    statement = _MINE.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)
    rows = [TeamRow(row.id, row.title, row.unit, row.leader) for row in db.session.execute(statement, values)]
    return rows[:PER_PAGE], len(rows) > PER_PAGE


_MINE = _ANY_TEAM.where(
    Matrix.year_id == bindparam("year_id"),
    or_(Matrix.leader_id == bindparam("me"), _MEMBER, bindparam("me") == _LEADERS_ASSESSOR),
).order_by(Matrix.title, Matrix.id)


def results(team: TeamView, period: int) -> list[ResultRow]:
    """The results of the team with target and realisation of the leader's plan; two statements."""
    columns = cascade.columns(team.id)
    keys = {(column.source_root_id, column.result_key) for column in columns if column.source}
    reached = _reached(keys, period)
    return [ResultRow(column, _of_column(column, reached)) for column in columns]


def _of_column(column: ColumnView, reached: dict[tuple[int, str], tuple[Line, ...]]) -> tuple[Line, ...]:
    if column.source is None:
        return ()
    root_id, key, indicator = column.source
    return tuple(
        line for line in reached.get((root_id, key), ()) if indicator is None or line.indicator_key == indicator
    )


def shares(column_id: int, period: int, today: date, page: int = 0) -> tuple[list[ShareRow], bool]:
    """A page of the shares in a result in the order of the matrix, everything when ``page`` is 0; three statements."""
    found, more = _shares({column_id}, period, today, page)
    return found.get(column_id, []), more


def all_shares(column_ids: set[int], period: int, today: date) -> dict[int, list[ShareRow]]:
    """The shares in several results, by result; three statements."""
    return _shares(column_ids, period, today, 0)[0]


def _shares(column_ids: set[int], period: int, today: date, page: int) -> tuple[dict[int, list[ShareRow]], bool]:
    statement = _ROLES.limit(SHARES + 1).offset((page - 1) * SHARES) if page else _ROLES
    rows = db.session.execute(statement, {"columns": sorted(column_ids)}).all() if column_ids else []
    more = bool(page) and len(rows) > SHARES
    rows = rows[:SHARES] if page else rows
    persons = people.people({row.person_id for row in rows}, today)
    reached = _reached({(row.taken_root_id, row.taken_key) for row in rows if row.taken_root_id}, period)
    found: dict[int, list[ShareRow]] = {}
    for row in rows:
        name = persons[row.person_id].name if row.person_id in persons else "–"
        lines = reached.get((row.taken_root_id, row.taken_key), ())
        found.setdefault(row.column_id, []).append(ShareRow(name, row.text, bool(lines), lines))
    return found, more


_ROLES = (
    select(RoleResult)
    .with_only_columns(
        RoleResult.column_id,
        MatrixMember.person_id,
        RoleResult.text,
        RoleResult.taken_root_id,
        RoleResult.taken_key,
    )
    .join(MatrixMember, MatrixMember.id == RoleResult.member_id)
    .where(RoleResult.column_id.in_(bindparam("columns", expanding=True)), RoleResult.approval.in_(_COUNTING))
    .order_by(RoleResult.column_id, MatrixMember.position, MatrixMember.id, RoleResult.position, RoleResult.id)
)


def _reached(keys: Iterable[tuple[Any, Any]], period: int) -> dict[tuple[int, str], tuple[Line, ...]]:
    """Indicators of results in plans in force, with what was reached in a period, by root and key; one statement."""
    found: dict[tuple[int, str], tuple[Line, ...]] = {}
    wanted = sorted(keys)
    if not wanted:
        return found
    for row in db.session.execute(_REACHED, {"keys": wanted, "period": period}):
        line = Line(row.key, row.text, row.target, row.realisation or "", row.attainment)
        place = (row.root_id, row.result_key)
        found[place] = (*found.get(place, ()), line)
    return found


_REACHED = (
    select(
        Plan.root_id,
        WorkResult.key.label("result_key"),
        Indicator.key,
        Indicator.text,
        Indicator.target,
        Realisation.text.label("realisation"),
        Realisation.attainment,
    )
    .join(WorkResult, WorkResult.plan_id == Plan.id)
    .join(Indicator, Indicator.result_id == WorkResult.id)
    .outerjoin(
        Realisation,
        and_(
            Realisation.plan_root_id == Plan.root_id,
            Realisation.indicator_key == Indicator.key,
            Realisation.period_number == bindparam("period"),
        ),
    )
    .where(
        Plan.state.in_((PlanState.SET, PlanState.ENDED)),
        WorkResult.removed_at.is_(None),
        tuple_(Plan.root_id, WorkResult.key).in_(bindparam("keys", expanding=True)),
    )
    .order_by(Plan.root_id, WorkResult.position, Indicator.position)
)


def note(team_id: int, period: int) -> NoteView:
    """The leader's note of a period; empty before it is written."""
    row = db.session.execute(_NOTE, {"id": team_id, "period": period}).first()
    return NoteView(row.text, row.version, row.name, row.changed_at) if row else NoteView()


_NOTE = (
    select(TeamNote.text, TeamNote.version, Person.name, TeamNote.changed_at)
    .join(Person, Person.id == TeamNote.author_id)
    .where(TeamNote.matrix_id == bindparam("id"), TeamNote.period_number == bindparam("period"))
)
