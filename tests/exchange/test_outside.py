"""Plans that were set elsewhere: an officer writes them into a workbook, looks, records; the scan stands beside."""

import io
import re
import time
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.conftest import HEAD, MIDWIFE, Who, log_in, login_of
from tests.exchange.books import boxes, download, edited, place, send
from tests.page import Page, Visitor

OFFICER = "kenari"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
Lines = list[dict[str, Any]]


def unit_page(officer: Visitor) -> Page:
    """The page of the officer's unit."""
    index = officer.get("/rencana-luar/")
    return officer.get(next(link for link in index.links() if "/rencana-luar/unit/" in link))


def template(officer: Visitor) -> tuple[str, bytes]:
    """The address of the unit's page, and its template."""
    page = unit_page(officer)
    return page.path, download(officer, next(link for link in page.links() if "templat.xlsx" in link))


def filled(content: bytes, *lines: dict[str, str]) -> bytes:
    """The template with these lines instead of its own."""

    def fill(book: Workbook) -> None:
        sheet = book["Rencana"]
        sheet.delete_rows(2, sheet.max_row)
        for row, line in enumerate(lines, 2):
            for field, text in line.items():
                sheet.cell(row, place(sheet, field), text)

    return edited(content, fill)


def first_line(content: bytes) -> dict[str, str]:
    """The first person of the template."""
    sheet = load_workbook(io.BytesIO(content))["Rencana"]
    names = [str(cell.value) for cell in sheet[1]]
    return {name: str(cell.value) for name, cell in zip(names, sheet[2], strict=True) if cell.value}


RESULT = {
    "text": "Pasien terlayani sesuai standar", "kind": "Utama", "aspects": "Kualitas", "indicator": "Kepuasan pasien",
    "target": "90 %",
}  # fmt: skip
SECOND = {"aspects": "Waktu", "indicator": "Waktu tunggu", "target": "15 menit"}


def recorded(officer: Visitor) -> Page:
    """The page of a plan recorded by the officer."""
    path, book = template(officer)
    preview = send(officer, path, filled(book, {**first_line(book), **RESULT}, SECOND))
    officer.submit(preview, "/catat")
    page = unit_page(officer)
    return officer.get(next(link for link in page.links() if "/rencana-luar/rencana/" in link))


def test_a_plan_set_elsewhere_is_recorded_as_set_without_a_signature(who: Who) -> None:
    officer = who(OFFICER)
    path, book = template(officer)
    person = first_line(book)
    preview = send(officer, path, filled(book, {**person, **RESULT}, SECOND))
    assert "1 rencana siap dicatat" in preview.text
    assert not boxes(preview)
    done = officer.submit(preview, "/catat")
    assert "Rencana sudah dicatat" in done.text
    officer.post(f"{preview.path}/catat", preview.fields("/catat"))
    page = unit_page(officer)
    assert page.text.count(person["Nama"]) == 1
    page = officer.get(next(link for link in page.links() if "/rencana-luar/rencana/" in link))
    assert "dicatat oleh" in page.text
    plan = officer.get(next(link for link in page.links() if re.fullmatch(r"/perencanaan/\d+", link)))
    assert "Ditetapkan di luar Tilik" in plan.text
    assert "Waktu tunggu" in plan.text
    assert person["NIP"] not in str(template(officer)[1])


