"""Importing in tests: by the functions the pages and the command line use."""

import io
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.db import db
from app.domain.intake import Finding, IntakeKind, Severity
from app.intake import working
from app.intake.outcome import Outcome
from app.jobs.worker import run_due
from app.people import queries as people
from app.people.models import Person, Posting, Unit
from tests.conftest import log_in
from tests.intake.books import write
from tests.page import Page, Visitor

OFFICER, ADMINISTRATOR = "widuri", "regulus"
PEOPLE, UNITS, POSITIONS, ASSESSORS = IntakeKind.PEOPLE, IntakeKind.UNITS, IntakeKind.POSITIONS, IntakeKind.ASSESSORS


def data_dir(app: Flask) -> Path:
    """Where the application keeps its files."""
    folder: Path = app.extensions["tilik"].settings.data_dir
    return folder


def bring(
    app: Flask, data: bytes, kind: IntakeKind = PEOPLE, *, commit: bool = True, effective: date | None = None
) -> Outcome:
    """Import a workbook at once."""
    with app.app_context():
        path = write(data_dir(app), data)
        try:
            return working.run_now(data_dir(app), path, kind, effective or people.today(), commit=commit)
        finally:
            path.unlink()
            db.session.remove()


def look(app: Flask, data: bytes, kind: IntakeKind = PEOPLE) -> Outcome:
    """Check a workbook and change nothing."""
    return bring(app, data, kind, commit=False)


def told(outcome: Outcome, *severities: Severity) -> list[Finding]:
    """What was found, without who is not in the file."""
    wanted = severities or tuple(Severity)
    return [f for f in outcome.findings if f.severity in wanted and "tidak ada di berkas" not in f.message]


def one(outcome: Outcome, words: str) -> Finding:
    """The only finding with these words."""
    (found,) = [finding for finding in outcome.findings if words in finding.message]
    return found


def person(app: Flask, nip: str) -> Any:
    """Somebody with the postings, the last one first."""
    with app.app_context():
        row = db.session.scalars(select(Person).where(Person.nip == nip)).one()
        columns = {column.name: getattr(row, column.name) for column in Person.__table__.columns}
        postings = db.session.execute(
            select(Posting.__table__, Unit.name.label("unit_name"))
            .join(Unit, Unit.id == Posting.unit_id)
            .where(Posting.person_id == row.id)
            .order_by(Posting.valid_from.desc())
        )
        found = columns | {"postings": [dict(posting._mapping) for posting in postings]}
        db.session.remove()
        return found


def count(app: Flask, model: Any) -> int:
    """How many rows a table has."""
    with app.app_context():
        found = len(db.session.scalars(select(model.id)).all())
        db.session.remove()
        return found


def work(app: Flask) -> None:
    """Do what the worker would do now."""
    with app.app_context():
        run_due(app.extensions["tilik"].jobs)
        db.session.remove()


def send(app: Flask, data: bytes, name: str = "pegawai.xlsx", status: int = 200, **fields: Any) -> tuple[Visitor, Page]:
    """The officer sends a workbook through the page."""
    officer = log_in(app, OFFICER)
    page = officer.get("/impor/")
    sent = {**page.fields("/impor/"), "kind": "people", "file": (io.BytesIO(data), name), **fields}
    return officer, officer.post("/impor/", sent, status)


def checked(app: Flask, data: bytes, **fields: Any) -> tuple[Visitor, Page]:
    """The same, and the worker has checked it."""
    officer, page = send(app, data, **fields)
    work(app)
    return officer, officer.get(page.path)
