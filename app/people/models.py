"""Tables of the agency: units, people, postings, assessor assignments, aides, reference positions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, LargeBinary, String
from sqlalchemy.dialects import mysql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, UtcDateTime, Versioned, enum_type
from app.domain.organisation import lineage_of
from app.domain.people import AssignmentBasis, Departure, Employment, PositionKind, Source, UnitKind
from app.domain.special import SpecialKind


class Agency(Base):
    """The one agency of this installation; exactly one row, made by ``flask setup`` or the sample government."""

    __tablename__ = "agency"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(100))
    timezone: Mapped[str] = mapped_column(String(64))
    is_sample: Mapped[bool] = mapped_column(default=False)
    emblem: Mapped[bytes | None] = mapped_column(
        LargeBinary().with_variant(mysql.MEDIUMBLOB(), "mysql", "mariadb"), deferred=True
    )


class Unit(Base, Versioned):
    """A node of the organisation tree. ``path`` lists the ids from the root, as '/1/4/9/'.

    ``work_days`` a week (5 or 6) is what the unit decided; None follows the unit above.
    """

    __tablename__ = "unit"
    __table_args__ = (CheckConstraint("work_days IN (5, 6)", name="work_days"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    path: Mapped[str] = mapped_column(String(200), index=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[UnitKind] = mapped_column(enum_type(UnitKind))
    is_independent: Mapped[bool] = mapped_column(default=False)
    siasn_id: Mapped[str | None] = mapped_column(String(64), unique=True)
    work_days: Mapped[int | None] = mapped_column()
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)

    @property
    def lineage(self) -> tuple[int, ...]:
        """Ids from the root to this unit."""
        return lineage_of(self.path)


class Person(Base, Versioned):
    """Somebody known to the agency. NIP is data, never a key: a PPPK gets a new one with a new contract.

    ``siasn_id`` is the id of the national register, the same through all contracts. ``ended_on`` is the last day of
    service here, with its ``departure``.
    """

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    nip: Mapped[str | None] = mapped_column(String(18), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    employment: Mapped[Employment] = mapped_column(enum_type(Employment))
    siasn_id: Mapped[str | None] = mapped_column(String(64), unique=True)
    ended_on: Mapped[date | None] = mapped_column(Date)
    departure: Mapped[Departure | None] = mapped_column(enum_type(Departure))

    postings: Mapped[list["Posting"]] = relationship(back_populates="person", order_by="Posting.valid_from")


class Posting(Base, Versioned):
    """Position, rank and unit of a person over a span of days; ``valid_to`` is the last day, open when None.

    ``eselon`` as the register writes it ("II.b"); ``reason`` is what the officer wrote when correcting.
    """

    __tablename__ = "posting"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="span"),
        Index("ix_posting_person_span", "person_id", "valid_from"),
        Index("ix_posting_unit_span", "unit_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    position: Mapped[str] = mapped_column(String(200))
    position_kind: Mapped[PositionKind] = mapped_column(enum_type(PositionKind))
    duty: Mapped[str | None] = mapped_column(String(200))
    rank: Mapped[str | None] = mapped_column(String(64))
    is_head: Mapped[bool] = mapped_column(default=False)
    is_team_leader: Mapped[bool] = mapped_column(default=False)
    eselon: Mapped[str | None] = mapped_column(String(16))
    source: Mapped[Source] = mapped_column(enum_type(Source), default=Source.SETUP)
    reason: Mapped[str | None] = mapped_column(String(300))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)

    person: Mapped[Person] = relationship(back_populates="postings")
    unit: Mapped[Unit] = relationship()


class AssessorAssignment(Base, Versioned):
    """Who assesses an employee, from when, on which basis; one valid at a time (Ps.1, IV.A)."""

    __tablename__ = "assessor_assignment"
    __table_args__ = (
        CheckConstraint("employee_id <> assessor_id", name="not_oneself"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="span"),
        Index("ix_assessor_assignment_employee_span", "employee_id", "valid_from"),
        Index("ix_assessor_assignment_assessor_span", "assessor_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    assessor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    basis: Mapped[AssignmentBasis] = mapped_column(enum_type(AssignmentBasis))
    decree: Mapped[str | None] = mapped_column(String(200))
    source: Mapped[Source] = mapped_column(enum_type(Source), default=Source.SETUP)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)


class Aide(Base):
    """Who prepares ratings for an official without a NIP (regent, minister); an aide never signs."""

    __tablename__ = "aide"
    __table_args__ = (
        CheckConstraint("official_id <> aide_id", name="not_oneself"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="span"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    aide_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)


class SpecialStatus(Base, Versioned):
    """An acting post, a study leave or an exempted kind over a span of days, as an officer recorded it.

    ``detail`` names the post or the place of study; ``document`` the decree.
    """

    __tablename__ = "special_status"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="span"),
        Index("ix_special_status_person_span", "person_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[SpecialKind] = mapped_column(enum_type(SpecialKind))
    detail: Mapped[str] = mapped_column(String(300), default="")
    document: Mapped[str] = mapped_column(String(200), default="")
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Tally(Base):
    """How many people of a unit and all below it are in some state; counted anew in the background, never by a page."""

    __tablename__ = "tally"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int] = mapped_column()
    counted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReferencePosition(Base):
    """A position of the national register: its name, eselon or grade, and the age of retirement (BUP) in years."""

    __tablename__ = "reference_position"

    id: Mapped[int] = mapped_column(primary_key=True)
    siasn_id: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200), index=True)
    grade: Mapped[str | None] = mapped_column(String(64))
    retirement_age: Mapped[int | None] = mapped_column()
