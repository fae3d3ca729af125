"""Certified electronic signatures through the office's own Esign Client Service of BSrE (BSSN).

NIK and passphrase go from the form to that service and nowhere else: no table, log, audit entry, resume box or error
message holds them. The service is asked outside any transaction: it may take its time. What it may answer, and where
that is known from, stands in ADR 24.
"""

import base64
import http.client
import json
import re
import secrets
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any
from urllib.parse import urlsplit

from app.config import Settings
from app.domain.errors import InvalidError, Problem

PATHS = {1: "/api/sign/pdf", 2: "/api/v2/sign/pdf"}
PATIENCE_S = 30
"""From the connection to the last byte of the answer."""
_LINES = threading.BoundedSemaphore(2)
"""Whoever waits for the service holds a thread of the web server: half of a process's threads stay free for others."""
_WAIT_S = 2
_MOST = 30 * 1024 * 1024
_NIK = 16
_SIGNED = re.compile(rb"/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]")


class Refusal(Enum):
    """What a refusal is about.

    IDENTITY: the passphrase, the NIK or the certificate; trying it again may lock the certificate. SERVICE: nobody can
    sign there now. DOCUMENT: nothing is known but that this document was not signed.
    """

    IDENTITY = auto()
    SERVICE = auto()
    DOCUMENT = auto()


class NotCertifiedError(InvalidError):
    """BSrE did not sign; says why without repeating what was typed."""

    def __init__(self, about: Refusal, words: str, at: str = "") -> None:
        super().__init__(Problem(at, words))
        self.about = about


_NO_NIK = Refusal.IDENTITY, f"NIK terdiri atas {_NIK} angka.", "nik"
_NO_PASSPHRASE = Refusal.IDENTITY, "Ketik passphrase sertifikat elektronik Anda.", "passphrase"
_WRONG = (
    Refusal.IDENTITY,
    "BSrE menolak passphrase ini. Ketik lagi dengan teliti: sertifikat dapat terkunci bila salah berkali-kali.",
    "passphrase",
)
_UNKNOWN = (
    Refusal.IDENTITY,
    "NIK ini belum terdaftar atau sertifikatnya tidak aktif di BSrE. Hubungi koordinator TTE instansi Anda.",
    "nik",
)
_NO_ANSWER = (
    "Layanan tanda tangan BSrE pada instansi ini tidak menjawab, jadi dokumen yang sedang diproses belum "
    "ditandatangani. Coba lagi nanti, atau tanda tangani dengan kata sandi."
)
_NO_SIGNATURE = (
    "Berkas yang dikembalikan layanan BSrE bukan dokumen ini dengan tanda tangannya, jadi tidak disimpan. "
    "Beri tahu administrator."
)
_NO_REASON = "BSrE tidak menandatangani dokumen ini. Coba lagi nanti; bila tetap gagal, beri tahu administrator."
_AWAY = Refusal.SERVICE, _NO_ANSWER
_BUSY = Refusal.SERVICE, "Beberapa orang sedang menandatangani melalui BSrE. Coba lagi sebentar lagi."
_REFUSED = Refusal.SERVICE, "Layanan BSrE menolak aplikasi ini. Beri tahu administrator."
_MISLED = Refusal.SERVICE, "Alamat layanan BSrE pada aplikasi ini keliru. Beri tahu administrator."
_RUBBISH = Refusal.SERVICE, "Jawaban layanan BSrE tidak dapat dibaca. Beri tahu administrator."
_NOT_OURS = Refusal.SERVICE, _NO_SIGNATURE
_OTHER = Refusal.DOCUMENT, _NO_REASON
_SAYS = (
    (r"pkix|certification path|timed? ?out|connection|koneksi", _AWAY),
    (r"passphrase|\b2031\b", _WRONG),
    (r"\b2011\b|terdaftar|sertifikat|certificate|expired|revoke|suspend|\bnik\b", _UNKNOWN),
)
"""Words of an explained refusal, the first that fits; what none fits is about the document."""
_MEANS = (
    (frozenset({401, 403}), _REFUSED),
    (frozenset({*range(300, 400), 404, 405}), _MISLED),
    (frozenset({408, 429, 502, 503, 504}), _AWAY),
)
"""Statuses of a refusal without such words."""


@dataclass(frozen=True)
class Identity:
    """Who signs at BSrE: typed each time, kept never, shown in no message."""

    nik: str = field(repr=False)
    passphrase: str = field(repr=False)


def is_configured(settings: Settings) -> bool:
    """Whether people may sign through BSrE here."""
    return bool(settings.bsre_url and settings.bsre_credentials_file)


def sign_with_bsre(settings: Settings, body: bytes, identity: Identity) -> bytes:
    """The PDF with the certified signature of whoever holds the identity, invisible on its pages.

    What comes back is ``body`` to the last byte with a signature after it, or it is refused.

    Raises:
        NotCertifiedError: it was not signed.
    """
    nik = identity.nik.strip()
    if not (len(nik) == _NIK and nik.isascii() and nik.isdigit()):
        raise NotCertifiedError(*_NO_NIK)
    if not identity.passphrase:
        raise NotCertifiedError(*_NO_PASSPHRASE)
    status, answer = _ask(settings, *_question(settings.bsre_api, Identity(nik, identity.passphrase), body))
    told = _object(answer)
    signed = _file(answer, told) if status in range(200, 300) else None
    if signed is None:
        raise NotCertifiedError(*_refusal(status, told))
    if not _continues(body, signed):
        raise NotCertifiedError(*_NOT_OURS)
    return signed


