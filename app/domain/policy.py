"""Who may do what to whose plan and evaluation, as pure functions of the actor and the employee's standing."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.actors import Actor, Role
from app.domain.objections import OBJECTION_STEPS, ObjectionState, ObjectionVerb
from app.domain.planning import OVER, PLAN_STEPS, PlanState, PlanVerb
from app.domain.review import EvaluationState, EvaluationVerb, Way, possible_verbs
from app.domain.transitions import possible


@dataclass(frozen=True)
class Standing:
    """Where an employee stands today: own assessor, the assessor's own assessor, units from the root down.

    ``aides`` prepare for an assessor who is an official without NIP; for every other assessor there are none.
    ``signatories`` signed a document of this employee, in whatever post they are today.
    """

    employee_id: int
    assessor_id: int | None
    superior_id: int | None
    units: tuple[int, ...]
    aides: frozenset[int] = frozenset()
    signatories: frozenset[int] = frozenset()

    @property
    def unit_id(self) -> int | None:
        """The unit the employee works in."""
        return self.units[-1] if self.units else None


class Relation(StrEnum):
    """How an actor stands to an employee; several may hold at once."""

    SELF = "self"
    ASSESSOR = "assessor"
    SUPERIOR = "superior"
    SIGNATORY = "signatory"
    AIDE = "aide"
    OFFICER = "officer"
    AUDITOR = "auditor"


def relations(actor: Actor, standing: Standing) -> frozenset[Relation]:
    """All relations of ``actor`` to the employee. Administrators have none: they never see contents."""
    held = {
        Relation.SELF: actor.person_id == standing.employee_id,
        Relation.ASSESSOR: actor.person_id == standing.assessor_id,
        Relation.SUPERIOR: actor.person_id == standing.superior_id,
        Relation.SIGNATORY: actor.person_id in standing.signatories,
        Relation.AIDE: actor.person_id in standing.aides and actor.person_id != standing.employee_id,
        Relation.OFFICER: Role.AGENCY_OFFICER in actor.roles or bool(actor.officer_units & set(standing.units)),
        Relation.AUDITOR: Role.AUDITOR in actor.roles,
    }
    return frozenset(relation for relation, holds in held.items() if holds)


_PROGRESS_READERS = frozenset({Relation.SELF, Relation.ASSESSOR, Relation.SUPERIOR, Relation.AIDE, Relation.AUDITOR})
_EVALUATION_READERS = _PROGRESS_READERS | {Relation.SIGNATORY}
_PLAN_READERS = _PROGRESS_READERS | {Relation.OFFICER}
_DRAFT_READERS = frozenset({Relation.SELF, Relation.ASSESSOR})
_RATERS = frozenset({Relation.ASSESSOR, Relation.AIDE})
"""Whoever writes ratings and feedback; an aide prepares them and never signs."""

_OWN_VERBS = frozenset({PlanVerb.EDIT, PlanVerb.SUBMIT, PlanVerb.WITHDRAW, PlanVerb.REVISE})
_RECEIVERS_VERBS = frozenset({PlanVerb.RETURN, PlanVerb.SET, PlanVerb.CLASSIFY, PlanVerb.RECLASSIFY})
"""What the one does to whom the plan is handed: the assessor, or the superior when the assessor let January pass."""

_EVALUATION_DOERS = {
    EvaluationVerb.RATE: _RATERS,
    EvaluationVerb.DECLARE: frozenset({Relation.ASSESSOR}),
    EvaluationVerb.LOOK: frozenset({Relation.SUPERIOR}),
    EvaluationVerb.TAKE_OVER: frozenset({Relation.SUPERIOR}),
    EvaluationVerb.SIGN: frozenset({Relation.ASSESSOR}),
    EvaluationVerb.RECEIVE: frozenset({Relation.SELF}),
    EvaluationVerb.HAND_OVER: frozenset({Relation.ASSESSOR}),
    EvaluationVerb.COUNTERSIGN: frozenset({Relation.SELF}),
    EvaluationVerb.RECORD_REFUSAL: frozenset({Relation.ASSESSOR}),
    EvaluationVerb.CHANGE: frozenset({Relation.SUPERIOR}),
    EvaluationVerb.COSIGN: frozenset({Relation.SIGNATORY}),
    EvaluationVerb.EXTEND: frozenset({Relation.SUPERIOR}),
    EvaluationVerb.REPORT: frozenset({Relation.ASSESSOR}),
}
_ABOVE = frozenset({Relation.SUPERIOR})
_NOT_FOR_ABOVE = frozenset({EvaluationVerb.DECLARE, EvaluationVerb.LOOK, EvaluationVerb.TAKE_OVER})


def doers(verb: EvaluationVerb, way: Way) -> frozenset[Relation]:
    """Who does ``verb``. Once the superior stands in for the assessor, the assessor's part is the superior's.

    What the assessor wrote and did not sign is signed above as it stands: nobody rates it any more (V.A.8, p.115-116).
    """
    usual = _EVALUATION_DOERS[verb]
    if way is Way.REGULAR:
        return usual
    if verb in _NOT_FOR_ABOVE or (verb is EvaluationVerb.RATE and way is Way.SIGNED_ABOVE):
        return frozenset()
    return _ABOVE if Relation.ASSESSOR in usual else usual


def receiver(*, to_superior: bool) -> Relation:
    """Who agrees the plan: the assessor, or after January the assessor's superior (II.C.5, p.65)."""
    return Relation.SUPERIOR if to_superior else Relation.ASSESSOR


