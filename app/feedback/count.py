"""Counting by two custodians: the first code takes one layer off, the second starts a count in a process of its own.

The round's secret key reaches that process through a pipe and is in no table, file, queue or log. A count that is
interrupted leaves rows under its ``run`` that nobody reads, and is begun again with the codes. Whoever reads the tables
reads those rows all the same: so the first count notes in the key folder which ballots it counted, and no later one
counts others. Two counts that differ by one ballot would tell what was in it.
"""

import json
import os
import random
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from nacl.public import PrivateKey
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.config import ROOT, Settings
from app.db import atomic, command, db
from app.domain.actors import Actor
from app.domain.errors import DeniedError
from app.domain.feedback import ROUND_STEPS, RoundState, RoundVerb
from app.domain.transitions import next_state
from app.feedback import purging, sealing
from app.feedback.frozen import TAMPERED, FrozenRules, rules_of
from app.feedback.keyring import CONTENT, PROGRESS, Keyring
from app.feedback.models import FeedbackRound, WrappedKey
from app.feedback.opening import Box, open_box
from app.feedback.published import PublishedCell, PublishedComment, PublishedFigure, ReceiptList
from app.feedback.publishing import Rows, publish
from app.feedback.sealing import RoundKeys
from app.feedback.unlocking import COUNTABLE, keyring_of, waiting_halves
from app.jobs.limits import limit

Published = PublishedCell | PublishedFigure | PublishedComment
CHUNK = 2000
STALE_S = 30
RUNS = 2**31 - 1
"""Numbers of a count are drawn below this: nobody can put rows into the tables beforehand for the one to come."""

OTHER_BALLOTS = (
    "Isi kotak jawaban tidak sama dengan saat penghitungan yang terhenti: ada yang dihapus atau diganti langsung di "
    "basis data. Tidak ada yang terbit, karena dua hasil yang berbeda membuka jawaban satu orang. Minta administrator "
    "memulihkan basis data dari salinan setelah putaran ditutup, lalu masukkan kedua kode lagi."
)
OTHER_ROWS = (
    "Tabel hasil diubah langsung di basis data selagi dihitung. Tidak ada yang terbit. Beri tahu pengawas, lalu "
    "masukkan kedua kode lagi."
)


@dataclass(frozen=True)
class Progress:
    """How far a count is: ballots opened of all, or why it stopped."""

    done: int
    total: int
    failed: str
    is_stale: bool


def progress(row: FeedbackRound, settings: Settings) -> Progress | None:
    """How far the count is that runs now; None when none was begun. A process that died tells nothing any more."""
    ring = keyring_of(row, settings)
    content, written = ring.get(PROGRESS), ring.age(PROGRESS)
    if content is None or written is None:
        return None
    told = json.loads(content)
    return Progress(told["done"], told["total"], told["failed"], time.time() - written > STALE_S)


def tidy(settings: Settings) -> None:
    """Delete half-opened keys that waited too long, and go on with purges that could not be finished."""
    for row in db.session.scalars(select(FeedbackRound).where(FeedbackRound.state.in_(COUNTABLE))):
        waiting_halves(row, settings)
    purging.purge_all(settings)


@command
def close(actor: Actor, round_id: int, settings: Settings) -> int:
    """Close the round and take the next number of a count: from here on an earlier count can finish nothing."""
    with atomic() as session:
        row = session.get_one(FeedbackRound, round_id, with_for_update=True)
        row.state = next_state(ROUND_STEPS, row.state, RoundVerb.CLOSE)
        row.run = _another(row.run)
        row.second_opened_by = actor.person_id
        record(session, actor, "feedback.count", ("feedback_round", round_id), unit_id=row.unit_id, run=row.run)
        run, ring = row.run, keyring_of(row, settings)
    _tell(ring, 0, 0)
    return run


def _another(run: int) -> int:
    found = 1 + secrets.randbelow(RUNS - 1)
    return found if found != run else RUNS


def start(actor: Actor, round_id: int, secret_key: bytes, settings: Settings) -> None:
    """Close the round and count it in a process of its own, which outlives this request."""
    run = close(actor, round_id, settings)
    environ = os.environ | {
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "SECRET_KEY": settings.secret_key,
        "FEEDBACK_KEY_DIR": str(settings.feedback_keys),
    }
    command_line = [sys.executable, "-m", "flask", "--app", "wsgi", "feedback-count", str(round_id), str(run)]
    process = subprocess.Popen(  # noqa: S603 - our own program
        command_line,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=environ,
        start_new_session=True,
    )
    if process.stdin is None:  # pragma: no cover - a pipe was asked for
        raise RuntimeError("the counting process has no pipe")
    process.stdin.write(secret_key)
    process.stdin.close()


