"""The work behind an archive: a slice of its documents at a time, then the packing. Done by jobs.

A slice takes seconds, so that other jobs have their turn. The next one is put in line with how far this one came: a
worker that dies loses one slice, which is done again over the same files.
"""

import json
import logging
import shutil
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.config import Settings
from app.documents.wording import MONTHS
from app.domain import bundles as rules
from app.domain.bundles import Line, Scope, safe_name
from app.domain.errors import NotReadyError
from app.exchange import bundle_documents, bundle_files, bundles, bundling
from app.exchange.bundles import Member, Task
from app.people import queries as people

SLICE_S = 15.0
BATCH = 20
_LIST = "daftar.jsonl"
_UNIT_NAME, _PERSON_NAME = 60, 50
_NO_ROOM = "Berkas ini gagal dibuat: server tidak dapat menyimpannya. Beri tahu administrator."
_TAKEN = "Berkas ini tidak dilanjutkan: Anda bukan lagi petugas unit ini."
_log = logging.getLogger(__name__)

Payload = dict[str, Any]


def make_job(settings: Settings, slice_s: float = SLICE_S) -> Callable[[Payload], str]:
    """The handler that makes a slice of an archive, or closes it."""
    data_dir = settings.data_dir

    def run(payload: Payload) -> str:
        view = bundles.task(payload["bundle_id"])
        if view is None or not view.is_working:
            return ""
        if not bundles.may_have(bundles.requester(view.task.requested_by), view.task):
            _give_up(data_dir, view.task, _TAKEN)
            return ""
        try:
            _slice(settings, view.task, _Place(payload["after"], payload["done"]), slice_s)
        except OSError as error:
            _note(view.task, error)
            _give_up(data_dir, view.task, _NO_ROOM)
        return ""

    return run


@dataclass(frozen=True)
class _Place:
    """How far the slices before came: the last person by id, and how many."""

    after: int
    done: int


def _slice(settings: Settings, task: Task, place: _Place, slice_s: float) -> None:
    folder = bundle_files.folder_of(settings.data_dir) / task.stem
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / _LIST).touch()
    until, day = time.monotonic() + slice_s, people.today()
    while True:
        found = bundles.members(task, day, place.after, BATCH)
        if not found:
            _close(settings.data_dir, task, folder, day)
            return
        with (folder / _LIST).open("a", encoding="utf-8") as lines:
            for member in found:
                line = _write(settings, folder, task, member)
                lines.write(json.dumps({"id": member.id, **asdict(line)}, ensure_ascii=False) + "\n")
        place = _Place(found[-1].id, place.done + len(found))
        bundling.tell(task.id, place.done)
        if time.monotonic() >= until:
            bundling.go_on(task, place.after)
            return


def _write(settings: Settings, folder: Path, task: Task, member: Member) -> Line:
    """Put somebody's documents into their folder; says who it was, and why there is none."""
    unit = f"{member.unit} ({member.above})" if member.above else member.unit
    line = Line(member.name, member.nip, unit)
    if not member.signed:
        why = rules.why_missing(member.unsigned, exempt=member.exempt)
        return Line(line.name, line.nip, line.unit, why)
    name = safe_name(member.name, _PERSON_NAME)
    place = folder / f"{member.unit_id}" / (f"{name} {member.nip}" if member.nip else f"{name} {member.id}")
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    (place.parent / ".nama").write_text(safe_name(member.unit, _UNIT_NAME), encoding="utf-8")
    try:
        written = sum(_print(settings, place, task, plan_id, number) for number, plan_id in enumerate(member.signed, 1))
    except ValueError as error:
        _note(task, error)
        shutil.rmtree(place, ignore_errors=True)
        return Line(line.name, line.nip, line.unit, rules.UNPRINTABLE)
    return line if written else Line(line.name, line.nip, line.unit, rules.SIGNED_ELSEWHERE)


def _print(settings: Settings, place: Path, task: Task, plan_id: int, number: int) -> int:
    """The forms of one signed plan as files; how many. What waits for the office's seal gets it now."""
    try:
        files = bundle_documents.forms_of_plan(settings, plan_id, task.fmt, number)
    except NotReadyError:
        bundle_documents.make_ready(settings, plan_id)
        files = bundle_documents.forms_of_plan(settings, plan_id, task.fmt, number)
    for name, body in files:
        (place / name).write_bytes(body)
    return len(files)


def _close(data_dir: Path, task: Task, folder: Path, day: date) -> None:
    """Pack the folder under the archive's name: whoever finds the file never reads half of it."""
    draft = bundle_files.folder_of(data_dir) / f"{task.stem}.part"
    months = dict(enumerate(MONTHS, 1))
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as packed:
        title = f"SKP {task.year} – {_whose(task)}"
        packed.writestr("DAFTAR.txt", rules.listing(title, day, _lines(folder), months).encode("utf-8-sig"))
        names = _unit_names(folder)
        for path in sorted(folder.glob("*/*/*")):
            unit, person, file = path.relative_to(folder).parts
            packed.write(path, f"{names[unit]}/{person}/{file}")
    draft.chmod(0o600)
    draft.replace(bundle_files.archive(data_dir, task))
    shutil.rmtree(folder, ignore_errors=True)
    if not bundling.settle(task):
        bundle_files.remove(data_dir, task.stem)


def _whose(task: Task) -> str:
    return f"{task.unit.name} dan unit di bawahnya" if task.scope is Scope.UNIT else "pegawai yang dinilai sendiri"


def _lines(folder: Path) -> Iterator[Line]:
    """Everybody once, as the last slice that met them saw them."""
    with (folder / _LIST).open(encoding="utf-8") as file:
        found = {row.pop("id"): row for row in map(json.loads, file)}
    return (Line(**row) for row in found.values())


def _unit_names(folder: Path) -> dict[str, str]:
    """The folder of each unit by its id; units of one name are told apart by a number."""
    names: dict[str, str] = {}
    for path in sorted(folder.glob("*/.nama"), key=lambda path: int(path.parent.name)):
        name, number = path.read_text(encoding="utf-8"), 1
        taken = {known.casefold() for known in names.values()}
        while (shown := name if number == 1 else f"{name} {number}").casefold() in taken:
            number += 1
        names[path.parent.name] = shown
    return names


def _give_up(data_dir: Path, task: Task, words: str) -> None:
    bundle_files.remove(data_dir, task.stem)
    bundling.settle(task, words)


def _note(task: Task, error: Exception) -> None:
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("archive %s: %s\n%s", task.id, type(error).__name__, where)
