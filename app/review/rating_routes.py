"""Pages on which an evaluation is begun and rated, and read by the superior before the signature."""

from typing import Any

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cycles import queries as cycles
from app.cycles.pages import asked_number, chosen
from app.domain.errors import DeniedError, InvalidError, StaleError
from app.domain.review import EvaluationVerb
from app.domain.years import Step, evaluated_period
from app.people import queries as people
from app.review import declaring, rating_page, service
from app.review.content import fuller, mark_of
from app.review.pages import guidance, view_of
from app.review.queries import EvaluationView
from app.review.rating_forms import LookForm, RatingForm, draft_of, mark_words, stored, typed_over
from app.review.service import Declared
from app.web.access import access, current_actor
from app.web.editing import Editing, Stored
from app.web.forms import submitted
from app.web.htmx import go
from app.web.signing import CHANGED

bp = Blueprint("rating", __name__, url_prefix="/penilaian")


@bp.post("/mulai/<int:root_id>")
@access()
def begin(root_id: int) -> ResponseReturnValue:
    """Open the evaluation of an employee for a period."""
    number = service.begin(current_actor(), root_id, asked_number())
    return go(url_for("rating.rate", evaluation_id=number))


@bp.post("/lanjut")
@access()
def onward() -> ResponseReturnValue:
    """Open the evaluation of whoever is not rated yet."""
    choice = chosen(Step.REVIEW, evaluated_period)
    return go(_page_of(service.begin_next(current_actor(), *choice.of), choice.year.year, choice.number))


@bp.route("/<int:evaluation_id>/nilai", methods=["GET", "POST"])
@access()
def rate(evaluation_id: int) -> ResponseReturnValue:
    """Everything that matters about one person, beside the two ratings."""
    view = view_of(evaluation_id)
    if EvaluationVerb.RATE not in view.verbs:
        return _instead(view)
    form = RatingForm(data=draft_of(view))
    if request.method == "GET":
        form.begin(view.version)
    return Editing(
        form=form,
        save=lambda: service.rate(current_actor(), evaluation_id, form.claim, **_draft(view, form)),
        stored=lambda: _stored(evaluation_id),
        typed=lambda: {**form.typed.texts, "Tanda bantu": mark_words(view, form.marks_of(_items(view)) or {})},
        render=lambda differences: _rating_page(view, form, differences),
        next_url=lambda: _next_url(view, request.form.get("action", "")),
    ).answer(lambda **state: render_template("review/_rated.html", **_preview(typed_over(view, form)), **state))


def _draft(view: EvaluationView, form: RatingForm) -> dict[str, Any]:
    """What is saved; only the assessor declares a relation."""
    typed = form.typed
    return {
        "results": typed.results,
        "behaviour": typed.behaviour,
        "reason": typed.reason,
        "note": typed.note,
        "marks": form.marks_of(_items(view)),
        "exception": typed.exception,
        "declared": Declared(typed.is_close, typed.relation) if EvaluationVerb.DECLARE in view.verbs else None,
    }


def _preview(view: EvaluationView) -> dict[str, object]:
    """The predikat by the quadrant as chosen so far, and why the reason has to say more."""
    return {"overall": view.overall, "lacking": fuller(view)}


def _items(view: EvaluationView) -> list[str]:
    return [item for item, _ in view.progress.items]


def _stored(evaluation_id: int) -> Stored:
    now = view_of(evaluation_id)
    return Stored(now.version, {**stored(now).texts, "Tanda bantu": mark_words(now, now.marks)})


def _rating_page(view: EvaluationView, form: RatingForm, differences: object) -> str:
    beside = rating_page.beside(view, people.today())
    return render_template(
        "review/rate.html",
        view=view,
        form=form,
        differences=differences,
        beside=beside,
        **_preview(typed_over(view, form)),
        **guidance(view),
    )


def _instead(view: EvaluationView) -> ResponseReturnValue:
    """Where somebody is led who may read the evaluation and not rate it."""
    if EvaluationVerb.LOOK in view.verbs:
        return go(url_for("rating.look", evaluation_id=view.id))
    if EvaluationVerb.SIGN in view.verbs:
        return go(url_for("signing.sign", evaluation_id=view.id))
    if view.signed is None:
        raise DeniedError("Penilaian ini dikerjakan orang lain: jangka waktu evaluasi penilainya sudah lewat.")
    raise DeniedError("Evaluasi ini sudah ditandatangani, jadi tidak dapat diubah.")


def _next_url(view: EvaluationView, action: str) -> str:
    """To the next or the previous person, or on to the signature."""
    year = cycles.year(view.year_id)
    if action in {"next", "previous"}:
        here = view.progress.plan.employee.id
        number = service.begin_next(current_actor(), year.id, view.period, here, back=action == "previous")
        return _page_of(number, year.year, view.period)
    where = "signing.sign" if EvaluationVerb.SIGN in view.verbs else "rating.rate"
    return url_for(where, evaluation_id=view.id)


def _page_of(evaluation_id: int | None, year: int, period: int) -> str:
    if evaluation_id is None:
        return url_for("review.index", tahun=year, periode=period)
    return url_for("rating.rate", evaluation_id=evaluation_id, lanjut=1)


@bp.route("/<int:evaluation_id>/tinjau", methods=["GET", "POST"])
@access()
def look(evaluation_id: int) -> ResponseReturnValue:
    """The superior reads a draft where a close relation was declared, and says so."""
    form, view = LookForm(), view_of(evaluation_id)
    if EvaluationVerb.LOOK not in view.verbs:
        return go(url_for("review.show", evaluation_id=evaluation_id))
    if submitted(form):
        try:
            declaring.look(current_actor(), evaluation_id, form.seen.data)
        except StaleError:
            form.form_errors.append(CHANGED)
        else:
            return go(url_for("review.index", tahun=cycles.year(view.year_id).year, periode=view.period))
    try:
        form.seen.data = mark_of(view, g.agency)
    except InvalidError:
        form.seen.data = ""
    is_read = bool(form.seen.data) and form.seen.data == view.looked_sha256
    page = render_template("review/look.html", view=view, form=form, is_read=is_read, **guidance(view))
    return page, 422 if form.is_submitted() else 200
