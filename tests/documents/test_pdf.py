"""The PDF forms, read as text and as structure."""

import io
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from app.documents.content import Issue
from app.documents.pdf import render_pdf
from app.domain.distribution import Achievement
from tests.documents.examples import (
    BUPATI,
    CONTENTS,
    DRAFT,
    EVALUATION,
    PLAN,
    SAMPLE,
    SIGNED,
    long_text,
    many_results,
)
from tests.documents.expected import LABELS
from tests.documents.reading import assert_in_order, layout, pages, right_edge, solid, structure, whole

pytestmark = pytest.mark.office

_NASTY = (
    '#read("/etc/passwd")',
    "*tebal* _miring_ `kode`",
    "$x^2$ $ sum_(i=1)^n i $",
    "= Judul\n== Anak judul\n- butir",
    "<label> @acuan \\ ~ -- ... //komentar",
    ']#include "common.typ"[ #{ 1 + 1 }',
    '"kutip" \'tunggal\' {"json": true}',
    '=HYPERLINK("http://contoh")',
)


def _emblem() -> bytes:
    target = io.BytesIO()
    Image.new("RGBA", (60, 66), (200, 160, 20, 255)).save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize("form", CONTENTS)
def test_sections_and_labels_stand_in_the_order_of_the_regulation(form: str) -> None:
    text = whole(render_pdf(form, CONTENTS[form], DRAFT))
    assert_in_order(text, LABELS[form])


def test_every_text_of_a_plan_is_on_paper() -> None:
    text = solid(whole(render_pdf("A.1.7", PLAN, DRAFT)))
    for line in PLAN.results:
        assert solid(line.text) in text
        assert line.leader_result is None or solid(line.leader_result) in text
        for item in line.indicators:
            assert solid(item.text) in text
            assert solid(item.target) in text
    for party in (PLAN.employee, PLAN.assessor):
        assert all(
            solid(part or "") in text for part in (party.name, party.nip, party.rank, party.position, party.unit)
        )
    assert "Kualitas/Waktu" in text
    assert "-Membanturekankerjayangmembutuhkan" in text


def test_every_text_of_an_evaluation_is_on_paper() -> None:
    text = solid(whole(render_pdf("C.1.3", EVALUATION, DRAFT)))
    for line in EVALUATION.results:
        assert solid(line.feedback or "") in text
        assert all(solid(item.realisation or "") in text for item in line.indicators)
    for behaviour in EVALUATION.behaviours:
        assert solid(behaviour.feedback or "") in text


def test_result_numbers_run_on_through_both_sections() -> None:
    numbered = [line for line in layout(render_pdf("A.1.7", PLAN, DRAFT)) if line.startswith(("1 Layanan", "4 Data"))]
    assert len(numbered) == 2


def test_nobody_can_write_markup() -> None:
    content = replace(EVALUATION, note="\n".join(_NASTY), employee=replace(EVALUATION.employee, name=_NASTY[0]))
    text = solid(whole(render_pdf("D.1.1", content, SIGNED)))
    for nasty in _NASTY:
        assert solid(nasty) in text
    assert "root:" not in text


def test_nasty_texts_stay_texts_in_every_field_of_the_tables() -> None:
    nasty = " ".join(_NASTY)
    lines = tuple(
        replace(
            line,
            text=nasty,
            leader_result=nasty,
            indicators=tuple(replace(item, text=nasty, target=nasty) for item in line.indicators),
        )
        for line in PLAN.results
    )
    text = solid(whole(render_pdf("A.1.7", replace(PLAN, results=lines), DRAFT)))
    assert text.count(solid(nasty)) >= len(lines)
    assert "root:" not in text


def test_emoji_and_control_characters_do_not_stop_a_document() -> None:
    text = whole(render_pdf("D.1.1", replace(EVALUATION, note="Bagus 👍\x00 sekali\u2028✓"), DRAFT))
    assert "Bagus □ sekali √" in text


def test_long_texts_are_never_clipped() -> None:
    first = PLAN.results[0]
    lines = (
        replace(first, text=long_text(900, "hasil"), leader_result=long_text(800, "pimpinan")),
        replace(first, indicators=(replace(first.indicators[0], text=long_text(900, "iki"), target="T" * 5000),)),
    )
    behaviours = tuple(replace(line, expectation=long_text(600, "harapan")) for line in PLAN.behaviours)
    text = whole(render_pdf("A.1.7", replace(PLAN, results=lines, behaviours=behaviours), DRAFT))
    words = set(text.split())
    for count, tag in ((900, "hasil"), (800, "pimpinan"), (900, "iki"), (600, "harapan")):
        assert [word for word in long_text(count, tag).split() if word not in words] == []
    assert text.count("T") >= 5000


@pytest.mark.parametrize("length", [10, 13, 40, 400])
def test_a_word_wider_than_its_column_stays_inside_the_page(length: int) -> None:
    lines = tuple(
        replace(line, indicators=tuple(replace(item, target="W" * length) for item in line.indicators))
        for line in PLAN.results
    )
    pdf = render_pdf("A.1.7", replace(PLAN, results=lines), DRAFT)
    count = sum(len(line.indicators) for line in lines)
    assert solid(whole(pdf)).count("W") >= count * length
    # A4 is 842 points wide and has margins of 15 mm.
    assert right_edge(pdf) <= 842 - 42


def test_headings_are_repeated_on_every_page_of_results() -> None:
    all_pages = pages(render_pdf("A.1.7", many_results(PLAN, 30), SIGNED))
    with_results = [page for page in all_pages if "Hasil nomor" in page]
    assert len(with_results) >= 4
    assert all("INDIKATOR KINERJA INDIVIDU" in page and "(6)" in page for page in with_results)
    assert all("A. UTAMA" in page for page in with_results)
    joined = " ".join(all_pages)
    assert [number for number in range(30) if f"Hasil nomor {number} terwujud" not in joined] == []
    assert all("PERILAKU KERJA**" in page for page in all_pages if "Ekspektasi Khusus Pimpinan" in page)


