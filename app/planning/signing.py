"""Commands that move a plan through its states: submit, withdraw, return, set. Signatures bind a frozen content."""

from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.auth.service import need_confirmation
from app.db import atomic, command
from app.documents import service as documents
from app.documents.content import canonical, digest
from app.documents.service import Signer
from app.domain.actors import Actor
from app.domain.completeness import kind_of, missing_for_submission
from app.domain.errors import DeniedError, InvalidError, Problem, StaleError
from app.domain.planning import PLAN_STEPS, PlanState, PlanVerb, ResultKind
from app.domain.policy import Standing
from app.domain.transitions import next_state
from app.people import queries as people
from app.planning import queries
from app.planning.content import content_of, draft_results
from app.planning.editions import replace_earlier
from app.planning.models import Plan, Remark
from app.planning.queries import PlanView
from app.planning.service import locked_plan, permit

NO_ASSESSOR = (
    "Anda belum memiliki pejabat penilai. Minta petugas kepegawaian unit menetapkannya; rencana ini tetap tersimpan."
)
NO_SUPERIOR = "Penilai Anda belum memiliki penilai sendiri. Minta petugas kepegawaian unit menetapkannya."

LONGEST_KEPT = 16_000
"""Characters that every database keeps in a text, whatever they are."""


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
        missing = missing_for_submission(plan.form, draft_results(view))
        if view.assessor is None:
            missing = (*missing, Problem("assessor", NO_ASSESSOR))
        if missing:
            raise InvalidError(*missing)
        agency = people.the_agency()
        content = content_of(view, agency)
        if digest(canonical(content)) != seen:
            raise StaleError
        plan.assessor_id = view.assessor.id if view.assessor else None
        plan.results[:] = [row for row in plan.results if row.removed_at is None]
        _keep_words(plan, view)
        document = documents.freeze(session, plan.id, content)
        seal = documents.sign(session, document, Signer(actor.person_id, "employee", content.employee, agency.place))
        _move(session, actor, plan, standing, PlanVerb.SUBMIT, sha256=document.sha256, seal=seal)


def _keep_words(plan: Plan, view: PlanView) -> None:
    """Keep the leader's words as they are signed: a leader who takes the own plan back may write others."""
    words = {result.id: result.leader_words or "" for result in view.results}
    for row in plan.results:
        if row.leader_result_id is not None and len(words[row.id]) <= LONGEST_KEPT:
            row.leader_text = words[row.id]


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
        _remark(plan, actor, written)
        _move(session, actor, plan, standing, PlanVerb.RETURN, remarks=len(written))


def _remark(plan: Plan, actor: Actor, words: dict[str, str]) -> None:
    plan.remarks.extend(
        Remark(item=item, text=text, author_id=actor.person_id, written_at=clock.now(), is_return=True)
        for item, text in words.items()
    )


@command
def reclassify(actor: Actor, plan_id: int, kinds: dict[int, ResultKind]) -> None:
    """Decide which results are utama and which tambahan (II.A.6.c, p.49-50); ``kinds`` by id of the result.

    A submitted plan goes back to the employee, who signed other words: each changed result says why.

    Raises:
        InvalidError: nothing was changed, or no utama would be left.
    """
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        is_submitted = plan.state is PlanState.SUBMITTED
        permit(actor, plan, standing, PlanVerb.RECLASSIFY if is_submitted else PlanVerb.CLASSIFY)
        there = [row for row in plan.results if row.removed_at is None]
        wanted = {row.id: kind_of(kinds.get(row.id, row.kind), row.duty) for row in there}
        changed = [row for row in there if wanted[row.id] is not row.kind]
        if not changed:
            raise InvalidError(Problem("", "Tidak ada jenis yang diubah. Pilih jenis lain, lalu simpan."))
        if ResultKind.MAIN not in wanted.values():
            raise InvalidError(Problem("", "Paling sedikit satu hasil kerja tetap utama."))
        for row in changed:
            row.kind = wanted[row.id]
            row.outdate()
        if is_submitted:
            words = {f"result:{row.key}": f"Jenis ditetapkan penilai: {row.kind.label.lower()}." for row in changed}
            _remark(plan, actor, words)
            _move(session, actor, plan, standing, PlanVerb.RECLASSIFY, changed=len(changed))
        else:
            record(session, actor, "plan.reclassify", ("plan", plan.id), unit_id=standing.unit_id, changed=len(changed))


@command
def turn_to(actor: Actor, plan_id: int, *, superior: bool) -> None:
    """Hand the draft to the assessor's superior when January passed without a dialogue, or back (II.C.5, p.65).

    Raises:
        DeniedError: the time for planning is not over, or the assessor is not late.
        InvalidError: the assessor has no superior here.
    """
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        permit(actor, plan, standing, PlanVerb.EDIT)
        if superior and standing.superior_id is None:
            raise InvalidError(Problem("", NO_SUPERIOR))
        since = max(plan.period_start, people.person(plan.employee_id, people.today()).since)
        if superior and not queries.may_turn_to_superior(plan.year_id, plan.edition, since, people.today()):
            raise DeniedError(
                "Jalan ke atasan penilai terbuka setelah batas penetapan SKP lewat dan penilai belum menetapkannya."
            )
        plan.to_superior = superior
        plan.version += 1
        record(session, actor, "plan.turn_to", ("plan", plan.id), unit_id=standing.unit_id, superior=superior)


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
        seal = documents.sign(session, document, Signer(actor.person_id, "assessor", me, place))
        replace_earlier(session, plan)
        _move(session, actor, plan, standing, PlanVerb.SET, sha256=document.sha256, seal=seal)


def _move(session: Session, actor: Actor, plan: Plan, standing: Standing, verb: PlanVerb, **detail: str | int) -> None:
    plan.state = next_state(PLAN_STEPS, plan.state, verb)
    plan.state_since = clock.now()
    plan.version += 1
    record(session, actor, f"plan.{verb.value}", ("plan", plan.id), unit_id=standing.unit_id, **detail)
