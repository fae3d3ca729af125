"""Files that are no workbook, or no harmless one: each gets its sentence, at once, and nothing is kept."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from app.intake import container
from app.intake.container import UnusableError
from tests.intake.books import NURSE, people_book, with_parts

GOOD = people_book(NURSE)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZEROS = b"0" * (40 * 1024 * 1024)
TYPES = b"<Types><Override ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/></Types>"


def zipped(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), part)
    return target.getvalue()


def encrypted() -> bytes:
    data = bytearray(GOOD)
    start = data.index(b"PK\x01\x02")
    data[start + 8] |= 1
    return bytes(data)


def garbled(method: int) -> bytes:
    """A workbook whose list of parts arrived with some bytes turned round."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr("[Content_Types].xml", f"<Types>{'abc' * 200}</Types>")
        archive.writestr("xl/workbook.xml", "<w/>")
    body, start = bytearray(packed.getvalue()), 30 + len("[Content_Types].xml")
    body[start : start + 20] = bytes(byte ^ 0xFF for byte in body[start : start + 20])
    return bytes(body)


FILES = {
    "a workbook that came in garbled": (garbled(zipfile.ZIP_DEFLATED), "rusak atau terpotong"),
    "a workbook packed like no other": (garbled(zipfile.ZIP_LZMA), "cara yang tidak biasa"),
    "an empty file": (b"", "Berkas ini kosong (0 byte)"),
    "a text": (b"NIP,NAMA\n1,Budi\n", "berkas teks (misalnya CSV)"),
    "a text with semicolons": ("NIP;NAMA\n1;Bidan é\n".encode(), "berkas teks (misalnya CSV)"),
    "a PDF": (b"%PDF-1.7\n...", "berkas PDF"),
    "a page named xls": (b"\n <html><table><tr><td>NIP</td></tr></table></html>", "halaman web (HTML)"),
    "a page with a mark in front": (b"\xef\xbb\xbf<table>", "halaman web (HTML)"),
    "an old workbook": (OLE + b"\0" * 2000 + "Workbook".encode("utf-16-le"), "berkas Excel lama (.xls)"),
    "a workbook with a password": (OLE + b"\0" * 9000 + "EncryptedPackage".encode("utf-16-le"), "dikunci dengan kata"),
    "an archive with a password": (encrypted(), "dikunci dengan kata sandi"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "bukan buku kerja Excel"),
    "half a workbook": (GOOD[: len(GOOD) // 2], "rusak atau terpotong"),
    "a workbook without its end": (GOOD[:-30], "rusak atau terpotong"),
    "a macro": (with_parts(GOOD, xl__vbaProject_dot_bin=b"x"), "memuat makro"),
    "a macro by its type": (with_parts(GOOD, **{"[Content_Types].xml": TYPES}), "memuat makro"),
    "a bomb": (with_parts(GOOD, xl__media__a_dot_bin=ZEROS), "terlalu besar setelah dibuka"),
    "too many parts": (with_parts(GOOD, **{f"xl/media/{n}.png": b"x" for n in range(250)}), "terlalu banyak untuk"),
    "an OpenDocument": (zipped(mimetype=b"x", content_dot_xml=b"<x/>"), "berkas OpenDocument (.ods)"),
    "a binary workbook": (zipped(xl__workbook_dot_bin=b"x"), "biner (.xlsb)"),
    "a letter": (zipped(word__document_dot_xml=b"<x/>"), "arsip, bukan buku kerja"),
    "no list of contents": (zipped(xl__workbook_dot_xml=b"<x/>"), "rusak atau terpotong"),
    "more than 20 MB": (b"PK" + b"\0" * (21 * 1024 * 1024), "21 MB, lebih dari batas 20 MB"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_used_gets_its_sentence(name: str) -> None:
    data, words = FILES[name]
    with pytest.raises(UnusableError) as refused:
        container.inspect(io.BytesIO(data))
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")


def test_a_sound_workbook_passes_and_can_be_read_from_its_beginning() -> None:
    file = io.BytesIO(GOOD)
    container.inspect(file)
    assert file.tell() == 0


def test_a_small_part_may_be_packed_well() -> None:
    container.inspect(io.BytesIO(with_parts(GOOD, xl__media__a_dot_bin=b"0" * 900_000)))


def test_an_empty_workbook_is_sound() -> None:
    target = io.BytesIO()
    Workbook().save(target)
    container.inspect(target)
