"""Months, quarters and the year: which is shown, who evaluates after a move, who is not evaluated, one for each."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from app import clock
from app.cycles import queries as cycles
from app.cycles.models import EvaluationPeriod, Window, WindowExtension
from app.db import atomic, db
from app.domain.distribution import Achievement
from app.domain.periods import WindowKind
from app.domain.planning import PlanState
from app.domain.special import SpecialKind
from app.people import queries as people
from app.people.models import AssessorAssignment, Posting, SpecialStatus
from app.planning.models import Plan
from app.review.models import Evaluation, UnitAchievement
from tests.budgets.wire import GZIP, weight
from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE, Who, log_in, person_id, statements
from tests.page import Page, Visitor
from tests.review.forty import FORTY, forty_people
from tests.review.steps import DRAFT, begin, signed

KENANGA, DELIMA = "Kenanga", "Delima"
YEAR = datetime.now(UTC).year
IN_Q1 = date(YEAR, 3, 25)


@contextmanager
def on(day: date) -> Iterator[None]:
    """Spend some time on another day."""
    with time_machine.travel(datetime(day.year, day.month, day.day, 3, tzinfo=UTC), tick=True):
        yield


def quarter(app: Flask, opens_on: date, closes_on: date, number: int = 1) -> None:
    """A quarter is evaluated on these days; the year is not evaluated yet, and every unit achieved the quarter."""
    with app.app_context(), atomic() as session:
        session.query(WindowExtension).delete()
        year_id = cycles.first_year().id
        session.execute(
            update(Window)
            .where(Window.kind == WindowKind.PERIODIC_EVALUATION, Window.period_number == number)
            .values(opens_on=opens_on, closes_on=closes_on)
        )
        for unit_id in session.scalars(select(UnitAchievement.unit_id).where(UnitAchievement.period_number == 0)).all():
            session.add(
                UnitAchievement(
                    unit_id=unit_id, year_id=year_id, period_number=number, grade=Achievement.GOOD,
                    document="Rencana aksi", set_at=clock.now(), version=1, editor_seq=0,
                )
            )  # fmt: skip


def around_today(app: Flask) -> None:
    """The first quarter is evaluated in these days."""
    with app.app_context():
        today = people.today()
    quarter(app, today - timedelta(days=5), today + timedelta(days=5))


def test_the_page_opens_with_what_is_evaluated_now_and_leads_to_the_rest(app: Flask, who: Who) -> None:
    head = who(HEAD)
    page = head.get("/penilaian/")
    assert "Evaluasi tahunan sedang dibuka" in page.text
    assert sum("periode=" in link and "/penilaian/?" in link for link in page.links()) == 4, "the one shown is no link"
    around_today(app)
    assert "Evaluasi Triwulan I sedang dibuka" in head.get("/penilaian/").text
    assert "Evaluasi tahunan belum dibuka" in head.get("/penilaian/?periode=0").text
    head.get("/penilaian/?periode=9", 404)
    head.get("/penilaian/?periode=satu", 404)


def test_a_quarter_is_rated_signed_and_told_apart_from_the_year(app: Flask, who: Who) -> None:
    around_today(app)
    head, midwife = who(HEAD), who(SET_MIDWIFE)
    done = signed(head, KENANGA)
    content = head.client.get(f"{done.path}/dokumen/D.1.1.xlsx")
    assert content.status_code == 200
    with app.app_context():
        assert db.session.scalars(select(Evaluation.period_number)).all() == [1]
    assert "Dokumen evaluasi saya" in midwife.get("/penilaian/?periode=1").text
    yearly = midwife.get("/penilaian/?periode=0")
    assert "Belum ada dokumen evaluasi" in yearly.text
    assert "Evaluasi Anda yang terakhir: Triwulan I 2026 , Baik." in yearly.text
    assert yearly.offers("Triwulan I 2026")
    assert "Disampaikan" in head.get("/penilaian/?periode=1").text


@pytest.mark.parametrize("form", ["A.1.1", "A.1.2", "A.1.6", "A.1.7"])
def test_every_form_can_be_evaluated(sqlite_app: Flask, form: str) -> None:
    with sqlite_app.app_context(), atomic() as session:
        session.execute(update(Plan).where(Plan.employee_id == person_id(sqlite_app, SET_MIDWIFE)).values(form=form))
    head = log_in(sqlite_app, HEAD)
    assert head.submit(begin(head, KENANGA), "/nilai", **DRAFT).offers("Tandatangani dan sampaikan")


def change_assessor(app: Flask, day: date, new: str = "altair") -> None:
    """From ``day`` on somebody else assesses Kenanga."""
    employee = person_id(app, SET_MIDWIFE)
    with app.app_context(), atomic() as session:
        row = session.scalars(select(AssessorAssignment).where(AssessorAssignment.employee_id == employee)).one()
        row.valid_to = day - timedelta(days=1)
        session.add(
            AssessorAssignment(
                employee_id=employee, assessor_id=person_id(app, new), basis=row.basis, valid_from=day, version=1,
                editor_seq=0,
            )
        )  # fmt: skip


def offered(visitor: Visitor, name: str) -> bool:
    return visitor.get("/penilaian/").offers(f"Mulai menilai {name}")


def test_an_assessor_who_moved_within_the_window_still_evaluates_the_period(app: Flask, who: Who) -> None:
    around_today(app)
    with app.app_context():
        change_assessor(app, people.today() - timedelta(days=1))
    head, successor = who(HEAD), who("altair")
    assert offered(head, KENANGA)
    assert not offered(successor, KENANGA)
    done = signed(head, KENANGA)
    assert DRAFT["note"] in head.get(done.path).text, "who signed keeps reading"
    assert "Disampaikan" in successor.get(done.path).text, "and so does the new assessor, once it is signed"


def test_an_assessor_who_moved_before_the_window_does_not(app: Flask, who: Who) -> None:
    around_today(app)
    with app.app_context():
        change_assessor(app, people.today() - timedelta(days=9))
    assert not offered(who(HEAD), KENANGA)
    assert offered(who("altair"), KENANGA)


def test_the_year_is_always_evaluated_by_the_present_assessor(app: Flask, who: Who) -> None:
    with app.app_context():
        change_assessor(app, people.today() - timedelta(days=1))
    assert not offered(who(HEAD), KENANGA)
    assert offered(who("altair"), KENANGA)


def test_after_the_employee_moved_the_new_assessor_evaluates(app: Flask, who: Who) -> None:
    around_today(app)
    employee = person_id(app, SET_MIDWIFE)
    with app.app_context():
        day = people.today() - timedelta(days=1)
        change_assessor(app, day, new="angsana")
        other = people.person(person_id(app, "angsana"), day).unit_id
        with atomic() as session:
            row = session.scalars(select(Posting).where(Posting.person_id == employee)).one()
            row.valid_to = day - timedelta(days=1)
            session.add(
                Posting(
                    person_id=employee, unit_id=other, position=row.position, position_kind=row.position_kind,
                    valid_from=day, version=1, editor_seq=0,
                )
            )  # fmt: skip
    assert not offered(who(HEAD), KENANGA)
    assert offered(who(OFFICE_HEAD), KENANGA)


def test_who_is_exempted_is_listed_with_the_reason_and_not_asked_for(app: Flask, who: Who) -> None:
    with app.app_context(), atomic() as session:
        session.add(
            SpecialStatus(
                person_id=person_id(app, SET_MIDWIFE), kind=SpecialKind.UNPAID_LEAVE, document="SK 2",
                valid_from=people.today() - timedelta(days=30), recorded_by=person_id(app, "widuri"),
                recorded_at=clock.now(),
            )
        )  # fmt: skip
    head = who(HEAD)
    page = head.get("/penilaian/")
    assert "Tidak dievaluasi: Cuti di luar tanggungan negara" in page.text
    assert not page.offers(f"Mulai menilai {KENANGA}")
    with app.app_context():
        root = db.session.scalars(select(Plan.id).where(Plan.employee_id == person_id(app, SET_MIDWIFE))).one()
    assert "Cuti di luar tanggungan" in head.post(f"/penilaian/mulai/{root}", page.fields("/keluar"), 409).text


def test_whoever_has_no_plan_in_force_is_named_with_who_must_act(sqlite_app: Flask) -> None:
    page = log_in(sqlite_app, HEAD).get("/penilaian/")
    row = next(row.get_text(" ", strip=True) for row in page.soup.select("tbody tr") if DELIMA in row.get_text())
    assert "SKP menunggu ditetapkan penilai." in row


def test_a_period_is_evaluated_once_though_there_were_two_plans(app: Flask, who: Who) -> None:
    head = who(HEAD)
    signed(head, KENANGA)
    with app.app_context(), atomic() as session:
        old = session.scalars(select(Plan).where(Plan.employee_id == person_id(app, SET_MIDWIFE))).one()
        other = session.scalars(select(Plan).where(Plan.employee_id == person_id(app, "altair"))).one()
        session.execute(update(Evaluation).values(plan_root_id=other.id))
        root = old.id
    refused = head.post(f"/penilaian/mulai/{root}", head.get("/penilaian/").fields("/keluar"), 409)
    assert "Satu periode dievaluasi satu kali." in refused.text


def test_a_draft_on_a_plan_that_ended_is_not_signed_and_the_new_plan_is_evaluated(app: Flask, who: Who) -> None:
    head = who(HEAD)
    draft = head.submit(begin(head, KENANGA), "/nilai", **DRAFT)
    with app.app_context(), atomic() as session:
        old = session.scalars(select(Plan).where(Plan.employee_id == person_id(app, SET_MIDWIFE))).one()
        old.state, old.ended_on = PlanState.ENDED, people.today()
        row = {name: getattr(old, name) for name in ("employee_id", "assessor_id", "year_id", "form", "period_end")}
        new = Plan(**row, state=PlanState.SET, state_since=clock.now(), period_start=people.today())
        session.add(new)
        session.flush()
        new.root_id = new.id
    blocked = head.get(draft.path)
    assert "Rencana ini berakhir karena perpindahan." in blocked.text
    assert not blocked.offers("Tandatangani dan sampaikan")
    fresh = begin(head, KENANGA)
    assert fresh.path != draft.path.replace("/tandatangani", "/nilai")
    assert "Rencana sebelum pindah" in fresh.text


def test_from_one_person_to_the_next_and_back_until_all_are_rated(who: Who) -> None:
    head = who(HEAD)
    page = head.submit(head.get("/penilaian/"), "/lanjut?tahun=" + str(YEAR) + "&periode=0")
    seen: list[str] = []
    while page.path.endswith("/nilai"):
        assert page.soup.select_one("#results_rating input[autofocus]") is not None
        seen.append(page.h1)
        page = head.submit(page, "/nilai", **DRAFT, action="next")
    assert page.path == "/penilaian/"
    assert len(seen) == len(set(seen)) >= 3
    assert not page.offers("Lanjutkan menilai")
    assert page.offers("Tandatangani yang sudah lengkap sekaligus")
    last = begin_again(head, page, -1)
    assert head.submit(last, "/nilai", action="previous").h1 == seen[-2]


def begin_again(head: Visitor, page: Page, place: int) -> Page:
    """Open somebody from the list again."""
    links = [str(a["href"]) for a in page.soup.select("tbody a") if a.get_text() == "Buka"]
    return head.get(links[place])


def test_the_regent_signs_for_a_head_of_office_what_the_aide_prepared(app: Flask, who: Who) -> None:
    from tests.auth.test_roles import achieve, appointed  # noqa: PLC0415 - only here

    achieve(app)
    appointed(app)
    helper, regent = who("nipah"), who("rajawali")
    page = begin(helper, "Angsana")
    draft = {name: text for name, text in DRAFT.items() if name != "is_close"}
    assert "is_close" not in page.fields("/nilai")
    assert helper.submit(page, "/nilai", **draft).path == page.path
    checked = regent.submit(regent.get(page.path), "/nilai", is_close="no")
    assert "Disampaikan" in regent.submit(checked, "/tandatangani").text


def test_periods_of_the_calendar_are_those_of_the_page(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        numbers = set(db.session.scalars(select(EvaluationPeriod.number)))
    links = log_in(sqlite_app, HEAD).get("/penilaian/").links()
    shown = {int(link.partition("periode=")[2][0]) for link in links if "/penilaian/?" in link and "periode=" in link}
    assert shown == numbers, "the year itself is open"


def test_the_list_of_forty_stays_light_and_asks_as_little_as_that_of_three(sqlite_app: Flask) -> None:
    asked = []
    for count in (3, FORTY):
        with sqlite_app.app_context():
            forty_people(person_id(sqlite_app, HEAD), count)
        head = log_in(sqlite_app, HEAD)
        with statements() as sent:
            answer = head.client.get("/penilaian/?periode=1", headers=GZIP)
        asked.append(len(sent))
        assert weight(answer) <= 14_600
    assert asked[0] == asked[1] <= 20


def test_a_list_of_more_than_fifty_has_pages(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        forty_people(person_id(sqlite_app, HEAD), 52)
    head = log_in(sqlite_app, HEAD)
    page = head.get("/penilaian/")
    assert len(page.soup.select("tbody tr")) == 50
    assert len(head.get(next(link for link in page.links() if "halaman=2" in link)).soup.select("tbody tr")) == 2