def run_count(
    round_id: int, run: int, secret_key: bytes, settings: Settings, shuffler: random.Random | None = None
) -> bool:
    """Count a closed round under its number; False when another count took over or finished meanwhile.

    Raises:
        DeniedError: the round was tampered with.
    """
    limit()
    row = db.session.get(FeedbackRound, round_id)
    if row is None or row.run != run or row.state is not RoundState.CLOSED:
        return False
    ring = keyring_of(row, settings)
    try:
        keys = ring.load()
        rules = rules_of(row, keys)
        box = _open(row, rules, keys, secret_key, ring)
        _need_same_ballots(ring, box)
        rows = publish(box, rules, round_id, run, shuffler)
        db.session.remove()
        _clear(round_id, run)
        _write(rows, ring, total=len(box.receipts))
        _finish(round_id, run, box, rows)
    except _TakenOverError:
        return False
    except Exception as error:
        _tell(ring, 0, 0, failed=_words(error))
        raise
    purging.purge(round_id, settings)
    return True


class _TakenOverError(Exception):
    """Another count was begun or has finished: this one leaves everything as it is."""


def _mine(session: Session, round_id: int, run: int) -> FeedbackRound:
    row = session.get_one(FeedbackRound, round_id, with_for_update=True)
    if row.run != run or row.state is not RoundState.CLOSED:
        raise _TakenOverError
    return row


def _need_same_ballots(ring: Keyring, box: Box) -> None:
    if ring.keep(CONTENT, box.digest) != box.digest:
        raise DeniedError(OTHER_BALLOTS)


def _words(error: Exception) -> str:
    if isinstance(error, DeniedError):
        return str(error)
    return f"Penghitungan terhenti ({type(error).__name__}). Tidak ada yang terbit. Masukkan kedua kode lagi."


def _open(row: FeedbackRound, rules: FrozenRules, keys: RoundKeys, secret_key: bytes, ring: Keyring) -> Box:
    if sealing.public_of(secret_key) != row.public_key:
        raise DeniedError(TAMPERED)
    session = db.session()

    def tell(done: int) -> None:
        _tell(ring, done, 0)

    return open_box(session, row, rules, keys, secret_key=PrivateKey(secret_key), tell=tell)


def _tables(rows: Rows) -> tuple[tuple[type[Published], list[dict[str, Any]]], ...]:
    return (PublishedCell, rows.cells), (PublishedFigure, rows.figures), (PublishedComment, rows.comments)


@command
def _clear(round_id: int, run: int) -> None:
    """Delete what an interrupted count left, or what somebody put there."""
    with atomic() as session:
        _mine(session, round_id, run)
        for table in (PublishedCell, PublishedFigure, PublishedComment):
            session.execute(delete(table).where(table.round_id == round_id))


def _write(rows: Rows, ring: Keyring, total: int) -> None:
    """All rows, a chunk at a time: nobody reads them before the number of this count is the counted one."""
    for table, found in _tables(rows):
        for chunk in _chunks(found):
            _write_chunk(table, chunk)
            _tell(ring, total, total)


def _chunks(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for begin in range(0, len(rows), CHUNK):
        yield rows[begin : begin + CHUNK]


@command
def _write_chunk(table: type[Published], chunk: list[dict[str, Any]]) -> None:
    with atomic() as session:
        _mine(session, chunk[0]["round_id"], chunk[0]["run"])
        session.execute(insert(table), chunk)


@command
def _finish(round_id: int, run: int, box: Box, rows: Rows) -> None:
    """Make the rows of this count the published ones, once, in one transaction.

    Raises:
        DeniedError: under this number stand other rows than those of this count.
    """
    with atomic() as session:
        row = _mine(session, round_id, run)
        _need_own_rows(session, row, rows)
        row.state = next_state(ROUND_STEPS, row.state, RoundVerb.COUNT)
        row.counted_at = clock.now()
        row.valid_ballots, row.invalid_ballots, row.missing_ballots = len(box.receipts), box.invalid_total, box.missing
        session.execute(update(WrappedKey).where(WrappedKey.round_id == round_id).values(body=None))
        _publish_receipts(session, round_id, box.receipts)
        record(session, None, "feedback.counted", ("feedback_round", round_id), unit_id=row.unit_id, run=run)


def _need_own_rows(session: Session, row: FeedbackRound, rows: Rows) -> None:
    for table, written in _tables(rows):
        found = session.scalars(select(table.id).where(table.round_id == row.id, table.run == row.run))
        if set(found) != {one["id"] for one in written}:
            raise DeniedError(OTHER_ROWS)


def _publish_receipts(session: Session, round_id: int, receipts: list[str]) -> None:
    session.merge(ReceiptList(round_id=round_id, content="".join(f"{receipt}\n" for receipt in sorted(receipts))))


def _tell(ring: Keyring, done: int, total: int, *, failed: str = "") -> None:
    with suppress(FileNotFoundError):  # the keys are destroyed: another count has finished
        ring.put(PROGRESS, json.dumps({"done": done, "total": total, "failed": failed}).encode())
