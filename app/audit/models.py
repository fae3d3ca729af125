"""Tables of the audit trail."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from app.db import Base, LongText, UtcDateTime


class AuditEntry(Base):
    """Who did what to which object, when. Rows are written once and never changed."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_object", "object_kind", "object_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    action: Mapped[str] = mapped_column(String(64))
    object_kind: Mapped[str] = mapped_column(String(64))
    object_id: Mapped[int] = mapped_column()
    detail: Mapped[str] = mapped_column(LongText, default="")


class AuditSeal(Base):
    """An entry's place in the chain of its unit and day; ``chain_hash`` covers the entry and the link before it."""

    __tablename__ = "audit_seal"
    __table_args__ = (UniqueConstraint("chain", "day", "position"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entry.id"), primary_key=True, autoincrement=False)
    chain: Mapped[int] = mapped_column()
    day: Mapped[date] = mapped_column(Date)
    position: Mapped[int] = mapped_column()
    chain_hash: Mapped[str] = mapped_column(String(64))


def _refuse(_mapper: Mapper[Any], _connection: object, target: object) -> None:
    raise RuntimeError(f"{type(target).__name__} is append-only")


for _model in (AuditEntry, AuditSeal):
    event.listen(_model, "before_update", _refuse)
    event.listen(_model, "before_delete", _refuse)
