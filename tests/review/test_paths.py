"""Random paths of one evaluation through the hands of everybody: whatever happens, what was promised holds."""

import hashlib
import json
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run
from sqlalchemy import delete, func, select, update

from app.audit.models import AuditEntry
from app.cycles.models import Window, WindowExtension
from app.db import atomic, db
from app.documents.models import Signature, SignedDocument
from app.domain.people import AssignmentBasis, Source
from app.domain.rating import Rating
from app.people import assigning
from app.people import queries as people
from app.people.models import Aide, Unit
from app.progress.leaders import CLOSED_PART
from app.progress.models import ProgressSheet
from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE
from tests.database import Prepared
from tests.review import promises
from tests.review.paths import ACTS, PATHS, SAID, Whim
from tests.review.story import AIDE, JAKARTA, NOON, OPEN_FOR, PEOPLE, Story

PICKS = st.integers(0, 11)
FAR = st.sampled_from([0, 28, 12, 16, 9, 20, 6, 24])
WHIMS = st.builds(
    Whim,
    stale=st.integers(0, 9).map(lambda n: n == 0),
    half=st.integers(0, 7).map(lambda n: n == 0),
    days=st.sampled_from([0, 0, 1, 2, 3]),
    rating=st.sampled_from([Rating.AS_EXPECTED, Rating.ABOVE]),
    twice=st.booleans(),
)
CAN_BE_FILED = {"", "draft", "withdrawn"}
BASES = st.sampled_from([AssignmentBasis.DEFINITIVE, AssignmentBasis.DEFINITIVE, AssignmentBasis.PLT])
MOVES = {"successor": OFFICE_HEAD, "rise": "altair", "regent": "rajawali"}
"""Who becomes the assessor. Above Altair is Cempaka, who was it before; the regent has an aide, and nobody above."""


