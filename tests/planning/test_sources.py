"""Beginning with what already stands somewhere: the agreement, examples, colleagues, last year; and advice on words."""

from datetime import date

from flask import Flask
from sqlalchemy import select, update

from app.cycles.models import PerformanceYear
from app.db import atomic, db
from app.domain.planning import PlanState
from app.people.models import Posting
from app.planning.models import Plan
from tests.conftest import HEAD, MIDWIFE, SET_MIDWIFE, Who, person_id
from tests.cycles.steps import YEAR, on, open_next_year
from tests.page import Page, Visitor
from tests.planning.steps import edit_page, my_plan


def take(visitor: Visitor, plan: Page, source: str, number: int = 0) -> Page:
    """Take one of the results a source has."""
    page = visitor.get(f"{plan.path}/ambil?dari={source}")
    boxes = page.soup.select("input[name=pilih]")
    return visitor.submit(page, "/ambil", pilih=str(boxes[number]["value"]))


def test_a_leader_takes_over_the_units_agreement_as_utama_with_all_its_indicators(who: Who) -> None:
    head = who(HEAD)
    revision = head.submit(my_plan(head), "/revisi")
    assert "Dari Perjanjian Kinerja unit belum termuat" in revision.text
    taken = take(head, revision, "perjanjian")
    card = next(card for card in taken.soup.select("div.card") if "Meningkatnya kualitas pelayanan" in card.text)
    told = "Persentase balita mendapatkan pelayanan kesehatan sesuai standar: 100%"
    assert told in card.text, "the result that was there is completed, one narrative for each indicator on A.1.1"
    assert "Ibu bersalin mendapatkan pelayanan persalinan" in card.text, "and keeps what it had"
    assert "perspektif" in taken.text, "what is missing is named"


def test_an_example_becomes_ones_own_once(who: Who) -> None:
    midwife = who(MIDWIFE)
    plan = my_plan(midwife)
    page = midwife.get(f"{plan.path}/ambil")
    words = page.soup.select("label.pick strong")[0].get_text(strip=True)
    assert page.soup.select_one("option[selected]")["value"] == "health", "a midwife looks at health first"  # type: ignore[index]
    taken = take(midwife, plan, "contoh")
    assert words in taken.text
    again = midwife.get(f"{plan.path}/ambil?dari=contoh")
    assert f"{words} (sudah ada di rencana Anda)" in again.text
    assert taken.text.count(words) == my_plan(midwife).text.count(words)


def test_nothing_chosen_is_said(who: Who) -> None:
    midwife = who(MIDWIFE)
    page = midwife.get(f"{my_plan(midwife).path}/ambil")
    assert "Belum ada yang dipilih." in midwife.submit(page, "/ambil", 422).text


def test_colleagues_of_the_same_position_lend_their_words_and_not_their_names(app: Flask, who: Who) -> None:
    """The sample's midwives hold different positions; two of them get the same one here."""
    with app.app_context(), atomic() as session:
        same = session.scalar(select(Posting.position).where(Posting.person_id == person_id(app, SET_MIDWIFE)))
        session.execute(update(Posting).where(Posting.person_id == person_id(app, MIDWIFE)).values(position=same))
    midwife = who(MIDWIFE)
    plan = my_plan(midwife)
    page = midwife.get(f"{plan.path}/ambil?dari=rekan")
    assert "rekan sejabatan" in page.text
    assert "Kenanga" not in page.text
    taken = take(midwife, plan, "rekan")
    assert len(taken.soup.select("h3 ~ div.card")) > len(plan.soup.select("h3 ~ div.card"))


def test_last_years_plan_begins_this_years(app: Flask, who: Who) -> None:
    with on(date(YEAR, 12, 2)):
        open_next_year(app, who("widuri"))
        midwife = who(SET_MIDWIFE)
        plan = midwife.submit(midwife.get(f"/perencanaan/?tahun={YEAR + 1}"), "/baru")
        page = midwife.get(f"{plan.path}/ambil?dari=tahun-lalu")
        assert f"Rencana tahun {YEAR}" in page.text
        keys = [str(box["value"]) for box in page.soup.select("input[name=pilih]")]
        taken = midwife.submit(page, "/ambil", pilih=keys)
        assert taken.text.count("Ubah hasil kerja") == len(keys)
    with app.app_context():
        states = db.session.execute(
            select(PerformanceYear.year, Plan.state)
            .join(Plan, Plan.year_id == PerformanceYear.id)
            .where(Plan.employee_id == person_id(app, SET_MIDWIFE))
        ).all()
    assert sorted(states) == [(YEAR, PlanState.SET), (YEAR + 1, PlanState.DRAFT)]


def test_only_leaders_are_offered_the_agreement_and_only_drafts_take(who: Who) -> None:
    midwife, other = who(MIDWIFE), who(SET_MIDWIFE)
    midwife.get(f"{my_plan(midwife).path}/ambil?dari=perjanjian", 404)
    other.get(f"{my_plan(other).path}/ambil", 403)


def test_words_of_an_activity_and_absolute_targets_are_advised_on_and_stop_nobody(who: Who) -> None:
    midwife = who(MIDWIFE)
    form = edit_page(midwife, my_plan(midwife), 1)
    typed = {"text": "Melaksanakan kelas ibu hamil", "indicators-0-target": "semua ibu hamil", "action": "save"}
    plan = midwife.submit(form, form.path, **typed)
    assert "Saran penulisan" in plan.text
    assert "semua" in plan.soup.select_one("details.note").get_text()  # type: ignore[union-attr]
    assert plan.offers("Tandatangani dan ajukan")


def test_changing_the_approach_keeps_every_word_and_tells_whoever_has_a_form_open(who: Who) -> None:
    midwife = who(MIDWIFE)
    plan = my_plan(midwife)
    opened = edit_page(midwife, plan, 1)
    indicator, target = (
        opened.fields(opened.path)["indicators-0-text"],
        opened.fields(opened.path)["indicators-0-target"],
    )
    told = midwife.submit(plan, "/pendekatan")
    assert f"{indicator}: {target}" in told.text
    refused = midwife.submit(opened, opened.path, 409, text="Ditulis pada formulir lama")
    assert refused.fields(opened.path)["text"] == "Ditulis pada formulir lama"
    back = midwife.submit(midwife.get(plan.path), "/pendekatan")
    assert "tulis targetnya." in back.text, "targets are written anew"
