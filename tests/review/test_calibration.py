"""A meeting of assessors: nothing is seen before it is laid open, and everybody changes only the own ratings."""

import io

import pikepdf
import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from app.db import db
from app.domain.rating import Rating
from app.people.models import Unit
from app.review.models import CalibrationChange, Evaluation
from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE, Who, log_in, person_id
from tests.documents.reading import assert_in_order, right_edge, structure, whole
from tests.page import Page, Visitor
from tests.review.steps import DRAFT, begin

CALIBRATION = "/penilaian/kalibrasi/"
REASON = "Sama dengan bidan lain yang kunjungannya lengkap."


def office_unit(app: Flask) -> int:
    """Dinas Kesehatan."""
    with app.app_context():
        return db.session.scalars(select(Unit.id).where(Unit.name.like("Dinas Kesehatan%"))).one()


def called(app: Flask, caller: Visitor, *invited: str) -> str:
    """The address of a meeting for the health office, with these invited beside the caller."""
    page = caller.get(f"{CALIBRATION}baru/{office_unit(app)}")
    invite = caller.submit(page, f"/baru/{office_unit(app)}", title="Kalibrasi tahunan", held_on="2026-12-28")
    numbers = [str(person_id(app, key)) for key in invited]
    shown = caller.post(invite.path, {**invite.fields("/undangan"), "people": numbers})
    return shown.path


def drafted(head: Visitor, name: str = "Kenanga") -> str:
    """An open draft of the head; its number."""
    page = begin(head, name)
    head.submit(page, "/nilai", **DRAFT)
    return page.path.split("/")[-2]


def compared(visitor: Visitor, meeting: str) -> Page:
    """What somebody sees laid open."""
    return visitor.get(f"{meeting}/usulan")


def test_nothing_is_seen_before_its_assessor_lays_it_open(app: Flask, who: Who) -> None:
    above, head = who(OFFICE_HEAD), who(HEAD)
    number, meeting = drafted(head), called(app, above, HEAD)
    assert "Kenanga" not in compared(above, meeting).text
    above.get(f"{meeting}/usulan/{number}", 404)
    page = head.get(meeting)
    assert "terlihat oleh penilai yang diundang" in page.text
    assert "Kenanga" in head.submit(page, "/buka").text
    seen = compared(above, meeting)
    assert "Kenanga" in seen.text
    assert DRAFT["reason"] in seen.text
    assert "Terlihat oleh penilai yang diundang" in seen.text
    assert "Hanya dr. Cempaka" in above.get(f"{meeting}/usulan/{number}").text


def test_what_was_laid_open_can_be_taken_back(app: Flask, who: Who) -> None:
    above, head = who(OFFICE_HEAD), who(HEAD)
    drafted(head)
    meeting = called(app, above, HEAD)
    head.submit(head.get(meeting), "/buka")
    head.submit(head.get(meeting), "/tutup-usulan")
    assert "Kenanga" not in compared(above, meeting).text


def test_employee_and_whoever_was_not_invited_know_of_no_meeting(app: Flask, who: Who) -> None:
    above, head = who(OFFICE_HEAD), who(HEAD)
    number, meeting = drafted(head), called(app, above, HEAD)
    head.submit(head.get(meeting), "/buka")
    for key in (SET_MIDWIFE, "altair", "jalak", "widuri", "elang", "rajawali"):
        for path in (
            meeting,
            f"{meeting}/usulan",
            f"{meeting}/usulan/{number}",
            f"{meeting}/catatan.xlsx",
            f"{meeting}/catatan.pdf",
        ):
            who(key).get(path, 404)


def test_an_officer_calls_a_meeting_without_reading_ratings(app: Flask, who: Who) -> None:
    officer, head = who("jalak"), who(HEAD)
    number, meeting = drafted(head), called(app, officer, HEAD)
    head.submit(head.get(meeting), "/buka")
    assert "Anda tidak melihat usulan rating" in officer.get(meeting).text
    assert "Kenanga" not in compared(officer, meeting).text
    officer.get(f"{meeting}/usulan/{number}", 404)
    change(head, meeting, number)
    page = officer.get(meeting)
    assert "Rating yang diubah: 1" in page.text
    assert "Kenanga" not in page.text


def change(head: Visitor, meeting: str, number: str, status: int = 200, **typed: str) -> Page:
    """Change the ratings of an own employee."""
    page = head.get(f"{meeting}/usulan/{number}")
    values = {"results_rating": "above", "behaviour_rating": "as_expected", "reason": REASON, **typed}
    return head.submit(page, f"/usulan/{number}", status, **values)


