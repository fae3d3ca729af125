"""Pages for copying a set plan into the national application, part by part."""

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import NotFoundError
from app.exchange import documents, service
from app.exchange.copying import copying
from app.web.access import access, current_actor
from app.web.downloads import download
from app.web.htmx import go, wants_partial

bp = Blueprint("copying", __name__, url_prefix="/salin")


@bp.get("/<int:plan_id>")
@access()
def show(plan_id: int) -> ResponseReturnValue:
    """My set plan in the order of the national application's fields."""
    return render_template("exchange/copy.html", view=copying(current_actor(), plan_id))


@bp.post("/<int:plan_id>")
@access()
def tick(plan_id: int) -> ResponseReturnValue:
    """Note that a part was copied, or that it was not."""
    name = request.form.get("part", "")
    service.tick(current_actor(), plan_id, name, done=request.form.get("done") == "1")
    view = copying(current_actor(), plan_id)
    number = next((n for n, part in enumerate(view.parts, 1) if part.name == name), None)
    if number is None:
        raise NotFoundError("Bagian tidak ditemukan.")
    if wants_partial():
        part = view.parts[number - 1]
        return render_template("exchange/_ticked.html", view=view, part=part, number=number)
    return go(url_for("copying.show", plan_id=plan_id, _anchor=f"bagian-{number}"))


@bp.get("/<int:plan_id>/e-kinerja.xlsx")
@access()
def workbook(plan_id: int) -> Response:
    """The same as a workbook."""
    file = documents.copying_workbook(copying(current_actor(), plan_id))
    return download(file.body, file.media_type, file.name)
