"""Tasks of one year: each says what, why, since when and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.cascade.mine import Waiting
from app.cycles import queries as cycles
from app.cycles.queries import Due, YearView
from app.cycles.weeks import work_week_of
from app.domain.planning import PlanState
from app.domain.review import EvaluationState
from app.domain.rules import Clock, rules_on
from app.domain.years import is_worked_on
from app.people import queries as people
from app.people import special
from app.people.queries import PersonView
from app.planning import queries as planning
from app.planning.queries import PlanRow
from app.progress import queries as progress
from app.review.listed import EvaluationRow

Page = tuple[str, dict[str, int]]
"""Endpoint and its values; the template makes the address."""


@dataclass(frozen=True)
class Task:
    """One thing: what, why, since when, until when, and the one page that leads on."""

    title: str
    words: str
    page: Page
    since: datetime | None = None
    until: Due | None = None


@dataclass(frozen=True)
class Own:
    """What one person has of a year; ``label`` names the year where several are worked on."""

    me: PersonView
    year: YearView
    label: str
    today: date
    plan: PlanRow | None
    evaluation: EvaluationRow | None


@dataclass(frozen=True)
class Team:
    """What the people of an assessor have of a year; ``periodic`` evaluations by period, as far as they are open."""

    people: list[PersonView]
    year: YearView
    label: str
    today: date
    plans: dict[int, PlanRow]
    evaluations: dict[int, EvaluationRow]
    periodic: dict[int, dict[int, EvaluationRow]]


def own_tasks(own: Own) -> Iterator[Task]:
    """What is to be done for oneself. An evaluation is received and signed even after its year is over."""
    yield from _evaluation_tasks(own)
    if not is_worked_on(own.year, own.today):
        return
    plan, until = own.plan, _planning_end(own.year, own.me)
    if plan is None:
        yield from _first_task(own)
        return
    page: Page = ("planning.show", {"plan_id": plan.id})
    if plan.state is PlanState.DRAFT:
        words = "Masih berupa konsep dan belum diajukan."
        yield Task(f"Lanjutkan rencana kinerja (SKP) Anda{own.label}", words, page, until=until)
    elif plan.state is PlanState.RETURNED:
        words = "Penilai memberi catatan. Perbaiki, lalu ajukan lagi."
        yield Task(f"Perbaiki rencana kinerja (SKP) Anda{own.label}", words, page, plan.state_since, until)
    elif plan.state is PlanState.SET and own.evaluation is None:
        assessor_id = None if plan.to_superior else plan.assessor_id
        if planning.transfer_since(own.me, assessor_id, (plan.period_start, own.year.ends_on), own.today):
            words = "Jabatan atau penilai Anda berganti; rencana lama berlaku sampai yang baru ditetapkan."
            yield Task(f"Susun rencana kinerja (SKP) yang baru{own.label}", words, page)
        yield from _realisation_task(own, plan)


def _evaluation_tasks(own: Own) -> Iterator[Task]:
    evaluation = own.evaluation
    if evaluation and evaluation.state is EvaluationState.SIGNED:
        page: Page = ("review.show", {"evaluation_id": evaluation.id})
        words, since = f"{evaluation.way.signed_by} sudah menandatanganinya.", evaluation.state_since
        until = clock_end(Clock.DELIVER, since, own.me)
        yield Task(f"Terima dokumen evaluasi Anda{own.label}", words, page, since, until)
    if evaluation and evaluation.state is EvaluationState.RECEIVED:
        page = ("review.show", {"evaluation_id": evaluation.id})
        words, since = "Menerima bukan berarti setuju.", evaluation.state_since
        until = clock_end(Clock.RETURN, since, own.me)
        yield Task(f"Tandatangani dokumen evaluasi{own.label}", words, page, since, until)


def _first_task(own: Own) -> Iterator[Task]:
    """Beginning a plan: for whoever is assessed."""
    if own.today > own.year.ends_on:
        return
    if any(one.kind.exempts for one in special.on({own.me.id}, own.today).get(own.me.id, ())):
        return  # planning does not apply meanwhile (II.C.8, p.65-66)
    if people.assessor_of(own.me.id, own.today) is not None:
        words = f"Anda belum memiliki rencana untuk tahun {own.year.year}."
        title = f"Mulai rencana kinerja (SKP) Anda{own.label}"
        yield Task(title, words, ("planning.index", {"tahun": own.year.year}), until=_planning_end(own.year, own.me))


def _realisation_task(own: Own, plan: PlanRow) -> Iterator[Task]:
    if own.today < own.year.starts_on:
        return
    count = progress.filled({plan.id})[plan.id]
    if count.written < count.total:
        page: Page = ("progress.show", {"root_id": plan.root_id})
        words = f"{count.written} dari {count.total} indikator sudah terisi."
        until = Due(own.year.evaluation.closes_on, is_estimate=False)
        yield Task(f"Isi realisasi dan bukti{own.label}", words, page, until=until)


def team_tasks(team: Team) -> Iterator[Task]:
    """What is to be done as assessor: plans to be set, evaluations to be finished, then those to be begun."""
    for person in team.people:
        plan = team.plans.get(person.id)
        if plan and plan.state is PlanState.SUBMITTED and is_worked_on(team.year, team.today):
            page: Page = ("planning.show", {"plan_id": plan.id})
            title = f"Baca dan tetapkan SKP {person.name}{team.label}"
            yield Task(title, person.position, page, plan.state_since, _planning_end(team.year, person))
    window = team.year.evaluation
    until = Due(window.closes_on, is_estimate=False)
    for person in team.people:
        evaluation = team.evaluations.get(person.id)
        if evaluation and evaluation.state is EvaluationState.OPEN:
            page = ("rating.rate", {"evaluation_id": evaluation.id})
            yield Task(
                f"Selesaikan evaluasi {person.name}{team.label}", person.position, page, evaluation.state_since, until
            )
    if window.contains(team.today):
        for person in team.people:
            if person.id not in team.evaluations and _can_be_rated(team.plans.get(person.id)):
                page = ("review.index", {"tahun": team.year.year})
                yield Task(f"Nilai kinerja {person.name}{team.label}", person.position, page, until=until)


def _can_be_rated(plan: PlanRow | None) -> bool:
    return plan is not None and plan.state is PlanState.SET


def role_tasks(own: Own, given: Waiting) -> Iterator[Task]:
    """Roles and assignments that are in no plan yet."""
    if given.untaken and is_worked_on(own.year, own.today):
        words = f"{given.untaken} peran dari pimpinan belum ada di SKP Anda."
        yield Task(f"Ambil peran ke SKP Anda{own.label}", words, ("assigned.index", {"tahun": own.year.year}))


def approval_tasks(team: Team, given: Waiting) -> Iterator[Task]:
    """Assignments by other leaders that wait for the assessor's word."""
    if given.approvals and is_worked_on(team.year, team.today):
        words = f"{given.approvals} penugasan dari pimpinan lain menunggu persetujuan Anda."
        page: Page = ("assigned.approvals", {"tahun": team.year.year})
        yield Task(f"Setujui penugasan pegawai Anda{team.label}", words, page)


