"""Custodians' codes: the first takes one layer off the round's key, the second gives the key itself.

What the first leaves is still sealed, for each possible second custodian; it lies in the key folder alone, for an hour.
"""

import time
from datetime import timedelta

from nacl.public import PrivateKey
from sqlalchemy import select

from app import clock
from app.audit.service import record
from app.config import Settings
from app.db import atomic, command, db
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.domain.feedback import RoundState, keeps_rounds
from app.domain.organisation import lineage_of
from app.feedback import sealing
from app.feedback.frozen import TAMPERED, FrozenRules, digest_of, rules_of
from app.feedback.keyring import EXERCISE, KeyGoneError, Keyring
from app.feedback.models import Custodian, FeedbackRound, WrappedKey
from app.feedback.sealing import ForgedError, RoundKeys, WrongCodeError
from app.people.models import Unit

HALF_OPEN = timedelta(minutes=60)
COUNTABLE = frozenset({RoundState.OPEN, RoundState.CLOSED})
WRONG_CODE = "Kode ini bukan kode Anda untuk putaran ini. Periksa huruf dan angkanya di kertas, lalu ketik lagi."
KEY_GONE = (
    "Kunci server untuk putaran ini tidak ada di komputer server. "
    "Minta administrator memulihkannya dari salinan di amplop tersegel."
)


def keyring_of(row: FeedbackRound, settings: Settings) -> Keyring:
    """Where the keys of a round lie."""
    return Keyring(settings.feedback_keys, row.token)


def waiting_halves(row: FeedbackRound, settings: Settings) -> list[str]:
    """Half-opened keys young enough to be used; older ones are deleted."""
    ring, young = keyring_of(row, settings), []
    for name in ring.halves():
        written = ring.age(name)
        if written is not None and time.time() - written <= HALF_OPEN.total_seconds():
            young.append(name)
        else:
            ring.drop(name)
    return young


def enter_code(actor: Actor, round_id: int, code: str, settings: Settings) -> bytes | None:
    """Enter a custodian's code. The first of two opens one layer; the second gives the round's secret key.

    Returns:
        None after the first code, the 32 bytes of the secret key after the second: for :func:`start` alone.

    Raises:
        NotFoundError: no such round for this custodian.
        DeniedError: answering is not over yet, the round is over, or it was tampered with.
        InvalidError: this is not the custodian's code.
    """
    row, me = _mine(actor, round_id)
    keys, rules = _keys_and_rules(row, settings)
    _need_time(row, rules)
    try:
        key = sealing.custodian_key(code, row.token)
    except WrongCodeError as error:
        raise InvalidError(Problem("code", WRONG_CODE)) from error
    if bytes(key.public_key) != me.public_key:
        raise InvalidError(Problem("code", WRONG_CODE))
    waiting = _half_for(row, me, settings)
    if waiting is None:
        _open_first(row, me, keys, key, settings)
        _note(actor, round_id, "feedback.first_code")
        return None
    try:
        return bytes(sealing.unwrap_second(waiting, key, digest_of(row.rules or "")))
    except ForgedError as error:
        raise DeniedError(TAMPERED) from error


def exercise_key(actor: Actor, round_id: int, settings: Settings) -> bytes:
    """The secret key of an exercise, which lies in the key folder; an officer who keeps the round counts.

    Raises:
        NotFoundError: no exercise of this officer.
        DeniedError: answering is not over yet.
    """
    row = db.session.get(FeedbackRound, round_id)
    path = None if row is None else db.session.scalar(select(Unit.path).where(Unit.id == row.unit_id))
    if row is None or path is None or not row.is_exercise or not keeps_rounds(actor, lineage_of(path)):
        raise NotFoundError("Putaran tidak ditemukan.")
    _, rules = _keys_and_rules(row, settings)
    _need_time(row, rules)
    found = keyring_of(row, settings).get(EXERCISE)
    if found is None or not rules.is_exercise:
        raise DeniedError(KEY_GONE)
    return found


def _mine(actor: Actor, round_id: int) -> tuple[FeedbackRound, Custodian]:
    row = db.session.get(FeedbackRound, round_id)
    me = db.session.scalars(
        select(Custodian).where(Custodian.round_id == round_id, Custodian.person_id == actor.person_id)
    ).first()
    if row is None or me is None:
        raise NotFoundError("Putaran tidak ditemukan.")
    return row, me


def _keys_and_rules(row: FeedbackRound, settings: Settings) -> tuple[RoundKeys, FrozenRules]:
    if row.state not in COUNTABLE:
        raise DeniedError("Putaran ini belum dimulai atau sudah selesai dihitung, jadi tidak dapat dihitung.")
    try:
        keys = keyring_of(row, settings).load()
    except KeyGoneError as error:
        raise DeniedError(KEY_GONE) from error
    return keys, rules_of(row, keys)


def _need_time(row: FeedbackRound, rules: FrozenRules) -> None:
    if clock.now() < rules.closes_at:
        raise DeniedError("Putaran ini masih menerima jawaban. Penghitungan baru dapat dimulai setelah ditutup.")
    del row


def _half_for(row: FeedbackRound, me: Custodian, settings: Settings) -> bytes | None:
    """A key another custodian opened half and left for this one."""
    ring = keyring_of(row, settings)
    names = [name for name in waiting_halves(row, settings) if name.endswith(f"-{me.id}")]
    return next((content for name in names if (content := ring.get(name)) is not None), None)


def _open_first(row: FeedbackRound, me: Custodian, keys: RoundKeys, key: PrivateKey, settings: Settings) -> None:
    ring = keyring_of(row, settings)
    wrapped = db.session.scalars(select(WrappedKey).where(WrappedKey.round_id == row.id, WrappedKey.first_id == me.id))
    for one in wrapped:
        try:
            inner = sealing.unwrap_first(keys, one.body or b"", key)
        except ForgedError as error:
            raise DeniedError(TAMPERED) from error
        ring.put(ring.half(me.id, one.second_id), inner)


@command
def _note(actor: Actor, round_id: int, action: str) -> None:
    with atomic() as session:
        row = session.get_one(FeedbackRound, round_id, with_for_update=True)
        row.half_opened_by = actor.person_id
        record(session, actor, action, ("feedback_round", round_id), unit_id=row.unit_id)
