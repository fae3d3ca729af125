"""Tables of what is published of a round: cells, figures, comments, receipts; written by one count, read as reports."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, LongText, Versioned, fixed_bytes


class _OfACount:
    """What every published row has: a random key, the count that wrote it, whom and which classes it is about."""

    id: Mapped[bytes] = mapped_column(fixed_bytes(16), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("feedback_round.id"), index=True)
    run: Mapped[int] = mapped_column()
    subject_id: Mapped[int] = mapped_column(ForeignKey("feedback_subject.id"))
    classes: Mapped[str] = mapped_column(String(100))


class PublishedCell(Base, _OfACount):
    """A cell of a subject's report: the classes counted together (joined by '+') and how many of them answered.

    A named cell ('superior', 'self') has its ``rater_id``. A cell of no class counts the invalid ballots. Rows of
    another ``run`` than the round's are leftovers of an interrupted count and are never read.
    """

    __tablename__ = "published_cell"
    __table_args__ = (Index("ix_published_cell_subject_run", "subject_id", "run"),)

    answering: Mapped[int] = mapped_column()
    rater_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class PublishedFigure(Base, _OfACount):
    """What is published of one question in one cell (:class:`app.domain.anonymity.Figure`).

    ``counts`` is five numbers with commas; ``band`` is 'low-high'. A named answer stands as ``half_steps``.
    """

    __tablename__ = "published_figure"
    __table_args__ = (Index("ix_published_figure_subject_run", "subject_id", "run"),)

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    n: Mapped[int] = mapped_column()
    counts: Mapped[str | None] = mapped_column(String(40))
    half_steps: Mapped[int | None] = mapped_column()
    band: Mapped[str | None] = mapped_column(String(3))


class PublishedComment(Base, _OfACount, Versioned):
    """A comment of a cell, or a named one; ``position`` is its place after shuffling.

    Withholding takes two officers: ``flagged_by`` asked for it, ``first_officer_id`` proposed it with a reason, and
    ``second_officer_id`` agreed. ``text`` is deleted when ``readable_until`` is over.
    """

    __tablename__ = "published_comment"
    __table_args__ = (Index("ix_published_comment_subject_run", "subject_id", "run"),)

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    position: Mapped[int] = mapped_column()
    text: Mapped[str] = mapped_column(Text)
    flagged_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    flag_reason: Mapped[str] = mapped_column(String(500), default="")
    first_officer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withhold_reason: Mapped[str] = mapped_column(String(500), default="")
    second_officer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withheld_on: Mapped[date | None] = mapped_column(Date)
    readable_until: Mapped[date | None] = mapped_column(Date)


class ReceiptList(Base):
    """The receipts of every counted ballot of a round, sorted, one a line: a proof of presence, not of content."""

    __tablename__ = "receipt_list"

    round_id: Mapped[int] = mapped_column(ForeignKey("feedback_round.id"), primary_key=True, autoincrement=False)
    content: Mapped[str] = mapped_column(LongText)
