"""Pages of one's own account: open logins, codes, roles, the second step."""

from functools import partial

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.auth import codes, grants, queries, service, totp
from app.auth.forms import AddressForm, TurnOnForm
from app.domain.errors import InvalidError
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.forms import submitted
from app.web.htmx import go
from app.web.keys import SECOND_STEP, derived_key
from app.web.signing import ConfirmedForm, confirmed, needs_password

bp = Blueprint("account", __name__, url_prefix="/akun-saya")
LONGEST_NUMBER = 10
NOTHING_CHANGED = "Kata sandi salah. Tidak ada yang diubah."
confirm = partial(service.confirm, wrong=NOTHING_CHANGED)
DONE = {
    "kata-sandi": "Kata sandi sudah diganti. Semua perangkat lain yang memakai akun Anda sudah dikeluarkan.",
    "keluar": "Semua perangkat lain yang memakai akun Anda sudah dikeluarkan.",
    "dua-langkah": "Masuk dua langkah sudah aktif. Mulai sekarang, siapkan ponsel Anda saat masuk.",
    "surel": "Alamat surel tersimpan. Pengingat dari petugas kepegawaian dikirim ke sana.",
    "tanpa-surel": "Tidak ada alamat surel yang disimpan. Pengingat tetap tampil di beranda.",
    "satu-langkah": "Masuk dua langkah sudah dimatikan. Mulai sekarang cukup dengan kata sandi.",
}
"""What was just done, as the page says it after leading on."""


@bp.get("")
@access()
def mine() -> ResponseReturnValue:
    """Everything about my account."""
    actor, today = current_actor(), people.today()
    return render_template(
        "auth/mine.html",
        account=queries.own_account(actor.person_id, clock.now()),
        session_id=actor.session_id,
        codes=queries.codes_of(actor.person_id),
        roles=grants.roles_of(actor.person_id),
        changes=grants.changes_of(actor.person_id),
        helps=grants.helps(actor.person_id, today),
        done=DONE.get(request.args.get("selesai", "")),
        now=clock.now(),
    )


@bp.post("/keluar-lain")
@access()
def leave_others() -> ResponseReturnValue:
    """Log out everywhere but here."""
    service.log_out_elsewhere(current_actor())
    return go(url_for("account.mine", selesai="keluar"))


@bp.post("/kode")
@access()
def acknowledge() -> ResponseReturnValue:
    """I have read that codes were printed or used."""
    pairs = (text.partition(":") for text in request.form.getlist("kode"))
    shown = [
        (int(number), used == "1")
        for number, _, used in pairs
        if number.isascii() and number.isdigit() and len(number) < LONGEST_NUMBER
    ]
    codes.acknowledge(current_actor(), shown[: queries.MOST_CODES])
    return go(url_for("home.index"))


@bp.route("/surel", methods=["GET", "POST"])
@access()
def address() -> ResponseReturnValue:
    """Where my reminders go."""
    actor = current_actor()
    form = AddressForm(address=queries.own_account(actor.person_id, clock.now()).email or "")
    if submitted(form):
        try:
            service.store_address(actor, form.address.data or "")
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("account.mine", selesai="surel" if (form.address.data or "").strip() else "tanpa-surel"))
    return render_template("auth/address.html", form=form), 422 if form.is_submitted() else 200


@bp.route("/dua-langkah", methods=["GET", "POST"])
@access()
def second_step() -> ResponseReturnValue:
    """Turn on the second step."""
    actor, key, form = current_actor(), derived_key(SECOND_STEP), TurnOnForm()

    def turn_on(actor: object) -> bool:
        totp.turn_on(actor, form.secret.data or "", form.code.data, key)  # type: ignore[arg-type]
        return True

    if confirmed(form, actor, confirm, turn_on):
        return go(url_for("account.mine", selesai="dua-langkah"))
    return _second_step_page(form, 422 if form.is_submitted() else 200)


def _second_step_page(form: TurnOnForm | ConfirmedForm, status: int) -> ResponseReturnValue:
    actor, key = current_actor(), derived_key(SECOND_STEP)
    account = queries.own_account(actor.person_id, clock.now())
    shown: dict[str, object] = {"form": form, "ask_password": needs_password(actor)}
    if account.has_second_step or not isinstance(form, TurnOnForm):
        return render_template("auth/second_step_on.html", **shown), status
    secret = totp.unseal(form.secret.data or "", actor.person_id, key) or totp.new_secret()
    form.secret.data = totp.seal(secret, actor.person_id, key)
    side, path = totp.picture(totp.address_for_phone(secret, f"{account.login} ({g.agency.name})"))
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return render_template("auth/second_step.html", side=side, path=path, secret=groups, **shown), status


@bp.post("/dua-langkah/matikan")
@access()
def second_step_off() -> ResponseReturnValue:
    """Turn the second step off."""
    form = ConfirmedForm()

    def turn_off(actor: object) -> bool:
        totp.turn_off(actor)  # type: ignore[arg-type]
        return True

    if confirmed(form, current_actor(), confirm, turn_off):
        return go(url_for("account.mine", selesai="satu-langkah"))
    return _second_step_page(form, 422)
