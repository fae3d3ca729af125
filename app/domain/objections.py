"""States of an objection (keberatan). Source: PermenPANRB 6/2022, Lampiran V.B, p.117-119."""

from datetime import date
from enum import StrEnum

from app.domain.errors import Problem
from app.domain.periods import in_words
from app.domain.rating import Rating

MOST_FILES = 5


class ObjectionState(StrEnum):
    """From the employee's draft to the superior's decision."""

    DRAFT = "draft"
    FILED = "filed"
    EXPLAINED = "explained"
    HEARD = "heard"
    UPHELD = "upheld"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            ObjectionState.DRAFT: "Belum diajukan",
            ObjectionState.FILED: "Diajukan, menunggu penjelasan penilai",
            ObjectionState.EXPLAINED: "Dijelaskan penilai, menunggu pemeriksaan",
            ObjectionState.HEARD: "Diperiksa, menunggu keputusan",
            ObjectionState.UPHELD: "Diputuskan: hasil evaluasi dikuatkan",
            ObjectionState.CHANGED: "Diputuskan: hasil evaluasi diubah",
            ObjectionState.WITHDRAWN: "Dicabut oleh pegawai",
        }[self]


class ObjectionVerb(StrEnum):
    """What can be done to an objection."""

    WRITE = "write"
    FILE = "file"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    EXPLAIN = "explain"
    HEAR = "hear"
    UPHOLD = "uphold"
    CHANGE = "change"


_PENDING = frozenset({ObjectionState.FILED, ObjectionState.EXPLAINED, ObjectionState.HEARD})
OBJECTION_STEPS = {
    ObjectionVerb.WRITE: (frozenset({ObjectionState.DRAFT}), ObjectionState.DRAFT),
    ObjectionVerb.FILE: (frozenset({ObjectionState.DRAFT}), ObjectionState.FILED),
    ObjectionVerb.WITHDRAW: (_PENDING, ObjectionState.WITHDRAWN),
    ObjectionVerb.REOPEN: (frozenset({ObjectionState.WITHDRAWN}), ObjectionState.DRAFT),
    ObjectionVerb.EXPLAIN: (frozenset({ObjectionState.FILED}), ObjectionState.EXPLAINED),
    ObjectionVerb.HEAR: (frozenset({ObjectionState.FILED, ObjectionState.EXPLAINED}), ObjectionState.HEARD),
    ObjectionVerb.UPHOLD: (frozenset({ObjectionState.HEARD}), ObjectionState.UPHELD),
    ObjectionVerb.CHANGE: (frozenset({ObjectionState.HEARD}), ObjectionState.CHANGED),
}
"""The superior asks both for their explanation before deciding (V.B.4-5, p.117); hearing both is that step.

An assessor who stays silent does not hold up the decision: the superior then records what was asked and answered.
What was withdrawn may be filed again while the 14 working days run: V.B.2 (p.117) sets no other limit.
"""


def problem_of_filing(reasons: str, *, until: date | None, today: date, has_superior: bool) -> Problem | None:
    """Why an objection cannot be filed today (V.B.1-2, p.117): one to whom it goes, reasons, within its time."""
    if not reasons.strip():
        return Problem("reasons", "Tulis alasan keberatan Anda. Keberatan diajukan beserta alasannya.")
    if until is None:
        return Problem("", "Keberatan diajukan sesudah dokumen evaluasi diterima. Terima dahulu dokumennya.")
    if today > until:
        return Problem(
            "",
            f"Keberatan paling lambat diajukan {in_words(until)}, 14 hari kerja sejak dokumen diterima (V.B.2, "
            "halaman 117). Atasan pejabat penilai dapat memperpanjang tenggat ini dengan alasan.",
        )
    if not has_superior:
        return Problem(
            "",
            "Penilai Anda belum memiliki atasan di aplikasi, jadi keberatan belum dapat disampaikan. "
            "Minta petugas kepegawaian unit menetapkannya; tulisan Anda tetap tersimpan.",
        )
    return None


def missing_in_hearing(
    on: date | None, employee: str, assessor: str, *, filed_on: date, today: date
) -> tuple[Problem, ...]:
    """What the record of the hearing still lacks: both are asked for their explanation (V.B.4, p.117)."""
    checks = (
        (
            on is not None and filed_on <= on <= today,
            "heard_on",
            f"Isi hari pemeriksaan: antara {in_words(filed_on)} dan hari ini.",
        ),
        (bool(employee.strip()), "employee", "Tulis penjelasan pegawai."),
        (
            bool(assessor.strip()),
            "assessor",
            "Tulis penjelasan pejabat penilai. Bila ia tidak memberi penjelasan, tulis kapan dan bagaimana diminta.",
        ),
    )
    return tuple(Problem(name, words) for fine, name, words in checks if not fine)


def missing_for_change(
    *, was: tuple[Rating, Rating], becomes: tuple[Rating, Rating], decision: str, recommendation: str
) -> tuple[Problem, ...]:
    """What is missing for a decision that changes the result: ratings, decision, recommendation (V.B.7, p.118)."""
    checks = (
        (bool(decision.strip()), "decision", "Tulis keputusan beserta dasarnya."),
        (
            becomes != was,
            "results_rating",
            "Pilih rating yang baru. Bila kedua rating tetap, kuatkan hasilnya.",
        ),
        (bool(recommendation.strip()), "recommendation", "Tulis rekomendasi baru untuk pegawai."),
    )
    return tuple(Problem(name, words) for fine, name, words in checks if not fine)


def missing_for_upholding(decision: str) -> tuple[Problem, ...]:
    """What is missing for a decision that confirms the result (V.B.5, p.117)."""
    return () if decision.strip() else (Problem("decision", "Tulis keputusan beserta dasarnya."),)
