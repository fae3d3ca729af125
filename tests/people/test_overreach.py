"""Officers who reach further than their units, or for the plans of others; and what no database keeps."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.db import atomic, db
from app.people import queries
from app.people.models import Posting, Unit
from tests.conftest import Who, person_id
from tests.page import Visitor
from tests.people.test_office import (
    AGENCY_OFFICER,
    HEAD,
    MIDWIFE,
    OFFICE_HEAD,
    UNIT_OFFICER,
    assessor_of,
    page_of,
    take_assessor_away,
    unit_of,
)

TOO_LARGE = (2**31, 2**63, 10**40)


def leads_instead(app: Flask, key: str, before: str) -> None:
    """Somebody became the head of the unit, in place of the one before."""
    ids = person_id(app, key), person_id(app, before)
    with app.app_context(), atomic() as session:
        for number, leads in zip(ids, (True, False), strict=True):
            session.execute(update(Posting).where(Posting.person_id == number).values(is_head=leads))


def moved_elsewhere(app: Flask, visitor: Visitor, status: int, **changes: str) -> str:
    """The officer moves the midwife to the office above; what the page says then."""
    with app.app_context():
        office = queries.person(person_id(app, OFFICE_HEAD), queries.today())
        now = db.session.scalars(select(Posting).where(Posting.person_id == person_id(app, MIDWIFE))).one()
        since = max(now.valid_from, date(queries.today().year, 1, 2)).isoformat()
    page = page_of(visitor, app, MIDWIFE, f"/jabatan?cari={office.unit}")
    typed = {"unit": str(office.unit_id), "reason": "SK 12/2026", "since": since, **changes}
    return visitor.submit(page, "/jabatan", status, **typed).text


def test_an_officer_who_leads_the_unit_does_not_take_over_proposals_that_name_her(app: Flask, who: Who) -> None:
    take_assessor_away(app, MIDWIFE)
    leads_instead(app, UNIT_OFFICER, HEAD)
    path = f"/penilai/unit/{unit_of(app, MIDWIFE)}"
    kenari = who(UNIT_OFFICER)
    done = kenari.submit(kenari.get(path), path)
    assert "karena penilainya Anda sendiri; mintalah petugas lain." in done.text
    assert assessor_of(app, MIDWIFE) is None
    widuri = who(AGENCY_OFFICER)
    widuri.submit(widuri.get(path), path)
    assert assessor_of(app, MIDWIFE) == person_id(app, UNIT_OFFICER)


@pytest.mark.parametrize("mark", ["is_head", "is_team_leader"])
def test_nobody_is_made_head_of_a_unit_the_officer_does_not_keep(app: Flask, who: Who, mark: str) -> None:
    before = unit_of(app, MIDWIFE)
    assert "ditetapkan petugas unit itu" in moved_elsewhere(app, who(UNIT_OFFICER), 422, **{mark: "y"})
    assert unit_of(app, MIDWIFE) == before
    assert "SK 12/2026" in moved_elsewhere(app, who(AGENCY_OFFICER), 200, **{mark: "y"})
    assert unit_of(app, MIDWIFE) == unit_of(app, OFFICE_HEAD)


def test_a_number_no_row_has_is_a_page_that_does_not_exist(who: Who) -> None:
    officer, admin = who(AGENCY_OFFICER), who("regulus")
    for number in TOO_LARGE:
        for path in ("unit", "pegawai", "akun/unit", "akun/pegawai", "daftar-kerja/unit", "perencanaan", "impor"):
            officer.get(f"/{path}/{number}", 404)
        admin.get(f"/akun/peran/beri/{number}", 404)
        admin.get(f"/akun/peran/{number}/cabut", 404)


@pytest.mark.parametrize(("below", "field"), [("ubah", "name"), ("orang-baru", "name"), ("orang-baru", "position")])
def test_a_name_longer_than_any_name_is_refused_in_words(app: Flask, who: Who, below: str, field: str) -> None:
    path = f"/unit/{unit_of(app, MIDWIFE)}/{below}"
    officer = who(AGENCY_OFFICER)
    typed = {"name": "Merpati", "position": "Wakil Bupati", "position_kind": "political", "employment": "non_asn"}
    page = officer.get(path)
    known = page.fields(path).keys() | {"position_kind", "employment"}
    fields = {name: value for name, value in {**typed, "reason": "SK 1"}.items() if name in known}
    assert "paling banyak 200 karakter" in officer.submit(page, path, 422, **{**fields, field: "m" * 250}).text


def test_a_unit_named_with_blanks_has_no_name(app: Flask, who: Who) -> None:
    path = f"/unit/{unit_of(app, MIDWIFE)}/ubah"
    officer = who(AGENCY_OFFICER)
    assert "Isi nama unitnya" in officer.submit(officer.get(path), path, 422, name="   ").text


def test_units_below_units_end_somewhere(app: Flask, who: Who) -> None:
    path, officer = unit_of(app, MIDWIFE), who(AGENCY_OFFICER)
    with app.app_context(), atomic() as session:
        deep = "/1" * 98 + f"/{path}/"
        session.execute(update(Unit).where(Unit.id == path).values(path=deep))
    below = f"/unit/{path}/baru"
    assert "terlalu jauh di bawah" in officer.submit(officer.get(below), below, 409, name="Seksi", kind="section").text
