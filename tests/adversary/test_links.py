"""Any number a host keeps of a rater, against how harsh, long or silent the answer was and where its comment stands.

The attacker holds every file at the end of the round and after the purge, and the true list of who took part and when.
"""

import random
import re
import secrets
import sys
from collections.abc import Callable, Hashable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from app import clock
from app.db import atomic, db
from app.domain.ballots import SIZE, encode
from app.domain.feedback import RaterClass
from app.feedback import answering, publishing, sealing
from app.feedback.box import Ballot
from app.feedback.models import Question
from app.feedback.published import PublishedComment
from app.jobs.models import Job
from tests.adversary.conftest import Host
from tests.adversary.stage import Truth, count_it, data_folder, everybody_answers, host_files, launch, seeded
from tests.adversary.statistics import Attack, pair, succeeded, unbounded
from tests.database import Prepared

_PREFIX = 4
Seen = dict[str, dict[Hashable, float]]


def occurrences(content: bytes, wanted: dict[bytes, bytes]) -> Iterator[tuple[bytes, int]]:
    """Every place where one of ``wanted`` (names by what is looked for) stands in a file."""
    heads: dict[bytes, list[bytes]] = {}
    for key in wanted:
        heads.setdefault(key[:_PREFIX], []).append(key)
    for part in re.finditer(rb"(?s)(?:(?!\0{64}).){16,}", content) if b"\0" * 4096 in content else [None]:
        begin, piece = (part.start(), part.group()) if part else (0, content)
        for place in range(len(piece) - _PREFIX):
            keys = heads.get(piece[place : place + _PREFIX])
            for key in keys or ():
                if piece.startswith(key, place):
                    yield wanted[key], begin + place


def numbers(files: dict[str, bytes], wanted: dict[bytes, bytes], moment: str) -> Seen:
    """Per file: how often a rater's form or ballot is named, where first and last, and how far to the next one."""
    seen: Seen = {}
    for name, content in files.items():
        places: dict[bytes, list[int]] = {}
        everywhere = []
        for form, place in occurrences(content, wanted):
            places.setdefault(form, []).append(place)
            everywhere.append((place, form))
        if len(places) < len(set(wanted.values())) // 2:
            continue
        everywhere.sort()
        gaps: dict[bytes, float] = {}
        for (here, form), (there, _) in pairwise(everywhere):
            gaps[form] = max(gaps.get(form, 0), there - here)
        for form in set(wanted.values()):
            found = places.get(form, [0])
            for what, number in (("count", len(found)), ("first", min(found)), ("last", max(found))):
                seen.setdefault(f"{moment} {name} {what}", {})[form] = number
            seen.setdefault(f"{moment} {name} gap", {})[form] = gaps.get(form, 0)
    return seen


def names_of(app: Flask, truth: Truth) -> dict[bytes, bytes]:
    """Ids of forms and of ballots, for the form they belong to: more than any attacker without the host secret has."""
    keys = truth.keyring(app).load()
    ids = {form.id: form.id for form in truth.forms}
    in_words = {form.id.hex().encode(): form.id for form in truth.forms}
    return ids | in_words | {sealing.ballot_id(keys, form.id): form.id for form in truth.forms}


def rows_of(truth: Truth) -> Seen:
    """What the tables say: sizes and, on SQLite, the order of rows."""
    ids = {place: form for form, place in truth_places(truth).items()}
    found: Seen = {"size of ballot": {}}
    has_rowid = db.engine.dialect.name == "sqlite"
    order = text("rowid") if has_rowid else text("0")
    for row in db.session.execute(select(Ballot.id, func.length(Ballot.body), order)):
        form = ids.get(bytes(row[0]))
        if form is not None:
            found["size of ballot"][form] = row[1]
            if has_rowid:
                found.setdefault("row of ballot", {})[form] = row[2]
    db.session.remove()
    return found


_PLACES: dict[int, dict[bytes, bytes]] = {}


def truth_places(truth: Truth) -> dict[bytes, bytes]:
    """Where each form's ballot lies."""
    return _PLACES[id(truth)]


def attacks_on(app: Flask, files: Callable[[], dict[str, bytes]], groups: int, size: int, seed: int) -> list[Attack]:
    """A whole round, and every attack on it."""
    rng = random.Random(seed)
    truth = launch(app, [{RaterClass.PEER: size}] * groups, rng)
    everybody_answers(app, truth, rng)
    wanted = names_of(app, truth)
    _PLACES[id(truth)] = {form: place for place, form in wanted.items() if place != form and len(place) == len(form)}
    seen = rows_of(truth) | numbers(files(), wanted, "before")
    seen["order of sending"] = {form: place for place, form in enumerate(truth.sent)}
    seen["order of forms"] = {form.id: place for place, form in enumerate(truth.forms)}
    seen["order of ids"] = {form: place for place, form in enumerate(sorted(form.id for form in truth.forms))}
    assert count_it(app, truth)
    seen |= numbers(files(), wanted, "after")
    wholes = [[form.id for form in truth.group(number)] for number in range(groups)]
    properties = properties_of(truth)
    return [
        attack
        for name, of_rater in seen.items()
        for property_, of_answer in properties.items()
        for attack in pair(f"{name} – {property_}", wholes, of_rater, of_answer, rng)
    ]


