"""What an office need not know here is nowhere: not in the database, not in a file, not in a log."""

import pytest
from flask import Flask

from app.db import db
from tests.intake.books import NURSE, PRIVATE, book, lines, people_book
from tests.intake.steps import bring, checked, data_dir, send, work

HIDDEN = ("Kartu Lain", "Kepercayaan Dianut", "Kontak")
SHAPED = ("5371018888880002", "Kristen", "081377770002")


def private_book() -> bytes:
    """Private columns under their own names, and under names nobody would guess."""
    rows = lines(NURSE)
    return book([[*rows[0], *HIDDEN], [*rows[1], *SHAPED]])


def everything(app: Flask) -> bytes:
    """Every byte this installation keeps."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    return b"\n".join(path.read_bytes() for path in sorted(data_dir(app).rglob("*")) if path.is_file())


def found(app: Flask) -> list[str]:
    kept = everything(app)
    assert b"tilik" in kept
    return [value for value in (*PRIVATE.values(), *SHAPED) if value.encode() in kept]


def test_while_a_preview_waits_private_values_are_nowhere(sqlite_app: Flask) -> None:
    checked(sqlite_app, private_book())
    assert b"LUMBUNG SERAYU" in everything(sqlite_app)
    assert found(sqlite_app) == []


def test_after_an_import_they_are_nowhere(sqlite_app: Flask) -> None:
    bring(sqlite_app, private_book())
    assert b"LUMBUNG SERAYU" in everything(sqlite_app)
    assert found(sqlite_app) == []


def test_a_number_of_a_card_in_a_column_that_is_kept_is_taken_out(sqlite_app: Flask) -> None:
    checked(sqlite_app, people_book({**NURSE, "JABATAN NAMA": PRIVATE["NIK"]}))
    assert found(sqlite_app) == []


def test_the_upload_is_gone_as_soon_as_it_was_read_and_also_when_it_could_not_be(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(sqlite_app, people_book(NURSE))
    uploads = list(data_dir(sqlite_app).rglob("upload.xlsx"))
    assert len(uploads) == 1

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("app.intake.extract.Folder._read", fail)
    work(sqlite_app)
    assert not uploads[0].exists()


def test_nobody_else_on_the_machine_reads_the_folder(sqlite_app: Flask) -> None:
    checked(sqlite_app, people_book(NURSE))
    folder = next((data_dir(sqlite_app) / "intake").iterdir())
    assert folder.stat().st_mode & 0o077 == 0
    assert folder.parent.stat().st_mode & 0o077 == 0
