"""From a content to the form as printed: numbering, labels, signature blocks, nothing lost on the way."""

from datetime import UTC, datetime, time

from app.documents import wording
from app.documents.compose_unsigned import compose_unsigned
from app.documents.content import (
    BehaviourLine,
    Content,
    EvaluationContent,
    IndicatorLine,
    Issue,
    Party,
    PlanContent,
    ResultLine,
    SignatureMark,
    Unsigned,
)
from app.documents.view import (
    AnnexView,
    BehaviourView,
    DocumentView,
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
    SignatureView,
    View,
)
from app.domain.behaviour import BehaviourValue
from app.domain.distribution import pattern
from app.domain.planning import AnnexBlock, PlanForm, ResultKind

_SUBJECT = {"A.1.8": "Lampiran SKP", "C.1.3": "Hasil Evaluasi", "D.1.1": "Dokumen Evaluasi"}
_LEADERS = frozenset(form.value for form in PlanForm if form.is_leaders)


def compose(form: str, content: Content | Unsigned, issue: Issue) -> View:
    """The printed form of a content; refuses a content the form is not made for."""
    if not isinstance(content, PlanContent | EvaluationContent):
        return compose_unsigned(form, content, issue)
    match form, content:
        case (("A.1.1" | "A.1.6"), PlanContent()) if content.form == form:
            return _narrative(_frame(form, content, issue), content)
        case (("A.1.2" | "A.1.7"), PlanContent()) if content.form == form:
            return _results(_frame(form, content, issue), content)
        case "A.1.8", PlanContent():
            return _annex(_frame(form, content, issue), content)
        case "C.1.3", EvaluationContent():
            return _results(_frame(form, content, issue), content)
        case "D.1.1", EvaluationContent():
            return _document(_frame(form, content, issue), content)
        case _:
            raise ValueError(f"form {form} cannot show a {type(content).__name__}")


def document_moment(content: Content | Unsigned, issue: Issue) -> datetime:
    """The date of the document itself: its last signature, or the first day of its period.

    Files carry this date and not the hour they were made in, so that printing one again gives the same bytes.
    """
    signed = [_aware(mark.signed_at) for mark in issue.signatures]
    return max(signed) if signed else datetime.combine(content.heading.period_start, time(), UTC)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _frame(form: str, content: Content, issue: Issue) -> Frame:
    heading = content.heading
    period = wording.assessment_period(heading.period_start, heading.period_end)
    named, edition = None, 1
    if isinstance(content, EvaluationContent):
        named = _period_name(form, content.period_label)
    else:
        edition = content.edition
    left, right = _signatures(form, content, issue)
    return Frame(
        form=form,
        titles=wording.TITLES[form],
        period_name=named,
        agency=heading.agency,
        period=f"PERIODE PENILAIAN: {period}",
        revision=f"Revisi ke-{edition - 1}" if edition > 1 else None,
        subject=f"{_SUBJECT.get(form, 'SKP')} – {content.employee.name}",
        document_title=f"{wording.TITLES[form][0].title()} (Format {form}) – {content.employee.name} – {period}",
        left=left,
        right=right,
        footnotes=wording.FOOTNOTES[form],
        mark=wording.SAMPLE_MARK if issue.sample else None,
        digest=f"Sidik dokumen (SHA-256): {issue.digest}" if issue.digest else None,
    )


def _period_name(form: str, label: str) -> str:
    """The asterisks point at the footnotes, which the two forms count differently (p.111, p.115)."""
    return f"PERIODE***: {label.upper()}*" if form == "C.1.3" else f"PERIODE*: {label.upper()}**"


def _signatures(form: str, content: Content, issue: Issue) -> tuple[SignatureView | None, SignatureView]:
    """C.1.3 is signed by the assessor only (p.113); D.1.1 numbers its blocks and dates both (p.115)."""
    marks = {mark.role: mark for mark in issue.signatures}
    place = content.heading.place
    elsewhere = wording.SET_ELSEWHERE if issue.set_elsewhere else None
    assessor = _signature("Pejabat Penilai Kinerja", content.assessor, marks.get("assessor"), place, elsewhere)
    employee = _signature("Pegawai yang Dinilai", content.employee, marks.get("employee"), place, elsewhere)
    if form == "C.1.3":
        return None, assessor
    if form == "D.1.1":
        return _retitled(employee, "7. "), _retitled(assessor, "6. ")
    return SignatureView(None, employee.title, employee.signed, employee.name, employee.nip), assessor


