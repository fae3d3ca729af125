"""One evaluation among everybody: a story with a day of its own, in which acts succeed or are refused, and are told."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from flask import Flask
from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy import func, select

from app.audit.models import AuditEntry
from app.cycles.models import DayOff
from app.db import db
from app.domain.errors import DomainError
from app.domain.review import EvaluationState, Way
from app.review.models import ClockExtension, Evaluation, Objection
from app.sample.plans import acting
from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE, person_id
from tests.database import Prepared
from tests.review.paths import ACTS, CONFIRMED, SIGNATURES, TOLD, Case, Whim, in_office, weary
from tests.review.people import Cast

ABOVE: dict[str, str | None] = {HEAD: OFFICE_HEAD, "altair": HEAD, OFFICE_HEAD: "rajawali", "rajawali": None}
"""Who may become the assessor, with their own assessor."""
OTHERS = ["dahlia", "kenari", "widuri", "elang", "regulus", "altair", "rajawali"]
PEOPLE = [SET_MIDWIFE, HEAD, OFFICE_HEAD, *OTHERS]
OFFICERS, AIDE = {"kenari", "widuri"}, "dahlia"
OPEN_FOR = 40
"""Days on which the year is evaluated, from the first day of the story on."""
NOON = time(5, tzinfo=UTC)
JAKARTA = ZoneInfo("Asia/Jakarta")


class Story(RuleBasedStateMachine):
    """Kenanga's evaluation of the year, and everybody who may or may not do something to it."""

    prepared: Prepared
    moment: datetime
    first: date
    last: date
    unit_id: int
    begun_with: int

    def __init__(self) -> None:
        super().__init__()
        self.app: Flask = self.prepared.fresh()
        cast = Cast(self.app)
        self.root_id, self.year_id = cast.root_id, cast.year.id
        self.ids = {key: person_id(self.app, key) for key in PEOPLE}
        self.assessor = HEAD
        self.signed_by: set[str] = set()
        self.number: int | None = None
        self.did: list[tuple[str, str]] = []
        self.documents: dict[int, tuple[Any, ...]] = {}
        self.signatures: dict[int, tuple[Any, ...]] = {}
        self.trail: dict[int, tuple[Any, ...]] = {}
        self.objection: tuple[str, datetime] | None = None

    @contextmanager
    def here(self) -> Iterator[None]:
        """The application, at the moment of the story; each act takes a minute."""
        self.moment += timedelta(minutes=1)
        with self.app.app_context(), time_machine.travel(self.moment, tick=False):
            yield
            db.session.remove()

    @property
    def today(self) -> date:
        """The day in the story."""
        return self.moment.astimezone(JAKARTA).date()

    def case(self) -> Case:
        """What an act is about."""
        above = ABOVE[self.assessor]
        superior = self.ids[above] if above else None
        return Case(self.root_id, self.ids[SET_MIDWIFE], self.ids[self.assessor], superior, self.number)

    def row(self) -> Evaluation | None:
        """The evaluation, if it was begun."""
        return db.session.scalars(select(Evaluation).where(Evaluation.plan_root_id == self.root_id)).first()

    def found_objection(self) -> Objection | None:
        """The objection, if there is one."""
        return db.session.scalars(select(Objection).where(Objection.evaluation_id == (self.number or 0))).first()

    def may(self, verb: str, row: Evaluation | None) -> set[str]:
        """Who may ever do this, told a second time and in other words than the policy."""
        superior = {ABOVE[self.assessor] or ""}
        way = row.way if row else Way.REGULAR
        evaluator = {self.assessor} if way is Way.REGULAR else superior
        if verb in {"receive", "countersign", "object", "write", "file", "withdraw"}:
            return {SET_MIDWIFE}
        if verb in {"take_over", "look", "hear", "uphold", "change", "extend"}:
            return superior
        if verb == "rate" and way is Way.SIGNED_ABOVE:
            return set()
        if verb in {"begin", "rate"} and way is Way.REGULAR and self.assessor == "rajawali":
            return {self.assessor, AIDE}
        return {
            "begin": {self.assessor},
            "declare": {self.assessor} if way is Way.REGULAR else set(),
            "explain": {self.assessor} | self.signed_by - superior,
            "cosign": {self.assessor} | self.signed_by,
            "paper": OFFICERS | {self.assessor} | self.signed_by,
        }.get(verb, evaluator)

    def attempt(self, verb: str, key: str, whim: Whim, *, tired: bool = False) -> None:
        """Somebody tries something: it succeeds and is told, or a rule says no and nothing is told."""
        with self.here():
            row = self.row()
            allowed, before = self.may(verb, row), self.count()
            actor = in_office(acting(self.ids[key]), key, self.unit_id)
            actor = weary(actor) if tired else actor
            try:
                ACTS[verb](actor, self.case(), whim)
            except DomainError:
                assert self.count() == before, f"{verb} was refused and told all the same"
                return
            db.session.rollback()
            assert key in allowed, f"{key} may not {verb}"
            assert not (tired and verb in CONFIRMED), f"{verb} without a password"
            self.look_at_what_is_told(verb, actor.person_id, before)
            self.look_at_the_days(verb)
            if verb in {"sign", "change", "cosign"}:
                self.signed_by |= {key} if verb != "cosign" else set()
            found = self.row()
            self.number = found.id if found else None
            self.did.append((verb, key))

    def attempt_by_one_of_those_who_may(self, verb: str, who: int, whim: Whim) -> None:
        """One of them tries it; nothing happens where nobody may."""
        with self.here():
            keys = sorted(self.may(verb, self.row()) - {""})
        for _ in range(1 + whim.twice if keys else 0):
            self.attempt(verb, keys[who % len(keys)], whim)

    def next_verb(self, pick: int) -> str:
        """One of the things that mostly come next."""
        with self.here():
            verbs = self.likely()
        return verbs[pick % len(verbs)]

    def count(self) -> int:
        """The last entry of the audit trail."""
        db.session.rollback()
        return db.session.scalar(select(func.max(AuditEntry.id))) or 0

    def look_at_what_is_told(self, verb: str, person: int, before: int) -> None:
        """One entry for what was done, with the sender; of a signature also what it binds."""
        told = db.session.scalars(select(AuditEntry).where(AuditEntry.id > before).order_by(AuditEntry.id)).all()
        assert tuple(entry.action for entry in told) in TOLD.get(verb, {(f"evaluation.{verb}",)}), verb
        assert {entry.actor_id for entry in told} <= {person}
        details = [json.loads(entry.detail) if entry.detail else {} for entry in told]
        assert sum("seal" in one and "sha256" in one for one in details) == SIGNATURES.get(verb, 0)
        assert all("kolom" not in entry.detail for entry in told), "words of people have no place there"

    def look_at_the_days(self, verb: str) -> None:
        """What is bound to days happened on them."""
        row = self.row()
        assert row is not None
        if verb == "begin" and self.number is None:
            assert self.first <= self.today <= self.last
        if verb == "take_over":
            assert self.today > self.last
        if verb == "file":
            assert row.way is not Way.TAKEN_OVER, "what the superior evaluated is final"
            assert row.received_at is not None
            self.is_in_time(row.received_at.astimezone(JAKARTA).date())

    def is_in_time(self, received: date) -> None:
        """At most fourteen days of work after the receipt, counted one by one, or within a deadline that was moved."""
        off = set(db.session.scalars(select(DayOff.day)))
        days = [received + timedelta(days=n) for n in range(1, (self.today - received).days + 1)]
        worked = sum(day.weekday() != 6 and day not in off for day in days)  # a health centre works six days
        moved = select(ClockExtension.due_on).where(ClockExtension.clock == "D15").order_by(ClockExtension.id.desc())
        until = db.session.scalars(moved).first()
        assert (self.today <= until) if until else worked <= 14

    def likely(self) -> list[str]:
        """What mostly comes next."""
        row, objection = self.row(), self.found_objection()
        is_over = self.today > self.last
        if row is None:
            return ["take_over"] if is_over else ["begin", "begin", "begin", "take_over"]
        if row.state is EvaluationState.OPEN:
            if row.way is Way.REGULAR:
                return ["take_over", "take_over", "sign"] if is_over else [*_before_the_signature(row), "take_over"]
            return ["sign", "sign", "sign", "rate"] if row.reason else ["rate"]
        if row.state is EvaluationState.SIGNED:
            return ["receive", "hand_over", "paper", "receive"]
        closing = ["countersign", "refuse", "paper", "report"]
        filing = ["file"] if objection and objection.reasons.strip() else ["write"]
        by_objection = {
            None: ["object", "object", *closing],
            "draft": [*filing, *filing, "write", *filing, closing[0], "extend"],
            "filed": ["explain", "hear", "explain", "countersign", "hear", "extend", "refuse", "explain", "withdraw"],
            "explained": ["hear", "hear", "paper", "hear", "extend"],
            "heard": ["change", "uphold", "change", "change"],
            "changed": ["cosign", *closing],
        }
        return by_objection.get(objection.state.value if objection else None, closing)


def _before_the_signature(row: Evaluation) -> list[str]:
    if not row.reason or row.results_rating is None:
        return ["rate"]
    if row.is_close is None:
        return ["declare"]
    return ["sign", "rate", "sign"] if not row.is_close or row.looked_sha256 else ["look", "look", "declare"]
