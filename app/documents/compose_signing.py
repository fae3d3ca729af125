"""Who signs which form, and where on it."""

from dataclasses import dataclass, replace

from app.documents import wording
from app.documents.content import Content, EvaluationContent, Issue, Party, SignatureMark
from app.documents.view import SignatureView
from app.documents.wording_signing import signed_line

_EMPLOYEE = "Pegawai yang Dinilai"
_ASSESSOR = "Pejabat Penilai Kinerja"
_SUPERIOR = "Atasan Pejabat Penilai Kinerja"


@dataclass(frozen=True)
class Blocks:
    """The signature blocks of a form: two side by side, on D.1.3 a third below them (p.118)."""

    left: SignatureView | None
    right: SignatureView
    below: SignatureView | None = None


def signature_blocks(form: str, content: Content, issue: Issue) -> Blocks:
    """The blocks of a form, signed where ``issue`` holds a signature.

    Plans are dated right alone (p.33); D.1.x numbers its blocks and dates each (p.115, p.116, p.118). C.1.x has one
    block, of whoever answers for the result (p.107, p.110, p.113): where the superior evaluated, signed in the
    assessor's place or changed the result, that is the superior.
    """
    employee = _block(_EMPLOYEE, "employee", content.employee, content, issue)
    assessor = _block(_ASSESSOR, "assessor", content.assessor, content, issue)
    if not isinstance(content, EvaluationContent):
        return Blocks(replace(employee, place_date=None), assessor)
    superior = _block(_SUPERIOR, "superior", content.superior, content, issue)
    match form:
        case "D.1.1":
            return Blocks(_numbered(7, employee), _numbered(6, assessor))
        case "D.1.2":
            return Blocks(_numbered(7, employee), _numbered(6, superior))
        case "D.1.3":
            return Blocks(_numbered(10, employee), _numbered(9, assessor), _numbered(11, superior))
        case _:
            return Blocks(None, assessor if content.document_form == "D.1.1" else superior)


def _block(title: str, role: str, party: Party, content: Content, issue: Issue) -> SignatureView:
    mark = next((mark for mark in issue.signatures if mark.role == role), None)
    if mark is not None:
        return _signed(title, mark)
    elsewhere = wording.SET_ELSEWHERE if issue.set_elsewhere else None
    return SignatureView(
        f"{content.heading.place}, {wording.BLANK_DATE}", title, elsewhere, party.name, _nip(party.nip)
    )


def _signed(title: str, mark: SignatureMark) -> SignatureView:
    return SignatureView(
        f"{mark.place}, {wording.long_date(mark.signed_at)}",
        title,
        signed_line(mark.signed_at, mark.method),
        mark.name,
        _nip(mark.nip),
    )


def _numbered(number: int, block: SignatureView) -> SignatureView:
    return replace(block, title=f"{number}. {block.title}")


def _nip(nip: str | None) -> str | None:
    """A non-ASN official (a Bupati, say) has none: the line is left out."""
    return f"NIP {nip}" if nip else None
