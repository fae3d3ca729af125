"""January passes without a dialogue, people move, act for others, study, or plan nothing for a while."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from app import clock
from app.db import atomic, db
from app.domain.people import AssignmentBasis, Source
from app.domain.special import SpecialKind
from app.people.assigning import Assignment, replace
from app.people.models import AssessorAssignment, Posting, SpecialStatus
from app.planning.models import Plan
from tests.conftest import HEAD, MIDWIFE, OFFICE_HEAD, SET_MIDWIFE, Who, person_id
from tests.cycles.steps import YEAR, on, regular_windows
from tests.page import Page
from tests.planning.steps import edit_page, my_plan

TODAY = clock.today("Asia/Jakarta")


def circumstance(app: Flask, key: str, kind: SpecialKind, detail: str = "") -> None:
    """What an officer recorded about somebody."""
    who, officer = person_id(app, key), person_id(app, "kenari")
    with app.app_context(), atomic() as session:
        session.add(
            SpecialStatus(
                person_id=who,
                kind=kind,
                detail=detail,
                valid_from=TODAY - timedelta(days=3),
                recorded_by=officer,
                recorded_at=clock.now(),
            )
        )


def move_assessor(app: Flask, key: str, to: str, since: date) -> None:
    """Give somebody another assessor."""
    employee, assessor = person_id(app, key), person_id(app, to)
    with app.app_context(), atomic() as session:
        replace(session, Assignment(employee, assessor, AssignmentBasis.DEFINITIVE, None, since, Source.OFFICER))


def states(app: Flask, key: str) -> list[tuple[str, date]]:
    """State and first day of somebody's plans, the oldest first."""
    with app.app_context():
        rows = db.session.execute(
            select(Plan.state, Plan.period_start).where(Plan.employee_id == person_id(app, key)).order_by(Plan.id)
        ).all()
    return [(state.value, start) for state, start in rows]


def test_after_january_the_superior_agrees_the_plan_the_assessor_left_lying(app: Flask, who: Who) -> None:
    regular_windows(app)
    midwife, superior = who(MIDWIFE), who(OFFICE_HEAD)
    plan = my_plan(midwife)
    superior.get(plan.path, 404)
    turned = midwife.submit(plan, "/atasan")
    assert "Ajukan ke atasan penilai" in turned.text
    superior.get(plan.path)
    submitted = midwife.submit(turned, "/ajukan")
    assert who(HEAD).get(plan.path).text.count("Tandatangani dan tetapkan") == 0, "it is no longer the assessor's"
    done = superior.submit(superior.get(submitted.path), "/tetapkan")
    assert "Ditetapkan" in done.text
    revision = midwife.submit(midwife.get(plan.path), "/revisi")
    assert "Ajukan ke penilai" in revision.text, "the next edition is the assessor's again"


def test_a_plan_agreed_with_the_superior_is_no_transfer(app: Flask, who: Who) -> None:
    regular_windows(app)
    midwife, superior = who(MIDWIFE), who(OFFICE_HEAD)
    with app.app_context(), atomic() as session:
        mine = AssessorAssignment.employee_id == person_id(app, MIDWIFE)
        session.execute(update(AssessorAssignment).where(mine).values(valid_from=date(YEAR, 1, 15)))
    submitted = midwife.submit(midwife.submit(my_plan(midwife), "/atasan"), "/ajukan")
    superior.submit(superior.get(submitted.path), "/tetapkan")
    assert not midwife.get(submitted.path).offers("Mulai rencana baru")
    assert "Susun rencana kinerja (SKP) yang baru" not in midwife.get("/").text


def test_the_way_back_to_the_assessor_stays_open(app: Flask, who: Who) -> None:
    regular_windows(app)
    midwife = who(MIDWIFE)
    turned = midwife.submit(my_plan(midwife), "/atasan")
    assert "Ajukan ke penilai" in midwife.submit(turned, "/atasan").text


