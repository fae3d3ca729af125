"""Comments of a report: those of groups large enough for the reader, in the order they were shuffled into."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from app.db import db
from app.domain.questions import QuestionKind
from app.domain.reporting import classes_of, label_of
from app.feedback.models import FeedbackRound
from app.feedback.published import PublishedComment
from app.feedback.report import Report

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


def every_comment(report: Report) -> list[Comment]:
    """All comments of a report for its reader: by question, then by group."""
    names = {view.classes: view.name for view in report.views if view.is_named}
    questions = {q.id: (place, q.text) for place, q in enumerate(report.questions) if q.kind is QuestionKind.OPEN}
    found = [
        row
        for row in db.session.execute(_COMMENTS, {"subject_id": report.head.id})
        if row.classes in report.said_by and row.question_id in questions
    ]
    found.sort(key=lambda row: (questions[row.question_id][0], row.classes))  # shuffled places stay
    return [
        Comment(
            key=row.id.hex(),
            question=questions[row.question_id][1],
            group=_group(row.classes, names.get(row.classes)),
            text="" if row.second_officer_id else row.text,
            is_flagged=row.flagged_by is not None,
            withheld_on=row.withheld_on if row.second_officer_id else None,
            reason=row.withhold_reason if row.second_officer_id else "",
        )
        for row in found
    ]


def _group(classes: str, name: str | None) -> str:
    label = label_of(classes_of(classes))
    return f"{label}: {name}" if name else label


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
    """Groups without comments for this reader, and why."""
    most, told = report.limits.comments, {kind for cell in report.said_by for kind in classes_of(cell)}
    withheld = {kind for cell in report.unsaid for kind in classes_of(cell)}
    found = []
    for kind in report.asked:
        if kind in told or kind.is_named:
            continue
        if kind in withheld:
            why = f"Anda mungkin termasuk kelompok ini. Komentarnya tampil bila {most} orang lain menjawab."
        else:
            why = f"Kurang dari {most} jawaban, juga bila digabung dengan kelompok lain. Tidak diterbitkan."
        found.append((kind.label, why))
    return found
