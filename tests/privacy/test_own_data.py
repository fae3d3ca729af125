"""Everything about oneself, nothing about others; and no table forgotten."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import update

from app.db import Base, atomic
from app.domain import privacy
from app.feedback.models import Invitation
from app.sample.loader import PASSWORD
from app.sample.plans import acting
from tests.audit.stage import Stage
from tests.audit.trail import last_id, lines_since
from tests.auth.people import printed_code
from tests.conftest import HEAD, MIDWIFE, SET_MIDWIFE, log_in, person_id
from tests.feedback.reported import MADE, full_round, no_rounds_of_the_sample
from tests.page import Visitor
from tests.planning.steps import my_plan
from tests.progress.made import pdf
from tests.progress.steps import files_page, my_progress, send

PAGE = "/data-saya"


def taken(visitor: Visitor) -> tuple[dict[str, Any], Any]:
    """Press the button; the two files."""
    answer = visitor.client.post(f"{PAGE}/unduh", data=visitor.get(PAGE).fields("/unduh"))
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("application/zip", "no-store")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert sorted(archive.namelist()) == ["BACA-DAHULU.txt", "data-saya.json", "data-saya.xlsx"]
        return json.loads(archive.read("data-saya.json")), load_workbook(io.BytesIO(archive.read("data-saya.xlsx")))


def pointing_to_people() -> set[str]:
    """Every column that names a person."""
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == "person"
    }


def test_every_column_that_names_a_person_is_exported_or_left_out_with_a_reason() -> None:
    listed = [*privacy.EXPORTED, *privacy.LEFT_OUT]
    assert len(listed) == len(set(listed))
    assert set(listed) == pointing_to_people()
    assert all(reason.endswith(".") for reason in privacy.LEFT_OUT.values())
    assert set(privacy.EXPORTED.values()) <= {kind.key for kind in privacy.KINDS}


def test_every_kind_on_the_page_is_in_the_export(sqlite_app: Flask) -> None:
    from app.people import queries as people  # noqa: PLC0415 - only here
    from app.privacy import queries  # noqa: PLC0415

    whom = person_id(sqlite_app, MIDWIFE)
    with sqlite_app.app_context():
        sections = queries.export(acting(whom), people.today())
    assert {section.kind for section in sections} == {kind.key for kind in privacy.KINDS}
    assert all(len(row) == len(section.columns) for section in sections for row in section.rows)


def test_the_page_says_what_why_who_and_how_long(sqlite_app: Flask) -> None:
    page = log_in(sqlite_app, MIDWIFE).get("/akun-saya")
    text = log_in(sqlite_app, MIDWIFE).get(next(link for link in page.links() if link == PAGE)).text
    for kind in privacy.KINDS:
        for words in (kind.what, kind.why, kind.basis, kind.seen_by, kind.kept):
            assert words in text
    assert "ditetapkan instansi dalam jadwal retensi" in text


def test_a_midwife_takes_along_what_she_wrote_and_what_was_written_to_her(app: Flask) -> None:
    stage = Stage(app)
    with app.app_context():
        evaluation = stage.countersign()
    kenanga = log_in(app, SET_MIDWIFE)
    data, book = taken(kenanga)
    assert data["Identitas"][0]["nama"].startswith("Kenanga")
    assert data["Pejabat penilai"][0]["nama"].startswith("dr. Cempaka")
    assert any("Puskesmas" in row["unit"] for row in data["Jabatan"])
    page = my_plan(kenanga).text
    assert data["Hasil kerja"]
    assert all(row["hasil kerja"][:40] in page for row in data["Hasil kerja"])
    assert data["Realisasi"]
    assert data["Umpan balik"]
    assert [row["evaluasi"] for row in data["Evaluasi"]] == [str(evaluation)]
    assert data["Evaluasi"][0]["predikat"]
    assert {row["sebagai"] for row in data["Tanda tangan"]} == {"employee"}
    assert data["Login"]
    assert "plan.submit" in {row["tindakan"] for row in data["Jejak tindakan"]}
    assert set(book.sheetnames) == set(data)
    assert [cell.value for cell in book["Hasil kerja"][1]] == list(data["Hasil kerja"][0])


def test_the_head_takes_along_nothing_of_those_she_assesses(app: Flask) -> None:
    stage = Stage(app)
    with app.app_context():
        stage.countersign()
    everything = json.dumps(taken(log_in(app, HEAD))[0], ensure_ascii=False)
    for others in ("Kenanga", "Melur", "kalimat yang tidak boleh"):
        assert others not in everything
    assert "evaluation.sign" in everything, "her own acts are hers"


def test_no_hash_no_code_and_no_secret_leaves(app: Flask) -> None:
    code = printed_code(app, MIDWIFE)
    everything = json.dumps(taken(log_in(app, MIDWIFE))[0])
    assert "Widuri" in everything
    for secret in (code, code.replace(" ", ""), "argon2", PASSWORD):
        assert secret not in everything


def test_an_open_session_of_an_hour_ago_takes_nothing(app: Flask) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 3, 0, tzinfo=UTC), tick=False) as clock:
        midwife = log_in(app, MIDWIFE)
        page = midwife.get(PAGE)
        clock.shift(timedelta(minutes=6))
        before = last_id(app)
        assert "agar jelas bahwa ini Anda sendiri" in midwife.submit(page, "/unduh", 422).text
        assert "Tidak ada yang diunduh" in midwife.submit(page, "/unduh", 422, password="bukan ini").text
        assert lines_since(app, before) == []
        answer = midwife.client.post(f"{PAGE}/unduh", data=page.fields("/unduh") | {"password": PASSWORD})
        assert answer.mimetype == "application/zip"
    assert [line.action for line in lines_since(app, before)] == ["privacy.export"]


@pytest.mark.parametrize("typed", ['=HYPERLINK("http://lain.example")', "+1", "@x", "\x07bel"])
def test_what_people_typed_is_text_in_the_workbook(typed: str) -> None:
    from app.privacy.documents import package  # noqa: PLC0415 - only here
    from app.privacy.queries import Section  # noqa: PLC0415

    body = package([Section("plans", "Hasil kerja", ("hasil kerja",), ((typed,),))])
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        cell = load_workbook(io.BytesIO(archive.read("data-saya.xlsx")))["Hasil kerja"]["A2"]
    assert (cell.data_type, cell.value) == ("s", typed.replace("\x07", ""))


def rounds_of(app: Flask, key: str) -> list[dict[str, str]]:
    """What somebody's copy tells of the round made here."""
    return [row for row in taken(log_in(app, key))[0]["Umpan balik 360"] if row["putaran"] == MADE]


