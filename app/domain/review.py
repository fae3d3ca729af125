"""Rules of the evaluation: its states and the official guidance for ratings.

Source: PermenPANRB 6/2022, Lampiran IV.B.3 (p.97-103) and V.A (p.114-115).
"""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import Problem
from app.domain.rating import Rating
from app.domain.transitions import possible


class EvaluationState(StrEnum):
    """From open to countersigned; signing sends the document, receiving it is a button.

    CHANGED is a result the superior changed after an objection, with a document of its own (D.1.3) to be signed again.
    """

    OPEN = "open"
    SIGNED = "signed"
    RECEIVED = "received"
    COUNTERSIGNED = "countersigned"
    REFUSED = "refused"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            EvaluationState.OPEN: "Belum ditandatangani penilai",
            EvaluationState.SIGNED: "Disampaikan, menunggu diterima pegawai",
            EvaluationState.RECEIVED: "Diterima, menunggu tanda tangan pegawai",
            EvaluationState.COUNTERSIGNED: "Selesai ditandatangani",
            EvaluationState.REFUSED: "Diterima, pegawai tidak menandatangani",
            EvaluationState.CHANGED: "Diubah setelah keberatan, menunggu tanda tangan",
        }[self]


def words_of(state: EvaluationState, *, awaits_assessor: bool) -> str:
    """The words users see of an evaluation; ``awaits_assessor``: the assessor has not signed a result that was changed.

    The changed result stands and is reported all the same, but all three sign form D.1.3 (p.118, block 9).
    """
    waits = {
        EvaluationState.COUNTERSIGNED: "Ditandatangani pegawai",
        EvaluationState.REFUSED: "Tidak ditandatangani pegawai",
    }
    if not awaits_assessor or state not in waits:
        return state.label
    return f"{waits[state]}, menunggu tanda tangan pejabat penilai (D.1.3)"


class Way(StrEnum):
    """Who evaluates and signs: the assessor, or the superior because the assessor let the window pass.

    TAKEN_OVER: the assessor did not evaluate; the result is final (IV.A.11, p.90). SIGNED_ABOVE: the assessor evaluated
    but did not sign; the superior signs what the assessor wrote, and an objection stays possible (V.A.8, p.115-116).
    """

    REGULAR = "regular"
    TAKEN_OVER = "taken_over"
    SIGNED_ABOVE = "signed_above"

    @property
    def form(self) -> str:
        """The form of the document that is signed first."""
        return "D.1.1" if self is Way.REGULAR else "D.1.2"

    @property
    def signed_by(self) -> str:
        """Who signed first, told to the employee."""
        return "Penilai" if self is Way.REGULAR else "Atasan penilai"


class EvaluationVerb(StrEnum):
    """What can be done to an evaluation."""

    RATE = "rate"
    DECLARE = "declare"
    LOOK = "look"
    TAKE_OVER = "take_over"
    SIGN = "sign"
    RECEIVE = "receive"
    HAND_OVER = "hand_over"
    COUNTERSIGN = "countersign"
    RECORD_REFUSAL = "record_refusal"
    CHANGE = "change"
    COSIGN = "cosign"
    EXTEND = "extend"
    REPORT = "report"


_SENT = frozenset({EvaluationState.SIGNED})
_AT_HAND = frozenset({EvaluationState.RECEIVED, EvaluationState.COUNTERSIGNED, EvaluationState.REFUSED})
"""The employee has it: an objection is possible now, also after signing (V.B.1-2, p.117)."""

EVALUATION_STEPS = {
    EvaluationVerb.RATE: (frozenset({EvaluationState.OPEN}), EvaluationState.OPEN),
    EvaluationVerb.DECLARE: (frozenset({EvaluationState.OPEN}), EvaluationState.OPEN),
    EvaluationVerb.LOOK: (frozenset({EvaluationState.OPEN}), EvaluationState.OPEN),
    EvaluationVerb.TAKE_OVER: (frozenset({EvaluationState.OPEN}), EvaluationState.OPEN),
    EvaluationVerb.SIGN: (frozenset({EvaluationState.OPEN}), EvaluationState.SIGNED),
    EvaluationVerb.RECEIVE: (_SENT, EvaluationState.RECEIVED),
    EvaluationVerb.HAND_OVER: (_SENT, EvaluationState.RECEIVED),
    EvaluationVerb.COUNTERSIGN: (
        frozenset({EvaluationState.RECEIVED, EvaluationState.REFUSED, EvaluationState.CHANGED}),
        EvaluationState.COUNTERSIGNED,  # a refusal that was recorded too soon takes nobody's signature away
    ),
    EvaluationVerb.RECORD_REFUSAL: (
        frozenset({EvaluationState.RECEIVED, EvaluationState.CHANGED}),
        EvaluationState.REFUSED,
    ),
    EvaluationVerb.CHANGE: (_AT_HAND, EvaluationState.CHANGED),
}
"""Verbs that lead to a state of their own."""

EVALUATION_ACTS = {
    EvaluationVerb.COSIGN: frozenset(
        {EvaluationState.CHANGED, EvaluationState.COUNTERSIGNED, EvaluationState.REFUSED},
    ),
    EvaluationVerb.EXTEND: frozenset(EvaluationState),
    EvaluationVerb.REPORT: frozenset({EvaluationState.COUNTERSIGNED, EvaluationState.REFUSED}),
}
"""Verbs that leave the state as it is, and the states in which they are possible."""

AT_HAND = _AT_HAND


def possible_verbs(state: EvaluationState) -> frozenset[EvaluationVerb]:
    """Everything that may be done to an evaluation in ``state`` by somebody."""
    acts = frozenset(verb for verb, states in EVALUATION_ACTS.items() if state in states)
    return possible(EVALUATION_STEPS, state) | acts


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


@dataclass(frozen=True)
class Relationship:
    """What the assessor declared about a close personal relation, and whether the superior has read the draft since.

    The regulation names no such procedure; it is a safeguard of this application: the superior reads reason and
    record before the signature, and both steps stand in the audit trail. ``superior`` is the name of who reads it.
    """

    is_close: bool | None
    words: str
    is_looked_at: bool
    superior: str = ""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is missing: the declaration, its words, or the superior's reading."""
        if self.is_close is None:
            return (
                Problem("is_close", "Nyatakan apakah Anda mempunyai hubungan pribadi yang dekat dengan pegawai ini."),
            )
        if self.is_close and not self.words.strip():
            return (Problem("relation", "Tulis hubungannya, misalnya: saudara kandung."),)
        if self.is_close and not self.is_looked_at:
            words = (
                f"Karena ada hubungan dekat, {self.superior or 'atasan Anda'} membaca alasan dan buktinya dahulu. "
                "Tugas itu sudah tampil di halaman Penilaiannya; sesudah dibaca, Anda dapat menandatangani."
            )
            return (Problem("look", words),)
        return ()


def missing_for_signature(
    *,
    achievement_known: bool,
    results: Rating | None,
    behaviour: Rating | None,
    reason: str,
    note: str,
    relation: Relationship | None = None,
    departs_because: str = "",
) -> tuple[Problem, ...]:
    """What the assessor still has to enter before signing (IV.B.3; V.A.3: predikat and catatan/rekomendasi).

    ``relation`` is None where nothing has to be declared; ``departs_because`` says why the reason has to say more.
    """
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
        (not departs_because or not reason.strip(), "reason", departs_because),
        (bool(note.strip()), "note", "Tulis catatan atau rekomendasi untuk pegawai."),
    )
    missing = tuple(Problem(field, message) for fine, field, message in checks if not fine)
    return (*missing, *(relation.problems if relation else ()))
