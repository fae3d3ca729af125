"""Pages of counting: two custodians enter their codes, all see how far it is, the record is printed."""

from flask import Blueprint, Response, current_app, g, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.config import Settings
from app.domain.errors import InvalidError, NotFoundError
from app.feedback import count, unlocking
from app.feedback.counting_forms import CodeForm, ExerciseForm
from app.feedback.counting_record import record_of
from app.feedback.counting_view import CountView, counting
from app.web.access import access, current_actor
from app.web.downloads import send_once
from app.web.forms import submitted
from app.web.htmx import go, wants_partial

bp = Blueprint("counting", __name__, url_prefix="/kunci-360")


def _settings() -> Settings:
    settings: Settings = current_app.extensions["tilik"].settings
    return settings


def _page(view: CountView, form: CodeForm, status: int = 200) -> ResponseReturnValue:
    form.code.data = ""
    return render_template("feedback/count.html", view=view, form=form), status


@bp.get("/<int:round_id>/hitung")
@access()
def show(round_id: int) -> ResponseReturnValue:
    """Who entered a code, how far the count is, what came of it."""
    view = counting(current_actor(), round_id, _settings())
    if wants_partial():
        done = go(url_for("counting.show", round_id=round_id))
        return render_template("feedback/_counting.html", view=view) if view.is_counting else done
    return _page(view, CodeForm(formdata=None))


@bp.post("/<int:round_id>/hitung")
@access()
def enter(round_id: int) -> ResponseReturnValue:
    """Enter a custodian's code; the second one begins the count."""
    actor, form = current_actor(), CodeForm()
    if submitted(form):
        try:
            key = unlocking.enter_code(actor, round_id, form.code.data, _settings())
            if key is not None:
                count.start(actor, round_id, key, _settings())
            return go(url_for("counting.show", round_id=round_id))
        except InvalidError as error:
            form.add_problems(error.problems)
    return _page(counting(actor, round_id, _settings()), form, 422)


@bp.post("/<int:round_id>/hitung-latihan")
@access()
def exercise(round_id: int) -> ResponseReturnValue:
    """Count an exercise, whose key lies on the server."""
    actor = current_actor()
    if submitted(ExerciseForm()):
        key = unlocking.exercise_key(actor, round_id, _settings())
        count.start(actor, round_id, key, _settings())
    return go(url_for("counting.show", round_id=round_id))


@bp.get("/<int:round_id>/berita-acara.pdf")
@access()
def record(round_id: int) -> Response:
    """The printed record of a count, to be signed by the custodians."""
    view = counting(current_actor(), round_id, _settings())
    if not view.is_published:
        raise NotFoundError("Berita acara ada setelah putaran selesai dihitung.")
    body = record_of(view, g.agency, clock.now())
    return send_once(body, "application/pdf", f"Berita acara {view.name}.pdf")
