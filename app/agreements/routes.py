"""Pages of performance agreements (Perjanjian Kinerja)."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.agreements import editing, queries, service
from app.agreements.editing import Written, written
from app.agreements.forms import PasteForm
from app.cycles import queries as cycles
from app.cycles.pages import chosen_year
from app.domain.agreements import ReadLine, read_table
from app.domain.errors import InvalidError, Problem, StaleError
from app.domain.years import Step
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.errors import error_page
from app.web.forms import asked, page_number, submitted
from app.web.htmx import go

OK, DONE = 200, 303
CHANGED = "Perjanjian kinerja ini diubah orang lain sejak Anda melihatnya. Periksa, lalu tekan Tambahkan lagi."

bp = Blueprint("agreements", __name__, url_prefix="/perjanjian-kinerja")
bp.register_blueprint(editing.bp)


@bp.get("/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """The units of the agency with the state of their agreements."""
    actor, today, number = current_actor(), people.today(), page_number()
    choice = chosen_year(Step.PLANNING)
    lines, more = queries.unit_lines(actor, choice.year.id, asked("cari"), today, number)
    own_unit = people.person(actor.person_id, today).unit_id
    return render_template(
        "agreements/index.html",
        choice=choice,
        text=asked("cari"),
        own=queries.own_line(actor, choice.year.id, own_unit, today),
        lines=lines,
        number=number,
        more=more,
    )


@bp.get("/<int:unit_id>/<int:year>")
@access()
@revalidated
def show(unit_id: int, year: int) -> ResponseReturnValue:
    """The agreement of a unit; everybody of the agency reads it."""
    of_year = cycles.year_of(year)
    return render_template(
        "agreements/show.html",
        unit=queries.unit(current_actor(), unit_id, people.today()),
        year=of_year,
        agreement=queries.of_unit(unit_id, of_year.id),
    )


@bp.post("/<int:unit_id>/<int:year>/baris")
@access()
def add_item(unit_id: int, year: int) -> ResponseReturnValue:
    """Add a line and open its form."""
    place = written(unit_id, year).place
    try:
        item_id = service.add_item(current_actor(), place)
    except InvalidError as error:
        return error_page(422, str(error))
    return go(url_for("agreements.editing.item", unit_id=unit_id, year=year, item_id=item_id))


@bp.post("/<int:unit_id>/<int:year>/baris/<int:item_id>/hapus")
@access()
def remove_item(unit_id: int, year: int, item_id: int) -> ResponseReturnValue:
    """Take a line out."""
    service.remove_item(current_actor(), written(unit_id, year).place, item_id)
    return go(url_for("agreements.show", unit_id=unit_id, year=year))


@bp.route("/<int:unit_id>/<int:year>/tempel", methods=["GET", "POST"])
@access()
def paste(unit_id: int, year: int) -> ResponseReturnValue:
    """Paste a table: first shown as it was understood, then added."""
    now, form, status = written(unit_id, year), PasteForm(), OK
    lines = read_table(form.table.data or "")
    if submitted(form):
        status = _pasted(form, now, lines, apply=request.form.get("action") == "apply")
    if status == DONE:
        return go(url_for("agreements.show", unit_id=unit_id, year=year))
    version = now.agreement.version if now.agreement else 0
    page = render_template(
        "agreements/paste.html", unit=now.unit, year=now.year, form=form, lines=lines, version=version
    )
    return page, status if status != OK or not form.errors else 422


def _pasted(form: PasteForm, now: Written, lines: tuple[ReadLine, ...], *, apply: bool) -> int:
    """Add what was read, or only look at it; the status of the answer, with the problems in the form."""
    try:
        if apply:
            service.paste(current_actor(), now.place, form.seen_version, lines)
            return DONE
        service.check_readable(lines)
    except InvalidError as error:
        form.add_problems(error.problems)
        return 422
    except StaleError:
        form.add_problems([Problem("", CHANGED)])
        return 409
    return OK
