"""Workbooks as offices send them, built when a test needs them; every person and number is invented."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from app.sample.workbooks import COLUMNS

SIASN = tuple(COLUMNS)
PRIVATE = {
    "NIK": "5371019999990001",
    "AGAMA NAMA": "Katolik",
    "JENIS KAWIN NAMA": "Menikah",
    "NOMOR HP": "081299990001",
    "ALAMAT": "Jalan Rekaan Sunyi 77",
    "NPWP NOMOR": "99.888.777.6-555.444",
    "BPJS": "0009998887776",
}
"""What nobody may find anywhere after an import."""

NURSE = {
    "PNS ID": "A8ACA7FF0001",
    "NIP BARU": "'198505172010012001",
    "NAMA": "LUMBUNG SERAYU",
    "GELAR DEPAN": "-",
    "GELAR BELAKANG": "A.Md.Kep.",
    "TANGGAL LAHIR": "17-05-1985",
    "JENIS PEGAWAI NAMA": "PNS Daerah Kab/Kota",
    "KEDUDUKAN HUKUM NAMA": "Aktif",
    "STATUS CPNS PNS": "P",
    "GOL AKHIR NAMA": "III/b",
    "TMT GOLONGAN": "01-04-2022",
    "JENIS JABATAN ID": "2",
    "JENIS JABATAN NAMA": "Jabatan Fungsional",
    "JABATAN NAMA": "Perawat Terampil",
    "TMT JABATAN": "01-03-2021",
    "UNOR NAMA": "Puskesmas Muara Kejora",
    **PRIVATE,
}
TEACHER = {
    **NURSE,
    "PNS ID": "A8ACA7FF0002",
    "NIP BARU": "199001022024211002",
    "NAMA": "TANJUNG AWANGGA",
    "GELAR BELAKANG": "S.Pd.",
    "TANGGAL LAHIR": "02-01-1990",
    "JENIS PEGAWAI NAMA": "PPPK",
    "STATUS CPNS PNS": "",
    "GOL AKHIR NAMA": "IX",
    "JABATAN NAMA": "Guru Ahli Pertama",
    "UNOR NAMA": "SMP Negeri 2 Teluk Rembulan",
}
Line = Sequence[Any]


def lines(*people: dict[str, Any], headings: Sequence[str] = SIASN) -> list[Line]:
    """Headings and a row for each person."""
    return [list(headings), *([person.get(heading) for heading in headings] for person in people)]


def book(*sheets: Iterable[Line], names: Sequence[str] = ("Data", "Lain", "Ketiga")) -> bytes:
    """A workbook with these worksheets."""
    workbook = Workbook()
    for number, (rows, name) in enumerate(zip(sheets, names, strict=False)):
        page = workbook.active if number == 0 else workbook.create_sheet()
        assert page is not None
        page.title = name
        for row in rows:
            page.append(list(row))
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook."""
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def people_book(*people: dict[str, Any], headings: Sequence[str] = SIASN) -> bytes:
    """An employee export."""
    return book(lines(*people, headings=headings))


def with_parts(data: bytes, **parts: bytes) -> bytes:
    """The workbook with parts of the archive added or replaced; '__' in a name stands for '/'."""
    replaced = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename not in replaced:
                new.writestr(item, old.read(item.filename))
        for name, part in replaced.items():
            new.writestr(name, part)
    return target.getvalue()


def write(folder: Path, data: bytes, name: str = "berkas.xlsx") -> Path:
    """A file on disk."""
    path = folder / name
    path.write_bytes(data)
    return path
