"""The forms as printed, still without a page: every text in its place, for the PDF and the workbook alike."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SignatureView:
    """One signature block; ``signed`` is None where there must be room to sign by hand."""

    place_date: str | None
    title: str
    signed: str | None
    name: str
    nip: str | None


@dataclass(frozen=True)
class Frame:
    """What every form has around its sections.

    ``left``, ``right`` and ``below`` are None where nobody signs. ``code`` is the line with the verification code,
    ``verify_at`` the address where it is checked, ``keywords`` what programs read in the file's properties.
    """

    form: str
    titles: tuple[str, ...]
    period_name: str | None
    agency: str
    period: str
    revision: str | None
    subject: str
    document_title: str
    left: SignatureView | None
    right: SignatureView | None
    footnotes: tuple[str, ...]
    mark: str | None
    digest: str | None
    below: SignatureView | None = None
    code: str | None = None
    verify_at: str | None = None
    keywords: tuple[str, ...] = ()

    @property
    def caption(self) -> str:
        """The line above the title on every form."""
        return f"FORMAT {self.form}"


@dataclass(frozen=True)
class IndicatorView:
    """The columns from the indicator's first on: (4)-(6) of A.1.7, (3)-(5) of A.1.2, (4)-(7) of C.1.3."""

    cells: tuple[str, ...]


@dataclass(frozen=True)
class ResultView:
    """Columns that span the indicators: the number, (2)-(3) of A.1.7 or (2) of A.1.2, the last of C.1.2 and C.1.3."""

    number: str
    spans: tuple[str, ...]
    indicators: tuple[IndicatorView, ...]
    feedback: str


@dataclass(frozen=True)
class SectionView:
    """A. UTAMA or B. TAMBAHAN."""

    label: str
    results: tuple[ResultView, ...]


@dataclass(frozen=True)
class BehaviourView:
    """One value with its guides, the special expectation and the feedback."""

    number: str
    label: str
    guides: tuple[str, ...]
    expectation: str
    feedback: str


@dataclass(frozen=True)
class PersonRow:
    """One row of the people table: employee left, assessor right, whose label may differ."""

    number: str
    label: str
    employee: str
    assessor_label: str
    assessor: str


@dataclass(frozen=True)
class Judgement:
    """What evaluations have and plans have not: the achievement, its pattern, two ratings, one predikat.

    ``remark`` tells why the predikat is not the quadrant's, where that is so.
    """

    achievement: str
    achievement_key: str
    pattern_heading: str
    pattern_title: str
    pattern_description: str
    results_rating: str
    behaviour_rating: str
    overall: str
    remark: str


@dataclass(frozen=True)
class ResultsView:
    """A.1.2 (p.34-36), A.1.7 (p.57-59), or with a judgement C.1.2 (p.108-110) and C.1.3 (p.111-113)."""

    frame: Frame
    people: tuple[PersonRow, ...]
    columns: tuple[str, ...]
    sections: tuple[SectionView, ...]
    behaviour_heading: str
    behaviours: tuple[BehaviourView, ...]
    judgement: Judgement | None = None


@dataclass(frozen=True)
class NarrativeResult:
    """A result of a qualitative form with its indicators, targets and perspectives in one text each.

    On C.1.1 each measure has a realisation, and the result its feedback.
    """

    number: str
    text: str
    measures: tuple[str, ...]
    realisations: tuple[str, ...] = ()
    feedback: str = ""


@dataclass(frozen=True)
class NarrativeSection:
    """A. UTAMA or B. TAMBAHAN."""

    label: str
    results: tuple[NarrativeResult, ...]


@dataclass(frozen=True)
class NarrativeView:
    """A.1.1 (p.32-33), A.1.6 (p.55-56), or with a judgement C.1.1 (p.105-107).

    ``columns`` head the realisation and the feedback; a plan has neither.
    """

    frame: Frame
    people: tuple[PersonRow, ...]
    measures_label: str
    sections: tuple[NarrativeSection, ...]
    behaviour_heading: str
    behaviours: tuple[BehaviourView, ...]
    columns: tuple[str, ...] = ()
    judgement: Judgement | None = None


@dataclass(frozen=True)
class AnnexView:
    """A.1.8 (p.61): three headed, numbered lists."""

    frame: Frame
    blocks: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class DocumentView:
    """D.1.1 (p.115), D.1.2 (p.116), D.1.3 (p.118): blocks of label and value, then headed texts.

    A value without label explains the one above it.
    """

    frame: Frame
    blocks: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ManualRow:
    """A field of A.1.3: headed texts, or choices of which at most one is marked."""

    label: str
    parts: tuple[tuple[str, str], ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class ManualsView:
    """A.1.3 (p.38), a page for each indicator."""

    frame: Frame
    manuals: tuple[tuple[ManualRow, ...], ...]


@dataclass(frozen=True)
class NumberedView:
    """A. RUTIN or B. TRANSFORMATIF with numbered texts."""

    label: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WorkblockView:
    """One A.1.4: two fields in each row, then strategies and milestones."""

    fields: tuple[tuple[tuple[str, str], tuple[str, str]], ...]
    lists: tuple[tuple[str, tuple[NumberedView, ...]], ...]


@dataclass(frozen=True)
class WorkblocksView:
    """A.1.4 (p.43), a page for each indicator."""

    frame: Frame
    workblocks: tuple[WorkblockView, ...]


@dataclass(frozen=True)
class MatrixLine:
    """One row of A.1.5; every cell holds at least one text."""

    name: str
    position: str
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class MatrixView:
    """A.1.5 (p.48-49). ``groups`` are the columns that fit one sheet of paper each, as (first, after the last)."""

    frame: Frame
    headings: tuple[str, str, str]
    name: str
    position: str
    columns: tuple[str, ...]
    rows: tuple[MatrixLine, ...]
    groups: tuple[tuple[int, int], ...]

    def group_caption(self, group: tuple[int, int]) -> str:
        """Says which columns a sheet shows where one sheet cannot hold them all."""
        if len(self.groups) == 1:
            return ""
        first, after = group
        span = str(after) if after == first + 1 else f"{first + 1}–{after}"
        return f"Kolom {span} dari {len(self.columns)}"


View = ResultsView | NarrativeView | AnnexView | DocumentView | ManualsView | WorkblocksView | MatrixView
