"""The plans printed in the regulation, typed into the pages of two offices and compared with the printed tables."""

import re

import pytest
from flask import Flask

from app.documents.content import PlanContent, ResultLine
from app.domain.people import PositionKind
from app.domain.planning import PlanForm
from tests.documents.filled_general import TABLE_5_GENERAL
from tests.documents.reading import assert_in_order, cell_texts, letters, pages
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
