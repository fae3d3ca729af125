"""Tables of the evaluation. ``period_number`` is that of the evaluated month or quarter; 0 is the whole year."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, LongText, UtcDateTime, Versioned, enum_type
from app.domain.calibration import CalibrationState
from app.domain.distribution import Achievement
from app.domain.objections import ObjectionState
from app.domain.rating import OverallRating, Rating
from app.domain.review import EvaluationState, Way
from app.domain.rules import Clock


class UnitAchievement(Base, Versioned):
    """Capaian kinerja organisasi of a unit for a year or a period: recorded, never computed (IV.B.1, p.93-94)."""

    __tablename__ = "unit_achievement"
    __table_args__ = (UniqueConstraint("unit_id", "year_id", "period_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year_id: Mapped[int] = mapped_column(ForeignKey("performance_year.id"), index=True)
    period_number: Mapped[int] = mapped_column(default=0)
    grade: Mapped[Achievement] = mapped_column(enum_type(Achievement))
    document: Mapped[str] = mapped_column(String(300))
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DistributionLimit(Base, Versioned):
    """An advised share that the office changed, by the name it has in :mod:`app.domain.distribution`; in percent."""

    __tablename__ = "distribution_limit"
    __table_args__ = (CheckConstraint("least >= 0 AND most <= 100 AND least <= most", name="percent"),)

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    least: Mapped[int] = mapped_column()
    most: Mapped[int] = mapped_column()
    changed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Evaluation(Base, Versioned):
    """The evaluation of one plan (all its editions) for a period or the year.

    ``prepared_by`` is the aide who wrote in its draft last, ``superior_id`` whoever signed above the assessor.
    ``exception`` is the predikat of a study leave that failed (IV.B.3.a.3.d, p.100), the only one outside the quadrant.
    ``is_close`` is what the assessor declared about a close personal relation, None while nothing was declared;
    ``looked_*`` say which content the superior had read before the signature. ``carried_from_id`` is the last periodic
    evaluation of a former unit whose result is used for this period; the employee's agreement to it has a moment of its
    own (IV.A.13.a, p.91).
    """

    __tablename__ = "evaluation"
    __table_args__ = (
        UniqueConstraint("plan_root_id", "period_number"),
        Index("ix_evaluation_period", "year_id", "period_number", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_root_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    period_number: Mapped[int] = mapped_column(default=0)
    employee_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    assessor_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    superior_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("performance_year.id"), index=True)
    state: Mapped[EvaluationState] = mapped_column(enum_type(EvaluationState), default=EvaluationState.OPEN, index=True)
    state_since: Mapped[datetime] = mapped_column(UtcDateTime)
    way: Mapped[Way] = mapped_column(enum_type(Way), default=Way.REGULAR)

    results_rating: Mapped[Rating | None] = mapped_column(enum_type(Rating, "results_rating"))
    behaviour_rating: Mapped[Rating | None] = mapped_column(enum_type(Rating, "behaviour_rating"))
    exception: Mapped[OverallRating | None] = mapped_column(enum_type(OverallRating, "exception"))
    overall: Mapped[OverallRating | None] = mapped_column(enum_type(OverallRating))
    reason: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    prepared_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("evaluation.id"))
    carried_agreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    is_close: Mapped[bool | None] = mapped_column()
    relation: Mapped[str] = mapped_column(String(500), default="")
    looked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    looked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    looked_sha256: Mapped[str] = mapped_column(String(64), default="")

    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    receipt_recorded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    employee_comment: Mapped[str] = mapped_column(Text, default="")
    refusal: Mapped[str] = mapped_column(Text, default="")
    refused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    refusal_recorded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reported_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    marks: Mapped[list["EvaluationMark"]] = relationship(cascade="all, delete-orphan")


class PaperForm(Base):
    """An evaluation printed to be signed on paper before anybody signed it, with the code its forms carry.

    ``code`` becomes that of the signed document when the signature is recorded (``used_at``). What was printed anew or
    changed meanwhile is ``dropped_at``: its code verifies nothing, and its signature can't be recorded.
    """

    __tablename__ = "paper_form"

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), index=True)
    content: Mapped[str] = mapped_column(LongText)
    sha256: Mapped[str] = mapped_column(String(64))
    code: Mapped[str] = mapped_column(String(20), unique=True)
    printed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    printed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dropped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class EvaluationMark(Base):
    """The assessor's own mark of one result or value: a help while weighing, printed nowhere (IV.B.3: two ratings)."""

    __tablename__ = "evaluation_mark"

    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id", ondelete="CASCADE"), primary_key=True)
    item: Mapped[str] = mapped_column(String(32), primary_key=True)
    mark: Mapped[Rating] = mapped_column(enum_type(Rating, "mark"))


