"""The workbooks, read cell by cell."""

import io
import zipfile
from dataclasses import replace

import pytest
from openpyxl.cell import Cell
from PIL import Image

from app.documents.content import Content, Issue
from app.documents.xlsx import render_xlsx
from tests.documents.examples import BUPATI, CONTENTS, DRAFT, EVALUATION, PLAN, SAMPLE, SIGNED, long_text, many_results
from tests.documents.expected import LABELS
from tests.documents.reading import assert_in_order, cell_texts, workbook


def _cells(form: str, content: Content, issue: Issue = DRAFT) -> list[Cell]:
    book = workbook(render_xlsx(form, content, issue))
    return [
        cell
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell, Cell) and cell.value is not None
    ]


def _printed(line: object, side: str) -> str:
    return str(getattr(line, side).text)


def _drawn(sheet: object, kind: str) -> list[object]:
    return list(getattr(sheet, kind))


@pytest.mark.parametrize("form", CONTENTS)
def test_sections_and_labels_stand_in_the_order_of_the_regulation(form: str) -> None:
    assert_in_order(" ".join(cell_texts(render_xlsx(form, CONTENTS[form], DRAFT))), LABELS[form])


@pytest.mark.parametrize("form", CONTENTS)
def test_every_cell_is_text(form: str) -> None:
    content = CONTENTS[form]
    nasty = replace(content, employee=replace(content.employee, name="=1+1", unit="#N/A", position="2026-01-01"))
    cells = _cells(form, nasty, SIGNED)
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    if form != "A.1.8":
        (unit, *_) = [cell for cell in cells if cell.value == "#N/A"]
        assert unit.data_type == "s"
        (name, *_) = [cell for cell in cells if cell.value == "=1+1" and cell.column < 5]
        assert name.data_type == "s"
        assert name.quotePrefix


def test_a_nip_keeps_its_eighteen_digits_as_text() -> None:
    (cell, *_) = [cell for cell in _cells("A.1.7", PLAN) if cell.value == PLAN.employee.nip]
    assert cell.data_type == "s"
    assert cell.number_format == "@"


def test_an_official_without_nip_has_a_dash_and_no_nip_line() -> None:
    texts = cell_texts(render_xlsx("A.1.7", replace(PLAN, assessor=BUPATI), DRAFT))
    nip = texts.index(str(PLAN.employee.nip))
    assert texts[nip + 1 : nip + 4] == ["2", "NIP", "–"]
    assert [text for text in texts if text.startswith("NIP 1")] == [f"NIP {PLAN.employee.nip}"]


def test_a_result_spans_its_indicators() -> None:
    sheet = workbook(render_xlsx("A.1.7", PLAN, DRAFT)).worksheets[0]
    (row,) = [cells[2].row for cells in sheet.iter_rows() if cells[2].value == PLAN.results[0].text]
    ranges = {str(merged) for merged in sheet.merged_cells.ranges}
    assert {f"{column}{row}:{column}{row + 2}" for column in "ABC"} <= ranges
    assert sheet.cell(row + 2, 4).value == "Kualitas/ Waktu"


@pytest.mark.parametrize(
    ("form", "orientation"), [("A.1.7", "landscape"), ("C.1.3", "landscape"), ("A.1.8", "portrait")]
)
def test_sheets_print_on_a4_as_wide_as_the_paper(form: str, orientation: str) -> None:
    for sheet in workbook(render_xlsx(form, CONTENTS[form], SAMPLE)).worksheets:
        if sheet.sheet_state == "visible":
            assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == (orientation, 9)
            assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
            assert sheet.sheet_properties.pageSetUpPr is not None
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert _printed(sheet.oddHeader, "right") == "DATA CONTOH"
            assert "DATA CONTOH" in sheet.title
            assert str(SAMPLE.digest) in _printed(sheet.oddFooter, "left")
            assert _printed(sheet.oddFooter, "right") == "Halaman &P dari &N"


@pytest.mark.parametrize("form", ["A.1.7", "C.1.3"])
def test_printed_pages_repeat_the_headings_that_belong_to_them(form: str) -> None:
    results, behaviour, *_ = workbook(render_xlsx(form, CONTENTS[form], DRAFT)).worksheets
    first, last = (int(row.strip("$")) for row in str(results.print_title_rows).split(":"))
    assert results.cell(first, 1).value == "HASIL KERJA"
    assert results.cell(last, 1).value == "(1)"
    assert behaviour.print_title_rows == "$1:$1"
    assert str(behaviour.cell(1, 1).value).startswith("PERILAKU KERJA")


