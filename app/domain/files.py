"""Which files may be kept as evidence, judged by their bytes; a name alone is believed by nobody.

What is inside an office file is looked at through its directory alone, so a bomb costs nothing, and nothing of it is
ever unpacked here.
"""

import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from app.domain.errors import DomainError

MAX_FILE = 5 * 1024 * 1024
LIMITS = "Paling besar 5 MB: PDF, JPG, PNG, XLSX, atau DOCX."
TOO_LARGE = (
    "Berkas ini lebih dari 5 MB. Pindai dengan mutu lebih rendah atau bagi menjadi beberapa berkas, lalu unggah lagi."
)
MOST_MEMBERS = 2000
MOST_UNPACKED = 150 * 1024 * 1024
MOST_RATIO = 100
_SMALL = 1024 * 1024
_TAIL = 65_536
_LONGEST_NAME = 120
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(rb"^(\xef\xbb\xbf)?\s*<(!doctype|html|head|body|script|table|meta|svg|\?xml)", re.IGNORECASE)


class FileKind(StrEnum):
    """Kinds of files that are kept, by the ending of their names."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    XLSX = "xlsx"
    DOCX = "docx"

    @property
    def media_type(self) -> str:
        """As it is sent."""
        return _MEDIA[self]


_MEDIA = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_OLD = {"doc": "DOCX", "xls": "XLSX", "ods": "XLSX", "odt": "DOCX", "xlsm": "XLSX", "docm": "DOCX", "xlsb": "XLSX"}
_MAIN_PART = {FileKind.XLSX: re.compile(r"xl/workbook\d*\.xml"), FileKind.DOCX: re.compile(r"word/document\d*\.xml")}
_AGAIN = "Buka berkasnya, periksa, simpan ulang, lalu unggah lagi."


class UnusableFileError(DomainError):
    """The file is not kept; the message says why and what to do."""


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: a name safe to show and to save under, and what it really is."""

    name: str
    kind: FileKind


def check(name: str, body: bytes) -> Checked:
    """Let pass what is small enough, allowed, and what its name says.

    Raises:
        UnusableFileError: it is none of that; the message says what to do.
    """
    if not body:
        raise UnusableFileError("Berkas ini kosong (0 byte). Mungkin belum selesai disimpan; periksa, lalu pilih lagi.")
    if len(body) > MAX_FILE:
        raise UnusableFileError(TOO_LARGE)
    kind = _kind_of(name)
    if kind in _MAIN_PART:
        _look_into(kind, body)
    else:
        _look_at(kind, body)
    return Checked(shown_name(name, kind), kind)


def shown_name(name: str, kind: FileKind) -> str:
    """The name without folders and invisible characters, not too long, and with the ending of its kind.

    Characters that turn the direction of writing would let "fdp.exe" be read as "exe.pdf".
    """
    last = re.split(r"[\\/]", name)[-1]
    visible = "".join(c if unicodedata.category(c)[0] != "C" else "" for c in unicodedata.normalize("NFC", last))
    stem = re.sub(r'[<>:"|?*]', "-", visible.rpartition(".")[0])
    stem = " ".join(stem.split()).strip(" .")[:_LONGEST_NAME].strip()
    return f"{stem or 'bukti'}.{kind.value}"


def _kind_of(name: str) -> FileKind:
    ending = name.rpartition(".")[2].strip().casefold() if "." in name else ""
    if ending == "jpeg":
        return FileKind.JPEG
    if ending in set(FileKind):
        return FileKind(ending)
    if ending in _OLD:
        raise UnusableFileError(
            f"Berkas .{ending} tidak diterima. Pilih Simpan Sebagai {_OLD[ending]} atau PDF, lalu unggah hasilnya."
        )
    raise UnusableFileError(
        f"Jenis berkas ini tidak diterima. {LIMITS} Simpan sebagai salah satunya, lalu unggah lagi."
    )


