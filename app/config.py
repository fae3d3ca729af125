"""Settings from the environment, read once per process."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import click

ROOT = Path(__file__).resolve().parent.parent
MIN_KEY_LENGTH = 32
HIGHEST_PORT = 65535


class SettingsError(click.ClickException):
    """A variable of the environment is wrong; the command line shows the sentence alone."""


@dataclass(frozen=True)
class Settings:
    """Where the data lies and where the server listens.

    ``data_dir`` holds everything this installation writes outside the database, but for ``feedback_keys``: the keys of
    360-degree rounds, which no backup may hold. ``smtp_url`` is ``smtp://[user:password@]host[:port]`` or ``smtps://…``,
    empty when no mail is sent. ``feedback_over_http`` allows rounds where the office network can read along.

    ``public_url`` is where readers of a form reach this installation, without a slash at the end; QR codes need it.
    ``pdf_seal_p12`` is the certificate that seals issued PDFs, ``bsre_url`` the office's own Esign Client Service,
    ``bsre_api`` the version of its interface, 1 or 2.
    """

    data_dir: Path
    database_url: str
    secret_key: str
    host: str
    port: int
    https: bool
    feedback_keys: Path
    feedback_over_http: bool = False
    smtp_url: str = ""
    mail_from: str = ""
    public_url: str = ""
    pdf_seal_p12: Path | None = None
    pdf_seal_password_file: Path | None = None
    bsre_url: str = ""
    bsre_api: int = 1
    bsre_credentials_file: Path | None = None

    @property
    def keys_lie_apart(self) -> bool:
        """Whether the keys of 360-degree rounds lie outside the data: no backup of the data takes them along."""
        return not self.feedback_keys.is_relative_to(self.data_dir)

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_this_machine(self.host)


def is_this_machine(host: str) -> bool:
    """Whether a name or an address is that of this machine, reached without any network."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def load_settings(environ: dict[str, str] | None = None) -> Settings:
    """Read the variables README.md names; create DATA_DIR and a key when missing.

    Raises:
        SettingsError: SECRET_KEY is given but shorter than 32 characters, PORT is no port, an address is none, or a
            file that is named is not there.
    """
    env = dict(os.environ) if environ is None else environ
    data_dir = Path(env.get("DATA_DIR") or ROOT / "var").resolve()
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Settings(
        data_dir=data_dir,
        database_url=env.get("DATABASE_URL") or f"sqlite:///{data_dir / 'tilik.sqlite3'}",
        secret_key=_given_key(env) or _stored_key(data_dir),
        host=env.get("HOST") or "127.0.0.1",
        port=_port(env.get("PORT") or "8000"),
        https=env.get("HTTPS", "") == "1",
        feedback_keys=Path(env.get("FEEDBACK_KEY_DIR") or data_dir / "feedback-keys").resolve(),
        feedback_over_http=env.get("FEEDBACK_OVER_HTTP", "") == "1",
        smtp_url=env.get("SMTP_URL", ""),
        mail_from=env.get("MAIL_FROM", ""),
        public_url=_public_url(env.get("PUBLIC_URL", "")),
        pdf_seal_p12=_file(env, "PDF_SEAL_P12"),
        pdf_seal_password_file=_file(env, "PDF_SEAL_PASSWORD_FILE"),
        bsre_url=_bsre_url(env.get("BSRE_URL", "")),
        bsre_api=_bsre_api(env.get("BSRE_API") or "1"),
        bsre_credentials_file=_file(env, "BSRE_CREDENTIALS_FILE"),
    )


def _public_url(text: str, name: str = "PUBLIC_URL") -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment):
        raise SettingsError(f"{name} ditulis https://nama.contoh.example, tanpa tanya dan pagar, bukan “{text}”.")
    return text.rstrip("/")


def _bsre_url(text: str) -> str:
    """A passphrase never crosses a network in clear."""
    url = _public_url(text, "BSRE_URL")
    parts = urlsplit(url)
    if url and parts.scheme != "https" and not is_this_machine(parts.hostname or ""):
        raise SettingsError("BSRE_URL harus https://…, kecuali layanannya berjalan pada mesin ini juga.")
    return url


def _bsre_api(text: str) -> int:
    if text not in {"1", "2"}:
        raise SettingsError(f"BSRE_API adalah 1 atau 2, bukan “{text}”.")
    return int(text)


def _file(env: dict[str, str], name: str) -> Path | None:
    """A file a variable names; a start that would fail at the first signature fails now."""
    if not env.get(name):
        return None
    path = Path(env[name]).resolve()
    if not path.is_file():
        raise SettingsError(f"{name} menunjuk berkas yang tidak ada: {path}")
    return path


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST_PORT):
        raise SettingsError(f"PORT harus angka 1 sampai {HIGHEST_PORT}, bukan “{text}”.")
    return int(text)


def _given_key(env: dict[str, str]) -> str:
    key = env.get("SECRET_KEY", "")
    if key and len(key) < MIN_KEY_LENGTH:
        raise SettingsError(
            f"SECRET_KEY terlalu pendek (paling sedikit {MIN_KEY_LENGTH} karakter). "
            "Kosongkan, atau buat yang baru dengan: flask --app wsgi new-key"
        )
    return key


def _stored_key(data_dir: Path) -> str:
    """The key made at first start; two processes starting together agree on one.

    It appears under its name whole: whoever finds the file never reads half of it.
    """
    path = data_dir / "secret_key"
    if not path.exists():
        draft = data_dir / f".secret_key.{secrets.token_hex(8)}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()
