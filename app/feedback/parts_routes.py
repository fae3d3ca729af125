"""Pages on which an officer prepares the parts of a round: people, groups, questions, custodians."""

from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.config import Settings
from app.domain.errors import InvalidError, NotFoundError
from app.domain.feedback import CandidateSource, RaterClass
from app.domain.office import OFFICERS
from app.domain.people import PositionKind
from app.domain.rounds import USUAL
from app.feedback import custody, parts, preparing, queries
from app.feedback.queries import RoundView
from app.feedback.round_forms import GroupForm, KeeperForm, PeopleForm, QuestionsForm, UnitForm
from app.feedback.set_view import set_choices
from app.people import queries as people
from app.people import registry
from app.web.access import access, current_actor
from app.web.forms import Form, asked, page_number, submitted
from app.web.htmx import go

bp = Blueprint("parts", __name__)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["tilik"].settings
    return settings


def _answer(form: Form, template: str, view: RoundView, **shown: object) -> ResponseReturnValue:
    return render_template(template, form=form, round=view, **shown), (422 if request.method == "POST" else 200)


@bp.get("/<int:round_id>/pegawai")
@access(*OFFICERS)
def subjects(round_id: int) -> ResponseReturnValue:
    """Whom the round is about."""
    view, number, text = queries.kept(current_actor(), round_id), page_number(), asked("cari")
    lines, more = parts.subjects(round_id, number, text)
    chosen = {CandidateSource.SUBJECT, CandidateSource.OFFICER}
    names = any(rule.is_drawn and rule.source in chosen for rule in parts.groups(round_id).values())
    return render_template(
        "rounds/subjects.html",
        round=view,
        names=names,
        lines=lines,
        number=number,
        more=more,
        text=text,
        added=request.args.get("ditambah", type=int),
    )


@bp.route("/<int:round_id>/pegawai/unit", methods=["GET", "POST"])
@access(*OFFICERS)
def add_unit(round_id: int) -> ResponseReturnValue:
    """Add everybody of a unit and below."""
    view, form = queries.prepared(current_actor(), round_id), UnitForm()
    form.offer(parts.units_of(view.unit_path, asked("cari")))
    if submitted(form):
        try:
            added = preparing.add_unit(current_actor(), round_id, int(form.unit_id.data))
            return go(url_for("rounds.parts.subjects", round_id=round_id, ditambah=added))
        except InvalidError as error:
            form.add_problems(error.problems)
    return _answer(form, "rounds/add_unit.html", view, text=asked("cari"))


@bp.route("/<int:round_id>/pegawai/nip", methods=["GET", "POST"])
@access(*OFFICERS)
def add_people(round_id: int) -> ResponseReturnValue:
    """Add people by their NIP."""
    view, form = queries.prepared(current_actor(), round_id), PeopleForm()
    if submitted(form):
        try:
            added = preparing.add_people(current_actor(), round_id, form.numbers.data)
            return go(url_for("rounds.parts.subjects", round_id=round_id, ditambah=added))
        except InvalidError as error:
            form.add_problems(error.problems)
    return _answer(form, "rounds/add_people.html", view)


@bp.post("/<int:round_id>/pegawai/<int:subject_id>/keluarkan")
@access(*OFFICERS)
def remove(round_id: int, subject_id: int) -> ResponseReturnValue:
    """Take somebody out."""
    preparing.remove_subject(current_actor(), round_id, subject_id)
    return go(url_for("rounds.parts.subjects", round_id=round_id))


@bp.post("/<int:round_id>/pegawai/kosongkan")
@access(*OFFICERS)
def clear(round_id: int) -> ResponseReturnValue:
    """Take everybody out."""
    preparing.remove_subjects(current_actor(), round_id)
    return go(url_for("rounds.parts.subjects", round_id=round_id))


@bp.get("/<int:round_id>/kelompok")
@access(*OFFICERS)
def groups(round_id: int) -> ResponseReturnValue:
    """Who answers."""
    view = queries.prepared(current_actor(), round_id)
    return render_template("rounds/groups.html", round=view, groups=parts.groups(round_id), kinds=list(RaterClass))


def _kind(name: str) -> RaterClass:
    try:
        return RaterClass(name)
    except ValueError as error:
        raise NotFoundError("Kelompok tidak ditemukan.") from error


@bp.route("/<int:round_id>/kelompok/<rater_class>", methods=["GET", "POST"])
@access(*OFFICERS)
def group(round_id: int, rater_class: str) -> ResponseReturnValue:
    """How one group is found and answers."""
    view, chosen = queries.prepared(current_actor(), round_id), _kind(rater_class)
    rule = parts.groups(round_id).get(chosen) or USUAL[chosen]
    form = GroupForm(data=parts.values_of(rule))
    if submitted(form):
        try:
            preparing.set_group(current_actor(), round_id, form.typed(chosen))
            return go(url_for("rounds.parts.groups", round_id=round_id))
        except InvalidError as error:
            form.add_problems(error.problems)
    return _answer(form, "rounds/group.html", view, kind=chosen)


@bp.post("/<int:round_id>/kelompok/<rater_class>/lepas")
@access(*OFFICERS)
def drop_group(round_id: int, rater_class: str) -> ResponseReturnValue:
    """Let a group not answer."""
    preparing.drop_group(current_actor(), round_id, _kind(rater_class))
    return go(url_for("rounds.parts.groups", round_id=round_id))


@bp.route("/<int:round_id>/pertanyaan", methods=["GET", "POST"])
@access(*OFFICERS)
def questions(round_id: int) -> ResponseReturnValue:
    """Which questions are asked about whom."""
    view, form = queries.prepared(current_actor(), round_id), QuestionsForm()
    form.offer([(kind.value, kind.label) for kind in PositionKind], set_choices())
    if submitted(form):
        kind = PositionKind(form.kind.data) if form.kind.data else None
        number = int(form.set_id.data) if form.set_id.data else None
        try:
            preparing.set_questions(current_actor(), round_id, kind, number)
            return go(url_for("rounds.parts.questions", round_id=round_id))
        except InvalidError as error:
            form.add_problems(error.problems)
    return _answer(form, "rounds/questions.html", view, chosen=parts.chosen_sets(round_id))


@bp.route("/<int:round_id>/pemegang-kunci", methods=["GET", "POST"])
@access(*OFFICERS)
def keepers(round_id: int) -> ResponseReturnValue:
    """Who keeps the codes."""
    actor, text = current_actor(), asked("cari")
    view, form = queries.prepared(actor, round_id), KeeperForm()
    found = registry.search_anybody(text, people.today()) if text else []
    form.offer((line.id, f"{line.name}, {line.position}, {line.unit}") for line in found)
    if submitted(form):
        try:
            custody.choose(actor, round_id, int(form.person.data), _settings())
            return go(url_for("rounds.parts.keepers", round_id=round_id))
        except InvalidError as error:
            form.add_problems(error.problems)
    chosen = parts.custodians(round_id)
    return _answer(form, "rounds/keepers.html", view, chosen=chosen, text=text, found=found)


@bp.post("/<int:round_id>/pemegang-kunci/<int:custodian_id>/lepas")
@access(*OFFICERS)
def release(round_id: int, custodian_id: int) -> ResponseReturnValue:
    """Let somebody not keep a code."""
    custody.release(current_actor(), round_id, custodian_id)
    return go(url_for("rounds.parts.keepers", round_id=round_id))
