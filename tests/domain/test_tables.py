"""Tables as text: whatever a spreadsheet program writes comes back cell by cell."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.tables import UnusableTableError, decoded, rows_of

CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(str.strip)
ROWS = st.lists(st.lists(CELL, min_size=2, max_size=6), min_size=1, max_size=8)


@given(ROWS, st.sampled_from([";", ",", "\t"]), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_what_a_program_writes_with_its_delimiter_named_is_read(
    rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter).writerows(rows)
    plain = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    found = [cells for _, cells in rows_of(f"sep={delimiter}\n{target.getvalue()}".encode(encoding))]
    assert [row for row in found if not any(cell.startswith("=") for cell in row)] == [
        row for row in plain if not any(cell.startswith("=") for cell in row)
    ]


@given(st.binary(max_size=300))
def test_other_bytes_are_read_or_refused_with_words(body: bytes) -> None:
    told = "unggah lagi."
    try:
        rows_of(body)
    except UnusableTableError as error:
        told = str(error)
    assert told.endswith("unggah lagi.")


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        (b"NIP;Hadir\n1;2", [(1, ["NIP", "Hadir"]), (2, ["1", "2"])]),
        (b"Rekap, Muara\n\nNIP;Hari kerja;Hadir\n", [(1, ["Rekap, Muara"]), (3, ["NIP", "Hari kerja", "Hadir"])]),
        (b'NIP,Nama\n1,"Sari,\nS.Tr"\n2,Budi', [(1, ["NIP", "Nama"]), (2, ["1", "Sari,\nS.Tr"]), (4, ["2", "Budi"])]),
        (b'="0123";  x \r\n;;\r\n', [(1, ["0123", "x"])]),
        (b"sep=,\r\nNIP,a;b\r\n", [(2, ["NIP", "a;b"])]),
        (b"NIP;Hadir\r1;2\r", [(1, ["NIP", "Hadir"]), (2, ["1", "2"])]),
    ],
)
def test_rows_know_their_line(body: bytes, rows: list[tuple[int, list[str]]]) -> None:
    assert rows_of(body) == rows


def test_letters_of_windows_are_read() -> None:
    assert decoded("Rini – “Muara”".encode("cp1252")) == "Rini – “Muara”"
