"""Checks of a code or a file. They answer with a verdict alone: whose document it is stays with its readers."""

import hashlib
from collections.abc import Callable

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.db import db
from app.documents import proving
from app.documents.marks import code_in
from app.documents.models import IssuedFile, Signature, SignedDocument
from app.domain.verification import Verdict, is_code, tidy

Printed = Callable[[str], Verdict | None]
"""What is known of a code no signed document carries: a sheet may be printed that waits for a signature on paper."""


def by_code(typed: str, printed: Printed) -> Verdict:
    """Whether a code is one of ours, and what is stored behind it is still what was signed."""
    code = tidy(typed)
    document = _by_code(code)
    if document is None:
        return printed(code) or Verdict.UNKNOWN
    return Verdict.GENUINE if proving.is_intact(document) else Verdict.BROKEN


def by_file(body: bytes, printed: Printed) -> Verdict:
    """Whether a file is, to the last bit, one that was issued."""
    row = db.session.scalars(
        select(IssuedFile).where(IssuedFile.sha256 == hashlib.sha256(body).hexdigest()).order_by(IssuedFile.id).limit(1)
    ).first()
    if row is not None:
        document = db.session.get_one(SignedDocument, row.document_id)
        fits = proving.is_intact(document) and proving.is_recorded(row, document)
        return Verdict.GENUINE if fits else Verdict.BROKEN
    code = code_in(body) or ""
    known = _by_code(code)
    if known is None:
        return printed(code) or Verdict.UNKNOWN
    return Verdict.PENDING if _is_being_made(known) else Verdict.ALTERED


def _by_code(code: str) -> SignedDocument | None:
    if not is_code(code):
        return None
    return db.session.scalars(
        select(SignedDocument).where(SignedDocument.code == code).options(selectinload(SignedDocument.signatures))
    ).first()


def _is_being_made(document: SignedDocument) -> bool:
    """Whether the forms with the last signature are not all there yet: the file may be one of them."""
    number = db.session.scalar(select(func.count()).select_from(Signature).where(Signature.document_id == document.id))
    made = select(IssuedFile.id).where(IssuedFile.document_id == document.id, IssuedFile.signatures == number)
    return db.session.scalars(made.limit(1)).first() is None
