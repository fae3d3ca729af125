"""Evaluations of the sample government for the last period whose window has opened: one finished, one objected to.

Everything goes through the commands of employees, assessors and superiors, on days gone by. Early in the year, before
any window of a period has opened, there are none.
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app import clock
from app.cycles import queries as cycles
from app.cycles.queries import WindowView, YearView
from app.db import db
from app.documents.content import canonical, digest
from app.domain.distribution import Achievement
from app.domain.periods import WindowKind
from app.domain.planning import PlanState
from app.domain.progress import Attainment
from app.domain.rating import Rating
from app.people import queries as people_queries
from app.planning.models import Plan
from app.progress import handing_in
from app.progress import queries as progress
from app.progress import service as progress_service
from app.progress.handing_in import SelfInput
from app.progress.queries import ProgressView
from app.progress.service import RealisationInput
from app.review import achievements as reads
from app.review import achieving, objecting, queries, receiving, service, signing
from app.review.content import content_of
from app.review.service import Declared
from app.sample.data import read
from app.sample.plans import acting

INTO_WINDOW = timedelta(days=4)


def load_evaluations(people: dict[str, int], units: dict[str, int], year_id: int) -> None:
    """Load the evaluations of ``evaluations.toml``."""
    today = people_queries.today()
    year = cycles.year(year_id)
    window = _last_window(year, today)
    if window is None:
        return
    signed_on = min(window.span.opens_on + INTO_WINDOW, today)
    for row in read("evaluations", "evaluation"):
        with clock.earlier(today - signed_on):
            number, seen = _sign(row, people, units, year, window.number)
        received = min(timedelta(days=row["received_days_ago"]), today - signed_on)
        with clock.earlier(received):
            employee = acting(people[row["person"]])
            receiving.receive(employee, number)
            if "comment" in row:
                signing.countersign(employee, number, seen, row["comment"])
        if "objection" in row:
            with clock.earlier(min(timedelta(days=row["objected_days_ago"]), received)):
                employee = acting(people[row["person"]])
                objecting.begin(employee, number)
                objecting.write(employee, number, (1, "", 0), row["objection"])
                objecting.file(employee, number)


def _last_window(year: YearView, today: date) -> WindowView | None:
    opened = [
        window
        for window in year.windows
        if window.kind is WindowKind.PERIODIC_EVALUATION and window.span.opens_on <= today
    ]
    return max(opened, key=lambda window: window.span.opens_on, default=None)


def _sign(
    row: dict[str, Any], people: dict[str, int], units: dict[str, int], year: YearView, period: int
) -> tuple[int, str]:
    """Self-report, achievement, ratings and signature; the evaluation and the hash of what was signed."""
    plan = db.session.scalars(
        select(Plan).where(
            Plan.employee_id == people[row["person"]], Plan.year_id == year.id, Plan.state == PlanState.SET
        )
    ).one()
    root_id = plan.root_id or plan.id
    _report(row, people, root_id, period)
    unit_id = units[row["unit"]]
    if reads.achievement(unit_id, year.id, period) is None:
        grade = Achievement(row["achievement"])
        superior = acting(people[row["superior"]])
        achieving.record_achievement(
            superior, unit_id, year.id, (0, "", 0), grade=grade, document=row["document"], period=period
        )
    assessor = acting(people[row["assessor"]])
    number = service.begin(assessor, root_id, period)
    service.rate(
        assessor,
        number,
        (1, "", 0),
        results=Rating(row["results_rating"]),
        behaviour=Rating(row["behaviour_rating"]),
        reason=row["reason"],
        note=row["note"],
        declared=Declared(is_close=False, words=""),
    )
    view = queries.visible_evaluation(assessor, number, people_queries.today())
    seen = digest(canonical(content_of(view, people_queries.the_agency())))
    signing.sign(assessor, number, seen)
    return number, seen


def _report(row: dict[str, Any], people: dict[str, int], root_id: int, period: int) -> None:
    employee, today = acting(people[row["person"]]), people_queries.today()
    year = progress.progress(employee, root_id, today)
    for result in year.plan.results:
        typed = {indicator.key: _of_year(year, indicator.key, row) for indicator in result.indicators}
        progress_service.save_realisation(employee, root_id, result.key, (0, "", 0), typed, period=period)
    words = SelfInput(row["achieved"], row["hindered"], row["needed"])
    handing_in.save(employee, root_id, (0, "", 0), words, period=period)
    handing_in.hand_in(employee, root_id, period=period)


def _of_year(year: ProgressView, key: str, row: dict[str, Any]) -> RealisationInput:
    written = year.realisation(key)
    notes = tuple(piece.text for piece in written.evidence if piece.text)
    links = tuple(piece.url for piece in written.evidence if piece.url)
    attained = Attainment(row["attainment"]) if written.text else None  # nothing written, nothing compared
    return RealisationInput(written.text, notes, links, attained)
