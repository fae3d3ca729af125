"""A report on paper and as a workbook: both are made of one list of sections, and that of what its reader may see."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from app.documents.forms import media_type
from app.documents.issuing import Download
from app.documents.package import pack
from app.documents.pdf import typeset
from app.documents.text import clean, printable
from app.documents.wording import long_date
from app.domain.anonymity import DISTRIBUTION_FROM
from app.domain.behaviour import BehaviourValue
from app.domain.reporting import decimal, sentences, words_of, words_of_change
from app.feedback.report import Report, View
from app.feedback.report_comments import Comment
from app.feedback.unit_report import UnitReport
from app.people.queries import AgencyView

MAKERS = frozenset({"pdf", "xlsx"})
NOTHING = "–"
_WIDE, _NARROW = 56, 22
EXERCISE = "Latihan: administrator server dapat membaca jawaban."
PURPOSE = (
    "Hasil ini bahan percakapan antara Anda dan pejabat penilai, bukan nilai dan bukan rumus. "
    "Rating ditetapkan pejabat penilai dengan mempertimbangkan seluruh umpan balik."
)


@dataclass(frozen=True)
class Section:
    """A heading with sentences, and a table where there is one; the first column is the widest."""

    heading: str
    texts: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Paper:
    """Title, lines under it, sections."""

    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]


def of_report(report: Report, comments: Sequence[Comment], fmt: str, agency: AgencyView) -> Download:
    """The report as a file: ``fmt`` 'pdf' (PDF/UA-1) or 'xlsx'. The same report gives the same bytes."""
    paper = _paper(report, comments, agency)
    moment = report.head.counted_at or datetime.combine(report.head.period_end, time(0), UTC)
    name = f"Umpan balik 360 {report.head.person}.{fmt}"
    if fmt == "pdf":
        return Download(_pdf(paper, moment, sample=agency.is_sample), media_type(fmt), name)
    return Download(_workbook(paper, moment), media_type(fmt), name)


def of_unit(found: UnitReport) -> bytes:
    """The figures of a unit as a workbook: its values by group, and its parts by value, a worksheet a group.

    Raises:
        ValueError: no round of the unit was counted.
    """
    if found.round is None:
        raise ValueError("no round was counted")
    words = dict(found.groups)
    total = tuple(
        (value.label, *(_unit_mean(found.means.get((value, classes))) for classes in words)) for value in BehaviourValue
    )
    labels = tuple(value.label for value in BehaviourValue)
    sections = [Section("Nilai", (), ("Nilai", *words.values()), total)]
    for classes, parts in found.parts.items():
        rows = tuple((part.name, *(_unit_mean(part.means.get(value)) for value in BehaviourValue)) for part in parts)
        sections.append(Section(words[classes], (), ("Bagian", *labels), rows))
    span = f"{long_date(found.round.period_start)} sampai {long_date(found.round.period_end)}"
    lines = (found.round.name, span, *([EXERCISE] if found.round.is_exercise else []))
    moment = datetime.combine(found.round.period_end, time(0), UTC)
    return _workbook(Paper(f"Umpan balik 360 {found.unit.name}", lines, tuple(sections)), moment)


def _unit_mean(mean: object) -> str:
    people, value = getattr(mean, "people", 0), getattr(mean, "mean", None)
    return NOTHING if value is None else f"{decimal(value)} ({people} orang)"


def _paper(report: Report, comments: Sequence[Comment], agency: AgencyView) -> Paper:
    head = report.head
    lines = [
        head.name,
        f"Masa yang dinilai: {long_date(head.period_start)} sampai {long_date(head.period_end)}",
        agency.name,
        *([EXERCISE] if head.is_exercise else []),
        PURPOSE,
    ]
    sections = [
        Section("Nilai", _notes(report), ("Nilai", *(_title(view) for view in report.views)), tuple(_values(report))),
        Section("Tiap pertanyaan", _how(), ("Pertanyaan", *(_title(view) for view in report.views)), _details(report)),
        Section("Komentar", (), ("Komentar", "Pertanyaan", "Dari"), tuple(_comments(comments))),
    ]
    return Paper(f"Umpan balik 360: {head.person}", tuple(lines), tuple(sections))


def _title(view: View) -> str:
    return f"{view.label}: {view.name}" if view.is_named and view.name else f"{view.label} (n = {view.answering})"


def _notes(report: Report) -> tuple[str, ...]:
    notes = [f"{hidden.label}: {hidden.why}" for hidden in report.hidden]
    if report.is_own:
        for sentence, found in sentences(report.gaps):
            notes += [sentence, *(gap.words for gap in found)]
    if report.invalid:
        notes.append(f"{report.invalid} jawaban tidak sah dan tidak dihitung dalam angka mana pun.")
    return tuple(notes)


def _how() -> tuple[str, ...]:
    return (
        f"Sebaran ditulis dari langkah 1 sampai 5, dan hanya bila paling sedikit {DISTRIBUTION_FROM} orang menjawab.",
    )


def _values(report: Report) -> Iterable[tuple[str, ...]]:
    for value in BehaviourValue:
        cells = []
        for view in report.views:
            mean = view.values.get(value)
            told = decimal(mean.shown) if mean else NOTHING
            moved = view.changes.get(value)
            cells.append(f"{told} ({words_of_change(moved)})" if moved is not None else told)
        yield (value.label, *cells)


def _details(report: Report) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (f"{value.label}: {question.text}", *(_figure(view, question.id) for view in report.views))
        for value in BehaviourValue
        for question in report.scales(value)
    )


def _figure(view: View, question_id: int) -> str:
    figure = view.figures.get(question_id)
    if figure is None:
        return NOTHING
    spread = f" (sebaran {'/'.join(map(str, figure.counts))})" if figure.counts else ""
    return f"{words_of(figure)}{spread}"


def _comments(comments: Sequence[Comment]) -> Iterable[tuple[str, ...]]:
    for comment in comments:
        text = comment.text
        if comment.withheld_on:
            text = f"Ditahan pada {long_date(comment.withheld_on)} oleh dua petugas; alasan: {comment.reason}"
        yield (text, comment.question, comment.group)


def _pdf(paper: Paper, moment: datetime, *, sample: bool) -> bytes:
    data = {
        "title": printable(paper.title),
        "sample": sample,
        "lines": [printable(line) for line in paper.lines],
        "nothing": "Tidak ada yang diterbitkan.",
        "sections": [_printable(section) for section in paper.sections],
    }
    return typeset("report.typ", data, moment)


def _printable(section: Section) -> dict[str, object]:
    told = asdict(section)
    return {
        "heading": printable(told["heading"]),
        "texts": [printable(text) for text in told["texts"]],
        "headings": [printable(text) for text in told["headings"]],
        "rows": [[printable(text) for text in row] for row in told["rows"]],
    }


def _workbook(paper: Paper, moment: datetime) -> bytes:
    """A worksheet a section; every cell is a text: what people typed is no formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title, book.properties.language = "Tilik", clean(paper.title), "id"
    book.properties.created = book.properties.modified = moment.astimezone(UTC).replace(tzinfo=None)
    for section in paper.sections:
        sheet = book.create_sheet(section.heading[:31])
        above = [paper.title, *paper.lines, *section.texts, ""]
        for row, text in enumerate(above, 1):
            sheet.cell(row, 1, clean(text)).data_type = "s"
        sheet["A1"].font = Font(bold=True, size=13)
        top = len(above) + 1
        for row, values in enumerate((section.headings, *section.rows), top):
            for column, text in enumerate(values, 1):
                cell = sheet.cell(row, column, clean(text))
                cell.data_type, cell.alignment = "s", Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=row == top)
        for column in range(1, len(section.headings) + 1):
            sheet.column_dimensions[get_column_letter(column)].width = _WIDE if column == 1 else _NARROW
        sheet.freeze_panes = f"B{top + 1}"
        sheet.print_title_rows = f"{top}:{top}"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return pack(book, "")
