"""Pages of personnel officers on rounds: the list, a new one, its steps, the check, the start."""

from datetime import timedelta
from functools import partial

from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.auth import service as auth
from app.config import Settings
from app.domain.errors import InvalidError, Problem, StaleError
from app.domain.office import OFFICERS
from app.feedback import late_routes, launching, parts, parts_routes, preflight, preparing, queries
from app.feedback.round_forms import AbandonForm, BasicsForm, LaunchForm, NewRoundForm, basics_values, fresh_values
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.forms import asked, page_number, submitted
from app.web.htmx import go
from app.web.signing import CHANGED, confirmed, needs_password

bp = Blueprint("rounds", __name__, url_prefix="/putaran-360")
bp.register_blueprint(parts_routes.bp)
bp.register_blueprint(late_routes.bp)
confirm = partial(auth.confirm, wrong="Kata sandi salah. Tidak ada yang diubah.")
USUAL_LENGTH = timedelta(days=21)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["tilik"].settings
    return settings


@bp.get("/")
@access(*OFFICERS)
def index() -> ResponseReturnValue:
    """The rounds of the units I keep."""
    number = page_number()
    lines, more = queries.rounds(current_actor(), number)
    return render_template("rounds/index.html", lines=lines, number=number, more=more)


@bp.route("/baru", methods=["GET", "POST"])
@access(*OFFICERS)
def create() -> ResponseReturnValue:
    """Begin to prepare a round."""
    actor, today, text = current_actor(), people.today(), asked("cari")
    form = NewRoundForm(data=fresh_values(today, today + USUAL_LENGTH))
    form.offer(parts.units_for(actor, text))
    if submitted(form):
        try:
            return go(url_for("rounds.show", round_id=preparing.create(actor, int(form.unit.data), form.typed)))
        except InvalidError as error:
            form.add_problems(error.problems)
    return render_template("rounds/create.html", form=form, text=text), 422 if form.is_submitted() else 200


@bp.get("/<int:round_id>")
@access(*OFFICERS)
def show(round_id: int) -> ResponseReturnValue:
    """What is to be done before the start; afterwards how it goes."""
    view = queries.kept(current_actor(), round_id)
    if view.is_prepared:
        steps = queries.steps(view)
        return render_template("rounds/prepare.html", round=view, steps=steps)
    number = page_number()
    rates, more = parts.rates(round_id, number)
    rules = queries.rules(round_id, _settings().feedback_keys)
    shown = {"rates": rates, "number": number, "more": more, "rules": rules, "groups": parts.groups(round_id)}
    return render_template("rounds/running.html", round=view, **shown)


@bp.route("/<int:round_id>/data", methods=["GET", "POST"])
@access(*OFFICERS)
def basics(round_id: int) -> ResponseReturnValue:
    """Name, dates and thresholds."""
    view = queries.prepared(current_actor(), round_id)
    form = BasicsForm(data=basics_values(view.basics))
    if request.method == "GET":
        form.begin(view.version)
    if submitted(form):
        try:
            preparing.change_basics(current_actor(), round_id, form.claim, form.typed)
            return go(url_for("rounds.show", round_id=round_id))
        except InvalidError as error:
            form.add_problems(error.problems)
        except StaleError:
            form.add_problems([Problem("", CHANGED)])
            return render_template("rounds/basics.html", form=form, round=view), 409
    return render_template("rounds/basics.html", form=form, round=view), 422 if form.is_submitted() else 200


@bp.get("/<int:round_id>/pemeriksaan")
@access(*OFFICERS)
def check(round_id: int) -> ResponseReturnValue:
    """What stands in the way of the start."""
    view, number = queries.prepared(current_actor(), round_id), page_number()
    found = preflight.report(round_id, _settings())
    first = (number - 1) * people.PER_PAGE
    part, more = found[first : first + people.PER_PAGE], len(found) > first + people.PER_PAGE
    return render_template("rounds/check.html", round=view, findings=part, total=len(found), number=number, more=more)


@bp.route("/<int:round_id>/mulai", methods=["GET", "POST"])
@access(*OFFICERS)
def launch(round_id: int) -> ResponseReturnValue:
    """Start the round."""
    actor, form, settings = current_actor(), LaunchForm(), _settings()
    view = queries.prepared(actor, round_id)
    if confirmed(form, actor, confirm, lambda actor: launching.launch(actor, round_id, settings)):
        return go(url_for("rounds.show", round_id=round_id))
    shown = {"form": form, "round": view, "ask_password": needs_password(actor)}
    return render_template("rounds/launch.html", **shown), 422 if form.is_submitted() else 200


@bp.route("/<int:round_id>/batalkan", methods=["GET", "POST"])
@access(*OFFICERS)
def abandon(round_id: int) -> ResponseReturnValue:
    """Give the round up."""
    actor, form, settings = current_actor(), AbandonForm(), _settings()
    view = queries.kept(actor, round_id)
    sure = bool(form.sure.data)
    if confirmed(form, actor, confirm, lambda actor: launching.abandon(actor, round_id, settings, is_sure=sure)):
        return go(url_for("rounds.show", round_id=round_id))
    shown = {"form": form, "round": view, "ask_password": needs_password(actor)}
    return render_template("rounds/abandon.html", **shown), 422 if form.is_submitted() else 200
