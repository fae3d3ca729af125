"""Pages on which an officer adds or cancels raters while a round runs."""

from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.config import Settings
from app.domain.errors import DeniedError, InvalidError
from app.domain.feedback import COUNTED, RaterClass, RoundState
from app.domain.office import OFFICERS
from app.feedback import late, parts, queries
from app.feedback.round_forms import RaterForm
from app.people import queries as people
from app.people import registry
from app.web.access import access, current_actor
from app.web.forms import asked, submitted
from app.web.htmx import go

bp = Blueprint("late", __name__)
DONE = {
    "tambah": "Orang itu sekarang termasuk yang ditanya.",
    "batal": "Orang itu sekarang tidak termasuk yang ditanya. Jawaban yang telanjur terkirim tetap dihitung.",
}
"""The same words whatever was there before."""


def _settings() -> Settings:
    settings: Settings = current_app.extensions["tilik"].settings
    return settings


@bp.route("/<int:round_id>/pegawai/<int:subject_id>", methods=["GET", "POST"])
@access(*OFFICERS)
def subject(round_id: int, subject_id: int) -> ResponseReturnValue:
    """One subject of a running round: ask somebody more, or somebody no longer."""
    actor, text = current_actor(), asked("cari")
    view, line = queries.kept(actor, round_id), parts.subject(round_id, subject_id)
    if view.state is not RoundState.OPEN:
        raise DeniedError("Penjawab hanya dapat ditambah atau dibatalkan selama putaran berjalan.")
    found = registry.search_anybody(text, people.today()) if text else []
    form = RaterForm()
    groups = [kind for kind, rule in parts.groups(round_id).items() if kind in COUNTED and not rule.by_slip]
    form.offer(((one.id, f"{one.name}, {one.position}, {one.unit}") for one in found), groups)
    if submitted(form) and (done := _change(form, round_id, subject_id)):
        return go(url_for("rounds.late.subject", round_id=round_id, subject_id=subject_id, selesai=done))
    shown = {"round": view, "line": line, "form": form, "text": text, "found": found}
    done = DONE.get(request.args.get("selesai", ""), "")
    return render_template("rounds/subject.html", done=done, **shown), 422 if form.is_submitted() else 200


def _change(form: RaterForm, round_id: int, subject_id: int) -> str:
    """What was done; empty when a rule said no."""
    person_id, actor = int(form.person.data), current_actor()
    try:
        if request.form.get("action") == "cancel":
            late.cancel_rater(actor, round_id, subject_id, _settings(), person_id=person_id)
            return "batal"
        kind = RaterClass(form.kind.data)
        late.add_rater(actor, round_id, subject_id, _settings(), person_id=person_id, kind=kind)
    except InvalidError as error:
        form.add_problems(error.problems)
        return ""
    return "tambah"
