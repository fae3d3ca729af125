"""Pages of the indicator library: everybody reads and searches, officers of the agency write."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.advice import advise_result, advise_target
from app.domain.errors import StaleError
from app.domain.library import KEEPERS, JobFamily, keeps_library, likely_family
from app.library import queries, service
from app.library.forms import ExampleForm, SearchForm
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.forms import page_number, submitted
from app.web.htmx import go

bp = Blueprint("library", __name__, url_prefix="/contoh")
CHANGED = "Contoh ini sudah diubah orang lain. Bandingkan dengan yang tersimpan, lalu simpan bila masih perlu."


@bp.get("/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """Examples of results, by job family and words; one's own family first."""
    actor, keeps = current_actor(), keeps_library(current_actor())
    form = SearchForm.asked(None if request.args else _own_family(actor.person_id))
    inactive = keeps and "disimpan" in request.args
    found = queries.find(form.family, form.cari.data, page_number(), inactive=inactive)
    args = {"rumpun": form.rumpun.data, "cari": form.cari.data, "disimpan": 1 if inactive else None}
    loaded = request.args.get("dimuat", type=int)
    shown = {"form": form, "found": found, "args": args, "keeps": keeps, "inactive": inactive, "loaded": loaded}
    return render_template("library/index.html", **shown)


def _own_family(person_id: int) -> JobFamily | None:
    me = people.person(person_id, people.today())
    return JobFamily.LEADERSHIP if me.plans_as_leader else likely_family(me.position) or likely_family(me.unit)


@bp.post("/muat")
@access(*KEEPERS)
def load() -> ResponseReturnValue:
    """Bring in the shipped examples."""
    loaded = service.load(current_actor())
    return go(url_for("library.index", rumpun="semua", dimuat=loaded.added + loaded.renewed))


@bp.route("/baru", methods=["GET", "POST"])
@access(*KEEPERS)
def add() -> ResponseReturnValue:
    """Add an example of the office's own."""
    form = ExampleForm()
    if submitted(form):
        service.add(current_actor(), form.typed)
        return go(url_for("library.index", rumpun=form.family.data))
    return render_template("library/edit.html", form=form, item=None, advice=()), 422 if form.is_submitted() else 200


@bp.route("/<int:example_id>", methods=["GET", "POST"])
@access(*KEEPERS)
def edit(example_id: int) -> ResponseReturnValue:
    """Write an example in the office's own words."""
    item, form = queries.example(example_id), ExampleForm()
    if request.method == "GET":
        form.show(item)
    if submitted(form):
        try:
            service.save(current_actor(), example_id, form.claim, form.typed)
        except StaleError:
            form.form_errors.append(CHANGED)
            form.begin(item.version)
        else:
            return go(url_for("library.index", rumpun=form.family.data))
    advice = (*advise_result(item.result), *advise_target(item.target, aspects=item.aspects))
    status = 422 if form.is_submitted() else 200
    return render_template("library/edit.html", form=form, item=item, advice=advice), status


@bp.post("/<int:example_id>/tawarkan")
@access(*KEEPERS)
def offer(example_id: int) -> ResponseReturnValue:
    """Offer an example again, or put it aside."""
    service.offer(current_actor(), example_id, is_active=request.form.get("aktif") == "1")
    return go(url_for("library.edit", example_id=example_id))
