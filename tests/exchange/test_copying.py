"""Copying a set plan into the national application: in its order, part by part, marks that outlive a revision."""

import io

from openpyxl import load_workbook

from tests.conftest import HEAD, MIDWIFE, SET_MIDWIFE, Who
from tests.exchange.books import download
from tests.page import Page, Visitor
from tests.planning.steps import edit_page, my_plan

HTMX = {"HX-Request": "true"}


def opened(visitor: Visitor) -> Page:
    """The page for copying one's own plan."""
    plan = my_plan(visitor)
    return visitor.get(next(link for link in plan.links() if link.startswith("/salin/")))


def mark(visitor: Visitor, page: Page, title: str, *, done: bool = True) -> Page:
    """Press the button of a part."""
    card = next(s for s in page.soup.select("section") if title in s.get_text())
    fields = {str(item["name"]): str(item["value"]) for item in card.select("input")}
    return visitor.post(page.path, {**fields, "done": "1" if done else "0"})


def test_the_plan_stands_in_the_order_of_the_national_application(who: Who) -> None:
    page = opened(who(SET_MIDWIFE))
    titles = [h2.get_text(strip=True) for h2 in page.soup.select("section h2")]
    assert titles[0] == "1. Periode, pendekatan, dan penilai"
    assert titles[1] == "2. Hasil kerja 1"
    labels = [dt.get_text() for dt in page.soup.select("section")[1].select("dt")]
    assert labels.index("Jenis") < labels.index("Rencana hasil kerja") < labels.index(labels[-1])
    assert "Kuantitatif" in page.text
    assert "0 dari" in page.text


def test_a_mark_counts_and_can_be_taken_back(who: Who) -> None:
    midwife = who(SET_MIDWIFE)
    page = mark(midwife, opened(midwife), "Hasil kerja 1")
    assert "1 dari" in page.text
    page = mark(midwife, page, "Hasil kerja 1")
    assert "1 dari" in page.text
    page = mark(midwife, page, "Hasil kerja 1", done=False)
    assert "0 dari" in page.text


def test_with_scripts_only_the_mark_and_the_count_come_back(who: Who) -> None:
    midwife = who(SET_MIDWIFE)
    page = opened(midwife)
    data = {**page.fields(page.path), "done": "1"}
    answer = midwife.client.post(page.path, data=data, headers=HTMX)
    assert answer.status_code == 200
    assert "1 dari" in answer.text
    assert len(answer.data) < 1200


def test_after_a_revision_only_changed_parts_must_be_copied_again(who: Who) -> None:
    midwife, head = who(SET_MIDWIFE), who(HEAD)
    page = mark(midwife, mark(midwife, opened(midwife), "Hasil kerja 1"), "Hasil kerja 2")
    assert "2 dari" in page.text
    plan = my_plan(midwife)
    draft = midwife.submit(plan, "/revisi")
    form = edit_page(midwife, draft, 1)
    midwife.submit(form, form.path, text="Ibu hamil terlayani sampai nifas")
    midwife.submit(midwife.get(draft.path), "/ajukan")
    head.submit(head.get(draft.path), "/tetapkan")
    page = opened(midwife)
    assert page.path != plan.path
    assert "1 dari" in page.text
    cards = {s.h2.get_text(strip=True): s.get_text() for s in page.soup.select("section") if s.h2}
    assert "Sudah disalin" not in cards["2. Hasil kerja 1"]
    assert "Sudah disalin" in cards["3. Hasil kerja 2"]
    page = mark(midwife, page, "Hasil kerja 2", done=False)
    assert "0 dari" in page.text


def test_the_same_as_a_workbook(who: Who) -> None:
    midwife = who(SET_MIDWIFE)
    page = mark(midwife, opened(midwife), "Hasil kerja 1")
    sheet = load_workbook(io.BytesIO(download(midwife, f"{page.path}/e-kinerja.xlsx"))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[0][:2] == ["Periode, pendekatan, dan penilai", "Periode awal"]
    assert {row[3] for row in rows if row[0] == "Hasil kerja 1"} == {"Ya"}


def test_nothing_internal_is_shown(who: Who) -> None:
    page = opened(who(SET_MIDWIFE))
    shown = " ".join(item.get_text() for item in page.soup.select("section dl"))
    assert not any(word in shown for word in ("hasil:", "main", "additional", "quantity", "None"))


def test_a_draft_is_not_copied_and_nobody_else_copies(who: Who) -> None:
    midwife, head, draft = who(SET_MIDWIFE), who(HEAD), who(MIDWIFE)
    page = opened(midwife)
    head.get(page.path, 403)
    path = my_plan(draft).path.replace("/perencanaan/", "/salin/")
    assert "setelah ditetapkan" in draft.get(path, 403).text
    draft.get(page.path, 404)
    midwife.post(page.path, {**page.fields(page.path), "part": "hasil:lain", "done": "1"}, 404)
