"""Slips of paper with a one-time code, to be cut out and handed over, or drawn by lot."""

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


DRAWING = (
    "Potong di garis, lipat setiap kertas dua kali, campur dalam satu wadah untuk setiap orang yang dinilai, lalu "
    "biarkan setiap penjawab mengambil sendiri. Jangan mencatat siapa mengambil kertas yang mana, dan jangan menulis "
    "nama di kertas. Sisa kertas dimusnahkan. Kode tidak disimpan: bila berkas ini hilang, batalkan kodenya dan cetak "
    "baru."
)
FEEDBACK_STEPS = (
    "Buka alamat di atas pada komputer atau ponsel. Tidak perlu akun.",
    "Ketik kode ini, lalu jawab pertanyaannya.",
    "Simpan kertas ini dan tanda terima yang tampil bila nanti ingin memperbaiki jawaban.",
)
DRAWN = (
    "Kertas ini diambil dengan undian, dan tidak dicatat untuk siapa. Jangan tulis nama Anda di sini, jangan berikan "
    "kepada orang lain."
)
EXERCISE = "Latihan: administrator server dapat membaca jawaban."


@dataclass(frozen=True)
class FeedbackSlip:
    """What is printed for whoever draws it: whom the answer is about, in which role, and the code."""

    name: str
    position: str
    unit: str
    role: str
    code: str


@dataclass(frozen=True)
class FeedbackPaper:
    """What stands on every slip of a round; ``until`` is the last moment, in words."""

    agency: str
    address: str
    until: str
    is_exercise: bool
    is_sample: bool


def render_feedback_slips(slips: Sequence[FeedbackSlip], paper: FeedbackPaper, made_at: datetime) -> bytes:
    """A PDF of slips of a 360-degree round, several on a page, none broken, nobody's name but the subject's."""
    data = {
        "title": "Kode umpan balik 360",
        "agency": printable(paper.agency),
        "address": printable(paper.address),
        "until": paper.until,
        "drawing": DRAWING,
        "steps": FEEDBACK_STEPS,
        "drawn": DRAWN,
        "exercise": EXERCISE if paper.is_exercise else "",
        "sample": paper.is_sample,
        "slips": [{name: printable(text) for name, text in asdict(slip).items()} for slip in slips],
    }
    return typeset("feedback_slips.typ", data, made_at)
