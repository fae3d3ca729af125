"""A whole regency moves in from the files of the register, and is afterwards what it was before."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.domain.people import Employment
from app.people.models import Person, Posting, Unit
from app.sample.regency import Regency, regency
from app.sample.workbooks import HEADS_NOT_SAID, write_workbooks
from tests.intake.steps import PEOPLE, UNITS, bring

FILES = [("unit", UNITS), ("pns", PEOPLE), ("pppk", PEOPLE), ("pppk_part_time", PEOPLE)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Regency, Path]:
    folder = tmp_path_factory.mktemp("kabupaten")
    found = regency(400, 3)
    write_workbooks(found, folder)
    return found, folder


def test_everybody_arrives_with_unit_position_kind_and_status(sqlite_app: Flask, made: tuple[Regency, Path]) -> None:
    found, folder = made
    for name, kind in FILES:
        outcome = bring(sqlite_app, (folder / f"{name}.xlsx").read_bytes(), kind)
        assert outcome.can_be_applied
        assert bring(sqlite_app, (folder / f"{name}.xlsx").read_bytes(), kind).writes == []
    with sqlite_app.app_context():
        rows = db.session.execute(
            select(Person.nip, Person.name, Person.employment, Posting.position_kind, Posting.position, Unit.name)
            .join(Posting, Posting.person_id == Person.id)
            .join(Unit, Unit.id == Posting.unit_id)
        )
        stored = {row[0]: tuple(row[1:]) for row in rows}
        kinds = dict(db.session.execute(select(Unit.siasn_id, Unit.kind)).all())
        db.session.remove()
    for number, one in enumerate(found.people, 1):
        if one.employment is not Employment.NON_ASN:
            name = ", ".join(part for part in (one.name, one.title) if part)
            position = one.duty if one.duty and number % HEADS_NOT_SAID else one.position
            unit = found.units[one.unit].name
            assert stored[one.nip] == (name, one.employment, one.kind, position, unit)
    assert [u.name for u in found.units[1:] if kinds[f"U{u.index + 1:06}"] is not u.kind] == []
