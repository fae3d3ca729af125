"""Who has come how far, who is waited for, and who takes a blocker away: names and states, never contents."""

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import delete, select

from app.db import atomic, db
from app.people.models import AssessorAssignment, Unit
from app.planning.models import WorkResult
from tests.conftest import HEAD, MIDWIFE, NUTRITIONIST, SET_MIDWIFE, Who, log_in, person_id
from tests.page import Page, Visitor
from tests.planning.steps import my_plan, submitted_plan
from tests.worklists.counting import count, count_if_changed

UNIT_OFFICER, OFFICER = "kenari", "widuri"


def unit_id(app: Flask, name: str) -> int:
    """A unit of the sample government by a part of its name."""
    with app.app_context():
        return db.session.scalars(select(Unit.id).where(Unit.name.contains(name)).order_by(Unit.path)).first() or 0


def rows(page: Page) -> dict[str, str]:
    """The lines of a list by the name at their beginning."""
    return {
        row.select("th")[0].get_text(" ", strip=True).split(",")[0].split(" ")[0]: row.get_text(" ", strip=True)
        for row in page.soup.select("tbody tr")
        if row.select("th")
    }


def centre(app: Flask, visitor: Visitor, query: str = "") -> Page:
    """The list of the puskesmas."""
    return visitor.get(f"/daftar-kerja/unit/{unit_id(app, 'Puskesmas')}{query}")


def test_everybody_of_a_unit_stands_there_with_state_and_next_step(app: Flask, who: Who) -> None:
    found = rows(centre(app, who(UNIT_OFFICER)))
    assert "Konsep" in found["Melur"]
    assert "pegawai sendiri" in found["Melur"]
    assert "Menunggu penilai" in found["Delima"]
    assert "dr. Cempaka Tirtakarang" in found["Delima"]
    assert "Ditetapkan" in found["Kenanga"]
    assert "Belum ada" in found["Dahlia"]


def test_a_plan_in_force_counts_although_it_is_being_revised(app: Flask, who: Who) -> None:
    midwife = who(SET_MIDWIFE)
    midwife.submit(my_plan(midwife), "/revisi")
    assert "Ditetapkan" in rows(centre(app, who(UNIT_OFFICER)))["Kenanga"]


def test_a_list_tells_nothing_of_what_was_written(app: Flask, who: Who) -> None:
    officer, number = who(UNIT_OFFICER), unit_id(app, "Puskesmas")
    with app.app_context():
        written = [row for row in db.session.scalars(select(WorkResult.text)) if row]
    for tail in ("", "/teks"):
        page = officer.get(f"/daftar-kerja/unit/{number}{tail}").text
        assert not [words for words in written if words in page]


@pytest.mark.parametrize(
    ("query", "seen", "hidden"),
    [
        ("?status=draft", {"Melur"}, {"Dahlia", "Delima", "Kenanga"}),
        ("?status=none", {"Dahlia"}, {"Melur", "Kenanga"}),
        ("?status=belum-selesai", {"Melur", "Dahlia", "Delima"}, {"Kenanga"}),
        ("?q=kenang", {"Kenanga"}, {"Melur"}),
        ("?q=%25", set(), {"Melur"}),
        ("?status=apa-saja&q=melur", {"Melur"}, {"Dahlia"}),
        ("?status=tanpa-penilai", set(), {"Melur", "Dahlia"}),
    ],
)
def test_a_list_is_narrowed(app: Flask, who: Who, query: str, seen: set[str], hidden: set[str]) -> None:
    found = rows(centre(app, who(UNIT_OFFICER), query))
    assert seen <= found.keys()
    assert not hidden & found.keys()


def test_the_office_above_sees_the_units_below_or_itself_alone(app: Flask, who: Who) -> None:
    officer, number = who("jalak"), unit_id(app, "Dinas Kesehatan")
    assert "Melur" in rows(officer.get(f"/daftar-kerja/unit/{number}?q=Melur"))
    assert "Melur" not in rows(officer.get(f"/daftar-kerja/unit/{number}?q=Melur&cakupan=ini"))


def test_a_missing_assessor_is_a_blocker_with_the_name_of_who_takes_it_away(app: Flask, who: Who) -> None:
    with app.app_context(), atomic() as session:
        mine = AssessorAssignment.employee_id == person_id(app, MIDWIFE)
        session.execute(delete(AssessorAssignment).where(mine))
    officer = who(UNIT_OFFICER)
    found = rows(centre(app, officer, "?status=tanpa-penilai"))
    assert found.keys() == {"Melur"}
    assert "belum memiliki penilai – petugas kepegawaian Puskesmas Muara Kejora" in found["Melur"]
    count(app)
    assert rows(officer.get("/daftar-kerja/"))["Puskesmas"].endswith(" 1")


