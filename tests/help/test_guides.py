"""The guides: read back from paper, and true to what the pages say."""

import io

import pikepdf
import pytest
from flask import Flask

from app.help import guides
from app.help.guides import NAMES, Kind
from tests.architecture.source import templates
from tests.conftest import MIDWIFE, Who, log_in
from tests.documents.reading import pages

ALL = list(NAMES)


@pytest.mark.office
@pytest.mark.parametrize("name", ALL)
def test_a_guide_on_paper_says_what_the_page_says(sqlite_app: Flask, name: str) -> None:
    answer = log_in(sqlite_app, MIDWIFE).client.get(f"/bantuan/panduan/{name}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    printed = pages(answer.data)
    assert 2 <= len(printed) <= 6
    told = "".join(" ".join(printed).split())
    for block in guides.guide(name).blocks:
        for line in block.lines:
            if len(line) < 60:  # longer ones may be broken by the foot of a page
                assert "".join(line.split()) in told, line
    assert all(f"Halaman {number} dari {len(printed)}" in page for number, page in enumerate(printed, 1))


@pytest.mark.parametrize("name", ALL)
def test_a_guide_as_a_page_leads_to_each_of_its_parts(sqlite_app: Flask, name: str) -> None:
    page = log_in(sqlite_app, MIDWIFE).get(f"/bantuan/panduan/{name}")
    assert page.h1 == guides.guide(name).title
    anchors = {str(link["href"])[1:] for link in page.soup.select("main nav a")}
    assert anchors == {str(heading["id"]) for heading in page.soup.select("h2[id]")}
    assert len(anchors) >= 5


def test_the_same_guide_is_the_same_file(sqlite_app: Flask) -> None:
    visitor = log_in(sqlite_app, MIDWIFE)
    first = visitor.client.get("/bantuan/panduan/pegawai.pdf")
    again = visitor.client.get("/bantuan/panduan/pegawai.pdf", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    with pikepdf.open(io.BytesIO(first.data)) as document:
        assert "/StructTreeRoot" in document.Root
        assert str(document.Root.Lang) == "id"


def test_there_is_no_guide_of_another_name(who: Who) -> None:
    who(MIDWIFE).get("/bantuan/panduan/bukan", 404)
    who(MIDWIFE).get("/bantuan/panduan/bukan.pdf", 404)


def test_a_text_is_read_as_headings_steps_points_and_remarks() -> None:
    blocks = guides._blocks(["## Judul", "Kata.", "1. Satu", "2. Dua", "- Titik", "> Ingat", "> Lagi"])
    assert [(block.kind, block.lines) for block in blocks] == [
        (Kind.HEADING, ("Judul",)),
        (Kind.TEXT, ("Kata.",)),
        (Kind.STEPS, ("Satu", "Dua")),
        (Kind.POINTS, ("Titik",)),
        (Kind.REMARK, ("Ingat",)),
        (Kind.REMARK, ("Lagi",)),
    ]


BUTTONS = {
    "pegawai": (
        "Kerjakan di Excel",
        "Terapkan yang dicentang",
        "Ambil semua ke SKP saya",
        "Simpan kata sandi dan masuk",
        "Mulai rencana saya",
        "Tarik kembali untuk diubah",
        "Saya sudah menerima",
        "Tulis keberatan",
        "Ajukan keberatan",
    ),
    "penilai": (
        "Matriks peran dan hasil",
        "Susun matriks",
        "Kembalikan dengan catatan",
        "Tulis umpan balik",
        "Tandatangani dan sampaikan",
        "Tandatangani yang dicentang",
        "Catat penyerahan",
        "Catat dengan pindaiannya",
        "Catat bahwa pegawai tidak menandatangani",
        "Kirim penjelasan",
        "Ambil alih",
        "Pemeriksaan selesai",
        "Kuatkan hasil evaluasi",
        "Ubah hasil dan tandatangani",
        "Perpanjang tenggat",
    ),
    "putaran": (
        "Siapkan putaran baru",
        "Tampilkan kode satu kali",
        "Periksa kode saya",
        "Mulai putaran sekarang",
        "Jangan tanya lagi",
    ),
    "umpan-balik-360": ("Baca komentar", "Kirim permintaan", "Yang menarik untuk dibicarakan"),
    "petugas": ("Unggah dan periksa", "Terima usulan yang pasti", "Catat keadaan khusus", "Muat contoh bawaan"),
}


@pytest.mark.parametrize("name", BUTTONS)
def test_buttons_are_called_as_on_the_pages(name: str) -> None:
    shown = "\n".join(templates().values())
    told = "\n".join(line for block in guides.guide(name).blocks for line in block.lines)
    for words in BUTTONS[name]:
        assert f"“{words}”" in told
        assert words in shown
