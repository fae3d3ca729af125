"""What the pages of a plan in force have in common: the plan, and the period that is asked for."""

from flask import request

from app.people import queries as people
from app.progress import queries
from app.progress.periods import PeriodChoice
from app.progress.queries import ProgressView
from app.web.access import current_actor


def asked_period() -> str | None:
    """The number of the period in the address or, of a form, in a hidden field."""
    return request.values.get("periode")


def view_of(root_id: int) -> tuple[ProgressView, PeriodChoice]:
    """The plan in force of a root, in the period that is asked for."""
    return queries.progress_in(current_actor(), root_id, people.today(), asked_period())
