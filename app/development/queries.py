"""Reads of credit points: one person's conversions and balance, and an officer's list of functional officials."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Date, and_, bindparam, case, func, or_, select

from app.cycles import queries as cycles
from app.cycles.queries import YearView
from app.db import db
from app.development import diplomas
from app.development.diplomas import Addition
from app.development.models import CreditBalance, CreditConversion
from app.domain.actors import Actor
from app.domain.credit import YEAR, Grade, Line, Months, grade_in, total
from app.domain.errors import NotFoundError
from app.domain.handing_up import Stage, stage_of
from app.domain.office import corrects_unit
from app.domain.organisation import lineage_of
from app.domain.people import PositionKind
from app.domain.rating import OverallRating
from app.people import queries as people
from app.people.models import Person, Posting, Unit
from app.people.queries import PER_PAGE, PersonView, on_day
from app.people.registry import UnitView
from app.review.models import Evaluation

FUNCTIONAL = (PositionKind.FUNCTIONAL_EXPERT, PositionKind.FUNCTIONAL_SKILLED)


@dataclass(frozen=True)
class Conversion:
    """One conversion: months, jenjang and predikat, and where the predikat stands.

    ``now`` is the predikat of its evaluation today: an objection may have changed it since (V.B.7, p.118).
    """

    id: int
    line: Line
    position: str
    basis: str
    number: str
    evaluation_id: int | None
    made_by: str
    made_at: datetime
    withdrawn_at: datetime | None
    version: int
    now: OverallRating | None = None

    @property
    def is_outdated(self) -> bool:
        """Whether it counts with a predikat its evaluation has no more."""
        return self.withdrawn_at is None and self.now is not None and self.now is not self.line.overall

    @property
    def points(self) -> Fraction:
        """Exact points."""
        return self.line.points


@dataclass(frozen=True)
class Brought:
    """Points somebody brought along, as decimal text, with the document they stand in."""

    points: str
    as_of: date
    document: str
    set_by: str
    version: int


@dataclass(frozen=True)
class CreditFile:
    """Credit points of one person."""

    person: PersonView
    conversions: tuple[Conversion, ...]
    brought: Brought | None
    additions: tuple[Addition, ...] = ()

    @property
    def withdrawn(self) -> list[Conversion | Addition]:
        """What was taken back and stays in the list."""
        every: list[Conversion | Addition] = [*self.conversions, *self.additions]
        return [row for row in every if row.withdrawn_at]

    @property
    def added(self) -> list[Addition]:
        """Diplomas that count, the oldest first."""
        return [row for row in self.additions if row.withdrawn_at is None]

    @property
    def counted(self) -> list[Conversion]:
        """Those that count, the oldest first."""
        return [row for row in self.conversions if row.withdrawn_at is None]

    @property
    def outdated(self) -> list[Conversion]:
        """Those that count with a predikat that was changed since; until they are mended the sum is wrong."""
        return [row for row in self.counted if row.is_outdated]

    @property
    def grade(self) -> Grade | None:
        """The jenjang of the present position, as its name tells; else that of the last conversion."""
        last = self.counted[-1].line.grade if self.counted else None
        return grade_in(self.person.position) or last

    @property
    def total(self) -> Fraction:
        """All points."""
        brought = self.brought.points if self.brought else None
        return total((row.line for row in self.counted), brought, (row.points for row in self.added))

    def running(self) -> list[tuple[Conversion | Addition, Fraction]]:
        """Each conversion and diploma that counts, by its last day, with the sum up to it."""
        sum_so_far = Fraction(self.brought.points) if self.brought else Fraction(0)
        found: list[tuple[Conversion | Addition, Fraction]] = []
        counted: list[Conversion | Addition] = [*self.counted, *self.added]
        for row in sorted(counted, key=_last_day):
            sum_so_far += row.points
            found.append((row, sum_so_far))
        return found


def _last_day(row: Conversion | Addition) -> tuple[int, int, int]:
    """A diploma of a month stands before the conversion that ends with it."""
    if isinstance(row, Addition):
        return row.recognised_on.year, row.recognised_on.month, row.recognised_on.day
    return row.line.months.year, row.line.months.last, _AFTER


_AFTER = 32


def own_file(actor: Actor, day: date) -> CreditFile:
    """The actor's own credit points; four statements."""
    return _file(people.person(actor.person_id, day))


def kept_file(actor: Actor, person_id: int, day: date) -> CreditFile:
    """Somebody's credit points, for the officers of their unit.

    Raises:
        NotFoundError: nobody of that id is kept by this actor.
    """
    view = people.person(person_id, day)
    if not corrects_unit(actor, lineage_of(view.unit_path)):
        raise NotFoundError("Pegawai tidak ditemukan.")
    return _file(view)


def _file(view: PersonView) -> CreditFile:
    values = {"person_id": view.id}
    rows: Any = db.session.execute(_CONVERSIONS, values)
    balance: Any = db.session.execute(_BALANCE, values).one_or_none()
    conversions = tuple(_conversion(row) for row in rows)
    return CreditFile(view, conversions, Brought(*balance) if balance else None, diplomas.additions(view.id))


def _conversion(row: Any) -> Conversion:
    months = Months(row.year, row.month_from, row.month_to)
    line = Line(months, row.grade, row.overall)
    return Conversion(
        row.id, line, row.position, row.basis, row.number, row.evaluation_id, row.name, row.made_at, row.withdrawn_at,
        row.version, row.now,
    )  # fmt: skip