def waiting(own: Own) -> Iterator[Task]:
    """What others are doing for oneself."""
    plan, evaluation = own.plan, own.evaluation
    if plan and plan.state is PlanState.SUBMITTED:
        page: Page = ("planning.show", {"plan_id": plan.id})
        words = "Anda dapat menariknya kembali selama belum ditetapkan."
        yield Task(f"Penilai membaca rencana Anda{own.label}", words, page, plan.state_since)
    if evaluation and evaluation.state is EvaluationState.OPEN:
        page = ("progress.show", {"root_id": evaluation.root_id})
        words = "Umpan baliknya sudah dapat Anda baca."
        yield Task(f"Penilai sedang menilai kinerja Anda{own.label}", words, page, evaluation.state_since)


def _planning_end(year: YearView, person: PersonView) -> Due | None:
    """The end of January; whoever came to the post later plans then, without a number of days (II.C.4, 6; p.65)."""
    closes_on = year.planning.closes_on
    return Due(closes_on, is_estimate=False) if person.since <= closes_on else None


def clock_end(clock: Clock, since: datetime, person: PersonView) -> Due:
    """The last working day of a deadline, by the week of the unit somebody works in."""
    start = since.astimezone(people.the_agency().zone).date()
    return cycles.due(start, rules_on(start).deadlines[clock].working_days, work_week_of(person.unit_id))
