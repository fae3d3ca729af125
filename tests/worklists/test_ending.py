"""Somebody leaves: what follows, when it takes effect, and what stays possible."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.auth.models import Account
from app.db import atomic, db
from app.domain.people import AssignmentBasis
from app.people import queries as people
from app.people.models import AssessorAssignment, Person, Posting
from app.people.service import AssessorInput, correct_assessor
from app.planning.models import Plan
from app.worklists import parts
from app.worklists import service as ending
from tests.audit.trail import last_id, lines_since
from tests.auth.people import acting_officer
from tests.conftest import HEAD, MIDWIFE, NUTRITIONIST, SET_MIDWIFE, Who, log_in, login_of, person_id
from tests.cycles.steps import YEAR, on, open_next_year, regular_windows
from tests.page import Page, Visitor
from tests.planning.steps import my_plan
from tests.review.steps import signed
from tests.worklists.counting import count_if_changed

OFFICER = "kenari"
TODAY = clock.today("Asia/Jakarta")
LONG_AGO = date(YEAR - 1, 6, 30)


def page_of(app: Flask, visitor: Visitor, key: str) -> Page:
    """The form that ends somebody's service."""
    return visitor.get(f"/daftar-kerja/pegawai/{person_id(app, key)}/berakhir")


def end(app: Flask, visitor: Visitor, key: str, last_day: date, cause: str = "retirement") -> Page:
    """Look first, then do it."""
    page = page_of(app, visitor, key)
    seen = visitor.submit(page, page.path, departure=cause, last_day=last_day.isoformat(), note="SK 823/12")
    assert "Yang akan terjadi" in seen.text
    return visitor.submit(seen, page.path, yakin="1")


def plan_state(app: Flask, key: str) -> str:
    """The state of somebody's plan."""
    with app.app_context():
        return db.session.scalars(select(Plan.state).where(Plan.employee_id == person_id(app, key))).one().value


def take_effect(app: Flask) -> int:
    """What the worker does every hour."""
    with app.app_context():
        return ending.take_effect()


def may_log_in(app: Flask, key: str) -> bool:
    """Whether the account is open."""
    with app.app_context():
        row = db.session.scalars(select(Account).where(Account.person_id == person_id(app, key))).one()
        return row.disabled_at is None


def test_looking_first_changes_nothing_and_names_what_will_happen(app: Flask, who: Who) -> None:
    officer = who("jalak")
    page = page_of(app, officer, HEAD)
    before = last_id(app)
    seen = officer.submit(page, page.path, departure="retirement", last_day=TODAY.isoformat())
    assert "lalu belum memiliki penilai: " in seen.text
    assert "Dahlia Ombakbiru" in seen.text
    assert "dan 12 lagi" in seen.text
    assert not lines_since(app, before)
    assert "Saya sudah membaca" in officer.submit(seen, page.path).text  # without the tick it only shows again
    assert may_log_in(app, HEAD)


def test_a_midwife_who_died_leaves_her_draft_closed_and_her_account_shut(app: Flask, who: Who) -> None:
    midwife = who(MIDWIFE)
    plan = my_plan(midwife).path
    done = end(app, who(OFFICER), MIDWIFE, TODAY - timedelta(days=3), "death")
    assert "sudah berakhir" in done.text
    assert plan_state(app, MIDWIFE) == "closed"
    assert "Masuk ke Tilik" in midwife.get("/").text  # the open session ended at once
    midwife.submit(midwife.get("/masuk"), "/masuk", 422, nip=login_of(MIDWIFE), password="melati-contoh-2026")
    assert "Rencana ini ditutup: Meninggal dunia, hari terakhir " in who(HEAD).get(plan).text
    with app.app_context():
        row = db.session.scalars(select(Plan).where(Plan.employee_id == person_id(app, MIDWIFE))).one()
        assert row.closed_because
        assert row.closed_because.startswith("Meninggal dunia, hari terakhir ")


def test_a_last_day_that_lies_ahead_takes_effect_by_itself_and_once(app: Flask, who: Who) -> None:
    last_day = TODAY + timedelta(days=5)
    done = end(app, who(OFFICER), MIDWIFE, last_day)
    assert "ditutup dengan sendirinya" in done.text
    assert take_effect(app) == 0
    assert who(MIDWIFE).get("/").status == 200
    with on(last_day):
        assert take_effect(app) == 0
    with on(last_day + timedelta(days=1)):
        before = last_id(app)
        assert take_effect(app) == 1
        assert [line.action for line in lines_since(app, before)] == ["plan.close", "account.close"]
        assert take_effect(app) == 0
    assert plan_state(app, MIDWIFE) == "closed"
    assert not may_log_in(app, MIDWIFE)