def test_a_plan_without_additional_results_still_has_the_section() -> None:
    text = whole(render_pdf("A.1.7", replace(PLAN, results=PLAN.results[:1]), DRAFT))
    assert "B. TAMBAHAN" in text


@pytest.mark.parametrize("form", ["A.1.7", "A.1.8", "D.1.1"])
def test_both_signatures_say_when_they_were_given(form: str) -> None:
    text = whole(render_pdf(form, CONTENTS[form], SIGNED))
    assert "Kota Contoh, 22 November 2026" in text
    assert "Ditandatangani secara elektronik di Tilik, 21 November 2026 09.05 WITA" in text
    assert "Ditandatangani secara elektronik di Tilik, 22 November 2026 14.02 WITA" in text
    assert text.count(f"{EVALUATION.employee.name} NIP {EVALUATION.employee.nip}") == 1
    assert "tersertifikasi" not in text.lower()


def test_only_the_assessor_signs_the_evaluation_results() -> None:
    text = whole(render_pdf("C.1.3", EVALUATION, SIGNED))
    assert "Pejabat Penilai Kinerja" in text
    assert "Pegawai yang Dinilai" not in text
    assert text.count("Ditandatangani secara elektronik") == 1


def test_a_draft_leaves_room_to_sign_by_hand() -> None:
    text = whole(render_pdf("D.1.1", EVALUATION, DRAFT))
    assert "Ditandatangani" not in text
    assert text.count("Kota Contoh, …") == 2
    assert "Sidik dokumen" not in text


def test_the_employee_signs_left_and_the_assessor_right() -> None:
    lines = layout(render_pdf("D.1.1", EVALUATION, SIGNED))
    assert "7. Pegawai yang Dinilai 6. Pejabat Penilai Kinerja" in lines
    assert f"{EVALUATION.employee.name} {EVALUATION.assessor.name}" in lines


def test_an_official_without_nip_has_a_dash_and_no_nip_line() -> None:
    content = replace(PLAN, assessor=BUPATI)
    lines = layout(render_pdf("A.1.7", content, DRAFT))
    assert f"2 NIP {PLAN.employee.nip} 2 NIP –" in lines
    assert sum(line.count("NIP 1") for line in lines if not line.startswith("2 NIP")) == 1


def test_the_mark_fingerprint_and_page_number_stand_on_every_page() -> None:
    for form, content in CONTENTS.items():
        all_pages = pages(render_pdf(form, content, SAMPLE))
        for number, page in enumerate(all_pages, 1):
            assert "DATA CONTOH" in page
            assert f"Sidik dokumen (SHA-256): {SAMPLE.digest}" in page
            assert f"Halaman {number} dari {len(all_pages)}" in page
        assert "DATA CONTOH" not in whole(render_pdf(form, content, SIGNED))


def test_a_later_edition_says_which_revision_it_is() -> None:
    assert "Revisi ke-2" in whole(render_pdf("A.1.8", replace(PLAN, edition=3), DRAFT))
    assert "Revisi" not in whole(render_pdf("A.1.8", PLAN, DRAFT))


def test_the_emblem_or_its_frame_stands_above_the_title() -> None:
    assert whole(render_pdf("D.1.1", EVALUATION, DRAFT)).startswith("LAMBANG GARUDA")
    pictured = render_pdf("D.1.1", EVALUATION, Issue(emblem=_emblem()))
    assert "LAMBANG GARUDA" not in whole(pictured)
    assert {"tag": "/Figure", "alt": "Lambang garuda"} in structure(pictured)


@pytest.mark.parametrize("achievement", Achievement)
def test_the_pattern_is_a_picture_described_in_words(achievement: Achievement) -> None:
    pdf = render_pdf("C.1.3", replace(EVALUATION, achievement=achievement), DRAFT)
    text = whole(pdf)
    assert f"CAPAIAN KINERJA ORGANISASI* {achievement.label.upper()}" in text
    assert f"CAPAIAN KINERJA ORGANISASI {achievement.label.upper()}" in text
    assert "Frekuensi Pegawai" in text
    (picture,) = [node for node in structure(pdf) if node["tag"] == "/Figure"]
    assert achievement.label in picture["alt"]
    assert "Puncak kurva pada predikat" in picture["alt"]


@pytest.mark.parametrize("form", CONTENTS)
def test_the_document_is_tagged_titled_and_in_indonesian(form: str) -> None:
    pdf = render_pdf(form, CONTENTS[form], SAMPLE)
    tags = [node["tag"] for node in structure(pdf)]
    assert "/H1" in tags
    assert "/Table" in tags
    assert "/TH" in tags or form.startswith("D.")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root["/Lang"]) == "id"
        assert document.Root["/MarkInfo"]["/Marked"]
        assert document.Root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert EVALUATION.employee.name in str(document.docinfo["/Title"])
        assert b"pdfuaid" in document.Root["/Metadata"].read_bytes()


def test_only_the_shipped_font_is_used_and_embedded() -> None:
    with pikepdf.open(io.BytesIO(render_pdf("C.1.3", EVALUATION, SAMPLE))) as document:
        fonts = [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item]
        assert {str(font["/FontName"]).split("+")[1] for font in fonts} == {"LiberationSans", "LiberationSans-Bold"}
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


@pytest.mark.parametrize("form", CONTENTS)
def test_a_document_is_small_enough_for_a_slow_line(form: str) -> None:
    assert len(render_pdf(form, CONTENTS[form], SAMPLE)) < 60_000
