"""Pages of the self-assessment of a period."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import DeniedError, InvalidError
from app.progress import handing_in
from app.progress.pages import view_of
from app.progress.self_forms import SelfForm, labelled, values_of
from app.web.access import access, current_actor
from app.web.editing import Editing, Stored
from app.web.htmx import go

bp = Blueprint("selfassessment", __name__, url_prefix="/pelaksanaan")


@bp.route("/<int:root_id>/penilaian-diri", methods=["GET", "POST"])
@access()
def write(root_id: int) -> ResponseReturnValue:
    """Three questions, saved while they are answered."""
    view, choice = view_of(root_id)
    if not view.may_write_realisation:
        raise DeniedError(view.refusal(handing_in.OWN))
    form = SelfForm(data=values_of(view.self_assessment))
    if request.method == "GET":
        form.begin(view.self_assessment.version if view.self_assessment else 0)
    return Editing(
        form=form,
        save=lambda: handing_in.save(current_actor(), root_id, form.claim, form.typed, period=choice.number),
        stored=lambda: _stored(root_id),
        typed=lambda: form.texts,
        render=lambda differences: render_template(
            "progress/self.html", view=view, choice=choice, form=form, differences=differences
        ),
        next_url=url_for("progress.show", root_id=root_id, periode=choice.number, _anchor="diri"),
    ).answer()


def _stored(root_id: int) -> Stored:
    now = view_of(root_id)[0].self_assessment
    return Stored(now.version, labelled(now.texts)) if now else Stored(0, {})


@bp.post("/<int:root_id>/penilaian-diri/serahkan")
@access()
def hand_in(root_id: int) -> ResponseReturnValue:
    """Let the assessor read it."""
    view, choice = view_of(root_id)
    try:
        handing_in.hand_in(current_actor(), root_id, period=choice.number)
    except InvalidError as error:
        form = SelfForm(formdata=None, data=values_of(view.self_assessment))
        form.begin(view.self_assessment.version if view.self_assessment else 0)
        form.add_problems(error.problems)
        return render_template("progress/self.html", view=view, choice=choice, form=form, differences=[]), 422
    return go(url_for("progress.show", root_id=root_id, periode=choice.number, _anchor="diri"))


@bp.post("/<int:root_id>/penilaian-diri/tarik")
@access()
def take_back(root_id: int) -> ResponseReturnValue:
    """Write on."""
    _, choice = view_of(root_id)
    handing_in.take_back(current_actor(), root_id, period=choice.number)
    return go(url_for("selfassessment.write", root_id=root_id, periode=choice.number))
