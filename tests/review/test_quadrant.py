"""The nine cells of the quadrant, from the head's two choices to the printed predikat (p.99, 102)."""

import re

import pytest
from flask import Flask

from app.sample.data import read
from tests.conftest import HEAD, SET_MIDWIFE, log_in
from tests.documents.reading import whole

ABOVE, EXPECTED, BELOW = (
    ("above", "Di atas ekspektasi"),
    ("as_expected", "Sesuai ekspektasi"),
    (
        "below",
        "Di bawah ekspektasi",
    ),
)
# Results, behaviour, predikat: written down from the regulation's table, not read from the code under test.
CELLS = [
    (ABOVE, ABOVE, "Sangat Baik"),
    (ABOVE, EXPECTED, "Baik"),
    (ABOVE, BELOW, "Kurang (Misconduct)"),
    (EXPECTED, ABOVE, "Baik"),
    (EXPECTED, EXPECTED, "Baik"),
    (EXPECTED, BELOW, "Kurang (Misconduct)"),
    (BELOW, ABOVE, "Butuh Perbaikan"),
    (BELOW, EXPECTED, "Butuh Perbaikan"),
    (BELOW, BELOW, "Sangat Kurang"),
]


@pytest.mark.office
@pytest.mark.parametrize(
    ("results", "behaviour", "predikat"), CELLS, ids=lambda cell: cell if isinstance(cell, str) else cell[0]
)
def test_two_ratings_give_the_printed_predikat(
    sqlite_app: Flask, results: tuple[str, str], behaviour: tuple[str, str], predikat: str
) -> None:
    head = log_in(sqlite_app, HEAD)
    plans = head.get("/penilaian/")
    begun = next(str(form["action"]) for form in plans.soup.find_all("form") if of(SET_MIDWIFE) in form.get_text())
    rating = head.submit(plans, begun)
    checked = head.submit(
        rating,
        "/nilai",
        results_rating=results[0],
        behaviour_rating=behaviour[0],
        reason="Dasar kedua rating: tidak ada yang tercatat, penilai melihatnya sendiri. " * 2,
        note="Langkah berikutnya.",
        is_close="no",
    )
    assert f"{predikat} ← pilihan Anda" in checked.text
    signed = head.submit(checked, "/tandatangani")
    assert f"Predikat kinerja {predikat}" in signed.text

    midwife = log_in(sqlite_app, SET_MIDWIFE)
    printed = whole(midwife.client.get(f"{signed.path}/dokumen/C.1.3.pdf").data)
    assert re.search(rf"RATING HASIL KERJA\*? {results[1].upper()}", printed)
    assert re.search(rf"RATING PERILAKU KERJA\*? {behaviour[1].upper()}", printed)
    assert re.search(rf"PREDIKAT KINERJA PEGAWAI\* {re.escape(predikat.upper())}(?! \()", printed)


def of(key: str) -> str:
    return str(next(row for row in read("people", "person") if row["key"] == key)["name"])
