"""Pages of what teams and units reached."""

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cycles import queries as cycles
from app.cycles.choosing import PeriodChoice
from app.cycles.pages import chosen, chosen_of, chosen_year
from app.documents.forms import media_type
from app.domain.errors import DeniedError
from app.domain.years import Step
from app.people import queries as people
from app.review import noting, sheet, team_page, unit_page
from app.review.team_forms import NoteForm
from app.review.team_page import TeamView
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.downloads import send_once
from app.web.editing import Editing, Stored
from app.web.forms import asked, page_number

bp = Blueprint("teams", __name__, url_prefix="/penilaian")


def _team(matrix_id: int) -> tuple[TeamView, PeriodChoice]:
    """The team, and the period of its year that is asked for."""
    team = team_page.visible_team(current_actor(), matrix_id, people.today())
    return team, chosen_of(cycles.year(team.year_id))


@bp.get("/tim/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """My teams of a year."""
    today, number = people.today(), page_number()
    choice = chosen_year(Step.REVIEW)
    rows, more = team_page.my_teams(current_actor(), choice.year.id, today, number)
    return render_template("review/teams.html", choice=choice, rows=rows, number=number, more=more)


@bp.get("/tim/<int:matrix_id>")
@access()
@revalidated
def show(matrix_id: int) -> ResponseReturnValue:
    """What a team reached, result by result; the shares of one result."""
    team, choice = _team(matrix_id)
    period = choice.number
    rows, number = team_page.results(team, period), page_number()
    wanted = request.args.get("hasil", type=int)
    chosen = next((row for row in rows if row.column.id == wanted), rows[0] if rows else None)
    found, more = team_page.shares(chosen.column.id, period, people.today(), number) if chosen else ([], False)
    shown = {"rows": rows, "chosen": chosen, "shares": found, "number": number, "more": more}
    note = team_page.note(team.id, period)
    return render_template("review/team.html", team=team, choice=choice, note=note, **shown)


@bp.route("/tim/<int:matrix_id>/catatan", methods=["GET", "POST"])
@access()
def note(matrix_id: int) -> ResponseReturnValue:
    """Write the leader's note."""
    team, choice = _team(matrix_id)
    period = choice.number
    if not team.may_write:
        raise DeniedError("Catatan ini ditulis oleh ketua tim.")
    now = team_page.note(team.id, period)
    form = NoteForm(data={"text": now.text})
    if request.method == "GET":
        form.begin(now.version)

    def stored() -> Stored:
        latest = team_page.note(team.id, period)
        return Stored(latest.version, {"Catatan": latest.text})

    return Editing(
        form=form,
        save=lambda: noting.write(current_actor(), matrix_id, period, form.claim, form.text.data or ""),
        stored=stored,
        typed=lambda: {"Catatan": form.text.data or ""},
        render=lambda differences: render_template(
            "review/team_note.html", team=team, choice=choice, form=form, differences=differences
        ),
        next_url=url_for("teams.show", matrix_id=matrix_id, periode=period or None),
    ).answer()


@bp.get("/tim/<int:matrix_id>/hasil.xlsx")
@access()
def team_workbook(matrix_id: int) -> Response:
    """The same as a workbook."""
    team, choice = _team(matrix_id)
    today, rows = people.today(), team_page.results(team, choice.number)
    found = team_page.all_shares({row.column.id for row in rows}, choice.number, today)
    note = team_page.note(team.id, choice.number)
    body = sheet.of_team(team, rows, found, note, (choice.words, today))
    return send_once(body, media_type("xlsx"), f"Hasil tim {team.title}.xlsx")


@bp.get("/unit/")
@access()
def units() -> ResponseReturnValue:
    """The units whose results I may read."""
    text, number = asked("cari"), page_number()
    found, more = unit_page.units(current_actor(), people.today(), text, number)
    return render_template("review/unit_list.html", units=found, text=text, number=number, more=more)


@bp.get("/unit/<int:unit_id>")
@access()
@revalidated
def unit(unit_id: int) -> ResponseReturnValue:
    """What a unit reached: achievement, teams, how far its people have come."""
    actor, today, number, choice = current_actor(), people.today(), page_number(), chosen(Step.REVIEW)
    view = unit_page.read(actor, unit_id, choice.year, today, choice.number)
    teams, more = unit_page.teams(actor, view.unit, choice.year.id, today, number)
    return render_template("review/unit.html", choice=choice, view=view, teams=teams, number=number, more=more)


@bp.get("/unit/<int:unit_id>/hasil.xlsx")
@access()
def unit_workbook(unit_id: int) -> Response:
    """The same as a workbook."""
    actor, today, choice = current_actor(), people.today(), chosen(Step.REVIEW)
    view = unit_page.read(actor, unit_id, choice.year, today, choice.number)
    teams, _ = unit_page.teams(actor, view.unit, choice.year.id, today)
    body = sheet.of_unit(view, teams, (choice.words, today))
    return send_once(body, media_type("xlsx"), f"Hasil unit {view.unit.name}.xlsx")
