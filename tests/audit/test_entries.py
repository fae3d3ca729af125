"""Every command leaves exactly its entry: who, what, about which thing, in which unit, and nothing of the contents."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry, AuditSeal
from app.auth import closing
from app.auth import service as auth
from app.cascade.models import Matrix
from app.db import atomic, db
from app.domain.actors import Actor
from app.domain.behaviour import BehaviourValue
from app.domain.distribution import Achievement
from app.domain.planning import AnnexBlock, Aspect, ResultKind
from app.domain.rating import Rating
from app.people import queries as people
from app.planning import editions, service, signing
from app.planning.models import Plan
from app.planning.service import IndicatorInput, ResultInput
from app.review import achievements, calibrating, declaring, limiting, noting, paper_first, paper_signing, queries
from app.review import achieving as evaluation_achieving
from app.review import service as review
from app.review.content import fingerprint
from app.review.models import PaperForm
from app.sample.loader import PASSWORD
from app.sample.plans import acting
from tests.audit.progress_entries import PROGRESS
from tests.audit.report_entries import REPORTING
from tests.audit.stage import SECRET, Stage
from tests.audit.trail import Line, bound, code_of, last_id, lines_since
from tests.conftest import MIDWIFE, OFFICE_HEAD, login_of, person_id
from tests.db.test_side_by_side import without_plan

REASON = "Cuti di luar tanggungan negara"
NEW_PASSWORD = "hujan di teluk sore"


def _save_result(s: Stage) -> object:
    result = s.result(s.draft)
    indicators = (IndicatorInput("", (Aspect.TIME,), SECRET, SECRET),)
    typed = ResultInput(ResultKind.MAIN, SECRET, None, SECRET, indicators)
    return service.save_result(s.midwife, s.draft, result.id, (result.version, "", 0), typed)


def _begin_plan(s: Stage) -> object:
    return editions.create_plan(acting(person_id(s.app, without_plan(s.app))), s.year_id)


def _achievement(s: Stage) -> object:
    stored = achievements.achievement(s.unit_id, s.year_id)
    claim = (stored.version if stored else 0, "", 0)
    return evaluation_achieving.record_achievement(
        s.officer, s.unit_id, s.year_id, claim, grade=Achievement.GOOD, document=SECRET
    )


def _note(_: Stage) -> object:
    with db.session.no_autoflush:
        row = db.session.scalars(select(Matrix)).first()
    assert row is not None
    leader, number, unit_id = acting(row.leader_id), row.id, row.unit_id
    noting.write(leader, number, 0, (0, "", 0), SECRET)
    return leader.person_id, number, unit_id


def _proposed(s: Stage) -> tuple[int, int]:
    """A meeting of the unit in which the head laid open a draft; its number and the draft's."""
    evaluation = s.rated()
    meeting = _called(s)
    calibrating.lay_open(s.head, meeting, shown=True)
    return meeting, evaluation


def _called(s: Stage) -> int:
    return calibrating.call(s.head, s.unit_id, calibrating.Call(s.year_id, 0, SECRET, people.today()))


def _invited(s: Stage) -> int:
    meeting = _called(s)
    calibrating.invite(s.head, meeting, {person_id(s.app, OFFICE_HEAD), s.midwife.person_id})
    return meeting


def _taken_back(s: Stage) -> int:
    meeting, _ = _proposed(s)
    calibrating.lay_open(s.head, meeting, shown=False)
    return meeting


def _changed(s: Stage) -> tuple[int, int]:
    meeting, evaluation = _proposed(s)
    wanted = calibrating.Change(Rating.ABOVE, Rating.ABOVE, SECRET)
    calibrating.change(s.head, meeting, evaluation, 2, wanted)
    return meeting, evaluation


def _closed(s: Stage) -> int:
    meeting, _ = _changed(s)
    calibrating.write_minutes(s.head, meeting, (1, "", 0), SECRET)
    calibrating.close(s.head, meeting)
    return meeting


def _meeting(s: Stage, action: str, number: int, **detail: int) -> list[Line]:
    return [Line(f"calibration.{action}", s.head.person_id, ("calibration", number), s.unit_id, detail)]


def _carried(s: Stage, action: str, found: tuple[int, int], actor: Actor) -> list[Line]:
    number, source = found
    return [Line(f"evaluation.{action}", actor.person_id, ("evaluation", number), s.unit_id, {"source": str(source)})]


def _reset(s: Stage) -> object:
    limiting.change(s.officer, "baik-baik", (0, "", 0), 40, 80)
    return limiting.reset(s.officer, "baik-baik")


_SCAN = b"%PDF-1.4 pindaian %%EOF"
_SCAN_HASH = hashlib.sha256(_SCAN).hexdigest()


def _on_paper(s: Stage) -> object:
    code = code_of(s.signed())
    return paper_signing.record_signature(s.officer, code, paper_signing.Paper(people.today(), _SCAN))


def _printed(s: Stage) -> tuple[int, str]:
    """A sheet to be signed on paper: of which evaluation, and its code."""
    number = s.rated()
    seen = fingerprint(queries.visible_evaluation(s.head, number, people.today()), people.the_agency())
    return number, paper_first.prepare(s.head, number, seen)


def _sheet_hash() -> str:
    return db.session.scalars(select(PaperForm.sha256)).one()


def _first_on_paper(s: Stage) -> int:
    number, code = _printed(s)
    paper_first.record_first(s.officer, code, paper_signing.Paper(people.today(), _SCAN))
    return number


