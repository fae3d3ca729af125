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
    """What every form has around its sections; ``left`` is None where only the assessor signs."""

    form: str
    titles: tuple[str, ...]
    period_name: str | None
    agency: str
    period: str
    revision: str | None
    subject: str
    document_title: str
    left: SignatureView | None
    right: SignatureView
    footnotes: tuple[str, ...]
    mark: str | None
    digest: str | None

    @property
    def caption(self) -> str:
        """The line above the title on every form."""
        return f"FORMAT {self.form}"


@dataclass(frozen=True)
class IndicatorView:
    """Columns (4)-(7)."""

    aspect: str
    text: str
    target: str
    realisation: str


@dataclass(frozen=True)
class ResultView:
    """Columns (1)-(3) and (8), spanning the indicators."""

    number: str
    leader: str
    text: str
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
    """One row of the people table: employee left, assessor right."""

    number: str
    label: str
    employee: str
    assessor: str


@dataclass(frozen=True)
class Judgement:
    """What C.1.3 has and A.1.7 has not: the achievement, its pattern, two ratings, one predikat."""

    achievement: str
    achievement_key: str
    pattern_title: str
    pattern_description: str
    results_rating: str
    behaviour_rating: str
    overall: str


@dataclass(frozen=True)
class ResultsView:
    """A.1.7 (p.57-59), or with a judgement C.1.3 (p.111-113)."""

    frame: Frame
    people: tuple[PersonRow, ...]
    columns: tuple[str, ...]
    sections: tuple[SectionView, ...]
    behaviour_heading: str
    behaviours: tuple[BehaviourView, ...]
    judgement: Judgement | None = None


@dataclass(frozen=True)
class AnnexView:
    """A.1.8 (p.61): three headed, numbered lists."""

    frame: Frame
    blocks: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class DocumentView:
    """D.1.1 (p.115): numbered blocks of label and value, then the note."""

    frame: Frame
    blocks: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    note_heading: str
    note: str


View = ResultsView | AnnexView | DocumentView
