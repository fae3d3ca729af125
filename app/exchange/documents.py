"""Workbooks to take along: a draft, a set plan to be copied, a template for plans that were set elsewhere."""

from collections.abc import Sequence

from app.cycles.queries import YearView
from app.documents.issuing import Download
from app.domain.actors import Actor
from app.domain.behaviour import BehaviourValue
from app.domain.errors import DeniedError
from app.domain.intake import Finding
from app.domain.planning import AnnexBlock, PlanVerb
from app.exchange import (
    filling_existing,
    filling_people,
    queries,
    workbook,
    workbook_notes,
    workbook_plan,
    workbook_team,
)
from app.exchange.copying import Copying
from app.exchange.filling_people import Member
from app.exchange.filling_preview import preview
from app.exchange.queries import FilledView
from app.exchange.service import NOT_YOURS
from app.exchange.workbook import Column, Page
from app.exchange.workbook_plan import BLOCK, EXPECTATION, ITEM, VALUE
from app.people import queries as people
from app.people.registry import UnitView
from app.planning.leaders import leader_results
from app.planning.queries import PlanView

_GUIDE = (
    "Isi buku kerja ini tanpa sambungan internet, simpan, lalu unggah kembali di halaman yang sama di Tilik.",
    "Sebelum ada yang berubah, Tilik menunjukkan setiap perbedaan: yang lama di samping yang baru. Anda yang memilih.",
    "Lembar “Hasil kerja”: satu baris untuk satu indikator. Tulisan hasil kerja cukup di baris pertamanya.",
    "Menambah indikator: sisipkan baris di bawah hasil kerjanya dan kosongkan kolom “Rencana hasil kerja”.",
    "Menambah hasil kerja: pakai baris kosong di bawah tabel.",
    "Menghapus: hapus barisnya. Saat mengunggah, Anda masih ditanya sebelum sesuatu benar-benar dihapus.",
    "Aspek boleh lebih dari satu, pisahkan dengan koma: Kuantitas, Waktu.",
    "Lembar “Perilaku”: isi hanya nilai yang memang dibicarakan khusus dengan pimpinan.",
    "Lembar “Lampiran”: satu baris untuk satu butir.",
    "Jangan mengubah judul kolom dan kolom tersembunyi paling kanan: dengan itu setiap baris menemukan tempatnya lagi.",
    "Buku kerja ini berisi rencana yang belum ditetapkan. Simpan sebaik menyimpan berkas pribadi.",
)
_MOST_LEADERS = 200
_EMPTY = 60
_VALUES = tuple(value.label for value in BehaviourValue)
_BLOCKS = tuple(block.label for block in AnnexBlock)
_RECORDING = (
    "Untuk rencana (SKP) yang sudah ditetapkan di aplikasi lain atau di kertas. Isi, lalu unggah di halaman yang sama.",
    "Lembar “Rencana”: satu baris untuk satu indikator. NIP dan nama cukup di baris pertama setiap pegawai.",
    "Sisipkan baris di bawah pegawainya untuk indikator dan hasil kerja berikutnya; kolom NIP dikosongkan.",
    "Hasil kerja berikutnya dimulai dengan mengisi kolom “Rencana hasil kerja”; indikator berikutnya mengosongkannya.",
    "NIP penilai diisi bila bukan penilai yang sekarang. Kolom yang tidak ada di formulirnya dikosongkan.",
    "Lembar “Perilaku” dan “Lampiran” boleh kosong. Pegawai yang tidak diisi tidak dicatat.",
    "Buku kerja ini memuat isi rencana pegawai. Simpan sebaik menyimpan berkas kepegawaian.",
)
_READING = (
    "Buku kerja ini untuk dibaca dan untuk bahan dialog. Rencana di Tilik hanya diubah oleh pemiliknya.",
    "Isinya rencana pegawai, sebagian belum ditetapkan. Simpan sebaik menyimpan berkas kepegawaian.",
)


def plan_workbook(plan: PlanView) -> Download:
    """The actor's own draft as a workbook.

    Raises:
        DeniedError: the plan is no draft of the actor's own.
    """
    if PlanVerb.EDIT not in plan.verbs:
        raise DeniedError(NOT_YOURS)
    leaders = [row.words for row in leader_results(plan.standing, plan.year_id, people.today())][:_MOST_LEADERS]
    pages = workbook_plan.pages(queries.edition_of(plan), queries.plan_text(plan), leaders, _GUIDE)
    title = f"SKP {plan.period_start.year} {plan.employee.name}"
    stem = f"SKP {plan.period_start.year} {plan.employee.nip or plan.employee.name}".replace(" ", "-")
    return Download(workbook.workbook(title, people.today(), pages), workbook.XLSX, f"{stem}.xlsx")


