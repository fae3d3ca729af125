"""Headings of workbooks in circulation: which field each stands for, and which columns are nobody's business here.

The layout of 69 columns is the employee export of SIASN; the other headings are those offices write themselves.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.domain.intake import IntakeKind

HEADER_WITHIN = 30
"""Rows among which the headings are looked for."""
_LEAST_KNOWN = 2


@dataclass(frozen=True)
class Field:
    """What a column can stand for; a required one must be found."""

    name: str
    label: str
    headings: tuple[str, ...]
    required: bool = False


class Use(StrEnum):
    """What becomes of a column."""

    FIELD = "field"
    PRIVATE = "private"
    NEEDLESS = "needless"
    UNKNOWN = "unknown"


_PEOPLE = (
    Field("siasn_id", "PNS ID (nomor SIASN)", ("PNS ID", "ID PNS", "ASN ID", "ID ASN", "ID SIASN")),
    Field("nip", "NIP atau NI PPPK", (
        "NIP BARU", "NIP", "NI PPPK", "NIPPPK", "NIP/NI PPPK", "NIP/NIPPPK", "NIP PEGAWAI", "NOMOR INDUK PEGAWAI",
        "NO NIP", "NOMOR NIP", "NIP LENGKAP",
    ), required=True),
    Field("name", "Nama", ("NAMA", "NAMA PEGAWAI", "NAMA LENGKAP", "NAMA PNS", "NAMA ASN", "NAMA PPPK"), required=True),
    Field("title_before", "Gelar depan", ("GELAR DEPAN", "GLR DEPAN")),
    Field("title_after", "Gelar belakang", ("GELAR BELAKANG", "GLR BELAKANG")),
    Field("birth", "Tanggal lahir", ("TANGGAL LAHIR", "TGL LAHIR")),
    Field("employment", "Jenis pegawai", (
        "JENIS PEGAWAI NAMA", "JENIS PEGAWAI", "STATUS KEPEGAWAIAN", "STATUS PEGAWAI", "JENIS ASN", "STATUS ASN",
    )),
    Field("cpns", "Status CPNS/PNS", ("STATUS CPNS PNS", "STATUS CPNS/PNS")),
    Field("standing", "Kedudukan hukum", ("KEDUDUKAN HUKUM NAMA", "KEDUDUKAN HUKUM", "KEDUDUKAN PEGAWAI")),
    Field("rank", "Golongan", (
        "GOL AKHIR NAMA", "GOLONGAN", "GOL", "GOL RUANG", "GOLONGAN RUANG", "GOL AKHIR", "PANGKAT GOLONGAN",
        "PANGKAT/GOL", "PANGKAT", "PANGKAT/GOLONGAN RUANG",
    )),
    Field("rank_since", "TMT golongan", ("TMT GOLONGAN", "TMT GOL", "TMT PANGKAT")),
    Field("position_type_id", "Kode jenis jabatan", ("JENIS JABATAN ID",)),
    Field("position_type", "Jenis jabatan", ("JENIS JABATAN NAMA", "JENIS JABATAN")),
    Field("position_id", "Kode jabatan", ("JABATAN ID", "ID JABATAN")),
    Field("position", "Jabatan", ("JABATAN NAMA", "NAMA JABATAN", "JABATAN"), required=True),
    Field("grade", "Jenjang", ("JENJANG", "JENJANG JABATAN")),
    Field("position_since", "TMT jabatan", ("TMT JABATAN", "TMT JAB")),
    Field("eselon", "Eselon", ("ESELON NAMA", "ESELON")),
    Field("unit_id", "Kode unit (UNOR ID)", ("UNOR ID", "ID UNOR")),
    Field("unit", "Unit kerja", ("UNOR NAMA", "NAMA UNOR", "UNOR", "UNIT KERJA", "UNIT ORGANISASI", "NAMA UNIT KERJA")),
    Field("unit_1", "Unit tingkat 1", ("UNOR (1)", "UNOR NAMA (1)")),
    Field("unit_2", "Unit tingkat 2", ("UNOR (2)", "UNOR NAMA (2)")),
    Field("unit_3", "Unit tingkat 3", ("UNOR (3)", "UNOR NAMA (3)")),
)  # fmt: skip
_UNITS = (
    Field("id", "Kode unit", ("ID", "UNOR ID", "ID UNOR", "ID UNIT", "KODE UNIT"), required=True),
    Field("name", "Nama unit", ("NAMA_UNOR", "UNOR NAMA", "NAMA UNIT", "NAMA", "UNIT KERJA"), required=True),
    Field("parent_id", "Kode unit atasan", (
        "ID_ATASAN", "ATASAN ID", "ID UNOR ATASAN", "DIATASAN ID", "UNOR ATASAN ID", "PARENT ID", "ID INDUK",
    ), required=True),
)  # fmt: skip
_POSITIONS = (
    Field("id", "Kode jabatan", ("ID", "JABATAN ID", "ID JABATAN"), required=True),
    Field("name", "Nama jabatan", ("NAMA_JABATAN", "JABATAN NAMA", "NAMA", "JABATAN"), required=True),
    Field("grade", "Eselon atau jenjang", ("JENJANG", "ESELON_ID", "ESELON ID / JENJANG", "ESELON", "JENJANG JABATAN")),
    Field("retirement_age", "BUP", ("BUP", "BATAS USIA PENSIUN", "USIA PENSIUN")),
)
_ASSESSORS = (
    Field("nip", "NIP pegawai", ("NIP", "NIP PEGAWAI", "NIP BARU", "NIP YANG DINILAI"), required=True),
    Field("assessor_nip", "NIP penilai", ("NIP PENILAI", "NIP PEJABAT PENILAI", "NIP ATASAN"), required=True),
    Field("basis", "Dasar", ("DASAR", "DASAR PENETAPAN", "DASAR PENILAIAN")),
    Field("decree", "Nomor SK", ("NOMOR SK", "NO SK", "NOMOR SURAT KEPUTUSAN", "SK")),
    Field("since", "Mulai", ("MULAI", "BERLAKU MULAI", "TANGGAL MULAI", "TMT")),
)
FIELDS = {
    IntakeKind.PEOPLE: _PEOPLE,
    IntakeKind.UNITS: _UNITS,
    IntakeKind.POSITIONS: _POSITIONS,
    IntakeKind.ASSESSORS: _ASSESSORS,
}
_PRIVATE_WORDS = frozenset(
    {
        "nik", "ktp", "kk", "agama", "kepercayaan", "kawin", "nikah", "pernikahan", "perkawinan", "hp", "handphone",
        "telepon", "telpon", "telp", "ponsel", "wa", "whatsapp", "alamat", "domisili", "npwp", "bpjs", "askes",
        "rekening", "kependudukan",
    }
)  # fmt: skip
_NEEDLESS = (
    "NIP LAMA", "TEMPAT LAHIR ID", "TEMPAT LAHIR NAMA", "JENIS KELAMIN", "EMAIL", "EMAIL GOV", "JENIS PEGAWAI ID",
    "KEDUDUKAN HUKUM ID", "KARTU ASN VIRTUAL", "NOMOR SK CPNS", "TANGGAL SK CPNS", "TMT CPNS", "NOMOR SK PNS",
    "TANGGAL SK PNS", "TMT PNS", "GOL AWAL ID", "GOL AWAL NAMA", "GOL AKHIR ID", "MK TAHUN", "MK BULAN",
    "TINGKAT PENDIDIKAN ID", "TINGKAT PENDIDIKAN NAMA", "PENDIDIKAN ID", "PENDIDIKAN NAMA", "TAHUN LULUS", "KPKN ID",
    "KPKN NAMA", "LOKASI KERJA ID", "LOKASI KERJA NAMA", "INSTANSI INDUK ID", "INSTANSI INDUK NAMA",
    "INSTANSI KERJA ID", "INSTANSI KERJA NAMA", "SATUAN KERJA INDUK ID", "SATUAN KERJA INDUK NAMA",
    "SATUAN KERJA KERJA ID", "SATUAN KERJA KERJA NAMA", "NAMA SEKOLAH", "FLAG IKD", "ESELON ID", "NO", "NOMOR",
    "NO URUT",
)  # fmt: skip
_SEPARATORS = re.compile(r"[\W_]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


def words_of(heading: str) -> tuple[str, ...]:
    """A heading as bare words: case, spaces, underscores and line breaks make no difference."""
    return tuple(_SEPARATORS.sub(" ", _INVISIBLE.sub("", heading).casefold()).split())


def plain(heading: str) -> str:
    """A heading as it is remembered and compared."""
    return "".join(words_of(heading))


_KNOWN = {kind: {plain(h): field.name for field in fields for h in field.headings} for kind, fields in FIELDS.items()}
_NEEDLESS_PLAIN = frozenset(map(plain, _NEEDLESS))


def fields_of(kind: IntakeKind) -> dict[str, Field]:
    """What columns of a kind of workbook can stand for, by name."""
    return {field.name: field for field in FIELDS[kind]}


def use_of(kind: IntakeKind, heading: str, chosen: dict[str, str]) -> tuple[Use, str]:
    """What a heading stands for; ``chosen`` is what officers decided before, by plain heading."""
    key = plain(heading)
    if not key:
        return Use.UNKNOWN, ""
    is_private = bool(_PRIVATE_WORDS & set(words_of(heading)))
    if key in _KNOWN[kind] and (key not in chosen or chosen[key]):
        return Use.FIELD, chosen.get(key) or _KNOWN[kind][key]
    if is_private:
        return Use.PRIVATE, ""
    if chosen.get(key):
        return Use.FIELD, chosen[key]
    if key in chosen:
        return Use.UNKNOWN, ""
    return (Use.NEEDLESS if kind is IntakeKind.PEOPLE and key in _NEEDLESS_PLAIN else Use.UNKNOWN), ""


def header_row(kind: IntakeKind, rows: list[list[str]], chosen: dict[str, str]) -> int | None:
    """Index of the row with the headings among the first rows; None when there is none."""
    best, most = None, _LEAST_KNOWN - 1
    for index, cells in enumerate(rows[:HEADER_WITHIN]):
        uses = [use_of(kind, cell, chosen) for cell in cells]
        found = len({name for use, name in uses if use is Use.FIELD})
        count = found + sum(use in {Use.PRIVATE, Use.NEEDLESS} for use, _ in uses) if found else 0
        if count > most:
            best, most = index, count
    return best


def missing_fields(kind: IntakeKind, found: set[str]) -> list[Field]:
    """Required fields for which there is no column."""
    missing = [field for field in FIELDS[kind] if field.required and field.name not in found]
    if kind is IntakeKind.PEOPLE and not found & {"unit_id", "unit", "unit_1"}:
        missing.append(fields_of(kind)["unit"])
    return missing
