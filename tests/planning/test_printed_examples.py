"""The plans printed in the regulation, typed into the pages of two offices and compared with the printed tables."""

import re

import pytest
from flask import Flask

from app.documents.content import PlanContent, ResultLine
from app.domain.people import PositionKind
from app.domain.planning import PlanForm
from tests.documents import printed
from tests.documents.filled_general import TABLE_5_GENERAL
from tests.documents.filled_leaders import TABLE_4, TABLE_5
from tests.documents.filled_manuals import HEALTH
from tests.documents.filled_midwife import TABLE_11
from tests.documents.reading import assert_in_order, cell_texts, layout, letters, pages
from tests.offices import Seat, build, enter, new_app
from tests.page import Page, Visitor
from tests.planning.entering import type_plan
from tests.planning.printed_general import TABLE_6_GENERAL, TABLE_14_GENERAL, TABLE_15_GENERAL

pytestmark = pytest.mark.office

HEALTH_OFFICE, CENTRE = "Dinas Kesehatan", "Puskesmas"
REGENCY = (
    Seat("Kepala Daerah", PositionKind.POLITICAL, "Pemerintah Daerah X", leads=True),
    Seat("Kepala Dinas Kesehatan", PositionKind.JPT_PRATAMA, HEALTH_OFFICE, "Kepala Daerah", leads=True),
    Seat("Kepala Puskesmas", PositionKind.FUNCTIONAL_EXPERT, CENTRE, "Kepala Dinas Kesehatan", leads=True),
    Seat("Bidan Penyelia", PositionKind.FUNCTIONAL_EXPERT, CENTRE, "Kepala Puskesmas"),
)
DIRECTORATE_GENERAL, DIRECTORATE = "Direktorat Jenderal III", "Direktorat II"
MINISTRY = (
    Seat("Menteri", PositionKind.POLITICAL, "Kementerian X", leads=True),
    Seat("Direktur Jenderal III", PositionKind.JPT_MIDDLE, DIRECTORATE_GENERAL, "Menteri", leads=True),
    Seat("Direktur II", PositionKind.JPT_PRATAMA, DIRECTORATE, "Direktur Jenderal III", leads=True),
    Seat("Kepala Subdirektorat II", PositionKind.SUPERVISOR, DIRECTORATE, "Direktur II", leads_team=True),
    Seat("Teknik Tata Bangunan Muda", PositionKind.FUNCTIONAL_EXPERT, DIRECTORATE, "Kepala Subdirektorat II"),
)


def on_paper(visitor: Visitor, plan: Page, form: str, fmt: str = "pdf") -> bytes:
    """An official form of the plan as a file."""
    response = visitor.client.get(f"{plan.path}/dokumen/{form}.{fmt}")
    assert response.status_code == 200
    return bytes(response.data)


