"""The filled examples of the regulation on our paper: the same words in the same order, section by section."""

import re
from pathlib import Path

import pytest

from app.documents.content import Content, Unsigned
from app.documents.forms import render
from tests.documents import printed
from tests.documents.examples import DRAFT
from tests.documents.filled_general import TABLE_5_GENERAL
from tests.documents.filled_leaders import TABLE_4, TABLE_5
from tests.documents.filled_manuals import TABLE_6, TABLES_7_8_GENERAL
from tests.documents.filled_matrices import TABLE_8, TABLE_9, TABLE_10_GENERAL
from tests.documents.filled_midwife import TABLE_11
from tests.documents.filled_workblocks import TABLE_7, TABLE_9_GENERAL
from tests.documents.reading import assert_in_order, cell_texts, layout, letters, pages, resave, structure

pytestmark = pytest.mark.office

FILLED: dict[str, tuple[str, Content | Unsigned]] = {
    "kepala dinas": ("A.1.1", TABLE_4),
    "kepala puskesmas": ("A.1.1", TABLE_5),
    "bidan": ("A.1.6", TABLE_11),
    "lampiran bidan": ("A.1.8", TABLE_11),
    "direktur jenderal": ("A.1.2", TABLE_5_GENERAL),
    "manual dinas": ("A.1.3", TABLE_6),
    "manual direktorat": ("A.1.3", TABLES_7_8_GENERAL),
    "workblock puskesmas": ("A.1.4", TABLE_7),
    "workblock direktorat": ("A.1.4", TABLE_9_GENERAL),
    "matriks puskesmas": ("A.1.5", TABLE_8),
    "matriks tim": ("A.1.5", TABLE_9),
    "matriks direktorat": ("A.1.5", TABLE_10_GENERAL),
}
SECTIONS = {
    "kepala dinas": (printed.TABLE_4, "A. UTAMA", "PERILAKU KERJA*"),
    "kepala puskesmas": (printed.TABLE_5, "A. UTAMA", "PERILAKU KERJA*"),
    "bidan": (printed.TABLE_11, "A. UTAMA", "PERILAKU KERJA*"),
    "lampiran bidan": (printed.TABLE_12, "DUKUNGAN SUMBER DAYA", "Kabupaten X, …"),
    "workblock puskesmas": (printed.TABLE_7, "STRATEGI (KEY", "$"),
    "workblock direktorat": (printed.TABLE_9_GENERAL, "STRATEGI (KEY", "$"),
}


def paper(name: str) -> str:
    """The words on all pages, cell by cell."""
    form, content = FILLED[name]
    return " ".join(pages(render(form, "pdf", content, DRAFT)))