class ClockExtension(Base):
    """A deadline of one evaluation that was moved, with its reason; the last one counts."""

    __tablename__ = "clock_extension"

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), index=True)
    clock: Mapped[Clock] = mapped_column(enum_type(Clock))
    due_on: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(500))
    extended_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    extended_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Objection(Base, Versioned):
    """Keberatan of the employee, heard and decided by the assessor's superior (V.B, p.117-119); one per evaluation."""

    __tablename__ = "objection"

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), unique=True)
    state: Mapped[ObjectionState] = mapped_column(enum_type(ObjectionState), default=ObjectionState.DRAFT, index=True)
    reasons: Mapped[str] = mapped_column(Text, default="")
    filed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    explanation: Mapped[str] = mapped_column(Text, default="")
    explained_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    explained_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    heard_on: Mapped[date | None] = mapped_column(Date)
    hearing_employee: Mapped[str] = mapped_column(Text, default="")
    hearing_assessor: Mapped[str] = mapped_column(Text, default="")
    results_rating: Mapped[Rating | None] = mapped_column(enum_type(Rating, "results_rating"))
    behaviour_rating: Mapped[Rating | None] = mapped_column(enum_type(Rating, "behaviour_rating"))
    decision: Mapped[str] = mapped_column(Text, default="")
    recommendation: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Calibration(Base, Versioned):
    """A meeting of several assessors who compare how they rate; who was there, and what was changed."""

    __tablename__ = "calibration"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("performance_year.id"))
    period_number: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(200))
    held_on: Mapped[date] = mapped_column(Date)
    minutes: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[CalibrationState] = mapped_column(enum_type(CalibrationState), default=CalibrationState.OPEN)
    called_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    called_at: Mapped[datetime] = mapped_column(UtcDateTime)

    members: Mapped[list["CalibrationMember"]] = relationship(cascade="all, delete-orphan")


class CalibrationMember(Base):
    """An assessor who was invited; what they propose is shown to the others once they lay it open."""

    __tablename__ = "calibration_member"

    calibration_id: Mapped[int] = mapped_column(ForeignKey("calibration.id", ondelete="CASCADE"), primary_key=True)
    assessor_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    laid_open_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CalibrationChange(Base):
    """A rating that its assessor changed in a meeting: before, after, why."""

    __tablename__ = "calibration_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    calibration_id: Mapped[int] = mapped_column(ForeignKey("calibration.id"), index=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), index=True)
    results_before: Mapped[Rating | None] = mapped_column(enum_type(Rating, "results_before"))
    behaviour_before: Mapped[Rating | None] = mapped_column(enum_type(Rating, "behaviour_before"))
    results_after: Mapped[Rating] = mapped_column(enum_type(Rating, "results_after"))
    behaviour_after: Mapped[Rating] = mapped_column(enum_type(Rating, "behaviour_after"))
    reason: Mapped[str] = mapped_column(Text)
    changed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TeamNote(Base, Versioned):
    """What a leader writes about the results of a unit or team in a period; about the team, never about one person."""

    __tablename__ = "team_note"
    __table_args__ = (UniqueConstraint("matrix_id", "period_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    matrix_id: Mapped[int] = mapped_column(ForeignKey("matrix.id"))
    period_number: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