_CONVERSIONS = (
    select(
        CreditConversion.id,
        CreditConversion.year,
        CreditConversion.month_from,
        CreditConversion.month_to,
        CreditConversion.grade,
        CreditConversion.overall,
        CreditConversion.position,
        CreditConversion.basis,
        CreditConversion.number,
        CreditConversion.evaluation_id,
        CreditConversion.made_at,
        CreditConversion.withdrawn_at,
        CreditConversion.version,
        Person.name,
        Evaluation.overall.label("now"),
    )
    .join(Person, Person.id == CreditConversion.made_by)
    .outerjoin(Evaluation, Evaluation.id == CreditConversion.evaluation_id)
    .where(CreditConversion.person_id == bindparam("person_id"))
    .order_by(CreditConversion.year, CreditConversion.month_from, CreditConversion.id)
)
_BALANCE = (
    select(CreditBalance.points, CreditBalance.as_of, CreditBalance.document, Person.name, CreditBalance.version)
    .join(Person, Person.id == CreditBalance.set_by)
    .where(CreditBalance.person_id == bindparam("person_id"))
)


@dataclass(frozen=True)
class Basis:
    """A reported predikat that can be converted: its evaluation, the months it is about, its words."""

    evaluation_id: int
    months: Months
    overall: OverallRating
    name: str


def bases(person_id: int) -> list[Basis]:
    """The reported predikat of somebody, the newest first; two statements."""
    years = {year.id: year for year in cycles.years()}
    rows = db.session.execute(_BASES, {"person_id": person_id})
    return [
        Basis(row.id, months_of(years[row.year_id], row.period_number), row.overall, _name(years[row.year_id], row))
        for row in rows
        if row.overall and stage_of(row.state, reported=True, has_plan=True) is Stage.REPORTED
    ]


_BASES: Any = (
    select(Evaluation.id, Evaluation.year_id, Evaluation.period_number, Evaluation.overall, Evaluation.state)
    .where(Evaluation.employee_id == bindparam("person_id"), Evaluation.reported_at.is_not(None))
    .order_by(Evaluation.year_id.desc(), Evaluation.period_number, Evaluation.id.desc())
)


def months_of(year: YearView, period: int) -> Months:
    """The months a predikat is about."""
    length = year.rhythm.months
    if not period:
        return Months(year.year, year.starts_on.month, YEAR)
    return Months(year.year, (period - 1) * length + 1, period * length)


def _name(year: YearView, row: Any) -> str:
    when = year.rhythm.name_of(row.period_number)
    return f"{when} {year.year}: {row.overall.label}"


@dataclass(frozen=True)
class OfficialLine:
    """A functional official in a list."""

    id: int
    name: str
    position: str
    grade: Grade | None
    conversions: int
    outdated: int


_COUNTED = and_(CreditConversion.person_id == Person.id, CreditConversion.withdrawn_at.is_(None))
_CHANGED = case((Evaluation.overall != CreditConversion.overall, 1))
_OFFICIALS: Any = (
    select(Person.id, Person.name, Posting.position, func.count(CreditConversion.id), func.count(_CHANGED))
    .join(Posting, and_(Posting.person_id == Person.id, on_day(Posting, bindparam("day", type_=Date))))
    .join(Unit, Unit.id == Posting.unit_id)
    .outerjoin(CreditConversion, _COUNTED)
    .outerjoin(Evaluation, Evaluation.id == CreditConversion.evaluation_id)
    .where(Posting.position_kind.in_(FUNCTIONAL))
    .group_by(Person.id, Person.name, Posting.position)
    .order_by(Person.name, Person.id)
)


def officials(unit: UnitView, text: str, day: date, page: int) -> tuple[list[OfficialLine], bool]:
    """A page of the functional officials of a unit and below, and whether there are more; one statement."""
    statement = _OFFICIALS.where(Unit.path.startswith(unit.path, autoescape=True))
    if text.strip():
        words = text.strip()
        statement = statement.where(
            or_(Person.name.icontains(words, autoescape=True), Person.nip.startswith(words, autoescape=True))
        )
    rows = db.session.execute(statement.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE), {"day": day})
    found = [OfficialLine(row[0], row[1], row[2], grade_in(row[2]), row[3], row[4]) for row in rows]
    return found[:PER_PAGE], len(found) > PER_PAGE


def of_person(person_id: int) -> list[tuple[str, ...]]:
    """Somebody's conversions, diplomas and balance as texts, for the copy of one's own data; three statements."""
    values = {"person_id": person_id}
    rows = [_conversion(row) for row in db.session.execute(_CONVERSIONS, values)]
    found: list[tuple[str, ...]] = [
        (
            row.line.months.label,
            row.position,
            row.line.grade.label,
            row.line.overall.label,
            row.basis or row.number,
            "dibatalkan" if row.withdrawn_at else "dihitung",
        )
        for row in rows
    ]
    found += diplomas.told(person_id)
    balance: Any = db.session.execute(_BALANCE, values).one_or_none()
    if balance is None:
        return found
    return [(f"sampai {balance[1].isoformat()}", "", "", f"saldo {balance[0]}", balance[2], "dihitung"), *found]
