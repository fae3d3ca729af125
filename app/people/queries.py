"""Reads about the agency, units, people and assessors; every answer is a frozen value."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Date, and_, bindparam, case, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement, SQLCoreOperations

from app import clock
from app.db import db
from app.documents.content import Party
from app.domain.errors import NotFoundError
from app.domain.organisation import lineage_of
from app.domain.people import Employment, PositionKind
from app.domain.policy import Standing
from app.people.models import Agency, Aide, AssessorAssignment, Person, Posting, Unit

PER_PAGE = 50
"""Lines on one page of a list."""

_JPT = {PositionKind.JPT_MAIN, PositionKind.JPT_MIDDLE, PositionKind.JPT_PRATAMA}


@dataclass(frozen=True)
class AgencyView:
    """The agency as pages and forms show it."""

    name: str
    place: str
    timezone: str
    is_sample: bool

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of its dates."""
        return ZoneInfo(self.timezone)


@dataclass(frozen=True)
class PersonView:
    """A person with the posting of a day."""

    id: int
    name: str
    nip: str | None
    rank: str | None
    position: str
    position_kind: PositionKind
    unit_id: int
    unit: str
    unit_path: str
    is_head: bool
    heads_independent_unit: bool
    since: date

    @property
    def plans_as_leader(self) -> bool:
        """Whether the plan goes on A.1.1/A.1.2: JPT and heads of independent units (II.A.2, p.26-34)."""
        return self.position_kind in _JPT or self.heads_independent_unit

    @property
    def party(self) -> Party:
        """As one column of the people table on the forms."""
        return Party(self.name, self.nip, self.rank, self.position, self.unit)


def agency() -> AgencyView | None:
    """The agency; None before ``flask setup`` or the sample government."""
    session = db.session()
    if session.info.get("agency") is None:  # asked for many times in a request, and the same throughout
        row = session.execute(_AGENCY).one_or_none()
        session.info["agency"] = None if row is None else AgencyView(*row)
    found: AgencyView | None = session.info["agency"]
    return found


_AGENCY = select(Agency.name, Agency.place, Agency.timezone, Agency.is_sample)


def emblem() -> bytes | None:
    """The emblem printed on D.1.x, as given in ``flask setup``."""
    return db.session.scalar(select(Agency.emblem))


def the_agency() -> AgencyView:
    """The agency of an installation that has one.

    Raises:
        NotFoundError: it was never set up.
    """
    found = agency()
    if found is None:
        raise NotFoundError("Instansi belum disiapkan.")
    return found


def today() -> date:
    """Today's date where the agency is."""
    found = agency()
    return clock.today(found.timezone if found else "UTC")


def on_day(
    model: type[Posting] | type[AssessorAssignment] | type[Aide], day: date | SQLCoreOperations[Any]
) -> ColumnElement[bool]:
    """Rows of ``model`` valid on ``day``."""
    return and_(model.valid_from <= day, or_(model.valid_to.is_(None), model.valid_to >= day))


def _people(day: date, *conditions: ColumnElement[bool]) -> list[PersonView]:
    rows = db.session.execute(_PEOPLE.where(*conditions), {"day": day}).all()
    return [view_of(row) for row in rows]


POSTINGS = (
    select(
        Person.id,
        Person.name,
        Person.nip,
        Posting.rank,
        Posting.position,
        Posting.duty,
        Posting.position_kind,
        Posting.unit_id,
        Unit.name.label("unit"),
        Unit.path,
        Posting.is_head,
        Unit.is_independent,
        Posting.valid_from,
    )
    .join(Posting, Posting.person_id == Person.id)
    .join(Unit, Unit.id == Posting.unit_id)
)
_PEOPLE = POSTINGS.where(on_day(Posting, bindparam("day", type_=Date))).order_by(Person.name, Posting.position)


def view_of(row: Any) -> PersonView:
    """A person from a row of :data:`POSTINGS`."""
    return PersonView(
        id=row.id,
        name=row.name,
        nip=row.nip,
        rank=row.rank,
        position=f"{row.position} / {row.duty}" if row.duty else row.position,
        position_kind=row.position_kind,
        unit_id=row.unit_id,
        unit=row.unit,
        unit_path=row.path,
        is_head=row.is_head,
        heads_independent_unit=row.is_head and row.is_independent,
        since=row.valid_from,
    )


def person(person_id: int, day: date) -> PersonView:
    """One person as of ``day``, or as last seen when the service has ended.

    Raises:
        NotFoundError: nobody of that id ever had a posting.
    """
    found = people({person_id}, day)
    if person_id not in found:
        raise NotFoundError("Pegawai tidak ditemukan.")
    return found[person_id]


def people(person_ids: set[int], day: date) -> dict[int, PersonView]:
    """Several people as of ``day``, by id; whoever has no posting that day as last seen.

    One statement as a rule, a second one when somebody's service has ended.
    """
    if not person_ids:
        return {}
    found = {view.id: view for view in _people(day, Person.id.in_(person_ids))}
    gone = person_ids - found.keys()
    if gone:
        rows = db.session.execute(POSTINGS.where(Person.id.in_(gone)).order_by(Posting.valid_from))
        found |= {row.id: view_of(row) for row in rows}  # the last one wins
    return found


