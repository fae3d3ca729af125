"""Rounds in preparation, made straight from the tables, for tests of what comes before the launch."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.auth.models import Account
from app.db import atomic, db
from app.domain.actors import Actor
from app.domain.feedback import CandidateSource, RaterClass, RoundState
from app.feedback import nominating
from app.feedback.models import Candidate, FeedbackRound, FeedbackSubject, RoundGroup
from app.people import queries as people
from tests.conftest import login_of

NAME = "Umpan balik 360 bidan"
PEERS = (RaterClass.PEER, CandidateSource.SUBJECT, 3, 5)
BELOW = (RaterClass.SUBORDINATE, CandidateSource.AUTOMATIC, 1, 10)
OTHERS = (RaterClass.EXTERNAL, CandidateSource.OFFICER, 3, 4)

GroupOf = tuple[RaterClass, CandidateSource, int, int]


@dataclass(frozen=True)
class Prepared:
    """A round in preparation and its subjects by key."""

    id: int
    subjects: dict[str, int]


def prepare(
    *about: str, groups: Sequence[GroupOf] = (PEERS, BELOW), until: date | None = None, preparer: str = "widuri"
) -> Prepared:
    """A round that asks for candidates about some people until a day, a week from now as a rule."""
    today = people.today()
    with atomic() as session:
        ids = {key: of(session, key) for key in {*about, preparer}}
        row = FeedbackRound(
            token=secrets.token_bytes(16),
            name=NAME,
            unit_id=people.person(ids[preparer], today).unit_id,
            prepared_by=ids[preparer],
            period_start=date(today.year, 1, 1),
            period_end=date(today.year, 12, 31),
            nominate_until=until or today + timedelta(days=7),
            closes_on=today + timedelta(days=30),
        )
        session.add(row)
        session.flush()
        for kind, source, minimum, maximum in groups:
            group = {"rater_class": kind, "source": source, "minimum": minimum, "maximum": maximum}
            session.add(RoundGroup(round_id=row.id, **group))
        subjects = {
            key: FeedbackSubject(
                round_id=row.id,
                person_id=ids[key],
                unit_id=people.person(ids[key], today).unit_id,
                supervisor_id=people.assessor_of(ids[key], today),
            )
            for key in about
        }
        session.add_all(subjects.values())
        session.flush()
        made = Prepared(row.id, {key: subject.id for key, subject in subjects.items()})
    db.session.remove()
    return made


def set_the_naming(ids: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Candidates of a round: Melur still proposes, Delima handed hers in; subject and a candidate of each thing."""
    made = prepare("melur", "delima", groups=((RaterClass.PEER, CandidateSource.SUBJECT, 1, 5), BELOW))
    found = {}
    for thing, key in (("naming", "melur"), ("named", "delima")):
        subject, actor, today = made.subjects[key], Actor(ids[key], "", 0), people.today()
        chosen = {ids["kenanga"], ids["seroja"], ids["altair"]}
        nominating.add(actor, subject, RaterClass.PEER, chosen, today)
        if thing == "named":
            nominating.submit(actor, subject, today)
        first = select(func.min(Candidate.id)).where(Candidate.subject_id == subject)
        found[thing] = subject, db.session.scalar(first) or 0
    return found


def of(session: Session, key: str) -> int:
    """The id of somebody of the sample government."""
    return session.scalars(select(Account.person_id).where(Account.login == login_of(key))).one()


def set_state(round_id: int, state: RoundState) -> None:
    """Move a round on by hand."""
    with atomic() as session:
        session.get_one(FeedbackRound, round_id).state = state
    db.session.remove()
