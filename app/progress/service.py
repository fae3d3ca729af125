"""Commands on realisation and feedback."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.db import Claim, Saved, atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, Problem
from app.domain.progress import FULL, MAX_EVIDENCE, Attainment, EvidenceKind
from app.people import queries as people
from app.planning.models import Plan
from app.progress import queries
from app.progress.models import Evidence, Feedback, ProgressSheet, Realisation
from app.progress.queries import FEEDBACK_PART, ProgressView

OWN = "Realisasi ditulis oleh pegawai yang bersangkutan."
ASSESSORS = "Umpan balik ini diberikan oleh pejabat penilai."


@dataclass(frozen=True)
class RealisationInput:
    """What was reached on one indicator, as typed."""

    text: str
    notes: tuple[str, ...]
    links: tuple[str, ...]
    attainment: Attainment | None = None


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
        DeniedError: only the employee documents the own realisation, and only until the period is signed.
        InvalidError: more pieces of evidence than one indicator holds.
        StaleError: somebody else saved this page first.
    """
    with atomic() as session:
        view = locked(session, actor, root_id, period)
        if not view.may_write_realisation:
            raise DeniedError(view.refusal(OWN))
        result = view.result(result_key)
        sheet = sheet_of(session, view, f"result:{result_key}")
        if sheet.claim(*claim):
            for key in {indicator.key for indicator in result.indicators} & set(typed):
                _write(session, view, key, typed[key])
            audit(session, actor, view, "progress.realisation", result_key)
        return Saved(sheet.version, clock.now())


def realisation_row(session: Session, view: ProgressView, key: str) -> Realisation:
    """The realisation of an indicator in the view's period; a new one when nothing was written yet."""
    root_id, period = view.plan.root_id, view.period
    row = session.scalars(
        select(Realisation).where(
            Realisation.plan_root_id == root_id, Realisation.period_number == period, Realisation.indicator_key == key
        )
    ).first()
    if row is None:
        row = Realisation(plan_root_id=root_id, period_number=period, indicator_key=key, changed_at=clock.now())
        session.add(row)
    return row


def _write(session: Session, view: ProgressView, key: str, typed: RealisationInput) -> None:
    row = realisation_row(session, view, key)
    row.text, row.attainment, row.changed_at = typed.text, typed.attainment, clock.now()
    files = [piece for piece in row.evidence if piece.kind is EvidenceKind.FILE]
    pieces = [Evidence(kind=EvidenceKind.TEXT, text=text, url="") for text in typed.notes]
    pieces += [Evidence(kind=EvidenceKind.LINK, text="", url=url) for url in typed.links]
    if len(pieces) + len(files) > MAX_EVIDENCE:
        raise InvalidError(Problem("rows", FULL))
    row.evidence = [*pieces, *files]
    for position, piece in enumerate(row.evidence, 1):
        piece.position = position


@command
def copy_to_year(actor: Actor, root_id: int) -> int:
    """Take over into the year what was last written in a period, where the year says nothing yet; says how often.

    Evidence comes along, files by reference. Nothing that stands in the year is written over.

    Raises:
        DeniedError: only the employee documents the own realisation, and only until the year is signed.
    """
    with atomic() as session:
        view = locked(session, actor, root_id, 0)
        if not view.may_write_realisation:
            raise DeniedError(view.refusal(OWN))
        rows = session.scalars(
            select(Realisation)
            .where(Realisation.plan_root_id == root_id, Realisation.period_number > 0, Realisation.text != "")
            .order_by(Realisation.period_number)
        )
        last = {row.indicator_key: row for row in rows}
        copied = [
            result.key for result in view.plan.results for i in result.indicators if _copied(session, view, last, i.key)
        ]
        for key in set(copied):
            sheet_of(session, view, f"result:{key}").outdate()
        if copied:
            audit(session, actor, view, "progress.copy", str(len(copied)))
        return len(copied)


def _copied(session: Session, view: ProgressView, last: dict[str, Realisation], key: str) -> bool:
    """Whether an indicator said nothing in the year and was given the words of its last period."""
    source, standing = last.get(key), view.realisation(key)
    if source is None or standing.text.strip() or standing.evidence:
        return False
    row = realisation_row(session, view, key)
    row.text, row.changed_at = source.text, clock.now()
    row.attainment = row.attainment or source.attainment
    row.evidence = [
        Evidence(position=piece.position, kind=piece.kind, text=piece.text, url=piece.url, file_id=piece.file_id)
        for piece in source.evidence
    ]
    return True


@command
def save_feedback(actor: Actor, root_id: int, claim: Claim, typed: dict[str, str], *, period: int = 0) -> Saved:
    """Save the assessor's feedback by item; the employee reads it at once.

    Raises:
        DeniedError: only the assessor gives this feedback, and only until the period is signed.
        StaleError: somebody else saved this page first.
    """
    with atomic() as session:
        view = locked(session, actor, root_id, period)
        if not view.may_write_feedback:
            raise DeniedError(view.refusal(ASSESSORS))
        sheet = sheet_of(session, view, FEEDBACK_PART)
        if sheet.claim(*claim):
            known = {item for item, _ in view.items}
            for item, text in typed.items():
                if item in known:
                    _give(session, actor, view, item, text)
            audit(session, actor, view, "progress.feedback", FEEDBACK_PART)
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


def locked(session: Session, actor: Actor, root_id: int, period: int) -> ProgressView:
    """What happens on a plan in a period, while nobody else writes on that plan."""
    session.get(Plan, root_id, with_for_update=True)
    return queries.progress(actor, root_id, people.today(), period)


def sheet_of(session: Session, view: ProgressView, part: str) -> ProgressSheet:
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


def audit(session: Session, actor: Actor, view: ProgressView, action: str, part: str, **detail: str) -> None:
    """Record what was done to the plan's progress."""
    unit_id = view.plan.standing.unit_id
    record(
        session, actor, action, ("plan", view.plan.root_id), unit_id=unit_id, part=part, period=view.period, **detail
    )
