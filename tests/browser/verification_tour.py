"""The public page on which a document is checked, with each of its answers."""

from sqlalchemy import func, select

from app.db import db
from app.documents.models import IssuedFile, Signature, SignedDocument
from app.domain.verification import shown
from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.stops import Stop, at

HERE, NOBODY = "/verifikasi/", ""
_FIRST = select(func.min(Signature.document_id)).scalar_subquery()


def _code(server: Server) -> str:
    app = server.prepared.app
    with app.app_context():
        code = db.session.scalars(select(SignedDocument.code).where(SignedDocument.id == _FIRST)).one()
        db.session.remove()
        return code


def known(person: Person, server: Server) -> None:
    """A code that is one of ours, typed in."""
    person.go(HERE)
    person.write("Kode verifikasi", shown(_code(server)))
    person.press("Periksa kode")
    person.sees("Asli")


def scanned(person: Person, _server: Server) -> None:
    """Where a QR code leads that is none of ours."""
    person.go(f"{HERE}7K2M-9QXD-04RT-VB6H")
    person.sees("Tidak dikenal")


def altered(person: Person, server: Server) -> None:
    """A file that was saved again with another program."""
    person.go(HERE)
    body = f"%PDF-1.7 (tilik:{_code(server)})".encode()
    _pretend_made(server)
    person.box("Berkas PDF atau Excel").set_input_files(
        {"name": "skp.pdf", "mimeType": "application/pdf", "buffer": body}
    )
    person.press("Periksa berkas")
    person.sees("Berubah")


def _pretend_made(server: Server) -> None:
    from app.documents import keeping  # noqa: PLC0415 - the renderers are slow to load
    from app.factory import _office  # noqa: PLC0415

    app = server.prepared.app
    with app.app_context():
        document, role = db.session.execute(
            select(Signature.document_id, Signature.role)
            .where(Signature.document_id == _FIRST)
            .order_by(Signature.id.desc())
        ).first() or (0, "")
        if db.session.scalars(select(IssuedFile.id).where(IssuedFile.document_id == document)).first() is None:
            keeping.issue_forms(app.extensions["tilik"].settings, _office(), document, role)
        db.session.remove()


def nothing_chosen(person: Person, _server: Server) -> None:
    """The button pressed without a file."""
    person.go(HERE)
    person.press("Periksa berkas")
    person.sees("Ada yang perlu diperbaiki")


VERIFICATION_STOPS = (
    Stop("verifikasi", NOBODY, at(HERE)),
    Stop("verifikasi-asli", NOBODY, known),
    Stop("verifikasi-tidak-dikenal", NOBODY, scanned),
    Stop("verifikasi-berubah", NOBODY, altered),
    Stop("verifikasi-tanpa-berkas", NOBODY, nothing_chosen),
    Stop("kertas", "kenari", at("/penilaian/kertas/")),
    Stop("kertas-tidak-dikenal", "kenari", at("/penilaian/kertas/?kode=7K2M-9QXD-04RT-VB6H")),
)
