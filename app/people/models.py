"""Tables of the agency: units, people, postings, assessor assignments."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, LargeBinary, String
from sqlalchemy.dialects import mysql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Versioned, enum_type


class UnitKind(StrEnum):
    """What a unit is; decides which official form its head plans on."""

    AGENCY = "agency"
    SECRETARIAT = "secretariat"
    OFFICE = "office"
    AGENCY_BODY = "agency_body"
    DISTRICT = "district"
    SECTION = "section"
    TECHNICAL_UNIT = "technical_unit"
    HEALTH_CENTRE = "health_centre"
    SCHOOL = "school"


class Employment(StrEnum):
    """Legal status of a person."""

    PNS = "pns"
    PPPK = "pppk"
    PPPK_PART_TIME = "pppk_part_time"
    NON_ASN = "non_asn"


class PositionKind(StrEnum):
    """Kind of position (domain 6.4); JPT plan on A.1.1/A.1.2, all others on A.1.6/A.1.7."""

    POLITICAL = "political"
    JPT_MAIN = "jpt_main"
    JPT_MIDDLE = "jpt_middle"
    JPT_PRATAMA = "jpt_pratama"
    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    EXECUTIVE = "executive"
    FUNCTIONAL_EXPERT = "functional_expert"
    FUNCTIONAL_SKILLED = "functional_skilled"


class AssignmentBasis(StrEnum):
    """Why somebody is the assessor (IV.A.2-6, 11)."""

    DEFINITIVE = "definitive"
    DELEGATED = "delegated"
    PLT = "plt"
    PLH = "plh"
    TAKEN_OVER = "taken_over"


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
    """A node of the organisation tree. ``path`` lists the ids from the root, as '/1/4/9/'."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    path: Mapped[str] = mapped_column(String(200), index=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[UnitKind] = mapped_column(enum_type(UnitKind))
    is_independent: Mapped[bool] = mapped_column(default=False)
    siasn_id: Mapped[str | None] = mapped_column(String(64), unique=True)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)

    @property
    def lineage(self) -> tuple[int, ...]:
        """Ids from the root to this unit."""
        return tuple(int(part) for part in self.path.strip("/").split("/"))


class Person(Base, Versioned):
    """Somebody known to the agency. NIP is data, never a key: a PPPK gets a new one with a new contract."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    nip: Mapped[str | None] = mapped_column(String(18), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    employment: Mapped[Employment] = mapped_column(enum_type(Employment))
    ended_on: Mapped[date | None] = mapped_column(Date)

    postings: Mapped[list["Posting"]] = relationship(back_populates="person", order_by="Posting.valid_from")


class Posting(Base, Versioned):
    """Position, rank and unit of a person over a span of days; ``valid_to`` is the last day, open when None."""

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
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
