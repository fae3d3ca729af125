"""Reads of archives of documents: how far one is, whose documents go into it."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from app.auth.models import RoleGrant
from app.cycles.models import PerformanceYear
from app.db import db
from app.domain.actors import Actor, Role
from app.domain.bundles import KEPT, SIGNED, Scope
from app.domain.errors import NotFoundError
from app.domain.office import corrects_unit
from app.domain.planning import PlanState
from app.exchange.bundle_units import DAY, Chosen, everybody
from app.exchange.models import Bundle
from app.jobs.models import Job, JobState
from app.people.models import Person, Posting, Unit
from app.people.special import is_exempt
from app.planning.models import Plan

_STOPPED = (
    "Berkas ini gagal dibuat karena kesalahan di server. Minta sekali lagi; bila berulang, beri tahu administrator."
)


@dataclass(frozen=True)
class Member:
    """Somebody whose documents go into the archive: signed plans, or the states of those that are not."""

    id: int
    name: str
    nip: str | None
    unit_id: int
    unit: str
    above: str | None
    exempt: bool
    signed: tuple[int, ...]
    unsigned: tuple[PlanState, ...]


def members(bundle: "Task", day: date, after: int, most: int) -> list[Member]:
    """The next people by id, with their plans of the year; two statements."""
    above = aliased(Unit)
    found_rows = db.session.execute(
        everybody(bundle.scope, bundle.unit, bundle.requested_by)
        .outerjoin(above, above.id == Unit.parent_id)
        .with_only_columns(
            Posting.person_id, Person.name, Person.nip, Unit.id, Unit.name, above.name, is_exempt(Person.id, DAY)
        )
        .where(Posting.person_id > after)
        .order_by(Posting.person_id, Posting.id)
        .limit(most),
        {"day": day},
    )
    rows: list[Any] = list(found_rows)
    plans = plans_of({row[0] for row in rows}, bundle.year_id)
    found: dict[int, Member] = {}
    for row in rows:
        states = plans.get(row[0], [])
        signed = tuple(number for number, state in states if state in SIGNED)
        unsigned = tuple(state for _, state in states if state not in SIGNED)
        found.setdefault(row[0], Member(row[0], row[1], row[2], row[3], row[4], row[5], row[6], signed, unsigned))
    return list(found.values())


def plans_of(person_ids: set[int], year_id: int) -> dict[int, list[tuple[int, PlanState]]]:
    """The plans of people in a year with their states, by person; one statement."""
    found: dict[int, list[tuple[int, PlanState]]] = defaultdict(list)
    for employee_id, number, state in db.session.execute(
        select(Plan.employee_id, Plan.id, Plan.state)
        .where(Plan.employee_id.in_(person_ids), Plan.year_id == year_id)
        .order_by(Plan.id)
    ):
        found[employee_id].append((number, state))
    return found


@dataclass(frozen=True)
class Task:
    """An archive as its job finds it."""

    id: int
    scope: Scope
    unit: Chosen
    year_id: int
    year: int
    fmt: str
    requested_by: int
    requested_at: datetime

    @property
    def stem(self) -> str:
        """The name of its files: an id may be given again once an archive is gone, a moment is not."""
        return f"{self.id}-{self.requested_at:%Y%m%d%H%M%S%f}"


@dataclass(frozen=True)
class BundleView:
    """An archive as its page shows it."""

    task: Task
    done: int
    total: int
    ready_at: datetime | None
    failure: str

    @property
    def id(self) -> int:
        """The id of the archive."""
        return self.task.id

    @property
    def is_working(self) -> bool:
        """Whether it is still being made."""
        return self.ready_at is None and not self.failure

    @property
    def percent(self) -> int:
        """How much of it is made."""
        return 100 * self.done // max(1, self.total)

    @property
    def gone_at(self) -> datetime | None:
        """When it is deleted."""
        return self.ready_at + KEPT if self.ready_at else None

    @property
    def title(self) -> str:
        """What it holds, in words."""
        whose = self.task.unit.name if self.task.scope is Scope.UNIT else "pegawai yang Anda nilai"
        return f"SKP {self.task.year}: {whose}"


_BUNDLES = (
    select(
        Bundle.id,
        Bundle.year_id,
        PerformanceYear.year,
        Bundle.fmt,
        Bundle.requested_by,
        Bundle.requested_at,
        Bundle.done,
        Bundle.total,
        Bundle.ready_at,
        Bundle.failure,
        Unit.id.label("unit_id"),
        Unit.name,
        Unit.path,
        Unit.parent_id,
        Job.payload,
        Job.state,
    )
    .join(PerformanceYear, PerformanceYear.id == Bundle.year_id)
    .join(Unit, Unit.id == Bundle.unit_id)
    .outerjoin(Job, Job.id == Bundle.job_id)
)
_OWN = _BUNDLES.where(Bundle.requested_by == bindparam("person_id")).order_by(Bundle.id.desc())


def _view(row: Any) -> BundleView:
    scope = Scope(json.loads(row.payload)["scope"]) if row.payload else Scope.UNIT
    unit = Chosen(row.unit_id, row.name, row.path, row.parent_id)
    task = Task(row.id, scope, unit, row.year_id, row.year, row.fmt, row.requested_by, row.requested_at)
    stopped = row.ready_at is None and row.state in {None, JobState.FAILED}
    return BundleView(task, row.done, row.total, row.ready_at, row.failure or (_STOPPED if stopped else ""))


def own_bundles(actor: Actor) -> list[BundleView]:
    """The archives somebody asked for and may still have, the last first; one statement."""
    rows = db.session.execute(_OWN, {"person_id": actor.person_id})
    return [view for view in map(_view, rows) if may_have(actor, view.task)]


def own_bundle(actor: Actor, bundle_id: int) -> BundleView:
    """An archive of one's own.

    Raises:
        NotFoundError: there is none, it is somebody else's, or the office was taken from whoever asked.
    """
    row = db.session.execute(_OWN.where(Bundle.id == bundle_id), {"person_id": actor.person_id}).one_or_none()
    if row is None or not may_have(actor, (view := _view(row)).task):
        raise NotFoundError("Berkas tidak ditemukan.")
    return view


def may_have(actor: Actor, task: Task) -> bool:
    """Whether an archive is still the actor's: a unit's belongs to its officers, a team's to whoever assesses it."""
    mine = actor.person_id == task.requested_by
    return mine and (task.scope is Scope.TEAM or corrects_unit(actor, task.unit.lineage))


def task(bundle_id: int) -> BundleView | None:
    """An archive for its job; None when it was given up."""
    row = db.session.execute(_BUNDLES.where(Bundle.id == bundle_id)).one_or_none()
    return None if row is None else _view(row)


def requester(person_id: int) -> Actor:
    """Whoever asked, with the roles held now: an office may be taken while an archive is made."""
    rows = db.session.execute(select(RoleGrant.role, RoleGrant.unit_id).where(RoleGrant.person_id == person_id)).all()
    units = frozenset(row.unit_id for row in rows if row.role is Role.UNIT_OFFICER and row.unit_id is not None)
    return Actor(person_id, "", 0, frozenset(row.role for row in rows), units)


def stems() -> set[str]:
    """The names of the files of every archive there is."""
    return {_view(row).task.stem for row in db.session.execute(_BUNDLES)}
