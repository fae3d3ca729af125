"""Words and rules of the plan (SKP). Source: PermenPANRB 6/2022, Lampiran II, p.26-66."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import Problem


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
    """What can be done to a plan."""

    EDIT = "edit"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    SET = "set"
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
    PlanVerb.REVISE: (_SET, PlanState.SET),
    PlanVerb.SUPERSEDE: (_SET, PlanState.SUPERSEDED),
    PlanVerb.CLOSE: (_OPEN | _SUBMITTED | _SET, PlanState.CLOSED),
    PlanVerb.END: (_SET, PlanState.ENDED),
}


@dataclass(frozen=True)
class DraftIndicator:
    """What the rules look at in an indicator."""

    aspects: frozenset[Aspect]
    text: str
    target: str


@dataclass(frozen=True)
class DraftResult:
    """What the rules look at in a result; ``field`` is where its problems are shown."""

    field: str
    kind: ResultKind
    text: str
    indicators: Sequence[DraftIndicator]


def missing_for_submission(results: Sequence[DraftResult]) -> tuple[Problem, ...]:
    """What must still be written before the employee can sign form A.1.7.

    At least one utama (II.A.6.a, p.50); each result with text and an indicator; each indicator with aspect, text
    and target (columns 4-6, p.57). The leader's result may be linked later and is never required.
    """
    problems = []
    if not any(result.kind is ResultKind.MAIN for result in results):
        problems.append(Problem("results", "Tambahkan paling sedikit satu hasil kerja utama."))
    for number, result in enumerate(results, 1):
        if not result.text.strip():
            problems.append(Problem(result.field, f"Hasil kerja {number}: tulis rencana hasil kerjanya."))
        if not result.indicators:
            problems.append(Problem(result.field, f"Hasil kerja {number}: tambahkan paling sedikit satu indikator."))
        problems.extend(
            Problem(result.field, f"Hasil kerja {number}, indikator {index}: {words}")
            for index, indicator in enumerate(result.indicators, 1)
            for words in _missing_in(indicator)
        )
    return tuple(problems)


def _missing_in(indicator: DraftIndicator) -> tuple[str, ...]:
    checks = (
        (bool(indicator.aspects), "pilih aspeknya."),
        (bool(indicator.text.strip()), "tulis indikatornya."),
        (bool(indicator.target.strip()), "tulis targetnya."),
    )
    return tuple(words for fine, words in checks if not fine)
