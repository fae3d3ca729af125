"""Pages of what was given to somebody: roles for me, my word as assessor, assignments of other leaders."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cascade import assigned, deciding, grid, leaders, mine, taking
from app.cascade.assigned import Kind
from app.cascade.deciding import Seen, Wish
from app.cascade.forms import ApplyForm, ProposeForm, RefuseForm, WishForm
from app.cycles.pages import chosen_year
from app.domain.cascading import Stage
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem, StaleError
from app.domain.planning import PlanState
from app.domain.years import Step
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.errors import error_page
from app.web.forms import asked, page_number, submitted
from app.web.htmx import go

CHANGED = "Kata-kata penugasan ini berubah sejak Anda membacanya. Baca lagi, lalu kirim."
LONGEST_NUMBER = 9

bp = Blueprint("assigned", __name__, url_prefix="/peran")


@bp.get("/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """Everything given to me for a year, and what of it is in my plan."""
    actor, today, choice = current_actor(), people.today(), chosen_year(Step.PLANNING)
    plan = assigned.plan_of(actor.person_id, choice.year.id)
    given = assigned.given_to(actor.person_id, choice.year.id, today)
    waits = any(one.stage is Stage.WAITING for one in given)
    return render_template(
        "cascade/given.html",
        choice=choice,
        plan=plan,
        is_open=plan is not None and plan.state in {PlanState.DRAFT, PlanState.RETURNED},
        given=given,
        whose_word=mine.whose_word(actor.person_id, today, waits=waits),
    )


@bp.post("/ambil")
@access()
def take() -> ResponseReturnValue:
    """Put one of them, or all, into my draft."""
    choice, name = chosen_year(Step.PLANNING), request.form.get("satu", "")
    try:
        taking.take(current_actor(), choice.year.id, None if not name else (_item(name),))
    except InvalidError as error:
        return error_page(422, str(error))
    return go(url_for("assigned.index", tahun=choice.year.year))


@bp.post("/samakan")
@access()
def reword() -> ResponseReturnValue:
    """Take the new words of one over into my draft."""
    choice = chosen_year(Step.PLANNING)
    try:
        taking.reword(current_actor(), choice.year.id, _item(request.form.get("satu", "")))
    except InvalidError as error:
        return error_page(422, str(error))
    return go(url_for("assigned.index", tahun=choice.year.year))


def _item(name: str) -> tuple[Kind, int]:
    kind, _, number = name.partition("-")
    if kind not in set(Kind) or not number.isdecimal() or len(number) > LONGEST_NUMBER:
        raise NotFoundError("Peran tidak ditemukan.")
    return Kind(kind), int(number)


@bp.get("/persetujuan")
@access()
@revalidated
def approvals() -> ResponseReturnValue:
    """Assignments of my people that wait for my word."""
    choice, number = chosen_year(Step.PLANNING), page_number()
    waiting, more = assigned.asked_of(current_actor().person_id, choice.year.id, people.today(), number)
    return render_template("cascade/approvals.html", choice=choice, waiting=waiting, number=number, more=more)


@bp.post("/persetujuan")
@access()
def approve() -> ResponseReturnValue:
    """Agree to one, or to all that were shown."""
    choice = chosen_year(Step.PLANNING)
    names = [request.form["satu"]] if request.form.get("satu") else request.form.getlist("semua")
    deciding.approve(current_actor(), tuple(_seen(name) for name in names))
    return go(url_for("assigned.approvals", tahun=choice.year.year))


def _seen(name: str) -> Seen:
    item, _, mark = name.partition(":")
    return Seen(*_item(item), mark)


@bp.route("/persetujuan/tolak/<what>/<int:asked_id>", methods=["GET", "POST"])
@access()
def refuse(what: str, asked_id: int) -> ResponseReturnValue:
    """Decline one with a reason."""
    kind, number = _item(f"{what}-{asked_id}")
    shown = assigned.asked_one(current_actor().person_id, (kind, number), people.today())
    form = RefuseForm(data={"seen": shown.mark})
    if submitted(form):
        try:
            deciding.refuse(current_actor(), Seen(kind, number, form.seen.data), form.reason.data)
        except StaleError:
            form.seen.data = shown.mark
            form.add_problems([Problem("", CHANGED)])
        else:
            return go(url_for("assigned.approvals", tahun=shown.year))
    status = 422 if form.is_submitted() else 200
    return render_template("cascade/refuse.html", form=form, asked=shown), status


@bp.get("/penugasan")
@access()
@revalidated
def proposals() -> ResponseReturnValue:
    """The assignments I proposed."""
    actor, choice, number = current_actor(), chosen_year(Step.PLANNING), page_number()
    lines, more = assigned.proposed_by(actor.person_id, choice.year.id, people.today(), number)
    leads = leaders.gives_assignments(actor.person_id, people.today())
    return render_template("cascade/proposals.html", choice=choice, lines=lines, number=number, more=more, leads=leads)


@bp.route("/penugasan/baru", methods=["GET", "POST"])
@access()
def propose() -> ResponseReturnValue:
    """Give somebody of another unit an assignment."""
    actor, choice, form = current_actor(), chosen_year(Step.PLANNING), ProposeForm()
    if not leaders.gives_assignments(actor.person_id, people.today()):
        raise DeniedError(deciding.NOT_A_LEADER)
    found = grid.anybody(asked("cari"), people.today(), actor.person_id)
    form.offer(found)
    if request.form.get("action") != "search" and submitted(form):
        chosen = int(form.employee.data) if form.employee.data else None
        try:
            deciding.propose(actor, choice.year.id, chosen, _wish(form))
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("assigned.proposals", tahun=choice.year.year))
    status = 422 if form.summary() else 200
    return render_template("cascade/propose.html", form=form, found=found, text=asked("cari"), choice=choice), status


@bp.route("/ajukan", methods=["GET", "POST"])
@access()
def apply() -> ResponseReturnValue:
    """Ask to join an assignment of another leader."""
    actor, choice, form = current_actor(), chosen_year(Step.PLANNING), ApplyForm()
    found = grid.anybody(asked("cari"), people.today(), actor.person_id)
    form.offer(found)
    if request.form.get("action") != "search" and submitted(form):
        chosen = int(form.leader.data) if form.leader.data else None
        try:
            deciding.apply(actor, choice.year.id, _wish(form, chosen, form.leader_words.data or ""))
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("assigned.index", tahun=choice.year.year))
    status = 422 if form.summary() else 200
    return render_template("cascade/apply.html", form=form, found=found, text=asked("cari"), choice=choice), status


def _wish(form: WishForm, leader_id: int | None = None, leader_words: str = "") -> Wish:
    return Wish(form.text.data or "", form.reason.data or "", leader_id, leader_words)


@bp.post("/penugasan/<int:assignment_id>/tarik")
@access()
def withdraw(assignment_id: int) -> ResponseReturnValue:
    """Take my proposal or application back."""
    try:
        deciding.withdraw(current_actor(), assignment_id)
    except InvalidError as error:
        return error_page(422, str(error))
    back = "assigned.proposals" if request.form.get("dari") == "usulan" else "assigned.index"
    return go(url_for(back, tahun=chosen_year(Step.PLANNING).year.year))
