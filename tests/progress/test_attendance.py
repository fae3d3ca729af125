"""Attendance is imported by officers, all or nothing, and stands beside the ratings as it was imported."""

import io

import pytest
from flask import Flask
from openpyxl import load_workbook

from app.db import db
from app.people import queries as people
from app.progress import attendance
from tests.conftest import HEAD, MIDWIFE, SET_MIDWIFE, Who, log_in, login_of, person_id
from tests.page import Page, Visitor
from tests.progress.sheets import attendance_sheet
from tests.reporting.steps import unit_id

OFFICER, OTHER = "kenari", "tekukur"


def page_of(app: Flask) -> str:
    """The page of the puskesmas."""
    return f"/pelaksanaan/kehadiran/unit/{unit_id(app, 'Puskesmas Muara')}"


def send(app: Flask, visitor: Visitor, body: bytes, name: str = "hadir.xlsx") -> Page:
    """Send a sheet; the preview."""
    page = visitor.get(page_of(app))
    action = page_of(app)
    return visitor.post(action, {**page.fields(action), "file": (io.BytesIO(body), name)})


def record(visitor: Visitor, page: Page) -> Page:
    """Record what the preview shows."""
    return visitor.submit(page, "/catat")


def stored(app: Flask, key: str) -> attendance.AttendanceView | None:
    """What is stored of somebody for the year."""
    with app.app_context():
        from app.cycles import queries as cycles  # noqa: PLC0415 - only here

        found = attendance.of(person_id(app, key), cycles.year_of(people.today().year).id, 0)
        db.session.remove()
    return found


def test_days_are_recorded_after_a_look_and_only_once(app: Flask, who: Who) -> None:
    officer, body = (
        who(OFFICER),
        attendance_sheet((login_of(MIDWIFE), 200, 190, 6, 1, 35), (login_of(SET_MIDWIFE), "200", "200")),
    )
    preview = send(app, officer, body)
    assert "2 pegawai akan dicatat" in preview.text
    assert stored(app, MIDWIFE) is None
    assert "sudah dicatat" in record(officer, preview).text
    found = stored(app, MIDWIFE)
    assert found is not None
    assert (found.present_days, found.leave_days, found.late_minutes) == (190, 6, 35)
    assert found.text == "hadir 190 dari 200 hari kerja, cuti 6 hari, tanpa keterangan 1 hari, terlambat 35 menit"
    assert "Semua isi berkas ini sudah tercatat" in send(app, officer, body).text
    changed = send(app, officer, attendance_sheet((login_of(MIDWIFE), 200, 191, 6, 1, 35)))
    assert "sebelumnya hadir 190" in changed.text
    record(officer, changed)
    again = stored(app, MIDWIFE)
    assert again is not None
    assert again.present_days == 191


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("123", 20, 20), "NIP harus 18 angka"),
        (("199001012020122001", 20, 20), "bukan pegawai unit Anda"),
        ((login_of("nipah"), 20, 20), "bukan pegawai unit Anda"),
        ((login_of(MIDWIFE), 20, 21), "lebih dari 20 hari kerja"),
        ((login_of(MIDWIFE), 20, 15, 4, 2), "berjumlah 21 hari"),
        ((login_of(MIDWIFE), 20, "dua puluh"), "harus angka bulat"),
        ((login_of(MIDWIFE), 20, 20.5), "harus angka bulat"),
        ((login_of(MIDWIFE), 20, -1), "harus angka bulat"),
        ((login_of(MIDWIFE), 20, ""), "Hadir belum diisi"),
        ((login_of(SET_MIDWIFE), 20, 19), "ada di beberapa baris"),
    ],
)
def test_one_wrong_row_and_nothing_is_recorded(app: Flask, who: Who, row: tuple[object, ...], words: str) -> None:
    officer = who(OFFICER)
    preview = send(app, officer, attendance_sheet((login_of(SET_MIDWIFE), 20, 20), row))
    assert words in preview.text
    assert not preview.offers("Catat kehadiran")
    forced = preview.fields("/buang")
    officer.post(preview.path + "/catat", {**forced, "seen": "x"}, 409)
    assert stored(app, SET_MIDWIFE) is None


def test_a_sheet_without_the_columns_says_which(app: Flask, who: Who) -> None:
    preview = send(app, who(OFFICER), attendance_sheet((login_of(MIDWIFE), 20), headings=("NIP", "Hari kerja")))
    assert "Hadir tidak ditemukan" in preview.text


