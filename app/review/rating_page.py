"""Reads of the pages on which people are rated: the list of a period, and everything beside the two ratings."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import Date, bindparam, or_, select
from sqlalchemy.orm import aliased

from app.cascade.models import Matrix, MatrixColumn, MatrixMember, RoleResult
from app.cycles import queries as cycles
from app.cycles.models import PerformanceYear
from app.cycles.queries import YearView
from app.db import db
from app.domain.actors import Actor
from app.domain.cascading import Approval
from app.domain.people import AssignmentBasis
from app.domain.planning import PlanState
from app.domain.rating import OverallRating, Rating
from app.domain.review import EvaluationState
from app.people.models import AssessorAssignment, Person
from app.planning import queries as planning
from app.planning.queries import PlanRow
from app.progress import attendance
from app.progress.attendance import AttendanceView
from app.review import achievements, carry_page, employees, listed, standings
from app.review.achievements import UnitRow
from app.review.employees import Team, ToLook
from app.review.listed import EvaluationRow, Latest
from app.review.models import Evaluation
from app.review.queries import EvaluationView


@dataclass(frozen=True)
class Overview:
    """The front page of ratings: one's own or else the last one, one's people, drafts, looks, led units."""

    mine: EvaluationRow | None
    latest: Latest | None
    team: Team
    prepared: Team
    looks: tuple[ToLook, ...]
    units: tuple[UnitRow, ...]


def overview(actor: Actor, year: YearView, today: date, period: int, number: int) -> Overview:
    """Everything the front page of a period shows one person."""
    mine = listed.my_evaluation(actor, year.id, period)
    has_document = mine is not None and mine.state is not EvaluationState.OPEN
    return Overview(
        mine=mine,
        latest=None if has_document else listed.latest_of(actor.person_id),
        team=employees.team(actor, year, today, period, number),
        prepared=employees.prepared_team(actor, year, today, period, number),
        looks=tuple(employees.to_look(actor.person_id, today)),
        units=tuple(achievements.units_to_set(actor, year.id, today, period)),
    )


@dataclass(frozen=True)
class Earlier:
    """An earlier evaluation of the same employee that was signed."""

    id: int
    label: str
    results: Rating | None
    behaviour: Rating | None
    overall: OverallRating | None
    note: str


@dataclass(frozen=True)
class Contribution:
    """A column of the role matrix: what the employee took on, and what others did; no numbers, no order."""

    column: str
    own: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    more: int
    matrix_id: int


@dataclass(frozen=True)
class Beside:
    """What stands beside the two ratings besides plan and progress.

    ``former_plans`` ended with a transfer within the year and stay as evidence (IV.A.13, p.91).
    """

    acting: str
    studies: bool
    attendance: AttendanceView | None
    earlier: tuple[Earlier, ...]
    former_plans: tuple[PlanRow, ...]
    contributions: tuple[Contribution, ...]
    may_carry: bool = False
    """Whether the last result of a former unit may be used for the period (IV.A.13.a, p.91)."""


MOST_EARLIER = 3
MOST_OTHERS = 5
"""Colleagues of one column shown here; the matrix has all of them."""


def beside(view: EvaluationView, today: date) -> Beside:
    """Everything beside the ratings of one person that is no part of the signed form."""
    employee = view.progress.plan.employee
    year = cycles.year(view.year_id)
    return Beside(
        acting=_acting(employee.id, view.assessor.id if view.assessor else 0, today),
        studies=standings.studies(employee.id, year, view.period),
        attendance=attendance.of(employee.id, view.year_id, view.period),
        earlier=_earlier(employee.id, view.id),
        former_plans=tuple(row for row in planning.plans_of(employee.id, view.year_id) if row.state is PlanState.ENDED),
        contributions=_contributions(view, employee.id),
        may_carry=view.period > 0 and view.carried is None and carry_page.may_propose(view.id, today),
    )


def _acting(employee_id: int, assessor_id: int, today: date) -> str:
    """In words, on which basis somebody assesses who is not the definitive superior (IV.A.2-7, p.89-90)."""
    row = db.session.execute(_BASIS, {"employee_id": employee_id, "assessor_id": assessor_id, "day": today}).first()
    if row is None or row.basis is AssignmentBasis.DEFINITIVE:
        return ""
    words = _ACTING[row.basis]
    return f"{words} ({row.decree})" if row.decree else words


_ACTING = {
    AssignmentBasis.DELEGATED: "Penilaian pegawai ini didelegasikan kepada pejabat penilai",
    AssignmentBasis.PLT: "Pejabat penilai bertindak sebagai pelaksana tugas (Plt.)",
    AssignmentBasis.PLH: "Pejabat penilai bertindak sebagai pelaksana harian (Plh.)",
    AssignmentBasis.TAKEN_OVER: "Penilaian pegawai ini diambil alih oleh atasan",
}


_DAY = bindparam("day", type_=Date)
_BASIS = select(AssessorAssignment.basis, AssessorAssignment.decree).where(
    AssessorAssignment.employee_id == bindparam("employee_id"),
    AssessorAssignment.assessor_id == bindparam("assessor_id"),
    AssessorAssignment.valid_from <= _DAY,
    or_(AssessorAssignment.valid_to.is_(None), AssessorAssignment.valid_to >= _DAY),
)


def _earlier(employee_id: int, but: int) -> tuple[Earlier, ...]:
    rows = db.session.execute(_EARLIER, {"employee_id": employee_id, "but": but}).all()
    return tuple(
        Earlier(
            row.id,
            row.rhythm.name_in(row.year, row.period_number),
            row.results_rating,
            row.behaviour_rating,
            row.overall,
            row.note,
        )
        for row in rows
    )


_EARLIER = (
    select(
        Evaluation.id,
        Evaluation.period_number,
        PerformanceYear.year,
        PerformanceYear.rhythm,
        Evaluation.results_rating,
        Evaluation.behaviour_rating,
        Evaluation.overall,
        Evaluation.note,
    )
    .join(PerformanceYear, PerformanceYear.id == Evaluation.year_id)
    .where(
        Evaluation.employee_id == bindparam("employee_id"),
        Evaluation.id != bindparam("but"),
        Evaluation.state != EvaluationState.OPEN,
    )
    .order_by(Evaluation.signed_at.desc(), Evaluation.id.desc())
    .limit(MOST_EARLIER)
)


def _contributions(view: EvaluationView, employee_id: int) -> tuple[Contribution, ...]:
    """Who took on what in the columns the employee serves, in matrices of the assessor or the assessor's unit.

    The regulation compares contributions there (IV.B.3.a.1.e, p.98).
    """
    values = {
        "employee_id": employee_id,
        "year_id": view.year_id,
        "leader_id": view.assessor.id if view.assessor else 0,
        "unit_id": view.led_unit.id if view.led_unit else 0,
    }
    found = []
    for _, group in groupby(db.session.execute(_ROLES, values).all(), key=lambda row: row.column_id):
        roles = list(group)
        own = tuple(row.text for row in roles if row.person_id == employee_id)
        others = tuple((row.name, row.text) for row in roles if row.person_id != employee_id)
        more = max(0, len(others) - MOST_OTHERS)
        found.append(Contribution(roles[0].column, own, others[:MOST_OTHERS], more, roles[0].matrix_id))
    return tuple(found)


_Own, _OwnRow = aliased(RoleResult), aliased(MatrixMember)
_ROLES = (
    select(
        Matrix.id.label("matrix_id"),
        MatrixColumn.id.label("column_id"),
        MatrixColumn.text.label("column"),
        MatrixMember.person_id,
        Person.name,
        RoleResult.text,
    )
    .join(MatrixColumn, MatrixColumn.id == RoleResult.column_id)
    .join(Matrix, Matrix.id == MatrixColumn.matrix_id)
    .join(MatrixMember, MatrixMember.id == RoleResult.member_id)
    .join(Person, Person.id == MatrixMember.person_id)
    .where(
        Matrix.year_id == bindparam("year_id"),
        or_(Matrix.leader_id == bindparam("leader_id"), Matrix.unit_id == bindparam("unit_id")),
        RoleResult.approval != Approval.REFUSED,
        RoleResult.column_id.in_(
            select(_Own.column_id)
            .join(_OwnRow, _OwnRow.id == _Own.member_id)
            .where(_OwnRow.person_id == bindparam("employee_id"), _Own.approval != Approval.REFUSED)
        ),
    )
    .order_by(Matrix.id, MatrixColumn.position, MatrixColumn.id, MatrixMember.position, RoleResult.position)
)
