"""Simulated rounds whose truth is known, and everything the host writes while they run."""

import logging
import random
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import insert, select

from app import clock
from app.db import atomic, db
from app.domain.ballots import Answer
from app.domain.feedback import CandidateSource, RaterClass, RoundState
from app.domain.people import Employment, PositionKind
from app.feedback import answering, count, sealing
from app.feedback.answering import Rater
from app.feedback.freezing import freeze
from app.feedback.inviting import invite
from app.feedback.keyring import Keyring
from app.feedback.models import Custodian, FeedbackRound, FeedbackSubject, RoundGroup
from app.feedback.sealing import custodian_key
from app.people.models import Person, Posting, Unit
from tests.feedback.counting import after_closing
from tests.feedback.making import question_set

WORDS = ("rapat", "surat", "warga", "jadwal", "laporan", "tepat", "ramah", "lambat", "jujur", "bantu")


@dataclass(frozen=True)
class Form:
    """One form of the truth: which group, whose it is, what was answered."""

    id: bytes
    group: int
    rater: int
    kind: RaterClass
    answer: Answer


@dataclass
class Truth:
    """A round with everything an attacker would like to know."""

    id: int
    token: bytes
    codes: list[str]
    subjects: list[int]
    forms: list[Form]
    receipts: dict[bytes, str] = field(default_factory=dict)
    sent: list[bytes] = field(default_factory=list)

    def keyring(self, app: Flask) -> Keyring:
        """Its folder of keys."""
        return Keyring(app.extensions["tilik"].settings.feedback_keys, self.token)

    def group(self, number: int) -> list[Form]:
        """The forms about one subject."""
        return [form for form in self.forms if form.group == number]


def an_answer(rng: random.Random) -> Answer:
    """Somebody's answer: some are harsh, some write much, some nothing."""
    mood = rng.choice((1, 2, 3, 4, 4, 5))
    scores = tuple(max(1, min(5, mood + rng.choice((-1, 0, 0, 1)))) for _ in range(21))
    texts = tuple(a_text(rng) for _ in range(3))
    return Answer(scores, texts)


def a_text(rng: random.Random) -> str:
    """A comment nobody else writes: empty, a few words, or as long as it may be."""
    length = rng.choice((0, 3, 8, 40, 120))
    if not length:
        return ""
    words = " ".join(rng.choice(WORDS) for _ in range(length))
    return f"{words} {rng.randrange(10**9)}"


def crowd(count_: int) -> list[int]:
    """So many colleagues with a posting; they answer by command and have no account."""
    with atomic() as session:
        unit_id = session.scalars(select(Unit.id).order_by(Unit.id)).first()
        people = [Person(name=f"Pegawai {number:04d}", employment=Employment.PNS) for number in range(count_)]
        session.add_all(people)
        session.flush()
        ids = [person.id for person in people]
        columns = {"unit_id": unit_id, "position": "Pelaksana", "position_kind": PositionKind.EXECUTIVE}
        session.execute(
            insert(Posting),
            [{"person_id": id_, "valid_from": date(2020, 1, 1), **columns} for id_ in ids],
        )
    db.session.remove()
    return ids


Plan = Sequence[dict[RaterClass, int]]