def _question(version: int, identity: Identity, body: bytes) -> tuple[str, bytes]:
    """Media type and bytes of what is asked: a form in version 1, JSON in version 2."""
    if version == 1:
        fields = {"nik": identity.nik, "passphrase": identity.passphrase, "tampilan": "invisible"}
        return _multipart(fields, body)
    asked = {
        "nik": identity.nik,
        "passphrase": identity.passphrase,
        "signatureProperties": [{"tampilan": "INVISIBLE"}],
        "file": [base64.b64encode(body).decode()],
    }
    return "application/json", json.dumps(asked).encode()


def _multipart(fields: dict[str, str], body: bytes) -> tuple[str, bytes]:
    """Type and bytes of a form with one file. Its boundary is random, so nothing typed can end a part early."""
    mark = secrets.token_hex(16)
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
        for name, text in fields.items()
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="dokumen.pdf"\r\n'
    parts += [f"{head}Content-Type: application/pdf\r\n\r\n".encode(), body, f"\r\n--{mark}--\r\n".encode()]
    return f"multipart/form-data; boundary={mark}", b"".join(parts)


def _ask(settings: Settings, media_type: str, body: bytes) -> tuple[int, bytes]:
    """Send it, once, following no redirect: another server has no business with a passphrase."""
    if not _LINES.acquire(timeout=_WAIT_S):
        raise NotCertifiedError(*_BUSY)
    where = urlsplit(settings.bsre_url)
    headers = {"Content-Type": media_type, "Authorization": _credentials(settings), "Accept": "*/*"}
    line = _line(where.scheme, where.hostname or "", where.port)
    try:
        line.connect()
        with _ending(line.sock):
            line.request("POST", where.path + PATHS[settings.bsre_api], body, headers)
            answer = line.getresponse()
            read = answer.read(_MOST)
        left = answer.length  # of an answer that broke off: it is read without complaint
    except (OSError, http.client.HTTPException) as error:
        raise NotCertifiedError(*_AWAY) from error
    finally:
        line.close()
        _LINES.release()
    if left:
        raise NotCertifiedError(*_AWAY)
    return answer.status, read


def _line(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=PATIENCE_S, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=PATIENCE_S)


@contextmanager
def _ending(line: socket.socket) -> Iterator[None]:
    """End the connection when patience ends: the socket's own limit begins anew with every byte."""

    def end() -> None:
        with suppress(OSError):
            socket.socket.shutdown(line, socket.SHUT_RDWR)

    timer = threading.Timer(PATIENCE_S, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _credentials(settings: Settings) -> str:
    """Name and password of this application at the service: one line ``name:password`` in a file."""
    written = settings.bsre_credentials_file.read_bytes().strip() if settings.bsre_credentials_file else b""
    return f"Basic {base64.b64encode(written).decode()}"


def _object(answer: bytes) -> dict[str, Any] | None:
    """The JSON object of an answer; None of anything else."""
    try:
        told = json.loads(answer)
    except (ValueError, RecursionError):  # of text that is none, too
        return None
    return told if isinstance(told, dict) else None


def _file(answer: bytes, told: dict[str, Any] | None) -> bytes | None:
    """The file of an answer: the answer itself, or base64 in JSON; some services of version 1 do that as well."""
    if answer.startswith(b"%PDF-"):
        return answer
    found = (told or {}).get("file")
    text = found[0] if isinstance(found, list) and len(found) == 1 else found
    if not isinstance(text, str):
        return None
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except ValueError:
        return None


def _refusal(status: int, told: dict[str, Any] | None) -> tuple[Refusal, str] | tuple[Refusal, str, str]:
    words = " ".join(str((told or {}).get(name, "")) for name in ("error", "message", "status_code")).lower()
    spoken = (refusal for pattern, refusal in _SAYS if re.search(pattern, words))
    meant = (refusal for statuses, refusal in _MEANS if status in statuses)
    return next(spoken, None) or next(meant, _RUBBISH if told is None else _OTHER)


def _continues(sent: bytes, signed: bytes) -> bool:
    """Whether this is what was sent, whole and unchanged, and after it a signature over it that is whole as well.

    Its certificate is not looked at here: readers of the file do that, and BSrE's own check.
    """
    if not signed.startswith(sent) or not signed.rstrip().endswith(b"%%EOF"):
        return False
    return any(
        start == 0 and len(sent) <= hole < after and after + rest <= len(signed) and _is_filled(signed[hole:after])
        for start, hole, after, rest in (map(int, found) for found in _SIGNED.findall(signed, len(sent)))
    )


def _is_filled(hole: bytes) -> bool:
    """Whether the place of the signature holds one: hexadecimal digits in pointed brackets, not all zero."""
    return re.fullmatch(rb"<[0-9A-Fa-f]+>", hole) is not None and bool(hole.strip(b"<0>"))
