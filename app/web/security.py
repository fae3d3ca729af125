"""Headers, cookies and the Origin check."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from app.web.assets import ALWAYS, Assets

_SAFE = {"GET", "HEAD", "OPTIONS"}


def init_app(app: Flask, assets: Assets, *, https: bool) -> None:
    """Send the security headers with every answer and refuse posts that come from another site."""
    app.config.update(
        SESSION_COOKIE_NAME="tilik",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=https,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # the Origin check below does this, over plain HTTP too
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        MAX_FORM_PARTS=2000,
    )
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' " + assets.critical_hash + "; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )

    @app.before_request
    def check_origin() -> None:
        origin = request.headers.get("Origin")
        if request.method not in _SAFE and origin and _host_of(origin) != request.host:
            abort(403)

    @app.after_request
    def add_headers(response: Response) -> Response:
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            return response  # the browser keeps the headers that came with the page it has
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.update(ALWAYS)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # an address no browser sends
        return None
