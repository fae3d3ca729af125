"""The six forms of an evaluation: which is printed when, who signs it, and what the regulation has no line for."""

import html
import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest

from app.documents.content import EvaluationContent, Issue, canonical, parse
from app.documents.forms import FORMATS, forms_of, render
from app.documents.xlsx import render_xlsx
from app.domain.planning import Perspective, PlanForm
from tests.documents.examples import (
    ABOVE_EVALUATION,
    ASSESSOR,
    CHANGED_EVALUATION,
    CONTENTS,
    DRAFT,
    EMPLOYEE,
    EVALUATION,
    MARKED,
    NARRATIVE_EVALUATION,
    PLAN,
    SIGNED,
    SUPERIOR,
    WITA,
    long_text,
    mark,
)
from tests.documents.reading import cell_texts, layout, pages, structure, whole, workbook

pytestmark = pytest.mark.office

SIGNED_BY_ALL = replace(
    SIGNED, signatures=(*SIGNED.signatures, mark("superior", SUPERIOR, datetime(2026, 11, 27, 8, 30, tzinfo=WITA)))
)
SIGNED_ABOVE = replace(
    SIGNED, signatures=(SIGNED.signatures[0], mark("superior", SUPERIOR, datetime(2026, 11, 27, 8, 30, tzinfo=WITA)))
)


def text_of(form: str, fmt: str, content: EvaluationContent, issue: Issue) -> str:
    data = render(form, fmt, content, issue)
    return whole(data) if fmt == "pdf" else " ".join(cell_texts(data))


@pytest.mark.parametrize(
    ("plan_form", "form"),
    [(PlanForm.A11, "C.1.1"), (PlanForm.A12, "C.1.2"), (PlanForm.A16, "C.1.1"), (PlanForm.A17, "C.1.3")],
)
@pytest.mark.parametrize("document", ["D.1.1", "D.1.2", "D.1.3"])
def test_an_evaluation_is_printed_on_the_form_of_its_plan_and_its_document(
    plan_form: PlanForm, form: str, document: str
) -> None:
    """IV.B.3.a.3.e (p.100), V.A.6-10 (p.114-116), V.B.7 (p.118)."""
    content = replace(EVALUATION, plan_form=plan_form, document_form=document)
    assert forms_of(content) == (form, document)
    for other in {"C.1.1", "C.1.2", "C.1.3", "D.1.1", "D.1.2", "D.1.3"} - {form, document}:
        with pytest.raises(ValueError, match="cannot show"):
            render(other, "pdf", content, DRAFT)


def test_an_evaluation_signed_before_there_were_other_forms_prints_as_it_did() -> None:
    old = re.sub(
        r'"(?:document_form|plan_form)":"[^"]+",|"objection":null,|,"study_failed":false', "", canonical(EVALUATION)
    )
    assert not {"document_form", "plan_form", "objection", "study_failed"} & set(re.findall(r"\w+", old))
    again = parse("evaluation", old)
    assert forms_of(again) == ("C.1.3", "D.1.1")
    for form in forms_of(again):
        assert render(form, "pdf", again, SIGNED) == render(form, "pdf", EVALUATION, SIGNED)


@pytest.mark.parametrize("fmt", FORMATS)
def test_perspectives_are_printed_for_leaders_alone(fmt: str) -> None:
    """The fourth note of C.1.1 (p.107)."""
    assert f"(Perspektif {Perspective.RECEIVER.label})" in text_of("C.1.1", fmt, NARRATIVE_EVALUATION, DRAFT)
    others = text_of("C.1.1", fmt, replace(NARRATIVE_EVALUATION, plan_form=PlanForm.A16), DRAFT)
    assert "(Perspektif" not in others
    assert "Perspektif****" in others


