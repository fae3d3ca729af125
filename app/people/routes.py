"""Pages of the personnel office: units, the people in them, and who still lacks an assessor."""

from datetime import date

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import DeniedError
from app.domain.office import STAFF
from app.people import circumstances, editing, files, proposing, queries, registry, service, special
from app.people.forms import AcceptForm
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.forms import page_number, submitted
from app.web.htmx import go

bp = Blueprint("people", __name__)
bp.register_blueprint(editing.bp)
bp.register_blueprint(circumstances.bp)


@bp.get("/unit/")
@access(*STAFF)
@revalidated
def index() -> ResponseReturnValue:
    """Where my tree of units begins, and a search for people."""
    actor, today, text = current_actor(), queries.today(), request.args.get("cari", "")[:100]
    return render_template(
        "people/index.html",
        units_kept=registry.unit_lines(today, registry.top_units(actor)),
        text=text,
        found=registry.search(actor, text, today),
    )


@bp.get("/unit/<int:unit_id>")
@access(*STAFF)
@revalidated
def unit(unit_id: int) -> ResponseReturnValue:
    """A unit: those below it, and the people in it."""
    actor, today, number = current_actor(), queries.today(), page_number()
    shown = registry.kept_unit(actor, unit_id)
    members, more = registry.members(unit_id, today, number)
    page_below = page_number("bawah")
    below, more_below = registry.units_below(unit_id, today, page_below)
    return render_template(
        "people/unit.html",
        unit=shown,
        trail=registry.trail(actor, shown),
        below=below,
        page_below=page_below,
        more_below=more_below,
        members=members,
        number=number,
        more=more,
    )


@bp.get("/pegawai/<int:person_id>")
@access(*STAFF)
@revalidated
def person(person_id: int) -> ResponseReturnValue:
    """Somebody with postings and assessors, now and before."""
    today = queries.today()
    shown = files.kept_person(current_actor(), person_id, today)
    specials = special.of_person(person_id) if shown.may_correct else ()
    return render_template("people/person.html", person=shown, specials=specials, today=today)


@bp.get("/penilai/")
@access(*STAFF)
@revalidated
def waiting() -> ResponseReturnValue:
    """Units in which somebody has no assessor yet."""
    number = page_number()
    units, more = proposing.units_waiting(current_actor(), number)
    return render_template("people/waiting.html", units=units, number=number, more=more)


@bp.route("/penilai/unit/<int:unit_id>", methods=["GET", "POST"])
@access(*STAFF)
def proposals(unit_id: int) -> ResponseReturnValue:
    """Proposed assessors of a unit; the sure ones of it and all below can be taken over at once."""
    actor, today = current_actor(), queries.today()
    shown = registry.kept_unit(actor, unit_id)
    if request.method == "POST" and not shown.may_correct:
        raise DeniedError(service.NOT_YOURS)
    form = AcceptForm(since=date(today.year, 1, 1))
    if submitted(form):
        done = service.accept_proposals(actor, unit_id, form.since.data, today)
        refused, own = done.refused or None, done.own or None
        return go(url_for("people.proposals", unit_id=unit_id, diterima=done.count, ditolak=refused, sendiri=own))
    return render_template(
        "people/proposals.html",
        unit=shown,
        form=form,
        lines=proposing.proposal_lines(shown, today),
        line=next(iter(registry.unit_lines(today, [unit_id]))),
        accepted=request.args.get("diterima", type=int),
        refused=request.args.get("ditolak", type=int),
        own=request.args.get("sendiri", type=int),
    ), (422 if request.method == "POST" else 200)
