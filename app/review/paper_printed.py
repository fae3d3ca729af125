"""Reads of what was printed to be signed on paper before anybody signed: whose it is, and whether it still fits."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select

from app.cycles import queries as cycles
from app.db import db
from app.documents.content import EvaluationContent, Party, canonical, digest, parse
from app.documents.forms import forms_of
from app.documents.issuing import Printed
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.domain.policy import Standing, may_print_to_sign, may_record_first
from app.domain.review import EvaluationState, Way
from app.domain.verification import Verdict, is_code, tidy
from app.people import queries as people
from app.review import queries
from app.review.content import content_of
from app.review.models import Evaluation, PaperForm
from app.review.paper_signed import UNKNOWN

NOT_YOURS = (
    "Lembar untuk ditandatangani di kertas disiapkan oleh penanda tangannya, selama evaluasi belum ditandatangani."
)


class Obstacle(StrEnum):
    """Why the signature on a printed sheet can't be recorded.

    USED: it was recorded already. SIGNED: the evaluation was signed in another way. REPLACED: another sheet was printed
    since. CHANGED: what would be signed now is not what was printed.
    """

    USED = "used"
    SIGNED = "signed"
    REPLACED = "replaced"
    CHANGED = "changed"


@dataclass(frozen=True)
class Waiting:
    """A printed sheet as whoever records its signature sees it: nothing of what it says.

    ``until`` is the last day on which it can be signed, None where there is none.
    """

    evaluation_id: int
    form_id: int
    code: str
    name: str
    nip: str | None
    signer: Party
    period: str
    form: str
    way: Way
    printed_at: datetime
    printed_on: date
    until: date | None
    obstacle: Obstacle | None
    may_print: bool


@dataclass(frozen=True)
class Sheet:
    """What can be printed for a signature on paper, as whoever prints it sees it.

    ``seen`` is the fingerprint of the content as it is now, empty while something is ``missing``. ``printed`` is the
    sheet that was printed last and still counts; it ``fits`` while nothing was changed.
    """

    evaluation_id: int
    way: Way
    employee: str
    signer: str
    period: str
    until: date | None
    missing: tuple[Problem, ...]
    seen: str
    printed: Printed | None
    printed_at: datetime | None
    printed_by: str

    @property
    def fits(self) -> bool:
        """Whether the sheet that was printed still says what would be signed now."""
        return self.printed is not None and self.printed.digest == self.seen

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms it is printed on."""
        return forms_of(self.printed.content) if self.printed else ()


def signer_of(way: Way, standing: Standing) -> int:
    """Who signs first.

    Raises:
        NotFoundError: nobody holds that post now.
    """
    found = standing.assessor_id if way is Way.REGULAR else standing.superior_id
    if found is None:
        raise NotFoundError("Evaluasi ini tidak mempunyai penanda tangan. Petugas kepegawaian unit yang menetapkannya.")
    return found


def content_now(evaluation: Evaluation, standing: Standing) -> EvaluationContent:
    """What would be signed now, whoever asks: it is read as the signer reads it.

    Raises:
        InvalidError: something is still missing for a signature.
        NotFoundError: nobody can sign it now.
    """
    signer = Actor(signer_of(evaluation.way, standing), "", 0)
    return content_of(queries.visible_evaluation(signer, evaluation.id, people.today()), people.the_agency())


def by_code(actor: Actor, typed: str) -> Waiting:
    """The printed sheet with this code.

    Raises:
        NotFoundError: there is none whose signature this actor may record.
    """
    return _waiting(actor, *_found(actor, typed))


def evaluation_of(actor: Actor, typed: str) -> int:
    """The evaluation the printed sheet with this code is of.

    Raises:
        NotFoundError: there is none whose signature this actor may record.
    """
    return _found(actor, typed)[1].id


def _found(actor: Actor, typed: str) -> tuple[PaperForm, Evaluation, Standing]:
    code = tidy(typed)
    row = db.session.scalars(select(PaperForm).where(PaperForm.code == code)).first() if is_code(code) else None
    evaluation = db.session.get(Evaluation, row.evaluation_id) if row else None
    if row is None or evaluation is None:
        raise NotFoundError(UNKNOWN)
    standing = queries.standing_of(evaluation, people.today())
    if not may_record_first(actor, standing, evaluation.way):
        raise NotFoundError(UNKNOWN)
    return row, evaluation, standing


