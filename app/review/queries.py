"""Reads of unit achievements and evaluations."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app.cycles import queries as cycles
from app.db import db
from app.documents import queries as documents
from app.documents.queries import SignedView
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.policy import Standing, evaluation_verbs, may_read_evaluation
from app.domain.rating import OverallRating, Rating
from app.domain.review import EvaluationState, EvaluationVerb, Way, words_of
from app.domain.rules import Rulebook, rules_on
from app.domain.weighing import Fact, OnRecord
from app.feedback.report import NOTHING, Recorded
from app.people import queries as people
from app.people.queries import LedUnit, PersonView
from app.progress import queries as progress
from app.progress.queries import ProgressView
from app.review import carried, material, standings
from app.review.achievements import AchievementView, counted_achievement, unit_of
from app.review.carried import Carried
from app.review.cosigned import awaits_assessor
from app.review.models import Evaluation


@dataclass(frozen=True)
class EvaluationView:
    """An evaluation as one person may see it; ``period`` 0 is the whole year."""

    id: int
    root_id: int
    period: int
    year_id: int
    way: Way
    state: EvaluationState
    state_since: datetime
    version: int
    results_rating: Rating | None
    behaviour_rating: Rating | None
    exception: OverallRating | None
    reason: str
    note: str
    received_at: datetime | None
    employee_comment: str
    progress: ProgressView
    led_unit: LedUnit | None
    achievement: AchievementView | None
    assessor: PersonView | None
    superior: PersonView | None
    prepared_by: PersonView | None
    verbs: frozenset[EvaluationVerb]
    signed: SignedView | None
    rounds: Recorded
    period_name: str
    marks: dict[str, Rating]
    is_close: bool | None
    relation: str
    looked_at: datetime | None
    looked_sha256: str
    carried: Carried | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What is on record of each result: the assessor's marks and how the indicators were attained."""
        return material.facts(self.progress, self.marks)

    @property
    def on_record(self) -> OnRecord:
        """How much there is that the ratings can rest on."""
        return material.on_record(self.progress, self.rounds)

    @property
    def overall(self) -> OverallRating | None:
        """Read off the quadrant; None until both ratings are chosen. A failed study leave has its own (p.100)."""
        if self.exception is not None or self.results_rating is None or self.behaviour_rating is None:
            return self.exception
        return self.rules.overall_rating(self.results_rating, self.behaviour_rating)

    @property
    def awaits_assessor(self) -> bool:
        """Whether the result was changed after an objection and the assessor has not signed form D.1.3 (p.118)."""
        return awaits_assessor(self.signed)

    @property
    def words(self) -> str:
        """The state in words."""
        return words_of(self.state, awaits_assessor=self.awaits_assessor)

    @property
    def rules(self) -> Rulebook:
        """The regulation the evaluated period ended under."""
        return rules_on(self.progress.plan.period_end)


def visible_evaluation(actor: Actor, evaluation_id: int, today: date) -> EvaluationView:
    """An evaluation, if the actor may see it.

    Raises:
        NotFoundError: there is none for this actor.
    """
    row = db.session.get(Evaluation, evaluation_id)
    if row is None:
        raise NotFoundError("Evaluasi tidak ditemukan.")
    standing = standing_of(row, today)
    if not may_read_evaluation(actor, standing, row.state, to_superior=reads_above(row)):
        raise NotFoundError("Evaluasi tidak ditemukan.")
    return _view(actor, row, standing, today)


def _view(actor: Actor, row: Evaluation, standing: Standing, today: date) -> EvaluationView:
    reader, day = _reader(row, actor, standing, today)
    led = unit_of(standing.assessor_id or row.assessor_id, day)
    others = (standing.assessor_id, standing.superior_id, row.prepared_by)
    above = people.people({person for person in others if person}, day)
    is_open = row.state is EvaluationState.OPEN
    declared = not is_open or row.assessor_id == standing.assessor_id  # what a former assessor declared is not theirs
    going = progress.progress(reader, row.plan_root_id, day, row.period_number)
    return view_of_row(
        row,
        declared=declared,
        progress=going,
        led_unit=led,
        achievement=counted_achievement(led.id, row.year_id, today, row.period_number) if led else None,
        assessor=above.get(standing.assessor_id or 0),
        superior=above.get(standing.superior_id or 0),
        prepared_by=above.get(row.prepared_by or 0),
        verbs=verbs_of(actor, standing, row),
        signed=None if is_open else documents.signed("evaluation", row.id, people.the_agency().zone),
        rounds=material.rounds(going.plan, standing) if is_open else NOTHING,
        period_name=cycles.year(row.year_id).rhythm.name_of(row.period_number) if row.period_number else "",
        marks=material.marks_of(row.id) if is_open else {},
        carried=carried.of(row, standing),
    )


