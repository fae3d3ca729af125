"""Slips of paper with a one-time code, to be cut out and handed over."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from app.documents.pdf import typeset
from app.documents.text import printable
from app.documents.wording import long_date

STEPS = (
    "Buka alamat di atas pada komputer atau ponsel.",
    "Ketik NIP (atau nama masuk) dan kode ini.",
    "Pilih kata sandi baru yang hanya Anda ketahui, lalu tekan tombolnya.",
)
ONCE_ONLY = (
    "Kode ini bukan kata sandi: hanya dapat dipakai satu kali, lalu tidak berlaku lagi. "
    "Jangan berikan kepada siapa pun, juga tidak kepada petugas."
)
USED = (
    "Bila aplikasi mengatakan kode ini sudah dipakai dan bukan Anda yang memakainya, segera hubungi petugas "
    "kepegawaian unit Anda."
)


@dataclass(frozen=True)
class Slip:
    """What is printed for one person."""

    name: str
    login: str
    unit: str
    code: str


def render_slips(
    slips: Sequence[Slip], agency: str, address: str, last_day: date, made_at: datetime, *, sample: bool
) -> bytes:
    """A PDF of all slips, several on a page, none of them broken."""
    data = {
        "title": "Kode masuk Tilik",
        "agency": printable(agency),
        "address": printable(address),
        "until": long_date(last_day),
        "steps": STEPS,
        "once_only": ONCE_ONLY,
        "used": USED,
        "sample": sample,
        "slips": [{name: printable(text) for name, text in asdict(slip).items()} for slip in slips],
    }
    return typeset("slips.typ", data, made_at)