def may_read_plan(actor: Actor, standing: Standing, state: PlanState, *, to_superior: bool = False) -> bool:
    """A draft belongs to employee and assessor; what was submitted is seen by all who answer for it.

    A closed plan is mostly one that was never submitted, so it stays with those two as well. The superior reads the
    draft that is handed to the superior.
    """
    private = {PlanState.DRAFT, PlanState.RETURNED, PlanState.CLOSED}
    readers = _DRAFT_READERS | {receiver(to_superior=to_superior)} if state in private else _PLAN_READERS
    return bool(relations(actor, standing) & readers)


def plan_verbs(actor: Actor, standing: Standing, state: PlanState, *, to_superior: bool = False) -> frozenset[PlanVerb]:
    """What ``actor`` may do to the plan now."""
    held = relations(actor, standing)
    own = _OWN_VERBS if Relation.SELF in held else frozenset()
    received = _RECEIVERS_VERBS if receiver(to_superior=to_superior) in held else frozenset()
    return possible(PLAN_STEPS, state) & (own | received)


def may_write_expectations(actor: Actor, standing: Standing, state: PlanState, *, to_superior: bool = False) -> bool:
    """Special expectations are the leader's: employee and assessor both write them while the plan is open (p.58-59)."""
    writers = relations(actor, standing) & {Relation.SELF, receiver(to_superior=to_superior)}
    return state in {PlanState.DRAFT, PlanState.RETURNED} and bool(writers)


def may_talk(actor: Actor, standing: Standing, state: PlanState, *, to_superior: bool = False) -> bool:
    """The dialogue goes on all year between employee and whoever agrees the plan, until it is over (Ps.14(2))."""
    talkers = relations(actor, standing) & {Relation.SELF, Relation.ASSESSOR, receiver(to_superior=to_superior)}
    return state not in OVER and bool(talkers)


def may_read_evaluation(actor: Actor, standing: Standing, state: EvaluationState, *, to_superior: bool = False) -> bool:
    """A draft is read by the assessor and the aide; what was signed by all concerned, and by the auditor.

    ``to_superior``: the superior has to read the draft, because of a close relation or because the window has passed.
    """
    drafters = _RATERS | _ABOVE if to_superior else _RATERS
    readers = drafters if state is EvaluationState.OPEN else _EVALUATION_READERS
    return bool(relations(actor, standing) & readers)


def evaluation_verbs(
    actor: Actor, standing: Standing, state: EvaluationState, way: Way = Way.REGULAR
) -> frozenset[EvaluationVerb]:
    """What ``actor`` may do to the evaluation now."""
    held = relations(actor, standing)
    return frozenset(verb for verb in possible_verbs(state) if doers(verb, way) & held)


_OBJECTION_DOERS = {
    ObjectionVerb.WRITE: Relation.SELF,
    ObjectionVerb.FILE: Relation.SELF,
    ObjectionVerb.WITHDRAW: Relation.SELF,
    ObjectionVerb.REOPEN: Relation.SELF,
    ObjectionVerb.EXPLAIN: Relation.ASSESSOR,
    ObjectionVerb.HEAR: Relation.SUPERIOR,
    ObjectionVerb.UPHOLD: Relation.SUPERIOR,
    ObjectionVerb.CHANGE: Relation.SUPERIOR,
}
_OBJECTION_READERS = frozenset(
    {Relation.SELF, Relation.ASSESSOR, Relation.SUPERIOR, Relation.SIGNATORY, Relation.AUDITOR}
)


