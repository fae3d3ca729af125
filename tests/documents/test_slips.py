"""Slips of paper, read back from the PDF."""

import io
from datetime import UTC, date, datetime

import pikepdf
import pytest

from app.documents.slips import (
    DRAWING,
    DRAWN,
    EXERCISE,
    FEEDBACK_STEPS,
    ONCE_ONLY,
    STEPS,
    USED,
    FeedbackPaper,
    FeedbackSlip,
    Slip,
    render_feedback_slips,
    render_slips,
)
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


def drawn(*slips: FeedbackSlip, is_exercise: bool = False) -> bytes:
    address = "http://kinerja.contoh.example/kode-360/"
    about = FeedbackPaper("Pemerintah Kabupaten Contoh", address, "6 Desember 2026", is_exercise, is_sample=False)
    return render_feedback_slips(slips, about, MADE)


def feedback_slip(code: str = "K7QD 9FMR 2XWP 3HJK LMN4", **changes: str) -> FeedbackSlip:
    usual = {"name": "dr. Contoh", "position": "Dokter", "unit": "Puskesmas Contoh", "role": "Penerima layanan"}
    return FeedbackSlip(**{**usual, "code": code, **changes})


def test_a_drawn_slip_says_whom_it_is_about_and_names_nobody_who_answers() -> None:
    words = whole(drawn(feedback_slip()))
    for part in ("tentang dr. Contoh", "K7QD 9FMR 2XWP 3HJK LMN4", "6 Desember 2026", "/kode-360/", "Penerima layanan"):
        assert part in words
    assert_in_order(words, (DRAWING[:40], *FEEDBACK_STEPS, DRAWN.split(",")[0]))
    assert EXERCISE not in words
    assert EXERCISE in whole(drawn(feedback_slip(), is_exercise=True))


def test_drawn_slips_fill_pages_unbroken() -> None:
    long = feedback_slip(name="Panjangsekali " * 8, position="Pengelola " * 12, unit="Unit " * 30)
    document = drawn(long, *(feedback_slip() for _ in range(11)))
    found = pages(document)
    assert sum(page.count("Berlaku sampai") for page in found) == 12
    assert all(page.count("diambil dengan undian") == page.count("Berlaku sampai") for page in found)
    assert right_edge(document) <= 595.3 - 28