def properties_of(truth: Truth) -> Seen:
    """What an attacker would like to know of an answer, and where its comment stands in the report."""
    found: Seen = {"lowness": {}, "length": {}, "blanks": {}}
    for form in truth.forms:
        found["lowness"][form.id] = sum(score or 0 for score in form.answer.scores)
        found["length"][form.id] = len(encode(form.answer))
        found["blanks"][form.id] = sum(not written for written in form.answer.texts)
    first = db.session.scalar(select(Question.id).where(Question.kind == "open").order_by(Question.id.desc()).offset(2))
    rows = db.session.execute(
        select(PublishedComment.subject_id, PublishedComment.text, PublishedComment.position, PublishedComment.id)
        .where(PublishedComment.round_id == truth.id, PublishedComment.question_id == first)
        .order_by(PublishedComment.id)
    ).all()
    db.session.remove()
    placed = {(row[0], row[1]): (row[2], order) for order, row in enumerate(rows)}
    if placed:
        for form in truth.forms:
            key = (truth.subjects[form.group], form.answer.texts[0].strip())
            place, order = placed.get(key, (99, len(rows)))
            found.setdefault("place of comment", {})[form.id] = place
            found.setdefault("key of comment", {})[form.id] = order
    return found


@pytest.mark.slow
@pytest.mark.timeout(1500)
@pytest.mark.parametrize(("groups", "size"), [(1800, 3), (640, 5)])
def test_no_number_ties_a_rater_to_an_answer(
    host: Host, monkeypatch: pytest.MonkeyPatch, groups: int, size: int
) -> None:
    with host.app.app_context(), seeded(monkeypatch, size):
        attacks = attacks_on(host.app, host.files, groups, size, seed=groups)
    worst = max(attacks, key=lambda attack: attack.upper)
    sys.stdout.write(f"\n{len(attacks)} attacks, {groups * size} ballots in groups of {size}; worst: {worst.name}, "
          f"lift {100 * worst.lift:.2f}, at most {100 * worst.upper:.2f} points\n")  # fmt: skip
    assert len(attacks) > 50
    assert not succeeded(attacks)
    assert not unbounded(attacks)


def two_sizes(patch: pytest.MonkeyPatch) -> None:
    """One-line mutation: short answers get a smaller ballot."""
    real = sealing.seal_ballot

    def by_length(keys: Any, key: bytes, answer: bytes, form: bytes, receipt: str) -> bytes:
        patch.setattr(sealing, "SIZE", 1024 if len(answer) < 600 else SIZE)
        return real(keys, key, answer, form, receipt)

    patch.setattr(answering, "seal_ballot", by_length)


def comments_as_they_came(patch: pytest.MonkeyPatch) -> None:
    """One-line mutation: comments are neither sorted nor shuffled, and are read in the order they were sent."""

    class Still(random.Random):
        def shuffle(self, _: Any) -> None:
            """Leave it."""

    patch.setattr(publishing, "sorted", lambda rows, key=None: list(rows), raising=False)  # noqa: ARG005
    patch.setattr(secrets, "SystemRandom", Still)


def a_row_per_save(patch: pytest.MonkeyPatch) -> None:
    """One-line mutation: each save of a draft writes a row that names the form; who writes more saves more often."""
    real = answering.send

    def with_saves(rater: Any, form: bytes, answer: Any, receipt: str, folder: Any) -> None:
        for _ in range(len(encode(answer)) // 150):
            with atomic() as session:
                session.add(Job(kind="draft", payload=form.hex(), due_at=clock.now()))
        real(rater, form, answer, receipt, folder)

    patch.setattr(answering, "send", with_saves)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("leak", "number"),
    [(two_sizes, "size of ballot"), (comments_as_they_came, "order"), (a_row_per_save, "before")],
)
def test_the_attacks_find_leaky_twins(
    sqlite: Prepared, monkeypatch: pytest.MonkeyPatch, leak: Callable[[pytest.MonkeyPatch], None], number: str
) -> None:
    found = 0
    for seed in range(10):
        app = sqlite.fresh()
        with app.app_context(), monkeypatch.context() as patch:
            leak(patch)
            attacks = attacks_on(app, lambda app=app: host_files(data_folder(app)), 60, 5, seed)  # type: ignore[misc]
        found += any(number in attack.name for attack in succeeded(attacks))
    assert found >= 9
