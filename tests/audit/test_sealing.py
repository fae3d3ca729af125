"""The trail is sealed in chains of a unit and a day, and what was altered afterwards is noticed."""

import json
import time
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry, AuditSeal
from app.audit.sealing import HEADS_FILE, Verification, seal_pending, verify
from app.audit.service import record
from app.db import atomic, db
from app.people.models import Unit
from tests.audit.trail import tamper
from tests.db.people import side_by_side

DAY = datetime(2031, 3, 5, 9, 0, tzinfo=UTC)


def _folder(app: Flask) -> Path:
    folder: Path = app.extensions["tilik"].settings.data_dir
    return folder


def _write(app: Flask, count: int, unit_id: int | None = None) -> None:
    with app.app_context(), atomic() as session:
        for number in range(count):
            record(session, None, "test.entry", ("thing", number), unit_id=unit_id, number=number)


def _seal(app: Flask) -> int:
    with app.app_context():
        return seal_pending(_folder(app))


def _check(app: Flask) -> Verification:
    with app.app_context():
        return verify(_folder(app))


def _heads(app: Flask) -> list[str]:
    return [line for line in (_folder(app) / HEADS_FILE).read_text().splitlines() if line]


def _unit(app: Flask) -> int:
    with app.app_context():
        return db.session.scalars(select(Unit.id).order_by(Unit.id)).first() or 0


@pytest.fixture
def sealed(app: Flask) -> Flask:
    """A sealed trail of one chain of five entries beside those of the sample."""
    _seal(app)
    _write(app, 5, _unit(app))
    _seal(app)
    return app


def _positions(app: Flask) -> dict[tuple[int, str], list[tuple[int, int]]]:
    chains: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
    with app.app_context():
        for seal in db.session.scalars(select(AuditSeal).order_by(AuditSeal.position)):
            chains[seal.chain, seal.day.isoformat()].append((seal.position, seal.entry_id))
    return chains


def test_every_unit_and_day_has_a_chain_without_gaps_in_the_order_of_writing(app: Flask) -> None:
    _seal(app)
    unit = _unit(app)
    with time_machine.travel(DAY, tick=False) as clock:
        _write(app, 3, unit)
        _write(app, 2)
        clock.shift(timedelta(days=1))
        _write(app, 2, unit)
        assert _seal(app) == 7
    chains = _positions(app)
    assert [len(chains[key]) for key in ((unit, "2031-03-05"), (0, "2031-03-05"), (unit, "2031-03-06"))] == [3, 2, 2]
    for places in chains.values():
        assert [position for position, _ in places] == list(range(1, len(places) + 1))
        assert [entry for _, entry in places] == sorted(entry for _, entry in places)


def test_the_day_changes_at_midnight_utc_whatever_the_office_clock_says(sqlite_app: Flask) -> None:
    _seal(sqlite_app)
    with time_machine.travel(datetime(2031, 3, 5, 23, 59, 59, tzinfo=UTC), tick=False) as clock:
        _write(sqlite_app, 1)
        clock.shift(timedelta(seconds=1))
        _write(sqlite_app, 1)
        _seal(sqlite_app)
    chains = _positions(sqlite_app)
    assert len(chains[0, "2031-03-05"]) == len(chains[0, "2031-03-06"]) == 1


def test_a_second_run_finds_nothing_to_do_and_writes_no_head(sealed: Flask) -> None:
    before = _heads(sealed)
    assert _seal(sealed) == 0
    assert _heads(sealed) == before


def test_later_entries_of_a_day_go_on_where_the_chain_stopped(sealed: Flask) -> None:
    unit, day = _unit(sealed), datetime.now(UTC).date().isoformat()
    before = _positions(sealed)[unit, day]
    _write(sealed, 2, unit)
    _seal(sealed)
    after = _positions(sealed)[unit, day]
    assert after[: len(before)] == before
    assert len(after) == len(before) + 2
    assert _check(sealed).problems == ()


def test_each_run_appends_the_heads_it_made(sealed: Flask) -> None:
    before = _heads(sealed)
    _write(sealed, 1)
    _seal(sealed)
    added = [json.loads(line) for line in _heads(sealed)[len(before) :]]
    assert [(row["unit"], len(row["hash"])) for row in added] == [(0, 64)]
    assert _heads(sealed)[: len(before)] == before


