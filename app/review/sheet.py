"""What was compared, and what teams and units reached, as workbooks: text cells, repeated headings, A4 landscape."""

import math
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import zip_longest

from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties

from app.documents.package import pack, paginate
from app.documents.sheet import Cell, Look, Sheet
from app.documents.text import clean
from app.domain.periods import MONTHS
from app.domain.rating import Rating
from app.review.calibrations import CalibrationView
from app.review.meeting_record import told_of_changes
from app.review.proposals import ChangeView
from app.review.team_page import Line, NoteView, ResultRow, ShareRow, TeamView
from app.review.unit_page import UnitTeam, UnitView

_TITLE = Look(size=13, bold=True, framed=False)
_WORDS = Look(framed=False)
_HEADING = Look(bold=True, filled=True, middle=True)
_A4 = 9
_MOST_LINES = 20
TOO_FEW = "Tidak ditampilkan: kurang dari sepuluh pegawai sudah ditandatangani."


def pieces(text: str, width: float) -> list[str]:
    """A text in pieces low enough for a printed page: what is longer than one would be cut off on paper."""
    found, lines = [""], 0
    for line in text.split("\n"):
        for part in textwrap.wrap(line, int(width * _MOST_LINES)) or [""]:
            need = math.ceil(len(part) / width) or 1
            if lines and lines + need > _MOST_LINES:
                found, lines = [*found, part], need
            else:
                found[-1], lines = f"{found[-1]}\n{part}" if lines else part, lines + need
    return found


class Pages:
    """A workbook with one worksheet a table."""

    def __init__(self, title: str, day: date) -> None:
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        properties = self.book.properties
        properties.creator, properties.title, properties.language = "Tilik", clean(title), "id"
        properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001

    def table(
        self, name: str, about: Sequence[str], columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[str]]
    ) -> None:
        """A worksheet: its title, sentences about it, and a table whose headings are repeated on every page."""
        page = self.book.create_sheet(name)
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet = Sheet(page, [width for _, width in columns])
        for number, text in enumerate(about):
            for piece in pieces(text, sum(sheet.widths)):
                sheet.line(Cell(1, sheet.last, piece, _WORDS if number else _TITLE))
        sheet.gap(6)
        page.print_title_rows = f"{sheet.row}:{sheet.row}"
        sheet.line(*(Cell(place, place, text, _HEADING) for place, (text, _) in enumerate(columns, 1)))
        page.freeze_panes = f"A{sheet.row}"
        repeated = sheet.height(sheet.row - 1, sheet.row - 1)
        for row in rows:
            parts = (pieces(text, width) for text, width in zip(row, sheet.widths, strict=True))
            for texts in zip_longest(*parts, fillvalue=""):
                sheet.line(*(Cell(place, place, text) for place, text in enumerate(texts, 1)))
        paginate(sheet, repeated)

    @property
    def body(self) -> bytes:
        """The bytes."""
        return pack(self.book, "")


