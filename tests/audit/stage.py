"""Everybody a command may need, and every step on the way of a plan and an evaluation, without pages."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from flask import Flask
from sqlalchemy import select

from app.auth.models import Account
from app.cycles.models import PerformanceYear
from app.db import atomic, db
from app.domain.actors import Actor, Role
from app.domain.rating import Rating
from app.domain.review import EvaluationState
from app.people import queries as people
from app.people.models import Posting
from app.planning import documents, signing
from app.planning import queries as plans
from app.planning.models import Plan
from app.planning.parts import ResultView
from app.planning.queries import PlanView
from app.review import carrying, declaring
from app.review import queries as reviews
from app.review import receiving as evaluation_receiving
from app.review import service as review
from app.review import signing as evaluation_signing
from app.review.content import fingerprint, mark_of
from app.sample.plans import acting
from tests.conftest import HEAD, MIDWIFE, OFFICE_HEAD, SET_MIDWIFE, person_id

SECRET = "kalimat yang tidak boleh masuk jejak audit"


@dataclass
class Stage:
    """Everybody a command may need, each with a password just entered."""

    app: Flask

    def __post_init__(self) -> None:
        with self.app.app_context():
            self.midwife, self.other, self.head = (acting(person_id(self.app, k)) for k in (MIDWIFE, SET_MIDWIFE, HEAD))
            self.above = acting(person_id(self.app, OFFICE_HEAD))
            self.officer = replace(acting(person_id(self.app, "widuri")), roles=frozenset({Role.AGENCY_OFFICER}))
            self.draft, self.set = (self._plan(actor) for actor in (self.midwife, self.other))
            self.year_id = db.session.scalars(select(PerformanceYear.id)).one()
            self.unit_id = people.person(self.midwife.person_id, people.today()).unit_id

    def _plan(self, actor: Actor) -> int:
        return db.session.scalars(select(Plan.id).where(Plan.employee_id == actor.person_id)).one()

    def plan(self, actor: Actor, plan_id: int) -> PlanView:
        """A plan as somebody sees it."""
        return plans.visible_plan(actor, plan_id, people.today())

    def seen(self, actor: Actor, plan_id: int) -> str:
        """The fingerprint of what a plan's page shows."""
        return documents.seen(self.plan(actor, plan_id), people.the_agency())

    def submitted(self) -> int:
        """The draft, handed to the head."""
        signing.submit(self.midwife, self.draft, self.seen(self.midwife, self.draft))
        return self.draft

    def rated(self) -> int:
        """An evaluation with a whole draft."""
        evaluation = review.begin(self.head, self.set)
        claim = (1, "", 0)
        results, behaviour = Rating.AS_EXPECTED, Rating.ABOVE
        declared = review.Declared(is_close=False, words="")
        review.rate(
            self.head,
            evaluation,
            claim,
            results=results,
            behaviour=behaviour,
            reason=SECRET,
            note=SECRET,
            declared=declared,
        )
        return evaluation

    def carried(self) -> tuple[int, int]:
        """A draft of the second period that is to use the result of the first, in a former unit; both numbers."""
        with atomic() as session:
            plan = session.get_one(Plan, self.set)
            post = session.scalars(select(Posting).where(Posting.person_id == plan.employee_id)).one()
            until = post.valid_from - timedelta(days=1)
            unit_id = people.person(self.above.person_id, people.today()).unit_id
            kind = {"position": post.position, "position_kind": post.position_kind, "version": 1, "editor_seq": 0}
            span = {"valid_from": until - timedelta(days=90), "valid_to": until}
            session.add(Posting(person_id=plan.employee_id, unit_id=unit_id, **span, **kind))
            standing = people.standing(plan.employee_id, people.today())
            source, draft = (review.new_evaluation(session, plan, standing, period) for period in (1, 2))
            source.state, source.assessor_id = EvaluationState.RECEIVED, self.above.person_id
            source.signed_at = datetime.combine(until, time(5), tzinfo=UTC)
            source.results_rating = source.behaviour_rating = Rating.ABOVE
            draft.reason = draft.note = SECRET
            numbers = draft.id, source.id
        carrying.propose(self.head, *numbers)
        return numbers

    def agreed(self) -> tuple[int, int]:
        """The same, agreed to."""
        numbers = self.carried()
        carrying.agree(self.other, *numbers)
        return numbers

    def declined(self) -> tuple[int, int]:
        """The same, not agreed to."""
        numbers = self.carried()
        carrying.decline(self.other, *numbers)
        return numbers

    def uncarried(self) -> tuple[int, int]:
        """The same, taken back."""
        numbers = self.carried()
        carrying.take_back(self.head, numbers[0])
        return numbers

    def looked(self) -> str:
        """A draft with a close relation, read by the superior; what was read."""
        number = self.rated()
        version = reviews.visible_evaluation(self.head, number, people.today()).version
        declaring.declare(self.head, number, (version, "", 0), is_close=True, words=SECRET)
        mark = mark_of(reviews.visible_evaluation(self.above, number, people.today()), people.the_agency())
        declaring.look(self.above, number, mark)
        return mark

    def signed(self) -> int:
        """An evaluation signed by the head."""
        evaluation = self.rated()
        view = reviews.visible_evaluation(self.head, evaluation, people.today())
        evaluation_signing.sign(self.head, evaluation, fingerprint(view, people.the_agency()))
        return evaluation

    def received(self) -> int:
        """An evaluation taken by the employee."""
        evaluation = self.signed()
        evaluation_receiving.receive(self.other, evaluation)
        return evaluation

    def countersign(self) -> int:
        """An evaluation signed by both."""
        evaluation = self.received()
        view = reviews.visible_evaluation(self.other, evaluation, people.today())
        assert view.signed
        evaluation_signing.countersign(self.other, evaluation, view.signed.digest, SECRET)
        return evaluation

    def result(self, plan_id: int) -> ResultView:
        """The first result of a plan."""
        return self.plan(self.head, plan_id).results[0]

    def account(self, actor: Actor) -> int:
        """The number of somebody's account."""
        return db.session.scalars(select(Account.id).where(Account.person_id == actor.person_id)).one()
