"""Who may see and do what, as a table made from the policy itself: what is printed here is what the pages ask.

The table for offices stands in ``docs/siapa-melihat-apa.md``; a test keeps it equal to :func:`markdown`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain import policy
from app.domain.actors import Actor, Role
from app.domain.planning import PlanState
from app.domain.policy import Standing
from app.domain.review import EvaluationState, EvaluationVerb, Way

_EMPLOYEE, _FORMER, _ASSESSOR, _SUPERIOR, _AIDE, _STRANGER = range(1, 7)
_AGENCY, _OLD_UNIT, _UNIT = 10, 11, 12
_BEFORE = Standing(_EMPLOYEE, _FORMER, _SUPERIOR, (_AGENCY, _OLD_UNIT), frozenset({_AIDE}), frozenset({_FORMER}))
_NOW = Standing(_EMPLOYEE, _ASSESSOR, _SUPERIOR, (_AGENCY, _UNIT), frozenset({_AIDE}), frozenset({_FORMER}))
"""Moved: what was signed before was signed by the former assessor, what follows is the new one's."""


@dataclass(frozen=True)
class Reader:
    """A kind of person, and where the employee stands towards them."""

    name: str
    actor: Actor
    standing: Standing


def _who(person: int, *roles: Role, units: frozenset[int] = frozenset()) -> Actor:
    return Actor(person, "", 0, frozenset(roles), units)


READERS = (
    Reader("Pegawai sendiri", _who(_EMPLOYEE), _NOW),
    Reader("Penilai", _who(_ASSESSOR), _NOW),
    Reader("Penilai lama, sebelum pegawai pindah", _who(_FORMER), _BEFORE),
    Reader("Penilai lama, sesudah pegawai pindah", _who(_FORMER), _NOW),
    Reader("Penilai baru, sebelum pegawai pindah", _who(_ASSESSOR), _BEFORE),
    Reader("Atasan penilai", _who(_SUPERIOR), _NOW),
    Reader("Pendamping pejabat tanpa NIP", _who(_AIDE), _NOW),
    Reader("Petugas unit pegawai", _who(_STRANGER, Role.UNIT_OFFICER, units=frozenset({_UNIT})), _NOW),
    Reader("Petugas unit lama", _who(_STRANGER, Role.UNIT_OFFICER, units=frozenset({_OLD_UNIT})), _NOW),
    Reader("Petugas instansi", _who(_STRANGER, Role.AGENCY_OFFICER), _NOW),
    Reader("Pimpinan instansi", _who(_STRANGER, Role.HEAD_OF_AGENCY), _NOW),
    Reader("Pengawas", _who(_STRANGER, Role.AUDITOR), _NOW),
    Reader("Administrator aplikasi", _who(_STRANGER, Role.ADMINISTRATOR), _NOW),
    Reader("Rekan kerja", _who(_STRANGER), _NOW),
)

_Rule = Callable[[Actor, Standing], bool]


def _reads_plan(state: PlanState) -> _Rule:
    return lambda actor, standing: policy.may_read_plan(actor, standing, state)


def _reads_evaluation(state: EvaluationState, *, to_superior: bool = False) -> _Rule:
    return lambda actor, standing: policy.may_read_evaluation(actor, standing, state, to_superior=to_superior)


THINGS: tuple[tuple[str, _Rule], ...] = (
    ("Konsep rencana kinerja", _reads_plan(PlanState.DRAFT)),
    ("Rencana yang diajukan atau ditetapkan", _reads_plan(PlanState.SET)),
    ("Realisasi, bukti, umpan balik penilai", policy.may_read_progress),
    ("Hasil umpan balik 360 pegawai", policy.may_read_report),
    ("Konsep rating dan alasannya", _reads_evaluation(EvaluationState.OPEN)),
    (
        "Konsep rating bila ada hubungan dekat atau penilaian diambil alih",
        _reads_evaluation(EvaluationState.OPEN, to_superior=True),
    ),
    ("Evaluasi yang sudah ditandatangani", _reads_evaluation(EvaluationState.SIGNED)),
)
"""What can be read, each with the rule of the pages that show it."""

VERBS: tuple[tuple[EvaluationVerb, str], ...] = (
    (EvaluationVerb.RATE, "menyusun rating"),
    (EvaluationVerb.DECLARE, "menyatakan hubungan dekat"),
    (EvaluationVerb.LOOK, "meninjau sebelum tanda tangan"),
    (EvaluationVerb.TAKE_OVER, "mengambil alih setelah jangka waktu"),
    (EvaluationVerb.SIGN, "menandatangani dan menyampaikan"),
    (EvaluationVerb.RECEIVE, "menerima"),
    (EvaluationVerb.HAND_OVER, "mencatat penyerahan di atas kertas"),
    (EvaluationVerb.COUNTERSIGN, "menandatangani sebagai pegawai"),
    (EvaluationVerb.RECORD_REFUSAL, "mencatat penolakan tanda tangan"),
    (EvaluationVerb.CHANGE, "mengubah hasil setelah keberatan"),
    (EvaluationVerb.COSIGN, "menandatangani hasil yang diubah"),
    (EvaluationVerb.EXTEND, "memperpanjang tenggat"),
    (EvaluationVerb.REPORT, "melaporkan kepada PyB"),
)
"""Every verb of an evaluation in the words of the table."""


def readable(reader: Reader) -> frozenset[str]:
    """Everything the reader may read."""
    return frozenset(name for name, rule in THINGS if rule(reader.actor, reader.standing))


def doable(reader: Reader, way: Way) -> dict[EvaluationState, tuple[str, ...]]:
    """What the reader may do to an evaluation, by its state; the order is that of :data:`VERBS`."""
    found = {}
    for state in EvaluationState:
        verbs = policy.evaluation_verbs(reader.actor, reader.standing, state, way)
        found[state] = tuple(words for verb, words in VERBS if verb in verbs)
    return found


_WAYS = {
    Way.REGULAR: "Penilai menilai pada waktunya (D.1.1)",
    Way.TAKEN_OVER: "Penilai tidak menilai, atasan mengambil alih (D.1.2, final)",
    Way.SIGNED_ABOVE: "Penilai menilai tetapi tidak menandatangani (D.1.2)",
}


def markdown() -> str:
    """The whole document."""
    lines = [
        "# Siapa melihat apa",
        "",
        "Dibuat dari aturan yang dipakai semua halaman (`app/domain/policy.py`); jangan diubah dengan tangan.",
        "Buat ulang dengan `flask --app wsgi visibility > docs/siapa-melihat-apa.md`. “ya” berarti boleh membaca.",
        "",
        "Pegawai pada contoh ini sudah pindah unit: evaluasi yang lama ditandatangani penilai lama.",
        "",
        "## Membaca",
        "",
        "| | " + " | ".join(name for name, _ in THINGS) + " |",
        "|---" * (len(THINGS) + 1) + "|",
    ]
    for reader in READERS:
        may = readable(reader)
        cells = ["ya" if name in may else "–" for name, _ in THINGS]
        lines.append(f"| {reader.name} | " + " | ".join(cells) + " |")
    for way, title in _WAYS.items():
        lines += ["", f"## Melakukan: {title}", ""]
        lines += ["| | " + " | ".join(state.label for state in EvaluationState) + " |"]
        lines += ["|---" * (len(EvaluationState) + 1) + "|"]
        for reader in READERS:
            done = doable(reader, way)
            if any(done.values()):
                cells = ["; ".join(done[state]) or "–" for state in EvaluationState]
                lines.append(f"| {reader.name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
