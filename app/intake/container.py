"""A look at an uploaded file before anything opens it: is it a workbook at all, and one that can be opened safely?

Only the directory of the archive is read, so a bomb costs nothing. Every refusal says what to do.
"""

import hashlib
import re
import zipfile
import zlib
from typing import IO

from app.domain.errors import DomainError

LIMIT = 20 * 1024 * 1024
MOST_UNPACKED = 150 * 1024 * 1024
"""20,000 people in 69 columns unpack to 97 MB (measured, text written in the cells themselves)."""
MOST_MEMBERS = 200
MOST_RATIO = 100
_SMALL = _BLOCK = 1024 * 1024
_OLE, _ZIP, _PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK", b"%PDF"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = re.compile(r"xl/workbook\d*\.xml")
_HTML = re.compile(rb"^(\xef\xbb\xbf)?\s*<(!doctype html|html|table|meta|head|body|div|\?xml)", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)
_USUAL = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""How spreadsheet programs pack; what is packed otherwise may ask for gigabytes before its first byte."""
_AS_XLSX = (
    "Buka berkas itu di Excel atau LibreOffice, pilih Simpan Sebagai “Excel Workbook (.xlsx)”, lalu unggah hasilnya."
)


class UnusableError(DomainError):
    """The file cannot be used; the message says why and what to do."""


def inspect(file: IO[bytes]) -> None:
    """Let pass what looks like a sound workbook; the file is left at its beginning.

    Raises:
        UnusableError: it is something else, damaged, protected, or suspiciously large inside.
    """
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    if size == 0:
        raise UnusableError("Berkas ini kosong (0 byte). Mungkin pengunduhannya terputus; unduh lagi, lalu unggah.")
    if size > LIMIT:
        raise UnusableError(too_large(size))
    if not head.startswith(_ZIP):
        raise UnusableError(_what_else(head, file))
    try:
        with zipfile.ZipFile(file) as archive:
            _inspect(archive.infolist())
            _inspect_types(archive)
    except _BROKEN as error:
        raise UnusableError(
            "Berkas ini rusak atau terpotong, jadi tidak dapat dibuka. Unduh atau simpan ulang, lalu unggah lagi."
        ) from error
    finally:
        file.seek(0)


def is_text(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is text such as CSV, of whatever encoding; a web page is none."""
    if head.startswith((_ZIP, _OLE, _PDF)) or not head or _HTML.match(head):
        return False
    return b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))


def digest(file: IO[bytes]) -> str:
    """SHA-256 of the whole file, which is left at its beginning."""
    found = hashlib.sha256()
    while block := file.read(_BLOCK):
        found.update(block)
    file.seek(0)
    return found.hexdigest()


def too_large(size: int) -> str:
    """The sentence about a file over the limit."""
    return (
        f"Berkas ini {size / 1048576:.0f} MB, lebih dari batas {LIMIT // 1048576} MB. "
        "Bagi menjadi beberapa berkas, misalnya per unit kerja, lalu unggah satu per satu."
    )


def _what_else(head: bytes, file: IO[bytes]) -> str:
    if head.startswith(_OLE):
        protected = _ENCRYPTED in head or any(_ENCRYPTED in block for block in iter(lambda: file.read(1 << 20), b""))
        file.seek(0)
        if protected:
            return (
                "Berkas ini dikunci dengan kata sandi. Buka di Excel, hapus kata sandinya (Berkas, Info, Proteksi "
                "Buku Kerja), simpan, lalu unggah lagi."
            )
        return f"Ini berkas Excel lama (.xls), yang tidak diterima. {_AS_XLSX}"
    if head.startswith(_PDF):
        return "Ini berkas PDF, bukan buku kerja Excel. Mintalah berkas aslinya dalam bentuk .xlsx."
    if _HTML.match(head):
        return f"Ini halaman web (HTML) yang diberi nama seperti berkas Excel. {_AS_XLSX}"
    if b"\0" not in head:
        return f"Ini berkas teks (misalnya CSV), bukan buku kerja Excel. {_AS_XLSX}"
    return f"Ini bukan buku kerja Excel. {_AS_XLSX}"


def _inspect(members: list[zipfile.ZipInfo]) -> None:
    names = {member.filename for member in members}
    unpacked = sum(member.file_size for member in members)
    swollen = any(m.file_size > max(_SMALL, MOST_RATIO * m.compress_size) for m in members)
    if len(members) > MOST_MEMBERS:
        raise UnusableError(
            f"Berkas ini berisi {len(members)} bagian, terlalu banyak untuk sebuah daftar. "
            "Salin lembar datanya ke buku kerja baru, lalu unggah buku kerja itu."
        )
    if not all(member.compress_type in _USUAL for member in members):
        raise UnusableError(f"Berkas ini dikemas dengan cara yang tidak biasa. {_AS_XLSX}")
    if unpacked > MOST_UNPACKED or swollen:
        raise UnusableError(
            "Isi berkas ini terlalu besar setelah dibuka, jauh melebihi sebuah daftar pegawai. "
            "Salin hanya baris datanya ke buku kerja baru, lalu unggah buku kerja itu."
        )
    if any(member.flag_bits & 1 for member in members):
        raise UnusableError("Berkas ini dikunci dengan kata sandi. Hapus kata sandinya, simpan, lalu unggah lagi.")
    if "xl/workbook.bin" in names:
        raise UnusableError(f"Ini berkas Excel biner (.xlsb), yang tidak diterima. {_AS_XLSX}")
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise UnusableError(f"Berkas ini memuat makro, jadi tidak dibuka. {_AS_XLSX}")
    if not any(_WORKBOOK.fullmatch(name) for name in names):
        kind = "berkas OpenDocument (.ods)" if "content.xml" in names else "arsip, bukan buku kerja Excel"
        raise UnusableError(f"Ini {kind}. {_AS_XLSX}")


def _inspect_types(archive: zipfile.ZipFile) -> None:
    with archive.open("[Content_Types].xml") if "[Content_Types].xml" in archive.namelist() else _nothing() as part:
        if b"macroenabled" in part.read(_SMALL).lower():
            raise UnusableError(f"Berkas ini memuat makro, jadi tidak dibuka. {_AS_XLSX}")


def _nothing() -> IO[bytes]:
    raise zipfile.BadZipFile("no content types")
