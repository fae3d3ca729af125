"""Advice on wording. The tables are those of Anak Lampiran 1, p.120-122, word for word."""

import pytest

from app.domain.advice import AdviceKind, Wording, advise_result, advise_target, wording_of
from app.domain.planning import Aspect

RESULTS = """
Permohonan bantuan teknis diproses dengan cepat dan akurat
Verifikasi berkas permohonan bantuan teknis disampaikan tepat waktu.
Pemerintah Daerah menggunakan aplikasi SIMBG untuk penerbitan PBG/ IMB dan SLF
Tidak ada dokumen pengusulan bantuan teknis yang hilang
Ide dan inovasi untuk mengembangkan fitur SIMBG
Respon terhadap permintaan bantuan teknis dilakukan dengan cepat dan memuaskan
Hasil analisis kebutuhan biaya disampaikan tepat waktu
Kepuasan instansi pengusul
Ibu hamil terlayani sesuai standar
Diagnosa yang tepat
Ibu hamil mendapat paket nutrisi sesuai kebutuhan
Ide dan inovasi untuk memberikan layanan jemput bola kepada ibu hamil
Peralatan medis tersedia dan siap digunakan
Tidak terjadi malpraktek terhadap ibu hamil
Kepuasan ibu hamil
"""
ACTIVITIES = """
Menyusun materi sosialisasi aplikasi SIMBG
Asistensi/ pendampingan terhadap Pemerintah Daerah terkait penggunaan SIMBG
Mengembangkan aplikasi SIMBG
Fasilitasi penyelenggaraan bangunan gedung
Menyusun Draft Kebijakan terkait Bangunan Gedung
Menjawab panggilan untuk konsultasi dengan pemerintah daerah
Memberikan bimbingan Kinerja kepada pegawai di tim kerja
Melatih tenaga kesehatan
Melakukan pendampingan terhadap ibu hamil yang dirujuk
Menulis resep
Mengembangkan aplikasi untuk pendaftaran ibu hamil secara online
Menata dokumen rekam medis ibu hamil
Menulis surat rujukan
Menjawab panggilan untuk konsultasi
Memberikan bimbingan kepada bidan pemula
"""
CATEGORIES = """
Layanan penerbitan PBG/ IMB dan SLF
Monitoring dan supervisi
Sosialisasi
Pengawasan
Layanan Antenatal Care
Hubungan masyarakat
Layanan persalinan
Pengawasan
"""
PRINTED = [
    (line, wording)
    for wording, block in ((Wording.RESULT, RESULTS), (Wording.ACTIVITY, ACTIVITIES), (Wording.CATEGORY, CATEGORIES))
    for line in block.strip().splitlines()
]


@pytest.mark.parametrize(("text", "wording"), PRINTED)
def test_both_tables_of_the_regulation_are_told_apart_as_printed(text: str, wording: Wording) -> None:
    assert wording_of(text) is wording


def test_both_tables_are_here_in_full() -> None:
    assert len(PRINTED) == 19 + 19


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Meningkatnya kemampuan membaca murid kelas 2", Wording.RESULT),
        ("Murid kelas 5 memahami pecahan", Wording.RESULT),
        ("Menurunnya angka putus sekolah", Wording.RESULT),
        ("Media pembelajaran digunakan murid", Wording.RESULT),
        ("Penyusunan laporan keuangan", Wording.ACTIVITY),
        ("Penyusunan laporan keuangan selesai tepat waktu", Wording.RESULT),
        ("Melaksanakan pembelajaran", Wording.ACTIVITY),
        ("Merekap kehadiran pegawai", Wording.ACTIVITY),
        ("Susun jadwal piket", Wording.ACTIVITY),
        ("Berkas kepegawaian tertata", Wording.RESULT),
        ("Administrasi umum", Wording.CATEGORY),
        ("Koordinasi", Wording.CATEGORY),
        ("Koordinasi lintas sektor penanganan stunting", Wording.ACTIVITY),
        ("Dinas memperoleh opini wajar", Wording.RESULT),
        ("Pengelolaan anggaran dinas yang optimal", Wording.RESULT),
        ("Penataan arsip dinamis", Wording.ACTIVITY),
        ("Kunjungan rumah balita", Wording.ACTIVITY),
        ("Pelayanan terpadu", Wording.CATEGORY),
        ("Rekomendasi kebijakan bidang kepegawaian", Wording.RESULT),
        ("Terlaksananya direktif pimpinan", Wording.RESULT),
        ("Akurasi data", Wording.RESULT),
        ("Ketersediaan obat", Wording.RESULT),
        ("", Wording.RESULT),
    ],
)
def test_other_words_are_told_apart(text: str, wording: Wording) -> None:
    assert wording_of(text) is wording


def test_an_activity_gets_a_kind_sentence_and_a_result_none() -> None:
    (advice,) = advise_result("Menyusun laporan bulanan")
    assert (advice.kind, advice.found) == (AdviceKind.ACTIVITY, "Menyusun")
    assert "keadaan yang tercapai" in advice.message
    assert advise_result("Pengawasan")[0].kind is AdviceKind.CATEGORY
    assert advise_result("Laporan bulanan diterima tepat waktu") == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Pemrosesan klaim selalu tepat waktu, efisien, dan berkualitas.", "selalu"),
        ("Semua pemrosesan klaim dilakukan dengan waktu cepat.", "semua"),
        ("Berkas tidak  pernah hilang sampai Desember, 0 kasus", "tidak pernah"),
        ("100% untuk setiap pemohon sampai Desember", "setiap"),
    ],
)
def test_absolute_words_are_named_with_the_exception(text: str, word: str) -> None:
    advice = advise_target(text)[0]
    assert (advice.kind, advice.found) == (AdviceKind.ABSOLUTE, word)
    assert all(part in advice.message for part in ("nyawa", "cedera", "keamanan nasional", "kerugian uang yang besar"))


def kinds(text: str, *aspects: Aspect, is_quantitative: bool = True) -> list[AdviceKind]:
    return [advice.kind for advice in advise_target(text, aspects=aspects, is_quantitative=is_quantitative)]


def test_a_rhythm_is_no_absolute_word() -> None:
    assert kinds("1 laporan setiap bulan") == []
    assert kinds("1 laporan setiap akhir triwulan") == []


def test_a_quantitative_target_has_a_measure() -> None:
    assert kinds("baik") == [AdviceKind.MEASURE]
    assert kinds("≥ 90 %") == []
    assert kinds("selesai pada bulan Juni") == []
    assert kinds("dua belas laporan") == []
    assert kinds("") == []
    assert kinds("Laporan disajikan ringkas", is_quantitative=False) == []


def test_a_target_of_time_alone_names_a_time() -> None:
    assert kinds("95%", Aspect.TIME) == [AdviceKind.TIME]
    assert kinds("95%", Aspect.TIME, Aspect.QUANTITY) == []
    assert kinds("rata-rata 3 hari", Aspect.TIME) == []
