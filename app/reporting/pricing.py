"""The command that sets the percentages of the allowance."""

from collections.abc import Mapping

from sqlalchemy import delete

from app import clock
from app.audit.service import record
from app.db import atomic, command
from app.domain.actors import Actor, Role
from app.domain.allowance import problems_of
from app.domain.errors import DeniedError, InvalidError, StaleError
from app.domain.rating import OverallRating
from app.people.models import Agency
from app.reporting import parts
from app.reporting.models import AllowanceRate


@command
def set_rates(actor: Actor, seen: int, wanted: Mapping[OverallRating, int | None], document: str) -> None:
    """Set all five percentages by the document that decides them, or take them all out; ``seen`` is the version read.

    Raises:
        DeniedError: only the agency's officer sets them.
        InvalidError: some are missing or wrong, or no document is named.
        StaleError: somebody else set them meanwhile.
    """
    if Role.AGENCY_OFFICER not in actor.roles:
        raise DeniedError("Persentase TPP ditetapkan oleh petugas kepegawaian instansi.")
    if problems := problems_of(wanted, document):
        raise InvalidError(*problems)
    with atomic() as session:
        session.get(Agency, 1, with_for_update=True)  # one after the other
        if parts.rates().version != seen:
            raise StaleError
        session.execute(delete(AllowanceRate))
        told = {overall: percent for overall, percent in wanted.items() if percent is not None}
        for overall, percent in told.items():
            session.add(
                AllowanceRate(
                    overall=overall,
                    percent=percent,
                    document=document.strip(),
                    set_by=actor.person_id,
                    set_at=clock.now(),
                    version=seen + 1,
                )
            )
        record(session, actor, "allowance.set", ("agency", 1), rates=len(told))
