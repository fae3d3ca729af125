"""Workbooks of leaders' plans, results of leaders chosen from the list, and what is forgotten after a day."""

import io
from datetime import timedelta

import time_machine
from flask import Flask
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select

from app import clock
from app.audit.models import AuditEntry
from app.db import db
from app.domain.planning import PlanForm
from app.exchange import service
from app.exchange.models import Filled
from app.exchange.workbook_plan import fields_of
from app.planning.models import WorkResult
from tests.conftest import HEAD, MIDWIFE, Who, log_in, person_id
from tests.exchange.books import boxes, edited, free_row, my_book, place, put, send, take
from tests.planning.steps import my_plan

MEASURE = "Ukuran keberhasilan/indikator dan target"


def test_each_form_has_its_own_columns() -> None:
    assert fields_of(PlanForm.A17) == ("number", "leader", "text", "kind", "aspects", "indicator", "target")
    assert fields_of(PlanForm.A16) == ("number", "leader", "text", "kind", "indicator", "assigned_by")
    assert fields_of(PlanForm.A12) == (
        "number", "text", "kind", "indicator", "target", "perspective", "assigned_by",
    )  # fmt: skip
    assert fields_of(PlanForm.A11) == ("number", "text", "kind", "indicator", "perspective", "assigned_by")


def test_a_leader_chooses_the_perspective_in_the_workbook(who: Who) -> None:
    head = who(HEAD)
    draft = head.submit(my_plan(head), "/revisi")
    link = next(link for link in draft.links() if link.startswith("/excel/rencana/"))
    book = head.client.get(f"{link}/skp.xlsx").data
    headings = [cell.value for cell in load_workbook(io.BytesIO(book))["Hasil kerja"][1]]
    assert "Perspektif" in headings
    assert "Aspek" not in headings
    assert "Tidak ada yang berbeda" in send(head, link, book).text

    def fill(b: Workbook) -> None:
        sheet = b["Hasil kerja"]
        row = free_row(sheet)
        put(sheet, row, text="Anggaran terserap", kind="Utama", Perspektif="Anggaran")
        put(sheet, row, **{MEASURE: "Serapan 95 %", "Ditugaskan oleh": "Kepala Dinas Kesehatan"})

    done = take(head, send(head, link, edited(book, fill)))
    assert "Anggaran terserap" in done.text
    wrong = edited(book, lambda b: put(b["Hasil kerja"], 2, Perspektif="Untung"))
    assert "Perspektif ini tidak ada" in send(head, link, wrong).text


def test_a_leaders_result_from_the_list_is_linked_and_other_words_are_kept_as_written(who: Who, app: Flask) -> None:
    midwife = who(MIDWIFE)
    link, book = my_book(midwife)
    hidden = load_workbook(io.BytesIO(book))["Pilihan"]
    offered = [str(cell.value) for column in hidden.iter_cols() for cell in column if cell.value]
    known = load_workbook(io.BytesIO(book))["Hasil kerja"]
    current = known.cell(2, place(known, "leader")).value
    other = next(words for words in offered if len(words) > 30 and words != current)

    def fill(b: Workbook) -> None:
        sheet = b["Hasil kerja"]
        put(sheet, 2, leader=other)
        put(sheet, free_row(sheet), text="Baru", kind="Utama", leader="Ditulis sendiri")

    take(midwife, send(midwife, link, edited(book, fill)))
    with app.app_context():
        plan_id = int(link.rsplit("/", 1)[1])
        rows = db.session.scalars(select(WorkResult).where(WorkResult.plan_id == plan_id)).all()
        by_text = {row.text: row for row in rows}
        first = next(row for row in rows if row.position == 1)
        assert (first.leader_result_id is not None, first.leader_text) == (True, "")
        assert (by_text["Baru"].leader_result_id, by_text["Baru"].leader_text) == (None, "Ditulis sendiri")


def test_what_was_read_is_forgotten_once_applied_and_after_a_day(sqlite_app: Flask) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    link, book = my_book(midwife)
    mine = edited(book, lambda b: put(b["Hasil kerja"], 2, text="Rahasia sementara"))
    take(midwife, send(midwife, link, mine))
    waiting = send(midwife, link, edited(book, lambda b: put(b["Hasil kerja"], 2, text="Menunggu")))
    with sqlite_app.app_context():
        contents = db.session.scalars(select(Filled.content).order_by(Filled.id)).all()
        assert "Rahasia sementara" not in contents[0]
        assert "Menunggu" in contents[1]
        with time_machine.travel(clock.now() + timedelta(hours=25), tick=True):
            service.expire()
        assert db.session.scalar(select(func.count(Filled.id))) == 0
    midwife.get(waiting.path, 404)


def test_the_trail_tells_what_was_done_and_never_what_was_written(sqlite_app: Flask) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    link, book = my_book(midwife)
    take(midwife, send(midwife, link, edited(book, lambda b: put(b["Hasil kerja"], 2, text="Rahasia sementara"))))
    with sqlite_app.app_context():
        owner = person_id(sqlite_app, MIDWIFE)
        entries = db.session.scalars(select(AuditEntry).where(AuditEntry.actor_id == owner)).all()
        assert {"exchange.upload", "plan.replace"} <= {entry.action for entry in entries}
        assert not any("Rahasia" in entry.detail for entry in entries)


def test_a_sorted_sheet_changes_the_order_and_nothing_else(who: Who) -> None:
    midwife = who(MIDWIFE)
    link, book = my_book(midwife)

    def turn(b: Workbook) -> None:
        sheet = b["Hasil kerja"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2) if row[0].value]
        for number, values in enumerate(reversed(rows), 2):
            for column, value in enumerate(values, 1):
                sheet.cell(number, column).value = value

    preview = send(midwife, link, edited(book, turn))
    assert "urutan" in boxes(preview)
    before = {item for item in my_plan(midwife).text.split() if len(item) > 3}
    done = take(midwife, preview)
    assert before <= {item for item in done.text.split() if len(item) > 3} | {"Ubah"}