def test_an_untouched_trail_is_in_order(sealed: Flask) -> None:
    _write(sealed, 2)
    found = _check(sealed)
    assert found.problems == ()
    assert found.unsealed == 2
    assert found.checked >= 5
    assert found.heads == len(_heads(sealed))


CHANGES = {
    "action": "UPDATE audit_entry SET action = 'plan.set' WHERE id = :id",
    "actor": "UPDATE audit_entry SET actor_id = 1 WHERE id = :id",
    "unit": "UPDATE audit_entry SET unit_id = 2 WHERE id = :id",
    "kind": "UPDATE audit_entry SET object_kind = 'plan' WHERE id = :id",
    "object": "UPDATE audit_entry SET object_id = 4711 WHERE id = :id",
    "detail": "UPDATE audit_entry SET detail = '' WHERE id = :id",
    "moment": "UPDATE audit_entry SET at = '2026-01-01 00:00:00.000000' WHERE id = :id",
    "deleted entry": "DELETE FROM audit_entry WHERE id = :id",
    "changed seal": "UPDATE audit_seal SET chain_hash = '0000' WHERE entry_id = :id",
    "moved seal": "UPDATE audit_seal SET day = '2020-01-01' WHERE entry_id = :id",
}


def _entry(app: Flask, from_end: int) -> int:
    with app.app_context():
        return db.session.scalars(select(AuditEntry.id).order_by(AuditEntry.id.desc())).all()[from_end]


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("place", [0, 2], ids=["last", "middle"])
def test_what_was_altered_behind_the_application_is_noticed(sealed: Flask, what: str, place: int) -> None:
    number = _entry(sealed, place)
    tamper(sealed, CHANGES[what], id=number)
    problems = _check(sealed).problems
    assert any(f"Catatan {number}" in problem or "berbeda dari berkas" in problem for problem in problems)


def test_two_entries_that_changed_places_are_noticed(sealed: Flask) -> None:
    one, other = _entry(sealed, 2), _entry(sealed, 1)
    tamper(
        sealed,
        "UPDATE audit_seal SET entry_id = -1 WHERE entry_id = :one",
        "UPDATE audit_seal SET entry_id = :one WHERE entry_id = :other",
        "UPDATE audit_seal SET entry_id = :other WHERE entry_id = -1",
        one=one,
        other=other,
    )
    assert _check(sealed).problems


@pytest.mark.parametrize("place", [0, 2], ids=["last", "middle"])
def test_an_entry_deleted_together_with_its_seal_is_noticed(sealed: Flask, place: int) -> None:
    number = _entry(sealed, place)
    tamper(
        sealed,
        "DELETE FROM audit_seal WHERE entry_id = :id",
        "DELETE FROM audit_entry WHERE id = :id",
        id=number,
    )
    assert _check(sealed).problems


def test_a_whole_chain_made_anew_differs_from_the_file(sealed: Flask) -> None:
    """Somebody alters an entry, throws the seals away and lets the job make new ones."""
    number, kept = _entry(sealed, 4), _heads(sealed)
    tamper(sealed, "UPDATE audit_entry SET object_id = 4711 WHERE id = :id", "DELETE FROM audit_seal", id=number)
    _seal(sealed)
    assert any("berbeda dari berkas kepala rantai" in problem for problem in _check(sealed).problems)
    assert _heads(sealed)[: len(kept)] == kept


@pytest.mark.parametrize(
    ("change", "key", "value"),
    [
        ("UPDATE audit_seal SET day = '2020-01-01' WHERE day = '2031-03-05'", "day", "2020-01-01"),
        ("UPDATE audit_seal SET position = position + 100 WHERE day = '2031-03-05'", "position", 105),
    ],
)
def test_a_chain_moved_as_a_whole_and_in_the_file_too_is_noticed(
    app: Flask, change: str, key: str, value: object
) -> None:
    _write(app, 5, _unit(app))
    with time_machine.travel(DAY):
        _write(app, 5, _unit(app))
        _seal(app)
    assert _check(app).problems == ()
    rows = [json.loads(line) for line in _heads(app)]
    moved = [{**row, key: value} if row["day"] == "2031-03-05" else row for row in rows]
    (_folder(app) / HEADS_FILE).write_text("".join(json.dumps(row) + "\n" for row in moved))
    tamper(app, change)
    assert _check(app).problems


