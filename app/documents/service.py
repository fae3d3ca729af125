"""Freezing contents and signing them; every function works inside its caller's transaction."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.documents.content import Content, Party, PlanContent, canonical, digest
from app.documents.models import Signature, SignedDocument

METHOD_PASSWORD = "password"  # noqa: S105 - the name of a method, not a secret


@dataclass(frozen=True)
class Signer:
    """Who signs: the person and the words printed with the signature."""

    person_id: int
    role: str
    party: Party
    place: str


def freeze(session: Session, subject_id: int, content: Content) -> SignedDocument:
    """Store a content for signing; from here on it never changes."""
    text = canonical(content)
    document = SignedDocument(
        kind="plan" if isinstance(content, PlanContent) else "evaluation",
        subject_id=subject_id,
        content=text,
        sha256=digest(text),
        created_at=clock.now(),
    )
    session.add(document)
    session.flush()
    return document


def latest(session: Session, kind: str, subject_id: int) -> SignedDocument:
    """The content last frozen for a plan or an evaluation; NoResultFound when there is none."""
    return session.scalars(
        select(SignedDocument)
        .where(SignedDocument.kind == kind, SignedDocument.subject_id == subject_id)
        .order_by(SignedDocument.id.desc())
        .limit(1)
    ).one()


def sign(session: Session, document: SignedDocument, signer: Signer) -> None:
    """Add a signature; it binds the hash of the content, name, position, time and method."""
    session.add(
        Signature(
            document_id=document.id,
            role=signer.role,
            person_id=signer.person_id,
            name=signer.party.name,
            nip=signer.party.nip,
            position=signer.party.position,
            place=signer.place,
            method=METHOD_PASSWORD,
            sha256=document.sha256,
            signed_at=clock.now(),
        )
    )