def _no_longer_fitting(s: Stage) -> int:
    number, code = _printed(s)
    version = queries.visible_evaluation(s.head, number, people.today()).version
    declaring.declare(s.head, number, (version, "", 0), is_close=True, words=SECRET)
    paper_first.record_first(s.officer, code, paper_signing.Paper(people.today(), _SCAN))
    return number


def _today() -> str:
    return people.today().isoformat()


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
                bound("plan", s.draft, "employee"),
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
            Line("plan.set", s.head.person_id, ("plan", s.draft), s.unit_id, bound("plan", s.draft, "assessor"))
        ],
    ),
    "plan.revise": (
        lambda s: editions.revise(s.other, s.set),
        lambda s, new: [Line("plan.revise", s.other.person_id, ("plan", new), s.unit_id, {"edition": 2})],
    ),
    **PROGRESS,
    **REPORTING,
    "achievement.record": (
        _achievement,
        lambda s, _: [
            Line(
                "achievement.record",
                s.officer.person_id,
                ("unit", s.unit_id),
                s.unit_id,
                {"grade": "good", "period": 0},
            )
        ],
    ),
    "limit.change": (
        lambda s: limiting.change(s.officer, "baik-baik", (0, "", 0), 40, 80),
        lambda s, _: [
            Line(
                "limit.change",
                s.officer.person_id,
                ("agency", 1),
                None,
                {"name": "baik-baik", "least": 40, "most": 80},
            )
        ],
    ),
    "limit.reset": (
        _reset,
        lambda s, _: [Line("limit.reset", s.officer.person_id, ("agency", 1), None, {"name": "baik-baik"})],
    ),
    "team.note": (
        _note,
        lambda _, found: [Line("team.note", found[0], ("matrix", found[1]), found[2], {"period": 0})],
    ),
    "calibration.call": (_called, lambda s, number: _meeting(s, "call", number, period=0)),
    "calibration.invite": (
        _invited,  # the midwife assesses nobody, and is left out
        lambda s, number: _meeting(s, "invite", number, assessor=person_id(s.app, OFFICE_HEAD)),
    ),
    "calibration.lay_open": (_proposed, lambda s, found: _meeting(s, "lay_open", found[0])),
    "calibration.take_back": (_taken_back, lambda s, number: _meeting(s, "take_back", number)),
    "calibration.change": (_changed, lambda s, found: _meeting(s, "change", found[0], evaluation=found[1])),
    "calibration.minutes": (_closed, lambda s, number: _meeting(s, "minutes", number)),
    "calibration.close": (_closed, lambda s, number: _meeting(s, "close", number, members=1, changes=1)),
    "evaluation.begin": (
        Stage.rated,  # rating itself is a draft and leaves nothing
        lambda s, number: [Line("evaluation.begin", s.head.person_id, ("evaluation", number), s.unit_id, {})],
    ),
    "evaluation.sign": (
        Stage.signed,
        lambda s, number: [
            Line(
                "evaluation.sign",
                s.head.person_id,
                ("evaluation", number),
                s.unit_id,
                bound("evaluation", number, "assessor"),
            )
        ],
    ),
    "evaluation.declare": (
        lambda s: declaring.declare(s.head, review.begin(s.head, s.set), (1, "", 0), is_close=True, words=SECRET),
        lambda s, _: [
            Line("evaluation.declare", s.head.person_id, ("evaluation", 1), s.unit_id, {"close": "yes"}),
        ],
    ),
    "evaluation.carry": (Stage.carried, lambda s, found: _carried(s, "carry", found, s.head)),
    "evaluation.carry_agree": (Stage.agreed, lambda s, found: _carried(s, "carry_agree", found, s.other)),
    "evaluation.carry_decline": (Stage.declined, lambda s, found: _carried(s, "carry_decline", found, s.other)),
    "evaluation.carry_take_back": (Stage.uncarried, lambda s, found: _carried(s, "carry_take_back", found, s.head)),
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
        lambda s, number: [
            Line(
                "evaluation.countersign",
                s.other.person_id,
                ("evaluation", number),
                s.unit_id,
                bound("evaluation", number, "employee"),
            )
        ],
    ),
    "evaluation.hand_over": (
        _on_paper,
        lambda s, number: [
            Line("evaluation.hand_over", s.officer.person_id, ("evaluation", number), s.unit_id, {"on": _today()})
        ],
    ),
    "evaluation.countersign on paper": (
        _on_paper,
        lambda s, number: [
            Line(
                "evaluation.countersign",
                s.officer.person_id,
                ("evaluation", number),
                s.unit_id,
                {**bound("evaluation", number, "employee"), "scan": _SCAN_HASH, "method": "paper", "on": _today()},
            )
        ],
    ),
    "evaluation.print": (
        _printed,
        lambda s, found: [
            Line("evaluation.print", s.head.person_id, ("evaluation", found[0]), s.unit_id, {"sha256": _sheet_hash()})
        ],
    ),
    "evaluation.sign on paper": (
        _first_on_paper,
        lambda s, number: [
            Line(
                "evaluation.sign",
                s.officer.person_id,
                ("evaluation", number),
                s.unit_id,
                {**bound("evaluation", number, "assessor"), "scan": _SCAN_HASH, "method": "paper", "on": _today()},
            )
        ],
    ),
    "evaluation.drop_print": (
        _no_longer_fitting,
        lambda s, number: [Line("evaluation.drop_print", s.officer.person_id, ("evaluation", number), s.unit_id, {})],
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
    assert [line for line in lines if line.action == action.partition(" ")[0]] == wanted
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
