"""One valid row in every table, made from what the tables themselves say."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Date, Enum, Integer, LargeBinary, Table, insert

from app.db import UtcDateTime, db

START, END, MOMENT = date(2026, 1, 1), date(2026, 12, 31), datetime(2026, 1, 1, tzinfo=UTC)
LATER = {"valid_to", "period_end", "ends_on", "closes_on", "ended_on"}
SPECIAL: dict[tuple[str, str], Any] = {
    ("aide", "aide_id"): 3,
    ("window", "period_number"): 0,
    ("assessor_assignment", "assessor_id"): 3,
    ("signed_document", "kind"): "plan",
    ("plan", "root_id"): None,
    ("unit", "parent_id"): None,
    ("unit", "work_days"): 6,
    ("work_result", "leader_result_id"): None,
    ("filled_workbook", "kind"): "plan",
    ("feedback_round", "score_threshold"): 3,
    ("feedback_round", "comment_threshold"): 5,
    ("invitation", "slip_hash"): None,
    ("published_figure", "band"): "1-2",
    ("stored_file", "kind"): "evidence",
    ("attendance", "working_days"): 20,
    ("attendance", "present_days"): 18,
    ("attendance", "leave_days"): 1,
    ("attendance", "absent_days"): 1,
    ("distribution_limit", "most"): 70,
    ("credit_conversion", "month_to"): 12,
    ("evaluation", "period_number"): 0,
    ("evaluation", "carried_from_id"): None,
    ("realisation", "period_number"): 0,
    ("feedback", "period_number"): 0,
    ("progress_sheet", "period_number"): 0,
    ("unit_achievement", "period_number"): 0,
}
"""Values a rule asks for that no type tells."""

MORE = {"person": 3, "audit_entry": 3}


def value(table: Table, column: Column[Any], number: int) -> Any:
    """A value the column accepts; unique from row to row where it is text."""
    if (table.name, column.name) in SPECIAL:
        return SPECIAL[table.name, column.name]
    kind = column.type
    if isinstance(kind, Enum):
        return kind.enums[0] if kind.enum_class is None else next(iter(kind.enum_class))
    if isinstance(kind, UtcDateTime):
        return MOMENT
    if isinstance(kind, Date):
        return END if column.name in LATER else START
    by_type: list[tuple[type, Any]] = [(Boolean, False), (Integer, number), (LargeBinary, f"x{number}".encode())]
    found = next((wanted for known, wanted in by_type if isinstance(kind, known)), None)
    return f"{column.name[:12]}{number}" if found is None else found


def row(table: Table, number: int = 1) -> dict[str, Any]:
    """A whole row; references lead to the row of the same number."""
    return {column.name: value(table, column, number) for column in table.columns}


def another(table: Table, number: int) -> dict[str, Any]:
    """A further row, which refers to the same others as the first one where it may."""
    shared = {c.name: row(table)[c.name] for c in table.columns if c.foreign_keys and not (c.primary_key or c.unique)}
    return row(table, number) | shared


def fill(connection: Connection) -> None:
    """A row in every table; a second person, and an entry that no seal belongs to."""
    for table in db.metadata.sorted_tables:
        connection.execute(insert(table), row(table))
        if table.name in MORE:
            connection.execute(insert(table), another(table, MORE[table.name]))
