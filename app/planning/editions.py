"""Commands that begin a plan: the first of a year, a revision of the one in force, the one after a transfer."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.cycles.models import PerformanceYear
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, Problem
from app.domain.people import PositionKind
from app.domain.planning import OVER, PLAN_STEPS, PlanState, PlanVerb, form_for
from app.domain.transitions import next_state
from app.people import queries as people
from app.people import special
from app.people.models import Person
from app.people.queries import PersonView
from app.people.special import SpecialView
from app.planning import queries
from app.planning.models import AnnexItem, BehaviourExpectation, Indicator, Plan, PlanSection, WorkResult
from app.planning.service import SECTIONS, locked_plan, permit

OVERTAKEN = "Rencana sesudah perpindahan sudah ditetapkan, jadi revisi ini tidak dilanjutkan."


@command
def create_plan(actor: Actor, year_id: int, *, quantitative: bool = True) -> int:
    """Begin a draft for the actor's own year; gives back the one there is when it was already begun.

    The form follows from the position, the approach is chosen and can be changed while it is a draft (p.50).

    Raises:
        InvalidError: planning does not apply to the actor (II.C.8, p.65-66).
    """
    with atomic() as session:
        session.get_one(Person, actor.person_id, with_for_update=True)  # two clicks must not make two plans
        existing = session.scalars(
            select(Plan.id).where(Plan.employee_id == actor.person_id, Plan.year_id == year_id, Plan.state.not_in(OVER))
        ).first()
        if existing is not None:
            return existing
        today = people.today()
        me = people.person(actor.person_id, today)
        refuse_exempt(me, special.on({me.id}, today).get(me.id, ()))
        year = session.get_one(PerformanceYear, year_id)
        plan = Plan(
            employee_id=actor.person_id,
            assessor_id=people.standing(actor.person_id, today).assessor_id,
            year_id=year_id,
            form=form_for(leads=me.plans_as_leader, quantitative=quantitative),
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


def refuse_exempt(me: PersonView, circumstances: tuple[SpecialView, ...]) -> None:
    """Stop whoever plans nothing.

    Raises:
        InvalidError: planning does not apply to this person.
    """
    if me.position_kind is PositionKind.POLITICAL:
        raise InvalidError(Problem("", "Jabatan Anda tidak memakai SKP: SKP disusun oleh pegawai ASN."))
    exempt = next((row for row in circumstances if row.kind.exempts), None)
    if exempt is not None:
        words = (
            f"Perencanaan kinerja tidak berlaku bagi Anda sekarang: {exempt.kind.label}. Bila ini keliru, minta "
            "petugas kepegawaian unit memperbaiki catatannya."
        )
        raise InvalidError(Problem("", words))


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
        edition.root_id, edition.edition = plan.root_id, plan.edition + 1
        edition.assessor_id = standing.assessor_id
        session.add(edition)
        session.flush()
        record(session, actor, "plan.revise", ("plan", edition.id), unit_id=standing.unit_id, edition=edition.edition)
        return edition.id


@command
def begin_next(actor: Actor, plan_id: int) -> int:
    """Begin the plan that follows a transfer of the employee or the assessor (II.C.6-7, p.65).

    Everything is copied, to be agreed anew with the present assessor; the period begins on the day of the transfer.
    The plan before stays in force until the new one is set, and then as evidence. Two clicks make one plan.

    Raises:
        DeniedError: nothing changed since the plan was set, or it is not the actor's own.
    """
    with atomic() as session:
        session.get_one(Person, actor.person_id, with_for_update=True)
        plan, standing = locked_plan(session, actor, plan_id)
        permit(actor, plan, standing, PlanVerb.REVISE)
        me = people.person(plan.employee_id, people.today())
        period, assessor_id = (plan.period_start, plan.period_end), None if plan.to_superior else plan.assessor_id
        change = queries.transfer_since(me, assessor_id, period, people.today())
        if change is None:
            raise DeniedError("Jabatan dan penilai Anda tidak berganti sejak rencana ini ditetapkan; buat revisi saja.")
        following = session.scalars(
            select(Plan.id).where(
                Plan.employee_id == plan.employee_id,
                Plan.year_id == plan.year_id,
                Plan.period_start > plan.period_start,
                Plan.state.not_in(OVER),
            )
        ).first()
        if following is not None:
            return following
        fresh = _copy(plan)
        fresh.form = form_for(leads=me.plans_as_leader, quantitative=plan.form.is_quantitative)
        fresh.period_start, fresh.assessor_id = change, standing.assessor_id
        session.add(fresh)
        session.flush()
        fresh.root_id = fresh.id
        record(session, actor, "plan.begin_next", ("plan", fresh.id), unit_id=standing.unit_id, after=plan.id)
        return fresh.id


def replace_earlier(session: Session, plan: Plan) -> None:
    """Once ``plan`` is set: its earlier edition is superseded, the plan before a transfer has ended.

    A revision of that plan which was not set is closed: set later, it would be a second plan in force.
    """
    earlier = session.scalars(
        select(Plan).where(
            Plan.employee_id == plan.employee_id,
            Plan.year_id == plan.year_id,
            Plan.id != plan.id,
            Plan.state.not_in(OVER),
            (Plan.root_id == plan.root_id) | (Plan.period_start < plan.period_start),
        )
    )
    for row in earlier:
        verb = PlanVerb.SUPERSEDE if row.root_id == plan.root_id else PlanVerb.END
        if row.state is not PlanState.SET:
            verb, row.closed_because = PlanVerb.CLOSE, OVERTAKEN
        row.state = next_state(PLAN_STEPS, row.state, verb)
        row.state_since = clock.now()
        row.version += 1
        row.ended_on = _day_before(plan.period_start) if verb is PlanVerb.END else None


def _day_before(day: date) -> date:
    return day - timedelta(days=1)


def _copy(plan: Plan) -> Plan:
    return Plan(
        employee_id=plan.employee_id,
        year_id=plan.year_id,
        form=plan.form,
        period_start=plan.period_start,
        period_end=plan.period_end,
        state=PlanState.DRAFT,
        state_since=clock.now(),
        sections=[PlanSection(name=name) for name in SECTIONS],
        results=[copy_result(row) for row in plan.results],
        expectations=[BehaviourExpectation(value=row.value, text=row.text) for row in plan.expectations],
        annex=[AnnexItem(block=row.block, position=row.position, text=row.text) for row in plan.annex],
    )


def copy_result(row: WorkResult) -> WorkResult:
    """The same result for another plan, under the same keys."""
    return WorkResult(
        key=row.key,
        position=row.position,
        kind=row.kind,
        text=row.text,
        leader_result_id=row.leader_result_id,
        leader_indicator_key=row.leader_indicator_key,
        leader_text=row.leader_text,
        assigned_by=row.assigned_by,
        origin=row.origin,
        duty=row.duty,
        method=row.method,
        agreement_item_id=row.agreement_item_id,
        indicators=[
            Indicator(
                key=i.key,
                position=i.position,
                aspects=i.aspects,
                text=i.text,
                target=i.target,
                perspective=i.perspective,
            )
            for i in row.indicators
        ],
    )
