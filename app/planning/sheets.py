"""The command that fills in an indicator manual (A.1.3) or a workblock (A.1.4)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select

from app import clock
from app.audit.service import record
from app.db import Claim, Saved, atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError
from app.planning.models import IndicatorManual, Workblock
from app.planning.queries import PlanView
from app.planning.service import locked_plan
from app.planning.strategy import FIELDS, Sheet, may_fill


@command
def save_sheet(actor: Actor, plan: PlanView, place: tuple[Sheet, str], claim: Claim, typed: Mapping[str, Any]) -> Saved:
    """Save a sheet; ``place`` is its kind and the key of its indicator, ``typed`` goes by name of the field.

    Raises:
        DeniedError: only the owner of a plan that is not over fills it in.
        StaleError: it was saved elsewhere first.
    """
    sheet, key = place
    with atomic() as session:
        _, standing = locked_plan(session, actor, plan.id)
        if not may_fill(actor, plan):
            raise DeniedError("Manual dan strategi diisi oleh pemilik rencana, selama rencananya berlaku.")
        row = session.scalars(_found(sheet).where(sheet.root_id == plan.root_id, sheet.indicator_key == key)).first()
        if row is None:
            row = sheet(root_id=plan.root_id, indicator_key=key, version=0, editor_seq=0)
            session.add(row)
        if row.claim(*claim):
            for name in FIELDS[sheet]:
                setattr(row, name, typed[name])
            record(session, actor, f"plan.{sheet.__tablename__}", ("plan", plan.id), unit_id=standing.unit_id, key=key)
        return Saved(row.version, clock.now())


def _found(sheet: Sheet) -> Select[IndicatorManual | Workblock]:
    return select(sheet)
