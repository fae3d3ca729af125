"""Pages of help: the same for everybody who is logged in."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.domain import study as studies
from app.web.access import access
from app.web.caching import revalidated

bp = Blueprint("help", __name__, url_prefix="/bantuan")


@bp.get("/tugas-belajar")
@access()
@revalidated
def study() -> ResponseReturnValue:
    """What may be expected of somebody on study leave."""
    shown = {"tables": studies.TABLES, "grades": studies.GRADES, "graduation": studies.GRADUATION}
    return render_template("help/study.html", **shown)
