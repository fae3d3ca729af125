"""What the pages of a plan in force have in common: the plan, and the period that is asked for."""

from app.cycles.choosing import PeriodChoice
from app.cycles.pages import asked_period
from app.people import queries as people
from app.progress import queries
from app.progress.queries import ProgressView
from app.web.access import current_actor


def view_of(root_id: int) -> tuple[ProgressView, PeriodChoice]:
    """The plan in force of a root, in the period that is asked for."""
    return queries.progress_in(current_actor(), root_id, people.today(), asked_period())
