"""Reads behind a recap: signed contents of reported evaluations, a slice of people at a time; and recaps asked for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import bindparam, func, select

from app import clock
from app.db import db
from app.documents.models import SignedDocument, StoredFile
from app.domain.actors import Actor
from app.domain.distribution import Achievement
from app.domain.errors import NotFoundError
from app.domain.handing_up import Stage, stage_of
from app.domain.rating import OverallRating, Rating
from app.domain.recap import Kind, Named, Order, Result
from app.domain.review import Way, words_of
from app.jobs.models import Job, JobState
from app.people import registry
from app.people.models import Person, Posting, Unit
from app.reporting import tally
from app.review.cosigned import AWAITS_ASSESSOR
from app.review.models import Evaluation, Objection

JOB = "reporting.recap"
KEPT = timedelta(days=1)
FILE_KEY = "recap"
_NO_OBJECTION = "Tidak ada"


@dataclass(frozen=True)
class Kept:
    """A unit whose recap an officer makes."""

    id: int
    name: str
    path: str


def kept_unit(actor: Actor, unit_id: int | None) -> Kept:
    """The unit an officer asks for, the top of the own tree when none is named.

    Raises:
        NotFoundError: there is no such unit for this officer.
    """
    tops = registry.top_units(actor)
    wanted = unit_id or (tops[0] if tops else 0)
    unit = registry.corrected_unit(actor, wanted)
    return Kept(unit.id, unit.name, unit.path)


@dataclass(frozen=True)
class Member:
    """Somebody who must be evaluated: the result once it was reported, else how far it has come."""

    id: int
    name: str
    nip: str
    position: str
    unit: str
    stage: Stage
    result: Result | None


def members(unit: Kept, values: Mapping[str, Any], after: int, most: int, zone: tzinfo) -> list[Member]:
    """The next people of a unit and below by id; three statements. ``values``: year_id, period, day."""
    found: list[Any] = list(
        db.session.execute(
            _PEOPLE.where(Unit.path.startswith(unit.path, autoescape=True), Posting.person_id > after).limit(most),
            values,
        )
    )
    stages = {
        row.person_id: stage_of(row.state, reported=bool(row.reported), has_plan=bool(row.planned)) for row in found
    }
    reported = {row.evaluation_id: row for row in found if stages[row.person_id] is Stage.REPORTED}
    contents, objections = _by_subject(_CONTENTS, reported), _by_subject(_OBJECTIONS, reported)
    return [
        Member(
            row.person_id,
            row.name,
            row.nip or "",
            row.position,
            row.unit,
            stages[row.person_id],
            _result(contents[row.evaluation_id].content, row, objections.get(row.evaluation_id), zone)
            if row.evaluation_id in contents
            else None,
        )
        for row in {row.person_id: row for row in found}.values()
    ]


def _by_subject(statement: Any, ids: Mapping[int, Any]) -> dict[int, Any]:
    return {row[0]: row for row in db.session.execute(statement, {"ids": list(ids)})} if ids else {}


_PEOPLE: Any = tally.of_people(
    select(
        Posting.person_id,
        Person.name,
        Person.nip,
        Posting.position,
        Unit.name.label("unit"),
        Evaluation.id.label("evaluation_id"),
        Evaluation.state,
        Evaluation.way,
        Evaluation.signed_at,
        tally.REPORTED.label("reported"),
        tally.HAS_PLAN.label("planned"),
    )
).order_by(Posting.person_id, Posting.id)
_LATEST = (
    select(func.max(SignedDocument.id))
    .where(SignedDocument.kind == "evaluation", SignedDocument.subject_id.in_(bindparam("ids", expanding=True)))
    .group_by(SignedDocument.subject_id)
)
_CONTENTS = select(SignedDocument.subject_id, SignedDocument.content).where(SignedDocument.id.in_(_LATEST))
_OBJECTIONS = (
    select(Objection.evaluation_id, Objection.state, AWAITS_ASSESSOR.label("awaits_assessor"))
    .join(Evaluation, Evaluation.id == Objection.evaluation_id)
    .where(Objection.evaluation_id.in_(bindparam("ids", expanding=True)))
)


def _result(content: str, row: Any, objection: Any, zone: tzinfo) -> Result:
    """What the signed content says; the canonical text is read as it is, 20,000 whole forms would take minutes."""
    told = json.loads(content)
    signed: datetime | None = row.signed_at
    return Result(
        employee=_named(told["employee"]),
        by=_named(told["assessor" if row.way is Way.REGULAR else "superior"]),
        achievement=Achievement(told["achievement"]).label,
        results=Rating(told["results_rating"]),
        behaviour=Rating(told["behaviour_rating"]),
        overall=OverallRating(told["overall"]),
        signed_on=f"{signed.astimezone(zone):%d-%m-%Y}" if signed else "",
        objection=objection.state.label if objection else _NO_OBJECTION,
        state=words_of(row.state, awaits_assessor=bool(objection and objection.awaits_assessor)),
    )


def _named(told: dict[str, Any]) -> Named:
    return Named(told["name"], told["nip"] or "", told["rank"] or "", told["position"], told["unit"])


def how_many(unit: Kept, values: Mapping[str, Any]) -> int:
    """The people a recap tells of; one statement."""
    statement: Any = tally.of_people(select(func.count(Posting.person_id.distinct())))
    return db.session.scalar(statement.where(Unit.path.startswith(unit.path, autoescape=True)), values) or 0


@dataclass(frozen=True)
class RecapView:
    """A recap somebody asked for; ``period_name`` in words."""

    id: int
    person_id: int
    unit_id: int
    unit: str
    period_name: str
    year_id: int
    period: int
    kind: Kind
    order: Order
    state: JobState
    percent: int
    result: str
    file_id: int | None
    ready_at: datetime | None

    @property
    def is_working(self) -> bool:
        """Whether it is still being made."""
        return self.state in {JobState.WAITING, JobState.RUNNING}

    @property
    def title(self) -> str:
        """What it holds, in words."""
        what = "Rekap predikat" if self.kind is Kind.RATINGS else "Dasar TPP"
        return f"{what} {self.period_name}: {self.unit}"

    @property
    def gone_at(self) -> datetime | None:
        """When it is deleted."""
        return self.ready_at + KEPT if self.ready_at else None


_RECAPS: Any = (
    select(Job.id, Job.payload, Job.state, Job.done_percent, Job.result, StoredFile.id, StoredFile.uploaded_at)
    .outerjoin(
        StoredFile,
        (StoredFile.kind == "issued") & (StoredFile.subject_id == -Job.id) & (StoredFile.upload_key == FILE_KEY),
    )
    .where(Job.kind == JOB)
    .order_by(Job.id.desc())
)


def _view(row: Any) -> RecapView:
    told = json.loads(row[1])
    return RecapView(
        id=row[0],
        person_id=told["person_id"],
        unit_id=told["unit_id"],
        unit=told["unit"],
        period_name=told["period_name"],
        year_id=told["year_id"],
        period=told["period"],
        kind=Kind(told["kind"]),
        order=Order(told["order"]),
        state=row[2],
        percent=row[3],
        result=row[4],
        file_id=row[5],
        ready_at=row[6],
    )


def recap(recap_id: int) -> RecapView | None:
    """A recap by its id, for its job."""
    row = db.session.execute(_RECAPS.where(Job.id == recap_id)).one_or_none()
    return None if row is None else _view(row)


def own_recap(actor: Actor, recap_id: int) -> RecapView:
    """A recap of one's own, while its unit still is.

    Raises:
        NotFoundError: there is none for this actor, or it was thrown away.
    """
    found = recap(recap_id)
    if found is None or found.person_id != actor.person_id or found.result == "gone":
        raise NotFoundError("Rekap tidak ditemukan.")
    kept_unit(actor, found.unit_id)
    return found


def own_recaps(actor: Actor, now: datetime | None = None) -> list[RecapView]:
    """The recaps somebody asked for within the last day, the last first; one statement."""
    since = (now or clock.now()) - KEPT
    views = [_view(row) for row in db.session.execute(_RECAPS.where(Job.due_at > since))]
    return [view for view in views if view.person_id == actor.person_id and view.result != "gone"]


def values_of(year: Any, period: int, today: date) -> dict[str, Any]:
    """What the statements about people of a period are given."""
    return {"year_id": year.id, "period": period, "day": tally.day_of(year, period, today)}
