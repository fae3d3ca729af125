"""Plans of many people in one workbook, to be read; and how the year goes on with a plan that was set elsewhere."""

import io

from openpyxl import load_workbook

from tests.conftest import HEAD, MIDWIFE, NUTRITIONIST, Who, login_of
from tests.exchange.books import download, send
from tests.exchange.test_outside import OFFICER, RESULT, SECOND, filled, template, unit_page
from tests.page import Visitor
from tests.planning.steps import edit_page, my_plan
from tests.review.steps import DRAFT, begin

COLLEAGUE = "dahlia"


def rows_of(content: bytes) -> list[dict[str, str]]:
    sheet = load_workbook(io.BytesIO(content))["Rencana"]
    names = [str(cell.value) for cell in sheet[1]]
    return [
        {name: str(text or "") for name, text in zip(names, row, strict=True)}
        for row in sheet.iter_rows(min_row=2, values_only=True)
    ]


def test_an_assessor_reads_the_drafts_of_the_own_people(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    page = edit_page(midwife, my_plan(midwife), 1)
    midwife.submit(page, page.path, text="=Konsep yang masih dipikirkan")
    link = next(link for link in head.get("/perencanaan/").links() if "/excel/tim.xlsx" in link)
    rows = rows_of(download(head, link))
    assert "=Konsep yang masih dipikirkan" in {row["Rencana hasil kerja"] for row in rows}
    assert {"Konsep", "Ditetapkan"} <= {row["Keadaan"] for row in rows}
    assert login_of(HEAD) not in {row["NIP"] for row in rows}
    assert rows_of(download(midwife, link)) == []


def test_an_officer_reads_what_was_handed_in_and_no_draft(who: Who) -> None:
    officer = who(OFFICER)
    rows = rows_of(download(officer, f"{unit_page(officer).path}/rencana.xlsx"))
    nips = {row["NIP"] for row in rows}
    assert login_of(NUTRITIONIST) in nips
    assert login_of(MIDWIFE) not in nips
    assert "Konsep" not in {row["Keadaan"] for row in rows}


def test_a_result_tied_later_is_read_with_the_leaders_words_that_were_typed(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    form = edit_page(midwife, my_plan(midwife), 1)
    typed = midwife.submit(form, form.path, leader="lain", leader_text="Layanan ibu membaik", action="save")
    page = midwife.get(f"{typed.path}/hubungkan")
    choice = next(str(option["value"]) for option in page.soup.select("select option") if option["value"])
    midwife.submit(page, "/hubungkan", **{"links-0": choice})
    rows = rows_of(download(head, "/excel/tim.xlsx"))
    assert "Layanan ibu membaik" in {text for row in rows for text in row.values()}


def recorded_for(officer: Visitor, key: str) -> None:
    """A plan set elsewhere of somebody of the unit."""
    path, book = template(officer)
    preview = send(officer, path, filled(book, {"NIP": login_of(key), **RESULT}, SECOND))
    officer.submit(preview, "/catat")


def test_the_year_goes_on_with_a_plan_that_was_set_elsewhere(who: Who) -> None:
    officer, colleague, head = who(OFFICER), who(COLLEAGUE), who(HEAD)
    recorded_for(officer, COLLEAGUE)
    plan = my_plan(colleague)
    assert "Ditetapkan di luar Tilik" in plan.text
    page = colleague.get(f"/pelaksanaan/{plan.path.rsplit('/', 1)[1]}")
    form = colleague.get(next(link for link in page.links() if "/realisasi/" in link))
    assert "Tercapai 92 %" in colleague.submit(form, form.path, **{"rows-0-text": "Tercapai 92 %"}).text
    name = colleague.get("/akun-saya").soup.select(".who a")[0].get_text(strip=True)
    checked = head.submit(begin(head, name), "/nilai", **DRAFT)
    done = head.submit(checked, "/tandatangani")
    assert "Kesalahan" not in done.text
    assert "Kepuasan pasien" in done.text


def test_a_plan_that_was_set_elsewhere_can_be_revised_here(who: Who) -> None:
    officer, colleague, head = who(OFFICER), who(COLLEAGUE), who(HEAD)
    recorded_for(officer, COLLEAGUE)
    draft = colleague.submit(my_plan(colleague), "/revisi")
    assert "Ditetapkan di luar Tilik" not in draft.text
    form = edit_page(colleague, draft, 1)
    colleague.submit(form, form.path, text="Pasien terlayani dalam 15 menit")
    colleague.submit(colleague.get(draft.path), "/ajukan")
    head.submit(head.get(draft.path), "/tetapkan")
    assert "Ditetapkan" in colleague.get(draft.path).text
    assert "Digantikan oleh revisi" in colleague.get("/perencanaan/").text


def test_a_plan_that_was_set_elsewhere_can_be_copied(who: Who) -> None:
    officer, colleague = who(OFFICER), who(COLLEAGUE)
    recorded_for(officer, COLLEAGUE)
    plan = my_plan(colleague)
    assert "Kepuasan pasien" in colleague.get(plan.path.replace("/perencanaan/", "/salin/")).text
