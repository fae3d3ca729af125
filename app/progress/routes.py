"""Pages of realisation and feedback."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cycles import queries as cycles
from app.domain.behaviour import BehaviourValue
from app.domain.errors import DeniedError
from app.domain.years import Step
from app.people import queries as people
from app.planning import queries as planning
from app.progress import queries, service
from app.progress.forms import FeedbackForm, RealisationForm, realisation_rows
from app.progress.queries import FEEDBACK_PART, ProgressView
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.editing import Editing, Stored

bp = Blueprint("progress", __name__, url_prefix="/pelaksanaan")


def _view(root_id: int) -> ProgressView:
    return queries.progress(current_actor(), root_id, people.today())


@bp.get("/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """My plan in force of a year, and those of the people I assess."""
    actor, today = current_actor(), people.today()
    choice = cycles.choose(Step.PROGRESS, today, request.args.get("tahun"))
    year = choice.year
    employees = people.to_evaluate(actor.person_id, year.starts_on, today)
    plans = planning.set_plans({actor.person_id, *(person.id for person in employees)}, year.id)
    return render_template(
        "progress/index.html",
        choice=choice,
        year=year,
        mine=plans.get(actor.person_id),
        team=[(person, plans.get(person.id)) for person in employees],
        filled=queries.filled({plan.id for plan in plans.values()}),
    )


@bp.get("/<int:root_id>")
@access()
@revalidated
def show(root_id: int) -> ResponseReturnValue:
    """Targets, realisation, evidence and feedback on one page."""
    return render_template("progress/show.html", view=_view(root_id), values=BehaviourValue)


@bp.route("/<int:root_id>/realisasi/<key>", methods=["GET", "POST"])
@access()
def realisation(root_id: int, key: str) -> ResponseReturnValue:
    """Realisation and evidence of one result."""
    view = _view(root_id)
    if not view.may_write_realisation:
        raise DeniedError("Realisasi ditulis oleh pegawai yang bersangkutan.")
    result, part = view.result(key), f"result:{key}"
    form = RealisationForm(data={"rows": realisation_rows(view, result)})
    if request.method == "GET":
        form.begin(view.version(part))
    return Editing(
        form=form,
        save=lambda: service.save_realisation(current_actor(), root_id, key, form.claim, form.typed),
        stored=lambda: _stored_realisation(root_id, key),
        typed=lambda: _realisation_texts([row.data for row in form.rows]),
        render=lambda differences: render_template(
            "progress/realisation.html", view=view, result=result, form=form, differences=differences
        ),
        next_url=url_for("progress.show", root_id=root_id) + f"#{part}",
    ).answer()


def _stored_realisation(root_id: int, key: str) -> Stored:
    now = _view(root_id)
    return Stored(now.version(f"result:{key}"), _realisation_texts(realisation_rows(now, now.result(key))))


def _realisation_texts(rows: list[dict[str, str]]) -> dict[str, str]:
    words = (("text", "Realisasi"), ("notes", "Keterangan bukti"), ("links", "Tautan bukti"))
    return {f"{label} {number}": row[name] or "" for number, row in enumerate(rows, 1) for name, label in words}


@bp.route("/<int:root_id>/umpan-balik", methods=["GET", "POST"])
@access()
def feedback(root_id: int) -> ResponseReturnValue:
    """The assessor's feedback on each result and each value."""
    view = _view(root_id)
    if not view.may_write_feedback:
        raise DeniedError("Umpan balik ini diberikan oleh pejabat penilai.")
    form = FeedbackForm(data={"texts": [view.feedback.get(item, "") for item, _ in view.items]})
    if request.method == "GET":
        form.begin(view.version(FEEDBACK_PART))

    def stored() -> Stored:
        now = _view(root_id)
        return Stored(now.version(FEEDBACK_PART), {words: now.feedback.get(item, "") for item, words in now.items})

    return Editing(
        form=form,
        save=lambda: service.save_feedback(current_actor(), root_id, form.claim, form.typed_for(view)),
        stored=stored,
        typed=lambda: {words: form.typed_for(view).get(item, "") for item, words in view.items},
        render=lambda differences: render_template(
            "progress/feedback.html", view=view, form=form, differences=differences
        ),
        next_url=url_for("progress.show", root_id=root_id),
    ).answer()
