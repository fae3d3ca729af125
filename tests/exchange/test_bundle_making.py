"""How archives are made, by a worker that may die, on a disk that may be full; and when they go."""

import io
import json
import stat
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, update

from app import clock
from app.config import Settings
from app.db import atomic, db
from app.documents.issuing import Download
from app.documents.keeping import Office, handed_out
from app.documents.models import SignedDocument
from app.documents.queries import SignedView
from app.exchange import bundle_documents, bundle_making, bundling
from app.exchange.models import Bundle
from app.jobs import worker
from app.jobs.models import Job, JobState
from app.jobs.worker import Registry, run_due, take_next
from app.people.models import Unit
from app.planning.models import Plan
from tests.conftest import log_in, person_id
from tests.exchange.steps import ask, data_dir, fetched, files, listing, work

pytestmark = pytest.mark.usefixtures("without_files")
OFFICER = "kenari"
KENANGA = "Puskesmas Muara Kejora/Kenanga Teladan, A.Md.Keb 199504172019032943/"


def slices(app: Flask, slice_s: float = 0.0) -> Registry:
    """A worker whose slices end after one batch."""
    return Registry(handlers={bundling.MAKE: bundle_making.make_job(app.extensions["tilik"].settings, slice_s)})


def count(app: Flask, table: type) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_a_large_unit_is_made_in_slices_and_the_page_says_how_far(sqlite_app: Flask, monkeypatch: object) -> None:
    assert isinstance(monkeypatch, pytest.MonkeyPatch)
    monkeypatch.setattr(bundle_making, "BATCH", 5)
    officer = log_in(sqlite_app, OFFICER)
    page, registry = ask(officer), slices(sqlite_app)
    with sqlite_app.app_context():
        assert run_due(registry) == 1
    halfway = officer.get(page.path)
    assert "Sedang disiapkan: 5 dari 23 pegawai" in halfway.text
    part = officer.client.get(page.path, headers={"HX-Request": "true"}).get_data(as_text=True)
    assert 'value="21"' in part
    assert len(part) < 700
    for number in range(1, 6):
        with time_machine.travel(clock.now() + timedelta(seconds=2 * number)), sqlite_app.app_context():
            run_due(registry)
    archive = fetched(officer, officer.get(page.path))
    assert listing(archive).count("\r\n- ") == 23
    answer = officer.client.get(page.path, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, page.path)


