"""Pages of the personnel office on accounts: who has one, printing codes, closing."""

from functools import partial

from flask import Blueprint, Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.auth import closing, codes, holders, service
from app.auth.documents import slips
from app.auth.office_forms import ClosingForm, PersonCodeForm, UnitCodesForm
from app.domain.office import STAFF, AccountVerb, account_verbs, why_no_code
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.downloads import send_once
from app.web.forms import page_number
from app.web.htmx import go
from app.web.keys import CODES, derived_key
from app.web.signing import confirmed, needs_password

bp = Blueprint("accounts", __name__, url_prefix="/akun")
confirm = partial(service.confirm, wrong="Kata sandi salah. Tidak ada yang diubah.")


@bp.get("/")
@access(*STAFF)
def index() -> ResponseReturnValue:
    """The units I keep, and a search for people in them."""
    actor, today, text = current_actor(), people.today(), request.args.get("cari", "")[:100]
    found = holders.search(actor, text, today) if text else []
    return render_template("auth/accounts.html", units=holders.roots(actor, today), text=text, found=found)


@bp.get("/unit/<int:unit_id>")
@access(*STAFF)
def unit(unit_id: int) -> ResponseReturnValue:
    """A unit: the units below, its people with the state of their accounts, printing codes."""
    return _unit_page(unit_id, UnitCodesForm(formdata=None))


def _unit_page(unit_id: int, form: UnitCodesForm, status: int = 200) -> ResponseReturnValue:
    actor, today, page = current_actor(), people.today(), page_number()
    view, page_below = holders.unit(actor, unit_id, today), page_number("bawah")
    rows, more = holders.in_unit(unit_id, today, page)
    below, more_below = holders.units_below(unit_id, today, page_below)
    return render_template(
        "auth/unit.html",
        unit=view,
        rows=rows,
        people_page=(page, more),
        below=below,
        below_page=(page_below, more_below),
        waiting=holders.count_waiting(actor, view, today),
        form=form,
        ask_password=needs_password(actor),
    ), status


@bp.post("/unit/<int:unit_id>/kode")
@access(*STAFF)
def print_unit(unit_id: int) -> ResponseReturnValue:
    """First codes for everybody there without a password, on paper."""
    form, key = UnitCodesForm(), derived_key(CODES)
    printed = confirmed(
        form,
        current_actor(),
        confirm,
        lambda actor: codes.print_unit(actor, unit_id, key, below=bool(form.below.data)),
    )
    return _paper(printed, f"kode-masuk-unit-{unit_id}") if printed else _unit_page(unit_id, form, 422)


def _paper(printed: codes.Printed, name: str) -> Response:
    address = f"{request.host_url}masuk/kode"
    return send_once(slips(printed, g.agency, address), "application/pdf", f"{name}.pdf")


@bp.get("/pegawai/<int:person_id>")
@access(*STAFF)
def person(person_id: int) -> ResponseReturnValue:
    """One person's account, and what can be done to it."""
    actor = current_actor()
    view = holders.holder(actor, person_id, people.today())
    verbs, why = account_verbs(actor, view.rights), why_no_code(actor, view.rights)
    return render_template("auth/person.html", view=view, verbs=verbs, why=why, now=clock.now())


@bp.route("/pegawai/<int:person_id>/kode", methods=["GET", "POST"])
@access(*STAFF)
def code(person_id: int) -> ResponseReturnValue:
    """A code for one person, on paper; an account with a password asks how the identity was checked."""
    actor, form, key = current_actor(), PersonCodeForm(), derived_key(CODES)
    view = holders.holder(actor, person_id, people.today())
    holders.need(actor, view, AccountVerb.FIRST, AccountVerb.RESET)
    typed = {"login": form.login.data or "", "identity": form.identity.data or ""}
    printed = confirmed(form, actor, confirm, lambda actor: codes.print_person(actor, person_id, key, **typed))
    if printed:
        return _paper(printed, f"kode-masuk-{printed.slips[0].login}")
    is_reset = AccountVerb.RESET in account_verbs(actor, view.rights)
    shown = {"form": form, "view": view, "is_reset": is_reset, "ask_password": needs_password(actor)}
    return render_template("auth/code.html", **shown), 422 if form.is_submitted() else 200


@bp.route("/pegawai/<int:person_id>/tutup", methods=["GET", "POST"])
@access(*STAFF)
def close(person_id: int) -> ResponseReturnValue:
    """Close an account, or open it again."""
    actor, form = current_actor(), ClosingForm()
    view = holders.holder(actor, person_id, people.today())
    holders.need(actor, view, AccountVerb.CLOSE, AccountVerb.REOPEN)
    command = closing.reopen if view.rights.is_closed else closing.close
    if confirmed(form, actor, confirm, lambda actor: command(actor, person_id, form.reason.data or "")):
        return go(url_for("accounts.person", person_id=person_id))
    shown = {"form": form, "view": view, "ask_password": needs_password(actor)}
    return render_template("auth/closing.html", **shown), 422 if form.is_submitted() else 200
