"""What can be done to a plan, to an evaluation and to an objection, from every state; what is not listed is refused."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from app.domain.errors import DeniedError
from app.domain.objections import OBJECTION_STEPS, ObjectionState, ObjectionVerb
from app.domain.planning import PLAN_STEPS, PlanState, PlanVerb
from app.domain.review import EVALUATION_STEPS, EvaluationState, EvaluationVerb, possible_verbs
from app.domain.transitions import next_state, possible

PLAN = {
    ("draft", "edit"): "draft",
    ("returned", "edit"): "draft",
    ("draft", "submit"): "submitted",
    ("returned", "submit"): "submitted",
    ("submitted", "withdraw"): "draft",
    ("submitted", "return"): "returned",
    ("submitted", "set"): "set",
    ("draft", "classify"): "draft",
    ("returned", "classify"): "draft",
    ("submitted", "reclassify"): "returned",  # to be signed again
    ("set", "end"): "ended",
    ("set", "revise"): "set",  # the edition stays in force until its revision is set
    ("set", "supersede"): "superseded",
    ("draft", "close"): "closed",
    ("returned", "close"): "closed",
    ("submitted", "close"): "closed",
    ("set", "close"): "closed",
}
EVALUATION = {
    ("open", "rate"): "open",
    ("open", "declare"): "open",
    ("open", "look"): "open",
    ("open", "take_over"): "open",
    ("open", "sign"): "signed",
    ("signed", "receive"): "received",
    ("signed", "hand_over"): "received",
    ("received", "countersign"): "countersigned",
    ("changed", "countersign"): "countersigned",
    ("refused", "countersign"): "countersigned",  # who was said to refuse may sign all the same
    ("received", "record_refusal"): "refused",
    ("changed", "record_refusal"): "refused",
    ("received", "change"): "changed",
    ("countersigned", "change"): "changed",
    ("refused", "change"): "changed",
}
ACTS = {
    ("changed", "cosign"),
    ("countersigned", "cosign"),
    ("refused", "cosign"),
    ("countersigned", "report"),
    ("refused", "report"),
    *((state.value, "extend") for state in EvaluationState),
}
OBJECTION = {
    ("draft", "write"): "draft",
    ("draft", "file"): "filed",
    ("filed", "withdraw"): "withdrawn",
    ("explained", "withdraw"): "withdrawn",
    ("heard", "withdraw"): "withdrawn",
    ("withdrawn", "reopen"): "draft",  # while the time to object runs
    ("filed", "explain"): "explained",
    ("filed", "hear"): "heard",  # an assessor who stays silent holds up nothing
    ("explained", "hear"): "heard",
    ("heard", "uphold"): "upheld",
    ("heard", "change"): "changed",
}
PLAN_PAIRS = [(state, verb) for state in PlanState for verb in PlanVerb]
EVALUATION_PAIRS = [(state, verb) for state in EvaluationState for verb in EvaluationVerb]
OBJECTION_PAIRS = [(state, verb) for state in ObjectionState for verb in ObjectionVerb]


def _outcome(table: Mapping[StrEnum, tuple[frozenset[StrEnum], StrEnum]], state: StrEnum, verb: StrEnum) -> str | None:
    if verb not in table:
        return None
    try:
        return next_state(table, state, verb).value
    except DeniedError as error:
        assert "Buka lagi" in str(error)  # noqa: PT017 - the refusal says what to do
        return None


@pytest.mark.parametrize(("state", "verb"), PLAN_PAIRS)
def test_every_verb_from_every_state_of_a_plan(state: PlanState, verb: PlanVerb) -> None:
    expected = PLAN.get((state.value, verb.value))
    assert _outcome(PLAN_STEPS, state, verb) == expected  # type: ignore[arg-type]
    assert (verb in possible(PLAN_STEPS, state)) is (expected is not None)


@pytest.mark.parametrize(("state", "verb"), EVALUATION_PAIRS)
def test_every_verb_from_every_state_of_an_evaluation(state: EvaluationState, verb: EvaluationVerb) -> None:
    expected = EVALUATION.get((state.value, verb.value))
    assert _outcome(EVALUATION_STEPS, state, verb) == expected  # type: ignore[arg-type]
    in_place = (state.value, verb.value) in ACTS
    assert (verb in possible_verbs(state)) is (expected is not None or in_place)


@pytest.mark.parametrize(("state", "verb"), OBJECTION_PAIRS)
def test_every_verb_from_every_state_of_an_objection(state: ObjectionState, verb: ObjectionVerb) -> None:
    expected = OBJECTION.get((state.value, verb.value))
    assert _outcome(OBJECTION_STEPS, state, verb) == expected  # type: ignore[arg-type]
    assert (verb in possible(OBJECTION_STEPS, state)) is (expected is not None)


def test_nothing_leads_out_of_the_last_states() -> None:
    assert not possible(PLAN_STEPS, PlanState.SUPERSEDED)
    assert not possible(PLAN_STEPS, PlanState.CLOSED)
    assert possible(EVALUATION_STEPS, EvaluationState.COUNTERSIGNED) == {EvaluationVerb.CHANGE}, "only an objection"
    for ended in (ObjectionState.UPHELD, ObjectionState.CHANGED):
        assert not possible(OBJECTION_STEPS, ended)


@pytest.mark.parametrize("state", [*PlanState, *EvaluationState, *ObjectionState])
def test_every_state_has_indonesian_words(state: PlanState | EvaluationState | ObjectionState) -> None:
    assert state.label
    assert "_" not in state.label
