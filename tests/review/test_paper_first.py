"""The first signature on paper: printed with its code, signed by hand, recorded with the scan, and nothing else."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app import clock
from app.db import atomic, db
from app.documents import proving
from app.documents import service as documents
from app.documents.content import parse
from app.documents.models import Scan, Signature, SignedDocument
from app.domain.actors import Actor, Role
from app.domain.errors import DeniedError
from app.domain.rating import Rating
from app.domain.review import EvaluationState, Way
from app.domain.verification import shown
from app.people import queries as people
from app.review import (
    declaring,
    paper_first,
    paper_printed,
    paper_signed,
    queries,
    service,
    stepping_in,
)
from app.review.content import mark_of
from app.review.models import Evaluation, PaperForm
from app.review.paper_signing import Paper
from app.sample.plans import acting
from tests.audit.trail import last_id, lines_since
from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE, Who, log_in, person_id
from tests.documents.reading import pages as pdf_pages
from tests.documents.reading import whole
from tests.page import Page, Visitor
from tests.review.people import WHOLE, Cast, on
from tests.verification.steps import send, settings, work

SCAN = b"%PDF-1.4\nlembar yang ditandatangani\n%%EOF\n"
OFFICER, ELSEWHERE = "kenari", "tekukur"


def rated(app: Flask) -> int:
    """A whole draft about Kenanga."""
    with app.app_context():
        number = Cast(app).rated()
        db.session.remove()
        return number


def print_it(visitor: Visitor, number: int) -> str:
    """Have the sheet made; its code as printed."""
    visitor.submit(visitor.get(f"/penilaian/kertas/cetak/{number}"), f"/cetak/{number}")
    return code_of(visitor.app, number)


def code_of(app: Flask, number: int) -> str:
    """The code of the sheet that counts."""
    with app.app_context():
        row = paper_printed.pending(number)
        assert row is not None
        return shown(row.code)


def record(visitor: Visitor, code: str, status: int = 200, body: bytes = SCAN, **typed: Any) -> Page:
    """Fill in the form of a printed sheet."""
    page = visitor.get(f"/penilaian/kertas/{code}/pertama")
    day = {"on": people_today(visitor.app), **typed}
    data = {**page.fields("/pertama"), **day, "file": (BytesIO(body), "pindaian.pdf")}
    return visitor.post(f"/penilaian/kertas/{code}/pertama", data, status, content_type="multipart/form-data")


def people_today(app: Flask) -> str:
    """Today in the office."""
    with app.app_context():
        return people.today().isoformat()


def counts(app: Flask) -> tuple[int, int, int]:
    """How many documents of evaluations, signatures on paper and scans there are."""
    with app.app_context():
        return (
            db.session.scalar(select(func.count()).where(SignedDocument.kind == "evaluation")) or 0,
            db.session.scalar(select(func.count()).where(Signature.method == "paper")) or 0,
            db.session.scalar(select(func.count()).select_from(Scan)) or 0,
        )


NOTHING = (0, 0, 0)


@pytest.mark.parametrize("recorder", [OFFICER, "widuri", HEAD])
def test_the_recorded_sheet_counts_as_the_button_does(app: Flask, who: Who, recorder: str) -> None:
    number = rated(app)
    head = who(HEAD)
    link = next(link for link in head.get(f"/penilaian/{number}/tandatangani").links() if "/cetak/" in link)
    head.submit(head.get(link), f"/cetak/{number}")
    code = code_of(app, number)
    before = last_id(app)
    done = record(who(recorder), code)
    assert "Tanda tangan penilai sudah dicatat" in done.text
    with app.app_context():
        evaluation = db.session.get_one(Evaluation, number)
        document = documents.latest(db.session(), "evaluation", number)
        (row,) = document.signatures
        sheet = db.session.scalars(select(PaperForm)).one()
        assert evaluation.state is EvaluationState.SIGNED
        assert evaluation.overall is not None
        assert evaluation.signed_at == row.signed_at
        assert (row.role, row.method, row.person_id) == ("assessor", "paper", person_id(app, HEAD))
        assert row.recorded_by == person_id(app, recorder)
        assert (document.code, document.sha256, document.content) == (sheet.code, sheet.sha256, sheet.content)
        assert sheet.used_at is not None
        assert sheet.printed_at <= row.signed_at <= clock.now()
        assert proving.verify(settings(app)).problems == ()
        told = {"sha256": document.sha256, "seal": row.seal, "method": "paper", "on": people.today().isoformat()}
        scan = db.session.scalars(select(Scan.sha256)).one()
    (line,) = [line for line in lines_since(app, before) if line.action == "evaluation.sign"]
    assert line.detail == {**told, "scan": scan}
    assert line.actor_id == person_id(app, recorder)
    with app.app_context():
        head_again = Cast(app).assessor
        with pytest.raises(DeniedError):
            service.rate(head_again, number, (9, "", 0), **WHOLE)


def test_the_employee_takes_it_and_signs_on_the_same_paper_the_same_day(app: Flask, who: Who) -> None:
    number = rated(app)
    officer, code = who(OFFICER), print_it(who(HEAD), number)
    page = record(officer, code)
    data = {**page.fields(f"/kertas/{code}"), "on": people_today(app), "file": (BytesIO(SCAN), "dua.pdf")}
    done = officer.post(f"/penilaian/kertas/{code}", data, content_type="multipart/form-data")
    assert "Selesai ditandatangani" in done.text
    work(app)
    assert "Asli: kode ini dikenal" in Visitor(app).get(f"/verifikasi/{code}").text
    with app.app_context():
        assert proving.verify(settings(app)).problems == ()
        rows = paper_signed.recorded_of(number)
        assert [row.role for row in rows] == ["assessor", "employee"]
    for peran in ("assessor", "employee"):
        assert who(SET_MIDWIFE).client.get(f"/penilaian/kertas/{code}/pindaian?peran={peran}").data == SCAN


def test_the_forms_carry_the_code_and_say_that_nobody_signed_them(sqlite_app: Flask) -> None:
    number = rated(sqlite_app)
    head = log_in(sqlite_app, HEAD)
    head.get(f"/penilaian/kertas/cetak/{number}/D.1.1.pdf", 404)
    code = print_it(head, number)
    page = head.get(f"/penilaian/kertas/cetak/{number}")
    files = [link for link in page.links() if "/cetak/" in link and link.endswith(".pdf")]
    assert [link.rsplit("/", 1)[1] for link in files] == ["C.1.3.pdf", "D.1.1.pdf"]
    for link in files:
        answer = head.client.get(link)
        assert "belum-ditandatangani" in answer.headers["Content-Disposition"]
        assert all(f"{code} (belum ditandatangani saat dicetak)" in page for page in pdf_pages(answer.data))
        assert "berlaku sesudah tanda tangannya dicatat" in whole(answer.data)
        assert "Ditandatangani secara elektronik" not in whole(answer.data)
        assert "Belum sah: tanda tangannya tidak tercatat" in send(sqlite_app, answer.data).text
    head.get(f"/penilaian/kertas/cetak/{number}/A.1.7.pdf", 404)
    head.get(f"/penilaian/kertas/cetak/{number}/D.1.1.xlsx", 404)


def test_a_printed_code_says_honestly_that_nothing_is_recorded(app: Flask, who: Who) -> None:
    number = rated(app)
    code = print_it(who(HEAD), number)
    page = Visitor(app).get(f"/verifikasi/{code}")
    assert "Belum sah: tanda tangannya tidak tercatat" in page.text
    for secret in ("Kenanga", "Cempaka", "Puskesmas", "Baik", "D.1.1"):
        assert secret not in page.text
    newer = print_it(who(HEAD), number)
    assert "Belum sah" in Visitor(app).get(f"/verifikasi/{code}").text
    record(who(OFFICER), newer)
    assert "Asli: kode ini dikenal" in Visitor(app).get(f"/verifikasi/{newer}").text
    assert "Belum sah" in Visitor(app).get(f"/verifikasi/{code}").text


def test_a_recorded_sheet_whose_document_is_gone_is_not_called_unsigned(sqlite_app: Flask) -> None:
    from tests.audit.trail import tamper  # noqa: PLC0415 - only here

    number = rated(sqlite_app)
    code = print_it(log_in(sqlite_app, HEAD), number)
    record(log_in(sqlite_app, OFFICER), code)
    tamper(sqlite_app, "DELETE FROM signature", "DELETE FROM signed_document WHERE kind = 'evaluation'")
    assert "catatannya perlu diperiksa" in Visitor(sqlite_app).get(f"/verifikasi/{code}").text
    with sqlite_app.app_context():
        assert any("tidak ada lagi" in problem for problem in proving.verify(settings(sqlite_app)).problems)


def test_printing_signs_nothing_and_tells_the_trail_no_code(app: Flask, who: Who) -> None:
    number = rated(app)
    before = last_id(app)
    code = print_it(who(HEAD), number)
    (line,) = [line for line in lines_since(app, before) if line.action.startswith("evaluation.")]
    assert (line.action, set(line.detail)) == ("evaluation.print", {"sha256"})
    assert counts(app) == NOTHING
    who(SET_MIDWIFE).get(f"/penilaian/{number}", 404)
    with app.app_context():
        assert db.session.get_one(Evaluation, number).state is EvaluationState.OPEN
        assert proving.verify(settings(app)).problems == ()
    page = who(OFFICER).get("/penilaian/kertas/", query_string={"kode": code.lower()})
    assert "Tanda tangan dr. Cempaka" in page.h1
    assert WHOLE["note"] not in page.text
    assert "Baik" not in page.text


CHANGES: dict[str, Any] = {
    "note": {"note": "Pertahankan, dan ajari rekan."},
    "rating": {"behaviour": Rating.ABOVE},
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_after_printing_is_not_recorded(app: Flask, who: Who, what: str) -> None:
    number = rated(app)
    head, officer = who(HEAD), who(OFFICER)
    code = print_it(head, number)
    open_page = officer.get(f"/penilaian/kertas/{code}/pertama")
    change(app, number, **CHANGES[what])
    before = last_id(app)
    data = {**open_page.fields("/pertama"), "on": people_today(app), "file": (BytesIO(SCAN), "pindaian.pdf")}
    refused = officer.post(f"/penilaian/kertas/{code}/pertama", data, 409, content_type="multipart/form-data")
    assert "Lembar ini tidak cocok lagi" in refused.text
    assert counts(app) == NOTHING
    assert [line.action for line in lines_since(app, before) if "login" not in line.action] == ["evaluation.drop_print"]
    with app.app_context():
        assert db.session.get_one(Evaluation, number).state is EvaluationState.OPEN
        assert db.session.scalars(select(PaperForm)).one().dropped_at is not None
    assert "Lembar ini tidak cocok lagi" in officer.get(f"/penilaian/kertas/{code}/pertama").text
    again = head.get(f"/penilaian/kertas/{code}/pertama")
    fresh = next(link for link in again.links() if "/cetak/" in link)
    head.submit(head.get(fresh), f"/cetak/{number}")
    assert "Tanda tangan penilai sudah dicatat" in record(officer, code_of(app, number)).text


def change(app: Flask, number: int, **changes: Any) -> None:
    """The head writes something else in the draft."""
    with app.app_context():
        cast = Cast(app)
        view = queries.visible_evaluation(cast.assessor, number, people.today())
        service.rate(cast.assessor, number, (view.version, "", 0), **{**WHOLE, **changes})
        db.session.remove()


def test_the_page_of_the_sheet_says_that_it_was_changed_and_hands_it_out_no_more(app: Flask, who: Who) -> None:
    number = rated(app)
    head = who(HEAD)
    code = print_it(head, number)
    change(app, number, note="Lain.")
    page = head.get(f"/penilaian/kertas/cetak/{number}")
    assert f"berubah sejak lembar {code}" in page.text
    head.get(f"/penilaian/kertas/cetak/{number}/D.1.1.pdf", 403)
    change(app, number, note="Pertahankan.")
    assert "Lembar siap dicetak" in head.get(f"/penilaian/kertas/cetak/{number}").text


def test_a_draft_that_is_no_longer_whole_does_not_fit_either(app: Flask, who: Who) -> None:
    number = rated(app)
    code = print_it(who(HEAD), number)
    change(app, number, results=None)
    assert "Lembar ini tidak cocok lagi" in who(OFFICER).get(f"/penilaian/kertas/{code}/pertama").text
    page = who(HEAD).get(f"/penilaian/kertas/cetak/{number}")
    assert "Pilih rating hasil kerja." in page.text
    assert not page.offers("Siapkan lembar")


def test_what_was_printed_twice_counts_once(app: Flask, who: Who) -> None:
    number = rated(app)
    head, officer = who(HEAD), who(OFFICER)
    old = print_it(head, number)
    open_page = officer.get(f"/penilaian/kertas/{old}/pertama")
    new = print_it(head, number)
    assert old != new
    assert "Lembar ini sudah diganti" in officer.get(f"/penilaian/kertas/{old}/pertama").text
    data = {**open_page.fields("/pertama"), "on": people_today(app), "file": (BytesIO(SCAN), "pindaian.pdf")}
    refused = officer.post(f"/penilaian/kertas/{old}/pertama", data, 409, content_type="multipart/form-data")
    assert "Catat lembar yang terakhir" in refused.text
    assert counts(app) == NOTHING
    record(officer, new)
    assert counts(app) == (1, 1, 1)


def test_it_is_recorded_once_and_sent_twice_it_is_not_the_employees_signature(app: Flask, who: Who) -> None:
    number = rated(app)
    officer, code = who(OFFICER), print_it(who(HEAD), number)
    page = officer.get(f"/penilaian/kertas/{code}/pertama")
    record(officer, code)
    data = {**page.fields("/pertama"), "on": people_today(app), "file": (BytesIO(SCAN), "lagi.pdf")}
    refused = officer.post(f"/penilaian/kertas/{code}/pertama", data, 409, content_type="multipart/form-data")
    assert "sudah dicatat" in refused.text
    assert counts(app) == (1, 1, 1)
    assert officer.get(f"/penilaian/kertas/{code}/pertama").path.endswith(code.replace("-", ""))
    with app.app_context():
        assert db.session.get_one(Evaluation, number).state is EvaluationState.SIGNED


def test_what_is_signed_with_the_button_drops_the_sheet(app: Flask, who: Who) -> None:
    number = rated(app)
    head, officer = who(HEAD), who(OFFICER)
    code = print_it(head, number)
    page = officer.get(f"/penilaian/kertas/{code}/pertama")
    head.submit(head.get(f"/penilaian/{number}/tandatangani"), "/tandatangani")
    assert "Sudah ditandatangani dengan cara lain" in officer.get(f"/penilaian/kertas/{code}/pertama").text
    data = {**page.fields("/pertama"), "on": people_today(app), "file": (BytesIO(SCAN), "lagi.pdf")}
    officer.post(f"/penilaian/kertas/{code}/pertama", data, 409, content_type="multipart/form-data")
    assert counts(app) == (1, 0, 0)
    with app.app_context():
        assert db.session.scalars(select(PaperForm)).one().dropped_at is not None


def test_what_is_no_scan_or_no_day_is_refused_and_the_sheet_still_counts(app: Flask, who: Who) -> None:
    number = rated(app)
    officer, code = who(OFFICER), print_it(who(HEAD), number)
    assert "bukan PDF, JPG, atau PNG" in record(officer, code, 422, body=b"MZ gambar").text
    today = date.fromisoformat(people_today(app))
    for day in (today - timedelta(days=1), today + timedelta(days=1)):
        assert "Isi hari penandatanganan: antara" in record(officer, code, 422, on=day.isoformat()).text
    assert "Isi hari penandatanganan." in record(officer, code, 422, on="").text
    assert counts(app) == NOTHING
    record(officer, code)
    assert counts(app) == (1, 1, 1)


def test_old_confirmation_is_asked_again(app: Flask, who: Who) -> None:
    import time_machine  # noqa: PLC0415 - only here

    number = rated(app)
    officer, code = who(OFFICER), print_it(who(HEAD), number)
    with time_machine.travel(clock.now() + timedelta(minutes=6), tick=True):
        assert "Masukkan kata sandi Anda" in record(officer, code, 422).text
    assert counts(app) == NOTHING


@pytest.mark.parametrize("key", ["nipah", ELSEWHERE, SET_MIDWIFE, "elang", "regulus", OFFICE_HEAD])
def test_nobody_else_finds_the_sheet(sqlite_app: Flask, key: str) -> None:
    number = rated(sqlite_app)
    code = print_it(log_in(sqlite_app, HEAD), number)
    visitor = log_in(sqlite_app, key)
    visitor.get(f"/penilaian/kertas/{code}/pertama", 404)
    assert "Tidak ada dokumen evaluasi dengan kode ini" in visitor.get(f"/penilaian/kertas/?kode={code}").text
    visitor.get(f"/penilaian/kertas/cetak/{number}", 404)
    visitor.get(f"/penilaian/kertas/cetak/{number}/D.1.1.pdf", 404)


@pytest.mark.parametrize("key", [OFFICER, "widuri"])
def test_officers_record_and_never_print(sqlite_app: Flask, key: str) -> None:
    number = rated(sqlite_app)
    code = print_it(log_in(sqlite_app, HEAD), number)
    officer = log_in(sqlite_app, key)
    officer.get(f"/penilaian/kertas/{code}/pertama")
    officer.get(f"/penilaian/kertas/cetak/{number}", 404)


def test_an_officer_records_nothing_about_herself(sqlite_app: Flask) -> None:
    """Even where the code of one's own evaluation is at hand."""
    number = rated(sqlite_app)
    code = print_it(log_in(sqlite_app, HEAD), number)
    officer = person_id(sqlite_app, OFFICER)
    with sqlite_app.app_context(), atomic() as session:
        session.execute(update(Evaluation).values(employee_id=officer))
    log_in(sqlite_app, OFFICER).get(f"/penilaian/kertas/{code}/pertama", 404)