def long_day(day: date) -> str:
    """22 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def of_meeting(view: CalibrationView, changes: Sequence[ChangeView], count: int, masa: str, day: date) -> bytes:
    """The record of a calibration meeting: who was there, the minutes, what was changed as far as it may be read."""
    pages = Pages(view.title, day)
    about = (
        view.title,
        f"Pertemuan kalibrasi {view.unit}, {masa}, {long_day(view.held_on)}. {view.meeting.state.label}.",
        f"Pemanggil: {view.caller}",
        f"Risalah: {view.minutes or '(belum ditulis)'}",
    )
    invited = ((member.name, "Ya" if member.laid_open_at else "Tidak") for member in view.members)
    pages.table("Pertemuan", about, (("Penilai yang diundang", 50), ("Membuka usulannya", 24)), invited)
    columns = (
        ("Pegawai", 28), ("Penilai", 28), ("Hasil kerja sebelum", 18), ("Hasil kerja sesudah", 18),
        ("Perilaku kerja sebelum", 18), ("Perilaku kerja sesudah", 18), ("Alasan", 48),
    )  # fmt: skip
    pages.table(
        "Perubahan",
        ("Rating yang diubah dalam pertemuan", told_of_changes(view, len(changes), count)),
        columns,
        map(_changed, changes),
    )
    return pages.body


def _changed(change: ChangeView) -> tuple[str, ...]:
    return (
        change.employee,
        change.assessor,
        _words(change.results_before),
        _words(change.results_after),
        _words(change.behaviour_before),
        _words(change.behaviour_after),
        change.reason,
    )


def _words(rating: Rating | None) -> str:
    return rating.label if rating else "belum diisi"


def of_team(
    team: TeamView,
    rows: Iterable[ResultRow],
    shares: dict[int, list[ShareRow]],
    note: NoteView,
    when: tuple[str, date],
) -> bytes:
    """What a team reached; ``when`` is the period in words and the day it is made."""
    masa, day = when
    pages, rows = Pages(f"Hasil {team.title}", day), list(rows)
    about = (
        f"Hasil {team.title}",
        f"{team.unit}, {masa}. Ketua: {team.leader}. Keadaan {long_day(day)}.",
        f"Catatan ketua tim: {note.text or '(belum ditulis)'}",
        "Halaman ini tentang hasil tim. Tidak ada angka atau urutan untuk seorang pegawai.",
    )
    columns = (("No.", 6), ("Hasil tim", 50), ("Indikator dan target", 45), ("Realisasi", 50))
    pages.table("Hasil", about, columns, (line for row in rows for line in _result(row, open_to=team.may_read_shares)))
    parts = (
        ("No.", 6), ("Pegawai", 30), ("Peran hasil", 40), ("Indikator dan target", 40), ("Realisasi", 45),
        ("Menurut pegawai", 20),
    )  # fmt: skip
    told = (
        (str(row.column.number), *line)
        for row in rows
        for share in shares.get(row.column.id, ())
        for line in _share(share, open_to=team.may_read_shares)
    )
    pages.table("Bagian anggota", ("Bagian anggota dalam tiap hasil",), parts, told)
    return pages.body


def _result(row: ResultRow, *, open_to: bool) -> Iterator[tuple[str, ...]]:
    """A row for each indicator: several long texts together would not fit into one cell."""
    for line in row.lines or (Line("", "", ""),):
        yield str(row.column.number), row.column.text, _target(line), _reached(line, open_to=open_to)


def _share(share: ShareRow, *, open_to: bool) -> Iterator[tuple[str, ...]]:
    if not share.is_planned:
        yield share.person, share.role, "Belum ada di SKP yang ditetapkan", "", ""
    for line in share.lines:
        reached = _reached(line, open_to=open_to)
        yield share.person, share.role, _target(line), reached, line.attainment.label if line.attainment else ""


def _target(line: Line) -> str:
    return f"{line.text}\nTarget: {line.target}" if line.target else line.text


def _reached(line: Line, *, open_to: bool) -> str:
    if not line.indicator_key:
        return ""
    return line.realisation or "(belum ditulis)" if open_to else "(tidak ditampilkan untuk petugas)"


def of_unit(view: UnitView, teams: Iterable[UnitTeam], when: tuple[str, date]) -> bytes:
    """What a unit reached; ``when`` is the period in words and the day it is made."""
    (masa, day), found, far = when, view.achievement, view.completeness
    pages = Pages(f"Hasil {view.unit.name}", day)
    about = (f"Hasil {view.unit.name}", f"{masa.capitalize()}. Keadaan {long_day(day)}.")
    facts = [
        ("Capaian kinerja organisasi", found.grade.label if found else "belum diisi"),
        ("Dokumen penetapan", found.document if found else ""),
        ("Dicatat oleh", found.set_by or "" if found else ""),
        ("Pegawai, termasuk unit di bawahnya", str(far.people)),
        ("Rencana ditetapkan", str(far.planned)),
        ("Penilaian dimulai", str(far.begun)),
        ("Ditandatangani penilai", str(far.signed)),
        ("Selesai", str(far.done)),
        *((f"Predikat {rating.label}", str(cell)) for rating, cell in view.cells),
    ]
    if not view.cells:
        facts.append(("Sebaran predikat", TOO_FEW))
    pages.table("Unit", about, (("Hal", 40), ("Keadaan", 60)), facts)
    columns = (("Tim", 60), ("Ketua", 40))
    pages.table("Tim", (f"Tim {view.unit.name}",), columns, ((team.title, team.leader) for team in teams))
    return pages.body
