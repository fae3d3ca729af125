"""Which reports somebody may open: the own ones, and those of people they rate or prepare ratings for."""

from datetime import date

from app.domain.actors import Actor
from app.feedback import report_rows as rows
from app.feedback.models import FeedbackSubject
from app.feedback.report import OF_PERSON
from app.feedback.report_rows import HEADS, Head
from app.people import queries as people
from app.people.queries import PER_PAGE


def own(actor: Actor) -> list[Head]:
    """The actor's own reports, the last round first."""
    return rows.heads(OF_PERSON, {"person_id": actor.person_id})


def of_team(actor: Actor, today: date, page: int) -> tuple[list[Head], bool]:
    """A page of the reports about people the actor rates or prepares ratings for, and whether there are more."""
    team = (*people.assessed_by(actor.person_id, today), *people.prepared_by(actor.person_id, today))
    ids = {person.id for person in team}
    if not ids:
        return [], False
    start = (page - 1) * PER_PAGE
    mine = HEADS.where(FeedbackSubject.person_id.in_(ids)).limit(PER_PAGE + 1).offset(start)
    found = rows.heads(mine)
    return found[:PER_PAGE], len(found) > PER_PAGE
