"""What is stored about me, and all of it to take along."""

from functools import partial

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.auth.service import confirm as confirm_password
from app.domain import privacy
from app.people import queries as people
from app.privacy import queries, service
from app.privacy.documents import package
from app.web.access import access, current_actor
from app.web.downloads import send_once
from app.web.signing import ConfirmedForm, confirmed, needs_password

bp = Blueprint("privacy", __name__, url_prefix="/data-saya")
confirm = partial(confirm_password, wrong="Kata sandi salah. Tidak ada yang diunduh.")


@bp.get("")
@access()
def mine() -> ResponseReturnValue:
    """What is stored, why, who sees it, how long."""
    return _page(ConfirmedForm(formdata=None))


def _page(form: ConfirmedForm, status: int = 200) -> ResponseReturnValue:
    ask = needs_password(current_actor())
    kinds, rights = privacy.KINDS, privacy.RIGHTS
    return render_template("privacy/mine.html", kinds=kinds, rights=rights, form=form, ask_password=ask), status


@bp.post("/unduh")
@access()
def export() -> ResponseReturnValue:
    """Everything about me as a ZIP; nothing of it is kept."""
    form = ConfirmedForm()
    if not confirmed(form, current_actor(), confirm, service.note_export):
        return _page(form, 422)
    body = package(queries.export(current_actor(), people.today()))
    return send_once(body, "application/zip", "data-saya.zip")
