"""Reads of realisation, evidence, feedback and self-assessment, by plan and period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, Text, bindparam, func, literal, null, select, type_coerce, union_all

from app.cycles import queries as cycles
from app.cycles.choosing import PeriodChoice, choose_begun
from app.db import UtcDateTime, db
from app.documents.models import StoredFile
from app.domain.actors import Actor
from app.domain.behaviour import BehaviourValue
from app.domain.errors import NotFoundError
from app.domain.periods import Span
from app.domain.planning import PlanState
from app.domain.policy import may_read_progress, may_write_feedback, may_write_realisation
from app.domain.progress import SIGNED, Attainment, EvidenceKind
from app.planning import queries as planning
from app.planning.models import Indicator, Plan, WorkResult
from app.planning.parts import ResultView
from app.planning.queries import PlanView
from app.progress import leaders
from app.progress.leaders import CLOSED_PART, LeaderWords
from app.progress.models import Evidence, Feedback, LeaderFeedback, ProgressSheet, Realisation, SelfAssessment

FEEDBACK_PART = "feedback"


@dataclass(frozen=True)
class EvidenceView:
    """One piece of evidence; of a file, ``text`` is its name and ``id`` leads to it."""

    kind: EvidenceKind
    text: str
    url: str
    id: int = 0
    size_bytes: int = 0


@dataclass(frozen=True)
class RealisationView:
    """What was reached on an indicator."""

    text: str
    evidence: tuple[EvidenceView, ...]
    attainment: Attainment | None = None

    @property
    def files(self) -> tuple[EvidenceView, ...]:
        """The evidence that is a file."""
        return tuple(piece for piece in self.evidence if piece.kind is EvidenceKind.FILE)


NOTHING = RealisationView("", ())


@dataclass(frozen=True)
class SelfAssessmentView:
    """The employee's own view of a period."""

    achieved: str
    hindered: str
    needed: str
    handed_in_at: datetime | None
    version: int

    @property
    def texts(self) -> tuple[str, str, str]:
        """What was written, in the order of the form."""
        return (self.achieved, self.hindered, self.needed)


@dataclass(frozen=True)
class ProgressView:
    """A plan in force with everything that happened on it in a period; ``period`` 0 is the whole year.

    ``self_assessment`` is None for everybody but the employee until it is handed in. ``is_closed`` once the
    evaluation of the period is signed: then nothing of it is written any more.
    """

    plan: PlanView
    period: int
    realisations: dict[str, RealisationView]
    feedback: dict[str, str]
    sheets: dict[str, int]
    may_write_realisation: bool
    may_write_feedback: bool
    self_assessment: SelfAssessmentView | None = None
    leaders: tuple[LeaderWords, ...] = ()

    def realisation(self, indicator_key: str) -> RealisationView:
        """Of one indicator; empty when nothing was written."""
        return self.realisations.get(indicator_key, NOTHING)

    def version(self, part: str) -> int:
        """Version of a page's contents; 0 before its first save."""
        return self.sheets.get(part, 0)

    def result(self, key: str) -> ResultView:
        """One result by its key; NotFoundError when the plan in force has none of that key."""
        for result in self.plan.results:
            if result.key == key:
                return result
        raise NotFoundError("Hasil kerja tidak ditemukan.")

    def words_on(self, item: str) -> list[LeaderWords]:
        """What other leaders say of one item."""
        return [words for words in self.leaders if words.item == item]

    def refusal(self, words: str) -> str:
        """Why nothing is written here: the period was signed, or ``words``."""
        return SIGNED if self.is_closed else words

    @property
    def is_closed(self) -> bool:
        """Whether the evaluation of this period is signed."""
        return CLOSED_PART in self.sheets

    @property
    def files(self) -> tuple[EvidenceView, ...]:
        """Every file given as evidence."""
        return tuple(file for realisation in self.realisations.values() for file in realisation.files)

    @property
    def items(self) -> list[tuple[str, str]]:
        """Everything feedback can be given on: name of the item and its words."""
        results = [(result.item, result.text) for result in self.plan.results]
        return [*results, *((f"value:{value.value}", value.label) for value in BehaviourValue)]


_IN_FORCE = (PlanState.SET, PlanState.ENDED)


def progress(actor: Actor, root_id: int, today: date, period: int = 0) -> ProgressView:
    """The plan in force of a root, with realisation and feedback; one that ended with a transfer is only read.

    Raises:
        NotFoundError: no plan that is or was in force under that root for this actor.
    """
    return _progress(actor, in_force(actor, root_id, today), today, period)


def progress_in(actor: Actor, root_id: int, today: date, wanted: str | None) -> tuple[ProgressView, PeriodChoice]:
    """The same in the period ``wanted`` by its number, or the usual one.

    Raises:
        NotFoundError: no plan in force for this actor, or no such period.
    """
    plan = in_force(actor, root_id, today)
    days = Span(plan.period_start, plan.ended_on or plan.period_end)
    choice = choose_begun(cycles.year(plan.year_id), wanted, today, days)
    return _progress(actor, plan, today, choice.number), choice


def in_force(actor: Actor, root_id: int, today: date) -> PlanView:
    """The plan in force of a root, if the actor may read what happens on it.

    Raises:
        NotFoundError: there is none for this actor.
    """
    plan_id = db.session.scalar(select(Plan.id).where(Plan.root_id == root_id, Plan.state.in_(_IN_FORCE)))
    if plan_id is None:
        raise NotFoundError("Belum ada rencana yang ditetapkan.")
    plan = planning.visible_plan(actor, plan_id, today)
    if not may_read_progress(actor, plan.standing):
        raise NotFoundError("Belum ada rencana yang ditetapkan.")
    return plan


