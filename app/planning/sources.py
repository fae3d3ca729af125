"""Pages that begin a plan with what already stands somewhere."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import DeniedError, InvalidError, NotFoundError
from app.domain.library import JobFamily, likely_family
from app.domain.planning import PlanVerb
from app.people import queries as people
from app.planning import offers, queries, service
from app.planning.offers import Asked, Source
from app.planning.queries import PlanView
from app.web.access import access, current_actor
from app.web.errors import error_page
from app.web.forms import asked, page_number
from app.web.htmx import go

bp = Blueprint("sources", __name__)


def _open_plan(plan_id: int) -> PlanView:
    plan = queries.visible_plan(current_actor(), plan_id, people.today())
    if PlanVerb.EDIT not in plan.verbs:
        raise DeniedError("Rencana ini tidak sedang berupa konsep Anda, jadi tidak dapat ditambah.")
    return plan


def _source(plan: PlanView) -> Source:
    known = {source.value: source for source in offers.sources_of(plan.form)}
    chosen = request.values.get("dari")
    if chosen is None:
        return next(iter(known.values()))
    if chosen not in known:
        raise NotFoundError("Sumber itu tidak ada.")
    return known[chosen]


def _asked(plan: PlanView) -> Asked:
    """What is looked for; before anybody chose, the family of the own position."""
    me, chosen = plan.employee, request.values.get("rumpun")
    guessed = JobFamily.LEADERSHIP if plan.form.is_leaders else likely_family(me.position) or likely_family(me.unit)
    known = {each.value: each for each in JobFamily}
    return Asked(guessed if chosen is None else known.get(chosen), asked("cari"), page_number())


@bp.get("/<int:plan_id>/ambil")
@access()
def index(plan_id: int) -> ResponseReturnValue:
    """Choose results to take into the draft."""
    plan = _open_plan(plan_id)
    question = _asked(plan)
    source = _source(plan)
    found = offers.candidates(plan, source, question, people.today())
    return render_template(
        "planning/sources.html",
        plan=plan,
        source=source,
        sources=offers.sources_of(plan.form),
        found=found,
        asked=question,
        families=JobFamily,
    )


@bp.post("/<int:plan_id>/ambil")
@access()
def take(plan_id: int) -> ResponseReturnValue:
    """Put the chosen results into the draft."""
    plan = _open_plan(plan_id)
    question = _asked(plan)
    wanted = set(request.form.getlist("pilih"))
    found = offers.candidates(plan, _source(plan), question, people.today())
    chosen = [row.offer for row in found.rows if row.key in wanted and not row.is_there]
    try:
        service.take(current_actor(), plan_id, chosen)
    except InvalidError as error:
        return error_page(422, str(error))
    return go(url_for("planning.show", plan_id=plan_id))
