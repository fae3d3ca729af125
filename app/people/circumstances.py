"""Pages on which an officer records, corrects and ends special circumstances of somebody."""

from datetime import date

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import DeniedError, InvalidError, NotFoundError, StaleError
from app.domain.office import STAFF
from app.domain.special import SpecialKind
from app.people import files, queries, recording, service, special
from app.people.files import PersonFile
from app.people.special_forms import SpecialForm
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.forms import submitted
from app.web.htmx import go

CHANGED = "Catatan ini sudah diubah petugas lain. Bandingkan dengan yang tersimpan, lalu simpan bila masih perlu."
bp = Blueprint("circumstances", __name__, url_prefix="/pegawai/<int:person_id>/keadaan")


def _person(person_id: int) -> tuple[PersonFile, date]:
    today = queries.today()
    person = files.kept_person(current_actor(), person_id, today)
    if not person.may_correct:
        raise DeniedError(service.NOT_YOURS)
    return person, today


def _kind(name: str) -> SpecialKind:
    if name not in set(SpecialKind):
        raise NotFoundError("Keadaan ini tidak ada di daftar.")
    return SpecialKind(name)


@bp.get("")
@access(*STAFF)
@revalidated
def index(person_id: int) -> ResponseReturnValue:
    """What is recorded, and the kinds that can be."""
    person, today = _person(person_id)
    rows = special.of_person(person_id)
    return render_template("people/special.html", person=person, rows=rows, today=today, kinds=tuple(SpecialKind))


@bp.route("/baru/<kind>", methods=["GET", "POST"])
@access(*STAFF)
def add(person_id: int, kind: str) -> ResponseReturnValue:
    """Record one."""
    (person, today), chosen = _person(person_id), _kind(kind)
    form = SpecialForm(chosen)
    if submitted(form):
        try:
            recording.record_special(current_actor(), person_id, form.typed, today)
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("people.person", person_id=person_id, _anchor="keadaan"))
    status = 422 if request.method == "POST" else 200
    return render_template("people/special_form.html", person=person, kind=chosen, row=None, form=form), status


@bp.route("/<int:status_id>", methods=["GET", "POST"])
@access(*STAFF)
def correct(person_id: int, status_id: int) -> ResponseReturnValue:
    """Mend or end one."""
    person, today = _person(person_id)
    row, version = special.recorded(person_id, status_id)
    form = SpecialForm(row.kind, obj=row)
    if request.method == "GET":
        form.begin(version)
    if submitted(form) and _corrected(person_id, status_id, form, today):
        return go(url_for("people.person", person_id=person_id, _anchor="keadaan"))
    status = 422 if request.method == "POST" else 200
    return render_template("people/special_form.html", person=person, kind=row.kind, row=row, form=form), status


def _corrected(person_id: int, status_id: int, form: SpecialForm, today: date) -> bool:
    """Do it; what stands in the way is shown at the form."""
    try:
        recording.correct_special(current_actor(), person_id, status_id, form.typed, claim=form.claim, today=today)
    except InvalidError as error:
        form.add_problems(error.problems)
    except StaleError:
        form.form_errors.append(CHANGED)
        form.begin(special.recorded(person_id, status_id)[1])
    else:
        return True
    return False


@bp.post("/<int:status_id>/hapus")
@access(*STAFF)
def remove(person_id: int, status_id: int) -> ResponseReturnValue:
    """Take out what was recorded of the wrong person."""
    recording.remove_special(current_actor(), person_id, status_id, queries.today())
    return go(url_for("people.person", person_id=person_id, _anchor="keadaan"))
