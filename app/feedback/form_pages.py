"""What a rater does on a form, whichever door it was reached by: fill in, check, send, keep a draft, take back.

None of these pages stores or logs anything but the sealed ballot. Drafts lie sealed in the browser: in its window's
memory by static/js/draf.js, or in two session cookies of the form's own path where scripts are off.
"""

from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.config import Settings
from app.domain.ballots import Answer, problems_of
from app.domain.codes import display
from app.domain.errors import InvalidError
from app.domain.questions import SCALE
from app.feedback import drafts
from app.feedback.answer_forms import AnswerForm, ReceiptForm, answer_form, fields_of
from app.feedback.answering import Rater, SentBeforeError, send, withdraw
from app.feedback.sealing import is_receipt, new_receipt
from app.feedback.sheet import Sheet, sheet_of
from app.people import queries as people
from app.web.forms import resuming, submitted
from app.web.htmx import go

MARKS = "jejak"
_HALVES = ("draf1", "draf2")
_HALF = 3000
NO_KEY = "Draf baru dapat disimpan setelah Anda keluar dan masuk lagi. Menjawab dan mengirim tetap dapat sekarang."
TOO_LONG = "Draf belum disimpan karena tulisannya terlalu panjang. Singkat dahulu."


@dataclass(frozen=True)
class Door:
    """How a form was reached: whose it is, what seals its drafts, and where its pages are.

    ``owner`` marks the form's page, so that typed text survives the end of a session for its writer alone. ``urls`` has
    'fill', 'draft', 'send', 'withdraw', 'done', and 'decline' where one can decline. ``marks_path`` is where the marks
    of sentences travel along; empty where there is one form alone.
    """

    rater: Rater
    form_id: bytes
    key: bytes | None
    owner: int
    urls: dict[str, str]
    marks_path: str = ""


def settings() -> Settings:
    """Of this installation."""
    found: Settings = current_app.extensions["tilik"].settings
    return found


def office_can_read_along() -> bool:
    """Whether answers travel unencrypted over a network."""
    return not settings().https and not settings().on_loopback


def _sheet(door: Door) -> Sheet:
    return sheet_of(door.rater, door.form_id, settings().feedback_keys, people.today())


def fill(door: Door) -> ResponseReturnValue:
    """The questions; and from there to the page on which the answers are checked, or to a kept draft."""
    sheet = _sheet(door)
    if request.method == "GET":
        kept = _kept(door, sheet)
        return _questions(door, sheet, answer_form(sheet, kept), filled=kept is not None)
    form, action = answer_form(sheet), request.form.get("action")
    if resuming() or action == "ubah":
        return _questions(door, sheet, form, filled=True)
    if not submitted(form):
        return _questions(door, sheet, form, 422, filled=True)
    if action == "draf":
        return _keep(door, sheet, form)
    form.add_problems(problems_of(form.answer, *sheet.counts))
    if form.summary():
        return _questions(door, sheet, form, 422, filled=True)
    return _check(door, sheet, form)


def _questions(door: Door, sheet: Sheet, form: AnswerForm, status: int = 200, *, filled: bool) -> ResponseReturnValue:
    return _page("feedback/answer_fill.html", door, sheet, status, form=form, filled=filled, scale=SCALE)


def _page(template: str, door: Door, sheet: Sheet, status: int = 200, **more: Any) -> ResponseReturnValue:
    shared = {"door": door, "sheet": sheet, "read_along": office_can_read_along(), "no_key": NO_KEY}
    return render_template(template, **shared, **more), status


def _check(door: Door, sheet: Sheet, form: AnswerForm, status: int = 200) -> ResponseReturnValue:
    """The answers once more, with the receipt they will be sent under; whoever sent before types the one of then."""
    asks = sheet.is_sent or bool(form.receipt.errors)
    if not asks and not is_receipt(form.receipt.data or ""):
        form.receipt.data = new_receipt()
    marks = request.cookies.get(MARKS, "")
    repeats = door.key is not None and drafts.said_before(door.key, door.form_id, form.answer.texts, marks)
    more = {"asks_receipt": asks, "repeats": repeats, "receipt": display(form.receipt.data or "")}
    return _page("feedback/answer_check.html", door, sheet, status, form=form, **more)