def across(name: str) -> str:
    """The words line by line without the feet of pages and the heading repeated on top of them."""
    form, content = FILLED[name]
    lines = layout(render(form, "pdf", content, DRAFT))
    kept = [line for line in lines if not re.search(r"Halaman \d+ dari \d+$", line)]
    first = kept.index("HASIL KERJA") if "HASIL KERJA" in kept else 0
    return " ".join([*kept[: first + 1], *(line for line in kept[first + 1 :] if line != "HASIL KERJA")])


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every filled workbook as LibreOffice writes it after opening it."""
    books = {name.replace(" ", "-"): render(form, "xlsx", content, DRAFT) for name, (form, content) in FILLED.items()}
    return resave(Path(tmp_path_factory.mktemp("isi")), books)


def between(text: str, start: str, end: str) -> str:
    begin = text.index(start)
    return text[begin:] if end == "$" else text[begin : text.index(end, begin)]


@pytest.mark.parametrize("name", SECTIONS)
def test_a_filled_section_on_paper_has_the_words_of_the_regulation_and_no_other(name: str) -> None:
    theirs, start, end = SECTIONS[name]
    assert letters(between(across(name), start, end)) == letters(theirs)


@pytest.mark.parametrize("name", SECTIONS)
def test_a_filled_section_saved_by_an_office_has_the_words_of_the_regulation(
    name: str, saved: dict[str, bytes]
) -> None:
    theirs, start, end = SECTIONS[name]
    text = " ".join(cell_texts(saved[name.replace(" ", "-")]))
    assert letters(between(text, start, end)) == letters(theirs)


@pytest.mark.parametrize("name", FILLED)
def test_opening_and_saving_a_workbook_loses_no_cell(name: str, saved: dict[str, bytes]) -> None:
    form, content = FILLED[name]
    assert cell_texts(saved[name.replace(" ", "-")]) == cell_texts(render(form, "xlsx", content, DRAFT))


def test_a_director_generals_rows_read_across_as_on_the_form() -> None:
    """Anak Lampiran 2, p.131-132."""
    assert_in_order(
        paper("direktur jenderal"),
        (
            "NIP (*opsional)",
            "NO RENCANA HASIL KERJA INDIKATOR KINERJA INDIVIDU TARGET PERSPEKTIF (1) (2) (3) (4) (5) A. UTAMA",
            "1 Meningkatnya pelayanan infrastruktur perumahan dan permukiman yang layak dan aman",
            "(Penugasan dari Menteri)",
            "melalui pendekatan smart living 61,95% Penerima Layanan",
            "2 Meningkatkan kualitas layanan Direktorat Jenderal III (Penugasan dari Menteri)",
            "lingkup Direktorat Jenderal III 3,5 dari skala 5 Penerima Layanan",
            "tentang Bangunan Gedung 90 Proses Bisnis",
            "tentang Arsitek 90 Proses Bisnis",
            # Cells over several rows come behind the first of them when cells are read one by one.
            "Nilai pelaksanaan Reformasi Birokrasi Direktorat Jenderal III 85 Penguatan Internal",
            "Nilai Akuntabilitas Kinerja Direktorat Jenderal III 85 Penguatan Internal",
            "Nilai Indikator Kinerja Pelaksanaan Anggaran Direktorat Jenderal III 95 Anggaran",
            "7 Terlaksananya direktif pimpinan sesuai target waktu yang ditetapkan (Penugasan dari Pimpinan)",
            "sesuai target waktu yang ditetapkan 80% Proses Bisnis",
            "B. TAMBAHAN",
            "8 Terlaksananya rencana aksi/inisiatif strategis",
            "dalam perjanjian kerja (Penugasan dari Menteri)",
            "80% Proses Bisnis",
            "PERILAKU KERJA*",
            "- Menjadi role model/ panutan dalam menjunjung komitmen dan integritas pegawai di lingkungan kerjanya",
            "- Membangun komunikasi yang lebih terbuka dan menjaga hubungan baik dengan stakeholder",
            "* Pimpinan dapat memberikan Ekspektasi khusus terhadap satu atau lebih aspek perilaku kerja Pegawai.",
        ),
    )


def test_a_manual_has_the_fields_of_the_form_and_marks_one_choice_of_each() -> None:
    """Anak Lampiran 3, p.173-174; labels as on p.38."""
    assert_in_order(
        paper("manual dinas"),
        (
            "FORMAT A.1.3 MANUAL INDIKATOR KINERJA SKP PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI",
            "Pemerintah Kabupaten X PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2022",
            "RENCANA HASIL KERJA Meningkatnya pelayanan kesehatan dan kemandirian masyarakat untuk hidup sehat",
            "UKURAN KEBERHASILAN/ INDIKATOR KINERJA 18% keluarga sehat",
            "TUJUAN Mengetahui jumlah keluarga sehat di wilayah kerja",
            "DESKRIPSI Definisi Pendekatan keluarga adalah pendekatan",
            "(Indeks Keluarga Sehat) ≥ 0,800 dari jumlah keluarga yang ada.",
            "12. Menggunakan jamban keluarga",
            "Formula (opsional bagi pendekatan hasil kerja kualitatif) ∑ keluarga sehat Total keluarga",
            "SATUAN PENGUKURAN (opsional bagi pendekatan hasil kerja kualitatif) Persen",
            "KUALITAS DAN TINGKAT KENDALI (X) Outcome ( ) Outcome Antara ( ) Output kendali rendah",
            "SUMBER DATA Rekapitulasi data Persentase Keluarga sehat",
            "PERIODE PELAPORAN ( ) Bulanan ( ) Triwulanan ( ) Semesteran (X) Tahunan",
        ),
    )


def test_each_manual_has_a_page_of_its_own_with_all_its_words() -> None:
    """Anak Lampiran 2, p.138-140."""
    found = pages(render("A.1.3", "pdf", TABLES_7_8_GENERAL, DRAFT))
    assert len(found) == 2
    assert all("FORMAT A.1.3" in page and "PERIODE PENILAIAN" in page for page in found)
    assert "Target: 90" in found[0]
    assert "( ) Outcome ( ) Outcome Antara (X) Output kendali rendah" in found[0]
    assert "(X) Outcome ( ) Outcome Antara ( ) Output kendali rendah" in found[1]
    for page, manual in zip(found, TABLES_7_8_GENERAL.manuals, strict=True):
        for text in (manual.result, manual.indicator, manual.purpose, manual.definition, manual.formula, manual.source):
            assert letters(text) in letters(page)


def test_a_workblock_begins_with_the_eight_fields_of_the_form() -> None:
    """p.43, filled p.178; neither agency nor period stand above it."""
    text = paper("workblock puskesmas")
    assert_in_order(
        text,
        (
            "FORMAT A.1.4 WORKBLOCK UNTUK IDENTIFIKASI STRATEGI PENCAPAIAN HASIL KERJA",
            "JUDUL INISIATIF STRATEGI PENCAPAIAN IKU Peningkatan Layanan ANC dan Persalinan",
            "INDIKATOR DAN TARGET YANG DIINTERVENSI Seluruh ibu hamil di wilayah kerja",
            "PEMILIK STRATEGI Kepala Puskesmas PIHAK YANG TERLIBAT Poliklinik Desa, Dinas Kominfo",
            "WAKTU PENYELESAIAN 12 Bulan PENERIMA MANFAAT Ibu Hamil",
            "TUJUAN Meningkatnya kualitas pelayanan puskesmas ANGGARAN 00000000000000",
        ),
    )
    assert "PERIODE PENILAIAN" not in text


@pytest.mark.parametrize("name", ["matriks puskesmas", "matriks tim", "matriks direktorat"])
def test_a_matrix_holds_every_role_under_the_leaders_indicators(name: str) -> None:
    """Anak Lampiran 3, p.179-182, Anak Lampiran 2, p.144; headings as on p.48."""
    _, content = FILLED[name]
    text = paper(name)
    assert_in_order(
        text,
        (
            "FORMAT A.1.5 MATRIKS PEMBAGIAN PERAN DAN HASIL",
            "PEGAWAI JABATAN OUTCOME ANTARA/ OUTPUT/ LAYANAN",
            content.leader.name,  # type: ignore[union-attr]
        ),
    )
    words = letters(text)
    for row in content.rows:  # type: ignore[union-attr]
        assert letters(row.position) in words
        assert all(letters(role) in words for cell in row.cells for role in cell)


def test_an_empty_cell_says_that_there_is_no_role_and_several_results_are_bullets() -> None:
    text = paper("matriks tim")
    assert text.count("Tidak ada peran") == sum(not cell for row in TABLE_9.rows for cell in row.cells) == 5
    assert text.count("•") == 2 * sum(len(cell) == 2 for row in TABLE_9.rows for cell in row.cells)
    assert "SOPIR AMBULANS Tidak ada peran Ibu hamil dengan kehamilan patologis" in text


def test_the_headings_of_a_matrix_stand_on_each_page() -> None:
    found = pages(render("A.1.5", "pdf", TABLE_9, DRAFT))
    assert len(found) == 2
    assert all("LAYANAN PERSALINAN DILAKUKAN DENGAN RESPON CEPAT DAN AKURAT" in page for page in found)


@pytest.mark.parametrize("name", FILLED)
def test_every_form_is_tagged_with_headings_of_its_tables(name: str) -> None:
    form, content = FILLED[name]
    tags = [node["tag"] for node in structure(render(form, "pdf", content, DRAFT))]
    assert tags.count("/H1") == (2 if name == "manual direktorat" else 1)
    assert "/Table" in tags
    assert "/TH" in tags or form == "A.1.3"