def _progress(actor: Actor, plan: PlanView, today: date, period: int) -> ProgressView:
    where = {"root_id": plan.root_id, "period": period}
    rows: dict[str, list[Any]] = {part: [] for part in ("sheet", "feedback", "self", "leader")}
    for row in db.session.execute(_WRITTEN, where):
        rows[row.part].append(row)
    sheets = {row.name: row.number for row in rows["sheet"]}
    is_written = plan.state is PlanState.SET and CLOSED_PART not in sheets
    return ProgressView(
        plan=plan,
        period=period,
        realisations=realised(db.session.execute(_REALISED, where)),
        feedback={row.name: row.text for row in rows["feedback"]},
        sheets=sheets,
        may_write_realisation=is_written and may_write_realisation(actor, plan.standing),
        may_write_feedback=is_written and may_write_feedback(actor, plan.standing),
        self_assessment=_self_assessment(rows["self"], is_mine=actor.person_id == plan.standing.employee_id),
        leaders=leaders.named([(row.name, row.number, row.text) for row in rows["leader"]], today),
    )


def _of(part: str, table: Any, *columns: Any) -> Any:
    """Rows of one table: name, text, number, time; in the view's plan and period."""
    return select(literal(part).label("part"), table.id.label("position"), *columns).where(
        table.plan_root_id == bindparam("root_id"), table.period_number == bindparam("period")
    )


_NO_TEXT, _NO_NUMBER, _NO_TIME = (type_coerce(null(), kind) for kind in (Text, Integer, UtcDateTime))
_WRITTEN = union_all(
    _of(
        "sheet",
        ProgressSheet,
        ProgressSheet.part.label("name"),
        _NO_TEXT.label("text"),
        ProgressSheet.version.label("number"),
        _NO_TIME.label("at"),
    ),
    _of("feedback", Feedback, Feedback.item, Feedback.text, _NO_NUMBER, _NO_TIME),
    _of("leader", LeaderFeedback, LeaderFeedback.item, LeaderFeedback.text, LeaderFeedback.author_id, _NO_TIME).where(
        LeaderFeedback.text != ""
    ),
    *(
        _of("self", SelfAssessment, literal(column.key), column, SelfAssessment.version, SelfAssessment.handed_in_at)
        for column in (SelfAssessment.achieved, SelfAssessment.hindered, SelfAssessment.needed)
    ),
).order_by("position")
REALISED: Any = (
    select(
        Realisation.indicator_key,
        Realisation.text.label("reached"),
        Realisation.attainment,
        Evidence.id,
        Evidence.kind,
        func.coalesce(StoredFile.name, Evidence.text).label("text"),
        Evidence.url,
        StoredFile.size_bytes,
    )
    .outerjoin(Evidence, Evidence.realisation_id == Realisation.id)
    .outerjoin(StoredFile, StoredFile.id == Evidence.file_id)
    .order_by(Realisation.id, Evidence.position)
)
_REALISED = REALISED.where(
    Realisation.plan_root_id == bindparam("root_id"), Realisation.period_number == bindparam("period")
)


def realised(rows: Iterable[Any]) -> dict[str, RealisationView]:
    """What was reached on one plan by indicator, from the rows of :data:`REALISED`."""
    found: dict[str, RealisationView] = {}
    for row in rows:
        before = found.get(row.indicator_key, RealisationView(row.reached, (), row.attainment))
        piece = [EvidenceView(row.kind, row.text, row.url, row.id, row.size_bytes or 0)] if row.kind else []
        found[row.indicator_key] = RealisationView(row.reached, (*before.evidence, *piece), row.attainment)
    return found


def _self_assessment(rows: list[Any], *, is_mine: bool) -> SelfAssessmentView | None:
    if not rows or not (is_mine or rows[0].at):
        return None
    texts: dict[str, Any] = {row.name: row.text for row in rows}
    return SelfAssessmentView(**texts, handed_in_at=rows[0].at, version=rows[0].number)


def handed_in(root_ids: set[int], period: int) -> set[int]:
    """Of these plans, those whose self-assessment of a period is handed in; one statement."""
    if not root_ids:
        return set()
    rows = db.session.scalars(
        select(SelfAssessment.plan_root_id).where(
            SelfAssessment.plan_root_id.in_(root_ids),
            SelfAssessment.period_number == period,
            SelfAssessment.handed_in_at.is_not(None),
        )
    )
    return set(rows)


@dataclass(frozen=True)
class Filled:
    """How many indicators of a plan have a realisation."""

    written: int
    total: int


def filled(plan_ids: set[int], period: int = 0) -> dict[int, Filled]:
    """For each plan in force: indicators with a realisation in a period, and all; one statement for all plans."""
    if not plan_ids:
        return {}
    rows = db.session.execute(_FILLED, {"ids": sorted(plan_ids), "period": period})
    found = {row.plan_id: Filled(row.written, row.number) for row in rows}
    return {plan_id: found.get(plan_id, Filled(0, 0)) for plan_id in plan_ids}


_FILLED = (
    select(WorkResult.plan_id, func.count(Realisation.id).label("written"), func.count(Indicator.id).label("number"))
    .join(Plan, Plan.id == WorkResult.plan_id)
    .join(Indicator, Indicator.result_id == WorkResult.id)
    .outerjoin(
        Realisation,
        (Realisation.plan_root_id == Plan.root_id)
        & (Realisation.indicator_key == Indicator.key)
        & (Realisation.period_number == bindparam("period"))
        & (Realisation.text != ""),
    )
    .where(WorkResult.plan_id.in_(bindparam("ids", expanding=True)))
    .group_by(WorkResult.plan_id)
)
