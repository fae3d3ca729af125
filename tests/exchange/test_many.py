"""Five hundred plans at once: looked at and recorded while somebody waits."""

import io
import time

import pytest
from flask import Flask
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select, update

from app.db import atomic, db
from app.domain.planning import PlanOrigin, PlanState
from app.planning.models import Plan
from app.sample import synthetic
from app.sample.loader import PASSWORD
from app.sample.regency import regency
from tests.exchange.books import edited, put, send
from tests.exchange.test_outside import RESULT, template
from tests.page import Visitor

PATIENCE_S = 20
"""Generous: the machine of a test is shared; on a quiet one it takes a few seconds."""


def widely(book: Workbook) -> None:
    """Five results of two indicators for everybody."""
    sheet = book["Rencana"]
    people = [list(row) for row in sheet.iter_rows(min_row=2, values_only=True) if row[0]]
    sheet.delete_rows(2, sheet.max_row)
    row = 2
    for person in people:
        for column, text in enumerate(person, 1):
            sheet.cell(row, column, text)
        for number in range(5):
            put(sheet, row, **{**RESULT, "text": f"Hasil {number}"})
            put(sheet, row + 1, indicator="Waktu tunggu", target="15 menit", aspects="Waktu")
            row += 2


@pytest.mark.slow
def test_five_hundred_plans_are_recorded_at_once(empty_app: Flask) -> None:
    with empty_app.app_context():
        synthetic.load(regency(640, 7))
        with atomic() as session:
            session.execute(update(Plan).values(state=PlanState.CLOSED))
        db.session.remove()
    officer = Visitor(empty_app)
    officer.log_in(synthetic.OFFICER, PASSWORD)
    path, book = template(officer)
    assert sum(bool(row[0].value) for row in load_workbook(io.BytesIO(book))["Rencana"].iter_rows(min_row=2)) == 500
    content = edited(book, widely)
    began = time.monotonic()
    preview = send(officer, path, content)
    officer.submit(preview, "/catat")
    done = time.monotonic()
    with empty_app.app_context():
        count = select(func.count(Plan.id)).where(Plan.origin == PlanOrigin.OUTSIDE)
        recorded = db.session.scalar(count) or 0
    assert recorded > 450
    assert done - began < PATIENCE_S
