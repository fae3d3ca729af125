"""Which files are kept as evidence: what the bytes say counts, not the name."""

import io
import zipfile

import pytest

from app.domain.files import MAX_FILE, FileKind, UnusableFileError, check, shown_name
from tests.progress import made

SOUND = {
    "Laporan kohort.pdf": made.pdf(),
    "foto.JPG": made.jpg(),
    "foto.jpeg": made.jpg() + b"a little film of a phone",
    "layar.png": made.png(),
    "rekap.xlsx": made.xlsx(),
    "notula.docx": made.docx(),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_is_kept_under_a_name_with_its_kind(name: str) -> None:
    checked = check(name, SOUND[name])
    assert checked.name.rpartition(".")[0] == name.rpartition(".")[0]
    assert checked.name.rpartition(".")[2] == checked.kind.value


def _bomb() -> bytes:
    return made.docx(word__media__a_xml=bytes(60 * 1024 * 1024))


def _locked() -> bytes:
    """A workbook with the mark of a locked member in its directory."""
    body = bytearray(made.xlsx())
    at = body.rindex(b"PK\x01\x02")
    body[at + 8] |= 1
    return bytes(body)


def _twice() -> bytes:
    made_twice = io.BytesIO(made.docx())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(made_twice, "a") as archive:
        archive.writestr("word/document.xml", "<another/>")
    return made_twice.getvalue()


def _garbled(method: int) -> bytes:
    """A document whose list of parts arrived with some bytes turned round."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr("[Content_Types].xml", f"<Types>{'abc' * 200}</Types>")
        archive.writestr("word/document.xml", "<w/>")
    body, start = bytearray(packed.getvalue()), 30 + len("[Content_Types].xml")
    body[start : start + 20] = bytes(byte ^ 0xFF for byte in body[start : start + 20])
    return bytes(body)


HOSTILE = {
    "a document that came in garbled": ("notula.docx", _garbled(zipfile.ZIP_DEFLATED), "rusak"),
    "a document packed like no other": ("notula.docx", _garbled(zipfile.ZIP_LZMA), "tidak biasa"),
    "an empty file": ("bukti.pdf", b"", "kosong"),
    "six megabytes": ("bukti.pdf", made.pdf() + bytes(6 * 1024 * 1024), "lebih dari 5 MB"),
    "a program with the name of a document": ("bukti.pdf", b"MZ\x90\x00" + bytes(64), "sebuah program"),
    "a program as it is": ("hitung.exe", b"MZ\x90\x00", "tidak diterima"),
    "a page of the web called a document": ("bukti.pdf", b"<!DOCTYPE html><script>1</script>", "halaman web"),
    "a page of the web as it is": ("bukti.html", b"<html></html>", "tidak diterima"),
    "a drawing that can hold a script": ("bukti.png", b"<svg onload='1'/>", "halaman web"),
    "a file without an ending": ("bukti", made.pdf(), "tidak diterima"),
    "a picture called a document": ("bukti.pdf", made.png(), "bukan PDF"),
    "a document called a picture": ("bukti.png", made.pdf(), "bukan PNG"),
    "a picture that was cut off": ("bukti.png", made.png()[:-6], "terpotong"),
    "a document that was cut off": ("bukti.pdf", made.pdf()[:-7], "terpotong"),
    "an archive behind a document": ("bukti.pdf", made.pdf() + made.docx() + b"", "menempel"),
    "an archive behind a picture": ("bukti.jpg", made.jpg() + made.docx(), "menempel"),
    "a bomb": ("bukti.docx", _bomb(), "terlalu besar setelah dibuka"),
    "a text with macros": ("bukti.docm", made.docx(), "Simpan Sebagai DOCX"),
    "a text with macros under another name": ("bukti.docx", made.docx(word__vbaProject_bin=b"x"), "makro"),
    "a workbook whose types tell of macros": (
        "bukti.xlsx",
        made.office("xl/workbook.xml", kind="ms-excel.sheet.macroEnabled"),
        "makro",
    ),
    "a text called a workbook": ("bukti.xlsx", made.docx(), "bukan XLSX"),
    "an archive called a text": ("bukti.docx", made.office("isi.txt"), "bukan DOCX"),
    "two main parts of one name": ("bukti.docx", _twice(), "bukan DOCX"),
    "a locked workbook": ("bukti.xlsx", _locked(), "kata sandi"),
    "an old text with the new name": ("bukti.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "bukan DOCX"),
    "a text locked by its program": (
        "bukti.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "kata sandi",
    ),
    "an old text": ("bukti.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Simpan Sebagai DOCX"),
    "half an archive": ("bukti.docx", made.docx()[:80], "rusak"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_anything_else_is_refused_with_what_to_do(what: str) -> None:
    name, body, words = HOSTILE[what]
    with pytest.raises(UnusableFileError, match=words):
        check(name, body)


def test_five_megabytes_are_just_enough() -> None:
    head, end = b"%PDF-1.4\n", b"%%EOF"
    assert check("bukti.pdf", head + bytes(MAX_FILE - len(head) - len(end)) + end).kind is FileKind.PDF
    with pytest.raises(UnusableFileError):
        check("bukti.pdf", head + bytes(MAX_FILE + 1 - len(head) - len(end)) + end)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\melur\\bukti.pdf", "bukti.pdf"),
        ("lapor\u202efdp.pdf", "laporfdp.pdf"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie- b.pdf"),
        ("  .pdf", "bukti.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ("Rekap “gizi” – März.pdf", "Rekap “gizi” – März.pdf"),
    ],
)
def test_a_name_leads_nowhere_and_shows_what_it_is(name: str, shown: str) -> None:
    assert shown_name(name, FileKind.PDF) == shown
