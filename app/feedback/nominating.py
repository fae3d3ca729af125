"""Commands on the candidates of a subject: propose, submit, decide, approve. Who is asked is drawn at launch."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.domain.feedback import CandidateSource, CandidateState, RaterClass
from app.domain.naming import (
    MOST_CANDIDATES,
    Count,
    Naming,
    Side,
    may_decide,
    may_name,
    may_propose,
    may_reopen,
    problems_of,
    sides,
    why_not_candidate,
)
from app.feedback import candidates
from app.feedback.models import Candidate, FeedbackSubject, RoundGroup
from app.people import registry
from app.people.models import AssessorAssignment, Person
from app.people.queries import on_day

NOT_NOW = (
    "Daftar calon ini sedang tidak dapat diubah: sudah diajukan, sudah disetujui, batasnya lewat, atau putarannya "
    "sudah dimulai. Buka lagi halamannya untuk melihat giliran siapa sekarang."
)
NOBODY = Problem("people", "Centang paling sedikit satu orang, lalu tekan tombolnya.")
GONE = Problem("people", "Ada orang yang tidak lagi bertugas di sini. Cari lagi, lalu pilih orang lain.")
TOO_MANY = Problem("people", f"Paling banyak {MOST_CANDIDATES} calon untuk satu kelompok. Pilih lebih sedikit orang.")


def _locked(session: Session, actor: Actor, subject_id: int) -> tuple[FeedbackSubject, Naming, frozenset[Side]]:
    """The subject, locked, if its naming concerns the actor.

    Raises:
        NotFoundError: there is no such subject for this actor.
    """
    subject = session.get(FeedbackSubject, subject_id, with_for_update=True)
    naming = candidates.read_naming(subject_id)
    mine = sides(actor, naming)
    if subject is None or not mine:
        raise NotFoundError("Pencalonan tidak ditemukan.")
    return subject, naming, mine


def _group(session: Session, subject: FeedbackSubject, rater_class: RaterClass) -> RoundGroup:
    mine = (RoundGroup.round_id == subject.round_id, RoundGroup.rater_class == rater_class)
    group = session.scalars(select(RoundGroup).where(*mine, RoundGroup.by_slip.is_(False))).first()
    if group is None or rater_class.is_named or group.source is CandidateSource.AUTOMATIC:
        raise NotFoundError("Kelompok penjawab tidak ditemukan.")
    return group


@command
def add(actor: Actor, subject_id: int, rater_class: RaterClass, person_ids: Collection[int], today: date) -> None:
    """Add candidates to a group; who is in it already stays as before.

    Raises:
        NotFoundError: there is no such group for this actor.
        DeniedError: it is not this actor's turn.
        InvalidError: nobody was chosen, too many, or somebody who cannot be a candidate.
    """
    with atomic() as session:
        subject, naming, mine = _locked(session, actor, subject_id)
        group = _group(session, subject, rater_class)
        if not may_name(mine, naming, group.source, today):
            raise DeniedError(NOT_NOW)
        known = set(session.scalars(select(Candidate.person_id).where(Candidate.subject_id == subject.id)))
        fresh = set(person_ids) - known
        _refuse(session, naming, rater_class, set(person_ids), today)
        if _count(session, subject.id, rater_class) + len(fresh) > MOST_CANDIDATES:
            raise InvalidError(TOO_MANY)
        by_officer = group.source is CandidateSource.OFFICER
        state = CandidateState.APPROVED if by_officer else CandidateState.PROPOSED
        for person_id in sorted(fresh):
            session.add(
                Candidate(
                    subject_id=subject.id,
                    person_id=person_id,
                    rater_class=rater_class,
                    state=state,
                    proposed_by=actor.person_id,
                )
            )
        about = ("feedback_subject", subject.id)
        record(session, actor, "nomination.add", about, unit_id=subject.unit_id, people=len(fresh))


def _refuse(session: Session, naming: Naming, rater_class: RaterClass, chosen: set[int], today: date) -> None:
    if not chosen:
        raise InvalidError(NOBODY)
    serving = set(
        session.scalars(registry.member_rows(today).where(Person.id.in_(chosen)).with_only_columns(Person.id))
    )
    if chosen - serving:
        raise InvalidError(GONE)
    a = AssessorAssignment
    below = select(a.employee_id).where(a.assessor_id == naming.person_id, on_day(a, today), a.employee_id.in_(chosen))
    subordinates = frozenset(session.scalars(below))
    why = {why_not_candidate(rater_class, person_id, naming, subordinates) for person_id in chosen} - {None}
    if why:
        raise InvalidError(*(Problem("people", words) for words in sorted(filter(None, why))))


def _count(session: Session, subject_id: int, rater_class: RaterClass) -> int:
    living = (
        Candidate.subject_id == subject_id,
        Candidate.rater_class == rater_class,
        Candidate.state != CandidateState.REFUSED,
    )
    return session.scalar(select(func.count()).select_from(Candidate).where(*living)) or 0


@command
def remove(actor: Actor, subject_id: int, candidate_id: int, today: date) -> None:
    """Take back somebody the actor named: a subject or supervisor the own ones, an officer any of the group.

    Raises:
        NotFoundError: there is no such candidate for this actor.
        DeniedError: it is not this actor's turn.
    """
    with atomic() as session:
        subject, naming, mine = _locked(session, actor, subject_id)
        row = _candidate(session, subject, candidate_id)
        group = _group(session, subject, row.rater_class)
        is_own = row.proposed_by == actor.person_id or group.source is CandidateSource.OFFICER
        if not is_own:
            raise NotFoundError("Calon tidak ditemukan.")
        if not may_name(mine, naming, group.source, today):
            raise DeniedError(NOT_NOW)
        session.delete(row)
        record(session, actor, "nomination.remove", ("feedback_subject", subject.id), unit_id=subject.unit_id)


def _candidate(session: Session, subject: FeedbackSubject, candidate_id: int) -> Candidate:
    row = session.get(Candidate, candidate_id)
    if row is None or row.subject_id != subject.id:
        raise NotFoundError("Calon tidak ditemukan.")
    return row


@command
def submit(actor: Actor, subject_id: int, today: date) -> None:
    """Hand the own proposals to the supervisor; a second click changes nothing.

    Raises:
        NotFoundError: the actor is not concerned.
        DeniedError: the actor is not the subject, or it is too late.
        InvalidError: there are too few.
    """
    with atomic() as session:
        subject, naming, mine = _locked(session, actor, subject_id)
        if Side.SUBJECT in mine and naming.is_submitted:
            return
        if not may_propose(mine, naming, today):
            raise DeniedError(NOT_NOW)
        _need_enough(session, subject)
        subject.nominated_at = clock.now()
        record(session, actor, "nomination.submit", ("feedback_subject", subject.id), unit_id=subject.unit_id)


def _need_enough(session: Session, subject: FeedbackSubject) -> None:
    groups = session.scalars(
        select(RoundGroup).where(
            RoundGroup.round_id == subject.round_id,
            RoundGroup.source == CandidateSource.SUBJECT,
            RoundGroup.by_slip.is_(False),
        )
    )
    counts = [
        Count(group.rater_class, _count(session, subject.id, group.rater_class), group.minimum, group.maximum)
        for group in groups
        if not group.rater_class.is_named
    ]
    if problems := problems_of(counts):
        raise InvalidError(*problems)


@command
def decide(actor: Actor, subject_id: int, candidate_id: int, *, refused: bool, today: date) -> None:
    """Refuse one of the subject's proposals, or take the refusal back.

    Raises:
        NotFoundError: there is no such candidate for this actor.
        DeniedError: it is not this actor's turn.
    """
    with atomic() as session:
        subject, naming, mine = _locked(session, actor, subject_id)
        row = _candidate(session, subject, candidate_id)
        if not may_decide(mine, naming, today):
            raise DeniedError(NOT_NOW)
        group = _group(session, subject, row.rater_class)
        if group.source is not CandidateSource.SUBJECT:
            raise NotFoundError("Calon tidak ditemukan.")
        row.state = CandidateState.REFUSED if refused else CandidateState.PROPOSED
        about = ("feedback_subject", subject.id)
        record(session, actor, "nomination.decide", about, unit_id=subject.unit_id, refused=refused)


@command
def approve(actor: Actor, subject_id: int, today: date) -> None:
    """Approve every candidate that was not refused; a second click changes nothing.

    Raises:
        NotFoundError: the actor is not concerned.
        DeniedError: it is not this actor's turn.
        InvalidError: there are too few.
    """
    with atomic() as session:
        subject, naming, mine = _locked(session, actor, subject_id)
        if may_reopen(mine, naming):
            return
        if not may_decide(mine, naming, today):
            raise DeniedError(NOT_NOW)
        _need_enough(session, subject)
        _turn(session, subject, CandidateState.PROPOSED, CandidateState.APPROVED)
        subject.approved_at = clock.now()
        record(session, actor, "nomination.approve", ("feedback_subject", subject.id), unit_id=subject.unit_id)


@command
def reopen(actor: Actor, subject_id: int) -> None:
    """Take the approval back, to change the list before the round begins.

    Raises:
        NotFoundError: the actor is not concerned.
        DeniedError: it was not approved, or the round has begun.
    """
    with atomic() as session:
        subject, naming, mine = _locked(session, actor, subject_id)
        if not may_reopen(mine, naming):
            raise DeniedError(NOT_NOW)
        _turn(session, subject, CandidateState.APPROVED, CandidateState.PROPOSED)
        subject.approved_at = None
        record(session, actor, "nomination.reopen", ("feedback_subject", subject.id), unit_id=subject.unit_id)


def _turn(session: Session, subject: FeedbackSubject, old: CandidateState, new: CandidateState) -> None:
    """Move the candidates of groups the subject proposes for from a state to another."""
    proposed = select(RoundGroup.rater_class).where(
        RoundGroup.round_id == subject.round_id, RoundGroup.source == CandidateSource.SUBJECT
    )
    rows = select(Candidate).where(
        Candidate.subject_id == subject.id, Candidate.state == old, Candidate.rater_class.in_(proposed)
    )
    for row in session.scalars(rows):
        row.state = new
