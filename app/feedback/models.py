"""Tables of 360-degree rounds: questions, rounds, custodians, subjects, candidates, invitations.

Sealed answers (:mod:`app.feedback.box`) and what is published (:mod:`app.feedback.published`) have their own modules.
No table here holds a time of answering, a number of tries or anything else that depends on what was answered.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, LongText, UtcDateTime, Versioned, enum_type, fixed_bytes
from app.domain.anonymity import COMMENT_FLOOR, SCORE_FLOOR
from app.domain.behaviour import BehaviourValue
from app.domain.feedback import CandidateSource, CandidateState, InvitationState, RaterClass, RoundState
from app.domain.people import PositionKind
from app.domain.questions import QuestionKind


class QuestionSet(Base):
    """A version of a set of questions. Once a launched round uses it, it is frozen: changes make another version.

    ``root_id`` is the first version's id, None for the first itself.
    """

    __tablename__ = "question_set"
    __table_args__ = (UniqueConstraint("root_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    root_id: Mapped[int | None] = mapped_column(ForeignKey("question_set.id"))
    number: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(String(200))
    is_frozen: Mapped[bool] = mapped_column(default=False)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Question(Base):
    """One question of a version: scale questions first, then open ones, by ``position``."""

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("set_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("question_set.id"))
    position: Mapped[int] = mapped_column()
    kind: Mapped[QuestionKind] = mapped_column(enum_type(QuestionKind))
    value: Mapped[BehaviourValue | None] = mapped_column(enum_type(BehaviourValue))
    text: Mapped[str] = mapped_column(String(300))
    low: Mapped[str] = mapped_column(String(200), default="")
    high: Mapped[str] = mapped_column(String(200), default="")


class FeedbackRound(Base, Versioned):
    """A round of 360-degree feedback. ``token`` is its random name in keys and files.

    ``rules`` is the frozen text of everything that decides what is published, under ``rules_mac``; from launch on it
    counts instead of the columns it was made from. ``run`` fences a count against any other. ``half_opened_by`` is the
    custodian whose code was entered first, until the second one's.
    """

    __tablename__ = "feedback_round"
    __table_args__ = (
        CheckConstraint("period_end >= period_start", name="span"),
        CheckConstraint(f"score_threshold >= {SCORE_FLOOR}", name="score_floor"),
        CheckConstraint(f"comment_threshold >= {COMMENT_FLOOR}", name="comment_floor"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[bytes] = mapped_column(fixed_bytes(16), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    prepared_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[RoundState] = mapped_column(enum_type(RoundState), default=RoundState.PREPARING)
    period_start: Mapped[date] = mapped_column(Date)
    period_end: Mapped[date] = mapped_column(Date)
    nominate_until: Mapped[date | None] = mapped_column(Date)
    closes_on: Mapped[date] = mapped_column(Date)
    score_threshold: Mapped[int] = mapped_column(default=SCORE_FLOOR)
    comment_threshold: Mapped[int] = mapped_column(default=COMMENT_FLOOR)
    most_forms: Mapped[int] = mapped_column(default=10)
    is_exercise: Mapped[bool] = mapped_column(default=False)
    launched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    public_key: Mapped[bytes | None] = mapped_column(fixed_bytes(32))
    rules: Mapped[str | None] = mapped_column(LongText)
    rules_mac: Mapped[bytes | None] = mapped_column(fixed_bytes(32))
    run: Mapped[int] = mapped_column(default=0)
    half_opened_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    second_opened_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    counted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    valid_ballots: Mapped[int | None] = mapped_column()
    invalid_ballots: Mapped[int | None] = mapped_column()
    missing_ballots: Mapped[int | None] = mapped_column()
    purged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    purge_problem: Mapped[str] = mapped_column(String(300), default="")
    reminded_on: Mapped[date | None] = mapped_column(Date)
    reminder: Mapped[str] = mapped_column(String(500), default="")


class RoundGroup(Base):
    """A class of raters of a round: forms per subject, at least and at most; with or without login."""

    __tablename__ = "round_group"
    __table_args__ = (UniqueConstraint("round_id", "rater_class"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("feedback_round.id"))
    rater_class: Mapped[RaterClass] = mapped_column(enum_type(RaterClass))
    source: Mapped[CandidateSource] = mapped_column(enum_type(CandidateSource))
    minimum: Mapped[int] = mapped_column()
    maximum: Mapped[int] = mapped_column()
    by_slip: Mapped[bool] = mapped_column(default=False)


class RoundQuestions(Base):
    """Which set of questions a kind of position gets; ``position_kind`` None: everybody else."""

    __tablename__ = "round_questions"
    __table_args__ = (UniqueConstraint("round_id", "position_kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("feedback_round.id"))
    position_kind: Mapped[PositionKind | None] = mapped_column(enum_type(PositionKind))
    set_id: Mapped[int] = mapped_column(ForeignKey("question_set.id"))


class Custodian(Base):
    """One of the three who keep a code; the server knows the public key of the code alone.

    ``pending_key`` belongs to a code that was shown and not typed back yet.
    """

    __tablename__ = "custodian"
    __table_args__ = (UniqueConstraint("round_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("feedback_round.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    pending_key: Mapped[bytes | None] = mapped_column(fixed_bytes(32))
    public_key: Mapped[bytes | None] = mapped_column(fixed_bytes(32))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class WrappedKey(Base):
    """The round's secret key, sealed for one ordered pair of custodians and this host; emptied after counting."""

    __tablename__ = "wrapped_key"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("feedback_round.id"), index=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("custodian.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("custodian.id"))
    body: Mapped[bytes | None] = mapped_column(LargeBinary(512))


class FeedbackSubject(Base):
    """Somebody a round is about, as of its preparation; ``supervisor_id`` approves the nominations.

    ``drawn`` of ``drawn_from`` peers were asked: which ones, nobody who named them was told.
    """

    __tablename__ = "feedback_subject"
    __table_args__ = (UniqueConstraint("round_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("feedback_round.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    supervisor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    set_id: Mapped[int | None] = mapped_column(ForeignKey("question_set.id"))
    nominated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    drawn: Mapped[int] = mapped_column(default=0)
    drawn_from: Mapped[int] = mapped_column(default=0)


class Candidate(Base):
    """Somebody who may be asked about a subject."""

    __tablename__ = "feedback_candidate"
    __table_args__ = (UniqueConstraint("subject_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("feedback_subject.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    rater_class: Mapped[RaterClass] = mapped_column(enum_type(RaterClass))
    state: Mapped[CandidateState] = mapped_column(enum_type(CandidateState), default=CandidateState.PROPOSED)
    proposed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Invitation(Base):
    """One form: by login (``rater_id``) or by a printed slip (``slip_hash``), under a code of authenticity.

    ``used`` and ``verifier`` serve exactly-once and replacing; they are emptied after counting and shown to nobody.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint("(rater_id IS NULL) <> (slip_hash IS NULL)", name="login_or_slip"),
        UniqueConstraint("subject_id", "rater_id"),
        Index("ix_invitation_rater_round", "rater_id", "round_id"),
    )

    id: Mapped[bytes] = mapped_column(fixed_bytes(16), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("feedback_round.id"), index=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("feedback_subject.id"))
    rater_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    slip_hash: Mapped[bytes | None] = mapped_column(fixed_bytes(32), unique=True)
    rater_class: Mapped[RaterClass] = mapped_column(enum_type(RaterClass))
    mac: Mapped[bytes] = mapped_column(fixed_bytes(32))
    state: Mapped[InvitationState] = mapped_column(enum_type(InvitationState), default=InvitationState.INVITED)
    used: Mapped[bool] = mapped_column(default=False)
    verifier: Mapped[bytes | None] = mapped_column(fixed_bytes(32))


class RoundRate(Base):
    """How much of a unit's forms came in, in steps of ten percent, written once a day; none for small groups."""

    __tablename__ = "round_rate"

    round_id: Mapped[int] = mapped_column(ForeignKey("feedback_round.id"), primary_key=True, autoincrement=False)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    tenths: Mapped[int] = mapped_column()
    day: Mapped[date] = mapped_column(Date)
