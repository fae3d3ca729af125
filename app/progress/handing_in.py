"""Commands on the self-assessment of a period: written, handed in, taken back until the period is signed."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.db import Claim, Saved, atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError
from app.domain.progress import problems_of_handing_in
from app.progress.models import SelfAssessment
from app.progress.queries import ProgressView
from app.progress.service import audit, locked

OWN = "Penilaian diri ditulis oleh pegawai yang bersangkutan."
HANDED_IN = "Penilaian diri ini sudah diserahkan kepada penilai. Tarik kembali dahulu, lalu ubah."
NOT_HANDED_IN = "Penilaian diri ini belum diserahkan, jadi tidak ada yang ditarik."


@dataclass(frozen=True)
class SelfInput:
    """The employee's own view, as typed."""

    achieved: str
    hindered: str
    needed: str


@command
def save(actor: Actor, root_id: int, claim: Claim, typed: SelfInput, *, period: int = 0) -> Saved:
    """Save the own view of a period; nobody else reads it before it is handed in.

    Raises:
        DeniedError: it is not the actor's, it is handed in, or the period is signed.
        StaleError: somebody else saved this page first.
    """
    with atomic() as session:
        _, row = _mine(session, actor, root_id, period)
        if row.handed_in_at is not None:
            raise DeniedError(HANDED_IN)
        if row.claim(*claim):
            row.achieved, row.hindered, row.needed = typed.achieved, typed.hindered, typed.needed
        return Saved(row.version, clock.now())


@command
def hand_in(actor: Actor, root_id: int, *, period: int = 0) -> None:
    """Hand the self-assessment to the assessor, who reads it from now on.

    Raises:
        DeniedError: it is not the actor's, or the period is signed.
        InvalidError: nothing is written, or it is handed in already.
    """
    with atomic() as session:
        view, row = _mine(session, actor, root_id, period)
        texts = (row.achieved, row.hindered, row.needed)
        problems = problems_of_handing_in(texts, is_handed_in=row.handed_in_at is not None)
        if problems:
            raise InvalidError(*problems)
        row.handed_in_at = clock.now()
        row.outdate()
        audit(session, actor, view, "progress.hand_in", "self")


@command
def take_back(actor: Actor, root_id: int, *, period: int = 0) -> None:
    """Take a self-assessment back to write on; the assessor reads it again when it is handed in again.

    Raises:
        DeniedError: it is not the actor's, it is not handed in, or the period is signed.
    """
    with atomic() as session:
        view, row = _mine(session, actor, root_id, period)
        if row.handed_in_at is None:
            raise DeniedError(NOT_HANDED_IN)
        row.handed_in_at = None
        row.outdate()
        audit(session, actor, view, "progress.take_back", "self")


def _mine(session: Session, actor: Actor, root_id: int, period: int) -> tuple[ProgressView, SelfAssessment]:
    view = locked(session, actor, root_id, period)
    if not view.may_write_realisation:
        raise DeniedError(view.refusal(OWN))
    row = session.scalars(
        select(SelfAssessment).where(SelfAssessment.plan_root_id == root_id, SelfAssessment.period_number == period)
    ).first()
    if row is None:
        row = SelfAssessment(plan_root_id=root_id, period_number=period, version=0, editor_seq=0)
        row.achieved = row.hindered = row.needed = ""
        session.add(row)
    return view, row