def _look_at(kind: FileKind, body: bytes) -> None:
    tail = body[-_TAIL:]
    begins, is_whole = {
        FileKind.PDF: (b"%PDF-", b"%%EOF" in tail),
        FileKind.JPEG: (b"\xff\xd8\xff", b"\xff\xd9" in body),  # phones put more behind the end of a picture
        FileKind.PNG: (b"\x89PNG\r\n\x1a\n", body.endswith(b"IEND\xaeB`\x82")),
    }[kind]
    if not body.startswith(begins):
        raise UnusableFileError(_something_else(kind, body))
    if not is_whole:
        raise UnusableFileError(f"Berkas {kind.upper()} ini terpotong atau rusak. {_AGAIN}")
    if zipfile.is_zipfile(BytesIO(body)):
        raise UnusableFileError(
            f"Di belakang isi {kind.upper()} berkas ini menempel sebuah arsip, jadi tidak disimpan. "
            "Cetak atau simpan ulang sebagai PDF, lalu unggah hasilnya."
        )


def _something_else(kind: FileKind, body: bytes) -> str:
    named = f"Namanya berakhir .{kind.value}, tetapi isinya "
    if body.startswith((b"MZ", b"\x7fELF")):
        return f"{named}sebuah program. Berkas seperti ini tidak disimpan; pilih berkas buktinya."
    if _MARKUP.match(body[:4096]):
        return f"{named}halaman web. Buka halaman itu, cetak sebagai PDF, lalu unggah hasilnya."
    return f"{named}bukan {kind.upper()}. Simpan ulang dengan jenis yang benar, lalu unggah lagi."


def _look_into(kind: FileKind, body: bytes) -> None:
    if body.startswith(_OLE):
        if _ENCRYPTED in body:
            raise UnusableFileError(
                "Berkas ini dikunci dengan kata sandi. Hapus kata sandinya, simpan, lalu unggah lagi."
            )
        raise UnusableFileError(_something_else(kind, body))
    if not body.startswith(b"PK\x03\x04"):
        raise UnusableFileError(_something_else(kind, body))
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            _look_through(kind, archive)
    except _BROKEN as error:
        raise UnusableFileError(f"Berkas {kind.upper()} ini rusak atau terpotong. {_AGAIN}") from error


_BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
_USUAL = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""How office programs pack; what is packed otherwise may ask for gigabytes before its first byte."""


def _look_through(kind: FileKind, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = [member.filename for member in members]
    if not all(member.compress_type in _USUAL for member in members):
        raise UnusableFileError(f"Berkas {kind.upper()} ini dikemas dengan cara yang tidak biasa. {_AGAIN}")
    swollen = any(m.file_size > max(_SMALL, MOST_RATIO * m.compress_size) for m in members)
    if len(members) > MOST_MEMBERS or swollen or sum(m.file_size for m in members) > MOST_UNPACKED:
        raise UnusableFileError(
            "Isi berkas ini terlalu besar setelah dibuka, jadi tidak disimpan. Simpan sebagai PDF, lalu unggah."
        )
    if any(member.flag_bits & 1 for member in members):
        raise UnusableFileError("Berkas ini dikunci dengan kata sandi. Hapus kata sandinya, simpan, lalu unggah lagi.")
    if not any(_MAIN_PART[kind].fullmatch(name) for name in names) or len(names) != len(set(names)):
        raise UnusableFileError(
            f"Namanya berakhir .{kind.value}, tetapi isinya bukan {kind.upper()}. "
            "Simpan ulang dengan jenis yang benar, lalu unggah lagi."
        )
    with archive.open("[Content_Types].xml") as part:
        types = part.read(_SMALL).lower()
    if b"macroenabled" in types or any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise UnusableFileError(
            "Berkas ini memuat makro, jadi tidak disimpan. Simpan sebagai PDF atau tanpa makro, lalu unggah hasilnya."
        )
