"""Writing the leader's note about what a team reached."""

from sqlalchemy import select

from app import clock
from app.audit.service import record
from app.cascade.models import Matrix
from app.cycles import queries as cycles
from app.db import Claim, Saved, atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError
from app.people import queries as people
from app.review import team_page
from app.review.models import TeamNote


@command
def write(actor: Actor, matrix_id: int, period: int, claim: Claim, text: str) -> Saved:
    """Save the note of a period (0: the year) as it is typed; about the team, never about one person.

    Raises:
        DeniedError: not the leader.
        NotFoundError: no such team for this actor, or the year has no such period.
        StaleError: it was saved elsewhere first.
    """
    with atomic() as session:
        session.get(Matrix, matrix_id, with_for_update=True)  # two first notes must not meet at the same row
        team = team_page.visible_team(actor, matrix_id, people.today())
        if not team.may_write:
            raise DeniedError("Catatan ini ditulis oleh ketua tim.")
        cycles.year(team.year_id).evaluation_window(period)
        row = session.scalars(
            select(TeamNote)
            .where(TeamNote.matrix_id == matrix_id, TeamNote.period_number == period)
            .with_for_update()
        ).first()  # fmt: skip
        if row is None:
            row = TeamNote(matrix_id=matrix_id, period_number=period, version=0, editor_seq=0)
            session.add(row)
        if row.claim(*claim):
            row.text, row.author_id, row.changed_at = text, actor.person_id, clock.now()
            record(session, actor, "team.note", ("matrix", matrix_id), unit_id=team.unit_id, period=period)
        session.flush()
        return Saved(row.version, clock.now())
