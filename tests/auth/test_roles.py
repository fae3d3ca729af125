"""Roles are given by those who may, never to oneself, and their holder sees it; aides prepare and never sign."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.audit.service import record
from app.auth import roles, service
from app.auth.models import RoleGrant
from app.cycles.models import PerformanceYear
from app.db import atomic, db
from app.domain.actors import Actor, Role
from app.domain.distribution import Achievement
from app.domain.errors import ConfirmationNeededError, DeniedError, DomainError, InvalidError, NotFoundError
from app.people import queries as people
from app.people.models import Aide, AssessorAssignment, Person
from app.planning import signing
from app.review import signing as evaluation_signing
from app.review.models import UnitAchievement
from tests.audit.trail import last_id, lines_since
from tests.auth.people import Meeting, acting_officer, printed_code, redeemed
from tests.conftest import HEAD, MIDWIFE, SET_MIDWIFE, log_in, login_of, person_id
from tests.page import Visitor

ADMIN = ("regulus", Role.ADMINISTRATOR)


def admin(app: Flask, key: str = "regulus") -> Actor:
    return acting_officer(app, key, Role.ADMINISTRATOR)


def held(app: Flask, key: str) -> set[Role]:
    with app.app_context():
        return set(db.session.scalars(select(RoleGrant.role).where(RoleGrant.person_id == person_id(app, key))))


def give(app: Flask, by: Actor, key: str, role: Role, unit_id: int | None = None) -> None:
    whom = person_id(app, key)
    with app.app_context():
        roles.give(by, whom, role, unit_id)


def test_an_agency_officer_makes_a_unit_officer_who_sees_the_new_page_at_once(app: Flask) -> None:
    widuri, midwife = log_in(app, "widuri"), log_in(app, MIDWIFE)
    midwife.get("/kepegawaian/", 403)
    found = widuri.get("/akun/peran", query_string={"cari": "Melur"})
    page = widuri.get(next(link for link in found.links() if "/beri/" in link))
    assert "Administrator" not in page.form("/beri/" + page.path.rpartition("/")[2]).text
    refused = widuri.submit(page, page.path, 422, role="unit_officer")
    assert "Pilih unit yang dilayaninya." in refused.text
    unit = next(str(o["value"]) for o in page.soup.select("select option") if "Puskesmas" in o.text)
    assert "Pilih unit" in widuri.submit(page, page.path, 422, role="unit_officer", unit="   ").text
    listed = widuri.submit(page, page.path, role="unit_officer", unit=unit)
    assert "Melur" in listed.text
    assert "Akun dan kode masuk" in midwife.get("/kepegawaian/").text
    mine = midwife.get("/akun-saya").text
    assert "Petugas kepegawaian unit Puskesmas" in mine
    assert "diberikan oleh Widuri" in mine


def test_taking_a_role_away_counts_at_once(app: Flask) -> None:
    widuri, kenari = log_in(app, "widuri"), log_in(app, "kenari")
    kenari.get("/akun/")
    link = next(a for a in widuri.get("/akun/peran").soup.select("table a") if "Kenari" in str(a.get("aria-label")))
    page = widuri.get(str(link["href"]))
    widuri.submit(page, "/cabut")
    kenari.get("/akun/", 403)
    assert "dicabut oleh Widuri" in kenari.get("/akun-saya").text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.UNIT_OFFICER])
def test_an_agency_officer_gives_nothing_but_units(app: Flask, role: Role) -> None:
    with pytest.raises(DeniedError):
        give(app, acting_officer(app), MIDWIFE, role)
    with app.app_context():
        taken = db.session.scalar(select(RoleGrant.id).where(RoleGrant.role == Role.ADMINISTRATOR)) or 0
        with pytest.raises(DeniedError):
            roles.take(acting_officer(app), taken)


@pytest.mark.parametrize("role", [Role.UNIT_OFFICER, Role.AUDITOR, Role.HEAD_OF_AGENCY])
def test_a_unit_officer_and_everybody_else_gives_nothing(app: Flask, role: Role) -> None:
    for by in (acting_officer(app, "kenari", Role.UNIT_OFFICER), acting_officer(app, "elang", Role.AUDITOR)):
        with pytest.raises(DeniedError):
            give(app, by, MIDWIFE, role)


def test_nobody_changes_the_own_roles(app: Flask) -> None:
    for by, key in ((admin(app), "regulus"), (acting_officer(app), "widuri")):
        with pytest.raises(DeniedError, match="Peran Anda sendiri"):
            give(app, by, key, Role.UNIT_OFFICER, 1)
    with app.app_context():
        own = db.session.scalar(select(RoleGrant.id).where(RoleGrant.role == Role.ADMINISTRATOR)) or 0
        with pytest.raises(DeniedError, match="Peran Anda sendiri"):
            roles.take(admin(app), own)


@pytest.mark.parametrize(
    ("key", "role"),
    [("elang", Role.AGENCY_OFFICER), ("elang", Role.ADMINISTRATOR), ("widuri", Role.AUDITOR), ("kenari", Role.AUDITOR)],
)
def test_an_auditor_is_no_officer_and_an_officer_no_auditor(app: Flask, key: str, role: Role) -> None:
    before = held(app, key)
    with pytest.raises(InvalidError, match="tidak dapat dirangkap"):
        give(app, admin(app), key, role)
    assert held(app, key) == before


def test_the_same_role_is_not_given_twice(app: Flask) -> None:
    give(app, admin(app), MIDWIFE, Role.HEAD_OF_AGENCY)
    with pytest.raises(InvalidError, match="sudah dipegangnya"):
        give(app, admin(app), MIDWIFE, Role.HEAD_OF_AGENCY)


def test_two_administrators_do_not_take_the_role_from_each_other(app: Flask) -> None:
    give(app, admin(app), MIDWIFE, Role.ADMINISTRATOR)
    with app.app_context():
        grants = dict(
            db.session.execute(
                select(RoleGrant.person_id, RoleGrant.id).where(RoleGrant.role == Role.ADMINISTRATOR)
            ).all()
        )
    ids, meet = [person_id(app, "regulus"), person_id(app, MIDWIFE)], Meeting()
    actors = [admin(app), admin(app, MIDWIFE)]
    check = service.need_confirmation

    def together(actor: Actor) -> None:
        check(actor)
        meet.wait()

    def take(number: int) -> str:
        with app.app_context():
            try:
                roles.take(actors[number], grants[ids[1 - number]])
            except DomainError as error:
                return str(error)
            return "taken"

    def slowly(*args: Any, **detail: Any) -> None:
        time.sleep(0.4)  # both have asked who else is one before either takes anything away
        record(*args, **detail)

    with (
        patch("app.auth.roles.need_confirmation", together),
        patch("app.auth.roles.record", slowly),
        ThreadPoolExecutor(2) as pool,
    ):
        answers = list(pool.map(take, (0, 1)))
    assert answers.count("taken") == 1, answers
    with app.app_context():
        assert db.session.scalar(select(RoleGrant.id).where(RoleGrant.role == Role.ADMINISTRATOR))


def test_changes_of_roles_are_in_the_trail_and_need_a_fresh_password(app: Flask) -> None:
    before = last_id(app)
    give(app, admin(app), MIDWIFE, Role.AUDITOR)
    (line,) = lines_since(app, before)
    assert (line.action, line.actor_id, line.detail) == ("role.give", person_id(app, "regulus"), {"role": "auditor"})
    stale = Actor(person_id(app, "regulus"), "", 0, frozenset({Role.ADMINISTRATOR}))
    with pytest.raises(ConfirmationNeededError):
        give(app, stale, MIDWIFE, Role.HEAD_OF_AGENCY)


# Aides: the regent assesses the midwife, and somebody prepares for him.


def regent_assesses(app: Flask, key: str) -> None:
    """The regent becomes somebody's assessor."""
    whom, regent = person_id(app, key), person_id(app, "rajawali")
    with app.app_context(), atomic() as session:
        rows = session.scalars(select(AssessorAssignment).where(AssessorAssignment.employee_id == whom))
        for row in rows:
            row.assessor_id = regent


