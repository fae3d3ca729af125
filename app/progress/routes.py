"""Pages of realisation and feedback."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cycles.pages import asked_period, chosen_begun
from app.domain.behaviour import BehaviourValue
from app.domain.errors import DeniedError
from app.domain.years import Step
from app.people import queries as people
from app.planning import queries as planning
from app.progress import leaders, queries, service
from app.progress.forms import FeedbackForm, RealisationForm, realisation_rows, realisation_texts
from app.progress.pages import view_of
from app.progress.periods import last_written
from app.progress.queries import FEEDBACK_PART
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.editing import Editing, Stored
from app.web.htmx import go

bp = Blueprint("progress", __name__, url_prefix="/pelaksanaan")


@bp.get("/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """My plan in force of a year, and those of the people I assess."""
    actor, today = current_actor(), people.today()
    choice = chosen_begun(Step.PROGRESS)
    year = choice.year
    employees = people.to_evaluate(actor.person_id, year.starts_on, today)
    plans = planning.set_plans({actor.person_id, *(person.id for person in employees)}, year.id)
    return render_template(
        "progress/index.html",
        choice=choice,
        asked=asked_period(),
        mine=plans.get(actor.person_id),
        team=[(person, plans.get(person.id)) for person in employees],
        filled=queries.filled({plan.id for plan in plans.values()}, choice.number),
        handed_in=queries.handed_in({plan.root_id for plan in plans.values()}, choice.number),
        gives=leaders.gives(actor.person_id, year.id),
    )


@bp.get("/<int:root_id>")
@access()
@revalidated
def show(root_id: int) -> ResponseReturnValue:
    """Targets, realisation, evidence, feedback and self-assessment on one page."""
    view, choice = view_of(root_id)
    last = last_written(root_id) if view.may_write_realisation and not choice.number else None
    return render_template("progress/show.html", view=view, choice=choice, values=BehaviourValue, last_written=last)


@bp.post("/<int:root_id>/salin")
@access()
def copy(root_id: int) -> ResponseReturnValue:
    """Begin the year with what was last written in its periods."""
    service.copy_to_year(current_actor(), root_id)
    return go(url_for("progress.show", root_id=root_id, periode=0))


@bp.route("/<int:root_id>/realisasi/<key>", methods=["GET", "POST"])
@access()
def realisation(root_id: int, key: str) -> ResponseReturnValue:
    """Realisation and evidence of one result."""
    view, choice = view_of(root_id)
    if not view.may_write_realisation:
        raise DeniedError(view.refusal(service.OWN))
    result, part = view.result(key), f"result:{key}"
    form = RealisationForm(data={"rows": realisation_rows(view, result)})
    form.files = {indicator.key: len(view.realisation(indicator.key).files) for indicator in result.indicators}
    if request.method == "GET":
        form.begin(view.version(part))
    return Editing(
        form=form,
        save=lambda: service.save_realisation(
            current_actor(), root_id, key, form.claim, form.typed, period=choice.number
        ),
        stored=lambda: _stored_realisation(root_id, key),
        typed=lambda: realisation_texts([row.data for row in form.rows]),
        render=lambda differences: render_template(
            "progress/realisation.html", view=view, choice=choice, result=result, form=form, differences=differences
        ),
        next_url=_after_realisation(root_id, key, choice.number),
    ).answer()


def _after_realisation(root_id: int, key: str, period: int) -> str:
    """Back to the whole plan, or on to the files: what was typed is saved before either."""
    if request.form.get("action") == "berkas":
        return url_for("evidence.add", root_id=root_id, key=key, periode=period)
    return url_for("progress.show", root_id=root_id, periode=period, _anchor=f"result:{key}")


def _stored_realisation(root_id: int, key: str) -> Stored:
    now, _ = view_of(root_id)
    return Stored(now.version(f"result:{key}"), realisation_texts(realisation_rows(now, now.result(key))))


@bp.route("/<int:root_id>/umpan-balik", methods=["GET", "POST"])
@access()
def feedback(root_id: int) -> ResponseReturnValue:
    """The assessor's feedback on each result and each value."""
    view, choice = view_of(root_id)
    if not view.may_write_feedback:
        raise DeniedError(view.refusal(service.ASSESSORS))
    form = FeedbackForm(data={"texts": [view.feedback.get(item, "") for item, _ in view.items]})
    if request.method == "GET":
        form.begin(view.version(FEEDBACK_PART))
    typed = form.typed_for(view)
    return Editing(
        form=form,
        save=lambda: service.save_feedback(current_actor(), root_id, form.claim, typed, period=choice.number),
        stored=lambda: _stored_feedback(root_id),
        typed=lambda: {words: typed.get(item, "") for item, words in view.items},
        render=lambda differences: render_template(
            "progress/feedback.html", view=view, choice=choice, form=form, differences=differences
        ),
        next_url=url_for("progress.show", root_id=root_id, periode=choice.number),
    ).answer()


def _stored_feedback(root_id: int) -> Stored:
    now, _ = view_of(root_id)
    return Stored(now.version(FEEDBACK_PART), {words: now.feedback.get(item, "") for item, words in now.items})
