"""Results that already stand somewhere and may begin one's own: agreement, examples, colleagues, last year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from sqlalchemy import Date, bindparam, func, select

from app.agreements import queries as agreements
from app.cycles.models import PerformanceYear
from app.db import db
from app.domain.library import JobFamily
from app.domain.planning import OVER, PlanForm, PlanState, ResultKind, ResultOrigin, joined
from app.library import queries as library
from app.people.models import Posting
from app.people.queries import on_day
from app.planning import parts
from app.planning.models import Plan, WorkResult
from app.planning.parts import ResultView
from app.planning.queries import PlanView
from app.planning.taking import MAX_INDICATORS, Offer, OfferedIndicator, plain

MOST = 20


class Source(StrEnum):
    """Where the results come from; the value stands in the address."""

    AGREEMENT = "perjanjian"
    LIBRARY = "contoh"
    COLLEAGUES = "rekan"
    LAST_YEAR = "tahun-lalu"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Source.AGREEMENT: "Perjanjian Kinerja unit",
            Source.LIBRARY: "Kumpulan contoh",
            Source.COLLEAGUES: "Rekan sejabatan",
            Source.LAST_YEAR: "Rencana tahun lalu",
        }[self]


@dataclass(frozen=True)
class Candidate:
    """A result that may be taken; ``key`` names it in the form, ``is_there`` tells that the plan has it already."""

    key: str
    offer: Offer
    note: str
    is_there: bool


@dataclass(frozen=True)
class Asked:
    """What is looked for in the library."""

    family: JobFamily | None = None
    words: str = ""
    page: int = 1


@dataclass(frozen=True)
class Candidates:
    """A page of candidates; ``nothing`` says why there are none."""

    rows: tuple[Candidate, ...]
    nothing: str
    has_more: bool = False


def sources_of(form: PlanForm) -> list[Source]:
    """The sources of a plan: only leaders take over the agreement of their unit (II.A.2.a.3, p.27)."""
    return [source for source in Source if form.is_leaders or source is not Source.AGREEMENT]


def candidates(plan: PlanView, source: Source, asked: Asked, today: date) -> Candidates:
    """What ``source`` has for this plan, as offers in the plan's own approach."""
    if source is Source.AGREEMENT:
        nothing = "Perjanjian Kinerja unit Anda belum dicatat. Anda atau petugas kepegawaian dapat mengisinya."
        return _marked(plan, _of_agreement(plan), nothing)
    if source is Source.LIBRARY:
        page = library.find(asked.family, asked.words, asked.page)
        found = _marked(plan, [_of_example(row) for row in page.items], "Tidak ada contoh yang cocok. Coba kata lain.")
        return Candidates(found.rows, found.nothing, page.has_more)
    if source is Source.COLLEAGUES:
        return _marked(plan, _of_colleagues(plan, today), "Belum ada rekan sejabatan yang rencananya ditetapkan.")
    return _marked(plan, _of_last_year(plan), "Anda tidak memiliki rencana tahun sebelumnya di sini.")


def _marked(plan: PlanView, found: Iterable[tuple[str, Offer, str]], nothing: str) -> Candidates:
    there = {plain(result.text): {plain(row.text) for row in result.indicators} for result in plan.results}
    rows = tuple(
        Candidate(key, offer, note, _is_there(offer, there))
        for key, original, note in found
        for offer in [fitted(original, plan.form)]
    )
    return Candidates(rows, nothing)


def _is_there(offer: Offer, there: Mapping[str, set[str]]) -> bool:
    """Whether the plan has it already; of an agreement with every indicator, for all of them must be taken over."""
    indicators = there.get(plain(offer.text))
    if indicators is None or offer.agreement_item_id is None:
        return indicators is not None
    return all(plain(row.text) in indicators for row in offer.indicators)


