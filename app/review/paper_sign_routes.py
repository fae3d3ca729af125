"""Pages on which a signature on paper is recorded: by the code printed on the form."""

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.auth.service import confirm
from app.domain.errors import NotFoundError
from app.domain.verification import shown, tidy
from app.exchange.recording import SCAN_LIMIT, SCAN_TOO_LARGE
from app.review import paper_signed, paper_signing
from app.review.paper_sign_forms import PaperForm
from app.review.paper_signing import Paper
from app.web.access import access, current_actor
from app.web.downloads import download
from app.web.htmx import go, lead
from app.web.signing import confirmed, needs_password
from app.web.uploads import uploads

bp = Blueprint("paper", __name__, url_prefix="/penilaian/kertas")


@bp.get("/")
@access()
def index() -> ResponseReturnValue:
    """Type the code that is printed on the paper."""
    typed, unknown = request.args.get("kode", "")[:64], ""
    if typed.strip():
        try:
            return lead(url_for("paper.record", code=paper_signed.by_code(current_actor(), typed).code))
        except NotFoundError as error:
            unknown = str(error)
    return render_template("review/paper.html", typed=typed, unknown=unknown)


@bp.route("/<code>", methods=["GET", "POST"])
@access()
@uploads(SCAN_LIMIT, SCAN_TOO_LARGE)
def record(code: str) -> ResponseReturnValue:
    """Whose document it is, and the form for its signature."""
    form, view = PaperForm(), paper_signed.by_code(current_actor(), code)

    def command(actor: object) -> int:
        body = form.file.data.stream.read(SCAN_LIMIT + 1)
        return paper_signing.record_signature(actor, code, Paper(form.on.data, body))  # type: ignore[arg-type]

    if confirmed(form, current_actor(), confirm, command) is not None:
        return go(url_for("paper.record", code=view.code))
    page = {"view": view, "form": form, "code": shown(view.code), "ask_password": needs_password(current_actor())}
    return render_template("review/paper_record.html", **page), 422 if request.method == "POST" else 200


@bp.get("/<code>/pindaian")
@access()
def scan(code: str) -> Response:
    """The scan of a recorded signature."""
    body, media_type = paper_signed.scan_of(current_actor(), code)
    ending = media_type.rpartition("/")[2].replace("jpeg", "jpg")
    return download(body, media_type, f"tanda-tangan-{shown(tidy(code))}.{ending}")
