"""Launched rounds made straight from the tables and the box, for tests of what comes after the launch."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.auth.models import Account
from app.db import atomic, db
from app.domain.codes import ALPHABET
from app.domain.feedback import CandidateSource, RaterClass, RoundState
from app.domain.questions import Wording, default_questions
from app.feedback import sealing
from app.feedback.freezing import freeze
from app.feedback.inviting import invite
from app.feedback.keyring import Keyring
from app.feedback.models import (
    Custodian,
    FeedbackRound,
    FeedbackSubject,
    Question,
    QuestionSet,
    RoundGroup,
)
from app.people import queries as people
from tests.conftest import login_of

Raters = Mapping[RaterClass, Sequence[str]]


@dataclass(frozen=True)
class Made:
    """A launched round: ids, the custodians' codes, and each subject's forms by rater."""

    id: int
    token: bytes
    codes: dict[str, str]
    subjects: dict[str, int]
    forms: dict[tuple[str, str], bytes]
    slips: dict[str, list[str]]
    questions: tuple[int, ...]

    @property
    def keyring(self) -> Keyring:
        """Its folder of keys."""
        return Keyring(current_app.extensions["tilik"].settings.feedback_keys, self.token)


def question_set(session: Session, wordings: Sequence[Wording] | None = None) -> tuple[int, tuple[int, ...]]:
    """A version of a set; gives its id and its questions' ids."""
    version = QuestionSet(name="21 panduan perilaku", created_at=clock.now())
    session.add(version)
    session.flush()
    rows = [
        Question(
            set_id=version.id,
            position=place,
            kind=wording.kind,
            value=wording.value,
            text=wording.text,
            low=wording.low,
            high=wording.high,
        )
        for place, wording in enumerate(wordings or default_questions(), 1)
    ]
    session.add_all(rows)
    session.flush()
    return version.id, tuple(row.id for row in rows)


def make_round(
    about: Mapping[str, Raters],
    custodians: Sequence[str],
    preparer: str,
    *,
    slips: Mapping[str, int] | None = None,
    slip_class: RaterClass = RaterClass.EXTERNAL,
    wordings: Sequence[Wording] | None = None,
    closes_at: datetime | None = None,
    thresholds: tuple[int, int] = (3, 5),
    is_exercise: bool = False,
) -> Made:
    """A launched round about ``about``, raters by class, ``slips`` per subject; all people by their sample keys."""
    now = clock.now()
    closes_at = closes_at or now + timedelta(days=14)
    codes, forms, printed = {}, {}, {}
    with atomic() as session:
        set_id, questions = question_set(session, wordings)
        ids = {login: _person(session, login) for login in {*about, *custodians, preparer, *_raters(about)}}
        today = people.today()
        row = FeedbackRound(
            token=secrets.token_bytes(16),
            name="Umpan balik 360 semester II",
            unit_id=people.person(ids[preparer], today).unit_id,
            prepared_by=ids[preparer],
            period_start=date(today.year, 1, 1),
            period_end=date(today.year, 12, 31),
            closes_on=closes_at.date(),
            score_threshold=thresholds[0],
            comment_threshold=thresholds[1],
            is_exercise=is_exercise,
        )
        session.add(row)
        session.flush()
        for kind in RaterClass:
            by_slip = bool(slips) and kind is slip_class
            if by_slip or any(kind in raters for raters in about.values()):
                session.add(_group(row.id, kind, by_slip=by_slip))
        for login in custodians:
            codes[login] = sealing.new_code()
            key = bytes(sealing.custodian_key(codes[login], row.token).public_key)
            session.add(Custodian(round_id=row.id, person_id=ids[login], public_key=key, confirmed_at=now))
        subjects = {login: _subject(session, row.id, ids[login], set_id) for login in about}
        session.flush()
        keys = freeze(session, row, Keyring(_folder(), row.token), closes_at)
        for login, raters in about.items():
            for kind, names in raters.items():
                for name in names:
                    form = invite(session, row, keys, subjects[login], kind, rater_id=ids[name])
                    forms[login, name] = form.id
            printed[login] = [_slip() for _ in range((slips or {}).get(login, 0))]
            for code in printed[login]:
                invite(session, row, keys, subjects[login], slip_class, slip_code=code)
        row.state, row.launched_at = RoundState.OPEN, now
        made = Made(row.id, row.token, codes, {k: s.id for k, s in subjects.items()}, forms, printed, questions)
    db.session.remove()
    return made


def _person(session: Session, key: str) -> int:
    return session.scalars(select(Account.person_id).where(Account.login == login_of(key))).one()


def _slip() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(20))


def _folder() -> Path:
    folder: Path = current_app.extensions["tilik"].settings.feedback_keys
    return folder


def _raters(about: Mapping[str, Raters]) -> set[str]:
    return {name for raters in about.values() for names in raters.values() for name in names}


def _group(round_id: int, kind: RaterClass, *, by_slip: bool) -> RoundGroup:
    source = CandidateSource.OFFICER
    return RoundGroup(round_id=round_id, rater_class=kind, source=source, minimum=1, maximum=10, by_slip=by_slip)


def _subject(session: Session, round_id: int, who: int, set_id: int) -> FeedbackSubject:
    today = people.today()
    subject = FeedbackSubject(
        round_id=round_id,
        person_id=who,
        unit_id=people.person(who, today).unit_id,
        supervisor_id=people.assessor_of(who, today),
        set_id=set_id,
    )
    session.add(subject)
    return subject
