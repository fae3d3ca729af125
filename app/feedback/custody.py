"""Commands about custodians: who keeps a code, and making it. The code itself is told once and stored nowhere."""

import hmac

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.auth.service import need_confirmation
from app.config import Settings
from app.db import atomic, command, db
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.domain.feedback import CUSTODIANS, RoundState, RoundVerb
from app.feedback import parts, preflight, sealing
from app.feedback.frozen import rules_of
from app.feedback.keyring import KeyGoneError, Keyring, printed, read_printed
from app.feedback.models import Custodian, FeedbackRound
from app.feedback.preparing import locked
from app.feedback.queries import NOT_FOUND
from app.people import queries as people
from app.people.models import Person

ENOUGH = "Tiga pemegang kunci sudah dipilih. Lepas salah satu dahulu untuk memilih yang lain."
TOO_LATE = "Putaran sudah dimulai atau dibatalkan, jadi kode tidak dapat dibuat lagi."
MISTYPED = "Kode ini salah salin. Bandingkan tiap kelompok empat huruf dengan kertas Anda."
OTHER = "Ini bukan kode yang terakhir dibuat. Pakai kertas yang terbaru, atau buat kode baru dan sobek yang lama."
NO_KEY = "Kunci putaran ini tidak ada di mesin ini. Pulihkan dari amplop tersegel: flask feedback-restore."
NO_NEED = "Tidak ada putaran berjalan dengan nomor ini."
MISREAD = "Tanda-tandanya salah salin: 52 huruf dan angka, tanpa 0, 1, O, dan I."
OTHER_ROUND = "Ini bukan kunci putaran ini. Periksa nomor putaran pada amplopnya."
STILL_THERE = "Kunci putaran ini masih ada di mesin ini, jadi tidak ada yang dipulihkan."
NOT_MADE = "Buat kodenya dahulu, lalu ketik ulang dari kertas."


@command
def choose(actor: Actor, round_id: int, person_id: int, settings: Settings) -> None:
    """Let somebody be a custodian of the round.

    Raises:
        InvalidError: three are chosen already, or it cannot be this person; the message says why.
    """
    with atomic() as session:
        row = locked(session, actor, round_id, RoundVerb.PREPARE)
        chosen = set(session.scalars(select(Custodian.person_id).where(Custodian.round_id == row.id)))
        if person_id in chosen:
            return
        if row.is_exercise:
            raise InvalidError(Problem("person", "Latihan tidak memakai pemegang kunci."))
        if len(chosen) >= CUSTODIANS:
            raise InvalidError(Problem("person", ENOUGH))
        if session.get(Person, person_id) is None or person_id not in people.people({person_id}, people.today()):
            raise InvalidError(Problem("person", "Pilih salah satu dari daftar."))
        session.add(Custodian(round_id=row.id, person_id=person_id))
        session.flush()
        found = preflight.inspect(row, settings)
        refused = {one.person_id: one.why_not for one in parts.keepers(row, found.terms, found.abouts)}
        if why := refused.get(person_id):
            raise InvalidError(Problem("person", why))
        record(
            session,
            actor,
            "feedback.custodian_choose",
            ("feedback_round", row.id),
            unit_id=row.unit_id,
            person=person_id,
        )


@command
def release(actor: Actor, round_id: int, custodian_id: int) -> None:
    """Let somebody not be a custodian after all; a code already made is worth nothing then."""
    with atomic() as session:
        row = locked(session, actor, round_id, RoundVerb.PREPARE)
        found = session.get(Custodian, custodian_id)
        if found is None or found.round_id != row.id:
            raise NotFoundError(NOT_FOUND)
        record(
            session,
            actor,
            "feedback.custodian_release",
            ("feedback_round", row.id),
            unit_id=row.unit_id,
            person=found.person_id,
        )
        session.delete(found)


@command
def new_code(actor: Actor, round_id: int) -> str:
    """A fresh code for one of the round's custodians, in groups as it is printed; the one before is void.

    It is told here once; the server keeps only what tells whether it was typed back right.

    Raises:
        NotFoundError: the actor is no custodian of such a round.
        DeniedError: the round was started already.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    with atomic() as session:
        row, mine = _own(session, actor, round_id)
        code = sealing.new_code()
        mine.pending_key = bytes(sealing.custodian_key(code, row.token).public_key)
        mine.public_key = mine.confirmed_at = None
        record(session, actor, "feedback.custodian_code", ("feedback_round", row.id), unit_id=row.unit_id)
        return sealing.shown(code)


@command
def confirm_code(actor: Actor, round_id: int, typed: str) -> None:
    """Type the code back from the paper: from now on it counts.

    Raises:
        InvalidError: it is mistyped, or not the newest one.
    """
    with atomic() as session:
        row, mine = _own(session, actor, round_id)
        if mine.pending_key is None:
            raise InvalidError(Problem("code", NOT_MADE))
        try:
            key = bytes(sealing.custodian_key(typed, row.token).public_key)
        except sealing.WrongCodeError as error:
            raise InvalidError(Problem("code", MISTYPED)) from error
        if not hmac.compare_digest(key, mine.pending_key):
            raise InvalidError(Problem("code", OTHER))
        mine.public_key, mine.pending_key, mine.confirmed_at = key, None, clock.now()
        record(session, actor, "feedback.custodian_enrolled", ("feedback_round", row.id), unit_id=row.unit_id)


def envelope(round_id: int, settings: Settings) -> str:
    """The host secret of a round as signs, for the printed copy in the sealed envelope.

    Raises:
        NotFoundError: there is no such round, or its key is not on this machine.
    """
    row = db.session.get(FeedbackRound, round_id)
    try:
        if row is None:
            raise NotFoundError(NOT_FOUND)
        return printed(Keyring(settings.feedback_keys, row.token).host_secret())
    except KeyGoneError as error:
        raise NotFoundError(NO_KEY) from error


def restore(round_id: int, signs: str, settings: Settings) -> None:
    """Put the host secret of a running round back into the key folder from its printed copy.

    Raises:
        NotFoundError: there is no such round that still needs its key.
        InvalidError: the signs are mistyped, or are not those of this round.
        DeniedError: the key is still there.
    """
    row = db.session.get(FeedbackRound, round_id)
    if row is None or row.state not in {RoundState.OPEN, RoundState.CLOSED}:
        raise NotFoundError(NO_NEED)
    try:
        secret = read_printed(signs)
        rules_of(row, sealing.subkeys(secret))
    except ValueError as error:
        raise InvalidError(Problem("signs", MISREAD)) from error
    except DeniedError as error:
        raise InvalidError(Problem("signs", OTHER_ROUND)) from error
    try:
        Keyring(settings.feedback_keys, row.token).create(secret)
    except FileExistsError as error:
        raise DeniedError(STILL_THERE) from error


def _own(session: Session, actor: Actor, round_id: int) -> tuple[FeedbackRound, Custodian]:
    row = session.get(FeedbackRound, round_id, with_for_update=True)
    wanted = select(Custodian).where(Custodian.round_id == round_id, Custodian.person_id == actor.person_id)
    mine = session.scalars(wanted.with_for_update()).first()
    if row is None or mine is None:
        raise NotFoundError(NOT_FOUND)
    if row.state is not RoundState.PREPARING:
        raise DeniedError(TOO_LATE)
    return row, mine
