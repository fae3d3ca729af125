"""Everybody an evaluation and an objection may need, without pages, on a day that can be chosen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import time_machine
from flask import Flask
from sqlalchemy import select

from app.cycles import queries as cycles
from app.cycles.queries import YearView
from app.domain.actors import Actor
from app.domain.rating import Rating
from app.people import queries as people
from app.planning.models import Plan
from app.review import declaring, objections, queries, receiving, service, signing
from app.review.content import fingerprint
from app.sample.plans import acting
from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE, person_id

WHOLE: dict[str, Any] = {
    "results": Rating.AS_EXPECTED,
    "behaviour": Rating.AS_EXPECTED,
    "reason": "Target utama tercapai.",
    "note": "Pertahankan.",
}


class Cast:
    """Kenanga is assessed by Cempaka, who is assessed by Angsana; commands are given inside ``app_context``."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        ids = {key: person_id(app, key) for key in (SET_MIDWIFE, HEAD, OFFICE_HEAD, "dahlia", "altair")}
        self.ids = ids
        with app.app_context():
            self.year: YearView = cycles.years()[-1]
            self.root_id = next(iter(_roots(ids[SET_MIDWIFE])))

    def actor(self, key: str) -> Actor:
        """Somebody whose password was entered just now."""
        return acting(self.ids[key])

    @property
    def employee(self) -> Actor:
        """Kenanga."""
        return self.actor(SET_MIDWIFE)

    @property
    def assessor(self) -> Actor:
        """Cempaka."""
        return self.actor(HEAD)

    @property
    def superior(self) -> Actor:
        """Angsana."""
        return self.actor(OFFICE_HEAD)

    @property
    def last_day(self) -> date:
        """The last day on which the assessor signs the evaluation of the year."""
        return self.year.evaluation.closes_on

    def seen(self, actor: Actor, number: int) -> str:
        """The fingerprint of what the signature would bind."""
        return fingerprint(queries.visible_evaluation(actor, number, people.today()), people.the_agency())

    def digest(self, number: int) -> str:
        """The fingerprint of the document that was signed last."""
        view = queries.visible_evaluation(self.employee, number, people.today())
        assert view.signed
        return view.signed.digest

    def rated(self, **changes: Any) -> int:
        """An evaluation with a whole draft, and what the assessor declares."""
        number = service.begin(self.assessor, self.root_id)
        view = queries.visible_evaluation(self.assessor, number, people.today())
        service.rate(self.assessor, number, (view.version, "", 0), **{**WHOLE, **changes})
        declare(self.assessor, number)
        return number

    def signed(self, **changes: Any) -> int:
        """One that was signed and so sent."""
        number = self.rated(**changes)
        signing.sign(self.assessor, number, self.seen(self.assessor, number))
        return number

    def received(self) -> int:
        """One the employee has taken."""
        number = self.signed()
        receiving.receive(self.employee, number)
        return number

    def objection(self, actor: Actor, number: int) -> objections.ObjectionView:
        """The objection as somebody sees it."""
        return objections.the_objection(actor, number, people.today())


def declare(assessor: Actor, number: int) -> None:
    """The assessor has no close relation to the employee."""
    version = queries.visible_evaluation(assessor, number, people.today()).version
    declaring.declare(assessor, number, (version, "", 0), is_close=False, words="")


def _roots(employee_id: int) -> list[int]:
    from app.db import db  # noqa: PLC0415 - only here

    return [row or 0 for row in db.session.scalars(select(Plan.root_id).where(Plan.employee_id == employee_id))]


@contextmanager
def on(day: date, after: timedelta = timedelta()) -> Iterator[None]:
    """Noon in Jakarta on a day."""
    with time_machine.travel(datetime.combine(day, time(5), tzinfo=UTC) + after, tick=True):
        yield
