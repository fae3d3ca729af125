"""Somebody's credit points as the document that is printed."""

from datetime import date
from fractions import Fraction

from app import clock
from app.development.diplomas import Addition
from app.development.queries import Conversion, CreditFile
from app.documents import credit
from app.documents.credit import CreditContent, CreditRow
from app.documents.issuing import Download
from app.documents.recap import XLSX
from app.documents.wording import long_date
from app.domain.credit import PERCENT, as_number, shown
from app.domain.errors import DeniedError, NotFoundError
from app.people.queries import AgencyView

OUTDATED = (
    "Dokumen belum dapat dibuat: predikat salah satu konversi sudah diubah setelah keberatan. Petugas kepegawaian "
    "membatalkan konversi itu, lalu mengonversi predikat yang baru."
)


def document(
    file: CreditFile, agency: AgencyView, fmt: str, official: tuple[str, str], *, year: int | None = None
) -> Download:
    """The conversions that count, of one year or all, with the sum of all; ``official`` is the name and NIP below.

    Raises:
        NotFoundError: nothing was converted, or there is no such format.
        DeniedError: a predikat in the sum was changed by an objection since.
    """
    if file.outdated:
        raise DeniedError(OUTDATED)
    rows = [row for row in file.counted if year is None or row.line.months.year == year]
    if not rows or fmt not in {"pdf", "xlsx"}:
        raise NotFoundError("Belum ada konversi angka kredit untuk dicetak.")
    today = clock.now().astimezone(agency.zone).date()
    content = _content(file, agency, rows, official, today)
    stem = f"Konversi angka kredit {file.person.nip or file.person.name}{f' {year}' if year else ''}"
    if fmt == "xlsx":
        return Download(credit.xlsx(content), XLSX, f"{stem}.xlsx")
    return Download(credit.pdf(content, clock.now()), "application/pdf", f"{stem}.pdf")


def _content(
    file: CreditFile, agency: AgencyView, rows: list[Conversion], official: tuple[str, str], today: date
) -> CreditContent:
    numbers = ", ".join(row.number for row in rows if row.number)
    return CreditContent(
        agency=agency.name,
        place=agency.place,
        person=file.person.party,
        title=f"{credit.TITLE}{f', nomor {numbers}' if numbers else ''}",
        rows=[_row(row) for row in rows],
        brought=(file.brought.document, shown(Fraction(file.brought.points))) if file.brought else None,
        added=[_added(row) for row in file.added],
        total=shown(file.total),
        targets=targets(file),
        official=official,
        on=today,
        sample=agency.is_sample,
    )


def _added(row: Addition) -> tuple[str, str]:
    words = f"Tambahan ijazah {row.diploma} ({row.document}, {long_date(row.recognised_on)})"
    return words, shown(row.points)


def _row(row: Conversion) -> CreditRow:
    line = row.line
    return CreditRow(
        period=line.months.label,
        position=f"{row.position} ({line.grade.label})",
        overall=line.overall.label,
        months=line.months.count,
        percent=PERCENT[line.overall],
        coefficient=shown(Fraction(line.grade.coefficient)),
        points=shown(line.points),
        exact=as_number(line.points),
    )


def targets(file: CreditFile) -> list[tuple[str, str]]:
    """What the next pangkat and jenjang ask for, and what is still missing; nothing without a known jenjang."""
    if file.grade is None:
        return []
    asked = [("Kumulatif kenaikan pangkat", file.grade.for_rank)]
    if file.grade.for_grade is not None:
        asked.append(("Kumulatif kenaikan jenjang", file.grade.for_grade))
    return [
        (
            f"{label} {file.grade.label}: {number}",
            f"kurang {shown(number - file.total)}" if file.total < number else "tercapai",
        )
        for label, number in asked
    ]
