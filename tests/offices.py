"""Installations built for one test: units, people with accounts, who assesses whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from app import clock
from app.auth.models import Account
from app.auth.service import hash_password
from app.cycles.service import open_year
from app.db import atomic, db
from app.domain.people import AssignmentBasis, Employment, PositionKind, UnitKind
from app.factory import create_app
from app.people.models import Agency, AssessorAssignment, Person, Posting, Unit
from tests.database import settings_for
from tests.page import Visitor

PASSWORD = "melati-uji-2026"
YEAR = clock.today("Asia/Jakarta").year


@dataclass(frozen=True)
class Seat:
    """Somebody's place in an office; ``assessor`` is the position of whoever assesses."""

    position: str
    kind: PositionKind
    unit: str
    assessor: str = ""
    leads: bool = False
    leads_team: bool = False


def new_app(folder: Path) -> Flask:
    """A migrated SQLite database in which no agency was set up."""
    app = create_app(settings_for(folder, f"sqlite:///{folder / 'tilik.sqlite3'}"))
    with app.app_context():
        upgrade()
        db.session.remove()
    return app


def build(app: Flask, agency: str, seats: Sequence[Seat]) -> None:
    """Write the office; every unit stands below the one before it, and heads of all but the agency are independent."""
    since, hashed = date(YEAR - 1, 1, 1), hash_password(PASSWORD)
    with app.app_context(), atomic() as session:
        session.add(Agency(id=1, name=agency, place="Kota Contoh", timezone="Asia/Jakarta", is_sample=False))
        units: dict[str, Unit] = {}
        path = "/"
        for name in dict.fromkeys(seat.unit for seat in seats):
            above = next(reversed(units.values()), None)
            kind = UnitKind.OFFICE if above else UnitKind.AGENCY
            unit = Unit(parent_id=above.id if above else None, path="", name=name, kind=kind, valid_from=since)
            unit.is_independent = above is not None
            session.add(unit)
            session.flush()
            path = unit.path = f"{path}{unit.id}/"
            units[name] = unit
        people: dict[str, Person] = {}
        for number, seat in enumerate(seats, 1):
            elected = seat.kind is PositionKind.POLITICAL
            nip = None if elected else f"198001012005011{900 + number}"
            person = Person(
                nip=nip, name=f"Nama {seat.position}", employment=Employment.NON_ASN if elected else Employment.PNS
            )
            person.postings = [
                Posting(
                    unit_id=units[seat.unit].id,
                    position=seat.position,
                    position_kind=seat.kind,
                    is_head=seat.leads,
                    is_team_leader=seat.leads_team,
                    valid_from=since,
                )
            ]
            session.add(person)
            session.flush()
            people[seat.position] = person
            session.add(
                Account(person_id=person.id, login=login(number), password_hash=hashed, password_set_at=clock.now())
            )
        for seat in seats:
            if seat.assessor:
                session.add(
                    AssessorAssignment(
                        employee_id=people[seat.position].id,
                        assessor_id=people[seat.assessor].id,
                        basis=AssignmentBasis.DEFINITIVE,
                        valid_from=since,
                    )
                )
        open_year(session, YEAR)


def login(number: int) -> str:
    """How the person on the seat of this number logs in."""
    return f"kursi{number}"


def enter(app: Flask, seats: Sequence[Seat], position: str) -> Visitor:
    """Somebody logged in."""
    visitor = Visitor(app)
    number = next(n for n, seat in enumerate(seats, 1) if seat.position == position)
    visitor.log_in(login(number), PASSWORD)
    return visitor
