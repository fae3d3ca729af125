"""``flask import-people`` does what the page does, and tells it to programs and to people."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app.intake.extract import sweep
from app.people.models import Person
from tests.conftest import login_of
from tests.intake.books import NURSE, TEACHER, book, people_book, write
from tests.intake.steps import count, data_dir, person

NIP = "198505172010012001"


def command(app: Flask, tmp_path: Path, data: bytes, *options: str) -> Result:
    path = write(tmp_path, data)
    return app.test_cli_runner().invoke(args=["import-people", str(path), *options])


def report(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.output)
    return found


def test_a_dry_run_tells_everything_and_changes_nothing(sqlite_app: Flask, tmp_path: Path) -> None:
    before = count(sqlite_app, Person)
    result = command(sqlite_app, tmp_path, people_book(NURSE, TEACHER), "--dry-run", "--json")
    assert result.exit_code == 0
    found = report(result)
    assert {name: found[name] for name in found if name != "problems"} == {
        "rows": 2, "new": 2, "changed": 0, "unchanged": 0,
    }  # fmt: skip
    assert set(found["problems"][0]) == {"sheet", "row", "column", "message", "severity"}
    assert count(sqlite_app, Person) == before
    assert list((data_dir(sqlite_app) / "intake").glob("*")) == []


def test_a_dry_run_is_what_happens_unless_commit_is_said(sqlite_app: Flask, tmp_path: Path) -> None:
    before = count(sqlite_app, Person)
    result = command(sqlite_app, tmp_path, people_book(NURSE))
    assert "1 baris: 1 baru" in result.output
    assert "Jalankan lagi dengan --commit" in result.output
    assert count(sqlite_app, Person) == before


def test_a_commit_writes_and_a_second_one_changes_nothing(app: Flask, tmp_path: Path) -> None:
    result = command(app, tmp_path, people_book(NURSE), "--commit", "--json")
    assert (result.exit_code, report(result)["new"]) == (0, 1)
    result = command(app, tmp_path, people_book(NURSE), "--commit", "--json")
    assert (report(result)["new"], report(result)["changed"], report(result)["unchanged"]) == (0, 0, 1)
    assert len(person(app, NIP)["postings"]) == 1


def test_problems_forbid_a_commit_with_1(sqlite_app: Flask, tmp_path: Path) -> None:
    before = count(sqlite_app, Person)
    bad = people_book(NURSE, {**TEACHER, "NIP BARU": 199001022024211002})
    result = command(sqlite_app, tmp_path, bad, "--commit", "--json")
    assert result.exit_code == 1
    (problem,) = [p for p in report(result)["problems"] if p["severity"] == "error"]
    assert (problem["sheet"], problem["row"], problem["column"]) == ("Data", 3, "B")
    assert count(sqlite_app, Person) == before
    assert "Belum ada yang diterapkan" in command(sqlite_app, tmp_path, bad, "--commit").output


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"NIP,NAMA", book([["x"]])])
def test_a_file_that_cannot_be_read_ends_with_2(sqlite_app: Flask, tmp_path: Path, data: bytes) -> None:
    result = command(sqlite_app, tmp_path, data, "--commit", "--json")
    assert result.exit_code == 2
    (problem,) = report(result)["problems"]
    assert problem["severity"] == "error"
    assert problem["message"].endswith(".")


def test_a_file_that_is_not_there_ends_with_2(sqlite_app: Flask, tmp_path: Path) -> None:
    result = sqlite_app.test_cli_runner().invoke(args=["import-people", str(tmp_path / "tidak-ada.xlsx"), "--json"])
    assert result.exit_code == 2
    assert "tidak ada atau tidak dapat dibuka" in report(result)["problems"][0]["message"]


def test_the_other_kinds_have_a_word(sqlite_app: Flask, tmp_path: Path) -> None:
    units = book([["ID", "NAMA_UNOR", "ID_ATASAN"], ["A", "Dinas Angin", ""]])
    assert report(command(sqlite_app, tmp_path, units, "--kind", "units", "--json"))["new"] == 1
    positions = book([["ID", "Nama_jabatan"], ["J", "Guru"]])
    assert report(command(sqlite_app, tmp_path, positions, "--kind", "positions", "--json"))["new"] == 1
    assessors = book([["NIP", "NIP penilai"], [login_of("melur"), login_of("angsana")]])
    assert report(command(sqlite_app, tmp_path, assessors, "--kind", "assessors", "--json"))["changed"] == 1


def test_the_day_of_changes_can_be_given(sqlite_app: Flask, tmp_path: Path) -> None:
    row = {**NURSE, "TMT JABATAN": "", "TMT GOLONGAN": ""}
    command(sqlite_app, tmp_path, people_book(row), "--commit", "--effective", "2026-02-03")
    assert str(person(sqlite_app, NIP)["postings"][0]["valid_from"]) == "2026-02-03"


def test_what_a_crash_left_is_swept_away(sqlite_app: Flask) -> None:
    left = data_dir(sqlite_app) / "intake" / "sisa"
    left.mkdir(parents=True)
    (left / "upload.xlsx").write_bytes(b"x")
    assert sweep(data_dir(sqlite_app)) == 0
    assert sweep(data_dir(sqlite_app), (left / "upload.xlsx").stat().st_mtime + 90_000) == 1
    assert not left.exists()