def launch(app: Flask, groups: Plan, rng: random.Random, *, closes_at: datetime | None = None) -> Truth:
    """A round of as many subjects as ``groups``, each with so many raters of each class, and their answers decided."""
    closes_at = closes_at or clock.now() + timedelta(days=14)
    people = crowd(len(groups) + 24 + 3)
    subjects, pool, keepers = people[: len(groups)], people[len(groups) : -3], people[-3:]
    with atomic() as session:
        set_id, _ = question_set(session)
        unit_id = session.scalars(select(Unit.id).order_by(Unit.id)).first() or 0
        today = clock.now().date()
        row = FeedbackRound(
            token=secrets.token_bytes(16),
            name="Simulasi",
            unit_id=unit_id,
            prepared_by=keepers[0],
            period_start=date(today.year, 1, 1),
            period_end=date(today.year, 12, 31),
            closes_on=closes_at.date(),
        )
        session.add(row)
        session.flush()
        for kind in {kind for group in groups for kind in group}:
            group_row = RoundGroup(
                round_id=row.id, rater_class=kind, source=CandidateSource.OFFICER, minimum=1, maximum=9
            )
            session.add(group_row)
        codes = [sealing.new_code() for _ in keepers]
        for keeper, code in zip(keepers, codes, strict=True):
            key = bytes(custodian_key(code, row.token).public_key)
            session.add(Custodian(round_id=row.id, person_id=keeper, public_key=key, confirmed_at=clock.now()))
        about = [FeedbackSubject(round_id=row.id, person_id=id_, unit_id=unit_id, set_id=set_id) for id_ in subjects]
        session.add_all(about)
        session.flush()
        keys = freeze(session, row, Keyring(app.extensions["tilik"].settings.feedback_keys, row.token), closes_at)
        forms = []
        for number, (subject, wanted) in enumerate(zip(about, groups, strict=True)):
            raters = rng.sample(pool, sum(wanted.values()))
            for kind, many in wanted.items():
                for _ in range(many):
                    rater = raters.pop()
                    made = invite(session, row, keys, subject, kind, rater_id=rater)
                    forms.append(Form(made.id, number, rater, kind, an_answer(rng)))
        row.state, row.launched_at = RoundState.OPEN, clock.now()
        truth = Truth(row.id, row.token, codes, [subject.id for subject in about], forms)
    db.session.remove()
    return truth


def send(app: Flask, truth: Truth, form: Form) -> None:
    """Somebody answers, by the command the page calls."""
    receipt = truth.receipts.setdefault(form.id, sealing.new_receipt())
    folder = app.extensions["tilik"].settings.feedback_keys
    answering.send(Rater.by_login(form.rater), form.id, form.answer, receipt, folder)
    db.session.remove()
    truth.sent.append(form.id)


def everybody_answers(
    app: Flask, truth: Truth, rng: random.Random, after_each: Callable[[], None] | None = None
) -> None:
    """All forms come in, in an order that has nothing to do with what is said."""
    for form in rng.sample(truth.forms, len(truth.forms)):
        send(app, truth, form)
        if after_each:
            after_each()


def count_it(app: Flask, truth: Truth, shuffler: random.Random | None = None) -> bool:
    """Close and count, as two custodians and the counting process do together."""
    from app.domain.actors import Actor  # noqa: PLC0415
    from app.feedback import unlocking  # noqa: PLC0415

    settings = app.extensions["tilik"].settings
    keepers = list(
        db.session.scalars(select(Custodian.person_id).where(Custodian.round_id == truth.id).order_by(Custodian.id))
    )
    with after_closing(tick=False):
        first, second = (Actor(person_id, "", 1) for person_id in keepers[:2])
        assert unlocking.enter_code(first, truth.id, truth.codes[0], settings) is None
        key = unlocking.enter_code(second, truth.id, truth.codes[1], settings)
        assert key is not None
        run = count.close(second, truth.id, settings)
        return count.run_count(truth.id, run, key, settings, shuffler)


def host_files(*folders: Path) -> dict[str, bytes]:
    """Everything the host wrote: databases with their logs, keys, jobs, sessions, whatever lies there."""
    found = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "kept.sqlite3" not in path.name and "assets" not in path.parts:
                found[str(path.relative_to(folder))] = path.read_bytes()
    return found


def data_folder(app: Flask) -> Path:
    """Where the application under test writes."""
    folder: Path = app.extensions["tilik"].settings.data_dir
    return folder


@contextmanager
def seeded(monkeypatch: pytest.MonkeyPatch, seed: int) -> Iterator[None]:
    """The same dice for two runs that are to be compared; contents of ciphers stay random, their places do not."""
    dice = random.Random(seed)
    with monkeypatch.context() as patch:
        patch.setattr(secrets, "token_bytes", dice.randbytes)
        patch.setattr(secrets, "choice", dice.choice)
        patch.setattr(secrets, "randbelow", dice.randrange)
        patch.setattr(secrets, "SystemRandom", lambda: random.Random(seed + 1))
        yield


@contextmanager
def logs() -> Iterator[list[str]]:
    """Every line any logger of this process writes, at the finest level."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    handler, root = Keep(), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


@contextmanager
def still_clock() -> Iterator[None]:
    """A clock that stands: two runs at the same moment."""
    with time_machine.travel(datetime(2026, 6, 1, 3, tzinfo=clock.now().tzinfo), tick=False):
        yield
