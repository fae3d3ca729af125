"""Tasks around evaluations beyond the annual one of the own year: periods, objections, reports, what is overdue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.cycles.queries import Due, WindowView, YearView
from app.domain.actors import Actor, Role
from app.domain.objections import ObjectionState
from app.domain.periods import WindowKind
from app.domain.planning import PlanState
from app.domain.review import EvaluationState
from app.domain.rules import Clock
from app.home.parts import Page, Task, Team, clock_end
from app.people.queries import PersonView
from app.reporting import concern as reporting
from app.reporting.concern import What
from app.review import concern, overdue
from app.review.concern import Concern, Concerns, label_of

RECENT = timedelta(days=45)
"""How long after its window an evaluation nobody signed is still named on the superior's first page."""


@dataclass(frozen=True)
class Asked:
    """What evaluations ask of somebody today."""

    mine: tuple[Task, ...]
    writing: tuple[Task, ...]
    team: tuple[Task, ...]
    waiting: tuple[Task, ...]


NOTHING = Asked((), (), (), ())


def of(actor: Actor, me: PersonView, teams: list[Team], today: date) -> Asked:
    """Everything around evaluations that concerns a person.

    What is reported is asked of whoever assesses people, leads or keeps a unit; what is late, of superiors alone.
    """
    years = tuple(part.year for part in teams)
    found = concern.of(actor.person_id, today, (window.id for year in years for window in evaluated_now(year, today)))
    assesses = any(part.people for part in teams)
    team = [*_team_tasks(found), *_period_tasks(teams), *_meeting_tasks(found)]
    own = [*_agreement_tasks(found), *_own_tasks(found.own, me)]
    if assesses or me.is_head or actor.officer_units or Role.AGENCY_OFFICER in actor.roles:
        for task in _report_tasks(actor, years, today):  # a unit's report is not about people one rates
            (own if task.page[0] == "reporting.unit" else team).append(task)
    if found.leads:
        team += _above_tasks(actor, years, today)
    return Asked(tuple(own), tuple(_writing_tasks(found, years, today)), tuple(team), tuple(_waiting(found.own)))


def evaluated_now(year: YearView, today: date) -> list[WindowView]:
    """The evaluations of a year that are open."""
    return [window for window in year.windows if window.kind is not WindowKind.PLANNING and window.span.contains(today)]


def _period_tasks(teams: list[Team]) -> Iterator[Task]:
    """One task for each period whose window is open: how many people are still to be rated."""
    for part in teams:
        planned = {person.id for person in part.people if _is_set(part, person.id)}
        for window in evaluated_now(part.year, part.today):
            left = len(planned - set(part.periodic.get(window.number, {})))
            if window.number and left:
                name = part.year.rhythm.name_of(window.number)
                page: Page = ("review.index", {"tahun": part.year.year, "periode": window.number})
                until = Due(window.span.closes_on, is_estimate=False)
                yield Task(
                    f"Nilai kinerja {name} {part.year.year}", f"{left} pegawai belum dinilai.", page, until=until
                )


def _is_set(part: Team, person_id: int) -> bool:
    plan = part.plans.get(person_id)
    return plan is not None and plan.state is PlanState.SET


def _agreement_tasks(found: Concerns) -> Iterator[Task]:
    """What the assessor proposes and the employee may refuse."""
    for asked in found.agree:
        words = "Penilai Anda mengusulkannya. Anda sepakat, atau dinilai seperti biasa."
        page: Page = ("carrying.show", {"evaluation_id": asked.id})
        yield Task(f"Jawab usulan memakai hasil unit lama ({asked.label})", words, page, asked.since)