class Paths(Story):
    """What happens at random, and what holds after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.documents: dict[int, tuple[Any, ...]] = {}
        self.signatures: dict[int, tuple[Any, ...]] = {}
        self.trail: dict[int, tuple[Any, ...]] = {}

    @initialize(opening=st.sampled_from(PATHS), far=FAR, who=PICKS, is_officer=st.booleans())
    def an_office_with_a_window_of_forty_days(self, opening: str, far: int, who: int, *, is_officer: bool) -> None:
        """The sample's is open for years; some stories begin far on, and some after the window has closed."""
        self.open_for_forty_days(is_officer=is_officer)
        for verb in opening.split()[:far]:
            self.go_on(verb.strip("!"), who)

    def open_for_forty_days(self, *, is_officer: bool) -> None:
        """The year is evaluated from today on; the regent has an aide, and Kenanga may be a personnel officer."""
        self.officers |= {SET_MIDWIFE} if is_officer else set()
        with self.app.app_context():
            self.first = people.today()
            self.last = self.first + timedelta(days=OPEN_FOR)
            self.moment = datetime.combine(people.today(), NOON)
            standing = people.standing(self.ids[SET_MIDWIFE], people.today())
            self.unit_id = standing.unit_id or 0
            with atomic() as session:
                session.execute(delete(WindowExtension))
                session.execute(update(Unit).where(Unit.id == self.unit_id).values(work_days=6))  # the office has five
                session.add(Aide(official_id=self.ids["rajawali"], aide_id=self.ids[AIDE], valid_from=self.first))
                mine = (Window.year_id == self.year_id, Window.period_number == 0, Window.kind == "annual_evaluation")
                session.execute(update(Window).where(*mine).values(opens_on=self.first, closes_on=self.last))
            self.begun_with = self.told = self.count()
            self.documents_before = db.session.scalar(select(func.max(SignedDocument.id))) or 0
            db.session.remove()

    def go_on(self, step: str, who: int) -> None:
        """One step of a path, by one who may do that."""
        if step == "late":
            self.moment = datetime.combine(self.last + timedelta(days=1), NOON)
        elif step in MOVES:
            self.somebody_else_becomes_the_assessor(MOVES[step], AssignmentBasis.DEFINITIVE)
        elif step == "overdue":
            self.wait_until(15)
        else:
            verb, whim = SAID.get(step, (step, Whim()))
            self.attempt_by_one_of_those_who_may(verb, who, whim)

    @rule(pick=PICKS, key=st.sampled_from(PEOPLE), whim=WHIMS, tired=st.booleans())
    def somebody_tries_what_comes_next(self, pick: int, key: str, whim: Whim, tired: bool) -> None:
        """Anybody, when it is time for it, sometimes with a password entered long ago."""
        self.attempt(self.next_verb(pick), key, whim, tired=tired)

    @rule(first=st.integers(0, 3), who=PICKS, whim=WHIMS)
    def things_are_tried_out_of_turn(self, first: int, who: int, whim: Whim) -> None:
        """Whoever may do them, whenever: every fourth verb there is."""
        for verb in sorted(ACTS)[first::4]:
            self.attempt_by_one_of_those_who_may(verb, who, whim)

    @rule(pick=PICKS)
    def all_others_try(self, pick: int) -> None:
        """Whoever may not do what comes next does not succeed."""
        self.the_wrong_ones_try(self.next_verb(pick))

    @rule(pick=PICKS, who=PICKS)
    def those_who_may_come_with_an_old_page_an_old_password_and_half_of_it(self, pick: int, who: int) -> None:
        """None of the three is enough."""
        self.the_right_one_tries_in_the_wrong_way(self.next_verb(pick), who)

    @precondition(lambda self: self.did)
    @rule(back=st.sampled_from([0, 0, 0, 1, 2]))
    def somebody_does_the_same_again(self, back: int) -> None:
        """What succeeded, once more from a fresh page."""
        verb, key = self.did[-1 - back % len(self.did)]
        self.attempt(verb, key, Whim())

    @rule(pick=PICKS, who=PICKS, whim=WHIMS)
    def the_next_thing_is_done(self, pick: int, who: int, whim: Whim) -> None:
        """What the pages offer now, by somebody they offer it to; the paths get long in this way."""
        self.attempt_by_one_of_those_who_may(self.next_verb(pick), who, whim)

    @rule(pick=PICKS, whim=WHIMS)
    def the_next_things_are_done(self, pick: int, whim: Whim) -> None:
        """The same three times over."""
        for _ in range(3):
            self.the_next_thing_is_done(pick, pick, whim)

    @precondition(lambda self: self.today < self.last + timedelta(days=200))
    @rule(days=st.sampled_from([1, 1, 1, 2, 5, 16]))
    def time_passes(self, days: int) -> None:
        """Days or weeks."""
        self.moment = datetime.combine(self.today + timedelta(days=days), NOON)

    @precondition(lambda self: self.today <= self.last)
    @rule(day=st.sampled_from([0, 0, 1]))
    def the_window_ends(self, day: int) -> None:
        """Its last day, or the day after."""
        self.moment = max(self.moment, datetime.combine(self.last + timedelta(days=day), NOON))

    @precondition(lambda self: self.now.evaluation.get("received_at") and self.now.of_objection in CAN_BE_FILED)
    @rule(day=st.sampled_from([0, 1]))
    def the_time_to_object_ends(self, day: int) -> None:
        """Its last day, or the day after; what was written is filed then."""
        self.wait_until(14 + day)
        for verb in ("object", "write", "file"):
            self.attempt(verb, SET_MIDWIFE, Whim())

    @precondition(lambda self: self.number is not None)
    @rule(key=st.sampled_from([HEAD, HEAD, "altair", OFFICE_HEAD, "rajawali"]), basis=BASES)
    def somebody_else_becomes_the_assessor(self, key: str, basis: AssignmentBasis) -> None:
        """From today on, or for a while as Plt; whoever was it may have signed already."""
        with self.here(), atomic() as session:
            wanted = (self.ids[SET_MIDWIFE], self.ids[key], basis, None, self.today)
            assigning.assign(session, assigning.Assignment(*wanted, Source.OFFICER))
        self.assessor = key

    @invariant()
    def what_was_signed_stays_as_it_was(self) -> None:
        """Contents with their hashes, every word of every signature, every line of the trail."""
        with self.here():
            assert promises.now(self.root_id) == self.now, "nothing changes unless somebody did it"
            documents, signatures = _rows(SignedDocument, self.documents_before), _rows(Signature, 0)
            trail = _rows(AuditEntry, self.begun_with)
            _grew(self.documents, documents)
            _grew(self.signatures, signatures)
            _grew(self.trail, trail)
            for document in _documents(self.number):
                assert hashlib.sha256(document.content.encode()).hexdigest() == document.sha256
                roles = [mark.role for mark in document.signatures]
                assert len(roles) == len(set(roles)), "one signature of each role"
                assert roles, "nothing is frozen without a signature"
                assert document.signatures[0].signed_at >= document.created_at
                promises.look_at_signatures(document, json.loads(document.content))
            sealed = [json.loads(one.detail) for one in _entries(self.begun_with) if '"seal"' in one.detail]
            known = {(mark.sha256, mark.seal) for one in _documents(self.number) for mark in one.signatures}
            assert {(one["sha256"], one["seal"]) for one in sealed} == known
        self.documents, self.signatures, self.trail = documents, signatures, trail

    @invariant()
    def nothing_is_sent_without_the_right_signature(self) -> None:
        """The assessor's while the window is open, or the superior's once it is closed; and the period is closed."""
        row, state = self.now.evaluation, self.now.state
        is_sent = state not in {"", "open"}
        with self.here():
            documents = _documents(self.number)
            assert is_sent == bool(documents) == _is_closed(self.root_id)
            if not is_sent:
                return
            first, content = documents[0].signatures[0], json.loads(documents[0].content)
            day = first.signed_at.astimezone(JAKARTA).date()
            if self.now.way == "regular":
                assert (first.role, content["document_form"]) == ("assessor", "D.1.1")
                assert self.first <= day <= self.last
            else:
                assert (first.role, content["document_form"]) == ("superior", "D.1.2")
                assert day > self.last
            for document in documents:
                for mark in document.signatures:
                    own = mark.role == "employee"
                    assert own == (mark.person_id == row["employee_id"])
                    assert not own or (row["received_at"] is not None and mark.signed_at >= row["received_at"])
            has_mine = any(mark.role == "employee" for mark in documents[-1].signatures)
            assert has_mine == (state == "countersigned")
            last = json.loads(documents[-1].content)
            assert all(row[name].value == last[name] for name in ("overall", "results_rating", "behaviour_rating"))
            assert row["reported_at"] is None or state in {"countersigned", "refused"}, "what is reported is finished"

    @invariant()
    def an_objection_that_was_filed_never_vanishes(self) -> None:
        """Its reasons stay, and a document of a changed result is there exactly when it was changed."""
        found, state = self.now.objection, self.now.of_objection
        with self.here():
            documents = [json.loads(one.content) for one in _documents(self.number)]
        changed = [one for one in documents if one["document_form"] == "D.1.3"]
        assert len(changed) == (state == "changed")
        assert len(documents) - len(changed) <= 1
        assert not (found and self.now.way == "taken_over"), "what the superior evaluated is final"
        if self.filed:
            assert (found["reasons"], found["filed_at"]) == self.filed
            assert state != "draft"
        if found and found["filed_at"]:
            self.filed = (found["reasons"], found["filed_at"])
        for one in changed:
            assert one["objection"]["reasons"] == found["reasons"].strip()
            assert one["objection"]["explanation"] in {found["explanation"].strip(), found["hearing_assessor"].strip()}
            assert found["decision"].strip() in one["objection"]["decision"]