def test_rounds_are_told_in_every_role_and_never_whether_somebody_answered(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        no_rounds_of_the_sample()
        full_round()
    as_subject = rounds_of(sqlite_app, MIDWIFE)
    assert {row["sebagai"] for row in as_subject} == {"dinilai", "diundang", "jawaban bernama"}
    as_rater = rounds_of(sqlite_app, SET_MIDWIFE)
    assert [(row["sebagai"], row["kelompok"], row["keadaan"]) for row in as_rater] == [
        ("diundang", "Rekan kerja", "Diundang")
    ]
    with sqlite_app.app_context(), atomic() as session:
        session.execute(update(Invitation).values(used=True, verifier=b"v" * 32))
    assert rounds_of(sqlite_app, SET_MIDWIFE) == as_rater
    assert {row["sebagai"] for row in rounds_of(sqlite_app, "altair")} == {"pemegang kunci"}


def test_a_midwife_takes_along_what_she_wrote_in_each_period(app: Flask) -> None:
    kenanga = log_in(app, SET_MIDWIFE)
    send(kenanga, files_page(kenanga, 1), "kohort.pdf", pdf())
    form = kenanga.get(f"{my_progress(kenanga, 1).path}/penilaian-diri?periode=1")
    kenanga.submit(form, "/penilaian-diri", achieved="Kunjungan naik.")
    data, _ = taken(kenanga)
    assert [row["bukti"] for row in data["Realisasi"] if row["periode"] == "1"] == ["kohort.pdf"]
    assert {row["periode"] for row in data["Realisasi"]} == {"1", "setahun"}
    assert [row["berarti"] for row in data["Penilaian diri"]] == ["Kunjungan naik."]
