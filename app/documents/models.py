"""Signed contents and the signatures that bind them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.dialects import mysql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, LongText, UtcDateTime


class SignedDocument(Base):
    """A frozen content: canonical JSON and its SHA-256. Pages, XLSX and PDF of signed things come from here.

    ``code`` is printed on every form of it, and is what ``/verifikasi`` asks for.
    """

    __tablename__ = "signed_document"
    __table_args__ = (
        CheckConstraint("kind IN ('plan', 'evaluation', 'credit')", name="kind"),
        Index("ix_signed_document_subject", "kind", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[int] = mapped_column()
    content: Mapped[str] = mapped_column(LongText)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    signatures: Mapped[list["Signature"]] = relationship(back_populates="document", order_by="Signature.id")


class Signature(Base):
    """Who signed a content, in which function, when and how; names and position as they were at that moment.

    A signature on paper names who recorded it and the scan that shows it. ``seal`` is the SHA-256 of everything the
    signature binds; the audit trail holds it as well. Signatures made before seals were kept have an empty one.
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
    seal: Mapped[str] = mapped_column(String(64), default="")

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


class StoredFile(Base):
    """A file somebody sent, or one that was issued: bytes in DATA_DIR under a random name, their SHA-256 here.

    ``kind`` and ``subject_id`` say what it belongs to; ``upload_key`` is the sender's, so that a file sent again after
    a lost answer is one file.
    """

    __tablename__ = "stored_file"
    __table_args__ = (
        CheckConstraint("kind IN ('evidence', 'objection', 'issued')", name="kind"),
        UniqueConstraint("kind", "subject_id", "upload_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(32), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[int] = mapped_column()
    upload_key: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size_bytes: Mapped[int] = mapped_column()
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class IssuedFile(Base):
    """A form as it was handed out: rendered once for each number of signatures, then always the same bytes."""

    __tablename__ = "issued_file"
    __table_args__ = (UniqueConstraint("document_id", "form", "fmt", "signatures"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("signed_document.id"))
    form: Mapped[str] = mapped_column(String(8))
    fmt: Mapped[str] = mapped_column(String(8))
    signatures: Mapped[int] = mapped_column()
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
