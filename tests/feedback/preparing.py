"""Rounds prepared by the commands of those who do it, up to the moment before they start."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select

from app.auth.models import Account, RoleGrant
from app.config import Settings
from app.db import db
from app.domain.actors import Actor, Role
from app.domain.feedback import RaterClass
from app.domain.rounds import Basics
from app.feedback import custody, preflight, preparing, sets
from app.feedback.models import Custodian, FeedbackRound, FeedbackSubject, Question, RoundQuestions
from app.people import queries as people
from app.sample.plans import acting
from tests.conftest import login_of

KEEPERS = ("elang", "tekukur", "nipah")
"""Of three units, none of them an assessor in the health office."""


FAR = timedelta(days=110)


def settings() -> Settings:
    """Those of the running application."""
    found: Settings = current_app.extensions["tilik"].settings
    return found


def number_of(key: str) -> int:
    """The id of somebody of the sample government."""
    return db.session.scalars(select(Account.person_id).where(Account.login == login_of(key))).one()


def officer(key: str) -> Actor:
    """Somebody of the sample government with the roles they hold, just logged in."""
    person_id = number_of(key)
    grants = db.session.execute(select(RoleGrant.role, RoleGrant.unit_id).where(RoleGrant.person_id == person_id)).all()
    units = frozenset(unit for role, unit in grants if role is Role.UNIT_OFFICER and unit is not None)
    return replace(acting(person_id), roles=frozenset(role for role, _ in grants), officer_units=units)


def basics(**changes: Any) -> Basics:
    """A round that closes long enough after those of the sample government."""
    today = people.today()
    values: dict[str, Any] = {
        "name": "Umpan balik 360 semester II",
        "period_start": today.replace(month=1, day=1),
        "period_end": today.replace(month=12, day=31),
        "nominate_until": None,
        "closes_on": today + FAR,
        "score_threshold": 3,
        "comment_threshold": 5,
        "most_forms": 40,
    }
    return Basics(**{**values, **changes})


def enrol(number: int, *keys: str) -> dict[str, str]:
    """Let custodians make and confirm their codes; the codes by key."""
    codes = {}
    for key in keys:
        codes[key] = custody.new_code(officer(key), number)
        custody.confirm_code(officer(key), number, codes[key])
    return codes


def prepared(key: str, unit_of: str, *, keepers: tuple[str, ...] = KEEPERS, **changes: Any) -> int:
    """A round of an officer about everybody in the unit of ``unit_of``, with custodians, ready to start."""
    actor, unit_id = officer(key), people.person(number_of(unit_of), people.today()).unit_id
    number = preparing.create(actor, unit_id, basics(**changes))
    preparing.add_unit(actor, number, unit_id)
    drop(number, key, unit_of)  # whoever leads a unit has few peers
    for keeper in keepers:
        custody.choose(actor, number, number_of(keeper), settings())
    enrol(number, *keepers)
    return number


def without(number: int, key: str, *kinds: RaterClass) -> None:
    """Take groups out of a round."""
    for kind in kinds:
        preparing.drop_group(officer(key), number, kind)


def drop(number: int, key: str, who: str) -> None:
    """Take somebody out of a round."""
    mine = select(FeedbackSubject.id).where(
        FeedbackSubject.round_id == number, FeedbackSubject.person_id == number_of(who)
    )
    preparing.remove_subject(officer(key), number, db.session.scalars(mine).one())


def findings(number: int) -> list[str]:
    """What stands in the way of a round, in words."""
    found = preflight.inspect(db.session.get_one(FeedbackRound, number), settings())
    return [finding.words for finding in found.findings]


@dataclass(frozen=True)
class Ready:
    """A round ready to start, with a subject, a custodian and a question of it."""

    id: int
    subject_id: int
    custodian_id: int
    set_id: int
    question_id: int


def ready() -> Ready:
    """A round about the puskesmas in which everything is done but the start."""
    number = prepared("kenari", "cempaka")
    subjects = select(FeedbackSubject.id).where(FeedbackSubject.round_id == number).order_by(FeedbackSubject.id)
    keepers = select(Custodian.id).where(Custodian.round_id == number).order_by(Custodian.id)
    used = db.session.scalars(select(RoundQuestions.set_id).where(RoundQuestions.round_id == number)).one()
    set_id = sets.copy(officer("widuri"), used, "Pertanyaan untuk puskesmas")  # no started round uses it
    preparing.set_questions(officer("kenari"), number, None, set_id)
    questions = select(Question.id).where(Question.set_id == set_id).order_by(Question.position)
    return Ready(
        number,
        db.session.scalars(subjects.limit(1)).one(),
        db.session.scalars(keepers.limit(1)).one(),
        set_id,
        db.session.scalars(questions.limit(1)).one(),
    )
