"""The sealed ballot box in bytes: subkeys, codes of authenticity, custodians' codes, wrapped keys, ballots, drafts.

Nothing here reads a database, a file or a clock. See docs/anonymity.md for what each part is against.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

from app.domain.ballots import MOST, SIZE, frame
from app.domain.codes import ALPHABET, display, normalise

KEY_BYTES = 32
ID_BYTES = 16
NONCE_BYTES = 16
RECEIPT_SIGNS = 20
SEALED_SIZE = SIZE + 48
"""Bytes of a sealed ballot: an ephemeral public key and a code of authenticity are added."""

DRAFT_SIZE = SIZE + SecretBox.NONCE_SIZE + SecretBox.MACBYTES
"""Bytes of a sealed draft."""

_SECRET_SIGNS, _CHECK_SIGNS = 26, 2
_LENGTH = 2


class ForgedError(Exception):
    """These bytes were not made by this installation for this place."""


class WrongCodeError(Exception):
    """This is not the code that belongs to this key."""


@dataclass(frozen=True)
class RoundKeys:
    """The three subkeys of a round's host secret; never stored, derived where they are needed."""

    ids: bytes = field(repr=False)
    macs: bytes = field(repr=False)
    wraps: bytes = field(repr=False)


def new_secret() -> bytes:
    """A fresh host secret of 32 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def subkeys(host_secret: bytes) -> RoundKeys:
    """The subkeys of a host secret."""

    def derived(person: bytes) -> bytes:
        return blake2b(b"", digest_size=KEY_BYTES, key=host_secret, person=person, encoder=RawEncoder)

    return RoundKeys(derived(b"tilik-id"), derived(b"tilik-mac"), derived(b"tilik-wrap"))


def mac(keys: RoundKeys, label: str, *fields: bytes) -> bytes:
    """HMAC-SHA256 over a label and length-prefixed fields: 'rules', 'inv' or 'ballot'."""
    return hmac.digest(keys.macs, frame((label.encode(), *fields)), "sha256")


def is_authentic(expected: bytes, given: bytes | None) -> bool:
    """Compare two codes of authenticity in constant time."""
    return given is not None and hmac.compare_digest(expected, given)


def ballot_id(keys: RoundKeys, invitation_id: bytes) -> bytes:
    """Where the ballot of an invitation lies; without the host secret nobody goes from one to the other."""
    return hmac.digest(keys.ids, invitation_id, "sha256")[:ID_BYTES]


# Custodians


def new_code() -> str:
    """A custodian's code: 130 random bits in 26 signs, and two that notice a slip of the pen."""
    secret = "".join(secrets.choice(ALPHABET) for _ in range(_SECRET_SIGNS))
    return secret + _check(secret)


def shown(code: str) -> str:
    """In groups of four, as it is printed."""
    return display(code)


def custodian_key(typed: str, round_token: bytes) -> PrivateKey:
    """The private key of a code, typed with spaces, dashes or in small letters.

    Raises:
        WrongCodeError: it is cut short or mistyped.
    """
    code = normalise(typed)
    secret = code[:_SECRET_SIGNS]
    if len(code) != _SECRET_SIGNS + _CHECK_SIGNS or not hmac.compare_digest(
        code[_SECRET_SIGNS:].encode(), _check(secret).encode()
    ):
        raise WrongCodeError
    seed = blake2b(b"", digest_size=KEY_BYTES, key=secret.encode(), salt=round_token, encoder=RawEncoder)
    return PrivateKey(seed)


def _check(secret: str) -> str:
    number = int.from_bytes(hashlib.sha256(f"tilik-check:{secret}".encode()).digest()[:2], "big")
    return ALPHABET[number & 31] + ALPHABET[number >> 5 & 31]


# The round's key, wrapped for each ordered pair of custodians


def new_round_key() -> PrivateKey:
    """A fresh key pair of a round."""
    return PrivateKey.generate()


def public_of(secret_key: bytes) -> bytes:
    """The public key that belongs to a secret one."""
    return bytes(PrivateKey(secret_key).public_key)


def wrap(keys: RoundKeys, secret_key: PrivateKey, rules_digest: bytes, first: bytes, second: bytes) -> bytes:
    """The round's secret key for two custodians' public keys: opened by the first, then the second, on this host."""
    inner = SealedBox(PublicKey(second)).encrypt(bytes(secret_key) + rules_digest)
    outer = SealedBox(PublicKey(first)).encrypt(inner)
    return bytes(SecretBox(keys.wraps).encrypt(outer))


