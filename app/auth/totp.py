"""The second step: six digits from the owner's phone. Off unless the owner turns it on; secrets are stored sealed."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator

import pyotp
import segno
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from app import clock
from app.audit.service import record
from app.auth.models import Account, LoginFailure
from app.auth.service import LoggedIn, Proven, need_confirmation, open_session, own_account
from app.auth.throttle import failure_key, note_failure, note_success, refuse_while_waiting
from app.db import atomic, command, db
from app.domain.actors import Actor
from app.domain.errors import InvalidError, Problem

STEP_S = 30
TICKET_S = 300
WRONG = "Kode salah atau sudah dipakai. Tunggu kode berikutnya di ponsel, lalu ketik lagi. Periksa jam ponsel Anda."
TOO_LATE = "Waktu untuk memasukkan kode sudah habis. Masukkan lagi NIP dan kata sandi Anda."


class TicketError(InvalidError):
    """The ticket of the first step is damaged, too old, or of another password."""

    def __init__(self) -> None:
        super().__init__(Problem("", TOO_LATE))


def new_secret() -> str:
    """A secret for a phone."""
    return pyotp.random_base32()


def seal(secret: str, person_id: int, key: bytes) -> str:
    """Close a secret so that only this installation reads it, and only for its owner."""
    return base64.urlsafe_b64encode(SecretBox(key).encrypt(f"{person_id}:{secret}".encode())).decode()


def unseal(sealed: str, person_id: int, key: bytes) -> str | None:
    """The secret; None when it is damaged, somebody else's, or sealed with another key."""
    try:
        owner, _, secret = SecretBox(key).decrypt(base64.urlsafe_b64decode(sealed)).decode().partition(":")
    except (CryptoError, ValueError, TypeError):
        return None
    return secret if owner == str(person_id) else None


def accepted_step(secret: str, typed: str, last_step: int) -> int | None:
    """The step a typed code belongs to: this one, the one before or the next, and each only once."""
    digits = "".join(sign for sign in typed if sign.isdigit())
    now = int(clock.now().timestamp()) // STEP_S
    generator = pyotp.TOTP(secret)
    for step in (now, now - 1, now + 1):
        if step > last_step and pyotp.utils.strings_equal(digits, generator.at(step * STEP_S)):
            return step
    return None


def address_for_phone(secret: str, login: str) -> str:
    """What the picture holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name="Tilik")


def picture(address: str) -> tuple[int, str]:
    """Side of the QR code in modules, and its dark parts as the path of an SVG."""
    code = segno.make(address, error="m", micro=False)
    rows = [list(map(bool, row)) for row in code.matrix_iter(border=4)]
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(rows) for x, length in _runs(row))
    return len(rows), path


def _runs(row: list[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x - start
            start = None


def ticket(proven: Proven, key: bytes) -> str:
    """Proof that the first step was taken, good for five minutes and for this password alone."""
    mark = hashlib.sha256(proven.password_hash.encode()).hexdigest()
    content = json.dumps([proven.account_id, proven.person_id, mark, int(time.time())])
    return base64.urlsafe_b64encode(SecretBox(key).encrypt(content.encode())).decode()


def _read_ticket(text: str, key: bytes) -> tuple[int, str]:
    try:
        account_id, _, mark, made_at = json.loads(SecretBox(key).decrypt(base64.urlsafe_b64decode(text)))
    except (CryptoError, ValueError, TypeError) as error:
        raise TicketError from error
    if time.time() - made_at > TICKET_S:
        raise TicketError
    return account_id, mark


@command
def second_step(text: str, typed: str, ticket_key: bytes, seal_key: bytes, replaces: int | None = None) -> LoggedIn:
    """Open a session with the ticket of the first step and the code of the phone.

    Raises:
        TicketError: the ticket is too old, or the password changed meanwhile: begin again.
        InvalidError: the code is wrong or was used before, or there were too many wrong ones.
    """
    account_id, mark = _read_ticket(text, ticket_key)
    moment, count = clock.now(), failure_key("second", str(account_id))
    refuse_while_waiting(db.session.get(LoginFailure, count), moment, "code")
    with atomic() as session:
        refuse_while_waiting(session.get(LoginFailure, count, with_for_update=True), moment, "code")
        account = session.get_one(Account, account_id, with_for_update=True)
        current = account.password_hash or ""
        if hashlib.sha256(current.encode()).hexdigest() != mark or account.totp_secret is None:
            raise TicketError
        secret = unseal(account.totp_secret, account.person_id, seal_key)
        step = accepted_step(secret, typed, account.totp_step) if secret else None
        if step is None:
            note_failure(session, count, moment, account_id)
            opened = None
        else:
            account.totp_step = step
            note_success(session, count)
            opened = open_session(session, Proven(account_id, account.person_id, current), moment, replaces)
    if step is None:
        raise InvalidError(Problem("code", WRONG))
    if opened is None:
        raise TicketError
    return opened


@command
def turn_on(actor: Actor, sealed: str, typed: str, key: bytes) -> None:
    """Ask for the phone's code at every login from now on; the first code proves that the phone is set up.

    Raises:
        InvalidError: the page is not this person's, or the code is wrong.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    secret = unseal(sealed, actor.person_id, key)
    if secret is None:
        raise InvalidError(Problem("", "Halaman ini sudah tidak berlaku. Muat ulang, lalu pindai gambar yang baru."))
    with atomic() as session:
        account = own_account(session, actor)
        step = accepted_step(secret, typed, 0)
        if step is None:
            raise InvalidError(Problem("code", WRONG))
        account.totp_secret, account.totp_step = seal(secret, actor.person_id, key), step
        record(session, actor, "auth.second_step_on", ("account", account.id))


@command
def turn_off(actor: Actor) -> None:
    """Ask for the password alone from now on.

    Raises:
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    with atomic() as session:
        account = own_account(session, actor)
        if account.totp_secret is None:
            return
        account.totp_secret = None
        record(session, actor, "auth.second_step_off", ("account", account.id))
