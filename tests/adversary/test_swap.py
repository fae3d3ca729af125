"""Same people, same order, same clock; only who said what inside a group is exchanged: nothing else may change.

Finds leaks nobody thought of: every size, count, order and log line, and every published row, is compared.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from app.audit.service import record
from app.db import atomic, db
from app.domain import ballots
from app.domain.ballots import SIZE
from app.domain.feedback import RaterClass
from app.feedback import answering, publishing, sealing
from tests.adversary.stage import (
    Truth,
    count_it,
    data_folder,
    everybody_answers,
    host_files,
    launch,
    logs,
    seeded,
    still_clock,
)
from tests.database import Prepared

GROUPS = [{RaterClass.PEER: 5}, {RaterClass.PEER: 3, RaterClass.SUBORDINATE: 2}, {RaterClass.PEER: 6}]


@dataclass
class Seen:
    """What one run left behind, step by step."""

    steps: list[Any] = field(default_factory=list)
    tables: dict[str, Any] = field(default_factory=dict)


def shape(value: Any) -> object:
    """A value without the keys in it, which are other ones in each run: bytes and the frozen rules by their length."""
    return len(value) if isinstance(value, bytes) or str(value).startswith('{"closes_at"') else value


def look(app: Flask) -> dict[str, int]:
    return {name: len(content) for name, content in host_files(data_folder(app)).items()}


def tables() -> dict[str, Any]:
    """Every row of every table in the order it is stored; published rows whole, everything else by its shape."""
    whole = {"published_cell", "published_figure", "published_comment", "receipt_list"}
    found = {}
    for table in db.metadata.sorted_tables:
        rows = db.session.execute(select(table)).all()
        found[table.name] = [tuple(row) if table.name in whole else tuple(map(shape, row)) for row in rows]
    db.session.remove()
    return found


def swapped(truth: Truth, seed: int) -> Truth:
    """The same forms with the answers exchanged inside each group and class."""
    dice, forms = random.Random(seed), []
    for number in range(len(truth.subjects)):
        for kind in RaterClass:
            members = [form for form in truth.group(number) if form.kind is kind]
            answers = dice.sample([form.answer for form in members], len(members))
            forms += [replace(form, answer=answer) for form, answer in zip(members, answers, strict=True)]
    return replace(
        truth, forms=sorted(forms, key=lambda form: truth.forms.index(next(f for f in truth.forms if f.id == form.id)))
    )


def run(app: Flask, monkeypatch: pytest.MonkeyPatch, *, swap: int | None) -> Seen:
    seen = Seen()
    with app.app_context(), still_clock(), seeded(monkeypatch, 7), logs() as lines:
        rng = random.Random(11)
        truth = launch(app, GROUPS, rng)
        if swap is not None:
            truth = swapped(truth, swap)
        seen.steps.append(look(app))
        everybody_answers(app, truth, random.Random(13), lambda: seen.steps.append(look(app)))
        seen.tables["before"] = tables()
        assert count_it(app, truth)
        seen.steps.append(look(app))
        seen.tables["after"] = tables()
        seen.steps.append([line for line in lines if "sqlalchemy" not in line])
        db.session.remove()
    return seen


def compare(prepared: Prepared, monkeypatch: pytest.MonkeyPatch, swap: int) -> bool:
    """Whether a run and its swapped twin look the same from outside."""
    return run(prepared.fresh(), monkeypatch, swap=None) == run(prepared.fresh(), monkeypatch, swap=swap)


@pytest.mark.parametrize("swap", range(3))
def test_who_said_what_changes_nothing_the_host_writes(
    sqlite: Prepared, monkeypatch: pytest.MonkeyPatch, swap: int
) -> None:
    plain, other = run(sqlite.fresh(), monkeypatch, swap=None), run(sqlite.fresh(), monkeypatch, swap=swap)
    assert plain.steps == other.steps
    for moment in plain.tables:
        for name, rows in plain.tables[moment].items():
            assert rows == other.tables[moment][name], (moment, name)


@pytest.mark.mariadb
def test_who_said_what_changes_no_row_on_mariadb(maria: Prepared, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, other = (run(numbered_anew(maria), monkeypatch, swap=swap) for swap in (None, 1))
    for moment in plain.tables:
        for name, rows in plain.tables[moment].items():
            assert rows == other.tables[moment][name], (moment, name)


def numbered_anew(prepared: Prepared) -> Flask:
    """The sample government, and ids that go on where its own end."""
    app = prepared.fresh()
    with app.app_context(), db.engine.connect() as connection:
        for table in db.metadata.sorted_tables:
            if table.autoincrement_column is not None:
                connection.execute(text(f"ALTER TABLE `{table.name}` AUTO_INCREMENT = 1"))
    return app


def two_sizes(patch: pytest.MonkeyPatch) -> None:
    real = sealing.seal_ballot

    def short(keys: Any, key: bytes, answer: bytes, form: bytes, receipt: str) -> bytes:
        patch.setattr(sealing, "SIZE", 1024 if len(answer) < 400 else SIZE)
        return real(keys, key, answer, form, receipt)

    patch.setattr(answering, "seal_ballot", short)


def unsorted_comments(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(publishing, "sorted", lambda rows, key=None: list(rows), raising=False)  # noqa: ARG005


def a_trace_per_text(patch: pytest.MonkeyPatch) -> None:
    real = ballots.encode

    def noted(answer: Any) -> bytes:
        if answer.texts[0]:
            with atomic() as session:
                record(session, None, "feedback.draft", ("form", 1))
        return real(answer)

    patch.setattr(answering, "encode", noted)


@pytest.mark.parametrize("leak", [two_sizes, unsorted_comments, a_trace_per_text])
def test_the_swap_finds_leaky_twins(
    sqlite: Prepared, monkeypatch: pytest.MonkeyPatch, leak: Callable[[pytest.MonkeyPatch], None]
) -> None:
    found = 0
    for swap in range(5):
        with monkeypatch.context() as patch:
            leak(patch)
            found += not compare(sqlite, monkeypatch, swap)
    assert found == 5
