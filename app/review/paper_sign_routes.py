"""Pages for signatures on paper: what is printed to be signed, and what came back, found by the code on the form."""

from collections.abc import Callable

from flask import Blueprint, Response, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.auth.service import confirm
from app.documents.issuing import issue_to_sign
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, StaleError
from app.domain.verification import shown, tidy
from app.exchange.recording import SCAN_LIMIT, SCAN_TOO_LARGE
from app.people import queries as people
from app.review import paper_first, paper_printed, paper_signed, paper_signing
from app.review.pages import view_of
from app.review.paper_printed import Obstacle
from app.review.paper_sign_forms import PaperForm, SheetForm
from app.review.paper_signing import Paper
from app.web.access import access, current_actor
from app.web.downloads import download
from app.web.forms import page_number, submitted
from app.web.htmx import go, lead
from app.web.signing import CHANGED, T, confirmed, needs_password
from app.web.uploads import uploads

bp = Blueprint("paper", __name__, url_prefix="/penilaian/kertas")


@bp.get("/")
@access()
def index() -> ResponseReturnValue:
    """Type the code that is printed on the paper."""
    typed, unknown = request.args.get("kode", "")[:64], ""
    if typed.strip():
        try:
            return lead(_where(current_actor(), typed))
        except NotFoundError as error:
            unknown = str(error)
    return render_template("review/paper.html", typed=typed, unknown=unknown)


def _where(actor: Actor, typed: str) -> str:
    """The page of a code: that of a document, or that of a sheet nobody's signature was recorded on yet."""
    try:
        return url_for("paper.record", code=paper_signed.by_code(actor, typed).code)
    except NotFoundError:
        paper_printed.evaluation_of(actor, typed)
        return url_for("paper.first", code=tidy(typed))


@bp.route("/<code>", methods=["GET", "POST"])
@access()
@uploads(SCAN_LIMIT, SCAN_TOO_LARGE)
def record(code: str) -> ResponseReturnValue:
    """Whose document it is, and the form for its signature."""
    form, view = PaperForm(), paper_signed.by_code(current_actor(), code)
    if _recorded(form, code, paper_signing.record_signature) is not None:
        return go(url_for("paper.record", code=view.code))
    page = {"view": view, "form": form, "code": shown(view.code), "ask_password": needs_password(current_actor())}
    return render_template("review/paper_record.html", **page), 422 if request.method == "POST" else 200


@bp.route("/<code>/pertama", methods=["GET", "POST"])
@access()
@uploads(SCAN_LIMIT, SCAN_TOO_LARGE)
def first(code: str) -> ResponseReturnValue:
    """Whose printed sheet it is, and the form for its first signature."""
    form, actor = PaperForm(), current_actor()
    paper_printed.evaluation_of(actor, code)
    done = _recorded(form, code, paper_first.record_first)
    if done:
        return go(url_for("paper.record", code=tidy(code)))
    view = paper_printed.by_code(actor, code)
    if view.obstacle is Obstacle.USED:
        return lead(url_for("paper.record", code=view.code))
    page = {"view": view, "form": form, "code": shown(view.code), "ask_password": needs_password(actor)}
    status = 409 if done is False else 422 if request.method == "POST" else 200
    return render_template("review/paper_first.html", **page), status


def _recorded(form: PaperForm, code: str, command: Callable[[Actor, str, Paper], T]) -> T | None:
    def run(actor: Actor) -> T:
        return command(actor, code, Paper(form.on.data, form.file.data.stream.read(SCAN_LIMIT + 1)))

    return confirmed(form, current_actor(), confirm, run)


@bp.get("/<code>/pindaian")
@access()
def scan(code: str) -> Response:
    """The scan of a recorded signature: the employee's, or with ``peran`` that of who signed first."""
    role = request.args.get("peran", paper_signed.ROLE)
    body, media_type = paper_signed.scan_of(current_actor(), code, role)
    ending = media_type.rpartition("/")[2].replace("jpeg", "jpg")
    return download(body, media_type, f"tanda-tangan-{shown(tidy(code))}.{ending}")


@bp.route("/cetak/<int:evaluation_id>", methods=["GET", "POST"])
@access()
def sheet(evaluation_id: int) -> ResponseReturnValue:
    """Print what is signed on paper, before anybody signed it."""
    form, view = SheetForm(), view_of(evaluation_id)
    if view.signed:
        return go(url_for("review.show", evaluation_id=evaluation_id))
    if submitted(form) and _prepared(form, evaluation_id):
        return go(url_for("paper.sheet", evaluation_id=evaluation_id))
    sheet = paper_printed.sheet_of(current_actor(), evaluation_id)
    form.seen.data = sheet.seen
    code = shown(sheet.printed.code) if sheet.printed else ""
    page = render_template("review/paper_sheet.html", sheet=sheet, form=form, code=code, view=view)
    return page, 422 if form.is_submitted() else 200


def _prepared(form: SheetForm, evaluation_id: int) -> bool:
    try:
        paper_first.prepare(current_actor(), evaluation_id, form.seen.data or "")
    except StaleError:
        form.form_errors.append(CHANGED.replace("tanda tangani", "cetak"))
    except InvalidError as error:
        form.add_problems(error.problems)
    else:
        return True
    return False


@bp.get("/cetak/<int:evaluation_id>/<form>.pdf")
@access()
def sheet_file(evaluation_id: int, form: str) -> Response:
    """A form with its code, to be signed on paper; as PDF alone, so that nobody signs what was edited on the way."""
    sheet = paper_printed.sheet_of(current_actor(), evaluation_id)
    if sheet.printed is None:
        raise NotFoundError("Lembar ini belum disiapkan.")
    if not sheet.fits:
        raise DeniedError("Penilaian ini berubah sejak lembarnya disiapkan. Siapkan lembar baru.")
    url = current_app.extensions["tilik"].settings.public_url
    emblem, sample = people.emblem(), g.agency.is_sample
    file = issue_to_sign(form, sheet.printed, emblem=emblem, sample=sample, public_url=url)
    return download(file.body, file.media_type, file.name)


@bp.get("/atas-nama-saya")
@access()
def mine() -> ResponseReturnValue:
    """Signatures on paper that others recorded in my name."""
    number = page_number()
    found = paper_signed.recorded_for(current_actor().person_id, number)
    return render_template("review/paper_mine.html", found=found, number=number)
