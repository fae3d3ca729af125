"""Reads of filled workbooks, and of plans as workbooks hold them."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from app.db import db
from app.documents.models import Scan
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.filling import AnnexLine, IndicatorText, PlanText, ResultText, plain
from app.domain.planning import PlanOrigin
from app.domain.policy import Relation, Standing, relations
from app.exchange.models import Filled
from app.exchange.workbook_plan import Edition
from app.exchange.workbook_reading import Sheets
from app.people import queries as people
from app.people.models import Person
from app.planning import queries as planning
from app.planning.leaders import leader_results
from app.planning.models import Plan, PlanSection
from app.planning.queries import PlanView

PLAN, EXISTING = "plan", "existing"
_VERSIONS = select(PlanSection.name, PlanSection.version).where(PlanSection.plan_id == bindparam("plan_id"))


def plan_text(plan: PlanView) -> PlanText:
    """The texts of a plan with their versions."""
    versions = {row.name: row.version for row in db.session.execute(_VERSIONS, {"plan_id": plan.id})}
    return PlanText(
        results=tuple(
            ResultText(
                key=row.key,
                kind=row.kind,
                text=row.text,
                leader=row.leader_words or "",
                assigned_by=row.assigned_by,
                indicators=tuple(
                    IndicatorText(one.key, one.aspects, one.text, one.target, one.perspective) for one in row.indicators
                ),
                version=row.version,
            )
            for row in plan.results
        ),
        expectations=dict(plan.expectations),
        annex={
            block: tuple(AnnexLine(str(number), text) for number, text in enumerate(texts, 1))
            for block, texts in plan.annex.items()
        },
        behaviour_version=versions.get("behaviour", 0),
        annex_version=versions.get("annex", 0),
    )


def edition_of(plan: PlanView) -> Edition:
    """Which plan a workbook is made of."""
    known = {row.key: frozenset(one.key for one in row.indicators) for row in plan.results}
    return Edition(plan.id, plan.edition, plan.form, known)


def links(plan: PlanView) -> dict[str, int]:
    """The leaders' results the owner may choose, by their words."""
    rows = leader_results(plan.standing, plan.year_id, people.today())
    return {plain(row.words): row.id for row in reversed(rows)}


@dataclass(frozen=True)
class FilledView:
    """A filled workbook of the actor's own, as it was read."""

    id: int
    kind: str
    unit_id: int | None
    year_id: int
    filename: str
    sha256: str
    uploaded_at: datetime
    applied_at: datetime | None
    content: dict[str, Any]

    @property
    def plan_id(self) -> int:
        """The plan it is for."""
        return int(self.content["plan_id"])

    @property
    def sheets(self) -> Sheets:
        """The cells; none once it was applied."""
        return Sheets(self.content.get("sheets", {}))

    def seen_with(self, stored: object) -> str:
        """The fingerprint of the workbook beside what is stored: what a preview showed."""
        return hashlib.sha256(f"{self.sha256}{stored!r}".encode()).hexdigest()


def filled(actor: Actor, filled_id: int, kind: str) -> FilledView:
    """A filled workbook, if the actor sent it.

    Raises:
        NotFoundError: there is none of that id for this actor; after a day there is none any more.
    """
    row = db.session.execute(
        _FILLED, {"filled_id": filled_id, "person_id": actor.person_id, "kind": kind}
    ).one_or_none()
    if row is None:
        raise NotFoundError("Berkas tidak ditemukan.")
    return FilledView(*row[:-1], content=json.loads(row.content))


_FILLED = select(
    Filled.id, Filled.kind, Filled.unit_id, Filled.year_id, Filled.filename, Filled.sha256, Filled.uploaded_at,
    Filled.applied_at, Filled.content,
).where(
    Filled.id == bindparam("filled_id"),
    Filled.uploaded_by == bindparam("person_id"),
    Filled.kind == bindparam("kind"),
)  # fmt: skip


@dataclass(frozen=True)
class ScanView:
    """The picture of a paper that shows a plan as it was set."""

    media_type: str
    size_bytes: int
    uploaded_at: datetime


@dataclass(frozen=True)
class OutsideView:
    """How a plan that was set elsewhere came here."""

    plan: PlanView
    recorded_by: str
    scan: ScanView | None
    may_upload: bool


_OUTSIDE = (
    select(Person.name, Scan.media_type, Scan.size_bytes, Scan.uploaded_at)
    .select_from(Plan)
    .outerjoin(Person, Person.id == Plan.recorded_by)
    .outerjoin(Scan, Scan.id == Plan.scan_id)
    .where(Plan.id == bindparam("plan_id"))
)


def outside(actor: Actor, plan_id: int) -> OutsideView:
    """A plan that was set elsewhere, if the actor may see it.

    Raises:
        NotFoundError: there is no such plan for this actor.
    """
    plan = planning.visible_plan(actor, plan_id, people.today())
    if plan.origin is not PlanOrigin.OUTSIDE:
        raise NotFoundError("Rencana tidak ditemukan.")
    row = db.session.execute(_OUTSIDE, {"plan_id": plan_id}).one()
    scan = ScanView(row.media_type, row.size_bytes, row.uploaded_at) if row.media_type else None
    return OutsideView(plan, row.name or "petugas", scan, may_record(actor, plan.standing))


def may_record(actor: Actor, standing: Standing) -> bool:
    """Whether the actor records what was set elsewhere for an employee: their officers, never they themselves."""
    held = relations(actor, standing)
    return Relation.OFFICER in held and Relation.SELF not in held


def scan_of(actor: Actor, plan_id: int) -> tuple[bytes, str]:
    """The scan of a plan and its media type, for whoever may read the plan.

    Raises:
        NotFoundError: there is no such plan for this actor, or no scan of it.
    """
    outside(actor, plan_id)
    row = db.session.execute(
        select(Scan.content, Scan.media_type).join(Plan, Plan.scan_id == Scan.id).where(Plan.id == plan_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError("Pindaian tidak ditemukan.")
    return row.content, row.media_type
