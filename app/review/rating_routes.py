"""Pages on which an evaluation is begun and rated."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import DeniedError
from app.domain.rating import Rating
from app.domain.review import EvaluationVerb
from app.review import service
from app.review.forms import RatingForm
from app.review.pages import guidance, view_of
from app.review.queries import EvaluationView
from app.web.access import access, current_actor
from app.web.editing import Editing, Stored
from app.web.htmx import go

bp = Blueprint("rating", __name__, url_prefix="/penilaian")


@bp.post("/mulai/<int:root_id>")
@access()
def begin(root_id: int) -> ResponseReturnValue:
    """Open the evaluation of an employee."""
    return go(url_for("rating.rate", evaluation_id=service.begin(current_actor(), root_id)))


@bp.route("/<int:evaluation_id>/nilai", methods=["GET", "POST"])
@access()
def rate(evaluation_id: int) -> ResponseReturnValue:
    """Everything that matters about one person, beside the two ratings."""
    view = view_of(evaluation_id)
    if EvaluationVerb.RATE not in view.verbs:
        raise DeniedError("Evaluasi ini sudah ditandatangani, jadi tidak dapat diubah.")
    form = RatingForm(data=_draft(view))
    if request.method == "GET":
        form.begin(view.version)

    def stored() -> Stored:
        now = view_of(evaluation_id)
        return Stored(now.version, _texts(now.results_rating, now.behaviour_rating, now.reason, now.note))

    return Editing(
        form=form,
        save=lambda: service.rate(
            current_actor(),
            evaluation_id,
            form.claim,
            results=form.results,
            behaviour=form.behaviour,
            reason=form.reason.data or "",
            note=form.note.data or "",
        ),
        stored=stored,
        typed=lambda: _texts(form.results, form.behaviour, form.reason.data or "", form.note.data or ""),
        render=lambda differences: render_template(
            "review/rate.html", view=view, form=form, differences=differences, **guidance(view)
        ),
        next_url=url_for("signing.sign", evaluation_id=evaluation_id),
    ).answer()


def _draft(view: EvaluationView) -> dict[str, str | None]:
    return {
        "results_rating": view.results_rating.value if view.results_rating else None,
        "behaviour_rating": view.behaviour_rating.value if view.behaviour_rating else None,
        "reason": view.reason,
        "note": view.note,
    }


def _texts(results: Rating | None, behaviour: Rating | None, reason: str, note: str) -> dict[str, str]:
    return {
        "Rating hasil kerja": results.label if results else "",
        "Rating perilaku kerja": behaviour.label if behaviour else "",
        "Alasan": reason,
        "Catatan dan rekomendasi": note,
    }