def test_until_the_last_day_it_can_be_taken_back(app: Flask, who: Who) -> None:
    officer, last_day = who(OFFICER), TODAY + timedelta(days=5)
    done = end(app, officer, MIDWIFE, last_day)
    officer.submit(done, "/batal-berakhir")
    with on(last_day + timedelta(days=1)):
        assert take_effect(app) == 0
        midwife = log_in(app, MIDWIFE)
        assert "Lanjutkan rencana" in midwife.get("/").text
        assert "Cempaka" in my_plan(midwife).text


def test_afterwards_it_cannot_be_taken_back_from_the_page(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    done = end(app, officer, MIDWIFE, TODAY + timedelta(days=1))
    with on(TODAY + timedelta(days=2)):
        officer = log_in(app, OFFICER)
        token = officer.get("/kata-sandi").fields("/kata-sandi")["csrf_token"]
        refused = officer.post(done.path.replace("/berakhir", "/batal-berakhir"), {"csrf_token": token}, 409)
        assert "tidak dapat dibatalkan dari sini" in refused.text


def test_the_time_served_is_evaluated_by_whoever_was_the_assessor(app: Flask) -> None:
    regular_windows(app)
    last_day = date(YEAR, 11, 30)
    with on(date(YEAR, 11, 20)):
        end(app, log_in(app, OFFICER), SET_MIDWIFE, last_day)
    with on(date(YEAR, 12, 21)):
        take_effect(app)
        assert plan_state(app, SET_MIDWIFE) == "set"
        head = log_in(app, HEAD)
        assert head.get("/penilaian/").offers("Mulai menilai Kenanga")
        assert "Disampaikan" in signed(head, "Kenanga").text
        with app.app_context():
            plan = db.session.scalars(select(Plan).where(Plan.employee_id == person_id(app, SET_MIDWIFE))).one()
            assert plan.period_end == last_day


def test_whoever_moves_to_another_agency_is_evaluated_there(app: Flask, who: Who) -> None:
    end(app, who(OFFICER), SET_MIDWIFE, TODAY - timedelta(days=1), "transfer")
    assert plan_state(app, SET_MIDWIFE) == "closed"
    assert not who(HEAD).get("/penilaian/").offers("Mulai menilai Kenanga")


def test_an_evaluation_that_was_begun_is_finished_even_after_a_transfer(app: Flask, who: Who) -> None:
    head = who(HEAD)
    evaluation = signed(head, "Kenanga").path
    end(app, who(OFFICER), SET_MIDWIFE, TODAY - timedelta(days=1), "transfer")
    assert plan_state(app, SET_MIDWIFE) == "set"
    assert "Predikat kinerja" in head.get(evaluation).text


def test_next_years_plan_of_somebody_who_retires_in_december_is_closed(app: Flask) -> None:
    with on(date(YEAR, 12, 10)):
        open_next_year(app, log_in(app, "widuri"))
        midwife = log_in(app, SET_MIDWIFE)
        midwife.submit(midwife.get(f"/perencanaan/?tahun={YEAR + 1}"), "/baru")
        end(app, log_in(app, OFFICER), SET_MIDWIFE, date(YEAR, 12, 31))
    with on(date(YEAR + 1, 1, 1)):
        take_effect(app)
    with app.app_context():
        rows = db.session.execute(
            select(Plan.period_start, Plan.state).where(Plan.employee_id == person_id(app, SET_MIDWIFE))
        ).all()
    assert {row[0].year: row[1].value for row in rows} == {YEAR: "set", YEAR + 1: "closed"}


def test_the_people_of_an_assessor_who_left_appear_as_blocked(app: Flask, who: Who) -> None:
    end(app, who("jalak"), HEAD, TODAY - timedelta(days=1))
    assert count_if_changed(app)
    officer = who(OFFICER)
    line = next(row for row in officer.get("/daftar-kerja/").soup.select("tbody tr") if "Puskesmas" in row.get_text())
    assert int(line.select("td")[-1].get_text()) > 10
    assert "Belum ada" in my_plan(who(MIDWIFE)).text


def test_what_was_to_begin_after_the_last_day_never_begins(app: Flask, who: Who) -> None:
    employee = person_id(app, NUTRITIONIST)
    with app.app_context(), atomic() as session:
        old = session.scalars(select(AssessorAssignment).where(AssessorAssignment.employee_id == employee)).one()
        old.valid_to = TODAY + timedelta(days=30)
        session.add(
            AssessorAssignment(
                employee_id=employee,
                assessor_id=person_id(app, "angsana"),
                basis=old.basis,
                valid_from=TODAY + timedelta(days=31),
            )
        )
    end(app, who(OFFICER), NUTRITIONIST, TODAY + timedelta(days=10))
    with app.app_context():
        spans = select(AssessorAssignment.valid_to).where(AssessorAssignment.employee_id == employee)
        assert list(db.session.scalars(spans)) == [TODAY + timedelta(days=10)]


def test_a_day_before_the_post_or_years_ahead_is_refused(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    page = page_of(app, officer, MIDWIFE)
    for day, words in ((date(2001, 1, 1), "mulai bertugas"), (date(YEAR + 5, 1, 1), "Periksa tahunnya")):
        typed = {"departure": "retirement", "last_day": day.isoformat(), "yakin": "1"}
        assert words in officer.submit(page, page.path, 422, **typed).text
    assert "Pilih sebabnya" in officer.submit(page, page.path, 422, last_day=TODAY.isoformat()).text


def test_nobody_ends_the_own_service_nor_that_of_a_colleague(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    own = page_of(app, officer, OFFICER)
    typed = {"departure": "dismissal", "last_day": TODAY.isoformat(), "yakin": "1"}
    assert "diakhiri oleh petugas lain" in officer.submit(own, own.path, 409, **typed).text
    page_of(app, officer, MIDWIFE)
    officer.get(f"/daftar-kerja/pegawai/{person_id(app, 'widuri')}/berakhir", 404)


def test_ending_twice_is_refused(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    page = page_of(app, officer, MIDWIFE)
    end(app, officer, MIDWIFE, TODAY + timedelta(days=5))
    typed = {"departure": "dismissal", "last_day": TODAY.isoformat(), "yakin": "1"}
    assert "sudah diakhiri" in officer.submit(page, page.path, 409, **typed).text


@pytest.mark.parametrize("lost", ["account", "plan"])
def test_what_was_lost_halfway_is_done_the_next_hour(app: Flask, who: Who, lost: str) -> None:
    end(app, who(OFFICER), MIDWIFE, TODAY - timedelta(days=1))
    with app.app_context(), atomic() as session:
        employee = person_id(app, MIDWIFE)
        if lost == "account":
            session.scalars(select(Account).where(Account.person_id == employee)).one().disabled_at = None
        else:
            session.scalars(select(Plan).where(Plan.employee_id == employee)).one().state = "draft"  # type: ignore[assignment]
    assert take_effect(app) == 1
    assert plan_state(app, MIDWIFE) == "closed"
    assert not may_log_in(app, MIDWIFE)


def test_those_who_left_stand_where_they_stood_on_their_last_day(app: Flask, who: Who) -> None:
    employee, assessor = person_id(app, SET_MIDWIFE), person_id(app, HEAD)
    end(app, who(OFFICER), SET_MIDWIFE, TODAY - timedelta(days=1))
    with app.app_context():
        assert people.standing(employee, TODAY).assessor_id == assessor
        assert employee in {view.id for view in people.to_evaluate(assessor, LONG_AGO, TODAY)}
        assert employee not in {view.id for view in people.to_evaluate(assessor, TODAY, TODAY)}
        assert employee not in {view.id for view in people.assessed_by(assessor, TODAY)}
        assert parts.due_endings(TODAY) == []
        posting = db.session.scalars(select(Posting).where(Posting.person_id == employee)).one()
        assert (posting.valid_to, posting.reason) == (TODAY - timedelta(days=1), "SK 823/12")
        assert db.session.get_one(Person, employee).departure


def test_the_page_of_somebody_who_left_still_opens_and_says_so(app: Flask, who: Who) -> None:
    officer, employee = who(OFFICER), person_id(app, MIDWIFE)
    assert officer.get(f"/pegawai/{employee}").offers("Akhiri masa kerja")
    end(app, officer, MIDWIFE, TODAY - timedelta(days=1), "contract_end")
    assert "Perjanjian kerja berakhir" in officer.get(f"/pegawai/{employee}").text


def test_whoever_was_given_another_assessor_meanwhile_has_one_and_not_two_after_it_was_taken_back(app: Flask) -> None:
    """The head's end is recorded, the midwife gets another assessor from then on, then the head stays after all."""
    last_day, midwife, head = TODAY + timedelta(days=5), person_id(app, MIDWIFE), person_id(app, HEAD)
    done = end(app, officer := log_in(app, "jalak"), HEAD, last_day)
    other = AssessorInput(
        person_id(app, "angsana"), AssignmentBasis.PLT, "", last_day + timedelta(days=1), _assignment(app, midwife)
    )
    with app.app_context():
        correct_assessor(acting_officer(app), midwife, other, TODAY)
    officer.submit(done, "/batal-berakhir")
    with app.app_context():
        rows = db.session.scalars(
            select(AssessorAssignment)
            .where(AssessorAssignment.employee_id == midwife)
            .order_by(AssessorAssignment.valid_from)
        ).all()
        assert [(row.assessor_id, row.valid_to) for row in rows] == [(head, last_day), (other.assessor_id, None)]


def _assignment(app: Flask, employee: int) -> int:
    with app.app_context():
        return db.session.scalars(select(AssessorAssignment.id).where(AssessorAssignment.employee_id == employee)).one()
