"""Tables of matrices (form A.1.5) and of assignments by other leaders."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, UtcDateTime, Versioned, enum_type
from app.domain.cascading import Approval, CascadeMethod, Initiative


class Matrix(Base, Versioned):
    """Matriks pembagian peran dan hasil of a leader for a year: of a unit, or of a team (p.47-49)."""

    __tablename__ = "matrix"
    __table_args__ = (Index("ix_matrix_leader", "leader_id", "year_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("performance_year.id"))
    leader_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    title: Mapped[str] = mapped_column(String(200))
    is_team: Mapped[bool] = mapped_column(default=False)

    columns: Mapped[list["MatrixColumn"]] = relationship(
        order_by="MatrixColumn.position", cascade="all, delete-orphan", back_populates="matrix"
    )
    members: Mapped[list["MatrixMember"]] = relationship(
        order_by="MatrixMember.position", cascade="all, delete-orphan", back_populates="matrix"
    )


class MatrixColumn(Base):
    """An indicator of the leader (a result, for a team leader). Free words until the leader's plan has them.

    ``source_root_id``, ``result_key`` and ``indicator_key`` lead to the leader's plan in whatever edition.
    """

    __tablename__ = "matrix_column"

    id: Mapped[int] = mapped_column(primary_key=True)
    matrix_id: Mapped[int] = mapped_column(ForeignKey("matrix.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column()
    text: Mapped[str] = mapped_column(Text)
    source_root_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id", ondelete="SET NULL"))
    result_key: Mapped[str | None] = mapped_column(String(16))
    indicator_key: Mapped[str | None] = mapped_column(String(16))
    method: Mapped[CascadeMethod | None] = mapped_column(enum_type(CascadeMethod))

    matrix: Mapped[Matrix] = relationship(back_populates="columns")


class MatrixMember(Base, Versioned):
    """A row: somebody of the unit, of the team, or of another unit (II.A.5.j, p.47)."""

    __tablename__ = "matrix_member"
    __table_args__ = (UniqueConstraint("matrix_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    matrix_id: Mapped[int] = mapped_column(ForeignKey("matrix.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    position: Mapped[int] = mapped_column()

    matrix: Mapped[Matrix] = relationship(back_populates="members")
    roles: Mapped[list["RoleResult"]] = relationship(
        order_by="RoleResult.position", cascade="all, delete-orphan", back_populates="member"
    )


class RoleResult(Base):
    """One role result in a cell; a cell holds none ("tidak ada peran"), one or several (p.180-181).

    ``taken_root_id`` and ``taken_key`` lead to the work result it became in the person's plan.
    """

    __tablename__ = "role_result"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("matrix_member.id", ondelete="CASCADE"), index=True)
    column_id: Mapped[int] = mapped_column(ForeignKey("matrix_column.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column()
    text: Mapped[str] = mapped_column(Text)
    approval: Mapped[Approval] = mapped_column(enum_type(Approval))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision: Mapped[str] = mapped_column(String(500), default="")
    taken_root_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id", ondelete="SET NULL"))
    taken_key: Mapped[str | None] = mapped_column(String(16))

    member: Mapped[MatrixMember] = relationship(back_populates="roles")


class Assignment(Base, Versioned):
    """A result another leader wants of an employee, or the employee wants to join; the assessor agrees first (p.46).

    ``leader_id`` is None for a leader outside the agency, named in ``leader_words``.
    """

    __tablename__ = "assignment"
    __table_args__ = (Index("ix_assignment_employee", "employee_id", "year_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("performance_year.id"))
    employee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    leader_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    leader_words: Mapped[str] = mapped_column(String(200))
    initiative: Mapped[Initiative] = mapped_column(enum_type(Initiative))
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")
    approval: Mapped[Approval] = mapped_column(enum_type(Approval))
    proposed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision: Mapped[str] = mapped_column(String(500), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    taken_root_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id", ondelete="SET NULL"))
    taken_key: Mapped[str | None] = mapped_column(String(16))
