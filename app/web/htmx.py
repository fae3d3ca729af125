"""Page or partial from one route; works the same without JavaScript."""

from flask import Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue


def wants_partial() -> bool:
    """Whether htmx asks for a fragment (and not for a page restored from history)."""
    return request.headers.get("HX-Request") == "true" and not request.headers.get("HX-History-Restore-Request")


def render_or_partial(page: str, partial: str, status: int = 200, **context: object) -> ResponseReturnValue:
    """The partial for htmx, the whole page (which includes it) for everybody else."""
    return render_template(partial if wants_partial() else page, **context), status


def save_state(partial: str, status: int, **context: object) -> ResponseReturnValue:
    """What keeps a form from being saved, at the place that says so; never where the typed rows stand."""
    return render_template(partial, **context), status, {"HX-Retarget": "#simpan"}


def go(url: str) -> ResponseReturnValue:
    """Lead on after a successful POST: 303, or 204 with HX-Redirect for htmx."""
    if wants_partial():
        response: Response = make_response("", 204)
        response.headers["HX-Redirect"] = url
        return response
    return redirect(url, 303)
