"""Pages of recaps: ask for one, watch it being made, fetch it."""

from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cycles.pages import chosen
from app.documents import filestore
from app.domain.errors import InvalidError, NotFoundError
from app.domain.office import OFFICERS
from app.domain.years import Step, reported_period
from app.reporting import recapping, report_rows
from app.reporting.recap_forms import RecapForm
from app.web.access import access, current_actor
from app.web.addresses import LARGEST
from app.web.downloads import download
from app.web.forms import submitted
from app.web.htmx import go, wants_partial

bp = Blueprint("recap", __name__, url_prefix="/pelaporan/rekap")


@bp.route("/", methods=["GET", "POST"])
@access(*OFFICERS)
def index() -> ResponseReturnValue:
    """Ask for a recap of a unit; what was asked for before."""
    actor, choice = current_actor(), chosen(Step.REVIEW, reported_period)
    asked = max(0, min(request.values.get("unit", 0, type=int), LARGEST))
    unit = report_rows.kept_unit(actor, asked or None)
    form = RecapForm(unit=unit.id)
    if submitted(form):
        try:
            number = recapping.ask(actor, unit, choice.of, choice.name, form.what)
            return go(url_for("recap.show", recap_id=number))
        except InvalidError as error:
            form.add_problems(error.problems)
    kept = report_rows.own_recaps(actor)
    status = 422 if form.is_submitted() else 200
    return render_template("reporting/recaps.html", choice=choice, unit=unit, form=form, kept=kept), status


@bp.get("/<int:recap_id>")
@access(*OFFICERS)
def show(recap_id: int) -> ResponseReturnValue:
    """How far it is; then where to fetch it."""
    view = report_rows.own_recap(current_actor(), recap_id)
    if wants_partial():
        done = go(url_for("recap.show", recap_id=recap_id))
        return render_template("reporting/_recap_progress.html", recap=view) if view.is_working else done
    return render_template("reporting/recap.html", recap=view)


@bp.get("/<int:recap_id>/berkas.xlsx")
@access(*OFFICERS)
def fetch(recap_id: int) -> Response:
    """The recap."""
    view = report_rows.own_recap(current_actor(), recap_id)
    if view.file_id is None:
        raise NotFoundError("Rekap ini belum siap, atau sudah dihapus.")
    data_dir: Path = current_app.extensions["tilik"].settings.data_dir
    file = filestore.found(view.file_id)
    return download(filestore.read(data_dir, file), file.media_type, file.name)


@bp.post("/<int:recap_id>/hapus")
@access(*OFFICERS)
def discard(recap_id: int) -> ResponseReturnValue:
    """Delete it now."""
    recapping.discard(current_actor(), recap_id)
    return go(url_for("recap.index"))