def achieve(app: Flask) -> None:
    """What the regent's unit achieved is recorded."""
    with app.app_context():
        unit_id = people.person(person_id(app, "rajawali"), people.today()).unit_id
        with atomic() as session:
            year = session.scalars(select(PerformanceYear.id)).one()
            row = {"grade": Achievement.GOOD, "document": "Laporan Kinerja", "set_at": clock.now()}
            session.add(UnitAchievement(unit_id=unit_id, year_id=year, **row))


def appointed(app: Flask, key: str = "nipah", since: int = -1, until: int | None = None) -> int:
    """Somebody prepares for the regent, some days from now until some days from now."""
    with app.app_context():
        today = people.today()
        last = today + timedelta(days=until) if until is not None else None
        regent, whom = person_id(app, "rajawali"), person_id(app, key)
        roles.appoint_aide(acting_officer(app), regent, whom, today + timedelta(days=since), last)
        return db.session.scalars(select(Aide.id).order_by(Aide.id.desc())).first() or 0


def open_evaluation(visitor: Visitor) -> str:
    """Begin the evaluation from the list; where it is rated."""
    return visitor.submit(visitor.get("/penilaian/"), next_form(visitor)).path


def next_form(visitor: Visitor) -> str:
    page = visitor.get("/penilaian/")
    return next(str(f["action"]) for f in page.soup.select("main form") if "/mulai/" in str(f["action"]))


