"""Reading a round: as many statements for ten people as for a thousand, and people are named."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.db import atomic, db
from app.domain.feedback import CandidateSource, CandidateState, RaterClass, RoundState
from app.domain.preflight import GroupRule
from app.feedback import launching, preflight, preparing
from app.feedback.models import Candidate, FeedbackRound, FeedbackSubject
from app.people import queries as people
from app.people.models import AssessorAssignment, Person, Posting, Unit
from tests.conftest import statements
from tests.feedback.preparing import basics, drop, findings, number_of, officer, prepared, settings

pytestmark = pytest.mark.usefixtures("no_rounds")


def asked(number: int) -> int:
    row = db.session.get_one(FeedbackRound, number)
    with statements() as sent:
        preflight.inspect(row, settings())
    return len(sent)


def test_as_many_statements_for_one_person_as_for_everybody(app: Flask) -> None:
    with app.app_context():
        root = db.session.scalars(select(Unit.id).where(Unit.parent_id.is_(None))).one()
        number = preparing.create(officer("widuri"), root, basics())
        preparing.add_people(officer("widuri"), number, person_nip("melur"))
        few = asked(number)
        assert preparing.add_unit(officer("widuri"), number, root) > 40
        assert asked(number) == few


def person_nip(key: str) -> str:
    return db.session.get_one(Person, number_of(key)).nip or ""


def test_whoever_leads_a_unit_has_too_few_peers_until_more_are_named(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        preparing.add_people(officer("kenari"), number, person_nip("cempaka"))
        assert ["Calon rekan kerja untuk dr. Cempaka" in words for words in findings(number)] == [True]
        with atomic() as session:
            mine = select(FeedbackSubject.id).where(FeedbackSubject.person_id == number_of("cempaka"))
            subject_id = session.scalars(mine).one()
            session.add_all(
                Candidate(
                    subject_id=subject_id,
                    person_id=number_of(key),
                    rater_class=RaterClass.PEER,
                    state=CandidateState.APPROVED,
                    proposed_by=number_of("kenari"),
                )
                for key in ("meranti", "merbau", "melur")  # the last one is below and stays there
            )
        assert findings(number) == []
        found = preflight.inspect(db.session.get_one(FeedbackRound, number), settings())
        about = next(one for one in found.abouts if one.person_id == number_of("cempaka"))
        assert number_of("melur") not in about.candidates[RaterClass.PEER]
        assert number_of("melur") in about.candidates[RaterClass.SUBORDINATE]


def test_nobody_is_asked_beyond_the_rounds_limit(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka", most_forms=8)
        assert any("dr. Cempaka" in words and "harus mengisi" in words for words in findings(number))
        preparing.drop_group(officer("kenari"), number, RaterClass.SUPERIOR)
        assert findings(number) == []
        preparing.change_basics(officer("kenari"), number, (1, "", 0), basics(most_forms=2))
        assert any("sudah penuh" in words for words in findings(number))


def test_nominations_not_approved_stop_the_round(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        preparing.set_group(officer("kenari"), number, GroupRule(RaterClass.PEER, CandidateSource.SUBJECT, 3, 6))
        told = findings(number)
        assert len(told) == db.session.query(FeedbackSubject).count()
        assert all("belum mengusulkan" in words for words in told)


def test_two_rounds_about_somebody_are_ninety_days_apart(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        first = prepared("kenari", "cempaka")
        launching.launch(officer("kenari"), first, settings())
        second = prepared("kenari", "cempaka", closes_on=people.today() + timedelta(days=118))
        assert all("kurang dari 90 hari" in words for words in findings(second))
        with atomic() as session:
            early = people.today() - timedelta(days=30)
            session.execute(update(FeedbackRound).where(FeedbackRound.id == first).values(closes_on=early))
        assert findings(second) == []


def test_an_exercise_or_a_round_given_up_delays_no_other(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        first = prepared("kenari", "cempaka", keepers=(), is_exercise=True)
        launching.launch(officer("kenari"), first, settings())
        assert findings(prepared("kenari", "cempaka")) == []
        with atomic() as session:
            session.execute(update(FeedbackRound).values(is_exercise=False, state=RoundState.ABANDONED))
        assert findings(prepared("kenari", "cempaka")) == []


def test_somebody_who_left_is_named(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        with atomic() as session:
            yesterday = people.today() - timedelta(days=1)
            session.execute(update(Person).where(Person.id == number_of("melur")).values(ended_on=yesterday))
        assert any("Melur" in words and "tidak bertugas" in words for words in findings(number))


def test_a_list_that_waits_for_the_assessor_of_before_is_named(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        by_subject = GroupRule(RaterClass.PEER, CandidateSource.SUBJECT, 3, 6)
        preparing.set_group(officer("kenari"), number, by_subject)
        assert not any("penilai lama" in words for words in findings(number))
        mine = AssessorAssignment.employee_id == number_of("melur")
        with atomic() as session:
            session.execute(update(AssessorAssignment).where(mine).values(assessor_id=number_of("angsana")))
        assert [words for words in findings(number) if "penilai lama" in words and "Melur" in words]


def test_somebody_who_moved_to_another_office_meanwhile_is_named(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        elsewhere = people.person(number_of("tekukur"), people.today()).unit_id
        with atomic() as session:
            session.execute(update(Posting).where(Posting.person_id == number_of("melur")).values(unit_id=elsewhere))
        assert any("Melur" in words and "di luar unit" in words for words in findings(number))
        drop(number, "kenari", "melur")
        assert findings(number) == []


def test_only_people_of_the_rounds_unit_are_added(sqlite_app: Flask) -> None:
    from app.domain.errors import InvalidError  # noqa: PLC0415 - only here

    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        before = db.session.query(FeedbackSubject).count()
        with pytest.raises(InvalidError, match=person_nip("nipah")):
            preparing.add_people(officer("kenari"), number, f"{person_nip('cempaka')}\n{person_nip('nipah')}")
        assert db.session.query(FeedbackSubject).count() == before
        spaced = person_nip("cempaka")
        assert preparing.add_people(officer("kenari"), number, f" {spaced[:8]} {spaced[8:]} \n\n") == 1
