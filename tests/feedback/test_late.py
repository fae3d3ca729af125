"""Raters added or cancelled while a round runs: the officer learns neither who was drawn nor who wrote."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from app import clock
from app.db import atomic, db
from app.domain.errors import DeniedError, InvalidError, NotFoundError
from app.domain.feedback import InvitationState, RaterClass
from app.feedback import late, launching
from app.feedback.frozen import invitation_mac
from app.feedback.keyring import Keyring
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation, RoundGroup
from app.people.models import Person
from tests.conftest import Who
from tests.feedback.preparing import number_of, officer, prepared, settings

pytestmark = pytest.mark.usefixtures("no_rounds")

PEER, BELOW = RaterClass.PEER, RaterClass.SUBORDINATE


def running() -> tuple[int, int]:
    """A running round, and melur as its subject."""
    number = prepared("kenari", "cempaka")
    launching.launch(officer("kenari"), number, settings())
    mine = select(FeedbackSubject.id).where(
        FeedbackSubject.round_id == number, FeedbackSubject.person_id == number_of("melur")
    )
    return number, db.session.scalars(mine).one()


def peers(subject_id: int) -> list[Invitation]:
    db.session.expire_all()
    wanted = select(Invitation).where(Invitation.subject_id == subject_id, Invitation.rater_class == PEER)
    return list(db.session.scalars(wanted.order_by(Invitation.id)))


def somebody_not_asked(subject_id: int) -> int:
    subject = db.session.get_one(FeedbackSubject, subject_id)
    asked = {one.rater_id for one in peers(subject_id)}
    others = select(FeedbackSubject.person_id).where(FeedbackSubject.id != subject_id)
    return next(who for who in db.session.scalars(others) if who not in asked | {subject.supervisor_id})


def test_one_is_cancelled_and_another_asked_instead(app: Flask) -> None:
    with app.app_context():
        number, subject_id = running()
        gone, new = peers(subject_id)[0].rater_id or 0, somebody_not_asked(subject_id)
        late.cancel_rater(officer("kenari"), number, subject_id, settings(), person_id=gone)
        late.add_rater(officer("kenari"), number, subject_id, settings(), person_id=new, kind=PEER)
        state = {one.rater_id: one.state for one in peers(subject_id)}
        assert (state[gone], state[new]) == (InvitationState.CANCELLED, InvitationState.INVITED)
        row = db.session.get_one(FeedbackRound, number)
        keys = Keyring(settings().feedback_keys, row.token).load()
        made = next(one for one in peers(subject_id) if one.rater_id == new)
        assert made.mac == invitation_mac(keys, row.token, made, db.session.get_one(FeedbackSubject, subject_id))


def test_a_sent_answer_stays_when_its_rater_is_cancelled(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number, subject_id = running()
        one = peers(subject_id)[0]
        with atomic() as session:
            session.execute(update(Invitation).where(Invitation.id == one.id).values(used=True, verifier=b"v" * 32))
        late.cancel_rater(officer("kenari"), number, subject_id, settings(), person_id=one.rater_id or 0)
        after = next(form for form in peers(subject_id) if form.id == one.id)
        assert (after.used, after.verifier, after.state) == (True, b"v" * 32, InvitationState.CANCELLED)


def test_pages_and_answers_are_the_same_whoever_was_asked_or_answered(app: Flask, who: Who) -> None:
    with app.app_context():
        number, subject_id = running()
        asked = peers(subject_id)[0]
        with atomic() as session:
            session.execute(update(Invitation).where(Invitation.id == asked.id).values(used=True))
        ids = [asked.rater_id or 0, peers(subject_id)[1].rater_id or 0, somebody_not_asked(subject_id)]
        nips = [db.session.get_one(Person, person_id).nip for person_id in ids]
    kenari, where = who("kenari"), f"/putaran-360/{number}/pegawai/{subject_id}"
    answers = []
    for person_id, nip in zip(ids, nips, strict=True):
        page = kenari.get(f"{where}?cari={nip}")
        answers.append(kenari.submit(page, where, person=str(person_id), action="cancel").text)
    assert len(set(answers)) == 1
    assert "tetap dihitung" in answers[0]


@pytest.mark.parametrize(
    ("key", "kind", "why"),
    [
        ("melur", PEER, "dinilai sendiri"),
        ("cempaka", PEER, "dinilai sendiri"),
        ("nipah", PEER, "tidak seunit"),
        ("kenanga", BELOW, "bukan bawahan"),
        ("nipah", RaterClass.EXTERNAL, "tidak ikut"),
        ("nipah", RaterClass.SELF, "tidak ikut"),
    ],
)
def test_the_same_rules_as_at_the_start(sqlite_app: Flask, key: str, kind: RaterClass, why: str) -> None:
    with sqlite_app.app_context():
        number, subject_id = running()
        with pytest.raises(InvalidError, match=why):
            late.add_rater(officer("kenari"), number, subject_id, settings(), person_id=number_of(key), kind=kind)


def test_no_limit_tells_an_officer_who_was_drawn(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number, subject_id = running()
        drawn, other = peers(subject_id)[0].rater_id or 0, somebody_not_asked(subject_id)
        with atomic() as session:
            session.execute(update(RoundGroup).values(maximum=len(peers(subject_id))))
            session.execute(update(FeedbackRound).values(most_forms=1))
        for person_id in (drawn, other, drawn, other):
            late.add_rater(officer("kenari"), number, subject_id, settings(), person_id=person_id, kind=PEER)


def test_after_closing_before_the_start_and_elsewhere_nothing_changes(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number, subject_id = running()
        gone = peers(subject_id)[0].rater_id or 0
        with time_machine.travel(clock.now() + timedelta(days=130)), pytest.raises(DeniedError, match="berakhir"):
            late.cancel_rater(officer("kenari"), number, subject_id, settings(), person_id=gone)
        for stranger in ("tekukur", "regulus", "cempaka"):
            with pytest.raises(NotFoundError):
                late.cancel_rater(officer(stranger), number, subject_id, settings(), person_id=gone)
        waiting = prepared("kenari", "cempaka", keepers=())
        with pytest.raises(DeniedError):
            late.cancel_rater(officer("kenari"), waiting, subject_id, settings(), person_id=gone)
        with atomic() as session:
            session.execute(update(FeedbackRound).where(FeedbackRound.id == number).values(public_key=b"k" * 32))
        with pytest.raises(DeniedError, match="dihentikan"):
            late.cancel_rater(officer("kenari"), number, subject_id, settings(), person_id=gone)


def test_an_officer_does_not_choose_who_answers_about_the_officer(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number, _ = running()
        mine = select(FeedbackSubject.id).where(
            FeedbackSubject.round_id == number, FeedbackSubject.person_id == number_of("kenari")
        )
        subject_id = db.session.scalars(mine).one()
        one, act = peers(subject_id)[0].rater_id or 0, (officer("kenari"), number, subject_id, settings())
        with pytest.raises(DeniedError, match="petugas lain"):
            late.cancel_rater(*act, person_id=one)
        with pytest.raises(DeniedError, match="petugas lain"):
            late.add_rater(*act, person_id=somebody_not_asked(subject_id), kind=PEER)
