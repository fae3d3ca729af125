"""Loads the sample government. Units, people and years are written as rows; plans go through the usual rules.

The sample year is today's. Its annual evaluation is open on any day by a recorded extension.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.audit.models import AuditEntry
from app.audit.service import record
from app.auth.models import Account, RoleGrant
from app.auth.service import hash_password, login_name
from app.config import Settings
from app.cycles.models import WindowExtension
from app.cycles.service import open_year
from app.db import atomic, db
from app.domain.actors import Role
from app.domain.people import AssignmentBasis, Employment, PositionKind, UnitKind
from app.library.service import load_shipped
from app.people import tally
from app.people.models import Agency, AssessorAssignment, Person, Posting, Unit
from app.reporting import tally as reported
from app.sample.cascade import load_cascade
from app.sample.data import read
from app.sample.evaluations import load_evaluations
from app.sample.feedback import load_feedback
from app.sample.plans import load_plans
from app.worklists import counting as worklists

PASSWORD = "melati-contoh-2026"  # noqa: S105 - of the sample accounts, printed at every start on loopback
TIMEZONE = "Asia/Jakarta"
LOADED = "sample.load"


def is_empty() -> bool:
    """Whether the database holds no agency yet."""
    return not db.session.scalar(select(func.count()).select_from(Agency))


def is_interrupted() -> bool:
    """Whether loading the sample government began and never came to its end."""
    loaded = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == LOADED)
    return bool(db.session.scalar(select(Agency.is_sample))) and not db.session.scalar(loaded)


def load(settings: Settings, *, rounds: bool = True) -> None:
    """Fill an empty database with the sample government; the last entry says that it is whole.

    Without ``rounds`` nothing of 360-degree feedback is in it, and nobody was evaluated.
    """
    today = clock.today(TIMEZONE)
    since = date(today.year - 1, 1, 1)
    with atomic() as session:
        units = _load_units(session, since)
        people = _load_people(session, units, since)
        _load_roles(session, people, units)
        load_shipped(session)
        year_id = _load_year(session, today, people[_keeper()])
    load_plans(people, units, year_id)
    load_cascade(people, units, year_id)
    if rounds:
        load_feedback(people, units, settings)
        load_evaluations(people, units, year_id)
    with atomic() as session:
        record(session, None, LOADED, ("agency", 1))
    for counting in (tally.OF_PEOPLE, worklists.OF_PLANS, reported.OF_EVALUATIONS):
        tally.recount(counting, today)


def _load_units(session: Session, since: date) -> dict[str, int]:
    ids: dict[str, int] = {}
    paths: dict[str, str] = {}
    for row in read("units", "unit"):
        parent = row.get("parent")
        unit = Unit(
            parent_id=ids[parent] if parent else None,
            path="",
            name=row["name"],
            kind=UnitKind(row["kind"]),
            is_independent=row.get("independent", False),
            valid_from=since,
        )
        session.add(unit)
        session.flush()
        paths[row["key"]] = unit.path = f"{paths[parent] if parent else '/'}{unit.id}/"
        ids[row["key"]] = unit.id
        if parent is None:
            place = row["name"].removeprefix("Pemerintah ").removeprefix("Kabupaten ")
            session.add(Agency(id=1, name=row["name"], place=place, timezone=TIMEZONE, is_sample=True))
    return ids


def _load_people(session: Session, units: dict[str, int], since: date) -> dict[str, int]:
    rows = read("people", "person")
    hashed, moment = hash_password(PASSWORD), clock.now()  # one hash for all: hashing each would take five seconds
    ids: dict[str, int] = {}
    for row in rows:
        person = Person(nip=row.get("nip"), name=row["name"], employment=Employment(row["employment"]))
        person.postings = [_posting(row, units[row["unit"]], since)]
        session.add(person)
        session.flush()
        ids[row["key"]] = person.id
        login = login_name(row.get("nip") or row["login"])
        session.add(Account(person_id=person.id, login=login, password_hash=hashed, password_set_at=moment))
    for row in rows:
        if row.get("assessor"):
            session.add(
                AssessorAssignment(
                    employee_id=ids[row["key"]],
                    assessor_id=ids[row["assessor"]],
                    basis=AssignmentBasis(row["basis"]),
                    valid_from=since,
                )
            )
    return ids


def _posting(row: dict[str, Any], unit_id: int, since: date) -> Posting:
    return Posting(
        unit_id=unit_id,
        position=row["position"],
        position_kind=PositionKind(row["position_kind"]),
        duty=row.get("duty"),
        rank=row.get("rank"),
        is_head=row.get("head", False),
        is_team_leader=row.get("team_leader", False),
        valid_from=since,
    )


def _load_roles(session: Session, people: dict[str, int], units: dict[str, int]) -> None:
    for row in read("roles", "role"):
        unit_id = units[row["unit"]] if row.get("unit") else None
        session.add(RoleGrant(person_id=people[row["person"]], role=Role(row["role"]), unit_id=unit_id))


def _keeper() -> str:
    """The agency's personnel officer, who extended the window."""
    return next(str(row["person"]) for row in read("roles", "role") if row["role"] == Role.AGENCY_OFFICER.value)


def _load_year(session: Session, today: date, officer_id: int) -> int:
    year, windows = open_year(session, today.year)
    for window in (window for window in windows if not window.period_number):
        window.extensions = [
            WindowExtension(
                opens_on=date(today.year - 1, 12, 1),
                closes_on=window.closes_on + timedelta(days=400),
                reason="Data contoh: dibuka sepanjang tahun agar seluruh alur dapat dicoba.",
                extended_by=officer_id,
                extended_at=clock.now(),
            )
        ]
        record(session, None, "window.extend", ("window", window.id))
    return year.id


def accounts() -> Iterator[dict[str, str]]:
    """The sample accounts: nip (or login name), name, role, password, unit."""
    roles = {row["person"]: Role(row["role"]).label for row in read("roles", "role")}
    units = {row["key"]: row["name"] for row in read("units", "unit")}
    people = read("people", "person")
    assessors = {row.get("assessor") for row in people}
    for row in people:
        own = "Pejabat penilai" if row["key"] in assessors else "Pegawai"
        yield {
            "nip": row.get("nip") or row["login"],
            "name": row["name"],
            "role": roles.get(row["key"], own),
            "password": PASSWORD,
            "unit": units[row["unit"]],
            "position": f"{row['position']}, {row['duty']}" if row.get("duty") else row["position"],
        }