def test_long_tables_break_between_results() -> None:
    sheet = workbook(render_xlsx("A.1.7", many_results(PLAN, 30), DRAFT)).worksheets[0]
    breaks = [item.id for item in sheet.row_breaks.brk]
    assert len(breaks) >= 3
    assert all(sheet.cell(row + 1, 1).value for row in breaks)


@pytest.mark.parametrize("words", [20, 300, 900])
def test_rows_are_as_high_as_their_text_and_never_higher_than_allowed(words: int) -> None:
    sheet = workbook(
        render_xlsx("A.1.7", replace(PLAN, results=(replace(PLAN.results[0], text=long_text(words, "kata")),)), DRAFT)
    ).worksheets[0]
    (top,) = [cells[2].row for cells in sheet.iter_rows() if str(cells[2].value).startswith("kata0 ")]
    (span,) = [merged for merged in sheet.merged_cells.ranges if (merged.min_row, merged.min_col) == (top, 3)]
    heights = [sheet.row_dimensions[row].height for row in range(span.min_row, span.max_row + 1)]
    # A cell of 33 digits' width holds five such words at most, a line is at least ten points high.
    assert sum(heights) >= words / 5 * 10
    assert max(heights) <= 409


def test_a_text_no_cell_can_hold_is_refused_rather_than_cut() -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        render_xlsx("D.1.1", replace(EVALUATION, note="x" * 32_768), DRAFT)


def test_control_characters_do_not_stop_a_workbook() -> None:
    texts = cell_texts(render_xlsx("D.1.1", replace(EVALUATION, note="Bagus 👍\x00\x0b sekali\r\n& <b>"), DRAFT))
    assert "Bagus 👍 sekali & <b>" in texts


def test_the_pattern_is_a_native_chart_with_a_description() -> None:
    data = render_xlsx("C.1.3", EVALUATION, DRAFT)
    book = workbook(data)
    assert len(_drawn(book.worksheets[0], "_charts")) == 1
    figures = book["Data pola"]
    assert figures.sheet_state == "hidden"
    assert [row[0] for row in figures.iter_rows(min_row=2, values_only=True)][0::4] == ["Sangat Kurang", "Sangat Baik"]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
        chart = package.read("xl/charts/chart1.xml").decode()
    assert 'descr="Kurva Distribusi Predikat Kinerja Pegawai' in drawing
    assert '<smooth val="1"' in chart
    assert '<autoTitleDeleted val="1"' in chart
    assert '<plotVisOnly val="0"' in chart
    assert "Frekuensi Pegawai" in chart


def test_the_emblem_is_a_described_picture_or_a_frame() -> None:
    target = io.BytesIO()
    Image.new("RGB", (300, 330), (200, 160, 20)).save(target, "PNG")
    data = render_xlsx("D.1.1", EVALUATION, Issue(emblem=target.getvalue()))
    assert len(_drawn(workbook(data).worksheets[0], "_images")) == 1
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert 'descr="Lambang garuda"' in package.read("xl/drawings/drawing1.xml").decode()
    assert "LAMBANG GARUDA" not in cell_texts(data)
    assert cell_texts(render_xlsx("D.1.1", EVALUATION, DRAFT))[0] == "LAMBANG GARUDA"


def test_a_later_edition_says_which_revision_it_is() -> None:
    assert "Revisi ke-1" in cell_texts(render_xlsx("A.1.7", replace(PLAN, edition=2), DRAFT))


def test_signatures_say_how_they_were_given() -> None:
    texts = cell_texts(render_xlsx("D.1.1", EVALUATION, SIGNED))
    assert "Ditandatangani secara elektronik di Tilik, 22 November 2026 14.02 WITA" in texts
    left, right = texts.index("7. Pegawai yang Dinilai"), texts.index("6. Pejabat Penilai Kinerja")
    assert right == left + 1


@pytest.mark.parametrize("form", CONTENTS)
def test_a_workbook_is_small_enough_for_a_slow_line(form: str) -> None:
    assert len(render_xlsx(form, CONTENTS[form], SAMPLE)) < 20_000