def test_in_january_the_superior_is_not_asked(app: Flask, who: Who) -> None:
    regular_windows(app)
    with on(date(YEAR, 1, 30)):
        midwife = who(MIDWIFE)
        plan = my_plan(midwife)
        assert not plan.offers("Alihkan ke atasan penilai")
        midwife.post(f"{plan.path}/atasan", {**plan.fields("/keluar"), "ke": "atasan"}, 409)
    with on(date(YEAR, 2, 1)):
        assert my_plan(who(MIDWIFE)).offers("Alihkan ke atasan penilai")


def test_a_new_assessor_means_a_new_plan_and_the_old_one_stays_as_evidence(app: Flask, who: Who) -> None:
    midwife, since = who(SET_MIDWIFE), TODAY - timedelta(days=10)
    plan = my_plan(midwife)
    assert not plan.offers("Mulai rencana baru")
    move_assessor(app, SET_MIDWIFE, "altair", since)
    assert "Susun rencana kinerja (SKP) yang baru" in midwife.get("/").text
    begun = midwife.submit(midwife.get(plan.path), "/lanjutan")
    assert begun.path != plan.path
    again = midwife.post(f"{plan.path}/lanjutan", plan.fields("/keluar"))
    assert again.path == begun.path, "two clicks make one plan"
    assert states(app, SET_MIDWIFE) == [("set", date(YEAR, 1, 1)), ("draft", since)]

    submitted = midwife.submit(begun, "/ajukan")
    assessor = who("altair")
    assessor.submit(assessor.get(submitted.path), "/tetapkan")
    assert states(app, SET_MIDWIFE) == [("ended", date(YEAR, 1, 1)), ("set", since)]
    old = midwife.get(plan.path)
    assert "Berakhir karena perpindahan" in old.text
    run = midwife.get(f"/pelaksanaan/{plan.path.rsplit('/', 1)[1]}")
    assert "212 dari 219 ibu hamil" in run.text, "what was reached stays as evidence"
    assert not run.offers("Isi realisasi hasil kerja 1")
    assert not old.offers("Buat revisi")
    listed = midwife.get("/perencanaan/")
    mark = next(tag for tag in listed.soup.select(".tag") if tag.text == "Dasar evaluasi tahunan")
    assert begun.path in str(mark.find_parent("li")), "one of the plans of a year is the basis of its evaluation"


def test_a_new_post_means_a_new_plan_on_the_form_of_the_post(app: Flask, who: Who) -> None:
    midwife, since = who(SET_MIDWIFE), TODAY - timedelta(days=5)
    plan = my_plan(midwife)
    employee = person_id(app, SET_MIDWIFE)
    with app.app_context(), atomic() as session:
        old = session.scalars(select(Posting).where(Posting.person_id == employee)).one()
        old.valid_to = since - timedelta(days=1)
        fresh = Posting(
            person_id=employee,
            unit_id=old.unit_id,
            position="Kepala Puskesmas Pembantu",
            position_kind=old.position_kind,
            valid_from=since,
        )
        session.add(fresh)
    begun = midwife.submit(midwife.get(plan.path), "/lanjutan")
    assert "Kepala Puskesmas Pembantu" in begun.text
    assert states(app, SET_MIDWIFE)[-1] == ("draft", since)


def test_nothing_changed_means_no_second_plan(who: Who) -> None:
    midwife = who(SET_MIDWIFE)
    plan = my_plan(midwife)
    midwife.post(f"{plan.path}/lanjutan", plan.fields("/keluar"), 409)


def test_whoever_acts_for_another_has_that_as_utama_whatever_is_chosen(app: Flask, who: Who) -> None:
    circumstance(app, MIDWIFE, SpecialKind.ACTING, "Plt. Kepala Tata Usaha")
    midwife = who(MIDWIFE)
    plan = my_plan(midwife)
    assert "Plt. Kepala Tata Usaha" in plan.text
    form = edit_page(midwife, plan, 1)
    saved = midwife.submit(form, form.path, kind="additional", duty="acting", action="save")
    heading = saved.soup.find(string="B. Tambahan")
    assert heading
    card = next(card for card in saved.soup.select("div.card") if "Pelaksana tugas (Plt.)" in card.text)
    assert card.find_next(string="B. Tambahan") is heading


