"""The questions of a 360-degree form: the 21 official behaviour guides on a five-step scale, and three open questions.

The guides are those of form A.1.7 (PermenPANRB 6/2022 p.58-59); scale and anchors are of this application: they follow
the guidance for rating behaviour (IV.B.3, p.99: not yet consistent, consistent, and guarding it among others).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.ballots import text_limit
from app.domain.behaviour import BehaviourValue
from app.domain.errors import Problem

SCALE: tuple[tuple[int, str], ...] = (
    (1, "Hampir tidak pernah tampak"),
    (2, "Kadang tampak, sering perlu diingatkan"),
    (3, "Cukup sering tampak"),
    (4, "Konsisten tampak"),
    (5, "Konsisten, dan menjadi contoh bagi yang lain"),
)
"""What each step means, the same for every guide."""

CANNOT = "Tidak dapat menilai"
"""Always offered: no answer is better than a guess, and it lowers nobody's mean."""

LONGEST_QUESTION = 300
MOST_OPEN = 6


class QuestionKind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    OPEN = "open"


@dataclass(frozen=True)
class Wording:
    """One question: its words, the value it belongs to, and how the lowest and highest step look in daily work."""

    kind: QuestionKind
    text: str
    value: BehaviourValue | None = None
    low: str = ""
    high: str = ""


_V = BehaviourValue
_ANCHORS: dict[BehaviourValue, tuple[tuple[str, str], ...]] = {
    _V.SERVICE: (
        ("Melayani tanpa menanyakan kebutuhan", "Menggali kebutuhan dan memastikan terpenuhi"),
        ("Sulit ditemui, jawabannya menggantung", "Cepat, ramah, dan memberi jalan keluar"),
        ("Cara lama dipertahankan walau dikeluhkan", "Terus memperbaiki dari keluhan dan hasil"),
    ),
    _V.ACCOUNTABLE: (
        ("Pekerjaan perlu diperiksa ulang, janji meleset", "Dapat dipegang, mengakui dan memperbaiki kesalahan"),
        ("Barang kantor dipakai sembarangan", "Hemat dan mengingatkan yang lain"),
        ("Jabatan dipakai untuk kepentingan sendiri", "Menolak titipan dan terbuka bila ada kepentingan"),
    ),
    _V.COMPETENT: (
        ("Enggan belajar hal baru", "Mencari ilmu sendiri dan menerapkannya"),
        ("Menyimpan ilmu sendiri", "Meluangkan waktu mengajari sampai bisa"),
        ("Asal selesai", "Rapi, lengkap, dan tepat sejak awal"),
    ),
    _V.HARMONIOUS: (
        ("Membeda-bedakan orang", "Menghargai semua dan menengahi bila ada yang direndahkan"),
        ("Membiarkan rekan kesulitan sendiri", "Menawarkan bantuan sebelum diminta"),
        ("Memperuncing masalah", "Meredakan ketegangan dan menjaga suasana"),
    ),
    _V.LOYAL: (
        ("Mengabaikan aturan dan keputusan yang sah", "Menjalankan keputusan yang sah dan menjelaskannya"),
        ("Menjelekkan rekan atau kantor di luar", "Menyampaikan kritik di tempatnya dan menjaga nama baik"),
        ("Membicarakan data dan rahasia di sembarang tempat", "Menjaga rahasia dan mengingatkan yang lalai"),
    ),
    _V.ADAPTIVE: (
        ("Menolak atau menunda setiap perubahan", "Cepat mencoba dan membantu yang lain menyesuaikan diri"),
        ("Tidak pernah mengusulkan cara baru", "Mengusulkan dan mencoba cara yang lebih baik"),
        ("Menunggu disuruh", "Melihat yang perlu dan memulainya"),
    ),
    _V.COLLABORATIVE: (
        ("Bekerja sendiri, menutup peran orang lain", "Mengajak dan memberi ruang semua pihak"),
        ("Sulit diajak bekerja sama", "Terbuka, berbagi, dan mencari hasil bersama"),
        ("Sumber daya dikuasai sendiri", "Menghubungkan orang dan sumber daya untuk tujuan bersama"),
    ),
}

_OPEN = (
    "Apa yang sebaiknya diteruskan?",
    "Apa yang sebaiknya dimulai?",
    "Apa yang sebaiknya dihentikan?",
)

DEFAULT_NAME = "21 panduan perilaku BerAKHLAK"


def default_questions() -> tuple[Wording, ...]:
    """The question set every installation begins with."""
    scales = [
        Wording(QuestionKind.SCALE, text, value, low, high)
        for value in BehaviourValue
        for text, (low, high) in zip(value.guides, _ANCHORS[value], strict=True)
    ]
    return (*scales, *(Wording(QuestionKind.OPEN, text) for text in _OPEN))


def problems_of_set(questions: Sequence[Wording]) -> tuple[Problem, ...]:
    """Why a set cannot be used: nothing to answer, or more than fits into a ballot of one size."""
    scales = [q for q in questions if q.kind is QuestionKind.SCALE]
    texts = [q for q in questions if q.kind is QuestionKind.OPEN]
    if not scales:
        return (Problem("questions", "Isi paling sedikit satu pertanyaan berskala."),)
    if any(not q.text.strip() for q in questions):
        return (Problem("questions", "Ada pertanyaan yang masih kosong. Isi atau hapus."),)
    if len(texts) > MOST_OPEN:
        return (Problem("questions", f"Paling banyak {MOST_OPEN} pertanyaan terbuka. Hapus sebagian."),)
    try:
        text_limit(len(scales), len(texts))
    except ValueError:
        return (Problem("questions", "Pertanyaannya terlalu banyak untuk satu formulir. Hapus sebagian."),)
    return ()


MINUTES_FIRST, SECONDS_PER_SCALE, SECONDS_PER_TEXT = 1, 8, 45


def minutes(scales: int, texts: int) -> int:
    """An honest estimate of how long one form takes, in whole minutes: reading, choosing, writing a sentence or two."""
    seconds = MINUTES_FIRST * 60 + scales * SECONDS_PER_SCALE + texts * SECONDS_PER_TEXT
    return -(-seconds // 60)
