"""Mail by SMTP, with the standard library alone: plain letters, one connection for a handful of them."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from app import clock
from app.config import SettingsError, is_this_machine

PORT, TLS_PORT = 25, 465
PATIENCE_S = 20
REFUSED_FOR_GOOD = 500
WRONG_URL = (
    "SMTP_URL ditulis smtp://[nama:sandi@]server[:port] atau smtps://…. Nilainya tidak dapat dibaca; "
    "kosongkan bila tidak mengirim surel."
)
NO_SENDER = "MAIL_FROM wajib diisi bila SMTP_URL diisi, misalnya kinerja@kabupaten.example."


class MailError(Exception):
    """The mail server cannot be used; says why without anybody's address."""


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over, and from whom it comes; ``is_tls``: encrypted from the first byte."""

    host: str
    port: int
    is_tls: bool
    user: str
    password: str = field(repr=False)
    sender: str = ""

    @property
    def is_this_machine(self) -> bool:
        """Whether what is said to it stays on this machine."""
        return is_this_machine(self.host)


def server_of(url: str, sender: str) -> MailServer | None:
    """The server behind the settings; None when no mail is sent.

    Raises:
        SettingsError: the address cannot be read, or nobody is the sender.
    """
    if not url:
        return None
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError as error:
        raise SettingsError(WRONG_URL) from error
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise SettingsError(WRONG_URL)
    if "@" not in sender or sender != sender.strip() or any(ord(sign) < 32 for sign in sender):  # noqa: PLR2004 - control signs
        raise SettingsError(NO_SENDER)
    is_tls = parts.scheme == "smtps"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, port or (TLS_PORT if is_tls else PORT), is_tls, user, password, sender)


def letter(server: MailServer, to: str, subject: str, text: str) -> EmailMessage:
    """A plain text letter to one address."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = server.sender, to, subject
    message["Date"] = formatdate(clock.now().timestamp())
    message["Message-ID"] = make_msgid(domain=server.sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


@contextmanager
def connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection, encrypted when the server offers it; a password never crosses a network in clear.

    Raises:
        MailError: the server is away, refuses the login, or would hear the password in clear.
    """
    context = ssl.create_default_context()
    try:
        if server.is_tls:
            line: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE_S, context=context)
        else:
            line = smtplib.SMTP(server.host, server.port, timeout=PATIENCE_S)
    except (OSError, smtplib.SMTPException) as error:
        raise MailError(f"the mail server does not answer: {type(error).__name__}") from error
    with line:
        _introduce(line, server, context)
        yield line


def _introduce(line: smtplib.SMTP, server: MailServer, context: ssl.SSLContext) -> None:
    is_private = server.is_tls
    try:
        line.ehlo_or_helo_if_needed()
        if not is_private and line.has_extn("starttls"):
            line.starttls(context=context)
            line.ehlo()
            is_private = True
        if server.user and not is_private and not server.is_this_machine:
            raise MailError("the mail server offers no encryption, so it is not told the password")
        if server.user:
            line.login(server.user, server.password)
    except (OSError, smtplib.SMTPException) as error:
        raise MailError(f"the mail server refuses the connection: {type(error).__name__}") from error


def send(line: smtplib.SMTP, message: EmailMessage) -> bool:
    """Hand one letter over; False when the server refuses it for good.

    Raises:
        MailError: the connection broke, or the server takes nothing now.
    """
    try:
        line.send_message(message)
    except smtplib.SMTPRecipientsRefused:
        return False
    except smtplib.SMTPDataError as error:
        if error.smtp_code >= REFUSED_FOR_GOOD:
            return False
        raise MailError("the mail server takes no letter now") from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailError(f"the mail server did not take the letter: {type(error).__name__}") from error
    return True
