"""Commands on the content of a plan: create, edit its sections, revise. Signing is in ``signing.py``."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.cycles.models import PerformanceYear
from app.db import Claim, Saved, atomic, command
from app.domain.actors import Actor
from app.domain.behaviour import BehaviourValue
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.domain.people import PositionKind
from app.domain.planning import OVER, PLAN_STEPS, AnnexBlock, Aspect, PlanForm, PlanState, PlanVerb, ResultKind
from app.domain.policy import Standing, may_read_plan, may_write_expectations, plan_verbs
from app.domain.transitions import next_state
from app.people import queries as people
from app.people.models import Person
from app.planning import taking
from app.planning.models import AnnexItem, BehaviourExpectation, Indicator, Plan, PlanSection, WorkResult
from app.planning.taking import Offer, new_key

SECTIONS = ("behaviour", "annex")
MAX_INDICATORS = 12


@dataclass(frozen=True)
class IndicatorInput:
    """One indicator as typed; an empty ``key`` is a new one."""

    key: str
    aspects: tuple[Aspect, ...]
    text: str
    target: str


@dataclass(frozen=True)
class ResultInput:
    """One work result as typed."""

    kind: ResultKind
    text: str
    leader_result_id: int | None
    leader_text: str
    indicators: tuple[IndicatorInput, ...]


def locked_plan(session: Session, actor: Actor, plan_id: int) -> tuple[Plan, Standing]:
    """The plan, locked, if the actor may see it; with the employee's standing today.

    Raises:
        NotFoundError: there is no such plan for this actor.
    """
    plan = session.get(Plan, plan_id, with_for_update=True)
    if plan is None:
        raise NotFoundError("Rencana tidak ditemukan.")
    standing = people.standing(plan.employee_id, people.today())
    if not may_read_plan(actor, standing, plan.state):
        raise NotFoundError("Rencana tidak ditemukan.")
    return plan, standing


def permit(actor: Actor, plan: Plan, standing: Standing, verb: PlanVerb) -> None:
    """Let the actor do ``verb``, or explain why not.

    Raises:
        DeniedError: not in this state, or not this actor's to do.
    """
    next_state(PLAN_STEPS, plan.state, verb)
    if verb not in plan_verbs(actor, standing, plan.state, plan.form):
        raise DeniedError("Langkah ini dilakukan oleh orang lain, bukan oleh akun Anda.")


@command
def create_plan(actor: Actor, year_id: int) -> int:
    """Begin a draft for the actor's own year; gives back the one there is when it was already begun.

    Raises:
        InvalidError: the actor's position plans on a form that cannot be written here yet.
    """
    with atomic() as session:
        session.get_one(Person, actor.person_id, with_for_update=True)  # two clicks must not make two plans
        existing = session.scalars(
            select(Plan.id).where(Plan.employee_id == actor.person_id, Plan.year_id == year_id, Plan.state.not_in(OVER))
        ).first()
        if existing is not None:
            return existing
        year = session.get_one(PerformanceYear, year_id)
        me = people.person(actor.person_id, people.today())
        if me.position_kind is PositionKind.POLITICAL:
            raise InvalidError(Problem("", "Jabatan Anda tidak memakai SKP: SKP disusun oleh pegawai ASN."))
        if me.plans_as_leader:
            raise InvalidError(
                Problem("", "Jabatan Anda memakai formulir A.1.1/A.1.2, yang belum dapat diisi di sini.")
            )
        plan = Plan(
            employee_id=actor.person_id,
            assessor_id=people.standing(actor.person_id, people.today()).assessor_id,
            year_id=year_id,
            form=PlanForm.A17,
            period_start=year.starts_on,
            period_end=year.ends_on,
            state_since=clock.now(),
            sections=[PlanSection(name=name) for name in SECTIONS],
        )
        session.add(plan)
        session.flush()
        plan.root_id = plan.id
        record(session, actor, "plan.create", ("plan", plan.id), unit_id=me.unit_id)
        return plan.id


@command
def add_result(actor: Actor, plan_id: int, kind: ResultKind) -> int:
    """Add an empty result with one empty indicator; returns its id."""
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        permit(actor, plan, standing, PlanVerb.EDIT)
        return taking.add(session, plan, Offer("", kind)).id


def remove_result(actor: Actor, plan_id: int, result_id: int) -> None:
    """Take a result out of a draft; it can be brought back until the plan is submitted."""
    _mark_removed(actor, plan_id, result_id, clock.now())


def restore_result(actor: Actor, plan_id: int, result_id: int) -> None:
    """Bring a removed result back into the draft."""
    _mark_removed(actor, plan_id, result_id, None)


@command
def _mark_removed(actor: Actor, plan_id: int, result_id: int, moment: datetime | None) -> None:
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        permit(actor, plan, standing, PlanVerb.EDIT)
        row = next((row for row in plan.results if row.id == result_id), None)
        if row is None:
            raise NotFoundError("Hasil kerja tidak ditemukan.")
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
            result.kind, result.text = typed.kind, typed.text
            result.leader_result_id, result.leader_text = typed.leader_result_id, typed.leader_text
            _write_indicators(result, typed.indicators[:MAX_INDICATORS])
        return Saved(result.version, clock.now())


def _write_indicators(result: WorkResult, typed: tuple[IndicatorInput, ...]) -> None:
    known = {row.key: row for row in result.indicators}
    kept = []
    for position, value in enumerate(typed, 1):
        row = known.get(value.key) or Indicator(key=new_key())
        row.position, row.text, row.target = position, value.text, value.target
        row.aspects = ",".join(value.aspects)
        kept.append(row)
    result.indicators = kept


@command
def save_expectations(actor: Actor, plan_id: int, claim: Claim, typed: dict[BehaviourValue, str]) -> Saved:
    """Save the leader's special expectations; employee and assessor both may while the plan is open."""
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        if not may_write_expectations(actor, standing, plan.state, plan.form):
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


