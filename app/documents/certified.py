"""A signature through BSrE: the PDF is made and signed there before anything is stored here.

Any command that ends in :func:`sign` can do it. :func:`through` runs it twice: once up to the signature, which checks
everything and is taken back, then, with the file that BSrE signed in between, for good. BSrE is asked outside any
transaction, because it may take half a minute, and only for a document that could be stored.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app import clock
from app.config import Settings
from app.documents import keeping, queries
from app.documents import service as documents
from app.documents.bsre import Identity, sign_with_bsre
from app.documents.content import EvaluationContent, SignatureMark
from app.documents.issuing import issue
from app.documents.keeping import Made, Office
from app.documents.models import SignedDocument
from app.documents.queries import SignedView
from app.documents.service import METHOD_BSRE, Signer
from app.domain.errors import InvalidError, Problem, StaleError

_OVERTAKEN = (
    "Pada saat yang sama orang lain menandatangani dokumen ini, jadi tanda tangan Anda belum disimpan. "
    "Coba lagi: tanda tangan Anda diletakkan sesudahnya."
)


@dataclass(frozen=True)
class Rehearsal:
    """In place of a proof: nothing is to be stored, only found out what would be signed."""


@dataclass(frozen=True)
class Certified:
    """A form with a certified signature, and what it belongs to: the document before, and the moment printed on it."""

    view: SignedView
    form: str
    signed_at: datetime
    body: bytes = field(repr=False)
    settings: Settings = field(repr=False)
    office: Office = field(repr=False)


Proof = Certified | Rehearsal | None
"""How a command signs: with the certified file, for a rehearsal, or with the password alone."""


class _RehearsedError(Exception):
    """Ends a rehearsal, takes back what it did, and tells what would be signed by whom."""

    def __init__(self, view: SignedView, signer: Signer) -> None:
        super().__init__()
        self.view, self.signer = view, signer


def through(settings: Settings, office: Office, identity: Identity, command: Callable[[Proof], None]) -> None:
    """Give a command with the certified signature of whoever holds the identity.

    Raises:
        NotCertifiedError: BSrE did not sign; the words say why.
        InvalidError: somebody else signed the same document meanwhile.
        StaleError: its content changed meanwhile.
        RuntimeError: the command signs nothing.
    """
    try:
        command(Rehearsal())
    except _RehearsedError as found:
        view, signer = found.view, found.signer
    else:
        raise RuntimeError("a command without a signature cannot be certified")
    command(_certify(settings, office, view, signer, identity))


def code_of(proof: Proof) -> str:
    """The code that stands on a certified file already; empty for a document that gets a new one."""
    return proof.view.code if isinstance(proof, Certified) else ""


def sign(session: Session, document: SignedDocument, signer: Signer, proof: Proof) -> str:
    """Add a signature, inside the caller's transaction, and keep its certified file as the issued one; gives the seal.

    Raises:
        StaleError: the stored content is not the one that was certified.
        InvalidError: somebody else signed it since.
    """
    if proof is None:
        return documents.sign(session, document, signer)
    if isinstance(proof, Rehearsal):
        raise _RehearsedError(queries.view_of(document, UTC), signer)
    if (document.sha256, document.code) != (proof.view.digest, proof.view.code):
        raise StaleError
    if len(document.signatures) != len(proof.view.signatures):
        raise InvalidError(Problem("", _OVERTAKEN))
    seal = documents.sign(session, document, replace(signer, method=METHOD_BSRE, signed_at=proof.signed_at))
    session.flush()
    session.refresh(document)
    made = Made(proof.form, "pdf", proof.body)
    keeping.keep(session, proof.settings, queries.view_of(document, proof.office.zone), [made])
    return seal


def _certify(settings: Settings, office: Office, view: SignedView, signer: Signer, identity: Identity) -> Certified:
    if not isinstance(view.content, EvaluationContent):
        raise TypeError("only documents of evaluations are certified")
    form, moment = view.content.document_form, clock.now()
    before = _certified_before(settings, form, view)
    body = before or _printed(settings, office, form, _signed_by(view, signer, moment, office))
    return Certified(view, form, moment, sign_with_bsre(settings, body, identity), settings, office)


def _certified_before(settings: Settings, form: str, view: SignedView) -> bytes | None:
    """The file with the certified signature before this one: the next is added to it, so that both stay valid."""
    if not view.signatures or view.signatures[-1].method != METHOD_BSRE:
        return None
    return keeping.kept_bytes(settings, view.id, form, "pdf", len(view.signatures))


def _signed_by(view: SignedView, signer: Signer, moment: datetime, office: Office) -> SignedView:
    party = signer.party
    mark = SignatureMark(signer.role, party.name, party.nip, party.position, moment, signer.place, METHOD_BSRE)
    marks = (replace(one, signed_at=one.signed_at.astimezone(office.zone)) for one in (*view.signatures, mark))
    return replace(view, signatures=tuple(marks))


def _printed(settings: Settings, office: Office, form: str, view: SignedView) -> bytes:
    return issue(
        form,
        "pdf",
        view.content,
        signed=view,
        emblem=office.emblem,
        sample=office.sample,
        public_url=settings.public_url,
    ).body
