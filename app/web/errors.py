"""Error pages in plain Indonesian."""

from urllib.parse import urlsplit

from flask import Flask, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from app.domain.errors import DeniedError, NoSuchPeriodError, NotFoundError, NotReadyError, StaleError
from app.web.htmx import save_state, sent_version, wants_partial

_PAGES = {
    400: ("Permintaan tidak lengkap", "Buka lagi halaman sebelumnya, lalu coba lagi. Tidak ada data yang berubah."),
    403: (
        "Anda tidak berwenang",
        "Halaman ini bukan untuk akun Anda. Bila menurut Anda keliru, hubungi petugas kepegawaian unit Anda.",
    ),
    404: (
        "Halaman tidak ditemukan",
        "Alamatnya salah, atau halaman ini bukan untuk Anda. Mulailah dari beranda.",
    ),
    405: ("Cara membuka halaman ini keliru", "Mulailah dari beranda."),
    409: (
        "Sudah berubah lebih dahulu",
        "Orang lain atau tab lain sudah mengubahnya. Buka lagi halamannya untuk melihat keadaan terbaru.",
    ),
    413: ("Kiriman terlalu besar", "Batasnya 2 MB. Persingkat isinya lalu kirim lagi."),
    503: ("Sedang disiapkan", "Muat ulang halaman ini sebentar lagi."),
    500: (
        "Terjadi kesalahan di server",
        "Tulisan yang sudah tersimpan tetap aman. Coba lagi sebentar lagi; bila berulang, beri tahu administrator.",
    ),
}


def error_page(status: int, message: str = "") -> ResponseReturnValue:
    """The page for a status, for htmx its part; ``message`` replaces the sentence."""
    title, sentence = _PAGES.get(status) or _PAGES[400 if status < 500 else 500]  # noqa: PLR2004
    words = {"title": title, "sentence": message or sentence, "back": came_from()}
    if wants_partial():
        return save_state("errors/_error.html", status, sentence=words["sentence"], version=sent_version())
    try:
        return render_template("errors/error.html", status=status, **words), status
    except SQLAlchemyError:  # the frame of every page asks the database who is logged in; this one has none
        return current_app.jinja_env.get_template("errors/_bare.html").render(words), status


def came_from() -> str:
    """The page of this application that was left to come here, to go back to; empty when unknown or the same."""
    left = urlsplit(request.referrer or "")
    is_here = left.netloc == request.host and left.path.startswith("/") and not left.path.startswith("//")
    if not is_here or (request.method == "GET" and left.path == request.path):
        return ""
    return f"{left.path}?{left.query}" if left.query else left.path


def init_app(app: Flask) -> None:
    """Answer every error with a page that says what to do."""

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> ResponseReturnValue:
        if error.code is None or error.code < 400:  # noqa: PLR2004 - a redirect raised by routing
            return error.get_response()
        return error_page(error.code)

    @app.errorhandler(NotFoundError)
    def not_found(_error: NotFoundError) -> ResponseReturnValue:
        return error_page(404)

    @app.errorhandler(NoSuchPeriodError)
    def no_such_period(error: NoSuchPeriodError) -> ResponseReturnValue:
        return error_page(404, str(error))

    @app.errorhandler(DeniedError)
    def denied(error: DeniedError) -> ResponseReturnValue:
        return error_page(409 if request.method == "POST" else 403, str(error))

    @app.errorhandler(NotReadyError)
    def not_ready(error: NotReadyError) -> ResponseReturnValue:
        response = make_response(error_page(503, str(error)))
        response.headers["Retry-After"] = "5"
        return response

    @app.errorhandler(StaleError)
    def stale(_error: StaleError) -> ResponseReturnValue:
        return error_page(409)

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> ResponseReturnValue:
        current_app.logger.error("unexpected error on %s", request.path, exc_info=error)
        return error_page(500)
