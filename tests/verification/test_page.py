"""Anybody may check a document, and learns nothing else about it."""

import zipfile
from io import BytesIO

import pytest
from flask import Flask

from tests.conftest import log_in, statements
from tests.page import Visitor
from tests.verification.steps import flip, issued, kept, send


def test_a_code_is_recognised_however_it_is_typed(app: Flask) -> None:
    found = issued(app)
    visitor = Visitor(app)
    for typed in (found.code, found.shown, found.shown.lower(), f"  {found.shown.replace('-', ' ')} "):
        page = visitor.get("/verifikasi/", query_string={"kode": typed})
        assert "Asli: kode ini dikenal" in page.text
    assert "Asli: kode ini dikenal" in visitor.get(f"/verifikasi/{found.shown}").text


@pytest.mark.parametrize("typed", ["7K2M-9QXD-04RT-VB6H", "x", "' OR 1=1 --", "0" * 5000, "\u0660" * 16])
def test_other_codes_are_not_known(sqlite_app: Flask, typed: str) -> None:
    assert "Tidak dikenal" in Visitor(sqlite_app).get("/verifikasi/", query_string={"kode": typed}).text


def test_the_answer_names_nobody_and_is_kept_nowhere(app: Flask) -> None:
    found = issued(app)
    _, body = kept(app, found.document, "pdf")
    visitor = Visitor(app)
    for page in (visitor.get(f"/verifikasi/{found.shown}"), send(app, body)):
        assert page.response.headers["Cache-Control"] == "no-store"
        for secret in ("Kenanga", "Cempaka", "Bidan", "Puskesmas", "Baik", "2026", "C.1.3", "D.1.1"):
            assert secret not in page.text


def test_whoever_is_logged_in_is_not_shown_and_no_session_is_touched(sqlite_app: Flask) -> None:
    page = log_in(sqlite_app, "melur")
    with statements() as sent:
        shown = page.get("/verifikasi/")
    assert "Melur" not in shown.text
    assert not [statement for statement in sent if statement.startswith(("UPDATE", "INSERT"))]


def test_an_altered_file_is_told_from_one_that_was_never_ours(sqlite_app: Flask) -> None:
    found = issued(sqlite_app)
    changed = b"%PDF-1.7\n1 0 obj <</Keywords (tilik:" + found.code.encode() + b")>> endobj"
    page = send(sqlite_app, changed)
    assert "Berubah: berkas ini tidak sama dengan yang dikeluarkan" in page.text
    assert "tanpa maksud apa pun" in page.text
    assert "Tidak dikenal" in send(sqlite_app, b"%PDF-1.7\nsurat lain").text
    assert "Tidak dikenal" in send(sqlite_app, b"%PDF-1.7\n(tilik:0000000000000000)").text


def test_an_altered_workbook_is_recognised_by_its_properties(sqlite_app: Flask) -> None:
    found = issued(sqlite_app)
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("docProps/core.xml", f"<cp:keywords>tilik:{found.code}</cp:keywords>")
    assert "Berubah: berkas ini" in send(sqlite_app, target.getvalue(), "skp.xlsx").text
    assert "Tidak dikenal" in send(sqlite_app, flip(target.getvalue(), 40), "skp.xlsx").text


@pytest.mark.parametrize("fmt", ["pdf", "xlsx"])
def test_one_bit_in_an_issued_file_makes_it_altered(sqlite_app: Flask, fmt: str) -> None:
    found = issued(sqlite_app)
    _, body = kept(sqlite_app, found.document, fmt, form="D.1.1")
    assert "Berubah: berkas ini" in send(sqlite_app, flip(body, len(body) // 3), f"dokumen.{fmt}").text


def test_a_file_from_the_moments_before_it_was_kept_is_not_called_altered(sqlite_app: Flask) -> None:
    from tests.audit.stage import Stage  # noqa: PLC0415 - only here
    from tests.audit.trail import code_of  # noqa: PLC0415

    with sqlite_app.app_context():
        code = code_of(Stage(sqlite_app).countersign())
    assert "Belum dapat diperiksa" in send(sqlite_app, f"%PDF-1.7 tilik:{code}".encode()).text


def test_the_limit_holds_for_everybody_and_is_told(sqlite_app: Flask) -> None:
    assert "Berkas lebih dari 5 MB tidak diperiksa" in send(sqlite_app, b"%PDF-" + b"x" * 5_400_000, status=413).text
    assert "Tidak dikenal" in send(sqlite_app, b"%PDF-" + b"x" * 5_200_000).text
    assert "Pilih berkasnya dahulu" in send(sqlite_app, b"", name="", status=422).text


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", b"%PDF-1.7 stream\n" + b"x\x9c" * 9000, b"\0" * 100_000])
def test_hostile_files_are_not_known(sqlite_app: Flask, body: bytes) -> None:
    assert "Tidak dikenal" in send(sqlite_app, body).text
