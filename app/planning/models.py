"""Tables of the plan (SKP): forms A.1.1-A.1.8."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, UtcDateTime, Versioned, enum_type
from app.domain.behaviour import BehaviourValue
from app.domain.cascading import CascadeMethod
from app.domain.manuals import ControlLevel, Reporting
from app.domain.planning import (
    AnnexBlock,
    Perspective,
    PlanForm,
    PlanOrigin,
    PlanState,
    ResultKind,
    ResultOrigin,
)
from app.domain.special import SpecialKind


class Plan(Base, Versioned):
    """One edition of one person's plan for a span of days.

    ``root_id`` is the first edition of the same plan: realisation and feedback belong to it and outlive revisions.
    ``version`` guards the state; the sections have versions of their own, so that two tabs on two sections agree.
    ``to_superior`` hands it to the assessor's superior, who may set it after January (II.C.5, p.65). ``ended_on`` is
    the last day of a plan that ended with its post. A plan set elsewhere names its scan and who recorded it.
    """

    __tablename__ = "plan"
    __table_args__ = (
        UniqueConstraint("root_id", "edition"),
        CheckConstraint("period_end > period_start", name="span"),
        CheckConstraint("edition >= 1", name="edition"),
        Index("ix_plan_year_employee", "year_id", "employee_id", "edition"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    root_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    edition: Mapped[int] = mapped_column(default=1)
    employee_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    assessor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("performance_year.id"))
    form: Mapped[PlanForm] = mapped_column(enum_type(PlanForm))
    period_start: Mapped[date] = mapped_column(Date)
    period_end: Mapped[date] = mapped_column(Date)
    state: Mapped[PlanState] = mapped_column(enum_type(PlanState), default=PlanState.DRAFT, index=True)
    state_since: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_because: Mapped[str | None] = mapped_column(String(300))
    origin: Mapped[PlanOrigin] = mapped_column(enum_type(PlanOrigin), default=PlanOrigin.HERE)
    to_superior: Mapped[bool] = mapped_column(default=False)
    ended_on: Mapped[date | None] = mapped_column(Date)
    scan_id: Mapped[int | None] = mapped_column(ForeignKey("scan.id"))
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    results: Mapped[list["WorkResult"]] = relationship(
        back_populates="plan", order_by="WorkResult.position", cascade="all, delete-orphan"
    )
    sections: Mapped[list["PlanSection"]] = relationship(cascade="all, delete-orphan")
    expectations: Mapped[list["BehaviourExpectation"]] = relationship(cascade="all, delete-orphan")
    annex: Mapped[list["AnnexItem"]] = relationship(order_by="AnnexItem.position", cascade="all, delete-orphan")
    remarks: Mapped[list["Remark"]] = relationship(order_by="Remark.id", cascade="all, delete-orphan")


class WorkResult(Base, Versioned):
    """Rencana hasil kerja. ``key`` stays the same through all editions of a plan.

    A removed result can be brought back until the plan is submitted; then it goes for good. ``assigned_by`` is the
    position of the leader who gave it, as printed on A.1.1, A.1.2 and A.1.6; ``leader_indicator_key`` is the indicator
    of the leader's result it serves; ``duty`` what it is for beside the position held.
    """

    __tablename__ = "work_result"
    __table_args__ = (UniqueConstraint("plan_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(16))
    position: Mapped[int] = mapped_column()
    kind: Mapped[ResultKind] = mapped_column(enum_type(ResultKind))
    text: Mapped[str] = mapped_column(Text, default="")
    leader_result_id: Mapped[int | None] = mapped_column(ForeignKey("work_result.id", ondelete="SET NULL"), index=True)
    leader_text: Mapped[str] = mapped_column(Text, default="")
    leader_indicator_key: Mapped[str | None] = mapped_column(String(16))
    assigned_by: Mapped[str] = mapped_column(String(200), default="")
    origin: Mapped[ResultOrigin | None] = mapped_column(enum_type(ResultOrigin))
    duty: Mapped[SpecialKind | None] = mapped_column(enum_type(SpecialKind))
    method: Mapped[CascadeMethod | None] = mapped_column(enum_type(CascadeMethod))
    agreement_item_id: Mapped[int | None] = mapped_column(ForeignKey("agreement_item.id", ondelete="SET NULL"))
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    plan: Mapped[Plan] = relationship(back_populates="results")
    indicators: Mapped[list["Indicator"]] = relationship(
        back_populates="result", order_by="Indicator.position", cascade="all, delete-orphan"
    )


class Indicator(Base):
    """Indikator kinerja individu with target; ``aspects`` is a comma-separated list in the official order."""

    __tablename__ = "indicator"
    __table_args__ = (UniqueConstraint("result_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("work_result.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(16))
    position: Mapped[int] = mapped_column()
    aspects: Mapped[str] = mapped_column(String(64), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    target: Mapped[str] = mapped_column(Text, default="")
    perspective: Mapped[Perspective | None] = mapped_column(enum_type(Perspective))

    result: Mapped[WorkResult] = relationship(back_populates="indicators")


class PlanSection(Base, Versioned):
    """The version of a section that has no row of its own: 'behaviour' or 'annex'."""

    __tablename__ = "plan_section"
    __table_args__ = (UniqueConstraint("plan_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(16))


class BehaviourExpectation(Base):
    """Ekspektasi khusus pimpinan for one value; only values that have one have a row."""

    __tablename__ = "behaviour_expectation"
    __table_args__ = (UniqueConstraint("plan_id", "value"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    value: Mapped[BehaviourValue] = mapped_column(enum_type(BehaviourValue))
    text: Mapped[str] = mapped_column(Text)


class AnnexItem(Base):
    """One numbered line of a block of A.1.8."""

    __tablename__ = "annex_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    block: Mapped[AnnexBlock] = mapped_column(enum_type(AnnexBlock))
    position: Mapped[int] = mapped_column()
    text: Mapped[str] = mapped_column(Text)


class Remark(Base):
    """One word of the dialogue on a plan: remarks, answers, what was agreed, in the order they were written.

    ``item`` is 'result:<key>', 'behaviour', 'annex' or 'plan'. ``is_return`` marks what was said when the plan was
    given back. A remark is settled once both sides have found an answer.
    """

    __tablename__ = "plan_remark"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    item: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_return: Mapped[bool] = mapped_column(default=True)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class IndicatorManual(Base, Versioned):
    """Form A.1.3 of one indicator; it belongs to the first edition and so outlives revisions."""

    __tablename__ = "indicator_manual"
    __table_args__ = (UniqueConstraint("root_id", "indicator_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    root_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    indicator_key: Mapped[str] = mapped_column(String(16))
    purpose: Mapped[str] = mapped_column(Text, default="")
    definition: Mapped[str] = mapped_column(Text, default="")
    formula: Mapped[str] = mapped_column(Text, default="")
    unit_of_measure: Mapped[str] = mapped_column(String(100), default="")
    level: Mapped[ControlLevel | None] = mapped_column(enum_type(ControlLevel))
    source: Mapped[str] = mapped_column(Text, default="")
    reporting: Mapped[Reporting | None] = mapped_column(enum_type(Reporting))


class Workblock(Base, Versioned):
    """Form A.1.4: the strategy behind one indicator. Lists hold one item a line."""

    __tablename__ = "workblock"
    __table_args__ = (UniqueConstraint("root_id", "indicator_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    root_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    indicator_key: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(Text, default="")
    parties: Mapped[str] = mapped_column(Text, default="")
    duration: Mapped[str] = mapped_column(String(100), default="")
    beneficiaries: Mapped[str] = mapped_column(Text, default="")
    purpose: Mapped[str] = mapped_column(Text, default="")
    budget: Mapped[str] = mapped_column(String(100), default="")
    routine_strategies: Mapped[str] = mapped_column(Text, default="")
    transforming_strategies: Mapped[str] = mapped_column(Text, default="")
    routine_outputs: Mapped[str] = mapped_column(Text, default="")
    transforming_outputs: Mapped[str] = mapped_column(Text, default="")
