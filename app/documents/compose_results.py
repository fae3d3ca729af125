"""The plans (A.1.1, A.1.2, A.1.6, A.1.7) and their evaluations (C.1.1-C.1.3) as printed."""

from dataclasses import replace

from app.documents import wording
from app.documents import wording_evaluation as words
from app.documents.content import (
    BehaviourLine,
    Content,
    EvaluationContent,
    IndicatorLine,
    Party,
    ResultLine,
)
from app.documents.view import (
    BehaviourView,
    Frame,
    IndicatorView,
    Judgement,
    NarrativeResult,
    NarrativeSection,
    NarrativeView,
    PersonRow,
    ResultsView,
    ResultView,
    SectionView,
)
from app.domain.behaviour import BehaviourValue
from app.domain.distribution import pattern
from app.domain.planning import ResultKind

_LEADERS = frozenset({"A.1.1", "A.1.2", "C.1.2"})
# C.1.1 is for leaders and others alike and has the label for both (p.105).
_OPTIONAL_NIP = _LEADERS | {"C.1.1"}


def party_rows(form: str, party: Party) -> tuple[tuple[str, str], ...]:
    """The five rows about a person, labelled as the form does."""
    return (
        ("NAMA", party.name),
        ("NIP", party.nip or wording.NOTHING),
        (wording.RANK_LABEL[form], party.rank or wording.NOTHING),
        ("JABATAN", party.position),
        ("UNIT KERJA", party.unit),
    )


def _people(form: str, content: Content) -> tuple[PersonRow, ...]:
    employee, assessor = (party_rows(form, party) for party in (content.employee, content.assessor))
    special = {"NIP": wording.OPTIONAL_NIP} if form in _OPTIONAL_NIP else {}
    rows = [
        PersonRow(str(number), label, left, special.get(label, label), right)
        for number, ((label, left), (_, right)) in enumerate(zip(employee, assessor, strict=True), 1)
    ]
    if form == "C.1.2":
        rows[-1] = replace(rows[-1], assessor_label=words.AGENCY_LABEL, assessor=content.heading.agency)
    return tuple(rows)


def compose_results(frame: Frame, content: Content) -> ResultsView:
    """The quantitative forms: a table with a row for each indicator."""
    return ResultsView(
        frame=frame,
        people=_people(frame.form, content),
        columns=wording.COLUMNS[frame.form],
        sections=tuple(
            SectionView(label, tuple(_result(frame.form, number, line) for number, line in lines))
            for label, lines in _sections(content.results)
        ),
        behaviour_heading=wording.BEHAVIOUR_HEADING[frame.form],
        behaviours=_behaviours(content.behaviours),
        judgement=_judgement(frame.form, content) if isinstance(content, EvaluationContent) else None,
    )


def _sections(lines: tuple[ResultLine, ...]) -> tuple[tuple[str, list[tuple[str, ResultLine]]], ...]:
    """Both sections always stand, numbered on through both as in the filled examples (p.151-156).

    An empty one holds a line of dashes without number.
    """
    main = [line for line in lines if line.kind is ResultKind.MAIN]
    additional = [line for line in lines if line.kind is ResultKind.ADDITIONAL]
    return (
        ("A. UTAMA", _numbered(main, ResultKind.MAIN, 1)),
        ("B. TAMBAHAN", _numbered(additional, ResultKind.ADDITIONAL, len(main) + 1)),
    )


def _numbered(lines: list[ResultLine], kind: ResultKind, first: int) -> list[tuple[str, ResultLine]]:
    if not lines:
        return [("", ResultLine(kind, None, wording.NOTHING, ()))]
    return [(str(number), line) for number, line in enumerate(lines, first)]


