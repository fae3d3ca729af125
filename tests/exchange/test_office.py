"""Workbooks after LibreOffice opened and saved them."""

import subprocess
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import Workbook

from tests.conftest import MIDWIFE, log_in
from tests.exchange.books import boxes, edited, free_row, my_book, put, send, take

pytestmark = pytest.mark.office


def saved_again(folder: Path, content: bytes) -> bytes:
    """The workbook as LibreOffice writes it."""
    source, target = folder / "buku.xlsx", folder / "hasil"
    source.write_bytes(content)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(target),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (target / "buku.xlsx").read_bytes()


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
