"""From a content to the form as printed: numbering, labels, signature blocks, nothing lost on the way."""

from datetime import UTC, datetime, time

from app.documents import wording, wording_evaluation
from app.documents.compose_documents import compose_annex, compose_document
from app.documents.compose_results import compose_narrative, compose_results
from app.documents.compose_signing import Blocks, signature_blocks
from app.documents.compose_unsigned import compose_unsigned
from app.documents.content import Content, EvaluationContent, Issue, PlanContent, Unsigned
from app.documents.marks import keyword
from app.documents.view import Frame, View
from app.documents.wording_signing import TO_SIGN, code_line, notes_on

_SUBJECT = {"A": "SKP", "A.1.8": "Lampiran SKP", "C": "Hasil Evaluasi", "D": "Dokumen Evaluasi"}


def compose(form: str, content: Content | Unsigned, issue: Issue) -> View:
    """The printed form of a content; refuses a content the form is not made for."""
    if not isinstance(content, PlanContent | EvaluationContent):
        return compose_unsigned(form, content, issue)
    if form not in forms_printed(content):
        raise ValueError(f"form {form} cannot show a {type(content).__name__}")
    frame = _frame(form, content, issue)
    match form, content:
        case (("A.1.1" | "A.1.6" | "C.1.1"), _):
            return compose_narrative(frame, content)
        case "A.1.8", PlanContent():
            return compose_annex(frame, content)
        case _, EvaluationContent() if form == content.document_form:
            return compose_document(frame, content)
        case _:
            return compose_results(frame, content)


def forms_printed(content: Content) -> tuple[str, ...]:
    """The two forms a signed content is printed on: its own and its annex, or the ratings and the document."""
    if isinstance(content, PlanContent):
        return content.form.value, "A.1.8"
    return content.results_form, content.document_form


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
        named = wording_evaluation.period_name(form, content.period_label)
    else:
        edition = content.edition
    blocks: Blocks = signature_blocks(form, content, issue)
    subject = _SUBJECT.get(form, _SUBJECT[form[0]])
    return Frame(
        form=form,
        titles=wording.TITLES[form],
        period_name=named,
        agency=heading.agency,
        period=f"PERIODE PENILAIAN: {period}",
        revision=f"Revisi ke-{edition - 1}" if edition > 1 else None,
        subject=f"{subject} – {content.employee.name}",
        document_title=f"{wording.TITLES[form][0].title()} (Format {form}) – {content.employee.name} – {period}",
        left=blocks.left,
        right=blocks.right,
        below=blocks.below,
        footnotes=(*wording.FOOTNOTES[form], *_notes(form, content, issue)),
        mark=wording.SAMPLE_MARK if issue.sample else None,
        digest=f"Sidik dokumen (SHA-256): {issue.digest}" if issue.digest else None,
        code=code_line(issue.code, to_sign=issue.to_sign) if issue.code else None,
        verify_at=issue.verify_at if issue.code and issue.verify_at else None,
        keywords=(keyword(issue.code),) if issue.code else (),
    )


def _notes(form: str, content: Content, issue: Issue) -> tuple[str, ...]:
    if issue.to_sign:
        return (TO_SIGN,)
    if not isinstance(content, EvaluationContent) or form != content.document_form:
        return ()
    return notes_on(form, (mark.method for mark in issue.signatures))