def _signature(
    title: str, party: Party, mark: SignatureMark | None, place: str, elsewhere: str | None
) -> SignatureView:
    if mark is None:
        return SignatureView(f"{place}, {wording.BLANK_DATE}", title, elsewhere, party.name, _nip(party.nip))
    return SignatureView(
        f"{mark.place}, {wording.long_date(mark.signed_at)}",
        title,
        wording.signed_line(mark.signed_at),
        mark.name,
        _nip(mark.nip),
    )


def _retitled(block: SignatureView, prefix: str) -> SignatureView:
    return SignatureView(block.place_date, prefix + block.title, block.signed, block.name, block.nip)


def _nip(nip: str | None) -> str | None:
    """A non-ASN official (a Bupati, say) has none: the line is left out."""
    return f"NIP {nip}" if nip else None


def _details(form: str, party: Party) -> tuple[tuple[str, str], ...]:
    return (
        ("NAMA", party.name),
        ("NIP", party.nip or wording.NOTHING),
        (wording.RANK_LABEL[form], party.rank or wording.NOTHING),
        ("JABATAN", party.position),
        ("UNIT KERJA", party.unit),
    )


def _people(form: str, content: Content) -> tuple[PersonRow, ...]:
    employee, assessor = (_details(form, party) for party in (content.employee, content.assessor))
    special = {"NIP": wording.OPTIONAL_NIP} if form in _LEADERS else {}
    return tuple(
        PersonRow(str(number), label, left, special.get(label, label), right)
        for number, ((label, left), (_, right)) in enumerate(zip(employee, assessor, strict=True), 1)
    )


def _results(frame: Frame, content: Content) -> ResultsView:
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
        judgement=_judgement(content) if isinstance(content, EvaluationContent) else None,
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
    if form in _LEADERS:
        return item.text, item.target, item.perspective.label if item.perspective else ""
    aspects = "/ ".join(aspect.label for aspect in item.aspects)
    realised = (item.realisation or "",) if form == "C.1.3" else ()
    return aspects, item.text, item.target, *realised


def _narrative(frame: Frame, content: PlanContent) -> NarrativeView:
    return NarrativeView(
        frame=frame,
        people=_people(frame.form, content),
        measures_label=wording.MEASURES_LABEL[frame.form],
        sections=tuple(
            NarrativeSection(label, tuple(_told(number, line) for number, line in lines))
            for label, lines in _sections(content.results)
        ),
        behaviour_heading=wording.BEHAVIOUR_HEADING[frame.form],
        behaviours=_behaviours(content.behaviours),
    )


def _told(number: str, line: ResultLine) -> NarrativeResult:
    return NarrativeResult(
        number, wording.assigned(line.text, line.assigned_by), tuple(_measure(item) for item in line.indicators)
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


def _achievement(content: EvaluationContent) -> str:
    """The achievement; that of an earlier year says so (IV.B.1.f, p.94)."""
    of_year = f" (CAPAIAN TAHUN {content.achievement_year})" if content.achievement_year else ""
    return content.achievement.label.upper() + of_year


def _judgement(content: EvaluationContent) -> Judgement:
    achievement = content.achievement.label
    peak, _ = max(pattern(content.achievement), key=lambda pair: pair[1])
    return Judgement(
        achievement=_achievement(content),
        achievement_key=content.achievement.value,
        pattern_title=wording.pattern_title(achievement),
        pattern_description=wording.pattern_description(achievement, peak.label),
        results_rating=f"{content.results_rating.label.upper()}**",
        behaviour_rating=f"{content.behaviour_rating.label.upper()}**",
        overall=content.overall.label.upper(),
    )


def _annex(frame: Frame, content: PlanContent) -> AnnexView:
    blocks = []
    for block in AnnexBlock:
        items = tuple(item for kind, texts in content.annex if kind is block for item in texts)
        blocks.append((block.label.upper(), items or (wording.NOTHING,)))
    return AnnexView(frame, tuple(blocks))


def _document(frame: Frame, content: EvaluationContent) -> DocumentView:
    parties = (
        (wording.EMPLOYEE_HEADING, content.employee),
        (wording.ASSESSOR_HEADING, content.assessor),
        (wording.SUPERIOR_HEADING, content.superior),
    )
    people = tuple(
        (f"{number}. {heading}", _details(frame.form, party)) for number, (heading, party) in enumerate(parties, 1)
    )
    outcome = (
        ("CAPAIAN KINERJA ORGANISASI", _achievement(content)),
        ("PREDIKAT KINERJA PEGAWAI", content.overall.label.upper()),
    )
    return DocumentView(
        frame, (*people, ("4. EVALUASI KINERJA", outcome)), "5. CATATAN/REKOMENDASI", content.note or wording.NOTHING
    )
