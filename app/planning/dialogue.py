"""Pages of the dialogue on a plan: what was said, what changed, who decides."""

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import DeniedError, InvalidError
from app.domain.planning import PlanVerb, ResultKind
from app.people import queries as people
from app.planning import linking, queries, remarks, signing
from app.planning.comparing import changes, versions
from app.planning.forms import KindsForm, LinksForm, RemarkForm, ids_of
from app.planning.queries import PlanView
from app.web.access import access, current_actor
from app.web.errors import error_page
from app.web.forms import submitted
from app.web.htmx import go

bp = Blueprint("dialogue", __name__)


def _plan(plan_id: int) -> PlanView:
    return queries.visible_plan(current_actor(), plan_id, people.today())


@bp.route("/<int:plan_id>/dialog", methods=["GET", "POST"])
@access()
def talk(plan_id: int) -> ResponseReturnValue:
    """Everything said on the plan, item by item; say something more."""
    plan = _plan(plan_id)
    items = remarks.items_of(plan)
    form = RemarkForm(list(items.items()), item=request.args.get("pada", "plan"))
    if submitted(form):
        try:
            remarks.say(current_actor(), plan_id, form.item.data, form.text.data or "")
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("planning.dialogue.talk", plan_id=plan_id, _anchor="dialog"))
    said = remarks.dialogue(plan)
    status = 422 if request.method == "POST" else 200
    return render_template("planning/dialogue.html", plan=plan, items=items, said=said, form=form), status


@bp.post("/<int:plan_id>/dialog/sepakat")
@access()
def settle(plan_id: int) -> ResponseReturnValue:
    """Mark an item as settled."""
    remarks.settle(current_actor(), plan_id, request.form.get("bagian", "")[:32])
    return go(url_for("planning.dialogue.talk", plan_id=plan_id, _anchor="dialog"))


@bp.get("/<int:plan_id>/perubahan")
@access()
def compare(plan_id: int) -> ResponseReturnValue:
    """What changed between two versions, the last two unless others are asked for."""
    plan = _plan(plan_id)
    found = versions(current_actor(), plan, g.agency)
    last = len(found) - 1
    after = min(max(request.args.get("ke", last, type=int) or 0, 0), max(last, 0))
    before = min(max(request.args.get("dari", after - 1, type=int) or 0, 0), max(last, 0))
    rows = changes(found[before].content, found[after].content) if last >= 1 else []
    chosen = {"before": before, "after": after}
    return render_template("planning/compare.html", plan=plan, versions=found, rows=rows, **chosen)


@bp.route("/<int:plan_id>/jenis", methods=["GET", "POST"])
@access()
def reclassify(plan_id: int) -> ResponseReturnValue:
    """The assessor decides what is utama and what tambahan."""
    plan = _plan(plan_id)
    if not plan.verbs & {PlanVerb.CLASSIFY, PlanVerb.RECLASSIFY}:
        raise DeniedError("Jenis hasil kerja ditetapkan pejabat penilai, selama rencana belum ditetapkan.")
    form = KindsForm(shown=ids_of(plan.results), kinds=[result.kind.value for result in plan.results])
    if submitted(form):
        pairs = zip(form.ids, form.kinds.entries, strict=False)
        try:
            signing.reclassify(current_actor(), plan_id, {number: ResultKind(field.data) for number, field in pairs})
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("planning.show", plan_id=plan_id))
    status = 422 if request.method == "POST" else 200
    return render_template("planning/kinds.html", plan=plan, form=form, results=form.shown_of(plan.results)), status


@bp.route("/<int:plan_id>/hubungkan", methods=["GET", "POST"])
@access()
def link(plan_id: int) -> ResponseReturnValue:
    """Tie results to the leader's, now that the leader's plan is there."""
    plan = _plan(plan_id)
    loose, leaders = linking.loose_results(plan), linking.choices_for(plan)
    choices = [(row.value, f"{row.owner}: {row.words}") for row in leaders]
    form = LinksForm(choices, shown=ids_of(loose), links=["" for _ in loose])
    if submitted(form):
        pairs = zip(form.ids, form.links.entries, strict=False)
        try:
            linking.link(current_actor(), plan, {number: field.data for number, field in pairs})
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("planning.show", plan_id=plan_id))
    status = 422 if request.method == "POST" else 200
    shown = {"loose": form.shown_of(plan.results), "leaders": leaders}
    return render_template("planning/link.html", plan=plan, form=form, **shown), status


@bp.post("/<int:plan_id>/atasan")
@access()
def turn(plan_id: int) -> ResponseReturnValue:
    """Hand the draft to the assessor's superior, or back to the assessor."""
    try:
        signing.turn_to(current_actor(), plan_id, superior=request.form.get("ke") == "atasan")
    except InvalidError as error:
        return error_page(422, str(error))
    return go(url_for("planning.show", plan_id=plan_id, _anchor="ajukan"))
