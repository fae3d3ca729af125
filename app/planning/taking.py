"""Putting a result into a draft that was written elsewhere: a matrix, an assignment, an agreement, an example."""

import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cascading import CascadeMethod
from app.domain.errors import InvalidError, Problem
from app.domain.planning import Aspect, Perspective, PlanState, ResultKind, ResultOrigin
from app.domain.special import SpecialKind
from app.planning.models import Indicator, Plan, WorkResult

MAX_RESULTS, MAX_INDICATORS = 40, 12
OPEN = (PlanState.DRAFT, PlanState.RETURNED)


@dataclass(frozen=True)
class OfferedIndicator:
    """One indicator as offered; everything may be empty and is written later."""

    text: str = ""
    target: str = ""
    aspects: tuple[Aspect, ...] = ()
    perspective: Perspective | None = None


@dataclass(frozen=True)
class Offer:
    """A work result somebody else worded; ``text`` is the rencana hasil kerja."""

    text: str
    kind: ResultKind = ResultKind.MAIN
    indicators: tuple[OfferedIndicator, ...] = (OfferedIndicator(),)
    leader_result_id: int | None = None
    leader_indicator_key: str | None = None
    leader_text: str = ""
    assigned_by: str = ""
    origin: ResultOrigin | None = None
    duty: SpecialKind | None = None
    method: CascadeMethod | None = None
    agreement_item_id: int | None = None


def open_plan(session: Session, employee_id: int, year_id: int) -> Plan | None:
    """The draft the employee is writing in that year, locked; None when there is none."""
    return session.scalars(
        select(Plan)
        .where(Plan.employee_id == employee_id, Plan.year_id == year_id, Plan.state.in_(OPEN))
        .order_by(Plan.id.desc())
        .limit(1)
        .with_for_update()
    ).first()


def add(session: Session, plan: Plan, offer: Offer) -> WorkResult:
    """Put the offer at the end of a locked draft; the caller has made sure that the actor may, and records it.

    Raises:
        InvalidError: the plan holds as many results as a plan may.
    """
    check_room(plan)
    result = WorkResult(
        key=new_key(),
        position=max((row.position for row in plan.results), default=0) + 1,
        kind=offer.kind,
        text=offer.text,
        leader_result_id=offer.leader_result_id,
        leader_indicator_key=offer.leader_indicator_key,
        leader_text=offer.leader_text,
        assigned_by=offer.assigned_by[:200],
        origin=offer.origin,
        duty=offer.duty,
        method=offer.method,
        agreement_item_id=offer.agreement_item_id,
        indicators=[_indicator(position, row) for position, row in enumerate(offer.indicators, 1)],
    )
    plan.results.append(result)
    session.flush()
    return result


def _indicator(position: int, row: OfferedIndicator) -> Indicator:
    return Indicator(
        key=new_key(),
        position=position,
        aspects=",".join(aspect for aspect in Aspect if aspect in row.aspects),
        text=row.text,
        target=row.target,
        perspective=row.perspective,
    )


def complete(result: WorkResult, offer: Offer) -> None:
    """Give a result that is there the indicators of the offer that it lacks; what was written stays.

    Raises:
        InvalidError: the result would hold more indicators than it may.
    """
    there = {plain(row.text) for row in result.indicators}
    missing = [row for row in offer.indicators if plain(row.text) not in there]
    if len(result.indicators) + len(missing) > MAX_INDICATORS:
        raise InvalidError(Problem("", f"Satu hasil kerja memuat paling banyak {MAX_INDICATORS} indikator."))
    last = max((row.position for row in result.indicators), default=0)
    result.indicators.extend(_indicator(last + number, row) for number, row in enumerate(missing, 1))
    result.agreement_item_id = result.agreement_item_id or offer.agreement_item_id
    result.outdate()


def check_room(plan: Plan) -> None:
    """Let another result in.

    Raises:
        InvalidError: the plan holds as many results as a plan may.
    """
    if sum(row.removed_at is None for row in plan.results) >= MAX_RESULTS:
        raise InvalidError(Problem("", f"Satu rencana memuat paling banyak {MAX_RESULTS} hasil kerja."))


def plain(text: str) -> str:
    """A text as it is compared: case and blanks do not count."""
    return " ".join(text.casefold().split())


def new_key() -> str:
    """A key that no other result or indicator has."""
    return secrets.token_hex(6)
