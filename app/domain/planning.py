"""Words and rules of the plan (SKP). Source: PermenPANRB 6/2022, Lampiran II, p.26-66."""

from enum import StrEnum


class PlanForm(StrEnum):
    """The official form a plan is written on (II.A.2, II.A.7; p.30-34, 52-59)."""

    A11 = "A.1.1"
    A12 = "A.1.2"
    A16 = "A.1.6"
    A17 = "A.1.7"

    @property
    def is_leaders(self) -> bool:
        """Whether it is for JPT and heads of independent units (II.A.2, p.26-36)."""
        return self in {PlanForm.A11, PlanForm.A12}

    @property
    def is_quantitative(self) -> bool:
        """Whether the target is told apart from the indicator (II.A.7.a.3-4, p.50)."""
        return self in {PlanForm.A12, PlanForm.A17}

    @property
    def other_approach(self) -> "PlanForm":
        """The form of the other approach for the same people."""
        return {
            PlanForm.A11: PlanForm.A12,
            PlanForm.A12: PlanForm.A11,
            PlanForm.A16: PlanForm.A17,
            PlanForm.A17: PlanForm.A16,
        }[self]


class PlanOrigin(StrEnum):
    """Where a plan was made: written here, or set elsewhere and recorded with its scan."""

    HERE = "here"
    OUTSIDE = "outside"


class ResultOrigin(StrEnum):
    """Where a leader's result comes from (p.34): the last two may be tambahan."""

    AGREEMENT = "agreement"
    STRATEGIC_PLAN = "strategic_plan"
    ANNUAL_PLAN = "annual_plan"
    DIRECTIVE = "directive"
    INITIATIVE = "initiative"

    @property
    def label(self) -> str:
        """The words of the forms."""
        return {
            ResultOrigin.AGREEMENT: "Perjanjian Kinerja",
            ResultOrigin.STRATEGIC_PLAN: "Rencana Strategis",
            ResultOrigin.ANNUAL_PLAN: "Rencana Kerja Tahunan",
            ResultOrigin.DIRECTIVE: "Direktif",
            ResultOrigin.INITIATIVE: "Rencana aksi/inisiatif strategis",
        }[self]


class ResultKind(StrEnum):
    """Utama has high priority, tambahan low (II.A.6, p.50)."""

    MAIN = "main"
    ADDITIONAL = "additional"

    @property
    def label(self) -> str:
        """The word printed on the forms."""
        return {ResultKind.MAIN: "Utama", ResultKind.ADDITIONAL: "Tambahan"}[self]


class Aspect(StrEnum):
    """Aspects of an indicator; several may be combined in one (II.A.7.a.6, p.51)."""

    QUANTITY = "quantity"
    QUALITY = "quality"
    TIME = "time"
    COST = "cost"

    @property
    def label(self) -> str:
        """The word printed in column (4) of A.1.7."""
        return {
            Aspect.QUANTITY: "Kuantitas",
            Aspect.QUALITY: "Kualitas",
            Aspect.TIME: "Waktu",
            Aspect.COST: "Biaya",
        }[self]


class Perspective(StrEnum):
    """Perspektif of a JPT's indicator (II.A.2.a.8, p.29)."""

    RECEIVER = "receiver"
    PROCESS = "process"
    STRENGTHENING = "strengthening"
    BUDGET = "budget"

    @property
    def label(self) -> str:
        """The words printed on A.1.1 and A.1.2."""
        return {
            Perspective.RECEIVER: "Penerima Layanan",
            Perspective.PROCESS: "Proses Bisnis",
            Perspective.STRENGTHENING: "Penguatan Internal",
            Perspective.BUDGET: "Anggaran",
        }[self]


class AnnexBlock(StrEnum):
    """The three blocks of annex A.1.8 (II.A.8, p.60-61)."""

    RESOURCES = "resources"
    ACCOUNTABILITY = "accountability"
    CONSEQUENCES = "consequences"

    @property
    def label(self) -> str:
        """The heading printed on A.1.8."""
        return {
            AnnexBlock.RESOURCES: "Dukungan sumber daya",
            AnnexBlock.ACCOUNTABILITY: "Skema pertanggungjawaban",
            AnnexBlock.CONSEQUENCES: "Konsekuensi",
        }[self]


class PlanState(StrEnum):
    """From draft to set; a revision is a new edition whose setting supersedes the one before.

    Closed is a plan whose owner's service ended; ended is a set one whose owner or assessor moved on (II.C.6-7, p.65):
    it stays as evidence beside the one that follows.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    SET = "set"
    SUPERSEDED = "superseded"
    CLOSED = "closed"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            PlanState.DRAFT: "Konsep",
            PlanState.SUBMITTED: "Diajukan, menunggu penilai",
            PlanState.RETURNED: "Dikembalikan untuk diperbaiki",
            PlanState.SET: "Ditetapkan",
            PlanState.SUPERSEDED: "Digantikan oleh revisi",
            PlanState.CLOSED: "Ditutup",
            PlanState.ENDED: "Berakhir karena perpindahan",
        }[self]


class PlanVerb(StrEnum):
    """What can be done to a plan.

    Classifying is the assessor's (II.A.6.c, p.49); what was submitted goes back to be signed again.
    """

    EDIT = "edit"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    SET = "set"
    CLASSIFY = "classify"
    RECLASSIFY = "reclassify"
    REVISE = "revise"
    SUPERSEDE = "supersede"
    CLOSE = "close"
    END = "end"


OVER = frozenset({PlanState.SUPERSEDED, PlanState.CLOSED, PlanState.ENDED})
"""States of a plan nobody works on any more: whoever comes back to the office begins another."""

_OPEN = frozenset({PlanState.DRAFT, PlanState.RETURNED})
_SUBMITTED = frozenset({PlanState.SUBMITTED})
_SET = frozenset({PlanState.SET})

PLAN_STEPS = {
    PlanVerb.EDIT: (_OPEN, PlanState.DRAFT),
    PlanVerb.SUBMIT: (_OPEN, PlanState.SUBMITTED),
    PlanVerb.WITHDRAW: (_SUBMITTED, PlanState.DRAFT),
    PlanVerb.RETURN: (_SUBMITTED, PlanState.RETURNED),
    PlanVerb.SET: (_SUBMITTED, PlanState.SET),
    PlanVerb.CLASSIFY: (_OPEN, PlanState.DRAFT),
    PlanVerb.RECLASSIFY: (_SUBMITTED, PlanState.RETURNED),
    PlanVerb.REVISE: (_SET, PlanState.SET),
    PlanVerb.SUPERSEDE: (_SET, PlanState.SUPERSEDED),
    PlanVerb.CLOSE: (_OPEN | _SUBMITTED | _SET, PlanState.CLOSED),
    PlanVerb.END: (_SET, PlanState.ENDED),
}


def form_for(*, leads: bool, quantitative: bool) -> PlanForm:
    """The form of a plan: A.1.1/A.1.2 for JPT and heads of independent units, A.1.6/A.1.7 for all others (p.31, 54)."""
    if leads:
        return PlanForm.A12 if quantitative else PlanForm.A11
    return PlanForm.A17 if quantitative else PlanForm.A16


def joined(indicator: str, target: str) -> str:
    """Indicator and target as the one narrative of the qualitative approach (II.A.7.a.3, p.50)."""
    return f"{indicator.rstrip(' .')}: {target}" if indicator.strip() and target.strip() else indicator or target
