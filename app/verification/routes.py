"""Public pages on which anybody checks a document: no login, no name, and no word of what it says."""

from flask import Blueprint, current_app, g, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.verification import Verdict
from app.extensions import csrf
from app.verification import queries
from app.verification.forms import FileForm
from app.web.access import access
from app.web.forms import submitted
from app.web.uploads import uploads

bp = Blueprint("verification", __name__, url_prefix="/verifikasi")
LIMIT = 5 * 1024 * 1024
TOO_LARGE = "Berkas lebih dari 5 MB tidak diperiksa. Dokumen yang dikeluarkan di sini lebih kecil; ketik saja kodenya."
_LONGEST = 64


@bp.before_request
def without_name() -> None:
    """Whoever is logged in beside plays no part."""
    g.nameless = True


@bp.get("/")
@access(public=True, untraced=True)
def index() -> ResponseReturnValue:
    """Type a code, or send a file."""
    typed = request.args.get("kode", "")[:_LONGEST]
    return _page(FileForm(formdata=None), typed, queries.by_code(typed, _printed) if typed.strip() else None)


@bp.get("/<code>")
@access(public=True, untraced=True)
def code(code: str) -> ResponseReturnValue:
    """Where the QR code of a form leads."""
    return _page(FileForm(formdata=None), code[:_LONGEST], queries.by_code(code[:_LONGEST], _printed))


@bp.post("/berkas")
@access(public=True, untraced=True)
@uploads(LIMIT, TOO_LARGE)
@csrf.exempt  # type: ignore[untyped-decorator]  # nothing is changed, so nobody is made to do anything
def file() -> ResponseReturnValue:
    """Compare a file with those that were issued; it is kept nowhere."""
    form = FileForm(meta={"csrf": False})
    if not submitted(form):
        return _page(form, "", None, 422)
    return _page(form, "", queries.by_file(form.file.data.stream.read(LIMIT + 1), _printed), of_file=True)


def _printed(code: str) -> Verdict | None:
    """Asked of a later feature, which the application introduces."""
    verdict: Verdict | None = current_app.extensions["tilik"].printed(code)
    return verdict


def _page(
    form: FileForm, typed: str, verdict: Verdict | None, status: int = 200, *, of_file: bool = False
) -> ResponseReturnValue:
    return render_template(
        "verification/index.html", form=form, typed=typed, verdict=verdict, verdicts=Verdict, of_file=of_file
    ), status
