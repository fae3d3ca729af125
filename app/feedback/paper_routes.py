"""Pages of an open round for its officers: code slips, and the reminder to everybody invited."""

from datetime import datetime, timedelta
from pathlib import Path

from flask import Blueprint, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.documents.slips import FeedbackPaper, render_feedback_slips
from app.domain.errors import InvalidError
from app.domain.office import OFFICERS
from app.feedback import paper, reminding, slips
from app.feedback.paper_forms import PrintForm, RemindForm
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.downloads import send_once
from app.web.forms import page_number, submitted
from app.web.htmx import go
from app.web.templating import clock_time, long_date, office_zone

bp = Blueprint("papers", __name__, url_prefix="/putaran-360")


def key_folder() -> Path:
    """Where the keys of rounds lie."""
    folder: Path = current_app.extensions["tilik"].settings.feedback_keys
    return folder


def until(closes_at: datetime) -> str:
    """A closing time as people say it: the end of a day is that day."""
    if closes_at.astimezone(office_zone()).time() == datetime.min.time():
        return long_date(closes_at - timedelta(seconds=1))
    return f"{long_date(closes_at)} pukul {clock_time(closes_at)}"


@bp.route("/<int:round_id>/kode", methods=["GET", "POST"])
@access(*OFFICERS)
def index(round_id: int) -> ResponseReturnValue:
    """How many slips each subject has; printing answers with the file itself."""
    actor, today, form, number = current_actor(), people.today(), PrintForm(), page_number()
    head = paper.kept_round(actor, round_id, key_folder())
    lines, more = paper.slip_lines(round_id, today, number)
    if submitted(form):
        chosen = form.chosen or [line.id for line in lines if line.person_id != actor.person_id]
        try:
            printed = slips.print_slips(actor, key_folder(), round_id, chosen, renew=form.renews)
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return _file(printed)
    shown = {"round": head, "lines": lines, "more": more, "number": number, "until": until(head.closes_at)}
    shown["is_open"] = head.is_open(clock.now())
    return render_template("feedback/slips.html", form=form, **shown), 422 if form.is_submitted() else 200


def _file(printed: slips.PrintedSlips) -> ResponseReturnValue:
    about = FeedbackPaper(
        agency=g.agency.name,
        address=f"{request.host_url}kode-360/",
        until=until(printed.closes_at),
        is_exercise=printed.is_exercise,
        is_sample=g.agency.is_sample,
    )
    return send_once(render_feedback_slips(printed.slips, about, printed.at), "application/pdf", "kode-360.pdf")


@bp.route("/<int:round_id>/pengingat", methods=["GET", "POST"])
@access(*OFFICERS)
def remind(round_id: int) -> ResponseReturnValue:
    """The reminder to everybody invited: one text, once a day."""
    actor, today = current_actor(), people.today()
    head = paper.kept_round(actor, round_id, key_folder())
    last, by_mail = until(head.closes_at), bool(current_app.extensions["tilik"].settings.smtp_url)
    form = RemindForm(text=head.reminder or reminding.default_text(last))
    if submitted(form):
        try:
            reminding.remind(actor, key_folder(), round_id, form.text.data or "", by_mail=by_mail, today=today)
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("papers.remind", round_id=round_id))
    shown = {"round": head, "until": last, "by_mail": by_mail, "is_done": head.reminded_on == today}
    shown["is_open"] = head.is_open(clock.now())
    return render_template("feedback/remind.html", form=form, **shown), 422 if form.is_submitted() else 200
