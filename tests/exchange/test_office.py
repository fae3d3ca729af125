"""Workbooks after LibreOffice opened and saved them."""

from pathlib import Path

import pytest
from flask import Flask
from openpyxl import Workbook

from tests.conftest import HEAD, MIDWIFE, SET_MIDWIFE, log_in
from tests.documents.reading import cell_texts, resave
from tests.exchange.books import boxes, download, edited, free_row, my_book, put, send, take
from tests.exchange.test_outside import OFFICER, RESULT, SECOND, filled, first_line, template
from tests.planning.steps import my_plan

pytestmark = pytest.mark.office


def saved_again(folder: Path, content: bytes) -> bytes:
    """The workbook as LibreOffice writes it."""
    return resave(folder, {"buku": content})["buku"]


def test_a_plan_saved_by_libreoffice_comes_back(sqlite_app: Flask, tmp_path: Path) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    link, book = my_book(midwife)
    preview = send(midwife, link, saved_again(tmp_path, book))
    assert "Tidak ada yang berbeda" in preview.text

    def fill(b: Workbook) -> None:
        put(b["Hasil kerja"], 2, text="Diubah di LibreOffice")
        put(b["Hasil kerja"], free_row(b["Hasil kerja"]), text="Baru\ndua baris", kind="Utama", target="95%")

    preview = send(midwife, link, saved_again(tmp_path, edited(book, fill)))
    assert list(boxes(preview).values()) == [True, True]
    done = take(midwife, preview)
    assert "Diubah di LibreOffice" in done.text
    assert "Baru dua baris" in done.text
    assert "95%" in done.text


def test_a_template_saved_by_libreoffice_is_read(sqlite_app: Flask, tmp_path: Path) -> None:
    officer = log_in(sqlite_app, OFFICER)
    path, book = template(officer)
    content = filled(book, {**first_line(book), **RESULT}, SECOND)
    preview = send(officer, path, saved_again(tmp_path, content))
    assert "1 rencana siap dicatat" in preview.text
    assert "1 Januari" in preview.text


def test_a_workbook_given_back_with_notes_is_mended_in_libreoffice(sqlite_app: Flask, tmp_path: Path) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    link, book = my_book(midwife)
    preview = send(midwife, link, edited(book, lambda b: put(b["Hasil kerja"], 2, kind="Penting")))
    notes = saved_again(tmp_path, download(midwife, f"{preview.path}/catatan.xlsx"))
    mended = edited(notes, lambda b: put(b["Hasil kerja"], 2, kind="Utama", text="Diperbaiki"))
    preview = send(midwife, link, mended)
    assert list(boxes(preview)) == [name for name in boxes(preview) if name.startswith("hasil:")]
    assert "Diperbaiki" in take(midwife, preview).text


def test_the_workbooks_to_be_read_open_in_libreoffice(sqlite_app: Flask, tmp_path: Path) -> None:
    midwife, head = log_in(sqlite_app, SET_MIDWIFE), log_in(sqlite_app, HEAD)
    copying = my_plan(midwife).path.replace("/perencanaan/", "/salin/")
    for number, (visitor, path) in enumerate(((midwife, f"{copying}/e-kinerja.xlsx"), (head, "/excel/tim.xlsx"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        before = download(visitor, path)
        assert cell_texts(saved_again(folder, before)) == cell_texts(before)
