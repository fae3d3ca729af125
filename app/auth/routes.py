"""Pages of getting in: login, second step, first password; and what happens to typed text when a session has ended."""

from datetime import datetime

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import UserMixin, current_user, login_user, logout_user

from app import clock
from app.auth import codes, queries, service, totp
from app.auth.forms import LoginForm, PasswordForm, RedeemForm, SecondStepForm, spent_words
from app.domain.errors import InvalidError
from app.web import resume
from app.web.access import access, current_actor, is_untraced
from app.web.forms import fields_of_post, submitted
from app.web.htmx import go, lead, save_state, sent_version, wants_partial
from app.web.keys import CODES, SECOND_STEP, TICKET, derived_key

bp = Blueprint("auth", __name__)


class SessionUser(UserMixin):  # type: ignore[misc]
    """What Flask-Login holds for a request; its id is the token, so logging in again gives another one."""

    def __init__(self, live: queries.LiveSession) -> None:
        self.actor = live.actor
        self.id = live.token


def load_user(token: str) -> SessionUser | None:
    """Flask-Login's question: who is behind this token?"""
    live = queries.live_session(token, clock.now())
    if live is None:
        return None
    if _seen_long_ago(live.last_seen_at) and not is_untraced():
        service.touch(live.actor.session_id)
    return SessionUser(live)


def _seen_long_ago(last_seen_at: datetime) -> bool:
    return clock.now() - last_seen_at > service.SEEN_EVERY


def ask_login() -> ResponseReturnValue:
    """Answer a request that lacks a login; what was typed travels on, sealed."""
    if request.method != "POST":
        return lead(url_for("auth.login", tujuan=_local(request.full_path.rstrip("?"))))
    if wants_partial():
        return save_state("auth/_ended.html", 401, version=sent_version())
    form = LoginForm(formdata=None)
    owner = resume.owner_of(request.form.get("_pemilik", ""))
    if owner is not None:
        form.resume.data = resume.seal(owner, request.path, fields_of_post())
    return _login_page(form, "", 401, ended=True)


def _login_page(form: LoginForm, target: str, status: int, *, ended: bool = False) -> ResponseReturnValue:
    return render_template("auth/login.html", form=form, ended=ended, target=target), status


def _local(path: str) -> str:
    """A path of this site, or the home page: a login never leads elsewhere.

    Browsers drop tabs and line ends from an address and read a backslash as a slash, so ``/<tab>/host`` would leave.
    """
    plain = path.isprintable() and "\\" not in path
    return path if plain and path.startswith("/") and not path.startswith("//") else "/"


def _target() -> str:
    return _local(request.values.get("tujuan", "/"))


def _session_here() -> int | None:
    """The login this browser is in, which ends when somebody logs in."""
    return current_actor().session_id if current_user.is_authenticated else None


@bp.route("/masuk", methods=["GET", "POST"])
@access(public=True)
def login() -> ResponseReturnValue:
    """Log in."""
    form = LoginForm()
    if submitted(form):
        try:
            opened = service.log_in(form.nip.data, form.password.data, request.remote_addr or "", _session_here())
        except service.SecondStepNeededError as needed:
            return _ask_second(SecondStepForm.after(totp.ticket(needed.proven, derived_key(TICKET)), form.resume.data))
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return _welcome(opened, form.resume.data or "")
    return _login_page(form, _target(), 422 if form.is_submitted() else 200)


def _ask_second(form: SecondStepForm, status: int = 200) -> ResponseReturnValue:
    return render_template("auth/second.html", form=form, target=_target()), status


@bp.post("/masuk/dua-langkah")
@access(public=True)
def second() -> ResponseReturnValue:
    """The code of the phone, after the right password."""
    form, keys = SecondStepForm(), (derived_key(TICKET), derived_key(SECOND_STEP))
    if submitted(form):
        try:
            opened = totp.second_step(form.ticket.data or "", form.code.data, *keys, _session_here())
        except totp.TicketError as error:
            again = LoginForm(formdata=None, resume=form.resume.data)
            again.add_problems(error.problems)
            return _login_page(again, _target(), 422)
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return _welcome(opened, form.resume.data or "")
    return _ask_second(form, 422)


@bp.route("/masuk/kode", methods=["GET", "POST"])
@access(public=True)
def redeem() -> ResponseReturnValue:
    """Set a first or a new password with a printed code. A text of an ended session comes along and is not lost."""
    form, sent = RedeemForm(), "code" in request.form
    if sent and submitted(form):
        typed = (form.nip.data, form.code.data, form.new.data, request.remote_addr or "")
        try:
            opened = codes.redeem(*typed, key=derived_key(CODES), replaces=_session_here())
        except codes.SpentCodeError as spent:
            form.add_problems(spent_words(spent))
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return _welcome(opened, form.resume.data or "")
    return render_template("auth/redeem.html", form=form, target=_target()), 422 if sent else 200


def _welcome(opened: service.LoggedIn, box: str) -> ResponseReturnValue:
    session.clear()
    login_user(load_user(opened.token))
    found = resume.unseal(box, opened.person_id) if box else None
    if found is None:
        return redirect(_target(), 303)
    path, fields = found
    g.pop("csrf_token", None)
    return render_template("auth/resume.html", path=path, fields=fields)


def show_again() -> ResponseReturnValue | None:
    """A form from the writer's session before, sent in a new one: its text again, under the new token; else None."""
    if wants_partial() or resume.owner_of(request.form.get("_pemilik", "")) != current_actor().person_id:
        return None
    return render_template("auth/resume.html", path=request.path, fields=fields_of_post())


@bp.post("/keluar")
@access(public=True)
def logout() -> ResponseReturnValue:
    """Log out here and now; a session that already ended is no error."""
    if current_user.is_authenticated:
        service.log_out(current_actor())
        logout_user()
    session.clear()
    return redirect(url_for("auth.login"), 303)


@bp.route("/kata-sandi", methods=["GET", "POST"])
@access()
def password() -> ResponseReturnValue:
    """Change one's own password."""
    form = PasswordForm()
    if submitted(form):
        try:
            service.change_password(current_actor(), form.current.data, form.new.data)
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("account.mine", selesai="kata-sandi"))
    return render_template("auth/password.html", form=form), 422 if form.is_submitted() else 200
