"""Commands of archives: ask for one, say how far it is, give it up, delete what is a day old.

An archive of 2,000 people is 150 MB: more than one answer of MariaDB may carry, and nothing to hold in memory. It lies
under DATA_DIR, as workbooks of imports do, and the column for its bytes stays empty.
"""

import json
from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.bundles import GIVEN_UP, KEPT, MOST_KEPT, MOST_PEOPLE, Scope
from app.domain.errors import InvalidError, Problem
from app.exchange import bundle_files, bundle_units, bundles
from app.exchange.bundle_units import Chosen
from app.exchange.bundles import Task
from app.exchange.models import Bundle
from app.jobs.models import Job
from app.people import queries as people

MAKE = "exchange.bundle"
# The next slice waits for the next sweep, so that what comes back every few minutes has its turn between two.
_PAUSE = timedelta(seconds=1)


@command
def ask(actor: Actor, scope: Scope, unit: Chosen, year_id: int, fmt: str) -> int:
    """Ask for an archive; returns its id, or that of the same one being made already.

    Raises:
        InvalidError: nobody is in it, it would be too large, or too many are kept already.
    """
    total = bundle_units.how_many(scope, unit, actor.person_id, people.today())
    if not total:
        raise InvalidError(Problem("siapa", "Tidak ada pegawai yang menyusun SKP di sini."))
    if total > MOST_PEOPLE:
        words = f"Ada {total} pegawai; satu berkas memuat paling banyak {MOST_PEOPLE}. Pilih unit di bawahnya."
        raise InvalidError(Problem("siapa", words))
    kept = bundles.own_bundles(actor)
    for view in kept:
        same = (view.task.scope, view.task.unit.id, view.task.year_id, view.task.fmt) == (scope, unit.id, year_id, fmt)
        if same and view.is_working:
            return view.id
    with atomic() as session:
        mine = select(func.count()).select_from(Bundle).where(Bundle.requested_by == actor.person_id)
        if (session.scalar(mine) or 0) >= MOST_KEPT:
            words = f"Anda sudah menyimpan {MOST_KEPT} berkas. Hapus salah satu di bawah, lalu minta lagi."
            raise InvalidError(Problem("siapa", words))
        bundle = Bundle(
            unit_id=unit.id,
            year_id=year_id,
            fmt=fmt,
            requested_by=actor.person_id,
            requested_at=clock.now(),
            total=total,
        )
        session.add(bundle)
        session.flush()
        _put(session, bundle, scope, 0, timedelta(0))
        record(
            session,
            actor,
            "bundle.ask",
            ("bundle", bundle.id),
            unit_id=unit.id,
            scope=scope.value,
            format=fmt,
            people=total,
        )
        return bundle.id


def _put(session: Session, bundle: Bundle, scope: Scope, after: int, pause: timedelta) -> None:
    payload = {"bundle_id": bundle.id, "scope": scope.value, "after": after, "done": bundle.done or 0}
    job = Job(kind=MAKE, payload=json.dumps(payload), due_at=clock.now() + pause)
    session.add(job)
    session.flush()
    bundle.job_id = job.id


@command
def tell(bundle_id: int, done: int) -> None:
    """Say how many people are done."""
    with atomic() as session:
        bundle = session.get(Bundle, bundle_id)
        if bundle is not None:
            bundle.done = min(done, bundle.total)


@command
def go_on(task: Task, after: int) -> None:
    """Put the next slice in line, behind the person ``after``."""
    with atomic() as session:
        bundle = session.get(Bundle, task.id, with_for_update=True)
        if bundle is not None:
            _put(session, bundle, task.scope, after, _PAUSE)


@command
def settle(task: Task, failure: str = "") -> bool:
    """Say that it is ready, or why it will not be; False when it was given up meanwhile."""
    with atomic() as session:
        bundle = session.get(Bundle, task.id, with_for_update=True)
        if bundle is None:
            return False
        bundle.failure = failure
        if not failure:
            bundle.ready_at, bundle.done = clock.now(), bundle.total
            record(session, None, "bundle.ready", ("bundle", task.id), unit_id=task.unit.id)
        return True


def discard(actor: Actor, data_dir: Path, bundle_id: int) -> None:
    """Delete an archive of one's own at once.

    Raises:
        NotFoundError: there is none for this actor.
    """
    task = bundles.own_bundle(actor, bundle_id).task
    _discard(actor, task)
    bundle_files.remove(data_dir, task.stem)


@command
def _discard(actor: Actor, task: Task) -> None:
    with atomic() as session:
        session.execute(delete(Bundle).where(Bundle.id == task.id))
        record(session, actor, "bundle.discard", ("bundle", task.id), unit_id=task.unit.id)


def expire(data_dir: Path) -> None:
    """Delete archives a day after they were ready, those that never will be, and what nobody asked for any more."""
    _expire()
    kept = bundles.stems()
    for path in bundle_files.folder_of(data_dir).iterdir():
        if path.name.split(".")[0] not in kept:
            bundle_files.remove(data_dir, path.name.split(".")[0])


@command
def _expire() -> None:
    now = clock.now()
    with atomic() as session:
        session.execute(delete(Bundle).where(or_(Bundle.ready_at < now - KEPT, Bundle.requested_at < now - GIVEN_UP)))
