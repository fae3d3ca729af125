"""Entries of realisation, evidence, feedback and self-assessment."""

import hashlib
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from app.db import db
from app.domain.actors import Actor
from app.domain.behaviour import BehaviourValue
from app.people import queries as people
from app.progress import evidence, handing_in, leading, queries
from app.progress import service as progress
from app.progress.evidence import Upload
from app.progress.handing_in import SelfInput
from app.progress.models import Evidence
from app.progress.service import RealisationInput
from tests.audit.stage import SECRET, Stage
from tests.audit.trail import Line
from tests.progress.made import pdf
from tests.progress.steps import assign

Entry = tuple[Callable[[Stage], Any], Callable[[Stage, Any], list[Line]]]


def _save_realisation(s: Stage) -> object:
    result = s.result(s.set)
    typed = {result.indicators[0].key: RealisationInput(SECRET, (SECRET,), ("https://contoh.example/a",))}
    progress.save_realisation(s.other, s.set, result.key, _version(s, f"result:{result.key}"), typed)
    return result.key


def _save_feedback(s: Stage) -> object:
    typed = {f"value:{BehaviourValue.LOYAL.value}": SECRET}
    return progress.save_feedback(s.head, s.set, _version(s, "feedback"), typed)


def _progress_line(s: Stage, actor: Actor, verb: str, part: str, **detail: Any) -> Line:
    whose = ("plan", s.set)
    return Line(f"progress.{verb}", actor.person_id, whose, s.unit_id, {"part": part, "period": 0, **detail})


def _copy_to_year(s: Stage) -> object:
    """The year says nothing of the first indicator, a quarter does."""
    result = s.result(s.set)
    for period, words in ((0, RealisationInput("", (), ())), (1, RealisationInput(SECRET, (), ()))):
        claim = _version(s, f"result:{result.key}") if period == 0 else (0, "", 0)
        progress.save_realisation(s.other, s.set, result.key, claim, {result.indicators[0].key: words}, period=period)
    return progress.copy_to_year(s.other, s.set)


_FILE = hashlib.sha256(pdf(SECRET)).hexdigest()


def _add_file(s: Stage) -> int:
    result = s.result(s.set)
    upload, where = Upload(f"{SECRET}.pdf", pdf(SECRET), "0" * 32), (result.key, result.indicators[0].key)
    evidence.add_file(s.other, s.app.extensions["tilik"].settings.data_dir, s.set, where, upload)
    return db.session.scalars(select(Evidence.id).where(Evidence.file_id.is_not(None))).one()


def _handed_in(s: Stage) -> object:
    handing_in.save(s.other, s.set, (0, "", 0), SelfInput(SECRET, SECRET, SECRET))
    return handing_in.hand_in(s.other, s.set)


def _leaders_words(s: Stage) -> object:
    assign(s.officer.person_id, s.other.person_id)
    return leading.save(s.officer, (s.set, s.result(s.set).key), (0, "", 0), SECRET)


def _version(s: Stage, part: str) -> tuple[int, str, int]:
    return (queries.progress(s.head, s.set, people.today()).version(part), "", 0)


PROGRESS: dict[str, Entry] = {
    "progress.realisation": (_save_realisation, lambda s, key: [_progress_line(s, s.other, "realisation", key)]),
    "progress.feedback": (_save_feedback, lambda s, _: [_progress_line(s, s.head, "feedback", "feedback")]),
    "progress.copy": (_copy_to_year, lambda s, _: [_progress_line(s, s.other, "copy", "1")]),
    "progress.add_file": (
        _add_file,
        lambda s, _: [_progress_line(s, s.other, "add_file", s.result(s.set).indicators[0].key, sha256=_FILE)],
    ),
    "progress.remove_file": (
        lambda s: evidence.remove_file(s.other, _add_file(s)),
        lambda s, _: [_progress_line(s, s.other, "remove_file", s.result(s.set).indicators[0].key, sha256=_FILE)],
    ),
    "progress.hand_in": (_handed_in, lambda s, _: [_progress_line(s, s.other, "hand_in", "self")]),
    "progress.take_back": (
        lambda s: (_handed_in(s), handing_in.take_back(s.other, s.set)),
        lambda s, _: [_progress_line(s, s.other, "take_back", "self")],
    ),
    "progress.leader": (
        _leaders_words,
        lambda s, _: [_progress_line(s, s.officer, "leader", s.result(s.set).key)],
    ),
}
"""What is done, and the entry it leaves."""
