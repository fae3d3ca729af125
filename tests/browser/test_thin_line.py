"""A whole year of one midwife and her head, through the pages, with and without JavaScript."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person, name_of
from tests.conftest import HEAD, MIDWIFE
from tests.documents.reading import whole

RESULT = "Ibu hamil terlayani sesuai standar, ditulis pada uji jalan"
REMARK = "Targetnya belum menyebut angka."
MENDED = "Ibu hamil terlayani sesuai standar paling sedikit 97 %"
REACHED = "212 dari 219 ibu hamil selesai diperiksa pada hari yang sama"
FEEDBACK = "Waktu tunggu turun jelas; rujukan masih dapat dipercepat."
COMMENT = "Terima kasih, rujukan saya perbaiki triwulan depan."


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_draft_to_signed_evaluation(somebody: NewPerson, tmp_path: Path, *, javascript: bool) -> None:
    midwife = somebody(javascript=javascript).log_in(MIDWIFE)
    head = somebody(javascript=javascript).log_in(HEAD)

    write_the_plan(midwife)
    sign_and_submit(midwife)
    return_with_a_remark(head)
    mend(midwife)
    sign_and_submit(midwife)
    set_the_plan(head)
    enter_realisation(midwife)
    give_feedback(head)
    rate_and_sign(head)
    receive_and_countersign(midwife)

    for form in ("D.1.1", "C.1.3"):
        words = whole(downloaded(midwife, form, tmp_path))
        assert name_of(MIDWIFE) in words
        assert name_of(HEAD) in words
        assert re.search(r"PREDIKAT KINERJA PEGAWAI ?[*:] SANGAT BAIK\b", words)


def write_the_plan(midwife: Person) -> None:
    midwife.follow("Lanjutkan rencana kinerja (SKP) Anda")
    midwife.follow("Ubah hasil kerja 1")
    midwife.write("Rencana hasil kerja", RESULT)
    if midwife.javascript:
        midwife.sees_saved()
    indicators = midwife.page.get_by_role("group", name=re.compile(r"^Indikator \d+$"))
    before = indicators.count()
    loads: list[str] = []
    midwife.page.on("load", lambda page: loads.append(page.url))
    midwife.press("Tambah indikator")
    expect(indicators).to_have_count(before + 1)
    added = indicators.last
    added.get_by_role("checkbox", name="Kuantitas").check()
    added.get_by_label("Indikator", exact=True).fill("Persentase kunjungan nifas lengkap")
    added.get_by_label("Target").fill("≥ 90 %")
    midwife.press("Hapus indikator 1")
    expect(indicators).to_have_count(before)
    expect(indicators.last.get_by_label("Indikator", exact=True)).to_have_value("Persentase kunjungan nifas lengkap")
    if midwife.javascript:
        assert loads == [], "htmx changes the rows without another page"
    midwife.press("Simpan dan kembali")
    for words in (RESULT, "Persentase kunjungan nifas lengkap"):
        midwife.sees(words)


def sign_and_submit(midwife: Person) -> None:
    midwife.press("Tandatangani dan ajukan")
    midwife.sees("Diajukan, menunggu penilai")


def return_with_a_remark(head: Person) -> None:
    head.go("/")
    head.follow(f"Baca dan tetapkan SKP {name_of(MIDWIFE)}")
    head.sees(RESULT)
    head.follow("Kembalikan dengan catatan")
    head.write("Catatan pada hasil kerja 1", REMARK)
    head.press("Kembalikan ke pegawai")
    head.sees("Dikembalikan untuk diperbaiki")


def mend(midwife: Person) -> None:
    midwife.go("/")
    midwife.follow("Perbaiki rencana kinerja (SKP) Anda")
    midwife.sees(REMARK)
    midwife.follow("Ubah hasil kerja 1")
    midwife.sees(REMARK)
    midwife.write("Rencana hasil kerja", MENDED)
    midwife.press("Simpan dan kembali")
    midwife.sees(MENDED)


def set_the_plan(head: Person) -> None:
    head.go("/")
    head.follow(f"Baca dan tetapkan SKP {name_of(MIDWIFE)}")
    head.press("Tandatangani dan tetapkan")
    head.sees("Ditetapkan")


def enter_realisation(midwife: Person) -> None:
    midwife.go("/")
    midwife.follow("Isi realisasi dan bukti")
    midwife.follow("Isi realisasi hasil kerja 1")
    midwife.write("Realisasi", REACHED)
    midwife.write("Bukti berupa keterangan", "Register kohort ibu 2026")
    midwife.write("Bukti berupa tautan", "https://arsip.nusamelati.example/kohort")
    midwife.press("Simpan dan kembali")
    for words in (REACHED, "Register kohort ibu 2026"):
        midwife.sees(words)


def give_feedback(head: Person) -> None:
    head.go("/pelaksanaan/")
    head.page.get_by_role("row", name=name_of(MIDWIFE)).get_by_role("link", name="Buka").click()
    head.sees(REACHED)
    head.follow("Tulis umpan balik")
    head.page.get_by_role("textbox").first.fill(FEEDBACK)
    head.press("Simpan dan kembali")
    head.sees(FEEDBACK)


def rate_and_sign(head: Person) -> None:
    head.go("/penilaian/")
    head.press(f"Mulai menilai {name_of(MIDWIFE)}")
    head.sees(REACHED)
    head.sees(FEEDBACK)
    head.choose("Rating hasil kerja", "Di atas ekspektasi")
    head.choose("Rating perilaku kerja", "Di atas ekspektasi")
    head.write("Alasan kedua rating", "Hampir semua indikator melewati target.")
    head.write("Catatan dan rekomendasi", "Dampingi dua bidan terampil.")
    head.choose("Hubungan pribadi yang dekat dengan pegawai ini", "Tidak ada")
    head.press("Simpan dan periksa sebelum tanda tangan")
    head.sees("Sangat Baik ← pilihan Anda")
    head.press("Tandatangani dan sampaikan")
    head.sees("Disampaikan, menunggu diterima pegawai")


def receive_and_countersign(midwife: Person) -> None:
    midwife.go("/")
    midwife.follow("Terima dokumen evaluasi Anda")
    midwife.press("Saya sudah menerima")
    midwife.write("Tanggapan Anda (boleh dikosongkan)", COMMENT)
    midwife.press("Tandatangani")
    midwife.sees("Selesai ditandatangani")
    midwife.sees(COMMENT)


def downloaded(person: Person, form: str, folder: Path) -> bytes:
    with person.page.expect_download() as coming:
        person.follow(f"{form} (PDF)")
    path = folder / f"{form}.pdf"
    coming.value.save_as(path)
    return path.read_bytes()
