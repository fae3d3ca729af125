"""A form is made once for each number of signatures, and everybody gets the same bytes from then on."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.config import load_settings
from app.db import db
from app.documents import keeping
from app.documents.models import IssuedFile, StoredFile
from app.factory import _office
from app.jobs.models import Job, JobState
from tests.audit.stage import Stage
from tests.audit.trail import tamper
from tests.conftest import HEAD, SET_MIDWIFE, Who, log_in
from tests.verification.steps import document_of, issued, kept, settings, work


def test_each_signature_asks_for_its_forms_and_the_worker_makes_them(app: Flask) -> None:
    found = issued(app)
    with app.app_context():
        rows = db.session.execute(
            select(IssuedFile.signatures, func.count()).where(IssuedFile.document_id == found.document)
            .group_by(IssuedFile.signatures)
        ).all()  # fmt: skip
        assert {tuple(row) for row in rows} == {(1, 4), (2, 4)}
        assert db.session.scalars(select(Job.state).where(Job.kind == "documents.issue")).all() == [JobState.DONE] * 2


def test_a_second_making_of_the_same_forms_keeps_the_first(app: Flask) -> None:
    found = issued(app)
    with app.app_context():
        before = db.session.scalar(select(func.count()).select_from(StoredFile))
        assert keeping.issue_forms(settings(app), _office(), found.document, "assessor") == 0
        assert db.session.scalar(select(func.count()).select_from(StoredFile)) == before


@pytest.mark.parametrize("fmt", ["pdf", "xlsx"])
def test_a_download_before_and_after_the_worker_is_the_same_file(sqlite_app: Flask, fmt: str) -> None:
    stage = Stage(sqlite_app)
    with sqlite_app.app_context():
        number = stage.countersign()
        db.session.remove()
    reader = log_in(sqlite_app, SET_MIDWIFE).client
    before = reader.get(f"/penilaian/{number}/dokumen/D.1.1.{fmt}").data
    work(sqlite_app)
    with sqlite_app.app_context():
        document = document_of(number)
    assert reader.get(f"/penilaian/{number}/dokumen/D.1.1.{fmt}").data == before
    assert kept(sqlite_app, document, fmt, form="D.1.1", signatures=2)[1] == before


def test_the_kept_bytes_are_given_whatever_the_office_calls_itself_later(app: Flask, who: Who) -> None:
    found = issued(app)
    head, path = who(HEAD).client, f"/penilaian/{found.evaluation}/dokumen/D.1.1.pdf"
    before = head.get(path).data
    tamper(app, "UPDATE agency SET emblem = NULL, is_sample = 0")
    assert head.get(path).data == before


def test_files_lost_with_the_disk_are_made_again_when_they_come_out_the_same(sqlite_app: Flask) -> None:
    found = issued(sqlite_app)
    head, path = log_in(sqlite_app, HEAD).client, f"/penilaian/{found.evaluation}/dokumen/D.1.1.pdf"
    before = head.get(path).data
    for file in (settings(sqlite_app).data_dir / "files").glob("??/*"):
        file.unlink()
    assert head.get(path).data == before
    tamper(sqlite_app, "UPDATE agency SET is_sample = 0")
    assert head.get(path).status_code == 404


def test_what_was_signed_before_forms_were_kept_gets_them_later(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        tamper(sqlite_app, "UPDATE signature SET signed_at = '2026-01-31 03:00:00.000000'")
        assert keeping.catch_up(settings(sqlite_app), _office) == 20
        assert keeping.catch_up(settings(sqlite_app), _office) == 9
        assert keeping.catch_up(settings(sqlite_app), _office) == 0


def test_addresses_and_files_of_settings_are_checked_at_the_start(tmp_path: object) -> None:
    wrong = [{"PUBLIC_URL": "kinerja.contoh.example"}, {"BSRE_URL": "ftp://x"}, {"PDF_SEAL_P12": "/tidak/ada.p12"}]
    for given in wrong:
        with pytest.raises(Exception, match=next(iter(given))):
            load_settings({"DATA_DIR": str(tmp_path), **given})
    good = load_settings({"DATA_DIR": str(tmp_path), "PUBLIC_URL": "https://kinerja.contoh.example/"})
    assert good.public_url == "https://kinerja.contoh.example"
