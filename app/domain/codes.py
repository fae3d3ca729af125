"""One-time codes: what they look like, how long they hold, how far an account has come."""

from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs nobody mistakes for one another: no 0 and O, no 1 and I."""

LENGTH = 12
"""Five bits a sign: sixty bits."""

GROUP = 4
VALID_DAYS = 14


def normalise(text: str) -> str:
    """The bare signs of a code, typed with spaces, dashes or in small letters."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def display(code: str) -> str:
    """In groups, as it is printed."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def last_day(issued_on: date) -> date:
    """The last day a code issued on a day can be used."""
    return issued_on + timedelta(days=VALID_DAYS)


def expiry(issued_on: date, zone: tzinfo) -> datetime:
    """The moment a code expires: the end of its last day where the office is."""
    end = last_day(issued_on) + timedelta(days=1)
    return datetime(end.year, end.month, end.day, tzinfo=zone)


class IdentityCheck(StrEnum):
    """How an officer made sure that somebody is who they say, before a new code for an account with a password."""

    CARD = "card"
    KNOWN = "known"
    SUPERIOR = "superior"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            IdentityCheck.CARD: "Melihat KTP atau kartu pegawai",
            IdentityCheck.KNOWN: "Kenal langsung dan bertatap muka",
            IdentityCheck.SUPERIOR: "Dibawa dan dipastikan oleh atasannya",
        }[self]


class AccountState(StrEnum):
    """How far a person has come towards logging in."""

    NONE = "none"
    PRINTED = "printed"
    LAPSED = "lapsed"
    ACTIVE = "active"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            AccountState.NONE: "Belum ada akun",
            AccountState.PRINTED: "Kode dicetak",
            AccountState.LAPSED: "Belum punya kata sandi",
            AccountState.ACTIVE: "Aktif",
            AccountState.CLOSED: "Ditutup",
        }[self]


def account_state(*, exists: bool, has_password: bool, is_closed: bool, has_code: bool) -> AccountState:
    """The state of an account; ``has_code``: an unused code that can still be redeemed."""
    if not exists:
        return AccountState.NONE
    if is_closed:
        return AccountState.CLOSED
    if has_password:
        return AccountState.ACTIVE
    return AccountState.PRINTED if has_code else AccountState.LAPSED
