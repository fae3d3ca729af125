"""360-degree rounds of the sample government: one that was counted, one that is answered now, one in preparation.

Everything goes through the commands of officers, custodians and raters, on days gone by where it has to. The codes of
the custodians are dropped: what they would open was counted, or is not to be counted by anybody.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app import clock
from app.config import Settings
from app.db import db
from app.domain.actors import Actor, Role
from app.domain.ballots import Answer
from app.domain.behaviour import BehaviourValue
from app.domain.feedback import CandidateSource, RaterClass
from app.domain.preflight import GroupRule
from app.domain.rounds import USUAL, Basics
from app.feedback import answering, count, custody, launching, nominating, preparing, unlocking
from app.feedback.answering import Rater
from app.feedback.models import FeedbackSubject, Invitation
from app.feedback.sealing import new_receipt
from app.people import queries as people_queries
from app.people.models import Person
from app.sample.data import read
from app.sample.plans import acting

UNSURE = 0.06
"""How often somebody cannot judge a guide."""


def load_feedback(people: dict[str, int], units: dict[str, int], settings: Settings) -> None:
    """Load the rounds of ``rounds.toml``, the oldest first."""
    for row in read("rounds", "round"):
        with clock.earlier(timedelta(days=row["begun_days_ago"])):
            officer = _officer(people[row["officer"]], row, units)
            round_id = _prepare(officer, row, people, units, settings)
            if row.get("is_prepared_only"):
                continue
            codes = {people[key]: _code(people[key], round_id) for key in row["custodians"]}
            launching.launch(officer, round_id, settings, random.Random(row["name"]))  # noqa: S311 - the sample is the same each time
            _answer(round_id, row, {people[key] for key in row["silent"]}, settings)
        if "counted_days_ago" in row:
            with clock.earlier(timedelta(days=row["counted_days_ago"])):
                _count(round_id, codes, settings)


def _officer(person_id: int, row: dict[str, Any], units: dict[str, int]) -> Actor:
    kept = frozenset({units[row["unit"]]})
    return replace(acting(person_id), roles=frozenset({Role.UNIT_OFFICER}), officer_units=kept)


def _prepare(
    officer: Actor, row: dict[str, Any], people: dict[str, int], units: dict[str, int], settings: Settings
) -> int:
    today = people_queries.today()
    until = today + timedelta(days=row["nominate_days"]) if row.get("nominate_days") else None
    basics = Basics(
        name=row["name"],
        period_start=date(today.year, 1, 1),
        period_end=date(today.year, 12, 31),
        nominate_until=until,
        closes_on=today + timedelta(days=row["open_days"]),
        score_threshold=3,
        comment_threshold=5,
        most_forms=10,
    )
    round_id = preparing.create(officer, units[row["unit"]], basics)
    for group in _groups(row):
        preparing.set_group(officer, round_id, group)
    numbers = db.session.scalars(select(Person.nip).where(Person.id.in_([people[key] for key in row["about"]])))
    preparing.add_people(officer, round_id, "\n".join(nip or "" for nip in numbers))
    for key in row["custodians"]:
        custody.choose(officer, round_id, people[key], settings)
    _name(round_id, row, people)
    return round_id


def _code(person_id: int, round_id: int) -> str:
    """A custodian makes a code and types it back."""
    actor = acting(person_id)
    code = custody.new_code(actor, round_id)
    custody.confirm_code(actor, round_id, code)
    return code


def _groups(row: dict[str, Any]) -> Iterator[GroupRule]:
    if row.get("peers_by_subject"):
        yield replace(USUAL[RaterClass.PEER], source=CandidateSource.SUBJECT)


def _name(round_id: int, row: dict[str, Any], people: dict[str, int]) -> None:
    """Candidates some subjects of a round in preparation already proposed."""
    today = people_queries.today()
    for line in row.get("named", ()):
        who = people[line["subject"]]
        wanted = (FeedbackSubject.round_id == round_id, FeedbackSubject.person_id == who)
        subject_id = db.session.scalars(select(FeedbackSubject.id).where(*wanted)).one()
        candidates = [people[key] for key in line["candidates"]]
        nominating.add(acting(who), subject_id, RaterClass.PEER, candidates, today)
        nominating.submit(acting(who), subject_id, today)


def _answer(round_id: int, row: dict[str, Any], silent: set[int], settings: Settings) -> None:
    """Everybody answers but the silent, in an order by lot."""
    dice = random.Random(row["name"])  # noqa: S311 - the sample is the same each time
    forms = db.session.execute(
        select(Invitation.id, Invitation.rater_id, FeedbackSubject.person_id)
        .join(FeedbackSubject, FeedbackSubject.id == Invitation.subject_id)
        .where(Invitation.round_id == round_id, Invitation.rater_id.is_not(None))
        .order_by(FeedbackSubject.person_id, Invitation.rater_id)
    ).all()
    db.session.remove()
    texts = tuple(tuple(row[name]) for name in ("go_on", "begin", "stop"))
    for form in dice.sample(forms, len(forms)):
        if form.rater_id not in silent:
            answer, rater = _an_answer(form.person_id, texts, dice), Rater.by_login(form.rater_id)
            answering.send(rater, form.id, answer, new_receipt(), settings.feedback_keys)
    db.session.remove()


def _an_answer(about: int, texts: tuple[tuple[str, ...], ...], dice: random.Random) -> Answer:
    """What somebody may say: people are good at some values and less at others, and not everybody writes."""
    usual = [(about * 7 + place * 2) % 3 + 3 for place in range(len(BehaviourValue))]
    scores = [
        0 if dice.random() < UNSURE else max(1, min(5, usual[place // 3] + dice.choice((-1, 0, 0, 0, 1))))
        for place in range(3 * len(BehaviourValue))
    ]
    return Answer(tuple(scores), tuple(dice.choice((*found, "")) for found in texts))


def _count(round_id: int, codes: dict[int, str], settings: Settings) -> None:
    """Two custodians count, in this process: nothing else runs yet."""
    (first, second), key = list(codes)[:2], None
    for person_id in (first, second):
        key = unlocking.enter_code(acting(person_id), round_id, codes[person_id], settings)
    if key is None:
        raise RuntimeError("two codes open a round")
    run = count.close(acting(second), round_id, settings)
    count.run_count(round_id, run, key, settings)
