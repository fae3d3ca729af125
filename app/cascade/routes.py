"""Pages of matrices: Matriks Pembagian Peran dan Hasil, form A.1.5."""

from flask import Blueprint, Response, g, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cascade import documents, editing, grid, leaders, mine, queries, service
from app.cascade.editing import written
from app.cascade.forms import MatrixForm, MembersForm
from app.cycles import queries as cycles
from app.cycles.pages import chosen_year
from app.domain.errors import DeniedError, InvalidError
from app.domain.years import Step
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.downloads import download
from app.web.errors import error_page
from app.web.forms import asked, page_number, submitted
from app.web.htmx import go

bp = Blueprint("cascade", __name__, url_prefix="/matriks")
bp.register_blueprint(editing.bp)


@bp.get("/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """The matrices of a year that I may read."""
    actor, today, number = current_actor(), people.today(), page_number()
    choice = chosen_year(Step.PLANNING)
    lines, more = mine.matrices(actor, choice.year.id, today, number)
    lead = leaders.lead_of(actor.person_id, today)
    return render_template("cascade/index.html", choice=choice, lines=lines, number=number, more=more, lead=lead)


@bp.route("/baru", methods=["GET", "POST"])
@access()
def create() -> ResponseReturnValue:
    """Open a matrix of my unit or team."""
    actor, today = current_actor(), people.today()
    choice = chosen_year(Step.PLANNING)
    lead = leaders.lead_of(actor.person_id, today)
    if lead is None or not lead.leads:
        raise DeniedError(service.NO_LEADER)
    form = MatrixForm(data={"title": leaders.usual_title(lead)})
    if submitted(form):
        matrix_id = service.create(actor, choice.year.id, form.title.data.strip())
        return go(url_for("cascade.show", matrix_id=matrix_id))
    return render_template("cascade/create.html", form=form, year=choice.year), 422 if form.is_submitted() else 200


@bp.get("/<int:matrix_id>")
@access()
@revalidated
def show(matrix_id: int) -> ResponseReturnValue:
    """A matrix: its columns with who serves them, and a page of its rows."""
    today, number, group = people.today(), page_number(), page_number("kolom")
    matrix = queries.visible_matrix(current_actor(), matrix_id, today)
    return render_template(
        "cascade/show.html",
        matrix=matrix,
        year=cycles.year(matrix.year_id),
        grid=grid.of(matrix, today, number, group),
        today=today,
    )


@bp.post("/<int:matrix_id>/samakan")
@access()
def link(matrix_id: int) -> ResponseReturnValue:
    """Bring the columns and my plan together."""
    try:
        service.link(current_actor(), matrix_id)
    except InvalidError as error:
        return error_page(422, str(error))
    return go(url_for("cascade.show", matrix_id=matrix_id))


@bp.post("/<int:matrix_id>/kolom")
@access()
def add_column(matrix_id: int) -> ResponseReturnValue:
    """Add a column and open its form."""
    try:
        column_id = service.add_column(current_actor(), matrix_id)
    except InvalidError as error:
        return error_page(422, str(error))
    return go(url_for("cascade.editing.column", matrix_id=matrix_id, column_id=column_id))


@bp.post("/<int:matrix_id>/kolom/<int:column_id>/hapus")
@access()
def remove_column(matrix_id: int, column_id: int) -> ResponseReturnValue:
    """Take a column out that nobody serves."""
    try:
        service.remove_column(current_actor(), matrix_id, column_id)
    except InvalidError as error:
        return error_page(422, str(error))
    return go(url_for("cascade.show", matrix_id=matrix_id))


@bp.route("/<int:matrix_id>/pegawai", methods=["GET", "POST"])
@access()
def members(matrix_id: int) -> ResponseReturnValue:
    """Choose people for the rows: of the unit, or by name from the whole agency."""
    matrix, today, text, form = written(matrix_id), people.today(), asked("cari"), MembersForm()
    found, more = grid.candidates(matrix, text, today, page_number())
    form.offer(found)
    if submitted(form):
        try:
            service.add_members(current_actor(), matrix_id, form.people.data or ())
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("cascade.show", matrix_id=matrix_id))
    shown = {"matrix": matrix, "form": form, "text": text, "found": found, "more": more, "number": page_number()}
    return render_template("cascade/members.html", **shown), 422 if form.is_submitted() else 200


@bp.post("/<int:matrix_id>/pegawai/unit")
@access()
def add_unit(matrix_id: int) -> ResponseReturnValue:
    """Put everybody of the unit into the rows."""
    try:
        service.add_unit(current_actor(), matrix_id)
    except InvalidError as error:
        return error_page(422, str(error))
    return go(url_for("cascade.show", matrix_id=matrix_id))


@bp.post("/<int:matrix_id>/pegawai/<int:member_id>/hapus")
@access()
def remove_member(matrix_id: int, member_id: int) -> ResponseReturnValue:
    """Take somebody without a role out of the rows."""
    try:
        service.remove_member(current_actor(), matrix_id, member_id)
    except InvalidError as error:
        return error_page(422, str(error))
    return go(url_for("cascade.show", matrix_id=matrix_id))


@bp.get("/<int:matrix_id>/dokumen/A.1.5.<fmt>")
@access()
def document(matrix_id: int, fmt: str) -> Response:
    """The matrix on form A.1.5 as PDF or XLSX."""
    today = people.today()
    matrix = queries.visible_matrix(current_actor(), matrix_id, today)
    file = documents.download(matrix, g.agency, fmt, today)
    return download(file.body, file.media_type, file.name)
