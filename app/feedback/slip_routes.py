"""Pages of whoever holds a printed slip: no login, no name, and nothing kept of who came when.

The signed session cookie holds the form and the hash of its code; the key of drafts is made of a random value in that
cookie and the installation's own key, so that neither alone opens a draft and nothing of it lies on the server.
"""

import hashlib
import secrets
from collections.abc import Callable

from flask import Blueprint, Response, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import InvalidError
from app.feedback import entering, form_pages, tasks
from app.feedback.answer_forms import SlipForm
from app.feedback.answering import Rater
from app.feedback.form_pages import Door, office_can_read_along
from app.web import resume
from app.web.access import access
from app.web.downloads import download
from app.web.forms import fields_of_post, submitted
from app.web.htmx import lead, wants_partial
from app.web.keys import SLIP_DRAFTS, derived_key
from app.web.uploads import in_memory

bp = Blueprint("slips", __name__, url_prefix="/kode-360")
_SLIP, _SENT = "kode", "terkirim"
_PAGES = ("fill", "draft", "send", "withdraw", "done")
_OWNER_BYTES = 6


@bp.before_request
def without_name() -> None:
    """Whoever is logged in beside is not shown here, and plays no part."""
    g.nameless = True


def _owner(slip: bytes) -> int:
    """What marks the pages of a slip; negative, as no person's id is."""
    return -1 - int.from_bytes(slip[:_OWNER_BYTES], "big")


def _door() -> Door | None:
    try:
        form_id, slip, salt = (bytes.fromhex(part) for part in session[_SLIP])
    except (KeyError, TypeError, ValueError):
        return None
    key = hashlib.blake2b(salt, digest_size=32, key=derived_key(SLIP_DRAFTS)).digest()
    urls = {page: url_for(f"slips.{page}") for page in _PAGES}
    return Door(Rater(slip=slip), form_id, key, _owner(slip), urls)


def _with_slip(page: Callable[[Door], ResponseReturnValue]) -> ResponseReturnValue:
    door = _door()
    return ask_code() if door is None else page(door)


def ask_code() -> ResponseReturnValue:
    """Answer a request without a code; what was typed travels on, sealed for the holder of the same slip."""
    g.nameless = True
    if request.method != "POST":
        return lead(url_for("slips.enter"))
    if wants_partial():
        return Response("", 401)
    form, owner = SlipForm(formdata=None), resume.owner_of(request.form.get("_pemilik", ""))
    if owner is not None:
        form.resume.data = resume.seal(owner, request.path, fields_of_post())
    return _enter_page(form, 401)


def _enter_page(form: SlipForm, status: int) -> ResponseReturnValue:
    return render_template("feedback/slip_enter.html", form=form, read_along=office_can_read_along()), status


@bp.route("/", methods=["GET", "POST"])
@access(public=True, untraced=True)
def enter() -> ResponseReturnValue:
    """Type the code of a slip."""
    form = SlipForm()
    if submitted(form):
        try:
            found = entering.enter(form.code.data, request.remote_addr or "")
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return _let_in(found, form.resume.data or "")
    return _enter_page(form, 422 if request.method == "POST" else 200)


def _let_in(found: entering.Entered, box: str) -> ResponseReturnValue:
    session[_SLIP] = [found.form_id.hex(), found.slip.hex(), secrets.token_hex(16)]
    session.pop(_SENT, None)
    opened = resume.unseal(box, _owner(found.slip)) if box else None
    if opened is not None:
        return render_template("auth/resume.html", path=opened[0], fields=opened[1])
    return redirect(url_for("slips.receipts" if found.is_counted else "slips.fill"), 303)


@bp.route("/formulir", methods=["GET", "POST"])
@access(public=True, untraced=True)
@in_memory
def fill() -> ResponseReturnValue:
    """The form of the slip."""
    return _with_slip(form_pages.fill)


@bp.post("/formulir/draf")
@access(public=True, untraced=True)
@in_memory
def draft() -> ResponseReturnValue:
    """Seal a draft for the browser, or open one."""
    return _with_slip(form_pages.keep_draft)


@bp.post("/formulir/kirim")
@access(public=True, untraced=True)
@in_memory
def send() -> ResponseReturnValue:
    """Send the checked answers."""
    return _leave(_with_slip(form_pages.hand_in))


@bp.route("/formulir/tarik", methods=["GET", "POST"])
@access(public=True, untraced=True)
@in_memory
def withdraw() -> ResponseReturnValue:
    """Take an answer back."""
    return _leave(_with_slip(form_pages.take_back))


def _leave(answer: ResponseReturnValue) -> ResponseReturnValue:
    """Once something arrived, the browser forgets the code: the next person at this computer finds no form open."""
    if isinstance(answer, Response) and answer.location == url_for("slips.done"):
        session.pop(_SLIP, None)
        session[_SENT] = True
    return answer


@bp.get("/terkirim")
@access(public=True, untraced=True)
def done() -> ResponseReturnValue:
    """What was sent has arrived."""
    if not session.get(_SENT):
        return lead(url_for("slips.enter"))
    return render_template("feedback/slip_done.html", form_path=url_for("slips.fill"))


@bp.get("/tanda-terima.txt")
@access(public=True, untraced=True)
def receipts() -> ResponseReturnValue:
    """The receipts of every counted ballot of the slip's round."""
    door = _door()
    if door is None:
        return ask_code()
    content = tasks.slip_receipts(door.rater.slip or b"")
    return download(content.encode(), "text/plain; charset=utf-8", "tanda-terima.txt")
