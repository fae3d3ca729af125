"""Words and rules of the plan (SKP). Source: PermenPANRB 6/2022, Lampiran II, p.26-66."""

from enum import StrEnum


class PlanForm(StrEnum):
    """The official form a plan is written on (II.A.2, II.A.7; p.30-34, 52-59)."""

    A11 = "A.1.1"
    A12 = "A.1.2"
    A16 = "A.1.6"
    A17 = "A.1.7"


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
