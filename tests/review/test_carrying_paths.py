"""Whatever the two do in whatever order, a result of a former unit is used only as both want it."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from app.audit.models import AuditEntry
from app.db import db
from app.domain.actors import Actor
from app.domain.carrying import CARRY_STEPS, CarryState, CarryVerb, carry_verbs, state_of
from app.domain.errors import DomainError
from app.domain.policy import Standing
from app.domain.rating import Rating
from app.domain.review import EvaluationState
from app.review import carrying
from app.sample.plans import acting
from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE
from tests.database import Prepared
from tests.review.moving import ABOVE, Moved

MAY = {"propose": OFFICE_HEAD, "take_back": OFFICE_HEAD, "agree": SET_MIDWIFE, "decline": SET_MIDWIFE}
PEOPLE = [SET_MIDWIFE, OFFICE_HEAD, HEAD, ABOVE, "dahlia"]
TOLD = {verb: "evaluation.carry" if verb == "propose" else f"evaluation.carry_{verb}" for verb in MAY}
RATING = st.sampled_from([None, *Rating])


class Paths(RuleBasedStateMachine):
    """A moved employee, the new assessor, and others who try what is not theirs."""

    prepared: Prepared

    @initialize()
    def begin(self) -> None:
        """The second quarter is begun."""
        self.app: Flask = self.prepared.fresh()
        self.moved = Moved(self.app)
        with self.moved.there():
            self.number = self.moved.begun()
        self.state, self.is_signed = CarryState.NONE, False

    def _attempt(self, command: Any, verb: str, key: str, *values: int) -> None:
        with self.moved.there():
            before = db.session.query(AuditEntry).count()
            try:
                command(acting(self.moved.ids[key]), self.number, *values)
            except DomainError:
                db.session.rollback()
                assert db.session.query(AuditEntry).count() == before
                return
            finally:
                db.session.rollback()
            told = db.session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
            assert told is not None
            assert told.action == TOLD[verb]
            states, after = CARRY_STEPS[CarryVerb(verb)]
        assert not self.is_signed
        assert key == MAY[verb]
        assert self.state in states
        self.state = after

    @rule(verb=st.sampled_from(sorted(MAY)), key=st.sampled_from(PEOPLE), right=st.booleans())
    def somebody_tries(self, verb: str, key: str, right: bool) -> None:
        """One of them tries one of the steps, mostly on the result that was shown."""
        values = () if verb == "take_back" else (self.moved.source if right else self.number,)
        self._attempt(getattr(carrying, verb), verb, key, *values)

    @rule(verb=st.sampled_from(sorted(MAY)))
    def who_may_does(self, verb: str) -> None:
        """The one whose step it is tries it."""
        values = () if verb == "take_back" else (self.moved.source,)
        self._attempt(getattr(carrying, verb), verb, MAY[verb], *values)

    @rule(results=RATING, behaviour=RATING)
    def the_assessor_rates(self, results: Rating | None, behaviour: Rating | None) -> None:
        """Whatever is typed, a result that is used stays."""
        if self.is_signed:
            return
        with self.moved.there():
            self.moved.rate(self.number, results=results, behaviour=behaviour, reason="Alasan.")

    @rule()
    def the_assessor_signs(self) -> None:
        """What the employee did not agree to is not signed."""
        if self.is_signed:
            return
        with self.moved.there():
            try:
                self.moved.sign(self.number)
            except DomainError:
                return
        assert self.state is not CarryState.PROPOSED
        self.is_signed = True

    @invariant()
    def the_result_is_the_former_one_exactly_while_it_is_used(self) -> None:
        """And the signature knows it."""
        if not hasattr(self, "number"):
            return
        with self.moved.there():
            row = self.moved.row(self.number)
            assert state_of(row.carried_from_id, row.carried_agreed_at) is self.state
            assert (row.state is not EvaluationState.OPEN) == self.is_signed
            if self.state is not CarryState.NONE:
                assert row.carried_from_id == self.moved.source
                assert (row.results_rating, row.behaviour_rating) == (Rating.ABOVE, Rating.AS_EXPECTED)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("examples", [12, pytest.param(100, marks=pytest.mark.slow)])
def test_whatever_the_two_do_what_was_agreed_holds(sqlite: Prepared, examples: int) -> None:
    class Here(Paths):
        prepared = sqlite

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples, stateful_step_count=20, deadline=None, database=None, derandomize=examples < 50,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


ACTORS = {"employee": 1, "assessor": 2, "superior": 3, "aide": 4, "other": 5}
WANTED = {
    ("employee", CarryState.PROPOSED): {CarryVerb.AGREE, CarryVerb.DECLINE},
    ("employee", CarryState.AGREED): {CarryVerb.DECLINE},
    ("assessor", CarryState.NONE): {CarryVerb.PROPOSE},
    ("assessor", CarryState.PROPOSED): {CarryVerb.TAKE_BACK},
    ("assessor", CarryState.AGREED): {CarryVerb.TAKE_BACK},
}


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("state", CarryState)
def test_who_may_do_what_about_an_earlier_result(who: str, state: CarryState) -> None:

    standing = Standing(1, 2, 3, (7,), frozenset({4}))
    actor = Actor(ACTORS[who], "Seseorang", 1)
    assert carry_verbs(actor, standing, state, is_draft=True) == WANTED.get((who, state), set())
    assert carry_verbs(actor, standing, state, is_draft=False) == set()
