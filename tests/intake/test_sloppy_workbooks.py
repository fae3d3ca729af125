"""Workbooks as tired people make them: what can be read is read, everything else is told with its place."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from openpyxl import Workbook

from app.domain.intake import Severity
from app.intake.container import UnusableError
from tests.intake.books import NURSE, PRIVATE, SIASN, TEACHER, book, lines, people_book, saved, with_parts
from tests.intake.steps import look, one, told

SHORT = ("PNS ID", "NIP BARU", "NAMA", "JABATAN NAMA", "UNOR NAMA", "TMT JABATAN")


def short(*people: dict[str, Any]) -> list[Any]:
    return lines(*people, headings=SHORT)


def worksheet() -> tuple[Workbook, Any]:
    workbook = Workbook()
    return workbook, workbook.active


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "a worksheet of something else": (book([["Anggaran", "Pagu"], ["Belanja", 12]]), "Tidak ada lembar dengan judul"),
    "an empty worksheet": (book([]), "Tidak ada lembar dengan judul"),
    "headings and nothing below": (book(short()), "hanya berisi judul kolom"),
    "headings after row 30": (book([*[["Kop"]] * 30, *short(NURSE)]), "dalam 30 baris pertama"),
    "a damaged worksheet": (
        with_parts(people_book(NURSE), xl__worksheets__sheet1_dot_xml=b"<worksheet><sheetData><row"),
        "tidak dapat dibaca",
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_workbook_without_a_usable_list_gets_its_sentence(sqlite_app: Flask, name: str) -> None:
    data, words = UNREADABLE[name]
    with pytest.raises(UnusableError) as refused:
        look(sqlite_app, data)
    assert words in str(refused.value)


def test_merged_headings_are_refused(sqlite_app: Flask) -> None:
    workbook, page = worksheet()
    for row in short(NURSE):
        page.append(row)
    page.merge_cells("C1:D1")
    with pytest.raises(UnusableError, match="baris 1 memakai sel gabungan"):
        look(sqlite_app, saved(workbook))


def test_a_cell_far_below_the_list_is_refused_and_takes_no_memory(sqlite_app: Flask) -> None:
    workbook, page = worksheet()
    for row in lines(NURSE):
        page.append(row)
    page["BQ1048576"] = "x"
    with pytest.raises(UnusableError, match=r"jauh di luar tabel|melewati baris"):
        look(sqlite_app, saved(workbook))


def test_empty_rows_down_to_the_last_one_cost_nothing(sqlite_app: Flask) -> None:
    workbook, page = worksheet()
    for row in lines(NURSE):
        page.append(row)
    page["BQ1048576"].number_format = "@"
    assert look(sqlite_app, saved(workbook)).rows == 1


READABLE: dict[str, list[Any]] = {
    "headings in row 12": [["PEMERINTAH KABUPATEN"], *[[None]] * 10, *short(NURSE)],
    "two rows of headings": [*short(), [1, 2, 3, 4, 5, 6], *short(NURSE)[1:]],
    "headings twice": [*short(), *short(NURSE)],
    "headings in small letters": [[heading.lower() for heading in SHORT], *short(NURSE)[1:]],
    "headings with underscores": [[heading.replace(" ", "_") for heading in SHORT], *short(NURSE)[1:]],
    "headings with line breaks": [[f" {heading.replace(' ', chr(10))} " for heading in SHORT], *short(NURSE)[1:]],
    "an empty row between": [*short(NURSE), [], [None, " ", ""]],
    "a column without a heading": [[None, *row] for row in short(NURSE)],
}


@pytest.mark.parametrize("name", READABLE)
def test_odd_layouts_are_read(sqlite_app: Flask, name: str) -> None:
    outcome = look(sqlite_app, book(READABLE[name]))
    assert (outcome.rows, outcome.new) == (1, 1), told(outcome)


def test_of_several_worksheets_the_one_with_the_list_is_read(sqlite_app: Flask) -> None:
    outcome = look(sqlite_app, book([["Petunjuk"]], [["NIP", "Nilai"], ["1", "2"]], short(NURSE)))
    assert outcome.new == 1
    assert {finding.sheet for finding in outcome.findings} == {"Ketiga"}


NIPS: dict[str, tuple[Any, str]] = {
    "in scientific notation": ("1.98505E+17", "notasi ilmiah"),
    "as a number": (198505172010012001, "angka terakhirnya sudah hilang"),
    "with 17 digits": ("19850517201001200", "NIP harus 18 angka."),
    "of 16 digits, which could be a NIK": ("1985051720100120", "NIP harus 18 angka."),
    "with a letter O": ("19850517201001200O", "huruf O"),
    "with an impossible birth date": ("198513172010012001", "tanggal lahir"),
    "missing": (None, "NIP belum diisi."),
    "a formula's error": ("#N/A", "NIP belum diisi."),
}


@pytest.mark.parametrize("name", NIPS)
def test_a_bad_nip_is_told_with_row_and_column(sqlite_app: Flask, name: str) -> None:
    value, words = NIPS[name]
    finding = one(look(sqlite_app, book(short(TEACHER, {**NURSE, "NIP BARU": value}))), words)
    assert (finding.severity, finding.row, finding.column) == (Severity.ERROR, 3, "B")


@pytest.mark.parametrize(
    "nip", ["'198505172010012001", "198505172010012001.0", "19850517 201001 2 001", "\u00a0198505172010012001\u200b"]
)
def test_a_nip_with_decoration_is_read(sqlite_app: Flask, nip: str) -> None:
    outcome = look(sqlite_app, book(short({**NURSE, "NIP BARU": nip})))
    assert told(outcome) == []
    assert "19850517 201001 2 001" in outcome.alterations[0].subject


ROWS: dict[str, tuple[dict[str, Any], str, Severity, str]] = {
    "no name": ({"NAMA": " - "}, "Nama belum diisi.", Severity.ERROR, "C"),
    "no position": ({"JABATAN NAMA": None}, "Jabatan belum diisi.", Severity.ERROR, "D"),
    "no unit": ({"UNOR NAMA": ""}, "Unit kerja belum diisi.", Severity.ERROR, "E"),
    "an unknown unit": ({"UNOR NAMA": "Dinas Kesehtan"}, "belum dikenal", Severity.ERROR, "E"),
    "5,000 characters": ({"JABATAN NAMA": "x" * 5000}, "5000 karakter, paling banyak 200", Severity.ERROR, "D"),
    "a nonsense date": ({"TMT JABATAN": "segera"}, "Tanggal ini tidak dapat dibaca", Severity.WARNING, "F"),
}


@pytest.mark.parametrize("name", ROWS)
def test_what_is_wrong_with_a_row_is_told_with_its_place(sqlite_app: Flask, name: str) -> None:
    changes, words, severity, column = ROWS[name]
    finding = one(look(sqlite_app, book(short({**NURSE, **changes}))), words)
    assert (finding.severity, finding.row, finding.column, finding.sheet) == (severity, 2, column, "Data")


@pytest.mark.parametrize("value", ["01-03-2021", "2021-03-01", "1 Maret 2021", date(2021, 3, 1), 44256])
def test_dates_are_read_as_text_and_as_serial(sqlite_app: Flask, value: Any) -> None:
    outcome = look(sqlite_app, book(short({**NURSE, "TMT JABATAN": value})))
    assert [write.valid_from for write in outcome.writes if hasattr(write, "valid_from")] == [date(2021, 3, 1)]


def test_the_same_row_twice_is_told_and_read_once(sqlite_app: Flask) -> None:
    outcome = look(sqlite_app, book(short(NURSE, NURSE)))
    assert (outcome.rows, outcome.new) == (2, 1)
    assert one(outcome, "sama dengan baris 2").severity is Severity.WARNING


def test_two_different_rows_of_one_person_forbid_the_import(sqlite_app: Flask) -> None:
    outcome = look(sqlite_app, book(short(NURSE, {**NURSE, "JABATAN NAMA": "Perawat Mahir"})))
    assert one(outcome, "baris 2 dengan isi yang berbeda").row == 3
    assert not outcome.can_be_applied


def test_merged_cells_in_the_list_are_told(sqlite_app: Flask) -> None:
    workbook, page = worksheet()
    for row in short(NURSE, {**TEACHER, "UNOR NAMA": None}):
        page.append(row)
    page.merge_cells("E2:E3")
    assert one(look(sqlite_app, saved(workbook)), "dari baris 2 sampai 3").column == "E"


def test_hidden_rows_and_columns_are_read_like_the_others_and_told(sqlite_app: Flask) -> None:
    workbook, page = worksheet()
    for row in short(NURSE, TEACHER):
        page.append(row)
    page.row_dimensions[3].hidden = True
    page.column_dimensions["D"].hidden = True
    outcome = look(sqlite_app, saved(workbook))
    assert outcome.new == 2
    assert "1 baris tersembunyi" in one(outcome, "tersembunyi").message


def test_formulas_count_with_what_they_last_came_to(sqlite_app: Flask) -> None:
    outcome = look(sqlite_app, book(short({**NURSE, "NAMA": "=A1"})))
    assert one(outcome, "Nama belum diisi.").column == "C"
    outcome = look(sqlite_app, book(short({**NURSE, "NAMA": "'=cmd|' /C calc'!A0"})))
    assert outcome.new == 1


def test_missing_columns_are_named(sqlite_app: Flask) -> None:
    outcome = look(sqlite_app, book([["NAMA", "JABATAN"], ["Budi", "Guru"]]))
    assert [f.message.split("”")[0] for f in outcome.findings] == ["Kolom “NIP atau NI PPPK", "Kolom “Unit kerja"]
    assert (outcome.rows, outcome.unread, outcome.unchanged) == (1, 1, 0)


def test_a_nik_under_another_name_is_no_column_here(sqlite_app: Flask) -> None:
    headings = (*SHORT, "Nomor Kartu", "Keterangan")
    rows = [[*row, extra, "ok"] for row, extra in zip(short(NURSE), ["x", PRIVATE["NIK"]], strict=True)]
    rows[0] = list(headings)
    assert look(sqlite_app, book(rows)).new == 1


def test_the_whole_export_of_69_columns_is_read(sqlite_app: Flask) -> None:
    assert len(SIASN) == 69
    outcome = look(sqlite_app, people_book(NURSE, TEACHER))
    assert told(outcome) == []
    assert (outcome.rows, outcome.new, outcome.changed, outcome.unchanged) == (2, 2, 0, 0)
