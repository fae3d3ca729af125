"""An employee signs on paper; an officer or the assessor records it with the scan, and everybody can see that."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.db import db
from app.documents import proving
from app.documents.models import Scan, Signature
from app.domain.verification import shown, tidy
from app.people import queries as people
from app.review import paper_signed
from app.review.models import Evaluation
from tests.audit.stage import Stage
from tests.audit.trail import code_of, tamper
from tests.conftest import HEAD, SET_MIDWIFE, Who, person_id
from tests.page import Page, Visitor
from tests.verification.steps import settings, work

SCAN = b"%PDF-1.4\nhalaman yang ditandatangani\n%%EOF\n"
OFFICER, ELSEWHERE = "kenari", "tekukur"
TODAY = clock.today("Asia/Jakarta").isoformat()


def code_after(app: Flask, step: str) -> tuple[int, str]:
    """An evaluation of Kenanga after a step, and the code printed on it."""
    with app.app_context():
        number: int = getattr(Stage(app), step)()
        code = shown(code_of(number))
        db.session.remove()
        return number, code


def record(visitor: Visitor, code: str, status: int = 200, on: str = TODAY, body: bytes = SCAN) -> Page:
    """Fill in the form of a paper."""
    page = visitor.get(f"/penilaian/kertas/{code}")
    data = {**page.fields(f"/kertas/{code}"), "on": on, "file": (BytesIO(body), "pindaian.pdf")}
    return visitor.post(f"/penilaian/kertas/{code}", data, status, content_type="multipart/form-data")


@pytest.mark.parametrize("step", ["signed", "received"])
@pytest.mark.parametrize("recorder", [OFFICER, "widuri", HEAD])
def test_the_signature_counts_as_the_button_does(app: Flask, who: Who, step: str, recorder: str) -> None:
    number, code = code_after(app, step)
    done = record(who(recorder), code)
    assert "Tanda tangan di atas kertas sudah dicatat" in done.text
    assert "Selesai ditandatangani" in done.text
    with app.app_context():
        row = db.session.scalars(select(Signature).where(Signature.method == "paper")).one()
        evaluation = db.session.get_one(Evaluation, number)
        assert (row.role, row.recorded_by) == ("employee", person_id(app, recorder))
        assert evaluation.received_at is not None
        assert (evaluation.receipt_recorded_by is None) == (step == "received")
        assert row.signed_at >= evaluation.received_at
        (told,) = paper_signed.recorded_for(person_id(app, SET_MIDWIFE)).rows
        assert told.evaluation_id == number
        assert told.recorded_by == people.person(person_id(app, recorder), people.today()).name


def test_everybody_concerned_reads_on_the_evaluation_that_it_was_signed_on_paper(app: Flask, who: Who) -> None:
    number, code = code_after(app, "received")
    head = who(HEAD)
    link = next(link for link in head.get(f"/penilaian/{number}").links() if "/kertas/" in link)
    assert shown(tidy(link.rsplit("/", 1)[1])) == code
    record(head, code)
    for key in (HEAD, SET_MIDWIFE, "elang"):
        page = who(key).get(f"/penilaian/{number}")
        assert "Kenanga Teladan, A.Md.Keb. menandatangani di atas kertas" in page.text
        assert any("/pindaian" in link for link in page.links())


def test_the_printed_code_leads_to_the_form_and_tells_nothing_of_the_contents(app: Flask, who: Who) -> None:
    _, code = code_after(app, "signed")
    page = who(OFFICER).get("/penilaian/kertas/", query_string={"kode": code.lower().replace("-", " ")})
    assert "Kenanga" in page.h1
    assert "kalimat yang tidak boleh masuk" not in page.text
    assert "Baik" not in page.text


@pytest.mark.parametrize("key", ["nipah", ELSEWHERE, SET_MIDWIFE, "elang", "regulus", "angsana"])
def test_nobody_else_finds_the_document(sqlite_app: Flask, key: str) -> None:
    from tests.conftest import log_in  # noqa: PLC0415 - only here

    _, code = code_after(sqlite_app, "signed")
    visitor = log_in(sqlite_app, key)
    visitor.get(f"/penilaian/kertas/{code}", 404)
    assert "Tidak ada dokumen evaluasi dengan kode ini" in visitor.get(f"/penilaian/kertas/?kode={code}").text


def test_what_is_no_scan_or_no_day_is_refused_and_nothing_is_kept(app: Flask, who: Who) -> None:
    _, code = code_after(app, "signed")
    officer = who(OFFICER)
    assert "bukan PDF, JPG, atau PNG" in record(officer, code, 422, body=b"MZ gambar").text
    tomorrow = (clock.now() + timedelta(days=2)).date().isoformat()
    assert "Isi hari penandatanganan: antara" in record(officer, code, 422, on=tomorrow).text
    assert "Isi hari penandatanganan: antara" in record(officer, code, 422, on="2026-01-01").text
    with app.app_context():
        assert not db.session.scalars(select(Scan)).all()


def test_it_is_recorded_once(app: Flask, who: Who) -> None:
    _, code = code_after(app, "signed")
    officer = who(OFFICER)
    page = officer.get(f"/penilaian/kertas/{code}")
    record(officer, code)
    data = {**page.fields(f"/kertas/{code}"), "on": TODAY, "file": (BytesIO(SCAN), "lagi.pdf")}
    refused = officer.post(f"/penilaian/kertas/{code}", data, 409, content_type="multipart/form-data")
    assert "tidak sedang menunggu tanda tangan pegawai" in refused.text
    _, code = code_after_countersigned(app)
    assert "tidak sedang menunggu" in officer.get(f"/penilaian/kertas/{code}").text


def code_after_countersigned(app: Flask) -> tuple[int, str]:
    """What is signed with the button waits for no paper."""
    tamper(app, "UPDATE signature SET method = 'password', scan_id = NULL WHERE method = 'paper'")
    with app.app_context():
        number = db.session.scalars(select(Evaluation.id)).one()
        return number, shown(code_of(number))


def test_the_employee_and_the_recorder_read_the_scan_and_others_do_not(app: Flask, who: Who) -> None:
    _, code = code_after(app, "signed")
    who(SET_MIDWIFE).get(f"/penilaian/kertas/{code}/pindaian", 404)
    record(who(OFFICER), code)
    for key in (OFFICER, SET_MIDWIFE, HEAD, "angsana", "elang"):
        assert who(key).client.get(f"/penilaian/kertas/{code}/pindaian").data == SCAN
    for key in ("nipah", ELSEWHERE, "regulus"):
        who(key).get(f"/penilaian/kertas/{code}/pindaian", 404)


def test_a_changed_scan_or_day_is_noticed(app: Flask, who: Who) -> None:
    _, code = code_after(app, "signed")
    record(who(OFFICER), code)
    work(app)
    visitor = Visitor(app)
    assert "Asli" in visitor.get(f"/verifikasi/{code}").text
    tamper(app, "UPDATE scan SET content = :body", body=SCAN.replace(b"halaman", b"lembaran"))
    assert "catatannya perlu diperiksa" in visitor.get(f"/verifikasi/{code}").text
    with app.app_context():
        assert any("pindaiannya berbeda" in problem for problem in proving.verify(settings(app)).problems)


def test_old_confirmation_is_asked_again(app: Flask, who: Who) -> None:
    import time_machine  # noqa: PLC0415 - only here

    _, code = code_after(app, "signed")
    officer = who(OFFICER)
    with time_machine.travel(clock.now() + timedelta(minutes=6), tick=True):
        asked = record(officer, code, 422)
        assert "Masukkan kata sandi Anda" in asked.text
