"""Rules of the evaluation: its states and the official guidance for ratings.

Source: PermenPANRB 6/2022, Lampiran IV.B.3 (p.97-103) and V.A (p.114-115).
"""

from enum import StrEnum

from app.domain.errors import Problem
from app.domain.rating import Rating


class EvaluationState(StrEnum):
    """From open to countersigned; signing sends the document, receiving it is a button."""

    OPEN = "open"
    SIGNED = "signed"
    RECEIVED = "received"
    COUNTERSIGNED = "countersigned"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            EvaluationState.OPEN: "Belum ditandatangani penilai",
            EvaluationState.SIGNED: "Disampaikan, menunggu diterima pegawai",
            EvaluationState.RECEIVED: "Diterima, menunggu tanda tangan pegawai",
            EvaluationState.COUNTERSIGNED: "Selesai ditandatangani",
        }[self]


class EvaluationVerb(StrEnum):
    """What can be done to an evaluation."""

    RATE = "rate"
    SIGN = "sign"
    RECEIVE = "receive"
    COUNTERSIGN = "countersign"


EVALUATION_STEPS = {
    EvaluationVerb.RATE: (frozenset({EvaluationState.OPEN}), EvaluationState.OPEN),
    EvaluationVerb.SIGN: (frozenset({EvaluationState.OPEN}), EvaluationState.SIGNED),
    EvaluationVerb.RECEIVE: (frozenset({EvaluationState.SIGNED}), EvaluationState.RECEIVED),
    EvaluationVerb.COUNTERSIGN: (frozenset({EvaluationState.RECEIVED}), EvaluationState.COUNTERSIGNED),
}

RESULTS_GUIDANCE = {
    Rating.ABOVE: (
        (
            "Sebagian besar atau seluruh hasil kerja di atas ekspektasi dan tidak ada hasil kerja utama "
            "yang di bawah ekspektasi."
        ),
        "Sebagian besar atau seluruh umpan balik menunjukkan respon positif.",
    ),
    Rating.AS_EXPECTED: (
        (
            "Sebagian besar atau seluruh hasil kerja sesuai ekspektasi dan hanya sebagian kecil hasil kerja utama "
            "yang di bawah ekspektasi."
        ),
        "Umpan balik sebagian menunjukkan respon positif.",
    ),
    Rating.BELOW: (
        "Sebagian besar atau seluruh hasil kerja di bawah ekspektasi.",
        "Sebagian besar atau seluruh umpan balik tidak menunjukkan respon positif.",
    ),
}

BEHAVIOUR_GUIDANCE = {
    Rating.ABOVE: (
        (
            "Konsisten menjalankan nilai dasar ASN untuk diri sendiri dan menjadi penjaga penerapannya "
            "di dalam atau di luar unit kerja."
        ),
    ),
    Rating.AS_EXPECTED: ("Konsisten menjalankan nilai dasar ASN untuk diri sendiri.",),
    Rating.BELOW: ("Belum konsisten menjalankan nilai dasar ASN.",),
}


def missing_for_signature(
    *,
    achievement_known: bool,
    results: Rating | None,
    behaviour: Rating | None,
    reason: str,
    note: str,
) -> tuple[Problem, ...]:
    """What the assessor still has to enter before signing (IV.B.3; V.A.3: predikat and catatan/rekomendasi)."""
    checks = (
        (
            achievement_known,
            "achievement",
            (
                "Capaian kinerja unit yang Anda pimpin belum diisi. "
                "Minta pimpinan di atas Anda atau petugas kepegawaian mengisinya."
            ),
        ),
        (results is not None, "results_rating", "Pilih rating hasil kerja."),
        (behaviour is not None, "behaviour_rating", "Pilih rating perilaku kerja."),
        (bool(reason.strip()), "reason", "Tulis alasan kedua rating, agar pegawai memahaminya."),
        (bool(note.strip()), "note", "Tulis catatan atau rekomendasi untuk pegawai."),
    )
    return tuple(Problem(field, message) for fine, field, message in checks if not fine)