def test_its_forms_are_printed_without_an_electronic_signature(who: Who) -> None:
    officer = who(OFFICER)
    page = recorded(officer)
    plan = officer.get(next(link for link in page.links() if re.fullmatch(r"/perencanaan/\d+", link)))
    for link in [link for link in plan.links() if "/dokumen/" in link]:
        answer = officer.client.get(link)
        assert answer.status_code == 200
        if link.endswith(".xlsx"):
            cells = [str(c.value) for s in load_workbook(io.BytesIO(answer.data)).worksheets for r in s for c in r]
            assert any("Ditetapkan di luar Tilik" in cell for cell in cells)
            assert not any("SHA-256" in cell or "Ditandatangani" in cell for cell in cells)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"NIP": "198001012005011999"}, "tidak ditemukan di unit ini"),
        ({"NIP": "12"}, "NIP"),
        ({"Nama": "Bukan Namanya"}, "Nama di berkas berbeda"),
        ({"NIP penilai": "198001012005011999"}, "NIP penilai ini tidak dikenal"),
        ({"Formulir": "A.9"}, "Formulir ini tidak ada"),
        ({"Formulir": "A.1.2"}, "Jabatan pegawai ini memakai formulir"),
        ({"Mulai": "kemarin"}, "Tanggal ini tidak dapat dibaca"),
        ({"Mulai": "01-01-2019"}, "di dalam tahun"),
        ({"kind": "Tambahan"}, "paling sedikit satu hasil kerja utama"),
        ({"indicator": "", "aspects": "", "target": ""}, "paling sedikit satu indikator"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said_and_that_plan_is_left_out(
    who: Who, change: dict[str, str], words: str
) -> None:
    officer = who(OFFICER)
    path, book = template(officer)
    line = {name: text for name, text in {**first_line(book), **RESULT, **change}.items() if text}
    preview = send(officer, path, filled(book, line))
    assert words in preview.text
    assert "0 rencana siap dicatat" in preview.text
    assert not preview.offers("sebagai ditetapkan")
    notes = load_workbook(io.BytesIO(download(officer, f"{preview.path}/catatan.xlsx")))["Rencana"]
    assert words in str(notes.cell(2, notes.max_column).value)


def test_whoever_has_a_plan_of_the_year_is_refused(who: Who) -> None:
    officer = who(OFFICER)
    path, book = template(officer)
    line = {**first_line(book), **RESULT}
    taken = {"NIP": login_of(MIDWIFE), **RESULT}
    preview = send(officer, path, filled(book, line, taken))
    assert "1 rencana siap dicatat" in preview.text
    assert "sudah ada di Tilik" in preview.text


def test_an_officer_does_not_record_the_own_plan(who: Who) -> None:
    officer = who(OFFICER)
    path, book = template(officer)
    preview = send(officer, path, filled(book, {"NIP": login_of(OFFICER), **RESULT}))
    assert "Rencana petugas dicatat oleh petugas lain" in preview.text
    assert "0 rencana siap dicatat" in preview.text


def test_somebody_who_begins_a_plan_meanwhile_keeps_it(who: Who) -> None:
    officer = who(OFFICER)
    path, book = template(officer)
    lines = {**first_line(book), **RESULT}
    preview = send(officer, path, filled(book, lines))
    again = send(officer, path, filled(book, lines))
    officer.submit(again, "/catat")
    assert "Belum ada yang dicatat" in officer.submit(preview, "/catat", 409).text


def test_the_scan_stands_beside_the_plan_for_whoever_may_read_it(who: Who) -> None:
    officer = who(OFFICER)
    page = recorded(officer)
    assert "belum ada" in page.text
    refused = officer.submit(page, page.path, 422, file=(io.BytesIO(b"MZ program"), "SKP.pdf"))
    assert "bukan PDF, JPG, atau PNG" in refused.text
    page = officer.submit(page, page.path, file=(io.BytesIO(PDF), "SKP.pdf"))
    assert download(officer, f"{page.path}/pindaian") == PDF
    page = officer.submit(page, page.path, file=(io.BytesIO(PDF + b"\n%%EOF"), "SKP.pdf"))
    assert download(officer, f"{page.path}/pindaian") == PDF + b"\n%%EOF"
    head, stranger = who(HEAD), who("nipah")
    assert download(head, f"{page.path}/pindaian").startswith(PDF)
    assert not head.get(page.path).soup.select("input[type=file]")
    head.post(page.path, {**page.fields(page.path), "csrf_token": token(head), "file": (io.BytesIO(PDF), "a.pdf")}, 409)
    assert stranger.client.get(f"{page.path}/pindaian").status_code == 404


def token(visitor: Visitor) -> str:
    """The token of somebody's forms."""
    return str(visitor.get("/kata-sandi").fields("/kata-sandi")["csrf_token"])


def test_other_units_and_administrators_are_out_of_reach(who: Who) -> None:
    officer, other, admin = who(OFFICER), who("tekukur"), who("regulus")
    path, book = template(officer)
    preview = send(officer, path, filled(book, {**first_line(book), **RESULT}))
    other.get(path, 404)
    other.get(preview.path, 404)
    admin.get(path, 403)


def test_five_hundred_plans_take_a_few_seconds(sqlite_app: Any) -> None:
    """Everybody the agency's officer may record, as many results as people write."""
    officer = log_in(sqlite_app, "widuri")
    path, book = template(officer)
    sheet = load_workbook(io.BytesIO(book))["Rencana"]
    names = [str(cell.value) for cell in sheet[1]]
    lines: Lines = []
    for row in sheet.iter_rows(min_row=2, values_only=True):
        if row[0]:
            own = {name: str(text) for name, text in zip(names, row, strict=True) if text}
            lines += [{**own, **RESULT}, *[{**RESULT, "text": f"Hasil {n}"} for n in range(4)]]
    started = time.monotonic()
    preview = send(officer, path, filled(book, *lines))
    assert time.monotonic() - started < 10
    assert "siap dicatat" in preview.text