def test_the_assessor_changes_the_own_rating_with_a_reason_and_it_is_recorded(app: Flask, who: Who) -> None:
    above, head = who(OFFICE_HEAD), who(HEAD)
    number, meeting = drafted(head), called(app, above, HEAD)
    head.submit(head.get(meeting), "/buka")
    open_form = head.get(f"/penilaian/{number}/nilai")
    assert "Tulis alasan perubahan" in change(head, meeting, number, 422, reason="ya").text
    assert "sama dengan yang sekarang" in change(head, meeting, number, 422, results_rating="as_expected").text
    done = change(head, meeting, number)
    assert "Sesuai ekspektasi → Di atas ekspektasi" in done.text
    assert REASON in above.get(meeting).text
    with app.app_context():
        row = db.session.scalars(select(CalibrationChange)).one()
        assert (row.results_before, row.results_after) == (Rating.AS_EXPECTED, Rating.ABOVE)
        assert db.session.get_one(Evaluation, int(number)).results_rating is Rating.ABOVE
    stale = head.submit(open_form, "/nilai", 409, **DRAFT)
    assert "Ada dua tulisan yang berbeda" in stale.text


def test_a_change_over_a_draft_that_moved_on_is_refused(app: Flask, who: Who) -> None:
    above, head = who(OFFICE_HEAD), who(HEAD)
    number, meeting = drafted(head), called(app, above, HEAD)
    head.submit(head.get(meeting), "/buka")
    page = head.get(f"{meeting}/usulan/{number}")
    head.submit(head.get(f"/penilaian/{number}/nilai"), "/nilai", **{**DRAFT, "behaviour_rating": "above"})
    values = {"results_rating": "above", "behaviour_rating": "as_expected", "reason": REASON}
    assert "Kesalahan" in head.submit(page, f"/usulan/{number}", 422, **values).text


def test_nobody_changes_the_rating_of_anothers_employee(app: Flask, who: Who) -> None:
    above, head = who(OFFICE_HEAD), who(HEAD)
    number, meeting = drafted(head), called(app, above, HEAD)
    head.submit(head.get(meeting), "/buka")
    page = above.get(f"{meeting}/usulan/{number}")
    assert "Ubah rating" not in page.text
    typed = {**page.fields("/keluar"), "results_rating": "below", "behaviour_rating": "below", "reason": REASON}
    above.post(f"{meeting}/usulan/{number}", {**typed, "version": "2"}, 409)
    with app.app_context():
        assert db.session.get_one(Evaluation, int(number)).results_rating is Rating.AS_EXPECTED


def test_a_signed_evaluation_is_no_proposal_any_more(app: Flask, who: Who) -> None:
    above, head = who(OFFICE_HEAD), who(HEAD)
    number, meeting = drafted(head), called(app, above, HEAD)
    head.submit(head.get(meeting), "/buka")
    head.submit(head.get(f"/penilaian/{number}/tandatangani"), "/tandatangani")
    assert "Kenanga" not in compared(above, meeting).text
    head.get(f"{meeting}/usulan/{number}", 404)


def test_only_assessors_of_the_unit_are_invited(app: Flask, who: Who) -> None:
    above = who(OFFICE_HEAD)
    meeting = called(app, above, HEAD, SET_MIDWIFE, "tekukur")
    names = above.get(meeting).soup.select("main li")
    assert any("Cempaka" in name.get_text() for name in names)
    assert not any("Kenanga" in name.get_text() or "Tekukur" in name.get_text() for name in names)


def test_a_meeting_is_called_for_an_own_unit_alone(app: Flask, who: Who) -> None:
    unit = office_unit(app)
    for key in (HEAD, SET_MIDWIFE, "tekukur", "elang", "regulus"):
        who(key).get(f"{CALIBRATION}baru/{unit}", 404)
    above = who(OFFICE_HEAD)
    page = above.get(f"{CALIBRATION}baru/{unit}")
    assert "Isi tanggalnya" in above.submit(page, f"/baru/{unit}", 422, title="Kalibrasi").text


@pytest.mark.parametrize(("key", "calls"), [("jalak", True), ("widuri", True), (OFFICE_HEAD, True), ("elang", False)])
def test_whoever_may_call_one_is_told_where(sqlite_app: Flask, key: str, *, calls: bool) -> None:
    visitor, unit = log_in(sqlite_app, key), office_unit(sqlite_app)
    listed = visitor.get(CALIBRATION)
    assert "dipanggil oleh pimpinan unit" in listed.text
    assert listed.offers("Cari unit") is calls
    assert visitor.get(f"/penilaian/unit/{unit}").offers("Panggil pertemuan kalibrasi") is calls


def test_a_closed_meeting_is_only_read_and_keeps_its_record(app: Flask, who: Who) -> None:
    above, head = who(OFFICE_HEAD), who(HEAD)
    number, meeting = drafted(head), called(app, above, HEAD)
    head.submit(head.get(meeting), "/buka")
    change(head, meeting, number)
    head.get(f"{meeting}/risalah")
    assert "Tulis risalahnya lebih dahulu" in above.submit(above.get(f"{meeting}/selesai"), "/selesai", 422).text
    finish = above.submit(above.get(f"{meeting}/risalah"), "/risalah", text="Kunjungan lengkap berarti di atas.")
    closed = above.submit(finish, "/selesai")
    assert "Selesai" in closed.text
    assert "Kunjungan lengkap berarti di atas." in head.get(meeting).text
    assert REASON in above.get(meeting).text
    assert "selama pertemuan berlangsung" in compared(above, meeting).text
    head.get(f"{meeting}/usulan/{number}", 404)
    head.post(f"{meeting}/buka", head.get(meeting).fields("/keluar"), 409)
    above.post(f"{meeting}/undangan", {**closed.fields("/keluar"), "people": str(person_id(app, "kenari"))}, 409)


