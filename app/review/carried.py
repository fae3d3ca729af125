"""Reads of the earlier result that is used for a period after a move, or could be (IV.A.13.a, p.91)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, or_, select

from app.cycles.models import PerformanceYear
from app.db import db
from app.domain.carrying import CarryState, Former, preset, state_of, why_not
from app.domain.objections import ObjectionState
from app.domain.policy import Standing
from app.domain.rating import OverallRating, Rating
from app.domain.review import EvaluationState, Way
from app.people import queries as people
from app.review.models import Evaluation, Objection

WAITS_FOR_EMPLOYEE = and_(
    Evaluation.state == EvaluationState.OPEN,
    Evaluation.way == Way.REGULAR,
    Evaluation.carried_from_id.is_not(None),
    Evaluation.carried_agreed_at.is_(None),
)
"""The employee is asked to agree to the result of the former unit."""
_PENDING = (ObjectionState.FILED, ObjectionState.EXPLAINED, ObjectionState.HEARD)


@dataclass(frozen=True)
class Source:
    """A signed result of a former unit, with the words it is told by."""

    id: int
    label: str
    unit: str
    results: Rating | None
    behaviour: Rating | None
    exception: OverallRating | None
    overall: OverallRating | None
    former: Former

    @property
    def words(self) -> str:
        """What reason and note begin with while this result is used."""
        return preset(self.label, self.unit)


@dataclass(frozen=True)
class Carried:
    """The earlier result an evaluation uses; ``problem`` says what stands before the signature, empty for nothing."""

    source: Source
    agreed_at: datetime | None
    problem: str

    @property
    def state(self) -> CarryState:
        """Proposed, or agreed."""
        return state_of(self.source.id, self.agreed_at)


def offered(row: Evaluation, standing: Standing) -> tuple[Source | None, str]:
    """The last signed periodic result before this period, and why it can't be used; empty when it can."""
    year = db.session.get_one(PerformanceYear, row.year_id)
    values = {"employee_id": row.employee_id, "starts_on": year.starts_on, "period": row.period_number}
    found = db.session.execute(_LAST, {**values, "year_id": row.year_id}).first()
    source = _source(found) if found else None
    return source, why_not(source.former if source else None, standing)


def of(row: Evaluation, standing: Standing) -> Carried | None:
    """The earlier result this evaluation uses, if it uses one; a signed evaluation has no problems with it any more."""
    if row.carried_from_id is None:
        return None
    found = db.session.execute(_THIS, {"source_id": row.carried_from_id}).one()
    source = _source(found)
    is_draft = row.state is EvaluationState.OPEN and row.way is Way.REGULAR
    return Carried(source, row.carried_agreed_at, _problem(row, source, standing) if is_draft else "")


_RENEW = "Batalkan pemakaian hasil sebelumnya, lalu usulkan lagi atau nilai seperti biasa."


def _problem(row: Evaluation, source: Source, standing: Standing) -> str:
    last, why = offered(row, standing)
    if why:
        return f"{why} {_RENEW}"
    if last is None or last.id != source.id:
        return f"Sudah ada hasil periodik yang lebih baru. {_RENEW}"
    same = (row.results_rating, row.behaviour_rating, row.exception)
    if same != (source.results, source.behaviour, source.exception):
        return f"Hasil sebelumnya sudah diubah sesudah diusulkan. {_RENEW}"
    if row.carried_agreed_at is None:
        return "Pegawai belum menyatakan sepakat memakai hasil sebelumnya. Tunggu jawabannya, atau batalkan usulan."
    return ""


def _source(row: Any) -> Source:
    one: Evaluation = row.Evaluation
    unit = people.person(one.employee_id, _day(one))
    return Source(
        id=one.id,
        label=f"{row.rhythm.name_of(one.period_number)} {row.year}",
        unit=unit.unit,
        results=one.results_rating,
        behaviour=one.behaviour_rating,
        exception=one.exception,
        overall=one.overall,
        former=Former(unit.unit_id, one.assessor_id, bool(row.is_disputed)),
    )


def _day(row: Evaluation) -> date:
    """The day on which it was signed: the assessor of that day was the one of the former unit."""
    assert row.signed_at is not None  # noqa: S101 - it is signed
    return row.signed_at.astimezone(people.the_agency().zone).date()


_FOUND = select(
    Evaluation,
    PerformanceYear.year,
    PerformanceYear.rhythm,
    exists().where(Objection.evaluation_id == Evaluation.id, Objection.state.in_(_PENDING)).label("is_disputed"),
).join(PerformanceYear, PerformanceYear.id == Evaluation.year_id)
_THIS = _FOUND.where(Evaluation.id == bindparam("source_id"))
_LAST = (
    _FOUND.where(
        Evaluation.employee_id == bindparam("employee_id"),
        Evaluation.state != EvaluationState.OPEN,
        Evaluation.period_number > 0,
        or_(
            PerformanceYear.starts_on < bindparam("starts_on"),
            and_(Evaluation.year_id == bindparam("year_id"), Evaluation.period_number < bindparam("period")),
        ),
    )
    .order_by(PerformanceYear.starts_on.desc(), Evaluation.period_number.desc(), Evaluation.id.desc())
    .limit(1)
)
