"""The mark of a document in its file: with it an altered file is told from one that was never ours."""

import io
import re
import struct
import zipfile
import zlib

from app.domain.verification import ALPHABET, LENGTH

_PREFIX = "tilik:"
# No form of ours comes near: sixty people and twelve indicators take a quarter of a megabyte.
_LARGEST = 10 * 1024 * 1024
_SIGN = f"[{ALPHABET}]".encode()
# LibreOffice takes the colon for the end of a keyword and writes a space.
_MARK = re.compile(b"tilik[: ](" + _SIGN + b"{%d})(?!" % LENGTH + _SIGN + b")")
# What was typed by people, a title say, stands elsewhere in the properties; the keywords are ours.
_IN_KEYWORDS = re.compile(rb"[Kk]eywords[^<]{0,200}?" + _MARK.pattern)

_STREAM = re.compile(rb"stream\r?\n")
_MOST_STREAMS = 2_000
_WIDEST_STREAM = 64 * 1024
_UNPACKED_STREAM = 256 * 1024
_UNPACKED_ALL = 16 * 1024 * 1024

_PROPERTIES = "docProps/core.xml"
_WIDEST_PROPERTIES = 64 * 1024
_END_OF_ZIP = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LONGEST_COMMENT = 0xFFFF
_WIDEST_DIRECTORY = 256 * 1024
_DEFLATE = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, RuntimeError, ValueError, OverflowError)


def keyword(code: str) -> str:
    """The mark of the document with this verification code, among the keywords of its file."""
    return f"{_PREFIX}{code}"


def code_in(body: bytes) -> str | None:
    """The verification code a PDF or a workbook was marked with, None where there is none; never raises.

    Meant for files of strangers: nothing is parsed as a document, no more than small parts are unpacked, and none of
    them beyond a fixed size. Files over 10 MiB are not looked at. The mark stays when an office changes a file and
    saves it with its own program; so a code says which document a file claims to be, never that it is genuine.
    """
    if len(body) > _LARGEST:
        return None
    if body.startswith(b"PK"):
        return _in_workbook(body)
    return _in_pdf(body) if b"%PDF-" in body[:1024] else None


def _found(data: bytes) -> str | None:
    # Other programs write the keywords in UTF-16, whose zero bytes are all that parts the signs.
    for text in (data, data.replace(b"\x00", b"")):
        found = _IN_KEYWORDS.search(text) or _MARK.search(text)
        if found:
            return found[1].decode()
    return None


def _in_pdf(body: bytes) -> str | None:
    """Plain in our own files (XMP is not compressed); in a compressed stream after some other programs."""
    found = _found(body)
    left = _UNPACKED_ALL
    for number, start in enumerate(_STREAM.finditer(body)):
        if found or left <= 0 or number >= _MOST_STREAMS:
            break
        unpacked = _unpacked(body[start.end() : start.end() + _WIDEST_STREAM])
        left -= len(unpacked)
        found = _found(unpacked)
    return found


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _UNPACKED_STREAM)
    except zlib.error:
        return b""


def _in_workbook(body: bytes) -> str | None:
    if not _has_small_directory(body):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            part = package.getinfo(_PROPERTIES)
            if part.compress_type not in _DEFLATE:
                return None
            with package.open(part) as properties:
                return _found(properties.read(_WIDEST_PROPERTIES))
    except (*_BROKEN_ZIP, KeyError):
        return None


def _has_small_directory(body: bytes) -> bool:
    """Whether the list of parts is short enough to be read: a made-up one of millions would fill the memory."""
    at = body.rfind(_END_MARK, max(0, len(body) - _END_OF_ZIP.size - _LONGEST_COMMENT))
    if at < 0 or len(body) - at < _END_OF_ZIP.size:
        return False
    _, _, _, _, _, size, _, _ = _END_OF_ZIP.unpack_from(body, at)
    return bool(size <= _WIDEST_DIRECTORY)
