"""Reads of signed contents."""

from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from app.db import db
from app.documents.content import Content, SignatureMark, parse
from app.documents.models import Signature, SignedDocument

PRINTED = ("plan", "evaluation")
"""Kinds of contents whose forms are made when they are signed."""


@dataclass(frozen=True)
class SignedView:
    """A signed content with its signatures; what pages and documents of signed things are made from."""

    content: Content
    digest: str
    signatures: tuple[SignatureMark, ...]
    id: int
    code: str


def signed(kind: str, subject_id: int, zone: tzinfo) -> SignedView | None:
    """The content last signed for a plan or an evaluation; None when nothing was signed.

    Signing times are given in ``zone``: a form prints the office's date, not that of Greenwich.
    """
    document = db.session.scalars(_signed(kind, [subject_id]).order_by(SignedDocument.id.desc()).limit(1)).first()
    return None if document is None else view_of(document, zone)


def signed_until(document_id: int, role: str, zone: tzinfo) -> SignedView | None:
    """A content as it stood when ``role`` had signed: with that signature and those before; None when there is none."""
    document = db.session.get(SignedDocument, document_id, options=[selectinload(SignedDocument.signatures)])
    view = None if document is None or document.kind not in PRINTED else view_of(document, zone)
    number = next((place for place, mark in enumerate(view.signatures, 1) if mark.role == role), 0) if view else 0
    return replace(view, signatures=view.signatures[:number]) if view and number else None


def history(kind: str, subject_ids: list[int], zone: tzinfo) -> list[tuple[int, SignedView]]:
    """Everything that was signed for some plans or evaluations, the oldest first, each with its subject."""
    documents = db.session.scalars(_signed(kind, subject_ids).order_by(SignedDocument.id))
    return [(document.subject_id, view_of(document, zone)) for document in documents]


def _signed(kind: str, subject_ids: list[int]) -> Select[SignedDocument]:
    return (
        select(SignedDocument)
        .where(SignedDocument.kind == kind, SignedDocument.subject_id.in_(subject_ids))
        .options(selectinload(SignedDocument.signatures))
    )


def view_of(document: SignedDocument, zone: tzinfo) -> SignedView:
    """A signed content with the signatures it has now; signing times are given in ``zone``."""
    marks = tuple(
        SignatureMark(s.role, s.name, s.nip, s.position, s.signed_at.astimezone(zone), s.place, s.method)
        for s in document.signatures
    )
    return SignedView(parse(document.kind, document.content), document.sha256, marks, document.id, document.code)


@dataclass(frozen=True)
class OwnSignature:
    """A signature of one's own: what was signed, in which function, when and how."""

    kind: str
    subject_id: int
    role: str
    signed_at: datetime
    method: str
    sha256: str


def signatures_of(person_id: int) -> list[OwnSignature]:
    """Every signature of a person, the oldest first."""
    rows = db.session.execute(
        select(
            SignedDocument.kind,
            SignedDocument.subject_id,
            Signature.role,
            Signature.signed_at,
            Signature.method,
            Signature.sha256,
        )
        .join(SignedDocument, SignedDocument.id == Signature.document_id)
        .where(Signature.person_id == person_id)
        .order_by(Signature.id)
    )
    return [OwnSignature(*row) for row in rows]