def _waiting(actor: Actor, row: PaperForm, evaluation: Evaluation, standing: Standing) -> Waiting:
    content = _content(row)
    return Waiting(
        evaluation_id=evaluation.id,
        form_id=row.id,
        code=row.code,
        name=content.employee.name,
        nip=content.employee.nip,
        signer=content.assessor if content.document_form == Way.REGULAR.form else content.superior,
        period=_period(content),
        form=content.document_form,
        way=evaluation.way,
        printed_at=row.printed_at,
        printed_on=row.printed_at.astimezone(people.the_agency().zone).date(),
        until=_until(evaluation),
        obstacle=_obstacle(row, evaluation, standing),
        may_print=may_print_to_sign(actor, standing, evaluation.state, evaluation.way),
    )


def _content(row: PaperForm) -> EvaluationContent:
    content = parse("evaluation", row.content)
    assert isinstance(content, EvaluationContent)  # noqa: S101 - nothing else is printed so
    return content


def _period(content: EvaluationContent) -> str:
    return f"{content.period_label} {content.heading.period_end.year}"


def _until(evaluation: Evaluation) -> date | None:
    """The assessor signs until the window closes (V.A.8, p.115-116); the superior has no such day."""
    if evaluation.way is not Way.REGULAR:
        return None
    return cycles.year(evaluation.year_id).evaluation_window(evaluation.period_number).span.closes_on


def _obstacle(row: PaperForm, evaluation: Evaluation, standing: Standing) -> Obstacle | None:
    if row.used_at is not None:
        return Obstacle.USED
    if evaluation.state is not EvaluationState.OPEN:
        return Obstacle.SIGNED
    if row.dropped_at is not None:
        return Obstacle.REPLACED if pending(evaluation.id) is not None else Obstacle.CHANGED
    try:
        now = digest(canonical(content_now(evaluation, standing)))
    except (InvalidError, NotFoundError):
        return Obstacle.CHANGED
    return None if now == row.sha256 == digest(row.content) else Obstacle.CHANGED


def pending(evaluation_id: int) -> PaperForm | None:
    """The sheet of an evaluation that waits for its signature."""
    statement = select(PaperForm).where(
        PaperForm.evaluation_id == evaluation_id, PaperForm.used_at.is_(None), PaperForm.dropped_at.is_(None)
    )
    return db.session.scalars(statement.order_by(PaperForm.id.desc()).limit(1)).first()


def sheet_of(actor: Actor, evaluation_id: int) -> Sheet:
    """What can be printed of an evaluation, and what was.

    Raises:
        NotFoundError: there is none this actor may see.
        DeniedError: it is signed, or somebody else has it printed.
    """
    view = queries.visible_evaluation(actor, evaluation_id, people.today())
    evaluation = db.session.get_one(Evaluation, evaluation_id)
    standing = queries.standing_of(evaluation, people.today())
    if not may_print_to_sign(actor, standing, evaluation.state, evaluation.way):
        raise DeniedError(NOT_YOURS)
    signer = people.person(signer_of(evaluation.way, standing), people.today())
    sheet = Sheet(
        evaluation_id=evaluation.id,
        way=evaluation.way,
        employee=view.progress.plan.employee.name,
        signer=signer.name,
        period=f"{view.period_name or 'tahun'} {view.progress.plan.period_end.year}",
        until=_until(evaluation),
        missing=(),
        seen="",
        printed=None,
        printed_at=None,
        printed_by="",
    )
    return _with_printed(_with_content(sheet, evaluation, standing))


def _with_content(sheet: Sheet, evaluation: Evaluation, standing: Standing) -> Sheet:
    try:
        return replace(sheet, seen=digest(canonical(content_now(evaluation, standing))))
    except InvalidError as error:
        return replace(sheet, missing=error.problems)


def _with_printed(sheet: Sheet) -> Sheet:
    row = pending(sheet.evaluation_id)
    if row is None:
        return sheet
    who = people.person(row.printed_by, people.today()).name
    printed = Printed(_content(row), row.sha256, row.code)
    return replace(sheet, printed=printed, printed_at=row.printed_at, printed_by=who)


def verdict(code: str) -> Verdict | None:
    """What a check of this code answers where no signed document carries it; None when it was never printed."""
    row = db.session.scalars(select(PaperForm).where(PaperForm.code == code)).first() if is_code(code) else None
    if row is None:
        return None
    return Verdict.UNSIGNED if row.used_at is None else Verdict.BROKEN