def test_a_close_relation_is_read_above_before_it_is_printed(app: Flask, who: Who) -> None:
    number = rated(app)
    with app.app_context():
        cast = Cast(app)
        version = queries.visible_evaluation(cast.assessor, number, people.today()).version
        declaring.declare(cast.assessor, number, (version, "", 0), is_close=True, words="saudara")
        db.session.remove()
    page = who(HEAD).get(f"/penilaian/kertas/cetak/{number}")
    assert "membaca alasan dan buktinya dahulu" in page.text
    who(OFFICE_HEAD).get(f"/penilaian/kertas/cetak/{number}", 403)
    with app.app_context():
        mark = mark_of(queries.visible_evaluation(cast.superior, number, people.today()), people.the_agency())
        declaring.look(cast.superior, number, mark)
        db.session.remove()
    code = print_it(who(HEAD), number)
    assert "Tanda tangan penilai sudah dicatat" in record(who(OFFICER), code).text


def test_what_was_declared_after_printing_stops_the_recording(app: Flask, who: Who) -> None:
    number = rated(app)
    code = print_it(who(HEAD), number)
    with app.app_context():
        cast = Cast(app)
        version = queries.visible_evaluation(cast.assessor, number, people.today()).version
        declaring.declare(cast.assessor, number, (version, "", 0), is_close=True, words="saudara")
        db.session.remove()
    assert "Lembar ini tidak cocok lagi" in who(OFFICER).get(f"/penilaian/kertas/{code}/pertama").text


