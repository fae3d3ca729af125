"""Writing plans that were put together elsewhere: a whole draft anew, or plans that were set outside.

Every function works inside its caller's transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.domain.actors import Actor
from app.domain.behaviour import BehaviourValue
from app.domain.errors import InvalidError, Problem, StaleError
from app.domain.filling import IndicatorText, PlanText, ResultText, plain
from app.domain.planning import OVER, AnnexBlock, PlanForm, PlanOrigin, PlanState, PlanVerb
from app.domain.policy import Standing
from app.people.models import Person
from app.planning.models import AnnexItem, BehaviourExpectation, Indicator, Plan, PlanSection, WorkResult
from app.planning.service import SECTIONS, locked_plan, permit
from app.planning.taking import MAX_INDICATORS, MAX_RESULTS, new_key


def opened(session: Session, actor: Actor, plan_id: int) -> tuple[Plan, Standing]:
    """The plan, locked, if the actor may write in it now.

    Raises:
        NotFoundError: there is no such plan for this actor.
        DeniedError: it is no draft, or not the actor's own.
    """
    plan, standing = locked_plan(session, actor, plan_id)
    permit(actor, plan, standing, PlanVerb.EDIT)
    return plan, standing


def write(
    session: Session,
    actor: Actor,
    opened_plan: tuple[Plan, Standing],
    texts: tuple[PlanText, PlanText],
    links: Mapping[str, int],
) -> None:
    """Make the stored text of an opened plan the wanted one; ``texts`` are both.

    A result without key is new; one that is not wanted any more can be brought back until the plan is submitted.
    ``links`` are the leaders' results that may be chosen, by their words as :func:`plain` gives them.

    Raises:
        InvalidError: there would be more results or indicators than a plan holds.
    """
    plan, standing = opened_plan
    stored, wanted = texts
    _check_room(wanted)
    rows = {row.key: row for row in plan.results if row.removed_at is None}
    before = {result.key: result for result in stored.results}
    kept = {result.key for result in wanted.results if result.key}
    for position, result in enumerate(wanted.results, 1):
        row = rows.get(result.key) or _new_row(plan, result)
        row.position = position
        if before.get(result.key) != result:
            _write_result(row, before.get(result.key), result, links)
    gone = [row for key, row in rows.items() if key not in kept]
    for row in gone:
        row.removed_at = clock.now()
    _write_expectations(plan, stored, wanted)
    _write_annex(plan, stored, wanted)
    session.flush()
    record(
        session,
        actor,
        "plan.replace",
        ("plan", plan.id),
        unit_id=standing.unit_id,
        added=len(wanted.results) - len(kept),
        removed=len(gone),
    )


def _check_room(wanted: PlanText) -> None:
    if len(wanted.results) > MAX_RESULTS:
        raise InvalidError(Problem("", f"Satu rencana memuat paling banyak {MAX_RESULTS} hasil kerja."))
    if any(len(result.indicators) > MAX_INDICATORS for result in wanted.results):
        raise InvalidError(Problem("", f"Satu hasil kerja memuat paling banyak {MAX_INDICATORS} indikator."))


def _new_row(plan: Plan, result: ResultText) -> WorkResult:
    row = WorkResult(key=new_key(), kind=result.kind)
    plan.results.append(row)
    return row


def _write_result(row: WorkResult, before: ResultText | None, wanted: ResultText, links: Mapping[str, int]) -> None:
    if before is not None:
        row.claim(row.version)
    row.kind, row.text, row.assigned_by = wanted.kind, wanted.text, wanted.assigned_by[:200]
    if before is None or before.leader != wanted.leader:
        row.leader_result_id = links.get(plain(wanted.leader)) if wanted.leader else None
        row.leader_text = "" if row.leader_result_id else wanted.leader
        row.leader_indicator_key = None
    known = {indicator.key: indicator for indicator in row.indicators}
    row.indicators = [
        _indicator(known.get(indicator.key), position, indicator)
        for position, indicator in enumerate(wanted.indicators, 1)
    ]


def _indicator(row: Indicator | None, position: int, wanted: IndicatorText) -> Indicator:
    row = row or Indicator(key=new_key())
    row.position, row.text, row.target = position, wanted.text, wanted.target
    row.aspects, row.perspective = ",".join(wanted.aspects), wanted.perspective
    return row


def _write_expectations(plan: Plan, stored: PlanText, wanted: PlanText) -> None:
    if dict(stored.expectations) == dict(wanted.expectations):
        return
    _claim_section(plan, "behaviour")
    known = {row.value: row for row in plan.expectations}
    plan.expectations[:] = [row for row in plan.expectations if wanted.expectations.get(row.value)]
    for value, text in wanted.expectations.items():
        if value in known:
            known[value].text = text
        else:
            plan.expectations.append(BehaviourExpectation(value=value, text=text))


def _write_annex(plan: Plan, stored: PlanText, wanted: PlanText) -> None:
    if dict(stored.annex) == dict(wanted.annex):
        return
    _claim_section(plan, "annex")
    plan.annex = [
        AnnexItem(block=block, position=position, text=line.text)
        for block, lines in wanted.annex.items()
        for position, line in enumerate(lines, 1)
    ]


def _claim_section(plan: Plan, name: str) -> None:
    section = next(row for row in plan.sections if row.name == name)
    section.claim(section.version)


@dataclass(frozen=True)
class SetElsewhere:
    """A plan that was set outside this application."""

    employee_id: int
    unit_id: int | None
    assessor_id: int
    year_id: int
    form: PlanForm
    starts: date
    ends: date
    results: tuple[ResultText, ...]
    expectations: Mapping[BehaviourValue, str]
    annex: Mapping[AnnexBlock, tuple[str, ...]]


def record_set(session: Session, actor: Actor, told: Sequence[SetElsewhere]) -> list[int]:
    """Record plans as set, without any signature of ours; returns their ids. Whoever has a plan of the year is refused.

    The caller has made sure that the actor may.

    Raises:
        StaleError: somebody has begun a plan of the year meanwhile.
    """
    ids = sorted({one.employee_id for one in told})
    session.execute(select(Person.id).where(Person.id.in_(ids)).order_by(Person.id).with_for_update()).all()
    years = {one.year_id for one in told}
    taken = select(Plan.id).where(Plan.employee_id.in_(ids), Plan.year_id.in_(years), Plan.state.not_in(OVER)).limit(1)
    if session.scalars(taken).first() is not None:
        raise StaleError
    plans = [_set_plan(actor, one) for one in told]
    session.add_all(plans)
    session.flush()
    for plan, one in zip(plans, told, strict=True):
        plan.root_id = plan.id
        record(session, actor, "plan.record", ("plan", plan.id), unit_id=one.unit_id, results=len(one.results))
    return [plan.id for plan in plans]


def _set_plan(actor: Actor, told: SetElsewhere) -> Plan:
    return Plan(
        employee_id=told.employee_id,
        assessor_id=told.assessor_id,
        year_id=told.year_id,
        form=told.form,
        period_start=told.starts,
        period_end=told.ends,
        state=PlanState.SET,
        state_since=clock.now(),
        origin=PlanOrigin.OUTSIDE,
        recorded_by=actor.person_id,
        sections=[PlanSection(name=name) for name in SECTIONS],
        results=[_set_result(position, result) for position, result in enumerate(told.results, 1)],
        expectations=[BehaviourExpectation(value=value, text=text) for value, text in told.expectations.items()],
        annex=[
            AnnexItem(block=block, position=position, text=text)
            for block, texts in told.annex.items()
            for position, text in enumerate(texts, 1)
        ],
    )


def _set_result(position: int, told: ResultText) -> WorkResult:
    return WorkResult(
        key=new_key(),
        position=position,
        kind=told.kind,
        text=told.text,
        leader_text=told.leader,
        assigned_by=told.assigned_by[:200],
        indicators=[_indicator(None, place, one) for place, one in enumerate(told.indicators, 1)],
    )
