"""Pages of archives: ask for the documents of a whole unit, watch them being made, fetch them."""

from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.config import Settings
from app.cycles import queries as cycles
from app.cycles.pages import chosen_year
from app.domain.bundles import MOST_PEOPLE, Scope
from app.domain.errors import InvalidError, NotFoundError
from app.domain.years import Step
from app.exchange import bundle_documents, bundle_files, bundle_units, bundles, bundling
from app.exchange.bundle_forms import BundleForm
from app.people import queries as people
from app.people import registry
from app.web.access import access, current_actor
from app.web.addresses import LARGEST
from app.web.caching import revalidated
from app.web.downloads import download, download_file
from app.web.forms import asked, page_number, submitted
from app.web.htmx import go, wants_partial

bp = Blueprint("bundles", __name__, url_prefix="/dokumen-unit")


def _settings() -> Settings:
    found: Settings = current_app.extensions["tilik"].settings
    return found


def _data_dir() -> Path:
    return _settings().data_dir


@bp.route("/", methods=["GET", "POST"])
@access()
@revalidated
def index() -> ResponseReturnValue:
    """Ask for the documents of a unit, or of the people one assesses; what was asked for before."""
    asked_unit = max(0, min(request.values.get("unit", 0, type=int), LARGEST))
    offer = bundle_units.offers(current_actor(), people.today(), asked_unit or None)
    choice = chosen_year(Step.PLANNING)
    form = BundleForm(unit=offer.unit.id if offer.unit else "")
    form.offer(offer.scopes)
    if submitted(form):
        try:
            unit = offer.unit_of(form.scope)
            return go(url_for("bundles.show", bundle_id=_ask(form, unit, choice.year.id)))
        except InvalidError as error:
            form.add_problems(error.problems)
    return _page(form, offer, choice), 422 if request.method == "POST" else 200


def _ask(form: BundleForm, unit: bundle_units.Chosen, year_id: int) -> int:
    return bundling.ask(current_actor(), form.scope, unit, year_id, form.fmt.data)


def _page(form: BundleForm, offer: bundle_units.Offer, choice: cycles.Choice) -> str:
    actor, wanted, number = current_actor(), asked("cari"), page_number()
    found = bundle_units.units_named(actor, wanted) if offer.unit else []
    below, more = registry.units_below(offer.unit.id, people.today(), number) if offer.unit else ([], False)
    elsewhere = bool(offer.unit and (below or wanted or request.args.get("unit")))
    lists = {"found": found, "wanted": wanted, "below": below, "number": number, "more": more, "elsewhere": elsewhere}
    kept = bundles.own_bundles(actor)
    page = "exchange/bundles.html"
    return render_template(page, form=form, offer=offer, choice=choice, kept=kept, most=MOST_PEOPLE, **lists)


@bp.get("/<int:bundle_id>")
@access()
def show(bundle_id: int) -> ResponseReturnValue:
    """How far it is; then where to fetch it."""
    view = bundles.own_bundle(current_actor(), bundle_id)
    if wants_partial():
        done = go(url_for("bundles.show", bundle_id=bundle_id))
        return render_template("exchange/_bundle_progress.html", bundle=view) if view.is_working else done
    path = bundle_files.archive(_data_dir(), view.task)
    size = path.stat().st_size if view.ready_at and path.exists() else None
    return render_template("exchange/bundle.html", bundle=view, size=size, scopes=Scope)


@bp.get("/<int:bundle_id>/berkas.zip")
@access()
def fetch(bundle_id: int) -> Response:
    """The archive; a broken download goes on where it broke off."""
    view = bundles.own_bundle(current_actor(), bundle_id)
    path = bundle_files.archive(_data_dir(), view.task)
    if not view.ready_at or not path.exists():
        raise NotFoundError("Berkas ini belum siap, atau sudah dihapus.")
    return download_file(path, "application/zip", f"{view.title.replace(':', '')}.zip")


@bp.get("/pegawai/<int:person_id>.zip")
@access()
def person(person_id: int) -> Response:
    """The signed plans of one person, made at once."""
    actor, year = current_actor(), chosen_year(Step.PLANNING).year
    fmt = request.args.get("bentuk", "pdf")
    name, body = bundle_documents.of_person(_settings(), actor, person_id, year.id, fmt)
    return download(body, "application/zip", name)


@bp.post("/<int:bundle_id>/hapus")
@access()
def discard(bundle_id: int) -> ResponseReturnValue:
    """Delete it now."""
    bundling.discard(current_actor(), _data_dir(), bundle_id)
    return go(url_for("bundles.index"))
