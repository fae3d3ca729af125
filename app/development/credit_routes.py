"""Pages of credit points: one's own, an officer's list, and one person's conversions."""

from fractions import Fraction

from flask import Blueprint, Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.development import adding, converting, documents, queries
from app.development.credit_forms import AdditionForm, BalanceForm, ConversionForm, OfficialForm
from app.domain.credit import for_diploma, grade_in, shown
from app.domain.errors import InvalidError, StaleError
from app.domain.office import OFFICERS
from app.people import queries as people
from app.people import registry
from app.web.access import access, current_actor
from app.web.downloads import download
from app.web.forms import asked, page_number, submitted
from app.web.htmx import go

bp = Blueprint("credit", __name__, url_prefix="/angka-kredit")
CHANGED = "Saldo ini diubah orang lain sejak halaman dibuka. Belum ada yang disimpan; bandingkan, lalu ulangi."


@bp.get("/saya")
@access()
def mine() -> ResponseReturnValue:
    """My own credit points."""
    file = queries.own_file(current_actor(), people.today())
    return render_template("development/mine.html", **_shown(file))


def _shown(file: queries.CreditFile) -> dict[str, object]:
    rows = [(row, shown(row.points), shown(running)) for row, running in file.running()]
    brought = shown(Fraction(file.brought.points)) if file.brought else ""
    sums = {"rows": rows, "total": shown(file.total), "targets": documents.targets(file), "brought": brought}
    return {"file": file, "withdrawn": file.withdrawn, "bonus": _bonus(file), **sums}


def _bonus(file: queries.CreditFile) -> str:
    """What a diploma is worth in the present jenjang; empty where that is not known."""
    return shown(Fraction(for_diploma(file.grade))) if file.grade else ""


@bp.get("/")
@access(*OFFICERS)
def index() -> ResponseReturnValue:
    """The units whose functional officials the actor keeps."""
    lines = registry.unit_lines(people.today(), registry.top_units(current_actor()))
    return render_template("development/units.html", lines=lines)


@bp.get("/unit/<int:unit_id>")
@access(*OFFICERS)
def unit(unit_id: int) -> ResponseReturnValue:
    """The functional officials of a unit and below."""
    view, text, number = registry.corrected_unit(current_actor(), unit_id), asked("cari"), page_number()
    rows, more = queries.officials(view, text, people.today(), number)
    return render_template("development/unit.html", unit=view, rows=rows, text=text, number=number, more=more)


@bp.route("/pegawai/<int:person_id>", methods=["GET", "POST"])
@access(*OFFICERS)
def person(person_id: int) -> ResponseReturnValue:
    """Somebody's credit points, and a predikat to be converted."""
    file = queries.kept_file(current_actor(), person_id, people.today())
    bases = queries.bases(person_id)
    form = ConversionForm(data=_suggested(file, bases))
    form.offer([(basis.evaluation_id, basis.name) for basis in bases])
    if submitted(form):
        try:
            converting.convert(current_actor(), person_id, form.wanted)
            return go(url_for("credit.person", person_id=person_id))
        except InvalidError as error:
            form.add_problems(error.problems)
    return _page(file, form, _balance(file)), 422 if form.is_submitted() else 200


def _suggested(file: queries.CreditFile, bases: list[queries.Basis]) -> dict[str, object]:
    """What the form begins with: the latest predikat, the jenjang the position speaks of."""
    grade = grade_in(file.person.position)
    found: dict[str, object] = {"position": file.person.position, "year": people.today().year}
    if grade is not None:
        found["grade"] = grade.value
    if bases:
        months = bases[0].months
        found |= {"year": months.year, "month_from": months.first, "month_to": months.last}
    return found


def _balance(file: queries.CreditFile) -> BalanceForm:
    known = file.brought
    data = {"points": known.points.replace(".", ","), "as_of": known.as_of, "document": known.document} if known else {}
    return BalanceForm(formdata=None, data={**data, "versi": known.version if known else 0})


def _page(
    file: queries.CreditFile, form: ConversionForm, balance: BalanceForm, addition: AdditionForm | None = None
) -> str:
    grade = file.grade.value if file.grade else None
    addition = addition or AdditionForm(formdata=None, data={"jenjang": grade})
    forms = {"form": form, "balance": balance, "addition": addition, "official": OfficialForm(formdata=None)}
    shown_parts = {**forms, "own": file.person.id == current_actor().person_id}
    return render_template("development/person.html", **shown_parts, **_shown(file))


@bp.post("/pegawai/<int:person_id>/saldo")
@access(*OFFICERS)
def set_balance(person_id: int) -> ResponseReturnValue:
    """Record the points somebody brought along."""
    file = queries.kept_file(current_actor(), person_id, people.today())
    form, status = BalanceForm(), 422
    if submitted(form):
        told = (form.points.data, form.as_of.data, form.document.data)
        try:
            converting.set_balance(current_actor(), person_id, form.seen, told)
            return go(url_for("credit.person", person_id=person_id))
        except InvalidError as error:
            form.add_problems(error.problems)
        except StaleError:
            form.form_errors.append(CHANGED)
            form.versi.data, status = file.brought.version if file.brought else 0, 409
    return _page(file, _conversion_form(file), form), status


def _conversion_form(file: queries.CreditFile) -> ConversionForm:
    bases = queries.bases(file.person.id)
    form = ConversionForm(formdata=None, data=_suggested(file, bases))
    form.offer([(basis.evaluation_id, basis.name) for basis in bases])
    return form


@bp.post("/pegawai/<int:person_id>/konversi/<int:conversion_id>/batal")
@access(*OFFICERS)
def withdraw(person_id: int, conversion_id: int) -> ResponseReturnValue:
    """Take a conversion back."""
    converting.withdraw(current_actor(), person_id, conversion_id)
    return go(url_for("credit.person", person_id=person_id))


@bp.post("/pegawai/<int:person_id>/ijazah")
@access(*OFFICERS)
def add(person_id: int) -> ResponseReturnValue:
    """Add the points of a recognised diploma."""
    file, form = queries.kept_file(current_actor(), person_id, people.today()), AdditionForm()
    if submitted(form):
        try:
            adding.add(current_actor(), person_id, form.wanted)
            return go(url_for("credit.person", person_id=person_id))
        except InvalidError as error:
            form.add_problems(error.problems)
    return _page(file, _conversion_form(file), _balance(file), form), 422


@bp.post("/pegawai/<int:person_id>/ijazah/<int:addition_id>/batal")
@access(*OFFICERS)
def withdraw_addition(person_id: int, addition_id: int) -> ResponseReturnValue:
    """Take the points of a diploma back."""
    adding.withdraw(current_actor(), person_id, addition_id)
    return go(url_for("credit.person", person_id=person_id))


@bp.get("/pegawai/<int:person_id>/konversi.<fmt>")
@access()
def document(person_id: int, fmt: str) -> Response:
    """The document, for the person and the officers."""
    actor, today = current_actor(), people.today()
    own = person_id == actor.person_id
    file = queries.own_file(actor, today) if own else queries.kept_file(actor, person_id, today)
    official = (request.args.get("pejabat", "")[:120].strip(), request.args.get("nip", "")[:30].strip())
    made = documents.document(file, g.agency, fmt, official, year=request.args.get("tahun", type=int))
    return download(made.body, made.media_type, made.name)
