"""Pages of custodians: the rounds whose code one keeps, making the code, typing it back."""

from functools import partial

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from app.auth import service as auth
from app.domain.errors import InvalidError
from app.domain.feedback import RoundState
from app.feedback import custody, queries
from app.feedback.custody_forms import NewCodeForm, TypedCodeForm
from app.web.access import access, current_actor
from app.web.forms import page_number, submitted
from app.web.htmx import go
from app.web.signing import confirmed, needs_password

bp = Blueprint("custody", __name__, url_prefix="/kunci-360")
confirm = partial(auth.confirm, wrong="Kata sandi salah. Kode belum dibuat.")


@bp.get("/")
@access()
def index() -> ResponseReturnValue:
    """The rounds whose code I keep."""
    number = page_number()
    lines, more = queries.duties(current_actor(), number)
    return render_template("custody/index.html", lines=lines, number=number, more=more)


def _page(round_id: int, new: NewCodeForm, typed: TypedCodeForm, status: int = 200) -> ResponseReturnValue:
    actor = current_actor()
    duty = queries.duty(actor, round_id)
    shown = {"duty": duty, "new": new, "typed": typed, "ask_password": needs_password(actor)}
    return render_template("custody/show.html", is_prepared=duty.state is RoundState.PREPARING, **shown), status


@bp.get("/<int:round_id>")
@access()
def show(round_id: int) -> ResponseReturnValue:
    """What I keep, and what I do with it."""
    return _page(round_id, NewCodeForm(formdata=None), TypedCodeForm(formdata=None))


@bp.post("/<int:round_id>/kode")
@access()
def new_code(round_id: int) -> ResponseReturnValue:
    """Make my code; it is on this one page and nowhere else."""
    actor, form = current_actor(), NewCodeForm()
    code = confirmed(form, actor, confirm, lambda actor: custody.new_code(actor, round_id))
    if code is None:
        return _page(round_id, form, TypedCodeForm(formdata=None), 422)
    typed = TypedCodeForm(formdata=None)
    return render_template("custody/code.html", duty=queries.duty(actor, round_id), code=code, typed=typed)


@bp.post("/<int:round_id>/ulang")
@access()
def type_back(round_id: int) -> ResponseReturnValue:
    """Type the code back."""
    form = TypedCodeForm()
    if submitted(form):
        try:
            custody.confirm_code(current_actor(), round_id, form.code.data)
            return go(url_for("custody.show", round_id=round_id))
        except InvalidError as error:
            form.add_problems(error.problems)
    form.code.data = ""
    return _page(round_id, NewCodeForm(formdata=None), form, 422)
