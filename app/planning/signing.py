"""Commands that move a plan through its states: submit, withdraw, return, set. Signatures bind a frozen content."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.auth.service import need_confirmation
from app.db import atomic, command
from app.documents import service as documents
from app.documents.content import canonical, digest
from app.documents.service import Signer
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, Problem, StaleError
from app.domain.planning import PLAN_STEPS, PlanState, PlanVerb, missing_for_submission
from app.domain.policy import Standing
from app.domain.transitions import next_state
from app.people import queries as people
from app.planning import queries
from app.planning.content import content_of, draft_results
from app.planning.models import Plan, Remark
from app.planning.service import locked_plan, permit

NO_ASSESSOR = (
    "Anda belum memiliki pejabat penilai. Minta petugas kepegawaian unit menetapkannya; rencana ini tetap tersimpan."
)


@command
def submit(actor: Actor, plan_id: int, seen: str) -> None:
    """Sign as employee and hand the plan to the assessor. ``seen`` is the fingerprint of what was read.

    Raises:
        InvalidError: something is missing, or there is no assessor to hand it to.
        StaleError: the plan changed since it was read.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        permit(actor, plan, standing, PlanVerb.SUBMIT)
        view = queries.visible_plan(actor, plan_id, people.today())
        missing = missing_for_submission(draft_results(view))
        if view.assessor is None:
            missing = (*missing, Problem("assessor", NO_ASSESSOR))
        if missing:
            raise InvalidError(*missing)
        agency = people.the_agency()
        content = content_of(view, agency)
        if digest(canonical(content)) != seen:
            raise StaleError
        plan.assessor_id = standing.assessor_id
        plan.results[:] = [row for row in plan.results if row.removed_at is None]
        document = documents.freeze(session, plan.id, content)
        documents.sign(session, document, Signer(actor.person_id, "employee", content.employee, agency.place))
        _move(session, actor, plan, standing, PlanVerb.SUBMIT, sha256=document.sha256)


@command
def withdraw(actor: Actor, plan_id: int) -> None:
    """Take a submitted plan back before the assessor acts on it."""
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        permit(actor, plan, standing, PlanVerb.WITHDRAW)
        _move(session, actor, plan, standing, PlanVerb.WITHDRAW)


@command
def return_plan(actor: Actor, plan_id: int, remarks: dict[str, str]) -> None:
    """Give a submitted plan back with remarks at the items they are about.

    Raises:
        InvalidError: no remark was written.
    """
    written = {item: text.strip() for item, text in remarks.items() if text.strip()}
    if not written:
        raise InvalidError(Problem("plan", "Tulis paling sedikit satu catatan, agar pegawai tahu apa yang diperbaiki."))
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        permit(actor, plan, standing, PlanVerb.RETURN)
        plan.remarks = [
            Remark(item=item, text=text, author_id=actor.person_id, written_at=clock.now())
            for item, text in written.items()
        ]
        _move(session, actor, plan, standing, PlanVerb.RETURN, remarks=len(written))


@command
def set_plan(actor: Actor, plan_id: int, seen: str) -> None:
    """Sign as assessor; the plan is in force and the edition before it is superseded (II.C.1-3, p.64-65).

    Raises:
        DeniedError: the plan was handed to another assessor.
        StaleError: what was read is not what the employee signed.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        permit(actor, plan, standing, PlanVerb.SET)
        if plan.assessor_id != actor.person_id:
            raise DeniedError(
                "Rencana ini diajukan kepada penilai sebelumnya. Minta pegawai menarik dan mengajukannya lagi."
            )
        document = documents.latest(session, "plan", plan.id)
        if document.sha256 != seen:
            raise StaleError
        me = people.person(actor.person_id, people.today()).party
        place = people.the_agency().place
        documents.sign(session, document, Signer(actor.person_id, "assessor", me, place))
        _supersede_earlier(session, plan)
        _move(session, actor, plan, standing, PlanVerb.SET, sha256=document.sha256)


def _supersede_earlier(session: Session, plan: Plan) -> None:
    earlier = session.scalars(
        select(Plan).where(Plan.root_id == plan.root_id, Plan.edition < plan.edition, Plan.state == PlanState.SET)
    )
    for row in earlier:
        row.state = next_state(PLAN_STEPS, row.state, PlanVerb.SUPERSEDE)
        row.state_since = clock.now()


def _move(session: Session, actor: Actor, plan: Plan, standing: Standing, verb: PlanVerb, **detail: str | int) -> None:
    plan.state = next_state(PLAN_STEPS, plan.state, verb)
    plan.state_since = clock.now()
    plan.version += 1
    record(session, actor, f"plan.{verb.value}", ("plan", plan.id), unit_id=standing.unit_id, **detail)
