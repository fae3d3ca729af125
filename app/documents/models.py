"""Signed contents and the signatures that bind them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.dialects import mysql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, LongText, UtcDateTime


class SignedDocument(Base):
    """A frozen content: canonical JSON and its SHA-256. Pages, XLSX and PDF of signed things come from here."""

    __tablename__ = "signed_document"
    __table_args__ = (
        CheckConstraint("kind IN ('plan', 'evaluation')", name="kind"),
        Index("ix_signed_document_subject", "kind", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[int] = mapped_column()
    content: Mapped[str] = mapped_column(LongText)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    signatures: Mapped[list["Signature"]] = relationship(back_populates="document", order_by="Signature.id")


class Signature(Base):
    """Who signed a content, in which function, when and how; names and position as they were at that moment.

    A signature on paper names who recorded it and the scan that shows it.
    """

    __tablename__ = "signature"
    __table_args__ = (UniqueConstraint("document_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("signed_document.id"))
    role: Mapped[str] = mapped_column(String(16))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(200))
    nip: Mapped[str | None] = mapped_column(String(18))
    position: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(100))
    method: Mapped[str] = mapped_column(String(32))
    sha256: Mapped[str] = mapped_column(String(64))
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    scan_id: Mapped[int | None] = mapped_column(ForeignKey("scan.id"))

    document: Mapped[SignedDocument] = relationship(back_populates="signatures")


class Scan(Base):
    """The picture of a paper: pdf, jpg or png, at most 5 MB, with the SHA-256 of its bytes."""

    __tablename__ = "scan"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    media_type: Mapped[str] = mapped_column(String(64))
    size_bytes: Mapped[int] = mapped_column()
    content: Mapped[bytes] = mapped_column(
        LargeBinary().with_variant(mysql.MEDIUMBLOB(), "mysql", "mariadb"), deferred=True
    )
    uploaded_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