def _result(form: str, number: str, line: ResultLine) -> ResultView:
    """A.1.2 has no column for the leader's result: who gave the own one stands after it (p.34)."""
    if form in _LEADERS:
        spans: tuple[str, ...] = (wording.assigned(line.text, line.assigned_by),)
    else:
        spans = (line.leader_result or wording.NOTHING, line.text)
    indicators = line.indicators or (IndicatorLine((), "", ""),)
    return ResultView(
        number, spans, tuple(IndicatorView(_cells(form, item)) for item in indicators), line.feedback or ""
    )


def _cells(form: str, item: IndicatorLine) -> tuple[str, ...]:
    realised = (item.realisation or "",) if form in words.COLUMNS else ()
    if form in _LEADERS:
        return item.text, item.target, item.perspective.label if item.perspective else "", *realised
    return "/ ".join(aspect.label for aspect in item.aspects), item.text, item.target, *realised


def compose_narrative(frame: Frame, content: Content) -> NarrativeView:
    """The qualitative forms: each result with its indicators told in sentences."""
    judged = isinstance(content, EvaluationContent)
    return NarrativeView(
        frame=frame,
        people=_people(frame.form, content),
        measures_label=wording.MEASURES_LABEL[frame.form],
        sections=tuple(
            NarrativeSection(label, tuple(_told(number, line, content) for number, line in lines))
            for label, lines in _sections(content.results)
        ),
        behaviour_heading=wording.BEHAVIOUR_HEADING[frame.form],
        behaviours=_behaviours(content.behaviours),
        columns=words.NARRATIVE_COLUMNS if judged else (),
        judgement=_judgement(frame.form, content) if isinstance(content, EvaluationContent) else None,
    )


def _told(number: str, line: ResultLine, content: Content) -> NarrativeResult:
    """On C.1.1 a perspective stands for leaders alone (p.107); the other forms are given none but theirs."""
    judged = isinstance(content, EvaluationContent)
    if isinstance(content, EvaluationContent) and not content.plan_form.is_leaders:
        line = replace(line, indicators=tuple(replace(item, perspective=None) for item in line.indicators))
    return NarrativeResult(
        number,
        wording.assigned(line.text, line.assigned_by),
        tuple(_measure(item) for item in line.indicators),
        tuple(item.realisation or "" for item in line.indicators) if judged else (),
        line.feedback or "",
    )


def _measure(item: IndicatorLine) -> str:
    """One bullet of p.167; a target kept apart, as after a change of approach, is not left out."""
    target = f" (Target: {item.target})" if item.target.strip() else ""
    perspective = f" (Perspektif {item.perspective.label})" if item.perspective else ""
    return f"{item.text}{target}{perspective}"


def _behaviours(lines: tuple[BehaviourLine, ...]) -> tuple[BehaviourView, ...]:
    """All seven values stand on the form, whether or not anything was said about them (p.58-59)."""
    said = {line.value: line for line in lines}
    rows = []
    for number, value in enumerate(BehaviourValue, 1):
        line = said.get(value, BehaviourLine(value, None))
        rows.append(BehaviourView(str(number), value.label, value.guides, line.expectation or "", line.feedback or ""))
    return tuple(rows)


def achievement_words(content: EvaluationContent) -> str:
    """The achievement; that of an earlier year says so (IV.B.1.f, p.94)."""
    of_year = f" (CAPAIAN TAHUN {content.achievement_year})" if content.achievement_year else ""
    return content.achievement.label.upper() + of_year


def _judgement(form: str, content: EvaluationContent) -> Judgement:
    achievement = content.achievement.label
    peak, _ = max(pattern(content.achievement), key=lambda pair: pair[1])
    return Judgement(
        achievement=achievement_words(content),
        achievement_key=content.achievement.value,
        pattern_heading=words.PATTERN_HEADING[form],
        pattern_title=wording.pattern_title(achievement),
        pattern_description=wording.pattern_description(achievement, peak.label),
        results_rating=f"{content.results_rating.label.upper()}**",
        behaviour_rating=f"{content.behaviour_rating.label.upper()}**",
        overall=content.overall.label.upper(),
        remark=words.STUDY_FAILED if content.study_failed else "",
    )
