"""Commands of workbooks: receive a filled one, take from it what its owner chose, discard it, forget old ones."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import IO

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem, StaleError
from app.domain.filling import merged
from app.domain.planning import PlanVerb
from app.exchange import copying, filling, queries, workbook_reading
from app.exchange.models import Copied, Filled
from app.exchange.workbook_reading import Sheets
from app.intake import container
from app.people import queries as people
from app.planning import queries as planning
from app.planning import replacing
from app.planning.models import Plan

KEPT = timedelta(days=1)
NOT_YOURS = "Rencana ini tidak sedang berupa konsep Anda, jadi tidak dapat diisi lewat Excel."
WRONG = "Masih ada yang harus diperbaiki di buku kerja, jadi belum ada yang diterapkan."


@dataclass(frozen=True)
class Upload:
    """A file as it was sent."""

    file: IO[bytes]
    name: str


@dataclass(frozen=True)
class Place:
    """What a workbook is for: its kind, year, unit, and what its content says beside the cells."""

    kind: str
    year_id: int
    unit_id: int | None
    detail: dict[str, int]


def receive_plan(actor: Actor, plan_id: int, upload: Upload) -> int:
    """Read a workbook of one's own draft and keep it for a look; returns its id.

    Raises:
        UnusableError: it is no workbook of a plan that can be opened safely; nothing was kept.
        DeniedError: the plan is no draft of the actor's own.
    """
    plan = planning.visible_plan(actor, plan_id, people.today())
    if PlanVerb.EDIT not in plan.verbs:
        raise DeniedError(NOT_YOURS)
    digest = container.digest(upload.file)
    sheets = workbook_reading.read(upload.file)
    filling.read_plan(queries.edition_of(plan), sheets)
    place = Place(queries.PLAN, plan.year_id, plan.standing.unit_id, {"plan_id": plan_id})
    return keep(actor, place, upload.name, digest, sheets)


@command
def keep(actor: Actor, place: Place, name: str, digest: str, sheets: Sheets) -> int:
    """Keep what was read until its owner has looked at it; returns its id."""
    with atomic() as session:
        row = Filled(
            kind=place.kind,
            unit_id=place.unit_id,
            year_id=place.year_id,
            filename=name[-200:] or "tanpa nama",
            sha256=digest,
            content=json.dumps({**place.detail, "sheets": sheets.rows}, ensure_ascii=False),
            uploaded_by=actor.person_id,
            uploaded_at=clock.now(),
        )
        session.add(row)
        session.flush()
        record(session, actor, "exchange.upload", ("filled", row.id), unit_id=place.unit_id, kind=place.kind)
        return row.id


def locked(session: Session, actor: Actor, filled_id: int, kind: str) -> Filled:
    """A workbook of the actor's own, locked.

    Raises:
        NotFoundError: there is none of that id for this actor.
    """
    row = session.get(Filled, filled_id, with_for_update=True)
    if row is None or row.uploaded_by != actor.person_id or row.kind != kind:
        raise NotFoundError("Berkas tidak ditemukan.")
    return row


def close(row: Filled) -> None:
    """Note that a workbook was applied; what stood in its cells is forgotten at once."""
    row.applied_at = clock.now()
    row.content = json.dumps({name: told for name, told in json.loads(row.content).items() if name != "sheets"})


@command
def apply_plan(actor: Actor, filled_id: int, seen: str, taken: frozenset[str]) -> int:
    """Take the chosen changes into the draft, all at once; returns the plan's id. A second click changes nothing.

    ``seen`` is the fingerprint of the preview.

    Raises:
        StaleError: the plan changed since the preview was made.
        InvalidError: something in the workbook must be mended, or the plan would become too large.
    """
    with atomic() as session:
        row = locked(session, actor, filled_id, queries.PLAN)
        plan_id = int(json.loads(row.content)["plan_id"])
        if row.applied_at:
            return plan_id
        opened = replacing.opened(session, actor, plan_id)
        plan = planning.visible_plan(actor, plan_id, people.today())
        stored, view = queries.plan_text(plan), queries.filled(actor, filled_id, queries.PLAN)
        if view.seen_with(stored) != seen:
            raise StaleError
        reading = filling.read_plan(queries.edition_of(plan), view.sheets)
        if reading.has_errors:
            raise InvalidError(Problem("", WRONG))
        wanted = merged(stored, reading.plan, taken)
        replacing.write(session, actor, opened, (stored, wanted), queries.links(plan))
        close(row)
        return plan_id


@command
def discard(actor: Actor, filled_id: int, kind: str) -> None:
    """Give a workbook up; what was read of it is deleted."""
    with atomic() as session:
        row = locked(session, actor, filled_id, kind)
        record(session, actor, "exchange.discard", ("filled", row.id), unit_id=row.unit_id)
        session.delete(row)


@command
def expire() -> None:
    """Forget workbooks that were sent more than a day ago, applied or not."""
    with atomic() as session:
        session.execute(delete(Filled).where(Filled.uploaded_at < clock.now() - KEPT))


@command
def tick(actor: Actor, plan_id: int, part: str, *, done: bool) -> None:
    """Note that a part of one's own set plan was copied into the national application, or that it was not.

    With its first mark an edition keeps marks of its own, beginning with those that held for it.

    Raises:
        DeniedError: the plan is somebody else's, or not set.
        NotFoundError: the plan has no such part.
    """
    with atomic() as session:
        session.get(Plan, plan_id, with_for_update=True)  # two clicks make one mark
        view = copying.copying(actor, plan_id)
        names = {one.name for one in view.parts}
        if part not in names:
            raise NotFoundError("Bagian tidak ditemukan.")
        wanted = ((view.done & names) | {part} if done else (view.done & names) - {part}) | {copying.BEGUN}
        rows = {row.part: row for row in session.scalars(select(Copied).where(Copied.plan_id == plan_id))}
        for name, row in rows.items():
            if name not in wanted:
                session.delete(row)
        for name in sorted(wanted - rows.keys()):
            session.add(Copied(plan_id=plan_id, part=name, ticked_by=actor.person_id, ticked_at=clock.now()))
        record(session, actor, "exchange.copied", ("plan", plan_id), unit_id=view.plan.standing.unit_id, done=done)
