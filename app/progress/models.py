"""Tables of realisation, evidence and feedback; all hang on the first edition of a plan and on item keys.

``period_number`` is that of the evaluated month or quarter; 0 is the year as a whole.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, UtcDateTime, Versioned, enum_type
from app.domain.progress import Attainment, EvidenceKind


class ProgressSheet(Base, Versioned):
    """The version of what is edited on one page: 'result:<key>' (realisation) or 'feedback'."""

    __tablename__ = "progress_sheet"
    __table_args__ = (UniqueConstraint("plan_root_id", "period_number", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_root_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    period_number: Mapped[int] = mapped_column(default=0)
    part: Mapped[str] = mapped_column(String(32))


class Realisation(Base):
    """What was reached on one indicator (B.1.2; C.1.3 column 7), and how the employee compares it with the target."""

    __tablename__ = "realisation"
    __table_args__ = (UniqueConstraint("plan_root_id", "period_number", "indicator_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_root_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    period_number: Mapped[int] = mapped_column(default=0)
    indicator_key: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text, default="")
    attainment: Mapped[Attainment | None] = mapped_column(enum_type(Attainment))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    evidence: Mapped[list["Evidence"]] = relationship(order_by="Evidence.position", cascade="all, delete-orphan")


class Evidence(Base):
    """Proof of a realisation: a result, not an activity (III.A.7, p.68)."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    realisation_id: Mapped[int] = mapped_column(ForeignKey("realisation.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column()
    kind: Mapped[EvidenceKind] = mapped_column(enum_type(EvidenceKind))
    text: Mapped[str] = mapped_column(Text, default="")
    url: Mapped[str] = mapped_column(String(500), default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))


class Feedback(Base):
    """The assessor's feedback on one item: 'result:<key>' or 'value:<behaviour value>' (Ps.17-19)."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("plan_root_id", "period_number", "item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_root_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    period_number: Mapped[int] = mapped_column(default=0)
    item: Mapped[str] = mapped_column(String(32))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SelfAssessment(Base, Versioned):
    """The employee's own view of a period; handed in when the assessor may count on it. Open again until rated."""

    __tablename__ = "self_assessment"
    __table_args__ = (UniqueConstraint("plan_root_id", "period_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_root_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    period_number: Mapped[int] = mapped_column(default=0)
    achieved: Mapped[str] = mapped_column(Text, default="")
    hindered: Mapped[str] = mapped_column(Text, default="")
    needed: Mapped[str] = mapped_column(Text, default="")
    handed_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LeaderFeedback(Base, Versioned):
    """What a leader who gave an assignment says of it to the assessor, by item 'result:<key>' (IV.A.4, p.89)."""

    __tablename__ = "leader_feedback"
    __table_args__ = (UniqueConstraint("plan_root_id", "period_number", "item", "author_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_root_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    period_number: Mapped[int] = mapped_column(default=0)
    item: Mapped[str] = mapped_column(String(32))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Attendance(Base):
    """Days of a person in a period, as imported; shown beside the ratings, never counted into them."""

    __tablename__ = "attendance"
    __table_args__ = (
        CheckConstraint("present_days + leave_days + absent_days <= working_days", name="days"),
        UniqueConstraint("person_id", "year_id", "period_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    year_id: Mapped[int] = mapped_column(ForeignKey("performance_year.id"))
    period_number: Mapped[int] = mapped_column(default=0)
    working_days: Mapped[int] = mapped_column()
    present_days: Mapped[int] = mapped_column()
    leave_days: Mapped[int] = mapped_column(default=0)
    absent_days: Mapped[int] = mapped_column(default=0)
    late_minutes: Mapped[int] = mapped_column(default=0)
    source: Mapped[str] = mapped_column(String(200), default="")
    imported_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime)