def test_an_aide_prepares_what_the_regent_reads_and_signs_himself(app: Flask) -> None:
    regent_assesses(app, SET_MIDWIFE)
    achieve(app)
    helper = log_in(app, "nipah")
    assert "saya siapkan" not in helper.get("/penilaian/").text
    appointed(app)
    assert "Pegawai yang penilaiannya saya siapkan" in helper.get("/penilaian/").text
    path = open_evaluation(helper)
    form = helper.get(path)
    assert "Anda menyiapkan penilaian ini untuk Rajawali" in form.text
    typed = {
        "results_rating": "as_expected",
        "behaviour_rating": "above",
        "reason": "Tercapai. " * 15,
        "note": "Lanjutkan.",
    }
    saved = helper.submit(form, path, **typed)
    assert saved.path == path, "an aide is not led to the signature"
    regent = log_in(app, "rajawali")
    page = regent.get(path)
    assert "Konsep ini disiapkan oleh Nipah" in page.text
    assert "Tercapai." in page.text
    checked = regent.submit(page, path, is_close="no")
    assert "Disampaikan" in regent.submit(checked, "/tandatangani").text


def test_an_aide_signs_sets_and_returns_nothing(app: Flask) -> None:
    regent_assesses(app, SET_MIDWIFE)
    appointed(app)
    helper = log_in(app, "nipah")
    path = open_evaluation(helper)
    number = int(path.split("/")[2])
    me = acting_officer(app, "nipah", Role.HEAD_OF_AGENCY)
    with app.app_context():
        with pytest.raises(DeniedError):
            evaluation_signing.sign(me, number, "")
        with pytest.raises((DeniedError, NotFoundError)):
            signing.set_plan(me, 1, "")
    assert helper.get(path.replace("/nilai", "/tandatangani")).path == path


def test_the_evaluation_belongs_to_the_regent_though_an_aide_began_it(app: Flask) -> None:
    from app.review.models import Evaluation  # noqa: PLC0415 - only here

    regent_assesses(app, SET_MIDWIFE)
    appointed(app)
    open_evaluation(log_in(app, "nipah"))
    with app.app_context():
        assert db.session.scalars(select(Evaluation.assessor_id)).all() == [person_id(app, "rajawali")]


