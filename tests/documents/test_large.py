"""The forms at their largest and with texts nobody expects: not a word is lost, nothing leaves the paper."""

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from app.documents.content import (
    Content,
    EvaluationContent,
    ManualsContent,
    MatrixContent,
    MatrixRow,
    PlanContent,
    Unsigned,
    WorkblocksContent,
)
from app.documents.forms import render
from app.documents.xlsx import render_xlsx
from tests.documents.examples import CONTENTS, DRAFT, LEADERS_PLAN, NARRATIVE_LEADERS_PLAN, long_text
from tests.documents.filled_manuals import LAW, TABLE_6
from tests.documents.filled_matrices import TABLE_9
from tests.documents.filled_workblocks import TABLE_7
from tests.documents.reading import cell_texts, convert, pages, right_edge, solid, whole, workbook

pytestmark = pytest.mark.office

HOSTILE = '=HYPERLINK("http://contoh") #read("/etc/passwd") *tebal* $x$ <label> & 👍 \\ +1 @a'
LANDSCAPE, PORTRAIT, MARGIN = 841.9, 595.3, 28
NARROW = frozenset({"A.1.4", "D.1.2", "D.1.3"})
CHOSEN = frozenset(
    {
        *("kind", "form", "heading", "level", "reporting", "aspects", "perspective", "value", "key", "period_label"),
        *("achievement", "results_rating", "behaviour_rating", "overall", "plan_form", "document_form"),
    }
)
NEW: dict[str, Content | Unsigned] = {
    **{form: CONTENTS[form] for form in ("A.1.1", "A.1.2", "A.1.6", "C.1.1", "C.1.2", "D.1.2", "D.1.3")},
    "A.1.3": TABLE_6,
    "A.1.4": TABLE_7,
    "A.1.5": TABLE_9,
}


def huge(form: str) -> PlanContent | EvaluationContent:
    """Forty results with twelve indicators each, every one of them with a word of its own."""
    content = CONTENTS[form]
    line = content.results[0]
    indicator = line.indicators[0]
    return replace(
        content,
        results=tuple(
            replace(
                line,
                text=f"Hasil h{number}h",
                indicators=tuple(replace(indicator, text=f"indikator i{number}x{index}i") for index in range(12)),
            )
            for number in range(40)
        ),
    )


def wide(rows: int = 60, columns: int = 12) -> MatrixContent:
    """A role for every cell but each seventh, two where both numbers are even."""

    def cell(row: int, column: int) -> tuple[str, ...]:
        if (row + column) % 7 == 0:
            return ()
        role = f"Peran r{row}k{column}r terwujud sesuai kesepakatan"
        return (role, f"Peran kedua s{row}k{column}s") if row % 2 == column % 2 == 0 else (role,)

    return replace(
        TABLE_9,
        columns=tuple(f"INDIKATOR KINERJA INDIVIDU KE-{column + 1} DARI PIMPINAN" for column in range(columns)),
        rows=tuple(
            MatrixRow(f"Pegawai p{row}p", "Bidan Mahir", tuple(cell(row, column) for column in range(columns)))
            for row in range(rows)
        ),
    )


