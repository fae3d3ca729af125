"""A synthetic regency as workbooks in the layout of the national register (SIASN): units, and people by legal status.

Assessors are not in that export, and one of ten who lead a school or a puskesmas is exported with the functional
position alone, as it happens. The private columns are filled, so that whoever reads the file can be seen to drop them.
"""

from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

from app.domain.people import Employment, PositionKind
from app.sample.regency import Regency, SyntheticPerson

COLUMNS = (Path(__file__).parent / "data" / "siasn_columns.txt").read_text().splitlines()
"""The sixty-nine columns of the register's export of employees, in their order."""
_KINDS = {
    PositionKind.JPT_PRATAMA: ("1", "Jabatan Struktural"),
    PositionKind.ADMINISTRATOR: ("1", "Jabatan Struktural"),
    PositionKind.SUPERVISOR: ("1", "Jabatan Struktural"),
    PositionKind.EXECUTIVE: ("4", "Jabatan Pelaksana"),
}
HEADS_NOT_SAID = 10
"""Of so many functional officials who lead a unit, one is exported with the functional position alone."""


def write_workbooks(regency: Regency, folder: Path) -> list[Path]:
    """The regency as the register exports it: units, PNS, PPPK, part-time PPPK; assessors are not in it."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {"unit": _unit_rows(regency)}
    files |= {
        employment.value: _people_rows(regency, employment)
        for employment in (Employment.PNS, Employment.PPPK, Employment.PPPK_PART_TIME)
    }
    return [_write(folder / f"{name}.xlsx", rows) for name, rows in files.items()]


def _write(path: Path, rows: Iterator[list[str | None]]) -> Path:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def _unit_rows(regency: Regency) -> Iterator[list[str | None]]:
    yield ["ID", "NAMA_UNOR", "ID_ATASAN"]
    for unit in regency.units:
        yield [f"U{unit.index + 1:06}", unit.name, None if unit.parent is None else f"U{unit.parent + 1:06}"]


def _people_rows(regency: Regency, employment: Employment) -> Iterator[list[str | None]]:
    yield list(COLUMNS)
    for number, one in enumerate(regency.people, 1):
        if one.employment is employment and one.nip:
            values = _values(regency, number, one, one.nip)
            yield [values.get(column) for column in COLUMNS]


def _values(regency: Regency, number: int, one: SyntheticPerson, nip: str) -> dict[str, str]:
    kind_id, kind = _KINDS.get(one.kind, ("2", "Jabatan Fungsional"))
    leads = one.duty if one.duty and number % HEADS_NOT_SAID else None
    day = f"{nip[6:8]}-{nip[4:6]}-{nip[:4]}"
    return {
        "PNS ID": f"P{number:06}", "NIP BARU": f"'{nip}", "NAMA": one.name, "GELAR BELAKANG": one.title,
        "TANGGAL LAHIR": day, "JENIS KELAMIN": "M" if nip[14] == "1" else "F", "AGAMA NAMA": "Rahasia",
        "JENIS KAWIN NAMA": "Rahasia", "NIK": f"5371{number:012}", "NOMOR HP": f"08120{number:07}",
        "EMAIL": f"orang{number}@contoh.example", "ALAMAT": f"Jalan Rekaan Nomor {number}",
        "NPWP NOMOR": f"{number:015}", "BPJS": f"{number:013}", "JENIS PEGAWAI NAMA": one.employment.label,
        "KEDUDUKAN HUKUM NAMA": "Aktif", "STATUS CPNS PNS": "P",
        "GOL AKHIR NAMA": (one.rank or "").rpartition(", ")[2], "TMT GOLONGAN": "01-04-2024",
        "JENIS JABATAN ID": kind_id, "JENIS JABATAN NAMA": kind, "JABATAN NAMA": leads or one.position,
        "TMT JABATAN": "01-01-2025", "UNOR ID": f"U{one.unit + 1:06}", "UNOR NAMA": regency.units[one.unit].name,
        "INSTANSI KERJA NAMA": regency.units[0].name, "ESELON NAMA": one.eselon or "",
    }  # fmt: skip
