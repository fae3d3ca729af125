"""Raters added or cancelled while a round runs. Nothing here looks at whether a form was answered.

Every answer is the same whatever was there before: an officer learns neither who was drawn nor who wrote.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.config import Settings
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.domain.feedback import COUNTED, CandidateState, InvitationState, RaterClass, RoundVerb
from app.feedback.frozen import FrozenRules, rules_of
from app.feedback.inviting import invite
from app.feedback.keyring import KeyGoneError, Keyring
from app.feedback.models import Candidate, FeedbackRound, FeedbackSubject, Invitation
from app.feedback.preparing import locked
from app.feedback.sealing import RoundKeys
from app.people import queries as people

IS_OVER = "Waktu menjawab sudah berakhir, jadi penjawab tidak dapat ditambah atau dibatalkan lagi."
NO_KEYS = (
    "Kunci putaran ini tidak ada di server, jadi formulir baru tidak dapat dibuat. Beri tahu administrator server."
)
ONESELF = "Orang ini dinilai sendiri, atau atasannya. Jawaban mereka memakai nama dan tidak ditambahkan di sini."
ABOUT_ONESELF = "Penjawab tentang diri Anda diatur petugas lain, agar tidak ada yang memilih siapa yang menilainya."
NO_SUCH_GROUP = "Kelompok ini tidak ikut dalam putaran, atau menjawab dengan kode cetak."
NOT_BELOW = "Orang ini bukan bawahan yang dinilai oleh pegawai tersebut."
NOT_BESIDE = "Orang ini tidak seunit dan tidak seatasan dengan pegawai tersebut, dan bukan calon yang disetujui."
BELOW = "Orang ini bawahan pegawai tersebut, jadi hanya dapat menjawab sebagai bawahan."


@command
def add_rater(
    actor: Actor, round_id: int, subject_id: int, settings: Settings, *, person_id: int, kind: RaterClass
) -> None:
    """Ask somebody more about a subject; whoever is asked already stays asked, with the same answer to the officer.

    Raises:
        InvalidError: it cannot be this person, or the group is not asked by login.
        DeniedError: the time is over, the rules are not those of the launch, or the actor is the subject.
    """
    with atomic() as session:
        row, keys, rules = _running(session, actor, round_id, settings)
        subject = _subject(session, actor, row, subject_id)
        if kind not in COUNTED or not any(one.rater_class is kind and not one.is_slip for one in rules.groups):
            raise InvalidError(Problem("kind", NO_SUCH_GROUP))
        if why := _why_not(session, subject, person_id, kind):
            raise InvalidError(Problem("person", why))
        found = _form(session, subject, person_id)
        if found is None:
            invite(session, row, keys, subject, kind, rater_id=person_id)
        elif found.state is InvitationState.CANCELLED:
            found.state = InvitationState.INVITED
        detail = {"about": subject.person_id, "person": person_id, "group": kind.value}
        record(session, actor, "feedback.rater_add", ("feedback_round", row.id), unit_id=row.unit_id, **detail)


@command
def cancel_rater(actor: Actor, round_id: int, subject_id: int, settings: Settings, *, person_id: int) -> None:
    """Ask somebody no longer about a subject; an answer already sent still counts. Who was not asked stays not asked.

    Raises:
        DeniedError: the time is over, the rules are not those of the launch, or the actor is the subject.
    """
    with atomic() as session:
        row, _, _ = _running(session, actor, round_id, settings)
        subject = _subject(session, actor, row, subject_id)
        found = _form(session, subject, person_id)
        if found is not None and found.state is InvitationState.INVITED:
            found.state = InvitationState.CANCELLED
        detail = {"about": subject.person_id, "person": person_id}
        record(session, actor, "feedback.rater_cancel", ("feedback_round", row.id), unit_id=row.unit_id, **detail)


def _running(
    session: Session, actor: Actor, round_id: int, settings: Settings
) -> tuple[FeedbackRound, RoundKeys, FrozenRules]:
    row = locked(session, actor, round_id, RoundVerb.CHANGE_RATERS)
    try:
        keys = Keyring(settings.feedback_keys, row.token).load()
    except KeyGoneError as error:
        raise DeniedError(NO_KEYS) from error
    rules = rules_of(row, keys)
    if clock.now() >= rules.closes_at:
        raise DeniedError(IS_OVER)
    return row, keys, rules


def _subject(session: Session, actor: Actor, row: FeedbackRound, subject_id: int) -> FeedbackSubject:
    found = session.get(FeedbackSubject, subject_id, with_for_update=True)
    if found is None or found.round_id != row.id:
        raise NotFoundError("Pegawai tidak ditemukan dalam putaran ini.")
    if found.person_id == actor.person_id:
        raise DeniedError(ABOUT_ONESELF)
    return found


def _form(session: Session, subject: FeedbackSubject, person_id: int) -> Invitation | None:
    wanted = select(Invitation).where(Invitation.subject_id == subject.id, Invitation.rater_id == person_id)
    return session.scalars(wanted.with_for_update()).first()


def _why_not(session: Session, subject: FeedbackSubject, person_id: int, kind: RaterClass) -> str | None:
    """Why somebody cannot be asked in a class.

    The numbers of the round do not count here: "the group is full" or "this person has enough forms" would tell, person
    by person, who was drawn.
    """
    today = people.today()
    here = people.people({person_id, subject.person_id}, today)
    if person_id in {subject.person_id, subject.supervisor_id} or person_id not in here:
        return ONESELF
    assessor_id = people.assessor_of(person_id, today)
    if (assessor_id == subject.person_id) is not (kind is RaterClass.SUBORDINATE):
        return NOT_BELOW if kind is RaterClass.SUBORDINATE else BELOW
    if kind is not RaterClass.PEER:
        return None
    named = select(Candidate.id).where(
        Candidate.subject_id == subject.id,
        Candidate.person_id == person_id,
        Candidate.state == CandidateState.APPROVED,
    )
    same_unit = here[person_id].unit_id == subject.unit_id
    same_assessor = assessor_id is not None and assessor_id == subject.supervisor_id
    return None if same_unit or same_assessor or session.scalar(named) is not None else NOT_BESIDE