def _rows(model: Any, after: int) -> dict[int, tuple[Any, ...]]:
    found = db.session.execute(select(*model.__table__.columns).where(model.id > after))
    return {row[0]: tuple(row) for row in found}


def _grew(before: dict[int, tuple[Any, ...]], now: dict[int, tuple[Any, ...]]) -> None:
    assert {number: now.get(number) for number in before} == before


def _documents(number: int | None) -> list[SignedDocument]:
    mine = (SignedDocument.kind == "evaluation", SignedDocument.subject_id == (number or 0))
    return list(db.session.scalars(select(SignedDocument).where(*mine).order_by(SignedDocument.id)))


def _entries(after: int) -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.id > after)))


def _is_closed(root_id: int) -> bool:
    mine = (ProgressSheet.plan_root_id == root_id, ProgressSheet.part == CLOSED_PART, ProgressSheet.period_number == 0)
    return db.session.scalars(select(ProgressSheet.id).where(*mine)).first() is not None


@pytest.mark.timeout(900)
@pytest.mark.parametrize("examples", [20, pytest.param(120, marks=pytest.mark.slow)])
def test_whatever_happens_to_an_evaluation_what_was_promised_holds(sqlite: Prepared, examples: int) -> None:
    class Here(Paths):
        prepared, succeeded, refused = sqlite, Counter[str](), Counter[str]()

    run(
        Here,
        settings=settings(
            max_examples=examples,
            stateful_step_count=30,
            deadline=None,
            database=None,
            derandomize=examples < 100,  # the same stories in every run, others in the long one
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_at_every_step_of_every_path_only_the_right_one_gets_on_and_in_the_right_way(sqlite: Prepared) -> None:
    class Here(Paths):
        prepared, succeeded, refused = sqlite, Counter[str](), Counter[str]()

    for number, path in enumerate(PATHS):
        story = Here()
        story.open_for_forty_days(is_officer=number % 2 == 0)
        for step in path.split():
            name = step.strip("!")
            verb = SAID[name][0] if name in SAID else name
            if step in ACTS:
                story.the_wrong_ones_try(verb)
                story.the_right_one_tries_in_the_wrong_way(verb, 0)
            before = story.succeeded[verb]
            story.go_on(name, 0)
            if verb in ACTS:
                assert (story.succeeded[verb] > before) == (step == name), f"{step} on the path {path}"
            story.what_was_signed_stays_as_it_was()
            story.nothing_is_sent_without_the_right_signature()
            story.an_objection_that_was_filed_never_vanishes()
    assert not set(ACTS) - set(Here.succeeded), "these never came about, so the paths tell nothing of them"
