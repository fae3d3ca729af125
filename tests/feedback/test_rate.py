"""How much came in: once a day, in tens, of groups that are large enough, and moved by no officer's hand."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from app import clock
from app.db import atomic, db
from app.domain.feedback import InvitationState, RaterClass, RoundState
from app.feedback import rate
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation, RoundRate
from app.people import queries as people
from tests.feedback.making import Made, Raters, make_round

KEEPERS, PREPARER = ["altair", "elang", "rajawali"], "widuri"
pytestmark = pytest.mark.usefixtures("ctx")
PEERS = ["kenanga", "seroja", "delima", "murai"]
MORNING = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
Clock = time_machine.Traveller


@pytest.fixture
def ctx(app: Flask) -> Iterator[Flask]:
    """Inside the application."""
    with app.app_context():
        yield app


@pytest.fixture
def time() -> Iterator[Clock]:
    """A clock that moves only when told."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def opened(raters: Raters | None = None, **options: int) -> Made:
    slips = {"melur": options["slips"]} if options else None
    return make_round({"melur": raters or {RaterClass.PEER: PEERS}}, KEEPERS, PREPARER, slips=slips)


def answer(made: Made, keys: Sequence[str]) -> None:
    with atomic() as session:
        for key in keys:
            session.get_one(Invitation, made.forms["melur", key]).used = True
    db.session.remove()


def ticked(made: Made) -> list[int]:
    """The tenths of every unit after a tick."""
    rate.tick(made.keyring.folder)
    found = tenths_of(made)
    db.session.remove()
    return list(found.values())


def tenths_of(made: Made) -> dict[int, int]:
    rows = db.session.execute(select(RoundRate.unit_id, RoundRate.tenths).where(RoundRate.round_id == made.id))
    return {unit_id: tenths for unit_id, tenths in rows}  # noqa: C416 - rows are no pairs to a type checker


def test_it_is_counted_once_a_day_in_whole_tens(time: Clock) -> None:
    made = opened()
    assert ticked(made) == []  # not on the day of the launch
    answer(made, PEERS[:1])
    time.shift(timedelta(days=1))
    assert ticked(made) == [2]  # one of four is 25 %
    answer(made, PEERS[1:])
    assert ticked(made) == [2]
    time.shift(timedelta(hours=12))
    assert ticked(made) == [2]
    time.shift(timedelta(hours=12))
    assert ticked(made) == [10]


def test_a_day_is_a_day_where_the_agency_is(time: Clock) -> None:
    made = opened()
    time.shift(timedelta(days=1))
    ticked(made)
    zone = people.the_agency().zone
    midnight = datetime.combine(clock.now().astimezone(zone).date() + timedelta(days=1), datetime.min.time(), zone)
    answer(made, PEERS)
    time.move_to(midnight - timedelta(seconds=1))
    assert ticked(made) == [0]
    time.move_to(midnight)
    assert ticked(made) == [10]


@pytest.mark.parametrize(
    ("raters", "shown"),
    [
        ({RaterClass.PEER: PEERS[:2]}, False),
        ({RaterClass.PEER: PEERS[:3]}, True),
        ({RaterClass.PEER: PEERS[:2], RaterClass.SUPERIOR: ["cempaka"], RaterClass.SELF: ["melur"]}, False),
    ],
)
def test_small_groups_have_none(time: Clock, raters: Raters, *, shown: bool) -> None:
    made = opened(raters)
    time.shift(timedelta(days=1))
    assert bool(ticked(made)) is shown


def test_two_people_with_many_forms_are_still_two(time: Clock) -> None:
    pair = {RaterClass.PEER: PEERS[:2]}
    made = make_round({"melur": pair, "dahlia": pair}, KEEPERS, PREPARER)
    time.shift(timedelta(days=1))
    assert ticked(made) == []


def test_slips_neither_help_a_group_nor_move_its_rate(time: Clock) -> None:
    made = opened({RaterClass.PEER: PEERS[:2]}, slips=8)
    time.shift(timedelta(days=1))
    assert ticked(made) == []
    made = opened(slips=8)
    answer(made, PEERS[:2])
    with atomic() as session:
        session.execute(update(Invitation).where(Invitation.slip_hash.is_not(None)).values(used=True))
    time.shift(timedelta(days=1))
    assert ticked(made) == [5]


@pytest.mark.parametrize("key", PEERS)
def test_cancelling_somebody_does_not_tell_whether_they_answered(time: Clock, key: str) -> None:
    made = opened()
    answer(made, PEERS[:2])
    with atomic() as session:
        session.get_one(Invitation, made.forms["melur", key]).state = InvitationState.CANCELLED
    time.shift(timedelta(days=1))
    assert ticked(made) == [5]


def test_it_ends_the_day_after_closing(time: Clock) -> None:
    made = opened()
    answer(made, PEERS[:1])
    closes_at = db.session.get_one(FeedbackRound, made.id).closes_at
    assert closes_at
    time.move_to(closes_at + timedelta(days=1))
    assert ticked(made) == [2]
    answer(made, PEERS[1:])
    time.move_to(closes_at + timedelta(days=2))
    assert ticked(made) == [2]


def test_after_the_count_emptied_the_flags_it_stays(time: Clock) -> None:
    made = opened()
    answer(made, PEERS)
    time.shift(timedelta(days=1))
    assert ticked(made) == [10]
    with atomic() as session:
        session.execute(update(Invitation).values(used=False))
        session.get_one(FeedbackRound, made.id).state = RoundState.COUNTED
    time.shift(timedelta(days=1))
    assert ticked(made) == [10]


def test_the_threshold_is_the_frozen_one(time: Clock) -> None:
    made = make_round({"melur": {RaterClass.PEER: PEERS}}, KEEPERS, PREPARER, thresholds=(5, 5))
    with atomic() as session:
        session.get_one(FeedbackRound, made.id).score_threshold = 3
    time.shift(timedelta(days=1))
    assert ticked(made) == []


def test_a_round_that_was_tampered_with_is_left_alone_and_others_go_on(time: Clock) -> None:
    broken, made = opened(), opened()
    with atomic() as session:
        session.get_one(FeedbackRound, broken.id).rules = "{}"
    time.shift(timedelta(days=1))
    assert ticked(made) == [0]
    assert tenths_of(broken) == {}


def test_rates_are_of_the_units_people_work_in(time: Clock) -> None:
    made = make_round({"melur": {RaterClass.PEER: PEERS}, "nipah": {RaterClass.PEER: PEERS}}, KEEPERS, PREPARER)
    answer(made, PEERS)
    time.shift(timedelta(days=1))
    rate.tick(made.keyring.folder)
    found = tenths_of(made)
    units = {db.session.get_one(FeedbackSubject, number).unit_id for number in made.subjects.values()}
    assert set(found) == units
    assert sorted(found.values()) == [0, 10]
    assert set(db.session.scalars(select(RoundRate.day))) == {people.today()}