def view_of_row(row: Evaluation, *, declared: bool, **beside: Any) -> EvaluationView:
    """A view of what a row holds, and of what lies ``beside`` it; ``declared``: what it tells of a relation counts."""
    return EvaluationView(
        id=row.id,
        root_id=row.plan_root_id,
        period=row.period_number,
        year_id=row.year_id,
        way=row.way,
        state=row.state,
        state_since=row.state_since,
        version=row.version,
        results_rating=row.results_rating,
        behaviour_rating=row.behaviour_rating,
        exception=row.exception,
        reason=row.reason,
        note=row.note,
        received_at=row.received_at,
        employee_comment=row.employee_comment,
        is_close=row.is_close if declared else None,
        relation=row.relation if declared else "",
        looked_at=row.looked_at,
        looked_sha256=row.looked_sha256,
        **beside,
    )


def reads_above(row: Evaluation) -> bool:
    """Whether the assessor's superior reads the draft: standing in for the assessor, or because of a close relation."""
    return row.way is not Way.REGULAR or bool(row.is_close)


def verbs_of(actor: Actor, standing: Standing, row: Evaluation) -> frozenset[EvaluationVerb]:
    """What the actor may do to it now; there is nothing to look at where no close relation was declared."""
    verbs = evaluation_verbs(actor, standing, row.state, row.way)
    return verbs if row.is_close else verbs - {EvaluationVerb.LOOK}


def _reader(row: Evaluation, actor: Actor, standing: Standing, today: date) -> tuple[Actor, date]:
    """Through whose eyes, and by which day, posts and the plan are seen: one's own and today's as a rule.

    Whoever evaluated and moved on sees that day's. Whoever decides because the rater rose has no other part in the
    employee's chain and reads what the rater read; what was signed is closed, so nothing can be written.
    """
    if row.state is EvaluationState.OPEN:
        return actor, standings.evaluators(row.employee_id, row.year_id, row.period_number, today)[1]
    rose = standing.superior_id if standing.assessor_id != row.assessor_id else 0
    involved = {row.assessor_id, row.superior_id, rose}
    if row.signed_at is None or actor.person_id not in involved:
        return actor, today
    now = people.standing(row.employee_id, today)
    if actor.person_id in {now.assessor_id, now.superior_id}:
        return actor, today
    day = row.signed_at.astimezone(people.the_agency().zone).date()
    if actor.person_id == standing.superior_id:
        return replace(actor, person_id=row.assessor_id, roles=frozenset(), officer_units=frozenset()), day
    return actor, day


def standing_of(row: Evaluation, today: date) -> Standing:
    """Where the employee stands, and who signed this evaluation in whatever post.

    Until it is signed, whoever evaluates the period counts as the assessor (:func:`app.review.standings.evaluators`).
    """
    if row.state is EvaluationState.OPEN:
        return standings.evaluators(row.employee_id, row.year_id, row.period_number, today)[0]
    signatories = frozenset({row.assessor_id, row.superior_id or row.assessor_id})
    now = people.standing(row.employee_id, today)
    return replace(now, superior_id=_above(row, now, today), signatories=signatories)


def _above(row: Evaluation, now: Standing, today: date) -> int | None:
    """Who decides about it: whoever rated it and rose since decides nothing about the own rating (V.B.2, p.117).

    Also when another signed what that person wrote; only of what the superior evaluated anew nothing is the assessor's.
    """
    if row.way is not Way.TAKEN_OVER and now.superior_id == row.assessor_id:
        return people.standing(row.assessor_id, today).assessor_id
    return now.superior_id
