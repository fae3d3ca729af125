"""Freezing contents and signing them; every function works inside its caller's transaction."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.documents.content import Content, Party, PlanContent, canonical, digest
from app.documents.models import Signature, SignedDocument
from app.domain.verification import Bound, new_code
from app.jobs.models import Job

ISSUE = "documents.issue"
METHOD_PASSWORD = "password"  # noqa: S105 - the name of a method, not a secret
METHOD_PAPER = "paper"
METHOD_BSRE = "bsre"


@dataclass(frozen=True)
class Signer:
    """Who signs: the person and the words printed with the signature. ``role``: employee, assessor or superior.

    What was signed on paper names who recorded it, the scan, and the moment it stands for.
    """

    person_id: int
    role: str
    party: Party
    place: str
    method: str = METHOD_PASSWORD
    signed_at: datetime | None = None
    recorded_by: int | None = None
    scan_id: int | None = None


def freeze(session: Session, subject_id: int, content: Content, code: str = "") -> SignedDocument:
    """Store a content for signing; from here on it never changes. ``code``: the one a file of it carries already."""
    text = canonical(content)
    document = SignedDocument(
        kind="plan" if isinstance(content, PlanContent) else "evaluation",
        subject_id=subject_id,
        content=text,
        sha256=digest(text),
        code=code or fresh_code(),
        created_at=clock.now(),
    )
    session.add(document)
    session.flush()
    return document


def fresh_code() -> str:
    """A verification code nobody had before."""
    return new_code(secrets.token_bytes)


def latest(session: Session, kind: str, subject_id: int) -> SignedDocument:
    """The content last frozen for a plan or an evaluation; NoResultFound when there is none."""
    return session.scalars(
        select(SignedDocument)
        .where(SignedDocument.kind == kind, SignedDocument.subject_id == subject_id)
        .order_by(SignedDocument.id.desc())
        .limit(1)
    ).one()


def sign(session: Session, document: SignedDocument, signer: Signer) -> str:
    """Add a signature; it binds the hash of the content, name, position, time and method.

    Gives back its seal, which the command writes into the audit trail. The forms with it are made by the worker.
    """
    bound = Bound(
        document.sha256,
        signer.role,
        signer.person_id,
        signer.party.name,
        signer.party.nip,
        signer.party.position,
        signer.place,
        signer.method,
        signer.signed_at or clock.now(),
    )
    session.add(
        Signature(
            document_id=document.id,
            role=bound.role,
            person_id=bound.person_id,
            name=bound.name,
            nip=bound.nip,
            position=bound.position,
            place=bound.place,
            method=bound.method,
            sha256=bound.sha256,
            signed_at=bound.signed_at,
            seal=bound.seal,
            recorded_by=signer.recorded_by,
            scan_id=signer.scan_id,
        )
    )
    session.add(Job(kind=ISSUE, payload=json.dumps({"document": document.id, "role": bound.role}), due_at=clock.now()))
    return bound.seal