def unwrap_first(keys: RoundKeys, body: bytes, first: PrivateKey) -> bytes:
    """Take off the host's and the first custodian's layer; what is left is sealed for the second.

    Raises:
        ForgedError: it does not open.
    """
    try:
        return bytes(SealedBox(first).decrypt(SecretBox(keys.wraps).decrypt(body)))
    except CryptoError as error:
        raise ForgedError from error


def unwrap_second(inner: bytes, second: PrivateKey, rules_digest: bytes) -> PrivateKey:
    """The round's secret key, if it was wrapped for these rules.

    Raises:
        ForgedError: it does not open, or the rules are other ones.
    """
    try:
        content = bytes(SealedBox(second).decrypt(inner))
    except CryptoError as error:
        raise ForgedError from error
    if len(content) != 2 * KEY_BYTES or not hmac.compare_digest(content[KEY_BYTES:], rules_digest):
        raise ForgedError
    return PrivateKey(content[:KEY_BYTES])


# Receipts


def new_receipt() -> str:
    """A receipt of 100 random bits in 20 signs."""
    return "".join(secrets.choice(ALPHABET) for _ in range(RECEIPT_SIGNS))


def is_receipt(text: str) -> bool:
    """Whether a text has the shape of a receipt."""
    return len(text) == RECEIPT_SIGNS and set(text) <= set(ALPHABET)


def verifier(invitation_id: bytes, receipt: str) -> bytes:
    """What is stored of a receipt: enough to recognise it, not enough to know it."""
    return hashlib.sha256(invitation_id + receipt.encode()).digest()


# Ballots


@dataclass(frozen=True)
class Opened:
    """An opened ballot whose code of authenticity was right: the answer's bytes, whose form it was, the receipt."""

    answer: bytes
    invitation_id: bytes
    receipt: str


def seal_ballot(keys: RoundKeys, public_key: bytes, answer: bytes, invitation_id: bytes, receipt: str) -> bytes:
    """Seal an answer into a ballot of :data:`SEALED_SIZE` bytes, whatever it says.

    Raises:
        ValueError: the answer is too long, or the receipt has another shape.
    """
    if len(answer) > MOST or not is_receipt(receipt) or len(invitation_id) != ID_BYTES:
        raise ValueError("no ballot can be made of this")
    nonce = secrets.token_bytes(NONCE_BYTES)
    head = len(answer).to_bytes(_LENGTH, "big") + answer + invitation_id + receipt.encode() + nonce
    content = head + mac(keys, "ballot", head)
    return bytes(SealedBox(PublicKey(public_key)).encrypt(content.ljust(SIZE, b"\0")))


def open_ballot(keys: RoundKeys, secret_key: PrivateKey, body: bytes) -> Opened:
    """Open a ballot and check that this installation sealed it.

    Raises:
        ForgedError: it does not open, or was not made here.
    """
    try:
        content = bytes(SealedBox(secret_key).decrypt(body))
    except (CryptoError, ValueError) as error:
        raise ForgedError from error
    length = int.from_bytes(content[:_LENGTH], "big")
    end = _LENGTH + length + ID_BYTES + RECEIPT_SIGNS + NONCE_BYTES
    if len(content) != SIZE or length > MOST:
        raise ForgedError
    head, code = content[:end], content[end : end + KEY_BYTES]
    if not hmac.compare_digest(code, mac(keys, "ballot", head)):
        raise ForgedError
    answer, rest = head[_LENGTH : _LENGTH + length], head[_LENGTH + length :]
    return Opened(answer, rest[:ID_BYTES], rest[ID_BYTES : ID_BYTES + RECEIPT_SIGNS].decode("ascii"))


# Drafts


def seal_draft(key: bytes, invitation_id: bytes, answer: bytes) -> bytes:
    """Seal an unsent answer for the browser to hold: :data:`DRAFT_SIZE` bytes, whatever it says."""
    if len(answer) > MOST:
        raise ValueError("too long for a draft")
    content = invitation_id + len(answer).to_bytes(_LENGTH, "big") + answer
    return bytes(SecretBox(key).encrypt(content.ljust(SIZE, b"\0")))


def open_draft(key: bytes, invitation_id: bytes, blob: bytes) -> bytes:
    """The answer in a draft of this form.

    Raises:
        ForgedError: it is damaged, of another session or of another form.
    """
    try:
        content = bytes(SecretBox(key).decrypt(blob))
    except (CryptoError, ValueError) as error:
        raise ForgedError from error
    if not hmac.compare_digest(content[:ID_BYTES], invitation_id):
        raise ForgedError
    length = int.from_bytes(content[ID_BYTES : ID_BYTES + _LENGTH], "big")
    return content[ID_BYTES + _LENGTH : ID_BYTES + _LENGTH + length]
