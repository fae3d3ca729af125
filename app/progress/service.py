"""Commands on realisation and feedback."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.db import Claim, Saved, atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError
from app.domain.progress import EvidenceKind
from app.people import queries as people
from app.planning.models import Plan
from app.progress import queries
from app.progress.models import Evidence, Feedback, ProgressSheet, Realisation
from app.progress.queries import FEEDBACK_PART, ProgressView

MAX_EVIDENCE = 20


@dataclass(frozen=True)
class RealisationInput:
    """What was reached on one indicator, as typed."""

    text: str
    notes: tuple[str, ...]
    links: tuple[str, ...]


@command
def save_realisation(
    actor: Actor,
    root_id: int,
    result_key: str,
    claim: Claim,
    typed: dict[str, RealisationInput],
    *,
    period: int = 0,
) -> Saved:
    """Save realisation and evidence of one result, by indicator key.

    Raises:
        DeniedError: only the employee documents the own realisation.
        StaleError: somebody else saved this page first.
    """
    with atomic() as session:
        view = _locked(session, actor, root_id, period)
        if not view.may_write_realisation:
            raise DeniedError("Realisasi ditulis oleh pegawai yang bersangkutan.")
        result = view.result(result_key)
        sheet = _sheet(session, view, f"result:{result_key}")
        if sheet.claim(*claim):
            for key in {indicator.key for indicator in result.indicators} & set(typed):
                _write(session, view, key, typed[key])
            _audit(session, actor, view, "progress.realisation", result_key)
        return Saved(sheet.version, clock.now())


def _write(session: Session, view: ProgressView, key: str, typed: RealisationInput) -> None:
    root_id, period = view.plan.root_id, view.period
    row = session.scalars(
        select(Realisation).where(
            Realisation.plan_root_id == root_id, Realisation.period_number == period, Realisation.indicator_key == key
        )
    ).first()
    if row is None:
        row = Realisation(plan_root_id=root_id, period_number=period, indicator_key=key)
        session.add(row)
    row.text, row.changed_at = typed.text, clock.now()
    pieces = [(EvidenceKind.TEXT, text, "") for text in typed.notes]
    pieces += [(EvidenceKind.LINK, "", url) for url in typed.links]
    row.evidence = [
        Evidence(position=position, kind=kind, text=text, url=url)
        for position, (kind, text, url) in enumerate(pieces[:MAX_EVIDENCE], 1)
    ]


@command
def save_feedback(actor: Actor, root_id: int, claim: Claim, typed: dict[str, str], *, period: int = 0) -> Saved:
    """Save the assessor's feedback by item; the employee reads it at once.

    Raises:
        DeniedError: only the assessor gives this feedback.
        StaleError: somebody else saved this page first.
    """
    with atomic() as session:
        view = _locked(session, actor, root_id, period)
        if not view.may_write_feedback:
            raise DeniedError("Umpan balik ini diberikan oleh pejabat penilai.")
        sheet = _sheet(session, view, FEEDBACK_PART)
        if sheet.claim(*claim):
            known = {item for item, _ in view.items}
            for item, text in typed.items():
                if item in known:
                    _give(session, actor, view, item, text)
            _audit(session, actor, view, "progress.feedback", FEEDBACK_PART)
        return Saved(sheet.version, clock.now())


def _give(session: Session, actor: Actor, view: ProgressView, item: str, text: str) -> None:
    root_id, period = view.plan.root_id, view.period
    row = session.scalars(
        select(Feedback).where(
            Feedback.plan_root_id == root_id, Feedback.period_number == period, Feedback.item == item
        )
    ).first()
    if row is None and not text.strip():
        return
    if row is None:
        row = Feedback(plan_root_id=root_id, period_number=period, item=item)
        session.add(row)
    if row.text != text:
        row.text, row.author_id, row.changed_at = text, actor.person_id, clock.now()


def _locked(session: Session, actor: Actor, root_id: int, period: int) -> ProgressView:
    session.get(Plan, root_id, with_for_update=True)
    return queries.progress(actor, root_id, people.today(), period)


def _sheet(session: Session, view: ProgressView, part: str) -> ProgressSheet:
    """The sheet's row; version 0 until its first save."""
    root_id, period = view.plan.root_id, view.period
    sheet = session.scalars(
        select(ProgressSheet).where(
            ProgressSheet.plan_root_id == root_id,
            ProgressSheet.period_number == period,
            ProgressSheet.part == part,
        )
    ).first()
    if sheet is None:
        sheet = ProgressSheet(plan_root_id=root_id, period_number=period, part=part, version=0, editor_seq=0)
        session.add(sheet)
    return sheet


def _audit(session: Session, actor: Actor, view: ProgressView, action: str, part: str) -> None:
    record(session, actor, action, ("plan", view.plan.root_id), unit_id=view.plan.standing.unit_id, part=part)
