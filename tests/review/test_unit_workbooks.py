"""Workbooks of meetings, teams and units, as an office prints them: nothing cut off, no cell a formula."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook

from app.cascade.queries import ColumnView
from app.domain.calibration import CalibrationState, Meeting
from app.domain.distribution import Achievement, told
from app.domain.progress import Attainment
from app.domain.rating import OverallRating, Rating
from app.people import queries as people
from app.people.queries import LedUnit
from app.review import meeting_record, sheet
from app.review.achievements import AchievementView
from app.review.calibrations import CalibrationView, MemberView
from app.review.live import Completeness
from app.review.proposals import ChangeView
from app.review.team_page import Line, NoteView, ResultRow, ShareRow, TeamView
from app.review.unit_page import UnitTeam, UnitView
from tests.documents.examples import long_text
from tests.documents.reading import cell_texts, convert, pages, right_edge, solid, whole

DAY, MOMENT = date(2026, 12, 28), datetime(2026, 12, 28, 3, tzinfo=UTC)
MEETING = CalibrationView(
    id=1, unit_id=1, unit="Puskesmas Muara Kejora", path="/1/", year_id=1, period=0, title="Kalibrasi tahunan",
    held_on=DAY, minutes=long_text(900, "risalah"), version=1, caller="dr. Angsana", called_at=MOMENT,
    meeting=Meeting(1, frozenset({2}), frozenset({2}), CalibrationState.CLOSED),
    members=(MemberView(2, "dr. Cempaka", MOMENT), MemberView(3, "Kutilang", None)),
    may_lead=False, may_lay_open=False, may_see_proposals=False, may_read_changes=True, has_laid_open=True,
)  # fmt: skip
CHANGE = ChangeView(
    "Kenanga", "dr. Cempaka", None, Rating.ABOVE, Rating.AS_EXPECTED, Rating.ABOVE, long_text(300, "alasan"), MOMENT
)
TEAM = TeamView(1, 1, "Tim UKP", 1, "Puskesmas Muara Kejora", "dr. Altair", may_write=True, may_read_shares=True)
LINES = tuple(
    Line(f"i{number}", long_text(300, "indikator"), "≥ 95 %", long_text(700, "realisasi"), Attainment.MET)
    for number in range(9)
)
ROW = ResultRow(ColumnView(7, 1, long_text(200, "hasil"), None, 1, "k", None, 1), LINES)
SHARES = {7: [ShareRow("Kenanga", "Kohort rapi", True, LINES), ShareRow("Melur", "Rujukan tepat", False, ())]}
UNIT = UnitView(
    LedUnit(1, "Puskesmas Muara Kejora", "/1/", 2, "dr. Cempaka"),
    AchievementView(Achievement.GOOD, "LKj 2026 nomor 1", MOMENT, 1, set_by="dr. Angsana"),
    Completeness(23, 20, 15, 14, 3),
    told({OverallRating.GOOD: 10, OverallRating.VERY_GOOD: 3, OverallRating.POOR: 1}),
)


@pytest.fixture(scope="module")
def books() -> dict[str, bytes]:
    """One of each."""
    return {
        "pertemuan": sheet.of_meeting(MEETING, [CHANGE] * 5, 5, "tahun 2026", DAY),
        "tim": sheet.of_team(TEAM, [ROW], SHARES, NoteView(long_text(600, "catatan")), ("tahun 2026", DAY)),
        "unit": sheet.of_unit(UNIT, [UnitTeam(1, "Tim UKP", "dr. Altair", may_open=True)], ("tahun 2026", DAY)),
    }


@pytest.mark.office
def test_every_cell_is_wholly_on_paper(books: dict[str, bytes], tmp_path: Path) -> None:
    printed = convert(tmp_path, books)
    for name, body in books.items():
        paper = solid(whole(printed[name]))
        assert [text for text in cell_texts(body) if solid(text) not in paper] == []


def test_every_cell_is_a_text(books: dict[str, bytes]) -> None:
    for body in books.values():
        cells = [cell for page in load_workbook(io.BytesIO(body)) for row in page.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def test_what_is_too_long_for_one_cell_has_a_row_for_each_indicator() -> None:
    lines = tuple(Line(f"i{number}", "Indikator", "1", "x" * 4000) for number in range(9))
    body = sheet.of_team(TEAM, [ResultRow(ROW.column, lines)], {}, NoteView(), ("tahun 2026", DAY))
    page = load_workbook(io.BytesIO(body))["Hasil"]
    assert sum(str(row[3].value).startswith("xxx") for row in page.iter_rows()) >= 9


def test_a_small_cell_is_told_as_on_the_page(books: dict[str, bytes]) -> None:
    page = load_workbook(io.BytesIO(books["unit"]))["Unit"]
    facts = {str(row[0].value): str(row[1].value) for row in page.iter_rows()}
    assert facts["Predikat Baik"] == "10"
    assert facts["Predikat Kurang (Misconduct)"] == "kurang dari 3"


def test_whoever_may_not_read_what_people_wrote_finds_it_in_no_cell() -> None:
    officer = replace(TEAM, may_read_shares=False)
    body = sheet.of_team(officer, [ROW], SHARES, NoteView(), ("tahun 2026", DAY))
    texts = [str(cell.value) for page in load_workbook(io.BytesIO(body)) for row in page.iter_rows() for cell in row]
    assert any("≥ 95 %" in text for text in texts)
    assert not any("realisasi1 " in text for text in texts)


@pytest.mark.office
def test_a_long_record_of_a_meeting_is_wholly_on_paper(sqlite_app: Flask) -> None:
    many = [replace(CHANGE, employee=f"Pegawai {number}") for number in range(60)]
    with sqlite_app.app_context():
        body = meeting_record.printed(MEETING, many, 61, "tahun 2026", people.the_agency())
    sheets = pages(body)
    words = " ".join(sheets)
    assert len(sheets) > 4
    assert all(f"Pegawai {number}" in words for number in range(60))
    assert "61 rating diubah. 1 di antaranya tentang sesama peserta" in words
    assert set(MEETING.minutes.split()) <= set(words.split())
    assert sum("Perilaku kerja" in one for one in sheets) > 3, "headings are repeated"
    assert right_edge(body) < 842
