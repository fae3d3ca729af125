"""Commands of reporting: an assessor reports evaluations, a unit reports to the level above, which answers."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.cycles import queries as cycles
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem, StaleError
from app.domain.handing_up import ReportVerb, next_report_state, problems_of_returning, problems_of_sending
from app.domain.objections import ObjectionState
from app.domain.policy import evaluation_verbs
from app.domain.review import EvaluationVerb, Way
from app.people import queries as people
from app.people.models import Unit
from app.reporting import queries
from app.reporting.models import UnitReport
from app.reporting.queries import UnitPage
from app.review import queries as review
from app.review.models import Evaluation, Objection

_TOO_EARLY = "Evaluasi periode ini belum dibuka, jadi belum ada yang dilaporkan."


@command
def report(actor: Actor, evaluation_ids: Iterable[int]) -> int:
    """Report finished evaluations up, all or none; returns how many were not reported before (V.A.7, p.115).

    Raises:
        NotFoundError: one of them is not the actor's to see.
        DeniedError: one of them is not finished, or somebody else reports it.
        InvalidError: none was chosen.
    """
    chosen = sorted(set(evaluation_ids))
    if not chosen:
        raise InvalidError(Problem("evaluasi", "Pilih paling sedikit satu evaluasi yang akan dilaporkan."))
    with atomic() as session:
        return sum(_report(session, actor, number, people.today()) for number in chosen)


def _report(session: Session, actor: Actor, evaluation_id: int, today: date) -> int:
    evaluation = session.get(Evaluation, evaluation_id, with_for_update=True)
    standing = review.standing_of(evaluation, today) if evaluation else None
    if evaluation is None or standing is None:
        raise NotFoundError("Evaluasi tidak ditemukan.")
    may_report = EvaluationVerb.REPORT in evaluation_verbs(actor, standing, evaluation.state, _way(session, evaluation))
    if not may_report and not _concerned(actor, evaluation, standing.assessor_id):
        raise NotFoundError("Evaluasi tidak ditemukan.")
    if not may_report:
        raise DeniedError("Evaluasi ini belum selesai, atau dilaporkan oleh orang lain. Buka lagi halamannya.")
    if evaluation.reported_at is not None:
        return 0
    evaluation.reported_at, evaluation.reported_by = clock.now(), actor.person_id
    evaluation.version += 1
    record(session, actor, "evaluation.report", ("evaluation", evaluation.id), unit_id=standing.unit_id)
    return 1


def _way(session: Session, evaluation: Evaluation) -> Way:
    """Who reports: what the superior changed after an objection, the superior does (V.B.8, p.119)."""
    changed = (Objection.evaluation_id == evaluation.id, Objection.state == ObjectionState.CHANGED)
    return Way.SIGNED_ABOVE if session.scalar(select(Objection.id).where(*changed)) else evaluation.way


def _concerned(actor: Actor, evaluation: Evaluation, assessor_id: int | None) -> bool:
    return actor.person_id in {assessor_id, evaluation.assessor_id, evaluation.superior_id}


@command
def send(actor: Actor, unit_id: int, of: tuple[int, int], seen: int, note: str) -> None:
    """Send the report of a unit up for a year and period; ``seen`` is the version its page showed, 0 for none.

    Raises:
        NotFoundError: there is no such unit for this actor.
        DeniedError: the actor does not send it, or the window of the period has not opened.
        InvalidError: it is not complete and no word says why.
        StaleError: somebody else sent or answered it first.
    """
    year_id, period = of
    year = cycles.year(year_id)
    window = year.evaluation_window(period)
    with atomic() as session:
        row, view = _locked(session, actor, unit_id, of, seen)
        _allowed(view, ReportVerb.SEND)
        if people.today() < window.span.opens_on:
            raise DeniedError(_TOO_EARLY)
        counted = queries.counted_now(view, year, period, people.today())
        if problems := problems_of_sending(counted.unfinished, note):
            raise InvalidError(*problems)
        if row is None:
            row = UnitReport(unit_id=unit_id, year_id=year_id, period_number=period, version=0)
            session.add(row)
        row.state, row.note = next_report_state(ReportVerb.SEND), note.strip()
        row.sent_by, row.sent_at = actor.person_id, clock.now()
        row.version += 1
        session.flush()
        detail = {"period": period, "people": counted.total, "unfinished": counted.unfinished}
        record(session, actor, "report.send", ("unit_report", row.id), unit_id=unit_id, **detail)


@command
def answer(actor: Actor, unit_id: int, of: tuple[int, int], verb: ReportVerb, told: tuple[int, str]) -> None:
    """Accept a unit's report or give it back; ``told`` is the version that was shown, and the words for the unit.

    Raises:
        NotFoundError: there is no such unit for this actor.
        DeniedError: somebody else answers it.
        InvalidError: it is given back without a word.
        StaleError: it was sent or answered anew meanwhile.
    """
    seen, words = told
    with atomic() as session:
        row, view = _locked(session, actor, unit_id, of, seen)
        _allowed(view, verb)
        if verb is ReportVerb.RETURN and (problems := problems_of_returning(words)):
            raise InvalidError(*problems)
        if row is None:
            raise NotFoundError("Laporan tidak ditemukan.")
        row.state, row.answer = next_report_state(verb), words.strip()
        row.answered_by, row.answered_at = actor.person_id, clock.now()
        row.version += 1
        record(session, actor, f"report.{verb.value}", ("unit_report", row.id), unit_id=unit_id, period=of[1])


def _locked(
    session: Session, actor: Actor, unit_id: int, of: tuple[int, int], seen: int
) -> tuple[UnitReport | None, UnitPage]:
    session.get(Unit, unit_id, with_for_update=True)  # two first reports at once are one
    row = session.scalars(
        select(UnitReport)
        .where(UnitReport.unit_id == unit_id, UnitReport.year_id == of[0], UnitReport.period_number == of[1])
        .with_for_update()
    ).one_or_none()
    view = queries.unit_page(actor, unit_id, of[0], of[1], people.today())
    if (row.version if row else 0) != seen:
        raise StaleError
    return row, view


def _allowed(view: UnitPage, verb: ReportVerb) -> None:
    if verb not in view.verbs:
        raise DeniedError("Langkah ini tidak tersedia untuk akun Anda sekarang. Buka lagi halamannya.")
