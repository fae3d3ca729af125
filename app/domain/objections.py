"""States of an objection (keberatan). Source: PermenPANRB 6/2022, Lampiran V.B, p.117-119."""

from enum import StrEnum


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
    EXPLAIN = "explain"
    HEAR = "hear"
    UPHOLD = "uphold"
    CHANGE = "change"


_PENDING = frozenset({ObjectionState.FILED, ObjectionState.EXPLAINED, ObjectionState.HEARD})
OBJECTION_STEPS = {
    ObjectionVerb.WRITE: (frozenset({ObjectionState.DRAFT}), ObjectionState.DRAFT),
    ObjectionVerb.FILE: (frozenset({ObjectionState.DRAFT}), ObjectionState.FILED),
    ObjectionVerb.WITHDRAW: (_PENDING, ObjectionState.WITHDRAWN),
    ObjectionVerb.EXPLAIN: (frozenset({ObjectionState.FILED}), ObjectionState.EXPLAINED),
    ObjectionVerb.HEAR: (frozenset({ObjectionState.FILED, ObjectionState.EXPLAINED}), ObjectionState.HEARD),
    ObjectionVerb.UPHOLD: (frozenset({ObjectionState.HEARD}), ObjectionState.UPHELD),
    ObjectionVerb.CHANGE: (frozenset({ObjectionState.HEARD}), ObjectionState.CHANGED),
}
"""The superior asks both for their explanation before deciding (V.B.4-5, p.117); hearing both is that step.

An assessor who stays silent does not hold up the decision: the superior then records what was asked and answered.
"""
