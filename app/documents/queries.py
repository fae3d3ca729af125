"""Reads of signed contents."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.db import db
from app.documents.content import Content, SignatureMark, parse
from app.documents.models import SignedDocument


@dataclass(frozen=True)
class SignedView:
    """A signed content with its signatures; what pages and documents of signed things are made from."""

    content: Content
    digest: str
    signatures: tuple[SignatureMark, ...]


def signed(kind: str, subject_id: int) -> SignedView | None:
    """The content last signed for a plan or an evaluation; None when nothing was signed."""
    document = db.session.scalars(
        select(SignedDocument)
        .where(SignedDocument.kind == kind, SignedDocument.subject_id == subject_id)
        .order_by(SignedDocument.id.desc())
        .limit(1)
        .options(selectinload(SignedDocument.signatures))
    ).first()
    if document is None:
        return None
    marks = tuple(
        SignatureMark(s.role, s.name, s.nip, s.position, s.signed_at, s.place, s.method) for s in document.signatures
    )
    return SignedView(parse(document.kind, document.content), document.sha256, marks)