def objection_verbs(actor: Actor, standing: Standing, state: ObjectionState) -> frozenset[ObjectionVerb]:
    """What ``actor`` may do to an objection now (V.B.1-5, p.117).

    Whoever signed explains, also after going to another post, and no successor for them; the superior decides and
    never explains as assessor.
    """
    held = relations(actor, standing) - {Relation.ASSESSOR}
    if Relation.SIGNATORY in held and Relation.SUPERIOR not in held:
        held |= {Relation.ASSESSOR}
    return frozenset(verb for verb in possible(OBJECTION_STEPS, state) if _OBJECTION_DOERS[verb] in held)


def may_read_objection(actor: Actor, standing: Standing, state: ObjectionState) -> bool:
    """A draft is the employee's alone; what was filed is read by all who answer for it, never by aides or officers."""
    readers = frozenset({Relation.SELF}) if state is ObjectionState.DRAFT else _OBJECTION_READERS
    return bool(relations(actor, standing) & readers)


def may_read_progress(actor: Actor, standing: Standing) -> bool:
    """Realisation and feedback: the employee, the assessor, the assessor's superior, the auditor."""
    return bool(relations(actor, standing) & _PROGRESS_READERS)


def may_write_realisation(actor: Actor, standing: Standing) -> bool:
    """Only the employee documents the own realisation (III.A, p.67-68)."""
    return Relation.SELF in relations(actor, standing)


def may_write_feedback(actor: Actor, standing: Standing) -> bool:
    """The assessor's feedback (Ps.19(2)), or an aide's for the assessor; others give 360-degree feedback."""
    return bool(relations(actor, standing) & _RATERS)


def may_set_achievement(actor: Actor, *, head_id: int | None, above: frozenset[int], units: frozenset[int]) -> bool:
    """Who records a unit's achievement: the head one level above, or the personnel officer on the document (IV.B.1).

    ``head_id`` leads the unit, ``above`` assesses that head, ``units`` is the unit with all above it.
    """
    officer = Role.AGENCY_OFFICER in actor.roles or bool(actor.officer_units & units)
    return (actor.person_id in above or officer) and actor.person_id != head_id


def may_read_report(actor: Actor, standing: Standing) -> bool:
    """A 360-degree report is for the employee, the assessor, and who prepares ratings for the assessor (Ps.17-19)."""
    return bool(relations(actor, standing) & (_RATERS | {Relation.SELF}))


def may_read_unit_report(actor: Actor, lineage: tuple[int, ...], led: frozenset[int]) -> bool:
    """Figures of a unit: whoever leads it or one above (``led``), its officers, the agency's head and officers."""
    wide = bool(actor.roles & {Role.AGENCY_OFFICER, Role.HEAD_OF_AGENCY})
    return wide or bool((actor.officer_units | led) & set(lineage))


def may_record_paper(actor: Actor, standing: Standing) -> bool:
    """Who records that the employee signed an evaluation on paper: officers, or the assessor; never for oneself."""
    held = relations(actor, standing)
    return bool(held & {Relation.OFFICER, Relation.ASSESSOR, Relation.SIGNATORY}) and Relation.SELF not in held


def may_print_to_sign(actor: Actor, standing: Standing, state: EvaluationState, way: Way) -> bool:
    """Who has an evaluation printed to be signed on paper: whoever signs it, or an aide who prepared it for them."""
    printers = doers(EvaluationVerb.SIGN, way) | (frozenset({Relation.AIDE}) if way is Way.REGULAR else frozenset())
    return state is EvaluationState.OPEN and bool(relations(actor, standing) & printers)


def may_record_first(actor: Actor, standing: Standing, way: Way) -> bool:
    """Who records that the first signature was put on paper: officers, or whoever put it; never the employee."""
    held = relations(actor, standing)
    return bool(held & (doers(EvaluationVerb.SIGN, way) | {Relation.OFFICER})) and Relation.SELF not in held


def may_decide_withholding(actor: Actor, standing: Standing) -> bool:
    """An agency officer who neither is the employee nor rates the employee."""
    return Role.AGENCY_OFFICER in actor.roles and not relations(actor, standing) & (_RATERS | {Relation.SELF})
