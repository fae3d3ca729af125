"""Tasks around evaluations beyond the annual one of the own year: periods, objections, reports, what is overdue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.cycles.queries import Due, YearView
from app.domain.actors import Actor
from app.domain.objections import ObjectionState
from app.domain.periods import WindowKind
from app.domain.planning import PlanState
from app.domain.review import EvaluationState
from app.home.parts import Page, Task, Team
from app.reporting.parts import waiting_to_report
from app.review import calibrations, clocks, concern
from app.review import queries as review
from app.review.concern import Concern, Concerns

RECENT = timedelta(days=45)
"""How long after its window an evaluation nobody signed is still named on the superior's first page."""


@dataclass(frozen=True)
class Asked:
    """What evaluations ask of somebody today."""

    mine: tuple[Task, ...]
    team: tuple[Task, ...]
    waiting: tuple[Task, ...]


def of(actor: Actor, years: tuple[YearView, ...], teams: list[Team], today: date) -> Asked:
    """Everything around evaluations that concerns a person; what is below a superior is asked of assessors alone."""
    found = concern.of(actor.person_id, today)
    team = list(_team_tasks(found))
    if any(part.people for part in teams):
        team += [
            *_period_tasks(teams),
            *_meeting_tasks(actor),
            *_report_tasks(actor, years, today),
            *_above_tasks(actor, years, today),
        ]
    return Asked(tuple(_own_tasks(found.own)), tuple(team), tuple(_waiting(found.own)))


def _period_tasks(teams: list[Team]) -> Iterator[Task]:
    """One task for each period whose window is open: how many people are still to be rated."""
    for part in teams:
        for window in part.year.windows:
            if window.kind is not WindowKind.PERIODIC_EVALUATION or not window.span.contains(part.today):
                continue
            planned = {person.id for person in part.people if _is_set(part, person.id)}
            rated = review.evaluations_of(planned, {part.year.id}, window.number).get(part.year.id, {})
            left = len(planned - set(rated))
            if left:
                name = part.year.rhythm.name_of(window.number)
                page: Page = ("review.index", {"tahun": part.year.year, "periode": window.number})
                until = Due(window.span.closes_on, is_estimate=False)
                yield Task(
                    f"Nilai kinerja {name} {part.year.year}", f"{left} pegawai belum dinilai.", page, until=until
                )


def _is_set(part: Team, person_id: int) -> bool:
    plan = part.plans.get(person_id)
    return plan is not None and plan.state is PlanState.SET


def _meeting_tasks(actor: Actor) -> Iterator[Task]:
    """Meetings in which the others wait for this assessor's proposals."""
    for meeting in calibrations.waiting({actor.person_id}).get(actor.person_id, ()):
        page: Page = ("calibrations.show", {"calibration_id": meeting.id})
        yield Task(f"Buka usulan Anda: {meeting.title}", f"Kalibrasi {meeting.unit}. Penilai lain menunggu.", page)


def _report_tasks(actor: Actor, years: tuple[YearView, ...], today: date) -> Iterator[Task]:
    """Finished evaluations that were not reported yet."""
    by_id = {year.id: year for year in years}
    for (year_id, period), count in waiting_to_report(actor, today).items():
        if year_id in by_id:
            page: Page = ("reporting.index", {"tahun": by_id[year_id].year, "periode": period})
            yield Task(f"Laporkan {count} evaluasi yang selesai", "Diteruskan berjenjang kepada PyB.", page)


def _above_tasks(actor: Actor, years: tuple[YearView, ...], today: date) -> Iterator[Task]:
    """Below a superior: what is overdue, and what nobody signed in its time."""
    for late in clocks.overdue_for(actor.person_id, today, {year.id for year in years}):
        page: Page = ("review.show", {"evaluation_id": late.evaluation_id})
        until = Due(late.line.due_on, is_estimate=False)
        yield Task(f"Lewat waktu: evaluasi {late.employee}", late.line.words.capitalize() + ".", page, until=until)
    for year in years:
        for window in year.windows:
            closed = window.span.closes_on
            if window.kind is WindowKind.PLANNING or not today - RECENT <= closed < today:
                continue
            if clocks.unsigned_below(actor.person_id, year.id, window.number, today).rows:
                page = ("receipt.unsigned", {"tahun": year.year, "periode": window.number})
                words = "Penilainya tidak menandatangani sampai jangka waktu berakhir."
                yield Task(f"Ambil alih evaluasi: {year.name_of(window)} {year.year}", words, page)


def _own_tasks(found: tuple[Concern, ...]) -> Iterator[Task]:
    """What waits for the employee."""
    for one in found:
        page: Page = ("review.show", {"evaluation_id": one.id})
        if one.objection is ObjectionState.DRAFT:
            objection: Page = ("objections.show", {"evaluation_id": one.id})
            yield Task(f"Ajukan keberatan Anda atas evaluasi {one.label}", "Masih berupa konsep.", objection, one.since)
        if one.state is EvaluationState.CHANGED:
            words = "Atasan penilai mengubah hasilnya setelah keberatan Anda."
            yield Task(f"Tandatangani hasil evaluasi yang diubah ({one.label})", words, page, one.since)
        elif one.period and one.state is EvaluationState.SIGNED:
            words = "Penilai sudah menandatanganinya."
            yield Task(f"Terima dokumen evaluasi Anda ({one.label})", words, page, one.since)
        elif one.period and one.state is EvaluationState.RECEIVED:
            words = "Menerima bukan berarti setuju."
            yield Task(f"Tandatangani dokumen evaluasi ({one.label})", words, page, one.since)


def _waiting(found: tuple[Concern, ...]) -> Iterator[Task]:
    """What others are doing for the employee."""
    for one in found:
        if one.objection in {ObjectionState.FILED, ObjectionState.EXPLAINED, ObjectionState.HEARD}:
            page: Page = ("objections.show", {"evaluation_id": one.id})
            yield Task(f"Atasan penilai memeriksa keberatan Anda ({one.label})", one.objection.label + ".", page)


def _team_tasks(found: Concerns) -> Iterator[Task]:
    """What waits for the assessor, and for the superior of assessors."""
    for one in found.rated:
        objection: Page = ("objections.show", {"evaluation_id": one.id})
        if one.objection is ObjectionState.FILED:
            title = f"Jelaskan penilaian {one.name} ({one.label})"
            yield Task(title, "Pegawai mengajukan keberatan.", objection, one.since)
        elif one.objection is ObjectionState.CHANGED:
            words = "Atasan Anda mengubah hasilnya setelah keberatan."
            yield Task(f"Tandatangani hasil yang diubah: {one.name}", words, ("review.show", {"evaluation_id": one.id}))
        else:
            page: Page = ("rating.rate", {"evaluation_id": one.id})
            yield Task(f"Selesaikan evaluasi {one.name} ({one.label})", "Masih berupa konsep.", page, one.since)
    for one in found.above:
        if one.objection is not None:
            page = ("objections.show", {"evaluation_id": one.id})
            yield Task(f"Periksa keberatan {one.name} ({one.label})", one.objection.label + ".", page, one.since)
        else:
            page = ("rating.look", {"evaluation_id": one.id})
            words = (
                "Penilai menyatakan hubungan pribadi yang dekat; Anda membaca alasan dan bukti sebelum ditandatangani."
            )
            yield Task(f"Tinjau penilaian {one.name} ({one.label})", words, page, one.since)
