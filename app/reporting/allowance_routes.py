"""The page of the basis of the allowance (TPP)."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.actors import Role
from app.domain.errors import InvalidError, StaleError
from app.domain.office import OFFICERS
from app.reporting import parts, pricing
from app.reporting.allowance_forms import AllowanceForm
from app.web.access import access, current_actor
from app.web.forms import submitted
from app.web.htmx import go

bp = Blueprint("allowance", __name__, url_prefix="/pelaporan/tpp")
CHANGED = "Persentase ini diubah orang lain sejak halaman dibuka. Belum ada yang disimpan; bandingkan, lalu ulangi."


@bp.route("/", methods=["GET", "POST"])
@access(*OFFICERS)
def index() -> ResponseReturnValue:
    """Read the percentages; the agency's officer sets them."""
    stored = parts.rates()
    texts = {overall.value: percent for overall, percent in stored.percent.items()}
    form = AllowanceForm(data={**texts, "document": stored.document, "versi": stored.version})
    status = 200 if not form.is_submitted() else 422
    if submitted(form):
        try:
            pricing.set_rates(current_actor(), form.seen, form.wanted, form.document.data or "")
            return go(url_for("allowance.index"))
        except InvalidError as error:
            form.add_problems(error.problems)
        except StaleError:
            form.form_errors.append(CHANGED)
            form.versi.data, status = stored.version, 409
    may_set = Role.AGENCY_OFFICER in current_actor().roles
    return render_template("reporting/allowance.html", form=form, stored=stored, may_set=may_set), status
