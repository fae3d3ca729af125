"""One changed bit in a content, a signature, the trail or a file is found: by the page and by the command."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import text

from app.db import db
from app.planning import signing
from tests.audit.stage import Stage
from tests.audit.trail import tamper
from tests.page import Visitor
from tests.verification.steps import Issued, flip, issued, kept, send, settings, work

Change = Callable[[Flask, Issued], None]
SIGNATURE = "UPDATE signature SET {} WHERE role = 'assessor' AND document_id = :document"


def _signature(what: str) -> Change:
    return lambda app, found: tamper(app, SIGNATURE.format(what), document=found.document)


def _content(app: Flask, found: Issued) -> None:
    with app.app_context():
        row = db.session.execute(text("SELECT content FROM signed_document WHERE id = :id"), {"id": found.document})
        changed = flip(str(row.scalar_one()).encode(), 40).decode()
        db.session.rollback()
    tamper(app, "UPDATE signed_document SET content = :content WHERE id = :id", content=changed, id=found.document)


def _entry(app: Flask, found: Issued) -> None:
    with app.app_context():
        entry = "SELECT id, detail FROM audit_entry WHERE action = 'evaluation.sign' AND object_id = :id"
        number, detail = db.session.execute(text(entry), {"id": found.evaluation}).one()
        db.session.rollback()
    seal = re.search(r'"seal": "([0-9a-f]+)"', detail)
    assert seal
    other = flip(detail.encode(), seal.end(1) - 1).decode()
    tamper(app, "UPDATE audit_entry SET detail = :detail WHERE id = :id", detail=other, id=number)


def _taken_away(app: Flask, found: Issued) -> None:
    tamper(app, "DELETE FROM signature WHERE role = 'assessor' AND document_id = :document", document=found.document)


def _content_and_hashes(app: Flask, found: Issued) -> None:
    """What somebody does who knows the tables, but not that the trail holds the seals."""
    from app.documents.content import digest  # noqa: PLC0415 - only here

    content = '{"note":"Sangat Baik"}'
    values = {"content": content, "sha": digest(content), "document": found.document}
    tamper(app, "UPDATE signed_document SET content = :content, sha256 = :sha WHERE id = :document", **values)
    tamper(app, "UPDATE signature SET sha256 = :sha, seal = '' WHERE document_id = :document", **values)


ROWS: dict[str, Change] = {
    "the content": _content,
    "the hash of the content": lambda app, found: tamper(
        app, "UPDATE signed_document SET sha256 = :sha WHERE id = :id", sha="0" * 64, id=found.document
    ),
    "content and hashes": _content_and_hashes,
    "a name": _signature("name = 'Dr. Cempaka'"),
    "a position": _signature("position = 'Kepala Dinas'"),
    "a place": _signature("place = 'Kota Lain'"),
    "a method": _signature("method = 'paper'"),
    "a moment": _signature("signed_at = '2026-01-02 03:04:05.000001'"),
    "a person": _signature("person_id = 1"),
    "a seal": _signature(f"seal = '{'0' * 64}'"),
    "a seal blotted out": _signature("seal = ''"),
    "the entry in the trail": _entry,
    "a signature taken away": _taken_away,
}


def _check(app: Flask) -> str:
    answer = app.test_cli_runner().invoke(args=["verify-audit"])
    assert (answer.exit_code == 1) == ("MASALAH" in answer.output), answer.output
    return str(answer.output)


def _by_code(app: Flask, found: Issued) -> str:
    return Visitor(app).get(f"/verifikasi/{found.shown}").text


def test_untouched_everything_is_genuine(app: Flask) -> None:
    found = issued(app)
    assert "MASALAH" not in _check(app)
    assert "Asli: kode ini dikenal" in _by_code(app, found)
    for fmt in ("pdf", "xlsx"):
        for signatures in (1, 2):
            _, body = kept(app, found.document, fmt, signatures=signatures)
            assert "Isi berkas ini sama persis" in send(app, body).text


@pytest.mark.parametrize("what", ROWS)
def test_a_changed_row_is_found_by_the_command_and_by_the_page(app: Flask, what: str) -> None:
    found = issued(app)
    _, body = kept(app, found.document, "pdf")
    ROWS[what](app, found)
    assert "MASALAH" in _check(app)
    assert "catatannya perlu diperiksa" in _by_code(app, found)
    assert "catatannya perlu diperiksa" in send(app, body).text


@pytest.mark.parametrize("fmt", ["pdf", "xlsx"])
def test_a_changed_file_on_the_disk_is_found_and_not_handed_out(sqlite_app: Flask, fmt: str) -> None:
    found = issued(sqlite_app)
    _, body = kept(sqlite_app, found.document, fmt)
    for path in (settings(sqlite_app).data_dir / "files").glob("??/*"):
        if path.read_bytes() == body:
            path.write_bytes(flip(body, len(body) // 2))
    told = _check(sqlite_app)
    assert re.search(rf"MASALAH: Formulir .* \({fmt}\) dari dokumen {found.document}", told)
    assert "sama persis dengan yang dikeluarkan" not in send(sqlite_app, flip(body, len(body) // 2)).text


@pytest.mark.parametrize("fmt", ["pdf", "xlsx"])
def test_a_changed_hash_of_a_file_is_found(sqlite_app: Flask, fmt: str) -> None:
    found = issued(sqlite_app)
    number, body = kept(sqlite_app, found.document, fmt, form="D.1.1")
    tamper(sqlite_app, "UPDATE issued_file SET sha256 = :sha WHERE id = :id", sha="0" * 64, id=number)
    assert "MASALAH: Formulir" in _check(sqlite_app)
    assert "Isi berkas ini sama persis" not in send(sqlite_app, body).text


def test_a_file_put_in_the_place_of_another_with_all_its_hashes_is_found(sqlite_app: Flask) -> None:
    import hashlib  # noqa: PLC0415 - only here

    found = issued(sqlite_app)
    number, body = kept(sqlite_app, found.document, "pdf")
    other = flip(body, len(body) // 2)
    sha = hashlib.sha256(other).hexdigest()
    for path in (settings(sqlite_app).data_dir / "files").glob("??/*"):
        if path.read_bytes() == body:
            path.write_bytes(other)
    tamper(
        sqlite_app,
        "UPDATE issued_file SET sha256 = :sha WHERE id = :id",
        "UPDATE stored_file SET sha256 = :sha WHERE id = (SELECT file_id FROM issued_file WHERE id = :id)",
        sha=sha,
        id=number,
    )
    assert "hash-nya tidak ada pada jejak audit" in _check(sqlite_app)
    assert "catatannya perlu diperiksa" in send(sqlite_app, other).text


def test_a_document_that_vanished_is_missed(sqlite_app: Flask) -> None:
    found = issued(sqlite_app)
    tamper(
        sqlite_app,
        "DELETE FROM signature WHERE document_id = :id",
        "DELETE FROM issued_file WHERE document_id = :id",
        "DELETE FROM signed_document WHERE id = :id",
        id=found.document,
    )
    assert "tidak ada lagi, padahal tercatat" in _check(sqlite_app)


def test_a_plan_handed_in_twice_without_a_change_is_genuine(app: Flask) -> None:
    with app.app_context():
        stage = Stage(app)
        stage.submitted()
        signing.withdraw(stage.midwife, stage.draft)
        stage.submitted()
        db.session.remove()
    work(app)
    assert "MASALAH" not in _check(app)
