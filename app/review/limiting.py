"""Changing advised shares: only numbers of the guide, never a rating."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.db import Claim, atomic, command
from app.domain.actors import Actor, Role
from app.domain.distribution import problems_of_limit
from app.domain.errors import DeniedError, InvalidError
from app.people.models import Agency
from app.review import limits
from app.review.models import DistributionLimit


@command
def change(actor: Actor, name: str, claim: Claim, least: int | None, most: int | None) -> None:
    """Advise other shares from now on, in percent; what is signed does not change.

    Raises:
        InvalidError: no such shares.
        NotFoundError: the guide has no limit of that name.
        StaleError: somebody else changed it first.
    """
    problems = problems_of_limit(least, most)
    if problems or least is None or most is None:
        raise InvalidError(*problems)
    with atomic() as session:
        row = _locked(session, actor, name)
        if row is None:
            row = DistributionLimit(name=name, version=0, editor_seq=0)
            session.add(row)
        if not row.claim(*claim):
            return
        row.least, row.most = least, most
        row.changed_by, row.changed_at = actor.person_id, clock.now()
        record(session, actor, "limit.change", ("agency", 1), name=name, least=least, most=most)


@command
def reset(actor: Actor, name: str) -> None:
    """Go back to the shares of the guide.

    Raises:
        NotFoundError: the guide has no limit of that name.
    """
    with atomic() as session:
        row = _locked(session, actor, name)
        if row is not None:
            session.delete(row)
            record(session, actor, "limit.reset", ("agency", 1), name=name)


def _locked(session: Session, actor: Actor, name: str) -> DistributionLimit | None:
    """The changed limit, if there is one; the agency is locked, so that two first changes do not meet."""
    if Role.AGENCY_OFFICER not in actor.roles:
        raise DeniedError("Panduan ini diubah oleh petugas kepegawaian instansi.")
    session.execute(select(Agency.id).with_for_update())
    limits.view(name)
    return session.get(DistributionLimit, name, with_for_update=True)
