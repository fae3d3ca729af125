"""Pages of the work lists, and of the end of somebody's service."""

from flask import Blueprint, Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cycles.pages import chosen_year
from app.domain.errors import InvalidError
from app.domain.office import OFFICERS, WATCHERS, corrects_unit
from app.domain.people import Departure
from app.domain.worklists import WorkState
from app.domain.years import Step
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.downloads import download
from app.web.forms import page_number, submitted
from app.web.htmx import go
from app.worklists import counting, documents, parts, queries, service
from app.worklists.forms import EndForm, FilterForm

bp = Blueprint("worklists", __name__, url_prefix="/daftar-kerja")


def _list(unit_id: int) -> tuple[queries.WatchedUnit, FilterForm]:
    view = queries.watched_unit(current_actor(), unit_id)
    return view, FilterForm.asked(below=queries.is_small(view))


def _narrowed(form: FilterForm) -> queries.Filter:
    return queries.Filter(form.status.data, form.q.data, form.below)


@bp.get("/")
@access(*WATCHERS)
def index() -> ResponseReturnValue:
    """The units the actor watches, with counts."""
    choice, asked = chosen_year(Step.PLANNING), request.args.get("q", "")
    found = counting.counts(current_actor(), choice.year.id, people.today(), asked, page_number())
    return render_template("worklists/index.html", choice=choice, found=found, asked=asked, states=WorkState)


@bp.get("/unit/<int:unit_id>")
@access(*WATCHERS)
def unit(unit_id: int) -> ResponseReturnValue:
    """The people of a unit by name: how far, who is waited for, since when."""
    actor, choice, (view, form) = current_actor(), chosen_year(Step.PLANNING), _list(unit_id)
    found = queries.people_of(view, choice.year.id, people.today(), _narrowed(form), page=page_number())
    args = {"unit_id": unit_id, "tahun": choice.year.year, **form.data}
    may_keep = corrects_unit(actor, view.lineage)
    page = "worklists/unit.html"
    return render_template(page, choice=choice, unit=view, form=form, found=found, args=args, may_keep=may_keep)


@bp.get("/unit/<int:unit_id>/teks")
@access(*WATCHERS)
def text(unit_id: int) -> ResponseReturnValue:
    """The same list as a text to paste into a chat, a hundred people at a time."""
    choice, today, (view, form) = chosen_year(Step.PLANNING), people.today(), _list(unit_id)
    narrowed, size = _narrowed(form), queries.PER_TEXT
    found = queries.people_of(view, choice.year.id, today, narrowed, page=page_number(), size=size)
    words = documents.chat(f"SKP {choice.year.year} – {view.name}", today, found.rows, g.agency.zone)
    args = {"unit_id": unit_id, "tahun": choice.year.year, **form.data}
    return render_template("worklists/text.html", unit=view, found=found, words=words, args=args)


@bp.get("/unit/<int:unit_id>/daftar.xlsx")
@access(*WATCHERS)
def workbook(unit_id: int) -> Response:
    """The same list as a workbook, all pages in one."""
    choice, today, (view, form) = chosen_year(Step.PLANNING), people.today(), _list(unit_id)
    rows = queries.everybody_of(view, choice.year.id, today, _narrowed(form))
    body = documents.workbook(f"SKP {choice.year.year} – {view.name}", today, rows, g.agency.zone)
    return download(body, documents.XLSX, f"Daftar kerja SKP {choice.year.year} {view.name}.xlsx")


@bp.route("/pegawai/<int:person_id>/berakhir", methods=["GET", "POST"])
@access(*OFFICERS)
def end(person_id: int) -> ResponseReturnValue:
    """Say why and when somebody leaves, read what will happen, and do it."""
    leaver = parts.leaver(current_actor(), person_id, people.today())
    form, outlook = EndForm(), None
    if submitted(form):
        ending = service.Ending(Departure(form.departure.data), form.last_day.data, form.note.data or "")
        if request.form.get("yakin") and _ended(person_id, ending, form):
            return go(url_for("worklists.end", person_id=person_id))
        outlook = parts.outlook(person_id, ending.departure, ending.last_day)
    status = 422 if form.is_submitted() and form.summary() else 200
    return render_template(
        "worklists/end.html", leaver=leaver, form=form, outlook=outlook, today=people.today()
    ), status


def _ended(person_id: int, ending: service.Ending, form: EndForm) -> bool:
    """Do it; what stands in the way is shown at the form."""
    try:
        service.end_service(current_actor(), person_id, ending)
    except InvalidError as error:
        form.add_problems(error.problems)
        return False
    return True


@bp.post("/pegawai/<int:person_id>/batal-berakhir")
@access(*OFFICERS)
def cancel(person_id: int) -> ResponseReturnValue:
    """Take back an end that has not taken effect."""
    service.cancel_ending(current_actor(), person_id)
    return go(url_for("worklists.end", person_id=person_id))
