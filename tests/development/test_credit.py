"""Officers turn reported predikat into credit points; everybody reads the own ones."""

import io
from typing import Any

import pikepdf
import pytest
from flask import Flask
from openpyxl import load_workbook

from app.db import db
from app.reporting import handing_up
from tests.audit.stage import Stage
from tests.conftest import HEAD, MIDWIFE, SET_MIDWIFE, Who, person_id
from tests.documents.reading import whole
from tests.page import Page, Visitor
from tests.reporting.steps import finished, unit_id

OFFICER, OTHER = "kenari", "tekukur"


def url(app: Flask, key: str = SET_MIDWIFE) -> str:
    """The page of somebody's credit points."""
    return f"/angka-kredit/pegawai/{person_id(app, key)}"


def reported(app: Flask) -> int:
    """The evaluation of the midwife, reported."""
    number = finished(app)
    with app.app_context():
        handing_up.report(Stage(app).head, [number])
        db.session.remove()
    return number


def convert(visitor: Visitor, page: Page, status: int = 200, /, **changes: str) -> Page:
    """Convert as the form suggests, with some changes."""
    return visitor.submit(page, page.path, status, **changes)


def test_the_form_suggests_the_reported_predikat_and_the_jenjang(app: Flask, who: Who) -> None:
    reported(app)
    officer = who(OFFICER)
    page = officer.get(url(app))
    fields = page.fields(page.path)
    assert (fields["month_from"], fields["month_to"]) == ("1", "12")
    assert "Bidan" in fields["position"]
    done = convert(officer, page)
    assert "Konversi yang dihitung" in done.text
    assert "Januari sampai Desember" in done.text
    own = who(SET_MIDWIFE).get("/angka-kredit/saya").text
    assert "12/12 bulan" in own
    assert "Baik" in own


def test_a_month_is_counted_once_until_the_conversion_is_taken_back(app: Flask, who: Who) -> None:
    reported(app)
    officer = who(OFFICER)
    page = officer.get(url(app))
    done = convert(officer, page, month_to="6", grade="first")
    assert "sudah dikonversi" in convert(officer, done, 422, month_from="6", month_to="12").text
    both = convert(officer, done, month_from="7", month_to="12", grade="junior")
    assert "18,75" in both.text  # half a year of 12,5 and half a year of 25
    action = next(str(f["action"]) for f in both.soup.select("form[method=post]") if "/batal" in str(f["action"]))
    left = officer.submit(both, action)
    assert "Dibatalkan" in left.text
    assert "12,50" in left.text
    officer.post(action, both.fields(action))
    assert convert(officer, left, month_from="1", month_to="6").text.count("Batalkan konversi") == 2


def test_without_a_report_the_predikat_comes_with_its_document(app: Flask, who: Who) -> None:
    finished(app)
    officer = who(OFFICER)
    page = officer.get(url(app))
    assert page.fields(page.path)["evaluation"] == "lain"
    told: dict[str, Any] = {"year": "2025", "grade": "first", "position": "Bidan Ahli Pertama"}
    assert "Pilih predikat yang dikonversi" in convert(officer, page, 422, **told).text
    assert "Isi nomor dokumen evaluasi" in convert(officer, page, 422, **told, overall="very_good").text
    done = convert(officer, page, **told, overall="very_good", basis="D.1.1 nomor 7/2025")
    assert "18,75" in done.text
    assert "D.1.1 nomor 7/2025" in done.text


def test_points_brought_along_are_added_and_hold_their_months(app: Flask, who: Who) -> None:
    reported(app)
    officer = who(OFFICER)
    page = officer.get(url(app))
    told = {"points": "101,25", "as_of": "2025-12-31", "document": "PAK 12/2025"}
    assert "Isi angka kredit dari 0" in officer.submit(page, "/saldo", 422, **{**told, "points": "banyak"}).text
    done = officer.submit(page, "/saldo", **told)
    assert "101,25" in done.text
    assert "diubah orang lain" in officer.submit(page, "/saldo", 409, **told).text
    whole = convert(officer, done, grade="first")
    assert "113,75" in whole.text
    assert "sudah dikonversi di sini" in officer.submit(whole, "/saldo", 422, **{**told, "as_of": "2026-02-01"}).text


