"""Starting a round: looked at once more, drawn, frozen, every form made, in one transaction or not at all."""

import secrets
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.auth.service import need_confirmation
from app.config import Settings
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, Problem
from app.domain.feedback import GIVEN_UP_AFTER, RaterClass, RoundState, RoundVerb
from app.domain.nominations import Chance
from app.domain.rounds import end_of
from app.feedback import preflight, purging
from app.feedback.freezing import freeze
from app.feedback.frozen import Whom, rules_of
from app.feedback.inviting import invite_all
from app.feedback.keyring import KeyGoneError, Keyring
from app.feedback.models import Custodian, FeedbackRound, FeedbackSubject
from app.feedback.preflight import Inspection
from app.feedback.preparing import locked
from app.people import queries as people
from app.people.models import Agency

KEEPS_KEY = "Anda pemegang kunci putaran ini, jadi petugas lain yang memulainya."

NOT_YET = (
    "Putaran yang sedang berjalan tidak dapat dibatalkan: jawaban yang sudah ditulis dihitung. Tujuh hari setelah "
    "penutupan, putaran yang belum dihitung karena kodenya hilang dapat dibatalkan."
)
NOT_SURE = "Centang dahulu bahwa Anda mengerti: pembatalan tidak dapat ditarik kembali."


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
    with atomic() as session:
        session.get(Agency, 1, with_for_update=True)  # two rounds about one person do not start past each other
        row = locked(session, actor, round_id, RoundVerb.LAUNCH)
        _refuse_keeper(session, actor, row)
        found = _ready(row, settings, chance or secrets.SystemRandom())
        keyring = Keyring(settings.feedback_keys, row.token)
        keyring.destroy()  # what a launch left that never came about
        try:
            return _start(session, actor, row, found, keyring)
        except BaseException:
            keyring.destroy()  # under the round's lock still: a launch that only waited for it destroys no other's keys
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
    keys = freeze(session, row, keyring, end_of(row.closes_on, people.the_agency().zone))
    forms = invite_all(session, row, keys, _asked(found))
    row.state, row.launched_at = RoundState.OPEN, clock.now()
    row.outdate()
    drawn = [raters for (_, kind), raters in found.drawn.items() if kind is RaterClass.PEER]
    detail = {
        "subjects": len(found.abouts),
        "forms": forms,
        "drawn": sum(len(raters) for raters in drawn),
        "drawn_from": sum(about.pool(RaterClass.PEER) for about in found.abouts),
    }
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


def _asked(found: Inspection) -> Iterator[tuple[Whom, RaterClass, int]]:
    """Every form there will be: about whom, in which class, by whom."""
    for about in found.abouts:
        subject = Whom(about.subject_id, about.person_id, found.set_of(about.person_id))
        yield from ((subject, kind, rater_id) for kind, rater_id in found.fixed(about))
        for kind in RaterClass:
            for rater_id in found.drawn.get((about.subject_id, kind), ()):
                yield subject, kind, rater_id


def _refuse_while_open(row: FeedbackRound, settings: Settings) -> None:
    """A running round takes answers until the closing time of its frozen rules, whatever the table says."""
    if row.state is RoundState.PREPARING:
        return
    try:
        closes_at = rules_of(row, Keyring(settings.feedback_keys, row.token).load()).closes_at
    except (KeyGoneError, DeniedError):  # it cannot be counted now: its keys or its rules are gone
        closes_at = row.closes_at or clock.now()
    if clock.now() < closes_at + GIVEN_UP_AFTER:
        raise DeniedError(NOT_YET)


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
        _refuse_while_open(row, settings)
        row.state = RoundState.ABANDONED
        row.outdate()
        record(session, actor, "feedback.abandon", ("feedback_round", row.id), unit_id=row.unit_id, was=was.value)
    purging.purge(round_id, settings)
    return True
