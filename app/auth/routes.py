"""Login pages, and what happens to typed text when a session has ended."""

from datetime import datetime

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import UserMixin, current_user, login_user, logout_user

from app import clock
from app.auth import queries, service
from app.auth.forms import LoginForm, PasswordForm
from app.domain.errors import InvalidError
from app.web import resume
from app.web.access import access, current_actor
from app.web.forms import fields_of_post, submitted
from app.web.htmx import save_state, sent_version, wants_partial

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
    if _seen_long_ago(live.last_seen_at):
        service.touch(live.actor.session_id)
    return SessionUser(live)


def _seen_long_ago(last_seen_at: datetime) -> bool:
    return clock.now() - last_seen_at > service.SEEN_EVERY


def ask_login() -> ResponseReturnValue:
    """Answer a request that lacks a login; what was typed travels on, sealed."""
    if request.method != "POST":
        return redirect(url_for("auth.login", tujuan=_local(request.full_path.rstrip("?"))), 303)
    if wants_partial():
        return save_state("auth/_ended.html", 401, version=sent_version())
    form = LoginForm(formdata=None)
    owner = resume.owner_of(request.form.get("_pemilik", ""))
    if owner is not None:
        form.resume.data = resume.seal(owner, request.path, fields_of_post())
    return render_template("auth/login.html", form=form, ended=True, target=""), 401


def _local(path: str) -> str:
    """A path of this site, or the home page: a login never leads elsewhere.

    Browsers drop tabs and line ends from an address and read a backslash as a slash, so ``/<tab>/host`` would leave.
    """
    plain = path.isprintable() and "\\" not in path
    return path if plain and path.startswith("/") and not path.startswith("//") else "/"


@bp.route("/masuk", methods=["GET", "POST"])
@access(public=True)
def login() -> ResponseReturnValue:
    """Log in."""
    form, target = LoginForm(), _local(request.values.get("tujuan", "/"))
    if submitted(form):
        try:
            opened = service.log_in(form.nip.data, form.password.data, request.remote_addr or "")
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return _welcome(opened, form.resume.data or "", target)
    status = 422 if form.is_submitted() else 200
    return render_template("auth/login.html", form=form, ended=False, target=target), status


def _welcome(opened: service.LoggedIn, box: str, target: str) -> ResponseReturnValue:
    session.clear()
    login_user(load_user(opened.token))
    found = resume.unseal(box, opened.person_id) if box else None
    if found is None:
        return redirect(target, 303)
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
    form, done = PasswordForm(), False
    if submitted(form):
        try:
            service.change_password(current_actor(), form.current.data, form.new.data)
            done = True
        except InvalidError as error:
            form.add_problems(error.problems)
    status = 422 if form.is_submitted() and not done else 200
    return render_template("auth/password.html", form=form, done=done), status
