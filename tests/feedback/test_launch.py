"""Starting a round: looked at again, drawn, frozen, all or nothing."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError

from app import clock
from app.audit.models import AuditEntry
from app.db import atomic, db
from app.domain.errors import ConfirmationNeededError, DeniedError, InvalidError, NotFoundError
from app.domain.feedback import InvitationState, RaterClass, RoundState
from app.domain.rounds import USUAL
from app.feedback import custody, inviting, launching, preflight, preparing
from app.feedback.frozen import invitation_mac, rules_of
from app.feedback.keyring import Keyring
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation, QuestionSet, WrappedKey
from app.feedback.sealing import RoundKeys
from app.people import queries as people
from tests.db.people import side_by_side
from tests.feedback.preparing import KEEPERS, findings, number_of, officer, prepared, settings

pytestmark = pytest.mark.usefixtures("no_rounds")


def launched(number: int, key: str = "kenari") -> tuple[FeedbackRound, RoundKeys]:
    launching.launch(officer(key), number, settings())
    row = db.session.get_one(FeedbackRound, number)
    return row, Keyring(settings().feedback_keys, row.token).load()


def forms_of(number: int) -> list[Invitation]:
    return list(db.session.scalars(select(Invitation).where(Invitation.round_id == number)))


def test_a_round_starts_with_its_rules_frozen_and_every_form_under_its_key(app: Flask) -> None:
    with app.app_context():
        number = prepared("kenari", "cempaka")
        assert findings(number) == []
        row, keys = launched(number)
        rules = rules_of(row, keys)
        assert (row.state, rules.closes_at, len(rules.custodians)) == (RoundState.OPEN, row.closes_at, 3)
        assert rules.closes_at.astimezone(people.the_agency().zone).date() == row.closes_on + timedelta(days=1)
        assert db.session.scalar(select(func.count()).select_from(WrappedKey)) == 6
        assert db.session.scalar(select(QuestionSet.is_frozen)) is True
        made = forms_of(number)
        for one in made:
            subject = db.session.get_one(FeedbackSubject, one.subject_id)
            assert invitation_mac(keys, row.token, one, subject) == one.mac
            assert (one.state, one.used, one.verifier) == (InvitationState.INVITED, False, None)
        subjects = list(db.session.scalars(select(FeedbackSubject)))
        peers = sum(one.rater_class is RaterClass.PEER for one in made)
        assert peers == sum(subject.drawn for subject in subjects)
        assert all(subject.drawn * 4 <= subject.drawn_from * 3 for subject in subjects)


def test_what_is_recorded_tells_how_many_and_never_who(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        launched(number)
        launches = (AuditEntry.action == "feedback.launch", AuditEntry.object_id == number)
        entry = db.session.scalars(select(AuditEntry).where(*launches).order_by(AuditEntry.id.desc())).first()
        assert entry is not None
        assert set(json.loads(entry.detail)) == {"subjects", "forms", "drawn", "drawn_from"}


def test_everybody_gets_the_form_of_their_own_and_their_superiors(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        launched(number)
        by_class = {kind: [one for one in forms_of(number) if one.rater_class is kind] for kind in RaterClass}
        subjects = {one.id: one for one in db.session.scalars(select(FeedbackSubject))}
        assert {one.rater_id for one in by_class[RaterClass.SELF]} == {one.person_id for one in subjects.values()}
        for one in by_class[RaterClass.SUPERIOR]:
            assert one.rater_id == subjects[one.subject_id].supervisor_id
        for one in by_class[RaterClass.PEER]:
            subject = subjects[one.subject_id]
            assert one.rater_id not in {subject.person_id, subject.supervisor_id}


def test_slips_get_no_forms_at_the_start(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        preparing.set_group(officer("kenari"), number, USUAL[RaterClass.EXTERNAL])
        row, keys = launched(number)
        assert [group.is_slip for group in rules_of(row, keys).groups] == [False, False, True]
        assert not any(one.rater_class is RaterClass.EXTERNAL for one in forms_of(number))


def test_a_launch_that_breaks_off_leaves_no_key_and_can_be_done_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        number = prepared("kenari", "cempaka")
        token = db.session.get_one(FeedbackRound, number).token
        place = Keyring(settings().feedback_keys, token).place

        def full(*_: object) -> int:
            assert place.exists()
            raise OSError("no space left")

        with monkeypatch.context() as patch:
            patch.setattr(launching, "invite_all", full)
            with pytest.raises(OSError, match="no space"):
                launching.launch(officer("kenari"), number, settings())
        assert not place.exists()
        row = db.session.get_one(FeedbackRound, number)
        assert (row.state, row.rules, forms_of(number)) == (RoundState.PREPARING, None, [])
        launched(number)


def test_keys_left_by_a_machine_that_stopped_are_replaced(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        keyring = Keyring(settings().feedback_keys, db.session.get_one(FeedbackRound, number).token)
        keyring.create(b"x" * 32)
        launched(number)
        assert keyring.host_secret() != b"x" * 32


def test_a_launch_that_waited_in_vain_leaves_the_keys_of_the_one_before_it(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        actor = officer("kenari")
        keyring = Keyring(settings().feedback_keys, db.session.get_one(FeedbackRound, number).token)
        keyring.create(b"x" * 32)  # by a first click whose transaction is not over

        @contextmanager
        def taken() -> Iterator[None]:
            raise OperationalError("BEGIN IMMEDIATE", {}, sqlite3.OperationalError("database is locked"))
            yield

        monkeypatch.setattr(launching, "atomic", taken)
        with pytest.raises(OperationalError):
            launching.launch(actor, number, settings())
        assert keyring.host_secret() == b"x" * 32


def test_of_two_rounds_about_the_same_people_started_side_by_side_one_starts(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        numbers = [prepared("kenari", "cempaka") for _ in range(2)]
        actor = officer("kenari")
        look = preflight.inspect

    def slowly(*args: Any) -> Any:
        found = look(*args)
        time.sleep(0.5)
        return found

    monkeypatch.setattr(preflight, "inspect", slowly)
    with app.app_context():
        by = settings()
    ends = side_by_side(app, [partial(launching.launch, actor, number, by) for number in numbers])
    assert [type(end) for end in ends if isinstance(end, Exception)] == [InvalidError]


def test_a_started_round_is_not_started_again_and_keeps_its_key(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        row, _ = launched(number)
        secret = Keyring(settings().feedback_keys, row.token).host_secret()
        with pytest.raises(DeniedError):
            launching.launch(officer("kenari"), number, settings())
        assert Keyring(settings().feedback_keys, row.token).host_secret() == secret
        for change in (
            lambda: preparing.set_group(officer("kenari"), number, USUAL[RaterClass.EXTERNAL]),
            lambda: preparing.remove_subjects(officer("kenari"), number),
            lambda: custody.choose(officer("kenari"), number, number_of("melur"), settings()),
            lambda: custody.new_code(officer(KEEPERS[0]), number),
        ):
            with pytest.raises(DeniedError):
                change()


def test_findings_stop_the_start(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka", keepers=KEEPERS[:2])
        with pytest.raises(InvalidError, match="1 hal"):
            launching.launch(officer("kenari"), number, settings())


def test_a_start_needs_a_password_entered_just_now_and_an_officer_of_the_unit(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        actor = officer("kenari")
        with pytest.raises(ConfirmationNeededError):
            launching.launch(type(actor)(**{**vars(actor), "confirmed_at": None}), number, settings())
        for stranger in ("tekukur", "regulus", "cempaka"):
            with pytest.raises(NotFoundError):
                launching.launch(officer(stranger), number, settings())
        launching.launch(officer("widuri"), number, settings())


def test_who_keeps_a_code_does_not_start_the_round(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka", keepers=("elang", "nipah", "jalak"))
        with pytest.raises(DeniedError, match="pemegang kunci"):
            launching.launch(officer("jalak"), number, settings())


def test_before_the_start_a_round_is_given_up_and_after_it_only_when_it_is_over(app: Flask) -> None:
    with app.app_context():
        first, second = prepared("kenari", "cempaka"), prepared("kenari", "cempaka", keepers=())
        with pytest.raises(InvalidError, match="Centang"):
            launching.abandon(officer("kenari"), second, settings(), is_sure=False)
        launching.abandon(officer("kenari"), second, settings(), is_sure=True)
        assert db.session.get_one(FeedbackRound, second).state is RoundState.ABANDONED
        launched(first)
        with pytest.raises(DeniedError, match="sedang berjalan"):
            launching.abandon(officer("kenari"), first, settings(), is_sure=True)


def test_a_round_whose_codes_were_lost_is_given_up_after_closing_with_keys_and_answers(sqlite_app: Flask) -> None:
    import time_machine  # noqa: PLC0415 - only here

    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        row, _ = launched(number)
        keyring = Keyring(settings().feedback_keys, row.token)
        with time_machine.travel(clock.now() + timedelta(days=112)), pytest.raises(DeniedError, match="Tujuh hari"):
            launching.abandon(officer("kenari"), number, settings(), is_sure=True)  # closed, but may still be counted
        with time_machine.travel(clock.now() + timedelta(days=130)):
            launching.abandon(officer("kenari"), number, settings(), is_sure=True)
        assert not keyring.place.exists()
        assert db.session.get_one(FeedbackRound, number).state is RoundState.ABANDONED


def test_a_later_closing_day_written_into_the_table_moves_nothing(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        launched(number)
        with atomic() as session:
            early = clock.now() - timedelta(days=1)
            session.execute(update(FeedbackRound).values(closes_at=early))
        with pytest.raises(DeniedError, match="sedang berjalan"):
            launching.abandon(officer("kenari"), number, settings(), is_sure=True)


def test_forms_made_one_by_one_and_together_have_the_same_codes(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        row, keys = launched(number)
        subject = db.session.scalars(select(FeedbackSubject)).first()
        assert subject is not None
        with atomic() as session:
            row = session.get_one(FeedbackRound, number)
            subject = session.get_one(FeedbackSubject, subject.id)
            one = inviting.invite(session, row, keys, subject, RaterClass.EXTERNAL, rater_id=number_of("rajawali"))
            assert one.mac == invitation_mac(keys, row.token, one, subject)


def test_an_exercise_needs_no_custodians(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka", keepers=(), is_exercise=True)
        row, keys = launched(number)
        assert rules_of(row, keys).is_exercise
