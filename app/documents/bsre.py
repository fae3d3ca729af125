"""Certified electronic signatures through the office's own Esign Client Service of BSrE (BSSN).

NIK and passphrase go from the form to that service and nowhere else: no table, log, audit entry, resume box or error
message holds them. The service is asked outside any transaction: it may take its time.
"""

import base64
import http.client
import json
import secrets
import ssl
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from app.config import Settings
from app.domain.errors import InvalidError, Problem

PATH = "/api/sign/pdf"
PATIENCE_S = 30
_MOST = 20 * 1024 * 1024
_NIK = 16
_OK, _UNAUTHORIZED = 200, (401, 403)
_AWAY = (
    "Layanan tanda tangan BSrE pada instansi ini tidak menjawab. Belum ada yang ditandatangani. Coba lagi nanti, atau "
    "tanda tangani dengan kata sandi."
)
_REFUSED = "Layanan BSrE menolak aplikasi ini. Belum ada yang ditandatangani. Beri tahu administrator."
_WRONG = "BSrE menolak passphrase ini. Belum ada yang ditandatangani. Ketik lagi; jangan mencoba berkali-kali."
_UNKNOWN = "NIK ini belum terdaftar atau sertifikatnya tidak aktif di BSrE. Hubungi koordinator TTE instansi Anda."
_RUBBISH = "Jawaban layanan BSrE tidak dapat dibaca. Belum ada yang ditandatangani. Beri tahu administrator."
_OTHER = "BSrE tidak menandatangani dokumen ini. Belum ada yang ditandatangani. Beri tahu administrator."


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

    Raises:
        InvalidError: it was not signed; says why without repeating what was typed.
    """
    nik = identity.nik.strip()
    if not (len(nik) == _NIK and nik.isascii() and nik.isdigit()):
        raise InvalidError(Problem("nik", f"NIK terdiri atas {_NIK} angka."))
    if not identity.passphrase:
        raise InvalidError(Problem("passphrase", "Ketik passphrase sertifikat elektronik Anda."))
    fields = {"nik": nik, "passphrase": identity.passphrase, "tampilan": "invisible"}
    status, answer = _ask(settings, *_multipart(fields, body))
    if status == _OK and answer.startswith(b"%PDF-") and b"/ByteRange" in answer:
        return answer
    raise InvalidError(_problem(status, answer))


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
    where = urlsplit(settings.bsre_url)
    headers = {"Content-Type": media_type, "Authorization": _credentials(settings), "Accept": "application/pdf"}
    line = _line(where.scheme, where.hostname or "", where.port)
    try:
        line.request("POST", where.path + PATH, body, headers)
        answer = line.getresponse()
        return answer.status, answer.read(_MOST)
    except (OSError, http.client.HTTPException) as error:
        raise InvalidError(Problem("", _AWAY)) from error
    finally:
        line.close()


def _line(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=PATIENCE_S, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=PATIENCE_S)


def _credentials(settings: Settings) -> str:
    """Name and password of this application at the service: one line ``name:password`` in a file."""
    written = settings.bsre_credentials_file.read_bytes().strip() if settings.bsre_credentials_file else b""
    return f"Basic {base64.b64encode(written).decode()}"


def _problem(status: int, answer: bytes) -> Problem:
    if status in _UNAUTHORIZED:
        return Problem("", _REFUSED)
    try:
        told = json.loads(answer)
    except ValueError:  # of text that is none, too
        return Problem("", _RUBBISH)
    words = str(told.get("error") or told.get("message") or "").lower() if isinstance(told, dict) else ""
    if "passphrase" in words:
        return Problem("passphrase", _WRONG)
    if "terdaftar" in words or "sertifikat" in words or "certificate" in words:
        return Problem("nik", _UNKNOWN)
    return Problem("", _OTHER)
