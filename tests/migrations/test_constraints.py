"""The database itself refuses what the models forbid, on SQLite and on MariaDB alike."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Connection,
    Enum,
    String,
    UniqueConstraint,
    delete,
    insert,
    literal,
    text,
    update,
)
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from app.db import db
from tests.migrations.rows import MORE, another, row

REFUSALS = (IntegrityError, OperationalError, DataError)
TABLES = db.metadata.sorted_tables
BAD = {
    "ck_attendance_days": "UPDATE attendance SET present_days = 30",
    "ck_distribution_limit_percent": "UPDATE distribution_limit SET least = 80",
    "ck_credit_conversion_months": "UPDATE credit_conversion SET month_from = 0",
    "ck_allowance_rate_percent": "UPDATE allowance_rate SET percent = 201",
    "ck_stored_file_kind": "UPDATE stored_file SET kind = 'letter'",
    "ck_feedback_round_span": "UPDATE feedback_round SET period_end = '2025-12-31'",
    "ck_feedback_round_score_floor": "UPDATE feedback_round SET score_threshold = 2",
    "ck_feedback_round_comment_floor": "UPDATE feedback_round SET comment_threshold = 4",
    "ck_invitation_login_or_slip": "UPDATE invitation SET rater_id = NULL",
    "ck_aide_not_oneself": "UPDATE aide SET aide_id = official_id",
    "ck_aide_span": "UPDATE aide SET valid_to = '2025-12-31'",
    "ck_evaluation_period_span": "UPDATE evaluation_period SET ends_on = starts_on",
    "ck_unit_work_days": "UPDATE unit SET work_days = 7",
    "ck_agency_only_one": "UPDATE agency SET id = 2",
    "ck_performance_year_span": "UPDATE performance_year SET ends_on = starts_on",
    "ck_signed_document_kind": "UPDATE signed_document SET kind = 'letter'",
    "ck_assessor_assignment_not_oneself": "UPDATE assessor_assignment SET assessor_id = employee_id",
    "ck_assessor_assignment_span": "UPDATE assessor_assignment SET valid_to = '2025-12-31'",
    "ck_plan_edition": "UPDATE plan SET edition = 0",
    "ck_plan_span": "UPDATE plan SET period_end = period_start",
    "ck_posting_span": "UPDATE posting SET valid_to = '2025-12-31'",
    "ck_special_status_span": "UPDATE special_status SET valid_to = '2025-12-31'",
    "ck_window_span": "UPDATE window SET closes_on = '2025-12-31'",
}
"""For each check that is not a list of values: what it refuses."""


def refusal(connection: Connection, statement: Any) -> str:
    """What the database says when it refuses a statement; empty when it does not."""
    try:
        changed = connection.execute(statement).rowcount
    except REFUSALS as error:
        return str(error.orig)
    else:
        assert changed, f"changed nothing: {statement}"
        return ""
    finally:
        connection.rollback()


def checks() -> Iterator[tuple[str, CheckConstraint, bool]]:
    """Every check by name, and whether it lists the values of a column."""
    for table in TABLES:
        listed = {f"ck_{table.name}_{column.type.name}" for column in table.columns if isinstance(column.type, Enum)}
        for rule in table.constraints:
            if isinstance(rule, CheckConstraint):
                yield str(rule.name), rule, str(rule.name) in listed or rule._type_bound


def test_every_check_has_a_row_it_refuses(filled: Connection) -> None:
    assert {name for name, _, is_list in checks() if not is_list} == set(BAD)
    quote = db.engine.dialect.identifier_preparer.quote
    for name, statement in BAD.items():
        words = statement.replace("UPDATE window", f"UPDATE {quote('window')}")
        assert name in refusal(filled, text(words))


def test_columns_with_listed_values_refuse_others(filled: Connection) -> None:
    columns = [(table, c) for table in TABLES for c in table.columns if isinstance(c.type, Enum)]
    assert len(columns) > 15
    for table, column in columns:
        other = literal("something else", String())
        why = refusal(filled, update(table).values({column.name: other}))
        assert isinstance(column.type, Enum)
        assert f"ck_{table.name}_{column.type.name}" in why, f"{table.name}.{column.name}: {why}"


def test_references_lead_somewhere(filled: Connection) -> None:
    references = [(table, c) for table in TABLES for c in table.columns if c.foreign_keys]
    assert len(references) > 30
    for table, column in references:
        why = refusal(filled, update(table).values({column.name: 987654}))
        assert "foreign key" in why.lower(), f"{table.name}.{column.name}: {why}"


def test_unique_values_stay_unique(filled: Connection) -> None:
    for table in TABLES:
        for rule in table.constraints:
            if isinstance(rule, UniqueConstraint):
                other = another(table, 4 if table.name in MORE else 3) | {
                    column.name: row(table)[column.name] for column in rule.columns
                }
                if table.name == "plan":
                    other |= {"root_id": 1}
                    filled.execute(update(table).values(root_id=1))
                if "slip_hash" in {column.name for column in rule.columns}:
                    slip = {"rater_id": None, "slip_hash": b"slip"}
                    other |= slip
                    filled.execute(update(table).values(slip))
                why = refusal(filled, insert(table).values(other))
                columns = ", ".join(f"{table.name}.{column.name}" for column in rule.columns)
                assert columns in why or str(rule.name) in why, f"{rule.name}: {why}"


def test_what_must_be_said_is_said(filled: Connection) -> None:
    needed = [(table, c) for table in TABLES for c in table.columns if not c.nullable and not c.primary_key]
    assert len(needed) > 80
    for table, column in needed:
        why = refusal(filled, update(table).values({column.name: None}))
        assert column.name in why, f"{table.name}.{column.name}: {why}"
        assert "null" in why.lower(), f"{table.name}.{column.name}: {why}"


def test_a_row_that_others_need_cannot_be_deleted(filled: Connection) -> None:
    for name in ("unit", "person", "performance_year", "plan", "account", "signed_document", "audit_entry"):
        table = db.metadata.tables[name]
        assert "foreign key" in refusal(filled, delete(table).where(table.c.id == 1)).lower(), name
