"""Withholding a comment: asked for by the person it is about or the assessor, done by two officers of the agency.

The text stays readable to those two until objections are decided, then it is deleted. No audit entry holds a text.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.service import record
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem, StaleError
from app.domain.feedback import WITHHELD_READABLE
from app.domain.policy import may_decide_withholding, may_read_report
from app.feedback.published import PublishedComment
from app.feedback.withheld import NOT_FOUND, Found, find, is_told
from app.people import queries as people

TWICE = "Anda sudah mengusulkan penahanan ini. Yang menyetujui harus petugas lain."
DONE = "Komentar ini sudah ditahan."


@command
def flag(actor: Actor, subject_id: int, key: str, reason: str) -> None:
    """Ask for a comment to be withheld; a second click changes nothing.

    Raises:
        NotFoundError: the comment is not in a report this actor reads.
        InvalidError: no reason was given.
        DeniedError: it is withheld already.
    """
    reason = _given(reason)
    with atomic() as session:
        found = find(session, key, lock=True)
        standing = people.standing(found.subject.person_id, people.today())
        if found.subject.id != subject_id or not may_read_report(actor, standing) or not is_told(actor, found):
            raise NotFoundError(NOT_FOUND)
        if found.row.second_officer_id is not None:
            raise DeniedError(DONE)
        if found.row.flagged_by is not None:
            return
        found.row.flagged_by, found.row.flag_reason = actor.person_id, reason
        found.row.outdate()
        _audit(session, actor, found, "feedback.flag_comment")


@command
def decide(actor: Actor, key: str, version: int, reason: str) -> bool:
    """Propose to withhold a comment, or agree to another officer's proposal; gives whether it is withheld now.

    Raises:
        NotFoundError: nobody asked for it, or it is not this officer's to decide.
        InvalidError: a proposal has no reason.
        DeniedError: this officer proposed it.
        StaleError: it changed since it was read.
    """
    with atomic() as session:
        found = _asked(session, actor, key)
        row = found.row
        if row.second_officer_id is not None:
            if actor.person_id in {row.first_officer_id, row.second_officer_id}:
                return True
            raise NotFoundError(NOT_FOUND)
        if row.first_officer_id == actor.person_id:
            raise DeniedError(TWICE)
        if row.version != version:
            raise StaleError
        if row.first_officer_id is None:
            row.first_officer_id, row.withhold_reason = actor.person_id, _given(reason)
        else:
            today = people.today()
            row.second_officer_id, row.withheld_on = actor.person_id, today
            row.readable_until = today + WITHHELD_READABLE
        row.outdate()
        is_withheld = row.second_officer_id is not None
        _audit(session, actor, found, "feedback.withhold_comment" if is_withheld else "feedback.propose_withholding")
        return is_withheld


@command
def refuse(actor: Actor, key: str, version: int) -> None:
    """Leave a comment where it is: the request and a proposal are taken off it.

    Raises:
        NotFoundError: nobody asked for it, or it is not this officer's to decide.
        DeniedError: it is withheld already.
        StaleError: it changed since it was read.
    """
    with atomic() as session:
        found = _asked(session, actor, key)
        row = found.row
        if row.second_officer_id is not None:
            raise DeniedError(DONE)
        if row.version != version:
            raise StaleError
        row.flagged_by = row.first_officer_id = None
        row.flag_reason = row.withhold_reason = ""
        row.outdate()
        _audit(session, actor, found, "feedback.keep_comment")


def _asked(session: Session, actor: Actor, key: str) -> Found:
    found = find(session, key, lock=True)
    standing = people.standing(found.subject.person_id, people.today())
    if found.row.flagged_by is None or not may_decide_withholding(actor, standing) or not is_told(actor, found):
        raise NotFoundError(NOT_FOUND)
    return found


def _given(reason: str) -> str:
    if not reason.strip():
        raise InvalidError(Problem("reason", "Tulis alasannya dalam satu atau dua kalimat."))
    return reason.strip()


def _audit(session: Session, actor: Actor, found: Found, action: str) -> None:
    subject = ("feedback_subject", found.subject.id)
    record(session, actor, action, subject, unit_id=found.subject.unit_id, comment=found.row.id.hex())


@command
def expire() -> int:
    """Delete the texts of withheld comments whose time of objection is over; gives how many."""
    with atomic() as session:
        over = select(PublishedComment).where(
            PublishedComment.second_officer_id.is_not(None),
            PublishedComment.readable_until < people.today(),
            PublishedComment.text != "",
        )
        found = list(session.scalars(over.with_for_update()))
        for row in found:
            row.text = ""
        return len(found)
