"""Reads of indicator manuals (A.1.3) and workblocks (A.1.4) of a leader's plan; they outlive its revisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.db import db
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.planning import OVER
from app.planning.models import IndicatorManual, Workblock
from app.planning.parts import IndicatorView, ResultView
from app.planning.queries import PlanView

Sheet = type[IndicatorManual] | type[Workblock]
MANUAL, WORKBLOCK = IndicatorManual, Workblock
FIELDS: dict[Sheet, tuple[str, ...]] = {
    IndicatorManual: ("purpose", "definition", "formula", "unit_of_measure", "level", "source", "reporting"),
    Workblock: (
        "title",
        "parties",
        "duration",
        "beneficiaries",
        "purpose",
        "budget",
        "routine_strategies",
        "transforming_strategies",
        "routine_outputs",
        "transforming_outputs",
    ),
}


@dataclass(frozen=True)
class Filled:
    """One sheet as it is stored; version 0 and no values until its first save."""

    version: int
    values: Mapping[str, Any]


NOTHING = Filled(0, {})


def may_fill(actor: Actor, plan: PlanView) -> bool:
    """The owner fills them in, also after the plan was set: a manual explains indicators, it changes none."""
    return actor.person_id == plan.employee.id and plan.state not in OVER


def indicator_of(plan: PlanView, key: str) -> tuple[ResultView, IndicatorView]:
    """An indicator with its result.

    Raises:
        NotFoundError: the plan has none of that key.
    """
    for result in plan.results:
        for indicator in result.indicators:
            if indicator.key == key:
                return result, indicator
    raise NotFoundError("Indikator tidak ditemukan.")


def filled(sheet: Sheet, root_id: int) -> dict[str, Filled]:
    """Every sheet of a kind that a plan has, by key of its indicator; one statement."""
    rows = db.session.execute(
        select(sheet.indicator_key, sheet.version, *(getattr(sheet, name) for name in FIELDS[sheet])).where(
            sheet.root_id == root_id
        )
    )
    return {key: Filled(version, dict(zip(FIELDS[sheet], values, strict=True))) for key, version, *values in rows}