def test_each_realisation_is_level_with_its_indicator() -> None:
    lines = layout(render("C.1.1", "pdf", NARRATIVE_EVALUATION, DRAFT))
    assert any(line.startswith("- Tingkat kesesuaian") and "98% tindakan sesuai SOP" in line for line in lines)
    assert any(line.startswith("- Komplain atas") and line.endswith("2 komplain") for line in lines)
    sheet = workbook(render("C.1.1", "xlsx", NARRATIVE_EVALUATION, DRAFT)).worksheets[0]
    (row,) = [cells for cells in sheet.iter_rows() if "Komplain atas layanan ANC" in str(cells[1].value)]
    assert row[4].value == "2 komplain"


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_result_without_indicators_still_has_its_label(fmt: str) -> None:
    bare = replace(NARRATIVE_EVALUATION, results=tuple(replace(r, indicators=()) for r in NARRATIVE_EVALUATION.results))
    assert text_of("C.1.1", fmt, bare, DRAFT).count("Perspektif****:") == len(bare.results)
    none = replace(NARRATIVE_EVALUATION, results=())
    assert "Perspektif****:" not in text_of("C.1.1", fmt, none, DRAFT)


def test_a_document_signed_above_is_signed_by_the_superior_alone() -> None:
    """Block 6 of D.1.2 (p.116)."""
    lines = layout(render("D.1.2", "pdf", ABOVE_EVALUATION, SIGNED_ABOVE))
    assert "7. Pegawai yang Dinilai 6. Atasan Pejabat Penilai Kinerja" in lines
    assert f"{EMPLOYEE.name} {SUPERIOR.name}" in lines
    ratings = whole(render("C.1.3", "pdf", ABOVE_EVALUATION, SIGNED_ABOVE))
    assert "Atasan Pejabat Penilai Kinerja Ditandatangani secara elektronik di Tilik, 27 November" in ratings
    assert f"{ASSESSOR.name} NIP" not in ratings


def test_a_changed_document_has_three_signatures_the_third_below_the_others() -> None:
    """Blocks 9 to 11 of D.1.3 (p.118)."""
    lines = layout(render("D.1.3", "pdf", CHANGED_EVALUATION, SIGNED_BY_ALL))
    assert "10. Pegawai yang Dinilai 9. Pejabat Penilai Kinerja" in lines
    below = lines.index("11. Atasan Pejabat Penilai Kinerja")
    assert below > lines.index(f"{EMPLOYEE.name} {ASSESSOR.name}")
    assert SUPERIOR.name in lines[below:]
    texts = cell_texts(render_xlsx("D.1.3", CHANGED_EVALUATION, SIGNED_BY_ALL))
    assert texts.index("11. Atasan Pejabat Penilai Kinerja") > texts.index("9. Pejabat Penilai Kinerja")
    assert sum(text.startswith("Ditandatangani secara elektronik di Tilik") for text in texts) == 3


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_changed_document_shows_objection_explanation_and_decision(fmt: str) -> None:
    objection = CHANGED_EVALUATION.objection
    assert objection is not None
    text = text_of("D.1.3", fmt, CHANGED_EVALUATION, DRAFT)
    for part in (objection.reasons, objection.explanation, objection.decision):
        assert part in text
    unsaid = text_of("D.1.3", fmt, replace(CHANGED_EVALUATION, objection=None), DRAFT)
    assert "6. KEBERATAN – 7. PENJELASAN" in unsaid


def test_a_document_with_short_texts_is_one_page_with_its_signatures() -> None:
    for form in ("D.1.1", "D.1.2", "D.1.3"):
        found = pages(render(form, "pdf", CONTENTS[form], replace(MARKED, signatures=SIGNED_BY_ALL.signatures)))
        assert len(found) == 1


def test_nobody_signs_on_a_page_that_shows_nothing_of_what_is_signed() -> None:
    long = replace(CHANGED_EVALUATION, note=long_text(330, "catatan"))
    (page,) = [page for page in pages(render("D.1.3", "pdf", long, DRAFT)) if "11. Atasan" in page]
    assert "8. KEPUTUSAN DAN REKOMENDASI" in page
    for form in ("C.1.1", "C.1.2", "C.1.3"):
        (page,) = [page for page in pages(render(form, "pdf", CONTENTS[form], DRAFT)) if "Kota Contoh, …" in page]
        assert "PREDIKAT KINERJA PEGAWAI*" in page


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("form", ["C.1.1", "C.1.2", "C.1.3", "D.1.1", "D.1.2", "D.1.3"])
def test_a_predikat_after_a_failed_study_says_why(form: str, fmt: str) -> None:
    """IV.B.3.a.3.d (p.100)."""
    content = CONTENTS[form]
    assert isinstance(content, EvaluationContent)
    assert "tugas belajar" not in text_of(form, fmt, content, DRAFT)
    text = text_of(form, fmt, replace(content, study_failed=True), DRAFT)
    assert re.search(
        r"PREDIKAT KINERJA PEGAWAI\*? (: )?BAIK Ditetapkan bagi Pegawai yang melaksanakan tugas belajar", text
    )
    assert "(Lampiran IV.B.3.a.3.d, hlm. 100)" in text


