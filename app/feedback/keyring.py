"""Files of a round that belong into no database and no backup: the host secret, and half-opened keys of a count.

One folder per round under ``FEEDBACK_KEY_DIR``, readable by this account alone.
"""

import os
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from app.domain.codes import ALPHABET, display, normalise
from app.feedback.sealing import ID_BYTES, KEY_BYTES, RoundKeys, subkeys

SECRET, PROGRESS, EXERCISE, CONTENT = "host", "progress", "exercise", "content"
_PARTIAL = "half"
_DIGITS = 52  # of 5 bits each hold 256


class KeyGoneError(Exception):
    """The host secret of this round is not on this machine (any more)."""


@dataclass(frozen=True)
class Keyring:
    """The key folder of one round; ``token`` is the round's random name, 16 bytes."""

    folder: Path
    token: bytes

    @property
    def place(self) -> Path:
        """Where the files of this round lie.

        Raises:
            ValueError: a token of another length, which would name the folder of all rounds.
        """
        if len(self.token) != ID_BYTES:
            raise ValueError("a round's token has another length")
        return self.folder / self.token.hex()

    def create(self, host_secret: bytes) -> None:
        """Store a fresh host secret.

        Raises:
            FileExistsError: this round has one.
        """
        self.place.mkdir(parents=True, mode=0o700, exist_ok=True)
        self._write(SECRET, host_secret)
        self._settle()

    def load(self) -> RoundKeys:
        """The subkeys of this round.

        Raises:
            KeyGoneError: the file is not here.
        """
        return subkeys(self.host_secret())

    def host_secret(self) -> bytes:
        """The host secret itself, for the printed copy.

        Raises:
            KeyGoneError: the file is not here.
        """
        try:
            found = (self.place / SECRET).read_bytes()
        except OSError as error:
            raise KeyGoneError from error
        if len(found) != KEY_BYTES:
            raise KeyGoneError
        return found

    def destroy(self) -> None:
        """Delete everything of this round; repeatable."""
        if not self.place.exists():
            return
        for file in self.place.iterdir():
            with file.open("r+b", buffering=0) as stream:
                stream.write(secrets.token_bytes(file.stat().st_size or 1))
                os.fsync(stream.fileno())
        shutil.rmtree(self.place)

    def put(self, name: str, content: bytes) -> None:
        """Write a small file whole, over one of the same name."""
        draft = f"{name}.{secrets.token_hex(6)}"
        self._write(draft, content)
        moment = time.time()  # this machine's clock, where the folder may be another one's
        os.utime(self.place / draft, (moment, moment))
        (self.place / draft).replace(self.place / name)

    def keep(self, name: str, content: bytes) -> bytes:
        """Write a small file unless there is one; gives what it holds. Of two writers at once, one is the first."""
        draft = self.place / f"{name}.{secrets.token_hex(6)}"
        self._write(draft.name, content)
        try:
            os.link(draft, self.place / name)
        except FileExistsError:
            return (self.place / name).read_bytes()
        finally:
            draft.unlink()
            self._settle()
        return content

    def get(self, name: str) -> bytes | None:
        """A small file; None when there is none."""
        try:
            return (self.place / name).read_bytes()
        except OSError:
            return None

    def age(self, name: str) -> float | None:
        """When a file was written, as seconds since the epoch; None when there is none."""
        try:
            return (self.place / name).stat().st_mtime
        except OSError:
            return None

    def drop(self, name: str) -> None:
        """Delete a small file; repeatable."""
        (self.place / name).unlink(missing_ok=True)

    def halves(self) -> list[str]:
        """Names of the half-opened keys that wait for a second custodian."""
        if not self.place.exists():
            return []
        return sorted(file.name for file in self.place.iterdir() if file.name.startswith(f"{_PARTIAL}-"))

    @staticmethod
    def half(first_id: int, second_id: int) -> str:
        """The name of a key opened by one custodian and waiting for another."""
        return f"{_PARTIAL}-{first_id}-{second_id}"

    def _write(self, name: str, content: bytes) -> None:
        with os.fdopen(os.open(self.place / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def _settle(self) -> None:
        """Make names last through a loss of power, not contents alone."""
        folder = os.open(self.place, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def printed(host_secret: bytes) -> str:
    """The host secret as signs for the sealed envelope."""
    number = int.from_bytes(host_secret, "big")
    signs = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(_DIGITS)))
    return display(signs)


def read_printed(text: str) -> bytes:
    """The host secret back from the paper.

    Raises:
        ValueError: these are not its signs.
    """
    signs = normalise(text)
    if len(signs) != _DIGITS or set(signs) - set(ALPHABET):
        raise ValueError("these are not the signs of a host secret")
    number = 0
    for sign in signs:
        number = number << 5 | ALPHABET.index(sign)
    return number.to_bytes(KEY_BYTES, "big")
