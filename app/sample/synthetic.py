"""Writes a synthetic regency into an empty database."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.auth.models import Account, RoleGrant
from app.auth.service import hash_password
from app.cycles.service import open_year
from app.db import Base, atomic, command
from app.domain.actors import Role
from app.domain.people import PositionKind, Source
from app.domain.planning import PlanForm, PlanState, ResultKind
from app.domain.supervision import Member, propose
from app.library.service import load_shipped
from app.people import tally
from app.people.models import Agency, AssessorAssignment, Person, Posting, Unit
from app.planning.models import Indicator, Plan, PlanSection, WorkResult
from app.planning.service import SECTIONS
from app.reporting import tally as reported
from app.sample.loader import LOADED, PASSWORD, TIMEZONE
from app.sample.regency import Regency, SyntheticPerson
from app.worklists import counting as worklists

STATES = (PlanState.SET,) * 6 + (PlanState.SUBMITTED, PlanState.DRAFT, PlanState.RETURNED, None)
VERSIONED = {"version": 1, "editor_seq": 0}
OFFICER, ADMINISTRATOR = "petugas", "administrator"
"""Login names of the two who keep the regency, beside the NIP of everybody else."""


@command
def load(regency: Regency) -> None:
    """Fill an empty database: units, people, sure assessors, accounts with the sample password, and plans."""
    today = clock.today(TIMEZONE)
    since = date(today.year, 1, 1)
    with atomic() as session:
        session.add(Agency(id=1, name=regency.units[0].name, place="Sinar", timezone=TIMEZONE, is_sample=True))
        paths = _paths(regency)
        session.execute(insert(Unit), list(_units(regency, paths, since)))
        session.execute(insert(Person), [_person(number, one) for number, one in enumerate(regency.people, 1)])
        session.execute(insert(Posting), [_posting(number, one, since) for number, one in enumerate(regency.people, 1)])
        assessors = _assessors(regency)
        session.execute(insert(AssessorAssignment), [{**row, "valid_from": since} for row in assessors])
        _accounts(session, regency)
        session.flush()
        load_shipped(session)
        year, _ = open_year(session, today.year)
        _plans(session, regency, {row["employee_id"]: row["assessor_id"] for row in assessors}, year.id, today)
        record(session, None, LOADED, ("agency", 1))
    for counting in (tally.OF_PEOPLE, worklists.OF_PLANS, reported.OF_EVALUATIONS):
        tally.recount(counting, today)


def _paths(regency: Regency) -> list[str]:
    paths: list[str] = []
    for unit in regency.units:
        paths.append(f"{'/' if unit.parent is None else paths[unit.parent]}{unit.index + 1}/")
    return paths


def _units(regency: Regency, paths: list[str], since: date) -> Iterator[dict[str, Any]]:
    for unit in regency.units:
        yield {
            "id": unit.index + 1, "parent_id": None if unit.parent is None else unit.parent + 1,
            "path": paths[unit.index], "name": unit.name, "kind": unit.kind, "is_independent": unit.is_independent,
            "siasn_id": f"U{unit.index + 1:06}", "valid_from": since, **VERSIONED,
        }  # fmt: skip


def _person(number: int, one: SyntheticPerson) -> dict[str, Any]:
    full = f"{one.name}, {one.title}" if one.title else one.name
    return {"id": number, "nip": one.nip, "name": full, "employment": one.employment,
            "siasn_id": f"P{number:06}", **VERSIONED}  # fmt: skip


def _posting(number: int, one: SyntheticPerson, since: date) -> dict[str, Any]:
    return {
        "person_id": number, "unit_id": one.unit + 1, "position": one.position, "position_kind": one.kind,
        "duty": one.duty, "rank": one.rank, "eselon": one.eselon, "is_head": one.is_head, "is_team_leader": False,
        "source": Source.IMPORT, "valid_from": since, **VERSIONED,
    }  # fmt: skip


def _assessors(regency: Regency) -> list[dict[str, Any]]:
    members = [Member(number, one.unit + 1, one.is_head, one.kind) for number, one in enumerate(regency.people, 1)]
    parents = {unit.index + 1: None if unit.parent is None else unit.parent + 1 for unit in regency.units}
    found = propose(parents, members, [member.person_id for member in members])
    return [
        {"employee_id": row.employee_id, "assessor_id": row.assessor_id, "basis": row.basis,
         "source": Source.PROPOSAL, **VERSIONED}
        for row in found if row.doubt is None
    ]  # fmt: skip


def _accounts(session: Session, regency: Regency) -> None:
    hashed, moment = hash_password(PASSWORD), clock.now()
    logins = {number: one.nip or "bupati" for number, one in enumerate(regency.people, 1)}
    keepers = dict(zip((OFFICER, ADMINISTRATOR), _keepers(regency), strict=True))
    logins |= {number: login for login, number in keepers.items()}
    session.execute(
        insert(Account),
        [
            {"person_id": number, "login": login, "password_hash": hashed, "password_set_at": moment, "totp_step": 0}
            for number, login in logins.items()
        ],
    )
    session.add(RoleGrant(person_id=keepers[OFFICER], role=Role.AGENCY_OFFICER))
    session.add(RoleGrant(person_id=keepers[ADMINISTRATOR], role=Role.ADMINISTRATOR))


def _keepers(regency: Regency) -> list[int]:
    """Two of the regional secretariat who lead nothing."""
    return [number for number, one in enumerate(regency.people, 1) if one.unit == 1 and not one.is_head][:2]


def _plans(session: Session, regency: Regency, assessors: dict[int, int], year_id: int, today: date) -> None:
    """A plan with one result for nine of ten, in every state."""
    moment, number = clock.now(), count(1)
    rows: dict[type[Base], list[dict[str, Any]]] = {Plan: [], PlanSection: [], WorkResult: [], Indicator: []}
    for person_id, one in enumerate(regency.people, 1):
        state = STATES[person_id % len(STATES)]
        if (
            state is None
            or one.kind in {PositionKind.POLITICAL, PositionKind.JPT_PRATAMA}
            or person_id not in assessors
        ):
            continue
        plan_id = next(number)
        rows[Plan].append(
            {"id": plan_id, "root_id": plan_id, "edition": 1, "employee_id": person_id,
             "assessor_id": assessors[person_id], "year_id": year_id, "form": PlanForm.A17, "state": state,
             "period_start": date(today.year, 1, 1), "period_end": date(today.year, 12, 31), "state_since": moment,
             **VERSIONED}
        )  # fmt: skip
        rows[PlanSection] += [{"plan_id": plan_id, "name": section, **VERSIONED} for section in SECTIONS]
        rows[WorkResult].append(
            {"id": plan_id, "plan_id": plan_id, "key": f"{plan_id:012x}", "position": 1, "kind": ResultKind.MAIN,
             "text": f"Layanan {one.position} terlaksana sesuai standar", "leader_text": "", **VERSIONED}
        )  # fmt: skip
        rows[Indicator].append(
            {"result_id": plan_id, "key": f"{plan_id:012x}", "position": 1, "aspects": "quantity",
             "text": "Layanan sesuai standar", "target": "95 %"}
        )  # fmt: skip
    for model, values in rows.items():
        if values:
            session.execute(insert(model), values)
