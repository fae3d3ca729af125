"""The worker: sweeps the table of jobs, and starts the work that comes back every few minutes.

A job is taken by moving it to RUNNING under a lease; a worker that dies leaves the lease to run out and the job is
taken again, so handlers must bear being run twice.
"""

import json
import logging
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import or_, select

from app import clock
from app.db import atomic, command, db
from app.jobs.models import Job, JobState

Handler = Callable[[dict[str, Any]], str]
LEASE = timedelta(minutes=10)
MAX_ATTEMPTS = 5
SWEEP_S = 2.0
_log = logging.getLogger(__name__)


@dataclass
class Registry:
    """Handlers by kind of job, and the work to start every so often; features register in the factory."""

    handlers: dict[str, Handler] = field(default_factory=dict)
    periodic: list[tuple[str, timedelta, Callable[[], object]]] = field(default_factory=list)


@dataclass(frozen=True)
class Taken:
    """A job under a lease; ``attempt`` tells this taking of it from every other."""

    id: int
    kind: str
    payload: str
    attempt: int


@command
def take_next() -> Taken | None:
    """Take the next due job under a lease; None when nothing is due.

    A job whose lease ran out in its last attempt took its worker down with it each time; it has failed.
    """
    moment = clock.now()
    with atomic() as session:
        job = session.scalars(
            select(Job)
            .where(
                or_(Job.state == JobState.WAITING, (Job.state == JobState.RUNNING) & (Job.lease_until < moment)),
                Job.due_at <= moment,
            )
            .order_by(Job.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if job is None:
            return None
        job.state, job.attempts, job.lease_until = JobState.RUNNING, job.attempts + 1, moment + LEASE
        return Taken(job.id, job.kind, job.payload, job.attempts)


@command
def finish(taken: Taken, *, result: str = "", error: str = "") -> None:
    """Record the end of a job; a failure waits and is tried again, five times at most.

    Whoever finishes after the lease ran out and somebody else took the job has nothing to say any more.
    """
    with atomic() as session:
        job = session.get_one(Job, taken.id, with_for_update=True)
        if job.state is not JobState.RUNNING or job.attempts != taken.attempt:
            return
        job.lease_until = None
        if not error:
            job.state, job.result, job.done_percent = JobState.DONE, result, 100
        elif job.attempts >= MAX_ATTEMPTS:
            job.state, job.result = JobState.FAILED, error
        else:
            job.state, job.due_at = JobState.WAITING, clock.now() + timedelta(seconds=2**job.attempts)


def run_due(registry: Registry) -> int:
    """Do every due job; returns how many."""
    count = 0
    while (taken := take_next()) is not None:
        try:
            result = _do(registry, taken)
        except Exception as error:  # noqa: BLE001 - a job that fails must not end the worker
            _log.exception("job %s (%s) failed", taken.id, taken.kind)
            finish(taken, error=f"{type(error).__name__}: {error}")
        else:
            finish(taken, result=result)
        count += 1
    return count


def _do(registry: Registry, taken: Taken) -> str:
    if taken.attempt > MAX_ATTEMPTS:
        raise RuntimeError("the worker ended in every attempt before it could say why")
    handler = registry.handlers.get(taken.kind)
    if handler is None:
        raise LookupError(f"nobody here does jobs of the kind {taken.kind!r}")
    return handler(json.loads(taken.payload))


def work(app: Flask, registry: Registry) -> None:
    """Run until SIGTERM or SIGINT; an unreachable database is waited for."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    due = {name: clock.now() for name, _, _ in registry.periodic}
    while not stop.wait(SWEEP_S):
        with app.app_context():
            sweep(registry, due)


def sweep(registry: Registry, due: dict[str, datetime]) -> None:
    """Start what comes back every so often, then do the due jobs; ``due`` says when each is to start again."""
    try:
        for name, every, task in registry.periodic:
            if clock.now() >= due[name]:
                due[name] = clock.now() + every
                task()
        run_due(registry)
    except Exception:  # noqa: BLE001 - the database may be away for a while
        _log.exception("sweep failed")
    finally:
        db.session.remove()