def test_the_document_holds_the_same_numbers_as_pdf_and_workbook(app: Flask, who: Who) -> None:
    reported(app)
    officer, midwife = who(OFFICER), who(SET_MIDWIFE)
    assert officer.client.get(f"{url(app)}/konversi.pdf").status_code == 404
    convert(officer, officer.get(url(app)), grade="first", number="AK-1/2026")
    with pikepdf.open(io.BytesIO(officer.client.get(f"{url(app)}/konversi.pdf?pejabat=Budi&nip=1").data)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
    book = load_workbook(io.BytesIO(midwife.client.get(f"{url(app)}/konversi.xlsx").data))
    cells = [cell.value for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    assert 12.5 in cells
    assert any("AK-1/2026" in str(cell) for cell in cells)
    assert any("cocokkan dengan format resmi" in str(cell) for cell in cells)


@pytest.mark.parametrize(
    ("key", "page", "document"),
    [(SET_MIDWIFE, 403, 404), (MIDWIFE, 403, 404), (HEAD, 403, 404), (OTHER, 404, 404), ("elang", 403, 404),
     ("regulus", 403, 404), ("widuri", 200, 404)],
)  # fmt: skip
def test_only_the_officers_of_the_unit_keep_credit_points(
    app: Flask, who: Who, key: str, page: int, document: int
) -> None:
    visitor = who(key)
    visitor.get(url(app), page)
    assert visitor.client.get(f"{url(app)}/konversi.pdf").status_code == document
    if key != SET_MIDWIFE:
        visitor.get("/angka-kredit/saya")


def test_the_list_of_a_unit_shows_functional_officials(app: Flask, who: Who) -> None:
    number = unit_id(app, "Puskesmas Muara")
    page = who(OFFICER).get(f"/angka-kredit/unit/{number}")
    assert "Kenanga" in page.text
    assert "Terampil" in page.text or "Ahli" in page.text
    assert "Kenanga" not in who(OFFICER).get(f"/angka-kredit/unit/{number}?cari=melur").text
    who(OTHER).get(f"/angka-kredit/unit/{number}", 404)


def test_nobody_converts_one_s_own(app: Flask, who: Who) -> None:
    page = who("kenari").get(url(app, "kenari"))
    assert not page.offers("Hitung dan simpan")
    told = {"evaluation": "lain", "overall": "very_good", "basis": "x", "year": "2025", "month_from": "1",
            "month_to": "12", "grade": "first", "position": "x"}  # fmt: skip
    visitor = who("kenari")
    visitor.post(page.path, {**visitor.get("/kata-sandi").fields("/keluar"), **told}, 409)


def diploma(visitor: Visitor, page: Page, status: int = 200, /, **changes: str) -> Page:
    """Add a recognised diploma."""
    told = {"jenjang": "first", "diploma": "S-1 Kebidanan", "recognised_on": "2026-02-10", "decree": "SK 893.3/12"}
    return visitor.submit(page, "/ijazah", status, **{**told, **changes})


def test_a_recognised_diploma_adds_a_quarter_of_the_next_pangkat_once(app: Flask, who: Who) -> None:
    reported(app)
    officer, midwife = who(OFFICER), who(SET_MIDWIFE)
    page = convert(officer, officer.get(url(app)), grade="first")
    assert "Tanggal ini belum tiba" in diploma(officer, page, 422, recognised_on="2099-01-01").text
    assert "Isi nomor dokumennya" in diploma(officer, page, 422, decree=" ").text
    done = diploma(officer, page)
    assert "25,00" in done.text  # 12,5 of the year and 12,5 of the diploma
    assert "Satu pengakuan ijazah dihitung satu kali" in diploma(officer, done, 422, decree="sk 893.3/ 12").text
    own = midwife.get("/angka-kredit/saya").text
    assert "S-1 Kebidanan" in own
    assert "25,00" in own
    action = next(str(f["action"]) for f in done.soup.select("form[method=post]") if "/ijazah/" in str(f["action"]))
    left = officer.submit(done, action)
    assert "Ijazah S-1 Kebidanan, Ahli Pertama, dibatalkan" in left.text
    officer.post(action, done.fields(action))
    assert "12,50" in midwife.get("/angka-kredit/saya").text
    assert "25,00" in diploma(officer, left).text, "what was taken back may be added again"


def test_a_diploma_stands_in_the_document_and_in_the_sum(app: Flask, who: Who) -> None:
    reported(app)
    officer = who(OFFICER)
    diploma(officer, convert(officer, officer.get(url(app)), grade="first"))
    book = load_workbook(io.BytesIO(officer.client.get(f"{url(app)}/konversi.xlsx").data))
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    words = "Tambahan ijazah S-1 Kebidanan (SK 893.3/12, 10 Februari 2026)"
    assert cells[cells.index(words) + 1] == "12,50"
    assert cells[cells.index("Angka kredit kumulatif") + 1] == "25,00"
    printed = whole(officer.client.get(f"{url(app)}/konversi.pdf").data)
    assert words in printed
    assert "25,00" in printed


def test_a_diploma_is_not_counted_beside_a_balance_that_holds_it(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    told = {"points": "101,25", "as_of": "2025-12-31", "document": "PAK 12/2025"}
    page = officer.submit(officer.get(url(app)), "/saldo", **told)
    assert "Saldo yang dibawa sudah menghitung" in diploma(officer, page, 422, recognised_on="2025-12-31").text
    done = diploma(officer, page)
    assert "113,75" in done.text
    later = officer.submit(done, "/saldo", 422, **{**told, "as_of": "2026-02-10"})
    assert "Ada tambahan karena ijazah" in later.text


def test_nobody_adds_a_diploma_for_oneself(app: Flask, who: Who) -> None:
    visitor = who("kenari")
    fields = visitor.get("/kata-sandi").fields("/keluar")
    told = {"jenjang": "first", "diploma": "S-1", "recognised_on": "2026-01-02", "decree": "SK 1"}
    visitor.post(f"{url(app, 'kenari')}/ijazah", {**fields, **told}, 409)
