"""Pages of the evaluation."""

from dataclasses import replace

from flask import Blueprint, Response, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cycles.pages import chosen
from app.documents.issuing import issue
from app.documents.keeping import Office, handed_out
from app.domain.errors import InvalidError, NotFoundError
from app.domain.years import Step, evaluated_period
from app.people import queries as people
from app.review import rating_page, receiving
from app.review.content import content_of
from app.review.forms import CountersignForm
from app.review.pages import once, shown, signed_before, view_of
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.downloads import download
from app.web.forms import page_number
from app.web.htmx import go

bp = Blueprint("review", __name__, url_prefix="/penilaian")


@bp.get("/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """My evaluation of a period, and those of the people I assess."""
    actor, today, choice = current_actor(), people.today(), chosen(Step.REVIEW, evaluated_period)
    page = rating_page.overview(actor, choice.year, today, choice.number, page_number())
    return render_template("review/index.html", choice=choice, today=today, page=page)


@bp.get("/<int:evaluation_id>")
@access()
def show(evaluation_id: int) -> ResponseReturnValue:
    """A signed evaluation, from its snapshot."""
    return shown(view_of(evaluation_id), CountersignForm(formdata=None))


@bp.post("/<int:evaluation_id>/terima")
@access()
@once("evaluation.receive", "review.show")
def receive(evaluation_id: int) -> ResponseReturnValue:
    """Take delivery of my evaluation."""
    receiving.receive(current_actor(), evaluation_id)
    return go(url_for("review.show", evaluation_id=evaluation_id))


@bp.get("/<int:evaluation_id>/dokumen/<form>.<fmt>")
@access()
def document(evaluation_id: int, form: str, fmt: str) -> Response:
    """A form of a signed evaluation, or of the assessor's draft.

    ``kode`` names an earlier document of it, ``tanda`` how many signatures the file had then: a certified signature
    stands in the file that was issued with it.
    """
    view = view_of(evaluation_id)
    office = Office(g.agency.zone, people.emblem(), g.agency.is_sample)
    if view.signed:
        code = request.args.get("kode")
        signed = next((one for one in signed_before(view) if one.code == code), view.signed) if code else view.signed
        number = request.args.get("tanda", 0, type=int)
        if 0 < number < len(signed.signatures):
            signed = replace(signed, signatures=signed.signatures[:number])
        file = handed_out(current_app.extensions["tilik"].settings, form, fmt, signed, office)
        return download(file.body, file.media_type, file.name)
    try:
        content = content_of(view, g.agency)
    except InvalidError as error:
        raise NotFoundError("Dokumen belum dapat dibuat.") from error
    file = issue(form, fmt, content, signed=None, emblem=office.emblem, sample=office.sample)
    return download(file.body, file.media_type, file.name)
