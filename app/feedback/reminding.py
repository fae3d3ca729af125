"""Reminders of an open round: the same words to everybody invited, whether they answered or not.

Nobody is left out and nobody is singled out: who reads or gets a reminder says nothing about who has answered.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Date, bindparam, select

from app import clock
from app.audit.service import record
from app.auth.models import Account
from app.db import atomic, command, db
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, Problem
from app.domain.feedback import InvitationState, RoundState
from app.feedback import paper
from app.feedback.models import FeedbackRound, Invitation
from app.jobs import mail
from app.jobs.mail import MailError, MailServer
from app.jobs.models import Job
from app.people import queries as people

MAIL = "feedback.remind"
LONGEST = 500
BATCH = 20
PAUSE, MOST_TRIES = timedelta(minutes=10), 12
NOT_OPEN = "Waktu menjawab putaran ini sudah habis, jadi tidak ada yang perlu diingatkan."
ONCE_A_DAY = "Pengingat hari ini sudah dikirim. Yang berikutnya dapat dikirim mulai besok."
TOO_LONG = Problem("text", f"Paling banyak {LONGEST} karakter. Persingkat pengingatnya.")
EMPTY = Problem("text", "Tulis pengingatnya, lalu kirim.")
CLOSING = (
    "Pesan ini dikirim kepada semua yang diminta menjawab, sudah atau belum. Buka Tilik seperti biasa untuk menjawab."
)

Payload = dict[str, Any]


def default_text(until: str) -> str:
    """The usual reminder; ``until`` in words."""
    return (
        f"Mohon luangkan waktu untuk mengisi umpan balik 360 sampai {until}. "
        "Jawaban rekan kerja dan bawahan dihitung tanpa nama. "
        "Bila semua formulir Anda sudah terkirim, abaikan pesan ini. Terima kasih."
    )


@command
def remind(actor: Actor, folder: Path, round_id: int, text: str, *, by_mail: bool, today: date) -> None:
    """Show a text to everybody invited and, ``by_mail``, send it to those who stored an address; once a day.

    Raises:
        NotFoundError: there is no such round for this actor.
        DeniedError: it is not open, was tampered with, or somebody sent a reminder today.
        InvalidError: there is no text, or it is too long.
    """
    words = " ".join(text.split())
    if not words or len(words) > LONGEST:
        raise InvalidError(TOO_LONG if words else EMPTY)
    with atomic() as session:
        row = paper.need_keeper(actor, session.get(FeedbackRound, round_id, with_for_update=True))
        if row.state is not RoundState.OPEN or clock.now() >= paper.checked(row, folder)[1].closes_at:
            raise DeniedError(NOT_OPEN)
        if row.reminded_on == today:
            raise DeniedError(ONCE_A_DAY)
        row.reminded_on, row.reminder = today, words
        if by_mail:
            session.add(Job(kind=MAIL, payload=json.dumps({"round": row.id}), due_at=clock.now()))
        record(session, actor, "feedback.remind", ("feedback_round", row.id), unit_id=row.unit_id, by_mail=by_mail)


@dataclass(frozen=True)
class Reminder:
    """What everybody invited reads."""

    text: str
    on: date


_SHOWN = (
    select(FeedbackRound.id, FeedbackRound.reminder, FeedbackRound.reminded_on)
    .join(Invitation, Invitation.round_id == FeedbackRound.id)
    .where(
        Invitation.rater_id == bindparam("me"),
        Invitation.state == InvitationState.INVITED,
        FeedbackRound.state == RoundState.OPEN,
        FeedbackRound.closes_on >= bindparam("day", type_=Date),
        FeedbackRound.reminded_on.is_not(None),
    )
    .order_by(FeedbackRound.id)
    .distinct()
)


def shown_to(person_id: int, today: date) -> tuple[Reminder, ...]:
    """The reminders of open rounds in which somebody is invited; asked by every home page."""
    rows = db.session.execute(_SHOWN, {"me": person_id, "day": today})
    return tuple(Reminder(row.reminder, row.reminded_on) for row in rows)


_RECIPIENTS = (
    select(Account.id, Account.email)
    .where(
        Account.id > bindparam("after"),
        Account.email.is_not(None),
        Account.disabled_at.is_(None),
        Account.person_id.in_(
            select(Invitation.rater_id).where(
                Invitation.round_id == bindparam("round_id"), Invitation.state == InvitationState.INVITED
            )
        ),
    )
    .order_by(Account.id)
    .limit(BATCH)
)


def mail_job(server: MailServer | None) -> Callable[[Payload], str]:
    """The handler that mails a handful of people and puts the rest in line behind it.

    How far it came is kept after each handful, and when the server goes away in between, which is tried again for two
    hours: only a worker that dies on the way repeats letters, those of one handful at most.
    """

    def run(payload: Payload) -> str:
        round_id, after, tries = payload["round"], payload.get("after", 0), payload.get("tries", 0)
        row = db.session.get(FeedbackRound, round_id)
        if server is None or row is None or row.state is not RoundState.OPEN:
            return ""
        subject = f"Pengingat umpan balik 360, {people.the_agency().name}"
        words = f"{row.reminder}\n\n{CLOSING}\n"
        values = {"round_id": round_id, "after": after}
        found = [(line.id, line.email) for line in db.session.execute(_RECIPIENTS, values)]
        db.session.remove()  # nothing is held while the letters travel
        last, error = _post(server, found, subject, words) if found else (0, None)
        if error is not None:
            if not last and tries >= MOST_TRIES:
                raise error
            _go_on(round_id, last or after, 0 if last else tries + 1, PAUSE)
        elif len(found) == BATCH:
            _go_on(round_id, last, 0, timedelta())
        return ""

    return run


def _post(server: MailServer, found: list[tuple[int, str]], subject: str, words: str) -> tuple[int, MailError | None]:
    """Send to some accounts; the last one done, and what broke the line before the end."""
    last = 0
    try:
        with mail.connected(server) as line:
            for account_id, address in found:
                mail.send(line, mail.letter(server, address, subject, words))
                last = account_id
    except MailError as error:
        return last, error
    return last, None


@command
def _go_on(round_id: int, after: int, tries: int, pause: timedelta) -> None:
    with atomic() as session:
        payload = json.dumps({"round": round_id, "after": after, "tries": tries})
        session.add(Job(kind=MAIL, payload=payload, due_at=clock.now() + pause))