def test_the_template_comes_back_as_it_went_without_the_rows_nobody_filled(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    body = officer.client.get(page_of(app) + "/templat.xlsx").data
    book = load_workbook(io.BytesIO(body))
    page = book.worksheets[0]
    row = next(cells for cells in page.iter_rows(min_row=2) if cells[0].value == login_of(MIDWIFE))
    row[1].value, row[2].value = "22", "21"
    target = io.BytesIO()
    book.save(target)
    assert "1 pegawai akan dicatat" in send(app, officer, target.getvalue()).text


def test_a_preview_is_its_senders_alone_and_can_be_thrown_away(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    preview = send(app, officer, attendance_sheet((login_of(MIDWIFE), 20, 20)))
    who("jalak").get(preview.path, 404)
    who(MIDWIFE).get(preview.path, 403)
    officer.submit(preview, "/buang")
    officer.get(preview.path, 404)


def test_an_officer_reaches_no_other_unit(app: Flask, who: Who) -> None:
    who(OTHER).get(page_of(app), 404)
    who(HEAD).get(page_of(app), 403)


def test_everybody_reads_the_own_days(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    record(officer, send(app, officer, attendance_sheet((login_of(MIDWIFE), 20, 18, 2))))
    assert "Hadir 18 dari 20 hari kerja" in who(MIDWIFE).get("/pelaksanaan/kehadiran/saya").text
    assert "Belum ada kehadiran" in who(SET_MIDWIFE).get("/pelaksanaan/kehadiran/saya").text


LINES = ("Rekap kehadiran, Puskesmas “Muara”", "NIP;Hari kerja;Hadir;Cuti;Tanpa keterangan;Menit terlambat")


def lines(*rows: str, encoding: str = "utf-8", delimiter: str = ";") -> bytes:
    """A sheet as a machine for attendance exports it."""
    return "\r\n".join([LINES[0], *(row.replace(";", delimiter) for row in (LINES[1], *rows))]).encode(encoding)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_days_also_come_as_csv(sqlite_app: Flask, encoding: str, delimiter: str) -> None:
    officer = log_in(sqlite_app, OFFICER)
    body = lines(f'="{login_of(MIDWIFE)}";200;190;6;1;35', ";;;", encoding=encoding, delimiter=delimiter)
    preview = send(sqlite_app, officer, body, "hadir.csv")
    assert "1 pegawai akan dicatat" in preview.text
    record(officer, preview)
    found = stored(sqlite_app, MIDWIFE)
    assert found is not None
    assert (found.present_days, found.late_minutes, found.source) == (190, 35, "hadir.csv")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (lines().decode().encode("utf-16"), "UTF-16"),
        (b"NIP\r\n1980\r\n", "tidak dipisahkan titik koma atau koma"),
        (b'NIP;Hari kerja;Hadir\r\n"1980;2;2\r\n', "Baris 2 berkas CSV ini tidak dapat dibaca"),
        (b"NIP;Hari kerja;Hadir\r\n" + b"1;2;3\n" * 20_001, "terlalu banyak"),
        (b"NIP;Hari kerja;Hadir\r\n\x81;1;1\r\n", "tidak dikenali"),
        (b"%PDF-1.4", "berkas PDF"),
        (b"<html><table></table></html>", "halaman web"),
    ],
)
def test_a_csv_that_cannot_be_read_says_why(sqlite_app: Flask, body: bytes, words: str) -> None:
    officer = log_in(sqlite_app, OFFICER)
    page = officer.get(page_of(sqlite_app))
    fields = page.fields(page_of(sqlite_app))
    assert words in officer.post(page_of(sqlite_app), {**fields, "file": (io.BytesIO(body), "hadir.csv")}, 422).text


def test_a_wrong_row_of_a_csv_is_told_by_its_line(sqlite_app: Flask) -> None:
    officer = log_in(sqlite_app, OFFICER)
    body = lines(f"{login_of(SET_MIDWIFE)};20;20", "1,98001E+17;20;20", f'"{login_of(MIDWIFE)}";20;21')
    preview = send(sqlite_app, officer, body, "hadir.csv")
    assert "notasi ilmiah" in preview.text
    rows = [row.get_text(" ") for row in preview.soup.select("tbody tr")]
    (told,) = [row for row in rows if "lebih dari 20 hari kerja" in row]
    assert "5" in told.split()
    assert not preview.offers("Catat kehadiran")
