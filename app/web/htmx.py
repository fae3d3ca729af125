"""Page or partial from one route; works the same without JavaScript."""

from flask import Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException


def wants_partial() -> bool:
    """Whether htmx asks for a fragment (and not for a page restored from history)."""
    return request.headers.get("HX-Request") == "true" and not request.headers.get("HX-History-Restore-Request")


def save_state(template: str, status: int = 200, **context: object) -> ResponseReturnValue:
    """What became of a save, put in the place of the save state whatever asked for it.

    Without the headers a refusal would replace the target of the button: adding an indicator while a text is too long
    would take all indicators out of the form, and the next save would store it without them.
    """
    response = make_response(render_template(template, **context), status)
    response.headers["HX-Retarget"] = "#simpan"
    response.headers["HX-Reswap"] = "outerHTML"
    return response


def sent_version() -> str:
    """The version a form came with, which its save state carries on; empty when the form cannot be read."""
    try:
        return request.form.get("version", "")
    except HTTPException:
        return ""


def lead(url: str) -> ResponseReturnValue:
    """Lead on from a page that is only read: 303 without the library's sentence, which nobody reads."""
    return Response("", 303, {"Location": url})


def go(url: str) -> ResponseReturnValue:
    """Lead on after a successful POST: 303, or 204 with HX-Redirect for htmx."""
    if wants_partial():
        response: Response = make_response("", 204)
        response.headers["HX-Redirect"] = url
        return response
    return redirect(url, 303)
