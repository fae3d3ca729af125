"""The tasks of a person: what to do now, and what others are doing for them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.cycles import queries as cycles
from app.domain.actors import Actor, Role
from app.domain.office import BUILDERS, STAFF
from app.domain.planning import PlanForm, PlanState
from app.domain.review import EvaluationState
from app.people import queries as people
from app.people.queries import PersonView
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

    mine: tuple[Task, ...]
    team: tuple[Task, ...]
    team_more: int
    waiting: tuple[Task, ...]


def overview(actor: Actor, today: date) -> Overview:
    """Tasks of one's own, tasks as assessor (a handful), and what others are doing."""
    year = cycles.year_on(today)
    employees = people.assessed_by(actor.person_id, today)
    ids = {actor.person_id, *(person.id for person in employees)}
    plans, evaluations = planning.current_plans(ids, year.id), review.evaluations_of(ids, year.id)
    own_plan, own_evaluation = plans.get(actor.person_id), evaluations.get(actor.person_id)
    team = list(_team_tasks(employees, plans, evaluations, lambda: review.window_is_open(year.id, today)))
    mine = _own_tasks(own_plan, own_evaluation) if own_plan else _first_task(actor, today)
    return Overview(
        mine=tuple(mine),
        team=tuple(team[:MOST_SHOWN]),
        team_more=max(0, len(team) - MOST_SHOWN),
        waiting=tuple(_waiting(own_plan, own_evaluation)),
    )


def _first_task(actor: Actor, today: date) -> Iterator[Task]:
    """Beginning a plan: for whoever is assessed and writes on a form that can be written here."""
    writes_here = not people.person(actor.person_id, today).plans_as_leader
    if writes_here and people.assessor_of(actor.person_id, today) is not None:
        words = "Anda belum memiliki rencana untuk tahun ini."
        yield Task("Mulai rencana kinerja (SKP) Anda", words, ("planning.index", {}))


def _own_tasks(plan: PlanRow, evaluation: EvaluationRow | None) -> Iterator[Task]:
    if evaluation and evaluation.state is EvaluationState.SIGNED:
        page = ("review.show", {"evaluation_id": evaluation.id})
        yield Task("Terima dokumen evaluasi Anda", "Penilai sudah menandatanganinya.", page, evaluation.state_since)
    if evaluation and evaluation.state is EvaluationState.RECEIVED:
        page = ("review.show", {"evaluation_id": evaluation.id})
        yield Task("Tandatangani dokumen evaluasi", "Menerima bukan berarti setuju.", page, evaluation.state_since)
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


def _team_tasks(
    employees: list[PersonView],
    plans: dict[int, PlanRow],
    evaluations: dict[int, EvaluationRow],
    window_is_open: Callable[[], bool],
) -> Iterator[Task]:
    for person in employees:
        plan = plans.get(person.id)
        if plan and plan.state is PlanState.SUBMITTED:
            page: Page = ("planning.show", {"plan_id": plan.id})
            yield Task(f"Baca dan tetapkan SKP {person.name}", person.position, page, plan.state_since)
    for person in employees:
        evaluation = evaluations.get(person.id)
        if evaluation and evaluation.state is EvaluationState.OPEN:
            page = ("review.rate", {"evaluation_id": evaluation.id})
            yield Task(f"Selesaikan evaluasi {person.name}", person.position, page, evaluation.state_since)
    waiting = [p for p in employees if p.id not in evaluations and _can_be_rated(plans.get(p.id))]
    if waiting and window_is_open():
        for person in waiting:
            yield Task(f"Nilai kinerja {person.name}", person.position, ("review.index", {}))


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


@dataclass(frozen=True)
class OfficePage:
    """A page of the personnel office: where it is, what it is for, whose it is."""

    endpoint: str
    title: str
    words: str
    roles: frozenset[Role]


_OFFICE_PAGES: tuple[OfficePage, ...] = (
    OfficePage("intake.index", "Impor data", "Pegawai, unit, jabatan, dan penilai dari berkas Excel.", BUILDERS),
    OfficePage("people.index", "Unit dan pegawai", "Cari orang, perbaiki jabatan dan unit, tambah unit.", STAFF),
    OfficePage("people.waiting", "Pegawai tanpa penilai", "Terima usulan penilai, atau tetapkan sendiri.", STAFF),
)


def office_pages(actor: Actor) -> list[OfficePage]:
    """The pages of the personnel office this actor may open, in the order of an office moving in."""
    return [page for page in _OFFICE_PAGES if page.roles & actor.roles]
