"""Pages on which assessor and employee agree to use the result of the former unit."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from app.people import queries as people
from app.review import carry_page, carrying
from app.review.carry_page import CarryView
from app.web.access import access, current_actor
from app.web.htmx import go

bp = Blueprint("carrying", __name__, url_prefix="/penilaian")


def _view(evaluation_id: int) -> CarryView:
    return carry_page.visible(current_actor(), evaluation_id, people.today())


@bp.get("/<int:evaluation_id>/hasil-unit-lama")
@access()
def show(evaluation_id: int) -> ResponseReturnValue:
    """The last result of the former unit, whether it is used, and what I can do about it."""
    return render_template("review/carry.html", view=_view(evaluation_id))


@bp.post("/<int:evaluation_id>/hasil-unit-lama/<int:source_id>/usulkan")
@access()
def propose(evaluation_id: int, source_id: int) -> ResponseReturnValue:
    """Propose to use it."""
    carrying.propose(current_actor(), evaluation_id, source_id)
    return go(url_for("carrying.show", evaluation_id=evaluation_id))


@bp.post("/<int:evaluation_id>/hasil-unit-lama/<int:source_id>/sepakat")
@access()
def agree(evaluation_id: int, source_id: int) -> ResponseReturnValue:
    """Agree to it."""
    carrying.agree(current_actor(), evaluation_id, source_id)
    return go(url_for("carrying.show", evaluation_id=evaluation_id))


@bp.post("/<int:evaluation_id>/hasil-unit-lama/<int:source_id>/tidak-sepakat")
@access()
def decline(evaluation_id: int, source_id: int) -> ResponseReturnValue:
    """Not agree, or no longer."""
    view = _view(evaluation_id)
    carrying.decline(current_actor(), evaluation_id, source_id)
    return go(url_for("review.index", tahun=view.year, periode=view.period))


@bp.post("/<int:evaluation_id>/hasil-unit-lama/batal")
@access()
def take_back(evaluation_id: int) -> ResponseReturnValue:
    """Rate as usual after all."""
    carrying.take_back(current_actor(), evaluation_id)
    return go(url_for("rating.rate", evaluation_id=evaluation_id))
