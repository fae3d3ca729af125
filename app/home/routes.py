"""Home, and the page a machine asks whether all is well."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.home import queries
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.caching import revalidated

bp = Blueprint("home", __name__)


@bp.get("/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """What must I do now?"""
    return render_template("home/index.html", overview=queries.overview(current_actor(), people.today()))
