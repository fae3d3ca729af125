"""Slips of paper, read back from the PDF."""

import io
from datetime import UTC, date, datetime

import pikepdf
import pytest

from app.documents.slips import ONCE_ONLY, STEPS, USED, Slip, render_slips
from tests.documents.reading import assert_in_order, pages, right_edge, whole

pytestmark = pytest.mark.office
ADDRESS = "http://kinerja.contoh.example/masuk/kode"
MADE = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def paper(*slips: Slip, sample: bool = False) -> bytes:
    return render_slips(slips, "Pemerintah Kabupaten Contoh", ADDRESS, date(2026, 12, 6), MADE, sample=sample)


def slip(number: int = 1, **changes: str) -> Slip:
    usual = {"name": f"Pegawai {number}", "login": "19800513 200501 2 941", "unit": "Puskesmas Contoh"}
    return Slip(**{**usual, "code": "K7QD 9FMR 2XWP", **changes})


def test_a_slip_says_whose_it_is_where_to_go_what_to_do_and_until_when() -> None:
    words = whole(paper(slip()))
    for part in ("Pegawai 1", "19800513 200501 2 941", "Puskesmas Contoh", "Pemerintah Kabupaten Contoh", ADDRESS):
        assert part in words
    assert "K7QD 9FMR 2XWP" in words
    assert "6 Desember 2026" in words
    assert_in_order(words, (*STEPS, ONCE_ONLY.split(":")[0], USED.split(",")[0]))
    assert "data contoh" not in words
    assert "data contoh" in whole(paper(slip(), sample=True))


def test_five_slips_fill_a_page_and_none_is_broken() -> None:
    found = pages(paper(*(slip(number) for number in range(1, 13))))
    assert [page.count("Berlaku sampai") for page in found] == [5, 5, 2]
    assert all(page.count("Kode ini bukan kata sandi") == page.count("Berlaku sampai") for page in found)


def test_names_are_data_and_stay_on_the_paper() -> None:
    nasty = '#read("/etc/passwd") *tebal* $x$ \\ <label> ' + "Panjangsekali " * 30
    document = paper(slip(name=nasty, unit="Unit " * 40))
    assert "*tebal*" in whole(document)
    assert right_edge(document) <= 595.3 - 28


def test_the_paper_is_tagged_and_in_indonesian() -> None:
    with pikepdf.open(io.BytesIO(paper(slip()))) as document:
        assert document.Root["/MarkInfo"]["/Marked"]
        assert str(document.Root["/Lang"]) == "id"
        assert "/StructTreeRoot" in document.Root