def fitted(offer: Offer, form: PlanForm) -> Offer:
    """The offer in the approach of the plan: a narrative holds its target (p.50)."""
    if form.is_quantitative:
        return offer
    told = tuple(
        OfferedIndicator(joined(row.text, row.target), "", row.aspects, row.perspective) for row in offer.indicators
    )
    return Offer(**{**vars(offer), "indicators": told})


def _of_agreement(plan: PlanView) -> list[tuple[str, Offer, str]]:
    """One result for each sasaran with all its indicators, utama (II.A.2.a.3, p.27).

    A sasaran with more indicators than a result holds goes on in another one.
    """
    agreement = agreements.of_unit(plan.employee.unit_id, plan.year_id)
    if agreement is None:
        return []
    note = "Rancangan" if agreement.is_draft else agreement.document
    return [
        (
            str(items[0].id),
            Offer(
                goal if first == 0 else f"{goal} (lanjutan {first // MAX_INDICATORS})",
                ResultKind.MAIN,
                tuple(OfferedIndicator(item.indicator, item.target) for item in items),
                origin=ResultOrigin.AGREEMENT,
                agreement_item_id=items[0].id,
            ),
            note,
        )
        for goal, group in groupby(agreement.items, key=lambda item: item.goal)
        for whole in [list(group)]
        for first in range(0, len(whole), MAX_INDICATORS)
        for items in [whole[first : first + MAX_INDICATORS]]
    ]


def _of_example(row: library.ExampleView) -> tuple[str, Offer, str]:
    indicator = OfferedIndicator(row.indicator, row.target, row.aspects, row.perspective)
    return str(row.id), Offer(row.result, indicators=(indicator,)), row.family.label


_COLLEAGUES = (
    select(func.max(WorkResult.id).label("id"), func.count(func.distinct(Plan.employee_id)).label("users"))
    .join(Plan, Plan.id == WorkResult.plan_id)
    .join(Posting, Posting.person_id == Plan.employee_id)
    .where(
        Plan.state == PlanState.SET,
        on_day(Posting, bindparam("day", type_=Date)),
        Posting.position == bindparam("position"),
        Plan.employee_id != bindparam("me"),
    )
    .group_by(WorkResult.text)
    .order_by(func.count(func.distinct(Plan.employee_id)).desc(), WorkResult.text)
    .limit(MOST)
)


def _of_colleagues(plan: PlanView, today: date) -> list[tuple[str, Offer, str]]:
    """Results of set plans of the same position, the most used first; whose they are is not told."""
    position = db.session.scalar(
        select(Posting.position).where(Posting.person_id == plan.employee.id, on_day(Posting, today))
    )
    values = {"day": today, "position": position, "me": plan.employee.id}
    users = {row.id: row.users for row in db.session.execute(_COLLEAGUES, values)}
    results = parts.results_by_id(list(users))
    return [(str(key), _as_offer(results[key]), f"Dipakai {users[key]} rekan sejabatan") for key in users]


def _of_last_year(plan: PlanView) -> list[tuple[str, Offer, str]]:
    row = db.session.execute(
        select(Plan.id, PerformanceYear.year)
        .join(PerformanceYear, PerformanceYear.id == Plan.year_id)
        .where(
            Plan.employee_id == plan.employee.id,
            PerformanceYear.starts_on < plan.period_start,
            Plan.year_id != plan.year_id,
            Plan.state.in_({PlanState.SET, *OVER}),
        )
        .order_by(PerformanceYear.year.desc(), Plan.period_start.desc(), Plan.edition.desc())
        .limit(1)
    ).first()
    if row is None:
        return []
    note = f"Rencana tahun {row.year}"
    return [(str(result.id), _as_offer(result), note) for result in parts.results(row.id)]


def _as_offer(result: ResultView) -> Offer:
    """A result as another may take it: without the leader's result it served, which is another year's or office's."""
    return Offer(
        result.text,
        result.kind,
        tuple(OfferedIndicator(i.text, i.target, i.aspects, i.perspective) for i in result.indicators),
        origin=result.origin,
        method=result.method,
    )
