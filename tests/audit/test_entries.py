"""Every command leaves exactly its entry: who, what, about which thing, in which unit, and nothing of the contents."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry, AuditSeal
from app.auth import closing
from app.auth import service as auth
from app.db import atomic, db
from app.domain.behaviour import BehaviourValue
from app.domain.distribution import Achievement
from app.domain.planning import AnnexBlock, Aspect, ResultKind
from app.people import queries as people
from app.planning import editions, service, signing
from app.planning.models import Plan
from app.planning.service import IndicatorInput, ResultInput
from app.progress import service as progress
from app.progress.service import RealisationInput
from app.review import achievements, declaring
from app.review import achieving as evaluation_achieving
from app.review import service as review
from app.sample.loader import PASSWORD
from app.sample.plans import acting
from tests.audit.stage import SECRET, Stage
from tests.audit.trail import Line, last_id, lines_since
from tests.conftest import MIDWIFE, login_of, person_id
from tests.db.test_side_by_side import without_plan

REASON = "Cuti di luar tanggungan negara"
NEW_PASSWORD = "hujan di teluk sore"


def _save_result(s: Stage) -> object:
    result = s.result(s.draft)
    indicators = (IndicatorInput("", (Aspect.TIME,), SECRET, SECRET),)
    typed = ResultInput(ResultKind.MAIN, SECRET, None, SECRET, indicators)
    return service.save_result(s.midwife, s.draft, result.id, (result.version, "", 0), typed)


def _save_realisation(s: Stage) -> object:
    result = s.result(s.set)
    typed = {result.indicators[0].key: RealisationInput(SECRET, (SECRET,), ("https://contoh.example/a",))}
    progress.save_realisation(s.other, s.set, result.key, _version(s, f"result:{result.key}"), typed)
    return result.key


def _save_feedback(s: Stage) -> object:
    typed = {f"value:{BehaviourValue.LOYAL.value}": SECRET}
    return progress.save_feedback(s.head, s.set, _version(s, "feedback"), typed)


def _version(s: Stage, part: str) -> tuple[int, str, int]:
    from app.progress import queries  # noqa: PLC0415 - only here

    return (queries.progress(s.head, s.set, people.today()).version(part), "", 0)


def _begin_plan(s: Stage) -> object:
    return editions.create_plan(acting(person_id(s.app, without_plan(s.app))), s.year_id)


def _achievement(s: Stage) -> object:
    stored = achievements.achievement(s.unit_id, s.year_id)
    claim = (stored.version if stored else 0, "", 0)
    return evaluation_achieving.record_achievement(
        s.officer, s.unit_id, s.year_id, claim, grade=Achievement.GOOD, document=SECRET
    )


Act = Callable[[Stage], Any]
QUIET: dict[str, Act] = {
    "adding a result": lambda s: service.add_result(s.midwife, s.draft, ResultKind.MAIN),
    "saving a result": _save_result,
    "saving expectations": lambda s: service.save_expectations(
        s.midwife, s.draft, (1, "", 0), {BehaviourValue.LOYAL: SECRET}
    ),
    "saving the annex": lambda s: service.save_annex(s.midwife, s.draft, (1, "", 0), {AnnexBlock.RESOURCES: (SECRET,)}),
    "confirming the password": lambda s: auth.confirm(s.midwife, PASSWORD),
    "noting that a session is used": lambda s: auth.touch(s.midwife.session_id),
}
"""Drafts are saved every other second; only what others see or rely on is recorded."""

SPEAKING: dict[str, tuple[Act, Callable[[Stage, Any], list[Line]]]] = {
    "plan.remove_result": (
        lambda s: service.remove_result(s.midwife, s.draft, s.result(s.draft).id),
        lambda s, _: [
            Line("plan.remove_result", s.midwife.person_id, ("plan", s.draft), s.unit_id, {"key": _removed_key(s)})
        ],
    ),
    "plan.submit": (
        Stage.submitted,
        lambda s, _: [
            Line(
                "plan.submit",
                s.midwife.person_id,
                ("plan", s.draft),
                s.unit_id,
                {"sha256": s.seen(s.midwife, s.draft)},
            )
        ],
    ),
    "plan.withdraw": (
        lambda s: signing.withdraw(s.midwife, s.submitted()),
        lambda s, _: [Line("plan.withdraw", s.midwife.person_id, ("plan", s.draft), s.unit_id, {})],
    ),
    "plan.return": (
        lambda s: signing.return_plan(s.head, s.submitted(), {"plan": SECRET, "annex": SECRET, "behaviour": " "}),
        lambda s, _: [Line("plan.return", s.head.person_id, ("plan", s.draft), s.unit_id, {"remarks": 2})],
    ),
    "plan.set": (
        lambda s: signing.set_plan(s.head, s.submitted(), s.seen(s.head, s.draft)),
        lambda s, _: [
            Line("plan.set", s.head.person_id, ("plan", s.draft), s.unit_id, {"sha256": s.seen(s.head, s.draft)})
        ],
    ),
    "plan.revise": (
        lambda s: editions.revise(s.other, s.set),
        lambda s, new: [Line("plan.revise", s.other.person_id, ("plan", new), s.unit_id, {"edition": 2})],
    ),
    "progress.realisation": (
        _save_realisation,
        lambda s, key: [Line("progress.realisation", s.other.person_id, ("plan", s.set), s.unit_id, {"part": key})],
    ),
    "progress.feedback": (
        _save_feedback,
        lambda s, _: [Line("progress.feedback", s.head.person_id, ("plan", s.set), s.unit_id, {"part": "feedback"})],
    ),
    "achievement.record": (
        _achievement,
        lambda s, _: [
            Line("achievement.record", s.officer.person_id, ("unit", s.unit_id), s.unit_id, {"grade": "good"})
        ],
    ),
    "evaluation.begin": (
        Stage.rated,  # rating itself is a draft and leaves nothing
        lambda s, number: [Line("evaluation.begin", s.head.person_id, ("evaluation", number), s.unit_id, {})],
    ),
    "evaluation.sign": (
        Stage.signed,
        lambda s, number: [Line("evaluation.sign", s.head.person_id, ("evaluation", number), s.unit_id, {})],
    ),
    "evaluation.declare": (
        lambda s: declaring.declare(s.head, review.begin(s.head, s.set), (1, "", 0), is_close=True, words=SECRET),
        lambda s, _: [
            Line("evaluation.declare", s.head.person_id, ("evaluation", 1), s.unit_id, {"close": "yes"}),
        ],
    ),
    "evaluation.look": (
        Stage.looked,
        lambda s, mark: [
            Line("evaluation.look", s.above.person_id, ("evaluation", 1), s.unit_id, {"sha256": mark}),
        ],
    ),
    "evaluation.receive": (
        Stage.received,
        lambda s, number: [Line("evaluation.receive", s.other.person_id, ("evaluation", number), s.unit_id, {})],
    ),
    "evaluation.countersign": (
        Stage.countersign,
        lambda s, number: [Line("evaluation.countersign", s.other.person_id, ("evaluation", number), s.unit_id, {})],
    ),
    "auth.login": (
        lambda _: auth.log_in(login_of(MIDWIFE), PASSWORD, "10.0.0.1"),
        lambda s, _: [Line("auth.login", s.midwife.person_id, ("account", s.account(s.midwife)), None, {})],
    ),
    "auth.logout": (
        lambda s: auth.log_out(s.midwife),
        lambda s, _: [Line("auth.logout", s.midwife.person_id, ("session", s.midwife.session_id), None, {})],
    ),
    "auth.password_changed": (
        lambda s: auth.change_password(s.midwife, PASSWORD, NEW_PASSWORD),
        lambda s, _: [Line("auth.password_changed", s.midwife.person_id, ("account", s.account(s.midwife)), None, {})],
    ),
    "account.close": (
        lambda s: closing.close(s.officer, s.midwife.person_id, REASON),
        lambda s, _: [
            Line("account.close", s.officer.person_id, ("account", s.account(s.midwife)), s.unit_id, {"reason": REASON})
        ],
    ),
}


def _removed_key(s: Stage) -> str:
    with db.session.no_autoflush:
        plan = db.session.get_one(Plan, s.draft)
        return next(row.key for row in plan.results if row.removed_at is not None)


@pytest.mark.parametrize("action", SPEAKING)
def test_a_command_leaves_its_entry_and_none_of_its_contents(sqlite_app: Flask, action: str) -> None:
    act, expected = SPEAKING[action]
    stage, before = Stage(sqlite_app), last_id(sqlite_app)
    with sqlite_app.app_context():
        answer = act(stage)
        db.session.rollback()
        wanted = expected(stage, answer)
    lines = lines_since(sqlite_app, before)
    assert [line for line in lines if line.action == action] == wanted
    assert not [line for line in lines if SECRET in str(line) or "http" in str(line) or PASSWORD in str(line)]


@pytest.mark.parametrize("what", QUIET)
def test_drafts_and_housekeeping_leave_no_entry(sqlite_app: Flask, what: str) -> None:
    stage, before = Stage(sqlite_app), last_id(sqlite_app)
    with sqlite_app.app_context():
        QUIET[what](stage)
    assert lines_since(sqlite_app, before) == []


def test_beginning_a_plan_leaves_an_entry_once(sqlite_app: Flask) -> None:
    stage, before = Stage(sqlite_app), last_id(sqlite_app)
    with sqlite_app.app_context():
        plan_id = _begin_plan(stage)
        employee_id = db.session.get_one(Plan, plan_id).employee_id
        assert editions.create_plan(acting(employee_id), stage.year_id) == plan_id
    (line,) = lines_since(sqlite_app, before)
    assert (line.action, line.actor_id, line.subject) == ("plan.create", employee_id, ("plan", plan_id))


def test_a_refused_command_leaves_no_entry(sqlite_app: Flask) -> None:
    stage = Stage(sqlite_app)
    with sqlite_app.app_context():
        stage.submitted()
    before = last_id(sqlite_app)
    with sqlite_app.app_context():
        for refused in (
            lambda: signing.set_plan(stage.midwife, stage.draft, "x"),
            lambda: signing.set_plan(stage.head, stage.draft, "not what was read"),
            lambda: auth.log_in(login_of(MIDWIFE), "bukan ini", "10.0.0.1"),
            lambda: auth.change_password(stage.midwife, "bukan ini", NEW_PASSWORD),
        ):
            with pytest.raises(Exception, match=r".*"):
                refused()
    assert lines_since(sqlite_app, before) == []


@pytest.mark.parametrize("model", [AuditEntry, AuditSeal])
@pytest.mark.parametrize("how", ["change", "delete"])
def test_entries_and_seals_are_written_once(sqlite_app: Flask, model: type[Any], how: str) -> None:
    from app.audit.sealing import seal_pending  # noqa: PLC0415 - only here

    with sqlite_app.app_context():
        seal_pending(sqlite_app.extensions["tilik"].settings.data_dir)
        with pytest.raises(RuntimeError, match="append-only"), atomic() as session:
            _touch(session, session.scalars(select(model)).first(), how)


def _touch(session: Any, row: Any, how: str) -> None:
    if how == "delete":
        session.delete(row)
    elif isinstance(row, AuditEntry):
        row.detail = "{}x"
    else:
        row.chain_hash = "0" * 64
    session.flush()


def test_the_entry_and_what_it_tells_of_are_one_transaction(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    stage = Stage(sqlite_app)
    monkeypatch.setattr(signing, "record", broken)
    with sqlite_app.app_context():
        with pytest.raises(ZeroDivisionError):
            stage.submitted()
        db.session.rollback()
        assert stage.plan(stage.midwife, stage.draft).state == "draft"
