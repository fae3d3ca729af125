"""Using the last periodic result of the former unit after the employee moved, as assessor and employee agree.

Source: PermenPANRB 6/2022, Lampiran IV.A.13.a with the example of Sari (p.91): after a move in February the result of
the year before may be used. The evaluation of the year is always made by the new assessor (IV.A.13.b, p.91).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.actors import Actor
from app.domain.policy import Relation, Standing, relations
from app.domain.transitions import possible


class CarryState(StrEnum):
    """Whether an earlier result is used for an evaluation: not at all, as the assessor proposes, or agreed."""

    NONE = "none"
    PROPOSED = "proposed"
    AGREED = "agreed"


class CarryVerb(StrEnum):
    """What the two do; the employee may take the agreement back until the signature, as the assessor the proposal."""

    PROPOSE = "propose"
    AGREE = "agree"
    DECLINE = "decline"
    TAKE_BACK = "take_back"


_USED = frozenset({CarryState.PROPOSED, CarryState.AGREED})
CARRY_STEPS = {
    CarryVerb.PROPOSE: (frozenset({CarryState.NONE}), CarryState.PROPOSED),
    CarryVerb.AGREE: (frozenset({CarryState.PROPOSED}), CarryState.AGREED),
    CarryVerb.DECLINE: (_USED, CarryState.NONE),
    CarryVerb.TAKE_BACK: (_USED, CarryState.NONE),
}
_DOERS = {
    CarryVerb.PROPOSE: Relation.ASSESSOR,
    CarryVerb.AGREE: Relation.SELF,
    CarryVerb.DECLINE: Relation.SELF,
    CarryVerb.TAKE_BACK: Relation.ASSESSOR,
}


def state_of(source_id: int | None, agreed_at: datetime | None) -> CarryState:
    """How far the two have come."""
    if source_id is None:
        return CarryState.NONE
    return CarryState.AGREED if agreed_at else CarryState.PROPOSED


def carry_verbs(actor: Actor, standing: Standing, state: CarryState, *, is_draft: bool) -> frozenset[CarryVerb]:
    """What ``actor`` may do now; ``is_draft``: a period, not the year, and the assessor has not signed.

    An aide prepares ratings and agrees to nothing; a superior who stands in evaluates anew (IV.A.11, p.90).
    """
    held = relations(actor, standing) if is_draft else frozenset()
    return frozenset(verb for verb in possible(CARRY_STEPS, state) if _DOERS[verb] in held)


@dataclass(frozen=True)
class Former:
    """The last periodic evaluation of an employee that was signed: in which unit, by whom, and whether it may change.

    ``is_disputed``: an objection to it was filed and is not decided.
    """

    unit_id: int | None
    assessor_id: int
    is_disputed: bool


def why_not(former: Former | None, standing: Standing) -> str:
    """Why the last result can't be used for this period; empty when it can."""
    if former is None:
        return "Belum ada evaluasi periodik sebelumnya yang ditandatangani di Tilik."
    if former.unit_id == standing.unit_id or former.assessor_id == standing.assessor_id:
        return "Pegawai tidak berpindah sejak evaluasi periodik yang terakhir, jadi periode ini dinilai seperti biasa."
    if former.is_disputed:
        return "Keberatan atas hasil sebelumnya belum diputus. Tunggu putusannya, atau nilai periode ini seperti biasa."
    return ""


def preset(label: str, unit: str) -> str:
    """The words that reason and note begin with while an earlier result is used."""
    return (
        f"Sesuai kesepakatan pejabat penilai kinerja dan pegawai, hasil evaluasi {label} di {unit} digunakan untuk "
        "periode ini karena pegawai berpindah (PermenPANRB 6/2022, Lampiran IV.A.13.a)."
    )


def begun_with(words: str, text: str) -> str:
    """``text`` after ``words``; nothing typed before is lost."""
    return words if not text.strip() else f"{words}\n\n{text}"


def without(words: str, text: str) -> str:
    """``text`` as it was before ``words`` were put in front of it; as it is when they were changed since."""
    return text.removeprefix(words).lstrip() if text.startswith(words) else text