def test_a_worker_that_dies_loses_one_slice_and_nothing_stands_twice(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle_making, "BATCH", 5)
    officer = log_in(sqlite_app, OFFICER)
    page = ask(officer)
    with sqlite_app.app_context():
        taken = take_next()
        assert taken is not None

        def die(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as dying:
            dying.setattr(bundling, "go_on", die)
            with pytest.raises(KeyboardInterrupt):
                slices(sqlite_app).handlers[bundling.MAKE](json.loads(taken.payload))
        db.session.remove()
    with time_machine.travel(clock.now() + worker.LEASE + timedelta(seconds=1)), sqlite_app.app_context():
        run_due(sqlite_app.extensions["tilik"].jobs)
        db.session.remove()
    text = listing(fetched(officer, officer.get(page.path)))
    assert text.count("\r\n- ") == 23
    assert text.count("Melur") == 1


def test_it_is_deleted_a_day_after_it_is_ready(sqlite_app: Flask) -> None:
    officer = log_in(sqlite_app, OFFICER)
    ask(officer)
    work(sqlite_app)
    (data_dir(sqlite_app) / "bundles" / "99-20200101000000000000.zip").write_bytes(b"of an archive long gone")
    with sqlite_app.app_context():
        bundling.expire(data_dir(sqlite_app))
    assert len(files(sqlite_app)) == 1
    for later, kept in ((timedelta(hours=23), 1), (timedelta(hours=25), 0)):
        with time_machine.travel(clock.now() + later), sqlite_app.app_context():
            bundling.expire(data_dir(sqlite_app))
        assert len(files(sqlite_app)) == count(sqlite_app, Bundle) == kept


def test_given_up_while_it_is_made_leaves_nothing(sqlite_app: Flask) -> None:
    officer = log_in(sqlite_app, OFFICER)
    officer.submit(ask(officer), "/hapus")
    work(sqlite_app)
    assert files(sqlite_app) == []
    assert count(sqlite_app, Bundle) == 0


def test_a_document_that_cannot_be_made_is_named_and_does_not_stop_the_others(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:

    def failing(settings: Settings, form: str, fmt: str, view: SignedView, office: Office) -> Download:
        if "Kenanga" in view.content.employee.name:
            raise ValueError("a cell cannot hold it")
        return handed_out(settings, form, fmt, view, office)

    monkeypatch.setattr(bundle_documents, "handed_out", failing)
    officer = log_in(sqlite_app, OFFICER)
    page = ask(officer)
    work(sqlite_app)
    archive = fetched(officer, page)
    assert not any("Kenanga" in name for name in archive.namelist())
    assert any("Seroja" in name for name in archive.namelist())
    (line,) = [line for line in listing(archive).splitlines() if "Kenanga" in line]
    assert line.endswith("dokumennya tidak dapat dibuat; beri tahu administrator")


def test_a_plan_set_elsewhere_is_named_in_the_list(sqlite_app: Flask) -> None:
    with sqlite_app.app_context(), atomic() as session:
        plan_id = session.scalar(select(Plan.id).where(Plan.employee_id == person_id(sqlite_app, "kenanga")))
        session.execute(update(SignedDocument).where(SignedDocument.subject_id == plan_id).values(subject_id=-1))
    officer = log_in(sqlite_app, OFFICER)
    page = ask(officer)
    work(sqlite_app)
    (line,) = [line for line in listing(fetched(officer, page)).splitlines() if "Kenanga" in line]
    assert line.endswith("tidak ada dokumen yang ditandatangani di sini")


def test_a_full_disk_is_told_and_leaves_nothing(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    officer = log_in(sqlite_app, OFFICER)
    page = ask(officer)
    work(sqlite_app)
    assert "server tidak dapat menyimpannya" in officer.get(page.path).text
    assert files(sqlite_app) == []


def test_a_job_that_failed_for_good_is_told_on_the_page(sqlite_app: Flask) -> None:
    officer = log_in(sqlite_app, OFFICER)
    page = ask(officer)
    with sqlite_app.app_context(), atomic() as session:
        session.execute(update(Job).where(Job.kind == bundling.MAKE).values(state=JobState.FAILED))
    assert "gagal dibuat karena kesalahan di server" in officer.get(page.path).text


def test_names_of_units_and_people_stay_inside_the_archive(sqlite_app: Flask) -> None:
    with sqlite_app.app_context(), atomic() as session:
        session.execute(
            update(Unit).where(Unit.name == "Puskesmas Muara Kejora").values(name="../../Puskesmas: A\\B/" + "x" * 150)
        )
    officer = log_in(sqlite_app, OFFICER)
    page = ask(officer)
    work(sqlite_app)
    archive = fetched(officer, page)
    for name in archive.namelist():
        parts = name.split("/")
        assert len(parts) in {1, 3}
        assert not {"", ".", ".."} & set(parts)
        assert len(name) < 220


def test_archives_are_for_the_servers_user_alone(sqlite_app: Flask) -> None:
    ask(log_in(sqlite_app, OFFICER))
    work(sqlite_app)
    folder = data_dir(sqlite_app) / "bundles"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_an_archive_reads_as_one(sqlite_app: Flask) -> None:
    officer = log_in(sqlite_app, OFFICER)
    page = ask(officer)
    work(sqlite_app)
    data = officer.client.get(f"{page.path}/berkas.zip").data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert all(info.compress_type == zipfile.ZIP_STORED for info in archive.infolist())