@pytest.mark.parametrize("kind", [kind for kind in SpecialKind if kind.exempts])
def test_whoever_is_exempt_is_told_so_and_begins_no_plan(app: Flask, who: Who, kind: SpecialKind) -> None:
    circumstance(app, "dahlia", kind)
    dahlia = who("dahlia")
    page: Page = dahlia.get("/perencanaan/")
    refused = dahlia.post("/perencanaan/baru", {**page.fields("/keluar"), "tahun": str(YEAR)}, 422)
    assert kind.label in refused.text


def test_a_student_keeps_the_plan_and_reads_what_to_add(app: Flask, who: Who) -> None:
    circumstance(app, SET_MIDWIFE, SpecialKind.STUDY, "S-1 Kebidanan")
    plan = my_plan(who(SET_MIDWIFE))
    assert "tanpa membuat rencana baru" in plan.text
    assert plan.offers("Buat revisi")


def test_the_period_of_the_year_is_not_a_transfer(app: Flask, who: Who) -> None:
    """Whoever came to the post in the middle of the year agreed the first plan there."""
    since = TODAY - timedelta(days=40)
    with app.app_context(), atomic() as session:
        session.execute(update(Posting).where(Posting.person_id == person_id(app, "dahlia")).values(valid_from=since))
    dahlia = who("dahlia")
    plan = dahlia.submit(dahlia.get("/perencanaan/"), "/baru")
    assert "berganti sejak" not in plan.text


@pytest.mark.parametrize("moved", [date(YEAR, 12, 31), date(YEAR + 1, 1, 10)])
def test_whoever_moves_at_the_turn_of_the_year_begins_no_plan_of_the_year_that_ends(
    app: Flask, who: Who, moved: date
) -> None:
    path = my_plan(who(SET_MIDWIFE)).path
    move_assessor(app, SET_MIDWIFE, "altair", moved)
    with on(moved + timedelta(days=5 if moved.month == 1 else 0)):
        midwife = who(SET_MIDWIFE)
        plan = midwife.get(path)
        assert not plan.offers("Mulai rencana baru")
        assert "Susun rencana kinerja (SKP) yang baru" not in midwife.get("/").text
        midwife.post(f"{path}/lanjutan", plan.fields("/keluar"), 409)


def test_a_plan_that_follows_a_transfer_does_not_pass_the_new_assessor_by(app: Flask, who: Who) -> None:
    regular_windows(app)
    midwife = who(SET_MIDWIFE)
    plan = my_plan(midwife)
    move_assessor(app, SET_MIDWIFE, "altair", TODAY - timedelta(days=10))
    begun = midwife.submit(midwife.get(plan.path), "/lanjutan")
    assert not begun.offers("Alihkan ke atasan penilai")
    midwife.post(f"{begun.path}/atasan", {**plan.fields("/keluar"), "ke": "atasan"}, 409)


def test_a_revision_begun_before_the_transfer_is_closed_with_the_plan_it_revised(app: Flask, who: Who) -> None:
    midwife, assessor = who(SET_MIDWIFE), who("altair")
    plan = my_plan(midwife)
    revision = midwife.submit(plan, "/revisi")
    move_assessor(app, SET_MIDWIFE, "altair", TODAY - timedelta(days=10))
    begun = midwife.submit(midwife.get(plan.path), "/lanjutan")
    submitted = midwife.submit(begun, "/ajukan")
    assessor.submit(assessor.get(submitted.path), "/tetapkan")
    assert [state for state, _ in states(app, SET_MIDWIFE)] == ["ended", "closed", "set"]
    closed = midwife.get(revision.path)
    assert "jadi revisi ini tidak dilanjutkan" in closed.text
    assert not closed.offers("Tandatangani dan ajukan")
