"""An employee whose first quarter was signed in the former unit, and who works in another one in the second."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import delete, select, update

from app import clock
from app.cycles.models import Window
from app.db import atomic, db
from app.domain.actors import Actor
from app.domain.distribution import Achievement
from app.domain.periods import WindowKind
from app.domain.rating import Rating
from app.people import queries as people
from app.people.models import AssessorAssignment, Posting
from app.review import queries, service, signing
from app.review.models import Evaluation, UnitAchievement
from tests.conftest import HEAD, OFFICE_HEAD, person_id
from tests.review.people import Cast, declare, on

REASON = "Kohort lengkap sejak Maret. " + "Tidak ada yang tercatat; penilai melihat bukunya sendiri di lapangan. " * 2
FORMER = {"results": Rating.ABOVE, "behaviour": Rating.AS_EXPECTED, "reason": REASON, "note": "Pertahankan."}
NEW, ABOVE = OFFICE_HEAD, "rajawali"


class Moved(Cast):
    """Kenanga was assessed by Cempaka in the health centre and is assessed by Angsana in the agency since ``moved``."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self.ids[ABOVE] = person_id(app, ABOVE)
        with app.app_context():
            self.today = people.today()
            self.moved = self.today + timedelta(days=3)
            self.later = self.today + timedelta(days=6)
            self.open((1, 2), self.today, self.today + timedelta(days=20))
            self.source = self._signed_there(1)
            self._move()

    @property
    def new_assessor(self) -> Actor:
        """Angsana."""
        return self.actor(NEW)

    @contextmanager
    def there(self) -> Iterator[None]:
        """In the new unit, some days after the move."""
        with self.app.app_context(), on(self.later):
            yield

    def begun(self, period: int = 2) -> int:
        """The draft of the second quarter."""
        return service.begin(self.new_assessor, self.root_id, period)

    def rate(self, number: int, **changes: Any) -> None:
        """What the new assessor types."""
        whole = {"results": None, "behaviour": None, "reason": self.row(number).reason, "note": "Ikuti orientasi."}
        service.rate(self.new_assessor, number, (self.row(number).version, "", 0), **{**whole, **changes})

    def sign(self, number: int) -> None:
        """The new assessor signs."""
        declare(self.new_assessor, number)
        signing.sign(self.new_assessor, number, self.seen(self.new_assessor, number))

    def row(self, number: int) -> Evaluation:
        """The evaluation as it is stored."""
        db.session.rollback()
        return db.session.get_one(Evaluation, number)

    def open(self, periods: tuple[int, ...], opens_on: date, closes_on: date) -> None:
        """These periods are evaluated on these days; both units achieved something."""
        led = {people.person(self.ids[key], self.today).unit_id for key in (HEAD, NEW)}
        with atomic() as session:
            session.execute(
                update(Window)
                .where(Window.kind == WindowKind.PERIODIC_EVALUATION, Window.period_number.in_(periods))
                .values(opens_on=opens_on, closes_on=closes_on)
            )
            session.execute(delete(UnitAchievement).where(UnitAchievement.period_number.in_(periods)))
            for unit_id in sorted(led):
                for period in periods:
                    achieved = {"grade": Achievement.GOOD, "document": "Rencana aksi", "set_at": clock.now()}
                    where = {"unit_id": unit_id, "year_id": self.year.id, "period_number": period}
                    session.add(UnitAchievement(**where, **achieved, version=1, editor_seq=0))

    def _signed_there(self, period: int) -> int:
        number = service.begin(self.assessor, self.root_id, period)
        service.rate(self.assessor, number, (1, "", 0), **FORMER)  # type: ignore[arg-type]
        declare(self.assessor, number)
        view = queries.visible_evaluation(self.assessor, number, people.today())
        signing.sign(self.assessor, number, self.seen(self.assessor, view.id))
        return number

    def _move(self) -> None:
        employee, assessor = self.employee.person_id, self.new_assessor.person_id
        unit_id, before = people.person(assessor, self.today).unit_id, self.moved - timedelta(days=1)
        with atomic() as session:
            post = session.scalars(select(Posting).where(Posting.person_id == employee)).one()
            by = session.scalars(select(AssessorAssignment).where(AssessorAssignment.employee_id == employee)).one()
            post.valid_to = by.valid_to = before
            kind = {"position": post.position, "position_kind": post.position_kind}
            new = {"valid_from": self.moved, "version": 1, "editor_seq": 0}
            session.add(Posting(person_id=employee, unit_id=unit_id, **kind, **new))
            session.add(AssessorAssignment(employee_id=employee, assessor_id=assessor, basis=by.basis, **new))
