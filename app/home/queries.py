"""The tasks of a person: what to do now, and what others are doing for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.cycles import queries as cycles
from app.domain.actors import Actor
from app.domain.planning import PlanForm, PlanState
from app.domain.review import EvaluationState
from app.people import queries as people
from app.planning import queries as planning
from app.planning.queries import PlanRow
from app.progress import queries as progress
from app.review import queries as review
from app.review.queries import EvaluationRow

MOST_SHOWN = 5
Page = tuple[str, dict[str, int]]
"""Endpoint and its values; the template makes the address."""


@dataclass(frozen=True)
class Task:
    """One thing: what, why, since when, and the one page that leads on."""

    title: str
    words: str
    page: Page
    since: datetime | None = None


@dataclass(frozen=True)
class Overview:
    """Everything on the home page."""

    year: int
    mine: tuple[Task, ...]
    team: tuple[Task, ...]
    team_more: int
    waiting: tuple[Task, ...]


def overview(actor: Actor, today: date) -> Overview:
    """Tasks of one's own, tasks as assessor (a handful), and what others are doing."""
    year = cycles.year_on(today)
    plans = planning.plans_of(actor.person_id, year.id)
    newest = next((row for row in plans if row.state is not PlanState.SUPERSEDED), None)
    evaluation = review.evaluations_of({actor.person_id}, year.id).get(actor.person_id)
    me = people.person(actor.person_id, today)
    may_begin = not me.plans_as_leader and people.assessor_of(actor.person_id, today) is not None
    team = list(_team_tasks(actor, year.id, today))
    return Overview(
        year=year.year,
        mine=tuple(_own_tasks(newest, evaluation, may_begin=may_begin)),
        team=tuple(team[:MOST_SHOWN]),
        team_more=max(0, len(team) - MOST_SHOWN),
        waiting=tuple(_waiting(newest, evaluation)),
    )


def _own_tasks(plan: PlanRow | None, evaluation: EvaluationRow | None, *, may_begin: bool) -> Iterator[Task]:
    if evaluation and evaluation.state is EvaluationState.SIGNED:
        page = ("review.show", {"evaluation_id": evaluation.id})
        yield Task("Terima dokumen evaluasi Anda", "Penilai sudah menandatanganinya.", page, evaluation.state_since)
    if evaluation and evaluation.state is EvaluationState.RECEIVED:
        page = ("review.show", {"evaluation_id": evaluation.id})
        yield Task("Tandatangani dokumen evaluasi", "Menerima bukan berarti setuju.", page, evaluation.state_since)
    if plan is None:
        if may_begin:
            page = ("planning.index", {})
            yield Task("Mulai rencana kinerja (SKP) Anda", "Anda belum memiliki rencana untuk tahun ini.", page)
        return
    page = ("planning.show", {"plan_id": plan.id})
    if plan.state is PlanState.DRAFT:
        yield Task("Lanjutkan rencana kinerja (SKP) Anda", "Masih berupa konsep dan belum diajukan.", page)
    elif plan.state is PlanState.RETURNED:
        words = "Penilai memberi catatan. Perbaiki, lalu ajukan lagi."
        yield Task("Perbaiki rencana kinerja (SKP) Anda", words, page, plan.state_since)
    elif plan.state is PlanState.SET and evaluation is None:
        yield from _realisation_task(plan)


def _realisation_task(plan: PlanRow) -> Iterator[Task]:
    count = progress.filled({plan.id})[plan.id]
    if count.written < count.total:
        page = ("progress.show", {"root_id": plan.root_id})
        yield Task("Isi realisasi dan bukti", f"{count.written} dari {count.total} indikator sudah terisi.", page)


def _team_tasks(actor: Actor, year_id: int, today: date) -> Iterator[Task]:
    rows = planning.team(actor, year_id, today)
    evaluations = review.evaluations_of({row.person.id for row in rows}, year_id)
    window_open = bool(rows) and review.window_is_open(year_id, today)
    for row in rows:
        if row.plan and row.plan.state is PlanState.SUBMITTED:
            page = ("planning.show", {"plan_id": row.plan.id})
            yield Task(f"Baca dan tetapkan SKP {row.person.name}", row.person.position, page, row.plan.state_since)
    for row in rows:
        evaluation = evaluations.get(row.person.id)
        if evaluation and evaluation.state is EvaluationState.OPEN:
            page = ("review.rate", {"evaluation_id": evaluation.id})
            yield Task(f"Selesaikan evaluasi {row.person.name}", row.person.position, page, evaluation.state_since)
        elif window_open and evaluation is None and _can_be_rated(row.plan):
            page = ("review.index", {})
            yield Task(f"Nilai kinerja {row.person.name}", row.person.position, page)


def _can_be_rated(plan: PlanRow | None) -> bool:
    return plan is not None and plan.state is PlanState.SET and plan.form is PlanForm.A17


def _waiting(plan: PlanRow | None, evaluation: EvaluationRow | None) -> Iterator[Task]:
    if plan and plan.state is PlanState.SUBMITTED:
        page = ("planning.show", {"plan_id": plan.id})
        yield Task(
            "Penilai membaca rencana Anda",
            "Anda dapat menariknya kembali selama belum ditetapkan.",
            page,
            plan.state_since,
        )
    if evaluation and evaluation.state is EvaluationState.OPEN:
        page = ("progress.show", {"root_id": evaluation.root_id})
        yield Task(
            "Penilai sedang menilai kinerja Anda", "Umpan baliknya sudah dapat Anda baca.", page, evaluation.state_since
        )