def assessed_by(assessor_id: int, day: date) -> list[PersonView]:
    """The people whose assessor this is on ``day``, by name."""
    mine = select(AssessorAssignment.employee_id).where(
        AssessorAssignment.assessor_id == assessor_id, on_day(AssessorAssignment, day)
    )
    return _people(day, Person.id.in_(mine))


def to_evaluate(assessor_id: int, since: date, day: date) -> list[PersonView]:
    """Everybody this assessor evaluates on ``day``, by name: the present people, and those who left from ``since`` on.

    Whoever left stands where they stood on their last day; one statement.
    """
    values = {"assessor_id": assessor_id, "since": since, "day": day}
    return [view_of(row) for row in db.session.execute(TO_EVALUATE, values)]


_ASKED = bindparam("day", type_=Date)
_DAY = case((Person.ended_on < _ASKED, Person.ended_on), else_=_ASKED)
TO_EVALUATE = (
    POSTINGS.join(AssessorAssignment, AssessorAssignment.employee_id == Person.id)
    .where(
        AssessorAssignment.assessor_id == bindparam("assessor_id"),
        or_(Person.ended_on.is_(None), Person.ended_on >= bindparam("since", type_=Date)),
        on_day(AssessorAssignment, _DAY),
        on_day(Posting, _DAY),
    )
    .order_by(Person.name, Posting.position)
)


_Official = aliased(Person)


def prepared_by(aide_id: int, day: date) -> list[PersonView]:
    """The people whose ratings this person prepares on ``day``, for officials without NIP."""
    mine = (
        select(AssessorAssignment.employee_id)
        .join(Aide, Aide.official_id == AssessorAssignment.assessor_id)
        .join(_Official, and_(_Official.id == Aide.official_id, _Official.employment == Employment.NON_ASN))
        .where(Aide.aide_id == aide_id, on_day(Aide, day), on_day(AssessorAssignment, day))
    )
    return _people(day, Person.id.in_(mine), Person.id != aide_id)


def team_leaders(unit_id: int, day: date) -> list[PersonView]:
    """Leaders of teams in a unit."""
    return _people(day, Posting.unit_id == unit_id, Posting.is_team_leader.is_(True))


def assessor_of(employee_id: int, day: date) -> int | None:
    """Who assesses the employee on ``day``."""
    return db.session.scalar(
        select(AssessorAssignment.assessor_id).where(
            AssessorAssignment.employee_id == employee_id, on_day(AssessorAssignment, day)
        )
    )


def standing(employee_id: int, day: date) -> Standing:
    """The employee's assessor, superior, aides and units on ``day``, or on the last day of a service that ended.

    One statement. Whoever left is still to be evaluated for the time served, by those who answered for it.
    """
    rows = db.session.execute(_STANDING, {"employee_id": employee_id, "day": day}).all()
    if not rows:
        return Standing(employee_id, None, None, ())
    _, path, assessor_id, superior_id, _ = rows[0]
    aides = frozenset(row.aide_id for row in rows if row.aide_id is not None)
    return Standing(employee_id, assessor_id, superior_id, lineage_of(path), aides)


_First, _Second = aliased(AssessorAssignment), aliased(AssessorAssignment)
STANDINGS: Any = (
    select(Posting.person_id, Unit.path, _First.assessor_id, _Second.assessor_id.label("superior_id"), Aide.aide_id)
    .select_from(Posting)
    .join(Person, Person.id == Posting.person_id)
    .join(Unit, Unit.id == Posting.unit_id)
    .outerjoin(_First, and_(_First.employee_id == Posting.person_id, on_day(_First, _DAY)))
    .outerjoin(_Second, and_(_Second.employee_id == _First.assessor_id, on_day(_Second, _DAY)))
    .outerjoin(_Official, and_(_Official.id == _First.assessor_id, _Official.employment == Employment.NON_ASN))
    .outerjoin(Aide, and_(Aide.official_id == _Official.id, on_day(Aide, _ASKED)))
    .where(on_day(Posting, _DAY))
    .order_by(Posting.id)
)
_STANDING = STANDINGS.where(Posting.person_id == bindparam("employee_id"))


@dataclass(frozen=True)
class LedUnit:
    """A unit with its head, as of a day."""

    id: int
    name: str
    path: str
    head_id: int | None
    head: str | None

    @property
    def lineage(self) -> frozenset[int]:
        """This unit and all above it."""
        return frozenset(lineage_of(self.path))


def led_units(day: date, *conditions: ColumnElement[bool], limit: int | None = None, offset: int = 0) -> list[LedUnit]:
    """Units valid on ``day`` with their heads, in the order of the tree."""
    rows = db.session.execute(
        select(Unit.id, Unit.name, Unit.path, Person.id, Person.name)
        .outerjoin(Posting, and_(Posting.unit_id == Unit.id, Posting.is_head.is_(True), on_day(Posting, day)))
        .outerjoin(Person, Person.id == Posting.person_id)
        .where(Unit.valid_from <= day, or_(Unit.valid_to.is_(None), Unit.valid_to >= day), *conditions)
        .order_by(Unit.path)
        .limit(limit)
        .offset(offset)
    ).all()
    return [LedUnit(*row) for row in rows]