@pytest.mark.parametrize("lines", ["all", "last", "file"])
def test_heads_cut_out_of_the_file_are_missed(sealed: Flask, lines: str) -> None:
    path, kept = _folder(sealed) / HEADS_FILE, _heads(sealed)
    if lines == "file":
        path.unlink()
    else:
        path.write_text("" if lines == "all" else "\n".join(kept[:-1]) + "\n")
    assert any("berkas kepala rantai" in problem.lower() for problem in _check(sealed).problems)


def test_a_line_nobody_can_read_is_reported_and_stops_nothing(sealed: Flask) -> None:
    path = _folder(sealed) / HEADS_FILE
    with path.open("a") as file:
        file.write('{"unit": 1, "da')
    assert [p for p in _check(sealed).problems if "tidak dapat dibaca" in p]
    _write(sealed, 1)
    _seal(sealed)
    assert len([p for p in _check(sealed).problems if "tidak dapat dibaca" in p]) == len(_check(sealed).problems) == 1


def test_a_crash_before_the_commit_is_no_alarm_later(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.audit import sealing  # noqa: PLC0415 - only here

    append = sealing._append_heads

    def crash(*args: object) -> None:
        append(*args)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(sealing, "_append_heads", crash)
    with pytest.raises(KeyboardInterrupt):
        _seal(app)
    assert _positions(app) == {}
    monkeypatch.setattr(sealing, "_append_heads", append)
    _write(app, 2)
    _seal(app)
    assert _check(app).problems == ()


def test_two_workers_sealing_at_once_seal_everything_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.audit import sealing  # noqa: PLC0415 - only here

    seal = sealing._seal

    def slowly(*args: object) -> object:
        time.sleep(0.3)  # long enough for every worker to have looked for work
        return seal(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(sealing, "_seal", slowly)
    _write(app, 40, _unit(app))
    done = side_by_side(app, [lambda: seal_pending(_folder(app))] * 3)
    assert all(isinstance(count, int) for count in done), done
    with app.app_context():
        assert sum(count for count in done if isinstance(count, int)) == len(
            db.session.scalars(select(AuditEntry)).all()
        )
    found = _check(app)
    assert found.problems == ()
    assert found.unsealed == 0


def test_a_trail_longer_than_a_batch_is_sealed_to_the_end(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.audit import sealing  # noqa: PLC0415 - only here

    monkeypatch.setattr(sealing, "BATCH", 7)
    _write(sqlite_app, 20)
    assert _seal(sqlite_app) >= 20
    assert _check(sqlite_app) == Verification(_check(sqlite_app).checked, 0, len(_heads(sqlite_app)), ())


def test_sealing_while_people_work_holds_nobody_up(app: Flask) -> None:
    _write(app, 30)
    done = side_by_side(app, [lambda: seal_pending(_folder(app)), *[lambda: _write(app, 5)] * 4])
    assert [answer for answer in done if isinstance(answer, Exception)] == []
    _seal(app)
    assert _check(app).problems == ()


def test_verify_audit_tells_what_it_saw_and_what_it_cannot_see(sealed: Flask) -> None:
    runner = sealed.test_cli_runner()
    good = runner.invoke(args=["verify-audit", "--heads"])
    assert good.exit_code == 0
    assert "Tidak terlihat dari sini: perubahan pada catatan yang belum disegel" in good.output
    assert "Bandingkan kepala rantai dengan cetakan" in good.output
    assert _heads(sealed)[0] in good.output
    number = _entry(sealed, 2)
    tamper(sealed, "UPDATE audit_entry SET detail = '' WHERE id = :id", id=number)
    bad = runner.invoke(args=["verify-audit"])
    assert bad.exit_code == 1
    assert f"MASALAH: Catatan {number}" in bad.output