def printed(cast: Cast, number: int) -> str:
    """The sheet of a draft, without pages."""
    return paper_first.prepare(cast.assessor, number, cast.seen(cast.assessor, number))


def test_the_day_on_the_paper_lies_in_the_window_though_it_is_recorded_later(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        with on(cast.last_day - timedelta(days=1)):
            number = cast.rated()
            code = printed(cast, number)
        with on(cast.last_day + timedelta(days=3)):
            recorder = agency_officer(app)
            with pytest.raises(DeniedError, match="tidak dibuka pada hari itu"):
                paper_first.record_first(recorder, code, Paper(people.today(), SCAN))
            assert paper_first.record_first(agency_officer(app), code, Paper(cast.last_day, SCAN))
            row = db.session.scalars(select(Signature).where(Signature.method == "paper")).one()
            assert row.signed_at.astimezone(people.the_agency().zone).date() == cast.last_day
            assert db.session.get_one(Evaluation, number).state is EvaluationState.SIGNED


def agency_officer(app: Flask) -> Actor:
    """The agency's officer, a password just entered."""
    officer = person_id(app, "widuri")
    with app.app_context():
        return replace(acting(officer), roles=frozenset({Role.AGENCY_OFFICER}))


def test_nothing_is_printed_outside_the_window(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        with on(cast.last_day):
            number = cast.rated()
            seen = cast.seen(cast.assessor, number)
        with on(cast.last_day + timedelta(days=1)), pytest.raises(DeniedError, match="tidak dibuka hari ini"):
            paper_first.prepare(cast.assessor, number, seen)


def test_the_superior_who_stands_in_signs_on_paper_as_well(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        with on(cast.last_day):
            number = cast.rated()
            old = printed(cast, number)
        with on(cast.last_day + timedelta(days=1)):
            assert stepping_in.take_over(cast.superior, cast.root_id) == number
            assert paper_first.record_first(agency_officer(app), old, Paper(cast.last_day, SCAN)) is False
            seen = cast.seen(cast.superior, number)
            with pytest.raises(DeniedError):
                paper_first.prepare(cast.assessor, number, seen)
            code = paper_first.prepare(cast.superior, number, seen)
            assert paper_first.record_first(agency_officer(app), code, Paper(people.today(), SCAN))
            evaluation = db.session.get_one(Evaluation, number)
            row = db.session.scalars(select(Signature).where(Signature.method == "paper")).one()
            assert (row.role, row.person_id) == ("superior", cast.superior.person_id)
            assert (evaluation.way, evaluation.superior_id) == (Way.SIGNED_ABOVE, cast.superior.person_id)
            assert proving.verify(settings(app)).problems == ()


def test_two_who_record_at_once_record_one(app: Flask) -> None:
    """The second waits for the first and finds it recorded."""
    cast = Cast(app)
    recorder = agency_officer(app)
    with app.app_context():
        number = cast.rated()
        code = printed(cast, number)
        assert paper_first.record_first(recorder, code, Paper(people.today(), SCAN))
        with pytest.raises(DeniedError, match="sudah dicatat"):
            paper_first.record_first(cast.assessor, code, Paper(people.today(), SCAN))
    assert counts(app) == (1, 1, 1)


def test_an_assessor_reads_who_recorded_the_own_signature(app: Flask, who: Who) -> None:
    number = rated(app)
    head, code = who(HEAD), print_it(who(HEAD), number)
    assert "Belum ada" in head.get("/penilaian/kertas/atas-nama-saya").text
    record(who(OFFICER), code)
    with app.app_context():
        recorder = people.person(person_id(app, OFFICER), people.today()).name
    link = next(link for link in head.get("/data-saya").links() if link.endswith("/atas-nama-saya"))
    page = head.get(link)
    assert recorder in page.text
    assert "Pejabat penilai" in page.text
    assert f"/penilaian/{number}" in page.links()
    scan = next(link for link in page.links() if "/pindaian" in link)
    assert head.client.get(scan).data == SCAN
    for key in (HEAD, SET_MIDWIFE, "elang"):
        shown_page = who(key).get(f"/penilaian/{number}")
        assert f"dicatat oleh {recorder} pada" in shown_page.text
        assert shown_page.offers("Bukan tanda tangan Anda?") == (key == HEAD)
    assert recorder not in who(SET_MIDWIFE).get(link).text


def test_what_one_records_oneself_is_not_told_as_somebody_elses(app: Flask, who: Who) -> None:
    number = rated(app)
    head = who(HEAD)
    record(head, print_it(head, number))
    assert "dicatat sendiri pada" in head.get(f"/penilaian/{number}").text
    assert "Belum ada" in head.get("/penilaian/kertas/atas-nama-saya").text


def test_the_copy_of_ones_data_holds_who_recorded_and_nobody_elses_name(sqlite_app: Flask) -> None:
    from app.privacy import queries as privacy  # noqa: PLC0415 - only here

    number = rated(sqlite_app)
    record(log_in(sqlite_app, OFFICER), print_it(log_in(sqlite_app, HEAD), number))
    with sqlite_app.app_context():
        recorder = people.person(person_id(sqlite_app, OFFICER), people.today()).name
        sections = privacy.export(acting(person_id(sqlite_app, HEAD)), people.today())
        (told,) = [section for section in sections if section.title == "Dicatat dari kertas"]
        assert [row[1] for row in told.rows] == ["assessor"]
        assert told.rows[0][3] == recorder
        assert not any("Kenanga" in text for section in sections for row in section.rows for text in row)


def test_many_recorded_signatures_come_page_by_page(sqlite_app: Flask) -> None:
    number = rated(sqlite_app)
    record(log_in(sqlite_app, OFFICER), print_it(log_in(sqlite_app, HEAD), number))
    with sqlite_app.app_context(), atomic() as session:
        first = session.scalars(select(SignedDocument).where(SignedDocument.kind == "evaluation")).one()
        mark = first.signatures[0]
        for place in range(people.PER_PAGE):
            document = documents.freeze(session, number, parse("evaluation", first.content), f"{place:0>16}")
            session.add(
                Signature(
                    document_id=document.id, role="assessor", person_id=mark.person_id, name=mark.name, nip=mark.nip,
                    position=mark.position, place=mark.place, method="paper", sha256=mark.sha256,
                    signed_at=mark.signed_at, seal="", recorded_by=mark.recorded_by, scan_id=mark.scan_id,
                )
            )  # fmt: skip
    head = log_in(sqlite_app, HEAD)
    page = head.get("/penilaian/kertas/atas-nama-saya")
    assert len(page.soup.select("tbody tr")) == people.PER_PAGE
    last = head.get(next(link for link in page.links() if "halaman=2" in link))
    assert len(last.soup.select("tbody tr")) == 1
