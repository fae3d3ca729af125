"""Pages of an objection: the employee's, the assessor's, the superior's."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents import filestore
from app.domain.errors import DeniedError, InvalidError
from app.domain.files import MAX_FILE, TOO_LARGE
from app.domain.objections import ObjectionState, ObjectionVerb
from app.domain.rules import Clock
from app.people import queries as people
from app.review import clocks, deciding, objecting, objections
from app.review.objecting import Upload
from app.review.objection_forms import DocumentForm, ExplanationForm, HearingForm, ReasonsForm
from app.review.objections import ObjectionView
from app.review.pages import once, signed_before, view_of
from app.review.receipt_forms import CONCERNED
from app.web.access import access, current_actor
from app.web.downloads import download
from app.web.editing import Editing, Stored
from app.web.forms import EditedForm, Form, submitted
from app.web.htmx import go
from app.web.uploads import uploads

bp = Blueprint("objections", __name__, url_prefix="/penilaian")
Texts = dict[str, str]


def _data_dir() -> Path:
    folder: Path = current_app.extensions["tilik"].settings.data_dir
    return folder


def view_to(evaluation_id: int, verb: ObjectionVerb | None = None) -> ObjectionView:
    """The objection, if whoever asks may see it and do ``verb`` to it."""
    view = objections.the_objection(current_actor(), evaluation_id, people.today())
    if verb is not None and verb not in view.verbs:
        raise DeniedError("Langkah ini tidak tersedia: statusnya sudah berubah, atau dilakukan oleh orang lain.")
    return view


def _page(evaluation_id: int, form: Form | None = None) -> ResponseReturnValue:
    """The objection with what its reader can do; ``form`` tells what stands in the way of a step."""
    upload = DocumentForm(formdata=None, data={"key": secrets.token_hex(16)})
    objection, course = view_to(evaluation_id), clocks.course_of(evaluation_id, people.today())
    due = course.line(Clock.OBJECT if objection.state is ObjectionState.DRAFT else Clock.DECIDE)
    view = view_of(evaluation_id)
    before = signed_before(view)
    against = before[0].content if before else view.signed and view.signed.content
    until = course.objection_until if course.objection_until and people.today() <= course.objection_until else None
    context = {"view": view, "objection": objection, "upload": upload, "due": due, "against": against, "until": until}
    page = render_template("review/objection.html", form=form, concerned=CONCERNED, **context)
    return page, 422 if form else 200


def _step(evaluation_id: int, command: Callable[[], None]) -> ResponseReturnValue:
    form = Form(formdata=None)
    try:
        command()
    except InvalidError as error:
        form.add_problems(error.problems)
        return _page(evaluation_id, form)
    return go(url_for("objections.show", evaluation_id=evaluation_id))


@bp.get("/<int:evaluation_id>/keberatan")
@access()
def show(evaluation_id: int) -> ResponseReturnValue:
    """An objection, as far as its reader may see it."""
    return _page(evaluation_id)


@bp.post("/<int:evaluation_id>/keberatan/mulai")
@access()
def begin(evaluation_id: int) -> ResponseReturnValue:
    """Open the draft."""
    objecting.begin(current_actor(), evaluation_id)
    return go(url_for("objections.write", evaluation_id=evaluation_id))


def edit(
    evaluation_id: int,
    verb: ObjectionVerb,
    form: EditedForm,
    save: Callable[[], Any],
    texts: Callable[[ObjectionView], Texts],
) -> ResponseReturnValue:
    """A page on which one of the three writes; ``texts`` reads what is stored by the labels of the fields."""
    view = view_to(evaluation_id, verb)
    if request.method == "GET":
        form.begin(view.version)

    def stored() -> Stored:
        now = view_to(evaluation_id, verb)
        return Stored(now.version, texts(now))

    def render(differences: list[object]) -> str:
        context = {"view": view_of(evaluation_id), "objection": view, "form": form, "differences": differences}
        return render_template("review/objection_edit.html", verb=verb, **context)

    next_url = url_for("objections.show", evaluation_id=evaluation_id)
    if verb is ObjectionVerb.UPHOLD:
        next_url = url_for("decisions.decide", evaluation_id=evaluation_id)
    return Editing(form, save, stored, lambda: _typed(form), render, next_url).answer()  # type: ignore[arg-type]


def _typed(form: EditedForm) -> Texts:
    kept = ("version", "editor", "seq", "csrf_token")
    return {field.label.text: _words(field) for field in form if field.short_name not in kept}


def _words(field: object) -> str:
    data, choices = getattr(field, "data", None), getattr(field, "choices", None)
    if choices:
        return next((str(choice.label) for choice in choices if choice.value == data), "")
    return "" if data is None else str(data)


@bp.route("/<int:evaluation_id>/keberatan/tulis", methods=["GET", "POST"])
@access()
def write(evaluation_id: int) -> ResponseReturnValue:
    """The employee's reasons."""
    form = ReasonsForm(data={"reasons": view_to(evaluation_id, ObjectionVerb.WRITE).reasons})
    actor = current_actor()
    return edit(
        evaluation_id,
        ObjectionVerb.WRITE,
        form,
        lambda: objecting.write(actor, evaluation_id, form.claim, form.reasons.data or ""),
        lambda view: {"Alasan keberatan": view.reasons},
    )