@pytest.fixture(scope="module")
def regency(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The regency of Anak Lampiran 3."""
    app = new_app(tmp_path_factory.mktemp("kabupaten"))
    build(app, "Pemerintah Daerah X", REGENCY)
    return app


@pytest.fixture(scope="module")
def ministry(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The ministry of Anak Lampiran 2, a second installation; leaders have submitted, so that staff may serve them."""
    app = new_app(tmp_path_factory.mktemp("kementerian"))
    build(app, "Kementerian X", MINISTRY)
    for position, content in (("Direktur II", TABLE_6_GENERAL), ("Kepala Subdirektorat II", TABLE_14_GENERAL)):
        visitor = enter(app, MINISTRY, position)
        visitor.submit(type_plan(visitor, content), "/ajukan")
    return app


def plan_of(visitor: Visitor, content: PlanContent) -> Page:
    """The person's plan, typed now unless it was before."""
    mine = visitor.get("/perencanaan/")
    if mine.offers("Mulai rencana saya"):
        return type_plan(visitor, content)
    return visitor.get(next(link for link in mine.links() if re.fullmatch(r"/perencanaan/\d+", link)))


def across(pdf: bytes) -> str:
    """The words line by line without the feet of pages and the headings repeated on top of them."""
    kept = [line for line in layout(pdf) if not re.search(r"Halaman \d+ dari \d+$", line)]
    first = kept.index("HASIL KERJA") if "HASIL KERJA" in kept else 0
    return " ".join([*kept[: first + 1], *(line for line in kept[first + 1 :] if line != "HASIL KERJA")])


def between(text: str, start: str, end: str) -> str:
    """The words of one section."""
    begin = text.index(start)
    return text[begin : text.index(end, begin)]


def expectations(content: PlanContent) -> list[str]:
    """Every special expectation, in the order of the form."""
    return [" ".join((line.expectation or "").split()) for line in content.behaviours if line.expectation]


@pytest.mark.parametrize(
    ("position", "content", "table"),
    [
        ("Kepala Dinas Kesehatan", TABLE_4, printed.TABLE_4),
        ("Kepala Puskesmas", TABLE_5, printed.TABLE_5),
        ("Bidan Penyelia", TABLE_11, printed.TABLE_11),
    ],
)
def test_a_regencys_plan_typed_into_the_pages_prints_the_words_of_the_table(
    regency: Flask, position: str, content: PlanContent, table: str
) -> None:
    visitor = enter(regency, REGENCY, position)
    plan = plan_of(visitor, content)
    assert f"Formulir {content.form.value}, kualitatif" in plan.text
    pdf = on_paper(visitor, plan, content.form.value)
    assert letters(between(across(pdf), "A. UTAMA", "PERILAKU KERJA*")) == letters(table)
    assert_in_order(" ".join(" ".join(pages(pdf)).split()), expectations(content))
    assert plan.offers("Tandatangani dan ajukan"), "and is complete by the rules"


def test_the_midwifes_annex_prints_the_words_of_table_12(regency: Flask) -> None:
    visitor = enter(regency, REGENCY, "Bidan Penyelia")
    pdf = on_paper(visitor, plan_of(visitor, TABLE_11), "A.1.8")
    assert letters(between(across(pdf), "DUKUNGAN SUMBER DAYA", "Kota Contoh, …")) == letters(printed.TABLE_12)


def test_a_leaders_manual_typed_into_the_pages_prints_the_words_of_table_6(regency: Flask) -> None:
    visitor = enter(regency, REGENCY, "Kepala Dinas Kesehatan")
    plan = plan_of(visitor, TABLE_4)
    listed = visitor.get(f"{plan.path}/manual")
    form = visitor.get(next(link for link in listed.links() if "/manual/" in link))
    typed = {
        "purpose": HEALTH.purpose,
        "definition": HEALTH.definition,
        "formula": HEALTH.formula,
        "unit_of_measure": HEALTH.unit_of_measure,
        "level": HEALTH.level.value if HEALTH.level else "",
        "source": HEALTH.source,
        "reporting": HEALTH.reporting.value if HEALTH.reporting else "",
    }
    visitor.submit(form, form.path, **typed)
    words = letters(" ".join(pages(visitor.client.get(f"{plan.path}/manual/dokumen/A.1.3.pdf").data)))
    for text in (HEALTH.purpose, HEALTH.definition, HEALTH.source, "(X) Outcome ( ) Outcome Antara", "(X) Tahunan"):
        assert letters(text) in words


def cells(form: PlanForm, line: ResultLine) -> list[str]:
    """The cells of one result in the order they stand on the form."""
    if form is PlanForm.A17:
        rows = [["/ ".join(a.label for a in i.aspects), i.text, i.target] for i in line.indicators]
        return [*(line.leader_result or "").splitlines(), line.text, *(cell for row in rows for cell in row)]
    rows = [[i.text, i.target, i.perspective.label if i.perspective else ""] for i in line.indicators]
    return [f"{line.text} (Penugasan dari {line.assigned_by})", *(cell for row in rows for cell in row)]


@pytest.mark.parametrize(
    ("position", "content"),
    [
        ("Direktur Jenderal III", TABLE_5_GENERAL),
        ("Direktur II", TABLE_6_GENERAL),
        ("Kepala Subdirektorat II", TABLE_14_GENERAL),
        ("Teknik Tata Bangunan Muda", TABLE_15_GENERAL),
    ],
)
def test_a_ministrys_plan_typed_into_the_pages_prints_every_cell_in_its_place(
    ministry: Flask, position: str, content: PlanContent
) -> None:
    visitor = enter(ministry, MINISTRY, position)
    plan = plan_of(visitor, content)
    assert f"Formulir {content.form.value}, kuantitatif" in plan.text
    words = letters(" ".join(cell_texts(on_paper(visitor, plan, content.form.value, "xlsx"))))
    parts = [letters(cell) for line in content.results for cell in cells(content.form, line)]
    assert_in_order(words, [part for part in parts if part])
    assert_in_order(words, [letters(text) for text in expectations(content)])


def test_the_cascade_of_the_ministry_is_chosen_from_the_leaders_plans(ministry: Flask) -> None:
    head = enter(ministry, MINISTRY, "Kepala Subdirektorat II")
    plan = plan_of(head, TABLE_14_GENERAL)
    assert "Indikator Kinerja Individu: Persentase Pemda Kabupaten/Kota" in plan.text, "p.148, footnote p.59"


def test_the_annex_of_the_ministry_is_table_16(ministry: Flask) -> None:
    head = enter(ministry, MINISTRY, "Kepala Subdirektorat II")
    plan = plan_of(head, TABLE_14_GENERAL)
    words = letters(" ".join(pages(on_paper(head, plan, "A.1.8"))))
    assert_in_order(words, [letters(item) for _, items in TABLE_14_GENERAL.annex for item in items])
