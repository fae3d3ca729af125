"""Many signatures after one confirmation: every document listed before, each signed in a transaction of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic

from sqlalchemy import or_, select

from app.auth.service import need_confirmation
from app.cycles.queries import YearView
from app.db import db
from app.documents.bsre import NotCertifiedError, Refusal
from app.documents.models import Signature, SignedDocument
from app.domain.actors import Actor
from app.domain.errors import (
    ConfirmationNeededError,
    DeniedError,
    DomainError,
    InvalidError,
    NotFoundError,
    Problem,
    StaleError,
)
from app.domain.rating import OverallRating, Rating
from app.domain.review import EvaluationState, Way
from app.people import queries as people
from app.people.models import AssessorAssignment
from app.people.queries import on_day
from app.review import many, queries
from app.review.certifying import Signing, with_password
from app.review.content import fingerprint
from app.review.models import Evaluation
from app.review.signing import sign

MOST = 100
"""Documents after one confirmation."""
ENOUGH_S = 20
"""After this time no further document is begun: with one answer of BSrE it stays below a minute, the patience of
web servers in front of this one."""
_CHANGED = "Isinya berubah sejak daftar ini dibuka. Baca lagi, lalu tanda tangani bila sudah sesuai."
_UNPROVEN = (
    "BSrE tidak menjelaskan mengapa dokumen itu tidak ditandatangani. Periksa passphrase Anda, lalu ketik lagi untuk "
    "melanjutkan dengan dokumen yang lain."
)
_CONFIRM = "Lima menit sudah lewat. Masukkan kata sandi Anda lagi untuk melanjutkan."
_GONE = "Evaluasi ini tidak lagi ada pada Anda."


@dataclass(frozen=True)
class Draft:
    """A whole evaluation that waits for the assessor's signature, with the fingerprint of what would be signed."""

    id: int
    name: str
    position: str
    results: Rating
    behaviour: Rating
    overall: OverallRating
    seen: str

    @property
    def mark(self) -> str:
        """What the list sends back: which one, and what was shown of it."""
        return f"{self.id}:{self.seen}"


@dataclass(frozen=True)
class Signable:
    """The drafts of a period: those that can be signed, and the names of those in which something is missing."""

    whole: tuple[Draft, ...]
    unfinished: tuple[tuple[int, str], ...]
    more: bool


def signable(actor: Actor, year: YearView, period: int, today: date) -> Signable:
    """Every open evaluation of the actor's people in a period, at most :data:`MOST` that can be signed."""
    mine = select(AssessorAssignment.employee_id).where(
        AssessorAssignment.assessor_id == actor.person_id, on_day(AssessorAssignment, today)
    )
    statement = select(Evaluation).where(
        Evaluation.year_id == year.id,
        Evaluation.period_number == period,
        Evaluation.state == EvaluationState.OPEN,
        Evaluation.way == Way.REGULAR,
        or_(Evaluation.assessor_id == actor.person_id, Evaluation.employee_id.in_(mine)),
    )
    rows = list(db.session.scalars(statement.order_by(Evaluation.id)))
    agency = people.the_agency()
    whole: list[Draft] = []
    unfinished: list[tuple[int, str]] = []
    for view in many.drafts(actor, rows, (year, period), today):
        if len(whole) == MOST:
            break
        who = view.progress.plan.employee
        results, behaviour, overall = view.results_rating, view.behaviour_rating, view.overall
        try:
            seen = fingerprint(view, agency)
        except InvalidError:
            unfinished.append((view.id, who.name))
            continue
        if results and behaviour and overall:
            whole.append(Draft(view.id, who.name, who.position, results, behaviour, overall, seen))
    return Signable(tuple(whole), tuple(unfinished), len(whole) == MOST)


