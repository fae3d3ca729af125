"""What happened on many plans in a period at once, for a list of what can be signed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Integer, Text, bindparam, literal, null, select, type_coerce, union_all

from app.db import db
from app.planning.queries import PlanView
from app.progress import leaders
from app.progress.models import Feedback, LeaderFeedback, ProgressSheet, Realisation
from app.progress.queries import REALISED, ProgressView, realised


def progress_on(plans: Mapping[int, PlanView], period: int, day: date) -> dict[int, ProgressView]:
    """As :func:`app.progress.queries.progress`, by root; three statements. Nothing is written on these."""
    if not plans:
        return {}
    where = {"roots": sorted(plans), "period": period}
    written, reached = _by_root(_WRITTEN, where), _by_root(_REALISED, where)
    said = [row for rows in written.values() for row in rows if row.part == "leader"]
    named = leaders.named([(row.name, row.number, row.text) for row in said], day)
    words = dict(zip(((row.root_id, row.position) for row in said), named, strict=True))
    return {
        root_id: ProgressView(
            plan=plan,
            period=period,
            realisations=realised(reached.get(root_id, [])),
            feedback={row.name: row.text for row in written.get(root_id, []) if row.part == "feedback"},
            sheets={row.name: row.number for row in written.get(root_id, []) if row.part == "sheet"},
            may_write_realisation=False,
            may_write_feedback=False,
            leaders=tuple(words[root_id, row.position] for row in written.get(root_id, []) if row.part == "leader"),
        )
        for root_id, plan in plans.items()
    }


def _by_root(statement: Any, where: dict[str, Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in db.session.execute(statement, where):
        found.setdefault(row.root_id, []).append(row)
    return found


def _of(part: str, table: Any, *columns: Any) -> Any:
    return select(
        literal(part).label("part"), table.plan_root_id.label("root_id"), table.id.label("position"), *columns
    ).where(table.plan_root_id.in_(bindparam("roots", expanding=True)), table.period_number == bindparam("period"))


_NO_TEXT, _NO_NUMBER = type_coerce(null(), Text), type_coerce(null(), Integer)
_WRITTEN = union_all(
    _of(
        "sheet", ProgressSheet, ProgressSheet.part.label("name"), _NO_TEXT.label("text"),
        ProgressSheet.version.label("number"),
    ),
    _of("feedback", Feedback, Feedback.item, Feedback.text, _NO_NUMBER),
    _of("leader", LeaderFeedback, LeaderFeedback.item, LeaderFeedback.text, LeaderFeedback.author_id).where(
        LeaderFeedback.text != ""
    ),
).order_by("position")  # fmt: skip
_REALISED = REALISED.add_columns(Realisation.plan_root_id.label("root_id")).where(
    Realisation.plan_root_id.in_(bindparam("roots", expanding=True)), Realisation.period_number == bindparam("period")
)
