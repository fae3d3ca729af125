"""Pages of evidence that is a file."""

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents import filestore
from app.domain.errors import DeniedError, InvalidError, NotFoundError
from app.domain.files import MAX_FILE, TOO_LARGE
from app.people import queries as people
from app.progress import evidence, files, service
from app.progress.evidence import Upload
from app.progress.evidence_forms import FileForm
from app.progress.pages import view_of
from app.web.access import access, current_actor
from app.web.downloads import send_once
from app.web.forms import submitted
from app.web.htmx import go
from app.web.uploads import uploads

bp = Blueprint("evidence", __name__, url_prefix="/pelaksanaan")


@bp.route("/<int:root_id>/realisasi/<key>/berkas", methods=["GET", "POST"])
@access()
@uploads(MAX_FILE, TOO_LARGE)
def add(root_id: int, key: str) -> ResponseReturnValue:
    """The files of a result, and one more."""
    view, choice = view_of(root_id)
    if not view.may_write_realisation:
        raise DeniedError(view.refusal(service.OWN))
    form, result = FileForm(), view.result(key)
    form.offer(result)
    if submitted(form) and _kept(form, root_id, key, choice.number):
        return go(url_for("evidence.add", root_id=root_id, key=key, periode=choice.number))
    if not form.upload_key.data or form.upload_key.errors:
        form.begin()
    status = 422 if request.method == "POST" else 200
    return render_template("progress/files.html", view=view, choice=choice, result=result, form=form), status


def _kept(form: FileForm, root_id: int, key: str, period: int) -> bool:
    sent = form.file.data
    upload = Upload(sent.filename or "", sent.stream.read(MAX_FILE + 1), form.upload_key.data or "")
    folder = current_app.extensions["tilik"].settings.data_dir
    try:
        evidence.add_file(current_actor(), folder, root_id, (key, form.indicator.data), upload, period=period)
    except InvalidError as error:
        form.add_problems(error.problems)
        return False
    return True


@bp.get("/bukti/<int:evidence_id>")
@access()
def file(evidence_id: int) -> Response:
    """A file given as evidence, to be saved; never shown inside a page of this site."""
    found = files.evidence_file(current_actor(), evidence_id, people.today())
    try:
        body = filestore.read(current_app.extensions["tilik"].settings.data_dir, found)
    except NotFoundError as error:  # they may read it, so they are told what became of it
        raise DeniedError(str(error)) from error
    return send_once(body, found.media_type, found.name)


@bp.post("/bukti/<int:evidence_id>/hapus")
@access()
def remove(evidence_id: int) -> ResponseReturnValue:
    """Take a file out of the evidence."""
    root_id, period, key = evidence.remove_file(current_actor(), evidence_id)
    return go(url_for("evidence.add", root_id=root_id, key=key, periode=period))
