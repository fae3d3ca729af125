"""Many signatures after one confirmation: every document listed before, each signed in a transaction of its own."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from app.auth.service import need_confirmation
from app.cycles.queries import YearView
from app.db import db
from app.documents.models import Signature, SignedDocument
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem, StaleError
from app.domain.rating import OverallRating, Rating
from app.domain.review import EvaluationState, Way
from app.people import queries as people
from app.people.models import AssessorAssignment
from app.people.queries import on_day
from app.review import many, queries
from app.review.content import fingerprint
from app.review.models import Evaluation
from app.review.signing import sign

MOST = 100
"""Documents after one confirmation."""
_CHANGED = "Isinya berubah sejak daftar ini dibuka. Baca lagi, lalu tanda tangani bila sudah sesuai."
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
    """What became of a batch: how many carry the signature now; of each other, whose it is and why not."""

    signed: int
    failed: tuple[tuple[str, str], ...]


def sign_all(actor: Actor, marks: list[str]) -> Outcome:
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
    signed, failed = 0, []
    for mark in chosen:
        number, _, seen = mark.partition(":")
        evaluation_id = int(number) if number.isdecimal() and len(number) < LONGEST_NUMBER else 0
        why = _sign(actor, evaluation_id, seen)
        if why is None:
            signed += 1
        else:
            failed.append((_whose(actor, evaluation_id), why))
    return Outcome(signed, tuple(failed))


LONGEST_NUMBER = 12


def _sign(actor: Actor, evaluation_id: int, seen: str) -> str | None:
    try:
        sign(actor, evaluation_id, seen)
    except StaleError:
        return _CHANGED
    except InvalidError as error:
        return " ".join(problem.message for problem in error.problems)
    except NotFoundError:
        return _GONE
    except DeniedError as error:
        return None if _has_signed(actor, evaluation_id, seen) else str(error)
    return None


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
