"""One evaluation among everybody: a story with a day of its own, in which acts succeed or are refused, and are told."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import time_machine
from flask import Flask
from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy import func, select

from app.audit.models import AuditEntry
from app.cycles.models import DayOff
from app.db import db
from app.domain.actors import Actor, Role
from app.domain.errors import DomainError
from app.domain.rating import Rating
from app.review.models import ClockExtension
from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE, person_id
from tests.database import Prepared
from tests.review import promises
from tests.review.paths import ACTS, TOLD, Case, Whim
from tests.review.people import Cast
from tests.review.promises import BOUND, CONFIRMED, SIGNATURES, WHOLE, Now, Values

ABOVE: dict[str, str | None] = {HEAD: OFFICE_HEAD, "altair": HEAD, OFFICE_HEAD: "rajawali", "rajawali": None}
"""Who may become the assessor, with their own assessor."""
OTHERS = ["dahlia", "kenari", "widuri", "elang", "regulus", "altair", "rajawali"]
PEOPLE = [SET_MIDWIFE, HEAD, OFFICE_HEAD, *OTHERS]
AIDE = "dahlia"
ROLES = {"widuri": Role.AGENCY_OFFICER, "elang": Role.AUDITOR, "regulus": Role.ADMINISTRATOR}
OPEN_FOR = 40
"""Days on which the year is evaluated, from the first day of the story on."""
NOON = time(5, tzinfo=UTC)
JAKARTA = ZoneInfo("Asia/Jakarta")
WEIGHED = ("results_rating", "behaviour_rating", "exception", "reason", "note", "relation")
"""What the superior reads of a draft where a close relation was declared."""


class Story(RuleBasedStateMachine):
    """Kenanga's evaluation of the year, and everybody who may or may not do something to it.

    ``officers`` are the personnel officers of the unit; in some stories Kenanga is one of them and gains nothing by it.
    ``named`` is whom the signed document names as assessor, ``above`` who signed instead; ``read`` is what the superior
    read of a draft. ``now`` is what the last act that succeeded left behind.
    """

    prepared: Prepared
    succeeded: Counter[str]
    refused: Counter[str]
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
        self.officers = {"kenari"}
        self.named: str | None = None
        self.above: str | None = None
        self.declared_by: str | None = None
        self.read: list[object] = []
        self.filed: tuple[str, datetime] | None = None
        self.did: list[tuple[str, str]] = []
        self.now = Now({}, {})
        self.told = 0

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

    @property
    def number(self) -> int | None:
        """The evaluation's, once it was begun."""
        return self.now.evaluation.get("id")

    @property
    def superior(self) -> str | None:
        """Who decides: the assessor's assessor, or who is above that one, who once rated it."""
        above = ABOVE[self.assessor]
        return ABOVE[above] if above is not None and above == self.named and self.now.way != "taken_over" else above

    def case(self) -> Case:
        """What an act is about."""
        superior = self.ids[self.superior] if self.superior else None
        return Case(self.root_id, self.ids[SET_MIDWIFE], self.ids[self.assessor], superior, self.number)

    def may(self, verb: str) -> set[str]:
        """Who may ever do this, told a second time and in other words than the policy."""
        superior, way = {self.superior or ""}, self.now.way
        raters = {self.assessor, AIDE} if self.assessor == "rajawali" else {self.assessor}
        is_changed = verb == "report" and self.now.of_objection == "changed"
        evaluator = {self.assessor} if way == "regular" and not is_changed else superior
        named, above = {self.named or ""}, {self.above or ""}
        if verb in {"receive", "countersign", "object", "write", "file", "withdraw"}:
            return {SET_MIDWIFE}
        if verb in {"look", "hear", "uphold", "change", "extend"}:
            return superior
        if verb == "rate":
            return {"regular": raters, "taken_over": superior}.get(way, set())
        return {
            "begin": raters,
            "declare": {self.assessor} if way == "regular" else set(),
            "take_over": {ABOVE[self.assessor] or ""},
            "explain": (named | above) - superior,
            "cosign": named,
            "paper": ({*self.officers, "widuri", self.assessor} | named | above) - {SET_MIDWIFE},
        }.get(verb, evaluator)

    def actor(self, key: str, *, tired: bool) -> Actor:
        """Somebody with the roles they have; ``tired``: whose password was entered an hour ago."""
        moment = self.moment - timedelta(hours=tired)
        roles = frozenset({ROLES[key]} if key in ROLES else {Role.UNIT_OFFICER} if key in self.officers else ())
        units = frozenset({self.unit_id}) if key in self.officers else frozenset()
        return Actor(self.ids[key], key, 0, roles, units, moment)

    def attempt(self, verb: str, key: str, whim: Whim, *, tired: bool = False) -> None:
        """Somebody tries something: it succeeds and is told, or a rule says no and nothing is told."""
        with self.here():
            actor, allowed, was = self.actor(key, tired=tired), self.may(verb), self.now
            try:
                ACTS[verb](actor, self.case(), whim)
            except DomainError:
                self.refused[verb] += 1
                self.nothing_came_of(verb)
                return
            db.session.rollback()
            assert key in allowed, f"{key} may not {verb}"
            assert not (tired and verb in CONFIRMED), f"{verb} without a password"
            assert not (whim.stale and verb in BOUND), f"{verb} from an old page"
            assert not (whim.half and verb in WHOLE), f"{verb} with a part missing"
            self.look_at_what_is_told(verb, actor.person_id)
            self.now = promises.now(self.root_id)
            promises.look_at_the_states(verb, was, self.now)
            promises.look_at_what_was_written(verb, actor.person_id, self.moment, was, self.now)
            self.look_at_the_days(verb, was)
            self.remember(verb, key, was)
            self.succeeded[verb] += 1
            self.did.append((verb, key))

    def nothing_came_of(self, verb: str) -> None:
        """What was refused is not told, and at most somebody's own draft was saved before."""
        assert self.count() == self.told, f"{verb} was refused and told all the same"
        if verb in {"explain", "hear", "uphold", "change"}:
            there = promises.now(self.root_id)
            assert there.evaluation == self.now.evaluation
            assert promises.altered(self.now.objection, there.objection) <= promises.DRAFTS
            self.now = there

    def remember(self, verb: str, key: str, was: Now) -> None:
        """Who declared, read and signed, as far as later acts depend on it."""
        if verb == "declare":
            self.declared_by = key
        if verb == "look":
            self.read = [was.evaluation[name] for name in WEIGHED]
        if verb == "sign":
            self.look_at_the_relation(key, was.evaluation)
            self.named, self.above = self.assessor, None if was.way == "regular" else key
        if verb == "change":
            self.above = key
        if verb == "object" and was.of_objection == "withdrawn":
            self.filed = None

    def look_at_the_relation(self, key: str, draft: Values) -> None:
        """An assessor has declared the own relation; what is close was read above as it is signed."""
        if draft["way"].value != "signed_above":
            assert all(draft[name] for name in ("results_rating", "behaviour_rating"))
            assert all(draft[name].strip() for name in ("reason", "note"))
        if draft["way"].value == "regular":
            assert draft["is_close"] is not None
            assert self.declared_by == key
            assert not draft["is_close"] or self.read == [draft[name] for name in WEIGHED], "not read above"

    def attempt_by_one_of_those_who_may(self, verb: str, who: int, whim: Whim) -> None:
        """One of them tries it; nothing happens where nobody may."""
        keys = sorted(self.may(verb) - {""})
        for _ in range(1 + whim.twice if keys else 0):
            self.attempt(verb, keys[who % len(keys)], whim)

    def the_wrong_ones_try(self, verb: str) -> None:
        """Everybody who may not."""
        for key in sorted(set(PEOPLE) - self.may(verb)):
            self.attempt(verb, key, Whim())

    def the_right_one_tries_in_the_wrong_way(self, verb: str, who: int) -> None:
        """With a page from before, with a part missing, and with a password that was entered long ago."""
        keys = sorted(self.may(verb) - {""})
        ways = {"stale": BOUND, "half": WHOLE}
        for way in (name for name, verbs in ways.items() if keys and verb in verbs):
            whim = Whim(stale=way == "stale", half=way == "half", rating=Rating.BELOW)
            self.attempt(verb, keys[who % len(keys)], whim)
        if keys and verb in CONFIRMED:
            self.attempt(verb, keys[who % len(keys)], Whim(), tired=True)

    def next_verb(self, pick: int) -> str:
        """One of the things that mostly come next."""
        verbs = self.likely()
        return verbs[pick % len(verbs)]

    def count(self) -> int:
        """The last entry of the audit trail."""
        db.session.rollback()
        return db.session.scalar(select(func.max(AuditEntry.id))) or 0

    def look_at_what_is_told(self, verb: str, person: int) -> None:
        """One entry for what was done, with the sender; of a signature also what it binds."""
        told = db.session.scalars(select(AuditEntry).where(AuditEntry.id > self.told).order_by(AuditEntry.id)).all()
        assert tuple(entry.action for entry in told) in TOLD.get(verb, {(f"evaluation.{verb}",)}), verb
        assert {entry.actor_id for entry in told} <= {person}
        details = [json.loads(entry.detail) if entry.detail else {} for entry in told]
        assert sum("seal" in one and "sha256" in one for one in details) == SIGNATURES.get(verb, 0)
        assert all("kolom" not in entry.detail for entry in told), "words of people have no place there"
        self.told = told[-1].id if told else self.told

    def look_at_the_days(self, verb: str, was: Now) -> None:
        """What is bound to days happened on them."""
        row, objection = self.now.evaluation, self.now.objection
        if verb == "begin" and not was.state:
            assert self.first <= self.today <= self.last
        if verb == "take_over":
            assert self.today > self.last
        if verb == "extend":
            promises.look_at_the_deadline(self.ids[self.superior or ""], self.today)
        if verb == "hear":
            assert objection["filed_at"].astimezone(JAKARTA).date() <= objection["heard_on"] <= self.today
            assert objection["hearing_employee"].strip()
            assert objection["hearing_assessor"].strip()
        if verb == "hand_over":
            assert self.worked_since(row["received_at"]) <= 14, "nobody's right ends before it is known"
        if verb == "file":
            assert was.way != "taken_over", "what the superior evaluated is final"
            assert self.superior is not None
            moved = (
                select(ClockExtension.due_on).where(ClockExtension.clock == "D15").order_by(ClockExtension.id.desc())
            )
            until = db.session.scalars(moved).first()
            assert (self.today <= until) if until else self.worked_since(row["received_at"]) <= 14

    def worked_since(self, moment: datetime) -> int:
        """Days of work after that day up to today, counted one by one; this health centre works six in a week."""
        off, day = set(db.session.scalars(select(DayOff.day))), moment.astimezone(JAKARTA).date()
        days = [day + timedelta(days=n) for n in range(1, (self.today - day).days + 1)]
        return sum(day.weekday() != 6 and day not in off for day in days)

    def wait_until(self, days: int) -> None:
        """Until so many days of work after the receipt."""
        received = self.now.evaluation["received_at"]
        with self.here():
            while self.worked_since(received) < days:
                self.moment = datetime.combine(self.today + timedelta(days=1), NOON)

    def likely(self) -> list[str]:
        """What mostly comes next."""
        row, state, is_over = self.now.evaluation, self.now.state, self.today > self.last
        if not state:
            return ["take_over"] if is_over else ["begin", "begin", "begin", "take_over"]
        if state == "open":
            if self.now.way == "regular":
                return ["take_over", "take_over", "sign"] if is_over else [*_before_the_signature(row), "take_over"]
            return ["sign", "sign", "sign", "rate"] if row["reason"] else ["rate"]
        if state == "signed":
            return ["receive", "hand_over", "paper", "receive"]
        closing = ["countersign", "refuse", "paper", "report"]
        filing = ["file"] if self.now.objection and self.now.objection["reasons"].strip() else ["write"]
        by_objection = {
            "": ["object", "object", *closing],
            "draft": [*filing, *filing, "write", *filing, closing[0], "extend"],
            "filed": ["explain", "hear", "explain", "countersign", "hear", "extend", "refuse", "explain", "withdraw"],
            "explained": ["hear", "hear", "paper", "hear", "extend"],
            "heard": ["change", "uphold", "change", "change"],
            "withdrawn": ["object", "object", *closing],
            "changed": ["cosign", *closing],
        }
        return by_objection.get(self.now.of_objection, closing)


def _before_the_signature(row: Values) -> list[str]:
    if not row["reason"] or row["results_rating"] is None:
        return ["rate"]
    if row["is_close"] is None:
        return ["declare"]
    return ["sign", "rate", "sign"] if not row["is_close"] or row["looked_sha256"] else ["look", "look", "declare"]