@pytest.mark.parametrize(
    ("since", "until", "works"), [(-1, 0, True), (0, None, True), (-9, -1, False), (1, None, False)]
)
def test_an_aide_has_days(app: Flask, *, since: int, until: int | None, works: bool) -> None:
    whom = person_id(app, SET_MIDWIFE)
    regent_assesses(app, SET_MIDWIFE)
    appointed(app, since=since, until=until)
    with app.app_context():
        assert bool(people.standing(whom, people.today()).aides) == works


def test_an_aide_of_then_is_none_now_not_even_for_those_who_left(app: Flask) -> None:
    """The standing of somebody who left is that of the last day; who may help the regent is asked today."""
    whom = person_id(app, SET_MIDWIFE)
    regent_assesses(app, SET_MIDWIFE)
    appointed(app, "nipah", since=-20, until=-5)
    appointed(app, "vega", since=-2)
    with app.app_context():
        today = people.today()
        with atomic() as session:
            session.get_one(Person, whom).ended_on = today - timedelta(days=10)
        assert people.standing(whom, today).aides == {person_id(app, "vega")}


def test_only_officials_without_nip_have_aides(app: Flask) -> None:
    head, whom = person_id(app, HEAD), person_id(app, "nipah")
    with app.app_context():
        with pytest.raises(NotFoundError):
            roles.appoint_aide(acting_officer(app), head, whom, date(2026, 1, 1), None)
        with atomic() as session:
            session.add(Aide(official_id=head, aide_id=whom, valid_from=date(2026, 1, 1)))
        assert people.standing(person_id(app, MIDWIFE), people.today()).aides == frozenset()
        assert people.prepared_by(whom, people.today()) == []


def test_an_officer_appoints_and_dismisses_an_aide_on_the_page(app: Flask) -> None:
    widuri = log_in(app, "widuri")
    page = widuri.get("/akun/pendamping")
    form = widuri.get(next(link for link in page.links() if link.startswith("/akun/pendamping/")))
    form = widuri.get(form.path, query_string={"cari": "Nipah"})
    assert "Pilih orang yang mendampingi." in widuri.submit(form, form.path, 422).text
    listed = widuri.submit(form, form.path, aide=str(person_id(app, "nipah")))
    assert "Nipah" in listed.text
    assert "Mendampingi" in log_in(app, "nipah").get("/akun-saya").text
    form = widuri.get(form.path, query_string={"cari": "Nipah"})
    again = widuri.submit(form, form.path, 422, aide=str(person_id(app, "nipah")))
    assert "sudah menjadi pendampingnya" in again.text
    ended = widuri.submit(listed, "/akhiri")
    assert "Belum ada pendamping" in ended.text


def test_an_officer_does_not_appoint_oneself(app: Flask) -> None:
    me = acting_officer(app)
    with app.app_context():
        regent = person_id(app, "rajawali")
        with pytest.raises(DeniedError, match="diri sendiri"):
            roles.appoint_aide(me, regent, me.person_id, clock.now().date(), None)
        with pytest.raises(DeniedError):
            roles.appoint_aide(admin(app), regent, person_id(app, "nipah"), datetime.now(UTC).date(), None)


def test_whoever_receives_a_role_is_not_opened_by_a_code_the_unit_officer_kept(app: Flask) -> None:
    """A unit officer prints a code, waits until its owner is an officer of the agency, and would be one."""
    with app.app_context():
        units = frozenset({people.person(person_id(app, MIDWIFE), people.today()).unit_id})
    kenari = Actor(person_id(app, "kenari"), "", 0, frozenset({Role.UNIT_OFFICER}), units, clock.now())
    kept = printed_code(app, MIDWIFE, kenari)
    give(app, admin(app), MIDWIFE, Role.AGENCY_OFFICER)
    refused = redeemed(app, login_of(MIDWIFE), kept)
    assert not refused.inside
    assert "tidak berlaku lagi" in refused.page.text


def test_a_code_of_an_agency_officer_still_opens_the_account_of_whoever_received_a_role(app: Flask) -> None:
    code = printed_code(app, MIDWIFE)
    give(app, admin(app), MIDWIFE, Role.AUDITOR)
    assert redeemed(app, login_of(MIDWIFE), code).inside
