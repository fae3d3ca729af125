"""Whether signed contents are still what was signed: content, signatures, seals, the audit trail and kept forms agree.

Not visible from here: whoever alters contents, signatures and the trail together, with its seals and heads; the chain
of the trail and its printed heads show that. Signatures older than seals are held to the hash of the content alone.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import selectinload

from app.audit.models import AuditEntry
from app.config import Settings
from app.db import db
from app.documents import keeping
from app.documents.content import digest
from app.documents.models import IssuedFile, Scan, Signature, SignedDocument
from app.domain.verification import Bound

Subject = tuple[str, int]
_KINDS = ("plan", "evaluation", "credit")
_ISSUE = "document.issue"
_SLICE = 200


@dataclass(frozen=True)
class Told:
    """What an entry tells of a signature: the hash of the content, that of a scan, and whose command it was."""

    sha256: str
    scan: str
    actor_id: int | None


@dataclass
class Trail:
    """What the audit trail holds about signatures and forms, beside the hashes of the contents there are.

    ``seals``: per subject what was told with each seal; ``issued`` and ``codes``: per document the hashes of its files
    and the code they carry. ``contents`` and ``present`` are the hashes and seals that the tables of documents have.
    """

    seals: dict[Subject, dict[str, Told]] = field(default_factory=dict)
    issued: dict[int, set[str]] = field(default_factory=dict)
    codes: dict[int, set[str]] = field(default_factory=dict)
    contents: dict[Subject, set[str]] = field(default_factory=dict)
    present: dict[Subject, set[str]] = field(default_factory=dict)

    def add(self, row: Row[str, str, int, str, int | None]) -> None:
        """Note one entry."""
        action, kind, number, written, actor_id = row
        detail = _read(written)
        if action == _ISSUE:
            files = {str(value) for name, value in detail.items() if name not in {"signatures", "code"}}
            self.issued.setdefault(number, set()).update(files)
            self.codes.setdefault(number, set()).update({str(detail["code"])} if "code" in detail else ())
        elif detail.get("seal"):
            told = Told(str(detail.get("sha256", "")), str(detail.get("scan", "")), actor_id)
            self.seals.setdefault((kind, number), {})[str(detail["seal"])] = told

    def note_contents(self, *conditions: ColumnElement[bool]) -> None:
        """Note which contents and signatures there are: what was handed in twice unchanged has two documents."""
        columns = (SignedDocument.kind, SignedDocument.subject_id, SignedDocument.sha256, Signature.seal)
        rows = select(*columns).outerjoin(Signature, Signature.document_id == SignedDocument.id).where(*conditions)
        for kind, number, sha256, seal in db.session.execute(rows):
            self.contents.setdefault((kind, number), set()).add(sha256)
            self.present.setdefault((kind, number), set()).add(seal)


def _read(written: str) -> dict[str, object]:
    try:
        detail = json.loads(written) if written else {}
    except ValueError:  # altered; the seal it held is missed
        return {}
    return detail if isinstance(detail, dict) else {}


_ENTRY = select(
    AuditEntry.action, AuditEntry.object_kind, AuditEntry.object_id, AuditEntry.detail, AuditEntry.actor_id
)  # fmt: skip


def trail_of(document: SignedDocument) -> Trail:
    """What the trail holds about one document."""
    trail = Trail()
    about = (AuditEntry.object_kind == document.kind, AuditEntry.object_id == document.subject_id)
    for row in db.session.execute(_ENTRY.where(*about)):
        trail.add(row)
    issued = (AuditEntry.object_kind == "signed_document", AuditEntry.object_id == document.id)
    for row in db.session.execute(_ENTRY.where(*issued)):
        trail.add(row)
    trail.note_contents(SignedDocument.kind == document.kind, SignedDocument.subject_id == document.subject_id)
    return trail


def problems_of(document: SignedDocument, trail: Trail) -> list[str]:
    """What does not fit in a document and its signatures; empty when it is what was signed."""
    problems = []
    if digest(document.content) != document.sha256:
        problems.append("isinya berbeda dari hash-nya")
    if trail.codes.get(document.id, {document.code}) - {document.code}:
        problems.append("kodenya bukan yang tercetak pada formulirnya")
    subject = (document.kind, document.subject_id)
    told, elsewhere = trail.seals.get(subject, {}), trail.contents.get(subject, set()) - {document.sha256}
    for signature in document.signatures:
        problems += [f"tanda tangan {signature.role}: {words}" for words in _signature(signature, document, told)]
    here = trail.present.get(subject, set())
    missing = [seal for seal, one in told.items() if one.sha256 not in elsewhere and seal not in here]
    if missing:
        problems.append(f"{len(missing)} tanda tangan pada jejak audit tidak ada pada dokumen")
    return problems


def _signature(row: Signature, document: SignedDocument, told: dict[str, Told]) -> Iterator[str]:
    if row.sha256 != document.sha256:
        yield "mengikat isi yang lain"
    if row.seal and row.seal != _bound(row).seal:
        yield "nama, jabatan, waktu, atau cara berbeda dari segelnya"
    if row.seal and row.seal not in told:
        yield "segelnya tidak ada pada jejak audit"
    entry = told.get(row.seal)
    if (entry.scan if entry else "") != _scanned(row):
        yield "pindaiannya berbeda dari yang dicatat"
    if entry and row.recorded_by != (entry.actor_id if entry.scan else None):
        yield "pencatatnya berbeda dari yang dicatat"


def _scanned(row: Signature) -> str:
    """The hash of the scan of a signature, if the bytes have it; empty when there is no scan."""
    scan = db.session.get(Scan, row.scan_id) if row.scan_id is not None else None
    if scan is None:
        return ""
    found = hashlib.sha256(scan.content).hexdigest()
    return found if found == scan.sha256 else "?"


def _bound(row: Signature) -> Bound:
    return Bound(
        row.sha256, row.role, row.person_id, row.name, row.nip, row.position, row.place, row.method, row.signed_at
    )


def is_intact(document: SignedDocument) -> bool:
    """Whether a document is still what was signed."""
    return not problems_of(document, trail_of(document))


@dataclass(frozen=True)
class Proof:
    """What a check of everything found."""

    documents: int
    signatures: int
    unsealed: int
    files: int
    problems: tuple[str, ...]


def verify(settings: Settings) -> Proof:
    """Check every signed document with its signatures, and every kept form on the disk."""
    trail, problems = Trail(), []
    for row in db.session.execute(_ENTRY.where(AuditEntry.object_kind.in_((*_KINDS, "signed_document")))):
        trail.add(row)
    trail.note_contents()
    documents = signatures = unsealed = 0
    for document in _documents():
        documents += 1
        signatures += len(document.signatures)
        unsealed += sum(not signature.seal for signature in document.signatures)
        found = problems_of(document, trail)
        problems += [f"Dokumen {document.id} ({document.kind} {document.subject_id}): {words}." for words in found]
    problems += _gone(trail)
    files, wrong = _files(settings, trail)
    return Proof(documents, signatures, unsealed, files, (*problems, *wrong))


def _gone(trail: Trail) -> list[str]:
    """Signatures the trail tells of whose contents are all gone."""
    return [
        f"Isi yang ditandatangani ({kind} {number}) tidak ada lagi, padahal tercatat pada jejak audit."
        for kind, number in trail.seals.keys() - trail.contents.keys()
    ]


def _documents() -> Iterator[SignedDocument]:
    """Every document with its signatures, a slice at a time: contents are long."""
    last = 0
    while True:
        rows = db.session.scalars(
            select(SignedDocument)
            .where(SignedDocument.id > last)
            .options(selectinload(SignedDocument.signatures))
            .order_by(SignedDocument.id)
            .limit(_SLICE)
        ).all()
        if not rows:
            return
        yield from rows
        last = rows[-1].id
        db.session.expunge_all()


def _files(settings: Settings, trail: Trail) -> tuple[int, list[str]]:
    rows = db.session.scalars(select(IssuedFile).order_by(IssuedFile.id)).all()
    problems, there = [], set()
    for row in rows:
        there.add((row.document_id, row.sha256))
        known = row.sha256 in trail.issued.get(row.document_id, set())
        words = keeping.altered(settings, row) or ("" if known else "hash-nya tidak ada pada jejak audit")
        if words:
            problems.append(f"Formulir {row.form} ({row.fmt}) dari dokumen {row.document_id}: {words}.")
    for number, hashes in sorted(trail.issued.items()):
        gone = sum((number, sha256) not in there for sha256 in hashes)
        problems += [f"{gone} formulir dari dokumen {number} tidak ada lagi, padahal tercatat."] if gone else []
    return len(rows), problems


def is_recorded(row: IssuedFile, document: SignedDocument) -> bool:
    """Whether the trail tells that this very file was issued of the document."""
    return row.sha256 in trail_of(document).issued.get(document.id, set())
