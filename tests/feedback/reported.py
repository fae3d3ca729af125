"""A counted round about Melur the midwife, and its report as people read it."""

from collections.abc import Mapping, Sequence

from flask import current_app
from sqlalchemy import update

from app.db import atomic, db
from app.domain.actors import Actor, Role
from app.domain.feedback import PUBLISHED, RaterClass, RoundState
from app.feedback import report
from app.feedback.models import FeedbackRound
from app.feedback.report import Report
from app.people import queries as people
from tests.conftest import person_id
from tests.feedback.making import Made, make_round
from tests.feedback.publishing_rows import Answers, Said, publish

PEER, SUBORDINATE, EXTERNAL = RaterClass.PEER, RaterClass.SUBORDINATE, RaterClass.EXTERNAL
SUPERIOR, SELF = RaterClass.SUPERIOR, RaterClass.SELF
CUSTODIANS = ["altair", "elang", "rajawali"]
PEERS = ["kenanga", "seroja", "delima", "dahlia", "nuri", "vega"]
PAGE = "/hasil-360/"


def who_is(key: str) -> int:
    """The id of somebody of the sample government."""
    return person_id(current_app, key)


def acting(key: str, *roles: Role) -> Actor:
    """Somebody as an actor."""
    return Actor(who_is(key), key, 1, roles=frozenset(roles))


MADE = "Dibuat dalam uji"
"""The name of the rounds made here, unlike those of the sample government."""


def no_rounds_of_the_sample() -> None:
    """Put the sample government's own rounds out of sight."""
    with atomic() as session:
        others = update(FeedbackRound).where(FeedbackRound.name != MADE, FeedbackRound.state.in_(PUBLISHED))
        session.execute(others.values(state=RoundState.ABANDONED))
    db.session.remove()


def round_about(
    raters: Mapping[RaterClass, Sequence[str]],
    answers: Answers,
    *,
    about: str = "melur",
    invalid: int = 0,
    purged: bool = True,
    slips: int = 0,
) -> Made:
    """A round about one person, counted."""
    made = make_round({about: raters}, CUSTODIANS, "widuri", slips={about: slips} if slips else None)
    with atomic() as session:
        session.execute(update(FeedbackRound).where(FeedbackRound.id == made.id).values(name=MADE))
    no_rounds_of_the_sample()
    publish(made, {about: answers}, invalid={about: invalid} if invalid else None, purged=purged)
    return made


def full_round(scores: Sequence[int] = (4, 4, 5, 3, 4, 5), *, comments: bool = True, about: str = "melur") -> Made:
    """Six peers, the head and Melur herself answered."""
    said = [
        Said(score, (f"Teruskan nomor {n}", "", "") if comments else ("", "", "")) for n, score in enumerate(scores, 1)
    ]
    raters = {PEER: PEERS[: len(scores)], SUPERIOR: ["cempaka"], SELF: [about]}
    named = {
        SUPERIOR: [Said(3, ("Kata kepala", "", ""), who_is("cempaka"))],
        SELF: [Said(5, rater_id=who_is(about))],
    }
    return round_about(raters, {PEER: said, **named}, about=about)


def read_as(key: str, made: Made, *roles: Role, about: str = "melur") -> Report:
    """The report as somebody reads it."""
    folder = current_app.extensions["tilik"].settings.feedback_keys
    return report.read(acting(key, *roles), made.subjects[about], people.today(), folder)


def path(made: Made, about: str = "melur", below: str = "") -> str:
    """Where the report is."""
    return f"{PAGE}{made.subjects[about]}{below}"
