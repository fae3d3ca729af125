"""Home, and the front page of the personnel office."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.domain.office import STAFF
from app.home import queries
from app.home.desks import groups_of
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.caching import revalidated

bp = Blueprint("home", __name__)


@bp.get("/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """What must I do now?"""
    today = people.today()
    return render_template("home/index.html", overview=queries.overview(current_actor(), today), today=today)


@bp.get("/kepegawaian/")
@access(*STAFF)
@revalidated
def office() -> ResponseReturnValue:
    """What a personnel officer or administrator keeps."""
    return render_template("home/office.html", groups=groups_of(current_actor()))
