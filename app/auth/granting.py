"""Pages of roles, and of those who prepare for an official without NIP."""

from functools import partial

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.auth import grants, holders, roles, service
from app.auth.office_forms import AideForm, GiveForm
from app.domain.actors import Actor, Role
from app.domain.office import BUILDERS, grantable
from app.domain.organisation import lineage_of
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.forms import page_number
from app.web.htmx import go
from app.web.signing import ConfirmedForm, confirmed, needs_password

bp = Blueprint("roles", __name__, url_prefix="/akun/peran")
aides = Blueprint("aides", __name__, url_prefix="/akun/pendamping")
confirm = partial(service.confirm, wrong="Kata sandi salah. Tidak ada yang diubah.")


def _asked() -> str:
    return request.args.get("cari", "")[:100]


@bp.get("")
@access(*BUILDERS)
def index() -> ResponseReturnValue:
    """Who holds what, and a search for somebody to give a role to."""
    actor, page, text = current_actor(), page_number(), _asked()
    rows, more = grants.held(actor, page)
    return render_template(
        "auth/roles.html",
        rows=rows,
        number=page,
        more=more,
        text=text,
        found=holders.search(actor, text, people.today()) if text else [],
        me=actor.person_id,
    )


@bp.route("/beri/<int:person_id>", methods=["GET", "POST"])
@access(*BUILDERS)
def give(person_id: int) -> ResponseReturnValue:
    """Give somebody a role."""
    actor, form, today = current_actor(), GiveForm(), people.today()
    person = people.person(person_id, today)
    lineage = lineage_of(person.unit_path)
    form.offer(grantable(actor), grants.units_named(request.values.get("cari", "")[:100], lineage, today))

    def command(actor: Actor) -> bool:
        roles.give(actor, person_id, Role(form.role.data), form.unit_id)
        return True

    if confirmed(form, actor, confirm, command):
        return go(url_for("roles.index"))
    held, ask = grants.roles_of(person_id), needs_password(actor)
    shown = {"form": form, "person": person, "held": held, "text": request.values.get("cari", ""), "ask_password": ask}
    return render_template("auth/give.html", **shown), 422 if form.is_submitted() else 200


@bp.route("/<int:grant_id>/cabut", methods=["GET", "POST"])
@access(*BUILDERS)
def take(grant_id: int) -> ResponseReturnValue:
    """Take a role away."""
    actor, form = current_actor(), ConfirmedForm()
    grant = grants.grant(actor, grant_id)

    def command(actor: Actor) -> bool:
        roles.take(actor, grant_id)
        return True

    if confirmed(form, actor, confirm, command):
        return go(url_for("roles.index"))
    status = 422 if form.is_submitted() else 200
    return render_template("auth/take.html", form=form, grant=grant, ask_password=needs_password(actor)), status


@aides.get("")
@access(Role.AGENCY_OFFICER)
def officials() -> ResponseReturnValue:
    """Officials without NIP who assess somebody, with those who prepare for them."""
    return render_template("auth/aides.html", officials=grants.officials(people.today()))


@aides.route("/<int:official_id>", methods=["GET", "POST"])
@access(Role.AGENCY_OFFICER)
def appoint(official_id: int) -> ResponseReturnValue:
    """Let somebody prepare for an official."""
    actor, today, text = current_actor(), people.today(), request.values.get("cari", "")[:100]
    official, form = grants.official(official_id, today), AideForm(data={"valid_from": today})
    found = holders.search(actor, text, today)
    form.offer((row.person_id, f"{row.name}, {row.position}, {row.unit}") for row in found)

    def command(actor: Actor) -> bool:
        chosen = int(form.aide.data) if form.aide.data else None
        roles.appoint_aide(actor, official_id, chosen, form.valid_from.data, form.valid_to.data)
        return True

    if confirmed(form, actor, confirm, command):
        return go(url_for("aides.officials"))
    shown = {"form": form, "official": official, "text": text, "found": found, "ask_password": needs_password(actor)}
    return render_template("auth/appoint.html", **shown), 422 if form.is_submitted() else 200


@aides.post("/<int:aide_id>/akhiri")
@access(Role.AGENCY_OFFICER)
def end(aide_id: int) -> ResponseReturnValue:
    """An aide prepares no longer."""
    roles.end_aide(current_actor(), aide_id)
    return go(url_for("aides.officials"))
