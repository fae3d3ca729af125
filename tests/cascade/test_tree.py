"""The office's tree: leaders' results with what serves them, for every employee."""

from datetime import date

from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.db import atomic
from app.domain.cascading import CascadeMethod
from app.domain.people import Employment, PositionKind
from app.domain.planning import PlanForm, PlanState, ResultKind
from app.people.models import Person, Posting
from app.planning.models import Indicator, Plan, WorkResult
from tests.budgets.wire import GZIP, weight
from tests.conftest import HEAD, MIDWIFE, Who, log_in, person_id, statements
from tests.page import Page, Visitor


def health_centre(visitor: Visitor) -> Page:
    """The tree of one's own unit, the health centre."""
    return visitor.get("/pohon/")


def test_an_employee_sees_whom_the_results_of_the_unit_serve(who: Who) -> None:
    page = health_centre(who(MIDWIFE))
    assert "Puskesmas Muara Kejora" in page.h1
    top = page.soup.select("ul.tree > li")[0]
    assert "Kepala Puskesmas" in top.text
    assert "Altair" in top.select("ul")[0].text
    assert "Bidan Terampil" in top.select("ul ul")[0].text


def test_drafts_are_not_in_the_tree(who: Who) -> None:
    visitor = who("nipah")
    found = visitor.get("/pohon/?cari=pemeriksaan+kehamilan")
    assert "Bidan Terampil" in found.text
    assert "Bidan Penyelia" not in found.text
    assert "Bidan Penyelia" not in health_centre(who(MIDWIFE)).text


def test_a_search_shows_the_way_from_the_root_to_the_hit(who: Who) -> None:
    found = who("nipah").get("/pohon/?cari=pemeriksaan+kehamilan")
    way = found.soup.select("ul.tasks > li")[0].select("p")
    assert [len(step.text) - len(step.text.lstrip("↳ ")) for step in way] == sorted(
        len(step.text) - len(step.text.lstrip("↳ ")) for step in way
    )
    assert "Kepala Dinas Kesehatan" in way[0].text
    assert "Kepala Puskesmas" in way[1].text
    assert "Altair" in way[2].text
    assert way[3].find("a") is not None


def test_a_search_of_two_letters_asks_for_more(who: Who) -> None:
    assert "Tulis paling sedikit tiga huruf." in who("nipah").get("/pohon/?cari=ib").text


def test_a_result_stands_on_its_own_page_between_what_it_serves_and_what_serves_it(who: Who) -> None:
    visitor = who("nipah")
    found = visitor.get("/pohon/?cari=Layanan+antenatal")
    page = visitor.get(str(found.soup.select("strong a")[0]["href"]))
    assert "Layanan antenatal care" in page.h1
    assert "Mendukung" in page.text
    assert "Bidan Terampil" in page.text


def test_a_leaders_result_that_nobody_serves_is_marked(who: Who) -> None:
    assert "Belum ada yang mendukung" in health_centre(who(MIDWIFE)).text + who(MIDWIFE).get("/pohon/?halaman=2").text


def test_one_walks_from_unit_to_unit(who: Who) -> None:
    visitor = who(HEAD)
    page = health_centre(visitor)
    above = next(a for a in page.soup.find_all("a") if a.get_text() == "Dinas Kesehatan")
    office = visitor.get(str(above["href"]))
    assert office.offers("Puskesmas Muara Kejora")
    visitor.get("/pohon/?unit=99999", 404)
    visitor.get("/pohon/hasil/99999", 404)


def test_a_unit_whose_leader_has_no_plan_says_so(who: Who) -> None:
    assert "belum memiliki SKP yang ditetapkan" in who("nipah").get("/pohon/").text


def plan_with(employee_id: int, year_id: int, key: str, leader_result: int | None, target: str) -> Plan:
    """A set plan with one result that shares the load of a leader's."""
    return Plan(
        employee_id=employee_id,
        year_id=year_id,
        form=PlanForm.A17,
        period_start=date(2026, 1, 1),
        period_end=date(2026, 12, 31),
        state=PlanState.SET,
        state_since=clock.now(),
        results=[
            WorkResult(
                key=key, position=1, kind=ResultKind.MAIN, text=f"Jagung tersedia {key}", method=CascadeMethod.LOAD,
                leader_result_id=leader_result, indicators=[Indicator(key=f"i{key}", position=1, target=target)],
            )
        ],
    )  # fmt: skip


def grow(app: Flask, people: int) -> None:
    """Many who share the load of the head's first result."""
    leader = person_id(app, HEAD)
    with app.app_context(), atomic() as session:
        plan = session.scalars(select(Plan).where(Plan.employee_id == leader, Plan.state == PlanState.SET)).one()
        first, before = plan.results[0], session.scalar(select(func.count()).select_from(Person)) or 0
        first.indicators[0].text, first.indicators[0].target = "Jagung tersedia 10 ton", ""
        unit_id = session.scalars(select(Posting.unit_id).where(Posting.person_id == leader)).one()
        for number in range(before, before + people):
            person = Person(name=f"Petani {number}", employment=Employment.PNS)
            person.postings = [
                Posting(
                    unit_id=unit_id, position=f"Penyuluh {number}", position_kind=PositionKind.FUNCTIONAL_SKILLED,
                    valid_from=date(2020, 1, 1),
                )
            ]  # fmt: skip
            session.add(person)
            session.flush()
            share = plan_with(person.id, plan.year_id, f"k{number}", first.id, "1,5 ton")
            session.add(share)
            session.flush()
            share.root_id = share.id


def test_shares_of_a_load_are_added_up_in_the_tree(sqlite_app: Flask) -> None:
    grow(sqlite_app, 2)
    page = health_centre(log_in(sqlite_app, HEAD))
    assert "Jumlah beban 3 ton dari 10 ton: kurang 7 ton." in page.text


def test_the_tree_costs_and_weighs_the_same_with_many_people(sqlite_app: Flask) -> None:
    head = log_in(sqlite_app, HEAD)
    figures = []
    for more in (6, 40):
        grow(sqlite_app, more)
        with statements() as sent:
            answer = head.client.get("/pohon/", headers=GZIP)
        figures.append((len(sent), weight(answer)))
    assert figures[0][0] == figures[1][0]
    assert figures[1][1] <= 14_600
    assert figures[1][1] - figures[0][1] < 400
