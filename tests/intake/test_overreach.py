"""Who lets a sheet of assessors count, days that are slips of the pen, and what no browser sends."""

import io

import pytest
from flask import Flask

from app.intake.models import Intake
from app.people import queries as people
from tests.conftest import log_in, login_of, person_id
from tests.intake.books import NURSE, book, people_book
from tests.intake.steps import ADMINISTRATOR, OFFICER, checked, count, send, work


def assessor_of(app: Flask, key: str) -> int | None:
    """Who assesses somebody today."""
    with app.app_context():
        return people.assessor_of(person_id(app, key), people.today())


def test_an_administrator_prepares_a_sheet_of_assessors_and_an_officer_applies_it(app: Flask) -> None:
    """The administrator, named in the sheet, would read the plans of whoever is assessed."""
    rows = book([["NIP", "NIP penilai"], [login_of("melur"), login_of(ADMINISTRATOR)]])
    before = assessor_of(app, "melur")
    admin = log_in(app, ADMINISTRATOR)
    page = admin.get("/impor/")
    sent = {**page.fields("/impor/"), "kind": "assessors", "file": (io.BytesIO(rows), "penilai.xlsx")}
    path = admin.post("/impor/", sent).path
    work(app)
    shown = admin.get(path)
    assert "bukan oleh administrator" in shown.text
    token = shown.fields("/buang")["csrf_token"]
    refused = admin.post(f"{path}/terapkan", {"csrf_token": token, "version": "2"}, 409)
    assert "bukan oleh administrator" in refused.text
    work(app)
    assert assessor_of(app, "melur") == before
    officer = log_in(app, OFFICER)
    officer.submit(officer.get(path), "/terapkan")
    work(app)
    assert assessor_of(app, "melur") == person_id(app, ADMINISTRATOR)


@pytest.mark.parametrize("day", ["2062-11-22", "9999-12-31", "0001-01-01"])
def test_changes_do_not_count_from_a_year_typed_by_mistake(app: Flask, day: str) -> None:
    before = count(app, Intake)
    _, page = send(app, people_book(NURSE), status=422, effective=day)
    assert "terlalu jauh dari hari ini" in page.text
    assert count(app, Intake) == before


@pytest.mark.parametrize("version", ["²", "9" * 5000, "-1", ""])
def test_a_preview_nobody_was_shown_is_not_applied(app: Flask, version: str) -> None:
    officer, page = checked(app, people_book(NURSE))
    officer.submit(page, "/terapkan", 409, version=version)
