"""Pages of imports: send a workbook, watch it being checked, read what it would change, apply or discard it."""

from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import InvalidError, Problem
from app.domain.intake import IntakeKind
from app.domain.office import ASSIGNED_BY_OFFICERS, BUILDERS, assigns_assessors
from app.intake import annotating, queries, service
from app.intake.container import LIMIT, UnusableError
from app.intake.forms import ColumnsForm, SeenForm, UploadForm
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.downloads import download
from app.web.forms import page_number, submitted
from app.web.htmx import go, wants_partial
from app.web.uploads import uploads

bp = Blueprint("intake", __name__, url_prefix="/impor")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOO_LARGE = (
    "Berkas lebih dari 20 MB tidak diterima. Bagi menjadi beberapa berkas, misalnya per unit kerja, lalu unggah lagi."
)


def _data_dir() -> Path:
    folder: Path = current_app.extensions["tilik"].settings.data_dir
    return folder


@bp.route("/", methods=["GET", "POST"])
@access(*BUILDERS)
@uploads(LIMIT, TOO_LARGE)
def index() -> ResponseReturnValue:
    """Send a workbook; what was sent before."""
    form = UploadForm(effective=people.today())
    if submitted(form):
        file = service.Upload(
            form.file.data.stream, form.file.data.filename, IntakeKind(form.kind.data), form.effective.data
        )
        try:
            return go(url_for("intake.show", intake_id=service.receive(current_actor(), _data_dir(), file)))
        except UnusableError as error:
            form.add_problems([Problem("file", str(error))])
        except InvalidError as error:
            form.add_problems(error.problems)
    number = page_number()
    lines, more = queries.intakes(number)
    page = render_template("intake/index.html", form=form, lines=lines, number=number, more=more)
    return page, 422 if request.method == "POST" else 200


@bp.get("/<int:intake_id>")
@access(*BUILDERS)
def show(intake_id: int) -> ResponseReturnValue:
    """How far it is; then what it would change and what is wrong with it; at last what it changed."""
    view = queries.intake(intake_id)
    if wants_partial():
        done = go(url_for("intake.show", intake_id=intake_id))
        return render_template("intake/_progress.html", intake=view) if view.is_working else done
    number = page_number()
    found, more = queries.findings(_data_dir(), view, number)
    form = SeenForm(formdata=None, version=view.version)
    decides = view.kind is not IntakeKind.ASSESSORS or assigns_assessors(current_actor())
    shown = {"intake": view, "form": form, "found": found, "number": number, "more": more, "decides": decides}
    return render_template("intake/show.html", **shown, why_not=ASSIGNED_BY_OFFICERS)


@bp.get("/<int:intake_id>/perubahan")
@access(*BUILDERS)
def changes(intake_id: int) -> ResponseReturnValue:
    """Every change, old beside new."""
    view, number = queries.intake(intake_id), page_number()
    rows, more = queries.alterations(_data_dir(), view, number)
    return render_template("intake/changes.html", intake=view, rows=rows, number=number, more=more)


@bp.route("/<int:intake_id>/kolom", methods=["GET", "POST"])
@access(*BUILDERS)
def columns(intake_id: int) -> ResponseReturnValue:
    """Which worksheet is read and what its columns stand for."""
    view = queries.intake(intake_id)
    form = ColumnsForm(queries.layout(_data_dir(), view))
    if submitted(form):
        service.correct_columns(current_actor(), intake_id, form.sheet.data, form.corrected)
        return go(url_for("intake.show", intake_id=intake_id))
    page = render_template("intake/columns.html", intake=view, form=form, layout=form.layout)
    return page, 422 if request.method == "POST" else 200


@bp.post("/<int:intake_id>/terapkan")
@access(*BUILDERS)
def apply(intake_id: int) -> ResponseReturnValue:
    """Have the preview applied."""
    service.ask_to_apply(current_actor(), intake_id, SeenForm().seen)
    return go(url_for("intake.show", intake_id=intake_id))


@bp.post("/<int:intake_id>/buang")
@access(*BUILDERS)
def discard(intake_id: int) -> ResponseReturnValue:
    """Give it up."""
    service.discard(current_actor(), _data_dir(), intake_id)
    return go(url_for("intake.index"))


@bp.get("/<int:intake_id>/catatan.xlsx")
@access(*BUILDERS)
def annotated(intake_id: int) -> Response:
    """The workbook with what was found beside its rows."""
    view = queries.intake(intake_id)
    body = annotating.annotate(*queries.to_annotate(_data_dir(), view))
    return download(body, XLSX, f"catatan-{intake_id}.xlsx")