def test_a_plan_handed_to_an_earlier_assessor_says_how_it_goes_on(app: Flask, who: Who) -> None:
    with app.app_context(), atomic() as session:
        mine = select(AssessorAssignment).where(AssessorAssignment.employee_id == person_id(app, NUTRITIONIST))
        session.scalars(mine).one().assessor_id = person_id(app, "angsana")
    assert "yang bukan lagi penilainya – pegawai menarik" in rows(centre(app, who(UNIT_OFFICER)))["Delima"]


def test_counts_add_up_and_follow_the_people(app: Flask, who: Who) -> None:
    officer = who(UNIT_OFFICER)

    def counted() -> list[int]:
        page = officer.get("/daftar-kerja/")
        assert len(page.soup.select("tbody tr")) == 1, "an officer of the puskesmas watches the puskesmas alone"
        return [int(cell.get_text()) for cell in page.soup.select("tbody td")]

    people, none, draft, returned, submitted, done, blocked = counted()
    assert people == none + draft + returned + submitted + done
    count_if_changed(app)
    assert not count_if_changed(app)
    submitted_plan(log_in(app, MIDWIFE))
    assert count_if_changed(app)
    assert counted() == [people, none, draft - 1, returned, submitted + 1, done, blocked]


def test_a_unit_above_counts_everybody_below(who: Who) -> None:
    page = who(OFFICER).get("/daftar-kerja/?q=kesehatan")
    office = next(row for row in page.soup.select("tbody tr") if "Dinas Kesehatan" in row.get_text())
    parts = [int(row.select("td")[0].get_text()) for row in page.soup.select("tbody tr") if row is not office]
    assert int(office.select("td")[0].get_text()) > sum(parts)


def test_units_of_others_are_not_there(app: Flask, who: Who) -> None:
    officer = who(UNIT_OFFICER)
    for tail in ("", "/teks", "/daftar.xlsx"):
        officer.get(f"/daftar-kerja/unit/{unit_id(app, 'SMP Negeri')}{tail}", 404)


def test_the_regent_has_no_plan_and_is_not_asked_for_one(app: Flask, who: Who) -> None:
    page = who(OFFICER).get(f"/daftar-kerja/unit/{unit_id(app, 'Pemerintah')}?q=rajawali")
    assert "Tidak ada pegawai yang cocok" in page.text


def test_the_workbook_holds_the_same_people_ready_to_be_filtered(app: Flask, who: Who) -> None:
    officer, number = who(UNIT_OFFICER), unit_id(app, "Puskesmas")
    answer = officer.client.get(f"/daftar-kerja/unit/{number}/daftar.xlsx?status=belum-selesai")
    assert "attachment" in answer.headers["Content-Disposition"]
    sheet = load_workbook(BytesIO(answer.data)).worksheets[0]
    table = list(sheet.iter_rows(min_row=3, values_only=True))
    assert table[0] == ("Nama", "Jabatan", "Unit kerja", "Status", "Sejak", "Menunggu", "Kendala")
    names = {str(line[0]).split(" ")[0] for line in table[1:]}
    assert names == set(rows(officer.get(f"/daftar-kerja/unit/{number}?status=belum-selesai"))) - {"Kenanga"}
    assert sheet.auto_filter.ref == f"A3:G{len(table) + 2}"
    assert sheet.freeze_panes == "A4"


def test_the_text_has_short_lines_under_a_heading_for_each_state(app: Flask, who: Who) -> None:
    page = who(UNIT_OFFICER).get(f"/daftar-kerja/unit/{unit_id(app, 'Puskesmas')}/teks")
    lines = page.soup.select("pre")[0].get_text().splitlines()
    assert lines[0].startswith("*SKP ")
    assert "*Konsep* (1)" in lines
    assert "- Melur Sawahluas, A.Md.Keb." in lines
    asked = next(line for line in lines if "Delima" in line)
    assert "→ dr. Cempaka Tirtakarang, M.K.M., sejak" in asked


def test_whoever_watches_finds_the_list_and_others_do_not(who: Who) -> None:
    assert who("elang").get("/").offers("daftar kerja unit")
    assert who("rajawali").get("/").offers("daftar kerja unit")
    assert not who(HEAD).get("/").offers("daftar kerja unit")
    assert not who("regulus").get("/").offers("daftar kerja unit")
    assert who(UNIT_OFFICER).get("/kepegawaian/").offers("Daftar kerja")
    assert not who("regulus").get("/kepegawaian/").offers("Daftar kerja")
