"""Commands of code slips: print one-time codes for answers without a login, and cancel them.

The codes are told to the paper alone; the database keeps a hash. Slips form a class of their own in every count:
whoever prints them could answer with them.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.db import atomic, command
from app.documents.slips import FeedbackSlip
from app.domain.actors import Actor
from app.domain.codes import ALPHABET, display
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.domain.feedback import ROUND_STEPS, InvitationState, RoundVerb
from app.domain.transitions import next_state
from app.feedback import paper
from app.feedback.inviting import invite
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation
from app.people import queries as people

SLIP_SIGNS = 20
"""Five bits a sign: a hundred bits."""

MOST_AT_ONCE = 1000
"""Slips in one file."""

CLOSED = "Waktu menjawab sudah habis, jadi kode baru tidak dicetak lagi."
ABOUT_ONESELF = "Kode tentang diri sendiri dicetak oleh petugas lain, agar tidak ada yang menjawab tentang dirinya."
NO_SLIPS = "Putaran ini tidak memakai kode kertas."
ALL_PRINTED = Problem(
    "",
    "Semua kodenya sudah dicetak. Bila kertasnya hilang, batalkan kode lama dan cetak baru.",
)
TOO_MANY = Problem("", f"Paling banyak {MOST_AT_ONCE} kode dalam satu berkas. Cetak per orang.")


@dataclass(frozen=True)
class PrintedSlips:
    """Slips made in one command; the codes are told here and nowhere else."""

    slips: tuple[FeedbackSlip, ...]
    closes_at: datetime
    is_exercise: bool
    at: datetime


def new_slip() -> str:
    """A code of 100 random bits in 20 signs."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SLIP_SIGNS))


@command
def print_slips(
    actor: Actor, folder: Path, round_id: int, subject_ids: Collection[int], *, renew: bool = False
) -> PrintedSlips:
    """Codes for some subjects, up to the most each may have; ``renew`` cancels those printed before.

    An answer already sent with a cancelled slip still counts, and nothing here tells whether there is one.

    Raises:
        NotFoundError: there is no such round for this actor, or no such subject in it.
        DeniedError: it is not open, uses no slips, was tampered with, or the slips would be about the actor.
        InvalidError: there is nothing left to print, or too much for one file.
    """
    moment = clock.now()
    with atomic() as session:
        row = paper.need_keeper(actor, session.get(FeedbackRound, round_id, with_for_update=True))
        next_state(ROUND_STEPS, row.state, RoundVerb.CHANGE_RATERS)
        keys, rules = paper.checked(row, folder)
        classes = [group.rater_class for group in rules.groups if group.is_slip]
        if not classes:
            raise DeniedError(NO_SLIPS)
        if moment >= rules.closes_at:
            raise DeniedError(CLOSED)
        subjects = _subjects(session, actor, row, subject_ids)
        if renew:
            _cancel(session, list(subjects))
        most, valid = paper.most_slips(row.id), paper.valid_slips(list(subjects))
        slips = []
        for line in paper.lines_of(row.id, list(subjects), people.today()):
            for kind in classes:
                for _ in range(most.get(kind, 0) - valid.get((line.id, kind), 0)):
                    code = new_slip()
                    invite(session, row, keys, subjects[line.id], kind, slip_code=code)
                    slips.append(FeedbackSlip(line.name, line.position, line.unit, kind.label, display(code)))
        if not slips or len(slips) > MOST_AT_ONCE:
            raise InvalidError(TOO_MANY if slips else ALL_PRINTED)
        counts = {"slips": len(slips), "subjects": len(subjects), "renewed": renew}
        record(session, actor, "slips.print", ("feedback_round", row.id), unit_id=row.unit_id, **counts)
        return PrintedSlips(tuple(slips), rules.closes_at, row.is_exercise, moment)


def _subjects(
    session: Session, actor: Actor, row: FeedbackRound, subject_ids: Collection[int]
) -> dict[int, FeedbackSubject]:
    wanted = set(subject_ids)
    mine = (FeedbackSubject.round_id == row.id, FeedbackSubject.id.in_(wanted))
    found = {subject.id: subject for subject in session.scalars(select(FeedbackSubject).where(*mine))}
    if not wanted or wanted - found.keys():
        raise NotFoundError("Orang ini tidak ada di putaran ini.")
    if any(subject.person_id == actor.person_id for subject in found.values()):
        raise DeniedError(ABOUT_ONESELF)
    return found


def _cancel(session: Session, subject_ids: list[int]) -> None:
    slips = (Invitation.subject_id.in_(subject_ids), Invitation.slip_hash.is_not(None))
    session.execute(update(Invitation).where(*slips).values(state=InvitationState.CANCELLED))
