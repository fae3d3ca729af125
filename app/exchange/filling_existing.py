"""Plans that were set elsewhere, as officers write them into a workbook: whose they are, and what is wrong with each.

A plan with something to mend is left out as a whole; the others can be recorded.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.cycles.queries import YearView
from app.domain import cells
from app.domain.behaviour import BehaviourValue
from app.domain.filling import ResultText, plain, resolved
from app.domain.intake import Finding, Severity
from app.domain.planning import AnnexBlock, PlanForm, ResultKind
from app.domain.ranks import folded
from app.exchange import filling, filling_sections, filling_sheets
from app.exchange.filling_people import Member
from app.exchange.filling_sheets import Row, Sheet
from app.exchange.workbook import Column
from app.exchange.workbook_plan import BLOCK, COLUMNS, EXPECTATION, ITEM, VALUE, Edition
from app.exchange.workbook_reading import Sheets
from app.intake.container import UnusableError

SHEET, BEHAVIOUR, ANNEX = "Rencana", "Perilaku", "Lampiran"
MOST_PLANS = 500
OWN = {
    "nip": Column("NIP", 22),
    "name": Column("Nama", 28),
    "form": Column("Formulir", 10, tuple(form.value for form in PlanForm), strict=True),
    "starts": Column("Mulai", 12),
    "ends": Column("Sampai", 12),
    "assessor": Column("NIP penilai", 22),
}
PLAN_COLUMNS = {name: column for name, column in COLUMNS.items() if name != "number"}
HEADINGS = {name: (column.heading,) for name, column in OWN.items()} | {
    name: filling.HEADINGS[name] for name in PLAN_COLUMNS
}
_LATE = "Rencana pegawai ini untuk tahun {year} sudah ada di Tilik, jadi tidak dicatat lagi."
_SELF = "Ini rencana Anda sendiri. Rencana petugas dicatat oleh petugas lain."
_ASSESSOR = "Penilai belum diketahui. Isi NIP pejabat penilai yang menetapkan rencana ini."


@dataclass(frozen=True)
class Around:
    """What a workbook is compared with: who works there, who else is known, the year, who records."""

    members: Mapping[str, Member]
    others: Mapping[str, tuple[int, str]]
    year: YearView
    actor_id: int


@dataclass(frozen=True)
class Existing:
    """One plan as it stands in the workbook; ``problems`` forbid recording it."""

    nip: str
    name: str
    row: int
    person_id: int
    unit_id: int | None
    assessor_id: int
    assessor: str
    form: PlanForm
    starts: date
    ends: date
    results: tuple[ResultText, ...]
    expectations: Mapping[BehaviourValue, str] = field(default_factory=dict)
    annex: Mapping[AnnexBlock, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExistingReading:
    """Everything a workbook holds."""

    plans: tuple[Existing, ...]
    findings: tuple[Finding, ...]

    @property
    def ready(self) -> tuple[Existing, ...]:
        """The plans that can be recorded."""
        return tuple(plan for plan in self.plans if not plan.problems)


def worksheet(sheets: Sheets) -> Sheet:
    """The worksheet with the plans.

    Raises:
        UnusableError: there is none.
    """
    found = filling_sheets.find(sheets, SHEET, HEADINGS, ("nip", "text", "indicator"))
    if found is None:
        raise UnusableError(
            "Buku kerja ini tidak berisi lembar “Rencana”. Unduh dahulu templat dari halaman ini, isi, lalu unggah."
        )
    return found


def nips_of(sheet: Sheet) -> frozenset[str]:
    """Every NIP the worksheet names, of employees and of assessors."""
    found = {cells.nip_of(row.text(name)) for row in sheet.rows for name in ("nip", "assessor") if row.text(name)}
    return frozenset(found)


def read(sheets: Sheets, sheet: Sheet, around: Around) -> ExistingReading:
    """The plans of a workbook, each with what is wrong with it."""
    said = _beside(sheets)
    plans, findings = [], list(sheet.findings)
    for nip, rows in _people(sheet).items():
        if not any(row.text(name) for row in rows for name in PLAN_COLUMNS if name != "kind"):
            continue  # a line of the template nobody filled in
        own = Sheet(sheet.name, sheet.places, sheet.header, rows)
        plans.append(_plan(own, nip, around, said))
        findings += own.findings
    if len(plans) > MOST_PLANS:
        raise UnusableError(f"Satu berkas memuat paling banyak {MOST_PLANS} rencana. Bagi menjadi beberapa berkas.")
    return ExistingReading(tuple(plans), tuple(findings))


def _people(sheet: Sheet) -> dict[str, list[Row]]:
    """The rows of each person: a row without NIP goes on with the person above."""
    found: dict[str, list[Row]] = {}
    current: list[Row] | None = None
    for row in sheet.rows:
        if row.text("nip"):
            current = found.setdefault(cells.nip_of(row.text("nip")), [])
        if current is not None:
            current.append(row)
        elif any(row.text(name) for name in PLAN_COLUMNS):
            sheet.wrong(row.number, "nip", "NIP belum diisi.")
    return found


def _plan(own: Sheet, nip: str, around: Around, said: "_Beside") -> Existing:
    first, member = own.rows[0], around.members.get(nip)
    form = _form(own, member)
    filled = filling.results_of(Edition(0, 0, form), own)
    results = tuple(resolved(None, one) for one in filled)
    starts, ends = _span(own, around.year)
    assessor_id, assessor = _assessor(own, member, around)
    for words in _standing(own, member, around):
        own.wrong(first.number, "nip", words)
    if not any(result.kind is ResultKind.MAIN and result.text for result in results):
        own.wrong(first.number, "text", "Tulis paling sedikit satu hasil kerja utama.")
    for one, result in zip(filled, results, strict=True):
        if not any(indicator.text for indicator in result.indicators):
            own.wrong(one.row, "indicator", "Tulis paling sedikit satu indikator untuk hasil kerja ini.")
    return Existing(
        nip=nip,
        name=member.name if member else first.text("name"),
        row=first.number,
        person_id=member.id if member else 0,
        unit_id=member.unit_id if member else None,
        assessor_id=assessor_id,
        assessor=assessor,
        form=form,
        starts=starts,
        ends=ends,
        results=results,
        expectations=said.expectations.get(nip, {}),
        annex=said.annex.get(nip, {}),
        problems=tuple(f"Baris {one.row}: {one.message}" for one in own.findings if one.severity is Severity.ERROR),
    )


def _standing(own: Sheet, member: Member | None, around: Around) -> Iterator[str]:
    nip_words = cells.nip_problem(own.rows[0].text("nip"))
    if nip_words:
        yield nip_words
    elif member is None:
        yield "NIP ini tidak ditemukan di unit ini atau di bawahnya. Periksa angkanya."
    elif member.id == around.actor_id:
        yield _SELF
    elif member.has_plan:
        yield _LATE.format(year=around.year.year)
    elif own.rows[0].text("name") and folded(own.rows[0].text("name")) != folded(member.name):
        yield f"Nama di berkas berbeda dari nama pemilik NIP ini ({member.name}). Periksa salah satunya."


def _form(own: Sheet, member: Member | None) -> PlanForm:
    text = plain(own.rows[0].text("form")).upper()
    usual = member.form if member else PlanForm.A17
    if not text:
        return usual
    found = next((form for form in PlanForm if form.value == text), None)
    if found is None:
        own.wrong(own.rows[0].number, "form", "Formulir ini tidak ada. Tulis A.1.1, A.1.2, A.1.6, atau A.1.7.")
    elif member and found.is_leaders != usual.is_leaders:
        words = "A.1.1 atau A.1.2 (pimpinan)" if usual.is_leaders else "A.1.6 atau A.1.7 (selain pimpinan)"
        own.wrong(own.rows[0].number, "form", f"Jabatan pegawai ini memakai formulir {words}.")
    return found or usual


def _span(own: Sheet, year: YearView) -> tuple[date, date]:
    first, days = own.rows[0], []
    for name, usual in (("starts", year.starts_on), ("ends", year.ends_on)):
        words = cells.day_problem(first.text(name))
        if words:
            own.wrong(first.number, name, words)
        days.append(cells.day_of(first.text(name)) or usual)
    if not year.starts_on <= days[0] < days[1] <= year.ends_on:
        own.wrong(
            first.number, "starts", f"Masa rencana harus berada di dalam tahun {year.year}, mulai sebelum selesai."
        )
    return days[0], days[1]


def _assessor(own: Sheet, member: Member | None, around: Around) -> tuple[int, str]:
    text = own.rows[0].text("assessor")
    if not text:
        if member and member.assessor_id:
            return member.assessor_id, member.assessor or ""
        own.wrong(own.rows[0].number, "assessor", _ASSESSOR)
        return 0, ""
    found = around.others.get(cells.nip_of(text))
    if found is None:
        own.wrong(own.rows[0].number, "assessor", "NIP penilai ini tidak dikenal. Periksa angkanya.")
        return 0, ""
    if member and found[0] == member.id:
        own.wrong(own.rows[0].number, "assessor", "Penilai tidak boleh pegawai itu sendiri.")
    return found


@dataclass(frozen=True)
class _Beside:
    expectations: dict[str, dict[BehaviourValue, str]]
    annex: dict[str, dict[AnnexBlock, tuple[str, ...]]]


def _beside(sheets: Sheets) -> _Beside:
    """Expectations and annex of each person, from the worksheets that may stand beside."""
    behaviour = filling_sheets.find(
        sheets, BEHAVIOUR, {"nip": ("NIP",), "value": (VALUE,), "text": (EXPECTATION,)}, ("nip", "value", "text")
    )
    annex = filling_sheets.find(sheets, ANNEX, {"nip": ("NIP",), "block": (BLOCK,), "text": (ITEM,)}, ("nip", "text"))
    of = Edition(0, 0, PlanForm.A17)
    expectations, lines = {}, {}
    for nip, rows in _people(behaviour).items() if behaviour else ():
        read = filling_sections.expectations_of(of, Sheet(BEHAVIOUR, behaviour.places, behaviour.header, rows))  # type: ignore[union-attr]
        expectations[nip] = {value: one.text for value, one in read.items() if one.text}
    for nip, rows in _people(annex).items() if annex else ():
        blocks = filling_sections.annex_of(of, Sheet(ANNEX, annex.places, annex.header, rows))  # type: ignore[union-attr]
        lines[nip] = {block: tuple(line.text for line in one.lines) for block, one in blocks.items() if one.lines}
    return _Beside(expectations, lines)


def columns() -> Sequence[Column]:
    """The headings of the template."""
    return (*OWN.values(), *PLAN_COLUMNS.values())
