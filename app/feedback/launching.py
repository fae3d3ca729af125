"""Starting a round: looked at once more, drawn, frozen, every form made, in one transaction or not at all."""

import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.auth.service import need_confirmation
from app.config import Settings
from app.db import atomic, command, db
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, Problem
from app.domain.feedback import RaterClass, RoundState, RoundVerb
from app.domain.nominations import Chance
from app.domain.rounds import end_of
from app.feedback import preflight, purging
from app.feedback.freezing import freeze
from app.feedback.inviting import form, invite_all
from app.feedback.keyring import Keyring
from app.feedback.models import Custodian, FeedbackRound, FeedbackSubject, Invitation
from app.feedback.preflight import Inspection
from app.feedback.preparing import locked
from app.feedback.sealing import RoundKeys
from app.people import queries as people

KEEPS_KEY = "Anda pemegang kunci putaran ini, jadi petugas lain yang memulainya."


@command
def launch(actor: Actor, round_id: int, settings: Settings, chance: Chance | None = None) -> int:
    """Start a round: from now on nothing that decides what is published can change; how many forms were made.

    Who is asked is drawn with the system's generator unless a test hands in another. Recorded: that, when and how many
    of how many, never who and never a seed.

    Raises:
        InvalidError: something stands in the way; the findings of the round say what.
        DeniedError: the actor keeps one of its codes.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    try:
        with atomic() as session:
            row = locked(session, actor, round_id, RoundVerb.LAUNCH)
            _refuse_keeper(session, actor, row)
            found = _ready(row, settings, chance or secrets.SystemRandom())
            keyring = Keyring(settings.feedback_keys, row.token)
            keyring.destroy()  # what a launch left that never came about
            return _start(session, actor, row, found, keyring)
    except BaseException:
        _forget_keys(round_id, settings)
        raise


def _ready(row: FeedbackRound, settings: Settings, chance: Chance) -> Inspection:
    found = preflight.inspect(row, settings, chance)
    if found.findings:
        words = f"Masih ada {len(found.findings)} hal yang menghalangi. Bacalah pemeriksaannya, lalu mulai lagi."
        raise InvalidError(Problem("", words))
    return found


def _refuse_keeper(session: Session, actor: Actor, row: FeedbackRound) -> None:
    mine = select(Custodian.id).where(Custodian.round_id == row.id, Custodian.person_id == actor.person_id)
    if session.scalar(mine) is not None:
        raise DeniedError(KEEPS_KEY)


def _start(session: Session, actor: Actor, row: FeedbackRound, found: Inspection, keyring: Keyring) -> int:
    _settle(session, found)
    moment = clock.now()
    keys = freeze(session, row, keyring, end_of(row.closes_on, people.the_agency().zone))
    subjects = {one.id: one for one in session.scalars(_subjects(row.id))}
    forms = invite_all(session, _forms(row, keys, found, subjects))
    row.state, row.launched_at = RoundState.OPEN, moment
    row.outdate()
    asked = sum(one.drawn for one in subjects.values())
    pool = sum(one.drawn_from for one in subjects.values())
    detail = {"subjects": len(subjects), "forms": forms, "drawn": asked, "drawn_from": pool}
    record(session, actor, "feedback.launch", ("feedback_round", row.id), unit_id=row.unit_id, **detail)
    return forms


def _settle(session: Session, found: Inspection) -> None:
    """Write down what the forms stand on: unit, assessor and questions of today, and of how many peers were drawn."""
    values: list[dict[str, Any]] = [
        {
            "id": about.subject_id,
            "unit_id": found.office.units[about.person_id],
            "supervisor_id": about.supervisor_id,
            "set_id": found.set_of(about.person_id),
            "drawn": len(found.drawn.get((about.subject_id, RaterClass.PEER), ())),
            "drawn_from": about.pool(RaterClass.PEER),
        }
        for about in found.abouts
    ]
    session.execute(update(FeedbackSubject), values)


def _subjects(round_id: int) -> Select[FeedbackSubject]:
    return select(FeedbackSubject).where(FeedbackSubject.round_id == round_id)


def _forms(
    row: FeedbackRound, keys: RoundKeys, found: Inspection, subjects: Mapping[int, FeedbackSubject]
) -> Iterator[Invitation]:
    for about in found.abouts:
        for kind, rater_id in found.fixed(about):
            yield form(row, keys, subjects[about.subject_id], kind, rater_id=rater_id)
    for (subject_id, kind), raters in found.drawn.items():
        for rater_id in raters:
            yield form(row, keys, subjects[subject_id], kind, rater_id=rater_id)


def _forget_keys(round_id: int, settings: Settings) -> None:
    """Keys of a launch that did not come about; those of one that did are left alone."""
    found = db.session.execute(
        select(FeedbackRound.token, FeedbackRound.state).where(FeedbackRound.id == round_id)
    ).one_or_none()
    if found is not None and found.state is RoundState.PREPARING:
        Keyring(settings.feedback_keys, found.token).destroy()


NOT_YET = (
    "Putaran yang sedang berjalan tidak dapat dibatalkan: jawaban yang sudah ditulis dihitung. Setelah penutupan, "
    "putaran yang kodenya hilang dapat dibatalkan."
)
NOT_SURE = "Centang dahulu bahwa Anda mengerti: pembatalan tidak dapat ditarik kembali."


@command
def abandon(actor: Actor, round_id: int, settings: Settings, *, is_sure: bool) -> bool:
    """Give a round up before its start, or after closing when it cannot be counted; its keys and answers go.

    Raises:
        DeniedError: it still takes answers, or was counted.
        InvalidError: the actor did not say to be sure.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    if not is_sure:
        raise InvalidError(Problem("sure", NOT_SURE))
    with atomic() as session:
        row = locked(session, actor, round_id, RoundVerb.ABANDON)
        was = row.state
        if row.closes_at is not None and clock.now() < row.closes_at:
            raise DeniedError(NOT_YET)
        row.state = RoundState.ABANDONED
        row.outdate()
        record(session, actor, "feedback.abandon", ("feedback_round", row.id), unit_id=row.unit_id, was=was.value)
    purging.purge(round_id, settings)
    return True
