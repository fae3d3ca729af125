"""An export as one ZIP: a workbook to read, a JSON file for other programs, and a note on what is in it."""

import io
import json
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from app.documents.text import clean
from app.privacy.queries import Section

LONGEST_CELL = 32767
NOTE = (
    "Berkas ini berisi data yang disimpan Tilik tentang Anda (UU 27/2022 Ps. 7 dan 13).\n"
    "data-saya.xlsx untuk dibaca; data-saya.json berisi hal yang sama untuk program lain, tanpa ada yang dipotong.\n"
    "Simpan di tempat yang hanya Anda buka.\n"
)


def package(sections: Sequence[Section]) -> bytes:
    """The ZIP with everything."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("BACA-DAHULU.txt", NOTE)
        archive.writestr("data-saya.json", _as_json(sections))
        archive.writestr("data-saya.xlsx", _as_workbook(sections))
    return target.getvalue()


def _as_json(sections: Sequence[Section]) -> str:
    content = {
        section.title: [dict(zip(section.columns, row, strict=True)) for row in section.rows] for section in sections
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _as_workbook(sections: Sequence[Section]) -> bytes:
    workbook = Workbook(write_only=True)
    for section in sections:
        sheet = workbook.create_sheet(section.title)
        for row in (section.columns, *section.rows):
            cells = [WriteOnlyCell(sheet, value=clean(text)[:LONGEST_CELL]) for text in row]
            for cell in cells:
                cell.data_type = "s"  # what people typed is text, never a formula
            sheet.append(cells)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()
