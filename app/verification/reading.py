"""The mark of a document in a file that somebody sent: a code among its keywords, found without trusting the file.

Nothing is parsed as PDF. Streams are unpacked one by one and only their beginning, so that no file of a few megabytes
becomes gigabytes here.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from app.domain.verification import is_code

_MARK = re.compile(rb"tilik:([0-9A-Z]{16})(?![0-9A-Z])")
_WIDE = re.compile(rb"(?:t\0i\0l\0i\0k\0:\0|\0t\0i\0l\0i\0k\0:)((?:\0?[0-9A-Z]\0?){16})")
_STREAM = re.compile(rb"stream\r?\n")
_PROPERTIES = "docProps/core.xml"
_MOST_STREAMS, _MOST_OF_ONE = 400, 64 * 1024


def code_in(body: bytes) -> str | None:
    """The verification code a PDF or workbook of ours carries; None when there is none. Never raises."""
    parts = _of_workbook(body) if body.startswith(b"PK") else _of_pdf(body)
    for part in parts:
        for found in (*_MARK.findall(part), *(wide.replace(b"\0", b"") for wide in _WIDE.findall(part))):
            code = bytes(found).decode("ascii")
            if is_code(code):
                return code
    return None


def _of_workbook(body: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(BytesIO(body)) as packed, packed.open(_PROPERTIES) as file:
            yield file.read(_MOST_OF_ONE)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, RuntimeError, NotImplementedError, zlib.error):
        return


def _of_pdf(body: bytes) -> Iterator[bytes]:
    if b"%PDF-" not in body[:1024]:
        return
    yield body
    for number, start in enumerate(_STREAM.finditer(body)):
        if number == _MOST_STREAMS:
            return
        try:
            yield zlib.decompressobj().decompress(body[start.end() : start.end() + _MOST_OF_ONE], _MOST_OF_ONE)
        except zlib.error:
            continue