@dataclass(frozen=True)
class Outcome:
    """What became of a batch: how many carry the signature now; of each other, whose it is and why not.

    ``rest`` are marks that were not begun, because time was up or something is in the way of all: ``stopped``.
    """

    signed: int
    failed: tuple[tuple[str, str], ...]
    rest: tuple[str, ...] = ()
    stopped: tuple[Problem, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether everything that was chosen is signed."""
        return not (self.failed or self.rest)

    @property
    def goes_on(self) -> bool:
        """Whether nothing is in the way of the rest but the time of one request."""
        return not (self.failed or self.stopped)


def sign_all(actor: Actor, marks: list[str], signing: Signing = with_password) -> Outcome:
    """Sign every marked document as it was shown; one that fails leaves the others signed.

    A document that carries the same signature already, because the form was sent twice, counts as signed.

    Raises:
        ConfirmationNeededError: the password must be entered again.
        InvalidError: nothing was chosen, or too many.
    """
    need_confirmation(actor)
    chosen = list(dict.fromkeys(marks))
    if not chosen:
        raise InvalidError(Problem("", "Belum ada yang dipilih. Centang dokumen yang akan ditandatangani."))
    if len(chosen) > MOST:
        raise InvalidError(Problem("", f"Paling banyak {MOST} dokumen sekaligus. Kurangi pilihannya."))
    batch = _Batch(actor, signing)
    began = monotonic()
    for place, mark in enumerate(chosen):
        if monotonic() - began > ENOUGH_S:
            return batch.outcome(chosen[place:])
        stopped = batch.sign(mark)
        if stopped:
            return batch.outcome(chosen[place + batch.is_past(mark) :], stopped)
    return batch.outcome()


class _Batch:
    """The signatures of one request, one after the other."""

    def __init__(self, actor: Actor, signing: Signing) -> None:
        self._actor, self._signing = actor, signing
        self._signed, self._proven = 0, False
        self._failed: dict[str, tuple[str, str]] = {}

    def outcome(self, rest: Sequence[str] = (), stopped: tuple[Problem, ...] = ()) -> Outcome:
        """What became of it so far."""
        return Outcome(self._signed, tuple(self._failed.values()), tuple(rest), stopped)

    def is_past(self, mark: str) -> bool:
        """Whether a document was tried and is told of by name."""
        return mark in self._failed

    def sign(self, mark: str) -> tuple[Problem, ...]:
        """Sign one; what stands in the way of all the others as well is given back.

        A passphrase that BSrE refused is sent no second time: that might lock a certificate. A refusal nobody explains
        is taken for one of the passphrase until the same passphrase has signed something.
        """
        number, _, seen = mark.partition(":")
        evaluation_id = int(number) if number.isdecimal() and len(number) < LONGEST_NUMBER else 0
        try:
            self._signing(lambda proof: sign(self._actor, evaluation_id, seen, proof))
        except NotCertifiedError as error:
            if error.about is not Refusal.DOCUMENT:
                return error.problems
            self._fail(mark, evaluation_id, _words(error))
            return () if self._proven else (Problem("passphrase", _UNPROVEN),)
        except ConfirmationNeededError:
            return (Problem("password", _CONFIRM),)
        except DeniedError as error:
            if not _has_signed(self._actor, evaluation_id, seen):
                self._fail(mark, evaluation_id, str(error))
                return ()
        except (StaleError, InvalidError, NotFoundError) as error:
            self._fail(mark, evaluation_id, _words(error))
            return ()
        else:
            self._proven = True
        self._signed += 1
        return ()

    def _fail(self, mark: str, evaluation_id: int, why: str) -> None:
        self._failed[mark] = (_whose(self._actor, evaluation_id), why)


LONGEST_NUMBER = 12


def _words(error: DomainError) -> str:
    if isinstance(error, InvalidError):
        return " ".join(problem.message for problem in error.problems)
    return _CHANGED if isinstance(error, StaleError) else _GONE


def _has_signed(actor: Actor, evaluation_id: int, seen: str) -> bool:
    mine = (
        select(Signature.id)
        .join(SignedDocument, SignedDocument.id == Signature.document_id)
        .where(
            SignedDocument.kind == "evaluation",
            SignedDocument.subject_id == evaluation_id,
            SignedDocument.sha256 == seen,
            Signature.person_id == actor.person_id,
        )
    )
    return db.session.scalar(mine) is not None


def _whose(actor: Actor, evaluation_id: int) -> str:
    """The employee's name, if the actor may see the evaluation at all."""
    try:
        return queries.visible_evaluation(actor, evaluation_id, people.today()).progress.plan.employee.name
    except NotFoundError:
        return "Satu dokumen"