@bp.post("/<int:evaluation_id>/keberatan/berkas")
@access()
@uploads(MAX_FILE, TOO_LARGE)
def attach(evaluation_id: int) -> ResponseReturnValue:
    """Add a document to the draft."""
    form = DocumentForm()
    view_to(evaluation_id, ObjectionVerb.WRITE)
    if not submitted(form):
        return _page(evaluation_id, form)
    sent = Upload(form.file.data.filename or "", form.file.data.stream.read(MAX_FILE + 1), form.key.data or "")
    return _step(evaluation_id, lambda: objecting.attach(current_actor(), _data_dir(), evaluation_id, sent))


@bp.post("/<int:evaluation_id>/keberatan/berkas/<int:file_id>/hapus")
@access()
def detach(evaluation_id: int, file_id: int) -> ResponseReturnValue:
    """Take a document out of the draft."""
    objecting.detach(current_actor(), evaluation_id, file_id)
    return go(url_for("objections.show", evaluation_id=evaluation_id))


@bp.get("/<int:evaluation_id>/keberatan/berkas/<int:file_id>")
@access()
def document(evaluation_id: int, file_id: int) -> Response:
    """A document of the objection."""
    file = objections.file_of(current_actor(), evaluation_id, file_id, people.today())
    return download(filestore.read(_data_dir(), file), file.media_type, file.name)


@bp.post("/<int:evaluation_id>/keberatan/ajukan")
@access()
@once("objection.file", "objections.show")
def file(evaluation_id: int) -> ResponseReturnValue:
    """Hand the objection to the superior."""
    return _step(evaluation_id, lambda: objecting.file(current_actor(), evaluation_id))


@bp.post("/<int:evaluation_id>/keberatan/cabut")
@access()
@once("objection.withdraw", "objections.show")
def withdraw(evaluation_id: int) -> ResponseReturnValue:
    """Take the objection back."""
    return _step(evaluation_id, lambda: objecting.withdraw(current_actor(), evaluation_id))


@bp.route("/<int:evaluation_id>/keberatan/penjelasan", methods=["GET", "POST"])
@access()
def write_explanation(evaluation_id: int) -> ResponseReturnValue:
    """The assessor's explanation."""
    form = ExplanationForm(data={"explanation": view_to(evaluation_id, ObjectionVerb.EXPLAIN).explanation})
    actor = current_actor()
    return edit(
        evaluation_id,
        ObjectionVerb.EXPLAIN,
        form,
        lambda: objecting.write_explanation(actor, evaluation_id, form.claim, form.explanation.data or ""),
        lambda view: {"Penjelasan Anda atas keberatan": view.explanation},
    )


@bp.post("/<int:evaluation_id>/keberatan/jelaskan")
@access()
@once("objection.explain", "objections.show")
def explain(evaluation_id: int) -> ResponseReturnValue:
    """Send the explanation."""
    return _step(evaluation_id, lambda: objecting.explain(current_actor(), evaluation_id))


@bp.route("/<int:evaluation_id>/keberatan/pemeriksaan", methods=["GET", "POST"])
@access()
def write_hearing(evaluation_id: int) -> ResponseReturnValue:
    """The record of the hearing."""
    view, actor = view_to(evaluation_id, ObjectionVerb.HEAR), current_actor()
    words = {"employee": view.hearing_employee, "assessor": view.hearing_assessor}
    form = HearingForm(data={"heard_on": view.heard_on, **words})
    return edit(
        evaluation_id,
        ObjectionVerb.HEAR,
        form,
        lambda: deciding.write_hearing(
            actor,
            evaluation_id,
            form.claim,
            heard_on=form.heard_on.data,
            employee=form.employee.data or "",
            assessor=form.assessor.data or "",
        ),
        _hearing,
    )


def _hearing(view: ObjectionView) -> Texts:
    return {
        "Hari pemeriksaan": view.heard_on.isoformat() if view.heard_on else "",
        "Penjelasan pegawai": view.hearing_employee,
        "Penjelasan pejabat penilai": view.hearing_assessor,
    }


@bp.post("/<int:evaluation_id>/keberatan/periksa")
@access()
@once("objection.hear", "objections.show")
def hear(evaluation_id: int) -> ResponseReturnValue:
    """Close the hearing."""
    return _step(evaluation_id, lambda: deciding.hear(current_actor(), evaluation_id))
