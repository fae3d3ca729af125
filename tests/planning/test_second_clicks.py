"""Second clicks and pages that are no longer new: nothing lands at another result, nothing is written twice."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.agreements.models import AgreementItem, PerformanceAgreement
from app.db import atomic, db
from app.people.models import Posting
from app.planning.models import Indicator, Plan, WorkResult
from app.planning.taking import MAX_RESULTS
from tests.conftest import HEAD, MIDWIFE, NUTRITIONIST, Who
from tests.page import Page, Visitor
from tests.planning.steps import edit_page, my_plan, submitted_plan


def column(app: Flask, plan: Page, what: Any) -> list[Any]:
    """A column of the results of a plan, or of their indicators, in the order they were made."""
    statement = select(what).select_from(WorkResult).join(Indicator).distinct()
    with app.app_context():
        rows = db.session.execute(
            statement.add_columns(WorkResult.id, Indicator.id)
            .where(WorkResult.plan_id == int(plan.path.rsplit("/", 1)[1]))
            .order_by(WorkResult.id, Indicator.id)
        ).all()
    return [row[0] for row in rows]


def test_a_second_click_sorts_no_other_results(app: Flask, who: Who) -> None:
    head, plan = who(HEAD), my_plan(who(MIDWIFE))
    page = head.get(f"{plan.path}/jenis")
    head.submit(page, "/jenis", **{"kinds-0": "additional"})
    sorted_once = column(app, plan, WorkResult.kind)
    again = head.submit(page, "/jenis", 422, **{"kinds-0": "additional"})
    assert "Tidak ada jenis yang diubah" in again.text
    assert column(app, plan, WorkResult.kind) == sorted_once
    first = next(str(legend.get_text()) for legend in again.soup.select("legend"))
    assert first != "Hasil kerja 1", "the one that was sorted stands further down by now"


def test_a_second_click_ties_no_other_result(app: Flask, who: Who) -> None:
    midwife = who(MIDWIFE)
    plan = my_plan(midwife)
    with app.app_context(), atomic() as session:
        mine = WorkResult.plan_id == int(plan.path.rsplit("/", 1)[1])
        session.execute(update(WorkResult).where(mine).values(leader_result_id=None, leader_text=""))
    page = midwife.get(f"{plan.path}/hubungkan")
    choice = next(str(option["value"]) for option in page.soup.select("select option") if option["value"])
    midwife.submit(page, "/hubungkan", **{"links-0": choice})
    tied = column(app, plan, WorkResult.leader_result_id)
    assert len(set(tied)) == 2
    midwife.submit(page, "/hubungkan", **{"links-0": choice})
    assert column(app, plan, WorkResult.leader_result_id) == tied


def test_a_remark_reaches_the_result_it_was_written_at(who: Who) -> None:
    """While the assessor writes, the employee takes the plan back, takes the first result out, hands it in again."""
    employee, head = who(NUTRITIONIST), who(HEAD)
    plan = my_plan(employee)
    page = head.get(f"{plan.path}/kembalikan")
    second = page.soup.select("fieldset .pre")[1].get_text()
    again = employee.submit(employee.submit(plan, "/tarik"), "/hapus")
    employee.submit(again, "/ajukan")
    head.submit(page, "/kembalikan", **{"results-1": "Perjelas yang kedua."})
    back = employee.get(plan.path)
    card = next(card for card in back.soup.select(".card[id^=hasil-]") if "Perjelas yang kedua." in card.text)
    assert second in card.text


def test_a_second_click_on_the_other_approach_changes_nothing_more(who: Who) -> None:
    midwife = who(MIDWIFE)
    plan = my_plan(midwife)
    changed = midwife.submit(plan, "/pendekatan")
    assert "Formulir A.1.6" in changed.text
    again = midwife.submit(plan, "/pendekatan")
    assert again.soup.select("table")[0].get_text() == changed.soup.select("table")[0].get_text()
    assert "Formulir A.1.6" in again.text


def test_aspects_wait_while_a_plan_is_written_in_the_approach_without_them(app: Flask, who: Who) -> None:
    midwife = who(MIDWIFE)
    plan = my_plan(midwife)
    before = column(app, plan, Indicator.aspects)
    narrated = midwife.submit(plan, "/pendekatan")
    form = edit_page(midwife, narrated, 1)
    midwife.submit(form, form.path, text="Ibu hamil terlayani di semua desa", action="save")
    assert column(app, plan, Indicator.aspects) == before
    assert any(before)


def test_no_result_comes_back_into_a_full_plan(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    plan = my_plan(midwife)
    left = len(plan.soup.select(".card[id^=hasil-]")) - 1
    midwife.submit(plan, "/hapus")
    for _ in range(MAX_RESULTS - left):
        midwife.client.post(f"{plan.path}/hasil", data=plan.fields("/hasil"))
    refused = midwife.submit(midwife.get(plan.path), "/kembalikan", 422)
    assert f"paling banyak {MAX_RESULTS} hasil kerja" in refused.text
    head.get(f"{plan.path}/jenis")


def test_a_goal_with_many_indicators_goes_on_in_another_result(app: Flask, who: Who) -> None:
    head = who(HEAD)
    plan = head.submit(my_plan(head), "/revisi")
    long_goal(app, plan)
    page = head.get(f"{plan.path}/ambil?dari=perjanjian")
    keys = [str(item["value"]) for item in page.soup.select("input[name=pilih]:not([disabled])")]
    taken = head.submit(page, "/ambil", pilih=keys)
    texts = column(app, plan, Indicator.text)
    assert all(any(text.startswith(f"Indikator panjang {n}:") for text in texts) for n in range(15))
    for link in {link for link in taken.links() if "/hasil/" in link}:
        head.get(link)


def long_goal(app: Flask, plan: Page) -> None:
    """A goal of fifteen indicators in the agreement of the owner's unit."""
    with app.app_context(), atomic() as session:
        mine = session.get_one(Plan, int(plan.path.rsplit("/", 1)[1]))
        unit = select(Posting.unit_id).where(Posting.person_id == mine.employee_id)
        agreement = session.scalars(
            select(PerformanceAgreement).where(
                PerformanceAgreement.unit_id.in_(unit), PerformanceAgreement.year_id == mine.year_id
            )
        ).one()
        for number in range(15):
            words = {"indicator": f"Indikator panjang {number}", "target": f"{number} %"}
            agreement.items.append(AgreementItem(position=100 + number, goal="Layanan membaik", **words))


@pytest.mark.parametrize("verb", ["reads", "signs"])
def test_the_leaders_words_stay_as_they_were_signed(app: Flask, who: Who, verb: str) -> None:
    plan = submitted_plan(who(MIDWIFE))
    with app.app_context(), atomic() as session:
        mine = WorkResult.plan_id == int(plan.path.rsplit("/", 1)[1])
        leaders = session.scalars(select(WorkResult.leader_result_id).where(mine)).all()
        session.execute(update(WorkResult).where(WorkResult.id.in_(leaders)).values(text="Ditulis lain kemudian"))
    head: Visitor = who(HEAD)
    page = head.get(plan.path)
    assert "Ditulis lain kemudian" not in page.text
    if verb == "signs":
        assert "Ditulis lain kemudian" not in head.submit(page, "/tetapkan").text
