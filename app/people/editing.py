"""Pages on which an officer corrects assessors, postings and units."""

from datetime import date

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import DeniedError, InvalidError
from app.domain.office import STAFF
from app.people import files, proposing, queries, registering, registry, service
from app.people.files import PersonFile
from app.people.forms import AssessorForm, PersonForm, PostingFields, UnitForm
from app.people.registry import UnitView
from app.web.access import access, current_actor
from app.web.forms import Form, asked, submitted
from app.web.htmx import go

bp = Blueprint("editing", __name__)


def _person(person_id: int) -> tuple[PersonFile, date]:
    today = queries.today()
    person = files.kept_person(current_actor(), person_id, today)
    if not person.may_correct:
        raise DeniedError(service.NOT_YOURS)
    return person, today


def _unit(unit_id: int) -> UnitView:
    unit = registry.kept_unit(current_actor(), unit_id)
    if not unit.may_correct:
        raise DeniedError(service.NOT_YOURS)
    return unit


def _answer(form: Form, template: str, **shown: object) -> ResponseReturnValue:
    return render_template(template, form=form, **shown), (422 if request.method == "POST" else 200)


@bp.route("/pegawai/<int:person_id>/penilai", methods=["GET", "POST"])
@access(*STAFF)
def assessor(person_id: int) -> ResponseReturnValue:
    """Choose another assessor."""
    person, today = _person(person_id)
    now = person.assignment_on(today)
    text, choices = asked("cari"), proposing.candidates(person.id, person.lineage, asked("cari"), today)
    values = {"assessor": str(choices[0][0])} if choices else {}
    form = AssessorForm(choices, seen=now.id if now else 0, since=today, **values)
    if submitted(form):
        try:
            service.correct_assessor(current_actor(), person_id, form.typed, today)
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("people.person", person_id=person_id))
    return _answer(form, "people/assessor.html", person=person, now=now, text=text)


@bp.route("/pegawai/<int:person_id>/jabatan", methods=["GET", "POST"])
@access(*STAFF)
def posting(person_id: int) -> ResponseReturnValue:
    """Correct position, rank or unit."""
    person, today = _person(person_id)
    now, text = person.posting_on(today), asked("cari")
    form = PostingFields(proposing.unit_choices(person.lineage[-1], text), obj=now, seen=now.id if now else 0)
    if request.method == "GET" and now:
        form.unit.data, form.since.data, form.reason.data = str(now.unit_id), today, ""
        form.position_kind.data = now.position_kind.value
    if submitted(form):
        try:
            registering.correct_posting(current_actor(), person_id, form.posting, form.seen.data or 0, today)
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("people.person", person_id=person_id))
    return _answer(form, "people/posting.html", person=person, text=text)


@bp.route("/unit/<int:unit_id>/orang-baru", methods=["GET", "POST"])
@access(*STAFF)
def new_person(unit_id: int) -> ResponseReturnValue:
    """Add somebody who is in no import."""
    unit, today = _unit(unit_id), queries.today()
    form = PersonForm([(unit.id, unit.name)], unit=str(unit_id), since=today)
    if submitted(form):
        try:
            person_id = registering.add_person(current_actor(), form.typed, today)
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("people.person", person_id=person_id))
    return _answer(form, "people/new_person.html", unit=unit)


@bp.route("/unit/<int:unit_id>/ubah", methods=["GET", "POST"])
@access(*STAFF)
def unit(unit_id: int) -> ResponseReturnValue:
    """Mend name or kind of a unit."""
    shown = _unit(unit_id)
    form = UnitForm(name=shown.name, kind=shown.kind.value, is_independent=shown.is_independent, version=shown.version)
    if submitted(form):
        registering.save_unit(current_actor(), unit_id, form.typed, form.version.data or 0)
        return go(url_for("people.unit", unit_id=unit_id))
    return _answer(form, "people/unit_form.html", unit=shown, is_new=False)


@bp.route("/unit/<int:unit_id>/baru", methods=["GET", "POST"])
@access(*STAFF)
def new_unit(unit_id: int) -> ResponseReturnValue:
    """Add a unit below this one."""
    parent, form = _unit(unit_id), UnitForm(kind="section", version=0)
    if submitted(form):
        new_id = registering.add_unit(current_actor(), unit_id, form.typed, queries.today())
        return go(url_for("people.unit", unit_id=new_id))
    return _answer(form, "people/unit_form.html", unit=parent, is_new=True)
