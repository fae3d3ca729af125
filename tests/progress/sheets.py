"""Sheets of attendance as offices make them."""

import io

from openpyxl import Workbook

HEADINGS = ("nip", "Hari Kerja", "HADIR", "Cuti", "Tanpa keterangan", "Menit terlambat")


def attendance_sheet(*rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    """A workbook as an office makes it: a title above the headings."""
    book = Workbook()
    page = book.worksheets[0]
    page.append(["Rekap kehadiran"])
    page.append(list(headings))
    for row in rows:
        page.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
