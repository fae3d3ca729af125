"""Long work is done once, tried again when it fails, and survives the worker that began it."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app import clock as app_clock
from app.db import atomic, db
from app.jobs.models import Job, JobState
from app.jobs.worker import LEASE, MAX_ATTEMPTS, Handler, Registry, finish, run_due, sweep, take_next
from tests.db.people import side_by_side

START = datetime(2031, 3, 5, 2, 0, tzinfo=UTC)
Clock = time_machine.Traveller


@pytest.fixture
def clock() -> Iterator[Clock]:
    """A clock that moves only when told."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def _put(app: Flask, kind: str = "count", payload: str = "{}", after: timedelta = timedelta()) -> int:
    with app.app_context(), atomic() as session:
        job = Job(kind=kind, payload=payload, due_at=app_clock.now() + after)
        session.add(job)
        session.flush()
        return job.id


def _job(app: Flask, job_id: int) -> Job:
    with app.app_context():
        job = db.session.get_one(Job, job_id)
        db.session.expunge_all()
        return job


def _run(app: Flask, registry: Registry) -> int:
    with app.app_context():
        return run_due(registry)


def _fails(_payload: dict[str, Any]) -> str:
    raise ZeroDivisionError("nothing to divide by")


def _noting(notes: list[str], name: str) -> Handler:
    def handler(_payload: dict[str, Any]) -> str:
        notes.append(name)
        return ""

    return handler


def test_a_job_is_done_and_its_result_kept(app: Flask) -> None:
    number = _put(app, payload=json.dumps({"unit": 7}))
    seen: list[dict[str, Any]] = []

    def handler(payload: dict[str, Any]) -> str:
        seen.append(payload)
        assert _job(app, number).state is JobState.RUNNING
        return "selesai: 7"

    assert _run(app, Registry({"count": handler})) == 1
    job = _job(app, number)
    assert seen == [{"unit": 7}]
    assert (job.state, job.result, job.done_percent, job.lease_until) == (JobState.DONE, "selesai: 7", 100, None)
    assert _run(app, Registry({"count": handler})) == 0


def test_a_job_waits_until_it_is_due_and_the_oldest_comes_first(app: Flask, clock: Clock) -> None:
    order: list[str] = []
    registry = Registry({name: _noting(order, name) for name in ("late", "soon", "now")})
    _put(app, "late", after=timedelta(minutes=2))
    _put(app, "soon", after=timedelta(minutes=1))
    _put(app, "now")
    assert _run(app, registry) == 1
    clock.shift(timedelta(minutes=3))
    assert _run(app, registry) == 2
    assert order == ["now", "soon", "late"]


def test_a_failure_is_tried_again_later_and_later_and_at_last_given_up(app: Flask, clock: Clock) -> None:
    number, registry = _put(app), Registry({"count": _fails})
    for attempt in range(1, MAX_ATTEMPTS):
        assert _run(app, registry) == 1
        job = _job(app, number)
        assert (job.state, job.attempts) == (JobState.WAITING, attempt)
        assert job.due_at == app_clock.now() + timedelta(seconds=2**attempt)
        assert _run(app, registry) == 0
        clock.shift(timedelta(seconds=2**attempt))
    assert _run(app, registry) == 1
    job = _job(app, number)
    assert (job.state, job.result) == (JobState.FAILED, "ZeroDivisionError: nothing to divide by")
    clock.shift(timedelta(days=30))
    assert _run(app, registry) == 0


@pytest.mark.parametrize(
    ("kind", "payload", "why"),
    [
        ("nobody", "{}", "LookupError: nobody here"),
        ("count", "{broken", "JSONDecodeError"),
        ("count", "", "JSONDecode"),
    ],
)
def test_a_job_nobody_can_do_fails_by_itself_and_holds_up_no_other(
    app: Flask, clock: Clock, kind: str, payload: str, why: str
) -> None:
    bad, good = _put(app, kind, payload), _put(app)
    registry = Registry({"count": lambda _: "ya"})
    assert _run(app, registry) == 2
    assert _job(app, good).state is JobState.DONE
    for _ in range(MAX_ATTEMPTS):
        clock.shift(timedelta(minutes=1))
        _run(app, registry)
    job = _job(app, bad)
    assert job.state is JobState.FAILED
    assert job.result.startswith(why)


def test_a_dead_workers_job_is_taken_again_when_its_lease_runs_out(app: Flask, clock: Clock) -> None:
    number = _put(app)
    with app.app_context():
        assert take_next()
        clock.shift(LEASE)
        assert take_next() is None
        clock.shift(timedelta(seconds=1))
        again = take_next()
    assert again
    assert (again.id, again.attempt) == (number, 2)