def test_minutes_written_in_two_places_are_compared(app: Flask, who: Who) -> None:
    above = who(OFFICE_HEAD)
    meeting = called(app, above, HEAD)
    first, second = above.get(f"{meeting}/risalah"), above.get(f"{meeting}/risalah")
    above.submit(first, "/risalah", text="Yang pertama.")
    assert "Yang pertama." in above.submit(second, "/risalah", 409, text="Yang kedua.").text


def test_the_record_is_a_workbook_for_those_who_may_read_it(app: Flask, who: Who) -> None:
    above, officer, head = who(OFFICE_HEAD), who("jalak"), who(HEAD)
    number, meeting = drafted(head), called(app, above, HEAD)
    head.submit(head.get(meeting), "/buka")
    change(head, meeting, number, reason="=SUM(A1) tetap berupa kata-kata")
    book = load_workbook(io.BytesIO(above.client.get(f"{meeting}/catatan.xlsx").data))
    cells = [cell for row in book["Perubahan"].iter_rows() for cell in row if cell.value]
    assert any("Kenanga" in str(cell.value) for cell in cells)
    assert all(cell.data_type == "s" for cell in cells)
    other = called(app, officer, HEAD)
    blank = load_workbook(io.BytesIO(officer.client.get(f"{other}/catatan.xlsx").data))
    assert not any("Kenanga" in str(cell.value) for row in blank["Perubahan"].iter_rows() for cell in row)


@pytest.mark.office
def test_the_record_is_printed_with_its_changes_for_those_who_may_read_them(app: Flask, who: Who) -> None:
    above, officer, head = who(OFFICE_HEAD), who("jalak"), who(HEAD)
    number, meeting = drafted(head), called(app, above, HEAD)
    head.submit(head.get(meeting), "/buka")
    change(head, meeting, number, reason="Bukti <kohort> *lengkap* #semua")
    above.submit(above.get(f"{meeting}/risalah"), "/risalah", text="Ukuran kunjungan disepakati.")
    body = head.client.get(f"{meeting}/catatan.pdf").data
    words = whole(body)
    told = ("Kalibrasi tahunan", "28 Desember 2026", "Peserta", "1 rating diubah.", "Kenanga", "menjadi",
            "Bukti <kohort> *lengkap* #semua", "Ukuran kunjungan disepakati.", "Data contoh")  # fmt: skip
    assert_in_order(words, told)
    with pikepdf.open(io.BytesIO(body)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()
    tags = [one["tag"] for one in structure(body)]
    assert tags.count("/Table") == 3
    assert {"/H1", "/H2", "/TH"} <= set(tags)
    assert right_edge(body) < 842
    other = called(app, officer, HEAD)
    blank = whole(officer.client.get(f"{other}/catatan.pdf").data)
    assert "Tidak ada rating yang diubah" in blank
    assert "(belum ditulis)" in blank
    head.submit(head.get(other), "/buka")
    change(head, other, number, results_rating="below")
    counted = whole(officer.client.get(f"{other}/catatan.pdf").data)
    assert "1 rating diubah. Isinya hanya terbaca oleh penilai yang diundang." in counted
    assert "Kenanga" not in counted


def test_what_is_proposed_about_one_at_the_table_stays_with_its_assessor(app: Flask, who: Who) -> None:
    above, head = who(OFFICE_HEAD), who(HEAD)
    number, meeting = drafted(head), called(app, above, HEAD)
    with app.app_context():
        head_id = person_id(app, HEAD)
        from app.db import atomic  # noqa: PLC0415

        with atomic() as session:  # a draft about the head, written by the office head
            row = session.get_one(Evaluation, int(number))
            row.employee_id, row.assessor_id = head_id, person_id(app, OFFICE_HEAD)
    above.submit(above.get(meeting), "/buka")
    head.submit(head.get(meeting), "/buka")
    assert "Cempaka" in compared(above, meeting).text
    assert "Cempaka" not in " ".join(row.get_text() for row in compared(head, meeting).soup.select("tbody tr"))
    head.get(f"{meeting}/usulan/{number}", 404)


def test_whoever_was_invited_is_waited_for_until_the_proposals_are_open(app: Flask, who: Who) -> None:
    above, head = who(OFFICE_HEAD), who(HEAD)
    meeting = called(app, above, HEAD)
    assert head.get("/").offers("Buka usulan Anda: Kalibrasi tahunan")
    assert "Buka usulan Anda" not in who(SET_MIDWIFE).get("/").text
    head.submit(head.get(meeting), "/buka")
    assert "Buka usulan Anda" not in head.get("/").text
