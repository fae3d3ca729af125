"""Files that are no workbook of a plan are refused with a sentence, and nothing is kept of them."""

import io
import zipfile

import pytest
from flask import Flask
from openpyxl import Workbook
from sqlalchemy import func, select

from app.db import db
from app.exchange.models import Filled
from tests.conftest import MIDWIFE, log_in
from tests.exchange.books import edited, my_book, send


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def far_away() -> bytes:
    book = Workbook()
    book.worksheets[0]["A1"] = "Rencana hasil kerja"
    book.worksheets[0]["XFD1048576"] = "jauh"
    return saved(book)


def swollen() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (30 * 1024 * 1024))
    return target.getvalue()


def broken() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook")
    return target.getvalue()


FILES = {
    "kosong": (b"", "kosong (0 byte)"),
    "pdf": (b"%PDF-1.7", "PDF"),
    "rusak": (broken(), "tidak dapat dibaca"),
    "jauh": (far_away(), "jauh di luar tabel"),
    "bengkak": (swollen(), "terlalu besar setelah dibuka"),
    "lain": (saved(Workbook()), "tidak berisi lembar"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_workbook_of_a_plan_is_refused(sqlite_app: Flask, name: str) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    link, _ = my_book(midwife)
    content, words = FILES[name]
    refused = send(midwife, link, content, 422)
    assert words in refused.text
    with sqlite_app.app_context():
        assert db.session.scalar(select(func.count(Filled.id))) == 0


def test_a_lost_heading_is_named(sqlite_app: Flask) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    link, book = my_book(midwife)

    def rename(b: Workbook) -> None:
        b["Hasil kerja"]["C1"] = "Rencana"

    assert "Rencana hasil kerja" in send(midwife, link, edited(book, rename), 422).text


def test_keys_of_somebody_elses_plan_open_nothing(sqlite_app: Flask) -> None:
    """A workbook says whose plan it was made of, and is believed about one's own plan alone."""
    midwife, other = log_in(sqlite_app, MIDWIFE), log_in(sqlite_app, "seroja")
    link, book = my_book(midwife)

    def forge(b: Workbook) -> None:
        for row in b["Hasil kerja"].iter_rows(min_row=2):
            for cell in row:
                if str(cell.value).startswith("tilik|"):
                    _, _, rest = str(cell.value).split("|", 2)
                    cell.value = f"tilik|999999|{rest}"

    preview = send(midwife, link, edited(book, forge))
    assert "dari rencana lain" in preview.text
    other.get(preview.path, 404)
    other.get(f"{preview.path}/catatan.xlsx", 404)
