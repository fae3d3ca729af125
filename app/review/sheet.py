"""What was compared, and what teams and units reached, as workbooks: text cells, repeated headings, A4 landscape."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties

from app.documents.package import pack
from app.documents.sheet import Cell, Look, Sheet
from app.documents.text import clean
from app.domain.periods import MONTHS
from app.domain.rating import Rating
from app.review.calibrations import CalibrationView
from app.review.proposals import ChangeView
from app.review.team_page import Line, NoteView, ResultRow, ShareRow, TeamView
from app.review.unit_page import UnitTeam, UnitView

_TITLE = Look(size=13, bold=True, framed=False)
_WORDS = Look(framed=False)
_HEADING = Look(bold=True, filled=True, middle=True)
_A4 = 9
TOO_FEW = "Tidak ditampilkan: kurang dari sepuluh pegawai sudah ditandatangani."


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
            sheet.line(Cell(1, sheet.last, text, _WORDS if number else _TITLE))
        sheet.gap(6)
        page.print_title_rows = f"{sheet.row}:{sheet.row}"
        sheet.line(*(Cell(place, place, text, _HEADING) for place, (text, _) in enumerate(columns, 1)))
        page.freeze_panes = f"A{sheet.row}"
        for row in rows:
            sheet.line(*(Cell(place, place, text) for place, text in enumerate(row, 1)))

    @property
    def body(self) -> bytes:
        """The bytes."""
        return pack(self.book, "")


def long_day(day: date) -> str:
    """22 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def of_meeting(view: CalibrationView, changes: Iterable[ChangeView], masa: str, day: date) -> bytes:
    """The record of a calibration meeting: who was there, the minutes, what was changed."""
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
    pages.table("Perubahan", ("Rating yang diubah dalam pertemuan",), columns, map(_changed, changes))
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
    pages.table("Hasil", about, columns, (_result(row) for row in rows))
    parts = (
        ("No.", 6), ("Pegawai", 30), ("Peran hasil", 40), ("Indikator dan target", 40), ("Realisasi", 45),
        ("Menurut pegawai", 20),
    )  # fmt: skip
    told = (
        (str(row.column.number), *_share(share, open_to=team.may_read_shares))
        for row in rows
        for share in shares.get(row.column.id, ())
    )
    pages.table("Bagian anggota", ("Bagian anggota dalam tiap hasil",), parts, told)
    return pages.body


def _result(row: ResultRow) -> tuple[str, ...]:
    return (str(row.column.number), row.column.text, _targets(row.lines), _realisations(row.lines))


def _share(share: ShareRow, *, open_to: bool) -> tuple[str, ...]:
    attained = "\n".join(line.attainment.label for line in share.lines if line.attainment)
    reached = _realisations(share.lines) if open_to else "(tidak ditampilkan untuk petugas)"
    targets = _targets(share.lines) if share.is_planned else "Belum ada di SKP yang ditetapkan"
    return (share.person, share.role, targets, reached if share.is_planned else "", attained)


def _targets(lines: Iterable[Line]) -> str:
    return "\n".join(f"{line.text}: {line.target}" if line.target else line.text for line in lines)


def _realisations(lines: Iterable[Line]) -> str:
    return "\n".join(line.realisation or "(belum ditulis)" for line in lines)


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