def _writing_tasks(found: Concerns, years: tuple[YearView, ...], today: date) -> Iterator[Task]:
    """What the employee and leaders of assignments write before the evaluation of a period is signed."""
    until = {
        (year.year, window.number): Due(window.span.closes_on, is_estimate=False)
        for year in years
        for window in evaluated_now(year, today)
    }
    for one in found.selves:
        page: Page = ("selfassessment.write", {"root_id": one.number, "periode": one.period})
        words = "Anda menulisnya sendiri; penilai membacanya sesudah Anda serahkan."
        yield Task(f"Serahkan penilaian diri ({one.label})", words, page, until=until[one.year, one.period])
    for one in found.words:
        page = ("leaders.index", {"tahun": one.year, "periode": one.period})
        words = f"{one.number} hasil kerja dari penugasan Anda. Penilainya membaca masukan itu sebelum menilai."
        yield Task(f"Beri masukan atas penugasan Anda ({one.label})", words, page, until=until[one.year, one.period])


def _meeting_tasks(found: Concerns) -> Iterator[Task]:
    """Meetings in which the others wait for this assessor's proposals."""
    for meeting in found.meetings:
        page: Page = ("calibrations.show", {"calibration_id": meeting.id})
        yield Task(f"Buka usulan Anda: {meeting.title}", f"Kalibrasi {meeting.unit}. Penilai lain menunggu.", page)


def _report_tasks(actor: Actor, years: tuple[YearView, ...], today: date) -> Iterator[Task]:
    """Finished evaluations that were not reported yet; reports of units to be answered, or given back."""
    by_id = {year.id: year for year in years}
    for one in reporting.of(actor, set(by_id), today):
        year = by_id[one.year_id]
        args, when = {"tahun": year.year, "periode": one.period}, label_of(year.rhythm, one.period, year.year)
        page: Page = ("reporting.unit", {"unit_id": one.unit_id, **args})
        if one.what is What.REPORT:
            title = f"Laporkan {one.count} evaluasi yang selesai ({when})"
            yield Task(title, "Diteruskan berjenjang kepada PyB.", ("reporting.index", args))
        elif one.what is What.ANSWER:
            more = f", dan {one.count - 1} unit lain" if one.count > 1 else ""
            words = f"Laporan {one.unit}{more} menunggu diterima atau dikembalikan."
            yield Task(f"Periksa laporan unit ({when})", words, page)
        else:
            more = f" Begitu juga {one.count - 1} unit lain." if one.count > 1 else ""
            words = f"Dikembalikan dengan catatan. Lengkapi, lalu kirim lagi.{more}"
            yield Task(f"Perbaiki laporan {one.unit} ({when})", words, page)


def _above_tasks(actor: Actor, years: tuple[YearView, ...], today: date) -> Iterator[Task]:
    """Below a superior: what is overdue, and what nobody signed in its time."""
    for late in overdue.overdue_for(actor.person_id, today, years):
        page: Page = ("review.show", {"evaluation_id": late.evaluation_id})
        until = Due(late.line.due_on, is_estimate=False)
        yield Task(f"Lewat waktu: evaluasi {late.employee}", late.line.words.capitalize() + ".", page, until=until)
    closed = {
        window.id: (year, window)
        for year in years
        for window in year.windows
        if window.kind is not WindowKind.PLANNING and today - RECENT <= window.span.closes_on < today
    }
    unsigned = overdue.unsigned_periods(actor.person_id, today, closed)
    for year, window in closed.values():
        if (year.id, window.number) in unsigned:
            page = ("receipt.unsigned", {"tahun": year.year, "periode": window.number})
            words = "Penilainya tidak menandatangani sampai jangka waktu berakhir."
            yield Task(f"Ambil alih evaluasi: {label_of(year.rhythm, window.number, year.year)}", words, page)


def _own_tasks(found: tuple[Concern, ...], me: PersonView) -> Iterator[Task]:
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
            words, until = f"{one.way.signed_by} sudah menandatanganinya.", clock_end(Clock.DELIVER, one.since, me)
            yield Task(f"Terima dokumen evaluasi Anda ({one.label})", words, page, one.since, until)
        elif one.period and one.state is EvaluationState.RECEIVED:
            words, until = "Menerima bukan berarti setuju.", clock_end(Clock.RETURN, one.since, me)
            yield Task(f"Tandatangani dokumen evaluasi ({one.label})", words, page, one.since, until)


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
