"""Small files of every kind, sound and hostile."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/x.xml" ContentType="application/vnd.{kind}.main+xml"/></Types>'
)


def pdf(words: str = "Kohort") -> bytes:
    """A page with a word in it, as far as a look at it goes."""
    return f"%PDF-1.4\n1 0 obj<</Title({words})>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".encode()


def png() -> bytes:
    """One grey dot."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
            (b"IDAT", zlib.compress(b"\x00\x80")),
            (b"IEND", b""),
        )
    )


def jpg() -> bytes:
    """The frame of a photograph."""
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(20) + b"\xff\xd9"


def office(main: str, others: Mapping[str, bytes] = {}, *, kind: str = "wordprocessingml.document") -> bytes:
    """An office file with a main part, and other parts by name ('__' is a slash, '_' a dot)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES.format(kind=kind))
        archive.writestr(main, "<x/>")
        for name, body in others.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), body)
    return made.getvalue()


def docx(**others: bytes) -> bytes:
    """A text."""
    return office("word/document.xml", others)


def xlsx(**others: bytes) -> bytes:
    """A workbook."""
    return office("xl/workbook.xml", others, kind="spreadsheetml.sheet")
