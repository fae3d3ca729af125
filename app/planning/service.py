"""Commands on the content of a draft: begin, edit its sections. Signing and editions have files of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.db import Claim, Saved, atomic, command
from app.domain.actors import Actor
from app.domain.behaviour import BehaviourValue
from app.domain.cascading import CascadeMethod
from app.domain.completeness import kind_of
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.domain.planning import (
    PLAN_STEPS,
    AnnexBlock,
    Aspect,
    Perspective,
    PlanVerb,
    ResultKind,
    ResultOrigin,
    joined,
)
from app.domain.policy import Standing, may_read_plan, may_write_expectations, plan_verbs
from app.domain.special import SpecialKind
from app.domain.transitions import next_state
from app.people import queries as people
from app.planning import taking
from app.planning.models import AnnexItem, BehaviourExpectation, Indicator, Plan, PlanSection, WorkResult
from app.planning.queries import assigner
from app.planning.taking import MAX_INDICATORS, Offer, new_key, plain

SECTIONS = ("behaviour", "annex")


@dataclass(frozen=True)
class IndicatorInput:
    """One indicator as typed; an empty ``key`` is a new one, no ``aspects`` are those stored: the form has none."""

    key: str
    aspects: tuple[Aspect, ...] | None
    text: str
    target: str
    perspective: Perspective | None = None


@dataclass(frozen=True)
class ResultInput:
    """One work result as typed."""

    kind: ResultKind
    text: str
    leader_result_id: int | None
    leader_text: str
    indicators: tuple[IndicatorInput, ...]
    leader_indicator_key: str | None = None
    assigned_by: str = ""
    origin: ResultOrigin | None = None
    duty: SpecialKind | None = None
    method: CascadeMethod | None = None


def locked_plan(session: Session, actor: Actor, plan_id: int) -> tuple[Plan, Standing]:
    """The plan, locked, if the actor may see it; with the employee's standing today.

    Raises:
        NotFoundError: there is no such plan for this actor.
    """
    plan = session.get(Plan, plan_id, with_for_update=True)
    if plan is None:
        raise NotFoundError("Rencana tidak ditemukan.")
    standing = people.standing(plan.employee_id, people.today())
    if not may_read_plan(actor, standing, plan.state, to_superior=plan.to_superior):
        raise NotFoundError("Rencana tidak ditemukan.")
    return plan, standing


def permit(actor: Actor, plan: Plan, standing: Standing, verb: PlanVerb) -> None:
    """Let the actor do ``verb``, or explain why not.

    Raises:
        DeniedError: not in this state, or not this actor's to do.
    """
    next_state(PLAN_STEPS, plan.state, verb)
    if verb not in plan_verbs(actor, standing, plan.state, to_superior=plan.to_superior):
        raise DeniedError("Langkah ini dilakukan oleh orang lain, bukan oleh akun Anda.")


@command
def change_approach(actor: Actor, plan_id: int, *, quantitative: bool) -> None:
    """Write the draft in this approach (II.A.7.a.2, p.50); no word is lost, and a second click changes nothing.

    To qualitative, each target joins its indicator, as one narrative (p.50); to quantitative, targets are written anew.
    """
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        permit(actor, plan, standing, PlanVerb.EDIT)
        if (joins := plan.form.is_quantitative) is quantitative:
            return
        plan.form = plan.form.other_approach
        for result in plan.results:
            result.outdate()  # a page still open on the other form must not save over it
            for row in result.indicators if joins else ():
                row.text, row.target = joined(row.text, row.target), ""
        record(session, actor, "plan.change_approach", ("plan", plan.id), unit_id=standing.unit_id, form=plan.form)


@command
def add_result(actor: Actor, plan_id: int, kind: ResultKind) -> int:
    """Add an empty result with one empty indicator; returns its id."""
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        permit(actor, plan, standing, PlanVerb.EDIT)
        return taking.add(
            session, plan, Offer("", kind, assigned_by=assigner(standing, to_superior=plan.to_superior))
        ).id


@command
def take(actor: Actor, plan_id: int, offers: Sequence[Offer]) -> None:
    """Put results that were worded elsewhere into a draft; what the draft already has is left out.

    Raises:
        InvalidError: nothing was chosen, or the plan is full.
    """
    if not offers:
        raise InvalidError(Problem("", "Belum ada yang dipilih. Centang paling sedikit satu hasil kerja."))
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        permit(actor, plan, standing, PlanVerb.EDIT)
        there = {plain(row.text): row for row in plan.results if row.removed_at is None}
        giver = assigner(standing, to_superior=plan.to_superior)
        for offer in offers:
            if plain(offer.text) not in there:
                taking.add(session, plan, replace(offer, assigned_by=offer.assigned_by or giver))
            elif offer.agreement_item_id is not None:
                taking.complete(there[plain(offer.text)], offer)
        record(session, actor, "plan.take", ("plan", plan.id), unit_id=standing.unit_id, taken=len(offers))


def remove_result(actor: Actor, plan_id: int, result_id: int) -> None:
    """Take a result out of a draft; it can be brought back until the plan is submitted."""
    _mark_removed(actor, plan_id, result_id, clock.now())


def restore_result(actor: Actor, plan_id: int, result_id: int) -> None:
    """Bring a removed result back into the draft; InvalidError when it is full."""
    _mark_removed(actor, plan_id, result_id, None)


@command
def _mark_removed(actor: Actor, plan_id: int, result_id: int, moment: datetime | None) -> None:
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        permit(actor, plan, standing, PlanVerb.EDIT)
        row = next((row for row in plan.results if row.id == result_id), None)
        if row is None:
            raise NotFoundError("Hasil kerja tidak ditemukan.")
        if moment is None and row.removed_at is not None:
            taking.check_room(plan)
        row.removed_at = moment
        action = "plan.remove_result" if moment else "plan.restore_result"
        record(session, actor, action, ("plan", plan.id), unit_id=standing.unit_id, key=row.key)


@command
def save_result(actor: Actor, plan_id: int, result_id: int, claim: Claim, typed: ResultInput) -> Saved:
    """Save one result of a draft with its indicators.

    Raises:
        StaleError: somebody else saved this result since the version in ``claim``.
    """
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        permit(actor, plan, standing, PlanVerb.EDIT)
        result = next((row for row in plan.results if row.id == result_id and row.removed_at is None), None)
        if result is None:
            raise NotFoundError("Hasil kerja tidak ditemukan.")
        if result.claim(*claim):
            result.kind, result.text = kind_of(typed.kind, typed.duty), typed.text
            result.leader_result_id, result.leader_text = typed.leader_result_id, typed.leader_text
            result.leader_indicator_key, result.assigned_by = typed.leader_indicator_key, typed.assigned_by
            result.origin, result.duty, result.method = typed.origin, typed.duty, typed.method
            _write_indicators(result, typed.indicators[:MAX_INDICATORS])
        return Saved(result.version, clock.now())


def _write_indicators(result: WorkResult, typed: tuple[IndicatorInput, ...]) -> None:
    known = {row.key: row for row in result.indicators}
    kept = []
    for position, value in enumerate(typed, 1):
        row = known.get(value.key) or Indicator(key=new_key())
        row.position, row.text, row.target = position, value.text, value.target
        row.perspective = value.perspective
        row.aspects = row.aspects or "" if value.aspects is None else ",".join(value.aspects)
        kept.append(row)
    result.indicators = kept


@command
def save_expectations(actor: Actor, plan_id: int, claim: Claim, typed: dict[BehaviourValue, str]) -> Saved:
    """Save the leader's special expectations; employee and assessor both may while the plan is open."""
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        if not may_write_expectations(actor, standing, plan.state, to_superior=plan.to_superior):
            raise DeniedError("Ekspektasi khusus tidak dapat diubah lagi pada rencana ini.")
        section = _section(plan, "behaviour")
        if section.claim(*claim):
            plan.expectations[:] = [row for row in plan.expectations if typed.get(row.value, "").strip()]
            known = {row.value: row for row in plan.expectations}
            for value, text in typed.items():
                if text.strip() and value in known:
                    known[value].text = text
                elif text.strip():
                    plan.expectations.append(BehaviourExpectation(value=value, text=text))
        return Saved(section.version, clock.now())


@command
def save_annex(actor: Actor, plan_id: int, claim: Claim, typed: dict[AnnexBlock, tuple[str, ...]]) -> Saved:
    """Save the three blocks of annex A.1.8."""
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        permit(actor, plan, standing, PlanVerb.EDIT)
        section = _section(plan, "annex")
        if section.claim(*claim):
            plan.annex = [
                AnnexItem(block=block, position=position, text=text)
                for block, texts in typed.items()
                for position, text in enumerate(texts, 1)
            ]
        return Saved(section.version, clock.now())


def _section(plan: Plan, name: str) -> PlanSection:
    return next(row for row in plan.sections if row.name == name)