def test_a_job_that_takes_every_worker_down_is_given_up(app: Flask, clock: Clock) -> None:
    ran: list[str] = []
    number = _put(app)
    with app.app_context():
        for _ in range(MAX_ATTEMPTS):
            assert take_next()
            clock.shift(LEASE + timedelta(seconds=1))
    _run(app, Registry({"count": _noting(ran, "count")}))
    job = _job(app, number)
    assert (job.state, ran) == (JobState.FAILED, [])
    assert "worker ended" in job.result


@pytest.mark.parametrize("late", [{"result": "terlambat"}, {"error": "terlambat"}])
def test_a_worker_that_comes_back_too_late_changes_nothing(app: Flask, clock: Clock, late: dict[str, str]) -> None:
    number = _put(app)
    with app.app_context():
        slow = take_next()
        assert slow
        clock.shift(LEASE + timedelta(seconds=1))
        quick = take_next()
        assert quick
        finish(slow, **late)
        assert _job(app, number).state is JobState.RUNNING
        finish(quick, result="tepat waktu")
        finish(slow, **late)
    job = _job(app, number)
    assert (job.state, job.result) == (JobState.DONE, "tepat waktu")


def test_two_workers_never_do_the_same_job(app: Flask) -> None:
    numbers = {_put(app) for _ in range(12)}
    taken: list[int] = []

    def work() -> None:
        misses = 0
        while misses < 3:  # locked rows are skipped: an empty hand may be empty only for a moment
            job = take_next()
            if job is None:
                misses += 1
                continue
            taken.append(job.id)
            finish(job, result="")

    def pause(_session: object) -> None:
        time.sleep(0.02)  # between choosing a job and telling the others

    event.listen(Session, "before_commit", pause)
    try:
        assert side_by_side(app, [work] * 4) == [None] * 4
    finally:
        event.remove(Session, "before_commit", pause)
    assert sorted(taken) == sorted(numbers)
    with app.app_context():
        assert {job.attempts for job in db.session.scalars(select(Job))} == {1}


def test_a_job_written_in_a_command_that_fails_never_was(app: Flask) -> None:
    def fail() -> None:
        with atomic() as session:
            session.add(Job(kind="count", due_at=app_clock.now()))
            session.flush()
            raise ZeroDivisionError

    with app.app_context():
        with pytest.raises(ZeroDivisionError):
            fail()
        assert take_next() is None


def test_regular_work_starts_again_after_its_time_and_not_before(sqlite_app: Flask, clock: Clock) -> None:
    started: list[datetime] = []
    registry = Registry(periodic=[("seal", timedelta(minutes=5), lambda: started.append(app_clock.now()))])
    due = {"seal": app_clock.now()}
    with sqlite_app.app_context():
        for _ in range(11):
            sweep(registry, due)
            clock.shift(timedelta(minutes=1))
    assert started == [START + timedelta(minutes=minutes) for minutes in (0, 5, 10)]


def test_regular_work_that_fails_ends_neither_the_worker_nor_the_jobs(sqlite_app: Flask, clock: Clock) -> None:
    number = _put(sqlite_app)
    registry = Registry({"count": lambda _: "ya"}, [("seal", timedelta(minutes=5), lambda: _fails({}))])
    due = {"seal": app_clock.now()}
    with sqlite_app.app_context():
        sweep(registry, due)
        clock.shift(timedelta(seconds=2))
        sweep(registry, due)
    assert _job(sqlite_app, number).state is JobState.DONE


def test_the_house_seals_its_trail_and_forgets_old_sessions_by_itself(sqlite_app: Flask) -> None:
    registry: Registry = sqlite_app.extensions["tilik"].jobs
    assert {(name, every) for name, every, _ in registry.periodic} == {
        ("audit.seal", timedelta(minutes=5)),
        ("auth.forget", timedelta(days=1)),
        ("bundles.expire", timedelta(minutes=10)),
        ("documents.sweep", timedelta(days=1)),
        ("documents.catch_up", timedelta(minutes=10)),
        ("exchange.expire", timedelta(minutes=10)),
        ("intake.expire", timedelta(minutes=10)),
        ("recaps.expire", timedelta(minutes=10)),
        ("feedback.rate", timedelta(minutes=30)),
        ("feedback.tidy", timedelta(minutes=10)),
        ("feedback.forget_withheld", timedelta(days=1)),
        ("tally.count", timedelta(minutes=1)),
        ("worklists.end_services", timedelta(hours=1)),
    }
    with sqlite_app.app_context():
        sweep(registry, {name: app_clock.now() for name, _, _ in registry.periodic})
    assert (sqlite_app.extensions["tilik"].settings.data_dir / "audit-heads.log").exists()
