"""Reads of a plan's parts as frozen values: results with indicators, expectations, annex, remarks.

These run on almost every page, so the statements are built once and read plain columns, not rows of the mapper.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Integer, String, bindparam, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import aliased

from app.db import UtcDateTime, db
from app.domain.behaviour import BehaviourValue
from app.domain.cascading import CascadeMethod
from app.domain.planning import AnnexBlock, Aspect, Perspective, PlanForm, ResultKind, ResultOrigin
from app.domain.special import SpecialKind
from app.planning.models import AnnexItem, BehaviourExpectation, Indicator, Plan, Remark, WorkResult


@dataclass(frozen=True)
class IndicatorView:
    """One indicator."""

    key: str
    aspects: tuple[Aspect, ...]
    text: str
    target: str
    perspective: Perspective | None


@dataclass(frozen=True)
class ResultView:
    """One work result with its indicators; ``leader_words`` is what column (2) of A.1.7 prints."""

    id: int
    key: str
    number: int
    kind: ResultKind
    text: str
    leader_id: int | None
    leader_text: str
    leader_words: str | None
    leader_indicator: str | None
    assigned_by: str
    origin: ResultOrigin | None
    duty: SpecialKind | None
    method: CascadeMethod | None
    agreement_item_id: int | None
    indicators: tuple[IndicatorView, ...]
    version: int

    @property
    def item(self) -> str:
        """The name remarks and feedback use for it."""
        return f"result:{self.key}"


@dataclass(frozen=True)
class RemarkView:
    """One word of the dialogue."""

    item: str
    text: str
    written_at: datetime
    author_id: int


@dataclass(frozen=True)
class Texts:
    """Everything written on a plan beside its results."""

    expectations: dict[BehaviourValue, str]
    annex: dict[AnnexBlock, tuple[str, ...]]
    remarks: tuple[RemarkView, ...]


_Leader, _LeaderPlan = aliased(WorkResult), aliased(Plan)
_LINES = (
    select(
        WorkResult.id,
        WorkResult.key,
        WorkResult.kind,
        WorkResult.text,
        WorkResult.leader_result_id,
        WorkResult.leader_text,
        WorkResult.leader_indicator_key,
        WorkResult.assigned_by,
        WorkResult.origin,
        WorkResult.duty,
        WorkResult.method,
        WorkResult.agreement_item_id,
        WorkResult.version,
        _Leader.text.label("leader_result"),
        _LeaderPlan.form.label("leader_form"),
        Indicator.key.label("indicator_key"),
        Indicator.aspects,
        Indicator.text.label("indicator_text"),
        Indicator.target,
        Indicator.perspective,
    )
    .outerjoin(Indicator, Indicator.result_id == WorkResult.id)
    .outerjoin(_Leader, _Leader.id == WorkResult.leader_result_id)
    .outerjoin(_LeaderPlan, _LeaderPlan.id == _Leader.plan_id)
    .where(WorkResult.removed_at.is_(None))
    .order_by(WorkResult.kind.desc(), WorkResult.position, WorkResult.id, Indicator.position)  # 'main' comes first
)
_RESULTS = _LINES.where(WorkResult.plan_id == bindparam("plan_id"))
_SOME = _LINES.where(WorkResult.id.in_(bindparam("ids", expanding=True)))
_OF_PLANS = _LINES.add_columns(WorkResult.plan_id).where(WorkResult.plan_id.in_(bindparam("ids", expanding=True)))
_NO_TIME, _NOBODY = type_coerce(null(), UtcDateTime), type_coerce(null(), Integer)
_EDITION = aliased(Plan)
_TEXTS = union_all(
    select(
        literal("expectation").label("part"),
        type_coerce(BehaviourExpectation.value, String).label("name"),
        BehaviourExpectation.id.label("position"),
        BehaviourExpectation.text,
        _NO_TIME.label("at"),
        _NOBODY.label("author_id"),
    ).where(BehaviourExpectation.plan_id == bindparam("plan_id")),
    select(
        literal("annex"), type_coerce(AnnexItem.block, String), AnnexItem.position, AnnexItem.text, _NO_TIME, _NOBODY
    ).where(AnnexItem.plan_id == bindparam("plan_id")),
    # What was said of an earlier edition and is not settled is still to be answered.
    select(literal("remark"), Remark.item, Remark.id, Remark.text, Remark.written_at, Remark.author_id)
    .join(_EDITION, _EDITION.id == Remark.plan_id)
    .where(_EDITION.root_id == bindparam("root_id"), Remark.settled_at.is_(None)),
).order_by("position")
_LEADER_INDICATORS = (
    select(Indicator.result_id, Indicator.key, Indicator.text)
    .where(Indicator.result_id.in_(bindparam("ids", expanding=True)))
    .order_by(Indicator.result_id, Indicator.position)
)
LEADER_FORMS = frozenset({PlanForm.A11, PlanForm.A12})


def results(plan_id: int) -> tuple[ResultView, ...]:
    """Results of a plan, utama before tambahan, numbered through, as the forms print them."""
    return tuple(_grouped(db.session.execute(_RESULTS, {"plan_id": plan_id}).all()))


def results_by_id(ids: list[int]) -> dict[int, ResultView]:
    """Some results of whatever plans, by id; their numbers mean nothing."""
    if not ids:
        return {}
    return {result.id: result for result in _grouped(db.session.execute(_SOME, {"ids": ids}).all())}


def results_of(plan_ids: Sequence[int]) -> dict[int, tuple[ResultView, ...]]:
    """The results of several plans, by plan, each as :func:`results` gives them; two statements at most."""
    rows = db.session.execute(_OF_PLANS, {"ids": list(plan_ids)}).all()
    appended = _appended(rows)
    by_plan: dict[int, list[Any]] = {}
    for row in rows:
        by_plan.setdefault(row.plan_id, []).append(row)
    return {plan_id: tuple(_grouped(of_plan, appended)) for plan_id, of_plan in by_plan.items()}


def _appended(rows: Sequence[Any]) -> dict[int, dict[str, str]]:
    return indicators_of({row.leader_result_id for row in rows if row.leader_form in LEADER_FORMS})


def _grouped(rows: Sequence[Any], appended: dict[int, dict[str, str]] | None = None) -> Iterator[ResultView]:
    appended = _appended(rows) if appended is None else appended
    grouped = groupby(rows, key=lambda row: row.id)
    for number, (_, group) in enumerate(grouped, 1):
        yield _result(number, tuple(group), appended)


@dataclass(frozen=True)
class RemovedView:
    """A result that was taken out of a draft and can be brought back."""

    id: int
    text: str


def removed_results(plan_id: int) -> tuple[RemovedView, ...]:
    """Results taken out of a draft, the last one first."""
    rows = db.session.execute(
        select(WorkResult.id, WorkResult.text)
        .where(WorkResult.plan_id == plan_id, WorkResult.removed_at.is_not(None))
        .order_by(WorkResult.removed_at.desc())
    )
    return tuple(RemovedView(*row) for row in rows)


def _result(number: int, group: Sequence[Any], appended: dict[int, dict[str, str]]) -> ResultView:
    row = group[0]
    words = row.leader_text or None  # what was typed and signed stays, also when it is linked later
    if words is None and row.leader_result is not None:
        words = words_of_leader(row.leader_result, appended.get(row.leader_result_id, {}), row.leader_indicator_key)
    return ResultView(
        id=row.id,
        key=row.key,
        number=number,
        kind=row.kind,
        text=row.text,
        leader_id=row.leader_result_id,
        leader_text=row.leader_text,
        leader_words=words,
        leader_indicator=row.leader_indicator_key,
        assigned_by=row.assigned_by,
        origin=row.origin,
        duty=row.duty,
        method=row.method,
        agreement_item_id=row.agreement_item_id,
        indicators=tuple(_indicator(line) for line in group if line.indicator_key is not None),
        version=row.version,
    )


def _indicator(row: Any) -> IndicatorView:
    return IndicatorView(row.indicator_key, parse_aspects(row.aspects), row.indicator_text, row.target, row.perspective)


def indicators_of(result_ids: set[int]) -> dict[int, dict[str, str]]:
    """Texts of the indicators of some results by key, by result."""
    found: dict[int, dict[str, str]] = {}
    if result_ids:
        for result_id, key, text in db.session.execute(_LEADER_INDICATORS, {"ids": sorted(result_ids)}):
            found.setdefault(result_id, {})[key] = text
    return found


def words_of_leader(text: str, indicators: Mapping[str, str], chosen: str | None) -> str:
    """For a JPT or the head of an independent unit the result is written with its indicator (footnote p.59, p.148).

    With all of them as long as none was chosen, or when the chosen one is there no more.
    """
    if not indicators:
        return text
    named = [indicators[chosen]] if chosen and chosen in indicators else list(indicators.values())
    return f"{text}\nIndikator Kinerja Individu: {'; '.join(named)}"


def parse_aspects(stored: str) -> tuple[Aspect, ...]:
    """Aspects of an indicator in the official order."""
    chosen = set(stored.split(",")) if stored else set()
    return tuple(aspect for aspect in Aspect if aspect.value in chosen)


def texts(plan_id: int, root_id: int) -> Texts:
    """Expectations in the official order, annex by block, unsettled remarks in the order they were written."""
    rows = db.session.execute(_TEXTS, {"plan_id": plan_id, "root_id": root_id}).all()
    expectations = {row.name: row.text for row in rows if row.part == "expectation"}
    return Texts(
        expectations={value: expectations[value] for value in BehaviourValue if value in expectations},
        annex={
            block: tuple(row.text for row in rows if row.part == "annex" and row.name == block) for block in AnnexBlock
        },
        remarks=tuple(RemarkView(row.name, row.text, row.at, row.author_id) for row in rows if row.part == "remark"),
    )
