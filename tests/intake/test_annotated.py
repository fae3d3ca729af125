"""The workbook comes back with what was found beside its rows, and opens in an office."""

import io
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.documents.reading import convert, solid, whole
from tests.intake.books import NURSE, PRIVATE, SIASN, TEACHER, people_book
from tests.intake.steps import checked

DANGEROUS = "=cmd|' /C calc'!A0"


def annotated(app: Flask) -> bytes:
    rows = [{**NURSE, "NIP BARU": "12"}, {**TEACHER, "NAMA": f"'{DANGEROUS}", "TMT JABATAN": "segera"}]
    officer, page = checked(app, people_book(*rows))
    answer = officer.client.get(f"{page.path}/catatan.xlsx")
    assert answer.status_code == 200
    assert "catatan-" in answer.headers["Content-Disposition"]
    body: bytes = answer.data
    return body


def data_sheet(body: bytes) -> Any:
    return load_workbook(io.BytesIO(body))["Data"]


def test_rows_and_columns_stand_where_they_stood_and_problems_are_marked(sqlite_app: Flask) -> None:
    sheet = data_sheet(annotated(sqlite_app))
    assert [cell.value for cell in sheet[1]] == [*SIASN, "Catatan"]
    nip = sheet["B2"]
    assert (nip.value, nip.fill.fgColor.rgb) == ("12", "00F8C9CB")
    assert sheet.cell(2, 70).value == "Harus diperbaiki: NIP harus 18 angka."
    assert "Perlu dilihat: Tanggal ini tidak dapat dibaca" in str(sheet.cell(3, 70).value)


def test_private_columns_are_empty_in_it(sqlite_app: Flask) -> None:
    body = annotated(sqlite_app)
    sheet = data_sheet(body)
    for heading in PRIVATE:
        assert [sheet.cell(row, SIASN.index(heading) + 1).value for row in (2, 3)] == [None, None]


def test_what_looks_like_a_formula_stays_a_text(sqlite_app: Flask) -> None:
    cells = [cell for row in data_sheet(annotated(sqlite_app)).iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert any(DANGEROUS in str(cell.value) for cell in cells)


@pytest.mark.office
def test_an_office_opens_it(sqlite_app: Flask, tmp_path: Path) -> None:
    printed = solid(whole(convert(tmp_path, {"catatan": annotated(sqlite_app)})["catatan"]))
    for words in ("NIP harus 18 angka.", "cmd|", "LUMBUNG SERAYU"):
        assert solid(words) in printed


def test_general_remarks_have_a_worksheet_of_their_own(sqlite_app: Flask) -> None:
    officer, page = checked(sqlite_app, people_book(NURSE))
    body = officer.client.get(f"{page.path}/catatan.xlsx").data
    remarks = load_workbook(io.BytesIO(body))["Catatan umum"]
    assert remarks.max_row == 72
    assert "tidak ada di berkas" in str(remarks["B2"].value)
