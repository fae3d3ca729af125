"""Pages of raters who log in: my forms, answering one, and who can see what."""

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.auth import queries as auth
from app.domain.anonymity import COMMENT_FLOOR, DISTRIBUTION_FROM, SCORE_FLOOR, UNIT_FLOOR
from app.domain.errors import NotFoundError
from app.feedback import answering, form_pages, tasks
from app.feedback.form_pages import Door, office_can_read_along, settings
from app.feedback.sheet import sheet_of
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.downloads import download
from app.web.forms import page_number, resuming
from app.web.htmx import go, lead
from app.web.uploads import in_memory

bp = Blueprint("answering", __name__, url_prefix="/umpan-balik-360")
_PAGES = ("fill", "draft", "send", "withdraw", "done", "decline")
_FORM = "/formulir/<string(length=32):form_id>"


def _id(form_id: str) -> bytes:
    try:
        return bytes.fromhex(form_id)
    except ValueError as error:
        raise NotFoundError("Formulir tidak ditemukan.") from error


def _door(form_id: str) -> Door:
    actor = current_actor()
    urls = {page: url_for(f"answering.{page}", form_id=form_id) for page in _PAGES}
    rater, key = answering.Rater.by_login(actor.person_id), auth.draft_key(actor.session_id)
    return Door(rater, _id(form_id), key, actor.person_id, urls, marks_path=url_for("answering.index"))


@bp.get("/")
@access()
def index() -> ResponseReturnValue:
    """My forms: those still to be sent, those that were, and rounds that are over."""
    actor, now, page = current_actor(), clock.now(), page_number()
    rows, more = tasks.forms(actor.person_id, now, page)
    past = tasks.past_rounds(actor.person_id, now)
    return render_template("feedback/answer_list.html", rows=rows, more=more, page=page, past=past)


@bp.get("/siapa-dapat-melihat")
@access(public=True, untraced=True)
def who_sees() -> ResponseReturnValue:
    """Who can see what, in plain words, for somebody who doubts it."""
    numbers = {"scores": SCORE_FLOOR, "comments": COMMENT_FLOOR, "spread": DISTRIBUTION_FROM, "unit": UNIT_FLOOR}
    return render_template("feedback/answer_who.html", numbers=numbers, read_along=office_can_read_along())


@bp.route(_FORM, methods=["GET", "POST"])
@access(untraced=True)
@in_memory
def fill(form_id: str) -> ResponseReturnValue:
    """The form about one person."""
    return form_pages.fill(_door(form_id))


@bp.post(f"{_FORM}/draf")
@access(untraced=True)
@in_memory
def draft(form_id: str) -> ResponseReturnValue:
    """Seal a draft for the browser, or open one."""
    return form_pages.keep_draft(_door(form_id))


@bp.post(f"{_FORM}/kirim")
@access(untraced=True)
@in_memory
def send(form_id: str) -> ResponseReturnValue:
    """Send the checked answers."""
    return form_pages.hand_in(_door(form_id))


@bp.route(f"{_FORM}/tarik", methods=["GET", "POST"])
@access(untraced=True)
@in_memory
def withdraw(form_id: str) -> ResponseReturnValue:
    """Take an answer back."""
    return form_pages.take_back(_door(form_id))


@bp.get(f"{_FORM}/terkirim")
@access(untraced=True)
def done(form_id: str) -> ResponseReturnValue:
    """What was sent has arrived; on to the next form."""
    door, now = _door(form_id), clock.now()
    sheet = sheet_of(door.rater, door.form_id, settings().feedback_keys, people.today())
    if not sheet.is_sent:
        return lead(door.urls["fill"])
    following = tasks.next_form(current_actor().person_id, now)
    return render_template("feedback/answer_done.html", door=door, sheet=sheet, following=following)


@bp.route(f"{_FORM}/tidak-mengisi", methods=["GET", "POST"])
@access(untraced=True)
@in_memory
def decline(form_id: str) -> ResponseReturnValue:
    """Say that one will not answer."""
    door = _door(form_id)
    if request.method == "POST" and not resuming():
        answering.decline(current_actor(), door.form_id, settings().feedback_keys)
        return go(url_for("answering.index"))
    sheet = sheet_of(door.rater, door.form_id, settings().feedback_keys, people.today())
    return render_template("feedback/answer_decline.html", door=door, sheet=sheet)


@bp.get("/tanda-terima/<int:round_id>.txt")
@access()
def receipts(round_id: int) -> Response:
    """The receipts of every counted ballot of a round."""
    content = tasks.receipts(current_actor().person_id, round_id)
    return download(content.encode(), "text/plain; charset=utf-8", f"tanda-terima-{round_id}.txt")
