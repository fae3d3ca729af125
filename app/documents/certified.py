"""A first signature through BSrE: the PDF is made and signed there before anything is stored here.

The steps: :func:`certify` outside any transaction (BSrE may take half a minute), then inside the command
``freeze(..., code=certified.code)``, ``sign(..., certified.signer(...))`` and :func:`keep`, which compares what is
stored with what was certified.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app import clock
from app.config import Settings
from app.documents import keeping, queries
from app.documents.bsre import Identity, sign_with_bsre
from app.documents.content import EvaluationContent, SignatureMark, canonical, digest
from app.documents.issuing import issue
from app.documents.keeping import Made, Office
from app.documents.models import SignedDocument
from app.documents.queries import SignedView
from app.documents.service import METHOD_BSRE, Signer, fresh_code
from app.domain.errors import StaleError


@dataclass(frozen=True)
class Certified:
    """A form with a certified signature, and what must be stored with it."""

    code: str
    digest: str
    form: str
    signed_at: datetime
    body: bytes = field(repr=False)
    settings: Settings = field(repr=False)
    office: Office = field(repr=False)

    def signer(self, signer: Signer) -> Signer:
        """The same signer, with the method and moment that stand on the form."""
        return replace(signer, method=METHOD_BSRE, signed_at=self.signed_at)


def certify(
    settings: Settings, office: Office, content: EvaluationContent, signer: Signer, identity: Identity
) -> Certified:
    """Print the document as it will stand with this signature, and have BSrE sign it.

    Raises:
        InvalidError: BSrE did not sign; the words say why.
    """
    moment, code, number = clock.now(), fresh_code(), digest(canonical(content))
    party = signer.party
    local = moment.astimezone(office.zone)
    mark = SignatureMark(signer.role, party.name, party.nip, party.position, local, signer.place, METHOD_BSRE)
    view = SignedView(content, number, (mark,), 0, code)
    form = content.document_form
    printed = issue(
        form, "pdf", content, signed=view, emblem=office.emblem, sample=office.sample, public_url=settings.public_url
    )
    body = sign_with_bsre(settings, printed.body, identity)
    return Certified(code, number, form, moment, body, settings, office)


def keep(session: Session, document: SignedDocument, certified: Certified) -> None:
    """Keep the certified PDF as the issued one, inside the transaction of the signature.

    Raises:
        StaleError: the stored content is not the one that was certified.
    """
    if document.sha256 != certified.digest:
        raise StaleError
    session.flush()
    session.refresh(document)
    role = document.signatures[-1].role
    view = queries.signed_until(document.id, role, certified.office.zone)
    if view is not None:
        keeping.keep(session, certified.settings, view, [Made(certified.form, "pdf", certified.body)])
