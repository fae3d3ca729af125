"""Tables of realisation, evidence and feedback; all hang on the first edition of a plan and on item keys."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, UtcDateTime, Versioned, enum_type
from app.domain.progress import EvidenceKind


class ProgressSheet(Base, Versioned):
    """The version of what is edited on one page: 'result:<key>' (realisation) or 'feedback'."""

    __tablename__ = "progress_sheet"
    __table_args__ = (UniqueConstraint("plan_root_id", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_root_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    part: Mapped[str] = mapped_column(String(32))


class Realisation(Base):
    """What was reached on one indicator (B.1.2; C.1.3 column 7)."""

    __tablename__ = "realisation"
    __table_args__ = (UniqueConstraint("plan_root_id", "indicator_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_root_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    indicator_key: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text, default="")
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


class Feedback(Base):
    """The assessor's feedback on one item: 'result:<key>' or 'value:<behaviour value>' (Ps.17-19)."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("plan_root_id", "item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_root_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    item: Mapped[str] = mapped_column(String(32))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