def everywhere(value: Any, text: str) -> Any:
    """The same content with another text in each of its fields that people write."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(everywhere(item, text) for item in value)
    if hasattr(value, "__dataclass_fields__"):
        changed = {
            field.name: everywhere(getattr(value, field.name), text)
            for field in fields(value)
            if field.name not in CHOSEN and getattr(value, field.name) is not None
        }
        return replace(value, **changed)
    return value


def filled(content: Content | Unsigned, text: str) -> Content | Unsigned:
    """With a long text in every field; the people of a document sign it with names of their own."""
    changed: Content | Unsigned = everywhere(content, text)
    if isinstance(changed, EvaluationContent) and isinstance(content, EvaluationContent):
        return replace(changed, employee=content.employee, assessor=content.assessor, superior=content.superior)
    return changed


def _rated(value: PlanContent | EvaluationContent) -> Iterator[str]:
    for line in value.results:
        yield line.text
        yield line.assigned_by
        yield from (text for item in line.indicators for text in (item.text, item.target))
    yield from (line.expectation or "" for line in value.behaviours)


def written(value: Any) -> Iterator[str]:
    """Every text of a content that its form shows."""
    if isinstance(value, PlanContent):
        yield from _rated(value)
    elif isinstance(value, EvaluationContent) and value.document_form == "D.1.1":
        yield from _rated(value)
        yield from (line.feedback or "" for line in value.results)
        yield from (line.feedback or "" for line in value.behaviours)
        yield from (item.realisation or "" for line in value.results for item in line.indicators)
    elif isinstance(value, EvaluationContent):
        yield value.note
        if value.objection:
            yield from (value.objection.reasons, value.objection.explanation, value.objection.decision)
    elif isinstance(value, MatrixContent):
        yield from (*value.columns, value.leader.name, value.leader.position)
        for row in value.rows:
            yield from (row.name, row.position, *(text for cell in row.cells for text in cell))
    elif isinstance(value, ManualsContent | WorkblocksContent):
        lines = value.manuals if isinstance(value, ManualsContent) else value.workblocks
        for entry in lines:
            for field in fields(entry):
                found = getattr(entry, field.name)
                yield from found if isinstance(found, tuple) else [found] if type(found) is str else []


@pytest.mark.parametrize("form", ["A.1.1", "A.1.2", "A.1.6", "C.1.1", "C.1.2"])
def test_forty_results_of_twelve_indicators_are_printed_to_the_last(form: str) -> None:
    content = huge(form)
    pdf = render(form, "pdf", content, DRAFT)
    text = whole(pdf)
    for number in range(40):
        assert f"h{number}h" in text
        assert [index for index in range(12) if f"i{number}x{index}i" not in text] == []
    found = pages(pdf)
    assert all("HASIL KERJA" in page for page in found if "indikator i" in page)
    assert right_edge(pdf) <= LANDSCAPE - MARGIN
    cells = " ".join(cell_texts(render(form, "xlsx", content, DRAFT)))
    assert all(f"i{number}x{index}i" in cells for number in range(40) for index in range(12))


def test_a_matrix_of_sixty_people_and_twelve_indicators_is_spread_over_sheets_of_six() -> None:
    content = wide()
    pdf = render("A.1.5", "pdf", content, DRAFT)
    text = solid(whole(pdf))
    missing = [role for row in content.rows for cell in row.cells for role in cell if solid(role) not in text]
    assert missing == []
    assert text.count("Tidakadaperan") == sum(not cell for row in content.rows for cell in row.cells)
    assert right_edge(pdf) <= LANDSCAPE - MARGIN
    joined = whole(pdf)
    assert joined.count("Kolom 1–6 dari 12") == joined.count("Kolom 7–12 dari 12") == 1
    for page in pages(pdf):
        assert "NAMA PEGAWAI PENANGGUNG JAWAB" in page
        assert ("KE-1 DARI" in page) != ("KE-7 DARI" in page)
        assert "PEGAWAI JABATAN OUTCOME ANTARA/ OUTPUT/ LAYANAN" in page


@pytest.mark.parametrize(
    ("columns", "captions"),
    [(1, 0), (6, 0), (7, 2), (13, 3)],
)
def test_as_few_sheets_as_hold_the_columns_are_used(columns: int, captions: int) -> None:
    content = wide(3, columns)
    text = whole(render("A.1.5", "pdf", content, DRAFT))
    assert text.count(f"dari {columns} ") == captions
    assert all(f"KE-{number} DARI" in text for number in range(1, columns + 1))


def test_a_wide_matrix_prints_from_the_workbook_as_sheets_with_names_and_headings() -> None:
    sheet = workbook(render_xlsx("A.1.5", wide(), DRAFT)).worksheets[0]
    assert sheet.print_title_cols == "$A:$B"
    first, last = (int(row.strip("$")) for row in str(sheet.print_title_rows).split(":"))
    assert (sheet.cell(first, 1).value, sheet.cell(last, 1).value) == ("PEGAWAI", "NAMA PEGAWAI")
    assert [item.id for item in sheet.col_breaks.brk] == [8]
    assert int(sheet.page_setup.scale or 0) >= 85
    assert len(sheet.row_breaks.brk) >= 3


@pytest.mark.parametrize("form", NEW)
def test_hostile_texts_stay_texts_on_paper(form: str) -> None:
    content = everywhere(NEW[form], HOSTILE)
    text = solid(whole(render(form, "pdf", content, DRAFT)))
    assert solid(HOSTILE.replace("👍", "□")) in text
    assert "root:" not in text


@pytest.mark.parametrize("form", NEW)
def test_hostile_texts_stay_texts_in_cells(form: str) -> None:
    book = workbook(render(form, "xlsx", everywhere(NEW[form], HOSTILE), DRAFT))
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    cells = [cell for sheet in shown for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    hostile = [cell for cell in cells if str(cell.value).startswith("=")]
    assert hostile
    assert all(cell.quotePrefix for cell in hostile)


@pytest.mark.parametrize("form", NEW)
def test_texts_of_four_thousand_characters_lose_no_word_on_paper(form: str) -> None:
    text = long_text(480, "kata")
    assert len(text) > 3_500
    content = everywhere(NEW[form], text)
    pdf = render(form, "pdf", content, DRAFT)
    words = whole(pdf).split()
    times = sum(found == text for found in written(content))
    for number in (0, 239, 479):
        assert sum(f"kata{number}" == word.strip("()•-") for word in words) >= times
    assert right_edge(pdf) <= (PORTRAIT if form in NARROW else LANDSCAPE) - MARGIN


def test_long_and_large_workbooks_are_printed_whole(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = long_text(480, "kata")
    books = {form: render(form, "xlsx", filled(content, text), DRAFT) for form, content in NEW.items()}
    books["besar"] = render("A.1.5", "xlsx", wide(), DRAFT)
    printed = convert(Path(tmp_path_factory.mktemp("besar")), books)
    matrix = printed.pop("besar")
    # Two sheets of columns: a column that does not fit would take a third one.
    assert len(pages(matrix)) % 2 == 0
    assert sum("KE-6 DARI" in page and "KE-1 DARI" in page for page in pages(matrix)) == len(pages(matrix)) / 2
    paper = solid(whole(matrix))
    assert [cell for cell in cell_texts(books["besar"]) if solid(cell) not in paper] == []
    # A cell over several pages is parted by their feet: its words are counted.
    for name, pdf in printed.items():
        words = whole(pdf).split()
        cells = [word for cell in cell_texts(books[name]) for word in cell.split()]
        for word in ("kata0", "kata239", "kata479"):
            assert sum(word in found for found in words) >= sum(word in found for found in cells), name


def test_nothing_written_leaves_empty_fields_to_fill_by_hand() -> None:
    bare = replace(everywhere(LAW, ""), result="Hasil", indicator="Indikator", level=None, reporting=None)
    text = whole(render("A.1.3", "pdf", replace(TABLE_6, manuals=(bare,)), DRAFT))
    assert "(X)" not in text
    assert "Target:" not in text
    assert "TUJUAN DESKRIPSI Definisi Formula (opsional" in text
    block = replace(TABLE_7.workblocks[0], routine_strategies=(), transforming_outputs=())
    text = whole(render("A.1.4", "pdf", replace(TABLE_7, workblocks=(block,)), DRAFT))
    assert "A. RUTIN – B. TRANSFORMATIF 1. Meningkatkan" in text


def test_a_result_nobody_assigned_prints_no_empty_bracket() -> None:
    for form in ("A.1.1", "A.1.2", "A.1.6"):
        content = everywhere(CONTENTS[form], "teks")
        assert isinstance(content, PlanContent)
        lines = tuple(replace(line, assigned_by="") for line in content.results)
        for fmt in ("pdf", "xlsx"):
            data = render(form, fmt, replace(content, results=lines), DRAFT)
            text = whole(data) if fmt == "pdf" else " ".join(cell_texts(data))
            assert "Penugasan" not in text


def test_a_target_told_apart_is_not_left_out_of_a_narrative() -> None:
    line = LEADERS_PLAN.results[0]
    text = whole(render("A.1.1", "pdf", replace(NARRATIVE_LEADERS_PLAN, results=(line,)), DRAFT))
    assert "jam operasional puskesmas (Target: 90 – 95%) (Perspektif Penerima Layanan)" in text