def hand_in(door: Door) -> ResponseReturnValue:
    """Send the checked answers."""
    sheet = _sheet(door)
    form = answer_form(sheet)
    if not submitted(form):
        return _check(door, sheet, form, 200 if resuming() else 422)
    try:
        send(door.rater, door.form_id, form.answer, form.receipt.data, settings().feedback_keys)
    except InvalidError as error:
        form.add_problems(error.problems)
        return _questions(door, sheet, form, 422, filled=True)
    except SentBeforeError as error:
        form.receipt.errors = [str(error)]
        return _check(door, sheet, form, 409)
    return _sent(door, form.answer)


def _sent(door: Door, answer: Answer) -> ResponseReturnValue:
    response = make_response(go(door.urls["done"]))
    if door.key is not None and door.marks_path and any(answer.texts):
        marks = drafts.with_marks(door.key, door.form_id, answer.texts, request.cookies.get(MARKS, ""))
        _set(response, MARKS, marks, door.marks_path)
    return _forget(response, door)


def take_back(door: Door) -> ResponseReturnValue:
    """Ask for the receipt, and take the answer back."""
    sheet, form = _sheet(door), ReceiptForm()
    if submitted(form):
        try:
            withdraw(door.rater, door.form_id, form.receipt.data, settings().feedback_keys)
        except SentBeforeError as error:
            form.receipt.errors = [str(error)]
        else:
            return _forget(make_response(go(door.urls["done"])), door)
    status = 422 if request.method == "POST" and not resuming() else 200
    return _page("feedback/answer_withdraw.html", door, sheet, status, form=form)


# Drafts


def _keep(door: Door, sheet: Sheet, form: AnswerForm) -> ResponseReturnValue:
    """Without scripts: the sealed draft in two cookies that only this form's pages get back."""
    try:
        blob = drafts.seal(door.key, door.form_id, form.answer) if door.key else None
    except ValueError:
        form.form_errors.append(TOO_LONG)
        form.add_problems(problem for problem in problems_of(form.answer, *sheet.counts) if "texts" in problem.field)
        return _questions(door, sheet, form, 422, filled=True)
    if blob is None:
        form.form_errors.append(NO_KEY)
        return _questions(door, sheet, form, 422, filled=True)
    response = make_response(redirect(door.urls["fill"], 303))
    for name, half in zip(_HALVES, (blob[:_HALF], blob[_HALF:]), strict=True):
        _set(response, name, half, door.urls["fill"])
    return response


def _kept(door: Door, sheet: Sheet) -> Answer | None:
    blob = "".join(request.cookies.get(name, "") for name in _HALVES)
    return drafts.unseal(door.key, door.form_id, blob, sheet.counts) if door.key and blob else None


def _set(response: Response, name: str, value: str, path: str) -> None:
    response.set_cookie(name, value, path=path, httponly=True, samesite="Strict", secure=settings().https)


def _forget(response: Response, door: Door) -> Response:
    for name in _HALVES:
        if name in request.cookies:
            response.delete_cookie(name, path=door.urls["fill"])
    return response


def keep_draft(door: Door) -> ResponseReturnValue:
    """For the script: fields become a sealed draft to hold, and a held draft becomes fields again."""
    sheet = _sheet(door)
    if door.key is None:
        return Response(NO_KEY, 422, mimetype="text/plain")
    if "blob" in request.form:
        answer = drafts.unseal(door.key, door.form_id, request.form["blob"], sheet.counts)
        return jsonify(fields_of(answer)) if answer else Response("", 422, mimetype="text/plain")
    form = answer_form(sheet)
    try:
        blob = drafts.seal(door.key, door.form_id, form.answer) if submitted(form) else None
    except ValueError:
        blob = None
    return Response(blob or TOO_LONG, 200 if blob else 422, mimetype="text/plain")
