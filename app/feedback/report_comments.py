"""Comments of a report: those of groups large enough for the reader, in the order they were shuffled into."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from app.db import db
from app.domain.anonymity import is_for
from app.domain.feedback import RaterClass
from app.domain.questions import QuestionKind
from app.domain.reporting import classes_of
from app.feedback.models import FeedbackRound
from app.feedback.published import PublishedComment
from app.feedback.report import Report, may_be

PER_PAGE = 12
"""Comments on one page: at most 1,200 bytes each."""


@dataclass(frozen=True)
class Comment:
    """One comment; ``key`` is its id in hexadecimal digits. A withheld one has its day and reason instead of a text."""

    key: str
    question: str
    group: str
    text: str
    is_flagged: bool
    withheld_on: date | None
    reason: str


@dataclass(frozen=True)
class Comments:
    """A page of comments, and the groups whose comments are not told, with the reason."""

    found: tuple[Comment, ...]
    total: int
    page: int
    has_more: bool
    hidden: tuple[tuple[str, str], ...]


_COMMENTS = (
    select(
        PublishedComment.id,
        PublishedComment.classes,
        PublishedComment.question_id,
        PublishedComment.text,
        PublishedComment.flagged_by,
        PublishedComment.withheld_on,
        PublishedComment.withhold_reason,
        PublishedComment.second_officer_id,
    )
    .join(FeedbackRound, (FeedbackRound.id == PublishedComment.round_id) & (FeedbackRound.run == PublishedComment.run))
    .where(PublishedComment.subject_id == bindparam("subject_id"))
    .order_by(PublishedComment.position, PublishedComment.id)
)


def is_told(report_classes: str, answering: int, threshold: int, reader: frozenset[RaterClass]) -> bool:
    """Whether the comments of a cell are for a reader; named ones always are."""
    kinds = classes_of(report_classes)
    if not kinds:
        return False
    if kinds[0].is_named:
        return True
    return is_for(answering, threshold, may_be_rater=may_be(report_classes, reader))


def every_comment(report: Report) -> list[Comment]:
    """All comments of a report for its reader: by question, then by group."""
    shown = {
        view.classes: view
        for view in report.views
        if is_told(view.classes, view.answering, report.limits.comments, report.reader_classes)
    }
    questions = {q.id: (place, q.text) for place, q in enumerate(report.questions) if q.kind is QuestionKind.OPEN}
    order = list(shown)
    found = [
        row
        for row in db.session.execute(_COMMENTS, {"subject_id": report.head.id})
        if row.classes in shown and row.question_id in questions
    ]
    found.sort(key=lambda row: (questions[row.question_id][0], order.index(row.classes)))  # shuffled places stay
    return [
        Comment(
            key=row.id.hex(),
            question=questions[row.question_id][1],
            group=f"{view.label}: {view.name}" if view.name else view.label,
            text="" if row.second_officer_id else row.text,
            is_flagged=row.flagged_by is not None,
            withheld_on=row.withheld_on if row.second_officer_id else None,
            reason=row.withhold_reason if row.second_officer_id else "",
        )
        for row in found
        if (view := shown[row.classes])
    ]


def comments(report: Report, page: int) -> Comments:
    """A page of the comments of a report."""
    everything = every_comment(report)
    start = (page - 1) * PER_PAGE
    return Comments(
        found=tuple(everything[start : start + PER_PAGE]),
        total=len(everything),
        page=page,
        has_more=len(everything) > start + PER_PAGE,
        hidden=tuple(_hidden(report)),
    )


def _hidden(report: Report) -> list[tuple[str, str]]:
    most = report.limits.comments
    found = [(hidden.label, hidden.why) for hidden in report.hidden]
    for view in report.counted:
        if is_told(view.classes, view.answering, most, report.reader_classes):
            continue
        if is_told(view.classes, view.answering, most, frozenset()):
            why = f"Anda mungkin termasuk kelompok ini. Komentarnya tampil bila {most} orang lain menjawab."
        else:
            why = f"Kurang dari {most} jawaban. Komentarnya tidak diterbitkan."
        found.append((view.label, why))
    return found