def annotated(actor: Actor, filled_id: int) -> Download:
    """A filled workbook with what was found in it.

    Raises:
        NotFoundError: there is none of that id for this actor.
    """
    shown = preview(actor, filled_id)
    body = workbook_notes.annotated("Catatan", people.today(), shown.filled.sheets, shown.findings)
    return Download(body, workbook.XLSX, f"catatan-{filled_id}.xlsx")


def copying_workbook(view: Copying) -> Download:
    """A set plan as a list of texts in the order of the national application's fields."""
    columns = (Column("Bagian", 30), Column("Isian", 32), Column("Teks", 90), Column("Sudah disalin", 14))
    rows = [
        (part.title, label, text, "Ya" if part.name in view.done else "")
        for part in view.parts
        for label, text in part.fields
    ]
    plan = view.plan
    title = f"Salin ke e-Kinerja {plan.period_start.year} {plan.employee.name}"
    stem = f"e-Kinerja {plan.period_start.year} {plan.employee.nip or plan.employee.name}".replace(" ", "-")
    body = workbook.workbook(title, people.today(), [Page("Salin ke e-Kinerja", columns, rows)])
    return Download(body, workbook.XLSX, f"{stem}.xlsx")


def template(unit: UnitView, year: YearView) -> Download:
    """A workbook for plans that were set elsewhere, with a line for everybody of the unit who has none here."""
    found = filling_people.without_plan(unit, year.id, people.today(), filling_existing.MOST_PLANS)
    rows = [_line(member, year) for member in found]
    nip, values = Column("NIP", 22), Column(VALUE, 26, _VALUES, strict=True)
    blocks = Column(BLOCK, 28, _BLOCKS, strict=True)
    pages = [
        Page(filling_existing.SHEET, tuple(filling_existing.columns()), rows, _EMPTY),
        Page(filling_existing.BEHAVIOUR, (nip, values, Column(EXPECTATION, 60)), (), _EMPTY),
        Page(filling_existing.ANNEX, (nip, blocks, Column(ITEM, 80)), (), _EMPTY),
        Page("Petunjuk", (Column("Petunjuk", 110),), [(words,) for words in _RECORDING]),
    ]
    stem = f"rencana-di-luar-Tilik-{year.year}-unit-{unit.id}"
    return Download(
        workbook.workbook(f"Rencana {year.year} {unit.name}", people.today(), pages), workbook.XLSX, f"{stem}.xlsx"
    )


def _line(member: Member, year: YearView) -> tuple[str, ...]:
    days = (f"{day:%d-%m-%Y}" for day in (year.starts_on, year.ends_on))
    return (member.nip, member.name, member.form.value, *days, member.assessor_nip or "")


def recorded_notes(filled: FilledView, findings: Sequence[Finding]) -> Download:
    """A workbook of plans set elsewhere with what was found in it."""
    body = workbook_notes.annotated("Catatan", people.today(), filled.sheets, findings)
    return Download(body, workbook.XLSX, f"catatan-{filled.id}.xlsx")


def team_workbook(actor: Actor, year: YearView) -> Download:
    """The plans of everybody the actor assesses, to be read; only their owners change them."""
    page = workbook_team.of_team(actor.person_id, year.id, people.today())
    return _for_reading(page, f"Rencana {year.year} pegawai yang saya nilai", f"rencana-tim-{year.year}.xlsx")


def unit_workbook(unit: UnitView, year: YearView) -> Download:
    """The plans of a unit that were handed in, to be read."""
    page = workbook_team.of_unit(unit, year.id, people.today())
    return _for_reading(page, f"Rencana {year.year} {unit.name}", f"rencana-{year.year}-unit-{unit.id}.xlsx")


def _for_reading(page: Page, title: str, name: str) -> Download:
    guide = Page("Petunjuk", (Column("Petunjuk", 110),), [(words,) for words in _READING])
    return Download(workbook.workbook(title, people.today(), [page, guide]), workbook.XLSX, name)