@command
def revise(actor: Actor, plan_id: int) -> int:
    """Begin a new edition of a set plan (Ps.14(2), Ps.20(3)); gives back the one already begun.

    The set edition stays in force until the new one is set.
    """
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        permit(actor, plan, standing, PlanVerb.REVISE)
        newer = session.scalars(
            select(Plan.id).where(Plan.root_id == plan.root_id, Plan.edition > plan.edition)
        ).first()
        if newer is not None:
            return newer
        edition = _copy(plan)
        edition.assessor_id = standing.assessor_id
        session.add(edition)
        session.flush()
        record(session, actor, "plan.revise", ("plan", edition.id), unit_id=standing.unit_id, edition=edition.edition)
        return edition.id


def _copy(plan: Plan) -> Plan:
    return Plan(
        root_id=plan.root_id,
        edition=plan.edition + 1,
        employee_id=plan.employee_id,
        year_id=plan.year_id,
        form=plan.form,
        period_start=plan.period_start,
        period_end=plan.period_end,
        state=PlanState.DRAFT,
        state_since=clock.now(),
        sections=[PlanSection(name=name) for name in SECTIONS],
        results=[_copy_result(row) for row in plan.results],
        expectations=[BehaviourExpectation(value=row.value, text=row.text) for row in plan.expectations],
        annex=[AnnexItem(block=row.block, position=row.position, text=row.text) for row in plan.annex],
    )


def _copy_result(row: WorkResult) -> WorkResult:
    return WorkResult(
        key=row.key,
        position=row.position,
        kind=row.kind,
        text=row.text,
        leader_result_id=row.leader_result_id,
        leader_text=row.leader_text,
        indicators=[
            Indicator(key=i.key, position=i.position, aspects=i.aspects, text=i.text, target=i.target)
            for i in row.indicators
        ],
    )