@pytest.mark.parametrize(
    ("method", "line"),
    [
        ("password", "Ditandatangani secara elektronik di Tilik, 22 November 2026 14.02 WITA"),
        ("paper", "Ditandatangani di atas kertas, dicatat oleh petugas"),
        ("pades", "Ditandatangani secara elektronik, 22 November 2026 14.02 WITA"),
        ("bsre", "Ditandatangani secara elektronik, 22 November 2026 14.02 WITA"),
    ],
)
@pytest.mark.parametrize("fmt", FORMATS)
def test_a_signature_says_how_it_was_given(method: str, line: str, fmt: str) -> None:
    signatures = tuple(replace(mark, method=method) for mark in SIGNED.signatures)
    text = text_of("D.1.1", fmt, EVALUATION, replace(SIGNED, signatures=signatures))
    assert line in text
    assert "tersertifikasi" not in text.lower()


@pytest.mark.parametrize("form", CONTENTS)
def test_a_signed_form_shows_its_code_on_every_page_and_where_to_check_it(form: str) -> None:
    pdf = render(form, "pdf", CONTENTS[form], MARKED)
    assert all("Kode verifikasi: 0123-4567-89AB-CDEF" in page for page in pages(pdf))
    assert "https://tilik.contoh.go.id/verifikasi/0123456789ABCDEF" in "".join(whole(pdf).split())
    assert {"tag": "/Figure", "alt": "Kode QR untuk membuka halaman verifikasi dokumen ini"} in structure(pdf)
    data = render(form, "xlsx", CONTENTS[form], MARKED)
    sheets = [sheet for sheet in workbook(data).worksheets if sheet.sheet_state == "visible"]
    assert all("Kode verifikasi: 0123-4567-89AB-CDEF" in str(sheet.oddHeader) for sheet in sheets)
    assert {"Kode verifikasi: 0123-4567-89AB-CDEF", MARKED.verify_at} <= set(cell_texts(data))


def test_each_picture_of_a_workbook_has_its_own_description() -> None:
    for form, others in (("C.1.3", "Kurva Distribusi"), ("A.1.7", "")):
        with zipfile.ZipFile(io.BytesIO(render(form, "xlsx", CONTENTS[form], MARKED))) as package:
            drawings = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/drawings/d")]
        described = [found for drawing in drawings for found in re.findall(r'descr="([^"]*)"', drawing)]
        assert described[-1] == "Kode QR untuk membuka halaman verifikasi dokumen ini"
        assert len(described) == (2 if others else 1)
        assert all(text.startswith(others) for text in described[:-1])


def test_a_code_without_an_address_prints_no_picture() -> None:
    plain = replace(MARKED, verify_at="")
    assert "Kode verifikasi: 0123-4567-89AB-CDEF" in whole(render("A.1.8", "pdf", PLAN, plain))
    assert "/Figure" not in [node["tag"] for node in structure(render("A.1.8", "pdf", PLAN, plain))]
    nothing = Issue(verify_at="https://tilik.contoh.go.id/verifikasi")
    assert "verifikasi" not in whole(render("A.1.8", "pdf", PLAN, nothing))


@pytest.mark.parametrize("form", CONTENTS)
def test_the_foot_of_a_workbook_is_short_enough_for_office_programs(form: str) -> None:
    content = CONTENTS[form]
    named = replace(content, employee=replace(content.employee, name=long_text(40, "R&D&")))
    with zipfile.ZipFile(io.BytesIO(render(form, "xlsx", named, MARKED))) as package:
        sheets = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    for sheet in sheets:
        for line in re.findall(r"<odd(?:Header|Footer)>(.*?)</odd", sheet):
            assert len(html.unescape(line)) <= 255
