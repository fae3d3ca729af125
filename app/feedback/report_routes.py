"""Pages of what was published: reports of people and units, and comments that should not be shown."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents import radar
from app.documents.forms import media_type
from app.domain.actors import Role
from app.domain.anonymity import Mean
from app.domain.behaviour import BehaviourValue
from app.domain.errors import InvalidError, NotFoundError, StaleError
from app.domain.office import OFFICERS
from app.domain.reporting import decimal, sentences, words_of, words_of_change
from app.feedback import documents, report, report_comments, report_lists, unit_report, withheld, withholding
from app.feedback.report import Report
from app.feedback.report_forms import DecideForm, FlagForm
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.downloads import send_once
from app.web.forms import asked, page_number, submitted
from app.web.htmx import go

CHANGED = "Petugas lain baru saja memutuskan. Baca lagi halaman ini, lalu putuskan."
bp = Blueprint("reports", __name__, url_prefix="/hasil-360")


def _folder() -> Path:
    folder: Path = current_app.extensions["tilik"].settings.feedback_keys
    return folder


def _read(report_id: int) -> Report:
    return report.read(current_actor(), report_id, people.today(), _folder())


def _words() -> dict[str, Any]:
    return {
        "values": BehaviourValue,
        "decimal": decimal,
        "sentences": sentences,
        "words_of": words_of,
        "words_of_change": words_of_change,
        "radar": radar,
        "shown": _shown,
    }


def _shown(means: dict[BehaviourValue, Mean]) -> list[Any]:
    """The means of a column in the order of the values, None where there is none."""
    return [means[value].shown if value in means else None for value in BehaviourValue]


@bp.get("/")
@access()
def index() -> ResponseReturnValue:
    """My reports, and those about the people I rate."""
    actor, today, number = current_actor(), people.today(), page_number()
    team, more = report_lists.of_team(actor, today, number)
    leads = bool(actor.roles & {*OFFICERS, Role.HEAD_OF_AGENCY}) or bool(unit_report.led_by(actor.person_id, today))
    mine = report_lists.own(actor)
    return render_template("reports/index.html", mine=mine, team=team, number=number, more=more, leads=leads)


@bp.get("/<int:report_id>")
@access()
def show(report_id: int) -> ResponseReturnValue:
    """One report: values by group, a picture, what differs from the own view."""
    return render_template("reports/show.html", report=_read(report_id), **_words())


@bp.get("/<int:report_id>/rincian")
@access()
def details(report_id: int) -> ResponseReturnValue:
    """The same by question."""
    return render_template("reports/details.html", report=_read(report_id), **_words())


@bp.get("/<int:report_id>/komentar")
@access()
def comments(report_id: int) -> ResponseReturnValue:
    """The comments of a report, a page at a time."""
    found = _read(report_id)
    page = report_comments.comments(found, page_number())
    return render_template("reports/comments.html", report=found, comments=page)


@bp.get("/<int:report_id>/laporan.<fmt>")
@access()
def document(report_id: int, fmt: str) -> Response:
    """The report as PDF or workbook; kept nowhere."""
    if fmt not in documents.MAKERS:
        raise NotFoundError("Berkas tidak ditemukan.")
    found = _read(report_id)
    said = report_comments.every_comment(found)
    file = documents.of_report(found, said, fmt, agency=g.agency)
    return send_once(file.body, file.media_type, file.name)


@bp.route("/<int:report_id>/komentar/<comment_key>", methods=["GET", "POST"])
@access()
def flag(report_id: int, comment_key: str) -> ResponseReturnValue:
    """Ask for a comment to be withheld."""
    form, found = FlagForm(), _read(report_id)
    if submitted(form):
        withholding.flag(current_actor(), report_id, comment_key, form.reason.data)
        return go(url_for("reports.comments", report_id=report_id))
    comment = next((one for one in report_comments.every_comment(found) if one.key == comment_key), None)
    if comment is None:
        raise NotFoundError(withheld.NOT_FOUND)
    status = 422 if form.is_submitted() else 200
    return render_template("reports/flag.html", report=found, comment=comment, form=form), status


@bp.get("/unit/")
@access()
def units() -> ResponseReturnValue:
    """The units whose figures I may read."""
    text, number = asked("cari"), page_number()
    found, more = unit_report.units(current_actor(), people.today(), text, number)
    return render_template("reports/units.html", units=found, text=text, number=number, more=more)


def _unit(unit_id: int) -> unit_report.UnitReport:
    return unit_report.read(current_actor(), unit_id, request.args.get("putaran", type=int), people.today())


@bp.get("/unit/<int:unit_id>")
@access()
def unit(unit_id: int) -> ResponseReturnValue:
    """Means of a unit by value and group, and of its parts."""
    found, number = _unit(unit_id), page_number()
    group = found.chosen(request.args.get("kelompok", ""))
    parts, more = unit_report.page_of(found, group, number)
    paged = {"group": group, "parts": parts, "number": number, "more": more}
    return render_template("reports/unit.html", found=found, **paged, **_words())


@bp.get("/unit/<int:unit_id>/angka.xlsx")
@access()
def unit_workbook(unit_id: int) -> Response:
    """The same as a workbook; kept nowhere."""
    found = _unit(unit_id)
    if found.round is None:
        raise NotFoundError("Belum ada putaran yang terhitung untuk unit ini.")
    return send_once(documents.of_unit(found), media_type("xlsx"), f"Umpan balik 360 {found.unit.name}.xlsx")


@bp.get("/ditahan/")
@access(Role.AGENCY_OFFICER)
def requests() -> ResponseReturnValue:
    """Comments somebody asked to withhold."""
    number = page_number()
    found, more = withheld.requests(current_actor(), number)
    return render_template("reports/requests.html", found=found, number=number, more=more)


@bp.route("/ditahan/<request_key>", methods=["GET", "POST"])
@access(Role.AGENCY_OFFICER)
def decide(request_key: str) -> ResponseReturnValue:
    """Propose to withhold a comment, or agree to it; or leave it where it is."""
    form, asked_for = DecideForm(), withheld.request_for(current_actor(), request_key)
    if submitted(form) and _decided(request_key, form):
        return go(url_for("reports.requests"))
    status = 422 if form.is_submitted() else 200
    return render_template("reports/decide.html", asked=asked_for, form=form), status


def _decided(key: str, form: DecideForm) -> bool:
    """Do it; what stands in the way is shown at the form."""
    version = request.form.get("version", 0, type=int)
    try:
        if request.form.get("action") == "keep":
            withholding.refuse(current_actor(), key, version)
        else:
            withholding.decide(current_actor(), key, version, form.reason.data or "")
    except InvalidError as error:
        form.add_problems(error.problems)
        return False
    except StaleError:
        form.form_errors.append(CHANGED)
        return False
    return True
