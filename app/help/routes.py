"""Pages of help: first steps, why this exists, terms, guides. Reading changes nothing, so everybody may."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from app.domain import study as studies
from app.domain.terms import TERMS
from app.help import documents, guides, queries
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.downloads import download

bp = Blueprint("help", __name__, url_prefix="/bantuan")


@bp.get("/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """The first steps of the roles one has, and everything else there is to read."""
    steps = queries.first_steps(current_actor(), people.today())
    return render_template("help/index.html", roles=steps, guides=guides.NAMES)


@bp.get("/mengapa")
@access()
@revalidated
def why() -> ResponseReturnValue:
    """What this is for, for whom, who sees what, and what it does not do."""
    return render_template("help/why.html")


@bp.get("/istilah")
@access()
@revalidated
def terms() -> ResponseReturnValue:
    """The official terms in plain words, each at an address of its own."""
    return render_template("help/terms.html", terms=sorted(TERMS, key=lambda term: term.name.lower()))


@bp.get("/tugas-belajar")
@access()
@revalidated
def study() -> ResponseReturnValue:
    """What may be expected of somebody on study leave."""
    shown = {"tables": studies.TABLES, "grades": studies.GRADES, "graduation": studies.GRADUATION}
    return render_template("help/study.html", **shown)


@bp.get("/panduan/<guide>")
@access()
@revalidated
def guide(guide: str) -> ResponseReturnValue:
    """A guide as a page."""
    return render_template("help/guide.html", guide=guides.guide(guide))


@bp.get("/panduan/<guide>.pdf")
@access()
def guide_file(guide: str) -> Response:
    """A guide to be printed."""
    shown = guides.guide(guide)
    body = documents.render_guide(shown, people.the_agency().name)
    return download(body, "application/pdf", f"panduan-{shown.name}.pdf")
