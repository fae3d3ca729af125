"""Cells as people fill them."""

from datetime import date

import pytest

from app.domain.cells import LOST_DIGITS, Cell, day_of, day_problem, length_problem, nip_of, nip_problem, text_of

NIP = "198505172010012001"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("  Budi\u00a0Santoso ", "Budi Santoso"),
        ("'Guru", "Guru"),
        ("Gu\u200bru\ufeff", "Guru"),
        ("Guru\n Muda\tsatu", "Guru Muda satu"),
        ("-", ""),
        ("–", ""),
        (" — ", ""),
        ("NULL", ""),
        (12.0, "12"),
        (1.5, "1.5"),
        (None, ""),
        (True, ""),
    ],
)
def test_a_cell_gives_its_words_without_what_nobody_sees(cell: Cell, words: str) -> None:
    assert text_of(cell) == words


@pytest.mark.parametrize(
    "cell",
    [NIP, f"'{NIP}", f" {NIP} ", "19850517 201001 2 001", f"{NIP}.0", f"\u00a0{NIP}\u200b", "19850517.201001.2.001"],
)
def test_a_nip_is_read_however_it_was_typed(cell: Cell) -> None:
    assert nip_problem(cell) is None
    assert nip_of(cell) == NIP


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (1.98505172010012e17, LOST_DIGITS),
        ("1,98505E+17", "notasi ilmiah"),
        ("1.98505E+17", "notasi ilmiah"),
        (19850517201001.0, "18 angka"),
        ("19850517201001200", "18 angka"),
        ("1985051720100120O1", "huruf O"),
        ("l98505172010012001", "huruf l"),
        ("198513172010012001", "tanggal lahir"),
        ("198502302010012001", "tanggal lahir"),
        ("٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣", "18 angka"),
        ("", "belum diisi"),
        (None, "belum diisi"),
        ("tidak ada", "belum diisi"),
    ],
)
def test_what_is_no_nip_is_explained(cell: Cell, why: str) -> None:
    assert why in (nip_problem(cell) or "")


@pytest.mark.parametrize(
    "cell",
    [
        "2020-01-31",
        "31-01-2020",
        "31/01/2020",
        "31.1.2020",
        "31 1 2020",
        "31 Januari 2020",
        "31-Jan-2020",
        "2020-01-31 00:00:00",
        "31/01/2020 08:15",
        43861.0,
        "43861",
        "43861.0",
    ],
)
def test_a_day_is_read_however_it_was_written(cell: Cell) -> None:
    assert day_of(cell) == date(2020, 1, 31)
    assert day_problem(cell) is None


@pytest.mark.parametrize("cell", ["31-02-2020", "01-01-20", "segera", "2020", 12.0, 1e9, "31 Foo 2020", "00-00-0000"])
def test_what_is_no_day_is_told(cell: Cell) -> None:
    assert day_of(cell) is None
    assert "tidak dapat dibaca" in (day_problem(cell) or "")


@pytest.mark.parametrize("cell", ["", None, "-", " "])
def test_an_empty_day_is_no_problem(cell: Cell) -> None:
    assert (day_of(cell), day_problem(cell)) == (None, None)


def test_a_text_that_is_too_long_is_told_with_its_length() -> None:
    assert length_problem("x" * 200, 200) is None
    assert "5000 karakter, paling banyak 200" in (length_problem("x" * 5000, 200) or "")
